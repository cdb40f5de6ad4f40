/**
 * Where lines with editing come from, for input() and the module readline.
 *
 * @module
 */
import { E, exception, PyBaseException } from "../core/errors.ts";
import type { Value } from "../core/object.ts";
import { call } from "../core/ops.ts";
import { asStr } from "../core/compare.ts";
import { host } from "../host/host.ts";
import { History } from "./line_history.ts";

/** What an edited line ended with. */
export type LineResult =
  | { kind: "line"; text: string }
  | { kind: "eof" }
  | { kind: "interrupt" };

/** What a completer sees of the line. */
export interface CompletionRequest {
  line: string;
  /** Where the word to be completed begins and ends in the line. */
  begin: number;
  end: number;
}

/** How a line is asked for. */
export interface ReadOptions {
  /** Blanks that the line begins with, unless the user types some of their own. */
  indent?: string;
  /** It is a line of Python: colours. */
  python?: boolean;
}

/** Reads lines from the terminal. */
export interface LineEditor {
  /** The line of the moment. */
  readonly buffer: string;
  insertText(text: string): void;
  redisplay(): void;
  readLine(prompt: string, options?: ReadOptions): LineResult;
}

/** What readline's functions set and the editor of the terminal goes by. */
export const lineInput: {
  /** Whether input() edits: in the shell, and once readline was imported. */
  active: boolean;
  /** Makes the editor, where the standard streams are a terminal that can be edited on; set by the shell. */
  make: () => LineEditor | null;
  editor: LineEditor | null | undefined;
  history: History;
  /** Adds what is entered to the history. */
  autoHistory: boolean;
  /** Characters that end a word. */
  delimiters: string;
  /** What fits a word, when there is no function of a program's for that. */
  complete: (r: CompletionRequest) => string[];
  /** Functions of a program: null for none. */
  completer: Value;
  startupHook: Value;
  preInputHook: Value;
  completing: CompletionRequest | null;
} = {
  active: false,
  make: () => null,
  editor: undefined,
  history: new History(),
  autoHistory: true,
  delimiters: " \t\n`~!@#$%^&*()-=+[{]}\\|;:'\",<>/?",
  complete: () => [],
  completer: null,
  startupHook: null,
  preInputHook: null,
  completing: null,
};

/** The editor of the terminal, or null. */
export function lineEditor(): LineEditor | null {
  if (lineInput.editor === undefined) lineInput.editor = lineInput.make();
  return lineInput.editor;
}

/** What a completer, called with 0, 1, 2, ... until it gives no more, has for a word. */
export function completionsOf(completer: Value, word: string): string[] {
  const found: string[] = [];
  try {
    for (;;) {
      const s = asStr(call(completer, [word, found.length]));
      if (s === undefined) return found;
      found.push(s);
    }
  } catch (e) {
    // as readline does: what goes wrong in a completer completes nothing
    if (!(e instanceof PyBaseException)) throw e;
    return found;
  }
}

/** A line for input(), without its end; undefined where the streams have to be read. */
export function inputLine(prompt: string): string | undefined {
  if (!lineInput.active || !host.isatty(0) || !host.isatty(1)) return undefined;
  const r = lineEditor()?.readLine(prompt);
  if (r === undefined) return undefined;
  if (r.kind === "interrupt") throw exception(E.KeyboardInterrupt);
  if (r.kind === "eof") throw exception(E.EOFError);
  return r.text;
}
