/**
 * The verifier: whether the machine can run a code object without its own
 * invariants breaking, whatever the bytecode does to the program's data.
 *
 * Abstract interpretation over the value stack and the block stack. What it
 * proves: every opcode is known and every argument in range; jumps land on
 * instructions (never between an EXTENDED_ARG and what it extends); control
 * does not run off the end; the stack neither underflows nor exceeds
 * co_stacksize; at every point the stack and the blocks have one shape,
 * however control came there; POP_BLOCK, POP_EXCEPT, END_FINALLY and
 * WITH_CLEANUP_* find what belongs to them; MAKE_FUNCTION finds a code object,
 * its name and a closure of the right length.
 *
 * What a `finally` body finds on the stack depends on how it was entered: None,
 * a return value or jump target with its reason, or an exception together with
 * the one it interrupted and a block that holds it. Such a bundle is one
 * abstract entry, {@linkcode Kind.Why}, which only END_FINALLY and
 * WITH_CLEANUP_* may touch and which counts with its largest size.
 *
 * The hidden `finally` of `except E as e:` is entered with None only after
 * POP_EXCEPT, so that its two ways in differ by the exception's state and its
 * block. Where they meet, the bundle takes these in.
 *
 * The targets of LIST_APPEND, SET_ADD and MAP_ADD, iterators of FOR_ITER and
 * the like are left to run time.
 *
 * @module
 */
import type { CodeLike } from "./code_like.ts";
import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_VARARGS,
  CO_VARKEYWORDS,
} from "./flags.ts";
import { BY_CODE, EXTENDED_ARG, HAVE_ARGUMENT, type Opcode, OPNAME } from "./opcodes.ts";

/** Why a code object is refused; thrown as it is, no Error. */
export class VerifyError {
  constructor(
    /** What is wrong. */
    readonly message: string,
    /** The instruction's offset, or -1 where the fault is not an instruction's. */
    readonly offset: number,
    /** co_name of the code object. */
    readonly name: string,
  ) {}

  /** The message with its place. */
  toString(): string {
    const where = this.offset < 0 ? this.name : `${this.name}, offset ${this.offset}`;
    return `${this.message} (${where})`;
  }
}

/** How the verifier looks into constants, which are none of its business otherwise. */
export interface ConstInspector {
  /** The items of an exact tuple; null for anything else. */
  tupleItems(value: unknown): readonly unknown[] | null;
  /** A code object as such; null for anything else. */
  asCode(value: unknown): CodeLike | null;
}

/** A stack that is larger than this is refused, unless the code is long enough to fill it. */
const MAX_EMPTY_STACK = 0x10000;

/** Deeper nesting of blocks is refused (CO_MAXBLOCKS). */
const MAX_BLOCKS = 20;

const WITH_CLEANUP_START = 81;

const enum Kind {
  /** Any Python object. */
  Value,
  /** The constant None. */
  None,
  /**
   * What a `finally` body or the end of a `with` was entered with. `data` is
   * four times the index of the instruction it was entered at, plus three where
   * the exception that an `except` interrupted belongs to the bundle.
   */
  Why,
  /** The same where it is certainly not None: END_FINALLY goes on elsewhere. */
  Unwinding,
  /** The constant with the number `data`, a code object. */
  Code,
  /** The constant with the number `data`, a tuple. */
  ConstTuple,
  /** A constant str. */
  Str,
  /** A cell. */
  Cell,
  /** A tuple of `data` cells. */
  Cells,
  /** Another tuple that was just built. */
  Tuple,
  /** A dict that was just built. */
  Dict,
  /** A part of the exception that an `except` interrupted. */
  Previous,
  /** The exception being handled: traceback, value, type. */
  Traceback,
  Exception,
  ExceptionType,
}

/** The largest number of stack entries that a bundle stands for: a `with` keeps an empty place in it. */
const WHY_SIZE = 6;

/** The abstract value stack: a list from the top down, shared between states. */
class Stack {
  readonly height: number;
  readonly size: number;
  /** How many bundles are in it; each may come with a block. */
  readonly whys: number;

  constructor(
    readonly below: Stack | null,
    readonly kind: Kind,
    readonly data: number,
  ) {
    this.height = below === null ? 0 : below.height + 1;
    if (below === null) {
      this.size = 0;
      this.whys = 0;
    } else {
      const bundle = isBundle(kind);
      this.size = below.size + (bundle ? WHY_SIZE + (data & 3) : 1);
      this.whys = below.whys + (bundle ? ((data & 3) > 0 ? 2 : 1) : 0);
    }
  }
}

function isBundle(kind: Kind): boolean {
  return kind === Kind.Why || kind === Kind.Unwinding;
}

/** An entry that ordinary instructions must not touch. */
function isHidden(kind: Kind): boolean {
  return kind === Kind.Why || kind === Kind.Unwinding || kind === Kind.Previous;
}

const EMPTY = new Stack(null, Kind.Value, 0);

const enum BlockType {
  Loop,
  Except,
  Finally,
  Handler,
}

/** The abstract block stack. */
class Block {
  readonly depth: number;

  constructor(
    readonly outer: Block | null,
    readonly type: BlockType,
    /** The index of the instruction at the handler. */
    readonly handler: number,
    /** The abstract stack's height when the block was set up. */
    readonly level: number,
  ) {
    this.depth = outer === null ? 1 : outer.depth + 1;
  }
}

/** How many entries an opcode takes: `fixed + perArg * arg`, read off the stack picture. */
interface Takes {
  readonly fixed: number;
  readonly perArg: number;
}

function takesOf(op: Opcode): Takes {
  let fixed = 0;
  let perArg = 0;
  const before = op.stack.split("->")[0].trim();
  const tokens = before === "" ? [] : before.split(/\s+/);
  for (const token of tokens) {
    if (token === "...") continue;
    // "x1 ... xa" and "k1 v1 ... ka va" are a entries for each letter
    if (/^[a-z]1$/.test(token)) perArg++;
    else if (!/^[a-z]a$/.test(token)) fixed++;
  }
  return { fixed, perArg };
}

let takesTable: readonly (Takes | null)[] | undefined;

/** By opcode; made on demand, since most programs verify nothing. */
const takesByCode = (): readonly (Takes | null)[] =>
  takesTable ??= BY_CODE.map((op) => op === undefined ? null : takesOf(op));

/** Which opcodes' arguments are bounded by themselves. */
const ARG_LIMITS: ReadonlyMap<number, readonly [number, number]> = new Map([
  [107, [0, 10]], // COMPARE_OP
  [130, [0, 2]], // RAISE_VARARGS
  [132, [0, 15]], // MAKE_FUNCTION
  [133, [2, 3]], // BUILD_SLICE
  [142, [0, 1]], // CALL_FUNCTION_EX
  [145, [1, 0x7fffffff]], // LIST_APPEND
  [146, [1, 0x7fffffff]], // SET_ADD
  [147, [1, 0x7fffffff]], // MAP_ADD
  [155, [0, 7]], // FORMAT_VALUE
]);

/**
 * Verifies a code object and the code objects among its constants.
 *
 * @throws {VerifyError} Where it must not be run.
 */
export function verifyCode(code: CodeLike, inspector: ConstInspector): void {
  const pending: CodeLike[] = [code];
  const seen = new Set<CodeLike>(pending);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    new Verifier(next, inspector).run();
    for (const c of next.consts) {
      const nested = inspector.asCode(c);
      if (nested === null || seen.has(nested)) continue;
      seen.add(nested);
      pending.push(nested);
    }
  }
}

class Verifier {
  /** Opcode, argument and offset of each instruction; an EXTENDED_ARG belongs to the one it extends. */
  private ops: number[] = [];
  private args: number[] = [];
  private offsets: number[] = [];
  /** The instruction that starts at offset / 2, or -1. */
  private indexAt: Int32Array;
  private stacks: (Stack | undefined)[] = [];
  private blocks: (Block | null)[] = [];
  /** The next instruction to look at. */
  private next = 0;
  private queued: Uint8Array = new Uint8Array(0);
  private at = 0;
  private stack: Stack = EMPTY;
  private block: Block | null = null;
  private budget = 0;

  constructor(readonly code: CodeLike, readonly inspector: ConstInspector) {
    this.indexAt = new Int32Array((code.code.length >> 1) + 1).fill(-1);
  }

  run(): void {
    this.header();
    this.decode();
    this.checkArguments();
    this.interpret();
  }

  private fail(message: string, index = this.at): never {
    const offset = index < 0 ? -1 : this.offsets[index] ?? -1;
    const op = index < 0 || index >= this.ops.length ? "" : OPNAME[this.ops[index]] + ": ";
    throw new VerifyError(op + message, offset, this.code.name);
  }

  private header(): void {
    const c = this.code;
    const variadic = ((c.flags & CO_VARARGS) !== 0 ? 1 : 0) +
      ((c.flags & CO_VARKEYWORDS) !== 0 ? 1 : 0);
    if (c.argcount < 0 || c.kwonlyargcount < 0) this.fail("negative argument count", -1);
    if (c.stacksize < 0) this.fail("negative stack size", -1);
    if (c.stacksize > MAX_EMPTY_STACK && c.stacksize > 16 * c.code.length) {
      this.fail("stack size is out of proportion", -1);
    }
    if (c.nlocals !== c.varnames.length) this.fail("co_nlocals is not the number of names", -1);
    if (c.argcount + c.kwonlyargcount + variadic > c.nlocals) {
      this.fail("more arguments than local variables", -1);
    }
    if (c.code.length === 0) this.fail("empty code", -1);
    if (c.code.length % 2 !== 0) this.fail("code of odd length", -1);
  }

  private decode(): void {
    const code = this.code.code;
    for (let offset = 0; offset < code.length; offset += 2) {
      const start = offset;
      let arg = code[offset + 1];
      for (let n = 0; code[offset] === EXTENDED_ARG; n++) {
        offset += 2;
        if (n === 3) throw new VerifyError("argument of more than 32 bits", start, this.code.name);
        if (offset >= code.length) {
          throw new VerifyError("EXTENDED_ARG at the end of the code", start, this.code.name);
        }
        arg = arg * 256 + code[offset + 1];
      }
      const op = code[offset];
      if (BY_CODE[op] === undefined) {
        throw new VerifyError(`unknown opcode ${op}`, offset, this.code.name);
      }
      if (op < HAVE_ARGUMENT && start !== offset) {
        throw new VerifyError(
          "EXTENDED_ARG before an opcode without argument",
          start,
          this.code.name,
        );
      }
      if (arg > 0x7fffffff) throw new VerifyError("argument out of range", start, this.code.name);
      this.indexAt[start >> 1] = this.ops.length;
      this.ops.push(op);
      this.args.push(arg);
      this.offsets.push(offset);
    }
  }

  private checkArguments(): void {
    const c = this.code;
    const cells = c.cellvars.length + c.freevars.length;
    for (let i = 0; i < this.ops.length; i++) {
      const op = this.ops[i];
      const arg = this.args[i];
      switch (BY_CODE[op]!.arg) {
        case "const":
          if (arg >= c.consts.length) this.fail("constant index out of range", i);
          break;
        case "name":
          if (arg >= c.names.length) this.fail("name index out of range", i);
          break;
        case "local":
          if (arg >= c.nlocals) this.fail("local variable index out of range", i);
          break;
        case "free":
          if (arg >= cells) this.fail("cell index out of range", i);
          // LOAD_CLASSDEREF reads free variables only
          if (op === 148 && arg < c.cellvars.length) this.fail("not a free variable", i);
          break;
        case "jrel":
          this.target(i, this.offsets[i] + 2 + arg);
          break;
        case "jabs":
          this.target(i, arg);
          break;
        default: {
          const limits = ARG_LIMITS.get(op);
          if (limits !== undefined && (arg < limits[0] || arg > limits[1])) {
            this.fail("argument out of range", i);
          }
        }
      }
    }
  }

  /** The instruction at an offset that instruction `i` jumps to. */
  private target(i: number, offset: number): number {
    if (offset >= this.code.code.length || offset % 2 !== 0) this.fail("jump out of the code", i);
    const index = this.indexAt[offset >> 1];
    if (index < 0) this.fail("jump behind an EXTENDED_ARG", i);
    return index;
  }

  private interpret(): void {
    const n = this.ops.length;
    this.stacks = new Array(n).fill(undefined);
    this.blocks = new Array(n).fill(null);
    this.queued = new Uint8Array(n);
    // kinds only ever become more general, so that real code needs two or three visits
    this.budget = 64 * n + 1000;
    this.stacks[0] = EMPTY;
    this.queued[0] = 1;
    // in the order of the code, so that both ways into a finally clause have met when it is visited
    for (this.next = 0; this.next < n;) {
      const i = this.next++;
      if (--this.budget < 0) this.fail("too involved to be verified", i);
      if (this.queued[i] === 0) continue;
      this.queued[i] = 0;
      this.at = i;
      this.stack = this.stacks[i]!;
      this.block = this.blocks[i];
      if (!this.step(this.ops[i], this.args[i])) continue;
      if (i + 1 >= n) this.fail("control runs off the end of the code");
      this.flow(i + 1, this.stack, this.block);
    }
  }

  /** Lets a state flow to an instruction; true when that learned something. */
  private merge(i: number, stack: Stack, block: Block | null): boolean {
    const old = this.stacks[i];
    if (old === undefined) {
      this.stacks[i] = stack;
      this.blocks[i] = block;
      return true;
    }
    if (old !== stack && old.height !== stack.height) {
      return this.mergeHidden(i, old, stack, block);
    }
    this.sameBlocks(this.blocks[i], block, i);
    if (old === stack) return false;
    const merged = this.mergeStacks(old, stack, i);
    if (merged === old) return false;
    this.stacks[i] = merged;
    return true;
  }

  /** Merges the two ways into the hidden `finally` of an `except ... as`. */
  private mergeHidden(i: number, old: Stack, stack: Stack, block: Block | null): boolean {
    if (old.height > stack.height) {
      const [bundle, outer] = this.absorb(i, old, this.blocks[i]);
      this.stacks[i] = bundle;
      this.blocks[i] = outer;
      this.sameBlocks(outer, block, i);
      if (bundle.height === stack.height) this.stacks[i] = this.mergeStacks(bundle, stack, i);
      return true;
    }
    const [bundle, outer] = this.absorb(i, stack, block);
    return this.merge(i, bundle, outer);
  }

  /** Makes the state of the `except` clause below a bundle a part of it. */
  private absorb(i: number, stack: Stack, block: Block | null): [Stack, Block | null] {
    let below = stack.below;
    for (let k = 0; k < 3 && below !== null; k++) {
      if (below.kind !== Kind.Previous) below = null;
      else below = below.below;
    }
    if (
      stack.kind !== Kind.Unwinding || (stack.data & 3) !== 0 || below === null || block === null ||
      block.type !== BlockType.Handler || block.level !== below.height
    ) {
      this.fail("stack height differs between ways to here", i);
    }
    return [new Stack(below, Kind.Unwinding, stack.data | 3), block.outer];
  }

  private flow(i: number, stack: Stack, block: Block | null): void {
    if (this.merge(i, stack, block)) {
      this.queued[i] = 1;
      if (i < this.next) this.next = i;
    }
  }

  private sameBlocks(a: Block | null, b: Block | null, i: number): void {
    while (a !== b) {
      this.budget--;
      if (
        a === null || b === null || a.type !== b.type || a.handler !== b.handler ||
        a.level !== b.level
      ) {
        this.fail("block stack differs between ways to here", i);
      }
      a = a.outer;
      b = b.outer;
    }
  }

  private mergeStacks(old: Stack, fresh: Stack, i: number): Stack {
    // down to where both are one, then up again from the last difference
    const kinds: Stack[] = [];
    let changed = -1;
    let a = old;
    let b = fresh;
    const olds: Stack[] = [];
    while (a !== b) {
      this.budget -= 1 / 8;
      const kind = this.join(a, b, i);
      if (kind !== a.kind) changed = olds.length;
      olds.push(a);
      kinds.push(b);
      a = a.below!;
      b = b.below!;
    }
    if (changed < 0) return old;
    let out: Stack = olds[changed].below!;
    for (let k = changed; k >= 0; k--) {
      const kind = this.join(olds[k], kinds[k], i);
      // the kind of one side where both agree or where the other is None, else nothing is known
      const side = isBundle(olds[k].kind) || !isBundle(kinds[k].kind) ? olds[k] : kinds[k];
      const data = kind === side.kind || isBundle(kind) ? side.data : 0;
      out = new Stack(out, kind, data);
    }
    if (out.size > this.code.stacksize) this.fail("stack exceeds co_stacksize", i);
    return out;
  }

  private join(a: Stack, b: Stack, i: number): Kind {
    if (a.kind === b.kind && a.data === b.data) return a.kind;
    const whyA = isBundle(a.kind);
    const whyB = isBundle(b.kind);
    if (whyA || whyB) {
      if (whyA && whyB && a.data === b.data) return Kind.Why;
      if (a.kind === Kind.None || b.kind === Kind.None) return Kind.Why;
      this.fail("a finally clause's state meets a value", i);
    }
    if (a.kind === Kind.Previous || b.kind === Kind.Previous) {
      this.fail("an except clause's state meets a value", i);
    }
    return Kind.Value;
  }

  private push(kind: Kind, data = 0): void {
    this.stack = new Stack(this.stack, kind, data);
    if (this.stack.size > this.code.stacksize) this.fail("stack exceeds co_stacksize");
  }

  /** Takes an entry that an ordinary instruction may see. */
  private pop(): Stack {
    const top = this.stack;
    if (top.below === null) this.fail("stack underflow");
    if (isHidden(top.kind)) {
      this.fail("touches the state of a finally or except clause");
    }
    if (this.block !== null && top.height <= this.block.level) {
      this.fail("pops below the block it is in");
    }
    this.stack = top.below;
    return top;
  }

  private popMany(n: number): void {
    if (n > this.stack.height) this.fail("stack underflow");
    for (let i = 0; i < n; i++) {
      this.budget -= 1 / 8;
      this.pop();
    }
  }

  /** Cuts the stack down to a height, over ordinary entries only. */
  private cut(stack: Stack, height: number): Stack {
    while (stack.height > height) {
      if (isHidden(stack.kind)) {
        this.fail("cuts through the state of a finally or except clause");
      }
      this.budget -= 1 / 8;
      stack = stack.below!;
    }
    if (stack.height < height) this.fail("the stack is below the block");
    return stack;
  }

  private pushBlock(type: BlockType, handler: number, level: number): void {
    this.block = new Block(this.block, type, handler, level);
    if (this.block.depth + this.stack.whys > MAX_BLOCKS) this.fail("too many nested blocks");
  }

  /** The innermost block, which must be of a type. */
  private topBlock(): Block {
    if (this.block === null) this.fail("no block");
    // a bundle above the block comes with a block of its own
    if (this.stack.height < this.block.level) this.fail("the stack is below the block");
    return this.block;
  }

  private finallyEntry(handler: number, stack: Stack, block: Block | null): void {
    const entry = new Stack(stack, Kind.Unwinding, 4 * handler);
    if (entry.size > this.code.stacksize) this.fail("stack exceeds co_stacksize");
    if ((block?.depth ?? 0) + entry.whys > MAX_BLOCKS) this.fail("too many nested blocks");
    this.flow(handler, entry, block);
  }

  private exceptEntry(handler: number, stack: Stack, block: Block | null): void {
    const level = stack.height;
    for (let i = 0; i < 3; i++) stack = new Stack(stack, Kind.Previous, i);
    stack = new Stack(stack, Kind.Traceback, 0);
    stack = new Stack(stack, Kind.Exception, 0);
    stack = new Stack(stack, Kind.ExceptionType, 0);
    if (stack.size > this.code.stacksize) this.fail("stack exceeds co_stacksize");
    this.flow(handler, stack, new Block(block, BlockType.Handler, -1, level));
  }

  /** The kind of a constant. */
  private constant(i: number): void {
    const v = this.code.consts[i];
    if (v === null) this.push(Kind.None);
    else if (typeof v === "string") this.push(Kind.Str);
    else if (this.inspector.asCode(v) !== null) this.push(Kind.Code, i);
    else if (this.inspector.tupleItems(v) !== null) this.push(Kind.ConstTuple, i);
    else this.push(Kind.Value);
  }

  /** One instruction; false where control does not go on behind it. */
  private step(op: number, arg: number): boolean {
    switch (op) {
      case 2: { // ROT_TWO
        const y = this.pop();
        const x = this.pop();
        this.push(y.kind, y.data);
        this.push(x.kind, x.data);
        return true;
      }
      case 3: { // ROT_THREE
        const z = this.pop();
        const y = this.pop();
        const x = this.pop();
        this.push(z.kind, z.data);
        this.push(x.kind, x.data);
        this.push(y.kind, y.data);
        return true;
      }
      case 4: { // DUP_TOP
        this.peek(1);
        this.push(this.stack.kind, this.stack.data);
        return true;
      }
      case 51: // GET_ANEXT
      case 109: // IMPORT_FROM
        this.peek(1);
        this.push(Kind.Value);
        return true;
      case 5: { // DUP_TOP_TWO
        const y = this.pop();
        const x = this.pop();
        for (let i = 0; i < 2; i++) {
          this.push(x.kind, x.data);
          this.push(y.kind, y.data);
        }
        return true;
      }
      case 9: // NOP
        return true;
      case 72: // YIELD_FROM
      case 86: // YIELD_VALUE
        if ((this.code.flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) === 0) {
          this.fail("not in a generator");
        }
        return this.plain(op, arg);
      case 80: // BREAK_LOOP
        this.enclosingLoop();
        return false;
      case 81: // WITH_CLEANUP_START
        return this.withCleanupStart();
      case 82: // WITH_CLEANUP_FINISH
        this.pop();
        this.pop();
        // the exit function may have swallowed the exception
        if (this.finallyState() === Kind.Unwinding) {
          {
            this.stack = new Stack(this.stack.below, Kind.Why, this.stack.data);
          }
        }
        return true;
      case 83: // RETURN_VALUE
        this.pop();
        return false;
      case 87: { // POP_BLOCK
        const block = this.topBlock();
        if (block.type === BlockType.Handler) this.fail("the block is an except clause's");
        this.stack = this.cut(this.stack, block.level);
        this.block = block.outer;
        return true;
      }
      case 88: // END_FINALLY
        return this.endFinally();
      case 89: { // POP_EXCEPT
        const block = this.topBlock();
        if (block.type !== BlockType.Handler) this.fail("not in an except clause");
        const rest = this.cut(this.stack, block.level + 3);
        this.stack = rest.below!.below!.below!;
        this.block = block.outer;
        return true;
      }
      case 93: { // FOR_ITER
        const iterator = this.pop();
        this.flow(this.target(this.at, this.offsets[this.at] + 2 + arg), this.stack, this.block);
        this.push(iterator.kind, iterator.data);
        this.push(Kind.Value);
        return true;
      }
      case 100: // LOAD_CONST
        this.constant(arg);
        return true;
      case 102: // BUILD_TUPLE
        return this.buildTuple(arg);
      case 105: // BUILD_MAP
        this.popMany(2 * arg);
        this.push(Kind.Dict);
        return true;
      case 110: // JUMP_FORWARD
        this.flow(this.target(this.at, this.offsets[this.at] + 2 + arg), this.stack, this.block);
        return false;
      case 113: // JUMP_ABSOLUTE
        this.flow(this.target(this.at, arg), this.stack, this.block);
        return false;
      case 111: // JUMP_IF_FALSE_OR_POP
      case 112: { // JUMP_IF_TRUE_OR_POP
        const kept = this.stack;
        this.pop();
        this.flow(this.target(this.at, arg), kept, this.block);
        return true;
      }
      case 114: // POP_JUMP_IF_FALSE
      case 115: // POP_JUMP_IF_TRUE
        this.pop();
        this.flow(this.target(this.at, arg), this.stack, this.block);
        return true;
      case 119: // CONTINUE_LOOP
        return this.continueLoop(arg);
      case 120: { // SETUP_LOOP
        const handler = this.target(this.at, this.offsets[this.at] + 2 + arg);
        this.flow(handler, this.stack, this.block);
        this.pushBlock(BlockType.Loop, handler, this.stack.height);
        return true;
      }
      case 121: // SETUP_EXCEPT
      case 122: { // SETUP_FINALLY
        const handler = this.target(this.at, this.offsets[this.at] + 2 + arg);
        if (op === 121) this.exceptEntry(handler, this.stack, this.block);
        else this.finallyEntry(handler, this.stack, this.block);
        const type = op === 121 ? BlockType.Except : BlockType.Finally;
        this.pushBlock(type, handler, this.stack.height);
        return true;
      }
      case 143: { // SETUP_WITH
        const handler = this.target(this.at, this.offsets[this.at] + 2 + arg);
        this.pop();
        this.push(Kind.Value);
        this.finallyEntry(handler, this.stack, this.block);
        this.pushBlock(BlockType.Finally, handler, this.stack.height);
        this.push(Kind.Value);
        return true;
      }
      case 154: { // SETUP_ASYNC_WITH
        const handler = this.target(this.at, this.offsets[this.at] + 2 + arg);
        const x = this.pop();
        this.finallyEntry(handler, this.stack, this.block);
        this.pushBlock(BlockType.Finally, handler, this.stack.height);
        this.push(x.kind, x.data);
        return true;
      }
      case 130: // RAISE_VARARGS
        this.popMany(arg);
        return false;
      case 132: // MAKE_FUNCTION
        return this.makeFunction(arg);
      case 135: // LOAD_CLOSURE
        this.push(Kind.Cell);
        return true;
      case 141: { // CALL_FUNCTION_KW
        const names = this.constTuple(this.pop());
        if (names.length > arg || !names.every((s) => typeof s === "string")) {
          this.fail("bad keyword names");
        }
        this.popMany(arg + 1);
        this.push(Kind.Value);
        return true;
      }
      case 145: // LIST_APPEND
      case 146: // SET_ADD
        this.pop();
        this.peek(arg);
        return true;
      case 147: // MAP_ADD
        this.pop();
        this.pop();
        this.peek(arg);
        return true;
      case 156: { // BUILD_CONST_KEY_MAP
        if (this.constTuple(this.pop()).length !== arg) this.fail("wrong number of keys");
        this.popMany(arg);
        this.push(Kind.Dict);
        return true;
      }
      case 133: // BUILD_SLICE
        this.popMany(arg);
        this.push(Kind.Value);
        return true;
      case 142: // CALL_FUNCTION_EX
        this.popMany(2 + arg);
        this.push(Kind.Value);
        return true;
      case 155: // FORMAT_VALUE
        this.popMany((arg & 4) !== 0 ? 2 : 1);
        this.push(Kind.Value);
        return true;
      default:
        return this.plain(op, arg);
    }
  }

  /** An instruction that takes and gives ordinary values, as its row in the table says. */
  private plain(op: number, arg: number): boolean {
    const { fixed, perArg } = takesByCode()[op]!;
    const takes = fixed + perArg * arg;
    const effect = BY_CODE[op]!.effect;
    const gives = takes + (typeof effect === "function" ? effect(arg) : effect ?? 0);
    this.popMany(takes);
    if (this.stack.size + gives > this.code.stacksize) this.fail("stack exceeds co_stacksize");
    this.budget -= gives / 8;
    if (this.budget < 0) this.fail("too involved to be verified");
    for (let i = 0; i < gives; i++) this.push(Kind.Value);
    return true;
  }

  /** The entry that is `n` below the top must be an ordinary one. */
  private peek(n: number): void {
    if (n > this.stack.height) this.fail("stack underflow");
    let entry = this.stack;
    for (let i = 1; i < n; i++) {
      this.budget -= 1 / 8;
      entry = entry.below!;
    }
    if (isHidden(entry.kind)) {
      this.fail("touches the state of a finally or except clause");
    }
  }

  private constTuple(v: Stack): readonly unknown[] {
    if (v.kind !== Kind.ConstTuple) this.fail("the names are no constant tuple");
    return this.inspector.tupleItems(this.code.consts[v.data]) ?? [];
  }

  private buildTuple(n: number): boolean {
    if (n > this.stack.height) this.fail("stack underflow");
    let cells = n > 0;
    for (let i = 0; i < n; i++) {
      this.budget -= 1 / 8;
      if (this.pop().kind !== Kind.Cell) cells = false;
    }
    this.push(cells ? Kind.Cells : Kind.Tuple, cells ? n : 0);
    return true;
  }

  private makeFunction(flags: number): boolean {
    if (this.pop().kind !== Kind.Str) this.fail("the name is no constant str");
    const code = this.pop();
    if (code.kind !== Kind.Code) this.fail("the code is no constant");
    const free = this.inspector.asCode(this.code.consts[code.data])?.freevars.length ?? 0;
    let cells = 0;
    if ((flags & 8) !== 0) {
      const closure = this.pop();
      if (closure.kind !== Kind.Cells) this.fail("the closure is no tuple of cells");
      cells = closure.data;
    }
    if (cells !== free) this.fail("the closure's length is not that of co_freevars");
    if ((flags & 4) !== 0 && this.pop().kind !== Kind.Dict) this.fail("annotations are no dict");
    if ((flags & 2) !== 0 && this.pop().kind !== Kind.Dict) this.fail("defaults are no dict");
    if ((flags & 1) !== 0) {
      const kind = this.pop().kind;
      if (kind !== Kind.Tuple && kind !== Kind.ConstTuple && kind !== Kind.Cells) {
        this.fail("defaults are no tuple");
      }
    }
    this.push(Kind.Value);
    return true;
  }

  /** The top must be what a finally clause was entered with. */
  private finallyState(): Kind {
    const kind = this.stack.kind;
    if (this.stack.below === null || (!isBundle(kind) && kind !== Kind.None)) {
      this.fail("not at the end of a finally clause");
    }
    if (this.block !== null && this.stack.height <= this.block.level) {
      this.fail("pops below the block it is in");
    }
    return kind;
  }

  private endFinally(): boolean {
    if (this.stack.kind === Kind.ExceptionType) {
      const block = this.topBlock();
      const value = this.stack.below!;
      if (
        block.type !== BlockType.Handler || this.stack.height !== block.level + 6 ||
        value.kind !== Kind.Exception || value.below!.kind !== Kind.Traceback
      ) {
        this.fail("not at the end of an except clause");
      }
      return false;
    }
    const state = this.finallyState();
    if (isBundle(state)) {
      // a `continue` goes on from here with what the clause was entered with
      const entry = this.stack.data >> 2;
      const height = this.entryHeight(entry);
      if (this.stack.height - 1 !== height) {
        this.fail("stack height differs from the clause's start");
      }
      this.sameBlocks(this.blocks[entry], this.block, this.at);
    }
    this.stack = this.stack.below!;
    return state !== Kind.Unwinding;
  }

  /** The stack's height below the state that a finally clause was entered with, without a `with`'s exit function. */
  private entryHeight(entry: number): number {
    return this.stacks[entry]!.height - 1 - (this.ops[entry] === WITH_CLEANUP_START ? 1 : 0);
  }

  private withCleanupStart(): boolean {
    const state = this.finallyState();
    if (isBundle(state) && this.stack.data !== 4 * this.at) {
      this.fail("not at the end of a with statement");
    }
    const data = this.stack.data;
    this.stack = this.stack.below!;
    const exit = this.pop();
    // an exception keeps the place of the exit function, empty
    if (isBundle(state) && exit.size + WHY_SIZE + 2 > this.code.stacksize) {
      this.fail("stack exceeds co_stacksize");
    }
    this.push(state, data);
    this.push(Kind.Value);
    this.push(Kind.Value);
    return true;
  }

  /** The innermost loop's block. */
  private enclosingLoop(): Block {
    let block = this.block;
    while (block !== null && block.type !== BlockType.Loop) block = block.outer;
    if (block === null) this.fail("not in a loop");
    return block;
  }

  private continueLoop(arg: number): boolean {
    const loop = this.enclosingLoop();
    let height = this.stack.height;
    for (let b = this.block!; b !== loop; b = b.outer!) {
      const exits = b.type === BlockType.Finally && this.ops[b.handler] === WITH_CLEANUP_START;
      height = exits ? b.level - 1 : b.level;
    }
    // what lies above an except clause's level goes with its block
    let stack = this.stack;
    while (stack.height > height) {
      if (isBundle(stack.kind)) this.fail("leaves a finally clause");
      this.budget -= 1 / 8;
      stack = stack.below!;
    }
    for (let s = stack; s.height > loop.level; s = s.below!) {
      if (isBundle(s.kind)) this.fail("leaves a finally clause");
    }
    this.flow(this.target(this.at, arg), stack, loop);
    return false;
  }
}
