/**
 * Draws a prompt and a line on a terminal, over as many rows as they take.
 *
 * @module
 */

/** The ranges of characters that take two columns (East Asian wide, emoji), first and last. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

/** How many columns a character takes. */
export function width(c: string): number {
  const n = c.codePointAt(0)!;
  if (n < 0x300) return n < 32 || n === 127 ? 2 : 1;
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(c)) return 0;
  return WIDE.some(([a, b]) => n >= a && n <= b) ? 2 : 1;
}

/** A character as it is shown: control characters as ^X. */
export function shown(c: string): string {
  const n = c.codePointAt(0)!;
  return n < 32 ? "^" + String.fromCharCode(n + 64) : n === 127 ? "^?" : c;
}

// deno-lint-ignore no-control-regex
const ESCAPES = /\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07]*\x07|[\x01\x02]/g;

interface Place {
  row: number;
  column: number;
}

function advance(p: Place, text: string, columns: number): void {
  for (const c of text) {
    const w = width(c);
    if (p.column + w > columns) {
      p.row++;
      p.column = 0;
    }
    p.column += w;
  }
}

/** What was drawn last, to draw over it. */
export class Screen {
  private cursorRow = 0;
  private endRow = 0;

  constructor(private readonly write: (text: string) => void) {}

  /** Nothing is drawn: the cursor stands at the start of a row. */
  begin(): void {
    this.cursorRow = this.endRow = 0;
  }

  /**
   * Draws a prompt of one row's text and a line with the cursor in it.
   * `coloured` is the line with colours, "" for none.
   */
  draw(
    prompt: string,
    chars: readonly string[],
    cursor: number,
    columns: number,
    coloured: string,
  ): void {
    let out = this.cursorRow > 0 ? `\x1b[${this.cursorRow}A` : "";
    out += "\r\x1b[J" + prompt.replaceAll("\x01", "").replaceAll("\x02", "");
    const at: Place = { row: 0, column: 0 };
    advance(at, prompt.replace(ESCAPES, ""), columns);
    let here: Place = { ...at };
    for (let i = 0; i < chars.length; i++) {
      if (i === cursor) here = { ...at };
      advance(at, chars[i], columns);
    }
    if (cursor >= chars.length) here = { ...at };
    out += coloured === "" ? chars.map(shown).join("") : coloured;
    // behind the last column a terminal waits with the next row
    for (const p of [at, here]) {
      if (p.column < columns) continue;
      p.row++;
      p.column = 0;
    }
    if (at.column === 0 && at.row > 0) out += " \r";
    if (at.row > here.row) out += `\x1b[${at.row - here.row}A`;
    out += "\r" + (here.column > 0 ? `\x1b[${here.column}C` : "");
    this.cursorRow = here.row;
    this.endRow = at.row;
    this.write(out);
  }

  /** Leaves what is drawn, for the row below it. */
  leave(): void {
    const down = this.endRow - this.cursorRow;
    this.write((down > 0 ? `\x1b[${down}B` : "") + "\r\n");
    this.begin();
  }
}

/** Words in columns, as `ls` lists names. */
export function inColumns(words: readonly string[], columns: number): string {
  const size = Math.max(...words.map((w) => Array.from(w).reduce((n, c) => n + width(c), 0))) + 2;
  const across = Math.max(1, Math.floor(columns / size));
  const down = Math.ceil(words.length / across);
  let out = "";
  for (let r = 0; r < down; r++) {
    let row = "";
    for (let i = r; i < words.length; i += down) row += words[i].padEnd(size);
    out += row.trimEnd() + "\r\n";
  }
  return out;
}
