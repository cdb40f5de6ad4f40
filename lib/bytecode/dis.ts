/**
 * The disassembler: instructions of a code object and the listing that CPython
 * 3.6's `dis` module prints, to the character. What a constant looks like is
 * asked of the caller.
 *
 * @module
 */
import type { CodeLike } from "./code_like.ts";
import { findLineStarts } from "./lnotab.ts";
import { BY_CODE, CMP_OP, EXTENDED_ARG, HAVE_ARGUMENT, OPNAME } from "./opcodes.ts";

export type { CodeLike } from "./code_like.ts";
export { findLineStarts, type LineStart } from "./lnotab.ts";
export { stackEffect } from "./opcodes.ts";

const FORMAT_VALUE = 155;

/** `repr()` of a constant. */
export type Repr = (value: unknown) => string;

/** Thrown where an argument is the index of nothing: what IndexError says there. */
export class DisIndexError {
  constructor(readonly message: string) {}
}

/** One instruction as it stands in the bytecode. */
export interface RawInstruction {
  /** Where it is. */
  readonly offset: number;
  /** Its number. */
  readonly op: number;
  /** Its argument with the bits of EXTENDED_ARG before it, or null where it takes none. */
  readonly arg: number | null;
}

/** One instruction, explained (dis.Instruction). */
export interface Instruction {
  /** CPython's name. */
  readonly opname: string;
  /** The number. */
  readonly opcode: number;
  /** The argument, or null. */
  readonly arg: number | null;
  /** What the argument means, or the argument. For FORMAT_VALUE see {@linkcode FormatValueArg}. */
  readonly argval: unknown;
  /** The same as text. */
  readonly argrepr: string;
  /** Where it is. */
  readonly offset: number;
  /** The source line that starts here, or null. */
  readonly startsLine: number | null;
  /** Whether an instruction jumps here. */
  readonly isJumpTarget: boolean;
}

/** The `argval` of FORMAT_VALUE. */
export class FormatValueArg {
  constructor(
    /** 0 none, 1 str, 2 repr, 3 ascii. */
    readonly conversion: number,
    /** Whether a format specification is on the stack. */
    readonly hasSpec: boolean,
  ) {}
}

/** Walks the instructions without explaining them. */
export function* unpackOpargs(code: Uint8Array): Generator<RawInstruction> {
  let extended = 0;
  for (let offset = 0; offset < code.length; offset += 2) {
    const op = code[offset];
    let arg: number | null = null;
    if (op >= HAVE_ARGUMENT) {
      if (offset + 1 >= code.length) throw new DisIndexError("index out of range");
      arg = code[offset + 1] + extended;
      extended = op === EXTENDED_ARG ? arg * 256 : 0;
    }
    yield { offset, op, arg };
  }
}

/** The offsets that are jumped to, in the order of the jumps (dis.findlabels). */
export function findLabels(code: Uint8Array): number[] {
  const labels = new Set<number>();
  for (const { offset, op, arg } of unpackOpargs(code)) {
    const kind = BY_CODE[op]?.arg;
    if (kind === "jrel") labels.add(offset + 2 + arg!);
    else if (kind === "jabs") labels.add(arg!);
  }
  return [...labels];
}

/** What may be known about the surroundings of bytecode; what is null stays a number in the listing. */
export interface Tables {
  readonly varnames?: readonly string[] | null;
  readonly names?: readonly string[] | null;
  readonly consts?: readonly unknown[] | null;
  /** co_cellvars + co_freevars. */
  readonly cells?: readonly string[] | null;
  /** Lines by offset. */
  readonly lineStarts?: ReadonlyMap<number, number> | null;
  /** Added to every line number. */
  readonly lineOffset?: number;
}

/** The tables of a code object. */
export function tablesOf(code: CodeLike, lineOffset = 0): Tables {
  return {
    varnames: code.varnames,
    names: code.names,
    consts: code.consts,
    cells: [...code.cellvars, ...code.freevars],
    lineStarts: new Map(findLineStarts(code.lnotab, code.firstlineno)),
    lineOffset,
  };
}

/** The explained instructions of bare bytecode (dis._get_instructions_bytes). */
export function* instructionsOfBytes(
  code: Uint8Array,
  tables: Tables,
  repr: Repr,
): Generator<Instruction> {
  const labels = new Set(findLabels(code));
  for (const { offset, op, arg } of unpackOpargs(code)) {
    const line = tables.lineStarts?.get(offset);
    const [argval, argrepr] = arg === null ? [null, ""] : explain(op, arg, offset, tables, repr);
    yield {
      opname: OPNAME[op],
      opcode: op,
      arg,
      argval,
      argrepr,
      offset,
      startsLine: line === undefined ? null : line + (tables.lineOffset ?? 0),
      isJumpTarget: labels.has(offset),
    };
  }
}

/** The explained instructions of a code object (dis.get_instructions); `firstLine` replaces co_firstlineno. */
export function instructions(
  code: CodeLike,
  repr: Repr,
  firstLine?: number,
): Generator<Instruction> {
  const lineOffset = firstLine === undefined ? 0 : firstLine - code.firstlineno;
  return instructionsOfBytes(code.code, tablesOf(code, lineOffset), repr);
}

function item<T>(list: readonly T[], index: number): T {
  if (index >= list.length) throw new DisIndexError("tuple index out of range");
  return list[index];
}

function named(list: readonly string[] | null | undefined, index: number): [unknown, string] {
  if (list === null || list === undefined) return [index, String(index)];
  const name = item(list, index);
  return [name, name];
}

const CONVERSIONS = ["", "str", "repr", "ascii"] as const;

function explain(
  op: number,
  arg: number,
  offset: number,
  tables: Tables,
  repr: Repr,
): [unknown, string] {
  switch (BY_CODE[op]?.arg) {
    case "const": {
      if (tables.consts === null || tables.consts === undefined) return [arg, String(arg)];
      const value = item(tables.consts, arg);
      return [value, repr(value)];
    }
    case "name":
      return named(tables.names, arg);
    case "jrel": {
      const target = offset + 2 + arg;
      return [target, "to " + target];
    }
    case "local":
      return named(tables.varnames, arg);
    case "compare": {
      const operator = item(CMP_OP, arg);
      return [operator, operator];
    }
    case "free":
      return named(tables.cells, arg);
    default: {
      if (op !== FORMAT_VALUE) return [arg, ""];
      const spec = (arg & 4) !== 0;
      const conversion = CONVERSIONS[arg & 3];
      const texts = [conversion, spec ? "with format" : ""].filter((t) => t !== "");
      return [new FormatValueArg(arg & 3, spec), texts.join(", ")];
    }
  }
}

/**
 * One line of a listing (Instruction._disassemble).
 *
 * @param lineWidth The width of the line number's column; 0 leaves it out.
 * @param current Whether to mark it with `-->`.
 */
export function formatInstruction(i: Instruction, lineWidth = 3, current = false): string {
  let text = "";
  if (lineWidth > 0) {
    text += (i.startsLine === null ? "" : String(i.startsLine)).padStart(lineWidth) + " ";
  }
  text += (current ? "-->" : "   ") + " " + (i.isJumpTarget ? ">>" : "  ") + " ";
  text += String(i.offset).padStart(4) + " " + i.opname.padEnd(20);
  if (i.arg !== null) {
    text += " " + String(i.arg).padStart(5);
    if (i.argrepr !== "") text += " (" + i.argrepr + ")";
  }
  return text.trimEnd();
}

/** The listing of bare bytecode; without `lineStarts` it has no column of line numbers. */
export function disassembleBytes(
  code: Uint8Array,
  tables: Tables,
  repr: Repr,
  lasti = -1,
): string {
  const lines = tables.lineStarts !== null && tables.lineStarts !== undefined;
  let out = "";
  for (const i of instructionsOfBytes(code, tables, repr)) {
    if (lines && i.startsLine !== null && i.offset > 0) out += "\n";
    out += formatInstruction(i, lines ? 3 : 0, i.offset === lasti) + "\n";
  }
  return out;
}

/**
 * The listing of a code object (dis.disassemble).
 *
 * @param lasti The offset of the instruction to mark.
 * @returns Lines, each with its newline.
 */
export function disassemble(code: CodeLike, repr: Repr, lasti = -1): string {
  return disassembleBytes(code.code, tablesOf(code), repr, lasti);
}

/** The names of co_flags' bits (dis.COMPILER_FLAG_NAMES). */
export const COMPILER_FLAG_NAMES: ReadonlyMap<number, string> = new Map([
  [1, "OPTIMIZED"],
  [2, "NEWLOCALS"],
  [4, "VARARGS"],
  [8, "VARKEYWORDS"],
  [16, "NESTED"],
  [32, "GENERATOR"],
  [64, "NOFREE"],
  [128, "COROUTINE"],
  [256, "ITERABLE_COROUTINE"],
  [512, "ASYNC_GENERATOR"],
]);

/** The bits of co_flags in words (dis.pretty_flags). */
export function prettyFlags(flags: number): string {
  const names: string[] = [];
  for (let i = 0; i < 32; i++) {
    if ((flags >> i) & 1) {
      const bit = 2 ** i;
      names.push(COMPILER_FLAG_NAMES.get(bit) ?? "0x" + bit.toString(16));
    }
  }
  // what dis leaves over of a negative number, and of none at all
  if (flags < 0) names.push("-0x100000000");
  else if (flags === 0) names.push("0x0");
  return names.join(", ");
}

/** What `dis.code_info` says of a code object. */
export function codeInfo(code: CodeLike, repr: Repr): string {
  const lines = [
    `Name:              ${code.name}`,
    `Filename:          ${code.filename}`,
    `Argument count:    ${code.argcount}`,
    `Kw-only arguments: ${code.kwonlyargcount}`,
    `Number of locals:  ${code.nlocals}`,
    `Stack size:        ${code.stacksize}`,
    `Flags:             ${prettyFlags(code.flags)}`,
  ];
  const list = <T>(title: string, items: readonly T[], text: (item: T) => string) => {
    if (items.length > 0) lines.push(title);
    items.forEach((it, i) => lines.push(`${String(i).padStart(4)}: ${text(it)}`));
  };
  const same = (name: string) => name;
  list("Constants:", code.consts, repr);
  list("Names:", code.names, same);
  list("Variable names:", code.varnames, same);
  list("Free variables:", code.freevars, same);
  list("Cell variables:", code.cellvars, same);
  return lines.join("\n");
}
