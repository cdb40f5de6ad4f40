/**
 * Compiles every .py file of a folder to code objects, in this process and with
 * CPython 3.6, and prints the ratio. The folder is the argument, else CPython's
 * standard library without its tests, else tests/programs.
 * `deno run -A bench/compile_bench.ts [--rounds=3] [FOLDER]`
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { fromFileUrl, join } from "@std/path";
import { compileSource } from "../lib/compiler/compile.ts";
import { SyntaxProblem } from "../lib/syntax/errors.ts";
import { findCPython, output } from "./cpython.ts";

const SKIPPED = new Set(["test", "tests", "lib2to3", "site-packages", "__pycache__"]);

/** What CPython is measured with: prints the best time in seconds over all files of a list. */
const SCRIPT = `
import sys, time, warnings
warnings.simplefilter("ignore")
sources = []
for path in open(sys.argv[1], encoding="utf-8").read().split("\\n"):
    with open(path, "rb") as f:
        sources.append((f.read(), path))
best = float("inf")
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    for source, path in sources:
        try:
            compile(source, path, "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            pass
    best = min(best, time.perf_counter() - start)
print(best)
`;

function* pythonFiles(folder: string): Generator<string> {
  for (
    const entry of Array.from(Deno.readDirSync(folder)).sort((a, b) => a.name < b.name ? -1 : 1)
  ) {
    const path = join(folder, entry.name);
    if (entry.isDirectory && !SKIPPED.has(entry.name)) yield* pythonFiles(path);
    else if (entry.isFile && entry.name.endsWith(".py")) yield path;
  }
}

const args = parseArgs(Deno.args, { string: ["rounds"], default: { rounds: "3" } });
const rounds = Number(args.rounds);
const cpython = findCPython();
const folder = args._.length > 0
  ? String(args._[0])
  : cpython?.lib ?? fromFileUrl(new URL("../tests/programs", import.meta.url));
const files = Array.from(pythonFiles(folder));
const sources = files.map((path) => Deno.readFileSync(path));
const bytes = sources.reduce((sum, source) => sum + source.length, 0);
console.log(`${folder}: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB`);

const times: number[] = [];
let refused = 0;
for (let round = 0; round < rounds; round++) {
  refused = 0;
  const start = performance.now();
  for (let i = 0; i < files.length; i++) {
    try {
      compileSource(sources[i], files[i], "exec", { optimize: 0, flags: 0 });
    } catch (e) {
      if (!(e instanceof SyntaxProblem)) throw e;
      refused++;
    }
  }
  times.push((performance.now() - start) / 1000);
}
const ours = Math.min(...times);
const rate = (seconds: number) =>
  `${seconds.toFixed(2)} s, ${(bytes / 1e6 / seconds).toFixed(2)} MB/s`;
console.log(
  `wordcode    ${rate(ours)} (first round ${times[0].toFixed(2)} s; ${refused} with a SyntaxError)`,
);
if (cpython === null) {
  console.log("No CPython 3.6 found: set $CPYTHON36 to compare");
} else {
  const list = Deno.makeTempFileSync();
  Deno.writeTextFileSync(list, files.join("\n"));
  const theirs = Number(output(cpython.python, ["-c", SCRIPT, list, args.rounds]));
  Deno.removeSync(list);
  console.log(`CPython 3.6 ${rate(theirs)}`);
  console.log(`ratio       ${(ours / theirs).toFixed(2)} of CPython's time`);
}
