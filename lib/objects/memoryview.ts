/**
 * memoryview (Objects/memoryobject.c).
 *
 * @module
 */
import { bind, type Decl, Signature } from "../core/args.ts";
import { asInt, asStr, eq, isTrue } from "../core/compare.ts";
import {
  E,
  exception,
  indexError,
  matches,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import { hashBytes, identity } from "../core/hash.ts";
import type { Int } from "../core/number.ts";
import {
  Cmp,
  type KwNames,
  type Maybe,
  normInt,
  NotImplemented,
  PyBytes,
  PyFloat,
  PyList,
  PyObject,
  PyTuple,
  PyType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import { asIndex, asSsize, fastItems } from "../core/ops.ts";
import { toHex } from "../util/utf8.ts";
import {
  addBufferSource,
  addExporter,
  type BufferInfo,
  getBuffer,
  isContiguous,
} from "./buffer.ts";
import { asDouble } from "./float.ts";
import { PySlice, sliceIndices } from "./slice.ts";
import { defineType, type TypeSpec } from "./type.ts";

const SIZES: Readonly<Record<string, number>> = {
  c: 1,
  b: 1,
  B: 1,
  "?": 1,
  h: 2,
  H: 2,
  i: 4,
  I: 4,
  l: 8,
  L: 8,
  q: 8,
  Q: 8,
  n: 8,
  N: 8,
  P: 8,
  f: 4,
  d: 8,
};

/** The one character of a native format with an optional '@', or "". */
function nativeFormat(format: string): string {
  const c = format[0] === "@" ? format.slice(1) : format;
  return c.length === 1 && Object.hasOwn(SIZES, c) ? c : "";
}

/** The memory that views share; given back with the last of them (_PyManagedBufferObject). */
class Managed {
  views = 0;
  private open = true;
  constructor(readonly info: BufferInfo) {}

  drop(): void {
    if (--this.views === 0 && this.open) {
      this.open = false;
      this.info.release();
    }
  }
}

// what nobody refers to any more no longer keeps its object from being resized
let registry: FinalizationRegistry<Managed> | undefined;
/** Made on demand: the first one of a process costs a millisecond. */
const collected = (): FinalizationRegistry<Managed> =>
  registry ??= new FinalizationRegistry((m) => m.drop());

/** A memoryview. */
export class PyMemoryView extends PyObject {
  released = false;
  /** Views of other kinds that borrow from this one. */
  exports = 0;
  private hashed: number | bigint | undefined;

  constructor(
    readonly managed: Managed,
    readonly obj: Value,
    readonly data: Uint8Array,
    readonly readonly: boolean,
    readonly format: string,
    readonly itemsize: number,
    readonly shape: readonly number[],
    readonly strides: readonly number[],
    readonly offset: number,
  ) {
    super();
    managed.views++;
    collected().register(this, managed, this);
  }

  /** A view of the same memory. */
  derive(
    format: string,
    itemsize: number,
    shape: readonly number[],
    strides: readonly number[],
    offset: number,
  ): PyMemoryView {
    return new PyMemoryView(
      this.managed,
      this.obj,
      this.data,
      this.readonly,
      format,
      itemsize,
      shape,
      strides,
      offset,
    );
  }

  /** Raises ValueError once released. */
  check(): this {
    if (this.released) throw valueError("operation forbidden on released memoryview object");
    return this;
  }

  /** The number of items. */
  get count(): number {
    return this.shape.reduce((a, b) => a * b, 1);
  }

  /** Gives the memory back. */
  release(): void {
    if (this.released) return;
    if (this.exports > 0) {
      throw exception(
        E.BufferError,
        `memoryview has ${this.exports} exported buffer${this.exports === 1 ? "" : "s"}`,
      );
    }
    this.released = true;
    collected().unregister(this);
    this.managed.drop();
  }

  /** The bytes in C's order: shared where contiguous, else copied. */
  bytes(): Uint8Array {
    const n = this.count * this.itemsize;
    if (isContiguous(this)) return this.data.subarray(this.offset, this.offset + n);
    const out = new Uint8Array(n);
    let at = 0;
    for (const i of this.offsets()) {
      out.set(this.data.subarray(i, i + this.itemsize), at);
      at += this.itemsize;
    }
    return out;
  }

  /** Where the items are, in C's order. */
  *offsets(dim = 0, from: number = this.offset): Generator<number> {
    if (dim === this.shape.length) yield from;
    else {
      for (let i = 0; i < this.shape[dim]; i++) {
        yield* this.offsets(dim + 1, from + i * this.strides[dim]);
      }
    }
  }

  /** The hash, remembered. */
  hash(): number | bigint {
    if (this.hashed === undefined) {
      this.check();
      if (!this.readonly) throw valueError("cannot hash writable memoryview object");
      if (!"Bbc".includes(nativeFormat(this.format) || "x")) {
        throw valueError("memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
      }
      this.hashed = hashBytes(this.bytes());
    }
    return this.hashed;
  }
}

export const memoryViewType: PyType = new PyType("memoryview", TypeFlag.None);
PyMemoryView.prototype.cls = memoryViewType;

/** memoryview(v). Raises TypeError for what lends no memory. */
export function makeMemoryView(v: Value): PyMemoryView {
  if (v instanceof PyMemoryView) {
    v.check();
    return v.derive(v.format, v.itemsize, v.shape, v.strides, v.offset);
  }
  const b = getBuffer(v);
  if (b === undefined) {
    throw typeError(`memoryview: a bytes-like object is required, not '${typeName(v)}'`);
  }
  const m = new Managed(b);
  return new PyMemoryView(
    m,
    v,
    b.data,
    b.readonly,
    b.format,
    b.itemsize,
    b.shape,
    b.strides,
    b.offset,
  );
}

const unsupported = (m: PyMemoryView) =>
  exception(E.NotImplementedError, `memoryview: format ${m.format} not supported`);

function unpack(m: PyMemoryView, at: number): Value {
  const f = nativeFormat(m.format);
  const d = m.data;
  switch (f) {
    case "B":
      return d[at];
    case "b":
      return (d[at] << 24) >> 24;
    case "c":
      return new PyBytes(d.slice(at, at + 1));
    case "?":
      return d[at] !== 0;
    case "":
      throw unsupported(m);
  }
  const view = new DataView(d.buffer, d.byteOffset);
  switch (f) {
    case "h":
      return view.getInt16(at, true);
    case "H":
      return view.getUint16(at, true);
    case "i":
      return view.getInt32(at, true);
    case "I":
      return view.getUint32(at, true);
    case "f":
      return new PyFloat(view.getFloat32(at, true));
    case "d":
      return new PyFloat(view.getFloat64(at, true));
    case "l":
    case "q":
    case "n":
      return normInt(view.getBigInt64(at, true));
    default:
      return normInt(view.getBigUint64(at, true));
  }
}

function pack(m: PyMemoryView, at: number, v: Value): void {
  const f = nativeFormat(m.format);
  const d = m.data;
  const badType = () => typeError(`memoryview: invalid type for format '${f}'`);
  const badValue = () => valueError(`memoryview: invalid value for format '${f}'`);
  if (f === "") throw unsupported(m);
  if (f === "?") {
    d[at] = isTrue(v) ? 1 : 0;
    return;
  }
  if (f === "c") {
    if (!(v instanceof PyBytes)) throw badType();
    if (v.data.length !== 1) throw badValue();
    d[at] = v.data[0];
    return;
  }
  const view = new DataView(d.buffer, d.byteOffset);
  if (f === "f" || f === "d") {
    let x: number;
    try {
      x = asDouble(v);
    } catch (e) {
      if (matches(e, E.TypeError)) throw badType();
      throw e;
    }
    if (f === "f") view.setFloat32(at, x, true);
    else view.setFloat64(at, x, true);
    return;
  }
  let n: Int;
  if (asInt(v) === undefined && typeOf(v).nbIndex === undefined) throw badType();
  try {
    n = asIndex(v);
  } catch (e) {
    if (matches(e, E.TypeError)) throw badType();
    throw e;
  }
  const size = SIZES[f];
  const signed = f === f.toLowerCase();
  const big = BigInt(n);
  const bits = BigInt(size * 8);
  const low = signed ? -(1n << (bits - 1n)) : 0n;
  const high = signed ? (1n << (bits - 1n)) - 1n : (1n << bits) - 1n;
  if (big < low || big > high) throw badValue();
  if (size === 8) view.setBigInt64(at, BigInt.asIntN(64, big), true);
  else if (size === 4) view.setInt32(at, Number(n) | 0, true);
  else if (size === 2) view.setInt16(at, Number(n), true);
  else d[at] = Number(n);
}

function itemOffset(m: PyMemoryView, indices: readonly Value[]): number {
  const nd = m.shape.length;
  if (indices.length < nd) {
    throw exception(E.NotImplementedError, "sub-views are not implemented");
  }
  if (indices.length > nd) {
    throw typeError(`cannot index ${nd}-dimension view with ${indices.length}-element tuple`);
  }
  let at = m.offset;
  indices.forEach((v, dim) => {
    at += step(m, asSsize(v, E.IndexError), dim);
  });
  return at;
}

function step(m: PyMemoryView, i: number, dim: number): number {
  const n = m.shape[dim];
  if (i < 0) i += n;
  if (i < 0 || i >= n) throw indexError(`index out of bounds on dimension ${dim + 1}`);
  return i * m.strides[dim];
}

const isIndex = (v: Value) => typeOf(v).nbIndex !== undefined;

function sliced(m: PyMemoryView, s: PySlice): PyMemoryView {
  const [start, , by, count] = sliceIndices(s, m.shape[0]);
  return m.derive(
    m.format,
    m.itemsize,
    [count, ...m.shape.slice(1)],
    [m.strides[0] * by, ...m.strides.slice(1)],
    m.offset + start * m.strides[0],
  );
}

function subscript(m: PyMemoryView, k: Value): Value {
  m.check();
  const nd = m.shape.length;
  if (nd === 0) {
    if (k instanceof PyTuple && k.items.length === 0) {
      return unpack(m, m.offset);
    }
    if (typeOf(k).name === "ellipsis") return m;
    throw typeError("invalid indexing of 0-dim memory");
  }
  if (isIndex(k)) {
    if (nd > 1) {
      throw exception(E.NotImplementedError, "multi-dimensional sub-views are not implemented");
    }
    return unpack(m, m.offset + step(m, asSsize(k, E.IndexError), 0));
  }
  if (k instanceof PySlice) {
    if (nd > 1) {
      throw exception(E.NotImplementedError, "multi-dimensional slicing is not implemented");
    }
    return sliced(m, k);
  }
  if (k instanceof PyTuple && k.items.every(isIndex)) return unpack(m, itemOffset(m, k.items));
  if (k instanceof PyTuple && k.items.length > 0 && k.items.every((x) => x instanceof PySlice)) {
    throw exception(E.NotImplementedError, "multi-dimensional slicing is not implemented");
  }
  throw typeError("memoryview: invalid slice key");
}

function assSubscript(m: PyMemoryView, k: Value, v: Maybe): void {
  m.check();
  if (m.readonly) throw typeError("cannot modify read-only memory");
  if (v === undefined) throw typeError("cannot delete memory");
  const nd = m.shape.length;
  if (nd === 0) {
    if ((k instanceof PyTuple && k.items.length === 0) || typeOf(k).name === "ellipsis") {
      pack(m, m.offset, v);
      return;
    }
    throw typeError("invalid indexing of 0-dim memory");
  }
  if (isIndex(k)) {
    if (nd > 1) throw exception(E.NotImplementedError, "sub-views are not implemented");
    pack(m, m.offset + step(m, asSsize(k, E.IndexError), 0), v);
    return;
  }
  if (k instanceof PySlice && nd === 1) {
    const src = getBuffer(v);
    if (src === undefined) {
      throw typeError(`a bytes-like object is required, not '${typeName(v)}'`);
    }
    try {
      const [start, , by, count] = sliceIndices(k, m.shape[0]);
      if (
        nativeFormat(src.format) !== nativeFormat(m.format) || src.itemsize !== m.itemsize ||
        src.shape.length !== 1 || src.shape[0] !== count
      ) {
        throw valueError(
          "memoryview assignment: lvalue and rvalue have different structures",
        );
      }
      const size = m.itemsize;
      const from = new Uint8Array(count * size);
      for (let i = 0, j = src.offset; i < count; i++, j += src.strides[0]) {
        from.set(src.data.subarray(j, j + size), i * size);
      }
      let at = m.offset + start * m.strides[0];
      for (let i = 0; i < count; i++, at += by * m.strides[0]) {
        m.data.set(from.subarray(i * size, (i + 1) * size), at);
      }
    } finally {
      src.release();
    }
    return;
  }
  if (k instanceof PyTuple && k.items.every(isIndex)) {
    pack(m, itemOffset(m, k.items), v);
    return;
  }
  if (
    k instanceof PySlice || (k instanceof PyTuple && k.items.every((x) => x instanceof PySlice))
  ) {
    throw exception(
      E.NotImplementedError,
      "memoryview slice assignments are currently restricted to ndim = 1",
    );
  }
  throw typeError("memoryview: invalid slice key");
}

function toList(m: PyMemoryView, dim: number, at: number): Value {
  if (dim === m.shape.length) return unpack(m, at);
  const out: Value[] = [];
  for (let i = 0; i < m.shape[dim]; i++) out.push(toList(m, dim + 1, at + i * m.strides[dim]));
  return new PyList(out);
}

function cStrides(shape: readonly number[], itemsize: number): number[] {
  const out = new Array<number>(shape.length);
  let n = itemsize;
  for (let i = shape.length - 1; i >= 0; i--) {
    out[i] = n;
    n *= shape[i];
  }
  return out;
}

const castSig = new Signature("cast", "($self, format, shape=None)", 0);

function cast(m: PyMemoryView, args: Value[], kw: KwNames): Value {
  const [fmt, shapeArg] = bind(castSig, args, kw) as [Value, Maybe];
  m.check();
  const format = asStr(fmt);
  if (format === undefined) throw typeError("memoryview: format argument must be a string");
  if (!isContiguous(m)) throw typeError("memoryview: casts are restricted to C-contiguous views");
  const withShape = shapeArg !== undefined && shapeArg !== null;
  if ((withShape || m.shape.length !== 1) && withShape) {
    if (!(shapeArg instanceof PyList) && !(shapeArg instanceof PyTuple)) {
      throw typeError("shape must be a list or a tuple");
    }
    const nd = shapeArg.items.length;
    if (nd > 64) throw valueError("memoryview: number of dimensions must not exceed 64");
    if (m.shape.length !== 1 && nd !== 1) {
      throw typeError("memoryview: cast must be 1D -> ND or ND -> 1D");
    }
  }
  const c = nativeFormat(format);
  if (c === "") {
    throw valueError(
      "memoryview: destination format must be a native single character format prefixed with an optional '@'",
    );
  }
  const size = SIZES[c];
  const isByte = (f: string) => f === "b" || f === "B" || f === "c";
  if (!isByte(nativeFormat(m.format)) && !isByte(c)) {
    throw typeError("memoryview: cannot cast between two non-byte formats");
  }
  const bytes = m.count * m.itemsize;
  if (bytes % size !== 0) throw typeError("memoryview: length is not a multiple of itemsize");
  let shape = [bytes / size];
  if (withShape) {
    shape = fastItems(shapeArg).map((v) => {
      const n = asInt(v);
      if (n === undefined) {
        throw typeError("memoryview.cast(): elements of shape must be integers");
      }
      if (n <= 0) throw valueError("memoryview.cast(): elements of shape must be integers > 0");
      return Number(n);
    });
    if (shape.reduce((a, b) => a * b, 1) * size !== bytes) {
      throw typeError("memoryview: product(shape) * itemsize != buffer size");
    }
  }
  return m.derive(format, size, shape, cStrides(shape, size), m.offset);
}

function equal(a: PyMemoryView, b: Value): boolean | undefined {
  if (a === b) return true;
  if (a.released) return false;
  let other: PyMemoryView;
  const temporary = !(b instanceof PyMemoryView);
  if (b instanceof PyMemoryView) {
    if (b.released) return false;
    other = b;
  } else {
    try {
      other = makeMemoryView(b);
    } catch (e) {
      if (matches(e, E.TypeError)) return undefined;
      throw e;
    }
  }
  try {
    if (a.shape.length !== other.shape.length) return false;
    if (a.shape.some((n, i) => n !== other.shape[i])) return false;
    const fa = nativeFormat(a.format);
    const fb = nativeFormat(other.format);
    if (fa === "" || fb === "") return false;
    if (fa === fb && fa !== "f" && fa !== "d" && fa !== "?") {
      const x = a.bytes();
      const y = other.bytes();
      for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return false;
      return true;
    }
    const it = other.offsets();
    for (const i of a.offsets()) {
      const u = unpack(a, i);
      const v = unpack(other, it.next().value as number);
      if (u instanceof PyFloat && v instanceof PyFloat ? u.v !== v.v : !eq(u, v)) return false;
    }
    return true;
  } finally {
    if (temporary) other.release();
  }
}

const newSig = new Signature("memoryview", "(object)", 0);

const sizes = (v: readonly number[]): Value => tuple([...v]);

function fContiguous(m: PyMemoryView): boolean {
  let n = m.itemsize;
  for (let i = 0; i < m.shape.length; i++) {
    if (m.shape[i] > 1 && m.strides[i] !== n) return false;
    n *= m.shape[i];
  }
  return true;
}

const field = (f: (m: PyMemoryView) => Value, doc: string) => ({
  get: (m: PyMemoryView) => f(m.check()),
  doc,
});

export const memoryViewSpec: TypeSpec = {
  doc: "Create a new memoryview object which references the given object.",
  signature: "(object)",
  weakrefable: true,
  slots: {
    tpNew: (_t, args, kw) => makeMemoryView(bind(newSig, args, kw)[0] as Value),
    tpRepr: (v) => {
      const m = v as PyMemoryView;
      return `<${m.released ? "released memory" : "memory"} at 0x${
        identity(m).toString(16).padStart(12, "0")
      }>`;
    },
    tpHash: (v) => (v as PyMemoryView).hash(),
    tpRichcompare: (a, b, op) => {
      if (op !== Cmp.Eq && op !== Cmp.Ne) return NotImplemented;
      const r = equal(a as PyMemoryView, b);
      return r === undefined ? NotImplemented : r === (op === Cmp.Eq);
    },
    mpLength: (v) => {
      const m = (v as PyMemoryView).check();
      return m.shape.length === 0 ? 1 : m.shape[0];
    },
    sqLength: (v) => {
      const m = (v as PyMemoryView).check();
      return m.shape.length === 0 ? 1 : m.shape[0];
    },
    sqItem: (v, i) => {
      const m = (v as PyMemoryView).check();
      if (m.shape.length === 0) throw typeError("invalid indexing of 0-dim memory");
      if (m.shape.length > 1) {
        throw exception(E.NotImplementedError, "multi-dimensional sub-views are not implemented");
      }
      return unpack(m, m.offset + step(m, i, 0));
    },
    mpSubscript: (v, k) => subscript(v as PyMemoryView, k),
    mpAssSubscript: (v, k, x) => assSubscript(v as PyMemoryView, k, x),
  },
  getset: {
    obj: field((m) => m.obj, "The underlying object of the memoryview."),
    nbytes: field(
      (m) => m.count * m.itemsize,
      "The amount of space in bytes that the array would use in\n a contiguous representation.",
    ),
    readonly: field((m) => m.readonly, "A bool indicating whether the memory is read only."),
    itemsize: field((m) => m.itemsize, "The size in bytes of each element of the memoryview."),
    format: field(
      (m) => m.format,
      "A string containing the format (in struct module style)\n for each element in the view.",
    ),
    ndim: field(
      (m) => m.shape.length,
      "An integer indicating how many dimensions of a multi-dimensional\n array the memory represents.",
    ),
    shape: field(
      (m) => sizes(m.shape),
      "A tuple of ndim integers giving the shape of the memory\n as an N-dimensional array.",
    ),
    strides: field(
      (m) => sizes(m.strides),
      "A tuple of ndim integers giving the size in bytes to access\n each element for each dimension of the array.",
    ),
    suboffsets: field(
      () => tuple([]),
      "A tuple of integers used internally for PIL-style arrays.",
    ),
    c_contiguous: field(isContiguous, "A bool indicating whether the memory is C contiguous."),
    f_contiguous: field(fContiguous, "A bool indicating whether the memory is Fortran contiguous."),
    contiguous: field(
      (m) => isContiguous(m) || fContiguous(m),
      "A bool indicating whether the memory is contiguous.",
    ),
  },
  methods: {
    release: [
      "($self, /)",
      (m: PyMemoryView) => m.release(),
      "Release the underlying buffer exposed by the memoryview object.",
    ],
    tobytes: [
      "($self, /)",
      (m: PyMemoryView) => new PyBytes(m.check().bytes().slice()),
      "Return the data in the buffer as a byte string.",
    ],
    hex: [
      "($self, /)",
      (m: PyMemoryView) => toHex(m.check().bytes()),
      "Return the data in the buffer as a string of hexadecimal numbers.",
    ],
    tolist: [
      "($self, /)",
      (m: PyMemoryView) => toList(m.check(), 0, m.offset),
      "Return the data in the buffer as a list of elements.",
    ],
    cast: [
      "($self, /, format, *, shape)",
      cast,
      "Cast a memoryview to a new format or shape.",
      3,
    ] as Decl,
    __enter__: ["($self, /)", (m: PyMemoryView) => m.check()],
    __exit__: ["($self, *args)", (m: PyMemoryView) => m.release()],
  },
};

let wired = false;

/** Completes the type if nobody has, and makes memoryviews lend their memory on. */
export function wireMemoryView(): void {
  if (wired) return;
  wired = true;
  if ((memoryViewType.flags & TypeFlag.Ready) === 0) defineType(memoryViewType, memoryViewSpec);
  addExporter((o) => (o instanceof PyMemoryView ? o.check().bytes() : undefined));
  addBufferSource((o) => {
    if (!(o instanceof PyMemoryView)) return undefined;
    o.check();
    o.exports++;
    return {
      data: o.data,
      readonly: o.readonly,
      format: o.format,
      itemsize: o.itemsize,
      shape: o.shape,
      strides: o.strides,
      offset: o.offset,
      release: () => {
        o.exports--;
      },
    };
  });
}
