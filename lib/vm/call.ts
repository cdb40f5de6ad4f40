/**
 * Binding of arguments to the parameters of a Python function
 * (_PyEval_EvalCodeWithName of Python/ceval.c).
 *
 * @module
 */
import { getItem } from "../core/ops.ts";
import { CO_VARARGS, CO_VARKEYWORDS } from "../bytecode/flags.ts";
import { PyDict } from "../core/dict.ts";
import { E, matches, type PyBaseException, typeError } from "../core/errors.ts";
import { type KwNames, type Maybe, PyCell, tuple, type Value } from "../core/object.ts";
import { interp } from "../core/state.ts";
import type { PyCode } from "../objects/code.ts";
import type { PyFunction } from "../objects/function.ts";
import { PyModule } from "../objects/module.ts";
import { type ExecCode, prepare } from "./exec.ts";
import { PyFrame } from "./frame.ts";

/** What `__builtins__` names when it is no dict: it is asked for its items, name by name. */
export class OddBuiltins extends PyDict {
  constructor(readonly of: Value) {
    super();
  }
  override entry(): undefined {
    return undefined;
  }
  override getStr(k: string): Maybe {
    try {
      return getItem(this.of, k);
    } catch (e) {
      if (!matches(e, E.KeyError)) throw e;
      return undefined;
    }
  }
}

let lastGlobals: PyDict | null = null;
let lastBuiltins: PyDict | null = null;

/** The builtins that code with these globals sees: `__builtins__` there, or the runtime's. */
export function builtinsOf(globals: PyDict): PyDict {
  if (globals === lastGlobals) return lastBuiltins!;
  const b = globals.getStr("__builtins__");
  let found: PyDict;
  if (b instanceof PyModule) found = b.namespace;
  else if (b instanceof PyDict) found = b;
  else if (b === undefined) found = interp.builtins;
  else found = new OddBuiltins(b);
  lastGlobals = globals;
  lastBuiltins = found;
  return found;
}

/** Forgets the last globals' builtins: a program may set `__builtins__` anew. */
export function forgetBuiltins(): void {
  lastGlobals = lastBuiltins = null;
}

/** Fills the cells of a fresh frame: own ones empty or from their argument, free ones from the closure. */
export function initCells(f: PyFrame, exec: ExecCode, closure: readonly PyCell[] | null): void {
  const code = f.code;
  const own = code.cellvars.length;
  let at = code.nlocals;
  for (let i = 0; i < own; i++) {
    const from = exec.cellArgs === null ? -1 : exec.cellArgs[i];
    if (from >= 0) {
      f.fast[at++] = new PyCell(f.fast[from]);
      f.fast[from] = undefined;
    } else f.fast[at++] = new PyCell(undefined);
  }
  if (closure !== null) { for (let i = 0; i < closure.length; i++) f.fast[at++] = closure[i]; }
}

function quoteNames(names: string[]): string {
  const q = names.map((n) => `'${n}'`);
  if (q.length === 1) return q[0];
  if (q.length === 2) return `${q[0]} and ${q[1]}`;
  return `${q.slice(0, -1).join(", ")}, and ${q[q.length - 1]}`;
}

function missing(code: PyCode, kind: string, names: string[]): PyBaseException {
  const n = names.length;
  return typeError(
    `${code.name}() missing ${n} required ${kind} argument${n === 1 ? "" : "s"}: ${
      quoteNames(names)
    }`,
  );
}

function tooMany(code: PyCode, given: number, defaults: number, fast: Maybe[]): PyBaseException {
  let kwonly = 0;
  for (let i = code.argcount; i < code.argcount + code.kwonlyargcount; i++) {
    if (fast[i] !== undefined) kwonly++;
  }
  const count = code.argcount;
  let plural: boolean;
  let sig: string;
  if (defaults > 0) {
    sig = `from ${count - defaults} to ${count}`;
    plural = true;
  } else {
    sig = `${count}`;
    plural = count !== 1;
  }
  const kw = kwonly > 0
    ? ` positional argument${given !== 1 ? "s" : ""} (and ${kwonly} keyword-only argument${
      kwonly !== 1 ? "s" : ""
    })`
    : "";
  return typeError(
    `${code.name}() takes ${sig} positional argument${plural ? "s" : ""} but ${given}${kw} ${
      given === 1 && kwonly === 0 ? "was" : "were"
    } given`,
  );
}

/**
 * A frame for calling a function with `n` values of `src` from `start` on, the
 * last of which belong to the keyword names; `self`, when given, comes first.
 * Raises TypeError when they do not fit.
 */
export function bindFrame(
  func: PyFunction,
  self: Maybe,
  src: readonly Maybe[],
  start: number,
  n: number,
  kw: KwNames,
): PyFrame {
  const code = func.code;
  const exec = (code.exec as ExecCode | null) ?? prepare(code);
  const f = new PyFrame(code, func.globals, builtinsOf(func.globals), exec.ncells, exec.size);
  const fast = f.fast;
  const selfs = self === undefined ? 0 : 1;
  const nkw = kw === null ? 0 : kw.length;
  const npos = n - nkw + selfs;
  const argc = code.argcount;
  const arg = (
    i: number,
  ): Maybe => (selfs === 1 ? (i === 0 ? self : src[start + i - 1]) : src[start + i]);
  const total = argc + code.kwonlyargcount;

  let kwdict: PyDict | null = null;
  if (code.flags & CO_VARKEYWORDS) {
    kwdict = new PyDict();
    fast[code.flags & CO_VARARGS ? total + 1 : total] = kwdict;
  }
  const taken = npos < argc ? npos : argc;
  for (let i = 0; i < taken; i++) fast[i] = arg(i);
  if (code.flags & CO_VARARGS) {
    const rest: Value[] = [];
    for (let i = taken; i < npos; i++) rest.push(arg(i)!);
    fast[total] = tuple(rest);
  }
  const kwAt = start + n - nkw;
  for (let k = 0; k < nkw; k++) {
    const name = kw![k];
    const v = src[kwAt + k]!;
    let at = -1;
    for (let i = 0; i < total; i++) {
      if (code.varnames[i] === name) {
        at = i;
        break;
      }
    }
    if (at >= 0) {
      if (fast[at] !== undefined) {
        throw typeError(`${code.name}() got multiple values for argument '${name}'`);
      }
      fast[at] = v;
    } else if (kwdict !== null) kwdict.setStr(name, v);
    else throw typeError(`${code.name}() got an unexpected keyword argument '${name}'`);
  }
  const defaults = func.defaults;
  const ndef = defaults === null ? 0 : defaults.length;
  if (npos > argc && !(code.flags & CO_VARARGS)) throw tooMany(code, npos, ndef, fast);
  if (npos < argc) {
    const m = argc - ndef;
    let absent: string[] | null = null;
    for (let i = npos; i < m; i++) {
      if (fast[i] === undefined) (absent ??= []).push(code.varnames[i]);
    }
    if (absent !== null) throw missing(code, "positional", absent);
    for (let i = npos > m ? npos - m : 0; i < ndef; i++) {
      if (fast[m + i] === undefined) fast[m + i] = defaults![i];
    }
  }
  if (code.kwonlyargcount > 0) {
    let absent: string[] | null = null;
    for (let i = argc; i < total; i++) {
      if (fast[i] !== undefined) continue;
      const d = func.kwdefaults?.getStr(code.varnames[i]);
      if (d !== undefined) fast[i] = d;
      else (absent ??= []).push(code.varnames[i]);
    }
    if (absent !== null) throw missing(code, "keyword-only", absent);
  }
  if (exec.ncells > 0) initCells(f, exec, func.closure);
  return f;
}
