/**
 * Handles: Python objects in JavaScript's hands.
 *
 * @module
 */
import { isTrue } from "../core/compare.ts";
import { PyObject, typeOf, type Value } from "../core/object.ts";
import {
  call,
  contains,
  getAttr,
  getItem,
  getIter,
  hasAttr,
  iterNext,
  len,
  repr,
  setAttr,
  setItem,
  str,
} from "../core/ops.ts";
import { fullTypeName } from "../core/errors.ts";
import { ts } from "../core/state.ts";
import type { Bridge, ToJsOptions } from "./bridge.ts";
import { BridgeError } from "./errors.ts";

interface Handle {
  readonly bridge: Bridge;
  /** The object; undefined once disposed of. */
  object: Value | undefined;
}

// not on the handle itself: nobody can forge or copy one
const handles = new WeakMap<object, Handle>();

/** The Python object of a handle of this interpreter; undefined for what is no handle. */
export function objectOf(bridge: Bridge, x: object): Value | undefined {
  const h = handles.get(x);
  if (h === undefined) return undefined;
  if (h.bridge !== bridge) throw new BridgeError("The handle belongs to another interpreter");
  if (h.object === undefined) throw new BridgeError("The handle has been disposed of");
  return h.object;
}

/** Runs something with the object of a handle. */
function within<T>(proxy: object, f: (o: Value, bridge: Bridge) => T): T {
  const { bridge } = handles.get(proxy)!;
  return bridge.enter(() => f(objectOf(bridge, proxy)!, bridge));
}

/**
 * A handle of a Python object that no value of JavaScript's stands for. The same
 * object always has the same handle, and a handle that is given back to Python
 * is the object itself. What attributes and items give follows the rules of
 * {@linkcode Python.evaluate}.
 *
 * A handle keeps its object alive, as any reference does; it need not be
 * disposed of, but can be.
 *
 * @example
 * ```ts
 * import { type PyProxy, Python } from "@wordcode/vm";
 *
 * using python = new Python();
 * using list = python.evaluate("[3, 1, 2]") as PyProxy;
 * list.callMethod("sort");
 * console.log(String(list), list.toJs()); // [1, 2, 3] [ 1, 2, 3 ]
 * ```
 */
export class PyProxy implements Disposable, Iterable<unknown>, AsyncIterable<unknown> {
  /** @internal Interpreters make handles. */
  constructor() {
    // made by makeProxy() alone: without an entry in `handles` no method works
  }

  /**
   * The type's name, with its module unless it is a built-in one.
   *
   * @example
   * ```ts
   * import { type PyProxy, Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * console.log((python.evaluate("{1, 2}") as PyProxy).type); // set
   * ```
   */
  get type(): string {
    return within(this, (o) => {
      const t = typeOf(o);
      const module = t.attrs.get("__module__");
      return typeof module === "string" && module !== "builtins"
        ? `${module}.${t.name}`
        : fullTypeName(t);
    });
  }

  /**
   * Whether the handle has been disposed of.
   *
   * @example
   * ```ts
   * import { type PyProxy, Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * const list = python.evaluate("[]") as PyProxy;
   * list.dispose();
   * console.log(list.disposed); // true
   * ```
   */
  get disposed(): boolean {
    return handles.get(this)?.object === undefined;
  }

  /**
   * An attribute: `object.name`.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * console.log(python.import("math").get("pi")); // 3.141592653589793
   * ```
   *
   * @param name The attribute's name.
   * @returns Its value.
   * @throws {PythonError} AttributeError, or what the attribute's code raised.
   */
  get(name: string): unknown {
    return within(this, (o, b) => b.toJs(getAttr(o, name)));
  }

  /**
   * Sets an attribute.
   *
   * @example
   * ```ts
   * import { type PyProxy, Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * python.exec("class C: pass");
   * const c = python.evaluate("C()") as PyProxy;
   * c.set("size", 3);
   * console.log(c.get("size")); // 3
   * ```
   *
   * @param name The attribute's name.
   * @param value Its new value.
   */
  set(name: string, value: unknown): void {
    within(this, (o, b) => setAttr(o, name, b.copyToPy(value)));
  }

  /**
   * Whether there is an attribute of a name.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * console.log(python.import("math").has("sin")); // true
   * ```
   *
   * @param name The name.
   * @returns Whether `hasattr()` is true.
   */
  has(name: string): boolean {
    return within(this, (o) => hasAttr(o, name));
  }

  /**
   * Deletes an attribute.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python({ modules: { config: { debug: true } } });
   * const config = python.import("config");
   * config.delete("debug");
   * console.log(config.has("debug")); // false
   * ```
   *
   * @param name The attribute's name.
   */
  delete(name: string): void {
    within(this, (o) => setAttr(o, name, undefined));
  }

  /**
   * An item: `object[key]`.
   *
   * @example
   * ```ts
   * import { type PyProxy, Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * console.log((python.evaluate("{'a': 1}") as PyProxy).getItem("a")); // 1
   * ```
   *
   * @param key The key or index.
   * @returns The item.
   */
  getItem(key: unknown): unknown {
    return within(this, (o, b) => b.toJs(getItem(o, b.copyToPy(key))));
  }

  /**
   * Sets an item.
   *
   * @example
   * ```ts
   * import { type PyProxy, Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * const d = python.evaluate("{}") as PyProxy;
   * d.setItem("a", [1, 2]);
   * console.log(String(d)); // {'a': [1, 2]}
   * ```
   *
   * @param key The key or index.
   * @param value The new item.
   */
  setItem(key: unknown, value: unknown): void {
    within(this, (o, b) => setItem(o, b.copyToPy(key), b.copyToPy(value)));
  }

  /**
   * Deletes an item.
   *
   * @example
   * ```ts
   * import { type PyProxy, Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * const l = python.evaluate("[1, 2, 3]") as PyProxy;
   * l.deleteItem(0);
   * console.log(l.len()); // 2
   * ```
   *
   * @param key The key or index.
   */
  deleteItem(key: unknown): void {
    within(this, (o, b) => setItem(o, b.copyToPy(key), undefined));
  }

  /**
   * Whether something is in the object: `item in object`.
   *
   * @example
   * ```ts
   * import { type PyProxy, Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * console.log((python.evaluate("{1, 2}") as PyProxy).contains(2)); // true
   * ```
   *
   * @param item What is looked for.
   * @returns Whether it is there.
   */
  contains(item: unknown): boolean {
    return within(this, (o, b) => contains(o, b.copyToPy(item)));
  }

  /**
   * The object's length: `len(object)`.
   *
   * @example
   * ```ts
   * import { type PyProxy, Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * console.log((python.evaluate("[1, 2]") as PyProxy).len()); // 2
   * ```
   *
   * @returns The length.
   */
  len(): number {
    return within(this, (o) => len(o));
  }

  /**
   * Calls the object.
   *
   * @example
   * ```ts
   * import { type PyProxy, Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * const int = python.evaluate("int") as PyProxy;
   * console.log(int.callWith(["ff"], { base: 16 })); // 255
   * ```
   *
   * @param args The arguments by position.
   * @param kwargs The arguments by name.
   * @returns What the call gives.
   */
  callWith(args: readonly unknown[] = [], kwargs: Readonly<Record<string, unknown>> = {}): unknown {
    return within(this, (o, b) => callValue(o, b, args, kwargs));
  }

  /**
   * Calls a method.
   *
   * @example
   * ```ts
   * import { type PyProxy, Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * console.log((python.evaluate("[1, 2, 1]") as PyProxy).callMethod("count", 1)); // 2
   * ```
   *
   * @param name The method's name.
   * @param args The arguments by position.
   * @returns What the call gives.
   */
  callMethod(name: string, ...args: unknown[]): unknown {
    return within(this, (o, b) => callValue(getAttr(o, name), b, args, {}));
  }

  /**
   * A copy for JavaScript: lists and tuples as arrays, dicts as maps or objects,
   * sets as Sets, bytes-like objects and arrays as typed arrays, dates as Dates;
   * what has no such form as handles. What is the same object stays the same
   * object, and cycles stay cycles.
   *
   * @example
   * ```ts
   * import { type PyProxy, Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * const d = python.evaluate("{'a': (1, {2})}") as PyProxy;
   * console.log(d.toJs()); // Map(1) { "a" => [ 1, Set(1) { 2 } ] }
   * ```
   *
   * @param options How to copy.
   * @returns The copy.
   */
  toJs(options: ToJsOptions = {}): unknown {
    return within(this, (o, b) => b.copyToJs(o, options));
  }

  /**
   * The object as text: `str(object)`.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * console.log(`${python.evaluate("(1, 'a')")}`); // (1, 'a')
   * ```
   *
   * @returns The text.
   */
  toString(): string {
    return within(this, (o) => str(o));
  }

  /**
   * The object as Python's console shows it: `repr(object)`.
   *
   * @example
   * ```ts
   * import { type PyProxy, Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * console.log((python.evaluate("[None]") as PyProxy).repr()); // [None]
   * ```
   *
   * @returns The text.
   */
  repr(): string {
    return within(this, (o) => repr(o));
  }

  /**
   * The object's truth: `bool(object)`.
   *
   * @example
   * ```ts
   * import { type PyProxy, Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * console.log((python.evaluate("[]") as PyProxy).truth()); // false
   * ```
   *
   * @returns Whether it is true.
   */
  truth(): boolean {
    return within(this, (o) => isTrue(o));
  }

  /**
   * Goes over the object, as Python's `for` does. What a generator returns at
   * its end is the result's value.
   *
   * @example
   * ```ts
   * import { type PyProxy, Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * const squares = python.evaluate("(n * n for n in range(4))") as PyProxy;
   * console.log([...squares]); // [ 0, 1, 4, 9 ]
   * ```
   *
   * @returns An iterator.
   */
  [Symbol.iterator](): Iterator<unknown, unknown, unknown> {
    const it = within(this, (o) => getIter(o));
    const { bridge } = handles.get(this)!;
    return {
      next: () =>
        bridge.enter(() => {
          ts.stop = null;
          const v = iterNext(it);
          if (v !== undefined) return { done: false, value: bridge.toJs(v) };
          const stop = ts.stop as { value?: Value } | null;
          ts.stop = null;
          return {
            done: true,
            value: stop?.value === undefined || stop.value === null
              ? undefined
              : bridge.toJs(stop.value),
          };
        }),
      return: (value: unknown) =>
        bridge.enter(() => {
          if (hasAttr(it, "close")) call(getAttr(it, "close"), []);
          return { done: true, value };
        }),
    };
  }

  /**
   * Goes over the object, as Python's `async for` does.
   *
   * @example
   * ```ts
   * import { type PyProxy, Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * python.exec("async def count():\n    for n in range(3): yield n");
   * for await (const n of python.evaluate("count()") as PyProxy) console.log(n); // 0 1 2
   * ```
   *
   * @returns An asynchronous iterator.
   */
  [Symbol.asyncIterator](): AsyncIterator<unknown> {
    const { bridge } = handles.get(this)!;
    const it = within(this, (o) => call(getAttr(o, "__aiter__"), []));
    return {
      next: async () => {
        try {
          const step = bridge.enter(() => call(getAttr(it, "__anext__"), []));
          return { done: false, value: await bridge.drive(step) };
        } catch (e) {
          if ((e as { type?: string }).type === "StopAsyncIteration") {
            return { done: true, value: undefined };
          }
          throw e;
        }
      },
    };
  }

  /**
   * Lets the object go: the handle cannot be used any more.
   *
   * @example
   * ```ts
   * import { type PyProxy, Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * const list = python.evaluate("[]") as PyProxy;
   * list.dispose();
   * ```
   */
  dispose(): void {
    const h = handles.get(this);
    if (h === undefined || h.object === undefined) return;
    if (h.object instanceof PyObject) h.bridge.proxies.delete(h.object);
    h.object = undefined;
  }

  /**
   * The same at the end of a `using` block.
   *
   * @example
   * ```ts
   * import { type PyProxy, Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * {
   *   using list = python.evaluate("[1]") as PyProxy;
   *   console.log(list.len()); // 1
   * }
   * ```
   */
  [Symbol.dispose](): void {
    this.dispose();
  }
}

/**
 * A handle of something that can be called: a function, a method, a class. It is
 * a function itself.
 *
 * @example
 * ```ts
 * import { type PyCallable, Python } from "@wordcode/vm";
 *
 * using python = new Python();
 * const add = python.evaluate("lambda a, b: a + b") as PyCallable;
 * console.log(add(1, 2)); // 3
 * ```
 */
export interface PyCallable extends PyProxy {
  /** Calls it with arguments by position. */
  (...args: unknown[]): unknown;
}

/**
 * A handle of something that can be awaited: a coroutine, a future. It is a
 * promise as well: `await` runs it to its end.
 *
 * @example
 * ```ts
 * import { Python } from "@wordcode/vm";
 *
 * using python = new Python();
 * python.exec("async def answer(): return 42");
 * console.log(await python.evaluate("answer()")); // 42
 * ```
 */
export class PyAwaitable extends PyProxy implements PromiseLike<unknown> {
  /**
   * Runs it to its end; what `await` calls.
   *
   * @example
   * ```ts
   * import { type PyAwaitable, Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * python.exec("async def answer(): return 42");
   * await (python.evaluate("answer()") as PyAwaitable).then((v) => console.log(v)); // 42
   * ```
   *
   * @param onfulfilled Called with the result.
   * @param onrejected Called with the exception.
   * @returns A promise of what these give.
   */
  then<A = unknown, B = never>(
    onfulfilled?: ((value: unknown) => A | PromiseLike<A>) | null,
    onrejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    const { bridge } = handles.get(this)!;
    const done = new Promise<unknown>((resolve) => resolve(bridge.drive(objectOf(bridge, this)!)));
    return done.then(onfulfilled, onrejected);
  }
}

/** Calls a Python object with values of JavaScript's. */
export function callValue(
  f: Value,
  b: Bridge,
  args: readonly unknown[],
  kwargs: Readonly<Record<string, unknown>>,
): unknown {
  const names = Object.keys(kwargs);
  const values = [...args, ...names.map((k) => kwargs[k])].map((x) => b.copyToPy(x));
  return b.toJs(call(f, values, names.length === 0 ? null : names));
}

/** The handle of an object. */
export function makeProxy(bridge: Bridge, object: PyObject): PyProxy {
  const known = bridge.proxies.get(object);
  if (known !== undefined) return known;
  const t = typeOf(object);
  let proxy: PyProxy;
  if (t.amAwait !== undefined) proxy = new PyAwaitable();
  else if (t.tpCall !== undefined) {
    const f = (...args: unknown[]) => within(f, (o, b) => callValue(o, b, args, {}));
    Object.setPrototypeOf(f, PyProxy.prototype);
    for (const k of ["length", "name"]) delete (f as unknown as Record<string, unknown>)[k];
    proxy = f as unknown as PyProxy;
  } else proxy = new PyProxy();
  handles.set(proxy, { bridge, object });
  bridge.proxies.set(object, proxy);
  return proxy;
}
