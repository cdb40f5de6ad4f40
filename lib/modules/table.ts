/**
 * The built-in modules in TypeScript, in one list.
 *
 * @module
 */
import type { ModuleSpec } from "./spec.ts";
import { DATA_MODULES } from "./table_data.ts";
import { IO_MODULES } from "./table_io.ts";
import { LIBRARY_MODULES } from "./table_lib.ts";
import { SYSTEM_MODULES } from "./table_os.ts";
import { _imp_module } from "./_imp.ts";
import { _thread_module } from "./_thread.ts";
import { atexit_module } from "./atexit.ts";
import { gc_module } from "./gc.ts";
import { _ast_module } from "./_ast.ts";
import { _sre_module } from "./_sre.ts";
import { _dis_module } from "./_dis.ts";
import { _sitebuiltins_module } from "./_sitebuiltins.ts";
import { _opcode_module } from "./_opcode.ts";
import { _warnings_module } from "./_warnings.ts";
import { _wordcode_import_module } from "./_wordcode_import.ts";
import { marshal_module } from "./marshal.ts";

/** Every built-in module but sys and builtins. */
export const MODULES: Readonly<Record<string, () => ModuleSpec>> = {
  ...IO_MODULES,
  ...LIBRARY_MODULES,
  ...DATA_MODULES,
  ...SYSTEM_MODULES,
  _imp_module,
  _thread_module,
  atexit_module,
  gc_module,
  _ast_module,
  _sre_module,
  _dis_module,
  _opcode_module,
  _sitebuiltins_module,
  _warnings_module,
  _wordcode_import_module,
  marshal_module,
};
