/**
 * Limits of a runtime: what counts work, time and memory while a program runs,
 * and raises when one of them is used up.
 *
 * A runtime without limits has no meter: {@linkcode meter} is null then, and
 * the places that would ask it have one comparison at most. With one, the loop
 * and generated code ask at every jump back and at every call, and built-ins
 * that can take long say how much they do ({@linkcode Meter.spend}).
 *
 * What a limit raises cannot be swallowed for ever: once one is used up, every
 * later question raises again, after a grace for `finally` clauses.
 *
 * @module
 */
import type { PyBaseException } from "./errors.ts";

/** What can be used up. */
export type LimitKind = "time" | "instructions" | "memory" | "output" | "stopped";

/** How much a program may use; Infinity where there is no limit. */
export interface Allowance {
  /** Milliseconds. */
  time: number;
  /** Instructions of the machine, and units of work of built-ins. */
  instructions: number;
  /** Bytes. */
  memory: number;
  /** Bytes written to the standard streams. */
  output: number;
}

/** What a program has used. */
export interface Usage {
  readonly instructions: number;
  readonly output: number;
  readonly exceeded: LimitKind | null;
  /** Milliseconds. */
  readonly time: number;
}

/** What a meter asks of the outside. */
export interface MeterHooks {
  /** Makes the exception of a limit. */
  exceeded: (kind: LimitKind) => PyBaseException;
  /** Makes the KeyboardInterrupt of an interruption. */
  interrupted: () => PyBaseException;
  /** Bytes that the engine holds, or -1 where it does not tell. */
  memoryUsed: () => number;
  /** Has the engine collect its garbage; false where it cannot. */
  collect: () => boolean;
}

/** Questions between two looks at the clock. */
const INTERVAL = 64;
/** Instructions, calls and jumps back that are left after a limit, for `finally` clauses. */
const GRACE = 1000;
/** The same in milliseconds. */
const GRACE_TIME = 20;
/** Milliseconds between two looks at the memory. */
const MEMORY_INTERVAL = 4;
/** Bytes of garbage that the engine may not have collected yet. */
const GARBAGE = 64 * 2 ** 20;
/** Units of work that a millisecond is worth, for built-ins that estimate theirs. */
export const UNITS_PER_MS = 100_000;

/** An interruption is wanted: KeyboardInterrupt is raised, which the program may catch. */
export const INTERRUPT = 2;

/** Counts what a runtime uses. */
export class Meter {
  /** What has been used since the program was entered. */
  instructions = 0;
  output = 0;
  /** When the program was entered, in milliseconds of the engine's clock. */
  started = 0;
  /** The limit that is used up, if any. */
  exceeded: LimitKind | null = null;
  /** Called at jumps back when a slice of time is over (see {@linkcode Meter.slice}). */
  yielding: (() => void) | null = null;
  /** Milliseconds after which `yielding` is called. */
  slice = Infinity;
  private sliceEnd = Infinity;
  private deadline = Infinity;
  private left = INTERVAL;
  private grace = 0;
  private graceEnd = 0;
  private memoryBase = 0;
  private nextMemory = 0;

  constructor(
    readonly allowance: Allowance,
    /** A cell that others write to: 0, INTERRUPT, or any other number to stop the program. */
    readonly flag: Int32Array | null,
    private readonly hooks: MeterHooks,
  ) {}

  /** Whether instructions are counted one by one: the compiled tier is out of work then. */
  get counting(): boolean {
    return this.allowance.instructions !== Infinity;
  }

  /** The program is entered from outside: it has its whole allowance again. */
  start(): void {
    const now = performance.now();
    this.instructions = this.output = 0;
    this.exceeded = null;
    this.started = now;
    this.deadline = now + this.allowance.time;
    this.sliceEnd = now + this.slice;
    this.left = INTERVAL;
    if (this.allowance.memory !== Infinity) {
      this.nextMemory = now + MEMORY_INTERVAL;
      if (this.memoryBase === 0) this.memoryBase = Math.max(1, this.hooks.memoryUsed());
    }
  }

  /** What has been used, for a program that waits outside: no time counts meanwhile. */
  suspend(): Usage {
    const { instructions, output, exceeded } = this;
    return { instructions, output, exceeded, time: performance.now() - this.started };
  }

  /** The program goes on. */
  resume(u: Usage): void {
    this.start();
    this.instructions = u.instructions;
    this.output = u.output;
    this.started -= u.time;
    this.deadline -= u.time;
    if (u.exceeded !== null) this.trip(u.exceeded);
  }

  /** Milliseconds until the time is up. */
  get remaining(): number {
    return this.deadline - performance.now();
  }

  /** A call, or anything else that a program could do for ever. */
  check(): void {
    if (--this.left <= 0) this.look();
  }

  /** A jump back: where a program may be left for a while. */
  jump(): void {
    if (--this.left > 0) return;
    this.look();
    if (this.yielding !== null && performance.now() >= this.sliceEnd) {
      this.sliceEnd = performance.now() + this.slice;
      this.yielding();
    }
  }

  /** An instruction of counted code. */
  step(): void {
    if (++this.instructions > this.allowance.instructions) this.overdrawn(1);
  }

  /** A built-in does `n` units of work: about 10 ns each. */
  spend(n: number): void {
    this.instructions += n;
    if (this.instructions > this.allowance.instructions) this.overdrawn(n);
    if ((this.left -= n) <= 0) this.look();
  }

  /**
   * A built-in is about to do `n` units of work that nothing can interrupt.
   * What would not be done in time is not begun.
   */
  commit(n: number): void {
    this.spend(n);
    if (n / UNITS_PER_MS > this.remaining) this.exceed("time");
  }

  /** Whether an object of so many bytes may be made; what is made counts once the engine holds it. */
  allows(bytes: number): boolean {
    return bytes <= this.allowance.memory;
  }

  /** Bytes for a standard stream: how many of them may be written. */
  write(n: number): number {
    const rest = this.allowance.output - this.output;
    if (n <= rest) {
      this.output += n;
      return n;
    }
    this.output += rest;
    // raised at the next step: the streams are not to keep what they could not write
    this.trip("output");
    this.grace = 0;
    return rest;
  }

  /** A limit is used up. */
  exceed(kind: LimitKind): never {
    this.trip(kind);
    throw this.hooks.exceeded(kind);
  }

  private trip(kind: LimitKind): void {
    if (this.exceeded !== null) return;
    this.exceeded = kind;
    this.grace = GRACE;
    this.graceEnd = performance.now() + GRACE_TIME;
    this.left = 0;
  }

  private overdrawn(n: number): void {
    if (this.exceeded === null) this.exceed("instructions");
    // deterministic: by count alone
    if (this.exceeded === "instructions" && (this.grace -= n) <= 0) this.exceed("instructions");
  }

  /** Looks at the clock and the flag at once. */
  look(): void {
    this.left = INTERVAL;
    if (this.exceeded !== null) {
      this.left = 0;
      if (this.exceeded === "instructions" && this.allowance.time === Infinity) return;
      if (--this.grace > 0 && performance.now() < this.graceEnd) return;
      throw this.hooks.exceeded(this.exceeded);
    }
    if (this.flag !== null) {
      const flag = Atomics.exchange(this.flag, 0, 0);
      if (flag === INTERRUPT) throw this.hooks.interrupted();
      if (flag !== 0) this.exceed("stopped");
    }
    if (this.allowance.time === Infinity && this.allowance.memory === Infinity) return;
    const now = performance.now();
    if (now >= this.deadline) this.exceed("time");
    if (now >= this.nextMemory && this.allowance.memory !== Infinity) this.lookAtMemory();
  }

  private lookAtMemory(): void {
    const used = () => this.hooks.memoryUsed() - this.memoryBase;
    const begun = performance.now();
    this.nextMemory = begun + MEMORY_INTERVAL;
    if (used() <= this.allowance.memory) return;
    const collected = this.hooks.collect();
    // where garbage cannot be told from what is in use, some is allowed for
    if (used() > this.allowance.memory + (collected ? 0 : GARBAGE)) this.exceed("memory");
    const now = performance.now();
    // a program that makes much garbage is not to spend its time here
    this.nextMemory = now + Math.max(MEMORY_INTERVAL, 5 * (now - begun));
  }
}

/** The current runtime's meter, or null. */
export let meter: Meter | null = null;
/** Sets the current meter. */
export function setMeter(m: Meter | null): void {
  meter = m;
}
