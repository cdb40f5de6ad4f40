/**
 * _functools (Modules/_functoolsmodule.c).
 *
 * @module
 */
import { bind, Signature, splitArgs } from "../core/args.ts";
import { asStr, richcompare } from "../core/compare.ts";
import { dictType, PyDict } from "../core/dict.ts";
import { E, typeError } from "../core/errors.ts";
import {
  asInstanceOf,
  Cmp,
  DictKind,
  intType,
  type KwNames,
  type Maybe,
  PyObject,
  PyTuple,
  PyType,
  strType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import {
  asSsize,
  call,
  getAttr,
  getIter,
  instanceDict,
  isCallable,
  iterNext,
  repr,
  str,
} from "../core/ops.ts";
import { reprGuard } from "../objects/list.ts";
import { PyMethod } from "../objects/function.ts";
import { setInstanceDict, type TypeSpec } from "../objects/type.ts";
import type { ModuleSpec } from "./spec.ts";

// partial -----------------------------------------------------------------------------

/** functools.partial. */
class PyPartial extends PyObject {
  func: Value = null;
  args: PyTuple = tuple([]);
  kwargs: PyDict = new PyDict();
}

const partialType = new PyType("partial", TypeFlag.BaseType, "functools");
PyPartial.prototype.cls = partialType;

const dictGetSet = {
  get: (o: PyObject) => instanceDict(o),
  set: (o: PyObject, v: Maybe) => {
    if (v === undefined) throw typeError("cannot delete __dict__");
    setInstanceDict(o, v);
  },
};

function callPartial(p: PyPartial, args: Value[], kw: KwNames): Value {
  const first = p.args.items;
  if (p.kwargs.size === 0) return call(p.func, first.concat(args), kw);
  const [pos, given] = splitArgs(args, kw);
  const all = new Map<string, Value>();
  for (const e of p.kwargs.entryList()) {
    const name = asStr(e.key);
    if (name === undefined) throw typeError("keywords must be strings");
    all.set(name, e.value!);
  }
  for (const [k, v] of given) all.set(k, v);
  return call(p.func, [...first, ...pos, ...all.values()], [...all.keys()]);
}

const partialSpec: TypeSpec = {
  doc:
    "partial(func, *args, **keywords) - new function with partial application\n    of the given arguments and keywords.\n",
  dictKind: DictKind.Field,
  weakrefable: true,
  slots: {
    tpNew: (t, args, kw) => {
      const [pos, kwargs] = splitArgs(args, kw);
      if (pos.length < 1) throw typeError("type 'partial' takes at least one argument");
      const p = asInstanceOf(new PyPartial(), t);
      let func = pos[0];
      let first: Value[] = [];
      const keywords = new PyDict();
      if (
        func instanceof PyPartial && func.cls === partialType && t === partialType &&
        !func.dict?.size
      ) {
        first = func.args.items;
        keywords.merge(func.kwargs, true);
        func = func.func;
      }
      if (!isCallable(func)) throw typeError("the first argument must be callable");
      p.func = func;
      p.args = tuple([...first, ...pos.slice(1)]);
      for (const [k, v] of kwargs) keywords.setStr(k, v);
      p.kwargs = keywords;
      return p;
    },
    tpCall: (v, args, kw) => callPartial(v as PyPartial, args, kw),
    tpRepr: (v) => {
      const p = v as PyPartial;
      return reprGuard(p, "...", () => {
        const parts = [repr(p.func), ...p.args.items.map(repr)];
        for (const e of p.kwargs.entryList()) parts.push(`${str(e.key)}=${repr(e.value!)}`);
        const t = p.cls;
        const name = t === partialType ? "functools.partial" : t.name;
        return `${name}(${parts.join(", ")})`;
      });
    },
  },
  getset: {
    func: { get: (p: PyPartial) => p.func, doc: "function object to use in future partial calls" },
    args: { get: (p: PyPartial) => p.args, doc: "tuple of arguments to future partial calls" },
    keywords: {
      get: (p: PyPartial) => p.kwargs,
      doc: "dictionary of keyword arguments to future partial calls",
    },
    __dict__: dictGetSet,
  },
  methods: {
    __reduce__: ["($self, /)", (p: PyPartial) =>
      tuple([
        p.cls,
        tuple([p.func]),
        tuple([p.func, p.args, p.kwargs, p.dict && p.dict.size > 0 ? p.dict : null]),
      ])],
    __setstate__: ["($self, state, /)", (p: PyPartial, state: Value) => {
      const s = state instanceof PyTuple ? state.items : [];
      const [func, args, kwargs, dict] = s;
      if (
        s.length !== 4 || !isCallable(func) || !(args instanceof PyTuple) ||
        kwargs !== null && !(kwargs instanceof PyDict)
      ) throw typeError("invalid partial state");
      p.func = func;
      p.args = args.cls.name === "tuple" ? args : tuple([...args.items]);
      if (kwargs === null) p.kwargs = new PyDict();
      else if (typeOf(kwargs) === dictType) p.kwargs = kwargs as PyDict;
      else p.kwargs = (kwargs as PyDict).copy();
      p.dict = dict instanceof PyDict ? dict : null;
    }],
  },
};

// cmp_to_key ---------------------------------------------------------------------------

class PyKey extends PyObject {
  object: Maybe = undefined;
  constructor(readonly cmp: Value) {
    super();
  }
}
const keyType = new PyType("KeyWrapper", TypeFlag.None, "functools");
PyKey.prototype.cls = keyType;

const keySig = new Signature("K", "(obj)", 0);
const keySpec: TypeSpec = {
  slots: {
    tpCall: (v, args, kw) => {
      const k = new PyKey((v as PyKey).cmp);
      k.object = bind(keySig, args, kw)[0] as Value;
      return k;
    },
    tpHash: null,
    tpRichcompare: (a, b, op) => {
      if (!(b instanceof PyKey)) {
        throw typeError("other argument must be K instance");
      }
      const x = (a as PyKey).object;
      const y = b.object;
      if (x === undefined || y === undefined) {
        throw typeError("other argument must be K instance");
      }
      return richcompare(call((a as PyKey).cmp, [x, y]), 0, op as Cmp);
    },
  },
  getset: {
    obj: {
      get: (k: PyKey) => k.object ?? null,
      set: (k: PyKey, v: Maybe) => {
        k.object = v;
      },
      doc: "Value wrapped by a key function.",
    },
  },
};

// lru_cache -----------------------------------------------------------------------------

class PyLruCache extends PyObject {
  readonly cache: PyDict = new PyDict();
  hits = 0;
  misses = 0;
  constructor(
    readonly func: Value,
    /** Infinity: no limit; 0: no cache; below: room for one. */
    readonly maxsize: number,
    readonly typed: boolean,
    readonly infoType: Value,
  ) {
    super();
  }
}
const lruType = new PyType("_lru_cache_wrapper", TypeFlag.BaseType, "functools");
PyLruCache.prototype.cls = lruType;

/** Between the positional and the keyword part of a key. */
const mark = new PyType("kwd_mark", TypeFlag.None, "functools");

function makeKey(args: Value[], kw: KwNames, typed: boolean): Value {
  if (!typed && (kw === null || kw.length === 0)) {
    if (args.length === 1) {
      const t = typeOf(args[0]);
      if (t === intType || t === strType) return args[0];
    }
    return tuple(args.slice());
  }
  const [pos, kwargs] = splitArgs(args, kw);
  const items = pos.slice();
  if (kwargs.size > 0) {
    items.push(mark);
    for (const [k, v] of kwargs) items.push(k, v);
  }
  if (typed) {
    for (const v of pos) items.push(typeOf(v));
    for (const v of kwargs.values()) items.push(typeOf(v));
  } else if (items.length === 1) return items[0];
  return tuple(items);
}

function callCached(c: PyLruCache, args: Value[], kw: KwNames): Value {
  if (c.maxsize === 0) {
    c.misses++;
    return call(c.func, args, kw);
  }
  const key = makeKey(args, kw, c.typed);
  const e = c.cache.find(key);
  if (e !== undefined) {
    c.hits++;
    const v = e.value!;
    if (c.maxsize < Infinity) {
      c.cache.drop(e);
      c.cache.set(key, v);
    }
    return v;
  }
  c.misses++;
  const v = call(c.func, args, kw);
  if (c.maxsize < Infinity) {
    if (c.cache.find(key) !== undefined) return v;
    while (c.cache.size > 0 && c.cache.size >= c.maxsize) {
      c.cache.drop(c.cache.entries().next().value!);
    }
  }
  c.cache.set(key, v);
  return v;
}

const lruSpec: TypeSpec = {
  doc: "Create a cached callable that wraps another function.",
  dictKind: DictKind.Field,
  weakrefable: true,
  slots: {
    tpNew: (t, args, kw) => {
      const [func, maxsize, typed, info] = bind(lruSig, args, kw) as Value[];
      if (!isCallable(func)) throw typeError("the first argument must be callable");
      let size = Infinity;
      if (maxsize !== null) {
        if (typeOf(maxsize).nbIndex === undefined) {
          throw typeError("maxsize should be integer or None");
        }
        size = asSsize(maxsize, E.OverflowError);
      }
      return asInstanceOf(new PyLruCache(func, size, typed === true || typed === 1, info), t);
    },
    tpCall: (v, args, kw) => callCached(v as PyLruCache, args, kw),
    tpDescrGet: (v, obj) => obj === undefined || obj === null ? v : new PyMethod(v, obj),
  },
  getset: { __dict__: dictGetSet },
  methods: {
    cache_info: [
      "($self, /)",
      (c: PyLruCache) =>
        call(c.infoType, [
          c.hits,
          c.misses,
          c.maxsize === Infinity ? null : c.maxsize,
          c.cache.size,
        ]),
      "Report cache statistics",
    ],
    cache_clear: ["($self, /)", (c: PyLruCache) => {
      c.hits = c.misses = 0;
      c.cache.clear();
    }, "Clear the cache and cache statistics"],
    __reduce__: ["($self, /)", (c: PyLruCache) => getAttr(c, "__qualname__")],
    __copy__: ["($self, /)", (c: PyLruCache) => c],
    __deepcopy__: ["($self, memo, /)", (c: PyLruCache) => c],
  },
};
const lruSig = new Signature("lru_cache", "(user_function, maxsize, typed, cache_info_type)", 0);

// reduce ----------------------------------------------------------------------------------

function reduce(f: Value, seq: Value, initial?: Value): Value {
  let it: Value;
  try {
    it = getIter(seq);
  } catch (e) {
    if (typeOf(seq).tpIter === undefined) {
      throw typeError("reduce() arg 2 must support iteration");
    }
    throw e;
  }
  let acc: Maybe = initial;
  for (let x: Maybe; (x = iterNext(it)) !== undefined;) {
    acc = acc === undefined ? x : call(f, [acc, x]);
  }
  if (acc === undefined) throw typeError("reduce() of empty sequence with no initial value");
  return acc;
}

export const _functools_module = (): ModuleSpec => ({
  name: "_functools",
  doc: "Tools that operate on functions.",
  functions: {
    reduce: [
      "(function, sequence, initial=None, /)",
      reduce,
      "reduce(function, sequence[, initial]) -> value",
      1,
    ],
    cmp_to_key: [
      "(mycmp)",
      (cmp: Value) => new PyKey(cmp),
      "Convert a cmp= function into a key= function.",
    ],
  },
  types: () => [[partialType, partialSpec], [lruType, lruSpec], [keyType, keySpec]],
  init: (ns) => {
    ns.delete("KeyWrapper");
  },
});
