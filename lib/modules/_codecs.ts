/**
 * The module _codecs (Modules/_codecsmodule.c).
 *
 * @module
 */
import type { Decl } from "../core/args.ts";
import { asInt, asStr, isTrue } from "../core/compare.ts";
import { typeError, typeName } from "../core/errors.ts";
import { type Maybe, PyBytes, tuple, type Value } from "../core/object.ts";
import { asBuffer, needBuffer } from "../objects/buffer.ts";
import { lookupError, registerError } from "../objects/codec_errors.ts";
import {
  decodeObject,
  encodeObject,
  forgetCodec,
  invalidEscape,
  lookupCodec,
  registerSearch,
} from "../objects/codecs.ts";
import {
  asciiDecode,
  asciiEncode,
  charmapBuild,
  charmapDecode,
  charmapEncode,
  encodingMapType,
  escapeDecode,
  escapeEncode,
  latin1Decode,
  latin1Encode,
  PyEncodingMap,
  rawUnicodeEscapeDecode,
  rawUnicodeEscapeEncode,
  unicodeEscapeDecode,
  unicodeEscapeEncode,
  unicodeInternalDecode,
  unicodeInternalEncode,
} from "../objects/codecs_text.ts";
import {
  type ByteOrder,
  type Decoded,
  utf16Decode,
  utf16Encode,
  utf32Decode,
  utf32Encode,
  utf7Decode,
  utf7Encode,
  utf8Decode,
  utf8Encode,
} from "../objects/codecs_utf.ts";
import { strLength } from "../objects/str_data.ts";
import { encodeUtf8SurrogatePass } from "../util/utf8.ts";
import { defineTypes, type ModuleSpec } from "./spec.ts";

function needStr(name: string, i: number, v: Value): Value {
  if (asStr(v) === undefined) {
    throw typeError(
      i === 0
        ? `${name}() argument must be str, not ${typeName(v)}`
        : `${name}() argument ${i} must be str, not ${typeName(v)}`,
    );
  }
  return v;
}

function errorsOf(name: string, v: Maybe): string {
  if (v === undefined || v === null) return "strict";
  const s = asStr(v);
  if (s === undefined) {
    throw typeError(`${name}() argument 2 must be str or None, not ${typeName(v)}`);
  }
  return s;
}

const encoder = (name: string, f: (s: Value, errors: string) => Uint8Array): Decl => [
  "(str, errors=None, /)",
  (s: Value, errors?: Value) => {
    needStr(name, 1, s);
    return tuple([new PyBytes(f(s, errorsOf(name, errors))), strLength(asStr(s)!)]);
  },
];

const decoded = (r: readonly Value[]): Value => tuple([r[0], r[1]]);

const decoder = (
  name: string,
  f: (d: Uint8Array, errors: string, final: boolean) => Decoded,
): Decl => [
  "(data, errors=None, final=False, /)",
  (d: Value, errors?: Value, final: Value = false) =>
    decoded(f(needBuffer(d), errorsOf(name, errors), isTrue(final))),
];

const whole = (name: string, f: (d: Uint8Array, errors: string) => Decoded): Decl => [
  "(data, errors=None, /)",
  (d: Value, errors?: Value) => decoded(f(needBuffer(d), errorsOf(name, errors))),
];

/** A buffer, or the UTF-8 of a str. */
function textOrBuffer(v: Value): Uint8Array {
  const s = asStr(v);
  return s === undefined ? needBuffer(v) : encodeUtf8SurrogatePass(s);
}

const lenient = (name: string, f: (d: Uint8Array, errors: string) => Decoded): Decl => [
  "(data, errors=None, /)",
  (d: Value, errors?: Value) => {
    const data = textOrBuffer(d);
    return tuple([f(data, errorsOf(name, errors))[0], data.length]);
  },
];

const order = (v: Value): ByteOrder => {
  const n = asInt(v);
  if (n === undefined) throw typeError(`an integer is required (got type ${typeName(v)})`);
  return n < 0 ? -1 : n > 0 ? 1 : 0;
};

type WideEncode = (s: Value, errors: string, o: ByteOrder) => Uint8Array;
type WideDecode = typeof utf16Decode;

const wideEncoder = (name: string, f: WideEncode): Decl => [
  "(str, errors=None, byteorder=0, /)",
  (s: Value, errors?: Value, o: Value = 0) => {
    needStr(name, 1, s);
    return tuple([new PyBytes(f(s, errorsOf(name, errors), order(o))), strLength(asStr(s)!)]);
  },
];

const wideEx = (name: string, f: WideDecode): Decl => [
  "(data, errors=None, byteorder=0, final=False, /)",
  (d: Value, errors?: Value, o: Value = 0, final: Value = false) =>
    tuple(f(needBuffer(d), errorsOf(name, errors), order(o), isTrue(final))),
];

const encodingOf = (name: string, v: Maybe): string => {
  if (v === undefined) return "utf-8";
  const s = asStr(v);
  if (s === undefined) {
    throw typeError(`${name}() argument 'encoding' must be str, not ${typeName(v)}`);
  }
  return s;
};

export const _codecs_module = (): ModuleSpec => ({
  name: "_codecs",
  functions: {
    register: ["(search_function, /)", (f: Value) => registerSearch(f)],
    lookup: ["(encoding, /)", (name: Value) => lookupCodec(asStr(needStr("lookup", 0, name))!)],
    _forget_codec: [
      "(encoding, /)",
      (name: Value) => forgetCodec(asStr(needStr("_forget_codec", 0, name))!),
    ],
    encode: [
      "(obj, encoding='utf-8', errors='strict')",
      (o: Value, enc?: Value, errors?: Value) => encodeObject(o, encodingOf("encode", enc), errors),
    ],
    decode: [
      "(obj, encoding='utf-8', errors='strict')",
      (o: Value, enc?: Value, errors?: Value) => decodeObject(o, encodingOf("decode", enc), errors),
    ],
    register_error: [
      "(errors, handler, /)",
      (name: Value, f: Value) => registerError(asStr(needStr("register_error", 1, name))!, f),
    ],
    lookup_error: [
      "(name, /)",
      (name: Value) => lookupError(asStr(needStr("lookup_error", 0, name))!),
    ],
    utf_8_encode: encoder("utf_8_encode", utf8Encode),
    utf_8_decode: decoder("utf_8_decode", utf8Decode),
    utf_7_encode: encoder("utf_7_encode", utf7Encode),
    utf_7_decode: decoder("utf_7_decode", utf7Decode),
    utf_16_encode: wideEncoder("utf_16_encode", utf16Encode),
    utf_16_le_encode: encoder("utf_16_le_encode", (s, e) => utf16Encode(s, e, -1)),
    utf_16_be_encode: encoder("utf_16_be_encode", (s, e) => utf16Encode(s, e, 1)),
    utf_16_decode: decoder("utf_16_decode", (d, e, f) => utf16Decode(d, e, 0, f) as never),
    utf_16_le_decode: decoder("utf_16_le_decode", (d, e, f) => utf16Decode(d, e, -1, f) as never),
    utf_16_be_decode: decoder("utf_16_be_decode", (d, e, f) => utf16Decode(d, e, 1, f) as never),
    utf_16_ex_decode: wideEx("utf_16_ex_decode", utf16Decode),
    utf_32_encode: wideEncoder("utf_32_encode", utf32Encode),
    utf_32_le_encode: encoder("utf_32_le_encode", (s, e) => utf32Encode(s, e, -1)),
    utf_32_be_encode: encoder("utf_32_be_encode", (s, e) => utf32Encode(s, e, 1)),
    utf_32_decode: decoder("utf_32_decode", (d, e, f) => utf32Decode(d, e, 0, f) as never),
    utf_32_le_decode: decoder("utf_32_le_decode", (d, e, f) => utf32Decode(d, e, -1, f) as never),
    utf_32_be_decode: decoder("utf_32_be_decode", (d, e, f) => utf32Decode(d, e, 1, f) as never),
    utf_32_ex_decode: wideEx("utf_32_ex_decode", utf32Decode),
    latin_1_encode: encoder("latin_1_encode", latin1Encode),
    latin_1_decode: whole("latin_1_decode", latin1Decode),
    ascii_encode: encoder("ascii_encode", asciiEncode),
    ascii_decode: whole("ascii_decode", asciiDecode),
    unicode_escape_encode: encoder("unicode_escape_encode", unicodeEscapeEncode),
    unicode_escape_decode: lenient(
      "unicode_escape_decode",
      (d, e) => unicodeEscapeDecode(d, e, invalidEscape),
    ),
    raw_unicode_escape_encode: encoder("raw_unicode_escape_encode", rawUnicodeEscapeEncode),
    raw_unicode_escape_decode: lenient("raw_unicode_escape_decode", rawUnicodeEscapeDecode),
    unicode_internal_encode: ["(obj, errors=None, /)", (o: Value) => {
      const s = asStr(o);
      if (s === undefined) {
        const b = needBuffer(o);
        return tuple([new PyBytes(b.slice()), b.length]);
      }
      return tuple([new PyBytes(unicodeInternalEncode(o)), strLength(s)]);
    }],
    unicode_internal_decode: ["(obj, errors=None, /)", (o: Value, errors?: Value) => {
      const s = asStr(o);
      if (s !== undefined) return tuple([o, strLength(s)]);
      return decoded(
        unicodeInternalDecode(needBuffer(o), errorsOf("unicode_internal_decode", errors)),
      );
    }],
    charmap_encode: [
      "(str, errors=None, mapping=None, /)",
      (s: Value, errors?: Value, mapping: Value = null) => {
        needStr("charmap_encode", 1, s);
        const e = errorsOf("charmap_encode", errors);
        const out = mapping === null ? latin1Encode(s, e) : charmapEncode(s, e, mapping);
        return tuple([new PyBytes(out), strLength(asStr(s)!)]);
      },
    ],
    charmap_decode: [
      "(data, errors=None, mapping=None, /)",
      (d: Value, errors?: Value, mapping: Value = null) => {
        const data = needBuffer(d);
        const e = errorsOf("charmap_decode", errors);
        return decoded(mapping === null ? latin1Decode(data) : charmapDecode(data, e, mapping));
      },
    ],
    charmap_build: ["(map, /)", (m: Value) => charmapBuild(needStr("charmap_build", 0, m))],
    escape_encode: ["(data, errors=None, /)", (v: Value, _errors?: Value) => {
      if (!(v instanceof PyBytes)) {
        throw typeError(`escape_encode() argument 1 must be bytes, not ${typeName(v)}`);
      }
      return tuple([new PyBytes(escapeEncode(v.data)), v.data.length]);
    }],
    escape_decode: ["(data, errors=None, /)", (v: Value, errors?: Value) => {
      const data = textOrBuffer(v);
      const out = escapeDecode(data, errorsOf("escape_decode", errors), invalidEscape);
      return tuple([new PyBytes(out), data.length]);
    }],
    readbuffer_encode: ["(data, errors=None, /)", (v: Value, _errors?: Value) => {
      const data = asBuffer(v)?.slice() ?? textOrBuffer(v);
      return tuple([new PyBytes(data), data.length]);
    }],
  },
  init: () => {
    defineTypes([[encodingMapType, {
      methods: {
        size: ["($self, /)", (m: PyEncodingMap) => 16 * 32 + m.map.size],
      },
    }]]);
  },
});
