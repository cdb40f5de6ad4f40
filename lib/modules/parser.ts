/**
 * parser (Modules/parsermodule.c): concrete syntax trees of Python's grammar.
 *
 * @module
 */
import type { Decls } from "../core/args.ts";
import { asStr, isTrue } from "../core/compare.ts";
import { exception, PyBaseException, typeError, typeName, valueError } from "../core/errors.ts";
import {
  Cmp,
  NotImplemented,
  PyBytes,
  PyList,
  PyObject,
  PyTuple,
  PyType,
  tuple,
  TypeFlag,
  type Value,
} from "../core/object.ts";
import { call, getAttr, toArray } from "../core/ops.ts";
import { encodeText } from "../objects/codecs.ts";
import type { TypeSpec } from "../objects/type.ts";
import {
  type CstNode,
  ENCODING_DECL,
  EVAL_INPUT,
  FILE_INPUT,
  parseConcrete,
  sourceOf,
  treeProblem,
} from "../syntax/cst.ts";
import { decodeSource, sourceEncoding } from "../syntax/decode.ts";
import { SyntaxProblem } from "../syntax/errors.ts";
import { compileText, raiseProblem } from "../vm/compile.ts";
import { importByName, importSettings } from "../vm/import.ts";
import { moduleException } from "./exceptions.ts";
import { fsDecode } from "./oserror.ts";
import type { ModuleSpec } from "./spec.ts";

/** A tree. `node` is of file_input or eval_input, whatever encoding was declared. */
class PySt extends PyObject {
  constructor(readonly node: CstNode, readonly encoding: string | null) {
    super();
  }
}
const stType = new PyType("st", TypeFlag.None, "parser");
PySt.prototype.cls = stType;

const parserError = (): PyType => moduleException("parser", "ParserError");
const problem = (...args: Value[]): PyBaseException => exception(parserError(), ...args);

/** Trees in an order of their own: by numbers, texts and children, from the front. */
function compareNodes(a: CstNode, b: CstNode): number {
  if (a.type !== b.type) return a.type - b.type;
  if (a.text !== b.text) return (a.text ?? "") < (b.text ?? "") ? -1 : 1;
  const n = Math.min(a.children.length, b.children.length);
  for (let i = 0; i < n; i++) {
    const c = compareNodes(a.children[i], b.children[i]);
    if (c !== 0) return c;
  }
  return a.children.length - b.children.length;
}

function needSt(v: Value, where: string): PySt {
  if (v instanceof PySt) return v;
  throw typeError(`${where}() argument 1 must be parser.st, not ${typeName(v)}`);
}

function fromText(where: string, start: number, source: Value): PySt {
  const text = asStr(source);
  if (text === undefined) {
    throw typeError(`${where}() argument 1 must be str, not ${typeName(source)}`);
  }
  if (text.includes("\0")) throw valueError("embedded null character");
  const bytes = (encodeText(text, "utf-8", "strict") as PyBytes).data;
  try {
    return new PySt(
      parseConcrete(decodeSource(bytes, "<string>"), start),
      sourceEncoding(bytes).cookie,
    );
  } catch (e) {
    if (e instanceof SyntaxProblem) throw raiseProblem(e, "<string>");
    throw e;
  }
}

function toSequence(st: PySt, asList: boolean, lines: boolean, cols: boolean): Value {
  const make = (items: Value[]): Value => asList ? new PyList(items) : tuple(items);
  const go = (n: CstNode): Value => {
    if (n.type >= 256) return make([n.type, ...n.children.map(go)]);
    const items: Value[] = [n.type, n.text];
    if (lines) items.push(n.line);
    if (cols) items.push(n.col);
    return make(items);
  };
  const tree = go(st.node);
  return st.encoding === null ? tree : make([ENCODING_DECL, tree, st.encoding]);
}

const isSequence = (v: Value): boolean =>
  v instanceof PyList || v instanceof PyTuple || v instanceof PyBytes || asStr(v) !== undefined;

function terminal(type: number, items: Value[]): CstNode {
  if (items.length !== 2 && items.length !== 3) {
    throw problem("terminal nodes must have 2 or 3 entries");
  }
  const text = asStr(items[1]);
  if (text === undefined) {
    throw problem(`second item in terminal node must be a string, found ${typeName(items[1])}`);
  }
  const line = items.length === 3 ? items[2] : 0;
  if (typeof line !== "number") {
    throw problem(`third item in terminal node must be an integer, found ${typeName(line)}`);
  }
  return { type, text, line, col: 0, children: [] };
}

/** A node of a sequence; the innermost sequences are tokens. */
function buildNode(v: Value): CstNode {
  const items = isSequence(v) ? toArray(v) : [];
  const type = items[0];
  if (typeof type !== "number") throw problem(v, "Illegal node construct.");
  if (type < 256) return terminal(type, items);
  return { type, text: null, line: 0, col: 0, children: items.slice(1).map(buildNode) };
}

function fromSequence(v: Value): PySt {
  if (!isSequence(v)) throw valueError("sequence2st() requires a single sequence argument");
  const items = toArray(v);
  const start = items[0];
  if (typeof start !== "number" || start < 256) {
    throw problem(v, "Illegal syntax-tree; cannot start with terminal symbol.");
  }
  let node: CstNode;
  let encoding: string | null = null;
  if (start === ENCODING_DECL) {
    if (items.length !== 3) throw problem("missed encoding");
    const name = asStr(items[2]);
    if (name === undefined) {
      throw problem(`encoding must be a string, found ${typeName(items[2])}`);
    }
    encodeText(items[2], "utf-8", "strict");
    encoding = name;
    node = buildNode(items[1]);
  } else node = buildNode(v);
  if (node.type !== FILE_INPUT && node.type !== EVAL_INPUT) {
    throw problem("parse tree does not use a valid start symbol");
  }
  const wrong = treeProblem(node);
  if (wrong !== null) throw problem(wrong);
  return new PySt(node, encoding);
}

function compileSt(st: PySt, filename: Value): Value {
  const path = filename === null ? "<syntax-tree>" : fsDecode(filename);
  return compileText(sourceOf(st.node), path, {
    mode: st.node.type === EVAL_INPUT ? "eval" : "exec",
    flags: 0,
    optimize: importSettings.optimize,
  });
}

const stSpec: TypeSpec = {
  doc: "A tree of Python's grammar.",
  slots: {
    tpHash: null,
    tpRichcompare: (a, b, op) => {
      if (!(a instanceof PySt) || !(b instanceof PySt)) return NotImplemented;
      const c = compareNodes(a.node, b.node);
      switch (op) {
        case Cmp.Lt:
          return c < 0;
        case Cmp.Le:
          return c <= 0;
        case Cmp.Eq:
          return c === 0;
        case Cmp.Ne:
          return c !== 0;
        case Cmp.Gt:
          return c > 0;
        default:
          return c >= 0;
      }
    },
  },
  methods: {
    compile: [
      "($self, filename=None)",
      (s: PySt, filename: Value = null) => compileSt(s, filename),
      "The code object of this tree.",
    ],
    isexpr: [
      "($self)",
      (s: PySt) => s.node.type === EVAL_INPUT,
      "Whether this tree is one of an expression.",
    ],
    issuite: [
      "($self)",
      (s: PySt) => s.node.type === FILE_INPUT,
      "Whether this tree is one of statements.",
    ],
    tolist: [
      "($self, line_info=False, col_info=False)",
      (s: PySt, l: Value = false, c: Value = false) => toSequence(s, true, isTrue(l), isTrue(c)),
      "This tree as lists.",
    ],
    totuple: [
      "($self, line_info=False, col_info=False)",
      (s: PySt, l: Value = false, c: Value = false) => toSequence(s, false, isTrue(l), isTrue(c)),
      "This tree as tuples.",
    ],
  },
};

const functions: Decls = {
  suite: [
    "(source)",
    (source: Value) => fromText("suite", FILE_INPUT, source),
    "The tree of statements.",
  ],
  expr: [
    "(source)",
    (source: Value) => fromText("expr", EVAL_INPUT, source),
    "The tree of an expression.",
  ],
  isexpr: [
    "(st)",
    (st: Value) => needSt(st, "isexpr").node.type === EVAL_INPUT,
    "Whether a tree is one of an expression.",
  ],
  issuite: [
    "(st)",
    (st: Value) => needSt(st, "issuite").node.type === FILE_INPUT,
    "Whether a tree is one of statements.",
  ],
  st2tuple: [
    "(st, line_info=False, col_info=False)",
    (st: Value, l: Value = false, c: Value = false) =>
      toSequence(needSt(st, "st2tuple"), false, isTrue(l), isTrue(c)),
    "A tree as tuples.",
  ],
  st2list: [
    "(st, line_info=False, col_info=False)",
    (st: Value, l: Value = false, c: Value = false) =>
      toSequence(needSt(st, "st2list"), true, isTrue(l), isTrue(c)),
    "A tree as lists.",
  ],
  compilest: [
    "(st, filename=None)",
    (st: Value, filename: Value = null) => compileSt(needSt(st, "compilest"), filename),
    "The code object of a tree.",
  ],
  sequence2st: ["(sequence, /)", fromSequence, "The tree that sequences stand for."],
  tuple2st: ["(sequence, /)", fromSequence, "The tree that sequences stand for."],
};

export const parser_module = (): ModuleSpec => ({
  name: "parser",
  doc: "Concrete syntax trees of Python's grammar.",
  functions: {
    ...functions,
    _pickler: ["(st, /)", (st: Value) => {
      const again = getAttr(importByName("parser"), "sequence2st");
      return tuple([again, tuple([toSequence(needSt(st, "_pickler"), false, true, false)])]);
    }, "How trees are pickled."],
  },
  attrs: () => ({ ParserError: parserError(), __version__: "0.5" }),
  types: () => [[stType, stSpec]],
  init: (ns) => {
    ns.delete("st");
    ns.setStr("STType", stType);
    call(getAttr(importByName("copyreg"), "pickle"), [
      stType,
      ns.getStr("_pickler")!,
      ns.getStr("sequence2st")!,
    ]);
  },
});
