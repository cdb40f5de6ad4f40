/**
 * The module readline (Modules/readline.c), over the shell's editor. The keys
 * are the editor's own: init files and bindings are read over.
 *
 * @module
 */
import { asStr } from "../core/compare.ts";
import { E, exception, typeError, typeName, valueError } from "../core/errors.ts";
import type { Value } from "../core/object.ts";
import { asIndex, isCallable } from "../core/ops.ts";
import { host, O_APPEND, O_CREAT, O_WRONLY } from "../host/host.ts";
import { parseHistory } from "./line_history.ts";
import { lineEditor, lineInput } from "./line_input.ts";
import { hostCall, hostPath } from "./oserror.ts";
import type { ModuleSpec } from "./spec.ts";

const historyFile = (): string => `${host.getenv("HOME") ?? ""}/.history`;

function text(f: string, v: Value): string {
  const s = asStr(v);
  if (s === undefined) throw typeError(`${f}() argument 1 must be str, not ${typeName(v)}`);
  return s;
}

const file = (v: Value): string => v === null ? historyFile() : hostPath(v);

/** A function of a program's, or none. */
function hook(name: string, v: Value): Value {
  if (v !== null && !isCallable(v)) {
    throw typeError(`set_${name}(func): argument not callable`);
  }
  return v;
}

function position(v: Value): number {
  const n = Number(asIndex(v));
  if (n < 0) throw valueError("History index cannot be negative");
  if (n >= lineInput.history.lines.length) throw valueError(`No history item at position ${n}`);
  return n;
}

const encoder = new TextEncoder();

export const readline_module = (): ModuleSpec => ({
  name: "readline",
  doc: "Editing of lines on the terminal, with history and completion.",
  functions: {
    parse_and_bind: [
      "(string, /)",
      (s: Value) => {
        text("parse_and_bind", s);
        return null;
      },
      "Take a line of an init file. The keys of this editor are fixed.",
    ],
    read_init_file: [
      "(filename=None, /)",
      (name: Value = null) => {
        const path = name === null ? `${host.getenv("HOME") ?? ""}/.inputrc` : file(name);
        hostCall(() => host.readFile(path), path);
        return null;
      },
      "Read an init file. The keys of this editor are fixed.",
    ],
    get_line_buffer: [
      "()",
      () => lineInput.completing?.line ?? lineInput.editor?.buffer ?? "",
      "The line as it is now.",
    ],
    insert_text: ["(string, /)", (s: Value) => {
      lineEditor()?.insertText(text("insert_text", s));
      return null;
    }, "Insert a text where the cursor is."],
    redisplay: ["()", () => {
      lineInput.editor?.redisplay();
      return null;
    }, "Draw the line again."],
    read_history_file: ["(filename=None, /)", (name: Value = null) => {
      const path = file(name);
      const data = hostCall(() => host.readFile(path), path);
      lineInput.history.lines.push(...parseHistory(new TextDecoder().decode(data)));
      return null;
    }, "Add a file's lines to the history. The default file is ~/.history."],
    write_history_file: ["(filename=None, /)", (name: Value = null) => {
      const path = file(name);
      const data = encoder.encode(lineInput.history.toText());
      hostCall(() => host.writeFileAtomic(path, data, 0o600), path);
      return null;
    }, "Write the history to a file. The default file is ~/.history."],
    append_history_file: ["(nelements, filename=None, /)", (n: Value, name: Value = null) => {
      const count = Number(asIndex(n));
      const path = file(name);
      const { lines } = lineInput.history;
      const last = lines.slice(Math.max(0, lines.length - count));
      hostCall(() => {
        // as libhistory: there has to be a file
        host.stat(path, true);
        const fd = host.open(path, O_WRONLY | O_APPEND | O_CREAT, 0o600);
        try {
          host.write(fd, encoder.encode(last.map((l) => l + "\n").join("")));
        } finally {
          host.close(fd);
        }
      }, path);
      return null;
    }, "Add the last lines of the history to a file."],
    get_history_length: [
      "()",
      () => lineInput.history.limit,
      "How many lines go to a history file; negative for all.",
    ],
    set_history_length: ["(length, /)", (n: Value) => {
      lineInput.history.limit = Number(asIndex(n));
      return null;
    }, "Set how many lines go to a history file; negative for all."],
    get_current_history_length: [
      "()",
      () => lineInput.history.lines.length,
      "How many lines the history has.",
    ],
    get_history_item: [
      "(index, /)",
      (n: Value) => lineInput.history.lines[Number(asIndex(n)) - 1] ?? null,
      "A line of the history; the first has the index 1.",
    ],
    remove_history_item: ["(pos, /)", (n: Value) => {
      lineInput.history.lines.splice(position(n), 1);
      return null;
    }, "Remove a line of the history; the first has the position 0."],
    replace_history_item: ["(pos, line, /)", (n: Value, line: Value) => {
      const at = position(n);
      const s = asStr(line);
      if (s === undefined) {
        throw typeError(`replace_history_item() argument 2 must be str, not ${typeName(line)}`);
      }
      lineInput.history.lines[at] = s;
      return null;
    }, "Replace a line of the history; the first has the position 0."],
    clear_history: ["()", () => {
      lineInput.history.lines.length = 0;
      return null;
    }, "Forget the history."],
    add_history: ["(string, /)", (s: Value) => {
      lineInput.history.lines.push(text("add_history", s));
      return null;
    }, "Add a line to the history."],
    set_auto_history: ["(enabled, /)", (v: Value) => {
      lineInput.autoHistory = asIndex(v) != 0;
      return null;
    }, "Whether lines that are entered are added to the history."],
    set_startup_hook: ["(function=None, /)", (f: Value = null) => {
      lineInput.startupHook = hook("startup_hook", f);
      return null;
    }, "Set what is called before the prompt is drawn."],
    set_pre_input_hook: ["(function=None, /)", (f: Value = null) => {
      lineInput.preInputHook = hook("pre_input_hook", f);
      return null;
    }, "Set what is called after the prompt was drawn."],
    set_completer: ["(function=None, /)", (f: Value = null) => {
      lineInput.completer = hook("completer", f);
      return null;
    }, "Set what completes a word: function(text, state) for state in 0, 1, 2, ..."],
    get_completer: ["()", () => lineInput.completer, "What completes a word."],
    get_completion_type: ["()", () => 9, "Why the completer is called: Tab."],
    get_begidx: [
      "()",
      () => lineInput.completing?.begin ?? 0,
      "Where the word begins that is being completed.",
    ],
    get_endidx: [
      "()",
      () => lineInput.completing?.end ?? 0,
      "Where the word ends that is being completed.",
    ],
    set_completer_delims: ["(string, /)", (s: Value) => {
      lineInput.delimiters = text("set_completer_delims", s);
      return null;
    }, "Set the characters that end a word."],
    get_completer_delims: ["()", () => lineInput.delimiters, "The characters that end a word."],
    set_completion_display_matches_hook: ["(function=None, /)", (f: Value = null) => {
      hook("completion_display_matches_hook", f);
      if (f === null) return null;
      throw exception(E.NotImplementedError, "wordcode's editor lists completions itself");
    }, "Set what lists the completions: only None, the editor's own way."],
  },
  init: () => {
    // as with readline, input() edits from now on
    lineInput.active = true;
  },
});
