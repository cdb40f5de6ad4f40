/**
 * A tree as text, the way golden/record.py writes CPython's.
 *
 * @module
 */

import { type ConstantFactory, ENUMERATIONS, NODES, type NodeSpec } from "../../lib/syntax/ast.ts";
import { decodeSource } from "../../lib/syntax/decode.ts";
import { missingParenthesesMessage, SyntaxProblem } from "../../lib/syntax/errors.ts";
import { parse, type ParseOptions } from "../../lib/syntax/parser.ts";
import { installUnicodeNames } from "../../lib/util/unicode_names_data.ts";

installUnicodeNames();

const BY_KIND: NodeSpec[] = [];
for (const spec of NODES) BY_KIND[spec.kind] = spec;

function json(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"),
  );
}

function doubleHex(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
}

/** Constants as the text that stands for them. */
export const textConstants: ConstantFactory = {
  int: (value) => `i${BigInt(value)}`,
  float: (value) => "f" + doubleHex(value),
  complex: (value) => "c" + doubleHex(value),
  str: (value) => "s" + json(value),
  strFromCodePoints: (value) => "P" + value.join(","),
  bytes: (value) => "b" + Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join(""),
};

function write(value: unknown, type: string, out: string[]): void {
  if (Array.isArray(value)) {
    out.push("[");
    for (const item of value) write(item, type, out);
    out.push("]");
  } else if (value === null) out.push("~");
  else if (typeof value === "object") {
    const node = value as Record<string, unknown>;
    const spec = BY_KIND[node.kind as number];
    out.push("(" + spec.name);
    for (const [field, fieldType] of spec.fields) write(node[field], fieldType, out);
    if (spec.located) out.push(`@${node.lineno}:${node.col_offset}`);
    out.push(")");
  } else if (Object.hasOwn(ENUMERATIONS, type)) {
    out.push("(" + ENUMERATIONS[type][(value as number) - 1], ")");
  } else if (type === "identifier") out.push("s" + json(value as string));
  else if (type === "int") out.push(`i${value}`);
  else if (type === "singleton") out.push(value === true ? "True" : "False");
  else out.push(value as string);
}

/** What an error shows. */
export function problemText(problem: SyntaxProblem): string {
  const { type, lineno, offset, text, filename } = problem;
  if (type === "MemoryError") return 'E ["MemoryError"]';
  let { msg } = problem;
  if (type === "ValueError") return `E ["ValueError", ${json(msg)}]`;
  if (type === "SyntaxError" && text !== null) msg = missingParenthesesMessage(text) ?? msg;
  const fields = [type, msg, lineno, offset, text, filename ?? "<string>"];
  return `E [${
    fields.map((field) => typeof field === "string" ? json(field) : String(field)).join(", ")
  }]`;
}

/** The tree or the error of a source. */
export function outcome(
  source: string | Uint8Array,
  mode: ParseOptions["mode"] = "exec",
  flags = 0,
): string {
  try {
    const text = typeof source === "string" ? source : decodeSource(source, "<string>");
    const out: string[] = [];
    write(parse(text, { mode, flags, constants: textConstants }), "", out);
    return out.join(" ");
  } catch (e) {
    if (!(e instanceof SyntaxProblem)) throw e;
    return problemText(e);
  }
}
