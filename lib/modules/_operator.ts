/**
 * _operator (Modules/_operator.c).
 *
 * @module
 */
import { type Decl, type Decls, splitArgs } from "../core/args.ts";
import * as arith from "../core/arith.ts";
import { asStr, eq, is, isTrue, richcompare } from "../core/compare.ts";
import { overflowError, typeError, typeName, valueError } from "../core/errors.ts";
import {
  asInstanceOf,
  Cmp,
  type KwNames,
  type Maybe,
  PyObject,
  PyStr,
  PyType,
  tuple,
  TypeFlag,
  type Value,
} from "../core/object.ts";
import {
  asIndex,
  call,
  contains,
  getAttr,
  getItem,
  getIter,
  iterNext,
  lengthHint,
  repr,
  setItem,
} from "../core/ops.ts";
import { asBuffer } from "../objects/buffer.ts";
import type { TypeSpec } from "../objects/type.ts";
import { importedAttr } from "./python.ts";
import { itemGetterType, PyItemGetter } from "../objects/itemgetter.ts";
import type { ModuleSpec } from "./spec.ts";

const unary = (f: (a: Value) => Value, doc: string): Decl => ["($module, a, /)", f, doc];
const binary = (f: (a: Value, b: Value) => Value, doc: string): Decl => [
  "($module, a, b, /)",
  (a: Value, b: Value) => f(a, b),
  doc,
  1,
];
const compare = (op: Cmp, text: string): Decl =>
  binary((a, b) => richcompare(a, b, op), `Same as ${text}.`);

function iconcat(a: Value, b: Value): Value {
  if (!arith.isSequence(a)) throw typeError(`'${typeName(a)}' object can't be concatenated`);
  return arith.iadd(a, b);
}

function indexOf(a: Value, b: Value): number {
  const it = getIter(a);
  for (let i = 0;; i++) {
    const x = iterNext(it);
    if (x === undefined) throw valueError("sequence.index(x): x not in sequence");
    if (eq(x, b)) return i;
  }
}

function countOf(a: Value, b: Value): number {
  const it = getIter(a);
  let n = 0;
  for (let x: Maybe; (x = iterNext(it)) !== undefined;) if (eq(x, b)) n++;
  return n;
}

function compareDigest(a: Value, b: Value): boolean {
  const s = asStr(a);
  const t = asStr(b);
  let x: Uint8Array | undefined;
  let y: Uint8Array | undefined;
  if (s !== undefined && t !== undefined) {
    // deno-lint-ignore no-control-regex
    const ascii = /^[\x00-\x7f]*$/;
    if (!ascii.test(s) || !ascii.test(t)) {
      throw typeError("comparing strings with non-ASCII characters is not supported");
    }
    x = new TextEncoder().encode(s);
    y = new TextEncoder().encode(t);
  } else {
    x = asBuffer(a);
    y = asBuffer(b);
    if (x === undefined || y === undefined) {
      throw typeError(
        `unsupported operand types(s) or combination of types: '${typeName(a)}' and '${
          typeName(b)
        }'`,
      );
    }
  }
  let different = x.length ^ y.length;
  for (let i = 0; i < y.length; i++) different |= (x[i] ?? 0) ^ y[i];
  return different === 0;
}

const functions: Decls = {
  lt: compare(Cmp.Lt, "a<b"),
  le: compare(Cmp.Le, "a<=b"),
  eq: compare(Cmp.Eq, "a==b"),
  ne: compare(Cmp.Ne, "a!=b"),
  gt: compare(Cmp.Gt, "a>b"),
  ge: compare(Cmp.Ge, "a>=b"),
  add: binary(arith.add, "Same as a + b."),
  sub: binary(arith.sub, "Same as a - b."),
  mul: binary(arith.mul, "Same as a * b."),
  matmul: binary(arith.matmul, "Same as a @ b."),
  truediv: binary(arith.truediv, "Same as a / b."),
  floordiv: binary(arith.floordiv, "Same as a // b."),
  mod: binary(arith.mod, "Same as a % b."),
  lshift: binary(arith.lshift, "Same as a << b."),
  rshift: binary(arith.rshift, "Same as a >> b."),
  and_: binary(arith.and, "Same as a & b."),
  or_: binary(arith.or, "Same as a | b."),
  xor: binary(arith.xor, "Same as a ^ b."),
  pow: binary((a, b) => arith.power(a, b), "Same as a ** b."),
  iadd: binary(arith.iadd, "Same as a += b."),
  isub: binary(arith.isub, "Same as a -= b."),
  imul: binary(arith.imul, "Same as a *= b."),
  imatmul: binary(arith.imatmul, "Same as a @= b."),
  itruediv: binary(arith.itruediv, "Same as a /= b."),
  ifloordiv: binary(arith.ifloordiv, "Same as a //= b."),
  imod: binary(arith.imod, "Same as a %= b."),
  ilshift: binary(arith.ilshift, "Same as a <<= b."),
  irshift: binary(arith.irshift, "Same as a >>= b."),
  iand: binary(arith.iand, "Same as a &= b."),
  ior: binary(arith.ior, "Same as a |= b."),
  ixor: binary(arith.ixor, "Same as a ^= b."),
  ipow: binary((a, b) => arith.ipower(a, b), "Same as a **= b."),
  concat: binary(arith.concat, "Same as a + b, for a and b sequences."),
  iconcat: binary(iconcat, "Same as a += b, for a and b sequences."),
  neg: unary(arith.neg, "Same as -a."),
  pos: unary(arith.pos, "Same as +a."),
  inv: unary(arith.invert, "Same as ~a."),
  invert: unary(arith.invert, "Same as ~a."),
  abs: unary(arith.abs, "Same as abs(a)."),
  not_: unary((a) => !isTrue(a), "Same as not a."),
  truth: unary(isTrue, "Return True if a is true, False otherwise."),
  index: unary((a) => asIndex(a), "Same as a.__index__()"),
  is_: binary(is, "Same as a is b."),
  is_not: binary((a, b) => !is(a, b), "Same as a is not b."),
  contains: binary(contains, "Same as b in a (note reversed operands)."),
  countOf: binary(countOf, "Return the number of times b occurs in a."),
  indexOf: binary(indexOf, "Return the first index of b in a."),
  getitem: binary(getItem, "Same as a[b]."),
  setitem: [
    "($module, a, b, c, /)",
    (a: Value, b: Value, c: Value) => setItem(a, b, c),
    "Same as a[b] = c.",
    1,
  ],
  delitem: binary((a, b) => {
    setItem(a, b, undefined);
    return null;
  }, "Same as del a[b]."),
  length_hint: [
    "($module, obj, default=0, /)",
    (o: Value, d: Value = 0) => {
      if (typeof d !== "number" && typeof d !== "boolean" && typeof d !== "bigint") {
        throw typeError(`'${typeName(d)}' object cannot be interpreted as an integer`);
      }
      if (typeof d === "bigint") {
        throw overflowError("Python int too large to convert to C ssize_t");
      }
      return lengthHint(o, Number(d));
    },
    "Return an estimate of the number of items in obj.",
  ],
  _compare_digest: [
    "($module, a, b, /)",
    compareDigest,
    "Compare without telling by the time that it takes.",
  ],
};

// itemgetter, attrgetter, methodcaller -------------------------------------------------

class PyAttrGetter extends PyObject {
  names: readonly Value[] = [];
  paths: readonly (readonly string[])[] = [];
}
class PyMethodCaller extends PyObject {
  name: Value = "";
  args: Value[] = [];
  kwargs: Map<string, Value> = new Map();
}

const attrGetterType = new PyType("attrgetter", TypeFlag.BaseType, "operator");
PyAttrGetter.prototype.cls = attrGetterType;
const methodCallerType = new PyType("methodcaller", TypeFlag.BaseType, "operator");
PyMethodCaller.prototype.cls = methodCallerType;

function noKw(name: string, kw: KwNames): void {
  if (kw !== null && kw.length > 0) throw typeError(`${name}() takes no keyword arguments`);
}

function oneArg(name: string, args: Value[], kw: KwNames): Value {
  noKw(name, kw);
  if (args.length !== 1) throw typeError(`${name} expected 1 arguments, got ${args.length}`);
  return args[0];
}

const itemGetterSpec: TypeSpec = {
  doc:
    "itemgetter(item, ...) --> itemgetter object\n\nReturn a callable object that fetches the given item(s) from its operand.",
  slots: {
    tpNew: (t, args, kw) => {
      noKw("itemgetter", kw);
      if (args.length === 0) throw typeError("itemgetter expected 1 arguments, got 0");
      const g = asInstanceOf(new PyItemGetter(), t);
      g.keys = args;
      return g;
    },
    tpCall: (v, args, kw) => {
      const { keys } = v as PyItemGetter;
      const o = args.length === 1 && kw === null ? args[0] : oneArg("itemgetter", args, kw);
      return keys.length === 1 ? getItem(o, keys[0]) : tuple(keys.map((k) => getItem(o, k)));
    },
    tpRepr: (v) => `operator.itemgetter(${(v as PyItemGetter).keys.map(repr).join(", ")})`,
  },
  methods: {
    __reduce__: [
      "($self, /)",
      (g: PyItemGetter) => tuple([g.cls, tuple([...g.keys])]),
      "Return state information for pickling",
    ],
  },
};

function follow(o: Value, path: readonly string[]): Value {
  for (const name of path) o = getAttr(o, name);
  return o;
}

const attrGetterSpec: TypeSpec = {
  doc:
    "attrgetter(attr, ...) --> attrgetter object\n\nReturn a callable object that fetches the given attribute(s) from its operand.",
  slots: {
    tpNew: (t, args, kw) => {
      noKw("attrgetter", kw);
      if (args.length === 0) throw typeError("attrgetter expected 1 arguments, got 0");
      const g = asInstanceOf(new PyAttrGetter(), t);
      g.paths = args.map((a) => {
        const s = asStr(a);
        if (s === undefined) throw typeError("attribute name must be a string");
        return s.split(".");
      });
      g.names = args;
      return g;
    },
    tpCall: (v, args, kw) => {
      const { paths } = v as PyAttrGetter;
      const o = oneArg("attrgetter", args, kw);
      return paths.length === 1 ? follow(o, paths[0]) : tuple(paths.map((p) => follow(o, p)));
    },
    tpRepr: (v) => `operator.attrgetter(${(v as PyAttrGetter).names.map(repr).join(", ")})`,
  },
  methods: {
    __reduce__: [
      "($self, /)",
      (g: PyAttrGetter) => tuple([g.cls, tuple([...g.names])]),
      "Return state information for pickling",
    ],
  },
};

const methodCallerSpec: TypeSpec = {
  doc:
    "methodcaller(name, ...) --> methodcaller object\n\nReturn a callable object that calls the given method on its operand.",
  slots: {
    tpNew: (t, args, kw) => {
      const [pos, kwargs] = splitArgs(args, kw);
      if (pos.length === 0) {
        throw typeError("methodcaller needs at least one argument, the method name");
      }
      if (asStr(pos[0]) === undefined) throw typeError("method name must be a string");
      const m = asInstanceOf(new PyMethodCaller(), t);
      m.name = pos[0] instanceof PyStr ? pos[0].s : pos[0];
      m.args = pos.slice(1);
      m.kwargs = kwargs;
      return m;
    },
    tpCall: (v, args, kw) => {
      const m = v as PyMethodCaller;
      const o = oneArg("methodcaller", args, kw);
      const f = getAttr(o, m.name as string);
      if (m.kwargs.size === 0) return call(f, m.args.slice());
      return call(f, [...m.args, ...m.kwargs.values()], [...m.kwargs.keys()]);
    },
    tpRepr: (v) => {
      const m = v as PyMethodCaller;
      const parts = [repr(m.name), ...m.args.map(repr)];
      for (const [k, x] of m.kwargs) parts.push(`${k}=${repr(x)}`);
      return `operator.methodcaller(${parts.join(", ")})`;
    },
  },
  methods: {
    __reduce__: ["($self, /)", (m: PyMethodCaller) => {
      if (m.kwargs.size === 0) return tuple([m.cls, tuple([m.name, ...m.args])]);
      const partial = importedAttr("functools", "partial");
      const made = call(
        partial,
        [m.cls, m.name, ...m.kwargs.values()],
        [...m.kwargs.keys()],
      );
      return tuple([made, tuple([...m.args])]);
    }, "Return state information for pickling"],
  },
};

export const _operator_module = (): ModuleSpec => ({
  name: "_operator",
  doc: "Operator interface.",
  functions,
  types: () => [
    [itemGetterType, itemGetterSpec],
    [attrGetterType, attrGetterSpec],
    [methodCallerType, methodCallerSpec],
  ],
});
