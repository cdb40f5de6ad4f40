/**
 * Runs bench/programs under cli.ts and, where there is one, under CPython 3.6.
 * Each program prints its result and the best of its five times.
 * `deno run -A bench/run_bench.ts [--flag=-Xjit=off] [NAME...]`
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { basename, fromFileUrl, join } from "@std/path";
import { CLI, findCPython, output } from "./cpython.ts";

const FOLDER = fromFileUrl(new URL("./programs", import.meta.url));

const args = parseArgs(Deno.args, { string: ["flag"] });
const flags = args.flag === undefined ? [] : [args.flag];
const cpython = findCPython();

/** What a program printed before its time, and the time in seconds. */
function measure(command: string, commandArgs: string[]): { result: string; seconds: number } {
  const line = output(command, commandArgs)?.trim();
  if (line === undefined) return { result: "failed", seconds: NaN };
  const space = line.lastIndexOf(" ");
  return { result: line.slice(0, space), seconds: Number(line.slice(space + 1)) };
}

const ms = (seconds: number) => `${(seconds * 1000).toFixed(1)} ms`.padStart(11);

console.log(
  `${"".padEnd(12)}${"wordcode".padStart(11)}${"CPython 3.6".padStart(13)}   times as fast`,
);
const ratios: number[] = [];
let failed = false;
for (const name of Array.from(Deno.readDirSync(FOLDER), (e) => basename(e.name, ".py")).sort()) {
  if (args._.length > 0 && !args._.includes(name)) continue;
  const path = join(FOLDER, `${name}.py`);
  const ours = measure(Deno.execPath(), ["run", "-A", "--no-check", CLI, ...flags, path]);
  let row = name.padEnd(12) + ms(ours.seconds);
  if (cpython !== null) {
    const theirs = measure(cpython.python, [path]);
    const ratio = theirs.seconds / ours.seconds;
    if (!Number.isNaN(ratio)) ratios.push(ratio);
    row += `${ms(theirs.seconds).padStart(13)}   ${ratio.toFixed(2)}`;
    if (ours.result !== theirs.result) row += `  result ${ours.result}, not ${theirs.result}`;
    failed ||= ours.result !== theirs.result;
  }
  console.log(row);
}
if (cpython === null) console.log("No CPython 3.6 found: set $CPYTHON36 to compare");
else if (ratios.length > 0) {
  const mean = Math.exp(ratios.reduce((sum, r) => sum + Math.log(r), 0) / ratios.length);
  console.log(`geometric mean: ${mean.toFixed(2)} times as fast as CPython 3.6`);
}
if (failed) Deno.exit(1);
