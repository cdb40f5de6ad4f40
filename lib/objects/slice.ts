/**
 * slice (Objects/sliceobject.c) and the arithmetic of slices for all sequences.
 *
 * @module
 */
import { richcompare } from "../core/compare.ts";
import { typeError, valueError } from "../core/errors.ts";
import { noKeywords } from "../core/args.ts";
import {
  NotImplemented,
  PyObject,
  PyType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import { asIndex, repr } from "../core/ops.ts";
import { type Int, intAdd, intFloorDiv, intSub } from "../core/number.ts";
import type { TypeSpec } from "./type.ts";

/** A slice. */
export class PySlice extends PyObject {
  constructor(readonly start: Value, readonly stop: Value, readonly step: Value) {
    super();
  }
}

export const sliceType: PyType = new PyType("slice", TypeFlag.None);
PySlice.prototype.cls = sliceType;

/** A bound of a slice as a C ssize_t, cut to its range (_PyEval_SliceIndex). */
function bound(v: Value): number {
  if (typeof v === "number") return v;
  if (typeOf(v).nbIndex === undefined) {
    throw typeError("slice indices must be integers or None or have an __index__ method");
  }
  const n = asIndex(v);
  return typeof n === "number" ? n : n > 0n ? Infinity : -Infinity;
}

/** start, stop, step and the number of items of a slice of a sequence (PySlice_GetIndicesEx). */
export function sliceIndices(
  s: PySlice,
  length: number,
): [start: number, stop: number, step: number, count: number] {
  let step = s.step === null ? 1 : bound(s.step);
  if (step === 0) throw valueError("slice step cannot be zero");
  if (step === Infinity) step = Number.MAX_SAFE_INTEGER;
  if (step === -Infinity) step = -Number.MAX_SAFE_INTEGER;
  let start = s.start === null ? (step < 0 ? Infinity : 0) : bound(s.start);
  let stop = s.stop === null ? (step < 0 ? -Infinity : Infinity) : bound(s.stop);
  if (start < 0 && !(s.start === null)) start += length;
  if (start < 0) start = step < 0 ? -1 : 0;
  if (start >= length) start = step < 0 ? length - 1 : length;
  if (stop < 0 && s.stop !== null) stop += length;
  if (stop < 0) stop = step < 0 ? -1 : 0;
  if (stop >= length) stop = step < 0 ? length - 1 : length;
  let count = 0;
  if (step < 0 ? stop < start : start < stop) {
    count = step < 0
      ? Math.floor((stop - start + 1) / step) + 1
      : Math.floor((stop - start - 1) / step) + 1;
  }
  return [start, stop, step, count];
}

/** The items of a slice of an array. */
export function sliceArray<T>(items: readonly T[], s: PySlice): T[] {
  const [start, , step, count] = sliceIndices(s, items.length);
  if (step === 1) return items.slice(start, start + count);
  if (step === -1 && count === items.length) return items.slice().reverse();
  const out: T[] = [];
  for (let i = 0, j = start; i < count; i++, j += step) out.push(items[j]);
  return out;
}

/** slice.indices for a length of any size (_PySlice_GetLongIndices). */
function longIndices(s: PySlice, length: Int): [Int, Int, Int] {
  const index = (v: Value): Int => {
    if (typeOf(v).nbIndex === undefined) {
      throw typeError("slice indices must be integers or None or have an __index__ method");
    }
    return asIndex(v);
  };
  const step: Int = s.step === null ? 1 : index(s.step);
  if (step === 0) throw valueError("slice step cannot be zero");
  const negative = step < 0;
  const lower: Int = negative ? -1 : 0;
  const upper: Int = negative ? intSub(length, 1) : length;
  const fix = (v: Value, none: Int): Int => {
    if (v === null) return none;
    let n = index(v);
    if (n < 0) {
      n = intAdd(n, length);
      if (n < lower) n = lower;
    } else if (n > upper) n = upper;
    return n;
  };
  return [
    fix(s.start, negative ? upper : lower),
    fix(s.stop, negative ? lower : upper),
    step,
  ];
}

/** The length of a range. */
export function rangeLength(start: Int, stop: Int, step: Int): Int {
  if (step > 0 ? start >= stop : start <= stop) return 0;
  return step > 0
    ? intAdd(intFloorDiv(intSub(intSub(stop, start), 1), step), 1)
    : intAdd(intFloorDiv(intAdd(intSub(stop, start), 1), step), 1);
}

const key = (s: PySlice): Value => tuple([s.start, s.stop, s.step]);

export const sliceSpec: TypeSpec = {
  doc:
    "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object, used for extended slicing (e.g. a[0:10:2]).",
  slots: {
    tpNew: (_t, args, kw) => {
      noKeywords("slice", kw);
      const n = args.length;
      if (n < 1) throw typeError("slice expected at least 1 arguments, got 0");
      if (n > 3) throw typeError(`slice expected at most 3 arguments, got ${n}`);
      if (n === 1) return new PySlice(null, args[0], null);
      return new PySlice(args[0], args[1], args[2] ?? null);
    },
    tpRepr: (v) => {
      const s = v as PySlice;
      return `slice(${repr(s.start)}, ${repr(s.stop)}, ${repr(s.step)})`;
    },
    tpHash: null,
    tpRichcompare: (a, b, op) => {
      if (!(a instanceof PySlice) || !(b instanceof PySlice)) return NotImplemented;
      if (a === b) return op === 2 || op === 1 || op === 5;
      return richcompare(key(a), key(b), op);
    },
  },
  members: ["start", "stop", "step"],
  getset: {
    start: { get: (s: PySlice) => s.start },
    stop: { get: (s: PySlice) => s.stop },
    step: { get: (s: PySlice) => s.step },
  },
  methods: {
    indices: ["($self, len, /)", (s: PySlice, n: Value) => {
      const len = asIndex(n);
      if (len < 0) throw valueError("length should not be negative");
      return tuple(longIndices(s, len));
    }, "S.indices(len) -> (start, stop, stride)"],
    __reduce__: ["($self, /)", (s: PySlice) => tuple([sliceType, key(s)])],
  },
};
