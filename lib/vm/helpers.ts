/**
 * The slow paths of instructions: what the interpreter's cases call, and what
 * compiled code calls as well.
 *
 * @module
 */
import { asStr, is, richcompare } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import {
  E,
  exception,
  matches,
  PyBaseException,
  runtimeError,
  systemError,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import {
  type KwNames,
  listType,
  type Maybe,
  PyCell,
  PyList,
  PyTuple,
  PyType,
  tupleType,
  typeOf,
  type Value,
} from "../core/object.ts";
import {
  call,
  contains,
  format,
  getAttr,
  getAttrOpt,
  getItem,
  getIter,
  repr,
  reprValue,
  setItem,
  strValue,
  toArray,
} from "../core/ops.ts";
import { ts } from "../core/state.ts";
import { formatPlain } from "../objects/format.ts";
import type { PyCode } from "../objects/code.ts";
import { PyFunction } from "../objects/function.ts";
import { BlockKind, type PyFrame, PyTraceback } from "./frame.ts";
import { PySet } from "../objects/set.ts";

/** WHY_* of ceval.c, as END_FINALLY finds them on the stack. */
export const WHY_RETURN = 8;
export const WHY_BREAK = 16;
export const WHY_CONTINUE = 32;
export const WHY_SILENCED = 128;

/** NameError for a global. */
export function nameError(name: string): PyBaseException {
  return exception(E.NameError, `name '${name}' is not defined`);
}

/** UnboundLocalError for a fast local. */
export function unboundLocal(name: string): PyBaseException {
  return exception(
    E.UnboundLocalError,
    `local variable '${name}' referenced before assignment`,
  );
}

/** The error of an empty cell. */
export function unboundDeref(code: PyCode, i: number): PyBaseException {
  if (i < code.cellvars.length) return unboundLocal(code.cellvars[i]);
  const name = code.freevars[i - code.cellvars.length];
  return exception(
    E.NameError,
    `free variable '${name}' referenced before assignment in enclosing scope`,
  );
}

/** LOAD_GLOBAL without a cache. */
export function loadGlobal(f: Pick<PyFrame, "globals" | "builtins">, name: string): Value {
  // None is a value: no ?? here
  let v = f.globals.getStr(name);
  if (v === undefined) v = f.builtins.getStr(name);
  if (v === undefined) throw nameError(name);
  return v;
}

/** LOAD_NAME. */
export function loadName(f: PyFrame, name: string): Value {
  const locals = f.locals;
  if (locals === null) throw systemError(`no locals when loading '${name}'`);
  if (locals instanceof PyDict && locals.cls === dictClass()) {
    const v = locals.getStr(name);
    if (v !== undefined) return v;
  } else {
    try {
      return getItem(locals, name);
    } catch (e) {
      if (!matches(e, E.KeyError)) throw e;
    }
  }
  return loadGlobal(f, name);
}

const dictClass = (): PyType => PyDict.prototype.cls;

/** STORE_NAME. */
export function storeName(f: PyFrame, name: string, v: Value): void {
  const ns = f.locals;
  if (ns === null) throw systemError(`no locals found when storing '${name}'`);
  if (ns instanceof PyDict && ns.cls === dictClass()) ns.setStr(name, v);
  else setItem(ns, name, v);
}

/** DELETE_NAME. */
export function deleteName(f: PyFrame, name: string): void {
  const ns = f.locals;
  if (ns === null) throw systemError(`no locals when deleting '${name}'`);
  try {
    setItem(ns, name, undefined);
  } catch (e) {
    if (matches(e, E.KeyError)) throw nameError(name);
    throw e;
  }
}

/** DELETE_GLOBAL. */
export function deleteGlobal(f: PyFrame, name: string): void {
  if (f.globals.delete(name) === undefined) throw nameError(name);
}

/** LOAD_CLASSDEREF. */
export function loadClassDeref(f: PyFrame, i: number): Value {
  const code = f.code;
  const name = code.freevars[i - code.cellvars.length];
  const locals = f.locals!;
  let v: Maybe;
  if (locals instanceof PyDict && locals.cls === dictClass()) v = locals.getStr(name);
  else {
    try {
      v = getItem(locals, name);
    } catch (e) {
      if (!matches(e, E.KeyError)) throw e;
    }
  }
  if (v === undefined) v = (f.fast[code.nlocals + i] as PyCell).v;
  if (v === undefined) throw unboundDeref(code, i);
  return v;
}

/** COMPARE_OP. */
export function compareOp(op: number, a: Value, b: Value): Value {
  switch (op) {
    case 6:
      return contains(b, a);
    case 7:
      return !contains(b, a);
    case 8:
      return is(a, b);
    case 9:
      return !is(a, b);
    case 10:
      return exceptionMatch(a, b);
    default:
      return richcompare(a, b, op);
  }
}

/** COMPARE_OP `exception match` (PyErr_GivenExceptionMatches after cmp_outcome's checks). */
export function exceptionMatch(type: Value, pattern: Value): boolean {
  const check = (c: Value) => {
    if (!(c instanceof PyType) || !c.isSubtype(E.BaseException)) {
      throw typeError("catching classes that do not inherit from BaseException is not allowed");
    }
  };
  if (pattern instanceof PyTuple) pattern.items.forEach(check);
  else check(pattern);
  return givenMatches(type, pattern);
}

/** Whether an exception or exception type is of a class or one of a tuple of classes. */
export function givenMatches(err: Value, pattern: Value): boolean {
  if (pattern instanceof PyTuple) return pattern.items.some((p) => givenMatches(err, p));
  const t = err instanceof PyBaseException ? err.cls : err;
  if (t instanceof PyType && pattern instanceof PyType && pattern.isSubtype(E.BaseException)) {
    return t.isSubtype(pattern);
  }
  return is(t, pattern);
}

/** UNPACK_SEQUENCE: puts the items on the stack so that the first is on top; returns the new depth. */
export function unpackSequence(v: Value, n: number, S: Maybe[], sp: number): number {
  let items: readonly Value[] | null = null;
  if (v instanceof PyTuple && v.cls === tupleType) items = v.items;
  else if (v instanceof PyList && v.cls === listType) items = v.items;
  if (items !== null && items.length === n) {
    for (let i = n - 1; i >= 0; i--) S[sp++] = items[i];
    return sp;
  }
  unpackIterable(v, n, -1, S, sp + n);
  return sp + n;
}

/**
 * Unpacks any iterable into the stack below `top`: the first item at top-1
 * (unpack_iterable). `after` >= 0: with a starred target and as many items behind it.
 */
export function unpackIterable(
  v: Value,
  before: number,
  after: number,
  S: Maybe[],
  top: number,
): void {
  const t = typeOf(v);
  if (t.tpIter === undefined && t.sqItem === undefined) {
    throw typeError(`'${typeName(v, 200)}' object is not iterable`);
  }
  const it = getIter(v);
  const next = typeOf(it).tpIternext!;
  for (let i = 0; i < before; i++) {
    const x = next(it);
    if (x === undefined) {
      throw valueError(
        after < 0
          ? `not enough values to unpack (expected ${before}, got ${i})`
          : `not enough values to unpack (expected at least ${before + after}, got ${i})`,
      );
    }
    S[--top] = x;
  }
  if (after < 0) {
    if (next(it) !== undefined) {
      throw valueError(`too many values to unpack (expected ${before})`);
    }
    return;
  }
  const rest = toArray(it);
  if (rest.length < after) {
    throw valueError(
      `not enough values to unpack (expected at least ${before + after}, got ${
        before + rest.length
      })`,
    );
  }
  const tail = rest.splice(rest.length - after, after);
  S[--top] = new PyList(rest);
  for (const x of tail) S[--top] = x;
}

function functionName(f: Value): string {
  if (f instanceof PyFunction) return f.name;
  const def = (f as unknown as { def?: { name: string } } | null)?.def;
  if (def !== undefined) return def.name;
  const func = (f as unknown as { func?: Value } | null)?.func;
  if (func !== undefined) return functionName(func);
  return f instanceof PyType ? f.name : typeName(f);
}

function functionDesc(f: Value): string {
  return f instanceof PyFunction || (f as { def?: unknown })?.def !== undefined ||
      (f as { func?: unknown })?.func !== undefined
    ? "()"
    : f instanceof PyType
    ? " constructor"
    : " object";
}

/** BUILD_LIST_UNPACK and BUILD_TUPLE_UNPACK(_WITH_CALL): all items of `n` iterables. */
export function unpackAll(S: Maybe[], from: number, n: number, callee: Maybe): Value[] {
  const out: Value[] = [];
  for (let i = 0; i < n; i++) {
    const v = S[from + i]!;
    if (callee !== undefined) {
      const t = typeOf(v);
      if (t.tpIter === undefined && t.sqItem === undefined) {
        throw typeError(
          `${functionName(callee)}${
            functionDesc(callee)
          } argument after * must be an iterable, not ${typeName(v, 200)}`,
        );
      }
    }
    const items = toArray(v);
    for (let j = 0; j < items.length; j++) out.push(items[j]);
  }
  return out;
}

/** Adds a mapping's items to a dict (dict.update with one argument that must be a mapping). */
export function updateMapping(d: PyDict, m: Value): void {
  if (m instanceof PyDict && m.cls === dictClass()) {
    d.merge(m, true);
    return;
  }
  const keys = getAttrOpt(m, "keys");
  if (keys === undefined) {
    throw typeError(`'${typeName(m, 200)}' object is not a mapping`);
  }
  for (const k of toArray(call(keys, []))) d.set(k, getItem(m, k));
}

/** BUILD_MAP_UNPACK_WITH_CALL: keywords of several mappings, none twice. */
export function unpackKeywords(S: Maybe[], from: number, n: number, callee: Value): PyDict {
  const out = new PyDict();
  for (let i = 0; i < n; i++) addKeywords(out, S[from + i]!, callee);
  return out;
}

function addKeywords(out: PyDict, m: Value, callee: Value): void {
  const keys = m instanceof PyDict ? undefined : getAttrOpt(m, "keys");
  if (!(m instanceof PyDict) && keys === undefined) {
    throw typeError(
      `${functionName(callee)}${functionDesc(callee)} argument after ** must be a mapping, not ${
        typeName(m, 200)
      }`,
    );
  }
  const list = m instanceof PyDict ? m.keyList() : toArray(call(keys!, []));
  for (const k of list) {
    if (out.has(k)) {
      if (asStr(k) === undefined) {
        throw typeError(`${functionName(callee)}${functionDesc(callee)} keywords must be strings`);
      }
      throw typeError(
        `${functionName(callee)}${functionDesc(callee)} got multiple values for keyword argument '${
          asStr(k)
        }'`,
      );
    }
    out.set(k, m instanceof PyDict ? m.get(k)! : getItem(m, k));
  }
}

/** CALL_FUNCTION_EX's arguments: the positional ones, then the keywords' values; and the names. */
export function starArgs(callee: Value, args: Value, kwargs: Maybe): [Value[], KwNames] {
  let pos: Value[];
  if (args instanceof PyTuple) pos = args.items;
  else {
    const t = typeOf(args);
    if (t.tpIter === undefined && t.sqItem === undefined) {
      throw typeError(
        `${functionName(callee)}${functionDesc(callee)} argument after * must be an iterable, not ${
          typeName(args, 200)
        }`,
      );
    }
    pos = toArray(args);
  }
  if (kwargs === undefined) return [pos.slice(), null];
  let d: PyDict;
  if (kwargs instanceof PyDict && kwargs.cls === dictClass()) d = kwargs;
  else {
    d = new PyDict();
    if (!(kwargs instanceof PyDict) && getAttrOpt(kwargs, "keys") === undefined) {
      throw typeError(
        `${functionName(callee)}${functionDesc(callee)} argument after ** must be a mapping, not ${
          typeName(kwargs, 200)
        }`,
      );
    }
    updateMapping(d, kwargs);
  }
  if (d.size === 0) return [pos.slice(), null];
  const names: string[] = [];
  const all = pos.slice();
  for (const e of d.entries()) {
    const k = asStr(e.key);
    if (k === undefined) {
      throw typeError(`${functionName(callee)}${functionDesc(callee)} keywords must be strings`);
    }
    names.push(k);
    all.push(e.value!);
  }
  return [all, names];
}

/** FORMAT_VALUE. */
export function formatValue(v: Value, conversion: number, spec: Maybe): Value {
  switch (conversion) {
    case 1:
      v = strValue(v);
      break;
    case 2:
      v = reprValue(v);
      break;
    case 3:
      v = ascii(v);
      break;
  }
  if (typeof v === "string" && spec === undefined) return v;
  const text = typeof spec === "string" ? formatPlain(v, spec) : undefined;
  return text ?? format(v, spec ?? "");
}

/** ascii(v). */
export function ascii(v: Value): string {
  return repr(v).replace(/[\u0080-\u{10ffff}]/gu, (c) => {
    const p = c.codePointAt(0)!;
    return p < 0x100
      ? "\\x" + p.toString(16).padStart(2, "0")
      : p < 0x10000
      ? "\\u" + p.toString(16).padStart(4, "0")
      : "\\U" + p.toString(16).padStart(8, "0");
  });
}

/** BUILD_SET's set. */
export function buildSet(S: Maybe[], from: number, n: number): PySet {
  const s = new PySet();
  for (let i = 0; i < n; i++) s.add(S[from + i]!);
  return s;
}

// Exceptions ----------------------------------------------------------------------

/** Sets `__context__` as a raise does, without making a cycle (_PyErr_SetObject). */
export function setContext(exc: PyBaseException): void {
  exc.inFlight = true;
  const handled = ts.handled;
  if (handled === null || handled === exc) return;
  // a chain that leads back to the new exception is cut there
  let o: PyBaseException = handled;
  let steps = 0;
  while (o.context !== null) {
    if (o.context === exc) {
      o.context = null;
      break;
    }
    o = o.context;
    if (++steps > 100000) break;
  }
  exc.context = handled;
}

/** The exception that RAISE_VARARGS raises; TypeError, RuntimeError when it cannot (do_raise). */
export function makeRaise(n: number, exc: Maybe, cause: Maybe): PyBaseException {
  if (n === 0) {
    const h = ts.handled;
    if (h === null) throw runtimeError("No active exception to reraise");
    h.inFlight = true;
    return h;
  }
  let value: PyBaseException;
  if (exc instanceof PyType && exc.isSubtype(E.BaseException)) {
    const v = call(exc, []);
    if (!(v instanceof PyBaseException)) {
      throw typeError(
        `calling ${repr(exc)} should have returned an instance of BaseException, not ${
          repr(typeOf(v))
        }`,
      );
    }
    value = v;
  } else if (exc instanceof PyBaseException) value = exc;
  else throw typeError("exceptions must derive from BaseException");
  if (cause !== undefined) {
    if (cause === null) value.cause = null;
    else if (cause instanceof PyType && cause.isSubtype(E.BaseException)) {
      const c = call(cause, []);
      value.cause = c as PyBaseException;
    } else if (cause instanceof PyBaseException) value.cause = cause;
    else throw typeError("exception causes must derive from BaseException");
    value.suppressContext = true;
  }
  value.inFlight = false;
  return value;
}

/** Adds a frame to an exception's traceback (PyTraceBack_Here). */
export function addTraceback(exc: PyBaseException, f: PyFrame): void {
  exc.traceback = new PyTraceback(exc.traceback as PyTraceback | null, f, f.last);
}

/** Puts the handled exception back that an except handler's entries on the stack hold. */
function leaveHandler(f: PyFrame, level: number): void {
  const v = f.fast[level + 1];
  ts.handled = v instanceof PyBaseException ? v : null;
}

/**
 * Looks for the handler of an exception in a frame's block stack and makes the
 * frame ready to run it; false when there is none.
 */
export function unwindException(f: PyFrame, exc: PyBaseException): boolean {
  const b = f.blocks;
  const S = f.fast;
  while (b.length > 0) {
    const level = b.pop()!;
    const handler = b.pop()!;
    const kind = b.pop()!;
    if (kind === BlockKind.ExceptHandler) {
      leaveHandler(f, level);
      continue;
    }
    if (kind === BlockKind.Loop) continue;
    let sp = level;
    b.push(BlockKind.ExceptHandler, -1, sp);
    const old = ts.handled;
    S[sp++] = old === null ? null : old.traceback;
    S[sp++] = old;
    S[sp++] = old === null ? null : old.cls;
    exc.inFlight = false;
    ts.handled = exc;
    S[sp++] = exc.traceback;
    S[sp++] = exc;
    S[sp++] = exc.cls;
    f.sp = sp;
    f.pc = handler;
    return true;
  }
  return false;
}

/**
 * Leaves blocks for a return, break or continue: true when a finally clause or
 * the loop's end has been made ready to run, false when the frame returns.
 */
export function unwindBlocks(f: PyFrame, why: number, retval: Value): boolean {
  const b = f.blocks;
  while (b.length > 0) {
    if (why === WHY_CONTINUE && b[b.length - 3] === BlockKind.Loop) {
      f.pc = retval as number;
      return true;
    }
    const level = b.pop()!;
    const handler = b.pop()!;
    const kind = b.pop()!;
    f.sp = level;
    if (kind === BlockKind.ExceptHandler) {
      leaveHandler(f, level);
      continue;
    }
    if (kind === BlockKind.Loop) {
      if (why === WHY_BREAK) {
        f.pc = handler;
        return true;
      }
      continue;
    }
    if (kind === BlockKind.Finally) {
      if (why === WHY_RETURN || why === WHY_CONTINUE) f.fast[f.sp++] = retval;
      f.fast[f.sp++] = why;
      f.pc = handler;
      return true;
    }
  }
  return false;
}

/** POP_EXCEPT: leaves an except handler; returns the new stack depth. */
export function popExcept(f: PyFrame): number {
  const b = f.blocks;
  const level = b.pop()!;
  b.pop();
  if (b.pop() !== BlockKind.ExceptHandler) {
    throw systemError("popped block is not an except handler");
  }
  leaveHandler(f, level);
  return level;
}

/**
 * WITH_CLEANUP_START before the call: gives `__exit__`, and leaves its three
 * arguments at the frame's sp, where the result belongs.
 */
export function withCleanupStart(f: PyFrame): Value {
  const S = f.fast;
  const sp = f.sp;
  const top = S[sp - 1];
  let exit: Value;
  let exc: Value = null;
  let val: Value = null;
  let tb: Value = null;
  if (top === null) {
    exit = S[sp - 2]!;
    S[sp - 2] = null;
    f.sp = sp - 1;
  } else if (typeof top === "number") {
    if (top === WHY_RETURN || top === WHY_CONTINUE) {
      // exit, retval, why -> retval, why
      exit = S[sp - 3]!;
      S[sp - 3] = S[sp - 2];
      S[sp - 2] = top;
    } else {
      exit = S[sp - 2]!;
      S[sp - 2] = top;
    }
    f.sp = sp - 1;
  } else {
    exc = top!;
    val = S[sp - 2]!;
    tb = S[sp - 3]!;
    // exit lies below the saved exception: move that one down and note it in the block
    exit = S[sp - 7]!;
    S[sp - 7] = S[sp - 6];
    S[sp - 6] = S[sp - 5];
    S[sp - 5] = S[sp - 4];
    S[sp - 4] = null;
    const b = f.blocks;
    b[b.length - 1]--;
  }
  S[f.sp++] = exc;
  S[f.sp] = exc;
  S[f.sp + 1] = val;
  S[f.sp + 2] = tb;
  return exit;
}

/** IMPORT_STAR: copies a module's public names into a namespace (import_all_from). */
export function importStar(locals: Value, module: Value): void {
  let all = getAttrOpt(module, "__all__");
  let skip = false;
  if (all === undefined) {
    const dict = getAttrOpt(module, "__dict__");
    if (dict === undefined) {
      throw exception(E.ImportError, "from-import-* object has no __dict__ and no __all__");
    }
    all = new PyList(toArray(call(getAttr(dict, "keys"), [])));
    skip = true;
  }
  for (const n of toArray(all)) {
    const name = asStr(n);
    if (name === undefined) throw typeError(`attribute name must be string, not '${typeName(n)}'`);
    if (skip && name.startsWith("_")) continue;
    const v = getAttr(module, name);
    if (locals instanceof PyDict) locals.set(n, v);
    else setItem(locals, n, v);
  }
}
