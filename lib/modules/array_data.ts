/**
 * The contents of an array.array: machine values in an ArrayBuffer, read and
 * written by the kind of its type code (the getitem and setitem functions of
 * Modules/arraymodule.c).
 *
 * @module
 */
import {
  E,
  exception,
  overflowError,
  type PyBaseException,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import { asInt } from "../core/compare.ts";
import {
  type Maybe,
  normInt,
  PyFloat,
  PyObject,
  PyStr,
  typeOf,
  type Value,
} from "../core/object.ts";
import { asStr } from "../core/compare.ts";
import { asDouble } from "../objects/float.ts";
import { strFromPoints } from "../objects/str.ts";

type Ints = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array;

/** What a type code stands for. */
export interface Kind {
  readonly code: string;
  readonly size: number;
  /** The machine format of `_array_reconstructor` on this (little-endian) machine. */
  readonly format: number;
  /** The format that the buffer protocol tells. */
  readonly buffer: string;
  /** The item of a value. Raises what CPython raises. */
  readonly get: (a: Store, i: number) => Value;
  /** Puts a value that {@linkcode Kind.check} gave. */
  readonly put: (a: Store, i: number, v: number | bigint) => void;
  /** The machine value of an item. */
  readonly check: (v: Value) => number | bigint;
}

/** A C integer argument before its range is looked at. */
export function plainInt(v: Value): number | bigint {
  const n = asInt(v);
  if (n !== undefined) return n;
  if (v instanceof PyFloat) throw typeError("integer argument expected, got float");
  const nb = typeOf(v).nbInt;
  if (nb === undefined) throw typeError(`an integer is required (got type ${typeName(v)})`);
  const r = asInt(nb(v));
  if (r === undefined) throw typeError(`__int__ returned non-int (type ${typeName(v)})`);
  return r;
}

const LONG_MAX = 9223372036854775807n;

function long(v: Value): number | bigint {
  const n = plainInt(v);
  if (typeof n === "bigint" && (n > LONG_MAX || n < -LONG_MAX - 1n)) {
    throw overflowError("Python int too large to convert to C long");
  }
  return n;
}

const ranged = (bits: number, signed: boolean, name: string) => (v: Value): number => {
  const n = typeof v === "number" ? v : long(v);
  if (n < (signed ? -(2 ** (bits - 1)) : 0)) throw overflowError(`${name} is less than minimum`);
  if (n > (signed ? 2 ** (bits - 1) - 1 : 2 ** bits - 1)) {
    throw overflowError(`${name} is greater than maximum`);
  }
  return Number(n);
};

/** Checks of a narrow type that C first parses as a wider one. */
const after = (wider: (v: Value) => number, check: (v: Value) => number) => (v: Value): number =>
  check(wider(v));

const cInt = ranged(32, true, "signed integer");
const cShort = ranged(16, true, "signed short integer");

function unsignedLong(v: Value, negative: string, large: string): bigint {
  if (v instanceof PyFloat) throw typeError("array item must be integer");
  const n = plainInt(v);
  if (n < 0) throw overflowError(negative);
  if (n >= 1n << 64n) throw overflowError(large);
  return BigInt(n);
}

function unsignedInt(v: Value): number {
  const n = unsignedLong(
    v,
    "can't convert negative value to unsigned int",
    "Python int too large to convert to C unsigned long",
  );
  if (n > 4294967295n) throw overflowError("unsigned int is greater than maximum");
  return Number(n);
}

/** The code point of a str of one character, or undefined. */
export function oneChar(v: Maybe): number | undefined {
  const s = asStr(v);
  if (s === undefined) return undefined;
  if (v instanceof PyStr && v.codePoints !== null) return undefined;
  const c = s.codePointAt(0);
  return c !== undefined && s.length === (c > 0xffff ? 2 : 1) ? c : undefined;
}

function put64(a: Store, i: number, v: number | bigint): void {
  if (typeof v === "number") {
    const lo = v >>> 0;
    a.words[2 * i] = lo;
    a.words[2 * i + 1] = (v - lo) / 4294967296;
  } else {
    a.words[2 * i] = Number(v & 0xffffffffn);
    a.words[2 * i + 1] = Number(v >> 32n & 0xffffffffn);
  }
}

function get64(a: Store, i: number, signed: boolean): number | bigint {
  const lo = a.words[2 * i];
  const raw = a.words[2 * i + 1];
  const hi = signed ? raw | 0 : raw;
  if (hi < 0x200000 && hi > -0x200000) return hi * 4294967296 + lo;
  return normInt((BigInt(hi) << 32n) | BigInt(lo));
}

const ints = {
  get: (a: Store, i: number): Value => (a.view as Ints)[i],
  put: (a: Store, i: number, v: number | bigint): void => {
    (a.view as Ints)[i] = v as number;
  },
};

const int64 = (signed: boolean) => ({
  get: (a: Store, i: number): Value => get64(a, i, signed),
  put: put64,
});

const floats = {
  get: (a: Store, i: number): Value => new PyFloat((a.view as Float64Array)[i]),
  put: (a: Store, i: number, v: number | bigint): void => {
    (a.view as Float64Array)[i] = v as number;
  },
  check: asDouble,
};

const isScalar = (c: number) => c < 0xd800 || (c > 0xdfff && c < 0x110000);

const badPoint = (c: number): PyBaseException =>
  valueError(`character U+${c.toString(16)} is not in range [U+0000; U+10ffff]`);

/** The str of code units of four bytes. Raises ValueError for what is no code point. */
export function textOf(points: ArrayLike<number>): Value {
  const out: number[] = [];
  for (let i = 0; i < points.length; i++) {
    if (points[i] > 0x10ffff) throw badPoint(points[i]);
    out.push(points[i]);
  }
  return out.every(isScalar) ? joined(out) : strFromPoints(out);
}

function joined(points: readonly number[]): string {
  let s = "";
  for (const p of points) s += String.fromCodePoint(p);
  return s;
}

/** The kinds by type code. */
export const KINDS: Readonly<Record<string, Kind>> = {
  b: {
    code: "b",
    size: 1,
    format: 1,
    buffer: "b",
    ...ints,
    check: after(cShort, ranged(8, true, "signed char")),
  },
  B: {
    code: "B",
    size: 1,
    format: 0,
    buffer: "B",
    ...ints,
    check: ranged(8, false, "unsigned byte integer"),
  },
  u: {
    code: "u",
    size: 4,
    format: 20,
    buffer: "w",
    get: (a, i) => textOf([(a.view as Ints)[i]]),
    put: ints.put,
    check: (v) => {
      const c = oneChar(v);
      if (c === undefined) throw typeError("array item must be unicode character");
      return c;
    },
  },
  h: { code: "h", size: 2, format: 4, buffer: "h", ...ints, check: cShort },
  H: {
    code: "H",
    size: 2,
    format: 2,
    buffer: "H",
    ...ints,
    check: after(cInt, ranged(16, false, "unsigned short")),
  },
  i: { code: "i", size: 4, format: 8, buffer: "i", ...ints, check: cInt },
  I: { code: "I", size: 4, format: 6, buffer: "I", ...ints, check: unsignedInt },
  l: { code: "l", size: 8, format: 12, buffer: "l", ...int64(true), check: long },
  L: {
    code: "L",
    size: 8,
    format: 10,
    buffer: "L",
    ...int64(false),
    check: (v) =>
      unsignedLong(
        v,
        "can't convert negative value to unsigned int",
        "Python int too large to convert to C unsigned long",
      ),
  },
  q: {
    code: "q",
    size: 8,
    format: 12,
    buffer: "q",
    ...int64(true),
    check: (v) => {
      const n = plainInt(v);
      if (typeof n === "bigint" && (n > LONG_MAX || n < -LONG_MAX - 1n)) {
        throw overflowError("int too big to convert");
      }
      return n;
    },
  },
  Q: {
    code: "Q",
    size: 8,
    format: 10,
    buffer: "Q",
    ...int64(false),
    check: (v) =>
      unsignedLong(v, "can't convert negative int to unsigned", "int too big to convert"),
  },
  f: { code: "f", size: 4, format: 14, buffer: "f", ...floats },
  d: { code: "d", size: 8, format: 16, buffer: "d", ...floats },
};

function makeView(kind: Kind, buffer: ArrayBuffer) {
  switch (kind.code) {
    case "b":
      return new Int8Array(buffer);
    case "B":
      return new Uint8Array(buffer);
    case "h":
      return new Int16Array(buffer);
    case "H":
      return new Uint16Array(buffer);
    case "i":
      return new Int32Array(buffer);
    case "f":
      return new Float32Array(buffer);
    case "d":
      return new Float64Array(buffer);
    default:
      return new Uint32Array(buffer);
  }
}

const MAX_BYTES = 2 ** 31 - 1;

/** Machine values, growable. */
export class Store extends PyObject {
  private memory = new ArrayBuffer(0);
  /** The memory by the kind's type; unsigned words of 32 bits for kinds of 64. */
  view: Ints | Float32Array | Float64Array;
  length = 0;
  /** Buffers lent out. */
  exports = 0;

  constructor(readonly kind: Kind) {
    super();
    this.view = makeView(kind, this.memory);
  }

  /** The view of a kind of 64-bit integers. */
  get words(): Uint32Array {
    return this.view as Uint32Array;
  }

  /** The bytes, shared. */
  bytes(): Uint8Array {
    return new Uint8Array(this.memory, 0, this.length * this.kind.size);
  }

  /** The item at a valid index. */
  at(i: number): Value {
    return this.kind.get(this, i);
  }

  /** Raises BufferError while memory is lent out. */
  mayResize(): void {
    if (this.exports > 0) {
      throw exception(E.BufferError, "cannot resize an array that is exporting buffers");
    }
  }

  /** Sets the number of items, keeping what fits. Raises BufferError, MemoryError. */
  resize(n: number): void {
    if (n === this.length) return;
    this.mayResize();
    const need = n * this.kind.size;
    if (need > MAX_BYTES) throw exception(E.MemoryError);
    if (need > this.memory.byteLength) {
      const room = need + (need >> 3) + 16;
      const old = new Uint8Array(this.memory);
      this.memory = new ArrayBuffer(room + 7 & ~7);
      new Uint8Array(this.memory).set(old);
      this.view = makeView(this.kind, this.memory);
    }
    this.length = n;
  }

  /** Replaces a part by bytes; the part may overlap nothing. */
  splice(from: number, count: number, data: Uint8Array): void {
    const size = this.kind.size;
    const n = data.length / size;
    const tail = this.length - from - count;
    if (n === count) {
      this.bytes().set(data, from * size);
      return;
    }
    this.mayResize();
    const before = this.length;
    if (n > count) this.resize(before - count + n);
    const all = new Uint8Array(this.memory);
    all.copyWithin((from + n) * size, (from + count) * size, (from + count + tail) * size);
    all.set(data, from * size);
    if (n < count) this.resize(before - count + n);
  }

  /** Adds one item. */
  push(v: Value): void {
    const x = this.kind.check(v);
    this.resize(this.length + 1);
    this.kind.put(this, this.length - 1, x);
  }

  /** Every item. */
  toArray(): Value[] {
    const out: Value[] = new Array(this.length);
    for (let i = 0; i < this.length; i++) out[i] = this.at(i);
    return out;
  }
}
