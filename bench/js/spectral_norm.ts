/** The spectral norm by hand. */
const a = (i: number, j: number): number => 1 / (Math.floor((i + j) * (i + j + 1) / 2) + i + 1);

function times(v: number[]): number[] {
  return v.map((_, i) => v.reduce((sum, x, j) => sum + a(i, j) * x, 0));
}

function transposed(v: number[]): number[] {
  return v.map((_, i) => v.reduce((sum, x, j) => sum + a(j, i) * x, 0));
}

/** One call of the program's main(), and its result as Python shows it. */
export function main(): string {
  let u: number[] = new Array(60).fill(1);
  let v: number[] = [];
  for (let i = 0; i < 5; i++) {
    v = transposed(times(u));
    u = transposed(times(v));
  }
  let top = 0, below = 0;
  for (let i = 0; i < u.length; i++) {
    top += u[i] * v[i];
    below += v[i] * v[i];
  }
  return `'${((top / below) ** 0.5).toFixed(9)}'`;
}
