/**
 * `_wordcode_jit`, the built-in behind the Python module `wordcode.jit`: the
 * compiled tier as a program sees it.
 *
 * @module
 */
import { PyDict } from "./core/dict.ts";
import { fromHost, typeError, typeName, valueError } from "./core/errors.ts";
import { PyFloat, type Value } from "./core/object.ts";
import { call, isCallable } from "./core/ops.ts";
import { PyFunction, PyMethod } from "./objects/function.ts";
import { unraisable } from "./objects/finalize.ts";
import type { ModuleSpec } from "./modules/spec.ts";
import { type ExecCode, prepare } from "./vm/exec.ts";
import { compileNow, explain, jit, type JitEvent, leaveAlone, setThresholds } from "./jit/tier.ts";

function functionOf(v: Value): PyFunction {
  if (v instanceof PyFunction) return v;
  if (v instanceof PyMethod && v.func instanceof PyFunction) return v.func;
  throw typeError(`expected a Python function, not ${typeName(v)}`);
}

function dict(record: Readonly<Record<string, Value>>): PyDict {
  const d = new PyDict();
  for (const [k, v] of Object.entries(record)) d.setStr(k, v);
  return d;
}

function eventDict(e: JitEvent): PyDict {
  const d = new PyDict();
  for (const [k, v] of Object.entries(e)) {
    d.setStr(k, typeof v === "number" && (k === "ms" || !Number.isInteger(v)) ? new PyFloat(v) : v);
  }
  return d;
}

const hooks = new Map<Value, (e: JitEvent) => void>();
let telling = false;

export const _wordcode_jit_module = (): ModuleSpec => ({
  name: "_wordcode_jit",
  doc: "The compiled tier.",
  functions: {
    mode: ["()", () => jit.mode, "'on', 'off' or 'always'"],
    thresholds: ["()", () => dict({ calls: jit.calls, edges: jit.edges })],
    set_thresholds: ["(calls, edges, /)", (calls: Value, edges: Value) => {
      for (const n of [calls, edges]) {
        if (typeof n !== "number") throw typeError(`expected an int, not ${typeName(n)}`);
        if (n < 1) throw valueError("a threshold is at least 1");
      }
      setThresholds(calls as number, edges as number);
    }],
    stats: ["()", () => {
      const s = jit.stats;
      return dict({
        compiled: s.compiled,
        refused: s.failed,
        loops_entered: s.osr,
        exits: s.exits,
        milliseconds: new PyFloat(s.milliseconds),
      });
    }],
    compile: ["(function, /)", (f: Value) => compileNow(functionOf(f))],
    never: ["(function, /)", (f: Value) => {
      leaveAlone(functionOf(f));
      return f;
    }],
    source: ["(function, /)", (f: Value) => {
      const r = explain(functionOf(f));
      return "text" in r ? r.text : null;
    }],
    profile: ["(function, /)", (f: Value) => {
      const fn = functionOf(f);
      const exec = (fn.code.exec as ExecCode | null) ?? prepare(fn.code);
      const r = explain(fn);
      return dict({
        compiled: exec.main !== null || exec.resume !== null,
        loops: exec.osr === null ? 0 : exec.osr.size,
        calls: exec.calls,
        edges: exec.edges,
        exits: exec.exits,
        translations: exec.translations,
        never: "reason" in r ? r.reason : null,
      });
    }],
    add_hook: ["(function, /)", (f: Value) => {
      if (!isCallable(f)) throw typeError("the hook must be callable");
      if (hooks.has(f)) return;
      const hook = (e: JitEvent) => {
        // what the hook itself has compiled is not told
        if (telling) return;
        telling = true;
        try {
          call(f, [eventDict(e)]);
        } catch (x) {
          unraisable.report(fromHost(x), f);
        } finally {
          telling = false;
        }
      };
      hooks.set(f, hook);
      jit.hooks.add(hook);
    }],
    remove_hook: ["(function, /)", (f: Value) => {
      const hook = hooks.get(f);
      if (hook === undefined) throw valueError("not a hook");
      hooks.delete(f);
      jit.hooks.delete(hook);
    }],
  },
});
