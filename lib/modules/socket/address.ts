/**
 * Socket addresses between Python's values and C's structures.
 *
 * @module
 */
import { asStr } from "../../core/compare.ts";
import {
  E,
  exception,
  overflowError,
  type PyBaseException,
  typeError,
  typeName,
} from "../../core/errors.ts";
import { PyBytes, PyTuple, tuple, type Value } from "../../core/object.ts";
import { asIndex } from "../../core/ops.ts";
import { cString, fromC, untilNull, viewOf } from "../../host/linux.ts";
import { asBuffer } from "../../objects/buffer.ts";
import { encodeText } from "../../objects/codecs.ts";
import { fsBytes, int, kernel } from "../kernel.ts";
import { newException } from "../module_errors.ts";
import { format4, format6, parse4, parse6 } from "./inet.ts";

export const AF_UNIX = 1;
export const AF_INET = 2;
export const AF_INET6 = 10;
export const AF_NETLINK = 16;
export const AF_PACKET = 17;

export const timeoutError = () => newException("socket", "timeout", E.OSError);
export const gaiError = () => newException("socket", "gaierror", E.OSError);
export const hostLookupError = () => newException("socket", "herror", E.OSError);

/** An OSError with a text alone. */
export const plainError = (msg: string): PyBaseException => exception(E.OSError, msg);

/** getaddrinfo's failure. */
export function gaiFailure(code: number): PyBaseException {
  const k = kernel();
  const text = k.libc("gai_strerror", ["i32"], "pointer")(code);
  return exception(gaiError(), code, k.pointerText(text));
}

/** One answer of getaddrinfo. */
export interface AddressInfo {
  readonly family: number;
  readonly type: number;
  readonly proto: number;
  readonly canonical: string;
  readonly address: Uint8Array;
}

/** getaddrinfo(3). */
export function lookup(
  name: Uint8Array | null,
  service: Uint8Array | null,
  hints: { family: number; type: number; proto: number; flags: number },
): AddressInfo[] {
  const k = kernel();
  const h = new Uint8Array(48);
  const v = viewOf(h);
  [hints.flags, hints.family, hints.type, hints.proto].forEach((n, i) =>
    v.setInt32(4 * i, n, true)
  );
  const result = new Uint8Array(8);
  const c = (b: Uint8Array | null) => b === null ? null : new Uint8Array([...b, 0]);
  const r = Number(
    k.libc("getaddrinfo", ["buffer", "buffer", "buffer", "buffer"], "i32")(
      c(name),
      c(service),
      h,
      result,
    ),
  );
  if (r !== 0) throw gaiFailure(r);
  const first = viewOf(result).getBigUint64(0, true);
  const out: AddressInfo[] = [];
  for (let at = first; at !== 0n;) {
    const b = viewOf(k.memory(at, 48));
    out.push({
      family: b.getInt32(4, true),
      type: b.getInt32(8, true),
      proto: b.getInt32(12, true),
      address: k.memory(b.getBigUint64(24, true), b.getUint32(16, true)).slice(),
      canonical: k.textAt(b.getBigUint64(32, true)),
    });
    at = b.getBigUint64(40, true);
  }
  k.freeAddresses(first);
  return out;
}

/** A host's name as bytes: ASCII or IDNA. */
export function hostName(v: Value): Uint8Array {
  const s = asStr(v);
  if (s !== undefined) {
    for (let i = 0; i < s.length; i++) {
      if (s.charCodeAt(i) > 127) return (encodeText(v, "idna", "strict") as PyBytes).data;
    }
    if (s.includes("\0")) throw typeError("host name must not contain null character");
    return cString(s).slice(0, -1);
  }
  const b = asBuffer(v);
  if (b === undefined) {
    throw typeError(`str, bytes or bytearray expected, not ${typeName(v)}`);
  }
  if (b.includes(0)) throw typeError("host name must not contain null character");
  return b;
}

/** A host's address, by number or by asking (setipaddr). */
export function resolve(name: Uint8Array, family: number): Uint8Array {
  const text = fromC(name);
  if (text === "") {
    const all = lookup(null, new Uint8Array([48]), { family, type: 2, proto: 0, flags: 1 });
    if (all.length !== 1) throw plainError("wildcard resolved to multiple address");
    return ipOf(all[0].address);
  }
  if (text === "<broadcast>" || text === "255.255.255.255") {
    if (family !== AF_INET && family !== 0) throw plainError("address family mismatched");
    return new Uint8Array([255, 255, 255, 255]);
  }
  const number = family === AF_INET6
    ? text.includes("%") ? null : parse6(text)
    : family === AF_INET
    ? parse4(text)
    : null;
  if (number !== null) return number;
  const all = lookup(name, null, { family, type: 0, proto: 0, flags: 0 });
  return ipOf(all[0].address);
}

/** The IP address in a struct sockaddr. */
export const ipOf = (b: Uint8Array): Uint8Array =>
  viewOf(b).getUint16(0, true) === AF_INET6 ? b.subarray(8, 24) : b.subarray(4, 8);

function portOf(v: Value): number {
  const n = int(v);
  if (n < 0 || n > 65535) throw overflowError("getsockaddrarg: port must be 0-65535.");
  return n;
}

const takes = (how: string, n: number) =>
  typeError(`getsockaddrarg() takes ${how} arguments (${n} given)`);

function items(v: Value, family: string): readonly Value[] {
  if (!(v instanceof PyTuple)) {
    throw typeError(`getsockaddrarg: ${family} address must be tuple, not ${typeName(v)}`);
  }
  return v.items;
}

/** A Python address as a struct sockaddr of a family. */
export function addressOf(family: number, v: Value): Uint8Array {
  switch (family) {
    case AF_UNIX: {
      const path = asStr(v) !== undefined ? fsBytes(v) : asBuffer(v);
      if (path === undefined) {
        throw typeError(`a bytes-like object is required, not '${typeName(v)}'`);
      }
      const abstract = path.length > 0 && path[0] === 0;
      if (path.length > (abstract ? 108 : 107)) throw plainError("AF_UNIX path too long");
      return new Uint8Array([AF_UNIX, 0, ...path, ...(abstract || path.length === 0 ? [] : [0])]);
    }
    case AF_INET: {
      const t = items(v, "AF_INET");
      if (t.length !== 2) throw takes("exactly 2", t.length);
      const name = hostName(t[0]);
      const port = int(t[1]);
      const ip = resolve(name, AF_INET);
      portOf(port);
      const b = new Uint8Array(16);
      b[0] = AF_INET;
      viewOf(b).setUint16(2, port);
      b.set(ip, 4);
      return b;
    }
    case AF_INET6: {
      const t = items(v, "AF_INET6");
      if (t.length < 2) throw takes("at least 2", t.length);
      if (t.length > 4) throw takes("at most 4", t.length);
      const name = hostName(t[0]);
      const port = int(t[1]);
      const flow = t.length > 2 ? Number(asIndex(t[2])) : 0;
      const scope = t.length > 3 ? Number(BigInt.asUintN(32, BigInt(asIndex(t[3])))) : 0;
      const ip = resolve(name, AF_INET6);
      portOf(port);
      if (flow < 0 || flow > 0xfffff) {
        throw overflowError("getsockaddrarg: flowinfo must be 0-1048575.");
      }
      const b = new Uint8Array(28);
      b[0] = AF_INET6;
      const view = viewOf(b);
      view.setUint16(2, port);
      view.setUint32(4, flow);
      b.set(ip, 8);
      view.setUint32(24, scope, true);
      return b;
    }
    case AF_NETLINK: {
      const t = items(v, "AF_NETLINK");
      if (t.length !== 2) throw takes("exactly 2", t.length);
      const b = new Uint8Array(12);
      b[0] = AF_NETLINK;
      viewOf(b).setUint32(4, Number(BigInt.asUintN(32, BigInt(asIndex(t[0])))), true);
      viewOf(b).setUint32(8, Number(BigInt.asUintN(32, BigInt(asIndex(t[1])))), true);
      return b;
    }
    case AF_PACKET:
      return packetAddress(items(v, "AF_PACKET"));
  }
  throw plainError("getsockaddrarg: bad family");
}

function packetAddress(t: readonly Value[]): Uint8Array {
  if (t.length < 2) throw takes("at least 2", t.length);
  if (t.length > 5) throw takes("at most 5", t.length);
  const name = asStr(t[0]);
  if (name === undefined) {
    throw typeError(`getsockaddrarg() argument 1 must be str, not ${typeName(t[0])}`);
  }
  const proto = int(t[1]);
  const index = interfaceIndex(name);
  if (index === 0) throw exception(E.OSError, 19, "No such device");
  if (proto < 0 || proto > 65535) {
    throw overflowError("getsockaddrarg: proto must be 0-65535.");
  }
  const hw = t.length > 4 ? asBuffer(t[4]) : new Uint8Array(0);
  if (hw === undefined) throw typeError(`a bytes-like object is required, not '${typeName(t[4])}'`);
  if (hw.length > 8) throw exception(E.ValueError, "hardware address must be 8 bytes or less");
  const b = new Uint8Array(20);
  const v = viewOf(b);
  b[0] = AF_PACKET;
  v.setUint16(2, proto);
  v.setInt32(4, index, true);
  v.setUint16(8, t.length > 3 ? int(t[3]) & 0xffff : 0, true);
  b[10] = t.length > 2 ? int(t[2]) : 0;
  b[11] = hw.length;
  b.set(hw, 12);
  return b;
}

/** if_nametoindex(3): 0 for none. */
export function interfaceIndex(name: string): number {
  return Number(kernel().libc("if_nametoindex", ["buffer"], "u32")(cString(name)));
}

/** if_indextoname(3). */
export function interfaceName(index: number): string | null {
  const b = new Uint8Array(16);
  const r = kernel().libc("if_indextoname", ["u32", "buffer"], "pointer")(index, b);
  return r === null ? null : fromC(untilNull(b));
}

/** A struct sockaddr as Python's address (makesockaddr). */
export function addressValue(b: Uint8Array): Value {
  if (b.length < 2) return null;
  const v = viewOf(b);
  const family = v.getUint16(0, true);
  switch (family) {
    case AF_INET:
      return tuple([format4(b.subarray(4)), v.getUint16(2)]);
    case AF_INET6: {
      const scope = v.getUint32(24, true);
      const ip = b.subarray(8, 24);
      const local = ip[0] === 0xfe && (ip[1] & 0xc0) === 0x80;
      const zone = scope !== 0 && local ? `%${interfaceName(scope) ?? scope}` : "";
      return tuple([format6(ip) + zone, v.getUint16(2), v.getUint32(4) & 0xfffff, scope]);
    }
    case AF_UNIX: {
      const path = b.subarray(2);
      if (path.length > 0 && path[0] === 0) return new PyBytes(path.slice());
      return fromC(untilNull(path));
    }
    case AF_NETLINK:
      return tuple([v.getUint32(4, true), v.getUint32(8, true)]);
    case AF_PACKET:
      return tuple([
        interfaceName(v.getInt32(4, true)) ?? "",
        v.getUint16(2),
        b[10],
        v.getUint16(8, true),
        new PyBytes(b.slice(12, 12 + b[11])),
      ]);
  }
  return tuple([family, new PyBytes(b.slice(2))]);
}
