/**
 * Finalizers. The engine tells nobody when an object goes, so `__del__` runs
 * when a collection that was asked for (gc.collect()) has found that it went,
 * or at the interpreter's exit.
 *
 * Until a collection these objects are held strongly. For it they are let go,
 * and a twin with the very same attributes stays: it is what `__del__` gets.
 *
 * @module
 */
import { PyInstance, type PyObject, type Value } from "../core/object.ts";
import { instanceDict } from "../core/ops.ts";
import { meter } from "../core/meter.ts";
import { ts } from "../core/state.ts";

/** What is done for one that went. */
export interface Tracker {
  /** Those that are alive as far as is known. */
  live: Live;
  /** What to keep of one instead of itself; null when it cannot go. */
  letGo: (o: PyObject) => Rest | null;
  /** Makes an empty set of them. */
  make: () => Live;
}

/** What stays of an object that may go. */
export interface Rest {
  /** Called when it has gone. */
  gone: () => void;
  /** Called when it has not. */
  stays?: (o: PyObject) => void;
}

/** A set of objects. */
export interface Live extends Iterable<PyObject> {
  readonly size: number;
  add(o: PyObject): unknown;
  delete(o: PyObject): boolean;
  clear(): void;
}

/** An object with places for its neighbours in a {@linkcode LiveList}. */
export interface Linked extends PyObject {
  list: LiveList | null;
  before: Linked | null;
  after: Linked | null;
}

/** A set of objects that come and go often: each knows its neighbours, so that nothing is hashed. */
export class LiveList implements Live {
  size = 0;
  private first: Linked | null = null;

  add(o: PyObject): void {
    const x = o as Linked;
    if (x.list !== null) return;
    x.list = this;
    x.after = this.first;
    if (this.first !== null) this.first.before = x;
    this.first = x;
    this.size++;
  }

  delete(o: PyObject): boolean {
    const x = o as Linked;
    if (x.list !== this) return false;
    if (x.before === null) this.first = x.after;
    else x.before.after = x.after;
    if (x.after !== null) x.after.before = x.before;
    x.list = x.before = x.after = null;
    this.size--;
    return true;
  }

  clear(): void {
    while (this.first !== null) this.delete(this.first);
  }

  *[Symbol.iterator](): Iterator<PyObject> {
    for (let x = this.first; x !== null;) {
      const next: Linked | null = x.after;
      yield x;
      x = next;
    }
  }
}

const trackers: Tracker[] = [];

/** Adds a kind of objects whose end matters. */
export function addTracker(
  letGo: Tracker["letGo"],
  make: () => Live = () => new Set<PyObject>(),
): Tracker {
  const tracker: Tracker = { live: make(), letGo, make };
  trackers.push(tracker);
  return tracker;
}

/** Takes the objects away for another runtime; gives what puts them back. */
export function setTrackedAside(): () => void {
  const lives = trackers.map((t) => t.live);
  for (const t of trackers) t.live = t.make();
  return () => trackers.forEach((t, i) => t.live = lives[i] ?? t.make());
}

/** What lets go of values that the machine still holds from its last steps. */
export const forgetters: (() => void)[] = [];

/** The collection that is due when many of a kind have gathered; set by module gc. */
export const automatic: { collect: () => void } = { collect: () => {} };
let limit = 5000;

/** Notes an object of a kind: a program that never asks for a collection gets one now and then. */
export function track({ live }: Tracker, o: PyObject): void {
  live.add(o);
  if (live.size < limit) return;
  limit = Infinity;
  try {
    automatic.collect();
  } finally {
    limit = 5000 + 2 * live.size;
  }
}

/** Instances of classes with `__del__`. */
export const withFinalizer: Tracker = addTracker((o) => {
  const from = o as PyInstance;
  const twin = new PyInstance(from.cls);
  if (from.cls.dictKind !== 0) {
    twin.dict = instanceDict(from);
    twin.shape = null;
  }
  twin.s0 = from.s0;
  twin.s1 = from.s1;
  twin.s2 = from.s2;
  twin.s3 = from.s3;
  twin.s4 = from.s4;
  twin.s5 = from.s5;
  twin.s6 = from.s6;
  twin.s7 = from.s7;
  twin.more = from.more;
  if (from.slotValues !== undefined) twin.slotValues = from.slotValues;
  return { gone: () => finalize(twin) };
});

/** Where the exception of a finalizer goes. */
export const unraisable: { report: (e: unknown, where: Value) => void } = { report: () => {} };

/** Calls `__del__`; what it raises is reported. */
function finalize(o: PyObject): void {
  try {
    o.cls.tpFinalize?.(o);
  } catch (e) {
    // a limit ends the program, not one finalizer after the other
    if (meter !== null && meter.exceeded !== null) throw e;
    unraisable.report(e, o);
  }
}

interface Kept {
  ref: WeakRef<PyObject>;
  live: Live;
  rest: Rest;
}

// a function of its own: its variables must not keep anything alive
function letAllGo(): Kept[] {
  const kept: Kept[] = [];
  for (const t of trackers) {
    for (const o of t.live) {
      // a program with a time limit may have made very many of them
      if (meter !== null && (kept.length & 63) === 0 && meter.remaining < 0) return kept;
      const rest = t.letGo(o);
      if (rest === null) continue;
      kept.push({ ref: new WeakRef(o), live: t.live, rest });
      t.live.delete(o);
    }
  }
  return kept;
}

/** Runs a collection and does what is due for those that went; gives how many did. */
export function collectTracked(collect: () => void): number {
  const kept = letAllGo();
  for (const f of forgetters) f();
  // who ran above the present depth is not running any more
  ts.stack.fill(null, ts.depth + 1);
  if (meter === null || meter.remaining > 0) collect();
  let n = 0;
  const due: (() => void)[] = [];
  for (const k of kept) {
    const o = k.ref.deref();
    if (o !== undefined) {
      k.rest.stays?.(o);
      k.live.add(o);
    } else due.push(k.rest.gone);
  }
  for (const f of due) {
    f();
    n++;
  }
  return n;
}

/** At the end: finalizers of everything that is left. */
export function finalizeAll(): void {
  for (let round = 0; round < 10; round++) {
    let any = false;
    for (const t of trackers) {
      const all = [...t.live];
      t.live.clear();
      for (const o of all) {
        any = true;
        t.letGo(o)?.gone();
      }
    }
    if (!any) return;
  }
}
