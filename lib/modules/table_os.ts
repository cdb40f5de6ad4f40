/**
 * The built-in modules over the operating system's calls.
 *
 * @module
 */
import type { ModuleSpec } from "./spec.ts";
import { _posixsubprocess_module } from "./_posixsubprocess.ts";
import { _signal_module } from "./_signal.ts";
import { fcntl_module } from "./fcntl.ts";
import { select_module } from "./select.ts";

/** The modules of this list. */
export const SYSTEM_MODULES: Readonly<Record<string, () => ModuleSpec>> = {
  _posixsubprocess_module,
  _signal_module,
  fcntl_module,
  select_module,
};
