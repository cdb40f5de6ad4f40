/**
 * CPython 3.6's `marshal` format and its `.pyc` files, without running anything.
 *
 * @example
 * ```ts
 * import { compile } from "@wordcode/vm/compiler";
 * import { packPyc, unpackPyc } from "@wordcode/vm/marshal";
 *
 * const pyc = packPyc(compile("x = 1", "x.py", "exec"), 0, 5);
 * console.log(unpackPyc(pyc).names); // [ "x" ]
 * ```
 *
 * @module
 */
import type { Value } from "../core/object.ts";
import * as marshal from "../marshal/marshal.ts";
import * as pyc from "../marshal/pyc.ts";
import { VerifyError } from "../bytecode/verifier.ts";
import { PyCode } from "../objects/code.ts";
import type { CodeObject } from "./types.ts";

export type { CodeObject } from "./types.ts";

/** The version that {@linkcode dumps} writes unless told otherwise. */
export const VERSION: number = marshal.MARSHAL_VERSION;

/** Data that is no marshal data or no `.pyc` file, or a value that has no such form. */
export class MarshalError extends Error {
  /** The Python exception's name: EOFError, ValueError, TypeError, ImportError and so on. */
  readonly type: string;

  /**
   * Makes an error.
   *
   * @param type The Python exception's name.
   * @param message CPython's text.
   */
  constructor(type: string, message: string) {
    super(message);
    this.name = "MarshalError";
    this.type = type;
  }
}

function guard<T>(f: () => T): T {
  try {
    return f();
  } catch (e) {
    if (e instanceof marshal.MarshalProblem || e instanceof pyc.PycProblem) {
      throw new MarshalError(e.kind, e.message);
    }
    if (e instanceof VerifyError) throw new MarshalError("SystemError", e.message);
    throw e;
  }
}

/**
 * Writes a value (marshal.dumps).
 *
 * @param value What {@linkcode loads} gave, a code object, or null, a boolean, number (an int),
 * bigint or string.
 * @param version The format's version, 0 to 4.
 * @throws {MarshalError} For a value that has no such form.
 */
export function dumps(value: unknown, version: number = VERSION): Uint8Array {
  return guard(() => marshal.dumps(value as Value, version));
}

/**
 * Reads a value (marshal.loads).
 *
 * @param data The bytes; what lies behind the value is ignored.
 * @returns Null, booleans, numbers (ints), bigints and strings as themselves, code objects, and
 * objects of the machine's for the rest.
 * @throws {MarshalError} For data that is cut short or wrong.
 */
export function loads(data: Uint8Array): unknown {
  return guard(() => marshal.loads(data));
}

/**
 * Makes a `.pyc` file of a code object.
 *
 * @param code A code object of this package's.
 * @param mtime The source's modification time in seconds since the epoch.
 * @param size The source's size in bytes.
 * @throws {MarshalError} For an object that is no code object.
 */
export function packPyc(code: CodeObject, mtime: number, size: number): Uint8Array {
  if (!(code instanceof PyCode)) throw new MarshalError("TypeError", "Not a code object");
  return guard(() => pyc.packPyc(code, mtime, size));
}

/**
 * Reads a `.pyc` file and verifies its code.
 *
 * @param data The file.
 * @throws {MarshalError} For what is no `.pyc` file of CPython 3.6's, or must not be run.
 */
export function unpackPyc(data: Uint8Array): CodeObject {
  return guard(() => pyc.unpackPyc(data, { verify: true }));
}

/**
 * Where the `.pyc` file of a source file lies (importlib.util.cache_from_source).
 *
 * @param path The source file's path.
 * @param optimization "" or what stands behind `opt-`.
 */
export function cacheFromSource(path: string, optimization: string | number = ""): string {
  return guard(() => pyc.cacheFromSource(path, optimization));
}
