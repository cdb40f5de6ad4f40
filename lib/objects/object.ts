/**
 * object (Objects/typeobject.c): the base of all types.
 *
 * @module
 */
import { layoutOf as layoutOfType } from "./sizes.ts";
import { asStr, is } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import { fullTypeName, typeError, typeName } from "../core/errors.ts";
import { identity, objectHash } from "../core/hash.ts";
import {
  DictKind,
  getSlot,
  type KwNames,
  type Maybe,
  NotImplemented,
  objectType,
  PyInstance,
  PyList,
  PyObject,
  PyTuple,
  PyType,
  setSlot,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import {
  asIndex,
  call,
  callMethod,
  genericGetAttr,
  genericSetAttr,
  getAttr,
  getAttrOpt,
  getIter,
  reprValue,
  strValue,
  toArray,
} from "../core/ops.ts";
import { track, withFinalizer } from "./finalize.ts";
import { PyModule } from "./module.ts";
import { checkAbstract, type TypeSpec } from "./type.ts";

/** object.__new__. */
export function objectNew(t: PyType, args: Value[], kw: KwNames): Value {
  if (
    (args.length > 0 || (kw !== null && kw.length > 0)) &&
    (t.tpInit === objectInit || t.tpNew !== objectNew)
  ) throw typeError("object() takes no parameters");
  checkAbstract(t);
  const o = new PyInstance(t);
  if (t.tpFinalize !== undefined) track(withFinalizer, o);
  return o;
}

/** object.__init__. */
export function objectInit(self: Value, args: Value[], kw: KwNames): void {
  if (args.length === 0 && (kw === null || kw.length === 0)) return;
  const t = typeOf(self);
  if (t.tpNew === objectNew || t.tpInit !== objectInit) {
    throw typeError("object() takes no parameters");
  }
}

function moduleName(t: PyType): string | undefined {
  return t.flags & TypeFlag.Heap ? asStr(t.attrs.get("__module__")) : t.module;
}

const adds = (t: PyType) => ({
  dict: t.dictKind !== t.base!.dictKind,
  weak: t.weakrefable !== t.base!.weakrefable,
  slots: t.slotNames,
});

/** The nearest of a class and its bases that adds something to the instances (compatible_with_tp_base). */
function layoutOf(t: PyType): PyType {
  while (t.flags & TypeFlag.Heap) {
    const { dict, weak, slots } = adds(t);
    if (dict || weak || slots.length > 0) break;
    t = t.base!;
  }
  return t;
}

/** Whether two classes add the same to one base (same_slots_added). */
function addSame(a: PyType, b: PyType): boolean {
  const x = adds(a);
  const y = adds(b);
  return x.dict === y.dict && x.weak === y.weak && x.slots.join() === y.slots.join();
}

function setClass(self: Value, v: Maybe): void {
  if (v === undefined) throw typeError("can't delete __class__ attribute");
  if (!(v instanceof PyType)) {
    throw typeError(`__class__ must be set to a class, not '${typeName(v)}' object`);
  }
  const old = typeOf(self);
  const heap = (t: PyType) => (t.flags & TypeFlag.Heap) !== 0;
  if (self instanceof PyModule && v.isSubtype(typeOf(self)) && !heap(old)) {
    self.cls = v;
    return;
  }
  if (!heap(old) || !heap(v)) {
    if (!(self instanceof PyModule && v.isSubtype(PyModule.prototype.cls))) {
      throw typeError(
        "__class__ assignment only supported for heap types or ModuleType subclasses",
      );
    }
  }
  const differs = () =>
    typeError(
      `__class__ assignment: '${fullTypeName(v)}' object layout differs from '${
        fullTypeName(old)
      }'`,
    );
  if (v.dictKind !== old.dictKind || v.nslots !== old.nslots || v.weakrefable !== old.weakrefable) {
    throw differs();
  }
  const a = layoutOf(old);
  const b = layoutOf(v);
  if (a !== b && (a.base !== b.base || !addSame(a, b))) throw differs();
  const o = self as PyObject;
  if (o instanceof PyInstance && o.shape !== null) {
    // the same attributes under the new class's shapes
    const keys = o.shape.keys;
    const values = keys.map((_, i) => getSlot(o, o.shape!.base + i));
    o.cls = v;
    let shape = v.rootShape!;
    keys.forEach((k, i) => {
      shape = shape.with(k);
      setSlot(o, shape.base + i, values[i]);
    });
    o.shape = shape;
    return;
  }
  o.cls = v;
}

// Pickling -------------------------------------------------------------------------

let copyregHook: () => Value = () => null;
/** Tells how module copyreg is had. */
export function setCopyreg(f: () => Value): void {
  copyregHook = f;
}

function slotNamesOf(t: PyType): Value {
  const cached = t.attrs.get("__slotnames__");
  if (cached !== undefined) return cached;
  return callMethod(copyregHook(), "_slotnames", t);
}

/** object.__reduce_ex__ for protocol 2 and above (reduce_newobj). */
function reduceNew(o: Value): Value {
  const t = typeOf(o);
  if (t.tpNew === undefined) throw typeError(`can't pickle ${t.name} objects`);
  let args: Value[] = [];
  let kwargs: Value = null;
  const ex = getAttrOpt(o, "__getnewargs_ex__");
  let hasArgs = false;
  if (ex !== undefined) {
    const r = call(ex, []);
    if (!(r instanceof PyTuple)) {
      throw typeError(`__getnewargs_ex__ should return a tuple, not '${typeName(r)}'`);
    }
    if (r.items.length !== 2) {
      throw typeError(`__getnewargs_ex__ should return a tuple of length 2, not ${r.items.length}`);
    }
    if (!(r.items[0] instanceof PyTuple)) {
      throw typeError(
        `first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '${
          typeName(r.items[0])
        }'`,
      );
    }
    if (!(r.items[1] instanceof PyDict)) {
      throw typeError(
        `second item of the tuple returned by __getnewargs_ex__ must be a dict, not '${
          typeName(r.items[1])
        }'`,
      );
    }
    args = r.items[0].items;
    kwargs = r.items[1].size > 0 ? r.items[1] : null;
    hasArgs = true;
  } else {
    const g = getAttrOpt(o, "__getnewargs__");
    if (g !== undefined) {
      const r = call(g, []);
      if (!(r instanceof PyTuple)) {
        throw typeError(`__getnewargs__ should return a tuple, not '${typeName(r)}'`);
      }
      args = r.items;
      hasArgs = true;
    }
  }
  const state = getState(o, !hasArgs && !(t.isSubtype(listTypeOf()) || o instanceof PyDict));
  const listItems = o instanceof PyList ? getIter(o) : null;
  const dictItems = o instanceof PyDict ? getIter(callMethod(o, "items")) : null;
  const copyreg = copyregHook();
  if (kwargs !== null) {
    return tuple([
      getAttr(copyreg, "__newobj_ex__"),
      tuple([t, tuple([...args]), kwargs]),
      state,
      listItems,
      dictItems,
    ]);
  }
  return tuple([
    getAttr(copyreg, "__newobj__"),
    tuple([t, ...args]),
    state,
    listItems,
    dictItems,
  ]);
}

const listTypeOf = () => PyList.prototype.cls;

function getState(o: Value, required: boolean): Value {
  const g = getAttrOpt(o, "__getstate__");
  if (g !== undefined) return call(g, []);
  const t = typeOf(o);
  if (required && (isVarSized(t) || (!(o instanceof PyInstance) && t.dictKind === DictKind.None))) {
    if (!(o instanceof PyInstance)) throw typeError(`can't pickle ${t.name} objects`);
  }
  // an empty dict is no state, and neither is one that was never made
  const dict = getAttrOpt(o, "__dict__") ?? null;
  let state: Value = dict instanceof PyDict && dict.size === 0 ? null : dict;
  const names = slotNamesOf(t);
  if (names !== null) {
    const slots = new PyDict();
    for (const n of toArray(names)) {
      const v = getAttrOpt(o, asStr(n)!);
      if (v !== undefined) slots.set(n, v);
    }
    if (slots.size > 0) state = tuple([state, slots]);
  }
  return state;
}

function isVarSized(t: PyType): boolean {
  return getAttr(t, "__itemsize__") !== 0;
}

function commonReduce(o: Value, proto: number): Value {
  if (proto >= 2) return reduceNew(o);
  return callMethod(copyregHook(), "_reduce_ex", o, proto);
}

/** dir(o) without a `__dir__` of its own (object.__dir__). */
function objectDir(o: Value): Value {
  const d = getAttrOpt(o, "__dict__");
  const names = new Set<string>();
  if (d instanceof PyDict) { for (const k of d.keyList()) if (typeof k === "string") names.add(k); }
  const cls = getAttrOpt(o, "__class__");
  const seen = new Set<Value>();
  const merge = (c: Value) => {
    if (seen.has(c)) return;
    seen.add(c);
    if (c instanceof PyType) {
      for (const b of c.mro) for (const k of b.attrs.keys()) names.add(k);
      return;
    }
    const cd = getAttrOpt(c, "__dict__");
    if (cd !== undefined) { for (const k of toArray(cd)) if (typeof k === "string") names.add(k); }
    const bases = getAttrOpt(c, "__bases__");
    if (bases instanceof PyTuple) bases.items.forEach(merge);
  };
  if (cls !== undefined) merge(cls);
  return new PyList([...names]);
}

export const objectSpec: TypeSpec = {
  doc: "The most base type",
  signature: "()",
  slots: {
    tpNew: objectNew,
    tpInit: objectInit,
    tpRepr: (v) => {
      const t = typeOf(v);
      const m = moduleName(t);
      const at = `0x${identity(v).toString(16)}`;
      return m !== undefined && m !== "builtins"
        ? `<${m}.${t.qualname} object at ${at}>`
        : `<${t.name} object at ${at}>`;
    },
    tpStr: reprValue,
    tpHash: objectHash,
    tpGetattro: genericGetAttr,
    tpSetattro: genericSetAttr,
    tpRichcompare: (a, b, op) => {
      if (op === 2) return is(a, b) ? true : NotImplemented;
      if (op === 3) {
        const f = typeOf(a).tpRichcompare;
        if (f === undefined) return NotImplemented;
        const r = f(a, b, 2);
        return r === NotImplemented ? r : !truthOf(r);
      }
      return NotImplemented;
    },
  },
  getset: {
    __class__: { get: (o: Value) => typeOf(o), set: setClass, doc: "the object's class" },
  },
  methods: {
    __reduce_ex__: ["($self, protocol, /)", (o: Value, proto: Value) => {
      const reduce = getAttrOpt(o, "__reduce__");
      if (reduce !== undefined) {
        const own = typeOf(o).lookup("__reduce__");
        if (own !== objectType.attrs.get("__reduce__")) return call(reduce, []);
      }
      return commonReduce(o, Number(proto));
    }, "helper for pickle"],
    __reduce__: [
      "($self, protocol=0, /)",
      (o: Value, proto: Value = 0) => commonReduce(o, Number(asIndex(proto))),
      "helper for pickle",
    ],
    __subclasshook__: [
      "($type, subclass, /)",
      () => NotImplemented,
      "Abstract classes can override this to customize issubclass().",
    ],
    __init_subclass__: [
      "($type, /)",
      () => null,
      "This method is called when a class is subclassed.",
    ],
    __format__: ["($self, format_spec, /)", (o: Value, spec: Value) => {
      const s = asStr(spec);
      if (s === undefined) {
        throw typeError(`__format__() argument 1 must be str, not ${typeName(spec)}`);
      }
      if (s !== "") {
        throw typeError(`unsupported format string passed to ${typeName(o)}.__format__`);
      }
      return strValue(o);
    }, "default object formatter"],
    __sizeof__: ["($self, /)", (o: Value) => {
      const { basic, item } = layoutOfType(typeOf(o));
      return basic + (o instanceof PyTuple ? item * o.items.length : 0);
    }, "size of object in memory, in bytes"],
    __dir__: ["($self, /)", objectDir, "default dir() implementation"],
  },
};

function truthOf(v: Value): boolean {
  if (typeof v === "boolean") return v;
  const t = typeOf(v);
  return t.nbBool !== undefined ? t.nbBool(v) : v !== null;
}
