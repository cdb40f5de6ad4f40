/**
 * Threads (the thread half of Python/pystate.c and Python/ceval_gil.h). There
 * is one JS stack, so one thread runs at a time, and others run where it waits.
 *
 * Python frames live on the heap and call one another inside the loop. A thread
 * that has to wait while no native code is between its frames is parked: the
 * loop is left, and is entered again at its innermost frame when the wait is
 * over. A thread that cannot be parked (the main thread, whose frames are at
 * the bottom of the JS stack, or one that waits inside a sort key) stays where
 * it is, and the others run on top of it until its wait is over. What such a
 * thread lies on cannot run meanwhile: when nobody can ever run, the wait ends
 * with RuntimeError.
 *
 * While there are several threads, backward jumps look at the clock now and
 * then, and the running thread gives way after sys.getswitchinterval().
 *
 * @module
 */
import type { NativeFn } from "../core/args.ts";
import { E, fromHost, PyBaseException, runtimeError } from "../core/errors.ts";
import type { KwNames, Value } from "../core/object.ts";
import { call } from "../core/ops.ts";
import { interp, setThreadState, ThreadState, ts, updateTracing } from "../core/state.ts";
import { host } from "../host/host.ts";
import { PyFunction, PyMethod } from "../objects/function.ts";
import { bindFrame } from "./call.ts";
import type { ExecCode } from "./exec.ts";
import { frameHooks, FrameKind, type PyFrame } from "./frame.ts";
import { addPending, enter, removePending } from "./interpreter.ts";
import { PARK, unpark } from "./park.ts";
import { forgetTracer } from "./tracing.ts";

/** What a thread waits for. */
interface Wait {
  ready: () => boolean;
  /** In milliseconds of {@linkcode now}. */
  deadline: number;
  /** Makes the result of the call that waits; `ok` is false when time ran out. */
  finish: (ok: boolean) => Value;
  /** Whether the outside world ends the wait, not another thread. */
  outside: boolean;
}

/** A thread. */
export class Thread {
  /** The innermost frame of a parked thread. */
  frame: PyFrame | null = null;
  wait: Wait | null = null;
  started = false;
  /** Called at its end. */
  onEnd: (() => void) | null = null;
  constructor(
    readonly ident: number,
    readonly state: ThreadState,
    readonly func: Value,
    readonly args: Value[],
    readonly kw: KwNames,
  ) {}
}

/** The threads of one runtime. */
class Threads {
  readonly main: Thread = new Thread(MAIN_IDENT, ts, null, [], null);
  current: Thread = this.main;
  /** Those that are not on the JS stack, in the order of their turns. */
  readonly queue: Thread[] = [];
  /** What those wait for that are on the JS stack, the topmost one last. */
  readonly pinned: Pick<Wait, "ready" | "deadline">[] = [];
  /** Those that have begun or will, but the main one. */
  readonly alive: Set<Thread> = new Set();
  nextIdent = MAIN_IDENT;
}

const MAIN_IDENT = 140000000000256;
const runtimes = new WeakMap<object, Threads>();

function threads(): Threads {
  let t = runtimes.get(interp);
  if (t === undefined) runtimes.set(interp, t = new Threads());
  return t;
}

/** The running thread. */
export const currentThread = (): Thread => threads().current;
/** The thread that began the program. */
export const mainThread = (): Thread => threads().main;
/** How many threads there are beside the main one. */
export const threadCount = (): number => threads().alive.size;

/** The host's monotonic clock in milliseconds. */
export const now = (): number => Number(host.monotonicNs()) / 1e6;

/** sys.setswitchinterval, in milliseconds. */
export const switching: { interval: number } = { interval: 5 };

/** What is done with an exception that ends a thread. */
export const threadHooks: { report: (t: Thread, e: PyBaseException) => void } = {
  report: () => {},
};

/** Makes a thread that runs a function; its turn comes when the running one waits. */
export function startThread(func: Value, args: Value[], kw: KwNames): Thread {
  const all = threads();
  const state = new ThreadState();
  state.recursionLimit = ts.recursionLimit;
  // its frames have to be the loop's, so that it can be parked
  state.jitMax = 0;
  updateTracing(state);
  const t = new Thread(all.nextIdent += 4096, state, func, args, kw);
  all.alive.add(t);
  frameHooks.severalThreads = () => threadCount() > 0;
  enqueue(all, t);
  return t;
}

function enqueue(all: Threads, t: Thread): void {
  all.queue.push(t);
  updateTick(all);
}

/** Backward jumps ask for the time while somebody may wait for a turn. */
function updateTick(all: Threads): void {
  if (all.queue.length > 0 || all.pinned.length > 0) addPending(tick);
  else removePending(tick);
}

/** Runs the thread's function; when it is a Python function the thread can be parked. */
function begin(t: Thread): void {
  t.started = true;
  let func = t.func;
  let self: Value | undefined;
  if (func instanceof PyMethod) {
    self = func.self;
    func = func.func;
  }
  if (func instanceof PyFunction) {
    const f = bindFrame(func, self, t.args, 0, t.args.length, t.kw);
    if (!(func.code.exec as ExecCode).generator) {
      enter(f);
      return;
    }
  }
  call(t.func, t.args, t.kw);
}

/** Goes on with a parked thread. */
function proceed(t: Thread): void {
  const f = t.frame!;
  const wait = t.wait;
  t.frame = t.wait = null;
  let exc: PyBaseException | null = null;
  if (wait !== null) {
    try {
      unpark(f, wait.finish(wait.ready()));
    } catch (e) {
      // it was too late and has to wait again
      if (e === PARK) {
        PARK.frame = f;
        return;
      }
      exc = fromHost(e);
    }
  }
  enter(f, exc, true);
}

/** Runs a thread until it is parked or over. */
function runTurn(all: Threads, t: Thread): void {
  const was = all.current;
  const wasState = ts;
  all.current = t;
  setThreadState(t.state);
  const begun = sliceStart = now();
  slice = switching.interval;
  PARK.frame = null;
  try {
    if (t.started) proceed(t);
    else begin(t);
    t.frame = PARK.frame;
    PARK.frame = null;
    PARK.preempted = false;
    if (t.frame === null) end(all, t);
  } catch (e) {
    const err = fromHost(e);
    try {
      if (!err.cls.isSubtype(E.SystemExit)) threadHooks.report(t, err);
    } finally {
      end(all, t);
    }
  } finally {
    all.current = was;
    setThreadState(wasState);
    sliceStart = now();
    // a fair share: as long as the other one's turn was
    slice = Math.min(100, Math.max(switching.interval, sliceStart - begun));
  }
  if (t.frame !== null) enqueue(all, t);
}

function end(all: Threads, t: Thread): void {
  all.alive.delete(t);
  forgetTracer(t.state);
  t.onEnd?.();
}

const runnable = (t: Thread, time: number): boolean =>
  t.wait === null || t.wait.ready() || time >= t.wait.deadline;

/** Gives the next thread that can run its turn; false when there is none. */
function runNext(all: Threads): boolean {
  const time = now();
  const queue = all.queue;
  for (let i = 0; i < queue.length; i++) {
    const t = queue[i];
    if (!runnable(t, time)) continue;
    queue.splice(i, 1);
    updateTick(all);
    runTurn(all, t);
    return true;
  }
  return false;
}

/** Gives each other thread one turn at most. */
function runOthers(all: Threads): void {
  for (let n = all.queue.length; n > 0 && runNext(all); n--);
}

/** Whether the running thread's frames are all the loop's own, so that it can be parked. */
function parkable(all: Threads): boolean {
  if (all.current === all.main) return false;
  for (let f = ts.frame as PyFrame | null; f !== null; f = f.back) {
    if (f.back === null) return f.kind === FrameKind.Entry;
    if (f.kind === FrameKind.Entry) return false;
  }
  return false;
}

/**
 * Whether the loop itself called the built-in `fn`, which must be of
 * ArgStyle.Raw. To be asked first of all, each time: the answer is used up.
 */
export function calledByLoop(fn: NativeFn): boolean {
  const direct = ts.direct as { fn: NativeFn } | null;
  ts.direct = null;
  return direct !== null && direct.fn === fn;
}

/**
 * Waits, for a built-in: until `ready`, or until the deadline. Gives what
 * `finish` makes. Does not return when the thread is parked; `direct` is what
 * {@linkcode calledByLoop} said.
 */
export function block(
  direct: boolean,
  ready: () => boolean,
  deadline: number,
  finish: (ok: boolean) => Value,
  outside: boolean = false,
): Value {
  const all = threads();
  if (direct && parkable(all)) {
    all.current.wait = { ready, deadline, finish, outside };
    PARK.preempted = false;
    throw PARK;
  }
  return finish(waitHere(all, ready, deadline));
}

/** Whether the running thread can be parked now. */
export const canPark = (): boolean => parkable(threads());

/** Whether there are threads that are not on the JS stack. */
export const othersWait = (): boolean => threads().queue.length > 0;

/** How often waits are looked at that the outside world ends, in milliseconds. */
const OUTSIDE_MS = 2;

/**
 * For a native wait that nothing but the outside world ends: gives each other
 * thread one turn at most, and says for how many milliseconds none of them will
 * want another one (0 when one has run, Infinity when none can by itself).
 */
export function runMeanwhile(ready: () => boolean, deadline: number): number {
  const all = threads();
  all.pinned.push({ ready, deadline });
  updateTick(all);
  let ran = false;
  try {
    for (let n = all.queue.length; n > 0 && runNext(all); n--) ran = true;
  } finally {
    all.pinned.pop();
    updateTick(all);
  }
  checkInterrupt(all);
  return ran ? 0 : Math.max(0, nextTurn(all) - now());
}

/** When a thread of the queue may be able to run, if no other one acts. */
function nextTurn(all: Threads): number {
  let until = Infinity;
  for (const { wait } of all.queue) {
    if (wait === null) return 0;
    until = Math.min(until, wait.outside ? now() + OUTSIDE_MS : wait.deadline);
  }
  return until;
}

/** Runs others on top of the running thread until its wait is over. */
function waitHere(all: Threads, ready: () => boolean, deadline: number): boolean {
  all.pinned.push({ ready, deadline });
  updateTick(all);
  try {
    return waitPinned(all, ready, deadline);
  } finally {
    all.pinned.pop();
    updateTick(all);
  }
}

function waitPinned(all: Threads, ready: () => boolean, deadline: number): boolean {
  // who sleeps for no time at all gives way as well
  if (all.queue.length > 0) runOthers(all);
  for (;;) {
    checkInterrupt(all);
    if (ready()) return true;
    const time = now();
    if (time >= deadline) return false;
    if (runNext(all)) continue;
    const until = Math.min(deadline, nextTurn(all));
    if (until === Infinity) {
      throw runtimeError(
        all.alive.size === 0
          ? "deadlock: the lock is held and there is no other thread to release it"
          : "deadlock: no thread can run",
      );
    }
    // in steps, so that signals are seen
    host.sleep(Math.min(until - time, 200));
  }
}

let budget = 0;
let sliceStart = 0;
/** How long the running thread's turn may be. */
let slice = 5;

/** Called at backward jumps: lets others run when the turn has been long enough. */
function tick(): void {
  if (--budget > 0) return;
  budget = 100;
  const time = now();
  if (time - sliceStart < slice) return;
  const all = threads();
  const below = all.pinned[all.pinned.length - 1];
  if (
    all.queue.some((t) => runnable(t, time)) ||
    (below !== undefined && (time >= below.deadline || below.ready()))
  ) {
    if (parkable(all)) {
      PARK.preempted = true;
      throw PARK;
    }
    runOthers(all);
    checkInterrupt(all);
  }
  sliceStart = now();
}

let interrupted: PyBaseException | null = null;

/** _thread.interrupt_main: raises in the main thread as soon as that runs. */
export function interruptMain(e: PyBaseException): void {
  interrupted = e;
  checkInterrupt(threads());
}

function checkInterrupt(all: Threads): void {
  if (interrupted === null || all.current !== all.main) return;
  const e = interrupted;
  interrupted = null;
  throw e;
}

/** The innermost frame of every thread (sys._current_frames). */
export function currentFrames(): Map<number, PyFrame> {
  const all = threads();
  const out = new Map<number, PyFrame>();
  for (const t of [all.main, ...all.alive]) {
    const f = (t === all.current ? ts : t.state).frame as PyFrame | null;
    if (f !== null) out.set(t.ident, f);
  }
  return out;
}
