/**
 * Values that cross the border, both ways.
 *
 * | Python                      | JavaScript                                    |
 * | --------------------------- | --------------------------------------------- |
 * | None                        | null (undefined becomes None too)             |
 * | bool, str                   | boolean, string                               |
 * | int                         | number while it is safe, else bigint          |
 * | float                       | number (a number with a fraction, -0, NaN...) |
 * | bytes                       | Uint8Array (ArrayBuffer, DataView), copied    |
 * | bytearray, memoryview       | Uint8Array, by toJs() alone                   |
 * | array.array                 | the other typed arrays, by toJs() alone       |
 * | list, tuple                 | Array, by toJs() alone                        |
 * | dict                        | Map or plain object, by toJs() alone          |
 * | set, frozenset              | Set, by toJs() alone                          |
 * | datetime, date              | Date, by toJs() alone                         |
 * | everything else             | a handle, which goes back as the object       |
 * | JsObject                    | everything else, which goes back as itself    |
 *
 * @module
 */
import { asStr } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import { PyBaseException } from "../core/errors.ts";
import { PyBytes, PyFloat, PyList, PyObject, PyTuple, type Value } from "../core/object.ts";
import { call, callMethod, getAttr, isInstance, toArray } from "../core/ops.ts";
import { interp } from "../core/state.ts";
import { PyByteArray } from "../objects/bytearray_data.ts";
import { PyMemoryView } from "../objects/memoryview.ts";
import { PySet } from "../objects/set.ts";
import { PyArray } from "../modules/array.ts";
import { importByName } from "../vm/import.ts";
import { type Bridge, scalarToJs, type ToJsOptions } from "./bridge.ts";
import { BridgeError, Foreign, PythonError } from "./errors.ts";
import { JsObject, wrapObject } from "./js_object.ts";
import { makeProxy, objectOf } from "./proxy.ts";

/** Typed arrays by array.array's type codes; those of 64 bits are q and Q. */
const TYPED: readonly (readonly [code: string, type: TypedArrayConstructor])[] = [
  ["b", Int8Array],
  ["h", Int16Array],
  ["H", Uint16Array],
  ["i", Int32Array],
  ["I", Uint32Array],
  ["f", Float32Array],
  ["d", Float64Array],
  ["q", BigInt64Array],
  ["Q", BigUint64Array],
  ["B", Uint8Array],
  // C's long has 64 bits
  ["l", BigInt64Array],
  ["L", BigUint64Array],
];

type TypedArrayConstructor =
  & (new (buffer: ArrayBuffer) => ArrayBufferView)
  & { readonly name: string };

// To JavaScript -------------------------------------------------------------------------

/** A value without copying what can change. */
function toJs(bridge: Bridge, v: Value): unknown {
  const s = scalarToJs(v);
  if (s !== undefined) return s;
  if (v instanceof JsObject && v.bridge === bridge) return v.value;
  if (v instanceof PyBytes) return v.data.slice();
  return makeProxy(bridge, v as PyObject);
}

/** A class of module datetime, where a program has imported that. */
function datetimeClass(name: string): Value | null {
  const m = interp.modules.getStr("datetime");
  return m === undefined || m === null ? null : getAttr(m, name);
}

function dateOf(v: Value): Date | null {
  const date = datetimeClass("date");
  if (date === null || !isInstance(v, date)) return null;
  const part = (name: string) => Number(getAttr(v, name));
  const d = new Date(0);
  d.setUTCFullYear(part("year"), part("month") - 1, part("day"));
  if (isInstance(v, datetimeClass("datetime")!)) {
    d.setUTCHours(
      part("hour"),
      part("minute"),
      part("second"),
      Math.floor(part("microsecond") / 1000),
    );
    const offset = callMethod(v, "utcoffset");
    // one without a zone is taken to be UTC's
    if (offset !== null) {
      d.setTime(d.getTime() - Number(scalarToJs(callMethod(offset, "total_seconds"))) * 1000);
    }
  }
  return d;
}

class ToJs {
  private readonly made = new Map<Value, unknown>();
  constructor(private readonly bridge: Bridge, private readonly options: ToJsOptions) {}

  value(v: Value, depth: number): unknown {
    const s = scalarToJs(v);
    if (s !== undefined) return s;
    if (depth <= 0) return toJs(this.bridge, v);
    const known = this.made.get(v);
    if (known !== undefined) return known;
    const note = <T>(x: T): T => {
      this.made.set(v, x);
      return x;
    };
    if (v instanceof PyList || v instanceof PyTuple) {
      const out: unknown[] = note([]);
      for (const x of v.items.slice()) out.push(this.value(x, depth - 1));
      return out;
    }
    if (v instanceof PyDict) return this.dict(v, depth, note);
    if (v instanceof PySet) {
      const out: Set<unknown> = note(new Set());
      for (const x of toArray(v)) out.add(this.value(x, depth - 1));
      return out;
    }
    if (v instanceof PyByteArray) return note(v.view().slice());
    if (v instanceof PyMemoryView) return note((callMethod(v, "tobytes") as PyBytes).data.slice());
    if (v instanceof PyArray) return note(typedArray(v));
    return note(dateOf(v) ?? toJs(this.bridge, v));
  }

  private dict(v: PyDict, depth: number, note: <T>(x: T) => T): unknown {
    const entries = v.entryList();
    if (this.options.dicts === "object" && entries.every((e) => asStr(e.key) !== undefined)) {
      const out: Record<string, unknown> = note({});
      for (const e of entries) {
        // also for `__proto__` a property of its own
        Object.defineProperty(out, asStr(e.key)!, {
          value: this.value(e.value!, depth - 1),
          writable: true,
          enumerable: true,
          configurable: true,
        });
      }
      return out;
    }
    const out: Map<unknown, unknown> = note(new Map());
    for (const e of entries) out.set(this.key(e.key), this.value(e.value!, depth - 1));
    return out;
  }

  /** A key stays what it is: an array would be no key that anybody could find. */
  private key(v: Value): unknown {
    return toJs(this.bridge, v);
  }
}

function typedArray(v: PyArray): unknown {
  const code = asStr(getAttr(v, "typecode"));
  const data = (callMethod(v, "tobytes") as PyBytes).data.slice();
  const type = TYPED.find(([c]) => c === code)?.[1];
  return type === undefined ? asStr(callMethod(v, "tounicode")) : new type(data.buffer);
}

// To Python -----------------------------------------------------------------------------

/** What needs no copying; undefined for an object that may. */
function scalarToPy(x: unknown): Value | undefined {
  switch (typeof x) {
    case "undefined":
      return null;
    case "boolean":
    case "string":
      return x;
    case "number":
      return Number.isSafeInteger(x) && !Object.is(x, -0) ? x : new PyFloat(x);
    case "bigint":
      return Number.isSafeInteger(Number(x)) ? Number(x) : x;
    case "symbol":
      throw new BridgeError("A symbol has no Python value");
  }
  return x === null ? null : undefined;
}

/** Whether an object is data. Namespaces like Math, and those of modules, have a tag of their own. */
const isPlain = (x: object): boolean => {
  if (Object.hasOwn(x, Symbol.toStringTag)) return false;
  const proto: unknown = Object.getPrototypeOf(x);
  return proto === null || proto === Object.prototype;
};

class ToPy {
  private readonly made = new Map<object, Value>();
  constructor(private readonly bridge: Bridge) {}

  value(x: unknown): Value {
    const s = scalarToPy(x);
    if (s !== undefined) return s;
    const o = x as object;
    const own = objectOf(this.bridge, o);
    if (own !== undefined) return own;
    const known = this.made.get(o);
    if (known !== undefined) return known;
    const note = <T extends Value>(v: T): T => {
      this.made.set(o, v);
      return v;
    };
    if (Array.isArray(o)) {
      const out = note(new PyList([]));
      for (let i = 0; i < o.length; i++) out.items.push(this.value(o[i]));
      return out;
    }
    if (ArrayBuffer.isView(o)) return note(bytesOf(o));
    if (o instanceof ArrayBuffer) return note(new PyBytes(new Uint8Array(o).slice()));
    if (o instanceof Map) {
      const out = note(new PyDict());
      for (const [k, v] of o) out.set(this.value(k), this.value(v));
      return out;
    }
    if (o instanceof Set) {
      const out = note(new PySet());
      for (const v of o) out.add(this.value(v));
      return out;
    }
    if (o instanceof Date) return note(datetimeOf(o));
    if (typeof o !== "function" && isPlain(o)) {
      const out = note(new PyDict());
      for (const k of Object.keys(o)) out.setStr(k, this.value((o as Record<string, unknown>)[k]));
      return out;
    }
    return wrapObject(this.bridge, o);
  }
}

function bytesOf(o: ArrayBufferView): Value {
  const data = new Uint8Array(o.buffer, o.byteOffset, o.byteLength).slice();
  const tag = Object.prototype.toString.call(o).slice(8, -1);
  const code = TYPED.find(([, type]) => type.name === tag)?.[0];
  if (code === undefined || code === "B") return new PyBytes(data);
  return call(getAttr(importByName("array"), "array"), [code, new PyBytes(data)]);
}

function datetimeOf(d: Date): Value {
  const m = importByName("datetime");
  if (Number.isNaN(d.getTime())) throw new BridgeError("An invalid Date has no Python value");
  const year = d.getUTCFullYear();
  if (year < 1 || year > 9999) throw new BridgeError(`Python has no date in the year ${year}`);
  return call(getAttr(m, "datetime"), [
    year,
    d.getUTCMonth() + 1,
    d.getUTCDate(),
    d.getUTCHours(),
    d.getUTCMinutes(),
    d.getUTCSeconds(),
    d.getUTCMilliseconds() * 1000,
    getAttr(getAttr(m, "timezone"), "utc"),
  ]);
}

/** Gives a border its conversions. */
export function wireConversions(bridge: Bridge): void {
  bridge.toJs = (v) => toJs(bridge, v);
  bridge.copyToJs = (v, options) => new ToJs(bridge, options).value(v, options.depth ?? Infinity);
  bridge.copyToPy = (x) => {
    try {
      return new ToPy(bridge).value(x);
    } catch (e) {
      // a getter or a trap of the host's may throw anything
      const ours = e instanceof PyBaseException || e instanceof BridgeError ||
        e instanceof PythonError || (e instanceof RangeError && e.message.includes("call stack"));
      throw ours ? e : new Foreign(e);
    }
  };
  bridge.toPy = !bridge.open ? bridge.copyToPy : (x) => {
    const s = scalarToPy(x);
    if (s !== undefined) return s;
    return objectOf(bridge, x as object) ?? wrapObject(bridge, x as object);
  };
}
