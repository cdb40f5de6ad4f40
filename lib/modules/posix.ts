/**
 * The module posix (Modules/posixmodule.c) over the host: what Lib/os.py needs.
 * Processes are not forked; what the host cannot do raises OSError (ENOSYS).
 *
 * @module
 */
import { type Decls, type NativeFn } from "../core/args.ts";
import { asInt, asStr, isTrue } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import { E, exception, typeError, typeName, valueError } from "../core/errors.ts";
import type { Int } from "../core/number.ts";
import {
  type Maybe,
  normInt,
  PyBytes,
  PyFloat,
  PyList,
  PyObject,
  PyTuple,
  PyType,
  TypeFlag,
  type Value,
} from "../core/object.ts";
import { asIndex, repr } from "../core/ops.ts";
import { host, HostError, type HostStat, S_IFDIR, S_IFLNK, S_IFMT, S_IFREG } from "../host/host.ts";
import { encodeText } from "../objects/codecs.ts";
import { needBuffer } from "../objects/buffer.ts";
import { asDouble } from "../objects/float.ts";
import { makeStructSeq } from "../objects/structseq.ts";
import type { TypeSpec } from "../objects/type.ts";
import { strerror } from "./errno.ts";
import { flushFiles } from "./io/fileio.ts";
import { errnoError, fspath, hostCall, hostPath, isIndex, pathLike } from "./oserror.ts";
import { defineTypes, type ModuleSpec } from "./spec.ts";

const statResult = makeStructSeq("stat_result", "os", [
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
const terminalSize = makeStructSeq("terminal_size", "os", ["columns", "lines"]);
const timesResult = makeStructSeq("times_result", "posix", [
  "user",
  "system",
  "children_user",
  "children_system",
  "elapsed",
]);
const unameResult = makeStructSeq("uname_result", "posix", [
  "sysname",
  "nodename",
  "release",
  "version",
  "machine",
]);
const statvfsResult = makeStructSeq("statvfs_result", "os", [
  "f_bsize",
  "f_frsize",
  "f_blocks",
  "f_bfree",
  "f_bavail",
  "f_files",
  "f_ffree",
  "f_favail",
  "f_flag",
  "f_namemax",
]);

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

function makeStat(s: HostStat): Value {
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
    af,
    mf,
    cf,
    normInt(s.atimeNs),
    normInt(s.mtimeNs),
    normInt(s.ctimeNs),
    4096,
    Math.ceil(s.size / 4096) * 8,
    0,
  ]);
}

/** A path argument: the host's text of it, or a descriptor. */
interface Path {
  readonly value: Value;
  readonly text: string;
  readonly fd: number;
  readonly isFd: boolean;
}

function pathArg(name: string, v: Value, allowFd = false, argument = "path"): Path {
  if (typeof v !== "string" && allowFd && isIndex(v)) {
    const n = asIndex(v);
    if (n > 2147483647) throw exception(E.OverflowError, "fd is greater than maximum");
    if (n < -2147483648) throw exception(E.OverflowError, "fd is less than minimum");
    return { value: v, text: "", fd: Number(n), isFd: true };
  }
  let p: Value;
  try {
    p = fspath(v);
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
  return { value: p, text: hostPath(p), fd: -1, isFd: false };
}

const hasFspath = (v: Value): boolean => {
  const c = v instanceof PyObject ? v.cls : null;
  return c !== null && c.lookup("__fspath__") !== undefined;
};

function int(v: Value): number {
  const n = asInt(v);
  if (n !== undefined) {
    if (n > 2147483647) throw exception(E.OverflowError, "signed integer is greater than maximum");
    return Number(n);
  }
  if (!isIndex(v)) {
    throw typeError(
      typeName(v) === "float"
        ? "integer argument expected, got float"
        : `an integer is required (got type ${typeName(v)})`,
    );
  }
  return Number(asIndex(v));
}

function position(v: Value): number {
  if (!isIndex(v)) throw typeError(`an integer is required (got type ${typeName(v)})`);
  return Number(asIndex(v));
}

function noDirFd(name: string, v: Maybe): void {
  if (v !== undefined && v !== null) {
    throw exception(E.NotImplementedError, `${name}: dir_fd unavailable on this platform`);
  }
}

const lookAtFiles = <T>(f: () => T, a?: Maybe, b?: Maybe): T => {
  flushFiles();
  return hostCall(f, a, b);
};

function statOf(name: string, path: Value, dirFd: Maybe, follow: boolean): Value {
  const p = pathArg(name, path, name === "stat");
  noDirFd(name, dirFd);
  return makeStat(
    lookAtFiles(() => p.isFd ? host.fstat(p.fd) : host.stat(p.text, follow), path),
  );
}

// scandir ---------------------------------------------------------------------------

class PyDirEntry extends PyObject {
  private own: HostStat | null = null;
  private target: HostStat | null = null;
  constructor(readonly name: Value, readonly path: Value) {
    super();
  }

  /** Its stat, remembered. */
  stat(follow: boolean): HostStat {
    const text = hostPath(this.path);
    this.own ??= lookAtFiles(() => host.stat(text, false), this.path);
    if (!follow || (this.own.mode & S_IFMT) !== S_IFLNK) return this.own;
    return this.target ??= hostCall(() => host.stat(text, true), this.path);
  }

  /** Whether it is of a type; false where it is gone. */
  is(type: number, follow: boolean): boolean {
    try {
      return (this.stat(follow).mode & S_IFMT) === type;
    } catch (e) {
      if (e instanceof PyObject && e.cls === E.FileNotFoundError) return false;
      throw e;
    }
  }
}

const dirEntryType = new PyType("DirEntry", TypeFlag.None, "posix");
PyDirEntry.prototype.cls = dirEntryType;

const followDecl = (f: (o: PyDirEntry, follow: boolean) => Value) =>
  [
    "($self, /, *, follow_symlinks=True)",
    (o: PyDirEntry, follow: Value = true) => f(o, isTrue(follow)),
  ] as const;

const dirEntrySpec: TypeSpec = {
  slots: { tpRepr: (v) => `<DirEntry ${repr((v as PyDirEntry).name)}>` },
  getset: {
    name: {
      get: (o: PyDirEntry) => o.name,
      doc: 'the entry\'s base filename, relative to scandir() "path" argument',
    },
    path: {
      get: (o: PyDirEntry) => o.path,
      doc: "the entry's full path name; equivalent to os.path.join(scandir_path, entry.name)",
    },
  },
  methods: {
    is_dir: followDecl((o, follow) => o.is(S_IFDIR, follow)),
    is_file: followDecl((o, follow) => o.is(S_IFREG, follow)),
    is_symlink: ["($self, /)", (o: PyDirEntry) => o.is(S_IFLNK, false)],
    stat: followDecl((o, follow) => makeStat(o.stat(follow))),
    inode: ["($self, /)", (o: PyDirEntry) => o.stat(false).ino],
    __fspath__: ["($self, /)", (o: PyDirEntry) => o.path],
  },
};

class PyScandir extends PyObject {
  index = 0;
  constructor(public entries: PyDirEntry[]) {
    super();
  }
}

const scandirType = new PyType("ScandirIterator", TypeFlag.None, "posix");
PyScandir.prototype.cls = scandirType;

const scandirSpec: TypeSpec = {
  slots: {
    tpIter: (v) => v,
    tpIternext: (v) => {
      const it = v as PyScandir;
      return it.entries[it.index++];
    },
  },
  methods: {
    __enter__: ["($self, /)", (o: PyScandir) => o],
    __exit__: ["($self, *args)", (o: PyScandir) => {
      o.entries = [];
    }],
    close: ["($self, /)", (o: PyScandir) => {
      o.entries = [];
    }],
  },
};

const bytesName = (s: string): Value => encodeText(s, "utf-8", "surrogateescape");

// utime -----------------------------------------------------------------------------

function toNs(v: Value): bigint {
  const n = asInt(v);
  if (n !== undefined) return BigInt(n) * 1000000000n;
  const x = asDouble(v);
  const whole = Math.floor(x);
  return BigInt(whole) * 1000000000n + BigInt(Math.floor((x - whole) * 1e9));
}

function utime(path: Value, times: Maybe, ns: Maybe, dirFd: Maybe, follow: Maybe): void {
  const p = pathArg("utime", path, true);
  noDirFd("utime", dirFd);
  void follow;
  if (times !== undefined && times !== null && ns !== undefined) {
    throw valueError("utime: you may specify either 'times' or 'ns' but not both");
  }
  let a = host.timeNs();
  let m = a;
  const pair = (v: Value, what: string): [Value, Value] => {
    if (!(v instanceof PyTuple) || v.items.length !== 2) {
      throw typeError(
        `utime: '${what}' must be ${what === "ns" ? "" : "either "}a tuple of two ints${
          what === "ns" ? "" : " or None"
        }`,
      );
    }
    return [v.items[0], v.items[1]];
  };
  if (times !== undefined && times !== null) {
    const [x, y] = pair(times, "times");
    a = toNs(x);
    m = toNs(y);
  } else if (ns !== undefined) {
    const [x, y] = pair(ns, "ns");
    a = BigInt(asIndex(x));
    m = BigInt(asIndex(y));
  }
  lookAtFiles(() => host.utime(p.text, a, m), path);
}

// processes ---------------------------------------------------------------------------

const notImplemented: NativeFn = () => {
  throw errnoError(38);
};

function system(command: Value): Value {
  const text = hostPath(fspath(command));
  flushFiles();
  const r = hostCall(() => host.spawnSync(["/bin/sh", "-c", text], { capture: false }));
  return r.code > 128 && r.code < 160 ? r.code - 128 : r.code << 8;
}

function kernel(name: string): string {
  try {
    return new TextDecoder().decode(host.readFile(`/proc/sys/kernel/${name}`)).trim();
  } catch {
    return "";
  }
}

const CONSTANTS: Readonly<Record<string, number>> = {
  F_OK: 0,
  R_OK: 4,
  W_OK: 2,
  X_OK: 1,
  NGROUPS_MAX: 65536,
  TMP_MAX: 238328,
  WCONTINUED: 8,
  WNOHANG: 1,
  WUNTRACED: 2,
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_NDELAY: 2048,
  O_NONBLOCK: 2048,
  O_APPEND: 1024,
  O_DSYNC: 4096,
  O_RSYNC: 1052672,
  O_SYNC: 1052672,
  O_NOCTTY: 256,
  O_CREAT: 64,
  O_EXCL: 128,
  O_TRUNC: 512,
  O_LARGEFILE: 0,
  O_PATH: 2097152,
  O_TMPFILE: 4259840,
  O_CLOEXEC: 524288,
  O_ACCMODE: 3,
  SEEK_HOLE: 4,
  SEEK_DATA: 3,
  O_ASYNC: 8192,
  O_DIRECT: 16384,
  O_DIRECTORY: 65536,
  O_NOFOLLOW: 131072,
  O_NOATIME: 262144,
  EX_OK: 0,
  EX_USAGE: 64,
  EX_DATAERR: 65,
  EX_NOINPUT: 66,
  EX_NOUSER: 67,
  EX_NOHOST: 68,
  EX_UNAVAILABLE: 69,
  EX_SOFTWARE: 70,
  EX_OSERR: 71,
  EX_OSFILE: 72,
  EX_CANTCREAT: 73,
  EX_IOERR: 74,
  EX_TEMPFAIL: 75,
  EX_PROTOCOL: 76,
  EX_NOPERM: 77,
  EX_CONFIG: 78,
  ST_RDONLY: 1,
  ST_NOSUID: 2,
  ST_NODEV: 4,
  ST_NOEXEC: 8,
  ST_SYNCHRONOUS: 16,
  ST_MANDLOCK: 64,
  ST_WRITE: 128,
  ST_APPEND: 256,
  ST_NOATIME: 1024,
  ST_NODIRATIME: 2048,
  ST_RELATIME: 4096,
};

/** What Lib/os.py asks for, to know which arguments work. */
const HAVE: readonly string[] = [
  "HAVE_FTRUNCATE",
  "HAVE_LSTAT",
  "HAVE_LCHOWN",
];

const functions: Decls = {
  stat: [
    "(path, *, dir_fd=None, follow_symlinks=True)",
    (p: Value, d?: Value, follow: Value = true) => statOf("stat", p, d, isTrue(follow)),
  ],
  lstat: [
    "(path, *, dir_fd=None)",
    (p: Value, d?: Value) => statOf("lstat", p, d, false),
  ],
  fstat: ["(fd)", (fd: Value) => {
    const n = int(fd);
    return makeStat(lookAtFiles(() => host.fstat(n)));
  }],
  access: [
    "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)",
    (path: Value, mode: Value, d?: Value, _e?: Value, follow: Value = true) => {
      const p = pathArg("access", path);
      const want = int(mode);
      noDirFd("access", d);
      flushFiles();
      try {
        const s = host.stat(p.text, isTrue(follow));
        if (want === 0) return true;
        const uid = host.uid();
        if (uid === 0) {
          return (want & 1) === 0 || (s.mode & S_IFMT) === S_IFDIR || (s.mode & 0o111) !== 0;
        }
        const bits = s.uid === uid ? s.mode >> 6 : s.gid === host.gid() ? s.mode >> 3 : s.mode;
        return (bits & want) === want;
      } catch (e) {
        if (e instanceof HostError) return false;
        throw e;
      }
    },
  ],
  chdir: ["(path)", (path: Value) => {
    const p = pathArg("chdir", path, true);
    hostCall(() => host.chdir(p.text), path);
  }],
  chmod: [
    "(path, mode, *, dir_fd=None, follow_symlinks=True)",
    (path: Value, mode: Value, d?: Value) => {
      const p = pathArg("chmod", path, true);
      const m = int(mode);
      noDirFd("chmod", d);
      lookAtFiles(() => host.chmod(p.text, m), path);
    },
  ],
  chown: [
    "(path, uid, gid, *, dir_fd=None, follow_symlinks=True)",
    (path: Value, uid: Value, gid: Value, d?: Value) => {
      const p = pathArg("chown", path, true);
      const [u, g] = [int(uid), int(gid)];
      noDirFd("chown", d);
      lookAtFiles(() => host.chown(p.text, u, g), path);
    },
  ],
  lchown: ["(path, uid, gid)", (path: Value, uid: Value, gid: Value) => {
    const p = pathArg("lchown", path);
    const [u, g] = [int(uid), int(gid)];
    lookAtFiles(() => host.chown(p.text, u, g), path);
  }],
  getcwd: ["()", () => hostCall(() => host.getcwd())],
  getcwdb: ["()", () => bytesName(hostCall(() => host.getcwd()))],
  link: [
    "(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)",
    (a: Value, b: Value) => {
      const [x, y] = [pathArg("link", a, false, "src"), pathArg("link", b, false, "dst")];
      lookAtFiles(() => host.link(x.text, y.text), a, b);
    },
  ],
  listdir: ["(path=None)", (path: Value = null) => {
    const p = path === null ? { text: ".", value: ".", fd: -1 } : pathArg("listdir", path, true);
    if (p.fd >= 0) throw errnoError(38);
    const names = lookAtFiles(() => host.listdir(p.text), path);
    return new PyList(names.map((n) => pathLike(p.value, n)));
  }],
  scandir: ["(path=None)", (path: Value = null) => {
    const p = path === null ? { text: ".", value: "." } : pathArg("scandir", path);
    const names = lookAtFiles(() => host.listdir(p.text), path);
    const base = p.text === "" || p.text.endsWith("/") ? p.text : p.text + "/";
    return new PyScandir(
      names.map((n) => new PyDirEntry(pathLike(p.value, n), pathLike(p.value, base + n))),
    );
  }],
  mkdir: ["(path, mode=511, *, dir_fd=None)", (path: Value, mode: Value = 0o777, d?: Value) => {
    const p = pathArg("mkdir", path);
    const m = int(mode);
    noDirFd("mkdir", d);
    hostCall(() => host.mkdir(p.text, m), path);
  }],
  readlink: ["(path, *, dir_fd=None)", (path: Value, d?: Value) => {
    const p = pathArg("readlink", path);
    noDirFd("readlink", d);
    return pathLike(p.value, hostCall(() => host.readlink(p.text), path));
  }],
  rename: renameDecl("rename"),
  replace: renameDecl("replace"),
  rmdir: ["(path, *, dir_fd=None)", (path: Value, d?: Value) => {
    const p = pathArg("rmdir", path);
    noDirFd("rmdir", d);
    lookAtFiles(() => host.rmdir(p.text), path);
  }],
  symlink: [
    "(src, dst, target_is_directory=False, *, dir_fd=None)",
    (a: Value, b: Value, _t?: Value, d?: Value) => {
      const [x, y] = [pathArg("symlink", a, false, "src"), pathArg("symlink", b, false, "dst")];
      noDirFd("symlink", d);
      hostCall(() => host.symlink(x.text, y.text), a, b);
    },
  ],
  unlink: unlinkDecl("unlink"),
  remove: unlinkDecl("remove"),
  utime: [
    "(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)",
    utime,
  ],
  umask: ["(mask, /)", (m: Value) => host.umask(int(m))],
  uname: ["()", () =>
    unameResult.make([
      "Linux",
      hostCall(() => host.hostname()),
      kernel("osrelease"),
      kernel("version"),
      "x86_64",
    ])],
  system: ["(command)", system],
  times: ["()", () => {
    const cpu = Number(host.cpuNs()) / 1e9;
    const zero = new PyFloat(0);
    return timesResult.make([
      new PyFloat(cpu),
      zero,
      zero,
      zero,
      new PyFloat(Number(host.monotonicNs()) / 1e9),
    ]);
  }],
  _exit: ["(status)", (status: Value) => host.exit(int(status))],
  abort: ["()", () => host.exit(134)],
  getpid: ["()", () => host.pid()],
  getppid: ["()", () => host.ppid()],
  getuid: ["()", () => host.uid()],
  geteuid: ["()", () => host.uid()],
  getgid: ["()", () => host.gid()],
  getegid: ["()", () => host.gid()],
  getgroups: ["()", () => new PyList([host.gid()])],
  getpgrp: ["()", () => host.pid()],
  getpgid: ["(pid)", (pid: Value) => int(pid) === 0 ? host.pid() : int(pid)],
  getsid: ["(pid, /)", (pid: Value) => int(pid) === 0 ? host.pid() : int(pid)],
  getlogin: ["()", () => host.getenv("LOGNAME") ?? host.getenv("USER") ?? "root"],
  kill: ["(pid, signal, /)", (pid: Value, sig: Value) => {
    const [p, s] = [int(pid), int(sig)];
    hostCall(() => host.kill(p, s));
  }],
  open: [
    "(path, flags, mode=511, *, dir_fd=None)",
    (path: Value, flags: Value, mode: Value = 0o777, d?: Value) => {
      const p = pathArg("open", path);
      const [f, m] = [int(flags), int(mode)];
      noDirFd("open", d);
      return lookAtFiles(() => host.open(p.text, f, m), path);
    },
  ],
  close: ["(fd)", (fd: Value) => {
    const n = int(fd);
    hostCall(() => host.close(n));
  }],
  closerange: ["(fd_low, fd_high, /)", (low: Value, high: Value) => {
    for (let fd = int(low); fd < int(high); fd++) {
      try {
        host.close(fd);
      } catch (e) {
        if (!(e instanceof HostError)) throw e;
      }
    }
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
  dup2: ["(fd, fd2, inheritable=True)", notImplemented],
  pipe: ["()", notImplemented],
  lseek: ["(fd, position, how, /)", (fd: Value, pos: Value, how: Value) => {
    const [n, p, w] = [int(fd), position(pos), int(how)];
    return hostCall(() => host.seek(n, p, w));
  }],
  read: ["(fd, length, /)", (fd: Value, length: Value) => {
    const n = int(fd);
    const size = position(length);
    if (size < 0) throw errnoError(22);
    const out = new Uint8Array(size);
    const got = hostCall(() => host.read(n, out));
    return new PyBytes(got === size ? out : out.slice(0, got));
  }],
  write: ["(fd, data, /)", (fd: Value, data: Value) => {
    const n = int(fd);
    const b = needBuffer(data);
    return hostCall(() => host.write(n, b));
  }],
  pread: ["(fd, length, offset, /)", (fd: Value, length: Value, offset: Value) => {
    const [n, size, at] = [int(fd), position(length), position(offset)];
    const out = new Uint8Array(size);
    const got = hostCall(() => {
      const was = host.seek(n, 0, 1);
      host.seek(n, at, 0);
      try {
        return host.read(n, out);
      } finally {
        host.seek(n, was, 0);
      }
    });
    return new PyBytes(out.slice(0, got));
  }],
  isatty: ["(fd, /)", (fd: Value) => {
    const n = int(fd);
    try {
      return host.isatty(n);
    } catch {
      return false;
    }
  }],
  ftruncate: ["(fd, length, /)", (fd: Value, length: Value) => {
    const [n, size] = [int(fd), position(length)];
    hostCall(() => host.truncate(n, size));
  }],
  truncate: ["(path, length)", (path: Value, length: Value) => {
    const size = position(length);
    const p = pathArg("truncate", path, true);
    lookAtFiles(() => {
      if (p.fd >= 0) return host.truncate(p.fd, size);
      const fd = host.open(p.text, 1, 0);
      try {
        host.truncate(fd, size);
      } finally {
        host.close(fd);
      }
    }, path);
  }],
  fsync: ["(fd)", (fd: Value) => {
    const n = int(fd);
    hostCall(() => host.fsync(n));
  }],
  fdatasync: ["(fd)", (fd: Value) => {
    const n = int(fd);
    hostCall(() => host.fsync(n));
  }],
  putenv: ["(name, value, /)", (name: Value, value: Value) => {
    const [k, v] = [hostPath(fspath(name)), hostPath(fspath(value))];
    if (k.includes("=")) throw valueError("illegal environment variable name");
    hostCall(() => host.setenv(k, v));
  }],
  unsetenv: ["(name, /)", (name: Value) => {
    const k = hostPath(fspath(name));
    hostCall(() => host.setenv(k, undefined));
  }],
  strerror: ["(code, /)", (code: Value) => strerror(int(code))],
  urandom: ["(size, /)", (size: Value) => {
    const n = position(size);
    if (n < 0) throw valueError("negative argument not allowed");
    return new PyBytes(host.random(n));
  }],
  getrandom: [
    "(size, flags=0)",
    (size: Value, _flags?: Value) => new PyBytes(host.random(position(size))),
  ],
  get_terminal_size: ["(fd=1, /)", (fd: Value = 1) => {
    const n = int(fd);
    if (!hostCall(() => host.isatty(n))) throw errnoError(25);
    const s = hostCall(() => host.terminalSize(n));
    return terminalSize.make([s.columns, s.rows]);
  }],
  cpu_count: ["()", () => host.cpuCount()],
  get_inheritable: ["(fd, /)", (fd: Value) => int(fd) <= 2],
  set_inheritable: ["(fd, inheritable, /)", () => null],
  get_blocking: ["(fd, /)", () => true],
  set_blocking: ["(fd, blocking, /)", () => null],
  sched_yield: ["()", () => null],
  sync: ["()", () => null],
  fspath: ["(path)", (p: Value) => fspath(p)],
  stat_float_times: ["(newval=True, /)", (_v?: Value) => true],
  WCOREDUMP: ["(status, /)", (s: Value) => (int(s) & 0x80) !== 0],
  WIFCONTINUED: ["(status)", (s: Value) => int(s) === 0xffff],
  WIFSTOPPED: ["(status)", (s: Value) => (int(s) & 0xff) === 0x7f],
  WIFSIGNALED: ["(status)", (s: Value) => ((int(s) & 0x7f) + 1) << 24 >> 25 > 0],
  WIFEXITED: ["(status)", (s: Value) => (int(s) & 0x7f) === 0],
  WEXITSTATUS: ["(status)", (s: Value) => (int(s) >> 8) & 0xff],
  WTERMSIG: ["(status)", (s: Value) => int(s) & 0x7f],
  WSTOPSIG: ["(status)", (s: Value) => (int(s) >> 8) & 0xff],
  statvfs: ["(path)", notImplemented],
  fstatvfs: ["(fd, /)", notImplemented],
  mknod: ["(path, mode=384, device=0, *, dir_fd=None)", notImplemented],
  mkfifo: ["(path, mode=438, *, dir_fd=None)", notImplemented],
  waitpid: ["(pid, options, /)", () => {
    throw errnoError(10);
  }],
};

function renameDecl(name: string): Decls[string] {
  return [
    "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
    (a: Value, b: Value, d?: Value, e?: Value) => {
      const [x, y] = [pathArg(name, a, false, "src"), pathArg(name, b, false, "dst")];
      noDirFd(name, d);
      noDirFd(name, e);
      lookAtFiles(() => host.rename(x.text, y.text), a, b);
    },
  ];
}

function unlinkDecl(name: string): Decls[string] {
  return ["(path, *, dir_fd=None)", (path: Value, d?: Value) => {
    const p = pathArg(name, path);
    noDirFd(name, d);
    lookAtFiles(() => host.unlink(p.text), path);
  }];
}

export const posix_module = (): ModuleSpec => ({
  name: "posix",
  doc:
    "This module provides access to operating system functionality that is\nstandardized by the C Standard and the POSIX standard (a thinly\ndisguised Unix interface).  Refer to the library manual and\ncorresponding Unix manual entries for more information on calls.",
  functions,
  init: (ns) => {
    defineTypes([[dirEntryType, dirEntrySpec], [scandirType, scandirSpec]]);
    for (const name in CONSTANTS) ns.setStr(name, CONSTANTS[name]);
    ns.setStr("DirEntry", dirEntryType);
    for (const t of [statResult, statvfsResult, terminalSize, timesResult, unameResult]) {
      ns.setStr(t.type.name, t.type);
    }
    ns.setStr("error", E.OSError);
    ns.setStr("_have_functions", new PyList([...HAVE]));
    const environ = new PyDict();
    const env = host.environ();
    for (const k in env) environ.set(bytesName(k), bytesName(env[k]));
    ns.setStr("environ", environ);
  },
});
