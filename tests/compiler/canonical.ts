import {
  Ellipsis,
  PyBytes,
  PyComplex,
  PyFloat,
  PyStr,
  PyTuple,
  type Value,
} from "../../lib/core/object.ts";
import { PyCode } from "../../lib/objects/code.ts";
import { constantOps } from "../../lib/compiler/fold.ts";
import { createHash } from "node:crypto";

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

function doubles(...values: number[]): string {
  const view = new DataView(new ArrayBuffer(8 * values.length));
  values.forEach((v, i) => view.setFloat64(8 * i, v));
  return hex(new Uint8Array(view.buffer));
}

function str(points: readonly number[], text: string): unknown {
  return points.some((c) => c >= 0xd800 && c < 0xe000) ? { u: points } : { s: text };
}

/** A constant as the goldens write it: every type distinct, floats by their bits. */
function canonicalConst(v: Value): unknown {
  if (v === null || typeof v === "boolean") return v;
  if (typeof v === "number" || typeof v === "bigint") return { i: String(v) };
  if (typeof v === "string") return str(Array.from(v, (c) => c.codePointAt(0)!), v);
  if (v instanceof PyStr) return str(v.codePoints!, v.s);
  if (v instanceof PyFloat) return { f: doubles(v.v) };
  if (v instanceof PyComplex) return { c: doubles(v.re, v.im) };
  if (v instanceof PyBytes) return { b: hex(v.data) };
  if (v === Ellipsis) return { e: 0 };
  if (v instanceof PyTuple) return { t: v.items.map(canonicalConst) };
  if (v instanceof PyCode) return { C: canonicalCode(v) };
  const items = constantOps.frozensetItems(v);
  if (items === undefined) throw new Error(`Unexpected constant ${v}`);
  const texts = items.map((item) => jsonText(canonicalConst(item))).sort();
  return { z: texts.map((text) => JSON.parse(text)) };
}

/** A code object as the goldens write it. */
export function canonicalCode(c: PyCode): unknown {
  return [
    c.argcount,
    c.kwonlyargcount,
    c.nlocals,
    c.stacksize,
    c.flags,
    hex(c.code),
    c.consts.map(canonicalConst),
    c.names,
    c.varnames,
    c.name,
    c.firstlineno,
    hex(c.lnotab),
    c.freevars,
    c.cellvars,
  ];
}

/** JSON in ASCII, as Python's json.dumps writes it without spaces. */
function jsonText(v: unknown): string {
  return JSON.stringify(v).replace(
    /[\u0080-\uffff]/g,
    (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"),
  );
}

/** The first 16 digits of the SHA-1 of a code object's canonical text. */
export function digest(c: PyCode): string {
  return createHash("sha1").update(jsonText(canonicalCode(c))).digest("hex").slice(0, 16);
}
