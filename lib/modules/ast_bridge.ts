/**
 * Trees as Python sees them: from the parser's nodes to instances of the
 * classes of `_ast` and back (ast2obj_* and obj2ast_* of Python/Python-ast.c).
 *
 * @module
 */
import { asInt, enterRecursive, leaveRecursive } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import {
  overflowError,
  type PyBaseException,
  runtimeError,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import { bytesType, type Maybe, PyList, strType, typeOf, type Value } from "../core/object.ts";
import { getAttrOpt, isInstance, repr } from "../core/ops.ts";
import * as ast from "../syntax/ast.ts";
import {
  ENUMERATIONS,
  type ModNode,
  type Node,
  NodeKind,
  NODES,
  type NodeSpec,
} from "../syntax/ast.ts";
import { astClasses, isProduct, PyAst } from "./ast_types.ts";
import { validate } from "./ast_validate.ts";

/** Whether a value is a node. */
export function isAstObject(v: Value): boolean {
  return v instanceof PyAst;
}

const SPECS: ReadonlyMap<NodeKind, NodeSpec> = new Map(NODES.map((s) => [s.kind, s]));

// Nodes to objects --------------------------------------------------------------

function fieldObject(v: unknown, type: string): Value {
  if (Array.isArray(v)) return new PyList(v.map((x) => fieldObject(x, type)));
  if (type in ENUMERATIONS) return astClasses().singletons.get(type)![v as number];
  switch (type) {
    case "int":
      return (v ?? 0) as Value;
    case "identifier":
    case "object":
    case "string":
    case "bytes":
    case "singleton":
    case "constant":
      return v as Value;
    default:
      return v === null || v === undefined ? null : nodeObject(v as Node);
  }
}

function nodeObject(n: Node): Value {
  const s = SPECS.get(n.kind)!;
  const o = new PyAst();
  o.cls = astClasses().byKind.get(n.kind)!;
  const d = new PyDict();
  o.dict = d;
  const fields = n as unknown as Record<string, unknown>;
  for (const [name, type] of s.fields) {
    const v = fields[name];
    // int? is an int in C: -1 is FormattedValue's "no conversion"
    d.setStr(name, v === null && name === "conversion" ? -1 : fieldObject(v, type));
  }
  if (s.located) {
    d.setStr("lineno", fields.lineno as number);
    d.setStr("col_offset", fields.col_offset as number);
  }
  return o;
}

/** A tree as an object: what `compile(..., PyCF_ONLY_AST)` returns. */
export function toAstObject(tree: ModNode): Value {
  return nodeObject(tree);
}

// Objects to nodes --------------------------------------------------------------

type NodeClass = new (...fields: never[]) => Node;

const CLASSES: ReadonlyMap<string, NodeClass> = new Map(
  Object.entries<NodeClass>({
    Module: ast.Module,
    Interactive: ast.Interactive,
    Expression: ast.Expression,
    Suite: ast.Suite,
    FunctionDef: ast.FunctionDef,
    AsyncFunctionDef: ast.AsyncFunctionDef,
    ClassDef: ast.ClassDef,
    Return: ast.Return,
    Delete: ast.Delete,
    Assign: ast.Assign,
    AugAssign: ast.AugAssign,
    AnnAssign: ast.AnnAssign,
    For: ast.For,
    AsyncFor: ast.AsyncFor,
    While: ast.While,
    If: ast.If,
    With: ast.With,
    AsyncWith: ast.AsyncWith,
    Raise: ast.Raise,
    Try: ast.Try,
    Assert: ast.Assert,
    Import: ast.Import,
    ImportFrom: ast.ImportFrom,
    Global: ast.Global,
    Nonlocal: ast.Nonlocal,
    Expr: ast.Expr,
    Pass: ast.Pass,
    Break: ast.Break,
    Continue: ast.Continue,
    BoolOp: ast.BoolOp,
    BinOp: ast.BinOp,
    UnaryOp: ast.UnaryOp,
    Lambda: ast.Lambda,
    IfExp: ast.IfExp,
    Dict: ast.Dict,
    Set: ast.SetExpr,
    ListComp: ast.ListComp,
    SetComp: ast.SetComp,
    DictComp: ast.DictComp,
    GeneratorExp: ast.GeneratorExp,
    Await: ast.Await,
    Yield: ast.Yield,
    YieldFrom: ast.YieldFrom,
    Compare: ast.Compare,
    Call: ast.Call,
    Num: ast.Num,
    Str: ast.Str,
    FormattedValue: ast.FormattedValue,
    JoinedStr: ast.JoinedStr,
    Bytes: ast.Bytes,
    NameConstant: ast.NameConstant,
    Ellipsis: ast.Ellipsis,
    Constant: ast.Constant,
    Attribute: ast.Attribute,
    Subscript: ast.Subscript,
    Starred: ast.Starred,
    Name: ast.Name,
    List: ast.List,
    Tuple: ast.Tuple,
    Slice: ast.Slice,
    ExtSlice: ast.ExtSlice,
    Index: ast.Index,
    comprehension: ast.Comprehension,
    ExceptHandler: ast.ExceptHandler,
    arguments: ast.Arguments,
    arg: ast.Arg,
    keyword: ast.Keyword,
    alias: ast.Alias,
    withitem: ast.WithItem,
  }),
);

const BY_SUM: ReadonlyMap<string, readonly NodeSpec[]> = (() => {
  const map = new Map<string, NodeSpec[]>();
  for (const s of NODES) map.set(s.sum, [...map.get(s.sum) ?? [], s]);
  return map;
})();

function intOf(v: Value): number {
  const n = asInt(v);
  if (n === undefined) throw valueError(`invalid integer value: ${repr(v)}`);
  if (n > 2147483647 || n < -2147483648) {
    throw overflowError("Python int too large to convert to C int");
  }
  return Number(n);
}

function missing(name: string, owner: string): PyBaseException {
  return typeError(`required field "${name}" missing from ${owner}`);
}

function unexpected(type: string, v: Value): PyBaseException {
  return typeError(`expected some sort of ${type}, but got ${repr(v)}`);
}

/** One value of a type; null is C's NULL, from None. */
function convert(v: Value, type: string): unknown {
  if (type in ENUMERATIONS) {
    const { byName } = astClasses();
    const at = ENUMERATIONS[type].findIndex((m) => isInstance(v, byName.get(m)!));
    if (at < 0) throw unexpected(type, v);
    return at + 1;
  }
  switch (type) {
    case "int":
      return intOf(v);
    case "identifier":
      if (v !== null && typeOf(v) !== strType) {
        throw typeError("AST identifier must be of type str");
      }
      return v;
    case "string":
      if (typeOf(v) !== strType && typeOf(v) !== bytesType) {
        throw typeError("AST string must be of type str");
      }
      return v;
    case "bytes":
      if (typeOf(v) !== bytesType) throw typeError("AST bytes must be of type bytes");
      return v;
    case "singleton":
      if (v !== null && typeof v !== "boolean") {
        throw valueError("AST singleton must be True, False, or None");
      }
      return v;
    case "object":
    case "constant":
      return v;
    default: {
      const specs = BY_SUM.get(type)!;
      if (isProduct(specs[0])) return node(v, specs[0], false);
      return v === null ? null : sumNode(v, type, specs);
    }
  }
}

function location(v: Value, owner: string): [number, number] {
  const line = getAttrOpt(v, "lineno");
  if (line === undefined) throw missing("lineno", owner);
  const lineno = intOf(line);
  const column = getAttrOpt(v, "col_offset");
  if (column === undefined) throw missing("col_offset", owner);
  return [lineno, intOf(column)];
}

function sumNode(v: Value, type: string, specs: readonly NodeSpec[]): Node {
  const at = specs[0].located ? location(v, type) : undefined;
  const { byName } = astClasses();
  for (const s of specs) {
    if (isInstance(v, byName.get(s.name)!)) return node(v, s, at ?? false);
  }
  throw unexpected(type, v);
}

function listField(v: Value, owner: string, name: string, type: string): unknown[] {
  if (!(v instanceof PyList)) {
    throw typeError(`${owner} field "${name}" must be a list, not a ${typeName(v, 200)}`);
  }
  const n = v.items.length;
  const out: unknown[] = [];
  for (let i = 0; i < n; i++) {
    out.push(convert(v.items[i], type));
    if (v.items.length !== n) {
      throw runtimeError(`${owner} field "${name}" changed size during iteration`);
    }
  }
  return out;
}

/** A node of a known class; `at` is where a sum's node is, false for what has to say it itself. */
function node(v: Value, s: NodeSpec, at: [number, number] | false): Node {
  enterRecursive(" during ast construction");
  try {
    const fields: unknown[] = [];
    const names: [string, unknown][] = [];
    for (const [name, type, quantifier] of s.fields) {
      const given: Maybe = getAttrOpt(v, name);
      if (quantifier === "*" || quantifier === "?*") {
        if (given === undefined) throw missing(name, s.name);
        fields.push(listField(given, s.name, name, type));
      } else if (quantifier === "?") {
        const absent = given === undefined || given === null;
        fields.push(absent ? type === "int" ? 0 : null : convert(given, type));
      } else {
        if (given === undefined) throw missing(name, s.name);
        const x = convert(given, type);
        fields.push(x);
        if (type !== "singleton" && type !== "constant") names.push([name, x]);
      }
    }
    if (s.located) fields.push(...(at === false ? location(v, s.name) : at));
    for (const [name, x] of names) {
      if (x === null) throw valueError(`field ${name} is required for ${s.name}`);
    }
    return new (CLASSES.get(s.name)!)(...fields as never[]);
  } finally {
    leaveRecursive();
  }
}

const MODES = { exec: "Module", eval: "Expression", single: "Interactive" } as const;

/**
 * A tree from its object (PyAST_obj2mod and PyAST_Validate). Raises TypeError
 * and ValueError for what is no tree of the mode.
 */
export function fromAstObject(v: Value, mode: "exec" | "eval" | "single"): ModNode {
  const wanted = MODES[mode];
  if (!isInstance(v, astClasses().byName.get(wanted)!)) {
    throw typeError(`expected ${wanted} node, got ${typeName(v, 400)}`);
  }
  const tree = sumNode(v, "mod", BY_SUM.get("mod")!) as ModNode;
  validate(tree);
  return tree;
}
