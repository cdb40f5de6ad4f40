/**
 * Expressions: the expression rules of CPython 3.6's Grammar/Grammar by recursive descent,
 * building the nodes of Python/ast.c at once.
 *
 * CPython first parses the whole source and then walks the tree, so an error of the grammar
 * anywhere wins over an error of the walk. What ast.c would refuse is therefore only
 * remembered (`problem`), first come first kept, in ast.c's order of visiting. Where ast.c
 * looks at a node before its children, `before` tells whether the children's error may be
 * overruled.
 *
 * `depth` is how many entries of pgen's stack are taken when a `test` is about to be pushed.
 * Every rule between `test` and `atom` has one entry, whether or not an operator is there.
 *
 * @module
 */

import {
  Attribute,
  Await,
  BinOp,
  BoolOp,
  type BoolOperator,
  Call,
  type CmpOperator,
  Compare,
  Comprehension,
  type ConstantFactory,
  Dict,
  DictComp,
  Ellipsis,
  ExprContext,
  type ExprNode,
  ExtSlice,
  GeneratorExp,
  IfExp,
  Index,
  Keyword,
  Lambda,
  List,
  ListComp,
  Name,
  NameConstant,
  NodeKind,
  Num,
  type Operator,
  SetComp,
  SetExpr,
  Slice,
  type SliceNode,
  Starred,
  Str,
  Subscript,
  Tuple,
  UnaryOp,
  UnaryOperator,
  Yield,
  YieldFrom,
} from "./ast.ts";
import { Arg, Arguments } from "./ast.ts";
import { SyntaxProblem } from "./errors.ts";
import { parseNumber } from "./numbers.ts";
import { parseStrings, type StringHost } from "./strings.ts";
import { MAXSTACK, STRING_TRIPLE, Tokenizer } from "./tokenizer.ts";

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
const KINDS = 96;

/** An AST-stage DeprecationWarning: an escape sequence that is none. */
export interface EscapeWarning {
  /** The character after the backslash; null: a name that becomes a keyword. */
  readonly char: string | null;
  readonly line: number;
  readonly col: number;
}

/** How tightly a binary operator binds; 0 for other tokens. */
const PREC = new Uint8Array(KINDS);
const P_OR = 1;
const P_AND = 2;
const P_NOT = 3;
const P_COMPARISON = 4;
const P_EXPR = 5;
/** The operator (boolop, operator or cmpop of Python.asdl) of a binary token. */
const OPERATOR = new Uint8Array(KINDS);
for (
  const [kind, prec, op] of [
    [T.OR, P_OR, 2],
    [T.AND, P_AND, 1],
    [T.EQEQUAL, P_COMPARISON, 1],
    [T.NOTEQUAL, P_COMPARISON, 2],
    [T.LESS, P_COMPARISON, 3],
    [T.LESSEQUAL, P_COMPARISON, 4],
    [T.GREATER, P_COMPARISON, 5],
    [T.GREATEREQUAL, P_COMPARISON, 6],
    [T.IS, P_COMPARISON, 7],
    [T.IN, P_COMPARISON, 9],
    [T.NOT, P_COMPARISON, 10],
    [T.VBAR, 5, 10],
    [T.CIRCUMFLEX, 6, 11],
    [T.AMPER, 7, 12],
    [T.LEFTSHIFT, 8, 8],
    [T.RIGHTSHIFT, 8, 9],
    [T.PLUS, 9, 1],
    [T.MINUS, 9, 2],
    [T.STAR, 10, 3],
    [T.AT, 10, 4],
    [T.SLASH, 10, 5],
    [T.PERCENT, 10, 6],
    [T.DOUBLESLASH, 10, 13],
  ]
) {
  PREC[kind] = prec;
  OPERATOR[kind] = op;
}
const IS_NOT = 8;

/** What an expression may start with: 1 an `expr`, 2 only a `test`, 0 none. */
export const FIRST: Uint8Array = new Uint8Array(KINDS);
for (
  const kind of [
    T.NAME,
    T.NUMBER,
    T.STRING,
    T.LPAR,
    T.LSQB,
    T.LBRACE,
    T.ELLIPSIS,
    T.NONE,
    T.TRUE,
    T.FALSE,
    T.PLUS,
    T.MINUS,
    T.TILDE,
    T.AWAIT,
  ]
) FIRST[kind] = 1;
FIRST[T.NOT] = 2;
FIRST[T.LAMBDA] = 2;

/** A `test` whose tail is still to come: an unfinished lambda or conditional expression. */
interface PendingTest {
  readonly args: Arguments | null;
  readonly body: ExprNode | null;
  readonly condition: ExprNode | null;
  readonly line: number;
  readonly col: number;
}

/** The tokenizer with the grammar's expressions. */
export class ExpressionParser extends Tokenizer implements StringHost {
  /** The first error of the AST stage. */
  problem: SyntaxProblem | null = null;
  /** The AST stage's warnings before its first error. */
  warnings: EscapeWarning[] = [];
  protected depth = 0;
  /** Where the last empty argument list closed. */
  protected callEndLine = 0;
  protected callEndCol = 0;

  constructor(
    source: string,
    exec: boolean,
    flags: number,
    readonly constants: ConstantFactory,
    lineShift = 0,
    colShift = 0,
  ) {
    super(source, exec, flags, lineShift, colShift);
  }

  // --- the AST stage's errors

  /** ast_error. */
  astFail(msg: string, line: number, col: number): void {
    if (this.problem === null) this.problem = this.astProblem(msg, line, col);
  }

  protected astProblem(msg: string, line: number, col: number): SyntaxProblem {
    const problem = new SyntaxProblem("SyntaxError", msg, line, col, null);
    problem.fromFile = true;
    return problem;
  }

  /** An error that ast.c finds before it visits what was parsed since `before` was read. */
  protected astFailBefore(
    before: SyntaxProblem | null,
    msg: string,
    line: number,
    col: number,
  ): void {
    if (before === null) this.problem = this.astProblem(msg, line, col);
  }

  /** warn_invalid_escape_sequence. */
  astWarn(char: string, line: number, col: number): void {
    if (this.problem === null) this.warnings.push({ char, line, col });
  }

  /** forbidden_name. */
  protected forbiddenName(name: string, line: number, col: number): void {
    if (name === "__debug__") this.astFail("assignment to keyword", line, col);
    if ((name === "async" || name === "await") && this.problem === null) {
      this.warnings.push({ char: null, line, col });
    }
  }

  /** An expression inside an f-string (fstring_compile_expr). */
  parseFString(source: string, lineShift: number, colShift: number): ExprNode | null {
    const inner = new ExpressionParser(source, false, 0, this.constants, lineShift, colShift);
    let node: ExprNode;
    try {
      node = inner.parseEvalInput();
    } catch (e) {
      if (!(e instanceof SyntaxProblem)) throw e;
      if (e.filename === null && e.lineno !== null) e.filename = "<fstring>";
      this.problem ??= e;
      return null;
    }
    if (inner.problem !== null) {
      inner.problem.filename ??= "<fstring>";
      this.problem ??= inner.problem;
      return null;
    }
    return node;
  }

  /** `eval_input: testlist NEWLINE* ENDMARKER` */
  parseEvalInput(): ExprNode {
    this.advance();
    this.depth = 2;
    const node = this.parseTestlist();
    while (this.kind === T.NEWLINE) this.advance();
    if (this.kind !== T.ENDMARKER) this.unexpected();
    return node;
  }

  // --- helpers

  protected expect(kind: number): void {
    if (this.kind !== kind) this.unexpected();
    this.advance();
  }

  /** The current NAME as an identifier (new_identifier). */
  protected identifier(): string {
    return this.name !== "" ? this.name : this.src.slice(this.start, this.end).normalize("NFKC");
  }

  /** NAME, which is passed. */
  protected expectName(): string {
    if (this.kind !== T.NAME) this.unexpected();
    const name = this.identifier();
    this.advance();
    return name;
  }

  // --- test and below

  /** `test: or_test ['if' or_test 'else' test] | lambdef` */
  parseTest(): ExprNode {
    if (this.kind === T.LAMBDA) return this.parseTestTail(null, 0, 0, false);
    const line = this.line;
    const col = this.col;
    const node = this.parseBinary(P_OR);
    if (this.kind !== T.IF) return node;
    return this.parseTestTail(node, line, col, false);
  }

  /** `test_nocond: or_test | lambdef_nocond` */
  protected parseTestNocond(): ExprNode {
    if (this.kind === T.LAMBDA) return this.parseTestTail(null, 0, 0, true);
    return this.parseBinary(P_OR);
  }

  /** Lambdas and conditional expressions, which nest at their ends: a loop, not a recursion. */
  private parseTestTail(
    node: ExprNode | null,
    line: number,
    col: number,
    nocond: boolean,
  ): ExprNode {
    const depth = this.depth;
    const pending: PendingTest[] = [];
    let result: ExprNode;
    for (;;) {
      if (node === null) {
        line = this.line;
        col = this.col;
        if (this.kind === T.LAMBDA) {
          this.advance();
          const outer = this.depth;
          this.depth = outer + 3;
          const next: number = this.kind;
          const args = next === T.COLON ? emptyArguments() : this.parseArgumentList(T.COLON);
          this.depth = outer + 2;
          if (this.depth >= MAXSTACK) this.stackOverflow();
          this.expect(T.COLON);
          pending.push({ args, body: null, condition: null, line, col });
          continue;
        }
        node = this.parseBinary(P_OR);
      }
      if (nocond || this.kind !== T.IF) {
        result = node;
        break;
      }
      this.advance();
      const condition = this.parseBinary(P_OR);
      this.expect(T.ELSE);
      this.depth++;
      pending.push({ args: null, body: node, condition, line, col });
      node = null;
    }
    this.depth = depth;
    for (let i = pending.length - 1; i >= 0; i--) {
      const { args, body, condition, line, col } = pending[i];
      result = args !== null
        ? new Lambda(args, result, line, col)
        : new IfExp(condition!, body!, result, line, col);
    }
    return result;
  }

  /** The `expr` of a rule that has it in place of a `test`. */
  protected parseExpr(): ExprNode {
    this.depth -= 5;
    const node = this.parseBinary(P_EXPR);
    this.depth += 5;
    return node;
  }

  /** `star_expr: '*' expr` */
  protected parseStarExpr(): ExprNode {
    const line = this.line;
    const col = this.col;
    this.advance();
    this.depth -= 4;
    const value = this.parseBinary(P_EXPR);
    this.depth += 4;
    return new Starred(value, LOAD, line, col);
  }

  /** Everything from or_test (`min` P_OR) or expr (`min` P_EXPR) down to term, by precedence. */
  protected parseBinary(min: number): ExprNode {
    const before = this.problem;
    const line = this.line;
    const col = this.col;
    let left = this.kind === T.NOT && min <= P_NOT ? this.parseNot() : this.parseFactor();
    let prec = PREC[this.kind];
    let last = 0;
    while (prec >= min) {
      if (prec > P_COMPARISON) {
        const op = OPERATOR[this.kind] as Operator;
        // ast_for_binop: from the second operator of a chain on, the operator's own place.
        const opLine = prec === last ? this.line : line;
        const opCol = prec === last ? this.col : col;
        this.advance();
        left = new BinOp(left, op, this.parseBinary(prec + 1), opLine, opCol);
        last = prec;
      } else if (prec === P_COMPARISON) left = this.parseComparison(left, before, line, col);
      else left = this.parseBoolOp(left, prec, line, col);
      prec = PREC[this.kind];
    }
    return left;
  }

  /** `or_test: and_test ('or' and_test)*`, `and_test: not_test ('and' not_test)*` */
  private parseBoolOp(left: ExprNode, prec: number, line: number, col: number): ExprNode {
    const kind = this.kind;
    const values = [left];
    do {
      this.advance();
      values.push(this.parseBinary(prec + 1));
    } while (this.kind === kind);
    return new BoolOp(OPERATOR[kind] as BoolOperator, values, line, col);
  }

  /** `comparison: expr (comp_op expr)*`. ast.c visits the first operand last. */
  private parseComparison(
    left: ExprNode,
    before: SyntaxProblem | null,
    line: number,
    col: number,
  ): ExprNode {
    const leftProblem = this.problem;
    this.problem = before;
    const ops: CmpOperator[] = [];
    const comparators: ExprNode[] = [];
    do {
      const kind = this.kind;
      let op = OPERATOR[kind];
      this.advance();
      if (kind === T.IS) {
        if ((this.kind as number) === T.NOT) {
          op = IS_NOT;
          this.advance();
        }
      } else if (kind === T.NOT) this.expect(T.IN);
      ops.push(op as CmpOperator);
      comparators.push(this.parseBinary(P_EXPR));
    } while (PREC[this.kind] === P_COMPARISON);
    this.problem ??= leftProblem;
    return new Compare(left, ops, comparators, line, col);
  }

  /** `not_test: 'not' not_test | comparison` */
  private parseNot(): ExprNode {
    const places: number[] = [];
    const depth = this.depth;
    while (this.kind === T.NOT) {
      if (++this.depth + 4 > MAXSTACK) this.stackOverflow();
      places.push(this.line, this.col);
      this.advance();
    }
    let node = this.parseBinary(P_COMPARISON);
    this.depth = depth;
    for (let i = places.length - 2; i >= 0; i -= 2) {
      node = new UnaryOp(UnaryOperator.Not, node, places[i], places[i + 1]);
    }
    return node;
  }

  /** `factor: ('+'|'-'|'~') factor | power` */
  private parseUnary(): ExprNode {
    const places: number[] = [];
    const depth = this.depth;
    for (;;) {
      const kind = this.kind;
      const op = kind === T.MINUS
        ? UnaryOperator.USub
        : kind === T.PLUS
        ? UnaryOperator.UAdd
        : kind === T.TILDE
        ? UnaryOperator.Invert
        : 0;
      if (op === 0) break;
      if (++this.depth + 11 > MAXSTACK) this.stackOverflow();
      places.push(op, this.line, this.col);
      this.advance();
    }
    let node = this.parseFactor();
    this.depth = depth;
    for (let i = places.length - 3; i >= 0; i -= 3) {
      node = new UnaryOp(places[i], node, places[i + 1], places[i + 2]);
    }
    return node;
  }

  /** factor, `power: atom_expr ['**' factor]` and `atom_expr: [AWAIT] atom trailer*` */
  private parseFactor(): ExprNode {
    const line = this.line;
    const col = this.col;
    if (this.depth + 15 > MAXSTACK && FIRST[this.kind] === 1) this.stackOverflow();
    let node: ExprNode;
    switch (this.kind) {
      case T.NAME:
        node = new Name(this.identifier(), LOAD, line, col);
        this.advance();
        break;
      case T.NUMBER:
        node = new Num(parseNumber(this.src, this.start, this.end, this.constants), line, col);
        this.advance();
        break;
      case T.STRING:
        node = this.parseString(line, col);
        break;
      case T.LPAR:
        node = this.parseParen(line, col);
        break;
      case T.LSQB:
        node = this.parseListDisplay(line, col);
        break;
      case T.LBRACE:
        node = this.parseBraces(line, col);
        break;
      case T.NONE:
        node = new NameConstant(null, line, col);
        this.advance();
        break;
      case T.TRUE:
        node = new NameConstant(true, line, col);
        this.advance();
        break;
      case T.FALSE:
        node = new NameConstant(false, line, col);
        this.advance();
        break;
      case T.ELLIPSIS:
        node = new Ellipsis(line, col);
        this.advance();
        break;
      case T.PLUS:
      case T.MINUS:
      case T.TILDE:
        return this.parseUnary();
      case T.AWAIT:
        return this.parseAwait();
      default:
        this.unexpected();
    }
    const kind: number = this.kind;
    if (kind === T.LPAR || kind === T.DOT || kind === T.LSQB) node = this.parseTrailers(node);
    return (this.kind as number) === T.DOUBLESTAR ? this.parsePower(node, line, col) : node;
  }

  private parsePower(base: ExprNode, line: number, col: number): ExprNode {
    this.advance();
    this.depth += 2;
    const exponent = this.parseFactor();
    this.depth -= 2;
    return new BinOp(base, 7 as Operator, exponent, line, col);
  }

  private parseAwait(): ExprNode {
    const line = this.line;
    const col = this.col;
    this.advance();
    let node: ExprNode;
    switch (FIRST[this.kind] === 1 ? this.kind : -1) {
      case -1:
      case T.PLUS:
      case T.MINUS:
      case T.TILDE:
      case T.AWAIT:
        this.unexpected();
        break;
      default:
        node = this.parseAtomExpr();
    }
    node = new Await(node, line, col);
    return this.kind === T.DOUBLESTAR ? this.parsePower(node, line, col) : node;
  }

  /** An atom that is known to be one, with its trailers. */
  private parseAtomExpr(): ExprNode {
    const line = this.line;
    const col = this.col;
    let node: ExprNode;
    switch (this.kind) {
      case T.LPAR:
        node = this.parseParen(line, col);
        break;
      case T.LSQB:
        node = this.parseListDisplay(line, col);
        break;
      case T.LBRACE:
        node = this.parseBraces(line, col);
        break;
      case T.STRING:
        node = this.parseString(line, col);
        break;
      case T.NUMBER:
        node = new Num(parseNumber(this.src, this.start, this.end, this.constants), line, col);
        this.advance();
        break;
      case T.NAME:
        node = new Name(this.identifier(), LOAD, line, col);
        this.advance();
        break;
      default:
        node = this.kind === T.ELLIPSIS ? new Ellipsis(line, col) : new NameConstant(
          this.kind === T.NONE ? null : (this.kind as number) === T.TRUE,
          line,
          col,
        );
        this.advance();
    }
    return this.parseTrailers(node);
  }

  /** `trailer: '(' [arglist] ')' | '[' subscriptlist ']' | '.' NAME`, as many as there are. */
  private parseTrailers(node: ExprNode): ExprNode {
    const line = node.lineno;
    const col = node.col_offset;
    for (;;) {
      switch (this.kind) {
        case T.DOT:
          this.advance();
          node = new Attribute(node, this.expectName(), LOAD, line, col);
          break;
        case T.LPAR:
          this.depth += 17;
          node = this.parseCall(node, line, col);
          this.depth -= 17;
          break;
        case T.LSQB:
          this.depth += 17;
          node = this.parseSubscript(node, line, col);
          this.depth -= 17;
          break;
        default:
          return node;
      }
    }
  }

  // --- atoms

  private parseString(line: number, col: number): ExprNode {
    const start = this.start;
    const end = this.end;
    const flags = this.stringFlags;
    this.advance();
    if (this.kind !== T.STRING && (flags & ~STRING_TRIPLE) === 0) {
      const quotes = flags === 0 ? 1 : 3;
      return new Str(this.constants.str(this.src.slice(start + quotes, end - quotes)), line, col);
    }
    const literals = [start, end, line, col];
    while (this.kind === T.STRING) {
      literals.push(this.start, this.end, this.line, this.col);
      this.advance();
    }
    return parseStrings(this, this.src, literals, line, col);
  }

  /** `'(' [yield_expr|testlist_comp] ')'` */
  private parseParen(line: number, col: number): ExprNode {
    this.advance();
    let node: ExprNode;
    if (this.kind === T.RPAR) node = new Tuple([], LOAD, line, col);
    else {
      this.depth += 16;
      if (this.kind === T.YIELD) node = this.parseYield();
      else {
        const startLine = this.line;
        const startCol = this.col;
        node = this.parseTestOrStar();
        if (this.kind === T.FOR || this.kind === T.ASYNC) {
          const generators = this.parseGenerators(node, startLine, startCol);
          node = new GeneratorExp(node, generators, startLine, startCol);
        } else if (this.kind === T.COMMA) {
          node = new Tuple(this.parseMoreTests(node), LOAD, startLine, startCol);
        }
      }
      this.depth -= 16;
      if (this.kind !== T.RPAR) this.unexpected();
    }
    this.advance();
    return node;
  }

  /** `'[' [testlist_comp] ']'` */
  private parseListDisplay(line: number, col: number): ExprNode {
    this.advance();
    let node: ExprNode;
    if (this.kind === T.RSQB) node = new List([], LOAD, line, col);
    else {
      this.depth += 16;
      const startLine = this.line;
      const startCol = this.col;
      node = this.parseTestOrStar();
      if (this.kind === T.FOR || this.kind === T.ASYNC) {
        const generators = this.parseGenerators(node, startLine, startCol);
        node = new ListComp(node, generators, startLine, startCol);
      } else node = new List(this.parseMoreTests(node), LOAD, line, col);
      this.depth -= 16;
      if (this.kind !== T.RSQB) this.unexpected();
    }
    this.advance();
    return node;
  }

  /** `'{' [dictorsetmaker] '}'` */
  private parseBraces(line: number, col: number): ExprNode {
    const before = this.problem;
    this.advance();
    if (this.kind === T.RBRACE) {
      this.advance();
      return new Dict([], [], line, col);
    }
    this.depth += 16;
    const startLine = this.line;
    const startCol = this.col;
    let node: ExprNode;
    let key: ExprNode | null = null;
    let value: ExprNode;
    let isDict = true;
    if (this.kind === T.DOUBLESTAR) {
      this.advance();
      value = this.parseExpr();
    } else {
      value = this.kind === T.STAR ? this.parseStarExpr() : this.parseTest();
      isDict = this.kind === T.COLON && value.kind !== NodeKind.Starred;
      if (isDict) {
        key = value;
        this.advance();
        value = this.parseTest();
      }
    }
    const comprehension = this.kind === T.FOR || this.kind === T.ASYNC;
    if (!isDict) {
      if (comprehension) {
        const generators = this.parseGenerators(value, startLine, startCol);
        node = new SetComp(value, generators, line, col);
      } else node = new SetExpr(this.parseMoreTests(value), line, col);
    } else if (comprehension) {
      const generators = this.parseComprehension();
      if (key === null) {
        const msg = "dict unpacking cannot be used in dict comprehension";
        this.astFailBefore(before, msg, line, col);
      }
      node = new DictComp(key ?? value, value, generators, line, col);
    } else {
      const keys = [key];
      const values = [value];
      while (this.kind === T.COMMA) {
        this.advance();
        if (this.kind as number === T.RBRACE) break;
        if (this.kind as number === T.DOUBLESTAR) {
          this.advance();
          keys.push(null);
          values.push(this.parseExpr());
        } else {
          keys.push(this.parseTest());
          this.expect(T.COLON);
          values.push(this.parseTest());
        }
      }
      node = new Dict(keys, values, line, col);
    }
    this.depth -= 16;
    this.expect(T.RBRACE);
    return node;
  }

  /** `(test|star_expr)` */
  protected parseTestOrStar(): ExprNode {
    return this.kind === T.STAR ? this.parseStarExpr() : this.parseTest();
  }

  /** `(',' (test|star_expr))* [',']` after the first one. */
  protected parseMoreTests(first: ExprNode): ExprNode[] {
    const elts = [first];
    while (this.kind === T.COMMA) {
      this.advance();
      if (FIRST[this.kind] !== 0) elts.push(this.parseTest());
      else if ((this.kind as number) === T.STAR) elts.push(this.parseStarExpr());
      else break;
    }
    return elts;
  }

  /** `testlist: test (',' test)* [',']` */
  protected parseTestlist(): ExprNode {
    const line = this.line;
    const col = this.col;
    const first = this.parseTest();
    if (this.kind !== T.COMMA) return first;
    const elts = [first];
    while (this.kind === T.COMMA) {
      this.advance();
      if (FIRST[this.kind] === 0) break;
      elts.push(this.parseTest());
    }
    return new Tuple(elts, LOAD, line, col);
  }

  /** `testlist_star_expr: (test|star_expr) (',' (test|star_expr))* [',']` */
  protected parseTestlistStarExpr(): ExprNode {
    const line = this.line;
    const col = this.col;
    const first = this.parseTestOrStar();
    return this.kind === T.COMMA ? new Tuple(this.parseMoreTests(first), LOAD, line, col) : first;
  }

  /** `exprlist: (expr|star_expr) (',' (expr|star_expr))* [',']` in a Store or Del context. */
  protected parseExprlist(context: ExprContext): { elts: ExprNode[]; comma: boolean } {
    const elts: ExprNode[] = [];
    let comma = false;
    for (;;) {
      const line = this.line;
      const col = this.col;
      const node = this.kind === T.STAR ? this.parseStarExpr() : this.parseExpr();
      this.setContext(node, context, line, col);
      elts.push(node);
      if (this.kind !== T.COMMA) break;
      comma = true;
      this.advance();
      if (FIRST[this.kind] !== 1 && (this.kind as number) !== T.STAR) break;
    }
    return { elts, comma };
  }

  /** The target of a for: the exprlist, as a tuple if there is a comma. */
  protected parseForTarget(): ExprNode {
    const { elts, comma } = this.parseExprlist(STORE);
    const first = elts[0];
    return comma ? new Tuple(elts, STORE, first.lineno, first.col_offset) : first;
  }

  /** The comp_for after an element (ast_for_itercomp). */
  private parseGenerators(element: ExprNode, line: number, col: number): Comprehension[] {
    if (element.kind === NodeKind.Starred) {
      this.astFail("iterable unpacking cannot be used in comprehension", line, col);
    }
    return this.parseComprehension();
  }

  /**
   * `comp_for: [ASYNC] 'for' exprlist 'in' or_test [comp_iter]`,
   * `comp_if: 'if' test_nocond [comp_iter]`: nested at their ends, so a loop.
   */
  private parseComprehension(): Comprehension[] {
    const generators: Comprehension[] = [];
    const outer = this.depth;
    // pgen's entry of the current comp_for or comp_if.
    let depth = outer + 1;
    for (;;) {
      let isAsync = 0;
      if (this.kind === T.ASYNC) {
        isAsync = 1;
        this.advance();
      }
      this.expect(T.FOR);
      this.depth = depth + 1;
      const target = this.parseForTarget();
      this.expect(T.IN);
      this.depth = depth - 1;
      const iter = this.parseBinary(P_OR);
      const ifs: ExprNode[] = [];
      while (this.kind === T.IF) {
        this.advance();
        depth += 2;
        this.depth = depth;
        ifs.push(this.parseTestNocond());
      }
      generators.push(new Comprehension(target, iter, ifs, isAsync));
      if (this.kind !== T.FOR && this.kind !== T.ASYNC) break;
      depth += 2;
      if (depth > MAXSTACK) this.stackOverflow();
    }
    this.depth = outer;
    return generators;
  }

  /** `yield_expr: 'yield' [yield_arg]`, `yield_arg: 'from' test | testlist` */
  protected parseYield(): ExprNode {
    const line = this.line;
    const col = this.col;
    this.advance();
    let node: ExprNode;
    if (this.kind === T.FROM) {
      this.advance();
      this.depth += 1;
      node = new YieldFrom(this.parseTest(), line, col);
      this.depth -= 1;
    } else if (FIRST[this.kind] !== 0) {
      this.depth += 2;
      node = new Yield(this.parseTestlist(), line, col);
      this.depth -= 2;
    } else node = new Yield(null, line, col);
    return node;
  }

  // --- trailers

  /** `'(' [arglist] ')'` (ast_for_call); `depth` is already the argument's. */
  protected parseCall(func: ExprNode, line: number, col: number): Call {
    this.advance();
    const args: ExprNode[] = [];
    const keywords: Keyword[] = [];
    if (this.kind === T.RPAR) {
      this.callEndLine = this.line;
      this.callEndCol = this.col;
      this.advance();
      return new Call(func, args, keywords, line, col);
    }
    const before = this.problem;
    const warned = this.warnings.length;
    const listLine = this.line;
    const listCol = this.col;
    let generators = 0;
    let doubleStars = 0;
    do {
      const argLine = this.line;
      const argCol = this.col;
      if (this.kind === T.STAR) {
        if (doubleStars > 0) {
          const msg = "iterable argument unpacking follows keyword argument unpacking";
          this.astFail(msg, argLine, argCol);
        }
        this.advance();
        args.push(new Starred(this.parseTest(), LOAD, argLine, argCol));
      } else if (this.kind === T.DOUBLESTAR) {
        this.advance();
        keywords.push(new Keyword(null, this.parseTest()));
        doubleStars++;
      } else {
        const beforeArg = this.problem;
        const node = this.parseTest();
        if (this.kind as number === T.EQUAL) {
          const name = this.keywordName(node, keywords, argLine, argCol);
          this.advance();
          keywords.push(new Keyword(name, this.parseTest()));
        } else if (this.kind as number === T.FOR || this.kind as number === T.ASYNC) {
          generators++;
          args.push(new GeneratorExp(node, this.parseComprehension(), argLine, argCol));
        } else {
          if (keywords.length > 0) {
            const msg = doubleStars > 0
              ? "positional argument follows keyword argument unpacking"
              : "positional argument follows keyword argument";
            this.astFailBefore(beforeArg, msg, argLine, argCol);
          }
          args.push(node);
        }
      }
      if (this.kind as number !== T.COMMA) break;
      this.advance();
    } while (this.kind as number !== T.RPAR);
    this.expect(T.RPAR);
    const count = args.length + keywords.length;
    if (before === null && (generators > 0 && count > 1 || count > 255)) {
      this.warnings.length = warned;
      const msg = generators > 0 && count > 1
        ? "Generator expression must be parenthesized if not sole argument"
        : "more than 255 arguments";
      this.astFailBefore(before, msg, listLine, listCol);
    }
    return new Call(func, args, keywords, line, col);
  }

  /** What stands before the "=" of a keyword argument. */
  private keywordName(
    node: ExprNode,
    keywords: readonly Keyword[],
    line: number,
    col: number,
  ): string {
    if (node.kind !== NodeKind.Name) {
      const msg = node.kind === NodeKind.Lambda
        ? "lambda cannot contain assignment"
        : "keyword can't be an expression";
      this.astFail(msg, line, col);
      return "";
    }
    this.forbiddenName(node.id, line, col);
    for (const known of keywords) {
      if (known.arg === node.id) this.astFail("keyword argument repeated", line, col);
    }
    return node.id;
  }

  /** `'[' subscriptlist ']'`; `depth` is already the subscript's. */
  private parseSubscript(value: ExprNode, line: number, col: number): ExprNode {
    this.advance();
    const startLine = this.line;
    const startCol = this.col;
    let slice = this.parseSlice();
    if (this.kind === T.COMMA) {
      const dims = [slice];
      let simple = slice.kind === NodeKind.Index;
      while (this.kind === T.COMMA) {
        this.advance();
        if (FIRST[this.kind] === 0 && (this.kind as number) !== T.COLON) break;
        const dim = this.parseSlice();
        if (dim.kind !== NodeKind.Index) simple = false;
        dims.push(dim);
      }
      if (simple) {
        const elts = dims.map((dim) => (dim as Index).value);
        slice = new Index(new Tuple(elts, LOAD, startLine, startCol));
      } else slice = new ExtSlice(dims);
    }
    this.expect(T.RSQB);
    return new Subscript(value, slice, LOAD, line, col);
  }

  /** `subscript: test | [test] ':' [test] [sliceop]`, `sliceop: ':' [test]` */
  private parseSlice(): SliceNode {
    let lower: ExprNode | null = null;
    if (this.kind !== T.COLON) {
      lower = this.parseTest();
      if ((this.kind as number) !== T.COLON) return new Index(lower);
    }
    this.advance();
    let upper: ExprNode | null = null;
    let step: ExprNode | null = null;
    if (FIRST[this.kind] !== 0) upper = this.parseTest();
    if (this.kind === T.COLON) {
      this.advance();
      this.depth++;
      if (FIRST[this.kind] !== 0) step = this.parseTest();
      this.depth--;
    }
    return new Slice(lower, upper, step);
  }

  // --- parameters

  /**
   * varargslist (`close` is COLON) or typedargslist (`close` is RPAR), at least one entry;
   * stops before `close` (ast_for_arguments).
   */
  protected parseArgumentList(close: number): Arguments {
    const listLine = this.line;
    const listCol = this.col;
    const typed = close === T.RPAR;
    const args: Arg[] = [];
    const defaults: ExprNode[] = [];
    const kwonly: Arg[] = [];
    const kwDefaults: (ExprNode | null)[] = [];
    let vararg: Arg | null = null;
    let kwarg: Arg | null = null;
    let star = false;
    const beforeAll = this.problem;
    for (;;) {
      if (this.kind === T.STAR) {
        if (star) this.unexpected();
        star = true;
        const starLine = this.line;
        const starCol = this.col;
        this.advance();
        if ((this.kind as number) === T.NAME) vararg = this.parseParameter(typed);
        else if ((this.kind as number) === close) this.bareStar(starLine, starCol);
        else if ((this.kind as number) === T.COMMA) {
          this.advance();
          if ((this.kind as number) === close) this.bareStar(starLine, starCol);
          else if ((this.kind as number) === T.DOUBLESTAR) this.bareStar(this.line, this.col);
          if ((this.kind as number) !== close) continue;
        }
      } else if (this.kind === T.DOUBLESTAR) {
        this.advance();
        kwarg = this.parseParameter(typed);
        if ((this.kind as number) === T.COMMA) this.advance();
        break;
      } else {
        const before = this.problem;
        const arg = star ? this.parseKeywordOnly(typed) : this.parseParameter(typed);
        let value: ExprNode | null = null;
        if (this.kind as number === T.EQUAL) {
          this.advance();
          // ast.c visits the default before the parameter.
          const argProblem = this.problem;
          this.problem = before;
          value = this.parseTest();
          this.problem ??= argProblem;
        } else if (!star && defaults.length > 0) {
          const msg = "non-default argument follows default argument";
          this.astFailBefore(before, msg, listLine, listCol);
        }
        if (star) {
          kwonly.push(arg);
          kwDefaults.push(value);
        } else {
          args.push(arg);
          if (value !== null) defaults.push(value);
        }
      }
      if (this.kind as number !== T.COMMA) break;
      this.advance();
      if (this.kind as number === close) break;
    }
    if (this.kind as number !== close) this.unexpected();
    // ast.c counts before it looks at any of them
    if (args.length + kwonly.length > 255) {
      this.astFailBefore(beforeAll, "more than 255 arguments", listLine, listCol);
    }
    return new Arguments(args, vararg, kwonly, kwDefaults, kwarg, defaults);
  }

  /** The grammar lets a bare "*" be the last or stand before "**". */
  private bareStar(line: number, col: number): void {
    this.astFail("named arguments must follow bare *", line, col);
  }

  /** `tfpdef: NAME [':' test]`, `vfpdef: NAME` (ast_for_arg). */
  private parseParameter(typed: boolean): Arg {
    const line = this.line;
    const col = this.col;
    const name = this.expectName();
    this.forbiddenName(name, line, col);
    return new Arg(name, typed ? this.parseAnnotation() : null, line, col);
  }

  /** The same after a star, where ast.c looks at the name last (handle_keywordonly_args). */
  private parseKeywordOnly(typed: boolean): Arg {
    const line = this.line;
    const col = this.col;
    const name = this.expectName();
    const annotation = typed ? this.parseAnnotation() : null;
    this.forbiddenName(name, line, col);
    return new Arg(name, annotation, line, col);
  }

  private parseAnnotation(): ExprNode | null {
    if (this.kind !== T.COLON) return null;
    this.advance();
    this.depth++;
    const annotation = this.parseTest();
    this.depth--;
    return annotation;
  }

  // --- contexts

  /** set_context: makes an expression a target, or remembers why it cannot be one. */
  protected setContext(node: ExprNode, context: ExprContext, line: number, col: number): void {
    let what: string;
    switch (node.kind) {
      case NodeKind.Name:
        if (context === STORE) this.forbiddenName(node.id, line, col);
        node.ctx = context;
        return;
      case NodeKind.Attribute:
        node.ctx = context;
        if (context === STORE) this.forbiddenName(node.attr, line, col);
        return;
      case NodeKind.Subscript:
        node.ctx = context;
        return;
      case NodeKind.Starred:
        node.ctx = context;
        this.setContext(node.value, context, line, col);
        return;
      case NodeKind.List:
      case NodeKind.Tuple:
        node.ctx = context;
        for (const elt of node.elts) this.setContext(elt, context, line, col);
        return;
      case NodeKind.Lambda:
        what = "lambda";
        break;
      case NodeKind.Call:
        what = "function call";
        break;
      case NodeKind.BoolOp:
      case NodeKind.BinOp:
      case NodeKind.UnaryOp:
        what = "operator";
        break;
      case NodeKind.GeneratorExp:
        what = "generator expression";
        break;
      case NodeKind.Yield:
      case NodeKind.YieldFrom:
        what = "yield expression";
        break;
      case NodeKind.Await:
        what = "await expression";
        break;
      case NodeKind.ListComp:
        what = "list comprehension";
        break;
      case NodeKind.SetComp:
        what = "set comprehension";
        break;
      case NodeKind.DictComp:
        what = "dict comprehension";
        break;
      case NodeKind.NameConstant:
        what = "keyword";
        break;
      case NodeKind.Ellipsis:
        what = "Ellipsis";
        break;
      case NodeKind.Compare:
        what = "comparison";
        break;
      case NodeKind.IfExp:
        what = "conditional expression";
        break;
      default:
        what = "literal";
    }
    const verb = context === STORE ? "assign to" : "delete";
    this.astFail(`can't ${verb} ${what}`, line, col);
  }
}

/** The arguments of a function that has none. */
export function emptyArguments(): Arguments {
  return new Arguments([], null, [], [], null, []);
}
