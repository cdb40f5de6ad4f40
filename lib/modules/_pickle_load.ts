/**
 * The unpickler of _pickle (Modules/_pickle.c).
 *
 * @module
 */
import { asInt, asStr } from "../core/compare.ts";
import { dictType, PyDict } from "../core/dict.ts";
import {
  attributeError,
  E,
  exception,
  matches,
  overflowError,
  type PyBaseException,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import {
  listType,
  type Maybe,
  PyBytes,
  PyFloat,
  PyInstance,
  PyList,
  PyTuple,
  PyType,
  tuple,
  TypeFlag,
  type Value,
} from "../core/object.ts";
import {
  call,
  genericSetAttr,
  getAttr,
  getAttrOpt,
  repr,
  setAttr,
  setInstanceAttr,
  setItem,
} from "../core/ops.ts";
import { interp } from "../core/state.ts";
import { asBuffer } from "../objects/buffer.ts";
import { decodeBytes } from "../objects/codecs.ts";
import { parseFloat_ } from "../objects/float.ts";
import { intFromBytes, parseInt_ } from "../objects/int.ts";
import { frozenSet, PySet, setType } from "../objects/set.ts";
import { strFromPoints } from "../objects/str.ts";
import { decodeLatin1, decodeUtf8SurrogatePass, Utf8Failure } from "../util/utf8.ts";
import { getDotted, unpicklingError } from "./_pickle_save.ts";
import { importedAttr, importPython } from "./python.ts";

const broken = (msg: string): PyBaseException => exception(unpicklingError(), msg);
const underflow = () => broken("unpickling stack underflow");
const truncated = () => broken("pickle data was truncated");

/** Where a pickle comes from: bytes, or a file's methods. */
export class Input {
  data: Uint8Array;
  at = 0;
  /** How much of `data` was only peeked at, and is not read yet. */
  private peeked = 0;

  constructor(
    data: Uint8Array,
    private readonly read: Maybe,
    private readonly readline: Maybe,
    private peek: Maybe,
  ) {
    this.data = data;
  }

  /** Reads what was peeked at and used, so that the file stands where the pickle does. */
  sync(): void {
    if (this.peeked > 0) {
      const used = this.at;
      this.peeked = 0;
      if (used > 0) call(this.read!, [used]);
      this.data = new Uint8Array(0);
      this.at = 0;
    }
  }

  private bytesOf(v: Value, name: string): Uint8Array {
    if (v instanceof PyBytes) return v.data;
    const b = asBuffer(v);
    if (b === undefined) throw valueError(`${name}() returned non-bytes object (${typeName(v)})`);
    return b;
  }

  /** Makes the next n bytes available at `at`; returns where they begin. */
  need(n: number): number {
    const { at } = this;
    if (at + n <= this.data.length) {
      this.at = at + n;
      return at;
    }
    if (this.read === undefined) throw truncated();
    // what is left of the buffer comes first
    if (this.peeked > 0) this.sync();
    const rest = this.data.subarray(this.at);
    this.data = rest;
    this.at = 0;
    if (rest.length === 0 && this.peek !== undefined) {
      const b = this.peekAhead();
      if (b !== undefined && b.length >= n) {
        this.data = b;
        this.peeked = b.length;
        this.at = n;
        return 0;
      }
    }
    const more = this.bytesOf(call(this.read, [n - rest.length]), "read");
    if (rest.length === 0) this.data = more;
    else {
      this.data = new Uint8Array(rest.length + more.length);
      this.data.set(rest);
      this.data.set(more, rest.length);
    }
    if (this.data.length < n) {
      throw truncated();
    }
    this.at = n;
    return 0;
  }

  /** What the file shows of what is to come; a file that cannot is not asked again. */
  private peekAhead(): Uint8Array | undefined {
    try {
      return this.bytesOf(call(this.peek!, [131072]), "peek");
    } catch (e) {
      if (!matches(e, E.NotImplementedError)) throw e;
      this.peek = undefined;
      return undefined;
    }
  }

  /** The next opcode. Raises EOFError at the end. */
  opcode(): number {
    const { at } = this;
    if (at < this.data.length) {
      this.at = at + 1;
      return this.data[at];
    }
    try {
      return this.u8();
    } catch (e) {
      if (!matches(e, unpicklingError())) throw e;
      throw exception(E.EOFError, "Ran out of input");
    }
  }

  /** The next byte. */
  u8(): number {
    const at = this.need(1);
    return this.data[at];
  }

  /** The next bytes, as a view. */
  bytes(n: number): Uint8Array {
    const at = this.need(n);
    return this.data.subarray(at, at + n);
  }

  /** A line without its newline. */
  line(): Uint8Array {
    const { at, data } = this;
    const end = data.indexOf(10, at);
    if (end >= 0) {
      this.at = end + 1;
      return data.subarray(at, end);
    }
    if (this.readline === undefined) throw truncated();
    if (this.peeked > 0) this.sync();
    const rest = this.data.subarray(this.at);
    const more = this.bytesOf(call(this.readline, []), "readline");
    this.data = new Uint8Array(rest.length + more.length);
    this.data.set(rest);
    this.data.set(more, rest.length);
    this.at = this.data.length;
    if (this.data[this.at - 1] !== 10) throw truncated();
    return this.data.subarray(0, this.at - 1);
  }
}

/** How to read a pickle. */
export interface UnpickleOptions {
  readonly fixImports: boolean;
  readonly encoding: string;
  readonly errors: string;
  readonly persistentLoad: Maybe;
  /** The find_class to call; undefined for the built-in one. */
  readonly findClass: Maybe;
}

const textOf = (b: Uint8Array): Value => {
  // short ASCII texts are the most frequent
  if (b.length < 64) {
    let s = "";
    let i = 0;
    for (; i < b.length && b[i] < 128; i++) s += String.fromCharCode(b[i]);
    if (i === b.length) return s;
  }
  const r = decodeUtf8SurrogatePass(b);
  if (r instanceof Utf8Failure) return decodeBytes(b, "utf-8", "surrogatepass");
  return typeof r === "string" ? r : strFromPoints(r);
};

/** One load. */
export class Loader {
  private stack: Value[] = [];
  private marks: number[] = [];
  private proto = 0;

  constructor(
    readonly input: Input,
    readonly memo: Map<number, Value>,
    readonly o: UnpickleOptions,
  ) {}

  /** The protocol of the pickle so far. */
  protocol(): number {
    return this.proto;
  }

  private pop(): Value {
    const { stack } = this;
    if (stack.length <= this.fence()) this.stuck();
    return stack.pop()!;
  }

  private fence(): number {
    return this.marks.length > 0 ? this.marks[this.marks.length - 1] : 0;
  }

  private stuck(): never {
    throw this.marks.length > 0 ? broken("unexpected MARK found") : underflow();
  }

  private top(): Value {
    if (this.stack.length <= this.fence()) this.stuck();
    return this.stack[this.stack.length - 1];
  }

  /** The values after the last mark, which goes. */
  private popMark(): Value[] {
    const m = this.marks.pop();
    if (m === undefined) throw broken("could not find MARK");
    return this.stack.splice(m);
  }

  private u32(): number {
    const at = this.input.need(4);
    const d = this.input.data;
    return (d[at] | d[at + 1] << 8 | d[at + 2] << 16 | d[at + 3] << 24) >>> 0;
  }

  private size8(name: string): number {
    const b = this.input.bytes(8);
    const n = new DataView(b.buffer, b.byteOffset).getBigUint64(0, true);
    if (n > 9223372036854775807n) {
      throw overflowError(`${name} exceeds system's maximum size of 9223372036854775807 bytes`);
    }
    return Number(n);
  }

  /** Reads up to STOP. */
  load(): Value {
    const { input, stack } = this;
    for (;;) {
      const op = input.opcode();
      switch (op) {
        case 46: // STOP
          return this.pop();
        case 78:
          stack.push(null);
          break;
        case 0x88:
          stack.push(true);
          break;
        case 0x89:
          stack.push(false);
          break;
        case 75:
          stack.push(input.u8());
          break;
        case 77: {
          const at = input.need(2);
          stack.push(input.data[at] | input.data[at + 1] << 8);
          break;
        }
        case 74:
          stack.push(this.u32() | 0);
          break;
        case 71: {
          const b = input.bytes(8);
          stack.push(new PyFloat(new DataView(b.buffer, b.byteOffset).getFloat64(0, false)));
          break;
        }
        case 0x8c:
          stack.push(textOf(input.bytes(input.u8())));
          break;
        case 88:
          stack.push(textOf(input.bytes(this.u32())));
          break;
        case 0x94:
          this.memo.set(this.memo.size, this.top());
          break;
        case 113: {
          const i = input.u8();
          this.memo.set(i, this.top());
          break;
        }
        case 114: {
          const i = this.u32();
          this.memo.set(i, this.top());
          break;
        }
        case 104:
          this.get(input.u8());
          break;
        case 106:
          this.get(this.u32());
          break;
        case 40:
          this.marks.push(stack.length);
          break;
        case 93:
          stack.push(new PyList([]));
          break;
        case 125:
          stack.push(new PyDict());
          break;
        case 41:
          stack.push(tuple([]));
          break;
        case 97: {
          const v = this.pop();
          this.append(this.top(), [v]);
          break;
        }
        case 101: {
          const items = this.popMark();
          if (stack.length <= this.fence()) this.stuck();
          this.append(stack[stack.length - 1], items);
          break;
        }
        case 115: {
          const v = this.pop();
          const k = this.pop();
          this.setItems(this.top(), [k, v]);
          break;
        }
        case 117: {
          const items = this.popMark();
          if (stack.length <= this.fence()) this.stuck();
          this.setItems(stack[stack.length - 1], items);
          break;
        }
        case 0x85:
          stack.push(new PyTuple([this.pop()]));
          break;
        case 0x86:
        case 0x87: {
          const n = op - 0x84;
          if (stack.length - this.fence() < n) this.stuck();
          stack.push(new PyTuple(stack.splice(stack.length - n)));
          break;
        }
        case 116:
          stack.push(tuple(this.popMark()));
          break;
        case 82: {
          const args = this.pop();
          const f = this.pop();
          if (!(args instanceof PyTuple)) throw typeError("argument list must be a tuple");
          stack.push(call(f, args.items.slice()));
          break;
        }
        case 98:
          this.build();
          break;
        case 0x95: {
          const n = this.size8("FRAME length");
          // the whole frame is there before it is looked at
          input.need(n);
          input.at -= n;
          break;
        }
        case 0x80: {
          const p = input.u8();
          if (p > 4) throw valueError(`unsupported pickle protocol: ${p}`);
          this.proto = p;
          break;
        }
        default:
          this.rare(op);
      }
    }
  }

  private rare(op: number): void {
    const { input, stack } = this;
    switch (op) {
      case 48: // POP
        if (this.marks.length > 0 && this.fence() === stack.length) this.marks.pop();
        else this.pop();
        break;
      case 49:
        this.popMark();
        break;
      case 50:
        stack.push(this.top());
        break;
      case 70: {
        const s = decodeLatin1(input.line());
        const x = parseFloat_(s);
        if (x === undefined) throw valueError(`could not convert string to float: ${s}\n`);
        stack.push(new PyFloat(x));
        break;
      }
      case 73: { // INT
        const s = decodeLatin1(input.line());
        if (s === "00" || s === "01") stack.push(s === "01");
        else {
          const n = parseInt_(s, 0) ?? parseInt_(s, 10);
          if (n === undefined) throw valueError("could not convert string to int");
          stack.push(n);
        }
        break;
      }
      case 76: {
        const line = decodeLatin1(input.line());
        const s = line.endsWith("L") ? line.slice(0, -1) : line;
        const n = parseInt_(s, 0) ?? parseInt_(s, 10);
        if (n === undefined) {
          throw valueError(
            `invalid literal for int() with base 10: ${repr(line.endsWith("L") ? s : s + "\n")}`,
          );
        }
        stack.push(n);
        break;
      }
      case 0x8a:
        stack.push(intFromBytes(input.bytes(input.u8()), true, true));
        break;
      case 0x8b: {
        const n = this.u32() | 0;
        if (n < 0) throw broken("LONG pickle has negative byte count");
        stack.push(intFromBytes(input.bytes(n), true, true));
        break;
      }
      case 83:
        this.string();
        break;
      case 84: {
        const n = this.u32() | 0;
        if (n < 0) throw truncated();
        stack.push(this.decode(input.bytes(n)));
        break;
      }
      case 85:
        stack.push(this.decode(input.bytes(input.u8())));
        break;
      case 86:
        stack.push(decodeBytes(input.line().slice(), "raw-unicode-escape", undefined));
        break;
      case 0x8d:
        stack.push(textOf(input.bytes(this.size8("BINUNICODE"))));
        break;
      case 66:
        stack.push(new PyBytes(input.bytes(this.u32()).slice()));
        break;
      case 67:
        stack.push(new PyBytes(input.bytes(input.u8()).slice()));
        break;
      case 0x8e:
        stack.push(new PyBytes(input.bytes(this.size8("BINBYTES")).slice()));
        break;
      case 0x8f:
        stack.push(call(setType, []));
        break;
      case 0x90: {
        const items = this.popMark();
        if (stack.length <= this.fence()) this.stuck();
        const s = stack[stack.length - 1];
        if (s instanceof PySet && s.cls === setType) {
          call(getAttr(s, "update"), [new PyList(items)]);
        } else {
          const add = getAttr(s, "add");
          for (const x of items) call(add, [x]);
        }
        break;
      }
      case 0x91:
        stack.push(frozenSet(this.popMark()));
        break;
      case 100: {
        const items = this.popMark();
        if (items.length % 2 !== 0) throw broken("odd number of items for DICT");
        const d = new PyDict();
        for (let i = 0; i < items.length; i += 2) d.set(items[i], items[i + 1]);
        stack.push(d);
        break;
      }
      case 108:
        stack.push(new PyList(this.popMark()));
        break;
      case 99: {
        const module = asStr(decodeBytes(input.line().slice(), "utf-8", undefined))!;
        const name = asStr(decodeBytes(input.line().slice(), "utf-8", undefined))!;
        stack.push(this.find(module, name));
        break;
      }
      case 0x93: {
        const name = this.stack.length > this.fence() ? stack.pop()! : undefined;
        const module = this.stack.length > this.fence() ? stack.pop()! : undefined;
        if (typeof name !== "string" || typeof module !== "string") {
          throw broken("STACK_GLOBAL requires str");
        }
        stack.push(this.find(module, name));
        break;
      }
      case 0x81:
      case 0x92:
        this.newObject(op === 0x92);
        break;
      case 105: { // INST
        const module = decodeLatin1(input.line());
        const name = decodeLatin1(input.line());
        const cls = this.find(module, name);
        stack.push(this.instantiate(cls, this.popMark()));
        break;
      }
      case 111: { // OBJ
        const items = this.popMark();
        if (items.length < 1) throw underflow();
        stack.push(this.instantiate(items[0], items.slice(1)));
        break;
      }
      case 103:
        this.get(this.index(decodeLatin1(input.line())));
        break;
      case 112: {
        const line = decodeLatin1(input.line());
        const v = this.top();
        const i = this.index(line);
        if (i < 0) throw valueError("negative PUT argument");
        this.memo.set(i, v);
        break;
      }
      case 80: {
        const line = input.line();
        if (line.some((c) => c > 127)) {
          throw broken("persistent IDs in protocol 0 must be ASCII strings");
        }
        stack.push(this.persistent(decodeLatin1(line)));
        break;
      }
      case 81: {
        this.needPersistent();
        const id = this.pop();
        stack.push(this.persistent(id));
        break;
      }
      case 0x82:
      case 0x83:
      case 0x84:
        this.extension(op);
        break;
      default: {
        const c = op >= 32 && op < 127
          ? String.fromCharCode(op)
          : "\\x" + op.toString(16).padStart(2, "0");
        throw broken(`invalid load key, '${c === "'" ? "\\'" : c}'.`);
      }
    }
  }

  private index(line: string): number {
    const n = parseInt_(line, 10);
    if (n === undefined) {
      throw valueError(`invalid literal for int() with base 10: ${repr(line + "\n")}`);
    }
    if (typeof n === "bigint" && (n > 9223372036854775807n || n < -9223372036854775808n)) {
      throw overflowError("Python int too large to convert to C ssize_t");
    }
    return Number(n);
  }

  private get(i: number): void {
    const v = this.memo.get(i);
    if (v === undefined) throw exception(E.KeyError, i);
    this.stack.push(v);
  }

  private decode(b: Uint8Array): Value {
    return this.o.encoding === "bytes"
      ? new PyBytes(b.slice())
      : decodeBytes(b.slice(), this.o.encoding, this.o.errors);
  }

  private string(): void {
    const line = this.input.line();
    const n = line.length;
    const q = line[0];
    // blanks before the newline do not count
    if (n < 2 || q !== line[n - 1] || (q !== 39 && q !== 34)) {
      throw broken("the STRING opcode argument must be quoted");
    }
    const inner = new PyBytes(line.slice(1, n - 1));
    const r = call(importedAttr("_codecs", "escape_decode"), [inner]) as PyTuple;
    this.stack.push(this.decode((r.items[0] as PyBytes).data));
  }

  private append(list: Value, items: Value[]): void {
    if (list instanceof PyList && list.cls === listType) {
      for (const x of items) list.items.push(x);
      return;
    }
    if (items.length === 0) return;
    if (list instanceof PyList && getAttrOpt(list.cls, "extend") === undefined) return;
    const append = getAttr(list, "append");
    for (const x of items) call(append, [x]);
  }

  private setItems(d: Value, items: readonly Value[]): void {
    if (items.length % 2 !== 0) throw broken("odd number of items for SETITEMS");
    if (d instanceof PyDict && d.cls === dictType) {
      for (let i = 0; i < items.length; i += 2) d.set(items[i], items[i + 1]);
    } else for (let i = 0; i < items.length; i += 2) setItem(d, items[i], items[i + 1]);
  }

  private find(module: string, name: string): Value {
    if (this.o.findClass !== undefined) return call(this.o.findClass, [module, name]);
    return findClass(module, name, this.proto, this.o.fixImports);
  }

  private newObject(withKeywords: boolean): void {
    const kwargs = withKeywords ? this.pop() : null;
    const args = this.pop();
    const cls = this.pop();
    const what = withKeywords ? "NEWOBJ_EX" : "NEWOBJ";
    if (!(cls instanceof PyType)) {
      throw broken(
        withKeywords
          ? `${what} class argument must be a type, not ${typeName(cls, 200)}`
          : `${what} class argument isn't a type object`,
      );
    }
    if (cls.tpNew === undefined) throw broken(`${what} class argument has NULL tp_new`);
    if (!(args instanceof PyTuple)) throw broken(`${what} expected an arg tuple.`);
    if (withKeywords && !(kwargs instanceof PyDict)) {
      throw broken(`${what} class keywords must be a dict, not ${typeName(kwargs, 200)}`);
    }
    let names: string[] | null = null;
    let values: Value[] = [];
    if (kwargs instanceof PyDict) {
      names = kwargs.keyList().map((k) => asStr(k)!);
      values = kwargs.valueList();
      if (names.length === 0) names = null;
    }
    this.stack.push(cls.tpNew(cls, [...args.items, ...values], names));
  }

  private instantiate(cls: Value, args: Value[]): Value {
    if (
      args.length === 0 && cls instanceof PyType && getAttrOpt(cls, "__getinitargs__") === undefined
    ) {
      return call(getAttr(cls, "__new__"), [cls]);
    }
    return call(cls, args);
  }

  private needPersistent(): void {
    if (this.o.persistentLoad === undefined) {
      throw broken(
        "A load persistent id instruction was encountered,\nbut no persistent_load function was specified.",
      );
    }
  }

  private persistent(id: Value): Value {
    this.needPersistent();
    return call(this.o.persistentLoad!, [id]);
  }

  private extension(op: number): void {
    const { input } = this;
    let code: number;
    if (op === 0x82) code = input.u8();
    else if (op === 0x83) {
      const at = input.need(2);
      code = input.data[at] | input.data[at + 1] << 8;
    } else code = this.u32() | 0;
    if (code <= 0) throw broken("EXT specifies code <= 0");
    const cache = importedAttr("copyreg", "_extension_cache") as PyDict;
    const cached = cache.get(code);
    if (cached !== undefined) {
      this.stack.push(cached);
      return;
    }
    const pair = (importedAttr("copyreg", "_inverted_registry") as PyDict).get(code);
    if (pair === undefined) throw valueError(`unregistered extension code ${code}`);
    if (!(pair instanceof PyTuple) || pair.items.length !== 2) {
      throw valueError(`_inverted_registry[${code}] isn't a 2-tuple of strings`);
    }
    const v = this.find(asStr(pair.items[0])!, asStr(pair.items[1])!);
    cache.set(code, v);
    this.stack.push(v);
  }

  private build(): void {
    if (this.stack.length - this.fence() < 2) {
      if (this.marks.length > 0 && this.stack.length >= 2) this.stuck();
      throw underflow();
    }
    let state: Value = this.stack.pop()!;
    const v = this.stack[this.stack.length - 1];
    const setstate = getAttrOpt(v, "__setstate__");
    if (setstate !== undefined) {
      call(setstate, [state]);
      return;
    }
    let slots: Value = null;
    if (state instanceof PyTuple && state.items.length === 2) {
      [state, slots] = state.items as [Value, Value];
    }
    if (state !== null) {
      if (!(state instanceof PyDict)) throw broken("state is not a dictionary");
      if (
        v instanceof PyInstance && v.shape !== null && state.map !== null &&
        v.cls.tpSetattro === genericSetAttr && (v.cls.flags & TypeFlag.Heap) !== 0 &&
        state.keyList().every((k) => typeof k === "string" && k !== "__dict__")
      ) {
        for (const e of state.entries()) setInstanceAttr(v, e.key as string, e.value!);
      } else {
        const dict = getAttr(v, "__dict__");
        for (const e of state.entryList()) setItem(dict, e.key, e.value!);
      }
    }
    if (slots !== null) {
      if (!(slots instanceof PyDict)) throw broken("slot state is not a dictionary");
      for (const e of slots.entryList()) setAttr(v, asStr(e.key)!, e.value!);
    }
  }
}

/** The object of a module and a name (Unpickler.find_class). */
export function findClass(
  module: string,
  name: string,
  proto: number,
  fixImports: boolean,
): Value {
  if (proto < 3 && fixImports) {
    const names = importedAttr("_compat_pickle", "NAME_MAPPING");
    const imports = importedAttr("_compat_pickle", "IMPORT_MAPPING");
    const pair = names instanceof PyDict ? names.get(tuple([module, name])) : undefined;
    if (pair instanceof PyTuple) [module, name] = pair.items.map((x) => asStr(x)!);
    else {
      const m = imports instanceof PyDict ? imports.getStr(module) : undefined;
      if (m !== undefined) module = asStr(m)!;
    }
  }
  importPython(module);
  const m = interp.modules.getStr(module)!;
  if (proto >= 4) {
    const path = name.split(".");
    const found = getDotted(m, path);
    if (found === undefined) {
      if (path.includes("<locals>")) {
        throw attributeError(`Can't get local attribute ${repr(name)} on ${repr(m)}`);
      }
      throw attributeError(`Can't get attribute ${repr(name)} on ${repr(m)}`);
    }
    return found[0];
  }
  const v = getAttrOpt(m, name);
  if (v === undefined) throw attributeError(`Can't get attribute ${repr(name)} on ${repr(m)}`);
  return v;
}

/** A memo index from Python. */
export function memoIndex(v: Value): number {
  const n = asInt(v);
  if (n === undefined) throw typeError("memo key must be integers");
  if (n < 0) throw valueError("memo key must be positive integers.");
  return Number(n);
}
