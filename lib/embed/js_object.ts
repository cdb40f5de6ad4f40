/**
 * JavaScript's objects as Python sees them: attributes, items, calls,
 * iteration, and `await` for promises.
 *
 * An interpreter that is not open to JavaScript sees of an object only what the
 * object and its own class have: no `constructor`, no `__proto__`, nothing that
 * every object or function inherits. So a function that is handed over gives a
 * program that function, and no way to others.
 *
 * @module
 */
import { ArgStyle, type Decls } from "../core/args.ts";
import { asStr, enterRecursive, leaveRecursive } from "../core/compare.ts";
import {
  attributeError,
  E,
  exception,
  keyError,
  type PyBaseException,
  stopIteration,
  typeError,
} from "../core/errors.ts";
import { identity } from "../core/hash.ts";
import {
  Cmp,
  type KwNames,
  type Maybe,
  NotImplemented,
  PyList,
  PyObject,
  PyType,
  TypeFlag,
  type Value,
} from "../core/object.ts";
import { genericGetAttr, instanceDict } from "../core/ops.ts";
import { ts } from "../core/state.ts";
import { defineType } from "../objects/type.ts";
import type { Bridge } from "./bridge.ts";

/** An object of JavaScript's. */
export class JsObject extends PyObject {
  constructor(
    readonly bridge: Bridge,
    readonly value: object,
    /** Of a method: what it was got from. */
    readonly self: object | undefined = undefined,
  ) {
    super();
    if (typeof value === "function") this.cls = jsFunctionType;
  }
}

/** An iterator over one. */
class JsIterator extends PyObject {
  constructor(readonly bridge: Bridge, readonly iterator: Iterator<unknown>) {
    super();
  }
}

/** A promise that a coroutine waits for. Who drives the coroutine settles it. */
export class JsAwait extends PyObject {
  /** Set when the promise is settled. */
  result: { value: Value } | { error: PyBaseException } | null = null;
  constructor(readonly bridge: Bridge, readonly promise: PromiseLike<unknown>) {
    super();
  }
}

export const jsObjectType: PyType = new PyType("JsObject", TypeFlag.None, "js");
JsObject.prototype.cls = jsObjectType;
export const jsFunctionType: PyType = new PyType("JsFunction", TypeFlag.None, "js");
const jsIteratorType = new PyType("JsIterator", TypeFlag.None, "js");
JsIterator.prototype.cls = jsIteratorType;
const jsAwaitType = new PyType("JsAwait", TypeFlag.None, "js");
JsAwait.prototype.cls = jsAwaitType;
/** An error of JavaScript's. */
export const jsErrorType: PyType = new PyType("Error", TypeFlag.BaseType, "js");

/** Python's object for an object of JavaScript's; always the same one. */
export function wrapObject(bridge: Bridge, value: object): JsObject {
  let o = bridge.objects.get(value);
  if (o === undefined) bridge.objects.set(value, o = new JsObject(bridge, value));
  return o;
}

// What may be seen ---------------------------------------------------------------------

const HIDDEN: ReadonlySet<string> = new Set(["constructor", "prototype", "__proto__"]);

/** Whether a program may see a property of an object. */
function visible(bridge: Bridge, value: object, name: string): boolean {
  if (bridge.open) return name in value;
  if (HIDDEN.has(name)) return false;
  let o: object | null = value;
  for (let depth = 0; o !== null && depth < 100; depth++) {
    const proto: object | null = Object.getPrototypeOf(o);
    // Object.prototype and Function.prototype, of any realm
    if (o !== value && (proto === null || typeof o === "function")) return false;
    if (Object.prototype.hasOwnProperty.call(o, name)) return true;
    o = proto;
  }
  return false;
}

/** Runs code of JavaScript's; what it throws becomes a Python exception. */
function foreign<T>(bridge: Bridge, f: () => T): T {
  enterRecursive(" while calling a JavaScript object");
  const { depth, frame, handled } = ts;
  try {
    return f();
  } catch (e) {
    throw bridge.toPyError(e, (err) => jsError(bridge, err));
  } finally {
    ts.depth = depth;
    ts.frame = frame;
    ts.handled = handled;
    leaveRecursive();
  }
}

/** What a JavaScript value that was thrown is in Python. */
export function jsError(bridge: Bridge, thrown: unknown): PyBaseException {
  let name = "";
  let message: string;
  let stack = "";
  try {
    if (thrown instanceof Error) {
      name = String(thrown.name);
      message = String(thrown.message);
      stack = bridge.open ? String(thrown.stack ?? "") : "";
    } else message = String(thrown);
  } catch {
    message = "<an error that cannot be shown>";
  }
  const e = exception(jsErrorType, name === "" ? message : `${name}: ${message}`);
  const d = instanceDict(e);
  d.setStr("name", name);
  d.setStr("message", message);
  d.setStr("stack", stack);
  (e as PyBaseException & { jsCause?: unknown }).jsCause = thrown;
  return e;
}

// Operations ------------------------------------------------------------------------------

const isDunder = (name: string): boolean =>
  name.length > 4 && name.startsWith("__") && name.endsWith("__");

function getProperty(o: JsObject, name: string): Value {
  const { bridge, value } = o;
  return foreign(bridge, () => {
    if (!visible(bridge, value, name)) {
      throw attributeError(`'${o.cls.name}' object has no attribute '${name}'`);
    }
    const v: unknown = Reflect.get(value, name);
    // a method knows what it is called on
    if (typeof v === "function" && !isClass(v)) return new JsObject(bridge, v, value);
    return bridge.toPy(v);
  });
}

/** Whether a function is written as a class: it is called with `new` alone. */
function isClass(f: object): boolean {
  const d = Object.getOwnPropertyDescriptor(f, "prototype");
  return d !== undefined && d.writable === false;
}

function getAttribute(v: Value, name: string): Value {
  if (isDunder(name) || name === "new" || name === "to_py") {
    const o = v as JsObject;
    const hidden = name === "new" && foreign(o.bridge, () => visible(o.bridge, o.value, name));
    if (!hidden) return genericGetAttr(v, name);
  }
  return getProperty(v as JsObject, name);
}

function setAttribute(v: Value, name: string, x: Maybe): void {
  const { bridge, value } = v as JsObject;
  if (!bridge.open && (HIDDEN.has(name) || isDunder(name))) {
    throw attributeError(`'${(v as JsObject).cls.name}' object attribute '${name}' is read-only`);
  }
  foreign(bridge, () => {
    const done = x === undefined
      ? Reflect.deleteProperty(value, name)
      : Reflect.set(value, name, bridge.toJs(x));
    if (!done) throw attributeError(`attribute '${name}' is read-only`);
  });
}

/** Arguments for JavaScript: those by name are the properties of a last object. */
function argumentsOf(bridge: Bridge, args: Value[], kw: KwNames): unknown[] {
  const n = args.length - (kw === null ? 0 : kw.length);
  const out: unknown[] = args.slice(0, n).map((a) => bridge.toJs(a));
  if (kw !== null) {
    out.push(Object.fromEntries(kw.map((k, i) => [k, bridge.toJs(args[n + i])])));
  }
  return out;
}

function callObject(v: Value, args: Value[], kw: KwNames): Value {
  const { bridge, value, self } = v as JsObject;
  return foreign(
    bridge,
    () =>
      bridge.toPy(
        Reflect.apply(
          value as (...a: unknown[]) => unknown,
          self,
          argumentsOf(bridge, args, kw),
        ),
      ),
  );
}

function construct(v: JsObject, args: Value[], kw: KwNames): Value {
  const { bridge, value } = v;
  return foreign(
    bridge,
    () =>
      bridge.toPy(
        Reflect.construct(value as new () => object, argumentsOf(bridge, args, kw)),
      ),
  );
}

/** The name or index of an item: of an array a number, counted from the end when negative. */
function itemKey(o: JsObject, key: Value): string | number {
  const s = asStr(key);
  if (s !== undefined) return s;
  if (typeof key === "number") {
    const n = (o.value as { length?: unknown }).length;
    return key < 0 && typeof n === "number" ? key + n : key;
  }
  throw typeError("keys of JavaScript objects are str or int");
}

const isMap = (v: object): v is Map<unknown, unknown> => v instanceof Map;

function getItem(v: Value, key: Value): Value {
  const o = v as JsObject;
  const { bridge, value } = o;
  return foreign(bridge, () => {
    if (isMap(value)) {
      const k = bridge.toJs(key);
      if (!value.has(k)) throw keyError(key);
      return bridge.toPy(value.get(k));
    }
    const k = itemKey(o, key);
    if (!visible(bridge, value, String(k))) {
      throw typeof k === "number" ? exception(E.IndexError, "index out of range") : keyError(key);
    }
    return bridge.toPy(Reflect.get(value, k));
  });
}

function setItem(v: Value, key: Value, x: Maybe): void {
  const o = v as JsObject;
  const { bridge, value } = o;
  foreign(bridge, () => {
    if (isMap(value)) {
      const k = bridge.toJs(key);
      if (x !== undefined) value.set(k, bridge.toJs(x));
      else if (!value.delete(k)) throw keyError(key);
      return;
    }
    const k = itemKey(o, key);
    if (!bridge.open && HIDDEN.has(String(k))) throw keyError(key);
    const done = x === undefined
      ? Reflect.deleteProperty(value, k)
      : Reflect.set(value, k, bridge.toJs(x));
    if (!done) throw typeError(`item ${k} is read-only`);
  });
}

function hasItem(v: Value, key: Value): boolean {
  const { bridge, value } = v as JsObject;
  return foreign(bridge, () => {
    const k = bridge.toJs(key);
    if (isMap(value) || value instanceof Set) return value.has(k);
    if (Array.isArray(value)) return value.includes(k);
    return (typeof k === "string" || typeof k === "number") && visible(bridge, value, String(k));
  });
}

function lengthOf(v: Value): number {
  const { bridge, value } = v as JsObject;
  return foreign(bridge, () => {
    const o = value as { length?: unknown; size?: unknown };
    const n = typeof value === "function" ? undefined : o.length ?? o.size;
    if (typeof n !== "number") {
      throw typeError(`object of type '${(v as JsObject).cls.name}' has no len()`);
    }
    return n;
  });
}

function iterate(v: Value): Value {
  const { bridge, value } = v as JsObject;
  return foreign(bridge, () => {
    const o = value as Partial<Iterable<unknown> & Iterator<unknown>>;
    if (typeof o[Symbol.iterator] === "function") {
      return new JsIterator(bridge, o[Symbol.iterator]!());
    }
    if (typeof o.next === "function") return new JsIterator(bridge, o as Iterator<unknown>);
    throw typeError(`'${(v as JsObject).cls.name}' object is not iterable`);
  });
}

function next(v: Value): Maybe {
  const { bridge, iterator } = v as JsIterator;
  return foreign(bridge, () => {
    const r = iterator.next();
    if (r.done !== true) return bridge.toPy(r.value);
    ts.stop = r.value === undefined ? null : stopIteration(bridge.toPy(r.value));
    return undefined;
  });
}

function awaited(v: Value): Value {
  const { bridge, value } = v as JsObject;
  if (typeof (value as { then?: unknown }).then !== "function") {
    throw typeError(`object ${(v as JsObject).cls.name} can't be used in 'await' expression`);
  }
  return new JsAwait(bridge, value as PromiseLike<unknown>);
}

function settled(v: Value): Maybe {
  const a = v as JsAwait;
  if (a.result === null) return a;
  if ("error" in a.result) throw a.result.error;
  ts.stop = stopIteration(a.result.value);
  return undefined;
}

function show(v: Value): string {
  const { value } = v as JsObject;
  const address = `0x${identity(v).toString(16)}`;
  let what = "";
  try {
    what = typeof value === "function"
      ? String(value.name || "(anonymous)")
      : Object.prototype.toString.call(value).slice(8, -1);
  } catch {
    // a proxy's trap: then it has no name
  }
  return `<${(v as JsObject).cls.name} ${what} at ${address}>`;
}

/** The names of the properties that a program may see. */
function names(o: JsObject): PyList {
  const { bridge, value } = o;
  return foreign(bridge, () => {
    const all = new Set<string>();
    for (let v: object | null = value; v !== null; v = Object.getPrototypeOf(v)) {
      for (const k of Object.getOwnPropertyNames(v)) if (visible(bridge, value, k)) all.add(k);
    }
    return new PyList([...all].sort());
  });
}

const methods: Decls = {
  __dir__: ["($self, /)", names, "The names of the object's properties."],
  to_py: [
    "($self, /)",
    (o: JsObject) => foreign(o.bridge, () => o.bridge.copyToPy(o.value)),
    "A copy with dicts, lists and sets for JavaScript's objects, maps, arrays and sets.",
  ],
};

const slots = {
  tpRepr: show,
  tpGetattro: getAttribute,
  tpSetattro: setAttribute,
  tpIter: iterate,
  mpLength: lengthOf,
  mpSubscript: getItem,
  mpAssSubscript: setItem,
  sqContains: hasItem,
  amAwait: awaited,
  nbBool: () => true,
  tpHash: (v: Value) =>
    identity((v as JsObject).bridge.objects.get((v as JsObject).value) ?? v) / 16,
  tpRichcompare: (a: Value, b: Value, op: Cmp): Value => {
    if (!(b instanceof JsObject) || (op !== Cmp.Eq && op !== Cmp.Ne)) return NotImplemented;
    return ((a as JsObject).value === b.value) === (op === Cmp.Eq);
  },
};

/** Completes the types; the built-in ones must be there. */
export function defineJsTypes(): void {
  if ((jsObjectType.flags & TypeFlag.Ready) !== 0) return;
  defineType(jsObjectType, {
    doc: "An object of JavaScript's.",
    slots,
    methods,
    weakrefable: true,
  });
  defineType(jsFunctionType, {
    doc: "A function or class of JavaScript's.",
    base: jsObjectType,
    slots: { ...slots, tpCall: callObject },
    methods: {
      new: [
        "($self, *args, **kwargs)",
        construct,
        "Make an object, as JavaScript's `new` does.",
        ArgStyle.Raw,
      ],
    },
  });
  defineType(jsIteratorType, {
    doc: "An iterator of JavaScript's.",
    slots: { tpIter: (v) => v, tpIternext: next },
  });
  defineType(jsAwaitType, {
    doc: "A promise of JavaScript's that is awaited.",
    slots: { tpIter: (v) => v, tpIternext: settled },
  });
  defineType(jsErrorType, {
    base: E.Exception,
    doc: "An error that JavaScript code has thrown.",
  });
}
