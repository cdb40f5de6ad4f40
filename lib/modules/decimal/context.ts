/**
 * decimal's contexts: attributes, signals with their exceptions, the mappings
 * of flags and traps, and each thread's current context.
 *
 * @module
 */
import { bind, Signature } from "../../core/args.ts";
import { asInt, asStr, isTrue } from "../../core/compare.ts";
import { PyDict } from "../../core/dict.ts";
import {
  attributeError,
  E,
  keyError,
  overflowError,
  type PyBaseException,
  typeError,
  valueError,
} from "../../core/errors.ts";
import type { Int } from "../../core/number.ts";
import {
  asInstanceOf,
  type KwNames,
  type Maybe,
  NotImplemented,
  PyList,
  PyObject,
  PyType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../../core/object.ts";
import { call, getIter } from "../../core/ops.ts";
import { ts } from "../../core/state.ts";
import type { GetSet } from "../../objects/descr.ts";
import type { TypeSpec } from "../../objects/type.ts";
import { newException } from "../module_errors.ts";
import { importedAttr } from "../python.ts";
import { type Ctx, Round, Sig } from "./value.ts";

const MAX = 999999999999999999n;

export const ROUNDINGS: readonly string[] = [
  "ROUND_UP",
  "ROUND_DOWN",
  "ROUND_CEILING",
  "ROUND_FLOOR",
  "ROUND_HALF_UP",
  "ROUND_HALF_DOWN",
  "ROUND_HALF_EVEN",
  "ROUND_05UP",
];

/** Conditions with classes, in the order in which they are looked for. */
const SIGNALS: readonly (readonly [name: string, bits: number])[] = [
  ["InvalidOperation", Sig.AnyInvalid],
  ["FloatOperation", Sig.FloatOperation],
  ["DivisionByZero", Sig.DivisionByZero],
  ["Overflow", Sig.Overflow],
  ["Underflow", Sig.Underflow],
  ["Subnormal", Sig.Subnormal],
  ["Inexact", Sig.Inexact],
  ["Rounded", Sig.Rounded],
  ["Clamped", Sig.Clamped],
];

/** What an InvalidOperation can be. */
const CONDITIONS: readonly (readonly [name: string, bits: number])[] = [
  ["InvalidOperation", Sig.InvalidOperation],
  ["ConversionSyntax", Sig.ConversionSyntax],
  ["DivisionImpossible", Sig.DivisionImpossible],
  ["DivisionUndefined", Sig.DivisionUndefined],
  ["InvalidContext", Sig.InvalidContext],
];

const NO_SIGNAL = "valid values for signals are:\n  [InvalidOperation, FloatOperation, " +
  "DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]";
const NO_ROUNDING = "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, " +
  "ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]";

let classes: Map<string, PyType> | undefined;

/** The exception classes by name. */
export function signalClasses(): Map<string, PyType> {
  if (classes !== undefined) return classes;
  const m = classes = new Map<string, PyType>();
  const make = (name: string, ...bases: PyType[]): PyType => {
    const ns = new PyDict();
    ns.setStr("__module__", "decimal");
    const t = call(typeOf(E.Exception), [name, tuple(bases), ns]) as PyType;
    m.set(name, t);
    return t;
  };
  const base = newException("decimal", "DecimalException", E.ArithmeticError);
  m.set("DecimalException", base);
  const invalid = make("InvalidOperation", base);
  make("FloatOperation", base, E.TypeError);
  make("DivisionByZero", base, E.ZeroDivisionError);
  make("Clamped", base);
  const rounded = make("Rounded", base);
  const inexact = make("Inexact", base);
  const subnormal = make("Subnormal", base);
  make("Overflow", inexact, rounded);
  make("Underflow", inexact, rounded, subnormal);
  make("ConversionSyntax", invalid);
  make("DivisionImpossible", invalid);
  make("DivisionUndefined", invalid, E.ZeroDivisionError);
  make("InvalidContext", invalid);
  return m;
}

const signalClass = (name: string): PyType => signalClasses().get(name)!;

/** The exception of trapped conditions. */
function trapped(ctx: PyContext, status: number): PyBaseException {
  const hit = status & ctx.traps;
  const [name] = SIGNALS.find(([, bits]) => hit & bits)!;
  const all: Value[] = [];
  for (const [n, bits] of CONDITIONS) if (hit & bits) all.push(signalClass(n));
  for (const [n, bits] of SIGNALS.slice(1)) if (hit & bits) all.push(signalClass(n));
  return call(signalClass(name), [new PyList(all)]) as PyBaseException;
}

/** A context. */
export class PyContext extends PyObject implements Ctx {
  prec: Int = 28;
  round: Round = Round.HalfEven;
  emin: Int = -999999;
  emax: Int = 999999;
  capitals = 1;
  clamp = 0;
  flags = 0;
  traps: number = Sig.AnyInvalid | Sig.DivisionByZero | Sig.Overflow;
  /** The conditions of the operation that is running. */
  status = 0;
  flagsView: PySignalDict | null = null;
  trapsView: PySignalDict | null = null;

  /** Enters conditions into the flags, and raises where they are trapped. */
  report(status: number): void {
    this.flags |= status;
    if (status & this.traps) throw trapped(this, status);
  }

  /** Runs an operation and reports its conditions. */
  run<T>(f: (c: PyContext) => T): T {
    this.status = 0;
    const r = f(this);
    if (this.status !== 0) this.report(this.status);
    return r;
  }

  assign(o: PyContext): this {
    this.prec = o.prec;
    this.round = o.round;
    this.emin = o.emin;
    this.emax = o.emax;
    this.capitals = o.capitals;
    this.clamp = o.clamp;
    this.flags = o.flags;
    this.traps = o.traps;
    return this;
  }

  copy(): PyContext {
    return new PyContext().assign(this);
  }
}

export const contextType = new PyType("Context", TypeFlag.BaseType, "decimal");
PyContext.prototype.cls = contextType;

/** Flags or traps of a context as a mapping. */
export class PySignalDict extends PyObject {
  constructor(readonly ctx: PyContext, readonly kind: "flags" | "traps") {
    super();
  }
}

const mixinType = new PyType("SignalDictMixin", TypeFlag.BaseType, "decimal");
PySignalDict.prototype.cls = mixinType;
let signalDictType: PyType | undefined;

/** The class of flags and traps: the mixin and collections.abc's MutableMapping. */
export function signalDict(): PyType {
  if (signalDictType === undefined) {
    const mapping = importedAttr("collections.abc", "MutableMapping");
    const t = call(typeOf(mapping), ["SignalDict", tuple([mixinType, mapping]), new PyDict()]);
    signalDictType = t as PyType;
  }
  return signalDictType;
}

function view(ctx: PyContext, kind: "flags" | "traps"): PySignalDict {
  const key = kind === "flags" ? "flagsView" : "trapsView";
  return ctx[key] ??= asInstanceOf(new PySignalDict(ctx, kind), signalDict());
}

function bitsOf(v: Value): number {
  for (const [name, bits] of SIGNALS) if (v === signalClass(name)) return bits;
  throw keyError(NO_SIGNAL);
}

const bitsIn = (d: PySignalDict): number => d.ctx[d.kind];

function setBits(d: PySignalDict, k: Value, v: Maybe): void {
  if (v === undefined) throw valueError("signal keys cannot be deleted");
  const bits = bitsOf(k);
  d.ctx[d.kind] = isTrue(v) ? d.ctx[d.kind] | bits : d.ctx[d.kind] & ~bits;
}

/** The bits that a dict of signals says. */
function bitsOfDict(v: Value): number {
  if (v instanceof PySignalDict) return bitsIn(v);
  if (!(v instanceof PyDict)) throw typeError("argument must be a signal dict");
  if (v.size !== SIGNALS.length) throw keyError("invalid signal dict");
  let bits = 0;
  for (const [name, b] of SIGNALS) {
    const x = v.get(signalClass(name));
    if (x === undefined) throw keyError("invalid signal dict");
    if (isTrue(x)) bits |= b;
  }
  return bits;
}

function bitsOfList(v: Value): number {
  if (!(v instanceof PyList)) return bitsOfDict(v);
  let bits = 0;
  for (const x of v.items) bits |= bitsOf(x);
  return bits;
}

const mixinSpec: TypeSpec = {
  slots: {
    tpNew: (t) => asInstanceOf(new PySignalDict(new PyContext(), "flags"), t),
    tpInit: () => {},
    tpRepr: (v) => {
      const bits = bitsIn(v as PySignalDict);
      const items = SIGNALS.map(([n, b]) =>
        `<class 'decimal.${n}'>:${bits & b ? "True" : "False"}`
      );
      return `{${items.join(", ")}}`;
    },
    tpHash: null,
    tpRichcompare: (a, b, op) => {
      if (op !== 2 && op !== 3) return NotImplemented;
      let other: number;
      if (b instanceof PySignalDict) other = bitsIn(b);
      else if (b instanceof PyDict) {
        try {
          other = bitsOfDict(b);
        } catch (e) {
          if ((e as PyBaseException).cls === E.KeyError) return NotImplemented;
          throw e;
        }
      } else return NotImplemented;
      return (bitsIn(a as PySignalDict) === other) === (op === 2);
    },
    tpIter: () => getIter(tuple(SIGNALS.map(([n]) => signalClass(n)))),
    mpLength: () => SIGNALS.length,
    mpSubscript: (d, k) => (bitsIn(d as PySignalDict) & bitsOf(k)) !== 0,
    mpAssSubscript: (d, k, v) => setBits(d as PySignalDict, k, v),
  },
  methods: {
    copy: ["($self, /)", (d: PySignalDict) => {
      const out = new PyDict();
      for (const [n, b] of SIGNALS) out.set(signalClass(n), (bitsIn(d) & b) !== 0);
      return out;
    }],
  },
};

/** An attribute's integer (PyLong_AsSsize_t). */
function ssize(v: Value): Int {
  const n = asInt(v);
  if (n === undefined) throw typeError("an integer is required");
  if (n > 0x7fffffffffffffffn || n < -0x8000000000000000n) {
    throw overflowError("Python int too large to convert to C ssize_t");
  }
  return n;
}

/** A rounding mode by its name. */
export function roundingOf(v: Value): Round {
  const i = ROUNDINGS.indexOf(typeof v === "string" ? v : asStr(v) ?? "");
  if (i < 0) throw typeError(NO_ROUNDING);
  return i as Round;
}

function setRange(
  name: string,
  low: bigint,
  high: bigint,
  range: string,
  put: (c: PyContext, n: Int) => void,
) {
  return (c: PyContext, v: Value): void => {
    const n = ssize(v);
    if (n < low || n > high) throw valueError(`valid range for ${name} is ${range}`);
    put(c, n);
  };
}

/** The attributes' setters, which get no deletions. */
const puts: Readonly<Record<string, (c: PyContext, v: Value) => void>> = {
  prec: setRange("prec", 1n, MAX, "[1, MAX_PREC]", (c, n) => c.prec = n),
  Emin: setRange("Emin", -MAX, 0n, "[MIN_EMIN, 0]", (c, n) => c.emin = n),
  Emax: setRange("Emax", 0n, MAX, "[0, MAX_EMAX]", (c, n) => c.emax = n),
  rounding: (c, v) => {
    c.round = roundingOf(v);
  },
  capitals: (c, v) => {
    const n = ssize(v);
    if (n !== 0 && n !== 1) throw valueError("valid values for capitals are 0 or 1");
    c.capitals = n;
  },
  clamp: (c, v) => {
    const n = ssize(v);
    if (n !== 0 && n !== 1) throw valueError("valid values for clamp are 0 or 1");
    c.clamp = n;
  },
  flags: (c, v) => {
    c.flags = bitsOfDict(v);
  },
  traps: (c, v) => {
    c.traps = bitsOfDict(v);
  },
};

const setters: Readonly<Record<string, (c: PyContext, v: Maybe) => void>> = Object.fromEntries(
  Object.entries(puts).map(([name, put]) => [name, (c: PyContext, v: Maybe) => {
    if (v === undefined) throw attributeError("context attributes cannot be deleted");
    put(c, v);
  }]),
);

const getset: Readonly<Record<string, GetSet>> = {
  prec: { get: (c: PyContext) => c.prec, set: setters.prec },
  Emin: { get: (c: PyContext) => c.emin, set: setters.Emin },
  Emax: { get: (c: PyContext) => c.emax, set: setters.Emax },
  rounding: { get: (c: PyContext) => ROUNDINGS[c.round], set: setters.rounding },
  capitals: { get: (c: PyContext) => c.capitals, set: setters.capitals },
  clamp: { get: (c: PyContext) => c.clamp, set: setters.clamp },
  flags: { get: (c: PyContext) => view(c, "flags"), set: setters.flags },
  traps: { get: (c: PyContext) => view(c, "traps"), set: setters.traps },
};

const newSig = new Signature(
  "Context",
  "(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)",
  0,
);
const NAMES = ["prec", "rounding", "Emin", "Emax", "capitals", "clamp"];

function init(c: PyContext, args: Value[], kw: KwNames): void {
  const given = args.length;
  if (given > 8) throw typeError(`function takes at most 8 arguments (${given} given)`);
  const v = bind(newSig, args, kw) as Maybe[];
  NAMES.forEach((name, i) => {
    const x = v[i];
    if (x !== undefined && x !== null) setters[name](c, x);
  });
  if (v[7] !== undefined && v[7] !== null) c.traps = bitsOfList(v[7]);
  if (v[6] !== undefined && v[6] !== null) c.flags = bitsOfList(v[6]);
}

/** The names of set bits as C's context shows them: in the bits' order. */
function bitNames(bits: number): string {
  const names: string[] = [];
  const order: [string, number][] = [
    ["Clamped", Sig.Clamped],
    ["InvalidOperation", Sig.AnyInvalid],
    ["DivisionByZero", Sig.DivisionByZero],
    ["Inexact", Sig.Inexact],
    ["FloatOperation", Sig.FloatOperation],
    ["Overflow", Sig.Overflow],
    ["Rounded", Sig.Rounded],
    ["Subnormal", Sig.Subnormal],
    ["Underflow", Sig.Underflow],
  ];
  // the first invalid condition decides where InvalidOperation stands
  const at = (b: number) => {
    const low = bits & b;
    return low & -low;
  };
  for (const [n, b] of order.filter(([, b]) => bits & b).sort((x, y) => at(x[1]) - at(y[1]))) {
    void b;
    names.push(n);
  }
  return `[${names.join(", ")}]`;
}

const signalList = (bits: number): PyList =>
  new PyList(SIGNALS.filter(([, b]) => bits & b).map(([n]) => signalClass(n)));

/** The slots and attributes of Context; its operations are in `methods.ts`. */
export const contextBase: TypeSpec = {
  signature:
    "(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)",
  slots: {
    tpNew: (t, _args, _kw) => {
      const c = new PyContext();
      const d = templates().DefaultContext;
      c.assign(d);
      c.flags = 0;
      return asInstanceOf(c, t);
    },
    tpInit: (self, args, kw) => init(self as PyContext, args, kw),
    tpRepr: (v) => {
      const c = v as PyContext;
      return `Context(prec=${c.prec}, rounding=${ROUNDINGS[c.round]}, Emin=${c.emin}, ` +
        `Emax=${c.emax}, capitals=${c.capitals}, clamp=${c.clamp}, ` +
        `flags=${bitNames(c.flags)}, traps=${bitNames(c.traps)})`;
    },
  },
  getset,
};

/** Context.__reduce__. */
export const reduceContext = (c: PyContext): Value =>
  tuple([
    c.cls,
    tuple([
      c.prec,
      ROUNDINGS[c.round],
      c.emin,
      c.emax,
      c.capitals,
      c.clamp,
      signalList(c.flags),
      signalList(c.traps),
    ]),
  ]);

interface Templates {
  DefaultContext: PyContext;
  BasicContext: PyContext;
  ExtendedContext: PyContext;
}
let made: Templates | undefined;

/** The contexts that the module has for its users. */
export function templates(): Templates {
  if (made === undefined) {
    const basic = new PyContext();
    basic.prec = 9;
    basic.round = Round.HalfUp;
    basic.traps = Sig.AnyInvalid | Sig.DivisionByZero | Sig.Overflow | Sig.Underflow |
      Sig.Clamped;
    const extended = new PyContext();
    extended.prec = 9;
    extended.traps = 0;
    made = { DefaultContext: new PyContext(), BasicContext: basic, ExtendedContext: extended };
  }
  return made;
}

const current = new WeakMap<object, PyContext>();
let lastThread: object | null = null;
let lastContext: PyContext | null = null;

/** The running thread's context. */
export function currentContext(): PyContext {
  if (lastThread === ts) return lastContext!;
  let c = current.get(ts);
  if (c === undefined) {
    c = templates().DefaultContext.copy();
    c.flags = 0;
    current.set(ts, c);
  }
  lastThread = ts;
  return lastContext = c;
}

/** Makes a context the thread's; of a template a copy. */
export function setCurrent(v: Value): void {
  if (!(v instanceof PyContext)) throw typeError("argument must be a context");
  const t = templates();
  let c = v;
  if (v === t.DefaultContext || v === t.BasicContext || v === t.ExtendedContext) {
    c = v.copy();
    c.flags = 0;
  }
  current.set(ts, c);
  lastThread = ts;
  lastContext = c;
}

/** An optional context argument. */
export function contextArg(v: Maybe): PyContext {
  if (v === undefined || v === null) return currentContext();
  if (!(v instanceof PyContext)) throw typeError("optional argument must be a context");
  return v;
}

class PyContextManager extends PyObject {
  constructor(readonly local: PyContext, readonly saved: PyContext) {
    super();
  }
}
const managerType = new PyType("ContextManager", TypeFlag.None, "decimal");
PyContextManager.prototype.cls = managerType;

/** localcontext(). */
export function localContext(v: Maybe): Value {
  const saved = currentContext();
  const c = v === undefined || v === null ? saved : contextArg(v);
  return new PyContextManager(c.copy(), saved);
}

const managerSpec: TypeSpec = {
  methods: {
    __enter__: ["($self, /)", (m: PyContextManager) => {
      setCurrent(m.local);
      return m.local;
    }],
    __exit__: ["($self, /, *args)", (m: PyContextManager) => {
      setCurrent(m.saved);
      return false;
    }],
  },
};

/** The types of this file that the module does not show. */
export const hiddenTypes: [PyType, TypeSpec][] = [
  [mixinType, mixinSpec],
  [managerType, managerSpec],
];
