/**
 * Where a trace function may make a frame go on: the rules of assigning
 * f_lineno (frame_setlineno of Objects/frameobject.c).
 *
 * @module
 */
import { valueError } from "../core/errors.ts";
import type { PyCode } from "../objects/code.ts";

const POP_TOP = 1;
const DUP_TOP = 4;
const POP_BLOCK = 87;
const END_FINALLY = 88;
const SETUP_LOOP = 120;
const SETUP_EXCEPT = 121;
const SETUP_FINALLY = 122;
const SETUP_WITH = 143;
const SETUP_ASYNC_WITH = 154;

const isSetup = (op: number): boolean =>
  op === SETUP_LOOP || op === SETUP_EXCEPT || op === SETUP_FINALLY || op === SETUP_WITH ||
  op === SETUP_ASYNC_WITH;

/** The first instruction of the first line that is not before a line, and that line. */
function lineTarget(code: PyCode, wanted: number): { target: number; line: number } {
  if (wanted < code.firstlineno) {
    throw valueError(`line ${wanted} comes before the current code block`);
  }
  if (wanted === code.firstlineno) return { target: 0, line: wanted };
  let addr = 0;
  let line = code.firstlineno;
  const tab = code.lnotab;
  for (let i = 0; i + 1 < tab.length; i += 2) {
    addr += tab[i];
    line += tab[i + 1] > 127 ? tab[i + 1] - 256 : tab[i + 1];
    if (line >= wanted) return { target: addr >> 1, line };
  }
  throw valueError(`line ${wanted} comes after the current code block`);
}

/**
 * The block nesting of every instruction as the text of the code has it: how
 * many blocks are set up, and the SETUP instruction of the innermost `finally`
 * clause (or end of a `with`) that the instruction is in, or -1.
 */
function nesting(code: PyCode): { depth: Int32Array; clause: Int32Array } {
  const bytes = code.code;
  const n = bytes.length >> 1;
  const depth = new Int32Array(n + 1);
  const clause = new Int32Array(n + 1).fill(-1);
  const open: { setup: number; op: number; inClause: boolean }[] = [];
  let level = 0;
  for (let i = 0; i < n; i++) {
    const op = bytes[2 * i];
    depth[i] = level;
    for (const b of open) if (b.inClause) clause[i] = b.setup;
    if (isSetup(op)) {
      open.push({ setup: i, op, inClause: false });
      level++;
    } else if (op === POP_BLOCK) {
      level--;
      const top = open[open.length - 1];
      if (top === undefined) continue;
      if (top.op === SETUP_LOOP || top.op === SETUP_EXCEPT) open.pop();
      else top.inClause = true;
    } else if (op === END_FINALLY) {
      // one that ends except clauses has no block of its own left
      const top = open[open.length - 1];
      if (top !== undefined && top.op !== SETUP_LOOP && top.op !== SETUP_EXCEPT) open.pop();
    }
  }
  depth[n] = level;
  return { depth, clause };
}

/**
 * Where a frame that stands at an instruction with so many blocks goes on to
 * run a line, and how many blocks it has there. Raises ValueError where it may not.
 */
export function findJump(
  code: PyCode,
  from: number,
  wanted: number,
  blocks: number,
): { target: number; line: number; blocks: number } {
  const { target, line } = lineTarget(code, wanted);
  const op = code.code[2 * target];
  if (op === DUP_TOP || op === POP_TOP) {
    throw valueError("can't jump to 'except' line as there's no exception");
  }
  const { depth, clause } = nesting(code);
  if (clause[from] !== clause[target]) {
    throw valueError("can't jump into or out of a 'finally' block");
  }
  // the lowest level on the way, relative to its start
  const low = Math.min(from, target);
  const high = Math.max(from, target);
  let least = 0;
  for (let i = low; i <= high; i++) least = Math.min(least, depth[i] - depth[low]);
  const there = blocks + depth[target] - depth[from];
  if (there > blocks + least) throw valueError("can't jump into the middle of a block");
  return { target, line, blocks: there };
}
