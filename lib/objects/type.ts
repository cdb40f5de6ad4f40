/**
 * type (Objects/typeobject.c): how built-in types are completed, how class
 * statements make new ones, and the attributes and methods of type objects.
 *
 * @module
 */
import { keysSize, layoutOf } from "./sizes.ts";
import { interp } from "../core/state.ts";
import {
  type Decl,
  type Decls,
  type MethodDef,
  methodDef,
  PyBuiltin,
  PyClassMethodDescr,
  PyMethodDescr,
  splitArgs,
} from "../core/args.ts";
import { asStr, eq } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import {
  attributeError,
  E,
  exception,
  exceptionClass,
  fullTypeName,
  matches,
  PyBaseException,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import {
  DictKind,
  type KwNames,
  type Maybe,
  objectType,
  PyCell,
  PyInstance,
  PyList,
  PyObject,
  PyTuple,
  PyType,
  Shape,
  SLOT_NAMES,
  type Slots,
  tuple,
  TypeFlag,
  typeOf,
  typeType,
  type Value,
} from "../core/object.ts";
import {
  call,
  callMethod,
  getAttr,
  getAttrOpt,
  instanceAttr,
  instanceDict,
  lookupSpecial,
  needUtf8,
  realIsInstance,
  realIsSubclass,
  repr,
} from "../core/ops.ts";
import { type GetSet, PyGetSetDescr, PyMemberDescr } from "./descr.ts";
import { addOperators, fixupSlots, newFunctions, updateSlot } from "./slots.ts";
import { PyMappingProxy } from "./mappingproxy.ts";
import { PyClassMethod, PyStaticMethod } from "./wrappers.ts";

/** What a built-in type is made of. */
export interface TypeSpec {
  /** The base; object when absent. */
  readonly base?: PyType;
  readonly doc?: string | null;
  /** The constructor's text signature, `(iterable=(), /)`. */
  readonly signature?: string;
  readonly slots?: Slots;
  /** `$self` in the signature: a method; `$type`: a class method; neither: a static method. */
  readonly methods?: Decls;
  readonly getset?: Readonly<Record<string, GetSet>>;
  /** Those of `getset` that C declares as members: they show as member_descriptor. */
  readonly members?: readonly string[];
  /** Further entries of the class dictionary. */
  readonly attrs?: Readonly<Record<string, Value>>;
  readonly dictKind?: DictKind;
  readonly weakrefable?: boolean;
  /** False for a type whose instances are laid out as its base's. */
  readonly extraIvars?: boolean;
}

/** The type of a static method of a built-in type's constructor: `T.__new__`. */
function makeNew(t: PyType): PyBuiltin {
  const name = fullTypeName(t);
  const d: MethodDef = methodDef("__new__", [
    "($type, *args, **kwargs)",
    (_self: Value, args: Value[], kw: KwNames) => {
      const n = args.length - (kw === null ? 0 : kw.length);
      if (n < 1) throw typeError(`${name}.__new__(): not enough arguments`);
      const sub = args[0];
      if (!(sub instanceof PyType)) {
        throw typeError(`${name}.__new__(X): X is not a type object (${typeName(sub)})`);
      }
      if (!sub.isSubtype(t)) {
        const s = fullTypeName(sub);
        throw typeError(`${name}.__new__(${s}): ${s} is not a subtype of ${name}`);
      }
      // the most derived built-in base decides which constructor is safe
      let base: PyType | null = sub;
      while (base !== null && base.flags & TypeFlag.Heap) base = base.base;
      if (base !== null && base.tpNew !== t.tpNew) {
        const s = fullTypeName(sub);
        throw typeError(
          `${name}.__new__(${s}) is not safe, use ${fullTypeName(base)}.__new__()`,
        );
      }
      return t.tpNew!(sub, args.slice(1), kw);
    },
    "Create and return a new object.  See help(type) for accurate signature.",
    3,
  ] as Decl);
  const f = new PyBuiltin(d, t);
  newFunctions.set(f, t);
  return f;
}

/** Completes a built-in type: dictionary, MRO and inherited slots (PyType_Ready). */
export function defineType(t: PyType, spec: TypeSpec): void {
  const base = t === objectType ? null : spec.base ?? t.base ?? objectType;
  t.base = base;
  t.bases = base === null ? [] : [base];
  t.mro = base === null ? [t] : [t, ...base.mro];
  t.doc = spec.doc ?? null;
  t.textSignature = spec.signature ?? null;
  t.dictKind = spec.dictKind ?? (base === null ? DictKind.None : base.dictKind);
  t.weakrefable = spec.weakrefable ?? base?.weakrefable ?? false;
  if (spec.extraIvars !== undefined) t.extraIvars = spec.extraIvars;
  const own: Slots = spec.slots ?? {};
  Object.assign(t, own);
  t.fill = () => {
    if (own.tpNew !== undefined) t.attrs.set("__new__", makeNew(t));
    addOperators(t, own);
    if (own.tpRichcompare !== undefined && own.tpHash === undefined) t.attrs.set("__hash__", null);
    for (const name in spec.methods) addMethod(t, name, spec.methods[name]);
    for (const name in spec.getset) {
      const gs = spec.getset[name];
      t.attrs.set(
        name,
        spec.members?.includes(name)
          ? new PyMemberDescr(name, t, -1, gs)
          : new PyGetSetDescr(name, t, gs),
      );
    }
    for (const name in spec.attrs) t.attrs.set(name, spec.attrs[name]);
    if (!t.attrs.has("__doc__")) t.attrs.set("__doc__", spec.doc ?? null);
  };
  if (base !== null) inheritSlots(t, base, own);
  base?.subclasses.add(new WeakRef(t));
  t.flags |= TypeFlag.Ready;
  if (t.dictKind === DictKind.Shape) t.rootShape = new Shape(t, [], 0);
  t.modified();
}

function staticMethod(def: MethodDef, t: PyType): PyBuiltin {
  const f = new PyBuiltin(def, undefined);
  f.owner = t;
  return f;
}

/** Adds a method to a built-in type's dictionary. */
export function addMethod(t: PyType, name: string, d: Decl): void {
  const def = methodDef(name, d);
  t.attrs.set(
    name,
    def.kind === "instance"
      ? new PyMethodDescr(def, t)
      : def.kind === "class"
      ? new PyClassMethodDescr(def, t)
      : new PyStaticMethod(staticMethod(def, t)),
  );
}

let objectSlots: readonly (keyof Slots)[] | undefined;

/** The slots that a type has; object's few are kept, since most types inherit just these. */
function filledSlots(t: PyType): readonly (keyof Slots)[] {
  if (t !== objectType) return SLOT_NAMES;
  return objectSlots ??= SLOT_NAMES.filter((name) => t[name] !== undefined);
}

function inheritSlots(t: PyType, base: PyType, own: Slots): void {
  const slots = t as unknown as Record<string, unknown>;
  const from = base as unknown as Record<string, unknown>;
  // comparison and hash go together: who defines one does not inherit the other
  const ownCompare = own.tpRichcompare !== undefined || own.tpHash !== undefined;
  for (const name of filledSlots(base)) {
    if (own[name] !== undefined) continue;
    if ((name === "tpHash" || name === "tpRichcompare") && ownCompare) continue;
    if (name === "tpNew" && base === objectType && (t.flags & TypeFlag.Heap) === 0) {
      // a built-in type without a constructor cannot be called
      continue;
    }
    slots[name] = from[name];
  }
  if (own.tpRichcompare !== undefined && own.tpHash === undefined) {
    t.tpHash = null;
  }
}

// The MRO ------------------------------------------------------------------------

/** C3 (mro_implementation). Raises TypeError when the bases have no consistent order. */
function c3(t: PyType): PyType[] {
  const bases = t.bases;
  const seen = new Set<PyType>();
  for (const b of bases) {
    if (seen.has(b)) throw typeError(`duplicate base class ${b.name}`);
    // a class whose metaclass's mro() is at work has no order yet
    if (b.mro.length === 0) throw typeError(`Cannot extend an incomplete type '${b.name}'`);
    seen.add(b);
  }
  if (bases.length === 1) return [t, ...bases[0].mro];
  const lists = [...bases.map((b) => b.mro), bases];
  const heads = lists.map(() => 0);
  const out: PyType[] = [t];
  for (;;) {
    let empty = true;
    let next: PyType | null = null;
    for (let i = 0; i < lists.length; i++) {
      if (heads[i] >= lists[i].length) continue;
      empty = false;
      const c = lists[i][heads[i]];
      if (!lists.some((l, j) => l.indexOf(c, heads[j] + 1) >= 0)) {
        next = c;
        break;
      }
    }
    if (empty) return out;
    if (next === null) {
      const names: string[] = [];
      for (let i = 0; i < lists.length; i++) {
        if (heads[i] < lists[i].length) {
          const n = lists[i][heads[i]].name;
          if (!names.includes(n)) names.push(n);
        }
      }
      throw typeError(
        `Cannot create a consistent method resolution\norder (MRO) for bases ${names.join(", ")}`,
      );
    }
    out.push(next);
    for (let i = 0; i < lists.length; i++) if (lists[i][heads[i]] === next) heads[i]++;
  }
}

/** Computes `__mro__`, by the metaclass's own mro() where it has one. */
function computeMro(t: PyType): PyType[] {
  const m = t.cls.lookup("mro");
  const std = typeType.attrs.get("mro");
  if (m === undefined || m === std) return c3(t);
  const r = call(lookupSpecial(t, "mro")!, []);
  const items = r instanceof PyTuple || r instanceof PyList ? r.items : undefined;
  if (items === undefined) throw typeError(`'${typeName(r)}' object is not iterable`);
  const solid = solidBase(t);
  for (const c of items) {
    if (!(c instanceof PyType)) {
      throw typeError(`mro() returned a non-class ('${typeName(c, 500)}')`);
    }
    if (!solid.isSubtype(solidBase(c))) {
      throw typeError(`mro() returned base with unsuitable layout ('${c.name}')`);
    }
  }
  return [...items] as PyType[];
}

/** The nearest base whose instances are laid out in their own way (solid_base). */
export function solidBase(t: PyType): PyType {
  let c = t;
  while (c.base !== null && !c.extraIvars) c = c.base;
  return c;
}

/** The base that decides the layout (best_base). */
function bestBase(bases: readonly PyType[]): PyType {
  let winner: PyType | null = null;
  let base: PyType | null = null;
  for (const b of bases) {
    const candidate = solidBase(b);
    if (winner === null) {
      winner = candidate;
      base = b;
    } else if (winner.isSubtype(candidate)) {
      // the winner has everything
    } else if (candidate.isSubtype(winner)) {
      winner = candidate;
      base = b;
    } else {
      throw typeError("multiple bases have instance lay-out conflict");
    }
  }
  return base!;
}

/** The most derived metaclass (_PyType_CalculateMetaclass). */
export function calculateMetaclass(meta: PyType, bases: readonly Value[]): PyType {
  let winner = meta;
  for (const b of bases) {
    const t = typeOf(b);
    if (winner.isSubtype(t)) continue;
    if (t.isSubtype(winner)) {
      winner = t;
      continue;
    }
    throw typeError(
      "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
    );
  }
  return winner;
}

// type.__new__ ---------------------------------------------------------------------

const IDENTIFIER = /^[\p{XID_Start}_][\p{XID_Continue}]*$/u;

/** A name as a class's body sees it (_Py_Mangle). */
export function mangle(className: string, name: string): string {
  if (!name.startsWith("__") || name.endsWith("__") || name.includes(".")) return name;
  const stripped = className.replace(/^_+/, "");
  return stripped === "" ? name : `_${stripped}${name}`;
}

const dictGetSet: GetSet = {
  get: (o: PyObject) => {
    const d = builtinDict(o);
    return d === undefined ? instanceDict(o) : getDescriptor(d, o);
  },
  set: (o: PyObject, v: Maybe) => {
    const d = builtinDict(o);
    if (d === undefined) setInstanceDict(o, v);
    else if (typeOf(d).tpDescrSet !== undefined) typeOf(d).tpDescrSet!(d, o, v);
    else throw typeError(`this __dict__ descriptor does not support '${typeName(o)}' objects`);
  },
  doc: "dictionary for instance variables (if defined)",
};

/** The `__dict__` of the nearest built-in base that has one (get_builtin_base_with_dict). */
function builtinDict(o: PyObject): Value | undefined {
  if (o instanceof PyInstance) return undefined;
  for (let t: PyType | null = typeOf(o); t !== null; t = t.base) {
    if (t.flags & TypeFlag.Heap) continue;
    const d = t.attrs.get("__dict__");
    if (d !== undefined) return d;
  }
  return undefined;
}

const getDescriptor = (d: Value, o: PyObject): Value => typeOf(d).tpDescrGet!(d, o, typeOf(o));

/** Sets `__dict__`. Raises TypeError for what is no dict. */
export function setInstanceDict(o: PyObject, v: Maybe): void {
  if (v === undefined) {
    instanceDict(o);
    o.dict = new PyDict();
    return;
  }
  if (!(v instanceof PyDict)) {
    throw typeError(`__dict__ must be set to a dictionary, not a '${typeName(v)}'`);
  }
  instanceDict(o);
  o.dict = v;
}

const weakrefGetSet: GetSet = {
  get: (o: PyObject) => o.weakrefs?.[0] ?? null,
  doc: "list of weak references to the object (if defined)",
};

/** `__new__` of object-like bases: a shaped instance. */
function makeClass(
  meta: PyType,
  name: string,
  bases: PyType[],
  base: PyType,
  ns: PyDict,
): PyType {
  const t = new PyType(name, TypeFlag.Heap | TypeFlag.BaseType);
  if (meta !== typeType) t.cls = meta;
  t.dict = null;
  t.base = base;
  t.bases = bases;
  for (const e of ns.entries()) {
    const k = asStr(e.key);
    if (k !== undefined) t.attrs.set(k, e.value!);
  }
  return t;
}

function newType(meta: PyType, args: Value[], kw: KwNames): Value {
  const [pos, kwargs] = splitArgs(args, kw);
  if (meta === typeType && pos.length === 1 && kwargs.size === 0) return typeOf(pos[0]);
  if (pos.length !== 3) {
    if (meta === typeType && pos.length + kwargs.size !== 3) {
      throw typeError("type() takes 1 or 3 arguments");
    }
    throw typeError(`type.__new__() takes exactly 3 arguments (${pos.length} given)`);
  }
  const name = asStr(pos[0]);
  if (name === undefined) throw typeError(`type() argument 1 must be str, not ${typeName(pos[0])}`);
  if (!(pos[1] instanceof PyTuple)) {
    throw typeError(`type() argument 2 must be tuple, not ${typeName(pos[1])}`);
  }
  if (!(pos[2] instanceof PyDict)) {
    throw typeError(`type() argument 3 must be dict, not ${typeName(pos[2])}`);
  }
  let baseValues = pos[1].items;
  const orig = pos[2];
  if (baseValues.length === 0) baseValues = [objectType];
  const winner = calculateMetaclass(meta, baseValues);
  if (winner !== meta && winner.tpNew !== newType) return winner.tpNew!(winner, args, kw);
  meta = winner;
  const bases: PyType[] = [];
  for (const b of baseValues) {
    if (!(b instanceof PyType)) throw typeError("metaclass conflict: bases must be types");
    if ((b.flags & TypeFlag.BaseType) === 0) {
      throw typeError(`type '${fullTypeName(b)}' is not an acceptable base type`);
    }
    bases.push(b);
  }
  if (name.includes("\0")) throw valueError("type name must not contain null characters");
  const base = bestBase(bases);
  const ns = orig.copy();
  const t = makeClass(meta, name, bases, base, ns);
  addSlots(t, base, bases, ns);

  const qualname = t.attrs.get("__qualname__");
  if (qualname !== undefined) {
    const q = asStr(qualname);
    if (q === undefined) {
      throw typeError(`type __qualname__ must be a str, not ${typeName(qualname)}`);
    }
    t.qualname = q;
    t.attrs.delete("__qualname__");
  }
  if (!t.attrs.has("__module__")) {
    const m = currentModuleName();
    if (m !== undefined) t.attrs.set("__module__", m);
  }
  needUtf8(t.name);
  const doc = asStr(t.attrs.get("__doc__"));
  if (doc !== undefined) needUtf8(doc);
  t.doc = doc ?? null;
  const fn = t.attrs.get("__new__");
  if (fn !== undefined && typeOf(fn).name === "function") {
    t.attrs.set("__new__", new PyStaticMethod(fn));
  }
  const initSub = t.attrs.get("__init_subclass__");
  if (initSub !== undefined && typeOf(initSub).name === "function") {
    t.attrs.set("__init_subclass__", new PyClassMethod(initSub));
  }
  const cell = t.attrs.get("__classcell__");
  if (cell !== undefined) {
    if (!(cell instanceof PyCell)) {
      throw typeError(
        `type.__new__ __classcell__ must be a nonlocal cell, not <class '${typeName(cell)}'>`,
      );
    }
    t.attrs.delete("__classcell__");
    // the class is there for a metaclass's mro() already
    cell.v = t;
  }
  if (!t.attrs.has("__doc__")) t.attrs.set("__doc__", null);
  if (t.attrs.has("__eq__") && !t.attrs.has("__hash__")) t.attrs.set("__hash__", null);
  const mro = computeMro(t);
  // unless its own mro() has assigned bases, and so an order, already
  if (t.mro.length === 0) t.mro = mro;
  finishClass(t);
  setNames(t, orig);
  initSubclass(t, kwargs);
  return t;
}

/** Notes a subclass; references to those that went are dropped now and then. */
function addSubclass(b: PyType, t: PyType): void {
  const all = b.subclasses;
  // at powers of two: so that it costs little and the set stays small
  if (all.size >= 256 && (all.size & (all.size - 1)) === 0) {
    for (const ref of all) if (ref.deref() === undefined) all.delete(ref);
  }
  all.add(new WeakRef(t));
}

/** Slots, shapes and registration of a class whose `mro` is known. */
function finishClass(t: PyType): void {
  t.lookups.clear();
  fixupSlots(t);
  if (solidBase(t) === objectType || isInstanceLayout(t)) {
    t.rootShape = new Shape(t, [], t.nslots);
  }
  t.flags |= TypeFlag.Ready;
  t.owner = interp;
  for (const b of t.bases) addSubclass(b, t);
  t.modified();
}

/** Whether instances are {@linkcode PyInstance}s. */
export function isInstanceLayout(t: PyType): boolean {
  let c: PyType | null = t;
  while (c !== null && c.flags & TypeFlag.Heap) c = c.base;
  return c === objectType;
}

function addSlots(t: PyType, base: PyType, bases: PyType[], ns: PyDict): void {
  const builtin = !isInstanceLayout(base);
  const kind = builtin ? DictKind.Field : DictKind.Shape;
  t.nslots = base.nslots;
  t.extraIvars = false;
  const given = ns.getStr("__slots__");
  const mayDict = base.dictKind === DictKind.None;
  const mayWeak = !base.weakrefable;
  t.dictKind = base.dictKind;
  t.weakrefable = base.weakrefable;
  let addDict = false;
  let addWeak = false;
  if (given === undefined) {
    addDict = mayDict;
    addWeak = mayWeak && !(builtin && isVarSized(base));
  } else {
    const list = typeof given === "string" ? [given] : slotNames(given);
    if (list.length > 0 && isVarSized(base)) {
      throw typeError(`nonempty __slots__ not supported for subtype of '${base.name}'`);
    }
    const names: string[] = [];
    for (const v of list) {
      const s = asStr(v);
      if (s === undefined) throw typeError(`__slots__ items must be strings, not '${typeName(v)}'`);
      if (!IDENTIFIER.test(s)) throw typeError("__slots__ must be identifiers");
      if (s === "__dict__") {
        if (!mayDict || addDict) {
          throw typeError("__dict__ slot disallowed: we already got one");
        }
        addDict = true;
      } else if (s === "__weakref__") {
        if (!mayWeak || addWeak) {
          throw typeError(
            "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0",
          );
        }
        addWeak = true;
      } else {
        const m = mangle(t.name, s);
        if (ns.getStr(s) !== undefined && s !== "__qualname__" && s !== "__classcell__") {
          throw valueError(`'${s}' in __slots__ conflicts with class variable`);
        }
        names.push(m);
      }
    }
    names.sort();
    for (const b of bases) {
      if (b === base) continue;
      if (b.dictKind !== DictKind.None && mayDict) addDict = true;
      if (b.weakrefable && mayWeak) addWeak = true;
    }
    t.slotNames = names;
    for (const n of names) t.attrs.set(n, new PyMemberDescr(n, t, t.nslots++));
    if (names.length > 0) t.extraIvars = true;
  }
  if (addDict) {
    t.dictKind = kind;
    t.attrs.set(
      "__dict__",
      t.attrs.get("__dict__") ?? new PyGetSetDescr("__dict__", t, dictGetSet),
    );
  }
  if (addWeak) {
    t.weakrefable = true;
    t.attrs.set(
      "__weakref__",
      t.attrs.get("__weakref__") ?? new PyGetSetDescr("__weakref__", t, weakrefGetSet),
    );
  }
}

function slotNames(v: Value): readonly Value[] {
  if (v instanceof PyTuple || v instanceof PyList) return v.items;
  return callMethodList(v);
}
function callMethodList(v: Value): readonly Value[] {
  const out: Value[] = [];
  const it = typeOf(v).tpIter?.(v);
  if (it === undefined) throw typeError(`'${typeName(v)}' object is not iterable`);
  for (;;) {
    const x = typeOf(it).tpIternext!(it);
    if (x === undefined) return out;
    out.push(x);
  }
}

/** Whether C lays items behind the object (tp_itemsize): int, tuple, bytes. */
function isVarSized(t: PyType): boolean {
  let c: PyType | null = t;
  while (c !== null && c.flags & TypeFlag.Heap) c = c.base;
  return c !== null && ["int", "tuple", "bytes", "bool"].includes(c.name) &&
    c.module === "builtins";
}

function setNames(t: PyType, ns: PyDict): void {
  for (const e of ns.entryList()) {
    const v = e.value;
    if (v === undefined) continue;
    const m = typeOf(v).lookup("__set_name__");
    if (m === undefined) continue;
    try {
      call(lookupSpecial(v, "__set_name__")!, [t, e.key]);
    } catch (err) {
      if (!(err instanceof PyBaseException)) throw err;
      const wrapped = exception(
        E.RuntimeError,
        `Error calling __set_name__ on '${typeName(v)}' instance ${repr(e.key)} in '${t.name}'`,
      );
      wrapped.cause = err;
      wrapped.context = err;
      wrapped.suppressContext = true;
      throw wrapped;
    }
  }
}

function initSubclass(t: PyType, kwargs: Map<string, Value>): void {
  // super(t, t).__init_subclass__(**kwargs)
  for (let i = 1; i < t.mro.length; i++) {
    const m = t.mro[i].attrs.get("__init_subclass__");
    if (m === undefined) continue;
    const get = typeOf(m).tpDescrGet;
    const f = get === undefined ? m : get(m, t, t);
    call(f, [...kwargs.values()], kwargs.size > 0 ? [...kwargs.keys()] : null);
    return;
  }
}

let moduleNameHook: () => Value | undefined = () => undefined;
const currentModuleName = () => moduleNameHook();
/** Tells how the running frame's `__name__` is found. */
export function setModuleNameHook(f: () => Value | undefined): void {
  moduleNameHook = f;
}

// Calls ------------------------------------------------------------------------------

/** type.__call__: makes and initialises an instance (type_call). */
export function typeCall(self: Value, args: Value[], kw: KwNames): Value {
  const t = self as PyType;
  if (t === typeType) {
    if (args.length === 1 && kw === null) return typeOf(args[0]);
    if (args.length - (kw?.length ?? 0) !== 3) throw typeError("type() takes 1 or 3 arguments");
  }
  if (t.tpNew === undefined) throw typeError(`cannot create '${fullTypeName(t)}' instances`);
  const o = t.tpNew(t, args, kw);
  const ot = typeOf(o);
  if (ot !== t && !ot.isSubtype(t)) return o;
  if (ot.tpInit !== undefined) ot.tpInit(o, args, kw);
  return o;
}

// Attributes of types --------------------------------------------------------------------

function typeGetattroOpt(t: PyType, name: string): Maybe {
  const meta = t.cls;
  const ma = meta.lookup(name);
  let mget: Slots["tpDescrGet"];
  if (ma !== undefined) {
    const mt = typeOf(ma);
    mget = mt.tpDescrGet;
    if (mget !== undefined && mt.tpDescrSet !== undefined) return mget(ma, t, meta);
  }
  const a = t.lookup(name);
  if (a !== undefined) {
    const get = typeOf(a).tpDescrGet;
    return get === undefined ? a : get(a, undefined, t);
  }
  if (meta.dictKind === DictKind.Field && t.dict) {
    const v = instanceAttr(t, meta, name);
    if (v !== undefined) return v;
  }
  if (mget !== undefined) return mget(ma!, t, meta);
  return ma;
}

/** type.__getattribute__. */
export function typeGetattro(self: Value, name: string): Value {
  const v = typeGetattroOpt(self as PyType, name);
  if (v === undefined) {
    throw attributeError(
      `type object '${(self as PyType).name.slice(0, 50)}' has no attribute '${name}'`,
    );
  }
  return v;
}

/** type.__setattr__ and __delattr__. */
export function typeSetattro(self: Value, name: string, v: Maybe): void {
  const t = self as PyType;
  if ((t.flags & TypeFlag.Heap) === 0) {
    throw typeError(`can't set attributes of built-in/extension type '${fullTypeName(t)}'`);
  }
  const descr = t.cls.lookup(name);
  if (descr !== undefined) {
    const set = typeOf(descr).tpDescrSet;
    if (set !== undefined) {
      set(descr, t, v);
      return;
    }
  }
  if (v === undefined) {
    if (!t.attrs.delete(name)) throw attributeError(name);
  } else t.attrs.set(name, v);
  t.modified();
  if (name.startsWith("__")) updateSlot(t, name);
}

/** The dictionary that `cls.__dict__` shows. */
function typeDict(t: PyType): Value {
  return new PyMappingProxy(t);
}

function checkHeap(t: PyType, name: string, v: Maybe): void {
  if ((t.flags & TypeFlag.Heap) === 0) {
    throw typeError(`can't set ${fullTypeName(t)}.${name}`);
  }
  if (v === undefined) throw typeError(`can't delete ${fullTypeName(t)}.${name}`);
}

function moduleOf(t: PyType): Value {
  if (t.flags & TypeFlag.Heap) {
    const m = t.attrs.get("__module__");
    if (m === undefined) throw attributeError("__module__");
    return m;
  }
  return t.module;
}

function collectSubclasses(t: PyType): PyType[] {
  const out: PyType[] = [];
  for (const ref of t.subclasses) {
    const s = ref.deref();
    if (s === undefined) t.subclasses.delete(ref);
    else if (s.owner === null || s.owner === interp) out.push(s);
  }
  return out;
}

function setBases(t: PyType, v: Maybe): void {
  checkHeap(t, "__bases__", v);
  if (!(v instanceof PyTuple)) {
    throw typeError(`can only assign tuple to ${t.name}.__bases__, not ${typeName(v!)}`);
  }
  if (v.items.length === 0) {
    throw typeError(`can only assign non-empty tuple to ${t.name}.__bases__, not ()`);
  }
  for (const b of v.items) {
    if (!(b instanceof PyType)) {
      throw typeError(`${t.name}.__bases__ must be tuple of classes, not '${typeName(b)}'`);
    }
    // the order of a class may lag behind its bases while a metaclass's mro() is at work
    if (b.isSubtype(t) || inBaseChain(b, t)) {
      throw typeError("a __bases__ item causes an inheritance cycle");
    }
  }
  const bases = v.items as PyType[];
  const base = bestBase(bases);
  if (solidBase(base) !== solidBase(t.base!) || (t.base!.dictKind !== base.dictKind)) {
    throw typeError(
      `__bases__ assignment: '${base.name}' object layout differs from '${t.base!.name}'`,
    );
  }
  const old = { bases: t.bases, base: t.base };
  t.bases = bases;
  t.base = base;
  const changed: [PyType, PyType[], PyType[]][] = [];
  // mro_hierarchy: a metaclass's mro() may assign bases itself, and what it did stands
  const redo = (c: PyType) => {
    const before = c.mro;
    const mro = computeMro(c);
    if (c.mro !== before) return;
    changed.push([c, mro, before]);
    c.mro = mro;
    c.modified();
    for (const s of collectSubclasses(c)) redo(s);
  };
  try {
    redo(t);
  } catch (e) {
    for (const [c, mro, before] of changed) {
      if (c.mro === mro) {
        c.mro = before;
        c.modified();
      }
    }
    if (t.bases === bases) {
      t.bases = old.bases;
      t.base = old.base;
    }
    throw e;
  }
  if (t.bases !== bases) return;
  for (const b of old.bases) {
    for (const ref of b.subclasses) if (ref.deref() === t) b.subclasses.delete(ref);
  }
  for (const b of bases) b.subclasses.add(new WeakRef(t));
  t.modified();
  const fix = (c: PyType) => {
    if (c.flags & TypeFlag.Heap) fixupSlots(c);
    for (const s of collectSubclasses(c)) fix(s);
  };
  fix(t);
}

/** Whether a class has another one in its chain of bases (type_is_subtype_base_chain). */
function inBaseChain(t: PyType, other: PyType): boolean {
  for (let c: PyType | null = t; c !== null; c = c.base) if (c === other) return true;
  return false;
}

function isAbstractValue(v: Value): boolean {
  const m = getAttrOpt(v, "__isabstractmethod__");
  return m !== undefined && m !== false && m !== null && m !== 0;
}

const typeGetSets: Record<string, GetSet> = {
  __name__: {
    get: (t: PyType) => t.name,
    set: (t: PyType, v: Maybe) => {
      checkHeap(t, "__name__", v);
      const s = asStr(v);
      if (s === undefined) {
        throw typeError(`can only assign string to ${t.name}.__name__, not '${typeName(v!)}'`);
      }
      if (s.includes("\0")) throw valueError("type name must not contain null characters");
      needUtf8(s);
      t.name = s;
    },
  },
  __qualname__: {
    get: (t: PyType) => t.qualname,
    set: (t: PyType, v: Maybe) => {
      checkHeap(t, "__qualname__", v);
      const s = asStr(v);
      if (s === undefined) {
        throw typeError(`can only assign string to ${t.name}.__qualname__, not '${typeName(v!)}'`);
      }
      t.qualname = s;
    },
  },
  __bases__: { get: (t: PyType) => tuple([...t.bases]), set: setBases },
  __base__: { get: (t: PyType) => t.base },
  __mro__: { get: (t: PyType) => (t.mro.length === 0 ? null : tuple([...t.mro])) },
  __module__: {
    get: moduleOf,
    set: (t: PyType, v: Maybe) => {
      checkHeap(t, "__module__", v);
      t.attrs.set("__module__", v!);
      t.modified();
    },
  },
  __abstractmethods__: {
    get: (t: PyType) => {
      const v = t === typeType ? undefined : t.attrs.get("__abstractmethods__");
      if (v === undefined) throw attributeError("__abstractmethods__");
      return v;
    },
    set: (t: PyType, v: Maybe) => {
      if (v === undefined) {
        if (!t.attrs.delete("__abstractmethods__")) throw attributeError("__abstractmethods__");
        t.flags &= ~TypeFlag.Abstract;
      } else {
        t.attrs.set("__abstractmethods__", v);
        const some = eq(callMethod(v, "__len__"), 0) === false;
        if (some) t.flags |= TypeFlag.Abstract;
        else t.flags &= ~TypeFlag.Abstract;
      }
      t.modified();
    },
  },
  __dict__: { get: typeDict },
  __doc__: {
    get: (t: PyType) => {
      if ((t.flags & TypeFlag.Heap) === 0) return t.doc;
      const d = t.attrs.get("__doc__");
      if (d === undefined) return null;
      const get = typeOf(d).tpDescrGet;
      return get === undefined ? d : get(d, undefined, t);
    },
    set: (t: PyType, v: Maybe) => {
      checkHeap(t, "__doc__", v);
      t.attrs.set("__doc__", v!);
      t.modified();
    },
  },
  __text_signature__: {
    get: (t: PyType) => (t.flags & TypeFlag.Heap ? null : t.textSignature),
  },
  __basicsize__: { get: (t: PyType) => layoutOf(t).basic },
  __itemsize__: { get: (t: PyType) => layoutOf(t).item },
  __dictoffset__: { get: (t: PyType) => layoutOf(t).dict },
  __weakrefoffset__: { get: (t: PyType) => layoutOf(t).weak },
  __flags__: {
    get: (t: PyType) => {
      let f = (1 << 12) | (1 << 18);
      if (t.flags & TypeFlag.Heap) f |= 1 << 9;
      if (layoutOf(t).gc) f |= 1 << 14;
      if (t.flags & TypeFlag.BaseType) f |= 1 << 10;
      if (t.flags & TypeFlag.Abstract) f |= 1 << 20;
      const kinds = ["int", "list", "tuple", "bytes", "str", "dict", "BaseException", "type"];
      kinds.forEach((n, i) => {
        if (t.mro.some((c) => c.name === n && c.module === "builtins" && !(c.flags & 1))) {
          f += 2 ** (24 + i);
        }
      });
      return f;
    },
  },
};

const typeMethods: Decls = {
  mro: ["($self, /)", (t: PyType) => new PyList(c3(t)), "Return a type's method resolution order."],
  __subclasses__: [
    "($self, /)",
    (t: PyType) => new PyList(collectSubclasses(t)),
    "Return a list of immediate subclasses.",
  ],
  __instancecheck__: [
    "($self, instance, /)",
    (t: Value, o: Value) => realIsInstance(o, t),
    "Check if an object is an instance.",
  ],
  __subclasscheck__: [
    "($self, subclass, /)",
    (t: Value, c: Value) => realIsSubclass(c, t),
    "Check if a class is a subclass.",
  ],
  __prepare__: [
    "($type, *args, **kwargs)",
    () => new PyDict(),
    "Used to create the namespace for the class statement.",
  ],
  __dir__: [
    "($self, /)",
    (t: PyType) => {
      const names = new Set<string>();
      for (const c of t.mro) for (const k of c.attrs.keys()) names.add(k);
      return new PyList([...names].sort());
    },
    "Specialized __dir__ implementation for types.",
  ],
  __sizeof__: [
    "($self, /)",
    (t: PyType) => (t.flags & TypeFlag.Heap) ? 864 + keysSize(0) : 400,
    "Return memory consumption of the type object.",
  ],
};

/** What bootstrap needs to fill `type`. */
export const typeSpec: TypeSpec = {
  doc:
    "type(object_or_name, bases, dict)\ntype(object) -> the object's type\ntype(name, bases, dict) -> a new type",
  slots: {
    tpRepr: (v: Value) => {
      const t = v as PyType;
      let m: Value;
      try {
        m = moduleOf(t);
      } catch (e) {
        if (!matches(e, E.AttributeError)) throw e;
        m = null;
      }
      const mod = asStr(m);
      return mod !== undefined && mod !== "builtins"
        ? `<class '${mod}.${t.qualname}'>`
        : `<class '${t.flags & TypeFlag.Heap ? t.qualname : t.name}'>`;
    },
    tpCall: typeCall,
    tpGetattro: typeGetattro,
    tpSetattro: typeSetattro,
    tpNew: newType,
    tpInit: (_t: Value, args: Value[], kw: KwNames) => {
      const n = args.length - (kw?.length ?? 0);
      if (kw !== null && kw.length > 0 && n === 1) {
        throw typeError("type.__init__() takes no keyword arguments");
      }
      if (n !== 1 && n !== 3) throw typeError("type.__init__() takes 1 or 3 arguments");
    },
  },
  getset: typeGetSets,
  methods: typeMethods,
  weakrefable: true,
  dictKind: DictKind.Field,
};

// Instances ----------------------------------------------------------------------------------

/** Raises the TypeError for instantiating a class with abstract methods. */
export function checkAbstract(t: PyType): void {
  if ((t.flags & TypeFlag.Abstract) === 0) return;
  const names: string[] = [];
  const set = getAttr(t, "__abstractmethods__");
  const it = typeOf(set).tpIter!(set);
  for (;;) {
    const x = typeOf(it).tpIternext!(it);
    if (x === undefined) break;
    names.push(asStr(x) ?? "");
  }
  throw typeError(
    `Can't instantiate abstract class ${t.name} with abstract methods ${names.sort().join(", ")}`,
  );
}

/** Whether a value marks itself as abstract (`__isabstractmethod__`). */
export const isAbstract = isAbstractValue;

/** A new exception object of a class, as BaseException.__new__ makes it. */
export function newException(t: PyType, args: Value[]): PyBaseException {
  const o = new (exceptionClass(t))(t, tuple(args));
  if (t.nslots > 0) o.slotValues = new Array(t.nslots).fill(undefined);
  return o;
}
