/**
 * String literals: prefixes, escapes, concatenation and f-strings (parsestrplus, parsestr and
 * the fstring_* functions of Python/ast.c, `_PyUnicode_DecodeUnicodeEscape`,
 * `_PyBytes_DecodeEscape`).
 *
 * All of it belongs to CPython's AST stage, so errors go to {@linkcode StringHost.astFail},
 * which remembers the first one, and null is returned.
 *
 * @module
 */

import { Bytes, type ConstantFactory, type ConstantValue, type ExprNode } from "./ast.ts";
import { FormattedValue, JoinedStr, Str } from "./ast.ts";
import { isEscapedByte, sourceBytes } from "./tokenizer.ts";
import { lookupUnicodeName } from "../util/unicode_names.ts";

/** What literals need of the parser. */
export interface StringHost {
  readonly constants: ConstantFactory;
  /** Remembers an error of the AST stage. */
  astFail(msg: string, line: number, col: number): void;
  /** Remembers a DeprecationWarning of the AST stage. */
  astWarn(char: string, line: number, col: number): void;
  /** Parses "(expression)" with its positions shifted; null if an error was remembered. */
  parseFString(source: string, lineShift: number, colShift: number): ExprNode | null;
}

/**
 * Text under construction. UTF-16 says everything but two surrogate code points in a row
 * that would read as one character; `split` is set as soon as that could be.
 */
class Text {
  value = "";
  /** Positions in `value` before which two code points must not merge. */
  splits: number[] | null = null;

  add(piece: string, splits: number[] | null): void {
    const before = this.value.length;
    if (before > 0 && piece.length > 0 && isHigh(this.value, before - 1) && isLow(piece, 0)) {
      (this.splits ??= []).push(before);
    }
    if (splits !== null) { for (const at of splits) (this.splits ??= []).push(before + at); }
    this.value += piece;
  }

  constant(constants: ConstantFactory): ConstantValue {
    if (this.splits === null) return constants.str(this.value);
    const points: number[] = [];
    const splits = new Set(this.splits);
    for (let i = 0; i < this.value.length; i++) {
      const pair = isHigh(this.value, i) && i + 1 < this.value.length &&
        isLow(this.value, i + 1) && !splits.has(i + 1);
      points.push(pair ? this.value.codePointAt(i)! : this.value.charCodeAt(i));
      if (pair) i++;
    }
    return constants.strFromCodePoints(points);
  }
}

function isHigh(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800;
}

function isLow(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}

/** A decoded piece of a literal. */
interface Piece {
  readonly value: string;
  readonly splits: number[] | null;
}

/** One run of adjacent literals being turned into a node. */
class StringParser {
  private text = new Text();
  private hasText = false;
  private values: ExprNode[] = [];
  private formatted = false;

  constructor(
    private readonly host: StringHost,
    private readonly src: string,
    private readonly first: string,
    private readonly line: number,
    private readonly col: number,
  ) {}

  private fail(msg: string): false {
    this.host.astFail(msg, this.line, this.col);
    return false;
  }

  /** parsestrplus. */
  parse(literals: readonly number[]): ExprNode | null {
    let bytesMode = false;
    const bytes: number[] = [];
    for (let i = 0; i < literals.length; i += 4) {
      let at = literals[i];
      const end = literals[i + 1];
      // What parsestr blames is the one literal, what its callers blame is the whole.
      const ownLine = literals[i + 2];
      const ownCol = literals[i + 3];
      let isBytes = false;
      let raw = false;
      let isFormat = false;
      let quote = this.src.charCodeAt(at);
      for (; quote !== 34 && quote !== 39; quote = this.src.charCodeAt(++at)) {
        const letter = quote | 32;
        if (letter === 98) isBytes = true;
        else if (letter === 114) raw = true;
        else if (letter === 102) isFormat = true;
      }
      const size = end - at >= 6 && this.src.charCodeAt(at + 1) === quote &&
          this.src.charCodeAt(at + 2) === quote
        ? 3
        : 1;
      const body = this.src.slice(at + size, end - size);
      if (!raw && body.indexOf("\\") < 0) raw = true;
      if (isBytes) {
        for (let k = 0; k < body.length; k++) {
          if (body.charCodeAt(k) >= 0x80) {
            const msg = "bytes can only contain ASCII literal characters.";
            this.host.astFail(msg, ownLine, ownCol);
            return null;
          }
        }
      }
      // The piece itself is decoded before it is compared with its neighbours.
      if (isBytes) {
        if (!this.decodeBytes(body, raw, bytes, ownLine, ownCol)) return null;
        if (i > 0 && !bytesMode) {
          this.fail("cannot mix bytes and nonbytes literals");
          return null;
        }
        bytesMode = true;
      } else if (isFormat) {
        if (i > 0 && bytesMode) {
          this.fail("cannot mix bytes and nonbytes literals");
          return null;
        }
        this.formatted = true;
        const scanner = new FStringScanner(this.host, body, raw, this.first, this.line, this.col);
        if (!this.concat(scanner, 0)) return null;
      } else {
        const piece = decodeText(this.host, body, raw, this.line, this.col, ownLine, ownCol);
        if (piece === null) return null;
        if (i > 0 && bytesMode) {
          this.fail("cannot mix bytes and nonbytes literals");
          return null;
        }
        this.addText(piece);
      }
    }
    if (bytesMode) {
      return new Bytes(this.host.constants.bytes(Uint8Array.from(bytes)), this.line, this.col);
    }
    return this.finish();
  }

  private addText(piece: Piece): void {
    if (piece.value.length === 0) return;
    this.text.add(piece.value, piece.splits);
    this.hasText = true;
  }

  private flushText(): void {
    if (!this.hasText) return;
    this.values.push(new Str(this.text.constant(this.host.constants), this.line, this.col));
    this.text = new Text();
    this.hasText = false;
  }

  /** FstringParser_Finish. */
  private finish(): ExprNode {
    if (!this.formatted) {
      return new Str(this.text.constant(this.host.constants), this.line, this.col);
    }
    this.flushText();
    return new JoinedStr(this.values, this.line, this.col);
  }

  /** FstringParser_ConcatFstring. */
  private concat(scanner: FStringScanner, level: number): boolean {
    for (;;) {
      const literal = scanner.literal(level);
      if (literal === null) return false;
      this.addText(literal);
      if (scanner.doubled) continue;
      if (scanner.atEnd()) break;
      const node = this.expression(scanner, level);
      if (node === null) return false;
      this.flushText();
      this.values.push(node);
    }
    if (level === 0 && scanner.at < scanner.end - 1) {
      return this.fail("f-string: unexpected end of string");
    }
    if (level !== 0 && scanner.char() !== 125) return this.fail("f-string: expecting '}'");
    return true;
  }

  /** fstring_find_expr. */
  private expression(scanner: FStringScanner, level: number): ExprNode | null {
    if (level >= 2) {
      this.fail("f-string: expressions nested too deeply");
      return null;
    }
    const value = scanner.expression();
    if (value === null) return null;
    let conversion = -1;
    if (scanner.char() === 33) {
      scanner.at++;
      if (scanner.at >= scanner.end) return this.unexpectedEnd();
      conversion = scanner.char();
      scanner.at++;
      if (conversion !== 115 && conversion !== 114 && conversion !== 97) {
        this.fail("f-string: invalid conversion character: expected 's', 'r', or 'a'");
        return null;
      }
    }
    if (scanner.at >= scanner.end) return this.unexpectedEnd();
    let spec: ExprNode | null = null;
    if (scanner.char() === 58) {
      scanner.at++;
      if (scanner.at >= scanner.end) return this.unexpectedEnd();
      const inner = new StringParser(this.host, this.src, this.first, this.line, this.col);
      inner.formatted = true;
      if (!inner.concat(scanner, level + 1)) return null;
      spec = inner.finish();
    }
    if (scanner.at >= scanner.end || scanner.char() !== 125) return this.unexpectedEnd();
    scanner.at++;
    return new FormattedValue(value, conversion, spec, this.line, this.col);
  }

  private unexpectedEnd(): null {
    this.fail("f-string: expecting '}'");
    return null;
  }

  /** A bytes literal's body (`_PyBytes_DecodeEscape`). */
  private decodeBytes(
    body: string,
    raw: boolean,
    out: number[],
    ownLine: number,
    ownCol: number,
  ): boolean {
    let invalid = "";
    for (let i = 0; i < body.length;) {
      const c = body.charCodeAt(i);
      if (raw || c !== 92) {
        out.push(c);
        i++;
        continue;
      }
      const escape = body.charCodeAt(i + 1);
      i += 2;
      if (escape >= 48 && escape <= 55) {
        let value = escape - 48;
        for (let k = 0; k < 2 && isOctal(body.charCodeAt(i)); k++, i++) {
          value = value * 8 + body.charCodeAt(i) - 48;
        }
        out.push(value & 0xff);
      } else if (escape === 120) {
        const high = hexValue(body.charCodeAt(i));
        const low = hexValue(body.charCodeAt(i + 1));
        if (high < 0 || low < 0) {
          return this.fail(`(value error) invalid \\x escape at position ${i - 2}`);
        }
        out.push(high * 16 + low);
        i += 2;
      } else {
        const simple = simpleEscape(escape);
        if (simple >= 0) out.push(simple);
        else if (simple === -2) {
          invalid ||= String.fromCharCode(escape);
          out.push(92);
          i--;
        }
      }
    }
    if (invalid !== "") this.host.astWarn(invalid, ownLine, ownCol);
    return true;
  }
}

/** A cursor over the body of one f-string. */
class FStringScanner {
  at = 0;
  readonly end: number;
  /** Whether the last literal ended in a doubled brace. */
  doubled = false;

  constructor(
    private readonly host: StringHost,
    private readonly body: string,
    private readonly raw: boolean,
    private readonly first: string,
    private readonly line: number,
    private readonly col: number,
  ) {
    this.end = body.length;
  }

  char(): number {
    return this.at < this.end ? this.body.charCodeAt(this.at) : -1;
  }

  /** Whether no expression follows. */
  atEnd(): boolean {
    return this.at >= this.end || this.char() === 125;
  }

  private fail(msg: string): null {
    this.host.astFail(msg, this.line, this.col);
    return null;
  }

  /** fstring_find_literal. */
  literal(level: number): Piece | null {
    const { body, end } = this;
    const from = this.at;
    let at = from;
    let to = -1;
    this.doubled = false;
    while (at < end) {
      let c = body.charCodeAt(at++);
      if (!this.raw && c === 92 && at < end) {
        c = body.charCodeAt(at++);
        if (c === 78) {
          if (at < end && body.charCodeAt(at++) === 123) {
            while (at < end && body.charCodeAt(at++) !== 125);
            continue;
          }
          break;
        }
        if (c === 123) this.host.astWarn("{", this.line, this.col);
      }
      if (c !== 123 && c !== 125) continue;
      if (level === 0) {
        if (at < end && body.charCodeAt(at) === c) {
          to = at;
          this.at = at + 1;
          this.doubled = true;
          break;
        }
        if (c === 125) {
          this.at = at - 1;
          return this.fail("f-string: single '}' is not allowed");
        }
      }
      at--;
      break;
    }
    if (to < 0) this.at = to = at;
    const { host, line, col } = this;
    return decodeText(host, body.slice(from, to), this.raw, line, col, line, col);
  }

  /** The expression after a "{", up to what ends it; the cursor is left there. */
  expression(): ExprNode | null {
    const { body, end } = this;
    const from = ++this.at;
    let quote = 0;
    let quoteSize = 0;
    let depth = 0;
    let at = from;
    for (; at < end; at++) {
      const c = body.charCodeAt(at);
      if (c === 92) return this.fail("f-string expression part cannot include a backslash");
      if (quote !== 0) {
        if (c === quote) {
          if (quoteSize === 3) {
            if (body.charCodeAt(at + 1) === c && body.charCodeAt(at + 2) === c) {
              at += 2;
              quote = 0;
            }
          } else quote = 0;
        }
        continue;
      }
      if (c === 34 || c === 39) {
        quote = c;
        quoteSize = 1;
        if (body.charCodeAt(at + 1) === c && body.charCodeAt(at + 2) === c) {
          quoteSize = 3;
          at += 2;
        }
      } else if (c === 91 || c === 123 || c === 40) depth++;
      else if (depth !== 0 && (c === 93 || c === 125 || c === 41)) depth--;
      else if (c === 35) return this.fail("f-string expression part cannot include '#'");
      else if (depth === 0 && (c === 33 || c === 58 || c === 125)) {
        if (c === 33 && body.charCodeAt(at + 1) === 61) continue;
        break;
      }
    }
    this.at = at;
    if (quote !== 0) return this.fail("f-string: unterminated string");
    if (depth !== 0) return this.fail("f-string: mismatched '(', '{', or '['");
    if (at >= end) return this.fail("f-string: expecting '}'");
    return this.compile(body.slice(from, at));
  }

  /** fstring_compile_expr. */
  private compile(expression: string): ExprNode | null {
    if (/^[ \t\n\f]*$/.test(expression)) {
      return this.fail("f-string: empty expression not allowed");
    }
    // CPython looks for the expression's text in the first literal of the concatenation,
    // and only as it would stand without conversion and format (fstring_fix_node_location).
    let lines = this.line - 1;
    let cols = this.col;
    const found = this.first.indexOf(`{${expression}}`);
    if (found >= 0) {
      const newline = this.first.lastIndexOf("\n", found);
      const start = newline < 0 ? 0 : newline;
      cols += sourceBytes(this.first.slice(start, found)).length;
      for (let i = found + 1; i < this.first.length; i++) {
        if (this.first.charCodeAt(i) === 10) lines--;
      }
    }
    return this.host.parseFString(`(${expression})`, lines, cols);
  }
}

/** The node of adjacent string literals, given as start, end, line and column of each. */
export function parseStrings(
  host: StringHost,
  src: string,
  literals: readonly number[],
  line: number,
  col: number,
): ExprNode {
  const first = src.slice(literals[0], literals[1]);
  const node = new StringParser(host, src, first, line, col).parse(literals);
  return node ?? new Str("", line, col);
}

/** The text of a literal's body; null if an error was remembered. */
function decodeText(
  host: StringHost,
  body: string,
  raw: boolean,
  line: number,
  col: number,
  ownLine: number,
  ownCol: number,
): Piece | null {
  for (let i = 0; i < body.length; i++) {
    if (!isEscapedByte(body, i)) continue;
    // Only non-UTF-8 sources come here. With escapes every run of non-ASCII is decoded alone.
    let from = 0;
    let to = body.length;
    if (!raw && body.indexOf("\\") >= 0) {
      for (from = i; from > 0 && body.charCodeAt(from - 1) >= 0x80;) from--;
      for (to = i; to < body.length && body.charCodeAt(to) >= 0x80;) to++;
    }
    host.astFail(`(unicode error) ${utf8Error(sourceBytes(body.slice(from, to)))}`, line, col);
    return null;
  }
  if (raw || body.indexOf("\\") < 0) return { value: body, splits: null };
  return decodeEscapes(host, body, line, col, ownLine, ownCol);
}

/** What CPython's UTF-8 decoder says of the bytes' first fault. */
export function utf8Error(bytes: Uint8Array): string {
  const fault = utf8Fault(bytes);
  if (fault === null) return "";
  const { start, end, reason } = fault;
  return end - start === 1
    ? `'utf-8' codec can't decode byte 0x${
      bytes[start].toString(16).padStart(2, "0")
    } in position ${start}: ${reason}`
    : `'utf-8' codec can't decode bytes in position ${start}-${end - 1}: ${reason}`;
}

/** Where and why bytes are not UTF-8 (utf8_decode in Objects/stringlib/codecs.h). */
export function utf8Fault(
  bytes: Uint8Array,
): { start: number; end: number; reason: string } | null {
  const length = bytes.length;
  for (let i = 0; i < length;) {
    const b = bytes[i];
    if (b < 0x80) {
      i++;
      continue;
    }
    const need = b < 0xc2 ? 0 : b < 0xe0 ? 1 : b < 0xf0 ? 2 : b < 0xf5 ? 3 : 0;
    if (need === 0) return { start: i, end: i + 1, reason: "invalid start byte" };
    for (let k = 1; k <= need; k++) {
      if (i + k >= length) return { start: i, end: length, reason: "unexpected end of data" };
      const c = bytes[i + k];
      const low = k > 1 ? 0x80 : b === 0xe0 ? 0xa0 : b === 0xf0 ? 0x90 : 0x80;
      const high = k > 1 ? 0xbf : b === 0xed ? 0x9f : b === 0xf4 ? 0x8f : 0xbf;
      if (c < low || c > high) return { start: i, end: i + k, reason: "invalid continuation byte" };
    }
    i += need + 1;
  }
  return null;
}

/** `decode_unicode_with_escapes`. */
function decodeEscapes(
  host: StringHost,
  body: string,
  line: number,
  col: number,
  ownLine: number,
  ownCol: number,
): Piece | null {
  let value = "";
  let splits: number[] | null = null;
  let invalid = "";
  let plain = 0;
  let i = body.indexOf("\\");
  const emit = (point: number): void => {
    if ((point & 0xfffffc00) === 0xdc00 && value.length > 0 && isHigh(value, value.length - 1)) {
      (splits ??= []).push(value.length);
    }
    value += String.fromCodePoint(point);
  };
  while (i >= 0) {
    value += body.slice(plain, i);
    const c = body.charCodeAt(i + 1);
    let next = i + 2;
    const simple = simpleEscape(c);
    if (simple >= 0) value += String.fromCharCode(simple);
    else if (c >= 48 && c <= 55) {
      let point = c - 48;
      for (let k = 0; k < 2 && isOctal(body.charCodeAt(next)); k++, next++) {
        point = point * 8 + body.charCodeAt(next) - 48;
      }
      value += String.fromCharCode(point);
    } else if (c === 120 || c === 117 || c === 85) {
      const digits = c === 120 ? 2 : c === 117 ? 4 : 8;
      let point = 0;
      let k = 0;
      for (; k < digits; k++, next++) {
        const digit = hexValue(body.charCodeAt(next));
        if (digit < 0) break;
        point = point * 16 + digit;
      }
      if (k < digits) {
        const form = c === 120 ? "\\xXX" : c === 117 ? "\\uXXXX" : "\\UXXXXXXXX";
        return escapeError(host, body, i, next, `truncated ${form} escape`, line, col);
      }
      if (point > 0x10ffff) {
        return escapeError(host, body, i, next, "illegal Unicode character", line, col);
      }
      emit(point);
    } else if (c === 78) {
      let reason = "malformed \\N character escape";
      let point = -1;
      if (body.charCodeAt(next) === 123) {
        const start = ++next;
        while (next < body.length && body.charCodeAt(next) !== 125) next++;
        if (next > start && next < body.length) {
          point = lookupUnicodeName(body.slice(start, next));
          next++;
          reason = "unknown Unicode character name";
        }
      }
      if (point < 0) return escapeError(host, body, i, next, reason, line, col);
      emit(point);
    } else if (simple === -2) {
      if (c < 128) invalid ||= String.fromCharCode(c);
      value += "\\";
      next = i + 1;
    }
    plain = next;
    // A "\" that was kept is followed by a character that is none itself.
    i = body.indexOf("\\", next);
  }
  value += body.slice(plain);
  if (invalid !== "") host.astWarn(invalid, ownLine, ownCol);
  return { value, splits };
}

/**
 * Reports what the unicodeescape codec objects to. It sees every non-ASCII character as a
 * \U escape of ten bytes, which its positions count.
 */
function escapeError(
  host: StringHost,
  body: string,
  from: number,
  to: number,
  reason: string,
  line: number,
  col: number,
): null {
  const position = (limit: number): number => {
    let count = 0;
    for (let i = 0; i < limit; i++) {
      const c = body.charCodeAt(i);
      if (c >= 0x80) {
        count += 10;
        if (isHigh(body, i) && i + 1 < body.length && isLow(body, i + 1)) i++;
      } else if (c === 92) {
        // A backslash before a non-ASCII character becomes \u005c.
        count += body.charCodeAt(i + 1) >= 0x80 ? 6 : 2;
        if (body.charCodeAt(i + 1) < 0x80) i++;
      } else count++;
    }
    return count;
  };
  const start = position(from);
  let end = start;
  for (let i = from; i < to; i++) {
    const c = body.charCodeAt(i);
    end += c < 0x80 ? 1 : isLow(body, i) ? 0 : 10;
  }
  const where = end - start === 1
    ? `byte 0x${body.charCodeAt(from).toString(16)} in position ${start}`
    : `bytes in position ${start}-${end - 1}`;
  host.astFail(
    `(unicode error) 'unicodeescape' codec can't decode ${where}: ${reason}`,
    line,
    col,
  );
  return null;
}

/** The character of a one-letter escape; -1 nothing (a newline), -2 not such an escape. */
function simpleEscape(c: number): number {
  switch (c) {
    case 10:
      return -1;
    case 92:
    case 39:
    case 34:
      return c;
    case 98:
      return 8;
    case 102:
      return 12;
    case 116:
      return 9;
    case 110:
      return 10;
    case 114:
      return 13;
    case 118:
      return 11;
    case 97:
      return 7;
    default:
      return -2;
  }
}

function isOctal(c: number): boolean {
  return c >= 48 && c <= 55;
}

function hexValue(c: number): number {
  if (c >= 48 && c <= 57) return c - 48;
  if (c >= 65 && c <= 70) return c - 55;
  if (c >= 97 && c <= 102) return c - 87;
  return -1;
}
