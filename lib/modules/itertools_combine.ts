/**
 * product, permutations and combinations of itertools.
 *
 * @module
 */
import { meter } from "../core/meter.ts";
import { bind, type Decls, Signature } from "../core/args.ts";
import { E, memoryError, overflowError, typeError, typeName, valueError } from "../core/errors.ts";
import {
  asInstanceOf,
  type KwNames,
  type Maybe,
  PyObject,
  PyTuple,
  PyType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import { asCInt, asSsize, toArray } from "../core/ops.ts";
import type { TypeSpec } from "../objects/type.ts";

/** An iterator over choices: the pools, the indices of the current choice, and whether it began. */
abstract class Choices extends PyObject {
  indices: number[] = [];
  cycles: number[] = [];
  started = false;
  stopped = false;
  constructor(readonly pools: readonly Value[][], readonly r: number) {
    super();
  }
  /** Goes to the next choice; false at the end. */
  abstract advance(): boolean;
  /** The current choice. */
  choice(): Value {
    const pool = this.pools[0];
    const out: Value[] = new Array(this.r);
    for (let i = 0; i < this.r; i++) out[i] = pool[this.indices[i]];
    return tuple(out);
  }
  next(): Maybe {
    if (this.stopped) return undefined;
    if (!this.started) this.started = true;
    else if (!this.advance()) {
      this.stopped = true;
      return undefined;
    }
    return this.choice();
  }
}

class Product extends Choices {
  override choice(): Value {
    return tuple(this.pools.map((p, i) => p[this.indices[i]]));
  }
  advance(): boolean {
    for (let i = this.pools.length - 1; i >= 0; i--) {
      if (++this.indices[i] < this.pools[i].length) return true;
      this.indices[i] = 0;
    }
    return false;
  }
}

class Combinations extends Choices {
  advance(): boolean {
    const n = this.pools[0].length;
    const { r, indices } = this;
    let i = r - 1;
    while (i >= 0 && indices[i] === i + n - r) i--;
    if (i < 0) return false;
    indices[i]++;
    for (let j = i + 1; j < r; j++) indices[j] = indices[j - 1] + 1;
    return true;
  }
}

class CombinationsWithReplacement extends Choices {
  advance(): boolean {
    const n = this.pools[0].length;
    const { r, indices } = this;
    let i = r - 1;
    while (i >= 0 && indices[i] === n - 1) i--;
    if (i < 0) return false;
    const at = indices[i] + 1;
    for (; i < r; i++) indices[i] = at;
    return true;
  }
}

class Permutations extends Choices {
  advance(): boolean {
    const { r, indices, cycles } = this;
    const n = indices.length;
    for (let i = r - 1; i >= 0; i--) {
      if (--cycles[i] === 0) {
        indices.push(indices.splice(i, 1)[0]);
        cycles[i] = n - i;
      } else {
        const j = n - cycles[i];
        [indices[i], indices[j]] = [indices[j], indices[i]];
        return true;
      }
    }
    return false;
  }
}

function type(name: string, cls: { prototype: PyObject }): PyType {
  const t = new PyType(name, TypeFlag.BaseType, "itertools");
  cls.prototype.cls = t;
  return t;
}
const productType = type("product", Product);
const combinationsType = type("combinations", Combinations);
const replacementType = type("combinations_with_replacement", CombinationsWithReplacement);
const permutationsType = type("permutations", Permutations);

const clamp = (v: Value, n: number): number =>
  n === 0 ? 0 : Math.max(0, Math.min(asCInt(v), n - 1));

function stateItems(state: Value, n: number): readonly Value[] {
  if (!(state instanceof PyTuple) || state.items.length !== n) {
    throw valueError("invalid arguments");
  }
  return state.items;
}

function spec(
  doc: string,
  make: (args: Value[], kw: KwNames) => Choices,
  reduceArgs: (c: Choices) => Value[],
  restore?: (c: Choices, state: Value) => void,
  state?: (c: Choices) => Value,
): TypeSpec {
  const methods: Decls = {
    __reduce__: ["($self, /)", (c: Choices) => {
      if (c.stopped) {
        const empty = c instanceof Product ? [tuple([])] : [tuple([]), c.r];
        return tuple([c.cls, tuple(empty)]);
      }
      const args = tuple(reduceArgs(c));
      if (!c.started) return tuple([c.cls, args]);
      return tuple([c.cls, args, state === undefined ? tuple([...c.indices]) : state(c)]);
    }, "Return state information for pickling."],
    __setstate__: ["($self, state, /)", (c: Choices, s: Value) => {
      if (restore !== undefined) restore(c, s);
      else {
        const items = stateItems(s, c.indices.length);
        c.indices = items.map((v) => clamp(v, c.pools[0].length));
      }
      c.started = true;
    }, "Set state information for unpickling."],
    __sizeof__: ["($self, /)", (c: Choices) => 64 + 8 * c.indices.length],
  };
  return {
    doc,
    slots: {
      tpNew: (t, args, kw) => asInstanceOf(make(args, kw), t),
      tpIter: (v) => v,
      tpIternext: (v) => {
        if (meter !== null) meter.spend(1);
        return (v as Choices).next();
      },
    },
    methods,
  };
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

const repeatSig = new Signature("product", "(*, repeat=1)", 0);
const productSpec = spec(
  "product(*iterables, repeat=1) --> product object\n\nCartesian product of input iterables.  Equivalent to nested for-loops.",
  (args, kw) => {
    const n = args.length - (kw?.length ?? 0);
    const [times = 1] = bind(repeatSig, args.slice(n), kw) as Maybe[];
    const repeat = asSsize(times!, E.OverflowError);
    if (repeat < 0) throw valueError("repeat argument cannot be negative");
    const once = repeat === 0 ? [] : args.slice(0, n).map(toArray);
    if (once.length > 0 && once.length * repeat > 2 ** 26) {
      if (repeat > 2 ** 60 / once.length) throw overflowError("repeat argument too large");
      throw memoryError();
    }
    const pools: Value[][] = [];
    for (let i = 0; i < repeat; i++) pools.push(...once);
    const p = new Product(pools, pools.length);
    p.indices = pools.map(() => 0);
    p.stopped = pools.some((x) => x.length === 0);
    return p;
  },
  (c) => c.pools.map((p) => tuple([...p])),
  (c, s) => {
    const items = stateItems(s, c.pools.length);
    c.indices = items.map((v, i) => clamp(v, c.pools[i].length));
    c.stopped = c.pools.some((p) => p.length === 0);
  },
);

function countOf(v: Value): number {
  const r = asSsize(v, E.OverflowError);
  if (r < 0) throw valueError("r must be non-negative");
  if (r > 2 ** 27) throw memoryError();
  return r;
}

const combineArgs = (c: Choices): Value[] => [tuple([...c.pools[0]]), c.r];

const combinationsSig = new Signature("combinations", "(iterable, r)", 0);
const combinationsSpec = spec(
  "combinations(iterable, r) --> combinations object\n\nReturn successive r-length combinations of elements in the iterable.",
  (args, kw) => {
    const [it, count] = bind(combinationsSig, args, kw) as Value[];
    const pool = toArray(it);
    const r = countOf(count);
    const c = new Combinations([pool], r);
    c.stopped = r > pool.length;
    c.indices = c.stopped ? new Array(r).fill(0) : range(r);
    return c;
  },
  combineArgs,
  (c, s) => {
    const items = stateItems(s, c.r);
    const n = c.pools[0].length;
    c.indices = items.map((v, i) => Math.max(0, Math.min(asCInt(v), i + n - c.r)));
  },
);

const replacementSig = new Signature("combinations_with_replacement", "(iterable, r)", 0);
const replacementSpec = spec(
  "combinations_with_replacement(iterable, r) --> combinations_with_replacement object\n\nReturn successive r-length combinations of elements in the iterable\nallowing individual elements to have successive repeats.",
  (args, kw) => {
    const [it, count] = bind(replacementSig, args, kw) as Value[];
    const pool = toArray(it);
    const r = countOf(count);
    const c = new CombinationsWithReplacement([pool], r);
    c.indices = new Array(r).fill(0);
    c.stopped = pool.length === 0 && r > 0;
    return c;
  },
  combineArgs,
);

const permutationsSig = new Signature("permutations", "(iterable, r=None)", 0);
const permutationsSpec = spec(
  "permutations(iterable[, r]) --> permutations object\n\nReturn successive r-length permutations of elements in the iterable.",
  (args, kw) => {
    const [it, count = null] = bind(permutationsSig, args, kw) as Maybe[];
    const pool = toArray(it!);
    if (count !== null && typeOf(count!).nbIndex === undefined) {
      throw typeError("Expected int as r");
    }
    const r = count === null ? pool.length : countOf(count!);
    const c = new Permutations([pool], r);
    c.stopped = r > pool.length;
    c.indices = range(pool.length);
    c.cycles = c.stopped ? new Array(r).fill(0) : range(r).map((i) => pool.length - i);
    return c;
  },
  combineArgs,
  (c, s) => {
    if (!(s instanceof PyTuple)) throw typeError(`state must be a tuple, not ${typeName(s)}`);
    const [indices, cycles] = stateItems(s, 2);
    const n = c.pools[0].length;
    c.indices = stateItems(indices, n).map((v) => clamp(v, n));
    c.cycles = stateItems(cycles, c.r).map((v, i) => Math.max(1, Math.min(asCInt(v), n - i)));
  },
  (c) => tuple([tuple([...c.indices]), tuple([...c.cycles])]),
);

/** The types of this file with their specs. */
export function combinatoricTypes(): [PyType, TypeSpec][] {
  return [
    [combinationsType, combinationsSpec],
    [replacementType, replacementSpec],
    [permutationsType, permutationsSpec],
    [productType, productSpec],
  ];
}
