/**
 * The built-in modules in TypeScript, in one list.
 *
 * @module
 */
import type { ModuleSpec } from "./spec.ts";
import { _warnings_module } from "./_warnings.ts";
import { _wordcode_import_module } from "./_wordcode_import.ts";
import { marshal_module } from "./marshal.ts";

/** Every built-in module but sys and builtins. */
export const MODULES: readonly ModuleSpec[] = [
  _warnings_module,
  _wordcode_import_module,
  marshal_module,
];
