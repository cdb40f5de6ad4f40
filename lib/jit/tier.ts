/**
 * The compiled tier: which code is hot, its translation, its entries, and what
 * becomes of it when guards fail.
 *
 * @module
 */
import {
  EMPTY_TUPLE,
  floatType,
  listType,
  type Maybe,
  NotImplemented,
  PyCell,
  PyFloat,
  PyInstance,
  PyList,
  PyTuple,
  tupleType,
  type Value,
} from "../core/object.ts";
import { PyDict as Dict } from "../core/dict.ts";
import { checked, type PyCode, RAISED, raised } from "../objects/code.ts";
import { PyFunction, PyMethod } from "../objects/function.ts";
import { forgetters } from "../objects/finalize.ts";
import { PyListIter } from "../objects/list.ts";
import { PyRangeIter } from "../objects/range.ts";
import { PySlice } from "../objects/slice.ts";
import { builtinsOf } from "../vm/call.ts";
import { type ExecCode, prepare } from "../vm/exec.ts";
import { PyGenerator } from "../vm/generator.ts";
import { frameBelow, type PyFrame, setActivationBuiltins } from "../vm/frame.ts";
import { SENSITIVE } from "./intrinsics.ts";
import { PAIR, pair } from "./fused.ts";
import { baseOp, livenessOf } from "./liveness.ts";
import { writeInstruction } from "./ops.ts";
import { Irreducible } from "./structure.ts";
import { AGAIN, callBound, observer, R, setVisible } from "./support.ts";
import { GO_ON, machine, plainInit, setTier, type Tier } from "../vm/interpreter.ts";
import { setPlainInit } from "./call_ops.ts";
import { argumentCount } from "./function_text.ts";
import { type Exit, type Request, Translator, Unsupported } from "./translate.ts";
import { type Block, NOT_PEELED, type State, Ty } from "./types.ts";

/** What the tier did: `event` names it, the other fields depend on that. */
export type JitEvent = Readonly<Record<string, string | number>>;

/** Settings, and a few numbers for `-X jitstats`. */
export const jit: {
  mode: "off" | "on" | "always";
  /** Calls after which a function is compiled. */
  calls: number;
  /** Jumps back after which a running loop is taken over. */
  edges: number;
  /** Told of what happens (`-X jitlog`). */
  log: ((event: JitEvent) => void) | null;
  /** The same for programs (`wordcode.jit`, and from TypeScript). */
  hooks: Set<(event: JitEvent) => void>;
  /** Given each generated text (`-X jitdump`). */
  dump: ((code: PyCode, text: string, kind: string) => void) | null;
  stats: { compiled: number; failed: number; exits: number; milliseconds: number; osr: number };
} = {
  mode: "on",
  calls: 50,
  edges: 250,
  log: null,
  hooks: new Set(),
  dump: null,
  stats: { compiled: 0, failed: 0, exits: 0, milliseconds: 0, osr: 0 },
};

function say(event: JitEvent): void {
  jit.log?.(event);
  for (const f of jit.hooks) f(event);
}

/**
 * Exits of one code object before its next translation, and how many such rounds there may be. The
 * last is one without guesses.
 */
const EXITS = 12;
const ROUNDS = 8;

/** Generated loops of a code object by where they are entered, and how they were made. */
interface Osr {
  /** Goes on in a frame; comes back with AGAIN after `turns` passages of the loop's head. */
  readonly run: (f: PyFrame, turns: number) => Value | typeof GO_ON | typeof AGAIN;
  turns: number;
}

/**
 * After how many turns a loop is first called again, and the most. A call costs
 * some hundred nanoseconds, and V8 changes to better code at calls.
 */
const FIRST_TURNS = 8;
const MOST_TURNS = 10000;

/** Whether `super` is only ever called right where it is named: generated code knows that call. */
function plainSuper(code: PyCode, exec: ExecCode): boolean {
  const at = code.names.indexOf("super");
  if (at < 0) return true;
  for (let i = 0; i < exec.op.length; i++) {
    const op = baseOp((exec.fused ?? exec.op)[i]);
    if (op === 116 && exec.arg[i] === at) {
      const next = baseOp((exec.fused ?? exec.op)[i + 1]);
      const call = next === 131 && exec.arg[i + 1] === 0;
      // with arguments it looks at no frame
      const withArguments = next === 116 || next === 124 || next === 136;
      if (call ? !code.freevars.includes("__class__") : !withArguments) return false;
    }
  }
  return true;
}

/** Why a code object is never compiled, or null. */
function excluded(code: PyCode): string | null {
  for (const name of code.names) if (SENSITIVE.has(name)) return `uses ${name}`;
  if (!plainSuper(code, code.exec as ExecCode)) return "uses super";
  if (code.code.length > 12000) return "too large";
  return null;
}

const PRELUDE =
  `"use strict";const {F,FT,PL,LT,PT,TT,PI,PD,DT,PF,PG,PM,RI,LI,C,SL,ET,M,RX,NI,PR}=T;` as const;

const TYPES = {
  F: PyFloat,
  FT: floatType,
  PL: PyList,
  LT: listType,
  PT: PyTuple,
  TT: tupleType,
  PI: PyInstance,
  PD: Dict,
  DT: Dict.prototype.cls,
  PF: PyFunction,
  PG: PyGenerator,
  PM: PyMethod,
  RI: PyRangeIter,
  LI: PyListIter,
  C: PyCell,
  SL: PySlice,
  ET: EMPTY_TUPLE,
  M: machine,
  RX: RAISED,
  NI: NotImplemented,
  PR: PAIR,
  x: 0,
};

const clean = (s: string): string => s.replace(/[^\w./<>-]/g, "_").slice(0, 80);

/** Translates and makes the function; null when that cannot be. */
function make(
  request: Request,
  kind: string,
): { f: (...args: never[]) => never; resumes: readonly number[] } | null {
  const start = performance.now();
  const { code } = request;
  try {
    let unit = new Translator(request, writeInstruction);
    let made;
    try {
      made = unit.run();
    } catch (e) {
      if (!(e instanceof Irreducible)) throw e;
      unit = new Translator(request, writeInstruction, 1);
      made = unit.run();
    }
    const names = made.constants.map((_, i) => `K${i}`);
    const head = names.length === 0 ? "" : `const [${names.join(",")}]=K;`;
    const where = `wordcode/${clean(code.filename)}/${clean(code.name)}-${code.firstlineno}`;
    const text = `${PRELUDE}${head}\n${made.text}\n//# sourceURL=${where}-${kind}.js\n`;
    jit.dump?.(code, text, kind);
    const f = new Function("R", "K", "G", "B", "T", text)(
      R,
      made.constants,
      request.globals,
      request.builtins,
      TYPES,
    );
    const ms = performance.now() - start;
    jit.stats.compiled++;
    jit.stats.milliseconds += ms;
    say({
      event: "compile",
      kind,
      file: code.filename,
      name: code.name,
      line: code.firstlineno,
      pc: request.pc * 2,
      nodes: made.nodes,
      size: text.length,
      ms,
    });
    return { f, resumes: made.resumes };
  } catch (e) {
    jit.stats.failed++;
    jit.stats.milliseconds += performance.now() - start;
    const known = e instanceof Unsupported || e instanceof Irreducible || e instanceof EvalError;
    if (!known && !(e instanceof RangeError)) throw e;
    say({ event: "refuse", kind, name: code.name, reason: (e as Error).message });
    return null;
  }
}

/** The translation of a whole code object. */
function requestOf(code: PyCode, globals: Dict): Request {
  const exec = code.exec as ExecCode;
  const nargs = argumentCount(code);
  const locals: number[] = [];
  for (let i = 0; i < code.nlocals; i++) locals.push(i < nargs ? Ty.Any : Ty.Unbound);
  for (const at of exec.cellArgs ?? []) if (at >= 0) locals[at] = Ty.Unbound;
  return {
    code,
    exec,
    globals,
    builtins: builtinsOf(globals),
    pc: 0,
    entry: { locals, stack: [], blocks: [], peel: NOT_PEELED },
    osr: false,
    generator: exec.generator,
    moduleLevel: false,
  };
}

/**
 * The JavaScript that a function would be compiled to with what is known of it
 * now, or the reason why it is not compiled. Nothing is installed.
 */
export function explain(fn: PyFunction): { text: string } | { reason: string } {
  const exec = (fn.code.exec as ExecCode | null) ?? prepare(fn.code);
  const why = excluded(fn.code);
  if (why !== null) return { reason: why };
  if (exec.never) return { reason: "never" };
  try {
    return { text: new Translator(requestOf(fn.code, fn.globals), writeInstruction).run().text };
  } catch (e) {
    if (e instanceof Unsupported || e instanceof Irreducible) return { reason: e.message };
    throw e;
  }
}

/** Compiles a function now; false where that cannot be. */
export function compileNow(fn: PyFunction): boolean {
  const exec = (fn.code.exec as ExecCode | null) ?? prepare(fn.code);
  if (exec.main !== null || exec.resume !== null) return true;
  return compileFunction(fn);
}

/** Leaves a function to the interpreter from now on. */
export function leaveAlone(fn: PyFunction): void {
  const exec = (fn.code.exec as ExecCode | null) ?? prepare(fn.code);
  discard(fn.code);
  exec.never = exec.neverLoop = true;
}

/** Sets after how many calls and jumps back code is compiled. */
export function setThresholds(calls: number, edges: number): void {
  jit.calls = calls;
  jit.edges = edges;
  if (jit.mode === "on") installTier("on");
}

/** Compiles a generator's code object: its resume function. */
function compileGenerator(code: PyCode, globals: Dict): boolean {
  const exec = code.exec as ExecCode;
  if (jit.mode === "off" || exec.never) return false;
  const why = excluded(code);
  if (why !== null || exec.rounds >= ROUNDS) {
    exec.never = true;
    say({ event: "never", name: code.name, reason: why ?? "exits" });
    return false;
  }
  exec.translations++;
  exec.allGeneral = exec.rounds >= ROUNDS - 1;
  const request = requestOf(code, globals);
  const made = make(request, "generator");
  if (made === null) {
    exec.never = true;
    return false;
  }
  exec.resumable = new Uint8Array(exec.op.length + 1);
  for (const at of made.resumes) exec.resumable[at] = 1;
  exec.resume = made.f as unknown as ExecCode["resume"];
  return true;
}

/** Compiles a function's code object and installs the entries. */
export function compileFunction(fn: PyFunction): boolean {
  const code = fn.code;
  const exec = code.exec as ExecCode;
  if (exec.generator) return compileGenerator(code, fn.globals);
  if (jit.mode === "off" || exec.never) return false;
  const why = excluded(code);
  if (why !== null || exec.rounds >= ROUNDS) {
    exec.never = true;
    say({ event: "never", name: code.name, reason: why ?? "exits" });
    return false;
  }
  exec.translations++;
  exec.allGeneral = exec.rounds >= ROUNDS - 1;
  const made = make(requestOf(code, fn.globals), "function");
  if (made === null) {
    exec.never = true;
    return false;
  }
  const main = made.f as unknown as (fn: PyFunction, ...args: Maybe[]) => Value;
  exec.main = main;
  exec.nargs = argumentCount(code);
  switch (exec.simple) {
    case 0:
      code.c0 = main;
      break;
    case 1:
      code.c1 = main;
      break;
    case 2:
      code.c2 = main;
      break;
    case 3:
      code.c3 = main;
      break;
    case 4:
      code.c4 = main;
      break;
    case 5:
      code.c5 = main;
      break;
    case 6:
      code.c6 = main;
      break;
  }
  adapt(code, exec, main);
  return true;
}

/** Entries for calls by position that leave defaults out, or fill `*args`. */
function adapt(
  code: PyCode,
  exec: ExecCode,
  main: (fn: PyFunction, ...args: Maybe[]) => Value,
): void {
  const argc = code.argcount;
  const star = (code.flags & 4) !== 0;
  if (code.kwonlyargcount > 0 || exec.simple === 0 || argc > 6) return;
  const keywords = (code.flags & 8) !== 0;
  if (exec.simple < 0 && !star && !keywords) return;
  const rest = (fn: PyFunction, args: Value[]): Value => {
    const n = args.length;
    const defaults = fn.defaults;
    const known = defaults === null ? 0 : defaults.length;
    const less = argc - n;
    if (less > known || less < 0 && !star) return R.interpretCall(fn, args);
    const all: Maybe[] = less < 0 ? args.slice(0, argc) : args;
    for (let i = known - less; i < known; i++) all.push(defaults![i]);
    if (star) all.push(less < 0 ? new PyTuple(args.slice(argc)) : EMPTY_TUPLE);
    if (keywords) all.push(new Dict());
    return main(fn, ...all);
  };
  const s = exec.simple;
  if (s !== 0) code.c0 = (f) => rest(f, []);
  if (s !== 1) code.c1 = (f, a) => rest(f, [a]);
  if (s !== 2) code.c2 = (f, a, b) => rest(f, [a, b]);
  if (s !== 3) code.c3 = (f, a, b, c) => rest(f, [a, b, c]);
  if (s !== 4) code.c4 = (f, a, b, c, d) => rest(f, [a, b, c, d]);
  if (s !== 5) code.c5 = (f, a, b, c, d, e) => rest(f, [a, b, c, d, e]);
}

/** Puts the interpreter's entries back. */
export function discard(code: PyCode): void {
  const exec = code.exec as ExecCode;
  exec.main = null;
  exec.osr = null;
  exec.resume = null;
  exec.calls = 0;
  exec.edges = 0;
  code.resetEntries();
}

/** What a value is, for a translation that starts from it. */
function kindOfValue(v: Maybe): number {
  if (v === undefined) return Ty.Maybe;
  if (typeof v === "number") return Ty.Int;
  if (v instanceof PyFloat && !Object.hasOwn(v, "cls")) return Ty.Both;
  return Ty.Any;
}

/** How many versions a loop has before the values' kinds no longer count. */
const VERSIONS = 4;

function versionsAt(exec: ExecCode, pc: number): number {
  if (exec.osr === null) return 0;
  let n = 0;
  for (const key of exec.osr.keys()) if (key.startsWith(`${pc}:`)) n++;
  return n;
}

/** Takes a running loop over; returns what the frame returns, or GO_ON. */
export function enterLoop(
  f: PyFrame,
  pc: number,
  sp: number,
): Value | typeof GO_ON | typeof RAISED {
  f.pc = pc;
  f.sp = sp;
  const code = f.code;
  const exec = code.exec as ExecCode;
  exec.edges = 0;
  if (jit.mode === "off" || exec.neverLoop) return GO_ON;
  const moduleLevel = f.locals !== null && f.locals === f.globals;
  const optimized = (code.flags & 3) === 3;
  if (!optimized && !moduleLevel) {
    exec.neverLoop = true;
    return GO_ON;
  }
  const why = excluded(code);
  if (why !== null && !(moduleLevel && why.startsWith("uses"))) {
    exec.neverLoop = true;
    return GO_ON;
  }
  const live = livenessOf(exec, code.nlocals);
  // after some versions one that fits all
  const general = versionsAt(exec, pc) >= VERSIONS;
  const locals: number[] = [];
  for (let i = 0; i < code.nlocals; i++) {
    const v = f.fast[i];
    if (!live.at(pc, i)) locals.push(Ty.Stale);
    else if (general) locals.push(v === undefined ? Ty.Maybe : Ty.Any);
    else locals.push(kindOfValue(v));
  }
  const stack: number[] = [];
  for (let i = f.stackBase; i < f.sp; i++) {
    const v = f.fast[i];
    // an iterator that GET_ITER made is nobody else's
    const own = i === f.sp - 1 && pc > 0 && exec.op[pc] === 93 && exec.op[pc - 1] === 68;
    const fb = pc > 0 ? exec.fb[pc - 1] : 0;
    if (own && fb === 2 && v instanceof PyRangeIter) stack.push(Ty.Range);
    else if (own && fb === 1 && v instanceof PyListIter && v.seq !== null) stack.push(Ty.ListIter);
    else if (v === undefined) {
      // CALL_METHOD's empty place
      return GO_ON;
    } else stack.push(Ty.Any);
  }
  const key = `${pc}:${locals.join()}:${stack.join()}`;
  exec.osr ??= new Map();
  let osr = exec.osr.get(key) as Osr | undefined;
  if (osr === undefined) {
    if (exec.rounds >= 2 * ROUNDS || versionsAt(exec, pc) > 2 * VERSIONS) {
      exec.neverLoop = true;
      return GO_ON;
    }
    exec.translations++;
    exec.allGeneral = exec.rounds >= ROUNDS - 1;
    const blocks: Block[] = [];
    for (let i = 0; i < f.blocks.length; i += 3) {
      blocks.push({
        kind: f.blocks[i],
        handler: f.blocks[i + 1],
        level: f.blocks[i + 2] - f.stackBase,
        id: -1,
      });
    }
    const entry: State = { locals, stack, blocks, peel: NOT_PEELED };
    const made = make({
      code,
      exec,
      globals: f.globals,
      builtins: f.builtins,
      pc,
      entry,
      osr: true,
      generator: false,
      moduleLevel,
    }, `loop${pc * 2}`);
    if (made === null) {
      exec.neverLoop = true;
      return GO_ON;
    }
    osr = { run: made.f as unknown as Osr["run"], turns: FIRST_TURNS };
    exec.osr.set(key, osr);
  }
  // where it yields it is left for good
  if (exec.generator && exec.resume === null && !exec.never) compileGenerator(code, f.globals);
  jit.stats.osr++;
  say({ event: "osr", name: code.name, pc: pc * 2 });
  try {
    for (;;) {
      const r = osr.run(f, osr.turns);
      if (r !== AGAIN) return r;
      osr.turns = Math.min(MOST_TURNS, Math.ceil(osr.turns * 1.5));
    }
  } catch (e) {
    tier.error = e;
    tier.reraised = R.reraisedIn;
    R.reraisedIn = false;
    return RAISED;
  }
}

/** Notes the instruction whose guard was the last straw: the second time it is not guessed at any more. */
function blame(exec: ExecCode, exit: Exit): void {
  exec.blamed ??= new Set();
  if (exec.blamed.has(exit.pc)) (exec.general ??= new Set()).add(exit.pc);
  exec.blamed.add(exit.pc);
}

function exited(code: PyCode, exit: Exit): void {
  jit.stats.exits++;
  say({
    event: "deopt",
    name: code.name,
    line: code.firstlineno,
    pc: exit.pc * 2,
    reason: exit.reason,
    count: exit.count,
  });
  const exec = code.exec as ExecCode;
  // where generated code cannot yield the interpreter does
  if (exit.reason === "yield") return;
  if (++exec.exits >= EXITS || exit.reason === "overflow") {
    exec.exits = 0;
    // an overflow happens once at each instruction
    if (exit.reason !== "overflow") {
      exec.rounds++;
      blame(exec, exit);
    }
    say({ event: "invalidate", name: code.name, reason: "exits" });
    discard(code);
  }
}

const tier: Tier = {
  calls: 50,
  edges: 250,
  compile: compileFunction,
  generator: (f) => {
    compileGenerator(f.code, f.globals);
  },
  loop: enterLoop,
  error: null,
  reraised: false,
  bound: (f, fn) => checked(callBound(f, fn)),
};

/** Wires the tier to the machine. */
export function installTier(mode: "off" | "on" | "always"): void {
  jit.mode = mode;
  observer.exit = (unit, exit) => exited(unit.code, exit);
  setPlainInit(plainInit);
  forgetters.push(() => {
    R.self = null;
    R.missing = null;
    tier.error = null;
    raised.error = null;
    pair.a = pair.b = null;
  });
  setVisible(frameBelow);
  setActivationBuiltins(builtinsOf);
  tier.calls = mode === "always" ? 1 : jit.calls;
  tier.edges = mode === "always" ? 1 : jit.edges;
  machine.installed = mode === "off" ? null : tier;
  setTier(machine.installed);
}
