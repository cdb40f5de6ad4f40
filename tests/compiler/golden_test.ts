import { assertEquals } from "@std/assert";
import { compileSource } from "../../lib/compiler/compile.ts";
import { SyntaxProblem } from "../../lib/syntax/errors.ts";
import { canonicalCode, digest } from "./canonical.ts";

type Mode = "exec" | "eval" | "single";
type Optimize = 0 | 1 | 2;

/** The rows of a golden file, recorded from CPython 3.6.15: one JSON value a line. */
function golden<T>(name: string): T[] {
  const url = new URL(`./golden/${name}.golden.jsonl`, import.meta.url);
  return Deno.readTextFileSync(url).trimEnd().split("\n").map((line) => JSON.parse(line) as T);
}

function compile(source: string, mode: Mode = "exec", flags = 0, optimize: Optimize = 0) {
  return compileSource(source, "<x>", mode, { optimize, flags });
}

Deno.test("compileSource() gives CPython's code objects for every construct", () => {
  type Row = [source: string, mode: Mode, flags: number, code: unknown, o1: string, o2: string];
  for (const [source, mode, flags, code, o1, o2] of golden<Row>("programs")) {
    const ours = JSON.parse(JSON.stringify(canonicalCode(compile(source, mode, flags))));
    assertEquals(ours, code, source);
    assertEquals(digest(compile(source, mode, flags, 1)), o1, `-O: ${source}`);
    assertEquals(digest(compile(source, mode, flags, 2)), o2, `-OO: ${source}`);
  }
});

Deno.test("compileSource() gives CPython's code objects for random programs", () => {
  type Row = [source: string, mode: Mode, flags: number, o0: string, o1: string, o2: string];
  for (const [source, mode, flags, ...digests] of golden<Row>("random")) {
    for (const optimize of [0, 1, 2] as const) {
      assertEquals(digest(compile(source, mode, flags, optimize)), digests[optimize], source);
    }
  }
});

Deno.test("compileSource() folds constants as CPython does", () => {
  for (const [source, expected] of golden<[string, string]>("fold")) {
    assertEquals(digest(compile(source)), expected, source);
  }
});

Deno.test("compileSource() gives CPython's code objects for large and deep sources", () => {
  for (const [parts, expected] of golden<[[string, number][], string]>("big")) {
    const source = parts.map(([text, n]) => text.repeat(n)).join("");
    assertEquals(digest(compile(source)), expected, JSON.stringify(parts));
  }
});

Deno.test("compileSource() refuses what CPython refuses, with its message and position", () => {
  type Row = [
    source: string,
    mode: Mode,
    msg: string,
    lineno: number | null,
    offset: number | null,
    positionInArgs: boolean,
  ];
  for (const [source, mode, msg, lineno, offset, positionInArgs] of golden<Row>("errors")) {
    try {
      compile(source, mode);
    } catch (e) {
      if (!(e instanceof SyntaxProblem)) throw e;
      const inArgs = "positionInArgs" in e ? e.positionInArgs : false;
      assertEquals([e.type, e.msg, e.lineno, e.offset, inArgs], [
        "SyntaxError",
        msg,
        lineno,
        offset,
        positionInArgs,
      ], source);
      continue;
    }
    throw new Error(`Not refused: ${source}`);
  }
});
