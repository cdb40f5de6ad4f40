/**
 * harness.py for the programs that are here by hand: `run.ts NAME ROUNDS` prints
 * the first and the best time of a run in seconds, and the result.
 *
 * @module
 */
const [name, rounds] = Deno.args;
const source = Deno.readTextFileSync(new URL(`../programs/${name}.py`, import.meta.url));
const loops = Number(/^LOOPS = (\d+)$/m.exec(source)?.[1] ?? 1);
const { main } = await import(`./${name}.ts`) as { main: () => string };
const times: number[] = [];
let result = "";
for (let i = 0; i < Number(rounds); i++) {
  const start = performance.now();
  for (let k = 0; k < loops; k++) result = main();
  times.push((performance.now() - start) / 1000);
}
console.log(`${times[0].toFixed(6)} ${Math.min(...times).toFixed(6)} ${result}`);
