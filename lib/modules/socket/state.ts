/**
 * What a socket object holds.
 *
 * @module
 */
import { PyObject } from "../../core/object.ts";

/** A socket. */
export class PySocket extends PyObject {
  /** Its descriptor, -1 once closed; apart, so that it can be closed for an object that is gone. */
  readonly held: { fd: number } = { fd: -1 };
  family = 0;
  type = 0;
  proto = 0;
  /** Nanoseconds; null: it blocks, 0: it never waits. */
  timeout: bigint | null = null;

  get fd(): number {
    return this.held.fd;
  }
}
