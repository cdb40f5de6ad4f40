/**
 * The module mmap (Modules/mmapmodule.c): memory of the kernel's, lent to
 * JavaScript as an array until the map is closed.
 *
 * @module
 */
import { bind, Signature } from "../core/args.ts";
import { asInt } from "../core/compare.ts";
import {
  E,
  exception,
  indexError,
  overflowError,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import {
  asInstanceOf,
  type KwNames,
  type Maybe,
  PyBytes,
  PyObject,
  PyType,
  TypeFlag,
  type Value,
} from "../core/object.ts";
import { asIndex } from "../core/ops.ts";
import { type HostStat, S_IFMT, S_IFREG } from "../host/host.ts";
import { addBufferSource, asBuffer, simpleBuffer } from "../objects/buffer.ts";
import { PySlice, sliceIndices } from "../objects/slice.ts";
import type { TypeSpec } from "../objects/type.ts";
import { flushFiles } from "./io/fileio.ts";
import { int, kernel, long, sys } from "./kernel.ts";
import { errnoError, hostCall, isIndex } from "./oserror.ts";
import type { ModuleSpec } from "./spec.ts";

const [MAP_SHARED, MAP_PRIVATE, MAP_ANON] = [1, 2, 32];
const [PROT_READ, PROT_WRITE] = [1, 2];
const [ACCESS_DEFAULT, ACCESS_READ, ACCESS_WRITE, ACCESS_COPY] = [0, 1, 2, 3];
const PAGE = 4096;

class PyMmap extends PyObject {
  data: Uint8Array | null = null;
  address = 0n;
  pos = 0;
  access = ACCESS_DEFAULT;
  fd = -1;
  offset = 0n;
  exports = 0;

  /** The memory. Raises ValueError once closed. */
  get live(): Uint8Array {
    if (this.data === null) throw valueError("mmap closed or invalid");
    return this.data;
  }

  /** The memory to be written to. Raises TypeError for a read-only map. */
  get writable(): Uint8Array {
    const d = this.live;
    if (this.access === ACCESS_READ) {
      throw typeError("mmap can't modify a readonly memory map.");
    }
    return d;
  }
}

const mmapType = new PyType("mmap", TypeFlag.BaseType, "mmap");
PyMmap.prototype.cls = mmapType;

const newSignature = new Signature(
  "mmap",
  "(fileno, length, flags=1, prot=3, access=0, offset=0)",
  0,
);

function sizeArg(v: Value): bigint {
  if (!isIndex(v)) throw typeError(`an integer is required (got type ${typeName(v)})`);
  const n = BigInt(asIndex(v));
  if (n >= 2n ** 63n || n < -(2n ** 63n)) {
    throw overflowError("Python int too large to convert to C ssize_t");
  }
  return n;
}

function make(t: PyType, args: Value[], kw: KwNames): PyMmap {
  const values = bind(newSignature, args, kw) as Maybe[];
  const fileno = int(values[0]!);
  let size = sizeArg(values[1]!);
  let flags = values[2] === undefined ? MAP_SHARED : int(values[2]);
  let prot = values[3] === undefined ? PROT_READ | PROT_WRITE : int(values[3]);
  const access = values[4] === undefined ? ACCESS_DEFAULT : int(values[4]);
  const offset = values[5] === undefined ? 0n : long(values[5]);
  if (size < 0n) throw overflowError("memory mapped length must be positive");
  if (offset < 0n) throw overflowError("memory mapped offset must be positive");
  if (access !== ACCESS_DEFAULT && (values[2] !== undefined || values[3] !== undefined)) {
    throw valueError("mmap can't specify both access and flags, prot.");
  }
  if (access === ACCESS_READ) [flags, prot] = [MAP_SHARED, PROT_READ];
  else if (access === ACCESS_WRITE) [flags, prot] = [MAP_SHARED, PROT_READ | PROT_WRITE];
  else if (access === ACCESS_COPY) [flags, prot] = [MAP_PRIVATE, PROT_READ | PROT_WRITE];
  else if (access !== ACCESS_DEFAULT) throw valueError("mmap invalid access parameter.");
  const k = kernel();
  flushFiles();
  const m = new PyMmap();
  if (fileno !== -1) {
    const st: HostStat = hostCall(() => k.stat(fileno, null, true));
    if ((st.mode & S_IFMT) === S_IFREG) {
      const length = BigInt(st.size);
      if (size === 0n) {
        if (length === 0n) throw valueError("cannot mmap an empty file");
        if (offset >= length) throw valueError("mmap offset is greater than file size");
        size = length - offset;
      } else if (offset > length || length - offset < size) {
        throw valueError("mmap length is greater than file size");
      }
    }
    m.fd = sys("fcntl", fileno, 1030, 0);
  } else flags |= MAP_ANON;
  m.access = access === ACCESS_DEFAULT
    ? (prot & PROT_WRITE) === 0 && (prot & PROT_READ) !== 0 ? ACCESS_READ : ACCESS_DEFAULT
    : access;
  m.offset = offset;
  const at = k.big("mmap", [null, size, prot, flags, m.fd, offset]);
  if (at < 0n && at > -4096n) {
    if (m.fd >= 0) k.raw("close", m.fd);
    throw errnoError(Number(-at));
  }
  m.address = at;
  // a page that may not be read would end the process at the first look
  m.data = (prot & PROT_READ) !== 0 ? k.memory(at, Number(size)) : new Uint8Array(Number(size));
  return asInstanceOf(m, t);
}

function release(m: PyMmap): void {
  if (m.data === null) return;
  const k = kernel();
  const size = m.data.length;
  m.data = null;
  k.raw("munmap", m.address, size);
  if (m.fd >= 0) k.raw("close", m.fd);
  m.fd = -1;
}

function close(m: PyMmap): void {
  if (m.exports > 0) throw exception(E.BufferError, "cannot close exported pointers exist");
  release(m);
}

function find(m: PyMmap, needle: Value, from: Maybe, to: Maybe, last: boolean): number {
  const d = m.live;
  const what = asBuffer(needle);
  if (what === undefined) {
    throw typeError(`a bytes-like object is required, not '${typeName(needle)}'`);
  }
  const clip = (v: Maybe, other: number): number => {
    if (v === undefined) return other;
    let n = Number(asIndex(v));
    if (n < 0) n = Math.max(0, n + d.length);
    return Math.min(n, d.length);
  };
  const start = clip(from, last ? 0 : m.pos);
  const end = clip(to, d.length);
  const at = (i: number): boolean => {
    for (let j = 0; j < what.length; j++) if (d[i + j] !== what[j]) return false;
    return true;
  };
  if (last) {
    for (let i = end - what.length; i >= start; i--) if (at(i)) return i;
  } else {
    for (let i = start; i + what.length <= end; i++) if (at(i)) return i;
  }
  return -1;
}

const lent = (v: Value): Uint8Array => {
  const b = asBuffer(v);
  if (b === undefined) throw typeError(`a bytes-like object is required, not '${typeName(v)}'`);
  return b;
};

function read(m: PyMmap, count: Value = null): Value {
  const d = m.live;
  if (count !== null && !isIndex(count)) {
    throw typeError(`integer argument expected, got '${typeName(count)}'`);
  }
  const n = count === null ? -1 : Number(asIndex(count));
  const left = Math.max(0, d.length - m.pos);
  const take = n < 0 || n > left ? left : n;
  m.pos += take;
  return new PyBytes(d.slice(m.pos - take, m.pos));
}

function resize(m: PyMmap, to: Value): void {
  const size = sizeArg(to);
  m.live;
  if (m.exports > 0) {
    throw exception(E.BufferError, "mmap can't resize with extant buffers exported.");
  }
  if (m.access !== ACCESS_DEFAULT && m.access !== ACCESS_WRITE) {
    throw typeError("mmap can't resize a readonly or copy-on-write memory map.");
  }
  if (size < 0n || m.offset + size < 0n) throw valueError("new size out of range");
  const k = kernel();
  if (m.fd >= 0) sys("ftruncate", m.fd, m.offset + size);
  const MAYMOVE = 1;
  const at = k.big("mremap", [m.address, m.live.length, size, MAYMOVE]);
  if (at < 0n && at > -4096n) throw errnoError(Number(-at));
  m.address = at;
  m.data = k.memory(at, Number(size));
}

function item(m: PyMmap, key: Value): number {
  const d = m.live;
  let i = Number(asIndex(key));
  if (i < 0) i += d.length;
  if (i < 0 || i >= d.length) throw indexError("mmap index out of range");
  return i;
}

function subscript(v: Value, key: Value): Value {
  const m = v as PyMmap;
  const d = m.live;
  if (isIndex(key)) return d[item(m, key)];
  if (!(key instanceof PySlice)) throw typeError("mmap indices must be integers");
  const [start, , step, n] = sliceIndices(key, d.length);
  const out = new Uint8Array(n);
  for (let i = 0; i < n; i++) out[i] = d[start + i * step];
  return new PyBytes(out);
}

function assign(v: Value, key: Value, value: Maybe): void {
  const m = v as PyMmap;
  const d = m.writable;
  if (isIndex(key)) {
    const i = item(m, key);
    if (value === undefined) throw typeError("mmap doesn't support item deletion");
    if (!isIndex(value)) throw typeError("mmap item value must be an int");
    const n = asIndex(value);
    if (n < 0 || n > 255) throw valueError("mmap item value must be in range(0, 256)");
    d[i] = Number(n);
    return;
  }
  if (!(key instanceof PySlice)) throw typeError("mmap indices must be integer");
  if (value === undefined) throw typeError("mmap object doesn't support slice deletion");
  const [start, , step, n] = sliceIndices(key, d.length);
  const b = lent(value);
  if (b.length !== n) throw indexError("mmap slice assignment is wrong size");
  const copy = b.slice();
  for (let i = 0; i < n; i++) d[start + i * step] = copy[i];
}

const spec: TypeSpec = {
  signature: "(fileno, length, flags=MAP_SHARED, prot=PROT_READ|PROT_WRITE, access=0, offset=0)",
  weakrefable: true,
  slots: {
    tpNew: (t, args: Value[], kw: KwNames) => make(t, args, kw),
    sqLength: (v) => (v as PyMmap).live.length,
    mpLength: (v) => (v as PyMmap).live.length,
    mpSubscript: subscript,
    mpAssSubscript: assign,
    sqItem: (v, i) => subscript(v, i),
  },
  getset: { closed: { get: (m: PyMmap) => m.data === null } },
  methods: {
    close: ["($self, /)", close],
    find: [
      "($self, sub, start=0, end=0, /)",
      (m: PyMmap, s: Value, from?: Value, to?: Value) => find(m, s, from, to, false),
    ],
    rfind: [
      "($self, sub, start=0, end=0, /)",
      (m: PyMmap, s: Value, from?: Value, to?: Value) => find(m, s, from ?? m.pos, to, true),
    ],
    flush: ["($self, offset=0, size=0, /)", (m: PyMmap, from?: Value, count?: Value) => {
      const d = m.live;
      const at = from === undefined ? 0 : Number(asIndex(from));
      const n = count === undefined ? d.length : Number(asIndex(count));
      if (at < 0 || n < 0 || at + n > d.length) throw valueError("flush values out of range");
      const MS_SYNC = 4;
      sys("msync", m.address + BigInt(at), n, MS_SYNC);
      return 0;
    }],
    move: ["($self, dest, src, count, /)", (m: PyMmap, dest: Value, src: Value, count: Value) => {
      const d = m.writable;
      const [to, from, n] = [dest, src, count].map((v) => Number(asIndex(v)));
      if (
        to < 0 || from < 0 || n < 0 || to > d.length - n || from > d.length - n
      ) throw valueError("source, destination, or count out of range");
      d.copyWithin(to, from, from + n);
    }],
    read: ["($self, n=None, /)", read],
    read_byte: ["($self, /)", (m: PyMmap) => {
      const d = m.live;
      if (m.pos >= d.length) throw valueError("read byte out of range");
      return d[m.pos++];
    }],
    readline: ["($self, /)", (m: PyMmap) => {
      const d = m.live;
      const nl = d.indexOf(10, m.pos);
      const end = nl < 0 ? d.length : nl + 1;
      const out = d.slice(m.pos, end);
      m.pos = Math.max(m.pos, end);
      return new PyBytes(out);
    }],
    resize: ["($self, newsize, /)", resize],
    seek: ["($self, pos, whence=0, /)", (m: PyMmap, pos: Value, whence: Value = 0) => {
      const d = m.live;
      const n = Number(sizeArg(pos));
      const w = int(whence);
      if (w < 0 || w > 2) throw valueError("unknown seek type");
      const to = n + (w === 0 ? 0 : w === 1 ? m.pos : d.length);
      if (to < 0 || to > d.length) throw valueError("seek out of range");
      m.pos = to;
    }],
    size: ["($self, /)", (m: PyMmap) => {
      m.live;
      return hostCall(() => kernel().stat(m.fd, null, true)).size;
    }],
    tell: ["($self, /)", (m: PyMmap) => {
      m.live;
      return m.pos;
    }],
    write: ["($self, bytes, /)", (m: PyMmap, v: Value) => {
      m.live;
      const b = lent(v);
      const d = m.writable;
      if (m.pos > d.length || d.length - m.pos < b.length) throw valueError("data out of range");
      d.set(b, m.pos);
      m.pos += b.length;
      return b.length;
    }],
    write_byte: ["($self, byte, /)", (m: PyMmap, v: Value) => {
      m.live;
      const n = asInt(v);
      if (n === undefined) throw typeError(`an integer is required (got type ${typeName(v)})`);
      if (n < 0) throw overflowError("unsigned byte integer is less than minimum");
      if (n > 255) throw overflowError("unsigned byte integer is greater than maximum");
      const d = m.writable;
      if (m.pos >= d.length) throw valueError("write byte out of range");
      d[m.pos++] = Number(n);
    }],
    __enter__: ["($self, /)", (m: PyMmap) => {
      m.live;
      return m;
    }],
    __exit__: ["($self, *args)", close],
  },
};

let lending = false;

export const mmap_module = (): ModuleSpec => ({
  name: "mmap",
  types: () => {
    if (!lending) {
      lending = true;
      addBufferSource((o) => {
        if (!(o instanceof PyMmap)) return undefined;
        o.exports++;
        return simpleBuffer(o.live, o.access === ACCESS_READ, () => {
          o.exports--;
        });
      });
    }
    return [[mmapType, spec]];
  },
  attrs: () => ({
    ACCESS_READ,
    ACCESS_WRITE,
    ACCESS_COPY,
    ALLOCATIONGRANULARITY: PAGE,
    PAGESIZE: PAGE,
    MAP_SHARED,
    MAP_PRIVATE,
    MAP_ANON,
    MAP_ANONYMOUS: MAP_ANON,
    MAP_DENYWRITE: 2048,
    MAP_EXECUTABLE: 4096,
    PROT_READ,
    PROT_WRITE,
    PROT_EXEC: 4,
    error: E.OSError,
  }),
});
