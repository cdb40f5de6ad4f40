/**
 * What built-in modules ask of modules written in Python.
 *
 * @module
 */
import { PyDict } from "../core/dict.ts";
import { EMPTY_TUPLE, type PyType, tuple, type Value } from "../core/object.ts";
import { call, getAttr } from "../core/ops.ts";
import { interp } from "../core/state.ts";
import { importModuleLevel } from "../vm/import.ts";

/** A module, imported if need be. */
export function importPython(name: string): Value {
  const loaded = interp.modules.getStr(name);
  if (loaded !== undefined && loaded !== null) return loaded;
  const dotted = name.includes(".");
  return importModuleLevel(name, new PyDict(), dotted ? tuple(["*"]) : EMPTY_TUPLE, 0);
}

/** An attribute of a module. */
export function importedAttr(module: string, name: string): Value {
  return getAttr(importPython(module), name);
}

/** warnings.warn(). */
export function warn(category: PyType, msg: string, stacklevel = 1): void {
  call(importedAttr("warnings", "warn"), [msg, category, stacklevel]);
}
