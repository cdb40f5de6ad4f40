/**
 * printf-style formatting (PyUnicode_Format) and str.format
 * (Objects/stringlib/unicode_format.h).
 *
 * @module
 */
import { repeated } from "./str_data.ts";
import { splitArgs } from "../core/args.ts";
import { asInt, asStr } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import {
  E,
  indexError,
  keyError,
  overflowError,
  PyBaseException,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import type { Int } from "../core/number.ts";
import {
  type KwNames,
  type Maybe,
  PyBytes,
  PyFloat,
  PyList,
  PyTuple,
  tuple,
  typeOf,
  type Value,
} from "../core/object.ts";
import { format, getAttr, getItem, repr, reprValue, str, strValue } from "../core/ops.ts";
import { asDouble } from "./float.ts";
import { floatText, formatPlain, width } from "./format.ts";

const fromErr = (e: unknown) => e instanceof PyBaseException;

/** ascii(v). */
export function asciiOf(v: Value): string {
  const r = repr(v);
  let out = "";
  for (const ch of r) {
    const c = ch.codePointAt(0)!;
    out += c < 128
      ? ch
      : c < 256
      ? "\\x" + c.toString(16).padStart(2, "0")
      : c < 0x10000
      ? "\\u" + c.toString(16).padStart(4, "0")
      : "\\U" + c.toString(16).padStart(8, "0");
  }
  return out;
}

/** One conversion of a printf-style format. */
export interface Conversion {
  key: string | null;
  flags: string;
  width: number;
  precision: number;
  type: string;
}

/** The int that %d and such take of a value: floats are cut. Raises TypeError. */
export function formatNumber(v: Value, type: string): Int {
  const n = asInt(v);
  if (n !== undefined) return n;
  const t = typeOf(v);
  if (type === "d" || type === "i" || type === "u") {
    if (t.nbInt === undefined || asStr(v) !== undefined) {
      throw typeError(`%${type} format: a number is required, not ${typeName(v)}`);
    }
    const r = asInt(t.nbInt(v));
    if (r === undefined) throw typeError(`__int__ returned non-int (type ${typeName(v)})`);
    return r;
  }
  if (t.nbIndex === undefined) {
    throw typeError(`%${type} format: an integer is required, not ${typeName(v)}`);
  }
  return asInt(t.nbIndex(v))!;
}

/** The text of an int conversion with sign, prefix and precision, not padded. */
export function intConversion(
  n: Int,
  c: Conversion,
): { sign: string; prefix: string; digits: string } {
  const negative = n < 0;
  const a = negative ? -n : n;
  let digits: string;
  let prefix = "";
  switch (c.type) {
    case "o":
      digits = a.toString(8);
      if (c.flags.includes("#")) prefix = "0o";
      break;
    case "x":
      digits = a.toString(16);
      if (c.flags.includes("#")) prefix = "0x";
      break;
    case "X":
      digits = a.toString(16).toUpperCase();
      if (c.flags.includes("#")) prefix = "0X";
      break;
    default:
      digits = a.toString();
  }
  if (c.precision > digits.length) digits = digits.padStart(c.precision, "0");
  const sign = negative ? "-" : c.flags.includes("+") ? "+" : c.flags.includes(" ") ? " " : "";
  return { sign, prefix, digits };
}

/** Pads a number: zeros go behind sign and prefix. */
export function padNumber(sign: string, prefix: string, digits: string, c: Conversion): string {
  const n = c.width - sign.length - prefix.length - digits.length;
  if (n <= 0) return sign + prefix + digits;
  if (c.flags.includes("-")) return sign + prefix + digits + repeated(" ", n);
  if (c.flags.includes("0")) return sign + prefix + repeated("0", n) + digits;
  return repeated(" ", n) + sign + prefix + digits;
}

/** The text of a float conversion, padded. */
export function floatConversion(v: Value, c: Conversion): string {
  let x: number;
  if (typeof v === "number") x = v;
  else if (v instanceof PyFloat) x = v.v;
  else {try {
      x = asDouble(v);
    } catch (e) {
      if (!fromErr(e)) throw e;
      if ((e as PyBaseException).cls === E.TypeError) {
        throw typeError(
          asStr(v) !== undefined
            ? `must be real number, not ${typeName(v)}`
            : str((e as PyBaseException).args.items[0]),
        );
      }
      throw e;
    }}
  let text = floatText(x, c.type, c.precision < 0 ? 6 : c.precision, c.flags.includes("#"));
  const negative = text[0] === "-";
  if (negative) text = text.slice(1);
  const sign = negative ? "-" : c.flags.includes("+") ? "+" : c.flags.includes(" ") ? " " : "";
  return padNumber(sign, "", text, c);
}

/** Walks the arguments of a printf-style format. */
export class PercentArgs {
  private index = 0;
  private readonly items: readonly Value[] | null;
  private readonly mapping: Value | undefined;

  constructor(private readonly args: Value, plain = false) {
    this.items = args instanceof PyTuple ? args.items : null;
    const t = typeOf(args);
    if (
      t.mpSubscript !== undefined && !plain && !(args instanceof PyTuple) &&
      asStr(args) === undefined &&
      !(args instanceof PyBytes)
    ) this.mapping = args;
  }

  /** The next positional argument. */
  next(): Value {
    if (this.items === null) {
      if (this.index++ === 0) return this.args;
    } else if (this.index < this.items.length) return this.items[this.index++];
    throw typeError("not enough arguments for format string");
  }

  /** The value of a key. */
  key(name: Value): Value {
    if (this.mapping === undefined) throw typeError("format requires a mapping");
    this.keyed = getItem(this.mapping, name);
    return this.keyed;
  }
  private keyed: Maybe;

  /** Raises TypeError when arguments are left. */
  finish(kind: string): void {
    if (this.mapping !== undefined) return;
    const n = this.items === null ? 1 : this.items.length;
    if (this.index < n) {
      throw typeError(`not all arguments converted during ${kind} formatting`);
    }
  }
}

/** Parses and replaces the conversions of a format; `convert` gives the text of one. */
export function percentWalk(
  fmt: string,
  args: PercentArgs,
  convert: (v: Value, c: Conversion, at: number) => string,
  keyOf: (k: string) => Value,
  incomplete: string,
): string {
  let out = "";
  let i = 0;
  const n = fmt.length;
  while (i < n) {
    const p = fmt.indexOf("%", i);
    if (p < 0) {
      out += fmt.slice(i);
      break;
    }
    out += fmt.slice(i, p);
    i = p + 1;
    const c: Conversion = { key: null, flags: "", width: -1, precision: -1, type: "" };
    let keyed: Maybe;
    if (fmt[i] === "(") {
      let depth = 1;
      const start = ++i;
      while (i < n && depth > 0) {
        if (fmt[i] === "(") depth++;
        else if (fmt[i] === ")") depth--;
        i++;
      }
      if (depth > 0) throw valueError("incomplete format key");
      c.key = fmt.slice(start, i - 1);
      keyed = args.key(keyOf(c.key));
    }
    while (i < n && "-+ #0".includes(fmt[i])) c.flags += fmt[i++];
    const star = (what: string): number => {
      const v = keyed !== undefined && c.key !== null ? keyed : args.next();
      const k = asInt(v);
      if (k === undefined) throw typeError("* wants int");
      if (k > 2147483647 || k < -2147483648) {
        throw overflowError(
          what === "width"
            ? "Python int too large to convert to C ssize_t"
            : "Python int too large to convert to C int",
        );
      }
      return Number(k);
    };
    const digits = (what: string): number => {
      let t = "";
      while (i < n && fmt[i] >= "0" && fmt[i] <= "9") t += fmt[i++];
      const k = t === "" ? 0 : Number(t);
      if (k > 2147483647) throw valueError(`${what} too big`);
      return k;
    };
    if (fmt[i] === "*") {
      i++;
      c.width = star("width");
      if (c.width < 0) {
        c.flags += "-";
        c.width = -c.width;
      }
    } else if (fmt[i] >= "0" && fmt[i] <= "9") c.width = digits("width");
    if (fmt[i] === ".") {
      i++;
      if (fmt[i] === "*") {
        i++;
        c.precision = Math.max(0, star("precision"));
      } else c.precision = digits("precision");
    }
    if (i < n && "hlL".includes(fmt[i])) i++;
    if (i >= n) throw valueError(incomplete);
    const cp = String.fromCodePoint(fmt.codePointAt(i)!);
    c.type = cp;
    const at = i;
    i += cp.length;
    if (cp === "%") {
      out += "%";
      continue;
    }
    const v = keyed !== undefined ? keyed : args.next();
    out += convert(v, c, at);
  }
  return out;
}

function padText(s: string, c: Conversion): string {
  const n = c.width - width(s);
  if (n <= 0) return s;
  return c.flags.includes("-") ? s + repeated(" ", n) : repeated(" ", n) + s;
}

const C_LONG_MAX = 9223372036854775807n;

/** One conversion of a str. `at` is its place in the format. */
function convert(fmt: string, v: Value, c: Conversion, at: number): string {
  switch (c.type) {
    case "s":
    case "r":
    case "a": {
      let s = c.type === "s" ? str(v) : c.type === "r" ? repr(v) : asciiOf(v);
      if (c.precision >= 0 && width(s) > c.precision) {
        s = Array.from(s).slice(0, c.precision).join("");
      }
      return padText(s, c);
    }
    case "d":
    case "i":
    case "u":
    case "o":
    case "x":
    case "X": {
      const { sign, prefix, digits } = intConversion(formatNumber(v, c.type), c);
      return padNumber(sign, prefix, digits, c);
    }
    case "e":
    case "E":
    case "f":
    case "F":
    case "g":
    case "G":
      return floatConversion(v, c);
    case "c": {
      const s = asStr(v);
      if (s !== undefined) {
        if (width(s) !== 1) throw typeError("%c requires int or char");
        return padText(s, c);
      }
      const n = asInt(v) ??
        (typeOf(v).nbIndex === undefined ? undefined : asInt(typeOf(v).nbIndex!(v)));
      if (n === undefined) throw typeError("%c requires int or char");
      if (n > C_LONG_MAX || n < -C_LONG_MAX - 1n) throw typeError("%c requires int or char");
      if (n < 0 || n > 0x10ffff) throw overflowError("%c arg not in range(0x110000)");
      return padText(String.fromCodePoint(Number(n)), c);
    }
  }
  const cp = c.type.codePointAt(0)!;
  const shown = cp > 31 && cp < 127 ? c.type : "?";
  throw valueError(
    `unsupported format character '${shown}' (0x${cp.toString(16)}) at index ${
      width(fmt.slice(0, at))
    }`,
  );
}

/** A format taken apart: the text in front of each conversion, and behind the last. */
interface PercentPlan {
  readonly texts: readonly string[];
  readonly conversions: readonly Conversion[];
  readonly places: readonly number[];
}

/** Of formats without keys and stars; null: not such a one. */
const plans = new Map<string, PercentPlan | null>();

const CONVERSION = /%([-+ #0]*)(\d{0,9})(?:\.(\d{0,9}))?[hlL]?([a-zA-Z%])/y;

function planOf(fmt: string): PercentPlan | null {
  const texts: string[] = [];
  const conversions: Conversion[] = [];
  const places: number[] = [];
  let text = "";
  for (let i = 0;;) {
    const p = fmt.indexOf("%", i);
    if (p < 0) {
      texts.push(text + fmt.slice(i));
      return { texts, conversions, places };
    }
    text += fmt.slice(i, p);
    CONVERSION.lastIndex = p;
    const m = CONVERSION.exec(fmt);
    if (m === null) return null;
    i = CONVERSION.lastIndex;
    const [, flags, wide, precision, type] = m;
    if (type === "%") {
      text += "%";
      continue;
    }
    if (!"sradiuoxXeEfFgGc".includes(type)) return null;
    texts.push(text);
    text = "";
    places.push(i - 1);
    conversions.push({
      key: null,
      flags,
      width: wide === "" ? -1 : Number(wide),
      precision: precision === undefined ? -1 : Number(precision),
      type,
    });
  }
}

/** fmt % args for str. */
export function percentFormat(fmt: string, argsv: Value): Value {
  let plan = plans.get(fmt);
  if (plan === undefined) {
    if (plans.size > 500) plans.clear();
    plans.set(fmt, plan = planOf(fmt));
  }
  if (plan !== null) {
    const { texts, conversions, places } = plan;
    const n = conversions.length;
    const items = argsv instanceof PyTuple ? argsv.items : null;
    if (items === null ? n === 1 : n === items.length) {
      let out = texts[0];
      for (let i = 0; i < n; i++) {
        const v = items === null ? argsv : items[i];
        const c = conversions[i];
        const plain = c.width < 0 && c.precision < 0 && c.flags === "";
        if (plain && typeof v === "string" && c.type === "s") out += v;
        else if (plain && typeof v === "number" && (c.type === "d" || c.type === "s")) {
          out += String(v);
        } else out += convert(fmt, v, c, places[i]);
        out += texts[i + 1];
      }
      return out;
    }
  }
  const args = new PercentArgs(argsv);
  const out = percentWalk(
    fmt,
    args,
    (v, c, at) => convert(fmt, v, c, at),
    (k) => k,
    "incomplete format",
  );
  args.finish("string");
  return out;
}

// str.format ---------------------------------------------------------------------------

/** A piece of a format string: text, then a field when `field` is not null. */
export interface Markup {
  literal: string;
  field: string | null;
  spec: string;
  conversion: string | null;
  /** The specification has fields of its own. */
  nested: boolean;
  /** The field's name taken apart, where that has been done. */
  path?: FieldPath;
}

type FieldPath = [
  first: string | number,
  rest: Iterable<[isAttr: boolean, name: string | number]>,
];

const markups = new Map<string, readonly Markup[] | null>();

/** The pieces of a format string that has been seen before; null where one is wrong. */
function piecesOf(fmt: string): readonly Markup[] | null {
  let found = markups.get(fmt);
  if (found === undefined) {
    try {
      found = Array.from(
        parseMarkup(fmt),
        (m) => {
          if (m.field === null) return m;
          const [first, rest] = splitField(m.field);
          return { ...m, path: [first, [...rest]] as FieldPath };
        },
      );
    } catch (e) {
      if (!(e instanceof PyBaseException)) throw e;
      // what stands in front of it is formatted before the error is raised
      found = null;
    }
    if (markups.size > 500) markups.clear();
    markups.set(fmt, found);
  }
  return found;
}

/** Splits a format string (MarkupIterator). Raises ValueError. */
export function* parseMarkup(fmt: string): Generator<Markup> {
  let i = 0;
  const n = fmt.length;
  while (i < n) {
    let literal = "";
    let field: string | null = null;
    let markup = false;
    while (i < n) {
      const c = fmt[i++];
      if (c === "{") {
        if (i < n && fmt[i] === "{") {
          literal += "{";
          i++;
          continue;
        }
        if (i >= n) throw valueError("Single '{' encountered in format string");
        markup = true;
        break;
      }
      if (c === "}") {
        if (i < n && fmt[i] === "}") {
          literal += "}";
          i++;
          continue;
        }
        throw valueError("Single '}' encountered in format string");
      }
      literal += c;
    }
    if (!markup) {
      yield { literal, field, spec: "", conversion: null, nested: false };
      return;
    }
    // the field's name goes up to ! or :, brackets protect both
    const start = i;
    let bracket = false;
    let c = "";
    let ended = false;
    while (i < n) {
      c = fmt[i++];
      if (c === "[") bracket = true;
      else if (c === "]") bracket = false;
      else if (bracket) continue;
      else if (c === "{") throw valueError("unexpected '{' in field name");
      if (c === "}" || c === ":" || c === "!") {
        ended = true;
        break;
      }
    }
    field = fmt.slice(start, ended ? i - 1 : i);
    if (!ended) throw valueError("expected '}' before end of string");
    let conversion: string | null = null;
    let spec = "";
    let nested = false;
    if (c === "!" || c === ":") {
      if (c === "!") {
        if (i >= n) {
          throw valueError("end of string while looking for conversion specifier");
        }
        conversion = String.fromCodePoint(fmt.codePointAt(i)!);
        i += conversion.length;
        if (i < n) {
          c = fmt[i++];
          if (c === "}") {
            yield { literal, field, spec: "", conversion, nested };
            continue;
          }
          if (c !== ":") throw valueError("expected ':' after conversion specifier");
        }
      }
      const from = i;
      let depth = 1;
      while (i < n) {
        const d = fmt[i++];
        if (d === "{") {
          nested = true;
          depth++;
        } else if (d === "}") {
          depth--;
          if (depth === 0) break;
        }
      }
      if (depth > 0) throw valueError("unmatched '{' in format spec");
      spec = fmt.slice(from, i - 1);
    }
    yield { literal, field, spec, conversion, nested };
  }
}

/** The parts of a field's name: what comes first, then attributes and items. */
export function splitField(field: string): FieldPath {
  let i = 0;
  while (i < field.length && field[i] !== "." && field[i] !== "[") i++;
  return [asNumber(field.slice(0, i)), accessors(field, i)];
}

/** The attributes and items of a field's name; what is wrong shows when it is its turn. */
function* accessors(field: string, i: number): Generator<[boolean, string | number]> {
  while (i < field.length) {
    const c = field[i++];
    if (c === ".") {
      const start = i;
      while (i < field.length && field[i] !== "." && field[i] !== "[") i++;
      const attr = field.slice(start, i);
      if (attr === "") throw valueError("Empty attribute in format string");
      yield [true, attr];
    } else if (c === "[") {
      const end = field.indexOf("]", i);
      if (end < 0) throw valueError("Missing ']' in format string");
      const key = field.slice(i, end);
      if (key === "") throw valueError("Empty attribute in format string");
      i = end + 1;
      yield [false, asNumber(key)];
    } else throw valueError("Only '.' or '[' may follow ']' in format field specifier");
  }
}

function asNumber(s: string): string | number {
  if (!/^[0-9]+$/.test(s)) return s;
  if (BigInt(s) > 9223372036854775807n) {
    throw valueError("Too many decimal digits in format string");
  }
  return Number(s);
}

class AutoNumber {
  state: "init" | "auto" | "manual" = "init";
  next = 0;
  check(empty: boolean): void {
    if (this.state === "init") this.state = empty ? "auto" : "manual";
    else if (this.state === "manual" && empty) {
      throw valueError(
        "cannot switch from manual field specification to automatic field numbering",
      );
    } else if (this.state === "auto" && !empty) {
      throw valueError(
        "cannot switch from automatic field numbering to manual field specification",
      );
    }
  }
}

function render(
  fmt: string,
  args: readonly Value[] | null,
  kwargs: Value,
  depth: number,
  auto: AutoNumber,
): string {
  if (depth <= 0) throw valueError("Max string recursion exceeded");
  let out = "";
  for (const m of piecesOf(fmt) ?? parseMarkup(fmt)) {
    out += m.literal;
    if (m.field === null) continue;
    const [first, rest] = m.path ?? splitField(m.field);
    let at: string | number = first;
    if (first === "" || typeof first === "number") {
      auto.check(first === "");
      if (first === "") at = auto.next++;
    }
    let v: Value;
    if (typeof at === "number") {
      if (args === null) throw valueError("Format string contains positional fields");
      if (at >= args.length) throw indexError("tuple index out of range");
      v = args[at];
    } else {
      if (kwargs === null) throw keyError(at);
      v = getItem(kwargs, at);
    }
    for (const [isAttr, name] of rest) {
      v = isAttr ? getAttr(v, String(name)) : getItem(v, name);
    }
    if (m.conversion !== null) {
      switch (m.conversion) {
        case "r":
          v = reprValue(v);
          break;
        case "s":
          v = strValue(v);
          break;
        case "a":
          v = asciiOf(v);
          break;
        default: {
          const c = m.conversion.codePointAt(0)!;
          throw valueError(
            c > 32 && c < 127
              ? `Unknown conversion specifier ${m.conversion}`
              : `Unknown conversion specifier \\x${c.toString(16)}`,
          );
        }
      }
    }
    const spec = m.nested ? render(m.spec, args, kwargs, depth - 1, auto) : m.spec;
    out += formatPlain(v, spec) ?? str(format(v, spec));
  }
  return out;
}

/** S.format(*args, **kwargs). */
export function formatMethod(fmt: string, args: Value[], kw: KwNames): Value {
  if (kw === null) return render(fmt, args, null, 2, new AutoNumber());
  const [pos, kwargs] = splitArgs(args, kw);
  const d = new PyDict();
  for (const [k, v] of kwargs) d.setStr(k, v);
  return render(fmt, pos, d, 2, new AutoNumber());
}

/** S.format_map(mapping). */
export function formatMapMethod(fmt: string, mapping: Value): Value {
  return render(fmt, null, mapping, 2, new AutoNumber());
}

/** _string.formatter_parser's tuples. */
export function formatterParser(fmt: string): Value {
  const out: Value[] = [];
  for (const m of parseMarkup(fmt)) {
    out.push(
      m.field === null
        ? tuple([m.literal, null, null, null])
        : tuple([m.literal, m.field, m.spec, m.conversion]),
    );
  }
  return new PyList(out);
}

/** _string.formatter_field_name_split's result. */
export function formatterFieldNameSplit(field: string): Value {
  const [first, rest] = splitField(field);
  return tuple([first, new PyList(Array.from(rest, ([a, n]) => tuple([a, n])))]);
}
