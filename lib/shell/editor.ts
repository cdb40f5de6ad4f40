/**
 * Reads a line from a terminal, with the keys that readline has: Emacs's.
 *
 * @module
 */
import type { History } from "../modules/line_history.ts";
import type {
  CompletionRequest,
  LineEditor,
  LineResult,
  ReadOptions,
} from "../modules/line_input.ts";
import { coloured } from "./colour.ts";
import { character, readKey } from "./keys.ts";
import { KillRing, Line } from "./line.ts";
import { inColumns, Screen } from "./screen.ts";

/** What the editor needs of a terminal. */
export interface Terminal {
  /** The next byte; -1 at the end. */
  readByte(): number;
  /** Whether bytes wait to be read. */
  waiting(): boolean;
  write(text: string): void;
  columns(): number;
  /** Gives each key at once, without echo; false ends that. */
  raw(on: boolean): void;
  /** Stops the process until it is continued. */
  suspend(): void;
}

/** What the editor goes by besides the keys. */
export interface Settings {
  readonly history: History;
  autoHistory: boolean;
  /** Characters that end a word. */
  delimiters: string;
  /** What fits a word; never throws. */
  complete: (r: CompletionRequest) => string[];
  /** Called before and after the first drawing of a line. */
  starting: () => void;
  started: () => void;
}

const PASTE_ON = "\x1b[?2004h";
const PASTE_OFF = "\x1b[?2004l";
const PASTE_END = "\x1b[201~";

/** The common beginning of some words. */
function commonPrefix(words: readonly string[]): string {
  let n = 0;
  while (words.every((w) => n < w.length && w[n] === words[0][n])) n++;
  return words[0].slice(0, n);
}

/** The editor of a terminal. */
export class Editor implements LineEditor {
  private readonly kills = new KillRing();
  private readonly screen: Screen;
  private line = new Line();
  private prompt = "";
  private python = false;
  /** The position in the history; its length for the new line. */
  private at = 0;
  /** Lines of the history as they were changed while this line is edited. */
  private readonly changed = new Map<number, string>();
  private lastKey = "";
  /** How the key before changed the kill ring, and this one. */
  private killed = false;
  private killing = false;
  /** The blanks that the line began with are as they were given. */
  private suggested = false;
  /** What was pasted and is not yet in a line. */
  private pasted = "";

  constructor(
    private readonly terminal: Terminal,
    private readonly settings: Settings,
    private readonly colours: boolean,
  ) {
    this.screen = new Screen((text) => terminal.write(text));
  }

  get buffer(): string {
    return this.line.text;
  }

  insertText(text: string): void {
    this.line.insert(text);
  }

  redisplay(): void {
    this.screen.draw(
      this.prompt,
      this.line.chars,
      this.line.cursor,
      this.terminal.columns(),
      this.colours && this.python ? coloured(this.line.text) : "",
    );
  }

  readLine(prompt: string, options: ReadOptions = {}): LineResult {
    const { terminal } = this;
    this.line = new Line();
    this.changed.clear();
    this.at = this.settings.history.lines.length;
    this.lastKey = "";
    this.killed = false;
    this.python = options.python ?? false;
    const rows = prompt.split("\n");
    this.prompt = rows.pop()!;
    if (rows.length > 0) terminal.write(rows.join("\r\n") + "\r\n");
    terminal.raw(true);
    terminal.write(PASTE_ON);
    try {
      this.screen.begin();
      this.settings.starting();
      // what comes from a program or the clipboard has its own indentation
      this.suggested = (options.indent ?? "") !== "" && this.pasted === "" && !terminal.waiting();
      if (this.suggested) this.line.insert(options.indent!);
      this.redisplay();
      this.settings.started();
      for (;;) {
        const result = this.step();
        if (result === null) continue;
        this.line.cursor = this.line.chars.length;
        if (result.kind === "line" && this.settings.autoHistory) {
          this.settings.history.add(result.text);
        }
        return result;
      }
    } finally {
      terminal.write(PASTE_OFF);
      terminal.raw(false);
    }
  }

  /** Takes a key; gives what the line ended with, or null when it goes on. */
  private step(): LineResult | null {
    if (this.pasted !== "") {
      const end = this.pasted.indexOf("\n");
      this.line.insert(end < 0 ? this.pasted : this.pasted.slice(0, end));
      this.pasted = end < 0 ? "" : this.pasted.slice(end + 1);
      this.suggested = false;
      this.redisplay();
      return end < 0 ? null : this.enter();
    }
    const key = readKey(() => this.terminal.readByte());
    if (key === "C-r" || key === "C-s") return this.search(key === "C-r" ? -1 : 1);
    return this.key(key);
  }

  private enter(): LineResult {
    // the end of the line is where the output goes on
    this.line.cursor = this.line.chars.length;
    if (this.suggested) this.line.set("");
    this.redisplay();
    this.screen.leave();
    return { kind: "line", text: this.line.text };
  }

  private key(key: string): LineResult | null {
    switch (key) {
      case "":
        return null;
      case "enter":
        return this.enter();
      case "C-c":
        this.terminal.write("^C");
        this.screen.leave();
        this.pasted = "";
        return { kind: "interrupt" };
      case "eof":
        this.screen.leave();
        return { kind: "eof" };
      case "C-d":
        if (this.line.chars.length === 0 || this.suggested) {
          this.screen.leave();
          return { kind: "eof" };
        }
        break;
      case "C-z":
        this.suspend();
        break;
    }
    this.killing = false;
    this.edit(key);
    this.killed = this.killing;
    this.lastKey = key;
    this.redisplay();
    return null;
  }

  private suspend(): void {
    this.screen.leave();
    this.terminal.write(PASTE_OFF);
    this.terminal.raw(false);
    this.terminal.suspend();
    this.terminal.raw(true);
    this.terminal.write(PASTE_ON);
  }

  private edit(key: string): void {
    const { line } = this;
    const typed = Array.from(key).length === 1;
    const suggested = this.suggested;
    this.suggested = false;
    if (typed) {
      if (suggested && key === " ") line.set("");
      // one step back for a run of letters, not one for each
      if (key === " " || Array.from(this.lastKey).length !== 1) line.save();
      line.insert(key);
      return;
    }
    if (this.move(key)) return;
    if (this.travel(key)) return;
    if (key !== "C-_") line.save();
    switch (key) {
      case "backspace":
        line.remove(line.backspaceStart(), line.cursor);
        // the next step of what was suggested is a suggestion too
        this.suggested = suggested && line.chars.length > 0;
        break;
      case "C-d":
      case "delete":
        if (line.cursor < line.chars.length) line.remove(line.cursor, line.cursor + 1);
        break;
      case "C-k":
        this.kill(line.cursor, line.chars.length, "after");
        break;
      case "C-u":
        this.kill(0, line.cursor, "before");
        break;
      case "C-w":
        this.kill(line.blankStart(), line.cursor, "before");
        break;
      case "M-backspace":
        this.kill(line.wordStart(), line.cursor, "before");
        break;
      case "M-d":
      case "C-delete":
        this.kill(line.cursor, line.wordEnd(), "after");
        break;
      case "C-y":
        this.yank(this.kills.top());
        break;
      case "M-y":
        if (this.lastKey === "C-y" || this.lastKey === "M-y") {
          line.remove(this.yanked, line.cursor);
          this.yank(this.kills.rotate());
        }
        break;
      case "C-t":
        line.transpose();
        break;
      case "M-u":
        line.recase("upper");
        break;
      case "M-l":
        line.recase("lower");
        break;
      case "M-c":
        line.recase("title");
        break;
      case "C-_":
        line.undo();
        break;
      case "C-l":
        this.terminal.write("\x1b[H\x1b[2J");
        this.screen.begin();
        break;
      case "C-q":
      case "C-v": {
        const b = this.terminal.readByte();
        if (b >= 0) line.insert(character(b, () => this.terminal.readByte()));
        break;
      }
      case "paste":
        this.paste(suggested);
        break;
      case "tab":
        this.tab();
        break;
    }
  }

  /** Keys that move the cursor only. */
  private move(key: string): boolean {
    const { line } = this;
    switch (key) {
      case "C-a":
      case "home":
        line.cursor = 0;
        return true;
      case "C-e":
      case "end":
        line.cursor = line.chars.length;
        return true;
      case "C-b":
      case "left":
        line.cursor = Math.max(0, line.cursor - 1);
        return true;
      case "C-f":
      case "right":
        line.cursor = Math.min(line.chars.length, line.cursor + 1);
        return true;
      case "M-b":
      case "C-left":
      case "M-left":
        line.cursor = line.wordStart();
        return true;
      case "M-f":
      case "C-right":
      case "M-right":
        line.cursor = line.wordEnd();
        return true;
    }
    return false;
  }

  /** Keys that go through the history. */
  private travel(key: string): boolean {
    const last = this.settings.history.lines.length;
    switch (key) {
      case "up":
      case "C-p":
        this.goTo(this.at - 1);
        return true;
      case "down":
      case "C-n":
        this.goTo(this.at + 1);
        return true;
      case "M-<":
        this.goTo(0);
        return true;
      case "M->":
        this.goTo(last);
        return true;
    }
    return false;
  }

  private goTo(position: number): void {
    const { lines } = this.settings.history;
    if (position < 0 || position > lines.length) return;
    this.changed.set(this.at, this.line.text);
    this.at = position;
    this.line = new Line(this.changed.get(position) ?? lines[position] ?? "");
  }

  private kill(start: number, end: number, side: "before" | "after"): void {
    this.kills.push(this.line.remove(start, end), this.killed ? side : "new");
    this.killing = true;
  }

  private yanked = 0;
  private yank(text: string): void {
    this.yanked = this.line.cursor;
    this.line.insert(text);
  }

  /** Takes what a terminal marks as pasted. */
  private paste(suggested: boolean): void {
    let text = "";
    while (!text.endsWith(PASTE_END)) {
      const b = this.terminal.readByte();
      if (b < 0) break;
      text += character(b, () => this.terminal.readByte());
    }
    text = (text.endsWith(PASTE_END) ? text.slice(0, -PASTE_END.length) : text).replace(
      /\r\n?/g,
      "\n",
    );
    if (suggested && text.includes("\n")) this.line.set("");
    this.pasted = text;
  }

  private tab(): void {
    const { line } = this;
    const before = line.slice(0, line.cursor);
    if (before.trim() === "") {
      line.insert(" ".repeat(4 - line.cursor % 4));
      return;
    }
    let begin = line.cursor;
    while (begin > 0 && !this.settings.delimiters.includes(line.chars[begin - 1])) begin--;
    const word = line.slice(begin, line.cursor);
    const whole = line.text;
    // positions count UTF-16 units for the completer, as its line does
    const from = line.slice(0, begin).length;
    const found = [
      ...new Set(
        this.settings.complete({ line: whole, begin: from, end: from + word.length }),
      ),
    ];
    if (found.length === 0) {
      this.terminal.write("\x07");
      return;
    }
    const prefix = commonPrefix(found);
    if (prefix.length > word.length || found.length === 1) {
      line.remove(begin, line.cursor);
      line.insert(prefix);
      return;
    }
    if (this.lastKey !== "tab") {
      this.terminal.write("\x07");
      return;
    }
    // of attributes the last name is enough
    const dot = word.lastIndexOf(".") + 1;
    const names = found.map((w) => w.slice(dot)).sort();
    const cursor = line.cursor;
    line.cursor = line.chars.length;
    this.redisplay();
    this.screen.leave();
    this.terminal.write(inColumns(names, this.terminal.columns()));
    line.cursor = cursor;
  }

  /** Searches the history as letters are typed; another key goes on with what was found. */
  private search(direction: -1 | 1): LineResult | null {
    const { prompt, terminal } = this;
    const { history } = this.settings;
    const original = this.line;
    let query = "";
    let position = this.at;
    let failed = false;
    const find = (from: number): void => {
      const n = direction < 0 ? history.findBack(query, from) : history.findOn(query, from);
      failed = n < 0;
      if (failed) return;
      position = n;
      this.line = new Line(history.lines[n]);
      this.line.cursor = Array.from(history.lines[n].slice(0, history.lines[n].indexOf(query)))
        .length;
    };
    for (;;) {
      const name = direction < 0 ? "reverse-i-search" : "i-search";
      this.prompt = `(${failed ? "failed " : ""}${name})\`${query}': `;
      this.redisplay();
      const key = readKey(() => terminal.readByte());
      if (key === "C-r" || key === "C-s") {
        direction = key === "C-r" ? -1 : 1;
        if (query !== "") find(position + direction);
        continue;
      }
      if (key === "backspace") {
        query = Array.from(query).slice(0, -1).join("");
        position = this.at;
        if (query !== "") find(position);
        else this.line = original;
        continue;
      }
      if (Array.from(key).length === 1) {
        query += key;
        find(position);
        continue;
      }
      this.prompt = prompt;
      if (key === "C-g") this.line = original;
      else if (this.line !== original) this.at = position;
      this.redisplay();
      return key === "C-g" || key === "" ? null : this.key(key);
    }
  }
}
