/**
 * Decimal's value: sign, coefficient, exponent and kind, and the rounding of a
 * result to a context (the General Decimal Arithmetic Specification).
 *
 * Coefficients and exponents are ints in their two representations, so that
 * small ones are JavaScript numbers.
 *
 * @module
 */
import { memoryError } from "../../core/errors.ts";
import { bitLength, type Int, intAdd, intSub } from "../../core/number.ts";
import { normInt, PyObject, PyType, TypeFlag } from "../../core/object.ts";

/** What a Decimal is. */
export const enum Kind {
  Finite = 0,
  Inf = 1,
  NaN = 2,
  SNaN = 3,
}

/** The conditions, numbered as libmpdec does. */
export const enum Sig {
  Clamped = 1,
  ConversionSyntax = 2,
  DivisionByZero = 4,
  DivisionImpossible = 8,
  DivisionUndefined = 0x10,
  FpuError = 0x20,
  Inexact = 0x40,
  InvalidContext = 0x80,
  InvalidOperation = 0x100,
  MallocError = 0x200,
  FloatOperation = 0x400,
  Overflow = 0x800,
  Rounded = 0x1000,
  Subnormal = 0x2000,
  Underflow = 0x4000,
  /** Everything that is an InvalidOperation for Python. */
  AnyInvalid = 0x3ba,
  Errors = 0x3be,
}

/** The rounding modes. */
export const enum Round {
  Up = 0,
  Down = 1,
  Ceiling = 2,
  Floor = 3,
  HalfUp = 4,
  HalfDown = 5,
  HalfEven = 6,
  R05Up = 7,
}

/** What arithmetic needs of a context; conditions are added to `status`. */
export interface Ctx {
  prec: Int;
  emax: Int;
  emin: Int;
  round: Round;
  clamp: number;
  status: number;
}

export const MAX_PREC = 999999999999999999n;
export const MIN_ETINY = -1999999999999999997n;

export const decimalType = new PyType("Decimal", TypeFlag.BaseType, "decimal");

/** A Decimal. The coefficient of a NaN is its payload. */
export class PyDecimal extends PyObject {
  /** The number of the coefficient's digits, once it is known. */
  ndigits = 0;
  hashValue: Int | undefined = undefined;
  constructor(
    readonly sign: 0 | 1,
    readonly coef: Int,
    readonly exp: Int,
    readonly kind: Kind,
  ) {
    super();
  }

  /** The number of the coefficient's digits; 1 for zero. */
  get digits(): number {
    return this.ndigits !== 0 ? this.ndigits : this.ndigits = countDigits(this.coef);
  }

  /** The exponent of the first digit. */
  get adjusted(): Int {
    return intAdd(this.exp, this.digits - 1);
  }

  get isZero(): boolean {
    return this.coef === 0 && this.kind === Kind.Finite;
  }

  get isNaN(): boolean {
    return this.kind >= Kind.NaN;
  }
}
PyDecimal.prototype.cls = decimalType;

/** A finite number. */
export const finite = (sign: 0 | 1, coef: Int, exp: Int): PyDecimal =>
  new PyDecimal(sign, coef, exp, Kind.Finite);

/** An infinity. */
export const infinity = (sign: 0 | 1): PyDecimal => new PyDecimal(sign, 0, 0, Kind.Inf);

/** The default NaN. */
export const nan = (): PyDecimal => new PyDecimal(0, 0, 0, Kind.NaN);

const SMALL: readonly number[] = Array.from({ length: 17 }, (_, i) => Number("1e" + i));
const BIG: bigint[] = [1n];
const HUGE = new Map<number, bigint>();

/** 10**n. Raises MemoryError for what no bigint can hold. */
export function pow10(n: Int): bigint {
  if (n < BIG.length) return BIG[Number(n)];
  if (n < 2000) {
    for (let i = BIG.length; i <= n; i++) BIG.push(BIG[i - 1] * 10n);
    return BIG[Number(n)];
  }
  if (n > 320_000_000) throw memoryError();
  const k = Number(n);
  let r = HUGE.get(k);
  if (r === undefined) {
    r = 10n ** BigInt(k);
    // a handful of precisions is in use at a time
    if (HUGE.size > 8) HUGE.clear();
    HUGE.set(k, r);
  }
  return r;
}

/** The number of decimal digits; 1 for 0. */
export function countDigits(n: Int): number {
  if (typeof n === "number") {
    let d = n < 1e8 ? 1 : 9;
    while (d < 16 && n >= SMALL[d]) d++;
    return d;
  }
  const d = Math.floor((bitLength(n) - 1) * 0.30102999566398114) + 1;
  return n >= pow10(d) ? d + 1 : d;
}

/** n * 10**k, k >= 0. */
export function scaleUp(n: Int, k: Int): Int {
  if (n === 0 || k === 0) return n;
  if (k < 16 && typeof n === "number") {
    const r = n * SMALL[Number(k)];
    if (Number.isSafeInteger(r)) return r;
  }
  return normInt(BigInt(n) * pow10(k));
}

/** What the last {@linkcode shiftRight} dropped: 0 nothing, 1 below half, 5 half, 6 above. */
export let dropped = 0;

/** n // 10**k, k >= 0; `dropped` says what was behind. */
export function shiftRight(n: Int, k: Int): Int {
  if (k === 0 || n === 0) {
    dropped = 0;
    return n;
  }
  if (typeof n === "number") {
    if (k > 16) {
      dropped = 1;
      return 0;
    }
    const p = SMALL[Number(k)];
    const r = n % p;
    dropped = r === 0 ? 0 : r * 2 < p ? 1 : r * 2 === p ? 5 : 6;
    return (n - r) / p;
  }
  if (k > countDigits(n)) {
    dropped = 1;
    return 0;
  }
  const p = pow10(k);
  const q = n / p;
  const r = (n - q * p) * 2n;
  dropped = r === 0n ? 0 : r < p ? 1 : r === p ? 5 : 6;
  return normInt(q);
}

/** Whether a coefficient goes up by one in place of what was dropped. */
export function roundsUp(mode: Round, sign: number, coef: Int, rnd: number): boolean {
  if (rnd === 0) return false;
  switch (mode) {
    case Round.Up:
      return true;
    case Round.Down:
      return false;
    case Round.Ceiling:
      return sign === 0;
    case Round.Floor:
      return sign === 1;
    case Round.HalfUp:
      return rnd >= 5;
    case Round.HalfDown:
      return rnd > 5;
    case Round.HalfEven:
      return rnd > 5 || (rnd === 5 && isOdd(coef));
    default: {
      const last = typeof coef === "number" ? coef % 5 : Number(coef % 5n);
      return last === 0;
    }
  }
}

/** Whether an int is odd. */
export const isOdd = (n: Int): boolean => typeof n === "number" ? n % 2 !== 0 : (n & 1n) === 1n;

/** Emin - prec + 1. */
export const etiny = (c: Ctx): Int => intSub(c.emin, intSub(c.prec, 1));

/** Emax - prec + 1. */
export const etop = (c: Ctx): Int => intSub(c.emax, intSub(c.prec, 1));

/** The greatest finite number. */
export function largest(c: Ctx, sign: 0 | 1): PyDecimal {
  return finite(sign, normInt(pow10(c.prec) - 1n), etop(c));
}

function overflow(c: Ctx, sign: 0 | 1): PyDecimal {
  c.status |= Sig.Overflow | Sig.Inexact | Sig.Rounded;
  switch (c.round) {
    case Round.Down:
    case Round.R05Up:
      return largest(c, sign);
    case Round.Ceiling:
      return sign === 1 ? largest(c, sign) : infinity(sign);
    case Round.Floor:
      return sign === 0 ? largest(c, sign) : infinity(sign);
    default:
      return infinity(sign);
  }
}

/** A finite result rounded and fitted to a context. */
export function finalize(c: Ctx, sign: 0 | 1, coef: Int, exp: Int): PyDecimal {
  if (coef === 0) {
    const low = etiny(c);
    const high = c.clamp ? etop(c) : c.emax;
    const e = exp < low ? low : exp > high ? high : exp;
    if (e !== exp) c.status |= Sig.Clamped;
    return finite(sign, 0, e);
  }
  let d = countDigits(coef);
  if (typeof exp === "number" && d <= c.prec && exp + d <= c.emax && exp + d > c.emin && !c.clamp) {
    const r = finite(sign, coef, exp);
    r.ndigits = d;
    return r;
  }
  const adj = intAdd(exp, d - 1);
  if (adj > c.emax) return overflow(c, sign);
  if (adj < c.emin) {
    c.status |= Sig.Subnormal;
    const low = etiny(c);
    if (exp < low) {
      coef = shiftRight(coef, intSub(low, exp));
      const rnd = dropped;
      c.status |= Sig.Rounded;
      if (roundsUp(c.round, sign, coef, rnd)) coef = intAdd(coef, 1);
      if (rnd !== 0) {
        c.status |= Sig.Inexact | Sig.Underflow;
        if (coef === 0) c.status |= Sig.Clamped;
      }
      return finite(sign, coef, low);
    }
  }
  if (d > c.prec) {
    const cut = d - Number(c.prec);
    coef = shiftRight(coef, cut);
    const rnd = dropped;
    exp = intAdd(exp, cut);
    c.status |= Sig.Rounded;
    if (rnd !== 0) c.status |= Sig.Inexact;
    if (roundsUp(c.round, sign, coef, rnd)) {
      coef = intAdd(coef, 1);
      d = countDigits(coef);
      if (d > c.prec) {
        coef = shiftRight(coef, 1);
        exp = intAdd(exp, 1);
      }
      if (intAdd(exp, countDigits(coef) - 1) > c.emax) return overflow(c, sign);
    }
  }
  if (c.clamp) {
    const top = etop(c);
    if (exp > top) {
      coef = scaleUp(coef, intSub(exp, top));
      exp = top;
      c.status |= Sig.Clamped;
    }
  }
  return finite(sign, coef, exp);
}

/** An operand as a result: rounded, or the NaN that it is. */
export function fix(c: Ctx, a: PyDecimal): PyDecimal {
  if (a.kind === Kind.Finite) {
    return a.cls === decimalType && a.coef !== 0 && a.digits <= c.prec && !c.clamp &&
        a.adjusted <= c.emax && a.adjusted >= c.emin
      ? a
      : finalize(c, a.sign, a.coef, a.exp);
  }
  return a.kind === Kind.Inf ? a : fixNaN(c, a, a.kind);
}

/** A NaN whose payload fits the precision. */
export function fixNaN(c: Ctx, a: PyDecimal, kind: Kind): PyDecimal {
  let payload = a.coef;
  const room = intSub(c.prec, c.clamp);
  if (payload !== 0 && a.digits > room) payload = normInt(BigInt(payload) % pow10(room));
  return new PyDecimal(a.sign, payload, 0, kind);
}

/** The result of an operation on NaNs: the first signaling one, else the first. */
export function nanResult(c: Ctx, ...args: PyDecimal[]): PyDecimal | null {
  for (const a of args) {
    if (a.kind === Kind.SNaN) {
      c.status |= Sig.InvalidOperation;
      return fixNaN(c, a, Kind.NaN);
    }
  }
  for (const a of args) if (a.kind === Kind.NaN) return fixNaN(c, a, Kind.NaN);
  return null;
}

/** NaN with a condition. */
export function invalid(c: Ctx, why: number = Sig.InvalidOperation): PyDecimal {
  c.status |= why;
  return nan();
}

/** A context to work with. */
export function workContext(c: Ctx, over?: Partial<Ctx>): Ctx {
  if (over === undefined) {
    return {
      prec: c.prec,
      emax: c.emax,
      emin: c.emin,
      round: c.round,
      clamp: c.clamp,
      status: 0,
    };
  }
  return {
    prec: c.prec,
    emax: c.emax,
    emin: c.emin,
    round: c.round,
    clamp: c.clamp,
    status: 0,
    ...over,
  };
}

/** The context that changes nothing. */
export function maxContext(): Ctx {
  return {
    prec: MAX_PREC,
    emax: MAX_PREC,
    emin: -MAX_PREC,
    round: Round.HalfEven,
    clamp: 0,
    status: 0,
  };
}

/** Divides trailing zeros away, at most `limit` of them; returns how many. */
export let stripped = 0;
export function stripZeros(coef: Int, limit: Int): Int {
  stripped = 0;
  if (coef === 0) return coef;
  if (typeof coef === "bigint") {
    const max = limit < 1 ? 0 : limit > 320_000_000 ? 320_000_000 : Number(limit);
    const steps: number[] = [];
    for (let k = 16; k <= max && k < countDigits(coef) * 2; k *= 2) steps.push(k);
    let n: bigint = coef;
    for (let i = steps.length; i-- > 0;) {
      const k = steps[i];
      if (stripped + k > max) continue;
      const p = pow10(k);
      while (stripped + k <= max && n % p === 0n) {
        n /= p;
        stripped += k;
      }
    }
    while (stripped < max && n % 10n === 0n) {
      n /= 10n;
      stripped++;
    }
    return normInt(n);
  }
  let n = coef;
  while (stripped < limit && n % 10 === 0) {
    n /= 10;
    stripped++;
  }
  return n;
}
