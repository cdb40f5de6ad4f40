/**
 * A line that is being edited: its characters, the cursor, what was killed, and
 * how it was before.
 *
 * @module
 */

/** What characters a word of motions and kills is made of. */
const isWord = (c: string): boolean => /^[\p{L}\p{N}_]$/u.test(c);

interface State {
  chars: string[];
  cursor: number;
}

/** What was killed, over all lines. */
export class KillRing {
  private readonly texts: string[] = [];
  private at = 0;

  /** Takes a text; the same one as before is added to when two kills follow one another. */
  push(text: string, joined: "new" | "before" | "after"): void {
    if (text === "") return;
    const last = this.texts.length - 1;
    if (joined === "new" || last < 0) this.texts.push(text);
    else this.texts[last] = joined === "before" ? text + this.texts[last] : this.texts[last] + text;
    if (this.texts.length > 60) this.texts.shift();
    this.at = this.texts.length - 1;
  }

  /** The last text. */
  top(): string {
    this.at = this.texts.length - 1;
    return this.texts[this.at] ?? "";
  }

  /** The one before the last that was given. */
  rotate(): string {
    if (this.texts.length === 0) return "";
    this.at = (this.at + this.texts.length - 1) % this.texts.length;
    return this.texts[this.at];
  }
}

/** The line. Positions count characters (code points). */
export class Line {
  chars: string[];
  cursor: number;
  private readonly undone: State[] = [];

  constructor(text: string = "") {
    this.chars = Array.from(text);
    this.cursor = this.chars.length;
  }

  get text(): string {
    return this.chars.join("");
  }

  /** The text between two positions. */
  slice(start: number, end: number = this.chars.length): string {
    return this.chars.slice(start, end).join("");
  }

  /** Notes how the line is, for undo(). */
  save(): void {
    const last = this.undone.at(-1);
    if (last !== undefined && last.chars.join("") === this.text) return;
    this.undone.push({ chars: [...this.chars], cursor: this.cursor });
    if (this.undone.length > 1000) this.undone.shift();
  }

  /** Goes back to how the line was; false when there is nothing to go back to. */
  undo(): boolean {
    for (;;) {
      const s = this.undone.pop();
      if (s === undefined) return false;
      if (s.chars.join("") === this.text) continue;
      this.chars = s.chars;
      this.cursor = s.cursor;
      return true;
    }
  }

  set(text: string): void {
    this.chars = Array.from(text);
    this.cursor = this.chars.length;
  }

  insert(text: string): void {
    const more = Array.from(text);
    this.chars.splice(this.cursor, 0, ...more);
    this.cursor += more.length;
  }

  /** Takes the characters between two positions out, leaves the cursor there, and gives them. */
  remove(start: number, end: number): string {
    const text = this.chars.splice(start, end - start).join("");
    this.cursor = start;
    return text;
  }

  /** Where the word ends that the cursor is in or before. */
  wordEnd(): number {
    let i = this.cursor;
    while (i < this.chars.length && !isWord(this.chars[i])) i++;
    while (i < this.chars.length && isWord(this.chars[i])) i++;
    return i;
  }

  /** Where the word begins that the cursor is in or behind. */
  wordStart(): number {
    let i = this.cursor;
    while (i > 0 && !isWord(this.chars[i - 1])) i--;
    while (i > 0 && isWord(this.chars[i - 1])) i--;
    return i;
  }

  /** The same for words that only blanks divide. */
  blankStart(): number {
    let i = this.cursor;
    while (i > 0 && this.chars[i - 1].trim() === "") i--;
    while (i > 0 && this.chars[i - 1].trim() !== "") i--;
    return i;
  }

  /** How far back Backspace goes: in the indentation to the step before, else one character. */
  backspaceStart(): number {
    const before = this.slice(0, this.cursor);
    if (/^ +$/.test(before)) return Math.floor((this.cursor - 1) / 4) * 4;
    return Math.max(0, this.cursor - 1);
  }

  /** Swaps the characters around the cursor. */
  transpose(): void {
    if (this.cursor === 0 || this.chars.length < 2) return;
    const i = Math.min(this.cursor, this.chars.length - 1);
    [this.chars[i - 1], this.chars[i]] = [this.chars[i], this.chars[i - 1]];
    this.cursor = i + 1;
  }

  /** Changes the letters to the end of the word. */
  recase(how: "upper" | "lower" | "title"): void {
    const end = this.wordEnd();
    let text = this.remove(this.cursor, end);
    if (how === "upper") text = text.toUpperCase();
    else text = text.toLowerCase();
    if (how === "title") text = text.replace(/[\p{L}]/u, (c) => c.toUpperCase());
    this.insert(text);
  }
}
