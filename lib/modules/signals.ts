/**
 * Signals that came in: the machine code of the host counted them, Python's
 * handlers run here, between instructions and after system calls.
 *
 * @module
 */
import { PyBaseException } from "../core/errors.ts";
import type { Value } from "../core/object.ts";
import { call } from "../core/ops.ts";
import { interp, type InterpreterState, PerRuntime, ts } from "../core/state.ts";
import { interrupts, type Linux, openedLinux } from "../host/linux.ts";
import { machine } from "../vm/interpreter.ts";

/** Python's handlers by number: a callable, 0 (SIG_DFL), 1 (SIG_IGN), null for one that is not Python's. */
export const handlers: PerRuntime<Map<number, Value>> = new PerRuntime(() => new Map());
/** What is done natively with a signal besides (faulthandler). */
export const watchers: Map<number, () => void> = new Map();

/** How often each signal was seen here. */
const seen = new Int32Array(65);
let seenAll = 0;
let reportWakeup: (errno: number) => void = () => {};
/** Sets what says that the wakeup descriptor could not be written. */
export function onWakeupFailure(f: (errno: number) => void): void {
  reportWakeup = f;
}

/**
 * Runs the handlers of the signals that came since the last time, and tells
 * whether there were any; what they raise is thrown.
 */
export function runSignals(): boolean {
  // signals are the process's: they go to the runtime that has asked for them
  if (interp !== owner) return false;
  const k = openedLinux();
  if (k === null || k.signals[256] === seenAll) return false;
  run(k);
  return true;
}

function run(k: Linux): void {
  seenAll = k.signals[256];
  if (k.signals[258] !== 0) {
    const errno = -k.signals[258];
    k.signals[258] = 0;
    reportWakeup(errno);
  }
  for (let n = 1; n < 65; n++) {
    if (k.signals[n] === seen[n]) continue;
    seen[n] = k.signals[n];
    watchers.get(n)?.();
    const h = handlers.current.get(n);
    if (h === undefined || h === null || h === 0 || h === 1) continue;
    try {
      call(h, [n, ts.frame]);
    } catch (e) {
      // the others wait for the next time
      if (e instanceof PyBaseException) seenAll = -1;
      throw e;
    }
  }
}

let watching = false;
let owner: InterpreterState | null = null;

/** From now on the machine looks for signals. */
export function watchSignals(k: Linux): void {
  if (watching) return;
  watching = true;
  owner = interp;
  interrupts.run = () => {
    runSignals();
  };
  const counters = k.signals;
  const before = machine.pending;
  machine.pending = () => {
    before?.();
    if (counters[256] !== seenAll) run(k);
  };
}
