/**
 * Colours for a line of Python that is being typed.
 *
 * @module
 */
import { shown } from "./screen.ts";

const KEYWORDS = new Set(
  ("False None True and as assert async await break class continue def del elif else except " +
    "finally for from global if import in is lambda nonlocal not or pass raise return try while " +
    "with yield").split(" "),
);

const TOKEN = new RegExp(
  [
    "(?<comment>#.*$)",
    "(?<string>\\b(?:[rRbBuUfF]|[bB][rR]|[rR][bB]|[fF][rR]|[rR][fF])?(?:'''[^]*?(?:'''|$)|" +
    '"""[^]*?(?:"""|$)|\'(?:\\\\.|[^\'\\\\])*(?:\'|$)|"(?:\\\\.|[^"\\\\])*(?:"|$)))',
    "(?<quoted>'''[^]*?(?:'''|$)|\"\"\"[^]*?(?:\"\"\"|$)|'(?:\\\\.|[^'\\\\])*(?:'|$)|" +
    '"(?:\\\\.|[^"\\\\])*(?:"|$))',
    "(?<number>\\b\\d[\\w.]*)",
    "(?<name>[\\p{L}_][\\p{L}\\p{N}_]*)",
  ].join("|"),
  "gu",
);

const paint = (code: number, text: string): string => `\x1b[${code}m${text}\x1b[0m`;

/** A line with colours for keywords, strings, numbers and comments. */
export function coloured(line: string): string {
  const visible = Array.from(line, shown).join("");
  return visible.replace(TOKEN, (...m) => {
    const text = m[0] as string;
    const g = m[m.length - 1] as Record<string, string | undefined>;
    if (g.comment !== undefined) return paint(90, text);
    if (g.string !== undefined || g.quoted !== undefined) return paint(32, text);
    if (g.number !== undefined) return paint(36, text);
    return KEYWORDS.has(text) ? paint(34, text) : text;
  });
}
