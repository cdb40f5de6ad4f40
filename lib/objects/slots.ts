/**
 * The table of special methods and the slots that they fill (slotdefs of
 * Objects/typeobject.c), in both directions: a slot of a built-in type shows as
 * a wrapper descriptor, and a special method of a class fills the slot with a
 * function that looks the method up and calls it.
 *
 * @module
 */
import { checked } from "./code.ts";
import { asStr, isTrue } from "../core/compare.ts";
import {
  attributeError,
  E,
  exception,
  fullTypeName,
  matches,
  overflowError,
  PyBaseException,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import {
  type KwNames,
  type Maybe,
  NotImplemented,
  PyObject,
  PyType,
  type Slots,
  typeOf,
  type Value,
} from "../core/object.ts";
import {
  asIndex,
  asSsize,
  bindsFirst,
  call,
  callUnbound,
  containsByIteration,
  genericGetAttr,
  genericGetAttrOpt,
  lookupSpecial,
  PySeqIter,
} from "../core/ops.ts";
import { hashInt, identity } from "../core/hash.ts";
import { PyWrapperDescr, type WrapFn } from "./descr.ts";
import { PyFunction } from "./function.ts";
import { ts } from "../core/state.ts";

// Wrappers: from a special method's call to the slot ---------------------------

function nargs(d: PyWrapperDescr, args: Value[], kw: KwNames, min: number, max = min): void {
  if (kw !== null && kw.length > 0) {
    throw typeError(`wrapper ${d.name} doesn't take keyword arguments`);
  }
  const n = args.length;
  if (n >= min && n <= max) return;
  if (min === max) {
    throw typeError(`expected ${min} argument${min === 1 ? "" : "s"}, got ${n}`);
  }
  throw typeError(
    n < min
      ? `${d.name} expected at least ${min} arguments, got ${n}`
      : `${d.name} expected at most ${max} arguments, got ${n}`,
  );
}

type F1 = (a: Value) => Value;
type F2 = (a: Value, b: Value) => Value;
type F3 = (a: Value, b: Value, c: Value) => Value;

const wrapUnary: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 0);
  return (f as F1)(self);
};
const wrapBinary: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 1);
  return (f as F2)(self, args[0]);
};
const wrapBinaryR: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 1);
  return (f as F2)(args[0], self);
};
const wrapTernary: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 1, 2);
  return (f as F3)(self, args[0], args[1] ?? null);
};
const wrapTernaryR: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 1, 2);
  return (f as F3)(args[0], self, args[1] ?? null);
};
const wrapBool: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 0);
  return (f as (a: Value) => boolean)(self);
};
const wrapLen: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 0);
  return (f as (a: Value) => number)(self);
};
const wrapHash: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 0);
  return (f as (a: Value) => number | bigint)(self);
};
const wrapIndexArg: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 1);
  return (f as (a: Value, n: number) => Value)(self, asSsize(args[0], E.OverflowError));
};
function seqIndex(self: Value, v: Value): number {
  const i = asSsize(v, E.OverflowError);
  const t = typeOf(self);
  return i < 0 && t.sqLength !== undefined ? i + t.sqLength(self) : i;
}
const wrapSqItem: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 1);
  return (f as (a: Value, n: number) => Value)(self, seqIndex(self, args[0]));
};
const wrapSqSet: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 2);
  (f as (a: Value, n: number, v: Maybe) => void)(self, seqIndex(self, args[0]), args[1]);
  return null;
};
const wrapSqDel: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 1);
  (f as (a: Value, n: number, v: Maybe) => void)(self, seqIndex(self, args[0]), undefined);
  return null;
};
const wrapSet: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 2);
  (f as (a: Value, k: Value, v: Maybe) => void)(self, args[0], args[1]);
  return null;
};
const wrapDel: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 1);
  (f as (a: Value, k: Value, v: Maybe) => void)(self, args[0], undefined);
  return null;
};
const wrapContains: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 1);
  return (f as (a: Value, v: Value) => boolean)(self, args[0]);
};
const wrapRich = (op: number): WrapFn => (f, self, args, kw, d) => {
  nargs(d, args, kw, 1);
  return (f as (a: Value, b: Value, op: number) => Value)(self, args[0], op);
};
const wrapNext: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 0);
  ts.stop = null;
  const v = (f as (a: Value) => Maybe)(self);
  if (v === undefined) {
    const stop = ts.stop as PyObject | null;
    ts.stop = null;
    throw stop ?? exception(E.StopIteration);
  }
  return v;
};
const wrapCall: WrapFn = (f, self, args, kw) =>
  (f as (s: Value, a: Value[], k: KwNames) => Value)(self, args, kw);
const wrapInit: WrapFn = (f, self, args, kw) => {
  (f as (s: Value, a: Value[], k: KwNames) => void)(self, args, kw);
  return null;
};
function attrName(v: Value): string {
  const s = asStr(v);
  if (s === undefined) throw typeError(`attribute name must be string, not '${typeName(v)}'`);
  return s;
}
const wrapGetattr: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 1);
  return (f as (s: Value, n: string) => Value)(self, attrName(args[0]));
};
/** object.__setattr__ and such must not get around a type that is stricter (hackcheck). */
function hackCheck(self: Value, f: unknown, what: string): void {
  let t: PyType | null = typeOf(self);
  while (t !== null && t.flags & 1) t = t.base;
  if (t !== null && t.tpSetattro !== f && t.tpSetattro !== undefined) {
    throw typeError(`can't apply this ${what} to ${typeName(self)} object`);
  }
}
const wrapSetattr: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 2);
  hackCheck(self, f, "__setattr__");
  (f as (s: Value, n: string, v: Maybe) => void)(self, attrName(args[0]), args[1]);
  return null;
};
const wrapDelattr: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 1);
  hackCheck(self, f, "__delattr__");
  (f as (s: Value, n: string, v: Maybe) => void)(self, attrName(args[0]), undefined);
  return null;
};
const wrapDescrGet: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 1, 2);
  const obj = args[0] === null ? undefined : args[0];
  const type = args[1] ?? null;
  if (obj === undefined && type === null) throw typeError("__get__(None, None) is invalid");
  return (f as (s: Value, o: Maybe, t: Value) => Value)(self, obj, type);
};
const wrapDescrSet: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 2);
  (f as (s: Value, o: Value, v: Maybe) => void)(self, args[0], args[1]);
  return null;
};
const wrapDescrDel: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 1);
  (f as (s: Value, o: Value, v: Maybe) => void)(self, args[0], undefined);
  return null;
};
const wrapFinalize: WrapFn = (f, self, args, kw, d) => {
  nargs(d, args, kw, 0);
  (f as (s: Value) => void)(self);
  return null;
};

// Slot functions: from the slot to the special method ----------------------------

/** callUnbound without arguments; a Python function is called directly. */
function call1(m: Value, self: Value): Value {
  return m instanceof PyFunction ? checked(m.code.c1(m, self)) : callUnbound(m, self, []);
}

/** The same with one argument. */
function call2(m: Value, self: Value, v: Value): Value {
  return m instanceof PyFunction ? checked(m.code.c2(m, self, v)) : callUnbound(m, self, [v]);
}

/** The method bound to self; what binding raises is forgotten (PyErr_Clear after lookup_method). */
function boundOrNothing(m: Value, self: Value): Maybe {
  const t = typeOf(m);
  if (t.tpDescrGet === undefined) return m;
  try {
    return t.tpDescrGet(m, self, typeOf(self));
  } catch (e) {
    if (!(e instanceof PyBaseException)) throw e;
    return undefined;
  }
}

/** Whether binding a method runs code of the program's. */
const bindsByCode = (m: Value): boolean =>
  !(m instanceof PyFunction) && !bindsFirst.has(typeOf(m)) && typeOf(m).tpDescrGet !== undefined;

function special(self: Value, name: string, args: Value[]): Value {
  const m = typeOf(self).lookup(name);
  if (m === undefined) throw attributeError(name);
  return callUnbound(m, self, args);
}

function special1(self: Value, name: string): Value {
  const m = typeOf(self).lookup(name);
  if (m === undefined) throw attributeError(name);
  return call1(m, self);
}

function special2(self: Value, name: string, v: Value): Value {
  const m = typeOf(self).lookup(name);
  if (m === undefined) throw attributeError(name);
  return call2(m, self, v);
}

/** Calls a method if the type has it, else NotImplemented. */
function specialOrNot(self: Value, name: string, v: Value): Value {
  const m = typeOf(self).lookup(name);
  // None is called like anything else, and cannot be
  if (m === undefined) return NotImplemented;
  return call2(m, self, v);
}

/** The same for comparisons, which forget what binding the method raises. */
function compareOrNot(self: Value, name: string, v: Value): Value {
  const m = typeOf(self).lookup(name);
  if (m === undefined) return NotImplemented;
  if (!bindsByCode(m)) return call2(m, self, v);
  const b = boundOrNothing(m, self);
  return b === undefined ? NotImplemented : call(b, [v]);
}

const slotUnary = (name: string) => (self: Value): Value => special1(self, name);
const slotBinaryOnly = (name: string) => (self: Value, v: Value): Value => special2(self, name, v);

/** A binary slot of classes (SLOT1BINFULL): the right side's reflected method first when it overrides. */
function slotBinary(slot: keyof Slots, name: string, rname: string): unknown {
  const f = (self: Value, other: Value): Value => {
    const ts_ = typeOf(self);
    const to = typeOf(other);
    let tryOther = ts_ !== to && to[slot] === f;
    if (ts_[slot] === f) {
      if (tryOther && to.isSubtype(ts_)) {
        const mine = ts_.lookup(rname);
        const theirs = to.lookup(rname);
        if (theirs !== undefined && theirs !== mine) {
          const r = specialOrNot(other, rname, self);
          if (r !== NotImplemented) return r;
          tryOther = false;
        }
      }
      const r = specialOrNot(self, name, other);
      if (r !== NotImplemented || to === ts_) return r;
    }
    return tryOther ? specialOrNot(other, rname, self) : NotImplemented;
  };
  return f;
}

const slotPower = (() => {
  const f = (self: Value, other: Value, modulus: Value): Value => {
    if (modulus === null) return twoOf(self, other);
    if (typeOf(self).nbPower === f) return special(self, "__pow__", [other, modulus]);
    return NotImplemented;
  };
  // the reflected look-up compares with this very function
  const twoOf = (self: Value, other: Value): Value => {
    const a = typeOf(self);
    const b = typeOf(other);
    let tryOther = a !== b && b.nbPower === f;
    if (a.nbPower === f) {
      if (tryOther && b.isSubtype(a) && b.lookup("__rpow__") !== a.lookup("__rpow__")) {
        const r = specialOrNot(other, "__rpow__", self);
        if (r !== NotImplemented) return r;
        tryOther = false;
      }
      const r = specialOrNot(self, "__pow__", other);
      if (r !== NotImplemented || a === b) return r;
    }
    return tryOther ? specialOrNot(other, "__rpow__", self) : NotImplemented;
  };
  return f;
})();

const slotRepr = (self: Value): Value => {
  const m = typeOf(self).lookup("__repr__");
  if (m !== undefined && !bindsByCode(m)) return call1(m, self);
  const b = m === undefined ? undefined : boundOrNothing(m, self);
  return b === undefined
    ? `<${fullTypeName(typeOf(self))} object at 0x${identity(self).toString(16)}>`
    : call(b, []);
};

const slotBool = (self: Value): boolean => {
  const m = typeOf(self).lookup("__bool__");
  if (m !== undefined) {
    const r = call1(m, self);
    if (typeof r !== "boolean") {
      throw typeError(`__bool__ should return bool, returned ${typeName(r)}`);
    }
    return r;
  }
  const l = typeOf(self).lookup("__len__");
  if (l === undefined) return true;
  const r = call1(l, self);
  return lengthOf(r) !== 0;
};

function lengthOf(r: Value): number {
  const n = asIndex(r);
  if (typeof n === "bigint") {
    if (n < 0n) throw valueError("__len__() should return >= 0");
    throw overflowError("cannot fit 'int' into an index-sized integer");
  }
  if (n < 0) throw valueError("__len__() should return >= 0");
  return n;
}

const slotLen = (self: Value): number => lengthOf(special1(self, "__len__"));

const slotHash = (self: Value): number | bigint => {
  const m = typeOf(self).lookup("__hash__");
  const b = m !== undefined && m !== null && bindsByCode(m) ? boundOrNothing(m, self) : m;
  if (b === undefined || b === null) {
    throw typeError(`unhashable type: '${typeName(self, 200)}'`);
  }
  const r = b === m ? call1(b, self) : call(b, []);
  const n = typeof r === "boolean"
    ? Number(r)
    : typeof r === "number" || typeof r === "bigint"
    ? r
    : r instanceof PyObject && typeOf(r).mro.includes(typeOf(0))
    ? asIndex(r)
    : undefined;
  if (n === undefined) throw typeError("__hash__ method should return an integer");
  // a hash that fits Py_ssize_t stays, a larger one is hashed as an int
  if (typeof n === "number") return n === -1 ? -2 : n;
  return n <= 9223372036854775807n && n >= -9223372036854775808n ? n : hashInt(n);
};

const slotCall = (self: Value, args: Value[], kw: KwNames): Value => {
  const m = typeOf(self).lookup("__call__");
  if (m === undefined) throw attributeError("__call__");
  const mt = typeOf(m);
  if (mt.tpCall !== undefined && bindsFirst.has(mt)) return mt.tpCall(m, [self, ...args], kw);
  const get = mt.tpDescrGet;
  return call(get === undefined ? m : get(m, self, typeOf(self)), args, kw);
};

const slotGetattro = (self: Value, name: string): Value => special2(self, "__getattribute__", name);

/** The slot of a class with `__getattr__`: after an AttributeError of the normal access. */
export const slotGetattrHook = (self: Value, name: string): Value => {
  const t = typeOf(self);
  const getattr = t.lookup("__getattr__");
  if (getattr === undefined) return slotGetattro(self, name);
  const getattribute = t.lookup("__getattribute__");
  try {
    if (
      getattribute === undefined ||
      (getattribute instanceof PyWrapperDescr && getattribute.fn === genericGetAttr)
    ) {
      // most often it is not there: an exception for nobody would be dear
      const v = genericGetAttrOpt(self, name);
      if (v !== undefined) return v;
    } else return call2(getattribute, self, name);
  } catch (e) {
    if (!matches(e, E.AttributeError)) throw e;
  }
  return call2(getattr, self, name);
};

const slotSetattro = (self: Value, name: string, v: Maybe): void => {
  if (v === undefined) special2(self, "__delattr__", name);
  else special(self, "__setattr__", [name, v]);
};

const RICH = ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"];
const slotRichcompare = (self: Value, other: Value, op: number): Value =>
  compareOrNot(self, RICH[op], other);

const slotIter = (self: Value): Value => {
  const m = typeOf(self).lookup("__iter__");
  if (m === null) throw typeError(`'${typeName(self)}' object is not iterable`);
  if (m !== undefined) return call1(m, self);
  if (typeOf(self).lookup("__getitem__") === undefined) {
    throw typeError(`'${typeName(self)}' object is not iterable`);
  }
  return new PySeqIter(self);
};

const slotIternext = (self: Value): Maybe => {
  try {
    return special1(self, "__next__");
  } catch (e) {
    if (matches(e, E.StopIteration)) {
      ts.stop = e;
      return undefined;
    }
    throw e;
  }
};

const slotDescrGet = (self: Value, obj: Maybe, type: Value): Value => {
  const m = typeOf(self).lookup("__get__");
  if (m === undefined) return self;
  return callUnbound(m, self, [obj ?? null, type ?? null]);
};
const slotDescrSet = (self: Value, obj: Value, v: Maybe): void => {
  if (v === undefined) special2(self, "__delete__", obj);
  else special(self, "__set__", [obj, v]);
};

const slotInit = (self: Value, args: Value[], kw: KwNames): void => {
  const m = typeOf(self).lookup("__init__");
  if (m === undefined) throw attributeError("__init__");
  const mt = typeOf(m);
  const r = mt.tpCall !== undefined && bindsFirst.has(mt)
    ? mt.tpCall(m, [self, ...args], kw)
    : call(lookupSpecial(self, "__init__")!, args, kw);
  if (r !== null) {
    throw typeError(`__init__() should return None, not '${typeName(r, 200)}'`);
  }
};

const slotNew = (type: PyType, args: Value[], kw: KwNames): Value => {
  const m = type.lookup("__new__");
  if (m === undefined) throw attributeError("__new__");
  const get = typeOf(m).tpDescrGet;
  const f = get === undefined ? m : get(m, undefined, type);
  return call(f, [type, ...args], kw);
};

const slotFinalize = (self: Value): void => {
  special1(self, "__del__");
};

const slotSubscript = (self: Value, key: Value): Value => special2(self, "__getitem__", key);
const slotAssSubscript = (self: Value, key: Value, v: Maybe): void => {
  if (v === undefined) special2(self, "__delitem__", key);
  else special(self, "__setitem__", [key, v]);
};
const slotSqItem = (self: Value, i: number): Value => special2(self, "__getitem__", i);
const slotSqAssItem = (self: Value, i: number, v: Maybe): void => slotAssSubscript(self, i, v);
const slotContains = (self: Value, v: Value): boolean => {
  const m = typeOf(self).lookup("__contains__");
  if (m === null) throw typeError(`'${typeName(self)}' object is not a container`);
  if (m !== undefined) return isTrue(call2(m, self, v));
  return containsByIteration(self, v);
};

// The table ----------------------------------------------------------------------

/** A special method and its slot. */
export interface SlotDef {
  readonly name: string;
  readonly slot: keyof Slots;
  readonly wrap: WrapFn | null;
  /** What the slot of a class is when its methods are Python's. */
  readonly fn: unknown;
  readonly doc: string;
}

const defs: SlotDef[] = [];
function def(name: string, slot: keyof Slots, wrap: WrapFn | null, fn: unknown, doc: string): void {
  defs.push({ name, slot, wrap, fn, doc });
}
function unary(name: string, slot: keyof Slots, doc: string): void {
  def(name, slot, wrapUnary, slotUnary(name), `($self, /)\n${doc}`);
}
function binary(base: string, slot: keyof Slots, symbol: string): void {
  const name = `__${base}__`;
  const rname = `__r${base}__`;
  const fn = slotBinary(slot, name, rname);
  def(name, slot, wrapBinary, fn, `($self, value, /)\nReturn self${symbol}value.`);
  def(rname, slot, wrapBinaryR, fn, `($self, value, /)\nReturn value${symbol}self.`);
}
function inplace(base: string, slot: keyof Slots, symbol: string): void {
  const name = `__${base}__`;
  def(
    name,
    slot,
    wrapBinary,
    slotBinaryOnly(name),
    `($self, value, /)\nReturn self${symbol}value.`,
  );
}

/** The table in CPython's order: a name that fills several slots stands several times. */
function build(): readonly SlotDef[] {
  def(
    "__getattribute__",
    "tpGetattro",
    wrapGetattr,
    slotGetattrHook,
    "($self, name, /)\nReturn getattr(self, name).",
  );
  def("__getattr__", "tpGetattro", null, slotGetattrHook, "");
  def(
    "__setattr__",
    "tpSetattro",
    wrapSetattr,
    slotSetattro,
    "($self, name, value, /)\nImplement setattr(self, name, value).",
  );
  def(
    "__delattr__",
    "tpSetattro",
    wrapDelattr,
    slotSetattro,
    "($self, name, /)\nImplement delattr(self, name).",
  );
  unary("__repr__", "tpRepr", "Return repr(self).");
  (defs[defs.length - 1] as { fn: unknown }).fn = slotRepr;
  def("__hash__", "tpHash", wrapHash, slotHash, "($self, /)\nReturn hash(self).");
  def(
    "__call__",
    "tpCall",
    wrapCall,
    slotCall,
    "($self, /, *args, **kwargs)\nCall self as a function.",
  );
  unary("__str__", "tpStr", "Return str(self).");
  RICH.forEach((name, op) => {
    const symbol = ["<", "<=", "==", "!=", ">", ">="][op];
    def(
      name,
      "tpRichcompare",
      wrapRich(op),
      slotRichcompare,
      `($self, value, /)\nReturn self${symbol}value.`,
    );
  });
  def("__iter__", "tpIter", wrapUnary, slotIter, "($self, /)\nImplement iter(self).");
  def("__next__", "tpIternext", wrapNext, slotIternext, "($self, /)\nImplement next(self).");
  def(
    "__get__",
    "tpDescrGet",
    wrapDescrGet,
    slotDescrGet,
    "($self, instance, owner, /)\nReturn an attribute of instance, which is of type owner.",
  );
  def(
    "__set__",
    "tpDescrSet",
    wrapDescrSet,
    slotDescrSet,
    "($self, instance, value, /)\nSet an attribute of instance to value.",
  );
  def(
    "__delete__",
    "tpDescrSet",
    wrapDescrDel,
    slotDescrSet,
    "($self, instance, /)\nDelete an attribute of instance.",
  );
  def(
    "__init__",
    "tpInit",
    wrapInit,
    slotInit,
    "($self, /, *args, **kwargs)\nInitialize self.  See help(type(self)) for accurate signature.",
  );
  def("__new__", "tpNew", null, slotNew, "");
  def("__del__", "tpFinalize", wrapFinalize, slotFinalize, "");
  unary("__await__", "amAwait", "Return an iterator to be used in await expression.");
  unary("__aiter__", "amAiter", "Return an awaitable, that resolves in asynchronous iterator.");
  unary("__anext__", "amAnext", "Return a value or raise StopAsyncIteration.");
  binary("add", "nbAdd", "+");
  binary("sub", "nbSubtract", "-");
  binary("mul", "nbMultiply", "*");
  binary("mod", "nbRemainder", "%");
  const dm = slotBinary("nbDivmod", "__divmod__", "__rdivmod__");
  def("__divmod__", "nbDivmod", wrapBinary, dm, "($self, value, /)\nReturn divmod(self, value).");
  def("__rdivmod__", "nbDivmod", wrapBinaryR, dm, "($self, value, /)\nReturn divmod(value, self).");
  def(
    "__pow__",
    "nbPower",
    wrapTernary,
    slotPower,
    "($self, value, mod=None, /)\nReturn pow(self, value, mod).",
  );
  def(
    "__rpow__",
    "nbPower",
    wrapTernaryR,
    slotPower,
    "($self, value, mod=None, /)\nReturn pow(value, self, mod).",
  );
  unary("__neg__", "nbNegative", "-self");
  unary("__pos__", "nbPositive", "+self");
  unary("__abs__", "nbAbsolute", "abs(self)");
  def("__bool__", "nbBool", wrapBool, slotBool, "($self, /)\nself != 0");
  unary("__invert__", "nbInvert", "~self");
  binary("lshift", "nbLshift", "<<");
  binary("rshift", "nbRshift", ">>");
  binary("and", "nbAnd", "&");
  binary("xor", "nbXor", "^");
  binary("or", "nbOr", "|");
  unary("__int__", "nbInt", "int(self)");
  unary("__float__", "nbFloat", "float(self)");
  inplace("iadd", "nbInplaceAdd", "+=");
  inplace("isub", "nbInplaceSubtract", "-=");
  inplace("imul", "nbInplaceMultiply", "*=");
  inplace("imod", "nbInplaceRemainder", "%=");
  def(
    "__ipow__",
    "nbInplacePower",
    wrapBinary,
    (a: Value, b: Value) => special(a, "__ipow__", [b]),
    "($self, value, /)\nReturn self**=value.",
  );
  inplace("ilshift", "nbInplaceLshift", "<<=");
  inplace("irshift", "nbInplaceRshift", ">>=");
  inplace("iand", "nbInplaceAnd", "&=");
  inplace("ixor", "nbInplaceXor", "^=");
  inplace("ior", "nbInplaceOr", "|=");
  binary("floordiv", "nbFloorDivide", "//");
  binary("truediv", "nbTrueDivide", "/");
  inplace("ifloordiv", "nbInplaceFloorDivide", "//=");
  inplace("itruediv", "nbInplaceTrueDivide", "/=");
  unary(
    "__index__",
    "nbIndex",
    "Return self converted to an integer, if self is suitable for use as an index into a list.",
  );
  binary("matmul", "nbMatrixMultiply", "@");
  inplace("imatmul", "nbInplaceMatrixMultiply", "@=");
  def("__len__", "mpLength", wrapLen, slotLen, "($self, /)\nReturn len(self).");
  def(
    "__getitem__",
    "mpSubscript",
    wrapBinary,
    slotSubscript,
    "($self, key, /)\nReturn self[key].",
  );
  def(
    "__setitem__",
    "mpAssSubscript",
    wrapSet,
    slotAssSubscript,
    "($self, key, value, /)\nSet self[key] to value.",
  );
  def(
    "__delitem__",
    "mpAssSubscript",
    wrapDel,
    slotAssSubscript,
    "($self, key, /)\nDelete self[key].",
  );
  def("__len__", "sqLength", wrapLen, slotLen, "($self, /)\nReturn len(self).");
  def("__add__", "sqConcat", wrapBinary, undefined, "($self, value, /)\nReturn self+value.");
  def("__mul__", "sqRepeat", wrapIndexArg, undefined, "($self, value, /)\nReturn self*value.n");
  def("__rmul__", "sqRepeat", wrapIndexArg, undefined, "($self, value, /)\nReturn self*value.");
  def("__getitem__", "sqItem", wrapSqItem, slotSqItem, "($self, key, /)\nReturn self[key].");
  def(
    "__setitem__",
    "sqAssItem",
    wrapSqSet,
    slotSqAssItem,
    "($self, key, value, /)\nSet self[key] to value.",
  );
  def("__delitem__", "sqAssItem", wrapSqDel, slotSqAssItem, "($self, key, /)\nDelete self[key].");
  def(
    "__contains__",
    "sqContains",
    wrapContains,
    slotContains,
    "($self, key, /)\nReturn key in self.",
  );
  def(
    "__iadd__",
    "sqInplaceConcat",
    wrapBinary,
    undefined,
    "($self, value, /)\nImplement self+=value.",
  );
  def(
    "__imul__",
    "sqInplaceRepeat",
    wrapIndexArg,
    undefined,
    "($self, value, /)\nImplement self*=value.",
  );
  return defs;
}

let table: readonly SlotDef[] | null = null;
/** The table of special methods. */
export function slotDefs(): readonly SlotDef[] {
  return table ??= build();
}

let bySlot: Map<keyof Slots, SlotDef[]> | null = null;
let byName: Map<string, SlotDef[]> | null = null;

function index(): void {
  bySlot = new Map();
  byName = new Map();
  for (const d of slotDefs()) {
    if (!bySlot.has(d.slot)) bySlot.set(d.slot, []);
    bySlot.get(d.slot)!.push(d);
    if (!byName.has(d.name)) byName.set(d.name, []);
    byName.get(d.name)!.push(d);
  }
}

/** The definitions that a special name takes part in; empty for other names. */
export function slotDefsOf(name: string): readonly SlotDef[] {
  if (byName === null) index();
  return byName!.get(name) ?? [];
}

/** Adds wrapper descriptors for the slots that a built-in type itself defines (add_operators). */
export function addOperators(t: PyType, own: Slots): void {
  for (const d of slotDefs()) {
    const f = own[d.slot];
    if (f === undefined || d.wrap === null || t.attrs.has(d.name)) continue;
    // __hash__ of an unhashable type is None
    if (f === null) t.attrs.set(d.name, null);
    else t.attrs.set(d.name, new PyWrapperDescr(d.name, t, d.slot, f, d.wrap, d.doc));
  }
}

/** Is this the `__new__` that a built-in type shows? Set by type.ts. */
export const newFunctions: WeakMap<PyObject, PyType> = new WeakMap();

/** Computes one slot of a class from what its names look up to (update_one_slot). */
function updateOneSlot(t: PyType, slot: keyof Slots): void {
  let specific: unknown = undefined;
  let generic: unknown = undefined;
  let useGeneric = false;
  const sequenceOnly = slot === "sqConcat" || slot === "sqRepeat" || slot === "sqInplaceConcat" ||
    slot === "sqInplaceRepeat";
  for (const d of bySlot!.get(slot)!) {
    const m = t.lookup(d.name);
    if (m === undefined) {
      if (slot === "tpIternext") specific ??= undefined;
      continue;
    }
    if (m instanceof PyWrapperDescr && m.name === d.name && m.slot === slot) {
      if (d.wrap === m.wrap && t.isSubtype(m.objclass)) {
        if (specific === undefined || specific === m.fn) specific = m.fn;
        else useGeneric = true;
      }
      generic ??= d.fn;
      continue;
    }
    if (m instanceof PyWrapperDescr && sequenceOnly) {
      specific ??= m.objclass[slot];
      continue;
    }
    // the name shows the type's slot of the other protocol: this one is as in that type
    if (
      m instanceof PyWrapperDescr && m.slot !== slot &&
      slotDefsOf(d.name).some((x) => x.slot === m.slot)
    ) {
      specific ??= m.objclass[slot];
      continue;
    }
    if (slot === "tpNew" && m instanceof PyObject && newFunctions.has(m)) {
      // what the type inherited stays, even where that does not fit (issue 5322)
      specific = t.tpNew ?? t.base?.tpNew;
      continue;
    }
    if (m === null && slot === "tpHash") {
      specific = null;
      continue;
    }
    useGeneric = true;
    generic = d.fn;
  }
  const slots = t as unknown as Record<string, unknown>;
  slots[slot] = useGeneric ? generic : specific;
}

/** Fills every slot of a class (fixup_slot_dispatchers). */
export function fixupSlots(t: PyType): void {
  if (bySlot === null) index();
  for (const slot of bySlot!.keys()) updateOneSlot(t, slot);
}

/** Recomputes the slots that a special name fills, in a type and its subclasses (update_slot). */
export function updateSlot(t: PyType, name: string): void {
  const touched = slotDefsOf(name);
  if (touched.length === 0) return;
  const go = (c: PyType) => {
    if (c.flags & 1) { for (const d of touched) updateOneSlot(c, d.slot); }
    for (const ref of c.subclasses) {
      const sub = ref.deref();
      if (sub !== undefined) go(sub);
    }
  };
  go(t);
}
