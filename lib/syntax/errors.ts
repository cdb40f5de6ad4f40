/**
 * What the syntax layer and the compiler throw: a plain carrier that says which Python
 * exception to raise and with which fields, before any Python object exists.
 *
 * CPython 3.6 fills a SyntaxError differently at each stage:
 *
 * - tokenizer and parser (`err_input` in Python/pythonrun.c): `text` is the tokenizer's
 *   buffer, `offset` counts code points up to the end of the offending token;
 * - AST (`ast_error` in Python/ast.c) and later stages: `text` is read from the file that
 *   the code is named after, so {@linkcode SyntaxProblem.fromFile} is set, `text` is null,
 *   and `offset` is the node's column in UTF-8 bytes. Whoever raises calls
 *   {@linkcode programText} on that file's bytes.
 *
 * @module
 */

/** The Python exception types that compiling can end in. */
export type SyntaxProblemType =
  | "SyntaxError"
  | "IndentationError"
  | "TabError"
  | "MemoryError"
  | "OverflowError"
  | "ValueError"
  | "UnicodeDecodeError"
  | "RecursionError";

/** The arguments of a UnicodeDecodeError. */
export interface DecodeErrorDetails {
  readonly encoding: string;
  readonly object: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

/** A refused source. Thrown as it is; deliberately not an `Error` (no stack capture). */
export class SyntaxProblem {
  /**
   * Set for errors of the AST stage and later: `text` is to be read from the file that the
   * code is named after ({@linkcode programText}), or stays None.
   */
  fromFile = false;
  /** The `filename` attribute where it is not the compiled file's: "<fstring>". */
  filename: string | null = null;
  /** Written to stderr before raising, as CPython's parser does on stack overflow. */
  stderr: string | null = null;
  /** The arguments of a UnicodeDecodeError. */
  decodeError: DecodeErrorDetails | null = null;

  constructor(
    public type: SyntaxProblemType,
    public msg: string,
    public lineno: number | null,
    public offset: number | null,
    public text: string | null,
  ) {}

  /** For a reader of an uncaught one; Python code never sees it. */
  toString(): string {
    return `${this.type}: ${this.msg} (line ${this.lineno}, offset ${this.offset})`;
  }
}

const LEGACY_MESSAGE_EXEC = "Missing parentheses in call to 'exec'";

/**
 * The message that SyntaxError's constructor puts in place of "invalid syntax" where the
 * line looks like a print or exec statement of Python 2; null where it does not
 * (`_report_missing_parentheses` in Objects/exceptions.c).
 */
export function missingParenthesesMessage(text: string): string | null {
  // Any "(" means that the statement may well be a call.
  if (text.indexOf("(") >= 0) return null;
  const direct = legacyStatement(text, 0);
  if (direct !== null) return direct;
  const colon = text.indexOf(":");
  return colon >= 0 ? legacyStatement(text, colon + 1) : null;
}

function legacyStatement(text: string, start: number): string | null {
  let at = start;
  while (at < text.length && isPythonSpace(text.charCodeAt(at))) at++;
  if (at === text.length) return null;
  if (text.startsWith("print ", at)) return printMessage(text, at);
  if (text.startsWith("exec ", at)) return LEGACY_MESSAGE_EXEC;
  return null;
}

function printMessage(text: string, at: number): string {
  const from = at + "print ".length;
  const semicolon = text.indexOf(";", from);
  let data = stripBlanks(text.slice(from, semicolon < 0 ? text.length : semicolon));
  // `print a,` suppressed the newline in Python 2.
  let end = "";
  if (data.endsWith(",")) end = ' end=" "';
  data = stripBlanks(data);
  return `Missing parentheses in call to 'print'. Did you mean print(${data}${end})?`;
}

function isPythonSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x1f) || c === 0x85 || c === 0xa0 ||
    c === 0x1680 || (c >= 0x2000 && c <= 0x200a) || c === 0x2028 || c === 0x2029 || c === 0x202f ||
    c === 0x205f || c === 0x3000;
}

function stripBlanks(text: string): string {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
}

/** The longest piece that `err_programtext` reads at once. */
const LINE_BUFFER = 1000;

/**
 * The `text` of an error of the AST stage or later: line `lineno` of the file's bytes as
 * UTF-8; null where there is no such line or it is not UTF-8
 * (`PyErr_ProgramTextObject` in Python/errors.c).
 */
export function programText(bytes: Uint8Array, lineno: number): string | null {
  let at = 0;
  let start = 0;
  let end = 0;
  for (let line = 0; line < lineno; line++) {
    if (at >= bytes.length) return null;
    start = at;
    while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++;
    end = at;
    if (at < bytes.length) at += bytes[at] === 13 && bytes[at + 1] === 10 ? 2 : 1;
  }
  if (lineno <= 0) return null;
  const newline = end < at;
  const length = end - start + (newline ? 1 : 0);
  // A long line arrives in pieces and the last one stays in the buffer: none, if the file
  // ends where a piece does.
  const piece = LINE_BUFFER - 1;
  start += Math.floor((newline ? length - 1 : length) / piece) * piece;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
      .decode(bytes.subarray(start, end));
    return newline ? text + "\n" : text;
  } catch {
    return null;
  }
}
