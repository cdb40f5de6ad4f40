/** Successive over-relaxation by hand. */
function relax(grid: number[][], omega: number, rounds: number): void {
  const n = grid.length;
  const quarter = omega * 0.25;
  const rest = 1 - omega;
  for (let round = 0; round < rounds; round++) {
    for (let i = 1; i < n - 1; i++) {
      const row = grid[i], above = grid[i - 1], below = grid[i + 1];
      for (let j = 1; j < n - 1; j++) {
        row[j] = quarter * (above[j] + below[j] + row[j - 1] + row[j + 1]) + rest * row[j];
      }
    }
  }
}

/** One call of the program's main(), and its result as Python shows it. */
export function main(): string {
  const n = 60;
  const grid: number[][] = [];
  for (let i = 0; i < n; i++) grid.push(Array.from({ length: n }, (_, j) => i * j % 11 / 11));
  relax(grid, 1.25, 12);
  let total = 0;
  for (const row of grid) {
    let sum = 0;
    for (const x of row) sum += x;
    total += sum;
  }
  return `'${total.toFixed(9)}'`;
}
