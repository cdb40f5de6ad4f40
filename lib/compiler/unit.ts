/**
 * What the compiler keeps for one code object under construction (struct
 * compiler_unit of compile.c), and the instructions of all of them.
 *
 * Instructions of nested units lie one after the other on a shared stack
 * ({@linkcode Instructions}): an inner unit is finished before its outer one goes on.
 * A block is a place in that stream: blocks come in the order in which the
 * compiler starts to use them, which is the order that compile.c's depth-first
 * search finds, because every block is linked to the one before it.
 *
 * @module
 */
import {
  Ellipsis,
  PyBytes,
  PyComplex,
  PyFloat,
  PyStr,
  PyTuple,
  type Value,
} from "../core/object.ts";
import { PyCode } from "../objects/code.ts";
import type { ConstantOps } from "./fold.ts";
import {
  CELL,
  DEF_FREE_CLASS,
  FREE,
  SCOPE_MASK,
  SCOPE_OFFSET,
  type SymtableEntry,
} from "./symtable.ts";

/** COMPILER_SCOPE_* of compile.c. */
export const SCOPE_MODULE = 0;
export const SCOPE_CLASS = 1;
export const SCOPE_FUNCTION = 2;
export const SCOPE_ASYNC_FUNCTION = 3;
export const SCOPE_LAMBDA = 4;
export const SCOPE_COMPREHENSION = 5;

/** The instructions of all units: parallel arrays, used as a stack. */
export class Instructions {
  length = 0;
  opcodes: Uint8Array = new Uint8Array(512);
  /** The argument; of a jump, the block it goes to. */
  args: Int32Array = new Int32Array(512);
  /** The line, or 0 where no line starts. */
  lines: Int32Array = new Int32Array(512);

  push(opcode: number, arg: number, line: number): void {
    const n = this.length++;
    if (n === this.opcodes.length) this.grow();
    this.opcodes[n] = opcode;
    this.args[n] = arg;
    this.lines[n] = line;
  }

  private grow(): void {
    const size = this.opcodes.length * 2;
    const opcodes = new Uint8Array(size), args = new Int32Array(size), lines = new Int32Array(size);
    opcodes.set(this.opcodes);
    args.set(this.args);
    lines.set(this.lines);
    this.opcodes = opcodes;
    this.args = args;
    this.lines = lines;
  }
}

const HIGH = /[\ud800-\udfff]/;

function byCodePoint(a: string, b: string): number {
  for (let i = 0;; i++) {
    const x = a.codePointAt(i), y = b.codePointAt(i);
    if (x !== y) return (x ?? -1) - (y ?? -1);
    if (x === undefined) return 0;
  }
}

/** dictbytype(): the names of a scope, sorted, numbered from an offset. */
function namesOf(
  entry: SymtableEntry,
  scope: number,
  flag: number,
  offset: number,
): Map<string, number> {
  const names: string[] = [];
  for (const [name, flags] of entry.symbols) {
    if (((flags >> SCOPE_OFFSET) & SCOPE_MASK) === scope || (flags & flag) !== 0) names.push(name);
  }
  if (names.some((name) => HIGH.test(name))) names.sort(byCodePoint);
  else names.sort();
  const numbered = new Map<string, number>();
  for (const name of names) numbered.set(name, offset++);
  return numbered;
}

const NO_NAMES: Map<string, number> = new Map();

/** Up to this many entries, a search through a list beats a hash table. */
const LINEAR = 8;

/** Names numbered in the order in which they are first used. */
export class NameTable {
  readonly list: string[] = [];
  private map: Map<string, number> | null = null;

  /** The number of a name, a new one if need be. */
  index(name: string): number {
    const list = this.list;
    if (this.map === null) {
      for (let i = 0; i < list.length; i++) if (list[i] === name) return i;
      if (list.length === LINEAR) this.map = new Map(list.map((n, i) => [n, i]));
    } else {
      const i = this.map.get(name);
      if (i !== undefined) return i;
    }
    this.map?.set(name, list.length);
    return list.push(name) - 1;
  }
}

/** One code object under construction. */
export class Unit {
  qualname: string;
  argcount = 0;
  kwonlyargcount = 0;
  /** u_lineno, u_lineno_set, u_col_offset. */
  lineno = 0;
  linenoSet = false;
  colOffset = 0;
  readonly varnames: NameTable = new NameTable();
  readonly names: NameTable = new NameTable();
  readonly cellvars: Map<string, number>;
  readonly freevars: Map<string, number>;
  readonly consts: Value[] = [];
  /** u_fblock: what a break or continue must leave, with its block. */
  readonly fblockTypes: number[] = [];
  readonly fblockBlocks: number[] = [];
  /** Where each block starts, by order of use. */
  readonly blockStarts: number[];
  /** The order of use by block number. */
  readonly blockOrder: number[] = [0];
  /** The current block has a RETURN_VALUE (b_return). */
  returned = false;
  /** Index of plain constants; null while there are few. */
  private plainIndex: Map<unknown, number> | null = null;
  private keyedIndex: Map<unknown, number> | null = null;
  /** The first lines of the code objects among the constants. */
  private codeLines: Set<number> | null = null;

  constructor(
    readonly name: string,
    readonly scopeType: number,
    readonly ste: SymtableEntry,
    /** u_private: the class whose name mangles. */
    public privateName: string | null,
    public firstlineno: number,
    /** Where the unit's instructions begin. */
    readonly base: number,
    private readonly ops: ConstantOps,
  ) {
    this.qualname = name;
    this.blockStarts = [base];
    const params = ste.varnames;
    for (let i = 0; i < params.length; i++) this.varnames.index(params[i]);
    this.cellvars = ste.hasCells ? namesOf(ste, CELL, 0, 0) : NO_NAMES;
    if (ste.needsClassClosure) this.cellvars = new Map([["__class__", 0]]);
    this.freevars = ste.hasFree ? namesOf(ste, FREE, DEF_FREE_CLASS, this.cellvars.size) : NO_NAMES;
  }

  /** The index of a value in co_consts, where equal means equal by {@linkcode constantKey}. */
  constIndexOf(v: Value): number {
    const consts = this.consts;
    if (v !== null && typeof v === "object") return this.objectIndex(v);
    if (this.plainIndex === null) {
      for (let i = 0; i < consts.length; i++) if (consts[i] === v) return i;
      if (consts.length < LINEAR) return consts.push(v) - 1;
      this.plainIndex = new Map();
      for (let i = 0; i < consts.length; i++) {
        const c = consts[i];
        if (c === null || typeof c !== "object") this.plainIndex.set(c, i);
      }
    }
    let i = this.plainIndex.get(v);
    if (i === undefined) {
      i = consts.push(v) - 1;
      this.plainIndex.set(v, i);
    }
    return i;
  }

  private objectIndex(v: Value): number {
    if (v instanceof PyCode) return this.codeIndexOf(v);
    const index = this.keyedIndex ??= new Map();
    const key = constantKey(v, this.ops);
    let i = index.get(key);
    if (i === undefined) {
      i = this.consts.push(v) - 1;
      index.set(key, i);
    }
    return i;
  }

  // equal code objects (two like lambdas on one line) are one constant
  private codeIndexOf(v: PyCode): number {
    const { consts, ops } = this;
    const lines = this.codeLines ??= new Set();
    if (lines.has(v.firstlineno)) {
      for (let i = 0; i < consts.length; i++) {
        const c = consts[i];
        if (c instanceof PyCode && codeEqual(c, v, ops)) return i;
      }
    }
    lines.add(v.firstlineno);
    return consts.push(v) - 1;
  }
}

/**
 * _PyCode_ConstantKey(): two constants share a place in co_consts when their
 * keys are the same. A string for composite values, else the value itself.
 */
export function constantKey(v: Value, ops: ConstantOps): unknown {
  if (v === null || typeof v !== "object") return v;
  if (v instanceof PyFloat) {
    if (Number.isNaN(v.v)) return v;
    return Object.is(v.v, -0) ? "f-0" : "f" + v.v;
  }
  if (v instanceof PyComplex) {
    if (Number.isNaN(v.re) || Number.isNaN(v.im)) return v;
    return `c${Object.is(v.re, -0) ? "-0" : v.re},${Object.is(v.im, -0) ? "-0" : v.im}`;
  }
  if (v instanceof PyBytes) return "b" + v.data.join();
  if (v instanceof PyStr) return v.codePoints === null ? v : "u" + v.codePoints.join();
  const items = v instanceof PyTuple ? v.items : ops.frozensetItems(v);
  if (items === undefined) return v;
  const keys: string[] = [];
  for (const item of items) {
    const key = constantKey(item, ops);
    if (key !== null && typeof key === "object" && key !== Ellipsis) return v;
    const text = typeof item + (key === Ellipsis ? "." : String(key));
    keys.push(text.length + ":" + text);
  }
  if (v instanceof PyTuple) return "(" + keys.join("");
  return "{" + keys.sort().join("");
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}

/** code_richcompare(): the file, the line table and the stack's size do not count. */
function codeEqual(a: PyCode, b: PyCode, ops: ConstantOps): boolean {
  return a.firstlineno === b.firstlineno && a.name === b.name && a.argcount === b.argcount &&
    a.kwonlyargcount === b.kwonlyargcount &&
    a.nlocals === b.nlocals && a.flags === b.flags &&
    sameBytes(a.code, b.code) && a.consts.length === b.consts.length &&
    a.consts.every((v, i) => sameConstant(v, b.consts[i], ops)) && sameNames(a.names, b.names) &&
    sameNames(a.varnames, b.varnames) && sameNames(a.freevars, b.freevars) &&
    sameNames(a.cellvars, b.cellvars);
}

function sameConstant(a: Value, b: Value, ops: ConstantOps): boolean {
  if (a instanceof PyCode && b instanceof PyCode) return codeEqual(a, b, ops);
  if (typeof a !== typeof b) return false;
  return constantKey(a, ops) === constantKey(b, ops);
}
