/**
 * staticmethod, classmethod, property and super: what they do.
 *
 * @module
 */
import { bind, noKeywords, Signature } from "../core/args.ts";
import { isTrue } from "../core/compare.ts";
import { attributeError, E, matches, runtimeError, typeError, typeName } from "../core/errors.ts";
import {
  asInstanceOf,
  DictKind,
  type KwNames,
  type Maybe,
  PyCell,
  PyType,
  typeOf,
  type Value,
} from "../core/object.ts";
import { call, genericGetAttr, getAttrOpt, setInstanceAttr } from "../core/ops.ts";
import { PyDict } from "../core/dict.ts";
import { setInstanceDict, type TypeSpec } from "./type.ts";
import {
  propertyType,
  PyClassMethod,
  PyProperty,
  PyStaticMethod,
  PySuper,
  superType,
} from "./wrappers.ts";
import type { PyObject } from "../core/object.ts";

const isAbstract = (f: Maybe): boolean => {
  if (f === undefined || f === null) return false;
  const a = getAttrOpt(f, "__isabstractmethod__");
  return a !== undefined && isTrue(a);
};

function oneCallable(name: string, args: Value[], kw: KwNames): Value {
  noKeywords(name, kw);
  if (args.length !== 1) throw typeError(`${name} expected 1 arguments, got ${args.length}`);
  return args[0];
}

const callableGetSets = {
  __func__: { get: (m: PyStaticMethod) => m.callable ?? null },
  __isabstractmethod__: { get: (m: PyStaticMethod) => isAbstract(m.callable) },
  __dict__: {
    get: (m: PyObject) => m.dict ??= new PyDict(),
    set: (m: PyObject, v: Maybe) => setInstanceDict(m, v),
  },
};

export const staticMethodSpec: TypeSpec = {
  doc: "staticmethod(function) -> method\n\nConvert a function to be a static method.",
  dictKind: DictKind.Field,
  slots: {
    tpNew: (t) => asInstanceOf(new PyStaticMethod(undefined), t),
    tpInit: (self, args, kw) => {
      (self as PyStaticMethod).callable = oneCallable("staticmethod", args, kw);
    },
    tpDescrGet: (self) => {
      const f = (self as PyStaticMethod).callable;
      if (f === undefined) throw runtimeError("uninitialized staticmethod object");
      return f;
    },
  },
  getset: callableGetSets,
};

export const classMethodSpec: TypeSpec = {
  doc: "classmethod(function) -> method\n\nConvert a function to be a class method.",
  dictKind: DictKind.Field,
  slots: {
    tpNew: (t) => asInstanceOf(new PyClassMethod(undefined), t),
    tpInit: (self, args, kw) => {
      (self as PyClassMethod).callable = oneCallable("classmethod", args, kw);
    },
    tpDescrGet: (self, obj, type) => {
      const f = (self as PyClassMethod).callable;
      if (f === undefined) throw runtimeError("uninitialized classmethod object");
      const t = type === null || type === undefined ? typeOf(obj!) : type;
      return bindMethod(f, t);
    },
  },
  getset: callableGetSets,
};

let methodMaker: (f: Value, self: Value) => Value = (f) => f;
const bindMethod = (f: Value, self: Value) => methodMaker(f, self);
/** Hands over the making of bound methods. */
export function setMethodMaker(f: (f: Value, self: Value) => Value): void {
  methodMaker = f;
}

const propertySig = new Signature("property", "(fget=None, fset=None, fdel=None, doc=None)", 0);

function copyProperty(p: PyProperty, get: Value, set: Value, del: Value): Value {
  const t = p.cls;
  const doc = p.getterDoc && (get ?? p.fget) !== null ? null : p.doc;
  return call(t, [get ?? p.fget, set ?? p.fset, del ?? p.fdel, doc]);
}

export const propertySpec: TypeSpec = {
  doc: "Property attribute.",
  slots: {
    tpNew: (t) => asInstanceOf(new PyProperty(), t),
    tpInit: (self, args, kw) => {
      const p = self as PyProperty;
      const [get = null, set = null, del = null, doc = null] = bind(
        propertySig,
        args,
        kw,
      ) as Value[];
      p.fget = get;
      p.fset = set;
      p.fdel = del;
      p.doc = doc;
      p.getterDoc = false;
      if (doc === null && get !== null) {
        let d: Maybe;
        try {
          d = getAttrOpt(get, "__doc__");
        } catch (e) {
          if (!matches(e, E.Exception)) throw e;
        }
        if (d !== undefined && d !== null) {
          p.getterDoc = true;
          if (p.cls === propertyType) p.doc = d;
          else if (p.cls.dictKind === DictKind.None) {
            throw attributeError(`'${p.cls.name}' object attribute '__doc__' is read-only`);
          } else setInstanceAttr(p, "__doc__", d);
        }
      }
    },
    tpDescrGet: (self, obj) => {
      if (obj === undefined) return self;
      const p = self as PyProperty;
      if (p.fget === null) throw attributeError("unreadable attribute");
      return call(p.fget, [obj]);
    },
    tpDescrSet: (self, obj, v) => {
      const p = self as PyProperty;
      const f = v === undefined ? p.fdel : p.fset;
      if (f === null) {
        throw attributeError(v === undefined ? "can't delete attribute" : "can't set attribute");
      }
      call(f, v === undefined ? [obj] : [obj, v]);
    },
  },
  members: ["fget", "fset", "fdel", "__doc__"],
  getset: {
    fget: { get: (p: PyProperty) => p.fget },
    fset: { get: (p: PyProperty) => p.fset },
    fdel: { get: (p: PyProperty) => p.fdel },
    __doc__: {
      get: (p: PyProperty) => p.doc,
      set: (p: PyProperty, v) => {
        p.doc = v ?? null;
      },
    },
    __isabstractmethod__: {
      get: (p: PyProperty) => isAbstract(p.fget) || isAbstract(p.fset) || isAbstract(p.fdel),
    },
  },
  methods: {
    getter: [
      "($self, f, /)",
      (p: PyProperty, f: Value) => copyProperty(p, f, null, null),
      "Descriptor to change the getter on a property.",
    ],
    setter: [
      "($self, f, /)",
      (p: PyProperty, f: Value) => copyProperty(p, null, f, null),
      "Descriptor to change the setter on a property.",
    ],
    deleter: [
      "($self, f, /)",
      (p: PyProperty, f: Value) => copyProperty(p, null, null, f),
      "Descriptor to change the deleter on a property.",
    ],
  },
};

/** The type whose MRO super walks (supercheck). */
function superCheck(type: PyType, obj: Value): PyType {
  if (obj instanceof PyType && obj.isSubtype(type)) return obj;
  const t = typeOf(obj);
  if (t.isSubtype(type)) return t;
  const c = getAttrOpt(obj, "__class__");
  if (c instanceof PyType && c !== t && c.isSubtype(type)) return c;
  throw typeError("super(type, obj): obj must be an instance or subtype of type");
}

/** The frame of a super() call as this file sees it. */
export interface SuperFrame {
  code: {
    argcount: number;
    nlocals: number;
    cellvars: string[];
    freevars: string[];
    varnames: string[];
  };
  fast: Maybe[];
}

let currentFrame: () => SuperFrame | null = () => null;
/** Hands over the running frame, for super() without arguments. */
export function setSuperFrame(f: () => SuperFrame | null): void {
  currentFrame = f;
}

function implicitSuper(): [PyType, Value] {
  const f = currentFrame();
  if (f === null) throw runtimeError("super(): no current frame");
  const code = f.code;
  if (code.argcount === 0) throw runtimeError("super(): no arguments");
  let obj: Maybe = f.fast[0];
  if (obj === undefined) {
    // the first argument may live in a cell
    const i = code.cellvars.indexOf(code.varnames[0]);
    const cell = i >= 0 ? f.fast[code.nlocals + i] : undefined;
    if (cell instanceof PyCell) obj = cell.v;
  }
  if (obj === undefined) throw runtimeError("super(): arg[0] deleted");
  const i = code.freevars.indexOf("__class__");
  if (i < 0) throw runtimeError("super(): __class__ cell not found");
  const cell = f.fast[code.nlocals + code.cellvars.length + i];
  if (!(cell instanceof PyCell)) throw runtimeError("super(): bad __class__ cell");
  if (cell.v === undefined) throw runtimeError("super(): empty __class__ cell");
  if (!(cell.v instanceof PyType)) {
    throw runtimeError(`super(): __class__ is not a type (${typeName(cell.v)})`);
  }
  return [cell.v, obj];
}

export const superSpec: TypeSpec = {
  doc:
    "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\nsuper(type, obj) -> bound super object; requires isinstance(obj, type)\nsuper(type, type2) -> bound super object; requires issubclass(type2, type)",
  slots: {
    tpNew: (t) => asInstanceOf(new PySuper(), t),
    tpInit: (self, args, kw) => {
      const s = self as PySuper;
      noKeywords("super", kw);
      let type: PyType;
      let obj: Maybe;
      if (args.length === 0) [type, obj] = implicitSuper();
      else {
        if (args.length > 2) {
          throw typeError(`super() takes at most 2 arguments (${args.length} given)`);
        }
        const first = args[0];
        obj = args[1] === null ? undefined : args[1];
        if (!(first instanceof PyType)) {
          throw typeError(`super() argument 1 must be type, not ${typeName(first)}`);
        }
        type = first;
      }
      s.type = type;
      if (obj !== undefined) {
        s.objType = superCheck(type, obj);
        s.obj = obj;
      }
    },
    tpRepr: (v) => {
      const s = v as PySuper;
      const name = s.type === null ? "NULL" : s.type.name;
      return s.objType === null
        ? `<super: <class '${name}'>, NULL>`
        : `<super: <class '${name}'>, <${s.objType.name} object>>`;
    },
    tpGetattro: (v, name) => {
      const s = v as PySuper;
      const start = s.objType;
      if (start !== null && name !== "__class__") {
        const mro = start.mro;
        let i = mro.indexOf(s.type!);
        for (i++; i > 0 && i < mro.length; i++) {
          const a = mro[i].attrs.get(name);
          if (a === undefined) continue;
          const get = typeOf(a).tpDescrGet;
          if (get === undefined) return a;
          return get(a, s.obj === start ? undefined : s.obj, start);
        }
      }
      return genericGetAttr(v, name);
    },
    tpDescrGet: (v, obj) => {
      const s = v as PySuper;
      if (obj === undefined || s.obj !== undefined) return v;
      if (s.cls !== superType) return call(s.cls, [s.type!, obj]);
      const n = new PySuper();
      n.type = s.type;
      n.objType = superCheck(s.type!, obj);
      n.obj = obj;
      return n;
    },
  },
  members: ["__thisclass__", "__self__", "__self_class__"],
  getset: {
    __thisclass__: { get: (s: PySuper) => s.type, doc: "the class invoking super()" },
    __self__: {
      get: (s: PySuper) => s.obj ?? null,
      doc: "the instance invoking super(); may be None",
    },
    __self_class__: {
      get: (s: PySuper) => s.objType,
      doc: "the type of the instance invoking super(); may be None",
    },
  },
};
