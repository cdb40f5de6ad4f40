/**
 * Writing of marshal data (w_object of Python/marshal.c), versions 0 to 4.
 *
 * CPython writes from version 3 on an object that has more than one reference
 * with FLAG_REF and repeats it as a reference; so its bytes depend on reference
 * counts. Here the rule is: what occurs twice or more in the written object is
 * flagged the first time and referred to afterwards. Objects are the same by
 * identity, strings (interned ones apart from others) and floats by value.
 * Ints are never referred to. Up to version 2 there are no references and the
 * bytes are CPython's.
 *
 * Interning is no property of a JavaScript string. Taken as interned are the
 * names in a code object, and strings made of ASCII letters, digits and
 * underscores only, which are what CPython's compiler interns.
 *
 * @module
 */
import {
  complexType,
  Ellipsis,
  EMPTY_TUPLE,
  floatType,
  listType,
  PyBytes,
  PyComplex,
  PyFloat,
  PyList,
  PyObject,
  PyStr,
  PyTuple,
  strType,
  tuple,
  tupleType,
  type Value,
} from "../core/object.ts";
import { PyCode } from "../objects/code.ts";
import { formatG17 } from "../util/float_repr.ts";
import { encodeCodePoints, encodeUtf8SurrogatePass, isAscii } from "../util/utf8.ts";
import {
  type Classified,
  FLAG_REF,
  type MarshalHooks,
  MarshalProblem,
  MAX_DEPTH,
  TYPE_ASCII,
  TYPE_ASCII_INTERNED,
  TYPE_BINARY_COMPLEX,
  TYPE_BINARY_FLOAT,
  TYPE_CODE,
  TYPE_COMPLEX,
  TYPE_DICT,
  TYPE_ELLIPSIS,
  TYPE_FALSE,
  TYPE_FLOAT,
  TYPE_FROZENSET,
  TYPE_INT,
  TYPE_INTERNED,
  TYPE_LIST,
  TYPE_LONG,
  TYPE_NONE,
  TYPE_NULL,
  TYPE_REF,
  TYPE_SET,
  TYPE_SHORT_ASCII,
  TYPE_SHORT_ASCII_INTERNED,
  TYPE_SMALL_TUPLE,
  TYPE_STOPITER,
  TYPE_STRING,
  TYPE_TRUE,
  TYPE_TUPLE,
  TYPE_UNICODE,
} from "./types.ts";

/** Whether the compiler interns a constant of this text (all_name_chars). */
function allNameChars(s: string): boolean {
  return /^\w*$/.test(s);
}

/** A part of a code object that is no Value: names, or bytes. */
type Part = Value | readonly string[] | Uint8Array | Name | number[] | typeof END;

/** A string that is interned whatever it consists of. */
class Name {
  constructor(readonly s: string) {}
}

/** The NULL that ends a dict. */
const END = Symbol();

/** The parts of a code object after its five numbers; `[n]` is the line number. */
function codeParts(c: PyCode): Part[] {
  return [
    c.code,
    tuple(c.consts),
    c.names,
    c.varnames,
    c.freevars,
    c.cellvars,
    c.filename,
    new Name(c.name),
    [c.firstlineno],
    c.lnotab,
  ];
}

/** A list of things to write that is being worked off. */
interface Pending {
  readonly items: readonly Part[];
  /** All strings in it are interned. */
  readonly names: boolean;
  next: number;
}

/** How often a thing occurs, and its number once it was written. */
interface Occurrence {
  count: number;
  index: number;
}

/** Writes one object; see {@linkcode dumps} of marshal.ts. */
export class Writer {
  private out: Uint8Array<ArrayBuffer> = new Uint8Array(256);
  private length = 0;
  private pending: Pending[] = [];
  private objects = new Map<PyObject, Occurrence>();
  private interned = new Map<string, Occurrence>();
  private texts = new Map<string, Occurrence>();
  private floats = new Map<number, Occurrence>();
  private nextIndex = 0;
  /** Not yet writing: counting what occurs more than once. */
  private counting = false;
  private classified = new Map<PyObject, Classified>();

  constructor(readonly version: number, readonly hooks: MarshalHooks) {}

  /** The marshal data of an object. */
  dump(v: Value): Uint8Array {
    if (this.version >= 3) {
      this.counting = true;
      this.run(v);
      this.counting = false;
    }
    this.run(v);
    return this.out.slice(0, this.length);
  }

  private run(v: Value): void {
    this.pending = [];
    this.part(v, false);
    while (this.pending.length > 0) {
      const top = this.pending[this.pending.length - 1];
      if (top.next === top.items.length) this.pending.pop();
      else this.part(top.items[top.next++], top.names);
    }
  }

  private part(v: Part, names: boolean): void {
    if (this.pending.length >= MAX_DEPTH) {
      throw new MarshalProblem("ValueError", "object too deeply nested to marshal");
    }
    if (typeof v === "string") this.text(v, names || allNameChars(v));
    else if (typeof v === "number") this.integer(v);
    else if (typeof v === "bigint") this.long(v);
    else if (v === null) this.byte(TYPE_NONE);
    else if (typeof v === "boolean") this.byte(v ? TYPE_TRUE : TYPE_FALSE);
    else if (v === END) this.byte(TYPE_NULL);
    else if (v instanceof PyObject) this.object(v);
    else if (v instanceof Uint8Array) this.bytes(v, 0);
    else if (v instanceof Name) this.text(v.s, true);
    else this.plainArray(v as readonly string[] | number[]);
  }

  /** The names of a code object, or its line number. */
  private plainArray(v: readonly string[] | readonly number[]): void {
    if (v.length === 0) {
      const flag = this.refObject(EMPTY_TUPLE);
      if (flag >= 0) this.tupleHead(0, flag);
    } else if (typeof v[0] === "number") {
      this.int32(v[0]);
    } else {
      this.tupleHead(v.length, 0);
      this.open(v as readonly string[], true);
    }
  }

  private open(items: readonly Part[], names: boolean): void {
    this.pending.push({ items, names, next: 0 });
  }

  /** Asks whether to write: the flag for the type code, or -1 where a reference was written (w_ref). */
  private ref<K>(table: Map<K, Occurrence>, key: K): number {
    if (this.version < 3) return 0;
    const seen = table.get(key);
    if (this.counting) {
      if (seen === undefined) {
        table.set(key, { count: 1, index: -1 });
        return 0;
      }
      seen.count++;
      return -1;
    }
    if (seen === undefined || seen.count < 2) return 0;
    if (seen.index >= 0) {
      this.byte(TYPE_REF);
      this.int32(seen.index);
      return -1;
    }
    seen.index = this.nextIndex++;
    return FLAG_REF;
  }

  private refObject(v: PyObject): number {
    return this.ref(this.objects, v);
  }

  private object(v: PyObject): void {
    if (v === Ellipsis) return this.byte(TYPE_ELLIPSIS);
    if (v instanceof PyFloat && v.cls === floatType) return this.float(v.v);
    const flag = this.refObject(v);
    if (flag < 0) return;
    if (v instanceof PyTuple && v.cls === tupleType) {
      this.tupleHead(v.items.length, flag);
      this.open(v.items, false);
    } else if (v instanceof PyCode) {
      this.byte(TYPE_CODE | flag);
      for (const n of [v.argcount, v.kwonlyargcount, v.nlocals, v.stacksize, v.flags]) {
        this.int32(n);
      }
      this.open(codeParts(v), false);
    } else if (v instanceof PyBytes) {
      this.bytes(v.data, flag);
    } else if (v instanceof PyList && v.cls === listType) {
      this.sized(TYPE_LIST | flag, v.items.length);
      this.open(v.items, false);
    } else if (v instanceof PyComplex && v.cls === complexType) {
      this.complex(v, flag);
    } else if (v instanceof PyStr && v.cls === strType) {
      this.data(TYPE_UNICODE | flag, encodeCodePoints(v.codePoints ?? []));
    } else {
      this.other(v, flag);
    }
  }

  private other(v: PyObject, flag: number): void {
    const c = this.classified.get(v) ?? this.hooks.classify(v);
    if (c === null) throw new MarshalProblem("ValueError", "unmarshallable object");
    // an object is taken apart once, so that both passes see the same
    this.classified.set(v, c);
    switch (c.kind) {
      case "dict":
        this.byte(TYPE_DICT | flag);
        this.open([...c.items, END], false);
        break;
      case "set":
      case "frozenset":
        this.sized((c.kind === "set" ? TYPE_SET : TYPE_FROZENSET) | flag, c.items.length);
        this.open(c.items, false);
        break;
      case "buffer":
        this.bytes(c.data, flag);
        break;
      case "StopIteration":
        // a singleton is never referred to; the numbering must not count it
        if (flag !== 0) {
          this.nextIndex--;
          this.objects.delete(v);
        }
        this.byte(TYPE_STOPITER);
        break;
    }
  }

  private tupleHead(n: number, flag: number): void {
    if (this.version >= 4 && n < 256) {
      this.byte(TYPE_SMALL_TUPLE | flag);
      this.byte(n);
    } else {
      this.sized(TYPE_TUPLE | flag, n);
    }
  }

  private integer(v: number): void {
    if ((v | 0) !== v) return this.long(BigInt(v));
    this.byte(TYPE_INT);
    this.int32(v);
  }

  /** A long of 15-bit digits (w_PyLong). */
  private long(v: bigint): void {
    this.byte(TYPE_LONG);
    if (this.counting) return;
    const hex = (v < 0n ? -v : v).toString(16);
    const digits: number[] = [];
    let bits = 0;
    let have = 0;
    for (let end = hex.length; end > 0; end -= 7) {
      bits += parseInt(hex.slice(Math.max(0, end - 7), end), 16) * 2 ** have;
      have += 28;
      while (have >= 15) {
        digits.push(bits % 0x8000);
        bits = Math.floor(bits / 0x8000);
        have -= 15;
      }
    }
    digits.push(bits);
    while (digits[digits.length - 1] === 0) digits.pop();
    this.int32(v < 0n ? -digits.length : digits.length);
    this.reserve(2 * digits.length);
    for (const d of digits) {
      this.out[this.length++] = d & 0xff;
      this.out[this.length++] = d >> 8;
    }
  }

  private float(v: number): void {
    // a map's keys do not tell 0.0 from -0.0
    const flag = v === 0 ? 0 : this.ref(this.floats, v);
    if (flag < 0) return;
    if (this.version > 1) {
      this.byte(TYPE_BINARY_FLOAT | flag);
      this.double(v);
    } else {
      this.byte(TYPE_FLOAT);
      this.floatText(v);
    }
  }

  private complex(v: PyComplex, flag: number): void {
    if (this.version > 1) {
      this.byte(TYPE_BINARY_COMPLEX | flag);
      this.double(v.re);
      this.double(v.im);
    } else {
      this.byte(TYPE_COMPLEX);
      this.floatText(v.re);
      this.floatText(v.im);
    }
  }

  private floatText(v: number): void {
    const text = formatG17(v);
    this.byte(text.length);
    for (let i = 0; i < text.length; i++) this.byte(text.charCodeAt(i));
  }

  private double(v: number): void {
    this.reserve(8);
    new DataView(this.out.buffer).setFloat64(this.length, v, true);
    this.length += 8;
    if (this.counting) this.length = 0;
  }

  private text(s: string, interned: boolean): void {
    const flag = this.ref(interned ? this.interned : this.texts, s);
    if (flag < 0 || this.counting) return;
    if (this.version < 4 || !isAscii(s)) {
      const type = interned && this.version >= 3 ? TYPE_INTERNED : TYPE_UNICODE;
      return this.data(type | flag, encodeUtf8SurrogatePass(s));
    }
    if (s.length < 256) {
      this.byte((interned ? TYPE_SHORT_ASCII_INTERNED : TYPE_SHORT_ASCII) | flag);
      this.byte(s.length);
    } else {
      this.sized((interned ? TYPE_ASCII_INTERNED : TYPE_ASCII) | flag, s.length);
    }
    this.reserve(s.length);
    for (let i = 0; i < s.length; i++) this.out[this.length++] = s.charCodeAt(i);
  }

  private bytes(data: Uint8Array, flag: number): void {
    this.data(TYPE_STRING | flag, data);
  }

  private data(type: number, data: Uint8Array): void {
    this.sized(type, data.length);
    if (this.counting) return;
    this.reserve(data.length);
    this.out.set(data, this.length);
    this.length += data.length;
  }

  private sized(type: number, n: number): void {
    if (n > 0x7fffffff) throw new MarshalProblem("ValueError", "unmarshallable object");
    this.byte(type);
    this.int32(n);
  }

  private byte(b: number): void {
    if (this.counting) return;
    if (this.length === this.out.length) this.reserve(1);
    this.out[this.length++] = b;
  }

  private int32(n: number): void {
    this.byte(n & 0xff);
    this.byte((n >> 8) & 0xff);
    this.byte((n >> 16) & 0xff);
    this.byte((n >> 24) & 0xff);
  }

  private reserve(n: number): void {
    if (this.length + n <= this.out.length) return;
    const larger = new Uint8Array(Math.max(2 * this.out.length, this.length + n));
    larger.set(this.out);
    this.out = larger;
  }
}
