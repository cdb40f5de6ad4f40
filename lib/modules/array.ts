/**
 * array (Modules/arraymodule.c): sequences of machine values.
 *
 * @module
 */
import { ArgStyle } from "../core/args.ts";
import { asInt, asStr, compareBool, eq } from "../core/compare.ts";
import { E, exception, indexError, typeError, typeName, valueError } from "../core/errors.ts";
import {
  asInstanceOf,
  Cmp,
  type KwNames,
  type Maybe,
  normInt,
  NotImplemented,
  PyBytes,
  PyFloat,
  PyList,
  PyObject,
  PyStr,
  PyTuple,
  PyType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import {
  asCInt,
  asIndex,
  asSsize,
  callMethod,
  getAttr,
  getAttrOpt,
  getIter,
  repr,
} from "../core/ops.ts";
import { addBufferSource, addExporter, asBuffer } from "../objects/buffer.ts";
import { PyByteArray } from "../objects/bytearray_data.ts";
import { iterBuiltin } from "../objects/range.ts";
import { PySlice, sliceIndices } from "../objects/slice.ts";
import type { TypeSpec } from "../objects/type.ts";
import { toCodePoints } from "../util/utf8.ts";
import { type Kind, KINDS, oneChar, Store, textOf } from "./array_data.ts";
import { warn } from "./python.ts";
import type { ModuleSpec } from "./spec.ts";

/** An array. */
export class PyArray extends Store {}
export const arrayType = new PyType("array", TypeFlag.BaseType, "array");
PyArray.prototype.cls = arrayType;

class PyArrayIter extends PyObject {
  index = 0;
  constructor(public seq: PyArray | null) {
    super();
  }
}
const iterType = new PyType("arrayiterator", TypeFlag.None);
PyArrayIter.prototype.cls = iterType;

/** A new exact array of a kind with the bytes given. */
function arrayOf(kind: Kind, data: Uint8Array): PyArray {
  const a = new PyArray(kind);
  a.splice(0, 0, data);
  return a;
}

const TYPECODES = "bBuhHiIlLqQfd";
const BAD = "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)";

function kindOf(v: Value, f: string, at: number): string {
  const c = oneChar(v);
  if (c === undefined) {
    throw typeError(`${f} argument ${at} must be a unicode character, not ${typeName(v)}`);
  }
  return String.fromCodePoint(c);
}

const pointsOf = (v: Value): ArrayLike<number> =>
  v instanceof PyStr && v.codePoints !== null ? v.codePoints : toCodePoints(asStr(v)!);

function fromText(a: PyArray, v: Value): void {
  const points = Uint32Array.from(pointsOf(v));
  a.splice(a.length, 0, new Uint8Array(points.buffer));
}

function fromBytes(a: PyArray, data: Uint8Array): void {
  if (data.length % a.kind.size !== 0) {
    throw valueError("bytes length not a multiple of item size");
  }
  a.splice(a.length, 0, data);
}

function extend(a: PyArray, v: Value): void {
  if (v instanceof PyArray) {
    if (v.kind !== a.kind) throw typeError("can only extend with array of same kind");
    a.splice(a.length, 0, v.bytes().slice());
    return;
  }
  const it = getIter(v);
  const next = typeOf(it).tpIternext!;
  for (let x: Maybe; (x = next(it)) !== undefined;) a.push(x);
}

function fromList(a: PyArray, items: readonly Value[]): void {
  const n = a.length;
  const count = items.length;
  if (count === 0) return;
  a.resize(n + count);
  try {
    for (let i = 0; i < count; i++) {
      a.kind.put(a, n + i, a.kind.check(items[i]));
      if (items.length !== count) {
        throw exception(E.RuntimeError, "list changed size during iteration");
      }
    }
  } catch (e) {
    a.resize(n);
    throw e;
  }
}

function create(t: PyType, args: Value[], kw: KwNames): PyArray {
  if (t === arrayType && kw !== null && kw.length > 0) {
    throw typeError("array.array() does not take keyword arguments");
  }
  // a subclass's own __init__ may take keywords
  if (kw !== null) args = args.slice(0, args.length - kw.length);
  if (args.length < 1) throw typeError("array() takes at least 1 argument (0 given)");
  if (args.length > 2) throw typeError(`array() takes at most 2 arguments (${args.length} given)`);
  const code = kindOf(args[0], "array()", 1);
  const from: Maybe = args[1];
  if (from !== undefined && code !== "u") {
    if (asStr(from) !== undefined) {
      throw typeError(`cannot use a str to initialize an array with typecode '${code}'`);
    }
    if (from instanceof PyArray && from.kind.code === "u") {
      throw typeError(`cannot use a unicode array to initialize an array with typecode '${code}'`);
    }
  }
  const plain = from === undefined || from instanceof PyList || from instanceof PyByteArray ||
    from instanceof PyBytes || from instanceof PyTuple || from instanceof PyArray ||
    (code === "u" && asStr(from) !== undefined);
  const it = plain ? null : getIter(from);
  if (!TYPECODES.includes(code)) throw valueError(BAD);
  const a = asInstanceOf(new PyArray(KINDS[code]), t);
  if (from === undefined) return a;
  if (it !== null) extend(a, it);
  else if (from instanceof PyList || from instanceof PyTuple) fromList(a, from.items);
  else if (from instanceof PyBytes || from instanceof PyByteArray) fromBytes(a, asBuffer(from)!);
  else if (from instanceof PyArray) {
    if (from.kind === a.kind) a.splice(0, 0, from.bytes());
    else fromList(a, from.toArray());
  } else fromText(a, from);
  return a;
}

function itemAt(a: PyArray, i: number, msg = "array index out of range"): Value {
  if (i < 0 || i >= a.length) throw indexError(msg);
  return a.at(i);
}

function assItem(a: PyArray, i: number, v: Maybe): void {
  if (i < 0 || i >= a.length) throw indexError("array assignment index out of range");
  if (v === undefined) a.splice(i, 1, new Uint8Array(0));
  else {
    const x = a.kind.check(v);
    // the conversion may have run code that made the array shorter
    if (i >= a.length) throw indexError("array assignment index out of range");
    a.kind.put(a, i, x);
  }
}

/** The bytes of the items of a slice. */
function sliceBytes(a: PyArray, start: number, step: number, count: number): Uint8Array {
  const { size } = a.kind;
  const data = a.bytes();
  if (step === 1) return data.slice(start * size, (start + count) * size);
  const out = new Uint8Array(count * size);
  for (let i = 0, j = start; i < count; i++, j += step) {
    for (let k = 0; k < size; k++) out[i * size + k] = data[j * size + k];
  }
  return out;
}

function assSlice(a: PyArray, s: PySlice, v: Maybe): void {
  let [start, , step, count] = sliceIndices(s, a.length);
  const { size } = a.kind;
  let data = new Uint8Array(0);
  if (v !== undefined) {
    if (!(v instanceof PyArray)) {
      throw typeError(`can only assign array (not "${typeName(v, 200)}") to array slice`);
    }
    data = v === a ? v.bytes().slice() : v.bytes() as Uint8Array<ArrayBuffer>;
    if (v.kind !== a.kind) throw typeError("bad argument type for built-in operation");
  }
  const needed = data.length / size;
  if (step === 1) {
    // BufferError comes before anything is changed
    if (needed !== count) a.mayResize();
    a.splice(start, count, data);
  } else if (v === undefined) {
    if (count === 0) return;
    a.mayResize();
    if (step < 0) {
      start += step * (count - 1);
      step = -step;
    }
    const keep = new Uint8Array((a.length - count) * size);
    const old = a.bytes();
    let at = 0;
    for (let i = 0; i < a.length; i++) {
      const off = i - start;
      if (off >= 0 && off % step === 0 && off / step < count) continue;
      for (let k = 0; k < size; k++) keep[at++] = old[i * size + k];
    }
    a.splice(0, a.length, keep);
  } else {
    if (needed !== count) {
      throw valueError(
        `attempt to assign array of size ${needed} to extended slice of size ${count}`,
      );
    }
    const to = a.bytes();
    for (let i = 0, j = start; i < count; i++, j += step) {
      for (let k = 0; k < size; k++) to[j * size + k] = data[i * size + k];
    }
  }
}

function repeat(a: PyArray, n: number): Uint8Array {
  const data = a.bytes();
  if (n <= 0 || data.length === 0) return new Uint8Array(0);
  if (data.length * n > 2 ** 31 - 1) throw exception(E.MemoryError);
  const out = new Uint8Array(data.length * n);
  for (let i = 0; i < n; i++) out.set(data, i * data.length);
  return out;
}

function compare(a: PyArray, b: PyArray, op: Cmp): Value {
  if (a.length !== b.length && (op === Cmp.Eq || op === Cmp.Ne)) return op === Cmp.Ne;
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    const x = a.at(i);
    const y = b.at(i);
    if (eq(x, y)) continue;
    if (x instanceof PyFloat && y instanceof PyFloat && x.v !== x.v && y.v !== y.v) {
      // two NaNs are different objects in C
      if (op === Cmp.Eq || op === Cmp.Ne) return op === Cmp.Ne;
    }
    if (op === Cmp.Eq) return false;
    if (op === Cmp.Ne) return true;
    return compareBool(x, y, op);
  }
  switch (op) {
    case Cmp.Lt:
      return a.length < b.length;
    case Cmp.Le:
      return a.length <= b.length;
    case Cmp.Eq:
      return a.length === b.length;
    case Cmp.Ne:
      return a.length !== b.length;
    case Cmp.Gt:
      return a.length > b.length;
    default:
      return a.length >= b.length;
  }
}

function find(a: PyArray, v: Value): number {
  for (let i = 0; i < a.length; i++) if (eq(a.at(i), v)) return i;
  return -1;
}

function swapBytes(data: Uint8Array, size: number): void {
  for (let i = 0; i < data.length; i += size) data.subarray(i, i + size).reverse();
}

function fromfile(a: PyArray, f: Value, n: Value): void {
  const count = asCInt(n, 64);
  if (count < 0) throw valueError("negative count");
  const bytes = count * a.kind.size;
  if (bytes > 2 ** 31 - 1) throw exception(E.MemoryError);
  const b = callMethod(f, "read", bytes);
  if (!(b instanceof PyBytes)) throw typeError("read() didn't return bytes");
  const short = b.data.length !== bytes;
  fromBytes(a, b.data);
  if (short) throw exception(E.EOFError, "read() didn't return enough bytes");
}

function tofile(a: PyArray, f: Value): void {
  const block = 64 * 1024;
  const data = a.bytes().slice();
  for (let i = 0; i < data.length; i += block) {
    callMethod(f, "write", new PyBytes(data.slice(i, i + block)));
  }
  if (data.length === 0) getAttr(f, "write");
}

let nextAddress = 0x7f0000001000;
const addresses = new WeakMap<PyArray, number>();

function addressOf(a: PyArray): number {
  let n = addresses.get(a);
  if (n === undefined) addresses.set(a, n = nextAddress += 0x1000);
  return n;
}

// Pickling --------------------------------------------------------------------

/** [item size, signed, little-endian, what it is] of each machine format. */
const FORMATS: readonly (readonly [number, boolean, boolean, "int" | "float" | "text"])[] = [
  [1, false, true, "int"],
  [1, true, true, "int"],
  [2, false, true, "int"],
  [2, false, false, "int"],
  [2, true, true, "int"],
  [2, true, false, "int"],
  [4, false, true, "int"],
  [4, false, false, "int"],
  [4, true, true, "int"],
  [4, true, false, "int"],
  [8, false, true, "int"],
  [8, false, false, "int"],
  [8, true, true, "int"],
  [8, true, false, "int"],
  [4, true, true, "float"],
  [4, true, false, "float"],
  [8, true, true, "float"],
  [8, true, false, "float"],
  [2, false, true, "text"],
  [2, false, false, "text"],
  [4, false, true, "text"],
  [4, false, false, "text"],
];

function decodeText(view: DataView, size: number, little: boolean): number[] {
  const out: number[] = [];
  for (let i = 0; i < view.byteLength; i += size) {
    if (size === 4) out.push(view.getUint32(i, little));
    else {
      const c = view.getUint16(i, little);
      const last = out.length - 1;
      if ((c & 0xfc00) === 0xdc00 && last >= 0 && (out[last] & 0xfffffc00) === 0xd800) {
        out[last] = 0x10000 + ((out[last] & 0x3ff) << 10) + (c & 0x3ff);
      } else out.push(c);
    }
  }
  return out;
}

function reconstruct(cls: Value, codeArg: Value, formatArg: Value, data: Value): Value {
  const code = kindOf(codeArg, "_array_reconstructor()", 2);
  const format = asCInt(formatArg);
  if (!(cls instanceof PyType)) {
    throw typeError(`first argument must a type object, not ${typeName(cls, 200)}`);
  }
  if (!cls.isSubtype(arrayType)) {
    throw typeError(`${cls.name} is not a subtype of array.array`);
  }
  if (!TYPECODES.includes(code)) throw valueError("second argument must be a valid type code");
  if (format < 0 || format >= FORMATS.length) {
    throw valueError("third argument must be a valid machine format code.");
  }
  if (!(data instanceof PyBytes)) {
    throw typeError(`fourth argument should be bytes, not ${typeName(data, 200)}`);
  }
  const [size, signed, little, what] = FORMATS[format];
  const bytes = data.data;
  if (format === KINDS[code].format) return create(cls, [code, data], null);
  if (bytes.length % size !== 0) throw valueError("bytes length not a multiple of item size");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (what === "text") {
    const a = create(cls, [code], null);
    if (code !== "u") throw valueError("string does not fit the type code");
    fromText(a, textOf(decodeText(view, size, little)));
    return a;
  }
  const items: Value[] = [];
  for (let i = 0; i < bytes.length; i += size) {
    if (what === "float") {
      items.push(new PyFloat(size === 4 ? view.getFloat32(i, little) : view.getFloat64(i, little)));
    } else if (size === 8) {
      items.push(normInt(signed ? view.getBigInt64(i, little) : view.getBigUint64(i, little)));
    } else {
      const bits = 32 - 8 * size;
      const n = size === 1
        ? view.getUint8(i)
        : size === 2
        ? view.getUint16(i, little)
        : view.getUint32(i, little);
      items.push(signed ? n << bits >> bits : n);
    }
  }
  // an integer type of the same width and sign takes the place of one that this machine has otherwise
  let to = code;
  if (what === "int") {
    const same = [..."bBhHiIlL"].find((c) =>
      KINDS[c].size === size && (c === c.toLowerCase()) === signed
    );
    if (!"qQ".includes(code) && same !== undefined) to = same;
  }
  return create(cls, [to, new PyList(items)], null);
}

function reduceEx(a: PyArray, protocol: Value): Value {
  const p = asInt(protocol);
  if (p === undefined) throw typeError("__reduce_ex__ argument should an integer");
  const dict = getAttrOpt(a, "__dict__") ?? null;
  if (p < 3) return tuple([a.cls, tuple([a.kind.code, new PyList(a.toArray())]), dict]);
  return tuple([
    reconstructor(),
    tuple([a.cls, a.kind.code, a.kind.format, new PyBytes(a.bytes().slice())]),
    dict,
  ]);
}

let reconstructorFn: Maybe;
const reconstructor = (): Value => reconstructorFn!;

// The types -------------------------------------------------------------------

const copy = (a: PyArray): Value => arrayOf(a.kind, a.bytes());

const deprecated = (name: string, instead: string) =>
  warn(E.DeprecationWarning, `${name}() is deprecated. Use ${instead}() instead.`);

const spec: TypeSpec = {
  doc:
    "array(typecode [, initializer]) -> array\n\nA sequence of machine values of one type, which the type code names.",
  weakrefable: true,
  slots: {
    tpNew: create,
    tpInit: () => {},
    tpRepr: (v) => {
      const a = v as PyArray;
      const { code } = a.kind;
      if (a.length === 0) return `array('${code}')`;
      const items = code === "u" ? textOf(a.view.subarray(0, a.length)) : new PyList(a.toArray());
      return `array('${code}', ${repr(items)})`;
    },
    tpHash: null,
    tpRichcompare: (a, b, op) =>
      a instanceof PyArray && b instanceof PyArray ? compare(a, b, op) : NotImplemented,
    tpIter: (v) => new PyArrayIter(v as PyArray),
    sqLength: (v) => (v as PyArray).length,
    sqConcat: (v, w) => {
      const a = v as PyArray;
      if (!(w instanceof PyArray)) {
        throw typeError(`can only append array (not "${typeName(w, 200)}") to array`);
      }
      if (w.kind !== a.kind) throw typeError("bad argument type for built-in operation");
      const r = arrayOf(a.kind, a.bytes());
      extend(r, w);
      return r;
    },
    sqRepeat: (v, n) => arrayOf((v as PyArray).kind, repeat(v as PyArray, n)),
    sqItem: (v, i) => itemAt(v as PyArray, i),
    sqAssItem: (v, i, x) => assItem(v as PyArray, i, x),
    sqContains: (v, x) => find(v as PyArray, x) >= 0,
    sqInplaceConcat: (v, w) => {
      if (!(w instanceof PyArray)) {
        throw typeError(`can only extend array with array (not "${typeName(w, 200)}")`);
      }
      extend(v as PyArray, w);
      return v;
    },
    sqInplaceRepeat: (v, n) => {
      const a = v as PyArray;
      a.splice(0, a.length, repeat(a, n));
      return a;
    },
    mpLength: (v) => (v as PyArray).length,
    mpSubscript: (v, k) => {
      const a = v as PyArray;
      if (typeof k === "number") return itemAt(a, k < 0 ? k + a.length : k);
      if (k instanceof PySlice) {
        const [start, , step, count] = sliceIndices(k, a.length);
        return arrayOf(a.kind, sliceBytes(a, start, step, count));
      }
      if (typeOf(k).nbIndex === undefined) throw typeError("array indices must be integers");
      const i = asSsize(k, E.IndexError);
      return itemAt(a, i < 0 ? i + a.length : i);
    },
    mpAssSubscript: (v, k, x) => {
      const a = v as PyArray;
      if (k instanceof PySlice) return assSlice(a, k, x);
      if (typeOf(k).nbIndex === undefined) throw typeError("array indices must be integer");
      const i = asSsize(k, E.IndexError);
      assItem(a, i < 0 ? i + a.length : i, x);
    },
  },
  getset: {
    typecode: {
      get: (a: PyArray) => a.kind.code,
      doc: "the typecode character used to create the array",
    },
    itemsize: { get: (a: PyArray) => a.kind.size, doc: "the size, in bytes, of one array item" },
  },
  methods: {
    append: ["($self, v, /)", (a: PyArray, v: Value) => a.push(v)],
    buffer_info: ["($self, /)", (a: PyArray) => tuple([addressOf(a), a.length])],
    byteswap: ["($self, /)", (a: PyArray) => {
      swapBytes(a.bytes(), a.kind.size);
    }],
    __copy__: ["($self, /)", copy],
    __deepcopy__: ["($self, unused, /)", copy],
    count: ["($self, v, /)", (a: PyArray, v: Value) => {
      let n = 0;
      for (let i = 0; i < a.length; i++) if (eq(a.at(i), v)) n++;
      return n;
    }],
    extend: ["($self, bb, /)", extend],
    fromfile: ["($self, f, n, /)", fromfile, null, ArgStyle.Parse],
    fromlist: ["($self, list, /)", (a: PyArray, v: Value) => {
      if (!(v instanceof PyList)) throw typeError("arg must be list");
      fromList(a, v.items);
    }],
    fromstring: ["($self, buffer, /)", (a: PyArray, v: Value) => {
      const s = asStr(v);
      const data = s === undefined ? asBuffer(v) : new TextEncoder().encode(s);
      if (data === undefined) {
        throw typeError(
          `fromstring() argument 1 must be read-only bytes-like object, not ${typeName(v)}`,
        );
      }
      deprecated("fromstring", "frombytes");
      fromBytes(a, v === a ? data.slice() : data);
    }],
    frombytes: ["($self, buffer, /)", (a: PyArray, v: Value) => {
      const data = asBuffer(v);
      if (data === undefined) {
        throw typeError(`a bytes-like object is required, not '${typeName(v)}'`);
      }
      if (v === a) a.exports++;
      try {
        fromBytes(a, data);
      } finally {
        if (v === a) a.exports--;
      }
    }],
    fromunicode: ["($self, ustr, /)", (a: PyArray, v: Value) => {
      if (asStr(v) === undefined) {
        throw typeError(`fromunicode() argument 1 must be str, not ${typeName(v)}`);
      }
      if (a.kind.code !== "u") {
        throw valueError("fromunicode() may only be called on unicode type arrays");
      }
      fromText(a, v);
    }],
    index: ["($self, v, /)", (a: PyArray, v: Value) => {
      const i = find(a, v);
      if (i < 0) throw valueError("array.index(x): x not in list");
      return i;
    }],
    insert: [
      "($self, i, v, /)",
      (a: PyArray, i: Value, v: Value) => {
        if (typeOf(i).nbIndex === undefined) asIndex(i);
        let at = asSsize(i, E.OverflowError);
        const n = a.length;
        if (at < 0) at = Math.max(0, at + n);
        if (at > n) at = n;
        a.mayResize();
        const x = a.kind.check(v);
        if (a.length !== n) at = Math.min(at, a.length);
        a.splice(at, 0, new Uint8Array(a.kind.size));
        a.kind.put(a, at, x);
      },
      null,
      ArgStyle.Parse,
    ],
    pop: [
      "($self, i=-1, /)",
      (a: PyArray, i: Value = -1) => {
        let at = asSsize(i, E.OverflowError);
        if (a.length === 0) throw indexError("pop from empty array");
        if (at < 0) at += a.length;
        const v = itemAt(a, at, "pop index out of range");
        a.splice(at, 1, new Uint8Array(0));
        return v;
      },
      null,
      ArgStyle.Parse,
    ],
    __reduce_ex__: ["($self, value, /)", reduceEx],
    remove: ["($self, v, /)", (a: PyArray, v: Value) => {
      const i = find(a, v);
      if (i < 0) throw valueError("array.remove(x): x not in list");
      a.splice(i, 1, new Uint8Array(0));
    }],
    reverse: ["($self, /)", (a: PyArray) => {
      const data = a.bytes();
      data.reverse();
      swapBytes(data, a.kind.size);
    }],
    tofile: ["($self, f, /)", tofile],
    tolist: ["($self, /)", (a: PyArray) => new PyList(a.toArray())],
    tostring: ["($self, /)", (a: PyArray) => {
      deprecated("tostring", "tobytes");
      return new PyBytes(a.bytes().slice());
    }],
    tobytes: ["($self, /)", (a: PyArray) => new PyBytes(a.bytes().slice())],
    tounicode: ["($self, /)", (a: PyArray) => {
      if (a.kind.code !== "u") {
        throw valueError("tounicode() may only be called on unicode type arrays");
      }
      return textOf(a.view.subarray(0, a.length));
    }],
    __sizeof__: ["($self, /)", (a: PyArray) => 64 + a.length * a.kind.size],
  },
};

const iterSpec: TypeSpec = {
  slots: {
    tpIter: (v) => v,
    tpIternext: (v): Maybe => {
      const it = v as PyArrayIter;
      const a = it.seq;
      if (a === null) return undefined;
      if (it.index < a.length) return a.at(it.index++);
      it.seq = null;
      return undefined;
    },
  },
  methods: {
    __reduce__: [
      "($self, /)",
      (it: PyArrayIter) =>
        it.seq === null
          ? tuple([iterBuiltin(), tuple([tuple([])])])
          : tuple([iterBuiltin(), tuple([it.seq]), it.index]),
    ],
    __setstate__: ["($self, state, /)", (it: PyArrayIter, v: Value) => {
      const n = asCInt(v, 64);
      if (it.seq !== null) it.index = Math.min(Math.max(0, n), it.seq.length);
    }],
  },
};

let wired = false;

/** Makes arrays lend their memory. */
function wire(): void {
  if (wired) return;
  wired = true;
  addExporter((o) => (o instanceof PyArray ? o.bytes() : undefined));
  addBufferSource((o) => {
    if (!(o instanceof PyArray)) return undefined;
    o.exports++;
    return {
      data: o.bytes(),
      readonly: false,
      format: o.kind.buffer,
      itemsize: o.kind.size,
      shape: [o.length],
      strides: [o.kind.size],
      offset: 0,
      release: () => {
        o.exports--;
      },
    };
  });
}

export const array_module = (): ModuleSpec => ({
  name: "array",
  doc: "Sequences of machine values of one type.",
  functions: {
    _array_reconstructor: [
      "($module, arraytype, typecode, mformat_code, items, /)",
      reconstruct,
      "Internal. Used for pickling support.",
      ArgStyle.Parse,
    ],
  },
  types: () => [[arrayType, spec], [iterType, iterSpec]],
  init: (ns) => {
    wire();
    ns.delete("arrayiterator");
    ns.setStr("ArrayType", arrayType);
    ns.setStr("typecodes", TYPECODES);
    reconstructorFn = ns.getStr("_array_reconstructor");
  },
});
