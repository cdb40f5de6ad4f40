/**
 * Printing of tracebacks and exceptions as the interpreter itself does it
 * (PyTraceBack_Print, PyErr_Display of Python/pythonrun.c).
 *
 * @module
 */
import { asStr } from "../core/compare.ts";
import { E, PyBaseException, PySyntaxError } from "../core/errors.ts";
import { getAttrOpt, str } from "../core/ops.ts";
import { asStr as text } from "../core/compare.ts";
import { host } from "../host/host.ts";
import { decodeSource } from "../syntax/decode.ts";
import { PyTraceback } from "./frame.ts";
import { PyList, TypeFlag, type Value } from "../core/object.ts";
import { interp } from "../core/state.ts";
import { frozenSource } from "./frozen.ts";

let sources = new Map<string, string[] | null>();

/** The lines of a file, null when it cannot be read; also tried under sys.path, as _Py_DisplaySourceLine does. */
function linesOf(filename: string): string[] | null {
  let lines = sources.get(filename);
  if (lines !== undefined) return lines;
  lines = null;
  const frozen = frozenSource(filename);
  if (frozen !== null) lines = frozen.split("\n");
  else {
    const tries = [filename];
    const path = interp.sysdict?.getStr("path");
    if (!filename.startsWith("<") && path instanceof PyList) {
      const tail = filename.slice(filename.lastIndexOf("/") + 1);
      for (const p of path.items) {
        const dir = asStr(p);
        if (dir !== undefined) tries.push(`${dir}/${tail}`);
      }
    }
    for (const name of tries) {
      try {
        lines = decodeSource(host.readFile(name), name).split(/\r\n|\r|\n/);
        break;
      } catch {
        // no such file, or none that can be decoded
      }
    }
  }
  sources.set(filename, lines);
  return lines;
}

/** A source line without its indentation, or null. */
export function sourceLine(filename: string, lineno: number): string | null {
  const lines = linesOf(filename);
  if (lines === null || lineno < 1 || lineno > lines.length) return null;
  return lines[lineno - 1].replace(/^[ \t\f]+/, "");
}

/** Takes the source lines away for another runtime; gives what puts them back. */
export function setSourcesAside(): () => void {
  const was = sources;
  sources = new Map();
  return () => sources = was;
}

/** Forgets cached source lines. */
export function clearSourceCache(): void {
  sources.clear();
}

/** The text of a traceback's entries; long runs of one line are counted. */
export function formatTraceback(tb: PyTraceback | null, limit = 1000): string {
  let out = "";
  const entries: PyTraceback[] = [];
  for (let t = tb; t !== null; t = t.next) entries.push(t);
  let last = "";
  let count = 0;
  const flush = () => {
    if (count > 3) {
      const n = count - 3;
      out += `  [Previous line repeated ${n} more time${n > 1 ? "s" : ""}]\n`;
    }
  };
  for (const t of entries.slice(Math.max(0, entries.length - limit))) {
    const code = t.frame.code;
    const line = t.lineno;
    const key = `${code.filename}\0${line}\0${code.name}`;
    if (key === last) count++;
    else {
      flush();
      last = key;
      count = 1;
    }
    if (count > 3) continue;
    out += `  File "${code.filename}", line ${line}, in ${code.name}\n`;
    const src = sourceLine(code.filename, line);
    if (src !== null) out += `    ${src}\n`;
  }
  flush();
  return out;
}

function syntaxLocation(e: PySyntaxError): string {
  const file = asStr(e.filename) ?? "<string>";
  let out = `  File "${file}", line ${e.lineno === null ? 0 : str(e.lineno)}\n`;
  const src = asStr(e.text);
  if (src === undefined) return out;
  let offset = typeof e.offset === "number" ? e.offset : -1;
  let t = src;
  // a text of several lines shows the one that the offset is in
  if (offset >= 0) {
    if (offset > 0 && offset === t.length && t[offset - 1] === "\n") offset--;
    for (;;) {
      const nl = t.indexOf("\n");
      if (nl < 0 || nl >= offset) break;
      offset -= nl + 1;
      t = t.slice(nl + 1);
    }
    while (t[0] === " " || t[0] === "\t" || t[0] === "\f") {
      t = t.slice(1);
      offset--;
    }
  } else t = t.replace(/^[ \t\f]+/, "");
  out += `    ${t}`;
  if (!t.endsWith("\n")) out += "\n";
  if (offset === -1 && typeof e.offset !== "number") return out;
  out += "    ";
  while (--offset > 0) out += " ";
  return out + "^\n";
}

/** The module-qualified name of an exception's class, as tracebacks show it. */
export function exceptionName(e: PyBaseException): string {
  const t = e.cls;
  const name = t.name.slice(t.name.lastIndexOf(".") + 1);
  const mod = t.flags & TypeFlag.Heap ? text(t.attrs.get("__module__")) : t.module;
  if (mod === undefined) return `<unknown>.${name}`;
  return mod === "builtins" ? name : `${mod}.${name}`;
}

/** The last lines: location of a SyntaxError, then `Type: message`. */
export function formatExceptionOnly(e: PyBaseException): string {
  let out = "";
  let message: Value = e;
  if (e instanceof PySyntaxError && getAttrOpt(e, "print_file_and_line") !== undefined) {
    const full = asStr(e.filename) !== undefined || e.lineno !== null;
    if (full && e.args.items.length === 2) {
      out += syntaxLocation(e);
      message = e.msg;
    }
  }
  const name = exceptionName(e);
  let s: string;
  try {
    s = str(message);
  } catch (err) {
    if (!(err instanceof PyBaseException)) throw err;
    return `${out}${name}: <exception str() failed>\n`;
  }
  return `${out}${name}${s === "" ? "" : `: ${s}`}\n`;
}

const CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n";

/** sys.tracebacklimit, 1000 unless it is an int. */
function tracebackLimit(): number {
  const v = interp.sysdict.getStr("tracebacklimit");
  return typeof v === "number" || typeof v === "bigint" ? Number(v) : 1000;
}

/** A whole report: causes and contexts first. */
export function formatException(e: PyBaseException): string {
  const limit = tracebackLimit();
  const seen = new Set<PyBaseException>();
  const chain: string[] = [];
  let cur: PyBaseException | null = e;
  while (cur !== null) {
    seen.add(cur);
    let own = "";
    if (cur.traceback !== null && limit > 0) {
      own += "Traceback (most recent call last):\n" +
        formatTraceback(cur.traceback as PyTraceback, limit);
    }
    own += formatExceptionOnly(cur);
    chain.push(own);
    if (cur.cause !== null && !seen.has(cur.cause)) {
      chain.push(CAUSE);
      cur = cur.cause;
    } else if (
      cur.cause === null && cur.context !== null && !cur.suppressContext && !seen.has(cur.context)
    ) {
      chain.push(CONTEXT);
      cur = cur.context;
    } else cur = null;
  }
  return chain.reverse().join("");
}

/** Whether an exception asks the program to end. */
export const isSystemExit = (e: PyBaseException): boolean => e.cls.isSubtype(E.SystemExit);
