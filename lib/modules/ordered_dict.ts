/**
 * OrderedDict (Objects/odictobject.c) over the dict, which keeps its order.
 *
 * @module
 */
import { basicSize, keysSize, tableSize } from "../objects/sizes.ts";
import { bind, type Decl, Signature, splitArgs } from "../core/args.ts";
import { eq, isTrue } from "../core/compare.ts";
import { dictType, type Entry, PyDict } from "../core/dict.ts";
import { E, exception, keyError, runtimeError, typeError, typeName } from "../core/errors.ts";
import {
  asInstanceOf,
  DictKind,
  EMPTY_TUPLE,
  type KwNames,
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
  call,
  fastItems,
  getAttr,
  getAttrOpt,
  getItem,
  getIter,
  instanceDict,
  repr,
  setItem,
  toArray,
} from "../core/ops.ts";
import { PyDictView, type ViewKind } from "../objects/dict.ts";
import { reprGuard } from "../objects/list.ts";
import { iterBuiltin } from "../objects/range.ts";
import { defineType, setInstanceDict, type TypeSpec } from "../objects/type.ts";

/** An OrderedDict. */
export class PyOrderedDict extends PyDict {}

export const orderedDictType = new PyType("OrderedDict", TypeFlag.BaseType, "collections");
PyOrderedDict.prototype.cls = orderedDictType;

const iterType = new PyType("odict_iterator", TypeFlag.None);
const viewTypes: Record<ViewKind, PyType> = {
  keys: new PyType("odict_keys", TypeFlag.None),
  values: new PyType("odict_values", TypeFlag.None),
  items: new PyType("odict_items", TypeFlag.None),
};

class PyOrderedIter extends PyObject {
  readonly entries: Iterator<Entry>;
  readonly version: number;
  readonly size: number;
  left: number;
  constructor(readonly target: PyDict, readonly kind: ViewKind, readonly reverse: boolean) {
    super();
    this.entries = reverse ? target.entryList().reverse()[Symbol.iterator]() : target.entries();
    this.version = target.keysVersion;
    this.left = this.size = target.size;
  }

  next(): Maybe {
    const d = this.target;
    if (this.left < 0) return undefined;
    if (d.keysVersion !== this.version) {
      if (this.left === 0) return undefined;
      this.left = -1;
      const what = d.size === this.size ? "mutated" : "changed size";
      throw runtimeError(`OrderedDict ${what} during iteration`);
    }
    const r = this.entries.next();
    if (r.done) {
      this.left = -1;
      return undefined;
    }
    this.left--;
    const e = r.value;
    return this.kind === "keys"
      ? e.key
      : this.kind === "values"
      ? e.value!
      : tuple([e.key, e.value!]);
  }
}
PyOrderedIter.prototype.cls = iterType;

function view(d: PyDict, kind: ViewKind): Value {
  const v = new PyDictView(d, kind);
  v.cls = viewTypes[kind];
  return v;
}

/** od[k] = v as update() and the constructor do it: through an overridden `__setitem__`. */
function put(d: PyDict, k: Value, v: Value): void {
  if (d.cls === orderedDictType) d.set(k, v);
  else setItem(d, k, v);
}

function updateFrom(d: PyDict, v: Value): void {
  if (v instanceof PyDict && v.cls.tpIter === dictType.tpIter) {
    for (const e of v.entryList()) put(d, e.key, e.value!);
    return;
  }
  const keys = getAttrOpt(v, "keys");
  if (keys !== undefined) {
    for (const k of toArray(call(keys, []))) put(d, k, getItem(v, k));
    return;
  }
  const items = v instanceof PyDict ? undefined : getAttrOpt(v, "items");
  for (const pair of toArray(items === undefined ? v : call(items, []))) {
    const p = fastItems(pair);
    if (p.length !== 2) {
      throw exception(
        E.ValueError,
        p.length < 2
          ? `need more than ${p.length} value${p.length === 1 ? "" : "s"} to unpack`
          : "too many values to unpack (expected 2)",
      );
    }
    put(d, p[0], p[1]);
  }
}

function update(d: PyDict, args: Value[], kw: KwNames): void {
  const [pos, kwargs] = splitArgs(args, kw);
  if (pos.length > 1) {
    throw typeError(`update() takes at most 1 positional argument (${pos.length} given)`);
  }
  if (pos.length === 1) updateFrom(d, pos[0]);
  for (const [k, v] of kwargs) put(d, k, v);
}

/** Gives the dict another order of its entries. */
function reorder(d: PyDict, order: readonly Entry[]): void {
  const pairs = order.map((e): [Value, Value] => [e.key, e.value!]);
  d.clear();
  for (const [k, v] of pairs) d.set(k, v);
}

function moveToEnd(d: PyDict, k: Value, last: boolean): void {
  const e = d.find(k);
  if (e === undefined) throw keyError(k);
  const { key } = e;
  if (last) {
    const v = d.drop(e)!;
    d.set(key, v);
  } else reorder(d, [e, ...d.entryList().filter((x) => x !== e)]);
}

const NONE = Symbol("no default");

function pop(d: PyDict, k: Value, fallback: Value | typeof NONE): Value {
  if (d.cls !== orderedDictType && d.cls.lookup("__missing__") !== undefined) {
    const e = d.find(k);
    if (e === undefined && fallback === NONE) return getItem(d, k);
  }
  const v = d.delete(k);
  if (v !== undefined) return v;
  if (fallback === NONE) throw keyError(k);
  return fallback;
}

const popSig = new Signature("pop", "(key, default=None)", 0);
const endSig = new Signature("move_to_end", "(key, last=True)", 0);

function copy(d: PyDict): Value {
  const c = d.cls === orderedDictType ? new PyOrderedDict() : call(d.cls, []);
  if (!(c instanceof PyDict)) throw typeError(`expected a dict, not ${typeName(c)}`);
  if (d.cls !== orderedDictType && d.dict) {
    for (const e of d.dict.entryList()) instanceDict(c).set(e.key, e.value!);
  }
  for (const e of d.entryList()) put(c, e.key, e.value!);
  return c;
}

const spec: TypeSpec = {
  base: dictType,
  doc: "Dictionary that remembers insertion order",
  dictKind: DictKind.Field,
  weakrefable: true,
  slots: {
    tpNew: (t) => asInstanceOf(new PyOrderedDict(), t),
    tpInit: (self, args, kw) => {
      const n = args.length - (kw?.length ?? 0);
      if (n > 1) throw typeError(`expected at most 1 arguments, got ${n}`);
      update(self as PyDict, args, kw);
    },
    tpRepr: (v) => {
      const d = v as PyDict;
      const name = d.cls.name;
      if (d.size === 0) return `${name}()`;
      return reprGuard(d, "...", () => {
        const pairs = d.cls === orderedDictType
          ? d.entryList().map((e) => tuple([e.key, e.value!]))
          : toArray(call(getAttr(d, "items"), []));
        return `${name}([${pairs.map(repr).join(", ")}])`;
      });
    },
    tpHash: null,
    tpRichcompare: (a, b, op) => {
      if (op !== 2 && op !== 3) return NotImplemented;
      if (!(a instanceof PyDict) || !(b instanceof PyDict)) return NotImplemented;
      const r = dictType.tpRichcompare!(a, b, 2);
      if (r === NotImplemented) return r;
      let same = isTrue(r);
      if (same && b.cls.isSubtype(orderedDictType)) {
        const y = b.keyList();
        same = a.keyList().every((k, i) => eq(k, y[i]));
      }
      return same === (op === 2);
    },
    tpIter: (v) => new PyOrderedIter(v as PyDict, "keys", false),
  },
  getset: {
    __dict__: {
      get: (o: PyDict) => instanceDict(o),
      set: (o: PyDict, v: Maybe) => setInstanceDict(o, v),
    },
  },
  methods: {
    fromkeys: ["($type, /, iterable, value=None)", (t: PyType, it: Value, v: Value = null) => {
      const d = call(t, []);
      for (const k of toArray(it)) setItem(d, k, v);
      return d;
    }],
    keys: ["($self, /)", (d: PyDict) => view(d, "keys")],
    values: ["($self, /)", (d: PyDict) => view(d, "values")],
    items: ["($self, /)", (d: PyDict) => view(d, "items")],
    update: ["($self, *args, **kwargs)", update, null, 3] as Decl,
    pop: [
      "($self, /, key, default=None)",
      (d: PyDict, args: Value[], kw: KwNames) => {
        const [k, fallback] = bind(popSig, args, kw) as Maybe[];
        return pop(d, k!, fallback === undefined ? NONE : fallback);
      },
      "od.pop(k[,d]) -> v, remove specified key and return the corresponding value.",
      3,
    ] as Decl,
    popitem: ["($self, /, last=True)", (d: PyDict, last: Value = true) => {
      const e = isTrue(last) ? d.last() : d.entries().next().value as Entry | undefined;
      if (e === undefined) throw keyError("dictionary is empty");
      const { key } = e;
      return tuple([key, d.drop(e)!]);
    }, "Remove and return a (key, value) pair from the dictionary."],
    setdefault: ["($self, /, key, default=None)", (d: PyDict, k: Value, v: Value = null) => {
      const found = d.get(k);
      if (found !== undefined) return found;
      put(d, k, v);
      return v;
    }],
    move_to_end: [
      "($self, /, key, last=True)",
      (d: PyDict, args: Value[], kw: KwNames) => {
        const [k, last = true] = bind(endSig, args, kw) as Maybe[];
        moveToEnd(d, k!, isTrue(last));
      },
      "Move an existing element to the end (or beginning if last is false).",
      3,
    ] as Decl,
    copy: ["($self, /)", copy, "od.copy() -> a shallow copy of od"],
    __copy__: ["($self, /)", copy],
    clear: [
      "($self, /)",
      (d: PyDict) => d.clear(),
      "od.clear() -> None.  Remove all items from od.",
    ],
    __reversed__: ["($self, /)", (d: PyDict) => new PyOrderedIter(d, "keys", true)],
    __reduce__: ["($self, /)", (d: PyDict) => {
      const items = getIter(call(getAttr(d, "items"), []));
      const state = d.dict && d.dict.size > 0 ? d.dict.copy() : null;
      return tuple([d.cls, EMPTY_TUPLE, state, null, items]);
    }, "Return state information for pickling"],
    __sizeof__: ["($self, /)", (d: PyDict) => {
      const table = d.size === 0 ? 0 : 8 * tableSize(d.size) + 32 * d.size;
      return basicSize(d) + keysSize(d.size) + table;
    }],
  },
};

const viewSpec = (kind: ViewKind): TypeSpec => ({
  base: typeOf(new PyDictView(new PyDict(), kind)),
  slots: { tpIter: (v) => new PyOrderedIter((v as PyDictView).target, kind, false) },
  methods: {
    __reversed__: ["($self, /)", (v: PyDictView) => new PyOrderedIter(v.target, kind, true)],
  },
});

const iterSpec: TypeSpec = {
  slots: { tpIter: (v) => v, tpIternext: (v) => (v as PyOrderedIter).next() },
  methods: {
    __length_hint__: ["($self, /)", (it: PyOrderedIter) => Math.max(0, it.left)],
    __reduce__: ["($self, /)", (it: PyOrderedIter) => {
      const rest = new PyOrderedIter(it.target, it.kind, it.reverse);
      for (let n = it.size - Math.max(0, it.left); n > 0; n--) rest.next();
      const items: Value[] = [];
      for (let x: Maybe; (x = rest.next()) !== undefined;) items.push(x);
      return tuple([iterBuiltin(), tuple([new PyList(items)])]);
    }],
  },
};

/** OrderedDict with its spec; completes the types behind it. */
export function orderedDictTypes(): [PyType, TypeSpec][] {
  if ((iterType.flags & TypeFlag.Ready) === 0) {
    defineType(iterType, iterSpec);
    for (const kind of ["keys", "values", "items"] as const) {
      defineType(viewTypes[kind], viewSpec(kind));
    }
  }
  return [[orderedDictType, spec]];
}
