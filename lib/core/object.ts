/**
 * The object kernel: what a Python value is in JavaScript, what a type is, and
 * the data classes of the built-in types that the kernel itself needs.
 *
 * Values (see ARCHITECTURE.md, "Values"):
 *
 * - int: a JS number while it is a safe integer, else a `bigint`; always
 *   normalised by {@linkcode normInt}. A JS number is never a float.
 * - bool: `true`, `false`. None: `null`. NULL ("unbound", "absent"): `undefined`.
 * - str: a JS string. A str subclass's instance, or a str that UTF-16 cannot
 *   express, is a {@linkcode PyStr}.
 * - everything else: an instance of a subclass of {@linkcode PyObject}.
 *
 * This module has data and no behaviour: slots are filled in `lib/objects/`,
 * wired in the order of `lib/objects/bootstrap.ts`.
 *
 * @module
 */
import type { PyDict } from "./dict.ts";

/** Any Python object. `undefined` is never one: it stands for C's NULL. */
export type Value = number | bigint | boolean | null | string | PyObject;

/** A value or C's NULL. */
export type Maybe = Value | undefined;

/** Names of keyword arguments; their values are the last ones of the argument array. */
export type KwNames = readonly string[] | null;

/** Base of every heap object. */
export abstract class PyObject {
  /**
   * The object's type (ob_type). On the prototype for exact instances of
   * built-in types, an own property for instances of heap types.
   */
  declare cls: PyType;
  /** `__dict__` of objects whose type has `dictKind` {@linkcode DictKind.Field}, made when first needed. */
  declare dict?: PyDict | null;
  /** Values of `__slots__` where the object is not a {@linkcode PyInstance}. */
  declare slotValues?: Maybe[];
  /** Weak references to this object (`__weakref__`), in order of creation. */
  declare weakrefs?: PyObject[];
}

/** Where instances of a type keep their attributes. */
export const enum DictKind {
  /** No `__dict__`. */
  None = 0,
  /** A {@linkcode PyInstance}: by shape, or in `dict` once `__dict__` was taken. */
  Shape = 1,
  /** In the field `dict`, which may be null or missing until the first use. */
  Field = 2,
}

/** The comparison operators in CPython's numbering (Py_LT ...). */
export const enum Cmp {
  Lt = 0,
  Le = 1,
  Eq = 2,
  Ne = 3,
  Gt = 4,
  Ge = 5,
}

type Unary = (self: Value) => Value;
type Binary = (a: Value, b: Value) => Value;
type Len = (self: Value) => number;

/**
 * The slots of a type, named as in CPython with the first underscore's word as
 * prefix (`nb_add` is `nbAdd`). An absent slot is `undefined`.
 */
export interface Slots {
  tpRepr?: Unary;
  tpStr?: Unary;
  /** The hash as a signed 64-bit integer in Python's range, normalised; never -1. */
  tpHash?: ((self: Value) => number | bigint) | null;
  tpCall?: (self: Value, args: Value[], kw: KwNames) => Value;
  tpGetattro?: (self: Value, name: string) => Value;
  /** Sets, or deletes when the value is undefined. */
  tpSetattro?: (self: Value, name: string, value: Maybe) => void;
  tpRichcompare?: (a: Value, b: Value, op: Cmp) => Value;
  tpIter?: Unary;
  /** The next value, or undefined when the iterator is exhausted. */
  tpIternext?: (self: Value) => Maybe;
  /** `obj` is undefined when looked up on the type itself. */
  tpDescrGet?: (self: Value, obj: Maybe, type: Value) => Value;
  tpDescrSet?: (self: Value, obj: Value, value: Maybe) => void;
  tpInit?: (self: Value, args: Value[], kw: KwNames) => void;
  tpNew?: (type: PyType, args: Value[], kw: KwNames) => Value;
  tpFinalize?: (self: Value) => void;
  nbAdd?: Binary;
  nbSubtract?: Binary;
  nbMultiply?: Binary;
  nbRemainder?: Binary;
  nbDivmod?: Binary;
  nbPower?: (a: Value, b: Value, mod: Value) => Value;
  nbNegative?: Unary;
  nbPositive?: Unary;
  nbAbsolute?: Unary;
  nbBool?: (self: Value) => boolean;
  nbInvert?: Unary;
  nbLshift?: Binary;
  nbRshift?: Binary;
  nbAnd?: Binary;
  nbXor?: Binary;
  nbOr?: Binary;
  nbInt?: Unary;
  nbFloat?: Unary;
  nbInplaceAdd?: Binary;
  nbInplaceSubtract?: Binary;
  nbInplaceMultiply?: Binary;
  nbInplaceRemainder?: Binary;
  nbInplacePower?: (a: Value, b: Value, mod: Value) => Value;
  nbInplaceLshift?: Binary;
  nbInplaceRshift?: Binary;
  nbInplaceAnd?: Binary;
  nbInplaceXor?: Binary;
  nbInplaceOr?: Binary;
  nbFloorDivide?: Binary;
  nbTrueDivide?: Binary;
  nbInplaceFloorDivide?: Binary;
  nbInplaceTrueDivide?: Binary;
  nbIndex?: Unary;
  nbMatrixMultiply?: Binary;
  nbInplaceMatrixMultiply?: Binary;
  sqLength?: Len;
  sqConcat?: Binary;
  sqRepeat?: (self: Value, n: number) => Value;
  sqItem?: (self: Value, i: number) => Value;
  sqAssItem?: (self: Value, i: number, value: Maybe) => void;
  sqContains?: (self: Value, v: Value) => boolean;
  sqInplaceConcat?: Binary;
  sqInplaceRepeat?: (self: Value, n: number) => Value;
  mpLength?: Len;
  mpSubscript?: Binary;
  mpAssSubscript?: (self: Value, key: Value, value: Maybe) => void;
  amAwait?: Unary;
  amAiter?: Unary;
  amAnext?: Unary;
}

/** Every slot's name, so that inheritance and tests can walk them. */
export const SLOT_NAMES: readonly (keyof Slots)[] = [
  "tpRepr",
  "tpStr",
  "tpHash",
  "tpCall",
  "tpGetattro",
  "tpSetattro",
  "tpRichcompare",
  "tpIter",
  "tpIternext",
  "tpDescrGet",
  "tpDescrSet",
  "tpInit",
  "tpNew",
  "tpFinalize",
  "nbAdd",
  "nbSubtract",
  "nbMultiply",
  "nbRemainder",
  "nbDivmod",
  "nbPower",
  "nbNegative",
  "nbPositive",
  "nbAbsolute",
  "nbBool",
  "nbInvert",
  "nbLshift",
  "nbRshift",
  "nbAnd",
  "nbXor",
  "nbOr",
  "nbInt",
  "nbFloat",
  "nbInplaceAdd",
  "nbInplaceSubtract",
  "nbInplaceMultiply",
  "nbInplaceRemainder",
  "nbInplacePower",
  "nbInplaceLshift",
  "nbInplaceRshift",
  "nbInplaceAnd",
  "nbInplaceXor",
  "nbInplaceOr",
  "nbFloorDivide",
  "nbTrueDivide",
  "nbInplaceFloorDivide",
  "nbInplaceTrueDivide",
  "nbIndex",
  "nbMatrixMultiply",
  "nbInplaceMatrixMultiply",
  "sqLength",
  "sqConcat",
  "sqRepeat",
  "sqItem",
  "sqAssItem",
  "sqContains",
  "sqInplaceConcat",
  "sqInplaceRepeat",
  "mpLength",
  "mpSubscript",
  "mpAssSubscript",
  "amAwait",
  "amAiter",
  "amAnext",
];

/** Flags of a type. */
export const enum TypeFlag {
  /** A built-in type that cannot be a base. */
  None = 0,
  /** Made by a class statement or type(): attributes may be set (Py_TPFLAGS_HEAPTYPE). */
  Heap = 1,
  /** May be a base class (Py_TPFLAGS_BASETYPE). */
  BaseType = 2,
  /** `__abstractmethods__` is not empty (Py_TPFLAGS_IS_ABSTRACT). */
  Abstract = 4,
  /** typeReady has run. */
  Ready = 8,
}

/**
 * The layout of a {@linkcode PyInstance}: which attribute is at which index.
 * Shapes of a class form a tree that starts at the class's root shape.
 */
export class Shape {
  readonly table: Map<string, number>;
  private transitions: Map<string, Shape> | null = null;

  constructor(readonly cls: PyType, readonly keys: readonly string[], readonly base: number) {
    this.table = new Map();
    for (let i = 0; i < keys.length; i++) this.table.set(keys[i], base + i);
  }

  /** The shape with one attribute more. */
  with(name: string): Shape {
    this.transitions ??= new Map();
    let next = this.transitions.get(name);
    if (next === undefined) {
      next = new Shape(this.cls, [...this.keys, name], this.base);
      this.transitions.set(name, next);
    }
    return next;
  }
}

/** How many attribute values of a {@linkcode PyInstance} are fields of the JS object itself. */
export const INLINE_SLOTS = 8;

/** An instance of a class whose built-in base is `object`. */
export class PyInstance extends PyObject {
  /** The layout; null once the attributes are in `dict`. */
  shape: Shape | null;
  s0: Maybe = undefined;
  s1: Maybe = undefined;
  s2: Maybe = undefined;
  s3: Maybe = undefined;
  s4: Maybe = undefined;
  s5: Maybe = undefined;
  s6: Maybe = undefined;
  s7: Maybe = undefined;
  more: Maybe[] | null = null;

  constructor(cls: PyType) {
    super();
    this.cls = cls;
    this.shape = cls.rootShape;
    this.dict = null;
  }
}

/** The value at an index of a shape. */
export function getSlot(o: PyInstance, i: number): Maybe {
  switch (i) {
    case 0:
      return o.s0;
    case 1:
      return o.s1;
    case 2:
      return o.s2;
    case 3:
      return o.s3;
    case 4:
      return o.s4;
    case 5:
      return o.s5;
    case 6:
      return o.s6;
    case 7:
      return o.s7;
    default:
      return o.more === null ? undefined : o.more[i - INLINE_SLOTS];
  }
}

/** Sets the value at an index of a shape. */
export function setSlot(o: PyInstance, i: number, v: Maybe): void {
  switch (i) {
    case 0:
      o.s0 = v;
      break;
    case 1:
      o.s1 = v;
      break;
    case 2:
      o.s2 = v;
      break;
    case 3:
      o.s3 = v;
      break;
    case 4:
      o.s4 = v;
      break;
    case 5:
      o.s5 = v;
      break;
    case 6:
      o.s6 = v;
      break;
    case 7:
      o.s7 = v;
      break;
    default:
      (o.more ??= [])[i - INLINE_SLOTS] = v;
  }
}

let nextTypeVersion = 1;

/**
 * The slots as own fields that exist from the start, so that all types have one
 * hidden class; written out, since V8 makes room for them in the object only then.
 */
class SlotFields extends PyObject implements Record<keyof Slots, unknown> {
  tpRepr: Slots["tpRepr"] = undefined;
  tpStr: Slots["tpStr"] = undefined;
  tpHash: Slots["tpHash"] = undefined;
  tpCall: Slots["tpCall"] = undefined;
  tpGetattro: Slots["tpGetattro"] = undefined;
  tpSetattro: Slots["tpSetattro"] = undefined;
  tpRichcompare: Slots["tpRichcompare"] = undefined;
  tpIter: Slots["tpIter"] = undefined;
  tpIternext: Slots["tpIternext"] = undefined;
  tpDescrGet: Slots["tpDescrGet"] = undefined;
  tpDescrSet: Slots["tpDescrSet"] = undefined;
  tpInit: Slots["tpInit"] = undefined;
  tpNew: Slots["tpNew"] = undefined;
  tpFinalize: Slots["tpFinalize"] = undefined;
  nbAdd: Slots["nbAdd"] = undefined;
  nbSubtract: Slots["nbSubtract"] = undefined;
  nbMultiply: Slots["nbMultiply"] = undefined;
  nbRemainder: Slots["nbRemainder"] = undefined;
  nbDivmod: Slots["nbDivmod"] = undefined;
  nbPower: Slots["nbPower"] = undefined;
  nbNegative: Slots["nbNegative"] = undefined;
  nbPositive: Slots["nbPositive"] = undefined;
  nbAbsolute: Slots["nbAbsolute"] = undefined;
  nbBool: Slots["nbBool"] = undefined;
  nbInvert: Slots["nbInvert"] = undefined;
  nbLshift: Slots["nbLshift"] = undefined;
  nbRshift: Slots["nbRshift"] = undefined;
  nbAnd: Slots["nbAnd"] = undefined;
  nbXor: Slots["nbXor"] = undefined;
  nbOr: Slots["nbOr"] = undefined;
  nbInt: Slots["nbInt"] = undefined;
  nbFloat: Slots["nbFloat"] = undefined;
  nbInplaceAdd: Slots["nbInplaceAdd"] = undefined;
  nbInplaceSubtract: Slots["nbInplaceSubtract"] = undefined;
  nbInplaceMultiply: Slots["nbInplaceMultiply"] = undefined;
  nbInplaceRemainder: Slots["nbInplaceRemainder"] = undefined;
  nbInplacePower: Slots["nbInplacePower"] = undefined;
  nbInplaceLshift: Slots["nbInplaceLshift"] = undefined;
  nbInplaceRshift: Slots["nbInplaceRshift"] = undefined;
  nbInplaceAnd: Slots["nbInplaceAnd"] = undefined;
  nbInplaceXor: Slots["nbInplaceXor"] = undefined;
  nbInplaceOr: Slots["nbInplaceOr"] = undefined;
  nbFloorDivide: Slots["nbFloorDivide"] = undefined;
  nbTrueDivide: Slots["nbTrueDivide"] = undefined;
  nbInplaceFloorDivide: Slots["nbInplaceFloorDivide"] = undefined;
  nbInplaceTrueDivide: Slots["nbInplaceTrueDivide"] = undefined;
  nbIndex: Slots["nbIndex"] = undefined;
  nbMatrixMultiply: Slots["nbMatrixMultiply"] = undefined;
  nbInplaceMatrixMultiply: Slots["nbInplaceMatrixMultiply"] = undefined;
  sqLength: Slots["sqLength"] = undefined;
  sqConcat: Slots["sqConcat"] = undefined;
  sqRepeat: Slots["sqRepeat"] = undefined;
  sqItem: Slots["sqItem"] = undefined;
  sqAssItem: Slots["sqAssItem"] = undefined;
  sqContains: Slots["sqContains"] = undefined;
  sqInplaceConcat: Slots["sqInplaceConcat"] = undefined;
  sqInplaceRepeat: Slots["sqInplaceRepeat"] = undefined;
  mpLength: Slots["mpLength"] = undefined;
  mpSubscript: Slots["mpSubscript"] = undefined;
  mpAssSubscript: Slots["mpAssSubscript"] = undefined;
  amAwait: Slots["amAwait"] = undefined;
  amAiter: Slots["amAiter"] = undefined;
  amAnext: Slots["amAnext"] = undefined;
}

/** A type object: built-in types are made once for the process, heap types by `type.__new__`. */
/** Takes a value without running any Python code; false: whoever iterates is to take it. */
export type Sink = (v: Value) => boolean;

export class PyType extends SlotFields {
  name: string;
  /**
   * Of iterators that hand their values to a sink: gives the next one that the sink did not take,
   * or that it was not asked about, and undefined at the end.
   */
  tpInto: ((it: Value, sink: Sink) => Maybe) | undefined = undefined;
  /** `__qualname__`; for built-in types the name. */
  qualname: string;
  /** `__module__`; "builtins" unless given. Heap types keep it in `attrs`. */
  module: string;
  doc: string | null = null;
  bases: PyType[] = [];
  /** The base whose layout instances share (tp_base). */
  base: PyType | null = null;
  mro: PyType[] = [];
  private readonly dictionary: Map<string, Value> = new Map();
  /** Fills the class dictionary of a built-in type when it is first looked at. */
  fill: (() => void) | null = null;
  flags: TypeFlag;
  dictKind: DictKind = DictKind.None;
  /** Instances can be weakly referenced. */
  weakrefable = false;
  /** The number of `__slots__` values of an instance, inherited ones included. */
  nslots = 0;
  /** The layout of a fresh {@linkcode PyInstance}; made by typeReady where instances are such. */
  rootShape: Shape | null = null;
  /** Changes with every change of the type or of one of its bases: the guard of inline caches. */
  version: number;
  /** Attribute look-ups along the MRO; cleared when the version changes. */
  lookups: Map<string, Maybe> = new Map();
  /** The runtime that a program made this class in; null for what all runtimes share. */
  owner: object | null = null;
  /** Live subclasses. */
  subclasses: Set<WeakRef<PyType>> = new Set();
  /** The text signature of the constructor, without the name. */
  textSignature: string | null = null;
  /** Whether instances have more than those of `base` (extra_ivars): such types conflict as bases. */
  extraIvars: boolean;
  /** The `__slots__` names this very class adds, mangled. */
  slotNames: readonly string[] = [];

  constructor(name: string, flags: TypeFlag = TypeFlag.BaseType, module = "builtins") {
    super();
    this.name = name;
    this.qualname = name;
    this.module = module;
    this.flags = flags;
    this.extraIvars = (flags & TypeFlag.Heap) === 0;
    this.version = nextTypeVersion++;
  }

  /** The class dictionary (tp_dict): what `vars(cls)` shows. */
  get attrs(): Map<string, Value> {
    if (this.fill !== null) {
      const fill = this.fill;
      this.fill = null;
      fill();
    }
    return this.dictionary;
  }

  /** Looks an attribute up along the MRO (_PyType_Lookup). */
  lookup(name: string): Maybe {
    const found = this.lookups.get(name);
    if (found !== undefined) return found;
    return this.lookupSlow(name);
  }

  private lookupSlow(name: string): Maybe {
    // a cached miss is present with the value undefined
    if (this.lookups.has(name)) return undefined;
    let found: Maybe = undefined;
    for (const t of this.mro) {
      found = t.attrs.get(name);
      if (found !== undefined) break;
    }
    this.lookups.set(name, found);
    return found;
  }

  /** To be called after every change of `attrs`, `bases` or `mro` (PyType_Modified). */
  modified(): void {
    this.version = nextTypeVersion++;
    this.lookups.clear();
    for (const ref of this.subclasses) ref.deref()?.modified();
  }

  /** Whether this type is `other` or derives from it, by the MRO (PyType_IsSubtype). */
  isSubtype(other: PyType): boolean {
    if (this === other) return true;
    const mro = this.mro;
    for (let i = 0; i < mro.length; i++) if (mro[i] === other) return true;
    if (mro.length === 0) {
      for (let t = this.base; t !== null; t = t.base) if (t === other) return true;
    }
    return false;
  }
}

/** A float. */
export class PyFloat extends PyObject {
  constructor(readonly v: number) {
    super();
  }
}

/** A complex number. */
export class PyComplex extends PyObject {
  constructor(readonly re: number, readonly im: number) {
    super();
  }
}

/** An instance of an int subclass. */
export class PyInt extends PyObject {
  constructor(readonly v: number | bigint) {
    super();
  }
}

/**
 * An instance of a str subclass, or an exact str that UTF-16 cannot express (a
 * high surrogate code point directly followed by a low one).
 */
export class PyStr extends PyObject {
  /** The code points where `s` cannot say them. */
  codePoints: readonly number[] | null = null;
  constructor(readonly s: string) {
    super();
  }
}

/** A bytes object. The array is never changed. */
export class PyBytes extends PyObject {
  constructor(readonly data: Uint8Array) {
    super();
  }
}

/** A tuple. The array is never changed once the tuple is visible. */
export class PyTuple extends PyObject {
  constructor(readonly items: Value[]) {
    super();
  }
}

/** A list. */
export class PyList extends PyObject {
  constructor(public items: Value[]) {
    super();
  }
}

/** Ellipsis and NotImplemented. */
export class PySingleton extends PyObject {
  constructor(readonly name: string) {
    super();
  }
}

/** The cell of a closure's variable; `undefined` while unbound. */
export class PyCell extends PyObject {
  constructor(public v: Maybe) {
    super();
  }
}

const FINAL = TypeFlag.None;

export const objectType: PyType = new PyType("object");
export const typeType: PyType = new PyType("type");
export const noneType: PyType = new PyType("NoneType", FINAL);
export const intType: PyType = new PyType("int");
export const boolType: PyType = new PyType("bool", FINAL);
export const floatType: PyType = new PyType("float");
export const complexType: PyType = new PyType("complex");
export const strType: PyType = new PyType("str");
export const bytesType: PyType = new PyType("bytes");
export const tupleType: PyType = new PyType("tuple");
export const listType: PyType = new PyType("list");
export const ellipsisType: PyType = new PyType("ellipsis", FINAL);
export const notImplementedType: PyType = new PyType("NotImplementedType", FINAL);
export const cellType: PyType = new PyType("cell", FINAL);

PyType.prototype.cls = typeType;
PyFloat.prototype.cls = floatType;
PyComplex.prototype.cls = complexType;
PyInt.prototype.cls = intType;
PyStr.prototype.cls = strType;
PyBytes.prototype.cls = bytesType;
PyTuple.prototype.cls = tupleType;
PyList.prototype.cls = listType;
PyCell.prototype.cls = cellType;

/** `Ellipsis`. */
export const Ellipsis: PySingleton = new PySingleton("Ellipsis");
Ellipsis.cls = ellipsisType;
/** `NotImplemented`. */
export const NotImplemented: PySingleton = new PySingleton("NotImplemented");
NotImplemented.cls = notImplementedType;

/** The empty tuple: there is one (CPython's is shared as well). */
export const EMPTY_TUPLE: PyTuple = new PyTuple([]);

/** The type of a value (Py_TYPE). */
export function typeOf(v: Value): PyType {
  switch (typeof v) {
    case "number":
      return intType;
    case "string":
      return strType;
    case "object":
      return v === null ? noneType : v.cls;
    case "boolean":
      return boolType;
    default:
      return intType;
  }
}

/** A tuple of the items; the empty one is shared. The array is taken over. */
export function tuple(items: Value[]): PyTuple {
  return items.length === 0 ? EMPTY_TUPLE : new PyTuple(items);
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const MIN_SAFE = -MAX_SAFE;

/** The one representation of an int: a number if it is a safe integer, else the bigint. */
export function normInt(v: bigint): number | bigint {
  return v <= MAX_SAFE && v >= MIN_SAFE ? Number(v) : v;
}

/** Called with each new instance of a class with `__del__` that has a built-in base. */
let noteFinalizer: (o: PyObject) => void = () => {};
export function setNoteFinalizer(f: (o: PyObject) => void): void {
  noteFinalizer = f;
}

/**
 * Makes a fresh object of a built-in JS class an instance of a heap type: the
 * own properties `cls`, `dict` and `slotValues` are added when `cls` is not the
 * exact built-in type.
 */
export function asInstanceOf<T extends PyObject>(o: T, cls: PyType): T {
  if (o.cls !== cls) {
    o.cls = cls;
    o.dict = null;
    if (cls.nslots > 0) o.slotValues = new Array(cls.nslots).fill(undefined);
    if (cls.tpFinalize !== undefined) noteFinalizer(o);
  }
  return o;
}
