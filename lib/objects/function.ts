/**
 * Functions (Objects/funcobject.c) and bound methods (Objects/classobject.c).
 * Their calls are the machine's: `lib/vm/call.ts` installs tpCall.
 *
 * @module
 */
import { asStr, eq, is } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import { attributeError, typeError, typeName, valueError } from "../core/errors.ts";
import { hash32, identity } from "../core/hash.ts";
import {
  DictKind,
  type KwNames,
  type Maybe,
  NotImplemented,
  PyCell,
  PyObject,
  PyTuple,
  PyType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import { call, genericGetAttrOpt, getAttr, getAttrOpt, repr } from "../core/ops.ts";
import { PyCode } from "./code.ts";
import type { TypeSpec } from "./type.ts";
import { type Decl } from "../core/args.ts";

/** A Python function. */
export class PyFunction extends PyObject {
  name: string;
  doc: Value;
  module: Maybe;
  /** `__defaults__`: values of the last positional parameters. */
  defaults: readonly Value[] | null = null;
  /** `__kwdefaults__`. */
  kwdefaults: PyDict | null = null;
  /** `__closure__`. */
  closure: readonly PyCell[] | null = null;
  annotations: PyDict | null = null;

  constructor(public code: PyCode, readonly globals: PyDict, public qualname: string) {
    super();
    this.name = code.name;
    const doc = code.consts[0];
    this.doc = code.consts.length > 0 && asStr(doc) !== undefined ? doc : null;
    this.module = globals.getStr("__name__");
    this.dict = null;
  }
}

/** A method bound to an object. */
export class PyMethod extends PyObject {
  constructor(readonly func: Value, readonly self: Value) {
    super();
  }
}

export const functionType: PyType = new PyType("function", TypeFlag.None);
PyFunction.prototype.cls = functionType;
export const methodType: PyType = new PyType("method", TypeFlag.None);
PyMethod.prototype.cls = methodType;

let callHook: (f: Value, args: Value[], kw: KwNames) => Value = () => null;
/** Hands over the machine's call of a function. */
export function setCallFunction(f: (f: Value, args: Value[], kw: KwNames) => Value): void {
  callHook = f;
}

function newFunction(_t: PyType, args: Value[], kw: KwNames): Value {
  const names = ["code", "globals", "name", "argdefs", "closure"];
  const npos = args.length - (kw?.length ?? 0);
  const v: Maybe[] = args.slice(0, npos);
  kw?.forEach((k, i) => {
    const at = names.indexOf(k);
    if (at < 0) throw typeError(`'${k}' is an invalid keyword argument for this function`);
    v[at] = args[npos + i];
  });
  const [code, globals, name, argdefs, closure] = v;
  if (!(code instanceof PyCode)) {
    throw typeError(`function() argument 1 must be code, not ${typeName(code ?? null)}`);
  }
  if (!(globals instanceof PyDict)) {
    throw typeError(`function() argument 2 must be dict, not ${typeName(globals ?? null)}`);
  }
  if (name !== undefined && name !== null && asStr(name) === undefined) {
    throw typeError("arg 3 (name) must be None or string");
  }
  if (argdefs !== undefined && argdefs !== null && !(argdefs instanceof PyTuple)) {
    throw typeError("arg 4 (defaults) must be None or tuple");
  }
  const nfree = code.freevars.length;
  if (closure === undefined || closure === null) {
    if (nfree > 0) throw typeError("arg 5 (closure) must be tuple");
  } else if (!(closure instanceof PyTuple)) {
    throw typeError("arg 5 (closure) must be None or tuple");
  }
  const cells = closure instanceof PyTuple ? closure.items : [];
  if (cells.length !== nfree) {
    throw valueError(`${code.name} requires closure of length ${nfree}, not ${cells.length}`);
  }
  for (const c of cells) {
    if (!(c instanceof PyCell)) {
      throw typeError(`arg 5 (closure) expected cell, found ${typeName(c)}`);
    }
  }
  const f = new PyFunction(code, globals, code.name);
  const n = asStr(name);
  if (n !== undefined) f.name = f.qualname = n;
  if (argdefs instanceof PyTuple) f.defaults = argdefs.items;
  if (nfree > 0) f.closure = cells as PyCell[];
  return f;
}

export const functionSpec: TypeSpec = {
  doc:
    "function(code, globals[, name[, argdefs[, closure]]])\n\nCreate a function object from a code object and a dictionary.",
  dictKind: DictKind.Field,
  weakrefable: true,
  slots: {
    tpNew: newFunction,
    tpCall: (f, args, kw) => callHook(f, args, kw),
    tpRepr: (f) => `<function ${(f as PyFunction).qualname} at 0x${identity(f).toString(16)}>`,
    tpDescrGet: (f, obj) => (obj === undefined ? f : new PyMethod(f, obj)),
  },
  members: ["__closure__", "__doc__", "__globals__", "__module__"],
  getset: {
    __code__: {
      get: (f: PyFunction) => f.code,
      set: (f: PyFunction, v) => {
        if (!(v instanceof PyCode)) throw typeError("__code__ must be set to a code object");
        const n = f.closure?.length ?? 0;
        if (v.freevars.length !== n) {
          throw valueError(
            `${f.name}() requires a code object with ${n} free vars, not ${v.freevars.length}`,
          );
        }
        f.code = v;
      },
    },
    __globals__: { get: (f: PyFunction) => f.globals },
    __name__: {
      get: (f: PyFunction) => f.name,
      set: (f: PyFunction, v) => {
        const s = asStr(v);
        if (s === undefined) throw typeError("__name__ must be set to a string object");
        f.name = s;
      },
    },
    __qualname__: {
      get: (f: PyFunction) => f.qualname,
      set: (f: PyFunction, v) => {
        const s = asStr(v);
        if (s === undefined) throw typeError("__qualname__ must be set to a string object");
        f.qualname = s;
      },
    },
    __doc__: {
      get: (f: PyFunction) => f.doc,
      set: (f: PyFunction, v) => {
        f.doc = v ?? null;
      },
    },
    __module__: {
      get: (f: PyFunction) => f.module ?? null,
      set: (f: PyFunction, v) => {
        f.module = v ?? null;
      },
    },
    __defaults__: {
      get: (f: PyFunction) => (f.defaults === null ? null : tuple([...f.defaults])),
      set: (f: PyFunction, v) => {
        if (v === undefined || v === null) f.defaults = null;
        else if (v instanceof PyTuple) f.defaults = v.items;
        else throw typeError("__defaults__ must be set to a tuple object");
      },
    },
    __kwdefaults__: {
      get: (f: PyFunction) => f.kwdefaults,
      set: (f: PyFunction, v) => {
        if (v === undefined || v === null) f.kwdefaults = null;
        else if (v instanceof PyDict) f.kwdefaults = v;
        else throw typeError("__kwdefaults__ must be set to a dict object");
      },
    },
    __closure__: { get: (f: PyFunction) => (f.closure === null ? null : tuple([...f.closure])) },
    __annotations__: {
      get: (f: PyFunction) => f.annotations ??= new PyDict(),
      set: (f: PyFunction, v) => {
        if (v === undefined || v === null) f.annotations = null;
        else if (v instanceof PyDict) f.annotations = v;
        else throw typeError("__annotations__ must be set to a dict object");
      },
    },
    __dict__: {
      get: (f: PyFunction) => f.dict ??= new PyDict(),
      set: (f: PyFunction, v) => {
        if (v === undefined) throw typeError("function's dictionary may not be deleted");
        if (!(v instanceof PyDict)) throw typeError("setting function's dictionary to a non-dict");
        f.dict = v;
      },
    },
  },
};

export const methodSpec: TypeSpec = {
  doc: "method(function, instance)\n\nCreate a bound instance method object.",
  weakrefable: true,
  slots: {
    tpNew: (_t, args, kw) => {
      if (kw !== null && kw.length > 0) throw typeError("method() takes no keyword arguments");
      if (args.length !== 2) throw typeError(`method expected 2 arguments, got ${args.length}`);
      if (typeOf(args[0]).tpCall === undefined) throw typeError("first argument must be callable");
      if (args[1] === null) throw typeError("self must not be None");
      return new PyMethod(args[0], args[1]);
    },
    tpRepr: (v) => {
      const m = v as PyMethod;
      let name = asStr(getAttrOpt(m.func, "__qualname__"));
      name ??= asStr(getAttrOpt(m.func, "__name__")) ?? "?";
      return `<bound method ${name} of ${repr(m.self)}>`;
    },
    tpGetattro: (v, name) => {
      const own = methodType.lookup(name);
      if (own !== undefined) return genericGetAttrOpt(v, name)!;
      const f = (v as PyMethod).func;
      return getAttr(f, name);
    },
    tpCall: (v, args, kw) => call((v as PyMethod).func, [(v as PyMethod).self, ...args], kw),
    tpHash: (v) => hash32((v as PyMethod).self) ^ hash32((v as PyMethod).func),
    tpRichcompare: (a, b, op) => {
      if ((op !== 2 && op !== 3) || !(a instanceof PyMethod) || !(b instanceof PyMethod)) {
        return NotImplemented;
      }
      const same = is(a.func, b.func) || eq(a.func, b.func) ? eq(a.self, b.self) : false;
      return same === (op === 2);
    },
    // a bound method is not bound again
    tpDescrGet: (v) => v,
  },
  members: ["__func__", "__self__"],
  getset: {
    __func__: { get: (m: PyMethod) => m.func, doc: "the function implementing the method" },
    __self__: { get: (m: PyMethod) => m.self, doc: "the instance to which the method is bound" },
    __doc__: { get: (m: PyMethod) => getAttrOpt(m.func, "__doc__") ?? null },
  },
  methods: {
    __reduce__: [
      "($self, /)",
      (m: PyMethod) => {
        const getattr = builtinGetattr();
        const name = getAttr(m.func, "__name__");
        return tuple([getattr, tuple([m.self, name])]);
      },
    ] as Decl,
  },
};

let getattrHook: Value = null;
const builtinGetattr = () => {
  if (getattrHook === null) throw attributeError("getattr");
  return getattrHook;
};
/** Tells what `builtins.getattr` is, for pickling. */
export function setGetattr(v: Value): void {
  getattrHook = v;
}
