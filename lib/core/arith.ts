/**
 * Operators on any objects (the number protocol of Objects/abstract.c): fast
 * paths for numbers, then the slots of both sides in CPython's order.
 *
 * @module
 */
import { PyBuiltin } from "./args.ts";
import { fullTypeName, overflowError, typeError, typeName } from "./errors.ts";
import {
  type Int,
  intAdd,
  intAnd,
  intFloorDiv,
  intLshift,
  intMod,
  intMul,
  intOr,
  intRshift,
  intSub,
  intXor,
} from "./number.ts";
import {
  NotImplemented,
  PyFloat,
  type PyObject,
  PyTuple,
  type PyType,
  type Slots,
  typeOf,
  type Value,
} from "./object.ts";
import { asSsize } from "./ops.ts";
import { E } from "./errors.ts";

/** The binary slots. */
export type BinarySlot =
  | "nbAdd"
  | "nbSubtract"
  | "nbMultiply"
  | "nbRemainder"
  | "nbDivmod"
  | "nbLshift"
  | "nbRshift"
  | "nbAnd"
  | "nbXor"
  | "nbOr"
  | "nbFloorDivide"
  | "nbTrueDivide"
  | "nbMatrixMultiply";

/** The in-place slots. */
export type InplaceSlot = Exclude<Extract<keyof Slots, `nbInplace${string}`>, "nbInplacePower">;

/** Tries both sides' slots (binary_op1): NotImplemented when neither can. */
export function binary1(a: Value, b: Value, slot: BinarySlot): Value {
  const ta = typeOf(a);
  const tb = typeOf(b);
  const fa = ta[slot];
  let fb = tb === ta ? undefined : tb[slot];
  if (fb === fa) fb = undefined;
  if (fa !== undefined) {
    if (fb !== undefined && tb.isSubtype(ta)) {
      const r = fb(a, b);
      if (r !== NotImplemented) return r;
      fb = undefined;
    }
    const r = fa(a, b);
    if (r !== NotImplemented) return r;
  }
  return fb !== undefined ? fb(a, b) : NotImplemented;
}

/** The TypeError of an operator that neither side has. */
export function unsupported(a: Value, b: Value, symbol: string): PyObject {
  return typeError(
    `unsupported operand type(s) for ${symbol}: '${typeName(a)}' and '${typeName(b)}'`,
  );
}

function binary(a: Value, b: Value, slot: BinarySlot, symbol: string): Value {
  const r = binary1(a, b, slot);
  if (r === NotImplemented) {
    if (slot === "nbRshift" && a instanceof PyBuiltin && a.def.name === "print") {
      throw typeError(
        `unsupported operand type(s) for ${symbol}: '${typeName(a)}' and '${
          typeName(b)
        }'. Did you mean "print(<message>, file=<output_stream>)"?`,
      );
    }
    throw unsupported(a, b, symbol);
  }
  return r;
}

/** An exact int. */
function isInt(v: Value): v is Int {
  return typeof v === "number" || typeof v === "bigint";
}

/** a + b. */
export function add(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") {
    const r = a + b;
    return Number.isSafeInteger(r) ? r : intAdd(a, b);
  }
  if (a instanceof PyFloat && b instanceof PyFloat && a.cls === b.cls) {
    const f = a.cls.nbAdd!;
    return f(a, b);
  }
  if (typeof a === "string" && typeof b === "string") return a + b;
  if (isInt(a) && isInt(b)) return intAdd(a, b);
  const r = binary1(a, b, "nbAdd");
  if (r !== NotImplemented) return r;
  const concat = typeOf(a).sqConcat;
  if (concat !== undefined) return concat(a, b);
  throw unsupported(a, b, "+");
}

/** a - b. */
export function sub(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") {
    const r = a - b;
    return Number.isSafeInteger(r) ? r : intSub(a, b);
  }
  if (isInt(a) && isInt(b)) return intSub(a, b);
  return binary(a, b, "nbSubtract", "-");
}

function repeat(f: (self: Value, n: number) => Value, seq: Value, n: Value): Value {
  if (typeOf(n).nbIndex === undefined) {
    throw typeError(`can't multiply sequence by non-int of type '${typeName(n, 200)}'`);
  }
  return f(seq, asSsize(n, E.OverflowError));
}

/** a * b. */
export function mul(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return intMul(a, b);
  const r = binary1(a, b, "nbMultiply");
  if (r !== NotImplemented) return r;
  const ra = typeOf(a).sqRepeat;
  if (ra !== undefined) return repeat(ra, a, b);
  const rb = typeOf(b).sqRepeat;
  if (rb !== undefined) return repeat(rb, b, a);
  throw unsupported(a, b, "*");
}

/** a @ b. */
export function matmul(a: Value, b: Value): Value {
  return binary(a, b, "nbMatrixMultiply", "@");
}

/** a / b. */
export function truediv(a: Value, b: Value): Value {
  return binary(a, b, "nbTrueDivide", "/");
}

/** a // b. */
export function floordiv(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return intFloorDiv(a, b);
  return binary(a, b, "nbFloorDivide", "//");
}

/** a % b. */
export function mod(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return intMod(a, b);
  return binary(a, b, "nbRemainder", "%");
}

/** divmod(a, b). */
export function divmod(a: Value, b: Value): Value {
  return binary(a, b, "nbDivmod", "divmod()");
}

/** a << b. */
export function lshift(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return intLshift(a, b);
  return binary(a, b, "nbLshift", "<<");
}

/** a >> b. */
export function rshift(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return intRshift(a, b);
  return binary(a, b, "nbRshift", ">>");
}

/** a & b. */
export function and(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return intAnd(a, b);
  return binary(a, b, "nbAnd", "&");
}

/** a | b. */
export function or(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return intOr(a, b);
  return binary(a, b, "nbOr", "|");
}

/** a ^ b. */
export function xor(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return intXor(a, b);
  return binary(a, b, "nbXor", "^");
}

function ternary(a: Value, b: Value, c: Value, symbol: string): Value {
  const ta = typeOf(a);
  const tb = typeOf(b);
  const fa = ta.nbPower;
  let fb = tb === ta ? undefined : tb.nbPower;
  if (fb === fa) fb = undefined;
  if (fa !== undefined) {
    if (fb !== undefined && tb.isSubtype(ta)) {
      const r = fb(a, b, c);
      if (r !== NotImplemented) return r;
      fb = undefined;
    }
    const r = fa(a, b, c);
    if (r !== NotImplemented) return r;
  }
  if (fb !== undefined) {
    const r = fb(a, b, c);
    if (r !== NotImplemented) return r;
  }
  if (c !== null) {
    const fc = typeOf(c).nbPower;
    if (fc !== undefined && fc !== fa && fc !== tb.nbPower) {
      const r = fc(a, b, c);
      if (r !== NotImplemented) return r;
    }
    throw typeError(
      `unsupported operand type(s) for pow(): '${typeName(a)}', '${typeName(b)}', '${typeName(c)}'`,
    );
  }
  throw unsupported(a, b, symbol);
}

/** a ** b, or pow(a, b, c) when c is not None. */
export function power(a: Value, b: Value, c: Value = null): Value {
  return ternary(a, b, c, "** or pow()");
}

function inplace1(a: Value, b: Value, islot: InplaceSlot, slot: BinarySlot): Value {
  const f = typeOf(a)[islot];
  if (f !== undefined) {
    const r = f(a, b);
    if (r !== NotImplemented) return r;
  }
  return binary1(a, b, slot);
}

function inplace(a: Value, b: Value, islot: InplaceSlot, slot: BinarySlot, symbol: string): Value {
  const r = inplace1(a, b, islot, slot);
  if (r === NotImplemented) throw unsupported(a, b, symbol);
  return r;
}

/** a += b. */
export function iadd(a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") {
    const r = a + b;
    return Number.isSafeInteger(r) ? r : intAdd(a, b);
  }
  if (typeof a === "string" && typeof b === "string") return a + b;
  if (isInt(a) && isInt(b)) return intAdd(a, b);
  const r = inplace1(a, b, "nbInplaceAdd", "nbAdd");
  if (r !== NotImplemented) return r;
  const t = typeOf(a);
  const f = t.sqInplaceConcat ?? t.sqConcat;
  if (f !== undefined) return f(a, b);
  throw unsupported(a, b, "+=");
}

/** a -= b. */
export function isub(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return intSub(a, b);
  return inplace(a, b, "nbInplaceSubtract", "nbSubtract", "-=");
}

/** a *= b. */
export function imul(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return intMul(a, b);
  const r = inplace1(a, b, "nbInplaceMultiply", "nbMultiply");
  if (r !== NotImplemented) return r;
  const t = typeOf(a);
  const f = t.sqInplaceRepeat ?? t.sqRepeat;
  if (f !== undefined) return repeat(f, a, b);
  const rb = typeOf(b).sqRepeat;
  if (rb !== undefined) return repeat(rb, b, a);
  throw unsupported(a, b, "*=");
}

/** a @= b. */
export function imatmul(a: Value, b: Value): Value {
  return inplace(a, b, "nbInplaceMatrixMultiply", "nbMatrixMultiply", "@=");
}

/** a /= b. */
export function itruediv(a: Value, b: Value): Value {
  return inplace(a, b, "nbInplaceTrueDivide", "nbTrueDivide", "/=");
}

/** a //= b. */
export function ifloordiv(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return intFloorDiv(a, b);
  return inplace(a, b, "nbInplaceFloorDivide", "nbFloorDivide", "//=");
}

/** a %= b. */
export function imod(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return intMod(a, b);
  return inplace(a, b, "nbInplaceRemainder", "nbRemainder", "%=");
}

/** a <<= b. */
export function ilshift(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return intLshift(a, b);
  return inplace(a, b, "nbInplaceLshift", "nbLshift", "<<=");
}

/** a >>= b. */
export function irshift(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return intRshift(a, b);
  return inplace(a, b, "nbInplaceRshift", "nbRshift", ">>=");
}

/** a &= b. */
export function iand(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return intAnd(a, b);
  return inplace(a, b, "nbInplaceAnd", "nbAnd", "&=");
}

/** a |= b. */
export function ior(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return intOr(a, b);
  return inplace(a, b, "nbInplaceOr", "nbOr", "|=");
}

/** a ^= b. */
export function ixor(a: Value, b: Value): Value {
  if (isInt(a) && isInt(b)) return intXor(a, b);
  return inplace(a, b, "nbInplaceXor", "nbXor", "^=");
}

/** a **= b. */
export function ipower(a: Value, b: Value): Value {
  const f = typeOf(a).nbInplacePower;
  if (f !== undefined) {
    const r = f(a, b, null);
    if (r !== NotImplemented) return r;
  }
  return ternary(a, b, null, "**=");
}

function badUnary(v: Value, symbol: string): PyObject {
  return typeError(`bad operand type for ${symbol}: '${typeName(v, 200)}'`);
}

/** -v. */
export function neg(v: Value): Value {
  if (typeof v === "number") return 0 - v;
  const f = typeOf(v).nbNegative;
  if (f === undefined) throw badUnary(v, "unary -");
  return f(v);
}

/** +v. */
export function pos(v: Value): Value {
  const f = typeOf(v).nbPositive;
  if (f === undefined) throw badUnary(v, "unary +");
  return f(v);
}

/** ~v. */
export function invert(v: Value): Value {
  const f = typeOf(v).nbInvert;
  if (f === undefined) throw badUnary(v, "unary ~");
  return f(v);
}

/** abs(v). */
export function abs(v: Value): Value {
  const f = typeOf(v).nbAbsolute;
  if (f === undefined) throw badUnary(v, "abs()");
  return f(v);
}

/** a + b as sequences (operator.concat). */
export function concat(a: Value, b: Value): Value {
  const f = typeOf(a).sqConcat;
  if (f !== undefined) return f(a, b);
  if (isSequence(a) && isSequence(b)) {
    const r = binary1(a, b, "nbAdd");
    if (r !== NotImplemented) return r;
  }
  throw typeError(`'${typeName(a, 200)}' object can't be concatenated`);
}

/** Whether a type has `__getitem__` and is no dict (PySequence_Check). */
export function isSequence(v: Value): boolean {
  const t: PyType = typeOf(v);
  return t.sqItem !== undefined || v instanceof PyTuple;
}

/** ValueError of a C conversion that a value does not fit; shared by struct-like modules. */
export function tooLarge(what: string): PyObject {
  return overflowError(`Python int too large to convert to C ${what}`);
}

/** A type's name as error messages have it. */
export const nameOf = fullTypeName;
