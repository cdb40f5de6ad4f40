/**
 * wordcode: Python 3.6 on Deno, with CPython's own bytecode.
 *
 * This entry point runs Python. The parts that people use alone have entry
 * points of their own: `./compiler`, `./marshal`, `./dis`, `./opcodes`, and the
 * command line is `./cli`.
 *
 * @example
 * ```ts
 * import { Python } from "@wordcode/vm";
 *
 * const python = new Python();
 * python.exec("squares = [n * n for n in range(5)]");
 * console.log(python.evaluate("sum(squares)")); // 30
 * ```
 *
 * @module
 */
import { asStr } from "./lib/core/compare.ts";
import { PyBaseException } from "./lib/core/errors.ts";
import { PyFloat, type Value } from "./lib/core/object.ts";
import { repr, str } from "./lib/core/ops.ts";
import { DenoHost } from "./lib/host/deno.ts";
import { installTier } from "./lib/jit/tier.ts";
import { installLibrary } from "./lib/library.ts";
import { Runtime } from "./lib/runtime.ts";
import { sysOptions } from "./lib/modules/sys.ts";
import { exceptionName, formatException } from "./lib/vm/traceback.ts";

/** How to make a {@linkcode Python}. */
export interface PythonOptions {
  /** `sys.argv`; `[""]` unless given. */
  argv?: string[];
  /** `sys.path`; empty unless given, so that only the package's own modules can be imported. */
  path?: string[];
  /** PYTHONHASHSEED: hashes of text are the same in each run with the same number; random unless given. */
  hashSeed?: number;
}

/** An exception that Python code raised and did not catch. */
export class PythonError extends Error {
  /** The exception's class, with its module unless it is a built-in one. */
  readonly type: string;
  /** What the interpreter would have printed: the traceback with causes and contexts. */
  readonly traceback: string;

  /**
   * Makes an error.
   *
   * @param type The exception's class.
   * @param message `str()` of the exception.
   * @param traceback The interpreter's report.
   */
  constructor(type: string, message: string, traceback: string) {
    super(`${type}: ${message}`);
    this.name = "PythonError";
    this.type = type;
    this.traceback = traceback;
  }
}

/** What {@linkcode Python.evaluate} gives. */
export type PythonValue = null | boolean | number | bigint | string;

/** A Python interpreter with its own modules and `__main__`. */
export class Python {
  readonly #runtime: Runtime;

  /**
   * Makes an interpreter.
   *
   * @param options How to make it.
   */
  constructor(options: PythonOptions = {}) {
    installLibrary();
    installTier("on");
    this.#runtime = new Runtime({
      host: new DenoHost(""),
      sys: {
        ...sysOptions.current,
        argv: options.argv ?? [""],
        path: options.path ?? [],
      },
      hashSeed: options.hashSeed ?? null,
      io: { encoding: "utf-8", errors: "strict" },
      unbuffered: false,
      useFrozen: () => true,
    });
  }

  /**
   * Runs statements in `__main__`.
   *
   * @param source The program text.
   * @param filename The name that tracebacks show.
   * @throws {PythonError} What the program raised and did not catch, SystemExit included.
   */
  exec(source: string, filename = "<string>"): void {
    this.#guard(() => this.#runtime.run(source, filename, { mode: "exec", flags: 0, optimize: 0 }));
    this.#runtime.flush();
  }

  /**
   * Evaluates an expression in `__main__`.
   *
   * @param source The expression.
   * @returns None as null; bool, int, float and str as JavaScript's own. Ints beyond 2**53 are bigints.
   * @throws {PythonError} What the expression raised.
   * @throws {TypeError} For a value of any other type.
   */
  evaluate(source: string): PythonValue {
    const v = this.#guard(() =>
      this.#runtime.run(source, "<string>", { mode: "eval", flags: 0, optimize: 0 })
    );
    if (v === null || typeof v !== "object") return v;
    if (v instanceof PyFloat) return v.v;
    const s = asStr(v);
    if (s !== undefined) return s;
    throw new TypeError(`No JavaScript value stands for ${this.#guard(() => repr(v))}`);
  }

  #guard(f: () => Value): Value {
    this.#runtime.enter();
    try {
      return f();
    } catch (e) {
      if (!(e instanceof PyBaseException)) throw e;
      let message: string;
      try {
        message = str(e);
      } catch {
        message = "<exception str() failed>";
      }
      throw new PythonError(exceptionName(e), message, formatException(e));
    }
  }
}
