/**
 * Built-in functions: how they are declared and how arguments reach them.
 *
 * A built-in is declared by its text signature, as `__text_signature__` shows
 * it: `($self, iterable, /, *, key=None)`. The same text says how arguments are
 * parsed. The JS function gets one parameter for each Python parameter (`self`
 * first where the text has `$self`); an omitted optional one is `undefined`,
 * `*args` is an array, `**kwargs` a Map. A JS result of `undefined` is None.
 *
 * @module
 */
import { keyError, typeError } from "./errors.ts";
import { type KwNames, type Maybe, PyObject, PyType, TypeFlag, type Value } from "./object.ts";

/** The implementation of a built-in; its parameters are what the signature says. */
// deno-lint-ignore no-explicit-any
export type NativeFn = (...args: any[]) => Value | void;

/** How CPython's argument parser of a function words its complaints. */
export const enum ArgStyle {
  /** By what the signature looks like: METH_NOARGS, METH_O or PyArg_ParseTuple. */
  Auto = 0,
  /** PyArg_UnpackTuple: `f expected at most 2 arguments, got 3`. */
  Unpack = 1,
  /** PyArg_ParseTuple, for one argument too: `f() takes exactly 1 argument (0 given)`. */
  Parse = 2,
  /** The implementation gets `(self?, args, kw)` and parses itself. */
  Raw = 3,
}

/** One parameter of a signature. */
export interface Param {
  readonly name: string;
  readonly kind: "positional" | "normal" | "keyword" | "args" | "kwargs";
  readonly required: boolean;
}

/** A parsed text signature. */
export class Signature {
  readonly params: Param[] = [];
  /** Required positional parameters. */
  min = 0;
  /** Positional parameters in all. */
  max = 0;
  /** Index of `*args` among the parameters, or -1. */
  varargs = -1;
  /** Index of `**kwargs`, or -1. */
  varkw = -1;
  /** Whether any parameter can be given by name. */
  keywords = false;
  /** Only positional parameters, so that arguments are passed on as they are. */
  simple: boolean;
  /** Without `*args`, `**kwargs` and required names. */
  private readonly fixed: boolean;
  private places: Map<string, number> | null = null;

  constructor(readonly name: string, text: string, readonly style: ArgStyle) {
    const inner = text.slice(1, -1);
    let kind: Param["kind"] = "normal";
    for (let part of splitTop(inner)) {
      part = part.trim();
      if (part === "" || part.startsWith("$")) continue;
      if (part === "/") {
        for (let i = 0; i < this.params.length; i++) {
          this.params[i] = { ...this.params[i], kind: "positional" };
        }
      } else if (part === "*") kind = "keyword";
      else if (part.startsWith("**")) {
        this.varkw = this.params.length;
        this.params.push({ name: part.slice(2), kind: "kwargs", required: false });
      } else if (part.startsWith("*")) {
        this.varargs = this.params.length;
        this.params.push({ name: part.slice(1), kind: "args", required: false });
        kind = "keyword";
      } else {
        const eq = part.indexOf("=");
        const name = (eq < 0 ? part : part.slice(0, eq)).trim();
        this.params.push({ name, kind, required: eq < 0 });
      }
    }
    for (const p of this.params) {
      if (p.kind === "positional" || p.kind === "normal") {
        this.max++;
        if (p.required) this.min++;
      }
      if (p.kind === "normal" || p.kind === "keyword" || p.kind === "kwargs") this.keywords = true;
    }
    this.simple = !this.keywords && this.varargs < 0;
    this.fixed = this.varargs < 0 && this.varkw < 0 &&
      !this.params.some((p) => p.kind === "keyword" && p.required);
  }

  /** Whether n positional arguments alone need no look at the names. */
  takes(n: number): boolean {
    return this.fixed && n >= this.min && n <= this.max;
  }

  /** The values of positional arguments alone, or null where {@linkcode bind} has more to do. */
  positional(args: Value[]): unknown[] | null {
    const n = args.length;
    if (!this.fixed || n < this.min || n > this.max) return null;
    const all = this.params.length;
    if (n === all) return args;
    const out: unknown[] = args.slice();
    while (out.length < all) out.push(undefined);
    return out;
  }

  /** The index of a parameter that can be given by name, or -1. */
  named(name: string): number {
    if (this.places === null) {
      this.places = new Map();
      this.params.forEach((p, i) => {
        if (p.kind === "normal" || p.kind === "keyword") this.places!.set(p.name, i);
      });
    }
    return this.places.get(name) ?? -1;
  }
}

function splitTop(text: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let quote = "";
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quote !== "") {
      if (c === quote) quote = "";
    } else if (c === "'" || c === '"') quote = c;
    else if (c === "(" || c === "[" || c === "{") depth++;
    else if (c === ")" || c === "]" || c === "}") depth--;
    else if (c === "," && depth === 0) {
      out.push(text.slice(start, i));
      start = i + 1;
    }
  }
  out.push(text.slice(start));
  return out;
}

const plural = (n: number) => (n === 1 ? "" : "s");

/** The TypeError for a wrong number of positional arguments. */
function countError(s: Signature, given: number): Error_ {
  const f = `${s.name}()`;
  if (s.keywords || s.style === ArgStyle.Parse) {
    const max = s.params.filter((p) => p.kind !== "args" && p.kind !== "kwargs").length;
    if (given > s.max) {
      const how = s.min === max ? "exactly" : "at most";
      return typeError(`${f} takes ${how} ${max} argument${plural(max)} (${given} given)`);
    }
    if (s.keywords) {
      return typeError(`Required argument '${s.params[given].name}' (pos ${given + 1}) not found`);
    }
  }
  if (s.style === ArgStyle.Unpack) {
    const n = given < s.min ? s.min : s.max;
    const how = s.min === s.max ? "" : given < s.min ? "at least " : "at most ";
    return typeError(`${s.name} expected ${how}${n} arguments, got ${given}`);
  }
  if (s.max === 0 && s.varargs < 0) return typeError(`${f} takes no arguments (${given} given)`);
  if (s.min === 1 && s.max === 1 && s.style === ArgStyle.Auto) {
    return typeError(`${f} takes exactly one argument (${given} given)`);
  }
  const how = s.min === s.max && s.varargs < 0 ? "exactly" : given < s.min ? "at least" : "at most";
  const n = given < s.min ? s.min : s.max;
  return typeError(`${f} takes ${how} ${n} argument${plural(n)} (${given} given)`);
}
type Error_ = ReturnType<typeof typeError>;

/** What vgetargskeywords says of missing positional-only parameters. */
function fewPositional(s: Signature, given: number): Error_ {
  const n = s.params.filter((p) => p.kind === "positional" && p.required).length;
  const how = n < s.params.length ? "at least" : "exactly";
  return typeError(`Function takes ${how} ${n} positional arguments (${given} given)`);
}

/**
 * The values of a signature's parameters, in order (PyArg_ParseTupleAndKeywords).
 * Raises TypeError with CPython's texts.
 */
export function bind(s: Signature, args: Value[], kw: KwNames): unknown[] {
  const nkw = kw === null ? 0 : kw.length;
  const npos = args.length - nkw;
  if (s.simple) {
    if (nkw > 0) throw typeError(`${s.name}() takes no keyword arguments`);
    if (npos < s.min || npos > s.max) throw countError(s, npos);
    return args;
  }
  if (nkw === 0) {
    const out = s.positional(args);
    if (out !== null) return out;
  }
  const params = s.params;
  const out: unknown[] = new Array(params.length).fill(undefined);
  if (npos > s.max && s.varargs < 0) throw countError(s, npos + nkw);
  const taken = Math.min(npos, s.max);
  for (let i = 0; i < taken; i++) out[i] = args[i];
  if (s.varargs >= 0) out[s.varargs] = args.slice(taken, npos);
  if (!s.keywords && nkw > 0) throw typeError(`${s.name}() takes no keyword arguments`);
  const extra: Map<string, Value> | null = s.varkw >= 0 ? new Map() : null;
  for (let i = 0; i < nkw; i++) {
    const name = kw![i];
    const at = s.named(name);
    if (at < 0) {
      if (extra === null) {
        throw typeError(`'${name}' is an invalid keyword argument for this function`);
      }
      extra.set(name, args[npos + i]);
    } else if (out[at] !== undefined) {
      throw typeError(`Argument given by name ('${name}') and position (${at + 1})`);
    } else out[at] = args[npos + i];
  }
  if (extra !== null) out[s.varkw] = extra;
  for (let i = 0; i < params.length; i++) {
    if (params[i].required && out[i] === undefined) {
      if (params[i].kind === "positional") {
        if (s.keywords) throw fewPositional(s, npos);
        throw countError(s, npos);
      }
      throw typeError(`Required argument '${params[i].name}' (pos ${i + 1}) not found`);
    }
  }
  return out;
}

/** The declaration of a built-in function or method (PyMethodDef). */
export class MethodDef {
  private parsed: Signature | null = null;
  /** `$type` in the text: METH_CLASS; `$self` missing in a type's table: METH_STATIC. */
  readonly kind: "instance" | "class" | "static";

  constructor(
    readonly name: string,
    /** The text signature with its parentheses. */
    readonly text: string,
    readonly fn: NativeFn,
    readonly doc: string | null,
    readonly style: ArgStyle,
  ) {
    this.kind = text.startsWith("($type")
      ? "class"
      : text.startsWith("($self")
      ? "instance"
      : "static";
  }

  /** The parsed signature, made when first needed. */
  get signature(): Signature {
    return this.parsed ??= new Signature(this.name, this.text, this.style);
  }
}

/** A declaration without its name: signature, function, and what else there is. */
export type Decl = readonly [text: string, fn: NativeFn, doc?: string | null, style?: ArgStyle];

/** A table of declarations by name. */
export type Decls = Readonly<Record<string, Decl>>;

/** What special methods say of themselves in every type. */
const SPECIAL_DOCS: Readonly<Record<string, string>> = {
  __format__: "Return a formatted version of the object as described by format_spec.",
  __length_hint__: "Private method returning an estimate of len(list(it)).",
  __reduce__: "Return state information for pickling.",
  __setstate__: "Set state information for unpickling.",
  __sizeof__: "Size of the object in memory, in bytes.",
};

/** The declaration of a name. */
export function methodDef(name: string, d: Decl): MethodDef {
  const doc = d[2] ?? SPECIAL_DOCS[name] ?? null;
  return new MethodDef(name, d[0], d[1], doc, d[3] ?? ArgStyle.Auto);
}

/** Calls a declared built-in with `self` in front (methods). */
export function callWithSelf(d: MethodDef, self: Value, args: Value[], kw: KwNames): Value {
  const fn = d.fn;
  let r: Value | void;
  if (d.style === ArgStyle.Raw) r = fn(self, args, kw);
  else {
    const s = d.signature;
    if (s.simple) {
      if (kw !== null && kw.length > 0) throw typeError(`${d.name}() takes no keyword arguments`);
      const n = args.length;
      if (n < s.min || n > s.max) throw countError(s, n);
      switch (n) {
        case 0:
          r = fn(self);
          break;
        case 1:
          r = fn(self, args[0]);
          break;
        case 2:
          r = fn(self, args[0], args[1]);
          break;
        default:
          r = fn(self, ...args);
      }
    } else {
      const a = bind(s, args, kw) as Value[];
      switch (a.length) {
        case 1:
          r = fn(self, a[0]);
          break;
        case 2:
          r = fn(self, a[0], a[1]);
          break;
        case 3:
          r = fn(self, a[0], a[1], a[2]);
          break;
        default:
          r = fn(self, ...a);
      }
    }
  }
  return r === undefined ? null : r;
}

/** Calls a declared built-in without `self` (functions of modules, static methods). */
export function callPlain(d: MethodDef, args: Value[], kw: KwNames): Value {
  const fn = d.fn;
  let r: Value | void;
  if (d.style === ArgStyle.Raw) r = fn(args, kw);
  else {
    const s = d.signature;
    if (s.simple) {
      if (kw !== null && kw.length > 0) throw typeError(`${d.name}() takes no keyword arguments`);
      const n = args.length;
      if (n < s.min || n > s.max) throw countError(s, n);
      switch (n) {
        case 0:
          r = fn();
          break;
        case 1:
          r = fn(args[0]);
          break;
        case 2:
          r = fn(args[0], args[1]);
          break;
        default:
          r = fn(...args);
      }
    } else {
      const a = bind(s, args, kw) as Value[];
      switch (a.length) {
        case 1:
          r = fn(a[0]);
          break;
        case 2:
          r = fn(a[0], a[1]);
          break;
        case 3:
          r = fn(a[0], a[1], a[2]);
          break;
        default:
          r = fn(...a);
      }
    }
  }
  return r === undefined ? null : r;
}

/** A built-in function, or a built-in method bound to `self`. */
export class PyBuiltin extends PyObject {
  /** `__module__`: a str, or null. */
  module: Value = null;
  /** The type whose static method this is (METH_STATIC); it is not passed. */
  declare owner?: PyType;
  constructor(readonly def: MethodDef, readonly self: Maybe) {
    super();
  }
}

export const builtinType: PyType = new PyType("builtin_function_or_method", TypeFlag.None);
PyBuiltin.prototype.cls = builtinType;

/** A method of a built-in type, unbound (PyMethodDescr). */
export class PyMethodDescr extends PyObject {
  constructor(readonly def: MethodDef, readonly objclass: PyType) {
    super();
  }
}

export const methodDescrType: PyType = new PyType("method_descriptor", TypeFlag.None);
PyMethodDescr.prototype.cls = methodDescrType;

/** A class method of a built-in type (METH_CLASS), unbound. */
export class PyClassMethodDescr extends PyObject {
  constructor(readonly def: MethodDef, readonly objclass: PyType) {
    super();
  }
}

export const classMethodDescrType: PyType = new PyType("classmethod_descriptor", TypeFlag.None);
PyClassMethodDescr.prototype.cls = classMethodDescrType;

/** Calls a built-in function object. */
export function callBuiltin(f: PyBuiltin, args: Value[], kw: KwNames): Value {
  return f.self === undefined ? callPlain(f.def, args, kw) : callWithSelf(f.def, f.self, args, kw);
}

/** A function for a module's dictionary. */
export function builtinFunction(name: string, d: Decl, module: Value = null): PyBuiltin {
  const f = new PyBuiltin(methodDef(name, d), undefined);
  f.module = module;
  return f;
}

/** Splits an argument array into positional values and a Map of keywords. */
export function splitArgs(args: Value[], kw: KwNames): [Value[], Map<string, Value>] {
  const map = new Map<string, Value>();
  if (kw === null || kw.length === 0) return [args, map];
  const n = args.length - kw.length;
  for (let i = 0; i < kw.length; i++) map.set(kw[i], args[n + i]);
  return [args.slice(0, n), map];
}

/** Raises TypeError when keywords were given (_PyArg_NoKeywords). */
export function noKeywords(name: string, kw: KwNames): void {
  if (kw !== null && kw.length > 0) throw typeError(`${name}() takes no keyword arguments`);
}

/** A KeyError as `dict.pop` raises it. */
export const missingKey = keyError;
