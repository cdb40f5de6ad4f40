/**
 * The parser of regular expressions: pattern text to a tree, in the syntax and
 * with the error texts of CPython 3.6's `re`; and the parser of replacement
 * templates.
 *
 * Positions are code points. Bytes patterns are parsed as Latin-1 text.
 *
 * @module
 */
import { isXidContinue, isXidStart } from "../../util/unicode_ident.ts";
import { bytesRepr, strRepr } from "../../util/str_repr.ts";
import { encodeLatin1, toCodePoints } from "../../util/utf8.ts";
import {
  FLAG_ASCII,
  FLAG_DEBUG,
  FLAG_DOTALL,
  FLAG_IGNORECASE,
  FLAG_LOCALE,
  FLAG_MULTILINE,
  FLAG_TEMPLATE,
  FLAG_UNICODE,
  FLAG_VERBOSE,
  MAXGROUPS,
  MAXREPEAT,
} from "./constants.ts";

/** What is wrong with a pattern or template; thrown as it is, no Error. */
export class SreProblem {
  constructor(
    /** `error` is re.error; the others are built-in exceptions. */
    readonly kind: "error" | "OverflowError" | "ValueError" | "IndexError",
    /** The message without the position (re.error's `msg`). */
    readonly msg: string,
    /** The pattern's code points where there is a position, else null. */
    readonly pattern: readonly number[] | null = null,
    /** The position, in code points, or null. */
    readonly pos: number | null = null,
  ) {}

  /** The line of the position, from 1 on, or null. */
  get lineno(): number | null {
    if (this.pattern === null || this.pos === null) return null;
    let line = 1;
    for (let i = 0; i < this.pos; i++) if (this.pattern[i] === 10) line++;
    return line;
  }

  /** The column of the position, from 1 on, or null. */
  get colno(): number | null {
    if (this.pattern === null || this.pos === null) return null;
    return this.pos - this.pattern.slice(0, this.pos).lastIndexOf(10);
  }

  /** What `str()` of the exception gives. */
  get text(): string {
    if (this.pattern === null || this.pos === null) return this.msg;
    const at = `${this.msg} at position ${this.pos}`;
    return this.pattern.includes(10) ? `${at} (line ${this.lineno}, column ${this.colno})` : at;
  }

  /** The text with the exception's name. */
  toString(): string {
    return `${this.kind}: ${this.text}`;
  }
}

/** A member of a character set. */
export type SetItem =
  | { readonly op: "negate" }
  | { readonly op: "literal"; readonly c: number }
  | { readonly op: "range"; readonly lo: number; readonly hi: number }
  | { readonly op: "category"; readonly category: number };

/** A node of the tree. */
export type Node =
  | { readonly op: "literal" | "not_literal"; readonly c: number }
  | { readonly op: "any" }
  | { readonly op: "in"; readonly items: readonly SetItem[] }
  | { readonly op: "at"; readonly at: number }
  | { readonly op: "branch"; readonly items: readonly Sequence[] }
  | {
    readonly op: "subpattern";
    /** Null where it does not capture. */
    readonly group: number | null;
    readonly addFlags: number;
    readonly delFlags: number;
    readonly body: Sequence;
  }
  | {
    readonly op: "max_repeat" | "min_repeat";
    readonly min: number;
    readonly max: number;
    readonly body: Sequence;
  }
  | { readonly op: "assert" | "assert_not"; readonly dir: 1 | -1; readonly body: Sequence }
  | { readonly op: "groupref"; readonly group: number }
  | {
    readonly op: "groupref_exists";
    readonly group: number;
    readonly yes: Sequence;
    readonly no: Sequence | null;
  };

/** How long the text is that something matches. */
export type Width = readonly [lo: number, hi: number];

/** Nodes one after another. */
export class Sequence {
  private known: Width | null = null;

  constructor(readonly state: ParseState, readonly nodes: Node[] = []) {}

  /** The width, clamped below MAXREPEAT. */
  width(): Width {
    if (this.known !== null) return this.known;
    let lo = 0;
    let hi = 0;
    for (const node of this.nodes) {
      const [l, h] = nodeWidth(node, this.state);
      lo += l;
      hi += h;
    }
    return this.known = [Math.min(lo, MAXREPEAT - 1), Math.min(hi, MAXREPEAT)];
  }
}

function nodeWidth(node: Node, state: ParseState): Width {
  switch (node.op) {
    case "at":
    case "assert":
    case "assert_not":
      return [0, 0];
    case "branch": {
      let lo = MAXREPEAT - 1;
      let hi = 0;
      for (const item of node.items) {
        const [l, h] = item.width();
        lo = Math.min(lo, l);
        hi = Math.max(hi, h);
      }
      return [lo, hi];
    }
    case "subpattern":
      return node.body.width();
    case "max_repeat":
    case "min_repeat": {
      const [l, h] = node.body.width();
      return [l * node.min, h * node.max];
    }
    case "groupref":
      return state.widths[node.group] ?? [0, 0];
    case "groupref_exists": {
      const [l, h] = node.yes.width();
      if (node.no === null) return [0, h];
      const [l2, h2] = node.no.width();
      return [Math.min(l, l2), Math.max(h, h2)];
    }
    default:
      return [1, 1];
  }
}

/** What the parser learns on its way. */
export class ParseState {
  /** Group numbers by name. */
  readonly names: Map<string, number> = new Map();
  /** The width of each group; null while it is open. */
  readonly widths: (Width | null)[] = [null];
  /** The number of groups when the outermost lookbehind began, or null outside. */
  lookbehind: number | null = null;

  constructor(public flags: number) {}

  /** The number of groups, group 0 included. */
  get groups(): number {
    return this.widths.length;
  }

  /** Whether a group exists and is closed. */
  isClosed(group: number): boolean {
    return (this.widths[group] ?? null) !== null;
  }
}

/** Called with the text of a DeprecationWarning and the nesting of the parser where CPython counts frames. */
export type Warn = (text: string, stacklevel: number) => void;

/** Added to a token that was escaped with a backslash. */
const ESCAPED = 0x1000000;
const END = -1;

/** A pattern's tokens: characters and characters behind a backslash. */
class Scanner {
  readonly points: readonly number[];
  readonly isText: boolean;
  private index = 0;
  /** The next token: a code point, with ESCAPED where a backslash precedes it, or END. */
  next = END;

  constructor(readonly source: string | readonly number[] | Uint8Array) {
    this.isText = !(source instanceof Uint8Array);
    this.points = typeof source === "string" ? toCodePoints(source) : Array.from(source);
    this.advance();
  }

  private advance(): void {
    const points = this.points;
    if (this.index >= points.length) {
      this.next = END;
      return;
    }
    const c = points[this.index++];
    if (c !== 92) {
      this.next = c;
    } else if (this.index < points.length) {
      this.next = points[this.index++] + ESCAPED;
    } else {
      throw new SreProblem("error", "bad escape (end of pattern)", points, points.length - 1);
    }
  }

  /** Takes a character if it comes next. */
  match(char: string): boolean {
    if (this.next !== char.charCodeAt(0)) return false;
    this.advance();
    return true;
  }

  get(): number {
    const token = this.next;
    this.advance();
    return token;
  }

  /** Takes up to `n` characters of a kind. */
  getWhile(n: number, test: (c: number) => boolean): string {
    let out = "";
    for (let i = 0; i < n && test(this.next); i++) out += String.fromCharCode(this.get());
    return out;
  }

  /** Takes a name and the character that ends it. */
  getName(terminator: string): string {
    const end = terminator.charCodeAt(0);
    let out = "";
    let length = 0;
    for (;;) {
      const token = this.get();
      if (token === END) {
        if (length === 0) throw this.error("missing group name");
        throw this.error(`missing ${terminator}, unterminated name`, length);
      }
      if (token === end) break;
      out += tokenText(token);
      length += tokenLength(token);
    }
    if (length === 0) throw this.error("missing group name", 1);
    return out;
  }

  /** Where the next token starts. */
  tell(): number {
    return this.index - tokenLength(this.next);
  }

  seek(index: number): void {
    this.index = index;
    this.advance();
  }

  error(msg: string, offset = 0): SreProblem {
    return new SreProblem("error", msg, this.points, this.tell() - offset);
  }
}

function tokenLength(token: number): number {
  return token === END ? 0 : token >= ESCAPED ? 2 : 1;
}

function tokenText(token: number): string {
  if (token === END) return "";
  return token >= ESCAPED
    ? "\\" + String.fromCodePoint(token - ESCAPED)
    : String.fromCodePoint(token);
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

function isOctal(c: number): boolean {
  return c >= 48 && c <= 55;
}

function isHex(c: number): boolean {
  return isDigit(c) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102);
}

function isAsciiLetter(c: number): boolean {
  return (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
}

function isIdentifier(name: string): boolean {
  const [first, ...rest] = toCodePoints(name);
  if (first === undefined) return false;
  const starts = first < 128 ? isAsciiLetter(first) || first === 95 : isXidStart(first);
  return starts && rest.every(isXidContinue);
}

function length(text: string): number {
  return toCodePoints(text).length;
}

/** `int(text)` where the result is not negative, else undefined. */
function parseGroupNumber(text: string): number | undefined {
  const digits = text.trim().replace(/^\+/, "");
  if (/^-0+(?:_0+)*$/.test(digits)) return 0;
  if (!/^\p{Nd}+(?:_\p{Nd}+)*$/u.test(digits)) return undefined;
  let n = 0;
  for (const c of toCodePoints(digits)) {
    if (c !== 95) n = n * 10 + decimalValue(c);
  }
  return n;
}

function decimalValue(c: number): number {
  // Unicode's decimal digits come in runs of ten that start with zero
  if (isDigit(c)) return c - 48;
  let zero = c;
  while (c - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return (c - zero) % 10;
}

const SIMPLE_ESCAPES: ReadonlyMap<number, number> = new Map([
  [97, 7],
  [98, 8],
  [102, 12],
  [110, 10],
  [114, 13],
  [116, 9],
  [118, 11],
  [92, 92],
]);

/** Escapes that stand for a category, by the letter. */
const CATEGORY_ESCAPES: ReadonlyMap<number, number> = new Map([
  [100, 0],
  [68, 1],
  [115, 2],
  [83, 3],
  [119, 4],
  [87, 5],
]);

/** Escapes that stand for a position: \A, \b, \B, \Z. */
const AT_ESCAPES: ReadonlyMap<number, number> = new Map([[65, 2], [98, 3], [66, 4], [90, 7]]);

const FLAG_LETTERS: ReadonlyMap<number, number> = new Map([
  [105, FLAG_IGNORECASE],
  [76, FLAG_LOCALE],
  [109, FLAG_MULTILINE],
  [115, FLAG_DOTALL],
  [120, FLAG_VERBOSE],
  [97, FLAG_ASCII],
  [116, FLAG_TEMPLATE],
  [117, FLAG_UNICODE],
]);

const GLOBAL_FLAGS = FLAG_ASCII | FLAG_LOCALE | FLAG_UNICODE | FLAG_DEBUG | FLAG_TEMPLATE;

/** Thrown where the pattern itself turns on VERBOSE, so that it must be read again. */
const VERBOSE_FOUND = Symbol();

/** Numbers written after `\x`, `\u`, `\U`; undefined where the escape is of another kind. */
function numericEscape(source: Scanner, letter: number): number | undefined {
  const digits = letter === 120
    ? 2
    : letter === 117 && source.isText
    ? 4
    : letter === 85 && source.isText
    ? 8
    : 0;
  if (digits === 0) return undefined;
  const text = source.getWhile(digits, isHex);
  const escape = "\\" + String.fromCharCode(letter) + text;
  if (text.length !== digits) throw source.error(`incomplete escape ${escape}`, escape.length);
  const c = parseInt(text, 16);
  if (c > 0x10ffff) throw source.error(`bad escape ${escape}`, escape.length);
  return c;
}

function octalOutOfRange(source: Scanner, escape: string): SreProblem {
  return source.error(`octal escape value ${escape} outside of range 0-0o377`, escape.length);
}

/** An escape in a character set. */
function classEscape(source: Scanner, token: number): SetItem {
  const letter = token - ESCAPED;
  const simple = SIMPLE_ESCAPES.get(letter);
  if (simple !== undefined) return { op: "literal", c: simple };
  const category = CATEGORY_ESCAPES.get(letter);
  if (category !== undefined) return { op: "category", category };
  const numeric = numericEscape(source, letter);
  if (numeric !== undefined) return { op: "literal", c: numeric };
  if (isOctal(letter)) {
    const escape = tokenText(token) + source.getWhile(2, isOctal);
    const c = parseInt(escape.slice(1), 8);
    if (c > 0o377) throw octalOutOfRange(source, escape);
    return { op: "literal", c };
  }
  if (isDigit(letter) || isAsciiLetter(letter)) {
    throw source.error(`bad escape ${tokenText(token)}`, 2);
  }
  return { op: "literal", c: letter };
}

/** An escape outside of sets. */
function escape(source: Scanner, token: number, state: ParseState): Node {
  const letter = token - ESCAPED;
  const category = CATEGORY_ESCAPES.get(letter);
  if (category !== undefined) return { op: "in", items: [{ op: "category", category }] };
  const at = AT_ESCAPES.get(letter);
  if (at !== undefined) return { op: "at", at };
  const simple = SIMPLE_ESCAPES.get(letter);
  if (simple !== undefined) return { op: "literal", c: simple };
  const numeric = numericEscape(source, letter);
  if (numeric !== undefined) return { op: "literal", c: numeric };
  let text = tokenText(token);
  if (letter === 48) {
    text += source.getWhile(2, isOctal);
    return { op: "literal", c: parseInt(text.slice(1), 8) };
  }
  if (isDigit(letter)) {
    // three octal digits are a character, anything else is a group's number
    if (isDigit(source.next)) {
      const second = source.get();
      text += String.fromCharCode(second);
      if (isOctal(letter) && isOctal(second) && isOctal(source.next)) {
        text += String.fromCharCode(source.get());
        const c = parseInt(text.slice(1), 8);
        if (c > 0o377) throw octalOutOfRange(source, text);
        return { op: "literal", c };
      }
    }
    const group = Number(text.slice(1));
    if (group >= state.groups) {
      throw source.error(`invalid group reference ${group}`, text.length - 1);
    }
    if (!state.isClosed(group)) throw source.error("cannot refer to an open group", text.length);
    checkLookbehind(source, state, group);
    return { op: "groupref", group };
  }
  if (isAsciiLetter(letter)) throw source.error(`bad escape ${text}`, 2);
  return { op: "literal", c: letter };
}

function checkLookbehind(source: Scanner, state: ParseState, group: number): void {
  if (state.lookbehind === null) return;
  if (!state.isClosed(group)) throw source.error("cannot refer to an open group");
  if (group >= state.lookbehind) {
    throw source.error("cannot refer to group defined in the same lookbehind subpattern");
  }
}

/** Reads one pattern. */
class Parser {
  constructor(readonly source: Scanner, readonly state: ParseState, readonly warn: Warn) {}

  /** `a|b|c` up to a closing parenthesis. */
  alternatives(verbose: boolean, nested: number): Sequence {
    const items: Sequence[] = [];
    do {
      items.push(this.sequence(verbose, nested + 1, nested === 0 && items.length === 0));
    } while (this.source.match("|"));
    if (items.length === 1) return items[0];
    const out = new Sequence(this.state);
    // what all alternatives start with goes in front of the branch
    for (;;) {
      const first = items[0].nodes[0];
      if (first === undefined) break;
      if (!items.every((s) => s.nodes.length > 0 && sameNode(s.nodes[0], first))) break;
      for (const s of items) s.nodes.shift();
      out.nodes.push(first);
    }
    const set: SetItem[] = [];
    for (const s of items) {
      const only = s.nodes[0];
      if (s.nodes.length === 1 && only.op === "literal") set.push({ op: "literal", c: only.c });
    }
    out.nodes.push(
      set.length === items.length ? { op: "in", items: set } : { op: "branch", items },
    );
    return out;
  }

  /** The two ways of a conditional group. */
  private conditional(group: number, verbose: boolean, nested: number): Sequence {
    const yes = this.sequence(verbose, nested + 1, false);
    let no: Sequence | null = null;
    if (this.source.match("|")) {
      no = this.sequence(verbose, nested + 1, false);
      if (this.source.next === 124) {
        throw this.source.error("conditional backref with more than two branches");
      }
    }
    return new Sequence(this.state, [{ op: "groupref_exists", group, yes, no }]);
  }

  /** One alternative. `first` says that it is the pattern's very start. */
  private sequence(verbose: boolean, nested: number, first: boolean): Sequence {
    const source = this.source;
    const out = new Sequence(this.state);
    const nodes = out.nodes;
    for (;;) {
      const token = source.next;
      if (token === END || token === 124 || token === 41) return out;
      source.get();
      if (verbose) {
        if (token === 32 || (token >= 9 && token <= 13)) continue;
        if (token === 35) {
          for (let c = source.get(); c !== END && c !== 10;) c = source.get();
          continue;
        }
      }
      if (token >= ESCAPED) {
        nodes.push(escape(source, token, this.state));
        continue;
      }
      switch (token) {
        case 91: // [
          nodes.push(this.set());
          break;
        case 42: // *
        case 43: // +
        case 63: // ?
        case 123: // {
          this.repeat(token, out);
          break;
        case 46: // .
          nodes.push({ op: "any" });
          break;
        case 40: { // (
          const node = this.group(verbose, nested, first && nodes.length === 0);
          if (node !== null) nodes.push(node);
          break;
        }
        case 94: // ^
          nodes.push({ op: "at", at: 0 });
          break;
        case 36: // $
          nodes.push({ op: "at", at: 5 });
          break;
        default:
          nodes.push({ op: "literal", c: token });
      }
    }
  }

  /** A character set, behind its opening bracket. */
  private set(): Node {
    const source = this.source;
    const here = source.tell() - 1;
    const unterminated = () => source.error("unterminated character set", source.tell() - here);
    const items: SetItem[] = [];
    const member = (token: number): SetItem =>
      token >= ESCAPED ? classEscape(source, token) : { op: "literal", c: token };
    if (source.match("^")) items.push({ op: "negate" });
    const start = items.length;
    for (;;) {
      const token = source.get();
      if (token === END) throw unterminated();
      if (token === 93 && items.length > start) break;
      const low = member(token);
      if (!source.match("-")) {
        items.push(low);
        continue;
      }
      const that = source.get();
      if (that === END) throw unterminated();
      if (that === 93) {
        items.push(low, { op: "literal", c: 45 });
        break;
      }
      const high = member(that);
      if (low.op !== "literal" || high.op !== "literal" || high.c < low.c) {
        throw source.error(
          `bad character range ${tokenText(token)}-${tokenText(that)}`,
          tokenLength(token) + 1 + tokenLength(that),
        );
      }
      items.push({ op: "range", lo: low.c, hi: high.c });
    }
    const only = items[items.length - 1];
    if (only.op === "literal") {
      if (items.length === 1) return only;
      if (items.length === 2 && items[0].op === "negate") return { op: "not_literal", c: only.c };
    }
    return { op: "in", items };
  }

  /** A quantifier, applied to the last node. */
  private repeat(token: number, out: Sequence): void {
    const source = this.source;
    const nodes = out.nodes;
    const here = source.tell();
    let min = token === 43 ? 1 : 0;
    let max = token === 63 ? 1 : MAXREPEAT;
    if (token === 123) {
      if (source.next === 125) {
        nodes.push({ op: "literal", c: token });
        return;
      }
      const lo = source.getWhile(Infinity, isDigit);
      const hi = source.match(",") ? source.getWhile(Infinity, isDigit) : lo;
      if (!source.match("}")) {
        nodes.push({ op: "literal", c: token });
        source.seek(here);
        return;
      }
      min = repeatCount(lo, 0);
      max = repeatCount(hi, MAXREPEAT);
      if (max < min) {
        throw source.error("min repeat greater than max repeat", source.tell() - here);
      }
    }
    const offset = source.tell() - here + 1;
    const item = nodes[nodes.length - 1];
    if (item === undefined || item.op === "at") throw source.error("nothing to repeat", offset);
    if (item.op === "max_repeat" || item.op === "min_repeat") {
      throw source.error("multiple repeat", offset);
    }
    const body = new Sequence(this.state, [item]);
    const op = source.match("?") ? "min_repeat" : "max_repeat";
    nodes[nodes.length - 1] = { op, min, max, body };
  }

  /** What follows an opening parenthesis; null where it leaves no node. */
  private group(verbose: boolean, nested: number, first: boolean): Node | null {
    const source = this.source;
    const start = source.tell() - 1;
    let capture = true;
    let name: string | null = null;
    let condition = 0;
    let addFlags = 0;
    let delFlags = 0;
    if (source.match("?")) {
      const char = source.get();
      if (char === END) throw source.error("unexpected end of pattern");
      switch (char) {
        case 80: // P
          if (source.match("<")) {
            name = this.name(">");
            break;
          }
          return this.namedReference();
        case 58: // :
          capture = false;
          break;
        case 35: // #
          for (;;) {
            if (source.next === END) {
              throw source.error("missing ), unterminated comment", source.tell() - start);
            }
            if (source.get() === 41) return null;
          }
        case 61: // =
        case 33: // !
        case 60: // <
          return this.lookaround(char, start, verbose, nested);
        case 40: // (
          condition = this.condition();
          capture = false;
          break;
        default: {
          if (!FLAG_LETTERS.has(char) && char !== 45) {
            throw source.error(`unknown extension ?${tokenText(char)}`, tokenLength(char) + 1);
          }
          const flags = this.flags(char);
          if (flags === null) {
            if (!first) this.warnFlags(nested);
            if ((this.state.flags & FLAG_VERBOSE) !== 0 && !verbose) throw VERBOSE_FOUND;
            return null;
          }
          [addFlags, delFlags] = flags;
          capture = false;
        }
      }
    }
    const group = capture ? this.openGroup(name) : null;
    const inner = (verbose || (addFlags & FLAG_VERBOSE) !== 0) && (delFlags & FLAG_VERBOSE) === 0;
    const body = condition > 0
      ? this.conditional(condition, verbose, nested + 1)
      : this.alternatives(inner, nested + 1);
    this.close(start);
    if (group !== null) this.state.widths[group] = body.width();
    return { op: "subpattern", group, addFlags, delFlags, body };
  }

  private close(start: number): void {
    if (this.source.match(")")) return;
    throw this.source.error(
      "missing ), unterminated subpattern",
      this.source.tell() - start,
    );
  }

  private name(terminator: string): string {
    const name = this.source.getName(terminator);
    if (!isIdentifier(name)) {
      throw this.source.error(
        `bad character in group name ${strRepr(name)}`,
        length(name) + 1,
      );
    }
    return name;
  }

  private openGroup(name: string | null): number {
    const state = this.state;
    const group = state.groups;
    state.widths.push(null);
    if (name !== null) {
      const other = state.names.get(name);
      if (other !== undefined) {
        throw this.source.error(
          `redefinition of group name ${strRepr(name)} as group ${group}; was group ${other}`,
          length(name) + 1,
        );
      }
      state.names.set(name, group);
    }
    return group;
  }

  /** `(?P=name)`, behind the `P`. */
  private namedReference(): Node {
    const source = this.source;
    if (!source.match("=")) {
      const char = source.get();
      if (char === END) throw source.error("unexpected end of pattern");
      throw source.error(`unknown extension ?P${tokenText(char)}`, tokenLength(char) + 2);
    }
    const name = this.name(")");
    const group = this.groupOfName(name);
    if (!this.state.isClosed(group)) {
      throw source.error("cannot refer to an open group", length(name) + 1);
    }
    checkLookbehind(source, this.state, group);
    return { op: "groupref", group };
  }

  private groupOfName(name: string): number {
    const group = this.state.names.get(name);
    if (group === undefined) {
      throw this.source.error(`unknown group name ${strRepr(name)}`, length(name) + 1);
    }
    return group;
  }

  private lookaround(char: number, start: number, verbose: boolean, nested: number): Node {
    const source = this.source;
    const state = this.state;
    const outer = state.lookbehind;
    let dir: 1 | -1 = 1;
    if (char === 60) {
      char = source.get();
      if (char === END) throw source.error("unexpected end of pattern");
      if (char !== 61 && char !== 33) {
        throw source.error(`unknown extension ?<${tokenText(char)}`, tokenLength(char) + 2);
      }
      dir = -1;
      state.lookbehind ??= state.groups;
    }
    const body = this.alternatives(verbose, nested + 1);
    if (dir < 0) state.lookbehind = outer;
    this.close(start);
    return { op: char === 61 ? "assert" : "assert_not", dir, body };
  }

  /** The group of `(?(group)...)`, behind the second parenthesis. */
  private condition(): number {
    const source = this.source;
    const name = source.getName(")");
    const offset = length(name) + 1;
    let group: number | undefined;
    if (isIdentifier(name)) {
      group = this.groupOfName(name);
    } else {
      group = parseGroupNumber(name);
      if (group === undefined) {
        throw source.error(`bad character in group name ${strRepr(name)}`, offset);
      }
      if (group === 0) throw source.error("bad group number", offset);
      if (group >= MAXGROUPS) throw source.error(`invalid group reference ${group}`, offset);
    }
    checkLookbehind(source, this.state, group);
    return group;
  }

  private warnFlags(nested: number): void {
    const { points, isText } = this.source;
    const head = points.slice(0, 20);
    const shown = isText
      ? strRepr(String.fromCodePoint(...head))
      : bytesRepr(Uint8Array.from(head));
    const rest = points.length > 20 ? " (truncated)" : "";
    this.warn(`Flags not at the start of the expression ${shown}${rest}`, nested + 6);
  }

  /** Inline flags from their first letter on; null where they are for the whole pattern. */
  private flags(char: number): [add: number, del: number] | null {
    const source = this.source;
    const letters = (missing: string, ends: string): number => {
      let flags = 0;
      for (;;) {
        flags |= FLAG_LETTERS.get(char) ?? 0;
        char = source.get();
        if (char === END) throw source.error(missing);
        if (char < ESCAPED && ends.includes(String.fromCodePoint(char))) return flags;
        this.checkFlag(char, missing);
      }
    };
    let add = 0;
    let del = 0;
    if (char !== 45) add = letters("missing -, : or )", ")-:");
    if (char === 41) {
      this.state.flags |= add;
      return null;
    }
    if ((add & GLOBAL_FLAGS) !== 0) {
      throw source.error("bad inline flags: cannot turn on global flag", 1);
    }
    if (char === 45) {
      char = source.get();
      if (char === END) throw source.error("missing flag");
      this.checkFlag(char, "missing flag");
      del = letters("missing :", ":");
    }
    if ((del & GLOBAL_FLAGS) !== 0) {
      throw source.error("bad inline flags: cannot turn off global flag", 1);
    }
    if ((add & del) !== 0) throw source.error("bad inline flags: flag turned on and off", 1);
    return [add, del];
  }

  private checkFlag(char: number, missing: string): void {
    if (FLAG_LETTERS.has(char)) return;
    const letter = char < ESCAPED && /^\p{L}$/u.test(String.fromCodePoint(char));
    throw this.source.error(letter ? "unknown flag" : missing, tokenLength(char));
  }
}

function repeatCount(digits: string, absent: number): number {
  if (digits === "") return absent;
  const n = Number(digits);
  if (n >= MAXREPEAT) {
    throw new SreProblem("OverflowError", "the repetition number is too large");
  }
  return n;
}

/** Whether two nodes are equal where they have no sequences in them; with sequences they never are. */
function sameNode(a: Node, b: Node): boolean {
  if (a === b) return true;
  switch (a.op) {
    case "literal":
    case "not_literal":
      return a.op === b.op && a.c === b.c;
    case "any":
      return b.op === "any";
    case "at":
      return b.op === "at" && a.at === b.at;
    case "groupref":
      return b.op === "groupref" && a.group === b.group;
    case "in":
      return b.op === "in" && a.items.length === b.items.length &&
        a.items.every((item, i) => sameItem(item, b.items[i]));
    default:
      return false;
  }
}

function sameItem(a: SetItem, b: SetItem): boolean {
  switch (a.op) {
    case "literal":
      return b.op === "literal" && a.c === b.c;
    case "range":
      return b.op === "range" && a.lo === b.lo && a.hi === b.hi;
    case "category":
      return b.op === "category" && a.category === b.category;
    default:
      return b.op === "negate";
  }
}

/** Adds the flags that follow from the pattern's type, and checks them. */
function fixFlags(isText: boolean, flags: number): number {
  const bad = (text: string) => new SreProblem("ValueError", text);
  if (isText) {
    if ((flags & FLAG_LOCALE) !== 0) throw bad("cannot use LOCALE flag with a str pattern");
    if ((flags & FLAG_ASCII) === 0) return flags | FLAG_UNICODE;
    if ((flags & FLAG_UNICODE) !== 0) throw bad("ASCII and UNICODE flags are incompatible");
  } else {
    if ((flags & FLAG_UNICODE) !== 0) throw bad("cannot use UNICODE flag with a bytes pattern");
    if ((flags & FLAG_LOCALE) !== 0 && (flags & FLAG_ASCII) !== 0) {
      throw bad("ASCII and LOCALE flags are incompatible");
    }
  }
  return flags;
}

/** A pattern's text: a str as string or code points, or bytes. */
export type PatternSource = string | readonly number[] | Uint8Array;

/**
 * Parses a pattern.
 *
 * @throws {SreProblem} Where it is wrong.
 */
export function parse(pattern: PatternSource, flags: number, warn: Warn = () => {}): Sequence {
  const source = new Scanner(pattern);
  let out: Sequence;
  try {
    const parser = new Parser(source, new ParseState(flags), warn);
    out = parser.alternatives((flags & FLAG_VERBOSE) !== 0, 0);
  } catch (e) {
    if (e !== VERBOSE_FOUND) throw e;
    source.seek(0);
    out = new Parser(source, new ParseState(flags | FLAG_VERBOSE), warn).alternatives(true, 0);
  }
  out.state.flags = fixFlags(source.isText, out.state.flags);
  if (source.next !== END) throw source.error("unbalanced parenthesis");
  return out;
}

/** A parsed replacement template: texts and group numbers in turn. */
export type TemplatePart = string | number;

/**
 * Parses a replacement template (sre_parse.parse_template).
 *
 * @param template The text; of bytes the parts are Latin-1 text.
 * @param groups The number of groups of the pattern, without group 0.
 * @param names The pattern's named groups.
 */
export function parseTemplate(
  template: PatternSource,
  groups: number,
  names: ReadonlyMap<string, number>,
  warn: Warn = () => {},
): TemplatePart[] {
  const source = new Scanner(template);
  const parts: TemplatePart[] = [];
  let text = "";
  const addGroup = (group: number, offset: number) => {
    if (group > groups) throw source.error(`invalid group reference ${group}`, offset);
    if (text !== "") parts.push(text);
    text = "";
    parts.push(group);
  };
  for (let token = source.get(); token !== END; token = source.get()) {
    if (token < ESCAPED) {
      text += String.fromCodePoint(token);
      continue;
    }
    const letter = token - ESCAPED;
    let escaped = tokenText(token);
    if (letter === 103) {
      if (!source.match("<")) throw source.error("missing <");
      const name = source.getName(">");
      addGroup(templateGroup(source, name, names), length(name) + 1);
    } else if (letter === 48) {
      escaped += source.getWhile(2, isOctal);
      text += String.fromCharCode(parseInt(escaped.slice(1), 8) & 0xff);
    } else if (isDigit(letter)) {
      if (isDigit(source.next)) {
        const second = source.get();
        escaped += String.fromCharCode(second);
        if (isOctal(letter) && isOctal(second) && isOctal(source.next)) {
          escaped += String.fromCharCode(source.get());
          const c = parseInt(escaped.slice(1), 8);
          if (c > 0o377) throw octalOutOfRange(source, escaped);
          text += String.fromCharCode(c);
          continue;
        }
      }
      addGroup(Number(escaped.slice(1)), escaped.length - 1);
    } else {
      const simple = SIMPLE_ESCAPES.get(letter);
      if (simple === undefined && isAsciiLetter(letter)) warn(`bad escape ${escaped}`, 4);
      text += simple === undefined ? escaped : String.fromCharCode(simple);
    }
  }
  if (text !== "") parts.push(text);
  return parts;
}

function templateGroup(
  source: Scanner,
  name: string,
  names: ReadonlyMap<string, number>,
): number {
  if (isIdentifier(name)) {
    const group = names.get(name);
    if (group === undefined) {
      throw new SreProblem("IndexError", `unknown group name ${strRepr(name)}`);
    }
    return group;
  }
  const group = parseGroupNumber(name);
  if (group === undefined) {
    throw source.error(`bad character in group name ${strRepr(name)}`, length(name) + 1);
  }
  if (group >= MAXGROUPS) {
    throw source.error(`invalid group reference ${group}`, length(name) + 1);
  }
  return group;
}

/** The bytes of a template's text. */
export function templateBytes(text: string): Uint8Array {
  const bytes = encodeLatin1(text);
  if (typeof bytes === "number") throw new SreProblem("ValueError", "character out of range");
  return bytes;
}
