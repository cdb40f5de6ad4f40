/**
 * The module fcntl (Modules/fcntlmodule.c).
 *
 * @module
 */
import { asInt, asStr, isTrue } from "../core/compare.ts";
import { typeError, typeName, valueError } from "../core/errors.ts";
import { PyBytes, type Value } from "../core/object.ts";
import { asIndex } from "../core/ops.ts";
import { viewOf } from "../host/linux.ts";
import { asBuffer, asWritable } from "../objects/buffer.ts";
import { flushFiles } from "./io/fileio.ts";
import { fileDescriptor, fsBytes, int, long, sys } from "./kernel.ts";
import { isIndex } from "./oserror.ts";
import type { ModuleSpec } from "./spec.ts";

const CONSTANTS: Readonly<Record<string, number>> = {
  DN_ACCESS: 1,
  DN_ATTRIB: 32,
  DN_CREATE: 4,
  DN_DELETE: 8,
  DN_MODIFY: 2,
  DN_MULTISHOT: 2147483648,
  DN_RENAME: 16,
  FASYNC: 8192,
  FD_CLOEXEC: 1,
  F_DUPFD: 0,
  F_DUPFD_CLOEXEC: 1030,
  F_EXLCK: 4,
  F_GETFD: 1,
  F_GETFL: 3,
  F_GETLEASE: 1025,
  F_GETLK: 5,
  F_GETLK64: 5,
  F_GETOWN: 9,
  F_GETSIG: 11,
  F_NOTIFY: 1026,
  F_RDLCK: 0,
  F_SETFD: 2,
  F_SETFL: 4,
  F_SETLEASE: 1024,
  F_SETLK: 6,
  F_SETLK64: 6,
  F_SETLKW: 7,
  F_SETLKW64: 7,
  F_SETOWN: 8,
  F_SETSIG: 10,
  F_SHLCK: 8,
  F_UNLCK: 2,
  F_WRLCK: 1,
  LOCK_EX: 2,
  LOCK_MAND: 32,
  LOCK_NB: 4,
  LOCK_READ: 64,
  LOCK_RW: 192,
  LOCK_SH: 1,
  LOCK_UN: 8,
  LOCK_WRITE: 128,
};

/** The bytes of a str or bytes-like argument; undefined for anything else. */
const data = (v: Value): Uint8Array | undefined =>
  asStr(v) !== undefined ? fsBytes(v) : asBuffer(v);

/** An unsigned or signed long, its low 64 bits. */
function bits(v: Value): bigint {
  if (!isIndex(v)) throw typeError(`an integer is required (got type ${typeName(v)})`);
  return BigInt.asIntN(64, BigInt(asIndex(v)));
}

function fcntl(fd: Value, cmd: Value, arg: Value = 0): Value {
  const n = fileDescriptor(fd);
  const c = int(cmd);
  const given = data(arg);
  if (given !== undefined) {
    if (given.length > 1024) throw valueError("fcntl string arg too long");
    const b = new Uint8Array(1024);
    b.set(given);
    sys("fcntl", n, c, b);
    return new PyBytes(b.slice(0, given.length));
  }
  return sys("fcntl", n, c, bits(arg));
}

function ioctl(fd: Value, request: Value, arg: Value = 0, mutate: Value = true): Value {
  const n = fileDescriptor(fd);
  const code = BigInt.asUintN(32, bits(request));
  const target = asStr(arg) === undefined ? asWritable(arg) : undefined;
  if (target !== undefined && isTrue(mutate)) {
    if (target.length <= 1024) {
      const b = new Uint8Array(1025);
      b.set(target);
      const r = sys("ioctl", n, code, b);
      target.set(b.subarray(0, target.length));
      return r;
    }
    return sys("ioctl", n, code, target);
  }
  const given = target ?? data(arg);
  if (given !== undefined) {
    if (given.length > 1024) throw valueError("ioctl string arg too long");
    const b = new Uint8Array(1025);
    b.set(given);
    sys("ioctl", n, code, b);
    return new PyBytes(b.slice(0, given.length));
  }
  if (asInt(arg) === undefined) {
    throw typeError(
      `ioctl requires a file or file descriptor, an integer and optionally an integer or buffer argument`,
    );
  }
  return sys("ioctl", n, code, bits(arg));
}

function lockf(
  fd: Value,
  cmd: Value,
  length: Value = 0,
  start: Value = 0,
  whence: Value = 0,
): void {
  const n = fileDescriptor(fd);
  const c = int(cmd);
  const b = new Uint8Array(32);
  const v = viewOf(b);
  const [F_RDLCK, F_WRLCK, F_UNLCK] = [0, 1, 2];
  const [LOCK_SH, LOCK_EX, LOCK_NB, LOCK_UN] = [1, 2, 4, 8];
  if (c === LOCK_UN) v.setInt16(0, F_UNLCK, true);
  else if (c & LOCK_SH) v.setInt16(0, F_RDLCK, true);
  else if (c & LOCK_EX) v.setInt16(0, F_WRLCK, true);
  else throw valueError("unrecognized lockf argument");
  v.setInt16(2, int(whence), true);
  v.setBigInt64(8, long(start), true);
  v.setBigInt64(16, long(length), true);
  flushFiles();
  sys("fcntl", n, c & LOCK_NB ? 6 : 7, b);
}

export const fcntl_module = (): ModuleSpec => ({
  name: "fcntl",
  doc: "This module performs file control and I/O control on file descriptors.",
  functions: {
    fcntl: ["(fd, cmd, arg=0, /)", fcntl],
    ioctl: ["(fd, request, arg=0, mutate_flag=True, /)", ioctl],
    flock: ["(fd, operation, /)", (fd: Value, op: Value) => {
      flushFiles();
      sys("flock", fileDescriptor(fd), int(op));
    }],
    lockf: ["(fd, cmd, len=0, start=0, whence=0, /)", lockf],
  },
  attrs: () => ({ ...CONSTANTS }),
});
