/**
 * The type socket of _socket. A socket with a timeout is a non-blocking one
 * that is waited for; every wait is in `waiting.ts`.
 *
 * @module
 */
import { bind, Signature } from "../../core/args.ts";
import {
  E,
  exception,
  type PyBaseException,
  typeError,
  typeName,
  valueError,
} from "../../core/errors.ts";
import {
  asInstanceOf,
  type KwNames,
  PyBytes,
  PyFloat,
  PyType,
  tuple,
  TypeFlag,
  type Value,
} from "../../core/object.ts";
import { asIndex } from "../../core/ops.ts";
import { EAGAIN, EINTR, type SysArg, type SysName, viewOf } from "../../host/linux.ts";
import { asBuffer, asWritable } from "../../objects/buffer.ts";
import type { TypeSpec } from "../../objects/type.ts";
import { flushFiles } from "../io/fileio.ts";
import { int, kernel, secondsToNs, sys } from "../kernel.ts";
import { errnoError, isIndex } from "../oserror.ts";
import { runSignals } from "../signals.ts";
import { threadCount } from "../../vm/threads.ts";
import { blocking, deadline, POLLERR, POLLIN, POLLOUT, waitFd } from "../waiting.ts";
import { addressOf, addressValue, plainError, timeoutError } from "./address.ts";
import { messageMethods } from "./messages.ts";
import { PySocket } from "./state.ts";

export const socketType: PyType = new PyType("socket", TypeFlag.BaseType, "_socket");
PySocket.prototype.cls = socketType;

const SOCK_CLOEXEC = 0o2000000;
const [F_GETFL, F_SETFL] = [3, 4];
const O_NONBLOCK = 0o4000;
const EINPROGRESS = 115;
const EISCONN = 106;

/** setdefaulttimeout()'s: nanoseconds, or null for none. */
export const defaults: { timeout: bigint | null } = { timeout: null };

/** A timeout argument: null for None, else nanoseconds. */
export function timeoutArg(v: Value): bigint | null {
  if (v === null) return null;
  if (!(v instanceof PyFloat) && !isIndex(v)) {
    throw typeError(`an integer is required (got type ${typeName(v)})`);
  }
  const ns = secondsToNs(v);
  if (ns < 0n) throw valueError("Timeout value out of range");
  return ns;
}

/** A timeout as Python shows it. */
export const timeoutValue = (ns: bigint | null): Value =>
  ns === null ? null : new PyFloat(Number(ns) / 1e9);

const timedOut = (): PyBaseException => exception(timeoutError(), "timed out");

function setNonBlocking(fd: number, on: boolean): void {
  const flags = sys("fcntl", fd, F_GETFL, 0);
  const to = on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK;
  if (to !== flags) sys("fcntl", fd, F_SETFL, to);
}

/** Makes a call on a socket, waiting as its timeout says; the result, or the error thrown. */
export function operate(
  s: PySocket,
  events: number,
  name: SysName,
  args: SysArg[],
  end: bigint | null | undefined = undefined,
): number {
  const k = kernel();
  const limit = end === undefined ? deadline(k, s.timeout) : end;
  for (;;) {
    const waits = s.timeout === null ? threadCount() > 0 : s.timeout > 0n;
    if (waits && s.fd >= 0 && !waitFd(s.fd, events, limit)) throw timedOut();
    const r = k.raw(name, s.fd, ...args);
    if (r >= 0) return r;
    if (r === -EINTR) runSignals();
    else if (r === -EAGAIN && s.timeout !== null && s.timeout > 0n) continue;
    else throw errnoError(-r);
  }
}

/** connect(2): its errno, 0 for success. */
function connect(s: PySocket, address: Uint8Array): number {
  const k = kernel();
  let r = Math.abs(k.raw("connect", s.fd, address, address.length));
  if (r === EINTR) runSignals();
  const pending = r === EINTR || (r === EINPROGRESS && (s.timeout === null || s.timeout > 0n));
  if (!pending) return r;
  if (!waitFd(s.fd, POLLOUT | POLLERR, deadline(k, s.timeout))) return -1;
  const b = new Uint8Array(4);
  const size = new Uint8Array([4, 0, 0, 0]);
  r = k.raw("getsockopt", s.fd, 1, 4, b, size);
  if (r < 0) return -r;
  const error = viewOf(b).getInt32(0, true);
  return error === EISCONN ? 0 : error;
}

/** The bytes of a bytes-like argument. */
export function dataArg(v: Value): Uint8Array {
  const b = asBuffer(v);
  if (b === undefined) throw typeError(`a bytes-like object is required, not '${typeName(v)}'`);
  return b;
}

/** The memory of a read-write argument. */
export function intoArg(f: string, v: Value): Uint8Array {
  const b = asWritable(v);
  if (b === undefined) {
    throw typeError(
      `${f}() argument 1 must be read-write bytes-like object, not ${typeName(v)}`,
    );
  }
  return b;
}

function countArg(f: string, v: Value): number {
  const n = asIndex(v);
  if (n < 0) throw valueError(`negative buffersize in ${f}`);
  if (n > 0x7fffffff) throw exception(E.MemoryError);
  return Number(n);
}

/** Receives with the sender's address. */
function receiveFrom(s: PySocket, into: Uint8Array, flags: number): [number, Value] {
  const address = new Uint8Array(128);
  const size = new Uint8Array(4);
  viewOf(size).setUint32(0, address.length, true);
  const n = operate(s, POLLIN, "recvfrom", [into, into.length, flags, address, size]);
  const length = viewOf(size).getUint32(0, true);
  return [n, length === 0 ? null : addressValue(address.subarray(0, Math.min(length, 128)))];
}

const receive = (s: PySocket, into: Uint8Array, flags: number): number =>
  operate(s, POLLIN, "recvfrom", [into, into.length, flags, null, null]);

function sendAll(s: PySocket, data: Uint8Array, flags: number): void {
  const k = kernel();
  const end = deadline(k, s.timeout);
  let at = 0;
  do {
    const part = data.subarray(at);
    at += operate(s, POLLOUT, "sendto", [part, part.length, flags, null, 0], end);
    runSignals();
  } while (at < data.length);
}

function sendTo(s: PySocket, data: Value, ...rest: Value[]): number {
  if (rest.length < 1 || rest.length > 2) {
    throw typeError(`sendto() takes 2 or 3 arguments (${rest.length + 1} given)`);
  }
  const b = dataArg(data);
  const flags = rest.length === 2 ? int(rest[0]) : 0;
  const address = addressOf(s.family, rest[rest.length - 1]);
  return operate(s, POLLOUT, "sendto", [b, b.length, flags, address, address.length]);
}

function sockopt(s: PySocket, level: Value, option: Value, size: Value = 0): Value {
  const [l, o, n] = [int(level), int(option), int(size)];
  const length = new Uint8Array(4);
  if (n === 0) {
    const b = new Uint8Array(4);
    length[0] = 4;
    sys("getsockopt", s.fd, l, o, b, length);
    return viewOf(b).getInt32(0, true);
  }
  if (n < 0 || n > 1024) throw plainError("getsockopt buflen out of range");
  const b = new Uint8Array(n);
  viewOf(length).setUint32(0, n, true);
  sys("getsockopt", s.fd, l, o, b, length);
  return new PyBytes(b.slice(0, viewOf(length).getUint32(0, true)));
}

function setSockopt(s: PySocket, ...args: Value[]): void {
  const [level, option, value, size] = args;
  if (args.length === 4 && value === null) {
    sys("setsockopt", s.fd, int(level), int(option), null, BigInt(asIndex(size)));
    return;
  }
  if (args.length !== 3) {
    throw typeError(`setsockopt() takes exactly 3 arguments (${args.length} given)`);
  }
  if (isIndex(value)) {
    const b = new Uint8Array(4);
    viewOf(b).setInt32(0, int(value), true);
    sys("setsockopt", s.fd, int(level), int(option), b, 4);
    return;
  }
  const b = dataArg(value);
  sys("setsockopt", s.fd, int(level), int(option), b, b.length);
}

/** getsockname and getpeername. */
function nameOf(s: PySocket, call: "getsockname" | "getpeername"): Value {
  const b = new Uint8Array(128);
  const size = new Uint8Array([128, 0, 0, 0]);
  sys(call, s.fd, b, size);
  return addressValue(b.subarray(0, Math.min(128, viewOf(size).getUint32(0, true))));
}

/** Descriptors of sockets that nobody refers to any more are closed. */
const collected = new FinalizationRegistry<{ fd: number }>((o) => {
  if (o.fd >= 0) kernel().raw("close", o.fd);
});

/** Gives a socket its descriptor. */
export function adopt(s: PySocket, fd: number, family: number, type: number, proto: number): void {
  s.held.fd = fd;
  s.family = family;
  s.type = type;
  s.proto = proto;
  s.timeout = (type & O_NONBLOCK) !== 0 ? 0n : defaults.timeout;
  collected.register(s, s.held, s);
  if (s.timeout !== null) setTimeout(s, s.timeout);
}

const initSignature = new Signature("socket", "(family=2, type=1, proto=0, fileno=None)", 0);

function init(self: Value, args: Value[], kw: KwNames): void {
  const s = self as PySocket;
  const [family = 2, type = 1, proto = 0, fileno = null] = bind(initSignature, args, kw) as Value[];
  const [f, t, p] = [int(family), int(type), int(proto)];
  let fd: number;
  if (fileno !== null) {
    fd = int(fileno);
    if (fd < 0) throw valueError("can't use invalid socket value");
  } else fd = sys("socket", f, t | SOCK_CLOEXEC, p);
  adopt(s, fd, f, t, p);
}

function close(s: PySocket): void {
  const fd = s.held.fd;
  if (fd < 0) return;
  s.held.fd = -1;
  const r = kernel().raw("close", fd);
  // a connection that the other side has reset is closed all the same
  if (r < 0 && r !== -104 && r !== -EINTR) throw errnoError(-r);
}

function setTimeout(s: PySocket, ns: bigint | null): void {
  s.timeout = ns;
  // 3.6 shows it in the type
  s.type = ns === null ? s.type & ~O_NONBLOCK : s.type | O_NONBLOCK;
  setNonBlocking(s.fd, ns !== null);
}

const repr = (s: PySocket): string =>
  `<socket object, fd=${s.fd}, family=${s.family}, type=${s.type}, proto=${s.proto}>`;

export const socketSpec: TypeSpec = {
  signature: "(family=AF_INET, type=SOCK_STREAM, proto=0, fileno=None)",
  slots: {
    tpNew: (t) => asInstanceOf(new PySocket(), t),
    tpInit: init,
    tpRepr: (v) => repr(v as PySocket),
  },
  getset: {
    family: { get: (s: PySocket) => s.family, doc: "the socket family" },
    type: { get: (s: PySocket) => s.type, doc: "the socket type" },
    proto: { get: (s: PySocket) => s.proto, doc: "the socket protocol" },
    timeout: { get: (s: PySocket) => timeoutValue(s.timeout), doc: "the socket timeout" },
  },
  methods: {
    _accept: blocking("_accept", ["($self, /)", (s: PySocket) => {
      const b = new Uint8Array(128);
      const size = new Uint8Array([128, 0, 0, 0]);
      flushFiles();
      const fd = operate(s, POLLIN, "accept4", [b, size, SOCK_CLOEXEC]);
      return tuple([fd, addressValue(b.subarray(0, viewOf(size).getUint32(0, true)))]);
    }]),
    bind: ["($self, address, /)", (s: PySocket, address: Value) => {
      const a = addressOf(s.family, address);
      sys("bind", s.fd, a, a.length);
    }],
    close: ["($self, /)", close],
    connect: ["($self, address, /)", (s: PySocket, address: Value) => {
      const r = connect(s, addressOf(s.family, address));
      if (r < 0) throw timedOut();
      if (r !== 0) throw errnoError(r);
    }],
    connect_ex: ["($self, address, /)", (s: PySocket, address: Value) => {
      const r = connect(s, addressOf(s.family, address));
      return r < 0 ? EAGAIN : r;
    }],
    detach: ["($self, /)", (s: PySocket) => {
      const fd = s.held.fd;
      s.held.fd = -1;
      return fd;
    }],
    fileno: ["($self, /)", (s: PySocket) => s.fd],
    getpeername: ["($self, /)", (s: PySocket) => nameOf(s, "getpeername")],
    getsockname: ["($self, /)", (s: PySocket) => nameOf(s, "getsockname")],
    getsockopt: ["($self, level, option, buffersize=0, /)", sockopt],
    setsockopt: ["($self, *args)", (s: PySocket, args: Value[]) => setSockopt(s, ...args)],
    gettimeout: ["($self, /)", (s: PySocket) => timeoutValue(s.timeout)],
    settimeout: ["($self, timeout, /)", (s: PySocket, v: Value) => setTimeout(s, timeoutArg(v))],
    setblocking: [
      "($self, flag, /)",
      (s: PySocket, flag: Value) => setTimeout(s, int(flag) !== 0 ? null : 0n),
    ],
    listen: ["($self, backlog=128, /)", (s: PySocket, backlog: Value = 128) => {
      sys("listen", s.fd, Math.max(0, int(backlog)));
    }],
    recv: blocking("recv", [
      "($self, buffersize, flags=0, /)",
      (s: PySocket, size: Value, flags: Value = 0) => {
        const out = new Uint8Array(countArg("recv", size));
        const n = receive(s, out, int(flags));
        return new PyBytes(n === out.length ? out : out.slice(0, n));
      },
    ]),
    recvfrom: blocking("recvfrom", [
      "($self, buffersize, flags=0, /)",
      (s: PySocket, size: Value, flags: Value = 0) => {
        const out = new Uint8Array(countArg("recvfrom", size));
        const [n, address] = receiveFrom(s, out, int(flags));
        return tuple([new PyBytes(out.slice(0, n)), address]);
      },
    ]),
    recv_into: blocking("recv_into", [
      "($self, buffer, nbytes=0, flags=0)",
      (s: PySocket, buffer: Value, count: Value = 0, flags: Value = 0) =>
        receive(s, part("recv_into", buffer, count), int(flags)),
    ]),
    recvfrom_into: blocking("recvfrom_into", [
      "($self, buffer, nbytes=0, flags=0)",
      (s: PySocket, buffer: Value, count: Value = 0, flags: Value = 0) =>
        tuple(receiveFrom(s, part("recvfrom_into", buffer, count), int(flags))),
    ]),
    send: blocking("send", [
      "($self, data, flags=0, /)",
      (s: PySocket, data: Value, flags: Value = 0) => {
        const b = dataArg(data);
        return operate(s, POLLOUT, "sendto", [b, b.length, int(flags), null, 0]);
      },
    ]),
    sendall: [
      "($self, data, flags=0, /)",
      (s: PySocket, data: Value, flags: Value = 0) => sendAll(s, dataArg(data), int(flags)),
    ],
    sendto: blocking("sendto", [
      "($self, data, *args)",
      (s: PySocket, data: Value, rest: Value[]) => sendTo(s, data, ...rest),
    ]),
    shutdown: ["($self, flag, /)", (s: PySocket, how: Value) => {
      sys("shutdown", s.fd, int(how));
    }],
    ...messageMethods(operate),
  },
};

function part(f: string, buffer: Value, count: Value): Uint8Array {
  const b = intoArg(f, buffer);
  const n = asIndex(count);
  if (n < 0) throw valueError(`negative buffersize in ${f}`);
  if (n > b.length) {
    throw valueError(
      f === "recv_into"
        ? "buffer too small for requested bytes"
        : "nbytes is greater than the length of the buffer",
    );
  }
  return n === 0 ? b : b.subarray(0, Number(n));
}
