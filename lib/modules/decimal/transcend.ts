/**
 * exp, ln, log10, power and square root, correctly rounded: computed in binary
 * fixed point with spare bits until the digits behind the last one decide.
 *
 * @module
 */
import { memoryError } from "../../core/errors.ts";
import {
  bitLength,
  type Int,
  intAdd,
  intFloorDiv,
  intMul,
  intPowMod,
  intSub,
} from "../../core/number.ts";
import { normInt } from "../../core/object.ts";
import { compareFinite, divide, multiply, withSign } from "./arith.ts";
import {
  countDigits,
  type Ctx,
  etiny,
  finalize,
  finite,
  fix,
  infinity,
  invalid,
  isOdd,
  Kind,
  nanResult,
  pow10,
  type PyDecimal,
  Round,
  scaleUp,
  Sig,
  stripped,
  stripZeros,
  workContext,
} from "./value.ts";

const ONE = (): PyDecimal => finite(0, 1, 0);

/** floor(sqrt(n)). */
export function isqrt(n: bigint): bigint {
  if (n < 1n << 52n) return BigInt(Math.floor(Math.sqrt(Number(n))));
  const half = BigInt((bitLength(n) - 1) >> 2);
  // the root of the leading half, then one step of Newton's
  const a = isqrt(n >> (2n * half));
  let x = ((a << half) + (n >> half) / a) >> 1n;
  while (x * x > n) x--;
  while ((x + 1n) * (x + 1n) <= n) x++;
  return x;
}

/** atanh(1/k) in `bits` bits. */
function atanhInverse(k: bigint, bits: number): bigint {
  let term = (1n << BigInt(bits)) / k;
  let sum = term;
  const square = k * k;
  for (let i = 3n; term !== 0n; i += 2n) {
    term /= square;
    sum += term / i;
  }
  return sum;
}

let ln10Bits = 0;
let ln10Value = 0n;
/** ln(10) in `bits` bits. */
function ln10(bits: number): bigint {
  if (bits > ln10Bits) {
    const b = bits + 32;
    ln10Value = 46n * atanhInverse(31n, b) + 34n * atanhInverse(49n, b) +
      20n * atanhInverse(161n, b);
    ln10Bits = b;
  }
  return ln10Value >> BigInt(ln10Bits - bits);
}

/** exp(x) for 0 <= x < 3, x and the result in `bits` bits; the last few are wrong. */
function expFixed(x: bigint, bits: number): bigint {
  const k = Math.floor(Math.sqrt(bits)) + 2;
  const extra = 2 * k + 16;
  const b = BigInt(bits + extra);
  const r = x << BigInt(extra) >> BigInt(k);
  let term = 1n << b;
  let sum = term;
  for (let i = 1n; term !== 0n; i++) {
    term = (term * r >> b) / i;
    sum += term;
  }
  for (let i = 0; i < k; i++) sum = sum * sum >> b;
  return sum >> BigInt(extra);
}

/** ln(x) for 0.1 <= x < 11, x and the result in `bits` bits; the last few are wrong. */
function lnFixed(x: bigint, bits: number): bigint {
  if (bits <= 48) {
    return BigInt(Math.round(Math.log(Number(x) / 2 ** bits) * 2 ** bits));
  }
  const half = (bits >> 1) + 8;
  const b = BigInt(bits);
  let y = half >= bits
    ? lnFixed(x >> BigInt(bits - 40), 40) << BigInt(bits - 40)
    : lnFixed(x >> BigInt(bits - half), half) << BigInt(bits - half);
  // x * exp(-y) is 1 + d for a small d
  const negative = y < 0n;
  const e = expFixed(negative ? -y : y, bits);
  const quotient = negative ? x * e >> b : (x << b) / e;
  const d = quotient - (1n << b);
  const t = (d << b) / (quotient + (1n << b));
  const square = t * t >> b;
  let term = t;
  let sum = 0n;
  for (let i = 1n; term !== 0n && term !== -1n; i += 2n) {
    sum += term / i;
    term = term * square >> b;
  }
  y += 2n * sum;
  return y;
}

/** c * 10**e in `bits` bits. */
function toFixed(c: Int, e: number, bits: number): bigint {
  const n = BigInt(c) << BigInt(bits);
  return e >= 0 ? n * pow10(e) : n / pow10(-e);
}

const bitsFor = (digits: number): number => Math.ceil(digits * 3.3219280948873626) + 8;

/** Precisions beyond this are refused as memory that is not there. */
function workable(c: Ctx): number {
  if (c.prec > 20_000_000) throw memoryError();
  return Number(c.prec);
}

/**
 * The digits that decide the rounding of what `approximate` gives for a number of digits: a coefficient with at
 * least that many, off by at most 1,000 units, and its exponent.
 */
function decided(
  sign: 0 | 1,
  prec: number,
  approximate: (digits: number) => [bigint, number],
): PyDecimal {
  for (let spare = 8;; spare *= 2) {
    const [n, exp] = approximate(prec + spare);
    const cut = countDigits(normInt(n)) - prec - 1;
    if (cut > 4) {
      const p = pow10(cut);
      const low = (n - 1000n) / p;
      // equal digits with one more than the precision on both sides, and no tie
      if (low === (n + 1000n) / p) {
        return finite(sign, normInt(low * 10n + 1n), exp + cut - 1);
      }
    }
  }
}

/** exp(a). */
export function exp(c: Ctx, a: PyDecimal): PyDecimal {
  const n = nanResult(c, a);
  if (n !== null) return n;
  if (a.kind === Kind.Inf) return a.sign === 0 ? a : finite(0, 0, 0);
  if (a.coef === 0) return ONE();
  const w = workContext(c, { round: Round.HalfEven });
  const r = expFinite(w, a);
  c.status |= w.status | Sig.Inexact | Sig.Rounded;
  return r;
}

function expFinite(w: Ctx, a: PyDecimal): PyDecimal {
  const adj = a.adjusted;
  // beyond what any exponent can hold
  if (adj > 19 || adj > countDigits(w.emax) + 1 && adj > countDigits(w.emin) + 1) {
    return a.sign === 0
      ? finalize(w, 0, 1, intAdd(w.emax, 1))
      : finalize(w, 0, 1, intSub(etiny(w), 2));
  }
  if (adj < -Number(w.prec) - 1) {
    const p = workable(w);
    if (a.sign === 0) return finalize(w, 0, normInt(pow10(p - 1)), 1 - p);
    return finalize(w, 0, normInt(pow10(p + 2) - 1n), -p - 2);
  }
  const prec = workable(w);
  const lead = Math.max(0, Number(adj) + 1);
  let shift: Int = 0;
  const r = decided(0, prec, (digits) => {
    const bits = bitsFor(digits + lead + 2);
    const x = toFixed(a.coef, Number(a.exp), bits) * (a.sign === 0 ? 1n : -1n);
    const one = ln10(bits);
    let k = x / one;
    let rest = x - k * one;
    if (rest < 0n) {
      k -= 1n;
      rest += one;
    }
    const e = expFixed(rest, bits);
    shift = normInt(k);
    return [e * pow10(digits) >> BigInt(bits), -digits];
  });
  return finalize(w, 0, r.coef, intAdd(r.exp, shift));
}

/** An estimate of the first digit's exponent of ln(a); never too large by more than 1. */
function lnAdjusted(a: PyDecimal): number {
  const adj = a.adjusted;
  if (adj === 0 || adj === -1) {
    // ln(x) is about x - 1
    const one = scaleUp(1, intSub(0, a.exp < 0 ? a.exp : 0));
    const x = a.exp > 0 ? scaleUp(a.coef, a.exp) : a.coef;
    const d = BigInt(x) - BigInt(one);
    return countDigits(normInt(d < 0n ? -d : d)) - 1 + Number(a.exp < 0 ? a.exp : 0) - 1;
  }
  return countDigits(adj < 0 ? -adj : adj) - 1;
}

/** ln(a) in `bits` bits. */
function lnBits(a: PyDecimal, bits: number): bigint {
  // 0.1 <= m < 10
  const near = a.adjusted === -1;
  const k = near ? 0 : a.adjusted;
  const extra = 16 + bitLength(k);
  const b = bits + extra;
  const m = lnFixed(toFixed(a.coef, Number(intSub(a.exp, k)), b), b);
  return (m + BigInt(k) * ln10(b + extra) / (1n << BigInt(extra))) >> BigInt(extra);
}

/** ln(a). */
export function ln(c: Ctx, a: PyDecimal): PyDecimal {
  const n = nanResult(c, a);
  if (n !== null) return n;
  if (a.kind === Kind.Inf) return a.sign === 0 ? a : invalid(c);
  if (a.coef === 0) {
    return infinity(1);
  }
  if (a.sign === 1) return invalid(c);
  if (compareFinite(a, ONE()) === 0) return finite(0, 0, 0);
  const w = workContext(c, { round: Round.HalfEven });
  const prec = workable(w);
  const adj = lnAdjusted(a);
  const negative = a.adjusted < 0;
  const r = decided(negative ? 1 : 0, prec, (digits) => {
    const places = digits - adj;
    const bits = bitsFor(places + 2);
    const v = lnBits(a, bits);
    return [(v < 0n ? -v : v) * pow10(places) >> BigInt(bits), -places];
  });
  const out = fix(w, r);
  c.status |= w.status;
  return out;
}

/** log10(a). */
export function log10(c: Ctx, a: PyDecimal): PyDecimal {
  const n = nanResult(c, a);
  if (n !== null) return n;
  if (a.kind === Kind.Inf) return a.sign === 0 ? a : invalid(c);
  if (a.coef === 0) {
    return infinity(1);
  }
  if (a.sign === 1) return invalid(c);
  const w = workContext(c, { round: Round.HalfEven });
  if (stripZeros(a.coef, a.digits) === 1) {
    const k = a.adjusted;
    const r = finalize(w, k < 0 ? 1 : 0, k < 0 ? -k : k, 0);
    c.status |= w.status;
    return r;
  }
  const prec = workable(w);
  const adj = lnAdjusted(a) - 1;
  const negative = a.adjusted < 0;
  const r = decided(negative ? 1 : 0, prec, (digits) => {
    const places = digits - adj;
    const bits = bitsFor(places + 2);
    const v = (lnBits(a, bits) << BigInt(bits)) / ln10(bits);
    return [(v < 0n ? -v : v) * pow10(places) >> BigInt(bits), -places];
  });
  const out = fix(w, r);
  c.status |= w.status;
  return out;
}

/** The square root. */
export function sqrt(c: Ctx, a: PyDecimal): PyDecimal {
  if (a.kind !== Kind.Finite) {
    const n = nanResult(c, a);
    if (n !== null) return n;
    return a.sign === 1 ? invalid(c) : a;
  }
  const ideal = intFloorDiv(a.exp, 2);
  if (a.coef === 0) return finalize(c, a.sign, 0, ideal);
  if (a.sign === 1) return invalid(c);
  const w = workContext(c, { round: Round.HalfEven });
  const odd = isOdd(a.exp);
  let coef = BigInt(a.coef) * (odd ? 10n : 1n);
  const half = (a.digits + (odd ? 1 : 0) + 1) >> 1;
  // one digit more than the precision
  const shift = intAdd(w.prec, 1 - half);
  let exact = true;
  if (shift >= 0) coef *= pow10(intMul(shift, 2));
  else {
    const p = pow10(-2 * Number(shift));
    exact = coef % p === 0n;
    coef /= p;
  }
  let root = isqrt(coef);
  exact &&= root * root === coef;
  let e = intSub(ideal, shift);
  let r: Int;
  if (exact) {
    // towards the ideal exponent
    const n = normInt(root);
    r = e < ideal ? stripZeros(n, intSub(ideal, e)) : scaleUp(n, intSub(e, ideal));
    e = e < ideal ? intAdd(e, stripped) : ideal;
  } else {
    if (root % 5n === 0n) root += 1n;
    r = normInt(root);
  }
  const out = finalize(w, 0, r, e);
  c.status |= w.status;
  return out;
}

/** Whether a finite number is an integer. */
export function isInteger(a: PyDecimal): boolean {
  if (a.exp >= 0 || a.coef === 0) return true;
  if (a.adjusted < 0) return false;
  stripZeros(a.coef, -a.exp);
  return stripped === -a.exp;
}

/** Whether an integer is odd. */
function isOddInteger(a: PyDecimal): boolean {
  if (a.exp > 0 || a.coef === 0) return false;
  if (a.exp === 0) return isOdd(a.coef);
  return isOdd(stripZeros(a.coef, -a.exp));
}

/** |a| as an int. */
const magnitude = (a: PyDecimal): Int =>
  a.exp >= 0 ? scaleUp(a.coef, a.exp) : stripZeros(a.coef, -a.exp);

/** base ** n for an n > 0: exactly while that is short, else decided by spare digits. */
function powInt(c: Ctx, sign: 0 | 1, base: PyDecimal, n: Int, inverse: boolean): PyDecimal {
  const coef = stripZeros(base.coef, base.digits);
  const zeros = stripped;
  const e = intMul(base.exp, n);
  if (!inverse) {
    if (coef === 1) {
      // a power of ten keeps its zeros as far as they fit
      const more = intMul(zeros, n);
      const room = c.prec < more ? c.prec : more;
      const cut = intSub(more, room);
      if (cut > 0) c.status |= Sig.Rounded;
      return finalizeExact(c, sign, scaleUp(1, room), intAdd(e, cut));
    }
    if (n <= 10 || intMul(base.digits, n) <= intAdd(intMul(c.prec, 2), 400)) {
      return finalize(c, sign, normInt(BigInt(base.coef) ** BigInt(n)), e);
    }
    // the exact digits without the zeros
    if (intMul(countDigits(coef) - 1, n) < intAdd(c.prec, 2)) {
      const short = normInt(BigInt(coef) ** BigInt(n));
      const more = intMul(zeros, n);
      const d = countDigits(short);
      const fill = intSub(intAdd(c.prec, 1), d);
      const room = fill < 0 ? 0 : fill < more ? fill : more;
      return finalize(c, sign, scaleUp(short, room), intSub(intAdd(e, more), room));
    }
  }
  const prec = workable(c);
  const spare = countDigits(n) + 6;
  let far: Int = 0;
  const text = BigInt(n).toString(2);
  // a power that no exponent can hold need not be computed
  const adj = base.adjusted;
  const least = intMul(adj < 0 ? intAdd(adj, 1) : adj, n);
  const bound = intMul(intAdd(intAdd(c.emax, c.prec), 10), 2);
  if (least > bound || least < intSub(0, bound)) {
    const up = (least > 0) !== inverse;
    return up ? finalize(c, sign, 1, intAdd(c.emax, 1)) : finalize(c, sign, 1, intSub(etiny(c), 2));
  }
  const r = decided(sign, prec, (digits) => {
    const keep = digits + spare;
    let m = BigInt(base.coef);
    let x: Int = base.exp;
    const start = m;
    const startExp = base.exp;
    const trim = () => {
      const cut = countDigits(normInt(m)) - keep;
      if (cut > 0) {
        m /= pow10(cut);
        x = intAdd(x, cut);
      }
    };
    for (let i = 1; i < text.length; i++) {
      m *= m;
      x = intMul(x, 2);
      trim();
      if (text[i] === "1") {
        m *= start;
        x = intAdd(x, startExp);
        trim();
      }
    }
    if (inverse) {
      const d = keep + countDigits(normInt(m));
      m = pow10(d) / m;
      x = intSub(-d, x);
    }
    const cut = countDigits(normInt(m)) - digits;
    if (cut > 0) {
      m /= pow10(cut);
      x = intAdd(x, cut);
    } else if (cut < 0) {
      m *= pow10(-cut);
      x = intAdd(x, cut);
    }
    far = x;
    return [m, 0];
  });
  return finalize(c, sign, r.coef, intAdd(r.exp, far));
}

const finalizeExact = finalize;

/** a ** b. */
export function power(c: Ctx, a: PyDecimal, b: PyDecimal): PyDecimal {
  const n = nanResult(c, a, b);
  if (n !== null) return n;
  const integral = b.kind === Kind.Finite && isInteger(b);
  const sign = (a.sign === 1 && integral && isOddInteger(b) ? 1 : 0) as 0 | 1;
  if (b.isZero) {
    return a.isZero ? invalid(c) : ONE();
  }
  if (a.isZero) {
    return b.sign === 1 ? infinity(sign) : finite(sign, 0, 0);
  }
  if (a.sign === 1 && !integral) {
    // not even for infinity to a fraction
    return invalid(c);
  }
  if (a.kind === Kind.Inf) {
    return b.sign === 1 ? finite(sign, 0, 0) : infinity(sign);
  }
  const order = compareFinite(withSign(a, 0), ONE());
  if (b.kind === Kind.Inf) {
    if (order === 0) {
      c.status |= Sig.Inexact | Sig.Rounded;
      return padded(c, 0);
    }
    return (order > 0) === (b.sign === 0) ? infinity(0) : finite(0, 0, 0);
  }
  if (integral) {
    if (order === 0 && a.exp === 0) return finite(sign, 1, 0);
    const k = magnitude(b);
    if (b.sign === 0) return powInt(c, sign, withSign(a, 0), k, false);
    // exact where the inverse of the base is
    const w = workContext(c, {
      prec: intAdd(intAdd(c.prec, 4), countDigits(k)),
      clamp: 0,
      emax: 10n ** 19n,
      emin: -(10n ** 19n),
    });
    const inverse = divide(w, ONE(), withSign(a, 0));
    if (w.status & Sig.Inexact) return powInt(c, sign, withSign(a, 0), k, true);
    return powInt(c, sign, inverse, k, false);
  }
  if (order === 0) {
    c.status |= Sig.Inexact | Sig.Rounded;
    return padded(c, 0);
  }
  const w = workContext(c, {
    prec: intAdd(BigInt(a.digits) > BigInt(c.prec) ? a.digits : c.prec, 23),
    round: Round.HalfEven,
    clamp: 0,
    emax: 999999999999999999n,
    emin: -999999999999999999n,
  });
  const x = multiply(w, ln(w, a), b);
  const e: Ctx = { ...w, status: 0 };
  let r = exp(e, x);
  c.status |= Sig.Inexact | Sig.Rounded;
  if (r.kind === Kind.Inf) return finalize(c, 0, 1, intAdd(c.emax, 1));
  if (r.coef === 0) r = finite(0, 1, intSub(etiny(c), 2));
  else if (compareFinite(r, ONE()) === 0) return padded(c, 0);
  return finalize(c, 0, r.coef, r.exp);
}

/** 1 with all the digits that the precision has. */
function padded(c: Ctx, sign: 0 | 1): PyDecimal {
  const p = workable(c) - 1;
  return finite(sign, normInt(pow10(p)), -p);
}

/** a ** b modulo m for integers. */
export function powerMod(c: Ctx, a: PyDecimal, b: PyDecimal, m: PyDecimal): PyDecimal {
  const n = nanResult(c, a, b, m);
  if (n !== null) return n;
  const ok = [a, b, m].every((d) => d.kind === Kind.Finite && isInteger(d));
  if (!ok || b.sign === 1 && b.coef !== 0 || m.coef === 0) return invalid(c);
  if (m.adjusted >= c.prec) return invalid(c);
  if (a.coef === 0 && b.coef === 0) return invalid(c);
  const sign = (a.sign === 1 && isOddInteger(b) ? 1 : 0) as 0 | 1;
  const mod = magnitude(m);
  const base = modOf(a, mod);
  // an exponent beyond memory comes as tens to a power
  let r: Int;
  if (b.exp > 0) {
    r = intPowMod(base, b.coef, mod);
    for (let i: Int = 0; i < b.exp && r > 1; i = intAdd(i, 1)) r = intPowMod(r, 10, mod);
  } else r = intPowMod(base, magnitude(b), mod);
  return finite(sign, r, 0);
}

function modOf(a: PyDecimal, m: Int): Int {
  if (a.exp <= 0) return normInt(BigInt(magnitude(a)) % BigInt(m));
  return normInt(BigInt(a.coef) * BigInt(intPowMod(10, a.exp, m)) % BigInt(m));
}
