/**
 * The interactive interpreter (Python/pythonrun.c's loop, with readline's
 * editing where there is a terminal).
 *
 * @module
 */
import { CO_COROUTINE } from "../bytecode/flags.ts";
import { E, exception, PyBaseException } from "../core/errors.ts";
import type { PyDict } from "../core/dict.ts";
import { asStr } from "../core/compare.ts";
import { call, callMethod, getAttr, str } from "../core/ops.ts";
import { interp } from "../core/state.ts";
import { host, HostError } from "../host/host.ts";
import { interrupts } from "../host/linux.ts";
import { parseHistory } from "../modules/line_history.ts";
import { lineEditor, lineInput, type LineResult } from "../modules/line_input.ts";
import type { PyCode } from "../objects/code.ts";
import { PyTraceback } from "../vm/frame.ts";
import { importByName } from "../vm/import.ts";
import { evalCode } from "../vm/interpreter.ts";
import { compileStatement, indentAfter, needsMore, type SourceFlags } from "./source.ts";
import { abilities, flushStreams, writeAll } from "./terminal.ts";

/** What the loop needs of the runtime and the command line. */
export interface Session {
  readonly main: PyDict;
  /** Prints what was raised. */
  report(e: unknown): number;
  optimize: 0 | 1 | 2;
  /** The file of the history, or null for none. */
  historyFile: string | null;
}

/** Reads a line without editing; prompts go to stderr, as in CPython. */
function plainLine(prompt: string): LineResult {
  writeAll(2, prompt);
  const one = new Uint8Array(1);
  const bytes: number[] = [];
  // the rest is for what the program reads
  while (host.read(0, one) > 0) {
    if (one[0] === 10) {
      return { kind: "line", text: new TextDecoder().decode(Uint8Array.from(bytes)) };
    }
    bytes.push(one[0]);
  }
  if (bytes.length === 0) return { kind: "eof" };
  return { kind: "line", text: new TextDecoder().decode(Uint8Array.from(bytes)) };
}

function promptText(name: "ps1" | "ps2"): string {
  const v = interp.sysdict.getStr(name);
  if (v === undefined) return "";
  try {
    return asStr(str(v)) ?? "";
  } catch (e) {
    if (!(e instanceof PyBaseException)) throw e;
    return "";
  }
}

const isEmpty = (line: string): boolean => line.trim() === "" || line.trimStart()[0] === "#";

/** Reads a statement; null at the end. Ctrl-C is thrown as KeyboardInterrupt. */
function readStatement(flags: SourceFlags): string | null {
  const { draws } = abilities();
  const editor = draws ? lineEditor() : null;
  const lines: string[] = [];
  for (;;) {
    const prompt = promptText(lines.length === 0 ? "ps1" : "ps2");
    const r = editor === null
      ? plainLine(prompt)
      : editor.readLine(prompt, { python: true, indent: indentAfter(lines) });
    if (r.kind === "interrupt") throw exception(E.KeyboardInterrupt);
    if (r.kind === "eof") {
      if (lines.length === 0) return null;
      return lines.join("\n") + "\n";
    }
    if (lines.every(isEmpty) && r.text === "") return "";
    lines.push(r.text);
    if (lines.every(isEmpty)) continue;
    if (!needsMore(lines, flags)) return lines.join("\n") + "\n";
  }
}

/** Runs a coroutine in asyncio's loop; a traceback begins where the user's statement does. */
function runCoroutine(code: PyCode, namespace: PyDict): void {
  const coroutine = evalCode(code, namespace, namespace);
  try {
    const loop = call(getAttr(importByName("asyncio"), "get_event_loop"), []);
    callMethod(loop, "run_until_complete", coroutine);
  } catch (e) {
    if (!(e instanceof PyBaseException)) throw e;
    for (let t = e.traceback; t instanceof PyTraceback; t = t.next) {
      if (t.frame.code === code) {
        e.traceback = t;
        break;
      }
    }
    throw e;
  }
}

function loadHistory(path: string): void {
  if (lineInput.history.lines.length > 0) return;
  try {
    const text = new TextDecoder().decode(host.readFile(path));
    lineInput.history.lines.push(...parseHistory(text));
  } catch (e) {
    // there is none yet, or it may not be read
    if (!(e instanceof HostError)) throw e;
  }
}

function saveHistory(path: string): void {
  const data = new TextEncoder().encode(lineInput.history.toText());
  try {
    host.writeFileAtomic(path, data, 0o600);
  } catch (e) {
    if (!(e instanceof HostError)) throw e;
  }
}

/** Reads and runs statements to the end of input. SystemExit is thrown. */
export function interact(session: Session): void {
  const sys = interp.sysdict;
  const { main } = session;
  if (sys.getStr("ps1") === undefined) sys.setStr("ps1", ">>> ");
  if (sys.getStr("ps2") === undefined) sys.setStr("ps2", "... ");
  const flags: SourceFlags = { future: 0, optimize: session.optimize };
  // Ctrl-C ends what runs, not the process
  interrupts.install();
  const edits = abilities().draws && lineEditor() !== null;
  lineInput.active = edits;
  const file = edits ? session.historyFile : null;
  if (file !== null) loadHistory(file);
  try {
    for (;;) {
      try {
        flushStreams();
        const source = readStatement(flags);
        if (source === null) break;
        if (source === "") continue;
        const code = compileStatement(source, flags);
        if (code.flags & CO_COROUTINE) runCoroutine(code, main);
        else evalCode(code, main, main);
      } catch (e) {
        if (!(e instanceof PyBaseException) || e.cls.isSubtype(E.SystemExit)) throw e;
        flushStreams();
        session.report(e);
      }
    }
    if (!edits) writeAll(2, "\n");
  } finally {
    if (file !== null) saveHistory(file);
  }
}
