/**
 * Waiting for descriptors, the one place where the machine blocks for them:
 * signals are handled meanwhile, and other threads of Python's may run.
 *
 * @module
 */
import { HostError } from "../host/host.ts";
import { EINTR, type Linux, timespec, viewOf } from "../host/linux.ts";
import { kernel } from "./kernel.ts";
import { hostCall } from "./oserror.ts";
import { runSignals } from "./signals.ts";

export const POLLIN = 1;
export const POLLPRI = 2;
export const POLLOUT = 4;
export const POLLERR = 8;
export const POLLHUP = 16;
export const POLLNVAL = 32;

/**
 * What runs other threads while one waits: null where there are none. It
 * returns whether any of them ran, so that waiting goes on without a pause.
 */
export const threads: { runOthers: (() => boolean) | null } = { runOthers: null };

/** How long to wait at a time while other threads may become runnable. */
const SLICE_NS = 5_000_000n;

/** When a time in nanoseconds from now is over; null: never. */
export const deadline = (k: Linux, ns: bigint | null): bigint | null =>
  ns === null ? null : k.clock(1) + ns;

/** Waits until `attempt` (given how long it may take, null: for ever) does not give undefined. */
export function waitUntil<T>(
  k: Linux,
  end: bigint | null,
  attempt: (ns: bigint | null) => T | undefined,
): T | undefined {
  for (;;) {
    let left = end === null ? null : end - k.clock(1);
    if (left !== null && left < 0n) left = 0n;
    let wait = left;
    if (threads.runOthers !== null) {
      const r = attempt(0n);
      if (r !== undefined) return r;
      if (left === 0n) return undefined;
      const ran = threads.runOthers();
      wait = ran ? 0n : left === null || left > SLICE_NS ? SLICE_NS : left;
    }
    const r = attempt(wait);
    if (r !== undefined) return r;
    runSignals();
    if (end !== null && k.clock(1) >= end) return undefined;
  }
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
