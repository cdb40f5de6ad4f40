/**
 * The lines that were entered, in memory and in a file with a line each.
 *
 * @module
 */

/** Decodes octal escapes of libedit's files, which begin with this line. */
const LIBEDIT = "_HiStOrY_V2_";

/** The lines of a history file. */
export function parseHistory(text: string): string[] {
  const lines = text.split("\n").filter((l) => l !== "");
  if (lines[0] !== LIBEDIT) return lines;
  return lines.slice(1).map((l) =>
    l.replace(/\\(\d{3})/g, (_, o: string) => String.fromCharCode(parseInt(o, 8)))
  );
}

/** The lines, oldest first. */
export class History {
  lines: string[] = [];
  /** How many are kept; -1 for all. */
  limit = -1;

  /** Adds a line, unless it is the last one again. */
  add(line: string): void {
    if (line.trim() === "" || this.lines.at(-1) === line) return;
    this.lines.push(line);
  }

  /** The position before another with a line that has a text in it; -1 for none. */
  findBack(text: string, from: number): number {
    for (let i = Math.min(from, this.lines.length - 1); i >= 0; i--) {
      if (this.lines[i].includes(text)) return i;
    }
    return -1;
  }

  /** The position from another on with a line that has a text in it; -1 for none. */
  findOn(text: string, from: number): number {
    for (let i = Math.max(0, from); i < this.lines.length; i++) {
      if (this.lines[i].includes(text)) return i;
    }
    return -1;
  }

  /** What a file is to hold. */
  toText(): string {
    const kept = this.limit < 0
      ? this.lines
      : this.lines.slice(Math.max(0, this.lines.length - this.limit));
    return kept.map((l) => l + "\n").join("");
  }
}
