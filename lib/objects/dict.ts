/**
 * dict's type, its views and iterators (Objects/dictobject.c).
 *
 * @module
 */
import { basicSize, keysSize } from "./sizes.ts";
import { meter } from "../core/meter.ts";
import { bind, type Decl, Signature, splitArgs } from "../core/args.ts";
import { eq } from "../core/compare.ts";
import { dictType, type Entry, PyDict } from "../core/dict.ts";
import { keyError, runtimeError, typeError, valueError } from "../core/errors.ts";
import {
  asInstanceOf,
  type KwNames,
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
  call,
  callMethod,
  callUnbound,
  contains,
  fastItems,
  getAttrOpt,
  getItem,
  getIter,
  len,
  repr,
  setItem,
  toArray,
} from "../core/ops.ts";
import { reprGuard } from "./list.ts";
import { iterBuiltin } from "./range.ts";
import { PySet } from "./set.ts";
import type { TypeSpec } from "./type.ts";
import { E, matches } from "../core/errors.ts";

/** What a view or iterator shows of an entry. */
export type ViewKind = "keys" | "values" | "items";

/** dict_keys, dict_values or dict_items. */
export class PyDictView extends PyObject {
  constructor(readonly target: PyDict, readonly kind: ViewKind) {
    super();
    this.cls = viewTypes[kind];
  }
}

/** An iterator over a dict. */
export class PyDictIter extends PyObject {
  readonly entries: Iterator<Entry>;
  readonly size: number;
  remaining: number;
  constructor(public target: PyDict | null, readonly kind: ViewKind) {
    super();
    this.cls = iterTypes[kind];
    this.entries = target!.entries();
    this.size = this.remaining = target!.size;
  }

  /** The next entry, or undefined. Raises RuntimeError when the dict has changed its size. */
  step(): Entry | undefined {
    if (meter !== null) meter.spend(1);
    const d = this.target;
    if (d === null) return undefined;
    if (this.size !== d.size) {
      this.target = null;
      throw runtimeError("dictionary changed size during iteration");
    }
    for (;;) {
      const r = this.entries.next();
      if (r.done || this.remaining === 0) {
        this.target = null;
        return undefined;
      }
      if (r.value.value === undefined) continue;
      this.remaining--;
      return r.value;
    }
  }
}

const viewTypes: Record<ViewKind, PyType> = {
  keys: new PyType("dict_keys", TypeFlag.None),
  values: new PyType("dict_values", TypeFlag.None),
  items: new PyType("dict_items", TypeFlag.None),
};
const iterTypes: Record<ViewKind, PyType> = {
  keys: new PyType("dict_keyiterator", TypeFlag.None),
  values: new PyType("dict_valueiterator", TypeFlag.None),
  items: new PyType("dict_itemiterator", TypeFlag.None),
};

const shown = (e: Entry, kind: ViewKind): Value =>
  kind === "keys" ? e.key : kind === "values" ? e.value! : tuple([e.key, e.value!]);

/** The value of a key, or of `__missing__` in subclasses. Raises KeyError. */
export function dictSubscript(d: PyDict, k: Value): Value {
  const v = d.get(k);
  if (v !== undefined) return v;
  if (d.cls !== dictType) {
    const m = d.cls.lookup("__missing__");
    if (m !== undefined) return callUnbound(m, d, [k]);
  }
  throw keyError(k);
}

/** dict.update's positional argument: a mapping, or pairs. */
export function dictUpdateFrom(d: PyDict, v: Value): void {
  if (v instanceof PyDict && v.cls.tpIter === dictType.tpIter) {
    d.merge(v, true);
    return;
  }
  const keys = getAttrOpt(v, "keys");
  if (keys !== undefined) {
    for (const k of toArray(call(keys, []))) d.set(k, getItem(v, k));
    return;
  }
  mergePairs(d, v);
}

function mergePairs(d: PyDict, v: Value): void {
  const it = getIter(v);
  const next = typeOf(it).tpIternext!;
  let i = 0;
  for (let x: Maybe; (x = next(it)) !== undefined; i++) {
    let pair: readonly Value[];
    try {
      pair = fastItems(x, "");
    } catch (e) {
      if (matches(e, E.TypeError)) {
        throw typeError(`cannot convert dictionary update sequence element #${i} to a sequence`);
      }
      throw e;
    }
    if (pair.length !== 2) {
      throw valueError(
        `dictionary update sequence element #${i} has length ${pair.length}; 2 is required`,
      );
    }
    d.set(pair[0], pair[1]);
  }
}

function update(name: string, d: PyDict, args: Value[], kw: KwNames): void {
  const [pos, kwargs] = splitArgs(args, kw);
  if (pos.length > 1) throw typeError(`${name} expected at most 1 arguments, got ${pos.length}`);
  if (pos.length === 1) dictUpdateFrom(d, pos[0]);
  for (const [k, v] of kwargs) d.setStr(k, v);
}

function dictEqual(a: PyDict, b: PyDict): boolean {
  if (a.size !== b.size) return false;
  for (const e of a.entryList()) {
    const v = e.value;
    if (v === undefined) continue;
    const known = a.knownHash(e);
    const w = known === undefined ? b.get(e.key) : b.getKnown(e.key, ...known);
    if (w === undefined || !eq(v, w)) return false;
  }
  return true;
}

const popSig = new Signature("pop", "($self, key, default=None, /)", 1);

export const dictSpec: TypeSpec = {
  doc:
    "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's (key, value) pairs\ndict(iterable) -> new dictionary initialized from pairs\ndict(**kwargs) -> new dictionary initialized with the name=value pairs",
  slots: {
    tpNew: (t) => asInstanceOf(new PyDict(), t),
    tpInit: (self, args, kw) => update("dict", self as PyDict, args, kw),
    tpRepr: (v) => {
      const d = v as PyDict;
      if (d.size === 0) return "{}";
      return reprGuard(d, "{...}", () => {
        const parts: string[] = [];
        for (const e of d.entries()) parts.push(`${repr(e.key)}: ${repr(e.value!)}`);
        return `{${parts.join(", ")}}`;
      });
    },
    tpHash: null,
    tpRichcompare: (a, b, op) => {
      if (!(a instanceof PyDict) || !(b instanceof PyDict) || (op !== 2 && op !== 3)) {
        return NotImplemented;
      }
      return dictEqual(a, b) === (op === 2);
    },
    tpIter: (v) => new PyDictIter(v as PyDict, "keys"),
    mpLength: (v) => (v as PyDict).size,
    mpSubscript: (v, k) => dictSubscript(v as PyDict, k),
    mpAssSubscript: (v, k, x) => {
      const d = v as PyDict;
      if (x !== undefined) d.set(k, x);
      else if (d.delete(k) === undefined) throw keyError(k);
    },
    sqContains: (v, k) => (v as PyDict).has(k),
  },
  methods: {
    get: [
      "($self, key, default=None, /)",
      (d: PyDict, k: Value, def: Value = null) => d.get(k) ?? orDefault(d, k, def),
      "D.get(k[,d]) -> D[k] if k in D, else d.  d defaults to None.",
      1,
    ],
    setdefault: [
      "($self, key, default=None, /)",
      (d: PyDict, k: Value, def: Value = null) => {
        return d.setDefault(k, def);
      },
      "D.setdefault(k[,d]) -> D.get(k,d), also set D[k]=d if k not in D",
      1,
    ],
    pop: [
      "($self, key, default=None, /)",
      (d: PyDict, args: Value[], kw: KwNames) => {
        const [k, def] = bind(popSig, args, kw) as [Value, Maybe];
        const v = d.delete(k);
        if (v !== undefined) return v;
        if (def === undefined) throw keyError(k);
        return def;
      },
      "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\nIf key is not found, d is returned if given, otherwise KeyError is raised",
      3,
    ] as Decl,
    popitem: [
      "($self, /)",
      (d: PyDict) => {
        const e = d.last();
        if (e === undefined) throw keyError("popitem(): dictionary is empty");
        const pair = tuple([e.key, e.value!]);
        d.drop(e);
        return pair;
      },
      "D.popitem() -> (k, v), remove and return some (key, value) pair as a\n2-tuple; but raise KeyError if D is empty.",
    ],
    keys: [
      "($self, /)",
      (d: PyDict) => new PyDictView(d, "keys"),
      "D.keys() -> a set-like object providing a view on D's keys",
    ],
    values: [
      "($self, /)",
      (d: PyDict) => new PyDictView(d, "values"),
      "D.values() -> an object providing a view on D's values",
    ],
    items: [
      "($self, /)",
      (d: PyDict) => new PyDictView(d, "items"),
      "D.items() -> a set-like object providing a view on D's items",
    ],
    update: [
      "($self, /, *args, **kwargs)",
      (d: PyDict, args: Value[], kw: KwNames) => update("update", d, args, kw),
      "D.update([E, ]**F) -> None.  Update D from dict/iterable E and F.",
      3,
    ] as Decl,
    clear: ["($self, /)", (d: PyDict) => d.clear(), "D.clear() -> None.  Remove all items from D."],
    copy: ["($self, /)", (d: PyDict) => d.copy(), "D.copy() -> a shallow copy of D"],
    fromkeys: ["($type, iterable, value=None, /)", (t: PyType, it: Value, v: Value = null) => {
      const d = call(t, []);
      if (d instanceof PyDict && d.cls === dictType) {
        if (it instanceof PySet) fromSet(d, it, v);
        else for (const k of toArray(it)) d.set(k, v);
        return d;
      }
      for (const k of toArray(it)) setItem(d, k, v);
      return d;
    }, "Returns a new dict with keys from iterable and values equal to value."],
    __contains__: [
      "($self, key, /)",
      (d: PyDict, k: Value) => d.has(k),
      "True if D has a key k, else False.",
    ],
    __getitem__: ["($self, key, /)", dictSubscript, "x.__getitem__(y) <==> x[y]"],
    __sizeof__: [
      "($self, /)",
      (d: PyDict) => basicSize(d) + keysSize(d.size),
      "D.__sizeof__() -> size of D in memory, in bytes",
    ],
  },
};

/** Sets the elements of a set as keys; a program's hashes are not asked for again. */
function fromSet(d: PyDict, s: PySet, v: Value): void {
  s.eachKnown((k, lo, hi) => {
    if (k instanceof PyObject && k.cls.flags & TypeFlag.Heap) d.setKnown(k, lo, hi, v);
    else d.set(k, v);
  });
}

const orDefault = (d: PyDict, k: Value, def: Value): Value => {
  // a value of None is a value as well
  const e = d.find(k);
  return e === undefined ? def : e.value!;
};

// Views -----------------------------------------------------------------------------

const asSetArg = (v: PyDictView): PySet => {
  const s = new PySet();
  for (const e of v.target.entryList()) s.add(shown(e, v.kind));
  return s;
};

/** The result of a set operation on views: always an exact set. */
function viewOp(method: string) {
  return (a: Value, b: Value): Value => {
    const s = a instanceof PyDictView ? asSetArg(a) : new PySet();
    if (!(a instanceof PyDictView)) { for (const x of toArray(a)) s.add(x); }
    callMethod(s, method, b);
    return s;
  };
}

function viewCompare(a: Value, b: Value, op: number): Value {
  const isSetLike = (v: Value) =>
    v instanceof PySet || (v instanceof PyDictView && v.kind !== "values");
  if (!isSetLike(b)) return NotImplemented;
  const n = len(a);
  const m = len(b);
  const all = (x: Value, y: Value) => toArray(x).every((v) => contains(y, v));
  switch (op) {
    case 0:
      return n < m && all(a, b);
    case 1:
      return n <= m && all(a, b);
    case 2:
      return n === m && all(a, b);
    case 3:
      return !(n === m && all(a, b));
    case 4:
      return n > m && all(b, a);
    default:
      return n >= m && all(b, a);
  }
}

function viewSpec(kind: ViewKind): TypeSpec {
  const setLike = kind !== "values";
  return {
    slots: {
      tpRepr: (v) => {
        const d = v as PyDictView;
        return reprGuard(d, "...", () => `${d.cls.name}(${repr(new PyList(toArray(d)))})`);
      },
      tpIter: (v) => new PyDictIter((v as PyDictView).target, kind),
      sqLength: (v) => (v as PyDictView).target.size,
      ...(setLike
        ? {
          sqContains: (v: Value, x: Value): boolean => {
            const d = (v as PyDictView).target;
            if (kind === "keys") return d.has(x);
            if (!(x instanceof PyTuple) || x.items.length !== 2) return false;
            const w = d.get(x.items[0]);
            return w !== undefined && eq(w, x.items[1]);
          },
          tpHash: null,
          tpRichcompare: viewCompare,
          nbSubtract: viewOp("difference_update"),
          nbAnd: viewOp("intersection_update"),
          nbOr: viewOp("update"),
          nbXor: viewOp("symmetric_difference_update"),
        }
        : {}),
    },
    methods: setLike
      ? {
        isdisjoint: ["($self, other, /)", (v: PyDictView, other: Value) => {
          for (const x of toArray(other)) if (contains(v, x)) return false;
          return true;
        }, "Return True if the view and the given iterable have a null intersection."],
      }
      : {},
  };
}

function iterSpec(kind: ViewKind): TypeSpec {
  return {
    slots: {
      tpIter: (v) => v,
      tpIternext: (v) => {
        const e = (v as PyDictIter).step();
        return e === undefined ? undefined : shown(e, kind);
      },
    },
    methods: {
      __length_hint__: [
        "($self, /)",
        (it: PyDictIter) => it.target !== null && it.target.size === it.size ? it.remaining : 0,
      ],
      __reduce__: ["($self, /)", (it: PyDictIter) => {
        const rest: Value[] = [];
        if (it.target !== null) {
          const all = it.target.entryList();
          for (const e of all.slice(all.length - it.remaining)) rest.push(shown(e, kind));
        }
        return tuple([iterBuiltin(), tuple([new PyList(rest)])]);
      }],
    },
  };
}

/** The types of views and iterators with their specs. */
export const dictTypes: readonly (readonly [PyType, () => TypeSpec])[] = [
  [viewTypes.keys, () => viewSpec("keys")],
  [viewTypes.values, () => viewSpec("values")],
  [viewTypes.items, () => viewSpec("items")],
  [iterTypes.keys, () => iterSpec("keys")],
  [iterTypes.values, () => iterSpec("values")],
  [iterTypes.items, () => iterSpec("items")],
];
