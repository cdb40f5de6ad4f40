/**
 * atexit (Modules/atexitmodule.c).
 *
 * @module
 */
import { splitArgs } from "../core/args.ts";
import { eq } from "../core/compare.ts";
import { E, PyBaseException, typeError } from "../core/errors.ts";
import type { KwNames, Value } from "../core/object.ts";
import { call, isCallable } from "../core/ops.ts";
import { interp } from "../core/state.ts";
import { formatException } from "../vm/traceback.ts";
import { writeError } from "./sys.ts";
import type { ModuleSpec } from "./spec.ts";

interface Callback {
  func: Value;
  args: Value[];
  kw: KwNames;
}
const callbacks = new WeakMap<object, Callback[]>();
function list(): Callback[] {
  let l = callbacks.get(interp);
  if (l === undefined) callbacks.set(interp, l = []);
  return l;
}

/** Runs the callbacks, the last one first; the last exception is thrown, the others are printed. */
function runAll(): void {
  const l = list();
  let last: PyBaseException | null = null;
  for (let c = l.pop(); c !== undefined; c = l.pop()) {
    try {
      call(c.func, c.args, c.kw);
    } catch (e) {
      if (!(e instanceof PyBaseException)) throw e;
      last = e;
      if (!e.cls.isSubtype(E.SystemExit)) {
        writeError("Error in atexit._run_exitfuncs:\n" + formatException(e));
      }
    }
  }
  if (last !== null) throw last;
}

export const atexit_module = (): ModuleSpec => ({
  name: "atexit",
  doc:
    "allow programmer to define multiple exit functions to be executed upon normal program termination.",
  functions: {
    register: [
      "(func, *args, **kwargs)",
      (args: Value[], kw: KwNames) => {
        const [pos, kwargs] = splitArgs(args, kw);
        if (pos.length === 0) throw typeError("register() takes at least 1 argument (0 given)");
        if (!isCallable(pos[0])) throw typeError("the first argument must be callable");
        list().push({
          func: pos[0],
          args: [...pos.slice(1), ...kwargs.values()],
          kw: kwargs.size > 0 ? [...kwargs.keys()] : null,
        });
        return pos[0];
      },
      "register(func, *args, **kwargs) -> func",
      3,
    ],
    unregister: ["(func, /)", (f: Value) => {
      const l = list();
      for (let i = l.length - 1; i >= 0; i--) if (eq(l[i].func, f)) l.splice(i, 1);
    }],
    _clear: ["()", () => {
      list().length = 0;
    }],
    _run_exitfuncs: ["()", runAll],
    _ncallbacks: ["()", () => list().length],
  },
});
