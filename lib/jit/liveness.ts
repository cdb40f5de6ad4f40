/**
 * Which locals a code object may still read: one that it will not is kept only
 * for those who look at the frame, and its kind tells no two states apart.
 *
 * @module
 */
import { BY_CODE } from "../bytecode/opcodes.ts";
import {
  COMPARE_JUMP,
  type ExecCode,
  LOAD_FAST_2,
  LOAD_FAST_ATTR,
  LOAD_FAST_CONST,
} from "../vm/exec.ts";

/** The instruction that stands behind an internal opcode. */
export function baseOp(op: number): number {
  switch (op) {
    case COMPARE_JUMP:
      return 107;
    case LOAD_FAST_2:
    case LOAD_FAST_ATTR:
    case LOAD_FAST_CONST:
      return 124;
    default:
      return op;
  }
}

/** For each instruction and local whether the local may be read before it is written. */
export interface Liveness {
  at(pc: number, local: number): boolean;
}

const WORD = 32;

const made = new WeakMap<ExecCode, Liveness>();

/** The liveness of a code object's locals. */
export function livenessOf(exec: ExecCode, nlocals: number): Liveness {
  let known = made.get(exec);
  if (known === undefined) made.set(exec, known = analyse(exec.op, exec.arg, nlocals));
  return known;
}

function analyse(op: Uint8Array, arg: Int32Array, nlocals: number): Liveness {
  const n = op.length;
  const words = Math.ceil(nlocals / WORD);
  const live = new Uint32Array((n + 1) * words);
  if (words === 0) return { at: () => false };
  // what leaves a block early goes to its end or handler: that is live in all of the block
  const regions: [number, number][] = [];
  const loops: [number, number][] = [];
  for (let i = 0; i < n; i++) {
    switch (baseOp(op[i])) {
      case 120: // SETUP_LOOP
      case 121: // SETUP_EXCEPT
      case 122: // SETUP_FINALLY
      case 143: // SETUP_WITH
      case 154: // SETUP_ASYNC_WITH
        regions.push([i, arg[i]]);
        break;
      case 113: // JUMP_ABSOLUTE
      case 119: // CONTINUE_LOOP
        if (arg[i] <= i) loops.push([arg[i], i]);
    }
  }
  const out = new Uint32Array(words);
  const join = (from: number) => {
    for (let w = 0; w < words; w++) out[w] |= live[from * words + w];
  };
  let changed = true;
  while (changed) {
    changed = false;
    for (let i = n - 1; i >= 0; i--) {
      out.fill(0);
      const o = baseOp(op[i]);
      const jump = BY_CODE[o]?.arg;
      if ((jump === "jrel" || jump === "jabs") && arg[i] <= n) join(arg[i]);
      // after the jumps, returns and raises nothing follows
      if (o !== 110 && o !== 113 && o !== 83 && o !== 130 && o !== 119 && i + 1 <= n) join(i + 1);
      if (o === 88) { for (const [head, end] of loops) if (i >= head && i <= end) join(head); }
      for (const [start, end] of regions) if (i >= start && i < end) join(end);
      const w = arg[i] >> 5;
      const bit = 1 << (arg[i] & 31);
      if (o === 125) out[w] &= ~bit;
      // a region's end may want what is written here as well
      if (o === 125) {
        for (const [start, end] of regions) {
          if (i >= start && i < end) out[w] |= live[end * words + w] & bit;
        }
      }
      if (o === 124 || o === 126) out[w] |= bit;
      for (let x = 0; x < words; x++) {
        if (live[i * words + x] !== out[x]) {
          live[i * words + x] = out[x];
          changed = true;
        }
      }
    }
  }
  return { at: (pc, local) => (live[pc * words + (local >> 5)] >>> (local & 31) & 1) === 1 };
}
