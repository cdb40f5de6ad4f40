/**
 * What several instructions do together, for generated code: slices without a
 * slice object, pairs without a tuple, comprehensions' functions made once.
 *
 * @module
 */
import { iadd } from "../core/arith.ts";
import { meter } from "../core/meter.ts";
import {
  listType,
  type Maybe,
  PyList,
  PyTuple,
  tuple,
  tupleType,
  typeOf,
  type Value,
} from "../core/object.ts";
import { getItem } from "../core/ops.ts";
import { ts } from "../core/state.ts";
import { intAdd } from "../core/number.ts";
import { PyDictIter } from "../objects/dict.ts";
import { enumerateType, PyEnumerate, PyZip, zipType } from "../objects/iterators.ts";
import { PyListIter } from "../objects/list.ts";
import { PySlice } from "../objects/slice.ts";
import { hasPairs } from "../objects/str_data.ts";

/** A bound of a slice, as JS's slice takes it; undefined where it is no int. */
function cut(v: Value, none: number, length: number): number | undefined {
  if (v === null) return none;
  if (typeof v !== "number") return undefined;
  return v < 0 ? Math.max(0, v + length) : Math.min(v, length);
}

/** o[start:stop]. */
export function slice(o: Value, start: Value, stop: Value): Value {
  if (meter === null) {
    if (typeof o === "string" && !hasPairs(o)) {
      const a = cut(start, 0, o.length);
      const b = cut(stop, o.length, o.length);
      if (a !== undefined && b !== undefined) return a < b ? o.slice(a, b) : "";
    } else if (o instanceof PyList && o.cls === listType) {
      const n = o.items.length;
      const a = cut(start, 0, n);
      const b = cut(stop, n, n);
      if (a !== undefined && b !== undefined) return new PyList(a < b ? o.items.slice(a, b) : []);
    } else if (o instanceof PyTuple && o.cls === tupleType) {
      const n = o.items.length;
      const a = cut(start, 0, n);
      const b = cut(stop, n, n);
      if (a !== undefined && b !== undefined) {
        return a === 0 && b === n ? o : tuple(a < b ? o.items.slice(a, b) : []);
      }
    }
  }
  return getItem(o, new PySlice(start, stop, null));
}

/** What {@linkcode nextPair} gives for two values, which are then in `pair`. */
export const PAIR = Symbol("pair");

/** The pair that came last. */
export const pair: { a: Value; b: Value } = { a: null, b: null };

const step = (it: Value): Maybe =>
  it instanceof PyListIter ? it.next() : typeOf(it).tpIternext!(it);

/**
 * The next value of an iterator that is unpacked in two at once: PAIR where
 * enumerate, zip or a dict's items have it; undefined at the end.
 */
export function nextPair(it: Value): Maybe | typeof PAIR {
  if (it instanceof PyEnumerate && it.cls === enumerateType) {
    const x = step(it.it);
    if (x === undefined) {
      ts.stop = null;
      return undefined;
    }
    pair.a = it.index;
    it.index = intAdd(it.index, 1);
    pair.b = x;
    return PAIR;
  }
  if (it instanceof PyZip && it.cls === zipType && it.its.length === 2) {
    const x = step(it.its[0]);
    const y = x === undefined ? undefined : step(it.its[1]);
    if (y === undefined) {
      ts.stop = null;
      return undefined;
    }
    pair.a = x!;
    pair.b = y;
    return PAIR;
  }
  if (it instanceof PyDictIter && it.kind === "items") {
    const e = it.step();
    if (e === undefined) return undefined;
    pair.a = e.key;
    pair.b = e.value!;
    return PAIR;
  }
  const v = step(it);
  if (v === undefined) ts.stop = null;
  return v;
}

/** a += b, of exact lists at once. */
export function extend(a: Value, b: Value): Value {
  if (
    meter === null && a instanceof PyList && b instanceof PyList && a.cls === listType &&
    b.cls === listType && a !== b
  ) {
    const { items } = b;
    for (let i = 0; i < items.length; i++) a.items.push(items[i]);
    return a;
  }
  return iadd(a, b);
}
