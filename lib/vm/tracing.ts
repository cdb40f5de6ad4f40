/**
 * sys.settrace and sys.setprofile (the tracing parts of Python/ceval.c and
 * Python/sysmodule.c).
 *
 * The loop asks nothing for every instruction. While a thread traces, the
 * prepared code of its frames is armed: TRACE stands in for each instruction.
 * Its case comes here, where the line and call events are, and the one
 * instruction that is about to run is uncovered until the next TRACE. Armed
 * code that runs when nobody traces any more is disarmed. Calls take the slow
 * way because `ts.pushLimit` is -1; returns and exceptions look at
 * `ts.useTracing`. A limit of instructions arms code as well; then events are
 * reported only while `ts.reporting`.
 *
 * @module
 */
import { PyBuiltin, PyMethodDescr } from "../core/args.ts";
import { fromHost, type PyBaseException, stopIteration } from "../core/errors.ts";
import { meter } from "../core/meter.ts";
import { type Maybe, PyObject, tuple, typeOf, type Value } from "../core/object.ts";
import { call } from "../core/ops.ts";
import { type ThreadState, ts, updateTracing } from "../core/state.ts";
import type { PyCode } from "../objects/code.ts";
import { CALL_METHOD, type ExecCode, LOAD_METHOD, prepare, TRACE } from "./exec.ts";
import { fastToLocals, FrameTrace, localsToFast, type PyFrame, PyTraceback } from "./frame.ts";

/** The threads that trace or profile. */
const tracers = new Set<ThreadState>();

/** Puts TRACE in place of the instructions of a code object. */
function arm(code: PyCode): ExecCode {
  const exec = (code.exec as ExecCode | null) ?? prepare(code);
  if (exec.plain === null) {
    const op = exec.op;
    const plain = op.slice();
    // of a fused pair each instruction is to be seen by itself
    for (let i = 0; i < code.code.length >> 1; i++) {
      if (op[i] !== LOAD_METHOD && op[i] !== CALL_METHOD) plain[i] = code.code[2 * i];
    }
    exec.plain = plain;
    exec.fused = op.slice();
  }
  if (exec.stepped !== ALL) {
    exec.op.fill(TRACE);
    exec.stepped = ALL;
  }
  return exec;
}

/** `ExecCode.stepped` when TRACE is everywhere. */
const ALL = -2;

function disarm(exec: ExecCode): void {
  if (exec.fused !== null) exec.op.set(exec.fused);
  exec.plain = exec.fused = null;
  exec.stepped = -1;
}

/** Uncovers one instruction, and covers the one before. */
function step(exec: ExecCode, at: number): void {
  if (exec.stepped >= 0) exec.op[exec.stepped] = TRACE;
  exec.op[at] = exec.plain![at];
  exec.stepped = at;
}

/** A frame is left: what it uncovered another frame of the same code must not run. */
function cover(f: PyFrame): void {
  const exec = f.code.exec as ExecCode;
  if (exec.plain !== null && exec.stepped >= 0) {
    exec.op[exec.stepped] = TRACE;
    exec.stepped = ALL;
  }
}

/** An instruction has jumped to itself: it is to be seen, and counted, again. */
export function coverLoop(f: PyFrame): void {
  const exec = f.code.exec as ExecCode;
  if (exec.plain !== null && exec.stepped === f.pc) cover(f);
}

function changed(): void {
  updateTracing(ts);
  if (ts.traceFunc === null && ts.profileFunc === null) tracers.delete(ts);
  else {
    tracers.add(ts);
    for (let f = ts.frame as PyFrame | null; f !== null; f = f.back) arm(f.code);
  }
}

/** PyEval_SetTrace. */
export function setTrace(fn: Value): void {
  ts.traceFunc = fn;
  changed();
}

/** PyEval_SetProfile. */
export function setProfile(fn: Value): void {
  ts.profileFunc = fn;
  changed();
}

/** A thread is over. */
export function forgetTracer(t: ThreadState): void {
  tracers.delete(t);
}

/** Calls a function as if none were being traced (sys.call_tracing). */
export function callTracing(fn: Value, args: Value[]): Value {
  const was = ts.tracing;
  ts.tracing = 0;
  updateTracing(ts);
  try {
    return call(fn, args);
  } finally {
    ts.tracing = was;
    updateTracing(ts);
  }
}

/** What tracing keeps of a frame; new for one that ran before tracing began. */
function infoOf(f: PyFrame): FrameTrace {
  if (f.traced === null) {
    f.traced = new FrameTrace();
    f.traced.line = f.code.firstlineno;
  }
  return f.traced;
}

/** Calls a trace or profile function with the frame's locals written out and read back. */
function trampoline(callback: Value, f: PyFrame, event: string, arg: Value): Value {
  const info = infoOf(f);
  const t = ts;
  t.tracing++;
  updateTracing(t);
  info.event = event;
  try {
    fastToLocals(f);
    const result = call(callback, [f, event, arg]);
    localsToFast(f, true);
    return result;
  } catch (e) {
    const err = fromHost(e);
    localsToFast(f, true);
    err.traceback = new PyTraceback(err.traceback as PyTraceback | null, f, f.last);
    throw err;
  } finally {
    info.event = "";
    t.tracing--;
    updateTracing(t);
  }
}

/** Reports an event to the trace function; one that raises is done with. */
function toTracer(f: PyFrame, event: string, arg: Value): void {
  const callback = event === "call" ? ts.traceFunc : f.trace;
  if (callback === null) return;
  let result: Value;
  try {
    result = trampoline(callback, f, event, arg);
  } catch (e) {
    setTrace(null);
    f.trace = null;
    throw e;
  }
  if (result !== null) f.trace = result;
}

function toProfiler(f: PyFrame, event: string, arg: Value): void {
  try {
    trampoline(ts.profileFunc, f, event, arg);
  } catch (e) {
    setProfile(null);
    throw e;
  }
}

/** A frame is entered, or a generator's is resumed. */
export function traceCall(f: PyFrame): void {
  infoOf(f).enter();
  arm(f.code);
  if (!ts.reporting) return;
  if (ts.traceFunc !== null) toTracer(f, "call", null);
  if (ts.profileFunc !== null && ts.reporting) toProfiler(f, "call", null);
}

/** The line of an instruction and the instructions that belong to it. */
function lineBounds(info: FrameTrace, code: PyCode, at: number): number {
  const tab = code.lnotab;
  let line = code.firstlineno;
  let addr = 0;
  let i = 0;
  info.lower = 0;
  for (; i + 1 < tab.length; i += 2) {
    if (addr + tab[i] > 2 * at) break;
    addr += tab[i];
    if (tab[i + 1] !== 0) info.lower = addr >> 1;
    line += tab[i + 1] > 127 ? tab[i + 1] - 256 : tab[i + 1];
  }
  info.upper = code.code.length;
  for (; i + 1 < tab.length; i += 2) {
    addr += tab[i];
    if (tab[i + 1] !== 0) {
      info.upper = addr >> 1;
      break;
    }
  }
  return line;
}

/** The built-in function that the instruction is about to call, or undefined. */
function builtinCallee(f: PyFrame, op: number, arg: number): Maybe {
  const S = f.fast;
  const sp = f.sp;
  let callee: Maybe;
  if (op === 131) callee = S[sp - arg - 1];
  else if (op === 141) callee = S[sp - arg - 2];
  else if (op === 142) callee = S[sp - 2 - (arg & 1)];
  else if (op === CALL_METHOD) {
    const m = S[sp - arg - 2];
    callee = S[sp - arg - 1];
    if (m instanceof PyMethodDescr && typeOf(m).name === "method_descriptor") {
      return typeOf(m).tpDescrGet!(m, callee!, typeOf(callee!));
    }
    if (m !== undefined) return undefined;
  }
  return callee instanceof PyBuiltin ? callee : undefined;
}

/**
 * TRACE at an instruction: reports what is due before it runs. Returns the
 * instruction to run, which is another one when a trace function jumped.
 */
export function traceInstruction(f: PyFrame, at: number): number {
  const exec = f.code.exec as ExecCode;
  if (!ts.useTracing) {
    if (tracers.size === 0) disarm(exec);
    else step(exec, at);
    return at;
  }
  if (meter !== null) {
    f.pc = at + 1;
    meter.step();
  }
  if (!ts.reporting) {
    step(exec, at);
    return at;
  }
  const info = infoOf(f);
  if (info.calling !== undefined) {
    const fn = info.calling;
    info.calling = undefined;
    if (ts.profileFunc !== null) toProfiler(f, "c_return", fn);
  }
  f.pc = at + 1;
  if (ts.traceFunc !== null) {
    let line = info.line;
    if (at < info.lower || at >= info.upper) line = lineBounds(info, f.code, at);
    if (at === info.lower || at < info.previous) {
      info.line = line;
      toTracer(f, "line", null);
    }
    at = info.previous = f.last;
  }
  if (ts.profileFunc !== null && ts.reporting) {
    const fn = builtinCallee(f, exec.plain![at], exec.arg[at]);
    if (fn !== undefined) {
      toProfiler(f, "c_call", fn);
      if (ts.reporting) info.calling = fn;
    }
  }
  if (exec.plain === null) return at;
  step(exec, at);
  return at;
}

/** An event whose function may fail: then its exception takes the place of the one under way. */
function protectedEvent(err: PyBaseException, report: () => void): PyBaseException {
  try {
    report();
    return err;
  } catch (e) {
    return fromHost(e);
  }
}

/** An exception has been raised in a frame, or came from one that it called. */
export function traceException(f: PyFrame, err: PyBaseException): PyBaseException {
  if (!ts.reporting) return err;
  const info = infoOf(f);
  if (info.calling !== undefined) {
    const fn = info.calling;
    info.calling = undefined;
    if (ts.profileFunc !== null) {
      err = protectedEvent(err, () => toProfiler(f, "c_exception", fn));
    }
  }
  if (ts.traceFunc === null || !ts.reporting) return err;
  return protectedEvent(
    err,
    () => toTracer(f, "exception", tuple([err.cls, err, err.traceback as Value])),
  );
}

/** An iterator's end by StopIteration is an exception event; what its function raises is dropped. */
export function traceStop(f: PyFrame, err: PyBaseException): void {
  traceException(f, err);
}

/** What YIELD_FROM delegated to has ended: generators always do so by StopIteration. */
export function traceDelegateEnd(f: PyFrame): void {
  let stop = ts.stop;
  if (stop === null) {
    const owner = f.fast[f.sp - 1];
    if (!(owner instanceof PyObject && "frame" in owner && "running" in owner)) return;
    stop = stopIteration();
  }
  const was = ts.stop;
  traceStop(f, stop);
  ts.stop = was;
}

/** An exception leaves a frame. */
export function traceLeave(f: PyFrame, err: PyBaseException): PyBaseException {
  cover(f);
  if (!ts.reporting) return err;
  if (ts.traceFunc !== null) err = protectedEvent(err, () => toTracer(f, "return", null));
  if (ts.profileFunc !== null && ts.reporting) {
    err = protectedEvent(err, () => toProfiler(f, "return", null));
  }
  return err;
}

/** A frame returns or yields a value; the exception is given that its event raised, if it did. */
export function traceReturn(f: PyFrame, result: Value): PyBaseException | null {
  cover(f);
  if (!ts.reporting) return null;
  let failed: PyBaseException | null = null;
  if (ts.traceFunc !== null) {
    try {
      toTracer(f, "return", result);
    } catch (e) {
      failed = fromHost(e);
    }
  }
  if (ts.profileFunc !== null && ts.reporting) {
    if (failed !== null) return protectedEvent(failed, () => toProfiler(f, "return", null));
    try {
      toProfiler(f, "return", result);
    } catch (e) {
      failed = fromHost(e);
    }
  }
  return failed;
}
