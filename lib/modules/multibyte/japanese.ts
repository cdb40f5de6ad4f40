/**
 * The Japanese codecs but ISO 2022.
 *
 * @module
 */
import { table } from "../../util/multibyte_tables.ts";
import { composing, ILLEGAL, MORE, type MultibyteMachine } from "./machine.ts";

const HALF_WIDTH = 0xff61;
/** The byte of a half-width katakana, from 0xA1 on; undefined for others. */
export function katakana(s: string): number | undefined {
  const c = s.charCodeAt(0);
  return s.length === 1 && c >= HALF_WIDTH && c <= 0xff9f ? c - HALF_WIDTH + 0xa1 : undefined;
}
export const ofKatakana = (b: number): string => String.fromCharCode(b - 0xa1 + HALF_WIDTH);

/** What JIS X 0201 has in place of ASCII's characters. */
export const ROMAN: Readonly<Record<string, number>> = { "¥": 0x5c, "‾": 0x7e };

// EUC ------------------------------------------------------------------------------

const eucJp: MultibyteMachine = {
  name: "euc_jp",
  decode(d, i, out) {
    const c = d[i];
    if (c < 0x80) {
      out.text += String.fromCharCode(c);
      return 1;
    }
    if (i + 1 >= d.length) return MORE;
    const c2 = d[i + 1];
    if (c === 0x8e) {
      if (c2 < 0xa1 || c2 > 0xdf) return ILLEGAL;
      out.text += ofKatakana(c2);
      return 2;
    }
    const three = c === 0x8f;
    if (three && i + 2 >= d.length) return MORE;
    const s = three
      ? table("jisx0212").decode.get(c2 << 8 | d[i + 2])
      : table("jisx0208").decode.get(c << 8 | c2);
    if (s === undefined) return ILLEGAL;
    out.text += s;
    return three ? 3 : 2;
  },
  encode(p, i, out) {
    const s = p[i];
    if (s < "\x80") {
      out.push(s.charCodeAt(0));
      return 1;
    }
    const kana = katakana(s);
    const code = table("jisx0208").encode.get(s);
    if (kana !== undefined) out.push(0x8e, kana);
    else if (code !== undefined) out.push(code >> 8, code & 255);
    else if (Object.hasOwn(ROMAN, s)) out.push(ROMAN[s]);
    else {
      const third = table("jisx0212").encode.get(s);
      if (third === undefined) return ILLEGAL;
      out.push(0x8f, third >> 8, third & 255);
    }
    return 1;
  },
};

/** Characters that JIS X 0213 got in 2004, by their codes in the first plane. */
export const SINCE_2004 = new Set([
  0xaea1,
  0xaffe,
  0xcfd4,
  0xcffe,
  0xf4a7,
  0xfefa,
  0xfefb,
  0xfefc,
  0xfefd,
  0xfefe,
]);

/** A set's code of a character, of JIS X 0213's first plane in either edition. */
export function firstPlane(s: string, year: 2000 | 2004): number | undefined {
  const code = table("jisx0213_1").encode.get(s);
  return code !== undefined && year === 2000 && SINCE_2004.has(code) ? undefined : code;
}
export function ofFirstPlane(code: number, year: 2000 | 2004): string | undefined {
  return year === 2000 && SINCE_2004.has(code) ? undefined : table("jisx0213_1").decode.get(code);
}

/** A character that JIS X 0213 has had since 2004 only. */
const isNew = (s: string): boolean => {
  const code = table("jisx0213_1").encode.get(s);
  return code !== undefined && SINCE_2004.has(code);
};

/** The second plane's one code that the editions read differently. */
const EDITED = 0xfdbb;
const edited = (year: 2000 | 2004) => year === 2000 ? "\u9b1d" : "\u9b1c";

/** A set's code of a character, of JIS X 0213's second plane in either edition. */
export function secondPlane(s: string, year: 2000 | 2004): number | undefined {
  if (s === edited(year)) return EDITED;
  const code = table("jisx0213_2").encode.get(s);
  return code === EDITED ? undefined : code;
}
export function ofSecondPlane(code: number, year: 2000 | 2004): string | undefined {
  return code === EDITED ? edited(year) : table("jisx0213_2").decode.get(code);
}

/** The code that is a tilde but for EUC, and the one that is a backslash in Shift JIS. */
const WAVE = 0xa2b2;
const BACKSLASH = 0xa1c0;

function eucJis(name: string, year: 2000 | 2004): MultibyteMachine {
  return {
    name,
    decode(d, i, out) {
      const c = d[i];
      if (c < 0x80) {
        out.text += String.fromCharCode(c);
        return 1;
      }
      if (i + 1 >= d.length) return MORE;
      const c2 = d[i + 1];
      if (c === 0x8e) {
        if (c2 < 0xa1 || c2 > 0xdf) return ILLEGAL;
        out.text += ofKatakana(c2);
        return 2;
      }
      const three = c === 0x8f;
      if (three && i + 2 >= d.length) return MORE;
      const code = c2 << 8 | d[i + 2];
      const two = c << 8 | c2;
      if (!three && year === 2000 && SINCE_2004.has(two)) return -2;
      const s = three
        ? ofSecondPlane(code, year) ?? table("jisx0212").decode.get(code)
        : two === WAVE
        ? "～"
        : ofFirstPlane(two, year);
      if (s === undefined) return ILLEGAL;
      out.text += s;
      return three ? 3 : 2;
    },
    encode: composing("jisx0213_1", (s, out) => {
      if (s < "\x80") {
        out.push(s.charCodeAt(0));
        return 1;
      }
      const kana = katakana(s);
      const first = s === "～" ? WAVE : firstPlane(s, year);
      if (year === 2000 && (isNew(s) || s === edited(2004))) return ILLEGAL;
      if (kana !== undefined) out.push(0x8e, kana);
      else if (first !== undefined) out.push(first >> 8, first & 255);
      else {
        const third = secondPlane(s, year) ?? table("jisx0212").encode.get(s);
        if (third === undefined) return ILLEGAL;
        out.push(0x8f, third >> 8, third & 255);
      }
      return 1;
    }, (code, out) => out.push(code >> 8, code & 255)),
  };
}

// Shift JIS ------------------------------------------------------------------------

const isLead = (c: number) => (c >= 0x81 && c <= 0x9f) || (c >= 0xe0 && c <= 0xfc);
const isTrail = (c: number) => c >= 0x40 && c <= 0xfc && c !== 0x7f;

/** Row (from 0) and cell (0x21 on) of two bytes: 188 codes a lead byte. */
function unshift(c: number, c2: number): [row: number, cell: number] {
  const lead = c < 0xe0 ? c - 0x81 : c - 0xc1;
  const trail = c2 < 0x80 ? c2 - 0x40 : c2 - 0x41;
  return [2 * lead + (trail < 0x5e ? 0 : 1), trail % 0x5e + 0x21];
}

function shift(row: number, cell: number, out: number[]): void {
  const lead = row >> 1;
  const trail = (row & 1) * 0x5e + cell - 0x21;
  out.push(lead < 0x1f ? lead + 0x81 : lead + 0xc1, trail < 0x3f ? trail + 0x40 : trail + 0x41);
}

/** The bytes of a set's code in EUC order. */
const shiftCode = (code: number, out: number[]): void =>
  shift((code >> 8) - 0xa1, (code & 255) - 0x80, out);

const shiftJis: MultibyteMachine = {
  name: "shift_jis",
  decode(d, i, out) {
    const c = d[i];
    if (c < 0x80) out.text += String.fromCharCode(c);
    else if (c >= 0xa1 && c <= 0xdf) out.text += ofKatakana(c);
    else {
      if (!isLead(c)) return ILLEGAL;
      if (i + 1 >= d.length) return MORE;
      if (!isTrail(d[i + 1])) return ILLEGAL;
      const [row, cell] = unshift(c, d[i + 1]);
      const s = row < 94 ? table("jisx0208").decode.get(row + 0xa1 << 8 | cell + 0x80) : undefined;
      if (s === undefined) return ILLEGAL;
      out.text += s;
      return 2;
    }
    return 1;
  },
  encode(p, i, out) {
    const s = p[i];
    const kana = katakana(s);
    const code = table("jisx0208").encode.get(s);
    if (s < "\x80") out.push(s.charCodeAt(0));
    else if (kana !== undefined) out.push(kana);
    else if (Object.hasOwn(ROMAN, s)) out.push(ROMAN[s]);
    else if (code !== undefined) shiftCode(code, out);
    else return ILLEGAL;
    return 1;
  },
};

/** The second plane's rows, in the order of their places behind the first plane. */
const SECOND_PLANE = [
  0,
  7,
  2,
  3,
  4,
  11,
  12,
  13,
  14,
  ...Array.from({ length: 17 }, (_, i) => 77 + i),
];

function shiftJis2004(name: string, year: 2000 | 2004): MultibyteMachine {
  return {
    name,
    decode(d, i, out) {
      const c = d[i];
      if (c < 0x80) {
        out.text += c === 0x5c ? "¥" : c === 0x7e ? "‾" : String.fromCharCode(c);
        return 1;
      }
      if (c >= 0xa1 && c <= 0xdf) {
        out.text += ofKatakana(c);
        return 1;
      }
      if (!isLead(c)) return ILLEGAL;
      if (i + 1 >= d.length) return MORE;
      if (!isTrail(d[i + 1])) return ILLEGAL;
      const [row, cell] = unshift(c, d[i + 1]);
      const code = (row < 94 ? row : SECOND_PLANE[row - 94]) + 0xa1 << 8 | cell + 0x80;
      if (row < 94 && year === 2000 && SINCE_2004.has(code)) return -2;
      const s = row >= 94
        ? ofSecondPlane(code, year)
        : code === BACKSLASH
        ? "\\"
        : ofFirstPlane(code, year);
      if (s === undefined) return ILLEGAL;
      out.text += s;
      return 2;
    },
    encode: composing("jisx0213_1", (s, out) => {
      const kana = katakana(s);
      const first = s === "\\" ? BACKSLASH : s === "~" ? WAVE : firstPlane(s, year);
      const second = secondPlane(s, year);
      if (s === "＼") return ILLEGAL;
      if (s < "\x80" && s !== "\\" && s !== "~") out.push(s.charCodeAt(0));
      else if (kana !== undefined) out.push(kana);
      else if (Object.hasOwn(ROMAN, s)) out.push(ROMAN[s]);
      else if (first !== undefined) shiftCode(first, out);
      else if (second !== undefined) {
        const place = SECOND_PLANE.indexOf((second >> 8) - 0xa1);
        shift(94 + place, (second & 255) - 0x80, out);
      } else return ILLEGAL;
      return 1;
    }, shiftCode),
  };
}

/** The first code of what users define, and how many a lead byte has. */
const USER_DEFINED = 0xe000;
const USER_ROW = 188;

/** Characters that Windows writes as their likenesses in JIS X 0208. */
const CP932_LIKE: Readonly<Record<string, number>> = {
  "¢": 0x8191,
  "£": 0x8192,
  "¬": 0x81ca,
  "‖": 0x8161,
  "−": 0x817c,
  "〜": 0x8160,
};

const cp932: MultibyteMachine = {
  name: "cp932",
  decode(d, i, out) {
    const c = d[i];
    if (c <= 0x80) out.text += String.fromCharCode(c);
    else if (c === 0xa0) out.text += "\uf8f0";
    else if (c >= 0xa1 && c <= 0xdf) out.text += ofKatakana(c);
    else if (c >= 0xfd) out.text += String.fromCharCode(0xf8f1 + c - 0xfd);
    else {
      if (i + 1 >= d.length) return MORE;
      const s = table("cp932").decode.get(c << 8 | d[i + 1]);
      if (s === undefined) return ILLEGAL;
      out.text += s;
      return 2;
    }
    return 1;
  },
  encode(p, i, out) {
    const s = p[i];
    const c = s.charCodeAt(0);
    const kana = katakana(s);
    if (s.length === 1 && c <= 0x80) out.push(c);
    else if (kana !== undefined) out.push(kana);
    else if (s.length === 1 && c >= 0xf8f0 && c <= 0xf8f3) {
      out.push(c === 0xf8f0 ? 0xa0 : c - 0xf8f1 + 0xfd);
    } else if (s.length === 1 && c >= USER_DEFINED && c < USER_DEFINED + 10 * USER_ROW) {
      const n = c - USER_DEFINED;
      const trail = n % USER_ROW;
      out.push(0xf0 + Math.floor(n / USER_ROW), trail < 0x3f ? trail + 0x40 : trail + 0x41);
    } else {
      const code = Object.hasOwn(CP932_LIKE, s) ? CP932_LIKE[s] : table("cp932").encode.get(s);
      if (code === undefined) return ILLEGAL;
      out.push(code >> 8, code & 255);
    }
    return 1;
  },
};

export const JAPANESE: readonly MultibyteMachine[] = [
  shiftJis,
  cp932,
  eucJp,
  shiftJis2004("shift_jis_2004", 2004),
  eucJis("euc_jis_2004", 2004),
  eucJis("euc_jisx0213", 2000),
  shiftJis2004("shift_jisx0213", 2000),
];
