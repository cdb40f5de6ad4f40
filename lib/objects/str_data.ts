/**
 * Code points of JS strings: lengths, indices and slices as Python counts them.
 * A string without surrogate pairs is indexed as it is; of others the code
 * points of the last one are remembered.
 *
 * @module
 */
import { memoryError } from "../core/errors.ts";
import { meter } from "../core/meter.ts";

/** What is known of a string. */
interface Known {
  s: string;
  readonly pairs: boolean;
  points: string[] | null;
}

const SIZE = 8;
const cache: Known[] = [];
let next = 0;

const PAIR = /[\ud800-\udbff][\udc00-\udfff]/;

/** The engine answers for a string of single bytes without looking at it; a short one is looked at. */
function scan(s: string): boolean {
  if (s.length >= 8) return PAIR.test(s);
  for (let i = 0; i + 1 < s.length; i++) {
    if ((s.charCodeAt(i) & 0xfc00) === 0xd800 && (s.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      return true;
    }
  }
  return false;
}

/** What is known of a longer string; the last few are remembered. */
function known(s: string): Known {
  for (let i = 0; i < cache.length; i++) {
    const k = cache[i];
    if (k.s === s) {
      // an equal string that is the very same object is found without comparing texts
      k.s = s;
      return k;
    }
  }
  const k: Known = { s, pairs: scan(s), points: null };
  cache[next] = k;
  next = (next + 1) % SIZE;
  return k;
}

/** Whether a string has surrogate pairs, so that its units are not its code points. */
export function hasPairs(s: string): boolean {
  return s.length < 256 ? scan(s) : known(s).pairs;
}

/** The code points as strings. */
export function points(s: string): string[] {
  if (s.length < 32) return Array.from(s);
  const k = known(s);
  return k.points ??= Array.from(s);
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

/** The longest string that the engine holds. */
export const MAX_LENGTH = 2 ** 29 - 24;

/** A text repeated. Raises MemoryError beyond what the engine, or a limit, allows. */
export function repeated(s: string, n: number): string {
  if (n <= 0 || s === "") return "";
  if (s.length * n > MAX_LENGTH) throw memoryError();
  if (meter !== null) {
    if (!meter.allows(s.length * n)) throw memoryError();
    meter.commit(s.length * n / 32);
  }
  return s.repeat(n);
}
