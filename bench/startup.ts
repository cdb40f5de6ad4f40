/**
 * Start-up as whole processes: `deno run -A cli.ts -c pass` against
 * `deno eval 0`, alternating. `deno run -A bench/startup.ts [--runs=20]`
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { CLI, median, output } from "./cpython.ts";

const args = parseArgs(Deno.args, { string: ["runs"], default: { runs: "20" } });

function time(command: string[]): number {
  const start = performance.now();
  if (output(Deno.execPath(), command) === null) throw new Error(`Failed: ${command.join(" ")}`);
  return performance.now() - start;
}

const OURS = ["run", "-A", "--no-check", CLI, "-c", "pass"];
const BARE = ["eval", "0"];
time(OURS); // fills Deno's cache of transpiled modules and code
time(BARE);

const ours: number[] = [];
const bare: number[] = [];
for (let i = 0; i < Number(args.runs); i++) {
  ours.push(time(OURS));
  bare.push(time(BARE));
}

const row = (name: string, values: number[]) =>
  `${name.padEnd(22)} best ${Math.min(...values).toFixed(1)} ms, median ${
    median(values).toFixed(1)
  } ms`;
console.log(row("cli.ts -c pass", ours));
console.log(row("deno eval 0", bare));
console.log(
  `ratio                  best ${(Math.min(...ours) / Math.min(...bare)).toFixed(2)}, median ${
    (median(ours) / median(bare)).toFixed(2)
  }`,
);
