/**
 * What the functions of posix share: path arguments, stat results.
 *
 * @module
 */
import { asStr } from "../../core/compare.ts";
import { E, exception, typeError, typeName, valueError } from "../../core/errors.ts";
import type { Int } from "../../core/number.ts";
import { type Maybe, normInt, PyBytes, PyFloat, PyObject, type Value } from "../../core/object.ts";
import { asIndex, callSpecial } from "../../core/ops.ts";
import { host, type HostStat } from "../../host/host.ts";
import { AT_FDCWD, type Linux } from "../../host/linux.ts";
import { encodeText } from "../../objects/codecs.ts";
import { asBuffer } from "../../objects/buffer.ts";
import { makeStructSeq } from "../../objects/structseq.ts";
import { warn } from "../python.ts";
import { flushFiles } from "../io/fileio.ts";
import { given } from "../kernel.ts";
import { fspath, hostCall, hostPath, isIndex } from "../oserror.ts";

export const statResult = makeStructSeq("stat_result", "os", [
  "st_mode",
  "st_ino",
  "st_dev",
  "st_nlink",
  "st_uid",
  "st_gid",
  "st_size",
  null,
  null,
  null,
  "st_atime",
  "st_mtime",
  "st_ctime",
  "st_atime_ns",
  "st_mtime_ns",
  "st_ctime_ns",
  "st_blksize",
  "st_blocks",
  "st_rdev",
], 10);

/** Nanoseconds as whole seconds (rounded down) and as a float. */
function seconds(ns: bigint): [Int, PyFloat] {
  let s = ns / 1000000000n;
  let rest = ns % 1000000000n;
  if (rest < 0n) {
    s -= 1n;
    rest += 1000000000n;
  }
  return [normInt(s), new PyFloat(Number(s) + 1e-9 * Number(rest))];
}

/** stat_float_times(): whether the times of stat_result are floats. */
export const floatTimes: { on: boolean } = { on: true };

export function makeStat(s: HostStat): Value {
  const [a, af] = seconds(s.atimeNs);
  const [m, mf] = seconds(s.mtimeNs);
  const [c, cf] = seconds(s.ctimeNs);
  return statResult.make([
    s.mode,
    s.ino,
    s.dev,
    s.nlink,
    s.uid,
    s.gid,
    s.size,
    a,
    m,
    c,
    ...(floatTimes.on ? [af, mf, cf] : [a, m, c]),
    normInt(s.atimeNs),
    normInt(s.mtimeNs),
    normInt(s.ctimeNs),
    s.blksize ?? 4096,
    s.blocks ?? Math.ceil(s.size / 4096) * 8,
    s.rdev ?? 0,
  ]);
}

/** A path argument: the host's text of it, or a descriptor. */
export interface Path {
  readonly value: Value;
  readonly text: string;
  readonly fd: number;
  readonly isFd: boolean;
}

const hasFspath = (v: Value): boolean => {
  const c = v instanceof PyObject ? v.cls : null;
  return c !== null && c.lookup("__fspath__") !== undefined;
};

/** os.fspath() of an argument; what `__fspath__` gives is complained about as the argument itself. */
function pathOf(v: Value, name: string, argument: string, allowFd: boolean): Value {
  if (asStr(v) !== undefined || v instanceof PyBytes || !hasFspath(v)) return fspath(v);
  const p = callSpecial(v, "__fspath__")!;
  if (asStr(p) !== undefined || p instanceof PyBytes) return p;
  throw typeError(
    `${name}: ${argument} should be string, bytes${
      allowFd ? ", os.PathLike or integer" : " or os.PathLike"
    }, not ${typeName(p)}`,
  );
}

/** A path argument of a function. Raises TypeError with path_t's texts. */
export function pathArg(name: string, v: Value, allowFd = false, argument = "path"): Path {
  if (typeof v !== "string" && allowFd && isIndex(v)) {
    const n = asIndex(v);
    if (n > 2147483647) throw exception(E.OverflowError, "fd is greater than maximum");
    if (n < -2147483648) throw exception(E.OverflowError, "fd is less than minimum");
    return { value: v, text: "", fd: Number(n), isFd: true };
  }
  let p: Value;
  try {
    const lent = v instanceof PyObject && !(v instanceof PyBytes) ? asBuffer(v) : undefined;
    if (lent === undefined) p = pathOf(v, name, argument, allowFd);
    else {
      warn(
        E.DeprecationWarning,
        `${name}: ${argument} should be string, bytes${
          allowFd ? ", os.PathLike or integer" : " or os.PathLike"
        }, not ${typeName(v)}`,
      );
      p = new PyBytes(lent.slice());
    }
  } catch (e) {
    if (asStr(v) === undefined && !(v instanceof PyBytes) && !hasFspath(v)) {
      throw typeError(
        `${name}: ${argument} should be string, bytes${
          allowFd ? ", os.PathLike or integer" : " or os.PathLike"
        }, not ${typeName(v)}`,
      );
    }
    throw e;
  }
  if (p instanceof PyBytes && p.data.includes(0)) {
    throw valueError(`${name}: embedded null character in ${argument}`);
  }
  return { value: p, text: hostPath(p), fd: -1, isFd: false };
}

/** A path whose value None means "." (listdir, scandir). */
export function optionalPath(name: string, v: Value, allowFd: boolean): Path {
  if (v === null) return { value: ".", text: ".", fd: -1, isFd: false };
  try {
    return pathArg(name, v, allowFd);
  } catch (e) {
    if (!(e instanceof PyObject && e.cls === E.TypeError) || asStr(v) !== undefined) throw e;
    throw hasFspath(v) ? e : typeError(
      `${name}: path should be string, bytes, os.PathLike${
        allowFd ? ", integer" : ""
      } or None, not ${typeName(v)}`,
    );
  }
}

/** dir_fd: a descriptor, or "the current folder". Raises NotImplementedError without a kernel. */
export function dirFd(name: string, v: Maybe, k: Linux | null): number {
  if (!given(v)) return AT_FDCWD;
  if (!isIndex(v)) throw typeError(`argument should be integer or None, not ${typeName(v)}`);
  if (k === null) {
    throw exception(E.NotImplementedError, `${name}: dir_fd unavailable on this platform`);
  }
  const n = asIndex(v);
  if (n > 2147483647) throw exception(E.OverflowError, "fd is greater than maximum");
  if (n < -2147483648) throw exception(E.OverflowError, "fd is less than minimum");
  return Number(n);
}

/** Raises ValueError for arguments that a descriptor excludes. */
export function checkFdArgs(name: string, p: Path, dir: Maybe, follow: boolean): void {
  if (!p.isFd) return;
  if (given(dir)) throw valueError(`${name}: can't specify dir_fd without matching path`);
  if (!follow) {
    throw valueError(`${name}: cannot use fd and follow_symlinks together`);
  }
}

/** uid_t and gid_t; -1 leaves it as it is. */
export function idArg(what: "uid" | "gid", v: Value): number {
  if (!isIndex(v)) throw typeError(`${what} should be integer, not ${typeName(v)}`);
  const n = asIndex(v);
  if (n < -1) throw exception(E.OverflowError, `${what} is less than minimum`);
  if (n > 4294967295) throw exception(E.OverflowError, `${what} is greater than maximum`);
  return Number(n);
}

/** Runs a host call on files, after pending output of files has been written. */
export function lookAtFiles<T>(f: () => T, a?: Maybe, b?: Maybe): T {
  flushFiles();
  return hostCall(f, a, b);
}

/** A path's or name's bytes object. */
export const bytesName = (s: string): Value => encodeText(s, "utf-8", "surrogateescape");

/** Whether the host has the kernel's calls. */
export const linux = (): Linux | null => host.linux();
