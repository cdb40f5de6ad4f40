/**
 * Python's `marshal` format, versions 0 to 4 (Python/marshal.c): what `.pyc`
 * files are written in.
 *
 * @example
 * ```ts
 * import { dumps, loads } from "@wordcode/vm/marshal";
 *
 * console.log(loads(dumps("spam"))); // spam
 * ```
 *
 * @module
 */
import type { Value } from "../core/object.ts";
import { type LoadOptions, Reader } from "./reader.ts";
import { MARSHAL_VERSION, type MarshalHooks, marshalHooks } from "./types.ts";
import { Writer } from "./writer.ts";

export { type ByteStream, type LoadOptions, Reader } from "./reader.ts";
export {
  type Classified,
  MARSHAL_VERSION,
  type MarshalHooks,
  marshalHooks,
  MarshalProblem,
  type MarshalProblemKind,
  PlainCollection,
  plainHooks,
  setMarshalHooks,
} from "./types.ts";

/** Options of {@linkcode dumps}. */
export interface DumpOptions {
  /** Instead of the hooks in force. */
  hooks?: MarshalHooks;
}

/**
 * Writes an object (`marshal.dumps`).
 *
 * @param v The object.
 * @param version The format's version.
 * @returns The marshal data.
 */
export function dumps(
  v: Value,
  version: number = MARSHAL_VERSION,
  options: DumpOptions = {},
): Uint8Array {
  return new Writer(version, options.hooks ?? marshalHooks()).dump(v);
}

/**
 * Reads the one object at the start of the data (`marshal.loads`); what follows it is ignored.
 *
 * @param data Marshal data of any version.
 * @returns The object.
 */
export function loads(data: Uint8Array, options: LoadOptions = {}): Value {
  return new Reader(data, options).load();
}
