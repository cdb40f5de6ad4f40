/**
 * str (Objects/unicodeobject.c).
 *
 * @module
 */
import { toCodePoints } from "../util/utf8.ts";
import { meter } from "../core/meter.ts";
import { bind, type Decl, Signature } from "../core/args.ts";
import { asStr } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import {
  E,
  indexError,
  matches,
  memoryError,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import { hashString } from "../core/hash.ts";
import {
  asInstanceOf,
  type Cmp,
  type KwNames,
  type Maybe,
  NotImplemented,
  PyList,
  PyObject,
  PyStr,
  PyTuple,
  PyType,
  strType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import { asIndex, asSsize, fastItems, getItem, strValue } from "../core/ops.ts";
import { decimalDigit, isLineBreak, isSpace } from "../util/unicode.ts";
import { isXidContinue, isXidStart } from "../util/unicode_ident.ts";
import { codePointsRepr, isPrintable, strRepr } from "../util/str_repr.ts";
import { formatStr } from "./format.ts";
import { PySlice, sliceIndices } from "./slice.ts";
import { compareStrings } from "./sort.ts";
import {
  hasPairs,
  MAX_LENGTH,
  points,
  repeated,
  strLength,
  substring,
  toPoint,
  toUnit,
} from "./str_data.ts";
import { formatMapMethod, formatMethod, percentFormat } from "./strformat.ts";
import type { TypeSpec } from "./type.ts";
import { iterBuiltin } from "./range.ts";
import { asDigit, isNumeric, titleCase } from "../util/unicode_case.ts";
import { charRecord } from "../util/unicode_props.ts";
import { inVersion, toLower, toUpper } from "../util/unicode_version.ts";

/** An iterator over a str. */
export class PyStrIter extends PyObject {
  index = 0;
  constructor(public s: string | null) {
    super();
  }
}

export const strIterType: PyType = new PyType("str_iterator", TypeFlag.None);
PyStrIter.prototype.cls = strIterType;

/** The JS string of `self`. */
const val = (v: Value): string => (typeof v === "string" ? v : (v as PyStr).s);

/** The bounds of find() and such: code point indices cut as slices are. */
function bounds(s: string, start: Value, end: Value): [number, number] {
  const n = strLength(s);
  const fix = (v: Value, none: number): number => {
    if (v === null) return none;
    if (typeOf(v).nbIndex === undefined) {
      throw typeError("slice indices must be integers or None or have an __index__ method");
    }
    const i = asSsize(v, null);
    return i < 0 ? Math.max(0, i + n) : i;
  };
  return [fix(start, 0), Math.min(fix(end, n), n)];
}

function find(s: string, subv: Value, start: Value, end: Value, last: boolean): number {
  const sub = asStr(subv)!;
  const [from, to] = bounds(s, start, end);
  const n = strLength(s);
  if (from > n || from > to) return -1;
  const u0 = toUnit(s, from);
  const u1 = toUnit(s, to);
  if (last) {
    if (u1 - sub.length < u0) return -1;
    const i = s.lastIndexOf(sub, u1 - sub.length);
    return i < u0 ? -1 : toPoint(s, i);
  }
  const i = s.indexOf(sub, u0);
  return i < 0 || i + sub.length > u1 ? -1 : toPoint(s, i);
}

const findDecl = (name: string, last: boolean, raises: boolean, doc: string): Decl => [
  "($self, sub, start=None, end=None, /)",
  (v: Value, sub: Value, start: Value = null, end: Value = null) => {
    if (asStr(sub) === undefined) throw typeError(`must be str, not ${typeName(sub)}`);
    const i = find(val(v), sub, start, end, last);
    if (i < 0 && raises) throw valueError("substring not found");
    return i;
  },
  `S.${name}(sub[, start[, end]]) -> int\n\n${doc}`,
];

function countOf(s: string, sub: string, u0: number, u1: number, n: number): number {
  if (sub === "") return n + 1;
  let c = 0;
  for (
    let i = s.indexOf(sub, u0);
    i >= 0 && i + sub.length <= u1;
    i = s.indexOf(sub, i + sub.length)
  ) c++;
  return c;
}

function tailmatch(
  v: Value,
  name: string,
  what: Value,
  start: Value,
  end: Value,
  atEnd: boolean,
): boolean {
  const s = val(v);
  const [from, to] = bounds(s, start, end);
  const n = strLength(s);
  const one = (sub: string): boolean => {
    if (from > n || from > to) return false;
    const part = from === 0 && to === n ? s : substring(s, from, to);
    return atEnd ? part.endsWith(sub) : part.startsWith(sub);
  };
  if (what instanceof PyTuple) {
    return what.items.some((x) => {
      const sub = asStr(x);
      if (sub === undefined) {
        throw typeError(`tuple for ${name} must only contain str, not ${typeName(x)}`);
      }
      return one(sub);
    });
  }
  const sub = asStr(what);
  if (sub === undefined) {
    throw typeError(`${name} first arg must be str or a tuple of str, not ${typeName(what)}`);
  }
  return one(sub);
}

function stripBounds(
  s: string,
  test: (c: number) => boolean,
  left: boolean,
  right: boolean,
): string {
  let i = 0;
  let j = s.length;
  if (left) {
    while (i < j) {
      const c = s.codePointAt(i)!;
      if (!test(c)) break;
      i += c > 0xffff ? 2 : 1;
    }
  }
  if (right) {
    while (j > i) {
      let c = s.charCodeAt(j - 1);
      let w = 1;
      if (c >= 0xdc00 && c < 0xe000 && j - 2 >= i) {
        const p = s.codePointAt(j - 2)!;
        if (p > 0xffff) {
          c = p;
          w = 2;
        }
      }
      if (!test(c)) break;
      j -= w;
    }
  }
  return s.slice(i, j);
}

const stripDecl = (name: string, left: boolean, right: boolean): Decl => [
  "($self, chars=None, /)",
  (v: Value, chars: Value = null) => {
    if (chars === null) return stripBounds(val(v), isSpace, left, right);
    const cs = asStr(chars);
    if (cs === undefined) throw typeError(`${name} arg must be None or str`);
    const s = val(v);
    if (!hasPairs(cs) && !hasPairs(s)) {
      let i = 0;
      let j = s.length;
      if (left) { while (i < j && cs.includes(s[i])) i++; }
      if (right) { while (j > i && cs.includes(s[j - 1])) j--; }
      return s.slice(i, j);
    }
    const set = new Set(Array.from(cs, (c) => c.codePointAt(0)!));
    return stripBounds(val(v), (c) => set.has(c), left, right);
  },
  `S.${name}([chars]) -> str\n\nReturn a copy of the string S with whitespace (or chars) removed.`,
  1,
];

function maxSplit(v: Value): number {
  if (typeof v === "number") return v;
  const n = asSsize(v, E.OverflowError);
  return n;
}

/** str.split. */
export function splitString(s: string, sep: string | null, max: number): Value[] {
  const out: Value[] = [];
  if (max < 0) max = Infinity;
  if (sep === null) {
    const n = s.length;
    let i = 0;
    for (;;) {
      while (i < n && isSpace(s.charCodeAt(i))) i++;
      if (i >= n) return out;
      if (out.length >= max) {
        out.push(s.slice(i));
        return out;
      }
      const start = i;
      while (i < n && !isSpace(s.charCodeAt(i))) i++;
      out.push(s.slice(start, i));
    }
  }
  if (sep === "") throw valueError("empty separator");
  if (max === Infinity) return s.split(sep);
  let i = 0;
  while (out.length < max) {
    const j = s.indexOf(sep, i);
    if (j < 0) break;
    out.push(s.slice(i, j));
    i = j + sep.length;
  }
  out.push(s.slice(i));
  return out;
}

function rsplitString(s: string, sep: string | null, max: number): Value[] {
  const out: Value[] = [];
  if (max < 0) max = Infinity;
  if (sep === null) {
    let j = s.length;
    for (;;) {
      while (j > 0 && isSpace(s.charCodeAt(j - 1))) j--;
      if (j <= 0) break;
      if (out.length >= max) {
        out.push(s.slice(0, j));
        break;
      }
      const end = j;
      while (j > 0 && !isSpace(s.charCodeAt(j - 1))) j--;
      out.push(s.slice(j, end));
    }
    return out.reverse();
  }
  if (sep === "") throw valueError("empty separator");
  let j = s.length;
  while (out.length < max) {
    const i = j - sep.length < 0 ? -1 : s.lastIndexOf(sep, j - sep.length);
    if (i < 0) break;
    out.push(s.slice(i + sep.length, j));
    j = i;
  }
  out.push(s.slice(0, j));
  return out.reverse();
}

const splitSig = (name: string) => new Signature(name, "($self, sep=None, maxsplit=-1)", 0);
const splitSigs = { split: splitSig("split"), rsplit: splitSig("rsplit") };

const splitDecl = (name: "split" | "rsplit"): Decl => [
  "($self, /, sep=None, maxsplit=-1)",
  (v: Value, args: Value[], kw: KwNames) => {
    const [sep = null, max = -1] = bind(splitSigs[name], args, kw) as Value[];
    const n = maxSplit(max);
    let sp: string | null = null;
    if (sep !== null) {
      const t = asStr(sep);
      if (t === undefined) throw typeError(`must be str or None, not ${typeName(sep)}`);
      sp = t;
    }
    return new PyList(name === "split" ? splitString(val(v), sp, n) : rsplitString(val(v), sp, n));
  },
  `S.${name}(sep=None, maxsplit=-1) -> list of strings`,
  3,
];

/** str.splitlines. */
export function splitLines(s: string, keep: boolean): Value[] {
  const out: Value[] = [];
  let i = 0;
  const n = s.length;
  while (i < n) {
    const start = i;
    while (i < n && !isLineBreak(s.charCodeAt(i))) i++;
    let end = i;
    if (i < n) {
      if (s[i] === "\r" && s[i + 1] === "\n") i += 2;
      else i++;
      if (keep) end = i;
    }
    out.push(s.slice(start, end));
  }
  return out;
}

/** sep.join(items). */
export function joinStrings(sep: string, v: Value): string {
  const items = fastItems(v, "can only join an iterable");
  if (items.length === 0) return "";
  let out = "";
  for (let i = 0; i < items.length; i++) {
    const x = items[i];
    const s = typeof x === "string" ? x : asStr(x);
    if (s === undefined) {
      throw typeError(`sequence item ${i}: expected str instance, ${typeName(x, 80)} found`);
    }
    out += i === 0 ? s : sep + s;
  }
  if (out.length > MAX_LENGTH) throw memoryError();
  return out;
}

function replace(s: string, old: string, by: string, max: number): string {
  if (max < 0 && old !== "") return s.split(old).join(by);
  if (max === 0) return s;
  if (old === "") {
    const p = hasPairs(s) ? points(s) : s.split("");
    let out = "";
    let n = 0;
    for (const c of p) {
      if (max < 0 || n < max) {
        out += by;
        n++;
      }
      out += c;
    }
    return max < 0 || n < max ? out + by : out;
  }
  let out = "";
  let i = 0;
  while (max-- > 0) {
    const j = s.indexOf(old, i);
    if (j < 0) break;
    out += s.slice(i, j) + by;
    i = j + old.length;
  }
  return out + s.slice(i);
}

function fillChar(v: Value): string {
  const s = asStr(v);
  if (s === undefined) {
    throw typeError(`The fill character must be a unicode character, not ${typeName(v)}`);
  }
  if (strLength(s) !== 1) throw typeError("The fill character must be exactly one character long");
  return s;
}

const justDecl = (name: string, how: "left" | "right" | "center"): Decl => [
  "($self, width, fillchar=' ', /)",
  (v: Value, width: Value, fill: Value = " ") => {
    const s = val(v);
    const w = asSsize(width, E.OverflowError);
    const c = fillChar(fill);
    const n = w - strLength(s);
    if (n <= 0) return s;
    if (n > MAX_LENGTH) throw memoryError();
    if (how === "left") return s + repeated(c, n);
    if (how === "right") return repeated(c, n) + s;
    const left = Math.floor(n / 2) + (n & w & 1);
    return repeated(c, left) + s + repeated(c, n - left);
  },
  `S.${name}(width[, fillchar]) -> str`,
];

/** All characters fulfil a test, and there is one. */
const every = (test: (c: number) => boolean) => (v: Value): boolean => {
  const s = val(v);
  if (s === "") return false;
  for (let i = 0; i < s.length; i++) {
    const c = s.codePointAt(i)!;
    if (c > 0xffff) i++;
    if (!test(c)) return false;
  }
  return true;
};

const prop = (re: RegExp) => (c: number) => re.test(String.fromCodePoint(c)) && inVersion(c);
const isAlpha = (c: number) =>
  c < 128 ? (c | 32) >= 97 && (c | 32) <= 122 : charRecord(c).category[0] === "L";
const uppercase = prop(/^\p{Uppercase}$/u);
const isUpperChar = (c: number) => c < 128 ? c >= 65 && c <= 90 : uppercase(c);
const lowercase = prop(/^\p{Lowercase}$/u);
/** Georgian letters had no case before Unicode 11. */
const isLowerChar = (c: number) =>
  c < 128 ? c >= 97 && c <= 122 : lowercase(c) && !(c >= 0x10d0 && c <= 0x10ff);
const titlecase = prop(/^\p{Lt}$/u);
const isTitleChar = (c: number) => c >= 128 && titlecase(c);
const isCased = (c: number) => isUpperChar(c) || isLowerChar(c) || isTitleChar(c);
const isAlnum = (c: number) =>
  c < 128
    ? (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122)
    : isAlpha(c) || decimalDigit(c) >= 0 || asDigit(c) >= 0 || isNumeric(c);

function caseTest(v: Value, good: (c: number) => boolean, bad: (c: number) => boolean): boolean {
  let seen = false;
  for (const ch of val(v)) {
    const c = ch.codePointAt(0)!;
    if (bad(c)) return false;
    if (!seen && good(c)) seen = true;
  }
  return seen;
}

function title(s: string): string {
  let out = "";
  let previous = false;
  let at = 0;
  for (const ch of s) {
    const c = ch.codePointAt(0)!;
    if (c < 128) {
      const letter = (c | 32) >= 97 && (c | 32) <= 122;
      out += letter ? String.fromCharCode(previous ? c | 32 : c & ~32) : ch;
      previous = letter;
    } else {
      out += !previous ? titleCase(ch) : c === 0x3a3 ? sigma(s, at) : lower(ch);
      previous = isCased(c);
    }
    at += ch.length;
  }
  return out;
}

/** str.lower: as Unicode, independent of locale. */
export function lower(s: string): string {
  return toLower(s);
}

/** The lower case of the capital sigma at a place: the final form at a word's end, as the engine sees it. */
const sigma = (s: string, at: number): string =>
  s.toLowerCase().length === s.length
    ? s.toLowerCase()[at]
    : s.slice(0, at + 1).toLowerCase().slice(-1);

function swapcase(s: string): string {
  let out = "";
  let at = 0;
  Array.from(s).forEach((ch) => {
    const c = ch.codePointAt(0)!;
    out += c === 0x3a3
      ? sigma(s, at)
      : isUpperChar(c)
      ? toLower(ch)
      : isLowerChar(c)
      ? toUpper(ch)
      : ch;
    at += ch.length;
  });
  return out;
}

/** str.casefold by the engine's tables: full folding of what upper-casing and lowering twice equates. */
function casefold(s: string): string {
  let out = "";
  for (const ch of s) {
    const c = ch.codePointAt(0)!;
    if (c < 128) out += ch.toLowerCase();
    else if (c === 0x130) out += "i\u0307";
    else if (c === 0x131) out += ch;
    else if (c === 0x1e9e) out += "ss";
    else if (c === 0x3c2) out += "\u03c3";
    else if (c >= 0x13a0 && c <= 0x13f5) out += ch;
    else if (c >= 0xab70 && c <= 0xabbf) out += String.fromCodePoint(c - 0xab70 + 0x13a0);
    else if (c >= 0x13f8 && c <= 0x13fd) out += String.fromCodePoint(c - 8);
    else {
      const u = toUpper(ch);
      out += u.length > ch.length || u !== ch
        ? Array.from(u, (x) => toLower(x)).join("")
        : toLower(ch);
    }
  }
  return out.replaceAll("\u03c2", "\u03c3");
}

function expandTabs(s: string, size: number): string {
  let out = "";
  let column = 0;
  for (const ch of s) {
    if (ch === "\t") {
      if (size > 0) {
        const n = size - (column % size);
        out += repeated(" ", n);
        column += n;
      }
    } else {
      out += ch;
      column = ch === "\n" || ch === "\r" ? 0 : column + 1;
    }
  }
  return out;
}

function translate(s: string, table: Value): string {
  let out = "";
  for (const ch of s) {
    const c = ch.codePointAt(0)!;
    let r: Value;
    try {
      r = table instanceof PyDict ? table.get(c) ?? missing(table, c) : getItem(table, c);
    } catch (e) {
      if (!matches(e, E.LookupError)) throw e;
      out += ch;
      continue;
    }
    if (r === null) continue;
    if (typeof r === "number" || typeof r === "boolean") {
      const n = Number(r);
      if (n < 0 || n > 0x10ffff) throw valueError("character mapping must be in range(0x110000)");
      out += String.fromCodePoint(n);
      continue;
    }
    const t = asStr(r);
    if (t === undefined) throw typeError("character mapping must return integer, None or str");
    out += t;
  }
  return out;
}

/** A dict's value None for a key, or its `__missing__`. */
function missing(d: PyDict, c: number): Value {
  return d.has(c) ? null : getItem(d, c);
}

function makeTrans(x: Value, y?: Value, z?: Value): Value {
  const d = new PyDict();
  if (y !== undefined) {
    const a = asStr(x);
    if (a === undefined) {
      throw typeError("first maketrans argument must be a string if there is a second argument");
    }
    const b = asStr(y);
    if (b === undefined) throw typeError(`maketrans() argument 2 must be str, not ${typeName(y)}`);
    const p = Array.from(a);
    const q = Array.from(b);
    if (p.length !== q.length) {
      throw valueError("the first two maketrans arguments must have equal length");
    }
    p.forEach((c, i) => d.set(c.codePointAt(0)!, q[i].codePointAt(0)!));
    if (z !== undefined) {
      const del = asStr(z);
      if (del === undefined) {
        throw typeError(`maketrans() argument 3 must be str, not ${typeName(z)}`);
      }
      for (const c of del) d.set(c.codePointAt(0)!, null);
    }
    return d;
  }
  if (!(x instanceof PyDict)) {
    throw typeError("if you give only one argument to maketrans it must be a dict");
  }
  for (const e of x.entries()) {
    const s = asStr(e.key);
    if (s !== undefined) {
      if (strLength(s) !== 1) {
        throw valueError("string keys in translate table must be of length 1");
      }
      d.set(s.codePointAt(0)!, e.value!);
    } else if (
      typeof e.key === "number" || typeof e.key === "bigint" || typeof e.key === "boolean"
    ) {
      d.set(e.key, e.value!);
    } else throw typeError("keys in translate table must be strings or integers");
  }
  return d;
}

function partition(v: Value, sepv: Value, last: boolean): Value {
  const s = val(v);
  const sep = asStr(sepv);
  if (sep === undefined) throw typeError(`must be str, not ${typeName(sepv)}`);
  if (sep === "") throw valueError("empty separator");
  const i = last ? s.lastIndexOf(sep) : s.indexOf(sep);
  if (i < 0) return last ? tuple(["", "", s]) : tuple([s, "", ""]);
  return tuple([s.slice(0, i), sep, s.slice(i + sep.length)]);
}

function charAt(s: string, i: number): Value {
  if (!hasPairs(s)) {
    if (i < 0 || i >= s.length) throw indexError("string index out of range");
    return s[i];
  }
  const p = points(s);
  if (i < 0 || i >= p.length) throw indexError("string index out of range");
  return p[i];
}

function subscript(v: Value, k: Value): Value {
  const s = val(v);
  if (v instanceof PyStr && v.codePoints !== null) return subscriptPoints(v.codePoints, k);
  if (k instanceof PySlice) {
    const p = hasPairs(s) ? points(s) : null;
    const [start, , step, count] = sliceIndices(k, p === null ? s.length : p.length);
    if (step === 1) {
      return p === null ? s.slice(start, start + count) : p.slice(start, start + count).join("");
    }
    let out = "";
    for (let i = 0, j = start; i < count; i++, j += step) out += p === null ? s[j] : p[j];
    return out;
  }
  if (typeOf(k).nbIndex === undefined) {
    throw typeError(`string indices must be integers`);
  }
  const i = asSsize(k, E.IndexError);
  return charAt(s, i < 0 ? i + strLength(s) : i);
}

function subscriptPoints(p: readonly number[], k: Value): Value {
  if (k instanceof PySlice) {
    const [start, , step, count] = sliceIndices(k, p.length);
    return strFromPoints(Array.from({ length: count }, (_, i) => p[start + i * step]));
  }
  if (typeOf(k).nbIndex === undefined) throw typeError("string indices must be integers");
  let i = asSsize(k, E.IndexError);
  if (i < 0) i += p.length;
  if (i < 0 || i >= p.length) throw indexError("string index out of range");
  return String.fromCodePoint(p[i]);
}

/** The str of code points: a JS string where UTF-16 can say it. */
const hasPoints = (v: Value): boolean => v instanceof PyStr && v.codePoints !== null;
const pointsIn = (v: Value): readonly number[] =>
  (v instanceof PyStr ? v.codePoints : null) ?? toCodePoints(val(v));

export function strFromPoints(p: readonly number[]): Value {
  let s = "";
  let exact = true;
  for (let i = 0; i < p.length; i++) {
    if (i > 0 && p[i] >= 0xdc00 && p[i] < 0xe000 && p[i - 1] >= 0xd800 && p[i - 1] < 0xdc00) {
      exact = false;
    }
    s += String.fromCodePoint(p[i]);
  }
  if (exact) return s;
  const o = new PyStr(s);
  o.codePoints = p;
  return o;
}

const newSig = new Signature("str", "(object='', encoding='utf-8', errors='strict')", 0);

let decodeHook: (v: Value, encoding: Maybe, errors: Maybe) => string = () => "";
let encodeHook: (s: Value, encoding: Maybe, errors: Maybe) => Value = () => null;
/** Hands over the codecs (PyUnicode_FromEncodedObject, PyUnicode_AsEncodedString). */
export function setCodecs(decode: typeof decodeHook, encode: typeof encodeHook): void {
  decodeHook = decode;
  encodeHook = encode;
}

const encodeSig = new Signature("encode", "($self, encoding='utf-8', errors='strict')", 0);
const linesSig = new Signature("splitlines", "($self, keepends=False)", 0);
const tabsSig = new Signature("expandtabs", "($self, tabsize=8)", 0);

/** What a string takes in C: one, two or four bytes a character (PEP 393). */
function strBytes(s: string, exact: boolean): number {
  const n = strLength(s) + 1;
  let top = 0;
  for (let i = 0; i < s.length; i++) top |= s.charCodeAt(i);
  const size = n * (top < 256 ? 1 : n > s.length ? 2 : 4);
  // a subclass's instance keeps its characters apart
  return size + (!exact ? 80 : top < 128 ? 48 : 72);
}

export const strSpec: TypeSpec = {
  doc:
    "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nCreate a new string object from the given object.",
  slots: {
    tpNew: (t, args, kw) => {
      let o: Maybe, encoding: Maybe, errors: Maybe;
      if (kw === null && args.length < 2) o = args[0];
      else [o, encoding, errors] = bind(newSig, args, kw) as Maybe[];
      let s: Value;
      if (o === undefined) s = "";
      else if (encoding === undefined && errors === undefined) s = strValue(o);
      else {
        for (const [e, i] of [[encoding, 2], [errors, 3]] as const) {
          if (e !== undefined && asStr(e) === undefined) {
            throw typeError(`str() argument ${i} must be str, not ${typeName(e)}`);
          }
        }
        if (asStr(o) !== undefined) throw typeError("decoding str is not supported");
        s = decodeHook(o, encoding, errors);
      }
      return t === strType ? s : asInstanceOf(new PyStr(asStr(s)!), t);
    },
    tpRepr: (v) =>
      v instanceof PyStr && v.codePoints !== null ? codePointsRepr(v.codePoints) : strRepr(val(v)),
    tpStr: (v) =>
      typeof v === "string" || ((v as PyStr).codePoints !== null && (v as PyStr).cls === strType)
        ? v
        : (v as PyStr).s,
    tpHash: (v) => hashString(val(v)),
    tpRichcompare: (a, b, op) => {
      const x = asStr(a);
      const y = asStr(b);
      if (x === undefined || y === undefined) return NotImplemented;
      if (op === 2 || op === 3) {
        const px = (a as PyStr).codePoints;
        const py = (b as PyStr).codePoints;
        const same = x === y && ((px ?? null) === null) === ((py ?? null) === null);
        return same === (op === 2);
      }
      const c = compareStrings(x, y);
      switch (op as Cmp) {
        case 0:
          return c < 0;
        case 1:
          return c <= 0;
        case 4:
          return c > 0;
        default:
          return c >= 0;
      }
    },
    tpIter: (v) => new PyStrIter(val(v)),
    nbRemainder: (a, b) => asStr(a) === undefined ? NotImplemented : percentFormat(val(a), b),
    sqLength: (v) =>
      v instanceof PyStr && v.codePoints !== null ? v.codePoints.length : strLength(val(v)),
    sqConcat: (a, b) => {
      const y = asStr(b);
      if (y === undefined) throw typeError(`must be str, not ${typeName(b)}`);
      const x = val(a);
      if (x.length + y.length > MAX_LENGTH) throw memoryError();
      if (hasPoints(a) || hasPoints(b)) return strFromPoints([...pointsIn(a), ...pointsIn(b)]);
      return x + y;
    },
    sqRepeat: (v, n) => repeated(val(v), n),
    sqItem: (v, i) => charAt(val(v), i),
    sqContains: (v, x) => {
      const s = asStr(x);
      if (s === undefined) {
        throw typeError(`'in <string>' requires string as left operand, not ${typeName(x)}`);
      }
      return val(v).includes(s);
    },
    mpLength: (v) => strLength(val(v)),
    mpSubscript: subscript,
  },
  methods: {
    capitalize: ["($self, /)", (v: Value) => {
      const p = Array.from(val(v));
      if (p.length === 0) return "";
      return toUpper(p[0]) + lower("x" + p.slice(1).join("")).slice(1);
    }, "S.capitalize() -> str\n\nReturn a capitalized version of S."],
    casefold: [
      "($self, /)",
      (v: Value) => casefold(val(v)),
      "S.casefold() -> str\n\nReturn a version of S suitable for caseless comparisons.",
    ],
    center: justDecl("center", "center"),
    count: [
      "($self, sub, start=None, end=None, /)",
      (v: Value, sub: Value, start: Value = null, end: Value = null) => {
        const t = asStr(sub);
        if (t === undefined) throw typeError(`must be str, not ${typeName(sub)}`);
        const s = val(v);
        const [from, to] = bounds(s, start, end);
        if (from > strLength(s) || from > to) return 0;
        return countOf(s, t, toUnit(s, from), toUnit(s, to), to - from);
      },
      "S.count(sub[, start[, end]]) -> int\n\nReturn the number of non-overlapping occurrences of substring sub.",
    ],
    encode: [
      "($self, /, encoding='utf-8', errors='strict')",
      (v: Value, args: Value[], kw: KwNames) => {
        const [enc, err] = bind(encodeSig, args, kw) as Maybe[];
        [enc, err].forEach((e, i) => {
          if (e !== undefined && asStr(e) === undefined) {
            throw typeError(`encode() argument ${i + 1} must be str, not ${typeName(e)}`);
          }
        });
        return encodeValue(v, enc, err);
      },
      "S.encode(encoding='utf-8', errors='strict') -> bytes\n\nEncode S using the codec registered for encoding.",
      3,
    ],
    endswith: [
      "($self, suffix, start=None, end=None, /)",
      (v: Value, s: Value, start: Value = null, end: Value = null) =>
        tailmatch(v, "endswith", s, start, end, true),
      "S.endswith(suffix[, start[, end]]) -> bool",
    ],
    expandtabs: [
      "($self, /, tabsize=8)",
      (v: Value, args: Value[], kw: KwNames) => {
        const [size = 8] = bind(tabsSig, args, kw) as Value[];
        return expandTabs(val(v), Number(asIndex(size)));
      },
      "S.expandtabs(tabsize=8) -> str",
      3,
    ],
    find: findDecl(
      "find",
      false,
      false,
      "Return the lowest index in S where substring sub is found.",
    ),
    format: [
      "($self, /, *args, **kwargs)",
      (v: Value, args: Value[], kw: KwNames) => formatMethod(val(v), args, kw),
      "S.format(*args, **kwargs) -> str",
      3,
    ],
    format_map: [
      "($self, mapping, /)",
      (v: Value, m: Value) => formatMapMethod(val(v), m),
      "S.format_map(mapping) -> str",
    ],
    index: findDecl(
      "index",
      false,
      true,
      "Like S.find() but raise ValueError when the substring is not found.",
    ),
    isalnum: ["($self, /)", every(isAlnum), "S.isalnum() -> bool"],
    isalpha: ["($self, /)", every(isAlpha), "S.isalpha() -> bool"],
    isdecimal: ["($self, /)", every((c) => decimalDigit(c) >= 0), "S.isdecimal() -> bool"],
    isdigit: [
      "($self, /)",
      every((c) => decimalDigit(c) >= 0 || asDigit(c) >= 0),
      "S.isdigit() -> bool",
    ],
    isidentifier: ["($self, /)", (v: Value) => isIdentifier(val(v)), "S.isidentifier() -> bool"],
    islower: [
      "($self, /)",
      (v: Value) => caseTest(v, isLowerChar, (c) => isUpperChar(c) || isTitleChar(c)),
      "S.islower() -> bool",
    ],
    isnumeric: [
      "($self, /)",
      every((c) => decimalDigit(c) >= 0 || isNumeric(c)),
      "S.isnumeric() -> bool",
    ],
    isprintable: [
      "($self, /)",
      (v: Value) => val(v) === "" || every(isPrintable)(v),
      "S.isprintable() -> bool",
    ],
    isspace: ["($self, /)", every(isSpace), "S.isspace() -> bool"],
    istitle: ["($self, /)", (v: Value) => {
      let cased = false;
      let previous = false;
      for (const ch of val(v)) {
        const c = ch.codePointAt(0)!;
        if (isUpperChar(c) || isTitleChar(c)) {
          if (previous) return false;
          previous = cased = true;
        } else if (isLowerChar(c)) {
          if (!previous) return false;
          previous = cased = true;
        } else previous = false;
      }
      return cased;
    }, "S.istitle() -> bool"],
    isupper: [
      "($self, /)",
      (v: Value) => caseTest(v, isUpperChar, (c) => isLowerChar(c) || isTitleChar(c)),
      "S.isupper() -> bool",
    ],
    join: [
      "($self, iterable, /)",
      (v: Value, it: Value) => joinStrings(val(v), it),
      "S.join(iterable) -> str\n\nReturn a string which is the concatenation of the strings in the iterable.",
    ],
    ljust: justDecl("ljust", "left"),
    lower: ["($self, /)", (v: Value) => lower(val(v)), "S.lower() -> str"],
    lstrip: stripDecl("lstrip", true, false),
    maketrans: [
      "(x, y=None, z=None, /)",
      makeTrans,
      "str.maketrans(x[, y[, z]]) -> dict (static method)",
    ],
    partition: [
      "($self, sep, /)",
      (v: Value, sep: Value) => partition(v, sep, false),
      "S.partition(sep) -> (head, sep, tail)",
    ],
    replace: [
      "($self, old, new, count=-1, /)",
      (v: Value, old: Value, by: Value, count: Value = -1) => {
        const o = asStr(old);
        const b = asStr(by);
        if (o === undefined) {
          throw typeError(
            `replace() argument 1 must be str, not ${typeName(old)}`,
          );
        }
        if (b === undefined) {
          throw typeError(
            `replace() argument 2 must be str, not ${typeName(by)}`,
          );
        }
        return replace(val(v), o, b, asSsize(count, E.OverflowError));
      },
      "S.replace(old, new[, count]) -> str",
    ],
    rfind: findDecl(
      "rfind",
      true,
      false,
      "Return the highest index in S where substring sub is found.",
    ),
    rindex: findDecl(
      "rindex",
      true,
      true,
      "Like S.rfind() but raise ValueError when the substring is not found.",
    ),
    rjust: justDecl("rjust", "right"),
    rpartition: [
      "($self, sep, /)",
      (v: Value, sep: Value) => partition(v, sep, true),
      "S.rpartition(sep) -> (head, sep, tail)",
    ],
    rsplit: splitDecl("rsplit"),
    rstrip: stripDecl("rstrip", false, true),
    split: splitDecl("split"),
    splitlines: [
      "($self, /, keepends=False)",
      (v: Value, args: Value[], kw: KwNames) => {
        const [keep = false] = bind(linesSig, args, kw) as Value[];
        return new PyList(
          splitLines(val(v), typeof keep === "boolean" ? keep : asIndex(keep) !== 0),
        );
      },
      "S.splitlines([keepends]) -> list of strings",
      3,
    ],
    startswith: [
      "($self, prefix, start=None, end=None, /)",
      (v: Value, s: Value, start: Value = null, end: Value = null) =>
        tailmatch(v, "startswith", s, start, end, false),
      "S.startswith(prefix[, start[, end]]) -> bool",
    ],
    strip: stripDecl("strip", true, true),
    swapcase: ["($self, /)", (v: Value) => swapcase(val(v)), "S.swapcase() -> str"],
    title: ["($self, /)", (v: Value) => title(val(v)), "S.title() -> str"],
    translate: [
      "($self, table, /)",
      (v: Value, t: Value) => translate(val(v), t),
      "S.translate(table) -> str",
    ],
    upper: ["($self, /)", (v: Value) => toUpper(val(v)), "S.upper() -> str"],
    zfill: ["($self, width, /)", (v: Value, width: Value) => {
      const s = val(v);
      const n = asSsize(width, E.OverflowError) - strLength(s);
      if (n <= 0) return s;
      const sign = s[0] === "+" || s[0] === "-" ? s[0] : "";
      return sign + repeated("0", n) + s.slice(sign.length);
    }, "S.zfill(width) -> str"],
    __format__: ["($self, format_spec, /)", (v: Value, spec: Value) => {
      const s = asStr(spec);
      if (s === undefined) {
        throw typeError(`__format__() argument 1 must be str, not ${typeName(spec)}`);
      }
      if (s === "") return typeof v === "string" ? v : strValue(v);
      return formatStr(v, val(v), s);
    }, "S.__format__(format_spec) -> str"],
    __getnewargs__: ["($self, /)", (v: Value) => tuple([val(v)])],
    __sizeof__: [
      "($self, /)",
      (v: Value) => strBytes(val(v), typeOf(v) === strType),
      "S.__sizeof__() -> size of S in memory, in bytes",
    ],
  },
};

function encodeValue(v: Value, enc: Maybe, err: Maybe): Value {
  return encodeHook(v instanceof PyStr && v.codePoints !== null ? v : val(v), enc, err);
}

/** Whether a text is an identifier. */
export function isIdentifier(s: string): boolean {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(s)) return true;
  let first = true;
  for (const ch of s) {
    const c = ch.codePointAt(0)!;
    // the tables begin behind ASCII
    const ok = c < 128
      ? (first ? /[A-Za-z_]/ : /[A-Za-z0-9_]/).test(ch)
      : first
      ? isXidStart(c)
      : isXidContinue(c);
    if (!ok) return false;
    first = false;
  }
  return !first;
}

export const strIterSpec: TypeSpec = {
  slots: {
    tpIter: (v) => v,
    tpIternext: (v) => {
      const it = v as PyStrIter;
      if (meter !== null) meter.spend(1);
      const s = it.s;
      if (s === null) return undefined;
      const i = it.index;
      if (i >= s.length) {
        it.s = null;
        return undefined;
      }
      const c = s.charCodeAt(i);
      if (c >= 0xd800 && c < 0xdc00 && (s.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
        it.index = i + 2;
        return s.slice(i, i + 2);
      }
      it.index = i + 1;
      return s[i];
    },
  },
  methods: {
    __length_hint__: [
      "($self, /)",
      (it: PyStrIter) => it.s === null ? 0 : strLength(it.s.slice(it.index)),
    ],
    __reduce__: [
      "($self, /)",
      (it: PyStrIter) =>
        it.s === null
          ? tuple([iterBuiltin(), tuple([""])])
          : tuple([iterBuiltin(), tuple([it.s]), toPoint(it.s, it.index)]),
    ],
    __setstate__: ["($self, state, /)", (it: PyStrIter, v: Value) => {
      if (it.s === null) return;
      const n = Number(asIndex(v));
      it.index = toUnit(it.s, Math.max(0, n));
    }],
  },
};
