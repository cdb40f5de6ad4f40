/**
 * The tokenizer of Python 3.6 (Parser/tokenizer.c and the token loop of Parser/parsetok.c),
 * over UTF-16 code units.
 *
 * The parser extends {@linkcode Tokenizer} and looks at one token, which lives in fields
 * (`kind`, `start`, `end`, `line`, `col`), never in an object. A token is read when its
 * predecessor has been accepted, as CPython does it, so that whichever error comes first
 * in CPython comes first here.
 *
 * Columns count UTF-8 bytes. `colBase` is the position of the line's start minus the bytes
 * that the line's non-ASCII characters have had in excess of their code units so far, so a
 * column is one subtraction.
 *
 * Source bytes that are not UTF-8 arrive as lone low surrogates (U+DC80 + byte - 0x80):
 * CPython does not look at them in comments.
 *
 * @module
 */

import { isXidContinue, isXidStart } from "../util/unicode_ident.ts";
import { SyntaxProblem, type SyntaxProblemType } from "./errors.ts";
import { KEYWORDS } from "./tokens.ts";

/** compile() flag: do not add the DEDENTs that the end of the source implies. */
export const PyCF_DONT_IMPLY_DEDENT = 0x200;
/** `async` and `await` are keywords everywhere (flags.ts has it too). */
const PyCF_TOP_LEVEL_AWAIT = 0x1000000;
/** compile() flag of `from __future__ import barry_as_FLUFL`. */
export const CO_FUTURE_BARRY_AS_BDFL = 0x40000;

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

/** How many entries Parser/parser.c's stack has. */
export const MAXSTACK = 1500;
const MAXINDENT = 100;
const TABSIZE = 8;

/** What `stringFlags` says of the string token. */
export const STRING_BACKSLASH = 1;
export const STRING_NON_ASCII = 2;
export const STRING_PREFIX = 4;
export const STRING_TRIPLE = 8;

// Classes of ASCII characters.
const START = new Uint8Array(128);
const IDENT = new Uint8Array(128);
const DIGIT = new Uint8Array(128);
const HEX = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const digit = c >= 48 && c <= 57;
  const letter = c >= 65 && c <= 90 || c >= 97 && c <= 122 || c === 95;
  START[c] = letter ? 1 : 0;
  IDENT[c] = letter || digit ? 1 : 0;
  DIGIT[c] = digit ? 1 : 0;
  HEX[c] = digit || c >= 65 && c <= 70 || c >= 97 && c <= 102 ? 1 : 0;
}

/**
 * All ASCII names seen, so that a name is one string object everywhere and a keyword is
 * found by the same probe. Open addressing on a hash that scanning the name yields.
 */
const TABLE_BITS = 16;
const TABLE_SIZE = 1 << TABLE_BITS;
const TABLE_MASK = TABLE_SIZE - 1;
const TABLE_LIMIT = TABLE_SIZE >> 1;
/** Emptied in mid-source only when probing would get slow. */
const TABLE_FULL = TABLE_SIZE - (TABLE_SIZE >> 2);
const tableHash = new Int32Array(TABLE_SIZE);
const tableKind = new Uint8Array(TABLE_SIZE);
let tableName: string[] = [];
let tableCount = 0;

function clearTable(): void {
  tableName = new Array<string>(TABLE_SIZE).fill("");
  tableKind.fill(0);
  tableCount = 0;
  for (const [word, kind] of KEYWORDS) {
    let hash = 0;
    for (let i = 0; i < word.length; i++) hash = (Math.imul(hash, 31) + word.charCodeAt(i)) | 0;
    addName(word, hash, kind);
  }
}

function addName(name: string, hash: number, kind: number): number {
  if (tableCount >= TABLE_FULL) clearTable();
  let slot = (hash ^ (hash >>> TABLE_BITS)) & TABLE_MASK;
  while (tableKind[slot] !== 0) slot = (slot + 1) & TABLE_MASK;
  tableName[slot] = name;
  tableHash[slot] = hash;
  tableKind[slot] = kind;
  tableCount++;
  return slot;
}

/** A copy that does not keep the source alive, as a slice would. */
function ownCopy(slice: string): string {
  if (slice.length < 13) return slice;
  const holder: Record<string, 0> = {};
  holder[slice] = 0;
  for (const key in holder) return key;
  return slice;
}

/** Code points that a UTF-8 decoder with "replace" makes of a piece of source. */
export function replaceEscapedBytes(text: string): string {
  let escaped = false;
  for (let i = 0; i < text.length && !escaped; i++) escaped = isEscapedByte(text, i);
  return escaped ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(sourceBytes(text)) : text;
}

/** Whether the code unit stands for a source byte that was not UTF-8. */
export function isEscapedByte(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  if ((c & 0xff80) !== 0xdc80) return false;
  return at === 0 || (text.charCodeAt(at - 1) & 0xfc00) !== 0xd800;
}

/** The bytes that a piece of source was decoded from. */
export function sourceBytes(text: string): Uint8Array {
  const encoder = new TextEncoder();
  const parts: number[] = [];
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && !isEscapedByte(text, i)) continue;
    for (const byte of encoder.encode(text.slice(from, i))) parts.push(byte);
    if (i < text.length) parts.push(text.charCodeAt(i) & 0xff);
    from = i + 1;
  }
  return Uint8Array.from(parts);
}

/** How many more UTF-8 bytes than code units a piece of source has. */
function extraBytes(text: string, from: number, to: number): number {
  let extra = 0;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x80) continue;
    if (c < 0x800) extra++;
    else if ((c & 0xfc00) === 0xd800) {
      extra += 2;
      i++;
    } else if ((c & 0xff80) !== 0xdc80) extra += 2;
  }
  return extra;
}

/** How many code points a piece of text has. */
function codePoints(text: string): number {
  let count = text.length;
  for (let i = 1; i < text.length; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xdc00 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800) {
      count--;
    }
  }
  return count;
}

/** Parser/tokenizer.c's tok_state with the current token. */
export class Tokenizer {
  /** The current token's kind. */
  kind = -1;
  /** Where the current token starts in the source. */
  start = 0;
  /** Where it ends. */
  end = 0;
  /** The line it ends in (CPython's lineno of a token). */
  line = 0;
  /** The UTF-8 byte column where it starts, -1 if it started in an earlier line. */
  col = 0;
  /** The current NAME's text, unless it has non-ASCII characters: then empty. */
  name = "";
  /** What the current STRING holds, STRING_* above. */
  stringFlags = 0;

  /** The source, with "\n" for every line end, and with a line end at its end. */
  readonly src: string;
  /** Where the source ends: before the line end that was added only for the tokenizer's sake. */
  readonly limit: number;
  /** Added to every line number (f-string expressions). */
  readonly lineShift: number;
  protected colBase = 0;
  private lineStart = 0;
  private bufStart = 0;
  private pos = 0;
  private atbol = true;
  private level = 0;
  private pendin = 0;
  private indent = 0;
  private indstack: number[] = [0];
  private altindstack: number[] = [0];
  private eofSeen = false;
  private eofNewline = false;
  private asyncDef = false;
  private asyncDefIndent = 0;
  private asyncDefNl = false;
  private readonly flags: number;
  /** Whether the source came with a line end at its end. */
  private readonly ended: boolean;

  /**
   * Whether the source is a script that CPython reads line by line: its tokenizer then counts
   * the attempt to read past the end as a line, and shows that.
   */
  script = false;
  /** Raised in place of the end of the source. */
  atEnd: SyntaxProblem | null = null;

  constructor(source: string, exec: boolean, flags: number, lineShift: number, colShift: number) {
    if (source.indexOf("\r") >= 0) {
      // translate_newlines takes a final "\r\n" for a line end that is still missing.
      const quirk = exec && source.endsWith("\r\n") ? "\n" : "";
      source = source.replace(/\r\n?/g, "\n") + quirk;
    }
    const ended = source.length > 0 && source.charCodeAt(source.length - 1) === 10;
    this.src = ended ? source : source + "\n";
    this.limit = exec || ended ? this.src.length : source.length;
    this.ended = ended;
    this.flags = flags;
    this.lineShift = lineShift;
    this.line = lineShift;
    this.colBase = -colShift;
    this.firstColShift = colShift;
    if (tableCount === 0 || tableCount > TABLE_LIMIT) clearTable();
  }

  private firstColShift: number;

  // --- errors

  /** Throws an error of `err_input`: text from the tokenizer's buffer, offset up to `cursor`. */
  protected problemAt(type: SyntaxProblemType, msg: string, cursor: number): SyntaxProblem {
    const text = this.src.slice(this.bufStart, this.lineEnd());
    const before = replaceEscapedBytes(this.src.slice(this.bufStart, cursor));
    return new SyntaxProblem(
      type,
      msg,
      this.line - this.lineShift,
      codePoints(before),
      replaceEscapedBytes(text),
    );
  }

  /** Where the tokenizer's buffer ends: after the current line. */
  private lineEnd(): number {
    if (this.line === this.lineShift) return 0;
    const newline = this.src.indexOf("\n", this.lineStart);
    return newline < 0 || newline >= this.limit ? this.limit : newline + 1;
  }

  private tokenError(type: SyntaxProblemType, msg: string, cursor: number): never {
    throw this.problemAt(type, msg, cursor);
  }

  /** The parser refuses the current token (PyParser_AddToken's E_SYNTAX through err_input). */
  protected unexpected(expectedIndent = false): never {
    const cursor = this.pos;
    if (this.eofSeen || this.readsBeyond() && this.end >= this.limit) {
      const problem = this.problemAt("SyntaxError", "unexpected EOF while parsing", cursor);
      if (this.script) {
        problem.lineno!++;
        problem.text = "";
      }
      throw problem;
    }
    // A character that is no token at all is refused before the grammar is asked.
    if (expectedIndent && this.kind !== T.OP) {
      throw this.problemAt("IndentationError", "expected an indented block", cursor);
    }
    if (this.kind === T.INDENT) {
      throw this.problemAt("IndentationError", "unexpected indent", cursor);
    }
    if (this.kind === T.DEDENT) {
      throw this.problemAt("IndentationError", "unexpected unindent", cursor);
    }
    throw this.problemAt("SyntaxError", "invalid syntax", cursor);
  }

  /** Whether CPython's tokenizer looks at the character after such a token. */
  private readsBeyond(): boolean {
    switch (this.kind) {
      case T.STRING:
        // after two quotes a third one is looked for
        return /^[a-zA-Z]{0,2}(?:''|"")$/.test(this.src.slice(this.start, this.end));
      case T.NEWLINE:
      case T.INDENT:
      case T.DEDENT:
      case T.ELLIPSIS:
      case T.DOUBLESTAREQUAL:
      case T.DOUBLESLASHEQUAL:
      case T.LEFTSHIFTEQUAL:
      case T.RIGHTSHIFTEQUAL:
        return false;
      default:
        return true;
    }
  }

  /** pgen's stack is full. */
  protected stackOverflow(): never {
    const problem = new SyntaxProblem("MemoryError", "", null, null, null);
    problem.stderr = "s_push: parser stack overflow\n";
    throw problem;
  }

  /** Whether only blanks and comments follow (the check for E_BADSINGLE). */
  protected atSourceEnd(): boolean {
    let at = this.pos;
    for (;;) {
      while (at < this.limit && isBlank(this.src.charCodeAt(at))) at++;
      if (at >= this.limit) return true;
      if (this.src.charCodeAt(at) !== 35) return false;
      while (at < this.limit && this.src.charCodeAt(at) !== 10) at++;
    }
  }

  /** The error that {@linkcode atSourceEnd} being false means. */
  protected badSingle(): never {
    throw this.problemAt(
      "SyntaxError",
      this.eofSeen
        ? "unexpected EOF while parsing"
        : "multiple statements found while compiling a single statement",
      this.pos,
    );
  }

  // --- tokens

  /** Reads the next token into the fields (tok_get and the loop of parsetok). */
  advance(): void {
    const src = this.src;
    for (;;) {
      let blankline = false;
      if (this.atbol) blankline = this.readIndentation();
      if (this.pendin !== 0) {
        this.start = this.end = this.pos;
        this.col = -1;
        this.eofNewline = false;
        if (this.pendin < 0) {
          this.pendin++;
          this.kind = T.DEDENT;
        } else {
          this.pendin--;
          this.kind = T.INDENT;
        }
        return;
      }
      if (
        this.asyncDef && !blankline && this.level === 0 && this.asyncDefNl &&
        this.asyncDefIndent >= this.indent
      ) {
        this.asyncDef = false;
        this.asyncDefIndent = 0;
        this.asyncDefNl = false;
      }
      let pos = this.pos;
      if (pos >= this.limit) {
        this.endOfFile(pos);
        return;
      }
      let c: number;
      for (;;) {
        c = src.charCodeAt(pos);
        while (c === 32 || c === 9 || c === 12) c = src.charCodeAt(++pos);
        if (c !== 92) break;
        // A continuation line.
        if (src.charCodeAt(pos + 1) !== 10 || pos + 1 >= this.limit) {
          this.tokenError(
            "SyntaxError",
            "unexpected character after line continuation character",
            this.lineEnd(),
          );
        }
        pos += 2;
        if (pos >= this.limit) {
          c = -1;
          break;
        }
        this.startLine(pos);
      }
      this.start = pos;
      if (c === 35) {
        pos = src.indexOf("\n", pos);
        c = 10;
      }
      if (c === 10) {
        if (pos < this.limit) {
          this.atbol = true;
          this.pos = pos + 1;
          if (blankline || this.level > 0) continue;
          this.col = this.start - this.colBase;
          this.end = pos;
          this.kind = T.NEWLINE;
          this.eofNewline = false;
          if (this.asyncDef) this.asyncDefNl = true;
          return;
        }
        c = -1;
      }
      if (c === -1) {
        this.endOfFile(pos);
        return;
      }
      this.col = pos - this.colBase;
      if (c > 127) this.scanNonAscii(pos);
      else if (START[c] === 1) this.scanName(pos, c);
      else if (DIGIT[c] === 1) this.scanNumber(pos, c);
      else if (c === 34 || c === 39) this.scanString(pos, c, 0);
      else this.scanOperator(pos, c);
      return;
    }
  }

  /** A line begins at `pos` while no token is being read. */
  private startLine(pos: number): void {
    this.line++;
    this.lineStart = pos;
    this.bufStart = pos;
    this.colBase = this.line === this.lineShift + 1 ? pos - this.firstColShift : pos;
  }

  /** Measures the indentation at the beginning of a line; true if the line is blank. */
  private readIndentation(): boolean {
    const src = this.src;
    this.atbol = false;
    let pos = this.pos;
    let col = 0;
    let altcol = 0;
    let c = -1;
    if (pos < this.limit) {
      this.startLine(pos);
      for (;; pos++) {
        c = src.charCodeAt(pos);
        if (c === 32) {
          col++;
          altcol++;
        } else if (c === 9) {
          col = (Math.floor(col / TABSIZE) + 1) * TABSIZE;
          altcol++;
        } else if (c === 12) col = altcol = 0;
        else break;
      }
      if (pos >= this.limit) c = -1;
    }
    if (c === -1) this.reachEnd();
    this.pos = pos;
    if (c === 35 || c === 10) return true;
    if (this.level !== 0) return false;
    const current = this.indstack[this.indent];
    if (col === current) {
      if (altcol !== this.altindstack[this.indent]) this.tabError();
    } else if (col > current) {
      if (this.indent + 1 >= MAXINDENT) {
        this.tokenError("IndentationError", "too many levels of indentation", this.lineEnd());
      }
      if (altcol <= this.altindstack[this.indent]) this.tabError();
      this.pendin++;
      this.indent++;
      this.indstack[this.indent] = col;
      this.altindstack[this.indent] = altcol;
    } else {
      while (this.indent > 0 && col < this.indstack[this.indent]) {
        this.pendin--;
        this.indent--;
      }
      if (col !== this.indstack[this.indent]) {
        this.tokenError(
          "IndentationError",
          "unindent does not match any outer indentation level",
          this.lineEnd(),
        );
      }
      if (altcol !== this.altindstack[this.indent]) this.tabError();
    }
    return false;
  }

  private tabError(): never {
    this.tokenError(
      "TabError",
      "inconsistent use of tabs and spaces in indentation",
      this.lineEnd(),
    );
  }

  /** The end of the source: first a NEWLINE, with the DEDENTs that are due, then ENDMARKER. */
  private endOfFile(pos: number): void {
    this.pos = this.start = this.end = pos;
    this.col = -1;
    this.reachEnd();
    if (this.kind < 0 || this.eofNewline) {
      this.kind = T.ENDMARKER;
      return;
    }
    this.kind = T.NEWLINE;
    this.eofNewline = true;
    if (this.indent > 0 && (this.flags & PyCF_DONT_IMPLY_DEDENT) === 0) {
      this.pendin = -this.indent;
      this.indent = 0;
    }
  }

  private reachEnd(): void {
    if (this.atEnd !== null) throw this.atEnd;
    this.eofSeen = true;
  }

  private scanName(start: number, first: number): void {
    const src = this.src;
    let hash = first;
    let pos = start + 1;
    let c = src.charCodeAt(pos);
    while (c < 128 && IDENT[c] === 1) {
      hash = (Math.imul(hash, 31) + c) | 0;
      c = src.charCodeAt(++pos);
    }
    if (c > 127) {
      this.scanNonAscii(start);
      return;
    }
    const length = pos - start;
    if ((c === 34 || c === 39) && length <= 2 && isStringPrefix(first, length, src, start)) {
      this.scanString(pos, c, STRING_PREFIX);
      return;
    }
    this.pos = this.end = pos;
    let slot = (hash ^ (hash >>> TABLE_BITS)) & TABLE_MASK;
    let kind = 0;
    probe:
    for (;;) {
      kind = tableKind[slot];
      if (kind === 0) break;
      if (tableHash[slot] === hash) {
        const known = tableName[slot];
        if (known.length === length) {
          let i = 0;
          while (i < length && known.charCodeAt(i) === src.charCodeAt(start + i)) i++;
          if (i === length) break probe;
        }
      }
      slot = (slot + 1) & TABLE_MASK;
    }
    if (kind === 0) {
      slot = addName(ownCopy(src.slice(start, pos)), hash, T.NAME);
      kind = T.NAME;
    }
    this.name = tableName[slot];
    this.kind = kind < T.ASYNC_WORD ? kind : this.asyncWord(kind);
  }

  /** async and await are keywords inside `async def` only, and async before def. */
  private asyncWord(kind: number): number {
    if (this.asyncDef || (this.flags & PyCF_TOP_LEVEL_AWAIT) !== 0) {
      return kind === T.ASYNC_WORD ? T.ASYNC : T.AWAIT;
    }
    if (kind === T.AWAIT_WORD) return T.NAME;
    const { start, end, line, col, name, pos, lineStart, bufStart, colBase } = this;
    const { atbol, level, pendin, indent, eofSeen, eofNewline } = this;
    const indstack = this.indstack.slice();
    const altindstack = this.altindstack.slice();
    let isDef = false;
    this.kind = T.NAME;
    try {
      this.advance();
      isDef = (this.kind as number) === T.DEF;
    } catch (e) {
      // What is wrong there shows when that token's turn comes.
      if (!(e instanceof SyntaxProblem)) throw e;
    }
    this.start = start;
    this.end = end;
    this.line = line;
    this.col = col;
    this.name = name;
    this.pos = pos;
    this.lineStart = lineStart;
    this.bufStart = bufStart;
    this.colBase = colBase;
    this.atbol = atbol;
    this.level = level;
    this.pendin = pendin;
    this.indent = indent;
    this.eofSeen = eofSeen;
    this.eofNewline = eofNewline;
    this.indstack = indstack;
    this.altindstack = altindstack;
    if (!isDef) return T.NAME;
    this.asyncDefIndent = this.indent;
    this.asyncDef = true;
    return T.ASYNC;
  }

  /** A name with non-ASCII characters (verify_identifier). */
  private scanNonAscii(start: number): void {
    const src = this.src;
    let pos = start;
    let c = src.charCodeAt(pos);
    while (c > 127 || IDENT[c] === 1) c = src.charCodeAt(++pos);
    this.pos = this.end = pos;
    for (let i = start; i < pos;) {
      const point = src.codePointAt(i)!;
      const valid = point < 128 || (i === start ? isXidStart(point) : isXidContinue(point));
      if (!valid) this.tokenError("SyntaxError", "invalid character in identifier", pos);
      i += point > 0xffff ? 2 : 1;
    }
    this.colBase -= extraBytes(src, start, pos);
    this.kind = T.NAME;
    this.name = "";
  }

  /** The rest of a string literal whose opening quote is at `quoteAt`. */
  private scanString(quoteAt: number, quote: number, prefix: number): void {
    const src = this.src;
    let flags = prefix;
    let pos = quoteAt + 1;
    let lineStart = this.lineStart;
    let c = src.charCodeAt(pos);
    if (c === quote && src.charCodeAt(pos + 1) === quote) {
      flags |= STRING_TRIPLE;
      pos += 2;
      for (;;) {
        c = src.charCodeAt(pos++);
        if (c === quote) {
          if (src.charCodeAt(pos) === quote && src.charCodeAt(pos + 1) === quote) {
            pos += 2;
            break;
          }
        } else if (c === 92) {
          flags |= STRING_BACKSLASH;
          c = src.charCodeAt(pos++);
          if (c > 127) flags |= STRING_NON_ASCII;
        } else if (c > 127) flags |= STRING_NON_ASCII;
        if (c === 10) {
          if (pos >= this.limit) this.endOfFileInString();
          this.line++;
          this.lineStart = lineStart = pos;
        }
      }
    } else {
      for (;;) {
        c = src.charCodeAt(pos++);
        if (c === quote) break;
        if (c === 92) {
          flags |= STRING_BACKSLASH;
          c = src.charCodeAt(pos++);
          if (c === 10) {
            if (pos >= this.limit) this.endOfLineInString(1);
            this.line++;
            this.lineStart = lineStart = pos;
          }
        } else if (c === 10) this.endOfLineInString();
        if (c > 127) flags |= STRING_NON_ASCII;
      }
    }
    this.pos = this.end = pos;
    this.stringFlags = flags;
    this.kind = T.STRING;
    if (lineStart > this.start) {
      this.col = -1;
      this.colBase = lineStart;
    }
    if ((flags & STRING_NON_ASCII) !== 0) {
      this.colBase -= extraBytes(src, Math.max(this.start, lineStart), pos);
    }
  }

  private endOfLineInString(past = 0): never {
    if (past > 0 && this.atEnd !== null) throw this.atEnd;
    const end = this.lineEnd();
    const problem = this.problemAt("SyntaxError", "EOL while scanning string literal", end);
    if (this.script) problem.lineno! += past;
    throw problem;
  }

  private endOfFileInString(): never {
    if (this.atEnd !== null) throw this.atEnd;
    const msg = "EOF while scanning triple-quoted string literal";
    const end = this.lineEnd();
    const problem = this.problemAt("SyntaxError", msg, end);
    if (this.script) {
      // A last line without an end is shown without one, and counts one line less.
      problem.lineno! += this.ended ? 2 : 1;
      if (!this.ended) {
        problem.offset!--;
        problem.text = problem.text!.slice(0, -1);
      }
    }
    throw problem;
  }

  private invalidToken(cursor: number): never {
    this.tokenError("SyntaxError", "invalid token", cursor);
  }

  /** tok_decimal_tail: digits with single underscores between; `pos` is after the first digit. */
  private decimalTail(pos: number): number {
    const src = this.src;
    for (;;) {
      let c = src.charCodeAt(pos);
      while (DIGIT[c] === 1) c = src.charCodeAt(++pos);
      if (c !== 95) return pos;
      pos++;
      if (DIGIT[src.charCodeAt(pos)] !== 1) this.invalidToken(pos);
    }
  }

  /** Digits of base 2, 8 or 16 after 0b, 0o or 0x. */
  private radixTail(pos: number, radix: number): number {
    const src = this.src;
    const isDigit = (c: number): boolean => radix === 16 ? HEX[c] === 1 : c >= 48 && c < 48 + radix;
    do {
      if (src.charCodeAt(pos) === 95) pos++;
      if (!isDigit(src.charCodeAt(pos))) this.invalidToken(pos);
      do pos++; while (isDigit(src.charCodeAt(pos)));
    } while (src.charCodeAt(pos) === 95);
    return pos;
  }

  private scanNumber(start: number, first: number): void {
    const src = this.src;
    let pos = start + 1;
    let c = src.charCodeAt(pos);
    if (first === 48) {
      const letter = c | 32;
      if (letter === 120) pos = this.radixTail(pos + 1, 16);
      else if (letter === 111) pos = this.radixTail(pos + 1, 8);
      else if (letter === 98) pos = this.radixTail(pos + 1, 2);
      else {
        for (;;) {
          if (c === 95) {
            c = src.charCodeAt(++pos);
            if (DIGIT[c] !== 1) this.invalidToken(pos);
          }
          if (c !== 48) break;
          c = src.charCodeAt(++pos);
        }
        let nonzero = false;
        if (DIGIT[c] === 1) {
          nonzero = true;
          pos = this.decimalTail(pos + 1);
          c = src.charCodeAt(pos);
        }
        if (c === 46 || (c | 32) === 101 || (c | 32) === 106) pos = this.numberTail(pos, c);
        else if (nonzero) this.invalidToken(pos);
      }
    } else {
      while (DIGIT[c] === 1) c = src.charCodeAt(++pos);
      if (c === 95) {
        pos = this.decimalTail(pos);
        c = src.charCodeAt(pos);
      }
      if (c === 46 || (c | 32) === 101 || (c | 32) === 106) pos = this.numberTail(pos, c);
    }
    this.pos = this.end = pos;
    this.kind = T.NUMBER;
  }

  /** Fraction, exponent and j of a number, from the "." or letter `c` at `pos` on. */
  private numberTail(pos: number, c: number): number {
    const src = this.src;
    if (c === 46) {
      c = src.charCodeAt(++pos);
      if (DIGIT[c] === 1) {
        pos = this.decimalTail(pos + 1);
        c = src.charCodeAt(pos);
      }
    }
    if ((c | 32) === 101) {
      c = src.charCodeAt(pos + 1);
      if (c === 43 || c === 45) {
        if (DIGIT[src.charCodeAt(pos + 2)] !== 1) this.invalidToken(pos + 2);
        pos = this.decimalTail(pos + 3);
      } else if (DIGIT[c] !== 1) return pos;
      else pos = this.decimalTail(pos + 2);
      c = src.charCodeAt(pos);
    }
    return (c | 32) === 106 ? pos + 1 : pos;
  }

  private scanOperator(pos: number, c: number): void {
    const src = this.src;
    let kind: number = T.OP;
    const d = src.charCodeAt(pos + 1);
    let end = pos + 1;
    switch (c) {
      case 33: // !
        if (d === 61) {
          end++;
          kind = this.notEqual(false, end);
        }
        break;
      case 37: // %
        if (d === 61) {
          end++;
          kind = T.PERCENTEQUAL;
        } else kind = T.PERCENT;
        break;
      case 38: // &
        if (d === 61) {
          end++;
          kind = T.AMPEREQUAL;
        } else kind = T.AMPER;
        break;
      case 40:
        this.level++;
        kind = T.LPAR;
        break;
      case 41:
        this.level--;
        kind = T.RPAR;
        break;
      case 42: // *
        if (d === 42) {
          end++;
          if (src.charCodeAt(end) === 61) {
            end++;
            kind = T.DOUBLESTAREQUAL;
          } else kind = T.DOUBLESTAR;
        } else if (d === 61) {
          end++;
          kind = T.STAREQUAL;
        } else kind = T.STAR;
        break;
      case 43: // +
        if (d === 61) {
          end++;
          kind = T.PLUSEQUAL;
        } else kind = T.PLUS;
        break;
      case 44:
        kind = T.COMMA;
        break;
      case 45: // -
        if (d === 61) {
          end++;
          kind = T.MINEQUAL;
        } else if (d === 62) {
          end++;
          kind = T.RARROW;
        } else kind = T.MINUS;
        break;
      case 46: // .
        if (DIGIT[d] === 1) {
          this.pos = this.end = this.numberTail(pos, 46);
          this.kind = T.NUMBER;
          return;
        }
        if (d === 46 && src.charCodeAt(pos + 2) === 46) {
          end += 2;
          kind = T.ELLIPSIS;
        } else kind = T.DOT;
        break;
      case 47: // /
        if (d === 47) {
          end++;
          if (src.charCodeAt(end) === 61) {
            end++;
            kind = T.DOUBLESLASHEQUAL;
          } else kind = T.DOUBLESLASH;
        } else if (d === 61) {
          end++;
          kind = T.SLASHEQUAL;
        } else kind = T.SLASH;
        break;
      case 58:
        kind = T.COLON;
        break;
      case 59:
        kind = T.SEMI;
        break;
      case 60: // <
        if (d === 60) {
          end++;
          if (src.charCodeAt(end) === 61) {
            end++;
            kind = T.LEFTSHIFTEQUAL;
          } else kind = T.LEFTSHIFT;
        } else if (d === 61) {
          end++;
          kind = T.LESSEQUAL;
        } else if (d === 62) {
          end++;
          kind = this.notEqual(true, end);
        } else kind = T.LESS;
        break;
      case 61: // =
        if (d === 61) {
          end++;
          kind = T.EQEQUAL;
        } else kind = T.EQUAL;
        break;
      case 62: // >
        if (d === 62) {
          end++;
          if (src.charCodeAt(end) === 61) {
            end++;
            kind = T.RIGHTSHIFTEQUAL;
          } else kind = T.RIGHTSHIFT;
        } else if (d === 61) {
          end++;
          kind = T.GREATEREQUAL;
        } else kind = T.GREATER;
        break;
      case 64: // @
        if (d === 61) {
          end++;
          kind = T.ATEQUAL;
        } else kind = T.AT;
        break;
      case 91:
        this.level++;
        kind = T.LSQB;
        break;
      case 93:
        this.level--;
        kind = T.RSQB;
        break;
      case 94: // ^
        if (d === 61) {
          end++;
          kind = T.CIRCUMFLEXEQUAL;
        } else kind = T.CIRCUMFLEX;
        break;
      case 123:
        this.level++;
        kind = T.LBRACE;
        break;
      case 124: // |
        if (d === 61) {
          end++;
          kind = T.VBAREQUAL;
        } else kind = T.VBAR;
        break;
      case 125:
        this.level--;
        kind = T.RBRACE;
        break;
      case 126:
        kind = T.TILDE;
        break;
    }
    this.pos = this.end = end;
    this.kind = kind;
  }

  /** Which of != and <> is the operator is for the flags to say. */
  private notEqual(diamond: boolean, end: number): number {
    const barry = (this.flags & CO_FUTURE_BARRY_AS_BDFL) !== 0;
    if (diamond === barry) return T.NOTEQUAL;
    if (barry) {
      this.tokenError("SyntaxError", "with Barry as BDFL, use '<>' instead of '!='", end);
    }
    this.pos = this.end = end;
    this.kind = T.NOTEQUAL;
    this.unexpected();
  }
}

function isBlank(c: number): boolean {
  return c === 32 || c === 9 || c === 10 || c === 12;
}

/** b, u, r, f, and r together with b or f. */
function isStringPrefix(first: number, length: number, src: string, start: number): boolean {
  const a = first | 32;
  if (length === 1) return a === 98 || a === 114 || a === 117 || a === 102;
  const b = src.charCodeAt(start + 1) | 32;
  return a === 114 ? b === 98 || b === 102 : (a === 98 || a === 102) && b === 114;
}
