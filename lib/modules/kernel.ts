/**
 * System calls for the modules: failures become OSError, signals that came in
 * during a call are handled before it goes on.
 *
 * @module
 */
import { asInt, asStr } from "../core/compare.ts";
import { E, exception, overflowError, typeError, typeName, valueError } from "../core/errors.ts";
import { type Maybe, PyBytes, PyFloat, type Value } from "../core/object.ts";
import { asIndex, call as callValue, getAttrOpt } from "../core/ops.ts";
import { host } from "../host/host.ts";
import { type Linux, needLinux, type SysArg, type SysName } from "../host/linux.ts";
import { encodeText } from "../objects/codecs.ts";
import { errnoError, hostCall, isIndex } from "./oserror.ts";

/** Linux, or OSError (ENOSYS). */
export const kernel = (): Linux => hostCall(() => needLinux(host));

/** A system call whose failure is an OSError. */
export function sys(name: SysName, ...args: SysArg[]): number {
  const k = kernel();
  return hostCall(() => k.call(name, ...args));
}

/** A C int argument. */
export function int(v: Value): number {
  const n = asInt(v);
  if (n === undefined && !isIndex(v)) {
    throw typeError(
      typeName(v) === "float"
        ? "integer argument expected, got float"
        : `an integer is required (got type ${typeName(v)})`,
    );
  }
  const i = n !== undefined ? n : asIndex(v);
  if (typeof i === "bigint" && (i >= 2n ** 63n || i < -(2n ** 63n))) {
    throw overflowError("Python int too large to convert to C long");
  }
  if (i > 2147483647) throw overflowError("signed integer is greater than maximum");
  if (i < -2147483648) throw overflowError("signed integer is less than minimum");
  return Number(i);
}

/** A 64-bit argument: an offset, a size. */
export function long(v: Value): bigint {
  if (!isIndex(v)) throw typeError(`an integer is required (got type ${typeName(v)})`);
  const n = BigInt(asIndex(v));
  if (n >= 2n ** 63n || n < -(2n ** 63n)) {
    throw overflowError("Python int too large to convert to C long");
  }
  return n;
}

/** The length of something to read. */
export function size(v: Value): number {
  const n = long(v);
  if (n < 0n) throw errnoError(22);
  if (n > 0x7fffffffn) {
    if (n > 0x1000000000n) throw exception(E.MemoryError);
    return 0x7fffffff;
  }
  return Number(n);
}

/** A descriptor: an int, or what has fileno() (PyObject_AsFileDescriptor). */
export function fileDescriptor(v: Value): number {
  let n = asInt(v);
  if (n === undefined) {
    const m = getAttrOpt(v, "fileno");
    if (m === undefined) {
      throw typeError("argument must be an int, or have a fileno() method.");
    }
    n = asInt(callValue(m, []));
    if (n === undefined) throw typeError("fileno() returned a non-integer");
  }
  if (n > 2147483647) throw overflowError("Python int too large to convert to C int");
  if (n < 0) throw valueError(`file descriptor cannot be a negative integer (${n})`);
  return Number(n);
}

/** Text or bytes as bytes, the file system's encoding. */
export function fsBytes(v: Value): Uint8Array {
  if (v instanceof PyBytes) return v.data;
  if (asStr(v) === undefined) throw typeError(`expected str, bytes, not ${typeName(v)}`);
  return (encodeText(v, "utf-8", "surrogateescape") as PyBytes).data;
}

/** A number of seconds, a float or an int, as nanoseconds rounded up. */
export function secondsToNs(v: Value): bigint {
  if (v instanceof PyFloat) {
    if (Number.isNaN(v.v)) throw valueError("Invalid value NaN (not a number)");
    if (Math.abs(v.v) > 9.2e9) throw overflowError("timestamp too large to convert to C _PyTime_t");
    return BigInt(Math.ceil(v.v * 1e9));
  }
  const n = BigInt(asIndex(v)) * 1000000000n;
  if (n >= 2n ** 63n || n < -(2n ** 63n)) {
    throw overflowError("timestamp too large to convert to C _PyTime_t");
  }
  return n;
}

/** An optional argument that may be None as well. */
export const given = (v: Maybe): v is Exclude<Value, null> => v !== undefined && v !== null;
