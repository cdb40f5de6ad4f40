/**
 * The border between JavaScript and one interpreter: entering and leaving it,
 * and the identity of what crosses.
 *
 * @module
 */
import { asStr } from "../core/compare.ts";
import { E, exception, fromHost, PyBaseException, typeError } from "../core/errors.ts";
import type { LimitKind, Meter, Usage } from "../core/meter.ts";
import { PyFloat, type PyObject, PyType, TypeFlag, type Value } from "../core/object.ts";
import { str } from "../core/ops.ts";
import { ts } from "../core/state.ts";
import { defineType } from "../objects/type.ts";
import type { Runtime } from "../runtime.ts";
import type { PyFrame, PyTraceback } from "../vm/frame.ts";
import { exceptionName, formatException } from "../vm/traceback.ts";
import { BridgeError, Foreign, PythonError, type PythonFrame, PythonLimitError } from "./errors.ts";
import type { JsObject } from "./js_object.ts";
import type { PyProxy } from "./proxy.ts";

/** What a program that used up its limits gets: no Exception, so that few catch it. */
export const limitType: PyType = new PyType("LimitExceeded", TypeFlag.BaseType, "wordcode");

/** Completes the type; the runtime's own types must be there. */
export function defineLimitType(): void {
  if ((limitType.flags & TypeFlag.Ready) === 0) {
    defineType(limitType, {
      base: E.BaseException,
      doc: "A limit that the host has set is used up.",
    });
  }
}

/** What a limit's exception says. */
const EXCEEDED: Readonly<Record<LimitKind, string>> = {
  time: "the time limit is used up",
  instructions: "the instruction limit is used up",
  memory: "the memory limit is used up",
  output: "the output limit is used up",
  stopped: "stopped by the host",
};

/** The exception of a limit. */
export const limitException = (kind: LimitKind): PyBaseException =>
  exception(limitType, EXCEEDED[kind]);

/** The Python exceptions that JS errors stand for. */
const originals = new WeakMap<PythonError, { bridge: Bridge; exception: PyBaseException }>();

/** What needs no handle. */
export type Scalar = null | boolean | number | bigint | string;

/** None, bool, int, float and str as JavaScript's own; undefined for everything else. */
export function scalarToJs(v: Value): Scalar | undefined {
  if (v === null || typeof v !== "object") return v;
  if (v instanceof PyFloat) return v.v;
  return asStr(v);
}

/**
 * How {@linkcode PyProxy.toJs} copies.
 *
 * @example
 * ```ts
 * import { Python, type PyProxy } from "@wordcode/vm";
 *
 * using python = new Python();
 * const nested = python.evaluate("{'a': {'b': [1]}}") as PyProxy;
 * console.log(JSON.stringify(nested.toJs({ dicts: "object" }))); // {"a":{"b":[1]}}
 * ```
 */
export interface ToJsOptions {
  /** What a dict becomes: a Map unless given; as objects only dicts whose keys are all str. */
  dicts?: "map" | "object";
  /** How many levels are copied; what is deeper becomes a handle. All unless given. */
  depth?: number;
}

/** What several entries of one program have used together. */
export interface Session {
  usage: Usage | null;
}

/** The border of one interpreter. */
export class Bridge {
  /** Handles by their objects, so that an object has one. */
  readonly proxies = new WeakMap<PyObject, PyProxy>();
  /** Python's objects for those of JavaScript. */
  readonly objects = new WeakMap<object, JsObject>();
  closed = false;
  private depth = 0;

  constructor(
    readonly runtime: Runtime,
    readonly meter: Meter | null,
    /** Whether Python code may use every property of JavaScript objects. */
    readonly open: boolean,
  ) {}

  /** Whether JavaScript was called by Python code of this interpreter. */
  get running(): boolean {
    return this.depth > 0;
  }

  /**
   * Runs something in the interpreter. Python exceptions become JavaScript's.
   * What is entered several times counts against one allowance with a session.
   */
  enter<T>(f: () => T, session: Session | null = null): T {
    if (this.closed) throw new BridgeError("The interpreter is closed");
    const leave = this.runtime.enter();
    const { meter } = this;
    if (this.depth++ === 0 && meter !== null) {
      if (session === null || session.usage === null) meter.start();
      else meter.resume(session.usage);
    }
    const { depth, frame, handled } = ts;
    try {
      const result = f();
      // what a program swallowed is a limit all the same
      const exceeded = meter?.exceeded ?? null;
      if (this.depth === 1 && exceeded !== null) throw limitException(exceeded);
      return result;
    } catch (e) {
      throw this.toJsError(e);
    } finally {
      // also after what unwound the engine's whole stack
      ts.depth = depth;
      ts.frame = frame;
      ts.handled = handled;
      if (--this.depth === 0 && meter !== null && session !== null) session.usage = meter.suspend();
      leave();
    }
  }

  /** What Python code gets of something that JavaScript threw. */
  toPyError(e: unknown, wrap: (e: unknown) => PyBaseException): PyBaseException {
    try {
      if (e instanceof Foreign) e = e.error;
      return this.known(e) ?? wrap(e);
    } catch {
      // even to ask what it is can fail
      return wrap(e);
    }
  }

  /** The Python exception that something thrown stands for, if it is one of ours. */
  private known(e: unknown): PyBaseException | null {
    if (e instanceof PyBaseException) return e;
    if (e instanceof PythonError) {
      const original = originals.get(e);
      if (original !== undefined && original.bridge === this) return original.exception;
    }
    if (e instanceof BridgeError) return typeError(e.message);
    if (e instanceof RangeError && e.message.includes("call stack")) return fromHost(e);
    return null;
  }

  /** What JavaScript gets of something that was thrown in the interpreter. */
  toJsError(e: unknown): unknown {
    if (e instanceof BridgeError || e instanceof PythonError) return e;
    if (e instanceof Foreign) return e.error;
    const err = fromHost(e);
    let message: string;
    let traceback: string;
    try {
      message = str(err);
    } catch {
      message = "<exception str() failed>";
    }
    try {
      traceback = formatException(err);
    } catch {
      traceback = "";
    }
    const init = {
      type: exceptionName(err),
      message,
      args: err.args.items.map((v) => this.toJs(v)),
      traceback,
      frames: framesOf(err),
      cause: (err as { jsCause?: unknown }).jsCause,
    };
    const kind = err.cls === limitType ? this.meter?.exceeded ?? null : null;
    const out = kind === null ? new PythonError(init) : new PythonLimitError(init, kind);
    originals.set(out, { bridge: this, exception: err });
    return out;
  }

  /** A value as JavaScript has it; set by convert.ts. */
  toJs: (v: Value) => unknown = scalarToJs;
  /** A value as Python has it, for Python code that asks for it: of an open interpreter no copy. Set by convert.ts. */
  toPy: (x: unknown) => Value = () => null;
  /** A value as Python has it: arrays, maps, sets and plain objects are copied. Set by convert.ts. */
  copyToPy: (x: unknown) => Value = () => null;
  /** A value with lists, dicts and sets copied. Set by convert.ts. */
  copyToJs: (v: Value, options: ToJsOptions) => unknown = scalarToJs;
  /** Runs an awaitable to its end. Set by async.ts. */
  drive: (awaitable: Value) => Promise<unknown> = () => Promise.reject(new Error("Not wired"));
}

function framesOf(e: PyBaseException): PythonFrame[] {
  const out: PythonFrame[] = [];
  for (let t = e.traceback as PyTraceback | null; t !== null; t = t.next) {
    const { code } = t.frame as PyFrame;
    out.push({ filename: code.filename, line: t.lineno, name: code.name });
  }
  return out;
}
