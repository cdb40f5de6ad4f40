/**
 * TextIOWrapper (Modules/_io/textio.c). Output is kept as JS strings that are
 * known to be encodable, and encoded at once when flushed; built-in encodings
 * need neither the codecs nor the encodings module.
 *
 * @module
 */
import { bind, Signature } from "../../core/args.ts";
import { asInt, asStr, isTrue } from "../../core/compare.ts";
import {
  attributeError,
  E,
  exception,
  matches,
  PyBaseException,
  typeError,
  typeName,
  valueError,
} from "../../core/errors.ts";
import type { Int } from "../../core/number.ts";
import {
  asInstanceOf,
  type KwNames,
  type Maybe,
  normInt,
  PyBytes,
  PyType,
  type Value,
} from "../../core/object.ts";
import { asIndex, call, callMethod, getAttr, getAttrOpt, repr, str } from "../../core/ops.ts";
import { asBuffer } from "../../objects/buffer.ts";
import { lookupCodec, type NativeCodec, nativeCodec } from "../../objects/codecs.ts";
import { hasPairs, strLength, toPoint, toUnit } from "../../objects/str_data.ts";
import type { TypeSpec } from "../../objects/type.ts";
import { isAscii } from "../../util/utf8.ts";
import {
  both,
  closedError,
  intArg,
  ioError,
  isClosed,
  joinParts,
  nameOf,
  PyIOBase,
  sizeArg,
  textIOBaseType,
  unsupported,
} from "./base.ts";
import {
  awaitBelow,
  bufferedRandomType,
  bufferedReaderType,
  bufferedWriterType,
  PyBuffered,
} from "./buffered.ts";
import { waitingFirst } from "../waiting.ts";
import { markDirty, unmarkDirty } from "./fileio.ts";
import {
  ByteDecoder,
  type Decoder,
  NewlineDecoder,
  PythonDecoder,
  seenNewlines,
  Utf8Decoder,
} from "./newline.ts";

/** What text streams are when nothing is said. */
export const textSettings: { encoding: string } = { encoding: "UTF-8" };

interface Snapshot {
  flags: Int;
  input: Uint8Array;
}

const enum Pure {
  /** Every string has to be tried. */
  No,
  Ascii,
  Latin1,
  Utf8,
}

const NOT_LATIN = /[^\0-\xff]/;

/** A text stream over a buffered one. */
export class PyTextIO extends PyIOBase {
  buffer: Value = null;
  /** The buffer where it is exactly one of ours. */
  direct: PyBuffered | null = null;
  ok = false;
  detached = false;
  encoding = "";
  errors = "strict";
  codec: NativeCodec | null = null;
  private info: readonly Value[] | null = null;
  private pure: Pure = Pure.No;
  /** Universal newlines when reading. */
  universal = true;
  translate = true;
  readNl: string | null = null;
  writeNl: string | null = null;
  lineBuffering = false;
  writeThrough = false;
  canRead1 = false;
  seekable = false;
  telling = false;
  chunkSize = 8192;
  private encoder: Value | undefined;
  decoder: Decoder | null = null;
  private pending: (string | Uint8Array)[] = [];
  private pendingSize = 0;
  chars = "";
  used = 0;
  snapshot: Snapshot | null = null;
  private readonly flushNow = (): void => {
    if (this.ok) {
      this.writePending();
      this.direct?.flushAll();
    }
  };

  /** Raises ValueError while there is no buffer. */
  check(): void {
    if (!this.ok) {
      throw valueError(
        this.detached
          ? "underlying buffer has been detached"
          : "I/O operation on uninitialized object",
      );
    }
  }

  /** Raises ValueError before `__init__`. */
  checkInit(): void {
    if (!this.ok && !this.detached) this.check();
  }

  /** Whether the buffer is closed. */
  get isClosed(): boolean {
    return this.direct !== null ? this.direct.isClosed : isClosed(this.buffer);
  }

  /** Raises ValueError when closed. */
  checkOpen(): void {
    this.check();
    if (this.isClosed) throw closedError();
  }

  /** Sets encoding, newlines and buffer. */
  setup(
    buffer: Value,
    encoding: string,
    errors: string,
    newline: string | null,
    lineBuffering: boolean,
    writeThrough: boolean,
  ): void {
    this.codec = nativeCodec(encoding);
    this.info = null;
    if (this.codec === null || isWide(this.codec)) {
      const info = lookupCodec(encoding);
      const flag = getAttrOpt(info, "_is_text_encoding");
      if (flag !== undefined && !isTrue(flag)) {
        throw exception(
          E.LookupError,
          `'${
            encoding.slice(0, 400)
          }' is not a text encoding; use codecs.open() to handle arbitrary codecs`,
        );
      }
      this.codec = null;
      this.info = [
        getAttr(info, "incrementalencoder"),
        getAttr(info, "incrementaldecoder"),
      ];
    }
    const name = this.codec?.name;
    this.pure = name === "utf-8"
      ? Pure.Utf8
      : name === "iso8859-1"
      ? Pure.Latin1
      : name === "ascii"
      ? Pure.Ascii
      : Pure.No;
    this.buffer = buffer;
    this.direct = buffer instanceof PyBuffered &&
        (buffer.cls === bufferedReaderType || buffer.cls === bufferedWriterType ||
          buffer.cls === bufferedRandomType)
      ? buffer
      : null;
    this.encoding = encoding;
    this.errors = errors;
    this.universal = newline === null || newline === "";
    this.translate = newline === null;
    this.readNl = newline;
    this.writeNl = newline === null || newline === "" || newline === "\n" ? null : newline;
    this.lineBuffering = lineBuffering;
    this.writeThrough = writeThrough;
    this.pending = [];
    this.pendingSize = 0;
    this.chars = "";
    this.used = 0;
    this.snapshot = null;
    this.encoder = undefined;
    this.decoder = null;
    // of a file that nobody has put anything over the answers are known without its methods
    const file = this.direct !== null && this.direct.dict === null ? this.direct.file : null;
    const ask = (name: string): boolean => isTrue(callMethod(buffer, name));
    const known = file === null ? null : this.direct;
    if (known?.reads ?? ask("readable")) this.decoder = this.makeDecoder();
    if ((known?.writes ?? ask("writable")) && this.info !== null) {
      this.encoder = call(this.info[0], [errors]);
    }
    this.seekable = this.telling = file?.seekable() ?? ask("seekable");
    this.canRead1 = file !== null || getAttrOpt(buffer, "read1") !== undefined;
    this.detached = false;
    this.ok = true;
    if (this.seekable && this.encoder !== undefined) {
      const at = asIndex(callMethod(buffer, "tell"));
      if (at !== 0) callMethod(this.encoder, "setstate", 0);
    }
  }

  private makeDecoder(): Decoder {
    const d = this.codec === null
      ? new PythonDecoder(call(this.info![1], [this.errors]))
      : this.pure === Pure.Utf8
      ? new Utf8Decoder(this.errors)
      : new ByteDecoder(this.codec, this.errors);
    return this.universal ? new NewlineDecoder(d, this.translate) : d;
  }

  // output

  private encodable(s: string): boolean {
    switch (this.pure) {
      case Pure.Utf8:
        return s.isWellFormed();
      case Pure.Ascii:
        return isAscii(s);
      case Pure.Latin1:
        return !NOT_LATIN.test(s);
      default:
        return false;
    }
  }

  private encode(v: Value): Uint8Array {
    if (this.codec !== null) return this.codec.encode(v, this.errors);
    if (this.encoder === undefined) throw unsupported("not writable");
    const b = callMethod(this.encoder, "encode", v);
    if (!(b instanceof PyBytes)) {
      throw typeError(`encoder should return a bytes object, not '${typeName(b, 200)}'`);
    }
    return b.data;
  }

  /** Takes text to be written. */
  write(v: Value): void {
    let s = asStr(v)!;
    if (this.writeNl !== null && s.includes("\n")) {
      v = s = s.replaceAll("\n", this.writeNl);
    }
    let flush = this.writeThrough;
    if (this.lineBuffering && (s.includes("\n") || s.includes("\r"))) flush = true;
    const plain = typeof v === "string" || (v as { codePoints?: unknown }).codePoints === null;
    if (plain && this.encodable(s)) {
      this.pending.push(s);
      this.pendingSize += s.length;
    } else {
      const b = this.encode(v);
      this.pending.push(b);
      this.pendingSize += b.length;
    }
    if (this.pending.length === 1 && this.direct?.file) markDirty(this.flushNow);
    if (this.pendingSize > this.chunkSize || flush) this.writePending();
    if (flush && this.lineBuffering) {
      if (this.direct !== null) {
        this.direct.flushAll();
      } else callMethod(this.buffer, "flush");
    }
    if (this.decoder !== null) {
      this.chars = "";
      this.used = 0;
      this.snapshot = null;
      this.decoder.reset();
    }
  }

  /** Encodes what is pending and hands it to the buffer. */
  writePending(): void {
    if (this.pending.length === 0) return;
    const pending = this.pending;
    this.pending = [];
    this.pendingSize = 0;
    unmarkDirty(this.flushNow);
    const parts: Uint8Array[] = [];
    for (let i = 0; i < pending.length;) {
      const p = pending[i];
      if (typeof p !== "string") {
        parts.push(p);
        i++;
        continue;
      }
      let j = i;
      while (j < pending.length && typeof pending[j] === "string") j++;
      parts.push(this.encode(pending.slice(i, j).join("")));
      i = j;
    }
    const data = joinParts(parts);
    if (this.direct !== null && this.direct.writes) {
      this.direct.checkOpen("write to closed file");
      this.direct.guard(() => this.direct!.writeBytes(data));
    } else {
      for (;;) {
        try {
          callMethod(this.buffer, "write", new PyBytes(data));
          return;
        } catch (e) {
          if (!matches(e, E.InterruptedError)) throw e;
        }
      }
    }
  }

  // input

  /** Raises UnsupportedOperation where nothing can be read. */
  needDecoder(): Decoder {
    if (this.decoder === null) throw unsupported("not readable");
    return this.decoder;
  }

  /** Decodes one more chunk; false at the end. */
  readChunk(hint = 0): boolean {
    const decoder = this.needDecoder();
    let state: [Uint8Array, Int] | null = null;
    if (this.telling) state = decoder.getState();
    const want = Math.max(this.chunkSize, hint);
    let data: Uint8Array;
    if (this.direct !== null && this.direct.reads) {
      this.direct.checkOpen("read of closed file");
      data = this.direct.guard(() => this.direct!.read1(want));
    } else {
      const name = this.canRead1 ? "read1" : "read";
      const b = callMethod(this.buffer, name, want);
      const d = asBuffer(b);
      if (d === undefined) {
        throw typeError(
          `underlying ${name}() should have returned a bytes-like object, not '${
            typeName(b, 200)
          }'`,
        );
      }
      data = d.slice();
    }
    let eof = data.length === 0;
    this.chars = decoder.decode(data, eof);
    this.used = 0;
    if (this.chars !== "") eof = false;
    if (state !== null) {
      this.snapshot = {
        flags: state[1],
        input: state[0].length > 0 ? joinParts([state[0], data]) : data,
      };
    }
    return !eof;
  }

  /** Reads the rest. */
  readAll(): string {
    const decoder = this.needDecoder();
    let data: Uint8Array;
    if (this.direct !== null && this.direct.reads) {
      this.direct.checkOpen("read of closed file");
      data = this.direct.guard(() => this.direct!.readToEnd()) ?? new Uint8Array(0);
    } else {
      const b = callMethod(this.buffer, "read");
      const d = asBuffer(b);
      if (d === undefined) {
        throw typeError(
          `underlying read() should have returned a bytes-like object, not '${typeName(b, 200)}'`,
        );
      }
      data = d;
    }
    const rest = decoder.decode(data, true);
    const out = this.chars.slice(this.used) + rest;
    this.chars = "";
    this.used = 0;
    this.snapshot = null;
    return out;
  }

  /** Reads up to n characters. */
  read(n: number): string {
    let out = "";
    let left = n;
    for (;;) {
      if (this.used < this.chars.length) {
        const rest = this.used === 0 ? this.chars : this.chars.slice(this.used);
        const unit = hasPairs(rest) ? toUnit(rest, left) : Math.min(left, rest.length);
        const got = unit === rest.length ? rest : rest.slice(0, unit);
        this.used += unit;
        out += got;
        left -= strLength(got);
      }
      if (left <= 0) return out;
      if (!this.readChunk(left)) return out;
    }
  }

  /** Where the first line's end is: the index behind it, or -1 with where to go on searching. */
  private lineEnd(s: string, from: number): [end: number, next: number] {
    if (this.translate) {
      const i = s.indexOf("\n", from);
      return i < 0 ? [-1, s.length] : [i + 1, 0];
    }
    if (this.universal) {
      for (let i = from; i < s.length; i++) {
        const c = s.charCodeAt(i);
        if (c === 10) return [i + 1, 0];
        if (c === 13) return [s.charCodeAt(i + 1) === 10 ? i + 2 : i + 1, 0];
      }
      return [-1, s.length];
    }
    const nl = this.readNl!;
    const i = s.indexOf(nl, from);
    return i < 0 ? [-1, Math.max(from, s.length - nl.length + 1)] : [i + nl.length, 0];
  }

  /** A line up to a limit of characters. */
  readLine(limit: number): string {
    let line = "";
    let from = 0;
    for (;;) {
      while (this.used >= this.chars.length) {
        if (!this.readChunk()) {
          this.chars = "";
          this.used = 0;
          this.snapshot = null;
          return line;
        }
      }
      // the usual case: a whole line in what is decoded
      if (line === "" && limit < 0) {
        const [end, next] = this.lineEnd(this.chars, this.used);
        if (end >= 0) {
          const s = this.chars.slice(this.used, end);
          this.used = end;
          return s;
        }
        line = this.chars.slice(this.used);
        from = next - this.used;
        this.used = this.chars.length;
        continue;
      }
      const before = line.length;
      const whole = line + this.chars.slice(this.used);
      let [end, next] = this.lineEnd(whole, from);
      if (limit >= 0) {
        const n = strLength(end < 0 ? whole : whole.slice(0, end));
        if (n >= limit) end = toUnit(whole, limit);
      }
      if (end >= 0) {
        this.used += end - before;
        return whole.slice(0, end);
      }
      line = whole;
      from = next;
      this.used = this.chars.length;
    }
  }

  // positions

  /** Where the stream is: an opaque number. */
  tell(): Int {
    if (!this.seekable) throw unsupported("underlying stream is not seekable");
    if (!this.telling) throw ioError("telling position disabled by next() call");
    this.writePending();
    callMethod(this, "flush");
    const at = asIndex(callMethod(this.buffer, "tell"));
    const decoder = this.decoder;
    const snap = this.snapshot;
    if (decoder === null || snap === null) return at;
    const position = Number(at) - snap.input.length;
    const skip = toPoint(this.chars, this.used);
    if (skip === 0) return cookie(position, snap.flags, 0, 0, false);
    const saved = decoder.getState();
    const newlines = decoder instanceof NewlineDecoder ? decoder.newlines.seen : 0;
    try {
      // decode again byte by byte, remembering the last place without a half character
      decoder.setState(new Uint8Array(0), snap.flags);
      let pos = position;
      let flags = snap.flags;
      let fed = 0;
      let produced = 0;
      let rest = skip;
      let need = false;
      let i = 0;
      for (; i < snap.input.length; i++) {
        produced += strLength(decoder.decode(snap.input.subarray(i, i + 1), false));
        fed++;
        const [half, f] = decoder.getState();
        if (half.length === 0 && produced <= rest) {
          pos += fed;
          rest -= produced;
          flags = f;
          fed = 0;
          produced = 0;
        }
        if (produced >= rest) break;
      }
      if (produced < rest && i >= snap.input.length) {
        produced += strLength(decoder.decode(new Uint8Array(0), true));
        need = true;
        if (produced < rest) throw ioError("can't reconstruct logical file position");
      }
      return cookie(pos, flags, rest === 0 ? 0 : fed, rest, rest === 0 ? false : need);
    } finally {
      decoder.setState(saved[0], saved[1]);
      if (decoder instanceof NewlineDecoder) decoder.newlines.seen = newlines;
    }
  }

  private resetEncoder(start: boolean): void {
    if (this.encoder === undefined) return;
    if (start) callMethod(this.encoder, "reset");
    else callMethod(this.encoder, "setstate", 0);
  }

  /** Goes to a place. */
  seek(cookieArg: Value, whence: number): Value {
    if (!this.seekable) throw unsupported("underlying stream is not seekable");
    let target: Int = asIndex(cookieArg);
    if (whence === 1) {
      if (target !== 0) throw unsupported("can't do nonzero cur-relative seeks");
      target = asIndex(callMethod(this, "tell"));
    } else if (whence === 2) {
      if (target !== 0) throw unsupported("can't do nonzero end-relative seeks");
      callMethod(this, "flush");
      this.chars = "";
      this.used = 0;
      this.snapshot = null;
      this.decoder?.reset();
      const r = callMethod(this.buffer, "seek", 0, 2);
      this.resetEncoder(r === 0);
      return r;
    } else if (whence !== 0) {
      throw valueError(`invalid whence (${whence}, should be 0, 1 or 2)`);
    }
    if (target < 0) throw valueError(`negative seek position ${target}`);
    callMethod(this, "flush");
    let big = BigInt(target);
    const mask = (1n << 64n) - 1n;
    const part = () => {
      const v = Number(big & mask);
      big >>= 64n;
      return v;
    };
    const start = part();
    const flags = part();
    const feed = part();
    const skip = part();
    const need = big !== 0n;
    callMethod(this.buffer, "seek", start);
    this.chars = "";
    this.used = 0;
    this.snapshot = null;
    if (this.decoder !== null) {
      if (start === 0 && flags === 0) this.decoder.reset();
      else this.decoder.setState(new Uint8Array(0), flags);
    }
    if (skip > 0) {
      const b = callMethod(this.buffer, "read", feed);
      const input = asBuffer(b);
      if (input === undefined) {
        throw typeError(
          `underlying read() should have returned a bytes object, not '${typeName(b, 200)}'`,
        );
      }
      this.snapshot = { flags, input: input.slice() };
      this.chars = this.decoder!.decode(input.slice(), need);
      if (strLength(this.chars) < skip) throw ioError("can't restore logical file position");
      this.used = toUnit(this.chars, skip);
    } else this.snapshot = { flags, input: new Uint8Array(0) };
    this.resetEncoder(target === 0);
    return target;
  }

  /** What closes the stream's buffer. */
  flush(): void {
    this.checkOpen();
    this.telling = this.seekable;
    this.writePending();
    callMethod(this.buffer, "flush");
  }
}

/** Encodings of several bytes a unit whose streams start with a mark or keep state. */
function isWide(c: NativeCodec): boolean {
  return c.name.startsWith("utf-16") || c.name.startsWith("utf-32") || c.name === "utf-7" ||
    c.name.endsWith("escape");
}

function cookie(pos: number, flags: Int, feed: number, skip: number, need: boolean): Int {
  if (flags === 0 && feed === 0 && skip === 0 && !need) return pos;
  return normInt(
    BigInt(pos) | (BigInt(flags) << 64n) | (BigInt(feed) << 128n) | (BigInt(skip) << 192n) |
      (need ? 1n << 256n : 0n),
  );
}

export const textIOType: PyType = new PyType("TextIOWrapper", undefined, "_io");
PyTextIO.prototype.cls = textIOType;

const initSig = new Signature(
  "TextIOWrapper",
  "(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)",
  0,
);

/** Checks a newline argument. */
export function checkNewline(v: Value): string | null {
  if (v === null) return null;
  const s = asStr(v);
  if (s === undefined) {
    throw typeError(`TextIOWrapper() argument 4 must be str or None, not ${typeName(v)}`);
  }
  if (s !== "" && s !== "\n" && s !== "\r" && s !== "\r\n") {
    throw valueError(`illegal newline value: ${s}`);
  }
  return s;
}

const strOrNone = (v: Value, i: number): string | null => {
  if (v === null) return null;
  const s = asStr(v);
  if (s === undefined) {
    throw typeError(`TextIOWrapper() argument ${i} must be str or None, not ${typeName(v)}`);
  }
  if (s.includes("\0")) throw valueError("embedded null character");
  return s;
};

/** A text stream made without Python. */
export function makeTextIO(
  buffer: Value,
  encoding: string | null,
  errors: string | null,
  newline: string | null,
  lineBuffering: boolean,
  writeThrough = false,
): PyTextIO {
  const o = new PyTextIO();
  o.setup(
    buffer,
    encoding ?? textSettings.encoding,
    errors ?? "strict",
    newline,
    lineBuffering,
    writeThrough,
  );
  return o;
}

/** Whether nothing of Python's has been put over a text stream. */
export const isPlainText = (v: Value): v is PyTextIO =>
  v instanceof PyTextIO && v.cls === textIOType;

/** Writes to a text stream, with its checks. */
export function writeText(o: PyTextIO, v: Value): void {
  o.checkOpen();
  o.write(v);
}

/** Lets other threads run until there is something to read, before a read that needs more. */
function awaitText(self: Value, args: Value[]): void {
  const o = self as PyTextIO;
  const below = o.direct;
  if (!o.ok || below === null) return;
  const n = asInt(args[0] ?? null);
  const ahead = o.chars.length - o.used;
  if (n !== undefined && n >= 0 && ahead >= n) return;
  if (ahead > 0 && o.chars.includes("\n", o.used) || below.rend > below.rpos) return;
  awaitBelow(below);
}

export const textIOSpec: TypeSpec = {
  base: textIOBaseType,
  doc:
    "Character and line based layer over a BufferedIOBase object, buffer.\n\nencoding gives the name of the encoding that the stream will be\ndecoded or encoded with. It defaults to locale.getpreferredencoding(False).\n\nerrors determines the strictness of encoding and decoding (see\nhelp(codecs.Codec) or the documentation for codecs.register) and\ndefaults to \"strict\".\n\nnewline controls how line endings are handled. It can be None, '',\n'\\n', '\\r', and '\\r\\n'.  It works as follows:\n\n* On input, if newline is None, universal newlines mode is\n  enabled. Lines in the input can end in '\\n', '\\r', or '\\r\\n', and\n  these are translated into '\\n' before being returned to the\n  caller. If it is '', universal newline mode is enabled, but line\n  endings are returned to the caller untranslated. If it has any of\n  the other legal values, input lines are only terminated by the given\n  string, and the line ending is returned to the caller untranslated.\n\n* On output, if newline is None, any '\\n' characters written are\n  translated to the system default line separator, os.linesep. If\n  newline is '' or '\\n', no translation takes place. If newline is any\n  of the other legal values, any '\\n' characters written are translated\n  to the given string.\n\nIf line_buffering is True, a call to flush is implied when a call to\nwrite contains a newline character.",
  signature:
    "(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)",
  slots: {
    tpNew: (t) => asInstanceOf(new PyTextIO(), t),
    tpInit: (self, args: Value[], kw: KwNames) => {
      const o = self as PyTextIO;
      const [buffer, enc = null, err = null, nl = null, line = false, through = false] = bind(
        initSig,
        args,
        kw,
      ) as Value[];
      o.ok = false;
      o.detached = false;
      const encoding = strOrNone(enc, 2) ?? textSettings.encoding;
      const errors = strOrNone(err, 3) ?? "strict";
      o.setup(buffer, encoding, errors, checkNewline(nl), isTrue(line), isTrue(through));
    },
    tpRepr: (v) => {
      const o = v as PyTextIO;
      o.checkInit();
      let s = "<_io.TextIOWrapper";
      const name = nameOf(o);
      if (name !== null) s += ` name=${repr(name)}`;
      const mode = getAttrOpt(o, "mode");
      if (mode !== undefined && mode !== null) s += ` mode=${repr(mode)}`;
      return `${s} encoding=${repr(o.encoding)}>`;
    },
    tpIternext: (v) => {
      const o = v as PyTextIO;
      o.check();
      o.telling = false;
      let line: Value;
      if (o.cls === textIOType) {
        if (o.isClosed) throw closedError();
        o.writePending();
        line = o.readLine(-1);
      } else {
        line = callMethod(o, "readline");
        if (asStr(line) === undefined) {
          throw ioError(
            `readline() should have returned a str object, not '${typeName(line, 200)}'`,
          );
        }
      }
      if (asStr(line) === "") {
        o.snapshot = null;
        o.telling = o.seekable;
        return undefined;
      }
      return line;
    },
  },
  getset: {
    buffer: {
      get: (o: PyTextIO) => {
        o.check();
        return o.buffer;
      },
    },
    encoding: { get: (o: PyTextIO) => (o.checkInit(), o.encoding) },
    errors: { get: (o: PyTextIO) => (o.checkInit(), o.errors) },
    line_buffering: { get: (o: PyTextIO) => o.lineBuffering },
    name: { get: (o: PyTextIO) => (o.check(), getAttr(o.buffer, "name")) },
    closed: { get: (o: PyTextIO) => (o.check(), getAttr(o.buffer, "closed")) },
    newlines: {
      get: (o: PyTextIO) => {
        o.check();
        return o.decoder instanceof NewlineDecoder ? seenNewlines(o.decoder.newlines.seen) : null;
      },
    },
    _CHUNK_SIZE: {
      get: (o: PyTextIO) => (o.check(), o.chunkSize),
      set: (o: PyTextIO, v: Maybe) => {
        o.check();
        if (v === undefined) throw attributeError("cannot delete attribute");
        const n = intArg(v);
        if (n <= 0) throw valueError("a strictly positive integer is required");
        o.chunkSize = n;
      },
    },
  },
  methods: {
    detach: ["($self, /)", (o: PyTextIO) => {
      o.check();
      callMethod(o, "flush");
      const b = o.buffer;
      o.buffer = null;
      o.direct = null;
      o.detached = true;
      o.ok = false;
      return b;
    }],
    write: ["($self, text, /)", (o: PyTextIO, text: Value) => {
      o.check();
      const s = asStr(text);
      if (s === undefined) throw typeError(`write() argument must be str, not ${typeName(text)}`);
      o.checkOpen();
      if (o.direct !== null ? !o.direct.writes : false) throw unsupported("not writable");
      if (o.direct === null && !isTrue(callMethod(o.buffer, "writable"))) {
        throw unsupported("not writable");
      }
      o.write(text);
      return strLength(s);
    }],
    read: waitingFirst("read", ["($self, size=-1, /)", (o: PyTextIO, size?: Value) => {
      o.check();
      const n = sizeArg(size);
      o.checkOpen();
      o.needDecoder();
      o.writePending();
      return n < 0 ? o.readAll() : o.read(n);
    }], awaitText),
    readline: waitingFirst("readline", ["($self, size=-1, /)", (o: PyTextIO, size?: Value) => {
      o.check();
      const n = size === undefined ? -1 : intArg(size);
      o.checkOpen();
      o.writePending();
      return o.readLine(n);
    }], awaitText),
    flush: ["($self, /)", (o: PyTextIO) => o.flush()],
    close: ["($self, /)", (o: PyTextIO) => {
      o.check();
      if (o.isClosed) return;
      both(() => callMethod(o, "flush"), () => callMethod(o.buffer, "close"));
    }],
    fileno: ["($self, /)", (o: PyTextIO) => (o.check(), callMethod(o.buffer, "fileno"))],
    seekable: ["($self, /)", (o: PyTextIO) => (o.check(), callMethod(o.buffer, "seekable"))],
    readable: ["($self, /)", (o: PyTextIO) => (o.check(), callMethod(o.buffer, "readable"))],
    writable: ["($self, /)", (o: PyTextIO) => (o.check(), callMethod(o.buffer, "writable"))],
    isatty: ["($self, /)", (o: PyTextIO) => (o.check(), callMethod(o.buffer, "isatty"))],
    seek: ["($self, cookie, whence=0, /)", (o: PyTextIO, c: Value, w: Value = 0) => {
      o.checkOpen();
      return o.seek(c, intArg(w));
    }],
    tell: ["($self, /)", (o: PyTextIO) => {
      o.checkOpen();
      return o.tell();
    }],
    truncate: ["($self, pos=None, /)", (o: PyTextIO, pos: Value = null) => {
      o.check();
      callMethod(o, "flush");
      return callMethod(o.buffer, "truncate", pos);
    }],
    __getstate__: ["($self, /)", (o: PyTextIO) => {
      throw typeError(`cannot serialize '${o.cls.name}' object`);
    }],
  },
};

/** print()'s way to a plain text stream; false for any other. */
export function printText(
  file: Value,
  args: Value[],
  n: number,
  sep: string,
  end: string,
): boolean {
  if (!isPlainText(file) || (file.dict && file.dict.getStr("write") !== undefined)) return false;
  if (!file.ok || (file.direct !== null && !file.direct.writes) || file.direct === null) {
    return false;
  }
  if (n === 1) {
    const a = args[0];
    if (typeof a === "string") {
      writeText(file, a + end);
      return true;
    }
    if (typeof a === "number") {
      writeText(file, a + end);
      return true;
    }
  }
  let out = "";
  try {
    for (let i = 0; i < n; i++) {
      const a = args[i];
      if (i > 0) out += sep;
      out += typeof a === "string" ? a : str(a);
    }
  } catch (e) {
    // what came before the failure is written all the same
    if (out !== "" && e instanceof PyBaseException) writeText(file, out);
    throw e;
  }
  writeText(file, out + end);
  return true;
}
