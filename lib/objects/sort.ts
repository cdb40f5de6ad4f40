/**
 * The stable sort of list.sort and sorted() (Objects/listobject.c): a merge
 * sort that asks `<` only, and fast paths where all keys are numbers or all are
 * strings, whose order JS knows.
 *
 * @module
 */
import { meter } from "../core/meter.ts";
import { compareBool } from "../core/compare.ts";
import { Cmp, PyFloat, PyTuple, type Value } from "../core/object.ts";

/** Code point order of two strings: UTF-16 order differs above the surrogates. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    let x = a.charCodeAt(i);
    let y = b.charCodeAt(i);
    if (x === y) continue;
    x = rank(a, i, x);
    y = rank(b, i, y);
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}
const isHigh = (c: number) => c >= 0xd800 && c <= 0xdbff;
const isLow = (c: number) => c >= 0xdc00 && c <= 0xdfff;
/** A unit of a surrogate pair stands above every code point of the BMP. */
function rank(s: string, i: number, c: number): number {
  if (isHigh(c) ? isLow(s.charCodeAt(i + 1)) : isLow(c) && i > 0 && isHigh(s.charCodeAt(i - 1))) {
    return c + 0x10000;
  }
  return c;
}

const plain = (s: string): boolean => !/[\ud800-\uffff]/.test(s);

/** Sorts indices or values in place by keys; `keys` is null when the values are the keys. */
export function sortValues(values: Value[], keys: Value[] | null, reverse: boolean): void {
  const by = keys ?? values;
  const n = by.length;
  if (n < 2) return;
  if (meter !== null) meter.spend(n);
  // reversing before and after keeps equal elements in order
  if (reverse) {
    values.reverse();
    keys?.reverse();
  }
  try {
    const simple = uniform(by);
    const kind = simple ?? tuples(by);
    if (kind !== null) {
      if (meter !== null) meter.commit(Math.ceil(n * Math.log2(n)));
      if (n <= SMALL || simple !== null && inOrder(by, simple)) {
        insertion(by, keys === null ? null : values, kind);
      } else if (keys === null) {
        if (!sortRaw(values)) values.sort(kind as (a: Value, b: Value) => number);
      } else if (by[0] instanceof PyFloat || typeof by[0] === "number") {
        const raw = Float64Array.from(keys, (k) => k instanceof PyFloat ? k.v : k as number);
        const order = Array.from({ length: n }, (_, i) => i);
        order.sort((i, j) => raw[i] - raw[j] || i - j);
        const old = values.slice();
        for (let i = 0; i < n; i++) values[i] = old[order[i]];
      } else {
        const order = Array.from({ length: n }, (_, i) => i);
        order.sort((i, j) => kind(keys[i], keys[j]) || i - j);
        const old = values.slice();
        for (let i = 0; i < n; i++) values[i] = old[order[i]];
      }
      return;
    }
    mergeSort(by, keys === null ? null : values);
  } finally {
    if (reverse) values.reverse();
  }
}

/** Up to this length nothing beats insertion. */
const SMALL = 12;

function inOrder(keys: readonly Value[], compare: Compare): boolean {
  for (let i = 1; i < keys.length; i++) if (compare(keys[i], keys[i - 1]) < 0) return false;
  return true;
}

/** Insertion sort of `keys` in place, taking `values` along. */
function insertion(keys: Value[], values: Value[] | null, compare: Compare): void {
  for (let i = 1; i < keys.length; i++) {
    const k = keys[i];
    let j = i;
    while (j > 0 && compare(k, keys[j - 1]) < 0) {
      keys[j] = keys[j - 1];
      j--;
    }
    if (j === i) continue;
    keys[j] = k;
    if (values !== null) {
      const v = values[i];
      for (let x = i; x > j; x--) values[x] = values[x - 1];
      values[j] = v;
    }
  }
}

/** Sorts ints, floats or simple strings without a comparison function; false where that cannot be. */
function sortRaw(values: Value[]): boolean {
  const first = values[0];
  if (typeof first === "number") {
    const raw = Float64Array.from(values as number[]).sort();
    for (let i = 0; i < raw.length; i++) values[i] = raw[i];
    return true;
  }
  if (typeof first === "string") {
    for (const v of values) if (!plain(v as string)) return false;
    values.sort();
    return true;
  }
  if (first instanceof PyFloat) {
    const raw = new Float64Array(values.length);
    for (let i = 0; i < raw.length; i++) {
      const v = (values[i] as PyFloat).v;
      // -0.0 and 0.0 are equal, and stay as they are
      if (v === 0) return false;
      raw[i] = v;
    }
    raw.sort();
    const cls = first.cls;
    if (Object.hasOwn(first, "cls") || cls !== PyFloat.prototype.cls) return false;
    // a float is its value: `is` compares values
    for (let i = 0; i < raw.length; i++) values[i] = new PyFloat(raw[i]);
    return true;
  }
  return false;
}

type Compare = (a: Value, b: Value) => number;

/** A JS comparison where all keys are of one kind that JS orders as Python does. */
function uniform(keys: readonly Value[]): Compare | null {
  const first = keys[0];
  if (typeof first === "number") {
    for (const k of keys) if (typeof k !== "number") return null;
    return (a, b) => (a as number) - (b as number);
  }
  if (typeof first === "string") {
    let simple = true;
    for (const k of keys) {
      if (typeof k !== "string") return null;
      if (simple && !plain(k)) simple = false;
    }
    return simple
      ? (a, b) => ((a as string) < (b as string) ? -1 : a === b ? 0 : 1)
      : (a, b) => compareStrings(a as string, b as string);
  }
  if (first instanceof PyFloat) {
    const cls = first.cls;
    for (const k of keys) {
      if (!(k instanceof PyFloat) || k.cls !== cls || k.v !== k.v || Object.hasOwn(k, "cls")) {
        return null;
      }
    }
    return (a, b) => (a as PyFloat).v - (b as PyFloat).v;
  }
  return null;
}

/** A comparison of exact tuples whose first items are of one kind: only equal ones need more. */
function tuples(keys: readonly Value[]): Compare | null {
  const firsts: Value[] = [];
  for (const k of keys) {
    if (!(k instanceof PyTuple) || k.cls !== PyTuple.prototype.cls || k.items.length === 0) {
      return null;
    }
    firsts.push(k.items[0]);
  }
  const kind = uniform(firsts);
  if (kind === null) return null;
  return (a, b) => {
    const c = kind((a as PyTuple).items[0], (b as PyTuple).items[0]);
    return c !== 0 ? c : less(a, b) ? -1 : less(b, a) ? 1 : 0;
  };
}

const less = (a: Value, b: Value): boolean => {
  if (meter !== null) meter.spend(2);
  return compareBool(a, b, Cmp.Lt);
};

/** Merge sort of `keys` in place, taking `values` along; natural runs first. */
function mergeSort(keys: Value[], values: Value[] | null): void {
  const n = keys.length;
  // runs as timsort finds them: ascending, or strictly descending and then reversed
  const runs: number[] = [];
  const MIN = 24;
  let i = 0;
  while (i < n) {
    let j = i + 1;
    if (j < n) {
      if (less(keys[j], keys[i])) {
        j++;
        while (j < n && less(keys[j], keys[j - 1])) j++;
        reverseRange(keys, i, j);
        if (values !== null) reverseRange(values, i, j);
      } else {
        j++;
        while (j < n && !less(keys[j], keys[j - 1])) j++;
      }
    }
    const end = Math.min(n, Math.max(j, i + MIN));
    // binary insertion up to the least run
    for (; j < end; j++) {
      const k = keys[j];
      const v = values === null ? null : values[j];
      let lo = i;
      let hi = j;
      while (lo < hi) {
        const mid = (lo + hi) >>> 1;
        if (less(k, keys[mid])) hi = mid;
        else lo = mid + 1;
      }
      for (let m = j; m > lo; m--) {
        keys[m] = keys[m - 1];
        if (values !== null) values[m] = values[m - 1];
      }
      keys[lo] = k;
      if (values !== null) values[lo] = v!;
    }
    runs.push(i);
    i = end;
  }
  runs.push(n);
  const tmpK: Value[] = new Array(n);
  const tmpV: Value[] | null = values === null ? null : new Array(n);
  let level = runs;
  while (level.length > 2) {
    const next: number[] = [];
    let r = 0;
    for (; r + 2 < level.length; r += 2) {
      merge(keys, values, level[r], level[r + 1], level[r + 2], tmpK, tmpV);
      next.push(level[r]);
    }
    if (r + 1 < level.length) next.push(level[r]);
    next.push(n);
    level = next;
  }
}

function reverseRange(a: Value[], i: number, j: number): void {
  j--;
  while (i < j) {
    const t = a[i];
    a[i++] = a[j];
    a[j--] = t;
  }
}

function merge(
  keys: Value[],
  values: Value[] | null,
  lo: number,
  mid: number,
  hi: number,
  tk: Value[],
  tv: Value[] | null,
): void {
  if (!less(keys[mid], keys[mid - 1])) return;
  for (let i = lo; i < mid; i++) {
    tk[i] = keys[i];
    if (tv !== null) tv[i] = values![i];
  }
  let i = lo;
  let j = mid;
  let k = lo;
  try {
    while (i < mid && j < hi) {
      if (less(keys[j], tk[i])) {
        keys[k] = keys[j];
        if (values !== null) values[k] = values[j];
        j++;
      } else {
        keys[k] = tk[i];
        if (values !== null) values[k] = tv![i];
        i++;
      }
      k++;
    }
  } finally {
    // also after an exception the list holds what it held
    while (i < mid) {
      keys[k] = tk[i];
      if (values !== null) values[k] = tv![i];
      i++;
      k++;
    }
  }
}
