/**
 * Decimals of other values: the constructors, operands, and what Decimals turn
 * into.
 *
 * @module
 */
import { asInt, asStr } from "../../core/compare.ts";
import { E, exception, overflowError, typeError, typeName, valueError } from "../../core/errors.ts";
import { type Int, intNeg, intSub } from "../../core/number.ts";
import {
  asInstanceOf,
  normInt,
  PyComplex,
  PyFloat,
  PyList,
  PyTuple,
  type PyType,
  tuple,
  type Value,
} from "../../core/object.ts";
import { call, getAttr, isInstance } from "../../core/ops.ts";
import { decompose } from "../../util/dtoa.ts";
import { importedAttr } from "../python.ts";
import { currentContext, type PyContext } from "./context.ts";
import {
  decimalType,
  finalize,
  finite,
  fix,
  fixNaN,
  infinity,
  Kind,
  maxContext,
  pow10,
  PyDecimal,
  scaleUp,
  shiftRight,
  Sig,
} from "./value.ts";
import { asciiOf, parse, parseShort, toText } from "./text.ts";

/** A number as an instance of a class. */
export function instance(d: PyDecimal, t: PyType): PyDecimal {
  if (d.cls === t && t === decimalType) return d;
  return asInstanceOf(new PyDecimal(d.sign, d.coef, d.exp, d.kind), t);
}

/** The Decimal of an int. */
export const fromInt = (n: Int): PyDecimal =>
  n < 0 ? finite(1, intNeg(n), 0) : finite(0, typeof n === "number" ? n + 0 : n, 0);

/** The exact Decimal of a double. */
export function fromDouble(x: number): PyDecimal {
  if (x !== x) return new PyDecimal(Object.is(x, NaN) ? 0 : 1, 0, 0, Kind.NaN);
  if (x === Infinity || x === -Infinity) return infinity(x < 0 ? 1 : 0);
  const sign = x < 0 || Object.is(x, -0) ? 1 : 0;
  if (Number.isSafeInteger(x)) return finite(sign, Math.abs(x), 0);
  let [m, e] = decompose(x);
  while ((m & 1n) === 0n) {
    m >>= 1n;
    e++;
  }
  if (e >= 0) return finite(sign, normInt(m << BigInt(e)), 0);
  return finite(sign, normInt(m * 5n ** BigInt(-e)), e);
}

/** A value that must come out unchanged; an InvalidOperation where no context holds it. */
function exactly(ctx: PyContext, d: PyDecimal, why: number = Sig.InvalidOperation): PyDecimal {
  // far from all limits
  if (d.kind === Kind.Finite && typeof d.exp === "number" && typeof d.coef === "number") return d;
  const c = maxContext();
  let r: PyDecimal;
  if (d.kind === Kind.Finite) {
    if (
      d.coef !== 0 && (d.exp > 10n ** 18n || d.exp < -2n * 10n ** 18n)
    ) c.status |= Sig.Inexact;
    r = c.status ? d : finalize(c, d.sign, d.coef, d.exp);
  } else r = d.kind === Kind.Inf ? d : fixNaN(c, d, d.kind);
  if (c.status & (Sig.Inexact | Sig.Rounded | Sig.Clamped | Sig.AnyInvalid)) {
    ctx.report(why);
    return new PyDecimal(0, 0, 0, Kind.NaN);
  }
  return r;
}

/** A value rounded by a context. */
function rounded(ctx: PyContext, d: PyDecimal): PyDecimal {
  return ctx.run((c) => {
    if (d.isNaN) {
      const room = intSub(c.prec, c.clamp);
      if (d.coef !== 0 && d.digits > room) {
        c.status |= Sig.ConversionSyntax;
        return new PyDecimal(0, 0, 0, Kind.NaN);
      }
      return d;
    }
    return fix(c, d);
  });
}

/** The text of a tuple (sign, digits, exponent). */
function tupleText(items: readonly Value[]): string {
  if (items.length !== 3) throw valueError("argument must be a sequence of length 3");
  const sign = asInt(items[0]);
  if (sign !== 0 && sign !== 1) {
    throw valueError("sign must be an integer with the value 0 or 1");
  }
  const s = sign === 1 ? "-" : "";
  const e = items[2];
  const word = asStr(e);
  let special = "";
  let exp: Int = 0;
  if (word !== undefined) {
    if (word === "F") return s + "Infinity";
    if (word === "n") special = "NaN";
    else if (word === "N") special = "sNaN";
    else throw valueError("string argument in the third position must be 'F', 'n' or 'N'");
  } else {
    const n = asInt(e);
    if (n === undefined) throw valueError("exponent must be an integer");
    if (n > 0x7fffffffffffffffn || n < -0x8000000000000000n) {
      throw overflowError("Python int too large to convert to C ssize_t");
    }
    exp = n;
  }
  const bad = () => valueError("coefficient must be a tuple of digits");
  const parts = items[1];
  if (!(parts instanceof PyTuple || parts instanceof PyList)) throw bad();
  let digits = "";
  for (const x of parts.items) {
    const d = asInt(x);
    if (d === undefined || d < 0 || d > 9) throw bad();
    digits += d;
  }
  if (special !== "") return s + special + digits;
  if (digits === "") digits = "0";
  return `${s}${digits}E${exp < 0 ? "" : "+"}${exp}`;
}

const floatOperation = (ctx: PyContext): void => ctx.report(Sig.FloatOperation);

function noConversion(v: Value) {
  return typeError(`conversion from ${typeName(v)} to Decimal is not supported`);
}

/** The number that a value says, exactly or to be rounded; nothing is reported but syntax. */
function read(ctx: PyContext, v: Value, exact: boolean): PyDecimal {
  const done = exact ? exactly : rounded;
  if (v instanceof PyDecimal) return v;
  const text = asStr(v);
  const short = text === undefined ? undefined : parseShort(text);
  if (short !== undefined) return done(ctx, short);
  if (text !== undefined || v instanceof PyTuple || v instanceof PyList) {
    const ascii = text === undefined ? tupleText((v as PyTuple).items) : asciiOf(text, exact);
    const d = ascii === undefined ? undefined : parse(ascii);
    if (d === undefined) {
      ctx.report(Sig.ConversionSyntax);
      return new PyDecimal(0, 0, 0, Kind.NaN);
    }
    return done(ctx, d);
  }
  const n = asInt(v);
  if (n !== undefined) return done(ctx, fromInt(n));
  if (v instanceof PyFloat) {
    floatOperation(ctx);
    return done(ctx, fromDouble(v.v));
  }
  throw noConversion(v);
}

/** Decimal(v). */
export function construct(t: PyType, v: Value, ctx: PyContext): PyDecimal {
  if (v instanceof PyDecimal && t === decimalType && v.cls === decimalType) return v;
  return instance(read(ctx, v, true), t);
}

/** context.create_decimal(v). */
export function create(ctx: PyContext, v: Value): PyDecimal {
  const d = read(ctx, v, false);
  return instance(v instanceof PyDecimal ? rounded(ctx, d) : d, decimalType);
}

/** Decimal.from_float, exactly or by a context. */
export function fromFloat(t: PyType, v: Value, ctx: PyContext, exact: boolean): Value {
  const n = asInt(v);
  let d: PyDecimal;
  if (n !== undefined) d = fromInt(n);
  else if (v instanceof PyFloat) d = fromDouble(v.v);
  else throw typeError("argument must be int of float");
  d = exact ? exactly(ctx, d) : rounded(ctx, d);
  return t === decimalType ? d : call(t, [d]);
}

/** An operand of a binary operator: a Decimal or an int. */
export function operand(v: Value): PyDecimal | undefined {
  if (v instanceof PyDecimal) return v;
  const n = asInt(v);
  return n === undefined ? undefined : fromInt(n);
}

/** An argument that must be a Decimal or an int. */
export function argument(v: Value): PyDecimal {
  const d = operand(v);
  if (d === undefined) throw noConversion(v);
  return d;
}

/** The other side of a comparison, and a factor for this side; undefined: not comparable. */
export function comparable(
  a: PyDecimal,
  v: Value,
  equality: boolean,
): [PyDecimal, PyDecimal] | undefined {
  const d = operand(v);
  if (d !== undefined) return [a, d];
  const ctx = currentContext();
  let x: number | undefined;
  if (v instanceof PyFloat) x = v.v;
  else if (v instanceof PyComplex && equality) {
    if (v.im !== 0) return undefined;
    x = v.re;
  }
  if (x !== undefined) {
    if (equality) ctx.flags |= Sig.FloatOperation;
    else floatOperation(ctx);
    return [a, fromDouble(x)];
  }
  if (v === null || typeof v === "string") return undefined;
  const rational = importedAttr("numbers", "Rational");
  if (!isInstance(v, rational)) return undefined;
  const denominator = asInt(getAttr(v, "denominator"));
  const numerator = asInt(getAttr(v, "numerator"));
  if (denominator === undefined || numerator === undefined) {
    throw typeError("numerator and denominator must be integers");
  }
  const scaled = a.kind === Kind.Finite
    ? finite(a.sign, normInt(BigInt(a.coef) * BigInt(denominator)), a.exp)
    : a;
  return [scaled, fromInt(numerator)];
}

/** int(d) by truncation. */
export function toInt(d: PyDecimal): Int {
  if (d.kind !== Kind.Finite) {
    throw d.isNaN
      ? valueError("cannot convert NaN to integer")
      : overflowError("cannot convert Infinity to integer");
  }
  if (d.exp > 10n ** 10n && d.coef !== 0) throw exception(E.MemoryError);
  const n = d.exp >= 0 ? scaleUp(d.coef, d.exp) : shiftRight(d.coef, -d.exp);
  return d.sign === 1 ? intNeg(n) : n;
}

/** float(d). */
export function toFloat(d: PyDecimal): number {
  if (d.kind === Kind.SNaN) throw valueError("cannot convert signaling NaN to float");
  if (d.kind === Kind.NaN) return NaN;
  if (d.kind === Kind.Inf) return d.sign === 1 ? -Infinity : Infinity;
  return Number(toText(d, true));
}

/** d.as_integer_ratio(). */
export function ratio(d: PyDecimal): Value {
  if (d.isNaN) throw valueError("cannot convert NaN to integer ratio");
  if (d.kind === Kind.Inf) throw overflowError("cannot convert Infinity to integer ratio");
  let n = BigInt(d.coef) * (d.sign === 1 ? -1n : 1n);
  if (n === 0n) return tuple([0, 1]);
  if (d.exp >= 0) return tuple([normInt(n * pow10(d.exp)), 1]);
  let k: Int = -d.exp;
  // shared factors are twos and fives only
  while (k > 0 && n % 10n === 0n) {
    n /= 10n;
    k = intSub(k, 1);
  }
  let m = pow10(k);
  for (const p of [2n, 5n]) {
    while (n % p === 0n && m % p === 0n) {
      n /= p;
      m /= p;
    }
  }
  return tuple([normInt(n), normInt(m)]);
}

const P = (1n << 61n) - 1n;

function powMod(b: bigint, e: bigint): bigint {
  let r = 1n;
  b %= P;
  for (; e > 0n; e >>= 1n) {
    if (e & 1n) r = r * b % P;
    b = b * b % P;
  }
  return r;
}

/** hash(d), equal to that of equal numbers of other types. */
export function hashOf(d: PyDecimal): Int {
  if (d.hashValue !== undefined) return d.hashValue;
  let h: Int;
  if (d.kind !== Kind.Finite) {
    if (d.kind === Kind.SNaN) throw typeError("Cannot hash a signaling NaN value");
    h = d.kind === Kind.NaN ? 0 : d.sign === 1 ? -314159 : 314159;
  } else {
    const e = BigInt(d.exp);
    const p = e >= 0n ? powMod(10n, e % (P - 1n)) : powMod(powMod(10n, P - 2n), -e % (P - 1n));
    const x = BigInt(d.coef) % P * p % P;
    h = normInt(d.sign === 1 ? -x : x);
    if (h === -1) h = -2;
  }
  return d.hashValue = h;
}
