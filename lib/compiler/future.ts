/**
 * Future statements (Python/future.c).
 *
 * @module
 */
import type { Expr, ImportFrom, ModNode, Module, StmtNode } from "../syntax/ast.ts";
import { NodeKind } from "../syntax/ast.ts";
import { CO_FUTURE_BARRY_AS_BDFL, CO_FUTURE_GENERATOR_STOP } from "../bytecode/flags.ts";
import { locatedError } from "./problem.ts";

/** PyFutureFeatures. */
export interface FutureFeatures {
  /** CO_FUTURE_* bits that the module asks for. */
  features: number;
  /** The line of the last future statement; -1 where there is none. */
  lineno: number;
}

export const ERR_LATE_FUTURE = "from __future__ imports must occur at the beginning of the file";

function checkFeatures(ff: FutureFeatures, s: ImportFrom): void {
  for (const { name } of s.names) {
    switch (name) {
      case "nested_scopes":
      case "generators":
      case "division":
      case "absolute_import":
      case "with_statement":
      case "print_function":
      case "unicode_literals":
        break;
      case "barry_as_FLUFL":
        ff.features |= CO_FUTURE_BARRY_AS_BDFL;
        break;
      case "generator_stop":
        ff.features |= CO_FUTURE_GENERATOR_STOP;
        break;
      case "braces":
        throw locatedError("not a chance", s.lineno, s.col_offset);
      default:
        throw locatedError(
          `future feature ${[...name].slice(0, 100).join("")} is not defined`,
          s.lineno,
          s.col_offset,
        );
    }
  }
}

function isDocstring(s: StmtNode): boolean {
  return s.kind === NodeKind.Expr && (s as Expr).value.kind === NodeKind.Str;
}

/** PyFuture_FromASTObject(): the features that a module's first statements ask for. */
export function futureFeatures(tree: ModNode): FutureFeatures {
  const ff: FutureFeatures = { features: 0, lineno: -1 };
  if (tree.kind !== NodeKind.Module && tree.kind !== NodeKind.Interactive) return ff;
  const body = (tree as Module).body;
  let done = false;
  let previous = 0;
  for (let i = 0; i < body.length; i++) {
    const s = body[i];
    if (done && s.lineno > previous) return ff;
    previous = s.lineno;
    if (s.kind === NodeKind.ImportFrom && s.module === "__future__") {
      if (done) throw locatedError(ERR_LATE_FUTURE, s.lineno, s.col_offset);
      checkFeatures(ff, s);
      ff.lineno = s.lineno;
    } else if (i > 0 || !isDocstring(s)) {
      done = true;
    }
  }
  return ff;
}
