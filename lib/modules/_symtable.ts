/**
 * _symtable (Modules/symtablemodule.c): the compiler's symbol tables.
 *
 * @module
 */
import { ArgStyle } from "../core/args.ts";
import {
  CELL,
  CLASS_BLOCK,
  DEF_ANNOT,
  DEF_BOUND,
  DEF_FREE,
  DEF_FREE_CLASS,
  DEF_GLOBAL,
  DEF_IMPORT,
  DEF_LOCAL,
  DEF_PARAM,
  FREE,
  FUNCTION_BLOCK,
  GLOBAL_EXPLICIT,
  GLOBAL_IMPLICIT,
  LOCAL,
  MODULE_BLOCK,
  SCOPE_MASK,
  SCOPE_OFFSET,
  type SymtableEntry,
  USE,
} from "../compiler/symtable.ts";
import { asStr } from "../core/compare.ts";
import { dictOf, type PyDict } from "../core/dict.ts";
import { typeError, typeName, valueError } from "../core/errors.ts";
import { identity } from "../core/hash.ts";
import { PyList, PyObject, PyType, TypeFlag, type Value } from "../core/object.ts";
import type { TypeSpec } from "../objects/type.ts";
import { symtableOf } from "../vm/compile.ts";
import { fsDecode } from "./oserror.ts";
import type { ModuleSpec } from "./spec.ts";

class PyEntry extends PyObject {
  readonly symbols: PyDict;
  readonly varnames: PyList;
  readonly children: PyList;
  constructor(readonly entry: SymtableEntry) {
    super();
    this.symbols = dictOf(entry.symbols);
    this.varnames = new PyList([...entry.varnames]);
    this.children = new PyList(entry.children.map((c) => new PyEntry(c)));
  }
}
const entryType = new PyType("symtable entry", TypeFlag.None);
PyEntry.prototype.cls = entryType;

const spec: TypeSpec = {
  slots: {
    tpRepr: (v) => {
      const e = v as PyEntry;
      return `<symtable entry ${e.entry.name}(${identity(e)}), line ${e.entry.lineno}>`;
    },
  },
  members: ["id", "name", "symbols", "varnames", "children", "nested", "type", "lineno"],
  getset: {
    id: { get: (e: PyEntry) => identity(e) },
    name: { get: (e: PyEntry) => e.entry.name },
    symbols: { get: (e: PyEntry) => e.symbols },
    varnames: { get: (e: PyEntry) => e.varnames },
    children: { get: (e: PyEntry) => e.children },
    nested: { get: (e: PyEntry) => e.entry.nested ? 1 : 0 },
    type: { get: (e: PyEntry) => e.entry.type },
    lineno: { get: (e: PyEntry) => e.entry.lineno },
  },
};

function symtable(source: Value, filename: Value, mode: Value): Value {
  const text = asStr(source);
  if (text === undefined) {
    throw typeError(`symtable() argument 1 must be str, not ${typeName(source)}`);
  }
  const path = fsDecode(filename);
  const start = asStr(mode);
  if (start === undefined) {
    throw typeError(`symtable() argument 3 must be str, not ${typeName(mode)}`);
  }
  if (start !== "exec" && start !== "eval" && start !== "single") {
    throw valueError("symtable() arg 3 must be 'exec' or 'eval' or 'single'");
  }
  return new PyEntry(symtableOf(text, path, start).top);
}

export const _symtable_module = (): ModuleSpec => ({
  name: "_symtable",
  functions: {
    symtable: [
      "($module, str, filename, startstr, /)",
      symtable,
      "Return symbol and scope dictionaries used internally by compiler.",
      ArgStyle.Parse,
    ],
  },
  types: () => [[entryType, spec]],
  attrs: () => ({
    USE,
    DEF_GLOBAL,
    DEF_LOCAL,
    DEF_PARAM,
    DEF_FREE,
    DEF_FREE_CLASS,
    DEF_IMPORT,
    DEF_BOUND,
    DEF_ANNOT,
    TYPE_FUNCTION: FUNCTION_BLOCK,
    TYPE_CLASS: CLASS_BLOCK,
    TYPE_MODULE: MODULE_BLOCK,
    LOCAL,
    GLOBAL_EXPLICIT,
    GLOBAL_IMPLICIT,
    FREE,
    CELL,
    SCOPE_OFF: SCOPE_OFFSET,
    SCOPE_MASK,
  }),
  init: (ns) => {
    ns.delete("symtable entry");
  },
});
