/**
 * bytes and bytearray (Objects/bytesobject.c, bytearrayobject.c): what both
 * have in common over a `Uint8Array`, then the two types.
 *
 * @module
 */
import { basicSize } from "./sizes.ts";
import { meter } from "../core/meter.ts";
import { bind, type Decl, type Decls, Signature } from "../core/args.ts";
import { asInt, asStr } from "../core/compare.ts";
import {
  E,
  indexError,
  matches,
  memoryError,
  overflowError,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import { hashBytes } from "../core/hash.ts";
import {
  asInstanceOf,
  bytesType,
  type KwNames,
  type Maybe,
  NotImplemented,
  PyBytes,
  PyList,
  PyObject,
  PyTuple,
  PyType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import {
  asIndex,
  asSsize,
  call,
  fastItems,
  getAttrOpt,
  getIter,
  lengthHint,
  lookupSpecial,
} from "../core/ops.ts";
import { bytesRepr } from "../util/str_repr.ts";
import { toHex } from "../util/utf8.ts";
import { asBuffer, needBuffer } from "./buffer.ts";
import { byteArrayType, PyByteArray } from "./bytearray_data.ts";
import { setBytesOf } from "./int.ts";
import { PySlice, sliceIndices } from "./slice.ts";
import {
  asciiOf,
  floatConversion,
  formatNumber,
  intConversion,
  padNumber,
  PercentArgs,
  percentWalk,
} from "./strformat.ts";
import { documented } from "./bytes_docs.ts";
import type { TypeSpec } from "./type.ts";
import { iterBuiltin } from "./range.ts";

type Bytes = PyBytes | PyByteArray;

/** An iterator over bytes or a bytearray. */
export class PyBytesIter extends PyObject {
  index = 0;
  constructor(public seq: Bytes | null) {
    super();
    this.cls = seq instanceof PyByteArray ? byteArrayIterType : bytesIterType;
  }
}

export const bytesIterType: PyType = new PyType("bytes_iterator", TypeFlag.None);
export const byteArrayIterType: PyType = new PyType("bytearray_iterator", TypeFlag.None);

const val = (v: Value): Uint8Array => v instanceof PyByteArray ? v.view() : (v as PyBytes).data;

const MAX = 2 ** 31 - 1;

/** The same kind of object as `like`, exact. */
function make(like: Value, data: Uint8Array): Bytes {
  return like instanceof PyByteArray ? new PyByteArray(data) : new PyBytes(data);
}

function byteOf(v: Value, what = "byte must be in range(0, 256)"): number {
  const n = asIndex(v);
  if (n < 0 || n > 255) throw valueError(what);
  return Number(n);
}

/** The bytes of a search argument: bytes-like, or an int for one byte. */
function needle(v: Value): Uint8Array {
  const b = asBuffer(v);
  if (b !== undefined) return b;
  if (typeOf(v).nbIndex !== undefined) return Uint8Array.of(byteOf(v));
  throw typeError(`a bytes-like object is required, not '${typeName(v)}'`);
}

/** The first index of `sub` in `d` from `from` on with its end at most `to`, or -1. */
export function indexOfBytes(d: Uint8Array, sub: Uint8Array, from: number, to: number): number {
  const n = sub.length;
  if (n === 0) return from <= to ? from : -1;
  const c = sub[0];
  for (let i = d.indexOf(c, from); i >= 0 && i + n <= to; i = d.indexOf(c, i + 1)) {
    let j = 1;
    while (j < n && d[i + j] === sub[j]) j++;
    if (j === n) return i;
  }
  return -1;
}

function lastIndexOfBytes(d: Uint8Array, sub: Uint8Array, from: number, to: number): number {
  const n = sub.length;
  for (let i = to - n; i >= from; i--) {
    let j = 0;
    while (j < n && d[i + j] === sub[j]) j++;
    if (j === n) return i;
  }
  return -1;
}

function bounds(n: number, start: Value, end: Value): [number, number] {
  const fix = (v: Value, none: number): number => {
    if (v === null) return none;
    if (typeOf(v).nbIndex === undefined) {
      throw typeError("slice indices must be integers or None or have an __index__ method");
    }
    const i = asSsize(v, null);
    return i < 0 ? Math.max(0, i + n) : i;
  };
  return [fix(start, 0), Math.min(fix(end, n), n)];
}

/** Compares byte strings in order. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

function concatAll(parts: readonly Uint8Array[], sep: Uint8Array): Uint8Array {
  let n = parts.length > 1 ? sep.length * (parts.length - 1) : 0;
  for (const p of parts) n += p.length;
  if (n > MAX) throw memoryError();
  if (meter !== null && !meter.allows(n)) throw memoryError();
  const out = new Uint8Array(n);
  let at = 0;
  parts.forEach((p, i) => {
    if (i > 0) {
      out.set(sep, at);
      at += sep.length;
    }
    out.set(p, at);
    at += p.length;
  });
  return out;
}

/** The bytes that bytes(v) and bytearray(v) make of an iterable of ints or a buffer. */
export function bytesFrom(v: Value, name: string): Uint8Array {
  const b = asBuffer(v);
  if (b !== undefined) return b.slice();
  const error = `${name} must be in range(0, 256)`;
  if (v instanceof PyList || v instanceof PyTuple) {
    const items = fastItems(v);
    const out = new Uint8Array(items.length);
    for (let i = 0; i < out.length; i++) {
      const x = items[i];
      // an item's __index__ may change the list
      if (typeof x !== "number" || x < 0 || x > 255) return changingBytes(v, error);
      out[i] = x;
    }
    return out;
  }
  if (
    asStr(v) !== undefined || (typeOf(v).tpIter === undefined && typeOf(v).sqItem === undefined)
  ) {
    throw typeError(`cannot convert '${typeName(v)}' object to bytes`);
  }
  const it = getIter(v);
  lengthHint(v, 64);
  const next = typeOf(it).tpIternext!;
  const out: number[] = [];
  for (let x: Maybe; (x = next(it)) !== undefined;) {
    out.push(byteOf(x, error));
  }
  return Uint8Array.from(out);
}

/** The bytes of a list or tuple whose items run code. */
function changingBytes(v: PyList | PyTuple, error: string): Uint8Array {
  const out: number[] = [];
  for (let i = 0; i < v.items.length; i++) out.push(byteOf(v.items[i], error));
  return Uint8Array.from(out);
}

let encodeHook: (s: string, encoding: Maybe, errors: Maybe) => Uint8Array = () => new Uint8Array();
let decodeHook: (b: Uint8Array, encoding: Maybe, errors: Maybe) => Value = () => "";
/** Hands over the codecs. */
export function setByteCodecs(encode: typeof encodeHook, decode: typeof decodeHook): void {
  encodeHook = encode;
  decodeHook = decode;
}

const sigs = {
  bytes: new Signature("bytes", "(source=b'', encoding='utf-8', errors='strict')", 0),
  bytearray: new Signature("bytearray", "(source=b'', encoding='utf-8', errors='strict')", 0),
};

/** What `__bytes__` gives. */
function fromMethod(m: Value): PyBytes {
  const r = call(m, []);
  if (r instanceof PyBytes) return r;
  throw typeError(`__bytes__ returned non-bytes (type ${typeName(r, 200)})`);
}

/** What the constructors' arguments mean; an object where `__bytes__` made one. */
function construct(
  kind: "bytes" | "bytearray",
  args: Value[],
  kw: KwNames,
): Uint8Array | PyBytes {
  let x: Maybe, encoding: Maybe, errors: Maybe;
  if (kw === null && args.length < 2) x = args[0];
  else [x, encoding, errors] = bind(sigs[kind], args, kw) as Maybe[];
  for (const [i, v] of [encoding, errors].entries()) {
    if (v !== undefined && asStr(v) === undefined) {
      throw typeError(`${kind}() argument ${i + 2} must be str, not ${typeName(v)}`);
    }
  }
  if (x === undefined) {
    if (encoding !== undefined || errors !== undefined) {
      throw typeError("encoding or errors without sequence argument");
    }
    return new Uint8Array(0);
  }
  const s = asStr(x);
  if (s !== undefined) {
    if (encoding === undefined) {
      const m = kind === "bytes" && errors === undefined && typeof x !== "string"
        ? lookupSpecial(x, "__bytes__")
        : undefined;
      if (m === undefined) throw typeError("string argument without an encoding");
      return fromMethod(m);
    }
    return encodeHook(s, encoding, errors);
  }
  if (encoding !== undefined || errors !== undefined) {
    throw typeError(
      kind === "bytes"
        ? encoding !== undefined
          ? "encoding without a string argument"
          : "errors without a string argument"
        : "encoding or errors without a string argument",
    );
  }
  if (kind === "bytes") {
    const m = lookupSpecial(x, "__bytes__");
    if (m !== undefined) return fromMethod(m);
  }
  if (typeOf(x).nbIndex !== undefined) {
    let n: number | undefined;
    try {
      n = asSsize(x, E.OverflowError);
    } catch (e) {
      // what only seems to be a size may still be a buffer or an iterable
      if (!matches(e, E.TypeError)) throw e;
    }
    if (n !== undefined) {
      if (n < 0) throw valueError("negative count");
      if (n > MAX) throw memoryError();
      if (meter !== null && !meter.allows(n)) throw memoryError();
      return new Uint8Array(n);
    }
  }
  if (kind === "bytearray" && asBuffer(x) === undefined) getIter(x);
  return bytesFrom(x, kind === "bytes" ? "bytes" : "byte");
}

const isSpace = (c: number) => c === 32 || (c >= 9 && c <= 13);
const isUpper = (c: number) => c >= 65 && c <= 90;
const isLower = (c: number) => c >= 97 && c <= 122;
const isAlpha = (c: number) => isUpper(c) || isLower(c);
const isDigit = (c: number) => c >= 48 && c <= 57;

const every = (test: (c: number) => boolean) => (v: Value): boolean => {
  const d = val(v);
  return d.length > 0 && d.every(test);
};

function caseTest(v: Value, good: (c: number) => boolean, bad: (c: number) => boolean): boolean {
  const d = val(v);
  return !d.some(bad) && d.some(good);
}

const mapped = (f: (c: number, i: number, d: Uint8Array) => number) => (v: Value): Value =>
  make(v, val(v).map(f));

function strip(v: Value, chars: Value, left: boolean, right: boolean): Value {
  const d = val(v);
  let test = isSpace;
  if (chars !== null) {
    const set = new Set(needBuffer(chars));
    test = (c) => set.has(c);
  }
  let i = 0;
  let j = d.length;
  if (left) { while (i < j && test(d[i])) i++; }
  if (right) { while (j > i && test(d[j - 1])) j--; }
  if (v instanceof PyBytes && v.cls === bytesType && i === 0 && j === d.length) return v;
  return make(v, d.slice(i, j));
}

function split(v: Value, sep: Value, max: number): Uint8Array[] {
  const d = val(v);
  const out: Uint8Array[] = [];
  if (max < 0) max = Infinity;
  if (sep === null) {
    let i = 0;
    const n = d.length;
    for (;;) {
      while (i < n && isSpace(d[i])) i++;
      if (i >= n) return out;
      if (out.length >= max) {
        out.push(d.slice(i));
        return out;
      }
      const start = i;
      while (i < n && !isSpace(d[i])) i++;
      out.push(d.slice(start, i));
    }
  }
  const s = needBuffer(sep);
  if (s.length === 0) throw valueError("empty separator");
  let i = 0;
  while (out.length < max) {
    const j = indexOfBytes(d, s, i, d.length);
    if (j < 0) break;
    out.push(d.slice(i, j));
    i = j + s.length;
  }
  out.push(d.slice(i));
  return out;
}

function rsplit(v: Value, sep: Value, max: number): Uint8Array[] {
  if (max < 0) max = Infinity;
  const d = val(v);
  const out: Uint8Array[] = [];
  let j = d.length;
  if (sep === null) {
    for (;;) {
      while (j > 0 && isSpace(d[j - 1])) j--;
      if (j <= 0) break;
      if (out.length >= max) {
        out.push(d.slice(0, j));
        break;
      }
      const end = j;
      while (j > 0 && !isSpace(d[j - 1])) j--;
      out.push(d.slice(j, end));
    }
    return out.reverse();
  }
  const s = needBuffer(sep);
  if (s.length === 0) throw valueError("empty separator");
  while (out.length < max) {
    const i = lastIndexOfBytes(d, s, 0, j);
    if (i < 0) break;
    out.push(d.slice(i + s.length, j));
    j = i;
  }
  out.push(d.slice(0, j));
  return out.reverse();
}

const splitSigs = {
  split: new Signature("split", "($self, sep=None, maxsplit=-1)", 0),
  rsplit: new Signature("rsplit", "($self, sep=None, maxsplit=-1)", 0),
};

const splitDecl = (name: "split" | "rsplit"): Decl => [
  "($self, /, sep=None, maxsplit=-1)",
  (v: Value, args: Value[], kw: KwNames) => {
    const [sep = null, max = -1] = bind(splitSigs[name], args, kw) as Value[];
    const n = asSsize(max, E.OverflowError);
    const parts = name === "split" ? split(v, sep, n) : rsplit(v, sep, n);
    return new PyList(parts.map((p) => make(v, p)));
  },
  "Return a list of the sections in the bytes, using sep as the delimiter.",
  3,
];

function replace(d: Uint8Array, old: Uint8Array, by: Uint8Array, max: number): Uint8Array {
  if (max < 0) max = Infinity;
  const parts: Uint8Array[] = [];
  let n = 0;
  if (old.length === 0) {
    for (let i = 0; i <= d.length; i++) {
      if (n < max) {
        parts.push(by);
        n++;
      }
      if (i < d.length) parts.push(d.subarray(i, i + 1));
    }
    return concatAll(parts, new Uint8Array(0));
  }
  let i = 0;
  while (n < max) {
    const j = indexOfBytes(d, old, i, d.length);
    if (j < 0) break;
    parts.push(d.subarray(i, j));
    i = j + old.length;
    n++;
  }
  parts.push(d.subarray(i));
  return concatAll(parts, by);
}

function partition(v: Value, sep: Value, last: boolean): Value {
  const d = val(v);
  const s = needBuffer(sep);
  if (s.length === 0) throw valueError("empty separator");
  const i = last ? lastIndexOfBytes(d, s, 0, d.length) : indexOfBytes(d, s, 0, d.length);
  const empty = () => make(v, new Uint8Array(0));
  if (i < 0) {
    const whole = v instanceof PyBytes ? v : make(v, d.slice());
    return last ? tuple([empty(), empty(), whole]) : tuple([whole, empty(), empty()]);
  }
  const sepv = v instanceof PyBytes ? sep : make(v, s.slice());
  return tuple([make(v, d.slice(0, i)), sepv, make(v, d.slice(i + s.length))]);
}

function tail(
  v: Value,
  name: string,
  what: Value,
  start: Value,
  end: Value,
  atEnd: boolean,
): boolean {
  const d = val(v);
  const [from, to] = bounds(d.length, start, end);
  const one = (b: Uint8Array): boolean => {
    if (to - from < b.length || from > d.length) return false;
    const at = atEnd ? to - b.length : from;
    for (let i = 0; i < b.length; i++) if (d[at + i] !== b[i]) return false;
    return true;
  };
  if (what instanceof PyTuple) return what.items.some((x) => one(needBuffer(x)));
  const b = asBuffer(what);
  if (b === undefined) {
    throw typeError(
      `${name} first arg must be bytes or a tuple of bytes, not ${typeName(what)}`,
    );
  }
  return one(b);
}

const findDecl = (last: boolean, raises: boolean): Decl => [
  "($self, sub, start=None, end=None, /)",
  (v: Value, sub: Value, start: Value = null, end: Value = null) => {
    const d = val(v);
    const s = needle(sub);
    const [from, to] = bounds(d.length, start, end);
    const i = from > d.length
      ? -1
      : last
      ? lastIndexOfBytes(d, s, from, to)
      : indexOfBytes(d, s, from, to);
    if (i < 0 && raises) throw valueError("subsection not found");
    return i;
  },
  "Return the index of a subsection, searching between start and end.",
];

function fillByte(v: Value, name: string): number {
  const b = v instanceof PyBytes ? v.data : v instanceof PyByteArray ? v.view() : undefined;
  if (b === undefined || b.length !== 1) {
    throw typeError(`${name}() argument 2 must be a byte string of length 1, not ${typeName(v)}`);
  }
  return b[0];
}

const justDecl = (name: string, how: "left" | "right" | "center"): Decl => [
  "($self, width, fillchar=b' ', /)",
  (v: Value, width: Value, fill?: Value) => {
    const d = val(v);
    const w = asSsize(width, E.OverflowError);
    const c = fill === undefined ? 32 : fillByte(fill, name);
    const n = w - d.length;
    if (n <= 0) return v instanceof PyBytes && v.cls === bytesType ? v : make(v, d.slice());
    if (w > MAX) throw memoryError();
    if (meter !== null && !meter.allows(w)) throw memoryError();
    const out = new Uint8Array(w).fill(c);
    const left = how === "left" ? 0 : how === "right" ? n : Math.floor(n / 2) + (n & w & 1);
    out.set(d, left);
    return make(v, out);
  },
];

const linesSig = new Signature("splitlines", "($self, keepends=False)", 0);
const tabsSig = new Signature("expandtabs", "($self, tabsize=8)", 0);
const decodeSig = new Signature("decode", "($self, encoding='utf-8', errors='strict')", 0);
const translateSig = new Signature("translate", "($self, table, delete=b'')", 0);

function percent(fmt: Bytes, argsv: Value): Value {
  const d = val(fmt);
  // latin-1 keeps bytes as they are while formatting
  const text = Array.from(d, (c) => String.fromCharCode(c)).join("");
  const args = new PercentArgs(argsv, argsv instanceof PyByteArray);
  const pad = (s: string, width: number, flags: string) =>
    s.length >= width ? s : flags.includes("-") ? s.padEnd(width) : s.padStart(width);
  const latin = (b: Uint8Array) => Array.from(b, (c) => String.fromCharCode(c)).join("");
  const out = percentWalk(
    text,
    args,
    (v, c, at) => {
      switch (c.type) {
        case "b":
        case "s": {
          let b = asBuffer(v);
          if (b === undefined) {
            const m = lookupSpecial(v, "__bytes__");
            if (m === undefined) {
              throw typeError(
                `%b requires a bytes-like object, or an object that implements __bytes__, not '${
                  typeName(v)
                }'`,
              );
            }
            const r = call(m, []);
            if (!(r instanceof PyBytes)) {
              throw typeError(`__bytes__ returned non-bytes (type ${typeName(r)})`);
            }
            b = r.data;
          }
          let s = latin(b);
          if (c.precision >= 0) s = s.slice(0, c.precision);
          return pad(s, c.width, c.flags);
        }
        case "r":
        case "a": {
          let s = asciiOf(v);
          if (c.precision >= 0) s = s.slice(0, c.precision);
          return pad(s, c.width, c.flags);
        }
        case "c": {
          const b = v instanceof PyBytes || v instanceof PyByteArray ? val(v) : undefined;
          if (b !== undefined && b.length === 1) return pad(latin(b), c.width, c.flags);
          const n = b === undefined && typeOf(v).nbIndex !== undefined ? asIndex(v) : undefined;
          if (n === undefined) {
            throw typeError("%c requires an integer in range(256) or a single byte");
          }
          if (n < 0 || n > 255) throw overflowError("%c arg not in range(256)");
          return pad(String.fromCharCode(Number(n)), c.width, c.flags);
        }
        case "d":
        case "i":
        case "u":
        case "o":
        case "x":
        case "X": {
          const { sign, prefix, digits } = intConversion(formatNumber(v, c.type), c);
          return padNumber(sign, prefix, digits, c);
        }
        case "e":
        case "E":
        case "f":
        case "F":
        case "g":
        case "G":
          return floatConversion(v, c);
      }
      const cp = c.type.charCodeAt(0);
      throw valueError(
        `unsupported format character '${cp > 31 && cp < 127 ? c.type : "?"}' (0x${
          cp.toString(16)
        }) at index ${at}`,
      );
    },
    (k) => new PyBytes(Uint8Array.from(k, (c) => c.charCodeAt(0))),
    "incomplete format",
  );
  args.finish("bytes");
  return make(fmt, Uint8Array.from(out, (c) => c.charCodeAt(0)));
}

function subscript(v: Value, k: Value): Value {
  const d = val(v);
  if (k instanceof PySlice) {
    const [start, , step, count] = sliceIndices(k, d.length);
    if (step === 1) {
      if (v instanceof PyBytes && v.cls === bytesType && count === d.length) return v;
      return make(v, d.slice(start, start + count));
    }
    const out = new Uint8Array(count);
    for (let i = 0, j = start; i < count; i++, j += step) out[i] = d[j];
    return make(v, out);
  }
  const name = v instanceof PyByteArray ? "bytearray" : "byte";
  if (typeOf(k).nbIndex === undefined) {
    throw typeError(`${name} indices must be integers or slices, not ${typeName(k, 200)}`);
  }
  let i = typeof k === "number" ? k : asSsize(k, E.IndexError);
  if (i < 0) i += d.length;
  return item(v, i);
}

function item(v: Value, i: number): Value {
  const d = val(v);
  if (i < 0 || i >= d.length) {
    throw indexError(
      v instanceof PyByteArray ? "bytearray index out of range" : "index out of range",
    );
  }
  return d[i];
}

function joinBytes(v: Value, it: Value): Value {
  const items = fastItems(it, "can only join an iterable");
  const parts = items.map((x, i) => {
    const b = asBuffer(x);
    if (b === undefined) {
      throw typeError(
        `sequence item ${i}: expected a bytes-like object, ${typeName(x, 80)} found`,
      );
    }
    return b;
  });
  return make(v, concatAll(parts, val(v)));
}

const commonSlots: TypeSpec["slots"] = {
  tpRichcompare: (a, b, op) => {
    const x = asBuffer(a);
    const y = asBuffer(b);
    if (x === undefined || y === undefined) return NotImplemented;
    if (a instanceof PyBytes && !(b instanceof PyBytes)) return NotImplemented;
    if ((op === 2 || op === 3) && x.length !== y.length) return op === 3;
    const c = compareBytes(x, y);
    return [c < 0, c <= 0, c === 0, c !== 0, c > 0, c >= 0][op];
  },
  tpIter: (v) => new PyBytesIter(v as Bytes),
  nbRemainder: (a, b) =>
    a instanceof PyBytes || a instanceof PyByteArray ? percent(a, b) : NotImplemented,
  sqLength: (v) => val(v).length,
  sqConcat: (a, b) => {
    const y = asBuffer(b);
    if (y === undefined) {
      throw typeError(
        a instanceof PyByteArray
          ? `can't concat ${typeName(b)} to bytearray`
          : `can't concat ${typeName(b)} to bytes`,
      );
    }
    return make(a, concatAll([val(a), y], new Uint8Array(0)));
  },
  sqRepeat: (v, n) => {
    const d = val(v);
    if (n <= 0) return make(v, new Uint8Array(0));
    if (d.length * n > MAX) throw memoryError();
    if (meter !== null && !meter.allows(d.length * n)) throw memoryError();
    const out = new Uint8Array(d.length * n);
    if (d.length === 1) out.fill(d[0]);
    else for (let i = 0; i < n; i++) out.set(d, i * d.length);
    return make(v, out);
  },
  sqItem: item,
  sqContains: (v, x) => {
    const b = asBuffer(x);
    const d = val(v);
    if (b !== undefined) return indexOfBytes(d, b, 0, d.length) >= 0;
    if (typeOf(x).nbIndex === undefined) {
      throw typeError(`a bytes-like object is required, not '${typeName(x)}'`);
    }
    return d.includes(byteOf(x));
  },
  mpLength: (v) => val(v).length,
  mpSubscript: subscript,
};

const commonMethods: Decls = {
  capitalize: [
    "($self, /)",
    mapped((c, i) => i === 0 ? (isLower(c) ? c - 32 : c) : isUpper(c) ? c + 32 : c),
  ],
  center: justDecl("center", "center"),
  count: [
    "($self, sub, start=None, end=None, /)",
    (v: Value, sub: Value, start: Value = null, end: Value = null) => {
      const d = val(v);
      const s = needle(sub);
      const [from, to] = bounds(d.length, start, end);
      if (from > d.length || from > to) return 0;
      if (s.length === 0) return to - from + 1;
      let n = 0;
      for (
        let i = indexOfBytes(d, s, from, to);
        i >= 0;
        i = indexOfBytes(d, s, i + s.length, to)
      ) n++;
      return n;
    },
  ],
  decode: [
    "($self, /, encoding='utf-8', errors='strict')",
    (v: Value, args: Value[], kw: KwNames) => {
      const [enc, err] = bind(decodeSig, args, kw) as Maybe[];
      [enc, err].forEach((e, i) => {
        if (e !== undefined && asStr(e) === undefined) {
          throw typeError(`decode() argument ${i + 1} must be str, not ${typeName(e)}`);
        }
      });
      return decodeHook(val(v), enc, err);
    },
    "Decode the bytes using the codec registered for encoding.",
    3,
  ],
  endswith: [
    "($self, suffix, start=None, end=None, /)",
    (v: Value, s: Value, a: Value = null, b: Value = null) => tail(v, "endswith", s, a, b, true),
  ],
  expandtabs: [
    "($self, /, tabsize=8)",
    (v: Value, args: Value[], kw: KwNames) => {
      const [size = 8] = bind(tabsSig, args, kw) as Value[];
      const n = Number(asIndex(size));
      const out: number[] = [];
      let column = 0;
      for (const c of val(v)) {
        if (c === 9) {
          if (n > 0) {
            const k = n - (column % n);
            for (let i = 0; i < k; i++) out.push(32);
            column += k;
          }
        } else {
          out.push(c);
          column = c === 10 || c === 13 ? 0 : column + 1;
        }
      }
      return make(v, Uint8Array.from(out));
    },
    null,
    3,
  ],
  find: findDecl(false, false),
  hex: ["($self, /)", (v: Value) => toHex(val(v))],
  index: findDecl(false, true),
  isalnum: ["($self, /)", every((c) => isAlpha(c) || isDigit(c))],
  isalpha: ["($self, /)", every(isAlpha)],
  isdigit: ["($self, /)", every(isDigit)],
  islower: ["($self, /)", (v: Value) => caseTest(v, isLower, isUpper)],
  isspace: ["($self, /)", every(isSpace)],
  istitle: ["($self, /)", (v: Value) => {
    let cased = false;
    let previous = false;
    for (const c of val(v)) {
      if (isUpper(c)) {
        if (previous) return false;
        previous = cased = true;
      } else if (isLower(c)) {
        if (!previous) return false;
        previous = cased = true;
      } else previous = false;
    }
    return cased;
  }],
  isupper: ["($self, /)", (v: Value) => caseTest(v, isUpper, isLower)],
  join: ["($self, iterable_of_bytes, /)", joinBytes],
  ljust: justDecl("ljust", "left"),
  lower: ["($self, /)", mapped((c) => (isUpper(c) ? c + 32 : c))],
  lstrip: ["($self, bytes=None, /)", (v: Value, c: Value = null) => strip(v, c, true, false)],
  maketrans: ["(frm, to, /)", (a: Value, b: Value) => {
    const x = needBuffer(a);
    const y = needBuffer(b);
    if (x.length !== y.length) throw valueError("maketrans arguments must have same length");
    const t = Uint8Array.from({ length: 256 }, (_, i) => i);
    x.forEach((c, i) => t[c] = y[i]);
    return new PyBytes(t);
  }],
  partition: ["($self, sep, /)", (v: Value, s: Value) => partition(v, s, false)],
  replace: [
    "($self, old, new, count=-1, /)",
    (v: Value, old: Value, by: Value, n: Value = -1) =>
      make(v, replace(val(v), needBuffer(old), needBuffer(by), asSsize(n, E.OverflowError))),
  ],
  rfind: findDecl(true, false),
  rindex: findDecl(true, true),
  rjust: justDecl("rjust", "right"),
  rpartition: ["($self, sep, /)", (v: Value, s: Value) => partition(v, s, true)],
  rsplit: splitDecl("rsplit"),
  rstrip: ["($self, bytes=None, /)", (v: Value, c: Value = null) => strip(v, c, false, true)],
  split: splitDecl("split"),
  splitlines: [
    "($self, /, keepends=False)",
    (v: Value, args: Value[], kw: KwNames) => {
      const [keep = false] = bind(linesSig, args, kw) as Value[];
      const k = typeof keep === "boolean" ? keep : asIndex(keep) !== 0;
      const d = val(v);
      const out: Value[] = [];
      let i = 0;
      while (i < d.length) {
        const start = i;
        while (i < d.length && d[i] !== 10 && d[i] !== 13) i++;
        let end = i;
        if (i < d.length) {
          i += d[i] === 13 && d[i + 1] === 10 ? 2 : 1;
          if (k) end = i;
        }
        out.push(make(v, d.slice(start, end)));
      }
      return new PyList(out);
    },
    null,
    3,
  ],
  startswith: [
    "($self, prefix, start=None, end=None, /)",
    (v: Value, s: Value, a: Value = null, b: Value = null) => tail(v, "startswith", s, a, b, false),
  ],
  strip: ["($self, bytes=None, /)", (v: Value, c: Value = null) => strip(v, c, true, true)],
  swapcase: ["($self, /)", mapped((c) => (isUpper(c) ? c + 32 : isLower(c) ? c - 32 : c))],
  title: ["($self, /)", (v: Value) => {
    let previous = false;
    return make(
      v,
      val(v).map((c) => {
        const r = isLower(c) ? (previous ? c : c - 32) : isUpper(c) ? (previous ? c + 32 : c) : c;
        previous = isAlpha(c);
        return r;
      }),
    );
  }],
  translate: [
    "($self, table, /, delete=b'')",
    (v: Value, args: Value[], kw: KwNames) => {
      const [table, del] = bind(translateSig, args, kw) as Maybe[];
      const t = table === null ? null : needBuffer(table!);
      if (t !== null && t.length !== 256) {
        throw valueError("translation table must be 256 characters long");
      }
      const gone = del === undefined ? new Uint8Array(0) : needBuffer(del);
      const out: number[] = [];
      for (const c of val(v)) if (!gone.includes(c)) out.push(t === null ? c : t[c]);
      return make(v, Uint8Array.from(out));
    },
    null,
    3,
  ],
  upper: ["($self, /)", mapped((c) => (isLower(c) ? c - 32 : c))],
  zfill: ["($self, width, /)", (v: Value, width: Value) => {
    const d = val(v);
    const n = asSsize(width, E.OverflowError) - d.length;
    if (n <= 0) return v instanceof PyBytes && v.cls === bytesType ? v : make(v, d.slice());
    if (meter !== null && !meter.allows(n)) throw memoryError();
    const out = new Uint8Array(n + d.length).fill(48);
    const sign = d[0] === 43 || d[0] === 45 ? 1 : 0;
    if (sign) out[0] = d[0];
    out.set(d.subarray(sign), n + sign);
    return make(v, out);
  }],
};

function fromHexText(s: Value): Uint8Array {
  const text = asStr(s);
  if (text === undefined) throw typeError(`fromhex() argument must be str, not ${typeName(s)}`);
  const out: number[] = [];
  let i = 0;
  const bad = (at: number) =>
    valueError(`non-hexadecimal number found in fromhex() arg at position ${at}`);
  const digit = (at: number): number => {
    const c = text.charCodeAt(at);
    const d = at < text.length ? parseInt(text[at], 16) : NaN;
    if (d !== d || c > 127) throw bad(at);
    return d;
  };
  while (i < text.length) {
    if (isSpace(text.charCodeAt(i)) && text.charCodeAt(i) < 128) {
      i++;
      continue;
    }
    const hi = digit(i);
    const lo = digit(i + 1);
    out.push(hi * 16 + lo);
    i += 2;
  }
  return Uint8Array.from(out);
}

const bytesSpec: TypeSpec = {
  doc:
    "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\nbytes(int) -> bytes object of size given by the parameter initialized with null bytes\nbytes() -> empty bytes object",
  slots: {
    ...commonSlots,
    tpNew: (t, args, kw) => {
      if (t === bytesType && kw === null && args.length === 1) {
        const x = args[0];
        if (x instanceof PyBytes && x.cls === bytesType) return x;
      }
      const d = construct("bytes", args, kw);
      if (d instanceof PyBytes) return t === bytesType ? d : asInstanceOf(new PyBytes(d.data), t);
      return t === bytesType ? new PyBytes(d) : asInstanceOf(new PyBytes(d), t);
    },
    tpRepr: (v) => bytesRepr(val(v)),
    tpStr: (v) => bytesRepr(val(v)),
    tpHash: (v) => hashBytes(val(v)),
  },
  methods: {
    ...commonMethods,
    fromhex: ["($type, string, /)", (t: PyType, s: Value) => {
      const b = new PyBytes(fromHexText(s));
      return t === bytesType ? b : call(t, [b]);
    }],
    __getnewargs__: ["($self, /)", (v: PyBytes) => tuple([new PyBytes(v.data)])],
    __sizeof__: ["($self, /)", (v: PyBytes) => 33 + v.data.length],
  },
};

/** Whether bytearray(v) asks an iterator for its bytes, and nothing else. */
const isPlainIterable = (v: PyObject): boolean =>
  v.cls.tpIter !== undefined && v.cls.nbIndex === undefined && asStr(v) === undefined &&
  !(v instanceof PyList) && !(v instanceof PyTuple) && asBuffer(v) === undefined;

/** The bytes that a bytearray has room for, C's final zero included. */
const allocated = (b: PyByteArray): number => b.length === 0 ? 0 : b.buffer.length + 1;

function assSubscript(b: PyByteArray, k: Value, v: Maybe): void {
  if (k instanceof PySlice) {
    let values: Uint8Array;
    if (v === undefined) values = new Uint8Array(0);
    else if (v === b) values = b.view().slice();
    else if (asBuffer(v) !== undefined) values = asBuffer(v)!.slice();
    else {
      if (asInt(v) !== undefined || asStr(v) !== undefined) {
        throw typeError("can assign only bytes, buffers, or iterables of ints in range(0, 256)");
      }
      values = bytesFrom(v, "byte");
    }
    const d = b.view();
    const [start, , step, count] = sliceIndices(k, d.length);
    if (step === 1) {
      const out = new Uint8Array(d.length - count + values.length);
      out.set(d.subarray(0, start));
      out.set(values, start);
      out.set(d.subarray(start + count), start + values.length);
      if (out.length === d.length) d.set(out);
      else b.assign(out);
      return;
    }
    if (values.length === 0) {
      b.checkExports();
      const drop = new Set<number>();
      for (let i = 0, j = start; i < count; i++, j += step) drop.add(j);
      b.assign(d.filter((_, i) => !drop.has(i)));
      return;
    }
    if (values.length !== count) {
      throw valueError(
        `attempt to assign bytes of size ${values.length} to extended slice of size ${count}`,
      );
    }
    for (let i = 0, j = start; i < count; i++, j += step) d[j] = values[i];
    return;
  }
  if (typeOf(k).nbIndex === undefined) {
    throw typeError(`bytearray indices must be integers or slices, not ${typeName(k)}`);
  }
  let i = asSsize(k, E.IndexError);
  if (i < 0) i += b.length;
  assItem(b, i, v);
}

function assItem(b: PyByteArray, i: number, v: Maybe): void {
  if (i < 0 || i >= b.length) throw indexError("bytearray index out of range");
  if (v === undefined) {
    const d = b.view();
    const out = new Uint8Array(d.length - 1);
    out.set(d.subarray(0, i));
    out.set(d.subarray(i + 1), i);
    b.assign(out);
  } else b.buffer[i] = byteOf(v);
}

function extend(b: PyByteArray, v: Value): void {
  const buf = asBuffer(v);
  let values: Uint8Array;
  if (buf !== undefined) values = buf === b.view() ? buf.slice() : buf;
  else {
    if (typeOf(v).tpIter === undefined && typeOf(v).sqItem === undefined) {
      throw typeError(`can't extend bytearray with ${typeName(v)}`);
    }
    values = asStr(v) !== undefined ? bytesFromText(v) : bytesFrom(v, "byte");
  }
  const n = b.length;
  const copy = values.slice();
  b.resize(n + copy.length);
  b.buffer.set(copy, n);
}

function bytesFromText(v: Value): Uint8Array {
  if (asStr(v) === "") return new Uint8Array(0);
  throw typeError("'str' object cannot be interpreted as an integer");
}

const byteArraySpec: TypeSpec = {
  doc:
    "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\nbytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) -> bytes array of size given by the parameter initialized with null bytes\nbytearray() -> empty bytes array",
  slots: {
    ...commonSlots,
    tpHash: null,
    tpNew: (t) => asInstanceOf(new PyByteArray(new Uint8Array(0)), t),
    tpInit: (self, args, kw) => {
      const b = self as PyByteArray;
      const x = args[0];
      if (kw === null && args.length === 1 && x instanceof PyObject && isPlainIterable(x)) {
        b.resize(0);
        const it = getIter(x);
        lengthHint(x, 64);
        for (let v: Maybe; (v = typeOf(it).tpIternext!(it)) !== undefined;) {
          const c = byteOf(v);
          b.resize(b.length + 1);
          b.buffer[b.length - 1] = c;
        }
        return;
      }
      // what __bytes__ gives is for bytes only
      b.assign(construct("bytearray", args, kw) as Uint8Array);
    },
    tpRepr: (v) => `${v instanceof PyObject ? v.cls.name : ""}(${bytesRepr(val(v))})`,
    tpStr: (v) => `${v instanceof PyObject ? v.cls.name : ""}(${bytesRepr(val(v))})`,
    sqAssItem: (v, i, x) => assItem(v as PyByteArray, i, x),
    mpAssSubscript: (v, k, x) => assSubscript(v as PyByteArray, k, x),
    sqInplaceConcat: (a, b) => {
      if (asBuffer(b) === undefined) throw typeError(`can't concat ${typeName(b)} to bytearray`);
      extend(a as PyByteArray, b);
      return a;
    },
    sqInplaceRepeat: (v, n) => {
      const b = v as PyByteArray;
      b.assign(val(commonSlots!.sqRepeat!(b, n)).slice());
      return b;
    },
  },
  methods: {
    ...commonMethods,
    append: ["($self, item, /)", (b: PyByteArray, v: Value) => {
      const c = byteOf(v);
      b.resize(b.length + 1);
      b.buffer[b.length - 1] = c;
    }],
    clear: ["($self, /)", (b: PyByteArray) => b.resize(0)],
    copy: ["($self, /)", (b: PyByteArray) => new PyByteArray(b.view().slice())],
    extend: ["($self, iterable_of_ints, /)", extend],
    fromhex: ["($type, string, /)", (t: PyType, s: Value) => {
      const b = new PyByteArray(fromHexText(s));
      return t === byteArrayType ? b : call(t, [b]);
    }],
    insert: ["($self, index, item, /)", (b: PyByteArray, i: Value, v: Value) => {
      let at = asSsize(i, E.OverflowError);
      const c = byteOf(v);
      const n = b.length;
      if (at < 0) at = Math.max(0, at + n);
      if (at > n) at = n;
      b.resize(n + 1);
      b.buffer.copyWithin(at + 1, at, n);
      b.buffer[at] = c;
    }],
    pop: ["($self, index=-1, /)", (b: PyByteArray, i: Value = -1) => {
      const n = b.length;
      if (n === 0) throw indexError("pop from empty bytearray");
      let at = asSsize(i, E.IndexError);
      if (at < 0) at += n;
      if (at < 0 || at >= n) throw indexError("pop index out of range");
      const c = b.buffer[at];
      assItem(b, at, undefined);
      return c;
    }],
    remove: ["($self, value, /)", (b: PyByteArray, v: Value) => {
      const i = b.view().indexOf(byteOf(v));
      if (i < 0) throw valueError("value not found in bytearray");
      assItem(b, i, undefined);
    }],
    reverse: ["($self, /)", (b: PyByteArray) => {
      b.view().reverse();
    }],
    __alloc__: ["($self, /)", allocated],
    __reduce__: ["($self, /)", (b: PyByteArray) =>
      tuple([
        b.cls,
        tuple([Array.from(b.view(), (c) => String.fromCharCode(c)).join(""), "latin-1"]),
        getAttrOpt(b, "__dict__") ?? null,
      ])],
    __reduce_ex__: ["($self, proto=0, /)", (b: PyByteArray, proto: Value = 0) => {
      const dict = getAttrOpt(b, "__dict__") ?? null;
      if (Number(proto) < 3) {
        return b.length === 0 ? tuple([b.cls, tuple([]), dict]) : tuple([
          b.cls,
          tuple([Array.from(b.view(), (c) => String.fromCharCode(c)).join(""), "latin-1"]),
          dict,
        ]);
      }
      return b.length === 0
        ? tuple([b.cls, tuple([]), dict])
        : tuple([b.cls, tuple([new PyBytes(b.view().slice())]), dict]);
    }],
    __sizeof__: ["($self, /)", (b: PyByteArray) => basicSize(b) + allocated(b)],
  },
};

const iterSpec: TypeSpec = {
  slots: {
    tpIter: (v) => v,
    tpIternext: (v) => {
      const it = v as PyBytesIter;
      if (meter !== null) meter.spend(1);
      if (it.seq === null) return undefined;
      const d = val(it.seq);
      if (it.index < d.length) return d[it.index++];
      it.seq = null;
      return undefined;
    },
  },
  methods: {
    __length_hint__: [
      "($self, /)",
      (it: PyBytesIter) => it.seq === null ? 0 : Math.max(0, val(it.seq).length - it.index),
    ],
    __reduce__: [
      "($self, /)",
      (it: PyBytesIter) =>
        it.seq === null
          ? tuple([iterBuiltin(), tuple([tuple([])])])
          : tuple([iterBuiltin(), tuple([it.seq]), it.index]),
    ],
    __setstate__: ["($self, state, /)", (it: PyBytesIter, v: Value) => {
      if (it.seq === null) return;
      it.index = Math.max(0, Math.min(Number(asIndex(v)), val(it.seq).length));
    }],
  },
};

/** The types of this file with their specs. */
export function bytesTypes(): [PyType, TypeSpec][] {
  setBytesOf((v) => {
    if (asStr(v) !== undefined) throw typeError(`cannot convert 'str' object to bytes`);
    const m = lookupSpecial(v, "__bytes__");
    if (m !== undefined) return fromMethod(m).data;
    return bytesFrom(v, "bytes");
  });
  return [
    [bytesType, { ...bytesSpec, methods: documented(bytesSpec.methods!) }],
    [bytesIterType, iterSpec],
    [byteArrayType, { ...byteArraySpec, methods: documented(byteArraySpec.methods!) }],
    [byteArrayIterType, iterSpec],
  ];
}
