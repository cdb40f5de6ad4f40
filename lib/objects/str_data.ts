/**
 * Code points of JS strings: lengths, indices and slices as Python counts them.
 * A string without surrogate pairs is indexed as it is; of others the code
 * points of the last one are remembered.
 *
 * @module
 */

let lastString = "";
let lastPairs = false;
let lastPoints: string[] | null = null;

function scan(s: string): boolean {
  for (let i = 0; i + 1 < s.length; i++) {
    const c = s.charCodeAt(i);
    if (c >= 0xd800 && c < 0xdc00) {
      const d = s.charCodeAt(i + 1);
      if (d >= 0xdc00 && d < 0xe000) return true;
    }
  }
  return false;
}

/** Whether a string has surrogate pairs, so that its units are not its code points. */
export function hasPairs(s: string): boolean {
  if (s.length < 16) return scan(s);
  if (s === lastString) return lastPairs;
  lastString = s;
  lastPoints = null;
  return lastPairs = scan(s);
}

/** The code points as strings. */
export function points(s: string): string[] {
  if (s === lastString && lastPoints !== null) return lastPoints;
  const p = Array.from(s);
  lastString = s;
  lastPairs = p.length !== s.length;
  lastPoints = p;
  return p;
}

/** len(s). */
export function strLength(s: string): number {
  return hasPairs(s) ? points(s).length : s.length;
}

/** The UTF-16 index of a code point index. */
export function toUnit(s: string, i: number): number {
  if (!hasPairs(s)) return Math.min(i, s.length);
  let u = 0;
  while (i-- > 0 && u < s.length) {
    const c = s.charCodeAt(u);
    u += c >= 0xd800 && c < 0xdc00 && (s.charCodeAt(u + 1) & 0xfc00) === 0xdc00 ? 2 : 1;
  }
  return u;
}

/** The code point index of a UTF-16 index. */
export function toPoint(s: string, unit: number): number {
  if (!hasPairs(s)) return unit;
  let n = 0;
  for (let u = 0; u < unit; n++) {
    const c = s.charCodeAt(u);
    u += c >= 0xd800 && c < 0xdc00 && (s.charCodeAt(u + 1) & 0xfc00) === 0xdc00 ? 2 : 1;
  }
  return n;
}

/** The part between two code point indices. */
export function substring(s: string, start: number, end: number): string {
  return hasPairs(s) ? points(s).slice(start, end).join("") : s.slice(start, end);
}
