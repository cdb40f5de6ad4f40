/**
 * Leaving blocks in generated code: return, break and continue through finally
 * clauses, END_FINALLY and with statements. The block stack is static, so each
 * is a jump to the version of the handler that was entered in this way.
 *
 * @module
 */
import { type Ent, Translator, Unsupported } from "./translate.ts";
import type { Block } from "./types.ts";
import { kindOf, Ty } from "./types.ts";

/** Leaves blocks for a reason (fast_block_end of ceval.c); `value` is the return value or the target. */
export function leave(T: Translator, why: Ty, value: Ent | null): void {
  const blocks = T.blocks.slice();
  while (blocks.length > 0) {
    const b: Block = blocks[blocks.length - 1];
    if (why === Ty.WhyContinue && b.kind === 120) {
      T.blocks = blocks;
      T.goto(value!.ty >> 8);
      return;
    }
    blocks.pop();
    while (T.stack.length > b.level) T.pop();
    if (b.kind === 257) T.emit(`t.handled=s${b.level + 1};`);
    else if (b.kind === 120) {
      if (why === Ty.WhyBreak) {
        T.blocks = blocks;
        T.goto(b.handler);
        return;
      }
    } else if (b.kind === 122) {
      T.blocks = blocks;
      if (value !== null) {
        // a return value outlives the stack it was computed on
        if (why === Ty.WhyReturn) T.push({ ...value, js: T.steady(value), ty: plainTy(value) });
        else T.push(value);
      }
      T.push({ ty: why, js: "", src: -1 });
      T.goto(b.handler);
      return;
    }
  }
  if (why !== Ty.WhyReturn) throw new Unsupported("block stack");
  const v = T.boxed(value!);
  const done = T.request.generator ? "f.executing=false;" : "";
  T.emit(T.request.osr ? `return ${v};` : `${done}t.depth=d-1;return ${v};`);
  T.end();
}

function plainTy(e: Ent): number {
  const k = kindOf(e.ty);
  return k === Ty.Float || k > Ty.Str ? Ty.Any : e.ty;
}

/** BREAK_LOOP. */
export function breakLoop(T: Translator): void {
  leave(T, Ty.WhyBreak, null);
}

/** END_FINALLY: the kind on top of the stack says how the clause was entered. */
export function endFinally(T: Translator): void {
  const top = T.pop();
  switch (kindOf(top.ty)) {
    case Ty.None:
      return;
    case Ty.WhyReturn:
      leave(T, Ty.WhyReturn, T.pop());
      return;
    case Ty.WhyContinue:
      leave(T, Ty.WhyContinue, T.pop());
      return;
    case Ty.WhyBreak:
      leave(T, Ty.WhyBreak, null);
      return;
    case Ty.WhySilenced: {
      const b = T.blocks[T.blocks.length - 1];
      if (b === undefined || b.kind !== 257) throw new Unsupported("block stack");
      T.blocks = T.blocks.slice(0, -1);
      T.emit(`t.handled=s${b.level + 1};`);
      while (T.stack.length > b.level) T.pop();
      return;
    }
    case Ty.Exc: {
      const exc = T.pop();
      const tb = T.pop();
      T.raise(T.call(`R.reraise(${exc.js},${tb.js})`));
      T.end();
      return;
    }
    default:
      throw new Unsupported("END_FINALLY");
  }
}

/** WITH_CLEANUP_START: calls `__exit__`, which lies below what the clause was entered with. */
export function withCleanup(T: Translator): void {
  const top = T.pop();
  let exit: Ent;
  switch (kindOf(top.ty)) {
    case Ty.None:
    case Ty.WhyBreak:
      exit = T.pop();
      T.push(top);
      break;
    case Ty.WhyReturn:
    case Ty.WhyContinue: {
      const value = T.pop();
      exit = T.pop();
      T.push(value);
      T.push(top);
      break;
    }
    case Ty.Exc: {
      const val = T.pop();
      const tb = T.pop();
      const old = [T.pop(), T.pop(), T.pop()].reverse();
      // its slot is about to be another value's
      exit = { ty: Ty.Any, js: T.temporary(), src: -1 };
      T.emit(`${exit.js}=${T.pop().js};`);
      for (const e of old) T.push(e);
      T.push({ ty: Ty.None, js: "null", src: -1 });
      T.push(tb);
      T.push(val);
      T.push(top);
      const b = T.blocks[T.blocks.length - 1];
      if (b === undefined || b.kind !== 257) throw new Unsupported("block stack");
      T.blocks = [...T.blocks.slice(0, -1), { ...b, level: b.level - 1 }];
      // the handled exception's slot moved: what restores it reads the variable by its number
      T.flush();
      const result = T.call(`R.value(R.call3(${exit.js},${top.js},${val.js},${tb.js}))`);
      T.push({ ty: Ty.Any, js: T.stack[T.stack.length - 1].js, src: -1 });
      T.pushValue(Ty.Any, result);
      return;
    }
    default:
      throw new Unsupported("WITH_CLEANUP_START");
  }
  const exitName = exit.js;
  T.push({ ty: Ty.None, js: "null", src: -1 });
  T.pushCall(T.call(`R.call3(${exitName},null,null,null)`));
}

/** WITH_CLEANUP_FINISH: whether the exception is silenced. */
export function withCleanupFinish(T: Translator): void {
  const result = T.pop();
  const exc = T.pop();
  if (exc.ty === Ty.None) return;
  T.branch(
    T.call(`R.truth(${result.js})`),
    { pc: T.pc + 1, push: [Ty.WhySilenced] },
    { pc: T.pc + 1 },
  );
}
