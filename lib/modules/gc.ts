/**
 * gc (Modules/gcmodule.c): the collector is the engine's; what it does cannot
 * be watched, so the counts are zero and the lists empty.
 *
 * @module
 */
import { PyList, PyObject, tuple, type Value } from "../core/object.ts";
import { call } from "../core/ops.ts";
import { asIndex } from "../core/ops.ts";
import { takeDeadReferences } from "../objects/weakref.ts";
import type { ModuleSpec } from "./spec.ts";

let enabled = true;
let debug = 0;
let thresholds: Value[] = [700, 10, 10];

/** Runs the callbacks of weak references whose objects have been collected. */
export function runDueCallbacks(): void {
  for (const r of takeDeadReferences()) {
    const f = r.callback;
    r.callback = null;
    if (f !== null) call(f, [r]);
  }
}

export const gc_module = (): ModuleSpec => ({
  name: "gc",
  doc: "This module provides access to the garbage collector for reference cycles.",
  functions: {
    collect: ["(generation=2)", () => {
      // only there with --expose-gc
      (globalThis as { gc?: () => void }).gc?.();
      runDueCallbacks();
      return 0;
    }],
    enable: ["()", () => {
      enabled = true;
    }],
    disable: ["()", () => {
      enabled = false;
    }],
    isenabled: ["()", () => enabled],
    get_count: ["()", () => tuple([0, 0, 0])],
    get_debug: ["()", () => debug],
    set_debug: ["(flags, /)", (v: Value) => {
      debug = Number(asIndex(v));
    }],
    get_threshold: ["()", () => tuple([...thresholds])],
    set_threshold: ["(*args)", (args: Value[]) => {
      thresholds = thresholds.map((t, i) => args[i] ?? t);
    }],
    get_objects: ["()", () => new PyList([])],
    get_referrers: ["(*objs)", () => new PyList([])],
    get_referents: ["(*objs)", () => new PyList([])],
    get_stats: ["()", () => new PyList([])],
    is_tracked: ["(obj, /)", (v: Value) => v instanceof PyObject],
  },
  attrs: () => ({
    garbage: new PyList([]),
    callbacks: new PyList([]),
    DEBUG_STATS: 1,
    DEBUG_COLLECTABLE: 2,
    DEBUG_UNCOLLECTABLE: 4,
    DEBUG_SAVEALL: 32,
    DEBUG_LEAK: 38,
  }),
});
