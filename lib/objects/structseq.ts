/**
 * Struct sequences (Objects/structseq.c): tuples with named fields, such as
 * `sys.version_info` and `os.stat_result`.
 *
 * @module
 */
import { bind, Signature } from "../core/args.ts";
import { PyDict } from "../core/dict.ts";
import { typeError } from "../core/errors.ts";
import {
  asInstanceOf,
  type KwNames,
  type Maybe,
  PyTuple,
  PyType,
  tuple,
  tupleType,
  TypeFlag,
  type Value,
} from "../core/object.ts";
import { fastItems, repr } from "../core/ops.ts";
import type { GetSet } from "./descr.ts";
import { defineType } from "./type.ts";

/** An instance: the visible items are the tuple's, further fields are behind it. */
export class PyStructSeq extends PyTuple {
  constructor(items: Value[], readonly hidden: Value[]) {
    super(items);
  }
}

/** A struct sequence type. */
export interface StructSeqType {
  readonly type: PyType;
  /** An instance; values of fields that are missing at the end are None. */
  make(values: Value[]): PyStructSeq;
}

/**
 * Makes a struct sequence type.
 *
 * @param name The type's name.
 * @param module Its module.
 * @param fields The fields' names in order; null for one without a name.
 * @param nSequence How many of them are the tuple's items; all unless given.
 */
export function makeStructSeq(
  name: string,
  module: string,
  fields: readonly (string | null)[],
  nSequence: number = fields.length,
): StructSeqType {
  const type = new PyType(name, TypeFlag.None, module);
  const total = fields.length;
  const full = module === "builtins" ? name : `${module}.${name}`;
  const make = (values: Value[]): PyStructSeq => {
    const all = values.slice();
    while (all.length < total) all.push(null);
    ready();
    return asInstanceOf(
      new PyStructSeq(all.slice(0, nSequence), all.slice(nSequence)),
      type,
    );
  };
  const at = (s: PyStructSeq, i: number): Value =>
    i < nSequence ? s.items[i] : s.hidden[i - nSequence];
  let sig: Signature | undefined;
  const construct = (args: Value[], kw: KwNames): Value => {
    const [seq, dict] = bind(
      sig ??= new Signature(name, "(sequence, dict=None)", 0),
      args,
      kw,
    ) as [Value, Maybe];
    if (dict !== undefined && !(dict instanceof PyDict)) {
      throw typeError(`${full}() takes a dict as second arg, if any`);
    }
    const items = fastItems(seq, "constructor requires a sequence");
    const n = items.length;
    if (nSequence !== total) {
      if (n < nSequence) {
        throw typeError(`${full}() takes an at least ${nSequence}-sequence (${n}-sequence given)`);
      }
      if (n > total) {
        throw typeError(`${full}() takes an at most ${total}-sequence (${n}-sequence given)`);
      }
    } else if (n !== nSequence) {
      throw typeError(`${full}() takes a ${nSequence}-sequence (${n}-sequence given)`);
    }
    const all = [...items];
    for (let i = n; i < total; i++) {
      const f = fields[i];
      all.push((f === null ? undefined : (dict as PyDict | undefined)?.getStr(f)) ?? null);
    }
    return make(all);
  };
  // built-in types are completed after the module that makes this one has loaded
  const ready = (): void => {
    if (type.flags & TypeFlag.Ready) return;
    const named = fields.filter((f) => f !== null);
    const getset: Record<string, GetSet> = {};
    fields.forEach((f, i) => {
      if (f !== null) getset[f] = { get: (s: PyStructSeq) => at(s, i) };
    });
    defineType(type, {
      base: tupleType,
      slots: {
        tpNew: (_t, args, kw) => construct(args, kw),
        tpRepr: (v) => {
          const s = v as PyStructSeq;
          // as in C, the members' names in order, whatever they stand for
          const parts = s.items.map((x, i) => `${named[i]}=${repr(x)}`);
          return `${full}(${parts.join(", ")})`;
        },
      },
      getset,
      methods: {
        __reduce__: ["($self, /)", (s: PyStructSeq) => {
          const d = new PyDict();
          for (let i = nSequence; i < total; i++) {
            const f = fields[i];
            if (f !== null) d.setStr(f, at(s, i));
          }
          return tuple([type, tuple([tuple([...s.items]), d])]);
        }],
      },
      attrs: {
        n_fields: total,
        n_sequence_fields: nSequence,
        n_unnamed_fields: total - named.length,
      },
    });
  };
  return {
    get type(): PyType {
      ready();
      return type;
    },
    make,
  };
}
