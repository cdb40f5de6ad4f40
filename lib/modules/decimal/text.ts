/**
 * Decimals as text: parsing, the scientific and the engineering form, and the
 * format mini-language.
 *
 * @module
 */
import { memoryError } from "../../core/errors.ts";
import { type Int, intAdd, intNeg, intSub } from "../../core/number.ts";
import { normInt } from "../../core/object.ts";
import { decimalDigit, isSpace, trimSpaces } from "../../util/unicode.ts";
import { rescaled } from "./arith.ts";
import {
  countDigits,
  type Ctx,
  dropped,
  finite,
  infinity,
  Kind,
  PyDecimal,
  roundsUp,
  scaleUp,
  shiftRight,
} from "./value.ts";

const NUMBER = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?$/;
const SPECIAL = /^([+-]?)(?:(inf|infinity)|(s?nan)(\d*))$/i;

/** ASCII of a text: digits of any script, spaces as such; undefined for anything else. */
export function asciiOf(text: string, lenient: boolean): string | undefined {
  if (!lenient && /^[\x21-\x7e]*$/.test(text)) return text;
  let s = "";
  for (const ch of text) {
    const c = ch.codePointAt(0)!;
    if (c < 128) s += ch;
    else if (isSpace(c)) s += " ";
    else {
      const d = decimalDigit(c);
      if (d < 0) return undefined;
      s += d;
    }
  }
  if (!lenient) return s;
  return trimSpaces(s).replaceAll("_", "");
}

/** The number of a short text of a sign, digits and a point; undefined for any other. */
export function parseShort(s: string): PyDecimal | undefined {
  const n = s.length;
  let i = 0;
  let sign: 0 | 1 = 0;
  const first = n > 0 ? s.charCodeAt(0) : 0;
  if (first === 45 || first === 43) {
    sign = first === 45 ? 1 : 0;
    i = 1;
  }
  // no more digits than a number holds, and one at least
  if (n - i > 15) return undefined;
  let coef = 0;
  let point = -1;
  let digits = 0;
  for (; i < n; i++) {
    const c = s.charCodeAt(i);
    if (c >= 48 && c < 58) {
      coef = coef * 10 + (c - 48);
      digits++;
    } else if (c === 46 && point < 0) point = i;
    else return undefined;
  }
  if (digits === 0) return undefined;
  return finite(sign, coef, point < 0 ? 0 : point + 1 - n + 0);
}

/** The number that an ASCII text says, undefined where it says none. */
export function parse(s: string): PyDecimal | undefined {
  const m = NUMBER.exec(s);
  if (m === null) {
    const x = SPECIAL.exec(s);
    if (x === null) return undefined;
    const sign = x[1] === "-" ? 1 : 0;
    if (x[2] !== undefined) return infinity(sign);
    const payload = x[4].replace(/^0+/, "");
    return new PyDecimal(
      sign,
      payload === "" ? 0 : toInt(payload),
      0,
      x[3].length === 4 ? Kind.SNaN : Kind.NaN,
    );
  }
  const sign = m[1] === "-" ? 1 : 0;
  const fraction = m[3] ?? m[4] ?? "";
  const digits = (m[2] ?? "") + fraction;
  let exp: Int = m[5] === undefined ? 0 : toInt(m[5]);
  // what C cannot hold either: far enough out for any context
  const far = 10n ** 19n;
  if (exp > far) exp = far;
  else if (exp < -far) exp = -far;
  return finite(sign, toInt(digits), intSub(exp, fraction.length));
}

function toInt(digits: string): Int {
  return digits.length < 16 ? Number(digits) + 0 : normInt(BigInt(digits.replace(/^\+/, "")));
}

/** The text of a number (to-scientific-string, or the engineering one). */
export function toText(a: PyDecimal, capitals: boolean, eng = false): string {
  const sign = a.sign === 1 ? "-" : "";
  if (a.kind !== Kind.Finite) {
    if (a.kind === Kind.Inf) return sign + "Infinity";
    return sign + (a.kind === Kind.NaN ? "NaN" : "sNaN") + (a.coef === 0 ? "" : String(a.coef));
  }
  let digits = String(a.coef);
  const left = intAdd(a.exp, digits.length);
  let place: number;
  if (a.exp <= 0 && left > -6) place = Number(left);
  else if (!eng) place = 1;
  else if (a.coef === 0) place = Number(mod3(intAdd(left, 1))) - 1;
  else place = Number(mod3(intSub(left, 1))) + 1;
  let body: string;
  if (place <= 0) body = "0." + "0".repeat(-place) + digits;
  else if (place >= digits.length) {
    digits += "0".repeat(place - digits.length);
    body = digits;
  } else body = digits.slice(0, place) + "." + digits.slice(place);
  const e = intSub(left, place);
  if (e === 0) return sign + body;
  return sign + body + (capitals ? "E" : "e") + (e < 0 ? "" : "+") + String(e);
}

function mod3(n: Int): Int {
  const r = typeof n === "number" ? n % 3 : Number(n % 3n);
  return r < 0 ? r + 3 : r;
}

/** A parsed format specification. */
export interface DecSpec {
  fill: string;
  align: string;
  sign: string;
  width: number;
  sep: string;
  dot: string;
  grouping: readonly number[];
  prec: number;
  type: string;
}

/** Parses a specification; undefined where it is none. */
export function parseFormat(text: string, capitals: boolean): DecSpec | undefined {
  const s = Array.from(text);
  const out: DecSpec = {
    fill: " ",
    align: ">",
    sign: "-",
    width: 0,
    sep: "",
    dot: ".",
    grouping: [],
    prec: -1,
    type: capitals ? "G" : "g",
  };
  let i = 0;
  let aligned = false;
  const isAlign = (c: string | undefined) => c !== undefined && "<>=^".includes(c);
  if (s.length > 1 && isAlign(s[1])) {
    out.fill = s[0];
    out.align = s[1];
    aligned = true;
    i = 2;
  } else if (isAlign(s[0])) {
    out.align = s[0];
    aligned = true;
    i = 1;
  }
  if (s[i] === "+" || s[i] === "-" || s[i] === " ") out.sign = s[i++];
  if (s[i] === "0") {
    if (aligned) return undefined;
    out.align = "z";
    out.fill = "0";
    i++;
  }
  const number = (): number => {
    let n = "";
    while (s[i] >= "0" && s[i] <= "9") n += s[i++];
    return n === "" ? -1 : Number(n);
  };
  const w = number();
  if (w >= 0) out.width = w;
  if (out.width > Number.MAX_SAFE_INTEGER) return undefined;
  if (s[i] === ",") {
    out.sep = ",";
    out.grouping = [3, 0];
    i++;
  }
  if (s[i] === ".") {
    i++;
    out.prec = number();
    if (out.prec < 0 || out.prec > Number.MAX_SAFE_INTEGER) return undefined;
  }
  if (i < s.length) {
    if (!"eEfFgGnN%".includes(s[i])) return undefined;
    out.type = s[i];
    i++;
    if (out.type === "n" || out.type === "N") {
      if (out.sep !== "") return undefined;
    }
  } else if (out.prec < 0) out.type = "";
  return i === s.length ? out : undefined;
}

/** Rounds to a number of significant digits, with zeros where there are fewer. */
function toPlaces(a: PyDecimal, places: number, c: Ctx): PyDecimal {
  if (a.coef === 0) return a;
  return roundedDigits(rescaled(a, intSub(intAdd(a.adjusted, 1), places), c.round), places);
}

/** After a carry there is one digit too many, a zero. */
function roundedDigits(a: PyDecimal, places: number): PyDecimal {
  return a.digits > places ? finite(a.sign, shiftRight(a.coef, 1), intAdd(a.exp, 1)) : a;
}

function group(digits: string, spec: DecSpec, zeros: number): string {
  // from the right; the last size repeats, a size of 127 ends the grouping
  const parts: string[] = [];
  let rest = digits;
  let at = 0;
  let size = spec.grouping[0];
  let width = zeros;
  while (true) {
    if (size <= 0 || size >= 127) {
      parts.push(rest.padStart(Math.max(width, 1), "0"));
      break;
    }
    const n = Math.min(Math.max(rest.length, width, 1), size);
    parts.push(rest.slice(Math.max(0, rest.length - n)).padStart(n, "0"));
    rest = rest.slice(0, Math.max(0, rest.length - n));
    width -= n;
    if (rest === "" && width <= 0) break;
    width -= spec.sep.length;
    const next = spec.grouping[at + 1];
    if (next !== undefined && next !== 0) {
      at++;
      size = next;
    } else if (next === undefined) size = 0;
  }
  return parts.reverse().join(spec.sep);
}

/** The text by a specification; the context rounds. */
export function formatDecimal(a: PyDecimal, spec: DecSpec, c: Ctx, capitals: boolean): string {
  let type = spec.type;
  if (type === "n") type = "g";
  else if (type === "N") type = "G";
  if (spec.prec > 300_000_000 || spec.width > 300_000_000) throw memoryError();
  const upper = type === "" ? capitals : "EFG".includes(type);
  const lower = type.toLowerCase();
  let sign = a.sign === 1 ? "-" : spec.sign === "-" ? "" : spec.sign;
  let whole: string;
  let rest = "";
  if (a.kind !== Kind.Finite) {
    whole = toText(a.sign === 1 ? new PyDecimal(0, a.coef, a.exp, a.kind) : a, true);
    if (type === "%") rest = "%";
    if (spec.align === "z") spec = { ...spec, align: ">", fill: " " };
    return pad(sign, whole + rest, spec);
  }
  if (type === "%") a = finite(a.sign, a.coef, intAdd(a.exp, 2));
  const p = spec.prec;
  if (p >= 0) {
    if (lower === "e") a = toPlaces(a, p + 1, c);
    else if (lower === "f" || type === "%") a = rescaledFixed(a, -p, c);
    else if (a.digits > Math.max(p, 1)) a = toPlaces(a, Math.max(p, 1), c);
  }
  if ((lower === "f" || type === "%") && a.exp > 0) a = rescaledFixed(a, 0, c);
  const digits = String(a.coef);
  const left = intAdd(a.exp, digits.length);
  let place: number;
  if (lower === "e") place = a.coef === 0 && p >= 0 ? 1 - p : 1;
  else if (lower === "f" || type === "%") place = Number(left);
  else place = a.exp <= 0 && left > -6 ? Number(left) : 1;
  let fraction: string;
  if (place < 0) {
    whole = "0";
    fraction = "0".repeat(-place) + digits;
  } else if (place > digits.length) {
    whole = digits + "0".repeat(place - digits.length);
    fraction = "";
  } else {
    whole = digits.slice(0, place);
    if (whole === "") whole = "0";
    fraction = digits.slice(place);
  }
  const e = intSub(left, place);
  if (fraction !== "") rest = spec.dot + fraction;
  if (e !== 0 || lower === "e") {
    rest += (upper ? "E" : "e") + (e < 0 ? "-" : "+") + String(e < 0 ? intNeg(e) : e);
  }
  if (type === "%") rest += "%";
  if (sign === "" && a.sign === 1) sign = "-";
  if (spec.sep !== "" && spec.grouping.length > 0 && spec.grouping[0] !== 0) {
    const zeros = spec.align === "z" ? spec.width - sign.length - widthOf(rest) : 0;
    whole = group(whole, spec, zeros);
  }
  return pad(sign, whole + rest, spec);
}

function rescaledFixed(a: PyDecimal, exp: number, c: Ctx): PyDecimal {
  if (a.exp >= exp) {
    if (intSub(a.exp, exp) > 300_000_000) throw memoryError();
    return a.coef === 0
      ? finite(a.sign, 0, exp)
      : finite(a.sign, scaleUp(a.coef, intSub(a.exp, exp)), exp);
  }
  if (a.coef === 0) return finite(a.sign, 0, exp);
  let coef = shiftRight(a.coef, intSub(exp, a.exp));
  if (roundsUp(c.round, a.sign, coef, dropped)) coef = intAdd(coef, 1);
  return finite(a.sign, coef, exp);
}

const widthOf = (s: string): number => Array.from(s).length;

function pad(sign: string, body: string, spec: DecSpec): string {
  const n = spec.width - sign.length - widthOf(body);
  if (n <= 0) return sign + body;
  switch (spec.align) {
    case "<":
      return sign + body + spec.fill.repeat(n);
    case "^": {
      const l = n >> 1;
      return spec.fill.repeat(l) + sign + body + spec.fill.repeat(n - l);
    }
    case "=":
    case "z":
      return sign + spec.fill.repeat(n) + body;
    default:
      return spec.fill.repeat(n) + sign + body;
  }
}

/** How many digits an int has. */
export const digitCount = countDigits;
