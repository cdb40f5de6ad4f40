/**
 * zlib (Modules/zlibmodule.c) over the compressor and decompressor of `util/`.
 *
 * @module
 */
import { ArgStyle } from "../core/args.ts";
import {
  E,
  exception,
  overflowError,
  type PyBaseException,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import { PyBytes, PyObject, PyType, TypeFlag, typeOf, type Value } from "../core/object.ts";
import { asCInt } from "../core/ops.ts";
import { asBuffer, needBuffer } from "../objects/buffer.ts";
import type { TypeSpec } from "../objects/type.ts";
import { adler32, crc32 } from "../util/crc32.ts";
import { Deflate, Flush, type Strategy } from "../util/deflate.ts";
import { Inflate, InflateError } from "../util/inflate.ts";
import { plainInt } from "./array_data.ts";
import { contiguous, mask } from "./binascii.ts";
import { moduleException } from "./exceptions.ts";
import type { ModuleSpec } from "./spec.ts";

const errorType = (): PyType => moduleException("zlib", "error");
const zerror = (msg: string): PyBaseException => exception(errorType(), msg);
const DATA = "while decompressing data";
const INCONSISTENT = "inconsistent stream state";

/** A PyErr of what the decompressor says. */
function decompressing<T>(f: () => T): T {
  try {
    return f();
  } catch (e) {
    if (e instanceof InflateError) throw zerror(`Error -3 ${DATA}: ${e.message}`);
    throw e;
  }
}

/** A size argument (ssize_t_converter): `__int__` is enough. */
function size(v: Value): number {
  return asCInt(plainInt(v), 64);
}

function int(v: Value): number {
  if (typeOf(v).nbIndex === undefined) {
    throw typeError(`an integer is required (got type ${typeName(v)})`);
  }
  return asCInt(v);
}

/** Raises MemoryError where the engine cannot hold a result. */
const MAX_OUTPUT = 2 ** 31 - 1;

// Compress ----------------------------------------------------------------------------

class PyCompress extends PyObject {
  constructor(readonly z: Deflate) {
    super();
  }
}
const compressType = new PyType("Compress", TypeFlag.None, "zlib");
PyCompress.prototype.cls = compressType;

function formOf(wbits: number): ["raw" | "zlib" | "gzip", number] | undefined {
  const form = wbits < 0 ? "raw" : wbits > 15 ? "gzip" : "zlib";
  const bits = wbits < 0 ? -wbits : wbits > 15 ? wbits - 16 : wbits;
  if (bits < 8 || bits > 15 || (bits === 8 && form !== "zlib")) return undefined;
  return [form, bits === 8 ? 9 : bits];
}

function compressobj(
  level: Value = -1,
  method: Value = 8,
  wbits: Value = 15,
  memLevel: Value = 8,
  strategy: Value = 0,
  zdict?: Value,
): Value {
  let l = int(level);
  const m = int(method);
  const form = formOf(int(wbits));
  const mem = int(memLevel);
  const s = int(strategy);
  const dict = zdict === undefined ? undefined : needBuffer(zdict!);
  if (l === -1) l = 6;
  if (l < 0 || l > 9 || m !== 8 || form === undefined || mem < 1 || mem > 9 || s < 0 || s > 4) {
    throw valueError("Invalid initialization option");
  }
  const z = new Deflate(l, form[0], form[1], s as Strategy);
  if (dict !== undefined) z.setDictionary(dict);
  return new PyCompress(z);
}

function compress(v: Value, level: Value = -1): Value {
  const data = contiguous(v);
  let l = int(level);
  if (l === -1) l = 6;
  if (l < 0 || l > 9) throw zerror("Bad compression level");
  return new PyBytes(new Deflate(l, "zlib", 15, 0).write(data, Flush.Finish));
}

const compressSpec: TypeSpec = {
  methods: {
    compress: ["($self, data, /)", (c: PyCompress, v: Value) => {
      const data = contiguous(v);
      if (c.z.finished) throw zerror(`Error -2 while compressing data: ${INCONSISTENT}`);
      return new PyBytes(c.z.write(data, Flush.No));
    }, "Returns a bytes object containing compressed data."],
    flush: [
      "($self, mode=zlib.Z_FINISH, /)",
      (c: PyCompress, mode: Value = Flush.Finish) => {
        const m = int(mode);
        if (m === Flush.No) return new PyBytes(new Uint8Array(0));
        if (m < 0 || m > 5 || c.z.finished) {
          throw zerror(`Error -2 while flushing: ${INCONSISTENT}`);
        }
        return new PyBytes(c.z.write(new Uint8Array(0), m as Flush));
      },
      "Return a bytes object containing any remaining compressed data.",
      ArgStyle.Parse,
    ],
    copy: ["($self, /)", (c: PyCompress) => {
      if (c.z.finished) throw valueError("Inconsistent stream state");
      return new PyCompress(c.z.clone());
    }, "Return a copy of the compression object."],
  },
};

// Decompress --------------------------------------------------------------------------

class PyDecompress extends PyObject {
  unused: Uint8Array = new Uint8Array(0);
  tail: Uint8Array = new Uint8Array(0);
  /** The stream's end was seen; a flush gives up its state. */
  closed = false;
  constructor(readonly z: Inflate, public preset: Uint8Array | undefined, readonly raw: boolean) {
    super();
  }

  /** Decompresses, and sorts what is left over. */
  run(data: Uint8Array, limit: number): Uint8Array {
    const { z } = this;
    const parts: Uint8Array[] = [];
    let total = 0;
    for (;;) {
      const part = decompressing(() => z.write(data, limit - total));
      data = data.subarray(z.used);
      parts.push(part);
      total += part.length;
      if (!z.needsDictionary) break;
      if (this.preset === undefined) throw zerror(`Error 2 ${DATA}`);
      if (!z.setDictionary(this.preset)) {
        throw zerror("Error -3 while setting zdict: invalid input data");
      }
    }
    if (total > MAX_OUTPUT) throw exception(E.MemoryError);
    if (z.done) {
      // bytes after the end, and none to be decompressed later
      const more = new Uint8Array(this.unused.length + data.length);
      more.set(this.unused);
      more.set(data, this.unused.length);
      this.unused = more;
      this.tail = new Uint8Array(0);
    } else this.tail = data.slice();
    return parts.length === 1 ? parts[0] : concat(parts, total);
  }
}
const decompressType = new PyType("Decompress", TypeFlag.None, "zlib");
PyDecompress.prototype.cls = decompressType;

function concat(parts: readonly Uint8Array[], total: number): Uint8Array {
  const out = new Uint8Array(total);
  let at = 0;
  for (const p of parts) {
    out.set(p, at);
    at += p.length;
  }
  return out;
}

function decompressobj(wbits: Value = 15, zdict?: Value): Value {
  const bits = int(wbits);
  const dict = zdict === undefined ? undefined : asBuffer(zdict);
  if (zdict !== undefined && dict === undefined) {
    throw typeError("zdict argument must support the buffer protocol");
  }
  if (!Inflate.valid(bits)) throw valueError("Invalid initialization option");
  const z = new Inflate(bits);
  const used = dict === undefined ? undefined : dict.slice();
  if (bits < 0 && used !== undefined) z.setDictionary(used);
  return new PyDecompress(z, used, bits < 0);
}

function decompress(v: Value, wbits: Value = 15, bufsize: Value = 16384): Value {
  const data = contiguous(v);
  const bits = int(wbits);
  const room = size(bufsize);
  if (room < 0) throw valueError("bufsize must be non-negative");
  if (!Inflate.valid(bits)) {
    throw zerror(`Error -2 while preparing to decompress data: ${INCONSISTENT}`);
  }
  const z = new Inflate(bits);
  const r = decompressing(() => z.write(data, Infinity));
  if (z.needsDictionary) throw zerror(`Error 2 ${DATA}`);
  if (!z.done) throw zerror(`Error -5 ${DATA}: incomplete or truncated stream`);
  if (r.length > MAX_OUTPUT) throw overflowError("output is too large");
  return new PyBytes(r);
}

const decompressSpec: TypeSpec = {
  members: ["unused_data", "unconsumed_tail", "eof"],
  getset: {
    unused_data: { get: (d: PyDecompress) => new PyBytes(d.unused) },
    unconsumed_tail: { get: (d: PyDecompress) => new PyBytes(d.tail) },
    eof: { get: (d: PyDecompress) => d.z.done },
  },
  methods: {
    decompress: [
      "($self, data, /, max_length=0)",
      (d: PyDecompress, v: Value, max: Value = 0) => {
        const data = contiguous(v);
        const limit = size(max);
        if (limit < 0) throw valueError("max_length must be non-negative");
        if (d.closed) {
          d.tail = data.slice();
          throw zerror(`Error -2 ${DATA}: ${INCONSISTENT}`);
        }
        return new PyBytes(d.run(data, limit === 0 ? Infinity : limit));
      },
      "Return a bytes object containing the decompressed version of the data.",
    ],
    flush: [
      "($self, length=zlib.DEF_BUF_SIZE, /)",
      (d: PyDecompress, length: Value = 16384) => {
        if (size(length) <= 0) throw valueError("length must be greater than zero");
        if (d.closed) return new PyBytes(new Uint8Array(0));
        const r = d.z.done ? new Uint8Array(0) : d.run(d.tail, Infinity);
        if (d.z.done) d.closed = true;
        return new PyBytes(r);
      },
      "Return a bytes object containing any remaining decompressed data.",
      ArgStyle.Parse,
    ],
    copy: ["($self, /)", (d: PyDecompress) => {
      if (d.closed) throw valueError("Inconsistent stream state");
      const c = new PyDecompress(d.z.clone(), d.preset, d.raw);
      c.unused = d.unused;
      c.tail = d.tail;
      return c;
    }, "Return a copy of the decompression object."],
  },
};

export const zlib_module = (): ModuleSpec => ({
  name: "zlib",
  doc: "Compression and decompression of the deflate form, and its checksums.",
  functions: {
    adler32: [
      "($module, data, value=1, /)",
      (v: Value, value: Value = 1) => adler32(contiguous(v), mask(value)),
      "Compute an Adler-32 checksum of data.",
      ArgStyle.Parse,
    ],
    crc32: [
      "($module, data, value=0, /)",
      (v: Value, value: Value = 0) => crc32(contiguous(v), mask(value)),
      "Compute a CRC-32 checksum of data.",
      ArgStyle.Parse,
    ],
    compress: [
      "($module, data, /, level=Z_DEFAULT_COMPRESSION)",
      compress,
      "Returns a bytes object containing compressed data.",
    ],
    compressobj: [
      "($module, /, level=Z_DEFAULT_COMPRESSION, method=DEFLATED,\n            wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL,\n            strategy=Z_DEFAULT_STRATEGY, zdict=None)",
      compressobj,
      "Return a compressor object.",
    ],
    decompress: [
      "($module, data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE)",
      decompress,
      "Returns a bytes object containing the uncompressed data.",
    ],
    decompressobj: [
      "($module, /, wbits=MAX_WBITS, zdict=b'')",
      decompressobj,
      "Return a decompressor object.",
    ],
  },
  types: () => [[compressType, compressSpec], [decompressType, decompressSpec]],
  attrs: () => ({
    MAX_WBITS: 15,
    DEFLATED: 8,
    DEF_MEM_LEVEL: 8,
    DEF_BUF_SIZE: 16384,
    Z_NO_COMPRESSION: 0,
    Z_BEST_SPEED: 1,
    Z_BEST_COMPRESSION: 9,
    Z_DEFAULT_COMPRESSION: -1,
    Z_FILTERED: 1,
    Z_HUFFMAN_ONLY: 2,
    Z_RLE: 3,
    Z_FIXED: 4,
    Z_DEFAULT_STRATEGY: 0,
    Z_NO_FLUSH: 0,
    Z_PARTIAL_FLUSH: 1,
    Z_SYNC_FLUSH: 2,
    Z_FULL_FLUSH: 3,
    Z_FINISH: 4,
    Z_BLOCK: 5,
    Z_TREES: 6,
    ZLIB_VERSION: "1.2.13",
    ZLIB_RUNTIME_VERSION: "1.2.13",
    __version__: "1.0",
  }),
  init: (ns) => {
    ns.delete("Compress");
    ns.delete("Decompress");
    ns.setStr("error", errorType());
  },
});
