/**
 * The compiled tier, watched and steered from TypeScript: what `wordcode.jit`
 * is to Python programs. It is one for all interpreters of the process.
 *
 * @example
 * ```ts
 * import { Python } from "@wordcode/vm";
 * import { jitStatistics, onJitEvent } from "@wordcode/vm/jit";
 *
 * const stop = onJitEvent((e) => console.log(e.event, e.name));
 * using python = new Python();
 * python.exec("t = 0\nfor i in range(10000): t += i");
 * stop();
 * console.log(jitStatistics().loopsEntered > 0); // true
 * ```
 *
 * @module
 */
import { jit, setThresholds } from "../jit/tier.ts";

/**
 * What the tier did. `event` is `"compile"`, `"refuse"`, `"never"`, `"osr"`
 * (a running loop was taken over), `"deopt"` (a guard failed) or
 * `"invalidate"`; the other fields depend on it: `name`, `file`, `line`, `pc`
 * (a byte offset), `reason`, `ms` and so on.
 */
export type JitEvent = Readonly<Record<string, string | number>>;

/** What the tier has done so far. */
export interface JitStatistics {
  /** Translations. */
  readonly compiled: number;
  /** Code objects that could not be translated. */
  readonly refused: number;
  /** How often running loops were taken over. */
  readonly loopsEntered: number;
  /** How often a guard failed. */
  readonly exits: number;
  /** Milliseconds spent translating. */
  readonly milliseconds: number;
}

/**
 * Has a function told of everything that the compiled tier does.
 *
 * @param listener Is called with each event; what it throws ends up where the program ran.
 * @returns A function that ends it.
 *
 * @example
 * ```ts
 * import { onJitEvent } from "@wordcode/vm/jit";
 *
 * const stop = onJitEvent((e) => console.log(JSON.stringify(e)));
 * stop();
 * ```
 */
export function onJitEvent(listener: (event: JitEvent) => void): () => void {
  jit.hooks.add(listener);
  return () => {
    jit.hooks.delete(listener);
  };
}

/**
 * What the compiled tier has done in this process.
 *
 * @returns Numbers as of now.
 *
 * @example
 * ```ts
 * import { jitStatistics } from "@wordcode/vm/jit";
 *
 * console.log(jitStatistics().compiled);
 * ```
 */
export function jitStatistics(): JitStatistics {
  const s = jit.stats;
  return {
    compiled: s.compiled,
    refused: s.failed,
    loopsEntered: s.osr,
    exits: s.exits,
    milliseconds: s.milliseconds,
  };
}

/**
 * Sets when code is compiled. Interpreters follow when they are next entered.
 *
 * @param thresholds How many calls of a function, and how many jumps back of a loop.
 * @throws {RangeError} If a number is not a whole one of at least 1.
 *
 * @example
 * ```ts
 * import { setJitThresholds } from "@wordcode/vm/jit";
 *
 * setJitThresholds({ calls: 50, edges: 250 });
 * ```
 */
export function setJitThresholds(thresholds: { calls?: number; edges?: number }): void {
  const { calls = jit.calls, edges = jit.edges } = thresholds;
  for (const n of [calls, edges]) {
    if (!Number.isInteger(n) || n < 1) throw new RangeError(`A threshold is at least 1, got ${n}`);
  }
  setThresholds(calls, edges);
}
