/**
 * The built-in modules that the library stands on.
 *
 * @module
 */
import type { ModuleSpec } from "./spec.ts";
import { _collections_module } from "./_collections.ts";

/** The modules of this list. */
export const LIBRARY_MODULES: readonly ModuleSpec[] = [
  _collections_module,
];
