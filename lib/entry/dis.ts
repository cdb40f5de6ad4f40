/**
 * The disassembler: what CPython 3.6's `dis` prints, without running anything.
 *
 * @example
 * ```ts
 * import { compile } from "@wordcode/vm/compiler";
 * import { disassemble } from "@wordcode/vm/dis";
 *
 * console.log(disassemble(compile("x = 1", "x.py", "exec")));
 * ```
 *
 * @module
 */
import * as dis from "../bytecode/dis.ts";
import * as pyc from "../marshal/pyc_dis.ts";
import type { CodeObject } from "./types.ts";

export type { CodeObject } from "./types.ts";

/** One instruction, explained (dis.Instruction). */
export interface Instruction {
  /** CPython's name. */
  readonly opname: string;
  /** The number. */
  readonly opcode: number;
  /** The argument, or null. */
  readonly arg: number | null;
  /** What the argument means, or the argument. */
  readonly argval: unknown;
  /** The same as text. */
  readonly argrepr: string;
  /** Where it is, in bytes. */
  readonly offset: number;
  /** The source line that starts here, or null. */
  readonly startsLine: number | null;
  /** Whether an instruction jumps here. */
  readonly isJumpTarget: boolean;
}

const repr = (v: unknown): string => pyc.constRepr(v);

/**
 * The listing of a code object, as dis.dis() prints it.
 *
 * @param code The code object.
 * @param lasti The offset of the instruction to mark with an arrow, or -1.
 */
export function disassemble(code: CodeObject, lasti = -1): string {
  return dis.disassemble(code, repr, lasti);
}

/**
 * The instructions of a code object (dis.get_instructions).
 *
 * @param code The code object.
 */
export function instructions(code: CodeObject): Instruction[] {
  return [...dis.instructions(code, repr)];
}

/**
 * The description of a code object (dis.code_info).
 *
 * @param code The code object.
 */
export function codeInfo(code: CodeObject): string {
  return dis.codeInfo(code, repr);
}

/**
 * The listing of a `.pyc` file: the module's code, then each nested code object.
 *
 * @param data The file.
 */
export function disassemblePyc(data: Uint8Array): string {
  return pyc.disassemblePyc(data);
}
