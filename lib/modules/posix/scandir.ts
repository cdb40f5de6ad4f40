/**
 * os.scandir and DirEntry.
 *
 * @module
 */
import { isTrue } from "../../core/compare.ts";
import { E, typeError } from "../../core/errors.ts";
import { PyObject, PyType, TypeFlag, type Value } from "../../core/object.ts";
import { repr } from "../../core/ops.ts";
import { host, type HostStat, S_IFDIR, S_IFLNK, S_IFMT, S_IFREG } from "../../host/host.ts";
import { AT_FDCWD } from "../../host/linux.ts";
import type { TypeSpec } from "../../objects/type.ts";
import { hostPath, pathLike } from "../oserror.ts";
import { linux, lookAtFiles, makeStat, optionalPath } from "./common.ts";

/** S_IFMT bits of the kernel's d_type. */
const typeBits = (type: number): number => type << 12;

class PyDirEntry extends PyObject {
  private own: HostStat | null = null;
  private target: HostStat | null = null;
  constructor(
    readonly name: Value,
    readonly path: Value,
    /** S_IF* as the folder says, or 0. */
    readonly type: number,
    readonly ino: number,
  ) {
    super();
  }

  /** Its stat, remembered. */
  stat(follow: boolean): HostStat {
    const text = hostPath(this.path);
    const k = linux();
    const ask = (follow: boolean) =>
      lookAtFiles(
        () => k !== null ? k.stat(AT_FDCWD, text, follow) : host.stat(text, follow),
        this.path,
      );
    this.own ??= ask(false);
    if (!follow || (this.own.mode & S_IFMT) !== S_IFLNK) return this.own;
    return this.target ??= ask(true);
  }

  /** Whether it is of a type; false where it is gone. */
  is(type: number, follow: boolean): boolean {
    if (this.type !== 0 && (!follow || this.type !== S_IFLNK)) return this.type === type;
    try {
      return (this.stat(follow).mode & S_IFMT) === type;
    } catch (e) {
      if (e instanceof PyObject && e.cls === E.FileNotFoundError) return false;
      throw e;
    }
  }
}

export const dirEntryType: PyType = new PyType("DirEntry", TypeFlag.None, "posix");
PyDirEntry.prototype.cls = dirEntryType;

const followDecl = (f: (o: PyDirEntry, follow: boolean) => Value) =>
  [
    "($self, /, *, follow_symlinks=True)",
    (o: PyDirEntry, follow: Value = true) => f(o, isTrue(follow)),
  ] as const;

export const dirEntrySpec: TypeSpec = {
  slots: {
    tpRepr: (v) => `<DirEntry ${repr((v as PyDirEntry).name)}>`,
    tpNew: () => {
      throw typeError("cannot create 'posix.DirEntry' instances");
    },
  },
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
    inode: ["($self, /)", (o: PyDirEntry) => o.ino !== 0 ? o.ino : o.stat(false).ino],
    __fspath__: ["($self, /)", (o: PyDirEntry) => o.path],
  },
};

class PyScandir extends PyObject {
  index = 0;
  constructor(public entries: PyDirEntry[]) {
    super();
  }
}

export const scandirType: PyType = new PyType("ScandirIterator", TypeFlag.None, "posix");
PyScandir.prototype.cls = scandirType;

const close = (o: PyScandir): void => {
  o.entries = [];
};

export const scandirSpec: TypeSpec = {
  slots: {
    tpIter: (v) => v,
    tpNew: () => {
      throw typeError("cannot create 'posix.ScandirIterator' instances");
    },
    tpIternext: (v) => {
      const it = v as PyScandir;
      return it.entries[it.index++];
    },
  },
  methods: {
    __enter__: ["($self, /)", (o: PyScandir) => o],
    __exit__: ["($self, *args)", close],
    close: ["($self, /)", close],
  },
};

/** os.scandir(). */
export function scandir(path: Value = null): Value {
  const p = optionalPath("scandir", path, false);
  const k = linux();
  const found = lookAtFiles(() => {
    if (k === null) return host.listdir(p.text).map((name) => ({ name, type: 0, ino: 0 }));
    const fd = k.call("openat", AT_FDCWD, p.text, 0o2200000, 0);
    try {
      return k.entries(fd);
    } finally {
      k.raw("close", fd);
    }
  }, path);
  const base = p.text === "" || p.text.endsWith("/") ? p.text : p.text + "/";
  return new PyScandir(
    found.map((e) =>
      new PyDirEntry(
        pathLike(p.value, e.name),
        pathLike(p.value, base + e.name),
        typeBits(e.type),
        e.ino,
      )
    ),
  );
}

/** The names in a folder, by path or descriptor. */
export function listdir(path: Value = null): Value[] {
  const p = optionalPath("listdir", path, true);
  const k = linux();
  const names = lookAtFiles(() => {
    if (k === null) return host.listdir(p.text);
    const fd = p.isFd
      ? k.call("fcntl", p.fd, 1030, 0)
      : k.call("openat", AT_FDCWD, p.text, 0o2200000, 0);
    try {
      if (p.isFd) k.raw("lseek", fd, 0, 0);
      return k.entries(fd).map((e) => e.name);
    } finally {
      k.raw("close", fd);
    }
  }, path);
  return names.map((n) => pathLike(p.value, n));
}
