/**
 * The buffer protocol (PEP 3118) as far as bytes-like arguments need it: who
 * exports a contiguous view of bytes.
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
