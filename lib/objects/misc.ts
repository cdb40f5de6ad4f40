/**
 * Small types: None, Ellipsis, NotImplemented, cell, code, SimpleNamespace.
 *
 * @module
 */
import { noKeywords, splitArgs } from "../core/args.ts";
import { asInt, asStr, eq, richcompare } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import { typeError, typeName, valueError } from "../core/errors.ts";
import { hash, hash32, identity } from "../core/hash.ts";
import {
  asInstanceOf,
  DictKind,
  Ellipsis,
  type Maybe,
  NotImplemented,
  PyBytes,
  PyCell,
  PyComplex,
  PyFloat,
  PyObject,
  PyTuple,
  PyType,
  tuple,
  typeOf,
  type Value,
} from "../core/object.ts";
import { repr } from "../core/ops.ts";
import { CO_NOFREE } from "../bytecode/flags.ts";
import { PyCode } from "./code.ts";
import { reprGuard } from "./list.ts";
import { setInstanceDict, type TypeSpec } from "./type.ts";

function none(name: string, value: Value): TypeSpec["slots"] {
  return {
    tpNew: (_t, args, kw) => {
      if (args.length > 0 || (kw !== null && kw.length > 0)) {
        throw typeError(`${name} takes no arguments`);
      }
      return value;
    },
  };
}

export const noneSpec: TypeSpec = {
  slots: {
    ...none("NoneType", null),
    tpRepr: () => "None",
    nbBool: () => false,
    tpHash: () => 0x55d0c0a00f0 / 16,
  },
};

export const ellipsisSpec: TypeSpec = {
  slots: { ...none("EllipsisType", Ellipsis), tpRepr: () => "Ellipsis" },
  methods: { __reduce__: ["($self, /)", () => "Ellipsis"] },
};

export const notImplementedSpec: TypeSpec = {
  slots: { ...none("NotImplementedType", NotImplemented), tpRepr: () => "NotImplemented" },
  methods: { __reduce__: ["($self, /)", () => "NotImplemented"] },
};

export const cellSpec: TypeSpec = {
  slots: {
    tpRepr: (v) => {
      const c = v as PyCell;
      const at = identity(c).toString(16);
      return c.v === undefined
        ? `<cell at 0x${at}: empty>`
        : `<cell at 0x${at}: ${typeName(c.v)} object at 0x${identity(c.v).toString(16)}>`;
    },
    tpHash: null,
    tpRichcompare: (a, b, op) => {
      if (!(a instanceof PyCell) || !(b instanceof PyCell)) return NotImplemented;
      if (a.v !== undefined && b.v !== undefined) return richcompare(a.v, b.v, op);
      // an empty cell is less than a full one
      const x = a.v === undefined ? 0 : 1;
      const y = b.v === undefined ? 0 : 1;
      return richcompare(x, y, op);
    },
  },
  getset: {
    cell_contents: {
      get: (c: PyCell) => {
        if (c.v === undefined) throw valueError("Cell is empty");
        return c.v;
      },
    },
  },
};

// code --------------------------------------------------------------------------------

const names = (v: Value, what: string): string[] => {
  if (!(v instanceof PyTuple)) {
    throw typeError(`code() argument ${what} must be tuple, not ${typeName(v)}`);
  }
  return v.items.map((x) => {
    const s = asStr(x);
    if (s === undefined) {
      throw typeError(`name tuples must contain only strings, not '${typeName(x)}'`);
    }
    return s;
  });
};

/** Constants are the same when type and value are (_PyCode_ConstantKey). */
function sameConstant(a: Value, b: Value): boolean {
  if (typeOf(a) !== typeOf(b)) return false;
  if (a instanceof PyFloat) return Object.is(a.v, (b as PyFloat).v) || a.v !== a.v && a === b;
  if (a instanceof PyComplex) {
    return Object.is(a.re, (b as PyComplex).re) && Object.is(a.im, (b as PyComplex).im);
  }
  if (a instanceof PyTuple) {
    const y = (b as PyTuple).items;
    return a.items.length === y.length && a.items.every((x, i) => sameConstant(x, y[i]));
  }
  return eq(a, b);
}

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((x, i) => x === b[i]);

function sameCode(a: PyCode, b: PyCode): boolean {
  return a.name === b.name && a.argcount === b.argcount && a.kwonlyargcount === b.kwonlyargcount &&
    a.nlocals === b.nlocals && a.flags === b.flags && a.firstlineno === b.firstlineno &&
    a.code.length === b.code.length && a.code.every((x, i) => x === b.code[i]) &&
    a.consts.length === b.consts.length &&
    a.consts.every((x, i) => sameConstant(x, b.consts[i])) && sameList(a.names, b.names) &&
    sameList(a.varnames, b.varnames) && sameList(a.freevars, b.freevars) &&
    sameList(a.cellvars, b.cellvars);
}

const strs = (v: readonly string[]): Value => tuple([...v]);

export const codeSpec: TypeSpec = {
  doc:
    "code(argcount, kwonlyargcount, nlocals, stacksize, flags, codestring,\n      constants, names, varnames, filename, name, firstlineno,\n      lnotab[, freevars[, cellvars]])\n\nCreate a code object.  Not for the faint of heart.",
  weakrefable: true,
  slots: {
    tpNew: (_t, args, kw) => {
      noKeywords("code", kw);
      if (args.length < 13 || args.length > 15) {
        throw typeError(
          `code() takes ${
            args.length < 13 ? "at least 13" : "at most 15"
          } arguments (${args.length} given)`,
        );
      }
      const int = (i: number): number => {
        const n = asInt(args[i]);
        if (n === undefined) {
          throw typeError(`an integer is required (got type ${typeName(args[i])})`);
        }
        return Number(n);
      };
      const bytes = (i: number): Uint8Array => {
        const b = args[i];
        if (!(b instanceof PyBytes)) {
          throw typeError(`code() argument ${i + 1} must be bytes, not ${typeName(b)}`);
        }
        return b.data;
      };
      const text = (i: number): string => {
        const s = asStr(args[i]);
        if (s === undefined) {
          throw typeError(`code() argument ${i + 1} must be str, not ${typeName(args[i])}`);
        }
        return s;
      };
      if (!(args[6] instanceof PyTuple)) {
        throw typeError(`code() argument 7 must be tuple, not ${typeName(args[6])}`);
      }
      const argcount = int(0);
      if (argcount < 0) throw valueError("code: argcount must not be negative");
      const kwonly = int(1);
      if (kwonly < 0) throw valueError("code: kwonlyargcount must not be negative");
      const nlocals = int(2);
      if (nlocals < 0) throw valueError("code: nlocals must not be negative");
      const freevars = args.length > 13 ? names(args[13], "14") : [];
      const cellvars = args.length > 14 ? names(args[14], "15") : [];
      let flags = int(4);
      if (freevars.length + cellvars.length === 0) flags |= CO_NOFREE;
      else flags &= ~CO_NOFREE;
      return new PyCode({
        argcount,
        kwonlyargcount: kwonly,
        nlocals,
        stacksize: int(3),
        flags,
        code: bytes(5),
        consts: args[6].items.slice(),
        names: names(args[7], "8"),
        varnames: names(args[8], "9"),
        filename: text(9),
        name: text(10),
        firstlineno: int(11),
        lnotab: bytes(12),
        freevars,
        cellvars,
      }, false);
    },
    tpRepr: (v) => {
      const c = v as PyCode;
      return `<code object ${c.name} at 0x${identity(c).toString(16)}, file "${c.filename}", line ${
        c.firstlineno || -1
      }>`;
    },
    tpHash: (v) => {
      const c = v as PyCode;
      const h = hash(
        tuple([
          c.name,
          c.argcount,
          c.kwonlyargcount,
          c.nlocals,
          c.flags,
          strs(c.names),
          strs(c.varnames),
        ]),
      );
      return typeof h === "number" ? h : hash32(c.name);
    },
    tpRichcompare: (a, b, op) => {
      if ((op !== 2 && op !== 3) || !(a instanceof PyCode) || !(b instanceof PyCode)) {
        return NotImplemented;
      }
      return (a === b || sameCode(a, b)) === (op === 2);
    },
  },
  members: [
    "co_argcount",
    "co_kwonlyargcount",
    "co_nlocals",
    "co_stacksize",
    "co_flags",
    "co_code",
    "co_consts",
    "co_names",
    "co_varnames",
    "co_filename",
    "co_name",
    "co_firstlineno",
    "co_lnotab",
    "co_freevars",
    "co_cellvars",
  ],
  getset: {
    co_argcount: { get: (c: PyCode) => c.argcount },
    co_kwonlyargcount: { get: (c: PyCode) => c.kwonlyargcount },
    co_nlocals: { get: (c: PyCode) => c.nlocals },
    co_stacksize: { get: (c: PyCode) => c.stacksize },
    co_flags: { get: (c: PyCode) => c.flags },
    co_code: { get: (c: PyCode) => new PyBytes(c.code) },
    co_consts: { get: (c: PyCode) => tuple([...c.consts]) },
    co_names: { get: (c: PyCode) => strs(c.names) },
    co_varnames: { get: (c: PyCode) => strs(c.varnames) },
    co_filename: { get: (c: PyCode) => c.filename },
    co_name: { get: (c: PyCode) => c.name },
    co_firstlineno: { get: (c: PyCode) => c.firstlineno },
    co_lnotab: { get: (c: PyCode) => new PyBytes(c.lnotab) },
    co_freevars: { get: (c: PyCode) => strs(c.freevars) },
    co_cellvars: { get: (c: PyCode) => strs(c.cellvars) },
  },
  methods: {
    __sizeof__: ["($self, /)", (c: PyCode) => 144 + 8 * c.cellvars.length],
  },
};

// SimpleNamespace -----------------------------------------------------------------------

/** types.SimpleNamespace. */
export class PyNamespace extends PyObject {}
export const namespaceType: PyType = new PyType("SimpleNamespace", undefined, "types");
PyNamespace.prototype.cls = namespaceType;

/** A namespace of given attributes. */
export function namespace(values: Record<string, Value>): PyNamespace {
  const n = new PyNamespace();
  n.dict = new PyDict();
  for (const k of Object.keys(values)) n.dict.setStr(k, values[k]);
  return n;
}

export const namespaceSpec: TypeSpec = {
  doc: "A simple attribute-based namespace.\n\nSimpleNamespace(**kwargs)",
  dictKind: DictKind.Field,
  slots: {
    tpNew: (t) => {
      const n = asInstanceOf(new PyNamespace(), t);
      n.dict = new PyDict();
      return n;
    },
    tpInit: (self, args, kw) => {
      const [pos, kwargs] = splitArgs(args, kw);
      if (pos.length > 0) throw typeError("no positional arguments expected");
      const d = (self as PyNamespace).dict!;
      for (const [k, v] of kwargs) d.setStr(k, v);
    },
    tpRepr: (v) => {
      const n = v as PyNamespace;
      const name = n.cls === namespaceType ? "namespace" : n.cls.name;
      return reprGuard(n, `${name}(...)`, () => {
        const keys = n.dict!.keyList().map((k) => asStr(k) ?? "").filter((k) => k !== "").sort();
        return `${name}(${keys.map((k) => `${k}=${repr(n.dict!.getStr(k)!)}`).join(", ")})`;
      });
    },
    tpHash: null,
    tpRichcompare: (a, b, op) =>
      a instanceof PyNamespace && b instanceof PyNamespace
        ? richcompare(a.dict!, b.dict!, op)
        : NotImplemented,
  },
  getset: {
    __dict__: {
      get: (n: PyNamespace) => n.dict!,
      set: (n: PyNamespace, v: Maybe) => setInstanceDict(n, v),
    },
  },
  methods: {
    __reduce__: ["($self, /)", (n: PyNamespace) => tuple([n.cls, tuple([]), n.dict!])],
  },
};
