/**
 * The module posix (Modules/posixmodule.c): its functions are in `posix/`, by
 * what they are about. They need Linux's system calls for all that a host
 * cannot do by itself; without those such functions raise OSError (ENOSYS).
 *
 * @module
 */
import { PyDict } from "../core/dict.ts";
import { E } from "../core/errors.ts";
import { isTrue } from "../core/compare.ts";
import { PyList, type Value } from "../core/object.ts";
import { host } from "../host/host.ts";
import { bytesName, floatTimes, statResult } from "./posix/common.ts";
import { fdFunctions, terminalSize } from "./posix/fds.ts";
import { fileFunctions, PATHCONF, statvfsResult } from "./posix/files.ts";
import {
  processFunctions,
  schedParam,
  timesResult,
  unameResult,
  waitidResult,
  wireSchedParam,
} from "./posix/process.ts";
import { dirEntrySpec, dirEntryType, scandirSpec, scandirType } from "./posix/scandir.ts";
import { CONFSTR, SYSCONF } from "./posix/sysconf.ts";
import { warn } from "./python.ts";
import { defineTypes, type ModuleSpec } from "./spec.ts";

const CONSTANTS: Readonly<Record<string, number>> = {
  F_OK: 0,
  R_OK: 4,
  W_OK: 2,
  X_OK: 1,
  NGROUPS_MAX: 65536,
  TMP_MAX: 238328,
  WCONTINUED: 8,
  WNOHANG: 1,
  WUNTRACED: 2,
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_NDELAY: 2048,
  O_NONBLOCK: 2048,
  O_APPEND: 1024,
  O_DSYNC: 4096,
  O_RSYNC: 1052672,
  O_SYNC: 1052672,
  O_NOCTTY: 256,
  O_CREAT: 64,
  O_EXCL: 128,
  O_TRUNC: 512,
  O_LARGEFILE: 0,
  O_PATH: 2097152,
  O_TMPFILE: 4259840,
  O_CLOEXEC: 524288,
  O_ACCMODE: 3,
  SEEK_HOLE: 4,
  SEEK_DATA: 3,
  O_ASYNC: 8192,
  O_DIRECT: 16384,
  O_DIRECTORY: 65536,
  O_NOFOLLOW: 131072,
  O_NOATIME: 262144,
  EX_OK: 0,
  EX_USAGE: 64,
  EX_DATAERR: 65,
  EX_NOINPUT: 66,
  EX_NOUSER: 67,
  EX_NOHOST: 68,
  EX_UNAVAILABLE: 69,
  EX_SOFTWARE: 70,
  EX_OSERR: 71,
  EX_OSFILE: 72,
  EX_CANTCREAT: 73,
  EX_IOERR: 74,
  EX_TEMPFAIL: 75,
  EX_PROTOCOL: 76,
  EX_NOPERM: 77,
  EX_CONFIG: 78,
  ST_RDONLY: 1,
  ST_NOSUID: 2,
  ST_NODEV: 4,
  ST_NOEXEC: 8,
  ST_SYNCHRONOUS: 16,
  ST_MANDLOCK: 64,
  ST_WRITE: 128,
  ST_APPEND: 256,
  ST_NOATIME: 1024,
  ST_NODIRATIME: 2048,
  ST_RELATIME: 4096,
  CLD_CONTINUED: 6,
  CLD_DUMPED: 3,
  CLD_EXITED: 1,
  CLD_TRAPPED: 4,
  F_LOCK: 1,
  F_TEST: 3,
  F_TLOCK: 2,
  F_ULOCK: 0,
  GRND_NONBLOCK: 1,
  GRND_RANDOM: 2,
  POSIX_FADV_DONTNEED: 4,
  POSIX_FADV_NOREUSE: 5,
  POSIX_FADV_NORMAL: 0,
  POSIX_FADV_RANDOM: 1,
  POSIX_FADV_SEQUENTIAL: 2,
  POSIX_FADV_WILLNEED: 3,
  PRIO_PGRP: 1,
  PRIO_PROCESS: 0,
  PRIO_USER: 2,
  P_WAIT: 0,
  P_NOWAIT: 1,
  P_NOWAITO: 1,
  P_ALL: 0,
  P_PGID: 2,
  P_PID: 1,
  RTLD_DEEPBIND: 8,
  RTLD_GLOBAL: 256,
  RTLD_LAZY: 1,
  RTLD_LOCAL: 0,
  RTLD_NODELETE: 4096,
  RTLD_NOLOAD: 4,
  RTLD_NOW: 2,
  SCHED_BATCH: 3,
  SCHED_FIFO: 1,
  SCHED_IDLE: 5,
  SCHED_OTHER: 0,
  SCHED_RESET_ON_FORK: 1073741824,
  SCHED_RR: 2,
  WEXITED: 4,
  WNOWAIT: 16777216,
  WSTOPPED: 2,
  XATTR_CREATE: 1,
  XATTR_REPLACE: 2,
  XATTR_SIZE_MAX: 65536,
};

/** What Lib/os.py asks for, to know which arguments work: nothing of it without the kernel. */
const HAVE: readonly string[] = [
  "HAVE_FACCESSAT",
  "HAVE_FCHDIR",
  "HAVE_FCHMOD",
  "HAVE_FCHMODAT",
  "HAVE_FCHOWN",
  "HAVE_FCHOWNAT",
  "HAVE_FEXECVE",
  "HAVE_FDOPENDIR",
  "HAVE_FPATHCONF",
  "HAVE_FSTATAT",
  "HAVE_FSTATVFS",
  "HAVE_FTRUNCATE",
  "HAVE_FUTIMENS",
  "HAVE_FUTIMES",
  "HAVE_FUTIMESAT",
  "HAVE_LINKAT",
  "HAVE_LCHOWN",
  "HAVE_LSTAT",
  "HAVE_LUTIMES",
  "HAVE_MKDIRAT",
  "HAVE_MKFIFOAT",
  "HAVE_MKNODAT",
  "HAVE_OPENAT",
  "HAVE_READLINKAT",
  "HAVE_RENAMEAT",
  "HAVE_SYMLINKAT",
  "HAVE_UNLINKAT",
  "HAVE_UTIMENSAT",
];

function names(table: Readonly<Record<string, number>>): PyDict {
  const d = new PyDict();
  for (const name in table) d.setStr(name, table[name]);
  return d;
}

export const posix_module = (): ModuleSpec => ({
  name: "posix",
  doc:
    "This module provides access to operating system functionality that is\nstandardized by the C Standard and the POSIX standard (a thinly\ndisguised Unix interface).  Refer to the library manual and\ncorresponding Unix manual entries for more information on calls.",
  functions: {
    ...fileFunctions,
    ...fdFunctions,
    ...processFunctions,
    stat_float_times: ["(newval=True, /)", (on?: Value) => {
      warn(E.DeprecationWarning, "stat_float_times() is deprecated");
      if (on === undefined) return floatTimes.on;
      floatTimes.on = isTrue(on);
    }],
  },
  init: (ns) => {
    defineTypes([[dirEntryType, dirEntrySpec], [scandirType, scandirSpec]]);
    for (const name in CONSTANTS) ns.setStr(name, CONSTANTS[name]);
    ns.setStr("DirEntry", dirEntryType);
    const results = [
      schedParam,
      statResult,
      statvfsResult,
      terminalSize,
      timesResult,
      unameResult,
      waitidResult,
    ];
    for (const t of results) ns.setStr(t.type.name, t.type);
    wireSchedParam();
    ns.setStr("error", E.OSError);
    ns.setStr(
      "_have_functions",
      new PyList(host.hasLinux() ? [...HAVE] : ["HAVE_FTRUNCATE", "HAVE_LSTAT", "HAVE_LCHOWN"]),
    );
    ns.setStr("pathconf_names", names(PATHCONF));
    ns.setStr("sysconf_names", names(SYSCONF));
    ns.setStr("confstr_names", names(CONFSTR));
    const environ = new PyDict();
    const env = host.environ();
    for (const k in env) environ.set(bytesName(k), bytesName(env[k]));
    ns.setStr("environ", environ);
  },
});
