/**
 * dict (Objects/dictobject.c): insertion-ordered, in one of two states.
 *
 * - Mapped: a JS `Map` from a normalised key (str, int, float, bool, None, and
 *   objects whose equality is identity) to its {@linkcode Entry}.
 * - Hashed: once a key needs `__hash__` and `__eq__` (tuples, bytes, classes
 *   that define them): entries by Python hash, in an ordered array.
 *
 * An entry lives as long as its key is in the dict, in both states, so caches
 * may hold it: a deleted entry's value is undefined. `keysVersion` changes when
 * a key comes or goes.
 *
 * @module
 */
import { runtimeError } from "./errors.ts";
import { eq } from "./compare.ts";
import { fold, hash32, hashHi, hashLo, isPlainComposite } from "./hash.ts";
import {
  floatType,
  intType,
  type Maybe,
  objectType,
  PyComplex,
  PyFloat,
  PyInt,
  PyObject,
  PyStr,
  PyType,
  strType,
  TypeFlag,
  type Value,
} from "./object.ts";

/** A key with its value. */
export class Entry {
  /** The next entry of the same hash, when the dict is hashed. */
  next: Entry | null = null;
  hash = 0;
  constructor(readonly key: Value, public value: Maybe) {}
}

/** What a Map cannot tell equal by itself. */
const NONE = Symbol("needs __hash__");

function realKey(v: number): unknown {
  if (Number.isInteger(v)) return Number.isSafeInteger(v) ? v + 0 : BigInt(v);
  return v;
}

/** The Map key that is equal exactly when the Python keys are, or NONE. */
function mapKey(k: Value): unknown {
  switch (typeof k) {
    case "string":
    case "number":
    case "bigint":
      return k;
    case "boolean":
      return k ? 1 : 0;
  }
  if (k === null) return null;
  const t = k.cls;
  if (t.tpHash === objectType.tpHash && t.tpRichcompare === objectType.tpRichcompare) return k;
  if (k instanceof PyFloat) {
    if (t.tpHash !== floatType.tpHash || t.tpRichcompare !== floatType.tpRichcompare) return NONE;
    return k.v !== k.v ? k : realKey(k.v);
  }
  if (k instanceof PyStr) {
    return t.tpHash === strType.tpHash && t.tpRichcompare === strType.tpRichcompare &&
        k.codePoints === null
      ? k.s
      : NONE;
  }
  if (k instanceof PyInt) {
    return t.tpHash === intType.tpHash && t.tpRichcompare === intType.tpRichcompare ? k.v : NONE;
  }
  if (k instanceof PyComplex && k.im === 0 && k.re === k.re) return realKey(k.re);
  return NONE;
}

/** A dict. */
export class PyDict extends PyObject {
  /** The keys' Map; null when hashed. */
  map: Map<unknown, Entry> | null = new Map();
  /** When hashed: first entry by hash. */
  private buckets: Map<number, Entry> | null = null;
  /** When hashed: the entries in order, deleted ones included. */
  private order: Entry[] | null = null;
  private live = 0;
  /** Changes whenever a key is added or removed. */
  keysVersion = 0;

  /** The number of keys. */
  get size(): number {
    return this.map !== null ? this.map.size : this.live;
  }

  private toHashed(): void {
    const order = [...this.map!.values()];
    this.buckets = new Map();
    this.order = [];
    this.map = null;
    this.live = 0;
    for (const e of order) this.link(e, hash32(e.key));
  }

  /** The hashes that programs computed, so that sets and dicts of these keys need not ask again. */
  private known: Map<Entry, readonly [lo: number, hi: number]> | null = null;

  /** Called with the hash that hash32 has just computed. */
  private note(e: Entry, lo: number, hi: number): void {
    const k = e.key;
    if (!(k instanceof PyObject) || !(k.cls.flags & TypeFlag.Heap)) return;
    this.known ??= new Map();
    this.known.set(e, [lo, hi]);
  }

  /** The two halves of an entry's hash, where a program computed it. */
  knownHash(e: Entry): readonly [lo: number, hi: number] | undefined {
    return this.known?.get(e);
  }

  /** Sets the value of a key whose hash is known. */
  setKnown(k: Value, lo: number, hi: number, v: Value): void {
    if (this.map !== null) this.toHashed();
    this.setHashed(k, fold(lo, hi), v, lo, hi);
  }

  /** The value of a key whose hash is known, or undefined. */
  getKnown(k: Value, lo: number, hi: number): Maybe {
    return this.map === null ? this.findHashed(k, fold(lo, hi))?.value : this.get(k);
  }

  /** Whether a key is there whose hash is known. */
  hasKnown(k: Value, lo: number, hi: number): boolean {
    return this.getKnown(k, lo, hi) !== undefined;
  }

  private link(e: Entry, h: number): void {
    e.hash = h;
    e.next = this.buckets!.get(h) ?? null;
    this.buckets!.set(h, e);
    this.order!.push(e);
    this.live++;
  }

  private findHashed(k: Value, h: number): Entry | undefined {
    let e = this.buckets!.get(h) ?? null;
    while (e !== null) {
      const next: Entry | null = e.next;
      if (e.value !== undefined && eq(e.key, k)) return e;
      e = next;
    }
    return undefined;
  }

  /** The entry of a key. Raises TypeError for an unhashable key. */
  find(k: Value): Entry | undefined {
    if (this.map !== null) {
      const mk = mapKey(k);
      if (mk !== NONE) return this.map.get(mk);
      const h = hash32(k);
      if (this.map === null || this.map.size === 0 || isPlainComposite(k)) {
        return this.map === null ? this.findHashed(k, h) : undefined;
      }
      this.toHashed();
      return this.findHashed(k, h);
    }
    return this.findHashed(k, hash32(k));
  }

  /** The value of a key, or undefined. */
  get(k: Value): Maybe {
    const e = this.find(k);
    return e === undefined ? undefined : e.value;
  }

  /** Whether a key is there. */
  has(k: Value): boolean {
    return this.find(k) !== undefined;
  }

  /** Sets a key's value; a new key goes to the end. */
  set(k: Value, v: Value): void {
    if (this.map !== null) {
      const mk = mapKey(k);
      if (mk !== NONE) {
        const e = this.map.get(mk);
        if (e !== undefined) e.value = v;
        else {
          this.map.set(mk, new Entry(k, v));
          this.keysVersion++;
        }
        return;
      }
      const h = hash32(k);
      const lo = hashLo;
      const hi = hashHi;
      if (this.map !== null) this.toHashed();
      this.setHashed(k, h, v, lo, hi);
      return;
    }
    this.setHashed(k, hash32(k), v, hashLo, hashHi);
  }

  /** The value of a key, which is set first when it is not there. The key is hashed once. */
  setDefault(k: Value, v: Value): Value {
    const mk = this.map === null ? NONE : mapKey(k);
    if (mk === NONE) {
      const h = hash32(k);
      if (this.map !== null) this.toHashed();
      const e = this.findHashed(k, h);
      if (e !== undefined) return e.value!;
      this.link(new Entry(k, v), h);
    } else {
      const e = this.map!.get(mk);
      if (e !== undefined) return e.value!;
      this.map!.set(mk, new Entry(k, v));
    }
    this.keysVersion++;
    return v;
  }

  private setHashed(k: Value, h: number, v: Value, lo: number, hi: number): void {
    const e = this.findHashed(k, h);
    if (e !== undefined) e.value = v;
    else {
      const made = new Entry(k, v);
      this.link(made, h);
      this.note(made, lo, hi);
      this.keysVersion++;
    }
  }

  /** Removes a key and returns its value, or undefined when it is not there. */
  delete(k: Value): Maybe {
    const e = this.find(k);
    if (e === undefined) return undefined;
    return this.drop(e);
  }

  /** Removes an entry that is in the dict and returns its value. */
  drop(e: Entry): Maybe {
    const v = e.value;
    if (this.map !== null) this.map.delete(mapKey(e.key));
    else {
      const first = this.buckets!.get(e.hash)!;
      if (first === e) {
        if (e.next === null) this.buckets!.delete(e.hash);
        else this.buckets!.set(e.hash, e.next);
      } else {
        let p = first;
        while (p.next !== null && p.next !== e) p = p.next;
        p.next = e.next;
      }
      this.known?.delete(e);
      this.live--;
    }
    e.value = undefined;
    this.keysVersion++;
    if (this.order !== null && this.order.length > 32 && this.live < this.order.length >> 2) {
      // a fresh array: iterators go on with the one they have
      this.order = this.order.filter((x) => x.value !== undefined);
    }
    return v;
  }

  /** The entry of a str key. */
  entry(k: string): Entry | undefined {
    return this.map !== null ? this.map.get(k) : this.find(k);
  }

  /** The value of a str key, or undefined. */
  getStr(k: string): Maybe {
    const e = this.map !== null ? this.map.get(k) : this.find(k);
    return e === undefined ? undefined : e.value;
  }

  /** Sets the value of a str key. */
  setStr(k: string, v: Value): void {
    if (this.map !== null) {
      const e = this.map.get(k);
      if (e !== undefined) e.value = v;
      else {
        this.map.set(k, new Entry(k, v));
        this.keysVersion++;
      }
    } else this.set(k, v);
  }

  /** Removes everything. */
  clear(): void {
    for (const e of this.entries()) e.value = undefined;
    this.map = new Map();
    this.buckets = this.order = this.known = null;
    this.live = 0;
    this.keysVersion++;
  }

  /** The entries in order. Goes on through changes; the caller checks the size where Python does. */
  entries(): IterableIterator<Entry> {
    return this.map !== null ? this.map.values() : this.liveEntries();
  }

  private *liveEntries(): Generator<Entry> {
    const order = this.order!;
    for (let i = 0; i < order.length; i++) if (order[i].value !== undefined) yield order[i];
  }

  /** The entries as an array. */
  entryList(): Entry[] {
    return this.map !== null
      ? [...this.map.values()]
      : this.order!.filter((e) => e.value !== undefined);
  }

  /** The keys as an array. */
  keyList(): Value[] {
    const out: Value[] = [];
    for (const e of this.entries()) out.push(e.key);
    return out;
  }

  /** The values as an array. */
  valueList(): Value[] {
    const out: Value[] = [];
    for (const e of this.entries()) out.push(e.value!);
    return out;
  }

  /** The last entry, or undefined. */
  last(): Entry | undefined {
    if (this.map === null) {
      const o = this.order!;
      while (o.length > 0 && o[o.length - 1].value === undefined) o.pop();
      return o[o.length - 1];
    }
    let last: Entry | undefined;
    for (const e of this.map.values()) last = e;
    return last;
  }

  /** A new exact dict with the same entries. */
  copy(): PyDict {
    const d = new PyDict();
    d.merge(this, true);
    return d;
  }

  /** Adds another dict's entries; keys that are here are kept unless `override`. */
  merge(other: PyDict, override: boolean): void {
    if (other === this) return;
    if (this.map !== null && other.map !== null) {
      for (const [mk, e] of other.map) {
        const mine = this.map.get(mk);
        if (mine === undefined) {
          this.map.set(mk, new Entry(e.key, e.value));
          this.keysVersion++;
        } else if (override) mine.value = e.value;
      }
      return;
    }
    const n = other.size;
    for (const e of other.entryList()) {
      if (e.value === undefined) continue;
      const known = other.knownHash(e);
      if (known !== undefined) {
        if (override || !this.hasKnown(e.key, ...known)) this.setKnown(e.key, ...known, e.value);
      } else if (override || !this.has(e.key)) this.set(e.key, e.value);
      if (n !== other.size) throw runtimeError("dict mutated during update");
    }
  }
}

export const dictType: PyType = new PyType("dict");
PyDict.prototype.cls = dictType;

/** A dict with str keys. */
export function dictOf(pairs: Iterable<readonly [string, Value]>): PyDict {
  const d = new PyDict();
  for (const [k, v] of pairs) d.setStr(k, v);
  return d;
}
