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

export const _string_module: ModuleSpec = {
  name: "_string",
  doc: "string helper module",
  functions: {
    formatter_parser: [
      "(format, /)",
      (f: Value) => getIter(formatterParser(text(f))),
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
};
