/**
 * _signal (Modules/signalmodule.c): handlers are kept, and SIGINT's default one
 * raises KeyboardInterrupt; signals that the process gets from outside end it.
 *
 * @module
 */
import { E, exception, typeError, valueError } from "../core/errors.ts";
import { PyFloat, tuple, type Value } from "../core/object.ts";
import { asIndex, call, isCallable } from "../core/ops.ts";
import type { ModuleSpec } from "./spec.ts";

const SIGNALS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGCHLD: 17,
  SIGCONT: 18,
  SIGSTOP: 19,
  SIGTSTP: 20,
  SIGTTIN: 21,
  SIGTTOU: 22,
  SIGURG: 23,
  SIGXCPU: 24,
  SIGXFSZ: 25,
  SIGVTALRM: 26,
  SIGPROF: 27,
  SIGWINCH: 28,
  SIGIO: 29,
  SIGPWR: 30,
  SIGSYS: 31,
};
const NSIG = 65;
const handlers = new Map<number, Value>();

function signum(v: Value): number {
  const n = Number(asIndex(v));
  if (n < 1 || n >= NSIG) throw valueError("signal number out of range");
  return n;
}

export const _signal_module = (): ModuleSpec => ({
  name: "_signal",
  doc: "This module provides mechanisms to use signal handlers in Python.",
  functions: {
    default_int_handler: [
      "(signum, frame, /)",
      () => {
        throw exception(E.KeyboardInterrupt);
      },
      "The default handler for SIGINT; it raises KeyboardInterrupt.",
      1,
    ],
    signal: ["(signalnum, handler, /)", (s: Value, h: Value) => {
      const n = signum(s);
      if (n === 9 || n === 19) throw call(E.OSError, [22, "Invalid argument"]);
      if (!isCallable(h) && h !== 0 && h !== 1) {
        throw typeError(
          "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object",
        );
      }
      const old = handlers.get(n) ?? 0;
      handlers.set(n, h);
      return old;
    }],
    getsignal: ["(signalnum, /)", (s: Value) => handlers.get(signum(s)) ?? 0],
    set_wakeup_fd: ["(fd, /)", () => -1],
    siginterrupt: ["(signalnum, flag, /)", () => null],
    alarm: ["(seconds, /)", () => 0],
    setitimer: ["(which, seconds, interval=0.0, /)", () => tuple([new PyFloat(0), new PyFloat(0)])],
    getitimer: ["(which, /)", () => tuple([new PyFloat(0), new PyFloat(0)])],
  },
  attrs: () => ({
    ...SIGNALS,
    SIG_DFL: 0,
    SIG_IGN: 1,
    NSIG,
    ITIMER_REAL: 0,
    ITIMER_VIRTUAL: 1,
    ITIMER_PROF: 2,
    SIG_BLOCK: 0,
    SIG_UNBLOCK: 1,
    SIG_SETMASK: 2,
    ItimerError: E.OSError,
  }),
  init: (ns) => {
    handlers.set(2, ns.getStr("default_int_handler")!);
  },
});
