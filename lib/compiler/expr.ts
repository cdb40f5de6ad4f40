/**
 * Code for expressions (the compiler_visit_expr half of Python/compile.c), with
 * the handling of units that lambdas and comprehensions need.
 *
 * The order of the calls to `op`, `visit` and `addConst` is the order of the
 * instructions, names and constants, so every function follows its namesake.
 * An expression may be thousands of nodes deep on its left side (`a.b.c...`,
 * `a + b + c...`); that side is walked by a loop ({@linkcode ExprCompiler.spine}), so that
 * the depth is bounded by symtable.c's limit and not by V8's stack.
 *
 * @module
 */
import { PyCF_TOP_LEVEL_AWAIT } from "../bytecode/flags.ts";
import type {
  Arguments,
  Attribute,
  Await,
  BinOp,
  BoolOp,
  Bytes,
  Call,
  Compare,
  Comprehension,
  Constant,
  Dict,
  DictComp,
  ExprNode,
  ExtSlice,
  FormattedValue,
  GeneratorExp,
  IfExp,
  Index,
  JoinedStr,
  Keyword,
  Lambda,
  List,
  ListComp,
  Name,
  NameConstant,
  Num,
  SetComp,
  SetExpr,
  Slice,
  SliceNode,
  Starred,
  Str,
  Subscript,
  Tuple,
  UnaryOp,
  Yield,
  YieldFrom,
} from "../syntax/ast.ts";
import { Ellipsis, tuple, type Value } from "../core/object.ts";
import type { PyCode } from "../objects/code.ts";
import { Assembler } from "./assemble.ts";
import type { ConstantOps } from "./fold.ts";
import type { FutureFeatures } from "./future.ts";
import * as op from "./op.ts";
import { type CompileProblem, compilerError, plainError } from "./problem.ts";
import {
  CELL,
  CLASS_BLOCK,
  FREE,
  FUNCTION_BLOCK,
  GLOBAL_EXPLICIT,
  GLOBAL_IMPLICIT,
  LOCAL,
  mangle,
  MODULE_BLOCK,
  SCOPE_MASK,
  SCOPE_OFFSET,
  type Symtable,
} from "./symtable.ts";
import {
  Instructions,
  SCOPE_ASYNC_FUNCTION,
  SCOPE_CLASS,
  SCOPE_COMPREHENSION,
  SCOPE_FUNCTION,
  SCOPE_LAMBDA,
  SCOPE_MODULE,
  Unit,
} from "./unit.ts";

/** NodeKind of ast.ts: an imported const enum would not become a jump table. A test compares. */
const enum K {
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

/** ExprContext of ast.ts. */
export const LOAD = 1;
export const STORE = 2;
export const DEL = 3;
export const AUG_LOAD = 4;
export const AUG_STORE = 5;

/** Types of a frame block (enum fblocktype). */
export const FB_LOOP = 0;
export const FB_EXCEPT = 1;
export const FB_FINALLY_TRY = 2;
export const FB_FINALLY_END = 3;

/** CO_MAXBLOCKS */
const MAX_BLOCKS = 20;

const CMP_EXC_MATCH = 10;

const BOOL_AND = 1;
const FVC = new Map([[-1, 0], [115, 1], [114, 2], [97, 3]]);
const FVS_HAVE_SPEC = 4;

/** BINARY_* by operator of ast.ts. */
const BINARY_OPS: readonly number[] = [
  0,
  op.BINARY_ADD,
  op.BINARY_SUBTRACT,
  op.BINARY_MULTIPLY,
  op.BINARY_MATRIX_MULTIPLY,
  op.BINARY_TRUE_DIVIDE,
  op.BINARY_MODULO,
  op.BINARY_POWER,
  op.BINARY_LSHIFT,
  op.BINARY_RSHIFT,
  op.BINARY_OR,
  op.BINARY_XOR,
  op.BINARY_AND,
  op.BINARY_FLOOR_DIVIDE,
];

/** UNARY_* by operator. */
const UNARY_OPS: readonly number[] = [
  0,
  op.UNARY_INVERT,
  op.UNARY_NOT,
  op.UNARY_POSITIVE,
  op.UNARY_NEGATIVE,
];

/** COMPARE_OP's argument by operator. */
const COMPARE_ARGS: readonly number[] = [0, 2, 3, 0, 1, 4, 5, 8, 9, 6, 7];

/** What compiling a tree depends on besides the tree. */
export interface CompilerContext {
  readonly symtable: Symtable;
  readonly filename: string;
  readonly future: FutureFeatures;
  /** compile()'s flags with the future bits of the tree. */
  readonly flags: number;
  readonly optimize: number;
  readonly ops: ConstantOps;
  /** Issues a warning; throws where it is an error. */
  readonly warn:
    | ((category: "SyntaxWarning", msg: string, lineno: number) => boolean | void)
    | null;
}

function isStarred(e: ExprNode): e is Starred {
  return e.kind as number === K.Starred;
}

/** Compiles expressions. */
export class ExprCompiler {
  protected u!: Unit;
  /** c_stack: the units around the current one. */
  protected readonly stack: Unit[] = [];
  protected readonly instructions: Instructions = new Instructions();
  private readonly assembler: Assembler;

  constructor(protected readonly context: CompilerContext) {
    this.assembler = new Assembler(context.ops);
  }

  /** compiler_enter_scope() */
  protected enterScope(name: string, scopeType: number, node: object, lineno: number): void {
    const ste = this.context.symtable.blocks.get(node);
    if (ste === undefined) throw plainError("SystemError", "unknown symbol table entry");
    const parent = this.u as Unit | undefined;
    const u = new Unit(
      name,
      scopeType,
      ste,
      parent === undefined ? null : parent.privateName,
      lineno,
      this.instructions.length,
      this.context.ops,
    );
    if (parent !== undefined) this.stack.push(parent);
    this.u = u;
    if (scopeType !== SCOPE_MODULE && this.stack.length > 1) this.setQualname(u, parent!);
  }

  /** compiler_set_qualname() for what is not at a module's top. */
  private setQualname(u: Unit, parent: Unit): void {
    const type = u.scopeType;
    if (
      (type === SCOPE_FUNCTION || type === SCOPE_ASYNC_FUNCTION || type === SCOPE_CLASS) &&
      parent.ste.scope(mangle(parent.privateName, u.name)) === GLOBAL_EXPLICIT
    ) return;
    const outer = parent.scopeType;
    const local = outer === SCOPE_FUNCTION || outer === SCOPE_ASYNC_FUNCTION ||
      outer === SCOPE_LAMBDA;
    u.qualname = `${parent.qualname}${local ? ".<locals>" : ""}.${u.name}`;
  }

  /** assemble() and compiler_exit_scope(): finishes the current unit. */
  protected finish(addNone: boolean): PyCode {
    const u = this.u;
    if (!u.returned) {
      this.nextBlock();
      if (addNone) this.loadConst(null);
      this.op(op.RETURN_VALUE);
    }
    const { filename, flags } = this.context;
    const code = this.assembler.assemble(u, this.instructions, filename, flags);
    const outer = this.stack.pop();
    if (outer !== undefined) this.u = outer;
    return code;
  }

  /** compiler_error(): an error at the current position. */
  protected error(msg: string): CompileProblem {
    return compilerError(msg, this.u.lineno, this.u.colOffset);
  }

  // -- instructions and blocks

  /** ADDOP, ADDOP_I: an instruction; the first one after a change of line carries the line. */
  protected op(opcode: number, arg = 0): void {
    const u = this.u;
    let line = 0;
    if (!u.linenoSet) {
      u.linenoSet = true;
      line = u.lineno;
    }
    if (opcode === op.RETURN_VALUE) u.returned = true;
    this.instructions.push(opcode, arg, line);
  }

  /** ADDOP_O(LOAD_CONST) */
  protected loadConst(v: Value): void {
    this.op(op.LOAD_CONST, this.u.constIndexOf(v));
  }

  /** ADDOP_NAME: an instruction with a name, mangled. */
  protected opName(opcode: number, name: string): void {
    this.op(opcode, this.u.names.index(mangle(this.u.privateName, name)));
  }

  /** ADDOP_O with u_names: not mangled. */
  protected opPlainName(opcode: number, name: string): void {
    this.op(opcode, this.u.names.index(name));
  }

  /** compiler_new_block(): a block that is not placed yet. */
  protected newBlock(): number {
    return this.u.blockOrder.push(-1) - 1;
  }

  /** compiler_use_next_block() */
  protected use(block: number): void {
    const u = this.u;
    u.blockOrder[block] = u.blockStarts.push(this.instructions.length) - 1;
    u.returned = false;
  }

  /** NEXT_BLOCK */
  protected nextBlock(): void {
    this.use(this.newBlock());
  }

  protected pushFblock(type: number, block: number): void {
    const u = this.u;
    if (u.fblockTypes.length >= MAX_BLOCKS) {
      throw plainError("SyntaxError", "too many statically nested blocks");
    }
    u.fblockTypes.push(type);
    u.fblockBlocks.push(block);
  }

  protected popFblock(): void {
    this.u.fblockTypes.pop();
    this.u.fblockBlocks.pop();
  }

  /** Awaits what is on the stack. */
  protected yieldFrom(): void {
    this.loadConst(null);
    this.op(op.YIELD_FROM);
  }

  // -- names

  /** compiler_nameop() */
  protected nameOp(name: string, ctx: number): void {
    const u = this.u;
    if (name === "__debug__" && ctx === LOAD) {
      this.loadConst(this.context.optimize === 0);
      return;
    }
    const mangled = mangle(u.privateName, name);
    const flags = u.ste.symbols.get(mangled);
    const scope = flags === undefined ? 0 : (flags >> SCOPE_OFFSET) & SCOPE_MASK;
    const isFunction = u.ste.type === FUNCTION_BLOCK;
    switch (scope) {
      case FREE:
      case CELL: {
        const index = (scope === FREE ? u.freevars : u.cellvars).get(mangled)!;
        if (ctx === LOAD) {
          this.op(u.ste.type === CLASS_BLOCK ? op.LOAD_CLASSDEREF : op.LOAD_DEREF, index);
        } else {
          this.op(ctx === STORE ? op.STORE_DEREF : op.DELETE_DEREF, index);
        }
        return;
      }
      case LOCAL:
        if (isFunction) {
          const index = u.varnames.index(mangled);
          this.op(
            ctx === LOAD ? op.LOAD_FAST : ctx === STORE ? op.STORE_FAST : op.DELETE_FAST,
            index,
          );
          return;
        }
        break;
      case GLOBAL_EXPLICIT:
      case GLOBAL_IMPLICIT:
        if (isFunction || scope === GLOBAL_EXPLICIT) {
          const index = u.names.index(mangled);
          this.op(
            ctx === LOAD ? op.LOAD_GLOBAL : ctx === STORE ? op.STORE_GLOBAL : op.DELETE_GLOBAL,
            index,
          );
          return;
        }
        break;
    }
    const index = u.names.index(mangled);
    this.op(ctx === LOAD ? op.LOAD_NAME : ctx === STORE ? op.STORE_NAME : op.DELETE_NAME, index);
  }

  // -- expressions

  protected visitAll(list: readonly ExprNode[]): void {
    for (let i = 0; i < list.length; i++) this.visit(list[i]);
  }

  /** What compiler_visit_expr does first: a later line than the current one starts there. */
  protected locate(e: ExprNode): void {
    const u = this.u;
    const lineno = e.lineno;
    if (lineno > u.lineno) {
      u.lineno = lineno;
      u.linenoSet = false;
    }
    u.colOffset = e.col_offset;
  }

  /** compiler_visit_expr() */
  protected visit(e: ExprNode): void {
    this.locate(e);
    switch (e.kind as number as K) {
      case K.BoolOp:
        this.boolOp(e as BoolOp);
        break;
      case K.BinOp:
      case K.Call:
      case K.Attribute:
      case K.Subscript:
        this.spine(e as BinOp | Call | Attribute | Subscript);
        break;
      case K.UnaryOp:
        this.visit((e as UnaryOp).operand);
        this.op(UNARY_OPS[(e as UnaryOp).op]);
        break;
      case K.Lambda:
        this.lambda(e as Lambda);
        break;
      case K.IfExp:
        this.ifExp(e as IfExp);
        break;
      case K.Dict:
        this.dict(e as Dict);
        break;
      case K.SetExpr:
        this.starUnpack((e as SetExpr).elts, op.BUILD_SET, op.BUILD_SET, op.BUILD_SET_UNPACK);
        break;
      case K.GeneratorExp:
        this.comprehension(e as GeneratorExp, "<genexpr>", (e as GeneratorExp).elt, null);
        break;
      case K.ListComp:
        this.comprehension(e as ListComp, "<listcomp>", (e as ListComp).elt, null);
        break;
      case K.SetComp:
        this.comprehension(e as SetComp, "<setcomp>", (e as SetComp).elt, null);
        break;
      case K.DictComp:
        this.comprehension(e as DictComp, "<dictcomp>", (e as DictComp).key, (e as DictComp).value);
        break;
      case K.Yield:
        this.yieldExpr(e as Yield);
        break;
      case K.YieldFrom:
        this.yieldFromExpr(e as YieldFrom);
        break;
      case K.Await:
        this.awaitExpr(e as Await);
        break;
      case K.Compare:
        this.compare(e as Compare);
        break;
      case K.Num:
        this.loadConst((e as Num).n as Value);
        break;
      case K.Str:
      case K.Bytes:
        this.loadConst((e as Str | Bytes).s as Value);
        break;
      case K.NameConstant:
      case K.Constant:
        this.loadConst((e as NameConstant | Constant).value as Value);
        break;
      case K.Ellipsis:
        this.loadConst(Ellipsis);
        break;
      case K.FormattedValue:
        this.formattedValue(e as FormattedValue);
        break;
      case K.JoinedStr:
        this.visitAll((e as JoinedStr).values);
        if ((e as JoinedStr).values.length !== 1) {
          this.op(op.BUILD_STRING, (e as JoinedStr).values.length);
        }
        break;
      case K.Starred:
        if ((e as Starred).ctx as number === STORE) {
          throw this.error("starred assignment target must be in a list or tuple");
        }
        throw this.error("can't use starred expression here");
      case K.Name:
        this.nameOp((e as Name).id, (e as Name).ctx);
        break;
      case K.List:
        this.display(e as List, op.BUILD_LIST, op.BUILD_LIST_UNPACK);
        break;
      case K.Tuple:
        this.display(e as Tuple, op.BUILD_TUPLE, op.BUILD_TUPLE_UNPACK);
        break;
    }
  }

  /**
   * Binary operators, calls, attributes and subscripts: goes down the left side
   * first and then emits each node on the way up.
   */
  private spine(e: BinOp | Call | Attribute | Subscript): void {
    let inner = leftOf(e);
    if (!isSpine(inner)) {
      this.visit(inner);
      this.spineNode(e);
      return;
    }
    const nodes = [e];
    do {
      this.locate(inner);
      nodes.push(inner);
      inner = leftOf(inner);
    } while (isSpine(inner));
    this.visit(inner);
    for (let i = nodes.length - 1; i >= 0; i--) this.spineNode(nodes[i]);
  }

  /** The part of a node that follows its left side. */
  private spineNode(e: BinOp | Call | Attribute | Subscript): void {
    switch (e.kind as number as K) {
      case K.BinOp:
        this.visit((e as BinOp).right);
        this.op(BINARY_OPS[(e as BinOp).op]);
        break;
      case K.Call:
        this.callHelper(0, (e as Call).args, (e as Call).keywords);
        break;
      case K.Attribute: {
        const ctx: number = (e as Attribute).ctx;
        this.opName(
          ctx === LOAD ? op.LOAD_ATTR : ctx === STORE ? op.STORE_ATTR : op.DELETE_ATTR,
          (e as Attribute).attr,
        );
        break;
      }
      default: {
        const ctx: number = (e as Subscript).ctx;
        this.slice((e as Subscript).slice);
        this.op(
          ctx === LOAD ? op.BINARY_SUBSCR : ctx === STORE ? op.STORE_SUBSCR : op.DELETE_SUBSCR,
        );
      }
    }
  }

  /** compiler_visit_slice() without the operation: the key. */
  protected slice(s: SliceNode): void {
    switch (s.kind as number as K) {
      case K.Index:
        this.visit((s as Index).value);
        break;
      case K.Slice:
        this.buildSlice(s as Slice);
        break;
      case K.ExtSlice: {
        const dims = (s as ExtSlice).dims;
        for (const dim of dims) {
          if (dim.kind as number === K.ExtSlice) {
            throw plainError("SystemError", "extended slice invalid in nested slice");
          }
          this.slice(dim);
        }
        this.op(op.BUILD_TUPLE, dims.length);
        break;
      }
    }
  }

  /** compiler_slice() */
  private buildSlice(s: Slice): void {
    if (s.lower !== null) this.visit(s.lower);
    else this.loadConst(null);
    if (s.upper !== null) this.visit(s.upper);
    else this.loadConst(null);
    if (s.step !== null) {
      this.visit(s.step);
      this.op(op.BUILD_SLICE, 3);
    } else {
      this.op(op.BUILD_SLICE, 2);
    }
  }

  /** compiler_boolop() */
  private boolOp(e: BoolOp): void {
    const jump = e.op as number === BOOL_AND ? op.JUMP_IF_FALSE_OR_POP : op.JUMP_IF_TRUE_OR_POP;
    const end = this.newBlock();
    const last = e.values.length - 1;
    for (let i = 0; i < last; i++) {
      this.visit(e.values[i]);
      this.op(jump, end);
    }
    this.visit(e.values[last]);
    this.use(end);
  }

  /** compiler_ifexp(); a chain of conditionals is a loop. */
  private ifExp(e: IfExp): void {
    const ends: number[] = [];
    for (;;) {
      const end = this.newBlock(), next = this.newBlock();
      this.visit(e.test);
      this.op(op.POP_JUMP_IF_FALSE, next);
      this.visit(e.body);
      this.op(op.JUMP_FORWARD, end);
      this.use(next);
      ends.push(end);
      const orelse: ExprNode = e.orelse;
      if (orelse.kind as number !== K.IfExp) {
        this.visit(orelse);
        break;
      }
      this.locate(orelse);
      e = orelse as IfExp;
    }
    for (let i = ends.length - 1; i >= 0; i--) this.use(ends[i]);
  }

  /** compiler_compare() */
  private compare(e: Compare): void {
    const { ops, comparators } = e;
    const n = ops.length;
    this.visit(e.left);
    if (n === 1) {
      this.visit(comparators[0]);
      this.op(op.COMPARE_OP, COMPARE_ARGS[ops[0]]);
      return;
    }
    const cleanup = this.newBlock();
    this.visit(comparators[0]);
    for (let i = 1; i < n; i++) {
      this.op(op.DUP_TOP);
      this.op(op.ROT_THREE);
      this.op(op.COMPARE_OP, COMPARE_ARGS[ops[i - 1]]);
      this.op(op.JUMP_IF_FALSE_OR_POP, cleanup);
      this.nextBlock();
      this.visit(comparators[i]);
    }
    this.op(op.COMPARE_OP, COMPARE_ARGS[ops[n - 1]]);
    const end = this.newBlock();
    this.op(op.JUMP_FORWARD, end);
    this.use(cleanup);
    this.op(op.ROT_TWO);
    this.op(op.POP_TOP);
    this.use(end);
  }

  /** starunpack_helper() */
  private starUnpack(
    elts: readonly ExprNode[],
    single: number,
    inner: number,
    outer: number,
  ): void {
    let parts = 0, seen = 0;
    for (let i = 0; i < elts.length; i++) {
      const elt = elts[i];
      if (isStarred(elt)) {
        if (seen > 0) {
          this.op(inner, seen);
          seen = 0;
          parts++;
        }
        this.visit(elt.value);
        parts++;
      } else {
        this.visit(elt);
        seen++;
      }
    }
    if (parts === 0) {
      this.op(single, seen);
      return;
    }
    if (seen > 0) {
      this.op(inner, seen);
      parts++;
    }
    this.op(outer, parts);
  }

  /** compiler_list(), compiler_tuple() */
  private display(e: List | Tuple, build: number, unpack: number): void {
    const ctx: number = e.ctx;
    if (ctx === LOAD) this.starUnpack(e.elts, build, op.BUILD_TUPLE, unpack);
    else if (ctx === STORE) this.assignment(e.elts);
    else this.visitAll(e.elts);
  }

  /** assignment_helper() */
  private assignment(elts: readonly ExprNode[]): void {
    const n = elts.length;
    let star = -1;
    for (let i = 0; i < n; i++) {
      if (!isStarred(elts[i])) continue;
      if (star >= 0) throw this.error("two starred expressions in assignment");
      if (i >= 1 << 8 || n - i - 1 >= 0x7fffff) {
        throw this.error("too many expressions in star-unpacking assignment");
      }
      this.op(op.UNPACK_EX, i + ((n - i - 1) << 8));
      star = i;
    }
    if (star < 0) this.op(op.UNPACK_SEQUENCE, n);
    for (let i = 0; i < n; i++) {
      const elt = elts[i];
      this.visit(i === star ? (elt as Starred).value : elt);
    }
  }

  /** is_const() */
  protected isConst(e: ExprNode): boolean {
    switch (e.kind as number as K) {
      case K.Constant:
      case K.Num:
      case K.Str:
      case K.Bytes:
      case K.Ellipsis:
      case K.NameConstant:
        return true;
      case K.Name:
        return (e as Name).id === "__debug__";
      default:
        return false;
    }
  }

  /** get_const_value() */
  protected constValue(e: ExprNode): Value {
    switch (e.kind as number as K) {
      case K.Num:
        return (e as Num).n as Value;
      case K.Str:
      case K.Bytes:
        return (e as Str | Bytes).s as Value;
      case K.Ellipsis:
        return Ellipsis;
      case K.Name:
        return this.context.optimize === 0;
      default:
        return (e as Constant | NameConstant).value as Value;
    }
  }

  /** compiler_subdict() */
  private subdict(e: Dict, begin: number, end: number): void {
    const n = end - begin;
    if (n > 1 && e.keys.slice(begin, end).every((k) => k !== null && this.isConst(k))) {
      const keys: Value[] = [];
      for (let i = begin; i < end; i++) {
        this.visit(e.values[i]);
        keys.push(this.constValue(e.keys[i]!));
      }
      this.loadConst(tuple(keys));
      this.op(op.BUILD_CONST_KEY_MAP, n);
      return;
    }
    for (let i = begin; i < end; i++) {
      this.visit(e.keys[i]!);
      this.visit(e.values[i]);
    }
    this.op(op.BUILD_MAP, n);
  }

  /** compiler_dict() */
  private dict(e: Dict): void {
    const n = e.values.length;
    let containers = 0, elements = 0;
    let unpacking = false;
    for (let i = 0; i < n; i++) {
      unpacking = e.keys[i] === null;
      if (elements === 0xffff || (elements > 0 && unpacking)) {
        this.subdict(e, i - elements, i);
        containers++;
        elements = 0;
      }
      if (unpacking) {
        this.visit(e.values[i]);
        containers++;
      } else {
        elements++;
      }
    }
    if (elements > 0 || containers === 0) {
      this.subdict(e, n - elements, n);
      containers++;
    }
    // a single unpacked dict is copied; several are merged, at most 255 at a time
    while (containers > 1 || unpacking) {
      const count = Math.min(containers, 255);
      this.op(op.BUILD_MAP_UNPACK, count);
      containers -= count - 1;
      unpacking = false;
    }
  }

  private formattedValue(e: FormattedValue): void {
    this.visit(e.value);
    let arg = FVC.get(e.conversion ?? -1);
    if (arg === undefined) throw plainError("SystemError", "Unrecognized conversion character");
    if (e.format_spec !== null) {
      this.visit(e.format_spec);
      arg |= FVS_HAVE_SPEC;
    }
    this.op(op.FORMAT_VALUE, arg);
  }

  private yieldExpr(e: Yield): void {
    if (this.u.ste.type !== FUNCTION_BLOCK) throw this.error("'yield' outside function");
    if (e.value !== null) this.visit(e.value);
    else this.loadConst(null);
    this.op(op.YIELD_VALUE);
  }

  private yieldFromExpr(e: YieldFrom): void {
    if (this.u.ste.type !== FUNCTION_BLOCK) throw this.error("'yield' outside function");
    if (this.u.scopeType === SCOPE_ASYNC_FUNCTION) {
      throw this.error("'yield from' inside async function");
    }
    this.visit(e.value);
    this.op(op.GET_YIELD_FROM_ITER);
    this.yieldFrom();
  }

  private awaitExpr(e: Await): void {
    const atTop = this.u.ste.type === MODULE_BLOCK &&
      (this.context.flags & PyCF_TOP_LEVEL_AWAIT) !== 0;
    if (atTop) this.u.ste.coroutine = true;
    else if (this.u.ste.type !== FUNCTION_BLOCK) throw this.error("'await' outside function");
    else if (
      this.u.scopeType !== SCOPE_ASYNC_FUNCTION && this.u.scopeType !== SCOPE_COMPREHENSION
    ) {
      throw this.error("'await' outside async function");
    }
    this.visit(e.value);
    this.op(op.GET_AWAITABLE);
    this.yieldFrom();
  }

  // -- calls

  /** compiler_call_helper(): `n` arguments are on the stack already. */
  protected callHelper(
    n: number,
    args: readonly ExprNode[],
    keywords: readonly Keyword[],
  ): void {
    const nkeywords = keywords.length;
    let unpackDict = false;
    for (let i = 0; i < nkeywords; i++) if (keywords[i].arg === null) unpackDict = true;
    let seen = n, parts = 0;
    for (let i = 0; i < args.length; i++) {
      const arg = args[i];
      if (isStarred(arg)) {
        if (seen > 0) {
          this.op(op.BUILD_TUPLE, seen);
          seen = 0;
          parts++;
        }
        this.visit(arg.value);
        parts++;
      } else {
        this.visit(arg);
        seen++;
      }
    }
    if (parts > 0 || unpackDict) {
      if (seen > 0) {
        this.op(op.BUILD_TUPLE, seen);
        parts++;
      }
      if (parts > 1) this.op(op.BUILD_TUPLE_UNPACK_WITH_CALL, parts);
      else if (parts === 0) this.op(op.BUILD_TUPLE, 0);
      this.keywordDicts(keywords);
      return;
    }
    if (nkeywords > 0) {
      const names: Value[] = [];
      for (const k of keywords) {
        this.visit(k.value);
        names.push(k.arg);
      }
      this.loadConst(tuple(names));
      this.op(op.CALL_FUNCTION_KW, n + args.length + nkeywords);
      return;
    }
    this.op(op.CALL_FUNCTION, n + args.length);
  }

  /** The keywords of a call with unpacking, and the call. */
  private keywordDicts(keywords: readonly Keyword[]): void {
    const n = keywords.length;
    let seen = 0, dicts = 0;
    for (let i = 0; i < n; i++) {
      const k = keywords[i];
      if (k.arg !== null) {
        seen++;
        continue;
      }
      if (seen > 0) {
        this.subkwargs(keywords, i - seen, i);
        dicts++;
        seen = 0;
      }
      this.visit(k.value);
      dicts++;
    }
    if (seen > 0) {
      this.subkwargs(keywords, n - seen, n);
      dicts++;
    }
    if (dicts > 1) this.op(op.BUILD_MAP_UNPACK_WITH_CALL, dicts);
    this.op(op.CALL_FUNCTION_EX, dicts > 0 ? 1 : 0);
  }

  /** compiler_subkwargs() */
  private subkwargs(keywords: readonly Keyword[], begin: number, end: number): void {
    const n = end - begin;
    if (n > 1) {
      const names: Value[] = [];
      for (let i = begin; i < end; i++) {
        this.visit(keywords[i].value);
        names.push(keywords[i].arg);
      }
      this.loadConst(tuple(names));
      this.op(op.BUILD_CONST_KEY_MAP, n);
      return;
    }
    this.loadConst(keywords[begin].arg);
    this.visit(keywords[begin].value);
    this.op(op.BUILD_MAP, n);
  }

  // -- functions

  /** compiler_default_arguments(): the flags of MAKE_FUNCTION. */
  protected defaultArguments(args: Arguments): number {
    let flags = 0;
    if (args.defaults.length > 0) {
      this.visitAll(args.defaults);
      this.op(op.BUILD_TUPLE, args.defaults.length);
      flags |= 1;
    }
    const names: Value[] = [];
    for (let i = 0; i < args.kwonlyargs.length; i++) {
      const value = args.kw_defaults[i];
      if (value === null) continue;
      names.push(mangle(this.u.privateName, args.kwonlyargs[i].arg));
      this.visit(value);
    }
    if (names.length > 0) {
      this.loadConst(tuple(names));
      this.op(op.BUILD_CONST_KEY_MAP, names.length);
      flags |= 2;
    }
    return flags;
  }

  /** compiler_make_closure() */
  protected makeClosure(code: PyCode, flags: number, qualname: string): void {
    const u = this.u;
    const free = code.freevars;
    if (free.length > 0) {
      for (const name of free) {
        const cell = u.scopeType === SCOPE_CLASS && name === "__class__" ||
          u.ste.scope(name) === CELL;
        const index = (cell ? u.cellvars : u.freevars).get(name);
        if (index === undefined) {
          throw plainError("SystemError", "compiler_make_closure()");
        }
        this.op(op.LOAD_CLOSURE, index);
      }
      flags |= 8;
      this.op(op.BUILD_TUPLE, free.length);
    }
    this.loadConst(code);
    this.loadConst(qualname);
    this.op(op.MAKE_FUNCTION, flags);
  }

  /** compiler_lambda() */
  private lambda(e: Lambda): void {
    const flags = this.defaultArguments(e.args);
    this.enterScope("<lambda>", SCOPE_LAMBDA, e, e.lineno);
    const u = this.u;
    // the first constant is the docstring: none
    u.constIndexOf(null);
    u.argcount = e.args.args.length;
    u.kwonlyargcount = e.args.kwonlyargs.length;
    this.visit(e.body);
    const generator = u.ste.generator;
    if (!generator) this.op(op.RETURN_VALUE);
    const code = this.finish(!generator);
    this.makeClosure(code, flags, u.qualname);
  }

  // -- comprehensions

  /** compiler_comprehension() */
  private comprehension(
    e: GeneratorExp | ListComp | SetComp | DictComp,
    name: string,
    elt: ExprNode,
    value: ExprNode | null,
  ): void {
    const { ste } = this.u;
    const atTop = ste.type === MODULE_BLOCK && (this.context.flags & PyCF_TOP_LEVEL_AWAIT) !== 0;
    const inAsync = ste.coroutine || atTop;
    const kind: number = e.kind;
    const outermost: Comprehension = e.generators[0];
    this.enterScope(name, SCOPE_COMPREHENSION, e, e.lineno);
    const u = this.u;
    const isAsync = u.ste.coroutine;
    if (isAsync && !inAsync) {
      if (e.lineno > u.lineno) {
        u.lineno = e.lineno;
        u.linenoSet = false;
      }
      throw this.error("asynchronous comprehension outside of an asynchronous function");
    }
    if (kind !== K.GeneratorExp) {
      this.op(
        kind === K.ListComp ? op.BUILD_LIST : kind === K.SetComp ? op.BUILD_SET : op.BUILD_MAP,
        0,
      );
    }
    this.generator(e.generators, 0, elt, value, kind);
    if (kind !== K.GeneratorExp) this.op(op.RETURN_VALUE);
    const code = this.finish(true);
    this.makeClosure(code, 0, u.qualname);
    this.visit(outermost.iter);
    if (outermost.is_async) {
      this.op(op.GET_AITER);
      this.yieldFrom();
    } else {
      this.op(op.GET_ITER);
    }
    this.op(op.CALL_FUNCTION, 1);
    if (isAsync && kind !== K.GeneratorExp) {
      if (atTop) ste.coroutine = true;
      this.op(op.GET_AWAITABLE);
      this.yieldFrom();
    }
  }

  /** compiler_comprehension_generator() */
  private generator(
    generators: readonly Comprehension[],
    index: number,
    elt: ExprNode,
    value: ExprNode | null,
    kind: number,
  ): void {
    if (generators[index].is_async) this.asyncGenerator(generators, index, elt, value, kind);
    else this.syncGenerator(generators, index, elt, value, kind);
  }

  /** compiler_sync_comprehension_generator() */
  private syncGenerator(
    generators: readonly Comprehension[],
    index: number,
    elt: ExprNode,
    value: ExprNode | null,
    kind: number,
  ): void {
    const start = this.newBlock(), cleanup = this.newBlock(), anchor = this.newBlock();
    const gen = generators[index];
    if (index === 0) {
      this.u.argcount = 1;
      this.op(op.LOAD_FAST, 0);
    } else {
      this.visit(gen.iter);
      this.op(op.GET_ITER);
    }
    this.use(start);
    this.op(op.FOR_ITER, anchor);
    this.nextBlock();
    this.visit(gen.target);
    this.generatorBody(generators, index, elt, value, kind, cleanup);
    this.use(cleanup);
    this.op(op.JUMP_ABSOLUTE, start);
    this.use(anchor);
  }

  /** compiler_async_comprehension_generator() */
  private asyncGenerator(
    generators: readonly Comprehension[],
    index: number,
    elt: ExprNode,
    value: ExprNode | null,
    kind: number,
  ): void {
    const start = this.newBlock(), cleanup = this.newBlock(), anchor = this.newBlock();
    const gen = generators[index];
    if (index === 0) {
      this.u.argcount = 1;
      this.op(op.LOAD_FAST, 0);
    } else {
      this.visit(gen.iter);
      this.op(op.GET_AITER);
      this.yieldFrom();
    }
    this.use(start);
    this.asyncNext(start, gen.target, anchor);
    this.generatorBody(generators, index, elt, value, kind, cleanup);
    this.use(cleanup);
    this.op(op.JUMP_ABSOLUTE, start);
    this.use(anchor);
    this.endAsyncFor();
  }

  /** The conditions of a generator and what it does with an item. */
  private generatorBody(
    generators: readonly Comprehension[],
    index: number,
    elt: ExprNode,
    value: ExprNode | null,
    kind: number,
    cleanup: number,
  ): void {
    for (const test of generators[index].ifs) {
      this.visit(test);
      this.op(op.POP_JUMP_IF_FALSE, cleanup);
      this.nextBlock();
    }
    index++;
    if (index < generators.length) {
      this.generator(generators, index, elt, value, kind);
      return;
    }
    if (value !== null) this.visit(value);
    this.visit(elt);
    switch (kind as K) {
      case K.GeneratorExp:
        this.op(op.YIELD_VALUE);
        this.op(op.POP_TOP);
        break;
      case K.ListComp:
        this.op(op.LIST_APPEND, index + 1);
        break;
      case K.SetComp:
        this.op(op.SET_ADD, index + 1);
        break;
      default:
        this.op(op.MAP_ADD, index + 1);
    }
    this.nextBlock();
  }

  /** The head of an asynchronous loop: the next item into the target, or to `exhausted`. */
  protected asyncNext(start: number, target: ExprNode, exhausted: number): void {
    const except = this.newBlock(), after = this.newBlock();
    this.op(op.SETUP_EXCEPT, except);
    this.pushFblock(FB_EXCEPT, start);
    this.op(op.GET_ANEXT);
    this.yieldFrom();
    this.visit(target);
    this.op(op.POP_BLOCK);
    this.popFblock();
    this.op(op.JUMP_FORWARD, after);
    this.use(except);
    this.op(op.DUP_TOP);
    this.opPlainName(op.LOAD_GLOBAL, "StopAsyncIteration");
    this.op(op.COMPARE_OP, CMP_EXC_MATCH);
    this.op(op.POP_JUMP_IF_TRUE, exhausted);
    this.op(op.END_FINALLY);
    this.use(after);
  }

  /** The exhausted end of an asynchronous loop: drops the exception and the iterator. */
  protected endAsyncFor(): void {
    this.op(op.POP_TOP);
    this.op(op.POP_TOP);
    this.op(op.POP_TOP);
    this.op(op.POP_EXCEPT);
    this.op(op.POP_TOP);
  }
}

function leftOf(e: BinOp | Call | Attribute | Subscript): ExprNode {
  switch (e.kind as number as K) {
    case K.BinOp:
      return (e as BinOp).left;
    case K.Call:
      return (e as Call).func;
    case K.Attribute:
      return (e as Attribute).value;
    default:
      return (e as Subscript).value;
  }
}

function isSpine(e: ExprNode): e is BinOp | Call | Attribute | Subscript {
  switch (e.kind as number as K) {
    case K.BinOp:
    case K.Call:
    case K.Attribute:
    case K.Subscript:
      return true;
    default:
      return false;
  }
}
