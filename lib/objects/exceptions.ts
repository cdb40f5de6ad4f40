/**
 * The exception types' behaviour (Objects/exceptions.c): construction,
 * attributes and text. Their data classes are in `core/errors.ts`.
 *
 * @module
 */
import { track, withFinalizer } from "./finalize.ts";
import { splitArgs } from "../core/args.ts";
import { asInt, asStr } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import {
  attributeError,
  E,
  PyBaseException,
  PyImportError,
  PyOSError,
  PyStopIteration,
  PySyntaxError,
  PySystemExit,
  PyUnicodeError,
  typeError,
  typeName,
} from "../core/errors.ts";
import {
  DictKind,
  type KwNames,
  type Maybe,
  PyBytes,
  PyTuple,
  PyType,
  tuple,
  type Value,
} from "../core/object.ts";
import { genericGetAttr, genericSetAttr, repr, setAttr, str, toArray } from "../core/ops.ts";
import type { GetSet } from "./descr.ts";
import { newException, setInstanceDict, type TypeSpec } from "./type.ts";
import { PyByteArray } from "./bytearray_data.ts";
import { strLength, substring } from "./str_data.ts";

function noKw(t: PyType, kw: KwNames): void {
  if (kw !== null && kw.length > 0) throw typeError(`${t.name}() takes no keyword arguments`);
}

function dictState(e: PyBaseException): PyDict | null {
  return e.dict && e.dict.size > 0 ? e.dict : null;
}

const excField = <T extends PyBaseException>(name: string, none: Value = null): GetSet => ({
  get: (e: T) => (e as unknown as Record<string, Maybe>)[name] ?? none,
  set: (e: T, v) => {
    (e as unknown as Record<string, Maybe>)[name] = v ?? null;
  },
});

/** Sets `__cause__` or `__context__`: an exception or None. */
function excLink(field: "cause" | "context", dunder: string): GetSet {
  return {
    get: (e: PyBaseException) => e[field],
    set: (e: PyBaseException, v) => {
      if (v === undefined) throw typeError(`${dunder} may not be deleted`);
      if (v !== null && !(v instanceof PyBaseException)) {
        throw typeError(`exception ${field} must be None or derive from BaseException`);
      }
      e[field] = v;
      if (field === "cause") e.suppressContext = true;
    },
  };
}

const baseException: TypeSpec = {
  doc: "Common base class for all exceptions",
  dictKind: DictKind.Field,
  slots: {
    tpGetattro: genericGetAttr,
    tpSetattro: genericSetAttr,
    tpNew: (t, args, kw) => {
      const n = args.length - (kw?.length ?? 0);
      const e = newException(t, n === args.length ? args : args.slice(0, n));
      if (t.tpFinalize !== undefined) track(withFinalizer, e);
      return e;
    },
    tpInit: (self, args, kw) => {
      const e = self as PyBaseException;
      noKw(e.cls, kw);
      e.args = tuple(args);
    },
    tpStr: (v) => {
      const a = (v as PyBaseException).args.items;
      return a.length === 0 ? "" : a.length === 1 ? str(a[0]) : repr((v as PyBaseException).args);
    },
    tpRepr: (v) => {
      const e = v as PyBaseException;
      const name = e.cls.name.slice(e.cls.name.lastIndexOf(".") + 1);
      return name + repr(e.args);
    },
  },
  getset: {
    args: {
      get: (e: PyBaseException) => e.args,
      set: (e: PyBaseException, v) => {
        if (v === undefined) throw typeError("args may not be deleted");
        e.args = v instanceof PyTuple ? v : tuple(toArray(v));
      },
    },
    __traceback__: {
      get: (e: PyBaseException) => e.traceback,
      set: (e: PyBaseException, v) => {
        if (v === undefined) throw typeError("__traceback__ may not be deleted");
        if (v !== null && typeName(v) !== "traceback") {
          throw typeError("__traceback__ must be a traceback or None");
        }
        e.traceback = v as PyBaseException["traceback"];
      },
    },
    __context__: excLink("context", "__context__"),
    __cause__: excLink("cause", "__cause__"),
    __suppress_context__: {
      get: (e: PyBaseException) => e.suppressContext,
      set: (e: PyBaseException, v) => {
        e.suppressContext = v === true || v === 1;
      },
    },
    __dict__: {
      get: (e: PyBaseException) => e.dict ??= new PyDict(),
      set: (e: PyBaseException, v) => setInstanceDict(e, v),
    },
  },
  methods: {
    __reduce__: ["($self, /)", (e: PyBaseException) => {
      const d = dictState(e);
      return d === null ? tuple([e.cls, e.args]) : tuple([e.cls, e.args, d]);
    }],
    __setstate__: ["($self, state, /)", (e: PyBaseException, state: Value) => {
      if (state === null) return;
      if (!(state instanceof PyDict)) throw typeError("state is not a dictionary");
      for (const x of state.entryList()) setAttr(e, asStr(x.key)!, x.value);
    }],
    with_traceback: ["($self, tb, /)", (e: PyBaseException, tb: Value) => {
      if (tb !== null && typeName(tb) !== "traceback") {
        throw typeError("__traceback__ must be a traceback or None");
      }
      e.traceback = tb as PyBaseException["traceback"];
      return e;
    }, "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return self."],
  },
};

const stopIteration: TypeSpec = {
  doc: "Signal the end from iterator.__next__().",
  slots: {
    tpInit: (self, args, kw) => {
      const e = self as PyStopIteration;
      noKw(e.cls, kw);
      e.args = tuple(args);
      e.value = args.length > 0 ? args[0] : null;
    },
  },
  getset: { value: excField("value") },
};

const systemExit: TypeSpec = {
  doc: "Request to exit from the interpreter.",
  slots: {
    tpInit: (self, args, kw) => {
      const e = self as PySystemExit;
      noKw(e.cls, kw);
      e.args = tuple(args);
      if (args.length === 1) e.code = args[0];
      else if (args.length > 1) e.code = e.args;
    },
  },
  getset: { code: excField("code") },
};

const importError: TypeSpec = {
  doc: "Import can't find module, or can't find name in module.",
  slots: {
    tpInit: (self, args, kw) => {
      const e = self as PyImportError;
      const [pos, kwargs] = splitArgs(args, kw);
      for (const k of kwargs.keys()) {
        if (k !== "name" && k !== "path") {
          throw typeError(`'${k}' is an invalid keyword argument for this function`);
        }
      }
      e.args = tuple(pos);
      e.name = kwargs.get("name") ?? null;
      e.path = kwargs.get("path") ?? null;
      e.msg = pos.length === 1 ? pos[0] : null;
    },
    tpStr: (v) => {
      const e = v as PyImportError;
      return asStr(e.msg) !== undefined ? e.msg : baseException.slots!.tpStr!(v);
    },
  },
  getset: { msg: excField("msg"), name: excField("name"), path: excField("path") },
  methods: {
    __reduce__: ["($self, /)", (e: PyImportError) => {
      let d: PyDict | null = dictState(e);
      if (e.name !== null || e.path !== null) {
        d = d === null ? new PyDict() : d.copy();
        if (e.name !== null) d.setStr("name", e.name);
        if (e.path !== null) d.setStr("path", e.path);
      }
      return d === null ? tuple([e.cls, e.args]) : tuple([e.cls, e.args, d]);
    }],
  },
};

/** errno numbers and the subclass of OSError that they make. */
const ERRNO: ReadonlyMap<number, PyType> = new Map<number, PyType>([
  [11, E.BlockingIOError],
  [114, E.BlockingIOError],
  [115, E.BlockingIOError],
  [32, E.BrokenPipeError],
  [108, E.BrokenPipeError],
  [10, E.ChildProcessError],
  [103, E.ConnectionAbortedError],
  [111, E.ConnectionRefusedError],
  [104, E.ConnectionResetError],
  [17, E.FileExistsError],
  [2, E.FileNotFoundError],
  [21, E.IsADirectoryError],
  [20, E.NotADirectoryError],
  [4, E.InterruptedError],
  [13, E.PermissionError],
  [1, E.PermissionError],
  [3, E.ProcessLookupError],
  [110, E.TimeoutError],
]);

function fillOSError(e: PyOSError, args: Value[]): void {
  const n = args.length;
  e.args = tuple(args);
  if (n < 2 || n > 5) return;
  e.errno = args[0];
  e.strerror = args[1];
  if (n >= 3) {
    if (e.cls.isSubtype(E.BlockingIOError) && asInt(args[2]) !== undefined) {
      e.written = Number(asInt(args[2]));
    } else if (args[2] !== null) {
      e.filename = args[2];
      if (n >= 5 && args[4] !== null) e.filename2 = args[4];
      e.args = tuple(args.slice(0, 2));
    }
  }
}

const osInit = (self: Value, args: Value[], kw: KwNames): void => {
  const e = self as PyOSError;
  if (usesInit(e.cls)) {
    noKw(e.cls, kw);
    fillOSError(e, args);
  }
};

/** Whether a subclass has an `__init__` of its own and no `__new__`: then __init__ parses. */
function usesInit(t: PyType): boolean {
  return t.tpInit !== osInit && t.tpNew === osNew;
}

const osNew = (t: PyType, args: Value[], kw: KwNames): Value => {
  if (!usesInit(t)) {
    noKw(t, kw);
    if (t === E.OSError && args.length >= 2) {
      const n = asInt(args[0]);
      const sub = n === undefined ? undefined : ERRNO.get(Number(n));
      if (sub !== undefined) t = sub;
    }
    const e = newException(t, args) as PyOSError;
    fillOSError(e, args);
    return e;
  }
  return newException(t, []);
};

const osError: TypeSpec = {
  doc: "Base class for I/O related errors.",
  slots: {
    tpNew: osNew,
    tpInit: osInit,
    tpStr: (v) => {
      const e = v as PyOSError;
      const no = e.errno === undefined ? "None" : str(e.errno);
      const text = e.strerror === undefined ? "None" : str(e.strerror);
      if (e.filename !== undefined) {
        return e.filename2 !== undefined
          ? `[Errno ${no}] ${text}: ${repr(e.filename)} -> ${repr(e.filename2)}`
          : `[Errno ${no}] ${text}: ${repr(e.filename)}`;
      }
      if (e.errno !== undefined && e.strerror !== undefined) return `[Errno ${no}] ${text}`;
      return baseException.slots!.tpStr!(v);
    },
  },
  getset: {
    errno: excField("errno"),
    strerror: excField("strerror"),
    filename: excField("filename"),
    filename2: excField("filename2"),
    characters_written: {
      get: (e: PyOSError) => {
        if (e.written < 0) throw attributeError("characters_written");
        return e.written;
      },
      set: (e: PyOSError, v) => {
        const n = asInt(v);
        if (n === undefined) throw typeError("an integer is required");
        e.written = Number(n);
      },
    },
  },
  methods: {
    __reduce__: ["($self, /)", (e: PyOSError) => {
      let args = e.args;
      if (args.items.length === 2 && e.filename !== undefined) {
        args = e.filename2 !== undefined
          ? tuple([...args.items, e.filename, null, e.filename2])
          : tuple([...args.items, e.filename]);
      }
      const d = dictState(e);
      return d === null ? tuple([e.cls, args]) : tuple([e.cls, args, d]);
    }],
  },
};

let syntaxMessage: (text: string, msg: string) => string | null = () => null;
/** Hands over the parser's hint for print statements. */
export function setSyntaxMessage(f: (text: string, msg: string) => string | null): void {
  syntaxMessage = f;
}

const syntaxError: TypeSpec = {
  doc: "Invalid syntax.",
  slots: {
    tpInit: (self, args, kw) => {
      const e = self as PySyntaxError;
      noKw(e.cls, kw);
      e.args = tuple(args);
      if (args.length >= 1) e.msg = args[0];
      if (args.length === 2) {
        const info = toArray(args[1]);
        if (info.length !== 4) {
          throw typeErrorIndex();
        }
        [e.filename, e.lineno, e.offset, e.text] = info;
        const text = asStr(e.text);
        const msg = asStr(e.msg);
        if (text !== undefined && msg !== undefined && e.cls === E.SyntaxError) {
          const better = syntaxMessage(text, msg);
          if (better !== null) e.msg = better;
        }
      }
    },
    tpStr: (v) => {
      const e = v as PySyntaxError;
      const file = asStr(e.filename);
      const msg = str(e.msg);
      const line = typeof e.lineno === "number" ? e.lineno : undefined;
      if (file === undefined && line === undefined) return msg;
      const base = file === undefined ? "" : file.slice(file.lastIndexOf("/") + 1);
      if (file !== undefined && line !== undefined) return `${msg} (${base}, line ${line})`;
      if (file !== undefined) return `${msg} (${base})`;
      return `${msg} (line ${line})`;
    },
  },
  getset: {
    msg: excField("msg"),
    filename: excField("filename"),
    lineno: excField("lineno"),
    offset: excField("offset"),
    text: excField("text"),
    print_file_and_line: excField("printFileAndLine"),
  },
};

const typeErrorIndex = () => {
  const e = new PyBaseException(E.IndexError, tuple(["tuple index out of range"]));
  return e;
};

const keyErrorSpec: TypeSpec = {
  doc: "Mapping key not found.",
  slots: {
    tpStr: (v) => {
      const a = (v as PyBaseException).args.items;
      return a.length === 1 ? repr(a[0]) : baseException.slots!.tpStr!(v);
    },
  },
};

const uniField = (name: "encoding" | "object" | "reason"): GetSet => ({
  get: (e: PyUnicodeError) => {
    const v = e[name];
    if (v === undefined) throw typeError(`${name} attribute not set`);
    return v;
  },
  set: (e: PyUnicodeError, v) => {
    e[name] = v;
  },
});

function objectLength(e: PyUnicodeError): number {
  const o = e.object;
  const s = asStr(o);
  if (s !== undefined) return strLength(s);
  return o instanceof PyBytes ? o.data.length : 0;
}

const uniGetSets: Record<string, GetSet> = {
  encoding: uniField("encoding"),
  object: uniField("object"),
  reason: uniField("reason"),
  start: {
    get: (e: PyUnicodeError) => {
      const n = objectLength(e);
      return Math.min(Math.max(0, e.start), Math.max(0, n - 1));
    },
    set: (e: PyUnicodeError, v) => {
      e.start = Number(asInt(v) ?? 0);
    },
  },
  end: {
    get: (e: PyUnicodeError) => Math.min(Math.max(1, e.end), Math.max(1, objectLength(e))),
    set: (e: PyUnicodeError, v) => {
      e.end = Number(asInt(v) ?? 0);
    },
  },
};

const hexChar = (c: number): string =>
  c <= 0xff
    ? `\\x${c.toString(16).padStart(2, "0")}`
    : c <= 0xffff
    ? `\\u${c.toString(16).padStart(4, "0")}`
    : `\\U${c.toString(16).padStart(8, "0")}`;

function uniInit(kind: "encode" | "decode" | "translate") {
  const names = kind === "translate"
    ? ["object", "start", "end", "reason"]
    : ["encoding", "object", "start", "end", "reason"];
  return (self: Value, args: Value[], kw: KwNames): void => {
    const e = self as PyUnicodeError;
    noKw(e.cls, kw);
    e.args = tuple(args);
    if (args.length !== names.length) {
      throw typeError(
        `function takes exactly ${names.length} arguments (${args.length} given)`,
      );
    }
    const get = (n: string): Value => args[names.indexOf(n)];
    const needStr = (n: string) => {
      const v = get(n);
      if (asStr(v) === undefined) {
        throw typeError(`argument ${names.indexOf(n) + 1} must be str, not ${typeName(v)}`);
      }
      return v;
    };
    if (kind !== "translate") e.encoding = needStr("encoding");
    let o = get("object");
    if (kind === "decode") {
      if (o instanceof PyByteArray) o = new PyBytes(o.view().slice());
      if (!(o instanceof PyBytes)) {
        throw typeError(`a bytes-like object is required, not '${typeName(o)}'`);
      }
    } else needStr("object");
    const needInt = (n: string) => {
      const v = asInt(get(n));
      if (v === undefined) {
        throw typeError(`an integer is required (got type ${typeName(get(n))})`);
      }
      return Number(v);
    };
    e.object = o;
    e.start = needInt("start");
    e.end = needInt("end");
    e.reason = needStr("reason");
  };
}

const uniStr = (kind: "encode" | "decode" | "translate") => (v: Value): Value => {
  const e = v as PyUnicodeError;
  if (e.object === undefined) return "";
  const reason = str(e.reason ?? null);
  const enc = e.encoding === undefined ? "" : str(e.encoding);
  const what = kind === "encode"
    ? `'${enc}' codec can't encode`
    : kind === "decode"
    ? `'${enc}' codec can't decode`
    : "can't translate";
  const n = objectLength(e);
  if (e.start >= 0 && e.start < n && e.end === e.start + 1) {
    if (kind === "decode") {
      const b = (e.object as PyBytes).data[e.start];
      return `${what} byte 0x${b.toString(16).padStart(2, "0")} in position ${e.start}: ${reason}`;
    }
    const s = asStr(e.object)!;
    const c = substring(s, e.start, e.end).codePointAt(0)!;
    return `${what} character '${hexChar(c)}' in position ${e.start}: ${reason}`;
  }
  const unit = kind === "decode" ? "bytes" : "characters";
  return `${what} ${unit} in position ${e.start}-${e.end - 1}: ${reason}`;
};

const uniSpec = (kind: "encode" | "decode" | "translate", doc: string): TypeSpec => ({
  doc,
  slots: { tpInit: uniInit(kind), tpStr: uniStr(kind) },
  getset: kind === "translate" ? (({ encoding: _e, ...rest }) => rest)(uniGetSets) : uniGetSets,
});

const own: Partial<Record<keyof typeof E, TypeSpec>> = {
  BaseException: baseException,
  StopIteration: stopIteration,
  SystemExit: systemExit,
  ImportError: importError,
  OSError: osError,
  SyntaxError: syntaxError,
  KeyError: keyErrorSpec,
  UnicodeEncodeError: uniSpec("encode", "Unicode encoding error."),
  UnicodeDecodeError: uniSpec("decode", "Unicode decoding error."),
  UnicodeTranslateError: uniSpec("translate", "Unicode translation error."),
};

const DOCS: Readonly<Record<string, string>> = {
  Exception: "Common base class for all non-exit exceptions.",
  KeyboardInterrupt: "Program interrupted by user.",
  GeneratorExit: "Request that a generator exit.",
  StopAsyncIteration: "Signal the end from iterator.__anext__().",
  ArithmeticError: "Base class for arithmetic errors.",
  FloatingPointError: "Floating point operation failed.",
  OverflowError: "Result too large to be represented.",
  ZeroDivisionError: "Second argument to a division or modulo operation was zero.",
  AssertionError: "Assertion failed.",
  AttributeError: "Attribute not found.",
  BufferError: "Buffer error.",
  EOFError: "Read beyond end of file.",
  ModuleNotFoundError: "Module not found.",
  LookupError: "Base class for lookup errors.",
  IndexError: "Sequence index out of range.",
  MemoryError: "Out of memory.",
  NameError: "Name not found globally.",
  UnboundLocalError: "Local name referenced but not bound to a value.",
  ReferenceError: "Weak ref proxy used after referent went away.",
  RuntimeError: "Unspecified run-time error.",
  NotImplementedError: "Method or function hasn't been implemented yet.",
  RecursionError: "Recursion limit exceeded.",
  IndentationError: "Improper indentation.",
  TabError: "Improper mixture of spaces and tabs.",
  SystemError: "Internal error in the Python interpreter.",
  TypeError: "Inappropriate argument type.",
  ValueError: "Inappropriate argument value (of correct type).",
  UnicodeError: "Unicode related error.",
  Warning: "Base class for warning categories.",
  UserWarning: "Base class for warnings generated by user code.",
  DeprecationWarning: "Base class for warnings about deprecated features.",
  PendingDeprecationWarning:
    "Base class for warnings about features which will be deprecated in the future.",
  SyntaxWarning: "Base class for warnings about dubious syntax.",
  RuntimeWarning: "Base class for warnings about dubious runtime behavior.",
  FutureWarning:
    "Base class for warnings about constructs that will change semantically in the future.",
  ImportWarning: "Base class for warnings about probable mistakes in module imports",
  UnicodeWarning: "Base class for warnings about Unicode related problems.",
  BytesWarning: "Base class for warnings about bytes and buffer related problems.",
  ResourceWarning: "Base class for warnings about resource usage.",
  BlockingIOError: "I/O operation would block.",
  ChildProcessError: "Child process error.",
  ConnectionError: "Connection error.",
  BrokenPipeError: "Broken pipe.",
  ConnectionAbortedError: "Connection aborted.",
  ConnectionRefusedError: "Connection refused.",
  ConnectionResetError: "Connection reset.",
  FileExistsError: "File already exists.",
  FileNotFoundError: "File not found.",
  InterruptedError: "Interrupted by signal.",
  IsADirectoryError: "Operation doesn't work on directories.",
  NotADirectoryError: "Operation only works on directories.",
  PermissionError: "Not enough permissions.",
  ProcessLookupError: "Process not found.",
  TimeoutError: "Timeout expired.",
};

/** Every exception type with its spec, bases first. */
export function exceptionSpecs(): [PyType, TypeSpec][] {
  const out: [PyType, TypeSpec][] = [];
  const names = Object.keys(E) as (keyof typeof E)[];
  const done = new Set<PyType>();
  const add = (name: keyof typeof E) => {
    const t = E[name] as PyType;
    if (done.has(t)) return;
    done.add(t);
    const base = t.base;
    if (base !== null) {
      const bn = names.find((n) => E[n] === base);
      if (bn !== undefined) add(bn);
    }
    const spec = own[name] ?? { doc: DOCS[name] ?? null };
    const extra = [
      "BaseException",
      "StopIteration",
      "SystemExit",
      "ImportError",
      "OSError",
      "SyntaxError",
      "UnicodeEncodeError",
      "UnicodeDecodeError",
      "UnicodeTranslateError",
    ].includes(name);
    out.push([t, {
      ...spec,
      base: base ?? undefined,
      extraIvars: extra,
      slots: { tpNew: inheritedNew(t), tpInit: inheritedInit(t), ...spec.slots },
    }]);
  };
  names.forEach(add);
  return out;
}

/** Each exception type shows a `__new__` of its own, as C's table of simple exceptions has it. */
function inheritedNew(t: PyType) {
  return t.isSubtype(E.OSError) || isOS(t) ? osNew : baseException.slots!.tpNew;
}

/** And an `__init__`. */
function inheritedInit(t: PyType) {
  for (let b: PyType | null = t; b !== null; b = b.base) {
    const init = own[b.name as keyof typeof E]?.slots?.tpInit;
    if (init !== undefined) return init;
  }
  return baseException.slots!.tpInit;
}

function isOS(t: PyType | null): boolean {
  for (; t !== null; t = t.base) if (t === E.OSError) return true;
  return false;
}
