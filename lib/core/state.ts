/**
 * The state of the running interpreter (PyThreadState and PyInterpreterState).
 * JavaScript runs one thing at a time, so there is one current state; who
 * enters another runtime swaps it and puts it back.
 *
 * @module
 */
import type { PyBaseException } from "./errors.ts";
import { meter } from "./meter.ts";
import type { PyDict } from "./dict.ts";
import type { PyObject, Value } from "./object.ts";

/** How deep generated code may nest on JavaScript's stack; generators twice as deep. */
export const JIT_DEPTH = 400;

/** What the machine keeps for a thread of execution. */
export class ThreadState {
  /** Depth of Python calls and of recursion in C's sense. */
  depth = 0;
  /** sys.getrecursionlimit(). */
  recursionLimit = 1000;
  /** Set after a RecursionError until the depth has come down (tstate->overflowed). */
  overflowed = false;
  /**
   * Deeper than this, entering a frame takes the slow way: the recursion limit,
   * or -1 while events are reported, so that the fast way needs one comparison.
   */
  pushLimit = 1000;
  /** sys.settrace's function, or null. */
  traceFunc: Value = null;
  /** sys.setprofile's function, or null. */
  profileFunc: Value = null;
  /** Greater than 0 while such a function runs: it is not traced itself. */
  tracing = 0;
  /** The built-in that the loop called last by the general way: who waits asks whether it is the one. */
  direct: object | null = null;
  /** Whether events are to be reported now (tstate->use_tracing). */
  useTracing = false;
  /** Whether events may be reported: not while instructions are only counted, nor inside a trace function. */
  reporting = false;
  /** The running frame. */
  frame: PyObject | null = null;
  /** The exception being handled (sys.exc_info()), or null. */
  handled: PyBaseException | null = null;
  /**
   * The StopIteration with which the last `__next__` or `send` ended, when a
   * tpIternext returned undefined: who needs its value clears this before the call.
   */
  stop: PyBaseException | null = null;
  /**
   * By depth, for generated code that runs there: the function, or its frame
   * once somebody asked for it; null where C level recursion counts.
   */
  readonly stack: (PyObject | null)[] = new Array(2 * JIT_DEPTH + 2).fill(null);
  /** By depth, where generated code stands: a number of its own. */
  readonly pcs: Int32Array = new Int32Array(2 * JIT_DEPTH + 2);
  /**
   * The depth below which generated code runs: deeper the interpreter goes on,
   * whose calls need no JavaScript stack. 0 while events are reported.
   */
  jitLimit = JIT_DEPTH;
  /** What jitLimit is at most: 0 in threads that can be parked, whose frames the loop must own. */
  jitMax = JIT_DEPTH;
}

/** Derives `useTracing`, `pushLimit` and the like after a change of what they depend on. */
export function updateTracing(t: ThreadState): void {
  t.reporting = t.tracing === 0 && (t.traceFunc !== null || t.profileFunc !== null);
  t.useTracing = t.reporting || (meter !== null && meter.counting);
  t.pushLimit = t.useTracing || meter !== null ? -1 : t.recursionLimit;
  t.jitLimit = t.useTracing ? 0 : Math.min(t.jitMax, t.recursionLimit);
}

/** What belongs to one runtime. */
export class InterpreterState {
  /** sys.modules. */
  modules!: PyDict;
  /** The dictionary of module sys. */
  sysdict!: PyDict;
  /** The dictionary of module builtins. */
  builtins!: PyDict;
  /** What sys.setrecursionlimit() may set at most. */
  recursionMax = Infinity;
  /** Sinks of things that no type knows: filled by the runtime. */
  readonly extra: Map<string, Value> = new Map();
  /** atexit's callbacks have run, and what is left is being finalized. */
  finalizing = false;
}

/** The current thread state. */
export let ts: ThreadState = new ThreadState();
/** The current runtime's state. */
export let interp: InterpreterState = new InterpreterState();

/** A module's variables, of which each runtime has its own. */
export class PerRuntime<T> {
  private readonly all = new WeakMap<InterpreterState, { readonly value: T }>();
  private owner: InterpreterState | null = null;
  private last: T | undefined = undefined;
  constructor(private readonly make: () => T) {}
  /** Those of the current runtime. */
  get current(): T {
    if (this.owner === interp) return this.last as T;
    let v = this.all.get(interp);
    if (v === undefined) this.all.set(interp, v = { value: this.make() });
    this.owner = interp;
    return this.last = v.value;
  }
}

/** Goes over to another thread of the runtime. */
export function setThreadState(to: ThreadState): void {
  ts = to;
}

/** Makes another runtime's states the current ones and returns those that were. */
export function swapState(
  to: { ts: ThreadState; interp: InterpreterState },
): { ts: ThreadState; interp: InterpreterState } {
  const was = { ts, interp };
  ts = to.ts;
  interp = to.interp;
  return was;
}
