/**
 * Frames (Objects/frameobject.c) and tracebacks (Python/traceback.c).
 *
 * @module
 */
import { CO_NEWLOCALS, CO_OPTIMIZED } from "../bytecode/flags.ts";
import { PyDict } from "../core/dict.ts";
import {
  type Maybe,
  PyCell,
  PyList,
  PyObject,
  PyType,
  TypeFlag,
  type Value,
} from "../core/object.ts";
import { getItem, setItem } from "../core/ops.ts";
import { type ThreadState, ts } from "../core/state.ts";
import {
  E,
  matches,
  overflowError,
  type PyBaseException,
  runtimeError,
  valueError,
} from "../core/errors.ts";
import type { PyCode } from "../objects/code.ts";
import type { TypeSpec } from "../objects/type.ts";
import { identity } from "../core/hash.ts";
import { findJump } from "./jump.ts";

/** Kinds of entries on the block stack, in CPython's numbering: the opcode that set them up. */
export const enum BlockKind {
  Loop = 120,
  Except = 121,
  Finally = 122,
  /** An except or finally handler is running. */
  ExceptHandler = 257,
}

/** How a frame ends: what is done with its result. */
export const enum FrameKind {
  /** run() returns it. */
  Entry = 0,
  /** It is pushed on the caller's stack. */
  Call = 1,
  /** It must be None; the new instance is pushed (`__init__` of a class called in the loop). */
  Init = 2,
  /** A generator that FOR_ITER of the caller's frame drives. */
  Iterate = 3,
  /** It is pushed, and the block of SETUP_WITH is set up (`__enter__`). */
  With = 4,
  /** A generator that YIELD_FROM of the caller's frame drives: what it yields, the caller yields. */
  Delegate = 5,
}

/** A generator-like object as a frame sees it. */
export interface FrameOwner extends PyObject {
  running: boolean;
  frame: PyFrame | null;
}

/** What tracing keeps of a frame. */
export class FrameTrace {
  /** f_lineno: the line of the last line event. */
  line = 0;
  /** The instructions of the line that runs: from `lower` to before `upper`. */
  lower = 0;
  upper = -1;
  /** The instruction that was traced last. */
  previous = -1;
  /** The event that is being reported, or "". */
  event = "";
  /** The built-in that the frame is calling, when its return is to be reported. */
  calling: Maybe = undefined;

  /** The frame is entered, or resumed. */
  enter(): void {
    this.lower = 0;
    this.upper = this.previous = -1;
    this.calling = undefined;
  }
}

/** A frame: locals, cells and value stack in one array. */
export class PyFrame extends PyObject {
  back: PyFrame | null = null;
  /** Locals, then cells (own and free), then the value stack. */
  readonly fast: Maybe[];
  /** The first index of the value stack. */
  readonly stackBase: number;
  /** The stack's next free index, where the frame is suspended. */
  sp: number;
  /** The index of the next instruction, where the frame is suspended. */
  pc = 0;
  /** Triples of kind, handler (instruction index) and stack level. */
  readonly blocks: number[] = [];
  /** f_locals of module and class bodies; of functions the snapshot. */
  locals: Value = null;
  kind: FrameKind = FrameKind.Entry;
  /** The instance whose `__init__` this is (FrameKind.Init). */
  self: Maybe = undefined;
  /** The generator, coroutine or asynchronous generator this frame belongs to. */
  owner: FrameOwner | null = null;
  /** f_trace. */
  trace: Value = null;
  /** `ts.depth` while it runs. */
  depth = 0;
  /** What tracing keeps of the frame. */
  traced: FrameTrace | null = null;
  /** Whether the frame is being run right now, or waits for a call of its own. */
  executing = false;
  /** Left by a yield, not by a return. */
  suspended = false;
  /** What a suspended generator was handling itself, or null. */
  ownHandled: PyBaseException | null = null;
  /** What the resumer was handling, to be put back. */
  callerHandled: PyBaseException | null = null;

  constructor(
    readonly code: PyCode,
    readonly globals: PyDict,
    readonly builtins: PyDict,
    ncells: number,
    size: number,
  ) {
    super();
    this.stackBase = code.nlocals + ncells;
    this.sp = this.stackBase;
    this.fast = new Array(size);
  }

  /** The index of the instruction that runs or ran last, -1 before the first (f_lasti / 2). */
  get last(): number {
    return this.pc - 1;
  }
}

export const frameType: PyType = new PyType("frame", TypeFlag.None);
PyFrame.prototype.cls = frameType;

/**
 * The frame of the activation below a depth. Generated code has no frames until
 * somebody asks; one that is made here knows its line, and its locals only once
 * the generated code hands over.
 */
export function frameBelow(t: ThreadState, depth: number): PyFrame | null {
  let f = t.frame as PyFrame | null;
  while (f !== null && f.depth >= depth) f = f.back;
  const floor = f === null ? 0 : f.depth;
  for (let d = Math.min(depth - 1, t.stack.length - 1); d > floor; d--) {
    const a = t.stack[d];
    if (a === null) continue;
    let g: PyFrame;
    if (a instanceof PyFrame) g = a;
    else {
      const fn = a as Activation;
      const exec = fn.code.exec as { ncells: number; size: number };
      g = new PyFrame(fn.code, fn.globals, activationBuiltins(fn.globals), exec.ncells, exec.size);
      g.depth = d;
      t.stack[d] = g;
    }
    const site = (g.code.exec as { sites: { pc: number }[] }).sites[t.pcs[d]];
    if (site !== undefined) g.pc = site.pc + 1;
    g.back = frameBelow(t, d);
    return g;
  }
  return f;
}

/** f_back. */
export function visibleBack(f: PyFrame): PyFrame | null {
  if (!f.executing) return f.back;
  // another thread's frames are not on this thread's stack
  if (frameHooks.severalThreads() && !runsHere(f)) return f.back;
  return frameBelow(ts, f.depth);
}

function runsHere(f: PyFrame): boolean {
  if (ts.stack[f.depth] === f) return true;
  let g = ts.frame as PyFrame | null;
  while (g !== null && g !== f) g = g.back;
  return g === f;
}

/** A function that generated code runs. */
interface Activation extends PyObject {
  readonly code: PyCode;
  readonly globals: PyDict;
}

let activationBuiltins: (globals: PyDict) => PyDict = (g) => g;
/** Hands over how the builtins of globals are found. */
export function setActivationBuiltins(f: (globals: PyDict) => PyDict): void {
  activationBuiltins = f;
}

/** The running frame, of either tier. */
export function currentFrame(): PyFrame | null {
  return frameBelow(ts, ts.depth + 1);
}

/** A traceback. */
export class PyTraceback extends PyObject {
  constructor(
    readonly next: PyTraceback | null,
    readonly frame: PyFrame,
    /** Index of the instruction. */
    readonly last: number,
  ) {
    super();
  }
  /** tb_lineno. */
  get lineno(): number {
    return lineOf(this.frame.code, this.last * 2);
  }
}

export const tracebackType: PyType = new PyType("traceback", TypeFlag.None);
PyTraceback.prototype.cls = tracebackType;

/** The source line of a byte offset (PyCode_Addr2Line). */
export function lineOf(code: PyCode, offset: number): number {
  const tab = code.lnotab;
  let line = code.firstlineno;
  let addr = 0;
  for (let i = 0; i + 1 < tab.length; i += 2) {
    addr += tab[i];
    if (addr > offset) break;
    line += tab[i + 1] > 127 ? tab[i + 1] - 256 : tab[i + 1];
  }
  return line;
}

/** The line a frame is at (PyFrame_GetLineNumber). */
export function frameLine(f: PyFrame): number {
  return f.trace !== null && f.traced !== null ? f.traced.line : lineOf(f.code, f.last * 2);
}

/** Assigns f_lineno: makes the frame go on at another line (frame_setlineno). */
function setLine(f: PyFrame, v: Maybe): void {
  const event = f.traced === null ? "" : f.traced.event;
  if (f.last < 0) throw valueError("can't jump from the 'call' trace event of a new frame");
  if (f.trace === null) throw valueError("f_lineno can only be set by a trace function");
  if (event === "call" || event === "return") {
    const op = f.code.code[f.last * 2];
    const next = f.code.code[f.pc * 2];
    if (op === 86 || next === 72) throw valueError("can't jump from a yield statement");
  }
  if (event !== "line") throw valueError("can only jump from a 'line' trace event");
  if (typeof v !== "number" && typeof v !== "boolean" && typeof v !== "bigint") {
    throw valueError("lineno must be an integer");
  }
  if (typeof v === "bigint" && BigInt.asIntN(64, v) !== v) {
    throw overflowError("Python int too large to convert to C long");
  }
  if (typeof v === "bigint" || Math.abs(Number(v)) > 0x7fffffff) {
    throw overflowError("Python int too large to convert to C int");
  }
  const jump = findJump(f.code, f.last, Number(v), f.blocks.length / 3);
  const b = f.blocks;
  while (b.length > 3 * jump.blocks) {
    f.sp = b.pop()!;
    const handler = b.pop()!;
    // the exit function lies below what a `with` block's level says
    if (b.pop() === BlockKind.Finally && f.code.code[handler * 2] === 81) f.sp--;
  }
  f.pc = jump.target + 1;
  f.traced!.line = jump.line;
}

/** Writes the fast locals into f_locals and returns it (PyFrame_FastToLocals). */
export function fastToLocals(f: PyFrame): Value {
  const code = f.code;
  const locals = f.locals ??= new PyDict();
  const put = (name: string, v: Maybe) => {
    if (v !== undefined) setItem(locals, name, v);
    else {
      try {
        setItem(locals, name, undefined);
      } catch (e) {
        if (!matches(e, E.KeyError)) throw e;
      }
    }
  };
  for (let i = 0; i < code.varnames.length && i < code.nlocals; i++) {
    put(code.varnames[i], f.fast[i]);
  }
  const cellAt = code.nlocals;
  code.cellvars.forEach((name, i) => put(name, (f.fast[cellAt + i] as PyCell | undefined)?.v));
  if (code.flags & CO_OPTIMIZED) {
    code.freevars.forEach((name, i) =>
      put(name, (f.fast[cellAt + code.cellvars.length + i] as PyCell | undefined)?.v)
    );
  }
  return locals;
}

/** Reads f_locals back into the fast locals (PyFrame_LocalsToFast). */
export function localsToFast(f: PyFrame, clear: boolean): void {
  const locals = f.locals;
  if (locals === null) return;
  const code = f.code;
  const get = (name: string): Maybe => {
    try {
      return getItem(locals, name);
    } catch (e) {
      if (!matches(e, E.KeyError)) throw e;
      return undefined;
    }
  };
  for (let i = 0; i < code.varnames.length && i < code.nlocals; i++) {
    const v = get(code.varnames[i]);
    if (v !== undefined || clear) f.fast[i] = v;
  }
  const cellAt = code.nlocals;
  const names = code.flags & CO_OPTIMIZED ? [...code.cellvars, ...code.freevars] : code.cellvars;
  names.forEach((name, i) => {
    const v = get(name);
    const c = f.fast[cellAt + i];
    if (c instanceof PyCell && (v !== undefined || clear)) c.v = v;
  });
}

/** Whether a frame's f_locals is its namespace itself. */
export function ownsNamespace(f: PyFrame): boolean {
  return (f.code.flags & (CO_OPTIMIZED | CO_NEWLOCALS)) !== (CO_OPTIMIZED | CO_NEWLOCALS);
}

/** Closes the generator of a frame that is cleared. */
export const frameHooks: {
  finalize: (owner: FrameOwner) => void;
  severalThreads: () => boolean;
} = { finalize: () => {}, severalThreads: () => false };

export const frameSpec: TypeSpec = {
  slots: {
    tpRepr: (v) => `<frame object at 0x${identity(v).toString(16)}>`,
  },
  members: ["f_back", "f_code", "f_builtins", "f_globals", "f_lasti"],
  getset: {
    f_back: { get: visibleBack },
    f_code: { get: (f: PyFrame) => f.code },
    f_globals: { get: (f: PyFrame) => f.globals },
    f_builtins: {
      get: (f: PyFrame) => (f.builtins as PyDict & { of?: Value }).of ?? f.builtins,
    },
    f_lasti: { get: (f: PyFrame) => f.last < 0 ? -1 : f.last * 2 },
    f_lineno: {
      get: (f: PyFrame) => frameLine(f),
      set: setLine,
    },
    f_locals: { get: (f: PyFrame) => fastToLocals(f) },
    f_trace: {
      get: (f: PyFrame) => f.trace,
      set: (f: PyFrame, v) => {
        // the line that tracing knows must be right from now on
        const line = frameLine(f);
        (f.traced ??= new FrameTrace()).line = line;
        f.trace = v === undefined ? null : v;
      },
    },
  },
  methods: {
    clear: ["($self, /)", (f: PyFrame) => {
      if (f.executing) throw runtimeError("cannot clear an executing frame");
      if (f.owner !== null && f.owner.frame === f) {
        if (f.owner.running) throw runtimeError("cannot clear an executing frame");
        frameHooks.finalize(f.owner);
        f.owner.frame = null;
      }
      f.fast.fill(undefined);
      f.trace = null;
      f.sp = f.stackBase;
    }, "F.clear(): clear most references held by the frame"],
    __sizeof__: ["($self, /)", ({ code: c }: PyFrame) => {
      const own = c.stacksize + c.nlocals + c.cellvars.length + c.freevars.length;
      return 384 + 8 * (own - 1);
    }],
  },
};

export const tracebackSpec: TypeSpec = {
  slots: {
    tpRepr: (v) => `<traceback object at 0x${identity(v).toString(16)}>`,
  },
  members: ["tb_next", "tb_frame", "tb_lasti", "tb_lineno"],
  methods: {
    __dir__: ["($self, /)", () => new PyList(["tb_frame", "tb_next", "tb_lasti", "tb_lineno"])],
  },
  getset: {
    tb_next: { get: (t: PyTraceback) => t.next },
    tb_frame: { get: (t: PyTraceback) => t.frame },
    tb_lasti: { get: (t: PyTraceback) => t.last * 2 },
    tb_lineno: { get: (t: PyTraceback) => t.lineno },
  },
};
