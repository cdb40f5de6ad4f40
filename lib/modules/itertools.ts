/**
 * itertools (Modules/itertoolsmodule.c): the iterators over one or several
 * iterables. Those that count combinations are in `itertools_combine.ts`.
 *
 * @module
 */
import { bind, type Decl, type Decls, type NativeFn, noKeywords, Signature } from "../core/args.ts";
import { add } from "../core/arith.ts";
import { eq, isTrue } from "../core/compare.ts";
import { E, matches, overflowError, typeError, typeName, valueError } from "../core/errors.ts";
import { intAdd } from "../core/number.ts";
import {
  asInstanceOf,
  type KwNames,
  type Maybe,
  PyComplex,
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
  asCInt,
  asIndex,
  asSsize,
  call,
  getAttrOpt,
  getIter,
  iterNext,
  repr,
  toArray,
} from "../core/ops.ts";
import { meter } from "../core/meter.ts";
import type { TypeSpec } from "../objects/type.ts";
import { combinatoricTypes } from "./itertools_combine.ts";
import type { ModuleSpec } from "./spec.ts";

type Next<T> = (it: T) => Maybe;

const self = (v: Value): Value => v;

/** The spec of an iterator type. */
function iterator<T extends PyObject>(
  doc: string,
  make: (args: Value[], kw: KwNames, t: PyType) => T,
  next: Next<T>,
  methods: Decls = {},
): TypeSpec {
  return {
    doc,
    slots: {
      tpNew: (t, args, kw) => asInstanceOf(make(args, kw, t), t),
      tpIter: self,
      tpIternext: (v) => {
        if (meter !== null) meter.spend(1);
        return next(v as unknown as T);
      },
    },
    methods,
  };
}

function type(name: string, cls: { prototype: PyObject }): PyType {
  const t = new PyType(name, TypeFlag.BaseType, "itertools");
  cls.prototype.cls = t;
  return t;
}

const reduce = (f: (it: never) => Value): Decl => [
  "($self, /)",
  f as NativeFn,
  "Return state information for pickling.",
];
const setstate = (f: (it: never, state: Value) => void): Decl => [
  "($self, state, /)",
  f as NativeFn,
  "Set state information for unpickling.",
];

/** Positional arguments alone, by PyArg_UnpackTuple. */
function unpack(name: string, args: Value[], kw: KwNames, min: number, max: number): Value[] {
  noKeywords(name, kw);
  const n = args.length;
  if (n < min || n > max) {
    const how = min === max ? "" : n < min ? "at least " : "at most ";
    throw typeError(`${name} expected ${how}${n < min ? min : max} arguments, got ${n}`);
  }
  return args;
}

const truth = (f: Value, x: Value): boolean =>
  isTrue(f === null || f === boolBuiltin() ? x : call(f, [x]));
const boolBuiltin = (): Value => typeOf(true);

// count, repeat, cycle ------------------------------------------------------------------

class Count extends PyObject {
  constructor(public n: Value, readonly step: Value) {
    super();
  }
}
const countType = type("count", Count);
const countSig = new Signature("count", "(start=0, step=1)", 0);

function isNumber(v: Value): boolean {
  const t = typeOf(v);
  return v instanceof PyComplex || t.nbInt !== undefined || t.nbFloat !== undefined;
}

const countSpec = iterator<Count>(
  "count(start=0, step=1) --> count object",
  (args, kw) => {
    const [start = 0, step = 1] = bind(countSig, args, kw) as Maybe[];
    if (!isNumber(start!) || !isNumber(step!)) throw typeError("a number is required");
    return new Count(start!, step!);
  },
  (c) => {
    const n = c.n;
    c.n = typeof n === "number" && typeof c.step === "number" ? intAdd(n, c.step) : add(n, c.step);
    return n;
  },
  {
    __reduce__: reduce((c: Count) => tuple([c.cls, tuple(c.step === 1 ? [c.n] : [c.n, c.step])])),
  },
);
countSpec.slots!.tpRepr = (v) => {
  const c = v as Count;
  return c.step === 1 ? `count(${repr(c.n)})` : `count(${repr(c.n)}, ${repr(c.step)})`;
};

class Repeat extends PyObject {
  constructor(readonly element: Value, public left: number) {
    super();
  }
}
const repeatType = type("repeat", Repeat);
const repeatSig = new Signature("repeat", "(object, times=None)", 0);
const repeatSpec = iterator<Repeat>(
  "repeat(object [,times]) -> create an iterator which returns the object\nfor the specified number of times.  If not specified, returns the object\nendlessly.",
  (args, kw) => {
    const [o, times] = bind(repeatSig, args, kw) as Maybe[];
    return new Repeat(o!, times === undefined ? -1 : Math.max(0, asCInt(times, 64)));
  },
  (r) => {
    if (r.left === 0) return undefined;
    if (r.left > 0) r.left--;
    return r.element;
  },
  {
    __length_hint__: ["($self, /)", (r: Repeat) => {
      if (r.left < 0) throw typeError("len() of unsized object");
      return r.left;
    }],
    __reduce__: reduce((r: Repeat) =>
      tuple([r.cls, tuple(r.left < 0 ? [r.element] : [r.element, r.left])])
    ),
  },
);
repeatSpec.slots!.tpRepr = (v) => {
  const r = v as Repeat;
  return r.left < 0 ? `repeat(${repr(r.element)})` : `repeat(${repr(r.element)}, ${r.left})`;
};

class Cycle extends PyObject {
  readonly saved: Value[] = [];
  at = 0;
  firstPass = false;
  constructor(public it: Value | null) {
    super();
  }
}
const cycleType = type("cycle", Cycle);
const cycleSpec = iterator<Cycle>(
  "cycle(iterable) --> cycle object\n\nReturn elements from the iterable until it is exhausted.\nThen repeat the sequence indefinitely.",
  (args, kw) => new Cycle(getIter(unpack("cycle", args, kw, 1, 1)[0])),
  (c) => {
    if (c.it !== null) {
      const x = iterNext(c.it);
      if (x !== undefined) {
        if (!c.firstPass) c.saved.push(x);
        return x;
      }
      c.it = null;
    }
    if (c.saved.length === 0) return undefined;
    const x = c.saved[c.at++];
    if (c.at >= c.saved.length) c.at = 0;
    return x;
  },
  {
    __reduce__: reduce((c: Cycle) => {
      if (c.it === null) {
        const rest = new PyList([...c.saved.slice(c.at), ...c.saved.slice(0, c.at)]);
        return tuple([c.cls, tuple([getIter(rest)]), tuple([new PyList([...rest.items]), 1])]);
      }
      return tuple([c.cls, tuple([c.it]), tuple([new PyList([...c.saved]), c.firstPass ? 1 : 0])]);
    }),
    __setstate__: setstate((c: Cycle, state: Value) => {
      if (!(state instanceof PyTuple)) throw typeError("state is not a tuple");
      const [saved, first] = state.items;
      if (state.items.length !== 2 || !(saved instanceof PyList)) {
        throw typeError(`argument 1 must be list, not ${typeName(saved ?? null)}`);
      }
      c.saved.splice(0, c.saved.length, ...saved.items);
      c.firstPass = asCInt(first) !== 0;
      c.at = 0;
    }),
  },
);

// One iterable and a function -------------------------------------------------------------

class Filter extends PyObject {
  started = false;
  constructor(readonly f: Value, readonly it: Value) {
    super();
  }
}
class TakeWhile extends Filter {}
class DropWhile extends Filter {}
class FilterFalse extends Filter {}
class StarMap extends Filter {}

const makeFilter = (name: string, cls: new (f: Value, it: Value) => Filter) =>
(
  args: Value[],
  kw: KwNames,
) => {
  const [f, it] = unpack(name, args, kw, 2, 2);
  return new cls(f, getIter(it));
};

const plainReduce = reduce((x: Filter) => tuple([x.cls, tuple([x.f, x.it])]));
const stateReduce = reduce((x: Filter) => tuple([x.cls, tuple([x.f, x.it]), x.started ? 1 : 0]));
const stateSet = setstate((x: Filter, v: Value) => {
  x.started = isTrue(v);
});

const takeWhileType = type("takewhile", TakeWhile);
const takeWhileSpec = iterator<Filter>(
  "takewhile(predicate, iterable) --> takewhile object\n\nReturn successive entries from an iterable as long as the predicate evaluates to true for each entry.",
  makeFilter("takewhile", TakeWhile),
  (x) => {
    if (x.started) return undefined;
    const v = iterNext(x.it);
    if (v === undefined) return undefined;
    if (isTrue(call(x.f, [v]))) return v;
    x.started = true;
    return undefined;
  },
  { __reduce__: stateReduce, __setstate__: stateSet },
);

const dropWhileType = type("dropwhile", DropWhile);
const dropWhileSpec = iterator<Filter>(
  "dropwhile(predicate, iterable) --> dropwhile object\n\nDrop items from the iterable while predicate(item) is true.\nAfterwards, return every element until the iterable is exhausted.",
  makeFilter("dropwhile", DropWhile),
  (x) => {
    for (;;) {
      const v = iterNext(x.it);
      if (v === undefined || x.started) return v;
      if (!isTrue(call(x.f, [v]))) {
        x.started = true;
        return v;
      }
    }
  },
  { __reduce__: stateReduce, __setstate__: stateSet },
);

const filterFalseType = type("filterfalse", FilterFalse);
const filterFalseSpec = iterator<Filter>(
  "filterfalse(function or None, sequence) --> filterfalse object\n\nReturn those items of sequence for which function(item) is false.\nIf function is None, return the items that are false.",
  makeFilter("filterfalse", FilterFalse),
  (x) => {
    for (;;) {
      const v = iterNext(x.it);
      if (v === undefined || !truth(x.f, v)) return v;
    }
  },
  { __reduce__: plainReduce },
);

const starMapType = type("starmap", StarMap);
const starMapSpec = iterator<Filter>(
  "starmap(function, sequence) --> starmap object\n\nReturn an iterator whose values are returned from the function evaluated\nwith an argument tuple taken from the given sequence.",
  makeFilter("starmap", StarMap),
  (x) => {
    const v = iterNext(x.it);
    if (v === undefined) return undefined;
    return call(x.f, toArray(v));
  },
  { __reduce__: plainReduce },
);

class Accumulate extends PyObject {
  total: Maybe = undefined;
  constructor(readonly it: Value, readonly f: Value) {
    super();
  }
}
const accumulateType = type("accumulate", Accumulate);
const accumulateSig = new Signature("accumulate", "(iterable, func=None)", 0);
const accumulateSpec = iterator<Accumulate>(
  "accumulate(iterable[, func]) --> accumulate object\n\nReturn series of accumulated sums.",
  (args, kw) => {
    const [it, f = null] = bind(accumulateSig, args, kw) as Maybe[];
    return new Accumulate(getIter(it!), f!);
  },
  (a) => {
    const v = iterNext(a.it);
    if (v === undefined) return undefined;
    return a.total = a.total === undefined
      ? v
      : a.f === null
      ? add(a.total, v)
      : call(a.f, [a.total, v]);
  },
  {
    __reduce__: reduce((a: Accumulate) => {
      if (a.total === null) {
        const rest = new Chain(getIter(tuple([tuple([null]), a.it])));
        return tuple([
          isliceType,
          tuple([call(accumulateType, [rest, a.f]), 1, null]),
        ]);
      }
      return tuple([a.cls, tuple([a.it, a.f]), a.total ?? null]);
    }),
    __setstate__: setstate((a: Accumulate, v: Value) => {
      a.total = v;
    }),
  },
);

class Compress extends PyObject {
  constructor(readonly data: Value, readonly selectors: Value) {
    super();
  }
}
const compressType = type("compress", Compress);
const compressSig = new Signature("compress", "(data, selectors)", 0);
const compressSpec = iterator<Compress>(
  "compress(data, selectors) --> iterator over selected data\n\nReturn data elements corresponding to true selector elements.",
  (args, kw) => {
    const [d, s] = bind(compressSig, args, kw) as Value[];
    return new Compress(getIter(d), getIter(s));
  },
  (c) => {
    for (;;) {
      const v = iterNext(c.data);
      if (v === undefined) return undefined;
      const s = iterNext(c.selectors);
      if (s === undefined) return undefined;
      if (isTrue(s)) return v;
    }
  },
  { __reduce__: reduce((c: Compress) => tuple([c.cls, tuple([c.data, c.selectors])])) },
);

// chain, islice, zip_longest --------------------------------------------------------------

class Chain extends PyObject {
  active: Value | null = null;
  constructor(public source: Value | null) {
    super();
  }
}
const chainType = type("chain", Chain);
const chainSpec: TypeSpec = iterator<Chain>(
  "chain(*iterables) --> chain object\n\nReturn a chain object whose .__next__() method returns elements from the\nfirst iterable until it is exhausted, then elements from the next\niterable, until all of the iterables are exhausted.",
  (args, kw) => {
    noKeywords("chain", kw);
    return new Chain(getIter(tuple(args.slice())));
  },
  (c) => {
    while (c.source !== null) {
      if (c.active === null) {
        const next = iterNext(c.source);
        if (next === undefined) {
          c.source = null;
          return undefined;
        }
        try {
          c.active = getIter(next);
        } catch (e) {
          c.source = null;
          throw e;
        }
      }
      const v = iterNext(c.active);
      if (v !== undefined) return v;
      c.active = null;
    }
    return undefined;
  },
  {
    from_iterable: [
      "($type, iterable, /)",
      (t: PyType, it: Value) => asInstanceOf(new Chain(getIter(it)), t),
      "chain.from_iterable(iterable) --> chain object",
    ],
    __reduce__: reduce((c: Chain) => {
      if (c.source === null) return tuple([c.cls, tuple([])]);
      const state = c.active === null ? [c.source] : [c.source, c.active];
      return tuple([c.cls, tuple([]), tuple(state)]);
    }),
    __setstate__: setstate((c: Chain, state: Value) => {
      if (!(state instanceof PyTuple)) throw typeError("state is not a tuple");
      const [source, active = null] = state.items;
      if (state.items.length < 1 || state.items.length > 2) {
        throw typeError(
          `function takes ${state.items.length < 1 ? "at least 1" : "at most 2"} argument${
            state.items.length < 1 ? "" : "s"
          } (${state.items.length} given)`,
        );
      }
      if (!isIterator(source) || active !== null && !isIterator(active)) {
        throw typeError("Arguments must be iterators.");
      }
      c.source = source;
      c.active = active;
    }),
  },
);
const isIterator = (v: Value): boolean => typeOf(v).tpIternext !== undefined;

class Islice extends PyObject {
  count = 0;
  constructor(
    public it: Value | null,
    public next: number,
    readonly stop: number,
    readonly step: number,
  ) {
    super();
  }
}
const isliceType = type("islice", Islice);

function sliceBound(v: Maybe, msg: string): number {
  let n: number;
  try {
    n = v === undefined || v === null ? -1 : Number(strictIndex(v));
  } catch (e) {
    if (matches(e, E.Exception)) throw valueError(msg);
    throw e;
  }
  if (v !== null && v !== undefined && (n < 0 || n > 2 ** 63)) throw valueError(msg);
  return n;
}

function strictIndex(v: Value): number | bigint {
  const n = asIndex(v);
  if (n > 9223372036854775807n) throw overflowError("too large");
  return n;
}

const stopText = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
const indexText = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";

const isliceSpec = iterator<Islice>(
  "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\nReturn an iterator whose next() method returns selected values from an\niterable.",
  (args, kw) => {
    const [seq, a, b, c] = unpack("islice", args, kw, 2, 4) as Maybe[];
    let start = 0;
    let stop: number;
    if (args.length === 2) stop = sliceBound(a, stopText);
    else {
      stop = sliceBound(b, stopText);
      start = Math.max(0, sliceBound(a, indexText));
    }
    let step = 1;
    if (c !== undefined && c !== null) {
      const text = "Step for islice() must be a positive integer or None.";
      step = sliceBound(c, text);
      if (step < 1) throw valueError(text);
    }
    return new Islice(getIter(seq!), start, stop, step);
  },
  (s) => {
    if (s.it === null) return undefined;
    const next = typeOf(s.it).tpIternext!;
    if (s.stop >= 0 && s.next >= s.stop) {
      // what comes before the start is taken all the same
      while (s.count < s.stop) {
        if (next(s.it) === undefined) break;
        s.count++;
      }
      s.it = null;
      return undefined;
    }
    while (s.count < s.next) {
      if (next(s.it) === undefined) {
        s.it = null;
        return undefined;
      }
      s.count++;
    }
    if (s.stop >= 0 && s.count >= s.stop) {
      s.it = null;
      return undefined;
    }
    const v = next(s.it);
    if (v === undefined) {
      s.it = null;
      return undefined;
    }
    s.count++;
    s.next += s.step;
    if (s.stop >= 0 && s.next > s.stop) s.next = s.stop;
    return v;
  },
  {
    __reduce__: reduce((s: Islice) => {
      if (s.it === null) {
        return tuple([s.cls, tuple([getIter(new PyList([])), 0]), 0]);
      }
      const stop = s.stop < 0 ? null : s.stop;
      return tuple([s.cls, tuple([s.it, s.next, stop, s.step]), s.count]);
    }),
    __setstate__: setstate((s: Islice, v: Value) => {
      s.count = Number(asIndex(v));
    }),
  },
);

class ZipLongest extends PyObject {
  active: number;
  constructor(readonly its: (Value | undefined)[], public fill: Value) {
    super();
    this.active = its.length;
  }
}
const zipLongestType = type("zip_longest", ZipLongest);
const zipLongestSpec = iterator<ZipLongest>(
  "zip_longest(iter1 [,iter2 [...]], [fillvalue=None]) --> zip_longest object",
  (args, kw) => {
    let fill: Value = null;
    let n = args.length;
    if (kw !== null && kw.length > 0) {
      n -= kw.length;
      if (kw.length > 1 || kw[0] !== "fillvalue") {
        throw typeError("zip_longest() got an unexpected keyword argument");
      }
      fill = args[n];
    }
    const its = args.slice(0, n).map((a, i) => {
      try {
        return getIter(a);
      } catch (e) {
        if (matches(e, E.TypeError)) {
          throw typeError(`zip_longest argument #${i + 1} must support iteration`);
        }
        throw e;
      }
    });
    return new ZipLongest(its, fill);
  },
  (z) => {
    if (z.its.length === 0 || z.active === 0) return undefined;
    const out: Value[] = new Array(z.its.length);
    for (let i = 0; i < out.length; i++) {
      const it = z.its[i];
      if (it === undefined) {
        out[i] = z.fill;
        continue;
      }
      const v = iterNext(it);
      if (v !== undefined) {
        out[i] = v;
        continue;
      }
      z.active--;
      if (z.active === 0) return undefined;
      z.its[i] = undefined;
      out[i] = z.fill;
    }
    return tuple(out);
  },
  {
    __reduce__: reduce((z: ZipLongest) =>
      tuple([z.cls, tuple(z.its.map((it) => it === undefined ? tuple([]) : it)), z.fill])
    ),
    __setstate__: setstate((z: ZipLongest, v: Value) => {
      z.fill = v;
    }),
  },
);

// groupby, tee ------------------------------------------------------------------------------

class GroupBy extends PyObject {
  targetKey: Maybe = undefined;
  key: Maybe = undefined;
  value: Maybe = undefined;
  constructor(readonly it: Value, readonly f: Value) {
    super();
  }

  /** Takes the next value and its key; false at the end. */
  step(): boolean {
    const v = iterNext(this.it);
    if (v === undefined) return false;
    this.key = this.f === null ? v : call(this.f, [v]);
    this.value = v;
    return true;
  }
}
class Grouper extends PyObject {
  constructor(readonly parent: GroupBy, readonly target: Value) {
    super();
  }
}
const groupByType = type("groupby", GroupBy);
const grouperType = type("_grouper", Grouper);
const groupBySig = new Signature("groupby", "(iterable, key=None)", 0);
const groupBySpec = iterator<GroupBy>(
  "groupby(iterable[, keyfunc]) -> create an iterator which returns\n(key, sub-iterator) grouped by each value of key(value).",
  (args, kw) => {
    const [it, key = null] = bind(groupBySig, args, kw) as Maybe[];
    return new GroupBy(getIter(it!), key!);
  },
  (g) => {
    while (g.key === undefined || g.targetKey !== undefined && eq(g.targetKey, g.key)) {
      if (!g.step()) return undefined;
      if (g.targetKey === undefined) break;
    }
    g.targetKey = g.key;
    return tuple([g.key!, new Grouper(g, g.targetKey!)]);
  },
  {
    __reduce__: reduce((g: GroupBy) => {
      const start = tuple([g.cls, tuple([g.it, g.f])]);
      if (g.targetKey === undefined || g.key === undefined || g.value === undefined) return start;
      return tuple([...start.items, tuple([g.key, g.value, g.targetKey])]);
    }),
    __setstate__: setstate((g: GroupBy, state: Value) => {
      if (!(state instanceof PyTuple)) throw typeError("state is not a tuple");
      [g.key, g.value, g.targetKey] = state.items;
    }),
  },
);
const grouperSpec = iterator<Grouper>(
  "Data container for groupby",
  (args, kw) => {
    const [parent, target] = unpack("_grouper", args, kw, 2, 2);
    if (!(parent instanceof GroupBy)) {
      throw typeError(`argument 1 must be itertools.groupby, not ${typeName(parent)}`);
    }
    return new Grouper(parent, target);
  },
  (g) => {
    const p = g.parent;
    if (p.value === undefined && !p.step()) return undefined;
    if (!eq(g.target, p.key!)) return undefined;
    const v = p.value;
    p.value = undefined;
    return v;
  },
  { __reduce__: reduce((g: Grouper) => tuple([g.cls, tuple([g.parent, g.target])])) },
);

/** A part of what a tee's iterators share: values read so far and what comes after them. */
class TeeData extends PyObject {
  readonly values: Value[] = [];
  next: TeeData | null = null;
  constructor(readonly it: Value) {
    super();
  }
}
const TEE_SIZE = 57;
class Tee extends PyObject {
  constructor(public data: TeeData, public index: number) {
    super();
  }
}
const teeType = type("_tee", Tee);
const teeDataType = type("_tee_dataobject", TeeData);

function makeTee(v: Value): Tee {
  const it = getIter(v);
  if (it instanceof Tee) return new Tee(it.data, it.index);
  return new Tee(new TeeData(it), 0);
}

const teeSpec = iterator<Tee>(
  "Iterator wrapped to make it copyable",
  (args, kw) => makeTee(unpack("_tee", args, kw, 1, 1)[0]),
  (t) => {
    if (t.index >= TEE_SIZE) {
      t.data = t.data.next ??= new TeeData(t.data.it);
      t.index = 0;
    }
    const { values } = t.data;
    if (t.index < values.length) return values[t.index++];
    const v = iterNext(t.data.it);
    if (v === undefined) return undefined;
    values.push(v);
    t.index++;
    return v;
  },
  {
    __copy__: [
      "($self, /)",
      (t: Tee) => new Tee(t.data, t.index),
      "Returns an independent iterator.",
    ],
    __reduce__: reduce((t: Tee) => tuple([t.cls, tuple([tuple([])]), tuple([t.data, t.index])])),
    __setstate__: setstate((t: Tee, state: Value) => {
      if (!(state instanceof PyTuple)) throw typeError("state is not a tuple");
      const [data, index] = state.items;
      if (!(data instanceof TeeData)) {
        throw typeError(`argument 1 must be itertools._tee_dataobject, not ${typeName(data)}`);
      }
      const i = asCInt(index);
      if (i < 0 || i > TEE_SIZE) throw valueError("Index out of range");
      t.data = data;
      t.index = i;
    }),
  },
);
const teeDataSpec: TypeSpec = {
  doc: "Data container common to multiple tee objects.",
  slots: {
    tpNew: (t, args, kw) => {
      const [it, values, next] = unpack("_tee_dataobject", args, kw, 3, 3);
      const d = asInstanceOf(new TeeData(it), t);
      if (!(values instanceof PyList)) {
        throw typeError(`argument 2 must be list, not ${typeName(values)}`);
      }
      if (values.items.length > TEE_SIZE) throw valueError("Invalid arguments");
      d.values.push(...values.items);
      if (values.items.length === TEE_SIZE) {
        if (next !== null) {
          if (!(next instanceof TeeData)) {
            throw valueError("_tee_dataobject shouldn't have a next");
          }
          d.next = next;
        }
      } else if (next !== null) throw valueError("_tee_dataobject shouldn't have a next");
      return d;
    },
  },
  methods: {
    __reduce__: reduce((d: TeeData) =>
      tuple([d.cls, tuple([d.it, new PyList([...d.values]), d.next])])
    ),
  },
};

function tee(v: Value, n: Value = 2): Value {
  const count = asSsize(n, E.OverflowError);
  if (count < 0) throw valueError("n must be >= 0");
  if (count === 0) return tuple([]);
  const it = getIter(v);
  const out: Value[] = [];
  const copy = getAttrOpt(it, "__copy__");
  if (copy !== undefined) {
    out.push(it);
    for (let i = 1; i < count; i++) out.push(call(getAttrOpt(it, "__copy__")!, []));
    return tuple(out);
  }
  const first = makeTee(it);
  out.push(first);
  for (let i = 1; i < count; i++) out.push(new Tee(first.data, first.index));
  return tuple(out);
}

export const itertools_module = (): ModuleSpec => ({
  name: "itertools",
  doc: "Functional tools for creating and using iterators.",
  functions: {
    tee: [
      "(iterable, n=2, /)",
      tee,
      "tee(iterable, n=2) --> tuple of n independent iterators.",
    ],
  },
  types: () => [
    [accumulateType, accumulateSpec],
    [chainType, chainSpec],
    [compressType, compressSpec],
    [countType, countSpec],
    [cycleType, cycleSpec],
    [dropWhileType, dropWhileSpec],
    [filterFalseType, filterFalseSpec],
    [groupByType, groupBySpec],
    [grouperType, grouperSpec],
    [isliceType, isliceSpec],
    [repeatType, repeatSpec],
    [starMapType, starMapSpec],
    [takeWhileType, takeWhileSpec],
    [teeType, teeSpec],
    [teeDataType, teeDataSpec],
    [zipLongestType, zipLongestSpec],
    ...combinatoricTypes(),
  ],
});
