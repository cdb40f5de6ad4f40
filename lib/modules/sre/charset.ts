/**
 * Character sets of the regular expression code: a table for the first 256
 * characters, the set's own program for the others.
 *
 * @module
 */
import { inCategory, unicodeUpper } from "./chars.ts";

const enum Op {
  Failure = 0,
  Category = 9,
  Charset = 10,
  BigCharset = 11,
  Literal = 19,
  Negate = 26,
  Range = 27,
  RangeIgnore = 32,
}

/** Whether a character is in the set whose program starts at `at` (SRE(charset)). */
export function charsetProgram(code: Int32Array, at: number, c: number): boolean {
  let ok = true;
  for (;;) {
    switch (code[at]) {
      case Op.Failure:
        return !ok;
      case Op.Literal:
        if (c === code[at + 1]) return ok;
        at += 2;
        break;
      case Op.Category:
        if (inCategory(code[at + 1], c)) return ok;
        at += 2;
        break;
      case Op.Charset:
        if (c < 256 && (code[at + 1 + (c >> 5)] & (1 << (c & 31))) !== 0) return ok;
        at += 9;
        break;
      case Op.Range:
        if (code[at + 1] <= c && c <= code[at + 2]) return ok;
        at += 3;
        break;
      case Op.RangeIgnore: {
        const lo = code[at + 1];
        const hi = code[at + 2];
        if (lo <= c && c <= hi) return ok;
        const upper = unicodeUpper(c);
        if (lo <= upper && upper <= hi) return ok;
        at += 3;
        break;
      }
      case Op.Negate:
        ok = !ok;
        at++;
        break;
      case Op.BigCharset: {
        const blocks = code[at + 1];
        if (c < 0x10000) {
          const page = c >> 8;
          const block = (code[at + 2 + (page >> 2)] >>> ((page & 3) * 8)) & 255;
          const word = code[at + 66 + block * 8 + ((c & 255) >> 5)];
          if ((word & (1 << (c & 31))) !== 0) return ok;
        }
        at += 66 + blocks * 8;
        break;
      }
      default:
        // the validator lets nothing else through
        return false;
    }
  }
}

/** A set of characters. */
export class CharSet {
  /** 1 for each member below 256. */
  readonly small: Uint8Array = new Uint8Array(256);

  constructor(
    private readonly code: Int32Array,
    private readonly at: number,
    /** Applied to a character before it is looked up; null where case counts. */
    private readonly lower: ((c: number) => number) | null,
  ) {
    for (let c = 0; c < 256; c++) this.small[c] = this.large(c) ? 1 : 0;
  }

  /** Whether any character is a member. */
  large(c: number): boolean {
    return charsetProgram(this.code, this.at, this.lower === null ? c : this.lower(c));
  }
}
