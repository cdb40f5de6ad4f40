/**
 * Python exceptions as JavaScript errors.
 *
 * @module
 */
import type { LimitKind } from "../core/meter.ts";

/**
 * A line of a Python traceback.
 *
 * @example
 * ```ts
 * import { Python, PythonError } from "@wordcode/vm";
 *
 * using python = new Python();
 * try {
 *   python.exec("def f():\n    1 / 0\nf()", { filename: "app.py" });
 * } catch (e) {
 *   if (e instanceof PythonError) console.log(e.frames.map((f) => f.line)); // [ 3, 2 ]
 * }
 * ```
 */
export interface PythonFrame {
  /** The name of the file, as it was compiled. */
  readonly filename: string;
  /** The line, from 1. */
  readonly line: number;
  /** The function, or `<module>`. */
  readonly name: string;
}

/** What a {@linkcode PythonError} is made of. */
export interface PythonErrorInit {
  /** The exception's class, with its module unless it is a built-in one. */
  type: string;
  /** `str()` of the exception. */
  message: string;
  /** The exception's `args`. */
  args?: readonly unknown[];
  /** The interpreter's report. */
  traceback: string;
  /** The lines of the traceback, outermost first. */
  frames?: readonly PythonFrame[];
  /** The JavaScript error that it began with. */
  cause?: unknown;
}

/**
 * An exception that Python code raised and did not catch. Handed back to the
 * same interpreter, thrown by a function that Python called, it is the very
 * same Python exception again.
 *
 * @example
 * ```ts
 * import { Python, PythonError } from "@wordcode/vm";
 *
 * using python = new Python();
 * try {
 *   python.evaluate("{}['key']");
 * } catch (e) {
 *   if (e instanceof PythonError) console.log(e.type, e.args); // KeyError [ "key" ]
 * }
 * ```
 */
export class PythonError extends Error {
  /** The exception's class, with its module unless it is a built-in one. */
  readonly type: string;
  /** The exception's `args`, as `evaluate` would give them. */
  readonly args: readonly unknown[];
  /** What the interpreter would have printed: the traceback with causes and contexts. */
  readonly traceback: string;
  /** The lines of the traceback, outermost first. */
  readonly frames: readonly PythonFrame[];

  /**
   * Makes an error.
   *
   * @param init What it is made of.
   */
  constructor(init: PythonErrorInit) {
    super(
      `${init.type}: ${init.message}`,
      init.cause === undefined ? undefined : { cause: init.cause },
    );
    this.name = "PythonError";
    this.type = init.type;
    this.args = init.args ?? [];
    this.traceback = init.traceback;
    this.frames = init.frames ?? [];
  }
}

/**
 * A limit of the interpreter was used up. What ran was ended; the interpreter
 * can be used again, with its whole allowance.
 *
 * @example
 * ```ts
 * import { Python, PythonLimitError } from "@wordcode/vm";
 *
 * using python = new Python({ limits: { time: 50 } });
 * try {
 *   python.exec("while True: pass");
 * } catch (e) {
 *   console.log(e instanceof PythonLimitError && e.limit); // time
 * }
 * console.log(python.evaluate("1 + 1")); // 2
 * ```
 */
export class PythonLimitError extends PythonError {
  /** Which one: `time`, `instructions`, `memory`, `output`, or `stopped` from outside. */
  readonly limit: LimitKind;

  /**
   * Makes an error.
   *
   * @param init What it is made of.
   * @param limit Which limit it is.
   */
  constructor(init: PythonErrorInit, limit: LimitKind) {
    super(init);
    this.name = "PythonLimitError";
    this.limit = limit;
  }
}

/** What code of the host's threw while one of its values was read. */
export class Foreign {
  constructor(readonly error: unknown) {}
}

/** A value that cannot cross, or a handle that is no longer valid. */
export class BridgeError extends TypeError {}
