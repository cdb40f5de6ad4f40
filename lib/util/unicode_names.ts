/**
 * Character names of Unicode 9.0, the version of Python 3.6, for "\\N{...}" and unicodedata.
 *
 * The names stand in code point order. Each is coded as a header character, which says how
 * many words it shares with the name before and how many follow, and the numbers of those
 * that follow, in one to three base-64 digits by frequency. "!" digits "!" before a name
 * skips code points. The tables are unpacked at first use.
 *
 * @module
 */

/** The packed texts. */
export interface NameTables {
  readonly words: () => string;
  readonly names: () => string;
  readonly aliases: () => string;
  readonly sequences: () => string;
}

let tables: NameTables | null = null;

/** Gives the tables, before any name is asked for. */
export function setNameTables(t: NameTables): void {
  tables = t;
}

function given(): NameTables {
  if (tables === null) throw new Error("The tables of Unicode names are not installed");
  return tables;
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** Shared and new words of each header character. */
const HEADERS =
  "2,1 3,1 4,1 1,1 3,2 2,2 0,2 0,3 1,2 1,3 0,4 5,1 2,3 1,5 0,1 1,4 0,5 3,3 4,3 1,6 4,2 2,4 2,5 0,6 3,4 5,3 1,7 5,2 0,7 2,6 2,7 6,1 4,4 3,5 1,8 4,5 6,2 5,5 7,2 6,3 0,8 7,3 3,6 8,2 7,1 6,4 2,8 0,11 5,4 0,9 4,6 1,9 9,3 7,4 2,9 3,8 3,7 4,7 3,9 0,10 8,1 0,12 11,1 11,2 5,6 9,4 8,3 8,4 2,11 7,6 6,5 9,1";
const HEADER_CHARS = "#%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklm";

let byName: Map<string, number> | null = null;
let byPoint: Map<number, string> | null = null;
let aliases: Map<string, number> | null = null;
let sequences: Map<string, number[]> | null = null;

function unpack(): void {
  const words = given().words().split(/[ \n]/);
  const text = given().names().replaceAll("\n", "");
  const digit = new Uint8Array(128);
  for (let i = 0; i < DIGITS.length; i++) digit[DIGITS.charCodeAt(i)] = i;
  const shared = new Uint8Array(128);
  const fresh = new Uint8Array(128);
  HEADERS.split(" ").forEach((pair, i) => {
    const [k, n] = pair.split(",");
    shared[HEADER_CHARS.charCodeAt(i)] = Number(k);
    fresh[HEADER_CHARS.charCodeAt(i)] = Number(n);
  });
  const names = new Map<string, number>();
  const points = new Map<number, string>();
  let current: string[] = [];
  let point = -1;
  for (let at = 0; at < text.length;) {
    point++;
    if (text.charCodeAt(at) === 33) {
      let gap = 0;
      for (at++; text.charCodeAt(at) !== 33; at++) gap = gap * 64 + digit[text.charCodeAt(at)];
      at++;
      point += gap;
    }
    const header = text.charCodeAt(at++);
    current = current.slice(0, shared[header]);
    for (let n = fresh[header]; n > 0; n--) {
      const lead = digit[text.charCodeAt(at++)];
      let index = lead;
      if (lead >= 56) {
        index = 32 + 24 * 64 + (lead - 56) * 4096 + digit[text.charCodeAt(at)] * 64 +
          digit[text.charCodeAt(at + 1)];
        at += 2;
      } else if (lead >= 32) index = 32 + (lead - 32) * 64 + digit[text.charCodeAt(at++)];
      current.push(words[index]);
    }
    let name = current.join(" ");
    if (name.includes("@")) name = name.replaceAll("@", hex(point));
    names.set(name, point);
    points.set(point, name);
  }
  byName = names;
  byPoint = points;
}

function hex(point: number): string {
  return point.toString(16).toUpperCase().padStart(4, "0");
}

const JAMO_L = "G GG N D DD R M B BB S SS  J JJ C K T P H".split(" ");
const JAMO_V = "A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I".split(" ");
const JAMO_T = " G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H".split(" ");
const HANGUL = "HANGUL SYLLABLE ";
const IDEOGRAPH = "CJK UNIFIED IDEOGRAPH-";

/** is_unified_ideograph of Unicode 9.0. */
function isUnifiedIdeograph(point: number): boolean {
  return point >= 0x3400 && point <= 0x4db5 || point >= 0x4e00 && point <= 0x9fd5 ||
    point >= 0x20000 && point <= 0x2a6d6 || point >= 0x2a700 && point <= 0x2b734 ||
    point >= 0x2b740 && point <= 0x2b81d || point >= 0x2b820 && point <= 0x2cea1;
}

/** The longest of the jamo names that the text has at `at`; -1 if none. */
function longestJamo(names: readonly string[], text: string, at: number): number {
  let best = -1;
  for (let i = 0; i < names.length; i++) {
    if (text.startsWith(names[i], at) && (best < 0 || names[i].length > names[best].length)) {
      best = i;
    }
  }
  return best;
}

/** The character of a name or alias, without named sequences; -1 if there is none (_getcode). */
export function lookupUnicodeName(name: string): number {
  if (name.startsWith(HANGUL)) {
    let at = HANGUL.length;
    const l = longestJamo(JAMO_L, name, at);
    at += l < 0 ? 0 : JAMO_L[l].length;
    const v = longestJamo(JAMO_V, name, at);
    at += v < 0 ? 0 : JAMO_V[v].length;
    const t = longestJamo(JAMO_T, name, at);
    at += t < 0 ? 0 : JAMO_T[t].length;
    return l >= 0 && v >= 0 && t >= 0 && at === name.length ? 0xac00 + (l * 21 + v) * 28 + t : -1;
  }
  if (name.startsWith(IDEOGRAPH)) {
    const digits = name.slice(IDEOGRAPH.length);
    if (!/^[0-9A-F]{4,5}$/.test(digits)) return -1;
    const point = parseInt(digits, 16);
    return isUnifiedIdeograph(point) ? point : -1;
  }
  if (byName === null) unpack();
  const upper = asciiUpper(name);
  const point = byName!.get(upper);
  if (point !== undefined) return point;
  aliases ??= new Map(entries(given().aliases()).map(([key, value]) => [key, parseInt(value, 16)]));
  return aliases.get(upper) ?? -1;
}

/** The code points of a named sequence; null if there is none. */
export function lookupNamedSequence(name: string): readonly number[] | null {
  sequences ??= new Map(
    entries(given().sequences()).map((
      [key, value],
    ) => [key, value.split("+").map((point) => parseInt(point, 16))]),
  );
  return sequences.get(asciiUpper(name)) ?? null;
}

/** The name of a code point; null if it has none (_getucname). */
export function unicodeName(point: number): string | null {
  if (point >= 0xac00 && point <= 0xd7a3) {
    const index = point - 0xac00;
    return HANGUL + JAMO_L[Math.floor(index / 588)] + JAMO_V[Math.floor(index / 28) % 21] +
      JAMO_T[index % 28];
  }
  if (isUnifiedIdeograph(point)) return IDEOGRAPH + hex(point);
  if (byPoint === null) unpack();
  return byPoint!.get(point) ?? null;
}

function entries(table: string): [string, string][] {
  return table.split(/[ \n]/).map((entry) => {
    const [name, value] = entry.split("=");
    return [name.replaceAll("_", " "), value];
  });
}

function asciiUpper(name: string): string {
  return name.replace(/[a-z]+/g, (part) => part.toUpperCase());
}
