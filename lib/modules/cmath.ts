/**
 * cmath (Modules/cmathmodule.c): functions of complex numbers, with the
 * results of C99's Annex G for zeros, infinities and NaNs.
 *
 * @module
 */
import { ArgStyle, type Decl } from "../core/args.ts";
import { overflowError, typeError, typeName, valueError } from "../core/errors.ts";
import { PyComplex, PyFloat, tuple, typeOf, type Value } from "../core/object.ts";
import { call, lookupSpecial } from "../core/ops.ts";
import { hypot, type Pair, quotient } from "../objects/complex.ts";
import { asDouble } from "../objects/float.ts";
import * as dd from "./math/dd.ts";
import type { ModuleSpec } from "./spec.ts";

const domain = () => valueError("math domain error");
const range = () => overflowError("math range error");

const INF = Infinity;
const PI = Math.PI;
const LN2 = Math.LN2;
const isFinite = Number.isFinite;
const isNan = (x: number): boolean => x !== x;
const negative = (x: number): boolean => x < 0 || Object.is(x, -0);
const sign = (magnitude: number, s: number): number =>
  negative(s) ? -Math.abs(magnitude) : Math.abs(magnitude);

const sinh = (x: number): number => !isFinite(x) || x === 0 ? x : x < 0 ? -dd.sinh(-x) : dd.sinh(x);
const cosh = (x: number): number => isFinite(x) ? dd.cosh(Math.abs(x)) : Math.abs(x);
const tanh = (x: number): number => isNan(x) || x === 0 ? x : x < 0 ? -dd.tanh(-x) : dd.tanh(x);
const asinh = (x: number): number =>
  !isFinite(x) || x === 0 ? x : x < 0 ? -dd.asinh(-x) : dd.asinh(x);
const log1p = (x: number): number =>
  isNan(x) || x === 0 || x === INF ? x : x === -1 ? -INF : dd.log1p(x);
const exp = Math.exp;
const atan2 = Math.atan2;
const log = Math.log;

/** Twice a power of two, exact also where the first factor overflows or is subnormal. */
function ldexp(x: number, e: number): number {
  const half = Math.trunc(e / 2);
  return x * 2 ** half * 2 ** (e - half);
}

const LARGE_DOUBLE = Number.MAX_VALUE / 4;
const SQRT_LARGE_DOUBLE = Math.sqrt(LARGE_DOUBLE);
const LOG_LARGE_DOUBLE = Math.log(LARGE_DOUBLE);
const DBL_MIN = 2.2250738585072014e-308;
const SQRT_DBL_MIN = Math.sqrt(DBL_MIN);

/** The complex number of an argument (PyComplex_AsCComplex). */
function complexOf(v: Value): Pair {
  if (v instanceof PyComplex) return [v.re, v.im];
  if (v instanceof PyFloat || typeof v === "number") return [asDouble(v), 0];
  const m = lookupSpecial(v, "__complex__");
  if (m !== undefined) {
    const r = call(m, []);
    if (!(r instanceof PyComplex)) throw typeError("__complex__ should return a complex object");
    return [r.re, r.im];
  }
  if (typeOf(v).nbFloat === undefined) {
    throw typeError(`must be real number, not ${typeName(v, 50)}`);
  }
  return [asDouble(v), 0];
}

// Where an argument is special, C99 says what comes out: rows and columns are
// -inf, negative, -0, 0, positive, inf, nan of the real and the imaginary part.

function kind(x: number): number {
  if (isNan(x)) return 6;
  if (!isFinite(x)) return x > 0 ? 5 : 0;
  if (x === 0) return negative(x) ? 2 : 3;
  return x > 0 ? 4 : 1;
}

/** A table of seven rows of seven pairs; `u` is never used, since that case is computed. */
function table(text: string): Pair[] {
  const names: Record<string, number> = {
    "0": 0,
    "-0": -0,
    "1": 1,
    "-1": -1,
    i: INF,
    "-i": -INF,
    n: NaN,
    u: NaN,
    p: PI,
    "-p": -PI,
    h: PI / 2,
    "-h": -PI / 2,
    q: PI / 4,
    "-q": -PI / 4,
    t: 0.75 * PI,
    "-t": -0.75 * PI,
  };
  return text.trim().split(/\s+/).map((p) => {
    const [a, b] = p.split(",");
    return [names[a], names[b]];
  });
}

const TEXTS = {
  acos: `t,i p,i p,i p,-i p,-i t,-i n,i
    h,i u,u u,u u,u u,u h,-i n,n
    h,i u,u h,0 h,-0 u,u h,-i h,n
    h,i u,u h,0 h,-0 u,u h,-i h,n
    h,i u,u u,u u,u u,u h,-i n,n
    q,i 0,i 0,i 0,-i 0,-i q,-i n,i
    n,i n,n n,n n,n n,n n,-i n,n`,
  acosh: `i,-t i,-p i,-p i,p i,p i,t i,n
    i,-h u,u u,u u,u u,u i,h n,n
    i,-h u,u 0,-h 0,h u,u i,h n,n
    i,-h u,u 0,-h 0,h u,u i,h n,n
    i,-h u,u u,u u,u u,u i,h n,n
    i,-q i,-0 i,-0 i,0 i,0 i,q i,n
    i,n n,n n,n n,n n,n i,n n,n`,
  asinh: `-i,-q -i,-0 -i,-0 -i,0 -i,0 -i,q -i,n
    -i,-h u,u u,u u,u u,u -i,h n,n
    -i,-h u,u -0,-0 -0,0 u,u -i,h n,n
    i,-h u,u 0,-0 0,0 u,u i,h n,n
    i,-h u,u u,u u,u u,u i,h n,n
    i,-q i,-0 i,-0 i,0 i,0 i,q i,n
    i,n n,n n,-0 n,0 n,n i,n n,n`,
  atanh: `-0,-h -0,-h -0,-h -0,h -0,h -0,h -0,n
    -0,-h u,u u,u u,u u,u -0,h n,n
    -0,-h u,u -0,-0 -0,0 u,u -0,h -0,n
    0,-h u,u 0,-0 0,0 u,u 0,h 0,n
    0,-h u,u u,u u,u u,u 0,h n,n
    0,-h 0,-h 0,-h 0,h 0,h 0,h 0,n
    0,-h n,n n,n n,n n,n 0,h n,n`,
  cosh: `i,n u,u i,0 i,-0 u,u i,n i,n
    n,n u,u u,u u,u u,u n,n n,n
    n,0 u,u 1,0 1,-0 u,u n,0 n,0
    n,0 u,u 1,-0 1,0 u,u n,0 n,0
    n,n u,u u,u u,u u,u n,n n,n
    i,n u,u i,-0 i,0 u,u i,n i,n
    n,n n,n n,0 n,0 n,n n,n n,n`,
  exp: `0,0 u,u 0,-0 0,0 u,u 0,0 0,0
    n,n u,u u,u u,u u,u n,n n,n
    n,n u,u 1,-0 1,0 u,u n,n n,n
    n,n u,u 1,-0 1,0 u,u n,n n,n
    n,n u,u u,u u,u u,u n,n n,n
    i,n u,u i,-0 i,0 u,u i,n i,n
    n,n n,n n,-0 n,0 n,n n,n n,n`,
  log: `i,-t i,-p i,-p i,p i,p i,t i,n
    i,-h u,u u,u u,u u,u i,h n,n
    i,-h u,u -i,-p -i,p u,u i,h n,n
    i,-h u,u -i,-0 -i,0 u,u i,h n,n
    i,-h u,u u,u u,u u,u i,h n,n
    i,-q i,-0 i,-0 i,0 i,0 i,q i,n
    i,n n,n n,n n,n n,n i,n n,n`,
  sinh: `i,n u,u -i,-0 -i,0 u,u i,n i,n
    n,n u,u u,u u,u u,u n,n n,n
    0,n u,u -0,-0 -0,0 u,u 0,n 0,n
    0,n u,u 0,-0 0,0 u,u 0,n 0,n
    n,n u,u u,u u,u u,u n,n n,n
    i,n u,u i,-0 i,0 u,u i,n i,n
    n,n n,n n,-0 n,0 n,n n,n n,n`,
  sqrt: `i,-i 0,-i 0,-i 0,i 0,i i,i n,i
    i,-i u,u u,u u,u u,u i,i n,n
    i,-i u,u 0,-0 0,0 u,u i,i n,n
    i,-i u,u 0,-0 0,0 u,u i,i n,n
    i,-i u,u u,u u,u u,u i,i n,n
    i,-i i,-0 i,-0 i,0 i,0 i,i i,n
    i,-i n,n n,n n,n n,n i,i n,n`,
  tanh: `-1,0 u,u -1,-0 -1,0 u,u -1,0 -1,0
    n,n u,u u,u u,u u,u n,n n,n
    n,n u,u -0,-0 -0,0 u,u n,n n,n
    n,n u,u 0,-0 0,0 u,u n,n n,n
    n,n u,u u,u u,u u,u n,n n,n
    1,0 u,u 1,-0 1,0 u,u 1,0 1,0
    n,n n,n n,-0 n,0 n,n n,n n,n`,
  rect: `i,n u,u -i,0 -i,-0 u,u i,n i,n
    n,n u,u u,u u,u u,u n,n n,n
    0,0 u,u -0,0 -0,-0 u,u 0,0 0,0
    0,0 u,u 0,-0 0,0 u,u 0,0 0,0
    n,n u,u u,u u,u u,u n,n n,n
    i,n u,u i,-0 i,0 u,u i,n i,n
    n,n n,n n,0 n,0 n,n n,n n,n`,
};

const tables = new Map<keyof typeof TEXTS, Pair[]>();

function special(name: keyof typeof TEXTS, re: number, im: number): Pair | undefined {
  if (isFinite(re) && isFinite(im)) return undefined;
  let t = tables.get(name);
  if (t === undefined) tables.set(name, t = table(TEXTS[name]));
  return t[kind(re) * 7 + kind(im)];
}

// The functions -----------------------------------------------------------------------

function sqrt(z: Pair): Pair {
  const s = special("sqrt", z[0], z[1]);
  if (s !== undefined) return s;
  const [re, im] = z;
  if (re === 0 && im === 0) return [0, im];
  let ax = Math.abs(re);
  const ay = Math.abs(im);
  let r: number;
  if (ax < DBL_MIN && ay < DBL_MIN && (ax > 0 || ay > 0)) {
    // subnormal: scaled up, so that nothing is lost
    ax = ldexp(ax, 54);
    r = ldexp(Math.sqrt(ax + hypot(ax, ldexp(ay, 54))), -27);
  } else {
    ax /= 8;
    r = 2 * Math.sqrt(ax + hypot(ax, ay / 8));
  }
  const d = ay / (2 * r);
  return re >= 0 ? [r, sign(d, im)] : [d, sign(r, im)];
}

function acos(z: Pair): Pair {
  const s = special("acos", z[0], z[1]);
  if (s !== undefined) return s;
  const [re, im] = z;
  if (Math.abs(re) > LARGE_DOUBLE || Math.abs(im) > LARGE_DOUBLE) {
    // the magnitude of z*z would overflow
    const l = log(hypot(re / 2, im / 2)) + LN2 * 2;
    return [atan2(Math.abs(im), re), re < 0 ? -sign(l, im) : sign(l, -im)];
  }
  const s1 = sqrt([1 - re, -im]);
  const s2 = sqrt([1 + re, im]);
  return [2 * atan2(s1[0], s2[0]), asinh(s2[0] * s1[1] - s2[1] * s1[0])];
}

function acosh(z: Pair): Pair {
  const s = special("acosh", z[0], z[1]);
  if (s !== undefined) return s;
  const [re, im] = z;
  if (Math.abs(re) > LARGE_DOUBLE || Math.abs(im) > LARGE_DOUBLE) {
    return [log(hypot(re / 2, im / 2)) + LN2 * 2, atan2(im, re)];
  }
  const s1 = sqrt([re - 1, im]);
  const s2 = sqrt([re + 1, im]);
  return [asinh(s1[0] * s2[0] + s1[1] * s2[1]), 2 * atan2(s1[1], s2[0])];
}

function asinhZ(z: Pair): Pair {
  const s = special("asinh", z[0], z[1]);
  if (s !== undefined) return s;
  const [re, im] = z;
  if (Math.abs(re) > LARGE_DOUBLE || Math.abs(im) > LARGE_DOUBLE) {
    const l = log(hypot(re / 2, im / 2)) + LN2 * 2;
    return [negative(im) ? -sign(l, -re) : sign(l, re), atan2(im, Math.abs(re))];
  }
  const s1 = sqrt([1 + im, -re]);
  const s2 = sqrt([1 - im, re]);
  return [
    asinh(s1[0] * s2[1] - s2[0] * s1[1]),
    atan2(im, s1[0] * s2[0] - s1[1] * s2[1]),
  ];
}

/** f(iz) / i. */
const turned = (f: (z: Pair) => Pair) => (z: Pair): Pair => {
  const [re, im] = f([-z[1], z[0]]);
  return [im, -re];
};

function atanh(z: Pair): Pair {
  const s = special("atanh", z[0], z[1]);
  if (s !== undefined) return s;
  const [re, im] = z;
  if (re < 0 || (re === 0 && negative(re))) {
    const r = atanh([-re, -im]);
    return [-r[0], -r[1]];
  }
  const ay = Math.abs(im);
  if (re > SQRT_LARGE_DOUBLE || ay > SQRT_LARGE_DOUBLE) {
    // about 1/z + i*pi/2
    const h = hypot(re / 2, im / 2);
    return [re / 4 / h / h, -sign(PI / 2, -im)];
  }
  if (re === 1 && ay < SQRT_DBL_MIN) {
    if (ay === 0) throw domain();
    return [
      -log(Math.sqrt(ay) / Math.sqrt(hypot(ay, 2))),
      sign(atan2(2, -ay) / 2, im),
    ];
  }
  return [
    log1p(4 * re / ((1 - re) * (1 - re) + ay * ay)) / 4,
    -atan2(-2 * im, (1 - re) * (1 + re) - ay * ay) / 2,
  ];
}

/** Where the imaginary part is infinite and the real one is not NaN (nor, for some, minus infinity), that is no number. */
function checkImaginary(re: number, im: number, always: boolean): void {
  if (!isFinite(im) && !isNan(im) && (always ? isFinite(re) : isFinite(re) || re > 0)) {
    throw domain();
  }
}

function overflowed(z: Pair): Pair {
  if (z[0] === INF || z[0] === -INF || z[1] === INF || z[1] === -INF) throw range();
  return z;
}

function cosh_(z: Pair): Pair {
  const [re, im] = z;
  if (!isFinite(re) || !isFinite(im)) {
    let r: Pair;
    if (!isFinite(re) && !isNan(re) && isFinite(im) && im !== 0) {
      r = re > 0
        ? [sign(INF, Math.cos(im)), sign(INF, Math.sin(im))]
        : [sign(INF, Math.cos(im)), -sign(INF, Math.sin(im))];
    } else r = special("cosh", re, im)!;
    if (!isFinite(im) && !isNan(im) && !isNan(re)) throw domain();
    return r;
  }
  if (Math.abs(re) > LOG_LARGE_DOUBLE) {
    const m = re - sign(1, re);
    return overflowed([
      Math.cos(im) * cosh(m) * Math.E,
      Math.sin(im) * sinh(m) * Math.E,
    ]);
  }
  return overflowed([Math.cos(im) * cosh(re), Math.sin(im) * sinh(re)]);
}

function sinh_(z: Pair): Pair {
  const [re, im] = z;
  if (!isFinite(re) || !isFinite(im)) {
    let r: Pair;
    if (!isFinite(re) && !isNan(re) && isFinite(im) && im !== 0) {
      r = re > 0
        ? [sign(INF, Math.cos(im)), sign(INF, Math.sin(im))]
        : [-sign(INF, Math.cos(im)), sign(INF, Math.sin(im))];
    } else r = special("sinh", re, im)!;
    if (!isFinite(im) && !isNan(im) && !isNan(re)) throw domain();
    return r;
  }
  if (Math.abs(re) > LOG_LARGE_DOUBLE) {
    const m = re - sign(1, re);
    return overflowed([
      Math.cos(im) * sinh(m) * Math.E,
      Math.sin(im) * cosh(m) * Math.E,
    ]);
  }
  return overflowed([Math.cos(im) * sinh(re), Math.sin(im) * cosh(re)]);
}

function tanh_(z: Pair): Pair {
  const [re, im] = z;
  if (!isFinite(re) || !isFinite(im)) {
    let r: Pair;
    if (!isFinite(re) && !isNan(re) && isFinite(im) && im !== 0) {
      r = [re > 0 ? 1 : -1, sign(0, 2 * Math.sin(im) * Math.cos(im))];
    } else r = special("tanh", re, im)!;
    checkImaginary(re, im, true);
    return r;
  }
  if (Math.abs(re) > LOG_LARGE_DOUBLE) {
    return [
      sign(1, re),
      4 * Math.sin(im) * Math.cos(im) * exp(-2 * Math.abs(re)),
    ];
  }
  const tx = tanh(re);
  const ty = Math.tan(im);
  const cx = 1 / cosh(re);
  const txty = tx * ty;
  const denominator = 1 + txty * txty;
  return [tx * (1 + ty * ty) / denominator, ty / denominator * cx * cx];
}

function expZ(z: Pair): Pair {
  const [re, im] = z;
  if (!isFinite(re) || !isFinite(im)) {
    let r: Pair;
    if (!isFinite(re) && !isNan(re) && isFinite(im) && im !== 0) {
      const m = re > 0 ? INF : 0;
      r = [sign(m, Math.cos(im)), sign(m, Math.sin(im))];
    } else r = special("exp", re, im)!;
    checkImaginary(re, im, false);
    return r;
  }
  if (re > LOG_LARGE_DOUBLE) {
    const l = exp(re - 1);
    return overflowed([l * Math.cos(im) * Math.E, l * Math.sin(im) * Math.E]);
  }
  const l = exp(re);
  return overflowed([l * Math.cos(im), l * Math.sin(im)]);
}

/** The natural logarithm, and whether it is of zero. */
function logZ(z: Pair): Pair {
  const s = special("log", z[0], z[1]);
  if (s !== undefined) return s;
  const ax = Math.abs(z[0]);
  const ay = Math.abs(z[1]);
  let re: number;
  if (ax > LARGE_DOUBLE || ay > LARGE_DOUBLE) re = log(hypot(ax / 2, ay / 2)) + LN2;
  else if (ax < DBL_MIN && ay < DBL_MIN) {
    if (ax > 0 || ay > 0) re = log(hypot(ldexp(ax, 53), ldexp(ay, 53))) - 53 * LN2;
    else return [-INF, atan2(z[1], z[0])];
  } else {
    const h = hypot(ax, ay);
    if (0.71 <= h && h <= 1.73) {
      // close to 1: what matters is how far from it
      const am = Math.max(ax, ay);
      const an = Math.min(ax, ay);
      re = log1p((am - 1) * (am + 1) + an * an) / 2;
    } else re = log(h);
  }
  return [re, atan2(z[1], z[0])];
}

const isZero = (z: Pair): boolean => z[0] === 0 && z[1] === 0;
const result = (z: Pair): Value => new PyComplex(z[0], z[1]);

function log_(v: Value, base?: Value): Value {
  const z = complexOf(v);
  if (base === undefined) {
    if (isZero(z)) throw domain();
    return result(logZ(z));
  }
  const b = complexOf(base);
  const x = logZ(z);
  const y = logZ(b);
  const bad = isZero(z) || isZero(b);
  if (isZero(y) || bad) throw domain();
  return result(quotient(x, y));
}

function rect(r: number, phi: number): Pair {
  if (!isFinite(r) || !isFinite(phi)) {
    let z: Pair;
    if (!isFinite(r) && !isNan(r) && isFinite(phi) && phi !== 0) {
      z = r > 0
        ? [sign(INF, Math.cos(phi)), sign(INF, Math.sin(phi))]
        : [-sign(INF, Math.cos(phi)), -sign(INF, Math.sin(phi))];
    } else z = special("rect", r, phi)!;
    if (r !== 0 && !isNan(r) && !isFinite(phi) && !isNan(phi)) throw domain();
    return z;
  }
  // a zero angle keeps the sign of its zero
  if (phi === 0) return [r, r * phi];
  return [r * Math.cos(phi), r * Math.sin(phi)];
}

function abs(z: Pair): number {
  if (!isFinite(z[0]) || !isFinite(z[1])) {
    if (Math.abs(z[0]) === INF || Math.abs(z[1]) === INF) return INF;
    return NaN;
  }
  const h = hypot(z[0], z[1]);
  if (!isFinite(h)) throw range();
  return h;
}

function isclose(a: Value, b: Value, relative: Value, absolute: Value): Value {
  const x = complexOf(a);
  const y = complexOf(b);
  const rel = relative === undefined ? 1e-9 : asDouble(relative);
  const eps = absolute === undefined ? 0 : asDouble(absolute);
  if (rel < 0 || eps < 0) throw valueError("tolerances must be non-negative");
  if (x[0] === y[0] && x[1] === y[1]) return true;
  if ([...x, ...y].some((n) => Math.abs(n) === INF)) return false;
  const diff = abs([x[0] - y[0], x[1] - y[1]]);
  return diff <= rel * abs(y) || diff <= rel * abs(x) || diff <= eps;
}

const one = (f: (z: Pair) => Pair, doc: string): Decl => [
  "($module, z, /)",
  (v: Value) => result(f(complexOf(v))),
  doc,
];

const test = (f: (x: number, y: number) => boolean, doc: string): Decl => [
  "($module, z, /)",
  (v: Value) => f(...complexOf(v)),
  doc,
];

export const cmath_module = (): ModuleSpec => ({
  name: "cmath",
  doc: "Mathematical functions of complex numbers.",
  functions: {
    acos: one(acos, "Return the arc cosine of z."),
    acosh: one(acosh, "Return the inverse hyperbolic cosine of z."),
    asin: one(turned(asinhZ), "Return the arc sine of z."),
    asinh: one(asinhZ, "Return the inverse hyperbolic sine of z."),
    atan: one(turned(atanh), "Return the arc tangent of z."),
    atanh: one(atanh, "Return the inverse hyperbolic tangent of z."),
    cos: one((z) => cosh_([-z[1], z[0]]), "Return the cosine of z."),
    cosh: one(cosh_, "Return the hyperbolic cosine of z."),
    exp: one(expZ, "Return the exponential value e**z."),
    log: [
      "($module, x, y_obj=None, /)",
      log_,
      "The logarithm of z to the given base.",
      ArgStyle.Parse,
    ],
    log10: one((z) => {
      if (isZero(z)) throw domain();
      const [re, im] = logZ(z);
      return [re / Math.LN10, im / Math.LN10];
    }, "Return the base-10 logarithm of z."),
    sin: one(turned(sinh_), "Return the sine of z."),
    sinh: one(sinh_, "Return the hyperbolic sine of z."),
    sqrt: one(sqrt, "Return the square root of z."),
    tan: one(turned(tanh_), "Return the tangent of z."),
    tanh: one(tanh_, "Return the hyperbolic tangent of z."),
    phase: [
      "($module, z, /)",
      (v: Value) => {
        const [re, im] = complexOf(v);
        return new PyFloat(atan2(im, re));
      },
      "Return argument, also known as the phase angle, of a complex.",
    ],
    polar: ["($module, z, /)", (v: Value) => {
      const z = complexOf(v);
      return tuple([new PyFloat(abs(z)), new PyFloat(atan2(z[1], z[0]))]);
    }, "Convert a complex from rectangular coordinates to polar coordinates."],
    rect: [
      "($module, r, phi, /)",
      (r: Value, phi: Value) => result(rect(asDouble(r), asDouble(phi))),
      "Convert from polar coordinates to rectangular coordinates.",
      ArgStyle.Parse,
    ],
    isclose: [
      "($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)",
      isclose,
      "Determine whether two complex numbers are close in value.",
    ],
    isfinite: test(
      (x, y) => isFinite(x) && isFinite(y),
      "Return True if both the real and imaginary parts of z are finite, else False.",
    ),
    isinf: test(
      (x, y) => Math.abs(x) === INF || Math.abs(y) === INF,
      "Checks if the real or imaginary part of z is infinite.",
    ),
    isnan: test(
      (x, y) => isNan(x) || isNan(y),
      "Checks if the real or imaginary part of z not a number (NaN).",
    ),
  },
  attrs: () => ({
    pi: new PyFloat(PI),
    e: new PyFloat(Math.E),
    tau: new PyFloat(2 * PI),
    inf: new PyFloat(INF),
    nan: new PyFloat(NaN),
    infj: new PyComplex(0, INF),
    nanj: new PyComplex(0, NaN),
  }),
});
