/**
 * What leads where among the objects (tp_traverse): gc.get_referents(),
 * get_objects() and get_referrers(). The engine tells nobody what is alive;
 * here it is what can be reached from the modules and the running frames.
 *
 * @module
 */
import { PyDict } from "../core/dict.ts";
import {
  getSlot,
  type Maybe,
  PyCell,
  PyInstance,
  PyList,
  PyObject,
  PyTuple,
  PyType,
  TypeFlag,
  type Value,
} from "../core/object.ts";
import { instanceDict } from "../core/ops.ts";
import { interp } from "../core/state.ts";
import { PyCode } from "../objects/code.ts";
import { PyFunction, PyMethod } from "../objects/function.ts";
import { PyModule } from "../objects/module.ts";
import { PySet } from "../objects/set.ts";
import { isTracked } from "../objects/sizes.ts";
import { PyFrame } from "../vm/frame.ts";
import { currentFrames } from "../vm/threads.ts";

type Visit = (v: Value) => void;

/** Calls `visit` with what an object holds; instances' attributes are behind their dict where asked. */
function traverse(o: Value, visit: Visit, whole: boolean): void {
  if (!(o instanceof PyObject)) return;
  const see = (v: Maybe) => {
    if (v !== undefined && v !== null) visit(v);
  };
  if (o instanceof PyType) {
    if (!(o.flags & TypeFlag.Heap)) return;
    if (whole) { for (const v of o.attrs.values()) see(v); }
    for (const b of o.bases) visit(b);
    return;
  }
  if (o instanceof PyList || o instanceof PyTuple) o.items.forEach(see);
  else if (o instanceof PyDict) {
    for (const e of o.entries()) {
      see(e.key);
      see(e.value);
    }
  } else if (o instanceof PySet) o.values().forEach(see);
  else if (o instanceof PyFunction) {
    [o.code, o.globals, o.module, o.doc, o.kwdefaults, o.annotations].forEach(see);
    o.defaults?.forEach(see);
    o.closure?.forEach(see);
    see(o.name);
    see(o.qualname);
  } else if (o instanceof PyMethod) {
    see(o.func);
    see(o.self);
  } else if (o instanceof PyCell) see(o.v);
  else if (o instanceof PyFrame) {
    see(o.back);
    [o.code, o.globals, o.builtins, o.locals, o.trace].forEach(see);
    o.fast.forEach(see);
  } else if (o instanceof PyModule) {
    see(o.dict);
    return;
  } else if (o instanceof PyCode) return;
  else if (!(o instanceof PyInstance)) {
    // what is declared nowhere: the JavaScript object's own properties
    for (const [k, v] of Object.entries(o)) {
      if (k === "cls" || k === "dict" || k === "slotValues") continue;
      if (v instanceof PyObject) visit(v);
      else if (Array.isArray(v)) { for (const x of v) if (x instanceof PyObject) visit(x); }
    }
  }
  if (o instanceof PyInstance && o.shape !== null && whole) {
    for (let i = 0; i < o.shape.keys.length; i++) see(getSlot(o, o.shape.base + i));
  } else if (o instanceof PyInstance && o.cls.dictKind !== 0) see(instanceDict(o));
  else if (o.dict instanceof PyDict) see(o.dict);
  (o as PyInstance).slotValues?.forEach(see);
  if (o.cls.flags & TypeFlag.Heap) visit(o.cls);
}

/** gc.get_referents(). */
export function referents(objects: readonly Value[]): Value[] {
  const out: Value[] = [];
  for (const o of objects) traverse(o, (v) => out.push(v), false);
  return out;
}

/** What is reachable, with a look at each. */
function walk(look: (o: PyObject) => void): void {
  const seen = new Set<PyObject>();
  const todo: PyObject[] = [];
  const reach = (v: Value) => {
    if (!(v instanceof PyObject) || seen.has(v)) return;
    seen.add(v);
    todo.push(v);
  };
  reach(interp.modules);
  reach(interp.builtins);
  for (const [, f] of currentFrames()) reach(f);
  for (let o = todo.pop(); o !== undefined; o = todo.pop()) {
    look(o);
    traverse(o, reach, true);
  }
}

/** gc.get_objects(). */
export function trackedObjects(): Value[] {
  const out: Value[] = [];
  walk((o) => {
    if (isTracked(o)) out.push(o);
  });
  return out;
}

/** Dicts that stand for the attributes of classes, and their classes. */
const classDicts = new WeakMap<PyDict, PyType>();

function classDict(t: PyType): PyDict {
  const d = new PyDict();
  for (const [k, v] of t.attrs) d.setStr(k, v);
  classDicts.set(d, t);
  return d;
}

/** gc.get_referrers(). */
export function referrers(objects: readonly Value[]): Value[] {
  const wanted = new Set(objects);
  const classes = new Set<Value>();
  for (const o of objects) if (o instanceof PyDict) classes.add(classDicts.get(o) ?? null);
  const out = new Set<Value>();
  walk((o) => {
    let found = false;
    traverse(o, (v) => found ||= wanted.has(v), true);
    if (classes.has(o)) out.add(o);
    if (!found) return;
    if (o instanceof PyType && !o.bases.some((b) => wanted.has(b)) && !wanted.has(o.cls)) {
      out.add(classDict(o));
      return;
    }
    // attributes are in the instance's dict, as far as programs see
    if (o instanceof PyInstance && o.shape !== null && !wanted.has(o.cls)) {
      out.add(instanceDict(o));
    } else out.add(o);
  });
  return [...out];
}
