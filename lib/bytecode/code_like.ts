/**
 * What the disassembler and the verifier know of a code object: the fields of
 * CPython's `PyCodeObject`, without the object model.
 *
 * @module
 */

/** A code object, structurally; {@linkcode PyCode} is one. */
export interface CodeLike {
  readonly argcount: number;
  readonly kwonlyargcount: number;
  readonly nlocals: number;
  readonly stacksize: number;
  readonly flags: number;
  readonly code: Uint8Array;
  readonly consts: readonly unknown[];
  readonly names: readonly string[];
  readonly varnames: readonly string[];
  readonly filename: string;
  readonly name: string;
  readonly firstlineno: number;
  readonly lnotab: Uint8Array;
  readonly freevars: readonly string[];
  readonly cellvars: readonly string[];
}
