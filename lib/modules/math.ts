/**
 * math (Modules/mathmodule.c).
 *
 * @module
 */
import { bind, type Decl, Signature } from "../core/args.ts";
import { E, exception, overflowError, typeError, typeName, valueError } from "../core/errors.ts";
import { bitLength, intAbs, intMod } from "../core/number.ts";
import {
  type KwNames,
  type Maybe,
  normInt,
  PyFloat,
  PyInt,
  tuple,
  typeOf,
  type Value,
} from "../core/object.ts";
import { asIndex, call, getIter, iterNext, lookupSpecial } from "../core/ops.ts";
import { hypot } from "../objects/complex.ts";
import { asDouble, floatToInt } from "../objects/float.ts";
import * as dd from "./math/dd.ts";
import type { ModuleSpec } from "./spec.ts";

const domain = () => valueError("math domain error");
const range = () => overflowError("math range error");
const float = (x: number): Value => new PyFloat(x);

/** A function of one double (math_1): NaN of no NaN is a domain error, an infinity of a finite argument a range error. */
function one(f: (x: number) => number, doc: string, canOverflow = false): Decl {
  return ["($module, x, /)", (v: Value) => {
    const x = asDouble(v);
    const r = f(x);
    if (r !== r && x === x) throw domain();
    if ((r === Infinity || r === -Infinity) && Number.isFinite(x)) {
      throw canOverflow ? range() : domain();
    }
    return float(r);
  }, doc];
}

const odd = (f: (x: number) => number) => (x: number): number =>
  !Number.isFinite(x) || x === 0 ? NaN : x < 0 ? -f(-x) : f(x);

const sinh = (x: number): number => Number.isFinite(x) && x !== 0 ? odd(dd.sinh)(x) : x;
const cosh = (x: number): number => Number.isFinite(x) ? dd.cosh(Math.abs(x)) : Math.abs(x);
const tanh = (x: number): number => x !== x || x === 0 ? x : x < 0 ? -dd.tanh(-x) : dd.tanh(x);
const asinh = (x: number): number => Number.isFinite(x) && x !== 0 ? odd(dd.asinh)(x) : x;
const acosh = (x: number): number => x < 1 ? NaN : x === Infinity || x !== x ? x : dd.acosh(x);
const atanh = (x: number): number =>
  x !== x || Math.abs(x) > 1 ? NaN : x === 0 ? x : Math.abs(x) === 1 ? x / 0 : odd(dd.atanh)(x);
const expm1 = (x: number): number =>
  x !== x || x === 0 || x === Infinity ? x : x === -Infinity ? -1 : dd.expm1(x);
const log1p = (x: number): number =>
  x !== x || x === 0 || x === Infinity ? x : x < -1 ? NaN : x === -1 ? -Infinity : dd.log1p(x);

// Logarithms --------------------------------------------------------------------------

/** log of a value: an int of any size has one. */
function logOf(v: Value, f: (x: number) => number, perBit: number): number {
  const n = typeof v === "number" || typeof v === "bigint"
    ? v
    : v instanceof PyInt
    ? v.v
    : typeof v === "boolean"
    ? Number(v)
    : undefined;
  if (n !== undefined) {
    if (n <= 0) throw domain();
    if (typeof n === "bigint" && bitLength(n) > 1000) {
      const e = bitLength(n) - 64;
      return f(Number(n >> BigInt(e))) + e * perBit;
    }
    return f(Number(n));
  }
  const x = asDouble(v);
  if (x !== x) return x;
  if (x <= 0) throw domain();
  return f(x);
}

const finite = (f: (x: number) => number) => (x: number): number => x === Infinity ? x : f(x);
const log2 = finite((x) => {
  const e = Math.round(Math.log2(x));
  return e > -1022 && e < 1024 && 2 ** e === x ? e : dd.log2(x);
});

function log(v: Value, base?: Value): Value {
  const x = logOf(v, Math.log, Math.LN2);
  if (base === undefined) return float(x);
  const b = logOf(base, Math.log, Math.LN2);
  if (b === 0) throw exception(E.ZeroDivisionError, "float division by zero");
  return float(x / b);
}

// Sums and integers -------------------------------------------------------------------

/** Sums exactly: partial sums that do not overlap, rounded once at the end. */
function fsum(v: Value): Value {
  const it = getIter(v);
  let parts: number[] = [];
  let special = 0;
  let infinite = 0;
  let hasSpecial = false;
  for (let item: Maybe; (item = iterNext(it)) !== undefined;) {
    const given = asDouble(item);
    let x = given;
    const next: number[] = [];
    for (let y of parts) {
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const hi = x + y;
      const lo = y - (hi - x);
      if (lo !== 0) next.push(lo);
      x = hi;
    }
    if (x !== 0) {
      if (!Number.isFinite(x)) {
        if (Number.isFinite(given)) throw overflowError("intermediate overflow in fsum");
        if (given === given) infinite += given;
        special += given;
        hasSpecial = true;
        next.length = 0;
      } else next.push(x);
    }
    parts = next;
  }
  if (hasSpecial) {
    if (infinite !== infinite) throw valueError("-inf + inf in fsum");
    return float(special);
  }
  let hi = 0;
  let lo = 0;
  let i = parts.length;
  if (i > 0) {
    hi = parts[--i];
    while (i > 0) {
      const x = hi;
      const y = parts[--i];
      hi = x + y;
      lo = y - (hi - x);
      if (lo !== 0) break;
    }
    // a tie that the remaining parts decide
    if (i > 0 && (lo < 0 && parts[i - 1] < 0 || lo > 0 && parts[i - 1] > 0)) {
      const y = lo * 2;
      const x = hi + y;
      if (y === x - hi) hi = x;
    }
  }
  return float(hi);
}

function product(lo: bigint, hi: bigint): bigint {
  if (hi - lo < 8n) {
    let r = lo;
    for (let i = lo + 1n; i <= hi; i++) r *= i;
    return r;
  }
  const mid = (lo + hi) >> 1n;
  return product(lo, mid) * product(mid + 1n, hi);
}

function factorial(v: Value): Value {
  let n: number | bigint;
  if (v instanceof PyFloat) {
    if (!Number.isInteger(v.v)) throw valueError("factorial() only accepts integral values");
    n = floatToInt(v.v);
  } else {
    if (typeOf(v).nbInt === undefined && typeOf(v).nbIndex === undefined) {
      throw typeError(`an integer is required (got type ${typeName(v)})`);
    }
    n = asIndex(v);
  }
  if (n > 9223372036854775807n) {
    throw overflowError("factorial() argument should not exceed 9223372036854775807");
  }
  if (n < 0) throw valueError("factorial() not defined for negative values");
  if (n < 2) return 1;
  return normInt(product(1n, BigInt(n)));
}

function gcd(a: Value, b: Value): Value {
  let x = intAbs(asIndex(a));
  let y = intAbs(asIndex(b));
  while (y !== 0) [x, y] = [y, intMod(x, y)];
  return x;
}

// Rounding ------------------------------------------------------------------------------

function special(name: string, v: Value, f: (x: number) => number): Value {
  const m = v instanceof PyFloat ? undefined : lookupSpecial(v, name);
  return m === undefined ? floatToInt(f(asDouble(v))) : call(m, []);
}

function trunc(v: Value): Value {
  const m = lookupSpecial(v, "__trunc__");
  if (m === undefined) throw typeError(`type ${typeName(v)} doesn't define __trunc__ method`);
  return call(m, []);
}

function frexp(x: number): [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  let e = 0;
  if (Math.abs(x) < 2 ** -1022) {
    x *= 2 ** 60;
    e = -60;
  }
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getUint32(0);
  e += ((bits >>> 20) & 0x7ff) - 1022;
  view.setUint32(0, (bits & 0x800fffff) | (1022 << 20));
  return [view.getFloat64(0), e];
}

function ldexp(x: number, v: Value): Value {
  if (
    typeof v !== "number" && typeof v !== "bigint" && typeof v !== "boolean" &&
    !(v instanceof PyInt)
  ) {
    throw typeError("Expected an int as second argument to ldexp.");
  }
  const n = asIndex(v);
  if (x === 0 || !Number.isFinite(x)) return float(x);
  if (n > 2200) throw range();
  if (n < -2200) return float(x < 0 ? -0 : 0);
  const [m, e] = frexp(x);
  const k = e + Number(n);
  if (k > 1024) throw range();
  // one rounding at most: m * 2**k with |m| in [0.5, 1)
  const r = k < -1021
    ? m * 2 ** (k + 1074 > -1000 ? k + 537 : -500) * 2 ** -537
    : m * 2 * 2 ** (k - 1);
  if (!Number.isFinite(r)) throw range();
  return float(r);
}

function fmod(x: number, y: number): Value {
  if (!Number.isFinite(y) && y === y && Number.isFinite(x)) return float(x);
  const r = x % y;
  if (r !== r && x === x && y === y) throw domain();
  return float(r);
}

function pow(x: number, y: number): Value {
  if (x === 1 || y === 0) return float(1);
  if (x !== x || y !== y) return float(NaN);
  // JavaScript has NaN for an infinite power of 1 and -1
  if (x === -1 && !Number.isFinite(y)) return float(1);
  const r = x ** y;
  if (x === 0 && y === -Infinity) throw domain();
  if (!Number.isFinite(x) || !Number.isFinite(y)) return float(r);
  if (r !== r) throw domain();
  if (!Number.isFinite(r)) throw x === 0 ? domain() : range();
  return float(r);
}

// gamma, erf ----------------------------------------------------------------------------

/** sin(pi x), with its sign, for any x that is no integer. */
function sinpi(x: number): dd.DD {
  let y = Math.abs(x) % 2;
  let sign = x < 0 ? -1 : 1;
  if (y >= 1) {
    y -= 1;
    sign = -sign;
  }
  const s = dd.sinpi(y > 0.5 ? [1 - y, 0] : [y, 0]);
  return sign < 0 ? dd.neg(s) : s;
}

function gamma(x: number): number {
  if (x !== x || x === Infinity) return x;
  if (x === -Infinity) throw domain();
  if (x === 0) throw domain();
  if (Number.isInteger(x)) {
    if (x < 0) throw domain();
    if (x < 24) {
      let r = 1;
      for (let i = 2; i < x; i++) r *= i;
      return r;
    }
  }
  if (Math.abs(x) < 1e-20) {
    const r = 1 / x;
    if (!Number.isFinite(r)) throw range();
    return r;
  }
  if (x > 0) {
    const r = dd.expRounded(dd.lgamma([x, 0]));
    if (!Number.isFinite(r)) throw range();
    return r;
  }
  if (x < -200) return sinpi(x)[0] > 0 ? -0 : 0;
  // gamma(x) gamma(1 - x) = pi / sin(pi x)
  const s = sinpi(x);
  const l = dd.sub(
    dd.log(dd.div(dd.PI, s[0] < 0 ? dd.neg(s) : s)),
    dd.lgamma(dd.sub(dd.ONE, [x, 0])),
  );
  const r = dd.expRounded(l);
  return s[0] < 0 ? -r : r;
}

function lgamma(x: number): number {
  if (x !== x) return x;
  if (!Number.isFinite(x)) return Infinity;
  if (x === 1 || x === 2) return 0;
  if (Number.isInteger(x) && x <= 0) throw domain();
  if (Math.abs(x) < 1e-20) return -Math.log(Math.abs(x));
  if (x > 0) return dd.lgamma([x, 0])[0];
  const s = sinpi(x);
  const l = dd.log(dd.div(dd.PI, s[0] < 0 ? dd.neg(s) : s));
  return dd.sub(l, dd.lgamma(dd.sub(dd.ONE, [x, 0])))[0];
}

function erf(x: number): number {
  if (x !== x || x === 0) return x;
  const a = Math.abs(x);
  const r = a > 6 ? 1 : dd.erfSeries(a)[0];
  return x < 0 ? -r : r;
}

function erfc(x: number): number {
  if (x !== x) return x;
  if (x > 3) return x > 30 ? 0 : dd.erfcFraction(x);
  if (x < -6) return 2;
  const s = dd.erfSeries(Math.abs(x));
  return dd.sub(dd.ONE, x < 0 ? dd.neg(s) : s)[0];
}

// isclose ---------------------------------------------------------------------------------

const closeSig = new Signature("isclose", "(a, b, *, rel_tol=1e-09, abs_tol=0.0)", 0);

function isclose(args: Value[], kw: KwNames): boolean {
  const [a, b, rel, abs] = bind(closeSig, args, kw) as Maybe[];
  const x = asDouble(a!);
  const y = asDouble(b!);
  const relTol = rel === undefined ? 1e-9 : asDouble(rel);
  const absTol = abs === undefined ? 0 : asDouble(abs);
  if (relTol < 0 || absTol < 0) throw valueError("tolerances must be non-negative");
  if (x === y) return true;
  if (Math.abs(x) === Infinity || Math.abs(y) === Infinity) return false;
  const diff = Math.abs(y - x);
  return diff <= Math.abs(relTol * y) || diff <= Math.abs(relTol * x) || diff <= absTol;
}

const two = (f: (x: number, y: number) => Value, doc: string): Decl => [
  "($module, x, y, /)",
  (x: Value, y: Value) => f(asDouble(x), asDouble(y)),
  doc,
  1,
];

export const math_module = (): ModuleSpec => ({
  name: "math",
  doc: "Mathematical functions of floats and ints.",
  functions: {
    acos: one(Math.acos, "Return the arc cosine (measured in radians) of x."),
    acosh: one(acosh, "Return the inverse hyperbolic cosine of x."),
    asin: one(Math.asin, "Return the arc sine (measured in radians) of x."),
    asinh: one(asinh, "Return the inverse hyperbolic sine of x."),
    atan: one(Math.atan, "Return the arc tangent (measured in radians) of x."),
    atan2: two(
      (y, x) => float(Math.atan2(y, x)),
      "Return the arc tangent (measured in radians) of y/x.",
    ),
    atanh: one(atanh, "Return the inverse hyperbolic tangent of x."),
    ceil: [
      "($module, x, /)",
      (v: Value) => special("__ceil__", v, Math.ceil),
      "Return the ceiling of x as an Integral.",
    ],
    copysign: two((x, y) => {
      const negative = y < 0 || Object.is(y, -0);
      return float(negative ? -Math.abs(x) : Math.abs(x));
    }, "Return a float with the magnitude of x but the sign of y."),
    cos: one(Math.cos, "Return the cosine of x (measured in radians)."),
    cosh: one(cosh, "Return the hyperbolic cosine of x.", true),
    degrees: [
      "($module, x, /)",
      (v: Value) => float(asDouble(v) * (180 / Math.PI)),
      "Convert angle x from radians to degrees.",
    ],
    erf: ["($module, x, /)", (v: Value) => float(erf(asDouble(v))), "Error function at x."],
    erfc: [
      "($module, x, /)",
      (v: Value) => float(erfc(asDouble(v))),
      "Complementary error function at x.",
    ],
    exp: one(Math.exp, "Return e raised to the power of x.", true),
    expm1: one(expm1, "Return exp(x)-1.", true),
    fabs: one(Math.abs, "Return the absolute value of the float x."),
    factorial: ["($module, x, /)", factorial, "Find x!."],
    floor: [
      "($module, x, /)",
      (v: Value) => special("__floor__", v, Math.floor),
      "Return the floor of x as an Integral.",
    ],
    fmod: two(fmod, "Return fmod(x, y), according to platform C."),
    frexp: ["($module, x, /)", (v: Value) => {
      const [m, e] = frexp(asDouble(v));
      return tuple([float(m), e]);
    }, "Return the mantissa and exponent of x, as pair (m, e)."],
    fsum: [
      "($module, seq, /)",
      fsum,
      "Return an accurate floating point sum of values in the iterable seq.",
    ],
    gamma: ["($module, x, /)", (v: Value) => float(gamma(asDouble(v))), "Gamma function at x."],
    gcd: ["($module, x, y, /)", gcd, "greatest common divisor of x and y", 1],
    hypot: two((x, y) => {
      const r = hypot(x, y);
      if (r === Infinity && Number.isFinite(x) && Number.isFinite(y)) throw range();
      return float(r);
    }, "Return the Euclidean distance, sqrt(x*x + y*y)."),
    isclose: [
      "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)",
      isclose,
      "Determine whether two floating point numbers are close in value.",
      3,
    ],
    isfinite: [
      "($module, x, /)",
      (v: Value) => Number.isFinite(asDouble(v)),
      "Return True if x is neither an infinity nor a NaN, and False otherwise.",
    ],
    isinf: [
      "($module, x, /)",
      (v: Value) => Math.abs(asDouble(v)) === Infinity,
      "Return True if x is a positive or negative infinity, and False otherwise.",
    ],
    isnan: [
      "($module, x, /)",
      (v: Value) => Number.isNaN(asDouble(v)),
      "Return True if x is a NaN (not a number), and False otherwise.",
    ],
    ldexp: [
      "($module, x, i, /)",
      (x: Value, i: Value) => ldexp(asDouble(x), i),
      "Return x * (2**i).",
      1,
    ],
    lgamma: [
      "($module, x, /)",
      (v: Value) => float(lgamma(asDouble(v))),
      "Natural logarithm of absolute value of Gamma function at x.",
    ],
    log: [
      "(x, base=None, /)",
      log,
      "log(x[, base])\n\nReturn the logarithm of x to the given base.",
      1,
    ],
    log10: [
      "($module, x, /)",
      (v: Value) => float(logOf(v, finite(dd.log10), Math.log10(2))),
      "Return the base 10 logarithm of x.",
    ],
    log1p: ["($module, x, /)", (v: Value) => {
      const x = asDouble(v);
      const r = log1p(x);
      if (r !== r && x === x || r === -Infinity) throw domain();
      return float(r);
    }, "Return the natural logarithm of 1+x (base e)."],
    log2: [
      "($module, x, /)",
      (v: Value) => float(logOf(v, log2, 1)),
      "Return the base 2 logarithm of x.",
    ],
    modf: ["($module, x, /)", (v: Value) => {
      const x = asDouble(v);
      if (!Number.isFinite(x)) {
        return tuple([float(x !== x ? x : x < 0 ? -0 : 0), float(x)]);
      }
      const whole = Math.trunc(x);
      const rest = x - whole;
      return tuple([float(rest === 0 && (x < 0 || Object.is(x, -0)) ? -0 : rest), float(whole)]);
    }, "Return the fractional and integer parts of x."],
    pow: two(pow, "Return x**y (x to the power of y)."),
    radians: [
      "($module, x, /)",
      (v: Value) => float(asDouble(v) * (Math.PI / 180)),
      "Convert angle x from degrees to radians.",
    ],
    sin: one(Math.sin, "Return the sine of x (measured in radians)."),
    sinh: one(sinh, "Return the hyperbolic sine of x.", true),
    sqrt: one(Math.sqrt, "Return the square root of x."),
    tan: one(Math.tan, "Return the tangent of x (measured in radians)."),
    tanh: one(tanh, "Return the hyperbolic tangent of x."),
    trunc: ["($module, x, /)", trunc, "Truncates x to the nearest Integral toward 0."],
  },
  attrs: () => ({
    pi: float(Math.PI),
    e: float(Math.E),
    tau: float(2 * Math.PI),
    inf: float(Infinity),
    nan: float(NaN),
  }),
});
