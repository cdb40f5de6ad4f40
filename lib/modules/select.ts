/**
 * The module select (Modules/selectmodule.c): select, poll, epoll.
 *
 * @module
 */
import { bind, Signature } from "../core/args.ts";
import {
  E,
  keyError,
  overflowError,
  runtimeError,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import {
  asInstanceOf,
  type KwNames,
  type Maybe,
  PyFloat,
  PyList,
  PyObject,
  PyType,
  tuple,
  TypeFlag,
  type Value,
} from "../core/object.ts";
import { asIndex, fastItems } from "../core/ops.ts";
import { host, HostError } from "../host/host.ts";
import { EINTR, viewOf } from "../host/linux.ts";
import type { TypeSpec } from "../objects/type.ts";
import { flushFiles } from "./io/fileio.ts";
import { fileDescriptor, int, kernel, secondsToNs, sys } from "./kernel.ts";
import { errnoError, hostCall, isIndex } from "./oserror.ts";
import { defineTypes, type ModuleSpec } from "./spec.ts";
import {
  blocking,
  blockingFunction,
  deadline,
  poll,
  POLLERR,
  POLLHUP,
  POLLIN,
  POLLNVAL,
  POLLOUT,
  POLLPRI,
  waitUntil,
} from "./waiting.ts";

const CONSTANTS: Readonly<Record<string, number>> = {
  EPOLLERR: 8,
  EPOLLET: 2147483648,
  EPOLLEXCLUSIVE: 268435456,
  EPOLLHUP: 16,
  EPOLLIN: 1,
  EPOLLMSG: 1024,
  EPOLLONESHOT: 1073741824,
  EPOLLOUT: 4,
  EPOLLPRI: 2,
  EPOLLRDBAND: 128,
  EPOLLRDHUP: 8192,
  EPOLLRDNORM: 64,
  EPOLLWRBAND: 512,
  EPOLLWRNORM: 256,
  EPOLL_CLOEXEC: 524288,
  PIPE_BUF: 4096,
  POLLERR: 8,
  POLLHUP: 16,
  POLLIN: 1,
  POLLMSG: 1024,
  POLLNVAL: 32,
  POLLOUT: 4,
  POLLPRI: 2,
  POLLRDBAND: 128,
  POLLRDHUP: 8192,
  POLLRDNORM: 64,
  POLLWRBAND: 512,
  POLLWRNORM: 256,
};

const FD_SETSIZE = 1024;

/** poll()'s array of C structures. */
function pollArray(fds: readonly (readonly [number, number])[]): Uint8Array {
  const b = new Uint8Array(8 * fds.length);
  const v = viewOf(b);
  fds.forEach(([fd, events], i) => {
    v.setInt32(8 * i, fd, true);
    v.setUint16(8 * i + 4, events, true);
  });
  return b;
}

function timeout(v: Value, msg: string): bigint | null {
  if (v === null) return null;
  if (!(v instanceof PyFloat) && !isIndex(v)) throw typeError(msg);
  return secondsToNs(v);
}

function select(r: Value, w: Value, x: Value, time: Value = null): Value {
  const ns = timeout(time, "timeout must be a float or None");
  if (ns !== null && ns < 0n) throw valueError("timeout must be non-negative");
  const events = [POLLIN, POLLOUT, POLLPRI];
  const lists = [r, w, x].map((v) =>
    fastItems(v, "arguments 1-3 must be sequences").slice().map((o) => {
      const fd = fileDescriptor(o);
      if (fd >= FD_SETSIZE) throw valueError("filedescriptor out of range in select()");
      return { o, fd };
    })
  );
  const wanted = new Map<number, number>();
  lists.forEach((l, i) => {
    for (const { fd } of l) wanted.set(fd, (wanted.get(fd) ?? 0) | events[i]);
  });
  const fds = [...wanted];
  const b = pollArray(fds);
  const k = kernel();
  flushFiles();
  hostCall(() => poll(k, b, fds.length, ns));
  const view = viewOf(b);
  const got = new Map<number, number>();
  fds.forEach(([fd], i) => got.set(fd, view.getUint16(8 * i + 6, true)));
  for (const n of got.values()) if (n & POLLNVAL) throw errnoError(9);
  const masks = [POLLIN | POLLERR | POLLHUP, POLLOUT | POLLERR, POLLPRI];
  return tuple(
    lists.map((l, i) => new PyList(l.filter(({ fd }) => got.get(fd)! & masks[i]).map((e) => e.o))),
  );
}

// poll --------------------------------------------------------------------------------

class PyPoll extends PyObject {
  readonly fds = new Map<number, number>();
  running = false;
}

const pollType = new PyType("poll", TypeFlag.None, "select");
PyPoll.prototype.cls = pollType;

/** An unsigned short. */
function eventMask(v: Maybe, other: number): number {
  if (v === undefined) return other;
  if (!isIndex(v)) throw typeError(`an integer is required (got type ${typeName(v)})`);
  const n = asIndex(v);
  if (n < 0) throw overflowError("can't convert negative value to C unsigned short");
  if (n > 65535) throw overflowError("Python int too large for C unsigned short");
  return Number(n);
}

/** poll()'s milliseconds. */
function milliseconds(v: Maybe): bigint | null {
  if (v === undefined || v === null) return null;
  if (!(v instanceof PyFloat) && !isIndex(v)) {
    throw typeError("timeout must be an integer or None");
  }
  if (v instanceof PyFloat) {
    if (Number.isNaN(v.v)) throw valueError("Invalid value NaN (not a number)");
    if (Math.abs(v.v) > 9e15) throw overflowError("timestamp too large to convert to C _PyTime_t");
    const ms = BigInt(Math.ceil(v.v));
    if (ms > 2147483647n) throw overflowError("timeout is too large");
    return ms < 0n ? null : ms * 1000000n;
  }
  const n = BigInt(asIndex(v));
  if (n >= 2n ** 63n / 1000000n || n <= -(2n ** 63n) / 1000000n) {
    throw overflowError("timestamp too large to convert to C _PyTime_t");
  }
  if (n > 2147483647n) throw overflowError("timeout is too large");
  return n < 0n ? null : n * 1000000n;
}

const pollSpec: TypeSpec = {
  slots: {
    tpNew: () => {
      throw typeError("cannot create 'select.poll' instances");
    },
  },
  methods: {
    register: ["($self, fd, eventmask=7, /)", (p: PyPoll, fd: Value, mask?: Value) => {
      const n = fileDescriptor(fd);
      p.fds.set(n, eventMask(mask, POLLIN | POLLPRI | POLLOUT));
    }],
    modify: ["($self, fd, eventmask, /)", (p: PyPoll, fd: Value, mask: Value) => {
      const n = fileDescriptor(fd);
      const m = eventMask(mask, 0);
      if (!p.fds.has(n)) throw errnoError(2);
      p.fds.set(n, m);
    }],
    unregister: ["($self, fd, /)", (p: PyPoll, fd: Value) => {
      const n = fileDescriptor(fd);
      if (!p.fds.delete(n)) throw keyError(n);
    }],
    poll: blocking("poll", ["($self, timeout=None, /)", (p: PyPoll, time?: Value) => {
      const ns = milliseconds(time);
      if (p.running) throw runtimeError("concurrent poll() invocation");
      const fds = [...p.fds];
      const b = pollArray(fds);
      const k = kernel();
      flushFiles();
      p.running = true;
      try {
        hostCall(() => poll(k, b, fds.length, ns));
      } finally {
        p.running = false;
      }
      const v = viewOf(b);
      const out: Value[] = [];
      fds.forEach(([fd], i) => {
        const got = v.getUint16(8 * i + 6, true);
        if (got !== 0) out.push(tuple([fd, got]));
      });
      return new PyList(out);
    }]),
  },
};

// epoll -------------------------------------------------------------------------------

class PyEpoll extends PyObject {
  fd = -1;

  /** The descriptor. Raises ValueError once closed. */
  get live(): number {
    if (this.fd < 0) throw valueError("I/O operation on closed epoll object");
    return this.fd;
  }
}

const epollType = new PyType("epoll", TypeFlag.BaseType, "select");
PyEpoll.prototype.cls = epollType;

const EPOLL_CLOEXEC = 0o2000000;
const [CTL_ADD, CTL_DEL, CTL_MOD] = [1, 2, 3];

/** struct epoll_event is packed: the mask, then the descriptor as data. */
function control(p: PyEpoll, op: number, fd: Value, mask: Maybe): void {
  const epfd = p.live;
  const n = fileDescriptor(fd);
  const b = new Uint8Array(12);
  const v = viewOf(b);
  v.setUint32(0, mask === undefined ? 7 : Number(BigInt.asUintN(32, BigInt(asIndex(mask)))), true);
  v.setInt32(4, n, true);
  const k = kernel();
  const r = k.raw("epoll_ctl", epfd, op, n, b);
  // unregistering what has been closed meanwhile is no mistake
  if (r < 0 && !(op === CTL_DEL && r === -9)) throw errnoError(-r);
}

const epollNew = new Signature("epoll", "(sizehint=-1, flags=0)", 0);

function makeEpoll(t: PyType, fd: number): PyEpoll {
  const p = new PyEpoll();
  p.fd = fd;
  return asInstanceOf(p, t);
}

function epollPoll(p: PyEpoll, time: Value = null, maxevents: Value = -1): Value {
  const epfd = p.live;
  let ns = timeout(time, "timeout must be a float or None");
  if (ns !== null && ns < 0n) ns = null;
  if (ns !== null && ns > 2147483647n * 1000000n) throw overflowError("timeout is too large");
  let max = int(maxevents);
  if (max === -1) max = FD_SETSIZE - 1;
  else if (max < 1) throw valueError(`maxevents must be greater than 0, got ${max}`);
  const b = new Uint8Array(12 * Math.min(max, 65536));
  const k = kernel();
  const n = hostCall(() =>
    waitUntil(k, deadline(k, ns), (left) => {
      const ms = left === null ? -1 : Number((left + 999999n) / 1000000n);
      const r = k.raw("epoll_wait", epfd, b, b.length / 12, ms);
      if (r < 0 && r !== -EINTR) throw new HostError(-r, `Unknown error ${-r}`);
      return r > 0 ? r : undefined;
    }) ?? 0
  );
  const v = viewOf(b);
  return new PyList(
    Array.from(
      { length: n },
      (_, i) => tuple([v.getInt32(12 * i + 4, true), v.getUint32(12 * i, true)]),
    ),
  );
}

const closeEpoll = (p: PyEpoll): void => {
  const fd = p.fd;
  p.fd = -1;
  if (fd >= 0) hostCall(() => host.close(fd));
};

const epollSpec: TypeSpec = {
  slots: {
    tpNew: (t, args: Value[], kw: KwNames) => {
      const [sizehint = -1, flags = 0] = bind(epollNew, args, kw) as Value[];
      const n = int(sizehint);
      const f = int(flags);
      if (n === 0 || n < -1) throw valueError("negative sizehint");
      if ((f & ~EPOLL_CLOEXEC) !== 0) throw errnoError(22);
      return makeEpoll(t, sys("epoll_create1", EPOLL_CLOEXEC));
    },
  },
  getset: {
    closed: { get: (p: PyEpoll) => p.fd < 0, doc: "True if the epoll handler is closed" },
  },
  methods: {
    fromfd: [
      "($type, fd, /)",
      (t: PyType, fd: Value) => makeEpoll(t, int(fd)),
    ],
    close: ["($self, /)", closeEpoll],
    fileno: ["($self, /)", (p: PyEpoll) => p.live],
    register: [
      "($self, fd, eventmask=7)",
      (p: PyEpoll, fd: Value, mask?: Value) => control(p, CTL_ADD, fd, mask),
    ],
    modify: [
      "($self, fd, eventmask)",
      (p: PyEpoll, fd: Value, mask: Value) => control(p, CTL_MOD, fd, mask),
    ],
    unregister: ["($self, fd)", (p: PyEpoll, fd: Value) => control(p, CTL_DEL, fd, 0)],
    poll: blocking("poll", ["($self, timeout=-1, maxevents=-1)", epollPoll]),
    __enter__: ["($self, /)", (p: PyEpoll) => {
      void p.live;
      return p;
    }],
    __exit__: ["($self, *args)", closeEpoll],
  },
};

export const select_module = (): ModuleSpec => ({
  name: "select",
  doc: "This module supports asynchronous I/O on multiple file descriptors.",
  functions: {
    select: blockingFunction("select", [
      "(rlist, wlist, xlist, timeout=None, /)",
      select,
      null,
      1,
    ]),
    poll: ["()", () => {
      defineTypes([[pollType, pollSpec]]);
      return new PyPoll();
    }],
  },
  types: () => [[epollType, epollSpec]],
  attrs: () => ({ ...CONSTANTS, error: E.OSError }),
});
