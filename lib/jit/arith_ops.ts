/**
 * Operators, comparisons, truth and subscripts in generated code. What the
 * interpreter saw at an instruction (`ExecCode.fb`) decides which kinds a guard
 * asks for; after a wrong guess the interpreter notes what came, and the next
 * translation is more general.
 *
 * @module
 */
import { PyFunction } from "../objects/function.ts";
import { OperandClass } from "../vm/exec.ts";
import type { Ent, Translator } from "./translate.ts";
import { Ty } from "./types.ts";

/** Bits of `ExecCode.fb` at operators; none: only ints so far, or nothing at all. */
export const FB_FLOAT = 1;
export const FB_MIXED = 2;
export const FB_STR = 4;
export const FB_OTHER = 8;
/** A result beyond JS's safe integers. */
export const FB_BIG = 16;

/** What was seen at an operator; where guesses went wrong again and again, everything. */
function feedback(T: Translator): number {
  return T.general() ? T.exec.fb[T.pc] | FB_OTHER : T.exec.fb[T.pc];
}

const isInt = (e: Ent): boolean => e.ty === Ty.Int;
const isFloat = (e: Ent): boolean => e.ty === Ty.Float;

/** Guards that an entry is an int; gives the entry as such. */
function guardInt(T: Translator, e: Ent): Ent {
  if (isInt(e)) return e;
  T.emit(`if(typeof ${e.js}!=="number")${T.exit("int")}`);
  T.refine(e, Ty.Int);
  return { ...e, ty: Ty.Int };
}

/** Guards that an entry is a float; gives the raw entry. */
function guardFloat(T: Translator, e: Ent): Ent {
  if (isFloat(e)) return e;
  T.emit(`if(${e.js}===null||${e.js}.cls!==FT)${T.exit("float")}`);
  return T.refineFloat(e);
}

/** A raw number of an entry that may be an int or a float. */
function guardNumber(T: Translator, e: Ent): Ent {
  if (isInt(e) || isFloat(e)) return e;
  const name = T.temporary();
  T.emit(
    `if(typeof ${e.js}==="number")${name}=${e.js};else if(${e.js}!==null&&${e.js}.cls===FT)${name}=${e.js}.v;else ${
      T.exit("number")
    }`,
  );
  return { ty: Ty.Float, js: name, src: -1 };
}

/** Whether an entry can be the operand of a numeric fast path. */
const candidate = (e: Ent): boolean => e.ty === Ty.Any || isInt(e) || isFloat(e);

/** The operands as ints or raw floats, as far as what was seen allows; null: only the general way. */
function numeric(T: Translator, a: Ent, b: Ent, fb: number): [Ent, Ent] | null {
  if (!candidate(a) || !candidate(b) || (fb & (FB_STR | FB_OTHER)) !== 0) return null;
  if (isInt(a) && isInt(b)) return [a, b];
  if (isFloat(a) || isFloat(b)) {
    // with one float the result is one; the other side may be either
    const one = (e: Ent) =>
      isFloat(e) || isInt(e) ? e : fb & FB_MIXED || fb === 0 ? guardNumber(T, e) : guardFloat(T, e);
    return [one(a), one(b)];
  }
  if ((fb & (FB_FLOAT | FB_MIXED)) === 0) {
    const x = guardInt(T, a);
    // the same local on both sides is refined by the first guard
    return [x, b.js === a.js ? x : guardInt(T, b)];
  }
  if (fb & FB_MIXED) {
    if (isInt(a)) return [a, guardFloat(T, b)];
    if (isInt(b)) return [guardFloat(T, a), b];
    T.emit(`if(typeof ${a.js}==="number"&&typeof ${b.js}==="number")${T.exit("ints")}`);
    return [guardNumber(T, a), guardNumber(T, b)];
  }
  const x = guardFloat(T, a);
  return [x, b.js === a.js ? x : guardFloat(T, b)];
}

const HELPER: Readonly<Record<number, string>> = {
  16: "matmul",
  17: "imatmul",
  19: "power",
  20: "mul",
  22: "mod",
  23: "add",
  24: "sub",
  26: "floordiv",
  27: "truediv",
  28: "ifloordiv",
  29: "itruediv",
  55: "extend",
  56: "isub",
  57: "imul",
  59: "imod",
  62: "lshift",
  63: "rshift",
  64: "and",
  65: "xor",
  66: "or",
  67: "ipower",
  75: "ilshift",
  76: "irshift",
  77: "iand",
  78: "ixor",
  79: "ior",
};

/** The operator without its in-place form: for ints, floats and str they are the same. */
const PLAIN: Readonly<Record<number, number>> = {
  17: 16,
  28: 26,
  29: 27,
  55: 23,
  56: 24,
  57: 20,
  59: 22,
  67: 19,
  75: 62,
  76: 63,
  77: 64,
  78: 65,
  79: 66,
};

const SAFE = "(q|0)!==q&&!(q>=-9007199254740991&&q<=9007199254740991)";

/** What 32 bits of a result cost: an expression for each operator, modulo 2**32. */
function low32(op: number, a: string, b: string, count: Ent): string | null {
  switch (op) {
    case 20:
      return `Math.imul(${a},${b})`;
    case 23:
      return `(${a}|0)+(${b}|0)|0`;
    case 24:
      return `(${a}|0)-(${b}|0)|0`;
    case 62:
      return typeof count.c === "number" && count.c >= 0 && count.c < 32 ? `${a}<<${b}` : null;
    default:
      return null;
  }
}

/**
 * An operator whose result is soon cut to 32 bits or fewer, as hash functions
 * and random number generators do: `(a * b + constant) & mask`, `% 2**k`. The
 * numbers in between need not be exact. Writes everything up to the mask.
 */
function masked(T: Translator, op: number, a: Ent, b: Ent, fb: number): boolean {
  if ((fb & (FB_STR | FB_OTHER | FB_FLOAT | FB_MIXED)) !== 0) return false;
  if (!(a.ty === Ty.Any || isInt(a)) || !(b.ty === Ty.Any || isInt(b))) return false;
  const constant = (at: number): Ent | null => {
    if (T.target[at] !== 0 || T.target[at + 1] !== 0 || T.op[at] !== 100) return null;
    const c = T.code.consts[T.arg[at]];
    return typeof c === "number" ? { ty: Ty.Int, js: `(${c})`, src: -1, c } : null;
  };
  const steps: [number, Ent][] = [];
  let at = T.pc + 1;
  let mask = -1;
  for (;; at += 2) {
    const c = constant(at);
    if (c === null) return false;
    const next = PLAIN[T.op[at + 1]] ?? T.op[at + 1];
    const n = c.c as number;
    if (next === 64 && n >= 0 && n <= 0xffffffff) mask = n;
    else if (next === 22 && n > 0 && n <= 0x100000000 && Number.isInteger(Math.log2(n))) {
      mask = n - 1;
    } else if (low32(next, "", "", c) !== null) {
      steps.push([next, c]);
      continue;
    } else return false;
    break;
  }
  if (low32(op, "", "", b) === null) return false;
  const x = guardInt(T, a);
  const y = b.js === a.js ? x : guardInt(T, b);
  let e = low32(op, x.js, y.js, y)!;
  for (const [step, c] of steps) e = low32(step, `(${e})`, c.js, c)!;
  T.pc = at + 2;
  const slot = T.fresh(T.stack.length);
  T.emit(`${slot}=((${e})&${mask | 0})>>>0;`);
  T.push({ ty: Ty.Int, js: slot, src: -1 });
  return true;
}

/** The special methods of the operators: what the left operand has, the right, and the in-place form. */
const METHODS: Readonly<Record<number, readonly [string, string, string, string]>> = {
  16: ["__matmul__", "__rmatmul__", "__imatmul__", "@"],
  20: ["__mul__", "__rmul__", "__imul__", "*"],
  22: ["__mod__", "__rmod__", "__imod__", "%"],
  23: ["__add__", "__radd__", "__iadd__", "+"],
  24: ["__sub__", "__rsub__", "__isub__", "-"],
  26: ["__floordiv__", "__rfloordiv__", "__ifloordiv__", "//"],
  27: ["__truediv__", "__rtruediv__", "__itruediv__", "/"],
  62: ["__lshift__", "__rlshift__", "__ilshift__", "<<"],
  63: ["__rshift__", "__rrshift__", "__irshift__", ">>"],
  64: ["__and__", "__rand__", "__iand__", "&"],
  65: ["__xor__", "__rxor__", "__ixor__", "^"],
  66: ["__or__", "__ror__", "__ior__", "|"],
};

/**
 * An operator that a class has in Python: the method is called at once when the other operand is
 * an instance of the same class, an int or a float, which have no say in it.
 */
function operatorCall(
  T: Translator,
  op: number,
  plain: number,
  a: Ent,
  b: Ent,
  general: () => string,
): boolean {
  const seen = T.exec.caches[T.pc];
  const names = METHODS[plain];
  if (!(seen instanceof OperandClass) || names === undefined) return false;
  const { cls, reflected } = seen;
  if (cls.version !== seen.version) return false;
  const inPlace = op !== plain;
  if (inPlace && !reflected && cls.lookup(names[2]) !== undefined) return false;
  const method = cls.lookup(names[reflected ? 1 : 0]);
  if (!(method instanceof PyFunction)) return false;
  const named = (e: Ent): string => {
    const v = T.steady(e);
    if (/^[a-zA-Z]\w*$/.test(v) && v !== "null" && v !== "true" && v !== "false") return v;
    const name = T.temporary();
    T.emit(`${name}=${v};`);
    return name;
  };
  const x = named(a);
  const y = named(b);
  const [self, other] = reflected ? [y, x] : [x, y];
  const k = T.k(cls);
  const f = T.k(method);
  // of a sequence `+` and `*` have a second meaning; a number never has
  const rest = reflected
    ? `(typeof ${other}==="number"||${other}!==null&&${other}.cls===FT)`
    : `(typeof ${other}==="number"||${other}!==null&&((q=${other}.cls)===${k}||q===FT))`;
  const slow = T.call(`R.${HELPER[op]}(${x},${y})`);
  void general;
  const name = T.fresh(T.stack.length);
  const symbol = T.k(names[3] + (inPlace ? "=" : ""));
  T.emit(
    `if(${self}!==null&&${self}.cls===${k}&&${k}.version===${seen.version}&&${rest}){` +
      `q=${T.call(`${f}.code.c2(${f},${self},${other})`)};` +
      `if(q===RX)${T.raising("R.taken()")}` +
      `if(q===NI)${T.raising(T.call(`R.unsupported(${x},${y},${symbol})`))}` +
      `}else q=${slow};${name}=q;`,
  );
  T.push({ ty: Ty.Any, js: name, src: -1 });
  return true;
}

/** A binary operator. */
export function binary(T: Translator, op: number): void {
  const b = T.pop();
  const a = T.pop();
  const fb = feedback(T);
  const plain = PLAIN[op] ?? op;
  if (low32(plain, "", "", b) !== null && masked(T, plain, a, b, fb)) return;
  const general = () => `R.${HELPER[op]}(${T.boxed(a)},${T.boxed(b)})`;
  if (plain === 23 && fb === FB_STR) {
    // what is known of one side says which guard is left
    const guards = [a, b].filter((e) => e.ty !== Ty.Str).map((e) => `typeof ${e.js}!=="string"`);
    if (candidate(a) || a.ty === Ty.Str) {
      if (guards.length > 0) T.emit(`if(${guards.join("||")})${T.exit("str")}`);
      T.refine(a, Ty.Str);
      T.refine(b, Ty.Str);
      T.pushValue(Ty.Str, T.call(`R.concat(${a.js},${b.js})`));
      return;
    }
  }
  const pair = plain === 16 || plain === 19 ? power(T, a, b, fb, plain) : numeric(T, a, b, fb);
  if (pair === null) {
    if (!operatorCall(T, op, plain, a, b, general)) T.pushValue(Ty.Any, T.call(general()));
    return;
  }
  if (pair === undefined) return;
  const [x, y] = pair;
  if (isFloat(x) || isFloat(y)) floats(T, plain, x, y, general);
  else ints(T, plain, x, y, fb, general);
}

/** Power: only of floats is there a short way. */
function power(T: Translator, a: Ent, b: Ent, fb: number, op: number): null | undefined {
  if (op !== 19 || !candidate(a) || !candidate(b) || (fb & (FB_STR | FB_OTHER)) !== 0) return null;
  if (isFloat(a) || (fb & (FB_FLOAT | FB_MIXED) && a.ty === Ty.Any)) {
    const x = guardFloat(T, a);
    if (b.c === 2 && isInt(b)) {
      T.pushValue(Ty.Float, `${x.js}*${x.js}`);
      return undefined;
    }
    const y = guardNumber(T, b);
    T.pushValue(Ty.Float, T.raises(`R.powf(${x.js},${y.js})`));
    return undefined;
  }
  return null;
}

function floats(T: Translator, op: number, x: Ent, y: Ent, general: () => string): void {
  switch (op) {
    case 23:
      T.pushValue(Ty.Float, `${x.js}+${y.js}`);
      return;
    case 24:
      T.pushValue(Ty.Float, `${x.js}-${y.js}`);
      return;
    case 20:
      T.pushValue(Ty.Float, `${x.js}*${y.js}`);
      return;
    case 27:
      T.emit(`if(${y.js}===0)throw ${T.raises("R.floatDivision()")};`);
      T.pushValue(Ty.Float, `${x.js}/${y.js}`);
      return;
    case 22:
      T.pushValue(Ty.Float, T.call(`R.fmod(${x.js},${y.js})`));
      return;
    case 26:
      T.pushValue(Ty.Float, T.call(`R.ffloor(${x.js},${y.js})`));
      return;
    default:
      T.pushValue(Ty.Any, T.call(general()));
  }
}

function ints(
  T: Translator,
  op: number,
  x: Ent,
  y: Ent,
  fb: number,
  general: () => string,
): void {
  const a = x.js;
  const b = y.js;
  const small = `(${a}|0)===${a}&&(${b}|0)===${b}`;
  const checked = (expression: string): void => {
    if (fb & FB_BIG) {
      T.emit(`q=${expression};`);
      T.pushValue(Ty.Any, `${SAFE}?${T.call(general())}:q`);
      return;
    }
    T.emit(`q=${expression};if(${SAFE})${T.exit("overflow")}`);
    T.pushValue(Ty.Int, "q");
  };
  // of safe ints, yet the result may be -2**53
  const bits = (symbol: string, helper: string): void => {
    const value = `${small}?${a}${symbol}${b}:R.${helper}(${a},${b})`;
    if (fb & FB_BIG) {
      T.pushValue(Ty.Any, value);
      return;
    }
    T.emit(`q=${value};if(typeof q!=="number")${T.exit("overflow")}`);
    T.pushValue(Ty.Int, "q");
  };
  switch (op) {
    case 23:
      checked(`${a}+${b}`);
      return;
    case 24:
      checked(`${a}-${b}`);
      return;
    case 20:
      // -0 is 0
      checked(`${a}*${b}+0`);
      return;
    case 22: {
      const n = typeof y.c === "number" && y.c > 0 && y.c < 0x7fffffff;
      const quick = n ? `(${a}|0)===${a}` : `${small}&&${b}>0`;
      T.emit(
        `if(${quick}){q=(${a}|0)%(${b}|0)|0;if(q<0)q=q+${b}|0;}else q=${
          T.call(`R.imodi(${a},${b})`)
        };`,
      );
      T.pushValue(Ty.Int, "q");
      return;
    }
    case 26: {
      const n = typeof y.c === "number" && y.c > 0 && y.c < 0x7fffffff;
      const quick = n ? `(${a}|0)===${a}` : `${small}&&${b}>0`;
      T.emit(
        `if(${quick})q=${a}>=0?(${a}|0)/(${b}|0)|0:~((~${a}|0)/(${b}|0)|0);else q=${
          T.call(`R.ifloor(${a},${b})`)
        };`,
      );
      T.pushValue(Ty.Int, "q");
      return;
    }
    case 27:
      T.emit(`if(${b}===0)throw ${T.raises("R.division()")};`);
      T.pushValue(Ty.Float, `${a}/${b}`);
      return;
    case 64:
      bits("&", "and");
      return;
    case 65:
      bits("^", "xor");
      return;
    case 66:
      bits("|", "or");
      return;
    case 63:
      T.pushValue(
        Ty.Int,
        `${small}&&${b}>=0&&${b}<32?${a}>>${b}:${T.call(`R.rshifti(${a},${b})`)}`,
      );
      return;
    case 62:
      if (fb & FB_BIG) {
        T.pushValue(Ty.Any, T.call(general()));
        return;
      }
      T.emit(`q=${b}>=0&&${b}<53?${a}*R.pow2[${b}]:NaN;if(${SAFE})${T.exit("overflow")}`);
      T.pushValue(Ty.Int, "q");
      return;
    default:
      T.pushValue(Ty.Any, T.call(general()));
  }
}

/** +x, -x, not x, ~x. */
export function unary(T: Translator, op: number): void {
  const e = T.pop();
  if (op === 12) {
    T.pushValue(Ty.Bool, `!${truth(T, e)}`);
    return;
  }
  if (isFloat(e) && op !== 15) {
    if (op === 10) T.push({ ...e, src: -1 });
    else T.pushValue(Ty.Float, `-${e.js}`);
    return;
  }
  if (isInt(e)) {
    if (op === 10) T.push(e);
    else if (op === 11) T.pushValue(Ty.Int, `-${e.js}+0`);
    else T.pushValue(Ty.Int, `-${e.js}-1`);
    if (op !== 15) return;
    // the one value whose inverse is not safe
    const top = T.pop();
    T.pushValue(Ty.Any, `R.normal(${top.js})`);
    return;
  }
  const helper = op === 10 ? "pos" : op === 11 ? "neg" : "invert";
  if (op === 11 && e.ty === Ty.Any) {
    const fb = T.exec.fb[T.pc];
    if (fb === FB_FLOAT) {
      const x = guardFloat(T, e);
      T.pushValue(Ty.Float, `-${x.js}`);
      return;
    }
  }
  T.pushValue(Ty.Any, T.call(`R.${helper}(${T.boxed(e)})`));
}

const SYMBOL = ["<", "<=", "===", "!==", ">", ">="];

/** COMPARE_OP. */
export function compare(T: Translator, op: number): void {
  const b = T.pop();
  const a = T.pop();
  const result = (expression: string) => {
    const next = T.op[T.pc + 1];
    // a jump takes the comparison itself
    if ((next === 114 || next === 115) && T.target[T.pc + 1] === 0) {
      T.push({ ty: Ty.Bool, js: `(${expression})`, src: -1, inline: true });
    } else T.pushValue(Ty.Bool, expression);
  };
  if (op === 8 || op === 9) {
    const none = a.ty === Ty.None ? b : b.ty === Ty.None ? a : null;
    if (none !== null && none.ty !== Ty.Float) {
      result(`${none.js}${op === 8 ? "===" : "!=="}null`);
    } else result(`${op === 9 ? "!" : ""}R.is(${T.boxed(a)},${T.boxed(b)})`);
    return;
  }
  if (op === 6 || op === 7) {
    T.pushValue(
      Ty.Bool,
      T.call(`${op === 7 ? "!" : ""}R.contains(${T.boxed(b)},${T.boxed(a)})`),
    );
    return;
  }
  if (op >= 10) {
    T.pushValue(Ty.Bool, T.call(`R.excMatch(${a.js},${T.boxed(b)})`));
    return;
  }
  const fb = feedback(T);
  if (a.ty === Ty.Str && b.ty === Ty.Str && (op === 2 || op === 3)) {
    result(`${a.js}${SYMBOL[op]}${b.js}`);
    return;
  }
  if (
    fb === FB_STR && (op === 2 || op === 3) && (a.ty === Ty.Any || a.ty === Ty.Str) &&
    (b.ty === Ty.Any || b.ty === Ty.Str)
  ) {
    const guards = [a, b].filter((e) => e.ty !== Ty.Str).map((e) => `typeof ${e.js}!=="string"`);
    T.emit(`if(${guards.join("||")})${T.exit("str")}`);
    T.refine(a, Ty.Str);
    T.refine(b, Ty.Str);
    result(`${a.js}${SYMBOL[op]}${b.js}`);
    return;
  }
  if ((fb & FB_BIG) === 0) {
    // a comparison gives the same of an int and of the float that it equals
    const pair = (fb & FB_MIXED) !== 0 && (fb & (FB_STR | FB_OTHER)) === 0 && candidate(a) &&
        candidate(b)
      ? [guardNumber(T, a), guardNumber(T, b)]
      : numeric(T, a, b, fb);
    if (pair !== null) {
      result(`${pair[0].js}${SYMBOL[op]}${pair[1].js}`);
      return;
    }
  }
  T.pushValue(Ty.Any, T.call(`R.compare(${T.boxed(a)},${T.boxed(b)},${op})`));
}

/** A JavaScript condition that says whether an entry is true. */
export function truth(T: Translator, e: Ent): string {
  switch (e.ty) {
    case Ty.Bool:
      return e.js;
    case Ty.Int:
    case Ty.Float:
      return `(${e.js}!==0)`;
    case Ty.Str:
      return `(${e.js}!=="")`;
    case Ty.None:
      return "false";
    default:
      return `(${e.js}===true||${e.js}!==false&&${T.call(`R.truth(${e.js})`)})`;
  }
}

/** BINARY_SUBSCR. */
export function subscript(T: Translator): void {
  const k = T.pop();
  const o = T.pop();
  const key = T.boxed(k);
  // in a try statement what is missing is an exception that no throw has to carry
  const quiet = T.inTry() && (k.ty === Ty.Int || k.ty === Ty.Any || k.ty === Ty.Str);
  const slow = T.call(`R.${quiet ? "item" : "getItem"}(${T.boxed(o)},${key})`);
  if (quiet && o.ty === Ty.Any && k.ty === Ty.Str) {
    T.emit(`q=${slow};if(q===undefined)`);
    T.raise("R.missing");
    T.pushValue(Ty.Any, "q");
    return;
  }
  if (o.ty === Ty.Any && (k.ty === Ty.Int || k.ty === Ty.Any)) {
    const items = T.temporary();
    const number = k.ty === Ty.Int ? "" : `&&typeof ${key}==="number"`;
    const nonNegative = typeof k.c === "number" && k.c >= 0;
    const index = nonNegative ? key : `${key}<0?${key}+${items}.length:${key}`;
    // an element that is not there is undefined, and no value is
    const name = T.fresh(T.stack.length);
    T.emit(
      `if(${o.js}!==null&&(${o.js}.cls===LT||${o.js}.cls===TT)${number}){${items}=${o.js}.items;q=${items}[${index}];}` +
        `else q=undefined;if(q===undefined)q=${slow};`,
    );
    if (quiet) {
      T.emit("if(q===undefined)");
      T.raise("R.missing");
    }
    T.emit(`${name}=q;`);
    T.push({ ty: Ty.Any, js: name, src: -1 });
    return;
  }
  T.pushValue(Ty.Any, slow);
}

/** STORE_SUBSCR. */
export function storeSubscript(T: Translator): void {
  const k = T.pop();
  const o = T.pop();
  const v = T.steady(T.pop());
  const key = T.boxed(k);
  const slow = `${T.call(`R.setItem(${T.boxed(o)},${key},${v})`)};`;
  if (o.ty === Ty.Any && (k.ty === Ty.Int || k.ty === Ty.Any)) {
    const number = k.ty === Ty.Int ? "" : `&&typeof ${key}==="number"`;
    const items = T.temporary();
    T.emit(
      `if(${o.js}!==null&&${o.js}.cls===LT${number}){${items}=${o.js}.items;q=${key}<0?${key}+${items}.length:${key};` +
        `if(q>=0&&q<${items}.length)${items}[q]=${v};else ${slow}}else ${slow}`,
    );
    return;
  }
  T.emit(slow);
}
