/**
 * The types Decimal and Context.
 *
 * @module
 */
import { bind, type Decl, type Decls, type NativeFn, Signature } from "../../core/args.ts";
import { asInt, asStr } from "../../core/compare.ts";
import { overflowError, typeError, valueError } from "../../core/errors.ts";
import { type Int, intNeg } from "../../core/number.ts";
import {
  type KwNames,
  type Maybe,
  NotImplemented,
  PyComplex,
  PyFloat,
  PyTuple,
  type PyType,
  tuple,
  type Value,
} from "../../core/object.ts";
import { call } from "../../core/ops.ts";
import { PyDict } from "../../core/dict.ts";
import type { TypeSpec } from "../../objects/type.ts";
import { encodeUtf8SurrogatePass } from "../../util/utf8.ts";
import { importedAttr } from "../python.ts";
import * as a from "./arith.ts";
import {
  contextArg,
  contextBase,
  currentContext,
  PyContext,
  reduceContext,
  roundingOf,
} from "./context.ts";
import {
  argument,
  comparable,
  construct,
  create,
  fromFloat,
  fromInt,
  hashOf,
  instance,
  operand,
  ratio,
  toFloat,
  toInt,
} from "./convert.ts";
import * as d from "./digitops.ts";
import { formatDecimal, parseFormat, toText } from "./text.ts";
import * as t from "./transcend.ts";
import {
  type Ctx,
  decimalType,
  etiny,
  etop,
  finite,
  Kind,
  maxContext,
  nanResult,
  PyDecimal,
  Round,
  Sig,
  workContext,
} from "./value.ts";

type Unary = (c: Ctx, x: PyDecimal) => PyDecimal;
type Binary = (c: Ctx, x: PyDecimal, y: PyDecimal) => PyDecimal;

const binary = (f: Binary) => (x: Value, y: Value): Value => {
  const l = x instanceof PyDecimal ? x : operand(x);
  if (l === undefined) return NotImplemented;
  const r = y instanceof PyDecimal ? y : operand(y);
  if (r === undefined) return NotImplemented;
  const c = currentContext();
  c.status = 0;
  const out = f(c, l, r);
  if (c.status !== 0) c.report(c.status);
  return plain(out);
};

/** An operand that came through as it was may be of a subclass. */
const plain = (x: PyDecimal): PyDecimal => x.cls === decimalType ? x : instance(x, decimalType);

const unary = (f: Unary) => (x: Value): Value =>
  plain(currentContext().run((c) => f(c, x as PyDecimal)));

/** Operations of one operand, by Decimal's name and the context's. */
const UNARY: Readonly<Record<string, Unary>> = {
  exp: t.exp,
  ln: t.ln,
  log10: t.log10,
  logb: d.logb,
  logical_invert: d.logicalInvert,
  next_minus: a.nextMinus,
  next_plus: a.nextPlus,
  normalize: a.normalize,
  sqrt: t.sqrt,
};

const BINARY: Readonly<Record<string, Binary>> = {
  compare: a.compare,
  compare_signal: a.compareSignal,
  compare_total: a.compareTotal,
  compare_total_mag: a.compareTotalMag,
  copy_sign: (_c, x, y) => a.withSign(x, y.sign),
  logical_and: d.logicalAnd,
  logical_or: d.logicalOr,
  logical_xor: d.logicalXor,
  max: a.max,
  max_mag: a.maxMag,
  min: a.min,
  min_mag: a.minMag,
  next_toward: a.nextToward,
  remainder_near: a.remainderNear,
  rotate: d.rotate,
  scaleb: d.scaleb,
  shift: d.shift,
};

/** What the context has under other names or alone. */
const CONTEXT_UNARY: Readonly<Record<string, Unary>> = {
  ...UNARY,
  abs: a.abs,
  plus: a.plus,
  minus: a.minus,
  to_integral: (c, x) => a.toIntegral(c, x, false),
  to_integral_value: (c, x) => a.toIntegral(c, x, false),
  to_integral_exact: (c, x) => a.toIntegral(c, x, true),
  copy_abs: (_c, x) => a.withSign(x, 0),
  copy_negate: (_c, x) => a.withSign(x, x.sign === 0 ? 1 : 0),
  copy_decimal: (_c, x) => x,
  _apply: (c, x) => x.isNaN ? nanFixed(c, x) : a.plus(c, x.isZero ? x : x),
};

const CONTEXT_BINARY: Readonly<Record<string, Binary>> = {
  ...BINARY,
  add: a.add,
  subtract: a.subtract,
  multiply: a.multiply,
  divide: a.divide,
  divide_int: a.divideInt,
  remainder: a.remainder,
  quantize: a.quantize,
};

function nanFixed(c: Ctx, x: PyDecimal): PyDecimal {
  return x.kind === Kind.SNaN ? x : nanResult(c, x)!;
}

/** Questions to a number. */
const TESTS: Readonly<Record<string, (x: PyDecimal, c: Ctx) => boolean>> = {
  is_canonical: () => true,
  is_finite: (x) => x.kind === Kind.Finite,
  is_infinite: (x) => x.kind === Kind.Inf,
  is_nan: (x) => x.isNaN,
  is_qnan: (x) => x.kind === Kind.NaN,
  is_signed: (x) => x.sign === 1,
  is_snan: (x) => x.kind === Kind.SNaN,
  is_zero: (x) => x.isZero,
};
const RANGE_TESTS: typeof TESTS = {
  is_normal: (x, c) => d.isNormal(c, x),
  is_subnormal: (x, c) => d.isSubnormal(c, x),
};

const result = (ctx: PyContext, f: (c: Ctx) => PyDecimal): PyDecimal => plain(ctx.run(f));

/** divmod as Python wants it. */
function divmod(ctx: PyContext, x: PyDecimal, y: PyDecimal): Value {
  return tuple(ctx.run((c) => a.divideMod(c, x, y)).map(plain));
}

function pow(x: Value, y: Value, m: Value): Value {
  const l = operand(x);
  const r = operand(y);
  if (l === undefined || r === undefined) return NotImplemented;
  const mod = m === null ? null : operand(m);
  if (mod === undefined) return NotImplemented;
  return result(
    currentContext(),
    (c) => mod === null ? t.power(c, l, r) : t.powerMod(c, l, r, mod),
  );
}

function compareOp(x: Value, y: Value, op: number): Value {
  const me = x as PyDecimal;
  const equality = op === 2 || op === 3;
  const pair = comparable(me, y, equality);
  if (pair === undefined) return NotImplemented;
  const [l, r] = pair;
  if (l.isNaN || r.isNaN) {
    // equality signals for sNaN, order for every NaN
    if (!equality || l.kind === Kind.SNaN || r.kind === Kind.SNaN) {
      currentContext().report(Sig.InvalidOperation);
    }
    return op === 3;
  }
  const order = a.compareNumbers(l, r);
  switch (op) {
    case 0:
      return order < 0;
    case 1:
      return order <= 0;
    case 2:
      return order === 0;
    case 3:
      return order !== 0;
    case 4:
      return order > 0;
    default:
      return order >= 0;
  }
}

/** The integer of a value rounded in a mode. */
function integral(x: PyDecimal, round: Round): Int {
  if (x.kind !== Kind.Finite) return toInt(x);
  return toInt(a.toIntegral({ ...maxContext(), round }, x, false));
}

function round(x: PyDecimal, args: Value[], kw: KwNames): Value {
  const n = args.length - (kw?.length ?? 0);
  if (n > 1) throw typeError(`function takes at most 1 argument (${n} given)`);
  if (n === 0) return integral(x, Round.HalfEven);
  const places = asInt(args[0]);
  if (places === undefined) throw typeError("optional arg must be an integer");
  if (places > 0x7fffffffffffffffn || places < -0x8000000000000000n) {
    throw overflowError("Python int too large to convert to C ssize_t");
  }
  return result(
    currentContext(),
    (c) => a.quantize(c, x, finite(0, 1, intNeg(places))),
  );
}

function withRounding(c: PyContext, rounding: Maybe, f: Unary) {
  return (x: PyDecimal): PyDecimal => {
    if (rounding === undefined || rounding === null) return result(c, (w) => f(w, x));
    const w = workContext(c);
    w.round = roundingOf(rounding);
    const r = f(w, x);
    if (w.status !== 0) c.report(w.status);
    return plain(r);
  };
}

const LOCALE_KEYS = ["decimal_point", "thousands_sep", "grouping"];

function format(x: PyDecimal, spec: Value, override: Maybe): Value {
  const text = asStr(spec);
  if (text === undefined) throw typeError("format arg must be str");
  const ctx = currentContext();
  // a NUL as the fill is one character like any other
  const f = parseFormat(text, ctx.capitals === 1);
  if (f === undefined) throw valueError("invalid format string");
  if (f.type === "n" || f.type === "N") {
    const conv = call(importedAttr("_locale", "localeconv"), []) as PyDict;
    readLocale(f, conv);
  }
  if (override !== undefined) {
    if (!(override instanceof PyDict)) throw typeError("optional argument must be a dict");
    readLocale(f, override);
  }
  const w = workContext(ctx);
  return formatDecimal(x, f, w, ctx.capitals === 1);
}

function readLocale(f: NonNullable<ReturnType<typeof parseFormat>>, conv: PyDict): void {
  for (const key of LOCALE_KEYS) {
    const v = conv.getStr(key);
    if (v === undefined) continue;
    if (key === "grouping") {
      const s = asStr(v);
      f.grouping = s !== undefined
        ? Array.from(s, (ch) => ch.charCodeAt(0))
        : (v as PyTuple).items.map((n) => Number(asInt(n) ?? 0));
      if (f.grouping.some((n) => n > 127)) throw valueError("invalid override dict");
    } else {
      const s = asStr(v);
      if (s === undefined || encodeUtf8SurrogatePass(s).length > 4) {
        throw valueError("invalid override dict");
      }
      if (key === "decimal_point") {
        if (s === "") throw valueError("invalid override dict");
        f.dot = s;
      } else f.sep = s;
    }
  }
}

const ctxKw = (f: (x: PyDecimal, c: PyContext) => Value): Decl => [
  "($self, /, context=None)",
  (x: PyDecimal, ctx?: Value) => f(x, contextArg(ctx)),
];

const otherKw = (f: (x: PyDecimal, y: PyDecimal, c: PyContext) => Value): Decl => [
  "($self, /, other, context=None)",
  (x: PyDecimal, y: Value, ctx?: Value) => {
    const c = contextArg(ctx);
    return f(x, argument(y), c);
  },
];

function decimalMethods(): Decls {
  const out: Record<string, Decl> = {};
  for (const name in UNARY) out[name] = ctxKw((x, c) => result(c, (w) => UNARY[name](w, x)));
  for (const name in BINARY) {
    out[name] = otherKw((x, y, c) => result(c, (w) => BINARY[name](w, x, y)));
  }
  for (const name in TESTS) {
    out[name] = ["($self, /)", (x: PyDecimal) => TESTS[name](x, maxContext())];
  }
  for (const name in RANGE_TESTS) out[name] = ctxKw((x, c) => RANGE_TESTS[name](x, c));
  const same = (x: PyDecimal): Value => x;
  const integralDecl = (exact: boolean): Decl => [
    "($self, /, rounding=None, context=None)",
    (x: PyDecimal, r?: Value, ctx?: Value) =>
      withRounding(contextArg(ctx), r, (c, y) => a.toIntegral(c, y, exact))(x),
  ];
  return {
    ...out,
    to_integral: integralDecl(false),
    to_integral_value: integralDecl(false),
    to_integral_exact: integralDecl(true),
    same_quantum: otherKw((x, y) => d.sameQuantum(x, y)),
    number_class: ctxKw((x, c) => d.numberClass(c, x)),
    to_eng_string: ctxKw((x, c) => toText(x, c.capitals === 1, true)),
    fma: [
      "($self, /, other, third, context=None)",
      (x: PyDecimal, y: Value, z: Value, ctx?: Value) => {
        const c = contextArg(ctx);
        const m = argument(y);
        const s = argument(z);
        return result(c, (w) => a.fma(w, x, m, s));
      },
    ],
    quantize: [
      "($self, /, exp, rounding=None, context=None)",
      (x: PyDecimal, e: Value, r?: Value, ctx?: Value) => {
        const c = contextArg(ctx);
        return withRounding(c, r, (w, y) => a.quantize(w, y, argument(e)))(x);
      },
    ],
    adjusted: [
      "($self, /)",
      (x: PyDecimal) => x.kind === Kind.Finite ? (x.coef === 0 ? x.exp : x.adjusted) : 0,
    ],
    as_integer_ratio: ["($self, /)", ratio],
    as_tuple: ["($self, /)", asTuple],
    canonical: ["($self, /)", same],
    conjugate: ["($self, /)", same],
    radix: ["($self, /)", () => fromInt(10)],
    copy_abs: ["($self, /)", (x: PyDecimal) => a.withSign(x, 0)],
    copy_negate: ["($self, /)", (x: PyDecimal) => a.withSign(x, x.sign === 0 ? 1 : 0)],
    from_float: [
      "($type, f, /)",
      (cls: PyType, v: Value) => fromFloat(cls, v, currentContext(), true),
    ],
    __copy__: ["($self, /)", same],
    __deepcopy__: ["($self, memo, /)", same],
    __reduce__: ["($self, /)", (x: PyDecimal) => tuple([x.cls, tuple([toText(x, true)])])],
    __complex__: ["($self, /)", (x: PyDecimal) => new PyComplex(toFloat(x), 0)],
    __trunc__: ["($self, /)", toInt],
    __floor__: ["($self, /)", (x: PyDecimal) => integral(x, Round.Floor)],
    __ceil__: ["($self, /)", (x: PyDecimal) => integral(x, Round.Ceiling)],
    __round__: ["($self, ndigits=None, /)", round, null, 3],
    __format__: ["($self, spec, override=None, /)", format],
    __sizeof__: [
      "($self, /)",
      (x: PyDecimal) => 104 + (x.digits > 76 ? 8 * Math.ceil(x.digits / 19) : 0),
    ],
  };
}

function asTuple(x: PyDecimal): Value {
  const digits = x.kind === Kind.Inf
    ? [0]
    : x.isNaN && x.coef === 0
    ? []
    : Array.from(String(x.coef), Number);
  const exp: Value = x.kind === Kind.Finite
    ? x.exp
    : x.kind === Kind.Inf
    ? "F"
    : x.kind === Kind.NaN
    ? "n"
    : "N";
  return call(decimalTuple(), [x.sign, tuple(digits), exp]);
}

let tupleClass: Value | undefined;
/** The named tuple of as_tuple(). */
export function decimalTuple(): Value {
  if (tupleClass === undefined) {
    const make = importedAttr("collections", "namedtuple");
    tupleClass = call(make, ["DecimalTuple", "sign digits exponent", "decimal"], ["module"]);
  }
  return tupleClass;
}

const newSig = new Signature("Decimal", '(value="0", context=None)', 0);

export function decimalSpec(): TypeSpec {
  return {
    doc:
      "Construct a new Decimal object. 'value' can be an integer, string, tuple,\nor another Decimal object. If no value is given, return Decimal('0'). The\ncontext does not affect the conversion and is only passed to determine if\nthe InvalidOperation trap is active.\n\n",
    signature: '(value="0", context=None)',
    slots: {
      tpNew: (cls, args, kw) => {
        if (args.length > 2) {
          throw typeError(`function takes at most 2 arguments (${args.length} given)`);
        }
        const [v, ctx] = (kw === null ? args : bind(newSig, args, kw)) as Maybe[];
        const c = contextArg(ctx);
        return v === undefined ? instance(finite(0, 0, 0), cls) : construct(cls, v, c);
      },
      tpRepr: (x) => `Decimal('${toText(x as PyDecimal, currentContext().capitals === 1)}')`,
      tpStr: (x) => toText(x as PyDecimal, currentContext().capitals === 1),
      tpHash: (x) => hashOf(x as PyDecimal),
      tpRichcompare: compareOp,
      nbAdd: binary(a.add),
      nbSubtract: binary(a.subtract),
      nbMultiply: binary(a.multiply),
      nbTrueDivide: binary(a.divide),
      nbFloorDivide: binary(a.divideInt),
      nbRemainder: binary(a.remainder),
      nbDivmod: (x, y) => {
        const l = operand(x);
        const r = operand(y);
        return l === undefined || r === undefined ? NotImplemented : divmod(currentContext(), l, r);
      },
      nbPower: pow,
      nbNegative: unary(a.minus),
      nbPositive: unary(a.plus),
      nbAbsolute: unary(a.abs),
      nbBool: (x) => !(x as PyDecimal).isZero,
      nbInt: (x) => toInt(x as PyDecimal),
      nbFloat: (x) => new PyFloat(toFloat(x as PyDecimal)),
    },
    getset: {
      real: { get: (x: PyDecimal) => x },
      imag: { get: () => fromInt(0) },
    },
    methods: decimalMethods(),
  };
}

/** A method whose C function parses without its name: `function takes exactly ...`. */
const counted = (n: number, f: (c: PyContext, args: PyDecimal[]) => Value): NativeFn => {
  return (c: PyContext, args: Value[], kw: KwNames): Value => {
    if (args.length !== n || kw !== null && kw.length > 0) {
      const s = n === 1 ? "" : "s";
      throw typeError(`function takes exactly ${n} argument${s} (${args.length} given)`);
    }
    return f(c, args.map(argument));
  };
};

const powerSig = new Signature("power", "(a, b, modulo=None)", 0);

function contextMethods(): Decls {
  const out: Record<string, Decl> = {};
  const one = (f: (c: PyContext, x: PyDecimal) => Value): Decl => [
    "($self, x, /)",
    (c: PyContext, x: Value) => f(c, argument(x)),
  ];
  const two = (f: (c: PyContext, x: PyDecimal, y: PyDecimal) => Value): Decl => [
    "($self, x, y, /)",
    counted(2, (c, [x, y]) => f(c, x, y)),
    null,
    3,
  ];
  for (const name in CONTEXT_UNARY) {
    out[name] = one((c, x) => result(c, (w) => CONTEXT_UNARY[name](w, x)));
  }
  for (const name in CONTEXT_BINARY) {
    out[name] = two((c, x, y) => result(c, (w) => CONTEXT_BINARY[name](w, x, y)));
  }
  for (const tests of [TESTS, RANGE_TESTS]) {
    for (const name in tests) out[name] = one((c, x) => tests[name](x, c));
  }
  return {
    ...out,
    is_canonical: ["($self, x, /)", (_c: PyContext, x: Value) => {
      if (!(x instanceof PyDecimal)) throw typeError("argument must be a Decimal");
      return true;
    }],
    canonical: ["($self, x, /)", (_c: PyContext, x: Value) => {
      if (!(x instanceof PyDecimal)) throw typeError("argument must be a Decimal");
      return x;
    }],
    same_quantum: two((_c, x, y) => d.sameQuantum(x, y)),
    number_class: one((c, x) => d.numberClass(c, x)),
    to_sci_string: one((c, x) => toText(x, c.capitals === 1)),
    to_eng_string: one((c, x) => toText(x, c.capitals === 1, true)),
    divmod: two(divmod),
    fma: [
      "($self, x, y, z, /)",
      counted(3, (c, [x, y, z]) => result(c, (w) => a.fma(w, x, y, z))),
      null,
      3,
    ],
    power: [
      "($self, /, a, b, modulo=None)",
      (c: PyContext, args: Value[], kw: KwNames) => {
        const [x, y, m] = bind(powerSig, args, kw) as Maybe[];
        const l = argument(x!);
        const r = argument(y!);
        const mod = m === undefined || m === null ? null : argument(m);
        return result(c, (w) => mod === null ? t.power(w, l, r) : t.powerMod(w, l, r, mod));
      },
      null,
      3,
    ],
    create_decimal: [
      '($self, num="0", /)',
      (c: PyContext, v: Maybe) => v === undefined ? finite(0, 0, 0) : create(c, v),
    ],
    create_decimal_from_float: [
      "($self, f, /)",
      (c: PyContext, v: Value) => fromFloat(decimalType, v, c, false),
    ],
    Etiny: ["($self, /)", (c: PyContext) => etiny(c)],
    Etop: ["($self, /)", (c: PyContext) => etop(c)],
    radix: ["($self, /)", () => fromInt(10)],
    clear_flags: ["($self, /)", (c: PyContext) => {
      c.flags = 0;
    }],
    clear_traps: ["($self, /)", (c: PyContext) => {
      c.traps = 0;
    }],
    copy: ["($self, /)", (c: PyContext) => c.copy()],
    __copy__: ["($self, /)", (c: PyContext) => c.copy()],
    __reduce__: ["($self, /)", reduceContext],
  };
}

export const contextSpec = (): TypeSpec => ({
  ...contextBase,
  doc:
    "The context affects almost all operations and controls rounding,\nOver/Underflow, raising of exceptions and much more.  A new context\ncan be constructed as follows:\n\n    >>> c = Context(prec=28, Emin=-425000000, Emax=425000000,\n    ...             rounding=ROUND_HALF_EVEN, capitals=1, clamp=1,\n    ...             traps=[InvalidOperation, DivisionByZero, Overflow],\n    ...             flags=[])\n    >>>\n\n\n",
  methods: contextMethods(),
});
