/**
 * _imp (Python/import.c): the low-level parts of the import system.
 *
 * @module
 */
import { asStr } from "../core/compare.ts";
import { E, exception } from "../core/errors.ts";
import { PyList, type Value } from "../core/object.ts";
import { getAttr } from "../core/ops.ts";
import { PyCode } from "../objects/code.ts";
import { builtinModuleNames, checkPermitted, importByName } from "../vm/import.ts";
import { frozenModule } from "../vm/frozen.ts";
import type { ModuleSpec } from "./spec.ts";

let locks = 0;

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
    is_frozen: ["(name, /)", (n: Value) => frozenModule(asStr(n) ?? "") !== undefined],
    is_frozen_package: [
      "(name, /)",
      (n: Value) => frozenModule(asStr(n) ?? "")?.isPackage ?? false,
    ],
    create_builtin: [
      "(spec, /)",
      (spec: Value) => {
        const name = asStr(getAttr(spec, "name")) ?? "";
        checkPermitted(name, true);
        return importByName(name);
      },
    ],
    exec_builtin: ["(mod, /)", () => 0],
    exec_dynamic: ["(mod, /)", () => 0],
    extension_suffixes: ["()", () => new PyList([])],
    init_frozen: ["(name, /)", () => null],
    get_frozen_object: ["(name, /)", (n: Value) => {
      throw exception(E.ImportError, `No such frozen object named ${asStr(n)}`);
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
