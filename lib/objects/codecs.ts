/**
 * Codecs (Python/codecs.c): names of encodings, the built-in codecs behind
 * them, the registry of search functions, and what `str.encode` and
 * `bytes.decode` use.
 *
 * @module
 */
import { PyWrapperDescr } from "./descr.ts";
import { asStr } from "../core/compare.ts";
import {
  E,
  exception,
  exceptionClass,
  matches,
  PyBaseException,
  typeError,
  typeName,
} from "../core/errors.ts";
import { type Maybe, PyBytes, PyTuple, TypeFlag, type Value } from "../core/object.ts";
import { call, getAttrOpt, isCallable, str } from "../core/ops.ts";
import { isTrue } from "../core/compare.ts";
import { interp, type InterpreterState } from "../core/state.ts";
import { ENCODING_ALIASES } from "../util/charmaps.ts";
import { decodeUtf8, encodeUtf8 } from "../util/utf8.ts";
import { asBuffer } from "./buffer.ts";
import { setByteCodecs } from "./bytes.ts";
import { makeMemoryView, wireMemoryView } from "./memoryview.ts";
import { setCodecs } from "./str.ts";
import {
  asciiDecode,
  asciiEncode,
  builtinCharmap,
  charmapDecode,
  charmapEncode,
  latin1Decode,
  latin1Encode,
  rawUnicodeEscapeDecode,
  rawUnicodeEscapeEncode,
  unicodeEscapeDecode,
  unicodeEscapeEncode,
} from "./codecs_text.ts";
import {
  type Decoded,
  utf16Decode,
  utf16Encode,
  utf32Decode,
  utf32Encode,
  utf7Decode,
  utf7Encode,
  utf8Decode,
  utf8Encode,
} from "./codecs_utf.ts";

/** A codec that needs no Python. */
export interface NativeCodec {
  /** The name by which `codecs.lookup` knows it. */
  readonly name: string;
  encode(text: Value, errors: string): Uint8Array;
  decode(data: Uint8Array, errors: string): Decoded;
}

const NATIVE: Readonly<Record<string, NativeCodec>> = {
  utf_8: { name: "utf-8", encode: utf8Encode, decode: utf8Decode },
  latin_1: { name: "iso8859-1", encode: latin1Encode, decode: latin1Decode },
  ascii: { name: "ascii", encode: asciiEncode, decode: asciiDecode },
  utf_16: {
    name: "utf-16",
    encode: (s, e) => utf16Encode(s, e, 0),
    decode: (d, e) => utf16Decode(d, e, 0).slice(0, 2) as Decoded,
  },
  utf_16_le: {
    name: "utf-16-le",
    encode: (s, e) => utf16Encode(s, e, -1),
    decode: (d, e) => utf16Decode(d, e, -1).slice(0, 2) as Decoded,
  },
  utf_16_be: {
    name: "utf-16-be",
    encode: (s, e) => utf16Encode(s, e, 1),
    decode: (d, e) => utf16Decode(d, e, 1).slice(0, 2) as Decoded,
  },
  utf_32: {
    name: "utf-32",
    encode: (s, e) => utf32Encode(s, e, 0),
    decode: (d, e) => utf32Decode(d, e, 0).slice(0, 2) as Decoded,
  },
  utf_32_le: {
    name: "utf-32-le",
    encode: (s, e) => utf32Encode(s, e, -1),
    decode: (d, e) => utf32Decode(d, e, -1).slice(0, 2) as Decoded,
  },
  utf_32_be: {
    name: "utf-32-be",
    encode: (s, e) => utf32Encode(s, e, 1),
    decode: (d, e) => utf32Decode(d, e, 1).slice(0, 2) as Decoded,
  },
  utf_7: { name: "utf-7", encode: utf7Encode, decode: utf7Decode },
  unicode_escape: {
    name: "unicode-escape",
    encode: unicodeEscapeEncode,
    decode: (d, e) => unicodeEscapeDecode(d, e, warnEscape),
  },
  raw_unicode_escape: {
    name: "raw-unicode-escape",
    encode: rawUnicodeEscapeEncode,
    decode: rawUnicodeEscapeDecode,
  },
};

const EXTRA_ALIASES: Readonly<Record<string, string>> = {
  utf8: "utf_8",
  u8: "utf_8",
  utf: "utf_8",
  utf8_ucs2: "utf_8",
  utf8_ucs4: "utf_8",
  utf16: "utf_16",
  u16: "utf_16",
  utf_16le: "utf_16_le",
  unicodelittleunmarked: "utf_16_le",
  utf_16be: "utf_16_be",
  unicodebigunmarked: "utf_16_be",
  utf32: "utf_32",
  u32: "utf_32",
  utf_32le: "utf_32_le",
  utf_32be: "utf_32_be",
  utf7: "utf_7",
  u7: "utf_7",
  unicode_1_1_utf_7: "utf_7",
  latin1: "latin_1",
};

/** Says that an escape is invalid, through the warnings module. */
let warnEscape: (c: number) => void = () => {};
/** Hands over how to warn of an invalid escape. */
export function setEscapeWarning(f: (c: number) => void): void {
  warnEscape = f;
}
/** Warns of an invalid escape. */
export const invalidEscape = (c: number): void => warnEscape(c);

/** A name as the encodings package normalises it: runs of what is no letter, digit or dot become one underscore. */
export function normalizeEncoding(name: string): string {
  return name.replace(/[^A-Za-z0-9.]+/g, "_").replace(/^_|_$/g, "").toLowerCase();
}

let aliases: Map<string, string> | null = null;
const found = new Map<string, NativeCodec | null>();

/** The built-in codec of a name, or null. */
export function nativeCodec(name: string): NativeCodec | null {
  const known = found.get(name);
  if (known !== undefined) return known;
  const key = normalizeEncoding(name);
  let codec: NativeCodec | null = null;
  if (aliases === null) {
    aliases = new Map(Object.entries(EXTRA_ALIASES));
    for (const module in ENCODING_ALIASES) {
      for (const a of ENCODING_ALIASES[module].split(" ")) aliases.set(a, module);
    }
  }
  for (
    const k of [
      key,
      aliases.get(key),
      key.replaceAll(".", "_"),
      aliases.get(key.replaceAll(".", "_")),
    ]
  ) {
    if (k === undefined) continue;
    if (Object.hasOwn(NATIVE, k)) codec = NATIVE[k];
    else {
      const pair = builtinCharmap(k);
      if (pair !== undefined) {
        codec = {
          name: k.replaceAll("_", "-"),
          encode: (s, e) => charmapEncode(s, e, pair.encode),
          decode: (d, e) => charmapDecode(d, e, pair.decode),
        };
      }
    }
    if (codec !== null) break;
  }
  if (found.size < 1000) found.set(name, codec);
  return codec;
}

// The registry ----------------------------------------------------------------------

interface Registry {
  search: Value[];
  cache: Map<string, PyTuple>;
  imported: boolean;
}

const registries = new WeakMap<InterpreterState, Registry>();

function registry(): Registry {
  let r = registries.get(interp);
  if (r === undefined) {
    registries.set(interp, r = { search: [], cache: new Map(), imported: false });
  }
  return r;
}

/** codecs.register. */
export function registerSearch(f: Value): void {
  if (!isCallable(f)) throw typeError("argument must be callable");
  registry().search.push(f);
}

/** Imports the encodings package, once: it registers its search function. */
function importEncodings(r: Registry): void {
  if (r.imported) return;
  r.imported = true;
  const importer = interp.builtins?.getStr("__import__");
  if (importer === undefined) return;
  const known = r.search.length;
  let module: Value;
  try {
    module = call(importer, ["encodings"]);
  } catch (e) {
    // without the package there are the built-in codecs and what a program registers
    if (matches(e, E.ImportError)) return;
    throw e;
  }
  if (r.search.length === known) {
    const f = getAttrOpt(module, "search_function");
    if (f !== undefined) r.search.push(f);
  }
}

/** codecs.lookup: the CodecInfo of a name. Raises LookupError. */
export function lookupCodec(name: string): PyTuple {
  const r = registry();
  const key = name.replace(/[A-Z]/g, (c) => c.toLowerCase()).replaceAll(" ", "-");
  const known = r.cache.get(key);
  if (known !== undefined) return known;
  importEncodings(r);
  for (const f of r.search) {
    const v = call(f, [key]);
    if (v === null) continue;
    if (!(v instanceof PyTuple) || v.items.length !== 4) {
      throw typeError("codec search functions must return 4-tuples");
    }
    r.cache.set(key, v);
    return v;
  }
  throw exception(E.LookupError, `unknown encoding: ${name}`);
}

/** Forgets a cached look-up (_codecs._forget_codec). */
export function forgetCodec(name: string): void {
  registry().cache.delete(name);
}

/** Raises a simple exception anew with what the codec was doing in its text (_PyErr_TrySetFromCause). */
function wrapError(e: unknown, what: string, encoding: string): unknown {
  if (!(e instanceof PyBaseException)) return e;
  const args = e.args.items;
  const simple = e.cls.tpInit === E.BaseException.tpInit &&
    exceptionClass(e.cls) === PyBaseException &&
    (args.length === 0 || (args.length === 1 && asStr(args[0]) !== undefined)) &&
    (e.dict === null || e.dict === undefined || e.dict.size === 0) &&
    !((e.cls.flags & TypeFlag.Heap) !== 0 &&
      !(e.cls.lookup("__init__") instanceof PyWrapperDescr));
  if (!simple) return e;
  const text = `${what} with '${encoding}' codec failed (${e.cls.name}: ${str(e)})`;
  const wrapped = exception(e.cls, text);
  wrapped.cause = e;
  wrapped.context = e;
  wrapped.suppressContext = true;
  return wrapped;
}

/** The function at an index of a CodecInfo, checked to be a text encoding's if need be. */
function codecFunction(name: string, index: 0 | 1, textOnly: boolean): Value {
  const info = lookupCodec(name);
  if (textOnly && info.cls.name !== "tuple") {
    const flag = getAttrOpt(info, "_is_text_encoding");
    if (flag !== undefined && !isTrue(flag)) {
      throw exception(
        E.LookupError,
        `'${name.slice(0, 400)}' is not a text encoding; use ${
          index === 0 ? "codecs.encode()" : "codecs.decode()"
        } to handle arbitrary codecs`,
      );
    }
  }
  return info.items[index];
}

function run(name: string, index: 0 | 1, object: Value, errors: Maybe, textOnly: boolean): Value {
  const f = codecFunction(name, index, textOnly);
  let r: Value;
  try {
    r = call(f, errors === undefined ? [object] : [object, errors]);
  } catch (e) {
    throw wrapError(e, index === 0 ? "encoding" : "decoding", name);
  }
  if (!(r instanceof PyTuple) || r.items.length !== 2) {
    throw typeError(`${index === 0 ? "encoder" : "decoder"} must return a tuple (object, integer)`);
  }
  return r.items[0];
}

/** codecs.encode with a codec of any kind. */
export function encodeObject(object: Value, encoding: string, errors: Maybe): Value {
  return run(encoding, 0, object, errors, false);
}

/** codecs.decode with a codec of any kind. */
export function decodeObject(object: Value, encoding: string, errors: Maybe): Value {
  return run(encoding, 1, object, errors, false);
}

/** str.encode (PyUnicode_AsEncodedString). */
export function encodeText(s: Value, encoding: Maybe, errors: Maybe): Value {
  const err = asStr(errors) ?? "strict";
  const name = asStr(encoding) ?? "utf-8";
  const codec = nativeCodec(name);
  if (codec !== null) return new PyBytes(codec.encode(s, err));
  const v = run(name, 0, s, errors, true);
  if (v instanceof PyBytes) return v;
  const b = asBuffer(v);
  if (b !== undefined && typeName(v) === "bytearray") return new PyBytes(b.slice());
  throw typeError(
    `'${name.slice(0, 400)}' encoder returned '${
      typeName(v, 400)
    }' instead of 'bytes'; use codecs.encode() to encode to arbitrary types`,
  );
}

/** bytes.decode (PyUnicode_Decode). */
export function decodeBytes(data: Uint8Array, encoding: Maybe, errors: Maybe): Value {
  const err = asStr(errors) ?? "strict";
  const name = asStr(encoding) ?? "utf-8";
  const codec = nativeCodec(name);
  if (codec !== null) return codec.decode(data, err)[0];
  const v = run(name, 1, makeMemoryView(new PyBytes(data)), errors, true);
  if (asStr(v) !== undefined) return v;
  throw typeError(
    `'${name.slice(0, 400)}' decoder returned '${
      typeName(v, 400)
    }' instead of 'str'; use codecs.decode() to decode to arbitrary types`,
  );
}

/** Hands the codecs to str and bytes. */
export function wireCodecs(): void {
  wireMemoryView();
  setCodecs(
    (v, encoding, errors) => {
      const b = asBuffer(v);
      if (b === undefined) {
        throw typeError(`decoding to str: need a bytes-like object, ${typeName(v, 80)} found`);
      }
      return decodeBytes(b, encoding, errors) as string;
    },
    (s: Value, encoding, errors) => {
      if (encoding === undefined && errors === undefined && typeof s === "string") {
        const fast = encodeUtf8(s);
        if (typeof fast !== "number") return new PyBytes(fast);
      }
      return encodeText(s, encoding, errors);
    },
  );
  setByteCodecs(
    (s: Value, encoding, errors) => (encodeText(s, encoding, errors) as PyBytes).data,
    (b, encoding, errors) => {
      if (encoding === undefined && errors === undefined) {
        const fast = decodeUtf8(b);
        if (typeof fast === "string") return fast;
      }
      return decodeBytes(b, encoding, errors);
    },
  );
}
