/**
 * _weakref (Modules/_weakref.c), over `objects/weakref.ts`.
 *
 * @module
 */
import { PyDict } from "../core/dict.ts";
import { typeError } from "../core/errors.ts";
import { PyList, type Value } from "../core/object.ts";
import {
  callableProxyType,
  makeProxy,
  proxyType,
  PyWeakRef,
  weakReferences,
  weakRefType,
} from "../objects/weakref.ts";
import type { ModuleSpec } from "./spec.ts";

export const _weakref_module = (): ModuleSpec => ({
  name: "_weakref",
  doc: "Weak-reference support module.",
  functions: {
    getweakrefcount: [
      "($module, object, /)",
      (o: Value) => weakReferences(o).length,
      "Return the number of weak references to 'object'.",
    ],
    getweakrefs: [
      "(object, /)",
      (o: Value) => new PyList(weakReferences(o)),
      "getweakrefs(object) -- return a list of all weak reference objects\nthat point to 'object'.",
    ],
    proxy: [
      "(object, callback=None, /)",
      (o: Value, callback: Value = null) => makeProxy(o, callback),
      "proxy(object[, callback]) -- create a proxy object that weakly\nreferences 'object'.  'callback', if given, is called with a\nreference to the proxy when 'object' is about to be finalized.",
      1,
    ],
    _remove_dead_weakref: [
      "($module, dct, key, /)",
      (d: Value, key: Value) => {
        if (!(d instanceof PyDict)) throw typeError("argument 1 must be dict");
        const r = d.get(key);
        if (r instanceof PyWeakRef && r.target === undefined) d.delete(key);
      },
      "Atomically remove key from dict if it points to a dead weakref.",
    ],
  },
  attrs: () => ({
    ref: weakRefType,
    ReferenceType: weakRefType,
    ProxyType: proxyType,
    CallableProxyType: callableProxyType,
  }),
});
