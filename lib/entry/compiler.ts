/**
 * Python 3.6 source to CPython 3.6's own code objects, without running anything.
 *
 * @example
 * ```ts
 * import { compile } from "@wordcode/vm/compiler";
 *
 * const code = compile("x = 6 * 7", "answer.py", "exec");
 * console.log(code.names, code.consts); // [ "x" ] [ 6, 7, null, 42 ]
 * ```
 *
 * @module
 */
import { compileSource } from "../compiler/compile.ts";
import { SyntaxProblem } from "../syntax/errors.ts";
import { installUnicodeNames } from "../util/unicode_names_data.ts";
import type { CodeObject } from "./types.ts";

export type { CodeObject } from "./types.ts";

/** How to compile. */
export interface CompileOptions {
  /** 0, 1 (`-O`: no asserts) or 2 (`-OO`: no docstrings either); 0 unless given. */
  optimize?: 0 | 1 | 2;
  /** CO_FUTURE_* bits that are on from the start. */
  flags?: number;
  /** Told of warnings: the category's name, the text and the line. */
  warn?: (category: string, message: string, lineno: number) => void;
}

/** What does not compile. */
export class CompileError extends Error {
  /** The Python exception's name: SyntaxError, IndentationError, ValueError and so on. */
  readonly type: string;
  /** The line, from 1, or null. */
  readonly lineno: number | null;
  /** The column, as CPython counts it at the stage that found the error, or null. */
  readonly offset: number | null;
  /** The source line, where the stage that found the error has it. */
  readonly text: string | null;

  /**
   * Makes an error.
   *
   * @param type The Python exception's name.
   * @param message CPython's text.
   * @param lineno The line.
   * @param offset The column.
   * @param text The source line.
   */
  constructor(
    type: string,
    message: string,
    lineno: number | null,
    offset: number | null,
    text: string | null,
  ) {
    super(message);
    this.name = "CompileError";
    this.type = type;
    this.lineno = lineno;
    this.offset = offset;
    this.text = text;
  }
}

/**
 * Compiles a source, as Python's compile() does.
 *
 * @param source The text, or a file's bytes with their encoding declaration.
 * @param filename co_filename.
 * @param mode Which kind of source: a module, an expression, or an interactive statement.
 * @param options How to compile.
 * @returns The code object.
 * @throws {CompileError} For what CPython 3.6 refuses, in its words.
 */
export function compile(
  source: string | Uint8Array,
  filename: string,
  mode: "exec" | "eval" | "single",
  options: CompileOptions = {},
): CodeObject {
  installUnicodeNames();
  const warn = options.warn;
  try {
    return compileSource(source, filename, mode, {
      optimize: options.optimize ?? 0,
      flags: options.flags ?? 0,
      warn: warn === undefined ? undefined : (category, message, lineno) => {
        warn(category, message, lineno);
      },
    });
  } catch (e) {
    if (e instanceof SyntaxProblem) {
      throw new CompileError(e.type, e.msg, e.lineno, e.offset, e.text);
    }
    throw e;
  }
}
