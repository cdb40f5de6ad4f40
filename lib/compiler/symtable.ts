/**
 * The symbol table (Python/symtable.c): one pass over the tree that collects
 * what each block does to each name, and one over the blocks that resolves
 * every name's scope. Names are mangled in it.
 *
 * Sets that CPython copies for every child block are shared here: a block only
 * ever asks about a name before it changes that very name, so a child can read
 * its parent's sets.
 *
 * @module
 */
import type {
  Alias,
  AnnAssign,
  Arg,
  Arguments,
  Assert,
  Assign,
  AsyncFor,
  AsyncFunctionDef,
  AsyncWith,
  Attribute,
  AugAssign,
  Await,
  BinOp,
  BoolOp,
  Call,
  ClassDef,
  Compare,
  Comprehension,
  Delete,
  Dict,
  DictComp,
  Expr,
  ExprNode,
  ExtSlice,
  For,
  FormattedValue,
  FunctionDef,
  GeneratorExp,
  Global,
  If,
  IfExp,
  Import,
  ImportFrom,
  Index,
  JoinedStr,
  Lambda,
  List,
  ListComp,
  ModNode,
  Name,
  Nonlocal,
  Raise,
  Return,
  SetComp,
  SetExpr,
  Slice,
  SliceNode,
  Starred,
  StmtNode,
  Subscript,
  Try,
  Tuple,
  UnaryOp,
  While,
  With,
  Yield,
  YieldFrom,
} from "../syntax/ast.ts";
import { locatedError, plainError, recursionError } from "./problem.ts";

/** Flags of a symbol (Include/symtable.h). */
export const DEF_GLOBAL = 1;
export const DEF_LOCAL = 2;
export const DEF_PARAM = 4;
export const DEF_NONLOCAL = 8;
export const USE = 16;
export const DEF_FREE = 32;
export const DEF_FREE_CLASS = 64;
export const DEF_IMPORT = 128;
export const DEF_ANNOT = 256;
export const DEF_BOUND: number = DEF_LOCAL | DEF_PARAM | DEF_IMPORT;

/** Where a symbol's scope is within its flags. */
export const SCOPE_OFFSET = 11;
export const SCOPE_MASK: number = DEF_GLOBAL | DEF_LOCAL | DEF_PARAM | DEF_NONLOCAL;

/** Scopes of a symbol. */
export const LOCAL = 1;
export const GLOBAL_EXPLICIT = 2;
export const GLOBAL_IMPLICIT = 3;
export const FREE = 4;
export const CELL = 5;

/** Types of a block. */
export const FUNCTION_BLOCK = 0;
export const CLASS_BLOCK = 1;
export const MODULE_BLOCK = 2;

/** Where a global or nonlocal statement named a name. */
export interface Directive {
  readonly name: string;
  readonly lineno: number;
  readonly colOffset: number;
}

/** A block: PySTEntryObject. */
export class SymtableEntry {
  /** ste_symbols: flags by mangled name, the scope included once the table is built. */
  readonly symbols: Map<string, number> = new Map();
  /** ste_varnames: the parameters. */
  readonly varnames: string[] = [];
  /** ste_children: the blocks inside, in order. */
  readonly children: SymtableEntry[] = [];
  /** ste_directives. */
  directives: Directive[] | null = null;
  /** ste_free: has free variables. */
  free = false;
  /** ste_child_free: a child has. */
  childFree = false;
  /** ste_generator: has a yield. */
  generator = false;
  /** ste_coroutine: is async, or has an await. */
  coroutine = false;
  /** ste_varargs. */
  varargs = false;
  /** ste_varkeywords. */
  varkeywords = false;
  /** ste_returns_value. */
  returnsValue = false;
  /** ste_needs_class_closure: a method uses `__class__`. */
  needsClassClosure = false;
  /** Some symbol is a cell. */
  hasCells = false;
  /** Some symbol is free, or free in a method of this class. */
  hasFree = false;
  /** ste_tmpname. */
  tmpname = 0;

  constructor(
    /** ste_id: unique within the table. */
    readonly id: number,
    /** ste_name. */
    readonly name: string,
    /** ste_type: FUNCTION_BLOCK, CLASS_BLOCK or MODULE_BLOCK. */
    readonly type: number,
    /** ste_nested: inside a function. */
    readonly nested: boolean,
    /** ste_lineno. */
    readonly lineno: number,
    /** ste_col_offset. */
    readonly colOffset: number,
  ) {}

  /** PyST_GetScope(): a mangled name's scope, 0 where it has none. */
  scope(name: string): number {
    const flags = this.symbols.get(name);
    return flags === undefined ? 0 : (flags >> SCOPE_OFFSET) & SCOPE_MASK;
  }
}

/** A built symbol table. */
export interface Symtable {
  /** The module's block. */
  readonly top: SymtableEntry;
  /** The block of a node: a mod, function, class, lambda or comprehension. */
  readonly blocks: Map<object, SymtableEntry>;
}

/** How deep a tree may be: CPython counts the Python frames that are active as well. */
export interface RecursionBudget {
  /** sys.getrecursionlimit(). */
  recursionLimit?: number;
  /** The number of active Python frames. */
  recursionDepth?: number;
}

const COMPILER_STACK_FRAME_SCALE = 3;
const UNDERSCORE = 95;

/** _Py_Mangle(): a private name inside a class. */
export function mangle(privateName: string | null, name: string): string {
  if (
    privateName === null || name.charCodeAt(0) !== UNDERSCORE || name.charCodeAt(1) !== UNDERSCORE
  ) return name;
  if (name.endsWith("__") || name.includes(".")) return name;
  let start = 0;
  while (privateName.charCodeAt(start) === UNDERSCORE) start++;
  if (start === privateName.length) return name;
  return "_" + privateName.slice(start) + name;
}

/** NodeKind of ast.ts: an imported const enum would not become a jump table. A test compares. */
const enum K {
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
}

const LOAD = 1;

class Builder implements Symtable {
  readonly top: SymtableEntry;
  readonly blocks: Map<object, SymtableEntry> = new Map();
  private cur: SymtableEntry;
  private readonly stack: SymtableEntry[] = [];
  private private: string | null = null;
  private depth: number;
  private readonly limit: number;
  private nextId = 1;

  constructor(mod: ModNode, budget: RecursionBudget) {
    this.depth = (budget.recursionDepth ?? 1) * COMPILER_STACK_FRAME_SCALE;
    this.limit = (budget.recursionLimit ?? 1000) * COMPILER_STACK_FRAME_SCALE;
    this.top = new SymtableEntry(this.nextId++, "top", MODULE_BLOCK, false, 0, 0);
    this.cur = this.top;
    this.blocks.set(mod, this.top);
  }

  private enterBlock(name: string, type: number, node: object, lineno: number, col: number): void {
    const cur = this.cur;
    const nested = cur.nested || cur.type === FUNCTION_BLOCK;
    const entry = new SymtableEntry(this.nextId++, name, type, nested, lineno, col);
    this.blocks.set(node, entry);
    cur.children.push(entry);
    this.stack.push(cur);
    this.cur = entry;
  }

  private exitBlock(): void {
    this.cur = this.stack.pop()!;
  }

  private mangle(name: string): string {
    const p = this.private;
    return p === null || name.charCodeAt(0) !== UNDERSCORE ? name : mangle(p, name);
  }

  /** symtable_add_def() */
  private addDef(name: string, flag: number): void {
    const mangled = this.mangle(name);
    const symbols = this.cur.symbols;
    const old = symbols.get(mangled);
    if (old === undefined) {
      symbols.set(mangled, flag);
    } else {
      if ((flag & old & DEF_PARAM) !== 0) {
        throw locatedError(
          `duplicate argument '${name}' in function definition`,
          this.cur.lineno,
          this.cur.colOffset,
        );
      }
      if ((old | flag) !== old) symbols.set(mangled, old | flag);
    }
    if ((flag & DEF_PARAM) !== 0) {
      this.cur.varnames.push(mangled);
    } else if ((flag & DEF_GLOBAL) !== 0) {
      const globals = this.top.symbols;
      globals.set(mangled, flag | (globals.get(mangled) ?? 0));
    }
  }

  private lookup(name: string): number {
    return this.cur.symbols.get(this.mangle(name)) ?? 0;
  }

  visitModule(mod: ModNode): void {
    switch (mod.kind as number as K) {
      case K.Module:
      case K.Interactive:
        this.stmts((mod as { body: StmtNode[] }).body);
        break;
      case K.Expression:
        this.expr((mod as { body: ExprNode }).body);
        break;
      default:
        throw plainError("RuntimeError", "this compiler does not handle Suites");
    }
  }

  private stmts(body: StmtNode[]): void {
    for (let i = 0; i < body.length; i++) this.stmt(body[i]);
  }

  private exprs(list: readonly ExprNode[]): void {
    for (let i = 0; i < list.length; i++) this.expr(list[i]);
  }

  private optional(list: readonly (ExprNode | null)[]): void {
    for (let i = 0; i < list.length; i++) {
      const e = list[i];
      if (e !== null) this.expr(e);
    }
  }

  private stmt(s: StmtNode): void {
    if (++this.depth > this.limit) throw recursionError();
    switch (s.kind as number as K) {
      case K.FunctionDef:
        this.functionDef(s as FunctionDef, false);
        break;
      case K.AsyncFunctionDef:
        this.functionDef(s as AsyncFunctionDef, true);
        break;
      case K.ClassDef:
        this.classDef(s as ClassDef);
        break;
      case K.Return: {
        const value = (s as Return).value;
        if (value !== null) {
          this.expr(value);
          this.cur.returnsValue = true;
        }
        break;
      }
      case K.Delete:
        this.exprs((s as Delete).targets);
        break;
      case K.Assign:
        this.exprs((s as Assign).targets);
        this.expr((s as Assign).value);
        break;
      case K.AugAssign:
        this.expr((s as AugAssign).target);
        this.expr((s as AugAssign).value);
        break;
      case K.AnnAssign:
        this.annAssign(s as AnnAssign);
        break;
      case K.For:
      case K.AsyncFor:
        this.expr((s as For | AsyncFor).target);
        this.expr((s as For | AsyncFor).iter);
        this.stmts((s as For | AsyncFor).body);
        this.stmts((s as For | AsyncFor).orelse);
        break;
      case K.While:
        this.expr((s as While).test);
        this.stmts((s as While).body);
        this.stmts((s as While).orelse);
        break;
      case K.If:
        this.ifChain(s as If);
        break;
      case K.With:
      case K.AsyncWith:
        for (const item of (s as With | AsyncWith).items) {
          this.expr(item.context_expr);
          if (item.optional_vars !== null) this.expr(item.optional_vars);
        }
        this.stmts((s as With | AsyncWith).body);
        break;
      case K.Raise: {
        const { exc, cause } = s as Raise;
        if (exc !== null) {
          this.expr(exc);
          if (cause !== null) this.expr(cause);
        }
        break;
      }
      case K.Try:
        this.tryStmt(s as Try);
        break;
      case K.Assert: {
        const { test, msg } = s as Assert;
        this.expr(test);
        if (msg !== null) this.expr(msg);
        break;
      }
      case K.Import:
      case K.ImportFrom:
        for (const alias of (s as Import | ImportFrom).names) this.alias(alias);
        break;
      case K.Global:
        this.directive(s as Global, DEF_GLOBAL, "global");
        break;
      case K.Nonlocal:
        this.directive(s as Nonlocal, DEF_NONLOCAL, "nonlocal");
        break;
      case K.Expr:
        this.expr((s as Expr).value);
        break;
    }
    this.depth--;
  }

  private functionDef(s: FunctionDef | AsyncFunctionDef, isAsync: boolean): void {
    this.addDef(s.name, DEF_LOCAL);
    const args = s.args;
    this.exprs(args.defaults);
    this.optional(args.kw_defaults);
    this.annotations(args);
    if (s.returns !== null) this.expr(s.returns);
    this.exprs(s.decorator_list);
    this.enterBlock(s.name, FUNCTION_BLOCK, s, s.lineno, s.col_offset);
    if (isAsync) this.cur.coroutine = true;
    this.args(args);
    this.stmts(s.body);
    this.exitBlock();
  }

  private classDef(s: ClassDef): void {
    this.addDef(s.name, DEF_LOCAL);
    this.exprs(s.bases);
    for (const k of s.keywords) this.expr(k.value);
    this.exprs(s.decorator_list);
    this.enterBlock(s.name, CLASS_BLOCK, s, s.lineno, s.col_offset);
    const saved = this.private;
    this.private = s.name;
    this.stmts(s.body);
    this.private = saved;
    this.exitBlock();
  }

  private annAssign(s: AnnAssign): void {
    const target = s.target;
    if (target.kind as number === K.Name) {
      const name = (target as Name).id;
      const cur = this.lookup(name);
      if ((cur & (DEF_GLOBAL | DEF_NONLOCAL)) !== 0 && s.simple) {
        throw locatedError(
          `annotated name '${name}' can't be ${(cur & DEF_GLOBAL) !== 0 ? "global" : "nonlocal"}`,
          s.lineno,
          s.col_offset,
        );
      }
      if (s.simple) this.addDef(name, DEF_ANNOT | DEF_LOCAL);
      else if (s.value !== null) this.addDef(name, DEF_LOCAL);
    } else {
      this.expr(target);
    }
    this.expr(s.annotation);
    if (s.value !== null) this.expr(s.value);
  }

  /** An `elif` is an If inside the If: a loop, since there may be thousands. */
  private ifChain(s: If): void {
    const depth = this.depth;
    for (;;) {
      this.expr(s.test);
      this.stmts(s.body);
      const orelse: StmtNode[] = s.orelse;
      if (orelse.length !== 1 || orelse[0].kind as number !== K.If) {
        this.stmts(orelse);
        break;
      }
      s = orelse[0] as If;
      if (++this.depth > this.limit) throw recursionError();
    }
    this.depth = depth;
  }

  private tryStmt(s: Try): void {
    this.stmts(s.body);
    this.stmts(s.orelse);
    for (const handler of s.handlers) {
      if (handler.type !== null) this.expr(handler.type);
      if (handler.name !== null) this.addDef(handler.name, DEF_LOCAL);
      this.stmts(handler.body);
    }
    this.stmts(s.finalbody);
  }

  private directive(s: Global | Nonlocal, flag: number, word: string): void {
    for (const name of s.names) {
      const cur = this.lookup(name);
      // a parameter is refused when the block is analysed
      if ((cur & (DEF_LOCAL | USE | DEF_ANNOT)) !== 0) {
        let msg: string;
        if ((cur & USE) !== 0) msg = `name '${name}' is used prior to ${word} declaration`;
        else if ((cur & DEF_ANNOT) !== 0) msg = `annotated name '${name}' can't be ${word}`;
        else msg = `name '${name}' is assigned to before ${word} declaration`;
        throw locatedError(msg, s.lineno, s.col_offset);
      }
      this.addDef(name, flag);
      (this.cur.directives ??= []).push({
        name: this.mangle(name),
        lineno: s.lineno,
        colOffset: s.col_offset,
      });
    }
  }

  private alias(a: Alias): void {
    const name = a.asname ?? a.name;
    const dot = name.indexOf(".");
    if (name === "*") {
      if (this.cur.type !== MODULE_BLOCK) {
        throw locatedError(
          "import * only allowed at module level",
          this.cur.lineno,
          this.cur.colOffset,
        );
      }
      return;
    }
    this.addDef(dot < 0 ? name : name.slice(0, dot), DEF_IMPORT);
  }

  private annotations(a: Arguments): void {
    this.argAnnotations(a.args);
    if (a.vararg !== null && a.vararg.annotation !== null) this.expr(a.vararg.annotation);
    if (a.kwarg !== null && a.kwarg.annotation !== null) this.expr(a.kwarg.annotation);
    this.argAnnotations(a.kwonlyargs);
  }

  private argAnnotations(args: Arg[]): void {
    for (let i = 0; i < args.length; i++) {
      const annotation = args[i].annotation;
      if (annotation !== null) this.expr(annotation);
    }
  }

  private args(a: Arguments): void {
    for (let i = 0; i < a.args.length; i++) this.addDef(a.args[i].arg, DEF_PARAM);
    for (let i = 0; i < a.kwonlyargs.length; i++) this.addDef(a.kwonlyargs[i].arg, DEF_PARAM);
    if (a.vararg !== null) {
      this.addDef(a.vararg.arg, DEF_PARAM);
      this.cur.varargs = true;
    }
    if (a.kwarg !== null) {
      this.addDef(a.kwarg.arg, DEF_PARAM);
      this.cur.varkeywords = true;
    }
  }

  // The frames of this function bound how deep an expression may be: few locals, no temporaries.
  private expr(e: ExprNode): void {
    if (++this.depth > this.limit) throw recursionError();
    switch (e.kind as number as K) {
      case K.BoolOp:
        this.exprs((e as BoolOp).values);
        break;
      case K.BinOp:
        this.expr((e as BinOp).left);
        this.expr((e as BinOp).right);
        break;
      case K.UnaryOp:
        this.expr((e as UnaryOp).operand);
        break;
      case K.Lambda:
        this.lambda(e as Lambda);
        break;
      case K.IfExp:
        this.expr((e as IfExp).test);
        this.expr((e as IfExp).body);
        this.expr((e as IfExp).orelse);
        break;
      case K.Dict:
        this.optional((e as Dict).keys);
        this.exprs((e as Dict).values);
        break;
      case K.SetExpr:
        this.exprs((e as SetExpr).elts);
        break;
      case K.GeneratorExp:
        this.comprehension(e as GeneratorExp, "genexpr", (e as GeneratorExp).elt, null);
        break;
      case K.ListComp:
        this.comprehension(e as ListComp, "listcomp", (e as ListComp).elt, null);
        break;
      case K.SetComp:
        this.comprehension(e as SetComp, "setcomp", (e as SetComp).elt, null);
        break;
      case K.DictComp:
        this.comprehension(e as DictComp, "dictcomp", (e as DictComp).key, (e as DictComp).value);
        break;
      case K.Yield:
        if ((e as Yield).value !== null) this.expr((e as Yield).value!);
        this.cur.generator = true;
        break;
      case K.YieldFrom:
        this.expr((e as YieldFrom).value);
        this.cur.generator = true;
        break;
      case K.Await:
        this.expr((e as Await).value);
        this.cur.coroutine = true;
        break;
      case K.Compare:
        this.expr((e as Compare).left);
        this.exprs((e as Compare).comparators);
        break;
      case K.Call:
        this.expr((e as Call).func);
        this.exprs((e as Call).args);
        if ((e as Call).keywords.length > 0) this.keywords(e as Call);
        break;
      case K.FormattedValue:
        this.expr((e as FormattedValue).value);
        if ((e as FormattedValue).format_spec !== null) {
          this.expr((e as FormattedValue).format_spec!);
        }
        break;
      case K.JoinedStr:
        this.exprs((e as JoinedStr).values);
        break;
      case K.Attribute:
        this.expr((e as Attribute).value);
        break;
      case K.Subscript:
        this.expr((e as Subscript).value);
        this.slice((e as Subscript).slice);
        break;
      case K.Starred:
        this.expr((e as Starred).value);
        break;
      case K.Name:
        this.name(e as Name);
        break;
      case K.List:
        this.exprs((e as List).elts);
        break;
      case K.Tuple:
        this.exprs((e as Tuple).elts);
        break;
    }
    this.depth--;
  }

  private name(e: Name): void {
    this.addDef(e.id, e.ctx as number === LOAD ? USE : DEF_LOCAL);
    // super() needs the class: it counts as a use of __class__
    if (e.id === "super" && e.ctx as number === LOAD && this.cur.type === FUNCTION_BLOCK) {
      this.addDef("__class__", USE);
    }
  }

  private keywords(e: Call): void {
    for (const k of e.keywords) this.expr(k.value);
  }

  private lambda(e: Lambda): void {
    this.exprs(e.args.defaults);
    this.optional(e.args.kw_defaults);
    this.enterBlock("lambda", FUNCTION_BLOCK, e, e.lineno, e.col_offset);
    this.args(e.args);
    this.expr(e.body);
    this.exitBlock();
  }

  private slice(s: SliceNode): void {
    switch (s.kind as number as K) {
      case K.Slice: {
        const { lower, upper, step } = s as Slice;
        if (lower !== null) this.expr(lower);
        if (upper !== null) this.expr(upper);
        if (step !== null) this.expr(step);
        break;
      }
      case K.ExtSlice:
        for (const dim of (s as ExtSlice).dims) this.slice(dim);
        break;
      default:
        this.expr((s as Index).value);
    }
  }

  /** symtable_handle_comprehension() */
  private comprehension(
    e: GeneratorExp | ListComp | SetComp | DictComp,
    scopeName: string,
    elt: ExprNode,
    value: ExprNode | null,
  ): void {
    const isGenerator = e.kind as number === K.GeneratorExp;
    const outermost: Comprehension = e.generators[0];
    this.expr(outermost.iter);
    this.enterBlock(scopeName, FUNCTION_BLOCK, e, e.lineno, e.col_offset);
    const cur = this.cur;
    if (outermost.is_async) cur.coroutine = true;
    cur.generator = isGenerator;
    this.addDef(".0", DEF_PARAM);
    if (!isGenerator) this.addDef(`_[${++cur.tmpname}]`, DEF_LOCAL);
    this.expr(outermost.target);
    this.exprs(outermost.ifs);
    for (let i = 1; i < e.generators.length; i++) {
      const c = e.generators[i];
      this.expr(c.target);
      this.expr(c.iter);
      this.exprs(c.ifs);
      if (c.is_async) cur.coroutine = true;
    }
    if (value !== null) this.expr(value);
    this.expr(elt);
    this.exitBlock();
  }
}

const NO_NAMES: ReadonlySet<string> = new Set();

function directiveError(entry: SymtableEntry, name: string, msg: string): Error | object {
  for (const d of entry.directives ?? []) {
    if (d.name === name) return locatedError(msg, d.lineno, d.colOffset);
  }
  return plainError("RuntimeError", "BUG: internal directive bookkeeping broken");
}

/**
 * analyze_block(): resolves every name of a block and of those inside it.
 *
 * @param bound Names that enclosing functions bind; null in a module.
 * @param global Names that an enclosing block declares global.
 * @returns The names that are free in the block (or null where there are none).
 */
function analyzeBlock(
  entry: SymtableEntry,
  bound: ReadonlySet<string> | null,
  global: ReadonlySet<string>,
): Set<string> | null {
  const symbols = entry.symbols;
  const isFunction = entry.type === FUNCTION_BLOCK;
  const isClass = entry.type === CLASS_BLOCK;
  const parent = entry.children.length > 0;
  let free: Set<string> | null = null;
  let newbound: Set<string> | null = null;
  let newglobal: Set<string> | null = null;
  if (parent) {
    // a class body's names are invisible inside its functions
    newbound = bound !== null ? new Set(bound) : new Set();
    newglobal = new Set(global);
  }
  for (const [name, flags] of symbols) {
    let scope: number;
    if ((flags & DEF_GLOBAL) !== 0) {
      if ((flags & DEF_PARAM) !== 0) {
        throw directiveError(entry, name, `name '${name}' is parameter and global`);
      }
      if ((flags & DEF_NONLOCAL) !== 0) {
        throw directiveError(entry, name, `name '${name}' is nonlocal and global`);
      }
      scope = GLOBAL_EXPLICIT;
      if (parent && !isClass) {
        newglobal!.add(name);
        newbound!.delete(name);
      }
    } else if ((flags & DEF_NONLOCAL) !== 0) {
      if ((flags & DEF_PARAM) !== 0) {
        throw directiveError(entry, name, `name '${name}' is parameter and nonlocal`);
      }
      if (bound === null) {
        throw directiveError(entry, name, "nonlocal declaration not allowed at module level");
      }
      if (!bound.has(name)) {
        throw directiveError(entry, name, `no binding for nonlocal '${name}' found`);
      }
      scope = FREE;
      entry.free = true;
      (free ??= new Set()).add(name);
    } else if ((flags & DEF_BOUND) !== 0) {
      scope = LOCAL;
      if (parent && !isClass) {
        if (isFunction) newbound!.add(name);
        newglobal!.delete(name);
      }
    } else if (bound !== null && bound.has(name)) {
      scope = FREE;
      entry.free = true;
      (free ??= new Set()).add(name);
    } else {
      scope = GLOBAL_IMPLICIT;
      if (entry.nested && !global.has(name)) entry.free = true;
    }
    if (scope === FREE) entry.hasFree = true;
    symbols.set(name, flags | (scope << SCOPE_OFFSET));
  }
  if (!parent) return free;

  if (isClass) newbound!.add("__class__");
  let newfree: Set<string> | null = null;
  for (const child of entry.children) {
    const names = analyzeBlock(child, newbound, newglobal!);
    if (names !== null) {
      if (newfree === null) newfree = names;
      else for (const name of names) newfree.add(name);
    }
    if (child.free || child.childFree) entry.childFree = true;
  }
  if (newfree !== null) {
    if (isClass) {
      if (newfree.delete("__class__")) entry.needsClassClosure = true;
    }
    for (const name of newfree) {
      const flags = symbols.get(name);
      if (flags !== undefined) {
        if (isFunction && ((flags >> SCOPE_OFFSET) & SCOPE_MASK) === LOCAL) {
          // analyze_cells()
          symbols.set(name, flags ^ ((LOCAL ^ CELL) << SCOPE_OFFSET));
          entry.hasCells = true;
          newfree.delete(name);
        } else if (isClass && (flags & (DEF_BOUND | DEF_GLOBAL)) !== 0) {
          symbols.set(name, flags | DEF_FREE_CLASS);
          entry.hasFree = true;
        }
      } else if (bound === null || bound.has(name)) {
        symbols.set(name, FREE << SCOPE_OFFSET);
        entry.hasFree = true;
      }
    }
    if (free === null) return newfree;
    for (const name of newfree) free.add(name);
  }
  return free;
}

/**
 * Builds the symbol table of a tree (PySymtable_BuildObject).
 *
 * @param tree The tree.
 * @param _filename The file's name, for the errors' sake; their text is read by who catches them.
 * @param budget How deep the tree may be.
 * @throws SyntaxProblem for what symtable.c refuses.
 */
export function buildSymtable(
  tree: ModNode,
  _filename: string,
  budget: RecursionBudget = {},
): Symtable {
  const builder = new Builder(tree, budget);
  try {
    builder.visitModule(tree);
    analyzeBlock(builder.top, null, NO_NAMES);
  } catch (e) {
    // V8's own stack is exhausted
    if (e instanceof RangeError) throw recursionError();
    throw e;
  }
  return builder;
}
