/**
 * The arithmetic of constant folding: what `PyNumber_Add` and its like give for
 * two literals. {@linkcode ConstantOps} is the seam: the runtime may pass its
 * own operators; {@linkcode constantOps} is self-contained and covers the exact
 * built-in types, which is all that literals can be.
 *
 * A result of `undefined` means that the operation raises and so is not folded.
 * The size limits (safe_multiply, safe_power, safe_lshift, safe_mod of
 * peephole.c) are applied by {@linkcode foldBinary}, whichever operators are used.
 *
 * `float ** float` with a fractional exponent goes through V8's `Math.pow`,
 * which differs from glibc's in the last bit for some arguments; integral
 * exponents are computed exactly and rounded once.
 *
 * @module
 */
import {
  Ellipsis,
  normInt,
  PyBytes,
  PyComplex,
  PyFloat,
  PyInt,
  PyObject,
  PyStr,
  PyTuple,
  PyType,
  tuple,
  type Value,
} from "../core/object.ts";
import * as op from "./op.ts";

/** What the optimiser needs of the run-time operators. */
export interface ConstantOps {
  /** The result of a `BINARY_*` opcode, or undefined where it raises. */
  binary(opcode: number, a: Value, b: Value): Value | undefined;
  /** The result of a `UNARY_*` opcode, or undefined where it raises. */
  unary(opcode: number, a: Value): Value | undefined;
  /** Truth (`PyObject_IsTrue`). */
  isTrue(v: Value): boolean;
  /** A tuple of the items. */
  tuple(items: Value[]): Value;
  /** A frozenset of the items, or undefined where one is unhashable. */
  frozenset(items: Value[]): Value | undefined;
  /** The items of a frozenset, or undefined when the value is none. */
  frozensetItems(v: Value): Value[] | undefined;
}

const plainFrozensetType = new PyType("frozenset");

/**
 * A frozenset constant where no runtime provides its own class: the distinct
 * items in order. It looks like what marshal makes in that case.
 */
export class ConstFrozenSet extends PyObject {
  readonly kind = "frozenset";
  constructor(readonly items: Value[]) {
    super();
    this.cls = plainFrozensetType;
  }
}

const HIGH_START = 0xd800;
const LOW_START = 0xdc00;
const LOW_END = 0xdfff;

type Int = number | bigint;

function asInt(v: Value): Int | undefined {
  switch (typeof v) {
    case "number":
    case "bigint":
      return v;
    case "boolean":
      return v ? 1 : 0;
    default:
      return undefined;
  }
}

/** The double nearest to an int; undefined where it overflows. */
function intToFloat(v: Int): number | undefined {
  const f = Number(v);
  return Number.isFinite(f) ? f : undefined;
}

function asFloat(v: Value): number | undefined {
  if (v instanceof PyFloat) return v.v;
  const i = asInt(v);
  return i === undefined ? undefined : intToFloat(i);
}

function asComplex(v: Value): PyComplex | undefined {
  if (v instanceof PyComplex) return v;
  const f = asFloat(v);
  return f === undefined ? undefined : new PyComplex(f, 0);
}

function bitLength(v: bigint): number {
  if (v < 0n) v = -v;
  return v === 0n
    ? 0
    : v.toString(16).length * 4 - Math.clz32(parseInt(v.toString(16)[0], 16)) + 28;
}

function numBits(v: Int): number {
  return bitLength(BigInt(v));
}

function ldexp(m: number, e: number): number {
  while (e > 1000) {
    m *= 2 ** 1000;
    e -= 1000;
  }
  while (e < -1000) {
    m *= 2 ** -1000;
    e += 1000;
  }
  return m * 2 ** e;
}

/** The double nearest to a / b, ties to even; b is not 0. */
function ratio(a: bigint, b: bigint): number {
  const negative = (a < 0n) !== (b < 0n);
  if (a < 0n) a = -a;
  if (b < 0n) b = -b;
  if (a === 0n) return negative ? -0 : 0;
  const diff = bitLength(a) - bitLength(b);
  if (diff > 1025) return negative ? -Infinity : Infinity;
  if (diff < -1080) return negative ? -0 : 0;
  const shift = Math.max(diff, -1021) - 55;
  let q: bigint, exact: boolean;
  if (shift <= 0) {
    const n = a << BigInt(-shift);
    q = n / b;
    exact = q * b === n;
  } else {
    const d = b << BigInt(shift);
    q = a / d;
    exact = q * d === a;
  }
  const extra = Math.max(bitLength(q), -1021 - shift) - 53;
  const unit = 1n << BigInt(extra);
  const rest = q & (unit - 1n);
  const half = unit >> 1n;
  let top = q >> BigInt(extra);
  if (rest > half || (rest === half && (!exact || (top & 1n) === 1n))) top += 1n;
  const r = ldexp(Number(top), shift + extra);
  return negative ? -r : r;
}

function mantissa(x: number): [bigint, number] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const e = Number((bits >> 52n) & 0x7ffn);
  const f = bits & 0xfffffffffffffn;
  const m = e === 0 ? f : f | (1n << 52n);
  return [x < 0 ? -m : m, (e === 0 ? 1 : e) - 1075];
}

/** C's pow(), correctly rounded where the exponent is a small integer. */
function pow(x: number, y: number): number {
  if (Number.isInteger(y) && Math.abs(y) <= 1100 && Number.isFinite(x) && x !== 0 && y !== 0) {
    const est = Math.pow(x, y);
    if (est === 0 || !Number.isFinite(est)) {
      // far outside of the range the estimate is right; near the edges the exact way decides
      if (Math.abs(y * Math.log2(Math.abs(x))) > 1100) return est;
    }
    let [m, e] = mantissa(x);
    while ((m & 1n) === 0n) {
      m >>= 1n;
      e++;
    }
    const n = Math.abs(y);
    const p = m ** BigInt(n);
    const scale = e * n;
    let num = p, den = 1n;
    if (scale >= 0) num <<= BigInt(scale);
    else den <<= BigInt(-scale);
    return y > 0 ? ratio(num, den) : ratio(den, num);
  }
  if (y === 0.5 && x >= 0) return Math.sqrt(x);
  if (x === 1) return 1; // C: also for a NaN or an infinite exponent
  if (x === -1 && Math.abs(y) === Infinity) return 1;
  return Math.pow(x, y);
}

function floatPow(x: number, y: number): Value | undefined {
  if (y === 0 || x === 1) return new PyFloat(1);
  if (Number.isNaN(x) || Number.isNaN(y)) return new PyFloat(NaN);
  if (x === 0 && y < 0) return undefined;
  if (x < 0 && Number.isFinite(x) && Number.isFinite(y) && y !== Math.floor(y)) {
    return complexPow(new PyComplex(x, 0), new PyComplex(y, 0));
  }
  const r = pow(x, y);
  if (!Number.isFinite(r) && Number.isFinite(x) && Number.isFinite(y)) return undefined;
  return new PyFloat(r);
}

function copysignZero(sign: number): number {
  return sign < 0 || Object.is(sign, -0) ? -0 : 0;
}

function floatDivmod(x: number, y: number): [number, number] {
  let mod = x % y;
  let div = (x - mod) / y;
  if (mod !== 0) {
    if ((y < 0) !== (mod < 0)) {
      mod += y;
      div -= 1;
    }
  } else {
    mod = copysignZero(y);
  }
  let floor: number;
  if (div !== 0) {
    floor = Math.floor(div);
    if (div - floor > 0.5) floor += 1;
  } else {
    floor = copysignZero(x / y);
  }
  return [floor, mod];
}

function complexProduct(a: PyComplex, b: PyComplex): PyComplex {
  return new PyComplex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re);
}

function complexQuotient(a: PyComplex, b: PyComplex): PyComplex | undefined {
  const absRe = Math.abs(b.re), absIm = Math.abs(b.im);
  if (absRe >= absIm) {
    if (absRe === 0) return undefined;
    const r = b.im / b.re;
    const d = b.re + b.im * r;
    return new PyComplex((a.re + a.im * r) / d, (a.im - a.re * r) / d);
  }
  if (absIm >= absRe) {
    const r = b.re / b.im;
    const d = b.re * r + b.im;
    return new PyComplex((a.re * r + a.im) / d, (a.im * r - a.re) / d);
  }
  return new PyComplex(NaN, NaN);
}

function complexPower(a: PyComplex, b: PyComplex): PyComplex | undefined {
  if (b.re === 0 && b.im === 0) return new PyComplex(1, 0);
  if (a.re === 0 && a.im === 0) {
    return b.im !== 0 || b.re < 0 ? undefined : new PyComplex(0, 0);
  }
  const abs = Math.hypot(a.re, a.im);
  let len = pow(abs, b.re);
  const at = Math.atan2(a.im, a.re);
  let phase = at * b.re;
  if (b.im !== 0) {
    len /= Math.exp(at * b.im);
    phase += b.im * Math.log(abs);
  }
  // cos(inf) is a domain error
  if (Math.abs(phase) === Infinity) return undefined;
  return new PyComplex(len * Math.cos(phase), len * Math.sin(phase));
}

function complexPow(a: PyComplex, b: PyComplex): PyComplex | undefined {
  let r: PyComplex | undefined;
  const n = b.re;
  if (b.im === 0 && Number.isInteger(n) && Math.abs(n) <= 100) {
    let p = a, left = Math.abs(n);
    r = new PyComplex(1, 0);
    while (left > 0) {
      if (left & 1) r = complexProduct(r, p);
      left >>= 1;
      p = complexProduct(p, p);
    }
    if (n <= 0) r = complexQuotient(new PyComplex(1, 0), r);
  } else {
    r = complexPower(a, b);
  }
  if (r === undefined || Math.abs(r.re) === Infinity || Math.abs(r.im) === Infinity) {
    return undefined;
  }
  return r;
}

function floorDiv(a: bigint, b: bigint): bigint {
  const q = a / b;
  return a % b !== 0n && (a < 0n) !== (b < 0n) ? q - 1n : q;
}

/** Larger results than this many bits are left to the run time. */
const MAX_RESULT_BITS = 1 << 26;

function intBinary(opcode: number, a: Int, b: Int, bothBool: boolean): Value | undefined {
  if (typeof a === "number" && typeof b === "number") {
    let r: number;
    switch (opcode) {
      case op.BINARY_ADD:
        r = a + b;
        if (Number.isSafeInteger(r)) return r;
        break;
      case op.BINARY_SUBTRACT:
        r = a - b;
        if (Number.isSafeInteger(r)) return r;
        break;
      case op.BINARY_MULTIPLY:
        r = a * b;
        if (Number.isSafeInteger(r)) return r + 0;
        break;
      case op.BINARY_TRUE_DIVIDE:
        if (b === 0) return undefined;
        return new PyFloat(a / b);
    }
  }
  const x = BigInt(a), y = BigInt(b);
  switch (opcode) {
    case op.BINARY_ADD:
      return normInt(x + y);
    case op.BINARY_SUBTRACT:
      return normInt(x - y);
    case op.BINARY_MULTIPLY:
      return normInt(x * y);
    case op.BINARY_TRUE_DIVIDE: {
      if (y === 0n) return undefined;
      const r = ratio(x, y);
      return Number.isFinite(r) ? new PyFloat(r) : undefined;
    }
    case op.BINARY_FLOOR_DIVIDE:
      return y === 0n ? undefined : normInt(floorDiv(x, y));
    case op.BINARY_MODULO:
      return y === 0n ? undefined : normInt(x - floorDiv(x, y) * y);
    case op.BINARY_POWER: {
      if (y < 0n) {
        const fx = intToFloat(a), fy = intToFloat(b);
        return fx === undefined || fy === undefined ? undefined : floatPow(fx, fy);
      }
      if (
        y > 1n && bitLength(x) * Number(y) > MAX_RESULT_BITS && x !== 0n && x !== 1n && x !== -1n
      ) {
        return undefined;
      }
      return normInt(x ** y);
    }
    case op.BINARY_LSHIFT:
      if (y < 0n || y >= 1n << 63n) return undefined;
      if (x === 0n) return 0;
      return y > BigInt(MAX_RESULT_BITS) ? undefined : normInt(x << y);
    case op.BINARY_RSHIFT:
      if (y < 0n || y >= 1n << 63n) return undefined;
      return y > BigInt(MAX_RESULT_BITS) ? (x < 0n ? -1 : 0) : normInt(x >> y);
    case op.BINARY_AND:
      return bothBool ? (x & y) === 1n : normInt(x & y);
    case op.BINARY_OR:
      return bothBool ? (x | y) === 1n : normInt(x | y);
    case op.BINARY_XOR:
      return bothBool ? (x ^ y) === 1n : normInt(x ^ y);
    default:
      return undefined;
  }
}

function floatBinary(opcode: number, x: number, y: number): Value | undefined {
  switch (opcode) {
    case op.BINARY_ADD:
      return new PyFloat(x + y);
    case op.BINARY_SUBTRACT:
      return new PyFloat(x - y);
    case op.BINARY_MULTIPLY:
      return new PyFloat(x * y);
    case op.BINARY_TRUE_DIVIDE:
      return y === 0 ? undefined : new PyFloat(x / y);
    case op.BINARY_FLOOR_DIVIDE:
      return y === 0 ? undefined : new PyFloat(floatDivmod(x, y)[0]);
    case op.BINARY_MODULO:
      return y === 0 ? undefined : new PyFloat(floatDivmod(x, y)[1]);
    case op.BINARY_POWER:
      return floatPow(x, y);
    default:
      return undefined;
  }
}

function complexBinary(opcode: number, a: PyComplex, b: PyComplex): Value | undefined {
  switch (opcode) {
    case op.BINARY_ADD:
      return new PyComplex(a.re + b.re, a.im + b.im);
    case op.BINARY_SUBTRACT:
      return new PyComplex(a.re - b.re, a.im - b.im);
    case op.BINARY_MULTIPLY:
      return complexProduct(a, b);
    case op.BINARY_TRUE_DIVIDE:
      return complexQuotient(a, b);
    case op.BINARY_POWER:
      return complexPow(a, b);
    default:
      return undefined;
  }
}

function isExactStr(v: Value): v is string | PyStr {
  return typeof v === "string" || (v instanceof PyStr && v.codePoints !== null);
}

function codePoints(v: string | PyStr): readonly number[] {
  if (typeof v !== "string") return v.codePoints ?? codePoints(v.s);
  const out: number[] = [];
  for (let i = 0; i < v.length; i++) {
    const c = v.codePointAt(i)!;
    if (c > 0xffff) i++;
    out.push(c);
  }
  return out;
}

/** The str of some code points, as a JS string wherever that can say it. */
function strOf(points: readonly number[]): Value {
  let s = "";
  let awkward = false;
  let previous = 0;
  for (const c of points) {
    if (c >= LOW_START && c <= LOW_END && previous >= HIGH_START && previous < LOW_START) {
      awkward = true;
    }
    s += String.fromCodePoint(c);
    previous = c;
  }
  if (!awkward) return s;
  const r = new PyStr(s);
  r.codePoints = points;
  return r;
}

function concat(a: string | PyStr, b: string | PyStr): Value {
  if (typeof a === "string" && typeof b === "string") {
    if (a === "" || b === "") return a + b;
    const end = a.charCodeAt(a.length - 1), start = b.charCodeAt(0);
    if (end < HIGH_START || end >= LOW_START || start < LOW_START || start > LOW_END) return a + b;
  }
  return strOf([...codePoints(a), ...codePoints(b)]);
}

function strLength(v: string | PyStr): number {
  if (typeof v === "string") {
    let n = v.length;
    for (let i = 0; i < v.length; i++) {
      if (v.codePointAt(i)! > 0xffff) {
        i++;
        n--;
      }
    }
    return n;
  }
  return codePoints(v).length;
}

function repeat(v: Value, count: Int): Value | undefined {
  const empty = isExactStr(v)
    ? strLength(v) === 0
    : (v instanceof PyTuple && v.items.length === 0) ||
      (v instanceof PyBytes && v.data.length === 0);
  const n = empty || count <= 0 ? 0 : Number(count);
  if (n > 1 << 20) return undefined;
  if (v instanceof PyTuple) {
    const items: Value[] = [];
    for (let i = 0; i < n; i++) items.push(...v.items);
    return tuple(items);
  }
  if (v instanceof PyBytes) {
    const size = v.data.length;
    const data = new Uint8Array(size * n);
    for (let i = 0; i < n; i++) data.set(v.data, i * size);
    return new PyBytes(data);
  }
  if (!isExactStr(v)) return undefined;
  if (n === 0) return "";
  let r: Value = v;
  for (let i = 1; i < n; i++) r = concat(r as string | PyStr, v);
  return r;
}

function sequenceBinary(opcode: number, a: Value, b: Value): Value | undefined {
  switch (opcode) {
    case op.BINARY_ADD:
      if (isExactStr(a)) return isExactStr(b) ? concat(a, b) : undefined;
      if (a instanceof PyBytes && b instanceof PyBytes) {
        const data = new Uint8Array(a.data.length + b.data.length);
        data.set(a.data);
        data.set(b.data, a.data.length);
        return new PyBytes(data);
      }
      if (a instanceof PyTuple && b instanceof PyTuple) return tuple([...a.items, ...b.items]);
      return undefined;
    case op.BINARY_MULTIPLY: {
      const n = asInt(b);
      if (n !== undefined) return indexable(n) ? repeat(a, n) : undefined;
      const m = asInt(a);
      return m === undefined || !indexable(m) ? undefined : repeat(b, m);
    }
    case op.BINARY_SUBSCR: {
      const k = asInt(b);
      if (k === undefined || typeof k === "bigint") return undefined;
      if (a instanceof PyTuple) return a.items[k < 0 ? k + a.items.length : k];
      if (a instanceof PyBytes) return a.data[k < 0 ? k + a.data.length : k];
      if (!isExactStr(a)) return undefined;
      const points = codePoints(a);
      const c = points[k < 0 ? k + points.length : k];
      return c === undefined ? undefined : String.fromCodePoint(c);
    }
    default:
      return undefined;
  }
}

function indexable(n: Int): boolean {
  return typeof n === "number" || BigInt.asIntN(64, n) === n;
}

function isNumber(v: Value): boolean {
  return asInt(v) !== undefined || v instanceof PyFloat || v instanceof PyComplex;
}

function numberBinary(opcode: number, a: Value, b: Value): Value | undefined {
  const x = asInt(a), y = asInt(b);
  if (x !== undefined && y !== undefined) {
    return intBinary(opcode, x, y, typeof a === "boolean" && typeof b === "boolean");
  }
  if (a instanceof PyComplex || b instanceof PyComplex) {
    const p = asComplex(a), q = asComplex(b);
    return p === undefined || q === undefined ? undefined : complexBinary(opcode, p, q);
  }
  const p = asFloat(a), q = asFloat(b);
  return p === undefined || q === undefined ? undefined : floatBinary(opcode, p, q);
}

/** What is equal in Python has the same key, and only that. */
function equalityKey(v: Value): unknown {
  switch (typeof v) {
    case "number":
      return v;
    case "bigint": {
      const f = Number(v);
      return Number.isFinite(f) && BigInt(f) === v ? f : v;
    }
    case "boolean":
      return v ? 1 : 0;
    case "string":
      return "s" + v;
  }
  if (v instanceof PyFloat) return Number.isNaN(v.v) ? v : v.v;
  if (v instanceof PyComplex) {
    if (v.im === 0) return equalityKey(new PyFloat(v.re));
    return Number.isNaN(v.re) || Number.isNaN(v.im) ? v : `c${v.re + 0},${v.im}`;
  }
  if (v instanceof PyBytes) return "b" + v.data.join();
  if (v instanceof PyStr && v.codePoints !== null) return "u" + v.codePoints.join();
  if (v instanceof PyTuple) {
    let key = "t";
    for (const item of v.items) {
      const k = equalityKey(item);
      if (k !== null && typeof k === "object") {
        if (k !== Ellipsis) return v;
        key += "3:...";
        continue;
      }
      const text = typeof k + String(k);
      key += text.length + ":" + text;
    }
    return key;
  }
  return v;
}

/** The operators of this module: exact int, bool, float, complex, str, bytes and tuple. */
export const constantOps: ConstantOps = {
  binary(opcode, a, b) {
    return isNumber(a) && isNumber(b) ? numberBinary(opcode, a, b) : sequenceBinary(opcode, a, b);
  },
  unary(opcode, a) {
    const i = asInt(a);
    if (i !== undefined) {
      switch (opcode) {
        case op.UNARY_NEGATIVE:
          return typeof i === "number" ? 0 - i : normInt(-i);
        case op.UNARY_POSITIVE:
          return i;
        case op.UNARY_INVERT:
          return normInt(~BigInt(i));
      }
      return undefined;
    }
    if (a instanceof PyFloat) {
      if (opcode === op.UNARY_NEGATIVE) return new PyFloat(-a.v);
      return opcode === op.UNARY_POSITIVE ? a : undefined;
    }
    if (a instanceof PyComplex) {
      if (opcode === op.UNARY_NEGATIVE) return new PyComplex(-a.re, -a.im);
      return opcode === op.UNARY_POSITIVE ? a : undefined;
    }
    return undefined;
  },
  isTrue(v) {
    switch (typeof v) {
      case "number":
        return v !== 0;
      case "bigint":
        return v !== 0n;
      case "boolean":
        return v;
      case "string":
        return v !== "";
    }
    if (v === null) return false;
    if (v instanceof PyFloat) return v.v !== 0;
    if (v instanceof PyComplex) return v.re !== 0 || v.im !== 0;
    if (v instanceof PyBytes) return v.data.length > 0;
    if (v instanceof PyTuple) return v.items.length > 0;
    if (v instanceof PyStr) return v.s !== "";
    if (v instanceof PyInt) return BigInt(v.v) !== 0n;
    return !(v instanceof ConstFrozenSet) || v.items.length > 0;
  },
  tuple,
  frozenset(items) {
    const seen = new Set<unknown>();
    const distinct: Value[] = [];
    for (const item of items) {
      const key = equalityKey(item);
      if (seen.has(key)) continue;
      seen.add(key);
      distinct.push(item);
    }
    return new ConstFrozenSet(distinct);
  },
  frozensetItems(v) {
    return v instanceof ConstFrozenSet ? v.items : undefined;
  },
};

let installed: ConstantOps = constantOps;

/** Makes every compilation that names no operators of its own use these: the runtime's. */
export function installConstantOps(ops: ConstantOps): void {
  installed = ops;
}

/** The operators in force. */
export function currentConstantOps(): ConstantOps {
  return installed;
}

/** MAX_INT_SIZE and its like of peephole.c. */
const MAX_INT_SIZE = 128;
const MAX_COLLECTION_SIZE = 20;
const MAX_STR_SIZE = 20;
const MAX_TOTAL_ITEMS = 1024;

/** check_complexity(): how many items may still be added, negative when there are too many. */
function checkComplexity(v: Value, limit: number, ops: ConstantOps): number {
  const items = v instanceof PyTuple ? v.items : ops.frozensetItems(v);
  if (items === undefined) return limit;
  limit -= items.length;
  if (v instanceof PyTuple) {
    for (let i = 0; limit >= 0 && i < items.length; i++) {
      limit = checkComplexity(items[i], limit, ops);
    }
  }
  return limit;
}

/** Whether safe_multiply() refuses n * sequence. */
function repeatTooBig(n: Int, v: Value, ops: ConstantOps): boolean {
  let size: number, max: number;
  const items = v instanceof PyTuple ? v.items : ops.frozensetItems(v);
  if (items !== undefined) {
    size = items.length;
    max = MAX_COLLECTION_SIZE;
  } else if (isExactStr(v)) {
    size = strLength(v);
    max = MAX_STR_SIZE;
  } else if (v instanceof PyBytes) {
    size = v.data.length;
    max = MAX_STR_SIZE;
  } else {
    return false;
  }
  if (size === 0) return false;
  if (n < 0 || n > Math.floor(max / size)) return true;
  return items !== undefined && Number(n) !== 0 &&
    checkComplexity(v, Math.floor(MAX_TOTAL_ITEMS / Number(n)), ops) < 0;
}

/** fold_binops_on_constants(): the value of an operation on two constants, undefined where it is not folded. */
export function foldBinary(
  opcode: number,
  a: Value,
  b: Value,
  ops: ConstantOps,
): Value | undefined {
  const x = asInt(a), y = asInt(b);
  switch (opcode) {
    case op.BINARY_MULTIPLY:
      if (x !== undefined && y !== undefined) {
        if (x != 0 && y != 0 && numBits(x) + numBits(y) > MAX_INT_SIZE) return undefined;
      } else if (x !== undefined) {
        if (repeatTooBig(x, b, ops)) return undefined;
      } else if (y !== undefined) {
        if (repeatTooBig(y, a, ops)) return undefined;
      }
      break;
    case op.BINARY_POWER:
      if (x !== undefined && y !== undefined && x != 0 && y > 0) {
        if (numBits(x) > Math.floor(MAX_INT_SIZE / Number(y))) return undefined;
      }
      break;
    case op.BINARY_LSHIFT:
      if (x !== undefined && y !== undefined && x != 0 && y != 0) {
        if (y < 0 || y > MAX_INT_SIZE || numBits(x) > MAX_INT_SIZE - Number(y)) return undefined;
      }
      break;
    case op.BINARY_MODULO:
      if (typeof a === "string" || a instanceof PyStr || a instanceof PyBytes) return undefined;
      break;
  }
  return ops.binary(opcode, a, b);
}
