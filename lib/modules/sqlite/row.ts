/**
 * sqlite3.Row: a tuple whose items have names.
 *
 * @module
 */
import { noKeywords } from "../../core/args.ts";
import { asInt, asStr, richcompare } from "../../core/compare.ts";
import { E, exception, indexError, typeError } from "../../core/errors.ts";
import { hash } from "../../core/hash.ts";
import {
  asInstanceOf,
  Cmp,
  normInt,
  NotImplemented,
  PyList,
  PyObject,
  PyTuple,
  PyType,
  tupleType,
  TypeFlag,
  typeOf,
  type Value,
} from "../../core/object.ts";
import { asIndex, getItem, getIter } from "../../core/ops.ts";
import { PySlice } from "../../objects/slice.ts";
import type { TypeSpec } from "../../objects/type.ts";
import { PyCursor } from "./cursor.ts";

class PyRow extends PyObject {
  data: PyTuple = new PyTuple([]);
  description: Value = null;

  /** The names of the columns. */
  names(): Value[] {
    const d = this.description;
    return d instanceof PyTuple ? d.items.map((c) => (c as PyTuple).items[0]) : [];
  }
}

/** The type Row. */
export const rowType: PyType = new PyType("Row", TypeFlag.BaseType, "sqlite3");
PyRow.prototype.cls = rowType;

const lower = (s: string): string => s.replace(/[A-Z]+/g, (m) => m.toLowerCase());

function subscript(r: PyRow, key: Value): Value {
  const name = asStr(key);
  if (name !== undefined) {
    const at = r.names().findIndex((n) => lower(asStr(n) ?? "") === lower(name));
    if (at < 0) throw indexError("No item with that key");
    return r.data.items[at];
  }
  const n = typeof key === "boolean" ? Number(key) : asInt(key);
  if (n !== undefined) {
    if (typeof n === "bigint") {
      throw exception(E.IndexError, "cannot fit 'int' into an index-sized integer");
    }
    return getItem(r.data, asIndex(n));
  }
  if (key instanceof PySlice) return getItem(r.data, key);
  throw indexError("Index must be int or string");
}

/** The type's table. */
export const rowSpec: TypeSpec = {
  slots: {
    tpNew: (t, args, kw) => {
      if (t === rowType) noKeywords("Row", kw);
      if (args.length !== 2) {
        throw typeError(`function takes exactly 2 arguments (${args.length} given)`);
      }
      const [cursor, data] = args;
      if (!(cursor instanceof PyCursor)) {
        throw typeError("instance of cursor required for first argument");
      }
      if (!(data instanceof PyTuple) || !data.cls.isSubtype(tupleType)) {
        throw typeError("tuple required for second argument");
      }
      const r = asInstanceOf(new PyRow(), t);
      r.data = data;
      r.description = cursor.description;
      return r;
    },
    tpInit: () => {},
    tpIter: (r) => getIter((r as PyRow).data),
    tpHash: (r) =>
      normInt(BigInt(hash((r as PyRow).description)) ^ BigInt(hash((r as PyRow).data))),
    tpRichcompare: (a, b, op) => {
      if (op !== Cmp.Eq && op !== Cmp.Ne) return NotImplemented;
      if (typeOf(b).isSubtype(rowType)) {
        const [x, y] = [a as PyRow, b as PyRow];
        if (richcompare(x.description, y.description, Cmp.Eq) === true) {
          return richcompare(x.data, y.data, op);
        }
      }
      return NotImplemented;
    },
    mpSubscript: (r, key) => subscript(r as PyRow, key),
    mpLength: (r) => (r as PyRow).data.items.length,
    sqItem: (r, i) => getItem((r as PyRow).data, i),
  },
  methods: {
    keys: [
      "($self, /)",
      (r: PyRow) => new PyList(r.names()),
      "Returns the keys of the row.",
    ],
  },
};
