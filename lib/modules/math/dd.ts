/**
 * Double-double arithmetic: numbers as sums of two doubles, good for about 30
 * digits, and the functions that math needs rounded correctly.
 *
 * @module
 */

/** hi + lo, with |lo| at most half a unit in the last place of hi. */
export type DD = readonly [hi: number, lo: number];

function fast(a: number, b: number): DD {
  const s = a + b;
  return [s, b - (s - a)];
}

function two(a: number, b: number): DD {
  const s = a + b;
  const t = s - a;
  return [s, a - (s - t) + (b - t)];
}

function prod(a: number, b: number): DD {
  const p = a * b;
  const x = 134217729 * a;
  const ah = x - (x - a);
  const al = a - ah;
  const y = 134217729 * b;
  const bh = y - (y - b);
  const bl = b - bh;
  return [p, ah * bh - p + ah * bl + al * bh + al * bl];
}

/** a + b. */
export function add(a: DD, b: DD): DD {
  const [s, e] = two(a[0], b[0]);
  const [t, f] = two(a[1], b[1]);
  const [u, v] = fast(s, e + t);
  return fast(u, v + f);
}

/** -a. */
export const neg = (a: DD): DD => [-a[0], -a[1]];
/** a - b. */
export const sub = (a: DD, b: DD): DD => add(a, neg(b));

/** a * b. */
export function mul(a: DD, b: DD): DD {
  const [p, e] = prod(a[0], b[0]);
  return fast(p, e + (a[0] * b[1] + a[1] * b[0]));
}

/** a / b. */
export function div(a: DD, b: DD): DD {
  const q1 = a[0] / b[0];
  let r = sub(a, mul(b, [q1, 0]));
  const q2 = r[0] / b[0];
  r = sub(r, mul(b, [q2, 0]));
  const q3 = r[0] / b[0];
  const [s, e] = fast(q1, q2);
  return fast(s, e + q3);
}

/** The square root. */
export function sqrt(a: DD): DD {
  if (a[0] === 0) return [0, 0];
  const x = Math.sqrt(a[0]);
  const r = sub(a, prod(x, x));
  return fast(x, r[0] / (2 * x));
}

const LN2: DD = [0.6931471805599453, 2.3190468138462996e-17];
const LN10: DD = [2.302585092994046, -2.1707562233822494e-16];
/** pi. */
export const PI: DD = [3.141592653589793, 1.2246467991473532e-16];
/** 1. */
export const ONE: DD = [1, 0];

let inverses: DD[] | undefined;

/** 1/n! in double-double; made on demand, as every table here. */
function inverse(n: number): DD {
  if (inverses === undefined) {
    inverses = [ONE];
    for (let i = 1; i < 30; i++) inverses.push(div(inverses[i - 1], [i, 0]));
  }
  return inverses[n];
}

/** exp(r) - 1 for a small r. */
function smallExpm1(r: DD): DD {
  let s: DD = [0, 0];
  for (let i = 18; i >= 1; i--) s = mul(r, add(inverse(i), s));
  return s;
}

/** exp(a) as a double-double and a power of two. */
function expScaled(a: DD): [DD, number] {
  const k = Math.round(a[0] / LN2[0]);
  const r = sub(a, mul(LN2, [k, 0]));
  // eight squarings: the argument of the series is below 0.0014
  let m = smallExpm1([r[0] / 256, r[1] / 256]);
  for (let i = 0; i < 8; i++) m = add(add(m, m), mul(m, m));
  return [add(ONE, m), k];
}

function scale(a: DD, k: number): number {
  if (k > 1023) return a[0] * 2 ** 1023 * 2 ** (k - 1023);
  if (k < -1000) {
    // the sum is rounded where the result is subnormal
    return scaleSmall(a, k);
  }
  return a[0] * 2 ** k;
}

function scaleSmall(a: DD, k: number): number {
  const tiny = 2 ** -1074;
  const units = a[0] * 2 ** (k + 1074 > -1000 ? k + 1074 : -1000);
  if (!Number.isFinite(units) || units >= 2 ** 52) return a[0] * 2 ** -1000 * 2 ** (k + 1000);
  let n = Math.floor(units);
  const rest = units - n + a[1] * 2 ** (k + 1074);
  if (rest > 0.5 || rest === 0.5 && n % 2 === 1) n++;
  return n * tiny;
}

/** exp(a) as a double-double; for results far from the ends of the range. */
export function exp(a: DD): DD {
  const [m, k] = expScaled(a);
  const f = 2 ** k;
  return [m[0] * f, m[1] * f];
}

/** exp(a), rounded. */
export function expRounded(a: DD): number {
  if (a[0] > 709.79) return Infinity;
  if (a[0] < -745.14) return 0;
  const [m, k] = expScaled(a);
  return scale(m, k);
}

/** The natural logarithm of a positive number. */
export function log(a: DD): DD {
  let e = 0;
  let x = a;
  if (a[0] < 2 ** -900) {
    x = [a[0] * 2 ** 200, a[1] * 2 ** 200];
    e = -200;
  } else if (a[0] > 2 ** 900) {
    x = [a[0] * 2 ** -200, a[1] * 2 ** -200];
    e = 200;
  }
  let y: DD = [Math.log(x[0]), 0];
  for (let i = 0; i < 2; i++) {
    const t = exp(y);
    // log(x) = y + log(x / t), and x / t is 1 but for a rounding error
    const d = div(sub(x, t), t);
    y = add(y, sub(d, mul([0.5, 0], mul(d, d))));
  }
  return e === 0 ? y : add(y, mul(LN2, [e, 0]));
}

/** log10(x) for a positive x. */
export function log10(x: number): number {
  return div(log([x, 0]), LN10)[0];
}

/** log2(x) for a positive x. */
export function log2(x: number): number {
  return div(log([x, 0]), LN2)[0];
}

/** log(1 + x) for x > -1. */
export function log1p(x: number): number {
  if (Math.abs(x) < 1e-5) {
    const t: DD = [x, 0];
    let s: DD = [0, 0];
    for (let i = 8; i >= 1; i--) s = mul(t, sub(div(ONE, [i, 0]), s));
    return s[0];
  }
  return log(two(1, x))[0];
}

/** exp(x) - 1. */
export function expm1(x: number): number {
  if (x > 709.79) return Infinity;
  if (x < -50) return -1;
  if (Math.abs(x) < 2 ** -60) return x;
  // 1 is far below the last bit, and the power of two may be beyond the range
  if (x > 100) return expRounded([x, 0]);
  return expm1DD(x)[0];
}

function expm1DD(x: number): DD {
  if (Math.abs(x) < 0.3) {
    let m = smallExpm1([x / 256, 0]);
    for (let i = 0; i < 8; i++) m = add(add(m, m), mul(m, m));
    return m;
  }
  return sub(exp([x, 0]), ONE);
}

/** sinh(x) for x >= 0. */
export function sinh(x: number): number {
  if (x > 40) return expRounded(sub([x, 0], LN2));
  // with m = exp(x) - 1: sinh = (m + m / (m + 1)) / 2
  const m = expm1DD(x);
  const r = add(m, div(m, add(m, ONE)));
  return r[0] / 2;
}

/** cosh(x) for x >= 0. */
export function cosh(x: number): number {
  if (x > 40) return expRounded(sub([x, 0], LN2));
  const e = exp([x, 0]);
  return add(e, div(ONE, e))[0] / 2;
}

/** tanh(x) for x >= 0. */
export function tanh(x: number): number {
  if (x > 22) return 1;
  const m = expm1DD(2 * x);
  return div(m, add(m, [2, 0]))[0];
}

/** atanh(x) for 0 <= x < 1. */
export function atanh(x: number): number {
  if (x < 1e-4) {
    const t: DD = [x, 0];
    const q = prod(x, x);
    let s: DD = [0, 0];
    for (let i = 9; i >= 1; i -= 2) s = add(div(ONE, [i, 0]), mul(q, s));
    return mul(t, s)[0];
  }
  return log(div(two(1, x), two(1, -x)))[0] / 2;
}

/** asinh(x) for x >= 0. */
export function asinh(x: number): number {
  if (x > 1e150) return add(log([x, 0]), LN2)[0];
  if (x < 1e-4) {
    const q = prod(x, x);
    // x - x^3/6 + 3x^5/40 - 15x^7/336
    let s: DD = div([-15, 0], [336, 0]);
    s = add(div([3, 0], [40, 0]), mul(q, s));
    s = add(div([-1, 0], [6, 0]), mul(q, s));
    return mul([x, 0], add(ONE, mul(q, s)))[0];
  }
  return log(add([x, 0], sqrt(add(prod(x, x), ONE))))[0];
}

/** acosh(x) for x >= 1. */
export function acosh(x: number): number {
  if (x > 1e150) return add(log([x, 0]), LN2)[0];
  const q = sub(prod(x, x), ONE);
  return log(add([x, 0], sqrt(q)))[0];
}

/** B(2k) for k from 1: over 2k (2k - 1), the coefficients of Stirling's series. */
const STIRLING = [
  [1, 6],
  [-1, 30],
  [1, 42],
  [-1, 30],
  [5, 66],
  [-691, 2730],
  [7, 6],
  [-3617, 510],
  [43867, 798],
  [-174611, 330],
  [854513, 138],
  [-236364091, 2730],
  [8553103, 6],
] as const;

function stirling(i: number): DD {
  const [n, d] = STIRLING[i];
  const k = 2 * (i + 1);
  return div([n, 0], mul([d, 0], [k * (k - 1), 0]));
}

/** log(gamma(x)) for a positive x. */
export function lgamma(x: DD): DD {
  let shift: DD = ONE;
  let z = x;
  while (z[0] < 25) {
    shift = mul(shift, z);
    z = add(z, ONE);
  }
  let s: DD = [0, 0];
  const inv = div(ONE, z);
  const inv2 = mul(inv, inv);
  for (let i = STIRLING.length - 1; i >= 0; i--) s = add(stirling(i), mul(inv2, s));
  s = mul(s, inv);
  const half: DD = [0.5, 0];
  const main = sub(mul(sub(z, half), log(z)), z);
  const r = add(add(main, mul(half, log(add(PI, PI)))), s);
  return shift[0] === 1 ? r : sub(r, log(shift));
}

/** sin(pi x) for 0 <= x <= 0.5. */
export function sinpi(x: DD): DD {
  const t = mul(PI, x);
  const q = neg(mul(t, t));
  let s: DD = [0, 0];
  for (let i = 27; i >= 1; i -= 2) s = add(inverse(i), mul(q, s));
  return mul(t, s);
}

const twoOverSqrtPi = (): DD => div([2, 0], sqrt(PI));

/** erf(x) for 0 <= x < 3. */
export function erfSeries(x: number): DD {
  // erf(x) = 2/sqrt(pi) exp(-x^2) sum (2x^2)^n x / (1 * 3 * ... * (2n + 1))
  const q = prod(x, x);
  let term: DD = [x, 0];
  let sum: DD = term;
  for (let n = 1; n < 120 && Math.abs(term[0]) > 1e-35 * Math.abs(sum[0]); n++) {
    term = div(mul(term, add(q, q)), [2 * n + 1, 0]);
    sum = add(sum, term);
  }
  return mul(mul(twoOverSqrtPi(), sum), exp(neg(q)));
}

/** erfc(x) for x >= 3. */
export function erfcFraction(x: number): number {
  const X: DD = [x, 0];
  let f: DD = X;
  for (let k = 60; k >= 1; k--) f = add(X, div([k / 2, 0], f));
  const scale = div(div(twoOverSqrtPi(), [2, 0]), f);
  const [m, k] = expScaled(neg(prod(x, x)));
  const r = mul(m, scale);
  return k < -1000 ? r[0] * 2 ** -500 * 2 ** (k + 500) : r[0] * 2 ** k;
}
