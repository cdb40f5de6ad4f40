/**
 * mappingproxy (Objects/descrobject.c): a read-only view of a mapping; over a
 * type, of its class dictionary.
 *
 * @module
 */
import { asStr, richcompare } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import { keyError, typeError, typeName } from "../core/errors.ts";
import { PyList, PyObject, PyTuple, PyType, TypeFlag, typeOf, type Value } from "../core/object.ts";
import { callMethod, contains, getItem, getIter, len, repr, str } from "../core/ops.ts";
import type { TypeSpec } from "./type.ts";

/** A mappingproxy. Over a type it shows `attrs`. */
export class PyMappingProxy extends PyObject {
  constructor(readonly mapping: Value) {
    super();
  }
}

export const mappingProxyType: PyType = new PyType("mappingproxy", TypeFlag.None);
PyMappingProxy.prototype.cls = mappingProxyType;

/** The mapping as a dict: of a type, a copy of its dictionary. */
function target(p: PyMappingProxy): Value {
  if (!(p.mapping instanceof PyType)) return p.mapping;
  const d = new PyDict();
  for (const [k, v] of p.mapping.attrs) d.setStr(k, v);
  return d;
}

const forward = (name: string) => (p: PyMappingProxy, ...args: Value[]): Value =>
  callMethod(target(p), name, ...args);

export const mappingProxySpec: TypeSpec = {
  signature: "(mapping)",
  slots: {
    tpNew: (_t, args) => {
      if (args.length !== 1) {
        throw typeError("Required argument 'mapping' (pos 1) not found");
      }
      const m = args[0];
      if (typeOf(m).mpSubscript === undefined || m instanceof PyList || m instanceof PyTuple) {
        throw typeError(`mappingproxy() argument must be a mapping, not ${typeName(m)}`);
      }
      return new PyMappingProxy(m);
    },
    tpRepr: (v) => `mappingproxy(${repr(target(v as PyMappingProxy))})`,
    tpStr: (v) => str(target(v as PyMappingProxy)),
    tpIter: (v) => getIter(target(v as PyMappingProxy)),
    tpRichcompare: (a, b, op) => {
      const x = target(a as PyMappingProxy);
      const y = b instanceof PyMappingProxy ? target(b) : b;
      return richcompare(x, y, op);
    },
    mpLength: (v) => len(target(v as PyMappingProxy)),
    mpSubscript: (v, key) => {
      const p = v as PyMappingProxy;
      if (p.mapping instanceof PyType) {
        const s = asStr(key);
        const r = s === undefined ? undefined : p.mapping.attrs.get(s);
        if (r === undefined) throw keyError(key);
        return r;
      }
      return getItem(p.mapping, key);
    },
    sqContains: (v, key) => {
      const p = v as PyMappingProxy;
      if (p.mapping instanceof PyType) {
        const s = asStr(key);
        return s !== undefined && p.mapping.attrs.has(s);
      }
      return contains(p.mapping, key);
    },
  },
  methods: {
    get: ["($self, key, default=None, /)", (p: PyMappingProxy, k: Value, d: Value = null) => {
      if (p.mapping instanceof PyType) {
        const s = asStr(k);
        const v = s === undefined ? undefined : p.mapping.attrs.get(s);
        return v === undefined ? d : v;
      }
      return callMethod(p.mapping, "get", k, d);
    }],
    keys: ["($self, /)", forward("keys")],
    values: ["($self, /)", forward("values")],
    items: ["($self, /)", forward("items")],
    copy: ["($self, /)", forward("copy")],
  },
};
