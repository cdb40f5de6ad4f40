import { assertEquals } from "@std/assert";
import type { CodeLike } from "../../lib/bytecode/code_like.ts";
import { OPCODES, OPMAP } from "../../lib/bytecode/opcodes.ts";
import { type ConstInspector, verifyCode, VerifyError } from "../../lib/bytecode/verifier.ts";

const inspector: ConstInspector = {
  tupleItems: (v) => Array.isArray(v) ? v : null,
  asCode: (v) => typeof v === "object" && v !== null && "lnotab" in v ? v as CodeLike : null,
};

function assemble(text: string, fields: Partial<CodeLike> = {}): CodeLike {
  const bytes: number[] = [];
  for (const line of text.split(";")) {
    const [name, arg] = line.trim().split(/\s+/);
    bytes.push(OPMAP.get(name) ?? Number(name), Number(arg ?? 0));
  }
  return {
    argcount: 0,
    kwonlyargcount: 0,
    nlocals: 1,
    stacksize: 10,
    flags: 0,
    code: Uint8Array.from(bytes),
    consts: [null, 1, "f", ["k"]],
    names: ["n"],
    varnames: ["x"],
    filename: "f",
    name: "f",
    firstlineno: 1,
    lnotab: new Uint8Array(0),
    freevars: [],
    cellvars: ["c"],
    ...fields,
  };
}

function verdict(text: string, fields: Partial<CodeLike> = {}): string {
  try {
    verifyCode(assemble(text, fields), inspector);
    return "ok";
  } catch (e) {
    if (e instanceof VerifyError) return `${e.offset}: ${e.message}`;
    throw e;
  }
}

const inner = assemble("LOAD_DEREF 1;RETURN_VALUE", { freevars: ["c"] });

const CASES: [text: string, expected: string, fields?: Partial<CodeLike>][] = [
  ["LOAD_CONST 0;RETURN_VALUE", "ok"],
  ["LOAD_CONST 0", "0: LOAD_CONST: control runs off the end of the code"],
  ["LOAD_CONST 4;RETURN_VALUE", "0: LOAD_CONST: constant index out of range"],
  ["LOAD_NAME 1;RETURN_VALUE", "0: LOAD_NAME: name index out of range"],
  ["LOAD_FAST 1;RETURN_VALUE", "0: LOAD_FAST: local variable index out of range"],
  ["LOAD_DEREF 1;RETURN_VALUE", "0: LOAD_DEREF: cell index out of range"],
  ["LOAD_CLASSDEREF 0;RETURN_VALUE", "0: LOAD_CLASSDEREF: not a free variable"],
  ["RETURN_VALUE", "0: RETURN_VALUE: stack underflow"],
  ["LOAD_CONST 0;BINARY_ADD;RETURN_VALUE", "2: BINARY_ADD: stack underflow"],
  ["6;RETURN_VALUE", "0: unknown opcode 6"],
  ["EXTENDED_ARG 1;RETURN_VALUE", "0: EXTENDED_ARG before an opcode without argument"],
  ["LOAD_CONST 0;EXTENDED_ARG 1", "2: EXTENDED_ARG at the end of the code"],
  [
    "EXTENDED_ARG 0;EXTENDED_ARG 0;EXTENDED_ARG 0;EXTENDED_ARG 0;LOAD_CONST 0;RETURN_VALUE",
    "0: argument of more than 32 bits",
  ],
  ["EXTENDED_ARG 0;LOAD_CONST 0;RETURN_VALUE", "ok"],
  ["EXTENDED_ARG 0;JUMP_FORWARD 0;LOAD_CONST 0;RETURN_VALUE", "ok"],
  [
    "JUMP_FORWARD 2;EXTENDED_ARG 0;LOAD_CONST 0;RETURN_VALUE",
    "0: JUMP_FORWARD: jump behind an EXTENDED_ARG",
  ],
  ["JUMP_ABSOLUTE 1", "0: JUMP_ABSOLUTE: jump out of the code"],
  ["JUMP_ABSOLUTE 2", "0: JUMP_ABSOLUTE: jump out of the code"],
  ["JUMP_ABSOLUTE 0", "ok"],
  ["LOAD_CONST 0;JUMP_ABSOLUTE 0", "0: LOAD_CONST: stack height differs between ways to here"],
  ["LOAD_CONST 0;DUP_TOP;RETURN_VALUE", "2: DUP_TOP: stack exceeds co_stacksize", { stacksize: 1 }],
  ["LOAD_CONST 0;YIELD_VALUE;RETURN_VALUE", "2: YIELD_VALUE: not in a generator"],
  ["LOAD_CONST 0;YIELD_VALUE;RETURN_VALUE", "ok", { flags: 0x20 }],
  ["BREAK_LOOP", "0: BREAK_LOOP: not in a loop"],
  ["SETUP_LOOP 2;BREAK_LOOP;LOAD_CONST 0;RETURN_VALUE", "ok"],
  ["POP_BLOCK;LOAD_CONST 0;RETURN_VALUE", "0: POP_BLOCK: no block"],
  ["LOAD_CONST 0;END_FINALLY;LOAD_CONST 0;RETURN_VALUE", "ok"],
  [
    "LOAD_CONST 1;END_FINALLY;LOAD_CONST 0;RETURN_VALUE",
    "2: END_FINALLY: not at the end of a finally clause",
  ],
  [
    "LOAD_CONST 0;SETUP_FINALLY 4;POP_TOP;POP_BLOCK;LOAD_CONST 0;RETURN_VALUE",
    "4: POP_TOP: pops below the block it is in",
  ],
  ["SETUP_FINALLY 4;POP_BLOCK;LOAD_CONST 0;END_FINALLY;LOAD_CONST 0;RETURN_VALUE", "ok"],
  [
    "SETUP_FINALLY 4;POP_BLOCK;LOAD_CONST 0;POP_TOP;LOAD_CONST 0;RETURN_VALUE",
    "6: POP_TOP: touches the state of a finally or except clause",
  ],
  [
    "SETUP_FINALLY 4;POP_BLOCK;LOAD_CONST 1;END_FINALLY;LOAD_CONST 0;RETURN_VALUE",
    "6: END_FINALLY: a finally clause's state meets a value",
  ],
  [
    "SETUP_EXCEPT 4;POP_BLOCK;JUMP_FORWARD 10;POP_TOP;POP_TOP;POP_TOP;POP_EXCEPT;JUMP_FORWARD 0;LOAD_CONST 0;RETURN_VALUE",
    "ok",
  ],
  [
    "SETUP_EXCEPT 4;POP_BLOCK;JUMP_FORWARD 10;POP_TOP;POP_TOP;POP_TOP;POP_TOP;JUMP_FORWARD 0;LOAD_CONST 0;RETURN_VALUE",
    "12: POP_TOP: touches the state of a finally or except clause",
  ],
  ["SETUP_EXCEPT 4;POP_BLOCK;JUMP_FORWARD 2;END_FINALLY;LOAD_CONST 0;RETURN_VALUE", "ok"],
  [
    "SETUP_EXCEPT 4;POP_BLOCK;JUMP_FORWARD 4;ROT_TWO;END_FINALLY;LOAD_CONST 0;RETURN_VALUE",
    "8: END_FINALLY: not at the end of a finally clause",
  ],
  [
    "LOAD_CONST 4;LOAD_CONST 2;MAKE_FUNCTION 0;RETURN_VALUE",
    "4: MAKE_FUNCTION: the closure's length is not that of co_freevars",
    { consts: [null, 1, "f", [], inner] },
  ],
  ["LOAD_CLOSURE 0;BUILD_TUPLE 1;LOAD_CONST 4;LOAD_CONST 2;MAKE_FUNCTION 8;RETURN_VALUE", "ok", {
    consts: [null, 1, "f", [], inner],
  }],
  [
    "LOAD_CONST 3;LOAD_CONST 4;LOAD_CONST 2;MAKE_FUNCTION 8;RETURN_VALUE",
    "6: MAKE_FUNCTION: the closure is no tuple of cells",
    { consts: [null, 1, "f", [], inner] },
  ],
  [
    "LOAD_CONST 1;LOAD_CONST 2;MAKE_FUNCTION 0;RETURN_VALUE",
    "4: MAKE_FUNCTION: the code is no constant",
  ],
  ["LOAD_NAME 0;LOAD_CONST 0;LOAD_CONST 3;CALL_FUNCTION_KW 1;RETURN_VALUE", "ok"],
  [
    "LOAD_NAME 0;LOAD_CONST 0;LOAD_CONST 0;CALL_FUNCTION_KW 1;RETURN_VALUE",
    "6: CALL_FUNCTION_KW: the names are no constant tuple",
  ],
  ["BUILD_LIST 255;RETURN_VALUE", "0: BUILD_LIST: stack underflow"],
  ["LOAD_CONST 0;RETURN_VALUE", "-1: more arguments than local variables", { argcount: 2 }],
  ["LOAD_CONST 0;RETURN_VALUE", "-1: co_nlocals is not the number of names", { nlocals: 2 }],
  ["", "-1: empty code", { code: new Uint8Array(0) }],
  ["", "-1: code of odd length", { code: new Uint8Array(3) }],
];

Deno.test("verifyCode() accepts and refuses", () => {
  for (const [text, expected, fields] of CASES) assertEquals(verdict(text, fields), expected, text);
});

Deno.test("verifyCode() looks into nested code objects", () => {
  const bad = assemble("POP_TOP");
  assertEquals(
    verdict("LOAD_CONST 0;RETURN_VALUE", { consts: [null, bad] }),
    "0: POP_TOP: stack underflow",
  );
});

Deno.test("verifyCode() knows every opcode", () => {
  for (const op of OPCODES) {
    const result = verdict(`${op.name} 0;LOAD_CONST 0;RETURN_VALUE`, { stacksize: 50 });
    assertEquals(/unknown|TypeError/.test(result), false, op.name);
  }
});

Deno.test("verifyCode() takes bounded time", () => {
  // a deep stack, and at every instruction a jump back that has to be merged with it
  const n = 30_000;
  const code = new Uint8Array(4 * n + 4);
  for (let i = 0; i < n; i++) code.set([100, 0], 2 * i);
  for (let i = 0; i < n; i++) code.set([102, 1], 2 * (n + i));
  code.set([100, 0, 83, 0], 4 * n);
  const started = performance.now();
  verdict("", { code, stacksize: n + 10 });
  assertEquals(performance.now() - started < 2000, true);
});
