/**
 * Error handling of codecs (Python/codecs.c): the registry of handlers, the
 * built-in ones, and the two helpers through which codecs report errors and
 * collect what the handlers give back.
 *
 * @module
 */
import { builtinFunction, PyBuiltin } from "../core/args.ts";
import { asInt, asStr } from "../core/compare.ts";
import {
  E,
  exception,
  matches,
  PyBaseException,
  PyUnicodeError,
  typeError,
  typeName,
} from "../core/errors.ts";
import { type Maybe, PyBytes, PyStr, PyTuple, tuple, type Value } from "../core/object.ts";
import { asSsize, call, isCallable } from "../core/ops.ts";
import { interp, type InterpreterState } from "../core/state.ts";
import { unicodeName } from "../util/unicode_names.ts";
import { toCodePoints } from "../util/utf8.ts";
import { asBuffer } from "./buffer.ts";
import { strFromPoints } from "./str.ts";

/** The code points of a str. */
export function pointsOf(v: Value): readonly number[] {
  if (v instanceof PyStr) return v.codePoints ?? toCodePoints(v.s);
  return toCodePoints(v as string);
}

/** Collects a str by code points and pieces. */
export class StrBuilder {
  private s = "";
  private points: number[] | null = null;

  private endsHigh(): boolean {
    const n = this.s.length;
    if (n === 0) return false;
    return (this.s.charCodeAt(n - 1) & 0xfc00) === 0xd800;
  }

  /** Appends a code point. */
  add(c: number): void {
    if (this.points !== null) this.points.push(c);
    else if (c < 0x10000) {
      if (c >= 0xdc00 && c < 0xe000 && this.endsHigh()) {
        this.points = toCodePoints(this.s);
        this.points.push(c);
      } else this.s += String.fromCharCode(c);
    } else this.s += String.fromCodePoint(c);
  }

  /** Appends text that has no pair problem inside. */
  text(t: string): void {
    if (this.points !== null || (t !== "" && this.endsHigh())) {
      for (const c of toCodePoints(t)) this.add(c);
    } else this.s += t;
  }

  /** Appends a str. */
  value(v: Value): void {
    if (v instanceof PyStr && v.codePoints !== null) { for (const c of v.codePoints) this.add(c); }
    else this.text(asStr(v)!);
  }

  /** The str. */
  finish(): Value {
    return this.points === null ? this.s : strFromPoints(this.points);
  }
}

/** A growing array of bytes. */
export class ByteBuilder {
  private data: Uint8Array;
  /** The number of bytes. */
  length = 0;

  constructor(size = 64) {
    this.data = new Uint8Array(size);
  }

  private grow(n: number): void {
    if (this.length + n <= this.data.length) return;
    const bigger = new Uint8Array(Math.max(this.length + n, this.data.length * 2));
    bigger.set(this.data.subarray(0, this.length));
    this.data = bigger;
  }

  /** Appends a byte. */
  add(b: number): void {
    if (this.length === this.data.length) this.grow(1);
    this.data[this.length++] = b;
  }

  /** Appends bytes. */
  bytes(b: Uint8Array | readonly number[]): void {
    this.grow(b.length);
    this.data.set(b, this.length);
    this.length += b.length;
  }

  /** The bytes so far. */
  finish(): Uint8Array {
    return this.data.slice(0, this.length);
  }
}

// The handlers --------------------------------------------------------------------

type Kind = "encode" | "decode" | "translate";

function kindOf(e: Value): Kind {
  if (matches(e, E.UnicodeEncodeError)) return "encode";
  if (matches(e, E.UnicodeDecodeError)) return "decode";
  if (matches(e, E.UnicodeTranslateError)) return "translate";
  throw typeError(`don't know how to handle ${typeName(e, 200)} in error callback`);
}

const need = (e: Value, ...kinds: Kind[]): PyUnicodeError => {
  if (!kinds.includes(kindOf(e))) {
    throw typeError(`don't know how to handle ${typeName(e, 200)} in error callback`);
  }
  return e as PyUnicodeError;
};

function objectPoints(e: PyUnicodeError): readonly number[] {
  if (asStr(e.object) === undefined) throw typeError("object attribute must be unicode");
  return pointsOf(e.object!);
}

function objectBytes(e: PyUnicodeError): Uint8Array {
  if (!(e.object instanceof PyBytes)) throw typeError("object attribute must be bytes");
  return e.object.data;
}

function span(e: PyUnicodeError, n: number): [start: number, end: number] {
  const start = Math.max(0, n > 0 ? Math.min(e.start, n - 1) : 0);
  return [start, Math.min(Math.max(1, e.end), n)];
}

const hex = (c: number, n: number) => c.toString(16).padStart(n, "0");
/** `\xNN`, `\uNNNN` or `\UNNNNNNNN`. */
export const backslash = (c: number): string =>
  c < 0x100 ? "\\x" + hex(c, 2) : c < 0x10000 ? "\\u" + hex(c, 4) : "\\U" + hex(c, 8);

function strictErrors(e: Value): Value {
  if (e instanceof PyBaseException) throw e;
  throw typeError("codec must pass exception instance");
}

function ignoreErrors(e: Value): Value {
  const kind = kindOf(e);
  const x = e as PyUnicodeError;
  const n = kind === "decode" ? objectBytes(x).length : objectPoints(x).length;
  return tuple(["", span(x, n)[1]]);
}

function replaceErrors(e: Value): Value {
  const kind = kindOf(e);
  const x = e as PyUnicodeError;
  if (kind === "decode") return tuple(["\ufffd", span(x, objectBytes(x).length)[1]]);
  const [start, end] = span(x, objectPoints(x).length);
  return tuple([(kind === "encode" ? "?" : "\ufffd").repeat(Math.max(0, end - start)), end]);
}

function xmlErrors(e: Value): Value {
  const x = need(e, "encode");
  const p = objectPoints(x);
  const [start, end] = span(x, p.length);
  return tuple([p.slice(start, end).map((c) => `&#${c};`).join(""), end]);
}

function backslashErrors(e: Value): Value {
  const kind = kindOf(e);
  const x = e as PyUnicodeError;
  if (kind === "decode") {
    const d = objectBytes(x);
    const [start, end] = span(x, d.length);
    return tuple([Array.from(d.subarray(start, end), (c) => "\\x" + hex(c, 2)).join(""), end]);
  }
  const p = objectPoints(x);
  const [start, end] = span(x, p.length);
  return tuple([p.slice(start, end).map(backslash).join(""), end]);
}

function nameErrors(e: Value): Value {
  const x = need(e, "encode");
  const p = objectPoints(x);
  const [start, end] = span(x, p.length);
  const text = p.slice(start, end).map((c) => {
    const name = unicodeName(c);
    return name === null ? backslash(c) : `\\N{${name}}`;
  });
  return tuple([text.join(""), end]);
}

interface Standard {
  width: 1 | 2 | 4;
  big: boolean;
}

/** Which UTF an encoding's name means, for surrogatepass. */
function standardEncoding(v: Maybe): Standard | null {
  const m = /^utf[-_]?(8|16|32)(?:[-_]?(le|be))?$/i.exec(asStr(v) ?? "");
  if (m === null) return null;
  if (m[1] === "8") return m[2] === undefined ? { width: 1, big: false } : null;
  return { width: m[1] === "16" ? 2 : 4, big: m[2]?.toLowerCase() === "be" };
}

function surrogatePass(e: Value): Value {
  const kind = kindOf(e);
  const x = need(e, "encode", "decode");
  const std = standardEncoding(x.encoding);
  if (std === null) throw x;
  const { width, big } = std;
  if (kind === "encode") {
    const p = objectPoints(x);
    const [start, end] = span(x, p.length);
    const out: number[] = [];
    for (let i = start; i < end; i++) {
      const c = p[i];
      if (c < 0xd800 || c > 0xdfff) throw x;
      if (width === 1) out.push(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63));
      else if (width === 2) out.push(...(big ? [c >> 8, c & 255] : [c & 255, c >> 8]));
      else out.push(...(big ? [0, 0, c >> 8, c & 255] : [c & 255, c >> 8, 0, 0]));
    }
    return tuple([new PyBytes(Uint8Array.from(out)), end]);
  }
  const d = objectBytes(x);
  const [start] = span(x, d.length);
  let c = 0;
  let used: number = width;
  const left = d.length - start;
  if (width === 1) {
    used = 3;
    if (
      left >= 3 && (d[start] & 0xf0) === 0xe0 && (d[start + 1] & 0xc0) === 0x80 &&
      (d[start + 2] & 0xc0) === 0x80
    ) c = ((d[start] & 15) << 12) | ((d[start + 1] & 63) << 6) | (d[start + 2] & 63);
  } else if (left >= width) {
    for (let k = 0; k < width; k++) {
      c = c * 256 + d[start + (big ? k : width - 1 - k)];
    }
  }
  if (c < 0xd800 || c > 0xdfff) throw x;
  return tuple([String.fromCharCode(c), start + used]);
}

function surrogateEscape(e: Value): Value {
  const kind = kindOf(e);
  const x = need(e, "encode", "decode");
  if (kind === "encode") {
    const p = objectPoints(x);
    const [start, end] = span(x, p.length);
    const out = new Uint8Array(Math.max(0, end - start));
    for (let i = start; i < end; i++) {
      if (p[i] < 0xdc80 || p[i] > 0xdcff) throw x;
      out[i - start] = p[i] - 0xdc00;
    }
    return tuple([new PyBytes(out), end]);
  }
  const d = objectBytes(x);
  const [start, end] = span(x, d.length);
  let s = "";
  let i = start;
  // only bytes that are not ASCII can be smuggled
  while (i < end && i - start < 4 && d[i] >= 128) s += String.fromCharCode(0xdc00 + d[i++]);
  if (s === "") throw x;
  return tuple([s, i]);
}

const BUILTIN: Readonly<Record<string, [name: string, fn: (e: Value) => Value, doc: string]>> = {
  strict: [
    "strict_errors",
    strictErrors,
    "Implements the 'strict' error handling, which raises a UnicodeError on coding errors.",
  ],
  ignore: [
    "ignore_errors",
    ignoreErrors,
    "Implements the 'ignore' error handling, which ignores malformed data and continues.",
  ],
  replace: [
    "replace_errors",
    replaceErrors,
    "Implements the 'replace' error handling, which replaces malformed data with a replacement marker.",
  ],
  xmlcharrefreplace: [
    "xmlcharrefreplace_errors",
    xmlErrors,
    "Implements the 'xmlcharrefreplace' error handling, which replaces an unencodable character with the appropriate XML character reference.",
  ],
  backslashreplace: [
    "backslashreplace_errors",
    backslashErrors,
    "Implements the 'backslashreplace' error handling, which replaces malformed data with a backslashed escape sequence.",
  ],
  namereplace: [
    "namereplace_errors",
    nameErrors,
    "Implements the 'namereplace' error handling, which replaces an unencodable character with a \\N{...} escape sequence.",
  ],
  surrogatepass: ["surrogatepass", surrogatePass, "surrogatepass"],
  surrogateescape: ["surrogateescape", surrogateEscape, "surrogateescape"],
};

const handlers = new WeakMap<InterpreterState, Map<string, Value>>();

function table(): Map<string, Value> {
  let t = handlers.get(interp);
  if (t === undefined) {
    t = new Map();
    for (const name in BUILTIN) {
      const [fname, fn, doc] = BUILTIN[name];
      t.set(name, builtinFunction(fname, ["(exception, /)", fn, doc]));
    }
    handlers.set(interp, t);
  }
  return t;
}

/** codecs.register_error. */
export function registerError(name: string, handler: Value): void {
  if (!isCallable(handler)) throw typeError("handler must be callable");
  table().set(name, handler);
}

/** codecs.lookup_error. */
export function lookupError(name: string): Value {
  const h = table().get(name);
  if (h === undefined) throw exception(E.LookupError, `unknown error handler name '${name}'`);
  return h;
}

// What codecs use ------------------------------------------------------------------

function fill(
  e: PyUnicodeError,
  encoding: string,
  object: Value,
  start: number,
  end: number,
  reason: string,
): PyUnicodeError {
  e.encoding = encoding;
  e.object = object;
  e.start = start;
  e.end = end;
  e.reason = reason;
  return e;
}

/** A UnicodeDecodeError. */
export function decodeError(
  encoding: string,
  data: Uint8Array,
  start: number,
  end: number,
  reason: string,
): PyUnicodeError {
  const b = new PyBytes(data);
  const e = exception(E.UnicodeDecodeError, encoding, b, start, end, reason) as PyUnicodeError;
  return fill(e, encoding, b, start, end, reason);
}

/** A UnicodeEncodeError. */
export function encodeError(
  encoding: string,
  text: Value,
  start: number,
  end: number,
  reason: string,
): PyUnicodeError {
  const e = exception(E.UnicodeEncodeError, encoding, text, start, end, reason) as PyUnicodeError;
  return fill(e, encoding, text, start, end, reason);
}

/** Calls a handler; built-in ones without the detour of a call. */
function callHandler(handler: Value, e: PyUnicodeError): Value {
  return handler instanceof PyBuiltin && handler.self === undefined
    ? handler.def.fn(e) as Value
    : call(handler, [e]);
}

function result(r: Value, what: string): [Value, number] {
  if (!(r instanceof PyTuple) || r.items.length !== 2) throw typeError(what);
  const [rep, pos] = r.items;
  if (asInt(pos) === undefined) throw typeError(what);
  return [rep, asSsize(pos, E.OverflowError)];
}

const outOfBounds = (pos: number) =>
  exception(E.IndexError, `position ${pos} from error handler out of bounds`);

/** A decoder's input, output and error handler. */
export class DecodeSink {
  readonly out = new StrBuilder();
  private handler: Maybe;
  private exc: PyUnicodeError | null = null;
  constructor(public encoding: string, public data: Uint8Array, readonly errors: string) {}

  /**
   * Reports an error: appends the replacement and returns where to go on. A
   * handler may have changed `data`.
   */
  fail(start: number, end: number, reason: string): number {
    const e = this.exc === null
      ? this.exc = decodeError(this.encoding, this.data.slice(), start, end, reason)
      : fill(this.exc, this.encoding, this.exc.object!, start, end, reason);
    if (this.errors === "strict") throw e;
    const [rep, pos] = result(
      callHandler(this.handler ??= lookupError(this.errors), e),
      "decoding error handler must return (str, int) tuple",
    );
    if (asStr(rep) === undefined) {
      throw typeError("decoding error handler must return (str, int) tuple");
    }
    const data = asBuffer(e.object);
    if (data === undefined) throw typeError("object attribute must be bytes");
    this.data = data;
    const at = pos < 0 ? pos + data.length : pos;
    if (at < 0 || at > data.length) throw outOfBounds(pos);
    this.out.value(rep);
    return at;
  }
}

/** An encoder's input, output and error handler. */
export class EncodeSink {
  readonly out: ByteBuilder;
  readonly points: readonly number[];
  private handler: Maybe;
  private exc: PyUnicodeError | null = null;
  constructor(readonly encoding: string, readonly text: Value, readonly errors: string) {
    this.points = pointsOf(text);
    this.out = new ByteBuilder(this.points.length + 16);
  }

  /** The exception for a part of the text, to throw. */
  error(start: number, end: number, reason: string): PyUnicodeError {
    return this.exc === null
      ? this.exc = encodeError(this.encoding, this.text, start, end, reason)
      : fill(this.exc, this.encoding, this.text, start, end, reason);
  }

  /** Reports an error: the handler's replacement and where to go on. */
  fail(start: number, end: number, reason: string): [rep: Uint8Array | Value, next: number] {
    const e = this.error(start, end, reason);
    if (this.errors === "strict") throw e;
    if (this.errors === "surrogateescape") {
      // encoders smuggle bytes out themselves; the error begins behind them
      const bytes: number[] = [];
      for (let i = start; i < end && this.points[i] >= 0xdc80 && this.points[i] <= 0xdcff; i++) {
        bytes.push(this.points[i] - 0xdc00);
      }
      if (bytes.length > 0) return [Uint8Array.from(bytes), start + bytes.length];
    }
    const what = "encoding error handler must return (str/bytes, int) tuple";
    const [rep, pos] = result(callHandler(this.handler ??= lookupError(this.errors), e), what);
    if (asStr(rep) === undefined && !(rep instanceof PyBytes)) throw typeError(what);
    const n = this.points.length;
    const at = pos < 0 ? pos + n : pos;
    if (at < 0 || at > n) throw outOfBounds(pos);
    return [rep instanceof PyBytes ? rep.data : rep, at];
  }
}
