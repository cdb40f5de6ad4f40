/**
 * What the entry points show of code objects.
 *
 * @module
 */

/** A code object: the fields of CPython 3.6's `PyCodeObject`. Nothing of it may be changed. */
export interface CodeObject {
  /** co_argcount: positional parameters, without `*args`. */
  readonly argcount: number;
  /** co_kwonlyargcount. */
  readonly kwonlyargcount: number;
  /** co_nlocals. */
  readonly nlocals: number;
  /** co_stacksize. */
  readonly stacksize: number;
  /** co_flags: CO_* bits. */
  readonly flags: number;
  /** co_code: the wordcode, two bytes an instruction. */
  readonly code: Uint8Array;
  /**
   * co_consts: None as null, bool, int (a bigint beyond 2**53) and str as JavaScript's own,
   * nested code objects, and the machine's own objects for the rest.
   */
  readonly consts: readonly unknown[];
  /** co_names. */
  readonly names: readonly string[];
  /** co_varnames. */
  readonly varnames: readonly string[];
  /** co_filename. */
  readonly filename: string;
  /** co_name. */
  readonly name: string;
  /** co_firstlineno. */
  readonly firstlineno: number;
  /** co_lnotab: pairs of bytecode and signed line increments. */
  readonly lnotab: Uint8Array;
  /** co_freevars. */
  readonly freevars: readonly string[];
  /** co_cellvars. */
  readonly cellvars: readonly string[];
}
