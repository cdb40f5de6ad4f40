/**
 * _heapq (Modules/_heapqmodule.c) and _bisect (Modules/_bisectmodule.c).
 *
 * @module
 */
import { compareBool } from "../core/compare.ts";
import { indexError, runtimeError, typeError, typeName, valueError } from "../core/errors.ts";
import { Cmp, type Maybe, PyList, type Value } from "../core/object.ts";
import { asCInt, callMethod, getSeqItem, len } from "../core/ops.ts";
import type { ModuleSpec } from "./spec.ts";

type Less = (a: Value, b: Value) => boolean;
const less: Less = (a, b) =>
  typeof a === "number" && typeof b === "number" ? a < b : compareBool(a, b, Cmp.Lt);
const greater: Less = (a, b) => less(b, a);

function heap(v: Value): PyList {
  if (!(v instanceof PyList)) {
    throw typeError(`heap argument must be a list, not ${typeName(v)}`);
  }
  return v;
}

function checked(l: PyList, n: number, yes: boolean): boolean {
  if (l.items.length !== n) throw runtimeError("list changed size during iteration");
  return yes;
}

function down(l: PyList, start: number, pos: number, before: Less): void {
  const n = l.items.length;
  const item = l.items[pos];
  while (pos > start) {
    const parent = (pos - 1) >> 1;
    if (!checked(l, n, before(item, l.items[parent]))) break;
    l.items[pos] = l.items[parent];
    l.items[parent] = item;
    pos = parent;
  }
}

function up(l: PyList, pos: number, before: Less): void {
  const n = l.items.length;
  const start = pos;
  const limit = n >> 1;
  while (pos < limit) {
    let child = 2 * pos + 1;
    if (child + 1 < n && !checked(l, n, before(l.items[child], l.items[child + 1]))) child++;
    const { items } = l;
    const t = items[child];
    items[child] = items[pos];
    items[pos] = t;
    pos = child;
  }
  down(l, start, pos, before);
}

function pop(v: Value, before: Less): Value {
  const l = heap(v);
  const last = l.items.pop();
  if (last === undefined) throw indexError("index out of range");
  if (l.items.length === 0) return last;
  const first = l.items[0];
  l.items[0] = last;
  up(l, 0, before);
  return first;
}

function replace(v: Value, item: Value, before: Less): Value {
  const l = heap(v);
  if (l.items.length === 0) throw indexError("index out of range");
  const first = l.items[0];
  l.items[0] = item;
  up(l, 0, before);
  return first;
}

function heapify(v: Value, before: Less): void {
  const l = heap(v);
  for (let i = (l.items.length >> 1) - 1; i >= 0; i--) up(l, i, before);
}

export const _heapq_module = (): ModuleSpec => ({
  name: "_heapq",
  doc: "Heap queue algorithm.",
  functions: {
    heappush: [
      "(heap, item, /)",
      (h: Value, item: Value) => {
        const l = heap(h);
        l.items.push(item);
        down(l, 0, l.items.length - 1, less);
      },
      "heappush(heap, item) -> None. Push item onto heap, maintaining the heap invariant.",
      1,
    ],
    heappushpop: [
      "(heap, item, /)",
      (h: Value, item: Value) => {
        const l = heap(h);
        if (l.items.length === 0 || !less(l.items[0], item)) return item;
        return replace(l, item, less);
      },
      "heappushpop(heap, item) -> value. Push item on the heap, then pop and return the smallest item\nfrom the heap.",
      1,
    ],
    heappop: [
      "(heap, /)",
      (h: Value) => pop(h, less),
      "Pop the smallest item off the heap, maintaining the heap invariant.",
    ],
    heapreplace: [
      "(heap, item, /)",
      (h: Value, item: Value) => replace(h, item, less),
      "heapreplace(heap, item) -> value. Pop and return the current smallest value, and add the new item.",
      1,
    ],
    heapify: [
      "(heap, /)",
      (h: Value) => heapify(h, less),
      "Transform list into a heap, in-place, in O(len(heap)) time.",
    ],
    _heappop_max: ["(heap, /)", (h: Value) => pop(h, greater), "Maxheap variant of heappop."],
    _heapreplace_max: [
      "(heap, item, /)",
      (h: Value, item: Value) => replace(h, item, greater),
      "Maxheap variant of heapreplace",
      1,
    ],
    _heapify_max: ["(heap, /)", (h: Value) => heapify(h, greater), "Maxheap variant of heapify."],
  },
});

function search(a: Value, x: Value, lo: Maybe, hi: Maybe, right: boolean): number {
  let from = lo === undefined ? 0 : asCInt(lo, 64);
  if (from < 0) throw valueError("lo must be non-negative");
  let to = hi === undefined || hi === null ? -1 : asCInt(hi, 64);
  if (to === -1) to = len(a);
  while (from < to) {
    const mid = Math.floor((from + to) / 2);
    const item = a instanceof PyList && a.cls.name === "list" && mid < a.items.length
      ? a.items[mid]
      : getSeqItem(a, mid);
    if (right ? less(x, item) : !less(item, x)) to = mid;
    else from = mid + 1;
  }
  return from;
}

function insort(a: Value, x: Value, lo: Maybe, hi: Maybe, right: boolean): void {
  const i = search(a, x, lo, hi, right);
  if (a instanceof PyList && a.cls.name === "list") a.items.splice(i, 0, x);
  else callMethod(a, "insert", i, x);
}

const bisectSig = "(a, x, lo=0, hi=None)";
const find = (right: boolean) => (a: Value, x: Value, lo: Maybe, hi: Maybe) =>
  search(a, x, lo, hi, right);
const insert = (right: boolean) => (a: Value, x: Value, lo: Maybe, hi: Maybe) =>
  insort(a, x, lo, hi, right);

export const _bisect_module = (): ModuleSpec => ({
  name: "_bisect",
  doc: "Bisection algorithms.",
  functions: {
    bisect: [bisectSig, find(true), "Alias for bisect_right()."],
    bisect_right: [
      bisectSig,
      find(true),
      "Return the index where to insert item x in list a, assuming a is sorted.",
    ],
    bisect_left: [
      bisectSig,
      find(false),
      "Return the index where to insert item x in list a, assuming a is sorted.",
    ],
    insort: [bisectSig, insert(true), "Alias for insort_right()."],
    insort_right: [
      bisectSig,
      insert(true),
      "Insert item x in list a, and keep it sorted assuming a is sorted.",
    ],
    insort_left: [
      bisectSig,
      insert(false),
      "Insert item x in list a, and keep it sorted assuming a is sorted.",
    ],
  },
});
