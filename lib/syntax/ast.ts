/**
 * The abstract syntax tree of Python 3.6 (Parser/Python.asdl): one class for
 * each node, one enum for each kind of operator, and {@linkcode NODES}, the
 * same facts as data for whoever converts trees (the `_ast` module).
 *
 * Constants are Python values that the parser's caller makes (the syntax layer
 * knows no objects), so they are opaque here.
 *
 * @module
 */

/** A Python value inside a tree: made by the parser's {@linkcode ConstantFactory}, opaque here. */
export type ConstantValue = unknown;

/** Makes the Python values that literals stand for. */
export interface ConstantFactory {
  /** An int of any size. */
  int(value: number | bigint): ConstantValue;
  /** A float. */
  float(value: number): ConstantValue;
  /** An imaginary literal: 0 + imag j. */
  complex(imag: number): ConstantValue;
  /** A str, as UTF-16 where no high surrogate code point is directly followed by a low one. */
  str(value: string): ConstantValue;
  /** A str by code points, for what UTF-16 cannot say: a high surrogate code point followed by a low one. */
  strFromCodePoints(value: number[]): ConstantValue;
  /** A bytes object; the array is not changed afterwards. */
  bytes(value: Uint8Array): ConstantValue;
}

/** expr_context of Python.asdl. */
export const enum ExprContext {
  Load = 1,
  Store = 2,
  Del = 3,
  AugLoad = 4,
  AugStore = 5,
  Param = 6,
}

/** boolop of Python.asdl. */
export const enum BoolOperator {
  And = 1,
  Or = 2,
}

/** operator of Python.asdl. */
export const enum Operator {
  Add = 1,
  Sub = 2,
  Mult = 3,
  MatMult = 4,
  Div = 5,
  Mod = 6,
  Pow = 7,
  LShift = 8,
  RShift = 9,
  BitOr = 10,
  BitXor = 11,
  BitAnd = 12,
  FloorDiv = 13,
}

/** unaryop of Python.asdl. */
export const enum UnaryOperator {
  Invert = 1,
  Not = 2,
  UAdd = 3,
  USub = 4,
}

/** cmpop of Python.asdl. */
export const enum CmpOperator {
  Eq = 1,
  NotEq = 2,
  Lt = 3,
  LtE = 4,
  Gt = 5,
  GtE = 6,
  Is = 7,
  IsNot = 8,
  In = 9,
  NotIn = 10,
}

/** What a node is; numbers are dense so that a switch becomes a jump table. */
export const enum NodeKind {
  Module = 1,
  Interactive = 2,
  Expression = 3,
  Suite = 4,
  FunctionDef = 5,
  AsyncFunctionDef = 6,
  ClassDef = 7,
  Return = 8,
  Delete = 9,
  Assign = 10,
  AugAssign = 11,
  AnnAssign = 12,
  For = 13,
  AsyncFor = 14,
  While = 15,
  If = 16,
  With = 17,
  AsyncWith = 18,
  Raise = 19,
  Try = 20,
  Assert = 21,
  Import = 22,
  ImportFrom = 23,
  Global = 24,
  Nonlocal = 25,
  Expr = 26,
  Pass = 27,
  Break = 28,
  Continue = 29,
  BoolOp = 30,
  BinOp = 31,
  UnaryOp = 32,
  Lambda = 33,
  IfExp = 34,
  Dict = 35,
  SetExpr = 36,
  ListComp = 37,
  SetComp = 38,
  DictComp = 39,
  GeneratorExp = 40,
  Await = 41,
  Yield = 42,
  YieldFrom = 43,
  Compare = 44,
  Call = 45,
  Num = 46,
  Str = 47,
  FormattedValue = 48,
  JoinedStr = 49,
  Bytes = 50,
  NameConstant = 51,
  Ellipsis = 52,
  Constant = 53,
  Attribute = 54,
  Subscript = 55,
  Starred = 56,
  Name = 57,
  List = 58,
  Tuple = 59,
  Slice = 60,
  ExtSlice = 61,
  Index = 62,
  Comprehension = 63,
  ExceptHandler = 64,
  Arguments = 65,
  Arg = 66,
  Keyword = 67,
  Alias = 68,
  WithItem = 69,
}

/** `Module(stmt* body)` */
export class Module {
  readonly kind: NodeKind.Module = NodeKind.Module;
  constructor(
    public body: StmtNode[],
  ) {}
}

/** `Interactive(stmt* body)` */
export class Interactive {
  readonly kind: NodeKind.Interactive = NodeKind.Interactive;
  constructor(
    public body: StmtNode[],
  ) {}
}

/** `Expression(expr body)` */
export class Expression {
  readonly kind: NodeKind.Expression = NodeKind.Expression;
  constructor(
    public body: ExprNode,
  ) {}
}

/** `Suite(stmt* body)` */
export class Suite {
  readonly kind: NodeKind.Suite = NodeKind.Suite;
  constructor(
    public body: StmtNode[],
  ) {}
}

/** `FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns)` */
export class FunctionDef {
  readonly kind: NodeKind.FunctionDef = NodeKind.FunctionDef;
  constructor(
    public name: string,
    public args: Arguments,
    public body: StmtNode[],
    public decorator_list: ExprNode[],
    public returns: ExprNode | null,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns)` */
export class AsyncFunctionDef {
  readonly kind: NodeKind.AsyncFunctionDef = NodeKind.AsyncFunctionDef;
  constructor(
    public name: string,
    public args: Arguments,
    public body: StmtNode[],
    public decorator_list: ExprNode[],
    public returns: ExprNode | null,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list)` */
export class ClassDef {
  readonly kind: NodeKind.ClassDef = NodeKind.ClassDef;
  constructor(
    public name: string,
    public bases: ExprNode[],
    public keywords: Keyword[],
    public body: StmtNode[],
    public decorator_list: ExprNode[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Return(expr? value)` */
export class Return {
  readonly kind: NodeKind.Return = NodeKind.Return;
  constructor(
    public value: ExprNode | null,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Delete(expr* targets)` */
export class Delete {
  readonly kind: NodeKind.Delete = NodeKind.Delete;
  constructor(
    public targets: ExprNode[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Assign(expr* targets, expr value)` */
export class Assign {
  readonly kind: NodeKind.Assign = NodeKind.Assign;
  constructor(
    public targets: ExprNode[],
    public value: ExprNode,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `AugAssign(expr target, operator op, expr value)` */
export class AugAssign {
  readonly kind: NodeKind.AugAssign = NodeKind.AugAssign;
  constructor(
    public target: ExprNode,
    public op: Operator,
    public value: ExprNode,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `AnnAssign(expr target, expr annotation, expr? value, int simple)` */
export class AnnAssign {
  readonly kind: NodeKind.AnnAssign = NodeKind.AnnAssign;
  constructor(
    public target: ExprNode,
    public annotation: ExprNode,
    public value: ExprNode | null,
    public simple: number,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `For(expr target, expr iter, stmt* body, stmt* orelse)` */
export class For {
  readonly kind: NodeKind.For = NodeKind.For;
  constructor(
    public target: ExprNode,
    public iter: ExprNode,
    public body: StmtNode[],
    public orelse: StmtNode[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `AsyncFor(expr target, expr iter, stmt* body, stmt* orelse)` */
export class AsyncFor {
  readonly kind: NodeKind.AsyncFor = NodeKind.AsyncFor;
  constructor(
    public target: ExprNode,
    public iter: ExprNode,
    public body: StmtNode[],
    public orelse: StmtNode[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `While(expr test, stmt* body, stmt* orelse)` */
export class While {
  readonly kind: NodeKind.While = NodeKind.While;
  constructor(
    public test: ExprNode,
    public body: StmtNode[],
    public orelse: StmtNode[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `If(expr test, stmt* body, stmt* orelse)` */
export class If {
  readonly kind: NodeKind.If = NodeKind.If;
  constructor(
    public test: ExprNode,
    public body: StmtNode[],
    public orelse: StmtNode[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `With(withitem* items, stmt* body)` */
export class With {
  readonly kind: NodeKind.With = NodeKind.With;
  constructor(
    public items: WithItem[],
    public body: StmtNode[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `AsyncWith(withitem* items, stmt* body)` */
export class AsyncWith {
  readonly kind: NodeKind.AsyncWith = NodeKind.AsyncWith;
  constructor(
    public items: WithItem[],
    public body: StmtNode[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Raise(expr? exc, expr? cause)` */
export class Raise {
  readonly kind: NodeKind.Raise = NodeKind.Raise;
  constructor(
    public exc: ExprNode | null,
    public cause: ExprNode | null,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)` */
export class Try {
  readonly kind: NodeKind.Try = NodeKind.Try;
  constructor(
    public body: StmtNode[],
    public handlers: ExceptHandler[],
    public orelse: StmtNode[],
    public finalbody: StmtNode[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Assert(expr test, expr? msg)` */
export class Assert {
  readonly kind: NodeKind.Assert = NodeKind.Assert;
  constructor(
    public test: ExprNode,
    public msg: ExprNode | null,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Import(alias* names)` */
export class Import {
  readonly kind: NodeKind.Import = NodeKind.Import;
  constructor(
    public names: Alias[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `ImportFrom(identifier? module, alias* names, int? level)` */
export class ImportFrom {
  readonly kind: NodeKind.ImportFrom = NodeKind.ImportFrom;
  constructor(
    public module: string | null,
    public names: Alias[],
    public level: number | null,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Global(identifier* names)` */
export class Global {
  readonly kind: NodeKind.Global = NodeKind.Global;
  constructor(
    public names: string[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Nonlocal(identifier* names)` */
export class Nonlocal {
  readonly kind: NodeKind.Nonlocal = NodeKind.Nonlocal;
  constructor(
    public names: string[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Expr(expr value)` */
export class Expr {
  readonly kind: NodeKind.Expr = NodeKind.Expr;
  constructor(
    public value: ExprNode,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Pass()` */
export class Pass {
  readonly kind: NodeKind.Pass = NodeKind.Pass;
  constructor(
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Break()` */
export class Break {
  readonly kind: NodeKind.Break = NodeKind.Break;
  constructor(
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Continue()` */
export class Continue {
  readonly kind: NodeKind.Continue = NodeKind.Continue;
  constructor(
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `BoolOp(boolop op, expr* values)` */
export class BoolOp {
  readonly kind: NodeKind.BoolOp = NodeKind.BoolOp;
  constructor(
    public op: BoolOperator,
    public values: ExprNode[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `BinOp(expr left, operator op, expr right)` */
export class BinOp {
  readonly kind: NodeKind.BinOp = NodeKind.BinOp;
  constructor(
    public left: ExprNode,
    public op: Operator,
    public right: ExprNode,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `UnaryOp(unaryop op, expr operand)` */
export class UnaryOp {
  readonly kind: NodeKind.UnaryOp = NodeKind.UnaryOp;
  constructor(
    public op: UnaryOperator,
    public operand: ExprNode,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Lambda(arguments args, expr body)` */
export class Lambda {
  readonly kind: NodeKind.Lambda = NodeKind.Lambda;
  constructor(
    public args: Arguments,
    public body: ExprNode,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `IfExp(expr test, expr body, expr orelse)` */
export class IfExp {
  readonly kind: NodeKind.IfExp = NodeKind.IfExp;
  constructor(
    public test: ExprNode,
    public body: ExprNode,
    public orelse: ExprNode,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Dict(expr?* keys, expr* values)` */
export class Dict {
  readonly kind: NodeKind.Dict = NodeKind.Dict;
  constructor(
    public keys: (ExprNode | null)[],
    public values: ExprNode[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Set(expr* elts)` */
export class SetExpr {
  readonly kind: NodeKind.SetExpr = NodeKind.SetExpr;
  constructor(
    public elts: ExprNode[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `ListComp(expr elt, comprehension* generators)` */
export class ListComp {
  readonly kind: NodeKind.ListComp = NodeKind.ListComp;
  constructor(
    public elt: ExprNode,
    public generators: Comprehension[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `SetComp(expr elt, comprehension* generators)` */
export class SetComp {
  readonly kind: NodeKind.SetComp = NodeKind.SetComp;
  constructor(
    public elt: ExprNode,
    public generators: Comprehension[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `DictComp(expr key, expr value, comprehension* generators)` */
export class DictComp {
  readonly kind: NodeKind.DictComp = NodeKind.DictComp;
  constructor(
    public key: ExprNode,
    public value: ExprNode,
    public generators: Comprehension[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `GeneratorExp(expr elt, comprehension* generators)` */
export class GeneratorExp {
  readonly kind: NodeKind.GeneratorExp = NodeKind.GeneratorExp;
  constructor(
    public elt: ExprNode,
    public generators: Comprehension[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Await(expr value)` */
export class Await {
  readonly kind: NodeKind.Await = NodeKind.Await;
  constructor(
    public value: ExprNode,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Yield(expr? value)` */
export class Yield {
  readonly kind: NodeKind.Yield = NodeKind.Yield;
  constructor(
    public value: ExprNode | null,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `YieldFrom(expr value)` */
export class YieldFrom {
  readonly kind: NodeKind.YieldFrom = NodeKind.YieldFrom;
  constructor(
    public value: ExprNode,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Compare(expr left, cmpop* ops, expr* comparators)` */
export class Compare {
  readonly kind: NodeKind.Compare = NodeKind.Compare;
  constructor(
    public left: ExprNode,
    public ops: CmpOperator[],
    public comparators: ExprNode[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Call(expr func, expr* args, keyword* keywords)` */
export class Call {
  readonly kind: NodeKind.Call = NodeKind.Call;
  constructor(
    public func: ExprNode,
    public args: ExprNode[],
    public keywords: Keyword[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Num(object n)` */
export class Num {
  readonly kind: NodeKind.Num = NodeKind.Num;
  constructor(
    public n: ConstantValue,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Str(string s)` */
export class Str {
  readonly kind: NodeKind.Str = NodeKind.Str;
  constructor(
    public s: ConstantValue,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `FormattedValue(expr value, int? conversion, expr? format_spec)` */
export class FormattedValue {
  readonly kind: NodeKind.FormattedValue = NodeKind.FormattedValue;
  constructor(
    public value: ExprNode,
    public conversion: number | null,
    public format_spec: ExprNode | null,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `JoinedStr(expr* values)` */
export class JoinedStr {
  readonly kind: NodeKind.JoinedStr = NodeKind.JoinedStr;
  constructor(
    public values: ExprNode[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Bytes(bytes s)` */
export class Bytes {
  readonly kind: NodeKind.Bytes = NodeKind.Bytes;
  constructor(
    public s: ConstantValue,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `NameConstant(singleton value)` */
export class NameConstant {
  readonly kind: NodeKind.NameConstant = NodeKind.NameConstant;
  constructor(
    public value: true | false | null,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Ellipsis()` */
export class Ellipsis {
  readonly kind: NodeKind.Ellipsis = NodeKind.Ellipsis;
  constructor(
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Constant(constant value)` */
export class Constant {
  readonly kind: NodeKind.Constant = NodeKind.Constant;
  constructor(
    public value: ConstantValue,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Attribute(expr value, identifier attr, expr_context ctx)` */
export class Attribute {
  readonly kind: NodeKind.Attribute = NodeKind.Attribute;
  constructor(
    public value: ExprNode,
    public attr: string,
    public ctx: ExprContext,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Subscript(expr value, slice slice, expr_context ctx)` */
export class Subscript {
  readonly kind: NodeKind.Subscript = NodeKind.Subscript;
  constructor(
    public value: ExprNode,
    public slice: SliceNode,
    public ctx: ExprContext,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Starred(expr value, expr_context ctx)` */
export class Starred {
  readonly kind: NodeKind.Starred = NodeKind.Starred;
  constructor(
    public value: ExprNode,
    public ctx: ExprContext,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Name(identifier id, expr_context ctx)` */
export class Name {
  readonly kind: NodeKind.Name = NodeKind.Name;
  constructor(
    public id: string,
    public ctx: ExprContext,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `List(expr* elts, expr_context ctx)` */
export class List {
  readonly kind: NodeKind.List = NodeKind.List;
  constructor(
    public elts: ExprNode[],
    public ctx: ExprContext,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Tuple(expr* elts, expr_context ctx)` */
export class Tuple {
  readonly kind: NodeKind.Tuple = NodeKind.Tuple;
  constructor(
    public elts: ExprNode[],
    public ctx: ExprContext,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `Slice(expr? lower, expr? upper, expr? step)` */
export class Slice {
  readonly kind: NodeKind.Slice = NodeKind.Slice;
  constructor(
    public lower: ExprNode | null,
    public upper: ExprNode | null,
    public step: ExprNode | null,
  ) {}
}

/** `ExtSlice(slice* dims)` */
export class ExtSlice {
  readonly kind: NodeKind.ExtSlice = NodeKind.ExtSlice;
  constructor(
    public dims: SliceNode[],
  ) {}
}

/** `Index(expr value)` */
export class Index {
  readonly kind: NodeKind.Index = NodeKind.Index;
  constructor(
    public value: ExprNode,
  ) {}
}

/** `comprehension(expr target, expr iter, expr* ifs, int is_async)` */
export class Comprehension {
  readonly kind: NodeKind.Comprehension = NodeKind.Comprehension;
  constructor(
    public target: ExprNode,
    public iter: ExprNode,
    public ifs: ExprNode[],
    public is_async: number,
  ) {}
}

/** `ExceptHandler(expr? type, identifier? name, stmt* body)` */
export class ExceptHandler {
  readonly kind: NodeKind.ExceptHandler = NodeKind.ExceptHandler;
  constructor(
    public type: ExprNode | null,
    public name: string | null,
    public body: StmtNode[],
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `arguments(arg* args, arg? vararg, arg* kwonlyargs, expr?* kw_defaults, arg? kwarg, expr* defaults)` */
export class Arguments {
  readonly kind: NodeKind.Arguments = NodeKind.Arguments;
  constructor(
    public args: Arg[],
    public vararg: Arg | null,
    public kwonlyargs: Arg[],
    public kw_defaults: (ExprNode | null)[],
    public kwarg: Arg | null,
    public defaults: ExprNode[],
  ) {}
}

/** `arg(identifier arg, expr? annotation)` */
export class Arg {
  readonly kind: NodeKind.Arg = NodeKind.Arg;
  constructor(
    public arg: string,
    public annotation: ExprNode | null,
    public lineno: number,
    public col_offset: number,
  ) {}
}

/** `keyword(identifier? arg, expr value)` */
export class Keyword {
  readonly kind: NodeKind.Keyword = NodeKind.Keyword;
  constructor(
    public arg: string | null,
    public value: ExprNode,
  ) {}
}

/** `alias(identifier name, identifier? asname)` */
export class Alias {
  readonly kind: NodeKind.Alias = NodeKind.Alias;
  constructor(
    public name: string,
    public asname: string | null,
  ) {}
}

/** `withitem(expr context_expr, expr? optional_vars)` */
export class WithItem {
  readonly kind: NodeKind.WithItem = NodeKind.WithItem;
  constructor(
    public context_expr: ExprNode,
    public optional_vars: ExprNode | null,
  ) {}
}

/** Any mod node. */
export type ModNode =
  | Module
  | Interactive
  | Expression
  | Suite;

/** Any stmt node. */
export type StmtNode =
  | FunctionDef
  | AsyncFunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | AugAssign
  | AnnAssign
  | For
  | AsyncFor
  | While
  | If
  | With
  | AsyncWith
  | Raise
  | Try
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | Expr
  | Pass
  | Break
  | Continue;

/** Any expr node. */
export type ExprNode =
  | BoolOp
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | SetExpr
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Await
  | Yield
  | YieldFrom
  | Compare
  | Call
  | Num
  | Str
  | FormattedValue
  | JoinedStr
  | Bytes
  | NameConstant
  | Ellipsis
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | List
  | Tuple;

/** Any slice node. */
export type SliceNode =
  | Slice
  | ExtSlice
  | Index;

/** Any node. */
export type Node =
  | ModNode
  | StmtNode
  | ExprNode
  | SliceNode
  | Comprehension
  | ExceptHandler
  | Arguments
  | Arg
  | Keyword
  | Alias
  | WithItem;

/** A field of a node: its name, its ASDL type, and `?` optional, `*` list, `?*` list with holes. */
export type FieldSpec = readonly [name: string, type: string, quantifier: "" | "?" | "*" | "?*"];

/** What `_ast` needs to know of a node class. */
export interface NodeSpec {
  /** The Python class's name. */
  readonly name: string;
  /** The ASDL sum it belongs to (its Python base class), or its own name for a product. */
  readonly sum: string;
  readonly kind: NodeKind;
  readonly fields: readonly FieldSpec[];
  /** Whether it has `lineno` and `col_offset`. */
  readonly located: boolean;
}

/** Every node class, in Python.asdl's order. */
export const NODES: readonly NodeSpec[] = [
  {
    name: "Module",
    sum: "mod",
    kind: NodeKind.Module,
    fields: [["body", "stmt", "*"]],
    located: false,
  },
  {
    name: "Interactive",
    sum: "mod",
    kind: NodeKind.Interactive,
    fields: [["body", "stmt", "*"]],
    located: false,
  },
  {
    name: "Expression",
    sum: "mod",
    kind: NodeKind.Expression,
    fields: [["body", "expr", ""]],
    located: false,
  },
  {
    name: "Suite",
    sum: "mod",
    kind: NodeKind.Suite,
    fields: [["body", "stmt", "*"]],
    located: false,
  },
  {
    name: "FunctionDef",
    sum: "stmt",
    kind: NodeKind.FunctionDef,
    fields: [["name", "identifier", ""], ["args", "arguments", ""], ["body", "stmt", "*"], [
      "decorator_list",
      "expr",
      "*",
    ], ["returns", "expr", "?"]],
    located: true,
  },
  {
    name: "AsyncFunctionDef",
    sum: "stmt",
    kind: NodeKind.AsyncFunctionDef,
    fields: [["name", "identifier", ""], ["args", "arguments", ""], ["body", "stmt", "*"], [
      "decorator_list",
      "expr",
      "*",
    ], ["returns", "expr", "?"]],
    located: true,
  },
  {
    name: "ClassDef",
    sum: "stmt",
    kind: NodeKind.ClassDef,
    fields: [["name", "identifier", ""], ["bases", "expr", "*"], ["keywords", "keyword", "*"], [
      "body",
      "stmt",
      "*",
    ], ["decorator_list", "expr", "*"]],
    located: true,
  },
  {
    name: "Return",
    sum: "stmt",
    kind: NodeKind.Return,
    fields: [["value", "expr", "?"]],
    located: true,
  },
  {
    name: "Delete",
    sum: "stmt",
    kind: NodeKind.Delete,
    fields: [["targets", "expr", "*"]],
    located: true,
  },
  {
    name: "Assign",
    sum: "stmt",
    kind: NodeKind.Assign,
    fields: [["targets", "expr", "*"], ["value", "expr", ""]],
    located: true,
  },
  {
    name: "AugAssign",
    sum: "stmt",
    kind: NodeKind.AugAssign,
    fields: [["target", "expr", ""], ["op", "operator", ""], ["value", "expr", ""]],
    located: true,
  },
  {
    name: "AnnAssign",
    sum: "stmt",
    kind: NodeKind.AnnAssign,
    fields: [["target", "expr", ""], ["annotation", "expr", ""], ["value", "expr", "?"], [
      "simple",
      "int",
      "",
    ]],
    located: true,
  },
  {
    name: "For",
    sum: "stmt",
    kind: NodeKind.For,
    fields: [["target", "expr", ""], ["iter", "expr", ""], ["body", "stmt", "*"], [
      "orelse",
      "stmt",
      "*",
    ]],
    located: true,
  },
  {
    name: "AsyncFor",
    sum: "stmt",
    kind: NodeKind.AsyncFor,
    fields: [["target", "expr", ""], ["iter", "expr", ""], ["body", "stmt", "*"], [
      "orelse",
      "stmt",
      "*",
    ]],
    located: true,
  },
  {
    name: "While",
    sum: "stmt",
    kind: NodeKind.While,
    fields: [["test", "expr", ""], ["body", "stmt", "*"], ["orelse", "stmt", "*"]],
    located: true,
  },
  {
    name: "If",
    sum: "stmt",
    kind: NodeKind.If,
    fields: [["test", "expr", ""], ["body", "stmt", "*"], ["orelse", "stmt", "*"]],
    located: true,
  },
  {
    name: "With",
    sum: "stmt",
    kind: NodeKind.With,
    fields: [["items", "withitem", "*"], ["body", "stmt", "*"]],
    located: true,
  },
  {
    name: "AsyncWith",
    sum: "stmt",
    kind: NodeKind.AsyncWith,
    fields: [["items", "withitem", "*"], ["body", "stmt", "*"]],
    located: true,
  },
  {
    name: "Raise",
    sum: "stmt",
    kind: NodeKind.Raise,
    fields: [["exc", "expr", "?"], ["cause", "expr", "?"]],
    located: true,
  },
  {
    name: "Try",
    sum: "stmt",
    kind: NodeKind.Try,
    fields: [["body", "stmt", "*"], ["handlers", "excepthandler", "*"], ["orelse", "stmt", "*"], [
      "finalbody",
      "stmt",
      "*",
    ]],
    located: true,
  },
  {
    name: "Assert",
    sum: "stmt",
    kind: NodeKind.Assert,
    fields: [["test", "expr", ""], ["msg", "expr", "?"]],
    located: true,
  },
  {
    name: "Import",
    sum: "stmt",
    kind: NodeKind.Import,
    fields: [["names", "alias", "*"]],
    located: true,
  },
  {
    name: "ImportFrom",
    sum: "stmt",
    kind: NodeKind.ImportFrom,
    fields: [["module", "identifier", "?"], ["names", "alias", "*"], ["level", "int", "?"]],
    located: true,
  },
  {
    name: "Global",
    sum: "stmt",
    kind: NodeKind.Global,
    fields: [["names", "identifier", "*"]],
    located: true,
  },
  {
    name: "Nonlocal",
    sum: "stmt",
    kind: NodeKind.Nonlocal,
    fields: [["names", "identifier", "*"]],
    located: true,
  },
  {
    name: "Expr",
    sum: "stmt",
    kind: NodeKind.Expr,
    fields: [["value", "expr", ""]],
    located: true,
  },
  { name: "Pass", sum: "stmt", kind: NodeKind.Pass, fields: [], located: true },
  { name: "Break", sum: "stmt", kind: NodeKind.Break, fields: [], located: true },
  { name: "Continue", sum: "stmt", kind: NodeKind.Continue, fields: [], located: true },
  {
    name: "BoolOp",
    sum: "expr",
    kind: NodeKind.BoolOp,
    fields: [["op", "boolop", ""], ["values", "expr", "*"]],
    located: true,
  },
  {
    name: "BinOp",
    sum: "expr",
    kind: NodeKind.BinOp,
    fields: [["left", "expr", ""], ["op", "operator", ""], ["right", "expr", ""]],
    located: true,
  },
  {
    name: "UnaryOp",
    sum: "expr",
    kind: NodeKind.UnaryOp,
    fields: [["op", "unaryop", ""], ["operand", "expr", ""]],
    located: true,
  },
  {
    name: "Lambda",
    sum: "expr",
    kind: NodeKind.Lambda,
    fields: [["args", "arguments", ""], ["body", "expr", ""]],
    located: true,
  },
  {
    name: "IfExp",
    sum: "expr",
    kind: NodeKind.IfExp,
    fields: [["test", "expr", ""], ["body", "expr", ""], ["orelse", "expr", ""]],
    located: true,
  },
  {
    name: "Dict",
    sum: "expr",
    kind: NodeKind.Dict,
    fields: [["keys", "expr", "?*"], ["values", "expr", "*"]],
    located: true,
  },
  {
    name: "Set",
    sum: "expr",
    kind: NodeKind.SetExpr,
    fields: [["elts", "expr", "*"]],
    located: true,
  },
  {
    name: "ListComp",
    sum: "expr",
    kind: NodeKind.ListComp,
    fields: [["elt", "expr", ""], ["generators", "comprehension", "*"]],
    located: true,
  },
  {
    name: "SetComp",
    sum: "expr",
    kind: NodeKind.SetComp,
    fields: [["elt", "expr", ""], ["generators", "comprehension", "*"]],
    located: true,
  },
  {
    name: "DictComp",
    sum: "expr",
    kind: NodeKind.DictComp,
    fields: [["key", "expr", ""], ["value", "expr", ""], ["generators", "comprehension", "*"]],
    located: true,
  },
  {
    name: "GeneratorExp",
    sum: "expr",
    kind: NodeKind.GeneratorExp,
    fields: [["elt", "expr", ""], ["generators", "comprehension", "*"]],
    located: true,
  },
  {
    name: "Await",
    sum: "expr",
    kind: NodeKind.Await,
    fields: [["value", "expr", ""]],
    located: true,
  },
  {
    name: "Yield",
    sum: "expr",
    kind: NodeKind.Yield,
    fields: [["value", "expr", "?"]],
    located: true,
  },
  {
    name: "YieldFrom",
    sum: "expr",
    kind: NodeKind.YieldFrom,
    fields: [["value", "expr", ""]],
    located: true,
  },
  {
    name: "Compare",
    sum: "expr",
    kind: NodeKind.Compare,
    fields: [["left", "expr", ""], ["ops", "cmpop", "*"], ["comparators", "expr", "*"]],
    located: true,
  },
  {
    name: "Call",
    sum: "expr",
    kind: NodeKind.Call,
    fields: [["func", "expr", ""], ["args", "expr", "*"], ["keywords", "keyword", "*"]],
    located: true,
  },
  { name: "Num", sum: "expr", kind: NodeKind.Num, fields: [["n", "object", ""]], located: true },
  { name: "Str", sum: "expr", kind: NodeKind.Str, fields: [["s", "string", ""]], located: true },
  {
    name: "FormattedValue",
    sum: "expr",
    kind: NodeKind.FormattedValue,
    fields: [["value", "expr", ""], ["conversion", "int", "?"], ["format_spec", "expr", "?"]],
    located: true,
  },
  {
    name: "JoinedStr",
    sum: "expr",
    kind: NodeKind.JoinedStr,
    fields: [["values", "expr", "*"]],
    located: true,
  },
  { name: "Bytes", sum: "expr", kind: NodeKind.Bytes, fields: [["s", "bytes", ""]], located: true },
  {
    name: "NameConstant",
    sum: "expr",
    kind: NodeKind.NameConstant,
    fields: [["value", "singleton", ""]],
    located: true,
  },
  { name: "Ellipsis", sum: "expr", kind: NodeKind.Ellipsis, fields: [], located: true },
  {
    name: "Constant",
    sum: "expr",
    kind: NodeKind.Constant,
    fields: [["value", "constant", ""]],
    located: true,
  },
  {
    name: "Attribute",
    sum: "expr",
    kind: NodeKind.Attribute,
    fields: [["value", "expr", ""], ["attr", "identifier", ""], ["ctx", "expr_context", ""]],
    located: true,
  },
  {
    name: "Subscript",
    sum: "expr",
    kind: NodeKind.Subscript,
    fields: [["value", "expr", ""], ["slice", "slice", ""], ["ctx", "expr_context", ""]],
    located: true,
  },
  {
    name: "Starred",
    sum: "expr",
    kind: NodeKind.Starred,
    fields: [["value", "expr", ""], ["ctx", "expr_context", ""]],
    located: true,
  },
  {
    name: "Name",
    sum: "expr",
    kind: NodeKind.Name,
    fields: [["id", "identifier", ""], ["ctx", "expr_context", ""]],
    located: true,
  },
  {
    name: "List",
    sum: "expr",
    kind: NodeKind.List,
    fields: [["elts", "expr", "*"], ["ctx", "expr_context", ""]],
    located: true,
  },
  {
    name: "Tuple",
    sum: "expr",
    kind: NodeKind.Tuple,
    fields: [["elts", "expr", "*"], ["ctx", "expr_context", ""]],
    located: true,
  },
  {
    name: "Slice",
    sum: "slice",
    kind: NodeKind.Slice,
    fields: [["lower", "expr", "?"], ["upper", "expr", "?"], ["step", "expr", "?"]],
    located: false,
  },
  {
    name: "ExtSlice",
    sum: "slice",
    kind: NodeKind.ExtSlice,
    fields: [["dims", "slice", "*"]],
    located: false,
  },
  {
    name: "Index",
    sum: "slice",
    kind: NodeKind.Index,
    fields: [["value", "expr", ""]],
    located: false,
  },
  {
    name: "comprehension",
    sum: "comprehension",
    kind: NodeKind.Comprehension,
    fields: [["target", "expr", ""], ["iter", "expr", ""], ["ifs", "expr", "*"], [
      "is_async",
      "int",
      "",
    ]],
    located: false,
  },
  {
    name: "ExceptHandler",
    sum: "excepthandler",
    kind: NodeKind.ExceptHandler,
    fields: [["type", "expr", "?"], ["name", "identifier", "?"], ["body", "stmt", "*"]],
    located: true,
  },
  {
    name: "arguments",
    sum: "arguments",
    kind: NodeKind.Arguments,
    fields: [
      ["args", "arg", "*"],
      ["vararg", "arg", "?"],
      ["kwonlyargs", "arg", "*"],
      ["kw_defaults", "expr", "?*"],
      ["kwarg", "arg", "?"],
      ["defaults", "expr", "*"],
    ],
    located: false,
  },
  {
    name: "arg",
    sum: "arg",
    kind: NodeKind.Arg,
    fields: [["arg", "identifier", ""], ["annotation", "expr", "?"]],
    located: true,
  },
  {
    name: "keyword",
    sum: "keyword",
    kind: NodeKind.Keyword,
    fields: [["arg", "identifier", "?"], ["value", "expr", ""]],
    located: false,
  },
  {
    name: "alias",
    sum: "alias",
    kind: NodeKind.Alias,
    fields: [["name", "identifier", ""], ["asname", "identifier", "?"]],
    located: false,
  },
  {
    name: "withitem",
    sum: "withitem",
    kind: NodeKind.WithItem,
    fields: [["context_expr", "expr", ""], ["optional_vars", "expr", "?"]],
    located: false,
  },
];

/** The operator enumerations by ASDL type: the names in order, the first having number 1. */
export const ENUMERATIONS: Readonly<Record<string, readonly string[]>> = {
  expr_context: ["Load", "Store", "Del", "AugLoad", "AugStore", "Param"],
  boolop: ["And", "Or"],
  operator: [
    "Add",
    "Sub",
    "Mult",
    "MatMult",
    "Div",
    "Mod",
    "Pow",
    "LShift",
    "RShift",
    "BitOr",
    "BitXor",
    "BitAnd",
    "FloorDiv",
  ],
  unaryop: ["Invert", "Not", "UAdd", "USub"],
  cmpop: ["Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"],
};
