/**
 * Runs the programs of tests/programs as subprocesses of cli.ts and compares
 * what they print with what CPython 3.6 printed.
 *
 * `deno run -A tests/programs.ts [--pyc] [--flag=-Xjit=off] [--out=FILE] [NAME...]`
 * lists the failing ones with their first differing line.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { fromFileUrl, join } from "@std/path";
import { compileSource } from "../lib/compiler/compile.ts";
import { SyntaxProblem } from "../lib/syntax/errors.ts";
import { packPyc } from "../lib/marshal/pyc.ts";

const FOLDER = fromFileUrl(new URL("./programs", import.meta.url));
/** Where cli.ts is. */
export const CLI: string = fromFileUrl(new URL("../cli.ts", import.meta.url));
const SECONDS = 60;

/** A program and what CPython made of it. */
export interface Program {
  readonly name: string;
  readonly source: string;
  readonly stdin: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

function readOr(path: string, otherwise: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch (e) {
    if (e instanceof Deno.errors.NotFound) return otherwise;
    throw e;
  }
}

/** Reads the corpus in the order of the names. */
export function readPrograms(): Program[] {
  const names = Array.from(Deno.readDirSync(FOLDER), (e) => e.name)
    .filter((name) => name.endsWith(".py") && name !== "record.py");
  return names.sort().map((file) => {
    const name = file.slice(0, -3);
    const source = Deno.readTextFileSync(join(FOLDER, file));
    const stderr = readOr(join(FOLDER, `${name}.err`), "");
    return {
      name,
      source,
      stdin: readOr(join(FOLDER, `${name}.in`), ""),
      stdout: Deno.readTextFileSync(join(FOLDER, `${name}.out`)),
      stderr,
      status: Number(source.match(/^# exit: (\d+)/)?.[1] ?? (stderr === "" ? 0 : 1)),
    };
  });
}

/** How to run. */
export interface RunOptions {
  /** Options of cli.ts, as `-X jit=off`. */
  readonly flags?: readonly string[];
  /** Compile first, and run the .pyc file. */
  readonly pyc?: boolean;
}

/** Runs a program and returns a description of the first difference, or null. */
export async function firstDifference(program: Program, options: RunOptions = {}) {
  let script = `${program.name}.py`;
  let folder: string | null = null;
  if (options.pyc) {
    folder = Deno.makeTempDirSync({ prefix: "wordcode-" });
    script = join(folder, `${program.name}.pyc`);
    try {
      const code = compileSource(program.source, `${program.name}.py`, "exec", {
        optimize: 0,
        flags: 0,
      });
      Deno.writeFileSync(script, packPyc(code, 0, program.source.length));
    } catch (e) {
      if (e instanceof SyntaxProblem) return `does not compile: ${e.msg}`;
      throw e;
    }
  }
  try {
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", CLI, ...options.flags ?? [], script],
      cwd: FOLDER,
      env: { NO_COLOR: "1", PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
      signal: AbortSignal.timeout(SECONDS * 1000),
    }).spawn();
    const writer = child.stdin.getWriter();
    const fed = writer.write(new TextEncoder().encode(program.stdin))
      .then(() => writer.close())
      .catch(() => {}); // a program that does not read its input
    const { code, stdout, stderr } = await child.output();
    await fed;
    const decoder = new TextDecoder();
    const text = (bytes: Uint8Array) =>
      decoder.decode(bytes).replaceAll(/ at 0x[0-9a-f]+/g, " at 0x...");
    const errors = text(stderr);
    const inStdout = differingLine("stdout", text(stdout), program.stdout);
    if (inStdout !== null && errors !== program.stderr) {
      return `${inStdout}; stderr ends with ${JSON.stringify(lastMessage(errors))}`;
    }
    return inStdout ?? differingLine("stderr", errors, program.stderr) ??
      (code === program.status ? null : `exit status ${code}, not ${program.status}`);
  } finally {
    if (folder !== null) Deno.removeSync(folder, { recursive: true });
  }
}

/** The line that says most in what went to stderr: Deno's own error, or the last of a traceback. */
function lastMessage(errors: string): string | undefined {
  const lines = errors.trimEnd().split("\n");
  return lines.find((line) => line.startsWith("error: ")) ?? lines.at(-1);
}

/** Describes the first line that differs, or returns null. */
export function differingLine(what: string, actual: string, expected: string): string | null {
  if (actual === expected) return null;
  const ours = actual.split("\n");
  const theirs = expected.split("\n");
  const at = ours.findIndex((line, i) => line !== theirs[i]);
  const i = at < 0 ? ours.length : at;
  const show = (line: string | undefined) =>
    line === undefined ? "(end)" : JSON.stringify(line.slice(0, 300));
  return `${what} line ${i + 1}: ${show(ours[i])}, not ${show(theirs[i])}`;
}

/** Calls `f` for each item, `width` at a time; the results are in the order of the items. */
export async function pool<T, R>(items: readonly T[], width: number, f: (item: T) => Promise<R>) {
  const results: R[] = new Array(items.length);
  let next = 0;
  const work = async () => {
    while (next < items.length) {
      const i = next++;
      results[i] = await f(items[i]);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return results;
}

if (import.meta.main) {
  const args = parseArgs(Deno.args, { boolean: ["pyc"], string: ["flag", "out"] });
  const programs = readPrograms().filter((p) => args._.length === 0 || args._.includes(p.name));
  const flags = args.flag === undefined ? [] : [args.flag];
  const results = await pool(
    programs,
    2,
    (program) => firstDifference(program, { pyc: args.pyc, flags }),
  );
  const lines = programs.flatMap(({ name }, i) => {
    const difference = results[i];
    return difference === null ? [] : [`${name}: ${difference}`];
  });
  lines.push(`${programs.length - lines.length} of ${programs.length} programs agree`);
  console.log(lines.join("\n"));
  if (args.out !== undefined) Deno.writeTextFileSync(args.out, lines.join("\n") + "\n");
}
