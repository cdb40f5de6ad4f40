/**
 * Modules (Objects/moduleobject.c).
 *
 * @module
 */
import { asStr } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import { attributeError, typeError } from "../core/errors.ts";
import { DictKind, PyList, PyObject, PyType, type Value } from "../core/object.ts";
import { genericGetAttrOpt, getAttrOpt, repr } from "../core/ops.ts";
import { bind, Signature } from "../core/args.ts";
import type { TypeSpec } from "./type.ts";

/** A module; its namespace is its `__dict__`. */
export class PyModule extends PyObject {
  constructor(name: string | null, doc: Value = null) {
    super();
    const d = new PyDict();
    this.dict = d;
    if (name !== null) {
      d.setStr("__name__", name);
      d.setStr("__doc__", doc);
      d.setStr("__package__", null);
      d.setStr("__loader__", null);
      d.setStr("__spec__", null);
    }
  }

  /** `__dict__`. */
  get namespace(): PyDict {
    return this.dict!;
  }
}

export const moduleType: PyType = new PyType("module");
PyModule.prototype.cls = moduleType;

const initSig = new Signature("module", "(name, doc=None)", 0);

export const moduleSpec: TypeSpec = {
  doc: "module(name[, doc])\n\nCreate a module object.",
  signature: "(name, doc=None)",
  dictKind: DictKind.Field,
  weakrefable: true,
  slots: {
    tpNew: (t) => {
      const m = new PyModule(null);
      if (t !== moduleType) m.cls = t;
      return m;
    },
    tpInit: (self, args, kw) => {
      const [name, doc = null] = bind(initSig, args, kw) as Value[];
      if (asStr(name) === undefined) throw typeError("module.__init__() argument 1 must be str");
      const d = (self as PyModule).namespace;
      d.setStr("__name__", name);
      d.setStr("__doc__", doc);
      d.setStr("__package__", null);
      d.setStr("__loader__", null);
      d.setStr("__spec__", null);
    },
    tpRepr: (self) => {
      const d = (self as PyModule).namespace;
      const spec = d.getStr("__spec__");
      const hook = moduleReprHook;
      const r = hook === null ? null : hook(self);
      if (r !== null) return r;
      const name = asStr(d.getStr("__name__")) ?? "?";
      const file = d.getStr("__file__");
      if (file !== undefined && file !== null) return `<module ${repr(name)} from ${repr(file)}>`;
      if (spec !== undefined && spec !== null) {
        const origin = getAttrOpt(spec, "origin");
        if (origin === "built-in") return `<module ${repr(name)} (built-in)>`;
        if (origin !== undefined && origin !== null) {
          return `<module ${repr(name)} (${repr(origin)})>`;
        }
      }
      const loader = d.getStr("__loader__");
      if (loader !== undefined && loader !== null) {
        return `<module ${repr(name)} (${repr(loader)})>`;
      }
      return builtinModules.has(name)
        ? `<module ${repr(name)} (built-in)>`
        : `<module ${repr(name)}>`;
    },
    tpGetattro: (self, name) => {
      const v = genericGetAttrOpt(self, name);
      if (v !== undefined) return v;
      const mod = asStr((self as PyModule).namespace.getStr("__name__"));
      throw attributeError(
        mod === undefined
          ? `module has no attribute '${name}'`
          : `module '${mod}' has no attribute '${name}'`,
      );
    },
  },
  getset: {
    __dict__: { get: (m: PyModule) => m.namespace },
  },
  methods: {
    __dir__: ["($self, /)", (m: PyModule) => {
      // a subclass may have another __dict__
      const d = getAttrOpt(m, "__dict__");
      if (d instanceof PyDict) return new PyList(d.keyList());
      const name = asStr(m.namespace.getStr("__name__"));
      if (name === undefined) throw typeError("module.__dict__ is not a dictionary");
      throw typeError(`${name}.__dict__ is not a dictionary`);
    }],
  },
};

let moduleReprHook: ((module: Value) => Value) | null = null;
/** Sets who says a module's repr(): importlib's `_module_repr` where that is loaded, else null. */
export function setModuleRepr(f: (module: Value) => Value): void {
  moduleReprHook = f;
}

/** Names of modules that are part of the machine. */
export const builtinModules: Set<string> = new Set();
