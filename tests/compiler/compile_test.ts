import { assertEquals, assertThrows } from "@std/assert";
import { OPMAP } from "../../lib/bytecode/opcodes.ts";
import { compileSource, constantFactory } from "../../lib/compiler/compile.ts";
import { constantOps, foldBinary } from "../../lib/compiler/fold.ts";
import * as op from "../../lib/compiler/op.ts";
import {
  buildSymtable,
  CELL,
  CLASS_BLOCK,
  FREE,
  FUNCTION_BLOCK,
  mangle,
  MODULE_BLOCK,
} from "../../lib/compiler/symtable.ts";
import type { Value } from "../../lib/core/object.ts";
import { SyntaxProblem } from "../../lib/syntax/errors.ts";
import { parse } from "../../lib/syntax/parser.ts";
import { installUnicodeNames } from "../../lib/util/unicode_names_data.ts";

installUnicodeNames();

function problemOf(source: string, recursionDepth = 1): string {
  try {
    compileSource(source, "<x>", "exec", { optimize: 0, flags: 0, recursionDepth });
  } catch (e) {
    if (e instanceof SyntaxProblem) return `${e.type}: ${e.msg}`;
    throw e;
  }
  return "ok";
}

function read(path: string): string {
  return Deno.readTextFileSync(new URL(path, import.meta.url));
}

/** The members of a const enum, from the source text: const enums have no value to look at. */
function enumMembers(path: string, name: string): Map<string, number> {
  const body = read(path).match(new RegExp(`const enum ${name} \\{([^}]*)\\}`))![1];
  return new Map(Array.from(body.matchAll(/(\w+) = (\d+)/g), (m) => [m[1], Number(m[2])]));
}

Deno.test("op.ts agrees with the opcode table", () => {
  const ours = Object.fromEntries(Object.entries(op));
  for (const [name, code] of OPMAP) assertEquals(ours[name], code, name);
  assertEquals(Object.keys(ours).length, OPMAP.size);
});

Deno.test("the peephole optimiser's opcodes agree with the table", () => {
  for (const [name, code] of enumMembers("../../lib/compiler/peephole.ts", "Op")) {
    assertEquals(OPMAP.get(name), code, name);
  }
});

Deno.test("the copies of NodeKind agree with ast.ts", () => {
  const kinds = enumMembers("../../lib/syntax/ast.ts", "NodeKind");
  for (const file of ["symtable", "expr", "codegen"]) {
    for (const [name, kind] of enumMembers(`../../lib/compiler/${file}.ts`, "K")) {
      assertEquals(kinds.get(name), kind, `${file}.ts ${name}`);
    }
  }
});

Deno.test("compileSource() refuses too deep trees where CPython does", () => {
  // recursion limit 1000: 3000 levels, 3 for each active Python frame
  assertEquals(problemOf("a" + ".b".repeat(2995)), "ok");
  const refused = "RecursionError: maximum recursion depth exceeded during compilation";
  assertEquals(problemOf("a" + ".b".repeat(2996)), refused);
  assertEquals(problemOf("a" + ".b".repeat(2989), 3), "ok");
  assertEquals(problemOf("a" + ".b".repeat(2990), 3), refused);
  assertEquals(problemOf("if a: b\n" + "elif c: d\n".repeat(2994)), "ok");
  assertEquals(problemOf("if a: b\n" + "elif c: d\n".repeat(2995)), refused);
});

Deno.test("compileSource() never overflows the JS stack", () => {
  const down = (depth: number): string =>
    depth === 0 ? problemOf("x = a" + "*a".repeat(2900)) : down(depth - 1);
  let depth = 100;
  const seen = new Set<string>();
  for (; depth < 1e6; depth *= 2) {
    try {
      seen.add(down(depth));
    } catch (e) {
      if (e instanceof RangeError) break; // the test's own recursion
      throw e;
    }
  }
  for (const result of seen) {
    const fine = result === "ok" || result.startsWith("RecursionError") ||
      result.startsWith("MemoryError");
    assertEquals(fine, true, result);
  }
});

Deno.test("compileSource() warns of an assertion on a tuple, and passes on what the hook throws", () => {
  const seen: [string, string, number][] = [];
  const source = "x\nassert (a,\n  'b')\nassert ()\n";
  const options = {
    flags: 0,
    warn(category: string, msg: string, lineno: number) {
      seen.push([category, msg, lineno]);
    },
  };
  compileSource(source, "<x>", "exec", { ...options, optimize: 0 });
  assertEquals(seen, [
    ["SyntaxWarning", "assertion is always true, perhaps remove parentheses?", 2],
  ]);
  compileSource(source, "<x>", "exec", { ...options, optimize: 1 });
  assertEquals(seen.length, 1);
  assertThrows(() =>
    compileSource(source, "<x>", "exec", {
      optimize: 0,
      flags: 0,
      warn() {
        throw new TypeError("as an error");
      },
    }), TypeError);
});

Deno.test("mangle() mangles private names only", () => {
  assertEquals(mangle("A", "__x"), "_A__x");
  assertEquals(mangle("__A", "__x"), "_A__x");
  assertEquals(mangle("A", "__x__"), "__x__");
  assertEquals(mangle("A", "__x.y"), "__x.y");
  assertEquals(mangle("A", "_x"), "_x");
  assertEquals(mangle("__", "__x"), "__x");
  assertEquals(mangle(null, "__x"), "__x");
});

Deno.test("buildSymtable() gives blocks, names and scopes", () => {
  const tree = parse("def f(a):\n  class C:\n    def g(self): return a, super()\n  return C\n", {
    mode: "exec",
    constants: constantFactory,
  });
  const { top } = buildSymtable(tree, "<x>");
  assertEquals([top.name, top.type, top.nested], ["top", MODULE_BLOCK, false]);
  const [f] = top.children;
  assertEquals([f.name, f.type, f.lineno, f.varnames], ["f", FUNCTION_BLOCK, 1, ["a"]]);
  assertEquals(f.scope("a"), CELL);
  const [c] = f.children;
  assertEquals([c.name, c.type, c.nested, c.needsClassClosure], ["C", CLASS_BLOCK, true, true]);
  assertEquals([c.scope("a"), c.children[0].scope("__class__")], [FREE, FREE]);
});

Deno.test("foldBinary() gives Python's results or leaves the operation alone", () => {
  const fold = (opcode: number, a: Value, b: Value) => foldBinary(opcode, a, b, constantOps);
  assertEquals(fold(op.BINARY_FLOOR_DIVIDE, -7, 2), -4);
  assertEquals(fold(op.BINARY_MODULO, -7, 2), 1);
  assertEquals(fold(op.BINARY_ADD, 2 ** 53 - 1, 1), 2n ** 53n);
  assertEquals(fold(op.BINARY_SUBTRACT, 2n ** 53n, 1), 2 ** 53 - 1);
  assertEquals(fold(op.BINARY_TRUE_DIVIDE, 1, 0), undefined);
  assertEquals(fold(op.BINARY_AND, true, false), false);
  assertEquals(fold(op.BINARY_SUBSCR, "a\u{1f600}b", -1), "b");
  assertEquals(fold(op.BINARY_LSHIFT, 1, 200), undefined);
});
