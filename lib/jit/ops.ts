/**
 * The instructions in JavaScript: stack, locals, names, control. Arithmetic is
 * in `arith_ops.ts`, calls and attributes in `call_ops.ts`, exceptions and with
 * statements in `block_ops.ts`. The default is to call what the interpreter
 * calls; a fast path is written where the kinds are known.
 *
 * @module
 */
import { type Entry, PyDict } from "../core/dict.ts";
import { PyFloat, type Value } from "../core/object.ts";
import { CALL_METHOD, LOAD_METHOD } from "../vm/exec.ts";
import { binary, compare, storeSubscript, subscript, truth, unary } from "./arith_ops.ts";
import { breakLoop, endFinally, leave, withCleanup, withCleanupFinish } from "./block_ops.ts";
import {
  callFunction,
  callKeywords,
  callMethod,
  callStar,
  loadAttr,
  loadMethod,
  storeAttr,
} from "./call_ops.ts";
import { PyCode } from "../objects/code.ts";
import { PyFunction } from "../objects/function.ts";
import { yieldFrom, yieldValue } from "./gen_ops.ts";
import { baseOp } from "./liveness.ts";
import type { Ent, Translator } from "./translate.ts";
import { kindOf, Ty } from "./types.ts";

/** The kind of a constant. */
export function constantEntry(T: Translator, v: Value): Ent {
  if (v === null) return { ty: Ty.None, js: "null", src: -1 };
  if (typeof v === "number") {
    return { ty: Ty.Int, js: v < 0 ? `(${v})` : `${v}`, src: -1, c: v };
  }
  if (typeof v === "boolean") return { ty: Ty.Bool, js: `${v}`, src: -1, c: v };
  if (typeof v === "string") return { ty: Ty.Str, js: T.k(v), src: -1, c: v };
  if (v instanceof PyFloat && !Object.hasOwn(v, "cls")) {
    const raw = Object.is(v.v, -0) ? "(-0)" : v.v < 0 ? `(${v.v})` : `${v.v}`;
    return { ty: Ty.Float, js: raw, box: T.k(v), src: -1 };
  }
  return { ty: Ty.Any, js: T.k(v), src: -1, c: v };
}

/** Leaves to the interpreter here, always. */
function giveUp(T: Translator, reason: string): void {
  T.emit(T.exit(reason));
  T.end();
}

function loadFast(T: Translator, i: number): void {
  const ty = T.locals[i];
  if (ty === Ty.Stale) return giveUp(T, "liveness");
  if (ty === Ty.Unbound) {
    T.emit(`throw ${T.raises(`R.unboundLocal(${T.k(T.code)},${i})`)};`);
    T.end();
    return;
  }
  if (ty === Ty.Maybe) {
    T.emit(`if(l${i}===undefined)throw ${T.raises(`R.unboundLocal(${T.k(T.code)},${i})`)};`);
    T.locals[i] = Ty.Any;
  }
  T.push(T.local(i));
}

/** LOAD_GLOBAL, and LOAD_NAME where names are the globals. */
function loadGlobal(T: Translator, name: string): void {
  const { globals, builtins } = T.request;
  const own = globals.entry(name);
  const slot = T.fresh(T.stack.length);
  if (own !== undefined && own.value !== undefined) {
    T.emit(`if((${slot}=${T.k(own)}.value)===undefined)${T.exit("name")}`);
    T.push({ ty: Ty.Any, js: slot, src: -1, k: own.value });
    return;
  }
  const e: Entry | undefined = builtins.entry(name);
  if (e !== undefined && e.value !== undefined) {
    // a cache of its own: a global of that name may come and go
    const c = T.k({ dict: globals, builtins, name, version: globals.keysVersion, entry: e });
    T.emit(
      `if(${c}.version!==G.keysVersion||(${slot}=${c}.entry.value)===undefined)${slot}=${
        T.call(`R.builtin(${c})`)
      };`,
    );
    T.push({ ty: Ty.Any, js: slot, src: -1, k: e.value });
    return;
  }
  T.emit(`${slot}=${T.call(`R.global(G,B,${T.k(name)})`)};`);
  T.push({ ty: Ty.Any, js: slot, src: -1 });
}

function storeGlobal(T: Translator, name: string): void {
  const v = T.boxed(T.pop());
  const own = T.request.globals.entry(name);
  if (own !== undefined && own.value !== undefined) {
    const e = T.k(own);
    T.emit(`if(${e}.value!==undefined)${e}.value=${v};else G.setStr(${T.k(name)},${v});`);
  } else T.emit(`G.setStr(${T.k(name)},${v});`);
}

function getIter(T: Translator): void {
  const e = T.pop();
  const slot = T.stack.length;
  const seen = T.exec.fb[T.pc];
  let loop = T.pc + 1;
  while (T.op[loop] === 144) loop++;
  const stays = T.op[loop] === 93 && !T.yieldsInLoop(loop);
  if (e.ty === Ty.Any && seen === 1 && stays && !T.general() && T.fresh(slot) === `s${slot}`) {
    // always a list so far
    T.emit(`if(${e.js}===null||${e.js}.cls!==LT)${T.exit("iter")}`);
    T.emit(`s${slot}=${e.js};i${slot}=0;`);
    T.push({ ty: Ty.ListIter, js: `${slot}`, src: -1 });
    return;
  }
  T.pushValue(Ty.Any, T.call(`R.getIter(${T.boxed(e)})`));
}

function forIter(T: Translator): void {
  const top = T.stack[T.stack.length - 1];
  const slot = T.stack.length - 1;
  const over = T.arg[T.pc];
  const next = T.pc + 1;
  const value = slot + 1;
  if (top.ty === Ty.Range) {
    T.branch(
      `d${slot}>0?r${slot}<n${slot}:r${slot}>n${slot}`,
      { pc: next, push: [Ty.Int], pre: `s${value}=r${slot};r${slot}+=d${slot};` },
      { pc: over, pop: 1 },
    );
    return;
  }
  if (top.ty === Ty.ListIter) {
    T.branch(
      `i${slot}<s${slot}.items.length`,
      { pc: next, push: [Ty.Any], pre: `s${value}=s${slot}.items[i${slot}++];` },
      { pc: over, pop: 1 },
    );
    return;
  }
  const seen = T.exec.fb[T.pc];
  const it = T.boxed(top);
  if (
    (seen & 8) === 0 && T.op[next] === 92 && T.arg[next] === 2 && T.target[next] === 0
  ) {
    // taken apart at once: no tuple is made where the iterator is one that is known
    T.emit(`q=${T.call(`R.nextPair(${it})`)};`);
    T.pc = next;
    const other = T.call("R.unpack(q,2)");
    const items = T.temporary();
    T.pc = next - 1;
    T.branch(
      `q!==undefined`,
      {
        pc: next + 1,
        push: [Ty.Any, Ty.Any],
        pre: `if(q===PR){s${value}=R.pair.b;s${value + 1}=R.pair.a;}else{${items}=q!==null&&` +
          `q.cls===TT&&q.items.length===2?q.items:${other};s${value}=${items}[1];` +
          `s${value + 1}=${items}[0];}`,
      },
      { pc: over, pop: 1 },
    );
    return;
  }
  const slow = T.call(`R.next(${it})`);
  if (seen & 8 && (seen & 4) === 0) {
    T.emit(`q=${T.call(`${it} instanceof PG?R.nextOf(${it}):R.next(${it})`)};`);
  } else if (seen === 1) {
    T.emit(`q=${it} instanceof RI?${it}.nextNumber():${slow};`);
  } else if (seen === 2) {
    T.emit(`q=${it} instanceof LI?${it}.next():${slow};`);
  } else T.emit(`q=${slow};`);
  T.branch(
    `q!==undefined`,
    { pc: next, push: [Ty.Any], pre: `s${value}=q;` },
    { pc: over, pop: 1 },
  );
}

function unpackSequence(T: Translator, n: number): void {
  const e = T.pop();
  const v = T.boxed(e);
  const items = T.temporary();
  T.emit(
    `${items}=${v}!==null&&(${v}.cls===TT||${v}.cls===LT)&&${v}.items.length===${n}?${v}.items:${
      T.call(`R.unpack(${v},${n})`)
    };`,
  );
  for (let i = n - 1; i >= 0; i--) {
    const name = T.fresh(T.stack.length);
    T.emit(`${name}=${items}[${i}];`);
    T.push({ ty: Ty.Any, js: name, src: -1 });
  }
}

/** Pops n entries as values in order. */
function values(T: Translator, n: number): string {
  const out: string[] = [];
  for (let i = 0; i < n; i++) out.unshift(T.boxed(T.pop()));
  return out.join(",");
}

const COMPREHENSIONS = new Set(["<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"]);

/**
 * The function of a comprehension, which nobody sees: one for all turns. Its
 * cells are read when it is entered.
 */
function comprehension(T: Translator, flags: number): boolean {
  const n = T.stack.length;
  const name = T.stack[n - 1].c;
  const code = T.stack[n - 2].c;
  if ((flags & ~8) !== 0 || typeof name !== "string" || !(code instanceof PyCode)) return false;
  if (!COMPREHENSIONS.has(code.name) || code.argcount !== 1) return false;
  T.pop();
  T.pop();
  const fn = new PyFunction(code, T.request.globals, name);
  const k = T.k(fn);
  const cells = (flags & 8) !== 0;
  if (cells) T.emit(`${k}.closure=${T.boxed(T.pop())}.items;`);
  T.push({ ty: Ty.Any, js: k, src: -1, k: fn, cells });
  return true;
}

function makeFunction(T: Translator, flags: number): void {
  if (comprehension(T, flags)) return;
  const qualname = T.boxed(T.pop());
  const code = T.boxed(T.pop());
  const closure = flags & 8 ? T.boxed(T.pop()) : "null";
  const annotations = flags & 4 ? T.boxed(T.pop()) : "null";
  const kwdefaults = flags & 2 ? T.boxed(T.pop()) : "null";
  const defaults = flags & 1 ? T.boxed(T.pop()) : "null";
  T.pushValue(
    Ty.Any,
    `R.makeFunction(${code},G,${qualname},${closure},${annotations},${kwdefaults},${defaults})`,
  );
}

/** Writes the instruction at `T.pc`. */
export function writeInstruction(T: Translator): void {
  const at = T.pc;
  const op = baseOp(T.op[at]);
  const arg = T.arg[at];
  switch (op) {
    case 1: // POP_TOP
      T.pop();
      return;
    case 2: { // ROT_TWO
      const a = T.pop();
      const b = T.pop();
      T.push(a);
      T.push(b);
      return;
    }
    case 3: { // ROT_THREE
      const a = T.pop();
      const b = T.pop();
      const c = T.pop();
      T.push(a);
      T.push(c);
      T.push(b);
      return;
    }
    case 4: { // DUP_TOP
      const e = T.pop();
      T.push(e);
      T.push(e);
      return;
    }
    case 5: { // DUP_TOP_TWO
      const a = T.pop();
      const b = T.pop();
      T.push(b);
      T.push(a);
      T.push(b);
      T.push(a);
      return;
    }
    case 9: // NOP
    case 144: // EXTENDED_ARG
    case 120: // SETUP_LOOP
      if (op === 120) {
        T.blocks = [...T.blocks, { kind: 120, handler: arg, level: T.stack.length, id: -1 }];
      }
      return;
    case 10: // UNARY_POSITIVE
    case 11: // UNARY_NEGATIVE
    case 12: // UNARY_NOT
    case 15: // UNARY_INVERT
      unary(T, op);
      return;
    case 25: // BINARY_SUBSCR
      subscript(T);
      return;
    case 60: // STORE_SUBSCR
      storeSubscript(T);
      return;
    case 61: { // DELETE_SUBSCR
      const k = T.boxed(T.pop());
      const o = T.boxed(T.pop());
      T.emit(`${T.call(`R.setItem(${o},${k},undefined)`)};`);
      return;
    }
    case 16: // BINARY_MATRIX_MULTIPLY
    case 17: // INPLACE_MATRIX_MULTIPLY
    case 19: // BINARY_POWER
    case 20: // BINARY_MULTIPLY
    case 22: // BINARY_MODULO
    case 23: // BINARY_ADD
    case 24: // BINARY_SUBTRACT
    case 26: // BINARY_FLOOR_DIVIDE
    case 27: // BINARY_TRUE_DIVIDE
    case 28: // INPLACE_FLOOR_DIVIDE
    case 29: // INPLACE_TRUE_DIVIDE
    case 55: // INPLACE_ADD
    case 56: // INPLACE_SUBTRACT
    case 57: // INPLACE_MULTIPLY
    case 59: // INPLACE_MODULO
    case 62: // BINARY_LSHIFT
    case 63: // BINARY_RSHIFT
    case 64: // BINARY_AND
    case 65: // BINARY_XOR
    case 66: // BINARY_OR
    case 67: // INPLACE_POWER
    case 75: // INPLACE_LSHIFT
    case 76: // INPLACE_RSHIFT
    case 77: // INPLACE_AND
    case 78: // INPLACE_XOR
    case 79: // INPLACE_OR
      binary(T, op);
      return;
    case 68: // GET_ITER
      getIter(T);
      return;
    case 69: // GET_YIELD_FROM_ITER
      T.pushValue(Ty.Any, T.call(`R.yieldFromIter(${T.k(T.code)},${T.boxed(T.pop())})`));
      return;
    case 72: // YIELD_FROM
      yieldFrom(T);
      return;
    case 73: { // GET_AWAITABLE
      const before = at > 0 ? baseOp(T.op[at - 1]) : 0;
      T.pushValue(Ty.Any, T.call(`R.awaitable(${T.boxed(T.pop())},${before})`));
      return;
    }
    case 50: // GET_AITER
      T.pushValue(Ty.Any, T.call(`R.aiter(${T.boxed(T.pop())})`));
      return;
    case 51: // GET_ANEXT
      T.pushValue(Ty.Any, T.call(`R.anext(${T.boxed(T.stack[T.stack.length - 1])})`));
      return;
    case 86: // YIELD_VALUE
      yieldValue(T);
      return;
    case 80: // BREAK_LOOP
      breakLoop(T);
      return;
    case 81: // WITH_CLEANUP_START
      withCleanup(T);
      return;
    case 82: // WITH_CLEANUP_FINISH
      withCleanupFinish(T);
      return;
    case 83: // RETURN_VALUE
      leave(T, Ty.WhyReturn, T.pop());
      return;
    case 87: { // POP_BLOCK
      const b = T.blocks[T.blocks.length - 1];
      T.blocks = T.blocks.slice(0, -1);
      if (b === undefined) return giveUp(T, "block");
      while (T.stack.length > b.level) T.pop();
      // what follows is outside of the try statement
      if (b.kind !== 120) T.goto(at + 1);
      return;
    }
    case 88: // END_FINALLY
      endFinally(T);
      return;
    case 89: { // POP_EXCEPT
      const b = T.blocks[T.blocks.length - 1];
      if (b === undefined || b.kind !== 257) return giveUp(T, "block");
      T.blocks = T.blocks.slice(0, -1);
      T.emit(`t.handled=s${b.level + 1};`);
      while (T.stack.length > b.level) T.pop();
      return;
    }
    case 90: // STORE_NAME
      if (!T.request.moduleLevel) return giveUp(T, "opcode");
      storeGlobal(T, T.code.names[arg]);
      return;
    case 92: // UNPACK_SEQUENCE
      unpackSequence(T, arg);
      return;
    case 93: // FOR_ITER
      forIter(T);
      return;
    case 94: { // UNPACK_EX
      const n = (arg & 0xff) + 1 + (arg >> 8);
      const items = T.temporary();
      T.emit(`${items}=${T.call(`R.unpackEx(${T.boxed(T.pop())},${arg & 0xff},${arg >> 8})`)};`);
      for (let i = 0; i < n; i++) {
        const name = T.fresh(T.stack.length);
        T.emit(`${name}=${items}[${i}];`);
        T.push({ ty: Ty.Any, js: name, src: -1 });
      }
      return;
    }
    case 95: // STORE_ATTR
      storeAttr(T, T.code.names[arg]);
      return;
    case 96: // DELETE_ATTR
      T.emit(`${T.call(`R.setAttr(${T.boxed(T.pop())},${T.k(T.code.names[arg])},undefined)`)};`);
      return;
    case 97: // STORE_GLOBAL
      storeGlobal(T, T.code.names[arg]);
      return;
    case 98: // DELETE_GLOBAL
      T.emit(`${T.call(`R.deleteGlobal(G,${T.k(T.code.names[arg])})`)};`);
      return;
    case 100: // LOAD_CONST
      T.push(constantEntry(T, T.code.consts[arg]));
      return;
    case 101: // LOAD_NAME
      if (!T.request.moduleLevel) return giveUp(T, "opcode");
      loadGlobal(T, T.code.names[arg]);
      return;
    case 102: // BUILD_TUPLE
      T.pushValue(Ty.Any, arg === 0 ? "ET" : `new PT([${values(T, arg)}])`);
      return;
    case 103: // BUILD_LIST
      T.pushValue(Ty.Any, `new PL([${values(T, arg)}])`);
      return;
    case 104: // BUILD_SET
      T.pushValue(Ty.Any, T.call(`R.buildSet([${values(T, arg)}])`));
      return;
    case 105: // BUILD_MAP
      T.pushValue(
        Ty.Any,
        arg === 0 ? "new PD()" : T.call(`R.buildMap([${values(T, 2 * arg)}])`),
      );
      return;
    case 106: // LOAD_ATTR
      loadAttr(T, T.code.names[arg]);
      return;
    case 107: // COMPARE_OP
      compare(T, arg);
      return;
    case 108: { // IMPORT_NAME
      const fromlist = T.boxed(T.pop());
      const level = T.boxed(T.pop());
      T.pushValue(
        Ty.Any,
        T.call(`R.importName(${T.k(T.code)},G,B,${T.k(T.code.names[arg])},${fromlist},${level})`),
      );
      return;
    }
    case 109: { // IMPORT_FROM
      const m = T.boxed(T.stack[T.stack.length - 1]);
      T.pushValue(Ty.Any, T.call(`R.importFrom(${m},${T.k(T.code.names[arg])})`));
      return;
    }
    case 110: // JUMP_FORWARD
    case 113: // JUMP_ABSOLUTE
      T.goto(arg);
      return;
    case 111: // JUMP_IF_FALSE_OR_POP
    case 112: { // JUMP_IF_TRUE_OR_POP
      const e = T.stack[T.stack.length - 1];
      const t = truth(T, e);
      if (op === 111) T.branch(t, { pc: at + 1, pop: 1 }, { pc: arg });
      else T.branch(t, { pc: arg }, { pc: at + 1, pop: 1 });
      return;
    }
    case 114: // POP_JUMP_IF_FALSE
    case 115: { // POP_JUMP_IF_TRUE
      const e = T.pop();
      if (e.ty === Ty.None) {
        T.goto(op === 114 ? arg : at + 1);
        return;
      }
      const t = truth(T, e);
      if (op === 114) T.branch(t, { pc: at + 1 }, { pc: arg });
      else T.branch(t, { pc: arg }, { pc: at + 1 });
      return;
    }
    case 116: // LOAD_GLOBAL
      loadGlobal(T, T.code.names[arg]);
      return;
    case 119: // CONTINUE_LOOP
      leave(T, Ty.WhyContinue, { ty: Ty.Target | arg << 8, js: `${arg}`, src: -1 });
      return;
    case 121: // SETUP_EXCEPT
    case 122: // SETUP_FINALLY
      T.protect(op, arg, T.stack.length, []);
      return;
    case 124: // LOAD_FAST
      loadFast(T, arg);
      return;
    case 125: // STORE_FAST
      T.store(arg, T.pop());
      return;
    case 126: // DELETE_FAST
      if (T.locals[arg] <= Ty.Maybe) {
        T.emit(
          `if(l${arg}===undefined)throw ${T.raises(`R.unboundLocal(${T.k(T.code)},${arg})`)};`,
        );
      }
      T.unbind(arg);
      return;
    case 130: { // RAISE_VARARGS
      const cause = arg === 2 ? T.boxed(T.pop()) : "undefined";
      const e = arg >= 1 ? T.boxed(T.pop()) : "undefined";
      T.raise(T.call(`R.raise(${arg},${e},${cause})`));
      T.end();
      return;
    }
    case 131: // CALL_FUNCTION
      callFunction(T, arg);
      return;
    case 132: // MAKE_FUNCTION
      makeFunction(T, arg);
      return;
    case 133: { // BUILD_SLICE
      if (arg === 2 && T.op[at + 1] === 25 && T.target[at + 1] === 0) {
        // a slice that is only asked for: without an object of its own
        const stop = T.boxed(T.pop());
        const start = T.boxed(T.pop());
        const o = T.boxed(T.pop());
        T.pc = at + 1;
        T.pushValue(Ty.Any, T.call(`R.slice(${o},${start},${stop})`));
        T.pc = at + 2;
        return;
      }
      const step = arg === 3 ? T.boxed(T.pop()) : "null";
      const stop = T.boxed(T.pop());
      T.pushValue(Ty.Any, `new SL(${T.boxed(T.pop())},${stop},${step})`);
      return;
    }
    case 135: // LOAD_CLOSURE
      T.push({ ty: Ty.Any, js: `c${arg}`, src: -1 });
      return;
    case 136: { // LOAD_DEREF
      const slot = T.fresh(T.stack.length);
      T.emit(
        `if((${slot}=c${arg}.v)===undefined)throw ${
          T.call(`R.unboundDeref(${T.k(T.code)},${arg})`)
        };`,
      );
      T.push({ ty: Ty.Any, js: slot, src: -1 });
      return;
    }
    case 137: // STORE_DEREF
      T.emit(`c${arg}.v=${T.boxed(T.pop())};`);
      return;
    case 138: // DELETE_DEREF
      T.emit(
        `if(c${arg}.v===undefined)throw ${
          T.call(`R.unboundDeref(${T.k(T.code)},${arg})`)
        };c${arg}.v=undefined;`,
      );
      return;
    case 141: // CALL_FUNCTION_KW
      callKeywords(T, arg);
      return;
    case 142: // CALL_FUNCTION_EX
      callStar(T, arg);
      return;
    case 143: { // SETUP_WITH
      const mgr = T.boxed(T.pop());
      const q = T.temporary();
      T.emit(`${q}=${T.call(`R.enterWith(${mgr})`)};`);
      T.pushValue(Ty.Any, `${q}[0]`);
      const value = T.temporary();
      T.emit(`${value}=${q}[1];`);
      T.protect(122, arg, T.stack.length, [{ ty: Ty.Any, js: value, src: -1 }]);
      return;
    }
    case 145: { // LIST_APPEND
      const v = T.boxed(T.pop());
      T.emit(`${T.stack[T.stack.length - arg].js}.items.push(${v});`);
      return;
    }
    case 146: { // SET_ADD
      const v = T.boxed(T.pop());
      T.emit(`${T.call(`${T.stack[T.stack.length - arg].js}.add(${v})`)};`);
      return;
    }
    case 147: { // MAP_ADD
      const k = T.boxed(T.pop());
      const v = T.boxed(T.pop());
      T.emit(`${T.call(`${T.stack[T.stack.length - arg].js}.set(${k},${v})`)};`);
      return;
    }
    case 149: // BUILD_LIST_UNPACK
      T.pushValue(Ty.Any, T.call(`R.listUnpack([${values(T, arg)}])`));
      return;
    case 150: // BUILD_MAP_UNPACK
      T.pushValue(Ty.Any, T.call(`R.mapUnpack([${values(T, arg)}])`));
      return;
    case 151: { // BUILD_MAP_UNPACK_WITH_CALL
      const maps = values(T, arg);
      const callee = T.boxed(T.stack[T.stack.length - 2]);
      T.pushValue(Ty.Any, T.call(`R.mapUnpackCall([${maps}],${callee})`));
      return;
    }
    case 152: // BUILD_TUPLE_UNPACK
      T.pushValue(Ty.Any, T.call(`R.tupleUnpack([${values(T, arg)}],undefined)`));
      return;
    case 153: // BUILD_SET_UNPACK
      T.pushValue(Ty.Any, T.call(`R.setUnpack([${values(T, arg)}])`));
      return;
    case 155: { // FORMAT_VALUE
      const spec = arg & 4 ? T.boxed(T.pop()) : "undefined";
      const e = T.pop();
      if (e.ty === Ty.Str && (arg & 3) === 0 && spec === "undefined") T.push(e);
      else T.pushValue(Ty.Any, T.call(`R.formatValue(${T.boxed(e)},${arg & 3},${spec})`));
      return;
    }
    case 156: { // BUILD_CONST_KEY_MAP
      const keys = T.pop();
      T.pushValue(Ty.Any, T.call(`R.constKeyMap(${T.boxed(keys)},[${values(T, arg)}])`));
      return;
    }
    case 157: // BUILD_STRING
      T.pushValue(Ty.Any, T.call(`R.buildString([${values(T, arg)}])`));
      return;
    case 158: { // BUILD_TUPLE_UNPACK_WITH_CALL
      const parts = values(T, arg);
      const callee = T.boxed(T.stack[T.stack.length - 1]);
      T.pushValue(Ty.Any, T.call(`R.tupleUnpack([${parts}],${callee})`));
      return;
    }
    case LOAD_METHOD:
      loadMethod(T, T.code.names[arg]);
      return;
    case CALL_METHOD:
      callMethod(T, arg);
      return;
    default:
      giveUp(T, `opcode ${op}`);
  }
}

/** Whether a dict's entries can be held: it stays in one of its two states. */
export const isPlainDict = (d: PyDict): boolean => d.map !== null;

/** A Ty that holds a Python value, for helpers of other files. */
export const isValue = (e: Ent): boolean => kindOf(e.ty) <= Ty.Str;
