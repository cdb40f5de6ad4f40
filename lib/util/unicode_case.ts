/**
 * Case and numeric properties beyond what JS strings offer.
 *
 * @module
 */
import { numericValue } from "./unicode_props.ts";
import { toUpper } from "./unicode_version.ts";

/** Digits that are no decimal digits (Numeric_Type=Digit): ranges of first code point, last, first value. */
const DIGITS: readonly (readonly [number, number, number])[] = [
  [0xb2, 0xb3, 2],
  [0xb9, 0xb9, 1],
  [0x1369, 0x1371, 1],
  [0x19da, 0x19da, 1],
  [0x2070, 0x2070, 0],
  [0x2074, 0x2079, 4],
  [0x2080, 0x2089, 0],
  [0x2460, 0x2468, 1],
  [0x2474, 0x247c, 1],
  [0x2488, 0x2490, 1],
  [0x24ea, 0x24ea, 0],
  [0x24f5, 0x24fd, 1],
  [0x24ff, 0x24ff, 0],
  [0x2776, 0x277e, 1],
  [0x2780, 0x2788, 1],
  [0x278a, 0x2792, 1],
  [0x10a40, 0x10a43, 1],
  [0x10e60, 0x10e68, 1],
  [0x11052, 0x1105a, 1],
  [0x1f100, 0x1f100, 0],
  [0x1f101, 0x1f10a, 0],
];

/** The value of a digit that is no decimal digit, or -1. */
export function asDigit(c: number): number {
  if (c < 0xb2) return -1;
  for (const [first, last, value] of DIGITS) {
    if (c >= first && c <= last) return value + c - first;
  }
  return -1;
}

/** str.isnumeric of one character. */
export function isNumeric(c: number): boolean {
  if (c < 128) return c >= 48 && c <= 57;
  return numericValue(c) !== undefined;
}

/** Characters whose title case differs from their upper case. */
const TITLE: Readonly<Record<string, string>> = {
  "\u01c4": "\u01c5",
  "\u01c5": "\u01c5",
  "\u01c6": "\u01c5",
  "\u01c7": "\u01c8",
  "\u01c8": "\u01c8",
  "\u01c9": "\u01c8",
  "\u01ca": "\u01cb",
  "\u01cb": "\u01cb",
  "\u01cc": "\u01cb",
  "\u01f1": "\u01f2",
  "\u01f2": "\u01f2",
  "\u01f3": "\u01f2",
  "\u00df": "Ss",
  "\ufb00": "Ff",
  "\ufb01": "Fi",
  "\ufb02": "Fl",
  "\ufb03": "Ffi",
  "\ufb04": "Ffl",
  "\ufb05": "St",
  "\ufb06": "St",
  "\u0587": "\u0535\u0582",
  "\ufb13": "\u0544\u0576",
  "\ufb14": "\u0544\u0565",
  "\ufb15": "\u0544\u056b",
  "\ufb16": "\u054e\u0576",
  "\ufb17": "\u0544\u056d",
};

/** The title case of one character. */
export function titleCase(ch: string): string {
  if (Object.hasOwn(TITLE, ch)) return TITLE[ch];
  const c = ch.codePointAt(0)!;
  // Greek with iota subscript has title letters of its own
  if (c >= 0x1f80 && c <= 0x1faf) return String.fromCodePoint(c | 8);
  if (c === 0x1fb3 || c === 0x1fc3 || c === 0x1ff3) return String.fromCodePoint(c + 9);
  if (c === 0x1fbc || c === 0x1fcc || c === 0x1ffc) return ch;
  // letters with iota subscript and something before it: the subscript stays one
  const u = toUpper(ch);
  return c >= 0x1fb2 && c <= 0x1ff7 && u.length > 1 && u.endsWith("\u0399")
    ? u.slice(0, -1) + "\u0345"
    : u;
}
