/**
 * Yields in generated code. A generator's function is a resume function: each
 * call enters at the instruction behind the yield that was last (Translator's
 * `suspend` and `reenter`), and locals live in the frame in between.
 *
 * @module
 */
import { CO_ASYNC_GENERATOR, CO_COROUTINE, CO_GENERATOR } from "../bytecode/flags.ts";
import type { Translator } from "./translate.ts";
import { kindOf, Ty } from "./types.ts";

const GENERATOR = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;

/**
 * Whether the place of a yield can be left and entered again: not inside of a
 * handler, nor in a finally clause, of which the stack says how it was entered.
 */
function canSuspend(T: Translator): boolean {
  return (T.code.flags & GENERATOR) !== 0 && T.blocks.every((b) => b.kind !== 257) &&
    T.stack.every((e) => kindOf(e.ty) < Ty.Exc && e.ty !== Ty.None);
}

/** YIELD_VALUE. */
export function yieldValue(T: Translator): void {
  const yielded = T.pop();
  if (!canSuspend(T)) {
    T.push(yielded);
    T.emit(T.exit("yield"));
    T.end();
    return;
  }
  const v = T.boxed(yielded);
  if ((T.code.flags & CO_GENERATOR) !== 0 && !T.request.osr) {
    // whoever takes the values as they come saves the way out and back in
    const name = T.temporary();
    T.emit(`${name}=${v};if(k===null||!k(${name})){`);
    T.suspend(T.pc + 1, T.stack, name);
    T.emit(`}`);
    T.pushValue(Ty.Any, "null");
    return;
  }
  const value = T.code.flags & CO_ASYNC_GENERATOR ? `R.wrapped(${v})` : v;
  T.suspend(T.pc + 1, T.stack, value);
  T.end();
}

/** YIELD_FROM: one step of the delegate; the instruction runs again when the frame is resumed. */
export function yieldFrom(T: Translator): void {
  const sent = T.pop();
  if (!canSuspend(T)) {
    T.push(sent);
    T.emit(T.exit("yield"));
    T.end();
    return;
  }
  const v = T.boxed(sent);
  const sink = (T.code.flags & CO_GENERATOR) !== 0 && !T.request.osr ? "k" : "null";
  const receiver = T.pop();
  const r = T.steady(receiver);
  const result = T.temporary();
  T.emit(`${result}=${T.call(`R.delegate(${r},${v},${sink})`)};if(${result}!==undefined){`);
  T.suspend(T.pc, [...T.stack, { ...receiver, js: r }], result);
  T.emit(`}`);
  T.pushValue(Ty.Any, "R.takeStopValue()");
}
