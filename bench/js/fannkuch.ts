/** The fannkuch program by hand. */
function fannkuch(n: number): [number, number] {
  const perm1 = Array.from({ length: n }, (_, i) => i);
  const count = new Array(n).fill(0);
  let best = 0, checksum = 0, r = n, sign = 1;
  for (;;) {
    while (r !== 1) {
      count[r - 1] = r;
      r--;
    }
    let first = perm1[0];
    if (first !== 0) {
      const perm = perm1.slice();
      let flips = 0;
      while (first !== 0) {
        for (let i = 0, j = first; i < j; i++, j--) {
          const t = perm[i];
          perm[i] = perm[j];
          perm[j] = t;
        }
        first = perm[0];
        flips++;
      }
      if (flips > best) best = flips;
      checksum += sign * flips;
    }
    sign = -sign;
    for (;;) {
      if (r === n) return [best, checksum];
      const head = perm1[0];
      for (let i = 0; i < r; i++) perm1[i] = perm1[i + 1];
      perm1[r] = head;
      if (--count[r] > 0) break;
      r++;
    }
  }
}

/** One call of the program's main(), and its result as Python shows it. */
export function main(): string {
  return `(${fannkuch(8).join(", ")})`;
}
