/**
 * posix: functions on descriptors.
 *
 * @module
 */
import type { Decls } from "../../core/args.ts";
import { isTrue } from "../../core/compare.ts";
import { typeError, typeName } from "../../core/errors.ts";
import { PyBytes, tuple, type Value } from "../../core/object.ts";
import { fastItems } from "../../core/ops.ts";
import { host, HostError, O_CLOEXEC } from "../../host/host.ts";
import { type Linux, viewOf } from "../../host/linux.ts";
import { asWritable, needBuffer } from "../../objects/buffer.ts";
import { makeStructSeq } from "../../objects/structseq.ts";
import { flushBefore, flushFiles } from "../io/fileio.ts";
import { int, kernel, long, size, sys } from "../kernel.ts";
import { errnoError, hostCall } from "../oserror.ts";
import { awaitInput, blockingFunction, withoutBlocking } from "../waiting.ts";
import { dirFd, linux, lookAtFiles, pathArg } from "./common.ts";
import { descriptor } from "./files.ts";

export const terminalSize = makeStructSeq("terminal_size", "os", ["columns", "lines"]);

const F_GETFD = 1;
const F_SETFD = 2;
const F_GETFL = 3;
const F_SETFL = 4;
const O_NONBLOCK = 0o4000;
const TIOCGWINSZ = 0x5413;

function pipe(flags: number): Value {
  const b = new Uint8Array(8);
  sys("pipe2", b, flags);
  const v = viewOf(b);
  return tuple([v.getInt32(0, true), v.getInt32(4, true)]);
}

/** The parts of writev and readv, their addresses in a struct iovec array. */
function vectors(k: Linux, parts: readonly Uint8Array[]): Uint8Array {
  const b = new Uint8Array(16 * parts.length);
  const v = viewOf(b);
  parts.forEach((p, i) => {
    v.setBigUint64(16 * i, p.length === 0 ? 0n : k.address(p), true);
    v.setBigUint64(16 * i + 8, BigInt(p.length), true);
  });
  return b;
}

const items = (v: Value, f: string): readonly Value[] =>
  fastItems(v, `${f}() arg 2 must be a sequence`);

function writable(v: Value): Uint8Array {
  const b = asWritable(v);
  if (b === undefined) {
    throw typeError(`a read-write bytes-like object is required, not '${typeName(v)}'`);
  }
  return b;
}

/** Opens a pseudo-terminal: its two descriptors. */
export function openpty(): [number, number] {
  const k = kernel();
  return hostCall(() => {
    const master = k.call("openat", -100, "/dev/ptmx", 0o2000402, 0);
    try {
      const b = new Uint8Array(4);
      k.call("ioctl", master, 0x40045431, b);
      k.call("ioctl", master, 0x80045430, b);
      const n = viewOf(b).getUint32(0, true);
      return [master, k.call("openat", -100, `/dev/pts/${n}`, 0o2000402, 0)];
    } catch (e) {
      k.raw("close", master);
      throw e;
    }
  });
}

function sendfile(args: readonly [Value, Value, Value, Value]): number {
  const [out, from, offset, count] = args;
  const [o, i, n] = [int(out), int(from), long(count)];
  flushFiles();
  if (offset === null) return withoutBlocking(o, () => sys("sendfile", o, i, null, n));
  const b = new Uint8Array(8);
  viewOf(b).setBigInt64(0, long(offset), true);
  return withoutBlocking(o, () => sys("sendfile", o, i, b, n));
}

export const fdFunctions: Decls = {
  open: [
    "(path, flags, mode=511, *, dir_fd=None)",
    (path: Value, flags: Value, mode: Value = 0o777, d?: Value) => {
      const p = pathArg("open", path);
      const [f, m] = [int(flags), int(mode)];
      const k = linux();
      const at = dirFd("open", d, k);
      return lookAtFiles(
        () =>
          k !== null
            ? k.call("openat", at, p.text, f | O_CLOEXEC, m)
            : host.open(p.text, f | O_CLOEXEC, m),
        path,
      );
    },
  ],
  close: ["(fd)", (fd: Value) => {
    const n = int(fd);
    hostCall(() => host.close(n));
  }],
  closerange: ["(fd_low, fd_high, /)", (low: Value, high: Value) => {
    const [from, to] = [int(low), int(high)];
    const k = linux();
    const some = k !== null && to - from > 1000 ? k.openFds() : null;
    const close = (fd: number) => {
      try {
        host.close(fd);
      } catch (e) {
        if (!(e instanceof HostError)) throw e;
      }
    };
    if (some !== null) some.filter((fd) => fd >= from && fd < to).forEach(close);
    else for (let fd = Math.max(from, 0); fd < to; fd++) close(fd);
  }],
  device_encoding: ["(fd)", (fd: Value) => {
    const n = int(fd);
    try {
      return host.isatty(n) ? "UTF-8" : null;
    } catch {
      return null;
    }
  }],
  dup: ["(fd, /)", (fd: Value) => {
    const n = int(fd);
    return hostCall(() => host.dup(n));
  }],
  dup2: ["(fd, fd2, inheritable=True)", (fd: Value, fd2: Value, inheritable: Value = true) => {
    const [a, b] = [int(fd), int(fd2)];
    flushFiles();
    if (isTrue(inheritable) || a === b) sys("dup2", a, b);
    else sys("dup3", a, b, O_CLOEXEC);
  }],
  pipe: ["()", () => pipe(O_CLOEXEC)],
  pipe2: ["(flags, /)", (flags: Value) => pipe(int(flags))],
  lseek: ["(fd, position, how, /)", (fd: Value, pos: Value, how: Value) => {
    const [n, p, w] = [int(fd), long(pos), int(how)];
    flushFiles();
    return hostCall(() =>
      linux() !== null ? linux()!.call("lseek", n, p, w) : host.seek(n, Number(p), w)
    );
  }],
  read: blockingFunction("read", ["(fd, length, /)", (fd: Value, length: Value) => {
    const n = int(fd);
    const out = new Uint8Array(size(length));
    awaitInput(n);
    flushBefore(n);
    const got = hostCall(() => host.read(n, out));
    return new PyBytes(got === out.length ? out : out.slice(0, got));
  }]),
  write: blockingFunction("write", ["(fd, data, /)", (fd: Value, data: Value) => {
    const n = int(fd);
    const b = needBuffer(data);
    return withoutBlocking(n, () => hostCall(() => host.write(n, b)));
  }]),
  readv: ["(fd, buffers, /)", (fd: Value, buffers: Value) => {
    const n = int(fd);
    const parts = items(buffers, "readv").map(writable);
    const k = kernel();
    return hostCall(() => k.call("readv", n, vectors(k, parts), parts.length));
  }],
  writev: ["(fd, buffers, /)", (fd: Value, buffers: Value) => {
    const n = int(fd);
    const parts = items(buffers, "writev").map(needBuffer);
    const k = kernel();
    return hostCall(() => k.call("writev", n, vectors(k, parts), parts.length));
  }],
  pread: ["(fd, length, offset, /)", (fd: Value, length: Value, offset: Value) => {
    const n = int(fd);
    const out = new Uint8Array(size(length));
    const at = long(offset);
    const k = linux();
    const got = lookAtFiles(() => {
      if (k !== null) return k.call("pread64", n, out, out.length, at);
      const was = host.seek(n, 0, 1);
      host.seek(n, Number(at), 0);
      try {
        return host.read(n, out);
      } finally {
        host.seek(n, was, 0);
      }
    });
    return new PyBytes(out.slice(0, got));
  }],
  pwrite: ["(fd, buffer, offset, /)", (fd: Value, buffer: Value, offset: Value) => {
    const n = int(fd);
    const b = needBuffer(buffer);
    const at = long(offset);
    flushFiles();
    return sys("pwrite64", n, b, b.length, at);
  }],
  sendfile: blockingFunction("sendfile", [
    "(out, in, offset, count)",
    (out: Value, from: Value, offset: Value, count: Value) => sendfile([out, from, offset, count]),
  ]),
  isatty: ["(fd, /)", (fd: Value) => {
    const n = int(fd);
    try {
      return host.isatty(n);
    } catch {
      return false;
    }
  }],
  ftruncate: ["(fd, length, /)", (fd: Value, length: Value) => {
    const [n, to] = [int(fd), long(length)];
    lookAtFiles(() =>
      linux() !== null ? void linux()!.call("ftruncate", n, to) : host.truncate(n, Number(to))
    );
  }],
  fsync: ["(fd)", (fd: Value) => {
    const n = descriptor(fd);
    lookAtFiles(() => host.fsync(n));
  }],
  fdatasync: ["(fd)", (fd: Value) => {
    const n = descriptor(fd);
    lookAtFiles(() => linux() !== null ? void linux()!.call("fdatasync", n) : host.fsync(n));
  }],
  sync: ["()", () => void sys("sync")],
  posix_fadvise: [
    "(fd, offset, length, advice, /)",
    (fd: Value, offset: Value, length: Value, advice: Value) => {
      sys("fadvise64", int(fd), long(offset), long(length), int(advice));
    },
  ],
  posix_fallocate: ["(fd, offset, length, /)", (fd: Value, offset: Value, length: Value) => {
    const [n, from, count] = [int(fd), long(offset), long(length)];
    if (from < 0n || count <= 0n) throw errnoError(22);
    sys("fallocate", n, 0, from, count);
  }],
  lockf: ["(fd, command, length, /)", (fd: Value, command: Value, length: Value) => {
    lockf(int(fd), int(command), long(length));
  }],
  get_terminal_size: ["(fd=1, /)", (fd: Value = 1) => {
    const n = int(fd);
    const k = linux();
    if (k !== null) {
      const b = new Uint8Array(8);
      sys("ioctl", n, TIOCGWINSZ, b);
      const v = viewOf(b);
      return terminalSize.make([v.getUint16(2, true), v.getUint16(0, true)]);
    }
    if (!hostCall(() => host.isatty(n))) throw errnoError(25);
    const s = hostCall(() => host.terminalSize(n));
    return terminalSize.make([s.columns, s.rows]);
  }],
  get_inheritable: [
    "(fd, /)",
    (fd: Value) => {
      const n = int(fd);
      return linux() === null ? n <= 2 : (sys("fcntl", n, F_GETFD, 0) & 1) === 0;
    },
  ],
  set_inheritable: ["(fd, inheritable, /)", (fd: Value, on: Value) => {
    const n = int(fd);
    const flags = sys("fcntl", n, F_GETFD, 0);
    sys("fcntl", n, F_SETFD, int(on) !== 0 ? flags & ~1 : flags | 1);
  }],
  get_blocking: [
    "(fd, /)",
    (fd: Value) => (sys("fcntl", int(fd), F_GETFL, 0) & O_NONBLOCK) === 0,
  ],
  set_blocking: ["(fd, blocking, /)", (fd: Value, on: Value) => {
    const n = int(fd);
    const flags = sys("fcntl", n, F_GETFL, 0);
    sys("fcntl", n, F_SETFL, isTrue(on) ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
  }],
  openpty: ["()", () => tuple(openpty())],
  ttyname: ["(fd, /)", (fd: Value) => {
    const n = int(fd);
    const k = kernel();
    return hostCall(() => {
      k.call("ioctl", n, 0x5401, new Uint8Array(64));
      return k.readlink(-100, `/proc/self/fd/${n}`);
    });
  }],
  tcgetpgrp: ["(fd, /)", (fd: Value) => {
    const b = new Uint8Array(4);
    sys("ioctl", int(fd), 0x540f, b);
    return viewOf(b).getInt32(0, true);
  }],
  tcsetpgrp: ["(fd, pgid, /)", (fd: Value, pgid: Value) => {
    const b = new Uint8Array(4);
    viewOf(b).setInt32(0, int(pgid), true);
    sys("ioctl", int(fd), 0x5410, b);
  }],
  ctermid: ["()", () => "/dev/tty"],
};

/** lockf(3) with fcntl's record locks: F_ULOCK 0, F_LOCK 1, F_TLOCK 2, F_TEST 3. */
function lockf(fd: number, command: number, length: bigint): void {
  const b = new Uint8Array(32);
  const v = viewOf(b);
  const [F_GETLK, F_SETLK, F_SETLKW, F_RDLCK, F_WRLCK, F_UNLCK] = [5, 6, 7, 0, 1, 2];
  v.setInt16(2, 1, true);
  v.setBigInt64(16, length, true);
  if (command === 3) {
    v.setInt16(0, F_RDLCK, true);
    sys("fcntl", fd, F_GETLK, b);
    if (v.getInt16(0, true) === F_UNLCK || v.getInt32(24, true) === host.pid()) return;
    throw errnoError(13);
  }
  if (command < 0 || command > 3) throw errnoError(22);
  v.setInt16(0, command === 0 ? F_UNLCK : F_WRLCK, true);
  sys("fcntl", fd, command === 1 ? F_SETLKW : F_SETLK, b);
}
