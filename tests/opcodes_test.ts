import { assert, assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";
import {
  type ArgKind,
  BY_CODE,
  CMP_OP,
  HAVE_ARGUMENT,
  OPCODES,
  OPMAP,
  OPNAME,
  stackEffect,
} from "../lib/bytecode/opcodes.ts";

type Row = [code: number, name: string, kinds: string[], effects: number | number[] | null];

/** What golden/record_opcodes.py writes. */
interface Golden {
  have_argument: number;
  cmp_op: string[];
  args: number[];
  rows: Row[];
}

function read(path: string): string {
  return Deno.readTextFileSync(new URL(path, import.meta.url));
}

const golden = JSON.parse(read("./golden/opcodes.json")) as Golden;

const KINDS: Readonly<Record<ArgKind, string[]>> = {
  none: [],
  arg: [],
  const: ["hasconst"],
  name: ["hasname"],
  jrel: ["hasjrel"],
  jabs: ["hasjabs"],
  local: ["haslocal"],
  free: ["hasfree"],
  compare: ["hascompare"],
};

Deno.test("OPCODES has CPython's numbers, names, kinds and stack effects", () => {
  assertEquals(HAVE_ARGUMENT, golden.have_argument);
  assertEquals(CMP_OP, golden.cmp_op);
  assertEquals(OPCODES.length, 118);
  const ours = OPCODES.map((op): Row => {
    const effects = op.code < HAVE_ARGUMENT
      ? stackEffect(op.code, 0)
      : golden.args.map((arg) => stackEffect(op.code, arg));
    const none = Array.isArray(effects) && effects.includes(null);
    return [op.code, op.name, KINDS[op.arg], none ? null : effects as number[]];
  });
  assertEquals(ours, golden.rows);
  for (const op of OPCODES) {
    assertEquals(op.arg === "none", op.code < HAVE_ARGUMENT, op.name);
    assertEquals([BY_CODE[op.code], OPMAP.get(op.name), OPNAME[op.code]], [op, op.code, op.name]);
  }
});

/** A label of the interpreter's switch with the comment behind it. */
interface Label {
  readonly text: string;
  readonly comment: string;
}

/** The labels of the switch over the instruction in `run`. */
function interpreterLabels(): Label[] {
  const lines = read("../lib/vm/interpreter.ts").split("\n");
  const run = lines.findIndex((line) => /^export function run\(/.test(line));
  const start = lines.findIndex((line, i) => i > run && /^ +switch \(op\[/.test(line));
  assert(run >= 0 && start >= 0, "Cannot find the interpreter's switch");
  const indent = lines[start].match(/^ */)![0].length;
  const end = lines.findIndex((line, i) => i > start && line === `${" ".repeat(indent)}}`);
  return lines.slice(start, end).flatMap((line) => {
    const m = line.match(/^( +)case (.*?):(?: \{)?(?: \/\/ (.*))?$/);
    return m && m[1].length === indent + 2 ? [{ text: m[2], comment: m[3] ?? "" }] : [];
  });
}

/** The internal opcodes of lib/vm/exec.ts: names by number, and whether each says what it is. */
function internalOpcodes(): Map<number, { name: string; documented: boolean }> {
  const found = read("../lib/vm/exec.ts").matchAll(
    /(\*\/\n)?^export const ([A-Z][A-Z0-9_]*) = (\d+);/gm,
  );
  return new Map(
    Array.from(found, ([, doc, name, code]) => [
      Number(code),
      { name, documented: doc !== undefined },
    ]),
  );
}

Deno.test("run() has a case for every opcode, with a numeric literal for its label", () => {
  const labels = interpreterLabels();
  assertEquals(labels.filter(({ text }) => !/^\d+$/.test(text)), []);
  const internal = internalOpcodes();
  const numbers = labels.map(({ text }) => Number(text));
  assertEquals(new Set(numbers).size, numbers.length, "a label stands twice");
  const expected = [...OPMAP.values(), ...internal.keys()].sort((a, b) => a - b);
  assertEquals(numbers.toSorted((a, b) => a - b), expected);
  for (const { text, comment } of labels) {
    const name = BY_CODE[Number(text)]?.name;
    if (name) assert(new RegExp(`^${name}\\b`).test(comment), `case ${text} is no ${comment}`);
  }
});

Deno.test("internal opcodes are documented and clash with none of CPython's", () => {
  for (const [code, { name, documented }] of internalOpcodes()) {
    assert(documented, `${name} needs a comment`);
    assert(code > 158 && code < 256 && BY_CODE[code] === undefined, `${name} = ${code}`);
  }
});

Deno.test("run() is small enough for V8's optimiser", async () => {
  const url = new URL("../lib/vm/interpreter.ts", import.meta.url);
  const command = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-config",
      "--v8-flags=--print-bytecode,--print-bytecode-filter=run",
      "-",
    ],
    cwd: fromFileUrl(new URL("..", import.meta.url)),
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  });
  const child = command.spawn();
  const writer = child.stdin.getWriter();
  // a function is compiled to bytecode when it is first called
  await writer.write(new TextEncoder().encode(
    `const { run } = await import(${JSON.stringify(url.href)}); try { run(null) } catch {}`,
  ));
  await writer.close();
  const { stdout } = await child.output();
  const sizes = Array.from(
    new TextDecoder().decode(stdout).matchAll(/^Bytecode length: (\d+)/gm),
    (m) => Number(m[1]),
  );
  assert(sizes.length > 0, "V8 printed no bytecode");
  const size = Math.max(...sizes);
  assert(size > 5000, `${size} bytes cannot be the interpreter`);
  assert(size < 50_000, `run() has ${size} bytes of V8 bytecode; the optimiser stops at 61,440`);
});
