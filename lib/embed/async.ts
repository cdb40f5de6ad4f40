/**
 * Python's awaitables as promises: what drives a coroutine from the event loop
 * of the host, and runs that give way to it.
 *
 * @module
 */
import { E, exception, PyBaseException, PyStopIteration, runtimeError } from "../core/errors.ts";
import type { Maybe, Value } from "../core/object.ts";
import { call, getAttr, repr } from "../core/ops.ts";
import { setThreadState, ThreadState, ts, updateTracing } from "../core/state.ts";
import { FrameKind, type PyFrame } from "../vm/frame.ts";
import { delegate, getAwaitableIter } from "../vm/generator.ts";
import { enter } from "../vm/interpreter.ts";
import { PARK } from "../vm/park.ts";
import type { Bridge, Session } from "./bridge.ts";
import { JsAwait, jsError } from "./js_object.ts";

/** The next turn of the event loop. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** What a step of an awaitable gave. */
type Step = { done: true; value: unknown } | { done: false; waits: Value };

/** One step; `exc` is raised where the awaitable waits. */
function step(bridge: Bridge, it: Value, exc: PyBaseException | null): Step {
  let v: Maybe;
  try {
    v = exc === null ? delegate(it, null) : call(getAttr(it, "throw"), [exc]);
  } catch (e) {
    if (!(e instanceof PyStopIteration)) throw e;
    ts.stop = e;
    v = undefined;
  }
  if (v !== undefined) return { done: false, waits: v };
  const stop = ts.stop as PyStopIteration | null;
  ts.stop = null;
  return { done: true, value: stop === null ? null : bridge.toJs(stop.value) };
}

/** Runs an awaitable to its end. */
export async function drive(
  bridge: Bridge,
  awaitable: Value,
  signal?: AbortSignal,
): Promise<unknown> {
  const it = bridge.enter(() => getAwaitableIter(awaitable));
  let exc: PyBaseException | null = null;
  const session: Session = { usage: null };
  for (;;) {
    const raised: PyBaseException | null = exc;
    exc = null;
    const s: Step = bridge.enter(() => step(bridge, it, raised), session);
    if (s.done) return s.value;
    signal?.throwIfAborted();
    const waits: Value = s.waits;
    if (waits instanceof JsAwait && waits.bridge === bridge) await settle(bridge, waits);
    else if (waits === null) await turn();
    else {
      exc = bridge.enter((): PyBaseException =>
        runtimeError(`the host cannot wait for ${repr(waits)}: only for promises of its own`)
      );
    }
  }
}

/** Waits for a promise and leaves its result where the coroutine finds it. */
async function settle(bridge: Bridge, a: JsAwait): Promise<void> {
  let value: unknown;
  try {
    value = await a.promise;
  } catch (e) {
    bridge.enter(() => {
      a.result = { error: bridge.toPyError(e, (err) => jsError(bridge, err)) };
    });
    return;
  }
  bridge.enter(() => {
    try {
      a.result = { value: bridge.toPy(value) };
    } catch (e) {
      a.result = { error: bridge.toPyError(e, (err) => jsError(bridge, err)) };
    }
  });
}

/** Whether the frames of a thread are all the loop's own, so that it can be left. */
function leavable(): boolean {
  for (let f = ts.frame as PyFrame | null; f !== null; f = f.back) {
    if (f.kind === FrameKind.Entry) return f.back === null;
  }
  return false;
}

/** Called at jumps back when a slice is over: leaves the loop with everything in place. */
export function giveWay(): void {
  if (!leavable()) return;
  PARK.preempted = true;
  throw PARK;
}

/**
 * Runs something that enters one frame, on a thread of its own, and gives way
 * to the event loop between slices of time.
 */
export async function runInSlices(
  bridge: Bridge,
  begin: () => Value,
  signal?: AbortSignal,
): Promise<Value> {
  const { meter } = bridge;
  if (meter === null) throw new Error("Slices need a meter");
  const state = new ThreadState();
  let frame: PyFrame | null = null;
  let first = true;
  const session: Session = { usage: null };
  for (;;) {
    const result = bridge.enter((): { value: Value } | null => {
      const was = ts;
      if (first) {
        state.recursionLimit = was.recursionLimit;
        state.jitMax = 0;
      }
      setThreadState(state);
      updateTracing(state);
      meter.yielding = giveWay;
      PARK.frame = null;
      try {
        const value = first ? begin() : enter(frame!, null, true);
        frame = PARK.frame;
        PARK.frame = null;
        PARK.preempted = false;
        return frame === null ? { value } : null;
      } finally {
        first = false;
        meter.yielding = null;
        setThreadState(was);
      }
    }, session);
    if (result !== null) return result.value;
    await turn();
    signal?.throwIfAborted();
    if (bridge.closed) {
      throw bridge.toJsError(exception(E.SystemExit, "the interpreter was closed"));
    }
  }
}
