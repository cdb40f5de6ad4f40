/**
 * The interpreter (_PyEval_EvalFrameDefault of Python/ceval.c): one loop over
 * the prepared instructions of `exec.ts`. A case decodes, shuffles the stack
 * and calls; what needs more than a few lines is in `helpers.ts`.
 *
 * Calls of Python functions, of classes with a Python `__init__`, and FOR_ITER
 * over generators push a frame inside the loop, so that Python's recursion
 * limit holds on a small JS stack. `run` is re-entered only through slots and
 * built-ins.
 *
 * Invariants: `ts.frame` is the running frame; a frame's `pc` and `sp` are
 * right whenever other code can see the frame; `ts.depth` counts frames and C
 * level recursion.
 *
 * @module
 */
import {
  add,
  and,
  floordiv,
  iadd,
  iand,
  ifloordiv,
  ilshift,
  imatmul,
  imod,
  imul,
  invert,
  ior,
  ipower,
  irshift,
  isub,
  itruediv,
  ixor,
  lshift,
  matmul,
  mod,
  mul,
  neg,
  or,
  pos,
  power,
  rshift,
  sub,
  truediv,
  xor,
} from "../core/arith.ts";
import { callPlain, callWithSelf, PyBuiltin, PyMethodDescr } from "../core/args.ts";
import { isTrue, richcompare } from "../core/compare.ts";
import { meter } from "../core/meter.ts";
import { PyDict } from "../core/dict.ts";
import {
  attributeError,
  E,
  exception,
  fromHost,
  matches,
  PyBaseException,
  recursionError,
  runtimeError,
  stopIteration,
  systemError,
  typeError,
  typeName,
} from "../core/errors.ts";
import {
  type Cmp,
  floatType,
  getSlot,
  type KwNames,
  listType,
  type Maybe,
  PyCell,
  PyFloat,
  PyInstance,
  PyList,
  PyTuple,
  PyType,
  setSlot,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import {
  call,
  genericGetAttr,
  genericSetAttr,
  getAttr,
  getItem,
  getIter,
  instanceAttr,
  setAttr,
  setItem,
  str,
} from "../core/ops.ts";
import { ts } from "../core/state.ts";
import { PyMemberDescr } from "../objects/descr.ts";
import { propertyType, PyProperty } from "../objects/wrappers.ts";
import { PyFunction, PyMethod } from "../objects/function.ts";
import { PyRange, PyRangeIter } from "../objects/range.ts";
import { PyListIter } from "../objects/list.ts";
import { PySlice } from "../objects/slice.ts";
import { PySet } from "../objects/set.ts";
import { objectInit, objectNew } from "../objects/object.ts";
import { typeCall } from "../objects/type.ts";
import { checked, type PyCode, RAISED, setEntries } from "../objects/code.ts";
import { bindFrame, builtinsOf, initCells } from "./call.ts";
import {
  AttrCache,
  CALL_METHOD,
  CallTarget,
  COMPARE_JUMP,
  type ExecCode,
  GlobalCache,
  LOAD_FAST_2,
  LOAD_FAST_ATTR,
  LOAD_FAST_CONST,
  LOAD_METHOD,
  MethodCache,
  OperandClass,
  prepare,
  PropertyCache,
  TRACE,
} from "./exec.ts";
import { BlockKind, FrameKind, PyFrame } from "./frame.ts";
import { PARK, park, unpark } from "./park.ts";
import {
  delegate,
  enterGenerator,
  finishGenerator,
  getAiter,
  getAnext,
  getAwaitableIter,
  hot,
  isAwaitable,
  leavingException,
  makeGenerator,
  makeStop,
  PyAsyncGenerator,
  PyAsyncGenWrapped,
  PyCoroutine,
  PyGenerator,
  setRunFrame,
  suspendGenerator,
  takeStopValue,
  yieldFrom,
} from "./generator.ts";
import {
  addTraceback,
  buildSet,
  compareOp,
  deleteGlobal,
  deleteName,
  formatValue,
  importStar,
  loadClassDeref,
  loadGlobal,
  loadName,
  makeRaise,
  nameError,
  popExcept,
  setContext,
  starArgs,
  storeName,
  unboundDeref,
  unboundLocal,
  unpackAll,
  unpackIterable,
  unpackKeywords,
  unpackSequence,
  unwindBlocks,
  unwindException,
  updateMapping,
  WHY_BREAK,
  WHY_CONTINUE,
  WHY_RETURN,
  WHY_SILENCED,
  withCleanupStart,
} from "./helpers.ts";
import { CO_COROUTINE, CO_ITERABLE_COROUTINE } from "../bytecode/flags.ts";
import {
  traceCall,
  traceDelegateEnd,
  traceException,
  traceInstruction,
  traceLeave,
  traceReturn,
  traceStop,
} from "./tracing.ts";

/** What the loop needs of modules that are made later. */
export const machine: {
  /** LOAD_BUILD_CLASS, before a program replaced it. */
  buildClass: Value;
  importName: (f: PyFrame, name: string, fromlist: Value, level: Value) => Value;
  importFrom: (module: Value, name: string) => Value;
  /** PRINT_EXPR's sys.displayhook. */
  displayHook: (v: Value) => void;
  /** Called between instructions now and then when set: signals, limits. */
  pending: (() => void) | null;
  /** Py_FatalError: ends the process; null where it is not ours to end. */
  fatal: ((message: string) => never) | null;
  /** The compiled tier, once it is there. */
  tier: Tier | null;
} = {
  buildClass: null,
  importName: () => null,
  importFrom: () => null,
  displayHook: () => {},
  pending: null,
  fatal: null,
  tier: null,
};

/** What the interpreter asks of the compiled tier. */
export interface Tier {
  /** Calls, and jumps back, after which code is hot. */
  calls: number;
  edges: number;
  /** A function is hot. */
  compile(fn: PyFunction): void;
  /** A generator's code is hot. */
  generator(f: PyFrame): void;
  /** Takes a running loop over: what the frame returns, or one of the marks below. */
  loop(f: PyFrame, pc: number, sp: number): Value | typeof GO_ON | typeof RAISED;
  /** What was raised, after RAISED. */
  error: unknown;
  /** Whether its traceback has the frame already. */
  reraised: boolean;
  /** Runs a frame with its arguments bound in generated code. */
  bound(f: PyFrame, fn: PyFunction): Value;
}

/** The interpreter is to go on with a frame. */
export const GO_ON = Symbol("go on");
/** Generated code raised. */

/** Notes which kinds an operator saw, for the compiled tier (FB_* of jit/arith_ops.ts). */
function seen(exec: ExecCode, at: number, a: Value, b: Value): void {
  const x = kindBit(a);
  const y = kindBit(b);
  const bits = x === y ? (x === 1 ? 0 : x === 2 ? 1 : x) : (x | y) === 3 ? 2 : 8;
  exec.fb[at] |= bits;
  if (bits !== 8) return;
  // the class that does the work, for generated code to call it at once
  const known = exec.caches[at];
  if (a instanceof PyInstance) {
    if (!(known instanceof OperandClass) || known.cls !== a.cls || known.reflected) {
      exec.caches[at] = new OperandClass(a.cls, a.cls.version, false);
    }
  } else if (b instanceof PyInstance) {
    if (!(known instanceof OperandClass) || known.cls !== b.cls || !known.reflected) {
      exec.caches[at] = new OperandClass(b.cls, b.cls.version, true);
    }
  }
}

function kindBit(v: Value): number {
  if (typeof v === "number") return 1;
  if (typeof v === "string") return 4;
  return v instanceof PyFloat && v.cls === floatType ? 2 : 8;
}

/** The same of the value that a loop goes over. */
function seenIterable(v: Value): number {
  return v instanceof PyList && v.cls === listType ? 1 : v instanceof PyRange ? 2 : 4;
}

/** Calls an entry with values from the stack. */
function entered(fn: PyFunction, S: Maybe[], at: number, n: number): Value {
  const c = fn.code;
  switch (n) {
    case 0:
      return c.c0(fn);
    case 1:
      return c.c1(fn, S[at]!);
    case 2:
      return c.c2(fn, S[at]!, S[at + 1]!);
    case 3:
      return c.c3(fn, S[at]!, S[at + 1]!, S[at + 2]!);
    case 4:
      return c.c4(fn, S[at]!, S[at + 1]!, S[at + 2]!, S[at + 3]!);
    case 5:
      return c.c5(fn, S[at]!, S[at + 1]!, S[at + 2]!, S[at + 3]!, S[at + 4]!);
    case 6:
      return c.c6(fn, S[at]!, S[at + 1]!, S[at + 2]!, S[at + 3]!, S[at + 4]!, S[at + 5]!);
    default:
      return machine.tier!.bound(bindFrame(fn, undefined, S, at, n, null), fn);
  }
}

/** Calls a function that generated code stands for, with values from the stack. */
function direct(fn: PyFunction, S: Maybe[], at: number, n: number): Value {
  return checked(entered(fn, S, at, n));
}

/** Whether a call of a function goes to generated code. */
function compiled(fn: PyFunction): boolean {
  const exec = fn.code.exec as ExecCode | null;
  return exec !== null && exec.main !== null && ts.depth < ts.jitLimit;
}

function counted(exec: ExecCode, fn: PyFunction): void {
  const tier = machine.tier;
  if (
    tier !== null && exec.calls >= tier.calls && !exec.never && exec.main === null &&
    exec.resume === null && ts.jitLimit > 0
  ) {
    exec.calls = 0;
    tier.compile(fn);
  }
}

/** Calls a function that has no generated code (the entries of PyCode). */
export function interpretCall(fn: PyFunction, args: Value[]): Value {
  const code = fn.code;
  const exec = (code.exec as ExecCode | null) ?? prepare(code);
  exec.calls++;
  counted(exec, fn);
  const f = bindFrame(fn, undefined, args, 0, args.length, null);
  if (exec.generator) return makeGenerator(f, fn);
  if (exec.main !== null && machine.tier !== null) return machine.tier.bound(f, fn);
  return enter(f);
}

let pendingCalls = new Set<() => void>();

/** Has something called between instructions now and then, until it is removed. */
export function addPending(f: () => void): void {
  pendingCalls.add(f);
  machine.pending = pendingCalls.size === 1 ? f : runPending;
}

/** Removes it. */
export function removePending(f: () => void): void {
  pendingCalls.delete(f);
  if (machine.pending === f) machine.pending = null;
  else if (pendingCalls.size === 0) machine.pending = null;
}

/** Takes what is called away for another runtime; gives what puts it back. */
export function setPendingAside(): () => void {
  const { pending } = machine;
  const calls = pendingCalls;
  machine.pending = null;
  pendingCalls = new Set();
  return () => {
    machine.pending = pending;
    pendingCalls = calls;
  };
}

function runPending(): void {
  for (const f of [...pendingCalls]) f();
}

/** Makes a frame the running one; RecursionError beyond the limit. */
function push(nf: PyFrame, back: PyFrame | null): void {
  nf.back = back;
  nf.suspended = false;
  nf.executing = true;
  nf.depth = ++ts.depth;
  if (nf.depth > ts.pushLimit) pushSlow(nf, back);
  ts.frame = nf;
}

/** Beyond the recursion limit, or traced: a call event that fails takes the frame back. */
function pushSlow(nf: PyFrame, back: PyFrame | null): void {
  if (ts.depth > ts.recursionLimit) tooDeep();
  if (!ts.useTracing && meter === null) return;
  ts.frame = nf;
  try {
    if (meter !== null) meter.check();
    if (ts.useTracing) traceCall(nf);
  } catch (e) {
    nf.executing = false;
    ts.frame = back;
    ts.depth--;
    throw e;
  }
}

function tooDeep(): void {
  // after a RecursionError handlers get some room (Py_EnterRecursiveCall)
  if (ts.overflowed) {
    if (ts.depth <= ts.recursionLimit + 50) return;
    // who recurses again in the handler would take for ever
    machine.fatal?.("Cannot recover from stack overflow.");
  }
  ts.overflowed = true;
  ts.depth--;
  throw recursionError();
}

function pop(f: PyFrame): PyFrame | null {
  const back = f.back;
  f.executing = false;
  ts.frame = back;
  const depth = --ts.depth;
  if (ts.overflowed) {
    const limit = ts.recursionLimit;
    if (depth < (limit > 200 ? limit - 50 : 3 * (limit >> 2))) ts.overflowed = false;
  }
  return back;
}

// both are variables for -X jit=always alone
/** How often a call is counted before the tier is asked. */
let HOT = 16;
/** Jumps back before the tier is asked. */
let HOT_LOOP = 64;

/** Puts the compiled tier to work, or out of it. */
export function setTier(tier: Tier | null): void {
  machine.tier = tier;
  HOT = Math.min(16, tier?.calls ?? 16);
  HOT_LOOP = Math.min(64, tier?.edges ?? 64);
  hot.calls = tier?.calls ?? Infinity;
  hot.generator = (f) => {
    const exec = f.code.exec as ExecCode;
    if (exec.never || exec.resume !== null || ts.jitLimit === 0) return;
    exec.calls = 0;
    tier!.generator(f);
  };
}

/** A frame for a call of a function by position, or by binding. */
function frameFor(fn: PyFunction, f: PyFrame, S: Maybe[], start: number, n: number): PyFrame {
  const code = fn.code;
  const exec = (code.exec as ExecCode | null) ?? prepare(code);
  if (exec.simple !== n) return bindFrame(fn, undefined, S, start, n, null);
  if (++exec.calls >= HOT) counted(exec, fn);
  const globals = fn.globals;
  const nf = new PyFrame(
    code,
    globals,
    globals === f.globals ? f.builtins : builtinsOf(globals),
    exec.ncells,
    exec.size,
  );
  const F = nf.fast;
  for (let i = 0; i < n; i++) F[i] = S[start + i];
  if (exec.ncells > 0) initCells(nf, exec, fn.closure);
  return nf;
}

/** The same with `self` in front. */
function frameForMethod(
  fn: PyFunction,
  self: Value,
  f: PyFrame,
  S: Maybe[],
  start: number,
  n: number,
): PyFrame {
  const code = fn.code;
  const exec = (code.exec as ExecCode | null) ?? prepare(code);
  if (exec.simple !== n + 1) return bindFrame(fn, self, S, start, n, null);
  if (++exec.calls >= HOT) counted(exec, fn);
  const globals = fn.globals;
  const nf = new PyFrame(
    code,
    globals,
    globals === f.globals ? f.builtins : builtinsOf(globals),
    exec.ncells,
    exec.size,
  );
  const F = nf.fast;
  F[0] = self;
  for (let i = 0; i < n; i++) F[i + 1] = S[start + i];
  if (exec.ncells > 0) initCells(nf, exec, fn.closure);
  return nf;
}

/** Calls anything but a Python function with values from the stack. */
function callValue(fn: Value, S: Maybe[], start: number, n: number): Value {
  if (fn instanceof PyBuiltin) {
    const d = fn.def;
    if (fn.self !== undefined) return callDescr(fn.def, fn.self, S, start, n);
    if (d.style !== 3) {
      const s = d.signature;
      if (s.simple && n >= s.min && n <= s.max) {
        let r: Value | void;
        switch (n) {
          case 0:
            r = d.fn();
            break;
          case 1:
            r = d.fn(S[start]);
            break;
          case 2:
            r = d.fn(S[start], S[start + 1]);
            break;
          default:
            return callPlain(d, S.slice(start, start + n) as Value[], null);
        }
        return r === undefined ? null : r;
      }
    }
    ts.direct = d;
    return callPlain(d, S.slice(start, start + n) as Value[], null);
  }
  return call(fn, S.slice(start, start + n) as Value[], null);
}

/** Calls a built-in method with self and values from the stack. */
function callDescr(
  d: PyMethodDescr["def"],
  self: Value,
  S: Maybe[],
  start: number,
  n: number,
): Value {
  if (d.style !== 3) {
    const s = d.signature;
    if (s.simple && n >= s.min && n <= s.max) {
      let r: Value | void;
      switch (n) {
        case 0:
          r = d.fn(self);
          break;
        case 1:
          r = d.fn(self, S[start]);
          break;
        case 2:
          r = d.fn(self, S[start], S[start + 1]);
          break;
        default:
          return callWithSelf(d, self, S.slice(start, start + n) as Value[], null);
      }
      return r === undefined ? null : r;
    }
  }
  ts.direct = d;
  return callWithSelf(d, self, S.slice(start, start + n) as Value[], null);
}

/** The Python `__init__` of a class whose instances are plain and made by object.__new__, else null. */
export function plainInit(t: PyType): PyFunction | null | undefined {
  if (t.tpNew !== objectNew || t.rootShape === null || t.flags & TypeFlag.Abstract) {
    return undefined;
  }
  // what has a finalizer is made where that is noted
  if (t.cls.tpCall !== typeCall || t.tpFinalize !== undefined) return undefined;
  const init = t.lookup("__init__");
  if (init instanceof PyFunction) {
    return (init.code.flags & 0x2a0) === 0 ? init : undefined;
  }
  return t.tpInit === objectInit ? null : undefined;
}

// Attribute caches --------------------------------------------------------------------

/** Keeps an attribute site's cache that another one replaces: the site sees several layouts. */
function remember(exec: ExecCode, at: number): unknown[] {
  const old = exec.caches[at];
  if (old instanceof AttrCache) {
    exec.poly ??= new Map();
    const list = exec.poly.get(at);
    if (list === undefined) exec.poly.set(at, [old]);
    else if (list.length < 8 && !list.some((c) => c.shape === old.shape && c.next === old.next)) {
      list.push(old);
    }
  }
  return exec.caches;
}

/** Looks an attribute of a shaped instance up and leaves a cache for it where it can. */
function loadAttrMiss(o: Value, name: string, exec: ExecCode, at: number): Value {
  const t = typeOf(o);
  if (o instanceof PyInstance && o.shape !== null && t.tpGetattro === genericGetAttr) {
    const shape = o.shape;
    const caches = remember(exec, at);
    const descr = t.lookup(name);
    if (descr === undefined) {
      const i = shape.table.get(name);
      if (i !== undefined) {
        caches[at] = new AttrCache(shape, t.version, i, undefined, null);
        const v = getSlot(o, i);
        if (v !== undefined) return v;
      }
    } else {
      const dt = typeOf(descr);
      if (
        descr instanceof PyProperty && descr.cls === propertyType &&
        descr.fget instanceof PyFunction
      ) caches[at] = new PropertyCache(shape, t.version, descr.fget);
      else if (
        descr instanceof PyMemberDescr && descr.gs === null && t.isSubtype(descr.objclass)
      ) caches[at] = new AttrCache(shape, t.version, descr.index, undefined, null);
      else if (dt.tpDescrGet === undefined) {
        // a plain class attribute, unless the instance has one of its own
        const i = shape.table.get(name);
        caches[at] = i === undefined
          ? new AttrCache(shape, t.version, -1, descr, null)
          : new AttrCache(shape, t.version, i, undefined, null);
      } else if (dt.tpDescrSet === undefined) {
        const i = shape.table.get(name);
        if (i !== undefined) caches[at] = new AttrCache(shape, t.version, i, undefined, null);
      }
    }
  }
  return getAttr(o, name);
}

function storeAttrMiss(o: Value, name: string, v: Value, exec: ExecCode, at: number): void {
  const t = typeOf(o);
  if (o instanceof PyInstance && o.shape !== null && t.tpSetattro === genericSetAttr) {
    const shape = o.shape;
    const caches = remember(exec, at);
    const descr = t.lookup(name);
    if (descr instanceof PyMemberDescr && descr.gs === null && t.isSubtype(descr.objclass)) {
      caches[at] = new AttrCache(shape, t.version, descr.index, undefined, null);
    } else if (
      t.dictKind === 1 && (descr === undefined || typeOf(descr).tpDescrSet === undefined)
    ) {
      const i = shape.table.get(name);
      if (i !== undefined) caches[at] = new AttrCache(shape, t.version, i, undefined, null);
      else if (shape.keys.length < 64) {
        const next = shape.with(name);
        caches[at] = new AttrCache(
          shape,
          t.version,
          shape.base + shape.keys.length,
          undefined,
          next,
        );
      }
    }
  }
  setAttr(o, name, v);
}

/** LOAD_METHOD: puts callable and self, or undefined and the bound thing, at S[sp-1] and S[sp]. */
function loadMethod(
  o: Value,
  name: string,
  S: Maybe[],
  sp: number,
  exec: ExecCode,
  at: number,
): void {
  const t = typeOf(o);
  if (t.tpGetattro !== genericGetAttr && t.tpGetattro !== undefined) {
    S[sp - 1] = undefined;
    S[sp] = getAttr(o, name);
    return;
  }
  const m = t.lookup(name);
  if (m instanceof PyFunction || m instanceof PyMethodDescr) {
    if (o instanceof PyInstance) {
      if (o.shape !== null) {
        if (!o.shape.table.has(name)) {
          remember(exec, at)[at] = new AttrCache(o.shape, t.version, -1, m, null);
          S[sp - 1] = m;
          S[sp] = o;
          return;
        }
      } else if (o.dict?.getStr(name) === undefined) {
        S[sp - 1] = m;
        S[sp] = o;
        return;
      }
    } else if (t.dictKind === 0 || instanceAttr(o, t, name) === undefined) {
      if (t.dictKind === 0) exec.caches[at] = new MethodCache(t, t.version, m);
      S[sp - 1] = m;
      S[sp] = o;
      return;
    }
  }
  S[sp - 1] = undefined;
  S[sp] = getAttr(o, name);
}

function loadGlobalMiss(f: PyFrame, name: string, caches: unknown[], at: number): Value {
  const g = f.globals;
  let e = g.entry(name);
  if (e !== undefined) {
    caches[at] = new GlobalCache(g, -1, e);
    return e.value!;
  }
  e = f.builtins.entry(name);
  if (e !== undefined) {
    caches[at] = new GlobalCache(g, g.keysVersion, e);
    return e.value!;
  }
  return loadGlobal(f, name);
}

function deleteFast(f: PyFrame, i: number): void {
  if (f.fast[i] === undefined) throw unboundLocal(f.code.varnames[i]);
  f.fast[i] = undefined;
}

function makeFunction(f: PyFrame, flags: number, sp: number): number {
  const S = f.fast;
  const qualname = S[--sp] as string;
  const code = S[--sp] as PyCode;
  const fn = new PyFunction(code, f.globals, qualname);
  if (flags & 8) fn.closure = (S[--sp] as PyTuple).items as PyCell[];
  if (flags & 4) fn.annotations = S[--sp] as PyDict;
  if (flags & 2) fn.kwdefaults = S[--sp] as PyDict;
  if (flags & 1) fn.defaults = (S[--sp] as PyTuple).items;
  S[sp++] = fn;
  return sp;
}

function buildMap(S: Maybe[], from: number, n: number): PyDict {
  const d = new PyDict();
  for (let i = 0; i < n; i++) d.set(S[from + 2 * i]!, S[from + 2 * i + 1]!);
  return d;
}

function loadBuildClass(f: PyFrame): Value {
  const v = f.builtins.getStr("__build_class__");
  if (v === undefined) {
    throw exception(E.NameError, "__build_class__ not found");
  }
  return v;
}

function setupAnnotations(f: PyFrame): void {
  const locals = f.locals!;
  if (locals instanceof PyDict) {
    if (locals.getStr("__annotations__") === undefined) {
      locals.setStr("__annotations__", new PyDict());
    }
    return;
  }
  try {
    getItem(locals, "__annotations__");
  } catch (e) {
    if (!matches(e, E.KeyError)) throw e;
    setItem(locals, "__annotations__", new PyDict());
  }
}

function storeAnnotation(f: PyFrame, name: string, v: Value): void {
  const locals = f.locals!;
  let ann: Value;
  if (locals instanceof PyDict) {
    const a = locals.getStr("__annotations__");
    if (a === undefined) {
      throw nameError("__annotations__");
    }
    ann = a;
  } else ann = getItem(locals, "__annotations__");
  setItem(ann, name, v);
}

/** GET_YIELD_FROM_ITER. */
export function getYieldFromIter(code: PyCode, v: Value): Value {
  if (
    v instanceof PyCoroutine || (v instanceof PyGenerator && v.code.flags & CO_ITERABLE_COROUTINE)
  ) {
    if (v instanceof PyCoroutine && !(code.flags & (CO_COROUTINE | CO_ITERABLE_COROUTINE))) {
      throw typeError("cannot 'yield from' a coroutine object in a non-coroutine generator");
    }
    return v;
  }
  if (v instanceof PyGenerator) return v;
  return getIter(v);
}

/** GET_AWAITABLE. */
export function getAwaitable(v: Value, previous: number): Value {
  // after BEFORE_ASYNC_WITH or WITH_CLEANUP_START the complaint names the method
  if ((previous === 52 || previous === 81) && !isAwaitable(v)) {
    throw typeError(
      `'async with' received an object from ${
        previous === 52 ? "__aenter__" : "__aexit__"
      } that does not implement __await__: ${typeName(v)}`,
    );
  }
  const it = getAwaitableIter(v);
  if (it instanceof PyCoroutine && yieldFrom(it) !== undefined) {
    throw runtimeError("coroutine is being awaited already");
  }
  return it;
}

/** Puts the bound exit method in the place of a context manager and gives the bound enter method. */
export function withMethods(S: Maybe[], sp: number, enter: string, exit: string): Value {
  const mgr = S[sp - 1]!;
  const t = typeOf(mgr);
  // the asynchronous form asks for the exit method first
  if (exit === "__aexit__" && t.lookup(exit) === undefined) throw attributeError(exit);
  const e = t.lookup(enter);
  if (e === undefined) throw attributeError(enter);
  const x = t.lookup(exit);
  if (x === undefined) throw attributeError(exit);
  const bind = (m: Value): Value => {
    const get = typeOf(m).tpDescrGet;
    return get === undefined ? m : get(m, mgr, t);
  };
  const ef = bind(e);
  S[sp - 1] = bind(x);
  return ef;
}

function buildString(S: Maybe[], from: number, n: number): string {
  let s = "";
  for (let i = 0; i < n; i++) s += str(S[from + i]!);
  return s;
}

/** END_FINALLY: 0 go on, 1 jump or resumed elsewhere (pc and sp are the frame's), 2 return `f.retval`. */
let finallyResult: Value = null;
function endFinally(f: PyFrame, sp: number): number {
  const S = f.fast;
  const status = S[--sp];
  if (status === null) {
    f.sp = sp;
    return 0;
  }
  if (typeof status === "number") {
    let retval: Value = null;
    if (status === WHY_RETURN || status === WHY_CONTINUE) retval = S[--sp]!;
    f.sp = sp;
    if (status === WHY_SILENCED) {
      f.sp = popExcept(f);
      return 0;
    }
    if (unwindBlocks(f, status, retval)) return 1;
    finallyResult = retval;
    return 2;
  }
  if (status instanceof PyType) {
    const exc = S[--sp] as PyBaseException;
    const tb = S[--sp];
    f.sp = sp;
    exc.inFlight = true;
    exc.traceback = (tb ?? null) as PyBaseException["traceback"];
    reraised = true;
    throw exc;
  }
  throw systemError("'finally' pops bad exception");
}
/** END_FINALLY's exception goes on with its traceback as it is: no entry for this frame is added. */
let reraised = false;

/** Whether the tier is to be asked about a loop. */
function takeOver(exec: ExecCode): boolean {
  const tier = machine.tier;
  return tier !== null && exec.edges >= tier.edges && !exec.neverLoop && ts.depth <= ts.jitLimit;
}

/** What a loop that was taken over gave; throws what it raised. */
function taken(r: Value | typeof GO_ON | typeof RAISED): Value {
  if (r !== RAISED) return r as Value;
  reraised = machine.tier!.reraised;
  throw machine.tier!.error;
}

/**
 * Runs a frame until it returns or yields, and gives that value; `f.suspended`
 * tells a yield. With `exc`, raises it where the frame stands (generators'
 * throw). Python exceptions that leave the frame are thrown. With `parked` the
 * frame is the innermost one of a thread that goes on where it was left, and
 * the result is that of the thread's first frame.
 */
export function run(
  entry: PyFrame,
  exc: PyBaseException | null = null,
  parked = false,
): Value {
  if (!parked) {
    entry.kind = FrameKind.Entry;
    push(entry, ts.frame as PyFrame | null);
  }
  let f = entry;
  let pc = f.pc;
  let throwing: PyBaseException | null = exc;
  frames: for (;;) {
    const code = f.code;
    const exec = (code.exec as ExecCode | null) ?? prepare(code);
    const op = exec.op;
    const arg = exec.arg;
    const S = f.fast;
    const consts = code.consts;
    const names = code.names;
    const caches = exec.caches;
    const fb = exec.fb;
    let sp = f.sp;
    pc = f.pc;
    let result: Value = null;
    try {
      if (throwing !== null) {
        const t = throwing;
        throwing = null;
        throw t;
      }
      loop: for (;;) {
        const at = pc++;
        switch (op[at]) {
          case 1: // POP_TOP
            sp--;
            continue;
          case 2: { // ROT_TWO
            const t = S[sp - 1];
            S[sp - 1] = S[sp - 2];
            S[sp - 2] = t;
            continue;
          }
          case 3: { // ROT_THREE
            const t = S[sp - 1];
            S[sp - 1] = S[sp - 2];
            S[sp - 2] = S[sp - 3];
            S[sp - 3] = t;
            continue;
          }
          case 4: // DUP_TOP
            S[sp] = S[sp - 1];
            sp++;
            continue;
          case 5: // DUP_TOP_TWO
            S[sp] = S[sp - 2];
            S[sp + 1] = S[sp - 1];
            sp += 2;
            continue;
          case 9: // NOP
          case 144: // EXTENDED_ARG: already part of the next instruction's argument
            continue;
          case 10: // UNARY_POSITIVE
            f.pc = pc;
            S[sp - 1] = pos(S[sp - 1]!);
            continue;
          case 11: // UNARY_NEGATIVE
            f.pc = pc;
            seen(exec, at, S[sp - 1]!, S[sp - 1]!);
            S[sp - 1] = neg(S[sp - 1]!);
            continue;
          case 12: // UNARY_NOT
            f.pc = pc;
            S[sp - 1] = !isTrue(S[sp - 1]!);
            continue;
          case 15: // UNARY_INVERT
            f.pc = pc;
            S[sp - 1] = invert(S[sp - 1]!);
            continue;
          case 16: // BINARY_MATRIX_MULTIPLY
            f.pc = pc;
            sp--;
            seen(exec, at, S[sp - 1]!, S[sp]!);
            S[sp - 1] = matmul(S[sp - 1]!, S[sp]!);
            continue;
          case 17: // INPLACE_MATRIX_MULTIPLY
            f.pc = pc;
            sp--;
            seen(exec, at, S[sp - 1]!, S[sp]!);
            S[sp - 1] = imatmul(S[sp - 1]!, S[sp]!);
            continue;
          case 19: // BINARY_POWER
            f.pc = pc;
            sp--;
            seen(exec, at, S[sp - 1]!, S[sp]!);
            S[sp - 1] = power(S[sp - 1]!, S[sp]!);
            continue;
          case 20: { // BINARY_MULTIPLY
            const b = S[--sp]!;
            const a = S[sp - 1]!;
            if (typeof a === "number" && typeof b === "number") {
              const r = a * b;
              if ((r | 0) === r && r !== 0) {
                S[sp - 1] = r;
                continue;
              }
            } else if (
              a instanceof PyFloat && b instanceof PyFloat && a.cls === floatType &&
              b.cls === floatType
            ) {
              fb[at] |= 1;
              S[sp - 1] = new PyFloat(a.v * b.v);
              continue;
            }
            f.pc = pc;
            seen(exec, at, a, b);
            S[sp - 1] = mul(a, b);
            continue;
          }
          case 22: { // BINARY_MODULO
            const b = S[--sp]!;
            const a = S[sp - 1]!;
            if (
              typeof a === "number" && typeof b === "number" && a >= 0 && b > 0 &&
              (a | 0) === a && (b | 0) === b
            ) {
              S[sp - 1] = (a | 0) % (b | 0);
              continue;
            }
            f.pc = pc;
            seen(exec, at, a, b);
            S[sp - 1] = mod(a, b);
            continue;
          }
          case 23: { // BINARY_ADD
            const b = S[--sp]!;
            const a = S[sp - 1]!;
            if (typeof a === "number" && typeof b === "number") {
              const r = a + b;
              if ((r | 0) === r || Number.isSafeInteger(r)) {
                S[sp - 1] = r;
                continue;
              }
            } else if (
              a instanceof PyFloat && b instanceof PyFloat && a.cls === floatType &&
              b.cls === floatType
            ) {
              fb[at] |= 1;
              S[sp - 1] = new PyFloat(a.v + b.v);
              continue;
            }
            f.pc = pc;
            seen(exec, at, a, b);
            S[sp - 1] = add(a, b);
            continue;
          }
          case 24: { // BINARY_SUBTRACT
            const b = S[--sp]!;
            const a = S[sp - 1]!;
            if (typeof a === "number" && typeof b === "number") {
              const r = a - b;
              if ((r | 0) === r || Number.isSafeInteger(r)) {
                S[sp - 1] = r;
                continue;
              }
            } else if (
              a instanceof PyFloat && b instanceof PyFloat && a.cls === floatType &&
              b.cls === floatType
            ) {
              fb[at] |= 1;
              S[sp - 1] = new PyFloat(a.v - b.v);
              continue;
            }
            f.pc = pc;
            seen(exec, at, a, b);
            S[sp - 1] = sub(a, b);
            continue;
          }
          case 25: { // BINARY_SUBSCR
            const k = S[--sp]!;
            const o = S[sp - 1]!;
            if (o instanceof PyList && typeof k === "number" && o.cls === listType) {
              const items = o.items;
              const i = k < 0 ? k + items.length : k;
              if (i >= 0 && i < items.length) {
                S[sp - 1] = items[i];
                continue;
              }
            }
            f.pc = pc;
            S[sp - 1] = getItem(o, k);
            continue;
          }
          case 26: // BINARY_FLOOR_DIVIDE
            f.pc = pc;
            sp--;
            seen(exec, at, S[sp - 1]!, S[sp]!);
            S[sp - 1] = floordiv(S[sp - 1]!, S[sp]!);
            continue;
          case 27: { // BINARY_TRUE_DIVIDE
            const b = S[--sp]!;
            const a = S[sp - 1]!;
            if (
              a instanceof PyFloat && b instanceof PyFloat && a.cls === floatType &&
              b.cls === floatType && b.v !== 0
            ) {
              fb[at] |= 1;
              S[sp - 1] = new PyFloat(a.v / b.v);
              continue;
            }
            f.pc = pc;
            seen(exec, at, a, b);
            S[sp - 1] = truediv(a, b);
            continue;
          }
          case 28: // INPLACE_FLOOR_DIVIDE
            f.pc = pc;
            sp--;
            seen(exec, at, S[sp - 1]!, S[sp]!);
            S[sp - 1] = ifloordiv(S[sp - 1]!, S[sp]!);
            continue;
          case 29: { // INPLACE_TRUE_DIVIDE
            const b = S[--sp]!;
            const a = S[sp - 1]!;
            if (
              a instanceof PyFloat && b instanceof PyFloat && a.cls === floatType &&
              b.cls === floatType && b.v !== 0
            ) {
              fb[at] |= 1;
              S[sp - 1] = new PyFloat(a.v / b.v);
              continue;
            }
            f.pc = pc;
            seen(exec, at, a, b);
            S[sp - 1] = itruediv(a, b);
            continue;
          }
          case 50: // GET_AITER
            f.pc = pc;
            S[sp - 1] = getAiter(S[sp - 1]!);
            continue;
          case 51: // GET_ANEXT
            f.pc = pc;
            S[sp] = getAnext(S[sp - 1]!);
            sp++;
            continue;
          case 52: // BEFORE_ASYNC_WITH
            f.pc = pc;
            S[sp] = call(withMethods(S, sp, "__aenter__", "__aexit__"), []);
            sp++;
            continue;
          case 55: { // INPLACE_ADD
            const b = S[--sp]!;
            const a = S[sp - 1]!;
            if (typeof a === "number" && typeof b === "number") {
              const r = a + b;
              if ((r | 0) === r || Number.isSafeInteger(r)) {
                S[sp - 1] = r;
                continue;
              }
            } else if (
              a instanceof PyFloat && b instanceof PyFloat && a.cls === floatType &&
              b.cls === floatType
            ) {
              fb[at] |= 1;
              S[sp - 1] = new PyFloat(a.v + b.v);
              continue;
            }
            f.pc = pc;
            seen(exec, at, a, b);
            S[sp - 1] = iadd(a, b);
            continue;
          }
          case 56: { // INPLACE_SUBTRACT
            const b = S[--sp]!;
            const a = S[sp - 1]!;
            if (typeof a === "number" && typeof b === "number") {
              const r = a - b;
              if ((r | 0) === r || Number.isSafeInteger(r)) {
                S[sp - 1] = r;
                continue;
              }
            } else if (
              a instanceof PyFloat && b instanceof PyFloat && a.cls === floatType &&
              b.cls === floatType
            ) {
              fb[at] |= 1;
              S[sp - 1] = new PyFloat(a.v - b.v);
              continue;
            }
            f.pc = pc;
            seen(exec, at, a, b);
            S[sp - 1] = isub(a, b);
            continue;
          }
          case 57: // INPLACE_MULTIPLY
            f.pc = pc;
            sp--;
            seen(exec, at, S[sp - 1]!, S[sp]!);
            S[sp - 1] = imul(S[sp - 1]!, S[sp]!);
            continue;
          case 59: // INPLACE_MODULO
            f.pc = pc;
            sp--;
            seen(exec, at, S[sp - 1]!, S[sp]!);
            S[sp - 1] = imod(S[sp - 1]!, S[sp]!);
            continue;
          case 60: { // STORE_SUBSCR
            const k = S[--sp]!;
            const o = S[--sp]!;
            const v = S[--sp]!;
            if (o instanceof PyList && typeof k === "number" && o.cls === listType) {
              const items = o.items;
              const i = k < 0 ? k + items.length : k;
              if (i >= 0 && i < items.length) {
                items[i] = v;
                continue;
              }
            }
            f.pc = pc;
            setItem(o, k, v);
            continue;
          }
          case 61: // DELETE_SUBSCR
            f.pc = pc;
            sp -= 2;
            setItem(S[sp]!, S[sp + 1]!, undefined);
            continue;
          case 62: // BINARY_LSHIFT
            f.pc = pc;
            sp--;
            seen(exec, at, S[sp - 1]!, S[sp]!);
            S[sp - 1] = lshift(S[sp - 1]!, S[sp]!);
            continue;
          case 63: // BINARY_RSHIFT
            f.pc = pc;
            sp--;
            seen(exec, at, S[sp - 1]!, S[sp]!);
            S[sp - 1] = rshift(S[sp - 1]!, S[sp]!);
            continue;
          case 64: // BINARY_AND
            f.pc = pc;
            sp--;
            seen(exec, at, S[sp - 1]!, S[sp]!);
            S[sp - 1] = and(S[sp - 1]!, S[sp]!);
            continue;
          case 65: // BINARY_XOR
            f.pc = pc;
            sp--;
            seen(exec, at, S[sp - 1]!, S[sp]!);
            S[sp - 1] = xor(S[sp - 1]!, S[sp]!);
            continue;
          case 66: // BINARY_OR
            f.pc = pc;
            sp--;
            seen(exec, at, S[sp - 1]!, S[sp]!);
            S[sp - 1] = or(S[sp - 1]!, S[sp]!);
            continue;
          case 67: // INPLACE_POWER
            f.pc = pc;
            sp--;
            seen(exec, at, S[sp - 1]!, S[sp]!);
            S[sp - 1] = ipower(S[sp - 1]!, S[sp]!);
            continue;
          case 68: // GET_ITER
            f.pc = pc;
            fb[at] |= seenIterable(S[sp - 1]!);
            S[sp - 1] = getIter(S[sp - 1]!);
            continue;
          case 69: // GET_YIELD_FROM_ITER
            f.pc = pc;
            S[sp - 1] = getYieldFromIter(code, S[sp - 1]!);
            continue;
          case 70: // PRINT_EXPR
            f.pc = pc;
            machine.displayHook(S[--sp]!);
            continue;
          case 71: // LOAD_BUILD_CLASS
            f.pc = pc;
            S[sp++] = loadBuildClass(f);
            continue;
          case 72: { // YIELD_FROM
            const v = S[--sp]!;
            f.pc = pc;
            f.sp = sp;
            const to = S[sp - 1];
            if (
              to instanceof PyGenerator && to.frame !== null && !to.running &&
              !ts.useTracing && (to.frame.pc > 0 || v === null) &&
              (to.code.exec as ExecCode | null)?.resume == null
            ) {
              const gf = to.frame;
              const ge = gf.code.exec as ExecCode | null;
              if (ge !== null && ++ge.calls >= hot.calls) hot.generator(gf);
              gf.kind = FrameKind.Delegate;
              push(gf, f);
              if (gf.pc > 0) gf.fast[gf.sp++] = v;
              to.running = true;
              enterGenerator(gf);
              f = gf;
              continue frames;
            }
            const r = delegate(to!, v);
            if (r === undefined) {
              if (ts.useTracing) traceDelegateEnd(f);
              S[sp - 1] = takeStopValue();
              continue;
            }
            // this very instruction runs again when the frame is resumed
            f.pc = at;
            result = r;
            f.suspended = true;
            break loop;
          }
          case 73: // GET_AWAITABLE
            f.pc = pc;
            S[sp - 1] = getAwaitable(S[sp - 1]!, at > 0 ? op[at - 1] : 0);
            continue;
          case 75: // INPLACE_LSHIFT
            f.pc = pc;
            sp--;
            seen(exec, at, S[sp - 1]!, S[sp]!);
            S[sp - 1] = ilshift(S[sp - 1]!, S[sp]!);
            continue;
          case 76: // INPLACE_RSHIFT
            f.pc = pc;
            sp--;
            seen(exec, at, S[sp - 1]!, S[sp]!);
            S[sp - 1] = irshift(S[sp - 1]!, S[sp]!);
            continue;
          case 77: // INPLACE_AND
            f.pc = pc;
            sp--;
            seen(exec, at, S[sp - 1]!, S[sp]!);
            S[sp - 1] = iand(S[sp - 1]!, S[sp]!);
            continue;
          case 78: // INPLACE_XOR
            f.pc = pc;
            sp--;
            seen(exec, at, S[sp - 1]!, S[sp]!);
            S[sp - 1] = ixor(S[sp - 1]!, S[sp]!);
            continue;
          case 79: // INPLACE_OR
            f.pc = pc;
            sp--;
            seen(exec, at, S[sp - 1]!, S[sp]!);
            S[sp - 1] = ior(S[sp - 1]!, S[sp]!);
            continue;
          case 80: // BREAK_LOOP
            f.sp = sp;
            unwindBlocks(f, WHY_BREAK, null);
            pc = f.pc;
            sp = f.sp;
            continue;
          case 81: // WITH_CLEANUP_START
            f.pc = pc;
            f.sp = sp;
            {
              const exit = withCleanupStart(f);
              sp = f.sp;
              const func = exit instanceof PyMethod ? exit.func : null;
              if (
                func instanceof PyFunction &&
                !((func.code.exec as ExecCode | null) ?? prepare(func.code)).generator
              ) {
                // the three arguments are pushed, and the result goes to where the first is
                const nf = frameForMethod(func, (exit as PyMethod).self, f, S, sp, 3);
                nf.kind = FrameKind.Call;
                push(nf, f);
                f = nf;
                continue frames;
              }
              S[sp] = call(exit, [S[sp]!, S[sp + 1]!, S[sp + 2]!]);
              sp++;
            }
            continue;
          case 82: { // WITH_CLEANUP_FINISH
            const res = S[--sp]!;
            const e = S[--sp]!;
            f.pc = pc;
            if (e !== null && isTrue(res)) S[sp++] = WHY_SILENCED;
            continue;
          }
          case 83: // RETURN_VALUE
            result = S[--sp]!;
            if (f.blocks.length > 0) {
              f.sp = sp;
              if (unwindBlocks(f, WHY_RETURN, result)) {
                pc = f.pc;
                sp = f.sp;
                continue;
              }
            }
            break loop;
          case 84: // IMPORT_STAR
            f.pc = pc;
            importStar(f.locals!, S[--sp]!);
            continue;
          case 85: // SETUP_ANNOTATIONS
            f.pc = pc;
            setupAnnotations(f);
            continue;
          case 86: // YIELD_VALUE
            result = S[--sp]!;
            if (f.owner instanceof PyAsyncGenerator) result = new PyAsyncGenWrapped(result);
            f.pc = pc;
            f.sp = sp;
            f.suspended = true;
            break loop;
          case 87: { // POP_BLOCK
            const b = f.blocks;
            sp = b.pop()!;
            b.pop();
            b.pop();
            continue;
          }
          case 88: { // END_FINALLY
            f.pc = pc;
            const what = endFinally(f, sp);
            sp = f.sp;
            if (what === 0) continue;
            if (what === 1) {
              pc = f.pc;
              continue;
            }
            result = finallyResult;
            break loop;
          }
          case 89: // POP_EXCEPT
            sp = popExcept(f);
            continue;
          case 90: // STORE_NAME
            f.pc = pc;
            storeName(f, names[arg[at]], S[--sp]!);
            continue;
          case 91: // DELETE_NAME
            f.pc = pc;
            deleteName(f, names[arg[at]]);
            continue;
          case 92: // UNPACK_SEQUENCE
            f.pc = pc;
            sp--;
            sp = unpackSequence(S[sp]!, arg[at], S, sp);
            continue;
          case 93: { // FOR_ITER
            const it = S[sp - 1]!;
            if (it instanceof PyRangeIter) {
              fb[at] |= 1;
              const v = it.nextNumber();
              if (v !== undefined) {
                S[sp++] = v;
                continue;
              }
              sp--;
              pc = arg[at];
              continue;
            }
            if (it instanceof PyListIter) {
              fb[at] |= 2;
              const v = it.next();
              if (v !== undefined) {
                S[sp++] = v;
                continue;
              }
              sp--;
              pc = arg[at];
              continue;
            }
            f.pc = pc;
            if (!(it instanceof PyGenerator)) fb[at] |= 4;
            else fb[at] |= 8;
            if (
              it instanceof PyGenerator && it.frame !== null && !it.running &&
              (it.code.exec as ExecCode | null)?.resume == null
            ) {
              const gf = it.frame;
              const ge = gf.code.exec as ExecCode | null;
              if (ge !== null && ++ge.calls >= hot.calls) hot.generator(gf);
              f.sp = sp;
              gf.kind = FrameKind.Iterate;
              push(gf, f);
              if (gf.pc > 0) gf.fast[gf.sp++] = null;
              it.running = true;
              enterGenerator(gf);
              f = gf;
              continue frames;
            }
            const next = typeOf(it).tpIternext;
            if (next === undefined) throw typeError(`'${typeName(it)}' object is not an iterator`);
            const v = next(it);
            if (v !== undefined) {
              S[sp++] = v;
              continue;
            }
            if (ts.stop !== null) {
              if (ts.useTracing) traceStop(f, ts.stop);
              ts.stop = null;
            }
            sp--;
            pc = arg[at];
            continue;
          }
          case 94: { // UNPACK_EX
            f.pc = pc;
            const before = arg[at] & 0xff;
            const after = arg[at] >> 8;
            sp--;
            const n = before + 1 + after;
            unpackIterable(S[sp]!, before, after, S, sp + n);
            sp += n;
            continue;
          }
          case 95: { // STORE_ATTR
            const o = S[--sp]!;
            const v = S[--sp]!;
            const c = caches[at];
            if (
              c instanceof AttrCache && o instanceof PyInstance && o.shape === c.shape &&
              c.shape.cls.version === c.version
            ) {
              if (c.next !== null) o.shape = c.next;
              setSlot(o, c.index, v);
              continue;
            }
            f.pc = pc;
            storeAttrMiss(o, names[arg[at]], v, exec, at);
            continue;
          }
          case 96: // DELETE_ATTR
            f.pc = pc;
            setAttr(S[--sp]!, names[arg[at]], undefined);
            continue;
          case 97: // STORE_GLOBAL
            f.globals.setStr(names[arg[at]], S[--sp]!);
            continue;
          case 98: // DELETE_GLOBAL
            f.pc = pc;
            deleteGlobal(f, names[arg[at]]);
            continue;
          case 100: // LOAD_CONST
            S[sp++] = consts[arg[at]];
            continue;
          case 101: // LOAD_NAME
            f.pc = pc;
            S[sp++] = loadName(f, names[arg[at]]);
            continue;
          case 102: { // BUILD_TUPLE
            const n = arg[at];
            sp -= n;
            S[sp] = tuple(S.slice(sp, sp + n) as Value[]);
            sp++;
            continue;
          }
          case 103: { // BUILD_LIST
            const n = arg[at];
            sp -= n;
            S[sp] = new PyList(n === 0 ? [] : S.slice(sp, sp + n) as Value[]);
            sp++;
            continue;
          }
          case 104: // BUILD_SET
            f.pc = pc;
            sp -= arg[at];
            S[sp] = buildSet(S, sp, arg[at]);
            sp++;
            continue;
          case 105: // BUILD_MAP
            f.pc = pc;
            sp -= 2 * arg[at];
            S[sp] = buildMap(S, sp, arg[at]);
            sp++;
            continue;
          case 106: { // LOAD_ATTR
            const o = S[sp - 1]!;
            const c = caches[at];
            if (
              c instanceof AttrCache && o instanceof PyInstance && o.shape === c.shape &&
              c.shape.cls.version === c.version
            ) {
              const v = c.index < 0 ? c.value : getSlot(o, c.index);
              if (v !== undefined) {
                S[sp - 1] = v;
                continue;
              }
            }
            f.pc = pc;
            S[sp - 1] = loadAttrMiss(o, names[arg[at]], exec, at);
            continue;
          }
          case 107: { // COMPARE_OP
            f.pc = pc;
            sp--;
            if (arg[at] < 6) seen(exec, at, S[sp - 1]!, S[sp]!);
            S[sp - 1] = compareOp(arg[at], S[sp - 1]!, S[sp]!);
            continue;
          }
          case 108: { // IMPORT_NAME
            f.pc = pc;
            f.sp = sp;
            const fromlist = S[--sp]!;
            S[sp - 1] = machine.importName(f, names[arg[at]], fromlist, S[sp - 1]!);
            continue;
          }
          case 109: // IMPORT_FROM
            f.pc = pc;
            S[sp] = machine.importFrom(S[sp - 1]!, names[arg[at]]);
            sp++;
            continue;
          case 110: // JUMP_FORWARD
            pc = arg[at];
            continue;
          case 111: { // JUMP_IF_FALSE_OR_POP
            const v = S[sp - 1]!;
            f.pc = pc;
            if (v === true || (v !== false && isTrue(v))) sp--;
            else pc = arg[at];
            continue;
          }
          case 112: { // JUMP_IF_TRUE_OR_POP
            const v = S[sp - 1]!;
            f.pc = pc;
            if (v === true || (v !== false && isTrue(v))) pc = arg[at];
            else sp--;
            continue;
          }
          case 113: // JUMP_ABSOLUTE
            pc = arg[at];
            if (pc < at && ++exec.edges >= HOT_LOOP && takeOver(exec)) {
              const r = machine.tier!.loop(f, pc, sp);
              pc = f.pc;
              sp = f.sp;
              if (r === GO_ON) continue;
              result = taken(r);
              break loop;
            }
            if (machine.pending !== null) {
              f.pc = pc;
              machine.pending();
            }
            continue;
          case 114: { // POP_JUMP_IF_FALSE
            const v = S[--sp]!;
            if (v === true) continue;
            if (v !== false) {
              f.pc = pc;
              if (isTrue(v)) continue;
            }
            pc = arg[at];
            if (pc < at && ++exec.edges >= HOT_LOOP && takeOver(exec)) {
              const r = machine.tier!.loop(f, pc, sp);
              pc = f.pc;
              sp = f.sp;
              if (r === GO_ON) continue;
              result = taken(r);
              break loop;
            }
            if (pc < at && machine.pending !== null) {
              f.pc = pc;
              machine.pending();
            }
            continue;
          }
          case 115: { // POP_JUMP_IF_TRUE
            const v = S[--sp]!;
            if (v === false) continue;
            if (v !== true) {
              f.pc = pc;
              if (!isTrue(v)) continue;
            }
            pc = arg[at];
            if (pc < at && ++exec.edges >= HOT_LOOP && takeOver(exec)) {
              const r = machine.tier!.loop(f, pc, sp);
              pc = f.pc;
              sp = f.sp;
              if (r === GO_ON) continue;
              result = taken(r);
              break loop;
            }
            if (pc < at && machine.pending !== null) {
              f.pc = pc;
              machine.pending();
            }
            continue;
          }
          case 116: { // LOAD_GLOBAL
            const c = caches[at];
            if (
              c instanceof GlobalCache && c.globals === f.globals &&
              (c.version === -1 || c.version === c.globals.keysVersion)
            ) {
              const v = c.entry.value;
              if (v !== undefined) {
                S[sp++] = v;
                continue;
              }
            }
            f.pc = pc;
            S[sp++] = loadGlobalMiss(f, names[arg[at]], caches, at);
            continue;
          }
          case 119: // CONTINUE_LOOP
            f.sp = sp;
            unwindBlocks(f, WHY_CONTINUE, arg[at]);
            pc = f.pc;
            sp = f.sp;
            continue;
          case 120: // SETUP_LOOP
          case 121: // SETUP_EXCEPT
          case 122: // SETUP_FINALLY
            f.blocks.push(op[at], arg[at], sp);
            continue;
          case 124: { // LOAD_FAST
            const v = S[arg[at]];
            if (v === undefined) throw unboundLocal(code.varnames[arg[at]]);
            S[sp++] = v;
            continue;
          }
          case 125: // STORE_FAST
            S[arg[at]] = S[--sp];
            continue;
          case 126: // DELETE_FAST
            f.pc = pc;
            deleteFast(f, arg[at]);
            continue;
          case 127: // STORE_ANNOTATION
            f.pc = pc;
            storeAnnotation(f, names[arg[at]], S[--sp]!);
            continue;
          case 130: { // RAISE_VARARGS
            f.pc = pc;
            const n = arg[at];
            const cause = n === 2 ? S[--sp] : undefined;
            const e = n >= 1 ? S[--sp] : undefined;
            if (n === 0 && ts.handled !== null) reraised = true;
            throw makeRaise(n, e, cause);
          }
          case 131: { // CALL_FUNCTION
            const n = arg[at];
            const base = sp - n - 1;
            const fn = S[base]!;
            f.pc = pc;
            if (fn instanceof PyFunction) {
              if (compiled(fn)) {
                S[base] = direct(fn, S, base + 1, n);
                sp = base + 1;
                continue;
              }
              const nf = frameFor(fn, f, S, base + 1, n);
              if ((fn.code.exec as ExecCode).generator) {
                S[base] = makeGenerator(nf, fn);
                sp = base + 1;
                continue;
              }
              f.sp = base;
              nf.kind = FrameKind.Call;
              push(nf, f);
              f = nf;
              continue frames;
            }
            if (fn instanceof PyMethod && fn.func instanceof PyFunction) {
              const func = fn.func;
              const nf = frameForMethod(func, fn.self, f, S, base + 1, n);
              if ((func.code.exec as ExecCode).generator) {
                S[base] = makeGenerator(nf, func);
                sp = base + 1;
                continue;
              }
              f.sp = base;
              nf.kind = FrameKind.Call;
              push(nf, f);
              f = nf;
              continue frames;
            }
            if (fn instanceof PyType) {
              const init = plainInit(fn);
              if (init === null && n === 0) {
                S[base] = new PyInstance(fn);
                sp = base + 1;
                continue;
              }
              if (init !== undefined && init !== null) {
                const self = new PyInstance(fn);
                if (compiled(init)) {
                  S[base] = self;
                  const r = direct(init, S, base, n + 1);
                  if (r !== null) {
                    throw typeError(`__init__() should return None, not '${typeName(r, 200)}'`);
                  }
                  S[base] = self;
                  sp = base + 1;
                  continue;
                }
                const nf = frameForMethod(init, self, f, S, base + 1, n);
                f.sp = base;
                nf.kind = FrameKind.Init;
                nf.self = self;
                push(nf, f);
                f = nf;
                continue frames;
              }
            }
            S[base] = callValue(fn, S, base + 1, n);
            sp = base + 1;
            continue;
          }
          case 132: // MAKE_FUNCTION
            sp = makeFunction(f, arg[at], sp);
            continue;
          case 133: { // BUILD_SLICE
            const step = arg[at] === 3 ? S[--sp]! : null;
            const stop = S[--sp]!;
            S[sp - 1] = new PySlice(S[sp - 1]!, stop, step);
            continue;
          }
          case 135: // LOAD_CLOSURE
            S[sp++] = S[code.nlocals + arg[at]];
            continue;
          case 136: { // LOAD_DEREF
            const v = (S[code.nlocals + arg[at]] as PyCell).v;
            if (v === undefined) throw unboundDeref(code, arg[at]);
            S[sp++] = v;
            continue;
          }
          case 137: // STORE_DEREF
            (S[code.nlocals + arg[at]] as PyCell).v = S[--sp];
            continue;
          case 138: { // DELETE_DEREF
            const c = S[code.nlocals + arg[at]] as PyCell;
            if (c.v === undefined) throw unboundDeref(code, arg[at]);
            c.v = undefined;
            continue;
          }
          case 141: { // CALL_FUNCTION_KW
            const n = arg[at];
            const kw = (S[--sp] as PyTuple).items as string[];
            const base = sp - n - 1;
            const fn = S[base]!;
            f.pc = pc;
            let func: PyFunction | null = null;
            let self: Maybe;
            if (fn instanceof PyFunction) func = fn;
            else if (fn instanceof PyMethod && fn.func instanceof PyFunction) {
              func = fn.func;
              self = fn.self;
            }
            if (func !== null) {
              const seen = caches[at] as CallTarget | undefined;
              if (seen === undefined || seen.code !== func.code) {
                const { code, defaults, kwdefaults } = func;
                caches[at] = new CallTarget(code, defaults, kwdefaults, self !== undefined);
              }
              const nf = bindFrame(func, self, S, base + 1, n, kw);
              if (compiled(func)) {
                S[base] = machine.tier!.bound(nf, func);
                sp = base + 1;
                continue;
              }
              if (++(func.code.exec as ExecCode).calls >= HOT) {
                counted(func.code.exec as ExecCode, func);
              }
              if ((func.code.exec as ExecCode).generator) {
                S[base] = makeGenerator(nf, func);
                sp = base + 1;
                continue;
              }
              f.sp = base;
              nf.kind = FrameKind.Call;
              push(nf, f);
              f = nf;
              continue frames;
            }
            if (fn instanceof PyType) {
              const init = plainInit(fn);
              if (init !== undefined && init !== null && !compiled(init)) {
                const self = new PyInstance(fn);
                const nf = bindFrame(init, self, S, base + 1, n, kw);
                if (++(init.code.exec as ExecCode).calls >= HOT) {
                  counted(init.code.exec as ExecCode, init);
                }
                f.sp = base;
                nf.kind = FrameKind.Init;
                nf.self = self;
                push(nf, f);
                f = nf;
                continue frames;
              }
            }
            if (fn instanceof PyBuiltin) ts.direct = fn.def;
            S[base] = call(fn, S.slice(base + 1, sp) as Value[], kw);
            sp = base + 1;
            continue;
          }
          case 142: { // CALL_FUNCTION_EX
            f.pc = pc;
            const kwargs = arg[at] & 1 ? S[--sp]! : undefined;
            const args = S[--sp]!;
            const fn = S[sp - 1]!;
            const [all, kw] = starArgs(fn, args, kwargs);
            const func = fn instanceof PyMethod ? fn.func : fn;
            if (func instanceof PyFunction) {
              const self = fn instanceof PyMethod ? fn.self : undefined;
              const nf = bindFrame(func, self, all, 0, all.length, kw);
              if (compiled(func)) {
                S[sp - 1] = machine.tier!.bound(nf, func);
                continue;
              }
              if (!(func.code.exec as ExecCode).generator) {
                f.sp = sp - 1;
                nf.kind = FrameKind.Call;
                push(nf, f);
                f = nf;
                continue frames;
              }
              S[sp - 1] = makeGenerator(nf, func);
              continue;
            }
            if (fn instanceof PyType) {
              const init = plainInit(fn);
              if (init !== undefined && init !== null && !compiled(init)) {
                const self = new PyInstance(fn);
                const nf = bindFrame(init, self, all, 0, all.length, kw);
                if (++(init.code.exec as ExecCode).calls >= HOT) {
                  counted(init.code.exec as ExecCode, init);
                }
                f.sp = sp - 1;
                nf.kind = FrameKind.Init;
                nf.self = self;
                push(nf, f);
                f = nf;
                continue frames;
              }
            }
            if (fn instanceof PyBuiltin) ts.direct = fn.def;
            S[sp - 1] = call(fn, all, kw);
            continue;
          }
          case 143: // SETUP_WITH
            f.pc = pc;
            {
              const m = withMethods(S, sp, "__enter__", "__exit__");
              if (m instanceof PyMethod && m.func instanceof PyFunction) {
                const nf = frameForMethod(m.func, m.self, f, S, sp, 0);
                if (!(m.func.code.exec as ExecCode).generator) {
                  f.sp = sp;
                  nf.kind = FrameKind.With;
                  push(nf, f);
                  f = nf;
                  continue frames;
                }
              }
              if (m instanceof PyBuiltin) ts.direct = m.def;
              const v = call(m, []);
              f.blocks.push(BlockKind.Finally, arg[at], sp);
              S[sp++] = v;
            }
            continue;
          case 145: // LIST_APPEND
            (S[sp - 1 - arg[at]] as PyList).items.push(S[sp - 1]!);
            sp--;
            continue;
          case 146: { // SET_ADD
            f.pc = pc;
            const v = S[--sp]!;
            (S[sp - arg[at]] as PySet).add(v);
            continue;
          }
          case 147: { // MAP_ADD
            f.pc = pc;
            sp -= 2;
            (S[sp - arg[at]] as PyDict).set(S[sp + 1]!, S[sp]!);
            continue;
          }
          case 148: // LOAD_CLASSDEREF
            f.pc = pc;
            S[sp++] = loadClassDeref(f, arg[at]);
            continue;
          case 149: // BUILD_LIST_UNPACK
            f.pc = pc;
            sp -= arg[at];
            S[sp] = new PyList(unpackAll(S, sp, arg[at], undefined));
            sp++;
            continue;
          case 150: { // BUILD_MAP_UNPACK
            f.pc = pc;
            const n = arg[at];
            sp -= n;
            const d = new PyDict();
            for (let i = 0; i < n; i++) updateMapping(d, S[sp + i]!);
            S[sp++] = d;
            continue;
          }
          case 151: { // BUILD_MAP_UNPACK_WITH_CALL
            f.pc = pc;
            const n = arg[at];
            sp -= n;
            S[sp] = unpackKeywords(S, sp, n, S[sp - 2]!);
            sp++;
            continue;
          }
          case 152: // BUILD_TUPLE_UNPACK
            f.pc = pc;
            sp -= arg[at];
            S[sp] = tuple(unpackAll(S, sp, arg[at], undefined));
            sp++;
            continue;
          case 153: { // BUILD_SET_UNPACK
            f.pc = pc;
            const n = arg[at];
            sp -= n;
            const s = new PySet();
            for (const v of unpackAll(S, sp, n, undefined)) s.add(v);
            S[sp++] = s;
            continue;
          }
          case 154: { // SETUP_ASYNC_WITH
            const v = S[--sp];
            f.blocks.push(BlockKind.Finally, arg[at], sp);
            S[sp++] = v;
            continue;
          }
          case 155: { // FORMAT_VALUE
            f.pc = pc;
            const spec = arg[at] & 4 ? S[--sp] : undefined;
            S[sp - 1] = formatValue(S[sp - 1]!, arg[at] & 3, spec);
            continue;
          }
          case 156: { // BUILD_CONST_KEY_MAP
            f.pc = pc;
            const keys = (S[--sp] as PyTuple).items;
            const n = arg[at];
            sp -= n;
            const d = new PyDict();
            for (let i = 0; i < n; i++) d.set(keys[i], S[sp + i]!);
            S[sp++] = d;
            continue;
          }
          case 157: // BUILD_STRING
            f.pc = pc;
            sp -= arg[at];
            S[sp] = buildString(S, sp, arg[at]);
            sp++;
            continue;
          case 158: // BUILD_TUPLE_UNPACK_WITH_CALL
            f.pc = pc;
            sp -= arg[at];
            S[sp] = tuple(unpackAll(S, sp, arg[at], S[sp - 1]));
            sp++;
            continue;

          case 200: { // LOAD_METHOD
            const o = S[sp - 1]!;
            const c = caches[at];
            if (c instanceof AttrCache) {
              if (
                o instanceof PyInstance && o.shape === c.shape && c.shape.cls.version === c.version
              ) {
                S[sp - 1] = c.value;
                S[sp++] = o;
                continue;
              }
            } else if (c instanceof MethodCache) {
              if (typeOf(o) === c.type && c.type.version === c.version) {
                S[sp - 1] = c.func;
                S[sp++] = o;
                continue;
              }
            }
            f.pc = pc;
            loadMethod(o, names[arg[at]], S, sp, exec, at);
            sp++;
            continue;
          }
          case 201: { // CALL_METHOD
            const n = arg[at];
            const base = sp - n - 2;
            f.pc = pc;
            const fn = S[base];
            if (fn instanceof PyFunction) {
              if (compiled(fn)) {
                S[base] = direct(fn, S, base + 1, n + 1);
                sp = base + 1;
                continue;
              }
              const nf = frameFor(fn, f, S, base + 1, n + 1);
              if ((fn.code.exec as ExecCode).generator) {
                S[base] = makeGenerator(nf, fn);
                sp = base + 1;
                continue;
              }
              f.sp = base;
              nf.kind = FrameKind.Call;
              push(nf, f);
              f = nf;
              continue frames;
            }
            if (fn !== undefined) {
              S[base] = callDescr((fn as PyMethodDescr).def, S[base + 1]!, S, base + 2, n);
              sp = base + 1;
              continue;
            }
            const callee = S[base + 1]!;
            if (callee instanceof PyFunction || callee instanceof PyMethod) {
              const func = callee instanceof PyMethod ? callee.func : callee;
              if (func instanceof PyFunction) {
                const nf = callee instanceof PyMethod
                  ? frameForMethod(func, callee.self, f, S, base + 2, n)
                  : frameFor(func, f, S, base + 2, n);
                if ((func.code.exec as ExecCode).generator) {
                  S[base] = makeGenerator(nf, func);
                  sp = base + 1;
                  continue;
                }
                f.sp = base;
                nf.kind = FrameKind.Call;
                push(nf, f);
                f = nf;
                continue frames;
              }
            }
            if (callee instanceof PyType) {
              const init = plainInit(callee);
              if (init !== undefined && init !== null && !compiled(init)) {
                const self = new PyInstance(callee);
                const nf = frameForMethod(init, self, f, S, base + 2, n);
                f.sp = base;
                nf.kind = FrameKind.Init;
                nf.self = self;
                push(nf, f);
                f = nf;
                continue frames;
              }
            }
            S[base] = callValue(callee, S, base + 2, n);
            sp = base + 1;
            continue;
          }
          case 202: { // COMPARE_OP, POP_JUMP_IF_FALSE
            const b = S[--sp]!;
            const a = S[--sp]!;
            let r: Value;
            if (typeof a === "number" && typeof b === "number") {
              switch (arg[at]) {
                case 0:
                  r = a < b;
                  break;
                case 1:
                  r = a <= b;
                  break;
                case 2:
                  r = a === b;
                  break;
                case 3:
                  r = a !== b;
                  break;
                case 4:
                  r = a > b;
                  break;
                default:
                  r = a >= b;
              }
            } else {
              f.pc = pc;
              seen(exec, at, a, b);
              r = richcompare(a, b, arg[at] as Cmp);
            }
            pc++;
            if (r === true) continue;
            if (r !== false) {
              f.pc = pc;
              if (isTrue(r)) continue;
            }
            pc = arg[at + 1];
            if (pc < at && ++exec.edges >= HOT_LOOP && takeOver(exec)) {
              const r = machine.tier!.loop(f, pc, sp);
              pc = f.pc;
              sp = f.sp;
              if (r === GO_ON) continue;
              result = taken(r);
              break loop;
            }
            if (pc < at && machine.pending !== null) {
              f.pc = pc;
              machine.pending();
            }
            continue;
          }
          case 203: { // LOAD_FAST, LOAD_FAST
            const a = S[arg[at]];
            if (a === undefined) throw unboundLocal(code.varnames[arg[at]]);
            S[sp++] = a;
            pc++;
            const b = S[arg[at + 1]];
            if (b === undefined) throw unboundLocal(code.varnames[arg[at + 1]]);
            S[sp++] = b;
            continue;
          }
          case 204: { // LOAD_FAST, LOAD_CONST
            const a = S[arg[at]];
            if (a === undefined) throw unboundLocal(code.varnames[arg[at]]);
            S[sp++] = a;
            S[sp++] = consts[arg[at + 1]];
            pc++;
            continue;
          }
          case 205: { // LOAD_FAST, LOAD_ATTR
            const o = S[arg[at]];
            if (o === undefined) throw unboundLocal(code.varnames[arg[at]]);
            pc++;
            const c = caches[at + 1];
            if (
              c instanceof AttrCache && o instanceof PyInstance && o.shape === c.shape &&
              c.shape.cls.version === c.version
            ) {
              const v = c.index < 0 ? c.value : getSlot(o, c.index);
              if (v !== undefined) {
                S[sp++] = v;
                continue;
              }
            }
            f.pc = pc;
            S[sp++] = loadAttrMiss(o, names[arg[at + 1]], exec, at + 1);
            continue;
          }
          case 206: // TRACE: reports, and uncovers the instruction to be run
            f.sp = sp;
            pc = at + 1;
            pc = traceInstruction(f, at);
            sp = f.sp;
            continue;
          default:
            throw systemError(`unknown opcode ${op[at]}`);
        }
      }
    } catch (e) {
      if (e === PARK) {
        park(f, pc, sp);
        return null;
      }
      let err = fromHost(e);
      // a bug of ours is not to look like a Python program's doing
      f.pc = pc;
      if (!err.inFlight) setContext(err);
      for (;;) {
        if (reraised) reraised = false;
        else {
          addTraceback(err, f);
          if (ts.useTracing) err = traceException(f, err);
        }
        if (unwindException(f, err)) continue frames;
        if (ts.useTracing) err = traceLeave(f, err);
        const kind = f.kind;
        const leaving = f;
        f.suspended = false;
        const back = pop(f);
        if (kind === FrameKind.Entry) throw err;
        f = back!;
        if (kind === FrameKind.Iterate) {
          finishGenerator(leaving);
          err = leavingException(leaving.owner as PyGenerator, err);
          if (err.cls.isSubtype(E.StopIteration)) {
            // the loop is over
            f.sp--;
            f.pc = (f.code.exec as ExecCode).arg[f.pc - 1];
            continue frames;
          }
        } else if (kind === FrameKind.Delegate) {
          finishGenerator(leaving);
          err = leavingException(leaving.owner as PyGenerator, err);
          if (err.cls.isSubtype(E.StopIteration)) {
            ts.stop = err;
            f.fast[f.sp - 1] = takeStopValue();
            continue frames;
          }
        }
      }
    }
    // a return, or a yield; what a delegate yields goes on through who delegates
    leave: for (;;) {
      const failed = ts.useTracing ? traceReturn(f, result) : null;
      const kind = f.kind;
      const leaving = f;
      const back = pop(f);
      if (failed !== null) {
        leaving.suspended = false;
        if (kind === FrameKind.Entry) throw failed;
        if (kind === FrameKind.Iterate || kind === FrameKind.Delegate) finishGenerator(leaving);
        f = back!;
        throwing = failed;
        continue frames;
      }
      if (kind === FrameKind.Entry) return result;
      f = back!;
      if (kind === FrameKind.Call) f.fast[f.sp++] = result;
      else if (kind === FrameKind.With) {
        f.blocks.push(BlockKind.Finally, (f.code.exec as ExecCode).arg[f.pc - 1], f.sp);
        f.fast[f.sp++] = result;
      } else if (kind === FrameKind.Init) {
        if (result !== null) {
          throwing = typeError(`__init__() should return None, not '${typeName(result, 200)}'`);
          continue frames;
        }
        f.fast[f.sp++] = leaving.self;
      } else if (kind === FrameKind.Delegate) {
        if (!leaving.suspended) {
          finishGenerator(leaving);
          f.fast[f.sp - 1] = result;
          continue frames;
        }
        leaving.owner!.running = false;
        suspendGenerator(leaving);
        f.pc--;
        f.suspended = true;
        continue leave;
      } else {
        const g = leaving.owner as PyGenerator;
        if (leaving.suspended) {
          g.running = false;
          suspendGenerator(leaving);
          f.fast[f.sp++] = result;
        } else {
          finishGenerator(leaving);
          if (ts.useTracing) traceStop(f, result === null ? stopIteration() : makeStop(result));
          f.sp--;
          f.pc = (f.code.exec as ExecCode).arg[f.pc - 1];
        }
      }
      continue frames;
    }
  }
}

/**
 * Runs a frame until it returns or yields: what everybody but the loop calls.
 * Some work has to be done outside of the loop, for what the loop's variables
 * once held is alive to a garbage collection.
 */
export function enter(f: PyFrame, exc: PyBaseException | null = null, parked = false): Value {
  const r = run(f, exc, parked);
  return PARK.job === null ? r : outside();
}

function outside(): Value {
  let r: Value = null;
  while (PARK.job !== null) {
    const job = PARK.job;
    const f = PARK.frame!;
    PARK.job = PARK.frame = null;
    let exc: PyBaseException | null = null;
    try {
      unpark(f, job());
    } catch (e) {
      exc = fromHost(e);
    }
    r = run(f, exc, true);
  }
  return r;
}

/** Calls a Python function from outside the loop (function_call). */
export function callFunction(fn: Value, args: Value[], kw: KwNames): Value {
  const func = fn as PyFunction;
  if (kw === null && compiled(func)) return direct(func, args, 0, args.length);
  const f = bindFrame(func, undefined, args, 0, args.length, kw);
  const exec = func.code.exec as ExecCode;
  if (++exec.calls >= HOT) counted(exec, func);
  if ((func.code.exec as ExecCode).generator) return makeGenerator(f, func);
  return enter(f);
}

/** Runs code in namespaces (PyEval_EvalCode). */
export function evalCode(
  code: PyCode,
  globals: PyDict,
  locals: Value,
  closure?: readonly PyCell[],
): Value {
  const exec = (code.exec as ExecCode | null) ?? prepare(code);
  const f = new PyFrame(code, globals, builtinsOf(globals), exec.ncells, exec.size);
  f.locals = locals;
  if (exec.ncells > 0) initCells(f, exec, closure ?? null);
  if (exec.generator) return makeGenerator(f, new PyFunction(code, globals, code.name));
  return enter(f);
}

/** The loop's internal opcodes, for the test that the table and the cases agree. */
export const INTERNAL: Readonly<Record<string, number>> = {
  LOAD_METHOD,
  CALL_METHOD,
  COMPARE_JUMP,
  LOAD_FAST_2,
  LOAD_FAST_CONST,
  LOAD_FAST_ATTR,
  TRACE,
};

/** Wires the loop to generators. */
export function wireInterpreter(): void {
  setEntries({
    c0: (f) => interpretCall(f, []),
    c1: (f, a) => interpretCall(f, [a]),
    c2: (f, a, b) => interpretCall(f, [a, b]),
    c3: (f, a, b, c) => interpretCall(f, [a, b, c]),
    c4: (f, a, b, c, d) => interpretCall(f, [a, b, c, d]),
    c5: (f, a, b, c, d, e) => interpretCall(f, [a, b, c, d, e]),
    c6: (f, a, b, c, d, e, g) => interpretCall(f, [a, b, c, d, e, g]),
  });
  setRunFrame(enter);
}
