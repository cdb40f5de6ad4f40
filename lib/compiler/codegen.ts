/**
 * Code for modules and statements (the compiler_visit_stmt half of
 * Python/compile.c), in the order of the C source.
 *
 * @module
 */
import type {
  AnnAssign,
  Arguments,
  Assert,
  Assign,
  AsyncFor,
  AsyncFunctionDef,
  AsyncWith,
  Attribute,
  AugAssign,
  ClassDef,
  Constant,
  Delete,
  ExceptHandler,
  Expr,
  ExprNode,
  ExtSlice,
  For,
  FunctionDef,
  If,
  Import,
  ImportFrom,
  Index,
  ModNode,
  Name,
  Raise,
  Return,
  Slice,
  SliceNode,
  StmtNode,
  Str,
  Subscript,
  Try,
  Tuple,
  While,
  With,
} from "../syntax/ast.ts";
import { PyStr, tuple, type Value } from "../core/object.ts";
import type { PyCode } from "../objects/code.ts";
import {
  DEL,
  ExprCompiler,
  FB_EXCEPT,
  FB_FINALLY_END,
  FB_FINALLY_TRY,
  FB_LOOP,
  LOAD,
  STORE,
} from "./expr.ts";
import { ERR_LATE_FUTURE } from "./future.ts";
import * as op from "./op.ts";
import { plainError } from "./problem.ts";
import { FUNCTION_BLOCK, mangle } from "./symtable.ts";
import { SCOPE_ASYNC_FUNCTION, SCOPE_CLASS, SCOPE_FUNCTION, SCOPE_MODULE } from "./unit.ts";

/** NodeKind of ast.ts: an imported const enum would not become a jump table. A test compares. */
const enum K {
  Module = 1,
  Interactive = 2,
  Expression = 3,
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
  Str = 47,
  Constant = 53,
  Attribute = 54,
  Subscript = 55,
  Name = 57,
  Tuple = 59,
  Slice = 60,
  ExtSlice = 61,
  Index = 62,
}

const CMP_EXC_MATCH = 10;

/** INPLACE_* by operator of ast.ts. */
const INPLACE_OPS: readonly number[] = [
  0,
  op.INPLACE_ADD,
  op.INPLACE_SUBTRACT,
  op.INPLACE_MULTIPLY,
  op.INPLACE_MATRIX_MULTIPLY,
  op.INPLACE_TRUE_DIVIDE,
  op.INPLACE_MODULO,
  op.INPLACE_POWER,
  op.INPLACE_LSHIFT,
  op.INPLACE_RSHIFT,
  op.INPLACE_OR,
  op.INPLACE_XOR,
  op.INPLACE_AND,
  op.INPLACE_FLOOR_DIVIDE,
];

/** compiler_isdocstring() */
function isDocstring(s: StmtNode): boolean {
  if (s.kind as number !== K.Expr) return false;
  const e = (s as Expr).value;
  if (e.kind as number === K.Str) return true;
  if (e.kind as number !== K.Constant) return false;
  const v = (e as Constant).value;
  return typeof v === "string" || (v instanceof PyStr && v.codePoints !== null);
}

/** CPython's own number of an expression's kind, which counts from BoolOp. */
function exprKind(e: ExprNode): number {
  return (e.kind as number) - K.BoolOp + 1;
}

/** find_ann(): whether there is an annotated assignment outside of functions and classes. */
function hasAnnotation(body: readonly StmtNode[]): boolean {
  for (let i = 0; i < body.length; i++) {
    const s = body[i];
    switch (s.kind as number as K) {
      case K.AnnAssign:
        return true;
      case K.For:
      case K.AsyncFor:
      case K.While:
      case K.If:
        if (hasAnnotation((s as For | AsyncFor | While | If).body)) return true;
        if (hasAnnotation((s as For | AsyncFor | While | If).orelse)) return true;
        break;
      case K.With:
      case K.AsyncWith:
        if (hasAnnotation((s as With | AsyncWith).body)) return true;
        break;
      case K.Try:
        for (const handler of (s as Try).handlers) if (hasAnnotation(handler.body)) return true;
        if (hasAnnotation((s as Try).body)) return true;
        if (hasAnnotation((s as Try).finalbody) || hasAnnotation((s as Try).orelse)) return true;
        break;
    }
  }
  return false;
}

/** Compiles a tree. */
export class Compiler extends ExprCompiler {
  /** c_interactive: expression statements at the top print their value. */
  private interactive = false;

  /** compiler_mod() */
  compile(mod: ModNode): PyCode {
    let addNone = true;
    this.enterScope("<module>", SCOPE_MODULE, mod, 0);
    switch (mod.kind as number as K) {
      case K.Module:
        this.body((mod as { body: StmtNode[] }).body);
        break;
      case K.Interactive: {
        const body = (mod as { body: StmtNode[] }).body;
        if (hasAnnotation(body)) this.op(op.SETUP_ANNOTATIONS);
        this.interactive = true;
        this.stmts(body);
        break;
      }
      case K.Expression:
        this.visit((mod as { body: ExprNode }).body);
        addNone = false;
        break;
      default:
        throw plainError("SystemError", "suite should not be possible");
    }
    return this.finish(addNone);
  }

  /** compiler_body(): a module's or a class's statements. */
  private body(body: readonly StmtNode[]): void {
    const u = this.u;
    if (u.scopeType === SCOPE_MODULE && u.lineno === 0 && body.length > 0) {
      u.lineno = body[0].lineno;
    }
    if (hasAnnotation(body)) this.op(op.SETUP_ANNOTATIONS);
    if (body.length === 0) return;
    let i = 0;
    if (isDocstring(body[0]) && this.context.optimize < 2) {
      i = 1;
      this.visit((body[0] as Expr).value);
      this.nameOp("__doc__", STORE);
    }
    for (; i < body.length; i++) this.stmt(body[i]);
  }

  private stmts(body: readonly StmtNode[]): void {
    for (let i = 0; i < body.length; i++) this.stmt(body[i]);
  }

  /** compiler_visit_stmt() */
  private stmt(s: StmtNode): void {
    this.startStmt(s);
    switch (s.kind as number as K) {
      case K.FunctionDef:
        this.functionDef(s as FunctionDef, SCOPE_FUNCTION);
        break;
      case K.AsyncFunctionDef:
        this.functionDef(s as AsyncFunctionDef, SCOPE_ASYNC_FUNCTION);
        break;
      case K.ClassDef:
        this.classDef(s as ClassDef);
        break;
      case K.Return:
        this.returnStmt(s as Return);
        break;
      case K.Delete:
        this.visitAll((s as Delete).targets);
        break;
      case K.Assign: {
        const targets = (s as Assign).targets;
        this.visit((s as Assign).value);
        for (let i = 0; i < targets.length; i++) {
          if (i + 1 < targets.length) this.op(op.DUP_TOP);
          this.visit(targets[i]);
        }
        break;
      }
      case K.AugAssign:
        this.augAssign(s as AugAssign);
        break;
      case K.AnnAssign:
        this.annAssign(s as AnnAssign);
        break;
      case K.For:
        this.forStmt(s as For);
        break;
      case K.AsyncFor:
        this.asyncFor(s as AsyncFor);
        break;
      case K.While:
        this.whileStmt(s as While);
        break;
      case K.If:
        this.ifStmt(s as If);
        break;
      case K.With:
        this.withStmt(s as With, 0);
        break;
      case K.AsyncWith:
        this.asyncWith(s as AsyncWith, 0);
        break;
      case K.Raise: {
        const { exc, cause } = s as Raise;
        let n = 0;
        if (exc !== null) {
          this.visit(exc);
          n++;
          if (cause !== null) {
            this.visit(cause);
            n++;
          }
        }
        this.op(op.RAISE_VARARGS, n);
        break;
      }
      case K.Try:
        if ((s as Try).finalbody.length > 0) this.tryFinally(s as Try);
        else this.tryExcept(s as Try);
        break;
      case K.Assert:
        this.assertStmt(s as Assert);
        break;
      case K.Import:
        this.importStmt(s as Import);
        break;
      case K.ImportFrom:
        this.importFrom(s as ImportFrom);
        break;
      case K.Expr:
        this.exprStmt((s as Expr).value);
        break;
      case K.Break:
        if (!this.u.fblockTypes.includes(FB_LOOP)) throw this.error("'break' outside loop");
        this.op(op.BREAK_LOOP);
        break;
      case K.Continue:
        this.continueStmt();
        break;
    }
  }

  /** A statement's first instruction always starts its line. */
  private startStmt(s: StmtNode | ExceptHandler): void {
    const u = this.u;
    u.lineno = s.lineno;
    u.colOffset = s.col_offset;
    u.linenoSet = false;
  }

  /** compiler_visit_annotations(): the dict of annotations, where there are any. */
  private annotations(args: Arguments, returns: ExprNode | null): boolean {
    const names: Value[] = [];
    const add = (name: string, annotation: ExprNode | null) => {
      if (annotation === null) return;
      this.visit(annotation);
      names.push(mangle(this.u.privateName, name));
    };
    for (const a of args.args) add(a.arg, a.annotation);
    if (args.vararg !== null) add(args.vararg.arg, args.vararg.annotation);
    for (const a of args.kwonlyargs) add(a.arg, a.annotation);
    if (args.kwarg !== null) add(args.kwarg.arg, args.kwarg.annotation);
    add("return", returns);
    if (names.length === 0) return false;
    this.loadConst(tuple(names));
    this.op(op.BUILD_CONST_KEY_MAP, names.length);
    return true;
  }

  /** compiler_function() */
  private functionDef(s: FunctionDef | AsyncFunctionDef, scopeType: number): void {
    this.visitAll(s.decorator_list);
    let flags = this.defaultArguments(s.args);
    if (this.annotations(s.args, s.returns)) flags |= 4;
    this.enterScope(s.name, scopeType, s, s.lineno);
    const u = this.u;
    const body = s.body;
    // the first constant is the docstring or None
    const docstring = body.length > 0 && isDocstring(body[0]);
    let doc: Value = null;
    if (docstring && this.context.optimize < 2) {
      doc = this.constValue((body[0] as Expr).value as Str | Constant);
    }
    u.constIndexOf(doc);
    u.argcount = s.args.args.length;
    u.kwonlyargcount = s.args.kwonlyargs.length;
    for (let i = docstring ? 1 : 0; i < body.length; i++) this.stmt(body[i]);
    const code = this.finish(true);
    this.makeClosure(code, flags, u.qualname);
    for (let i = 0; i < s.decorator_list.length; i++) this.op(op.CALL_FUNCTION, 1);
    this.nameOp(s.name, STORE);
  }

  /** compiler_class() */
  private classDef(s: ClassDef): void {
    this.visitAll(s.decorator_list);
    this.enterScope(s.name, SCOPE_CLASS, s, s.lineno);
    const u = this.u;
    u.privateName = s.name;
    this.nameOp("__name__", LOAD);
    this.nameOp("__module__", STORE);
    this.loadConst(u.qualname);
    this.nameOp("__qualname__", STORE);
    this.body(s.body);
    if (u.ste.needsClassClosure) {
      this.op(op.LOAD_CLOSURE, 0);
      this.op(op.DUP_TOP);
      this.nameOp("__classcell__", STORE);
    } else {
      this.loadConst(null);
    }
    this.op(op.RETURN_VALUE);
    const code = this.finish(true);
    this.op(op.LOAD_BUILD_CLASS);
    this.makeClosure(code, 0, code.name);
    this.loadConst(s.name);
    this.callHelper(2, s.bases, s.keywords);
    for (let i = 0; i < s.decorator_list.length; i++) this.op(op.CALL_FUNCTION, 1);
    this.nameOp(s.name, STORE);
  }

  private returnStmt(s: Return): void {
    const ste = this.u.ste;
    if (ste.type !== FUNCTION_BLOCK) throw this.error("'return' outside function");
    if (s.value !== null) {
      if (ste.coroutine && ste.generator) {
        throw this.error("'return' with value in async generator");
      }
      this.visit(s.value);
    } else {
      this.loadConst(null);
    }
    this.op(op.RETURN_VALUE);
  }

  /** expr_constant(): 1 or 0 where a test is constant, else -1. */
  private constantTest(e: ExprNode): number {
    if (!this.isConst(e)) return -1;
    return this.context.ops.isTrue(this.constValue(e)) ? 1 : 0;
  }

  /** compiler_if(); an elif chain is a loop. */
  private ifStmt(s: If): void {
    const ends: number[] = [];
    for (;;) {
      const end = this.newBlock();
      ends.push(end);
      const orelse: StmtNode[] = s.orelse;
      const constant = this.constantTest(s.test);
      if (constant === 1) {
        this.stmts(s.body);
        break;
      }
      if (constant < 0) {
        const next = orelse.length > 0 ? this.newBlock() : end;
        this.visit(s.test);
        this.op(op.POP_JUMP_IF_FALSE, next);
        this.stmts(s.body);
        if (orelse.length === 0) break;
        this.op(op.JUMP_FORWARD, end);
        this.use(next);
      }
      if (orelse.length !== 1 || orelse[0].kind as number !== K.If) {
        this.stmts(orelse);
        break;
      }
      s = orelse[0] as If;
      this.startStmt(s);
    }
    for (let i = ends.length - 1; i >= 0; i--) this.use(ends[i]);
  }

  /** compiler_for() */
  private forStmt(s: For): void {
    const start = this.newBlock(), cleanup = this.newBlock(), end = this.newBlock();
    this.op(op.SETUP_LOOP, end);
    this.pushFblock(FB_LOOP, start);
    this.visit(s.iter);
    this.op(op.GET_ITER);
    this.use(start);
    this.op(op.FOR_ITER, cleanup);
    this.visit(s.target);
    this.stmts(s.body);
    this.op(op.JUMP_ABSOLUTE, start);
    this.use(cleanup);
    this.op(op.POP_BLOCK);
    this.popFblock();
    this.stmts(s.orelse);
    this.use(end);
  }

  /** compiler_async_for() */
  private asyncFor(s: AsyncFor): void {
    const start = this.newBlock(), exhausted = this.newBlock(), end = this.newBlock();
    this.op(op.SETUP_LOOP, end);
    this.pushFblock(FB_LOOP, start);
    this.visit(s.iter);
    this.op(op.GET_AITER);
    this.yieldFrom();
    this.use(start);
    this.asyncNext(start, s.target, exhausted);
    this.stmts(s.body);
    this.op(op.JUMP_ABSOLUTE, start);
    this.use(exhausted);
    this.endAsyncFor();
    this.op(op.POP_BLOCK);
    this.popFblock();
    this.stmts(s.orelse);
    this.use(end);
  }

  /** compiler_while() */
  private whileStmt(s: While): void {
    const constant = this.constantTest(s.test);
    if (constant === 0) {
      this.stmts(s.orelse);
      return;
    }
    const loop = this.newBlock(), end = this.newBlock();
    this.op(op.SETUP_LOOP, end);
    this.use(loop);
    this.pushFblock(FB_LOOP, loop);
    let anchor = -1;
    if (constant < 0) {
      anchor = this.newBlock();
      this.visit(s.test);
      this.op(op.POP_JUMP_IF_FALSE, anchor);
    }
    this.stmts(s.body);
    this.op(op.JUMP_ABSOLUTE, loop);
    if (constant < 0) this.use(anchor);
    this.op(op.POP_BLOCK);
    this.popFblock();
    this.stmts(s.orelse);
    this.use(end);
  }

  /** compiler_continue() */
  private continueStmt(): void {
    const { fblockTypes: types, fblockBlocks: blocks } = this.u;
    let i = types.length - 1;
    if (i < 0) throw this.error("'continue' not properly in loop");
    const inFinally = "'continue' not supported inside 'finally' clause";
    switch (types[i]) {
      case FB_LOOP:
        this.op(op.JUMP_ABSOLUTE, blocks[i]);
        break;
      case FB_EXCEPT:
      case FB_FINALLY_TRY:
        while (--i >= 0 && types[i] !== FB_LOOP) {
          if (types[i] === FB_FINALLY_END) throw this.error(inFinally);
        }
        if (i < 0) throw this.error("'continue' not properly in loop");
        this.op(op.CONTINUE_LOOP, blocks[i]);
        break;
      default:
        throw this.error(inFinally);
    }
  }

  /** compiler_try_finally() */
  private tryFinally(s: Try): void {
    const body = this.newBlock(), end = this.newBlock();
    this.op(op.SETUP_FINALLY, end);
    this.use(body);
    this.pushFblock(FB_FINALLY_TRY, body);
    if (s.handlers.length > 0) this.tryExcept(s);
    else this.stmts(s.body);
    this.op(op.POP_BLOCK);
    this.popFblock();
    this.loadConst(null);
    this.use(end);
    this.pushFblock(FB_FINALLY_END, end);
    this.stmts(s.finalbody);
    this.op(op.END_FINALLY);
    this.popFblock();
  }

  /** compiler_try_except() */
  private tryExcept(s: Try): void {
    const body = this.newBlock(), orelse = this.newBlock(), end = this.newBlock();
    let except = this.newBlock();
    this.op(op.SETUP_EXCEPT, except);
    this.use(body);
    this.pushFblock(FB_EXCEPT, body);
    this.stmts(s.body);
    this.op(op.POP_BLOCK);
    this.popFblock();
    this.op(op.JUMP_FORWARD, orelse);
    const n = s.handlers.length;
    this.use(except);
    for (let i = 0; i < n; i++) {
      const handler = s.handlers[i];
      if (handler.type === null && i < n - 1) throw this.error("default 'except:' must be last");
      this.startStmt(handler);
      except = this.newBlock();
      if (handler.type !== null) {
        this.op(op.DUP_TOP);
        this.visit(handler.type);
        this.op(op.COMPARE_OP, CMP_EXC_MATCH);
        this.op(op.POP_JUMP_IF_FALSE, except);
      }
      this.op(op.POP_TOP);
      if (handler.name !== null) this.namedHandler(handler, handler.name);
      else this.plainHandler(handler);
      this.op(op.JUMP_FORWARD, end);
      this.use(except);
    }
    this.op(op.END_FINALLY);
    this.use(orelse);
    this.stmts(s.orelse);
    this.use(end);
  }

  /** `except E as name`: a try whose finally unbinds the name. */
  private namedHandler(handler: ExceptHandler, name: string): void {
    const cleanup = this.newBlock(), body = this.newBlock();
    this.nameOp(name, STORE);
    this.op(op.POP_TOP);
    this.op(op.SETUP_FINALLY, cleanup);
    this.use(body);
    this.pushFblock(FB_FINALLY_TRY, body);
    this.stmts(handler.body);
    this.op(op.POP_BLOCK);
    this.op(op.POP_EXCEPT);
    this.popFblock();
    this.loadConst(null);
    this.use(cleanup);
    this.pushFblock(FB_FINALLY_END, cleanup);
    this.loadConst(null);
    this.nameOp(name, STORE);
    this.nameOp(name, DEL);
    this.op(op.END_FINALLY);
    this.popFblock();
  }

  private plainHandler(handler: ExceptHandler): void {
    const body = this.newBlock();
    this.op(op.POP_TOP);
    this.op(op.POP_TOP);
    this.use(body);
    this.pushFblock(FB_FINALLY_TRY, body);
    this.stmts(handler.body);
    this.op(op.POP_EXCEPT);
    this.popFblock();
  }

  /** compiler_import() */
  private importStmt(s: Import): void {
    for (const { name, asname } of s.names) {
      this.loadConst(0);
      this.loadConst(null);
      this.opName(op.IMPORT_NAME, name);
      const parts = name.split(".");
      if (asname === null) {
        this.nameOp(parts[0], STORE);
        continue;
      }
      for (let i = 1; i < parts.length; i++) this.opPlainName(op.LOAD_ATTR, parts[i]);
      this.nameOp(asname, STORE);
    }
  }

  /** compiler_from_import() */
  private importFrom(s: ImportFrom): void {
    if (s.lineno > this.context.future.lineno && s.module === "__future__") {
      throw this.error(ERR_LATE_FUTURE);
    }
    this.loadConst(s.level ?? 0);
    this.loadConst(tuple(s.names.map((a) => a.name)));
    this.opName(op.IMPORT_NAME, s.module ?? "");
    for (let i = 0; i < s.names.length; i++) {
      const { name, asname } = s.names[i];
      if (i === 0 && name.startsWith("*")) {
        this.op(op.IMPORT_STAR);
        return;
      }
      this.opName(op.IMPORT_FROM, name);
      this.nameOp(asname ?? name, STORE);
    }
    this.op(op.POP_TOP);
  }

  /** compiler_assert() */
  private assertStmt(s: Assert): void {
    const { optimize, warn } = this.context;
    if (optimize > 0) return;
    if (s.test.kind as number === K.Tuple && (s.test as Tuple).elts.length > 0) {
      warn?.(
        "SyntaxWarning",
        "assertion is always true, perhaps remove parentheses?",
        this.u.lineno,
      );
    }
    this.visit(s.test);
    const end = this.newBlock();
    this.op(op.POP_JUMP_IF_TRUE, end);
    this.opPlainName(op.LOAD_GLOBAL, "AssertionError");
    if (s.msg !== null) {
      this.visit(s.msg);
      this.op(op.CALL_FUNCTION, 1);
    }
    this.op(op.RAISE_VARARGS, 1);
    this.use(end);
  }

  /** compiler_visit_stmt_expr() */
  private exprStmt(value: ExprNode): void {
    if (this.interactive && this.stack.length === 0) {
      this.visit(value);
      this.op(op.PRINT_EXPR);
      return;
    }
    if (this.isConst(value)) return;
    this.visit(value);
    this.op(op.POP_TOP);
  }

  /** compiler_with() */
  private withStmt(s: With, index: number): void {
    const block = this.newBlock(), end = this.newBlock();
    const item = s.items[index];
    this.visit(item.context_expr);
    this.op(op.SETUP_WITH, end);
    this.enterWith(block, item.optional_vars);
    if (index + 1 === s.items.length) this.stmts(s.body);
    else this.withStmt(s, index + 1);
    this.leaveWith(end);
    this.op(op.WITH_CLEANUP_START);
    this.op(op.WITH_CLEANUP_FINISH);
    this.op(op.END_FINALLY);
    this.popFblock();
  }

  /** compiler_async_with() */
  private asyncWith(s: AsyncWith, index: number): void {
    const block = this.newBlock(), end = this.newBlock();
    const item = s.items[index];
    this.visit(item.context_expr);
    this.op(op.BEFORE_ASYNC_WITH);
    this.op(op.GET_AWAITABLE);
    this.yieldFrom();
    this.op(op.SETUP_ASYNC_WITH, end);
    this.enterWith(block, item.optional_vars);
    if (index + 1 === s.items.length) this.stmts(s.body);
    else this.asyncWith(s, index + 1);
    this.leaveWith(end);
    this.op(op.WITH_CLEANUP_START);
    this.op(op.GET_AWAITABLE);
    this.yieldFrom();
    this.op(op.WITH_CLEANUP_FINISH);
    this.op(op.END_FINALLY);
    this.popFblock();
  }

  private enterWith(block: number, target: ExprNode | null): void {
    this.use(block);
    this.pushFblock(FB_FINALLY_TRY, block);
    if (target !== null) this.visit(target);
    else this.op(op.POP_TOP);
  }

  private leaveWith(end: number): void {
    this.op(op.POP_BLOCK);
    this.popFblock();
    this.loadConst(null);
    this.use(end);
    this.pushFblock(FB_FINALLY_END, end);
  }

  /** compiler_augassign() */
  private augAssign(s: AugAssign): void {
    const target = s.target;
    const inplace = INPLACE_OPS[s.op];
    switch (target.kind as number as K) {
      case K.Attribute: {
        const { value, attr } = target as Attribute;
        this.locate(target);
        this.visit(value);
        this.op(op.DUP_TOP);
        this.opName(op.LOAD_ATTR, attr);
        this.visit(s.value);
        this.op(inplace);
        this.locate(target);
        this.op(op.ROT_TWO);
        this.opName(op.STORE_ATTR, attr);
        break;
      }
      case K.Subscript: {
        const { value, slice } = target as Subscript;
        this.locate(target);
        this.visit(value);
        this.slice(slice);
        this.op(op.DUP_TOP_TWO);
        this.op(op.BINARY_SUBSCR);
        this.visit(s.value);
        this.op(inplace);
        this.locate(target);
        this.op(op.ROT_THREE);
        this.op(op.STORE_SUBSCR);
        break;
      }
      case K.Name: {
        const name = (target as Name).id;
        this.nameOp(name, LOAD);
        this.visit(s.value);
        this.op(inplace);
        this.nameOp(name, STORE);
        break;
      }
      default:
        throw plainError(
          "SystemError",
          `invalid node type (${exprKind(target)}) for augmented assignment`,
        );
    }
  }

  /** compiler_annassign() */
  private annAssign(s: AnnAssign): void {
    const target = s.target;
    const scope = this.u.scopeType;
    const evaluated = scope === SCOPE_MODULE || scope === SCOPE_CLASS;
    if (s.value !== null) {
      this.visit(s.value);
      this.visit(target);
    }
    switch (target.kind as number as K) {
      case K.Name:
        if (s.simple && evaluated) {
          this.visit(s.annotation);
          this.opName(op.STORE_ANNOTATION, (target as Name).id);
        }
        break;
      case K.Attribute:
        if (s.value === null) this.evaluate((target as Attribute).value);
        break;
      case K.Subscript:
        if (s.value === null) {
          this.evaluate((target as Subscript).value);
          this.evaluateSlice((target as Subscript).slice);
        }
        break;
      default:
        throw plainError(
          "SystemError",
          `invalid node type (${exprKind(target)}) for annotated assignment`,
        );
    }
    if (!s.simple && evaluated) this.evaluate(s.annotation);
  }

  /** check_ann_expr() */
  private evaluate(e: ExprNode): void {
    this.visit(e);
    this.op(op.POP_TOP);
  }

  /** check_ann_subscr() */
  private evaluateSlice(s: SliceNode): void {
    switch (s.kind as number as K) {
      case K.Index:
        this.evaluate((s as Index).value);
        break;
      case K.Slice: {
        const { lower, upper, step } = s as Slice;
        if (lower !== null) this.evaluate(lower);
        if (upper !== null) this.evaluate(upper);
        if (step !== null) this.evaluate(step);
        break;
      }
      case K.ExtSlice:
        for (const dim of (s as ExtSlice).dims) this.evaluateSlice(dim);
        break;
    }
  }
}
