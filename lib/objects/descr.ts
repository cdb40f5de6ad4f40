/**
 * Descriptors of built-in types (Objects/descrobject.c): method, class method,
 * wrapper, getset and member descriptors, method-wrapper, and mappingproxy.
 *
 * @module
 */
import {
  builtinType,
  callPlain,
  callWithSelf,
  classMethodDescrType,
  type Decl,
  methodDescrType,
  PyBuiltin,
  PyClassMethodDescr,
  PyMethodDescr,
} from "../core/args.ts";
import { attributeError, fullTypeName, typeError, typeName } from "../core/errors.ts";
import {
  getSlot,
  type KwNames,
  type Maybe,
  NotImplemented,
  PyInstance,
  PyObject,
  PyType,
  setSlot,
  type Slots,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import { bindsFirst } from "../core/ops.ts";
import { is, richcompare } from "../core/compare.ts";
import { hash32, identity } from "../core/hash.ts";

/** A computed attribute: getter, setter (undefined deletes) and docstring. */
export interface GetSet {
  // deno-lint-ignore no-explicit-any
  readonly get: (self: any) => Value;
  // deno-lint-ignore no-explicit-any
  readonly set?: (self: any, v: Maybe) => void;
  readonly doc?: string | null;
}

/** getset_descriptor. */
export class PyGetSetDescr extends PyObject {
  constructor(
    readonly name: string,
    readonly objclass: PyType,
    readonly gs: GetSet,
  ) {
    super();
  }
}

/** member_descriptor: of a `__slots__` name, or of a member of a built-in type. */
export class PyMemberDescr extends PyObject {
  constructor(
    readonly name: string,
    readonly objclass: PyType,
    readonly index: number,
    /** For a member of a built-in type (PyMemberDef): how it is had. */
    readonly gs: GetSet | null = null,
  ) {
    super();
  }
}

/** How a slot is called through its special method: the arguments' shape. */
export type WrapFn = (
  slot: unknown,
  self: Value,
  args: Value[],
  kw: KwNames,
  d: PyWrapperDescr,
) => Value;

/** wrapper_descriptor: a slot as a special method. */
export class PyWrapperDescr extends PyObject {
  constructor(
    readonly name: string,
    readonly objclass: PyType,
    readonly slot: keyof Slots,
    readonly fn: unknown,
    readonly wrap: WrapFn,
    readonly doc: string,
  ) {
    super();
  }
}

/** method-wrapper: a wrapper descriptor bound to an object. */
export class PyMethodWrapper extends PyObject {
  constructor(readonly descr: PyWrapperDescr, readonly self: Value) {
    super();
  }
}

export const getSetDescrType: PyType = new PyType("getset_descriptor", TypeFlag.None);
PyGetSetDescr.prototype.cls = getSetDescrType;
export const memberDescrType: PyType = new PyType("member_descriptor", TypeFlag.None);
PyMemberDescr.prototype.cls = memberDescrType;
export const wrapperDescrType: PyType = new PyType("wrapper_descriptor", TypeFlag.None);
PyWrapperDescr.prototype.cls = wrapperDescrType;
export const methodWrapperType: PyType = new PyType("method-wrapper", TypeFlag.None);
PyMethodWrapper.prototype.cls = methodWrapperType;

type AnyDescr =
  | PyMethodDescr
  | PyClassMethodDescr
  | PyGetSetDescr
  | PyMemberDescr
  | PyWrapperDescr;

const descrName = (d: AnyDescr): string => "def" in d ? d.def.name : d.name;

function checkSelf(d: AnyDescr, obj: Value): void {
  if (!typeOf(obj).isSubtype(d.objclass)) {
    throw typeError(
      `descriptor '${descrName(d)}' for '${fullTypeName(d.objclass)}' objects doesn't apply to '${
        typeName(obj)
      }' object`,
    );
  }
}

/** Calls a wrapper descriptor with `self`. */
export function callWrapper(d: PyWrapperDescr, self: Value, args: Value[], kw: KwNames): Value {
  return d.wrap(d.fn, self, args, kw, d);
}

function takeSelf(d: AnyDescr, args: Value[], kw: KwNames): [Value, Value[]] {
  const npos = args.length - (kw === null ? 0 : kw.length);
  const owner = () => fullTypeName(d.objclass);
  if (npos < 1) {
    throw typeError(`descriptor '${descrName(d)}' of '${owner()}' object needs an argument`);
  }
  const self = args[0];
  if (!typeOf(self).isSubtype(d.objclass)) {
    throw typeError(
      `descriptor '${descrName(d)}' requires a '${owner()}' object but received a '${
        typeName(self)
      }'`,
    );
  }
  return [self, args.slice(1)];
}

const qualname = (d: AnyDescr): Value => `${d.objclass.qualname}.${descrName(d)}`;

/** Text signatures as `__text_signature__` gives them: null unless the text is one. */
export function textSignature(text: string | null): Value {
  return text === "" ? null : text;
}

const commonGetSets = {
  __objclass__: { get: (d: AnyDescr): Value => d.objclass },
  __name__: { get: (d: AnyDescr): Value => descrName(d) },
  __qualname__: { get: qualname },
};

const reduce: Decl = [
  "($self, /)",
  (d: AnyDescr) => {
    const getattr = reduceGetattr();
    return getattr(d.objclass, descrName(d));
  },
];
let reduceHook: ((o: Value, name: string) => Value) | null = null;
const reduceGetattr = () => reduceHook!;
/** Tells how `__reduce__` names an attribute: (getattr, (owner, name)). */
export function setReduceHook(f: (o: Value, name: string) => Value): void {
  reduceHook = f;
}

/** What bootstrap needs to fill the descriptor types. */
export const descrSpecs = {
  method: {
    slots: {
      tpRepr: (d: Value) => {
        const m = d as PyMethodDescr;
        return `<method '${m.def.name}' of '${fullTypeName(m.objclass)}' objects>`;
      },
      tpDescrGet: (d: Value, obj: Maybe): Value => {
        const m = d as PyMethodDescr;
        if (obj === undefined) return m;
        checkSelf(m, obj);
        return new PyBuiltin(m.def, obj);
      },
      tpCall: (d: Value, args: Value[], kw: KwNames): Value => {
        const m = d as PyMethodDescr;
        const [self, rest] = takeSelf(m, args, kw);
        return callWithSelf(m.def, self, rest, kw);
      },
    } as Slots,
    getset: {
      ...commonGetSets,
      __doc__: { get: (d: PyMethodDescr): Value => d.def.doc },
      __text_signature__: { get: (d: PyMethodDescr): Value => textSignature(d.def.text) },
    },
    methods: { __reduce__: reduce },
  },
  classMethod: {
    slots: {
      tpRepr: (d: Value) => {
        const m = d as PyClassMethodDescr;
        return `<method '${m.def.name}' of '${fullTypeName(m.objclass)}' objects>`;
      },
      tpDescrGet: (d: Value, obj: Maybe, type: Value): Value => {
        const m = d as PyClassMethodDescr;
        const t = type === null || type === undefined ? typeOf(obj!) : type;
        if (!(t instanceof PyType)) {
          throw typeError(
            `descriptor '${m.def.name}' for type '${
              fullTypeName(m.objclass)
            }' needs a type, not a '${typeName(t)}' as arg 2`,
          );
        }
        if (!t.isSubtype(m.objclass)) {
          throw typeError(
            `descriptor '${m.def.name}' for type '${
              fullTypeName(m.objclass)
            }' doesn't apply to type '${fullTypeName(t)}'`,
          );
        }
        return new PyBuiltin(m.def, t);
      },
      tpCall: (d: Value, args: Value[], kw: KwNames): Value => {
        const m = d as PyClassMethodDescr;
        if (args.length < 1) {
          throw typeError(
            `descriptor '${m.def.name}' of '${fullTypeName(m.objclass)}' object needs an argument`,
          );
        }
        const t = args[0];
        const own = fullTypeName(m.objclass);
        if (!(t instanceof PyType)) {
          throw typeError(`descriptor '${m.def.name}' requires a type but received a '${own}'`);
        }
        if (!t.isSubtype(m.objclass)) {
          // the quote is left open in C, too
          throw typeError(
            `descriptor '${m.def.name}' requires a subtype of '${own}' but received '${
              fullTypeName(typeOf(t))
            }`,
          );
        }
        return callWithSelf(m.def, t, args.slice(1), kw);
      },
    } as Slots,
    getset: {
      ...commonGetSets,
      __doc__: { get: (d: PyClassMethodDescr): Value => d.def.doc },
      __text_signature__: { get: (d: PyClassMethodDescr): Value => textSignature(d.def.text) },
    },
  },
  wrapper: {
    slots: {
      tpRepr: (d: Value) => {
        const w = d as PyWrapperDescr;
        return `<slot wrapper '${w.name}' of '${fullTypeName(w.objclass)}' objects>`;
      },
      tpDescrGet: (d: Value, obj: Maybe): Value => {
        const w = d as PyWrapperDescr;
        if (obj === undefined) return w;
        checkSelf(w, obj);
        return new PyMethodWrapper(w, obj);
      },
      tpCall: (d: Value, args: Value[], kw: KwNames): Value => {
        const w = d as PyWrapperDescr;
        const [self, rest] = takeSelf(w, args, kw);
        return callWrapper(w, self, rest, kw);
      },
    } as Slots,
    getset: {
      ...commonGetSets,
      __doc__: { get: (d: PyWrapperDescr): Value => d.doc.slice(d.doc.indexOf("\n") + 1) },
      __text_signature__: {
        get: (d: PyWrapperDescr): Value =>
          d.doc.includes("\n") ? d.doc.slice(0, d.doc.indexOf("\n")) : null,
      },
    },
    methods: { __reduce__: reduce },
  },
  methodWrapper: {
    slots: {
      tpRepr: (d: Value) => {
        const w = d as PyMethodWrapper;
        return `<method-wrapper '${w.descr.name}' of ${typeName(w.self)} object at 0x${
          identity(w.self).toString(16)
        }>`;
      },
      tpCall: (d: Value, args: Value[], kw: KwNames): Value => {
        const w = d as PyMethodWrapper;
        return callWrapper(w.descr, w.self, args, kw);
      },
      tpHash: (d: Value) => {
        const w = d as PyMethodWrapper;
        return hash32(w.self) ^ hash32(w.descr);
      },
      tpRichcompare: (a: Value, b: Value, op: number): Value => {
        if (!(a instanceof PyMethodWrapper) || !(b instanceof PyMethodWrapper)) {
          return NotImplemented;
        }
        if (a.descr === b.descr) return richcompare(a.self, b.self, op);
        return op === 2 || op === 3 ? op === 3 : NotImplemented;
      },
    } as Slots,
    getset: {
      __objclass__: { get: (d: PyMethodWrapper): Value => d.descr.objclass },
      __self__: { get: (d: PyMethodWrapper): Value => d.self },
      __name__: { get: (d: PyMethodWrapper): Value => d.descr.name },
      __qualname__: { get: (d: PyMethodWrapper): Value => qualname(d.descr) },
      __doc__: {
        get: (d: PyMethodWrapper): Value => d.descr.doc.slice(d.descr.doc.indexOf("\n") + 1),
      },
      __text_signature__: {
        get: (d: PyMethodWrapper): Value =>
          d.descr.doc.includes("\n") ? d.descr.doc.slice(0, d.descr.doc.indexOf("\n")) : null,
      },
    },
  },
  getSet: {
    slots: {
      tpRepr: (d: Value) => {
        const g = d as PyGetSetDescr;
        return `<attribute '${g.name}' of '${fullTypeName(g.objclass)}' objects>`;
      },
      tpDescrGet: (d: Value, obj: Maybe): Value => {
        const g = d as PyGetSetDescr;
        if (obj === undefined) return g;
        checkSelf(g, obj);
        return g.gs.get(obj);
      },
      tpDescrSet: (d: Value, obj: Value, v: Maybe): void => {
        const g = d as PyGetSetDescr;
        checkSelf(g, obj);
        if (g.gs.set === undefined) {
          throw attributeError(
            `attribute '${g.name}' of '${fullTypeName(g.objclass)}' objects is not writable`,
          );
        }
        g.gs.set(obj, v);
      },
    } as Slots,
    getset: {
      ...commonGetSets,
      __doc__: { get: (d: PyGetSetDescr): Value => d.gs.doc ?? null },
    },
  },
  member: {
    slots: {
      tpRepr: (d: Value) => {
        const g = d as PyMemberDescr;
        return `<member '${g.name}' of '${fullTypeName(g.objclass)}' objects>`;
      },
      tpDescrGet: (d: Value, obj: Maybe): Value => {
        const g = d as PyMemberDescr;
        if (obj === undefined) return g;
        checkSelf(g, obj);
        if (g.gs !== null) return g.gs.get(obj);
        const v = obj instanceof PyInstance
          ? getSlot(obj, g.index)
          : (obj as PyObject).slotValues?.[g.index];
        if (v === undefined) throw attributeError(g.name);
        return v;
      },
      tpDescrSet: (d: Value, obj: Value, v: Maybe): void => {
        const g = d as PyMemberDescr;
        checkSelf(g, obj);
        if (g.gs !== null) {
          if (g.gs.set === undefined) throw attributeError("readonly attribute");
          g.gs.set(obj, v);
          return;
        }
        if (obj instanceof PyInstance) {
          if (v === undefined && getSlot(obj, g.index) === undefined) throw attributeError(g.name);
          setSlot(obj, g.index, v);
        } else {
          const values = ((obj as PyObject).slotValues ??= []);
          if (v === undefined && values[g.index] === undefined) throw attributeError(g.name);
          values[g.index] = v;
        }
      },
    } as Slots,
    getset: {
      ...commonGetSets,
      __doc__: { get: (d: PyMemberDescr): Value => d.gs?.doc ?? null },
    },
  },
  builtin: {
    slots: {
      tpRepr: (f: Value) => {
        const b = f as PyBuiltin;
        if (b.self === undefined || typeOf(b.self).name === "module") {
          return `<built-in function ${b.def.name}>`;
        }
        return `<built-in method ${b.def.name} of ${typeName(b.self)} object at 0x${
          identity(b.self).toString(16)
        }>`;
      },
      tpCall: (f: Value, args: Value[], kw: KwNames): Value => {
        const b = f as PyBuiltin;
        return b.self === undefined
          ? callPlain(b.def, args, kw)
          : callWithSelf(b.def, b.self, args, kw);
      },
      tpHash: (f: Value) => {
        const b = f as PyBuiltin;
        return b.self === undefined
          ? identity(b) / 16
          : identity(b.self) / 16 ^ identity(b.def as unknown as PyObject) / 16;
      },
      tpRichcompare: (a: Value, b: Value, op: number): Value => {
        if ((op !== 2 && op !== 3) || !(a instanceof PyBuiltin) || !(b instanceof PyBuiltin)) {
          return NotImplemented;
        }
        const same = a === b ||
          (a.def === b.def && a.self !== undefined && b.self !== undefined && is(a.self, b.self));
        return same === (op === 2);
      },
    } as Slots,
    getset: {
      __name__: { get: (f: PyBuiltin): Value => f.def.name },
      __qualname__: {
        get: (f: PyBuiltin): Value => {
          const of = f.self ?? f.owner;
          if (of === undefined || of === null || typeOf(of).name === "module") return f.def.name;
          return `${of instanceof PyType ? of.qualname : typeOf(of).qualname}.${f.def.name}`;
        },
      },
      __self__: { get: (f: PyBuiltin): Value => f.self ?? f.owner ?? null },
      __module__: { get: (f: PyBuiltin): Value => f.module },
      __doc__: { get: (f: PyBuiltin): Value => f.def.doc },
      __text_signature__: { get: (f: PyBuiltin): Value => textSignature(f.def.text) },
    },
    methods: {
      __reduce__: [
        "($self, /)",
        (f: PyBuiltin) =>
          f.self === undefined || typeOf(f.self).name === "module"
            ? f.def.name
            : reduceHook!(f.self, f.def.name),
      ] as Decl,
    },
  },
};

/** Registers the descriptor types whose call with `self` in front needs no bound object. */
export function wireDescriptors(): void {
  bindsFirst.add(methodDescrType);
  bindsFirst.add(wrapperDescrType);
}

/** The types of this file with the names of their specs. */
export const descrTypes: readonly (readonly [PyType, keyof typeof descrSpecs])[] = [
  [methodDescrType, "method"],
  [classMethodDescrType, "classMethod"],
  [wrapperDescrType, "wrapper"],
  [methodWrapperType, "methodWrapper"],
  [getSetDescrType, "getSet"],
  [memberDescrType, "member"],
  [builtinType, "builtin"],
];
