/**
 * BytesIO (Modules/_io/bytesio.c).
 *
 * @module
 */
import { bind, Signature } from "../../core/args.ts";
import { asStr } from "../../core/compare.ts";
import { PyDict } from "../../core/dict.ts";
import { E, exception, overflowError, typeError, typeName, valueError } from "../../core/errors.ts";
import {
  asInstanceOf,
  type KwNames,
  type Maybe,
  PyBytes,
  PyList,
  PyObject,
  PyTuple,
  PyType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../../core/object.ts";
import { asIndex, getIter, instanceDict, iterNext } from "../../core/ops.ts";
import { addBufferSource, addExporter, asBuffer, simpleBuffer } from "../../objects/buffer.ts";
import { makeMemoryView } from "../../objects/memoryview.ts";
import type { TypeSpec } from "../../objects/type.ts";
import {
  bufferedIOBaseType,
  bytesArg,
  closedError,
  intArg,
  PyIOBase,
  sizeArg,
  writableArg,
} from "./base.ts";

/** A stream of bytes in memory. */
export class PyBytesIO extends PyIOBase {
  /** The allocated buffer; the first `size` bytes count. */
  buf: Uint8Array = new Uint8Array(0);
  size = 0;
  pos = 0;
  exports = 0;
  /** `buf` belongs to a bytes object: copied before a write. */
  shared = false;

  /** Raises ValueError once closed. */
  check(): this {
    if (this.ioClosed) throw closedError();
    return this;
  }

  /** Raises BufferError while the buffer is lent. */
  checkExports(): void {
    if (this.exports > 0) {
      throw exception(E.BufferError, "Existing exports of data: object cannot be re-sized");
    }
  }

  private reserve(n: number): void {
    if (this.shared || n > this.buf.length) {
      const size = n > this.buf.length ? Math.max(n, (this.buf.length * 9 >> 3) + 64) : n;
      const bigger = new Uint8Array(Math.max(size, this.size));
      bigger.set(this.buf.subarray(0, this.size));
      this.buf = bigger;
      this.shared = false;
    }
  }

  /** Writes at the position. */
  write(data: Uint8Array): number {
    this.check();
    this.checkExports();
    const n = data.length;
    if (n === 0) return 0;
    const end = this.pos + n;
    this.reserve(Math.max(end, this.size));
    if (this.pos > this.size) this.buf.fill(0, this.size, this.pos);
    this.buf.set(data, this.pos);
    this.pos = end;
    if (end > this.size) this.size = end;
    return n;
  }

  /** Reads at the position, sharing the buffer. */
  read(n: number): Uint8Array {
    const left = Math.max(0, this.size - this.pos);
    if (n < 0 || n > left) n = left;
    const out = this.buf.subarray(this.pos, this.pos + n);
    this.pos += n;
    return out;
  }

  /** A line, sharing the buffer. */
  readLine(limit: number): Uint8Array {
    if (this.pos >= this.size) return this.buf.subarray(0, 0);
    const i = this.buf.indexOf(10, this.pos);
    let n = (i < 0 || i >= this.size ? this.size : i + 1) - this.pos;
    if (limit >= 0 && n > limit) n = limit;
    return this.read(n);
  }

  /** What getvalue gives. */
  value(): Uint8Array {
    return this.buf.slice(0, this.size);
  }

  /** Lends the buffer. */
  lend(): Uint8Array {
    this.reserve(this.size);
    return this.buf.subarray(0, this.size);
  }

  /** Replaces the contents by those of a bytes object. */
  load(data: Uint8Array): void {
    this.buf = data;
    this.size = data.length;
    this.shared = true;
    this.pos = 0;
  }

  /** Cuts or keeps the contents. */
  truncate(n: number): void {
    if (n >= this.size) return;
    this.reserve(this.size);
    this.size = n;
  }
}

export const bytesIOType: PyType = new PyType("BytesIO", undefined, "_io");
PyBytesIO.prototype.cls = bytesIOType;

/** What a memoryview of a BytesIO is made of. */
class PyBytesIOBuffer extends PyObject {
  constructor(readonly source: PyBytesIO) {
    super();
  }
}

const bytesIOBufferType: PyType = new PyType("_BytesIOBuffer", TypeFlag.None, "_io");
PyBytesIOBuffer.prototype.cls = bytesIOBufferType;

let wired = false;
/** Makes the buffers of BytesIO objects lendable. */
export function wireBytesIO(): void {
  if (wired) return;
  wired = true;
  addExporter((o) => (o instanceof PyBytesIOBuffer ? o.source.lend() : undefined));
  addBufferSource((o) => {
    if (!(o instanceof PyBytesIOBuffer)) return undefined;
    const b = o.source;
    const data = b.lend();
    b.exports++;
    return simpleBuffer(data, false, () => {
      b.exports--;
    });
  });
}

const initSig = new Signature("BytesIO", "(initial_bytes=b'')", 0);

const bytes = (d: Uint8Array) => new PyBytes(d.slice());

export const bytesIOSpec: TypeSpec = {
  base: bufferedIOBaseType,
  doc: "Buffered I/O implementation using an in-memory bytes buffer.",
  signature: "(initial_bytes=b'')",
  slots: {
    tpNew: (t) => asInstanceOf(new PyBytesIO(), t),
    tpInit: (self, args: Value[], kw: KwNames) => {
      const o = self as PyBytesIO;
      const [init] = bind(initSig, args, kw) as Maybe[];
      o.checkExports();
      o.load(new Uint8Array(0));
      if (init === undefined || init === null) return;
      if (init instanceof PyBytes) o.load(init.data);
      else {
        o.write(bytesArg(init));
        o.pos = 0;
      }
    },
    tpIter: (v) => (v as PyBytesIO).check(),
    tpIternext: (v) => {
      const line = (v as PyBytesIO).check().readLine(-1);
      return line.length === 0 ? undefined : bytes(line);
    },
  },
  getset: {
    closed: { get: (o: PyBytesIO) => o.ioClosed, doc: "True if the file is closed." },
  },
  methods: {
    readable: ["($self, /)", (o: PyBytesIO) => (o.check(), true)],
    seekable: ["($self, /)", (o: PyBytesIO) => (o.check(), true)],
    writable: ["($self, /)", (o: PyBytesIO) => (o.check(), true)],
    close: ["($self, /)", (o: PyBytesIO) => {
      o.checkExports();
      o.ioClosed = true;
      o.load(new Uint8Array(0));
    }],
    flush: ["($self, /)", (o: PyBytesIO) => {
      o.check();
    }],
    isatty: ["($self, /)", (o: PyBytesIO) => (o.check(), false)],
    tell: ["($self, /)", (o: PyBytesIO) => o.check().pos],
    write: ["($self, b, /)", (o: PyBytesIO, b: Value) => {
      o.check();
      return o.write(bytesArg(b));
    }],
    writelines: ["($self, lines, /)", (o: PyBytesIO, lines: Value) => {
      o.check();
      const it = getIter(lines);
      for (let x: Maybe; (x = iterNext(it)) !== undefined;) o.write(bytesArg(x));
    }],
    read1: [
      "($self, size, /)",
      (o: PyBytesIO, n: Value) => bytes(o.check().read(sizeArg(n))),
    ],
    readinto: ["($self, buffer, /)", (o: PyBytesIO, b: Value) => {
      const out = writableArg("readinto", b);
      const data = o.check().read(out.length);
      out.set(data);
      return data.length;
    }],
    readline: [
      "($self, size=None, /)",
      (o: PyBytesIO, n?: Value) => bytes(o.check().readLine(sizeArg(n))),
    ],
    readlines: ["($self, size=None, /)", (o: PyBytesIO, hint?: Value) => {
      o.check();
      const max = sizeArg(hint);
      const out: Value[] = [];
      let n = 0;
      for (let line; (line = o.readLine(-1)).length > 0;) {
        out.push(bytes(line));
        n += line.length;
        if (max > 0 && n >= max) break;
      }
      return new PyList(out);
    }],
    read: ["($self, size=None, /)", (o: PyBytesIO, n?: Value) => {
      o.check();
      return bytes(o.read(sizeArg(n)));
    }],
    getbuffer: [
      "($self, /)",
      (o: PyBytesIO) => makeMemoryView(new PyBytesIOBuffer(o.check())),
      "Get a read-write view over the contents of the BytesIO object.",
    ],
    getvalue: [
      "($self, /)",
      (o: PyBytesIO) => {
        o.check();
        return o.shared && o.size === o.buf.length ? new PyBytes(o.buf) : new PyBytes(o.value());
      },
      "Retrieve the entire contents of the BytesIO object.",
    ],
    seek: ["($self, pos, whence=0, /)", (o: PyBytesIO, p: Value, w: Value = 0) => {
      o.check();
      let pos = intArg(p);
      const whence = intArg(w);
      if (pos < 0 && whence === 0) throw valueError(`negative seek value ${pos}`);
      if (whence === 1) pos += o.pos;
      else if (whence === 2) pos += o.size;
      else if (whence !== 0) throw valueError(`invalid whence (${whence}, should be 0, 1 or 2)`);
      if (pos > 2 ** 63) throw overflowError("new position too large");
      return o.pos = Math.max(0, pos);
    }],
    truncate: ["($self, size=None, /)", (o: PyBytesIO, size: Value = null) => {
      o.check();
      o.checkExports();
      let n = o.pos;
      if (size !== null) {
        if (typeOf(size).nbIndex === undefined) {
          throw typeError(`integer argument expected, got '${typeName(size)}'`);
        }
        n = Number(asIndex(size));
      }
      if (n < 0) throw valueError(`negative size value ${n}`);
      o.truncate(n);
      return n;
    }],
    __getstate__: ["($self, /)", (o: PyBytesIO) => {
      o.check();
      const d = instanceDict(o);
      return tuple([new PyBytes(o.value()), o.pos, d.size === 0 ? null : d.copy()]);
    }],
    __setstate__: ["($self, state, /)", (o: PyBytesIO, state: Value) => {
      const name = o.cls.name;
      if (!(state instanceof PyTuple) || state.items.length < 3) {
        throw typeError(
          `${name}.__setstate__ argument should be 3-tuple, got ${typeName(state, 200)}`,
        );
      }
      o.checkExports();
      const [init, pos, dict] = state.items;
      const data = asBuffer(init);
      if (data === undefined) {
        throw typeError(`a bytes-like object is required, not '${typeName(init)}'`);
      }
      o.load(new Uint8Array(0));
      o.write(data);
      if (typeof pos !== "number") {
        throw typeError(
          `second item of state must be an integer, not ${typeName(pos, 200)}`,
        );
      }
      if (pos < 0) throw valueError("position value cannot be negative");
      o.pos = pos;
      if (dict !== null) {
        if (!(dict instanceof PyDict)) {
          throw typeError(`third item of state should be a dict, got a ${typeName(dict, 200)}`);
        }
        const own = instanceDict(o);
        for (const e of dict.entries()) if (asStr(e.key) !== undefined) own.set(e.key, e.value!);
      }
    }],
  },
};

/** The type of what getbuffer's memoryview refers to. */
export const bytesIOBuffer: readonly [PyType, TypeSpec] = [bytesIOBufferType, {}];
