/**
 * int and bool (Objects/longobject.c, Objects/boolobject.c).
 *
 * @module
 */
import { bind, Signature } from "../core/args.ts";
import { asInt, asStr, compareRaw, isTrue } from "../core/compare.ts";
import { overflowError, typeError, typeName, valueError } from "../core/errors.ts";
import { hashInt } from "../core/hash.ts";
import {
  bitLength,
  commitBits,
  type Int,
  intAbs,
  intAdd,
  intAnd,
  intFloorDiv,
  intInvert,
  intLshift,
  intMod,
  intMul,
  intNeg,
  intOr,
  intPow,
  intPowMod,
  intRshift,
  intSub,
  intToDouble,
  intTrueDiv,
  intXor,
} from "../core/number.ts";
import {
  asInstanceOf,
  type Cmp,
  intType,
  type KwNames,
  type Maybe,
  normInt,
  NotImplemented,
  PyBytes,
  PyFloat,
  PyInt,
  PyType,
  tuple,
  typeOf,
  type Value,
} from "../core/object.ts";
import { asIndex, call, lookupSpecial, repr, strValue, warnSubclass } from "../core/ops.ts";
import { formatInt } from "./format.ts";
import type { TypeSpec } from "./type.ts";
import { asBuffer } from "./buffer.ts";
import { PyByteArray } from "./bytearray_data.ts";
import { decimalDigit, isSpace, trimSpaces } from "../util/unicode.ts";

type Op = (a: Int, b: Int) => Value;

const binary = (f: Op) => (a: Value, b: Value): Value => {
  const x = asInt(a);
  const y = asInt(b);
  return x === undefined || y === undefined ? NotImplemented : f(x, y);
};

const val = (v: Value): Int => asInt(v)!;

/** The digits of an int literal's text, without prefix checks: undefined when invalid. */
function parseDigits(text: string, base: number): Int | undefined {
  // underscores only between digits
  if (text === "" || text.startsWith("_") || text.endsWith("_") || text.includes("__")) {
    return undefined;
  }
  const digits = text.replaceAll("_", "").toLowerCase();
  for (let i = 0; i < digits.length; i++) {
    const c = digits.charCodeAt(i);
    const d = c >= 48 && c <= 57 ? c - 48 : c >= 97 && c <= 122 ? c - 87 : 99;
    if (d >= base) return undefined;
  }
  if (base === 10) {
    return digits.length <= 15 ? Number(digits) : normInt(BigInt(digits));
  }
  const n = parseInt(digits, base);
  if (Number.isSafeInteger(n)) return n;
  if (base === 16) return normInt(BigInt("0x" + digits));
  if (base === 8) return normInt(BigInt("0o" + digits));
  if (base === 2) return normInt(BigInt("0b" + digits));
  return normInt(bigDigits(digits, BigInt(base)));
}

/** Divide and conquer, so that long texts are not quadratic in steps of one digit. */
function bigDigits(s: string, base: bigint): bigint {
  if (s.length <= 8) return BigInt(parseInt(s, Number(base)));
  const half = s.length >> 1;
  return bigDigits(s.slice(0, s.length - half), base) * base ** BigInt(half) +
    bigDigits(s.slice(s.length - half), base);
}

/** int(text, base) for text with spaces around and any decimal digits; undefined when invalid. */
export function parseInt_(text: string, base: number): Int | undefined {
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
  s = trimSpaces(s);
  let negative = false;
  if (s[0] === "+" || s[0] === "-") {
    negative = s[0] === "-";
    s = s.slice(1);
  }
  const prefix = s.slice(0, 2).toLowerCase();
  const prefixBase = prefix === "0x" ? 16 : prefix === "0o" ? 8 : prefix === "0b" ? 2 : 0;
  if (base === 0) {
    if (prefixBase !== 0) base = prefixBase;
    else {
      // old octal literals are errors, zeros are not
      if (s[0] === "0" && !/^[0_]*$/.test(s)) return undefined;
      base = 10;
    }
  }
  if (prefixBase === base && prefixBase !== 0) {
    s = s.slice(2);
    if (s[0] === "_") s = s.slice(1);
  }
  const n = parseDigits(s, base);
  return n === undefined ? undefined : negative ? intNeg(n) : n;
}

function invalidLiteral(base: number, v: Value) {
  return valueError(`invalid literal for int() with base ${base}: ${repr(v).slice(0, 200)}`);
}

/** The int of an int-like result of `__int__` or `__trunc__`. */
function checkedInt(r: Value, what: string): Int {
  if (typeof r === "number" || typeof r === "bigint") return r;
  const n = asInt(r);
  if (n !== undefined) warnSubclass(`${what} returned non-int (type ${typeName(r, 200)})`, "int");
  if (n === undefined) throw typeError(`${what} returned non-int (type ${typeName(r, 200)})`);
  return n;
}

/** int(v) without a base (PyNumber_Long). */
export function toInt(v: Value): Int {
  if (typeof v === "number" || typeof v === "bigint") return v;
  if (typeof v === "boolean") return v ? 1 : 0;
  const t = typeOf(v);
  if (t.nbInt !== undefined) return checkedInt(t.nbInt(v), "__int__");
  const trunc = lookupSpecial(v, "__trunc__");
  if (trunc !== undefined) {
    const r = call(trunc, []);
    const n = asInt(r);
    if (n !== undefined) return n;
    const f = typeOf(r).nbInt;
    if (f === undefined) {
      throw typeError(`__trunc__ returned non-Integral (type ${typeName(r, 200)})`);
    }
    return checkedInt(f(r), "__int__");
  }
  const s = asStr(v);
  if (s !== undefined) {
    const n = parseInt_(s, 10);
    if (n === undefined) throw invalidLiteral(10, v);
    return n;
  }
  const b = asBuffer(v);
  if (b !== undefined) {
    const n = parseInt_(latin1(b), 10);
    if (n === undefined) {
      throw invalidLiteral(10, v instanceof PyBytes ? v : new PyBytes(b.slice()));
    }
    return n;
  }
  throw typeError(
    `int() argument must be a string, a bytes-like object or a number, not '${typeName(v, 200)}'`,
  );
}

function latin1(b: Uint8Array): string {
  let s = "";
  // bytes beyond ASCII are no digits: keep them invalid
  for (const c of b) s += c < 128 ? String.fromCharCode(c) : "\ufffd";
  return s;
}

const newSig = new Signature("int", "(x=0, base=10)", 0);

function intNew(t: PyType, args: Value[], kw: KwNames): Value {
  let x: Maybe;
  let base: Maybe;
  if (kw === null && args.length < 2) x = args[0];
  else [x, base] = bind(newSig, args, kw) as Maybe[];
  let n: Int;
  if (x === undefined) {
    if (base !== undefined) throw typeError("int() missing string argument");
    n = 0;
  } else if (base === undefined) n = toInt(x);
  else {
    const b = asIndex(base);
    if ((b !== 0 && b < 2) || b > 36) throw valueError("int() base must be >= 2 and <= 36, or 0");
    const s = asStr(x) ??
      (x instanceof PyBytes
        ? latin1(x.data)
        : x instanceof PyByteArray
        ? latin1(x.view())
        : undefined);
    if (s === undefined) throw typeError("int() can't convert non-string with explicit base");
    const r = parseInt_(s, Number(b));
    if (r === undefined) throw invalidLiteral(Number(b), x);
    n = r;
  }
  return t === intType ? n : asInstanceOf(new PyInt(n), t);
}

/** int.from_bytes's value. */
export function intFromBytes(data: Uint8Array, little: boolean, signed: boolean): Int {
  let hex = "";
  const n = data.length;
  if (n === 0) return 0;
  for (let i = 0; i < n; i++) hex += data[little ? n - 1 - i : i].toString(16).padStart(2, "0");
  let v = BigInt("0x" + hex);
  if (signed && (data[little ? n - 1 : 0] & 0x80)) v -= 1n << BigInt(8 * n);
  return normInt(v);
}

/** int.to_bytes's bytes. */
export function intToBytes(n: Int, length: number, little: boolean, signed: boolean): Uint8Array {
  let v = BigInt(n);
  if (v < 0n) {
    if (!signed) throw overflowError("can't convert negative int to unsigned");
    if (v < -(1n << BigInt(8 * length - 1 < 0 ? 0 : 8 * length - 1)) || length === 0) {
      throw overflowError("int too big to convert");
    }
    v += 1n << BigInt(8 * length);
  } else if (v >> BigInt(signed ? Math.max(0, 8 * length - 1) : 8 * length) !== 0n) {
    throw overflowError("int too big to convert");
  }
  const out = new Uint8Array(length);
  const hex = v.toString(16).padStart(2 * length, "0");
  for (let i = 0; i < length; i++) {
    out[little ? length - 1 - i : i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  }
  return out;
}

function byteorder(v: Value): boolean {
  const s = asStr(v);
  if (s === "little") return true;
  if (s === "big") return false;
  throw valueError("byteorder must be either 'little' or 'big'");
}

function power(a: Value, b: Value, c: Value): Value {
  const x = asInt(a);
  const y = asInt(b);
  if (x === undefined || y === undefined) return NotImplemented;
  if (c !== null) {
    const m = asInt(c);
    if (m === undefined) return NotImplemented;
    if (y < 0) {
      throw valueError("pow() 2nd argument cannot be negative when 3rd argument specified");
    }
    return intPowMod(x, y, m);
  }
  if (y < 0) {
    // a float power, as C does
    return typeOf(new PyFloat(0)).nbPower!(
      new PyFloat(intToDouble(x)),
      new PyFloat(intToDouble(y)),
      null,
    );
  }
  return intPow(x, y);
}

/** round(int, ndigits): to a multiple of a power of ten, ties to even. */
function roundInt(n: Int, digits: Int): Int {
  if (digits >= 0) return n;
  const p = 10n ** BigInt(-digits);
  const v = BigInt(n);
  let r = v % p;
  if (r < 0n) r += p;
  let q = v - r;
  const twice = r * 2n;
  if (twice > p || (twice === p && (q / p) % 2n !== 0n)) q += p;
  return normInt(q);
}

export const intSpec: TypeSpec = {
  doc:
    "int(x=0) -> integer\nint(x, base=10) -> integer\n\nConvert a number or string to an integer, or return 0 if no arguments are given.\n\n>>> int('0b11', base=0)\n3",
  slots: {
    tpNew: intNew,
    tpRepr: (v) => {
      const n = val(v);
      commitBits(n, 10);
      return String(n);
    },
    tpStr: (v) => {
      const n = val(v);
      commitBits(n, 10);
      return String(n);
    },
    tpHash: (v) => hashInt(val(v)),
    tpRichcompare: (a, b, op) => {
      const x = asInt(a);
      const y = asInt(b);
      return x === undefined || y === undefined ? NotImplemented : compareRaw(x, y, op as Cmp);
    },
    nbAdd: binary(intAdd),
    nbSubtract: binary(intSub),
    nbMultiply: binary(intMul),
    nbRemainder: binary(intMod),
    nbDivmod: binary((a, b) => tuple([intFloorDiv(a, b), intMod(a, b)])),
    nbPower: power,
    nbNegative: (v) => intNeg(val(v)),
    nbPositive: (v) => val(v),
    nbAbsolute: (v) => intAbs(val(v)),
    nbBool: (v) => val(v) !== 0,
    nbInvert: (v) => intInvert(val(v)),
    nbLshift: binary(intLshift),
    nbRshift: binary(intRshift),
    nbAnd: binary(intAnd),
    nbXor: binary(intXor),
    nbOr: binary(intOr),
    nbInt: (v) => val(v),
    nbFloat: (v) => new PyFloat(intToDouble(val(v))),
    nbFloorDivide: binary(intFloorDiv),
    nbTrueDivide: binary((a, b) => new PyFloat(intTrueDiv(a, b))),
    nbIndex: (v) => val(v),
  },
  getset: {
    real: { get: (v: Value) => val(v), doc: "the real part of a complex number" },
    imag: { get: () => 0, doc: "the imaginary part of a complex number" },
    numerator: {
      get: (v: Value) => val(v),
      doc: "the numerator of a rational number in lowest terms",
    },
    denominator: { get: () => 1, doc: "the denominator of a rational number in lowest terms" },
  },
  methods: {
    conjugate: [
      "($self, /)",
      (v: Value) => val(v),
      "Returns self, the complex conjugate of any int.",
    ],
    bit_length: [
      "($self, /)",
      (v: Value) => bitLength(val(v)),
      "int.bit_length() -> int\n\nNumber of bits necessary to represent self in binary.\n\n>>> (255).bit_length()\n8\n>>> (-8).bit_length()\n4",
    ],
    to_bytes: [
      "($self, /, length, byteorder, *, signed=False)",
      (v: Value, length: Value, order: Value, signed: Value = false) => {
        const little = byteorder(order);
        const n = Number(asIndex(length));
        if (n < 0) throw valueError("length argument must be non-negative");
        return new PyBytes(intToBytes(val(v), n, little, isTrue(signed)));
      },
      "Return an array of bytes representing an integer.",
    ],
    from_bytes: [
      "($type, /, bytes, byteorder, *, signed=False)",
      (t: PyType, b: Value, order: Value, signed: Value = false) => {
        const little = byteorder(order);
        const n = intFromBytes(bytesOfHook(b), little, isTrue(signed));
        return t === intType ? n : call(t, [n]);
      },
      "Return the integer represented by the given array of bytes.",
    ],
    __trunc__: ["($self, /)", (v: Value) => val(v), "Truncating an Integral returns itself."],
    __floor__: ["($self, /)", (v: Value) => val(v), "Flooring an Integral returns itself."],
    __ceil__: ["($self, /)", (v: Value) => val(v), "Ceiling of an Integral returns itself."],
    __round__: [
      "($self, ndigits=None, /)",
      (v: Value, digits?: Value) =>
        digits === undefined ? val(v) : roundInt(val(v), asIndex(digits)),
      "Rounding an Integral returns itself.",
    ],
    __getnewargs__: ["($self, /)", (v: Value) => tuple([val(v)])],
    __format__: ["($self, format_spec, /)", (v: Value, spec: Value) => {
      const s = asStr(spec);
      if (s === undefined) {
        throw typeError(`__format__() argument 1 must be str, not ${typeName(spec)}`);
      }
      if (s === "" && (typeof v === "object" || typeof v === "boolean")) return strValue(v);
      return formatInt(v, val(v), s);
    }],
    __sizeof__: [
      "($self, /)",
      (v: Value) => 24 + 4 * Math.ceil(bitLength(val(v)) / 30),
      "Returns size in memory, in bytes",
    ],
  },
};

let bytesOfHook: (v: Value) => Uint8Array = () => new Uint8Array();
/** Tells how any object becomes bytes (PyObject_Bytes). */
export function setBytesOf(f: (v: Value) => Uint8Array): void {
  bytesOfHook = f;
}

const logical = (f: (a: boolean, b: boolean) => boolean, g: Op) => (a: Value, b: Value): Value => {
  if (typeof a === "boolean" && typeof b === "boolean") return f(a, b);
  return binary(g)(a, b);
};

export const boolSpec: TypeSpec = {
  base: intType,
  doc: "bool(x) -> bool\n\nReturns True when the argument x is true, False otherwise.",
  extraIvars: false,
  slots: {
    tpNew: (_t, args, kw) => {
      if (kw !== null && kw.length > 0) {
        if (kw.length > 1 || kw[0] !== "x" || args.length > 1) {
          throw typeError(
            `'${
              kw.find((k) => k !== "x") ?? kw[0]
            }' is an invalid keyword argument for this function`,
          );
        }
      }
      if (args.length > 1) {
        throw typeError(`bool() takes at most 1 argument (${args.length} given)`);
      }
      return args.length === 0 ? false : isTrue(args[0]);
    },
    tpRepr: (v) => (v ? "True" : "False"),
    tpStr: (v) => (v ? "True" : "False"),
    nbAnd: logical((a, b) => a && b, intAnd),
    nbOr: logical((a, b) => a || b, intOr),
    nbXor: logical((a, b) => a !== b, intXor),
  },
};
