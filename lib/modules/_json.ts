/**
 * _json (Modules/_json.c): the scanner and the encoder of json.
 *
 * @module
 */
import { ArgStyle, bind, Signature } from "../core/args.ts";
import { asInt, asStr, enterRecursive, isTrue, leaveRecursive } from "../core/compare.ts";
import { dictType, PyDict } from "../core/dict.ts";
import {
  type PyBaseException,
  stopIteration,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import {
  floatType,
  intType,
  type KwNames,
  type Maybe,
  normInt,
  PyFloat,
  PyInt,
  PyList,
  PyObject,
  PyStr,
  PyTuple,
  PyType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import { asCInt, call, fastItems, getAttr, repr, toArray } from "../core/ops.ts";
import { PyBuiltin } from "../core/args.ts";
import { listSort } from "../objects/list.ts";
import { hasPairs, toPoint, toUnit } from "../objects/str_data.ts";
import { strFromPoints } from "../objects/str.ts";
import type { TypeSpec } from "../objects/type.ts";
import { floatRepr } from "../util/float_repr.ts";
import { toCodePoints } from "../util/utf8.ts";
import { importedAttr } from "./python.ts";
import type { ModuleSpec } from "./spec.ts";

// Texts -------------------------------------------------------------------------------

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

const escape = (c: string): string =>
  SHORT[c] ?? "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0");

/** Whether a text is only of characters that stand for themselves in both forms. */
function isPlain(s: string): boolean {
  for (let i = 0; i < s.length; i++) {
    const c = s.charCodeAt(i);
    if (c < 32 || c > 126 || c === 34 || c === 92) return false;
  }
  return true;
}

/** A text as JSON, by UTF-16 units: so a pair becomes two escapes. */
function quoteAscii(s: string): string {
  if (isPlain(s)) return `"${s}"`;
  // deno-lint-ignore no-control-regex
  return `"${s.replace(/["\\\x00-\x1f\x7f-\uffff]/g, escape)}"`;
}

function quote(s: string): string {
  if (isPlain(s)) return `"${s}"`;
  // deno-lint-ignore no-control-regex
  return `"${s.replace(/["\\\x00-\x1f]/g, escape)}"`;
}

function textArgument(v: Value): string {
  const s = asStr(v);
  if (s === undefined) throw typeError(`first argument must be a string, not ${typeName(v, 80)}`);
  return s;
}

// Scanning ----------------------------------------------------------------------------

/** A text that is scanned; places in it are UTF-16 indices. */
class Text {
  /** Where the last value ended. */
  end = 0;
  constructor(readonly s: string, readonly value: Value) {}

  /** json.JSONDecodeError at a place. */
  error(msg: string, at: number): PyBaseException {
    return call(importedAttr("json.decoder", "JSONDecodeError"), [
      msg,
      this.value,
      this.point(at),
    ]) as PyBaseException;
  }

  /** What ends a scan: StopIteration with the place. */
  stop(at: number): PyBaseException {
    return stopIteration(this.point(at));
  }

  point(at: number): number {
    return at < 0 ? at : at > this.s.length ? at : toPoint(this.s, at);
  }
}

/** The string that begins at a place, after its quote; `t.end` is after its end. */
function scanString(t: Text, start: number, strict: boolean): Value {
  const { s } = t;
  const n = s.length;
  const begin = start - 1;
  let out = "";
  let pairs = false;
  let i = start;
  for (;;) {
    const from = i;
    let c = 0;
    for (; i < n; i++) {
      c = s.charCodeAt(i);
      if (c === 34 || c === 92) break;
      if (c < 32 && strict) throw t.error("Invalid control character at", i);
    }
    if (i >= n) throw t.error("Unterminated string starting at", begin);
    if (c === 34) {
      t.end = i + 1;
      if (out === "") return s.slice(from, i);
      out += s.slice(from, i);
      return pairs ? repair(out, s.slice(start, i)) : out;
    }
    out += s.slice(from, i);
    i++;
    if (i >= n) throw t.error("Unterminated string starting at", begin);
    c = s.charCodeAt(i);
    if (c !== 117) {
      i++;
      switch (c) {
        case 34:
        case 92:
        case 47:
          out += s[i - 1];
          break;
        case 98:
          out += "\b";
          break;
        case 102:
          out += "\f";
          break;
        case 110:
          out += "\n";
          break;
        case 114:
          out += "\r";
          break;
        case 116:
          out += "\t";
          break;
        default:
          throw t.error("Invalid \\escape", i - 2);
      }
      continue;
    }
    const u = hex4(s, i + 1);
    if (u < 0 || i + 5 >= n) throw t.error("Invalid \\uXXXX escape", i);
    i += 5;
    if ((u & 0xf800) === 0xd800) pairs = true;
    out += String.fromCharCode(u);
  }
}

/**
 * A high and a low surrogate that both came as escapes are one character; any
 * other two are not, which only a PyStr can say.
 */
function repair(out: string, source: string): Value {
  const points: number[] = [];
  let exact = true;
  let joinable = false;
  const re = /\\u([0-9a-fA-F]{4})|\\[^]|[^]/gu;
  let m: RegExpExecArray | null;
  while ((m = re.exec(source)) !== null) {
    const escaped = m[1] !== undefined;
    const p = escaped ? parseInt(m[1], 16) : m[0].codePointAt(m[0][0] === "\\" ? 1 : 0)!;
    const last = points[points.length - 1];
    if (p >= 0xdc00 && p < 0xe000 && last >= 0xd800 && last < 0xdc00) {
      if (escaped && joinable) {
        points[points.length - 1] = 0x10000 + (last - 0xd800 << 10) + p - 0xdc00;
        joinable = false;
        continue;
      }
      exact = false;
    }
    joinable = escaped && p >= 0xd800 && p < 0xdc00;
    points.push(p);
  }
  return exact ? out : strFromPoints(points);
}

function hex4(s: string, i: number): number {
  let v = 0;
  for (let k = 0; k < 4; k++) {
    const c = s.charCodeAt(i + k);
    const d = c >= 48 && c <= 57
      ? c - 48
      : c >= 97 && c <= 102
      ? c - 87
      : c >= 65 && c <= 70
      ? c - 55
      : -1;
    if (d < 0) return -1;
    v = v * 16 + d;
  }
  return v;
}

class PyScanner extends PyObject {
  constructor(
    readonly strict: boolean,
    readonly objectHook: Value,
    readonly pairsHook: Value,
    readonly parseFloat: Value,
    readonly parseInt: Value,
    readonly parseConstant: Value,
  ) {
    super();
  }

  /** The value that begins at a place (_scan_once_unicode). */
  scan(t: Text, i: number): Value {
    const { s } = t;
    switch (s.charCodeAt(i)) {
      case 34:
        return scanString(t, i + 1, this.strict);
      case 123:
        enterRecursive(" while decoding a JSON object from a unicode string");
        try {
          return this.object(t, i + 1);
        } finally {
          leaveRecursive();
        }
      case 91:
        enterRecursive(" while decoding a JSON array from a unicode string");
        try {
          return this.array(t, i + 1);
        } finally {
          leaveRecursive();
        }
      case 110:
        if (s.startsWith("null", i)) {
          t.end = i + 4;
          return null;
        }
        break;
      case 116:
        if (s.startsWith("true", i)) {
          t.end = i + 4;
          return true;
        }
        break;
      case 102:
        if (s.startsWith("false", i)) {
          t.end = i + 5;
          return false;
        }
        break;
      case 78:
        if (s.startsWith("NaN", i)) return this.constant(t, "NaN", i);
        break;
      case 73:
        if (s.startsWith("Infinity", i)) return this.constant(t, "Infinity", i);
        break;
      case 45:
        if (s.startsWith("-Infinity", i)) return this.constant(t, "-Infinity", i);
        break;
    }
    return this.number(t, i);
  }

  private constant(t: Text, name: string, i: number): Value {
    const v = call(this.parseConstant, [name]);
    t.end = i + name.length;
    return v;
  }

  private number(t: Text, start: number): Value {
    const { s } = t;
    let i = start;
    let c = s.charCodeAt(i);
    let isFloat = false;
    const negative = c === 45;
    if (negative) c = s.charCodeAt(++i);
    if (c === 48) i++;
    else if (c >= 49 && c <= 57) {
      do c = s.charCodeAt(++i); while (c >= 48 && c <= 57);
    } else throw t.stop(start);
    if (s.charCodeAt(i) === 46) {
      c = s.charCodeAt(i + 1);
      if (c >= 48 && c <= 57) {
        isFloat = true;
        i++;
        do c = s.charCodeAt(++i); while (c >= 48 && c <= 57);
      }
    }
    c = s.charCodeAt(i);
    if (c === 101 || c === 69) {
      let k = i + 1;
      c = s.charCodeAt(k);
      if (c === 43 || c === 45) c = s.charCodeAt(++k);
      if (c >= 48 && c <= 57) {
        do c = s.charCodeAt(++k); while (c >= 48 && c <= 57);
        isFloat = true;
        i = k;
      }
    }
    t.end = i;
    const text = s.slice(start, i);
    if (isFloat) {
      return this.parseFloat === floatType
        ? new PyFloat(Number(text))
        : call(this.parseFloat, [text]);
    }
    if (this.parseInt !== intType) return call(this.parseInt, [text]);
    return i - start < 16 ? Number(text) + 0 : normInt(BigInt(text));
  }

  private object(t: Text, i: number): Value {
    const { s } = t;
    const pairs: Value[] | null = this.pairsHook !== null ? [] : null;
    const dict = new PyDict();
    i = skip(s, i);
    if (s.charCodeAt(i) !== 125) {
      for (;;) {
        if (s.charCodeAt(i) !== 34) {
          throw t.error("Expecting property name enclosed in double quotes", i);
        }
        const key = scanString(t, i + 1, this.strict);
        i = skip(s, t.end);
        if (s.charCodeAt(i) !== 58) throw t.error("Expecting ':' delimiter", i);
        i = skip(s, i + 1);
        if (i >= s.length) throw t.stop(i);
        const v = this.scan(t, i);
        if (pairs !== null) pairs.push(tuple([key, v]));
        else if (typeof key === "string") dict.setStr(key, v);
        else dict.set(key, v);
        i = skip(s, t.end);
        const c = s.charCodeAt(i);
        if (c === 125) break;
        if (c !== 44) throw t.error("Expecting ',' delimiter", i);
        i = skip(s, i + 1);
      }
    }
    const end = i + 1;
    const v = pairs !== null
      ? call(this.pairsHook, [new PyList(pairs)])
      : this.objectHook !== null
      ? call(this.objectHook, [dict])
      : dict;
    t.end = end;
    return v;
  }

  private array(t: Text, i: number): Value {
    const { s } = t;
    const items: Value[] = [];
    i = skip(s, i);
    if (s.charCodeAt(i) !== 93) {
      for (;;) {
        if (i >= s.length) throw t.stop(i);
        items.push(this.scan(t, i));
        i = skip(s, t.end);
        const c = s.charCodeAt(i);
        if (c === 93) break;
        if (c !== 44) throw t.error("Expecting ',' delimiter", i);
        i = skip(s, i + 1);
      }
    }
    t.end = i + 1;
    return new PyList(items);
  }
}

function skip(s: string, i: number): number {
  for (;; i++) {
    const c = s.charCodeAt(i);
    if (c !== 32 && c !== 10 && c !== 13 && c !== 9) return i;
  }
}

const scannerType = new PyType("Scanner", TypeFlag.BaseType, "_json");
PyScanner.prototype.cls = scannerType;
const scannerSig = new Signature("make_scanner", "(context)", 0);
const scanSig = new Signature("scan_once", "(string, idx)", 0);

const scannerSpec: TypeSpec = {
  doc: "JSON scanner object",
  slots: {
    tpNew: (t, args, kw) => {
      const [context] = bind(scannerSig, args, kw) as Value[];
      const strict = isTrue(getAttr(context, "strict"));
      const attr = (name: string) => getAttr(context, name);
      const s = new PyScanner(
        strict,
        attr("object_hook"),
        attr("object_pairs_hook"),
        attr("parse_float"),
        attr("parse_int"),
        attr("parse_constant"),
      );
      if (t !== scannerType) {
        s.cls = t;
        s.dict = null;
      }
      return s;
    },
    tpInit: () => {},
    tpCall: (self, args, kw) => {
      const [string, idx] = bind(scanSig, args, kw) as Value[];
      const at = asCInt(idx, 64);
      const s = textArgument(string);
      const t = new Text(s, string);
      if (at < 0) throw valueError("idx cannot be negative");
      const unit = hasPairs(s) ? toUnit(s, at) : at;
      if (unit >= s.length) throw stopIteration(at);
      const v = (self as PyScanner).scan(t, unit);
      return tuple([v, t.point(t.end)]);
    },
  },
  members: [
    "strict",
    "object_hook",
    "object_pairs_hook",
    "parse_float",
    "parse_int",
    "parse_constant",
  ],
  getset: {
    strict: { get: (s: PyScanner) => s.strict },
    object_hook: { get: (s: PyScanner) => s.objectHook },
    object_pairs_hook: { get: (s: PyScanner) => s.pairsHook },
    parse_float: { get: (s: PyScanner) => s.parseFloat },
    parse_int: { get: (s: PyScanner) => s.parseInt },
    parse_constant: { get: (s: PyScanner) => s.parseConstant },
  },
};

// Encoding ------------------------------------------------------------------------------

class PyEncoder extends PyObject {
  /** The containers that are being encoded. */
  private readonly running = new Set<Value>();
  /** A line end and the indentation of what is being written; empty without indentation. */
  private line: string;
  private readonly step: string;
  private readonly indented: boolean;
  /** The short way of writing texts, where the encoder function is one of ours. */
  private readonly fast: ((s: string) => string) | null;

  constructor(
    readonly markers: Value,
    readonly fallback: Value,
    readonly encoder: Value,
    readonly indent: Value,
    readonly keySeparator: string,
    readonly itemSeparator: string,
    readonly sortKeys: boolean,
    readonly skipKeys: boolean,
    readonly allowNan: boolean,
  ) {
    super();
    const step = asStr(indent);
    this.indented = step !== undefined;
    this.step = step ?? "";
    this.line = this.indented ? "\n" : "";
    const name = encoder instanceof PyBuiltin && encoder.module === "_json" ? encoder.def.name : "";
    this.fast = name === "encode_basestring_ascii"
      ? quoteAscii
      : name === "encode_basestring"
      ? quote
      : null;
  }

  private text(v: Value): string {
    if (this.fast !== null) {
      if (v instanceof PyStr && v.codePoints !== null && this.fast === quote) {
        return asStr(quoteValue(v))!;
      }
      return this.fast(asStr(v)!);
    }
    const r = call(this.encoder, [v]);
    const s = asStr(r);
    if (s === undefined) {
      throw typeError(`encoder() must return a string, not ${typeName(r, 80)}`);
    }
    return s;
  }

  private float(v: PyFloat): string {
    if (!Number.isFinite(v.v)) {
      if (!this.allowNan) {
        const which = this.indented ? `: ${floatRepr(v.v)}` : "";
        throw valueError(`Out of range float values are not JSON compliant${which}`);
      }
      return v.v > 0 ? "Infinity" : v.v < 0 ? "-Infinity" : "NaN";
    }
    return floatRepr(v.v);
  }

  encode(v: Value): string {
    switch (typeof v) {
      case "string":
        return this.text(v);
      case "number":
      case "bigint":
        return String(v);
      case "boolean":
        return v ? "true" : "false";
    }
    if (v === null) return "null";
    if (v instanceof PyFloat) return this.float(v);
    if (v instanceof PyStr) return this.text(v);
    if (v instanceof PyInt) return String(v.v);
    enterRecursive(" while encoding a JSON object");
    try {
      if (v instanceof PyDict) return this.mapping(v);
      if (v instanceof PyList || v instanceof PyTuple) return this.sequence(v);
      this.mark(v);
      const r = this.encode(call(this.fallback, [v]));
      this.running.delete(v);
      return r;
    } finally {
      leaveRecursive();
    }
  }

  private mark(v: Value): void {
    if (this.markers === null) return;
    if (this.running.has(v)) throw valueError("Circular reference detected");
    this.running.add(v);
  }

  /** One step further in: what begins a line there. */
  private inside(): string {
    return this.indented ? this.line += this.step : "";
  }

  private sequence(v: PyList | PyTuple): string {
    const items = fastItems(v);
    if (items.length === 0) return "[]";
    this.mark(v);
    const before = this.line;
    const inside = this.inside();
    let out = "[" + inside;
    const separator = this.itemSeparator + inside;
    for (let i = 0; i < items.length; i++) {
      if (i > 0) out += separator;
      out += this.encode(items[i]);
    }
    this.line = before;
    this.running.delete(v);
    return out + before + "]";
  }

  private key(k: Value): string | undefined {
    if (typeof k === "string" || k instanceof PyStr) return this.text(k);
    if (k instanceof PyFloat) return this.text(this.float(k));
    if (k === true) return this.text("true");
    if (k === false) return this.text("false");
    if (k === null) return this.text("null");
    const n = asInt(k);
    if (n !== undefined) return this.text(String(n));
    if (this.skipKeys) return undefined;
    throw typeError(
      this.indented ? `key ${repr(k)} is not a string` : "keys must be a string",
    );
  }

  private mapping(d: PyDict): string {
    if (d.size === 0) return "{}";
    this.mark(d);
    const before = this.line;
    const inside = this.inside();
    const separator = this.itemSeparator + inside;
    let out = "{" + inside;
    let first = true;
    const add = (k: Value, v: Value): void => {
      const key = this.key(k);
      if (key === undefined) return;
      if (!first) out += separator;
      first = false;
      out += key + this.keySeparator + this.encode(v);
    };
    if (d.cls === dictType && !this.sortKeys) {
      // the items as they are now
      for (const e of d.entryList()) add(e.key, e.value!);
    } else {
      const items = new PyList(toArray(call(getAttr(d, "items"), [])));
      if (this.sortKeys) listSort(items, null, false);
      for (const item of items.items) {
        if (!(item instanceof PyTuple) || item.items.length !== 2) {
          throw valueError("items must return 2-tuples");
        }
        add(item.items[0], item.items[1]);
      }
    }
    this.line = before;
    this.running.delete(d);
    return out + before + "}";
  }
}

const encoderType = new PyType("Encoder", TypeFlag.BaseType, "_json");
PyEncoder.prototype.cls = encoderType;
const encoderSig = new Signature(
  "make_encoder",
  "(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
  0,
);
const encodeSig = new Signature("_iterencode", "(obj, _current_indent_level)", 0);

const encoderSpec: TypeSpec = {
  doc: "_iterencode(obj, _current_indent_level) -> iterable",
  slots: {
    tpNew: (t, args, kw: KwNames) => {
      const [markers, fallback, encoder, indent, keySep, itemSep, sort, skipKeys, nan] = bind(
        encoderSig,
        args,
        kw,
      ) as Value[];
      const separators = [keySep, itemSep].map((v, i) => {
        const s = asStr(v);
        if (s === undefined) {
          throw typeError(`make_encoder() argument ${5 + i} must be str, not ${typeName(v)}`);
        }
        return s;
      });
      const flags = [sort, skipKeys, nan].map(isTrue);
      if (markers !== null && !(markers instanceof PyDict)) {
        throw typeError(
          `make_encoder() argument 1 must be dict or None, not ${typeName(markers, 200)}`,
        );
      }
      const e = new PyEncoder(
        markers,
        fallback,
        encoder,
        indent,
        separators[0],
        separators[1],
        flags[0],
        flags[1],
        flags[2],
      );
      if (t !== encoderType) {
        e.cls = t;
        e.dict = null;
      }
      return e;
    },
    tpInit: () => {},
    tpCall: (self, args, kw) => {
      const [obj, level] = bind(encodeSig, args, kw) as Value[];
      if (typeOf(level).nbIndex === undefined) {
        throw typeError(`'${typeName(level)}' object cannot be interpreted as an integer`);
      }
      return new PyList([(self as PyEncoder).encode(obj)]);
    },
  },
  members: [
    "markers",
    "default",
    "encoder",
    "indent",
    "key_separator",
    "item_separator",
    "sort_keys",
    "skipkeys",
  ],
  getset: {
    markers: { get: (e: PyEncoder) => e.markers },
    default: { get: (e: PyEncoder) => e.fallback },
    encoder: { get: (e: PyEncoder) => e.encoder },
    indent: { get: (e: PyEncoder) => e.indent },
    key_separator: { get: (e: PyEncoder) => e.keySeparator },
    item_separator: { get: (e: PyEncoder) => e.itemSeparator },
    sort_keys: { get: (e: PyEncoder) => e.sortKeys },
    skipkeys: { get: (e: PyEncoder) => e.skipKeys },
  },
};

/** encode_basestring of any str. */
function quoteValue(v: Value): Value {
  const s = textArgument(v);
  if (!(v instanceof PyStr) || v.codePoints === null) return quote(s);
  return strFromPoints(
    v.codePoints.flatMap((c) =>
      c < 32 || c === 34 || c === 92 ? toCodePoints(escape(String.fromCharCode(c))) : [c]
    ),
  );
}

export const _json_module = (): ModuleSpec => ({
  name: "_json",
  doc: "json speedups\n",
  functions: {
    encode_basestring_ascii: [
      "($module, string, /)",
      (v: Value) => quoteAscii(textArgument(v)),
      "encode_basestring_ascii(string) -> string\n\nReturn an ASCII-only JSON representation of a Python string",
    ],
    encode_basestring: [
      "($module, string, /)",
      quoteValue,
      "encode_basestring(string) -> string\n\nReturn a JSON representation of a Python string",
    ],
    scanstring: [
      "($module, string, end, strict=True, /)",
      (v: Value, end: Value, strict?: Maybe) => {
        const at = asCInt(end, 64);
        const strictly = strict === undefined || isTrue(strict);
        const s = textArgument(v);
        const t = new Text(s, v);
        const unit = hasPairs(s) && at >= 0 ? toUnit(s, at) : at;
        if (at < 0 || unit > s.length || (unit === s.length && t.point(unit) < at)) {
          throw valueError("end is out of bounds");
        }
        const r = scanString(t, unit, strictly);
        return tuple([r, t.point(t.end)]);
      },
      "scanstring(string, end, strict=True) -> (string, end)\n\nScan the string s for a JSON string. End is the index of the\ncharacter in s after the quote that started the JSON string.",
      ArgStyle.Parse,
    ],
  },
  types: () => [[scannerType, scannerSpec], [encoderType, encoderSpec]],
  init: (ns) => {
    ns.delete("Scanner");
    ns.delete("Encoder");
    ns.setStr("make_scanner", scannerType);
    ns.setStr("make_encoder", encoderType);
  },
});
