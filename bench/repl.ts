/**
 * The time to the shell's first prompt, as a whole process with a pipe.
 * `deno run -A bench/repl.ts [--runs=20]`
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { CLI, median } from "./cpython.ts";

const args = parseArgs(Deno.args, { string: ["runs"], default: { runs: "20" } });

/** Milliseconds until the prompt is there. */
async function firstPrompt(): Promise<number> {
  const start = performance.now();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", CLI, "-q", "-i"],
    stdin: "piped",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  let text = "";
  let taken = NaN;
  for await (const part of child.stderr.pipeThrough(new TextDecoderStream())) {
    text += part;
    if (!Number.isNaN(taken) || !text.includes(">>> ")) continue;
    taken = performance.now() - start;
    await child.stdin.close();
  }
  await child.status;
  if (Number.isNaN(taken)) throw new Error(`No prompt: ${text}`);
  return taken;
}

await firstPrompt(); // fills Deno's cache of code
const times: number[] = [];
for (let i = 0; i < Number(args.runs); i++) times.push(await firstPrompt());
console.log(
  `first prompt           best ${Math.min(...times).toFixed(1)} ms, median ${
    median(times).toFixed(1)
  } ms`,
);
