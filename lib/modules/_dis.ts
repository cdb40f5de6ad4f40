/**
 * _dis: what `dis.py` and `opcode.py` stand on, over `bytecode/dis.ts`.
 *
 * @module
 */
import {
  codeInfo,
  disassemble,
  disassembleBytes,
  DisIndexError,
  findLabels,
  findLineStarts,
  FormatValueArg,
  instructionsOfBytes,
  prettyFlags,
  type Tables,
  tablesOf,
} from "../bytecode/dis.ts";
import {
  type ArgKind,
  CMP_OP,
  EXTENDED_ARG,
  HAVE_ARGUMENT,
  OPCODES,
  OPMAP,
  OPNAME,
} from "../bytecode/opcodes.ts";
import { dictOf, PyDict } from "../core/dict.ts";
import { indexError, typeError, typeName } from "../core/errors.ts";
import { PyList, strType, tuple, type Value } from "../core/object.ts";
import { asCInt, fastItems, repr, str } from "../core/ops.ts";
import { interp } from "../core/state.ts";
import { needBuffer } from "../objects/buffer.ts";
import { PyCode } from "../objects/code.ts";
import type { ModuleSpec } from "./spec.ts";

const reprOf = (v: unknown): string => repr(v as Value);

function guard<T>(f: () => T): T {
  try {
    return f();
  } catch (e) {
    if (e instanceof DisIndexError) throw indexError(e.message);
    throw e;
  }
}

function codeOf(v: Value): PyCode {
  if (!(v instanceof PyCode)) throw typeError(`expected a code object, not ${typeName(v)}`);
  return v;
}

const namesOf = (v: Value): string[] | null => v === null ? null : fastItems(v).map(str);

function tables(
  varnames: Value,
  names: Value,
  constants: Value,
  cells: Value,
  linestarts: Value,
  lineOffset: Value,
): Tables {
  let starts: Map<number, number> | null = null;
  if (linestarts instanceof PyDict) {
    starts = new Map();
    for (const e of linestarts.entryList()) starts.set(Number(e.key), Number(e.value));
  }
  return {
    varnames: namesOf(varnames),
    names: namesOf(names),
    consts: constants === null ? null : fastItems(constants),
    cells: namesOf(cells),
    lineStarts: starts,
    lineOffset: asCInt(lineOffset),
  };
}

function formatValueArg(a: FormatValueArg): Value {
  const b = interp.builtins;
  const conversions = [null, strType, b.getStr("repr") ?? null, b.getStr("ascii") ?? null];
  return tuple([conversions[a.conversion], a.hasSpec]);
}

function explained(code: Uint8Array, t: Tables): Value {
  const out: Value[] = [];
  guard(() => {
    for (const i of instructionsOfBytes(code, t, reprOf)) {
      const argval = i.argval instanceof FormatValueArg
        ? formatValueArg(i.argval)
        : i.argval as Value;
      out.push(tuple([
        i.opname,
        i.opcode,
        i.arg,
        argval,
        i.argrepr,
        i.offset,
        i.startsLine,
        i.isJumpTarget,
      ]));
    }
  });
  return new PyList(out);
}

const withArg = (...kinds: ArgKind[]): Value =>
  new PyList(OPCODES.filter((o) => kinds.includes(o.arg)).map((o) => o.code));

const TABLE_SIG = "varnames, names, constants, cells, linestarts, line_offset";

export const _dis_module = (): ModuleSpec => ({
  name: "_dis",
  functions: {
    instructions: [
      `(code, ${TABLE_SIG}, /)`,
      (code: Value, v: Value, n: Value, c: Value, cells: Value, lines: Value, offset: Value) =>
        explained(needBuffer(code), tables(v, n, c, cells, lines, offset)),
    ],
    instructions_of: ["(code, line_offset, /)", (code: Value, offset: Value) => {
      const c = codeOf(code);
      return explained(c.code, tablesOf(c, asCInt(offset)));
    }],
    listing: [
      `(code, lasti, ${TABLE_SIG}, /)`,
      (
        code: Value,
        lasti: Value,
        v: Value,
        n: Value,
        c: Value,
        cells: Value,
        lines: Value,
        offset: Value,
      ) => {
        const t = tables(v, n, c, cells, lines, offset);
        return guard(() => disassembleBytes(needBuffer(code), t, reprOf, asCInt(lasti)));
      },
    ],
    listing_of: [
      "(code, lasti, /)",
      (code: Value, lasti: Value) => guard(() => disassemble(codeOf(code), reprOf, asCInt(lasti))),
    ],
    labels: [
      "(code, /)",
      (code: Value) => new PyList(guard(() => findLabels(needBuffer(code)))),
    ],
    line_starts: [
      "(lnotab, firstlineno, /)",
      (lnotab: Value, first: Value) =>
        new PyList(
          findLineStarts(needBuffer(lnotab), asCInt(first)).map(([a, b]) => tuple([a, b])),
        ),
    ],
    code_info: ["(code, /)", (code: Value) => codeInfo(codeOf(code), reprOf)],
    pretty_flags: ["(flags, /)", (flags: Value) => prettyFlags(asCInt(flags))],
  },
  attrs: () => ({
    opmap: dictOf(OPMAP),
    opname: new PyList([...OPNAME]),
    cmp_op: tuple([...CMP_OP]),
    hasconst: withArg("const"),
    hasname: withArg("name"),
    hasjrel: withArg("jrel"),
    hasjabs: withArg("jabs"),
    haslocal: withArg("local"),
    hascompare: withArg("compare"),
    hasfree: withArg("free"),
    HAVE_ARGUMENT,
    EXTENDED_ARG,
  }),
});
