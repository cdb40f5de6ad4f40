/**
 * The peephole optimiser (PyCode_Optimize of Python/peephole.c), which works on
 * the finished bytes: folds constants, threads jumps, drops what is
 * unreachable. Folded constants are added to co_consts, the old ones stay.
 *
 * @module
 */
import type { Value } from "../core/object.ts";
import { type ConstantOps, foldBinary } from "./fold.ts";

/** Opcodes: an imported const would not become a jump table. A test compares. */
const enum Op {
  ROT_TWO = 2,
  ROT_THREE = 3,
  NOP = 9,
  UNARY_POSITIVE = 10,
  UNARY_NEGATIVE = 11,
  UNARY_NOT = 12,
  UNARY_INVERT = 15,
  BINARY_POWER = 19,
  BINARY_MULTIPLY = 20,
  BINARY_MODULO = 22,
  BINARY_ADD = 23,
  BINARY_SUBTRACT = 24,
  BINARY_SUBSCR = 25,
  BINARY_FLOOR_DIVIDE = 26,
  BINARY_TRUE_DIVIDE = 27,
  BINARY_LSHIFT = 62,
  BINARY_RSHIFT = 63,
  BINARY_AND = 64,
  BINARY_XOR = 65,
  BINARY_OR = 66,
  GET_ITER = 68,
  RETURN_VALUE = 83,
  UNPACK_SEQUENCE = 92,
  FOR_ITER = 93,
  LOAD_CONST = 100,
  BUILD_TUPLE = 102,
  BUILD_LIST = 103,
  BUILD_SET = 104,
  COMPARE_OP = 107,
  JUMP_FORWARD = 110,
  JUMP_IF_FALSE_OR_POP = 111,
  JUMP_IF_TRUE_OR_POP = 112,
  JUMP_ABSOLUTE = 113,
  POP_JUMP_IF_FALSE = 114,
  POP_JUMP_IF_TRUE = 115,
  CONTINUE_LOOP = 119,
  SETUP_LOOP = 120,
  SETUP_EXCEPT = 121,
  SETUP_FINALLY = 122,
  SETUP_WITH = 143,
  EXTENDED_ARG = 144,
  SETUP_ASYNC_WITH = 154,
}

const CMP_IN = 6;
const CMP_NOT_IN = 7;
const CMP_IS_NOT = 9;

const JUMP_NONE = 0;
const JUMP_RELATIVE = 1;
const JUMP_ABS = 2;

/** How an opcode jumps, by number. */
const JUMP_KIND: Uint8Array = (() => {
  const kinds = new Uint8Array(256);
  for (
    const op of [
      Op.FOR_ITER,
      Op.JUMP_FORWARD,
      Op.SETUP_LOOP,
      Op.SETUP_EXCEPT,
      Op.SETUP_FINALLY,
      Op.SETUP_WITH,
      Op.SETUP_ASYNC_WITH,
    ]
  ) kinds[op] = JUMP_RELATIVE;
  for (
    const op of [
      Op.JUMP_ABSOLUTE,
      Op.CONTINUE_LOOP,
      Op.POP_JUMP_IF_FALSE,
      Op.POP_JUMP_IF_TRUE,
      Op.JUMP_IF_FALSE_OR_POP,
      Op.JUMP_IF_TRUE_OR_POP,
    ]
  ) kinds[op] = JUMP_ABS;
  return kinds;
})();

/** The number of code units that an instruction with an argument takes. */
export function instrSize(arg: number): number {
  if (arg <= 0xff && arg >= 0) return 1;
  if (arg <= 0xffff && arg >= 0) return 2;
  return arg <= 0xffffff && arg >= 0 ? 3 : 4;
}

/** Code as it is built: opcode and argument byte of every code unit. */
export class CodeBuffer {
  length = 0;
  opcodes: Uint8Array = new Uint8Array(512);
  args: Uint8Array = new Uint8Array(512);

  /** Makes room for `size` code units in all. */
  reserve(size: number): void {
    if (size <= this.opcodes.length) return;
    let capacity = this.opcodes.length;
    while (capacity < size) capacity *= 2;
    const opcodes = new Uint8Array(capacity), args = new Uint8Array(capacity);
    opcodes.set(this.opcodes);
    args.set(this.args);
    this.opcodes = opcodes;
    this.args = args;
  }

  /** write_op_arg(): an instruction of `size` code units at `at`. */
  write(at: number, opcode: number, arg: number, size: number): void {
    const { opcodes, args } = this;
    for (let k = size - 1; k > 0; k--) {
      opcodes[at] = Op.EXTENDED_ARG;
      args[at++] = arg >>> (8 * k);
    }
    opcodes[at] = opcode;
    args[at] = arg;
  }
}

/** The optimiser: one object with its scratch space, used for one code after the other. */
export class Peephole {
  /** The block number of each code unit; later the new place of it. */
  private blocks: Int32Array = new Int32Array(512);
  private readonly constStack: Value[] = [];

  constructor(
    private readonly code: CodeBuffer,
    private readonly ops: ConstantOps,
  ) {}

  /** The index of the instruction proper, past its EXTENDED_ARGs. */
  private findOp(i: number): number {
    const opcodes = this.code.opcodes;
    while (opcodes[i] === Op.EXTENDED_ARG) i++;
    return i;
  }

  private getArg(i: number): number {
    const { opcodes, args } = this.code;
    let arg = args[i];
    if (i >= 1 && opcodes[i - 1] === Op.EXTENDED_ARG) {
      arg |= args[i - 1] << 8;
      if (i >= 2 && opcodes[i - 2] === Op.EXTENDED_ARG) {
        arg |= args[i - 2] << 16;
        if (i >= 3 && opcodes[i - 3] === Op.EXTENDED_ARG) arg |= args[i - 3] << 24;
      }
    }
    return arg;
  }

  private nops(start: number, end: number): void {
    const { opcodes, args } = this.code;
    for (let i = start; i < end; i++) {
      opcodes[i] = Op.NOP;
      args[i] = Op.NOP;
    }
  }

  /** Replaces an argument by one that is no longer; the new index of the opcode, or -1. */
  private setArg(i: number, arg: number): number {
    const old = this.getArg(i);
    if (old === arg) return i;
    const oldSize = instrSize(old), size = instrSize(arg);
    if (oldSize < size) return -1;
    this.code.write(i + 1 - oldSize, this.code.opcodes[i], arg, size);
    this.nops(i + 1 - oldSize + size, i + 1);
    return i - oldSize + size;
  }

  /** Writes an instruction at the end of a region and NOPs before it; its index, or -1 where it does not fit. */
  private copyOpArg(start: number, opcode: number, arg: number, end: number): number {
    const size = instrSize(arg);
    if (start + size > end) return -1;
    this.code.write(end - size, opcode, arg, size);
    this.nops(start, end - size);
    return end - 1;
  }

  /** Where the n-th last LOAD_CONST before `i` starts. */
  private lastConstStart(i: number, n: number): number {
    const opcodes = this.code.opcodes;
    for (;;) {
      i--;
      if (opcodes[i] === Op.LOAD_CONST && --n === 0) {
        while (i > 0 && opcodes[i - 1] === Op.EXTENDED_ARG) i--;
        return i;
      }
    }
  }

  private target(i: number): number {
    const to = this.getArg(i) >> 1;
    return JUMP_KIND[this.code.opcodes[i]] === JUMP_ABS ? to : to + i + 1;
  }

  /** markblocks(): numbers the basic blocks. */
  private markBlocks(): void {
    const { opcodes, length } = this.code;
    if (this.blocks.length < length) this.blocks = new Int32Array(opcodes.length);
    const blocks = this.blocks;
    blocks.fill(0, 0, length);
    for (let i = 0; i < length; i++) {
      if (JUMP_KIND[opcodes[i]] !== JUMP_NONE) blocks[this.target(i)] = 1;
    }
    let count = 0;
    for (let i = 0; i < length; i++) {
      count += blocks[i];
      blocks[i] = count;
    }
  }

  /**
   * Optimises the code in place.
   *
   * @param consts co_consts, to which folded constants are added.
   * @param lnotab The line table, whose byte increments are adjusted; it has no byte of 255.
   */
  optimize(consts: Value[], lnotab: Uint8Array): void {
    this.markBlocks();
    this.rewrite(consts);
    this.pack(lnotab);
  }

  private rewrite(consts: Value[]): void {
    const code = this.code;
    const { opcodes, args, length } = code;
    const { blocks, constStack: stack } = this;
    stack.length = 0;
    let inConsts = false;
    let next = 0;
    for (let i = this.findOp(0); i < length; i = next) {
      const opcode = opcodes[i];
      let start = i;
      while (start >= 1 && opcodes[start - 1] === Op.EXTENDED_ARG) start--;
      next = i + 1;
      while (next < length && opcodes[next] === Op.EXTENDED_ARG) next++;
      const nextOp = next < length ? opcodes[next] : 0;
      if (!inConsts) stack.length = 0;
      inConsts = false;

      switch (opcode) {
        case Op.UNARY_NOT:
          // "not" before a test inverts the test
          if (nextOp === Op.POP_JUMP_IF_FALSE && blocks[start] === blocks[i + 1]) {
            this.nops(start, i + 1);
            opcodes[next] = Op.POP_JUMP_IF_TRUE;
          }
          break;

        case Op.COMPARE_OP: {
          // "not a in b" is "a not in b"
          const j = this.getArg(i);
          if (
            j >= CMP_IN && j <= CMP_IS_NOT && nextOp === Op.UNARY_NOT &&
            blocks[start] === blocks[i + 1]
          ) {
            args[i] = j ^ 1;
            this.nops(i + 1, next + 1);
          }
          break;
        }

        case Op.LOAD_CONST: {
          const v = consts[this.getArg(i)];
          stack.push(v);
          inConsts = true;
          // a test of a true constant is none
          if (
            nextOp === Op.POP_JUMP_IF_FALSE && blocks[start] === blocks[i + 1] &&
            this.ops.isTrue(v)
          ) {
            this.nops(start, next + 1);
            stack.length--;
          }
          break;
        }

        case Op.BUILD_TUPLE:
        case Op.BUILD_LIST:
        case Op.BUILD_SET: {
          const j = this.getArg(i);
          if (j > 0 && stack.length >= j) {
            const h = this.lastConstStart(start, j);
            const foldable = opcode === Op.BUILD_TUPLE
              ? blocks[h] === blocks[start]
              : ((nextOp === Op.COMPARE_OP &&
                (args[next] === CMP_IN || args[next] === CMP_NOT_IN)) ||
                nextOp === Op.GET_ITER) && blocks[h] === blocks[i + 1];
            if (foldable) {
              const at = this.foldSequence(h, i + 1, opcode, consts, j);
              if (at >= 0) {
                stack.length -= j;
                stack.push(consts[this.getArg(at)]);
                inConsts = true;
              }
              break;
            }
          }
          if (
            nextOp !== Op.UNPACK_SEQUENCE || blocks[start] !== blocks[i + 1] ||
            j !== this.getArg(next) || opcode === Op.BUILD_SET
          ) break;
          if (j < 2) {
            this.nops(start, next + 1);
          } else if (j === 2) {
            opcodes[start] = Op.ROT_TWO;
            args[start] = 0;
            this.nops(start + 1, next + 1);
            stack.length = 0;
          } else if (j === 3) {
            opcodes[start] = Op.ROT_THREE;
            args[start] = 0;
            opcodes[start + 1] = Op.ROT_TWO;
            args[start + 1] = 0;
            this.nops(start + 2, next + 1);
            stack.length = 0;
          }
          break;
        }

        case Op.BINARY_POWER:
        case Op.BINARY_MULTIPLY:
        case Op.BINARY_TRUE_DIVIDE:
        case Op.BINARY_FLOOR_DIVIDE:
        case Op.BINARY_MODULO:
        case Op.BINARY_ADD:
        case Op.BINARY_SUBTRACT:
        case Op.BINARY_SUBSCR:
        case Op.BINARY_LSHIFT:
        case Op.BINARY_RSHIFT:
        case Op.BINARY_AND:
        case Op.BINARY_XOR:
        case Op.BINARY_OR: {
          if (stack.length < 2) break;
          const h = this.lastConstStart(start, 2);
          if (blocks[h] !== blocks[start]) break;
          const n = stack.length;
          const v = foldBinary(opcode, stack[n - 2], stack[n - 1], this.ops);
          if (v === undefined) break;
          if (this.copyOpArg(h, Op.LOAD_CONST, consts.push(v) - 1, i + 1) >= 0) {
            stack.length = n - 2;
            stack.push(v);
            inConsts = true;
          }
          break;
        }

        case Op.UNARY_NEGATIVE:
        case Op.UNARY_INVERT:
        case Op.UNARY_POSITIVE: {
          if (stack.length < 1) break;
          const h = this.lastConstStart(start, 1);
          if (blocks[h] !== blocks[start]) break;
          const v = this.ops.unary(opcode, stack[stack.length - 1]);
          if (v === undefined) break;
          if (this.copyOpArg(h, Op.LOAD_CONST, consts.push(v) - 1, i + 1) >= 0) {
            stack.length--;
            stack.push(v);
            inConsts = true;
          }
          break;
        }

        case Op.JUMP_IF_FALSE_OR_POP:
        case Op.JUMP_IF_TRUE_OR_POP: {
          const at = this.threadConditional(i, opcode);
          if (at >= 0) next = at;
          else this.threadJump(i, start, opcode);
          break;
        }

        case Op.POP_JUMP_IF_FALSE:
        case Op.POP_JUMP_IF_TRUE:
        case Op.FOR_ITER:
        case Op.JUMP_FORWARD:
        case Op.JUMP_ABSOLUTE:
        case Op.CONTINUE_LOOP:
        case Op.SETUP_LOOP:
        case Op.SETUP_EXCEPT:
        case Op.SETUP_FINALLY:
        case Op.SETUP_WITH:
        case Op.SETUP_ASYNC_WITH:
          this.threadJump(i, start, opcode);
          break;

        case Op.RETURN_VALUE: {
          // what follows in the same block is unreachable
          let h = i + 1;
          while (h < length && blocks[i] === blocks[h]) h++;
          if (h > i + 1) {
            this.nops(i + 1, h);
            next = h < length ? this.findOp(h) : h;
          }
          break;
        }
      }
    }
  }

  /** fold_tuple_on_constants(): a display of constants is a constant. */
  private foldSequence(
    start: number,
    end: number,
    opcode: number,
    consts: Value[],
    n: number,
  ): number {
    const items = this.constStack.slice(this.constStack.length - n);
    const v = opcode === Op.BUILD_SET ? this.ops.frozenset(items) : this.ops.tuple(items);
    if (v === undefined) return -1;
    return this.copyOpArg(start, Op.LOAD_CONST, consts.push(v) - 1, end);
  }

  /**
   * A conditional jump to a conditional jump: the outcome of the second test
   * follows from the first. The opcode's new index, or -1 where nothing was done.
   */
  private threadConditional(i: number, opcode: number): number {
    const opcodes = this.code.opcodes;
    const to = this.findOp(this.getArg(i) >> 1);
    let j = opcodes[to];
    let at: number;
    switch (j) {
      case Op.POP_JUMP_IF_FALSE:
      case Op.JUMP_IF_FALSE_OR_POP:
      case Op.POP_JUMP_IF_TRUE:
      case Op.JUMP_IF_TRUE_OR_POP:
        break;
      default:
        return -1;
    }
    const onTrue = j === Op.POP_JUMP_IF_TRUE || j === Op.JUMP_IF_TRUE_OR_POP;
    if (onTrue === (opcode === Op.JUMP_IF_TRUE_OR_POP)) {
      // the second jump is taken too
      at = this.setArg(i, this.getArg(to));
    } else {
      // the second is not taken, and pops
      at = this.setArg(i, (to + 1) * 2);
      j = opcode === Op.JUMP_IF_TRUE_OR_POP ? Op.POP_JUMP_IF_TRUE : Op.POP_JUMP_IF_FALSE;
    }
    if (at >= 0) opcodes[at] = j;
    return at;
  }

  /** A jump to an unconditional jump goes to that one's target; a jump to a return is a return. */
  private threadJump(i: number, start: number, opcode: number): void {
    const { opcodes, args } = this.code;
    const to = this.findOp(this.target(i));
    const unconditional = opcode === Op.JUMP_ABSOLUTE || opcode === Op.JUMP_FORWARD;
    if (unconditional && opcodes[to] === Op.RETURN_VALUE) {
      opcodes[start] = Op.RETURN_VALUE;
      args[start] = 0;
      this.nops(start + 1, i + 1);
    } else if (opcodes[to] === Op.JUMP_ABSOLUTE || opcodes[to] === Op.JUMP_FORWARD) {
      let j = this.target(to);
      if (opcode === Op.JUMP_FORWARD) {
        // only an absolute jump can go back
        opcode = Op.JUMP_ABSOLUTE;
      } else if (JUMP_KIND[opcode] === JUMP_RELATIVE) {
        if (j < i + 1) return;
        j -= i + 1;
      }
      this.copyOpArg(start, opcode, j * 2, i + 1);
    }
  }

  /** Removes the NOPs, and adjusts jumps and the line table. */
  private pack(lnotab: Uint8Array): void {
    const code = this.code;
    const { opcodes, args, length } = code;
    const blocks = this.blocks;
    let nops = 0;
    for (let i = 0; i < length; i++) {
      blocks[i] = i - nops;
      if (opcodes[i] === Op.NOP) nops++;
    }
    if (nops === 0) return;
    let offset = 0, last = 0;
    for (let i = 0; i < lnotab.length; i += 2) {
      offset += lnotab[i];
      const moved = blocks[offset >> 1] * 2;
      lnotab[i] = moved - last;
      last = moved;
    }
    let h = 0;
    for (let i = 0; i < length; i++) {
      const start = i;
      let arg = args[i];
      while (opcodes[i] === Op.EXTENDED_ARG) {
        i++;
        arg = (arg << 8) | args[i];
      }
      const opcode = opcodes[i];
      if (opcode === Op.NOP) continue;
      const kind = JUMP_KIND[opcode];
      if (kind === JUMP_ABS) arg = blocks[arg >> 1] * 2;
      else if (kind === JUMP_RELATIVE) arg = (blocks[(arg >> 1) + i + 1] - blocks[i] - 1) * 2;
      const size = i - start + 1;
      code.write(h, opcode, arg, size);
      h += size;
    }
    code.length = h;
  }
}
