/**
 * Failures of the operating system as Python exceptions, and paths as the
 * host takes them.
 *
 * @module
 */
import { asStr } from "../core/compare.ts";
import { E, PyBaseException, typeError, typeName, valueError } from "../core/errors.ts";
import { type Maybe, PyBytes, typeOf, type Value } from "../core/object.ts";
import { call, lookupSpecial } from "../core/ops.ts";
import { HostError, STRERROR } from "../host/host.ts";
import { interrupts } from "../host/linux.ts";
import { decodeBytes, encodeText } from "../objects/codecs.ts";
import { asBuffer } from "../objects/buffer.ts";
import { strerror } from "./errno.ts";
import { warn } from "./python.ts";

/** The OSError of a host's failure; its subclass is chosen by the errno. */
export function osError(e: HostError, filename?: Maybe, filename2?: Maybe): PyBaseException {
  const known = STRERROR[e.errno] !== undefined || !e.message.startsWith("Unknown error");
  const args: Value[] = [e.errno, known ? e.message : strerror(e.errno)];
  if (filename !== undefined && filename !== null) {
    args.push(filename);
    if (filename2 !== undefined && filename2 !== null) args.push(null, filename2);
  }
  return call(E.OSError, args) as PyBaseException;
}

/** The OSError of an errno. */
export function errnoError(errno: number, filename?: Maybe): PyBaseException {
  return osError(
    new HostError(errno, strerror(errno)),
    filename,
  );
}

/** Runs a host call; its failure becomes an OSError with the file names. Signals that came are handled. */
export function hostCall<T>(f: () => T, filename?: Maybe, filename2?: Maybe): T {
  let r: T;
  try {
    r = f();
  } catch (e) {
    if (e instanceof HostError) throw osError(e, filename, filename2);
    throw e;
  }
  interrupts.run();
  return r;
}

/** os.fspath: a str or bytes. Raises TypeError. */
export function fspath(v: Value): Value {
  if (asStr(v) !== undefined || v instanceof PyBytes) return v;
  const m = lookupSpecial(v, "__fspath__");
  if (m === undefined) {
    throw typeError(`expected str, bytes or os.PathLike object, not ${typeName(v, 200)}`);
  }
  const r = call(m, []);
  if (asStr(r) !== undefined || r instanceof PyBytes) return r;
  throw typeError(
    `expected ${typeName(v, 200)}.__fspath__() to return str or bytes, not ${typeName(r, 200)}`,
  );
}

/** A path of str or bytes as the host takes it. Raises ValueError for a null character. */
export function hostPath(v: Value): string {
  const s = v instanceof PyBytes
    ? asStr(decodeBytes(v.data, "utf-8", "surrogateescape"))!
    : asStr(v)!;
  // surrogates that stand for no byte are refused as CPython refuses them
  if (!(v instanceof PyBytes) && !s.isWellFormed()) encodeText(v, "utf-8", "surrogateescape");
  if (s.includes("\0")) throw valueError("embedded null byte");
  return s;
}

/** A file name as compile() takes it (PyUnicode_FSDecoder): buffers are on their way out. */
export function fsDecode(v: Value): string {
  if (
    asStr(v) === undefined && !(v instanceof PyBytes) &&
    lookupSpecial(v, "__fspath__") === undefined
  ) {
    const data = asBuffer(v);
    if (data === undefined) {
      throw typeError(`expected str, bytes or os.PathLike object, not ${typeName(v, 200)}`);
    }
    warn(
      E.DeprecationWarning,
      `path should be string, bytes, or os.PathLike, not ${typeName(v, 200)}`,
    );
    return hostPath(new PyBytes(data.slice()));
  }
  return hostPath(fspath(v));
}

/** A path as bytes where the one it stems from was. */
export function pathLike(like: Maybe, s: string): Value {
  return like instanceof PyBytes ? encodeText(s, "utf-8", "surrogateescape") : s;
}

/** Whether a value can be an index, a file descriptor. */
export function isIndex(v: Value): boolean {
  return typeOf(v).nbIndex !== undefined;
}
