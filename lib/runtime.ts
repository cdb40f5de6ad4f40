/**
 * The one wiring file: makes a runtime out of host, modules and machine.
 *
 * @module
 */
import { PyDict } from "./core/dict.ts";
import { E, PyBaseException, type PySystemExit } from "./core/errors.ts";
import { setHashAside, setHashSecret, setHashSeed } from "./core/hash.ts";
import { type Meter, meter, setMeter } from "./core/meter.ts";
import type { Value } from "./core/object.ts";
import { call, callMethod, getAttrOpt, repr, setConversionWarn } from "./core/ops.ts";
import {
  interp,
  InterpreterState,
  swapState,
  ThreadState,
  ts,
  updateTracing,
} from "./core/state.ts";
import { constantOps, installConstantOps } from "./compiler/fold.ts";
import { type Host, host, setHost } from "./host/host.ts";
import { interrupts } from "./host/linux.ts";
import { setEscapeWarning, wireCodecs } from "./objects/codecs.ts";
import { finalizeAll, setTrackedAside, unraisable } from "./objects/finalize.ts";
import { weakHooks } from "./objects/weakref.ts";
import { frozenSet, PySet } from "./objects/set.ts";
import { builtinModules, PyModule } from "./objects/module.ts";
import { bootstrapMachine } from "./vm/bootstrap.ts";
import { forgetBuiltins } from "./vm/call.ts";
import {
  addPending,
  evalCode,
  machine,
  setPendingAside,
  setTier,
  type Tier,
} from "./vm/interpreter.ts";
import { type CompileRequest, compileText, warnings } from "./vm/compile.ts";
import {
  addBuiltinModule,
  importByName,
  importFrom,
  importName,
  importSettings,
  setImportWarn,
  setListingsAside,
  setStandardImport,
  wireImport,
} from "./vm/import.ts";
import { hooks } from "./vm/generator.ts";
import { coverLoop } from "./vm/tracing.ts";
import type { PyFrame } from "./vm/frame.ts";
import { formatException, setSourcesAside } from "./vm/traceback.ts";
import { builtins_module, settings, setWarn } from "./modules/builtins.ts";
import {
  callDisplayHook,
  callExceptHook,
  exitCode,
  sys_module,
  type SysOptions,
  sysOptions,
  writeError,
  writeUnraisable,
} from "./modules/sys.ts";
import { wireAutomatic } from "./modules/gc.ts";
import { makeModule, type ModuleSpec } from "./modules/spec.ts";
import { issueWarning, issueWarningExplicit } from "./modules/_warnings.ts";
import { flushAll, makeStdio, openFunction, setOpenWarning } from "./modules/_io.ts";
import { setDirtyAside } from "./modules/io/fileio.ts";
import type { PyCode } from "./objects/code.ts";
import { setCopyreg } from "./objects/object.ts";

/** How to make a runtime. */
export interface RuntimeOptions {
  host: Host;
  sys: SysOptions;
  /** PYTHONHASHSEED: a number, or null for random. */
  hashSeed: number | null;
  /** Standard streams' encoding and errors. */
  io: { encoding: string; errors: string };
  /** -u. */
  unbuffered: boolean;
  /** Whether modules of the package hide files on sys.path. */
  useFrozen: (name: string) => boolean;
  /** Whether programs may import a module; all unless given. */
  allowed?: ((name: string) => boolean) | null;
  /** What limits it, if anything. */
  meter?: Meter | null;
  /** Whether the compiled tier is used, once it is installed. */
  jit?: boolean;
  /** One of several: the one that was current before stays so. */
  embedded?: boolean;
}

/** Makes built-in modules importable; a module is declared when it is first imported. */
export function addModules(specs: Readonly<Record<string, () => ModuleSpec>>): void {
  for (const key in specs) {
    const name = key.slice(0, -"_module".length);
    builtinModules.add(name);
    addBuiltinModule(name, () => makeModule(specs[key]()));
  }
}

/** The runtime whose state the machine's variables hold. */
let current: Runtime | null = null;
/** How many times a runtime has been entered and not left. */
let entered = 0;

/** What each runtime has for itself of variables that the machine has once. */
const ASIDE: readonly (() => () => void)[] = [
  setPendingAside,
  setTrackedAside,
  setHashAside,
  setListingsAside,
  setSourcesAside,
  setDirtyAside,
];

/** At jumps back, in a runtime with limits. */
function askLimits(): void {
  if (meter === null) return;
  if (meter.counting && ts.frame !== null) coverLoop(ts.frame as PyFrame);
  meter.jump();
}

let wired = false;
function wireOnce(): void {
  if (wired) return;
  wired = true;
  bootstrapMachine();
  wireCodecs();
  wireImport();
  installConstantOps({
    ...constantOps,
    frozenset: (items) => frozenSet(items),
    frozensetItems: (v) => (v instanceof PySet ? v.values() : undefined),
  });
  addModules({ builtins_module, sys_module });
  machine.importName = importName;
  machine.importFrom = importFrom;
  machine.displayHook = callDisplayHook;
  hooks.warn = (category, msg) => issueWarning(category, msg, 1);
  setConversionWarn((msg) => issueWarning(E.DeprecationWarning, msg, 1));
  setWarn((category, msg) => issueWarning(category, msg, 1));
  setOpenWarning((category, msg) => issueWarning(category, msg, 1));
  setEscapeWarning((c) =>
    issueWarning(
      E.DeprecationWarning,
      `invalid escape sequence '\\${String.fromCharCode(c)}'`,
      1,
    )
  );
  setImportWarn((msg) => issueWarning(E.ImportWarning, msg, 1));
  warnings.explicit = issueWarningExplicit;
  weakHooks.release = () => host.releaseWeak();
  unraisable.report = (e, where) => {
    // a limit is nothing that could be ignored
    if (meter !== null && meter.exceeded !== null) throw e;
    writeUnraisable(e, where);
  };
  wireAutomatic();
  setCopyreg(() => importByName("copyreg"));
  interrupts.install = () => {
    importByName("_signal");
  };
}

/** One Python interpreter with its modules. */
export class Runtime {
  private readonly state: { ts: ThreadState; interp: InterpreterState };
  /** Puts back what other runtimes use the same variables for; while this is not the current one. */
  private putBack: (() => void) | null = null;
  private standardImport: Value = null;
  private readonly tier: Tier | null;

  constructor(private readonly options: RuntimeOptions) {
    wireOnce();
    this.state = { ts: new ThreadState(), interp: new InterpreterState() };
    this.tier = options.jit === false ? null : machine.tier;
    const leave = this.enter();
    try {
      this.build();
    } finally {
      if (options.embedded) leave();
    }
  }

  private build(): void {
    const { options } = this;
    if (options.hashSeed === null) setHashSecret(() => options.host.random(16));
    else setHashSeed(options.hashSeed);
    const st = this.state.interp;
    st.modules = new PyDict();
    if (meter !== null) addPending(askLimits);
    // the streams' errors need sys, and sys needs nothing
    st.sysdict = new PyDict();
    const sys = importByName("sys") as PyModule;
    st.sysdict = sys.namespace;
    st.builtins = new PyDict();
    const b = importByName("builtins") as PyModule;
    st.builtins = b.namespace;
    this.standardImport = st.builtins.getStr("__import__")!;
    setStandardImport(this.standardImport);
    b.namespace.setStr("open", openFunction());
    this.makeStreams(sys.namespace);
    const main = new PyModule("__main__");
    main.namespace.setStr("__builtins__", b);
    st.modules.setStr("__main__", main);
  }

  /** Makes the standard streams anew, with another encoding. */
  setEncoding(encoding: string): void {
    this.makeStreams(interp.sysdict, encoding);
  }

  private makeStreams(ns: PyDict, encoding = this.options.io.encoding): void {
    const { errors } = this.options.io;
    const { host } = this.options;
    const unbuffered = this.options.unbuffered;
    const make = (fd: number, name: "<stdin>" | "<stdout>" | "<stderr>"): Value => {
      const tty = host.isatty(fd);
      return makeStdio(
        fd,
        name,
        fd === 0 ? "r" : "w",
        encoding,
        fd === 2 ? "backslashreplace" : errors,
        tty || fd === 2,
        unbuffered && fd !== 0,
      );
    };
    for (const [fd, name] of [[0, "stdin"], [1, "stdout"], [2, "stderr"]] as const) {
      const s = make(fd, `<${name}>` as "<stdin>");
      ns.setStr(name, s);
      ns.setStr(`__${name}__`, s);
    }
  }

  /**
   * Makes this runtime the current one; gives what goes back to the one that
   * waits below. With none below it stays: to enter it again costs nothing.
   */
  enter(): () => void {
    const before = current;
    entered++;
    if (before === this) return () => entered--;
    before?.setAside();
    this.activate();
    return () => {
      if (--entered === 0 || before === null || current !== this) return;
      this.setAside();
      before.activate();
    };
  }

  private setAside(): void {
    this.state.ts = ts;
    const back = ASIDE.map((f) => f());
    this.putBack = () => back.forEach((f) => f());
  }

  private activate(): void {
    current = this;
    this.putBack?.();
    this.putBack = null;
    const { options } = this;
    setHost(options.host);
    setMeter(options.meter ?? null);
    swapState(this.state);
    setTier(this.tier);
    setStandardImport(this.standardImport);
    forgetBuiltins();
    sysOptions.current = options.sys;
    const { flags } = options.sys;
    settings.optimize = importSettings.optimize = Math.min(flags.optimize, 2) as 0 | 1 | 2;
    importSettings.dontWriteBytecode = flags.dont_write_bytecode !== 0;
    importSettings.verbose = flags.verbose !== 0;
    importSettings.useFrozen = options.useFrozen;
    importSettings.allowed = options.allowed ?? null;
    updateTracing(ts);
  }

  /** Forgets the runtime's objects, so that they can be collected even while something refers to it. */
  release(): void {
    if (current === this) {
      this.setAside();
      current = null;
      setMeter(null);
      swapState({ ts: new ThreadState(), interp: new InterpreterState() });
      forgetBuiltins();
    }
    this.state.interp = new InterpreterState();
    this.state.ts = new ThreadState();
    this.putBack = null;
    this.standardImport = null;
  }

  /** The namespace of `__main__`. */
  get main(): PyDict {
    return (this.state.interp.modules.getStr("__main__") as PyModule).namespace;
  }

  /** Compiles a source. */
  compile(source: string | Uint8Array, filename: string, request: CompileRequest): PyCode {
    return compileText(source, filename, request);
  }

  /** Runs a code object in `__main__`. Python exceptions are thrown. */
  execute(code: PyCode): Value {
    return evalCode(code, this.main, this.main);
  }

  /** Compiles a source and runs it in `__main__`. Python exceptions are thrown. */
  run(source: string | Uint8Array, filename: string, request: CompileRequest): Value {
    return this.execute(this.compile(source, filename, request));
  }

  /**
   * Runs a function; what it raises is printed. Returns the exit code that the process then has.
   * With `inspects` SystemExit is printed too, as the program's names are to be looked at.
   */
  guarded(f: () => void, inspects: boolean = false): number {
    try {
      f();
      return 0;
    } catch (e) {
      return this.report(e, inspects);
    }
  }

  /** Prints an uncaught exception as the interpreter does and gives the exit code. */
  report(e: unknown, inspects: boolean = false): number {
    if (!(e instanceof PyBaseException)) throw e;
    if (e.cls.isSubtype(E.SystemExit) && !inspects) return exitCode((e as PySystemExit).code);
    try {
      const s = interp.sysdict;
      s.setStr("last_type", e.cls);
      s.setStr("last_value", e);
      s.setStr("last_traceback", e.traceback);
      callExceptHook(e);
    } catch (err) {
      if (err instanceof PyBaseException) {
        if (err.cls.isSubtype(E.SystemExit)) return exitCode((err as PySystemExit).code);
        this.options.host.write(2, new TextEncoder().encode(formatException(err)));
      } else throw err;
    }
    return 1;
  }

  /** Flushes the standard streams. */
  flush(): void {
    for (const name of ["stdout", "stderr"]) {
      const f = interp.sysdict.getStr(name);
      if (f !== undefined && f !== null) callMethod(f, "flush");
    }
  }

  /** Waits for the threads that are no daemons (wait_for_thread_shutdown). */
  private joinThreads(): void {
    const threading = interp.modules.getStr("threading");
    if (threading === undefined || threading === null) return;
    try {
      const f = getAttrOpt(threading, "_shutdown");
      if (f !== undefined) call(f, []);
    } catch (e) {
      if (!(e instanceof PyBaseException)) throw e;
      writeError(`Exception ignored in: ${repr(threading)}\n${formatException(e)}`);
    }
  }

  /** What is done at the end: threads are waited for, atexit callbacks, then the streams are flushed. Returns the exit code. */
  finish(code: number): number {
    this.joinThreads();
    const at = interp.modules.getStr("atexit");
    if (at !== undefined && at !== null) {
      const f = getAttrOpt(at, "_run_exitfuncs");
      if (f !== undefined) {
        try {
          call(f, []);
        } catch (e) {
          this.report(e);
        }
      }
    }
    interp.finalizing = true;
    finalizeAll();
    for (const name of ["stdout", "stderr"]) {
      const f = interp.sysdict.getStr(name);
      if (f === undefined || f === null) continue;
      try {
        if (getAttrOpt(f, "closed") !== true) callMethod(f, "flush");
      } catch (e) {
        if (!(e instanceof PyBaseException)) throw e;
        if (name !== "stdout") continue;
        code = 120;
        unraisable.report(e, f);
      }
    }
    try {
      flushAll();
    } catch (e) {
      if (!(e instanceof PyBaseException)) throw e;
    }
    return code;
  }
}
