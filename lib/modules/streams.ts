/**
 * Short ways of print() to the machine's own text streams.
 *
 * @module
 */
import type { Value } from "../core/object.ts";
import { getAttrOpt } from "../core/ops.ts";

/** Writes print()'s values to a stream of our own at once; false when the stream is another's. */
export type FastWriter = (
  file: Value,
  args: Value[],
  n: number,
  sep: string,
  end: string,
) => boolean;

let writer: FastWriter = () => false;
/** Sets the short way. */
export function setFastWriter(f: FastWriter): void {
  writer = f;
}

/** Writes print()'s values the short way; false when that cannot be. */
export function writeStream(
  file: Value,
  args: Value[],
  n: number,
  sep: string,
  end: string,
): boolean {
  return writer(file, args, n, sep, end);
}

/** Whether an object has a method of a name. */
export function hasMethod(o: Value, name: string): boolean {
  return getAttrOpt(o, name) !== undefined;
}
