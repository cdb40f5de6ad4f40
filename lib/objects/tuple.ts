/**
 * tuple (Objects/tupleobject.c).
 *
 * @module
 */
import { meter } from "../core/meter.ts";
import { bind, Signature } from "../core/args.ts";
import { E, indexError, typeError, typeName, valueError } from "../core/errors.ts";
import { hashTuple } from "../core/hash.ts";
import {
  asInstanceOf,
  EMPTY_TUPLE,
  type Maybe,
  NotImplemented,
  PyObject,
  PyTuple,
  PyType,
  tuple,
  tupleType,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import { asIndex, asSsize, repr, toArray } from "../core/ops.ts";
import { compareItems, countOf, indexOf, repeatArray, reprGuard, searchBounds } from "./list.ts";
import { iterBuiltin } from "./range.ts";
import { PySlice, sliceArray } from "./slice.ts";
import type { TypeSpec } from "./type.ts";

/** An iterator over a tuple. */
export class PyTupleIter extends PyObject {
  index = 0;
  constructor(public seq: PyTuple | null) {
    super();
  }
}

export const tupleIterType: PyType = new PyType("tuple_iterator", TypeFlag.None);
PyTupleIter.prototype.cls = tupleIterType;

const newSig = new Signature("tuple", "(sequence=())", 0);

function at(t: PyTuple, i: number): Value {
  if (i < 0 || i >= t.items.length) throw indexError("tuple index out of range");
  return t.items[i];
}

export const tupleSpec: TypeSpec = {
  doc:
    "tuple() -> empty tuple\ntuple(iterable) -> tuple initialized from iterable's items\n\nIf the argument is a tuple, the return value is the same object.",
  slots: {
    tpNew: (t, args, kw) => {
      const src = kw === null && args.length < 2 ? args[0] : bind(newSig, args, kw)[0] as Maybe;
      if (t === tupleType) {
        if (src === undefined) return EMPTY_TUPLE;
        if (src instanceof PyTuple && src.cls === tupleType) return src;
        return tuple(toArray(src));
      }
      return asInstanceOf(new PyTuple(src === undefined ? [] : toArray(src)), t);
    },
    tpRepr: (v) => {
      const t = v as PyTuple;
      if (t.items.length === 0) return "()";
      return reprGuard(t, "(...)", () => {
        if (t.items.length === 1) return `(${repr(t.items[0])},)`;
        return `(${t.items.map(repr).join(", ")})`;
      });
    },
    tpHash: (v) => hashTuple((v as PyTuple).items),
    tpRichcompare: (a, b, op) =>
      a instanceof PyTuple && b instanceof PyTuple
        ? compareItems(a.items, b.items, op)
        : NotImplemented,
    tpIter: (v) => new PyTupleIter(v as PyTuple),
    sqLength: (v) => (v as PyTuple).items.length,
    sqConcat: (a, b) => {
      if (!(b instanceof PyTuple)) {
        throw typeError(`can only concatenate tuple (not "${typeName(b, 200)}") to tuple`);
      }
      return tuple((a as PyTuple).items.concat(b.items));
    },
    sqRepeat: (v, n) => {
      const t = v as PyTuple;
      if (n === 1 && t.cls === tupleType) return t;
      return tuple(repeatArray(t.items, n));
    },
    sqItem: (v, i) => at(v as PyTuple, i),
    sqContains: (v, x) => {
      return indexOf(v as PyTuple, x, 0, Infinity, true) >= 0;
    },
    mpLength: (v) => (v as PyTuple).items.length,
    mpSubscript: (v, k) => {
      const t = v as PyTuple;
      if (typeof k === "number") return at(t, k < 0 ? k + t.items.length : k);
      if (k instanceof PySlice) {
        if (k.start === null && k.stop === null && k.step === null && t.cls === tupleType) return t;
        return tuple(sliceArray(t.items, k));
      }
      if (typeOf(k).nbIndex === undefined) {
        throw typeError(`tuple indices must be integers or slices, not ${typeName(k, 200)}`);
      }
      const i = asSsize(k, E.IndexError);
      return at(t, i < 0 ? i + t.items.length : i);
    },
  },
  methods: {
    count: [
      "($self, value, /)",
      (t: PyTuple, v: Value) => countOf(t, v),
      "T.count(value) -> integer -- return number of occurrences of value",
    ],
    index: [
      "($self, value, start=0, stop=9223372036854775807, /)",
      (t: PyTuple, v: Value, start: Value = 0, stop: Value = Number.MAX_SAFE_INTEGER) => {
        const [from, to] = searchBounds(start, stop, t.items.length);
        const i = indexOf(t, v, from, to);
        if (i >= 0) return i;
        throw valueError("tuple.index(x): x not in tuple");
      },
      "T.index(value, [start, [stop]]) -> integer -- return first index of value.\nRaises ValueError if the value is not present.",
    ],
    __getnewargs__: ["($self, /)", (t: PyTuple) => tuple([tuple([...t.items])])],
  },
};

export const tupleIterSpec: TypeSpec = {
  slots: {
    tpIter: (v) => v,
    tpIternext: (v) => {
      const it = v as PyTupleIter;
      if (meter !== null) meter.spend(1);
      if (it.seq === null) return undefined;
      if (it.index < it.seq.items.length) return it.seq.items[it.index++];
      it.seq = null;
      return undefined;
    },
  },
  methods: {
    __length_hint__: [
      "($self, /)",
      (it: PyTupleIter) => it.seq === null ? 0 : it.seq.items.length - it.index,
    ],
    __reduce__: [
      "($self, /)",
      (it: PyTupleIter) =>
        it.seq === null
          ? tuple([iterBuiltin(), tuple([EMPTY_TUPLE])])
          : tuple([iterBuiltin(), tuple([it.seq]), it.index]),
    ],
    __setstate__: ["($self, state, /)", (it: PyTupleIter, v: Value) => {
      if (it.seq === null) return;
      const n = Number(asIndex(v));
      it.index = n < 0 ? 0 : Math.min(n, it.seq.items.length);
    }],
  },
};
