/**
 * marshal (Python/marshal.c) for Python programs.
 *
 * @module
 */
import { E, exception, PyBaseException, typeError, typeName, valueError } from "../core/errors.ts";
import { PyBytes, type PyType, type Value } from "../core/object.ts";
import { asIndex, call, callMethod } from "../core/ops.ts";
import { dumps, loads, MARSHAL_VERSION, MarshalProblem, Reader } from "../marshal/marshal.ts";
import { needBuffer } from "../objects/buffer.ts";
import { PyByteArray } from "../objects/bytearray_data.ts";
import type { ModuleSpec } from "./spec.ts";

/** Raises a problem as its Python exception. */
export function raiseMarshal(e: unknown): never {
  if (!(e instanceof MarshalProblem)) throw e;
  if (e.unicode !== null) {
    const u = e.unicode;
    throw call(E.UnicodeDecodeError, ["utf-8", new PyBytes(u.data), u.start, u.end, u.reason]);
  }
  throw exception(E[e.kind as keyof typeof E] as PyType, e.message);
}

function guard<T>(f: () => T): T {
  try {
    return f();
  } catch (e) {
    if (e instanceof PyBaseException) throw e;
    raiseMarshal(e);
  }
}

const version = (v: Value | undefined): number =>
  v === undefined ? MARSHAL_VERSION : Number(asIndex(v));

export const marshal_module = (): ModuleSpec => ({
  name: "marshal",
  doc: "This module contains functions that can read and write Python values in a binary format.",
  attrs: () => ({ version: MARSHAL_VERSION }),
  functions: {
    dumps: [
      "(value, version=4, /)",
      (v: Value, ver?: Value) => new PyBytes(guard(() => dumps(v, version(ver)))),
      "Return the bytes object that would be written to a file by dump(value, file).",
    ],
    dump: [
      "(value, file, version=4, /)",
      (v: Value, file: Value, ver?: Value) =>
        callMethod(file, "write", new PyBytes(guard(() => dumps(v, version(ver))))),
      "Write the value on the open file.",
    ],
    loads: ["(bytes, /)", (b: Value) => {
      const data = needBuffer(b);
      return guard(() => loads(data));
    }, "Convert the bytes-like object to a value."],
    load: ["(file, /)", (file: Value) => {
      const first = callMethod(file, "read", 0);
      if (!(first instanceof PyBytes)) {
        throw typeError(`f.read() returned not bytes but ${typeName(first)}`);
      }
      const reader = new Reader({
        read: (n) => {
          const room = new PyByteArray(new Uint8Array(n));
          const got = Number(asIndex(callMethod(file, "readinto", room)));
          if (got > n) {
            throw valueError(
              `read() returned too much data: ${n} bytes requested, ${got} returned`,
            );
          }
          return room.view().slice(0, got);
        },
      });
      return guard(() => reader.load());
    }, "Read one value from the open file and return it."],
  },
});
