/**
 * Decimal's operations on digits and exponents: logical ones, shift and rotate,
 * logb and scaleb, and the class of a number.
 *
 * @module
 */
import { type Int, intAdd, intMul, intSub } from "../../core/number.ts";
import { normInt } from "../../core/object.ts";
import {
  type Ctx,
  finalize,
  finite,
  fix,
  infinity,
  invalid,
  Kind,
  nanResult,
  pow10,
  PyDecimal,
  scaleUp,
  Sig,
} from "./value.ts";

/** The digits of a logical operand, undefined where it is none. */
function logical(a: PyDecimal): string | undefined {
  if (a.kind !== Kind.Finite || a.sign !== 0 || a.exp !== 0) return undefined;
  const s = String(a.coef);
  return /^[01]+$/.test(s) ? s : undefined;
}

function fromBits(c: Ctx, s: string): PyDecimal {
  const kept = s.length > c.prec ? s.slice(s.length - Number(c.prec)) : s;
  return finite(0, normInt(BigInt(kept)), 0);
}

function bitwise(f: (x: string, y: string) => boolean) {
  return (c: Ctx, a: PyDecimal, b: PyDecimal): PyDecimal => {
    let x = logical(a);
    let y = logical(b);
    if (x === undefined || y === undefined) return invalid(c);
    const n = Math.max(x.length, y.length);
    x = x.padStart(n, "0");
    y = y.padStart(n, "0");
    let out = "";
    for (let i = 0; i < n; i++) out += f(x[i], y[i]) ? "1" : "0";
    return fromBits(c, out);
  };
}
export const logicalAnd = bitwise((x, y) => x === "1" && y === "1");
export const logicalOr = bitwise((x, y) => x === "1" || y === "1");
export const logicalXor = bitwise((x, y) => x !== y);

export function logicalInvert(c: Ctx, a: PyDecimal): PyDecimal {
  const x = logical(a);
  if (x === undefined) return invalid(c);
  // as many ones as the precision, less the digits' own
  const ones = (pow10(c.prec) - 1n) / 9n;
  const n = Number(c.prec);
  const kept = x.length > n ? x.slice(x.length - n) : x;
  return finite(0, normInt(ones - BigInt(kept)), 0);
}

/** A count of places: an integer between -prec and prec. */
function places(c: Ctx, b: PyDecimal): number | undefined {
  if (b.kind !== Kind.Finite || b.exp !== 0 || b.coef > c.prec) return undefined;
  return b.sign === 1 ? -Number(b.coef) : Number(b.coef);
}

export function shift(c: Ctx, a: PyDecimal, b: PyDecimal): PyDecimal {
  const n = nanResult(c, a, b);
  if (n !== null) return n;
  const k = places(c, b);
  if (k === undefined) return invalid(c);
  if (a.kind === Kind.Inf) return a;
  const kept = BigInt(a.coef) % pow10(c.prec);
  const coef = k < 0 ? kept / pow10(-k) : BigInt(scaleUp(normInt(kept), k)) % pow10(c.prec);
  return finite(a.sign, normInt(coef), a.exp);
}

export function rotate(c: Ctx, a: PyDecimal, b: PyDecimal): PyDecimal {
  const n = nanResult(c, a, b);
  if (n !== null) return n;
  const k = places(c, b);
  if (k === undefined) return invalid(c);
  if (a.kind === Kind.Inf) return a;
  const width = Number(c.prec);
  const all = pow10(width);
  const kept = BigInt(a.coef) % all;
  const left = k < 0 ? width + k : k;
  // what leaves on the left comes back on the right
  const p = pow10(width - left);
  return finite(a.sign, normInt(kept % p * pow10(left) + kept / p), a.exp);
}

export function logb(c: Ctx, a: PyDecimal): PyDecimal {
  const n = nanResult(c, a);
  if (n !== null) return n;
  if (a.kind === Kind.Inf) return infinity(0);
  if (a.coef === 0) {
    c.status |= Sig.DivisionByZero;
    return infinity(1);
  }
  const e = a.adjusted;
  return finalize(c, e < 0 ? 1 : 0, e < 0 ? -e : e, 0);
}

export function scaleb(c: Ctx, a: PyDecimal, b: PyDecimal): PyDecimal {
  const n = nanResult(c, a, b);
  if (n !== null) return n;
  const most = intMul(2, intAdd(c.emax, c.prec));
  if (b.kind !== Kind.Finite || b.exp !== 0 || b.coef > most) return invalid(c);
  if (a.kind === Kind.Inf) return a;
  const e: Int = b.sign === 1 ? intSub(a.exp, b.coef) : intAdd(a.exp, b.coef);
  return fix(c, finite(a.sign, a.coef, e));
}

/** Whether the exponent of the first digit is in the context's range. */
export const isNormal = (c: Ctx, a: PyDecimal): boolean =>
  a.kind === Kind.Finite && a.coef !== 0 && a.adjusted >= c.emin;
export const isSubnormal = (c: Ctx, a: PyDecimal): boolean =>
  a.kind === Kind.Finite && a.coef !== 0 && a.adjusted < c.emin;

export function numberClass(c: Ctx, a: PyDecimal): string {
  if (a.kind === Kind.NaN) return "NaN";
  if (a.kind === Kind.SNaN) return "sNaN";
  const sign = a.sign === 1 ? "-" : "+";
  if (a.kind === Kind.Inf) return sign + "Infinity";
  if (a.coef === 0) return sign + "Zero";
  return sign + (isNormal(c, a) ? "Normal" : "Subnormal");
}

export function sameQuantum(a: PyDecimal, b: PyDecimal): boolean {
  if (a.kind === Kind.Finite && b.kind === Kind.Finite) return a.exp === b.exp;
  return a.isNaN && b.isNaN || a.kind === Kind.Inf && b.kind === Kind.Inf;
}
