/**
 * _posixsubprocess (Modules/_posixsubprocess.c) over posix_spawn.
 *
 * @module
 */
import { runtimeError, typeError, typeName, valueError } from "../core/errors.ts";
import { PyTuple, type Value } from "../core/object.ts";
import { fastItems } from "../core/ops.ts";
import { host, HostError } from "../host/host.ts";
import { AT_FDCWD, fromC, type Linux } from "../host/linux.ts";
import { type FdAction, spawn } from "../host/spawn.ts";
import { flushFiles } from "./io/fileio.ts";
import { fsBytes, int, kernel } from "./kernel.ts";
import { fspath, hostCall } from "./oserror.ts";
import type { ModuleSpec } from "./spec.ts";

/** No process has this id, so that waiting for it finds no child. */
const NO_PROCESS = 2147483647;
const F_DUPFD_CLOEXEC = 1030;
const [ENOENT, ENOTDIR] = [2, 20];
const [SIGPIPE, SIGXFSZ] = [13, 25];

/** Descriptors that subprocess wants kept: a tuple of ascending ints. */
function keptFds(v: Value): number[] {
  if (!(v instanceof PyTuple)) {
    throw typeError(`argument 4 must be tuple, not ${typeName(v)}`);
  }
  const out: number[] = [];
  for (const x of v.items) {
    const n = typeof x === "number" ? x : -1;
    if (n < 0 || n > 2147483647 || (out.length > 0 && n <= out[out.length - 1])) {
      throw valueError("bad value(s) in fds_to_keep");
    }
    out.push(n);
  }
  return out;
}

function bytesOf(v: Value): Uint8Array {
  const b = fsBytes(fspath(v));
  if (b.includes(0)) throw valueError("embedded null byte");
  return b;
}

function environment(v: Value): Uint8Array[] | null {
  return v === null ? null : fastItems(v, "env must be a sequence").map(bytesOf);
}

/** The child's ends on 0, 1 and 2, with copies of those that lie in the way. */
function streams(k: Linux, wanted: readonly number[], copies: number[]): FdAction[] {
  const actions: FdAction[] = [];
  const [inFd, outFd, errFd] = wanted.map((fd, to) => {
    if (fd < 0 || fd >= to) return fd;
    // an earlier dup2 would overwrite it
    const copy = k.call("fcntl", fd, F_DUPFD_CLOEXEC, 3);
    copies.push(copy);
    return copy;
  });
  [inFd, outFd, errFd].forEach((fd, to) => {
    // onto itself: that clears the close-on-exec flag
    if (fd >= 0) actions.push(["dup2", fd, to]);
  });
  return actions;
}

function forkExec(...a: Value[]): number {
  const [args, paths, closeFds, keep, cwdArg, env] = a;
  const fds = a.slice(6, 14).map(int);
  const [restoreSignals, setsid, preexec] = a.slice(14);
  const kept = keptFds(keep);
  const closing = int(closeFds) !== 0;
  const errpipeWrite = fds[7];
  if (closing && errpipeWrite < 3) throw valueError("errpipe_write must be >= 3");
  if (preexec !== null) {
    throw runtimeError("preexec_fn is not supported: there is no fork, a child runs no Python");
  }
  const argv = fastItems(args, "expected a sequence").map(bytesOf);
  const files = fastItems(paths, "expected a sequence").map((p) => fromC(bytesOf(p)));
  const environ = environment(env);
  const cwd = cwdArg === null ? null : fromC(bytesOf(cwdArg));
  const k = kernel();
  flushFiles();
  const fail = (errno: number, where: string): number => {
    host.write(
      errpipeWrite,
      new TextEncoder().encode(`OSError:${errno.toString(16).toUpperCase()}:${where}`),
    );
    return NO_PROCESS;
  };
  return hostCall(() => {
    if (cwd !== null) {
      const fd = k.raw("openat", AT_FDCWD, cwd, 0o12200000);
      if (fd < 0) return fail(-fd, "noexec");
      k.raw("close", fd);
    }
    const copies: number[] = [];
    try {
      const [p2cread, , , c2pwrite, , errwrite] = fds;
      let actions: FdAction[];
      try {
        actions = streams(k, [p2cread, c2pwrite, errwrite], copies);
      } catch (e) {
        if (e instanceof HostError) return fail(e.errno, "noexec");
        throw e;
      }
      const open = closing ? new Set(k.openFds()) : null;
      for (const fd of kept) {
        if (fd !== errpipeWrite && fd > 2) actions.push(["dup2", fd, fd]);
      }
      if (open !== null) {
        for (const fd of open) if (fd > 2 && !kept.includes(fd)) actions.push(["close", fd]);
      }
      let errno = 0;
      for (const path of files) {
        const r = spawn(host, k, path, {
          argv,
          env: environ,
          cwd,
          setsid: int(setsid) !== 0,
          actions,
          defaults: int(restoreSignals) !== 0 ? [SIGPIPE, SIGXFSZ] : [],
        });
        if (r > 0) return r;
        if (
          errno === 0 ||
          ((errno === ENOENT || errno === ENOTDIR) && -r !== ENOENT && -r !== ENOTDIR)
        ) errno = -r;
      }
      return fail(errno, "");
    } finally {
      for (const fd of copies) k.raw("close", fd);
    }
  });
}

export const _posixsubprocess_module = (): ModuleSpec => ({
  name: "_posixsubprocess",
  doc: "A POSIX helper for the subprocess module.",
  functions: {
    fork_exec: [
      "(args, executable_list, close_fds, fds_to_keep, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write, restore_signals, call_setsid, preexec_fn, /)",
      forkExec,
    ],
  },
});
