/**
 * The module _locale (Modules/_localemodule.c): the C locale, with UTF-8 as its
 * character set.
 *
 * @module
 */
import { PerRuntime } from "../core/state.ts";
import { moduleException } from "./exceptions.ts";
import { asStr } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import { exception, typeError, typeName, valueError } from "../core/errors.ts";
import { PyList, type PyType, type Value } from "../core/object.ts";
import { asIndex } from "../core/ops.ts";
import type { ModuleSpec } from "./spec.ts";

const CONSTANTS: Readonly<Record<string, number>> = {
  LC_CTYPE: 0,
  LC_TIME: 2,
  LC_COLLATE: 3,
  LC_MONETARY: 4,
  LC_MESSAGES: 5,
  LC_NUMERIC: 1,
  LC_ALL: 6,
  CHAR_MAX: 127,
  DAY_1: 131079,
  DAY_2: 131080,
  DAY_3: 131081,
  DAY_4: 131082,
  DAY_5: 131083,
  DAY_6: 131084,
  DAY_7: 131085,
  ABDAY_1: 131072,
  ABDAY_2: 131073,
  ABDAY_3: 131074,
  ABDAY_4: 131075,
  ABDAY_5: 131076,
  ABDAY_6: 131077,
  ABDAY_7: 131078,
  MON_1: 131098,
  MON_2: 131099,
  MON_3: 131100,
  MON_4: 131101,
  MON_5: 131102,
  MON_6: 131103,
  MON_7: 131104,
  MON_8: 131105,
  MON_9: 131106,
  MON_10: 131107,
  MON_11: 131108,
  MON_12: 131109,
  ABMON_1: 131086,
  ABMON_2: 131087,
  ABMON_3: 131088,
  ABMON_4: 131089,
  ABMON_5: 131090,
  ABMON_6: 131091,
  ABMON_7: 131092,
  ABMON_8: 131093,
  ABMON_9: 131094,
  ABMON_10: 131095,
  ABMON_11: 131096,
  ABMON_12: 131097,
  RADIXCHAR: 65536,
  THOUSEP: 65537,
  CRNCYSTR: 262159,
  D_T_FMT: 131112,
  D_FMT: 131113,
  T_FMT: 131114,
  AM_STR: 131110,
  PM_STR: 131111,
  CODESET: 14,
  T_FMT_AMPM: 131115,
  ERA: 131116,
  ERA_D_FMT: 131118,
  ERA_D_T_FMT: 131120,
  ERA_T_FMT: 131121,
  ALT_DIGITS: 131119,
  YESEXPR: 327680,
  NOEXPR: 327681,
};

const LANGINFO: ReadonlyMap<number, string> = new Map([
  [131079, "Sunday"],
  [131080, "Monday"],
  [131081, "Tuesday"],
  [131082, "Wednesday"],
  [131083, "Thursday"],
  [131084, "Friday"],
  [131085, "Saturday"],
  [131072, "Sun"],
  [131073, "Mon"],
  [131074, "Tue"],
  [131075, "Wed"],
  [131076, "Thu"],
  [131077, "Fri"],
  [131078, "Sat"],
  [131098, "January"],
  [131099, "February"],
  [131100, "March"],
  [131101, "April"],
  [131102, "May"],
  [131103, "June"],
  [131104, "July"],
  [131105, "August"],
  [131106, "September"],
  [131107, "October"],
  [131108, "November"],
  [131109, "December"],
  [131086, "Jan"],
  [131087, "Feb"],
  [131088, "Mar"],
  [131089, "Apr"],
  [131090, "May"],
  [131091, "Jun"],
  [131092, "Jul"],
  [131093, "Aug"],
  [131094, "Sep"],
  [131095, "Oct"],
  [131096, "Nov"],
  [131097, "Dec"],
  [65536, "."],
  [65537, ""],
  [262159, "-"],
  [131112, "%a %b %e %H:%M:%S %Y"],
  [131113, "%m/%d/%y"],
  [131114, "%H:%M:%S"],
  [131110, "AM"],
  [131111, "PM"],
  [14, "UTF-8"],
  [131115, "%I:%M:%S %p"],
  [131116, ""],
  [131118, ""],
  [131120, ""],
  [131121, ""],
  [131119, ""],
  [327680, "^[yY]"],
  [327681, "^[nN]"],
]);

const localeError = (): PyType => moduleException("locale", "Error");

const str = (v: Value, name: string): string => {
  const s = asStr(v);
  if (s === undefined) throw typeError(`${name} must be str, not ${typeName(v)}`);
  return s;
};

const KNOWN = /^(?:C|POSIX)?$|^(?:C|en_US)\.utf-?8$/i;
const chosen = new PerRuntime(() => ({ locale: "C" }));

export const _locale_module = (): ModuleSpec => ({
  name: "_locale",
  doc: "Support for POSIX locales.",
  functions: {
    setlocale: ["(category, locale=None, /)", (category: Value, locale: Value = null) => {
      const c = asIndex(category);
      if (c < 0 || c > 12) throw exception(localeError(), "invalid locale category");
      if (locale === null) return chosen.current.locale;
      const s = str(locale, "setlocale() argument 2");
      if (!KNOWN.test(s)) throw exception(localeError(), "unsupported locale setting");
      if (s !== "") chosen.current.locale = s === "POSIX" ? "C" : s;
      return chosen.current.locale;
    }],
    localeconv: ["()", () => {
      const d = new PyDict();
      for (
        const k of ["int_curr_symbol", "currency_symbol", "mon_decimal_point", "mon_thousands_sep"]
      ) d.setStr(k, "");
      d.setStr("mon_grouping", new PyList([]));
      d.setStr("positive_sign", "");
      d.setStr("negative_sign", "");
      for (
        const k of [
          "int_frac_digits",
          "frac_digits",
          "p_cs_precedes",
          "p_sep_by_space",
          "n_cs_precedes",
          "n_sep_by_space",
          "p_sign_posn",
          "n_sign_posn",
        ]
      ) d.setStr(k, 127);
      d.setStr("decimal_point", ".");
      d.setStr("thousands_sep", "");
      d.setStr("grouping", new PyList([]));
      return d;
    }],
    strcoll: ["(os1, os2, /)", (a: Value, b: Value) => {
      const [x, y] = [str(a, "argument 1"), str(b, "argument 2")];
      return x < y ? -1 : x > y ? 1 : 0;
    }],
    strxfrm: ["(string, /)", (s: Value) => str(s, "strxfrm() argument")],
    nl_langinfo: ["(key, /)", (key: Value) => {
      const s = LANGINFO.get(Number(asIndex(key)));
      if (s === undefined) throw valueError("unsupported langinfo constant");
      return s;
    }],
    gettext: ["(msg, /)", (s: Value) => str(s, "gettext() argument 1")],
    dgettext: ["(domain, msg, /)", (_d: Value, s: Value) => str(s, "dgettext() argument 2")],
    dcgettext: [
      "(domain, msg, category, /)",
      (_d: Value, s: Value, _c: Value) => str(s, "dcgettext() argument 2"),
    ],
    textdomain: ["(domain, /)", (d: Value) => d ?? "messages"],
    bindtextdomain: ["(domain, dir, /)", (_d: Value, dir: Value) => dir ?? "/usr/share/locale"],
    bind_textdomain_codeset: ["(domain, codeset, /)", (_d: Value, c: Value) => c],
  },
  attrs: () => ({ ...CONSTANTS, Error: localeError() }),
});
