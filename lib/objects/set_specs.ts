/**
 * set and frozenset (Objects/setobject.c): their operations over the table of
 * `set.ts`.
 *
 * @module
 */
import { basicSize } from "./sizes.ts";
import { meter } from "../core/meter.ts";
import { noKeywords } from "../core/args.ts";
import { dictType, PyDict } from "../core/dict.ts";
import { E, keyError, matches, runtimeError, typeError } from "../core/errors.ts";
import {
  asInstanceOf,
  type Maybe,
  normInt,
  NotImplemented,
  PyList,
  PyObject,
  PyType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import { getAttrOpt, getIter, repr } from "../core/ops.ts";
import { reprGuard } from "./list.ts";
import { iterBuiltin } from "./range.ts";
import { frozenSet, frozenSetType, PySet, setType } from "./set.ts";
import type { TypeSpec } from "./type.ts";

/** An iterator over a set. */
export class PySetIter extends PyObject {
  index = 0;
  used: number;
  remaining: number;
  constructor(public target: PySet | null) {
    super();
    this.used = this.remaining = target!.size;
  }
}

export const setIterType: PyType = new PyType("set_iterator", TypeFlag.None);
PySetIter.prototype.cls = setIterType;

/** Calls f with each value of an iterable; of sets and dicts without making iterators. */
function each(v: Value, f: (x: Value) => void): void {
  if (v instanceof PySet) {
    v.values().forEach(f);
    return;
  }
  if (v instanceof PyDict && v.cls === dictType) {
    v.keyList().forEach(f);
    return;
  }
  const it = getIter(v);
  const { tpIternext, tpInto } = typeOf(it);
  if (tpInto === undefined) {
    for (let x: Maybe; (x = tpIternext!(it)) !== undefined;) f(x);
    return;
  }
  // what is hashed and compared without Python code can wait
  const waiting: Value[] = [];
  const wait = (x: Value): boolean => {
    if (typeof x !== "number" && typeof x !== "string") return false;
    waiting.push(x);
    return true;
  };
  const flush = () => {
    for (const x of waiting) f(x);
    waiting.length = 0;
  };
  try {
    for (let x: Maybe; (x = tpInto(it, wait)) !== undefined;) {
      flush();
      f(x);
    }
  } finally {
    flush();
  }
}

/** Adds an iterable's values. */
export function setUpdate(s: PySet, v: Value): void {
  if (v instanceof PySet) s.merge(v);
  else if (v instanceof PyDict && v.cls === dictType) {
    for (const e of v.entryList()) {
      const known = v.knownHash(e);
      if (known !== undefined) s.addKnown(e.key, known[0], known[1]);
      else s.add(e.key);
    }
  } else each(v, (x) => s.add(x));
}

const isFrozen = (v: Value): boolean => typeOf(v).isSubtype(frozenSetType);

function make(like: PySet): PySet {
  const s = new PySet();
  if (isFrozen(like)) s.cls = frozenSetType;
  return s;
}

function copy(s: PySet): PySet {
  const r = make(s);
  r.merge(s);
  return r;
}

function asSet(v: Value): PySet {
  if (v instanceof PySet) return v;
  const s = new PySet();
  setUpdate(s, v);
  return s;
}

function intersection(a: PySet, b: Value): PySet {
  const r = make(a);
  if (b === a) {
    r.merge(a);
    return r;
  }
  if (b instanceof PySet) {
    const [small, large] = b.size > a.size ? [a, b] : [b, a];
    for (const x of small.values()) if (large.has(x)) r.add(x);
    return r;
  }
  each(b, (x) => {
    if (a.has(x)) r.add(x);
  });
  return r;
}

function difference(a: PySet, b: Value): PySet {
  const r = make(a);
  if (b instanceof PySet || b instanceof PyDict && b.cls === dictType) {
    a.eachKnown((x, lo, hi) => {
      if (!(b instanceof PyDict ? b.hasKnown(x, lo, hi) : b.has(x))) r.addKnown(x, lo, hi);
    });
    return r;
  }
  r.merge(a);
  each(b, (x) => r.delete(x));
  return r;
}

function symmetric(a: PySet, b: Value): PySet {
  const r = make(a);
  const o = asSet(b);
  r.merge(o);
  a.eachKnown((x, lo, hi) => {
    if (!r.deleteKnown(x, lo, hi)) r.addKnown(x, lo, hi);
  });
  return r;
}

function isSubset(a: PySet, b: PySet): boolean {
  return a.size <= b.size && a.values().every((x) => b.has(x));
}

/** A set operand may be a key itself: set in set is looked up by its frozen copy. */
function keyed<T>(v: Value, f: (k: Value) => T): T {
  try {
    return f(v);
  } catch (e) {
    if (!(v instanceof PySet) || isFrozen(v) || !matches(e, E.TypeError)) throw e;
    return f(frozenSet(v.values()));
  }
}

const operator = (f: (a: PySet, b: PySet) => PySet) => (a: Value, b: Value): Value =>
  a instanceof PySet && b instanceof PySet ? f(a, b) : NotImplemented;

const inplace = (f: (a: PySet, b: PySet) => void) => (a: Value, b: Value): Value => {
  if (!(b instanceof PySet)) return NotImplemented;
  f(a as PySet, b);
  return a;
};

function union(a: PySet, ...others: Value[]): PySet {
  const r = copy(a);
  for (const o of others) setUpdate(r, o);
  return r;
}

function shuffle(h: bigint): bigint {
  return ((h ^ 89869747n) ^ ((h << 16n) & MASK)) * 3644798167n & MASK;
}
const MASK = (1n << 64n) - 1n;

function frozenHash(s: PySet): number | bigint {
  if (s.hash !== undefined) return s.hash;
  let h = 0n;
  s.hashes((lo, hi) => {
    h ^= shuffle(((BigInt(hi) << 32n) | BigInt(lo >>> 0)) & MASK);
  });
  h ^= (BigInt(s.size) + 1n) * 1927868237n & MASK;
  h ^= (h >> 11n) ^ (h >> 25n);
  h = (h * 69069n + 907133923n) & MASK;
  if (h === MASK) h = 590923713n;
  const n = normInt(BigInt.asIntN(64, h));
  s.hash = n;
  return n;
}

const setRepr = (v: Value): string => {
  const s = v as PySet;
  const name = s.cls.name;
  if (s.size === 0) return `${name}()`;
  return reprGuard(s, `${name}(...)`, () => {
    const items = s.values().map(repr).join(", ");
    return s.cls === setType ? `{${items}}` : `${name}({${items}})`;
  });
};

const compare = (a: Value, b: Value, op: number): Value => {
  if (!(a instanceof PySet) || !(b instanceof PySet)) return NotImplemented;
  switch (op) {
    case 2:
      return a.size === b.size && isSubset(a, b);
    case 3:
      return !(a.size === b.size && isSubset(a, b));
    case 1:
      return isSubset(a, b);
    case 5:
      return isSubset(b, a);
    case 0:
      return a.size < b.size && isSubset(a, b);
    default:
      return a.size > b.size && isSubset(b, a);
  }
};

const common: TypeSpec = {
  weakrefable: true,
  slots: {
    tpRepr: setRepr,
    tpRichcompare: compare,
    tpIter: (v) => new PySetIter(v as PySet),
    sqLength: (v) => (v as PySet).size,
    sqContains: (v, x) => keyed(x, (k) => (v as PySet).has(k)),
    nbSubtract: operator(difference),
    nbAnd: operator(intersection),
    nbXor: operator(symmetric),
    nbOr: operator((a, b) => union(a, b)),
  },
  methods: {
    __contains__: [
      "($self, key, /)",
      (s: PySet, x: Value) => keyed(x, (k) => s.has(k)),
      "x.__contains__(y) <==> y in x.",
    ],
    copy: [
      "($self, /)",
      (s: PySet) => isFrozen(s) && s.cls === frozenSetType ? s : copy(s),
      "Return a shallow copy of a set.",
    ],
    difference: ["($self, /, *others)", (s: PySet, others: Value[]) => {
      if (others.length === 0) return copy(s);
      let r = difference(s, others[0]);
      for (const o of others.slice(1)) r = difference(r, o);
      return r;
    }, "Return the difference of two or more sets as a new set."],
    intersection: ["($self, /, *others)", (s: PySet, others: Value[]) => {
      if (others.length === 0) return copy(s);
      let r = s;
      for (const o of others) r = intersection(r, o);
      return r;
    }, "Return the intersection of two sets as a new set."],
    isdisjoint: ["($self, other, /)", (s: PySet, o: Value) => {
      let disjoint = true;
      if (o instanceof PySet) {
        const [small, large] = o.size > s.size ? [s, o] : [o, s];
        return !small.values().some((x) => large.has(x));
      }
      each(o, (x) => {
        if (disjoint && s.has(x)) disjoint = false;
      });
      return disjoint;
    }, "Return True if two sets have a null intersection."],
    issubset: [
      "($self, other, /)",
      (s: PySet, o: Value) => isSubset(s, asSet(o)),
      "Report whether another set contains this set.",
    ],
    issuperset: ["($self, other, /)", (s: PySet, o: Value) => {
      if (o instanceof PySet) return isSubset(o, s);
      let all = true;
      each(o, (x) => {
        if (all && !s.has(x)) all = false;
      });
      return all;
    }, "Report whether this set contains another set."],
    symmetric_difference: [
      "($self, other, /)",
      (s: PySet, o: Value) => symmetric(s, o),
      "Return the symmetric difference of two sets as a new set.",
    ],
    union: [
      "($self, /, *others)",
      (s: PySet, others: Value[]) => union(s, ...others),
      "Return the union of sets as a new set.",
    ],
    __reduce__: [
      "($self, /)",
      (s: PySet) =>
        tuple([s.cls, tuple([new PyList(s.values())]), getAttrOpt(s, "__dict__") ?? null]),
    ],
    __sizeof__: ["($self, /)", (s: PySet) => basicSize(s) + s.tableBytes],
  },
};

function oneArg(name: string, args: Value[]): Maybe {
  if (args.length > 1) throw typeError(`${name} expected at most 1 arguments, got ${args.length}`);
  return args[0];
}

export const setSpec: TypeSpec = {
  ...common,
  doc:
    "set() -> new empty set object\nset(iterable) -> new set object\n\nBuild an unordered collection of unique elements.",
  slots: {
    ...common.slots,
    tpHash: null,
    tpNew: (t) => asInstanceOf(new PySet(), t),
    tpInit: (self, args, kw) => {
      noKeywords("set", kw);
      const v = oneArg("set", args);
      const s = self as PySet;
      s.clear();
      if (v !== undefined) setUpdate(s, v);
    },
    nbInplaceSubtract: inplace((a, b) => {
      if (a === b) a.clear();
      else for (const x of b.values()) a.delete(x);
    }),
    nbInplaceAnd: inplace((a, b) => a.swap(intersection(a, b))),
    nbInplaceXor: inplace((a, b) => a.swap(symmetric(a, b))),
    nbInplaceOr: inplace((a, b) => a.merge(b)),
  },
  methods: {
    ...common.methods,
    add: ["($self, object, /)", (s: PySet, x: Value) => {
      s.add(x);
    }, "Add an element to a set."],
    clear: ["($self, /)", (s: PySet) => s.clear(), "Remove all elements from this set."],
    discard: ["($self, object, /)", (s: PySet, x: Value) => {
      keyed(x, (k) => s.delete(k));
    }, "Remove an element from a set if it is a member."],
    remove: ["($self, object, /)", (s: PySet, x: Value) => {
      if (!keyed(x, (k) => s.delete(k))) throw keyError(x);
    }, "Remove an element from a set; it must be a member."],
    pop: ["($self, /)", (s: PySet) => {
      const x = s.pop();
      if (x === undefined) throw keyError("pop from an empty set");
      return x;
    }, "Remove and return an arbitrary set element.\nRaises KeyError if the set is empty."],
    update: ["($self, /, *others)", (s: PySet, others: Value[]) => {
      for (const o of others) setUpdate(s, o);
    }, "Update a set with the union of itself and others."],
    difference_update: ["($self, /, *others)", (s: PySet, others: Value[]) => {
      for (const o of others) {
        if (o === s) s.clear();
        else each(o, (x) => s.delete(x));
      }
    }, "Remove all elements of another set from this set."],
    intersection_update: ["($self, /, *others)", (s: PySet, others: Value[]) => {
      let r = s;
      for (const o of others) r = intersection(r, o);
      if (r !== s) s.swap(r);
    }, "Update a set with the intersection of itself and another."],
    symmetric_difference_update: [
      "($self, other, /)",
      (s: PySet, o: Value) => s.swap(symmetric(s, o)),
      "Update a set with the symmetric difference of itself and another.",
    ],
  },
};

/** The one empty frozenset. */
export const EMPTY_FROZEN = (): PySet => emptyFrozen ??= frozenSet([]);
let emptyFrozen: PySet | null = null;

export const frozenSetSpec: TypeSpec = {
  ...common,
  doc:
    "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object\n\nBuild an immutable unordered collection of unique elements.",
  slots: {
    ...common.slots,
    tpHash: (v) => frozenHash(v as PySet),
    tpNew: (t, args, kw) => {
      if (t === frozenSetType) noKeywords("frozenset", kw);
      const v = oneArg("frozenset", args.slice(0, args.length - (kw?.length ?? 0)));
      if (t === frozenSetType) {
        if (v === undefined) return EMPTY_FROZEN();
        if (v instanceof PySet && v.cls === frozenSetType) return v;
        const s = frozenSet([]);
        setUpdate(s, v);
        return s.size === 0 ? EMPTY_FROZEN() : s;
      }
      const s = new PySet();
      if (v !== undefined) setUpdate(s, v);
      return asInstanceOf(s, t);
    },
  },
};

export const setIterSpec: TypeSpec = {
  slots: {
    tpIter: (v) => v,
    tpIternext: (v) => {
      const it = v as PySetIter;
      if (meter !== null) meter.spend(1);
      const s = it.target;
      if (s === null) return undefined;
      if (it.used !== s.size) {
        it.used = -1;
        throw runtimeError("Set changed size during iteration");
      }
      const i = s.next(it.index);
      if (i < 0) {
        it.target = null;
        return undefined;
      }
      it.index = i + 1;
      it.remaining--;
      return s.at(i);
    },
  },
  methods: {
    __length_hint__: [
      "($self, /)",
      (it: PySetIter) => it.target !== null && it.used === it.target.size ? it.remaining : 0,
    ],
    __reduce__: ["($self, /)", (it: PySetIter) => {
      const rest: Value[] = [];
      if (it.target !== null) {
        for (let i = it.target.next(it.index); i >= 0; i = it.target.next(i + 1)) {
          rest.push(it.target.at(i));
        }
      }
      return tuple([iterBuiltin(), tuple([new PyList(rest)])]);
    }],
  },
};
