/**
 * _ast (Python/Python-ast.c): the classes of the nodes of syntax trees.
 *
 * @module
 */
import { PyCF_ONLY_AST } from "../bytecode/flags.ts";
import { astClasses } from "./ast_types.ts";
import type { ModuleSpec } from "./spec.ts";

export const _ast_module = (): ModuleSpec => ({
  name: "_ast",
  init: (ns) => {
    const [base, ...others] = astClasses().all;
    ns.setStr(base.name, base);
    ns.setStr("PyCF_ONLY_AST", PyCF_ONLY_AST);
    for (const t of others) ns.setStr(t.name, t);
  },
});
