/**
 * Unicode properties that Python's text functions ask for.
 *
 * The engine's tables are newer than Unicode 9.0, CPython 3.6's: what was
 * assigned since is sorted out by `unicode_version.ts`.
 *
 * @module
 */
import { inVersion } from "./unicode_version.ts";

/** Py_UNICODE_ISSPACE. */
export function isSpace(c: number): boolean {
  if (c < 128) return (c >= 9 && c <= 13) || (c >= 28 && c <= 32);
  return c === 0x85 || c === 0xa0 || c === 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
    c === 0x2028 || c === 0x2029 || c === 0x202f || c === 0x205f || c === 0x3000;
}

/** Line boundaries of str.splitlines. */
export function isLineBreak(c: number): boolean {
  return (c >= 10 && c <= 13) || (c >= 28 && c <= 30) || c === 0x85 || c === 0x2028 || c === 0x2029;
}

let nd: RegExp | null = null;
/** The value of a decimal digit (Nd), or -1. */
export function decimalDigit(c: number): number {
  if (c < 128) return c >= 48 && c <= 57 ? c - 48 : -1;
  nd ??= /^\p{Nd}$/u;
  if (!nd.test(String.fromCodePoint(c)) || !inVersion(c)) return -1;
  // the mathematical digits come in five tens without gaps, all others at multiples of ten from a zero
  if (c >= 0x1d7ce && c <= 0x1d7ff) return (c - 0x1d7ce) % 10;
  let zero = c;
  while (c - zero < 9 && nd.test(String.fromCodePoint(zero - 1))) zero--;
  return c - zero;
}

/** A text without the ASCII white space at its ends. */
export function trimSpaces(s: string): string {
  let i = 0;
  let j = s.length;
  while (i < j && isSpace(s.charCodeAt(i))) i++;
  while (j > i && isSpace(s.charCodeAt(j - 1))) j--;
  return s.slice(i, j);
}
