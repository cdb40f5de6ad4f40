/**
 * gc (Modules/gcmodule.c): the collector is the engine's; what it does cannot
 * be watched, so nothing is ever counted as allocated or found uncollectable.
 *
 * @module
 */
import { isTracked } from "../objects/sizes.ts";
import { referents, referrers, trackedObjects } from "./gc_graph.ts";
import { PerRuntime } from "../core/state.ts";
import { bind, Signature } from "../core/args.ts";
import { valueError } from "../core/errors.ts";
import { type KwNames, PyList, tuple, type Value } from "../core/object.ts";
import { call } from "../core/ops.ts";
import { asIndex } from "../core/ops.ts";
import { PyDict } from "../core/dict.ts";
import { interp, ts } from "../core/state.ts";
import { host } from "../host/host.ts";
import { automatic, collectTracked, unraisable } from "../objects/finalize.ts";
import { FrameKind, type PyFrame } from "../vm/frame.ts";
import { calledByLoop } from "../vm/threads.ts";
import { PARK } from "../vm/park.ts";
import { takeDeadReferences } from "../objects/weakref.ts";
import { PyModule } from "../objects/module.ts";
import type { ModuleSpec } from "./spec.ts";

const collectSig = new Signature("collect", "(generation=2)", 0);

function collect(args: Value[], kw: KwNames): Value {
  const direct = calledByLoop(collect);
  const [generation = 2] = bind(collectSig, args, kw) as Value[];
  const g = asIndex(generation);
  if (g < 0 || g > 2) throw valueError("invalid generation");
  if (!direct) return collectNow(Number(g));
  const top = ts.frame as PyFrame;
  PARK.preempted = false;
  PARK.job = () => {
    top.fast.fill(undefined, top.sp);
    return collectNow(Number(g));
  };
  throw PARK;
}

/** Tells gc.callbacks of a collection's start or end. */
function tell(phase: string, generation: number, collected: number): void {
  const list = callbacks();
  for (const f of list === null ? [] : [...list.items]) {
    const info = new PyDict();
    info.setStr("generation", generation);
    info.setStr("collected", collected);
    info.setStr("uncollectable", 0);
    try {
      call(f, [phase, info]);
    } catch (e) {
      unraisable.report(e, f);
    }
  }
}

function callbacks(): PyList | null {
  const gc = interp.modules.getStr("gc");
  const list = gc instanceof PyModule ? gc.namespace.getStr("callbacks") : undefined;
  return list instanceof PyList ? list : null;
}

const collections = [0, 0, 0];
/** Collections of the youngest two generations since the next older one's last. */
const counts = [0, 0];

function collectNow(generation: number): number {
  tell("start", generation, 0);
  collections[generation]++;
  if (generation === 0) counts[0]++;
  else {
    counts[0] = 0;
    counts[1] = generation === 1 ? counts[1] + 1 : 0;
  }
  const n = collectGarbage(generation < 2);
  tell("stop", generation, n);
  return n;
}

function collectGarbage(minor: boolean): number {
  // the frames' arrays hold what was on their stacks before; where the loop pushed the
  // next frame, sp says up to where: a frame that waits for a built-in keeps it elsewhere
  for (let g = ts.frame as PyFrame | null; g !== null; g = g.back) {
    if (g.kind !== FrameKind.Entry && g.back !== null) g.back.fast.fill(undefined, g.back.sp);
  }
  const n = collectTracked(() => host.collectGarbage(minor));
  return n + runDueCallbacks();
}

const settings = new PerRuntime(() => ({
  enabled: true,
  debug: 0 as Value,
  thresholds: [700, 10, 10] as Value[],
}));

/** Collections of the machine's own, unless gc.disable() forbids them. */
export function wireAutomatic(): void {
  automatic.collect = () => {
    if (settings.current.enabled) collectGarbage(false);
  };
}

/** Runs the callbacks of weak references whose objects have been collected. */
export function runDueCallbacks(): number {
  let n = 0;
  for (const r of takeDeadReferences()) {
    const f = r.callback;
    r.callback = null;
    if (f === null) continue;
    n++;
    try {
      call(f, [r]);
    } catch (e) {
      unraisable.report(e, f);
    }
  }
  return n;
}

export const gc_module = (): ModuleSpec => ({
  name: "gc",
  doc: "This module provides access to the garbage collector for reference cycles.",
  functions: {
    collect: [
      "(generation=2)",
      collect,
      "collect([generation]) -> n\n\nRun a collection, where the engine allows it. n is the number of objects\nwhose finalizers or weak references' callbacks were run.",
      3,
    ],
    enable: ["()", () => {
      settings.current.enabled = true;
    }],
    disable: ["()", () => {
      settings.current.enabled = false;
    }],
    isenabled: ["()", () => settings.current.enabled],
    get_count: ["()", () => tuple([0, ...counts])],
    get_debug: ["()", () => settings.current.debug],
    set_debug: ["(flags, /)", (v: Value) => {
      settings.current.debug = Number(asIndex(v));
    }],
    get_threshold: ["()", () => tuple([...settings.current.thresholds])],
    set_threshold: ["(threshold0, threshold1=10, threshold2=10, /)", (...args: Value[]) => {
      settings.current.thresholds = settings.current.thresholds.map((t, i) => {
        const v = args[i];
        return v === undefined ? t : asIndex(v);
      });
    }],
    get_objects: ["()", () => new PyList(trackedObjects())],
    get_referrers: ["(*objs)", (objs: unknown) => new PyList(referrers(objs as Value[]))],
    get_referents: ["(*objs)", (objs: unknown) => new PyList(referents(objs as Value[]))],
    get_stats: ["()", () =>
      new PyList(collections.map((n) => {
        const d = new PyDict();
        d.setStr("collections", n);
        d.setStr("collected", 0);
        d.setStr("uncollectable", 0);
        return d;
      }))],
    is_tracked: ["(obj, /)", isTracked],
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
