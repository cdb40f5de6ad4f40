/**
 * Waiting for descriptors, the one place where the machine blocks for them:
 * signals are handled meanwhile, and other threads of Python's may run.
 *
 * @module
 */
import { ArgStyle, bind, type Decl, type NativeFn, Signature } from "../core/args.ts";
import type { KwNames, Value } from "../core/object.ts";
import { host, HostError } from "../host/host.ts";
import { EINTR, type Linux, timespec, viewOf } from "../host/linux.ts";
import { block, calledByLoop, canPark, now, othersWait, runMeanwhile } from "../vm/threads.ts";
import { kernel } from "./kernel.ts";
import { hostCall } from "./oserror.ts";
import { runSignals } from "./signals.ts";

export const POLLIN = 1;
export const POLLPRI = 2;
export const POLLOUT = 4;
export const POLLERR = 8;
export const POLLHUP = 16;
export const POLLNVAL = 32;

/** The blocking built-in that runs: how to begin it anew, when its thread can be parked. */
interface Call {
  again: (() => Value) | null;
  /** Its time is over. */
  expired: boolean;
}

let current: Call = { again: null, expired: false };

function run(call: Call, job: () => Value): Value {
  const was = current;
  current = call;
  try {
    return job();
  } finally {
    current = was;
  }
}

const start = (direct: boolean, job: () => Value): Value =>
  run({ again: direct && canPark() ? job : null, expired: false }, job);

/**
 * The declaration of a method that may wait for a descriptor before it does
 * anything else: its thread is parked then, and the method called anew.
 */
export function blocking(name: string, [text, fn, doc]: Decl): Decl {
  const sig = new Signature(name, text, ArgStyle.Auto);
  const raw: NativeFn = (self: Value, args: Value[], kw: KwNames) => {
    const direct = calledByLoop(raw);
    const bound = bind(sig, args, kw) as Value[];
    return start(direct, () => fn(self, ...bound) as Value);
  };
  return [text, raw, doc ?? null, ArgStyle.Raw];
}

/** The same for a function of a module. */
export function blockingFunction(name: string, [text, fn, doc, style]: Decl): Decl {
  const sig = new Signature(name, text, style ?? ArgStyle.Auto);
  const raw: NativeFn = (args: Value[], kw: KwNames) => {
    const direct = calledByLoop(raw);
    const bound = bind(sig, args, kw) as Value[];
    return start(direct, () => fn(...bound) as Value);
  };
  return [text, raw, doc ?? null, ArgStyle.Raw];
}

/**
 * The declaration of a method that is like any other when there is one thread only. With
 * several, `first` waits for what the method is going to need, so that its thread can be
 * parked before anything has been done.
 */
export function waitingFirst(
  name: string,
  [text, fn, doc]: Decl,
  first: (self: Value, args: Value[]) => void,
): Decl {
  const sig = new Signature(name, text, ArgStyle.Auto);
  const raw: NativeFn = (self: Value, args: Value[], kw: KwNames) => {
    const bound = bind(sig, args, kw) as Value[];
    if (!canPark() && !othersWait()) return fn(self, ...bound) as Value;
    const direct = calledByLoop(raw);
    return start(direct, () => {
      first(self, bound);
      return run({ again: null, expired: false }, () => fn(self, ...bound) as Value);
    });
  };
  return [text, raw, doc ?? null, ArgStyle.Raw];
}

/** When a time in nanoseconds from now is over; null: never. */
export const deadline = (k: Linux, ns: bigint | null): bigint | null =>
  ns === null ? null : k.clock(1) + ns;

/**
 * Waits until `attempt` (given how long it may take, null: for ever) does not
 * give undefined. Other threads run meanwhile.
 */
export function waitUntil<T>(
  k: Linux,
  end: bigint | null,
  attempt: (ns: bigint | null) => T | undefined,
): T | undefined {
  const ready = (): boolean => attempt(0n) !== undefined;
  for (;;) {
    const left = remaining(k, end);
    let wait = left;
    const again = current.again;
    if (again !== null || othersWait()) {
      const r = attempt(0n);
      if (r !== undefined) return r;
      if (left === 0n || current.expired) return undefined;
      const until = left === null ? Infinity : now() + Number(left) / 1e6;
      if (again !== null) {
        // does not come back: the call is begun anew when the wait is over
        block(true, ready, until, (ok) => run({ again, expired: !ok }, again), true);
      }
      const ms = runMeanwhile(ready, until);
      if (ms !== Infinity) {
        const slice = BigInt(Math.ceil(ms * 1e6));
        if (left === null || slice < left) wait = slice;
      }
    }
    const r = attempt(wait);
    if (r !== undefined) return r;
    runSignals();
    if (end !== null && k.clock(1) >= end) return undefined;
  }
}

function remaining(k: Linux, end: bigint | null): bigint | null {
  if (end === null) return null;
  const left = end - k.clock(1);
  return left < 0n ? 0n : left;
}

/** poll(2) over a prepared array of struct pollfd: how many are ready. */
export function poll(k: Linux, fds: Uint8Array, count: number, ns: bigint | null): number {
  const end = deadline(k, ns);
  return waitUntil(k, end, (left) => {
    const r = k.raw("ppoll", fds, count, left === null ? null : timespec(left), null, 8);
    if (r < 0 && r !== -EINTR) throw new HostError(-r, `Unknown error ${-r}`);
    return r > 0 ? r : undefined;
  }) ?? 0;
}

/** Waits until a descriptor is ready for something; false when the time is over. */
export function waitFd(fd: number, events: number, end: bigint | null): boolean {
  const k = kernel();
  const b = new Uint8Array(8);
  const v = viewOf(b);
  v.setInt32(0, fd, true);
  v.setInt16(4, events, true);
  return hostCall(() =>
    waitUntil(k, end, (left) => {
      const r = k.raw("ppoll", b, 1, left === null ? null : timespec(left), null, 8);
      if (r < 0 && r !== -EINTR) throw new HostError(-r, `Unknown error ${-r}`);
      return r > 0 ? true : undefined;
    }) ?? false
  );
}

const F_GETFL = 3;
const F_SETFL = 4;
const O_NONBLOCK = 0o4000;

/** What a pipe that is ready takes at once for certain. */
export const PIPE_BUF = 4096;

/** The kernel, when operations on a descriptor may block and others could run meanwhile. */
function ifBlocking(fd: number): Linux | null {
  if (!host.hasLinux()) return null;
  const k = host.linux();
  if (k === null) return null;
  const flags = k.raw("fcntl", fd, F_GETFL, 0);
  return flags < 0 || (flags & O_NONBLOCK) !== 0 ? null : k;
}

/**
 * Before a read that may block: lets other threads run until there is something to read.
 * Without other threads the read itself may as well block.
 */
export function awaitInput(fd: number): void {
  // a thread that can be parked is not the only one
  if (current.again === null && !othersWait()) return;
  if (ifBlocking(fd) !== null) waitFd(fd, POLLIN, null);
}

/** The same inside of a method that cannot be called anew. */
export function awaitInputHere(fd: number): void {
  if (!othersWait()) return;
  run({ again: null, expired: false }, () => {
    awaitInput(fd);
    return null;
  });
}

/**
 * The same before a write: whether it waited for what is no file, which then takes no
 * more than PIPE_BUF for certain.
 */
export function awaitOutput(fd: number): boolean {
  if (current.again === null && !othersWait() || ifBlocking(fd) === null) return false;
  if ((host.fstat(fd).mode & 0o170000) === 0o100000) return false;
  return waitFd(fd, POLLOUT, null);
}

/** The same inside of a method that cannot be called anew. */
export function awaitOutputHere(fd: number): boolean {
  if (!othersWait()) return false;
  return run({ again: null, expired: false }, () => awaitOutput(fd)) === true;
}

/** Runs a write that is to take only what there is room for, when others may want to run. */
export function withoutBlocking(fd: number, write: () => number): number {
  if (!awaitOutput(fd)) return write();
  const k = kernel();
  const flags = k.raw("fcntl", fd, F_GETFL, 0);
  k.raw("fcntl", fd, F_SETFL, flags | O_NONBLOCK);
  try {
    return write();
  } finally {
    k.raw("fcntl", fd, F_SETFL, flags);
  }
}
