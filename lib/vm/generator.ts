/**
 * Generators, coroutines and asynchronous generators (Objects/genobject.c):
 * resuming, throwing, closing, delegation, and the awaitables of the
 * asynchronous ones.
 *
 * @module
 */
import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_FUTURE_GENERATOR_STOP,
  CO_ITERABLE_COROUTINE,
} from "../bytecode/flags.ts";
import { asStr } from "../core/compare.ts";
import {
  E,
  exception,
  isException,
  matches,
  PyBaseException,
  PyStopIteration,
  runtimeError,
  stopIteration,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import { identity } from "../core/hash.ts";
import {
  type Maybe,
  PyObject,
  PyTuple,
  PyType,
  type Sink,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import { call, callMethod, genericGetAttr, getAttrOpt, repr } from "../core/ops.ts";
import { ts } from "../core/state.ts";
import { type PyCode } from "../objects/code.ts";
import {
  addTracker,
  type Linked,
  LiveList,
  type Rest,
  track,
  unraisable,
} from "../objects/finalize.ts";
import { PyFunction } from "../objects/function.ts";
import type { TypeSpec } from "../objects/type.ts";
import type { GetSet } from "../objects/descr.ts";
import type { ExecCode } from "./exec.ts";
import { BlockKind, frameHooks, type FrameOwner, PyFrame, PyTraceback } from "./frame.ts";
import type { Decl } from "../core/args.ts";

/** What generators, coroutines and asynchronous generators share. */
export abstract class PyGenLike extends PyObject implements FrameOwner, Linked {
  list: LiveList | null = null;
  before: Linked | null = null;
  after: Linked | null = null;
  running = false;
  frame: PyFrame | null;
  readonly code: PyCode;
  name: string;
  qualname: string;
  constructor(frame: PyFrame, name: string, qualname: string) {
    super();
    this.frame = frame;
    this.code = frame.code;
    this.name = name;
    this.qualname = qualname;
    frame.owner = this;
    frame.back = null;
  }
}

/** A generator. */
export class PyGenerator extends PyGenLike {}
/** A coroutine. */
export class PyCoroutine extends PyGenLike {
  /** Where it was made, when sys.set_coroutine_wrapper or debug asks. */
  origin: Value = null;
}
/** An asynchronous generator. */
export class PyAsyncGenerator extends PyGenLike {
  finalizer: Value = null;
  hooksInited = false;
  closed = false;
}

/** What an asynchronous generator's `yield` hands to the machine around the value. */
export class PyAsyncGenWrapped extends PyObject {
  constructor(readonly value: Value) {
    super();
  }
}

/** The iterator of a coroutine's `__await__`. */
export class PyCoroutineWrapper extends PyObject {
  constructor(readonly coroutine: PyCoroutine) {
    super();
  }
}

/** The awaitable of `__anext__` and `asend`. */
export class PyAsyncGenASend extends PyObject {
  state: "init" | "iter" | "closed" = "init";
  constructor(readonly gen: PyAsyncGenerator, readonly value: Value) {
    super();
  }
}

/** The awaitable of `athrow` and `aclose`; `args` is null for aclose. */
export class PyAsyncGenAThrow extends PyObject {
  state: "init" | "iter" | "closed" = "init";
  constructor(readonly gen: PyAsyncGenerator, readonly args: readonly Value[] | null) {
    super();
  }
}

export const generatorType: PyType = new PyType("generator", TypeFlag.None);
PyGenerator.prototype.cls = generatorType;
export const coroutineType: PyType = new PyType("coroutine", TypeFlag.None);
PyCoroutine.prototype.cls = coroutineType;
export const asyncGeneratorType: PyType = new PyType("async_generator", TypeFlag.None);
PyAsyncGenerator.prototype.cls = asyncGeneratorType;
export const asyncGenWrappedType: PyType = new PyType(
  "async_generator_wrapped_value",
  TypeFlag.None,
);
PyAsyncGenWrapped.prototype.cls = asyncGenWrappedType;
export const coroutineWrapperType: PyType = new PyType("coroutine_wrapper", TypeFlag.None);
PyCoroutineWrapper.prototype.cls = coroutineWrapperType;
export const asyncGenASendType: PyType = new PyType("async_generator_asend", TypeFlag.None);
PyAsyncGenASend.prototype.cls = asyncGenASendType;
export const asyncGenAThrowType: PyType = new PyType("async_generator_athrow", TypeFlag.None);
PyAsyncGenAThrow.prototype.cls = asyncGenAThrowType;

/** Coroutines that nobody has begun to run: to drop one is worth a warning. */
const unawaited = addTracker((o) => {
  const name = (o as PyCoroutine).qualname;
  return { gone: () => warnUnawaited(name) };
}, () => new LiveList());

function warnUnawaited(name: string): void {
  try {
    hooks.warn(E.RuntimeWarning, `coroutine '${name}' was never awaited`);
  } catch (e) {
    unraisable.report(e, name);
  }
}

/**
 * Generators that have something to do at their end, which is when they are
 * dropped: the twin gets the frame.
 */
const unfinished = addTracker((o) => {
  const g = o as PyGenLike;
  const f = g.frame;
  if (f === null) return { gone: () => {} };
  if (g.running || f.executing) return null;
  return twinOf(g, f);
}, () => new LiveList());

// apart, so that what stays does not see the generator itself
function twinOf(g: PyGenLike, f: PyFrame): Rest {
  const twin = g instanceof PyAsyncGenerator
    ? new PyAsyncGenerator(f, g.name, g.qualname)
    : g instanceof PyCoroutine
    ? new PyCoroutine(f, g.name, g.qualname)
    : new PyGenerator(f, g.name, g.qualname);
  if (twin instanceof PyAsyncGenerator && g instanceof PyAsyncGenerator) {
    twin.finalizer = g.finalizer;
    twin.hooksInited = g.hooksInited;
    twin.closed = g.closed;
  }
  return restOf(twin, f);
}

const restOf = (twin: PyGenLike, f: PyFrame): Rest => ({
  gone: () => finalizeGen(twin),
  stays: (o) => {
    f.owner = o as PyGenLike;
  },
});

/** What a call of a function with a generator's flags makes. */
export function makeGenerator(frame: PyFrame, func: PyFunction): Value {
  const flags = frame.code.flags;
  if (flags & CO_COROUTINE) {
    const c = new PyCoroutine(frame, func.name, func.qualname);
    track(unawaited, c);
    const wrap = hooks.coroutineWrapper;
    return wrap === null ? c : wrapCoroutine(wrap, c);
  }
  const g = flags & CO_ASYNC_GENERATOR
    ? new PyAsyncGenerator(frame, func.name, func.qualname)
    : new PyGenerator(frame, func.name, func.qualname);
  if ((frame.code.exec as ExecCode).cleanup || flags & CO_ASYNC_GENERATOR) track(unfinished, g);
  return g;
}

/** What sys may set: the coroutine wrapper and the hooks of asynchronous generators. */
export const hooks: {
  coroutineWrapper: Value;
  inWrapper: boolean;
  firstiter: Value;
  finalizer: Value;
  /** Issues a DeprecationWarning. */
  warn: (category: PyType, msg: string) => void;
} = { coroutineWrapper: null, inWrapper: false, firstiter: null, finalizer: null, warn: () => {} };

function wrapCoroutine(wrapper: Value, c: PyCoroutine): Value {
  if (hooks.inWrapper) {
    throw runtimeError(
      `coroutine wrapper ${repr(wrapper)} attempted to recursively wrap ${repr(c.code)}`,
    );
  }
  hooks.inWrapper = true;
  try {
    return call(wrapper, [c]);
  } finally {
    hooks.inWrapper = false;
  }
}

// Entering and leaving ---------------------------------------------------------------

/** Swaps the handled exception when a generator's frame is resumed. */
export function enterGenerator(f: PyFrame): void {
  f.callerHandled = ts.handled;
  if (f.ownHandled !== null) ts.handled = f.ownHandled;
}

/** Swaps it back at a yield: what the generator itself handles is kept with it. */
export function suspendGenerator(f: PyFrame): void {
  const b = f.blocks;
  f.ownHandled = null;
  for (let i = 0; i < b.length; i += 3) {
    if (b[i] === BlockKind.ExceptHandler) {
      f.ownHandled = ts.handled;
      break;
    }
  }
  ts.handled = f.callerHandled;
  f.callerHandled = null;
}

/** Ends a generator: its frame is gone. */
export function finishGenerator(f: PyFrame): void {
  ts.handled = f.callerHandled;
  f.callerHandled = null;
  const g = f.owner!;
  g.running = false;
  g.frame = null;
  if (unfinished.live.size > 0) unfinished.live.delete(g as PyGenLike);
}

const kindName = (g: PyObject): string =>
  g instanceof PyCoroutine
    ? "coroutine"
    : g instanceof PyAsyncGenerator
    ? "async generator"
    : "generator";

/** What an exception that leaves a generator becomes (PEP 479). */
export function leavingException(g: PyGenLike, exc: PyBaseException): PyBaseException {
  const wrap = (msg: string): PyBaseException => {
    const e = runtimeError(msg);
    e.cause = exc;
    e.context = exc;
    e.suppressContext = true;
    e.inFlight = true;
    return e;
  };
  if (exc.cls.isSubtype(E.StopIteration)) {
    if (
      g instanceof PyGenerator &&
      !(g.code.flags & (CO_FUTURE_GENERATOR_STOP | CO_COROUTINE | CO_ITERABLE_COROUTINE))
    ) {
      hooks.warn(E.DeprecationWarning, `generator '${g.qualname}' raised StopIteration`);
      return exc;
    }
    return wrap(
      g instanceof PyCoroutine
        ? "coroutine raised StopIteration"
        : g instanceof PyAsyncGenerator
        ? "async generator raised StopIteration"
        : "generator raised StopIteration",
    );
  }
  if (g instanceof PyAsyncGenerator && exc.cls.isSubtype(E.StopAsyncIteration)) {
    return wrap("async generator raised StopAsyncIteration");
  }
  return exc;
}

/** Told when a generator has been resumed often. */
export const hot: { calls: number; generator: (f: PyFrame) => void } = {
  calls: Infinity,
  generator: () => {},
};

let runFrame: (f: PyFrame, exc: PyBaseException | null) => Value;
/** Hands over the interpreter's loop. */
export function setRunFrame(f: (f: PyFrame, exc: PyBaseException | null) => Value): void {
  runFrame = f;
  frameHooks.finalize = (g) => finalizeGen(g as PyGenLike);
}

/**
 * Resumes a generator (gen_send_ex): the value it yields, or undefined when it
 * returned; then `ts.stop` has the StopIteration of a value other than None.
 * An exception that leaves it is thrown.
 */
export function resume(
  g: PyGenLike,
  arg: Maybe,
  exc: PyBaseException | null,
  closing = false,
): Maybe {
  if (g.running) {
    throw valueError(
      g instanceof PyCoroutine
        ? "coroutine already executing"
        : g instanceof PyAsyncGenerator
        ? "async generator already executing"
        : "generator already executing",
    );
  }
  const f = g.frame;
  if (f === null) {
    if (g instanceof PyCoroutine && !closing) {
      throw runtimeError("cannot reuse already awaited coroutine");
    }
    if (exc !== null) throw exc;
    ts.stop = g instanceof PyAsyncGenerator ? exception(E.StopAsyncIteration) : null;
    return undefined;
  }
  if (f.pc === 0) {
    if (arg !== undefined && arg !== null) {
      throw typeError(`can't send non-None value to a just-started ${kindName(g)}`);
    }
  } else f.fast[f.sp++] = arg ?? null;
  if (f.pc === 0 && g instanceof PyCoroutine) unawaited.live.delete(g);
  g.running = true;
  let r: Value;
  const exec = f.code.exec as ExecCode | null;
  try {
    if (
      exec !== null && exec.resume !== null && exc === null && f.ownHandled === null &&
      exec.resumable![f.pc] === 1 && ts.depth < 2 * ts.jitLimit
    ) {
      f.callerHandled = ts.handled;
      r = exec.resume(f, null);
    } else {
      if (exec !== null && ++exec.calls >= hot.calls) hot.generator(f);
      enterGenerator(f);
      r = runFrame(f, exc);
    }
  } catch (e) {
    finishGenerator(f);
    if (!(e instanceof PyBaseException)) throw e;
    throw leavingException(g, e);
  }
  if (f.suspended) {
    g.running = false;
    suspendGenerator(f);
    return r;
  }
  finishGenerator(f);
  if (g instanceof PyAsyncGenerator) ts.stop = exception(E.StopAsyncIteration);
  else ts.stop = r === null ? null : makeStop(r);
  return undefined;
}

/** What a delegate returned, when no StopIteration was made for it. */
let returned: Value = null;

/**
 * Resumes a generator that has generated code for where it stands; what it
 * returned, unless None, is in `ts.stop`.
 */
function advance(
  g: PyGenLike,
  f: PyFrame,
  exec: ExecCode,
  sent: Value,
  delegated = false,
  sink: Sink | null = null,
): Maybe {
  if (f.pc > 0) f.fast[f.sp++] = sent;
  g.running = true;
  const handled = ts.handled;
  f.callerHandled = handled;
  let r: Value;
  try {
    r = exec.resume!(f, sink);
  } catch (e) {
    return leftByError(g, f, e);
  }
  if (f.suspended) {
    g.running = false;
    // the interpreter may have finished the turn, inside of a handler
    if (ts.handled !== handled) suspendGenerator(f);
    return r;
  }
  finishGenerator(f);
  if (delegated && !ts.useTracing) {
    returned = r;
    ts.stop = null;
  } else ts.stop = r === null ? null : makeStop(r);
  return undefined;
}

function leftByError(g: PyGenLike, f: PyFrame, e: unknown): undefined {
  finishGenerator(f);
  if (!(e instanceof PyBaseException)) throw e;
  const err = leavingException(g, e);
  if (!matches(err, E.StopIteration)) throw err;
  ts.stop = err;
  return undefined;
}

/** The generated code that a generator can go on in, or null. */
function ready(g: PyGenLike, f: PyFrame | null): ExecCode | null {
  // a generator that delegates needs the JavaScript stack in both tiers, and less of it here
  if (f === null || g.running || f.ownHandled !== null || ts.depth >= 2 * ts.jitLimit) {
    return null;
  }
  const exec = f.code.exec as ExecCode | null;
  return exec !== null && exec.resume !== null && exec.resumable![f.pc] === 1 ? exec : null;
}

/**
 * Runs a generator whose values go to a sink: the next one that the sink does not take, or that
 * the interpreter yielded, and undefined at its end.
 */
function generatorInto(v: Value, sink: Sink): Maybe {
  const g = v as PyGenerator;
  const f = g.frame;
  const exec = ready(g, f);
  if (exec === null || ts.useTracing) return generatorNext(g);
  return advance(g, f!, exec, null, false, sink);
}
generatorType.tpInto = generatorInto;

/** The next value of a generator in a loop of generated code, or undefined at its end. */
export function nextOf(g: PyGenerator): Maybe {
  const f = g.frame;
  const exec = ready(g, f);
  const v = exec === null ? generatorNext(g) : advance(g, f!, exec, null);
  if (v === undefined) ts.stop = null;
  return v;
}

/** StopIteration with a value (_PyGen_SetStopIterationValue). */
export function makeStop(v: Value): PyBaseException {
  if (v instanceof PyTuple || isException(v)) {
    const e = stopIteration(null) as PyStopIteration;
    e.args = tuple([v]);
    e.value = v;
    return e;
  }
  return stopIteration(v);
}

/** The value of the StopIteration that `ts.stop` has, None without one; clears it. */
export function takeStopValue(): Value {
  const s = ts.stop;
  if (s === null) {
    const v = returned;
    returned = null;
    return v;
  }
  ts.stop = null;
  return s instanceof PyStopIteration ? s.value : null;
}

/** Throws the StopIteration (or StopAsyncIteration) of an iterator that ended. */
export function throwStop(): never {
  const s = ts.stop ?? exception(E.StopIteration);
  ts.stop = null;
  throw s;
}

/** What a suspended generator delegates to (_PyGen_yf), or undefined. */
export function yieldFrom(g: PyGenLike): Maybe {
  const f = g.frame;
  if (f === null || f.pc === 0 || !f.suspended) return undefined;
  return f.code.code[f.pc * 2] === 72 ? f.fast[f.sp - 1] : undefined;
}

function closeIter(yf: Value): void {
  if (yf instanceof PyGenLike && !(yf instanceof PyAsyncGenerator)) {
    closeGen(yf);
    return;
  }
  let m: Maybe;
  try {
    m = getAttrOpt(yf, "close");
  } catch (e) {
    unraisable.report(e, yf);
  }
  if (m !== undefined) call(m, []);
}

/** generator.close(). */
export function closeGen(g: PyGenLike): Value {
  const yf = yieldFrom(g);
  let exc: PyBaseException = exception(E.GeneratorExit);
  if (yf !== undefined) {
    g.running = true;
    try {
      closeIter(yf);
    } catch (e) {
      if (!(e instanceof PyBaseException)) throw e;
      exc = e;
    } finally {
      g.running = false;
    }
  }
  let r: Maybe;
  try {
    r = resume(g, undefined, exc, true);
  } catch (e) {
    if (matches(e, E.StopIteration) || matches(e, E.GeneratorExit)) return null;
    throw e;
  }
  if (r === undefined) {
    ts.stop = null;
    return null;
  }
  throw runtimeError(`${kindName(g)} ignored GeneratorExit`);
}

/** Ends a generator that nobody will ask any more (_PyGen_Finalize). */
function finalizeGen(g: PyGenLike): void {
  if (g instanceof PyCoroutine && unawaited.live.delete(g)) {
    warnUnawaited(g.qualname);
    return;
  }
  const f = g.frame;
  if (f === null || f.pc === 0) return;
  try {
    if (g instanceof PyAsyncGenerator && g.finalizer !== null && !g.closed) {
      call(g.finalizer, [g]);
    } else closeGen(g);
  } catch (e) {
    unraisable.report(e, g);
  }
}

/** The exception of throw()'s arguments. */
function thrownException(args: readonly Value[]): PyBaseException {
  const [type, value = null, tb = null] = args;
  if (tb !== null && !(tb instanceof PyTraceback)) {
    throw typeError("throw() third argument must be a traceback object");
  }
  let exc: PyBaseException;
  if (type instanceof PyType && type.isSubtype(E.BaseException)) {
    if (value instanceof PyBaseException && value.cls.isSubtype(type)) exc = value;
    else {
      const v = call(type, value === null ? [] : value instanceof PyTuple ? value.items : [value]);
      if (!(v instanceof PyBaseException)) {
        throw typeError(
          `exceptions must be classes or instances deriving from BaseException, not ${
            typeName(type)
          }`,
        );
      }
      exc = v;
    }
  } else if (type instanceof PyBaseException) {
    if (value !== null) throw typeError("instance exception may not have a separate value");
    exc = type;
  } else {
    throw typeError(
      `exceptions must be classes or instances deriving from BaseException, not ${typeName(type)}`,
    );
  }
  if (tb !== null) exc.traceback = tb;
  // what is thrown in gets no context (PyErr_Restore)
  exc.inFlight = true;
  return exc;
}

/** generator.throw(): the value yielded, or undefined when the generator returned (`ts.stop`). */
export function throwInto(g: PyGenLike, args: readonly Value[]): Maybe {
  const yf = yieldFrom(g);
  if (yf !== undefined) {
    const type = args[0];
    const isExit = type === E.GeneratorExit || matches(type, E.GeneratorExit) ||
      (type instanceof PyType && type.isSubtype(E.GeneratorExit));
    if (isExit) {
      g.running = true;
      try {
        closeIter(yf);
      } catch (e) {
        g.running = false;
        if (!(e instanceof PyBaseException)) throw e;
        return resume(g, null, e);
      }
      g.running = false;
      return throwHere(g, args);
    }
    let r: Maybe;
    let m: Maybe;
    const generator = yf instanceof PyGenLike && !(yf instanceof PyAsyncGenerator);
    if (!generator) {
      m = getAttrOpt(yf, "throw");
      if (m === undefined) return throwHere(g, args);
    }
    g.running = true;
    try {
      ts.stop = null;
      r = generator ? throwInto(yf, args) : call(m!, [...args]);
    } catch (e) {
      g.running = false;
      if (!(e instanceof PyBaseException)) throw e;
      const f = g.frame!;
      // the delegation is over: leave YIELD_FROM
      f.sp--;
      f.pc++;
      if (e instanceof PyStopIteration && e.cls.isSubtype(E.StopIteration)) {
        return resume(g, e.value, null);
      }
      return resume(g, null, e);
    }
    g.running = false;
    if (r !== undefined) return r;
    const f = g.frame!;
    f.sp--;
    f.pc++;
    return resume(g, takeStopValue(), null);
  }
  return throwHere(g, args);
}

function throwHere(g: PyGenLike, args: readonly Value[]): Maybe {
  return resume(g, null, thrownException(args));
}

function orStop(v: Maybe): Value {
  return v === undefined ? throwStop() : v;
}

// The types --------------------------------------------------------------------------------

const nameGetSets = (what: string): Record<string, GetSet> => ({
  __name__: {
    get: (g: PyGenLike) => g.name,
    set: (g: PyGenLike, v) => {
      const s = asStr(v);
      if (s === undefined) throw typeError("__name__ must be set to a string object");
      g.name = s;
    },
    doc: `name of the ${what}`,
  },
  __qualname__: {
    get: (g: PyGenLike) => g.qualname,
    set: (g: PyGenLike, v) => {
      const s = asStr(v);
      if (s === undefined) throw typeError("__qualname__ must be set to a string object");
      g.qualname = s;
    },
    doc: `qualified name of the ${what}`,
  },
});

const attributes = (prefix: string, awaiting: string): Record<string, GetSet> => ({
  ...nameGetSets(
    prefix === "gi" ? "generator" : prefix === "cr" ? "coroutine" : "async generator",
  ),
  [`${prefix}_frame`]: { get: (g: PyGenLike) => g.frame },
  [`${prefix}_running`]: {
    get: (g: PyGenLike) => (prefix === "gi" || prefix === "cr" || prefix === "ag") && g.running,
  },
  [`${prefix}_code`]: { get: (g: PyGenLike) => g.code },
  [awaiting]: {
    get: (g: PyGenLike) => {
      const v = yieldFrom(g);
      return v === undefined ? null : v;
    },
    doc: `object being ${prefix === "gi" ? "iterated by yield from" : "awaited on"}, or None`,
  },
});

const reprOf = (kind: string) => (v: Value) =>
  `<${kind} object ${(v as PyGenLike).qualname} at 0x${identity(v).toString(16)}>`;

const sendMethods: Record<string, Decl> = {
  send: [
    "($self, arg, /)",
    (g: PyGenLike, v: Value) => {
      ts.stop = null;
      return orStop(resume(g, v, null));
    },
    "send(arg) -> send 'arg' into generator,\nreturn next yielded value or raise StopIteration.",
  ],
  throw: [
    "($self, typ, val=None, tb=None, /)",
    (g: PyGenLike, ...args: Value[]) => {
      ts.stop = null;
      return orStop(throwInto(g, args));
    },
    "throw(typ[,val[,tb]]) -> raise exception in generator,\nreturn next yielded value or raise StopIteration.",
    1,
  ],
  close: [
    "($self, /)",
    (g: PyGenLike) => closeGen(g),
    "close() -> raise GeneratorExit inside generator.",
  ],
};

/** tpIternext of generators. */
export function generatorNext(v: Value): Maybe {
  if (v instanceof PyGenerator) {
    const f = v.frame;
    const exec = ready(v, f);
    if (exec !== null) return advance(v, f!, exec, null);
  }
  try {
    ts.stop = null;
    return resume(v as PyGenerator, undefined, null);
  } catch (e) {
    if (matches(e, E.StopIteration)) {
      ts.stop = e;
      return undefined;
    }
    throw e;
  }
}

export const generatorSpec: TypeSpec = {
  weakrefable: true,
  slots: {
    tpRepr: reprOf("generator"),
    tpIter: (v) => v,
    tpIternext: generatorNext,
    tpGetattro: genericGetAttr,
  },
  getset: attributes("gi", "gi_yieldfrom"),
  members: ["gi_frame", "gi_running", "gi_code"],
  methods: sendMethods,
};

const coroutineMethods: Record<string, Decl> = {
  send: [
    sendMethods.send[0],
    sendMethods.send[1],
    "send(arg) -> send 'arg' into coroutine,\nreturn next iterated value or raise StopIteration.",
  ],
  throw: [
    sendMethods.throw[0],
    sendMethods.throw[1],
    "throw(typ[,val[,tb]]) -> raise exception in coroutine,\nreturn next iterated value or raise StopIteration.",
    1,
  ],
  close: [
    sendMethods.close[0],
    sendMethods.close[1],
    "close() -> raise GeneratorExit inside coroutine.",
  ],
};

export const coroutineSpec: TypeSpec = {
  weakrefable: true,
  slots: {
    tpRepr: reprOf("coroutine"),
    amAwait: (v) => new PyCoroutineWrapper(v as PyCoroutine),
  },
  getset: attributes("cr", "cr_await"),
  members: ["cr_frame", "cr_running", "cr_code"],
  methods: coroutineMethods,
};

export const coroutineWrapperSpec: TypeSpec = {
  slots: {
    tpIter: (v) => v,
    tpIternext: (v) => generatorNext((v as PyCoroutineWrapper).coroutine as unknown as Value),
  },
  methods: {
    send: ["($self, arg, /)", (w: PyCoroutineWrapper, v: Value) => {
      ts.stop = null;
      return orStop(resume(w.coroutine, v, null));
    }],
    throw: [
      "($self, typ, val=None, tb=None, /)",
      (w: PyCoroutineWrapper, ...args: Value[]) => {
        ts.stop = null;
        return orStop(throwInto(w.coroutine, args));
      },
      null,
      1,
    ],
    close: ["($self, /)", (w: PyCoroutineWrapper) => closeGen(w.coroutine)],
  },
};

function initHooks(g: PyAsyncGenerator): void {
  if (g.hooksInited) return;
  g.hooksInited = true;
  g.finalizer = hooks.finalizer;
  if (hooks.firstiter !== null) call(hooks.firstiter, [g]);
}

export const asyncGeneratorSpec: TypeSpec = {
  weakrefable: true,
  slots: {
    tpRepr: reprOf("async_generator"),
    amAiter: (v) => v,
    amAnext: (v) => {
      initHooks(v as PyAsyncGenerator);
      return new PyAsyncGenASend(v as PyAsyncGenerator, null);
    },
  },
  getset: attributes("ag", "ag_await"),
  members: ["ag_frame", "ag_running", "ag_code"],
  methods: {
    asend: ["($self, value, /)", (g: PyAsyncGenerator, v: Value) => {
      initHooks(g);
      return new PyAsyncGenASend(g, v);
    }, "asend(v) -> send 'v' in generator."],
    athrow: [
      "($self, typ, val=None, tb=None, /)",
      (g: PyAsyncGenerator, ...args: Value[]) => {
        initHooks(g);
        return new PyAsyncGenAThrow(g, args);
      },
      "athrow(typ[,val[,tb]]) -> raise exception in generator.",
      1,
    ],
    aclose: ["($self, /)", (g: PyAsyncGenerator) => {
      initHooks(g);
      return new PyAsyncGenAThrow(g, null);
    }, "aclose() -> raise GeneratorExit inside generator."],
  },
};

/** What a step of an asynchronous generator means (async_gen_unwrap_value): throws at its ends. */
function unwrap(g: PyAsyncGenerator, r: Maybe): Value {
  if (r === undefined) {
    const s = ts.stop ?? exception(E.StopAsyncIteration);
    ts.stop = null;
    if (s.cls.isSubtype(E.StopAsyncIteration) || s.cls.isSubtype(E.GeneratorExit)) g.closed = true;
    throw s;
  }
  if (r instanceof PyAsyncGenWrapped) throw makeStop(r.value);
  return r;
}

/** Runs a step; an exception that ends the generator closes it. */
function step(g: PyAsyncGenerator, f: () => Maybe): Value {
  let r: Maybe;
  try {
    ts.stop = null;
    r = f();
  } catch (e) {
    if (matches(e, E.StopAsyncIteration) || matches(e, E.GeneratorExit)) g.closed = true;
    throw e;
  }
  return unwrap(g, r);
}

function asendSend(o: PyAsyncGenASend, arg: Value): Value {
  if (o.state === "closed") throw exception(E.StopIteration);
  let v = arg;
  if (o.state === "init") {
    if (v === null) v = o.value;
    o.state = "iter";
  }
  try {
    return step(o.gen, () => resume(o.gen, v, null));
  } catch (e) {
    o.state = "closed";
    throw e;
  }
}

function asNext(f: () => Value): Maybe {
  try {
    return f();
  } catch (e) {
    if (matches(e, E.StopIteration)) {
      ts.stop = e;
      return undefined;
    }
    throw e;
  }
}

export const asyncGenASendSpec: TypeSpec = {
  slots: {
    tpIter: (v) => v,
    amAwait: (v) => v,
    tpIternext: (v) => asNext(() => asendSend(v as PyAsyncGenASend, null)),
  },
  methods: {
    send: ["($self, arg, /)", asendSend],
    throw: [
      "($self, typ, val=None, tb=None, /)",
      (o: PyAsyncGenASend, ...args: Value[]) => {
        if (o.state === "closed") throw exception(E.StopIteration);
        try {
          return step(o.gen, () => throwInto(o.gen, args));
        } catch (e) {
          o.state = "closed";
          throw e;
        }
      },
      null,
      1,
    ],
    close: ["($self, /)", (o: PyAsyncGenASend) => {
      o.state = "closed";
    }],
  },
};

function athrowSend(o: PyAsyncGenAThrow, arg: Value): Value {
  const g = o.gen;
  if (g.frame === null || o.state === "closed") throw exception(E.StopIteration);
  if (o.state === "init") {
    if (g.closed) throw exception(E.StopIteration);
    if (arg !== null) {
      throw runtimeError("can't send non-None value to a just-started coroutine");
    }
    o.state = "iter";
    let r: Maybe;
    try {
      ts.stop = null;
      if (o.args === null) {
        g.closed = true;
        r = throwInto(g, [exception(E.GeneratorExit)]);
        if (r instanceof PyAsyncGenWrapped) {
          throw runtimeError("async generator ignored GeneratorExit");
        }
      } else r = throwInto(g, o.args);
    } catch (e) {
      throw athrowEnd(o, e);
    }
    return athrowResult(o, r);
  }
  let r: Maybe;
  try {
    ts.stop = null;
    r = resume(g, arg, null);
  } catch (e) {
    throw athrowEnd(o, e);
  }
  return athrowResult(o, r);
}

function athrowResult(o: PyAsyncGenAThrow, r: Maybe): Value {
  if (o.args !== null) return unwrap(o.gen, r);
  if (r === undefined) {
    ts.stop = null;
    o.state = "closed";
    throw exception(E.StopIteration);
  }
  if (r instanceof PyAsyncGenWrapped) throw runtimeError("async generator ignored GeneratorExit");
  return r;
}

/** aclose() ends well when the generator ends by StopAsyncIteration or GeneratorExit. */
function athrowEnd(o: PyAsyncGenAThrow, e: unknown): unknown {
  if (o.args === null && (matches(e, E.StopAsyncIteration) || matches(e, E.GeneratorExit))) {
    o.state = "closed";
    return exception(E.StopIteration);
  }
  return e;
}

export const asyncGenAThrowSpec: TypeSpec = {
  slots: {
    tpIter: (v) => v,
    amAwait: (v) => v,
    tpIternext: (v) => asNext(() => athrowSend(v as PyAsyncGenAThrow, null)),
  },
  methods: {
    send: ["($self, arg, /)", athrowSend],
    throw: [
      "($self, typ, val=None, tb=None, /)",
      (o: PyAsyncGenAThrow, ...args: Value[]) => {
        if (o.state === "closed") throw exception(E.StopIteration);
        try {
          const r = throwInto(o.gen, args);
          return athrowResult(o, r);
        } catch (e) {
          throw athrowEnd(o, e);
        }
      },
      null,
      1,
    ],
    close: ["($self, /)", (o: PyAsyncGenAThrow) => {
      o.state = "closed";
    }],
  },
};

// Awaiting --------------------------------------------------------------------------------------

/** Whether `await` has something to ask of an object. */
export function isAwaitable(o: Value): boolean {
  return o instanceof PyCoroutine ||
    (o instanceof PyGenerator && (o.code.flags & CO_ITERABLE_COROUTINE) !== 0) ||
    typeOf(o).amAwait !== undefined;
}

/** The iterator of an awaitable (_PyCoro_GetAwaitableIter). Raises TypeError. */
export function getAwaitableIter(o: Value): Value {
  if (
    o instanceof PyCoroutine || (o instanceof PyGenerator && o.code.flags & CO_ITERABLE_COROUTINE)
  ) {
    return o;
  }
  const f = typeOf(o).amAwait;
  if (f === undefined) throw typeError(`object ${typeName(o)} can't be used in 'await' expression`);
  const it = f(o);
  if (
    it instanceof PyCoroutine ||
    (it instanceof PyGenerator && it.code.flags & CO_ITERABLE_COROUTINE)
  ) {
    throw typeError("__await__() returned a coroutine");
  }
  if (typeOf(it).tpIternext === undefined) {
    throw typeError(`__await__() returned non-iterator of type '${typeName(it)}'`);
  }
  return it;
}

/** The iterator of a `for`'s aiter: `__aiter__`'s result (GET_AITER of 3.6, PEP 492 with the 3.5.2 change). */
export function getAiter(o: Value): Value {
  const f = typeOf(o).amAiter;
  if (f === undefined) {
    throw typeError(`'async for' requires an object with __aiter__ method, got ${typeName(o)}`);
  }
  const it = f(o);
  if (typeOf(it).amAnext !== undefined) return new PyAIterWrapper(it);
  // an awaitable __aiter__ is deprecated
  let awaitable: Value;
  try {
    awaitable = getAwaitableIter(it);
  } catch (e) {
    if (!(e instanceof PyBaseException)) throw e;
    const err = typeError(`'async for' received an invalid object from __aiter__: ${typeName(it)}`);
    err.cause = e;
    err.context = e;
    err.suppressContext = true;
    throw err;
  }
  hooks.warn(
    E.DeprecationWarning,
    `'${
      typeName(o)
    }' implements legacy __aiter__ protocol; __aiter__ should return an asynchronous iterator, not awaitable`,
  );
  return awaitable;
}

/** An awaitable that gives the asynchronous iterator itself (_PyAIterWrapper). */
export class PyAIterWrapper extends PyObject {
  constructor(readonly aiter: Value) {
    super();
  }
}

export const aiterWrapperType: PyType = new PyType("aiter_wrapper", TypeFlag.None);
PyAIterWrapper.prototype.cls = aiterWrapperType;

export const aiterWrapperSpec: TypeSpec = {
  slots: {
    tpIter: (v) => v,
    amAwait: (v) => v,
    tpIternext: (v) => {
      ts.stop = makeStop((v as PyAIterWrapper).aiter);
      return undefined;
    },
  },
};

/** GET_ANEXT: the awaitable of the next value. */
export function getAnext(aiter: Value): Value {
  const t = typeOf(aiter);
  if (aiter instanceof PyAsyncGenerator) return t.amAnext!(aiter);
  const f = t.amAnext;
  if (f === undefined) {
    throw typeError(
      `'async for' requires an iterator with __anext__ method, got ${typeName(aiter)}`,
    );
  }
  const next = f(aiter);
  try {
    return getAwaitableIter(next);
  } catch (e) {
    if (!(e instanceof PyBaseException)) throw e;
    const err = typeError(
      `'async for' received an invalid object from __anext__: ${typeName(next)}`,
    );
    err.cause = e;
    err.context = e;
    err.suppressContext = true;
    throw err;
  }
}

/** One step of YIELD_FROM: the value to yield, or undefined when the delegate ended (`ts.stop`). */
export function delegate(receiver: Value, v: Value, sink: Sink | null = null): Maybe {
  ts.stop = null;
  returned = null;
  if (receiver instanceof PyGenerator || receiver instanceof PyCoroutine) {
    const f = receiver.frame;
    const exec = ready(receiver, f);
    // a first value has to be None
    if (exec !== null && (f!.pc > 0 || v === null)) {
      if (f!.pc === 0 && receiver.list !== null) unawaited.live.delete(receiver);
      return advance(receiver, f!, exec, v, true, sink);
    }
    try {
      return resume(receiver, v, null);
    } catch (e) {
      if (matches(e, E.StopIteration)) {
        ts.stop = e;
        return undefined;
      }
      throw e;
    }
  }
  if (v === null) {
    const next = typeOf(receiver).tpIternext;
    if (next === undefined) throw typeError(`'${typeName(receiver)}' object is not an iterator`);
    return next(receiver);
  }
  try {
    return callMethod(receiver, "send", v);
  } catch (e) {
    if (matches(e, E.StopIteration)) {
      ts.stop = e;
      return undefined;
    }
    throw e;
  }
}
