/**
 * The node classes of `_ast` (Python/Python-ast.c), made of the tables of
 * `syntax/ast.ts` when first needed.
 *
 * @module
 */
import { splitArgs } from "../core/args.ts";
import { asStr } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import { fullTypeName, typeError } from "../core/errors.ts";
import {
  asInstanceOf,
  DictKind,
  EMPTY_TUPLE,
  type Maybe,
  PyObject,
  PyType,
  tuple,
  typeType,
  type Value,
} from "../core/object.ts";
import { call, fastItems, getAttrOpt, instanceDict, setAttr } from "../core/ops.ts";
import { defineType, setInstanceDict, type TypeSpec } from "../objects/type.ts";
import { ENUMERATIONS, type NodeKind, NODES, type NodeSpec } from "../syntax/ast.ts";

/** An instance of a node class; its fields are in its `__dict__`. */
export class PyAst extends PyObject {}

/** The base class of all nodes. */
export const astType: PyType = new PyType("AST", undefined, "_ast");
PyAst.prototype.cls = astType;

const spec: TypeSpec = {
  dictKind: DictKind.Field,
  slots: {
    tpNew: (t) => {
      const o = asInstanceOf(new PyAst(), t);
      o.dict = new PyDict();
      return o;
    },
    tpInit: (self, args, kw) => {
      const node = self as PyAst;
      const declared = getAttrOpt(node.cls, "_fields");
      const fields = declared === undefined ? [] : fastItems(declared);
      const [pos, kwargs] = splitArgs(args, kw);
      const n = fields.length;
      if (pos.length > 0) {
        if (pos.length !== n) {
          throw typeError(
            `${fullTypeName(node.cls)} constructor takes ${
              n === 0 ? "" : "either 0 or "
            }${n} positional argument${n === 1 ? "" : "s"}`,
          );
        }
        pos.forEach((v, i) => setAttr(node, asStr(fields[i]) ?? "", v));
      }
      for (const [k, v] of kwargs) setAttr(node, k, v);
    },
  },
  getset: {
    __dict__: {
      get: (o: PyAst) => instanceDict(o),
      set: (o: PyAst, v: Maybe) => setInstanceDict(o, v),
    },
  },
  methods: {
    __reduce__: ["($self, /)", (o: PyAst) => tuple([o.cls, EMPTY_TUPLE, instanceDict(o)])],
  },
  attrs: { _fields: EMPTY_TUPLE, _attributes: EMPTY_TUPLE },
};

/** The classes by what refers to them. */
export interface AstClasses {
  /** Every class in the order of the module's names. */
  readonly all: readonly PyType[];
  readonly byName: ReadonlyMap<string, PyType>;
  readonly byKind: ReadonlyMap<NodeKind, PyType>;
  /** The one instance of each operator and context, by ASDL type, the first at index 1. */
  readonly singletons: ReadonlyMap<string, readonly Value[]>;
}

const LOCATION = tuple(["lineno", "col_offset"]);

function makeClass(name: string, base: PyType, fields: readonly string[]): PyType {
  const ns = new PyDict();
  ns.setStr("_fields", tuple([...fields]));
  ns.setStr("__module__", "_ast");
  return call(typeType, [name, tuple([base]), ns]) as PyType;
}

function setLocation(t: PyType, located: boolean): void {
  setAttr(t, "_attributes", located ? LOCATION : EMPTY_TUPLE);
}

/** Whether a node class stands alone: its sum is itself. */
export const isProduct = (s: NodeSpec): boolean => s.sum === s.name;

function makeClasses(): AstClasses {
  defineType(astType, spec);
  const byName = new Map<string, PyType>();
  const byKind = new Map<NodeKind, PyType>();
  const singletons = new Map<string, readonly Value[]>();
  const add = (name: string, base: PyType, fields: readonly string[]): PyType => {
    const t = makeClass(name, base, fields);
    byName.set(name, t);
    return t;
  };
  const addEnumeration = (name: string) => {
    const sum = add(name, astType, []);
    setLocation(sum, false);
    const values: Value[] = [null];
    for (const member of ENUMERATIONS[name]) values.push(call(add(member, sum, []), []));
    singletons.set(name, values);
  };
  const addSum = (name: string) => {
    for (const s of NODES) {
      if (s.sum !== name) continue;
      if (!byName.has(name)) {
        const t = add(name, astType, isProduct(s) ? s.fields.map((f) => f[0]) : []);
        setLocation(t, s.located);
      }
      if (!isProduct(s)) add(s.name, byName.get(name)!, s.fields.map((f) => f[0]));
      byKind.set(s.kind, byName.get(s.name)!);
    }
  };
  for (const name of ["mod", "stmt", "expr"]) addSum(name);
  addEnumeration("expr_context");
  addSum("slice");
  for (const name of ["boolop", "operator", "unaryop", "cmpop"]) addEnumeration(name);
  for (const s of NODES) if (!byName.has(s.sum)) addSum(s.sum);
  return { all: [astType, ...byName.values()], byName, byKind, singletons };
}

let classes: AstClasses | null = null;

/** The node classes. */
export function astClasses(): AstClasses {
  return classes ??= makeClasses();
}
