/**
 * Tells whether what was typed so far is a whole statement (the rule of codeop),
 * and how far the next line is to be indented.
 *
 * @module
 */
import { PyCF_DONT_IMPLY_DEDENT, PyCF_MASK, PyCF_TOP_LEVEL_AWAIT } from "../bytecode/flags.ts";
import { E, PyBaseException } from "../core/errors.ts";
import { tuple } from "../core/object.ts";
import { call, getAttrOpt } from "../core/ops.ts";
import type { PyCode } from "../objects/code.ts";
import { compileText } from "../vm/compile.ts";

/** The flags of the shell: what `from __future__` has switched on, and -O. */
export interface SourceFlags {
  future: number;
  optimize: 0 | 1 | 2;
}

const AWAITS = /\b(?:await|async)\b/;

function compileSingle(source: string, flags: number, f: SourceFlags): PyCode {
  return compileText(source, "<stdin>", {
    mode: "single",
    flags: flags | f.future,
    optimize: f.optimize,
  });
}

/** Compiles a statement; with `await` at its top level where it has some. Python exceptions are thrown. */
export function compileStatement(source: string, f: SourceFlags): PyCode {
  let code: PyCode;
  try {
    code = compileSingle(source, 0, f);
  } catch (e) {
    if (!(e instanceof PyBaseException)) throw e;
    const lines = source.split("\n");
    // lines.length - 1 lines, of which the last is empty
    if (lines.length > 2 && lines[lines.length - 2] === "") throw atBlockEnd(e, lines.at(-3)!);
    if (!AWAITS.test(source)) throw e;
    try {
      code = compileSingle(source, PyCF_TOP_LEVEL_AWAIT, f);
    } catch (second) {
      if (!(second instanceof PyBaseException)) throw second;
      // what Python says of it
      throw e;
    }
  }
  f.future |= code.flags & PyCF_MASK;
  return code;
}

/**
 * An error at the end of a block that an empty line ended: there the block is
 * at fault, since more could have come.
 */
function atBlockEnd(e: PyBaseException, lastLine: string): PyBaseException {
  if (getAttrOpt(e, "msg") !== "unexpected EOF while parsing") return e;
  const place = ["filename", "lineno", "offset", "text"].map((n) => getAttrOpt(e, n) ?? null);
  const opens = lastLine.trimEnd().endsWith(":");
  const [type, text] = opens
    ? [E.IndentationError, "expected an indented block"]
    : [E.SyntaxError, "invalid syntax"];
  return call(type, [text, tuple(place)]) as PyBaseException;
}

/** What is wrong with a source, as a text to compare; null for nothing. */
function problem(source: string, flags: number, f: SourceFlags): string | null {
  try {
    compileSingle(source, flags | PyCF_DONT_IMPLY_DEDENT, f);
    return null;
  } catch (e) {
    if (!(e instanceof PyBaseException)) throw e;
    const parts = ["msg", "lineno", "offset", "text"].map((n) => String(getAttrOpt(e, n)));
    return [e.cls.name, ...parts].join("\0");
  }
}

type State = "whole" | "more" | "wrong";

function stateOf(source: string, flags: number, f: SourceFlags): State {
  if (problem(source, flags, f) === null) return "whole";
  const one = problem(source + "\n", flags, f);
  const two = problem(source + "\n\n", flags, f);
  return one !== null && one === two ? "wrong" : "more";
}

/** Whether more lines are needed to make a statement whole. */
export function needsMore(lines: readonly string[], f: SourceFlags): boolean {
  const source = lines.join("\n");
  let state = stateOf(source, 0, f);
  if (state === "wrong" && AWAITS.test(source)) {
    state = stateOf(source, PyCF_TOP_LEVEL_AWAIT, f);
  }
  if (state === "wrong") return false;
  // a block ends with an empty line, and only with one
  const first = lines.find((l) => l.trim() !== "" && l.trimStart()[0] !== "#") ?? "";
  const compound = /^(?:@|(?:if|for|while|with|try|def|class|async)\b)/.test(first);
  const last = lines[lines.length - 1];
  if (compound) return last !== "" || isOpen(source);
  return state !== "whole";
}

/** What a bracket's content is cut into: strings, comments, brackets. */
const PIECE =
  /#.*|("""|''')(?:\\[^]|(?!\1)[^])*(\1)?|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|[([{]|[)\]}]/g;

/** Whether a source ends inside brackets or a string of several lines, which go on over empty lines. */
function isOpen(source: string): boolean {
  let depth = 0;
  for (const m of source.matchAll(PIECE)) {
    if (m[1] !== undefined && m[2] === undefined) return true;
    if ("([{".includes(m[0])) depth++;
    else if (")]}".includes(m[0])) depth--;
  }
  return depth > 0;
}

const STEP = 4;

/** The blanks that a line after another begins with. */
export function indentAfter(lines: readonly string[]): string {
  if (lines.length === 0) return "";
  const last = lines[lines.length - 1];
  const blanks = /^[ \t]*/.exec(last)![0];
  const text = last.trim().replace(/\s*#.*$/, "");
  if (text.endsWith(":")) return blanks + " ".repeat(STEP);
  if (/^(?:return|raise|pass|break|continue)\b/.test(text)) {
    return blanks.slice(0, Math.max(0, blanks.length - STEP));
  }
  return blanks;
}
