/**
 * The checks of trees that Python code built (Python/ast.c, PyAST_Validate).
 *
 * @module
 */
import { typeError, typeName, valueError } from "../core/errors.ts";
import {
  complexType,
  Ellipsis,
  floatType,
  intType,
  PyBytes,
  PyComplex,
  PyFloat,
  PyTuple,
  strType,
  typeOf,
  type Value,
} from "../core/object.ts";
import {
  type Arg,
  type Arguments,
  type Comprehension,
  ExprContext,
  type ExprNode,
  type Keyword,
  type ModNode,
  NodeKind,
  type SliceNode,
  type StmtNode,
  type WithItem,
} from "../syntax/ast.ts";
import { frozenSetType } from "../objects/set.ts";
import { toArray } from "../core/ops.ts";

type List<T> = readonly (T | null)[];

const CONTEXTS = ["", "Load", "Store", "Del", "AugLoad", "AugStore", "Param"];

function nonEmpty(seq: readonly unknown[], what: string, owner: string): void {
  if (seq.length === 0) throw valueError(`empty ${what} on ${owner}`);
}

function stmts(seq: List<StmtNode>): void {
  for (const s of seq) {
    if (s === null) throw valueError("None disallowed in statement list");
    stmt(s);
  }
}

function body(seq: List<StmtNode>, owner: string): void {
  nonEmpty(seq, "body", owner);
  stmts(seq);
}

function exprs(seq: List<ExprNode>, ctx = ExprContext.Load, nullOk = false): void {
  for (const e of seq) {
    if (e !== null) expr(e, ctx);
    else if (!nullOk) throw valueError("None disallowed in expression list");
  }
}

function opt(e: ExprNode | null, ctx = ExprContext.Load): void {
  if (e !== null) expr(e, ctx);
}

function keywords(list: readonly Keyword[]): void {
  for (const k of list) expr(k.value);
}

function annotations(list: readonly Arg[]): void {
  for (const a of list) opt(a.annotation);
}

function args(a: Arguments): void {
  annotations(a.args);
  if (a.vararg !== null) opt(a.vararg.annotation);
  annotations(a.kwonlyargs);
  if (a.kwarg !== null) opt(a.kwarg.annotation);
  if (a.defaults.length > a.args.length) {
    throw valueError("more positional defaults than args on arguments");
  }
  if (a.kw_defaults.length !== a.kwonlyargs.length) {
    throw valueError("length of kwonlyargs is not the same as kw_defaults on arguments");
  }
  exprs(a.defaults);
  exprs(a.kw_defaults, ExprContext.Load, true);
}

function comprehensions(list: readonly Comprehension[]): void {
  if (list.length === 0) throw valueError("comprehension with no generators");
  for (const c of list) {
    expr(c.target, ExprContext.Store);
    expr(c.iter);
    exprs(c.ifs);
  }
}

function withItems(items: readonly WithItem[], owner: string): void {
  nonEmpty(items, "items", owner);
  for (const i of items) {
    expr(i.context_expr);
    opt(i.optional_vars, ExprContext.Store);
  }
}

function slice(s: SliceNode): void {
  switch (s.kind) {
    case NodeKind.Slice:
      opt(s.lower);
      opt(s.upper);
      opt(s.step);
      break;
    case NodeKind.ExtSlice:
      nonEmpty(s.dims, "dims", "ExtSlice");
      s.dims.forEach(slice);
      break;
    default:
      expr(s.value);
  }
}

function isConstant(v: Value): boolean {
  if (v === null || v === Ellipsis) return true;
  const t = typeOf(v);
  if (t === intType || t === floatType || t === complexType || t === strType) return true;
  if (typeof v === "boolean" || v instanceof PyBytes && t.name === "bytes") return true;
  if (v instanceof PyTuple && t.name === "tuple" || t === frozenSetType) {
    return toArray(v).every(isConstant);
  }
  return false;
}

function stmt(s: StmtNode): void {
  switch (s.kind) {
    case NodeKind.FunctionDef:
    case NodeKind.AsyncFunctionDef:
      body(s.body, s.kind === NodeKind.FunctionDef ? "FunctionDef" : "AsyncFunctionDef");
      args(s.args);
      exprs(s.decorator_list);
      opt(s.returns);
      break;
    case NodeKind.ClassDef:
      body(s.body, "ClassDef");
      exprs(s.bases);
      keywords(s.keywords);
      exprs(s.decorator_list);
      break;
    case NodeKind.Return:
      opt(s.value);
      break;
    case NodeKind.Delete:
      nonEmpty(s.targets, "targets", "Delete");
      exprs(s.targets, ExprContext.Del);
      break;
    case NodeKind.Assign:
      nonEmpty(s.targets, "targets", "Assign");
      exprs(s.targets, ExprContext.Store);
      expr(s.value);
      break;
    case NodeKind.AugAssign:
      expr(s.target, ExprContext.Store);
      expr(s.value);
      break;
    case NodeKind.AnnAssign:
      if (s.target.kind !== NodeKind.Name && s.simple !== 0) {
        throw typeError("AnnAssign with simple non-Name target");
      }
      expr(s.target, ExprContext.Store);
      opt(s.value);
      expr(s.annotation);
      break;
    case NodeKind.For:
    case NodeKind.AsyncFor:
      expr(s.target, ExprContext.Store);
      expr(s.iter);
      body(s.body, s.kind === NodeKind.For ? "For" : "AsyncFor");
      stmts(s.orelse);
      break;
    case NodeKind.While:
    case NodeKind.If:
      expr(s.test);
      body(s.body, s.kind === NodeKind.While ? "While" : "If");
      stmts(s.orelse);
      break;
    case NodeKind.With:
    case NodeKind.AsyncWith: {
      const owner = s.kind === NodeKind.With ? "With" : "AsyncWith";
      withItems(s.items, owner);
      body(s.body, owner);
      break;
    }
    case NodeKind.Raise:
      if (s.exc !== null) {
        expr(s.exc);
        opt(s.cause);
      } else if (s.cause !== null) throw valueError("Raise with cause but no exception");
      break;
    case NodeKind.Try:
      body(s.body, "Try");
      if (s.handlers.length === 0) {
        if (s.finalbody.length === 0) {
          throw valueError("Try has neither except handlers nor finalbody");
        }
        if (s.orelse.length > 0) throw valueError("Try has orelse but no except handlers");
      }
      for (const h of s.handlers) {
        opt(h.type);
        body(h.body, "ExceptHandler");
      }
      stmts(s.finalbody);
      stmts(s.orelse);
      break;
    case NodeKind.Assert:
      expr(s.test);
      opt(s.msg);
      break;
    case NodeKind.Import:
      nonEmpty(s.names, "names", "Import");
      break;
    case NodeKind.ImportFrom:
      if ((s.level ?? 0) < 0) throw valueError("Negative ImportFrom level");
      nonEmpty(s.names, "names", "ImportFrom");
      break;
    case NodeKind.Global:
      nonEmpty(s.names, "names", "Global");
      break;
    case NodeKind.Nonlocal:
      nonEmpty(s.names, "names", "Nonlocal");
      break;
    case NodeKind.Expr:
      expr(s.value);
      break;
  }
}

function checkContext(e: ExprNode, ctx: ExprContext): void {
  switch (e.kind) {
    case NodeKind.Attribute:
    case NodeKind.Subscript:
    case NodeKind.Starred:
    case NodeKind.Name:
    case NodeKind.List:
    case NodeKind.Tuple:
      if (e.ctx !== ctx) {
        throw valueError(
          `expression must have ${CONTEXTS[ctx]} context but has ${CONTEXTS[e.ctx]} instead`,
        );
      }
      break;
    default:
      if (ctx !== ExprContext.Load) {
        throw valueError(`expression which can't be assigned to in ${CONTEXTS[ctx]} context`);
      }
  }
}

function expr(e: ExprNode, ctx = ExprContext.Load): void {
  checkContext(e, ctx);
  switch (e.kind) {
    case NodeKind.BoolOp:
      if (e.values.length < 2) throw valueError("BoolOp with less than 2 values");
      exprs(e.values);
      break;
    case NodeKind.BinOp:
      expr(e.left);
      expr(e.right);
      break;
    case NodeKind.UnaryOp:
      expr(e.operand);
      break;
    case NodeKind.Lambda:
      args(e.args);
      expr(e.body);
      break;
    case NodeKind.IfExp:
      expr(e.test);
      expr(e.body);
      expr(e.orelse);
      break;
    case NodeKind.Dict:
      if (e.keys.length !== e.values.length) {
        throw valueError("Dict doesn't have the same number of keys as values");
      }
      exprs(e.keys, ExprContext.Load, true);
      exprs(e.values);
      break;
    case NodeKind.SetExpr:
      exprs(e.elts);
      break;
    case NodeKind.ListComp:
    case NodeKind.SetComp:
    case NodeKind.GeneratorExp:
      comprehensions(e.generators);
      expr(e.elt);
      break;
    case NodeKind.DictComp:
      comprehensions(e.generators);
      expr(e.key);
      expr(e.value);
      break;
    case NodeKind.Yield:
      opt(e.value);
      break;
    case NodeKind.YieldFrom:
    case NodeKind.Await:
    case NodeKind.Attribute:
      expr(e.value);
      break;
    case NodeKind.Compare:
      if (e.comparators.length === 0) throw valueError("Compare with no comparators");
      if (e.comparators.length !== e.ops.length) {
        throw valueError("Compare has a different number of comparators and operands");
      }
      exprs(e.comparators);
      expr(e.left);
      break;
    case NodeKind.Call:
      expr(e.func);
      exprs(e.args);
      keywords(e.keywords);
      break;
    case NodeKind.Constant: {
      const v = e.value as Value;
      if (!isConstant(v)) throw typeError(`got an invalid type in Constant: ${typeName(v)}`);
      break;
    }
    case NodeKind.Num: {
      const v = e.n as Value;
      const ok = typeof v === "number" || typeof v === "bigint" ||
        v instanceof PyFloat && v.cls === floatType ||
        v instanceof PyComplex && v.cls === complexType;
      if (!ok) throw typeError("non-numeric type in Num");
      break;
    }
    case NodeKind.Str:
      if (typeOf(e.s as Value) !== strType) throw typeError("non-string type in Str");
      break;
    case NodeKind.JoinedStr:
      exprs(e.values);
      break;
    case NodeKind.FormattedValue:
      expr(e.value);
      opt(e.format_spec);
      break;
    case NodeKind.Bytes:
      if (!(e.s instanceof PyBytes)) throw typeError("non-bytes type in Bytes");
      break;
    case NodeKind.Subscript:
      slice(e.slice);
      expr(e.value);
      break;
    case NodeKind.Starred:
      expr(e.value, ctx);
      break;
    case NodeKind.List:
    case NodeKind.Tuple:
      exprs(e.elts, ctx);
      break;
  }
}

/** Checks a tree. Raises ValueError or TypeError where no compiler could use it. */
export function validate(tree: ModNode): void {
  switch (tree.kind) {
    case NodeKind.Module:
    case NodeKind.Interactive:
      stmts(tree.body);
      break;
    case NodeKind.Expression:
      expr(tree.body);
      break;
    default:
      throw valueError("Suite is not valid in the CPython compiler");
  }
}
