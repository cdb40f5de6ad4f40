/**
 * What a terminal sends, as keys with names in Emacs's manner: "C-a", "M-b",
 * "left", "C-left", or the character itself.
 *
 * @module
 */

/** Gives the next byte of a terminal; -1 at its end. */
export type ByteSource = () => number;

const FINAL: Readonly<Record<string, string>> = {
  A: "up",
  B: "down",
  C: "right",
  D: "left",
  F: "end",
  H: "home",
  Z: "S-tab",
};

const NUMBERED: Readonly<Record<number, string>> = {
  1: "home",
  2: "insert",
  3: "delete",
  4: "end",
  5: "pageup",
  6: "pagedown",
  7: "home",
  8: "end",
  200: "paste",
};

/** A control sequence after "ESC [" or "ESC O"; "" for one without a meaning. */
function sequence(next: ByteSource): string {
  let parameters = "";
  for (;;) {
    const b = next();
    if (b < 0) return "eof";
    if (b >= 0x40 && b <= 0x7e) {
      const numbers = parameters.split(";").map((p) => Number.parseInt(p, 10) || 0);
      const name = b === 0x7e ? NUMBERED[numbers[0]] : FINAL[String.fromCharCode(b)];
      if (name === undefined) return "";
      // 1 + a sum: 1 shift, 2 alt, 4 control
      const modifiers = (numbers[1] ?? 1) - 1;
      return (modifiers & 4 ? "C-" : "") + (modifiers & 2 ? "M-" : "") + name;
    }
    parameters += String.fromCharCode(b);
    if (parameters.length > 32) return "";
  }
}

/** The character that a byte begins; U+FFFD for what is no UTF-8. */
export function character(first: number, next: ByteSource): string {
  const more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
  if (more === 0) return first < 0x80 ? String.fromCharCode(first) : "\ufffd";
  const bytes = [first];
  for (let i = 0; i < more; i++) {
    const b = next();
    if (b < 0) break;
    bytes.push(b);
  }
  return [...new TextDecoder().decode(Uint8Array.from(bytes))][0] ?? "\ufffd";
}

/** Reads a key: a name of more than one character, a character, or "eof". */
export function readKey(next: ByteSource): string {
  const b = next();
  if (b < 0) return "eof";
  switch (b) {
    case 9:
      return "tab";
    // a line that was typed before the terminal was ours ends in 10
    case 10:
    case 13:
      return "enter";
    case 8:
    case 127:
      return "backspace";
    case 27: {
      const c = next();
      if (c < 0) return "eof";
      if (c === 0x5b || c === 0x4f) return sequence(next);
      if (c === 8 || c === 127) return "M-backspace";
      if (c === 27) return readKey(() => c);
      return `M-${character(c, next)}`;
    }
  }
  if (b < 32) return `C-${"@abcdefghijklmnopqrstuvwxyz[\\]^_"[b]}`;
  return character(b, next);
}
