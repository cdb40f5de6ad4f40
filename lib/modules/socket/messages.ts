/**
 * sendmsg and recvmsg: several buffers, and data beside the data.
 *
 * @module
 */
import type { Decls } from "../../core/args.ts";
import { overflowError, typeError, typeName, valueError } from "../../core/errors.ts";
import { PyBytes, PyList, PyObject, tuple, typeOf, type Value } from "../../core/object.ts";
import { asIndex, fastItems, getIter, iterNext } from "../../core/ops.ts";
import { type Linux, type SysArg, type SysName, viewOf } from "../../host/linux.ts";
import { asBuffer, asWritable } from "../../objects/buffer.ts";
import { int, kernel } from "../kernel.ts";
import { isIndex } from "../oserror.ts";
import { POLLIN, POLLOUT } from "../waiting.ts";
import { addressOf, addressValue, plainError } from "./address.ts";
import type { PySocket } from "./state.ts";

/** Makes a call on a socket as its timeout says. */
export type Operate = (s: PySocket, events: number, name: SysName, args: SysArg[]) => number;

const HEADER = 16;
const align = (n: number): number => (n + 7) & ~7;

/** CMSG_LEN and CMSG_SPACE. */
export function controlSize(f: "CMSG_LEN" | "CMSG_SPACE", v: Value): number {
  if (!isIndex(v)) throw typeError(`an integer is required (got type ${typeName(v)})`);
  const n = BigInt(asIndex(v));
  if (n >= 2n ** 63n || n < -(2n ** 63n)) {
    throw overflowError("Python int too large to convert to C ssize_t");
  }
  if (n < 0n || n > 0x7fffffffn - (f === "CMSG_LEN" ? 16n : 24n)) {
    throw overflowError(`${f}() argument out of range`);
  }
  return HEADER + (f === "CMSG_LEN" ? Number(n) : align(Number(n)));
}

function iterable(v: Value, msg: string): Value[] {
  if (typeOf(v).tpIter === undefined && !(v instanceof PyObject && v.cls.lookup("__getitem__"))) {
    throw typeError(msg);
  }
  const it = getIter(v);
  const out: Value[] = [];
  for (let x = iterNext(it); x !== undefined; x = iterNext(it)) out.push(x);
  return out;
}

interface Message {
  readonly header: Uint8Array;
  /** Memory that the header points to. */
  readonly parts: Uint8Array[];
}

function message(
  k: Linux,
  name: Uint8Array | null,
  parts: readonly Uint8Array[],
  control: Uint8Array | null,
  flags: number,
): Message {
  const vectors = new Uint8Array(16 * Math.max(1, parts.length));
  const iv = viewOf(vectors);
  parts.forEach((p, i) => {
    iv.setBigUint64(16 * i, p.length === 0 ? 0n : k.address(p), true);
    iv.setBigUint64(16 * i + 8, BigInt(p.length), true);
  });
  const header = new Uint8Array(56);
  const v = viewOf(header);
  if (name !== null) {
    v.setBigUint64(0, k.address(name), true);
    v.setUint32(8, name.length, true);
  }
  v.setBigUint64(16, k.address(vectors), true);
  v.setBigUint64(24, BigInt(parts.length), true);
  if (control !== null && control.length > 0) {
    v.setBigUint64(32, k.address(control), true);
    v.setBigUint64(40, BigInt(control.length), true);
  }
  v.setInt32(48, flags, true);
  return { header, parts: [vectors, ...parts] };
}

/** The bytes of (level, type, data) triples. */
function controlBytes(v: Value): Uint8Array {
  const all = iterable(v, "sendmsg() argument 2 must be an iterable").map((item) => {
    const t = fastItems(item, "[sendmsg() ancillary data items] must be sequences");
    if (t.length !== 3) {
      throw typeError("[sendmsg() ancillary data items] must be 3-item sequences");
    }
    const b = asBuffer(t[2]);
    if (b === undefined) {
      throw typeError(`a bytes-like object is required, not '${typeName(t[2])}'`);
    }
    return { level: int(t[0]), type: int(t[1]), data: b };
  });
  const out = new Uint8Array(all.reduce((n, c) => n + HEADER + align(c.data.length), 0));
  const view = viewOf(out);
  let at = 0;
  for (const c of all) {
    view.setBigUint64(at, BigInt(HEADER + c.data.length), true);
    view.setInt32(at + 8, c.level, true);
    view.setInt32(at + 12, c.type, true);
    out.set(c.data, at + HEADER);
    at += HEADER + align(c.data.length);
  }
  return out;
}

/** The triples that came. */
function controlItems(b: Uint8Array): Value {
  const out: Value[] = [];
  const v = viewOf(b);
  for (let at = 0; at + HEADER <= b.length;) {
    const size = Number(v.getBigUint64(at, true));
    if (size < HEADER) break;
    const data = b.slice(at + HEADER, Math.min(at + size, b.length));
    out.push(tuple([v.getInt32(at + 8, true), v.getInt32(at + 12, true), new PyBytes(data)]));
    at += align(size);
  }
  return new PyList(out);
}

function receive(
  op: Operate,
  s: PySocket,
  f: string,
  parts: Uint8Array[],
  ancillary: Value,
  flagsArg: Value,
): [number, Value, number, Value] {
  const size = asIndex(ancillary);
  const flags = int(flagsArg);
  if (size < 0 || size > 0x7fffffff) {
    throw valueError(`invalid ancillary data buffer length in ${f}()`);
  }
  const k = kernel();
  const name = new Uint8Array(128);
  const control = new Uint8Array(Number(size));
  const m = message(k, name, parts, control, 0);
  const n = op(s, POLLIN, "recvmsg", [m.header, flags | 0x40000000]);
  const v = viewOf(m.header);
  const nameSize = v.getUint32(8, true);
  return [
    n,
    controlItems(control.subarray(0, Number(v.getBigUint64(40, true)))),
    v.getInt32(48, true) & ~0x40000000,
    nameSize === 0 ? null : addressValue(name.subarray(0, Math.min(128, nameSize))),
  ];
}

/** The methods, over how a socket makes its calls. */
export const messageMethods = (op: Operate): Decls => ({
  sendmsg: ["($self, buffers, ancdata=(), flags=0, address=None, /)", (
    s: PySocket,
    buffers: Value,
    ancillary?: Value,
    flags: Value = 0,
    address: Value = null,
  ) => {
    const parts = iterable(buffers, "sendmsg() argument 1 must be an iterable").map((x) => {
      const b = asBuffer(x);
      if (b === undefined) {
        throw typeError(`a bytes-like object is required, not '${typeName(x)}'`);
      }
      return b;
    });
    const control = ancillary === undefined ? null : controlBytes(ancillary);
    const f = int(flags);
    const name = address === null ? null : addressOf(s.family, address);
    if (parts.length > 1024) throw plainError("sendmsg() argument 1 is too long");
    const m = message(kernel(), name, parts, control, 0);
    return op(s, POLLOUT, "sendmsg", [m.header, f]);
  }],
  recvmsg: [
    "($self, bufsize, ancbufsize=0, flags=0, /)",
    (s: PySocket, size: Value, ancillary: Value = 0, flags: Value = 0) => {
      const n = asIndex(size);
      if (n < 0) throw valueError("negative buffer size in recvmsg()");
      const out = new Uint8Array(Number(n));
      const [got, control, f, address] = receive(op, s, "recvmsg", [out], ancillary, flags);
      return tuple([new PyBytes(out.slice(0, got)), control, f, address]);
    },
  ],
  recvmsg_into: [
    "($self, buffers, ancbufsize=0, flags=0, /)",
    (s: PySocket, buffers: Value, ancillary: Value = 0, flags: Value = 0) => {
      const parts = iterable(buffers, "recvmsg_into() argument 1 must be an iterable").map((x) => {
        const b = asWritable(x);
        if (b === undefined) {
          throw typeError(
            `recvmsg_into() argument 1 must be an iterable of single-segment read-write buffers`,
          );
        }
        return b;
      });
      return tuple(receive(op, s, "recvmsg_into", parts, ancillary, flags));
    },
  ],
});
