/**
 * _signal (Modules/signalmodule.c). Handlers run between instructions
 * (`signals.ts`); without the system calls of Linux they are only kept.
 *
 * @module
 */
import type { Decls } from "../core/args.ts";
import { isTrue } from "../core/compare.ts";
import { E, exception, typeError, valueError } from "../core/errors.ts";
import { PyFloat, type PyType, tuple, type Value } from "../core/object.ts";
import { asIndex, isCallable, toArray } from "../core/ops.ts";
import { host } from "../host/host.ts";
import { EAGAIN, EINTR, interrupts, SA_RESTART, timespec, viewOf } from "../host/linux.ts";
import { PySet } from "../objects/set.ts";
import { makeStructSeq } from "../objects/structseq.ts";
import { newException, writeUnraisable } from "./module_errors.ts";
import { int, kernel, secondsToNs, sys } from "./kernel.ts";
import { errnoError } from "./oserror.ts";
import { handlers, onWakeupFailure, runSignals, watchers, watchSignals } from "./signals.ts";
import { strerror } from "./errno.ts";
import type { ModuleSpec } from "./spec.ts";

const SIGNALS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGIOT: 6,
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
  SIGCLD: 17,
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
  SIGPOLL: 29,
  SIGPWR: 30,
  SIGSYS: 31,
  SIGRTMIN: 34,
  SIGRTMAX: 64,
};
const NSIG = 65;
const SIG_DFL = 0;
const SIG_IGN = 1;

const structSiginfo = makeStructSeq("struct_siginfo", "signal", [
  "si_signo",
  "si_code",
  "si_errno",
  "si_pid",
  "si_uid",
  "si_status",
  "si_band",
]);

const itimerErrorType = (): PyType => newException("signal", "ItimerError", E.OSError);

function signum(v: Value): number {
  const n = int(v);
  if (n < 1 || n >= NSIG) throw valueError("signal number out of range");
  return n;
}

/** What a signal does before a program said anything. */
function initial(n: number): Value {
  // what Python itself ignores at its start
  if (n === 13 || n === 25) return SIG_IGN;
  if (!host.hasLinux()) return SIG_DFL;
  try {
    return [SIG_DFL, SIG_IGN, null, null][kernel().getSignal(n)];
  } catch {
    return SIG_DFL;
  }
}

const current = (n: number): Value => {
  const h = handlers.current.get(n);
  return h === undefined ? initial(n) : h;
};

function signal(s: Value, h: Value): Value {
  const n = int(s);
  if (n < 1 || n >= NSIG) throw valueError("signal number out of range");
  if (!isCallable(h) && h !== SIG_DFL && h !== SIG_IGN) {
    throw typeError(
      "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object",
    );
  }
  const old = current(n);
  if (host.hasLinux()) {
    const k = kernel();
    if (n === 9 || n === 19 || n === 32 || n === 33) throw errnoError(22);
    runSignals();
    k.setSignal(n, h === SIG_DFL ? (watchers.has(n) ? 2 : 0) : h === SIG_IGN ? 1 : 2);
    watchSignals(k);
  } else if (n === 9 || n === 19) throw errnoError(22);
  handlers.current.set(n, h);
  return old;
}

// sets --------------------------------------------------------------------------------

function maskOf(v: Value): Uint8Array {
  const b = new Uint8Array(8);
  for (const x of toArray(v)) {
    const n = asIndex(x);
    if (n < 1 || n >= NSIG) throw valueError(`signal number ${n} out of range`);
    const at = Number(n) - 1;
    b[at >> 3] |= 1 << (at & 7);
  }
  return b;
}

function setOf(b: Uint8Array): Value {
  const s = new PySet();
  for (let n = 1; n < NSIG; n++) if (b[(n - 1) >> 3] & (1 << ((n - 1) & 7))) s.add(n);
  return s;
}

function siginfo(b: Uint8Array): Value {
  const v = viewOf(b);
  const code = v.getInt32(8, true);
  return structSiginfo.make([
    v.getInt32(0, true),
    code,
    v.getInt32(4, true),
    v.getInt32(16, true),
    v.getUint32(20, true),
    v.getInt32(24, true),
    Number(v.getBigInt64(16, true)),
  ]);
}

/** Waits for a signal of a set: its siginfo, or null when the time is over. */
function waitFor(mask: Uint8Array, ns: bigint | null): Uint8Array | null {
  const k = kernel();
  const info = new Uint8Array(128);
  const end = ns === null ? 0n : k.clock(1) + ns;
  for (;;) {
    let left = ns === null ? null : end - k.clock(1);
    if (left !== null && left < 0n) left = 0n;
    const r = k.raw("rt_sigtimedwait", mask, info, left === null ? null : timespec(left), 8);
    if (r > 0) return info;
    if (r === -EAGAIN) return null;
    if (r !== -EINTR) throw errnoError(-r);
    runSignals();
  }
}

// timers ------------------------------------------------------------------------------

function timeval(v: Value): [bigint, bigint] {
  if (!(v instanceof PyFloat)) asIndex(v);
  const ns = secondsToNs(v);
  const us = (ns + 999n) / 1000n;
  return [us / 1000000n, us % 1000000n];
}

function timerValue(b: Uint8Array): Value {
  const v = viewOf(b);
  const at = (i: number) =>
    new PyFloat(Number(v.getBigInt64(i, true)) + 1e-6 * Number(v.getBigInt64(i + 8, true)));
  return tuple([at(16), at(0)]);
}

function itimer(which: Value, value: Uint8Array | null): Value {
  const k = kernel();
  const b = new Uint8Array(32);
  const n = int(which);
  const r = value === null ? k.raw("getitimer", n, b) : k.raw("setitimer", n, value, b);
  if (r < 0) throw exception(itimerErrorType(), -r, strerror(-r));
  return timerValue(b);
}

let wakeup = -1;

function setWakeup(fd: Value): number {
  const n = int(fd);
  const k = kernel();
  const old = wakeup;
  if (n >= 0) {
    sys("fcntl", n, 1, 0);
    if ((sys("fcntl", n, 3, 0) & 0o4000) === 0) {
      throw valueError(`the fd ${n} must be in non-blocking mode`);
    }
  }
  wakeup = n < 0 ? -1 : n;
  k.signals[257] = wakeup + 1;
  return old;
}

const functions: Decls = {
  default_int_handler: [
    "(signum, frame, /)",
    () => {
      throw exception(E.KeyboardInterrupt);
    },
    "The default handler for SIGINT; it raises KeyboardInterrupt.",
    2,
  ],
  signal: ["(signalnum, handler, /)", signal],
  getsignal: ["(signalnum, /)", (s: Value) => current(signum(s))],
  set_wakeup_fd: ["(fd, /)", setWakeup, null, 2],
  siginterrupt: ["(signalnum, flag, /)", (s: Value, flag: Value) => {
    const n = signum(s);
    const k = kernel();
    const what = k.getSignal(n);
    if (what !== 3) k.setSignal(n, what, isTrue(flag) ? 0n : SA_RESTART);
  }],
  alarm: ["(seconds, /)", (seconds: Value) => sys("alarm", int(seconds))],
  setitimer: [
    "(which, seconds, interval=0.0, /)",
    (which: Value, seconds: Value, interval: Value = 0) => {
      const b = new Uint8Array(32);
      const v = viewOf(b);
      [timeval(interval), timeval(seconds)].forEach(([s, us], i) => {
        v.setBigInt64(16 * i, s, true);
        v.setBigInt64(16 * i + 8, us, true);
      });
      return itimer(which, b);
    },
  ],
  getitimer: ["(which, /)", (which: Value) => itimer(which, null)],
  pause: ["()", () => {
    const k = kernel();
    // who waits for one that came just before has not seen it: it counts as the awaited one
    if (runSignals()) return;
    k.raw("pause");
    runSignals();
  }],
  pthread_kill: ["(thread_id, signalnum, /)", (_thread: Value, s: Value) => {
    // every Python thread runs in the one thread of this process that runs JavaScript
    const n = int(s);
    asIndex(_thread);
    if (n < 0 || n >= NSIG) throw errnoError(22);
    sys("tgkill", host.pid(), host.pid(), n);
    runSignals();
  }],
  pthread_sigmask: ["(how, mask, /)", (how: Value, mask: Value) => {
    const n = int(how);
    const old = new Uint8Array(8);
    sys("rt_sigprocmask", n, maskOf(mask), old, 8);
    runSignals();
    return setOf(old);
  }],
  sigpending: ["()", () => {
    const b = new Uint8Array(8);
    sys("rt_sigpending", b, 8);
    return setOf(b);
  }],
  sigwait: ["(sigset, /)", (set: Value) => viewOf(waitFor(maskOf(set), null)!).getInt32(0, true)],
  sigwaitinfo: ["(sigset, /)", (set: Value) => siginfo(waitFor(maskOf(set), null)!)],
  sigtimedwait: ["(sigset, timeout, /)", (set: Value, timeout: Value) => {
    const ns = secondsToNs(timeout);
    if (ns < 0n) throw valueError("timeout must be non-negative");
    const info = waitFor(maskOf(set), ns);
    return info === null ? null : siginfo(info);
  }],
};

export const _signal_module = (): ModuleSpec => ({
  name: "_signal",
  doc: "This module provides mechanisms to use signal handlers in Python.",
  functions,
  attrs: () => ({
    ...SIGNALS,
    SIG_DFL,
    SIG_IGN,
    NSIG,
    ITIMER_REAL: 0,
    ITIMER_VIRTUAL: 1,
    ITIMER_PROF: 2,
    SIG_BLOCK: 0,
    SIG_UNBLOCK: 1,
    SIG_SETMASK: 2,
    ItimerError: itimerErrorType(),
    struct_siginfo: structSiginfo.type,
  }),
  init: (ns) => {
    const k = host.linux();
    const interrupt = ns.getStr("default_int_handler")!;
    if (k === null) {
      handlers.current.set(2, interrupt);
      return;
    }
    interrupts.run = () => {
      runSignals();
    };
    onWakeupFailure((errno) =>
      writeUnraisable(
        "Exception ignored when trying to write to the signal wakeup fd:",
        errnoError(errno),
      )
    );
    // a SIGINT that the parent chose to ignore stays ignored
    if (k.getSignal(2) === 0) {
      k.setSignal(2, 2);
      handlers.current.set(2, interrupt);
      watchSignals(k);
    }
  },
});
