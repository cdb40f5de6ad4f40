/**
 * _pickle (Modules/_pickle.c): the types Pickler and Unpickler, and the
 * functions. What they do is in `_pickle_save.ts` and `_pickle_load.ts`.
 *
 * @module
 */
import { bind, Signature } from "../core/args.ts";
import { asInt, asStr, isTrue } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import { attributeError, type PyBaseException, typeError, typeName } from "../core/errors.ts";
import { identity } from "../core/hash.ts";
import {
  asInstanceOf,
  DictKind,
  type Maybe,
  PyBytes,
  PyObject,
  PyTuple,
  PyType,
  tuple,
  TypeFlag,
  type Value,
} from "../core/object.ts";
import { asCInt, call, getAttr, getAttrOpt, isCallable } from "../core/ops.ts";
import { dictType } from "../core/dict.ts";
import { needBuffer } from "../objects/buffer.ts";
import type { TypeSpec } from "../objects/type.ts";
import { findClass, Input, Loader, memoIndex } from "./_pickle_load.ts";
import {
  type Memo,
  Output,
  pickleError,
  picklingError,
  protocolOf,
  Saver,
  unpicklingError,
} from "./_pickle_save.ts";
import { exception } from "../core/errors.ts";
import type { ModuleSpec } from "./spec.ts";

// Pickler -----------------------------------------------------------------------------

class PyPickler extends PyObject {
  write: Maybe;
  protocol = 3;
  fixImports = true;
  fast = 0;
  bin = 1;
  memo: Memo = new Map();
  persistentId: Maybe;
  dispatchTable: Maybe;
}
const picklerType = new PyType("Pickler", TypeFlag.BaseType, "_pickle");
PyPickler.prototype.cls = picklerType;

class PyPicklerMemo extends PyObject {
  constructor(readonly pickler: PyPickler) {
    super();
  }
}
const picklerMemoType = new PyType("PicklerMemoProxy", TypeFlag.None, "_pickle");
PyPicklerMemo.prototype.cls = picklerMemoType;

const picklerSig = new Signature("Pickler", "(file, protocol=None, fix_imports=True)", 0);

function dump(p: PyPickler, v: Value): void {
  if (p.write === undefined) {
    throw exception(
      picklingError(),
      `Pickler.__init__() was not called by ${typeName(p, 200)}.__init__()`,
    );
  }
  const out = new Output();
  const saver = new Saver(p, out, p.memo, {
    protocol: p.protocol,
    fixImports: p.fixImports,
    fast: p.fast !== 0,
    persistentId: p.persistentId,
    dispatchTable: p.dispatchTable,
  });
  saver.dump(v);
  call(p.write, [new PyBytes(out.take())]);
}

const noDeletion = (): PyBaseException => typeError("attribute deletion is not supported");

/** A memo of Python's as the pickler's: {id: (index, object)}. */
function memoOf(v: PyDict): Memo {
  const memo: Memo = new Map();
  for (const e of v.entryList()) {
    const pair = e.value;
    if (!(pair instanceof PyTuple) || pair.items.length !== 2) {
      throw typeError("'memo' values must be 2-item tuples");
    }
    memo.set(pair.items[1], Number(asInt(pair.items[0])!));
  }
  return memo;
}

function memoDict(memo: Memo): PyDict {
  const d = new PyDict();
  for (const [v, i] of memo) d.set(identity(v), tuple([i, v]));
  return d;
}

/** A hook method of a subclass, unless an attribute was set instead. */
function hook(o: PyObject, base: PyType, name: string): Maybe {
  return o.cls === base ? undefined : getAttrOpt(o, name);
}

function optional(
  name: string,
  get: (p: PyPickler) => Maybe,
  set: (p: PyPickler, v: Value) => void,
) {
  return {
    get: (p: PyPickler): Value => {
      const v = get(p);
      if (v === undefined) throw attributeError(name);
      return v;
    },
    set: (p: PyPickler, v: Maybe) => {
      if (v === undefined) throw noDeletion();
      set(p, v);
    },
  };
}

function flag(get: (p: PyPickler) => number, set: (p: PyPickler, n: number) => void) {
  return {
    get,
    set: (p: PyPickler, v: Maybe) => {
      if (v === undefined) throw typeError("can't delete numeric/char attribute");
      set(p, asCInt(v));
    },
  };
}

const picklerSpec: TypeSpec = {
  doc: "This takes a binary file for writing a pickle data stream.",
  signature: "(file, protocol=None, fix_imports=True)",
  dictKind: DictKind.None,
  slots: {
    tpNew: (t) => asInstanceOf(new PyPickler(), t),
    tpInit: (self, args, kw) => {
      const p = self as PyPickler;
      const [file, protocol, fix] = bind(picklerSig, args, kw) as Maybe[];
      p.write = undefined;
      p.protocol = protocolOf(protocol);
      p.bin = p.protocol > 0 ? 1 : 0;
      p.fixImports = fix === undefined || isTrue(fix);
      const write = getAttrOpt(file!, "write");
      if (write === undefined) throw typeError("file must have a 'write' attribute");
      p.write = write;
      p.memo = new Map();
      p.fast = 0;
      p.persistentId = hook(p, picklerType, "persistent_id");
      p.dispatchTable = getAttrOpt(p, "dispatch_table");
    },
  },
  members: ["bin", "fast", "dispatch_table"],
  getset: {
    memo: {
      get: (p: PyPickler) => new PyPicklerMemo(p),
      set: (p: PyPickler, v: Maybe) => {
        if (v === undefined) throw noDeletion();
        if (v instanceof PyPicklerMemo) p.memo = new Map(v.pickler.memo);
        else if (v instanceof PyDict) p.memo = memoOf(v);
        else {
          throw typeError(
            `'memo' attribute must be a PicklerMemoProxy object or dict, not ${typeName(v, 200)}`,
          );
        }
      },
    },
    persistent_id: optional("persistent_id", (p) => p.persistentId, (p, v) => {
      if (!isCallable(v)) throw typeError("persistent_id must be a callable taking one argument");
      p.persistentId = v;
    }),
    bin: flag((p) => p.bin, (p, n) => {
      p.bin = n;
    }),
    fast: flag((p) => p.fast, (p, n) => {
      p.fast = n;
    }),
    dispatch_table: {
      get: (p: PyPickler) => {
        if (p.dispatchTable === undefined) throw attributeError("dispatch_table");
        return p.dispatchTable;
      },
      set: (p: PyPickler, v: Maybe) => {
        p.dispatchTable = v;
      },
    },
  },
  methods: {
    dump: [
      "($self, obj, /)",
      dump,
      "Write a pickled representation of the given object to the open file.",
    ],
    clear_memo: ["($self, /)", (p: PyPickler) => p.memo.clear(), 'Clears the pickler\'s "memo".'],
    __sizeof__: ["($self, /)", (p: PyPickler) => 144 + 32 * p.memo.size],
  },
};

const picklerMemoSpec: TypeSpec = {
  slots: { tpHash: null },
  methods: {
    clear: [
      "($self, /)",
      (m: PyPicklerMemo) => m.pickler.memo.clear(),
      "Remove all items from memo.",
    ],
    copy: [
      "($self, /)",
      (m: PyPicklerMemo) => memoDict(m.pickler.memo),
      "Copy the memo to a new object.",
    ],
    __reduce__: [
      "($self, /)",
      (m: PyPicklerMemo) => tuple([dictType, tuple([memoDict(m.pickler.memo)])]),
      "Implement pickle support.",
    ],
  },
};

// Unpickler ---------------------------------------------------------------------------

class PyUnpickler extends PyObject {
  input: Input | null = null;
  fixImports = true;
  encoding = "ASCII";
  errors = "strict";
  memo: Map<number, Value> = new Map();
  persistentLoad: Maybe;
  /** The protocol of the last pickle, for find_class. */
  proto = 0;
  loader: Loader | null = null;
}
const unpicklerType = new PyType("Unpickler", TypeFlag.BaseType, "_pickle");
PyUnpickler.prototype.cls = unpicklerType;

class PyUnpicklerMemo extends PyObject {
  constructor(readonly unpickler: PyUnpickler) {
    super();
  }
}
const unpicklerMemoType = new PyType("UnpicklerMemoProxy", TypeFlag.None, "_pickle");
PyUnpicklerMemo.prototype.cls = unpicklerMemoType;

const unpicklerSig = new Signature(
  "Unpickler",
  "(file, *, fix_imports=True, encoding='ASCII', errors='strict')",
  0,
);

function fileInput(file: Value): Input {
  const peek = getAttrOpt(file, "peek");
  const read = getAttrOpt(file, "read");
  const readline = getAttrOpt(file, "readline");
  if (read === undefined || readline === undefined) {
    throw typeError("file must have 'read' and 'readline' attributes");
  }
  return new Input(new Uint8Array(0), read, readline, peek);
}

function textOption(v: Maybe, fallback: string, what: string): string {
  if (v === undefined) return fallback;
  const s = asStr(v);
  if (s === undefined) throw typeError(`${what} must be str, not ${typeName(v)}`);
  return s;
}

function load(u: PyUnpickler): Value {
  if (u.input === null) {
    throw exception(
      unpicklingError(),
      `Unpickler.__init__() was not called by ${typeName(u, 200)}.__init__()`,
    );
  }
  const loader = new Loader(u.input, u.memo, {
    fixImports: u.fixImports,
    encoding: u.encoding,
    errors: u.errors,
    persistentLoad: u.persistentLoad,
    findClass: u.cls === unpicklerType && u.dict === undefined
      ? undefined
      : getAttr(u, "find_class"),
  });
  u.loader = loader;
  try {
    return loader.load();
  } finally {
    u.loader = null;
    u.input.sync();
  }
}

const unpicklerSpec: TypeSpec = {
  doc: "This takes a binary file for reading a pickle data stream.",
  signature: "(file, *, fix_imports=True, encoding='ASCII', errors='strict')",
  slots: {
    tpNew: (t) => asInstanceOf(new PyUnpickler(), t),
    tpInit: (self, args, kw) => {
      const u = self as PyUnpickler;
      const [file, fix, encoding, errors] = bind(unpicklerSig, args, kw) as Maybe[];
      u.input = null;
      const input = fileInput(file!);
      u.encoding = textOption(encoding, "ASCII", "encoding");
      u.errors = textOption(errors, "strict", "errors");
      u.fixImports = fix === undefined || isTrue(fix);
      u.persistentLoad = hook(u, unpicklerType, "persistent_load");
      u.memo = new Map();
      u.input = input;
    },
  },
  getset: {
    memo: {
      get: (u: PyUnpickler) => new PyUnpicklerMemo(u),
      set: (u: PyUnpickler, v: Maybe) => {
        if (v === undefined) throw noDeletion();
        if (v instanceof PyUnpicklerMemo) u.memo = new Map(v.unpickler.memo);
        else if (v instanceof PyDict) {
          const memo = new Map<number, Value>();
          for (const e of v.entryList()) memo.set(memoIndex(e.key), e.value!);
          u.memo = memo;
        } else {
          throw typeError(
            `'memo' attribute must be an UnpicklerMemoProxy object or dict, not ${
              typeName(v, 200)
            }`,
          );
        }
      },
    },
    persistent_load: {
      get: (u: PyUnpickler) => {
        if (u.persistentLoad === undefined) throw attributeError("persistent_load");
        return u.persistentLoad;
      },
      set: (u: PyUnpickler, v: Maybe) => {
        if (v === undefined) throw noDeletion();
        if (!isCallable(v)) {
          throw typeError("persistent_load must be a callable taking one argument");
        }
        u.persistentLoad = v;
      },
    },
  },
  methods: {
    load: ["($self, /)", load, "Load a pickle."],
    find_class: [
      "($self, module_name, global_name, /)",
      (u: PyUnpickler, module: Value, name: Value) => {
        const m = asStr(module);
        const n = asStr(name);
        if (m === undefined || n === undefined) throw typeError("find_class() needs two strs");
        return findClass(m, n, u.loader?.protocol() ?? 0, u.fixImports);
      },
      "Return an object from a specified module.",
    ],
    __sizeof__: ["($self, /)", (u: PyUnpickler) => 176 + 8 * u.memo.size],
  },
};

const unpicklerMemoSpec: TypeSpec = {
  slots: { tpHash: null },
  methods: {
    clear: [
      "($self, /)",
      (m: PyUnpicklerMemo) => m.unpickler.memo.clear(),
      "Remove all items from memo.",
    ],
    copy: [
      "($self, /)",
      (m: PyUnpicklerMemo) => unpickledMemo(m),
      "Copy the memo to a new object.",
    ],
    __reduce__: [
      "($self, /)",
      (m: PyUnpicklerMemo) => tuple([dictType, tuple([unpickledMemo(m)])]),
      "Implement pickling support.",
    ],
  },
};

function unpickledMemo(m: PyUnpicklerMemo): PyDict {
  const d = new PyDict();
  for (const [i, v] of m.unpickler.memo) d.set(i, v);
  return d;
}

// Functions ---------------------------------------------------------------------------

function pickled(v: Value, protocol: Maybe, fix: Maybe): Uint8Array {
  const out = new Output();
  new Saver(null, out, new Map(), {
    protocol: protocolOf(protocol),
    fixImports: fix === undefined || isTrue(fix),
    fast: false,
    persistentId: undefined,
    dispatchTable: undefined,
  }).dump(v);
  return out.take();
}

function unpickled(input: Input, fix: Maybe, encoding: Maybe, errors: Maybe): Value {
  return new Loader(input, new Map(), {
    fixImports: fix === undefined || isTrue(fix),
    encoding: textOption(encoding, "ASCII", "encoding"),
    errors: textOption(errors, "strict", "errors"),
    persistentLoad: undefined,
    findClass: undefined,
  }).load();
}

export const _pickle_module = (): ModuleSpec => ({
  name: "_pickle",
  doc: "Optimized C implementation for the Python pickle module.",
  functions: {
    dump: [
      "($module, /, obj, file, protocol=None, *, fix_imports=True)",
      (v: Value, file: Value, protocol: Maybe, fix: Maybe) => {
        const proto = protocolOf(protocol);
        const write = getAttrOpt(file, "write");
        if (write === undefined) throw typeError("file must have a 'write' attribute");
        call(write, [new PyBytes(pickled(v, proto, fix))]);
      },
      "Write a pickled representation of obj to the open file object file.",
    ],
    dumps: [
      "($module, /, obj, protocol=None, *, fix_imports=True)",
      (v: Value, protocol: Maybe, fix: Maybe) => new PyBytes(pickled(v, protocol, fix)),
      "Return the pickled representation of the object as a bytes object.",
    ],
    load: [
      "($module, /, file, *, fix_imports=True, encoding='ASCII',\n     errors='strict')",
      (file: Value, fix: Maybe, encoding: Maybe, errors: Maybe) => {
        const input = fileInput(file);
        try {
          return unpickled(input, fix, encoding, errors);
        } finally {
          input.sync();
        }
      },
      "Read and return an object from the pickle data stored in a file.",
    ],
    loads: [
      "($module, /, data, *, fix_imports=True, encoding='ASCII',\n      errors='strict')",
      (data: Value, fix: Maybe, encoding: Maybe, errors: Maybe) =>
        unpickled(
          new Input(needBuffer(data), undefined, undefined, undefined),
          fix,
          encoding,
          errors,
        ),
      "Read and return an object from the given pickle data.",
    ],
  },
  types: () => [
    [picklerType, picklerSpec],
    [unpicklerType, unpicklerSpec],
    [picklerMemoType, picklerMemoSpec],
    [unpicklerMemoType, unpicklerMemoSpec],
  ],
  init: (ns) => {
    ns.delete("PicklerMemoProxy");
    ns.delete("UnpicklerMemoProxy");
    ns.setStr("PickleError", pickleError());
    ns.setStr("PicklingError", picklingError());
    ns.setStr("UnpicklingError", unpicklingError());
  },
});
