/**
 * The module _string: what string.Formatter stands on.
 *
 * @module
 */
import { asStr } from "../core/compare.ts";
import { typeError, typeName } from "../core/errors.ts";
import type { Value } from "../core/object.ts";
import { getIter } from "../core/ops.ts";
import { PyList, PyTuple, tuple } from "../core/object.ts";
import { formatterFieldNameSplit, formatterParser } from "../objects/strformat.ts";
import type { ModuleSpec } from "./spec.ts";

function text(v: Value): string {
  const s = asStr(v);
  if (s === undefined) throw typeError(`expected str, got ${typeName(v)}`);
  return s;
}

/** The end of the replacement field that starts at `i`, or -1. */
function fieldEnd(s: string, i: number): number {
  let depth = 0;
  for (; i < s.length; i++) {
    if (s[i] === "{") depth++;
    else if (s[i] === "}" && --depth === 0) return i + 1;
  }
  return -1;
}

/** The parts of a format; a doubled brace ends a literal, as in CPython. */
function parse(s: string): Value[] {
  const out: Value[] = [];
  const take = (part: string) => {
    if (part !== "") out.push(...(formatterParser(part) as PyList).items);
  };
  let start = 0;
  for (let i = 0; i < s.length;) {
    const c = s[i];
    if (c !== "{" && c !== "}") i++;
    else if (s[i + 1] === c) {
      out.push(tuple([s.slice(start, i + 1), null, null, null]));
      start = i += 2;
    } else {
      const end = c === "{" ? fieldEnd(s, i) : -1;
      if (end < 0) break;
      take(s.slice(start, end));
      start = i = end;
    }
  }
  take(s.slice(start));
  return out;
}

export const _string_module = (): ModuleSpec => ({
  name: "_string",
  doc: "string helper module",
  functions: {
    formatter_parser: [
      "(format, /)",
      (f: Value) => getIter(new PyList(parse(text(f)))),
      "parse the argument as a format string",
    ],
    formatter_field_name_split: ["(name, /)", (f: Value) => {
      const r = formatterFieldNameSplit(text(f));
      if (r instanceof PyTuple && r.items[1] instanceof PyList) {
        return tuple([r.items[0], getIter(r.items[1])]);
      }
      return r;
    }, "split the argument as a field name"],
  },
});
