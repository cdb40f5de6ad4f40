/** The sieve of Eratosthenes by hand. */
export function main(): string {
  const n = 1000000;
  const flags: boolean[] = new Array(n + 1).fill(true);
  let count = 0;
  for (let i = 2; i <= n; i++) {
    if (!flags[i]) continue;
    count++;
    for (let j = i * i; j <= n; j += i) flags[j] = false;
  }
  return String(count);
}
