/**
 * Iterators of sequences and callables (Objects/iterobject.c), enumerate and
 * reversed (Objects/enumobject.c), zip, map and filter (Python/bltinmodule.c).
 *
 * @module
 */
import { meter } from "../core/meter.ts";
import { bind, noKeywords, Signature } from "../core/args.ts";
import { eq, isTrue } from "../core/compare.ts";
import { E, exception, matches, overflowError, typeError, typeName } from "../core/errors.ts";
import { type Int, intAdd } from "../core/number.ts";
import {
  asInstanceOf,
  boolType,
  type Maybe,
  PyObject,
  PyType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import {
  asIndex,
  call,
  getItem,
  getIter,
  getSeqItem,
  len,
  lookupSpecial,
  PySeqIter,
} from "../core/ops.ts";
import { ts } from "../core/state.ts";
import { iterBuiltin } from "./range.ts";
import type { TypeSpec } from "./type.ts";

/** iter(callable, sentinel). */
export class PyCallIter extends PyObject {
  constructor(public callable: Maybe, readonly sentinel: Value) {
    super();
  }
}

/** enumerate. */
export class PyEnumerate extends PyObject {
  constructor(readonly it: Value, public index: Int) {
    super();
  }
}

/** reversed over a sequence. */
export class PyReversed extends PyObject {
  constructor(public seq: Maybe, public index: number) {
    super();
  }
}

/** zip. */
export class PyZip extends PyObject {
  constructor(readonly its: Value[]) {
    super();
  }
}

/** map. */
export class PyMap extends PyObject {
  constructor(readonly func: Value, readonly its: Value[]) {
    super();
  }
}

/** filter. */
export class PyFilter extends PyObject {
  constructor(readonly func: Value, readonly it: Value) {
    super();
  }
}

export const callIterType: PyType = new PyType("callable_iterator", TypeFlag.None);
PyCallIter.prototype.cls = callIterType;
export const enumerateType: PyType = new PyType("enumerate");
PyEnumerate.prototype.cls = enumerateType;
export const reversedType: PyType = new PyType("reversed");
PyReversed.prototype.cls = reversedType;
export const zipType: PyType = new PyType("zip");
PyZip.prototype.cls = zipType;
export const mapType: PyType = new PyType("map");
PyMap.prototype.cls = mapType;
export const filterType: PyType = new PyType("filter");
PyFilter.prototype.cls = filterType;

const self = (v: Value) => v;
const next = (it: Value): Maybe => typeOf(it).tpIternext!(it);

/** PY_SSIZE_T_MAX, where an iterator over a sequence ends. */
const MAX_INDEX = 9223372036854775807n;

export const seqIterSpec: TypeSpec = {
  slots: {
    tpIter: self,
    tpIternext: (v) => {
      const it = v as PySeqIter;
      if (meter !== null) meter.spend(1);
      if (it.seq === undefined) return undefined;
      if (it.bigIndex === MAX_INDEX) throw overflowError("iter index too large");
      try {
        if (it.bigIndex !== undefined) return getItem(it.seq, it.bigIndex++);
        return getSeqItem(it.seq, it.index++);
      } catch (e) {
        if (matches(e, E.IndexError) || matches(e, E.StopIteration)) {
          it.seq = undefined;
          return undefined;
        }
        throw e;
      }
    },
  },
  methods: {
    __length_hint__: ["($self, /)", (it: PySeqIter) => {
      if (it.seq === undefined) return 0;
      try {
        return Math.max(0, len(it.seq) - it.index);
      } catch (e) {
        if (!matches(e, E.TypeError)) throw e;
        return 0;
      }
    }],
    __reduce__: [
      "($self, /)",
      (it: PySeqIter) =>
        it.seq === undefined
          ? tuple([iterBuiltin(), tuple([tuple([])])])
          : tuple([iterBuiltin(), tuple([it.seq]), it.bigIndex ?? it.index]),
    ],
    __setstate__: ["($self, state, /)", (it: PySeqIter, v: Value) => {
      const n = asIndex(v);
      if (n > MAX_INDEX || n < -MAX_INDEX - 1n) {
        throw overflowError("Python int too large to convert to C ssize_t");
      }
      if (it.seq === undefined) return;
      it.index = Math.max(0, Number(n));
      it.bigIndex = n > Number.MAX_SAFE_INTEGER ? BigInt(n) : undefined;
    }],
  },
};

export const callIterSpec: TypeSpec = {
  slots: {
    tpIter: self,
    tpIternext: (v) => {
      const it = v as PyCallIter;
      if (meter !== null) meter.spend(1);
      if (it.callable === undefined) return undefined;
      let r: Value;
      try {
        r = call(it.callable, []);
      } catch (e) {
        if (!matches(e, E.StopIteration)) throw e;
        it.callable = undefined;
        ts.stop = null;
        return undefined;
      }
      if (eq(r, it.sentinel)) {
        it.callable = undefined;
        return undefined;
      }
      return r;
    },
  },
  methods: {
    __reduce__: [
      "($self, /)",
      (it: PyCallIter) =>
        it.callable === undefined
          ? tuple([iterBuiltin(), tuple([tuple([])])])
          : tuple([iterBuiltin(), tuple([it.callable, it.sentinel])]),
    ],
  },
};

const enumSig = new Signature("enumerate", "(iterable, start=0)", 0);

export const enumerateSpec: TypeSpec = {
  doc: "enumerate(iterable[, start]) -> iterator for index, value of iterable",
  slots: {
    tpNew: (t, args, kw) => {
      const [it, start] = bind(enumSig, args, kw) as [Value, Maybe];
      const index = start === undefined ? 0 : asIndex(start);
      return asInstanceOf(new PyEnumerate(getIter(it), index), t);
    },
    tpIter: self,
    tpIternext: (v) => {
      const e = v as PyEnumerate;
      const x = next(e.it);
      if (x === undefined) return undefined;
      const i = e.index;
      e.index = intAdd(i, 1);
      return tuple([i, x]);
    },
  },
  methods: {
    __reduce__: ["($self, /)", (e: PyEnumerate) => tuple([e.cls, tuple([e.it, e.index])])],
  },
};

export const reversedSpec: TypeSpec = {
  doc: "reversed(sequence) -> reverse iterator over values of the sequence",
  slots: {
    tpNew: (t, args, kw) => {
      if (t === reversedType) noKeywords("reversed", kw);
      if (args.length !== 1) throw typeError(`reversed expected 1 arguments, got ${args.length}`);
      const seq = args[0];
      const m = lookupSpecial(seq, "__reversed__");
      if (m === null) throw typeError(`'${typeName(seq)}' object is not reversible`);
      if (m !== undefined) return call(m, []);
      if (typeOf(seq).sqItem === undefined) {
        throw typeError(`'${typeName(seq, 200)}' object is not reversible`);
      }
      return asInstanceOf(new PyReversed(seq, len(seq) - 1), t);
    },
    tpIter: self,
    tpIternext: (v) => {
      const r = v as PyReversed;
      if (r.seq === undefined) return undefined;
      if (r.index >= 0) {
        try {
          return getSeqItem(r.seq, r.index--);
        } catch (e) {
          if (!matches(e, E.IndexError) && !matches(e, E.StopIteration)) throw e;
        }
      }
      r.index = -1;
      r.seq = undefined;
      return undefined;
    },
  },
  methods: {
    __length_hint__: ["($self, /)", (r: PyReversed) => {
      if (r.seq === undefined) return 0;
      const n = len(r.seq);
      return n < r.index + 1 ? 0 : r.index + 1;
    }],
    __reduce__: [
      "($self, /)",
      (r: PyReversed) =>
        r.seq === undefined
          ? tuple([r.cls, tuple([tuple([])])])
          : tuple([r.cls, tuple([r.seq]), r.index]),
    ],
    __setstate__: ["($self, state, /)", (r: PyReversed, v: Value) => {
      if (r.seq === undefined) return;
      r.index = Math.max(-1, Math.min(Number(asIndex(v)), len(r.seq) - 1));
    }],
  },
};

export const zipSpec: TypeSpec = {
  doc: "zip(iter1 [,iter2 [...]]) --> zip object",
  slots: {
    tpNew: (t, args, kw) => {
      if (t === zipType) noKeywords("zip", kw);
      const its = args.map((a, i) => {
        if (typeOf(a).tpIter === undefined && typeOf(a).sqItem === undefined) {
          throw typeError(`zip argument #${i + 1} must support iteration`);
        }
        return getIter(a);
      });
      return asInstanceOf(new PyZip(its), t);
    },
    tpIter: self,
    tpIternext: (v) => {
      const its = (v as PyZip).its;
      if (its.length === 0) return undefined;
      const out: Value[] = new Array(its.length);
      for (let i = 0; i < its.length; i++) {
        const x = next(its[i]);
        if (x === undefined) return undefined;
        out[i] = x;
      }
      return tuple(out);
    },
  },
  methods: {
    __reduce__: ["($self, /)", (z: PyZip) => tuple([z.cls, tuple([...z.its])])],
  },
};

export const mapSpec: TypeSpec = {
  doc: "map(func, *iterables) --> map object",
  slots: {
    tpNew: (t, args, kw) => {
      if (t === mapType) noKeywords("map", kw);
      if (args.length < 2) throw typeError("map() must have at least two arguments.");
      return asInstanceOf(new PyMap(args[0], args.slice(1).map(getIter)), t);
    },
    tpIter: self,
    tpIternext: (v) => {
      const m = v as PyMap;
      const args: Value[] = new Array(m.its.length);
      for (let i = 0; i < args.length; i++) {
        const x = next(m.its[i]);
        if (x === undefined) return undefined;
        args[i] = x;
      }
      return stopping(() => call(m.func, args));
    },
  },
  methods: {
    __reduce__: ["($self, /)", (m: PyMap) => tuple([m.cls, tuple([m.func, ...m.its])])],
  },
};

/** A StopIteration that a called function raises ends the iterator, as NULL does in C. */
function stopping(f: () => Value): Maybe {
  try {
    return f();
  } catch (e) {
    if (!matches(e, E.StopIteration)) throw e;
    ts.stop = e;
    return undefined;
  }
}

export const filterSpec: TypeSpec = {
  doc: "filter(function or None, iterable) --> filter object",
  slots: {
    tpNew: (t, args, kw) => {
      if (t === filterType) noKeywords("filter", kw);
      if (args.length !== 2) throw typeError(`filter expected 2 arguments, got ${args.length}`);
      return asInstanceOf(new PyFilter(args[0], getIter(args[1])), t);
    },
    tpIter: self,
    tpIternext: (v) => {
      const f = v as PyFilter;
      const plain = f.func === null || f.func === boolType;
      for (;;) {
        const x = next(f.it);
        if (x === undefined) return undefined;
        const r = plain ? x : stopping(() => call(f.func, [x]));
        if (r === undefined) return undefined;
        if (isTrue(r)) return x;
      }
    },
  },
  methods: {
    __reduce__: ["($self, /)", (f: PyFilter) => tuple([f.cls, tuple([f.func, f.it])])],
  },
};

/** next(it) with StopIteration thrown at the end. */
export function nextOrStop(it: Value): Value {
  const f = typeOf(it).tpIternext;
  if (f === undefined) throw typeError(`'${typeName(it)}' object is not an iterator`);
  ts.stop = null;
  const v = f(it);
  if (v === undefined) {
    const s = ts.stop as PyObject | null;
    ts.stop = null;
    throw s ?? exception(E.StopIteration);
  }
  return v;
}
