/**
 * FileIO (Modules/_io/fileio.c) over the host's descriptors.
 *
 * @module
 */
import { bind, Signature } from "../../core/args.ts";
import { asInt, asStr, isTrue } from "../../core/compare.ts";
import { typeError, valueError } from "../../core/errors.ts";
import {
  asInstanceOf,
  type KwNames,
  type Maybe,
  PyBytes,
  PyType,
  typeOf,
  type Value,
} from "../../core/object.ts";
import { asIndex, call, callMethod, repr, setAttr, setInstanceAttr } from "../../core/ops.ts";
import {
  type Host,
  host,
  HostError,
  O_APPEND,
  O_CLOEXEC,
  O_CREAT,
  O_EXCL,
  O_RDONLY,
  O_RDWR,
  O_TRUNC,
  O_WRONLY,
  S_IFDIR,
  S_IFMT,
} from "../../host/host.ts";
import type { TypeSpec } from "../../objects/type.ts";
import { errnoError, fspath, hostCall, hostPath, osError } from "../oserror.ts";
import { runSignals } from "../signals.ts";
import { awaitInput, awaitInputHere, awaitOutputHere, blocking, PIPE_BUF } from "../waiting.ts";
import {
  both,
  bytesArg,
  closedError,
  DEFAULT_BUFFER_SIZE,
  intArg,
  nameOf,
  PyIOBase,
  rawIOBaseType,
  sizeArg,
  unsupported,
  writableArg,
} from "./base.ts";

/** What of a file has to be closed when nobody refers to it any more. */
interface Open {
  fd: number;
  live: boolean;
  host: Host;
}

let registry: FinalizationRegistry<Open> | undefined;
/** Made on demand: the first one of a process costs a millisecond. */
const collected = (): FinalizationRegistry<Open> =>
  registry ??= new FinalizationRegistry((o) => {
    if (!o.live) return;
    o.live = false;
    try {
      o.host.close(o.fd);
    } catch {
      // nobody is left to be told
    }
  });

/** Streams with output that the host has not seen yet. */
let dirty = new Set<() => void>();

/** Takes them away for another runtime; gives what puts them back. */
export function setDirtyAside(): () => void {
  const was = dirty;
  dirty = new Set();
  return () => dirty = was;
}

/**
 * Remembers a stream with pending output. Since nothing here is closed by
 * going out of scope, such output is written before anything else looks at files.
 */
export function markDirty(flush: () => void): void {
  dirty.add(flush);
}

/** Forgets it. */
export function unmarkDirty(flush: () => void): void {
  dirty.delete(flush);
}

/** Writes the pending output of every file before a descriptor of a file is read. */
export function flushBefore(fd: number): void {
  if (dirty.size === 0) return;
  // a pipe's other end may be ours, and full
  if ((hostCall(() => host.fstat(fd)).mode & 0o170000) === 0o100000) flushFiles();
}

/** Writes the pending output of every file. */
export function flushFiles(): void {
  if (dirty.size === 0) return;
  const all = [...dirty];
  dirty.clear();
  for (const f of all) {
    try {
      f();
    } catch {
      // the stream's own flush or close will tell
    }
  }
}

/** A raw file. */
export class PyFileIO extends PyIOBase {
  fd = -1;
  created = false;
  reads = false;
  writes = false;
  appending = false;
  canSeek: boolean | null = null;
  closefd = true;
  blksize = DEFAULT_BUFFER_SIZE;
  private open: Open | null = null;

  /** Makes a descriptor this file's. */
  adopt(fd: number): void {
    this.fd = fd;
    if (this.closefd && fd > 2) {
      this.open = { fd, live: true, host };
      collected().register(this, this.open, this);
    }
  }

  /** Gives the descriptor up without closing it. */
  drop(): number {
    const fd = this.fd;
    this.fd = -1;
    if (this.open !== null) {
      this.open.live = false;
      this.open = null;
      collected().unregister(this);
    }
    return fd;
  }

  /** The descriptor. Raises ValueError once closed. */
  get live(): number {
    if (this.fd < 0) throw closedError("I/O operation on closed file");
    return this.fd;
  }

  /** Raises UnsupportedOperation where it cannot read. */
  checkReads(): void {
    if (this.fd < 0) throw closedError("I/O operation on closed file");
    if (!this.reads) throw unsupported("File not open for reading");
  }

  /** Raises UnsupportedOperation where it cannot write. */
  checkWrites(): void {
    if (this.fd < 0) throw closedError("I/O operation on closed file");
    if (!this.writes) throw unsupported("File not open for writing");
  }

  /** Reads into an array: the number of bytes, or -1 when nothing is there yet. */
  readInto(out: Uint8Array): number {
    this.checkReads();
    awaitInputHere(this.fd);
    try {
      return host.read(this.fd, out);
    } catch (e) {
      if (e instanceof HostError) {
        if (e.errno === 11) return -1;
        throw osError(e);
      }
      throw e;
    }
  }

  /** Writes: the number of bytes taken, or -1 when none could be. */
  write(data: Uint8Array): number {
    this.checkWrites();
    try {
      if (data.length === 0) return 0;
      const n = host.write(this.fd, awaitOutputHere(this.fd) ? data.subarray(0, PIPE_BUF) : data);
      // a signal may be why it was not all
      if (n < data.length) runSignals();
      return n;
    } catch (e) {
      if (e instanceof HostError) {
        if (e.errno === 11) return -1;
        throw osError(e);
      }
      throw e;
    }
  }

  /** Moves the position. */
  seek(offset: number, whence: number): number {
    const fd = this.live;
    return hostCall(() => host.seek(fd, offset, whence));
  }

  /** Whether the position can be moved. */
  seekable(): boolean {
    const fd = this.live;
    if (this.canSeek === null) {
      try {
        host.seek(fd, 0, 1);
        this.canSeek = true;
      } catch (e) {
        if (!(e instanceof HostError)) throw e;
        this.canSeek = false;
      }
    }
    return this.canSeek;
  }

  /** The rest of the file; null when nothing is there yet. */
  readAll(): Uint8Array | null {
    this.checkReads();
    let size = DEFAULT_BUFFER_SIZE;
    try {
      const left = host.fstat(this.fd).size - host.seek(this.fd, 0, 1);
      if (left > 0) size = left + 1;
    } catch (e) {
      if (!(e instanceof HostError)) throw e;
    }
    let buffer = new Uint8Array(size);
    let n = 0;
    for (;;) {
      if (n >= buffer.length) {
        const bigger = new Uint8Array(n + Math.max(DEFAULT_BUFFER_SIZE, n >> 1));
        bigger.set(buffer);
        buffer = bigger;
      }
      const r = this.readInto(buffer.subarray(n));
      if (r < 0) {
        if (n === 0) return null;
        break;
      }
      if (r === 0) break;
      n += r;
    }
    return buffer.length === n ? buffer : buffer.slice(0, n);
  }

  /** The mode as `mode` shows it. */
  modeText(): string {
    if (this.created) return this.reads ? "xb+" : "xb";
    if (this.appending) return this.reads ? "ab+" : "ab";
    if (this.reads) return this.writes ? "rb+" : "rb";
    return "wb";
  }
}

export const fileIOType: PyType = new PyType("FileIO", undefined, "_io");
PyFileIO.prototype.cls = fileIOType;

const newSig = new Signature("FileIO", "(file, mode='r', closefd=True, opener=None)", 0);

function parseMode(f: PyFileIO, mode: string): number {
  const bad = () =>
    valueError(
      "Must have exactly one of create/read/write/append mode and at most one plus",
    );
  let flags = 0;
  let rwa = false;
  let plus = false;
  f.reads =
    f.writes =
    f.created =
    f.appending =
      false;
  for (const c of mode) {
    switch (c) {
      case "x":
      case "r":
      case "w":
      case "a":
        if (rwa) throw bad();
        rwa = true;
        if (c === "r") f.reads = true;
        else f.writes = true;
        if (c === "x") {
          f.created = true;
          flags |= O_EXCL | O_CREAT;
        } else if (c === "w") flags |= O_CREAT | O_TRUNC;
        else if (c === "a") {
          f.appending = true;
          flags |= O_APPEND | O_CREAT;
        }
        break;
      case "b":
        break;
      case "+":
        if (plus) throw bad();
        f.reads = f.writes = plus = true;
        break;
      default:
        throw valueError(`invalid mode: ${mode.slice(0, 200)}`);
    }
  }
  if (!rwa) throw bad();
  return flags | (f.reads && f.writes ? O_RDWR : f.reads ? O_RDONLY : O_WRONLY);
}

/** FileIO's constructor proper. */
export function initFileIO(
  f: PyFileIO,
  nameArg: Value,
  mode: string,
  closefd: boolean,
  opener: Value,
): void {
  if (f.fd >= 0) {
    const fd = f.drop();
    if (f.closefd) hostCall(() => host.close(fd));
  }
  if (typeOf(nameArg).name === "float") throw typeError("integer argument expected, got float");
  let fd = -1;
  if (typeOf(nameArg).nbIndex !== undefined) {
    fd = Number(asIndex(nameArg));
    if (fd < 0) throw valueError("negative file descriptor");
  }
  const path = fd < 0 ? fspath(nameArg) : null;
  if (mode.includes("\0")) throw valueError(`invalid mode: ${mode}`);
  const flags = parseMode(f, mode);
  f.closefd = closefd;
  f.canSeek = null;
  let opened = false;
  if (fd >= 0) {
    const stat = hostCall(() => host.fstat(fd));
    if ((stat.mode & S_IFMT) === S_IFDIR) throw errnoError(21, nameArg);
    f.adopt(fd);
  } else {
    const file = hostPath(path!);
    if (!closefd) throw valueError("Cannot use closefd=False with file name");
    flushFiles();
    if (opener === null) fd = hostCall(() => host.open(file, flags | O_CLOEXEC, 0o666), nameArg);
    else {
      const r = call(opener, [nameArg, flags | O_CLOEXEC]);
      const n = asInt(r);
      if (n === undefined) throw typeError("expected integer from opener");
      if (n < 0) throw valueError(`opener returned ${n}`);
      fd = Number(n);
    }
    opened = true;
    f.adopt(fd);
    try {
      const stat = hostCall(() => host.fstat(fd), nameArg);
      if ((stat.mode & S_IFMT) === S_IFDIR) throw errnoError(21, nameArg);
    } catch (e) {
      f.drop();
      if (opened) hostCall(() => host.close(fd));
      throw e;
    }
  }
  setAttr(f, "name", nameArg);
  f.ioClosed = false;
  f.blksize = 4096;
  if (f.appending) {
    try {
      host.seek(f.fd, 0, 2);
    } catch (e) {
      if (!(e instanceof HostError)) throw e;
    }
  }
}

/** A file by descriptor, for the standard streams. */
export function rawOf(fd: number, name: Value, reads: boolean): PyFileIO {
  const f = new PyFileIO();
  f.closefd = false;
  f.reads = reads;
  f.writes = !reads;
  f.fd = fd;
  // its dict at once: the type's need not be made for that
  setInstanceAttr(f, "name", name);
  return f;
}

const whenceOf = (v: Maybe) => (v === undefined ? 0 : intArg(v));

function closeFile(f: PyFileIO): void {
  if (f.ioClosed) return;
  both(
    () => {
      try {
        callMethod(f, "flush");
      } finally {
        f.ioClosed = true;
      }
    },
    () => {
      if (f.fd < 0) return;
      const fd = f.drop();
      if (f.closefd) hostCall(() => host.close(fd));
    },
  );
}

export const fileIOSpec: TypeSpec = {
  base: rawIOBaseType,
  doc:
    "Open a file.\n\nThe mode can be 'r' (default), 'w', 'x' or 'a' for reading,\nwriting, exclusive creation or appending.  The file will be created if it\ndoesn't exist when opened for writing or appending; it will be truncated\nwhen opened for writing.  A FileExistsError will be raised if it already\nexists when opened for creating. Opening a file for creating implies\nwriting so this mode behaves in a similar way to 'w'.Add a '+' to the mode\nto allow simultaneous reading and writing. A custom opener can be used by\npassing a callable as *opener*. The underlying file descriptor for the file\nobject is then obtained by calling opener with (*name*, *flags*).\n*opener* must return an open file descriptor (passing os.open as *opener*\nresults in functionality similar to passing None).",
  signature: "(file, mode='r', closefd=True, opener=None)",
  slots: {
    tpNew: (t) => asInstanceOf(new PyFileIO(), t),
    tpInit: (self, args: Value[], kw: KwNames) => {
      const [file, mode = "r", closefd = true, opener = null] = bind(newSig, args, kw) as Value[];
      const m = asStr(mode);
      if (m === undefined) {
        throw typeError(`FileIO() argument 2 must be str, not ${typeOf(mode).name}`);
      }
      initFileIO(self as PyFileIO, file, m, isTrue(closefd), opener);
    },
    tpRepr: (v) => {
      const f = v as PyFileIO;
      const type = "_io.FileIO";
      if (f.fd < 0) return `<${type} [closed]>`;
      const name = nameOf(f);
      const rest = `mode='${f.modeText()}' closefd=${f.closefd ? "True" : "False"}>`;
      return name === null ? `<${type} fd=${f.fd} ${rest}` : `<${type} name=${repr(name)} ${rest}`;
    },
  },
  getset: {
    closed: { get: (f: PyFileIO) => f.fd < 0, doc: "True if the file is closed" },
    closefd: {
      get: (f: PyFileIO) => f.closefd,
      doc: "True if the file descriptor will be closed by close().",
    },
    mode: { get: (f: PyFileIO) => f.modeText(), doc: "String giving the file mode" },
    _blksize: {
      get: (f: PyFileIO) => f.blksize,
      set: (f: PyFileIO, v) => {
        f.blksize = intArg(v!);
      },
    },
  },
  methods: {
    read: blocking("read", ["($self, size=-1, /)", (f: PyFileIO, size?: Value) => {
      f.checkReads();
      const n = sizeArg(size);
      if (n < 0) return callMethod(f, "readall");
      const out = new Uint8Array(n);
      awaitInput(f.fd);
      const r = f.readInto(out);
      return r < 0 ? null : new PyBytes(r === n ? out : out.slice(0, r));
    }]),
    readall: ["($self, /)", (f: PyFileIO) => {
      const b = f.readAll();
      return b === null ? null : new PyBytes(b);
    }],
    readinto: blocking("readinto", ["($self, buffer, /)", (f: PyFileIO, b: Value) => {
      f.checkReads();
      awaitInput(f.fd);
      const r = f.readInto(writableArg("readinto", b));
      return r < 0 ? null : r;
    }]),
    write: ["($self, b, /)", (f: PyFileIO, b: Value) => {
      f.checkWrites();
      const r = f.write(bytesArg(b));
      return r < 0 ? null : r;
    }],
    seek: [
      "($self, pos, whence=0, /)",
      (f: PyFileIO, pos: Value, whence?: Value) => {
        void f.live;
        return f.seek(intArg(pos), whenceOf(whence));
      },
    ],
    tell: ["($self, /)", (f: PyFileIO) => f.seek(0, 1)],
    truncate: ["($self, size=None, /)", (f: PyFileIO, size: Value = null) => {
      f.checkWrites();
      const n = size === null ? f.seek(0, 1) : intArg(size);
      if (n < 0) throw errnoError(22);
      hostCall(() => host.truncate(f.fd, n));
      return n;
    }],
    close: ["($self, /)", closeFile],
    seekable: ["($self, /)", (f: PyFileIO) => f.seekable()],
    readable: ["($self, /)", (f: PyFileIO) => {
      void f.live;
      return f.reads;
    }],
    writable: ["($self, /)", (f: PyFileIO) => {
      void f.live;
      return f.writes;
    }],
    fileno: ["($self, /)", (f: PyFileIO) => f.live],
    isatty: ["($self, /)", (f: PyFileIO) => {
      const fd = f.live;
      try {
        return host.isatty(fd);
      } catch (e) {
        if (e instanceof HostError) return false;
        throw e;
      }
    }],
    _dealloc_warn: ["($self, source, /)", () => null],
    __getstate__: ["($self, /)", (f: PyFileIO) => {
      throw typeError(`cannot serialize '${f.cls.name}' object`);
    }],
  },
};
