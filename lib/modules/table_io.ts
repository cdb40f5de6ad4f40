/**
 * The built-in modules of codecs, streams and the operating system.
 *
 * @module
 */
import type { ModuleSpec } from "./spec.ts";
import { _codecs_module } from "./_codecs.ts";
import { _io_module } from "./_io.ts";

/** The modules of this list. */
export const IO_MODULES: readonly ModuleSpec[] = [
  _codecs_module,
  _io_module,
];
