/**
 * The abstract bases of the io classes (Modules/_io/iobase.c, bufferedio.c,
 * textio.c): they call each other's methods on the object, so that Python
 * subclasses may override any of them.
 *
 * @module
 */
import { PerRuntime } from "../../core/state.ts";
import type { Decl } from "../../core/args.ts";
import { asInt, asStr, isTrue } from "../../core/compare.ts";
import { PyDict } from "../../core/dict.ts";
import {
  E,
  exception,
  matches,
  PyBaseException,
  type PyOSError,
  typeError,
  typeName,
  valueError,
} from "../../core/errors.ts";
import {
  asInstanceOf,
  DictKind,
  type Maybe,
  PyBytes,
  PyList,
  PyObject,
  PyType,
  tuple,
  typeOf,
  typeType,
  type Value,
} from "../../core/object.ts";
import {
  asIndex,
  asSsize,
  call,
  callMethod,
  getAttr,
  getAttrOpt,
  getIter,
  instanceDict,
  iterNext,
  len,
  setAttr,
} from "../../core/ops.ts";
import { asBuffer, asWritable } from "../../objects/buffer.ts";
import { PyByteArray } from "../../objects/bytearray_data.ts";
import type { TypeSpec } from "../../objects/type.ts";

/** io.DEFAULT_BUFFER_SIZE. */
export const DEFAULT_BUFFER_SIZE = 8192;

/** An instance of _IOBase or of a class derived from it. */
export class PyIOBase extends PyObject {
  /** `__IOBase_closed`. */
  ioClosed = false;
}

const ioType = (name: string) => new PyType(name, undefined, "_io");

export const ioBaseType: PyType = ioType("_IOBase");
export const rawIOBaseType: PyType = ioType("_RawIOBase");
export const bufferedIOBaseType: PyType = ioType("_BufferedIOBase");
export const textIOBaseType: PyType = ioType("_TextIOBase");
PyIOBase.prototype.cls = ioBaseType;

const unsupportedType = new PerRuntime(() => {
  const ns = new PyDict();
  ns.setStr("__module__", "io");
  ns.setStr("__doc__", null);
  return call(typeType, [
    "UnsupportedOperation",
    tuple([E.OSError, E.ValueError]),
    ns,
  ]) as PyType;
});
/** io.UnsupportedOperation, made on first use: it has two bases. */
export function unsupportedOperation(): PyType {
  return unsupportedType.current;
}

/** An UnsupportedOperation to throw. */
export function unsupported(msg: string): PyBaseException {
  return call(unsupportedOperation(), [msg]) as PyBaseException;
}

/** A ValueError for a closed file. */
export const closedError = (msg = "I/O operation on closed file."): PyBaseException =>
  valueError(msg);

/** An OSError with only a text. */
export const ioError = (msg: string): PyBaseException => exception(E.OSError, msg);

/** A BlockingIOError with the number of characters written. */
export function blocking(msg: string, written: number, errno: number): PyBaseException {
  const e = call(E.BlockingIOError, [errno, msg, written]) as PyOSError;
  e.written = written;
  return e;
}

/** Whether an object says that it is closed. */
export const isClosed = (o: Value): boolean => isTrue(getAttr(o, "closed"));

/** Raises ValueError when an object says that it is closed. */
export function checkClosed(o: Value): void {
  if (isClosed(o)) throw closedError();
}

function checkAbility(o: Value, ability: string): true {
  if (callMethod(o, ability) !== true) throw unsupported(`File or stream is not ${ability}.`);
  return true;
}

/** `o._checkReadable()`. */
export const checkReadable = (o: Value): true => checkAbility(o, "readable");
/** `o._checkWritable()`. */
export const checkWritable = (o: Value): true => checkAbility(o, "writable");
/** `o._checkSeekable()`. */
export const checkSeekable = (o: Value): true => checkAbility(o, "seekable");

/** A size argument: None or a negative number is -1. */
export function sizeArg(v: Maybe, wrong = "integer argument expected, got"): number {
  if (v === undefined || v === null) return -1;
  if (typeof v === "number") return v;
  if (typeOf(v).nbIndex === undefined) {
    throw typeError(`${wrong} '${typeName(v)}'`);
  }
  return asSsize(v, E.ValueError);
}

/** Runs one step and then another; of two failures the second has the first as context. */
export function both(first: () => void, second: () => void): void {
  let failed: unknown;
  let has = false;
  try {
    first();
  } catch (e) {
    failed = e;
    has = true;
  }
  try {
    second();
  } catch (e) {
    if (has && e instanceof PyBaseException && failed instanceof PyBaseException && e !== failed) {
      e.context ??= failed;
    }
    throw e;
  }
  if (has) throw failed;
}

/** _IOBase.close: flushes, once. */
export function baseClose(o: PyIOBase): void {
  if (o.ioClosed) return;
  try {
    callMethod(o, "flush");
  } finally {
    o.ioClosed = true;
  }
}

/** The bytes of a line that some object's readline gave. */
function readLine(o: Value, limit: number): Value {
  const peek = getAttrOpt(o, "peek");
  const out: number[] = [];
  while (limit < 0 || out.length < limit) {
    let want = 1;
    if (peek !== undefined) {
      const ahead = call(peek, [1]);
      if (!(ahead instanceof PyBytes)) {
        throw ioError(`peek() should have returned a bytes object, not '${typeName(ahead, 200)}'`);
      }
      if (ahead.data.length > 0) {
        const i = ahead.data.indexOf(10);
        want = i < 0 ? ahead.data.length : i + 1;
        if (limit >= 0) want = Math.min(want, limit - out.length);
      }
    }
    const b = callMethod(o, "read", want);
    if (!(b instanceof PyBytes)) {
      throw ioError(`read() should have returned a bytes object, not '${typeName(b, 200)}'`);
    }
    if (b.data.length === 0) break;
    for (const c of b.data) out.push(c);
    if (out[out.length - 1] === 10) break;
  }
  return new PyBytes(Uint8Array.from(out));
}

/** readlines over an object's own iteration. */
export function readLines(o: Value, hintArg: Maybe): Value {
  const hint = sizeArg(hintArg);
  const out: Value[] = [];
  const it = getIter(o);
  let n = 0;
  for (let line: Maybe; (line = iterNext(it)) !== undefined;) {
    out.push(line);
    if (hint > 0) {
      n += len(line);
      if (n > hint) break;
    }
  }
  return new PyList(out);
}

const notSupported = (name: string): Decl => ["($self, *args)", () => {
  throw unsupported(name);
}];

/** Closes what nobody has closed (iobase_finalize); an object that was not quite made has nothing to close. */
function finalize(o: Value): void {
  try {
    if (!isTrue(getAttr(o, "closed"))) callMethod(o, "close");
  } catch (e) {
    if (!(e instanceof PyBaseException)) throw e;
  }
}

const ioBaseSpec: TypeSpec = {
  doc:
    "The abstract base class for all I/O classes, acting on streams of\nbytes. There is no public constructor.",
  dictKind: DictKind.Field,
  weakrefable: true,
  slots: {
    tpNew: (t) => asInstanceOf(new PyIOBase(), t),
    tpIter: (v) => {
      checkClosed(v);
      return v;
    },
    tpIternext: (v) => {
      const line = callMethod(v, "readline");
      return len(line) === 0 ? undefined : line;
    },
  },
  getset: {
    closed: { get: (o: PyIOBase) => o.ioClosed },
    __dict__: { get: (o: PyIOBase) => instanceDict(o) },
  },
  methods: {
    seek: notSupported("seek"),
    tell: ["($self, /)", (o: Value) => callMethod(o, "seek", 0, 1)],
    truncate: notSupported("truncate"),
    fileno: ["($self, /)", () => {
      throw unsupported("fileno");
    }],
    flush: ["($self, /)", (o: PyIOBase) => {
      if (o.ioClosed) throw closedError();
    }],
    close: ["($self, /)", (o: PyIOBase) => baseClose(o)],
    __del__: ["($self, /)", finalize],
    seekable: ["($self, /)", () => false],
    readable: ["($self, /)", () => false],
    writable: ["($self, /)", () => false],
    isatty: ["($self, /)", (o: Value) => {
      checkClosed(o);
      return false;
    }],
    _checkClosed: ["($self, msg=None, /)", (o: Value) => checkClosed(o)],
    _checkSeekable: ["($self, /)", checkSeekable],
    _checkReadable: ["($self, /)", checkReadable],
    _checkWritable: ["($self, /)", checkWritable],
    __enter__: ["($self, /)", (o: Value) => {
      checkClosed(o);
      return o;
    }],
    __exit__: ["($self, *args)", (o: Value) => callMethod(o, "close")],
    readline: ["($self, size=-1, /)", (o: Value, size?: Value) => readLine(o, sizeArg(size))],
    readlines: ["($self, hint=-1, /)", readLines],
    writelines: ["($self, lines, /)", (o: Value, lines: Value) => {
      checkClosed(o);
      const it = getIter(lines);
      for (let line: Maybe; (line = iterNext(it)) !== undefined;) callMethod(o, "write", line);
    }],
  },
};

/** Reads everything by read(); null when nothing is there yet. */
export function readAll(o: Value): Value {
  const parts: Uint8Array[] = [];
  for (;;) {
    const b = callMethod(o, "read", DEFAULT_BUFFER_SIZE);
    if (b === null) {
      if (parts.length === 0) return null;
      break;
    }
    if (!(b instanceof PyBytes)) throw typeError("read() should return bytes");
    if (b.data.length === 0) break;
    parts.push(b.data);
  }
  return new PyBytes(joinParts(parts));
}

/** Joins byte arrays. */
export function joinParts(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0];
  let n = 0;
  for (const p of parts) n += p.length;
  const out = new Uint8Array(n);
  n = 0;
  for (const p of parts) {
    out.set(p, n);
    n += p.length;
  }
  return out;
}

const rawIOBaseSpec: TypeSpec = {
  base: ioBaseType,
  doc: "Base class for raw binary I/O.",
  extraIvars: false,
  methods: {
    read: ["($self, size=-1, /)", (o: Value, size?: Value) => {
      const n = sizeArg(size);
      if (n < 0) return callMethod(o, "readall");
      const b = new PyByteArray(new Uint8Array(n));
      const r = callMethod(o, "readinto", b);
      if (r === null) return null;
      return new PyBytes(b.view().slice(0, Number(asIndex(r))));
    }],
    readall: ["($self, /)", readAll],
    readinto: ["($self, buffer, /)", () => {
      throw exception(E.NotImplementedError);
    }],
    write: ["($self, b, /)", () => {
      throw exception(E.NotImplementedError);
    }],
  },
};

/** A writable buffer argument. Raises TypeError. */
export function writableArg(name: string, v: Value): Uint8Array {
  const b = asWritable(v);
  if (b === undefined) {
    throw typeError(
      `${name}() argument must be read-write bytes-like object, not ${typeName(v)}`,
    );
  }
  return b;
}

/** A bytes-like argument of write. Raises TypeError. */
export function bytesArg(v: Value): Uint8Array {
  const b = asBuffer(v);
  if (b === undefined) {
    throw typeError(`a bytes-like object is required, not '${typeName(v)}'`);
  }
  return b;
}

function readInto(o: Value, target: Value, name: "readinto" | "readinto1"): Value {
  const out = writableArg(name, target);
  const b = callMethod(o, name === "readinto" ? "read" : "read1", out.length);
  if (!(b instanceof PyBytes)) throw typeError("read() should return bytes");
  if (b.data.length > out.length) {
    throw valueError(
      `read() returned too much data: ${out.length} bytes requested, ${b.data.length} returned`,
    );
  }
  out.set(b.data);
  return b.data.length;
}

const bufferedIOBaseSpec: TypeSpec = {
  base: ioBaseType,
  doc:
    "Base class for buffered IO objects.\n\nThe main difference with RawIOBase is that the read() method\nsupports omitting the size argument, and does not have a default\nimplementation that defers to readinto().",
  extraIvars: false,
  methods: {
    detach: ["($self, /)", () => {
      throw unsupported("detach");
    }],
    read: notSupported("read"),
    read1: notSupported("read1"),
    write: notSupported("write"),
    readinto: ["($self, buffer, /)", (o: Value, b: Value) => readInto(o, b, "readinto")],
    readinto1: ["($self, buffer, /)", (o: Value, b: Value) => readInto(o, b, "readinto1")],
  },
};

const textIOBaseSpec: TypeSpec = {
  base: ioBaseType,
  doc:
    "Base class for text I/O.\n\nThis class provides a character and line based interface to stream\nI/O. There is no readinto method because Python's character strings\nare immutable. There is no public constructor.",
  extraIvars: false,
  getset: {
    encoding: {
      get: () => null,
      doc: "Encoding of the text stream.\n\nSubclasses should override.",
    },
    newlines: {
      get: () => null,
      doc:
        "Line endings translated so far.\n\nOnly line endings translated during reading are considered.\n\nSubclasses should override.",
    },
    errors: {
      get: () => null,
      doc: "The error setting of the decoder or encoder.\n\nSubclasses should override.",
    },
  },
  methods: {
    detach: notSupported("detach"),
    read: notSupported("read"),
    readline: notSupported("readline"),
    write: notSupported("write"),
  },
};

/** The types of this file with their specs. */
export const baseTypes: readonly [PyType, TypeSpec][] = [
  [ioBaseType, ioBaseSpec],
  [rawIOBaseType, rawIOBaseSpec],
  [bufferedIOBaseType, bufferedIOBaseSpec],
  [textIOBaseType, textIOBaseSpec],
];

/** The name attribute as reprs show it, or null. */
export function nameOf(o: Value): Value {
  try {
    return getAttrOpt(o, "name") ?? null;
  } catch (e) {
    if (matches(e, E.ValueError)) return null;
    throw e;
  }
}

/** Sets a stream's own attribute `name`. */
export const setName = (o: Value, name: Value): void => setAttr(o, "name", name);

/** The str or int of an argument, for messages. */
export const isText = (v: Value): boolean => asStr(v) !== undefined;
/** The integer of whence or of a position. */
export function intArg(v: Value): number {
  const n = asInt(v);
  if (n !== undefined) return Number(n);
  if (typeOf(v).nbIndex === undefined) {
    throw typeError(
      typeName(v) === "float"
        ? "integer argument expected, got float"
        : `an integer is required (got type ${typeName(v)})`,
    );
  }
  return Number(asIndex(v));
}
