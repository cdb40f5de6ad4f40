/**
 * Concrete syntax trees (Parser/parser.c), for the `parser` module: the grammar's automata
 * over the tokenizer.
 *
 * @module
 */
import {
  firstOf,
  type Label,
  OPERATORS,
  type Rule,
  ruleOf,
  type State,
  TOKEN_NAMES,
  tokenKey,
} from "./grammar.ts";
import { MAXSTACK, Tokenizer } from "./tokenizer.ts";
import { T } from "./tokens.ts";

/** A node: of a rule, or a token with its text. */
export interface CstNode {
  readonly type: number;
  readonly text: string | null;
  readonly line: number;
  readonly col: number;
  readonly children: CstNode[];
}

/** The number of `file_input`. */
export const FILE_INPUT = 257;
/** The number of `eval_input`. */
export const EVAL_INPUT = 258;
/** The number of `encoding_decl`. */
export const ENCODING_DECL = 339;

const KEYWORD_NAMES = new Set(
  ("False None True and as assert break class continue def del elif else except finally for from " +
    "global if import in is lambda nonlocal not or pass raise return try while with yield").split(
      " ",
    ),
);

/** A label's key among tokens: names that are no keywords are their number. */
function keyOf(type: number, text: string): string {
  return tokenKey(type, KEYWORD_NAMES.has(text) ? text : null);
}

interface Entry {
  readonly rule: Rule;
  state: State;
  readonly node: CstNode;
}

class CstParser extends Tokenizer {
  /** The number in `token` of the current token. */
  private number(): number {
    const k = this.kind;
    if (k === T.NAME || k >= T.FALSE) return 1;
    if (k === T.ENDMARKER) return 0;
    if (k === T.NUMBER || k === T.STRING || k >= T.NEWLINE && k <= T.DEDENT) return k;
    if (k === T.ASYNC) return TOKEN_NAMES.indexOf("ASYNC");
    if (k === T.AWAIT) return TOKEN_NAMES.indexOf("AWAIT");
    return OPERATORS.get(this.src.slice(this.start, this.end)) ?? -1;
  }

  parse(start: number): CstNode {
    const top = ruleOf(start)!;
    const root: CstNode = { type: start, text: null, line: 0, col: 0, children: [] };
    const stack: Entry[] = [{ rule: top, state: top.start, node: root }];
    for (;;) {
      this.advance();
      const type = this.number();
      const blank = type === 0 || type === 5 || type === 6;
      const text = blank ? "" : this.src.slice(this.start, this.end);
      const key = keyOf(type, text);
      if (this.accept(stack, { type, text, line: this.line, col: this.col, children: [] }, key)) {
        return root;
      }
    }
  }

  /** Takes one token; true when the tree is complete. */
  private accept(stack: Entry[], token: CstNode, key: string): boolean {
    for (;;) {
      const top = stack[stack.length - 1];
      let push: { label: Label; to: State } | null = null;
      let shift: State | null = null;
      for (const arc of top.state.arcs) {
        const { label } = arc;
        if (label.type >= 256) {
          if (firstOf(ruleOf(label.type)!).has(key)) push = arc;
        } else if (tokenKey(label.type, label.text) === key) shift = arc.to;
        if (push !== null || shift !== null) break;
      }
      if (shift !== null) {
        top.state = shift;
        top.node.children.push(token);
        // rules that can only end here end here
        while (stack.length > 0) {
          const { state } = stack[stack.length - 1];
          if (!state.accept || state.arcs.length > 0) break;
          stack.pop();
        }
        return stack.length === 0;
      }
      if (push !== null) {
        if (stack.length >= MAXSTACK) this.stackOverflow();
        const rule = ruleOf(push.label.type)!;
        const { line, col } = token;
        const node: CstNode = { type: rule.number, text: null, line, col, children: [] };
        top.state = push.to;
        top.node.children.push(node);
        stack.push({ rule, state: rule.start, node });
        continue;
      }
      if (!top.state.accept) {
        const only = top.state.arcs.length === 1 ? top.state.arcs[0].label.type : -1;
        this.unexpected(only === T.INDENT);
      }
      stack.pop();
      if (stack.length === 0) this.unexpected();
    }
  }
}

/** The tree of a source text. */
export function parseConcrete(source: string, start: number): CstNode {
  return new CstParser(source, start === FILE_INPUT, 0, 0, 0).parse(start);
}

/** Why a tree is not of the grammar, null when it is (validate_node). */
export function treeProblem(node: CstNode): string | null {
  const rule = ruleOf(node.type);
  if (rule === undefined) return `Unrecognized node type ${node.type}.`;
  let state = rule.start;
  for (const child of node.children) {
    const arc = state.arcs.find(({ label }) =>
      label.type === child.type && (label.text === null || label.text === child.text)
    );
    if (arc === undefined) {
      const expected = state.arcs[0]?.label;
      if (expected === undefined) return `Illegal number of children for ${rule.name} node.`;
      if (expected.type >= 256) {
        return `Expected node type ${expected.type}, got ${child.type}.`;
      }
      return `Illegal terminal: expected ${
        expected.text === null ? TOKEN_NAMES[expected.type] : `'${expected.text}'`
      }.`;
    }
    if (child.type >= 256) {
      const inner = treeProblem(child);
      if (inner !== null) return inner;
    }
    state = arc.to;
  }
  return state.accept ? null : `Illegal number of children for ${rule.name} node.`;
}

/** A source text of a tree; tokens stand in their lines where those are known. */
export function sourceOf(root: CstNode): string {
  let out = "";
  let line = 1;
  let depth = 0;
  let fresh = true;
  const add = (text: string) => {
    out += text;
    for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) line++;
  };
  const go = (node: CstNode) => {
    if (node.type >= 256) {
      node.children.forEach(go);
      return;
    }
    const text = node.text ?? "";
    switch (node.type) {
      case 0:
        return;
      case 4:
        if (!fresh) add("\n");
        fresh = true;
        return;
      case 5:
        depth++;
        return;
      case 6:
        depth--;
        return;
    }
    const from = node.line - (text.split("\n").length - 1);
    // a backslash cannot come before the first token of a line
    while (line < from) add(fresh ? "\n" : " \\\n");
    add((fresh ? " ".repeat(depth) : " ") + text);
    fresh = false;
  };
  go(root);
  return out + (fresh ? "" : "\n");
}
