/**
 * Hash values equal to CPython's (Python/pyhash.c, tuplehash): 64-bit values as
 * pairs of int32 where the machine hashes for itself, as Python ints where a
 * program sees them.
 *
 * @module
 */
import { asStr } from "./compare.ts";
import { fullTypeName, typeError } from "./errors.ts";
import {
  normInt,
  PyBytes,
  PyFloat,
  PyObject,
  PyStr,
  PyTuple,
  tupleType,
  typeOf,
  type Value,
} from "./object.ts";

/** The high and low half of the last {@linkcode hash64}. */
export let hashHi = 0;
export let hashLo = 0;

const MODULUS = (1n << 61n) - 1n;
const TWO32 = 4294967296;

/** The hash of an int. */
export function hashInt(v: number | bigint): number | bigint {
  if (typeof v === "number") return v === -1 ? -2 : v;
  const neg = v < 0n;
  const m = (neg ? -v : v) % MODULUS;
  const h = normInt(neg ? -m : m);
  return h === -1 ? -2 : h;
}

const scratch = new DataView(new ArrayBuffer(8));

/** The hash of a double (_Py_HashDouble). */
export function hashDouble(v: number): number | bigint {
  if (Number.isSafeInteger(v)) return v === -1 ? -2 : v + 0;
  if (v !== v) return 0;
  if (v === Infinity) return 314159;
  if (v === -Infinity) return -314159;
  if (Number.isInteger(v)) return hashInt(BigInt(v));
  scratch.setFloat64(0, v);
  const hi = scratch.getUint32(0);
  const e = (hi >>> 20) & 0x7ff;
  let m = BigInt(hi & 0xfffff) * BigInt(TWO32) + BigInt(scratch.getUint32(4));
  let exp: number;
  if (e === 0) exp = -1074;
  else {
    m += 1n << 52n;
    exp = e - 1075;
  }
  // 2 has order 61 modulo 2**61-1
  exp %= 61;
  if (exp < 0) exp += 61;
  let h = (m * (1n << BigInt(exp))) % MODULUS;
  if (v < 0) h = -h;
  const r = normInt(h);
  return r === -1 ? -2 : r;
}

// SipHash-2-4 over 32-bit halves -------------------------------------------

const key = new Int32Array(4); // k0 low, k0 high, k1 low, k1 high

/** Sets the secret from PYTHONHASHSEED (0: no randomisation), as _PyRandom_Init does. */
export function setHashSeed(seed: number): void {
  key.fill(0);
  secret = null;
  stringHashes.clear();
  if (seed === 0) return;
  let x = seed >>> 0;
  const bytes = new Uint8Array(key.buffer);
  for (let i = 0; i < 16; i++) {
    x = (Math.imul(x, 214013) + 2531011) >>> 0;
    bytes[i] = (x >>> 16) & 0xff;
  }
}

/** Where the secret comes from while it is not drawn: the system's generator costs 2 ms at start. */
let secret: (() => Uint8Array) | null = null;

/** Sets a source of a secret of 16 random bytes, asked at the first hash of a text. */
export function setHashSecret(source: () => Uint8Array): void {
  secret = source;
  stringHashes.clear();
}

/** Takes the secret away for another runtime; gives what puts it back. */
export function setHashAside(): () => void {
  const was = key.slice();
  const source = secret;
  const hashes = stringHashes;
  stringHashes = new Map();
  let drawn: Int32Array | null = null;
  // a secret that nobody has asked for yet stays the source's
  const once = source === null ? null : () => new Uint8Array((drawn ??= draw(source)).buffer);
  return () => {
    key.set(was);
    secret = once;
    stringHashes = hashes;
  };
}

const draw = (source: () => Uint8Array): Int32Array => new Int32Array(source().slice(0, 16).buffer);

function drawSecret(source: () => Uint8Array): void {
  new Uint8Array(key.buffer).set(source().subarray(0, 16));
  secret = null;
}

const s = new Int32Array(8);

function round(): void {
  let v0l = s[0], v0h = s[1], v1l = s[2], v1h = s[3];
  let v2l = s[4], v2h = s[5], v3l = s[6], v3h = s[7];
  let t: number;
  // v0 += v1; v1 = rotl(v1, 13) ^ v0; v0 = rotl(v0, 32)
  t = (v0l >>> 0) + (v1l >>> 0);
  v0h = (v0h + v1h + (t >= TWO32 ? 1 : 0)) | 0;
  v0l = t | 0;
  t = (v1l << 13) | (v1h >>> 19);
  v1h = (v1h << 13) | (v1l >>> 19);
  v1l = t ^ v0l;
  v1h ^= v0h;
  t = v0l;
  v0l = v0h;
  v0h = t;
  // v2 += v3; v3 = rotl(v3, 16) ^ v2
  t = (v2l >>> 0) + (v3l >>> 0);
  v2h = (v2h + v3h + (t >= TWO32 ? 1 : 0)) | 0;
  v2l = t | 0;
  t = (v3l << 16) | (v3h >>> 16);
  v3h = ((v3h << 16) | (v3l >>> 16)) ^ v2h;
  v3l = t ^ v2l;
  // v0 += v3; v3 = rotl(v3, 21) ^ v0
  t = (v0l >>> 0) + (v3l >>> 0);
  v0h = (v0h + v3h + (t >= TWO32 ? 1 : 0)) | 0;
  v0l = t | 0;
  t = (v3l << 21) | (v3h >>> 11);
  v3h = ((v3h << 21) | (v3l >>> 11)) ^ v0h;
  v3l = t ^ v0l;
  // v2 += v1; v1 = rotl(v1, 17) ^ v2; v2 = rotl(v2, 32)
  t = (v2l >>> 0) + (v1l >>> 0);
  v2h = (v2h + v1h + (t >= TWO32 ? 1 : 0)) | 0;
  v2l = t | 0;
  t = (v1l << 17) | (v1h >>> 15);
  v1h = ((v1h << 17) | (v1l >>> 15)) ^ v2h;
  v1l = t ^ v2l;
  t = v2l;
  v2l = v2h;
  v2h = t;
  s[0] = v0l, s[1] = v0h, s[2] = v1l, s[3] = v1h;
  s[4] = v2l, s[5] = v2h, s[6] = v3l, s[7] = v3h;
}

/** SipHash-2-4 of bytes into hashHi, hashLo (_Py_HashBytes; empty input is 0, -1 becomes -2). */
function sip(data: Uint8Array): void {
  const n = data.length;
  if (n === 0) {
    hashHi = hashLo = 0;
    return;
  }
  if (secret !== null) drawSecret(secret);
  s[0] = key[0] ^ 0x70736575, s[1] = key[1] ^ 0x736f6d65;
  s[2] = key[2] ^ 0x6e646f6d, s[3] = key[3] ^ 0x646f7261;
  s[4] = key[0] ^ 0x6e657261, s[5] = key[1] ^ 0x6c796765;
  s[6] = key[2] ^ 0x79746573, s[7] = key[3] ^ 0x74656462;
  let i = 0;
  for (; i + 8 <= n; i += 8) {
    const lo = data[i] | (data[i + 1] << 8) | (data[i + 2] << 16) | (data[i + 3] << 24);
    const hi = data[i + 4] | (data[i + 5] << 8) | (data[i + 6] << 16) | (data[i + 7] << 24);
    s[6] ^= lo, s[7] ^= hi;
    round();
    round();
    s[0] ^= lo, s[1] ^= hi;
  }
  let lo = 0;
  let hi = n << 24;
  for (let j = 0; i + j < n; j++) {
    if (j < 4) lo |= data[i + j] << (8 * j);
    else hi |= data[i + j] << (8 * (j - 4));
  }
  s[6] ^= lo, s[7] ^= hi;
  round();
  round();
  s[0] ^= lo, s[1] ^= hi;
  s[4] ^= 0xff;
  round();
  round();
  round();
  round();
  hashLo = s[0] ^ s[2] ^ s[4] ^ s[6];
  hashHi = s[1] ^ s[3] ^ s[5] ^ s[7];
  if (hashLo === -1 && hashHi === -1) hashLo = -2;
}

class Pair {
  constructor(readonly hi: number, readonly lo: number) {}
}
let stringHashes = new Map<string, Pair>();

/** The bytes that CPython's string of these code points occupies. */
function stringBytes(v: string): Uint8Array {
  const n = v.length;
  let max = 0;
  for (let i = 0; i < n; i++) {
    const c = v.charCodeAt(i);
    if (c > max) max = c;
  }
  if (max < 256) {
    const out = new Uint8Array(n);
    for (let i = 0; i < n; i++) out[i] = v.charCodeAt(i);
    return out;
  }
  const points = Array.from(v, (c) => c.codePointAt(0)!);
  return points.some((p) => p > 0xffff)
    ? new Uint8Array(Uint32Array.from(points).buffer)
    : new Uint8Array(Uint16Array.from(points).buffer);
}

function hashStringInto(v: string): void {
  const known = stringHashes.get(v);
  if (known !== undefined) {
    hashHi = known.hi;
    hashLo = known.lo;
    return;
  }
  sip(stringBytes(v));
  if (stringHashes.size > 200000) stringHashes.clear();
  if (v.length < 200) stringHashes.set(v, new Pair(hashHi, hashLo));
}

function split(h: number | bigint): void {
  if (typeof h === "number") {
    hashLo = h | 0;
    hashHi = Math.floor(h / TWO32) | 0;
  } else {
    hashLo = Number(BigInt.asIntN(32, h));
    hashHi = Number(BigInt.asIntN(32, h >> 32n));
  }
}

/** hashHi, hashLo as a Python int. */
function joined(): number | bigint {
  const hi = hashHi;
  if (hi >= -0x200000 && hi < 0x1fffff) return hi * TWO32 + (hashLo >>> 0);
  return normInt((BigInt(hi) << 32n) | BigInt(hashLo >>> 0));
}

/** The hash of a str. */
export function hashString(v: string): number | bigint {
  hashStringInto(v);
  return joined();
}

/** The hash of bytes. */
export function hashBytes(v: Uint8Array): number | bigint {
  sip(v);
  return joined();
}

/** The hash of a sequence of values as a tuple's, into hashHi and hashLo. */
function hashItemsInto(items: readonly Value[]): void {
  let len = items.length;
  let hi = 0;
  let lo = 0x345678;
  let mhi = 0;
  let mlo = 1000003;
  for (let i = 0; i < items.length; i++) {
    hash64(items[i]);
    lo ^= hashLo;
    hi ^= hashHi;
    // (hi, lo) *= (mhi, mlo), with 16-bit pieces for the low half's carry
    const a0 = lo & 0xffff, a1 = lo >>> 16, b0 = mlo & 0xffff, b1 = mlo >>> 16;
    const p00 = Math.imul(a0, b0) >>> 0;
    const p01 = Math.imul(a0, b1) >>> 0;
    const p10 = Math.imul(a1, b0) >>> 0;
    const mid = (p00 >>> 16) + (p01 & 0xffff) + (p10 & 0xffff);
    const carry = (mid >>> 16) + (p01 >>> 16) + (p10 >>> 16);
    hi = (Math.imul(hi, mlo) + Math.imul(lo, mhi) + Math.imul(a1, b1) + carry) | 0;
    lo = (p00 & 0xffff) | (mid << 16);
    len--;
    const m = (mlo >>> 0) + 82520 + len + len;
    mlo = m | 0;
    if (m >= TWO32) mhi = (mhi + 1) | 0;
  }
  const t = (lo >>> 0) + 97531;
  lo = t | 0;
  if (t >= TWO32) hi = (hi + 1) | 0;
  if (lo === -1 && hi === -1) lo = -2;
  hashHi = hi;
  hashLo = lo;
}

/** The hash of a tuple of these items. */
export function hashTuple(items: readonly Value[]): number | bigint {
  hashItemsInto(items);
  return joined();
}

const identities = new WeakMap<object, number>();
let nextIdentity = 0x7f0000001000 / 16;
const rawIdentities = new Map<Value, number>();

/** A number for an object's identity: what `id()` shows, 16 times a counter. */
export function identity(v: Value): number {
  if (v !== null && typeof v === "object") {
    // equal floats are the same object as far as programs can tell
    if (v instanceof PyFloat && !Object.hasOwn(v, "cls")) return rawIdentity(`f${v.v}`);
    let n = identities.get(v);
    if (n === undefined) {
      n = nextIdentity++ * 16;
      identities.set(v, n);
    }
    return n;
  }
  if (typeof v === "number" && v >= -5 && v <= 256) return 0x55d0c0a01000 + (v + 5) * 32;
  return rawIdentity(v);
}

/** Gives an object the identity of another that it stands for. */
export function shareIdentity(from: object, to: object): void {
  const n = identities.get(from);
  if (n !== undefined) identities.set(to, n);
}

function rawIdentity(v: Value): number {
  let n = rawIdentities.get(v);
  if (n === undefined) {
    if (rawIdentities.size > 100000) rawIdentities.clear();
    n = nextIdentity++ * 16;
    rawIdentities.set(v, n);
  }
  return n;
}

/** object.__hash__: the address rotated by four bits (_Py_HashPointer). */
export function objectHash(v: Value): number {
  return identity(v) / 16;
}

/** hash(v) (PyObject_Hash). Raises TypeError for unhashable types. */
export function hash(v: Value): number | bigint {
  switch (typeof v) {
    case "number":
    case "bigint":
      return hashInt(v);
    case "string":
      return hashString(v);
    case "boolean":
      return v ? 1 : 0;
  }
  const t = typeOf(v);
  if (t.tpHash) return t.tpHash(v);
  throw typeError(`unhashable type: '${fullTypeName(t).slice(0, 200)}'`);
}

/** hash(v) into hashHi and hashLo. */
export function hash64(v: Value): void {
  if (typeof v === "number") {
    if (v === -1) v = -2;
    hashLo = v | 0;
    hashHi = Math.floor(v / TWO32) | 0;
  } else if (typeof v === "string") hashStringInto(v);
  else if (v instanceof PyTuple && v.cls.tpHash === tupleType.tpHash) hashItemsInto(v.items);
  else split(hash(v));
}

/** hash(v) folded to 32 bits, for tables of our own. */
export function hash32(v: Value): number {
  hash64(v);
  return fold(hashLo, hashHi);
}

/** The two halves of a hash as one. */
export const fold = (lo: number, hi: number): number => lo ^ Math.imul(hi, 0x9e3779b1);

/** Raises TypeError when a value is unhashable; runs `__hash__` where a program wrote one. */
export function checkHashable(v: Value): void {
  if (v instanceof PyObject && !(v instanceof PyFloat)) hash64(v);
}

/** Whether `v` is exact bytes or an exact tuple: never equal to a str, int, float or None. */
export function isPlainComposite(v: Value): boolean {
  return (v instanceof PyTuple && v.cls === tupleType) ||
    (v instanceof PyBytes && !Object.hasOwn(v, "cls"));
}

/** Whether a value is a str, of whatever subclass. */
export function isStr(v: Value): boolean {
  return asStr(v) !== undefined || v instanceof PyStr;
}
