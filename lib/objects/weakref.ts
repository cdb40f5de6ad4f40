/**
 * Weak references (Objects/weakrefobject.c) over JavaScript's `WeakRef`: an
 * object goes when the engine collects it, not at the last `del`, and the
 * callbacks run when the engine says so.
 *
 * @module
 */
import { bind, type Decl, noKeywords, Signature } from "../core/args.ts";
import { richcompare } from "../core/compare.ts";
import { E, exception, typeError, typeName } from "../core/errors.ts";
import { hash, identity } from "../core/hash.ts";
import {
  asInstanceOf,
  type Maybe,
  NotImplemented,
  PyObject,
  PyType,
  type Slots,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import {
  asIndex,
  call,
  contains,
  format,
  getAttr,
  getAttrOpt,
  getItem,
  getIter,
  isCallable,
  iterNext,
  len,
  setAttr,
  setItem,
  str,
} from "../core/ops.ts";
import * as arith from "../core/arith.ts";
import { isTrue } from "../core/compare.ts";
import type { TypeSpec } from "./type.ts";
import { asStr } from "../core/compare.ts";

/** A weak reference. */
export class PyWeakRef extends PyObject {
  ref: WeakRef<PyObject> | null;
  callback: Value;
  hash: number | bigint | undefined = undefined;
  constructor(target: PyObject, callback: Value) {
    super();
    this.ref = new WeakRef(target);
    this.callback = callback;
  }
  /** The object, or undefined when it is gone. */
  get target(): PyObject | undefined {
    return this.ref?.deref();
  }
}

/** A weak proxy. */
export class PyWeakProxy extends PyWeakRef {}

export const weakRefType: PyType = new PyType("weakref");
PyWeakRef.prototype.cls = weakRefType;
export const proxyType: PyType = new PyType("weakproxy", TypeFlag.None);
PyWeakProxy.prototype.cls = proxyType;
export const callableProxyType: PyType = new PyType("weakcallableproxy", TypeFlag.None);

let withCallback: WeakRef<PyWeakRef>[] = [];
let pruneAt = 1000;

/** The references whose objects went since the last call; their callbacks are due. */
export function takeDeadReferences(): PyWeakRef[] {
  const dead: PyWeakRef[] = [];
  withCallback = withCallback.filter((w) => {
    const r = w.deref();
    if (r === undefined || r.ref === null || r.callback === null) return false;
    if (r.target !== undefined) return true;
    dead.push(r);
    return false;
  });
  pruneAt = 2 * withCallback.length + 1000;
  return dead;
}

/**
 * What the machine has for weak references: without `release` the engine keeps
 * alive what one has been made or asked for, to the end of the program.
 */
export const weakHooks: { release: () => void } = { release: () => {} };
let made = 0;

/** Whether objects of a type can be referenced weakly; TypeError otherwise. */
export function checkWeakrefable(o: Value): PyObject {
  if (!(o instanceof PyObject) || !o.cls.weakrefable) {
    throw typeError(`cannot create weak reference to '${typeName(o)}' object`);
  }
  return o;
}

/** Where an object's weak references are listed: plain ones are shared. */
const references = new WeakMap<PyObject, Set<WeakRef<PyWeakRef>>>();

function register(o: PyObject, r: PyWeakRef): void {
  let s = references.get(o);
  if (s === undefined) references.set(o, s = new Set());
  s.add(new WeakRef(r));
  if (++made % 1000 === 0) weakHooks.release();
  if (r.callback !== null) {
    if (withCallback.length >= pruneAt) {
      withCallback = withCallback.filter((w) => w.deref() !== undefined);
      pruneAt = 2 * withCallback.length + 1000;
    }
    withCallback.push(new WeakRef(r));
  }
}

/** The live weak references to an object (weakref.getweakrefs). */
export function weakReferences(o: Value): PyWeakRef[] {
  if (!(o instanceof PyObject)) return [];
  const out: PyWeakRef[] = [];
  for (const w of references.get(o) ?? []) {
    const r = w.deref();
    if (r !== undefined && r.ref !== null) out.push(r);
  }
  // the shared reference and the shared proxy come first
  const rank = (r: PyWeakRef) =>
    r.callback !== null ? 2 : r.cls === weakRefType ? 0 : r instanceof PyWeakProxy ? 1 : 2;
  if (out.length > 1) out.sort((a, b) => rank(a) - rank(b));
  return out;
}

function makeRef(t: PyType, o: Value, callback: Value): PyWeakRef {
  const target = checkWeakrefable(o);
  if (callback === null && t === weakRefType) {
    const shared = weakReferences(target).find((r) => r.callback === null && r.cls === t);
    if (shared !== undefined) return shared;
  }
  const r = asInstanceOf(new PyWeakRef(target, callback), t);
  register(target, r);
  return r;
}

/** weakref.proxy(o, callback). */
export function makeProxy(o: Value, callback: Value): Value {
  const target = checkWeakrefable(o);
  if (callback === null) {
    const shared = weakReferences(target).find((r) =>
      r.callback === null && r instanceof PyWeakProxy
    );
    if (shared !== undefined) return shared;
  }
  const p = new PyWeakProxy(target, callback);
  if (isCallable(target)) p.cls = callableProxyType;
  register(target, p);
  return p;
}

const refSpec: TypeSpec = {
  slots: {
    tpNew: (t, args, kw) => {
      if (t === weakRefType) noKeywords("ref", kw);
      const n = args.length - (kw?.length ?? 0);
      if (n < 1) throw typeError(`__new__ expected at least 1 arguments, got ${n}`);
      if (n > 2) throw typeError(`__new__ expected at most 2 arguments, got ${n}`);
      return makeRef(t, args[0], args[1] ?? null);
    },
    tpInit: (_v, args, kw) => {
      const n = args.length - (kw?.length ?? 0);
      if (n < 1) throw typeError(`__init__ expected at least 1 arguments, got ${n}`);
      if (n > 2) throw typeError(`__init__ expected at most 2 arguments, got ${n}`);
    },
    tpCall: (v, args, kw) => {
      bind(callSig, args, kw);
      return (v as PyWeakRef).target ?? null;
    },
    tpRepr: (v) => {
      const r = v as PyWeakRef;
      const o = r.target;
      const at = `0x${identity(r).toString(16)}`;
      if (o === undefined) return `<weakref at ${at}; dead>`;
      const name = asStr(getAttrOpt(o, "__name__"));
      const to = `to '${typeName(o)}' at 0x${identity(o).toString(16)}`;
      return name === undefined
        ? `<weakref at ${at}; ${to}>`
        : `<weakref at ${at}; ${to} (${name})>`;
    },
    tpHash: (v) => {
      const r = v as PyWeakRef;
      if (r.hash !== undefined) return r.hash;
      const o = r.target;
      if (o === undefined) throw typeError("weak object has gone away");
      return r.hash = hash(o);
    },
    tpRichcompare: (a, b, op) => {
      if ((op !== 2 && op !== 3) || !(a instanceof PyWeakRef) || !(b instanceof PyWeakRef)) {
        return NotImplemented;
      }
      const x = a.target;
      const y = b.target;
      if (x === undefined || y === undefined) return (a === b) === (op === 2);
      return richcompare(x, y, op);
    },
  },
  getset: {
    __callback__: { get: (r: PyWeakRef) => (r.target === undefined ? null : r.callback) },
  },
};
const callSig = new Signature("__call__", "()", 0);

function unwrap(v: Value): Value {
  if (!(v instanceof PyWeakProxy)) return v;
  const o = v.target;
  if (o === undefined) {
    throw exception(E.ReferenceError, "weakly-referenced object no longer exists");
  }
  return o;
}

const two = (f: (a: Value, b: Value) => Value) => (a: Value, b: Value): Value =>
  f(unwrap(a), unwrap(b));
const one = (f: (a: Value) => Value) => (a: Value): Value => f(unwrap(a));

const proxySlots: Slots = {
  tpRepr: (v) => {
    const p = v as PyWeakProxy;
    const o = p.target ?? null;
    return `<weakproxy at 0x${identity(p).toString(16)} to ${typeName(o)} at 0x${
      identity(o).toString(16)
    }>`;
  },
  tpStr: (v) => str(unwrap(v)),
  tpHash: null,
  tpGetattro: (v, name) => getAttr(unwrap(v), name),
  tpSetattro: (v, name, x) => setAttr(unwrap(v), name, x),
  tpRichcompare: (a, b, op) => richcompare(unwrap(a), unwrap(b), op),
  tpIter: one(getIter),
  tpIternext: (v: Value): Maybe => iterNext(unwrap(v)),
  nbAdd: two(arith.add),
  nbSubtract: two(arith.sub),
  nbMultiply: two(arith.mul),
  nbRemainder: two(arith.mod),
  nbDivmod: two(arith.divmod),
  nbPower: (a, b, c) => arith.power(unwrap(a), unwrap(b), unwrap(c)),
  nbNegative: one(arith.neg),
  nbPositive: one(arith.pos),
  nbAbsolute: one(arith.abs),
  nbBool: (v) => isTrue(unwrap(v)),
  nbInvert: one(arith.invert),
  nbLshift: two(arith.lshift),
  nbRshift: two(arith.rshift),
  nbAnd: two(arith.and),
  nbXor: two(arith.xor),
  nbOr: two(arith.or),
  nbIndex: (v) => asIndex(unwrap(v)),
  nbInt: (v) => typeOf(unwrap(v)).nbInt!(unwrap(v)),
  nbFloat: (v) => typeOf(unwrap(v)).nbFloat!(unwrap(v)),
  nbInplaceAdd: two(arith.iadd),
  nbInplaceSubtract: two(arith.isub),
  nbInplaceMultiply: two(arith.imul),
  nbInplaceRemainder: two(arith.imod),
  nbInplacePower: (a, b) => arith.ipower(unwrap(a), unwrap(b)),
  nbInplaceLshift: two(arith.ilshift),
  nbInplaceRshift: two(arith.irshift),
  nbInplaceAnd: two(arith.iand),
  nbInplaceXor: two(arith.ixor),
  nbInplaceOr: two(arith.ior),
  nbFloorDivide: two(arith.floordiv),
  nbTrueDivide: two(arith.truediv),
  nbInplaceFloorDivide: two(arith.ifloordiv),
  nbInplaceTrueDivide: two(arith.itruediv),
  sqContains: (v, x) => contains(unwrap(v), x),
  mpLength: (v) => len(unwrap(v)),
  mpSubscript: two(getItem),
  mpAssSubscript: (v, k, x) => setItem(unwrap(v), k, x),
};

const proxyMethods: Record<string, Decl> = {
  __bytes__: ["($self, /)", (p: PyWeakProxy) => call(getAttr(unwrap(p), "__bytes__"), [])],
  __format__: ["($self, spec, /)", (p: PyWeakProxy, spec: Value) => format(unwrap(p), spec)],
};

/** The types of this file with their specs. */
export function weakrefTypes(): [PyType, TypeSpec][] {
  return [
    [weakRefType, refSpec],
    [proxyType, { slots: proxySlots, methods: proxyMethods }],
    [callableProxyType, {
      slots: { ...proxySlots, tpCall: (v, args, kw) => call(unwrap(v), args, kw) },
      methods: proxyMethods,
    }],
  ];
}
