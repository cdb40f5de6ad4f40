/**
 * The data class of bytearray: a growable buffer with export counting, so that
 * views forbid resizing (Objects/bytearrayobject.c).
 *
 * @module
 */
import { E, exception } from "../core/errors.ts";
import { PyObject, PyType } from "../core/object.ts";

/** A bytearray. */
export class PyByteArray extends PyObject {
  /** The allocated buffer; the first `length` bytes count. */
  buffer: Uint8Array;
  length: number;
  /** Buffers exported to memoryviews and the like. */
  exports = 0;

  constructor(data: Uint8Array) {
    super();
    this.buffer = data;
    this.length = data.length;
  }

  /** The bytes, shared with the object. */
  view(): Uint8Array {
    return this.length === this.buffer.length ? this.buffer : this.buffer.subarray(0, this.length);
  }

  /** Sets the length, keeping what fits. Raises BufferError while exported. */
  resize(n: number): void {
    if (n === this.length) return;
    this.checkExports();
    if (n > this.buffer.length) {
      const bigger = new Uint8Array(Math.max(n, (this.buffer.length * 9 >> 3) + 8));
      bigger.set(this.view());
      this.buffer = bigger;
    } else if (n > this.length) this.buffer.fill(0, this.length, n);
    this.length = n;
  }

  /** Replaces the contents. */
  assign(data: Uint8Array): void {
    if (data.length !== this.length) this.checkExports();
    else if (this.exports > 0) {
      // views share the buffer
      this.buffer.set(data);
      return;
    }
    this.buffer = data;
    this.length = data.length;
  }

  /** Raises BufferError while buffers are exported (_canresize). */
  checkExports(): void {
    if (this.exports > 0) {
      throw exception(E.BufferError, "Existing exports of data: object cannot be re-sized");
    }
  }
}

export const byteArrayType: PyType = new PyType("bytearray");
PyByteArray.prototype.cls = byteArrayType;
