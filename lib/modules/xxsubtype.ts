/**
 * xxsubtype: CPython's example of subclasses of built-in types in C, which its
 * tests use: a list and a dict with a number on them.
 *
 * @module
 */
import { ArgStyle, type Decl, splitArgs } from "../core/args.ts";
import { PyDict } from "../core/dict.ts";
import { typeError, typeName } from "../core/errors.ts";
import {
  asInstanceOf,
  type KwNames,
  PyFloat,
  PyList,
  PyType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import { asIndex, getAttr } from "../core/ops.ts";
import { dictType } from "../core/dict.ts";
import { host } from "../host/host.ts";
import type { TypeSpec } from "../objects/type.ts";
import { asStr } from "../core/compare.ts";
import type { ModuleSpec } from "./spec.ts";

class PySpamList extends PyList {
  state = 0;
}
class PySpamDict extends PyDict {
  state = 0;
}
const spamListType = new PyType("spamlist", TypeFlag.BaseType, "xxsubtype");
PySpamList.prototype.cls = spamListType;
const spamDictType = new PyType("spamdict", TypeFlag.BaseType, "xxsubtype");
PySpamDict.prototype.cls = spamDictType;

type Spam = PySpamList | PySpamDict;

const stateMethods: Record<string, Decl> = {
  getstate: ["($self, /)", (s: Spam) => s.state, "getstate() -> state"],
  setstate: [
    "($self, state, /)",
    (s: Spam, v: Value) => {
      if (typeOf(v).nbIndex === undefined) {
        throw typeError(`an integer is required (got type ${typeName(v)})`);
      }
      s.state = Number(asIndex(v));
    },
    "setstate(state)",
    ArgStyle.Parse,
  ],
};

/** What a class or static method was called with. */
function given(self: Value, args: Value[], kw: KwNames): Value {
  const [rest, named] = splitArgs(args, kw);
  let d: PyDict | null = null;
  if (named.size > 0) {
    d = new PyDict();
    for (const [k, v] of named) d.setStr(k, v);
  }
  return tuple([self, tuple(rest), d]);
}

const listSpec: TypeSpec = {
  base: PyList.prototype.cls,
  slots: {
    tpNew: (t) => asInstanceOf(new PySpamList([]), t),
    tpInit: (self, args, kw) => PyList.prototype.cls.tpInit!(self, args, kw),
  },
  methods: {
    ...stateMethods,
    classmeth: [
      "($type, *args, **kw)",
      (t: PyType, args: Value[], kw: KwNames) => given(t, args, kw),
      "classmeth(*args, **kw)",
      ArgStyle.Raw,
    ],
    staticmeth: [
      "(*args, **kw)",
      (args: Value[], kw: KwNames) => given(null, args, kw),
      "staticmeth(*args, **kw)",
      ArgStyle.Raw,
    ],
  },
  getset: {
    state: { get: (s: Spam) => s.state, doc: "an int variable for demonstration purposes" },
  },
};

const dictSpec: TypeSpec = {
  base: dictType,
  slots: {
    tpNew: (t) => asInstanceOf(new PySpamDict(), t),
    tpInit: (self, args, kw) => dictType.tpInit!(self, args, kw),
  },
  methods: stateMethods,
  members: ["state"],
  getset: {
    state: { get: (s: Spam) => s.state, doc: "an int variable for demonstration purposes" },
  },
};

/** Looks an attribute up a thousand times; gives the seconds that it took. */
function bench(obj: Value, name: Value): Value {
  const attr = asStr(name) ?? "";
  const begin = Number(host.monotonicNs()) / 1e9;
  for (let i = 0; i < 1000; i++) getAttr(obj, attr);
  return new PyFloat(Number(host.monotonicNs()) / 1e9 - begin);
}

export const xxsubtype_module = (): ModuleSpec => ({
  name: "xxsubtype",
  doc: "Examples of subclasses of built-in types, which the tests of descriptors use.",
  functions: { bench: ["(obj, name, n=1000, /)", bench] },
  types: () => [[spamListType, listSpec], [spamDictType, dictSpec]],
});
