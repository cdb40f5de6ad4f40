/**
 * _bz2 (Modules/_bz2module.c) over `util/bzip2.ts`.
 *
 * @module
 */
import { E, exception, typeError, valueError } from "../core/errors.ts";
import {
  asInstanceOf,
  type Maybe,
  PyBytes,
  PyObject,
  PyType,
  TypeFlag,
  type Value,
} from "../core/object.ts";
import { asCInt } from "../core/ops.ts";
import { noKeywords } from "../core/args.ts";
import type { TypeSpec } from "../objects/type.ts";
import { Bunzip2, Bzip2, Bzip2Error } from "../util/bzip2.ts";
import { contiguous } from "./binascii.ts";
import type { ModuleSpec } from "./spec.ts";

class PyCompressor extends PyObject {
  z = new Bzip2(9);
  flushed = false;
}
const compressorType = new PyType("BZ2Compressor", TypeFlag.BaseType, "_bz2");
PyCompressor.prototype.cls = compressorType;

class PyDecompressor extends PyObject {
  z = new Bunzip2();
  needsInput = true;
  unused: Uint8Array = new Uint8Array(0);
}
const decompressorType = new PyType("BZ2Decompressor", TypeFlag.BaseType, "_bz2");
PyDecompressor.prototype.cls = decompressorType;

const compressorSpec: TypeSpec = {
  doc: "Create a compressor object for compressing data incrementally.",
  signature: "(compresslevel=9, /)",
  slots: {
    tpNew: (t) => asInstanceOf(new PyCompressor(), t),
    tpInit: (self, args, kw) => {
      noKeywords("BZ2Compressor", kw);
      if (args.length > 1) {
        throw typeError(`BZ2Compressor() takes at most 1 argument (${args.length} given)`);
      }
      const level = args.length === 0 ? 9 : asCInt(args[0]);
      if (level < 1 || level > 9) throw valueError("compresslevel must be between 1 and 9");
      (self as PyCompressor).z = new Bzip2(level);
    },
  },
  methods: {
    compress: ["($self, data, /)", (c: PyCompressor, v: Value) => {
      const data = contiguous(v);
      if (c.flushed) throw valueError("Compressor has been flushed");
      return new PyBytes(c.z.write(data));
    }, "Provide data to the compressor object."],
    flush: ["($self, /)", (c: PyCompressor) => {
      if (c.flushed) throw valueError("Repeated call to flush()");
      c.flushed = true;
      return new PyBytes(c.z.finish());
    }, "Finish the compression process."],
    __getstate__: ["($self, /)", () => {
      throw typeError("cannot serialize '_bz2.BZ2Compressor' object");
    }],
  },
};

function decompress(d: PyDecompressor, v: Value, max: Maybe): Value {
  const data = contiguous(v);
  const limit = max === undefined ? -1 : asCInt(max, 64);
  if (d.z.done && !d.z.pending) {
    throw exception(E.EOFError, "End of stream already reached");
  }
  if (data.length > 0) d.z.feed(data);
  let out: Uint8Array;
  try {
    out = d.z.take(limit < 0 ? Infinity : limit);
  } catch (e) {
    if (e instanceof Bzip2Error) throw exception(E.OSError, "Invalid data stream");
    throw e;
  }
  const eof = d.z.done && !d.z.pending;
  d.needsInput = !eof && !(limit >= 0 && (d.z.pending || out.length === limit));
  if (eof) d.unused = d.z.unused.slice();
  return new PyBytes(out);
}

const decompressorSpec: TypeSpec = {
  doc: "Create a decompressor object for decompressing data incrementally.",
  signature: "()",
  slots: {
    tpNew: (t) => asInstanceOf(new PyDecompressor(), t),
    tpInit: (self, args, kw) => {
      noKeywords("BZ2Decompressor", kw);
      if (args.length > 0) {
        throw typeError(`BZ2Decompressor() takes no arguments (${args.length} given)`);
      }
      (self as PyDecompressor).z = new Bunzip2();
    },
  },
  members: ["eof", "unused_data", "needs_input"],
  getset: {
    eof: { get: (d: PyDecompressor) => d.z.done && !d.z.pending },
    unused_data: { get: (d: PyDecompressor) => new PyBytes(d.unused) },
    needs_input: { get: (d: PyDecompressor) => d.needsInput },
  },
  methods: {
    decompress: [
      "($self, /, data, max_length=-1)",
      decompress,
      "Decompress *data*, returning uncompressed data as bytes.",
    ],
    __getstate__: ["($self, /)", () => {
      throw typeError("cannot serialize '_bz2.BZ2Decompressor' object");
    }],
  },
};

export const _bz2_module = (): ModuleSpec => ({
  name: "_bz2",
  types: () => [[compressorType, compressorSpec], [decompressorType, decompressorSpec]],
});
