/**
 * Calls whose arguments are bound to parameters when the code is compiled: the
 * callee is a known Python function, so which parameter gets which value, and
 * which gets its default, is known as well (`bindFrame` of vm/call.ts does the
 * same at run time).
 *
 * @module
 */
import type { Maybe } from "../core/object.ts";
import type { CallTarget } from "../vm/exec.ts";
import type { ExecCode } from "../vm/exec.ts";
import type { Translator } from "./translate.ts";

const VARARGS = 4;
const VARKEYWORDS = 8;

/** A call that is known to bind: what to ask of the callee, and the call. */
export interface Bound {
  readonly guard: string;
  readonly call: string;
}

/**
 * The call of a function, of which `fk` is the expression and `fn` what was
 * seen, with values of which the last belong to keyword
 * names; null where it does not bind, which the interpreter reports.
 */
export function bindStatic(
  T: Translator,
  fn: Omit<CallTarget, "bound">,
  fk: string,
  values: readonly string[],
  names: readonly string[],
): Bound | null {
  const code = fn.code;
  const exec = code.exec as ExecCode | null;
  if (exec === null || exec.generator) return null;
  const argc = code.argcount;
  const total = argc + code.kwonlyargcount;
  const npos = values.length - names.length;
  const slots: (string | undefined)[] = new Array(total).fill(undefined);
  for (let i = 0; i < npos && i < argc; i++) slots[i] = values[i];
  if (npos > argc && !(code.flags & VARARGS)) return null;
  const extra: [string, string][] = [];
  for (let k = 0; k < names.length; k++) {
    const at = code.varnames.indexOf(names[k]);
    const value = values[npos + k];
    if (at >= 0 && at < total) {
      if (slots[at] !== undefined) return null;
      slots[at] = value;
    } else if (code.flags & VARKEYWORDS) extra.push([names[k], value]);
    else return null;
  }
  let guard = `${fk}.code===${T.k(code)}`;
  const defaults = fn.defaults;
  let asked = false;
  for (let i = 0; i < total; i++) {
    if (slots[i] !== undefined) continue;
    let d: Maybe;
    if (i < argc) {
      const from = argc - (defaults === null ? 0 : defaults.length);
      d = defaults === null || i < from ? undefined : defaults[i - from];
      if (d !== undefined && !asked) {
        asked = true;
        guard += `&&${fk}.defaults===${T.k(defaults)}`;
      }
    } else {
      const name = code.varnames[i];
      d = fn.kwdefaults?.getStr(name);
      if (d !== undefined) {
        guard += `&&${fk}.kwdefaults!==null&&${fk}.kwdefaults.getStr(${T.k(name)})===${T.k(d)}`;
      }
    }
    if (d === undefined) return null;
    slots[i] = T.k(d);
  }
  const args = slots as string[];
  if (code.flags & VARARGS) {
    const rest = values.slice(argc, Math.max(npos, argc));
    args.push(rest.length === 0 || npos <= argc ? "ET" : `new PT([${rest.join(",")}])`);
  }
  if (code.flags & VARKEYWORDS) {
    args.push(
      extra.length === 0
        ? "new PD()"
        : `R.buildMap([${extra.map(([n, v]) => `${T.k(n)},${v}`).join(",")}])`,
    );
  }
  const list = args.map((a) => "," + a).join("");
  if (total === argc && (code.flags & (VARARGS | VARKEYWORDS)) === 0 && argc <= 6) {
    return { guard, call: T.call(`${fk}.code.c${argc}(${fk}${list})`) };
  }
  // no entry takes these: only the generated function itself does
  const ek = T.k(exec);
  return {
    guard: `${guard}&&${ek}.main!==null&&t.depth<t.jitLimit`,
    call: T.call(`${ek}.main(${fk}${list})`),
  };
}
