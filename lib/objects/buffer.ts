/**
 * The buffer protocol (PEP 3118): who lends its memory. Most callers need only
 * a contiguous view of bytes ({@linkcode asBuffer}); memoryview asks for all
 * that there is to know ({@linkcode getBuffer}).
 *
 * @module
 */
import { typeError, typeName } from "../core/errors.ts";
import { type Maybe, PyBytes, PyObject, type Value } from "../core/object.ts";
import { PyByteArray } from "./bytearray_data.ts";

/** Gives the bytes of an object, shared with it, or undefined. */
export type Exporter = (o: PyObject) => Uint8Array | undefined;

const exporters: Exporter[] = [];

/** Adds a kind of object that exports its bytes (memoryview, array). */
export function addExporter(f: Exporter): void {
  exporters.push(f);
}

/** Borrowed memory with its structure (Py_buffer). */
export interface BufferInfo {
  readonly data: Uint8Array;
  readonly readonly: boolean;
  /** A format of the struct module: one native character. */
  readonly format: string;
  readonly itemsize: number;
  readonly shape: readonly number[];
  /** In bytes, for each dimension. */
  readonly strides: readonly number[];
  /** Where the first item is in `data`. */
  readonly offset: number;
  /** Gives the memory back. */
  readonly release: () => void;
}

/** Lends an object's memory, or undefined for what it does not know. */
export type BufferSource = (o: PyObject) => BufferInfo | undefined;

const sources: BufferSource[] = [];

/** Adds a kind of object that lends its memory with its structure. */
export function addBufferSource(f: BufferSource): void {
  sources.push(f);
}

const nothing = () => {};

/** A description of plain bytes. */
export function simpleBuffer(
  data: Uint8Array,
  readonly: boolean,
  release: () => void = nothing,
): BufferInfo {
  return {
    data,
    readonly,
    format: "B",
    itemsize: 1,
    shape: [data.length],
    strides: [1],
    offset: 0,
    release,
  };
}

/** Borrows an object's memory until `release`; undefined for what has none. */
export function getBuffer(v: Maybe): BufferInfo | undefined {
  if (v instanceof PyBytes) return simpleBuffer(v.data, true);
  if (v instanceof PyByteArray) {
    v.exports++;
    return simpleBuffer(v.view(), false, () => {
      v.exports--;
    });
  }
  if (v instanceof PyObject) {
    for (const f of sources) {
      const b = f(v);
      if (b !== undefined) return b;
    }
    for (const f of exporters) {
      const b = f(v);
      if (b !== undefined) return simpleBuffer(b, false);
    }
  }
  return undefined;
}

/** The bytes of a bytes-like object, shared with it; undefined for anything else. */
export function asBuffer(v: Maybe): Uint8Array | undefined {
  if (v instanceof PyBytes) return v.data;
  if (v instanceof PyByteArray) return v.view();
  if (v instanceof PyObject) {
    for (const f of exporters) {
      const b = f(v);
      if (b !== undefined) return b;
    }
  }
  return undefined;
}

/** The same, or TypeError. */
export function needBuffer(v: Value): Uint8Array {
  const b = asBuffer(v);
  if (b === undefined) throw typeError(`a bytes-like object is required, not '${typeName(v)}'`);
  return b;
}

/** The bytes of a contiguous object that may be written to; undefined for anything else. */
export function asWritable(v: Maybe): Uint8Array | undefined {
  if (v instanceof PyByteArray) return v.view();
  if (!(v instanceof PyObject) || v instanceof PyBytes) return undefined;
  for (const f of sources) {
    const b = f(v);
    if (b === undefined) continue;
    b.release();
    if (b.readonly || !isContiguous(b)) return undefined;
    const n = b.shape.reduce((x, y) => x * y, 1) * b.itemsize;
    return b.data.subarray(b.offset, b.offset + n);
  }
  return undefined;
}

/** Whether the items lie one after another in C's order. */
export function isContiguous(b: Pick<BufferInfo, "shape" | "strides" | "itemsize">): boolean {
  if (b.shape.some((n) => n === 0)) return true;
  let size = b.itemsize;
  for (let i = b.shape.length - 1; i >= 0; i--) {
    if (b.shape[i] > 1 && b.strides[i] !== size) return false;
    size *= b.shape[i];
  }
  return true;
}
