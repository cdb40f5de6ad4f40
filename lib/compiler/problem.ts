/**
 * Compile-time errors: how symtable.c, future.c and compile.c raise.
 *
 * @module
 */
import { SyntaxProblem, type SyntaxProblemType } from "../syntax/errors.ts";

/**
 * A SyntaxError of the compiler. Its `text` is to be read from the file by who
 * makes the exception (`fromFile`).
 */
export class CompileProblem extends SyntaxProblem {
  /** The runtime reads the line from the file, as PyErr_ProgramTextObject does. */
  override fromFile = true;
  /**
   * compiler_error() passes the position to the exception's constructor, so
   * that `args` has it; PyErr_SyntaxLocationObject sets attributes only, so
   * that `args` is the message alone.
   */
  positionInArgs: boolean;

  constructor(msg: string, lineno: number | null, offset: number | null, positionInArgs: boolean) {
    super("SyntaxError", msg, lineno, offset, null);
    this.positionInArgs = positionInArgs;
  }
}

/** compiler_error(): the position goes through the constructor. */
export function compilerError(msg: string, lineno: number, offset: number): CompileProblem {
  return new CompileProblem(msg, lineno, offset, true);
}

/** PyErr_SyntaxLocationObject(): the position is set afterwards. */
export function locatedError(msg: string, lineno: number, offset: number): CompileProblem {
  return new CompileProblem(msg, lineno, offset, false);
}

/** A problem that has no position, of any exception type. */
export function plainError(
  type: SyntaxProblemType | "SystemError" | "RuntimeError",
  msg: string,
): SyntaxProblem {
  return new SyntaxProblem(type as SyntaxProblemType, msg, null, null, null);
}

/** What the symbol table raises when the tree is too deep. */
export function recursionError(): SyntaxProblem {
  return plainError("RecursionError", "maximum recursion depth exceeded during compilation");
}
