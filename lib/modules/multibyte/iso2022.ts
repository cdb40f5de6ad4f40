/**
 * The ISO 2022 codecs (Modules/cjkcodecs/_codecs_iso2022.c): escape sequences
 * designate the sets that the bytes belong to.
 *
 * @module
 */
import { table } from "../../util/multibyte_tables.ts";
import {
  firstPlane,
  katakana,
  ofFirstPlane,
  ofKatakana,
  ofSecondPlane,
  ROMAN,
  secondPlane,
} from "./japanese.ts";
import { type CodecState, ILLEGAL, ksx, MORE, type MultibyteMachine } from "./machine.ts";

const ESC = 0x1b;
const SO = 0x0e;
const SI = 0x0f;
const DOUBLE = 0x100;
const byte = (s: string): number => s.charCodeAt(0);
const ASCII = byte("B");

/** A set: the byte that ends its escape sequence, and what its codes are. */
interface CharSet {
  readonly mark: number;
  readonly decode: (code: number) => string | undefined;
  readonly encode: (s: string) => number | undefined;
}

const never = () => undefined;
const jisx0208: CharSet = {
  mark: byte("B") | DOUBLE,
  decode: (c) => table("jisx0208").decode.get(c | 0x8080),
  encode: (s) => table("jisx0208").encode.get(s),
};
const jisx0208Old: CharSet = { ...jisx0208, mark: byte("@") | DOUBLE };
const jisx0212: CharSet = {
  mark: byte("D") | DOUBLE,
  decode: (c) => table("jisx0212").decode.get(c | 0x8080),
  encode: (s) => table("jisx0212").encode.get(s),
};
const roman: CharSet = {
  mark: byte("J"),
  decode: (c) => c === 0x5c ? "¥" : c === 0x7e ? "‾" : String.fromCharCode(c),
  encode: (s) => Object.hasOwn(ROMAN, s) ? ROMAN[s] : undefined,
};
const kana: CharSet = {
  mark: byte("I"),
  decode: (c) => c >= 0x21 && c <= 0x5f ? ofKatakana(c | 0x80) : undefined,
  encode: (s) => katakana(s),
};
const korean: CharSet = {
  mark: byte("C") | DOUBLE,
  decode: (c) => table("cp949").decode.get(c | 0x8080),
  encode: ksx,
};
const chinese: CharSet = {
  mark: byte("A") | DOUBLE,
  decode: (c) => table("gb2312").decode.get(c | 0x8080),
  encode: (s) => table("gb2312").encode.get(s),
};
const plane1 = (year: 2000 | 2004): CharSet => ({
  mark: byte(year === 2000 ? "O" : "Q") | DOUBLE,
  decode: (c) => ofFirstPlane(c | 0x8080, year),
  encode: (s) => firstPlane(s, year),
});
// both editions are read alike here
const plane2 = (year: 2000 | 2004): CharSet => ({
  mark: byte("P") | DOUBLE,
  decode: (c) => ofSecondPlane(c | 0x8080, 2004),
  encode: (s) => secondPlane(s, year),
});
const latin1: CharSet = { mark: byte("A"), decode: never, encode: never };
const greek: CharSet = { mark: byte("F"), decode: never, encode: never };

interface Config {
  readonly sets: readonly CharSet[];
  /** Sets are shifted in and out of G1. */
  readonly shifts?: boolean;
  /** Single characters of G2 are taken in. */
  readonly g2?: boolean;
}

/** The flags of a state, in `mode`. */
const SHIFTED = 1;
const ESC_THROUGHOUT = 2;

const isEnd = (c: number): boolean => (c >= 0x41 && c <= 0x5a) || c === 0x40;
const setAt = (st: CodecState, i: number): number => st.sets[i] ?? ASCII;

/** A designation; what it takes, or how many bytes are illegal. */
function designate(config: Config, d: Uint8Array, i: number, st: CodecState): number {
  let length = 0;
  for (let k = 1; k < 16; k++) {
    if (i + k >= d.length) return MORE;
    if (isEnd(d[i + k])) {
      length = k + 1;
      break;
    }
  }
  const second = d[i + 1];
  let mark: number;
  let at: number;
  if (length === 3 && second === byte("$")) {
    mark = d[i + 2] | DOUBLE;
    at = 0;
  } else if (length === 3) {
    mark = d[i + 2];
    at = second === byte("(") ? 0 : second === byte(")") ? 1 : -1;
    if (config.g2 && second === byte(".")) at = 2;
  } else if (length === 4 && second === byte("$")) {
    mark = d[i + 3] | DOUBLE;
    at = d[i + 2] === byte("(") ? 0 : d[i + 2] === byte(")") ? 1 : -1;
  } else return length === 0 ? ILLEGAL : -length;
  if (at < 0) return -length;
  const known = config.sets.some((s) => s.mark === mark && (!config.shifts || at === 1));
  if (mark !== ASCII && !known) return -length;
  st.sets[at] = mark;
  return length;
}

const GREEK_MISSING = new Set([0xa4, 0xa5, 0xaa, 0xae, 0xd2, 0xff]);

/** A single character of G2 (ESC N). */
function singleShift(c: number, st: CodecState): string | undefined {
  const set = setAt(st, 2);
  if (set === latin1.mark) return c < 0x80 ? String.fromCharCode(c + 0x80) : undefined;
  if (set === greek.mark) {
    const b = c ^ 0x80;
    if (GREEK_MISSING.has(b)) return undefined;
    if (b < 0xa0) return String.fromCharCode(b);
    return new TextDecoder("iso-8859-7").decode(Uint8Array.of(b));
  }
  return c & 0x80 ? undefined : String.fromCharCode(c);
}

function iso2022(name: string, config: Config): MultibyteMachine {
  const byMark = new Map(config.sets.map((s) => [s.mark, s]));
  return {
    name,
    decode(d, i, out, st) {
      const c = d[i];
      if (st.mode & ESC_THROUGHOUT) {
        out.text += String.fromCharCode(c);
        if (isEnd(c)) st.mode &= ~ESC_THROUGHOUT;
        return 1;
      }
      if (c === ESC) {
        if (i + 1 >= d.length) return MORE;
        if ("()$.&".includes(String.fromCharCode(d[i + 1]))) return designate(config, d, i, st);
        if (config.g2 && d[i + 1] === byte("N")) {
          if (i + 2 >= d.length) return MORE;
          const s = singleShift(d[i + 2], st);
          if (s === undefined) return -3;
          out.text += s;
          return 3;
        }
        st.mode |= ESC_THROUGHOUT;
        out.text += "\x1b";
        return 1;
      }
      if (config.shifts && (c === SI || c === SO)) {
        st.mode = c === SO ? SHIFTED : 0;
        return 1;
      }
      if (c === 0x0a) st.mode &= ~SHIFTED;
      if (c >= 0x80) return ILLEGAL;
      const mark = c < 0x20 ? ASCII : setAt(st, st.mode & SHIFTED);
      if (mark === ASCII) {
        out.text += String.fromCharCode(c);
        return 1;
      }
      const width = mark & DOUBLE ? 2 : 1;
      if (i + width > d.length) return MORE;
      const s = byMark.get(mark)?.decode(width === 1 ? c : c << 8 | d[i + 1]);
      if (s === undefined || (width === 2 && d[i + 1] > 0x7f)) return -width;
      out.text += s;
      return width;
    },
    encode(p, i, out, st) {
      const s = p[i];
      if (s < "\x80") {
        if (setAt(st, 0) !== ASCII) out.push(ESC, byte("("), st.sets[0] = ASCII);
        if (st.mode & SHIFTED) out.push(SI);
        st.mode = 0;
        out.push(s.charCodeAt(0));
        return 1;
      }
      for (const set of config.sets) {
        const code = set.encode(s);
        if (code === undefined) continue;
        const g = config.shifts ? 1 : 0;
        if (setAt(st, g) !== set.mark) {
          out.push(ESC);
          if (set.mark & DOUBLE) out.push(byte("$"));
          if (g === 1) out.push(byte(")"));
          else if (!(set.mark & DOUBLE) || set.mark !== jisx0208.mark) {
            out.push(byte("("));
          }
          out.push(set.mark & 0xff);
          st.sets[g] = set.mark;
        }
        if (g === 1 && !(st.mode & SHIFTED)) {
          out.push(SO);
          st.mode |= SHIFTED;
        }
        if (set.mark & DOUBLE) out.push(code >> 8 & 0x7f);
        out.push(code & 0x7f);
        return 1;
      }
      return ILLEGAL;
    },
    reset(out, st) {
      if (st.mode & SHIFTED) out.push(SI);
      st.mode &= ~SHIFTED;
      if (setAt(st, 0) !== ASCII) out.push(ESC, byte("("), ASCII);
      st.sets[0] = ASCII;
    },
  };
}

export const ISO2022: readonly MultibyteMachine[] = [
  iso2022("iso2022_kr", { sets: [korean], shifts: true }),
  iso2022("iso2022_jp", { sets: [jisx0208, roman, jisx0208Old] }),
  iso2022("iso2022_jp_1", { sets: [jisx0208, jisx0212, roman, jisx0208Old] }),
  iso2022("iso2022_jp_2", {
    sets: [jisx0208, jisx0212, korean, chinese, roman, jisx0208Old, latin1, greek],
    g2: true,
  }),
  iso2022("iso2022_jp_2004", { sets: [jisx0208, plane1(2004), plane2(2004)] }),
  iso2022("iso2022_jp_3", { sets: [jisx0208, plane1(2000), plane2(2000)] }),
  iso2022("iso2022_jp_ext", { sets: [jisx0208, jisx0212, roman, kana, jisx0208Old] }),
];
