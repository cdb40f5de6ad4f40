/**
 * Leaving the interpreter's loop in the middle of a thread's program, and
 * going on there later: the part that the loop itself needs (see threads.ts).
 *
 * @module
 */
import type { Value } from "../core/object.ts";
import { CALL_METHOD, type ExecCode } from "./exec.ts";
import { BlockKind, type PyFrame } from "./frame.ts";

/**
 * Thrown by a built-in that the loop has called, and that would block: the loop
 * is left with all frames as they are. Nothing else ever catches it, since it is
 * only thrown when nothing else is between.
 */
export const PARK: {
  readonly parked: true;
  frame: PyFrame | null;
  preempted: boolean;
  /** Makes the call's result outside of the loop, which is then entered again. */
  job: (() => Value) | null;
} = { parked: true, frame: null, preempted: false, job: null };

const SETUP_WITH = 143;

/** Notes where the loop was: so that a call's result can be pushed when the frame goes on. */
export function park(f: PyFrame, pc: number, sp: number): void {
  f.pc = pc;
  PARK.frame = f;
  if (PARK.preempted) {
    f.sp = sp;
    return;
  }
  const exec = f.code.exec as ExecCode;
  const op = (exec.plain ?? exec.op)[pc - 1];
  const n = exec.arg[pc - 1];
  if (op === SETUP_WITH) f.sp = sp;
  else if (op === 142) f.sp = sp - 1;
  else f.sp = sp - n - (op === CALL_METHOD ? 2 : 1);
}

/** Ends the call at which a frame has been parked. */
export function unpark(f: PyFrame, result: Value): void {
  const exec = f.code.exec as ExecCode;
  const at = f.pc - 1;
  if ((exec.plain ?? exec.op)[at] === SETUP_WITH) {
    f.blocks.push(BlockKind.Finally, exec.arg[at], f.sp);
  }
  f.fast[f.sp++] = result;
}
