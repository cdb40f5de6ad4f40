/**
 * list (Objects/listobject.c).
 *
 * @module
 */
import { basicSize } from "./sizes.ts";
import { meter } from "../core/meter.ts";
import { bind, type Decl, Signature } from "../core/args.ts";
import { compareBool, enterRecursive, eq, isTrue, leaveRecursive } from "../core/compare.ts";
import { E, indexError, memoryError, typeError, typeName, valueError } from "../core/errors.ts";
import {
  asInstanceOf,
  Cmp,
  type Maybe,
  NotImplemented,
  PyList,
  PyObject,
  PyTuple,
  PyType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import {
  asIndex,
  asSsize,
  call,
  fastItems,
  getIter,
  lengthHint,
  repr,
  toArray,
} from "../core/ops.ts";
import { iterBuiltin } from "./range.ts";
import { PySlice, sliceArray, sliceIndices } from "./slice.ts";
import { sortValues } from "./sort.ts";
import type { TypeSpec } from "./type.ts";

/** Longest array that is worth trying. */
export const MAX_ITEMS = 2 ** 27;

/** An iterator over a list. */
export class PyListIter extends PyObject {
  index = 0;
  constructor(public seq: PyList | null) {
    super();
  }
  /** The next item, or undefined. */
  next(): Maybe {
    const s = this.seq;
    if (s === null) return undefined;
    if (this.index < s.items.length) return s.items[this.index++];
    this.seq = null;
    return undefined;
  }
}

/** A reverse iterator over a list. */
export class PyListRevIter extends PyObject {
  index: number;
  constructor(public seq: PyList | null) {
    super();
    this.index = seq === null ? -1 : seq.items.length - 1;
  }
}

export const listIterType: PyType = new PyType("list_iterator", TypeFlag.None);
PyListIter.prototype.cls = listIterType;
export const listRevIterType: PyType = new PyType("list_reverseiterator", TypeFlag.None);
PyListRevIter.prototype.cls = listRevIterType;

/** Objects whose repr is being made: a second visit prints "...". */
export const reprRunning: Set<PyObject> = new Set();

/** repr of a container that may contain itself (Py_ReprEnter). */
export function reprGuard(o: PyObject, again: string, f: () => string): string {
  if (reprRunning.has(o)) return again;
  reprRunning.add(o);
  try {
    return f();
  } finally {
    reprRunning.delete(o);
  }
}

/**
 * The first index from `from` on whose item equals a value, or -1. With `value`
 * first its `__eq__` is asked first. The sequence may change meanwhile.
 */
export function indexOf(
  s: { readonly items: readonly Value[] },
  x: Value,
  from = 0,
  to = Infinity,
  valueFirst = false,
): number {
  const plain = typeof x === "number" || typeof x === "string";
  for (let i = from; i < to && i < s.items.length; i++) {
    const y = s.items[i];
    if (y === x) return i;
    if (plain && (typeof y === "number" || typeof y === "string" || y === null)) continue;
    if (valueFirst ? eq(x, y) : eq(y, x)) return i;
  }
  return -1;
}

/** How many items equal a value. */
export function countOf(s: { readonly items: readonly Value[] }, x: Value): number {
  let n = 0;
  for (let i = indexOf(s, x); i >= 0; i = indexOf(s, x, i + 1)) n++;
  return n;
}

/** Compares item arrays as sequences do. */
export function compareItems(a: readonly Value[], b: readonly Value[], op: Cmp): Value {
  if (a.length !== b.length && (op === Cmp.Eq || op === Cmp.Ne)) return op === Cmp.Ne;
  enterRecursive(" in comparison");
  try {
    let i = 0;
    for (; i < a.length && i < b.length; i++) if (!eq(a[i], b[i])) break;
    if (i >= a.length || i >= b.length) {
      const x = a.length;
      const y = b.length;
      switch (op) {
        case Cmp.Lt:
          return x < y;
        case Cmp.Le:
          return x <= y;
        case Cmp.Eq:
          return x === y;
        case Cmp.Ne:
          return x !== y;
        case Cmp.Gt:
          return x > y;
        default:
          return x >= y;
      }
    }
    if (op === Cmp.Eq) return false;
    if (op === Cmp.Ne) return true;
    return compareBool(a[i], b[i], op);
  } finally {
    leaveRecursive();
  }
}

/** Two arrays in a new one. */
function joined(a: readonly Value[], b: readonly Value[]): Value[] {
  if (a.length + b.length > 64) return a.concat(b);
  const out = a.slice();
  for (let i = 0; i < b.length; i++) out.push(b[i]);
  return out;
}

/** An array repeated. Raises MemoryError beyond reason. */
export function repeatArray(items: readonly Value[], n: number): Value[] {
  if (n <= 0 || items.length === 0) return [];
  if (items.length * n > MAX_ITEMS) throw memoryError();
  if (meter !== null) {
    if (!meter.allows(8 * items.length * n)) throw memoryError();
    meter.commit(items.length * n);
  }
  if (items.length === 1) return new Array(n).fill(items[0]);
  const out: Value[] = new Array(items.length * n);
  for (let i = 0, k = 0; i < n; i++) for (let j = 0; j < items.length; j++) out[k++] = items[j];
  return out;
}

/** list.extend. */
export function listExtend(l: PyList, v: Value): void {
  if (v instanceof PyList || v instanceof PyTuple) {
    const src = fastItems(v);
    const n = src.length;
    if (meter !== null) meter.spend(n);
    for (let i = 0; i < n; i++) l.items.push(src[i]);
    return;
  }
  const it = getIter(v);
  lengthHint(v, 8);
  const into = typeOf(it).tpInto;
  if (into !== undefined) {
    const sink = (x: Value) => {
      l.items.push(x);
      return true;
    };
    for (let x: Maybe; (x = into(it, sink)) !== undefined;) l.items.push(x);
    return;
  }
  const next = typeOf(it).tpIternext!;
  for (let x: Maybe; (x = next(it)) !== undefined;) l.items.push(x);
}

function assSlice(l: PyList, s: PySlice, v: Maybe): void {
  let values: readonly Value[] = [];
  if (v !== undefined) {
    values = v === l ? l.items.slice() : fastItems(
      v,
      s.step === null || s.step === 1
        ? "can only assign an iterable"
        : "must assign iterable to extended slice",
    );
    if (values === l.items) values = l.items.slice();
  }
  const [start, , step, count] = sliceIndices(s, l.items.length);
  if (step === 1) {
    if (values.length < 50000) l.items.splice(start, count, ...values);
    else l.items = [...l.items.slice(0, start), ...values, ...l.items.slice(start + count)];
    return;
  }
  if (v === undefined) {
    if (count === 0) return;
    const drop = new Set<number>();
    for (let i = 0, j = start; i < count; i++, j += step) drop.add(j);
    const kept: Value[] = [];
    l.items.forEach((x, i) => {
      if (!drop.has(i)) kept.push(x);
    });
    l.items = kept;
    return;
  }
  if (values.length !== count) {
    throw valueError(
      `attempt to assign sequence of size ${values.length} to extended slice of size ${count}`,
    );
  }
  for (let i = 0, j = start; i < count; i++, j += step) l.items[j] = values[i];
}

function itemAt(l: PyList, i: number): Value {
  const items = l.items;
  if (i < 0 || i >= items.length) throw indexError("list index out of range");
  return items[i];
}

function assItem(l: PyList, i: number, v: Maybe): void {
  const items = l.items;
  if (i < 0 || i >= items.length) throw indexError("list assignment index out of range");
  if (v === undefined) items.splice(i, 1);
  else items[i] = v;
}

const initSig = new Signature("list", "(sequence=())", 0);
const sortSig = new Signature("sort", "($self, *, key=None, reverse=False)", 0);

/** Sorts a list in place (list.sort): it is empty while keys and comparisons run. */
export function listSort(l: PyList, key: Value, reverse: boolean): void {
  const items = l.items;
  let touched = false;
  // what is put in and taken out again counts as a change
  const seen = new Proxy<Value[]>([], {
    set(items, name, v) {
      if (name !== "length") touched = true;
      return Reflect.set(items, name, v);
    },
  });
  l.items = seen;
  try {
    const keys = key === null ? null : items.map((x) => call(key, [x]));
    sortValues(items, keys, reverse);
  } finally {
    const changed = l.items !== seen || touched;
    l.items = items;
    // deno-lint-ignore no-unsafe-finally
    if (changed) throw valueError("list modified during sort");
  }
}

/** The bounds of index(): clipped as slices are. */
export function searchBounds(start: Value, stop: Value, length: number): [number, number] {
  const fix = (v: Value): number => {
    if (v !== null && typeOf(v).nbIndex === undefined) {
      throw typeError("slice indices must be integers or have an __index__ method");
    }
    const n = asIndex(v!);
    const i = typeof n === "number"
      ? n
      : n > 0n
      ? Number.MAX_SAFE_INTEGER
      : -Number.MAX_SAFE_INTEGER;
    return i < 0 ? Math.max(0, i + length) : i;
  };
  return [fix(start), Math.min(fix(stop), Number.MAX_SAFE_INTEGER)];
}

export const listSpec: TypeSpec = {
  doc: "list() -> new empty list\nlist(iterable) -> new list initialized from iterable's items",
  slots: {
    tpNew: (t) => asInstanceOf(new PyList([]), t),
    tpInit: (self, args, kw) => {
      const l = self as PyList;
      const src = kw === null && args.length < 2 ? args[0] : bind(initSig, args, kw)[0] as Maybe;
      l.items = [];
      if (src !== undefined) listExtend(l, src);
    },
    tpRepr: (v) => {
      const l = v as PyList;
      if (l.items.length === 0) return "[]";
      return reprGuard(l, "[...]", () => {
        let s = "[";
        for (let i = 0; i < l.items.length; i++) {
          if (i > 0) s += ", ";
          s += repr(l.items[i]);
        }
        return s + "]";
      });
    },
    tpHash: null,
    tpRichcompare: (a, b, op) =>
      a instanceof PyList && b instanceof PyList
        ? compareItems(a.items, b.items, op)
        : NotImplemented,
    tpIter: (v) => new PyListIter(v as PyList),
    sqLength: (v) => (v as PyList).items.length,
    sqConcat: (a, b) => {
      if (!(b instanceof PyList)) {
        throw typeError(`can only concatenate list (not "${typeName(b, 200)}") to list`);
      }
      return new PyList(joined((a as PyList).items, b.items));
    },
    sqRepeat: (v, n) => new PyList(repeatArray((v as PyList).items, n)),
    sqItem: (v, i) => itemAt(v as PyList, i),
    sqAssItem: (v, i, x) => assItem(v as PyList, i, x),
    sqContains: (v, x) => {
      return indexOf(v as PyList, x, 0, Infinity, true) >= 0;
    },
    sqInplaceConcat: (a, b) => {
      listExtend(a as PyList, b);
      return a;
    },
    sqInplaceRepeat: (a, n) => {
      const l = a as PyList;
      l.items = repeatArray(l.items, n);
      return l;
    },
    mpLength: (v) => (v as PyList).items.length,
    mpSubscript: (v, k) => {
      const l = v as PyList;
      if (typeof k === "number") return itemAt(l, k < 0 ? k + l.items.length : k);
      if (k instanceof PySlice) return new PyList(sliceArray(l.items, k));
      if (typeOf(k).nbIndex === undefined) {
        throw typeError(`list indices must be integers or slices, not ${typeName(k, 200)}`);
      }
      const i = asSsize(k, E.IndexError);
      return itemAt(l, i < 0 ? i + l.items.length : i);
    },
    mpAssSubscript: (v, k, x) => {
      const l = v as PyList;
      if (k instanceof PySlice) return assSlice(l, k, x);
      if (typeOf(k).nbIndex === undefined) {
        throw typeError(`list indices must be integers or slices, not ${typeName(k, 200)}`);
      }
      const i = asSsize(k, E.IndexError);
      assItem(l, i < 0 ? i + l.items.length : i, x);
    },
  },
  methods: {
    append: ["($self, object, /)", (l: PyList, v: Value) => {
      l.items.push(v);
    }, "L.append(object) -> None -- append object to end"],
    clear: ["($self, /)", (l: PyList) => {
      l.items = [];
    }, "L.clear() -> None -- remove all items from L"],
    copy: [
      "($self, /)",
      (l: PyList) => new PyList(l.items.slice()),
      "L.copy() -> list -- a shallow copy of L",
    ],
    count: [
      "($self, value, /)",
      (l: PyList, v: Value) => countOf(l, v),
      "L.count(value) -> integer -- return number of occurrences of value",
    ],
    extend: [
      "($self, iterable, /)",
      (l: PyList, v: Value) => listExtend(l, v),
      "L.extend(iterable) -> None -- extend list by appending elements from the iterable",
    ],
    index: [
      "($self, value, start=0, stop=9223372036854775807, /)",
      (l: PyList, v: Value, start: Value = 0, stop: Value = Number.MAX_SAFE_INTEGER) => {
        const [from, to] = searchBounds(start, stop, l.items.length);
        const i = indexOf(l, v, from, to);
        if (i >= 0) return i;
        throw valueError(`${repr(v)} is not in list`);
      },
      "L.index(value, [start, [stop]]) -> integer -- return first index of value.\nRaises ValueError if the value is not present.",
    ],
    insert: ["($self, index, object, /)", (l: PyList, i: Value, v: Value) => {
      if (typeOf(i).nbIndex === undefined) {
        throw typeError(`'${typeName(i)}' object cannot be interpreted as an integer`);
      }
      let at = asSsize(i, E.OverflowError);
      const n = l.items.length;
      if (at < 0) at = Math.max(0, at + n);
      if (at >= n) l.items.push(v);
      else l.items.splice(at, 0, v);
    }, "L.insert(index, object) -- insert object before index"],
    pop: [
      "($self, index=-1, /)",
      (l: PyList, i?: Value) => {
        const n = l.items.length;
        if (i === undefined) {
          if (n === 0) throw indexError("pop from empty list");
          return l.items.pop()!;
        }
        let at = asSsize(i, E.IndexError);
        if (n === 0) throw indexError("pop from empty list");
        if (at < 0) at += n;
        if (at < 0 || at >= n) throw indexError("pop index out of range");
        if (at === n - 1) return l.items.pop()!;
        if (at === 0) return l.items.shift()!;
        return l.items.splice(at, 1)[0];
      },
      "L.pop([index]) -> item -- remove and return item at index (default last).\nRaises IndexError if list is empty or index is out of range.",
    ],
    remove: [
      "($self, value, /)",
      (l: PyList, v: Value) => {
        const i = indexOf(l, v);
        if (i >= 0) {
          l.items.splice(i, 1);
          return;
        }
        throw valueError("list.remove(x): x not in list");
      },
      "L.remove(value) -> None -- remove first occurrence of value.\nRaises ValueError if the value is not present.",
    ],
    reverse: ["($self, /)", (l: PyList) => {
      l.items.reverse();
    }, "L.reverse() -- reverse *IN PLACE*"],
    sort: [
      "($self, /, *, key=None, reverse=False)",
      (l: PyList, args: Value[], kw: string[] | null) => {
        if (args.length - (kw?.length ?? 0) > 0) {
          throw typeError("must use keyword argument for key function");
        }
        const [key = null, reverse = false] = bind(sortSig, args, kw) as Value[];
        const r = typeof reverse === "boolean" ? reverse : asIndex(reverse) !== 0;
        listSort(l, key, r);
      },
      "L.sort(key=None, reverse=False) -> None -- stable sort *IN PLACE*",
      3,
    ] as Decl,
    __reversed__: [
      "($self, /)",
      (l: PyList) => new PyListRevIter(l),
      "L.__reversed__() -- return a reverse iterator over the list",
    ],
    __sizeof__: [
      "($self, /)",
      (l: PyList) => basicSize(l) + 8 * l.items.length,
      "L.__sizeof__() -- size of L in memory, in bytes",
    ],
  },
};

export const listIterSpec: TypeSpec = {
  slots: {
    tpIter: (v) => v,
    tpIternext: (v) => {
      if (meter !== null) meter.spend(1);
      return (v as PyListIter).next();
    },
  },
  methods: {
    __length_hint__: [
      "($self, /)",
      (it: PyListIter) => it.seq === null ? 0 : Math.max(0, it.seq.items.length - it.index),
    ],
    __reduce__: [
      "($self, /)",
      (it: PyListIter) =>
        it.seq === null
          ? tuple([iterBuiltin(), tuple([new PyList([])])])
          : tuple([iterBuiltin(), tuple([it.seq]), it.index]),
    ],
    __setstate__: ["($self, state, /)", (it: PyListIter, v: Value) => {
      if (it.seq === null) return;
      const n = Number(asIndex(v));
      it.index = n < 0 ? 0 : Math.min(n, it.seq.items.length);
    }],
  },
};

let reversedHook: Value = null;
/** Tells what builtins.reversed is, for pickling. */
export function setReversedBuiltin(v: Value): void {
  reversedHook = v;
}

export const listRevIterSpec: TypeSpec = {
  slots: {
    tpIter: (v) => v,
    tpIternext: (v) => {
      const it = v as PyListRevIter;
      if (it.seq === null) return undefined;
      if (it.index >= 0 && it.index < it.seq.items.length) return it.seq.items[it.index--];
      it.index = -1;
      it.seq = null;
      return undefined;
    },
  },
  methods: {
    __length_hint__: ["($self, /)", (it: PyListRevIter) => {
      const n = it.index + 1;
      return it.seq === null || it.seq.items.length < n ? 0 : n;
    }],
    __reduce__: [
      "($self, /)",
      (it: PyListRevIter) =>
        it.seq === null
          ? tuple([iterBuiltin(), tuple([new PyList([])])])
          : tuple([reversedHook, tuple([it.seq]), it.index]),
    ],
    __setstate__: ["($self, state, /)", (it: PyListRevIter, v: Value) => {
      if (it.seq === null) return;
      const n = Number(asIndex(v));
      it.index = Math.max(-1, Math.min(n, it.seq.items.length - 1));
    }],
  },
};

/** Whether all or any of an iterable's values are true; shared by all() and any(). */
export function scan(v: Value, stopAt: boolean): boolean {
  const it = getIter(v);
  const { tpIternext, tpInto } = typeOf(it);
  const other = (x: Value): boolean => x === !stopAt;
  for (;;) {
    const x = tpInto === undefined ? tpIternext!(it) : tpInto(it, other);
    if (x === undefined) return !stopAt;
    if (isTrue(x) === stopAt) return stopAt;
  }
}

/** The items of a list value as a fresh list object. */
export const listOf = (v: Value): PyList => new PyList(toArray(v));
