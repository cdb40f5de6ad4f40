/**
 * _socket (Modules/socketmodule.c): the parts are in `socket/`.
 *
 * @module
 */
import { E } from "../core/errors.ts";
import { tuple, type Value } from "../core/object.ts";
import { viewOf } from "../host/linux.ts";
import { int, sys } from "./kernel.ts";
import { gaiError, hostLookupError, timeoutError } from "./socket/address.ts";
import { CONSTANTS } from "./socket/constants.ts";
import { controlSize } from "./socket/messages.ts";
import { nameFunctions } from "./socket/names.ts";
import {
  adopt,
  defaults,
  socketSpec,
  socketType,
  timeoutArg,
  timeoutValue,
} from "./socket/socket.ts";
import { PySocket } from "./socket/state.ts";
import type { ModuleSpec } from "./spec.ts";

const SOCK_CLOEXEC = 0o2000000;
const F_DUPFD_CLOEXEC = 1030;

function socketpair(family: Value = 1, type: Value = 1, proto: Value = 0): Value {
  const [f, t, p] = [int(family), int(type), int(proto)];
  const b = new Uint8Array(8);
  sys("socketpair", f, t | SOCK_CLOEXEC, p, b);
  const v = viewOf(b);
  return tuple([0, 4].map((at) => {
    const s = new PySocket();
    adopt(s, v.getInt32(at, true), f, t, p);
    return s;
  }));
}

export const _socket_module = (): ModuleSpec => ({
  name: "_socket",
  doc: "Implementation module for socket operations.\n\nSee the socket module for documentation.",
  functions: {
    ...nameFunctions,
    socketpair: ["(family=1, type=1, proto=0, /)", socketpair],
    dup: [
      "(fd, /)",
      (fd: Value) => sys("fcntl", int(fd), F_DUPFD_CLOEXEC, 0),
      null,
      2,
    ],
    getdefaulttimeout: ["()", () => timeoutValue(defaults.timeout)],
    setdefaulttimeout: ["(timeout, /)", (v: Value) => {
      defaults.timeout = timeoutArg(v);
    }],
    CMSG_LEN: ["(length, /)", (n: Value) => controlSize("CMSG_LEN", n), null, 2],
    CMSG_SPACE: ["(length, /)", (n: Value) => controlSize("CMSG_SPACE", n), null, 2],
  },
  types: () => [[socketType, socketSpec]],
  attrs: () => ({
    ...CONSTANTS,
    SocketType: socketType,
    has_ipv6: true,
    error: E.OSError,
    timeout: timeoutError(),
    gaierror: gaiError(),
    herror: hostLookupError(),
  }),
});
