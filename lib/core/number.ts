/**
 * Arithmetic of ints in their two representations (Objects/longobject.c): JS
 * numbers while safe, bigints beyond; every result is normalised.
 *
 * @module
 */
import { meter } from "./meter.ts";
import { memoryError, overflowError, valueError, zeroDivisionError } from "./errors.ts";
import { normInt } from "./object.ts";

/** An int's value. */
export type Int = number | bigint;

/** a + b. */
export function intAdd(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const r = a + b;
    if (Number.isSafeInteger(r)) return r;
  }
  return normInt(BigInt(a) + BigInt(b));
}

/** a - b. */
export function intSub(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const r = a - b;
    if (Number.isSafeInteger(r)) return r;
  }
  return normInt(BigInt(a) - BigInt(b));
}

/** a * b. */
export function intMul(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const r = a * b;
    if (Number.isSafeInteger(r)) return r + 0;
  }
  if (meter !== null) meter.commit(bitLength(a) + bitLength(b));
  try {
    return normInt(BigInt(a) * BigInt(b));
  } catch {
    throw memoryError();
  }
}

/** a // b. Raises ZeroDivisionError. */
export function intFloorDiv(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    if (b === 0) throw zeroDivisionError("integer division or modulo by zero");
    // a quotient of doubles may be rounded up to an integer; the remainder tells
    const m = a % b;
    let q = (a - m) / b;
    if (m !== 0 && (m < 0) !== (b < 0)) q -= 1;
    return Math.round(q) + 0;
  }
  const y = BigInt(b);
  if (y === 0n) throw zeroDivisionError("integer division or modulo by zero");
  const x = BigInt(a);
  commitBits(a, 6);
  let q = x / y;
  // division cuts off; of one sign that is the floor, and the remainder is not asked for
  if ((x < 0n) !== (y < 0n) && q * y !== x) q -= 1n;
  return normInt(q);
}

/** a % b. Raises ZeroDivisionError. */
export function intMod(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    if (b === 0) throw zeroDivisionError("integer division or modulo by zero");
    const m = a % b;
    return m !== 0 && (m < 0) !== (b < 0) ? m + b : m + 0;
  }
  const y = BigInt(b);
  if (y === 0n) throw zeroDivisionError("integer division or modulo by zero");
  commitBits(a, 3);
  const m = BigInt(a) % y;
  return normInt(m !== 0n && (m < 0n) !== (y < 0n) ? m + y : m);
}

/** The number of bits of |a| (int.bit_length). */
export function bitLength(a: Int): number {
  if (typeof a === "number") {
    a = Math.abs(a);
    if (a < 4294967296) return a === 0 ? 0 : 32 - Math.clz32(a);
    return 64 - Math.clz32(Math.floor(a / 4294967296));
  }
  const s = (a < 0n ? -a : a).toString(16);
  return (s.length - 1) * 4 + (32 - Math.clz32(parseInt(s[0], 16)));
}

/** Asks the limits for an int of so many bits that takes so many units of work a bit. */
function allow(bits: number, cost: number): void {
  if (!meter!.allows(bits / 8)) throw memoryError();
  meter!.commit(Math.ceil(cost * bits));
}

/** What an operation on big ints costs that takes `cost` units for each bit of a. */
export function commitBits(a: Int, cost: number): void {
  if (meter !== null && typeof a === "bigint") meter.commit(Math.ceil(cost * bitLength(a)));
}

/** V8's limit of a bigint: 2**30 bits. */
const MAX_BITS = 2 ** 30;

/** a << b. Raises ValueError for a negative count, MemoryError for what no bigint can hold. */
export function intLshift(a: Int, b: Int): Int {
  if (b < 0) throw valueError("negative shift count");
  if (a === 0 && b < 0x8000000000000000n) return 0;
  if (typeof a === "number" && typeof b === "number" && b < 53) {
    const r = a * 2 ** b;
    if (Number.isSafeInteger(r)) return r;
  }
  if (typeof b === "bigint") throw overflowError("Python int too large to convert to C ssize_t");
  // a result that V8 refuses is its RangeError, which becomes MemoryError
  if (b > MAX_BITS) throw memoryError();
  if (meter !== null) allow(b + bitLength(a), 0.01);
  return normInt(BigInt(a) << BigInt(b));
}

/** a >> b. Raises ValueError for a negative count. */
export function intRshift(a: Int, b: Int): Int {
  if (b < 0) throw valueError("negative shift count");
  if (typeof b === "bigint" || b > MAX_BITS) {
    if (typeof b === "bigint") throw overflowError("Python int too large to convert to C ssize_t");
    return a < 0 ? -1 : 0;
  }
  if (typeof a === "number") {
    if (b < 32 && (a | 0) === a) return a >> b;
    return b > 1000 ? (a < 0 ? -1 : 0) : Math.floor(a / 2 ** b);
  }
  return normInt(a >> BigInt(b));
}

/** a & b. */
export function intAnd(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    if ((a | 0) === a && (b | 0) === b) return a & b;
    if (a >= 0 && b >= 0) {
      // halves of 2**32: both fit in 53 bits
      const hi = Math.floor(a / 4294967296) & Math.floor(b / 4294967296);
      return hi * 4294967296 + ((a & b) >>> 0);
    }
  }
  return normInt(BigInt(a) & BigInt(b));
}

/** a | b. */
export function intOr(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number" && (a | 0) === a && (b | 0) === b) {
    return a | b;
  }
  return normInt(BigInt(a) | BigInt(b));
}

/** a ^ b. */
export function intXor(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number" && (a | 0) === a && (b | 0) === b) {
    return a ^ b;
  }
  return normInt(BigInt(a) ^ BigInt(b));
}

/** -a. */
export function intNeg(a: Int): Int {
  return typeof a === "number" ? 0 - a : normInt(-a);
}

/** ~a. */
export function intInvert(a: Int): Int {
  return typeof a === "number" ? -1 - a : normInt(-1n - a);
}

/** |a|. */
export function intAbs(a: Int): Int {
  return a < 0 ? intNeg(a) : a;
}

/** a ** b for b >= 0. Raises MemoryError for what no bigint can hold. */
export function intPow(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const r = a ** b;
    if (Number.isSafeInteger(r) && b <= 64) {
      // V8's pow may be off by one place for large results
      if (Math.abs(r) < 2 ** 31 || exactPow(a, b) === r) return r + 0;
    }
  }
  if (a === 0 || a === 1 || b === 0) return b === 0 ? 1 : a;
  if (a === -1) return (BigInt(b) & 1n) === 0n ? 1 : -1;
  if (typeof b === "bigint" || b * (bitLength(a) - 1) > MAX_BITS) throw memoryError();
  if (meter !== null) allow(b * bitLength(a), 2);
  try {
    return normInt(BigInt(a) ** BigInt(b));
  } catch {
    throw memoryError();
  }
}

function exactPow(a: number, b: number): number {
  let r = 1;
  for (let i = 0; i < b; i++) r *= a;
  return r;
}

/** pow(a, b, m) for b >= 0: sign of m, as Python. */
export function intPowMod(a: Int, b: Int, m: Int): Int {
  let mod = BigInt(m);
  if (mod === 0n) throw valueError("pow() 3rd argument cannot be 0");
  const negative = mod < 0n;
  if (negative) mod = -mod;
  let base = BigInt(a) % mod;
  if (base < 0n) base += mod;
  let r = 1n % mod;
  let e = BigInt(b);
  if (mod <= 94906265n) {
    // products stay safe integers
    const n = Number(mod);
    let x = Number(base);
    let y = Number(r);
    const bits = e.toString(2);
    for (let i = bits.length - 1; i >= 0; i--) {
      if (bits[i] === "1") y = (y * x) % n;
      x = (x * x) % n;
    }
    r = BigInt(y);
  } else {
    const bits = meter === null ? 0 : bitLength(m);
    while (e > 0n) {
      if (meter !== null) meter.commit(10 * bits);
      if (e & 1n) r = (r * base) % mod;
      base = (base * base) % mod;
      e >>= 1n;
    }
  }
  return normInt(negative && r !== 0n ? r - mod : r);
}

/** The double nearest to an int, ties to even. Raises OverflowError beyond the range. */
export function intToDouble(a: Int): number {
  if (typeof a === "number") return a;
  const v = Number(a);
  if (!Number.isFinite(v)) throw overflowError("int too large to convert to float");
  return v;
}

/** a / b, correctly rounded. Raises ZeroDivisionError, OverflowError. */
export function intTrueDiv(a: Int, b: Int): number {
  if (b === 0) throw zeroDivisionError("division by zero");
  if (typeof a === "number" && typeof b === "number") return a / b;
  const negative = (a < 0) !== (b < 0);
  let x = BigInt(a);
  let y = BigInt(b);
  if (x < 0n) x = -x;
  if (y < 0n) y = -y;
  // scale so that the quotient has 64 bits or more, keep a sticky bit, and let Number() round
  const shift = bitLength(x) - bitLength(y) - 64;
  if (shift > 1100) throw overflowError("integer division result too large for a float");
  if (shift < -1300) return negative ? -0 : 0;
  let q: bigint;
  let r: bigint;
  if (shift >= 0) {
    y <<= BigInt(shift);
  } else x <<= BigInt(-shift);
  q = x / y;
  r = x % y;
  if (r !== 0n) q |= 1n;
  // subnormal results round once only when the excess bits go before the conversion
  const exponent = bitLength(q) + shift;
  if (exponent < -1021) {
    const drop = BigInt(-1021 - exponent + bitLength(q) - 53);
    if (drop > 0n) {
      const low = q & ((1n << drop) - 1n);
      q >>= drop;
      const half = 1n << (drop - 1n);
      if (low > half || (low === half && (q & 1n) === 1n)) q += 1n;
      r = BigInt(shift) + drop;
      const v = Number(q) * 2 ** -1000 * 2 ** (Number(r) + 1000);
      return negative ? -v : v;
    }
  }
  const v = shift > 900
    ? Number(q) * 2 ** 900 * 2 ** (shift - 900)
    : shift < -1000
    ? Number(q) * 2 ** -1000 * 2 ** (shift + 1000)
    : Number(q) * 2 ** shift;
  if (!Number.isFinite(v)) throw overflowError("integer division result too large for a float");
  return negative ? -v : v;
}

/** a // b and a % b of doubles (float_divmod), as Python's floor semantics. */
export function floatDivmod(a: number, b: number): [number, number] {
  let mod = a % b;
  let div = (a - mod) / b;
  if (mod !== 0) {
    if ((b < 0) !== (mod < 0)) {
      mod += b;
      div -= 1;
    }
  } else mod = b < 0 ? -0 : 0;
  let floor: number;
  if (div !== 0) {
    floor = Math.floor(div);
    if (div - floor > 0.5) floor += 1;
  } else floor = a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
  return [floor, mod];
}
