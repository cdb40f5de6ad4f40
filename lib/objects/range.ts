/**
 * range and its iterators (Objects/rangeobject.c).
 *
 * @module
 */
import { meter } from "../core/meter.ts";
import { noKeywords } from "../core/args.ts";
import { eq } from "../core/compare.ts";
import { indexError, typeError, typeName, valueError } from "../core/errors.ts";
import { hash } from "../core/hash.ts";
import { type Int, intAdd, intFloorDiv, intMod, intMul, intSub } from "../core/number.ts";
import {
  type KwNames,
  type Maybe,
  NotImplemented,
  PyObject,
  PyType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import { asIndex, containsByIteration, repr, warnDeprecated } from "../core/ops.ts";
import { overflowError } from "../core/errors.ts";
import { PySlice, rangeLength, sliceIndices } from "./slice.ts";
import type { TypeSpec } from "./type.ts";

/** A range. */
export class PyRange extends PyObject {
  readonly length: Int;
  constructor(readonly start: Int, readonly stop: Int, readonly step: Int) {
    super();
    this.length = rangeLength(start, stop, step);
  }
}

/** An iterator over a range whose numbers are all safe integers. */
export class PyRangeIter extends PyObject {
  index = 0;
  constructor(readonly start: number, readonly step: number, readonly length: number) {
    super();
  }
  /** The next number, or undefined. */
  nextNumber(): number | undefined {
    return this.index < this.length ? this.start + this.index++ * this.step : undefined;
  }
}

/** An iterator over a range of any size. */
export class PyLongRangeIter extends PyObject {
  index: Int = 0;
  constructor(readonly start: Int, readonly step: Int, readonly length: Int) {
    super();
  }
}

export const rangeType: PyType = new PyType("range", TypeFlag.None);
PyRange.prototype.cls = rangeType;
export const rangeIterType: PyType = new PyType("range_iterator", TypeFlag.None);
PyRangeIter.prototype.cls = rangeIterType;
export const longRangeIterType: PyType = new PyType("longrange_iterator", TypeFlag.None);
PyLongRangeIter.prototype.cls = longRangeIterType;

function rangeIter(start: Int, step: Int, length: Int): Value {
  const last = intAdd(start, intMul(length, step));
  if (
    typeof start === "number" && typeof step === "number" && typeof length === "number" &&
    typeof last === "number"
  ) return new PyRangeIter(start, step, length);
  return new PyLongRangeIter(start, step, length);
}

function item(r: PyRange, i: Int): Value {
  if (i < 0) i = intAdd(i, r.length);
  if (i < 0 || i >= r.length) throw indexError("range object index out of range");
  return intAdd(r.start, intMul(i, r.step));
}

function plainInt(v: Value): v is number | bigint | boolean {
  return typeof v === "number" || typeof v === "bigint" || typeof v === "boolean";
}

function indexOf(r: PyRange, v: Value): Int | undefined {
  const n = asIndex(v);
  if (r.step > 0 ? n < r.start || n >= r.stop : n > r.start || n <= r.stop) return undefined;
  const d = intSub(n, r.start);
  return intMod(d, r.step) === 0 ? intFloorDiv(d, r.step) : undefined;
}

function sliceRange(r: PyRange, s: PySlice): Value {
  const n = r.length;
  if (typeof n === "number") {
    const [start, stop, step] = sliceIndices(s, n);
    return new PyRange(
      intAdd(r.start, intMul(start, r.step)),
      intAdd(r.start, intMul(stop, r.step)),
      intMul(r.step, step),
    );
  }
  const indices = typeOf(s).lookup("indices") as unknown as {
    def: { fn: (s: Value, n: Value) => { items: Int[] } };
  };
  const [start, stop, step] = indices.def.fn(s, n).items;
  return new PyRange(
    intAdd(r.start, intMul(start, r.step)),
    intAdd(r.start, intMul(stop, r.step)),
    intMul(r.step, step),
  );
}

function equal(a: PyRange, b: PyRange): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  if (a.length === 0) return true;
  if (a.start !== b.start) return false;
  return a.length === 1 || a.step === b.step;
}

export const rangeSpec: TypeSpec = {
  doc:
    "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nA sequence of integers from start to stop (exclusive) by step.",
  slots: {
    tpNew: (_t, args, kw) => {
      noKeywords("range", kw);
      const n = args.length;
      if (n < 1) throw typeError("range expected 1 arguments, got 0");
      if (n > 3) throw typeError(`range expected at most 3 arguments, got ${n}`);
      if (n === 1) return new PyRange(0, asIndex(args[0]), 1);
      const start = asIndex(args[0]);
      const stop = asIndex(args[1]);
      const step = n === 3 ? asIndex(args[2]) : 1;
      if (step === 0) throw valueError("range() arg 3 must not be zero");
      return new PyRange(start, stop, step);
    },
    tpRepr: (v) => {
      const r = v as PyRange;
      return r.step === 1
        ? `range(${r.start}, ${r.stop})`
        : `range(${r.start}, ${r.stop}, ${r.step})`;
    },
    tpHash: (v) => {
      const r = v as PyRange;
      return hash(
        tuple([
          r.length,
          r.length === 0 ? null : r.start,
          r.length === 0 || r.length === 1 ? null : r.step,
        ]),
      );
    },
    tpRichcompare: (a, b, op) => {
      if (!(a instanceof PyRange) || !(b instanceof PyRange) || (op !== 2 && op !== 3)) {
        return NotImplemented;
      }
      return equal(a, b) === (op === 2);
    },
    tpIter: (v) => {
      const r = v as PyRange;
      return rangeIter(r.start, r.step, r.length);
    },
    nbBool: (v) => (v as PyRange).length !== 0,
    sqLength: (v) => {
      const n = (v as PyRange).length;
      if (typeof n === "bigint") {
        throw overflowError("Python int too large to convert to C ssize_t");
      }
      return n;
    },
    sqItem: (v, i) => item(v as PyRange, i),
    sqContains: (v, x) =>
      plainInt(x) ? indexOf(v as PyRange, x) !== undefined : containsByIteration(v, x),
    mpSubscript: (v, k) => {
      if (k instanceof PySlice) return sliceRange(v as PyRange, k);
      if (typeOf(k).nbIndex === undefined) {
        throw typeError(`range indices must be integers or slices, not ${typeName(k, 200)}`);
      }
      return item(v as PyRange, asIndex(k));
    },
  },
  members: ["start", "stop", "step"],
  getset: {
    start: { get: (r: PyRange) => r.start },
    stop: { get: (r: PyRange) => r.stop },
    step: { get: (r: PyRange) => r.step },
  },
  methods: {
    __reversed__: ["($self, /)", (r: PyRange) =>
      rangeIter(
        intAdd(r.start, intMul(intSub(r.length, 1), r.step)),
        intSub(0, r.step),
        r.length,
      ), "Return a reverse iterator."],
    count: ["($self, value, /)", (r: PyRange, v: Value) => {
      if (plainInt(v)) return indexOf(r, v) === undefined ? 0 : 1;
      let n = 0;
      const it = typeOf(r).tpIter!(r);
      const next = typeOf(it).tpIternext!;
      for (let x: Maybe; (x = next(it)) !== undefined;) if (eq(x, v)) n++;
      return n;
    }, "rangeobject.count(value) -> integer -- return number of occurrences of value"],
    index: [
      "($self, value, /)",
      (r: PyRange, v: Value) => {
        if (plainInt(v)) {
          const i = indexOf(r, v);
          if (i === undefined) throw valueError(`${repr(v)} is not in range`);
          return i;
        }
        let n = 0;
        const it = typeOf(r).tpIter!(r);
        const next = typeOf(it).tpIternext!;
        for (let x: Maybe; (x = next(it)) !== undefined; n++) if (eq(x, v)) return n;
        throw valueError("sequence.index(x): x not in sequence");
      },
      "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present.",
    ],
    __reduce__: [
      "($self, /)",
      (r: PyRange) => tuple([rangeType, tuple([r.start, r.stop, r.step])]),
    ],
  },
};

function reduceIter(start: Int, step: Int, length: Int, index: Int): Value {
  const r = new PyRange(start, intAdd(start, intMul(length, step)), step);
  return tuple([iterBuiltin(), tuple([r]), index]);
}
let iterHook: Value = null;
/** builtins.iter, for the pickling of iterators. */
export const iterBuiltin = (): Value => iterHook;
/** Tells what builtins.iter is. */
export function setIterBuiltin(v: Value): void {
  iterHook = v;
}

const C_LONG = 2n ** 63n;

function cLong(v: Value): Int {
  if (typeOf(v).nbIndex === undefined) {
    throw typeError(`an integer is required (got type ${typeName(v, 200)})`);
  }
  const n = asIndex(v);
  if (n >= C_LONG || n < -C_LONG) {
    throw overflowError("Python int too large to convert to C long");
  }
  return n;
}

function rangeIterNew(_t: PyType, args: Value[], kw: KwNames): Value {
  warnDeprecated(
    "range_iterator(): creating instances of range_iterator by calling range_iterator type is deprecated",
  );
  if (kw !== null && kw.length > 0) {
    throw typeError("range_iterator() does not take keyword arguments");
  }
  if (args.length !== 3) throw typeError("range_iterator() requires 3 int arguments");
  const [start, stop, step] = args.map(cLong);
  if (step === 0) throw valueError("range_iterator() arg 3 must not be zero");
  return typeOf(new PyRange(start, stop, step)).tpIter!(new PyRange(start, stop, step));
}

export const rangeIterSpec: TypeSpec = {
  slots: {
    tpNew: rangeIterNew,
    tpIter: (v) => v,
    tpIternext: (v) => {
      if (meter !== null) meter.spend(1);
      return (v as PyRangeIter).nextNumber();
    },
  },
  methods: {
    __length_hint__: ["($self, /)", (r: PyRangeIter) => r.length - r.index],
    __reduce__: ["($self, /)", (r: PyRangeIter) => reduceIter(r.start, r.step, r.length, r.index)],
    __setstate__: ["($self, state, /)", (r: PyRangeIter, v: Value) => {
      const n = Number(asIndex(v));
      r.index = n < 0 ? 0 : n > r.length ? r.length : n;
    }],
  },
};

export const longRangeIterSpec: TypeSpec = {
  slots: {
    tpIter: (v) => v,
    tpIternext: (v) => {
      const r = v as PyLongRangeIter;
      if (r.index >= r.length) return undefined;
      const x = intAdd(r.start, intMul(r.index, r.step));
      r.index = intAdd(r.index, 1);
      return x;
    },
  },
  methods: {
    __length_hint__: ["($self, /)", (r: PyLongRangeIter) => intSub(r.length, r.index)],
    __reduce__: [
      "($self, /)",
      (r: PyLongRangeIter) => reduceIter(r.start, r.step, r.length, r.index),
    ],
    __setstate__: ["($self, state, /)", (r: PyLongRangeIter, v: Value) => {
      const n = asIndex(v);
      r.index = n < 0 ? 0 : n > r.length ? r.length : n;
    }],
  },
};
