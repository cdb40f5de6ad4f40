/**
 * _socket: names of hosts, services, protocols and interfaces; byte order.
 *
 * @module
 */
import type { Decls } from "../../core/args.ts";
import { asStr } from "../../core/compare.ts";
import { exception, overflowError, typeError, typeName, valueError } from "../../core/errors.ts";
import { PyBytes, PyList, PyTuple, tuple, type Value } from "../../core/object.ts";
import { asIndex } from "../../core/ops.ts";
import { host } from "../../host/host.ts";
import { cString, fromC, untilNull, viewOf } from "../../host/linux.ts";
import { asBuffer } from "../../objects/buffer.ts";
import { int, kernel } from "../kernel.ts";
import { errnoError, hostCall, isIndex } from "../oserror.ts";
import {
  addressValue,
  AF_INET,
  AF_INET6,
  gaiFailure,
  hostLookupError,
  hostName,
  interfaceIndex,
  interfaceName,
  lookup,
  plainError,
  resolve,
} from "./address.ts";
import { format4, format6, parse4, parse6, parseLoose } from "./inet.ts";

function text(f: string, v: Value, n = 1): string {
  const s = asStr(v);
  if (s === undefined) throw typeError(`${f}() argument ${n} must be str, not ${typeName(v)}`);
  if (s.includes("\0")) throw valueError("embedded null character");
  return s;
}

function bytes(v: Value): Uint8Array {
  const b = asBuffer(v);
  if (b === undefined) throw typeError(`a bytes-like object is required, not '${typeName(v)}'`);
  return b;
}

function getaddrinfo(
  hostArg: Value,
  port: Value,
  family: Value = 0,
  type: Value = 0,
  proto: Value = 0,
  flags: Value = 0,
): Value {
  let name: Uint8Array | null = null;
  if (hostArg !== null) {
    if (asStr(hostArg) === undefined && !(hostArg instanceof PyBytes)) {
      throw typeError("getaddrinfo() argument 1 must be string or None");
    }
    name = hostName(hostArg);
  }
  let service: Uint8Array | null = null;
  if (port !== null) {
    const s = asStr(port);
    if (s !== undefined) service = cString(s).slice(0, -1);
    else if (port instanceof PyBytes) service = port.data;
    else if (isIndex(port)) service = cString(String(asIndex(port))).slice(0, -1);
    else throw plainError("Int or String expected");
  }
  const all = lookup(name, service, {
    family: int(family),
    type: int(type),
    proto: int(proto),
    flags: int(flags),
  });
  return new PyList(
    all.map((a) => tuple([a.family, a.type, a.proto, a.canonical, addressValue(a.address)])),
  );
}

function getnameinfo(address: Value, flagsArg: Value): Value {
  const flags = int(flagsArg);
  if (!(address instanceof PyTuple)) throw typeError("getnameinfo() argument 1 must be a tuple");
  const t = address.items;
  if (t.length < 2 || t.length > 4) {
    throw typeError("getnameinfo(): illegal sockaddr argument");
  }
  const name = text("getnameinfo", t[0]);
  const port = int(t[1]);
  const flow = t.length > 2 ? Number(asIndex(t[2])) : 0;
  const scope = t.length > 3 ? Number(BigInt.asUintN(32, BigInt(asIndex(t[3])))) : 0;
  if (flow < 0 || flow > 0xfffff) {
    throw overflowError("getsockaddrarg: flowinfo must be 0-1048575.");
  }
  const all = lookup(cString(name).slice(0, -1), cString(String(port)).slice(0, -1), {
    family: 0,
    type: 2,
    proto: 0,
    flags: 4,
  });
  if (all.length > 1) throw plainError("sockaddr resolved to multiple addresses");
  const a = all[0].address;
  if (all[0].family === AF_INET && t.length !== 2) {
    throw plainError("IPv4 sockaddr must be 2 tuple");
  }
  if (all[0].family === AF_INET6) {
    viewOf(a).setUint32(4, flow);
    viewOf(a).setUint32(24, scope, true);
  }
  const [h, s] = [new Uint8Array(1025), new Uint8Array(32)];
  const r = Number(
    kernel().libc(
      "getnameinfo",
      ["buffer", "u32", "buffer", "u32", "buffer", "u32", "i32"],
      "i32",
    )(a, a.length, h, h.length, s, s.length, flags),
  );
  if (r !== 0) throw gaiFailure(r);
  return tuple([fromC(untilNull(h)), fromC(untilNull(s))]);
}

/** A struct hostent as (name, aliases, addresses). */
function hostEntry(pointer: unknown): Value {
  const k = kernel();
  const at = k.pointerAddress(pointer);
  if (at === 0n) {
    throw exception(hostLookupError(), 1, "Unknown host");
  }
  const v = viewOf(k.memory(at, 32));
  const [family, length] = [v.getInt32(16, true), v.getInt32(20, true)];
  const pointers = (from: bigint): bigint[] => {
    const out: bigint[] = [];
    for (let i = 0n;; i += 8n) {
      const p = viewOf(k.memory(from + i, 8)).getBigUint64(0, true);
      if (p === 0n) return out;
      out.push(p);
    }
  };
  const ip = (p: bigint): Value => {
    const b = k.memory(p, length).slice();
    return family === AF_INET6 ? format6(b) : format4(b);
  };
  return tuple([
    k.textAt(v.getBigUint64(0, true)),
    new PyList(pointers(v.getBigUint64(8, true)).map((p) => k.textAt(p))),
    new PyList(pointers(v.getBigUint64(24, true)).map(ip)),
  ]);
}

function serviceByName(name: Value, proto?: Value): Value {
  const [n, p] = [
    text("getservbyname", name),
    proto === undefined ? null : text("getservbyname", proto, 2),
  ];
  const k = kernel();
  const r = k.libc("getservbyname", ["buffer", "buffer"], "pointer")(
    cString(n),
    p === null ? null : cString(p),
  );
  if (r === null) throw plainError("service/proto not found");
  return viewOf(k.memory(k.pointerAddress(r), 32)).getUint16(16);
}

function serviceByPort(port: Value, proto?: Value): Value {
  const n = int(port);
  const p = proto === undefined ? null : text("getservbyport", proto, 2);
  if (n < 0 || n > 65535) throw overflowError("getservbyport: port must be 0-65535.");
  const k = kernel();
  const r = k.libc("getservbyport", ["i32", "buffer"], "pointer")(
    ((n & 255) << 8) | (n >> 8),
    p === null ? null : cString(p),
  );
  if (r === null) throw plainError("port/proto not found");
  return k.textAt(viewOf(k.memory(k.pointerAddress(r), 8)).getBigUint64(0, true));
}

function long32(v: Value): number {
  if (!isIndex(v)) throw typeError(`expected int, ${typeName(v)} found`);
  const n = asIndex(v);
  if (n < 0) throw overflowError("can't convert negative value to unsigned int");
  if (n > 4294967295) throw overflowError("int larger than 32 bits");
  return Number(n);
}

const swap32 = (n: number): number =>
  (((n & 255) << 24) | ((n & 0xff00) << 8) | ((n >>> 8) & 0xff00) | (n >>> 24)) >>> 0;

function swap16(v: Value): number {
  const n = int(v);
  if (n < 0) throw overflowError("can't convert negative number to unsigned long");
  return ((n & 255) << 8) | ((n >> 8) & 255);
}

function packed(family: Value, b: Uint8Array): Value {
  const f = int(family);
  if (f !== AF_INET && f !== AF_INET6) throw valueError(`unknown address family ${f}`);
  if (b.length !== (f === AF_INET ? 4 : 16)) {
    throw valueError("invalid length of packed IP address string");
  }
  return f === AF_INET ? format4(b) : format6(b);
}

export const nameFunctions: Decls = {
  getaddrinfo: ["(host, port, family=0, type=0, proto=0, flags=0)", getaddrinfo],
  getnameinfo: ["(sockaddr, flags, /)", getnameinfo],
  gethostname: ["()", () => hostCall(() => host.hostname())],
  sethostname: [
    "(name, /)",
    (name: Value) => {
      const b = asStr(name) !== undefined ? cString(asStr(name)!).slice(0, -1) : bytes(name);
      const r = kernel().libc("sethostname", ["buffer", "usize"], "i32")(b, BigInt(b.length));
      if (r !== 0) throw errnoError(1);
    },
    null,
    2,
  ],
  gethostbyname: ["(host, /)", (name: Value) => format4(resolve(hostName(name), AF_INET)), null, 2],
  gethostbyname_ex: [
    "(host, /)",
    (name: Value) => {
      const n = hostName(name);
      resolve(n, AF_INET);
      return hostEntry(
        kernel().libc("gethostbyname", ["buffer"], "pointer")(new Uint8Array([...n, 0])),
      );
    },
    null,
    2,
  ],
  gethostbyaddr: [
    "(host, /)",
    (name: Value) => {
      const n = hostName(name);
      const v6 = parse6(fromC(n));
      const ip = v6 ?? resolve(n, 0);
      const family = ip.length === 16 ? AF_INET6 : AF_INET;
      return hostEntry(
        kernel().libc("gethostbyaddr", ["buffer", "u32", "i32"], "pointer")(ip, ip.length, family),
      );
    },
    null,
    2,
  ],
  getservbyname: ["(servicename, protocolname=None, /)", serviceByName],
  getservbyport: ["(port, protocolname=None, /)", serviceByPort],
  getprotobyname: [
    "(name, /)",
    (name: Value) => {
      const k = kernel();
      const r = k.libc("getprotobyname", ["buffer"], "pointer")(
        cString(text("getprotobyname", name)),
      );
      if (r === null) throw plainError("protocol not found");
      return viewOf(k.memory(k.pointerAddress(r), 24)).getInt32(16, true);
    },
    null,
    2,
  ],
  inet_aton: [
    "(string, /)",
    (s: Value) => {
      const b = parseLoose(text("inet_aton", s));
      if (b === null) throw plainError("illegal IP address string passed to inet_aton");
      return new PyBytes(b);
    },
    null,
    2,
  ],
  inet_ntoa: [
    "(packed_ip, /)",
    (v: Value) => {
      const b = bytes(v);
      if (b.length !== 4) throw plainError("packed IP wrong length for inet_ntoa");
      return format4(b);
    },
    null,
    2,
  ],
  inet_pton: ["(af, ip, /)", (family: Value, ip: Value) => {
    const f = int(family);
    const s = text("inet_pton", ip, 2);
    if (f !== AF_INET && f !== AF_INET6) throw errnoError(97);
    const b = f === AF_INET ? parse4(s) : parse6(s);
    if (b === null) throw plainError("illegal IP address string passed to inet_pton");
    return new PyBytes(b);
  }],
  inet_ntop: ["(af, packed_ip, /)", (family: Value, v: Value) => packed(family, bytes(v))],
  htons: ["(x, /)", swap16, null, 2],
  ntohs: ["(x, /)", swap16, null, 2],
  htonl: ["(x, /)", (v: Value) => swap32(long32(v))],
  ntohl: ["(x, /)", (v: Value) => swap32(long32(v))],
  if_nameindex: ["()", () => {
    const out: Value[] = [];
    const dir = hostCall(() => host.listdir("/sys/class/net"));
    for (const name of dir) {
      const i = interfaceIndex(name);
      if (i !== 0) out.push(tuple([i, name]));
    }
    out.sort((a, b) => Number((a as PyTuple).items[0]) - Number((b as PyTuple).items[0]));
    return new PyList(out);
  }],
  if_nametoindex: [
    "(if_name, /)",
    (name: Value) => {
      const i = interfaceIndex(text("if_nametoindex", name));
      if (i === 0) throw plainError("no interface with this name");
      return i;
    },
    null,
    2,
  ],
  if_indextoname: ["(if_index, /)", (index: Value) => {
    const n = BigInt(asIndex(index));
    const name = n < 0n || n > 0xffffffffn ? null : interfaceName(Number(n));
    if (name === null) throw errnoError(6);
    return name;
  }],
};
