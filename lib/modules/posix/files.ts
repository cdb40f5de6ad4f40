/**
 * posix: functions on paths. With the kernel at hand they are the *at system
 * calls; else the host's own, without dir_fd.
 *
 * @module
 */
import type { Decls } from "../../core/args.ts";
import { asInt, isTrue } from "../../core/compare.ts";
import { E, exception, overflowError, typeError, typeName, valueError } from "../../core/errors.ts";
import { type Maybe, PyBytes, PyFloat, PyList, PyTuple, type Value } from "../../core/object.ts";
import { asIndex } from "../../core/ops.ts";
import { host, HostError, S_IFDIR, S_IFMT } from "../../host/host.ts";
import {
  AT_EACCESS,
  AT_FDCWD,
  AT_REMOVEDIR,
  AT_SYMLINK_FOLLOW,
  AT_SYMLINK_NOFOLLOW,
  fromC,
  viewOf,
} from "../../host/linux.ts";
import { needBuffer } from "../../objects/buffer.ts";
import { asDouble } from "../../objects/float.ts";
import { makeStructSeq } from "../../objects/structseq.ts";
import { flushFiles } from "../io/fileio.ts";
import { fileDescriptor, fsBytes, given, int, kernel, long } from "../kernel.ts";
import { fspath, hostCall, isIndex, pathLike } from "../oserror.ts";
import {
  bytesName,
  checkFdArgs,
  dirFd,
  idArg,
  linux,
  lookAtFiles,
  makeStat,
  pathArg,
} from "./common.ts";
import { listdir, scandir } from "./scandir.ts";

export const statvfsResult = makeStructSeq("statvfs_result", "os", [
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

const flag = (follow: boolean): number => follow ? 0 : AT_SYMLINK_NOFOLLOW;

function statOf(name: string, path: Value, dir: Maybe, follow: boolean): Value {
  const p = pathArg(name, path, name === "stat");
  const k = linux();
  const d = dirFd(name, dir, k);
  checkFdArgs(name, p, dir, follow);
  return makeStat(
    lookAtFiles(
      () =>
        k !== null
          ? p.isFd ? k.stat(p.fd, null, true) : k.stat(d, p.text, follow)
          : p.isFd
          ? host.fstat(p.fd)
          : host.stat(p.text, follow),
      path,
    ),
  );
}

function access(
  path: Value,
  mode: Value,
  dir: Maybe,
  effective: Value = false,
  follow: Value = true,
): boolean {
  const p = pathArg("access", path);
  const want = int(mode);
  const k = linux();
  const d = dirFd("access", dir, k);
  flushFiles();
  if (k !== null) {
    // the kernel's own faccessat has no flags: effective ids and links are asked otherwise
    if (!isTrue(follow)) {
      try {
        if ((k.stat(d, p.text, false).mode & S_IFMT) === 0o120000) return true;
      } catch (e) {
        if (e instanceof HostError) return false;
        throw e;
      }
    }
    if (isTrue(effective) && k.raw("geteuid") !== k.raw("getuid")) {
      const f = k.libc("faccessat", ["i32", "buffer", "i32", "i32"], "i32");
      const text = new Uint8Array([...fsBytes(p.value), 0]);
      return f(d, text, want, AT_EACCESS) === 0;
    }
    return k.raw("faccessat", d, p.text, want) === 0;
  }
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
}

// times -------------------------------------------------------------------------------

function toNs(v: Value): bigint {
  const n = asInt(v);
  if (n !== undefined) return inTime(BigInt(n)) * 1000000000n;
  if (!(v instanceof PyFloat) && isIndex(v)) return inTime(BigInt(asIndex(v))) * 1000000000n;
  const x = asDouble(v);
  if (Number.isNaN(x)) throw valueError("Invalid value NaN (not a number)");
  const whole = Math.floor(x);
  if (Math.abs(whole) >= 2 ** 63) {
    throw overflowError("timestamp out of range for platform time_t");
  }
  return BigInt(whole) * 1000000000n + BigInt(Math.floor((x - whole) * 1e9));
}

function inTime(n: bigint): bigint {
  if (n >= 2n ** 63n || n < -(2n ** 63n)) {
    throw overflowError("timestamp out of range for platform time_t");
  }
  return n;
}

function utime(path: Value, times: Maybe, ns: Maybe, dir: Maybe, followArg: Value = true): void {
  const p = pathArg("utime", path, true);
  const follow = isTrue(followArg);
  const k = linux();
  const d = dirFd("utime", dir, k);
  if (given(times) && ns !== undefined) {
    throw valueError("utime: you may specify either 'times' or 'ns' but not both");
  }
  let pair: [bigint, bigint] | null = null;
  const two = (v: Value, msg: string): [Value, Value] => {
    if (!(v instanceof PyTuple) || v.items.length !== 2) throw typeError(msg);
    return [v.items[0], v.items[1]];
  };
  if (given(times)) {
    const [a, m] = two(times, "utime: 'times' must be either a tuple of two ints or None");
    pair = [toNs(a), toNs(m)];
  } else if (ns !== undefined) {
    const [a, m] = two(ns, "utime: 'ns' must be a tuple of two ints");
    pair = [BigInt(asIndex(a)), BigInt(asIndex(m))];
  }
  checkFdArgs("utime", p, dir, follow);
  lookAtFiles(() => {
    if (k === null) {
      const now = host.timeNs();
      const [a, m] = pair ?? [now, now];
      return host.utime(p.text, a, m);
    }
    let spec: Uint8Array | null = null;
    if (pair !== null) {
      spec = new Uint8Array(32);
      const v = viewOf(spec);
      pair.forEach((t, i) => {
        const rest = ((t % 1000000000n) + 1000000000n) % 1000000000n;
        v.setBigInt64(16 * i, (t - rest) / 1000000000n, true);
        v.setBigInt64(16 * i + 8, rest, true);
      });
    }
    if (p.isFd) k.call("utimensat", p.fd, null, spec, 0);
    else k.call("utimensat", d, p.text, spec, flag(follow));
  }, path);
}

// extended attributes -----------------------------------------------------------------

type XattrCall = "getxattr" | "setxattr" | "listxattr" | "removexattr";

function xattr(
  name: XattrCall,
  path: Value,
  follow: Value,
  ...rest: (Uint8Array | number | string | null)[]
): number {
  const p = pathArg(name, path, true);
  if (p.isFd && !isTrue(follow)) {
    throw valueError(`${name}: cannot use fd and follow_symlinks together`);
  }
  const k = kernel();
  return hostCall(
    () =>
      p.isFd
        ? k.call(`f${name}`, p.fd, ...rest)
        : k.call(isTrue(follow) ? name : `l${name}`, p.text, ...rest),
    path,
  );
}

const attribute = (name: string, v: Value): string => pathArg(name, v, false, "attribute").text;

const xattrs: Decls = {
  getxattr: [
    "(path, attribute, *, follow_symlinks=True)",
    (path: Value, name: Value, follow: Value = true) => {
      const a = attribute("getxattr", name);
      const out = new Uint8Array(65536);
      return new PyBytes(
        out.slice(0, xattr("getxattr", path, follow, a, out, out.length)),
      );
    },
  ],
  setxattr: [
    "(path, attribute, value, flags=0, *, follow_symlinks=True)",
    (path: Value, name: Value, value: Value, flags: Value = 0, follow: Value = true) => {
      const data = needBuffer(value);
      const a = attribute("setxattr", name);
      xattr("setxattr", path, follow, a, data, data.length, int(flags));
    },
  ],
  removexattr: [
    "(path, attribute, *, follow_symlinks=True)",
    (path: Value, name: Value, follow: Value = true) => {
      xattr("removexattr", path, follow, attribute("removexattr", name));
    },
  ],
  listxattr: [
    "(path=None, *, follow_symlinks=True)",
    (path: Value = null, follow: Value = true) => {
      const out = new Uint8Array(65536);
      const n = xattr("listxattr", path === null ? "." : path, follow, out, out.length);
      return new PyList(fromC(out.subarray(0, n)).split("\0").filter((s) => s !== ""));
    },
  ],
};

// file systems ------------------------------------------------------------------------

function statvfsOf(b: Uint8Array): Value {
  const v = viewOf(b);
  const at = (i: number): number => Number(v.getBigUint64(i, true));
  const ST_VALID = 0x20;
  return statvfsResult.make([
    at(8),
    at(72),
    at(16),
    at(24),
    at(32),
    at(40),
    at(48),
    at(48),
    at(80) & ~ST_VALID,
    at(64),
  ]);
}

function limit(
  name: "pathconf" | "fpathconf",
  target: Uint8Array | number,
  n: number,
  path: Maybe,
): number {
  const k = kernel();
  const f = k.libc(name, [typeof target === "number" ? "i32" : "buffer", "i32"], "i64");
  const r = Number(f(target, n));
  // -1 is "no limit" too; the names are those of the table, so what fails is the file
  if (r === -1 && typeof target === "number") hostCall(() => k.stat(target, null, true), path);
  return r;
}

/** A name of sysconf, pathconf, confstr: a known text or any int. */
export function confName(v: Value, names: Readonly<Record<string, number>>): number {
  if (isIndex(v)) return int(v);
  if (typeof v !== "string") throw typeError("configuration names must be strings or integers");
  if (!Object.hasOwn(names, v)) throw valueError("unrecognized configuration name");
  return names[v];
}

export const PATHCONF: Readonly<Record<string, number>> = {
  PC_ALLOC_SIZE_MIN: 18,
  PC_ASYNC_IO: 10,
  PC_CHOWN_RESTRICTED: 6,
  PC_FILESIZEBITS: 13,
  PC_LINK_MAX: 0,
  PC_MAX_CANON: 1,
  PC_MAX_INPUT: 2,
  PC_NAME_MAX: 3,
  PC_NO_TRUNC: 7,
  PC_PATH_MAX: 4,
  PC_PIPE_BUF: 5,
  PC_PRIO_IO: 11,
  PC_REC_INCR_XFER_SIZE: 14,
  PC_REC_MAX_XFER_SIZE: 15,
  PC_REC_MIN_XFER_SIZE: 16,
  PC_REC_XFER_ALIGN: 17,
  PC_SOCK_MAXBUF: 12,
  PC_SYMLINK_MAX: 19,
  PC_SYNC_IO: 9,
  PC_VDISABLE: 8,
};

/** The current folder; Deno's own refuses one whose name is not UTF-8. */
function cwd(): string {
  const k = linux();
  if (k === null) return hostCall(() => host.getcwd());
  const b = new Uint8Array(65536);
  const n = hostCall(() => k.call("getcwd", b, b.length));
  return fromC(b.subarray(0, n - 1));
}

// the functions -----------------------------------------------------------------------

function renameDecl(name: string): Decls[string] {
  return [
    "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
    (a: Value, b: Value, d?: Value, e?: Value) => {
      const [x, y] = [pathArg(name, a, false, "src"), pathArg(name, b, false, "dst")];
      const k = linux();
      const [f, g] = [dirFd(name, d, k), dirFd(name, e, k)];
      lookAtFiles(
        () =>
          k !== null ? void k.call("renameat", f, x.text, g, y.text) : host.rename(x.text, y.text),
        a,
        b,
      );
    },
  ];
}

function unlinkDecl(name: string): Decls[string] {
  return ["(path, *, dir_fd=None)", (path: Value, d?: Value) => {
    const p = pathArg(name, path);
    const k = linux();
    const at = dirFd(name, d, k);
    lookAtFiles(
      () => k !== null ? void k.call("unlinkat", at, p.text, 0) : host.unlink(p.text),
      path,
    );
  }];
}

/** Makes a special file; mkfifo and mknod. */
function makeNode(name: string, path: Value, mode: number, device: bigint, d: Maybe): void {
  const p = pathArg(name, path);
  const k = kernel();
  const at = dirFd(name, d, k);
  hostCall(() => k.call("mknodat", at, p.text, mode, device));
}

export const fileFunctions: Decls = {
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
    return makeStat(
      lookAtFiles(() => linux() !== null ? linux()!.stat(n, null, true) : host.fstat(n)),
    );
  }],
  access: [
    "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)",
    access,
  ],
  chdir: ["(path)", (path: Value) => {
    const p = pathArg("chdir", path, true);
    if (p.isFd) hostCall(() => kernel().call("fchdir", p.fd), path);
    else {hostCall(() =>
        linux() !== null ? void linux()!.call("chdir", p.text) : host.chdir(p.text), path);}
  }],
  fchdir: ["(fd)", (fd: Value) => {
    const n = descriptor(fd);
    hostCall(() => kernel().call("fchdir", n));
  }],
  chroot: ["(path)", (path: Value) => {
    const p = pathArg("chroot", path);
    hostCall(() => kernel().call("chroot", p.text), path);
  }],
  chmod: [
    "(path, mode, *, dir_fd=None, follow_symlinks=True)",
    (path: Value, mode: Value, d?: Value, follow: Value = true) => {
      const p = pathArg("chmod", path, true);
      const m = int(mode);
      const k = linux();
      const at = dirFd("chmod", d, k);
      if (!isTrue(follow)) {
        if (p.isFd) throw valueError("chmod: cannot use fd and follow_symlinks together");
        if (given(d)) {
          throw valueError("chmod: cannot use dir_fd and follow_symlinks together");
        }
        throw exception(
          E.NotImplementedError,
          "chmod: follow_symlinks unavailable on this platform",
        );
      }
      lookAtFiles(() => {
        if (k === null) host.chmod(p.text, m);
        else if (p.isFd) k.call("fchmod", p.fd, m);
        else k.call("fchmodat", at, p.text, m);
      }, path);
    },
  ],
  fchmod: ["(fd, mode)", (fd: Value, mode: Value) => {
    const [n, m] = [int(fd), int(mode)];
    hostCall(() => kernel().call("fchmod", n, m));
  }],
  chown: [
    "(path, uid, gid, *, dir_fd=None, follow_symlinks=True)",
    (path: Value, uid: Value, gid: Value, d?: Value, follow: Value = true) => {
      const p = pathArg("chown", path, true);
      const [u, g] = [idArg("uid", uid), idArg("gid", gid)];
      const k = linux();
      const at = dirFd("chown", d, k);
      checkFdArgs("chown", p, d, isTrue(follow));
      lookAtFiles(() => {
        if (k === null) host.chown(p.text, u, g);
        else if (p.isFd) k.call("fchown", p.fd, u, g);
        else k.call("fchownat", at, p.text, u, g, flag(isTrue(follow)));
      }, path);
    },
  ],
  lchown: ["(path, uid, gid)", (path: Value, uid: Value, gid: Value) => {
    const p = pathArg("lchown", path);
    const [u, g] = [idArg("uid", uid), idArg("gid", gid)];
    const k = linux();
    lookAtFiles(
      () =>
        k !== null
          ? void k.call("fchownat", AT_FDCWD, p.text, u, g, AT_SYMLINK_NOFOLLOW)
          : host.chown(p.text, u, g),
      path,
    );
  }],
  fchown: ["(fd, uid, gid)", (fd: Value, uid: Value, gid: Value) => {
    const [n, u, g] = [int(fd), idArg("uid", uid), idArg("gid", gid)];
    hostCall(() => kernel().call("fchown", n, u, g));
  }],
  getcwd: ["()", () => cwd()],
  getcwdb: ["()", () => bytesName(cwd())],
  link: [
    "(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)",
    (a: Value, b: Value, d?: Value, e?: Value, follow: Value = true) => {
      const [x, y] = [pathArg("link", a, false, "src"), pathArg("link", b, false, "dst")];
      const k = linux();
      const [f, g] = [dirFd("link", d, k), dirFd("link", e, k)];
      // link() itself follows no link on Linux, linkat() is used where something was said
      const follows = (given(d) || given(e)) && isTrue(follow) ? AT_SYMLINK_FOLLOW : 0;
      lookAtFiles(
        () =>
          k !== null
            ? void k.call("linkat", f, x.text, g, y.text, follows)
            : host.link(x.text, y.text),
        a,
        b,
      );
    },
  ],
  listdir: ["(path=None)", (path: Value = null) => new PyList(listdir(path))],
  scandir: ["(path=None)", scandir],
  mkdir: ["(path, mode=511, *, dir_fd=None)", (path: Value, mode: Value = 0o777, d?: Value) => {
    const p = pathArg("mkdir", path);
    const m = int(mode);
    const k = linux();
    const at = dirFd("mkdir", d, k);
    hostCall(
      () => k !== null ? void k.call("mkdirat", at, p.text, m) : host.mkdir(p.text, m),
      path,
    );
  }],
  mkfifo: ["(path, mode=438, *, dir_fd=None)", (path: Value, mode: Value = 0o666, d?: Value) => {
    makeNode("mkfifo", path, (int(mode) & 0o7777) | 0o010000, 0n, d);
  }],
  mknod: [
    "(path, mode=384, device=0, *, dir_fd=None)",
    (path: Value, mode: Value = 0o600, device: Value = 0, d?: Value) => {
      makeNode("mknod", path, int(mode), deviceArg(device), d);
    },
  ],
  major: ["(device, /)", (v: Value) => {
    const d = deviceArg(v);
    return Number(((d >> 8n) & 0xfffn) | ((d >> 32n) & ~0xfffn));
  }],
  minor: ["(device, /)", (v: Value) => {
    const d = deviceArg(v);
    return Number((d & 0xffn) | ((d >> 12n) & ~0xffn & 0xffffffffn));
  }],
  makedev: ["(major, minor, /)", (major: Value, minor: Value) => {
    const [a, b] = [BigInt(int(major)), BigInt(int(minor))];
    return Number(
      ((a & 0xfffn) << 8n) | ((a & ~0xfffn) << 32n) | (b & 0xffn) | ((b & ~0xffn) << 12n),
    );
  }],
  readlink: ["(path, *, dir_fd=None)", (path: Value, d?: Value) => {
    const p = pathArg("readlink", path);
    const k = linux();
    const at = dirFd("readlink", d, k);
    return pathLike(
      p.value,
      hostCall(() => k !== null ? k.readlink(at, p.text) : host.readlink(p.text), path),
    );
  }],
  rename: renameDecl("rename"),
  replace: renameDecl("replace"),
  rmdir: ["(path, *, dir_fd=None)", (path: Value, d?: Value) => {
    const p = pathArg("rmdir", path);
    const k = linux();
    const at = dirFd("rmdir", d, k);
    lookAtFiles(
      () => k !== null ? void k.call("unlinkat", at, p.text, AT_REMOVEDIR) : host.rmdir(p.text),
      path,
    );
  }],
  symlink: [
    "(src, dst, target_is_directory=False, *, dir_fd=None)",
    (a: Value, b: Value, _t?: Value, d?: Value) => {
      const [x, y] = [pathArg("symlink", a, false, "src"), pathArg("symlink", b, false, "dst")];
      const k = linux();
      const at = dirFd("symlink", d, k);
      hostCall(
        () =>
          k !== null ? void k.call("symlinkat", x.text, at, y.text) : host.symlink(x.text, y.text),
        a,
        b,
      );
    },
  ],
  unlink: unlinkDecl("unlink"),
  remove: unlinkDecl("remove"),
  utime: [
    "(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)",
    utime,
  ],
  truncate: ["(path, length)", (path: Value, length: Value) => {
    const p = pathArg("truncate", path, true);
    const size = long(length);
    const k = linux();
    lookAtFiles(() => {
      if (k !== null) {
        if (p.isFd) k.call("ftruncate", p.fd, size);
        else k.call("truncate", p.text, size);
        return;
      }
      if (p.isFd) return host.truncate(p.fd, Number(size));
      const fd = host.open(p.text, 1, 0);
      try {
        host.truncate(fd, Number(size));
      } finally {
        host.close(fd);
      }
    }, path);
  }],
  statvfs: ["(path)", (path: Value) => {
    const p = pathArg("statvfs", path, true);
    const b = new Uint8Array(120);
    const k = kernel();
    hostCall(() => p.isFd ? k.call("fstatfs", p.fd, b) : k.call("statfs", p.text, b), path);
    return statvfsOf(b);
  }],
  fstatvfs: ["(fd, /)", (fd: Value) => {
    const n = int(fd);
    const b = new Uint8Array(120);
    hostCall(() => kernel().call("fstatfs", n, b));
    return statvfsOf(b);
  }],
  pathconf: ["(path, name)", (path: Value, name: Value) => {
    const p = pathArg("pathconf", path, true);
    const n = confName(name, PATHCONF);
    if (p.isFd) return limit("fpathconf", p.fd, n, path);
    hostCall(() => kernel().stat(AT_FDCWD, p.text, true), path);
    return limit("pathconf", new Uint8Array([...fsBytes(p.value), 0]), n, path);
  }],
  fpathconf: [
    "(fd, name, /)",
    (fd: Value, name: Value) => limit("fpathconf", int(fd), confName(name, PATHCONF), undefined),
  ],
  fspath: ["(path)", (p: Value) => fspath(p)],
  ...xattrs,
};

function deviceArg(v: Value): bigint {
  if (!isIndex(v)) throw typeError(`an integer is required (got type ${typeName(v)})`);
  const n = BigInt(asIndex(v));
  if (n < 0n) throw overflowError("can't convert negative int to unsigned");
  if (n >= 2n ** 64n) throw overflowError("int too big to convert");
  return n;
}

/** An fd argument that may be an object with fileno(). */
export function descriptor(v: Value): number {
  return isIndex(v) ? int(v) : fileDescriptor(v);
}
