/**
 * Code objects (Objects/codeobject.c): what the compiler makes, `marshal`
 * stores and the machine runs. The fields are those of CPython 3.6's `PyCodeObject`.
 *
 * @module
 */
import { PyObject, PyType, TypeFlag, type Value } from "../core/object.ts";

/** Everything a code object is made of, in the order of `types.CodeType`'s arguments. */
export interface CodeFields {
  /** co_argcount: positional parameters, without `*args`. */
  argcount: number;
  /** co_kwonlyargcount. */
  kwonlyargcount: number;
  /** co_nlocals. */
  nlocals: number;
  /** co_stacksize. */
  stacksize: number;
  /** co_flags: CO_* bits. */
  flags: number;
  /** co_code: the wordcode, two bytes an instruction; never changed. */
  code: Uint8Array;
  /** co_consts. */
  consts: Value[];
  /** co_names. */
  names: string[];
  /** co_varnames. */
  varnames: string[];
  /** co_filename. */
  filename: string;
  /** co_name. */
  name: string;
  /** co_firstlineno. */
  firstlineno: number;
  /** co_lnotab: pairs of bytecode and (signed) line increments. */
  lnotab: Uint8Array;
  /** co_freevars. */
  freevars: string[];
  /** co_cellvars. */
  cellvars: string[];
}

/**
 * What an entry of generated code returns when the call raised `raised.error`:
 * V8's throw costs a hundred times as much in each function that it passes.
 */
export const RAISED = Symbol("raised");

/** The exception of a call that returned RAISED, until somebody takes it. */
export const raised: { error: unknown } = { error: null };

/** Takes what was raised. */
export function takeRaised(): unknown {
  const e = raised.error;
  raised.error = null;
  return e;
}

/** An entry's result for who wants exceptions thrown. */
export function checked(r: Value): Value {
  if (r as unknown !== RAISED) return r;
  throw takeRaised();
}

/** Calls of a function by its number of positional arguments. They may throw or return RAISED. */
export interface Entries {
  c0: (f: Callee) => Value;
  c1: (f: Callee, a: Value) => Value;
  c2: (f: Callee, a: Value, b: Value) => Value;
  c3: (f: Callee, a: Value, b: Value, c: Value) => Value;
  c4: (f: Callee, a: Value, b: Value, c: Value, d: Value) => Value;
  c5: (f: Callee, a: Value, b: Value, c: Value, d: Value, e: Value) => Value;
  c6: (f: Callee, a: Value, b: Value, c: Value, d: Value, e: Value, g: Value) => Value;
}

/** A Python function; its class is in another file. */
// deno-lint-ignore no-explicit-any
type Callee = any;

const unset = (): Value => null;
let defaults: Entries = {
  c0: unset,
  c1: unset,
  c2: unset,
  c3: unset,
  c4: unset,
  c5: unset,
  c6: unset,
};

/** Sets the entries of code that the compiled tier has not got to: the interpreter's. */
export function setEntries(e: Entries): void {
  defaults = e;
}

/** A code object. */
export class PyCode extends PyObject implements CodeFields {
  argcount: number;
  kwonlyargcount: number;
  nlocals: number;
  stacksize: number;
  flags: number;
  code: Uint8Array;
  consts: Value[];
  names: string[];
  varnames: string[];
  filename: string;
  name: string;
  firstlineno: number;
  lnotab: Uint8Array;
  freevars: string[];
  cellvars: string[];
  c0: Entries["c0"] = defaults.c0;
  c1: Entries["c1"] = defaults.c1;
  c2: Entries["c2"] = defaults.c2;
  c3: Entries["c3"] = defaults.c3;
  c4: Entries["c4"] = defaults.c4;
  c5: Entries["c5"] = defaults.c5;
  c6: Entries["c6"] = defaults.c6;
  /** What the machine keeps beside the code (decoded instructions, inline caches); made on first run. */
  exec: unknown = null;
  /** Made by our own compiler: the verifier need not look at it. */
  trusted: boolean;

  constructor(f: CodeFields, trusted: boolean) {
    super();
    this.argcount = f.argcount;
    this.kwonlyargcount = f.kwonlyargcount;
    this.nlocals = f.nlocals;
    this.stacksize = f.stacksize;
    this.flags = f.flags;
    this.code = f.code;
    this.consts = f.consts;
    this.names = f.names;
    this.varnames = f.varnames;
    this.filename = f.filename;
    this.name = f.name;
    this.firstlineno = f.firstlineno;
    this.lnotab = f.lnotab;
    this.freevars = f.freevars;
    this.cellvars = f.cellvars;
    this.trusted = trusted;
  }

  /** Puts the interpreter's entries back. */
  resetEntries(): void {
    Object.assign(this, defaults);
  }
}

export const codeType: PyType = new PyType("code", TypeFlag.None);
PyCode.prototype.cls = codeType;
