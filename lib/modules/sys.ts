/**
 * sys (Python/sysmodule.c).
 *
 * @module
 */
import { intAdd } from "../core/number.ts";
import { GC_HEAD, hasGc } from "../objects/sizes.ts";
import type { Decls } from "../core/args.ts";
import { asInt, asStr } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import {
  E,
  fromHost,
  overflowError,
  PyBaseException,
  recursionError,
  runtimeError,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import { PyFloat, PyList, PyObject, PyTuple, tuple, typeOf, type Value } from "../core/object.ts";
import { asIndex, call, callMethod, getAttrOpt, lookupSpecial, repr } from "../core/ops.ts";
import { interp, ts, updateTracing } from "../core/state.ts";
import { host } from "../host/host.ts";
import { namespace } from "../objects/misc.ts";
import { makeStructSeq } from "../objects/structseq.ts";
import { hooks } from "../vm/generator.ts";
import { currentFrame, type PyTraceback, visibleBack } from "../vm/frame.ts";
import { formatException, formatExceptionOnly, formatTraceback } from "../vm/traceback.ts";
import { callTracing, setProfile, setTrace } from "../vm/tracing.ts";
import { currentFrames, switching } from "../vm/threads.ts";
import { builtinModuleNames, nativeFinder } from "../vm/import.ts";
import { issueWarning } from "./_warnings.ts";
import type { ModuleSpec } from "./spec.ts";

/** What the command line decides of sys. */
export interface SysOptions {
  argv: string[];
  orig?: string[];
  path: string[];
  flags: {
    debug: number;
    inspect: number;
    interactive: number;
    optimize: number;
    dont_write_bytecode: number;
    no_user_site: number;
    no_site: number;
    ignore_environment: number;
    verbose: number;
    bytes_warning: number;
    quiet: number;
    hash_randomization: number;
    isolated: number;
  };
  warnoptions: string[];
  xoptions: Record<string, string | true>;
  executable: string;
  prefix: string;
}

/** The options of the runtime that is being made. */
export const sysOptions: { current: SysOptions } = {
  current: {
    argv: [""],
    path: [],
    flags: {
      debug: 0,
      inspect: 0,
      interactive: 0,
      optimize: 0,
      dont_write_bytecode: 0,
      no_user_site: 0,
      no_site: 0,
      ignore_environment: 0,
      verbose: 0,
      bytes_warning: 0,
      quiet: 0,
      hash_randomization: 1,
      isolated: 0,
    },
    warnoptions: [],
    xoptions: {},
    executable: "",
    prefix: "",
  },
};

/** wordcode's own version. */
export const VERSION = "0.1.0";

const flagNames = Object.keys(sysOptions.current.flags);
const flagsType = makeStructSeq("flags", "sys", flagNames);
const versionInfoType = makeStructSeq("version_info", "sys", [
  "major",
  "minor",
  "micro",
  "releaselevel",
  "serial",
]);
const floatInfoType = makeStructSeq("float_info", "sys", [
  "max",
  "max_exp",
  "max_10_exp",
  "min",
  "min_exp",
  "min_10_exp",
  "dig",
  "mant_dig",
  "epsilon",
  "radix",
  "rounds",
]);
const intInfoType = makeStructSeq("int_info", "sys", ["bits_per_digit", "sizeof_digit"]);
const hashInfoType = makeStructSeq("hash_info", "sys", [
  "width",
  "modulus",
  "inf",
  "nan",
  "imag",
  "algorithm",
  "hash_bits",
  "seed_bits",
  "cutoff",
]);
const threadInfoType = makeStructSeq("thread_info", "sys", ["name", "lock", "version"]);
const asyncgenHooksType = makeStructSeq("asyncgen_hooks", "sys", ["firstiter", "finalizer"]);

function excInfo(): Value {
  const e = ts.handled;
  return e === null ? tuple([null, null, null]) : tuple([e.cls, e, e.traceback]);
}

/** Writes to sys.stderr, or to the host's when there is none. */
export function writeError(text: string): void {
  const f = interp.sysdict.getStr("stderr");
  if (f === undefined || f === null) {
    host.write(2, new TextEncoder().encode(text));
    return;
  }
  callMethod(f, "write", text);
  if (getAttrOpt(f, "flush") !== undefined) callMethod(f, "flush");
}

/** Reports an exception that nobody can catch (PyErr_WriteUnraisable). */
export function writeUnraisable(e: unknown, where: Value): void {
  const err = fromHost(e);
  const f = interp.sysdict.getStr("stderr");
  if (f === null) return;
  let what: string;
  try {
    const del = getAttrOpt(where, "__del__");
    what = repr(del === undefined ? where : del);
  } catch (again) {
    fromHost(again);
    what = "<object repr() failed>";
  }
  let text = `Exception ignored in: ${what}\n`;
  if (err.traceback !== null) {
    text += `Traceback (most recent call last):\n${formatTraceback(err.traceback as PyTraceback)}`;
  }
  try {
    writeError(text + formatExceptionOnly(err));
  } catch (again) {
    // there is nobody left to tell
    fromHost(again);
  }
}

/** sys.excepthook as it is at first: prints the exception to sys.stderr. */
export function printException(e: PyBaseException): void {
  const out = interp.sysdict.getStr("stdout");
  if (out !== undefined && out !== null && getAttrOpt(out, "flush") !== undefined) {
    try {
      callMethod(out, "flush");
    } catch (err) {
      if (!(err instanceof PyBaseException)) throw err;
    }
  }
  writeError(formatException(e));
}

function displayHook(v: Value): void {
  if (v === null) return;
  const b = interp.builtins;
  b.setStr("_", null);
  const out = interp.sysdict.getStr("stdout");
  if (out === undefined || out === null) throw runtimeError("lost sys.stdout");
  const text = repr(v);
  try {
    callMethod(out, "write", text);
  } catch (e) {
    if (!(e instanceof PyBaseException) || !e.cls.isSubtype(E.UnicodeEncodeError)) throw e;
    const enc = asStr(getAttrOpt(out, "encoding")) ?? "ascii";
    const bytes = callMethod(text, "encode", enc, "backslashreplace");
    callMethod(out, "write", callMethod(bytes, "decode", enc, "strict"));
  }
  callMethod(out, "write", "\n");
  b.setStr("_", v);
}

function getsizeof(v: Value, fallback?: Value): Value {
  const m = lookupSpecial(v, "__sizeof__");
  if (m === undefined) {
    if (fallback !== undefined) return fallback;
    throw typeError(`Type ${typeName(v)} doesn't define __sizeof__`);
  }
  const n = call(m, []);
  const size = asInt(n);
  if (size === undefined) {
    if (fallback !== undefined) return fallback;
    throw typeError("an integer is required");
  }
  if (size > 9223372036854775807n || size < -9223372036854775808n) {
    throw overflowError("Python int too large to convert to C ssize_t");
  }
  if (size < 0) throw valueError("__sizeof__() should return >= 0");
  return hasGc(v) ? intAdd(size, GC_HEAD) : size;
}

let checkInterval = 100;
let dlopenFlags = 2;

/** An int argument of C (format `i`). */
function cInt(v: Value): number {
  if (v instanceof PyFloat) throw typeError("integer argument expected, got float");
  if (typeOf(v).nbIndex === undefined && asInt(v) === undefined) {
    throw typeError(`an integer is required (got type ${typeName(v)})`);
  }
  const n = asIndex(v);
  if (n > 2147483647) throw overflowError("signed integer is greater than maximum");
  if (n < -2147483648) throw overflowError("signed integer is less than minimum");
  return Number(n);
}

const interned = new Set<string>();

const functions: Decls = {
  _getframe: ["(depth=0, /)", (depth: Value = 0) => {
    let n = Number(asIndex(depth));
    let f = currentFrame();
    while (n > 0 && f !== null) {
      f = visibleBack(f);
      n--;
    }
    if (f === null) throw valueError("call stack is not deep enough");
    return f;
  }, "_getframe([depth]) -> frameobject"],
  _current_frames: ["()", () => {
    const d = new PyDict();
    for (const [ident, f] of currentFrames()) d.set(ident, f);
    return d;
  }],
  _clear_type_cache: ["()", () => null],
  _debugmallocstats: ["()", () => null],
  call_tracing: [
    "(func, args, /)",
    (f: Value, args: Value) => {
      if (!(args instanceof PyTuple)) {
        throw typeError(`call_tracing() argument 2 must be tuple, not ${typeName(args)}`);
      }
      return callTracing(f, [...args.items]);
    },
  ],
  callstats: ["()", () => null],
  displayhook: [
    "(object, /)",
    displayHook,
    "Print an object to sys.stdout and also save it in builtins._",
  ],
  exc_info: [
    "()",
    excInfo,
    "Return (type, value, traceback) of the exception that is being handled.",
  ],
  excepthook: [
    "(exctype, value, traceback, /)",
    (_t: Value, v: Value) => {
      if (v instanceof PyBaseException) printException(v);
      else {
        writeError(
          `TypeError: print_exception(): Exception expected for value, ${typeName(v)} found\n`,
        );
      }
    },
    "Handle an exception by displaying it with a traceback on sys.stderr.",
    1,
  ],
  exit: [
    "(status=None, /)",
    (status?: Value) => {
      // a tuple is the exception's arguments, as wherever C sets an exception
      if (status instanceof PyTuple) throw call(E.SystemExit, [...status.items]);
      throw call(E.SystemExit, status === undefined ? [] : [status]);
    },
    "Exit the interpreter by raising SystemExit(status).",
    1,
  ],
  get_asyncgen_hooks: ["()", () => asyncgenHooksType.make([hooks.firstiter, hooks.finalizer])],
  set_asyncgen_hooks: ["(firstiter=None, finalizer=None)", (first?: Value, final?: Value) => {
    for (const [v, n] of [[first, "firstiter"], [final, "finalizer"]] as const) {
      if (v !== undefined && v !== null && typeOf(v).tpCall === undefined) {
        throw typeError(`callable ${n} expected, got ${typeName(v)}`);
      }
    }
    if (final !== undefined) hooks.finalizer = final;
    if (first !== undefined) hooks.firstiter = first;
  }],
  get_coroutine_wrapper: ["()", () => hooks.coroutineWrapper],
  set_coroutine_wrapper: ["(wrapper, /)", (v: Value) => {
    if (v !== null && typeOf(v).tpCall === undefined) {
      throw typeError(`callable expected, got ${typeName(v)}`);
    }
    hooks.coroutineWrapper = v;
  }],
  // objects are the engine's: a number as a program may expect it
  getallocatedblocks: ["()", () => 10000],
  getcheckinterval: ["()", () => {
    issueWarning(
      E.DeprecationWarning,
      "sys.getcheckinterval() and sys.setcheckinterval() are deprecated.  Use sys.getswitchinterval() instead.",
      1,
    );
    return checkInterval;
  }],
  setcheckinterval: ["(n, /)", (n: Value) => {
    issueWarning(
      E.DeprecationWarning,
      "sys.getcheckinterval() and sys.setcheckinterval() are deprecated.  Use sys.setswitchinterval() instead.",
      1,
    );
    checkInterval = cInt(n);
  }],
  getdefaultencoding: ["()", () => "utf-8"],
  getdlopenflags: ["()", () => dlopenFlags],
  setdlopenflags: ["(n, /)", (n: Value) => {
    dlopenFlags = cInt(n);
  }],
  getfilesystemencoding: ["()", () => "utf-8"],
  getfilesystemencodeerrors: ["()", () => "surrogateescape"],
  getprofile: ["()", () => ts.profileFunc],
  gettrace: ["()", () => ts.traceFunc],
  getrecursionlimit: ["()", () => ts.recursionLimit],
  getrefcount: ["(object, /)", () => 2],
  getsizeof: ["(object, default=None)", getsizeof],
  getswitchinterval: ["()", () => new PyFloat(switching.interval / 1000)],
  setswitchinterval: ["(n, /)", (v: Value) => {
    const n = v instanceof PyFloat ? v.v : Number(asIndex(v));
    if (n <= 0) throw valueError("switch interval must be strictly positive");
    switching.interval = n * 1000;
  }],
  intern: ["(string, /)", (v: Value) => {
    if (typeof v !== "string") {
      if (asStr(v) !== undefined) throw typeError(`can't intern ${typeName(v)}`);
      throw typeError(`intern() argument 1 must be str, not ${typeName(v)}`);
    }
    interned.add(v);
    return v;
  }, "Return the string itself or a copy with the same value from the table of interned strings."],
  is_finalizing: ["()", () => interp.finalizing],
  setprofile: ["(function, /)", setProfile],
  settrace: ["(function, /)", setTrace],
  setrecursionlimit: ["(n, /)", (v: Value) => {
    const n = cInt(v);
    if (n < 1) throw valueError("recursion limit must be greater or equal than 1");
    if (n > interp.recursionMax) {
      throw valueError(`the host allows a recursion limit of ${interp.recursionMax} at most`);
    }
    const mark = n > 200 ? n - 50 : 3 * (n >> 2);
    if (ts.depth >= mark) {
      const e = recursionError();
      e.args = tuple([
        `cannot set the recursion limit to ${n} at the recursion depth ${ts.depth}: the limit is too low`,
      ]);
      throw e;
    }
    ts.recursionLimit = n;
    updateTracing(ts);
  }],
};

function versionInfo(): Value {
  return versionInfoType.make([3, 6, 15, "final", 0]);
}

function attrs(): Record<string, Value> {
  const o = sysOptions.current;
  const x = new PyDict();
  for (const k of Object.keys(o.xoptions)) x.setStr(k, o.xoptions[k]);
  return {
    __displayhook__: null,
    __excepthook__: null,
    _git: tuple(["wordcode", "", ""]),
    _framework: "",
    _xoptions: x,
    abiflags: "m",
    api_version: 1013,
    argv: new PyList([...o.argv]),
    base_exec_prefix: o.prefix,
    base_prefix: o.prefix,
    builtin_module_names: tuple(builtinModuleNames()),
    byteorder: "little",
    copyright:
      "wordcode: Copyright (c) the wordcode authors, MIT license.\nIt implements the Python language, version 3.6.",
    dont_write_bytecode: o.flags.dont_write_bytecode !== 0,
    exec_prefix: o.prefix,
    executable: o.executable,
    flags: flagsType.make(Object.values(o.flags)),
    float_info: floatInfoType.make([
      new PyFloat(Number.MAX_VALUE),
      1024,
      308,
      new PyFloat(2.2250738585072014e-308),
      -1021,
      -307,
      15,
      53,
      new PyFloat(Number.EPSILON),
      2,
      1,
    ]),
    float_repr_style: "short",
    hash_info: hashInfoType.make([
      64,
      (1n << 61n) - 1n,
      314159,
      0,
      1000003,
      "siphash24",
      64,
      128,
      0,
    ]),
    hexversion: 0x03060ff0,
    implementation: namespace({
      name: "cpython",
      cache_tag: "cpython-36",
      version: versionInfo(),
      hexversion: 0x03060ff0,
      _multiarch: "x86_64-linux-gnu",
    }),
    int_info: intInfoType.make([30, 4]),
    maxsize: 9223372036854775807n,
    maxunicode: 1114111,
    meta_path: new PyList([nativeFinder]),
    path: new PyList([...o.path]),
    path_hooks: new PyList([]),
    path_importer_cache: new PyDict(),
    platform: "linux",
    prefix: o.prefix,
    thread_info: threadInfoType.make(["pthread", "semaphore", null]),
    version: `3.6.15 (wordcode ${VERSION}) \n[V8]`,
    version_info: versionInfo(),
    warnoptions: new PyList([...o.warnoptions]),
  };
}

export const sys_module = (): ModuleSpec => ({
  name: "sys",
  doc:
    "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.",
  functions,
  attrs,
  init: (ns) => {
    ns.setStr("__displayhook__", ns.getStr("displayhook")!);
    ns.setStr("__excepthook__", ns.getStr("excepthook")!);
    ns.setStr("modules", interp.modules);
  },
});

/** Calls sys.displayhook, for PRINT_EXPR. */
export function callDisplayHook(v: Value): void {
  const h = interp.sysdict.getStr("displayhook");
  if (h === undefined) throw runtimeError("lost sys.displayhook");
  call(h, [v]);
}

/** Hands an uncaught exception to sys.excepthook; its own failure is reported as CPython does. */
export function callExceptHook(e: PyBaseException): void {
  const h = interp.sysdict.getStr("excepthook");
  if (h === undefined || h === null) {
    writeError("sys.excepthook is missing\n");
    printException(e);
    return;
  }
  try {
    call(h, [e.cls, e, e.traceback as PyObject | null]);
  } catch (err) {
    if (!(err instanceof PyBaseException)) throw err;
    if (err.cls.isSubtype(E.SystemExit)) throw err;
    writeError("Error in sys.excepthook:\n");
    writeError(formatException(err));
    writeError("\nOriginal exception was:\n");
    writeError(formatException(e));
  }
}

/** Whether a value is true; the exit code of SystemExit (handle_system_exit). */
export function exitCode(code: Value): number {
  if (code === null) return 0;
  if (typeof code === "number" || typeof code === "boolean") return Number(code) & 0xff;
  if (typeof code === "bigint") return Number(BigInt.asUintN(8, code));
  writeError(`${callMethod(code, "__str__") as string}\n`);
  return 1;
}
