/**
 * Multibyte codecs as step functions: one character or escape sequence at a
 * time, so that whole texts, increments and streams share them
 * (Modules/cjkcodecs).
 *
 * @module
 */
import { table, type TableName } from "../../util/multibyte_tables.ts";

/** What a codec keeps between steps: of stateful encodings which sets are in use. */
export interface CodecState {
  /** Shift state or active set; 0 at first. */
  mode: number;
  /** Designated sets (ISO 2022): G0 to G2. */
  sets: number[];
}

export const newState = (): CodecState => ({ mode: 0, sets: [] });

/** What a step of a decoder writes to. */
export interface TextOut {
  text: string;
}

/**
 * A codec. Steps return how much they took; 0 when the input ends in the midst
 * of something; -n when n bytes or characters are illegal.
 */
export interface MultibyteMachine {
  readonly name: string;
  decode(d: Uint8Array, i: number, out: TextOut, st: CodecState): number;
  /** `flush`: nothing comes behind the text. */
  encode(p: readonly string[], i: number, out: number[], st: CodecState, flush: boolean): number;
  /** Puts a decoder into its first state at a line's end; what closes an encoder's text. */
  reset?(out: number[], st: CodecState): void;
}

const ILLEGAL = -1;
const MORE = 0;

/** The step of a table without state: 0x00 to 0x7F are ASCII, else pairs. */
function pairs(
  name: string,
  set: TableName,
  encodeFirst: Readonly<Record<string, number>> = {},
): MultibyteMachine {
  return {
    name,
    decode(d, i, out) {
      const c = d[i];
      if (c < 0x80) {
        out.text += String.fromCharCode(c);
        return 1;
      }
      if (i + 1 >= d.length) return MORE;
      const s = table(set).decode.get(c << 8 | d[i + 1]);
      if (s === undefined) return ILLEGAL;
      out.text += s;
      return 2;
    },
    encode(p, i, out) {
      const s = p[i];
      if (s < "\x80") {
        out.push(s.charCodeAt(0));
        return 1;
      }
      const code = Object.hasOwn(encodeFirst, s) ? encodeFirst[s] : table(set).encode.get(s);
      if (code === undefined) return ILLEGAL;
      out.push(code >> 8, code & 255);
      return 1;
    },
  };
}

// Chinese --------------------------------------------------------------------------

/** The characters of GB 18030's four-byte codes: the rest of the BMP, in order. */
let fourByte: { chars: string[]; index: Map<string, number> } | null = null;
function fourBytes(): { chars: string[]; index: Map<string, number> } {
  if (fourByte !== null) return fourByte;
  const { encode } = table("gb18030");
  const chars: string[] = [];
  for (let c = 0x80; c < 0x10000; c++) {
    if (c >= 0xd800 && c < 0xe000) continue;
    const s = String.fromCharCode(c);
    if (!encode.has(s)) chars.push(s);
  }
  return fourByte = { chars, index: new Map(chars.map((c, i) => [c, i])) };
}
const SUPPLEMENT = 189000;

const gb18030: MultibyteMachine = {
  ...pairs("gb18030", "gb18030"),
  decode(d, i, out) {
    const c = d[i];
    if (c < 0x80) {
      out.text += String.fromCharCode(c);
      return 1;
    }
    if (i + 1 >= d.length) return MORE;
    const c2 = d[i + 1];
    if (c2 < 0x30 || c2 > 0x39) {
      const s = table("gb18030").decode.get(c << 8 | c2);
      if (s === undefined) return ILLEGAL;
      out.text += s;
      return 2;
    }
    if (i + 3 >= d.length) return MORE;
    const c3 = d[i + 2];
    const c4 = d[i + 3];
    if (c < 0x81 || c > 0xfe || c3 < 0x81 || c3 > 0xfe || c4 < 0x30 || c4 > 0x39) return ILLEGAL;
    const n = (((c - 0x81) * 10 + c2 - 0x30) * 126 + c3 - 0x81) * 10 + c4 - 0x30;
    const { chars } = fourBytes();
    if (n < chars.length) out.text += chars[n];
    else if (n >= SUPPLEMENT && n < SUPPLEMENT + 0x100000) {
      out.text += String.fromCodePoint(n - SUPPLEMENT + 0x10000);
    } else return ILLEGAL;
    return 4;
  },
  encode(p, i, out) {
    const s = p[i];
    if (s < "\x80") {
      out.push(s.charCodeAt(0));
      return 1;
    }
    const code = table("gb18030").encode.get(s);
    if (code !== undefined) {
      out.push(code >> 8, code & 255);
      return 1;
    }
    let n = s.length === 2
      ? s.codePointAt(0)! - 0x10000 + SUPPLEMENT
      : fourBytes().index.get(s) ?? -1;
    if (n < 0) return ILLEGAL;
    const four = [0, 0, 0, 0x30 + n % 10];
    n = Math.floor(n / 10);
    four[2] = 0x81 + n % 126;
    n = Math.floor(n / 126);
    four[1] = 0x30 + n % 10;
    four[0] = 0x81 + Math.floor(n / 10);
    out.push(...four);
    return 1;
  },
};

const hz: MultibyteMachine = {
  name: "hz",
  decode(d, i, out, st) {
    const c = d[i];
    if (c === 0x7e) {
      if (i + 1 >= d.length) return MORE;
      const c2 = d[i + 1];
      if (c2 === 0x7e && st.mode === 0) out.text += "~";
      else if (c2 === 0x7b && st.mode === 0) st.mode = 1;
      else if (c2 === 0x0a && st.mode === 0) { /* a line that goes on */ }
      else if (c2 === 0x7d && st.mode === 1) st.mode = 0;
      else return ILLEGAL;
      return 2;
    }
    if (c & 0x80) return ILLEGAL;
    if (st.mode === 0) {
      out.text += String.fromCharCode(c);
      return 1;
    }
    if (i + 1 >= d.length) return MORE;
    const s = table("gb2312").decode.get((c | 0x80) << 8 | d[i + 1] | 0x80);
    if (s === undefined || d[i + 1] & 0x80) return ILLEGAL;
    out.text += s;
    return 2;
  },
  encode(p, i, out, st) {
    const s = p[i];
    if (s < "\x80") {
      if (st.mode === 1) {
        out.push(0x7e, 0x7d);
        st.mode = 0;
      }
      out.push(s.charCodeAt(0));
      if (s === "~") out.push(0x7e);
      return 1;
    }
    const code = table("gb2312").encode.get(s);
    if (code === undefined) return ILLEGAL;
    if (st.mode === 0) {
      out.push(0x7e, 0x7b);
      st.mode = 1;
    }
    out.push(code >> 8 & 0x7f, code & 0x7f);
    return 1;
  },
  reset(out, st) {
    if (st.mode === 1) out.push(0x7e, 0x7d);
    st.mode = 0;
  },
};

/** An encoder of a set where some characters combine with the next one. */
function composing(
  set: TableName,
  single: (s: string, out: number[]) => number,
  put: (code: number, out: number[]) => void,
): MultibyteMachine["encode"] {
  let starts: Set<string> | null = null;
  return (p, i, out, _st, flush) => {
    const { encode } = table(set);
    if (starts === null) {
      starts = new Set();
      for (const s of encode.keys()) if (Array.from(s).length > 1) starts.add(Array.from(s)[0]);
    }
    const s = p[i];
    if (starts.has(s)) {
      if (i + 1 >= p.length && !flush) return MORE;
      const code = encode.get(s + (p[i + 1] ?? ""));
      if (i + 1 < p.length && code !== undefined) {
        put(code, out);
        return 2;
      }
    }
    return single(s, out);
  };
}

const BIG5_FIRST = { "十": 0xa451, "卅": 0xa4ca, "／": 0xa241, "＼": 0xa242 };
const hkscsPairs = pairs("big5hkscs", "big5hkscs", {
  ...BIG5_FIRST,
  "═": 0xf9f9,
  "╞": 0xf9e9,
  "╡": 0xf9eb,
  "╪": 0xf9ea,
  "╭": 0xf9fa,
  "╮": 0xf9fb,
  "╯": 0xf9fd,
  "╰": 0xf9fc,
});
const hkscs: MultibyteMachine = {
  ...hkscsPairs,
  encode: composing(
    "big5hkscs",
    (s, out) => hkscsPairs.encode([s], 0, out, newState(), true),
    (code, out) => out.push(code >> 8, code & 255),
  ),
};

// Korean ---------------------------------------------------------------------------

const isKsx = (code: number): boolean => code >> 8 >= 0xa1 && (code & 255) >= 0xa1;

/** KS X 1001 alone, without what cp949 adds. */
function ksx(s: string): number | undefined {
  const code = table("cp949").encode.get(s);
  return code !== undefined && isKsx(code) ? code : undefined;
}

// Letters of the syllables: as initials, vowels and finals, by the last byte of their own codes.
const INITIALS = [
  0xa1,
  0xa2,
  0xa4,
  0xa7,
  0xa8,
  0xa9,
  0xb1,
  0xb2,
  0xb3,
  0xb5,
  0xb6,
  0xb7,
  0xb8,
  0xb9,
  0xba,
  0xbb,
  0xbc,
  0xbd,
  0xbe,
];
const FINALS = [
  0xd4,
  0xa1,
  0xa2,
  0xa3,
  0xa4,
  0xa5,
  0xa6,
  0xa7,
  0xa9,
  0xaa,
  0xab,
  0xac,
  0xad,
  0xae,
  0xaf,
  0xb0,
  0xb1,
  0xb2,
  0xb4,
  0xb5,
  0xb6,
  0xb7,
  0xb8,
  0xba,
  0xbb,
  0xbc,
  0xbd,
  0xbe,
];
const HANGUL = 0xac00;

const eucKr: MultibyteMachine = {
  name: "euc_kr",
  decode(d, i, out) {
    const c = d[i];
    if (c < 0x80) {
      out.text += String.fromCharCode(c);
      return 1;
    }
    if (i + 1 >= d.length) return MORE;
    if (c === 0xa4 && d[i + 1] === 0xd4) {
      // a syllable spelled out of its letters
      if (i + 7 >= d.length) return MORE;
      if (d[i + 2] !== 0xa4 || d[i + 4] !== 0xa4 || d[i + 6] !== 0xa4) return ILLEGAL;
      const a = INITIALS.indexOf(d[i + 3]);
      const b = d[i + 5] - 0xbf;
      const e = FINALS.indexOf(d[i + 7]);
      if (a < 0 || b < 0 || b > 20 || e < 0) return ILLEGAL;
      out.text += String.fromCharCode(HANGUL + a * 588 + b * 28 + e);
      return 8;
    }
    const code = c << 8 | d[i + 1];
    const s = isKsx(code) ? table("cp949").decode.get(code) : undefined;
    if (s === undefined) return ILLEGAL;
    out.text += s;
    return 2;
  },
  encode(p, i, out) {
    const s = p[i];
    if (s < "\x80") {
      out.push(s.charCodeAt(0));
      return 1;
    }
    const code = ksx(s);
    if (code !== undefined) {
      out.push(code >> 8, code & 255);
      return 1;
    }
    const n = s.charCodeAt(0) - HANGUL;
    if (s.length > 1 || n < 0 || n >= 11172) return ILLEGAL;
    const vowel = 0xbf + Math.floor(n / 28) % 21;
    out.push(0xa4, 0xd4, 0xa4, INITIALS[Math.floor(n / 588)], 0xa4, vowel, 0xa4, FINALS[n % 28]);
    return 1;
  },
};

// johab: 1, then five bits each for the initial, the vowel and the final
const JOHAB_INITIAL = Array.from({ length: 19 }, (_, i) => i + 2);
const JOHAB_VOWEL = [3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 18, 19, 20, 21, 22, 23, 26, 27, 28, 29];
const JOHAB_FINAL = Array.from({ length: 28 }, (_, i) => i < 17 ? i + 1 : i + 2);
const johabCode = (a: number, b: number, c: number) => 0x8000 | a << 10 | b << 5 | c;

let johabLetters: Map<number, string> | null = null;
/** The letters alone: initials and vowels, and finals that are no initials. */
function lettersOfJohab(): Map<number, string> {
  if (johabLetters !== null) return johabLetters;
  johabLetters = new Map();
  FINALS.forEach((f, i) => {
    if (i > 0) johabLetters!.set(johabCode(1, 2, JOHAB_FINAL[i]), letter(f));
  });
  INITIALS.forEach((a, i) => johabLetters!.set(johabCode(JOHAB_INITIAL[i], 2, 1), letter(a)));
  JOHAB_VOWEL.forEach((v, i) => johabLetters!.set(johabCode(1, v, 1), letter(0xbf + i)));
  return johabLetters;
}
const letter = (low: number): string => String.fromCharCode(0x3131 + low - 0xa1);

const johab: MultibyteMachine = {
  name: "johab",
  decode(d, i, out) {
    const c = d[i];
    if (c < 0x80) {
      out.text += String.fromCharCode(c);
      return 1;
    }
    if (i + 1 >= d.length) return MORE;
    const c2 = d[i + 1];
    if (c < 0xd8) {
      const code = c << 8 | c2;
      const a = JOHAB_INITIAL.indexOf(code >> 10 & 31);
      const b = JOHAB_VOWEL.indexOf(code >> 5 & 31);
      const e = JOHAB_FINAL.indexOf(code & 31);
      if (a >= 0 && b >= 0 && e >= 0) {
        out.text += String.fromCharCode(HANGUL + a * 588 + b * 28 + e);
        return 2;
      }
      const s = code === johabCode(1, 2, 1) ? "\u3000" : lettersOfJohab().get(code);
      if (s === undefined) return ILLEGAL;
      out.text += s;
      return 2;
    }
    const code = ksxOfJohab(c, c2);
    const s = code === undefined ? undefined : table("cp949").decode.get(code);
    if (s === undefined) return ILLEGAL;
    out.text += s;
    return 2;
  },
  encode(p, i, out) {
    const s = p[i];
    if (s < "\x80") {
      out.push(s.charCodeAt(0));
      return 1;
    }
    const n = s.charCodeAt(0) - HANGUL;
    let code: number | undefined;
    if (s.length === 1 && n >= 0 && n < 11172) {
      const vowel = JOHAB_VOWEL[Math.floor(n / 28) % 21];
      code = johabCode(JOHAB_INITIAL[Math.floor(n / 588)], vowel, JOHAB_FINAL[n % 28]);
    } else if (s >= "\u3131" && s <= "\u3163") {
      for (const [k, v] of lettersOfJohab()) if (v === s) code = k;
    } else {
      const k = ksx(s);
      if (k !== undefined) code = johabOfKsx(k);
    }
    if (code === undefined) return ILLEGAL;
    out.push(code >> 8, code & 255);
    return 1;
  },
};

/** Where KS X 1001's symbols and hanja are in johab: two rows for each lead byte. */
function ksxOfJohab(c: number, c2: number): number | undefined {
  if (
    c === 0xdf || c > 0xf9 || c2 < 0x31 || (c2 >= 0x80 && c2 < 0x91) || c2 === 0x7f || c2 > 0xfe
  ) {
    return undefined;
  }
  if (c === 0xda && c2 >= 0xa1 && c2 <= 0xd3) return undefined;
  const row = c < 0xe0 ? 2 * (c - 0xd9) : 2 * c - 0x197;
  const cell = c2 < 0x91 ? c2 - 0x31 : c2 - 0x43;
  const code = row + (cell < 0x5e ? 0 : 1) + 0x21 << 8 | (cell < 0x5e ? cell : cell - 0x5e) + 0x21;
  return isKsx(code | 0x8080) ? code | 0x8080 : undefined;
}

function johabOfKsx(code: number): number | undefined {
  const c1 = (code >> 8) - 0x80;
  const c2 = (code & 255) - 0x80;
  if (!((c1 >= 0x21 && c1 <= 0x2c) || (c1 >= 0x4a && c1 <= 0x7d))) return undefined;
  const t1 = c1 < 0x4a ? c1 - 0x21 + 0x1b2 : c1 - 0x21 + 0x197;
  const t2 = (t1 & 1 ? 0x5e : 0) + c2 - 0x21;
  return t1 >> 1 << 8 | (t2 < 0x4e ? t2 + 0x31 : t2 + 0x43);
}

export const CHINESE: readonly MultibyteMachine[] = [
  pairs("gb2312", "gb2312"),
  pairs("gbk", "gbk"),
  gb18030,
  hz,
];
export const TAIWAN: readonly MultibyteMachine[] = [
  pairs("big5", "big5", BIG5_FIRST),
  pairs("cp950", "cp950", {
    "十": 0xa451,
    "卅": 0xa4ca,
    "¢": 0xa246,
    "£": 0xa247,
    "¥": 0xa244,
    "•": 0xa145,
    "‾": 0xa1c2,
    "∼": 0xa1e3,
    "☉": 0xa1f3,
    "♁": 0xa1f2,
    "､": 0xa14e,
  }),
];
export const HONGKONG: readonly MultibyteMachine[] = [hkscs];
export const KOREAN: readonly MultibyteMachine[] = [pairs("cp949", "cp949"), eucKr, johab];

export { composing, ILLEGAL, ksx, MORE };
