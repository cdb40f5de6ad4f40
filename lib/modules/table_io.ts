/**
 * The built-in modules of codecs, streams and the operating system.
 *
 * @module
 */
import type { ModuleSpec } from "./spec.ts";
import { _codecs_module } from "./_codecs.ts";
import { _io_module } from "./_io.ts";
import { _locale_module } from "./_locale.ts";
import { _stat_module } from "./_stat.ts";
import { _string_module } from "./_string.ts";
import { errno_module } from "./errno.ts";
import { posix_module } from "./posix.ts";
import { pwd_module } from "./pwd.ts";
import { time_module } from "./time.ts";

/** The modules of this list. */
export const IO_MODULES: Readonly<Record<string, () => ModuleSpec>> = {
  _codecs_module,
  _io_module,
  _locale_module,
  _stat_module,
  _string_module,
  errno_module,
  posix_module,
  pwd_module,
  time_module,
};
