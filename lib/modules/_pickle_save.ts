/**
 * The pickler of _pickle (Modules/_pickle.c): the same bytes as C's.
 *
 * @module
 */
import { asInt, asStr, enterRecursive, leaveRecursive } from "../core/compare.ts";
import { dictType, PyDict } from "../core/dict.ts";
import {
  E,
  exception,
  matches,
  type PyBaseException,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import {
  bytesType,
  Ellipsis,
  ellipsisType,
  EMPTY_TUPLE,
  floatType,
  getSlot,
  listType,
  type Maybe,
  noneType,
  NotImplemented,
  notImplementedType,
  objectType,
  PyBytes,
  PyFloat,
  PyInstance,
  PyList,
  PyObject,
  PyStr,
  PyTuple,
  PyType,
  strType,
  tuple,
  tupleType,
  typeOf,
  typeType,
  type Value,
} from "../core/object.ts";
import { call, getAttr, getAttrOpt, isCallable, repr, toArray } from "../core/ops.ts";
import { interp } from "../core/state.ts";
import { functionType } from "../objects/function.ts";
import { frozenSetType, PySet, setType } from "../objects/set.ts";
import { floatRepr } from "../util/float_repr.ts";
import {
  encodeCodePoints,
  encodeLatin1,
  encodeUtf8SurrogatePass,
  toCodePoints,
} from "../util/utf8.ts";
import { moduleException } from "./exceptions.ts";
import { importedAttr, importPython } from "./python.ts";

export const pickleError = (): PyType => moduleException("_pickle", "PickleError");
export const picklingError = (): PyType =>
  moduleException("_pickle", "PicklingError", [pickleError()]);
export const unpicklingError = (): PyType =>
  moduleException("_pickle", "UnpicklingError", [pickleError()]);

const failed = (msg: string): PyBaseException => exception(picklingError(), msg);

/** Items of a list or dict in one batch. */
const BATCH = 1000;
const FRAME_TARGET = 64 * 1024;
const FRAME_HEADER = 9;

/** Growing output, in frames where the protocol has them. */
export class Output {
  private data = new Uint8Array(256);
  private view = new DataView(this.data.buffer);
  length = 0;
  framing = false;
  private frame = -1;

  private room(n: number): void {
    if (this.framing && this.frame < 0) {
      this.frame = this.length;
      this.grow(FRAME_HEADER);
      this.length += FRAME_HEADER;
    }
    if (this.length + n > this.data.length) this.grow(n);
  }

  private grow(n: number): void {
    if (this.length + n <= this.data.length) return;
    const size = Math.max(this.data.length * 2, this.length + n);
    if (size > 2 ** 32) throw exception(E.MemoryError);
    const more = new Uint8Array(size);
    more.set(this.data.subarray(0, this.length));
    this.data = more;
    this.view = new DataView(more.buffer);
  }

  /** A place between two opcodes: a full frame ends here. */
  boundary(): void {
    if (this.frame >= 0 && this.length - this.frame - FRAME_HEADER >= FRAME_TARGET) this.endFrame();
  }

  endFrame(): void {
    if (this.frame < 0) return;
    const n = this.length - this.frame - FRAME_HEADER;
    this.data[this.frame] = 0x95;
    this.view.setBigUint64(this.frame + 1, BigInt(n), true);
    this.frame = -1;
  }

  byte(b: number): void {
    this.room(1);
    this.data[this.length++] = b;
  }

  byte2(a: number, b: number): void {
    this.room(2);
    this.data[this.length++] = a;
    this.data[this.length++] = b;
  }

  /** An opcode with 2 or 4 bytes, little-endian. */
  word(op: number, n: number, size: 2 | 4): void {
    this.room(1 + size);
    this.data[this.length++] = op;
    if (size === 2) this.view.setUint16(this.length, n, true);
    else this.view.setUint32(this.length, n >>> 0, true);
    this.length += size;
  }

  double(op: number, x: number): void {
    this.room(9);
    this.data[this.length] = op;
    this.view.setFloat64(this.length + 1, x, false);
    this.length += 9;
  }

  bytes(b: Uint8Array): void {
    this.room(b.length);
    this.data.set(b, this.length);
    this.length += b.length;
  }

  text(s: string): void {
    this.room(s.length);
    for (let i = 0; i < s.length; i++) this.data[this.length++] = s.charCodeAt(i);
  }

  /** A short ASCII text after its two-byte head; false where it is not one. */
  shortText(op: number, s: string): boolean {
    const n = s.length;
    this.room(2 + n);
    const at = this.length + 2;
    for (let i = 0; i < n; i++) {
      const c = s.charCodeAt(i);
      if (c > 127) return false;
      this.data[at + i] = c;
    }
    this.data[at - 2] = op;
    this.data[at - 1] = n;
    this.length = at + n;
    return true;
  }

  /** Everything so far. */
  take(): Uint8Array {
    this.endFrame();
    return this.data.slice(0, this.length);
  }
}

/** What a pickler is made with. */
export interface PickleOptions {
  readonly protocol: number;
  readonly fixImports: boolean;
  readonly fast: boolean;
  /** Called for every object; undefined where there is none. */
  readonly persistentId: Maybe;
  /** Looked at instead of copyreg's; undefined where there is none. */
  readonly dispatchTable: Maybe;
}

/** Objects by identity; equal strs are one object here. */
export type Memo = Map<Value, number>;

/** A module's attribute by a dotted name, and what holds it; undefined where there is none. */
export function getDotted(o: Value, path: readonly string[]): [Value, Value] | undefined {
  let parent = o;
  for (const name of path) {
    if (name === "<locals>") return undefined;
    parent = o;
    const next = getAttrOpt(o, name);
    if (next === undefined) return undefined;
    o = next;
  }
  return [o, parent];
}

/** The name of the module that a global is found in (whichmodule). */
function whichModule(o: Value, path: readonly string[]): string {
  const name = getAttrOpt(o, "__module__");
  if (name !== undefined && name !== null) return asStr(name) ?? repr(name);
  for (const { key, value } of interp.modules.entryList()) {
    if (key === "__main__" || value === null || value === undefined) continue;
    const found = getDotted(value, path);
    if (found !== undefined && found[0] === o) return asStr(key)!;
  }
  return "__main__";
}

/** Text of protocol 0: what is no Latin-1, backslashes and newlines escaped. */
function rawUnicodeEscape(s: string): Uint8Array {
  let out = "";
  for (const c of toCodePoints(s)) {
    if (c >= 0x10000) out += "\\U" + c.toString(16).padStart(8, "0");
    else if (c >= 256 || c === 92 || c === 10) out += "\\u" + c.toString(16).padStart(4, "0");
    else out += String.fromCharCode(c);
  }
  return encodeLatin1(out) as Uint8Array;
}

/** A long's bytes: two's complement, little-endian, as few as can be. */
export function longBytes(v: bigint): Uint8Array {
  if (v === 0n) return new Uint8Array(0);
  const bits = (v < 0n ? -v - 1n : v).toString(2).length + (v === -1n ? 0 : 1);
  const n = Math.max(1, bits + 7 >> 3);
  const hex = BigInt.asUintN(8 * n, v).toString(16).padStart(2 * n, "0");
  const out = new Uint8Array(n);
  for (let i = 0; i < n; i++) out[n - 1 - i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return out;
}

/** What changes how an instance is pickled. */
const HOOKS = ["__getnewargs_ex__", "__getnewargs__", "__getstate__", "__slots__"];

/** One dump. */
export class Saver {
  private readonly proto: number;
  private readonly bin: boolean;
  /** copyreg's table, and how plain objects are reduced: looked up once. */
  private table: Maybe;

  constructor(
    readonly pickler: Value,
    readonly out: Output,
    readonly memo: Memo,
    readonly o: PickleOptions,
  ) {
    this.proto = o.protocol;
    this.bin = o.protocol >= 1;
  }

  /** The whole pickle of an object (dump). */
  dump(v: Value): void {
    const { out } = this;
    if (this.proto >= 2) {
      out.byte2(0x80, this.proto);
      if (this.proto >= 4) out.framing = true;
    }
    this.save(v);
    out.byte(46);
    out.endFrame();
    out.framing = false;
  }

  /** Whether the memo had it, and has been asked for it. */
  private get(v: Value): boolean {
    const i = this.memo.get(v);
    if (i === undefined) return false;
    const { out } = this;
    if (!this.bin) out.text(`g${i}\n`);
    else if (i < 256) out.byte2(104, i);
    else out.word(106, i, 4);
    return true;
  }

  private put(v: Value): void {
    if (this.o.fast) return;
    const i = this.memo.size;
    this.memo.set(v, i);
    const { out } = this;
    if (this.proto >= 4) out.byte(0x94);
    else if (!this.bin) out.text(`p${i}\n`);
    else if (i < 256) out.byte2(113, i);
    else out.word(114, i, 4);
  }

  /** Pickles one object. */
  save(v: Value, persistent = true): void {
    const { out } = this;
    out.boundary();
    if (persistent && this.o.persistentId !== undefined && this.persistent(v)) return;
    switch (typeof v) {
      case "number":
      case "bigint":
        this.int(v);
        return;
      case "boolean":
        if (this.proto >= 2) out.byte(v ? 0x88 : 0x89);
        else out.text(v ? "I01\n" : "I00\n");
        return;
      case "string":
        if (!this.get(v)) this.str(v, v);
        return;
    }
    if (v === null) {
      out.byte(78);
      return;
    }
    const t = v.cls;
    if (t === floatType) {
      const x = (v as PyFloat).v;
      if (this.bin) out.double(71, x);
      else out.text(`F${floatRepr(x)}\n`);
      return;
    }
    if (this.get(v)) return;
    if (t === bytesType) {
      this.bytes(v as PyBytes);
      return;
    }
    if (t === strType) {
      this.str(v, (v as PyStr).s);
      return;
    }
    enterRecursive(" while pickling an object");
    try {
      this.object(v, t);
    } finally {
      leaveRecursive();
    }
  }

  private object(v: PyObject, t: PyType): void {
    if (t === dictType) this.dict(v as PyDict);
    else if (t === setType) this.set(v as PySet);
    else if (t === frozenSetType) this.frozenset(v as PySet);
    else if (t === listType) this.list(v as PyList);
    else if (t === tupleType) this.tuple(v as PyTuple);
    else {
      const table = this.o.dispatchTable;
      let reduce: Maybe;
      if (table === undefined) {
        const d = this.table ??= importedAttr("copyreg", "dispatch_table");
        reduce = d instanceof PyDict ? d.get(t) : tableGet(d, t);
      } else {reduce = table instanceof PyDict && table.cls === dictType
          ? table.get(t)
          : tableGet(table, t);}
      let value: Value;
      if (t === typeType) {
        this.type(v as PyType);
        return;
      }
      if (t === functionType) {
        this.global(v, undefined);
        return;
      }
      if (reduce !== undefined) value = call(reduce, [v]);
      else if (t.isSubtype(typeType)) {
        this.global(v, undefined);
        return;
      } else {
        if (this.plainInstance(v, t)) return;
        const ex = getAttrOpt(v, "__reduce_ex__");
        if (ex !== undefined) value = call(ex, [this.proto]);
        else {
          const plain = getAttrOpt(v, "__reduce__");
          if (plain === undefined) {
            throw failed(`can't pickle '${typeName(v, 200)}' object: ${repr(v)}`);
          }
          value = call(plain, []);
        }
      }
      this.reduced(v, value);
    }
  }

  /**
   * Pickles an instance of a class that has none of the hooks of pickling, with
   * the bytes of object.__reduce_ex__; the attributes keep their places.
   */
  private plainInstance(v: PyObject, t: PyType): boolean {
    if (!(v instanceof PyInstance) || v.shape === null || this.proto < 2 || t.nslots > 0) {
      return false;
    }
    const own = objectType.attrs;
    if (
      t.tpGetattro !== objectType.tpGetattro || t.lookup("__class__") !== own.get("__class__") ||
      t.lookup("__reduce_ex__") !== own.get("__reduce_ex__") ||
      t.lookup("__reduce__") !== own.get("__reduce__") ||
      HOOKS.some((h) => t.lookup(h) !== undefined || v.shape!.table.has(h))
    ) return false;
    this.save(t);
    this.save(EMPTY_TUPLE);
    const { out } = this;
    out.byte(0x81);
    if (this.memo.has(v)) {
      out.byte(48);
      this.get(v);
    } else this.put(v);
    const state = new PyDict();
    const { keys, base } = v.shape;
    for (let i = 0; i < keys.length; i++) {
      const x = getSlot(v, base + i);
      if (x !== undefined) state.setStr(keys[i], x);
    }
    if (state.size > 0) {
      this.save(state);
      out.byte(98);
    }
    return true;
  }

  private reduced(v: Value, value: Value): void {
    if (asStr(value) !== undefined) this.global(v, value);
    else if (value instanceof PyTuple) this.reduce(value.items, v);
    else throw failed("__reduce__ must return a string or tuple");
  }

  private persistent(v: Value): boolean {
    const id = call(this.o.persistentId!, [v]);
    if (id === null) return false;
    if (this.bin) {
      this.save(id, false);
      this.out.byte(81);
    } else {
      const s = asStr(typeof id === "string" ? id : call(strType, [id]))!;
      // deno-lint-ignore no-control-regex
      if (!/^[\x00-\x7f]*$/.test(s)) {
        throw failed("persistent IDs in protocol 0 must be ASCII strings");
      }
      this.out.text(`P${s}\n`);
    }
    return true;
  }

  private int(v: number | bigint): void {
    const { out } = this;
    if (typeof v === "number" && v <= 0x7fffffff && v >= -0x80000000) {
      if (!this.bin) out.text(`L${v}L\n`);
      else if (v >= 0 && v < 256) out.byte2(75, v);
      else if (v >= 0 && v < 65536) out.word(77, v, 2);
      else out.word(74, v, 4);
      return;
    }
    if (this.proto < 2) {
      out.text(`L${v}L\n`);
      return;
    }
    const b = longBytes(BigInt(v));
    if (b.length < 256) out.byte2(0x8a, b.length);
    else out.word(0x8b, b.length, 4);
    out.bytes(b);
  }

  private str(v: Value, s: string): void {
    const { out } = this;
    if (!this.bin) {
      out.byte(86);
      out.bytes(rawUnicodeEscape(s));
      out.byte(10);
    } else if (this.proto < 4 || s.length > 255 || !out.shortText(0x8c, s)) {
      const points = v instanceof PyStr ? v.codePoints : null;
      const b = points !== null ? encodeCodePoints(points) : encodeUtf8SurrogatePass(s);
      if (this.proto >= 4 && b.length < 256) out.byte2(0x8c, b.length);
      else out.word(88, b.length, 4);
      out.bytes(b);
    }
    this.put(v);
  }

  private bytes(v: PyBytes): void {
    const b = v.data;
    const { out } = this;
    if (this.proto < 3) {
      if (b.length === 0) this.reduce([bytesType, tuple([])], v);
      else {
        let s = "";
        for (const c of b) s += String.fromCharCode(c);
        this.reduce([importedAttr("codecs", "encode"), tuple([s, "latin1"])], v);
      }
      return;
    }
    if (b.length < 256) out.byte2(67, b.length);
    else out.word(66, b.length, 4);
    out.bytes(b);
    this.put(v);
  }

  private tuple(v: PyTuple): void {
    const { items } = v;
    const n = items.length;
    const { out } = this;
    if (n === 0) {
      if (this.bin) out.byte(41);
      else out.byte2(40, 116);
      return;
    }
    if (n <= 3 && this.proto >= 2) {
      for (const x of items) this.save(x);
      if (this.memo.has(v)) {
        // it was met again inside itself
        for (let i = 0; i < n; i++) out.byte(48);
        this.get(v);
        return;
      }
      out.byte(0x84 + n);
    } else {
      out.byte(40);
      for (const x of items) this.save(x);
      if (this.memo.has(v)) {
        if (this.bin) out.byte(49);
        else for (let i = 0; i <= n; i++) out.byte(48);
        this.get(v);
        return;
      }
      out.byte(116);
    }
    this.put(v);
  }

  private list(v: PyList): void {
    const { out } = this;
    if (this.bin) out.byte(93);
    else out.byte2(40, 108);
    this.put(v);
    const n = v.items.length;
    if (n === 0) return;
    if (!this.bin) {
      for (let i = 0; i < v.items.length; i++) {
        this.save(v.items[i]);
        out.byte(97);
      }
      return;
    }
    if (n === 1) {
      this.save(v.items[0]);
      out.byte(97);
      return;
    }
    for (let i = 0; i < v.items.length;) {
      out.byte(40);
      for (let k = 0; k < BATCH && i < v.items.length; k++) this.save(v.items[i++]);
      out.byte(101);
    }
  }

  private dict(v: PyDict): void {
    const { out } = this;
    if (this.bin) out.byte(125);
    else out.byte2(40, 100);
    this.put(v);
    if (v.size === 0) return;
    const entries = v.entryList();
    const { keysVersion } = v;
    const pair = (e: typeof entries[number]): void => {
      this.save(e.key);
      this.save(e.value!);
      if (v.keysVersion !== keysVersion) {
        throw exception(E.RuntimeError, "dictionary changed size during iteration");
      }
    };
    if (!this.bin || entries.length === 1) {
      for (const e of entries) {
        pair(e);
        out.byte(115);
      }
      return;
    }
    for (let i = 0; i < entries.length;) {
      out.byte(40);
      for (let k = 0; k < BATCH && i < entries.length; k++) pair(entries[i++]);
      out.byte(117);
    }
  }

  private set(v: PySet): void {
    const items = toArray(v);
    if (this.proto < 4) {
      this.reduce([setType, tuple([new PyList(items)])], v);
      return;
    }
    const { out } = this;
    out.byte(0x8f);
    this.put(v);
    for (let i = 0; i < items.length;) {
      out.byte(40);
      for (let k = 0; k < BATCH && i < items.length; k++) this.save(items[i++]);
      out.byte(0x90);
    }
  }

  private frozenset(v: PySet): void {
    const items = toArray(v);
    if (this.proto < 4) {
      this.reduce([frozenSetType, tuple([new PyList(items)])], v);
      return;
    }
    const { out } = this;
    out.byte(40);
    for (const x of items) this.save(x);
    if (this.memo.has(v)) {
      out.byte(49);
      this.get(v);
      return;
    }
    out.byte(0x91);
    this.put(v);
  }

  private type(v: PyType): void {
    const single = v === noneType
      ? null
      : v === ellipsisType
      ? Ellipsis
      : v === notImplementedType
      ? NotImplemented
      : undefined;
    if (single === undefined) this.global(v, undefined);
    else this.reduce([typeType, tuple([single])], v);
  }

  private global(v: Value, given: Maybe): void {
    const { out } = this;
    const name = asStr(given ?? getAttrOpt(v, "__qualname__") ?? getAttr(v, "__name__"))!;
    const path = name.split(".");
    const moduleName = whichModule(v, path);
    const what = repr(v);
    let module: Value;
    try {
      importPython(moduleName);
      module = interp.modules.getStr(moduleName)!;
    } catch (e) {
      if (!matches(e, E.Exception)) throw e;
      const err = failed(`Can't pickle ${what}: import of module ${repr(moduleName)} failed`);
      throw err;
    }
    const last = path[path.length - 1];
    const found = module === undefined || module === null ? undefined : getDotted(module, path);
    if (found === undefined) {
      throw failed(`Can't pickle ${what}: attribute lookup ${name} on ${moduleName} failed`);
    }
    const [object, parent] = found;
    if (object !== v) {
      throw failed(`Can't pickle ${what}: it's not the same object as ${moduleName}.${name}`);
    }
    if (this.proto >= 2) {
      const registry = importedAttr("copyreg", "_extension_registry");
      const code = registry instanceof PyDict
        ? registry.get(tuple([moduleName, path.length > 1 ? name : last]))
        : undefined;
      if (code !== undefined) {
        const n = asInt(code);
        if (n === undefined) {
          throw failed(`Can't pickle ${what}: extension code ${repr(code)} isn't an integer`);
        }
        if (n <= 0 || n > 0x7fffffff) {
          throw exception(
            E.RuntimeError,
            `Can't pickle ${what}: extension code ${n} is out of range`,
          );
        }
        if (n <= 255) out.byte2(0x82, Number(n));
        else if (n <= 65535) out.word(0x83, Number(n), 2);
        else out.word(0x84, Number(n), 4);
        return;
      }
    }
    if (this.proto >= 4) {
      this.save(moduleName);
      this.save(name);
      out.byte(0x93);
    } else if (parent !== module) {
      this.reduce([importedAttr("builtins", "getattr"), tuple([parent, last])], undefined);
    } else {
      let mod = moduleName;
      let attr = last;
      if (this.proto < 3 && this.o.fixImports) [mod, attr] = oldName(mod, attr);
      const ascii = this.proto < 3;
      for (const part of [mod, attr]) {
        // deno-lint-ignore no-control-regex
        if (ascii && !/^[\x00-\x7f]*$/.test(part)) {
          throw failed(
            `can't pickle global identifier '${mod}.${attr}' using pickle protocol ${this.proto}`,
          );
        }
      }
      out.byte(99);
      out.bytes(new TextEncoder().encode(`${mod}\n${attr}\n`));
    }
    this.put(v);
  }

  /** Pickles what __reduce__ returned (save_reduce). `v` is undefined for what is not memoized. */
  private reduce(parts: readonly Value[], v: Maybe): void {
    const { out } = this;
    const n = parts.length;
    if (n < 2 || n > 5) {
      throw failed("tuple returned by __reduce__ must contain 2 through 5 elements");
    }
    const [f, args, state = null, listItems = null, dictItems = null] = parts;
    if (!isCallable(f)) {
      throw failed("first item of the tuple returned by __reduce__ must be callable");
    }
    if (!(args instanceof PyTuple)) {
      throw failed("second item of the tuple returned by __reduce__ must be a tuple");
    }
    const iterator = (x: Value, which: string): void => {
      if (x !== null && typeOf(x).tpIternext === undefined) {
        throw failed(
          `${which} element of the tuple returned by __reduce__ must be an iterator, not ${
            typeName(x)
          }`,
        );
      }
    };
    iterator(listItems, "fourth");
    iterator(dictItems, "fifth");
    const name = this.proto >= 2 ? asStr(getAttrOpt(f, "__name__")) : undefined;
    if (name === "__newobj_ex__") {
      const [cls, newArgs, kwargs] = args.items;
      if (args.items.length !== 3) {
        throw failed(
          `length of the NEWOBJ_EX argument tuple must be exactly 3, not ${args.items.length}`,
        );
      }
      if (!(cls instanceof PyType)) {
        throw failed(
          `first item from NEWOBJ_EX argument tuple must be a class, not ${typeName(cls, 200)}`,
        );
      }
      if (!(newArgs instanceof PyTuple)) {
        throw failed(
          `second item from NEWOBJ_EX argument tuple must be a tuple, not ${
            typeName(newArgs, 200)
          }`,
        );
      }
      if (!(kwargs instanceof PyDict)) {
        throw failed(
          `third item from NEWOBJ_EX argument tuple must be a dict, not ${typeName(kwargs, 200)}`,
        );
      }
      if (this.proto >= 4) {
        this.save(cls);
        this.save(newArgs);
        this.save(kwargs);
        out.byte(0x92);
      } else {
        const names = kwargs.keyList().map((k) => asStr(k)!);
        const partial = call(
          importedAttr("functools", "partial"),
          [getAttr(cls, "__new__"), cls, ...newArgs.items, ...kwargs.valueList()],
          names.length > 0 ? names : null,
        );
        this.save(partial);
        this.save(tuple([]));
        out.byte(82);
      }
    } else if (name === "__newobj__") {
      if (args.items.length < 1) throw failed("__newobj__ arglist is empty");
      const cls = args.items[0];
      if (getAttrOpt(cls, "__new__") === undefined) {
        throw failed("args[0] from __newobj__ args has no __new__");
      }
      if (v !== undefined && getAttrOpt(v, "__class__") !== cls) {
        throw failed("args[0] from __newobj__ args has the wrong class");
      }
      this.save(cls);
      this.save(tuple(args.items.slice(1)));
      out.byte(0x81);
    } else {
      this.save(f);
      this.save(args);
      out.byte(82);
    }
    if (v !== undefined) {
      if (this.memo.has(v)) {
        out.byte(48);
        this.get(v);
      } else this.put(v);
    }
    if (listItems !== null) this.batchList(listItems);
    if (dictItems !== null) this.batchDict(dictItems);
    if (state !== null) {
      this.save(state);
      out.byte(98);
    }
  }

  private batchList(it: Value): void {
    const { out } = this;
    const next = typeOf(it).tpIternext!;
    if (!this.bin) {
      for (let x: Maybe; (x = next(it)) !== undefined;) {
        this.save(x);
        out.byte(97);
      }
      return;
    }
    let n = 0;
    do {
      const first = next(it);
      if (first === undefined) return;
      let x = next(it);
      if (x === undefined) {
        this.save(first);
        out.byte(97);
        return;
      }
      out.byte(40);
      this.save(first);
      n = 1;
      for (; x !== undefined; x = next(it)) {
        this.save(x);
        if (++n === BATCH) break;
      }
      out.byte(101);
    } while (n === BATCH);
  }

  private batchDict(it: Value): void {
    const { out } = this;
    const next = typeOf(it).tpIternext!;
    const pair = (x: Value): void => {
      if (!(x instanceof PyTuple) || x.items.length !== 2) {
        throw typeError("dict items iterator must return 2-tuples");
      }
      this.save(x.items[0]);
      this.save(x.items[1]);
    };
    if (!this.bin) {
      for (let x: Maybe; (x = next(it)) !== undefined;) {
        pair(x);
        out.byte(115);
      }
      return;
    }
    let n = 0;
    do {
      const first = next(it);
      if (first === undefined) return;
      let x = next(it);
      if (x === undefined) {
        pair(first);
        out.byte(115);
        return;
      }
      out.byte(40);
      pair(first);
      n = 1;
      for (; x !== undefined; x = next(it)) {
        pair(x);
        if (++n === BATCH) break;
      }
      out.byte(117);
    } while (n === BATCH);
  }
}

function tableGet(table: Value, key: Value): Maybe {
  try {
    return call(getAttr(table, "__getitem__"), [key]);
  } catch (e) {
    if (matches(e, E.KeyError)) return undefined;
    throw e;
  }
}

/** The name of Python 2 of a global. */
function oldName(module: string, name: string): [string, string] {
  const names = importedAttr("_compat_pickle", "REVERSE_NAME_MAPPING");
  const imports = importedAttr("_compat_pickle", "REVERSE_IMPORT_MAPPING");
  const pair = names instanceof PyDict ? names.get(tuple([module, name])) : undefined;
  if (pair instanceof PyTuple) return [asStr(pair.items[0])!, asStr(pair.items[1])!];
  const m = imports instanceof PyDict ? imports.getStr(module) : undefined;
  return [m === undefined ? module : asStr(m)!, name];
}

/** An argument for a protocol number. */
export function protocolOf(v: Maybe): number {
  if (v === undefined || v === null) return 3;
  const n = asInt(v);
  if (n === undefined) throw typeError(`an integer is required (got type ${typeName(v)})`);
  if (n < 0) return 4;
  if (n > 4) throw valueError("pickle protocol must be <= 4");
  return Number(n);
}
