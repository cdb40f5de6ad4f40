/**
 * What reading and writing of marshal data share: type codes, limits, the
 * problem that is thrown and the hooks by which types that live in other
 * modules are reached.
 *
 * @module
 */
import { PyObject, PyType, type Value } from "../core/object.ts";

/** The version that `marshal.dumps` writes unless told otherwise (Py_MARSHAL_VERSION). */
export const MARSHAL_VERSION = 4;

/** How deep objects may nest, the outermost counted (MAX_MARSHAL_STACK_DEPTH). */
export const MAX_DEPTH = 2000;

/** Which Python exception a problem stands for. */
export type MarshalProblemKind =
  | "EOFError"
  | "ValueError"
  | "TypeError"
  | "SystemError"
  | "MemoryError"
  | "UnicodeDecodeError";

/** What is wrong with marshal data or with the object to write; thrown as it is, no Error. */
export class MarshalProblem {
  constructor(
    /** The Python exception's name. */
    readonly kind: MarshalProblemKind,
    /** CPython's message. */
    readonly message: string,
    /** For UnicodeDecodeError: the other constructor arguments. */
    readonly unicode: {
      readonly data: Uint8Array;
      readonly start: number;
      readonly end: number;
      readonly reason: string;
    } | null = null,
  ) {}

  /** `ValueError: message`. */
  toString(): string {
    return `${this.kind}: ${this.message}`;
  }
}

/** An object that marshal knows but whose class it does not, taken apart. */
export type Classified =
  | {
    readonly kind: "dict";
    /** Keys and values in turn. */
    readonly items: readonly Value[];
  }
  | { readonly kind: "set" | "frozenset"; readonly items: readonly Value[] }
  | { readonly kind: "buffer"; readonly data: Uint8Array }
  | { readonly kind: "StopIteration" };

/** How marshal makes and takes apart objects of types that it may not import. */
export interface MarshalHooks {
  /** An empty dict. */
  newDict(): Value;
  /** `dict[key] = value`. */
  setItem(dict: Value, key: Value, value: Value): void;
  /** An empty set. */
  newSet(): Value;
  /** `set.add(item)`. */
  addItem(set: Value, item: Value): void;
  /** A frozenset of the items. */
  makeFrozenset(items: Value[]): Value;
  /** The class StopIteration. */
  stopIteration(): Value;
  /** Takes an object apart whose type is exactly one of those; null for any other object. */
  classify(v: PyObject): Classified | null;
}

const plainDictType = new PyType("dict");
const plainSetType = new PyType("set");
const plainFrozensetType = new PyType("frozenset");

/** A dict, set or frozenset as the TypeScript API gives it when no runtime is loaded: its items in their order. */
export class PlainCollection extends PyObject {
  constructor(
    /** Which of the three. */
    readonly kind: "dict" | "set" | "frozenset",
    /** The items; keys and values in turn where it is a dict. */
    readonly items: Value[],
  ) {
    super();
    this.cls = kind === "dict" ? plainDictType : kind === "set" ? plainSetType : plainFrozensetType;
  }
}

class PlainStopIteration extends PyObject {}

const plainStopIteration = new PlainStopIteration();
plainStopIteration.cls = new PyType("type");

/** The hooks of the TypeScript API alone: collections are {@linkcode PlainCollection}. */
export const plainHooks: MarshalHooks = {
  newDict: () => new PlainCollection("dict", []),
  setItem(dict, key, value) {
    (dict as PlainCollection).items.push(key, value);
  },
  newSet: () => new PlainCollection("set", []),
  addItem(set, item) {
    (set as PlainCollection).items.push(item);
  },
  makeFrozenset: (items) => new PlainCollection("frozenset", items),
  stopIteration: () => plainStopIteration,
  classify(v) {
    if (v instanceof PlainCollection) return v;
    return v === plainStopIteration ? { kind: "StopIteration" } : null;
  },
};

let current: MarshalHooks = plainHooks;

/** Installs the runtime's own types. */
export function setMarshalHooks(hooks: MarshalHooks): void {
  current = hooks;
}

/** The hooks in force. */
export function marshalHooks(): MarshalHooks {
  return current;
}

/** The bit of a type code that says that the object may be referred to later (FLAG_REF). */
export const FLAG_REF = 0x80;

/** The type codes: the ASCII characters of Python/marshal.c. */
export const TYPE_NULL = 0x30;
export const TYPE_NONE = 0x4e;
export const TYPE_FALSE = 0x46;
export const TYPE_TRUE = 0x54;
export const TYPE_STOPITER = 0x53;
export const TYPE_ELLIPSIS = 0x2e;
export const TYPE_INT = 0x69;
export const TYPE_INT64 = 0x49;
export const TYPE_FLOAT = 0x66;
export const TYPE_BINARY_FLOAT = 0x67;
export const TYPE_COMPLEX = 0x78;
export const TYPE_BINARY_COMPLEX = 0x79;
export const TYPE_LONG = 0x6c;
export const TYPE_STRING = 0x73;
export const TYPE_INTERNED = 0x74;
export const TYPE_REF = 0x72;
export const TYPE_TUPLE = 0x28;
export const TYPE_LIST = 0x5b;
export const TYPE_DICT = 0x7b;
export const TYPE_CODE = 0x63;
export const TYPE_UNICODE = 0x75;
export const TYPE_SET = 0x3c;
export const TYPE_FROZENSET = 0x3e;
export const TYPE_ASCII = 0x61;
export const TYPE_ASCII_INTERNED = 0x41;
export const TYPE_SMALL_TUPLE = 0x29;
export const TYPE_SHORT_ASCII = 0x7a;
export const TYPE_SHORT_ASCII_INTERNED = 0x5a;
