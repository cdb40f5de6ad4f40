/**
 * Rich comparison and truth (PyObject_RichCompare, PyObject_IsTrue).
 *
 * @module
 */
import { fullTypeName, recursionError, typeError } from "./errors.ts";
import {
  Cmp,
  floatType,
  type Maybe,
  NotImplemented,
  PyFloat,
  PyInt,
  PyObject,
  PyStr,
  PyTuple,
  tupleType,
  typeOf,
  type Value,
} from "./object.ts";
import { ts } from "./state.ts";

const SWAPPED = [Cmp.Gt, Cmp.Ge, Cmp.Eq, Cmp.Ne, Cmp.Lt, Cmp.Le] as const;
const SYMBOL = ["<", "<=", "==", "!=", ">", ">="] as const;

/** Enters a recursion of the C level (Py_EnterRecursiveCall). */
export function enterRecursive(where: string): void {
  const depth = ++ts.depth;
  // this level has no frame
  if (depth <= ts.jitLimit) ts.stack[depth] = null;
  if (depth > ts.recursionLimit) {
    if (ts.overflowed ? ts.depth > ts.recursionLimit + 50 : true) {
      ts.overflowed = true;
      ts.depth--;
      throw recursionError(where);
    }
  }
}

/** Leaves it. */
export function leaveRecursive(): void {
  ts.depth--;
  const limit = ts.recursionLimit;
  if (ts.overflowed && ts.depth < (limit > 200 ? limit - 50 : 3 * (limit >> 2))) {
    ts.overflowed = false;
  }
}

/** Whether two values are the same object (`is`). Floats compare by value: raw storage has no identity. */
export function is(a: Value, b: Value): boolean {
  if (a === b) return true;
  return a instanceof PyFloat && b instanceof PyFloat && a.cls === b.cls && Object.is(a.v, b.v) &&
    !Object.hasOwn(a, "cls");
}

/** do_richcompare: tries both sides and the default of == and !=. */
function compareSlots(a: Value, b: Value, op: Cmp): Value {
  const ta = typeOf(a);
  const tb = typeOf(b);
  let reversed = false;
  if (ta !== tb && tb.tpRichcompare !== undefined && tb.isSubtype(ta)) {
    reversed = true;
    const r = tb.tpRichcompare(b, a, SWAPPED[op]);
    if (r !== NotImplemented) return r;
  }
  if (ta.tpRichcompare !== undefined) {
    const r = ta.tpRichcompare(a, b, op);
    if (r !== NotImplemented) return r;
  }
  if (!reversed && tb.tpRichcompare !== undefined) {
    const r = tb.tpRichcompare(b, a, SWAPPED[op]);
    if (r !== NotImplemented) return r;
  }
  if (op === Cmp.Eq) return is(a, b);
  if (op === Cmp.Ne) return !is(a, b);
  throw typeError(
    `'${SYMBOL[op]}' not supported between instances of '${fullTypeName(ta).slice(0, 100)}' and '${
      fullTypeName(tb).slice(0, 100)
    }'`,
  );
}

/** Compares two JS numbers or strings of one type. */
export function compareRaw(a: number | string | bigint, b: number | string | bigint, op: Cmp) {
  switch (op) {
    case 0:
      return a < b;
    case 1:
      return a <= b;
    case 2:
      return a == b;
    case 3:
      return a != b;
    case 4:
      return a > b;
    default:
      return a >= b;
  }
}

const exactFloat = (v: Value): v is PyFloat => v instanceof PyFloat && v.cls === floatType;

/**
 * Two exact tuples that differ first in numbers or texts, as keys and sort keys do; undefined of
 * anything else.
 */
function compareTuples(a: Value, b: Value, op: Cmp): boolean | undefined {
  if (
    !(a instanceof PyTuple) || !(b instanceof PyTuple) || a.cls !== tupleType || b.cls !== tupleType
  ) return undefined;
  const x = a.items, y = b.items;
  const equality = op === Cmp.Eq || op === Cmp.Ne;
  if (equality && x.length !== y.length) return op === Cmp.Ne;
  const n = Math.min(x.length, y.length);
  for (let i = 0; i < n; i++) {
    const v = x[i], w = y[i];
    if (v === w) continue;
    if (typeof v === "number" && typeof w === "number") return compareRaw(v, w, op);
    if (typeof v === "string" && typeof w === "string") {
      return equality ? op === Cmp.Ne : undefined;
    }
    if (!exactFloat(v) || !exactFloat(w)) return undefined;
    if (is(v, w)) continue;
    if (v.v !== w.v) return compareRaw(v.v, w.v, op);
  }
  return compareRaw(x.length, y.length, op);
}

/** a OP b as a Python object (PyObject_RichCompare). */
export function richcompare(a: Value, b: Value, op: Cmp): Value {
  if (typeof a === "number" && typeof b === "number") return compareRaw(a, b, op);
  if (typeof a === "string" && typeof b === "string" && (op === Cmp.Eq || op === Cmp.Ne)) {
    return (a === b) === (op === Cmp.Eq);
  }
  const quick = compareTuples(a, b, op);
  if (quick !== undefined) return quick;
  enterRecursive(" in comparison");
  try {
    return compareSlots(a, b, op);
  } finally {
    leaveRecursive();
  }
}

/** Whether `a == b`, an identical object being equal without asking (PyObject_RichCompareBool). */
export function eq(a: Value, b: Value): boolean {
  if (a === b) return true;
  const t = typeof a;
  if (t === typeof b && (t === "string" || t === "number")) return false;
  if (is(a, b)) return true;
  const quick = compareTuples(a, b, Cmp.Eq);
  if (quick !== undefined) return quick;
  const r = richcompare(a, b, Cmp.Eq);
  return r === true || (r !== false && isTrue(r));
}

/** richcompare as a JS boolean, with the identity shortcut of == and != (PyObject_RichCompareBool). */
export function compareBool(a: Value, b: Value, op: Cmp): boolean {
  if (is(a, b)) {
    if (op === Cmp.Eq) return true;
    if (op === Cmp.Ne) return false;
  }
  const r = richcompare(a, b, op);
  return r === true || (r !== false && isTrue(r));
}

/** The truth of a value (PyObject_IsTrue). */
export function isTrue(v: Value): boolean {
  switch (typeof v) {
    case "boolean":
      return v;
    case "number":
      return v !== 0;
    case "string":
      return v !== "";
    case "bigint":
      return true;
  }
  if (v === null) return false;
  const t = v.cls;
  if (t.nbBool !== undefined) return t.nbBool(v);
  if (t.mpLength !== undefined) return t.mpLength(v) > 0;
  if (t.sqLength !== undefined) return t.sqLength(v) > 0;
  return true;
}

/** The JS string of a str or of an instance of a subclass; undefined for anything else. */
export function asStr(v: Maybe): string | undefined {
  return typeof v === "string" ? v : v instanceof PyStr ? v.s : undefined;
}

/** The number or bigint of an int, bool or instance of an int subclass; undefined for anything else. */
export function asInt(v: Maybe): number | bigint | undefined {
  switch (typeof v) {
    case "number":
    case "bigint":
      return v;
    case "boolean":
      return v ? 1 : 0;
    default:
      return v instanceof PyInt ? v.v : undefined;
  }
}

/** Whether a value is a heap object of a type whose equality and hash are identity. */
export function isIdentityKey(v: PyObject, objectHash: unknown, objectCompare: unknown): boolean {
  return v.cls.tpHash === objectHash && v.cls.tpRichcompare === objectCompare;
}
