/**
 * The buffered streams over a raw one (Modules/_io/bufferedio.c). One class
 * serves reader, writer and random access; the raw stream may be any Python
 * object, and is called directly where it is exactly a FileIO.
 *
 * Invariants: data read ahead and data not yet written are never there at the
 * same time; the raw position is `pos` plus what is read ahead, minus what is
 * not yet written.
 *
 * @module
 */
import { bind, type Decl, type Decls, Signature } from "../../core/args.ts";
import { asInt, isTrue } from "../../core/compare.ts";
import {
  E,
  matches,
  memoryError,
  PyBaseException,
  type PyOSError,
  runtimeError,
  typeError,
  typeName,
  valueError,
} from "../../core/errors.ts";
import { asInstanceOf, type KwNames, PyBytes, PyType, type Value } from "../../core/object.ts";
import { asIndex, callMethod, getAttr, getAttrOpt, repr } from "../../core/ops.ts";
import { makeMemoryView } from "../../objects/memoryview.ts";
import { PyByteArray } from "../../objects/bytearray_data.ts";
import type { TypeSpec } from "../../objects/type.ts";
import {
  blocking,
  both,
  bufferedIOBaseType,
  bytesArg,
  checkReadable,
  checkSeekable,
  checkWritable,
  closedError,
  DEFAULT_BUFFER_SIZE,
  intArg,
  ioError,
  isClosed,
  joinParts,
  nameOf,
  PyIOBase,
  sizeArg,
  writableArg,
} from "./base.ts";
import { awaitInput, waitingFirst } from "../waiting.ts";
import { fileIOType, markDirty, PyFileIO, unmarkDirty } from "./fileio.ts";

const WOULD_BLOCK = "write could not complete without blocking";
const EMPTY = new Uint8Array(0);

/** A buffered stream. */
export class PyBuffered extends PyIOBase {
  raw: Value = null;
  /** The raw stream where it is exactly a FileIO. */
  file: PyFileIO | null = null;
  ok = false;
  detached = false;
  reads = false;
  writes = false;
  size = DEFAULT_BUFFER_SIZE;
  /** Read ahead: the bytes from rpos to rend. */
  rbuf: Uint8Array = EMPTY;
  rpos = 0;
  rend = 0;
  /** Not yet written: the first wlen bytes. */
  wbuf: Uint8Array = EMPTY;
  wlen = 0;
  private busy = false;
  private readonly flushNow = (): void => {
    if (this.wlen > 0 && this.ok) this.flushWrites();
  };

  /** Raises ValueError while there is no raw stream. */
  check(): void {
    if (!this.ok) {
      throw valueError(
        this.detached ? "raw stream has been detached" : "I/O operation on uninitialized object",
      );
    }
  }

  /** Whether the raw stream is closed. */
  get isClosed(): boolean {
    return this.file !== null ? this.file.fd < 0 : isClosed(this.raw);
  }

  /** Raises ValueError with a text when closed. */
  checkOpen(msg: string): void {
    this.check();
    if (this.isClosed) throw closedError(msg);
  }

  /** Runs something that must not be entered again. */
  guard<T>(f: () => T): T {
    if (this.busy) throw runtimeError(`reentrant call inside ${repr(this)}`);
    this.busy = true;
    try {
      return f();
    } finally {
      this.busy = false;
    }
  }

  /** Sets the raw stream and empties the buffers. */
  setup(raw: Value, size: number, reads: boolean, writes: boolean): void {
    if (size <= 0) throw valueError("buffer size must be strictly positive");
    if (size > 2 ** 31) throw memoryError();
    this.raw = raw;
    this.file = raw instanceof PyFileIO && raw.cls === fileIOType && !raw.dict?.getStr("readinto")
      ? raw
      : null;
    this.size = size;
    this.reads = reads;
    this.writes = writes;
    this.rbuf = EMPTY;
    this.rpos = this.rend = this.wlen = 0;
    this.detached = false;
    this.ok = true;
  }

  /** A BlockingIOError; the errno is the system's where there was a system call. */
  private blocked(written: number) {
    return blocking(WOULD_BLOCK, written, this.file !== null ? 11 : 0);
  }

  // raw operations

  /** Reads into an array: the number of bytes, or -1 when nothing is there yet. */
  rawRead(out: Uint8Array): number {
    if (this.file !== null) return this.file.readInto(out);
    for (;;) {
      const target = new PyByteArray(out);
      const view = makeMemoryView(target);
      let r: Value;
      try {
        r = callMethod(this.raw, "readinto", view);
      } catch (e) {
        if (matches(e, E.InterruptedError)) continue;
        throw e;
      } finally {
        if (view.exports === 0) view.release();
      }
      if (r === null) return -1;
      const n = Number(asIndex(r));
      if (n < 0 || n > out.length) {
        throw ioError(
          `raw readinto() returned invalid length ${n} (should have been between 0 and ${out.length})`,
        );
      }
      return n;
    }
  }

  private rawWrite(data: Uint8Array): number {
    if (this.file !== null) return this.file.write(data);
    for (;;) {
      let r: Value;
      const view = makeMemoryView(new PyBytes(data.slice()));
      try {
        r = callMethod(this.raw, "write", view);
      } catch (e) {
        if (matches(e, E.InterruptedError)) continue;
        throw e;
      }
      if (r === null) return -1;
      const n = Number(asIndex(r));
      if (n < 0 || n > data.length) {
        throw ioError(
          `raw write() returned invalid length ${n} (should have been between 0 and ${data.length})`,
        );
      }
      return n;
    }
  }

  /** Moves the raw stream. */
  rawSeek(offset: number, whence: number): number {
    if (this.file !== null) return this.file.seek(offset, whence);
    const n = Number(asIndex(callMethod(this.raw, "seek", offset, whence)));
    if (n < 0) throw ioError(`Raw stream returned invalid position ${n}`);
    return n;
  }

  /** The raw stream's position. */
  rawTell(): number {
    if (this.file !== null) return this.file.seek(0, 1);
    const r = callMethod(this.raw, "tell");
    const n = Number(asIndex(r));
    if (n < 0) throw ioError(`Raw stream returned invalid position ${n}`);
    return n;
  }

  // writing

  /** Writes what is pending. Raises BlockingIOError, keeping what could not be written. */
  flushWrites(): void {
    let at = 0;
    try {
      while (at < this.wlen) {
        const n = this.rawWrite(this.wbuf.subarray(at, this.wlen));
        if (n < 0) throw this.blocked(0);
        at += n;
      }
    } finally {
      if (at > 0) {
        this.wbuf.copyWithin(0, at, this.wlen);
        this.wlen -= at;
      }
      if (this.wlen === 0) unmarkDirty(this.flushNow);
    }
  }

  private keep(data: Uint8Array): void {
    if (this.wbuf.length < this.size) {
      const bigger = new Uint8Array(this.size);
      bigger.set(this.wbuf.subarray(0, this.wlen));
      this.wbuf = bigger;
    }
    if (this.wlen === 0 && this.file !== null) markDirty(this.flushNow);
    this.wbuf.set(data, this.wlen);
    this.wlen += data.length;
  }

  /** Takes data to be written. */
  writeBytes(data: Uint8Array): number {
    if (this.rend > this.rpos) this.dropReadAhead();
    const n = data.length;
    if (n <= this.size - this.wlen) {
      this.keep(data);
      return n;
    }
    try {
      this.flushWrites();
    } catch (e) {
      if (!matches(e, E.BlockingIOError)) throw e;
      // what still fits is taken all the same
      const room = Math.max(0, this.size - this.wlen);
      const taken = Math.min(room, n);
      this.keep(data.subarray(0, taken));
      if (taken === n) return n;
      (e as PyOSError).written = taken;
      throw this.blocked(taken);
    }
    let at = 0;
    while (n - at > this.size) {
      const w = this.rawWrite(data.subarray(at));
      if (w < 0) {
        const taken = Math.min(this.size, n - at);
        this.keep(data.subarray(at, at + taken));
        if (at + taken === n) return n;
        throw this.blocked(at + taken);
      }
      at += w;
    }
    if (at < n) this.keep(data.subarray(at));
    return n;
  }

  /** Moves the raw stream back over what was read ahead. */
  dropReadAhead(): void {
    const ahead = this.rend - this.rpos;
    this.rpos = this.rend = 0;
    if (ahead > 0) this.rawSeek(-ahead, 1);
  }

  // reading

  /** Fills the empty read buffer: the number of bytes, 0 at the end, -1 when nothing is there yet. */
  fill(): number {
    // never used again: lines are parts of it, since small arrays are dear to make
    this.rbuf = new Uint8Array(this.size);
    this.rpos = this.rend = 0;
    const n = this.rawRead(this.rbuf);
    if (n > 0) this.rend = n;
    return n;
  }

  private startRead(): void {
    if (this.writes && this.wlen > 0) this.flushWrites();
  }

  /** Takes up to n bytes of what was read ahead, sharing the buffer. */
  take(n: number): Uint8Array {
    const m = Math.min(n, this.rend - this.rpos);
    const out = this.rbuf.subarray(this.rpos, this.rpos + m);
    this.rpos += m;
    return out;
  }

  /** Reads n bytes, fewer at the end; null when nothing is there yet. */
  readBytes(n: number): Uint8Array | null {
    this.startRead();
    if (n <= this.rend - this.rpos) return this.take(n);
    const out = new Uint8Array(n);
    let at = this.rend - this.rpos;
    out.set(this.take(at));
    while (at < n) {
      const left = n - at;
      if (left >= this.size) {
        const whole = left - (left % this.size);
        const r = this.rawRead(out.subarray(at, at + whole));
        if (r <= 0) {
          if (r === 0 || at > 0) return out.slice(0, at);
          return null;
        }
        at += r;
        continue;
      }
      const r = this.fill();
      if (r <= 0) {
        if (r === 0 || at > 0) return out.slice(0, at);
        return null;
      }
      const got = this.take(left);
      out.set(got, at);
      at += got.length;
    }
    return out;
  }

  /** Reads to the end; null when nothing is there yet. */
  readToEnd(): Uint8Array | null {
    this.startRead();
    const parts: Uint8Array[] = [];
    if (this.rend > this.rpos) parts.push(this.take(this.rend - this.rpos).slice());
    if (this.file !== null) {
      const all = this.file.readAll();
      if (all === null) return parts.length > 0 ? parts[0] : null;
      if (all.length > 0 || parts.length === 0) parts.push(all);
      return joinParts(parts);
    }
    const readall = getAttrOpt(this.raw, "readall");
    if (readall !== undefined) {
      const all = callMethod(this.raw, "readall");
      if (all === null) return parts.length > 0 ? parts[0] : null;
      if (!(all instanceof PyBytes)) throw typeError("readall() should return bytes");
      parts.push(all.data);
      return joinParts(parts);
    }
    for (;;) {
      const b = callMethod(this.raw, "read");
      if (b !== null && !(b instanceof PyBytes)) throw typeError("read() should return bytes");
      if (b === null) {
        if (parts.length === 0) return null;
        break;
      }
      if (b.data.length === 0) break;
      parts.push(b.data);
    }
    return joinParts(parts);
  }

  /** At most one raw read. */
  read1(n: number): Uint8Array {
    this.startRead();
    if (this.rend === this.rpos) {
      if (n > this.size) {
        const out = new Uint8Array(n);
        const r = this.rawRead(out);
        return out.slice(0, Math.max(0, r));
      }
      this.fill();
    }
    return this.take(n).slice();
  }

  /** Where the next line end is in what was read ahead, or -1. */
  newlineAt(i: number): number {
    const b = this.rbuf;
    const end = this.rend;
    // lines are short: a loop beats the call
    for (; i < end; i++) if (b[i] === 10) return i;
    return -1;
  }

  /** A line up to a limit. */
  readLine(limit: number): Uint8Array {
    this.startRead();
    if (limit < 0) {
      // the usual case: a whole line in what was read ahead
      const from = this.rpos;
      const i = this.newlineAt(from);
      if (i >= 0) {
        this.rpos = i + 1;
        return this.rbuf.subarray(from, i + 1);
      }
    }
    const parts: Uint8Array[] = [];
    let n = 0;
    for (;;) {
      if (this.rpos === this.rend && this.fill() <= 0) break;
      let end = this.newlineAt(this.rpos);
      const found = end >= 0;
      end = found ? end + 1 : this.rend;
      let stop = found;
      if (limit >= 0 && end - this.rpos >= limit - n) {
        end = this.rpos + limit - n;
        stop = true;
      }
      parts.push(this.rbuf.subarray(this.rpos, end));
      n += end - this.rpos;
      this.rpos = end;
      if (stop) break;
    }
    return parts.length === 0 ? EMPTY : joinParts(parts);
  }

  /** Reads into an array. */
  readInto(out: Uint8Array, once: boolean): number | null {
    this.startRead();
    const ahead = this.take(out.length);
    out.set(ahead);
    let at = ahead.length;
    while (at < out.length) {
      const left = out.length - at;
      let r = 0;
      if (left > this.size) {
        r = this.rawRead(out.subarray(at));
        if (r > 0) at += r;
      } else if (!once || at === 0) {
        r = this.fill();
        if (r > 0) {
          const got = this.take(left);
          out.set(got, at);
          at += got.length;
        }
      }
      if (r < 0 && at === 0) return null;
      if (r <= 0 || once) break;
    }
    return at;
  }

  /** The position as the caller sees it. */
  tell(): number {
    const p = this.rawTell() - (this.rend - this.rpos) + this.wlen;
    return p;
  }

  /** Moves the position. */
  seek(target: number, whence: number): number {
    if (this.wlen > 0) this.flushWrites();
    const ahead = this.rend - this.rpos;
    if (whence !== 2 && this.reads && ahead > 0) {
      // within what was read ahead nothing has to be read again
      const current = this.rawTell();
      const here = current - ahead;
      const offset = whence === 0 ? target - here : target;
      if (offset >= -this.rpos && offset <= ahead) {
        this.rpos += offset;
        return here + offset;
      }
    }
    if (whence === 1) target -= ahead;
    const n = this.rawSeek(target, whence);
    this.rpos = this.rend = 0;
    return n;
  }

  /** flush(): writes what is pending and gives back what was read ahead. */
  flushAll(): void {
    if (this.writes) this.flushWrites();
    if (this.reads && this.writes) this.dropReadAhead();
  }
}

const bufferedType = (name: string) => new PyType(name, undefined, "_io");
export const bufferedReaderType: PyType = bufferedType("BufferedReader");
export const bufferedWriterType: PyType = bufferedType("BufferedWriter");
export const bufferedRandomType: PyType = bufferedType("BufferedRandom");
export const bufferedRWPairType: PyType = bufferedType("BufferedRWPair");

const bytes = (d: Uint8Array | null): Value => (d === null ? null : new PyBytes(d));

const common: Decls = {
  detach: ["($self, /)", (o: PyBuffered) => {
    o.check();
    callMethod(o, "flush");
    const raw = o.raw;
    o.raw = null;
    o.file = null;
    o.ok = false;
    o.detached = true;
    return raw;
  }],
  close: ["($self, /)", (o: PyBuffered) => {
    o.check();
    if (o.isClosed) return;
    both(() => callMethod(o, "flush"), () => callMethod(o.raw, "close"));
  }],
  seekable: ["($self, /)", (o: PyBuffered) => (o.check(), callMethod(o.raw, "seekable"))],
  fileno: ["($self, /)", (o: PyBuffered) => (o.check(), callMethod(o.raw, "fileno"))],
  isatty: ["($self, /)", (o: PyBuffered) => (o.check(), callMethod(o.raw, "isatty"))],
  _dealloc_warn: ["($self, source, /)", () => null],
  tell: ["($self, /)", (o: PyBuffered) => {
    o.check();
    return o.tell();
  }],
  seek: ["($self, target, whence=0, /)", (o: PyBuffered, t: Value, w: Value = 0) => {
    o.check();
    const whence = intArg(w);
    if (whence < 0 || whence > 2) throw valueError(`whence value ${whence} unsupported`);
    o.checkOpen("seek of closed file");
    const target = intArg(t);
    if (callMethod(o.raw, "seekable") !== true) checkSeekable(o.raw);
    return o.guard(() => o.seek(target, whence));
  }],
  truncate: ["($self, pos=None, /)", (o: PyBuffered, pos: Value = null) => {
    o.check();
    return o.guard(() => {
      if (o.writes) o.flushAll();
      const p = pos === null ? o.tell() : pos;
      return callMethod(o.raw, "truncate", p);
    });
  }],
  __getstate__: ["($self, /)", (o: PyBuffered) => {
    throw typeError(`cannot serialize '${o.cls.name}' object`);
  }],
};

const simpleFlush: Decls = {
  flush: ["($self, /)", (o: PyBuffered) => (o.check(), callMethod(o.raw, "flush"))],
};

const ability = (name: "readable" | "writable"): Decls => ({
  [name]: ["($self, /)", (o: PyBuffered) => (o.check(), callMethod(o.raw, name))],
});

/** Lets other threads run until there is something to read below a stream. */
export function awaitBelow(o: PyBuffered): void {
  if (!o.ok || o.isClosed) return;
  let fd: Value;
  try {
    fd = o.file !== null ? o.file.fd : callMethod(o.raw, "fileno");
  } catch (e) {
    // what has no descriptor is not waited for
    if (e instanceof PyBaseException) return;
    throw e;
  }
  if (typeof fd === "number" && fd >= 0) awaitInput(fd);
}

/** Reading methods, which wait for the first bytes that are missing. */
function readingFirst(
  decls: Decls,
  has: (o: PyBuffered, name: string, n: number) => boolean,
): Decls {
  const out: Record<string, Decl> = {};
  for (const name in decls) {
    out[name] = waitingFirst(name, decls[name], (self, args) => {
      const o = self as PyBuffered;
      const n = asInt(args[0] ?? null);
      if (!has(o, name, n === undefined ? -1 : Number(n))) awaitBelow(o);
    });
  }
  return out;
}

const reading: Decls = readingFirst({
  read: ["($self, size=-1, /)", (o: PyBuffered, size?: Value) => {
    o.check();
    const n = sizeArg(size);
    if (n < -1) throw valueError("read length must be positive or -1");
    o.checkOpen("read of closed file");
    return bytes(o.guard(() => (n === -1 ? o.readToEnd() : o.readBytes(n))));
  }],
  peek: ["($self, size=0, /)", (o: PyBuffered, _size?: Value) => {
    o.checkOpen("peek of closed file");
    return o.guard(() => {
      if (o.writes && o.wlen > 0) o.flushWrites();
      if (o.rpos === o.rend) o.fill();
      return new PyBytes(o.rbuf.slice(o.rpos, o.rend));
    });
  }],
  read1: ["($self, size, /)", (o: PyBuffered, size: Value) => {
    o.check();
    const n = intArg(size);
    if (n < 0) throw valueError("read length must be positive");
    o.checkOpen("read of closed file");
    if (n === 0) return new PyBytes(EMPTY);
    return bytes(o.guard(() => o.read1(n)));
  }],
  readinto: ["($self, buffer, /)", (o: PyBuffered, b: Value) => {
    o.checkOpen("readinto of closed file");
    const out = writableArg("readinto", b);
    return o.guard(() => o.readInto(out, false));
  }],
  readinto1: ["($self, buffer, /)", (o: PyBuffered, b: Value) => {
    o.checkOpen("readinto of closed file");
    const out = writableArg("readinto1", b);
    return o.guard(() => o.readInto(out, true));
  }],
  readline: ["($self, size=-1, /)", (o: PyBuffered, size?: Value) => {
    o.checkOpen("readline of closed file");
    const n = sizeArg(size);
    return new PyBytes(o.guard(() => o.readLine(n)));
  }],
}, (o, name, n) => {
  const ahead = o.rend - o.rpos;
  if (name === "read") return n >= 0 && ahead >= n;
  if (name === "readline") return o.newlineAt(o.rpos) >= 0 || n >= 0 && ahead >= n;
  return ahead > 0;
});

const writing: Decls = {
  write: ["($self, buffer, /)", (o: PyBuffered, b: Value) => {
    o.check();
    const data = bytesArg(b);
    o.checkOpen("write to closed file");
    return o.guard(() => o.writeBytes(data));
  }],
  flush: ["($self, /)", (o: PyBuffered) => {
    o.checkOpen("flush of closed file");
    o.guard(() => o.flushAll());
  }],
};

const getset: TypeSpec["getset"] = {
  raw: { get: (o: PyBuffered) => o.raw },
  closed: { get: (o: PyBuffered) => (o.check(), getAttr(o.raw, "closed")) },
  name: { get: (o: PyBuffered) => (o.check(), getAttr(o.raw, "name")) },
  mode: { get: (o: PyBuffered) => (o.check(), getAttr(o.raw, "mode")) },
};

function reprOf(v: Value): string {
  const o = v as PyBuffered;
  const type = `_io.${o.cls.name}`;
  const name = o.ok || o.detached ? nameOf(o) : null;
  const full = o.cls.flags & 1 ? `${o.cls.attrs.get("__module__") ?? ""}.${o.cls.name}` : type;
  return name === null ? `<${full}>` : `<${full} name=${repr(name)}>`;
}

function kind(
  type: PyType,
  doc: string,
  reads: boolean,
  writes: boolean,
  methods: Decls,
): [PyType, TypeSpec] {
  const sig = new Signature(type.name, "(raw, buffer_size=8192)", 0);
  return [type, {
    base: bufferedIOBaseType,
    doc,
    signature: "(raw, buffer_size=DEFAULT_BUFFER_SIZE)",
    slots: {
      tpNew: (t) => asInstanceOf(new PyBuffered(), t),
      tpInit: (self, args: Value[], kw: KwNames) => {
        const o = self as PyBuffered;
        const [raw, size = DEFAULT_BUFFER_SIZE] = bind(sig, args, kw) as [Value, Value?];
        o.ok = false;
        o.detached = false;
        if (reads && writes) checkSeekable(raw);
        if (reads) checkReadable(raw);
        if (writes) checkWritable(raw);
        o.setup(raw, intArg(size), reads, writes);
      },
      tpRepr: reprOf,
      tpIternext: (v) => {
        const o = v as PyBuffered;
        if (o.cls === type) {
          o.checkOpen("readline of closed file");
          const line = o.file !== null ? o.readLine(-1) : o.guard(() => o.readLine(-1));
          return line.length === 0 ? undefined : new PyBytes(line);
        }
        const line = callMethod(o, "readline");
        if (!(line instanceof PyBytes)) {
          throw ioError(
            `readline() should have returned a bytes object, not '${typeName(line, 200)}'`,
          );
        }
        return line.data.length === 0 ? undefined : line;
      },
    },
    getset,
    methods,
  }];
}

/** A buffered stream over a raw one, made without Python. */
export function makeBuffered(type: PyType, raw: Value, size: number): PyBuffered {
  const o = new PyBuffered();
  o.cls = type;
  const random = type === bufferedRandomType;
  o.setup(raw, size, random || type === bufferedReaderType, random || type === bufferedWriterType);
  return o;
}

// BufferedRWPair -------------------------------------------------------------------------

/** A reader and a writer as one stream. */
export class PyRWPair extends PyIOBase {
  reader: Value | undefined;
  writer: Value | undefined;

  /** Both, or ValueError. */
  get both(): [Value, Value] {
    if (this.reader === undefined || this.writer === undefined) {
      throw valueError("I/O operation on uninitialized object");
    }
    return [this.reader, this.writer];
  }
}
PyRWPair.prototype.cls = bufferedRWPairType;

const pairSig = new Signature("BufferedRWPair", "(reader, writer, buffer_size=8192, /)", 0);

const onReader = (name: string, text: string): Decls => ({
  [name]: [
    text,
    (o: PyRWPair, ...args: Value[]) =>
      callMethod(o.both[0], name, ...args.filter((a) => a !== undefined)),
  ],
});
const onWriter = (name: string, text: string): Decls => ({
  [name]: [
    text,
    (o: PyRWPair, ...args: Value[]) =>
      callMethod(o.both[1], name, ...args.filter((a) => a !== undefined)),
  ],
});

const pairSpec: TypeSpec = {
  base: bufferedIOBaseType,
  doc:
    "A buffered reader and writer object together.\n\nA buffered reader object and buffered writer object put together to\nform a sequential IO object that can read and write. This is typically\nused with a socket or two-way pipe.\n\nreader and writer are RawIOBase objects that are readable and\nwriteable respectively. If the buffer_size is omitted it defaults to\nDEFAULT_BUFFER_SIZE.",
  signature: "(reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /)",
  slots: {
    tpNew: (t) => asInstanceOf(new PyRWPair(), t),
    tpInit: (self, args: Value[], kw: KwNames) => {
      const o = self as PyRWPair;
      const [r, w, size = DEFAULT_BUFFER_SIZE] = bind(pairSig, args, kw) as Value[];
      checkReadable(r);
      checkWritable(w);
      const n = intArg(size);
      o.reader = makeBuffered(bufferedReaderType, r, n);
      o.writer = makeBuffered(bufferedWriterType, w, n);
    },
  },
  getset: {
    closed: { get: (o: PyRWPair) => getAttr(o.both[1], "closed") },
  },
  methods: {
    ...onReader("read", "($self, size=-1, /)"),
    ...onReader("peek", "($self, size=0, /)"),
    ...onReader("read1", "($self, size, /)"),
    ...onReader("readinto", "($self, buffer, /)"),
    ...onReader("readinto1", "($self, buffer, /)"),
    ...onReader("readable", "($self, /)"),
    ...onWriter("write", "($self, buffer, /)"),
    ...onWriter("flush", "($self, /)"),
    ...onWriter("writable", "($self, /)"),
    close: ["($self, /)", (o: PyRWPair) => {
      const [r, w] = o.both;
      both(() => callMethod(w, "close"), () => callMethod(r, "close"));
    }],
    isatty: ["($self, /)", (o: PyRWPair) => {
      const [r, w] = o.both;
      const a = callMethod(w, "isatty");
      return isTrue(a) ? a : callMethod(r, "isatty");
    }],
  },
};

/** The types of this file with their specs. */
export const bufferedTypes: readonly [PyType, TypeSpec][] = [
  kind(
    bufferedReaderType,
    "Create a new buffered reader using the given readable raw IO object.",
    true,
    false,
    { ...common, ...simpleFlush, ...ability("readable"), ...reading },
  ),
  kind(
    bufferedWriterType,
    "A buffer for a writeable sequential RawIO object.\n\nThe constructor creates a BufferedWriter for the given writeable raw\nstream. If the buffer_size is not given, it defaults to\nDEFAULT_BUFFER_SIZE.",
    false,
    true,
    { ...common, ...ability("writable"), ...writing },
  ),
  kind(
    bufferedRandomType,
    "A buffered interface to random access streams.\n\nThe constructor creates a reader and writer for a seekable stream,\nraw, given in the first argument. If the buffer_size is omitted it\ndefaults to DEFAULT_BUFFER_SIZE.",
    true,
    true,
    { ...common, ...ability("readable"), ...ability("writable"), ...reading, ...writing },
  ),
  [bufferedRWPairType, pairSpec],
];
