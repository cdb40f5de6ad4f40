/**
 * compile() for the machine: sources to code objects, with the compiler's
 * complaints as Python exceptions.
 *
 * @module
 */
import { compileModule, type CompileOptions, constantFactory } from "../compiler/compile.ts";
import { futureFeatures } from "../compiler/future.ts";
import { buildSymtable, type Symtable } from "../compiler/symtable.ts";
import { PyDict } from "../core/dict.ts";
import {
  E,
  exception,
  PyBaseException,
  PySyntaxError,
  PyUnicodeError,
  valueError,
} from "../core/errors.ts";
import { PyBytes, type PyType, tuple } from "../core/object.ts";
import { ts } from "../core/state.ts";
import { call } from "../core/ops.ts";
import { host } from "../host/host.ts";
import type { PyCode } from "../objects/code.ts";
import type { ModNode } from "../syntax/ast.ts";
import { decodeScript, decodeSource } from "../syntax/decode.ts";
import { missingParenthesesMessage, programText, SyntaxProblem } from "../syntax/errors.ts";
import { parse } from "../syntax/parser.ts";
import { firstLoneSurrogate } from "../util/utf8.ts";
import { toPoint } from "../objects/str_data.ts";

/** How to compile; see compile(). */
export interface CompileRequest {
  mode: "exec" | "eval" | "single";
  /** PyCF_* and CO_FUTURE_* bits. */
  flags: number;
  optimize: 0 | 1 | 2;
  /** The bytes are of a script that is being run: errors at its end differ (see decodeScript). */
  script?: boolean;
}

/** Issues a warning at a place; set by the warnings machinery. */
export const warnings: {
  /** warn_explicit; throws when a filter makes it an error. */
  explicit: (category: PyType, msg: string, filename: string, lineno: number) => void;
} = { explicit: () => {} };

/** Raises a problem of the parser or compiler as the Python exception that it stands for. */
export function raiseProblem(p: SyntaxProblem, filename: string): PyBaseException {
  if (p.stderr !== null) host.write(2, new TextEncoder().encode(p.stderr));
  const type = E[p.type as keyof typeof E] as PyType;
  if (p.decodeError !== null) {
    const d = p.decodeError;
    return call(E.UnicodeDecodeError, [
      d.encoding,
      new PyBytes(d.object),
      d.start,
      d.end,
      d.reason,
    ]) as PyUnicodeError;
  }
  if (!type.isSubtype(E.SyntaxError)) {
    return p.msg === "" ? exception(type) : exception(type, p.msg);
  }
  let text = p.text;
  if (p.fromFile && p.filename === null && p.lineno !== null) {
    try {
      text = programText(host.readFile(filename), p.lineno);
    } catch {
      // no such file: no text
      text = null;
    }
  }
  const args = p.lineno === null && p.offset === null && text === null && p.filename === null &&
      !p.fromFile
    ? [p.msg]
    : [p.msg, tuple([p.filename ?? filename, p.lineno, p.offset, text])];
  const e = call(type, args) as PySyntaxError;
  return e;
}

/** A problem's message once SyntaxError's constructor saw the line. */
export function betterMessage(text: string): string | null {
  return missingParenthesesMessage(text);
}

function warnHook(filename: string) {
  return (
    category: "SyntaxWarning" | "DeprecationWarning",
    msg: string,
    lineno: number,
    asIs = false,
  ) => {
    const type = E[category];
    try {
      warnings.explicit(type, msg, filename, lineno);
    } catch (e) {
      // turned into an error: a SyntaxError at that place instead
      if (!asIs && e instanceof PyBaseException && e.cls === type) {
        if (category === "DeprecationWarning") return true;
        const p = new SyntaxProblem("SyntaxError", msg, lineno, null, null);
        p.fromFile = true;
        throw p;
      }
      throw e;
    }
    return false;
  };
}

function compileOptions(r: CompileRequest, filename: string): CompileOptions {
  return {
    optimize: r.optimize,
    flags: r.flags & ~0x1f00,
    warn: warnHook(filename),
    recursionLimit: ts.recursionLimit,
    recursionDepth: ts.depth,
  };
}

function guard<T>(filename: string, f: () => T): T {
  try {
    return f();
  } catch (e) {
    if (e instanceof SyntaxProblem) throw raiseProblem(e, filename);
    throw e;
  }
}

/** Parses a source to a tree. */
export function parseSource(
  source: string | Uint8Array,
  filename: string,
  r: CompileRequest,
): ModNode {
  return guard(filename, () => {
    let text: string;
    let atEnd: SyntaxProblem | null = null;
    if (typeof source === "string") {
      text = source;
      const at = firstLoneSurrogate(text);
      if (at >= 0) {
        const i = toPoint(text, at);
        throw call(E.UnicodeEncodeError, ["utf-8", text, i, i + 1, "surrogates not allowed"]);
      }
      if (text.includes("\0")) throw valueError("source code string cannot contain null bytes");
    } else if (r.script) ({ source: text, atEnd } = decodeScript(source, filename));
    else {
      if (source.includes(0)) throw valueError("source code string cannot contain null bytes");
      text = decodeSource(source, filename);
    }
    return parse(text, {
      mode: r.mode,
      constants: constantFactory,
      filename,
      flags: r.flags,
      warn: warnHook(filename),
      script: r.script,
      atEnd,
    });
  });
}

/** Compiles a tree. */
export function compileTree(tree: ModNode, filename: string, r: CompileRequest): PyCode {
  return guard(filename, () => compileModule(tree, filename, compileOptions(r, filename)));
}

/** The symbol table of a source text (Py_SymtableStringObject). */
export function symtableOf(
  source: string,
  filename: string,
  mode: CompileRequest["mode"],
): Symtable {
  const r: CompileRequest = { mode, flags: 0, optimize: 0 };
  const tree = parseSource(source, filename, r);
  return guard(filename, () => {
    futureFeatures(tree);
    return buildSymtable(tree, filename, compileOptions(r, filename));
  });
}

/** Compiles a source text or the bytes of a file. */
export function compileText(
  source: string | Uint8Array,
  filename: string,
  r: CompileRequest,
): PyCode {
  return compileTree(parseSource(source, filename, r), filename, r);
}

/** A namespace as `exec` needs it. */
export function ensureBuiltins(globals: PyDict, builtins: PyDict): void {
  if (globals.getStr("__builtins__") === undefined) globals.setStr("__builtins__", builtins);
}
