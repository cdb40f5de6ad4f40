/**
 * float (Objects/floatobject.c).
 *
 * @module
 */
import { PerRuntime } from "../core/state.ts";
import { bind, Signature } from "../core/args.ts";
import { asInt, asStr, compareRaw } from "../core/compare.ts";
import {
  overflowError,
  type PyBaseException,
  typeError,
  typeName,
  valueError,
  zeroDivisionError,
} from "../core/errors.ts";
import { hashDouble } from "../core/hash.ts";
import { floatDivmod, type Int, intToDouble } from "../core/number.ts";
import {
  asInstanceOf,
  type Cmp,
  floatType,
  type Maybe,
  normInt,
  NotImplemented,
  PyFloat,
  PyType,
  tuple,
  typeOf,
  type Value,
} from "../core/object.ts";
import { asIndex, call, needUtf8, repr, warnSubclass } from "../core/ops.ts";
import { decompose, roundTo } from "../util/dtoa.ts";
import { floatRepr, parseFloatText } from "../util/float_repr.ts";
import { decimalDigit, isSpace, trimSpaces } from "../util/unicode.ts";
import { decodeLatin1 } from "../util/utf8.ts";
import { asBuffer } from "./buffer.ts";
import { formatFloat } from "./format.ts";
import type { TypeSpec } from "./type.ts";

/** A float or int as a double, undefined for anything else (CONVERT_TO_DOUBLE). */
function num(v: Value): number | undefined {
  if (v instanceof PyFloat) return v.v;
  const n = asInt(v);
  return n === undefined ? undefined : intToDouble(n);
}

const val = (v: Value): number => (v as PyFloat).v;

const binary = (f: (a: number, b: number) => Value) => (a: Value, b: Value): Value => {
  const x = a instanceof PyFloat ? a.v : num(a);
  const y = b instanceof PyFloat ? b.v : num(b);
  return x === undefined || y === undefined ? NotImplemented : f(x, y);
};

/** float() of text: surrounding spaces, any decimal digits, underscores; undefined when invalid. */
export function parseFloat_(text: string): number | undefined {
  let s = "";
  for (const ch of text) {
    const c = ch.codePointAt(0)!;
    if (c < 128) s += ch;
    else if (isSpace(c)) s += " ";
    else {
      const d = decimalDigit(c);
      if (d < 0) return undefined;
      s += d;
    }
  }
  s = trimSpaces(s);
  if (s.includes("_")) {
    if (/(^|[^0-9])_|_([^0-9]|$)/.test(s)) return undefined;
    s = s.replaceAll("_", "");
  }
  return parseFloatText(s);
}

/** The double of a result of `__float__`. */
function checkedFloat(v: Value, r: Value): number {
  const what = () => `${typeName(v, 50)}.__float__ returned non-float (type ${typeName(r, 50)})`;
  if (!(r instanceof PyFloat)) throw typeError(what());
  if (r.cls !== floatType && typeOf(v).nbFloat !== floatType.nbFloat) warnSubclass(what(), "float");
  return r.v;
}

/** float(v) as a double (PyNumber_Float). */
export function toFloat(v: Value): number {
  if (v instanceof PyFloat) {
    if (v.cls === floatType) return v.v;
  }
  if (typeof v === "number" || typeof v === "bigint") return intToDouble(v);
  const t = typeOf(v);
  if (t.nbFloat !== undefined) {
    const r = t.nbFloat(v);
    return checkedFloat(v, r);
  }
  const b = asBuffer(v);
  // bytes beyond ASCII are no spaces and no digits
  const s = asStr(v) ??
    (b === undefined ? undefined : decodeLatin1(b).replace(/[\u0080-\u00ff]/g, "\ufffd"));
  if (s === undefined) {
    throw typeError(`float() argument must be a string or a number, not '${typeName(v, 200)}'`);
  }
  const n = parseFloat_(s);
  // what is no number has to be encodable to be shown
  if (n === undefined && !s.isWellFormed()) needUtf8(s);
  if (n === undefined) throw valueError(`could not convert string to float: ${repr(v)}`);
  return n;
}

/** A double argument (PyFloat_AsDouble): a number, or an object with `__float__`. */
export function asDouble(v: Value): number {
  if (v instanceof PyFloat) return v.v;
  if (typeof v === "number") return v;
  const t = typeOf(v);
  if (t.nbFloat === undefined) throw typeError(`must be real number, not ${typeName(v, 50)}`);
  const r = t.nbFloat(v);
  return checkedFloat(v, r);
}

/** An exact comparison of a double with an int. */
function compareWithInt(x: number, n: Int): number {
  if (x !== x) return NaN;
  if (!Number.isFinite(x)) return x;
  return x < n ? -1 : x > n ? 1 : 0;
}

const outOfRange = (): PyBaseException => {
  const e = overflowError("");
  e.args = tuple([34, "Numerical result out of range"]);
  return e;
};

/** x ** y for doubles with C's special cases and Python's errors (float_pow). */
export function floatPow(x: number, y: number): Value {
  if (y === 0 || x === 1) return new PyFloat(1);
  if (x !== x || y !== y) return new PyFloat(NaN);
  if (!Number.isFinite(y)) {
    const a = Math.abs(x);
    if (a === 1) return new PyFloat(1);
    return new PyFloat((y > 0) === (a > 1) ? Infinity : 0);
  }
  if (x === 0 && y < 0) {
    throw zeroDivisionError("0.0 cannot be raised to a negative power");
  }
  if (x < 0 && Number.isFinite(x) && !Number.isInteger(y)) return complexPow(x, y);
  const r = Math.pow(x, y);
  if (!Number.isFinite(r) && Number.isFinite(x)) throw outOfRange();
  return new PyFloat(r);
}

let complexPowHook: (x: number, y: number) => Value = () => NotImplemented;
const complexPow = (x: number, y: number) => complexPowHook(x, y);
/** Hands over complex exponentiation. */
export function setComplexPow(f: (x: number, y: number) => Value): void {
  complexPowHook = f;
}

/** The int of a double without its fraction. Raises for infinities and NaN. */
export function floatToInt(x: number): Int {
  if (Number.isFinite(x)) {
    const t = Math.trunc(x);
    return Number.isSafeInteger(t) ? t + 0 : normInt(BigInt(t));
  }
  if (x !== x) throw valueError("cannot convert float NaN to integer");
  throw overflowError("cannot convert float infinity to integer");
}

function roundHalfEven(x: number): number {
  const r = Math.round(x);
  // Math.round takes ties upwards
  return Math.abs(x - Math.trunc(x)) === 0.5 ? 2 * Math.round(x / 2) : r;
}

function hexOf(x: number): string {
  if (!Number.isFinite(x)) return floatRepr(x);
  const sign = x < 0 || Object.is(x, -0) ? "-" : "";
  if (x === 0) return sign + "0x0.0p+0";
  const [m, e] = decompose(x);
  let exp = e + 52;
  let s: string;
  if (m >> 52n === 0n) {
    exp = -1022;
    s = "0x0." + m.toString(16).padStart(13, "0");
  } else s = "0x1." + (m & 0xfffffffffffffn).toString(16).padStart(13, "0");
  return `${sign}${s}p${exp < 0 ? "-" : "+"}${Math.abs(exp)}`;
}

function fromHex(text: string): number {
  const bad = () => valueError("invalid hexadecimal floating-point string");
  const s = text.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, "");
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(s);
  if (special !== null) {
    const v = special[2][0].toLowerCase() === "n" ? NaN : Infinity;
    return special[1] === "-" ? -v : v;
  }
  const m = /^([+-]?)(?:0[xX])?([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?(?:[pP]([+-]?\d+))?$/.exec(s);
  if (m === null || (m[2] + (m[3] ?? "")) === "") throw bad();
  const digits = m[2] + (m[3] ?? "");
  const exp = (m[4] === undefined ? 0n : BigInt(m[4])) - 4n * BigInt((m[3] ?? "").length);
  const negative = m[1] === "-";
  let mant = BigInt("0x" + digits);
  if (mant === 0n) return negative ? -0 : 0;
  const bits = BigInt(mant.toString(2).length);
  const top = bits + exp;
  const tooLarge = () => overflowError("hexadecimal value too large to represent as a float");
  if (top > 1024n) throw tooLarge();
  if (top < -1080n) return negative ? -0 : 0;
  // round to 53 bits, fewer for subnormals
  let keep = 53n;
  if (top < -1021n) keep = 53n - (-1021n - top);
  let e = exp;
  if (bits > keep) {
    const drop = bits - keep;
    const low = mant & ((1n << drop) - 1n);
    mant >>= drop;
    const half = 1n << (drop - 1n);
    if (low > half || (low === half && (mant & 1n) === 1n)) mant += 1n;
    e += drop;
  }
  const n = Number(e);
  let v = Number(mant);
  v = n < -1000
    ? v * 2 ** -1000 * 2 ** (n + 1000)
    : n > 900
    ? v * 2 ** 900 * 2 ** (n - 900)
    : v * 2 ** n;
  if (!Number.isFinite(v)) throw tooLarge();
  return negative ? -v : v;
}

const IEEE_LITTLE = "IEEE, little-endian";

/** What float.__setformat__() said of C's types; "unknown" makes struct refuse special values. */
export const floatFormats = new PerRuntime(() => ({ float: IEEE_LITTLE, double: IEEE_LITTLE }));

const newSig = new Signature("float", "(x=0)", 0);
const zeroDiv = (what: string) => zeroDivisionError(what);

export const floatSpec: TypeSpec = {
  doc:
    "float(x) -> floating point number\n\nConvert a string or number to a floating point number, if possible.",
  slots: {
    tpNew: (t, args, kw) => {
      const x = kw === null && args.length < 2 ? args[0] : bind(newSig, args, kw)[0] as Maybe;
      if (t === floatType && x instanceof PyFloat && x.cls === floatType) return x;
      const f = new PyFloat(x === undefined ? 0 : toFloat(x));
      return t === floatType ? f : asInstanceOf(f, t);
    },
    tpRepr: (v) => floatRepr(val(v)),
    // a subclass with another repr keeps this
    tpStr: (v) => floatRepr(val(v)),
    tpHash: (v) => hashDouble(val(v)),
    tpRichcompare: (a, b, op) => {
      const x = val(a);
      if (b instanceof PyFloat) return compareRaw(x, b.v, op as Cmp);
      const n = asInt(b);
      if (n === undefined) return NotImplemented;
      return compareRaw(compareWithInt(x, n), 0, op as Cmp);
    },
    nbAdd: binary((a, b) => new PyFloat(a + b)),
    nbSubtract: binary((a, b) => new PyFloat(a - b)),
    nbMultiply: binary((a, b) => new PyFloat(a * b)),
    nbRemainder: binary((a, b) => {
      if (b === 0) throw zeroDiv("float modulo");
      return new PyFloat(floatDivmod(a, b)[1]);
    }),
    nbDivmod: binary((a, b) => {
      if (b === 0) throw zeroDiv("float divmod()");
      const [q, r] = floatDivmod(a, b);
      return tuple([new PyFloat(q), new PyFloat(r)]);
    }),
    nbPower: (a, b, c) => {
      if (c !== null) {
        throw typeError("pow() 3rd argument not allowed unless all arguments are integers");
      }
      return binary(floatPow)(a, b);
    },
    nbNegative: (v) => new PyFloat(-val(v)),
    nbPositive: (v) => new PyFloat(val(v)),
    nbAbsolute: (v) => new PyFloat(Math.abs(val(v))),
    nbBool: (v) => val(v) !== 0,
    nbInt: (v) => floatToInt(val(v)),
    nbFloat: (v) => (v as PyFloat).cls === floatType ? v : new PyFloat(val(v)),
    nbFloorDivide: binary((a, b) => {
      if (b === 0) throw zeroDiv("float divmod()");
      return new PyFloat(floatDivmod(a, b)[0]);
    }),
    nbTrueDivide: binary((a, b) => {
      if (b === 0) throw zeroDiv("float division by zero");
      return new PyFloat(a / b);
    }),
  },
  getset: {
    real: { get: (v: PyFloat) => new PyFloat(v.v), doc: "the real part of a complex number" },
    imag: { get: () => new PyFloat(0), doc: "the imaginary part of a complex number" },
  },
  methods: {
    conjugate: [
      "($self, /)",
      (v: PyFloat) => new PyFloat(v.v),
      "Return self, the complex conjugate of any float.",
    ],
    __trunc__: [
      "($self, /)",
      (v: PyFloat) => floatToInt(v.v),
      "Return the Integral closest to x between 0 and x.",
    ],
    __round__: ["($self, ndigits=None, /)", (v: PyFloat, digits: Value = null) => {
      const x = v.v;
      if (digits === null) return floatToInt(Number.isFinite(x) ? roundHalfEven(x) : x);
      const n = asIndex(digits);
      if (!Number.isFinite(x)) return new PyFloat(x);
      const d = typeof n === "number" ? n : n > 0n ? 1000 : -1000;
      const r = roundTo(x, d);
      if (!Number.isFinite(r)) throw overflowError("rounded value too large to represent");
      return new PyFloat(r);
    }, "Return the Integral closest to x, rounding half toward even."],
    as_integer_ratio: [
      "($self, /)",
      (v: PyFloat) => {
        const x = v.v;
        if (!Number.isFinite(x)) {
          if (x !== x) throw valueError("cannot convert NaN to integer ratio");
          throw overflowError("cannot convert Infinity to integer ratio");
        }
        let [m, e] = decompose(x);
        if (m === 0n) return tuple([0, 1]);
        while ((m & 1n) === 0n) {
          m >>= 1n;
          e++;
        }
        if (x < 0) m = -m;
        return e >= 0
          ? tuple([normInt(m << BigInt(e)), 1])
          : tuple([normInt(m), normInt(1n << BigInt(-e))]);
      },
      "float.as_integer_ratio() -> (int, int)\n\nReturn a pair of integers, whose ratio is exactly equal to the original float.\n\n>>> (2.5).as_integer_ratio()\n(5, 2)\n>>> (-0.75).as_integer_ratio()\n(-3, 4)\n>>> (0.0).as_integer_ratio()\n(0, 1)",
    ],
    fromhex: [
      "($type, string, /)",
      (t: PyType, s: Value) => {
        const text = asStr(s);
        if (text === undefined) throw typeError("bad argument type for built-in operation");
        const f = new PyFloat(fromHex(text));
        return t === floatType ? f : call(t, [f]);
      },
      "float.fromhex(string) -> float\n\nCreate a floating-point number from a hexadecimal string.\n\n>>> float.fromhex('0x1.8p3')\n12.0\n>>> float.fromhex('-0x.4')\n-0.25",
    ],
    hex: [
      "($self, /)",
      (v: PyFloat) => hexOf(v.v),
      "float.hex() -> string\n\nReturn a hexadecimal representation of a floating-point number.\n\n>>> (1.5).hex()\n'0x1.8000000000000p+0'\n>>> (-8.0).hex()\n'-0x1.0000000000000p+3'",
    ],
    is_integer: [
      "($self, /)",
      (v: PyFloat) => Number.isInteger(v.v),
      "Return True if the float is an integer.",
    ],
    __getnewargs__: ["($self, /)", (v: PyFloat) => tuple([new PyFloat(v.v)])],
    __getformat__: ["($type, typestr, /)", (_t: PyType, s: Value) => {
      const k = asStr(s);
      if (k === undefined) {
        throw typeError(`__getformat__() argument must be string, not ${typeName(s)}`);
      }
      if (k !== "double" && k !== "float") {
        throw valueError("__getformat__() argument 1 must be 'double' or 'float'");
      }
      return floatFormats.current[k];
    }],
    __setformat__: ["($type, typestr, fmt, /)", (_t: PyType, s: Value, f: Value) => {
      const k = asStr(s);
      if (k !== "double" && k !== "float") {
        throw valueError("__setformat__() argument 1 must be 'double' or 'float'");
      }
      const fmt = asStr(f);
      if (!["unknown", "IEEE, little-endian", "IEEE, big-endian"].includes(fmt ?? "")) {
        throw valueError(
          "__setformat__() argument 2 must be 'unknown', 'IEEE, little-endian' or 'IEEE, big-endian'",
        );
      }
      if (fmt === "IEEE, big-endian") {
        throw valueError(`can only set ${k} format to 'unknown' or the detected platform value`);
      }
      floatFormats.current[k] = fmt!;
    }],
    __format__: ["($self, format_spec, /)", (v: PyFloat, spec: Value) => {
      const s = asStr(spec);
      if (s === undefined) {
        throw typeError(`__format__() argument 1 must be str, not ${typeName(spec)}`);
      }
      if (s === "" && v.cls !== floatType) return repr(v);
      return formatFloat(v, v.v, s);
    }],
  },
};
