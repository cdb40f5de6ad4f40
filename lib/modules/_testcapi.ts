/**
 * _testcapi: what CPython's own tests call of the C API, as far as it has a
 * meaning without C. Each function does what its API function would do here.
 *
 * @module
 */
import { strFromPoints } from "../objects/str.ts";
import { pointsOf } from "../objects/codec_errors.ts";
import { ArgStyle, bind, builtinFunction, type Decls, Signature } from "../core/args.ts";
import { asStr } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import {
  E,
  exception,
  indexError,
  keyError,
  memoryError,
  PyBaseException,
  systemError,
  typeError,
  typeName,
} from "../core/errors.ts";
import {
  asInstanceOf,
  type KwNames,
  type Maybe,
  normInt,
  PyBytes,
  PyFloat,
  PyObject,
  PyTuple,
  PyType,
  tuple,
  TypeFlag,
  typeType,
  type Value,
} from "../core/object.ts";
import { asIndex, call, callMethod, getAttr, needUtf8 } from "../core/ops.ts";
import { ts } from "../core/state.ts";
import { host } from "../host/host.ts";
import { dumps, MARSHAL_VERSION, Reader } from "../marshal/marshal.ts";
import { asBuffer } from "../objects/buffer.ts";
import { PyByteArray } from "../objects/bytearray_data.ts";
import { PyCode } from "../objects/code.ts";
import { lookupCodec } from "../objects/codecs.ts";
import { points } from "../objects/str_data.ts";
import type { TypeSpec } from "../objects/type.ts";
import { decimalDigit, isSpace } from "../util/unicode.ts";
import { encodeUtf8 } from "../util/utf8.ts";
import { PyTraceback } from "../vm/frame.ts";
import { formatException, formatTraceback } from "../vm/traceback.ts";
import { raiseMarshal } from "./marshal.ts";
import { writeStderr } from "./module_errors.ts";
import type { ModuleSpec } from "./spec.ts";

const LIMITS: Readonly<Record<string, number | bigint>> = {
  CHAR_MAX: 127,
  CHAR_MIN: -128,
  UCHAR_MAX: 255,
  SHRT_MAX: 32767,
  SHRT_MIN: -32768,
  USHRT_MAX: 65535,
  INT_MAX: 2147483647,
  INT_MIN: -2147483648,
  UINT_MAX: 4294967295,
  LONG_MAX: 2n ** 63n - 1n,
  LONG_MIN: -(2n ** 63n),
  ULONG_MAX: 2n ** 64n - 1n,
  LLONG_MAX: 2n ** 63n - 1n,
  LLONG_MIN: -(2n ** 63n),
  ULLONG_MAX: 2n ** 64n - 1n,
  PY_SSIZE_T_MAX: 2n ** 63n - 1n,
  PY_SSIZE_T_MIN: -(2n ** 63n),
  SIZEOF_PYGC_HEAD: 32,
  SIZEOF_TIME_T: 8,
  the_number_three: 3,
};

// Exceptions -------------------------------------------------------------------------

const isExceptionClass = (v: Value): v is PyType =>
  v instanceof PyType && v.isSubtype(E.BaseException);

/** PyErr_SetObject: the class is called with the arguments. */
function raiseException(cls: Value, count: Value): never {
  if (!isExceptionClass(cls)) {
    throw systemError(
      `exception ${asStr(callMethod(cls, "__repr__"))} not a BaseException subclass`,
    );
  }
  throw call(cls, Array.from({ length: Number(asIndex(count)) }, (_, i) => i));
}

const docSig = new Signature(
  "make_exception_with_doc",
  "(name, doc=None, base=None, dict=None)",
  0,
);

/** PyErr_NewExceptionWithDoc. */
function makeException(args: Value[], kw: KwNames): Value {
  const [name, doc, base, dict] = bind(docSig, args, kw) as Maybe[];
  const full = asStr(name) ?? "";
  const dot = full.lastIndexOf(".");
  if (dot < 0) throw systemError("PyErr_NewException: name must be module.class");
  const ns = dict instanceof PyDict ? dict.copy() : new PyDict();
  if (doc !== undefined) ns.setStr("__doc__", doc);
  if (ns.getStr("__module__") === undefined) ns.setStr("__module__", full.slice(0, dot));
  const bases = base === undefined
    ? tuple([E.Exception])
    : base instanceof PyTuple
    ? base
    : tuple([base]);
  return call(typeType, [full.slice(dot + 1), bases, ns]);
}

/** How often making an instance may fail anew (PyErr_NormalizeException). */
const NORMALIZE_LIMIT = 32;
let normalizing = 0;

/** A class whose instances cannot be made: making one raises the same class again. */
function recursingInfinitely(): Value {
  const ns = new PyDict();
  ns.setStr("__doc__", "Instantiating this exception starts infinite recursion.");
  const init = (): Value => {
    if (normalizing >= NORMALIZE_LIMIT) {
      throw exception(
        E.RecursionError,
        "maximum recursion depth exceeded while normalizing an exception",
      );
    }
    normalizing++;
    try {
      throw call(made, []);
    } finally {
      normalizing--;
    }
  };
  ns.setStr("__init__", builtinFunction("__init__", ["(*args)", init, null, ArgStyle.Raw]));
  const made = call(typeType, ["RecursingInfinitelyError", tuple([E.Exception]), ns]);
  return made;
}

const exceptions: Decls = {
  raise_exception: ["(exc, num_args, /)", raiseException],
  raise_memoryerror: ["()", () => {
    throw memoryError();
  }],
  make_exception_with_doc: [
    "(name, doc=None, base=None, dict=None)",
    makeException,
    null,
    ArgStyle.Raw,
  ],
  exception_print: ["(exc, /)", (e: Value) => {
    if (!(e instanceof PyBaseException)) throw typeError("an exception instance is required");
    writeStderr(formatException(e));
  }],
  traceback_print: ["(traceback, file, /)", (tb: Value, file: Value) => {
    if (!(tb instanceof PyTraceback)) {
      throw systemError("Python/traceback.c:497: bad argument to internal function");
    }
    callMethod(file, "write", `Traceback (most recent call last):\n${formatTraceback(tb)}`);
  }],
};

// Calls, code, dicts, codecs ------------------------------------------------------------

function positional(v: Value): Value[] {
  if (v === null) return [];
  if (v instanceof PyTuple) return [...v.items];
  throw typeError("args must be None or a tuple");
}

/** _PyObject_FastCallDict and _PyObject_FastCallKeywords. */
function fastCall(
  f: Value,
  args: Value[],
  names: readonly Value[],
  values: readonly Value[],
): Value {
  if (names.length === 0) return call(f, args);
  const keywords = names.map((n) => {
    const s = asStr(n);
    if (s === undefined) throw typeError("keywords must be strings");
    return s;
  });
  return call(f, [...args, ...values], keywords);
}

const calls: Decls = {
  get_recursion_depth: ["()", () => ts.depth],
  pyobject_fastcall: ["(func, args, /)", (f: Value, args: Value) => call(f, positional(args))],
  pyobject_fastcalldict: ["(func, args, kwargs, /)", (f: Value, args: Value, kwargs: Value) => {
    const given = positional(args);
    if (kwargs === null) return call(f, given);
    if (!(kwargs instanceof PyDict)) throw typeError("kwnames must be None or a dict");
    return fastCall(f, given, kwargs.keyList(), kwargs.valueList());
  }],
  pyobject_fastcallkeywords: ["(func, args, kwnames, /)", (f: Value, args: Value, names: Value) => {
    const given = positional(args);
    if (names === null) return call(f, given);
    if (!(names instanceof PyTuple)) throw typeError("kwnames must be None or a tuple");
    const n = given.length - names.items.length;
    if (n < 0) throw systemError("kwnames given but args is NULL");
    return fastCall(f, given.slice(0, n), names.items, given.slice(n));
  }],
  code_newempty: [
    "(filename, funcname, firstlineno, /)",
    (file: Value, name: Value, line: Value) => {
      for (const [i, v] of [file, name].entries()) {
        if (asStr(v) === undefined) {
          throw typeError(`code_newempty() argument ${i + 1} must be str, not ${typeName(v)}`);
        }
      }
      return new PyCode({
        argcount: 0,
        kwonlyargcount: 0,
        nlocals: 0,
        stacksize: 0,
        flags: 0,
        code: new Uint8Array(0),
        consts: [],
        names: [],
        varnames: [],
        filename: asStr(file)!,
        name: asStr(name)!,
        firstlineno: Number(asIndex(line)),
        lnotab: new Uint8Array(0),
        freevars: [],
        cellvars: [],
      }, false);
    },
  ],
  dict_getitem_knownhash: ["(mapping, key, hash, /)", (d: Value, k: Value) => {
    if (!(d instanceof PyDict)) {
      throw systemError("Objects/dictobject.c:1461: bad argument to internal function");
    }
    const v = d.get(k);
    if (v === undefined) throw keyError(k);
    return v;
  }],
  codec_incrementalencoder: [
    "(encoding, errors=None, /)",
    (encoding: Value, errors?: Value) => incremental("incrementalencoder", encoding, errors),
  ],
  codec_incrementaldecoder: [
    "(encoding, errors=None, /)",
    (encoding: Value, errors?: Value) => incremental("incrementaldecoder", encoding, errors),
  ],
  getbuffer_with_null_view: ["(obj, /)", (v: Value) => {
    if (asBuffer(v) === undefined) {
      throw typeError(`a bytes-like object is required, not '${typeName(v)}'`);
    }
    throw exception(
      E.BufferError,
      v instanceof PyByteArray
        ? "bytearray_getbuffer: view==NULL argument is obsolete"
        : "PyObject_GetBuffer: view==NULL argument is obsolete",
    );
  }],
};

function incremental(what: string, encoding: Value, errors: Maybe): Value {
  const make = getAttr(lookupCodec(asStr(encoding) ?? ""), what);
  return call(make, errors === undefined || errors === null ? [] : [errors]);
}

// Strings -------------------------------------------------------------------------------

const KINDS = ["ascii", "latin1", "UCS2", "UCS4"];
const kindOf = (p: readonly string[]): number => {
  const top = p.reduce((m, c) => Math.max(m, c.codePointAt(0)!), 0);
  return top < 128 ? 0 : top < 256 ? 1 : top < 65536 ? 2 : 3;
};

/** PyUnicode_CopyCharacters into a string of as many characters. */
function copyCharacters(
  to: Value,
  toStart: Value,
  from: Value,
  fromStart: Value,
  many: Value,
): Value {
  const a = asStr(to);
  const b = asStr(from);
  if (a === undefined || b === undefined) {
    throw systemError("Objects/unicodeobject.c:1572: bad argument to internal function");
  }
  const target = points(a);
  const source = points(b);
  const [at, start, n] = [toStart, fromStart, many].map((v) => Number(asIndex(v)));
  if (start < 0 || start > source.length || at < 0 || at > target.length) {
    throw indexError("string index out of range");
  }
  if (n < 0) throw systemError("how_many cannot be negative");
  const count = Math.min(n, source.length - start);
  if (at + count > target.length) {
    throw systemError(
      `Cannot write ${count} characters at ${at} in a string of ${target.length} characters`,
    );
  }
  const [into, of] = [kindOf(target), kindOf(source)];
  if (of > into) {
    throw systemError(
      `Cannot copy ${KINDS[of]} characters into a string of ${KINDS[into]} characters`,
    );
  }
  const out = target.map((_, i) => i >= at && i < at + count ? source[start + i - at] : "\0");
  return tuple([out.join(""), count]);
}

/** PyUnicode_EncodeDecimal. */
function encodeDecimal(s: string): Value {
  const out: number[] = [];
  points(s).forEach((c, i) => {
    const p = c.codePointAt(0)!;
    const digit = decimalDigit(p);
    if (digit >= 0) out.push(48 + digit);
    else if (isSpace(p)) out.push(32);
    else if (p < 256) out.push(p);
    else {
      throw call(E.UnicodeEncodeError, ["decimal", s, i, i + 1, "invalid decimal Unicode string"]);
    }
  });
  return new PyBytes(Uint8Array.from(out));
}

const needStr = (v: Value): string => {
  const s = asStr(v);
  if (s === undefined) throw typeError(`argument 1 must be str, not ${typeName(v)}`);
  return s;
};

function utf8(s: string): Uint8Array {
  needUtf8(s);
  return encodeUtf8(s) as Uint8Array;
}

const strings: Decls = {
  unicode_copycharacters: ["(to, to_start, from_, from_start, how_many, /)", copyCharacters],
  unicode_asucs4: ["(str, buf_len, copy_null, /)", (v: Value, size: Value, nul: Value) => {
    needStr(v);
    const s = pointsOf(v);
    const n = Number(asIndex(size));
    const withNul = asIndex(nul) !== 0 ? 1 : 0;
    if (n < s.length) throw systemError("string is longer than the buffer");
    // the buffer is zeros, with a mark behind its end
    const room = n + 1 - s.length;
    const rest = Array.from({ length: room }, (_, i) => i < room - 1 ? 0 : 0xffff);
    if (withNul === 1 && room === 1) rest[0] = 0;
    return strFromPoints([...s, ...rest]);
  }],
  unicode_encodedecimal: ["(str, errors=None, /)", (v: Value) => encodeDecimal(needStr(v))],
  unicode_transformdecimaltoascii: ["(str, /)", (v: Value) =>
    points(needStr(v)).map((c) => {
      const digit = decimalDigit(c.codePointAt(0)!);
      return digit >= 0 ? String(digit) : c;
    }).join("")],
  getargs_s_hash: ["(arg, /)", (v: Value) => {
    const s = asStr(v);
    if (s !== undefined) return new PyBytes(utf8(s));
    const b = asBuffer(v);
    if (b === undefined) throw typeError(`a bytes-like object is required, not '${typeName(v)}'`);
    return new PyBytes(b.slice());
  }],
};

// Marshal -------------------------------------------------------------------------------

function readInt(path: Value, size: number): Value {
  const data = host.readFile(needStr(path));
  if (data.length < size) throw exception(E.EOFError, "EOF read where data expected");
  const view = new DataView(data.buffer, data.byteOffset);
  return tuple([size === 2 ? view.getInt16(0, true) : view.getInt32(0, true), size]);
}

function readObject(path: Value): Value {
  const reader = new Reader(host.readFile(needStr(path)));
  try {
    const v = reader.load();
    return tuple([v, reader.position]);
  } catch (e) {
    if (e instanceof PyBaseException) throw e;
    raiseMarshal(e);
  }
}

const marshal: Decls = {
  pymarshal_write_long_to_file: ["(value, filename, version, /)", (v: Value, path: Value) => {
    const data = new Uint8Array(4);
    new DataView(data.buffer).setInt32(0, Number(asIndex(v)), true);
    host.writeFileAtomic(needStr(path), data, 0o666);
  }],
  pymarshal_write_object_to_file: [
    "(value, filename, version, /)",
    (v: Value, path: Value, version: Value = MARSHAL_VERSION) => {
      host.writeFileAtomic(needStr(path), dumps(v, Number(asIndex(version))), 0o666);
    },
  ],
  pymarshal_read_short_from_file: ["(filename, /)", (path: Value) => readInt(path, 2)],
  pymarshal_read_long_from_file: ["(filename, /)", (path: Value) => readInt(path, 4)],
  pymarshal_read_object_from_file: ["(filename, /)", readObject],
  pymarshal_read_last_object_from_file: ["(filename, /)", readObject],
};

// Docstrings ----------------------------------------------------------------------------

const none = () => null;
const docs: Decls = {
  test_with_docstring: ["()", none, "This is a pretty normal docstring."],
  docstring_empty: ["", none, null, ArgStyle.Raw],
  docstring_no_signature: ["", none, "This docstring has no signature.", ArgStyle.Raw],
  docstring_with_signature: [
    "($module, /, sig)",
    none,
    "This docstring has a valid signature.",
    ArgStyle.Raw,
  ],
  docstring_with_signature_but_no_doc: ["($module, /, sig)", none, null, ArgStyle.Raw],
  docstring_with_signature_and_extra_newlines: [
    "($module, /, parameter)",
    none,
    "\nThis docstring has a valid signature and some extra newlines.",
    ArgStyle.Raw,
  ],
  docstring_with_signature_with_defaults: [
    "(module, s='avocado',\n        b=b'bytes', d=3.14, i=35, n=None, t=True, f=False,\n" +
    "        local=the_number_three, sys=sys.maxsize,\n        exp=sys.maxsize - 1)",
    none,
    "\n\nThis docstring has a valid signature with parameters,\n" +
    "and the parameters take defaults of varying types.",
    ArgStyle.Raw,
  ],
};

// Types ---------------------------------------------------------------------------------

/** An object that gives what it was made of when it is awaited. */
class PyAwait extends PyObject {
  constructor(readonly of: Value) {
    super();
  }
}
const awaitType = new PyType("awaitType", TypeFlag.BaseType);
PyAwait.prototype.cls = awaitType;

const awaitSpec: TypeSpec = {
  doc: "C level type with tp_as_async",
  slots: {
    tpNew: (t, args) => {
      if (args.length !== 1) {
        throw typeError(`awaitObject expected 1 arguments, got ${args.length}`);
      }
      return asInstanceOf(new PyAwait(args[0]), t);
    },
    amAwait: (v) => (v as PyAwait).of,
  },
};

export const _testcapi_module = (): ModuleSpec => ({
  name: "_testcapi",
  functions: { ...exceptions, ...calls, ...strings, ...marshal, ...docs },
  types: () => [[awaitType, awaitSpec]],
  attrs: () => ({
    ...Object.fromEntries(
      Object.entries(LIMITS).map(([k, v]) => [k, typeof v === "bigint" ? normInt(v) : v]),
    ),
    FLT_MAX: new PyFloat(3.4028234663852886e+38),
    FLT_MIN: new PyFloat(1.1754943508222875e-38),
    DBL_MAX: new PyFloat(Number.MAX_VALUE),
    DBL_MIN: new PyFloat(2.2250738585072014e-308),
    RecursingInfinitelyError: recursingInfinitely(),
  }),
});
