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
}

export const codeType: PyType = new PyType("code", TypeFlag.None);
PyCode.prototype.cls = codeType;
