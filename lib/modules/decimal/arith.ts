/**
 * Decimal arithmetic: the basic operations and comparisons.
 *
 * @module
 */
import { type Int, intAdd, intMul, intSub } from "../../core/number.ts";
import { normInt } from "../../core/object.ts";
import {
  type Ctx,
  dropped,
  etiny,
  finalize,
  finite,
  fix,
  infinity,
  invalid,
  isOdd,
  Kind,
  largest,
  nan,
  nanResult,
  pow10,
  PyDecimal,
  Round,
  roundsUp,
  scaleUp,
  shiftRight,
  Sig,
  stripped,
  stripZeros,
  workContext,
} from "./value.ts";

const flip = (s: 0 | 1): 0 | 1 => s === 0 ? 1 : 0;

/** The same digits with another sign. */
export const withSign = (a: PyDecimal, sign: 0 | 1): PyDecimal =>
  new PyDecimal(sign, a.coef, a.exp, a.kind);

/** The number with a lower or equal exponent; digits that it has no room for are rounded. */
export function rescaled(a: PyDecimal, exp: Int, mode: Round): PyDecimal {
  if (a.coef === 0) return finite(a.sign, 0, exp);
  if (a.exp >= exp) return finite(a.sign, scaleUp(a.coef, intSub(a.exp, exp)), exp);
  let coef = shiftRight(a.coef, intSub(exp, a.exp));
  if (roundsUp(mode, a.sign, coef, dropped)) coef = intAdd(coef, 1);
  return finite(a.sign, coef, exp);
}

function addSigned(c: Ctx, a: PyDecimal, b: PyDecimal, bsign: 0 | 1): PyDecimal {
  if (a.kind !== Kind.Finite || b.kind !== Kind.Finite) {
    const n = nanResult(c, a, b);
    if (n !== null) return n;
    if (a.kind === Kind.Inf) {
      if (b.kind === Kind.Inf && a.sign !== bsign) return invalid(c);
      return infinity(a.sign);
    }
    return infinity(bsign);
  }
  if (a.exp === b.exp) return addAligned(c, a.sign, a.coef, bsign, b.coef, a.exp);
  const low = a.exp < b.exp ? a.exp : b.exp;
  if (a.coef === 0 || b.coef === 0) {
    if (a.coef === 0 && b.coef === 0) return addAligned(c, a.sign, 0, bsign, 0, low);
    const x = a.coef === 0 ? b : a;
    // no more zeros than the rounding will look at
    const least = intSub(intSub(x.exp, c.prec), 1);
    const exp = low < least ? least : low;
    const sign = a.coef === 0 ? bsign : a.sign;
    if (x.exp < exp) return finalize(c, sign, x.coef, x.exp);
    const room = intSub(c.prec, x.digits);
    const more = intSub(x.exp, exp);
    if (room >= 0 && more > room) {
      const r = finalize(c, sign, scaleUp(x.coef, room), intSub(x.exp, room));
      c.status |= Sig.Rounded;
      return r;
    }
    return finalize(c, sign, scaleUp(x.coef, more), exp);
  }
  // the one with the greater exponent, and the other
  const swap = a.exp < b.exp;
  const x = swap ? b : a;
  const y = swap ? a : b;
  const xs = swap ? bsign : a.sign;
  const ys = swap ? a.sign : bsign;
  let yc = y.coef;
  let ye = y.exp;
  // beyond this place y only matters by being there
  const room = intSub(intSub(x.digits, c.prec), 2);
  const edge = intAdd(x.exp, room < -1 ? room : -1);
  if (y.adjusted < edge) {
    yc = 1;
    ye = edge;
  }
  return addAligned(c, xs, scaleUp(x.coef, intSub(x.exp, ye)), ys, yc, ye);
}

function addAligned(c: Ctx, as: 0 | 1, a: Int, bs: 0 | 1, b: Int, exp: Int): PyDecimal {
  if (as === bs) return finalize(c, as, intAdd(a, b), exp);
  if (a === b) return finalize(c, c.round === Round.Floor ? 1 : 0, 0, exp);
  return a > b ? finalize(c, as, intSub(a, b), exp) : finalize(c, bs, intSub(b, a), exp);
}

/** a + b. */
export const add = (c: Ctx, a: PyDecimal, b: PyDecimal): PyDecimal => addSigned(c, a, b, b.sign);

/** a - b. */
export const subtract = (c: Ctx, a: PyDecimal, b: PyDecimal): PyDecimal =>
  addSigned(c, a, b, flip(b.sign));

/** a * b. */
export function multiply(c: Ctx, a: PyDecimal, b: PyDecimal): PyDecimal {
  const sign = (a.sign ^ b.sign) as 0 | 1;
  if (a.kind !== Kind.Finite || b.kind !== Kind.Finite) {
    const n = nanResult(c, a, b);
    if (n !== null) return n;
    return a.isZero || b.isZero ? invalid(c) : infinity(sign);
  }
  return finalize(c, sign, intMul(a.coef, b.coef), intAdd(a.exp, b.exp));
}

/** a / b. */
export function divide(c: Ctx, a: PyDecimal, b: PyDecimal): PyDecimal {
  const sign = (a.sign ^ b.sign) as 0 | 1;
  if (a.kind !== Kind.Finite || b.kind !== Kind.Finite) {
    const n = nanResult(c, a, b);
    if (n !== null) return n;
    if (a.kind === Kind.Inf) return b.kind === Kind.Inf ? invalid(c) : infinity(sign);
    c.status |= Sig.Clamped;
    return finite(sign, 0, etiny(c));
  }
  if (b.coef === 0) {
    if (a.coef === 0) return invalid(c, Sig.DivisionUndefined);
    c.status |= Sig.DivisionByZero;
    return infinity(sign);
  }
  const ideal = intSub(a.exp, b.exp);
  if (a.coef === 0) return finalize(c, sign, 0, ideal);
  if (typeof a.coef === "number" && typeof b.coef === "number" && a.coef % b.coef === 0) {
    return finalize(c, sign, a.coef / b.coef, ideal);
  }
  const shift = intAdd(b.digits - a.digits + 1, c.prec);
  let exp = intSub(ideal, shift);
  let x = BigInt(a.coef);
  let y = BigInt(b.coef);
  if (shift >= 0) x *= pow10(shift);
  else y *= pow10(-Number(shift));
  let q = x / y;
  if (q * y !== x) {
    // any digit behind tells that there is more, as long as it is no tie
    if (q % 5n === 0n) q += 1n;
    return finalize(c, sign, normInt(q), exp);
  }
  let coef = normInt(q);
  if (exp < ideal) {
    coef = stripZeros(coef, intSub(ideal, exp));
    exp = intAdd(exp, stripped);
  }
  return finalize(c, sign, coef, exp);
}

/** Quotient and remainder of finite numbers, b not 0; null when the quotient is too large. */
function divmodFinite(c: Ctx, a: PyDecimal, b: PyDecimal): [PyDecimal, PyDecimal] | null {
  const sign = (a.sign ^ b.sign) as 0 | 1;
  const ideal = a.exp < b.exp ? a.exp : b.exp;
  const diff = intSub(a.adjusted, b.adjusted);
  if (a.coef === 0 || diff <= -2) {
    // fewer digits would do: the remainder is rounded afterwards anyway
    return [finite(sign, 0, 0), rescaled(a, ideal, c.round)];
  }
  if (diff > c.prec) return null;
  const x = scaleUp(a.coef, a.exp > b.exp ? intSub(a.exp, b.exp) : 0);
  const y = scaleUp(b.coef, b.exp > a.exp ? intSub(b.exp, a.exp) : 0);
  let q: Int;
  let r: Int;
  if (typeof x === "number" && typeof y === "number") {
    r = x % y;
    q = (x - r) / y;
  } else {
    const big = BigInt(x) / BigInt(y);
    q = normInt(big);
    r = normInt(BigInt(x) - big * BigInt(y));
  }
  const quotient = finite(sign, q, 0);
  return quotient.digits > c.prec ? null : [quotient, finite(a.sign, r, ideal)];
}

/** The integer part of a / b. */
export function divideInt(c: Ctx, a: PyDecimal, b: PyDecimal): PyDecimal {
  const sign = (a.sign ^ b.sign) as 0 | 1;
  if (a.kind !== Kind.Finite || b.kind !== Kind.Finite) {
    const n = nanResult(c, a, b);
    if (n !== null) return n;
    if (a.kind === Kind.Inf) return b.kind === Kind.Inf ? invalid(c) : infinity(sign);
    return finite(sign, 0, 0);
  }
  if (b.coef === 0) {
    if (a.coef === 0) return invalid(c, Sig.DivisionUndefined);
    c.status |= Sig.DivisionByZero;
    return infinity(sign);
  }
  const r = divmodFinite(c, a, b);
  return r === null ? invalid(c, Sig.DivisionImpossible) : fix(c, r[0]);
}

/** What the integer division leaves. */
export function remainder(c: Ctx, a: PyDecimal, b: PyDecimal): PyDecimal {
  if (a.kind !== Kind.Finite || b.kind !== Kind.Finite) {
    const n = nanResult(c, a, b);
    if (n !== null) return n;
    return a.kind === Kind.Inf ? invalid(c) : fix(c, a);
  }
  if (b.coef === 0) return invalid(c, a.coef === 0 ? Sig.DivisionUndefined : Sig.InvalidOperation);
  const r = divmodFinite(c, a, b);
  return r === null ? invalid(c, Sig.DivisionImpossible) : fix(c, r[1]);
}

/** Integer part and remainder. */
export function divideMod(c: Ctx, a: PyDecimal, b: PyDecimal): [PyDecimal, PyDecimal] {
  const sign = (a.sign ^ b.sign) as 0 | 1;
  const both = (d: PyDecimal): [PyDecimal, PyDecimal] => [d, d];
  if (a.kind !== Kind.Finite || b.kind !== Kind.Finite) {
    const n = nanResult(c, a, b);
    if (n !== null) return both(n);
    if (a.kind === Kind.Inf) {
      if (b.kind === Kind.Inf) return both(invalid(c));
      return [infinity(sign), invalid(c)];
    }
    return [finite(sign, 0, 0), fix(c, a)];
  }
  if (b.coef === 0) {
    if (a.coef === 0) return both(invalid(c, Sig.DivisionUndefined));
    return [infinity(sign), invalid(c, Sig.DivisionByZero | Sig.InvalidOperation)];
  }
  const r = divmodFinite(c, a, b);
  if (r === null) return both(invalid(c, Sig.DivisionImpossible));
  return [fix(c, r[0]), fix(c, r[1])];
}

/** a - n*b for the integer n nearest to a/b. */
export function remainderNear(c: Ctx, a: PyDecimal, b: PyDecimal): PyDecimal {
  if (a.kind !== Kind.Finite || b.kind !== Kind.Finite) {
    const n = nanResult(c, a, b);
    if (n !== null) return n;
    return a.kind === Kind.Inf ? invalid(c) : fix(c, a);
  }
  if (b.coef === 0) return invalid(c, a.coef === 0 ? Sig.DivisionUndefined : Sig.InvalidOperation);
  const parts = divmodFinite(c, a, b);
  if (parts === null) return invalid(c, Sig.DivisionImpossible);
  const [q, r] = parts;
  // |r| against |b| / 2, both at the remainder's exponent
  if (r.coef === 0) return fix(c, r);
  const twice = finite(0, intMul(r.coef, 2), r.exp);
  const order = compareFinite(twice, withSign(b, 0));
  if (order < 0 || (order === 0 && !isOdd(q.coef))) return fix(c, r);
  // the next integer away from zero
  if (q.coef !== 0 && normInt(BigInt(q.coef) + 1n) >= pow10(c.prec)) {
    return invalid(c, Sig.DivisionImpossible);
  }
  const y = scaleUp(b.coef, b.exp > r.exp ? intSub(b.exp, r.exp) : 0);
  return finalize(c, flip(r.sign), intSub(y, r.coef), r.exp);
}

/** a * b + d with one rounding. */
export function fma(c: Ctx, a: PyDecimal, b: PyDecimal, d: PyDecimal): PyDecimal {
  const n = nanResult(c, a, b, d);
  if (n !== null) return n;
  const sign = (a.sign ^ b.sign) as 0 | 1;
  if (a.kind !== Kind.Finite || b.kind !== Kind.Finite) {
    if (a.isZero || b.isZero) return invalid(c);
    return add(c, infinity(sign), d);
  }
  return add(c, finite(sign, intMul(a.coef, b.coef), intAdd(a.exp, b.exp)), d);
}

/** The order of two finite numbers. */
export function compareFinite(a: PyDecimal, b: PyDecimal): number {
  if (a.coef === 0) return b.coef === 0 ? 0 : b.sign === 0 ? -1 : 1;
  if (b.coef === 0 || a.sign !== b.sign) return a.sign === 0 ? 1 : -1;
  const up = a.sign === 0 ? 1 : -1;
  if (a.exp === b.exp) return a.coef === b.coef ? 0 : a.coef > b.coef ? up : -up;
  const x = a.adjusted;
  const y = b.adjusted;
  if (x !== y) return x > y ? up : -up;
  const p = scaleUp(a.coef, a.exp > b.exp ? intSub(a.exp, b.exp) : 0);
  const q = scaleUp(b.coef, b.exp > a.exp ? intSub(b.exp, a.exp) : 0);
  return p === q ? 0 : p > q ? up : -up;
}

/** The order of two numbers that are no NaNs. */
export function compareNumbers(a: PyDecimal, b: PyDecimal): number {
  if (a.kind === Kind.Finite && b.kind === Kind.Finite) return compareFinite(a, b);
  const rank = (d: PyDecimal) => d.kind === Kind.Inf ? (d.sign === 0 ? 1 : -1) : 0;
  return rank(a) - rank(b) < 0 ? -1 : rank(a) === rank(b) ? 0 : 1;
}

const small = (n: number): PyDecimal => finite(n < 0 ? 1 : 0, Math.abs(n), 0);

/** compare: -1, 0, 1 or NaN. */
export function compare(c: Ctx, a: PyDecimal, b: PyDecimal): PyDecimal {
  return nanResult(c, a, b) ?? small(compareNumbers(a, b));
}

/** compare_signal: every NaN is signaled. */
export function compareSignal(c: Ctx, a: PyDecimal, b: PyDecimal): PyDecimal {
  const n = nanResult(c, a, b);
  if (n === null) return small(compareNumbers(a, b));
  c.status |= Sig.InvalidOperation;
  return n;
}

/** The total order of representations. */
export function totalOrder(a: PyDecimal, b: PyDecimal): number {
  if (a.sign !== b.sign) return a.sign === 0 ? 1 : -1;
  const up = a.sign === 0 ? 1 : -1;
  // numbers below infinity below sNaN below NaN
  const rank = (d: PyDecimal) => d.kind === Kind.NaN ? 3 : d.kind === Kind.SNaN ? 2 : d.kind;
  if (rank(a) !== rank(b)) return rank(a) > rank(b) ? up : -up;
  if (a.isNaN) return a.coef === b.coef ? 0 : a.coef > b.coef ? up : -up;
  if (a.kind === Kind.Inf) return 0;
  const order = compareFinite(a, b);
  if (order !== 0) return order;
  return a.exp === b.exp ? 0 : a.exp > b.exp ? up : -up;
}

export const compareTotal = (_c: Ctx, a: PyDecimal, b: PyDecimal): PyDecimal =>
  small(totalOrder(a, b));
export const compareTotalMag = (_c: Ctx, a: PyDecimal, b: PyDecimal): PyDecimal =>
  small(totalOrder(withSign(a, 0), withSign(b, 0)));

/** max, min and their _mag forms. */
function extreme(want: 1 | -1, mag: boolean) {
  return (c: Ctx, a: PyDecimal, b: PyDecimal): PyDecimal => {
    if (a.isNaN || b.isNaN) {
      // one quiet NaN gives way to a number
      if (a.kind === Kind.NaN && !b.isNaN) return fix(c, b);
      if (b.kind === Kind.NaN && !a.isNaN) return fix(c, a);
      return nanResult(c, a, b)!;
    }
    let order = mag ? compareNumbers(withSign(a, 0), withSign(b, 0)) : 0;
    if (order === 0) order = compareNumbers(a, b);
    if (order === 0) order = totalOrder(a, b);
    return fix(c, order * want >= 0 ? a : b);
  };
}
export const max = extreme(1, false);
export const min = extreme(-1, false);
export const maxMag = extreme(1, true);
export const minMag = extreme(-1, true);

/** +a: rounded; a zero is positive but when rounding to the floor. */
export function plus(c: Ctx, a: PyDecimal): PyDecimal {
  return nanResult(c, a) ??
    fix(c, a.isZero ? finite(c.round === Round.Floor ? a.sign : 0, 0, a.exp) : a);
}

/** -a. */
export function minus(c: Ctx, a: PyDecimal): PyDecimal {
  return nanResult(c, a) ??
    (a.isZero
      ? fix(c, finite(c.round === Round.Floor ? flip(a.sign) : 0, 0, a.exp))
      : fix(c, withSign(a, flip(a.sign))));
}

/** |a|. */
export const abs = (c: Ctx, a: PyDecimal): PyDecimal =>
  nanResult(c, a) ?? fix(c, a.sign === 0 ? a : withSign(a, 0));

/** The number with the exponent of b. */
export function quantize(c: Ctx, a: PyDecimal, b: PyDecimal): PyDecimal {
  if (a.kind !== Kind.Finite || b.kind !== Kind.Finite) {
    const n = nanResult(c, a, b);
    if (n !== null) return n;
    return a.kind === Kind.Inf && b.kind === Kind.Inf ? infinity(a.sign) : invalid(c);
  }
  const low = etiny(c);
  if (b.exp > c.emax || b.exp < low) return invalid(c);
  if (a.coef === 0) return finalize(c, a.sign, 0, b.exp);
  const diff = intSub(a.exp, b.exp);
  if (intAdd(diff, a.digits) > c.prec) return invalid(c);
  let coef: Int;
  let status = 0;
  if (diff >= 0) coef = scaleUp(a.coef, diff);
  else {
    coef = shiftRight(a.coef, -diff);
    const rnd = dropped;
    if (roundsUp(c.round, a.sign, coef, rnd)) coef = intAdd(coef, 1);
    status = Sig.Rounded | (rnd !== 0 ? Sig.Inexact : 0);
  }
  const r = finite(a.sign, coef, b.exp);
  const adjusted = r.adjusted;
  if (r.digits > c.prec || adjusted > c.emax || adjusted < low) return invalid(c);
  c.status |= status;
  if (coef !== 0 && adjusted >= c.emin && !c.clamp) return r;
  return finalize(c, r.sign, r.coef, r.exp);
}

/** An integer of the same value, rounded; `exact` tells of rounding. */
export function toIntegral(c: Ctx, a: PyDecimal, exact: boolean): PyDecimal {
  if (a.kind !== Kind.Finite) return nanResult(c, a) ?? a;
  if (a.exp >= 0) return a;
  if (a.coef === 0) return finite(a.sign, 0, 0);
  let coef = shiftRight(a.coef, -a.exp);
  const rnd = dropped;
  if (roundsUp(c.round, a.sign, coef, rnd)) coef = intAdd(coef, 1);
  if (exact) {
    c.status |= Sig.Rounded;
    if (rnd !== 0) c.status |= Sig.Inexact;
  }
  return finite(a.sign, coef, 0);
}

/** Without trailing zeros. */
export function normalize(c: Ctx, a: PyDecimal): PyDecimal {
  if (a.kind !== Kind.Finite) return nanResult(c, a) ?? a;
  const r = fix(c, a);
  if (r.kind !== Kind.Finite) return r;
  if (r.coef === 0) return finite(r.sign, 0, 0);
  const top = c.clamp ? intSub(c.emax, intSub(c.prec, 1)) : c.emax;
  const room = intSub(top, r.exp);
  const coef = stripZeros(r.coef, room);
  return finite(r.sign, coef, intAdd(r.exp, stripped));
}

/** The neighbour in a direction. */
function neighbour(c: Ctx, a: PyDecimal, up: boolean): PyDecimal {
  const n = nanResult(c, a);
  if (n !== null) return n;
  if (a.kind === Kind.Inf) {
    if ((a.sign === 0) === up) return a;
    return largest(c, a.sign);
  }
  const w = workContext(c, { round: up ? Round.Ceiling : Round.Floor });
  const r = fix(w, a);
  if (w.status & Sig.Inexact) return r;
  const tiny = finite(up ? 0 : 1, 1, intSub(etiny(c), 1));
  return add(w, a, tiny);
}
export const nextPlus = (c: Ctx, a: PyDecimal): PyDecimal => neighbour(c, a, true);
export const nextMinus = (c: Ctx, a: PyDecimal): PyDecimal => neighbour(c, a, false);

/** The neighbour on the way to b. */
export function nextToward(c: Ctx, a: PyDecimal, b: PyDecimal): PyDecimal {
  const n = nanResult(c, a, b);
  if (n !== null) return n;
  const order = compareNumbers(a, b);
  if (order === 0) return withSign(a, b.sign);
  const r = neighbour(c, a, order < 0);
  if (r.kind === Kind.Inf) c.status |= Sig.Overflow | Sig.Rounded | Sig.Inexact;
  else if (r.adjusted < c.emin) {
    c.status |= Sig.Underflow | Sig.Subnormal | Sig.Rounded | Sig.Inexact;
    if (r.coef === 0) c.status |= Sig.Clamped;
  }
  return r;
}

/** NaN, quiet, as an operand. */
export const quietNaN = nan;
