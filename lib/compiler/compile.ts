/**
 * The compiler: from a tree to a code object, byte for byte what CPython 3.6
 * makes (PyAST_CompileObject of Python/compile.c).
 *
 * @module
 */
import type { ConstantFactory, ModNode } from "../syntax/ast.ts";
import { decodeSource } from "../syntax/decode.ts";
import { parse } from "../syntax/parser.ts";
import { PyBytes, PyComplex, PyFloat, PyStr } from "../core/object.ts";
import type { PyCode } from "../objects/code.ts";
import { Compiler } from "./codegen.ts";
import { type ConstantOps, currentConstantOps } from "./fold.ts";
import { futureFeatures } from "./future.ts";
import { recursionError } from "./problem.ts";
import { buildSymtable, type RecursionBudget } from "./symtable.ts";

/**
 * Issues a warning. Where the warning is turned into an exception, the hook
 * throws it, or returns true for the invalid escape sequences of the parser,
 * which become a SyntaxError.
 */
export type WarnHook = (
  category: "SyntaxWarning" | "DeprecationWarning",
  msg: string,
  lineno: number,
  asIs?: boolean,
) => boolean | void;

/** Makes the values of literals. */
export const constantFactory: ConstantFactory = {
  int: (value) => value,
  float: (value) => new PyFloat(value),
  complex: (imag) => new PyComplex(0, imag),
  str: (value) => value,
  strFromCodePoints(value) {
    const s = new PyStr(String.fromCodePoint(...value));
    s.codePoints = value;
    return s;
  },
  bytes: (value) => new PyBytes(value),
};

/** How to compile. */
export interface CompileOptions extends RecursionBudget {
  /** 0, 1 (`-O`: no asserts) or 2 (`-OO`: no docstrings either). */
  optimize: 0 | 1 | 2;
  /** Future bits to start from (PyCF_MASK): what the code around hands on. */
  flags: number;
  /** Issues a warning. */
  warn?: WarnHook;
  /** The operators for constants; those of installConstantOps() unless given. */
  ops?: ConstantOps;
}

/**
 * Compiles a tree.
 *
 * @param tree A Module, Interactive or Expression.
 * @param filename co_filename.
 * @param options How to compile.
 * @returns The module's code; its flags have the future bits that are now on.
 * @throws SyntaxProblem for what CPython's compiler refuses.
 */
export function compileModule(tree: ModNode, filename: string, options: CompileOptions): PyCode {
  try {
    const future = futureFeatures(tree);
    const flags = future.features | options.flags;
    const symtable = buildSymtable(tree, filename, options);
    const compiler = new Compiler({
      symtable,
      filename,
      future,
      flags,
      optimize: options.optimize,
      ops: options.ops ?? currentConstantOps(),
      warn: options.warn ?? null,
    });
    return compiler.compile(tree);
  } catch (e) {
    // V8's own stack is exhausted
    if (e instanceof RangeError) throw recursionError();
    throw e;
  }
}

/**
 * Compiles a source text, as compile() does.
 *
 * @param source The text, or the bytes of a file with its encoding declaration.
 * @param filename co_filename.
 * @param mode Which kind of source.
 * @param options How to compile.
 * @returns The module's code.
 * @throws SyntaxProblem for what CPython's parser or compiler refuses.
 */
export function compileSource(
  source: string | Uint8Array,
  filename: string,
  mode: "exec" | "eval" | "single",
  options: CompileOptions,
): PyCode {
  const text = typeof source === "string" ? source : decodeSource(source, filename);
  const tree = parse(text, {
    mode,
    constants: constantFactory,
    filename,
    flags: options.flags,
    warn: options.warn,
  });
  return compileModule(tree, filename, options);
}
