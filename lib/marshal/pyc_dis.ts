/**
 * Disassembly of what marshal loads, without running anything: `repr()` of
 * constants as CPython gives it, and listings of whole `.pyc` files.
 *
 * @module
 */
import {
  complexType,
  Ellipsis,
  floatType,
  PyBytes,
  PyComplex,
  PyFloat,
  PyList,
  PyObject,
  PyStr,
  PyTuple,
} from "../core/object.ts";
import { PyCode } from "../objects/code.ts";
import { disassemble } from "../bytecode/dis.ts";
import { complexRepr, floatRepr } from "../util/float_repr.ts";
import { bytesRepr, codePointsRepr, strRepr } from "../util/str_repr.ts";
import { marshalHooks } from "./types.ts";
import { unpackPyc } from "./pyc.ts";

/** How deep constants are shown; what lies deeper is `...`. */
const MAX_REPR_DEPTH = 100;

/** How many values one text shows: shared tuples in tuples can stand for any number. */
const MAX_REPR_VALUES = 1e6;

/**
 * `repr()` of a value that marshal can load.
 *
 * @param v The value.
 * @param address The address that a code object's text gives; CPython's differ in every run.
 */
export function constRepr(v: unknown, address: (code: PyCode) => string = () => "0x0"): string {
  return reprAt(v, { address, values: 0 }, 0);
}

interface Repr {
  readonly address: (code: PyCode) => string;
  values: number;
}

function reprAt(v: unknown, state: Repr, depth: number): string {
  switch (typeof v) {
    case "string":
      return strRepr(v);
    case "number":
    case "bigint":
      return String(v);
    case "boolean":
      return v ? "True" : "False";
  }
  if (v === null) return "None";
  if (v === Ellipsis) return "Ellipsis";
  if (depth > MAX_REPR_DEPTH || ++state.values > MAX_REPR_VALUES) return "...";
  const list = (items: readonly unknown[]) =>
    items.map((item) => reprAt(item, state, depth + 1)).join(", ");
  if (v instanceof PyTuple) {
    return v.items.length === 1 ? `(${list(v.items)},)` : `(${list(v.items)})`;
  }
  if (v instanceof PyCode) {
    return `<code object ${v.name} at ${
      state.address(v)
    }, file "${v.filename}", line ${v.firstlineno}>`;
  }
  if (v instanceof PyFloat && v.cls === floatType) return floatRepr(v.v);
  if (v instanceof PyComplex && v.cls === complexType) return complexRepr(v.re, v.im);
  if (v instanceof PyBytes) return bytesRepr(v.data);
  if (v instanceof PyStr) return v.codePoints ? codePointsRepr(v.codePoints) : strRepr(v.s);
  if (v instanceof PyList) return `[${list(v.items)}]`;
  return v instanceof PyObject ? collectionRepr(v, list) : String(v);
}

function collectionRepr(v: PyObject, list: (items: readonly unknown[]) => string): string {
  const c = marshalHooks().classify(v);
  switch (c?.kind) {
    case "set":
      return c.items.length === 0 ? "set()" : `{${list(c.items)}}`;
    case "frozenset":
      return c.items.length === 0 ? "frozenset()" : `frozenset({${list(c.items)}})`;
    case "dict": {
      const pairs: string[] = [];
      for (let i = 0; i < c.items.length; i += 2) {
        pairs.push(`${list([c.items[i]])}: ${list([c.items[i + 1]])}`);
      }
      return `{${pairs.join(", ")}}`;
    }
    case "StopIteration":
      return "<class 'StopIteration'>";
    default:
      return `<${v.cls.name} object>`;
  }
}

/** The code object and those among its constants, outermost first, in the order of the constants. */
export function allCodes(code: PyCode): PyCode[] {
  const out = new Set<PyCode>();
  const pending: PyCode[] = [code];
  for (let c = pending.pop(); c !== undefined; c = pending.pop()) {
    if (out.has(c)) continue;
    out.add(c);
    for (let i = c.consts.length - 1; i >= 0; i--) {
      const v = c.consts[i];
      if (v instanceof PyCode) pending.push(v);
    }
  }
  return [...out];
}

/**
 * The listing of a `.pyc` file: the module's code object, then each nested one
 * under a line that names it. Nothing is run.
 *
 * @param data The file.
 */
export function disassemblePyc(data: Uint8Array): string {
  const [module, ...nested] = allCodes(unpackPyc(data));
  const parts = [disassemble(module, constRepr)];
  for (const code of nested) {
    parts.push(`Disassembly of ${constRepr(code)}:\n` + disassemble(code, constRepr));
  }
  return parts.join("\n");
}
