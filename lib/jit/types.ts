/**
 * What the translator knows about locals and stack slots at a point of a code
 * object: their kinds, the block stack, and how two such states join.
 *
 * @module
 */

/** What a slot holds. Kinds from `Exc` on steer END_FINALLY and are never joined with others. */
export const enum Ty {
  /** A local that is certainly unbound. */
  Unbound = 0,
  /** A local that may be unbound. */
  Maybe = 1,
  /** Any Python value. */
  Any = 2,
  /** An int that is a JS number. */
  Int = 3,
  /** A float as a raw JS number. */
  Float = 4,
  /** A float, boxed in the value's variable and raw in the second one. */
  Both = 5,
  /** True or False. */
  Bool = 6,
  /** None, statically. */
  None = 7,
  /** A str that is a JS string. */
  Str = 8,
  /** A range iterator taken apart: next number, end, step. */
  Range = 9,
  /** A list iterator taken apart: the list and the index. */
  ListIter = 10,
  /** The class of the exception in flight, on top of its value and traceback. */
  Exc = 11,
  /** A finally clause entered by return; the value is below. */
  WhyReturn = 12,
  /** A finally clause entered by break. */
  WhyBreak = 13,
  /** A finally clause entered by continue; the target is below. */
  WhyContinue = 14,
  /** A with statement's `__exit__` silenced the exception. */
  WhySilenced = 15,
  /** The target of a continue: the instruction's index is in the higher bits. */
  Target = 16,
  /** A local that is written before it is read; where its variable holds `F` the raw one has it. */
  Stale = 17,
}

/** The kind without a Target's instruction. */
export const kindOf = (t: number): Ty => t & 0xff;

/** A static entry of the block stack. */
export interface Block {
  readonly kind: number;
  readonly handler: number;
  readonly level: number;
  /** Of try blocks: the node with the SETUP instruction. Of loops: the version of the header. */
  readonly id: number;
}

/** The state at the start of an instruction. */
export interface State {
  readonly locals: readonly number[];
  readonly stack: readonly number[];
  readonly blocks: readonly Block[];
  /**
   * The heads of the loops that a generator was resumed inside of, outermost
   * first: until such a head is reached the way goes through a copy of the
   * loop's body, so that each loop keeps its head as the one way in.
   */
  readonly peel: readonly number[];
}

/** Not inside a loop that a generator was resumed in. */
export const NOT_PEELED: readonly number[] = [];

const BLOCK_LOOP = 120;

/** Whether a kind may be joined with others. */
const plain = (t: Ty): boolean => t < Ty.Exc;

/** What holds for both. */
export function joinTy(a: number, b: number): number {
  if (a === b) return a;
  if (a <= Ty.Maybe || b <= Ty.Maybe) return Ty.Maybe;
  if (a === Ty.Float && b === Ty.Both || a === Ty.Both && b === Ty.Float) return Ty.Float;
  return Ty.Any;
}

/** Whether two states can meet in one node; at a loop's head its version does not count. */
export function compatible(a: State, b: State, header: boolean): boolean {
  if (a.stack.length !== b.stack.length || a.blocks.length !== b.blocks.length) return false;
  if (a.peel.length !== b.peel.length || a.peel.some((p, i) => p !== b.peel[i])) return false;
  let innermost = -1;
  if (header) {
    for (let i = a.blocks.length - 1; i >= 0; i--) {
      if (a.blocks[i].kind === BLOCK_LOOP) {
        innermost = i;
        break;
      }
    }
  }
  for (let i = 0; i < a.blocks.length; i++) {
    const x = a.blocks[i];
    const y = b.blocks[i];
    if (x.kind !== y.kind || x.handler !== y.handler || x.level !== y.level) return false;
    if (i !== innermost && x.id !== y.id) return false;
  }
  for (let i = 0; i < a.stack.length; i++) {
    const x = a.stack[i];
    const y = b.stack[i];
    if (x !== y && !(plain(kindOf(x)) && plain(kindOf(y)))) return false;
  }
  return true;
}

/** The join of compatible states. */
export function join(a: State, b: State): State {
  return {
    locals: a.locals.map((t, i) => joinTy(t, b.locals[i])),
    stack: a.stack.map((t, i) => joinTy(t, b.stack[i])),
    blocks: a.blocks,
    peel: a.peel,
  };
}

/** Whether two states say the same of every slot. */
export function sameKinds(a: State, b: State): boolean {
  for (let i = 0; i < a.locals.length; i++) if (a.locals[i] !== b.locals[i]) return false;
  for (let i = 0; i < a.stack.length; i++) if (a.stack[i] !== b.stack[i]) return false;
  return true;
}
