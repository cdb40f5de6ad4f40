/**
 * Calls of built-in functions and methods that generated code does itself. Each
 * asks whether the callee is still the one that was there when the code was
 * compiled.
 *
 * @module
 */
import { ArgStyle, PyBuiltin, type PyMethodDescr } from "../core/args.ts";
import { PyType, type Value } from "../core/object.ts";
import type { Ent, Translator } from "./translate.ts";
import { Ty } from "./types.ts";

/** How a call looks that is not the expected one. */
const other = (T: Translator, f: Ent, given: readonly Ent[]): string => {
  const values = given.map((e) => T.boxed(e));
  return values.length <= 6
    ? T.call(`R.value(R.call${values.length}(${[f.js, ...values].join(",")}))`)
    : T.call(`R.value(R.callN(${f.js},[${values.join(",")}]))`);
};

/** Writes a call of a built-in; false when there is no short way. */
export function builtinCall(T: Translator, f: Ent, k: Value, given: readonly Ent[]): boolean {
  const n = given.length;
  if (k instanceof PyType) {
    if (k.name === "range" && k.module === "builtins" && n >= 1) return rangeCall(T, f, k, given);
    if (k.module === "builtins" && n === 1) {
      const e = given[0];
      if (k.name === "str") {
        T.pushValue(
          Ty.Any,
          `${f.js}===${T.k(k)}?${T.call(`R.strOf(${T.boxed(e)})`)}:${other(T, f, given)}`,
        );
        return true;
      }
      if (k.name === "float" && (e.ty === Ty.Float || e.ty === Ty.Int)) {
        T.emit(`if(${f.js}!==${T.k(k)})${T.exit("callee")}`);
        T.pushValue(Ty.Float, e.js);
        return true;
      }
      if (k.name === "int" && e.ty === Ty.Int) {
        T.emit(`if(${f.js}!==${T.k(k)})${T.exit("callee")}`);
        T.pushValue(Ty.Int, e.js);
        return true;
      }
      if (k.name === "int" && e.ty === Ty.Float) {
        T.emit(
          `if(${f.js}!==${T.k(k)}||!(${e.js}>-9007199254740992&&${e.js}<9007199254740992))${
            T.exit("callee")
          }`,
        );
        T.pushValue(Ty.Int, `Math.trunc(${e.js})+0`);
        return true;
      }
    }
    return false;
  }
  if (!(k instanceof PyBuiltin)) return false;
  const d = k.def;
  const is = `${f.js}===${T.k(k)}`;
  if (k.module === "builtins") {
    const e = given[0];
    if (d.name === "len" && n === 1 && (e.ty === Ty.Any || e.ty === Ty.Str)) {
      T.emit(`if(!(${is}))${T.exit("callee")}`);
      T.pushValue(
        Ty.Int,
        // a subclass may count otherwise
        `${e.js} instanceof PL&&${e.js}.cls===LT?${e.js}.items.length:${T.call(`R.len(${e.js})`)}`,
      );
      return true;
    }
    if (d.name === "abs" && n === 1 && (e.ty === Ty.Float || e.ty === Ty.Int)) {
      T.emit(`if(!(${is}))${T.exit("callee")}`);
      T.pushValue(e.ty, `Math.abs(${e.js})`);
      return true;
    }
    if (d.name === "next" && n === 1 && T.inTry()) {
      T.emit(`if(!(${is}))${T.exit("callee")}`);
      T.emit(`q=${T.call(`R.nextItem(${T.boxed(e)})`)};if(q===undefined)`);
      T.raise("R.missing");
      T.pushValue(Ty.Any, "q");
      return true;
    }
    if (d.name === "isinstance" && n === 2) {
      T.pushValue(
        Ty.Any,
        `${is}?${T.call(`R.isInstance(${T.boxed(e)},${T.boxed(given[1])})`)}:${other(T, f, given)}`,
      );
      return true;
    }
    if ((d.name === "min" || d.name === "max") && n === 2) {
      const [a, b] = given;
      if (a.ty === b.ty && (a.ty === Ty.Int || a.ty === Ty.Float)) {
        T.emit(`if(!(${is}))${T.exit("callee")}`);
        // the first of equal ones; a NaN stays where Python's comparison leaves it
        T.pushValue(
          a.ty,
          d.name === "min" ? `${b.js}<${a.js}?${b.js}:${a.js}` : `${b.js}>${a.js}?${b.js}:${a.js}`,
        );
        return true;
      }
    }
    if (d.name === "ord" && n === 1) {
      T.pushValue(
        Ty.Any,
        `${is}&&typeof ${T.boxed(e)}==="string"&&${e.js}.length===1?${e.js}.charCodeAt(0):${
          other(T, f, given)
        }`,
      );
      return true;
    }
  }
  if (k.self === undefined && simple(d, n) && n <= 6) {
    const fn = T.k(d.fn);
    const values = given.map((x) => T.boxed(x));
    T.emit(`q=${is}?${T.call(`${fn}(${values.join(",")})`)}:${other(T, f, given)};`);
    T.pushValue(Ty.Any, "q===undefined?null:q");
    return true;
  }
  return false;
}

/** Whether a declared function takes n positional arguments as they are. */
function simple(d: PyBuiltin["def"], n: number): boolean {
  if (d.style === ArgStyle.Raw || SENSITIVE.has(d.name)) return false;
  const s = d.signature;
  return s.simple && n >= s.min && n <= s.max;
}

/** Built-ins that look at the frame that calls them: code that names one is not compiled. */
export const SENSITIVE: ReadonlySet<string> = new Set([
  "locals",
  "vars",
  "dir",
  "eval",
  "exec",
  "_getframe",
  "currentframe",
  "settrace",
  "setprofile",
]);

/** range(...) that a loop takes: no object is made. */
function rangeCall(T: Translator, f: Ent, k: PyType, given: readonly Ent[]): boolean {
  const at = T.pc;
  const slot = T.stack.length;
  if (T.op[at + 1] !== 68 || T.target[at + 1] === 1 || given.length > 3) return false;
  let loop = at + 2;
  while (T.op[loop] === 144) loop++;
  if (T.op[loop] === 93 && T.yieldsInLoop(loop)) return false;
  if (given.some((e) => e.ty !== Ty.Int && e.ty !== Ty.Any)) return false;
  const guards = given.filter((e) => e.ty === Ty.Any).map((e) => `typeof ${e.js}!=="number"`);
  guards.push(`${f.js}!==${T.k(k)}`);
  const step = given.length === 3 ? given[2].js : "1";
  if (given.length === 3) guards.push(`${step}===0`);
  T.emit(`if(${guards.join("||")})${T.exit("range")}`);
  for (const e of given) T.refine(e, Ty.Int);
  const start = given.length === 1 ? "0" : given[0].js;
  const stop = given.length === 1 ? given[0].js : given[1].js;
  T.emit(`r${slot}=${start};n${slot}=${stop};d${slot}=${step};`);
  if (given.length === 3) {
    // the number after the last one has to be exact too
    T.emit(
      `if(!(n${slot}+d${slot}>=-9007199254740991&&n${slot}+d${slot}<=9007199254740991))${
        T.exit("range")
      }`,
    );
  }
  T.push({ ty: Ty.Range, js: `${slot}`, src: -1 });
  T.pc = at + 2;
  return true;
}

/** Writes a call of a method of a built-in type; false when there is no short way. */
export function methodCall(
  T: Translator,
  f: Ent,
  self: Ent,
  k: PyMethodDescr,
  given: readonly Ent[],
): boolean {
  const n = given.length;
  const values = given.map((e) => T.steady(e));
  const is = `${f.js}===${T.k(k)}`;
  const long = T.call(`R.value(R.callMethod(${f.js},${self.js},[${values.join(",")}]))`);
  if (k.objclass.name === "list" && k.def.name === "append" && n === 1) {
    if (T.op[T.pc + 1] === 1 && T.target[T.pc + 1] === 0) {
      T.emit(`if(${is})${self.js}.items.push(${values[0]});else ${long};`);
      T.push({ ty: Ty.None, js: "null", src: -1 });
    } else {
      T.emit(`if(${is}){${self.js}.items.push(${values[0]});q=null;}else q=${long};`);
      T.pushValue(Ty.Any, "q");
    }
    return true;
  }
  if (k.def.style === ArgStyle.Raw || SENSITIVE.has(k.def.name)) return false;
  const s = k.def.signature;
  if (!s.takes(n) || n > 6) return false;
  // what can be given by name has its place all the same
  const rest = s.simple ? [] : s.params.slice(n).map(() => "undefined");
  const call = T.call(`${T.k(k.def.fn)}(${[self.js, ...values, ...rest].join(",")})`);
  T.emit(`q=${is}?${call}:${long};`);
  T.pushValue(Ty.Any, "q===undefined?null:q");
  return true;
}
