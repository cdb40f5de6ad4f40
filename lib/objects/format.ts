/**
 * The format mini-language (Python/formatter_unicode.c).
 *
 * @module
 */
import { repeated } from "./str_data.ts";
import { overflowError, typeName, valueError } from "../core/errors.ts";
import { type Int, intToDouble } from "../core/number.ts";
import { floatType, PyFloat, type Value } from "../core/object.ts";
import { toExponential, toFixed, toGeneral } from "../util/dtoa.ts";
import { floatRepr } from "../util/float_repr.ts";

/** A parsed format specification. */
export interface FormatSpec {
  fill: string;
  /** "" when not given. */
  align: string;
  alternate: boolean;
  sign: string;
  /** -1 when not given. */
  width: number;
  /** "", "," or "_". */
  thousands: string;
  /** -1 when not given. */
  precision: number;
  type: string;
}

const SSIZE_MAX = 9223372036854775807n;

/** Specifications by type and alignment, then by text. */
const parsed = new Map<string, Map<string, Parsed>>();

type Parsed = Readonly<FormatSpec & { alignGiven: boolean }>;

/** Parses a specification for a value of a kind whose default type and alignment are given. */
export function parseSpec(
  spec: string,
  type: string,
  align: string,
): Parsed {
  // programs use few of them, over and over; a constant's hash is known
  let texts = parsed.get(type);
  if (texts === undefined) parsed.set(type, texts = new Map());
  let found = texts.get(spec);
  if (found === undefined) {
    found = parseNew(spec, type, align);
    if (texts.size > 200) texts.clear();
    texts.set(spec, found);
  }
  return found;
}

/** The text of exact ints, floats and str, without asking for `__format__`; undefined of others. */
export function formatPlain(v: Value, spec: string): string | undefined {
  if (typeof v === "string") return formatStr(v, v, spec);
  if (typeof v === "number") return formatInt(v, v, spec);
  if (v instanceof PyFloat && v.cls === floatType) return formatFloat(v, v.v, spec);
  return undefined;
}

function parseNew(
  spec: string,
  type: string,
  align: string,
): FormatSpec & { alignGiven: boolean } {
  const s = Array.from(spec);
  let i = 0;
  const out = {
    fill: " ",
    align,
    alternate: false,
    sign: "",
    width: -1,
    thousands: "",
    precision: -1,
    type,
    alignGiven: false,
  };
  const isAlign = (c: string | undefined) => c === "<" || c === ">" || c === "=" || c === "^";
  if (s.length >= 2 && isAlign(s[1])) {
    out.fill = s[0];
    out.align = s[1];
    out.alignGiven = true;
    i = 2;
  } else if (isAlign(s[0])) {
    out.align = s[0];
    out.alignGiven = true;
    i = 1;
  }
  if (s[i] === "+" || s[i] === "-" || s[i] === " ") out.sign = s[i++];
  if (s[i] === "#") {
    out.alternate = true;
    i++;
  }
  if (s[i] === "0") {
    if (!out.alignGiven) {
      out.fill = "0";
      out.align = "=";
    } else if (i === 2 || i === 1) {
      // a zero after an explicit alignment fills only when no fill was given
      if (s.length >= 2 && isAlign(s[1])) {
        // explicit fill stays
      } else out.fill = "0";
    } else if (!(s.length >= 2 && isAlign(s[1]))) out.fill = "0";
    i++;
  }
  const number = (): number => {
    let text = "";
    while (i < s.length && s[i] >= "0" && s[i] <= "9") text += s[i++];
    if (text === "") return -1;
    if (text.length > 15 && BigInt(text) > SSIZE_MAX) {
      throw valueError("Too many decimal digits in format string");
    }
    return Number(text);
  };
  out.width = number();
  if (s[i] === ",") {
    out.thousands = ",";
    i++;
  }
  if (s[i] === "_") {
    if (out.thousands !== "") throw valueError("Cannot specify both ',' and '_'.");
    out.thousands = "_";
    i++;
  }
  if (s[i] === ",") {
    throw valueError(
      out.thousands === "_" ? "Cannot specify both ',' and '_'." : "Cannot specify ',' with ','.",
    );
  }
  if (s[i] === ".") {
    i++;
    out.precision = number();
    if (out.precision < 0) throw valueError("Format specifier missing precision");
  }
  if (s.length - i > 1) throw valueError("Invalid format specifier");
  if (s.length - i === 1) out.type = s[i];
  if (out.thousands !== "") {
    const ok = ["d", "e", "f", "g", "E", "G", "%", "F", "\0", ""].includes(out.type) ||
      (out.thousands === "_" && ["b", "o", "x", "X"].includes(out.type));
    if (!ok) throw invalidThousands(out.thousands, out.type);
  }
  return out;
}

function invalidThousands(sep: string, type: string) {
  const c = type.codePointAt(0)!;
  return c > 32 && c < 128
    ? valueError(`Cannot specify '${sep}' with '${type}'.`)
    : valueError(`Cannot specify '${sep}' with '\\x${c.toString(16)}'.`);
}

function unknownCode(type: string, v: Value) {
  const c = type.codePointAt(0)!;
  const shown = c > 32 && c < 128 ? `'${type}'` : `'\\x${c.toString(16)}'`;
  return valueError(`Unknown format code ${shown} for object of type '${typeName(v)}'`);
}

/** The number of code points. */
export function width(s: string): number {
  let n = s.length;
  for (let i = 0; i + 1 < s.length; i++) {
    const c = s.charCodeAt(i);
    if (c >= 0xd800 && c < 0xdc00) {
      const d = s.charCodeAt(i + 1);
      if (d >= 0xdc00 && d < 0xe000) n--;
    }
  }
  return n;
}

function pad(s: string, f: FormatSpec, align: string): string {
  const n = f.width - width(s);
  if (n <= 0) return s;
  const left = align === "<" ? 0 : align === "^" ? n >> 1 : n;
  return repeated(f.fill, left) + s + repeated(f.fill, n - left);
}

function group(digits: string, sep: string, size: number): string {
  let out = "";
  for (let i = digits.length; i > 0; i -= size) {
    const part = digits.slice(Math.max(0, i - size), i);
    out = out === "" ? part : part + sep + out;
  }
  return out;
}

/** Sign, prefix, grouped digits and rest, padded; zeros that fill are grouped as well. */
function assemble(
  sign: string,
  prefix: string,
  digits: string,
  rest: string,
  f: FormatSpec,
  defaultAlign: string,
  size = 3,
): string {
  const align = f.align === "" ? defaultAlign : f.align;
  if (f.thousands !== "") {
    if (align === "=" && f.fill === "0") {
      const room = f.width - sign.length - prefix.length - rest.length;
      let d = group(digits, f.thousands, size);
      while (d.length < room) {
        digits = "0" + digits;
        d = group(digits, f.thousands, size);
      }
      return sign + prefix + d + rest;
    }
    digits = group(digits, f.thousands, size);
  }
  if (align === "=") {
    const n = f.width - sign.length - prefix.length - width(digits + rest);
    return sign + prefix + (n > 0 ? repeated(f.fill, n) : "") + digits + rest;
  }
  return pad(sign + prefix + digits + rest, f, align);
}

const signOf = (negative: boolean, f: FormatSpec): string =>
  negative ? "-" : f.sign === "+" ? "+" : f.sign === " " ? " " : "";

/** format(str, spec). */
export function formatStr(v: Value, s: string, spec: string): string {
  if (spec === "") return s;
  const f = parseSpec(spec, "s", "<");
  if (f.type !== "s") throw unknownCode(f.type, v);
  if (f.sign !== "") throw valueError("Sign not allowed in string format specifier");
  if (f.alternate) throw valueError("Alternate form (#) not allowed in string format specifier");
  if (f.align === "=") {
    throw valueError("'=' alignment not allowed in string format specifier");
  }
  if (f.precision >= 0) {
    s = width(s) === s.length
      ? s.slice(0, f.precision)
      : Array.from(s).slice(0, f.precision).join("");
  }
  return pad(s, f, f.align);
}

/** format(int, spec). */
export function formatInt(v: Value, n: Int, spec: string): string {
  if (spec === "") return String(n);
  const f = parseSpec(spec, "d", "");
  switch (f.type) {
    case "b":
    case "c":
    case "d":
    case "n":
    case "o":
    case "x":
    case "X":
      break;
    case "e":
    case "E":
    case "f":
    case "F":
    case "g":
    case "G":
    case "%":
      return formatFloatSpec(v, intToDouble(n), f);
    default:
      throw unknownCode(f.type, v);
  }
  if (f.precision >= 0) throw valueError("Precision not allowed in integer format specifier");
  if (f.type === "c") {
    if (f.sign !== "") throw valueError("Sign not allowed with integer format specifier 'c'");
    if (f.alternate) {
      throw valueError("Alternate form (#) not allowed with integer format specifier 'c'");
    }
    if (n > SSIZE_MAX || n < -SSIZE_MAX - 1n) {
      throw overflowError("Python int too large to convert to C long");
    }
    if (n < 0 || n > 0x10ffff) throw overflowError("%c arg not in range(0x110000)");
    return pad(
      String.fromCodePoint(Number(n)),
      f,
      f.align === "" ? "<" : f.align === "=" ? ">" : f.align,
    );
  }
  const negative = n < 0;
  const abs = negative ? -n : n;
  const base = f.type === "b" ? 2 : f.type === "o" ? 8 : f.type === "x" || f.type === "X" ? 16 : 10;
  let digits = abs.toString(base);
  let prefix = "";
  if (f.alternate && base !== 10) prefix = "0" + f.type;
  if (f.type === "X") digits = digits.toUpperCase();
  return assemble(signOf(negative, f), prefix, digits, "", f, ">", base === 10 ? 3 : 4);
}

/** The text of a float by type and precision, without sign handling of the specification. */
export function floatText(v: number, type: string, precision: number, alternate: boolean): string {
  let t = type.toLowerCase();
  const upper = t !== type;
  let s: string;
  if (v !== v) s = "nan";
  else if (v === Infinity || v === -Infinity) s = v < 0 ? "-inf" : "inf";
  else {
    if (t === "n") t = "g";
    switch (t) {
      case "e":
        s = toExponential(v, precision, alternate);
        break;
      case "f":
        s = toFixed(v, precision);
        if (alternate && precision === 0) s += ".";
        break;
      case "%":
        s = toFixed(v, precision);
        if (alternate && precision === 0) s += ".";
        break;
      case "g":
        s = toGeneral(v, precision, alternate);
        break;
      default:
        s = floatRepr(v);
    }
  }
  return upper ? s.toUpperCase() : s;
}

function formatFloatSpec(v: Value, x: number, f: FormatSpec): string {
  let type = f.type;
  let precision = f.precision;
  let text: string;
  if (type === "\0" || type === "") {
    if (precision >= 0) {
      // as 'g', but with a point where repr has one
      text = Number.isFinite(x)
        ? generalRepr(x, precision, f.alternate)
        : floatText(x, "g", 6, false);
    } else {
      text = floatText(x, "r", 0, f.alternate);
      if (f.alternate && /^-?\d+e/.test(text)) text = text.replace("e", ".e");
    }
  } else {
    if (type === "n") type = "g";
    if (precision < 0) precision = 6;
    if (precision > 2147483647) throw valueError("precision too big");
    text = floatText(type === "%" ? x * 100 : x, type, precision, f.alternate);
    if (type === "%") text += "%";
  }
  void v;
  return signedNumber(text, f, ">");
}

/** The empty type with a precision: like 'g', one digit behind the point at least. */
function generalRepr(x: number, precision: number, alternate: boolean): string {
  const p = precision === 0 ? 1 : precision;
  const s = toGeneral(x, p, alternate, true);
  // '%g' switches to an exponent at the precision, repr's form one place earlier
  const m = /^(-?)(\d+)\.0$/.exec(s);
  if (m !== null && m[2].length >= p && !alternate && x !== 0 && m[2].length > p - 1) {
    if (m[2].length >= p && p <= m[2].length && Math.abs(x) >= 10 ** (p - 1) && p === m[2].length) {
      // as many digits as the precision: an exponent is used
      const d = m[2].replace(/0+$/, "");
      const e = m[2].length - 1;
      return `${m[1]}${d[0]}${d.length > 1 ? "." + d.slice(1) : ""}e+${String(e).padStart(2, "0")}`;
    }
  }
  return s;
}

function signedNumber(text: string, f: FormatSpec, align: string): string {
  const negative = text[0] === "-";
  if (negative) text = text.slice(1);
  const m = /^\d+/.exec(text);
  const digits = m === null ? "" : m[0];
  return assemble(signOf(negative, f), "", digits, text.slice(digits.length), f, align);
}

/** format(float, spec). */
export function formatFloat(v: Value, x: number, spec: string): string {
  if (spec === "") return floatRepr(x);
  const f = parseSpec(spec, "\0", "");
  if (!["\0", "e", "E", "f", "F", "g", "G", "n", "%"].includes(f.type)) {
    throw unknownCode(f.type, v);
  }
  return formatFloatSpec(v, x, f);
}

/** format(complex, spec). */
export function formatComplex(v: Value, re: number, im: number, spec: string): string {
  const f = parseSpec(spec, "\0", "");
  if (!["\0", "e", "E", "f", "F", "g", "G", "n"].includes(f.type)) throw unknownCode(f.type, v);
  if (f.fill === "0") throw valueError("Zero padding is not allowed in complex format specifier");
  if (f.align === "=") {
    throw valueError("'=' alignment flag is not allowed in complex format specifier");
  }
  if (f.precision > 2147483647) throw valueError("precision too big");
  let parens = false;
  let skipRe = false;
  const one = (x: number): string => {
    if (f.type === "\0") {
      return f.precision < 0
        ? floatRepr(x).replace(/\.0$/, "")
        : floatText(x, "g", f.precision, f.alternate);
    }
    return floatText(x, f.type, f.precision < 0 ? 6 : f.precision, f.alternate);
  };
  if (f.type === "\0") {
    if (re === 0 && !Object.is(re, -0)) skipRe = true;
    else parens = true;
  }
  const part = (x: number, spec: FormatSpec): string => {
    let t = one(x);
    const negative = t[0] === "-";
    if (negative) t = t.slice(1);
    const m = /^\d+/.exec(t);
    const d = m === null ? "" : m[0];
    return signOf(negative, spec) + (f.thousands !== "" ? group(d, f.thousands, 3) : d) +
      t.slice(d.length);
  };
  const r = skipRe ? "" : part(re, f);
  const i = part(im, skipRe ? f : { ...f, sign: "+" });
  const s = parens ? `(${r}${i}j)` : `${r}${i}j`;
  return pad(s, f, f.align === "" ? ">" : f.align);
}
