/**
 * The one-byte codecs (Latin-1, ASCII, charmap) and the escape codecs
 * (Objects/unicodeobject.c, Objects/bytesobject.c).
 *
 * @module
 */
import { asInt, asStr } from "../core/compare.ts";
import { E, matches, typeError, valueError } from "../core/errors.ts";
import { PyBytes, PyObject, PyStr, PyType, TypeFlag, type Value } from "../core/object.ts";
import { getItem } from "../core/ops.ts";
import { PyDict } from "../core/dict.ts";
import { CHARMAPS } from "../util/charmaps.ts";
import { lookupUnicodeName } from "../util/unicode_names.ts";
import { decodeLatin1, encodeLatin1, isAscii } from "../util/utf8.ts";
import { backslash, DecodeSink, EncodeSink, pointsOf } from "./codec_errors.ts";
import type { Decoded } from "./codecs_utf.ts";

const plain = (v: Value): string | null =>
  typeof v === "string" ? v : (v as PyStr).codePoints === null ? (v as PyStr).s : null;

function oneByte(text: Value, errors: string, limit: 128 | 256): Uint8Array {
  const s = plain(text);
  if (s !== null) {
    const fast = encodeLatin1(s);
    if (typeof fast !== "number" && (limit === 256 || isAscii(s))) return fast;
  }
  const reason = `ordinal not in range(${limit})`;
  const sink = new EncodeSink(limit === 256 ? "latin-1" : "ascii", text, errors);
  const p = sink.points;
  for (let i = 0; i < p.length;) {
    if (p[i] < limit) {
      sink.out.add(p[i++]);
      continue;
    }
    let j = i;
    while (j < p.length && p[j] >= limit) j++;
    const [rep, next] = sink.fail(i, j, reason);
    if (rep instanceof Uint8Array) sink.out.bytes(rep);
    else {
      const r = pointsOf(rep);
      if (r.some((c) => c >= limit)) throw sink.error(i, j, reason);
      sink.out.bytes(r);
    }
    i = next;
  }
  return sink.out.finish();
}

/** Latin-1. */
export function latin1Encode(text: Value, errors: string): Uint8Array {
  return oneByte(text, errors, 256);
}

/** ASCII. */
export function asciiEncode(text: Value, errors: string): Uint8Array {
  return oneByte(text, errors, 128);
}

/** Latin-1: never fails. */
export function latin1Decode(data: Uint8Array): Decoded {
  return [decodeLatin1(data), data.length];
}

/** ASCII. */
export function asciiDecode(data: Uint8Array, errors: string): Decoded {
  let i = 0;
  while (i < data.length && data[i] < 128) i++;
  if (i === data.length) return [decodeLatin1(data), i];
  const sink = new DecodeSink("ascii", data, errors);
  let d = data;
  i = 0;
  while (i < d.length) {
    let j = i;
    while (j < d.length && d[j] < 128) j++;
    if (j > i) sink.out.text(decodeLatin1(d, i, j));
    i = j;
    if (i >= d.length) break;
    i = sink.fail(i, i + 1, "ordinal not in range(128)");
    d = sink.data;
  }
  return [sink.out.finish(), data.length];
}

// charmap -------------------------------------------------------------------------

/** What charmap_build makes: from code point to byte. */
export class PyEncodingMap extends PyObject {
  constructor(readonly map: ReadonlyMap<number, number>) {
    super();
  }
}

export const encodingMapType: PyType = new PyType("EncodingMap", TypeFlag.None);
PyEncodingMap.prototype.cls = encodingMapType;

/** codecs.charmap_build: the inverse of a decoding table of 256 characters. */
export function charmapBuild(table: Value): Value {
  const p = pointsOf(table);
  if (p.length === 0) throw typeError("bad argument type for built-in operation");
  const map = new Map<number, number>();
  for (let i = 0; i < Math.min(256, p.length); i++) if (p[i] !== 0xfffe) map.set(p[i], i);
  return new PyEncodingMap(map);
}

interface CharmapPair {
  decode: readonly number[];
  encode: ReadonlyMap<number, number>;
}

const pairs = new Map<string, CharmapPair>();

/** The tables of a built-in charmap by its module's name, or undefined. */
export function builtinCharmap(name: string): CharmapPair | undefined {
  const known = pairs.get(name);
  if (known !== undefined) return known;
  if (!Object.hasOwn(CHARMAPS, name)) return undefined;
  const decode = Array.from({ length: 128 }, (_, i) => i);
  for (const part of CHARMAPS[name].split(" ")) {
    const [c, n = "1"] = part.split("*");
    const first = parseInt(c, 36);
    for (let i = 0; i < Number(n); i++) decode.push(first + i);
  }
  const encode = new Map<number, number>();
  decode.forEach((c, i) => {
    if (c !== 0xfffe) encode.set(c, i);
  });
  const pair = { decode, encode };
  pairs.set(name, pair);
  return pair;
}

const UNDEFINED = "character maps to <undefined>";

/** What a decoding mapping gives for a byte: a str, or null where it is undefined. */
function mapByte(mapping: Value | readonly number[], b: number): Value {
  if (Array.isArray(mapping)) {
    const c = mapping[b];
    return c === undefined || c === 0xfffe ? null : String.fromCodePoint(c);
  }
  let v: Value;
  try {
    v = getItem(mapping as Value, b);
  } catch (e) {
    if (matches(e, E.LookupError)) return null;
    throw e;
  }
  if (v === null) return null;
  const n = asInt(v);
  if (n !== undefined) {
    if (n === 0xfffe) return null;
    if (n < 0 || n > 0x10ffff) {
      throw typeError("character mapping must be in range(0x110000)");
    }
    return String.fromCodePoint(Number(n));
  }
  if (asStr(v) === undefined) {
    throw typeError("character mapping must return integer, None or str");
  }
  return asStr(v) === "\ufffe" ? null : v;
}

/** charmap_decode with a str, a mapping or a built-in table. */
export function charmapDecode(
  data: Uint8Array,
  errors: string,
  mapping: Value | readonly number[],
): Decoded {
  const table = asStr(mapping as Value) !== undefined ? pointsOf(mapping as Value) : mapping;
  const sink = new DecodeSink("charmap", data, errors);
  let d = data;
  for (let i = 0; i < d.length;) {
    const v = mapByte(table as Value | readonly number[], d[i]);
    if (v === null) {
      i = sink.fail(i, i + 1, UNDEFINED);
      d = sink.data;
    } else {
      sink.out.value(v);
      i++;
    }
  }
  return [sink.out.finish(), data.length];
}

/** What an encoding mapping gives for a code point. */
function mapPoint(
  mapping: Value | ReadonlyMap<number, number>,
  c: number,
): number | Uint8Array | null {
  if (mapping instanceof Map) return mapping.get(c) ?? null;
  if (mapping instanceof PyEncodingMap) return mapping.map.get(c) ?? null;
  let v: Value;
  if (mapping instanceof PyDict && mapping.cls.name === "dict") v = mapping.get(c) ?? null;
  else {
    try {
      v = getItem(mapping as Value, c);
    } catch (e) {
      if (matches(e, E.LookupError)) return null;
      throw e;
    }
  }
  if (v === null) return null;
  const n = asInt(v);
  if (n !== undefined) {
    if (n < 0 || n > 255) throw typeError("character mapping must be in range(256)");
    return Number(n);
  }
  if (v instanceof PyBytes) return v.data;
  throw typeError(
    `character mapping must return integer, bytes or None, not ${
      (v as PyObject).cls?.name ?? "str"
    }`,
  );
}

/** charmap_encode with a mapping, an EncodingMap or a built-in table. */
export function charmapEncode(
  text: Value,
  errors: string,
  mapping: Value | ReadonlyMap<number, number>,
): Uint8Array {
  const sink = new EncodeSink("charmap", text, errors);
  const p = sink.points;
  const put = (r: number | Uint8Array) =>
    typeof r === "number" ? sink.out.add(r) : sink.out.bytes(r);
  for (let i = 0; i < p.length;) {
    const r = mapPoint(mapping, p[i]);
    if (r !== null) {
      put(r);
      i++;
      continue;
    }
    let j = i + 1;
    while (j < p.length && mapPoint(mapping, p[j]) === null) j++;
    const [rep, next] = sink.fail(i, j, UNDEFINED);
    if (rep instanceof Uint8Array) sink.out.bytes(rep);
    else {
      for (const c of pointsOf(rep)) {
        const x = mapPoint(mapping, c);
        if (x === null) throw sink.error(i, j, UNDEFINED);
        put(x);
      }
    }
    i = next;
  }
  return sink.out.finish();
}

// Escapes --------------------------------------------------------------------------

const latin = (s: string): Uint8Array => encodeLatin1(s) as Uint8Array;

/** unicode_escape. */
export function unicodeEscapeEncode(text: Value): Uint8Array {
  let s = "";
  for (const c of pointsOf(text)) {
    if (c === 92) s += "\\\\";
    else if (c === 9) s += "\\t";
    else if (c === 10) s += "\\n";
    else if (c === 13) s += "\\r";
    else s += c < 32 || c > 126 ? backslash(c) : String.fromCharCode(c);
  }
  return latin(s);
}

/** raw_unicode_escape. */
export function rawUnicodeEscapeEncode(text: Value): Uint8Array {
  let s = "";
  for (const c of pointsOf(text)) s += c < 256 ? String.fromCharCode(c) : backslash(c);
  return latin(s);
}

const hexDigit = (c: number): number =>
  c >= 48 && c <= 57 ? c - 48 : c >= 65 && c <= 70 ? c - 55 : c >= 97 && c <= 102 ? c - 87 : -1;

const SIMPLE: ReadonlyMap<number, number> = new Map([
  [92, 92],
  [39, 39],
  [34, 34],
  [98, 8],
  [102, 12],
  [116, 9],
  [110, 10],
  [114, 13],
  [118, 11],
  [97, 7],
]);

const KIND: ReadonlyMap<number, [digits: number, reason: string]> = new Map([
  [120, [2, "truncated \\xXX escape"]],
  [117, [4, "truncated \\uXXXX escape"]],
  [85, [8, "truncated \\UXXXXXXXX escape"]],
]);

/** unicode_escape; `invalid` is told of the first invalid escape's character. */
export function unicodeEscapeDecode(
  data: Uint8Array,
  errors: string,
  invalid: (c: number) => void = () => {},
): Decoded {
  const sink = new DecodeSink("unicodeescape", data, errors);
  let d = data;
  let warned = false;
  for (let i = 0; i < d.length;) {
    if (d[i] !== 92) {
      sink.out.add(d[i++]);
      continue;
    }
    const start = i++;
    if (i >= d.length) {
      i = sink.fail(start, i, "\\ at end of string");
      d = sink.data;
      continue;
    }
    const c = d[i++];
    if (c === 10) continue;
    const simple = SIMPLE.get(c);
    if (simple !== undefined) {
      sink.out.add(simple);
      continue;
    }
    if (c >= 48 && c <= 55) {
      let v = c - 48;
      for (let k = 0; k < 2 && i < d.length && d[i] >= 48 && d[i] <= 55; k++) {
        v = v * 8 + d[i++] - 48;
      }
      sink.out.add(v);
      continue;
    }
    let reason = "";
    const kind = KIND.get(c);
    if (kind !== undefined) {
      let v = 0;
      let n = 0;
      for (let h; n < kind[0] && i < d.length && (h = hexDigit(d[i])) >= 0; n++, i++) {
        v = v * 16 + h;
      }
      if (n < kind[0]) reason = kind[1];
      else if (v > 0x10ffff) reason = "illegal Unicode character";
      else {
        sink.out.add(v);
        continue;
      }
    } else if (c === 78) {
      reason = "malformed \\N character escape";
      if (d[i] === 123) {
        const from = ++i;
        while (i < d.length && d[i] !== 125) i++;
        if (i > from && i < d.length) {
          const name = decodeLatin1(d, from, i++);
          const p = lookupUnicodeName(name.toUpperCase());
          if (p >= 0) {
            sink.out.add(p);
            continue;
          }
          reason = "unknown Unicode character name";
        }
      }
    } else {
      if (!warned) {
        warned = true;
        invalid(c);
      }
      sink.out.add(92);
      sink.out.add(c);
      continue;
    }
    i = sink.fail(start, i, reason);
    d = sink.data;
  }
  return [sink.out.finish(), data.length];
}

/** raw_unicode_escape. */
export function rawUnicodeEscapeDecode(data: Uint8Array, errors: string): Decoded {
  const sink = new DecodeSink("rawunicodeescape", data, errors);
  let d = data;
  for (let i = 0; i < d.length;) {
    if (d[i] !== 92) {
      sink.out.add(d[i++]);
      continue;
    }
    const start = i++;
    const c = d[i];
    if (i >= d.length || (c !== 117 && c !== 85)) {
      sink.out.add(92);
      if (i < d.length) sink.out.add(d[i++]);
      continue;
    }
    i++;
    const [digits, short] = KIND.get(c)!;
    let v = 0;
    let n = 0;
    for (let h; n < digits && i < d.length && (h = hexDigit(d[i])) >= 0; n++, i++) v = v * 16 + h;
    let reason = "";
    if (n < digits) reason = short;
    else if (v > 0x10ffff) reason = "\\Uxxxxxxxx out of range";
    else {
      sink.out.add(v);
      continue;
    }
    i = sink.fail(start, i, reason);
    d = sink.data;
  }
  return [sink.out.finish(), data.length];
}

/** codecs.escape_encode: bytes as repr shows them, without quotes. */
export function escapeEncode(data: Uint8Array): Uint8Array {
  let s = "";
  for (const c of data) {
    if (c === 92) s += "\\\\";
    else if (c === 39) s += "\\'";
    else if (c === 9) s += "\\t";
    else if (c === 10) s += "\\n";
    else if (c === 13) s += "\\r";
    else s += c < 32 || c > 126 ? backslash(c) : String.fromCharCode(c);
  }
  return latin(s);
}

/** codecs.escape_decode: the escapes of a bytes literal. */
export function escapeDecode(
  data: Uint8Array,
  errors: string,
  invalid: (c: number) => void = () => {},
): Uint8Array {
  const out: number[] = [];
  let warned = false;
  for (let i = 0; i < data.length;) {
    if (data[i] !== 92) {
      out.push(data[i++]);
      continue;
    }
    if (++i >= data.length) throw valueError("Trailing \\ in string");
    const c = data[i++];
    if (c === 10) continue;
    const simple = SIMPLE.get(c);
    if (simple !== undefined) out.push(simple);
    else if (c >= 48 && c <= 55) {
      let v = c - 48;
      for (let k = 0; k < 2 && i < data.length && data[i] >= 48 && data[i] <= 55; k++) {
        v = v * 8 + data[i++] - 48;
      }
      out.push(v & 255);
    } else if (c === 120) {
      const a = i < data.length ? hexDigit(data[i]) : -1;
      const b = i + 1 < data.length ? hexDigit(data[i + 1]) : -1;
      if (a >= 0 && b >= 0) {
        out.push(a * 16 + b);
        i += 2;
        continue;
      }
      if (errors === "strict") throw valueError(`invalid \\x escape at position ${i - 2}`);
      if (errors === "replace") out.push(63);
      else if (errors !== "ignore") {
        throw valueError(
          `decoding error; unknown error handling code: ${errors.slice(0, 400)}`,
        );
      }
      if (a >= 0) i++;
    } else {
      if (!warned) {
        warned = true;
        invalid(c);
      }
      out.push(92, c);
    }
  }
  return Uint8Array.from(out);
}

/** unicode_internal: four bytes a code point. */
export function unicodeInternalEncode(text: Value): Uint8Array {
  const p = pointsOf(text);
  const out = new Uint8Array(p.length * 4);
  const view = new DataView(out.buffer);
  p.forEach((c, i) => view.setUint32(i * 4, c, true));
  return out;
}

/** unicode_internal. */
export function unicodeInternalDecode(data: Uint8Array, errors: string): Decoded {
  const sink = new DecodeSink("unicode_internal", data, errors);
  let d = data;
  for (let i = 0; i < d.length;) {
    if (d.length - i < 4) i = sink.fail(i, d.length, "truncated input");
    else {
      const c = (d[i] | (d[i + 1] << 8) | (d[i + 2] << 16) | (d[i + 3] << 24)) >>> 0;
      if (c <= 0x10ffff) {
        sink.out.add(c);
        i += 4;
        continue;
      }
      i = sink.fail(i, i + 4, "illegal code point (> 0x10FFFF)");
    }
    d = sink.data;
  }
  return [sink.out.finish(), data.length];
}
