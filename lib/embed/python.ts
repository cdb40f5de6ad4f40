/**
 * The interpreter, as who embeds it sees it.
 *
 * @module
 */
import { PyDict } from "../core/dict.ts";
import { PyObject, type Value } from "../core/object.ts";
import { getAttr } from "../core/ops.ts";
import { interp, ts, updateTracing } from "../core/state.ts";
import { installTier } from "../jit/tier.ts";
import { installLibrary } from "../library.ts";
import { flushAll } from "../modules/_io.ts";
import { sysOptions } from "../modules/sys.ts";
import { PyModule } from "../objects/module.ts";
import type { PyCode } from "../objects/code.ts";
import { Runtime } from "../runtime.ts";
import { importByName } from "../vm/import.ts";
import { drive, runInSlices } from "./async.ts";
import { Bridge, defineLimitType, type ToJsOptions } from "./bridge.ts";
import { wireConversions } from "./convert.ts";
import { defineJsTypes, jsError, jsErrorType, wrapObject } from "./js_object.ts";
import { BridgeError, PythonLimitError } from "./errors.ts";
import type { PythonOptions } from "./options.ts";
import { callValue, makeProxy, PyProxy } from "./proxy.ts";
import { compileCell, evaluate, isCoroutine } from "./run.ts";
import { makeHost, makeMeter } from "./world.ts";

/**
 * How to run a text.
 *
 * @example
 * ```ts
 * import { Python, PythonError } from "@wordcode/vm";
 *
 * using python = new Python();
 * try {
 *   python.exec("1 / 0", { filename: "job.py" });
 * } catch (e) {
 *   if (e instanceof PythonError) console.log(e.frames[0].filename); // job.py
 * }
 * ```
 */
export interface RunOptions {
  /** The name that tracebacks show; `<string>` unless given. */
  filename?: string;
  /** The namespace, a handle of a dict; that of `__main__` unless given. */
  globals?: PyProxy;
}

/**
 * How to run a text with the event loop.
 *
 * @example
 * ```ts
 * import { Python } from "@wordcode/vm";
 *
 * using python = new Python({ sliced: true });
 * const sum = python.runAsync("n = 0\nfor i in range(200000): n += i\nn", { slice: 5 });
 * console.log(await sum); // 19999900000
 * ```
 */
export interface RunAsyncOptions extends RunOptions {
  /**
   * Milliseconds after which the program gives way to the event loop, wherever it
   * is in loops of its own; needs {@linkcode PythonOptions.sliced}. Programs that
   * await at their top level give way at those places alone.
   */
  slice?: number;
  /** Ends the program, where it gives way or awaits. */
  signal?: AbortSignal;
}

/**
 * What a runtime has used since it was entered last.
 *
 * @example
 * ```ts
 * import { Python } from "@wordcode/vm";
 *
 * using python = new Python({ limits: { instructions: 1000 } });
 * python.exec("x = 1 + 2");
 * console.log(python.usage.instructions); // 4
 * ```
 */
export interface PythonUsage {
  /** Instructions and steps of built-ins; 0 where no limit needs them counted. */
  readonly instructions: number;
  /** Bytes written to stdout and stderr; 0 where there are no limits. */
  readonly output: number;
}

/**
 * The global variables of `__main__`.
 *
 * @example
 * ```ts
 * import { Python } from "@wordcode/vm";
 *
 * using python = new Python();
 * python.globals.set("items", [1, 2, 3]);
 * python.exec("total = sum(items)");
 * console.log(python.globals.get("total")); // 6
 * ```
 */
export class PythonGlobals {
  readonly #bridge: Bridge;
  readonly #main: () => PyDict;

  /** @internal Interpreters have one. */
  constructor(bridge: Bridge, main: () => PyDict) {
    this.#bridge = bridge;
    this.#main = main;
  }

  /**
   * A variable's value.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * python.exec("x = 1");
   * console.log(python.globals.get("x"), python.globals.get("y")); // 1 undefined
   * ```
   *
   * @param name The variable.
   * @returns Its value, or undefined where there is none.
   */
  get(name: string): unknown {
    return this.#bridge.enter(() => {
      const v = this.#main().getStr(name);
      return v === undefined ? undefined : this.#bridge.toJs(v);
    });
  }

  /**
   * Sets a variable.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * python.globals.set("double", (n: number) => n * 2);
   * console.log(python.evaluate("double(21)")); // 42
   * ```
   *
   * @param name The variable.
   * @param value Its value, copied as {@linkcode Python.toPy} does.
   */
  set(name: string, value: unknown): void {
    this.#bridge.enter(() => this.#main().setStr(name, this.#bridge.copyToPy(value)));
  }

  /**
   * Whether there is a variable of a name.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * console.log(python.globals.has("__name__")); // true
   * ```
   *
   * @param name The variable.
   * @returns Whether it is there.
   */
  has(name: string): boolean {
    return this.#bridge.enter(() => this.#main().getStr(name) !== undefined);
  }

  /**
   * Deletes a variable.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * python.exec("x = 1");
   * console.log(python.globals.delete("x"), python.globals.has("x")); // true false
   * ```
   *
   * @param name The variable.
   * @returns Whether it was there.
   */
  delete(name: string): boolean {
    return this.#bridge.enter(() => this.#main().delete(name) !== undefined);
  }

  /**
   * The names of all variables.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * python.exec("x = 1");
   * console.log(python.globals.names().includes("x")); // true
   * ```
   *
   * @returns The names, in the order of their first assignment.
   */
  names(): string[] {
    return this.#bridge.enter(() =>
      this.#main().keyList().filter((k): k is string => typeof k === "string")
    );
  }

  /**
   * A handle of the dict itself.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * console.log(python.globals.dict().type); // dict
   * ```
   *
   * @returns The handle.
   */
  dict(): PyProxy {
    return this.#bridge.enter(() => makeProxy(this.#bridge, this.#main()));
  }
}

/**
 * Text that has been compiled, to be run any number of times.
 *
 * @example
 * ```ts
 * import { Python } from "@wordcode/vm";
 *
 * using python = new Python();
 * const script = python.compile("n * 2");
 * for (const n of [1, 2]) {
 *   python.globals.set("n", n);
 *   console.log(script.run()); // 2, then 4
 * }
 * ```
 */
export class PythonScript {
  readonly #run: (globals?: PyProxy) => unknown;

  /** @internal Made by {@linkcode Python.compile}. */
  constructor(run: (globals?: PyProxy) => unknown) {
    this.#run = run;
  }

  /**
   * Runs it.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * console.log(python.compile("6 * 7").run()); // 42
   * ```
   *
   * @param globals The namespace, a handle of a dict; that of `__main__` unless given.
   * @returns The value of its last expression, or null.
   */
  run(globals?: PyProxy): unknown {
    return this.#run(globals);
  }
}

/** Makes the machine ready, once a process. */
function prepare(): void {
  if (prepared) return;
  prepared = true;
  installLibrary();
  installTier("on");
}
let prepared = false;

/**
 * A Python interpreter with its own modules, its own `__main__`, and a world that
 * is what its options say. Any number of them live side by side; none sees
 * anything of another.
 *
 * What crosses the border: None, booleans, numbers and text as themselves (an
 * int beyond 2**53 is a bigint; a number without a fraction is an int), bytes as
 * Uint8Array. Everything else of Python's comes out as a handle, a
 * {@linkcode PyProxy}, which copies itself when asked; of JavaScript's, arrays,
 * maps, sets, plain objects, dates and typed arrays are copied, and functions,
 * promises and other objects are handed over as they are.
 *
 * @example
 * ```ts
 * import { Python } from "@wordcode/vm";
 *
 * using python = new Python();
 * python.exec("squares = [n * n for n in range(5)]");
 * console.log(python.evaluate("sum(squares)")); // 30
 * ```
 */
export class Python implements Disposable {
  readonly #runtime: Runtime;
  readonly #bridge: Bridge;
  readonly #optimize: 0 | 1 | 2;
  readonly #sliced: boolean;

  /** The global variables of `__main__`. */
  readonly globals: PythonGlobals;

  /**
   * Makes an interpreter.
   *
   * @param options How to make it.
   */
  constructor(options: PythonOptions = {}) {
    prepare();
    this.#sliced = options.sliced ?? false;
    this.#optimize = options.optimize ?? 0;
    const meter = makeMeter(options, this.#sliced);
    const current = sysOptions.current;
    let bridge: Bridge | undefined;
    this.#runtime = new Runtime({
      host: makeHost(
        options,
        meter,
        (e) => bridge === undefined ? e : bridge.toPyError(e, (x) => jsError(bridge!, x)),
      ),
      sys: {
        ...current,
        argv: [...options.argv ?? [""]],
        path: [...options.path ?? []],
        flags: {
          ...current.flags,
          optimize: this.#optimize,
          dont_write_bytecode: options.host === "deno" ? 0 : 1,
        },
      },
      hashSeed: options.hashSeed ?? null,
      io: { encoding: "utf-8", errors: "strict" },
      unbuffered: false,
      useFrozen: () => true,
      allowed: importFilter(options.imports),
      meter,
      jit: options.jit ?? true,
      embedded: true,
    });
    defineLimitType();
    defineJsTypes();
    this.#bridge = bridge = new Bridge(this.#runtime, meter, options.js === true);
    wireConversions(bridge);
    bridge.drive = (awaitable) => drive(this.#bridge, awaitable);
    this.globals = new PythonGlobals(bridge, () => this.#runtime.main);
    this.#bridge.enter(() => {
      const recursion = options.limits?.recursion;
      if (recursion !== undefined) {
        ts.recursionLimit = interp.recursionMax = recursion;
        updateTracing(ts);
      }
      const { js } = options;
      if (js === true) addJs(this.#bridge, globalThis);
      else if (typeof js === "object") addJs(this.#bridge, js);
      for (const name of Object.keys(options.modules ?? {})) {
        addModule(this.#bridge, name, options.modules![name]);
      }
    });
  }

  /** Runs something in the interpreter; output and files are written before it is left. */
  #enter<T>(f: () => T): T {
    return this.#bridge.enter(() => {
      try {
        return f();
      } finally {
        this.#runtime.flush();
        // files that a program left open: nothing else would close them
        flushAll();
      }
    });
  }

  #namespace(globals: PyProxy | undefined): PyDict {
    if (globals === undefined) return this.#runtime.main;
    const d = this.#bridge.copyToPy(globals);
    if (!(d instanceof PyDict)) throw new BridgeError("Globals are a handle of a dict");
    return d;
  }

  /**
   * Runs statements.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * python.exec("def greet(name):\n    return 'hello ' + name");
   * console.log(python.call("greet", "Ada")); // hello Ada
   * ```
   *
   * @param source The program text.
   * @param options How to run it, or the name that tracebacks show.
   * @throws {PythonError} What the program raised and did not catch, SystemExit included.
   */
  exec(source: string, options: RunOptions | string = {}): void {
    const { filename = "<string>", globals } = typeof options === "string"
      ? { filename: options }
      : options;
    this.#enter(() => {
      const code = this.#runtime.compile(source, filename, {
        mode: "exec",
        flags: 0,
        optimize: this.#optimize,
      });
      evaluate(code, this.#namespace(globals));
    });
  }

  /**
   * Evaluates an expression.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * console.log(python.evaluate("2 ** 64")); // 18446744073709551616n
   * ```
   *
   * @param source The expression.
   * @param options How to evaluate it.
   * @returns None, bool, int, float, str and bytes as JavaScript's own; else a {@linkcode PyProxy}.
   * @throws {PythonError} What the expression raised.
   */
  evaluate(source: string, options: RunOptions = {}): unknown {
    return this.#enter(() => {
      const code = this.#runtime.compile(source, options.filename ?? "<string>", {
        mode: "eval",
        flags: 0,
        optimize: this.#optimize,
      });
      return this.#bridge.toJs(evaluate(code, this.#namespace(options.globals)));
    });
  }

  /**
   * Runs statements and gives the value of the last one, as a notebook does.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * console.log(python.run("x = 20\nx + 1")); // 21
   * ```
   *
   * @param source The program text.
   * @param options How to run it.
   * @returns The value of its last statement if that is an expression, else null.
   * @throws {PythonError} What the program raised.
   */
  run(source: string, options: RunOptions = {}): unknown {
    return this.#enter(() => {
      const parts = compileCell(source, options.filename ?? "<string>", this.#optimize, false);
      return this.#runParts(parts, this.#namespace(options.globals));
    });
  }

  #runParts(parts: readonly PyCode[], namespace: PyDict): unknown {
    let result: Value = null;
    for (const code of parts) result = evaluate(code, namespace);
    return this.#bridge.toJs(result);
  }

  /**
   * Runs statements that may `await` at their top level: promises of JavaScript's
   * and awaitables of Python's.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * python.globals.set("load", (n: number) => Promise.resolve(n + 1));
   * console.log(await python.runAsync("await load(1) + await load(2)")); // 5
   * ```
   *
   * @param source The program text. `async` and `await` are keywords everywhere in it.
   * @param options How to run it.
   * @returns The value of its last statement if that is an expression (awaited if it can be), else null.
   * @throws {PythonError} What the program raised.
   */
  async runAsync(source: string, options: RunAsyncOptions = {}): Promise<unknown> {
    const { slice, signal } = options;
    if (slice !== undefined && !this.#sliced) {
      throw new TypeError("Slices need an interpreter that was made with `sliced`");
    }
    const bridge = this.#bridge;
    const parts = bridge.enter(() =>
      compileCell(source, options.filename ?? "<string>", this.#optimize, true)
    );
    const namespace = bridge.enter(() => this.#namespace(options.globals));
    let result: unknown = null;
    for (const code of parts) {
      signal?.throwIfAborted();
      if (isCoroutine(code)) {
        result = await drive(bridge, bridge.enter(() => evaluate(code, namespace)), signal);
      } else if (slice !== undefined) {
        bridge.meter!.slice = slice;
        const v = await runInSlices(bridge, () => evaluate(code, namespace), signal);
        result = await bridge.enter(() => bridge.toJs(v));
      } else result = await bridge.enter(() => bridge.toJs(evaluate(code, namespace)));
    }
    this.#enter(() => {});
    return result;
  }

  /**
   * Compiles a text, to run it several times.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * const next = python.compile("n = globals().get('n', 0) + 1\nn");
   * console.log(next.run(), next.run()); // 1 2
   * ```
   *
   * @param source The program text.
   * @param options The name that tracebacks show.
   * @returns What can be run.
   * @throws {PythonError} SyntaxError.
   */
  compile(source: string, options: Pick<RunOptions, "filename"> = {}): PythonScript {
    const parts = this.#bridge.enter(() =>
      compileCell(source, options.filename ?? "<string>", this.#optimize, false)
    );
    return new PythonScript((globals) =>
      this.#enter(() => this.#runParts(parts, this.#namespace(globals)))
    );
  }

  /**
   * Imports a module.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * console.log(python.import("math").callMethod("factorial", 5)); // 120
   * ```
   *
   * @param name The module's full name.
   * @returns A handle of the module.
   * @throws {PythonError} ImportError, or what the module's code raised.
   */
  import(name: string): PyProxy {
    return this.#enter(() => makeProxy(this.#bridge, importByName(name) as PyObject));
  }

  /**
   * Calls a function.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * console.log(python.call("max", 3, 7)); // 7
   * ```
   *
   * @param f A global or built-in function's name, with dots for attributes, or a handle.
   * @param args The arguments by position.
   * @returns What the call gives, as {@linkcode Python.evaluate} does.
   * @throws {PythonError} NameError, or what the function raised.
   */
  call(f: string | PyProxy, ...args: unknown[]): unknown {
    return this.#enter(() =>
      callValue(
        typeof f === "string" ? this.#lookUp(f) : this.#bridge.copyToPy(f),
        this.#bridge,
        args,
        {},
      )
    );
  }

  #lookUp(path: string): Value {
    const [first, ...rest] = path.split(".");
    let v = this.#runtime.main.getStr(first);
    if (v === undefined) v = getAttr(interp.modules.getStr("builtins")!, first);
    for (const name of rest) v = getAttr(v, name);
    return v;
  }

  /**
   * Makes a module of JavaScript values, which programs can import.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * python.registerModule("host.tools", { version: "1.0", shout: (s: string) => s.toUpperCase() });
   * python.exec("from host import tools");
   * console.log(python.evaluate("tools.shout('v' + tools.version)")); // V1.0
   * ```
   *
   * @param name The module's name; packages on the way to it are made.
   * @param members What it has.
   */
  registerModule(name: string, members: Readonly<Record<string, unknown>>): void {
    this.#bridge.enter(() => addModule(this.#bridge, name, members));
  }

  /**
   * A value as Python has it, as a handle: for what would come out as a value of
   * JavaScript's again, and for copies that are to be the same object each time.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * using list = python.toPy([1, [2]]);
   * python.globals.set("a", list);
   * python.globals.set("b", list);
   * console.log(python.evaluate("a is b")); // true
   * ```
   *
   * @param value The value.
   * @returns A handle of its copy.
   * @throws {TypeError} For None, bool, int and str, which have no handles.
   */
  toPy(value: unknown): PyProxy {
    return this.#bridge.enter(() => {
      const v = this.#bridge.copyToPy(value);
      if (!(v instanceof PyObject)) throw new BridgeError(`No handle stands for ${String(v)}`);
      return makeProxy(this.#bridge, v);
    });
  }

  /**
   * A copy for JavaScript of what a handle stands for; other values as they are.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * using python = new Python();
   * console.log(python.toJs(python.evaluate("[1, (2, 3)]"))); // [ 1, [ 2, 3 ] ]
   * ```
   *
   * @param value The value.
   * @param options How to copy.
   * @returns The copy.
   */
  toJs(value: unknown, options: ToJsOptions = {}): unknown {
    const known = typeof value === "object" || typeof value === "function";
    return known && value instanceof PyProxy ? value.toJs(options) : value;
  }

  /** What has been used since the interpreter was entered last. */
  get usage(): PythonUsage {
    const { meter } = this.#bridge;
    return {
      instructions: meter === null || !meter.counting ? 0 : meter.instructions,
      output: meter?.output ?? 0,
    };
  }

  /** Whether the interpreter has been closed. */
  get closed(): boolean {
    return this.#bridge.closed;
  }

  /**
   * Ends the interpreter: `atexit` callbacks and finalizers run, output is
   * written, and it lets everything go. Neither it nor its handles can be used
   * afterwards.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * const python = new Python();
   * python.exec("import atexit; atexit.register(print, 'bye')");
   * python.close(); // bye
   * ```
   */
  close(): void {
    const bridge = this.#bridge;
    if (bridge.closed) return;
    if (bridge.running) throw new Error("The interpreter is running");
    try {
      bridge.enter(() => void this.#runtime.finish(0));
    } catch (e) {
      // there is nobody to tell, and no program any more
      if (!(e instanceof PythonLimitError)) throw e;
    } finally {
      bridge.closed = true;
      this.#runtime.release();
    }
  }

  /**
   * The same at the end of a `using` block.
   *
   * @example
   * ```ts
   * import { Python } from "@wordcode/vm";
   *
   * {
   *   using python = new Python();
   *   python.exec("print('in a block')"); // in a block
   * }
   * ```
   */
  [Symbol.dispose](): void {
    this.close();
  }
}

/** Whether a program may import a module, by what the options say. */
function importFilter(imports: PythonOptions["imports"]): ((name: string) => boolean) | null {
  if (imports === undefined) return null;
  if (typeof imports === "function") return imports;
  return (name) => imports.some((i) => name === i || name.startsWith(`${i}.`));
}

/** Module js. */
function addJs(bridge: Bridge, globals: object): void {
  const name = "js";
  if (bridge.open) interp.modules.setStr(name, wrapObject(bridge, globals));
  else addModule(bridge, name, globals as Readonly<Record<string, unknown>>);
  const m = new PyModule("wordcode");
  const ns = m.namespace;
  ns.setStr("JsError", jsErrorType);
  interp.modules.setStr("wordcode", m);
}

/** A module of JavaScript values, with the packages that it is in. */
function addModule(
  bridge: Bridge,
  name: string,
  members: Readonly<Record<string, unknown>>,
): void {
  const parts = name.split(".");
  let parent: PyModule | null = null;
  for (let i = 1; i <= parts.length; i++) {
    const full = parts.slice(0, i).join(".");
    const known = interp.modules.getStr(full);
    let m: PyModule;
    if (known instanceof PyModule && i < parts.length) m = known;
    else {
      m = new PyModule(full);
      if (i < parts.length) m.namespace.setStr("__path__", bridge.copyToPy([]));
      interp.modules.setStr(full, m);
    }
    parent?.namespace.setStr(parts[i - 1], m);
    parent = m;
  }
  for (const key of Object.keys(members)) {
    parent!.namespace.setStr(key, bridge.copyToPy(members[key]));
  }
}
