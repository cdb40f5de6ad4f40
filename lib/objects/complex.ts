/**
 * complex (Objects/complexobject.c).
 *
 * @module
 */
import { bind, Signature } from "../core/args.ts";
import { asInt, asStr } from "../core/compare.ts";
import {
  overflowError,
  typeError,
  typeName,
  valueError,
  zeroDivisionError,
} from "../core/errors.ts";
import { hashDouble } from "../core/hash.ts";
import { intToDouble } from "../core/number.ts";
import {
  asInstanceOf,
  complexType,
  type Maybe,
  normInt,
  NotImplemented,
  PyComplex,
  PyFloat,
  tuple,
  typeOf,
  type Value,
} from "../core/object.ts";
import { call, lookupSpecial, needUtf8, repr } from "../core/ops.ts";
import { complexRepr, parseFloatText } from "../util/float_repr.ts";
import { setComplexPow, toFloat } from "./float.ts";
import { formatComplex } from "./format.ts";
import type { TypeSpec } from "./type.ts";

/** Real and imaginary part. */
export type Pair = readonly [re: number, im: number];

function pair(v: Value): Pair | undefined {
  if (v instanceof PyComplex) return [v.re, v.im];
  if (v instanceof PyFloat) return [v.v, 0];
  const n = asInt(v);
  return n === undefined ? undefined : [intToDouble(n), 0];
}

const binary = (f: (a: Pair, b: Pair) => Pair) => (a: Value, b: Value): Value => {
  const x = pair(a);
  const y = pair(b);
  if (x === undefined || y === undefined) return NotImplemented;
  const [re, im] = f(x, y);
  return new PyComplex(re, im);
};

/** a * b (_Py_c_prod). */
export const product = (
  a: Pair,
  b: Pair,
): Pair => [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]];

/** a / b (_Py_c_quot), by the larger part of the divisor. Raises ZeroDivisionError. */
export function quotient(a: Pair, b: Pair): Pair {
  const absRe = Math.abs(b[0]);
  const absIm = Math.abs(b[1]);
  if (absRe >= absIm) {
    if (absRe === 0) throw zeroDivisionError("complex division by zero");
    const ratio = b[1] / b[0];
    const denom = b[0] + b[1] * ratio;
    return [(a[0] + a[1] * ratio) / denom, (a[1] - a[0] * ratio) / denom];
  }
  if (absIm >= absRe) {
    const ratio = b[0] / b[1];
    const denom = b[0] * ratio + b[1];
    return [(a[0] * ratio + a[1]) / denom, (a[1] * ratio - a[0]) / denom];
  }
  return [NaN, NaN];
}

/** |a| (_Py_c_abs). Raises OverflowError. */
export function absolute(a: Pair): number {
  const [re, im] = a;
  if (!Number.isFinite(re) || !Number.isFinite(im)) {
    if (Math.abs(re) === Infinity || Math.abs(im) === Infinity) return Infinity;
    return NaN;
  }
  const r = hypot(re, im);
  if (!Number.isFinite(r)) throw overflowError("absolute value too large");
  return r;
}

/** hypot as glibc rounds it: V8's own differs in the last place for some inputs. */
export function hypot(x: number, y: number): number {
  x = Math.abs(x);
  y = Math.abs(y);
  if (x === Infinity || y === Infinity) return Infinity;
  if (x !== x || y !== y) return NaN;
  if (x < y) [x, y] = [y, x];
  if (y === 0) return x;
  // scale away from overflow and underflow, then correct the square root once
  let scale = 1;
  if (x > 1e150) scale = 2 ** -600;
  else if (y < 1e-150) scale = 2 ** 600;
  x *= scale;
  y *= scale;
  const h = Math.sqrt(x * x + y * y);
  const [h2, h2e] = twoProduct(h, h);
  const [x2, x2e] = twoProduct(x, x);
  const [y2, y2e] = twoProduct(y, y);
  const err = ((x2 - h2) + y2) + (x2e + y2e - h2e);
  return (h + err / (2 * h)) / scale;
}

function twoProduct(a: number, b: number): [number, number] {
  const p = a * b;
  const s = 134217729;
  const ah = a * s - (a * s - a);
  const al = a - ah;
  const bh = b * s - (b * s - b);
  const bl = b - bh;
  return [p, ((ah * bh - p) + ah * bl + al * bh) + al * bl];
}

/** a ** b (_Py_c_pow). */
export function cpow(a: Pair, b: Pair): Pair {
  if (b[0] === 0 && b[1] === 0) return [1, 0];
  if (a[0] === 0 && a[1] === 0) {
    if (b[1] !== 0 || b[0] < 0) {
      throw zeroDivisionError("0.0 to a negative or complex power");
    }
    return [0, 0];
  }
  const vabs = hypot(a[0], a[1]);
  let len = Math.pow(vabs, b[0]);
  const at = Math.atan2(a[1], a[0]);
  let phase = at * b[0];
  if (b[1] !== 0) {
    len /= Math.exp(at * b[1]);
    phase += b[1] * Math.log(vabs);
  }
  return [len * Math.cos(phase), len * Math.sin(phase)];
}

function powu(x: Pair, n: number): Pair {
  let r: Pair = [1, 0];
  let p = x;
  for (let mask = 1; mask > 0 && n >= mask; mask *= 2) {
    if (Math.floor(n / mask) % 2 === 1) r = product(r, p);
    p = product(p, p);
  }
  return r;
}

function power(a: Value, b: Value, c: Value): Value {
  const x = pair(a);
  const y = pair(b);
  if (x === undefined || y === undefined) return NotImplemented;
  if (c !== null) throw valueError("complex modulo");
  let r: Pair;
  const n = y[0];
  if (y[1] === 0 && Number.isInteger(n) && Math.abs(n) <= 100) {
    r = n > 0 ? powu(x, n) : quotientOrZero([1, 0], powu(x, -n));
  } else r = cpow(x, y);
  if (
    (!Number.isFinite(r[0]) || !Number.isFinite(r[1])) && x.every(Number.isFinite) &&
    y.every(Number.isFinite)
  ) throw overflowError("complex exponentiation");
  return new PyComplex(r[0], r[1]);
}

function quotientOrZero(a: Pair, b: Pair): Pair {
  if (b[0] === 0 && b[1] === 0) throw zeroDivisionError("0.0 to a negative or complex power");
  return quotient(a, b);
}

const NUMBER = String
  .raw`(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?|inf(?:inity)?|nan`;
let complexPattern: RegExp | null = null;

/** complex() of text, undefined when malformed. */
function parseComplex(text: string): Pair | undefined {
  let s = text.trim();
  if (s.startsWith("(") && s.endsWith(")")) s = s.slice(1, -1).trim();
  complexPattern ??= new RegExp(
    `^(?:([+-]?(?:${NUMBER}))?(?:([+-](?:${NUMBER})?|(?<=^)(?:${NUMBER})?)[jJ])?)$`,
    "i",
  );
  const one = (t: string): number | undefined => {
    if (t === "+" || t === "") return 1;
    if (t === "-") return -1;
    return parseFloatText(t.replaceAll("_", ""));
  };
  // an imaginary number alone
  const imag = new RegExp(`^([+-]?(?:${NUMBER})?)[jJ]$`, "i").exec(s);
  if (imag !== null) {
    const v = one(imag[1]);
    return v === undefined ? undefined : [0, v];
  }
  const m = complexPattern.exec(s);
  if (m === null || (m[1] === undefined && m[2] === undefined)) return undefined;
  const re = m[1] === undefined ? 0 : one(m[1]);
  const im = m[2] === undefined ? 0 : one(m[2]);
  return re === undefined || im === undefined ? undefined : [re, im];
}

const newSig = new Signature("complex", "(real=0, imag=0)", 0);

function fromComplexMethod(v: Value): PyComplex | undefined {
  const f = lookupSpecial(v, "__complex__");
  if (f === undefined) return undefined;
  const r = call(f, []);
  if (!(r instanceof PyComplex)) throw typeError("__complex__ should return a complex object");
  return r;
}

export const complexSpec: TypeSpec = {
  doc:
    "complex(real[, imag]) -> complex number\n\nCreate a complex number from a real part and an optional imaginary part.",
  slots: {
    tpNew: (t, args, kw) => {
      const [r, i] = bind(newSig, args, kw) as Maybe[];
      const done = (re: number, im: number) => asInstanceOf(new PyComplex(re, im), t);
      if (
        r !== undefined && i === undefined && r instanceof PyComplex && r.cls === complexType &&
        t === complexType
      ) {
        return r;
      }
      const text = asStr(r);
      if (text !== undefined) {
        if (i !== undefined) {
          throw typeError("complex() can't take second arg if first is a string");
        }
        needUtf8(text);
        const p = parseComplex(text);
        if (p === undefined) throw valueError("complex() arg is a malformed string");
        return done(p[0], p[1]);
      }
      if (asStr(i) !== undefined) throw typeError("complex() second arg can't be a string");
      let re = 0;
      let im = 0;
      let cr: PyComplex | undefined;
      let ci: PyComplex | undefined;
      if (r !== undefined) {
        cr = fromComplexMethod(r) ?? (r instanceof PyComplex ? r : undefined);
        if (cr === undefined && typeOf(r).nbFloat === undefined) {
          throw typeError(
            `complex() first argument must be a string or a number, not '${typeName(r, 200)}'`,
          );
        }
      }
      if (i !== undefined) {
        if (i instanceof PyComplex) ci = i;
        else if (typeOf(i).nbFloat === undefined) {
          throw typeError(`complex() second argument must be a number, not '${typeName(i, 200)}'`);
        }
      }
      if (cr !== undefined) {
        re = cr.re;
        im = cr.im;
      } else if (r !== undefined) re = toFloat(r);
      if (ci !== undefined) {
        re -= ci.im;
        im = cr !== undefined ? im + ci.re : ci.re;
      } else if (i !== undefined) im = cr !== undefined ? im + toFloat(i) : toFloat(i);
      return done(re, im);
    },
    tpRepr: (v) => complexRepr((v as PyComplex).re, (v as PyComplex).im),
    tpStr: (v) => complexRepr((v as PyComplex).re, (v as PyComplex).im),
    tpHash: (v) => {
      const c = v as PyComplex;
      const re = hashDouble(c.re);
      const im = hashDouble(c.im);
      const h = normInt(BigInt.asIntN(64, BigInt(re) + 1000003n * BigInt(im)));
      return h === -1 ? -2 : h;
    },
    tpRichcompare: (a, b, op) => {
      if (op !== 2 && op !== 3) return NotImplemented;
      const x = a as PyComplex;
      let same: boolean;
      const n = asInt(b);
      if (n !== undefined) same = x.im === 0 && x.re == n;
      else if (b instanceof PyFloat) same = x.im === 0 && x.re === b.v;
      else if (b instanceof PyComplex) same = x.re === b.re && x.im === b.im;
      else return NotImplemented;
      return same === (op === 2);
    },
    nbAdd: binary((a, b) => [a[0] + b[0], a[1] + b[1]]),
    nbSubtract: binary((a, b) => [a[0] - b[0], a[1] - b[1]]),
    nbMultiply: binary(product),
    nbTrueDivide: binary(quotient),
    nbRemainder: () => {
      throw typeError("can't mod complex numbers.");
    },
    nbDivmod: () => {
      throw typeError("can't take floor or mod of complex number.");
    },
    nbFloorDivide: () => {
      throw typeError("can't take floor of complex number.");
    },
    nbPower: power,
    nbNegative: (v) => new PyComplex(-(v as PyComplex).re, -(v as PyComplex).im),
    nbPositive: (v) => new PyComplex((v as PyComplex).re, (v as PyComplex).im),
    nbAbsolute: (v) => new PyFloat(absolute([(v as PyComplex).re, (v as PyComplex).im])),
    nbBool: (v) => (v as PyComplex).re !== 0 || (v as PyComplex).im !== 0,
    nbInt: () => {
      throw typeError("can't convert complex to int");
    },
    nbFloat: () => {
      throw typeError("can't convert complex to float");
    },
  },
  members: ["real", "imag"],
  getset: {
    real: { get: (c: PyComplex) => new PyFloat(c.re), doc: "the real part of a complex number" },
    imag: {
      get: (c: PyComplex) => new PyFloat(c.im),
      doc: "the imaginary part of a complex number",
    },
  },
  methods: {
    conjugate: [
      "($self, /)",
      (c: PyComplex) => new PyComplex(c.re, -c.im),
      "complex.conjugate() -> complex\n\nReturn the complex conjugate of its argument. (3-4j).conjugate() == 3+4j.",
    ],
    __getnewargs__: ["($self, /)", (c: PyComplex) => tuple([new PyFloat(c.re), new PyFloat(c.im)])],
    __format__: ["($self, format_spec, /)", (c: PyComplex, spec: Value) => {
      const s = asStr(spec);
      if (s === undefined) {
        throw typeError(`__format__() argument 1 must be str, not ${typeName(spec)}`);
      }
      return s === "" ? repr(c) : formatComplex(c, c.re, c.im, s);
    }, "complex.__format__() -> str\n\nConvert to a string according to format_spec."],
  },
};

/** Makes negative floats' fractional powers complex. */
export function wireComplex(): void {
  setComplexPow((x, y) => {
    const [re, im] = cpow([x, 0], [y, 0]);
    return new PyComplex(re, im);
  });
}
