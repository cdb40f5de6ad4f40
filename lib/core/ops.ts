/**
 * The operations of the machine on any object (Objects/abstract.c,
 * Objects/object.c): attributes, calls, iteration, subscripts, conversions.
 * Both tiers and every built-in go through these functions. Arithmetic is in
 * `arith.ts`, comparison in `compare.ts`.
 *
 * @module
 */
import { callBuiltin, PyBuiltin, PyMethodDescr } from "./args.ts";
import { asInt, asStr, enterRecursive, eq, isTrue, leaveRecursive } from "./compare.ts";
import { PyDict } from "./dict.ts";
import {
  attributeError,
  E,
  exception,
  fullTypeName,
  indexError,
  matches,
  noAttribute,
  overflowError,
  PyBaseException,
  typeError,
  typeName,
} from "./errors.ts";
import type { Int } from "./number.ts";
import { firstLoneSurrogate } from "../util/utf8.ts";
import {
  DictKind,
  getSlot,
  type KwNames,
  listType,
  type Maybe,
  NotImplemented,
  PyInstance,
  PyInt,
  PyList,
  PyObject,
  PyTuple,
  PyType,
  setSlot,
  tupleType,
  TypeFlag,
  typeOf,
  type Value,
} from "./object.ts";

// Attributes ------------------------------------------------------------------

/** A value from the instance's own attributes (not its type's), or undefined. */
export function instanceAttr(o: Value, t: PyType, name: string): Maybe {
  if (t.dictKind === DictKind.None) return undefined;
  if (o instanceof PyInstance) {
    if (o.shape !== null) {
      const i = o.shape.table.get(name);
      return i === undefined ? undefined : getSlot(o, i);
    }
    return o.dict!.getStr(name);
  }
  const d = (o as PyObject).dict;
  return d ? d.getStr(name) : undefined;
}

/** Sets an instance's own attribute; the type has a place for it. */
export function setInstanceAttr(o: PyObject, name: string, v: Value): void {
  if (o instanceof PyInstance && o.shape !== null) {
    let i = o.shape.table.get(name);
    if (i === undefined) {
      // a class of very many attributes is better off with a dict
      if (o.shape.keys.length >= 64) {
        instanceDict(o).setStr(name, v);
        return;
      }
      o.shape = o.shape.with(name);
      i = o.shape.base + o.shape.keys.length - 1;
    }
    setSlot(o, i, v);
    return;
  }
  (o.dict ??= new PyDict()).setStr(name, v);
}

/** The `__dict__` of an object whose type has one; a shaped instance moves its attributes into it. */
export function instanceDict(o: PyObject): PyDict {
  if (o instanceof PyInstance && o.shape !== null) {
    const d = new PyDict();
    const shape = o.shape;
    for (let i = 0; i < shape.keys.length; i++) {
      const v = getSlot(o, shape.base + i);
      if (v !== undefined) d.setStr(shape.keys[i], v);
      setSlot(o, shape.base + i, undefined);
    }
    o.dict = d;
    o.shape = null;
    return d;
  }
  return o.dict ??= new PyDict();
}

/** object.__getattribute__, or undefined when there is no such attribute. */
export function genericGetAttrOpt(o: Value, name: string): Maybe {
  const t = typeOf(o);
  const descr = t.lookup(name);
  if (descr === undefined) return instanceAttr(o, t, name);
  const dt = typeOf(descr);
  const get = dt.tpDescrGet;
  if (get !== undefined && dt.tpDescrSet !== undefined) return get(descr, o, t);
  const v = instanceAttr(o, t, name);
  if (v !== undefined) return v;
  return get !== undefined ? get(descr, o, t) : descr;
}

/** object.__getattribute__ (PyObject_GenericGetAttr). */
export function genericGetAttr(o: Value, name: string): Value {
  const v = genericGetAttrOpt(o, name);
  if (v === undefined) throw noAttribute(o, name);
  return v;
}

/** object.__setattr__ and __delattr__ (PyObject_GenericSetAttr). */
export function genericSetAttr(o: Value, name: string, v: Maybe): void {
  const t = typeOf(o);
  const descr = t.lookup(name);
  if (descr !== undefined) {
    const set = typeOf(descr).tpDescrSet;
    if (set !== undefined) return set(descr, o, v);
  }
  if (t.dictKind !== DictKind.None) {
    if (v !== undefined) return setInstanceAttr(o as PyObject, name, v);
    if (instanceAttr(o, t, name) === undefined) throw attributeError(name);
    instanceDict(o as PyObject).delete(name);
    return;
  }
  if (descr === undefined) throw noAttribute(o, name);
  throw attributeError(`'${typeName(o)}' object attribute '${name}' is read-only`);
}

/** getattr(o, name) (PyObject_GetAttr). */
export function getAttr(o: Value, name: string): Value {
  const t = typeOf(o);
  const get = t.tpGetattro;
  return get === undefined || get === genericGetAttr ? genericGetAttr(o, name) : get(o, name);
}

/** getattr(o, name), undefined in place of an AttributeError (_PyObject_LookupAttr). */
export function getAttrOpt(o: Value, name: string): Maybe {
  const get = typeOf(o).tpGetattro;
  if (get === undefined || get === genericGetAttr) {
    try {
      return genericGetAttrOpt(o, name);
    } catch (e) {
      if (matches(e, E.AttributeError)) return undefined;
      throw e;
    }
  }
  try {
    return get(o, name);
  } catch (e) {
    if (matches(e, E.AttributeError)) return undefined;
    throw e;
  }
}

/** hasattr(o, name). */
export function hasAttr(o: Value, name: string): boolean {
  return getAttrOpt(o, name) !== undefined;
}

/** setattr(o, name, v); deletes when v is undefined (PyObject_SetAttr). */
export function setAttr(o: Value, name: string, v: Maybe): void {
  const set = typeOf(o).tpSetattro;
  if (set === undefined || set === genericSetAttr) return genericSetAttr(o, name, v);
  set(o, name, v);
}

/** The special method of an object, looked up on its type and bound (_PyObject_LookupSpecial). */
export function lookupSpecial(o: Value, name: string): Maybe {
  const t = typeOf(o);
  const m = t.lookup(name);
  if (m === undefined) return undefined;
  const get = typeOf(m).tpDescrGet;
  return get === undefined ? m : get(m, o, t);
}

/** Calls a special method of the type, or returns undefined when the type has none. */
export function callSpecial(o: Value, name: string, ...args: Value[]): Maybe {
  const m = typeOf(o).lookup(name);
  if (m === undefined) return undefined;
  return callUnbound(m, o, args);
}

/** Calls what a type look-up found with `self`, making no bound method where it can. */
export function callUnbound(m: Value, self: Value, args: Value[]): Value {
  const mt = typeOf(m);
  if (mt.tpCall !== undefined && bindsFirst.has(mt)) return mt.tpCall(m, [self, ...args], null);
  const get = mt.tpDescrGet;
  return call(get === undefined ? m : get(m, self, typeOf(self)), args);
}

/** Types whose objects called with `self` in front are the same as bound to it: functions and method descriptors. */
export const bindsFirst: Set<PyType> = new Set();

/** Calls a method by name (PyObject_CallMethod). */
export function callMethod(o: Value, name: string, ...args: Value[]): Value {
  const t = typeOf(o);
  if (t.tpGetattro === undefined || t.tpGetattro === genericGetAttr) {
    const m = t.lookup(name);
    if (m instanceof PyMethodDescr && instanceAttr(o, t, name) === undefined) {
      return t.lookup(name) === m && bindsFirst.has(m.cls)
        ? m.cls.tpCall!(m, [o, ...args], null)
        : call(getAttr(o, name), args);
    }
  }
  return call(getAttr(o, name), args);
}

// Calls -----------------------------------------------------------------------

/** Calls an object (PyObject_Call). The values of the keywords are the last arguments. */
export function call(f: Value, args: Value[], kw: KwNames = null): Value {
  if (f instanceof PyBuiltin) return callBuiltin(f, args, kw);
  const tpCall = typeOf(f).tpCall;
  if (tpCall === undefined) throw typeError(`'${typeName(f, 200)}' object is not callable`);
  return tpCall(f, args, kw);
}

/** Calls with a recursion check, as C code calling back does. */
export function callGuarded(f: Value, args: Value[], kw: KwNames = null): Value {
  enterRecursive(" while calling a Python object");
  try {
    return call(f, args, kw);
  } finally {
    leaveRecursive();
  }
}

/** Whether an object can be called. */
export function isCallable(f: Value): boolean {
  return typeOf(f).tpCall !== undefined;
}

// Iteration -------------------------------------------------------------------

/** An iterator over an object with `__getitem__` alone (PySeqIter). */
export class PySeqIter extends PyObject {
  index = 0;
  /** The index when it is beyond 2**53; only __setstate__() gets there. */
  declare bigIndex?: bigint;
  constructor(public seq: Value | undefined) {
    super();
  }
}

export const seqIterType: PyType = new PyType("iterator", TypeFlag.None);
PySeqIter.prototype.cls = seqIterType;

/** iter(v) (PyObject_GetIter). Raises TypeError when it is not iterable. */
export function getIter(v: Value): Value {
  const t = typeOf(v);
  if (t.tpIter !== undefined) {
    const it = t.tpIter(v);
    if (typeOf(it).tpIternext === undefined) {
      throw typeError(`iter() returned non-iterator of type '${typeName(it)}'`);
    }
    return it;
  }
  if (t.sqItem !== undefined && t !== undefined && !(v instanceof PyDict)) return new PySeqIter(v);
  throw typeError(`'${typeName(v, 200)}' object is not iterable`);
}

/** The iterator's next value, or undefined at its end. */
export function iterNext(it: Value): Maybe {
  const next = typeOf(it).tpIternext;
  if (next === undefined) throw typeError(`'${typeName(it)}' object is not an iterator`);
  return next(it);
}

/** The values of an iterable as a fresh array. */
export function toArray(v: Value): Value[] {
  if (v instanceof PyTuple && v.cls.tpIter === tupleType.tpIter) return v.items.slice();
  if (v instanceof PyList && v.cls.tpIter === listType.tpIter) return v.items.slice();
  const it = getIter(v);
  const out: Value[] = [];
  const into = typeOf(it).tpInto;
  if (into !== undefined) {
    const sink = (x: Value) => {
      out.push(x);
      return true;
    };
    for (let x: Maybe; (x = into(it, sink)) !== undefined;) out.push(x);
    return out;
  }
  const next = typeOf(it).tpIternext!;
  for (;;) {
    const x = next(it);
    if (x === undefined) return out;
    out.push(x);
  }
}

/** The items of a list or tuple, else of what iterating gives; `msg` is the TypeError of what cannot (PySequence_Fast). */
export function fastItems(v: Value, msg?: string): readonly Value[] {
  if (v instanceof PyTuple && v.cls === tupleType) return v.items;
  if (v instanceof PyList && v.cls === listType) return v.items;
  if (msg !== undefined) {
    const t = typeOf(v);
    if (t.tpIter === undefined && t.sqItem === undefined) throw typeError(msg);
  }
  return toArray(v);
}

/** operator.length_hint: len(), else `__length_hint__`, else the default (PyObject_LengthHint). */
export function lengthHint(o: Value, fallback: number): number {
  const t = typeOf(o);
  if (t.sqLength !== undefined || t.mpLength !== undefined) {
    try {
      return len(o);
    } catch (e) {
      if (!matches(e, E.TypeError)) throw e;
    }
  }
  const hint = lookupSpecial(o, "__length_hint__");
  if (hint === undefined) return fallback;
  let r: Value;
  try {
    r = call(hint, []);
  } catch (e) {
    if (matches(e, E.TypeError)) return fallback;
    throw e;
  }
  if (r === NotImplemented) return fallback;
  const n = asInt(r);
  if (n === undefined) {
    throw typeError(`__length_hint__ must be an integer, not ${typeName(r)}`);
  }
  if (n < 0) throw exception(E.ValueError, "__length_hint__() should return >= 0");
  return Number(n);
}

// Containers ------------------------------------------------------------------

/** len(o) (PyObject_Size). */
export function len(o: Value): number {
  const t = typeOf(o);
  if (t.sqLength !== undefined) return t.sqLength(o);
  if (t.mpLength !== undefined) return t.mpLength(o);
  throw typeError(`object of type '${typeName(o, 200)}' has no len()`);
}

/** o[key] (PyObject_GetItem). */
export function getItem(o: Value, key: Value): Value {
  const t = typeOf(o);
  if (t.mpSubscript !== undefined) return t.mpSubscript(o, key);
  if (t.sqItem !== undefined) {
    if (typeOf(key).nbIndex !== undefined) {
      return seqItem(o, t, asSsize(key, E.IndexError));
    }
    throw typeError(`sequence index must be integer, not '${typeName(key, 200)}'`);
  }
  if (hasSequence(t) && typeOf(key).nbIndex !== undefined) {
    throw typeError(`'${typeName(o, 200)}' object does not support indexing`);
  }
  throw typeError(`'${typeName(o, 200)}' object is not subscriptable`);
}

/** Whether C has a tp_as_sequence for a type: all classes, and types with a sequence slot. */
function hasSequence(t: PyType): boolean {
  return (t.flags & TypeFlag.Heap) !== 0 || t.sqLength !== undefined ||
    t.sqContains !== undefined || t.sqConcat !== undefined;
}

function seqItem(o: Value, t: PyType, i: number): Value {
  if (i < 0 && t.sqLength !== undefined) i += t.sqLength(o);
  return t.sqItem!(o, i);
}

/** o[i] by position (PySequence_GetItem). */
export function getSeqItem(o: Value, i: number): Value {
  const t = typeOf(o);
  if (t.sqItem !== undefined) return seqItem(o, t, i);
  if (t.mpSubscript !== undefined && !(o instanceof PyDict)) return t.mpSubscript(o, i);
  throw typeError(`'${typeName(o, 200)}' object does not support indexing`);
}

/** o[key] = v; `del o[key]` when v is undefined (PyObject_SetItem, PyObject_DelItem). */
export function setItem(o: Value, key: Value, v: Maybe): void {
  const t = typeOf(o);
  if (t.mpAssSubscript !== undefined) return t.mpAssSubscript(o, key, v);
  if (t.sqAssItem !== undefined) {
    if (typeOf(key).nbIndex === undefined) {
      throw typeError(`sequence index must be integer, not '${typeName(key, 200)}'`);
    }
    let i = asSsize(key, E.IndexError);
    if (i < 0 && t.sqLength !== undefined) i += t.sqLength(o);
    return t.sqAssItem(o, i, v);
  }
  throw typeError(
    `'${typeName(o, 200)}' object ${
      v === undefined ? "doesn't support item deletion" : "does not support item assignment"
    }`,
  );
}

/** v in o (PySequence_Contains). */
export function contains(o: Value, v: Value): boolean {
  const t = typeOf(o);
  if (t.sqContains !== undefined) return t.sqContains(o, v);
  return containsByIteration(o, v);
}

/** v in o, by iterating (_PySequence_IterSearch). */
export function containsByIteration(o: Value, v: Value): boolean {
  let it: Value;
  try {
    it = getIter(o);
  } catch (e) {
    if (!matches(e, E.TypeError)) throw e;
    throw typeError(`argument of type '${typeName(o, 200)}' is not iterable`);
  }
  const next = typeOf(it).tpIternext!;
  for (;;) {
    const x = next(it);
    if (x === undefined) return false;
    if (eq(x, v)) return true;
  }
}

// Conversions -----------------------------------------------------------------

/** operator.index(v) (PyNumber_Index). Raises TypeError for what is no integer. */
export function asIndex(v: Value): Int {
  switch (typeof v) {
    case "number":
    case "bigint":
      return v;
    case "boolean":
      return v ? 1 : 0;
  }
  if (v instanceof PyInt) return v.v;
  const t = typeOf(v);
  if (t.nbIndex === undefined) {
    throw typeError(`'${typeName(v, 200)}' object cannot be interpreted as an integer`);
  }
  const r = t.nbIndex(v);
  if (typeof r === "number" || typeof r === "bigint") return r;
  if (typeof r === "boolean" || r instanceof PyInt) {
    warnSubclass(`__index__ returned non-int (type ${typeName(r, 200)})`, "int");
    return r instanceof PyInt ? r.v : r ? 1 : 0;
  }
  throw typeError(`__index__ returned non-int (type ${typeName(r, 200)})`);
}

/** Raises what encoding a text as UTF-8 raises, if it cannot be done. */
export function needUtf8(s: string): void {
  const at = firstLoneSurrogate(s);
  if (at < 0) return;
  const i = [...s.slice(0, at)].length;
  throw call(E.UnicodeEncodeError, ["utf-8", s, i, i + 1, "surrogates not allowed"]);
}

export let warnDeprecated: (msg: string) => void = () => {};
/** Hands over DeprecationWarnings about conversions. */
export function setConversionWarn(f: (msg: string) => void): void {
  warnDeprecated = f;
}

/** A conversion gave an instance of a subclass of what it should give. */
export function warnSubclass(what: string, base: string): void {
  warnDeprecated(
    `${what}.  The ability to return an instance of a strict subclass of ${base} is deprecated, ` +
      "and may be removed in a future version of Python.",
  );
}

const SSIZE_MAX = 9223372036854775807n;

/**
 * operator.index(v) as a C ssize_t (PyNumber_AsSsize_t): beyond its range an
 * error of the given type, or the nearest end when there is none. Numbers
 * beyond 2**53 come back rounded: no container is that large.
 */
export function asSsize(v: Value, beyond: PyType | null): number {
  const n = asIndex(v);
  if (typeof n === "number") return n;
  if (n > SSIZE_MAX || n < -SSIZE_MAX - 1n) {
    if (beyond !== null) {
      throw exception(beyond, `cannot fit '${typeName(v, 200)}' into an index-sized integer`);
    }
  }
  return Number(n);
}

/** An argument that C parses as 'n' or 'i': an int that fits, TypeError and OverflowError otherwise. */
export function asCInt(v: Value, bits: 32 | 64 = 32): number {
  if (typeOf(v).nbIndex === undefined && typeOf(v).nbInt !== undefined) {
    throw typeError("integer argument expected, got float");
  }
  if (typeOf(v).nbIndex === undefined && typeOf(v).nbInt === undefined) {
    throw typeError(`an integer is required (got type ${typeName(v)})`);
  }
  const n = asIndex(v);
  if (bits === 64) {
    if (typeof n === "bigint" && (n > SSIZE_MAX || n < -SSIZE_MAX - 1n)) {
      throw overflowError("Python int too large to convert to C ssize_t");
    }
    return Number(n);
  }
  if (n > 2147483647) throw overflowError("signed integer is greater than maximum");
  if (n < -2147483648) throw overflowError("signed integer is less than minimum");
  return Number(n);
}

/** repr(v) as a JS string (PyObject_Repr). */
export function repr(v: Value): string {
  return asStr(reprValue(v))!;
}

/** repr(v) as an object. */
export function reprValue(v: Value): Value {
  const f = typeOf(v).tpRepr;
  if (f === undefined) return `<${fullTypeName(typeOf(v))} object>`;
  enterRecursive(" while getting the repr of an object");
  try {
    const r = f(v);
    if (asStr(r) === undefined) {
      throw typeError(`__repr__ returned non-string (type ${typeName(r, 200)})`);
    }
    return r;
  } finally {
    leaveRecursive();
  }
}

/** str(v) as a JS string (PyObject_Str). */
export function str(v: Value): string {
  return typeof v === "string" ? v : asStr(strValue(v))!;
}

/** str(v) as an object. */
export function strValue(v: Value): Value {
  if (typeof v === "string") return v;
  const f = typeOf(v).tpStr;
  if (f === undefined) return reprValue(v);
  enterRecursive(" while getting the str of an object");
  try {
    const r = f(v);
    if (asStr(r) === undefined) {
      throw typeError(`__str__ returned non-string (type ${typeName(r, 200)})`);
    }
    return r;
  } finally {
    leaveRecursive();
  }
}

/** format(v, spec) (PyObject_Format). */
export function format(v: Value, spec: Value): Value {
  if (spec === "") {
    if (typeof v === "string") return v;
    if (typeof v === "number") return String(v);
  }
  const m = lookupSpecial(v, "__format__");
  if (m === undefined) {
    throw typeError(`Type ${typeName(v)} doesn't define __format__`);
  }
  const r = call(m, [spec]);
  if (asStr(r) === undefined) {
    throw typeError(`__format__ must return a str, not ${typeName(r)}`);
  }
  return r;
}

// Classes ---------------------------------------------------------------------

/** `__bases__` of something that is no type but behaves so, or undefined. */
function abstractBases(c: Value): readonly Value[] | undefined {
  const b = getAttrOpt(c, "__bases__");
  return b instanceof PyTuple ? b.items : undefined;
}

function abstractIsSubclass(derived: Value, cls: Value): boolean {
  for (;;) {
    if (derived === cls) return true;
    const bases = abstractBases(derived);
    if (bases === undefined || bases.length === 0) return false;
    if (bases.length === 1) {
      derived = bases[0];
      continue;
    }
    return bases.some((b) => abstractIsSubclass(b, cls));
  }
}

/** type.__instancecheck__ (_PyObject_RealIsInstance). */
export function realIsInstance(o: Value, cls: Value): boolean {
  if (cls instanceof PyType) {
    const t = typeOf(o);
    if (t.isSubtype(cls)) return true;
    if (o === null || typeof o !== "object") return false;
    const c = getAttrOpt(o, "__class__");
    return c instanceof PyType && c !== t && c.isSubtype(cls);
  }
  if (abstractBases(cls) === undefined) {
    throw typeError("isinstance() arg 2 must be a type or tuple of types");
  }
  const c = getAttrOpt(o, "__class__");
  return c !== undefined && abstractIsSubclass(c, cls);
}

/** type.__subclasscheck__ (_PyObject_RealIsSubclass). */
export function realIsSubclass(derived: Value, cls: Value): boolean {
  if (cls instanceof PyType && derived instanceof PyType) return derived.isSubtype(cls);
  if (abstractBases(derived) === undefined) throw typeError("issubclass() arg 1 must be a class");
  if (abstractBases(cls) === undefined) {
    throw typeError("issubclass() arg 2 must be a class or tuple of classes");
  }
  return abstractIsSubclass(derived, cls);
}

/** isinstance(o, cls) (PyObject_IsInstance). */
export function isInstance(o: Value, cls: Value): boolean {
  if (typeOf(o) === cls) return true;
  if (cls instanceof PyType && cls.cls === plainType()) return realIsInstance(o, cls);
  if (cls instanceof PyTuple) {
    enterRecursive(" in __instancecheck__");
    try {
      return cls.items.some((c) => isInstance(o, c));
    } finally {
      leaveRecursive();
    }
  }
  const check = lookupSpecial(cls, "__instancecheck__");
  if (check === undefined) return realIsInstance(o, cls);
  enterRecursive(" in __instancecheck__");
  try {
    return isTrue(call(check, [o]));
  } finally {
    leaveRecursive();
  }
}

/** issubclass(derived, cls) (PyObject_IsSubclass). */
export function isSubclass(derived: Value, cls: Value): boolean {
  if (cls instanceof PyType && cls.cls === plainType()) {
    return derived === cls || realIsSubclass(derived, cls);
  }
  if (cls instanceof PyTuple) {
    enterRecursive(" in __subclasscheck__");
    try {
      return cls.items.some((c) => isSubclass(derived, c));
    } finally {
      leaveRecursive();
    }
  }
  const check = lookupSpecial(cls, "__subclasscheck__");
  if (check === undefined) return realIsSubclass(derived, cls);
  enterRecursive(" in __subclasscheck__");
  try {
    return isTrue(call(check, [derived]));
  } finally {
    leaveRecursive();
  }
}

const plainType = (): PyType => PyType.prototype.cls;

// Sequences' indices ----------------------------------------------------------

/** An index with negative ones counted from the end; IndexError with the text when out of range. */
export function checkIndex(i: number, length: number, msg: string): number {
  if (i < 0) i += length;
  if (i < 0 || i >= length) throw indexError(msg);
  return i;
}

/** Whether what was caught is a Python exception of a type. */
export function caught(e: unknown, t: PyType): e is PyBaseException {
  return matches(e, t);
}
