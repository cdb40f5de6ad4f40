/**
 * The table of set and frozenset (Objects/setobject.c): open addressing with
 * CPython's growth and probing, so that sets iterate in CPython's order.
 *
 * @module
 */
import { eq } from "../core/compare.ts";
import { hash64, hashHi, hashLo } from "../core/hash.ts";
import { type Maybe, PyObject, PyType, type Value } from "../core/object.ts";

const LINEAR_PROBES = 9;
const DUMMY = Symbol("dummy");
type SlotKey = Value | undefined | typeof DUMMY;

// the table of all empty sets
const NO_KEYS: SlotKey[] = new Array(8).fill(undefined);
const NO_HASHES: number[] = new Array(8).fill(0);

/** A set or frozenset. */
export class PySet extends PyObject {
  // plain arrays: typed ones take ten times as long to make, and most sets are small
  private keys: SlotKey[] = NO_KEYS;
  private lo: number[] = NO_HASHES;
  private hi: number[] = NO_HASHES;
  private mask = 7;
  /** Used and dummy entries. */
  private fill = 0;
  private used = 0;
  /** Changes with every structural change. */
  version = 0;
  /** frozenset's hash, once computed. */
  hash: number | bigint | undefined = undefined;
  private finger = 0;

  /** The number of elements. */
  get size(): number {
    return this.used;
  }

  /** What a table of its own takes in C; the first eight places are in the object. */
  get tableBytes(): number {
    return this.mask > 7 ? 16 * (this.mask + 1) : 0;
  }

  /** The index of a key, or -1. */
  private lookup(key: Value, lo: number, hi: number): number {
    for (;;) {
      const keys = this.keys;
      const mask = this.mask;
      let plo = lo, phi = hi;
      let i = lo & mask;
      let restart = false;
      probe: for (;;) {
        const end = i + LINEAR_PROBES <= mask ? i + LINEAR_PROBES : i;
        for (let j = i; j <= end; j++) {
          const k = keys[j];
          if (k === undefined) return -1;
          if (k === DUMMY || this.lo[j] !== lo || this.hi[j] !== hi) continue;
          if (k === key) return j;
          const same = eq(k as Value, key);
          if (keys !== this.keys || keys[j] !== k) {
            restart = true;
            break probe;
          }
          if (same) return j;
        }
        // perturb >>= 5 on the unsigned 64-bit value
        plo = (plo >>> 5) | (phi << 27);
        phi = phi >>> 5;
        i = (Math.imul(i, 5) + 1 + plo) & mask;
      }
      if (!restart) return -1;
    }
  }

  /** Whether an element is there. Raises TypeError when it is unhashable. */
  has(key: Value): boolean {
    hash64(key);
    return this.lookup(key, hashLo, hashHi) >= 0;
  }

  /** Adds an element; false when an equal one was there. */
  add(key: Value): boolean {
    hash64(key);
    return this.addKnown(key, hashLo, hashHi);
  }

  /** The same for an element whose hash is known. */
  addKnown(key: Value, lo: number, hi: number): boolean {
    const keys = this.keys;
    const mask = this.mask;
    let plo = lo, phi = hi;
    let i = lo & mask;
    let free = -1;
    for (;;) {
      const end = i + LINEAR_PROBES <= mask ? i + LINEAR_PROBES : i;
      for (let j = i; j <= end; j++) {
        const k = keys[j];
        if (k === undefined) {
          if (free >= 0) {
            this.put(free, key, lo, hi);
            this.used++;
            this.version++;
            return true;
          }
          this.put(j, key, lo, hi);
          this.used++;
          this.fill++;
          this.version++;
          if (this.fill * 3 >= (mask + 1) * 2) {
            this.resize(this.used > 50000 ? this.used * 2 : this.used * 4);
          }
          return true;
        }
        if (k === DUMMY) {
          if (free < 0) free = j;
          continue;
        }
        if (this.lo[j] !== lo || this.hi[j] !== hi) continue;
        if (k === key) return false;
        const same = eq(k as Value, key);
        // a comparison that changed the table starts the search again
        if (keys !== this.keys || keys[j] !== k) return this.addKnown(key, lo, hi);
        if (same) return false;
      }
      plo = (plo >>> 5) | (phi << 27);
      phi = phi >>> 5;
      i = (Math.imul(i, 5) + 1 + plo) & mask;
    }
  }

  private put(i: number, key: Value, lo: number, hi: number): void {
    if (this.keys === NO_KEYS) {
      this.keys = NO_KEYS.slice();
      this.lo = NO_HASHES.slice();
      this.hi = NO_HASHES.slice();
    }
    this.keys[i] = key;
    this.lo[i] = lo;
    this.hi[i] = hi;
  }

  private resize(minused: number): void {
    let size = 8;
    while (size <= minused) size *= 2;
    const { keys, lo, hi } = this;
    this.keys = new Array(size).fill(undefined);
    this.lo = new Array(size).fill(0);
    this.hi = new Array(size).fill(0);
    this.mask = size - 1;
    this.fill = this.used;
    for (let j = 0; j < keys.length; j++) {
      const k = keys[j];
      if (k !== undefined && k !== DUMMY) this.insertClean(k as Value, lo[j], hi[j]);
    }
  }

  private insertClean(key: Value, lo: number, hi: number): void {
    const mask = this.mask;
    let plo = lo, phi = hi;
    let i = lo & mask;
    for (;;) {
      if (this.keys[i] === undefined) return this.put(i, key, lo, hi);
      if (i + LINEAR_PROBES <= mask) {
        for (let j = i + 1; j <= i + LINEAR_PROBES; j++) {
          if (this.keys[j] === undefined) return this.put(j, key, lo, hi);
        }
      }
      plo = (plo >>> 5) | (phi << 27);
      phi = phi >>> 5;
      i = (Math.imul(i, 5) + 1 + plo) & mask;
    }
  }

  /** Removes an element; false when it is not there. */
  delete(key: Value): boolean {
    hash64(key);
    return this.deleteKnown(key, hashLo, hashHi);
  }

  /** The same for an element whose hash is known. */
  deleteKnown(key: Value, lo: number, hi: number): boolean {
    const i = this.lookup(key, lo, hi);
    if (i < 0) return false;
    this.keys[i] = DUMMY;
    this.hi[i] = this.lo[i] = -1;
    this.used--;
    this.version++;
    return true;
  }

  /** Removes and returns an element as set.pop does, or undefined when empty. */
  pop(): Maybe {
    if (this.used === 0) return undefined;
    let i = this.finger & this.mask;
    for (;;) {
      const k = this.keys[i];
      if (k !== undefined && k !== DUMMY) {
        this.keys[i] = DUMMY;
        this.hi[i] = this.lo[i] = -1;
        this.used--;
        this.version++;
        this.finger = i + 1;
        return k as Value;
      }
      i = i >= this.mask ? 0 : i + 1;
    }
  }

  /** Removes everything. */
  clear(): void {
    this.keys = NO_KEYS;
    this.lo = NO_HASHES;
    this.hi = NO_HASHES;
    this.mask = 7;
    this.fill = this.used = 0;
    this.version++;
  }

  /** The next occupied index from `i` on, or -1. */
  next(i: number): number {
    const keys = this.keys;
    for (; i <= this.mask; i++) {
      const k = keys[i];
      if (k !== undefined && k !== DUMMY) return i;
    }
    return -1;
  }

  /** The element at an occupied index. */
  at(i: number): Value {
    return this.keys[i] as Value;
  }

  /** Calls f with each element and the halves of its hash. */
  eachKnown(f: (key: Value, lo: number, hi: number) => void): void {
    const { keys, lo, hi, mask } = this;
    for (let i = 0; i <= mask; i++) {
      const k = keys[i];
      if (k !== undefined && k !== DUMMY) f(k as Value, lo[i], hi[i]);
    }
  }

  /** The elements in the table's order. */
  values(): Value[] {
    const out: Value[] = [];
    const keys = this.keys;
    for (let i = 0; i <= this.mask; i++) {
      const k = keys[i];
      if (k !== undefined && k !== DUMMY) out.push(k as Value);
    }
    return out;
  }

  /** Adds all elements of another set, as set_merge does. */
  merge(other: PySet): void {
    if (other === this || other.used === 0) return;
    if ((this.fill + other.used) * 3 >= (this.mask + 1) * 2) {
      this.resize((this.used + other.used) * 2);
    }
    const vs = other.values();
    if (this.fill === 0 && this.mask === other.mask && other.fill === other.used) {
      for (let i = 0; i <= other.mask; i++) {
        const k = other.keys[i];
        if (k !== undefined) this.put(i, k as Value, other.lo[i], other.hi[i]);
      }
      this.fill = this.used = other.used;
      this.version++;
      return;
    }
    if (this.fill === 0) {
      for (let i = 0; i <= other.mask; i++) {
        const k = other.keys[i];
        if (k !== undefined && k !== DUMMY) this.insertClean(k as Value, other.lo[i], other.hi[i]);
      }
      this.fill = this.used = other.used;
      this.version++;
      return;
    }
    for (const v of vs) this.add(v);
  }

  /** Visits the elements with their hashes' halves, for frozenset's hash. */
  hashes(f: (lo: number, hi: number) => void): void {
    for (let i = 0; i <= this.mask; i++) {
      const k = this.keys[i];
      if (k !== undefined && k !== DUMMY) f(this.lo[i], this.hi[i]);
    }
  }

  /** Takes the other set's table over, which then is empty (set_swap_bodies). */
  swap(other: PySet): void {
    const a = this as unknown as Record<string, unknown>;
    const b = other as unknown as Record<string, unknown>;
    for (const f of ["keys", "lo", "hi", "mask", "fill", "used", "finger"]) {
      const t = a[f];
      a[f] = b[f];
      b[f] = t;
    }
    this.version++;
    other.version++;
  }
}

export const setType: PyType = new PyType("set");
export const frozenSetType: PyType = new PyType("frozenset");
PySet.prototype.cls = setType;

/** An exact frozenset: the type is an own property of it. */
export function frozenSet(items: Iterable<Value>): PySet {
  const s = new PySet();
  s.cls = frozenSetType;
  for (const v of items) s.add(v);
  return s;
}
