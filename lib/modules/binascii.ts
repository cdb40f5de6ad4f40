/**
 * binascii (Modules/binascii.c): bytes as text of various forms, and back.
 *
 * @module
 */
import { ArgStyle } from "../core/args.ts";
import { asStr } from "../core/compare.ts";
import {
  E,
  exception,
  type PyBaseException,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import { PyBytes, PyObject, type PyType, tuple, type Value } from "../core/object.ts";
import { asCInt, asIndex } from "../core/ops.ts";
import { asBuffer, getBuffer, isContiguous } from "../objects/buffer.ts";
import { crc32 } from "../util/crc32.ts";
import { moduleException } from "./exceptions.ts";
import type { ModuleSpec } from "./spec.ts";

const errorType = (): PyType => moduleException("binascii", "Error", [E.ValueError]);
const incompleteType = (): PyType => moduleException("binascii", "Incomplete");
const error = (msg: string): PyBaseException => exception(errorType(), msg);
const incomplete = (...msg: string[]): PyBaseException => exception(incompleteType(), ...msg);

/** The bytes of a buffer argument, which has to be contiguous. */
export function contiguous(v: Value): Uint8Array {
  if (v instanceof PyBytes) return v.data;
  const data = asBuffer(v);
  if (data === undefined) throw typeError(`a bytes-like object is required, not '${typeName(v)}'`);
  const b = getBuffer(v)!;
  b.release();
  if (!isContiguous(b)) {
    throw exception(E.BufferError, "memoryview: underlying buffer is not C-contiguous");
  }
  return data;
}

/** The bytes of a bytes-like object or of a str of ASCII. */
function asciiData(v: Value): Uint8Array {
  const s = asStr(v);
  if (s !== undefined) {
    const out = new Uint8Array(s.length);
    for (let i = 0; i < s.length; i++) {
      const c = s.charCodeAt(i);
      if (c > 127) throw valueError("string argument should contain only ASCII characters");
      out[i] = c;
    }
    return out;
  }
  if (!(v instanceof PyObject) || asBuffer(v) === undefined) {
    throw typeError(`argument should be bytes, buffer or ASCII string, not '${typeName(v, 100)}'`);
  }
  const b = getBuffer(v)!;
  b.release();
  if (!isContiguous(b)) {
    throw typeError(
      `argument should be a contiguous buffer, not '${typeName(v, 100)}'`,
    );
  }
  return asBuffer(v)!;
}

/** A growing array of bytes. */
class Out {
  private data: Uint8Array;
  length = 0;
  constructor(room: number) {
    this.data = new Uint8Array(room + 16);
  }
  push(b: number): void {
    if (this.length === this.data.length) {
      const more = new Uint8Array(this.length * 2);
      more.set(this.data);
      this.data = more;
    }
    this.data[this.length++] = b;
  }
  last(): number {
    return this.data[this.length - 1];
  }
  setLast(b: number): void {
    this.data[this.length - 1] = b;
  }
  done(): PyBytes {
    return new PyBytes(this.data.slice(0, this.length));
  }
}

const codes = (alphabet: string): Uint8Array => Uint8Array.from(alphabet, (c) => c.charCodeAt(0));

/** The values of an alphabet's characters; 255 for all others. */
function values(alphabet: Uint8Array): Uint8Array {
  const out = new Uint8Array(256).fill(255);
  alphabet.forEach((c, i) => out[c] = i);
  return out;
}

let tables: { b64: Uint8Array; un64: Uint8Array; hqx: Uint8Array; unhqx: Uint8Array } | null = null;
function alphabets() {
  if (tables === null) {
    const b64 = codes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    const hqx = codes("!\"#$%&'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr");
    tables = { b64, un64: values(b64), hqx, unhqx: values(hqx) };
  }
  return tables;
}

const PAD = 61;
const LF = 10;
const CR = 13;
const RUN = 0x90;
const SPACE = 32;

// base64 ------------------------------------------------------------------------

function a2b_base64(v: Value): Value {
  const s = asciiData(v);
  const { un64 } = alphabets();
  const n = s.length;
  const out = new Uint8Array((n + 3 >> 2) * 3);
  let at = 0;
  let i = 0;
  let bits = 0;
  let quad = 0;
  for (; i < n; i++) {
    const c = s[i];
    const d = un64[c];
    if (d === 255) {
      // padding ends the data where two or three characters came before it
      if (c === PAD && quad >= 2 && (quad === 3 || nextValid(s, i + 1, un64) === PAD)) {
        quad = 0;
        break;
      }
      continue;
    }
    bits = bits << 6 | d;
    quad = quad + 1 & 3;
    switch (quad) {
      case 2:
        out[at++] = bits >> 4 & 255;
        break;
      case 3:
        out[at++] = bits >> 2 & 255;
        break;
      case 0:
        out[at++] = bits & 255;
        bits = 0;
    }
  }
  if (quad !== 0) throw error("Incorrect padding");
  return new PyBytes(out.slice(0, at));
}

function nextValid(s: Uint8Array, i: number, table: Uint8Array): number {
  for (; i < s.length; i++) if (s[i] === PAD || table[s[i]] !== 255) return s[i];
  return -1;
}

function b2a_base64(v: Value, newline: Value = true): Value {
  const s = contiguous(v);
  const line = asCInt(newline) !== 0;
  const { b64 } = alphabets();
  const n = s.length;
  const out = new Uint8Array(Math.ceil(n / 3) * 4 + (line ? 1 : 0));
  let at = 0;
  let i = 0;
  for (; i + 2 < n; i += 3) {
    const x = s[i] << 16 | s[i + 1] << 8 | s[i + 2];
    out[at++] = b64[x >> 18];
    out[at++] = b64[x >> 12 & 63];
    out[at++] = b64[x >> 6 & 63];
    out[at++] = b64[x & 63];
  }
  if (i < n) {
    const two = i + 1 < n;
    const x = s[i] << 16 | (two ? s[i + 1] << 8 : 0);
    out[at++] = b64[x >> 18];
    out[at++] = b64[x >> 12 & 63];
    out[at++] = two ? b64[x >> 6 & 63] : PAD;
    out[at++] = PAD;
  }
  if (line) out[at] = LF;
  return new PyBytes(out);
}

// uuencode ------------------------------------------------------------------------

function a2b_uu(v: Value): Value {
  const s = asciiData(v);
  const n = s.length;
  const count = (s.length === 0 ? 0 : s[0]) - 32 & 63;
  const out = new Uint8Array(count);
  let i = 1;
  let bits = 0;
  let nbits = 0;
  for (let at = 0; at < count; i++) {
    let c = 0;
    // an exhausted line stands for spaces, which some encoders drop
    if (i < n && s[i] !== LF && s[i] !== CR) {
      c = s[i];
      if (c < 32 || c > 96) throw error("Illegal char");
      c = c - 32 & 63;
    }
    bits = bits << 6 | c;
    nbits += 6;
    if (nbits >= 8) {
      nbits -= 8;
      out[at++] = bits >> nbits & 255;
      bits &= (1 << nbits) - 1;
    }
  }
  for (; i < n; i++) {
    const c = s[i];
    if (c !== SPACE && c !== 96 && c !== LF && c !== CR) throw error("Trailing garbage");
  }
  return new PyBytes(out);
}

function b2a_uu(v: Value): Value {
  const s = contiguous(v);
  if (s.length > 45) throw error("At most 45 bytes at once");
  const out = new Out(64);
  out.push(32 + s.length);
  for (let i = 0; i < s.length; i += 3) {
    const x = s[i] << 16 | (s[i + 1] ?? 0) << 8 | (s[i + 2] ?? 0);
    for (let k = 18; k >= 0; k -= 6) out.push(32 + (x >> k & 63));
  }
  out.push(LF);
  return out.done();
}

// binhex4 -------------------------------------------------------------------------

function a2b_hqx(v: Value): Value {
  const s = asciiData(v);
  const { unhqx } = alphabets();
  const out = new Out(s.length);
  let bits = 0;
  let nbits = 0;
  let done = false;
  for (let i = 0; i < s.length && !done; i++) {
    const c = s[i];
    if (c === LF || c === CR) continue;
    if (c === 58) {
      done = true;
      break;
    }
    const d = unhqx[c];
    if (d === 255) throw error("Illegal char");
    bits = bits << 6 | d;
    nbits += 6;
    if (nbits >= 8) {
      nbits -= 8;
      out.push(bits >> nbits & 255);
      bits &= (1 << nbits) - 1;
    }
  }
  if (nbits > 0 && !done) throw incomplete("String has incomplete number of bytes");
  return tuple([out.done(), done ? 1 : 0]);
}

function b2a_hqx(v: Value): Value {
  const s = contiguous(v);
  const { hqx } = alphabets();
  const out = new Out(s.length * 2);
  let bits = 0;
  let nbits = 0;
  for (let i = 0; i < s.length; i++) {
    bits = bits << 8 | s[i];
    nbits += 8;
    while (nbits >= 6) {
      nbits -= 6;
      out.push(hqx[bits >> nbits & 63]);
      bits &= (1 << nbits) - 1;
    }
  }
  if (nbits > 0) out.push(hqx[bits << 6 - nbits & 63]);
  return out.done();
}

function rlecode_hqx(v: Value): Value {
  const s = contiguous(v);
  const out = new Out(s.length);
  for (let i = 0; i < s.length; i++) {
    const c = s[i];
    out.push(c);
    if (c === RUN) {
      out.push(0);
      continue;
    }
    let end = i + 1;
    while (end < s.length && s[end] === c && end < i + 255) end++;
    if (end - i > 3) {
      out.push(RUN);
      out.push(end - i);
      i = end - 1;
    }
  }
  return out.done();
}

function rledecode_hqx(v: Value): Value {
  const s = contiguous(v);
  const out = new Out(s.length * 2);
  for (let i = 0; i < s.length; i++) {
    const c = s[i];
    if (c !== RUN) {
      out.push(c);
      continue;
    }
    if (++i >= s.length) throw incomplete();
    const n = s[i];
    if (n === 0) out.push(RUN);
    else if (out.length === 0) throw error("Orphaned RLE code at start");
    else {
      const last = out.last();
      for (let k = 1; k < n; k++) out.push(last);
    }
  }
  return out.done();
}

function crc_hqx(v: Value, crc: Value): Value {
  const s = contiguous(v);
  let c = mask(crc) & 0xffff;
  for (let i = 0; i < s.length; i++) {
    c ^= s[i] << 8;
    for (let k = 0; k < 8; k++) c = c & 0x8000 ? (c << 1 ^ 0x1021) & 0xffff : c << 1;
  }
  return c;
}

/** An int argument without a check of its range: its low 32 bits. */
export function mask(v: Value): number {
  const n = asIndex(v);
  return typeof n === "number" && Math.abs(n) < 2 ** 31
    ? n >>> 0
    : Number(BigInt.asUintN(32, BigInt(n)));
}

// hex -----------------------------------------------------------------------------

const HEX = (): Uint8Array => codes("0123456789abcdef");

function hexlify(v: Value): Value {
  const s = contiguous(v);
  const digits = HEX();
  const out = new Uint8Array(s.length * 2);
  for (let i = 0; i < s.length; i++) {
    out[2 * i] = digits[s[i] >> 4];
    out[2 * i + 1] = digits[s[i] & 15];
  }
  return new PyBytes(out);
}

function hexValue(c: number): number {
  if (c >= 48 && c <= 57) return c - 48;
  c |= 32;
  return c >= 97 && c <= 102 ? c - 87 : -1;
}

function unhexlify(v: Value): Value {
  const s = asciiData(v);
  if (s.length % 2 !== 0) throw error("Odd-length string");
  const out = new Uint8Array(s.length / 2);
  for (let i = 0; i < out.length; i++) {
    const hi = hexValue(s[2 * i]);
    const lo = hexValue(s[2 * i + 1]);
    if (hi < 0 || lo < 0) throw error("Non-hexadecimal digit found");
    out[i] = hi << 4 | lo;
  }
  return new PyBytes(out);
}

// quoted-printable ------------------------------------------------------------------

function a2b_qp(v: Value, header: Value = false): Value {
  const s = asciiData(v);
  const underscores = asCInt(header) !== 0;
  const n = s.length;
  const out = new Out(n);
  for (let i = 0; i < n;) {
    const c = s[i];
    if (c !== PAD) {
      out.push(underscores && c === 95 ? SPACE : c);
      i++;
      continue;
    }
    if (++i >= n) break;
    if (s[i] === LF || s[i] === CR) {
      while (i < n && s[i] !== LF) i++;
      i++;
    } else if (s[i] === PAD) {
      out.push(PAD);
      i++;
    } else if (i + 1 < n && hexValue(s[i]) >= 0 && hexValue(s[i + 1]) >= 0) {
      out.push(hexValue(s[i]) << 4 | hexValue(s[i + 1]));
      i += 2;
    } else out.push(PAD);
  }
  return out.done();
}

const UPPER = (): Uint8Array => codes("0123456789ABCDEF");

function b2a_qp(
  v: Value,
  quotetabs: Value = false,
  istext: Value = true,
  header: Value = false,
): Value {
  const s = contiguous(v);
  const tabs = asCInt(quotetabs) !== 0;
  const text = asCInt(istext) !== 0;
  const underscores = asCInt(header) !== 0;
  const hex = UPPER();
  const n = s.length;
  const out = new Out(n + (n >> 2));
  // the first line says how lines end
  const first = s.indexOf(LF);
  const crlf = first > 0 && s[first - 1] === CR;
  const quote = (c: number) => {
    out.push(PAD);
    out.push(hex[c >> 4]);
    out.push(hex[c & 15]);
  };
  const newline = () => {
    if (crlf) out.push(CR);
    out.push(LF);
  };
  let column = 0;
  for (let i = 0; i < n;) {
    const c = s[i];
    const blank = c === 9 || c === SPACE;
    const lineEnd = c === CR || c === LF;
    const last = i + 1 === n;
    const mustQuote = c > 126 || c === PAD || (underscores && c === 95) ||
      (c === 46 && column === 0 &&
        (last || s[i + 1] === LF || s[i + 1] === CR || s[i + 1] === 0)) ||
      (lineEnd && !text) || (blank && last) ||
      (c < 33 && !lineEnd && (!blank || tabs));
    if (mustQuote) {
      if (column + 3 >= 76) {
        out.push(PAD);
        newline();
        column = 0;
      }
      quote(c);
      column += 3;
      i++;
      continue;
    }
    if (text && (c === LF || (c === CR && !last && s[i + 1] === LF))) {
      column = 0;
      if (out.length > 0 && (out.last() === SPACE || out.last() === 9)) {
        const b = out.last();
        out.setLast(PAD);
        out.push(hex[b >> 4]);
        out.push(hex[b & 15]);
      }
      newline();
      i += c === CR ? 2 : 1;
      continue;
    }
    if (!last && s[i + 1] !== LF && column + 1 >= 76) {
      out.push(PAD);
      newline();
      column = 0;
    }
    column++;
    out.push(underscores && c === SPACE ? 95 : c);
    i++;
  }
  return out.done();
}

export const binascii_module = (): ModuleSpec => ({
  name: "binascii",
  doc: "Conversion between binary data and ASCII",
  functions: {
    a2b_uu: ["($module, data, /)", a2b_uu, "Decode a line of uuencoded data."],
    b2a_uu: ["($module, data, /)", b2a_uu, "Uuencode line of data."],
    a2b_base64: ["($module, data, /)", a2b_base64, "Decode a line of base64 data."],
    b2a_base64: [
      "($module, /, data, *, newline=True)",
      b2a_base64,
      "Base64-code line of data.",
    ],
    a2b_hqx: ["($module, data, /)", a2b_hqx, "Decode .hqx coding."],
    b2a_hqx: ["($module, data, /)", b2a_hqx, "Encode .hqx data."],
    rlecode_hqx: ["($module, data, /)", rlecode_hqx, "Binhex RLE-code binary data."],
    rledecode_hqx: ["($module, data, /)", rledecode_hqx, "Decode hexbin RLE-coded string."],
    b2a_hex: ["($module, data, /)", hexlify, "Hexadecimal representation of binary data."],
    a2b_hex: [
      "($module, hexstr, /)",
      unhexlify,
      "Binary data of hexadecimal representation.",
    ],
    hexlify: ["($module, data, /)", hexlify, "Hexadecimal representation of binary data."],
    unhexlify: [
      "($module, hexstr, /)",
      unhexlify,
      "Binary data of hexadecimal representation.",
    ],
    crc_hqx: ["($module, data, crc, /)", crc_hqx, "Compute CRC-CCITT incrementally."],
    crc32: [
      "($module, data, crc=0, /)",
      (v: Value, crc: Value = 0) => crc32(contiguous(v), mask(crc)),
      "Compute CRC-32 incrementally.",
      ArgStyle.Parse,
    ],
    a2b_qp: [
      "($module, /, data, header=False)",
      a2b_qp,
      "Decode a string of qp-encoded data.",
    ],
    b2a_qp: [
      "($module, /, data, quotetabs=False, istext=True, header=False)",
      b2a_qp,
      "Encode a string using quoted-printable encoding.",
    ],
  },
  init: (ns) => {
    ns.setStr("Error", errorType());
    ns.setStr("Incomplete", incompleteType());
  },
});
