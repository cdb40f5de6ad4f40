/**
 * The parser of Python 3.6: statements and the entry point (Grammar/Grammar, the statement
 * half of Python/ast.c, Parser/parsetok.c). See expressions.ts for how errors are ordered.
 *
 * @module
 */

import {
  Alias,
  AnnAssign,
  type Arguments,
  Assert,
  Assign,
  AsyncFor,
  AsyncFunctionDef,
  AsyncWith,
  Attribute,
  AugAssign,
  Break,
  Call,
  ClassDef,
  type ConstantFactory,
  Continue,
  Delete,
  ExceptHandler,
  Expr,
  ExprContext,
  Expression,
  type ExprNode,
  For,
  FunctionDef,
  Global,
  If,
  Import,
  ImportFrom,
  Interactive,
  type Keyword,
  type ModNode,
  Module,
  Name,
  NodeKind,
  Nonlocal,
  type Operator,
  Pass,
  Raise,
  Return,
  type StmtNode,
  Try,
  While,
  With,
  WithItem,
} from "./ast.ts";
import type { SyntaxProblem } from "./errors.ts";
import { emptyArguments, type EscapeWarning, ExpressionParser, FIRST } from "./expressions.ts";

// A copy of T in tokens.ts; a test compares them.
const enum T {
  OP = 0,
  NAME = 1,
  NUMBER = 2,
  STRING = 3,
  NEWLINE = 4,
  INDENT = 5,
  DEDENT = 6,
  ENDMARKER = 7,
  LPAR = 8,
  RPAR = 9,
  LSQB = 10,
  RSQB = 11,
  LBRACE = 12,
  RBRACE = 13,
  COLON = 14,
  COMMA = 15,
  SEMI = 16,
  DOT = 17,
  ELLIPSIS = 18,
  EQUAL = 19,
  RARROW = 20,
  TILDE = 21,
  AT = 22,
  PLUS = 23,
  MINUS = 24,
  STAR = 25,
  SLASH = 26,
  DOUBLESLASH = 27,
  PERCENT = 28,
  DOUBLESTAR = 29,
  VBAR = 30,
  CIRCUMFLEX = 31,
  AMPER = 32,
  LEFTSHIFT = 33,
  RIGHTSHIFT = 34,
  LESS = 35,
  GREATER = 36,
  EQEQUAL = 37,
  NOTEQUAL = 38,
  LESSEQUAL = 39,
  GREATEREQUAL = 40,
  PLUSEQUAL = 41,
  MINEQUAL = 42,
  STAREQUAL = 43,
  ATEQUAL = 44,
  SLASHEQUAL = 45,
  PERCENTEQUAL = 46,
  AMPEREQUAL = 47,
  VBAREQUAL = 48,
  CIRCUMFLEXEQUAL = 49,
  LEFTSHIFTEQUAL = 50,
  RIGHTSHIFTEQUAL = 51,
  DOUBLESTAREQUAL = 52,
  DOUBLESLASHEQUAL = 53,
  ASYNC = 54,
  AWAIT = 55,
  FALSE = 56,
  NONE = 57,
  TRUE = 58,
  AND = 59,
  AS = 60,
  ASSERT = 61,
  BREAK = 62,
  CLASS = 63,
  CONTINUE = 64,
  DEF = 65,
  DEL = 66,
  ELIF = 67,
  ELSE = 68,
  EXCEPT = 69,
  FINALLY = 70,
  FOR = 71,
  FROM = 72,
  GLOBAL = 73,
  IF = 74,
  IMPORT = 75,
  IN = 76,
  IS = 77,
  LAMBDA = 78,
  NONLOCAL = 79,
  NOT = 80,
  OR = 81,
  PASS = 82,
  RAISE = 83,
  RETURN = 84,
  TRY = 85,
  WHILE = 86,
  WITH = 87,
  YIELD = 88,
  ASYNC_WORD = 89,
  AWAIT_WORD = 90,
}

const LOAD: ExprContext = ExprContext.Load;
const STORE: ExprContext = ExprContext.Store;
const DEL: ExprContext = ExprContext.Del;

/** The operator of an augmented assignment's token; 0 for other tokens. */
const AUGMENTED = new Uint8Array(96);
for (
  const [kind, op] of [
    [T.PLUSEQUAL, 1],
    [T.MINEQUAL, 2],
    [T.STAREQUAL, 3],
    [T.ATEQUAL, 4],
    [T.SLASHEQUAL, 5],
    [T.PERCENTEQUAL, 6],
    [T.DOUBLESTAREQUAL, 7],
    [T.LEFTSHIFTEQUAL, 8],
    [T.RIGHTSHIFTEQUAL, 9],
    [T.VBAREQUAL, 10],
    [T.CIRCUMFLEXEQUAL, 11],
    [T.AMPEREQUAL, 12],
    [T.DOUBLESLASHEQUAL, 13],
  ]
) AUGMENTED[kind] = op;

/** What {@linkcode parse} is to do. */
export interface ParseOptions {
  /** compile()'s mode: which start symbol. */
  mode: "exec" | "eval" | "single";
  /** Makes the literals' values. */
  constants: ConstantFactory;
  /** For the caller's own use; no error mentions it. */
  filename?: string;
  /** PyCF_DONT_IMPLY_DEDENT and CO_FUTURE_BARRY_AS_BDFL have a meaning here. */
  flags?: number;
  /** The source is a script being run; see `decodeScript`. */
  script?: boolean;
  /** Raised where the source ends, unless an earlier error is; see `decodeScript`. */
  atEnd?: SyntaxProblem | null;
  /**
   * Told of invalid escape sequences and of names that become keywords once the source has been accepted. Returns true if the
   * warning was turned into an exception of its own category, which makes it a SyntaxError;
   * what it throws is passed on.
   */
  warn?: (
    category: "DeprecationWarning",
    msg: string,
    lineno: number,
    /** An exception that the warning was turned into is passed on whatever it is. */
    asIs?: boolean,
  ) => boolean | void;
}

/**
 * Parses a source text as compile() with PyCF_ONLY_AST does (`PyParser_ASTFromStringObject`).
 * The text holds no null characters and no surrogates, save the ones that `decodeSource`
 * makes of bytes that are not UTF-8.
 *
 * @throws {SyntaxProblem}
 */
export function parse(source: string, options: ParseOptions): ModNode {
  const { mode } = options;
  const parser = new Parser(source, mode === "exec", options.flags ?? 0, options.constants);
  parser.script = options.script ?? false;
  parser.atEnd = options.atEnd ?? null;
  const tree = mode === "exec"
    ? parser.parseFileInput()
    : mode === "eval"
    ? new Expression(parser.parseEvalInput())
    : parser.parseSingleInput();
  if (options.warn !== undefined) {
    for (const { char, line, col } of parser.warnings) {
      if (char === null) {
        const msg = "'async' and 'await' will become reserved keywords in Python 3.7";
        options.warn("DeprecationWarning", msg, line, true);
        continue;
      }
      const msg = `invalid escape sequence \\${char}`;
      if (options.warn("DeprecationWarning", msg, line) === true) {
        parser.problem = null;
        parser.astFail(msg, line, col);
        break;
      }
    }
  }
  if (parser.problem !== null) throw parser.problem;
  return tree;
}

class Parser extends ExpressionParser {
  /** pgen's entry of the nonterminal that holds the statements being parsed. */
  private holder = 1;

  constructor(source: string, exec: boolean, flags: number, constants: ConstantFactory) {
    super(source, exec, flags, constants);
  }

  /** `file_input: (NEWLINE | stmt)* ENDMARKER` */
  parseFileInput(): Module {
    const body: StmtNode[] = [];
    this.advance();
    for (;;) {
      if (this.kind === T.ENDMARKER) return new Module(body);
      if (this.kind === T.NEWLINE) this.advance();
      else this.parseStatement(body);
    }
  }

  /** `single_input: NEWLINE | simple_stmt | compound_stmt NEWLINE` */
  parseSingleInput(): Interactive {
    const body: StmtNode[] = [];
    this.advance();
    if (this.kind === T.NEWLINE) body.push(new Pass(this.line, this.col));
    else {
      const compound = this.parseCompound(1);
      if (compound !== null) body.push(compound);
      else this.parseSimpleStatement(body, 2);
      // The last NEWLINE is accepted without reading on.
      if ((this.kind as number) !== T.NEWLINE) this.unexpected();
    }
    if (!this.atSourceEnd()) this.badSingle();
    return new Interactive(body);
  }

  /** `stmt: simple_stmt | compound_stmt` */
  private parseStatement(out: StmtNode[]): void {
    const compound = this.parseCompound(this.holder + 1);
    if (compound !== null) {
      out.push(compound);
      return;
    }
    this.parseSimpleStatement(out, this.holder + 2);
    this.advance();
  }

  /** compound_stmt below the pgen entry `depth`; null if the token starts no such statement. */
  private parseCompound(depth: number): StmtNode | null {
    const line = this.line;
    const col = this.col;
    switch (this.kind) {
      case T.IF:
        return this.parseIf(depth + 2, line, col);
      case T.FOR:
        return this.parseFor(depth + 2, false, line, col);
      case T.WHILE:
        return this.parseWhile(depth + 2, line, col);
      case T.TRY:
        return this.parseTry(depth + 2, line, col);
      case T.WITH:
        return this.parseWith(depth + 2, false, line, col);
      case T.DEF:
        return this.parseFunction(depth + 2, [], false, line, col);
      case T.CLASS:
        return this.parseClass(depth + 2, [], line, col);
      case T.AT:
        return this.parseDecorated(depth + 2, line, col);
      case T.ASYNC:
        return this.parseAsync(depth + 2);
      default:
        return null;
    }
  }

  /** `simple_stmt: small_stmt (';' small_stmt)* [';'] NEWLINE`, the NEWLINE still current. */
  private parseSimpleStatement(out: StmtNode[], depth: number): void {
    do {
      out.push(this.parseSmallStatement(depth + 2));
      if (this.kind !== T.SEMI) break;
      this.advance();
    } while ((this.kind as number) !== T.NEWLINE);
    if ((this.kind as number) !== T.NEWLINE) this.unexpected();
  }

  /** `suite: simple_stmt | NEWLINE INDENT stmt+ DEDENT`, `depth` being its pgen entry. */
  private parseSuite(depth: number): StmtNode[] {
    const body: StmtNode[] = [];
    if (this.kind !== T.NEWLINE) {
      this.parseSimpleStatement(body, depth + 1);
      this.advance();
      return body;
    }
    this.advance();
    if ((this.kind as number) !== T.INDENT) this.unexpected(true);
    this.advance();
    const outer = this.holder;
    this.holder = depth;
    do this.parseStatement(body); while ((this.kind as number) !== T.DEDENT);
    this.holder = outer;
    this.advance();
    return body;
  }

  /** `':' suite` */
  private parseBlock(depth: number): StmtNode[] {
    this.expect(T.COLON);
    return this.parseSuite(depth);
  }

  // --- small statements

  /** A small_stmt whose own rule (expr_stmt, ...) has the pgen entry `depth`. */
  private parseSmallStatement(depth: number): StmtNode {
    const line = this.line;
    const col = this.col;
    switch (this.kind) {
      case T.DEL:
        this.advance();
        this.depth = depth + 1;
        return new Delete(this.parseExprlist(DEL).elts, line, col);
      case T.PASS:
        this.advance();
        return new Pass(line, col);
      case T.BREAK:
        this.advance();
        return new Break(line, col);
      case T.CONTINUE:
        this.advance();
        return new Continue(line, col);
      case T.RETURN: {
        this.advance();
        this.depth = depth + 2;
        const value = FIRST[this.kind] !== 0 ? this.parseTestlist() : null;
        return new Return(value, line, col);
      }
      case T.RAISE:
        return this.parseRaise(depth, line, col);
      case T.YIELD:
        this.depth = depth + 2;
        return new Expr(this.parseYield(), line, col);
      case T.IMPORT:
        return this.parseImport(line, col);
      case T.FROM:
        return this.parseImportFrom(line, col);
      case T.GLOBAL:
        return new Global(this.parseNames(), line, col);
      case T.NONLOCAL:
        return new Nonlocal(this.parseNames(), line, col);
      case T.ASSERT: {
        this.advance();
        this.depth = depth;
        const test = this.parseTest();
        let msg: ExprNode | null = null;
        if ((this.kind as number) === T.COMMA) {
          this.advance();
          msg = this.parseTest();
        }
        return new Assert(test, msg, line, col);
      }
      default:
        this.depth = depth + 1;
        return this.parseExprStatement(line, col);
    }
  }

  /** `'global' NAME (',' NAME)*` */
  private parseNames(): string[] {
    const names: string[] = [];
    do {
      this.advance();
      names.push(this.expectName());
    } while (this.kind === T.COMMA);
    return names;
  }

  /** `raise_stmt: 'raise' [test ['from' test]]` */
  private parseRaise(depth: number, line: number, col: number): Raise {
    this.advance();
    this.depth = depth + 1;
    if (FIRST[this.kind] === 0) return new Raise(null, null, line, col);
    const exc = this.parseTest();
    let cause: ExprNode | null = null;
    if (this.kind === T.FROM) {
      this.advance();
      cause = this.parseTest();
    }
    return new Raise(exc, cause, line, col);
  }

  /**
   * `expr_stmt: testlist_star_expr (annassign | augassign (yield_expr|testlist) |
   * ('=' (yield_expr|testlist_star_expr))*)`
   */
  private parseExprStatement(line: number, col: number): StmtNode {
    const parenthesised = this.kind === T.LPAR;
    let value = this.parseTestlistStarExpr();
    if (this.kind === T.NEWLINE || this.kind === T.SEMI) return new Expr(value, line, col);
    if (this.kind === T.EQUAL) {
      const targets: ExprNode[] = [];
      let valueLine = line;
      let valueCol = col;
      let before: SyntaxProblem | null = null;
      let isYield = false;
      do {
        if (isYield) {
          const msg = "assignment to yield expression not possible";
          this.astFailBefore(before, msg, valueLine, valueCol);
        } else this.setContext(value, STORE, valueLine, valueCol);
        targets.push(value);
        this.advance();
        valueLine = this.line;
        valueCol = this.col;
        before = this.problem;
        isYield = (this.kind as number) === T.YIELD;
        value = isYield ? this.parseYield() : this.parseTestlistStarExpr();
      } while (this.kind === T.EQUAL);
      return new Assign(targets, value, line, col);
    }
    const op = AUGMENTED[this.kind];
    if (op !== 0) {
      this.setContext(value, STORE, line, col);
      switch (value.kind) {
        case NodeKind.Name:
        case NodeKind.Attribute:
        case NodeKind.Subscript:
          break;
        default:
          this.astFail("illegal expression for augmented assignment", line, col);
      }
      this.advance();
      const right = (this.kind as number) === T.YIELD ? this.parseYield() : this.parseTestlist();
      return new AugAssign(value, op as Operator, right, line, col);
    }
    if (this.kind === T.COLON) return this.parseAnnAssign(value, parenthesised, line, col);
    return new Expr(value, line, col);
  }

  /** `annassign: ':' test ['=' test]` */
  private parseAnnAssign(
    target: ExprNode,
    parenthesised: boolean,
    line: number,
    col: number,
  ): AnnAssign {
    switch (target.kind) {
      case NodeKind.Name:
        this.forbiddenName(target.id, line, col);
        target.ctx = STORE;
        break;
      case NodeKind.Attribute:
        this.forbiddenName(target.attr, line, col);
        target.ctx = STORE;
        break;
      case NodeKind.Subscript:
        target.ctx = STORE;
        break;
      case NodeKind.List:
        this.astFail("only single target (not list) can be annotated", line, col);
        break;
      case NodeKind.Tuple:
        this.astFail("only single target (not tuple) can be annotated", line, col);
        break;
      default:
        this.astFail("illegal target for annotation", line, col);
    }
    this.advance();
    const annotation = this.parseTest();
    let value: ExprNode | null = null;
    if (this.kind === T.EQUAL) {
      this.advance();
      value = this.parseTest();
    }
    const simple = target.kind === NodeKind.Name && !parenthesised ? 1 : 0;
    return new AnnAssign(target, annotation, value, simple, line, col);
  }

  // --- imports

  /**
   * `dotted_name: NAME ('.' NAME)*`. ast.c takes a name with dots as it is written, without
   * normalising it.
   */
  private parseDottedName(): { name: string; dotted: boolean } {
    if (this.kind !== T.NAME) this.unexpected();
    const raw = this.src.slice(this.start, this.end);
    const first = this.identifier();
    this.advance();
    if ((this.kind as number) !== T.DOT) return { name: first, dotted: false };
    let name = raw;
    while ((this.kind as number) === T.DOT) {
      this.advance();
      if (this.kind !== T.NAME) this.unexpected();
      name += "." + this.src.slice(this.start, this.end);
      this.advance();
    }
    return { name, dotted: true };
  }

  /** `import_name: 'import' dotted_as_names` */
  private parseImport(line: number, col: number): Import {
    const names: Alias[] = [];
    do {
      this.advance();
      const nameLine = this.line;
      const nameCol = this.col;
      const { name, dotted } = this.parseDottedName();
      if ((this.kind as number) === T.AS) names.push(new Alias(name, this.parseAsName()));
      else {
        if (!dotted) this.forbiddenName(name, nameLine, nameCol);
        names.push(new Alias(name, null));
      }
    } while (this.kind === T.COMMA);
    return new Import(names, line, col);
  }

  /** `'as' NAME` */
  private parseAsName(): string {
    this.advance();
    const line = this.line;
    const col = this.col;
    const name = this.expectName();
    this.forbiddenName(name, line, col);
    return name;
  }

  /**
   * `import_from: ('from' (('.' | '...')* dotted_name | ('.' | '...')+)
   * 'import' ('*' | '(' import_as_names ')' | import_as_names))`
   */
  private parseImportFrom(line: number, col: number): ImportFrom {
    this.advance();
    let level = 0;
    for (;;) {
      if (this.kind === T.DOT) level++;
      else if (this.kind === T.ELLIPSIS) level += 3;
      else break;
      this.advance();
    }
    let module: string | null = null;
    if (level === 0 || this.kind === T.NAME) module = this.parseDottedName().name;
    this.expect(T.IMPORT);
    if (this.kind === T.STAR) {
      this.advance();
      return new ImportFrom(module, [new Alias("*", null)], level, line, col);
    }
    const parenthesised = this.kind === T.LPAR;
    if (parenthesised) this.advance();
    const before = this.problem;
    const listLine = this.line;
    const listCol = this.col;
    const names: Alias[] = [];
    for (;;) {
      const nameLine = this.line;
      const nameCol = this.col;
      const name = this.expectName();
      if ((this.kind as number) === T.AS) names.push(new Alias(name, this.parseAsName()));
      else {
        this.forbiddenName(name, nameLine, nameCol);
        names.push(new Alias(name, null));
      }
      if ((this.kind as number) !== T.COMMA) break;
      this.advance();
      if (this.kind !== T.NAME) {
        if (parenthesised) break;
        const msg = "trailing comma not allowed without surrounding parentheses";
        this.astFailBefore(before, msg, listLine, listCol);
        break;
      }
    }
    if (parenthesised) this.expect(T.RPAR);
    return new ImportFrom(module, names, level, line, col);
  }

  // --- compound statements; `depth` is the pgen entry of the statement's own rule

  /**
   * `if_stmt: 'if' test ':' suite ('elif' test ':' suite)* ['else' ':' suite]`. ast.c visits
   * the last elif first, with the else, then the others backwards, the if last.
   */
  private parseIf(depth: number, line: number, col: number): If {
    const base = this.problem;
    const marks = [this.warnings.length];
    const tests: ExprNode[] = [];
    const bodies: StmtNode[][] = [];
    const places: number[] = [];
    const problems: (SyntaxProblem | null)[] = [];
    do {
      this.advance();
      places.push(this.line, this.col);
      this.depth = depth;
      tests.push(this.parseTest());
      bodies.push(this.parseBlock(depth + 1));
      problems.push(this.problem);
      marks.push(this.warnings.length);
      this.problem = base;
    } while (this.kind === T.ELIF);
    let orelse: StmtNode[] = [];
    const last = tests.length - 1;
    if (this.kind === T.ELSE) {
      this.problem = problems[last];
      this.advance();
      orelse = this.parseBlock(depth + 1);
      problems[last] = this.problem;
      marks[last + 1] = this.warnings.length;
    }
    this.reverseWarnings(marks);
    this.problem = base;
    for (let i = last; i > 0; i--) {
      this.problem ??= problems[i];
      orelse = [new If(tests[i], bodies[i], orelse, places[2 * i], places[2 * i + 1])];
    }
    this.problem ??= problems[0];
    return new If(tests[0], bodies[0], orelse, line, col);
  }

  /** Puts the warnings of a statement's parts, between the marks, into ast.c's order. */
  private reverseWarnings(marks: readonly number[]): void {
    const last = marks.length - 1;
    if (last < 2 || marks[0] === marks[last]) return;
    const ordered: EscapeWarning[] = [];
    for (let i = last; i > 0; i--) ordered.push(...this.warnings.slice(marks[i - 1], marks[i]));
    this.warnings.splice(marks[0], ordered.length, ...ordered);
  }

  /** `while_stmt: 'while' test ':' suite ['else' ':' suite]` */
  private parseWhile(depth: number, line: number, col: number): While {
    this.advance();
    this.depth = depth;
    const test = this.parseTest();
    const body = this.parseBlock(depth + 1);
    return new While(test, body, this.parseElse(depth), line, col);
  }

  /** `['else' ':' suite]` */
  private parseElse(depth: number): StmtNode[] {
    if (this.kind !== T.ELSE) return [];
    this.advance();
    return this.parseBlock(depth + 1);
  }

  /** `for_stmt: 'for' exprlist 'in' testlist ':' suite ['else' ':' suite]` */
  private parseFor(depth: number, isAsync: boolean, line: number, col: number): For | AsyncFor {
    this.advance();
    this.depth = depth + 1;
    const target = this.parseForTarget();
    this.expect(T.IN);
    const iter = this.parseTestlist();
    const body = this.parseBlock(depth + 1);
    const orelse = this.parseElse(depth);
    return isAsync
      ? new AsyncFor(target, iter, body, orelse, line, col)
      : new For(target, iter, body, orelse, line, col);
  }

  /** try_stmt. ast.c visits else and finally before the handlers. */
  private parseTry(depth: number, line: number, col: number): Try {
    this.advance();
    const body = this.parseBlock(depth + 1);
    const before = this.problem;
    const marks = [this.warnings.length];
    const handlers: ExceptHandler[] = [];
    while (this.kind === T.EXCEPT) handlers.push(this.parseExcept(depth));
    const handlersProblem = this.problem;
    marks.push(this.warnings.length);
    this.problem = before;
    const orelse = handlers.length > 0 ? this.parseElse(depth) : [];
    let finalbody: StmtNode[] = [];
    if (this.kind === T.FINALLY) {
      this.advance();
      finalbody = this.parseBlock(depth + 1);
    } else if (handlers.length === 0) this.unexpected();
    marks.push(this.warnings.length);
    this.reverseWarnings(marks);
    this.problem ??= handlersProblem;
    return new Try(body, handlers, orelse, finalbody, line, col);
  }

  /** `except_clause: 'except' [test ['as' NAME]]` and its suite. */
  private parseExcept(depth: number): ExceptHandler {
    const line = this.line;
    const col = this.col;
    this.advance();
    let type: ExprNode | null = null;
    let name: string | null = null;
    if (this.kind !== T.COLON) {
      const before = this.problem;
      this.depth = depth + 1;
      type = this.parseTest();
      if (this.kind === T.AS) {
        // ast.c looks at the name before the expression.
        const typeProblem = this.problem;
        this.problem = before;
        name = this.parseAsName();
        this.problem ??= typeProblem;
      }
    }
    return new ExceptHandler(type, name, this.parseBlock(depth + 1), line, col);
  }

  /** `with_stmt: 'with' with_item (',' with_item)* ':' suite`, `with_item: test ['as' expr]` */
  private parseWith(depth: number, isAsync: boolean, line: number, col: number): With | AsyncWith {
    const items: WithItem[] = [];
    do {
      this.advance();
      const itemLine = this.line;
      const itemCol = this.col;
      this.depth = depth + 1;
      const context = this.parseTest();
      let vars: ExprNode | null = null;
      if ((this.kind as number) === T.AS) {
        this.advance();
        vars = this.parseExpr();
        this.setContext(vars, STORE, itemLine, itemCol);
      }
      items.push(new WithItem(context, vars));
    } while (this.kind === T.COMMA);
    const body = this.parseBlock(depth + 1);
    return isAsync ? new AsyncWith(items, body, line, col) : new With(items, body, line, col);
  }

  /** `async_stmt: ASYNC (funcdef | with_stmt | for_stmt)` */
  private parseAsync(depth: number): StmtNode {
    this.advance();
    const line = this.line;
    const col = this.col;
    switch (this.kind) {
      case T.DEF:
        return this.parseFunction(depth + 1, [], true, line, col);
      case T.WITH:
        return this.parseWith(depth + 1, true, line, col);
      case T.FOR:
        return this.parseFor(depth + 1, true, line, col);
      default:
        this.unexpected();
    }
  }

  /** `decorated: decorators (classdef | funcdef | async_funcdef)` */
  private parseDecorated(depth: number, line: number, col: number): StmtNode {
    const decorators: ExprNode[] = [];
    while (this.kind === T.AT) decorators.push(this.parseDecorator(depth + 2));
    switch (this.kind as number) {
      case T.CLASS:
        return this.parseClass(depth + 1, decorators, line, col);
      case T.DEF:
        return this.parseFunction(depth + 1, decorators, false, line, col);
      case T.ASYNC:
        this.advance();
        if ((this.kind as number) !== T.DEF) this.unexpected();
        return this.parseFunction(depth + 2, decorators, true, line, col);
      default:
        this.unexpected();
    }
  }

  /** `decorator: '@' dotted_name [ '(' [arglist] ')' ] NEWLINE` */
  private parseDecorator(depth: number): ExprNode {
    const atLine = this.line;
    const atCol = this.col;
    this.advance();
    const line = this.line;
    const col = this.col;
    let node: ExprNode = new Name(this.expectName(), LOAD, line, col);
    while (this.kind === T.DOT) {
      this.advance();
      node = new Attribute(node, this.expectName(), LOAD, line, col);
    }
    if (this.kind === T.LPAR) {
      this.depth = depth + 2;
      const call: Call = this.parseCall(node, line, col);
      if (call.args.length === 0 && call.keywords.length === 0) {
        node = new Call(node, [], [], atLine, atCol);
      } else node = call;
    }
    this.expect(T.NEWLINE);
    return node;
  }

  /** `funcdef: 'def' NAME parameters ['->' test] ':' suite` */
  private parseFunction(
    depth: number,
    decorators: ExprNode[],
    isAsync: boolean,
    line: number,
    col: number,
  ): FunctionDef | AsyncFunctionDef {
    this.advance();
    const nameLine = this.line;
    const nameCol = this.col;
    const name = this.expectName();
    this.forbiddenName(name, nameLine, nameCol);
    this.expect(T.LPAR);
    let args: Arguments;
    if (this.kind === T.RPAR) args = emptyArguments();
    else {
      this.depth = depth + 2;
      args = this.parseArgumentList(T.RPAR);
    }
    this.expect(T.RPAR);
    let returns: ExprNode | null = null;
    if (this.kind === T.RARROW) {
      this.advance();
      this.depth = depth;
      returns = this.parseTest();
    }
    const body = this.parseBlock(depth + 1);
    return isAsync
      ? new AsyncFunctionDef(name, args, body, decorators, returns, line, col)
      : new FunctionDef(name, args, body, decorators, returns, line, col);
  }

  /** `classdef: 'class' NAME ['(' [arglist] ')'] ':' suite`. ast.c looks at the name last. */
  private parseClass(
    depth: number,
    decorators: ExprNode[],
    line: number,
    col: number,
  ): ClassDef {
    this.advance();
    let errorLine = this.line;
    let errorCol = this.col;
    const name = this.expectName();
    let bases: ExprNode[] = [];
    let keywords: Keyword[] = [];
    // Without bases ast.c blames its child number 3: the suite, or the closing parenthesis.
    let blame = true;
    if (this.kind === T.LPAR) {
      this.depth = depth + 2;
      const placeholder = new Name(name, LOAD, line, col);
      const call = this.parseCall(placeholder, line, col);
      bases = call.args;
      keywords = call.keywords;
      blame = false;
      if (bases.length === 0 && keywords.length === 0) {
        errorLine = this.callEndLine;
        errorCol = this.callEndCol;
      }
    }
    this.expect(T.COLON);
    if (blame) {
      errorLine = this.line;
      errorCol = this.col;
    }
    const body = this.parseSuite(depth + 1);
    this.forbiddenName(name, errorLine, errorCol);
    return new ClassDef(name, bases, keywords, body, decorators, line, col);
  }
}
