/**
 * Reading of marshal data (r_object of Python/marshal.c), for all versions.
 *
 * Data may be hostile. Objects nest on a list of frames of our own, never on
 * JavaScript's stack, and nothing is taken in advance for a size that the data
 * merely declare: a collection grows as its items are read.
 *
 * @module
 */
import {
  Ellipsis,
  normInt,
  PyBytes,
  PyComplex,
  PyFloat,
  PyList,
  PyStr,
  PyTuple,
  tuple,
  typeOf,
  type Value,
} from "../core/object.ts";
import { PyCode } from "../objects/code.ts";
import { CO_NOFREE } from "../bytecode/flags.ts";
import { parseFloatText } from "../util/float_repr.ts";
import { decodeLatin1, decodeUtf8SurrogatePass, Utf8Failure } from "../util/utf8.ts";
import { FLAG_REF, type MarshalHooks, marshalHooks, MarshalProblem, MAX_DEPTH } from "./types.ts";

/** Options of {@linkcode loads} and {@linkcode Reader}. */
export interface LoadOptions {
  /** The code objects come from our own compiler, so they need not be verified (default false). */
  trusted?: boolean;
  /** Instead of the hooks in force. */
  hooks?: MarshalHooks;
}

/** Bytes from somewhere: a file's `readinto`. */
export interface ByteStream {
  /** Up to `n` bytes, fewer only at the end. */
  read(n: number): Uint8Array;
}

const enum Kind {
  Tuple,
  List,
  Set,
  Frozenset,
  Dict,
  Code,
}

/** A collection that is being read. */
class Frame {
  /** Items so far; for a code object its fields, for a dict the key that waits for its value. */
  items: Value[] = [];
  /** The object, once it exists. */
  object: Value = null;
  /** The header's numbers of a code object. */
  numbers: number[] = [];

  constructor(readonly kind: Kind, readonly size: number, readonly ref: number) {}
}

/** What {@linkcode Reader.next} gives when it opened a collection. */
const OPENED = Symbol();

/** A place in `refs` that is taken but not filled yet. */
const RESERVED = Symbol();

const NO_DATA = new Uint8Array(0);

/** Reads objects one after another, from bytes or from a stream, of which it takes no byte too many. */
export class Reader {
  private data: Uint8Array;
  private pos = 0;
  private readonly stream: ByteStream | null;
  private readonly hooks: MarshalHooks;
  private readonly trusted: boolean;
  private refs: (Value | typeof RESERVED)[] = [];
  private frames: Frame[] = [];

  constructor(source: Uint8Array | ByteStream, options: LoadOptions = {}) {
    if (source instanceof Uint8Array) {
      this.data = source;
      this.stream = null;
    } else {
      this.data = NO_DATA;
      this.stream = source;
    }
    this.hooks = options.hooks ?? marshalHooks();
    this.trusted = options.trusted ?? false;
  }

  /** How many bytes of the data were read; 0 for a stream. */
  get position(): number {
    return this.stream === null ? this.pos : 0;
  }

  /** The next object (PyMarshal_ReadObjectFromString, marshal.load). */
  load(): Value {
    this.refs = [];
    this.frames = [];
    let v: Value | undefined;
    for (;;) {
      const got = this.next();
      if (got === OPENED) {
        const top = this.frames[this.frames.length - 1];
        if (!this.isComplete(top)) continue;
        v = this.close(top);
      } else {
        v = got;
      }
      for (;;) {
        if (this.frames.length === 0) {
          if (v === undefined) nullObject("object");
          return v;
        }
        const top = this.frames[this.frames.length - 1];
        if (!this.deliver(top, v)) break;
        v = this.close(top);
      }
    }
  }

  private isComplete(f: Frame): boolean {
    return f.kind < Kind.Dict && f.size === 0;
  }

  /** Gives a frame its next item; true when the frame's object is complete. */
  private deliver(f: Frame, v: Value | undefined): boolean {
    const items = f.items;
    switch (f.kind) {
      case Kind.Dict:
        if (v === undefined) return true;
        if (items.length === 0) {
          items.push(v);
        } else {
          this.hooks.setItem(f.object, items.pop()!, v);
        }
        return false;
      case Kind.Code:
        // a code object without one of its parts is none itself
        if (v === undefined) {
          f.object = null;
          f.items.length = 0;
          return true;
        }
        items.push(v);
        if (items.length === 8) f.numbers.push(this.long());
        return items.length === 9;
      case Kind.Set:
        if (v === undefined) nullObject("set");
        this.hooks.addItem(f.object, v);
        f.numbers[0]++;
        return f.numbers[0] === f.size;
      default:
        if (v === undefined) {
          nullObject(f.kind === Kind.Tuple ? "tuple" : f.kind === Kind.List ? "list" : "set");
        }
        items.push(v);
        return items.length === f.size;
    }
  }

  /** Takes the innermost frame away and gives its object; undefined stands for NULL. */
  private close(f: Frame): Value | undefined {
    this.frames.pop();
    switch (f.kind) {
      case Kind.Frozenset:
        f.object = this.hooks.makeFrozenset(f.items);
        break;
      case Kind.Code:
        if (f.items.length === 0) return undefined;
        f.object = this.makeCode(f);
        break;
      default:
        return f.object;
    }
    if (f.ref >= 0) this.refs[f.ref] = f.object;
    return f.object;
  }

  /** Opens a collection. */
  private open(kind: Kind, size: number, flag: number, object: Value): typeof OPENED {
    let ref = -1;
    if (flag !== 0) ref = this.refs.push(object === null ? RESERVED : object) - 1;
    const f = new Frame(kind, size, ref);
    f.object = object;
    if (kind === Kind.Set) f.numbers.push(0);
    else if (object instanceof PyTuple || object instanceof PyList) f.items = object.items;
    this.frames.push(f);
    return OPENED;
  }

  private keep<T extends Value>(flag: number, v: T): T {
    if (flag !== 0) this.refs.push(v);
    return v;
  }

  /** Reads one object that has no items, or opens a collection; undefined for NULL. */
  private next(): Value | undefined | typeof OPENED {
    const code = this.byteOrEnd();
    if (code < 0) endOfObjects();
    if (this.frames.length >= MAX_DEPTH) {
      throw new MarshalProblem("ValueError", "recursion limit exceeded");
    }
    const flag = code & FLAG_REF;
    switch (code & ~FLAG_REF) {
      case 0x4e: // N
        return null;
      case 0x30: // 0
        return undefined;
      case 0x54: // T
        return true;
      case 0x46: // F
        return false;
      case 0x2e: // .
        return Ellipsis;
      case 0x53: // S
        return this.hooks.stopIteration();
      case 0x69: // i
        return this.keep(flag, this.long());
      case 0x49: // I
        return this.keep(flag, this.int64());
      case 0x6c: // l
        return this.keep(flag, this.bigLong());
      case 0x66: // f
        return this.keep(flag, new PyFloat(this.floatText()));
      case 0x67: // g
        return this.keep(flag, new PyFloat(this.double()));
      case 0x78: { // x
        const re = this.floatText();
        return this.keep(flag, new PyComplex(re, this.floatText()));
      }
      case 0x79: { // y
        const re = this.double();
        return this.keep(flag, new PyComplex(re, this.double()));
      }
      case 0x73: { // s
        const n = this.size("bytes object");
        return this.keep(flag, new PyBytes(this.take(n).slice()));
      }
      case 0x75: // u
      case 0x74: // t
        return this.keep(flag, this.unicode(this.size("string")));
      case 0x61: // a
      case 0x41: // A
        return this.keep(flag, this.latin1(this.size("string")));
      case 0x7a: // z
      case 0x5a: { // Z
        const n = this.byteOrEnd();
        if (n < 0) endOfObjects();
        return this.keep(flag, this.latin1(n));
      }
      case 0x28: // (
        return this.openTuple(this.size("tuple"), flag);
      case 0x29: { // )
        const n = this.byteOrEnd();
        if (n < 0) endOfObjects();
        return this.openTuple(n, flag);
      }
      case 0x5b: // [
        return this.open(Kind.List, this.size("list"), flag, new PyList([]));
      case 0x3c: // <
        return this.open(Kind.Set, this.size("set"), flag, this.hooks.newSet());
      case 0x3e: // >
        return this.open(Kind.Frozenset, this.size("set"), flag, null);
      case 0x7b: // {
        return this.open(Kind.Dict, 0, flag, this.hooks.newDict());
      case 0x63: { // c
        this.open(Kind.Code, 0, flag, null);
        const numbers = this.frames[this.frames.length - 1].numbers;
        for (let i = 0; i < 5; i++) numbers.push(this.long());
        return OPENED;
      }
      case 0x72: { // r
        const n = this.long();
        const v = n >= 0 && n < this.refs.length ? this.refs[n] : RESERVED;
        if (v === RESERVED) {
          throw new MarshalProblem("ValueError", "bad marshal data (invalid reference)");
        }
        return v;
      }
      default:
        throw new MarshalProblem("ValueError", "bad marshal data (unknown type code)");
    }
  }

  private openTuple(n: number, flag: number): typeof OPENED {
    return this.open(Kind.Tuple, n, flag, n === 0 ? tuple([]) : new PyTuple([]));
  }

  private makeCode(f: Frame): PyCode {
    const [argcount, kwonlyargcount, nlocals, stacksize, flags, firstlineno] = f.numbers;
    const [code, consts, names, varnames, freevars, cellvars, filename, name, lnotab] = f.items;
    if (
      argcount < 0 || kwonlyargcount < 0 || nlocals < 0 || !(code instanceof PyBytes) ||
      !(consts instanceof PyTuple) || !(names instanceof PyTuple) ||
      !(varnames instanceof PyTuple) || !(freevars instanceof PyTuple) ||
      !(cellvars instanceof PyTuple) || !(lnotab instanceof PyBytes)
    ) {
      badCode();
    }
    const free = strings(freevars);
    const cells = strings(cellvars);
    return new PyCode({
      argcount,
      kwonlyargcount,
      nlocals,
      stacksize,
      flags: free.length + cells.length === 0 ? flags | CO_NOFREE : flags & ~CO_NOFREE,
      code: code.data,
      consts: consts.items,
      names: strings(names),
      varnames: strings(varnames),
      filename: string(filename),
      name: string(name),
      firstlineno,
      lnotab: lnotab.data,
      freevars: free,
      cellvars: cells,
    }, this.trusted);
  }

  /** One byte, or -1 at the end of the data. */
  private byteOrEnd(): number {
    if (this.stream !== null) {
      const got = this.stream.read(1);
      if (got.length > 1) tooMuch(1, got.length);
      return got.length === 0 ? -1 : got[0];
    }
    return this.pos < this.data.length ? this.data[this.pos++] : -1;
  }

  /** The next `n` bytes, which must not be kept. */
  private take(n: number): Uint8Array {
    if (this.stream !== null) {
      if (n === 0) return NO_DATA;
      const got = this.stream.read(n);
      if (got.length === n) return got;
      if (got.length > n) tooMuch(n, got.length);
      throw new MarshalProblem("EOFError", "EOF read where not expected");
    }
    const end = this.pos + n;
    if (end > this.data.length) throw new MarshalProblem("EOFError", "marshal data too short");
    const out = this.data.subarray(this.pos, end);
    this.pos = end;
    return out;
  }

  /** A signed 32-bit number. */
  private long(): number {
    if (this.stream === null) {
      const p = this.pos;
      const d = this.data;
      if (p + 4 <= d.length) {
        this.pos = p + 4;
        return d[p] | (d[p + 1] << 8) | (d[p + 2] << 16) | (d[p + 3] << 24);
      }
    }
    const d = this.take(4);
    return d[0] | (d[1] << 8) | (d[2] << 16) | (d[3] << 24);
  }

  private size(what: string): number {
    const n = this.long();
    if (n < 0) {
      throw new MarshalProblem("ValueError", `bad marshal data (${what} size out of range)`);
    }
    return n;
  }

  private int64(): number | bigint {
    const low = this.long() >>> 0;
    const high = this.long();
    return normInt((BigInt(high) << 32n) | BigInt(low));
  }

  private double(): number {
    const d = this.take(8);
    return new DataView(d.buffer, d.byteOffset, 8).getFloat64(0, true);
  }

  private floatText(): number {
    const n = this.byteOrEnd();
    if (n < 0) endOfObjects();
    const text = decodeLatin1(this.take(n)).replace(/\0[^]*/, "");
    const v = parseFloatText(text);
    if (v === undefined) {
      throw new MarshalProblem("ValueError", `could not convert string to float: ${text}`);
    }
    return v;
  }

  /** A long of 15-bit digits, the least first. */
  private bigLong(): number | bigint {
    const signed = this.long();
    if (signed === -0x80000000) {
      throw new MarshalProblem("ValueError", "bad marshal data (long size out of range)");
    }
    const n = Math.abs(signed);
    if (n === 0) return 0;
    // digit by digit from a stream or where the data end early: the first bad digit is what counts
    const whole = this.stream === null && this.pos + 2 * n <= this.data.length;
    const raw = whole ? this.take(2 * n) : null;
    // seven hexadecimal digits hold 28 bits
    const words: number[] = [];
    let bits = 0;
    let have = 0;
    let top = 0;
    for (let i = 0; i < n; i++) {
      let digit: number;
      if (raw !== null) {
        digit = raw[2 * i] | (raw[2 * i + 1] << 8);
      } else {
        const d = this.take(2);
        digit = d[0] | (d[1] << 8);
      }
      if (digit > 0x7fff) {
        throw new MarshalProblem("ValueError", "bad marshal data (digit out of range in long)");
      }
      top = digit;
      bits += digit * 2 ** have;
      have += 15;
      if (have >= 28) {
        words.push(bits % 0x10000000);
        bits = Math.floor(bits / 0x10000000);
        have -= 28;
      }
    }
    if (top === 0) {
      throw new MarshalProblem("ValueError", "bad marshal data (unnormalized long data)");
    }
    words.push(bits);
    if (words.length * 28 > 2 ** 30) throw new MarshalProblem("MemoryError", "");
    const text = words.map((w) => w.toString(16).padStart(7, "0")).reverse().join("");
    const v = BigInt("0x" + text);
    return normInt(signed < 0 ? -v : v);
  }

  private latin1(n: number): string {
    return decodeLatin1(this.take(n));
  }

  private unicode(n: number): Value {
    const data = this.take(n);
    const s = decodeUtf8SurrogatePass(data);
    if (typeof s === "string") return s;
    if (s instanceof Utf8Failure) {
      const bytes = s.end - s.start === 1
        ? `byte 0x${data[s.start].toString(16).padStart(2, "0")} in position ${s.start}`
        : `bytes in position ${s.start}-${s.end - 1}`;
      throw new MarshalProblem(
        "UnicodeDecodeError",
        `'utf-8' codec can't decode ${bytes}: ${s.reason}`,
        { data: data.slice(), start: s.start, end: s.end, reason: s.reason },
      );
    }
    const out = new PyStr(s.map((c) => String.fromCodePoint(c)).join(""));
    out.codePoints = s;
    return out;
  }
}

function endOfObjects(): never {
  throw new MarshalProblem("EOFError", "EOF read where object expected");
}

function nullObject(where: string): never {
  throw new MarshalProblem("TypeError", `NULL object in marshal data for ${where}`);
}

function tooMuch(wanted: number, got: number): never {
  throw new MarshalProblem(
    "ValueError",
    `read() returned too much data: ${wanted} bytes requested, ${got} returned`,
  );
}

function badCode(): never {
  throw new MarshalProblem(
    "SystemError",
    "Objects/codeobject.c:131: bad argument to internal function",
  );
}

/** The JavaScript string of an exact str. */
function string(v: Value): string {
  if (typeof v === "string") return v;
  if (v instanceof PyStr) return v.s;
  return badCode();
}

function strings(t: PyTuple): string[] {
  return t.items.map((v) => {
    if (typeof v === "string") return v;
    if (v instanceof PyStr) return v.s;
    throw new MarshalProblem(
      "TypeError",
      `name tuples must contain only strings, not '${typeOf(v).name}'`,
    );
  });
}
