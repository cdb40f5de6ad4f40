/**
 * What the machine makes of a code object before it first runs: instructions
 * decoded into arrays, jump targets as instruction indices, inline caches, and
 * a few internal opcodes in place of common ones. `co_code` stays as it is.
 *
 * Instruction indices are byte offsets divided by two, EXTENDED_ARG included,
 * so that positions need no translation.
 *
 * @module
 */
import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_NEWLOCALS,
  CO_OPTIMIZED,
  CO_VARARGS,
  CO_VARKEYWORDS,
} from "../bytecode/flags.ts";
import { BY_CODE, EXTENDED_ARG, stackEffect } from "../bytecode/opcodes.ts";
import type { Entry, PyDict } from "../core/dict.ts";
import type { Maybe, PyObject, PyType, Shape, Sink, Value } from "../core/object.ts";
import type { PyCode } from "../objects/code.ts";
import type { PyFunction } from "../objects/function.ts";

/** LOAD_ATTR whose result is called by the CALL_METHOD that belongs to it. */
export const LOAD_METHOD = 200;
/** CALL_FUNCTION that belongs to a LOAD_METHOD: below the callee there is self, or undefined. */
export const CALL_METHOD = 201;
/** COMPARE_OP followed by POP_JUMP_IF_FALSE. */
export const COMPARE_JUMP = 202;
/** Two LOAD_FAST. */
export const LOAD_FAST_2 = 203;
/** LOAD_FAST followed by LOAD_CONST. */
export const LOAD_FAST_CONST = 204;
/** LOAD_FAST followed by LOAD_ATTR. */
export const LOAD_FAST_ATTR = 205;
/** Stands in for every instruction of code that is being traced. */
export const TRACE = 206;

/** An inline cache of LOAD_GLOBAL: the entry that holds the value. */
export class GlobalCache {
  constructor(
    readonly globals: PyDict,
    /** -1 when the entry is the globals' own. */
    readonly version: number,
    readonly entry: Entry,
  ) {}
}

/** An inline cache of attribute access on instances. */
export class AttrCache {
  constructor(
    readonly shape: Shape,
    readonly version: number,
    /** The slot's index, or -1 when `value` is from the class. */
    readonly index: number,
    readonly value: Maybe,
    /** STORE_ATTR of a new attribute: the shape afterwards. */
    readonly next: Shape | null,
  ) {}
}

/** An inline cache of LOAD_METHOD on objects of any one type without an own attribute of that name. */
export class MethodCache {
  constructor(readonly type: PyType, readonly version: number, readonly func: Maybe) {}
}

/** A frame; `frame.ts` is above this file. */
type PyFrameLike = PyObject;

/** An inline cache of LOAD_ATTR: a property of the class with a getter in Python, for the compiled tier. */
export class PropertyCache {
  constructor(readonly shape: Shape, readonly version: number, readonly fget: PyFunction) {}
}

/** The class of the instance that an operator met last, for the compiled tier. */
export class OperandClass {
  constructor(
    readonly cls: PyType,
    readonly version: number,
    /** Whether the instance is the right operand. */
    readonly reflected: boolean,
  ) {}
}

/** What a call with keywords called last, for the compiled tier. */
export class CallTarget {
  constructor(
    readonly code: PyCode,
    readonly defaults: readonly Value[] | null,
    readonly kwdefaults: PyDict | null,
    /** Whether it was a bound method. */
    readonly bound: boolean,
  ) {}
}

/** A code object made ready to run. */
export class ExecCode {
  readonly op: Uint8Array;
  readonly arg: Int32Array;
  readonly caches: unknown[];
  readonly ncells: number;
  /** Length of a frame's array. */
  readonly size: number;
  /** argcount where a call with just as many positional arguments needs no binding, else -1. */
  readonly simple: number;
  readonly generator: boolean;
  /** Whether there are `finally` clauses or `with` blocks: a generator dropped inside has work to do. */
  readonly cleanup: boolean;
  /** For each cell variable the argument it starts as, or -1; null when none is an argument. */
  readonly cellArgs: Int32Array | null;
  /** While armed (see tracing.ts): the instructions that TRACE stands in for, without fused pairs. */
  plain: Uint8Array | null = null;
  /** While armed: the instructions as they are otherwise. */
  fused: Uint8Array | null = null;
  /** While armed: the one instruction that TRACE does not hide, if any. */
  stepped = -1;

  // What the compiled tier keeps here.
  /** What was seen at operators, GET_ITER and FOR_ITER; the bits are the tier's. */
  readonly fb: Uint8Array;
  /** Calls since the last look at them. */
  calls = 0;
  /** Jumps back since the last look at them. */
  edges = 0;
  /** The generated function, taking the function object and every argument local. */
  main: ((f: PyFunction, ...args: Maybe[]) => Value) | null = null;
  /** The generated resume function of a generator, and at which instructions it can be entered. */
  resume: ((f: PyFrameLike, sink: Sink | null) => Value) | null = null;
  resumable: Uint8Array | null = null;
  /** How many argument locals it takes. */
  nargs = 0;
  /** Not to be compiled. */
  never = false;
  /** Its loops are not to be taken over. */
  neverLoop = false;
  translations = 0;
  /** How often code was thrown away because its guesses were wrong. */
  rounds = 0;
  exits = 0;
  /** Instructions at which guards failed until the code was thrown away, once and again. */
  blamed: Set<number> | null = null;
  general: Set<number> | null = null;
  /** Whether all instructions are compiled without guesses: the last translation. */
  allGeneral = false;
  /** Generated code of running loops. */
  osr: Map<string, unknown> | null = null;
  /** Earlier caches of attribute sites that see several layouts. */
  poly: Map<number, AttrCache[]> | null = null;
  /** Where generated code may raise. */
  readonly sites: unknown[] = [];

  constructor(code: PyCode) {
    const bytes = code.code;
    const n = bytes.length >> 1;
    this.op = new Uint8Array(n + 1);
    this.arg = new Int32Array(n + 1);
    this.caches = new Array(n).fill(undefined);
    this.fb = new Uint8Array(n + 1);
    let ext = 0;
    for (let i = 0; i < n; i++) {
      const op = bytes[2 * i];
      let arg = (ext << 8) | bytes[2 * i + 1];
      this.op[i] = op;
      if (op === EXTENDED_ARG) {
        ext = arg;
        continue;
      }
      ext = 0;
      const kind = BY_CODE[op]?.arg;
      if (kind === "jrel") arg = i + 1 + (arg >> 1);
      else if (kind === "jabs") arg >>= 1;
      this.arg[i] = arg;
    }
    this.cleanup = this.op.some((o) => o === 122 || o === 143 || o === 154);
    this.ncells = code.cellvars.length + code.freevars.length;
    const nested = this.rewrite(n);
    this.size = code.nlocals + this.ncells + code.stacksize + nested + 1;
    const flags = code.flags;
    this.generator = (flags & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) !== 0;
    const plain = (flags & (CO_OPTIMIZED | CO_NEWLOCALS | CO_VARARGS | CO_VARKEYWORDS)) ===
      (CO_OPTIMIZED | CO_NEWLOCALS);
    this.simple = plain && code.kwonlyargcount === 0 ? code.argcount : -1;
    let cellArgs: Int32Array | null = null;
    if (code.cellvars.length > 0) {
      let nargs = code.argcount + code.kwonlyargcount;
      if (flags & CO_VARARGS) nargs++;
      if (flags & CO_VARKEYWORDS) nargs++;
      code.cellvars.forEach((name, i) => {
        const at = code.varnames.indexOf(name);
        if (at >= 0 && at < nargs) {
          cellArgs ??= new Int32Array(code.cellvars.length).fill(-1);
          cellArgs[i] = at;
        }
      });
    }
    this.cellArgs = cellArgs;
  }

  /** Puts the internal opcodes in; returns how many stack entries LOAD_METHOD adds at most. */
  private rewrite(n: number): number {
    const { op, arg } = this;
    const target = new Uint8Array(n + 1);
    for (let i = 0; i < n; i++) {
      const kind = BY_CODE[op[i]]?.arg;
      if (kind === "jrel" || kind === "jabs") target[arg[i]] = 1;
    }
    let nested = 0;
    const ends: number[] = [];
    for (let i = 0; i < n; i++) {
      while (ends.length > 0 && ends[ends.length - 1] <= i) ends.pop();
      if (op[i] !== 106) continue;
      // follow the straight line to the call that takes this very value
      let depth = 1;
      for (let j = i + 1; j < n && j < i + 400; j++) {
        const o = op[j];
        if (target[j] === 1) break;
        if (o === EXTENDED_ARG) continue;
        if (o === 131 && depth === arg[j] + 1) {
          op[i] = LOAD_METHOD;
          op[j] = CALL_METHOD;
          ends.push(j);
          if (ends.length > nested) nested = ends.length;
          break;
        }
        const row = BY_CODE[o];
        if (row === undefined || row.arg === "jrel" || row.arg === "jabs") break;
        // what swaps or ends the line is no argument expression
        if (o === 83 || o === 86 || o === 72 || o === 130 || (o >= 80 && o <= 89)) break;
        if (o === 2 || o === 3 || o === 4 || o === 5) break;
        const e = o === LOAD_METHOD || o === CALL_METHOD ? 0 : stackEffect(o, arg[j]);
        if (e === null) break;
        const effect = o === CALL_METHOD ? -arg[j] : e;
        // another instruction takes the value first: it is no callee of this line
        if (effect <= 0 && 1 - effect >= depth) break;
        depth += effect;
      }
    }
    for (let i = 0; i + 1 < n; i++) {
      const a = op[i];
      const b = op[i + 1];
      if (a === 107 && b === 114 && arg[i] < 6) op[i] = COMPARE_JUMP;
      else if (a === 124 && b === 124) op[i] = LOAD_FAST_2;
      else if (a === 124 && b === 100) op[i] = LOAD_FAST_CONST;
      else if (a === 124 && b === 106) op[i] = LOAD_FAST_ATTR;
    }
    return nested;
  }
}

let verifier: (code: PyCode) => void = () => {};
/** Sets what looks at code that we did not compile before its first run; it throws what is raised. */
export function setVerifier(f: (code: PyCode) => void): void {
  verifier = f;
}

/** The prepared form of a code object; code that we did not compile is verified first. */
export function prepare(code: PyCode): ExecCode {
  if (!code.trusted) {
    verifier(code);
    code.trusted = true;
  }
  const exec = new ExecCode(code);
  code.exec = exec;
  return exec;
}
