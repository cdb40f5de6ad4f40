/**
 * Running text as a notebook's cell is run: the value of its last expression is
 * its result, and it may await.
 *
 * @module
 */
import { CO_COROUTINE, PyCF_MASK, PyCF_TOP_LEVEL_AWAIT } from "../bytecode/flags.ts";
import type { PyDict } from "../core/dict.ts";
import type { Value } from "../core/object.ts";
import type { PyCode } from "../objects/code.ts";
import { Expr, Expression, Module } from "../syntax/ast.ts";
import { type CompileRequest, compileTree, parseSource } from "../vm/compile.ts";
import { evalCode } from "../vm/interpreter.ts";

/** The parts of a cell: its statements, and its last expression if it ends in one. */
export function compileCell(
  source: string,
  filename: string,
  optimize: 0 | 1 | 2,
  awaits: boolean,
): PyCode[] {
  const request: CompileRequest = {
    mode: "exec",
    flags: awaits ? PyCF_TOP_LEVEL_AWAIT : 0,
    optimize,
  };
  const tree = parseSource(source, filename, request) as Module;
  const last = tree.body.at(-1);
  if (!(last instanceof Expr)) return [compileTree(tree, filename, request)];
  const parts: PyCode[] = [];
  if (tree.body.length > 1) {
    parts.push(compileTree(new Module(tree.body.slice(0, -1)), filename, request));
  }
  // the future statements of the rest hold for the expression too
  const flags = request.flags | ((parts[0]?.flags ?? 0) & PyCF_MASK);
  const expression: CompileRequest = { ...request, mode: "eval", flags };
  parts.push(compileTree(new Expression(last.value), filename, expression));
  return parts;
}

/** Whether running a code object gives a coroutine. */
export const isCoroutine = (code: PyCode): boolean => (code.flags & CO_COROUTINE) !== 0;

/** Runs a code object in a namespace. */
export const evaluate = (code: PyCode, namespace: PyDict): Value =>
  evalCode(code, namespace, namespace);
