/**
 * The translator: walks a code object with the kinds of its locals and stack
 * slots, splits its loops by kinds that differ (lazy basic block versioning,
 * Chevalier-Boisvert and Feeley, ECOOP 2015), and writes a block of JavaScript
 * for each version of each basic block. `ops.ts` and its neighbours write the
 * instructions, `structure.ts` puts the blocks together.
 *
 * Every way out of a guard goes back to the start of the instruction it is in:
 * an instruction has no effect before its last guard.
 *
 * @module
 */
import { BY_CODE } from "../bytecode/opcodes.ts";
import type { PyDict } from "../core/dict.ts";
import type { Maybe, Shape } from "../core/object.ts";
import type { PyCode } from "../objects/code.ts";
import type { ExecCode } from "../vm/exec.ts";
import { WHY_BREAK, WHY_CONTINUE, WHY_RETURN, WHY_SILENCED } from "../vm/helpers.ts";
import { argumentCount, functionText } from "./function_text.ts";
import { type Liveness, livenessOf } from "./liveness.ts";
import { type Edge, type FlowNode, structured, type Term } from "./structure.ts";
import {
  type Block,
  compatible,
  join,
  kindOf,
  NOT_PEELED,
  sameKinds,
  type State,
  Ty,
} from "./types.ts";

/** A code object that the translator leaves to the interpreter, with the reason. */
export class Unsupported extends Error {}

/** An entry of the stack while a block is written. */
export interface Ent {
  readonly ty: number;
  /** A variable or a literal; for a Range or ListIter the slot's number. */
  readonly js: string;
  /** The same float, boxed. */
  readonly box?: string;
  /** The local that the variable belongs to, or -1. */
  readonly src: number;
  /** The value it most likely is: seen when the code was compiled. */
  readonly k?: Maybe;
  /** The value it is: a constant. */
  readonly c?: Maybe;
  /** A comparison that has not been given a variable, since a jump takes it. */
  readonly inline?: boolean;
  /** LOAD_METHOD's place of a callable that takes no self. */
  readonly free?: boolean;
  /** A comprehension's function that has been given cells for one call. */
  readonly cells?: boolean;
}

/** Where a guard leaves: what the interpreter needs to go on. */
export interface Exit {
  /** The instruction's index. */
  readonly pc: number;
  readonly blocks: readonly Block[];
  readonly reason: string;
  /** Locals that are raw floats there, and such that are unbound. */
  readonly raw: readonly number[];
  readonly unbound: readonly number[];
  /** How often it was taken. */
  count: number;
}

/** A point that may raise or call: which locals are raw floats there only. */
export interface Site {
  readonly pc: number;
  readonly raw: readonly number[];
  readonly blocks: readonly Block[];
}

interface PlannedEdge {
  readonly to: Node;
  readonly from: State;
  readonly pre: string;
}
type PlannedTerm =
  | { k: "goto"; to: PlannedEdge }
  | { k: "if"; cond: string; yes: PlannedEdge; no: PlannedEdge }
  | { k: "try"; body: PlannedEdge; handler: PlannedEdge; id: number }
  | { k: "resume" }
  | { k: "end" };

/** A version of a basic block. */
export class Node {
  text: string[] = [];
  term: PlannedTerm | null = null;
  queued = false;
  flow: FlowNode | null = null;
  constructor(readonly id: number, readonly pc: number, public entry: State) {}
}

const SETUP_EXCEPT = 121;
const SETUP_FINALLY = 122;
/** How many versions a loop's head may have. */
const MAX_VERSIONS = 3;
/** Beyond this the code is too large for the compiled tier. */
const MAX_NODES = 900;

/** What a translation starts from. */
export interface Request {
  readonly code: PyCode;
  readonly exec: ExecCode;
  readonly globals: PyDict;
  readonly builtins: PyDict;
  /** Where to enter: 0, or a loop's head when a running frame is taken over. */
  readonly pc: number;
  readonly entry: State;
  /** Whether a frame is taken over. */
  readonly osr: boolean;
  /** Whether it is a generator's or coroutine's resume function. */
  readonly generator: boolean;
  /** Whether names are the globals (a module's body). */
  readonly moduleLevel: boolean;
}

/** What a translation gives. */
export interface Translation {
  readonly text: string;
  readonly constants: readonly unknown[];
  readonly exits: readonly Exit[];
  readonly nodes: number;
  /** Where a generator's function can be entered. */
  readonly resumes: readonly number[];
}

/** One translation. */
export class Translator {
  readonly code: PyCode;
  readonly exec: ExecCode;
  readonly op: Uint8Array;
  readonly arg: Int32Array;
  readonly nlocals: number;
  readonly ncells: number;
  private readonly live: Liveness;
  readonly exits: Exit[] = [];
  /** One table for all translations of a code object: a running one may be older. */
  readonly sites: Site[];
  private readonly constants: unknown[] = [];
  private readonly constantNames = new Map<unknown, string>();
  readonly nodes: Node[] = [];
  private readonly byPc = new Map<number, Node[]>();
  private readonly queue: Node[] = [];
  /** Instructions that several ways lead to. */
  readonly target: Uint8Array;
  /** Targets of jumps back. */
  private readonly header: Uint8Array;
  /** Of each head of a loop the last jump back. */
  private readonly loopEnd: Int32Array;
  /** Where a generator goes on, by the instruction. */
  private readonly resumes = new Map<number, PlannedEdge>();
  private peel: readonly number[] = NOT_PEELED;

  // the block being written
  pc = 0;
  locals: number[] = [];
  stack: Ent[] = [];
  blocks: readonly Block[] = [];
  private node!: Node;
  private text: string[] = [];
  private snapshot: Ent[] = [];
  /** Locals whose object's shape has been asked for in this block, with no Python code run since. */
  readonly shapes = new Map<string, Shape>();
  private temporaries = 0;
  maxTemporaries = 0;
  maxStack = 0;

  constructor(
    readonly request: Request,
    private readonly write: (t: Translator) => void,
    private versions: number = MAX_VERSIONS,
  ) {
    this.sites = request.exec.sites as Site[];
    this.code = request.code;
    this.exec = request.exec;
    this.op = request.exec.fused ?? request.exec.op;
    this.arg = request.exec.arg;
    this.nlocals = request.code.nlocals;
    this.live = livenessOf(request.exec, request.code.nlocals);
    this.ncells = request.exec.ncells;
    const n = this.op.length;
    this.target = new Uint8Array(n + 1);
    this.header = new Uint8Array(n + 1);
    for (let i = 0; i < n; i++) {
      const kind = BY_CODE[this.op[i]]?.arg;
      if (kind !== "jrel" && kind !== "jabs") continue;
      this.target[this.arg[i]] = 1;
      if (this.arg[i] <= i) this.header[this.arg[i]] = 1;
    }
    this.loopEnd = new Int32Array(n + 1);
    for (let i = 0; i < n; i++) {
      const kind = BY_CODE[this.op[i]]?.arg;
      if ((kind === "jrel" || kind === "jabs") && this.arg[i] <= i) this.loopEnd[this.arg[i]] = i;
    }
  }

  /** Whether the loop whose FOR_ITER is at an index is left by a yield and entered again. */
  yieldsInLoop(at: number): boolean {
    if (!this.request.generator) return false;
    for (let i = at; i < this.arg[at]; i++) if (this.op[i] === 86 || this.op[i] === 72) return true;
    return false;
  }

  /** Translates. Throws {@linkcode Unsupported}. */
  run(): Translation {
    let entry = this.flowTo(this.request.pc, this.request.entry, "");
    if (this.request.generator) {
      // the first call is one way in of several
      this.resumes.set(0, entry);
      const node = new Node(this.nodes.length, -1, this.request.entry);
      node.term = { k: "resume" };
      this.nodes.push(node);
      entry = { to: node, from: this.request.entry, pre: "" };
    }
    while (this.queue.length > 0) {
      // in program order, so that all ways forward into a block are known when it is written
      let best = 0;
      for (let i = 1; i < this.queue.length; i++) {
        if (this.queue[i].pc < this.queue[best].pc) best = i;
      }
      const node = this.queue.splice(best, 1)[0];
      node.queued = false;
      this.block(node);
      if (this.nodes.length > MAX_NODES) {
        if (this.versions === 1) throw new Unsupported("too large");
        this.versions = 1;
      }
    }
    const flow = this.flow(entry.to);
    const first = this.moves(entry);
    const body = structured(flow);
    return {
      text: functionText(this, first + "\n" + body),
      constants: this.constants,
      exits: this.exits,
      nodes: this.nodes.length,
      resumes: [...this.resumes.keys()],
    };
  }

  // Names -----------------------------------------------------------------------------

  /** The name of a constant of the generated function: values never become text. */
  k(value: unknown): string {
    let name = this.constantNames.get(value);
    if (name === undefined) {
      name = `K${this.constants.length}`;
      this.constants.push(value);
      this.constantNames.set(value, name);
    }
    return name;
  }

  /** A variable for a stack slot that nothing on the stack refers to. */
  fresh(slot: number): string {
    const name = `s${slot}`;
    for (const e of this.stack) if (e.js === name || e.box === name) return this.temporary();
    if (slot >= this.maxStack) this.maxStack = slot + 1;
    return name;
  }

  /** A variable of its own until the block ends. */
  temporary(): string {
    const n = this.temporaries++;
    if (n >= this.maxTemporaries) this.maxTemporaries = n + 1;
    return `v${n}`;
  }

  // The stack -------------------------------------------------------------------------

  emit(text: string): void {
    this.text.push(text);
  }

  pop(): Ent {
    const e = this.stack.pop();
    if (e === undefined) throw new Unsupported("stack");
    return e;
  }

  push(e: Ent): void {
    this.stack.push(e);
  }

  /** Pushes the value of an expression, given a variable. */
  pushValue(ty: number, expression: string, k?: Maybe): void {
    const name = this.fresh(this.stack.length);
    this.emit(`${name}=${expression};`);
    this.stack.push({ ty, js: name, src: -1, k });
  }

  /** Pushes the result of a call that may have come to an exception. */
  pushCall(expression: string): void {
    const name = this.fresh(this.stack.length);
    this.emit(`${name}=${expression};if(${name}===RX)${this.raising("R.taken()")}`);
    this.stack.push({ ty: Ty.Any, js: name, src: -1 });
  }

  /** The entry's value as a Python value. */
  boxed(e: Ent): string {
    switch (kindOf(e.ty)) {
      case Ty.Float:
        return e.box ?? `new F(${e.js})`;
      case Ty.None:
        return "null";
      case Ty.Range:
        return `R.range(r${e.js},n${e.js},d${e.js})`;
      case Ty.ListIter:
        return `R.listIter(s${e.js},i${e.js})`;
      default:
        return e.js;
    }
  }

  /** The boxed value of a float that is used more than once. */
  steady(e: Ent): string {
    if (e.ty === Ty.Float && e.box === undefined) {
      const name = this.temporary();
      this.emit(`${name}=new F(${e.js});`);
      return name;
    }
    return this.boxed(e);
  }

  /** The entry of a local variable. */
  local(i: number): Ent {
    const ty = this.locals[i];
    if (ty === Ty.Float) return { ty: Ty.Float, js: `u${i}`, src: i };
    if (ty === Ty.Both) return { ty: Ty.Float, js: `u${i}`, box: `l${i}`, src: i };
    return { ty, js: `l${i}`, src: i };
  }

  /** Gives entries that are a local's variable one of their own: the local changes. */
  private release(i: number): void {
    this.stack.forEach((e, at) => {
      if (e.src !== i) return;
      const name = this.temporary();
      this.emit(`${name}=${e.js};`);
      let box: string | undefined;
      if (e.box !== undefined) {
        box = this.temporary();
        this.emit(`${box}=${e.box};`);
      }
      this.stack[at] = { ...e, js: name, box, src: -1 };
    });
  }

  /** Whether the block stands in a try statement of its own function. */
  inTry(): boolean {
    return this.blocks.some((b) => b.kind === SETUP_EXCEPT || b.kind === SETUP_FINALLY);
  }

  /** Raises: jumps to the handler of this function, or out. */
  raise(exception: string): void {
    this.emit(this.raising(exception));
  }

  /** The statement that raises. */
  raising(exception: string): string {
    for (let i = this.blocks.length - 1; i >= 0; i--) {
      const b = this.blocks[i];
      if (b.kind !== SETUP_EXCEPT && b.kind !== SETUP_FINALLY) continue;
      // those of a frame that was taken over are the interpreter's
      if (b.id < 0) break;
      return `{E=${exception};break T${b.id};}`;
    }
    return `{E=${exception};X=null;break Z;}`;
  }

  /** Stores an entry in a local. */
  store(i: number, e: Ent): void {
    this.release(i);
    this.shapes.delete(`l${i}`);
    if (e.ty === Ty.Float) {
      this.emit(`u${i}=${e.js};`);
      // a handler finds every local boxed
      if (e.box !== undefined || this.inTry()) {
        this.emit(`l${i}=${e.box ?? `new F(u${i})`};`);
        this.locals[i] = Ty.Both;
      } else this.locals[i] = Ty.Float;
      return;
    }
    this.emit(`l${i}=${this.boxed(e)};`);
    const ty = kindOf(e.ty);
    this.locals[i] = ty === Ty.Range || ty === Ty.ListIter || ty >= Ty.Exc ? Ty.Any : e.ty;
  }

  /** Unbinds a local. */
  unbind(i: number): void {
    this.release(i);
    this.emit(`l${i}=undefined;`);
    this.locals[i] = Ty.Unbound;
  }

  /** Notes that a local was found to be of a kind. */
  refine(e: Ent, ty: Ty): void {
    if (e.src >= 0 && this.locals[e.src] === Ty.Any && e.js === `l${e.src}`) {
      this.locals[e.src] = ty;
      this.stack = this.stack.map((s) => s.src === e.src && s.js === e.js ? { ...s, ty } : s);
    }
  }

  /** Notes that a local is a float whose raw value is in a variable; gives the raw entry. */
  refineFloat(e: Ent): Ent {
    if (e.src >= 0 && this.locals[e.src] === Ty.Any && e.js === `l${e.src}`) {
      const i = e.src;
      this.emit(`u${i}=l${i}.v;`);
      this.locals[i] = Ty.Both;
      const raw: Ent = { ty: Ty.Float, js: `u${i}`, box: `l${i}`, src: i };
      this.stack = this.stack.map((s) => s.src === i && s.js === e.js ? raw : s);
      return raw;
    }
    const name = this.temporary();
    this.emit(`${name}=${e.js}.v;`);
    return { ty: Ty.Float, js: name, box: e.js, src: -1 };
  }

  // Leaving ---------------------------------------------------------------------------

  /** Whether guesses at this instruction went wrong again and again. */
  general(): boolean {
    return this.exec.allGeneral || this.exec.general !== null && this.exec.general.has(this.pc);
  }

  /** A statement that hands over to the interpreter at the start of this instruction. */
  exit(reason: string): string {
    const id = this.exits.length;
    const raw: number[] = [];
    const unbound: number[] = [];
    for (let i = 0; i < this.nlocals; i++) {
      const ty = this.locals[i];
      if (ty === Ty.Float) raw.push(i);
      else if (ty === Ty.Unbound) unbound.push(i);
    }
    this.exits.push({ pc: this.pc, blocks: this.blocks, reason, raw, unbound, count: 0 });
    // short, for there are many: the end of the function hands over the locals
    const stack = this.snapshot.map((e) => this.boxed(e)).join(",");
    // the property makes V8 leave its own optimised code here, as one that no run has read so far:
    // the exits are then no part of the graph that it optimises
    return stack === "" ? `{X=T.x+${id};break Z;}` : `{X=T.x+${id};Y=[${stack}];break Z;}`;
  }

  /** An expression that notes where the code is, before a call of something that may look. */
  mark(): string {
    const raw: number[] = [];
    for (let i = 0; i < this.nlocals; i++) if (this.locals[i] === Ty.Float) raw.push(i);
    const last = this.sites[this.sites.length - 1];
    let id = this.sites.length - 1;
    const same = last !== undefined && last.pc === this.pc && last.blocks === this.blocks &&
      last.raw.length === raw.length &&
      last.raw.every((r, i) => r === raw[i]);
    if (!same) id = this.sites.push({ pc: this.pc, raw, blocks: this.blocks }) - 1;
    return this.request.osr ? `f.pc=${this.pc + 1},p=${id}` : `P[d]=${id}`;
  }

  /** A call of a helper that may run Python code or look at frames. */
  call(expression: string): string {
    this.shapes.clear();
    return `(${this.mark()},${expression})`;
  }

  /** A call of a helper that may raise, and runs no Python code. */
  raises(expression: string): string {
    return `(${this.mark()},${expression})`;
  }

  /** The arrays of the frame's values, for a traceback. */
  frameValues(): string {
    const ls: string[] = [];
    const us: string[] = [];
    for (let i = 0; i < this.nlocals; i++) {
      ls.push(`l${i}`);
      us.push(`u${i}`);
    }
    return `[${ls.join(",")}],[${us.join(",")}],${this.cells()}`;
  }

  cells(): string {
    const cs: string[] = [];
    for (let i = 0; i < this.ncells; i++) cs.push(`c${i}`);
    return `[${cs.join(",")}]`;
  }

  // Blocks ----------------------------------------------------------------------------

  private state(): State {
    return {
      locals: this.locals.slice(),
      stack: this.stack.map((e) => e.ty),
      blocks: this.blocks,
      peel: this.peel,
    };
  }

  /**
   * The kinds of locals that a block is to know: nothing about those that it
   * will not read, and at a loop's head only the raw value of a float that the
   * loop changes, for so it comes back.
   */
  private entering(pc: number, locals: readonly number[]): number[] {
    const header = this.header[pc] === 1;
    return locals.map((t, i) => {
      if (!this.live.at(pc, i)) return Ty.Stale;
      if (t === Ty.Both && header && this.storedIn(i, pc, this.loopEnd[pc])) return Ty.Float;
      return t;
    });
  }

  private storedIn(local: number, from: number, to: number): boolean {
    for (let j = from; j <= to; j++) {
      if (this.op[j] === 125 && this.arg[j] === local) return true;
    }
    return false;
  }

  /** The edge to an instruction in a state. */
  private flowTo(pc: number, from: State, pre: string): PlannedEdge {
    let state: State = { ...from, locals: this.entering(pc, from.locals) };
    if (state.peel.length > 0) {
      const within = state.peel.findIndex((h) => !(pc > h && pc <= this.loopEnd[h]));
      if (within >= 0) state = { ...state, peel: state.peel.slice(0, within) };
    }
    const known = this.byPc.get(pc) ?? [];
    const header = this.header[pc] === 1;
    const fit = known.filter((n) => compatible(n.entry, state, header));
    for (const n of fit) if (sameKinds(n.entry, state)) return { to: n, from, pre };
    // a version that is more general but loses nothing by boxing will do
    if (fit.length < (header ? this.versionsAt(pc) : 1)) {
      const id = this.nodes.length;
      let entry = state;
      if (header) entry = { ...state, blocks: versioned(state.blocks, id) };
      const node = new Node(id, pc, entry);
      this.nodes.push(node);
      known.push(node);
      this.byPc.set(pc, known);
      this.enqueue(node);
      return { to: node, from, pre };
    }
    const node = fit[fit.length - 1];
    const joined = join(node.entry, state);
    if (!sameKinds(joined, node.entry)) {
      node.entry = joined;
      this.enqueue(node);
    }
    return { to: node, from, pre };
  }

  /** A generator's loop that is left at each turn has no use for versions. */
  private versionsAt(pc: number): number {
    if (!this.request.generator) return this.versions;
    for (let i = pc; i <= this.loopEnd[pc]; i++) {
      if (this.op[i] === 86 || this.op[i] === 72) return 1;
    }
    return this.versions;
  }

  /**
   * A yield: writes what leaves the frame for the generator to go on at an
   * instruction. The entries are what the stack will have then, below what is
   * sent; `value` is handed out.
   */
  suspend(pc: number, below: readonly Ent[], value: string): void {
    this.shapes.clear();
    const { nlocals, ncells } = this;
    const base = nlocals + ncells;
    let text = "";
    for (let i = 0; i < nlocals; i++) {
      if (!this.stored(i)) continue;
      const e = this.local(i);
      const value = e.ty === Ty.Stale
        ? `l${i}===F?new F(u${i}):l${i}`
        : e.ty <= Ty.Maybe
        ? `l${i}`
        : this.boxed(e);
      text += `S[${i}]=${value};`;
    }
    below.forEach((e, j) => text += `S[${base + j}]=${this.boxed(e)};`);
    const blocks = this.k(this.blocks);
    text += `f.sp=${base + below.length};`;
    if (this.request.osr) {
      // the interpreter, which the value goes to, does the rest
      this.emit(`${text}f.pc=${pc};R.setBlocks(f,${blocks});f.suspended=true;return ${value};`);
      return;
    }
    this.emit(
      `${text}if(f.pc!==${pc}){f.pc=${pc};R.setBlocks(f,${blocks});}` +
        `f.suspended=true;f.executing=false;t.depth=d-1;return ${value};`,
    );
    if (!this.resumes.has(pc)) this.resumes.set(pc, this.reenter(pc, below.length + 1));
  }

  /** The way back in after a yield: try statements are entered anew around it. */
  private reenter(pc: number, depth: number): PlannedEdge {
    const locals: number[] = [];
    const nargs = argumentCount(this.code);
    for (let i = 0; i < this.nlocals; i++) {
      locals.push(i < nargs && !this.deletes(i) && !this.isCellArgument(i) ? Ty.Any : Ty.Maybe);
    }
    const stack: number[] = new Array(depth).fill(Ty.Any);
    if (depth > this.maxStack) this.maxStack = depth;
    const peel: number[] = [];
    for (let h = 0; h < pc; h++) if (this.header[h] === 1 && pc <= this.loopEnd[h]) peel.push(h);
    const base = this.nlocals + this.ncells;
    let pre = "";
    for (let j = 0; j < depth; j++) pre += `s${j}=S[${base + j}];`;
    // loops that are entered in their midst are copies
    const outside = this.blocks.map((b) => b.kind === 120 ? { ...b, id: -1 } : b);
    let first: PlannedEdge | null = null;
    let last: Node | null = null;
    const blocks: Block[] = [];
    const chain = (to: PlannedEdge): void => {
      if (last === null) first = { ...to, pre };
      else (last.term as { body: PlannedEdge }).body = to;
    };
    for (const b of outside) {
      if (b.kind === 120) {
        blocks.push(b);
        continue;
      }
      const state: State = { locals, stack, blocks: blocks.slice(), peel };
      const node = new Node(this.nodes.length, pc, state);
      this.nodes.push(node);
      node.text = [`h${node.id}=t.handled;`];
      const placeholder = null as unknown as PlannedEdge;
      node.term = {
        k: "try",
        body: placeholder,
        handler: this.handlerEdge(b, node.id, state),
        id: node.id,
      };
      chain({ to: node, from: state, pre: "" });
      last = node;
      blocks.push({ ...b, id: node.id });
    }
    chain(this.flowTo(pc, { locals, stack, blocks, peel }, ""));
    return first!;
  }

  private isCellArgument(i: number): boolean {
    return this.exec.cellArgs !== null && this.exec.cellArgs.includes(i);
  }

  /**
   * Whether a frame that was taken over can be left here and taken over again
   * by the same function. V8 puts better code of a function to use when it is
   * called, and hardly ever in the middle of a large loop.
   */
  private again(node: Node): boolean {
    const { osr, pc, entry } = this.request;
    if (!osr || node.pc !== pc || node.entry.stack.length !== entry.stack.length) return false;
    return node.entry.locals.every((t, i) => {
      const wanted = entry.locals[i];
      return t === wanted || wanted === Ty.Stale || wanted === Ty.Both && t === Ty.Float ||
        wanted === Ty.Maybe || wanted === Ty.Any && t !== Ty.Unbound && t !== Ty.Maybe;
    }) && node.entry.stack.every((t, j) =>
      t === entry.stack[j] || entry.stack[j] === Ty.Any && kindOf(t) < Ty.Range
    );
  }

  private enqueue(n: Node): void {
    if (!n.queued) {
      n.queued = true;
      this.queue.push(n);
    }
  }

  private block(node: Node): void {
    this.node = node;
    this.text = [];
    this.shapes.clear();
    this.temporaries = 0;
    this.pc = node.pc;
    this.locals = [...node.entry.locals];
    this.blocks = node.entry.blocks;
    this.peel = node.entry.peel;
    this.stack = node.entry.stack.map((ty, j): Ent => {
      const kind = kindOf(ty);
      if (j >= this.maxStack) this.maxStack = j + 1;
      if (kind === Ty.Range || kind === Ty.ListIter) return { ty, js: `${j}`, src: -1 };
      if (kind === Ty.None) return { ty, js: "null", src: -1 };
      if (kind === Ty.Target) return { ty, js: `${ty >> 8}`, src: -1 };
      if (kind >= Ty.WhyReturn) return { ty, js: `${whyNumber(kind)}`, src: -1 };
      return { ty, js: `s${j}`, src: -1 };
    });
    node.term = null;
    if (this.header[node.pc] === 1) {
      // signals, threads that want their turn
      this.snapshot = this.stack.slice();
      this.emit(`if(M.pending!==null)${this.call("M.pending()")};`);
      if (this.again(node)) this.emit(`if(--w<0)${this.exit("again")}`);
    }
    for (;;) {
      this.snapshot = this.stack.slice();
      const at = this.pc;
      this.write(this);
      if (node.term !== null) break;
      if (this.pc === at) this.pc++;
      if (this.target[this.pc] === 1) {
        this.goto(this.pc);
        break;
      }
    }
    node.text = this.text;
  }

  /** Puts every entry of the stack into its slot's variable. */
  flush(): void {
    const wrong: number[] = [];
    this.stack.forEach((e, j) => {
      const kind = kindOf(e.ty);
      if (kind === Ty.Range || kind === Ty.ListIter) {
        if (e.js !== `${j}`) throw new Unsupported("moved iterator");
        return;
      }
      if (kind === Ty.None || kind >= Ty.WhyReturn) return;
      if (e.js !== `s${j}`) wrong.push(j);
    });
    if (wrong.length === 0) return;
    // a slot that another entry still needs is read first
    const needed = (name: string, by: number) =>
      wrong.some((j) => j > by && this.stack[j].js === name);
    for (let x = 0; x < wrong.length; x++) {
      const j = wrong[x];
      const name = `s${j}`;
      if (needed(name, j)) {
        const spare = this.temporary();
        this.emit(`${spare}=${name};`);
        for (const o of wrong) {
          if (o > j && this.stack[o].js === name) {
            this.stack[o] = { ...this.stack[o], js: spare };
          }
        }
      }
      this.emit(`${name}=${this.stack[j].js};`);
      this.stack[j] = { ty: this.stack[j].ty, js: name, src: -1, k: this.stack[j].k };
      if (j >= this.maxStack) this.maxStack = j + 1;
    }
  }

  /** Ends the block with a jump. */
  goto(pc: number, pre = ""): void {
    this.flush();
    this.node.term = { k: "goto", to: this.flowTo(pc, this.state(), pre) };
  }

  /**
   * Ends the block with a branch. `pop` entries are popped on the way in
   * question; `push` entries have been given their slots by `pre`.
   */
  branch(
    cond: string,
    yes: { pc: number; pop?: number; push?: readonly number[]; pre?: string },
    no: { pc: number; pop?: number; push?: readonly number[]; pre?: string },
  ): void {
    if (this.stack.some((e, j) => kindOf(e.ty) < Ty.Range && e.js !== `s${j}`)) {
      // the moves below may change what the condition reads
      this.emit(`q2=${cond};`);
      cond = "q2";
    }
    this.flush();
    const edge = (w: typeof yes): PlannedEdge => {
      const s = this.state();
      const stack = s.stack.slice(0, s.stack.length - (w.pop ?? 0));
      for (const ty of w.push ?? []) {
        stack.push(ty);
        if (stack.length > this.maxStack) this.maxStack = stack.length;
      }
      return this.flowTo(w.pc, { ...s, stack }, w.pre ?? "");
    };
    const a = edge(yes);
    this.node.term = { k: "if", cond, yes: a, no: edge(no) };
  }

  /** Ends the block: its text leaves. */
  end(): void {
    this.node.term = { k: "end" };
  }

  /** Whether the block has been ended. */
  get ended(): boolean {
    return this.node.term !== null;
  }

  /** SETUP_EXCEPT, SETUP_FINALLY: the block ends with a try statement around what follows. */
  protect(kind: number, handler: number, level: number, push: readonly Ent[]): void {
    // the handler finds locals boxed, whatever the body does with them
    for (let i = 0; i < this.nlocals; i++) {
      if (this.locals[i] === Ty.Float) {
        this.emit(`l${i}=new F(u${i});`);
        this.locals[i] = Ty.Both;
      }
    }
    const id = this.node.id;
    this.emit(`h${id}=t.handled;`);
    for (const e of push) this.stack.push(e);
    this.flush();
    const state = this.state();
    const block: Block = { kind, handler, level, id };
    const body = this.flowTo(this.pc + 1, { ...state, blocks: [...this.blocks, block] }, "");
    const to = this.handlerEdge(block, id, state);
    this.node.term = { k: "try", body, handler: to, id };
  }

  /** The way to a block's handler, from the state in front of the try statement. */
  private handlerEdge(block: Block, id: number, state: State): PlannedEdge {
    const { handler, level } = block;
    const locals = state.locals.map((t, i) =>
      t === Ty.Unbound || t === Ty.Maybe || this.deletes(i) ? Ty.Maybe : Ty.Any
    );
    const stack = [
      ...state.stack.slice(0, level),
      Ty.Any,
      Ty.Any,
      Ty.Any,
      Ty.Any,
      Ty.Any,
      Ty.Exc,
    ];
    if (stack.length > this.maxStack) this.maxStack = stack.length;
    const s = (i: number) => `s${level + i}`;
    const h = `h${id}`;
    const caught = this.request.osr
      ? `R.caughtIn(t,f,E,p,K,${this.frameValues()})`
      : `R.caught(t,d,${this.request.generator ? "f" : "fn"},E,K,${this.frameValues()})`;
    const pre = `q=${caught.replace(",K,", `,${this.k(this)},`)};` +
      `${s(0)}=${h}===null?null:${h}.traceback;${s(1)}=${h};${s(2)}=${h}===null?null:${h}.cls;` +
      `t.handled=q;q.inFlight=false;${s(3)}=q.traceback;${s(4)}=q;${s(5)}=q.cls;`;
    return this.flowTo(handler, {
      locals,
      stack,
      blocks: [...state.blocks, { kind: 257, handler: -1, level, id }],
      peel: state.peel,
    }, pre);
  }

  private deleted: Set<number> | null = null;
  private assigned: Set<number> | null = null;

  /** Whether the code changes a local anywhere. */
  private stored(i: number): boolean {
    if (this.assigned === null) {
      this.assigned = new Set();
      for (let j = 0; j < this.op.length; j++) {
        if (this.op[j] === 125 || this.op[j] === 126) this.assigned.add(this.arg[j]);
      }
    }
    return this.assigned.has(i);
  }

  /** Whether the code deletes a local anywhere. */
  private deletes(i: number): boolean {
    if (this.deleted === null) {
      this.deleted = new Set();
      for (let j = 0; j < this.op.length; j++) {
        if (this.op[j] === 126) this.deleted.add(this.arg[j]);
      }
    }
    return this.deleted.has(i);
  }

  // The function ----------------------------------------------------------------------

  /** What an edge has to do: boxing where the block it leads to knows less. */
  private moves(e: PlannedEdge): string {
    let out = e.pre;
    const to = e.to.entry;
    e.from.locals.forEach((a, i) => {
      const b = to.locals[i];
      if (a === Ty.Float && b === Ty.Stale) out += `l${i}=F;`;
      else if (a === Ty.Float && b !== Ty.Float) out += `l${i}=new F(u${i});`;
    });
    e.from.stack.forEach((a, j) => {
      const b = to.stack[j];
      if (a === b) return;
      if (a === Ty.Float) out += `s${j}=new F(s${j});`;
      else if (a === Ty.None) out += `s${j}=null;`;
      else if (a === Ty.Range) out += `s${j}=R.range(r${j},n${j},d${j});`;
      else if (a === Ty.ListIter) out += `s${j}=R.listIter(s${j},i${j});`;
    });
    return out;
  }

  private flow(entry: Node): FlowNode {
    const made = new Map<Node, { -readonly [K in keyof FlowNode]: FlowNode[K] }>();
    const list: Node[] = [];
    const of = (n: Node) => {
      let f = made.get(n);
      if (f === undefined) {
        const regions = n.entry.blocks
          // those of a frame that was taken over are the interpreter's
          .filter((b) => (b.kind === SETUP_EXCEPT || b.kind === SETUP_FINALLY) && b.id >= 0)
          .map((b) => b.id);
        f = { id: n.id, text: n.text.join("\n"), term: { k: "end" }, regions };
        made.set(n, f);
        list.push(n);
      }
      return f;
    };
    const edge = (e: PlannedEdge): Edge => ({ to: of(e.to), moves: this.moves(e) });
    of(entry);
    for (let i = 0; i < list.length; i++) {
      const f = made.get(list[i])!;
      const t = list[i].term!;
      const term: Term = t.k === "goto"
        ? { k: "goto", to: edge(t.to) }
        : t.k === "if"
        ? { k: "if", cond: t.cond, yes: edge(t.yes), no: edge(t.no) }
        : t.k === "try"
        ? { k: "try", body: edge(t.body), handler: edge(t.handler), id: t.id }
        : t.k === "resume"
        ? {
          k: "switch",
          on: "f.pc",
          cases: [...this.resumes].map(([at, e]): [number, Edge] => [at, edge(e)]),
        }
        : { k: "end" };
      f.term = term;
    }
    return made.get(entry)!;
  }
}

function versioned(blocks: readonly Block[], id: number): readonly Block[] {
  for (let i = blocks.length - 1; i >= 0; i--) {
    if (blocks[i].kind === 120) {
      const out = blocks.slice();
      out[i] = { ...out[i], id };
      return out;
    }
  }
  return blocks;
}

/** The numbers that the interpreter has on its stack. */
function whyNumber(kind: Ty): number {
  return [WHY_RETURN, WHY_BREAK, WHY_CONTINUE, WHY_SILENCED][kind - Ty.WhyReturn];
}
