/**
 * unicodedata (Modules/unicodedata.c): Unicode 9.0, and 3.2 as `ucd_3_2_0`.
 *
 * @module
 */
import { ArgStyle, type Decls, type NativeFn } from "../core/args.ts";
import { asStr } from "../core/compare.ts";
import { E, exception, typeError, typeName, valueError } from "../core/errors.ts";
import {
  type Maybe,
  PyFloat,
  PyObject,
  PyStr,
  PyType,
  TypeFlag,
  type Value,
} from "../core/object.ts";
import { asBuffer } from "../objects/buffer.ts";
import { strFromPoints } from "../objects/str.ts";
import type { TypeSpec } from "../objects/type.ts";
import { asDigit } from "../util/unicode_case.ts";
import { lookupNamedSequence, lookupUnicodeName, unicodeName } from "../util/unicode_names.ts";
import {
  type CharRecord,
  charRecord,
  charRecord32,
  decomposition,
  isNewSince32,
  normalizePoints,
  numericValue,
} from "../util/unicode_props.ts";
import { decodeLatin1, toCodePoints } from "../util/utf8.ts";
import { oneChar } from "./array_data.ts";
import type { ModuleSpec } from "./spec.ts";

/** A database: the module itself, or ucd_3_2_0. */
class PyUcd extends PyObject {}
const ucdType = new PyType("UCD", TypeFlag.None, "unicodedata");
PyUcd.prototype.cls = ucdType;

function char(v: Value, f: string, at = 0): number {
  const c = oneChar(v);
  if (c === undefined) {
    const which = at === 0 ? "argument" : `argument ${at}`;
    throw typeError(`${f}() ${which} must be a unicode character, not ${typeName(v)}`);
  }
  return c;
}

const hex = (c: number): string => c.toString(16).toUpperCase().padStart(4, "0");

const NAME_MAXLEN = 256;

function lookup(name: Value, old: boolean): Value {
  const buffer = asStr(name) ?? asBuffer(name);
  if (buffer === undefined) {
    throw typeError(`a bytes-like object is required, not '${typeName(name)}'`);
  }
  const text = typeof buffer === "string" ? buffer : decodeLatin1(buffer);
  if (text.length > NAME_MAXLEN) throw exception(E.KeyError, "name too long");
  const c = lookupUnicodeName(text);
  if (c >= 0) {
    // 3.2 has no aliases; ideographs and syllables are not looked at
    const known = !old || /^(CJK UNIFIED|HANGUL SYLLABLE)/.test(text) ||
      (!isNewSince32(c) && unicodeName(c) === text.toUpperCase());
    if (known) return strFromPoints([c]);
  } else if (!old) {
    const points = lookupNamedSequence(text);
    if (points !== null) return strFromPoints(points);
  }
  throw exception(E.KeyError, `undefined character name '${text}'`);
}

function normalize(form: Value, v: Value, old: boolean): Value {
  const name = asStr(form);
  const s = asStr(v);
  if (name === undefined) {
    throw typeError(`normalize() argument 1 must be str, not ${typeName(form)}`);
  }
  if (s === undefined) throw typeError(`normalize() argument 2 must be str, not ${typeName(v)}`);
  if (s === "") return v;
  if (name !== "NFC" && name !== "NFKC" && name !== "NFD" && name !== "NFKD") {
    throw valueError("invalid normalization form");
  }
  const exact = typeof v === "string";
  // deno-lint-ignore no-control-regex
  if (exact && /^[\x00-\x7f]*$/.test(s)) return v;
  const points = v instanceof PyStr && v.codePoints !== null ? v.codePoints : toCodePoints(s);
  // what 9.0 knows is normalized as in the engine's later version; normal forms are stable
  if (exact && !old && points.every((c) => c < 0x378 || charRecord(c).category !== "Cn")) {
    return s.normalize(name);
  }
  return strFromPoints(
    normalizePoints(points, name.endsWith("C"), name.length === 4, old),
  );
}

function functions(self: boolean): Decls {
  const old = self;
  const rec: (c: number) => CharRecord = old ? charRecord32 : charRecord;
  const gone = (c: number): boolean => old && isNewSince32(c);
  const me = self ? "$self" : "$module";
  // methods get self in front
  const m = (f: NativeFn): NativeFn => self ? (_self: Value, ...args: Value[]) => f(...args) : f;
  const field = (name: string, get: (r: CharRecord) => Value, doc: string) =>
    [`(${me}, chr, /)`, m((v: Value) => get(rec(char(v, name)))), doc] as const;
  const valued = (
    name: string,
    get: (c: number) => Maybe,
    missing: string,
    doc: string,
  ) =>
    [
      `(${me}, chr, default=None, /)`,
      m((v: Value, other?: Value) => {
        const r = get(char(v, name, 1));
        if (r !== undefined) return r;
        if (other === undefined) throw valueError(missing);
        return other;
      }),
      doc,
      ArgStyle.Parse,
    ] as const;
  const decimal = (c: number): number | undefined =>
    gone(c)
      ? undefined
      : charRecord(c).category === "Nd"
      ? numericValue(c)
      : old && digitIn32(c)
      ? asDigit(c)
      : undefined;
  return {
    name: valued(
      "name",
      (c) => gone(c) ? undefined : unicodeName(c) ?? undefined,
      "no such name",
      "Returns the name assigned to the character chr as a string.",
    ),
    lookup: [
      `(${me}, name, /)`,
      m((v: Value) => lookup(v, old)),
      "Look up character by name.",
    ],
    category: field(
      "category",
      (r) => r.category,
      "Returns the general category assigned to the character chr as string.",
    ),
    bidirectional: field(
      "bidirectional",
      (r) => r.bidirectional,
      "Returns the bidirectional class assigned to the character chr as string.",
    ),
    combining: field(
      "combining",
      (r) => r.combining,
      "Returns the canonical combining class assigned to the character chr as integer.",
    ),
    mirrored: field(
      "mirrored",
      (r) => r.mirrored,
      "Returns the mirrored property assigned to the character chr as integer.",
    ),
    east_asian_width: field(
      "east_asian_width",
      (r) => r.width,
      "Returns the east asian width assigned to the character chr as string.",
    ),
    decomposition: [
      `(${me}, chr, /)`,
      m((v: Value) => {
        const c = char(v, "decomposition");
        const d = gone(c) ? undefined : decomposition(c);
        if (d === undefined) return "";
        return (d.tag === "" ? "" : d.tag + " ") + d.points.map(hex).join(" ");
      }),
      "Returns the character decomposition mapping assigned to the character chr as string.",
    ],
    normalize: [
      `(${me}, form, unistr, /)`,
      m((form: Value, v: Value) => normalize(form, v, old)),
      "Return the normal form 'form' for the Unicode string unistr.",
      ArgStyle.Parse,
    ],
    decimal: valued(
      "decimal",
      decimal,
      "not a decimal",
      "Converts a Unicode character into its equivalent decimal value.",
    ),
    digit: valued(
      "digit",
      (c) => {
        if (charRecord(c).category === "Nd") return numericValue(c);
        const d = asDigit(c);
        return d < 0 ? undefined : d;
      },
      "not a digit",
      "Converts a Unicode character into its equivalent digit value.",
    ),
    numeric: valued(
      "numeric",
      (c) => {
        const n = gone(c) ? undefined : numericValue(c);
        return n === undefined ? undefined : new PyFloat(n);
      },
      "not a numeric character",
      "Converts a Unicode character into its equivalent numeric value.",
    ),
  };
}

/** Digits that 3.2 called decimal ones. */
function digitIn32(c: number): boolean {
  return (c >= 0xb2 && c <= 0xb9 || c >= 0x1369 && c <= 0x1371 || c >= 0x2070 && c <= 0x2089) &&
    asDigit(c) >= 0;
}

export const unicodedata_module = (): ModuleSpec => ({
  name: "unicodedata",
  doc: "The Unicode Character Database, version 9.0.0.",
  functions: functions(false),
  types: () => [[
    ucdType,
    {
      methods: functions(true),
      members: ["unidata_version"],
      getset: { unidata_version: { get: () => "3.2.0" } },
    } satisfies TypeSpec,
  ]],
  attrs: () => ({ unidata_version: "9.0.0", ucd_3_2_0: new PyUcd() }),
});
