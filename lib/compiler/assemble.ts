/**
 * From instructions to a code object (assemble() of Python/compile.c): jump
 * offsets, bytes, the line table, the stack's depth.
 *
 * @module
 */
import type { Value } from "../core/object.ts";
import { PyCode } from "../objects/code.ts";
import { BY_CODE } from "../bytecode/opcodes.ts";
import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_NESTED,
  CO_NEWLOCALS,
  CO_NOFREE,
  CO_OPTIMIZED,
  CO_VARARGS,
  CO_VARKEYWORDS,
  PyCF_MASK,
  PyCF_TOP_LEVEL_AWAIT,
} from "../bytecode/flags.ts";
import type { ConstantOps } from "./fold.ts";
import * as op from "./op.ts";
import { CodeBuffer, instrSize, Peephole } from "./peephole.ts";
import { FUNCTION_BLOCK, MODULE_BLOCK } from "./symtable.ts";
import type { Instructions, Unit } from "./unit.ts";

const ABSOLUTE = 2;
const RELATIVE = 1;

/** 1 for relative, 2 for absolute jumps, by opcode. */
const JUMPS: Uint8Array = new Uint8Array(256).map((_, code) => {
  const arg = BY_CODE[code]?.arg;
  return arg === "jrel" ? RELATIVE : arg === "jabs" ? ABSOLUTE : 0;
});

const BY_ARGUMENT = 127;

/** The stack effect by opcode, or BY_ARGUMENT. */
const EFFECTS: Int8Array = new Int8Array(256).map((_, code) => {
  const effect = BY_CODE[code]?.effect;
  return typeof effect === "number" ? effect : BY_ARGUMENT;
});

const EFFECT_OF: ((arg: number) => number)[] = BY_CODE.map((row) => {
  const effect = row?.effect;
  return typeof effect === "function" ? effect : () => 0;
});

const POOL_SIZE = 4096;
const FIRST_POOL_SIZE = 256;

const UNSEEN = -0x40000000;

/** The assembler: one object with its scratch space, used for one unit after the other. */
export class Assembler {
  private readonly code: CodeBuffer = new CodeBuffer();
  private readonly peephole: Peephole;
  private args: Int32Array = new Int32Array(512);
  private offsets: Int32Array = new Int32Array(64);
  private lnotab: Uint8Array = new Uint8Array(512);
  private lnotabLength = 0;
  /** The line table has a byte of 255. */
  private lnotabHas255 = false;
  /** Where code and line tables are cut from: a buffer for each would cost more than its bytes. */
  private pool: Uint8Array = new Uint8Array(FIRST_POOL_SIZE);
  private poolUsed = 0;
  // of stackdepth_walk
  private startdepth: Int32Array = new Int32Array(64);
  private seen: Uint8Array = new Uint8Array(64);
  private frameBlock: Int32Array = new Int32Array(64);
  private frameNext: Int32Array = new Int32Array(64);
  private frameDepth: Int32Array = new Int32Array(64);

  constructor(ops: ConstantOps) {
    this.peephole = new Peephole(this.code, ops);
  }

  /**
   * Makes the code object of a unit whose last block returns, and takes the
   * unit's instructions off the stack.
   *
   * @param cfFlags compile()'s flags, of which the future bits are kept.
   */
  assemble(u: Unit, instructions: Instructions, filename: string, cfFlags: number): PyCode {
    const { base } = u;
    const n = instructions.length - base;
    if (this.args.length < n) this.args = new Int32Array(n * 2);
    if (u.firstlineno === 0) {
      // the first block's first instruction, where that block has any
      const end = u.blockStarts.length > 1 ? u.blockStarts[1] : instructions.length;
      u.firstlineno = end > base && instructions.lines[base] !== 0 ? instructions.lines[base] : 1;
    }
    u.blockStarts.push(instructions.length);
    this.jumpOffsets(u, instructions);
    this.emit(u, instructions);
    const lnotab = this.allocate(this.lnotabLength);
    for (let i = 0; i < lnotab.length; i++) lnotab[i] = this.lnotab[i];
    const consts: Value[] = u.consts;
    // increments of 255 stand for longer distances, which the optimiser cannot adjust
    if (!this.lnotabHas255) this.peephole.optimize(consts, lnotab);
    const stacksize = this.stackdepth(u, instructions);
    instructions.length = base;
    const { opcodes, args, length } = this.code;
    const bytes = this.allocate(length * 2);
    for (let i = 0; i < length; i++) {
      bytes[2 * i] = opcodes[i];
      bytes[2 * i + 1] = args[i];
    }
    return new PyCode({
      argcount: u.argcount,
      kwonlyargcount: u.kwonlyargcount,
      nlocals: u.varnames.list.length,
      stacksize,
      flags: codeFlags(u, cfFlags),
      code: bytes,
      consts,
      names: u.names.list,
      varnames: u.varnames.list,
      filename,
      name: u.name,
      firstlineno: u.firstlineno,
      lnotab,
      freevars: u.freevars.size === 0 ? [] : Array.from(u.freevars.keys()),
      cellvars: u.cellvars.size === 0 ? [] : Array.from(u.cellvars.keys()),
    }, true);
  }

  /** Bytes of the pool, or of their own where they are many. */
  private allocate(size: number): Uint8Array {
    if (size > POOL_SIZE >> 3) return new Uint8Array(size);
    if (this.poolUsed + size > this.pool.length) {
      this.pool = new Uint8Array(POOL_SIZE);
      this.poolUsed = 0;
    }
    const start = this.poolUsed;
    this.poolUsed += size;
    return this.pool.subarray(start, this.poolUsed);
  }

  /** assemble_jump_offsets(): repeated until no jump needs more bytes. */
  private jumpOffsets(u: Unit, instructions: Instructions): void {
    const { base, blockStarts: starts, blockOrder } = u;
    const { opcodes, args: raw } = instructions;
    const args = this.args;
    const n = instructions.length - base;
    for (let i = 0; i < n; i++) args[i] = JUMPS[opcodes[base + i]] !== 0 ? 0 : raw[base + i];
    const nblocks = starts.length - 1;
    if (this.offsets.length < nblocks) this.offsets = new Int32Array(nblocks * 2);
    const offsets = this.offsets;
    let again: boolean;
    do {
      let total = 0;
      for (let b = 0; b < nblocks; b++) {
        offsets[b] = total;
        for (let i = starts[b] - base, end = starts[b + 1] - base; i < end; i++) {
          total += instrSize(args[i]);
        }
      }
      again = false;
      let at = 0;
      for (let i = 0; i < n; i++) {
        const size = instrSize(args[i]);
        at += size;
        const jump = JUMPS[opcodes[base + i]];
        if (jump === 0) continue;
        let arg = offsets[blockOrder[raw[base + i]]];
        if (jump === RELATIVE) arg -= at;
        args[i] = arg *= 2;
        if (instrSize(arg) !== size) again = true;
      }
      this.code.length = total;
    } while (again);
    this.code.reserve(this.code.length);
  }

  /** assemble_emit() for every instruction. */
  private emit(u: Unit, instructions: Instructions): void {
    const { base } = u;
    const { opcodes, lines } = instructions;
    const args = this.args;
    const code = this.code;
    const n = instructions.length - base;
    let offset = 0, lineOffset = 0, line = u.firstlineno;
    this.lnotabLength = 0;
    this.lnotabHas255 = false;
    for (let i = 0; i < n; i++) {
      const l = lines[base + i];
      if (l !== 0) {
        this.addLine((offset - lineOffset) * 2, l - line);
        if (offset !== lineOffset || l !== line) {
          line = l;
          lineOffset = offset;
        }
      }
      const arg = args[i];
      if (arg >= 0 && arg <= 0xff) {
        code.opcodes[offset] = opcodes[base + i];
        code.args[offset++] = arg;
      } else {
        const size = instrSize(arg);
        code.write(offset, opcodes[base + i], arg, size);
        offset += size;
      }
    }
  }

  /** assemble_lnotab() */
  private addLine(bytes: number, lines: number): void {
    if (bytes === 0 && lines === 0) return;
    if (bytes > 255) {
      for (let n = Math.floor(bytes / 255); n > 0; n--) this.addPair(255, 0);
      bytes %= 255;
    }
    if (lines < -128 || lines > 127) {
      const k = lines < 0 ? -128 : 127;
      let codes = Math.trunc(lines / k);
      lines -= codes * k;
      this.addPair(bytes, k);
      bytes = 0;
      while (--codes > 0) this.addPair(0, k);
    }
    this.addPair(bytes, lines);
  }

  private addPair(bytes: number, lines: number): void {
    if (this.lnotabLength + 2 > this.lnotab.length) {
      const larger = new Uint8Array(this.lnotab.length * 2);
      larger.set(this.lnotab);
      this.lnotab = larger;
    }
    if (bytes === 255 || lines === -1) this.lnotabHas255 = true;
    this.lnotab[this.lnotabLength++] = bytes;
    this.lnotab[this.lnotabLength++] = lines;
  }

  /**
   * stackdepth(): the depth that stackdepth_walk finds, path by path; a block is
   * walked again when it is reached with a greater depth, but not while it is
   * on the path. The recursion is an explicit stack here.
   */
  private stackdepth(u: Unit, instructions: Instructions): number {
    const { blockStarts: starts, blockOrder } = u;
    const { opcodes, args } = instructions;
    const nblocks = starts.length - 1;
    if (this.startdepth.length < nblocks + 1) {
      this.startdepth = new Int32Array(nblocks * 2);
      this.seen = new Uint8Array(nblocks * 2);
      this.frameBlock = new Int32Array(nblocks * 2);
      this.frameNext = new Int32Array(nblocks * 2);
      this.frameDepth = new Int32Array(nblocks * 2);
    }
    const { startdepth, seen, frameBlock, frameNext, frameDepth } = this;
    startdepth.fill(UNSEEN, 0, nblocks);
    seen.fill(0, 0, nblocks);
    let max = 0;
    let top = 0;
    let block = 0, i = starts[0], depth = 0;
    startdepth[0] = 0;
    seen[0] = 1;
    for (;;) {
      // runs the current block from i; leaves with the block to enter, or none
      let enter = -1, enterDepth = 0;
      const end = starts[block + 1];
      while (i < end) {
        const opcode = opcodes[i];
        const arg = args[i++];
        const effect = EFFECTS[opcode];
        depth += effect !== BY_ARGUMENT ? effect : EFFECT_OF[opcode](arg);
        if (depth > max) max = depth;
        if (JUMPS[opcode] === 0) continue;
        enterDepth = depth;
        if (opcode === op.FOR_ITER) {
          enterDepth = depth - 2;
        } else if (opcode === op.SETUP_FINALLY || opcode === op.SETUP_EXCEPT) {
          enterDepth = depth + 3;
          if (enterDepth > max) max = enterDepth;
        } else if (opcode === op.JUMP_IF_TRUE_OR_POP || opcode === op.JUMP_IF_FALSE_OR_POP) {
          depth--;
        }
        enter = blockOrder[arg];
        // what follows an unconditional jump in its block is dead
        if (opcode === op.JUMP_ABSOLUTE || opcode === op.JUMP_FORWARD) i = end + 1;
        if (seen[enter] === 0 && startdepth[enter] < enterDepth) break;
        enter = -1;
      }
      if (enter < 0 && i === end && block + 1 < nblocks) {
        i = end + 1;
        if (seen[block + 1] === 0 && startdepth[block + 1] < depth) {
          enter = block + 1;
          enterDepth = depth;
        }
      }
      if (enter >= 0) {
        frameBlock[top] = block;
        frameNext[top] = i;
        frameDepth[top++] = depth;
        block = enter;
        i = starts[block];
        depth = enterDepth;
        startdepth[block] = depth;
        seen[block] = 1;
      } else {
        seen[block] = 0;
        if (top === 0) return max;
        block = frameBlock[--top];
        i = frameNext[top];
        depth = frameDepth[top];
      }
    }
  }
}

/** compute_code_flags() */
function codeFlags(u: Unit, cfFlags: number): number {
  const ste = u.ste;
  let flags = 0;
  if (ste.type === FUNCTION_BLOCK) {
    flags |= CO_NEWLOCALS | CO_OPTIMIZED;
    if (ste.nested) flags |= CO_NESTED;
    if (ste.generator) flags |= ste.coroutine ? CO_ASYNC_GENERATOR : CO_GENERATOR;
    else if (ste.coroutine) flags |= CO_COROUTINE;
    if (ste.varargs) flags |= CO_VARARGS;
    if (ste.varkeywords) flags |= CO_VARKEYWORDS;
  } else if (ste.type === MODULE_BLOCK && ste.coroutine && (cfFlags & PyCF_TOP_LEVEL_AWAIT) !== 0) {
    flags |= CO_COROUTINE;
  }
  flags |= cfFlags & PyCF_MASK;
  if (u.freevars.size === 0 && u.cellvars.size === 0) flags |= CO_NOFREE;
  return flags;
}
