/**
 * The engine's character properties cut back to Unicode 9.0: characters that
 * came later have none, and are nobody's upper or lower case.
 *
 * @module
 */
import { charRecord } from "./unicode_props.ts";

/** Whether Unicode 9.0 has a character. */
export function inVersion(c: number): boolean {
  return c < 0x370 || charRecord(c).category !== "Cn";
}

/** Whether all characters are from before the first letters that got a case later (U+019B). */
function early(s: string): boolean {
  for (let i = 0; i < s.length; i++) if (s.charCodeAt(i) >= 0x180) return false;
  return true;
}

function allKnown(s: string): boolean {
  for (const ch of s) if (!inVersion(ch.codePointAt(0)!)) return false;
  return true;
}

function mapped(s: string, f: (s: string) => string): string {
  const r = f(s);
  if (r === s || early(s)) return r;
  if (allKnown(s) && allKnown(r)) return r;
  let out = "";
  for (const ch of s) {
    const to = f(ch);
    out += allKnown(ch + to) ? to : ch;
  }
  return out;
}

/** str.upper. */
export function toUpper(s: string): string {
  return mapped(s, (x) => x.toUpperCase());
}

/** str.lower. */
export function toLower(s: string): string {
  return mapped(s, (x) => x.toLowerCase());
}
