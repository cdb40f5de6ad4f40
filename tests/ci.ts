/**
 * Every gate of the project, as `deno task test` and .ci/run run them: format,
 * lint, types, documentation, tests with the examples of the documentation, and
 * a publication to JSR that stops short. Ends with `N passed, N failed`, where
 * a gate counts as one test. Arguments are handed to `deno test`.
 *
 * @module
 */
import { fromFileUrl } from "@std/path";

const ROOT = fromFileUrl(new URL("..", import.meta.url));
const config = JSON.parse(Deno.readTextFileSync(`${ROOT}/deno.json`)) as {
  exports: Record<string, string>;
};
const entries = Object.values(config.exports);

let passed = 0;
let failed = 0;

/** Runs deno, shows what it prints, and returns that and whether it went well. */
async function deno(args: string[]): Promise<{ text: string; ok: boolean }> {
  console.log(`\n$ deno ${args.join(" ")}`);
  const child = new Deno.Command(Deno.execPath(), {
    args,
    cwd: ROOT,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let text = "";
  const pump = async (stream: ReadableStream<Uint8Array>) => {
    for await (const chunk of stream.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      Deno.stdout.writeSync(new TextEncoder().encode(chunk));
    }
  };
  const [status] = await Promise.all([child.status, pump(child.stdout), pump(child.stderr)]);
  return { text, ok: status.success };
}

function count(name: string, ok: boolean): void {
  if (ok) passed++;
  else failed++;
  console.log(`${name}: ${ok ? "ok" : "FAILED"}`);
}

const GATES: readonly (readonly string[])[] = [
  ["fmt", "--check"],
  ["lint"],
  ["check", "."],
  ["doc", "--lint", ...entries],
  ["publish", "--dry-run", "--allow-dirty", "--quiet"],
];

for (const gate of GATES) count(gate[0], (await deno([...gate])).ok);
// what cli.ts loads must be what the sources say
count("bundle", (await deno(["run", "-A", "tests/tools/bundle.ts", "--check"])).ok);

const { text, ok } = await deno(["test", "-A", "--doc", "--no-check", ...Deno.args]);
const summary = text.match(/^(?:ok|FAILED) \| (\d+) passed.*? \| (\d+) failed/m);
if (summary) {
  passed += Number(summary[1]);
  failed += Number(summary[2]);
}
// a module that does not load, a leak, a crash: nothing that the summary counts
if (!ok && !(summary && Number(summary[2]) > 0)) count("test", false);

console.log(`\n${passed} passed, ${failed} failed`);
Deno.exit(failed === 0 ? 0 : 1);
