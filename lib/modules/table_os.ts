/**
 * The built-in modules over the operating system's calls.
 *
 * @module
 */
import type { ModuleSpec } from "./spec.ts";
import { _multiprocessing_module } from "./_multiprocessing.ts";
import { _posixsubprocess_module } from "./_posixsubprocess.ts";
import { _signal_module } from "./_signal.ts";
import { _socket_module } from "./_socket.ts";
import { faulthandler_module } from "./faulthandler.ts";
import { mmap_module } from "./mmap.ts";
import { fcntl_module } from "./fcntl.ts";
import { grp_module, spwd_module } from "./grp.ts";
import { readline_module } from "./readline.ts";
import { resource_module } from "./resource.ts";
import { select_module } from "./select.ts";
import { syslog_module } from "./syslog.ts";
import { termios_module } from "./termios.ts";

/** The modules of this list. */
export const SYSTEM_MODULES: Readonly<Record<string, () => ModuleSpec>> = {
  _multiprocessing_module,
  _posixsubprocess_module,
  _signal_module,
  _socket_module,
  faulthandler_module,
  fcntl_module,
  grp_module,
  mmap_module,
  readline_module,
  resource_module,
  select_module,
  spwd_module,
  syslog_module,
  termios_module,
};
