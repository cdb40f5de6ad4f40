/**
 * _collections (Modules/_collectionsmodule.c): deque, defaultdict and helpers.
 * OrderedDict is in `ordered_dict.ts`.
 *
 * @module
 */
import { basicSize } from "../objects/sizes.ts";
import { bind, Signature } from "../core/args.ts";
import { add } from "../core/arith.ts";
import { eq } from "../core/compare.ts";
import { dictType, PyDict } from "../core/dict.ts";
import {
  E,
  exception,
  indexError,
  keyError,
  runtimeError,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import {
  asInstanceOf,
  type Maybe,
  NotImplemented,
  PyList,
  PyObject,
  PyType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import {
  asCInt,
  asSsize,
  call,
  getAttr,
  getAttrOpt,
  getIter,
  isCallable,
  iterNext,
  repr,
  setItem,
} from "../core/ops.ts";
import { compareItems, reprGuard, searchBounds } from "../objects/list.ts";
import type { TypeSpec } from "../objects/type.ts";
import { orderedDictTypes } from "./ordered_dict.ts";
import type { ModuleSpec } from "./spec.ts";

// deque -----------------------------------------------------------------------------

/** A deque: a ring of a power of two places. */
export class PyDeque extends PyObject {
  ring: Maybe[] = new Array(8).fill(undefined);
  head = 0;
  size = 0;
  /** Infinity where there is none. */
  maxlen = Infinity;
  /** Changes with every change that an iterator would notice. */
  state = 0;

  at(i: number): Value {
    return this.ring[(this.head + i) & (this.ring.length - 1)]!;
  }

  put(i: number, v: Value): void {
    this.ring[(this.head + i) & (this.ring.length - 1)] = v;
  }

  toArray(): Value[] {
    const out: Value[] = new Array(this.size);
    for (let i = 0; i < this.size; i++) out[i] = this.at(i);
    return out;
  }

  /** Takes over new contents. */
  assign(items: readonly Value[]): void {
    let n = 8;
    while (n < items.length) n *= 2;
    this.ring = new Array(n).fill(undefined);
    for (let i = 0; i < items.length; i++) this.ring[i] = items[i];
    this.head = 0;
    this.size = items.length;
    this.state++;
  }

  private grow(): void {
    const items = this.toArray();
    this.ring = items.concat(new Array(items.length).fill(undefined));
    this.head = 0;
  }

  append(v: Value): void {
    if (this.size === this.maxlen) {
      if (this.size === 0) return;
      this.popleft();
    }
    if (this.size === this.ring.length) this.grow();
    this.put(this.size, v);
    this.size++;
    this.state++;
  }

  appendleft(v: Value): void {
    if (this.size === this.maxlen) {
      if (this.size === 0) return;
      this.pop();
    }
    if (this.size === this.ring.length) this.grow();
    this.head = (this.head - 1) & (this.ring.length - 1);
    this.ring[this.head] = v;
    this.size++;
    this.state++;
  }

  pop(): Value {
    if (this.size === 0) throw indexError("pop from an empty deque");
    const i = (this.head + this.size - 1) & (this.ring.length - 1);
    const v = this.ring[i]!;
    this.ring[i] = undefined;
    this.size--;
    this.state++;
    return v;
  }

  popleft(): Value {
    if (this.size === 0) throw indexError("pop from an empty deque");
    const v = this.ring[this.head]!;
    this.ring[this.head] = undefined;
    this.head = (this.head + 1) & (this.ring.length - 1);
    this.size--;
    this.state++;
    return v;
  }

  extend(v: Value): void {
    const src = v === this ? new PyList(this.toArray()) : v;
    const it = getIter(src);
    const next = typeOf(it).tpIternext!;
    for (let x: Maybe; (x = next(it)) !== undefined;) this.append(x);
  }

  rotate(n: number): void {
    if (this.size <= 1) return;
    const half = this.size >> 1;
    if (n > half || n < -half) {
      n %= this.size;
      if (n > half) n -= this.size;
      else if (n < -half) n += this.size;
    }
    const { maxlen } = this;
    this.maxlen = Infinity;
    for (; n > 0; n--) this.appendleft(this.pop());
    for (; n < 0; n++) this.append(this.popleft());
    this.maxlen = maxlen;
  }

  remove(i: number): void {
    this.rotate(-i);
    // rotate() takes the shorter way, so that the item is at the front all the same
    this.popleft();
    this.rotate(i);
  }
}

class PyDequeIter extends PyObject {
  index = 0;
  state: number;
  left: number;
  constructor(readonly deque: PyDeque, readonly reverse: boolean) {
    super();
    this.cls = reverse ? dequeRevIterType : dequeIterType;
    this.state = deque.state;
    this.left = deque.size;
  }
  next(): Maybe {
    const d = this.deque;
    if (d.state !== this.state) {
      this.left = 0;
      throw runtimeError("deque mutated during iteration");
    }
    if (this.left === 0) return undefined;
    this.left--;
    const i = this.index++;
    return d.at(this.reverse ? d.size - 1 - i : i);
  }
}

export const dequeType = new PyType("deque", TypeFlag.BaseType, "collections");
PyDeque.prototype.cls = dequeType;
const dequeIterType = new PyType("_deque_iterator", TypeFlag.None, "_collections");
const dequeRevIterType = new PyType("_deque_reverse_iterator", TypeFlag.None, "_collections");

function find(d: PyDeque, v: Value, from: number, to: number, mutated: () => Error_): number {
  const { state } = d;
  for (let i = from; i < to && i < d.size; i++) {
    const same = eq(d.at(i), v);
    if (d.state !== state) throw mutated();
    if (same) return i;
  }
  return -1;
}
type Error_ = ReturnType<typeof runtimeError>;
const changed = () => runtimeError("deque mutated during iteration");

function copyDeque(d: PyDeque): PyDeque {
  if (d.cls === dequeType) {
    const c = new PyDeque();
    c.maxlen = d.maxlen;
    c.assign(d.toArray());
    return c;
  }
  const c = call(d.cls, d.maxlen === Infinity ? [d] : [d, d.maxlen]);
  if (c instanceof PyDeque) return c;
  throw typeError(`${d.cls.name}() must return a deque, not ${typeName(c, 200)}`);
}

function repeated(d: PyDeque, n: number): PyDeque {
  const c = copyDeque(d);
  c.assign([]);
  const items = d.toArray();
  if (n > 0 && items.length * n > 2 ** 27) throw exception(E.MemoryError);
  for (let i = 0; i < n; i++) for (const x of items) c.append(x);
  return c;
}

const dequeSig = new Signature("deque", "(iterable=(), maxlen=None)", 0);

const dequeSpec: TypeSpec = {
  doc:
    "deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence optimized for data accesses near its endpoints.",
  weakrefable: true,
  slots: {
    tpNew: (t) => asInstanceOf(new PyDeque(), t),
    tpInit: (self, args, kw) => {
      const d = self as PyDeque;
      const [iterable, max = null] = bind(dequeSig, args, kw) as Maybe[];
      let maxlen = Infinity;
      if (max !== null) {
        if (typeOf(max).nbIndex === undefined) throw typeError("an integer is required");
        maxlen = asSsize(max, E.OverflowError);
        if (maxlen < 0) throw valueError("maxlen must be non-negative");
      }
      d.maxlen = maxlen;
      if (d.size > 0) d.assign([]);
      if (iterable !== undefined) d.extend(iterable);
    },
    tpRepr: (v) => {
      const d = v as PyDeque;
      return reprGuard(d, "[...]", () => {
        const items = repr(new PyList(d.toArray()));
        return d.maxlen === Infinity ? `deque(${items})` : `deque(${items}, maxlen=${d.maxlen})`;
      });
    },
    tpHash: null,
    tpRichcompare: (a, b, op) =>
      a instanceof PyDeque && b instanceof PyDeque
        ? a === b && op === 2 ? true : compareItems(a.toArray(), b.toArray(), op)
        : NotImplemented,
    tpIter: (v) => new PyDequeIter(v as PyDeque, false),
    nbBool: (v) => (v as PyDeque).size > 0,
    sqLength: (v) => (v as PyDeque).size,
    sqItem: (v, i) => {
      const d = v as PyDeque;
      if (i < 0 || i >= d.size) throw indexError("deque index out of range");
      return d.at(i);
    },
    sqAssItem: (v, i, x) => {
      const d = v as PyDeque;
      if (i < 0 || i >= d.size) throw indexError("deque index out of range");
      if (x === undefined) d.remove(i);
      else d.put(i, x);
    },
    sqConcat: (a, b) => {
      if (!(b instanceof PyDeque)) {
        throw typeError(`can only concatenate deque (not "${typeName(b, 200)}") to deque`);
      }
      const d = copyDeque(a as PyDeque);
      d.extend(b);
      return d;
    },
    sqInplaceConcat: (a, b) => {
      (a as PyDeque).extend(b);
      return a;
    },
    sqRepeat: (v, n) => repeated(v as PyDeque, n),
    sqInplaceRepeat: (v, n) => {
      const d = v as PyDeque;
      const items = d.toArray();
      if (n > 0 && items.length * n > 2 ** 27) throw exception(E.MemoryError);
      d.assign([]);
      for (let i = 0; i < n; i++) for (const x of items) d.append(x);
      return d;
    },
    sqContains: (v, x) => {
      const d = v as PyDeque;
      return find(d, x, 0, d.size, changed) >= 0;
    },
  },
  getset: {
    maxlen: {
      get: (d: PyDeque) => (d.maxlen === Infinity ? null : d.maxlen),
      doc: "maximum size of a deque or None if unbounded",
    },
  },
  methods: {
    append: [
      "($self, x, /)",
      (d: PyDeque, v: Value) => d.append(v),
      "Add an element to the right side of the deque.",
    ],
    appendleft: [
      "($self, x, /)",
      (d: PyDeque, v: Value) => d.appendleft(v),
      "Add an element to the left side of the deque.",
    ],
    clear: ["($self, /)", (d: PyDeque) => d.assign([]), "Remove all elements from the deque."],
    copy: ["($self, /)", copyDeque, "Return a shallow copy of a deque."],
    __copy__: ["($self, /)", copyDeque, "Return a shallow copy of a deque."],
    count: ["($self, x, /)", (d: PyDeque, v: Value) => {
      const { state } = d;
      let n = 0;
      for (let i = 0; i < d.size; i++) {
        if (eq(d.at(i), v)) n++;
        if (d.state !== state) throw changed();
      }
      return n;
    }, "D.count(value) -> integer -- return number of occurrences of value"],
    extend: [
      "($self, iterable, /)",
      (d: PyDeque, v: Value) => d.extend(v),
      "Extend the right side of the deque with elements from the iterable",
    ],
    extendleft: ["($self, iterable, /)", (d: PyDeque, v: Value) => {
      const it = getIter(v === d ? new PyList(d.toArray()) : v);
      for (let x: Maybe; (x = iterNext(it)) !== undefined;) d.appendleft(x);
    }, "Extend the left side of the deque with elements from the iterable"],
    index: [
      "($self, value, start=0, stop=9223372036854775807, /)",
      (d: PyDeque, v: Value, start: Value = 0, stop: Value = Number.MAX_SAFE_INTEGER) => {
        const [from, to] = searchBounds(start, stop, d.size);
        const i = find(d, v, from, to, changed);
        if (i < 0) throw valueError(`${repr(v)} is not in deque`);
        return i;
      },
      "D.index(value, [start, [stop]]) -> integer -- return first index of value.",
    ],
    insert: ["($self, index, object, /)", (d: PyDeque, at: Value, v: Value) => {
      if (d.size === d.maxlen) throw indexError("deque already at its maximum size");
      const i = asSsize(at, E.OverflowError);
      if (i >= d.size) return d.append(v);
      if (i <= -d.size || i === 0) return d.appendleft(v);
      d.rotate(-i);
      if (i < 0) d.append(v);
      else d.appendleft(v);
      d.rotate(i);
    }, "D.insert(index, object) -- insert object before index"],
    pop: ["($self, /)", (d: PyDeque) => d.pop(), "Remove and return the rightmost element."],
    popleft: ["($self, /)", (d: PyDeque) => d.popleft(), "Remove and return the leftmost element."],
    remove: ["($self, value, /)", (d: PyDeque, v: Value) => {
      const i = find(d, v, 0, d.size, () => indexError("deque mutated during remove()."));
      if (i < 0) throw valueError("deque.remove(x): x not in deque");
      d.remove(i);
    }, "D.remove(value) -- remove first occurrence of value."],
    reverse: ["($self, /)", (d: PyDeque) => {
      const items = d.toArray().reverse();
      items.forEach((x, i) => d.put(i, x));
    }, "D.reverse() -- reverse *IN PLACE*"],
    rotate: ["($self, n=1, /)", (d: PyDeque, n: Value = 1) => {
      d.rotate(asSsize(n, E.OverflowError));
    }, "Rotate the deque n steps to the right (default n=1).  If n is negative, rotates left."],
    __reversed__: [
      "($self, /)",
      (d: PyDeque) => new PyDequeIter(d, true),
      "D.__reversed__() -- return a reverse iterator over the deque",
    ],
    __reduce__: ["($self, /)", (d: PyDeque) => {
      const args = d.maxlen === Infinity ? [] : [tuple([]), d.maxlen];
      return tuple([d.cls, tuple(args), getAttrOpt(d, "__dict__") ?? null, getIter(d)]);
    }, "Return state information for pickling."],
    __sizeof__: ["($self, /)", (d: PyDeque) => basicSize(d) + 528 * (Math.floor(d.size / 64) + 1)],
  },
};

const dequeIterSpec = (reverse: boolean): TypeSpec => ({
  slots: {
    tpNew: (_t, args) => {
      const [d, skip = 0] = args;
      if (!(d instanceof PyDeque)) {
        throw typeError(`argument 1 must be collections.deque, not ${typeName(d)}`);
      }
      const it = new PyDequeIter(d, reverse);
      for (let n = asCInt(skip); n > 0 && it.next() !== undefined;) n--;
      return it;
    },
    tpIter: (v) => v,
    tpIternext: (v) => (v as PyDequeIter).next(),
  },
  methods: {
    __length_hint__: ["($self, /)", (it: PyDequeIter) => it.left],
    __reduce__: [
      "($self, /)",
      (it: PyDequeIter) => tuple([it.cls, tuple([it.deque, it.deque.size - it.left])]),
    ],
  },
});

// defaultdict -----------------------------------------------------------------------

/** A defaultdict. */
export class PyDefaultDict extends PyDict {
  factory: Value = null;
}

export const defaultDictType = new PyType("defaultdict", TypeFlag.BaseType, "collections");
PyDefaultDict.prototype.cls = defaultDictType;

function missing(d: PyDefaultDict, k: Value): Value {
  if (d.factory === null) throw keyError(k);
  const v = call(d.factory, []);
  if (d.cls === defaultDictType) d.set(k, v);
  else setItem(d, k, v);
  return v;
}

const copyDefault = (d: PyDefaultDict): Value => call(d.cls, [d.factory, d]);

const defaultDictSpec: TypeSpec = {
  base: dictType,
  doc: "defaultdict(default_factory[, ...]) --> dict with default factory",
  slots: {
    tpNew: (t) => asInstanceOf(new PyDefaultDict(), t),
    tpInit: (self, args, kw) => {
      const d = self as PyDefaultDict;
      const n = args.length - (kw?.length ?? 0);
      let rest = args;
      let factory: Value = null;
      if (n > 0) {
        factory = args[0];
        if (factory !== null && !isCallable(factory)) {
          throw typeError("first argument must be callable or None");
        }
        rest = args.slice(1);
      }
      d.factory = factory;
      dictType.tpInit!(d, rest, kw);
    },
    tpRepr: (v) => {
      const d = v as PyDefaultDict;
      const base = dictType.tpRepr!(d) as string;
      const factory = d.factory instanceof PyObject
        ? reprGuard(d.factory, "...", () => repr(d.factory))
        : repr(d.factory);
      return `defaultdict(${factory}, ${base})`;
    },
    mpSubscript: (v, k) => {
      const d = v as PyDefaultDict;
      if (d.cls !== defaultDictType) return dictType.mpSubscript!(d, k);
      const found = d.get(k);
      return found === undefined ? missing(d, k) : found;
    },
  },
  getset: {
    default_factory: {
      get: (d: PyDefaultDict) => d.factory,
      set: (d: PyDefaultDict, v: Maybe) => {
        d.factory = v ?? null;
      },
      doc: "Factory for default value called by __missing__().",
    },
  },
  methods: {
    __missing__: [
      "($self, key, /)",
      missing,
      "__missing__(key) # Called by __getitem__ for missing key",
    ],
    copy: ["($self, /)", copyDefault, "D.copy() -> a shallow copy of D."],
    __copy__: ["($self, /)", copyDefault, "D.copy() -> a shallow copy of D."],
    __reduce__: ["($self, /)", (d: PyDefaultDict) => {
      const items = getIter(call(getAttr(d, "items"), []));
      const args = d.factory === null ? [] : [d.factory];
      return tuple([d.cls, tuple(args), null, null, items]);
    }, "Return state information for pickling."],
  },
};

// _count_elements --------------------------------------------------------------------

function countElements(mapping: Value, iterable: Value): void {
  const plain = mapping instanceof PyDict &&
    mapping.cls.lookup("get") === dictType.attrs.get("get") &&
    mapping.cls.lookup("__setitem__") === dictType.attrs.get("__setitem__");
  const it = getIter(iterable);
  const next = typeOf(it).tpIternext!;
  if (plain) {
    for (let x: Maybe; (x = next(it)) !== undefined;) {
      const e = mapping.find(x);
      if (e === undefined) mapping.set(x, 1);
      else e.value = add(e.value!, 1);
    }
    return;
  }
  const get = getAttr(mapping, "get");
  for (let x: Maybe; (x = next(it)) !== undefined;) {
    setItem(mapping, x, add(call(get, [x, 0]), 1));
  }
}

export const _collections_module = (): ModuleSpec => ({
  name: "_collections",
  doc: "High performance data structures.",
  functions: {
    _count_elements: [
      "($module, mapping, iterable, /)",
      countElements,
      "_count_elements(mapping, iterable) -> None",
    ],
  },
  types: () => [
    [dequeType, dequeSpec],
    [dequeIterType, dequeIterSpec(false)],
    [dequeRevIterType, dequeIterSpec(true)],
    [defaultDictType, defaultDictSpec],
    ...orderedDictTypes(),
  ],
});
