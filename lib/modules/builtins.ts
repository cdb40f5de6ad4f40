/**
 * builtins (Python/bltinmodule.c).
 *
 * @module
 */
import { bind, type Decls, Signature, splitArgs } from "../core/args.ts";
import { abs, add, divmod, power } from "../core/arith.ts";
import { asStr, compareBool, isTrue } from "../core/compare.ts";
import { dictType, PyDict } from "../core/dict.ts";
import {
  E,
  exception,
  matches,
  overflowError,
  runtimeError,
  systemError,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import { hash, identity } from "../core/hash.ts";
import {
  boolType,
  bytesType,
  Cmp,
  complexType,
  Ellipsis,
  EMPTY_TUPLE,
  floatType,
  intType,
  type KwNames,
  listType,
  type Maybe,
  NotImplemented,
  objectType,
  PyBytes,
  PyCell,
  PyFloat,
  PyList,
  PyType,
  strType,
  tuple,
  tupleType,
  typeOf,
  typeType,
  type Value,
} from "../core/object.ts";
import {
  asIndex,
  call,
  callMethod,
  format,
  getAttr,
  getAttrOpt,
  getIter,
  isCallable,
  isInstance,
  isSubclass,
  iterNext,
  len,
  lookupSpecial,
  repr,
  setAttr,
  str,
  toArray,
} from "../core/ops.ts";
import { interp, ts } from "../core/state.ts";
import { asBuffer } from "../objects/buffer.ts";
import { fsDecode } from "./oserror.ts";
import { byteArrayType } from "../objects/bytearray_data.ts";
import { PyCode } from "../objects/code.ts";
import { setReduceHook } from "../objects/descr.ts";
import { setGetattr } from "../objects/function.ts";
import { PyFunction } from "../objects/function.ts";
import {
  enumerateType,
  filterType,
  mapType,
  nextOrStop,
  PyCallIter,
  reversedType,
  zipType,
} from "../objects/iterators.ts";
import { listSort, scan, setReversedBuiltin } from "../objects/list.ts";
import { memoryViewType } from "../objects/memoryview.ts";
import { PyRange, rangeType, setIterBuiltin } from "../objects/range.ts";
import { frozenSetType, setType } from "../objects/set.ts";
import { sliceType } from "../objects/slice.ts";
import { asciiOf } from "../objects/strformat.ts";
import { strLength } from "../objects/str_data.ts";
import { calculateMetaclass } from "../objects/type.ts";
import { classMethodType, propertyType, staticMethodType, superType } from "../objects/wrappers.ts";
import { compileText, compileTree, parseSource } from "../vm/compile.ts";
import { PyCF_MASK, PyCF_MASK_OBSOLETE, PyCF_ONLY_AST } from "../bytecode/flags.ts";
import { currentFrame, fastToLocals, type PyFrame } from "../vm/frame.ts";
import { bindFrame, forgetBuiltins } from "../vm/call.ts";
import { evalCode, run } from "../vm/interpreter.ts";
import { importModuleLevel } from "../vm/import.ts";
import { fromAstObject, isAstObject, toAstObject } from "./ast_bridge.ts";
import { inputLine, lineInput } from "./line_input.ts";
import { hasMethod, writeStream } from "./streams.ts";
import { type ModuleSpec } from "./spec.ts";

const frame = (): PyFrame => {
  const f = currentFrame();
  if (f === null) throw systemError("frame does not exist");
  return f;
};

function localsOf(f: PyFrame): Value {
  return fastToLocals(f);
}

// Names, attributes ---------------------------------------------------------------

function nameArg(f: string, v: Value): string {
  const s = asStr(v);
  if (s === undefined) throw typeError(`${f}(): attribute name must be string`);
  return s;
}

// min and max -----------------------------------------------------------------------

function minMax(name: "min" | "max", args: Value[], kw: KwNames): Value {
  const op = name === "min" ? Cmp.Lt : Cmp.Gt;
  const [pos, kwargs] = splitArgs(args, kw);
  for (const k of kwargs.keys()) {
    if (k !== "key" && k !== "default") {
      throw typeError(`'${k}' is an invalid keyword argument for this function`);
    }
  }
  const key = kwargs.get("key") ?? null;
  const def = kwargs.get("default");
  if (pos.length === 0) throw typeError(`${name} expected 1 arguments, got 0`);
  if (pos.length > 1 && def !== undefined) {
    throw typeError(`Cannot specify a default for ${name}() with multiple positional arguments`);
  }
  let best: Maybe;
  let bestKey: Maybe;
  const take = (x: Value) => {
    const k = key === null ? x : call(key, [x]);
    if (bestKey === undefined || compareBool(k, bestKey, op)) {
      best = x;
      bestKey = k;
    }
  };
  if (pos.length > 1) pos.forEach(take);
  else {
    const it = getIter(pos[0]);
    const { tpIternext, tpInto } = typeOf(it);
    const numbers = (x: Value): boolean => {
      if (key !== null || typeof x !== "number" || typeof bestKey !== "number") return false;
      if (op === Cmp.Lt ? x < bestKey : x > bestKey) best = bestKey = x;
      return true;
    };
    for (;;) {
      const x = tpInto === undefined ? tpIternext!(it) : tpInto(it, numbers);
      if (x === undefined) break;
      take(x);
    }
    ts.stop = null;
  }
  if (best === undefined) {
    if (def !== undefined) return def;
    throw valueError(`${name}() arg is an empty sequence`);
  }
  return best;
}

// sum ----------------------------------------------------------------------------------

function sum(iterable: Value, start: Value = 0): Value {
  if (asStr(start) !== undefined) {
    throw typeError("sum() can't sum strings [use ''.join(seq) instead]");
  }
  if (start instanceof PyBytes) {
    throw typeError("sum() can't sum bytes [use b''.join(seq) instead]");
  }
  if (typeOf(start) === byteArrayType) {
    throw typeError("sum() can't sum bytearray [use b''.join(seq) instead]");
  }
  const it = getIter(iterable);
  const { tpIternext, tpInto } = typeOf(it);
  let total = start;
  // the total while it is a float
  let raw = 0;
  let floating = false;
  const take = (x: Value): boolean => {
    if (floating) {
      if (typeof x === "number") raw += x;
      else if (x instanceof PyFloat && x.cls === floatType) raw += x.v;
      else return false;
      return true;
    }
    if (typeof total !== "number" || typeof x !== "number" && typeof x !== "boolean") return false;
    const r = total + Number(x);
    if (!Number.isSafeInteger(r)) return false;
    total = r;
    return true;
  };
  for (;;) {
    const x = tpInto === undefined ? tpIternext!(it) : tpInto(it, take);
    if (x === undefined) break;
    if (take(x)) continue;
    total = add(floating ? new PyFloat(raw) : total, x);
    floating = total instanceof PyFloat && total.cls === floatType;
    if (floating) raw = (total as PyFloat).v;
  }
  ts.stop = null;
  return floating ? new PyFloat(raw) : total;
}

// print ------------------------------------------------------------------------------------

function print(args: Value[], kw: KwNames): Value {
  let file: Value = null;
  let sep: Value = null;
  let end: Value = null;
  let flush: Value = false;
  let n = args.length;
  if (kw !== null) {
    n -= kw.length;
    kw.forEach((k, i) => {
      const v = args[n + i];
      if (k === "sep") sep = v;
      else if (k === "end") end = v;
      else if (k === "file") file = v;
      else if (k === "flush") flush = v;
      else throw typeError(`'${k}' is an invalid keyword argument for this function`);
    });
  }
  if (file === null) {
    const out = interp.sysdict.getStr("stdout");
    if (out === undefined) throw runtimeError("lost sys.stdout");
    if (out === null) return null;
    file = out;
  }
  const check = (v: Value, name: string): string | null => {
    if (v === null) return null;
    const s = asStr(v);
    if (s === undefined) {
      throw typeError(`${name} must be None or a string, not ${typeName(v, 200)}`);
    }
    return s;
  };
  const separator = check(sep, "sep") ?? " ";
  const ending = check(end, "end") ?? "\n";
  if (!writeStream(file, args, n, separator, ending)) {
    const write = getAttr(file, "write");
    for (let i = 0; i < n; i++) {
      if (i > 0) call(write, [separator]);
      call(write, [str(args[i])]);
    }
    call(write, [ending]);
  }
  if (isTrue(flush)) callMethod(file, "flush");
  return null;
}

function input(prompt?: Value): Value {
  const sys = interp.sysdict;
  const get = (name: string): Value => {
    const f = sys.getStr(name);
    if (f === undefined || f === null) throw runtimeError(`input(): lost sys.${name}`);
    return f;
  };
  const stdin = get("stdin");
  const stdout = get("stdout");
  const stderr = get("stderr");
  if (hasMethod(stderr, "flush")) callMethod(stderr, "flush");
  if (
    lineInput.active && stdin === sys.getStr("__stdin__") && stdout === sys.getStr("__stdout__")
  ) {
    if (hasMethod(stdout, "flush")) callMethod(stdout, "flush");
    const edited = inputLine(prompt === undefined ? "" : asStr(str(prompt))!);
    if (edited !== undefined) return edited;
  }
  if (prompt !== undefined) {
    const p = str(prompt);
    callMethod(stdout, "write", p);
  }
  if (hasMethod(stdout, "flush")) callMethod(stdout, "flush");
  const line = asStr(callMethod(stdin, "readline"));
  if (line === undefined) throw typeError("object.readline() returned non-string");
  if (line === "") throw exception(E.EOFError, "EOF when reading a line");
  return line.endsWith("\n") ? line.slice(0, -1) : line;
}

// compile, eval, exec ------------------------------------------------------------------------

/** The source that compile(), eval() and exec() take: text or bytes. */
function sourceOf(v: Value, func: string, what: string): string | Uint8Array {
  const s = asStr(v);
  if (s !== undefined) return s;
  const b = asBuffer(v);
  if (b !== undefined) return b;
  throw typeError(`${func}() arg 1 must be a ${what} object`);
}

const compileSig = new Signature(
  "compile",
  "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1)",
  0,
);

function inheritedFlags(): number {
  const f = currentFrame();
  return f === null ? 0 : f.code.flags & PyCF_MASK;
}

/** sys.flags.optimize; set by sys. */
export const settings: { optimize: 0 | 1 | 2 } = { optimize: 0 };

function compile_(args: Value[], kw: KwNames): Value {
  const [source, filenamev, modev, flagsv = 0, dontInherit = false, optimizev = -1] = bind(
    compileSig,
    args,
    kw,
  ) as Value[];
  const filename = fsDecode(filenamev);
  const mode = asStr(modev);
  if (mode === undefined) {
    throw typeError(`compile() argument 3 must be str, not ${typeName(modev)}`);
  }
  let flags = Number(asIndex(flagsv));
  if (flags & ~(PyCF_MASK | PyCF_MASK_OBSOLETE | 0x1f00)) {
    throw valueError("compile(): unrecognised flags");
  }
  const opt = Number(asIndex(optimizev));
  if (opt < -1 || opt > 2) throw valueError("compile(): invalid optimize value");
  if (!isTrue(dontInherit)) flags |= inheritedFlags();
  if (mode !== "exec" && mode !== "eval" && mode !== "single") {
    throw valueError("compile() mode must be 'exec', 'eval' or 'single'");
  }
  const r = {
    mode: mode as "exec" | "eval" | "single",
    flags,
    optimize: (opt < 0 ? settings.optimize : opt) as 0 | 1 | 2,
  };
  if (isAstObject(source)) {
    if (flags & PyCF_ONLY_AST) return source;
    return compileTree(fromAstObject(source, mode as "exec" | "eval" | "single"), filename, r);
  }
  const text = sourceOf(source, "compile", "string, bytes or AST");
  if (flags & PyCF_ONLY_AST) return toAstObject(parseSource(text, filename, r));
  return compileText(text, filename, r);
}

function namespaces(func: string, globals: Value, locals: Value): [PyDict, Value] {
  if (locals !== null && typeOf(locals).mpSubscript === undefined) {
    throw typeError(
      func === "eval"
        ? "locals must be a mapping"
        : `locals must be a mapping or None, not ${typeName(locals)}`,
    );
  }
  if (globals !== null && !(globals instanceof PyDict)) {
    throw typeError(
      func === "eval"
        ? typeOf(globals).mpSubscript !== undefined
          ? "globals must be a real dict; try eval(code, {}, mapping)"
          : "globals must be a dict"
        : `exec() arg 2 must be a dict, not ${typeName(globals)}`,
    );
  }
  let g: PyDict;
  let l: Value;
  if (globals === null) {
    const f = frame();
    g = f.globals;
    l = locals ?? localsOf(f);
  } else {
    g = globals;
    l = locals ?? g;
  }
  if (g.getStr("__builtins__") === undefined) {
    g.setStr("__builtins__", currentFrame()?.builtins ?? interp.builtins);
    forgetBuiltins();
  }
  return [g, l];
}

/** len(): a range may have more than 2**53 items. */
function lengthOf(v: Value): Value {
  if (v instanceof PyRange && typeof v.length === "bigint" && v.length < 2n ** 63n) return v.length;
  return len(v);
}

function eval_(source: Value, globals: Value = null, locals: Value = null): Value {
  const [g, l] = namespaces("eval", globals, locals);
  if (source instanceof PyCode) {
    if (source.freevars.length > 0) {
      throw typeError("code object passed to eval() may not contain free variables");
    }
    return evalCode(source, g, l);
  }
  let text = sourceOf(source, "eval", "string, bytes or code");
  if (typeof text === "string") text = text.replace(/^[ \t]+/, "");
  else {
    let i = 0;
    while (text[i] === 32 || text[i] === 9) i++;
    text = text.subarray(i);
  }
  const code = compileText(text, "<string>", {
    mode: "eval",
    flags: inheritedFlags(),
    optimize: settings.optimize,
  });
  return evalCode(code, g, l);
}

function exec_(source: Value, globals: Value = null, locals: Value = null): Value {
  const [g, l] = namespaces("exec", globals, locals);
  if (source instanceof PyCode) {
    if (source.freevars.length > 0) {
      throw typeError("code object passed to exec() may not contain free variables");
    }
    evalCode(source, g, l);
    return null;
  }
  const text = sourceOf(source, "exec", "string, bytes or code");
  const code = compileText(text, "<string>", {
    mode: "exec",
    flags: inheritedFlags(),
    optimize: settings.optimize,
  });
  evalCode(code, g, l);
  return null;
}

// Classes ---------------------------------------------------------------------------------------

function buildClass(args: Value[], kw: KwNames): Value {
  const [pos, kwargs] = splitArgs(args, kw);
  if (pos.length < 2) throw typeError("__build_class__: not enough arguments");
  const func = pos[0];
  if (!(func instanceof PyFunction)) throw typeError("__build_class__: func must be a function");
  const name = asStr(pos[1]);
  if (name === undefined) throw typeError("__build_class__: name is not a string");
  const bases = tuple(pos.slice(2));
  let meta: Value;
  const given = kwargs.get("metaclass");
  let isClass: boolean;
  if (given !== undefined) {
    meta = given;
    kwargs.delete("metaclass");
    isClass = meta instanceof PyType;
  } else {
    meta = bases.items.length === 0 ? typeType : typeOf(bases.items[0]);
    isClass = true;
  }
  if (isClass) meta = calculateMetaclass(meta as PyType, bases.items);
  const kwNames = kwargs.size > 0 ? [...kwargs.keys()] : null;
  const kwValues = [...kwargs.values()];
  const prepare = getAttrOpt(meta, "__prepare__");
  let ns: Value;
  if (prepare === undefined) ns = new PyDict();
  else {
    ns = call(prepare, [name, bases, ...kwValues], kwNames);
    if (typeOf(ns).mpSubscript === undefined) {
      throw typeError(
        `${
          isClass ? (meta as PyType).name : "<metaclass>"
        }.__prepare__() must return a mapping, not ${typeName(ns)}`,
      );
    }
  }
  const f = bindFrame(func, undefined, [], 0, 0, null);
  f.locals = ns;
  const cell = run(f);
  const cls = call(meta, [name, bases, ns, ...kwValues], kwNames);
  if (cls instanceof PyType && cell instanceof PyCell) {
    if (cell.v === undefined) {
      // a metaclass that dropped __classcell__: super() would not work
      const m = `__class__ not set defining '${name}' as ${
        repr(cls)
      }. Was __classcell__ propagated to type.__new__?`;
      deprecation(m);
      cell.v = cls;
    } else if (cell.v !== cls) {
      throw typeError(`__class__ set to ${repr(cell.v)} defining '${name}' as ${repr(cls)}`);
    }
  }
  return cls;
}

let warnHook: (category: PyType, msg: string) => void = () => {};
const deprecation = (msg: string) => warnHook(E.DeprecationWarning, msg);
/** Hands over warnings.warn. */
export function setWarn(f: (category: PyType, msg: string) => void): void {
  warnHook = f;
}

function importFunction(args: Value[], kw: KwNames): Value {
  const [name, globals = null, , fromlist = EMPTY_TUPLE, level = 0] = bind(
    importSig,
    args,
    kw,
  ) as Value[];
  const n = asStr(name);
  if (n === undefined) {
    throw typeError(`__import__() argument 1 must be str, not ${typeName(name)}`);
  }
  return importModuleLevel(n, globals, fromlist, Number(asIndex(level)));
}
const importSig = new Signature(
  "__import__",
  "(name, globals=None, locals=None, fromlist=(), level=0)",
  0,
);

// Numbers and text ----------------------------------------------------------------------------------

function round_(v: Value, digits: Maybe): Value {
  const m = lookupSpecial(v, "__round__");
  if (m === undefined) throw typeError(`type ${typeName(v)} doesn't define __round__ method`);
  return digits === undefined || digits === null ? call(m, []) : call(m, [digits]);
}

function ord(v: Value): Value {
  const s = asStr(v);
  if (s !== undefined) {
    if (s.length === 1) return s.charCodeAt(0);
    const n = strLength(s);
    if (n === 1) return s.codePointAt(0)!;
    throw typeError(`ord() expected a character, but string of length ${n} found`);
  }
  const b = v instanceof PyBytes || typeOf(v) === byteArrayType ? asBuffer(v) : undefined;
  if (b === undefined) {
    throw typeError(`ord() expected string of length 1, but ${typeName(v, 200)} found`);
  }
  if (b.length === 1) return b[0];
  throw typeError(`ord() expected a character, but string of length ${b.length} found`);
}

function inBase(v: Value, base: number, prefix: string): string {
  const n = asIndex(v);
  return n < 0 ? `-${prefix}${(-n).toString(base)}` : prefix + n.toString(base);
}

function dir(args: Value[]): Value {
  if (args.length > 1) throw typeError(`dir expected at most 1 arguments, got ${args.length}`);
  let names: Value[];
  if (args.length === 0) names = toArray(callMethod(localsOf(frame()), "keys"));
  else {
    const m = lookupSpecial(args[0], "__dir__");
    if (m === undefined) throw typeError("object does not provide __dir__");
    names = toArray(call(m, []));
  }
  const l = new PyList(names);
  listSort(l, null, false);
  return l;
}

const sortSig = new Signature("sorted", "(iterable, /, *, key=None, reverse=False)", 0);

const functions: Decls = {
  __build_class__: [
    "(func, name, *bases, **kwds)",
    buildClass,
    "__build_class__(func, name, *bases, metaclass=None, **kwds) -> class\n\nInternal helper function used by the class statement.",
    3,
  ],
  __import__: [
    "(name, globals=None, locals=None, fromlist=(), level=0)",
    importFunction,
    "Import a module.",
    3,
  ],
  abs: ["(x, /)", abs, "Return the absolute value of the argument."],
  all: [
    "(iterable, /)",
    (v: Value) => scan(v, false),
    "Return True if bool(x) is True for all values x in the iterable.",
  ],
  any: [
    "(iterable, /)",
    (v: Value) => scan(v, true),
    "Return True if bool(x) is True for any x in the iterable.",
  ],
  ascii: ["(obj, /)", asciiOf, "Return an ASCII-only representation of an object."],
  bin: [
    "(number, /)",
    (v: Value) => inBase(v, 2, "0b"),
    "Return the binary representation of an integer.\n\n>>> bin(10)\n'0b1010'",
  ],
  callable: ["(obj, /)", isCallable, "Return whether the object is callable."],
  chr: ["(i, /)", (v: Value) => {
    const n = asIndex(v);
    if (typeof n === "bigint" || n > 2147483647 || n < -2147483648) {
      throw overflowError("Python int too large to convert to C long");
    }
    if (n < 0 || n > 0x10ffff) throw valueError("chr() arg not in range(0x110000)");
    return String.fromCodePoint(n);
  }, "Return a Unicode string of one character with ordinal i."],
  compile: [
    "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1)",
    compile_,
    "Compile source into a code object that can be executed by exec() or eval().",
    3,
  ],
  delattr: [
    "(obj, name, /)",
    (o: Value, n: Value) => setAttr(o, nameArg("delattr", n), undefined),
    "Deletes the named attribute from the given object.",
    1,
  ],
  dir: ["(*args)", (args: Value[]) => dir(args), "dir([object]) -> list of strings"],
  divmod: ["(x, y, /)", divmod, "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.", 1],
  eval: [
    "(source, globals=None, locals=None, /)",
    eval_,
    "Evaluate the given source in the context of globals and locals.",
    1,
  ],
  exec: [
    "(source, globals=None, locals=None, /)",
    exec_,
    "Execute the given source in the context of globals and locals.",
    1,
  ],
  format: ["(value, format_spec='', /)", (v: Value, spec: Value = "") => {
    if (asStr(spec) === undefined) {
      throw typeError(`format() argument 2 must be str, not ${typeName(spec)}`);
    }
    return format(v, spec);
  }, "Return value.__format__(format_spec)"],
  getattr: [
    "(object, name, default=None, /)",
    (o: Value, n: Value, d?: Value) => {
      const name = nameArg("getattr", n);
      if (d === undefined) return getAttr(o, name);
      const v = getAttrOpt(o, name);
      return v === undefined ? d : v;
    },
    "getattr(object, name[, default]) -> value",
    1,
  ],
  globals: [
    "()",
    () => frame().globals,
    "Return the dictionary containing the current scope's global variables.",
  ],
  hasattr: [
    "(obj, name, /)",
    (o: Value, n: Value) => {
      const s = asStr(n);
      if (s === undefined) throw typeError("hasattr(): attribute name must be string");
      return getAttrOpt(o, s) !== undefined;
    },
    "Return whether the object has an attribute with the given name.",
    1,
  ],
  hash: ["(obj, /)", (v: Value) => hash(v), "Return the hash value for the given object."],
  hex: [
    "(number, /)",
    (v: Value) => inBase(v, 16, "0x"),
    "Return the hexadecimal representation of an integer.\n\n>>> hex(255)\n'0xff'",
  ],
  id: ["(obj, /)", (v: Value) => identity(v), "Return the identity of an object."],
  input: [
    "(prompt=None, /)",
    input,
    "Read a string from standard input.  The trailing newline is stripped.",
  ],
  isinstance: [
    "(obj, class_or_tuple, /)",
    isInstance,
    "Return whether an object is an instance of a class or of a subclass thereof.",
    1,
  ],
  issubclass: [
    "(cls, class_or_tuple, /)",
    isSubclass,
    "Return whether 'cls' is a derived from another class or is the same class.",
    1,
  ],
  iter: [
    "(iterable, sentinel=None, /)",
    (v: Value, s?: Value) => {
      if (s === undefined) return getIter(v);
      if (!isCallable(v)) throw typeError("iter(v, w): v must be callable");
      return new PyCallIter(v, s);
    },
    "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator",
    1,
  ],
  len: ["(obj, /)", lengthOf, "Return the number of items in a container."],
  locals: [
    "()",
    () => localsOf(frame()),
    "Return a dictionary containing the current scope's local variables.",
  ],
  max: [
    "(*args, **kwargs)",
    (a: Value[], k: KwNames) => minMax("max", a, k),
    "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value",
    3,
  ],
  min: [
    "(*args, **kwargs)",
    (a: Value[], k: KwNames) => minMax("min", a, k),
    "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value",
    3,
  ],
  next: [
    "(iterator, default=None, /)",
    (it: Value, d?: Value) => {
      if (d === undefined) return nextOrStop(it);
      try {
        const v = iterNext(it);
        ts.stop = null;
        return v === undefined ? d : v;
      } catch (e) {
        if (matches(e, E.StopIteration)) return d;
        throw e;
      }
    },
    "next(iterator[, default])",
    1,
  ],
  oct: [
    "(number, /)",
    (v: Value) => inBase(v, 8, "0o"),
    "Return the octal representation of an integer.\n\n>>> oct(64)\n'0o100'",
  ],
  ord: ["(c, /)", ord, "Return the Unicode code point for a one-character string."],
  pow: [
    "(x, y, z=None, /)",
    (a: Value, b: Value, c: Value = null) => power(a, b, c),
    "Equivalent to x**y (with two arguments) or x**y % z (with three arguments)",
    1,
  ],
  print: [
    "(value, *args, sep=' ', end='\\n', file=None, flush=False)",
    print,
    "print(value, ..., sep=' ', end='\\n', file=sys.stdout, flush=False)",
    3,
  ],
  repr: [
    "(obj, /)",
    (v: Value) => typeOf(v).tpRepr === undefined ? repr(v) : reprOf(v),
    "Return the canonical string representation of the object.",
  ],
  round: ["(number, ndigits=None)", round_, "round(number[, ndigits]) -> number"],
  setattr: [
    "(obj, name, value, /)",
    (o: Value, n: Value, v: Value) => setAttr(o, nameArg("setattr", n), v),
    "Sets the named attribute on the given object to the specified value.",
    1,
  ],
  sorted: [
    "(iterable, /, *, key=None, reverse=False)",
    (args: Value[], kw: KwNames) => {
      const npos = args.length - (kw?.length ?? 0);
      if (npos < 1) throw typeError("Function takes at least 1 positional arguments (0 given)");
      if (npos > 1) throw typeError(`sorted expected 1 arguments, got ${npos}`);
      const [it, key = null, reverse = false] = bind(sortSig, args, kw) as Value[];
      const l = new PyList(toArray(it));
      listSort(l, key, typeof reverse === "boolean" ? reverse : asIndex(reverse) !== 0);
      return l;
    },
    "Return a new list containing all items from the iterable in ascending order.",
    3,
  ],
  sum: [
    "(iterable, start=0, /)",
    sum,
    "Return the sum of a 'start' value (default: 0) plus an iterable of numbers",
    1,
  ],
  vars: [
    "(object=None, /)",
    (v?: Value) => {
      if (v === undefined) return localsOf(frame());
      const d = getAttrOpt(v, "__dict__");
      if (d === undefined) throw typeError("vars() argument must have __dict__ attribute");
      return d;
    },
    "vars([object]) -> dictionary",
    1,
  ],
};

function reprOf(v: Value): Value {
  const r = typeOf(v).tpRepr!(v);
  return asStr(r) === undefined ? repr(v) : r;
}

const types: readonly (readonly [string, PyType])[] = [
  ["bool", boolType],
  ["memoryview", memoryViewType],
  ["bytearray", byteArrayType],
  ["bytes", bytesType],
  ["classmethod", classMethodType],
  ["complex", complexType],
  ["dict", dictType],
  ["enumerate", enumerateType],
  ["filter", filterType],
  ["float", floatType],
  ["frozenset", frozenSetType],
  ["property", propertyType],
  ["int", intType],
  ["list", listType],
  ["map", mapType],
  ["object", objectType],
  ["range", rangeType],
  ["reversed", reversedType],
  ["set", setType],
  ["slice", sliceType],
  ["staticmethod", staticMethodType],
  ["str", strType],
  ["super", superType],
  ["tuple", tupleType],
  ["type", typeType],
  ["zip", zipType],
];

export const builtins_module = (): ModuleSpec => ({
  name: "builtins",
  doc:
    "Built-in functions, exceptions, and other objects.\n\nNoteworthy: None is the `nil' object; Ellipsis represents `...' in slices.",
  functions,
  attrs: () => {
    const out: Record<string, Value> = {
      None: null,
      Ellipsis,
      NotImplemented,
      False: false,
      True: true,
      __debug__: settings.optimize === 0,
    };
    for (const [name, t] of types) out[name] = t;
    for (const name of Object.keys(E) as (keyof typeof E)[]) out[name] = E[name];
    out.EnvironmentError = E.OSError;
    out.IOError = E.OSError;
    return out;
  },
  init: (ns) => {
    setIterBuiltin(ns.getStr("iter")!);
    setReversedBuiltin(reversedType);
    const getattr = ns.getStr("getattr")!;
    setGetattr(getattr);
    setReduceHook((o, name) => tuple([getattr, tuple([o, name])]));
  },
});
