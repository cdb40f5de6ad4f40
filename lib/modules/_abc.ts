/**
 * _abc: what `abc.py` stands on. The classes' registries and caches hold their
 * members weakly.
 *
 * @module
 */
import { asStr, isTrue } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import { runtimeError, typeError } from "../core/errors.ts";
import { NotImplemented, PyType, tuple, typeOf, type Value } from "../core/object.ts";
import {
  call,
  callMethod,
  getAttr,
  getAttrOpt,
  isSubclass,
  setAttr,
  toArray,
} from "../core/ops.ts";
import { frozenSet } from "../objects/set.ts";
import type { ModuleSpec } from "./spec.ts";

interface Data {
  registry: WeakRef<PyType>[];
  cache: WeakSet<PyType>;
  negative: WeakSet<PyType>;
  version: number;
}

const data = new WeakMap<PyType, Data>();
/** Changes with every registration: what was no subclass may have become one. */
let counter = 0;

function typeArg(v: Value, msg: string): PyType {
  if (!(v instanceof PyType)) throw typeError(msg);
  return v;
}

function dataOf(cls: Value): Data {
  const d = data.get(cls as PyType);
  if (d === undefined) throw typeError("_abc_init() must be called first");
  return d;
}

const isAbstract = (v: Value): boolean => {
  const flag = getAttrOpt(v, "__isabstractmethod__");
  return flag !== undefined && isTrue(flag);
};

function init(cls: Value, namespace: Value): void {
  const t = typeArg(cls, "_abc_init() needs a class");
  const abstracts = new Set<string>();
  if (namespace instanceof PyDict) {
    for (const e of namespace.entryList()) {
      if (isAbstract(e.value!)) abstracts.add(asStr(e.key)!);
    }
  }
  for (const base of t.bases) {
    const inherited = getAttrOpt(base, "__abstractmethods__");
    if (inherited === undefined) continue;
    for (const name of toArray(inherited)) {
      const n = asStr(name)!;
      const v = getAttrOpt(t, n);
      if (v !== undefined && isAbstract(v)) abstracts.add(n);
    }
  }
  setAttr(t, "__abstractmethods__", frozenSet([...abstracts]));
  data.set(t, {
    registry: [],
    cache: new WeakSet(),
    negative: new WeakSet(),
    version: counter,
  });
}

function register(cls: Value, subclass: Value): Value {
  const sub = typeArg(subclass, "Can only register classes");
  if (isSubclass(sub, cls)) return sub;
  if (isSubclass(cls, sub)) {
    throw runtimeError("Refusing to create an inheritance cycle");
  }
  dataOf(cls).registry.push(new WeakRef(sub));
  counter++;
  return sub;
}

function subclassCheck(cls: Value, subclass: Value): boolean {
  const sub = typeArg(subclass, "issubclass() arg 1 must be a class");
  const d = dataOf(cls);
  if (d.cache.has(sub)) return true;
  if (d.version < counter) {
    d.negative = new WeakSet();
    d.version = counter;
  } else if (d.negative.has(sub)) return false;
  const remember = (yes: boolean): boolean => {
    (yes ? d.cache : d.negative).add(sub);
    return yes;
  };
  const hook = callMethod(cls, "__subclasshook__", sub);
  if (hook !== NotImplemented) return remember(isTrue(hook));
  if (sub.mro.includes(cls as PyType)) return remember(true);
  for (const ref of [...d.registry]) {
    const r = ref.deref();
    if (r !== undefined && isSubclass(sub, r)) return remember(true);
  }
  for (const s of toArray(call(getAttr(typeOf(cls), "__subclasses__"), [cls]))) {
    if (isSubclass(sub, s)) return remember(true);
  }
  return remember(false);
}

function instanceCheck(cls: Value, instance: Value): Value {
  const sub = getAttr(instance, "__class__");
  const d = dataOf(cls);
  if (sub instanceof PyType && d.cache.has(sub)) return true;
  const t = typeOf(instance);
  if (t === sub) {
    if (d.version === counter && d.negative.has(t)) return false;
    return callMethod(cls, "__subclasscheck__", sub);
  }
  return isTrue(callMethod(cls, "__subclasscheck__", sub)) ||
    isTrue(callMethod(cls, "__subclasscheck__", t));
}

const live = (refs: readonly WeakRef<PyType>[]): Value[] =>
  refs.map((r) => r.deref()).filter((t) => t !== undefined);

export const _abc_module = (): ModuleSpec => ({
  name: "_abc",
  functions: {
    init: ["(cls, namespace, /)", init],
    register: ["(cls, subclass, /)", register],
    instancecheck: ["(cls, instance, /)", instanceCheck],
    subclasscheck: ["(cls, subclass, /)", subclassCheck],
    registry: ["(cls, /)", (cls: Value) => tuple(live(dataOf(cls).registry))],
    get_cache_token: ["()", () => counter],
  },
});
