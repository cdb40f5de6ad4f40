/**
 * From source bytes to text: byte order mark, PEP 263 declaration, default UTF-8 (decode_str,
 * check_coding_spec and decoding_fgets of Parser/tokenizer.c).
 *
 * CPython does not check the UTF-8 of bytes given to compile() unless they declare another
 * spelling of it: a wrong byte in a comment goes unnoticed, one in a literal is an error of
 * the AST stage. So bytes that are not UTF-8 become lone low surrogates here (U+DC00 + byte),
 * which the tokenizer and the literals know about. A script read from a file is checked.
 *
 * @module
 */

import { CHARMAPS, ENCODING_ALIASES } from "../util/charmaps.ts";
import { SyntaxProblem } from "./errors.ts";
import { utf8Error, utf8Fault } from "./strings.ts";

/** What a source says of its encoding. */
export interface SourceEncoding {
  /** The declared encoding, normalised as `get_normal_name` does; null if none is declared. */
  readonly cookie: string | null;
  /** Whether there is a UTF-8 byte order mark. */
  readonly bom: boolean;
  /** The line of the declaration; 0 if there is none. */
  readonly line: number;
}

/** A script's text. */
export interface DecodedScript {
  readonly source: string;
  /** Where decoding stopped short: the error for parse() to raise when it gets there. */
  readonly atEnd: SyntaxProblem | null;
}

function isBlank(c: number): boolean {
  return c === 32 || c === 9 || c === 12;
}

function isCookieByte(c: number): boolean {
  return c >= 48 && c <= 57 || c >= 65 && c <= 90 || c >= 97 && c <= 122 || c === 45 || c === 95 ||
    c === 46;
}

const CODING = [99, 111, 100, 105, 110, 103];

/** get_coding_spec: the encoding that a line declares; null if none. */
function codingSpec(bytes: Uint8Array, start: number, end: number): string | null {
  let at = start;
  while (at < end - 6 && isBlank(bytes[at])) at++;
  if (at >= end - 6 || bytes[at] !== 35) return null;
  for (; at < end - 6; at++) {
    if (bytes[at] !== 99 || CODING.some((c, i) => bytes[at + i] !== c)) continue;
    let from = at + 6;
    if (bytes[from] !== 58 && bytes[from] !== 61) continue;
    do from++; while (from < end && (bytes[from] === 32 || bytes[from] === 9));
    let to = from;
    while (to < end && isCookieByte(bytes[to])) to++;
    if (to > from) return normalName(String.fromCharCode(...bytes.subarray(from, to)));
  }
  return null;
}

/** get_normal_name. */
function normalName(name: string): string {
  const start = name.slice(0, 12).toLowerCase().replaceAll("_", "-");
  if (start === "utf-8" || start.startsWith("utf-8-")) return "utf-8";
  return /^(latin-1|iso-8859-1|iso-latin-1)(-|$)/.test(start) ? "iso-8859-1" : name;
}

/** The byte order mark and the declaration in the first two lines (PEP 263). */
export function sourceEncoding(bytes: Uint8Array): SourceEncoding {
  const bom = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  let at = bom ? 3 : 0;
  for (let line = 0; line < 2 && at < bytes.length; line++) {
    const start = at;
    while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++;
    const cookie = codingSpec(bytes, start, at);
    if (cookie !== null) return { cookie, bom, line: line + 1 };
    // Only a blank line or a comment lets the next line count.
    let first = start;
    while (first < at && isBlank(bytes[first])) first++;
    if (first < at && bytes[first] !== 35) break;
    at += bytes[at] === 13 && bytes[at + 1] === 10 ? 2 : 1;
  }
  return { cookie: null, bom, line: 0 };
}

let utf8Strict: TextDecoder | null = null;

/**
 * Decodes the bytes of an argument of compile(), of a module that is imported, of `-c`. Line
 * ends are left for the parser to normalise.
 *
 * @throws {SyntaxProblem} if there are null bytes, the encoding is unknown, or the bytes are
 * not in the encoding that they declare.
 */
export function decodeSource(bytes: Uint8Array, _filename: string): string {
  if (bytes.indexOf(0) >= 0) {
    throw new SyntaxProblem(
      "ValueError",
      "source code string cannot contain null bytes",
      null,
      null,
      null,
    );
  }
  const { cookie, bom } = sourceEncoding(bytes);
  const body = bom ? bytes.subarray(3) : bytes;
  if (cookie !== null && cookie !== "utf-8") {
    if (bom) throw problem(`encoding problem: ${cookie} with BOM`);
    return decodeAs(body, cookie);
  }
  return decodeStrict(body) ?? decodeEscaping(body);
}

/**
 * Decodes the bytes of a script that is run (PyRun_AnyFile), where CPython reads line by line,
 * checks the UTF-8 of undeclared sources, and says less about other encodings. To go with
 * parse()'s `script` and `atEnd`.
 *
 * @throws {SyntaxProblem} if the encoding is unknown or the bytes are not in it.
 */
export function decodeScript(bytes: Uint8Array, filename: string): DecodedScript {
  const { cookie, bom, line } = sourceEncoding(bytes);
  let source: string | null;
  if (cookie === null || cookie === "utf-8" || bom) {
    const body = bom ? bytes.subarray(3) : bytes;
    source = bom && cookie !== null && cookie !== "utf-8" ? null : decodeStrict(body);
    if (source === null && cookie === null) return undeclared(body, filename);
    if (source === null && cookie === "utf-8") source = decodeEscaping(body);
  } else {
    try {
      source = decodeAs(bytes, cookie);
    } catch (e) {
      if (!(e instanceof SyntaxProblem)) throw e;
      source = null;
    }
  }
  if (source !== null) return { source, atEnd: null };
  const error = problem(`encoding problem: ${cookie}${bom ? " with BOM" : ""}`);
  error.lineno = line;
  throw error;
}

function problem(msg: string): SyntaxProblem {
  return new SyntaxProblem("SyntaxError", msg, 0, 0, null);
}

/** Strict UTF-8; null if the bytes are not. */
function decodeStrict(bytes: Uint8Array): string | null {
  utf8Strict ??= new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    return utf8Strict.decode(bytes);
  } catch {
    return null;
  }
}

/** The lines before the first that is not UTF-8, and the error of that one. */
function undeclared(bytes: Uint8Array, filename: string): DecodedScript {
  const at = utf8Fault(bytes)?.start ?? 0;
  let line = 1;
  let start = 0;
  for (let i = 0; i < at; i++) {
    if (bytes[i] === 10 || bytes[i] === 13 && bytes[i + 1] !== 10) {
      line++;
      start = i + 1;
    }
  }
  const code = bytes[at].toString(16).padStart(2, "0");
  const error = problem(
    `Non-UTF-8 code starting with '\\x${code}' in file ${filename} on line ${line}, ` +
      "but no encoding declared; see http://python.org/dev/peps/pep-0263/ for details",
  );
  error.lineno = line;
  return { source: decodeStrict(bytes.subarray(0, start)) ?? "", atEnd: error };
}

/** UTF-8 with every byte that is not, as a lone low surrogate. */
function decodeEscaping(bytes: Uint8Array): string {
  let text = "";
  let rest = bytes;
  for (;;) {
    const fault = utf8Fault(rest);
    if (fault === null) return text + utf8Strict!.decode(rest);
    text += utf8Strict!.decode(rest.subarray(0, fault.start));
    for (let i = fault.start; i < fault.end; i++) text += String.fromCharCode(0xdc00 + rest[i]);
    rest = rest.subarray(fault.end);
  }
}

/** TextDecoder's labels of the encodings that have more than one byte a character. */
const MULTIBYTE: Readonly<Record<string, string>> = {
  shift_jis: "shift_jis",
  cp932: "shift_jis",
  euc_jp: "euc-jp",
  iso2022_jp: "iso-2022-jp",
  gbk: "gbk",
  gb2312: "gbk",
  gb18030: "gb18030",
  big5: "big5",
  euc_kr: "euc-kr",
  cp949: "euc-kr",
  utf_16_le: "utf-16le",
  utf_16_be: "utf-16be",
};

/** Codecs from bytes to bytes or from str to str. */
const NOT_TEXT =
  /^(base[-_]?64([-_]codec)?|bz2([-_]codec)?|hex([-_]codec)?|quopri([-_]codec)?|quoted[-_]printable|rot[-_]?13|uu([-_]codec)?|zip|zlib([-_]codec)?)$/i;

let aliases: Map<string, string> | null = null;

/** The codec module's name for an encoding's name; null if there is no such codec here. */
function codecName(name: string): string | null {
  if (aliases === null) {
    aliases = new Map();
    for (const codec in ENCODING_ALIASES) {
      for (const alias of ENCODING_ALIASES[codec].split(" ")) aliases.set(alias, codec);
    }
  }
  const normal = name.toLowerCase().replace(/[^a-z0-9.]+/g, "_").replace(/^_|_$/g, "");
  const codec = aliases.get(normal) ?? aliases.get(normal.replaceAll(".", "_")) ?? normal;
  if (["ascii", "latin_1", "utf_8", "utf_8_sig", "utf_16"].includes(codec)) return codec;
  return Object.hasOwn(CHARMAPS, codec) || Object.hasOwn(MULTIBYTE, codec) ? codec : null;
}

function decodeAs(bytes: Uint8Array, name: string): string {
  const codec = codecName(name);
  if (codec === null) {
    throw problem(
      NOT_TEXT.test(name)
        ? `'${name}' is not a text encoding; use codecs.decode() to handle arbitrary codecs`
        : `unknown encoding: ${name}`,
    );
  }
  // CPython decodes the text with its line ends already normalised, which positions show.
  const text = bytes.indexOf(13) < 0 ? bytes : withoutReturns(bytes);
  switch (codec) {
    case "utf_8":
    case "utf_8_sig": {
      const error = utf8Error(text);
      if (error !== "") throw problem(error);
      return new TextDecoder("utf-8", { ignoreBOM: codec === "utf_8" }).decode(text);
    }
    case "ascii":
    case "latin_1":
      return decodeLatin1(text, codec === "ascii");
    case "utf_16": {
      const big = text[0] === 0xfe && text[1] === 0xff;
      return new TextDecoder(big ? "utf-16be" : "utf-16le").decode(text);
    }
  }
  return Object.hasOwn(CHARMAPS, codec) ? decodeCharmap(text, codec) : decodeMultibyte(text, codec);
}

function withoutReturns(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === 13) {
      out[length++] = 10;
      if (bytes[i + 1] === 10) i++;
    } else out[length++] = bytes[i];
  }
  return out.subarray(0, length);
}

function decodeLatin1(bytes: Uint8Array, ascii: boolean): string {
  const wrong = ascii ? bytes.findIndex((byte) => byte >= 0x80) : -1;
  if (wrong >= 0) {
    throw problem(
      `'ascii' codec can't decode byte 0x${bytes[wrong].toString(16)} in position ${wrong}: ` +
        "ordinal not in range(128)",
    );
  }
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) {
    text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  }
  return text;
}

function decodeCharmap(bytes: Uint8Array, codec: string): string {
  const table: string[] = [];
  for (const run of CHARMAPS[codec].split(" ")) {
    const [first, count] = run.split("*");
    for (let i = 0; i < Number(count ?? 1); i++) {
      table.push(String.fromCharCode(parseInt(first, 36) + i));
    }
  }
  let text = "";
  for (let i = 0; i < bytes.length; i++) {
    const char = bytes[i] < 0x80 ? String.fromCharCode(bytes[i]) : table[bytes[i] - 0x80];
    if (char === "\ufffe") {
      throw problem(
        `'charmap' codec can't decode byte 0x${bytes[i].toString(16)} in position ${i}: ` +
          "character maps to <undefined>",
      );
    }
    text += char;
  }
  return text;
}

function decodeMultibyte(bytes: Uint8Array, codec: string): string {
  const label = MULTIBYTE[codec];
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    // Byte by byte, to find where the fault is.
    const decoder = new TextDecoder(label, { fatal: true });
    let start = 0;
    try {
      for (let i = 0; i < bytes.length; i++) {
        if (decoder.decode(bytes.subarray(i, i + 1), { stream: true }) !== "") start = i + 1;
      }
    } catch {
      throw problem(
        `'${codec}' codec can't decode byte 0x${bytes[start].toString(16)} in position ${start}: ` +
          "illegal multibyte sequence",
      );
    }
    throw problem(
      `'${codec}' codec can't decode byte 0x${bytes[start].toString(16)} in position ${start}: ` +
        "incomplete multibyte sequence",
    );
  }
}
