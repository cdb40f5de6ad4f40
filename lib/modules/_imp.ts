/**
 * _imp (Python/import.c): the low-level parts of the import system.
 *
 * @module
 */
import { asStr } from "../core/compare.ts";
import { E, exception, typeError, typeName } from "../core/errors.ts";
import { PyList, type Value } from "../core/object.ts";
import { getAttr, repr } from "../core/ops.ts";
import { PyCode } from "../objects/code.ts";
import {
  builtinModuleNames,
  checkPermitted,
  frozenCode,
  importByName,
  importError,
  importSettings,
  makeBuiltin,
} from "../vm/import.ts";
import { type FrozenModule, frozenModule } from "../vm/frozen.ts";
import type { ModuleSpec } from "./spec.ts";

let locks = 0;

function frozen(n: Value): FrozenModule | undefined {
  const name = asStr(n);
  if (name === undefined) throw typeError(`argument must be str, not ${typeName(n)}`);
  return importSettings.useFrozen(name) ? frozenModule(name) : undefined;
}

function needFrozen(n: Value): FrozenModule {
  const m = frozen(n);
  if (m === undefined) {
    throw importError(`No such frozen object named ${repr(n)}`, asStr(n)!);
  }
  return m;
}

export const _imp_module = (): ModuleSpec => ({
  name: "_imp",
  doc: "(Extremely) low-level import machinery bits as used by importlib and imp.",
  functions: {
    lock_held: ["()", () => locks > 0],
    acquire_lock: ["()", () => {
      locks++;
    }],
    release_lock: ["()", () => {
      if (locks === 0) throw exception(E.RuntimeError, "not holding the import lock");
      locks--;
    }],
    is_builtin: ["(name, /)", (n: Value) => builtinModuleNames().includes(asStr(n) ?? "") ? 1 : 0],
    is_frozen: ["(name, /)", (n: Value) => frozen(n) !== undefined],
    is_frozen_package: ["(name, /)", (n: Value) => needFrozen(n).isPackage],
    create_builtin: ["(spec, /)", (spec: Value) => {
      const name = asStr(getAttr(spec, "name")) ?? "";
      checkPermitted(name, true);
      // there is one of each of these
      if (name === "sys" || name === "builtins") return importByName(name);
      return makeBuiltin(name) ?? null;
    }],
    exec_builtin: ["(mod, /)", () => 0],
    create_dynamic: ["(spec, file=None, /)", (spec: Value) => {
      const name = asStr(getAttr(spec, "name")) ?? "";
      throw importError(
        "extension modules of machine code cannot be loaded",
        name,
        getAttr(spec, "origin"),
      );
    }],
    exec_dynamic: ["(mod, /)", () => 0],
    extension_suffixes: ["()", () => new PyList([])],
    init_frozen: ["(name, /)", () => null],
    get_frozen_object: ["(name, /)", (n: Value) => {
      const { name } = needFrozen(n);
      checkPermitted(name, true);
      return frozenCode(name);
    }],
    _fix_co_filename: ["(code, path, /)", (c: Value, path: Value) => {
      const p = asStr(path) ?? "";
      if (!(c instanceof PyCode) || c.filename === p) return;
      const old = c.filename;
      const go = (k: PyCode) => {
        if (k.filename !== old) return;
        k.filename = p;
        for (const x of k.consts) if (x instanceof PyCode) go(x);
      };
      go(c);
    }],
  },
});
