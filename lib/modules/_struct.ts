/**
 * _struct (Modules/_struct.c).
 *
 * @module
 */
import { ArgStyle } from "../core/args.ts";
import { asStr, isTrue } from "../core/compare.ts";
import {
  E,
  exception,
  type PyBaseException,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import {
  asInstanceOf,
  bytesType,
  type Maybe,
  normInt,
  PyBytes,
  PyFloat,
  PyObject,
  PyType,
  strType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import { asIndex } from "../core/ops.ts";
import { asBuffer, needBuffer } from "../objects/buffer.ts";
import { asDouble, floatFormats } from "../objects/float.ts";
import { PyByteArray } from "../objects/bytearray_data.ts";
import { decodeLatin1 } from "../util/utf8.ts";
import type { TypeSpec } from "../objects/type.ts";
import { moduleException } from "./exceptions.ts";
import type { ModuleSpec } from "./spec.ts";

const structErrorType = (): PyType => moduleException("struct", "error");
const structError = (msg: string): PyBaseException => exception(structErrorType(), msg);

/** One field: its letter, where it is, its size, and how often (for s and p: bytes). */
interface Field {
  readonly code: string;
  readonly offset: number;
  readonly size: number;
  /** Small letters are signed. */
  readonly signed: boolean;
  /** The format names a byte order: no native alignment. */
  readonly order: boolean;
}

interface Layout {
  readonly fields: readonly Field[];
  readonly size: number;
  readonly little: boolean;
}

const STANDARD: Record<string, number> = {
  x: 1,
  c: 1,
  b: 1,
  B: 1,
  "?": 1,
  h: 2,
  H: 2,
  i: 4,
  I: 4,
  l: 4,
  L: 4,
  q: 8,
  Q: 8,
  e: 2,
  f: 4,
  d: 8,
  s: 1,
  p: 1,
};
const NATIVE: Record<string, number> = { ...STANDARD, l: 8, L: 8, n: 8, N: 8, P: 8 };

function parse(format: string): Layout {
  let at = 0;
  let native = true;
  let little = true;
  const first = format[0];
  if (first !== undefined && "@=<>!".includes(first)) {
    at = 1;
    native = first === "@";
    little = first !== ">" && first !== "!";
  }
  const sizes = native ? NATIVE : STANDARD;
  const fields: Field[] = [];
  let offset = 0;
  while (at < format.length) {
    if (/\s/.test(format[at])) {
      at++;
      continue;
    }
    const digits = /^\d+/.exec(format.slice(at, at + 25))?.[0] ?? "";
    at += digits.length;
    const count = digits === "" ? 1 : Number(digits);
    if (at >= format.length) throw structError("repeat count given without format specifier");
    const code = format[at++];
    const size = sizes[code];
    if (size === undefined) throw structError("bad char in struct format");
    if (native && size > 1) offset = Math.ceil(offset / size) * size;
    if (offset + count * size > 2 ** 53) throw structError("total struct size too long");
    if (code === "s" || code === "p") {
      fields.push({ code, offset, size: count, signed: true, order: !native });
      offset += count;
    } else if (code === "x") offset += count;
    else {
      for (let i = 0; i < count; i++, offset += size) {
        fields.push({ code, offset, size, signed: code === code.toLowerCase(), order: !native });
      }
    }
  }
  return { fields, size: offset, little };
}

const layouts = new Map<string, Layout>();

function layoutOf(v: Value): Layout {
  if (typeof v === "string") {
    const known = layouts.get(v);
    if (known !== undefined) return known;
  }
  const bytes = typeOf(v) === bytesType ? asBuffer(v) : undefined;
  const text = bytes === undefined ? asStr(v) : decodeLatin1(bytes);
  if (text === undefined) {
    throw typeError(`Struct() argument 1 must be a str or bytes object, not ${typeName(v)}`);
  }
  let l = layouts.get(text);
  if (l === undefined) {
    if (layouts.size > 100) layouts.clear();
    layouts.set(text, l = parse(text));
  }
  return l;
}

const RANGES: Record<string, string> = { b: "byte", B: "ubyte", h: "short", H: "ushort" };

function putInt(view: DataView, f: Field, v: Value, little: boolean): void {
  if (typeof v === "number" && f.size <= 4) {
    // the frequent case without bigints
    const half = 2 ** (8 * f.size - 1);
    if (f.signed ? v >= -half && v < half : v >= 0 && v < 2 * half) {
      if (f.size === 4) view.setUint32(f.offset, v, little);
      else if (f.size === 2) view.setUint16(f.offset, v, little);
      else view.setUint8(f.offset, v);
      return;
    }
  }
  if (typeOf(v).nbIndex === undefined) throw structError("required argument is not an integer");
  const n = asIndex(v);
  const { signed } = f;
  const bits = BigInt(f.size * 8);
  const big = BigInt(n);
  const lo = signed ? -(1n << (bits - 1n)) : 0n;
  const hi = signed ? (1n << (bits - 1n)) - 1n : (1n << bits) - 1n;
  if (big < lo || big > hi) {
    const name = RANGES[f.code];
    if (name !== undefined && f.size === 1) {
      throw structError(`${name} format requires ${lo} <= number <= ${hi}`);
    }
    if (name !== undefined) {
      throw structError(
        `${name} format requires ${
          signed ? "(-0x7fff - 1) <= number <= 0x7fff" : "0 <= number <= (0x7fff * 2 + 1)"
        }`,
      );
    }
    if (f.code === "P") throw structError("int too large to convert");
    if (f.size === 4 && (signed || big >= 0n) && big < 1n << 63n && big >= -(1n << 63n)) {
      throw structError(`'${f.code}' format requires ${lo} <= number <= ${hi}`);
    }
    throw structError("argument out of range");
  }
  switch (f.size) {
    case 1:
      view.setUint8(f.offset, Number(big & 0xffn));
      break;
    case 2:
      view.setUint16(f.offset, Number(big & 0xffffn), little);
      break;
    case 4:
      view.setUint32(f.offset, Number(big & 0xffffffffn), little);
      break;
    default:
      view.setBigUint64(f.offset, BigInt.asUintN(64, big), little);
  }
}

/** A double as IEEE binary16, rounded half to even; NaN where it is too large. */
function toHalf(x: number): number {
  const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0;
  const a = Math.abs(x);
  if (x !== x) return 0x7e00;
  if (a === Infinity) return sign | 0x7c00;
  const e = a < 2 ** -14 ? -14 : Math.floor(Math.log2(a));
  const exp = a >= 2 ** (e + 1) ? e + 1 : a < 2 ** e && e > -14 ? e - 1 : e;
  const units = a / 2 ** (exp - 10);
  let n = Math.floor(units);
  const rest = units - n;
  if (rest > 0.5 || rest === 0.5 && n % 2 === 1) n++;
  const bits = (exp + 14) * 1024 + n;
  if (bits >= 0x7c00) return NaN;
  return sign | bits;
}

function fromHalf(h: number): number {
  const sign = h & 0x8000 ? -1 : 1;
  const e = h >> 10 & 31;
  const m = h & 1023;
  if (e === 31) return m === 0 ? sign * Infinity : NaN;
  return sign * (e === 0 ? m * 2 ** -24 : (1024 + m) * 2 ** (e - 25));
}

const SCRATCH = 256;
const scratch = new Uint8Array(SCRATCH);
const scratchView = new DataView(scratch.buffer);
/** The scratch is in use: a conversion may run Python code that packs as well. */
let packing = false;

function pack(l: Layout, args: readonly Value[], name: string): Uint8Array {
  if (args.length !== l.fields.length) {
    throw structError(
      `${name} expected ${l.fields.length} items for packing (got ${args.length})`,
    );
  }
  const { fields, little } = l;
  if (l.size <= SCRATCH && !packing) {
    // small ones are made in place and copied: a DataView costs more than the copy
    packing = true;
    try {
      scratch.fill(0, 0, l.size);
      for (let i = 0; i < fields.length; i++) put(scratch, scratchView, fields[i], args[i], little);
      return scratch.slice(0, l.size);
    } finally {
      packing = false;
    }
  }
  const out = new Uint8Array(l.size);
  const view = new DataView(out.buffer);
  for (let i = 0; i < fields.length; i++) put(out, view, fields[i], args[i], little);
  return out;
}

function put(out: Uint8Array, view: DataView, f: Field, v: Value, little: boolean): void {
  switch (f.code) {
    case "c": {
      const b = v instanceof PyBytes ? v.data : undefined;
      if (b === undefined || b.length !== 1) {
        throw structError("char format requires a bytes object of length 1");
      }
      out[f.offset] = b[0];
      break;
    }
    case "s":
    case "p": {
      const b = v instanceof PyBytes || v instanceof PyByteArray ? asBuffer(v) : undefined;
      if (b === undefined) throw structError(`argument for '${f.code}' must be a bytes object`);
      if (f.code === "s") out.set(b.subarray(0, f.size), f.offset);
      else if (f.size > 0) {
        const n = Math.min(b.length, f.size - 1);
        out.set(b.subarray(0, n), f.offset + 1);
        out[f.offset] = Math.min(n, 255);
      }
      break;
    }
    case "?":
      out[f.offset] = isTrue(v) ? 1 : 0;
      break;
    case "e":
    case "f":
    case "d": {
      let x: number;
      try {
        x = asDouble(v);
      } catch {
        throw structError("required argument is not a float");
      }
      if (f.code === "d") view.setFloat64(f.offset, x, little);
      else if (f.code === "f") {
        if (Number.isFinite(x) && !Number.isFinite(Math.fround(x))) {
          throw exception(E.OverflowError, "float too large to pack with f format");
        }
        view.setFloat32(f.offset, x, little);
      } else {
        const h = toHalf(x);
        if (h !== h) throw exception(E.OverflowError, "float too large to pack with e format");
        view.setUint16(f.offset, h, little);
      }
      break;
    }
    default:
      putInt(view, f, v, little);
  }
}

/** Raises ValueError where float.__setformat__() has said that the platform's format is unknown. */
function checkFormat(code: string): void {
  if (floatFormats.current[code === "f" ? "float" : "double"] !== "unknown") return;
  throw valueError("can't unpack IEEE 754 special value on non-IEEE platform");
}

function take(data: Uint8Array, view: DataView, f: Field, little: boolean): Value {
  const at = f.offset;
  switch (f.code) {
    case "c":
      return new PyBytes(data.slice(at, at + 1));
    case "s":
      return new PyBytes(data.slice(at, at + f.size));
    case "p":
      return new PyBytes(data.slice(at + 1, at + 1 + Math.min(data[at] ?? 0, f.size - 1)));
    case "?":
      return data[at] !== 0;
    case "e":
      return new PyFloat(fromHalf(view.getUint16(at, little)));
    case "f":
    case "d": {
      const x = f.code === "f" ? view.getFloat32(at, little) : view.getFloat64(at, little);
      if (!Number.isFinite(x) && f.order) checkFormat(f.code);
      return new PyFloat(x);
    }
  }
  const { signed } = f;
  switch (f.size) {
    case 1:
      return signed ? view.getInt8(at) : data[at];
    case 2:
      return signed ? view.getInt16(at, little) : view.getUint16(at, little);
    case 4:
      return signed ? view.getInt32(at, little) : view.getUint32(at, little);
    default:
      return normInt(signed ? view.getBigInt64(at, little) : view.getBigUint64(at, little));
  }
}

function unpackAt(l: Layout, data: Uint8Array, at: number): Value {
  const part = data.subarray(at, at + l.size);
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
  const { fields, little } = l;
  const items: Value[] = new Array(fields.length);
  for (let i = 0; i < fields.length; i++) items[i] = take(part, view, fields[i], little);
  return tuple(items);
}

function unpack(l: Layout, v: Value): Value {
  const data = needBuffer(v);
  if (data.length !== l.size) {
    throw structError(`unpack requires a buffer of ${l.size} bytes`);
  }
  return unpackAt(l, data, 0);
}

function unpackFrom(l: Layout, v: Value, offset: Value = 0): Value {
  const data = needBuffer(v);
  let at = Number(asIndex(offset));
  if (at < 0) at += data.length;
  if (at < 0 || data.length - at < l.size) {
    throw structError(`unpack_from requires a buffer of at least ${l.size} bytes`);
  }
  return unpackAt(l, data, at);
}

function packInto(l: Layout, args: readonly Value[], name: string): void {
  const [buffer, offset, ...values] = args;
  if (args.length - 2 !== l.fields.length) {
    if (args.length === 0) throw structError(`${name} expected buffer argument`);
    if (args.length === 1) throw structError(`${name} expected offset argument`);
    throw structError(
      `${name} expected ${l.fields.length} items for packing (got ${args.length - 2})`,
    );
  }
  const data = asBuffer(buffer);
  if (data === undefined || buffer instanceof PyBytes) {
    throw typeError(`a read-write bytes-like object is required, not '${typeName(buffer)}'`);
  }
  let at = Number(asIndex(offset));
  if (at < 0) at += data.length;
  if (at < 0 || data.length - at < l.size) {
    throw structError(`${name} requires a buffer of at least ${l.size} bytes`);
  }
  // the padding of the buffer stays as it is
  const packed = pack(l, values, name);
  for (const f of l.fields) {
    data.set(packed.subarray(f.offset, f.offset + f.size), at + f.offset);
  }
}

class PyStruct extends PyObject {
  layout: Layout = { fields: [], size: -1, little: true };
  format: Value = null;
}
const structType = new PyType("Struct", TypeFlag.BaseType);
PyStruct.prototype.cls = structType;

class PyUnpackIter extends PyObject {
  at = 0;
  constructor(readonly layout: Layout, readonly data: Uint8Array) {
    super();
  }
}
const iterType = new PyType("unpack_iterator", TypeFlag.None);
PyUnpackIter.prototype.cls = iterType;

function iterUnpack(l: Layout, v: Value): Value {
  const data = needBuffer(v);
  if (l.size === 0) throw structError("cannot iteratively unpack with a struct of length 0");
  if (data.length % l.size !== 0) {
    throw structError(`iterative unpacking requires a buffer of a multiple of ${l.size} bytes`);
  }
  return new PyUnpackIter(l, data);
}

const spec: TypeSpec = {
  doc: "Struct(fmt) --> compiled struct object",
  weakrefable: true,
  slots: {
    tpNew: (t) => asInstanceOf(new PyStruct(), t),
    tpInit: (self, args) => {
      const s = self as PyStruct;
      if (args.length !== 1) {
        throw typeError(`Struct() takes exactly 1 argument (${args.length} given)`);
      }
      s.layout = layoutOf(args[0]);
      const f = args[0];
      s.format = typeof f === "string" && typeOf(f) === strType
        ? new PyBytes(new TextEncoder().encode(f))
        : f;
    },
  },
  getset: {
    format: { get: (s: PyStruct) => s.format, doc: "struct format string" },
    size: { get: (s: PyStruct) => s.layout.size, doc: "struct size in bytes" },
  },
  methods: {
    pack: [
      "($self, *args)",
      (s: PyStruct, args: Value[]) => new PyBytes(pack(s.layout, args, "pack")),
      null,
      ArgStyle.Raw,
    ],
    pack_into: [
      "($self, *args)",
      (s: PyStruct, args: Value[]) => packInto(s.layout, args, "pack_into"),
      null,
      ArgStyle.Raw,
    ],
    unpack: ["($self, buffer, /)", (s: PyStruct, v: Value) => unpack(s.layout, v)],
    unpack_from: [
      "($self, /, buffer, offset=0)",
      (s: PyStruct, v: Value, at?: Value) => unpackFrom(s.layout, v, at),
    ],
    iter_unpack: ["($self, buffer, /)", (s: PyStruct, v: Value) => iterUnpack(s.layout, v)],
  },
};

const iterSpec: TypeSpec = {
  slots: {
    tpIter: (v) => v,
    tpIternext: (v): Maybe => {
      const it = v as PyUnpackIter;
      if (it.at >= it.data.length) return undefined;
      const r = unpackAt(it.layout, it.data, it.at);
      it.at += it.layout.size;
      return r;
    },
  },
  methods: {
    __length_hint__: [
      "($self, /)",
      (it: PyUnpackIter) => (it.data.length - it.at) / it.layout.size,
    ],
  },
};

export const _struct_module = (): ModuleSpec => ({
  name: "_struct",
  doc: "Conversion between Python values and C structs as bytes.",
  functions: {
    calcsize: ["($module, fmt, /)", (f: Value) => layoutOf(f).size],
    pack: [
      "(fmt, *args)",
      (args: Value[]) => {
        if (args.length === 0) throw typeError("missing format argument");
        return new PyBytes(pack(layoutOf(args[0]), args.slice(1), "pack"));
      },
      null,
      ArgStyle.Raw,
    ],
    pack_into: [
      "(fmt, *args)",
      (args: Value[]) => {
        if (args.length === 0) throw typeError("missing format argument");
        packInto(layoutOf(args[0]), args.slice(1), "pack_into");
      },
      null,
      ArgStyle.Raw,
    ],
    unpack: [
      "($module, fmt, inputstr, /)",
      (f: Value, v: Value) => unpack(layoutOf(f), v),
    ],
    unpack_from: [
      "(fmt, /, buffer, offset=0)",
      (f: Value, v: Value, at?: Value) => unpackFrom(layoutOf(f), v, at),
    ],
    iter_unpack: [
      "($module, fmt, buffer, /)",
      (f: Value, v: Value) => iterUnpack(layoutOf(f), v),
    ],
    _clearcache: ["($module, /)", () => layouts.clear()],
  },
  types: () => [[structType, spec], [iterType, iterSpec]],
  init: (ns) => {
    ns.delete("unpack_iterator");
    ns.setStr("error", structErrorType());
  },
});
