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
import { PyMethodDescr } from "../core/args.ts";
import {
  PyInstance,
  PyList,
  PyObject,
  PyTuple,
  setNoteFinalizer,
  TypeFlag,
  type Value,
} from "../core/object.ts";
import { PyDict } from "../core/dict.ts";
import { shareIdentity } from "../core/hash.ts";
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
  /** Called when it has gone; null for what only leads to others. */
  gone: (() => void) | null;
  /** Called when it has not. */
  stays?: (o: PyObject) => void;
  /** What takes the object's place. */
  twin?: PyObject;
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

/** Another object with the same attributes and the same identity. */
function twinOf(o: PyObject): PyObject {
  let twin: PyObject;
  if (o instanceof PyInstance) {
    const t = new PyInstance(o.cls);
    if (o.cls.dictKind !== 0) {
      t.dict = instanceDict(o);
      t.shape = null;
    }
    t.s0 = o.s0;
    t.s1 = o.s1;
    t.s2 = o.s2;
    t.s3 = o.s3;
    t.s4 = o.s4;
    t.s5 = o.s5;
    t.s6 = o.s6;
    t.s7 = o.s7;
    t.more = o.more;
    if (o.slotValues !== undefined) t.slotValues = o.slotValues;
    twin = t;
  } else twin = Object.assign(Object.create(Object.getPrototypeOf(o)), o);
  shareIdentity(o, twin);
  return twin;
}

const FIELDS = ["s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7"] as const;
type Mapping = (v: PyObject) => PyObject | undefined;

function mapItems<T>(items: readonly T[], f: Mapping): T[] | null {
  let out: T[] | null = null;
  for (let i = 0; i < items.length; i++) {
    const v = items[i];
    const to = v instanceof PyObject ? f(v) : undefined;
    if (to !== undefined) (out ??= items.slice())[i] = to as T;
  }
  return out;
}

function mapDict(d: PyDict, f: Mapping): PyDict | null {
  let out: PyDict | null = null;
  for (const e of d.entryList()) {
    const to = e.value instanceof PyObject ? f(e.value) : undefined;
    if (to !== undefined) (out ??= d.copy()).set(e.key, to);
  }
  return out;
}

/** Puts `f` of each value that an object holds in place of it. */
function mapAttributes(o: PyObject, f: Mapping): void {
  const { dict, slotValues } = o as PyInstance;
  if (dict instanceof PyDict) o.dict = mapDict(dict, f) ?? dict;
  if (slotValues !== undefined && slotValues !== null) {
    (o as PyInstance).slotValues = mapItems(slotValues, f) ?? slotValues;
  }
  if (o instanceof PyInstance) {
    for (const k of FIELDS) {
      const v = o[k];
      if (v instanceof PyObject) o[k] = f(v) ?? v;
    }
  } else if (o instanceof PyList || o instanceof PyTuple) {
    const items = mapItems(o.items, f);
    if (items !== null) (o as PyList).items = items;
  } else if (o instanceof PyDict) {
    for (const e of o.entries()) {
      if (e.value instanceof PyObject) e.value = f(e.value) ?? e.value;
    }
  }
}

/** Whether an object is a plain container, through which attributes may lead to others. */
const isContainer = (o: PyObject): boolean =>
  (o instanceof PyList || o instanceof PyTuple || o instanceof PyDict) &&
  !(o.cls.flags & TypeFlag.Heap);

/**
 * Gives the containers that lead to objects with twins twins of their own, so
 * that attributes lead from twin to twin, and objects in a cycle or a tree can go.
 */
class Mirror {
  private readonly asked = new Set<PyObject>();
  private depth = 0;
  constructor(
    readonly twins: Map<PyObject, PyObject>,
    private readonly made: (o: PyObject) => void,
  ) {}

  readonly map: Mapping = (v) => {
    const known = this.twins.get(v);
    if (known !== undefined) return known;
    if (!isContainer(v) || this.asked.has(v) || this.depth > 200) return undefined;
    this.asked.add(v);
    this.depth++;
    const leads = this.leads(v);
    this.depth--;
    return leads ? this.add(v) : undefined;
  };

  private leads(v: PyObject): boolean {
    const held = v instanceof PyDict ? v.valueList() : (v as PyList).items;
    let found = false;
    for (const x of held) if (x instanceof PyObject && this.map(x) !== undefined) found = true;
    return found;
  }

  private add(v: PyObject): PyObject {
    const twin = v instanceof PyDict ? v.copy() : twinOf(v);
    if (v instanceof PyDict) shareIdentity(v, twin);
    this.twins.set(v, twin);
    this.made(v);
    return twin;
  }
}

/** Instances of classes with `__del__`. */
export const withFinalizer: Tracker = addTracker((o) => {
  const twin = twinOf(o);
  return { gone: () => finalize(twin), twin };
});

/** Has instances of built-in types' subclasses noted as well, where a program wrote `__del__`. */
export function wireFinalizers(): void {
  setNoteFinalizer((o) => {
    // files have one of their own, which only closes them
    if (!(o.cls.lookup("__del__") instanceof PyMethodDescr)) track(withFinalizer, o);
  });
}

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
  live: Live | null;
  rest: Rest;
}

// a function of its own: its variables must not keep anything alive
function letAllGo(): Kept[] {
  const kept: Kept[] = [];
  const twins = new Map<PyObject, PyObject>();
  for (const t of trackers) {
    for (const o of t.live) {
      // a program with a time limit may have made very many of them
      if (meter !== null && (kept.length & 63) === 0 && meter.remaining < 0) return kept;
      const rest = t.letGo(o);
      if (rest === null) continue;
      kept.push({ ref: new WeakRef(o), live: t.live, rest });
      t.live.delete(o);
      if (rest.twin !== undefined) twins.set(o, rest.twin);
    }
  }
  const objects = [...twins.values()];
  const containers: PyObject[] = [];
  const mirror = new Mirror(twins, (o) => containers.push(o));
  for (const twin of objects) mapAttributes(twin, mirror.map);
  for (const o of containers) {
    const twin = twins.get(o)!;
    mapAttributes(twin, (v) => twins.get(v));
    kept.push({ ref: new WeakRef(o), live: null, rest: { gone: null, twin } });
  }
  return kept;
}

/** What has gone leads to the objects themselves where they have not. */
function leadBack(kept: readonly Kept[]): void {
  const stay = new Map<PyObject, PyObject>();
  for (const { ref, rest } of kept) {
    const o = ref.deref();
    if (o !== undefined && rest.twin !== undefined) stay.set(rest.twin, o);
  }
  if (stay.size === 0) return;
  for (const { ref, rest } of kept) {
    if (rest.twin !== undefined && ref.deref() === undefined) {
      mapAttributes(rest.twin, (v) => stay.get(v));
    }
  }
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
      k.live?.add(o);
    } else if (k.rest.gone !== null) due.push(k.rest.gone);
  }
  if (due.length > 0 && due.length < kept.length) leadBack(kept);
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
        t.letGo(o)?.gone?.();
      }
    }
    if (!any) return;
  }
}
