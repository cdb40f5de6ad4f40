/**
 * UTF-8, Latin-1 and hexadecimal text between JavaScript strings and bytes, with
 * CPython's notion of errors (Objects/stringlib/codecs.h).
 *
 * A str is a JavaScript string where UTF-16 can express it, else a list of code
 * points: that is so only where a high surrogate is directly followed by a low
 * one and the two are not one character.
 *
 * @module
 */

/** Why and where bytes are not UTF-8: the fields of UnicodeDecodeError. */
export class Utf8Failure {
  constructor(readonly start: number, readonly end: number, readonly reason: string) {}
}

/** Up to this length a loop is faster than the host's encoder or decoder. */
const SHORT = 48;

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The bytes of a string if it is ASCII and short, else null. */
function encodeShortAscii(s: string): Uint8Array | null {
  const n = s.length;
  if (n > SHORT) return null;
  const out = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const c = s.charCodeAt(i);
    if (c > 127) return null;
    out[i] = c;
  }
  return out;
}

/**
 * Encodes strictly.
 *
 * @returns The bytes, or the UTF-16 index of the first lone surrogate.
 */
export function encodeUtf8(s: string): Uint8Array | number {
  const short = encodeShortAscii(s);
  if (short !== null) return short;
  return s.isWellFormed() ? encoder.encode(s) : firstLoneSurrogate(s);
}

/** The UTF-16 index of the first surrogate that is not half of a character, or -1. */
export function firstLoneSurrogate(s: string): number {
  for (let i = 0; i < s.length; i++) {
    const c = s.charCodeAt(i);
    if (c < 0xd800 || c > 0xdfff) continue;
    if (c < 0xdc00 && i + 1 < s.length && (s.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      i++;
      continue;
    }
    return i;
  }
  return -1;
}

/** Encodes; a lone surrogate becomes the three bytes that its number would have. */
export function encodeUtf8SurrogatePass(s: string): Uint8Array {
  const strict = encodeUtf8(s);
  return typeof strict === "number" ? encodeCodePoints(toCodePoints(s)) : strict;
}

/** Encodes code points, surrogates included. */
export function encodeCodePoints(points: readonly number[]): Uint8Array {
  let n = 0;
  for (const c of points) n += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  const out = new Uint8Array(n);
  let i = 0;
  for (const c of points) {
    if (c < 0x80) {
      out[i++] = c;
      continue;
    }
    if (c < 0x800) {
      out[i++] = 0xc0 | (c >> 6);
    } else {
      if (c < 0x10000) {
        out[i++] = 0xe0 | (c >> 12);
      } else {
        out[i++] = 0xf0 | (c >> 18);
        out[i++] = 0x80 | ((c >> 12) & 0x3f);
      }
      out[i++] = 0x80 | ((c >> 6) & 0x3f);
    }
    out[i++] = 0x80 | (c & 0x3f);
  }
  return out;
}

/** The code points of a string; a lone surrogate is one of its own. */
export function toCodePoints(s: string): number[] {
  const out: number[] = [];
  for (let i = 0; i < s.length; i++) {
    const c = s.codePointAt(i)!;
    if (c > 0xffff) i++;
    out.push(c);
  }
  return out;
}

/** The string of code points, or null where UTF-16 cannot express them. */
export function fromCodePoints(points: readonly number[]): string | null {
  let s = "";
  let previous = 0;
  for (const c of points) {
    if (c >= 0xdc00 && c <= 0xdfff && previous >= 0xd800 && previous <= 0xdbff) return null;
    s += String.fromCodePoint(c);
    previous = c;
  }
  return s;
}

/** Decodes strictly. */
export function decodeUtf8(data: Uint8Array): string | Utf8Failure {
  if (data.length <= SHORT) {
    let s = "";
    let i = 0;
    for (; i < data.length; i++) {
      const c = data[i];
      if (c > 127) break;
      s += String.fromCharCode(c);
    }
    if (i === data.length) return s;
  }
  try {
    return strictDecoder.decode(data);
  } catch {
    const out = decodeSlow(data, false);
    return typeof out === "string" || out instanceof Utf8Failure ? out : "";
  }
}

/** Decodes; three bytes that stand for a surrogate are accepted. Code points where UTF-16 cannot express them. */
export function decodeUtf8SurrogatePass(data: Uint8Array): string | number[] | Utf8Failure {
  const strict = decodeUtf8(data);
  return typeof strict === "string" ? strict : decodeSlow(data, true);
}

/**
 * Looks at the sequence that starts at `i`, by Unicode's table 3-7.
 *
 * @returns The code point, or why there is none.
 */
export function decodeUtf8At(
  data: Uint8Array,
  i: number,
  surrogates: boolean,
): number | Utf8Failure {
  const b = data[i];
  if (b < 0x80) return b;
  if (b < 0xc2 || b > 0xf4) return new Utf8Failure(i, i + 1, "invalid start byte");
  const n = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
  let low = 0x80;
  let high = 0xbf;
  if (b === 0xe0) low = 0xa0;
  else if (b === 0xed && !surrogates) high = 0x9f;
  else if (b === 0xf0) low = 0x90;
  else if (b === 0xf4) high = 0x8f;
  let c = b & (0x3f >> n);
  for (let k = 1; k <= n; k++) {
    if (i + k >= data.length) return new Utf8Failure(i, i + k, "unexpected end of data");
    const x = data[i + k];
    if (x < low || x > high) return new Utf8Failure(i, i + k, "invalid continuation byte");
    c = (c << 6) | (x & 0x3f);
    low = 0x80;
    high = 0xbf;
  }
  return c;
}

function decodeSlow(data: Uint8Array, surrogates: boolean): string | number[] | Utf8Failure {
  const points: number[] = [];
  for (let i = 0; i < data.length;) {
    const c = decodeUtf8At(data, i, surrogates);
    if (typeof c !== "number") return c;
    points.push(c);
    i += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
  return fromCodePoints(points) ?? points;
}

/** The string whose characters are the bytes. */
export function decodeLatin1(data: Uint8Array, start = 0, end: number = data.length): string {
  let s = "";
  if (end - start <= SHORT) {
    for (let i = start; i < end; i++) s += String.fromCharCode(data[i]);
    return s;
  }
  for (let i = start; i < end; i += 8192) {
    s += String.fromCharCode.apply(
      null,
      data.subarray(i, Math.min(end, i + 8192)) as unknown as number[],
    );
  }
  return s;
}

/** The bytes of a string of characters below 256, or the index of the first that is not. */
export function encodeLatin1(s: string): Uint8Array | number {
  const out = new Uint8Array(s.length);
  for (let i = 0; i < s.length; i++) {
    const c = s.charCodeAt(i);
    if (c > 255) return i;
    out[i] = c;
  }
  return out;
}

/** Whether every character is below 128. */
export function isAscii(s: string): boolean {
  for (let i = 0; i < s.length; i++) if (s.charCodeAt(i) > 127) return false;
  return true;
}

const HEX: readonly string[] = Array.from(
  { length: 256 },
  (_, i) => i.toString(16).padStart(2, "0"),
);

/** The bytes as lower case hexadecimal digits (`bytes.hex`). */
export function toHex(data: Uint8Array): string {
  let s = "";
  for (let i = 0; i < data.length; i++) s += HEX[data[i]];
  return s;
}

/** The bytes of pairs of hexadecimal digits, or the index of the first character that is none. */
export function fromHex(s: string): Uint8Array | number {
  const out = new Uint8Array(s.length >> 1);
  for (let i = 0; i < s.length; i++) {
    const d = hexDigit(s.charCodeAt(i));
    if (d < 0) return i;
    if (i >> 1 < out.length) out[i >> 1] = (out[i >> 1] << 4) | d;
  }
  return s.length & 1 ? s.length : out;
}

function hexDigit(c: number): number {
  if (c >= 48 && c <= 57) return c - 48;
  const l = c | 32;
  return l >= 97 && l <= 102 ? l - 87 : -1;
}
