/**
 * The Unicode transformation formats: UTF-8, UTF-16, UTF-32 and UTF-7
 * (Objects/unicodeobject.c, Objects/stringlib/codecs.h).
 *
 * @module
 */
import { type PyStr, type Value } from "../core/object.ts";
import { decodeUtf8, decodeUtf8At, encodeCodePoints, encodeUtf8, isAscii } from "../util/utf8.ts";
import { asStr } from "../core/compare.ts";
import { ByteBuilder, DecodeSink, EncodeSink, pointsOf } from "./codec_errors.ts";

/** A str and how many bytes it took. */
export type Decoded = [text: Value, consumed: number];

/** UTF-8 with an error handler; without `final`, an incomplete sequence at the end is left over. */
export function utf8Decode(data: Uint8Array, errors: string, final = true): Decoded {
  const fast = decodeUtf8(data);
  if (typeof fast === "string") return [fast, data.length];
  const sink = new DecodeSink("utf-8", data, errors);
  let d = data;
  let i = 0;
  while (i < d.length) {
    let run = i;
    while (run < d.length && d[run] < 0x80) run++;
    if (run > i) {
      sink.out.text(decodeUtf8(d.subarray(i, run)) as string);
      i = run;
      continue;
    }
    const c = decodeUtf8At(d, i, false);
    if (typeof c === "number") {
      sink.out.add(c);
      i += c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      continue;
    }
    if (!final && c.reason === "unexpected end of data") break;
    i = sink.fail(c.start, c.end, c.reason);
    d = sink.data;
  }
  return [sink.out.finish(), i];
}

/** UTF-8 with an error handler. */
export function utf8Encode(text: Value, errors: string): Uint8Array {
  if (typeof text === "string" || (text as PyStr).codePoints === null) {
    const fast = encodeUtf8(asStr(text)!);
    if (typeof fast !== "number") return fast;
  }
  const sink = new EncodeSink("utf-8", text, errors);
  const p = sink.points;
  const reason = "surrogates not allowed";
  for (let i = 0; i < p.length;) {
    let j = i;
    while (j < p.length && (p[j] < 0xd800 || p[j] > 0xdfff)) j++;
    if (j > i) sink.out.bytes(encodeCodePoints(p.slice(i, j)));
    i = j;
    if (i >= p.length) break;
    while (j < p.length && p[j] >= 0xd800 && p[j] <= 0xdfff) j++;
    const [rep, next] = sink.fail(i, j, reason);
    if (rep instanceof Uint8Array) sink.out.bytes(rep);
    else {
      const s = asStr(rep)!;
      if (!isAscii(s)) throw sink.error(i, j, reason);
      sink.out.bytes(encodeUtf8(s) as Uint8Array);
    }
    i = next;
  }
  return sink.out.finish();
}

/** -1: little endian, 1: big endian, 0: by the byte order mark (decoding) or native with a mark (encoding). */
export type ByteOrder = -1 | 0 | 1;

const suffix = (o: ByteOrder) => (o < 0 ? "-le" : o > 0 ? "-be" : "");

function wide(width: 2 | 4, text: Value, errors: string, order: ByteOrder): Uint8Array {
  const encoding = `utf-${width * 8}${suffix(order)}`;
  const big = order > 0;
  const reason = "surrogates not allowed";
  const sink = new EncodeSink(encoding, text, errors);
  const out = sink.out;
  const unit = (c: number) => {
    if (width === 2) {
      if (big) out.bytes([c >> 8, c & 255]);
      else out.bytes([c & 255, c >> 8]);
    } else if (big) out.bytes([0, c >> 16, (c >> 8) & 255, c & 255]);
    else out.bytes([c & 255, (c >> 8) & 255, c >> 16, 0]);
  };
  if (order === 0) unit(0xfeff);
  const p = sink.points;
  for (let i = 0; i < p.length;) {
    const c = p[i];
    if (c >= 0xd800 && c <= 0xdfff) {
      const [rep, next] = sink.fail(i, i + 1, reason);
      if (rep instanceof Uint8Array) {
        if (rep.length % width !== 0) throw sink.error(i, i + 1, reason);
        out.bytes(rep);
      } else {
        const s = asStr(rep)!;
        if (!isAscii(s)) throw sink.error(i, i + 1, reason);
        for (let k = 0; k < s.length; k++) unit(s.charCodeAt(k));
      }
      i = next;
      continue;
    }
    if (width === 2 && c > 0xffff) {
      unit(0xd7c0 + (c >> 10));
      unit(0xdc00 | (c & 0x3ff));
    } else unit(c);
    i++;
  }
  return out.finish();
}

/** UTF-16. */
export function utf16Encode(text: Value, errors: string, order: ByteOrder): Uint8Array {
  return wide(2, text, errors, order);
}

/** UTF-32. */
export function utf32Encode(text: Value, errors: string, order: ByteOrder): Uint8Array {
  return wide(4, text, errors, order);
}

/** UTF-16; the third result is the byte order found. */
export function utf16Decode(
  data: Uint8Array,
  errors: string,
  order: ByteOrder,
  final = true,
): [...Decoded, order: ByteOrder] {
  let i = 0;
  let bo = order;
  if (bo === 0 && data.length >= 2) {
    if (data[0] === 0xff && data[1] === 0xfe) {
      bo = -1;
      i = 2;
    } else if (data[0] === 0xfe && data[1] === 0xff) {
      bo = 1;
      i = 2;
    }
  }
  const sink = new DecodeSink(bo > 0 ? "utf-16-be" : "utf-16-le", data, errors);
  const hi = bo > 0 ? 0 : 1;
  const lo = 1 - hi;
  let d = data;
  while (i < d.length) {
    if (i + 1 >= d.length) {
      if (!final) break;
      i = sink.fail(i, d.length, "truncated data");
      d = sink.data;
      continue;
    }
    const c = (d[i + hi] << 8) | d[i + lo];
    if (c < 0xd800 || c > 0xdfff) {
      sink.out.add(c);
      i += 2;
      continue;
    }
    if (i + 3 >= d.length) {
      if (!final) break;
      i = sink.fail(i, d.length, "unexpected end of data");
      d = sink.data;
      continue;
    }
    if (c >= 0xdc00) {
      i = sink.fail(i, i + 2, "illegal encoding");
      d = sink.data;
      continue;
    }
    const e = (d[i + 2 + hi] << 8) | d[i + 2 + lo];
    if (e >= 0xdc00 && e <= 0xdfff) {
      sink.out.add(0x10000 + ((c & 0x3ff) << 10) + (e & 0x3ff));
      i += 4;
      continue;
    }
    i = sink.fail(i, i + 2, "illegal UTF-16 surrogate");
    d = sink.data;
  }
  return [sink.out.finish(), i, bo];
}

/** UTF-32; the third result is the byte order found. */
export function utf32Decode(
  data: Uint8Array,
  errors: string,
  order: ByteOrder,
  final = true,
): [...Decoded, order: ByteOrder] {
  let i = 0;
  let bo = order;
  if (bo === 0 && data.length >= 4) {
    if (data[0] === 0xff && data[1] === 0xfe && data[2] === 0 && data[3] === 0) {
      bo = -1;
      i = 4;
    } else if (data[0] === 0 && data[1] === 0 && data[2] === 0xfe && data[3] === 0xff) {
      bo = 1;
      i = 4;
    }
  }
  const sink = new DecodeSink(bo > 0 ? "utf-32-be" : "utf-32-le", data, errors);
  let d = data;
  while (i < d.length) {
    if (d.length - i < 4) {
      if (!final) break;
      i = sink.fail(i, d.length, "truncated data");
      d = sink.data;
      continue;
    }
    const c = bo > 0
      ? ((d[i] << 24) | (d[i + 1] << 16) | (d[i + 2] << 8) | d[i + 3]) >>> 0
      : ((d[i + 3] << 24) | (d[i + 2] << 16) | (d[i + 1] << 8) | d[i]) >>> 0;
    if (c >= 0xd800 && c <= 0xdfff) {
      i = sink.fail(i, i + 4, "code point in surrogate code point range(0xd800, 0xe000)");
    } else if (c > 0x10ffff) i = sink.fail(i, i + 4, "code point not in range(0x110000)");
    else {
      sink.out.add(c);
      i += 4;
    }
    d = sink.data;
  }
  return [sink.out.finish(), i, bo];
}

// UTF-7 -------------------------------------------------------------------------------

const B64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const fromB64 = (c: number): number => (c < 128 ? B64.indexOf(String.fromCharCode(c)) : -1);
const DIRECT = new Set(
  Array.from(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'(),-./:?" +
      '!"#$%&*;<=>@[]^_`{|} \t\n\r',
    (c) => c.charCodeAt(0),
  ),
);

/** UTF-7 (RFC 2152). */
export function utf7Encode(text: Value): Uint8Array {
  const out = new ByteBuilder();
  let shift = false;
  let bits = 0;
  let buffer = 0;
  const flush = () => {
    while (bits >= 6) {
      out.add(B64.charCodeAt((buffer >> (bits - 6)) & 63));
      bits -= 6;
    }
    buffer &= (1 << bits) - 1;
  };
  const leave = () => {
    if (bits > 0) {
      out.add(B64.charCodeAt((buffer << (6 - bits)) & 63));
      buffer = 0;
      bits = 0;
    }
    shift = false;
  };
  for (const c of pointsOf(text)) {
    const direct = DIRECT.has(c);
    if (shift && direct) {
      leave();
      // only what could be taken for more base64 needs the end marked
      if (fromB64(c) >= 0 || c === 45) out.add(45);
      out.add(c);
      continue;
    }
    if (!shift) {
      if (c === 43) {
        out.bytes([43, 45]);
        continue;
      }
      if (direct) {
        out.add(c);
        continue;
      }
      out.add(43);
      shift = true;
    }
    const units = c > 0xffff ? [0xd7c0 + (c >> 10), 0xdc00 | (c & 0x3ff)] : [c];
    for (const u of units) {
      buffer = (buffer << 16) | u;
      bits += 16;
      flush();
    }
  }
  if (bits > 0) out.add(B64.charCodeAt((buffer << (6 - bits)) & 63));
  if (shift) out.add(45);
  return out.finish();
}

/** UTF-7 with an error handler. */
export function utf7Decode(data: Uint8Array, errors: string, final = true): Decoded {
  const sink = new DecodeSink("utf7", data, errors);
  let d = data;
  let i = 0;
  let shift = false;
  let shiftStart = 0;
  let bits = 0;
  let buffer = 0;
  let surrogate = 0;
  // what a shift sequence gave is kept apart, since an incomplete one is read again
  let pending: number[] = [];
  const keep = () => {
    for (const c of pending) sink.out.add(c);
    pending = [];
  };
  for (;;) {
    if (i >= d.length) {
      if (shift && final) {
        shift = false;
        const bad = surrogate !== 0 || bits >= 6 || (bits > 0 && buffer !== 0);
        keep();
        if (bad) {
          surrogate = 0;
          bits = 0;
          buffer = 0;
          i = sink.fail(shiftStart, d.length, "unterminated shift sequence");
          d = sink.data;
          if (i < d.length) continue;
        }
      }
      break;
    }
    const c = d[i];
    if (shift) {
      const v = fromB64(c);
      if (v >= 0) {
        buffer = ((buffer << 6) | v) & 0x3fffff;
        bits += 6;
        i++;
        if (bits >= 16) {
          const u = (buffer >> (bits - 16)) & 0xffff;
          bits -= 16;
          buffer &= (1 << bits) - 1;
          if (surrogate !== 0) {
            if (u >= 0xdc00 && u <= 0xdfff) {
              pending.push(0x10000 + ((surrogate & 0x3ff) << 10) + (u & 0x3ff));
              surrogate = 0;
              continue;
            }
            pending.push(surrogate);
            surrogate = 0;
          }
          if (u >= 0xd800 && u <= 0xdbff) surrogate = u;
          else pending.push(u);
        }
        continue;
      }
      shift = false;
      let reason = "";
      if (bits > 0) {
        if (bits >= 6) reason = "partial character in shift sequence";
        else if (buffer !== 0) reason = "non-zero padding bits in shift sequence";
      }
      bits = 0;
      buffer = 0;
      if (reason !== "") {
        keep();
        surrogate = 0;
        i = sink.fail(shiftStart, i + 1, reason);
        d = sink.data;
        continue;
      }
      if (surrogate !== 0 && c < 128 && c !== 43) pending.push(surrogate);
      surrogate = 0;
      keep();
      if (c === 45) i++;
      continue;
    }
    if (c === 43) {
      shiftStart = i++;
      if (i < d.length && d[i] === 45) {
        i++;
        sink.out.add(43);
      } else {
        shift = true;
        surrogate = 0;
        bits = 0;
        buffer = 0;
      }
    } else if (c < 128) {
      sink.out.add(c);
      i++;
    } else {
      i = sink.fail(i, i + 1, "unexpected special character");
      d = sink.data;
    }
  }
  return [sink.out.finish(), shift && !final ? shiftStart : i];
}
