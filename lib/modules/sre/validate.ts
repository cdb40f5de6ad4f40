/**
 * Checks a regular expression's code before the engine runs it (_validate of
 * Modules/_sre.c), so that a code list from anywhere cannot lead it astray.
 *
 * @module
 */
import { INFO_CHARSET, INFO_LITERAL, INFO_PREFIX, MAXREPEAT } from "./constants.ts";

/** How deep code may nest. */
const MAX_NESTING = 400;

class Validator {
  private budget: number;

  constructor(readonly code: readonly number[], readonly groups: number) {
    this.budget = 32 * code.length + 1000;
  }

  /** Whether `[at, end)` is a set, without its end mark. */
  charset(at: number, end: number): boolean {
    const code = this.code;
    while (at < end) {
      switch (code[at++]) {
        case 26: // NEGATE
          break;
        case 19: // LITERAL
          at++;
          break;
        case 27: // RANGE
        case 32: // RANGE_IGNORE
          at += 2;
          break;
        case 10: // CHARSET
          at += 8;
          break;
        case 11: { // BIGCHARSET
          const blocks = code[at++];
          if (!(blocks <= 256) || at + 64 > end) return false;
          for (let i = 0; i < 64; i++) {
            for (let shift = 0; shift < 32; shift += 8) {
              if (((code[at + i] >>> shift) & 255) >= blocks) return false;
            }
          }
          at += 64 + 8 * blocks;
          break;
        }
        case 9: // CATEGORY
          if (!(code[at++] < 18)) return false;
          break;
        default:
          return false;
      }
      if (at > end) return false;
    }
    return true;
  }

  /** A set with its end mark in `[at, end)`. */
  private wholeSet(at: number, end: number): boolean {
    return end > at && this.code[end - 1] === 0 && this.charset(at, end - 1);
  }

  private info(at: number, end: number): boolean {
    const code = this.code;
    const flags = code[at];
    if (at + 3 > end || (flags & ~(INFO_PREFIX | INFO_LITERAL | INFO_CHARSET)) !== 0) return false;
    if ((flags & INFO_PREFIX) !== 0 && (flags & INFO_CHARSET) !== 0) return false;
    if ((flags & INFO_LITERAL) !== 0 && (flags & INFO_PREFIX) === 0) return false;
    at += 3;
    if ((flags & INFO_PREFIX) !== 0) {
      if (at + 2 > end) return false;
      const length = code[at];
      const skip = code[at + 1];
      at += 2;
      if (length === 0 || skip > length || at + 2 * length !== end) return false;
      for (let i = 0; i < length; i++) if (code[at + length + i] >= length) return false;
      return true;
    }
    return (flags & INFO_CHARSET) !== 0 ? this.wholeSet(at, end) : at === end;
  }

  /** Whether `[at, end)` is code, without the SUCCESS at its end. */
  inner(at: number, end: number, depth: number): boolean {
    const code = this.code;
    if (depth > MAX_NESTING) return false;
    while (at < end) {
      // conditional groups may be looked at twice, on every level
      if (--this.budget < 0) return false;
      const op = code[at++];
      switch (op) {
        case 21: // MARK
          if (at >= end || code[at] >= 2 * this.groups) return false;
          at++;
          break;
        case 19: // LITERAL
        case 20:
        case 24:
        case 25:
          if (at++ >= end) return false;
          break;
        case 1: // SUCCESS
        case 0: // FAILURE
        case 2: // ANY
        case 3: // ANY_ALL
          break;
        case 6: // AT
          if (at >= end || code[at] >= 12) return false;
          at++;
          break;
        case 15: // IN
        case 16: { // IN_IGNORE
          const next = at + code[at];
          if (!(next <= end) || !this.wholeSet(at + 1, next)) return false;
          at = next;
          break;
        }
        case 17: { // INFO
          const next = at + code[at];
          if (!(next <= end) || !this.info(at + 1, next)) return false;
          at = next;
          break;
        }
        case 7: { // BRANCH
          let target = -1;
          for (;;) {
            const skip = code[at];
            if (at >= end) return false;
            if (skip === 0) break;
            const next = at + skip;
            if (skip < 3 || next >= end || !this.inner(at + 1, next - 2, depth + 1)) return false;
            if (code[next - 2] !== 18) return false;
            const to = next - 1 + code[next - 1];
            if (target < 0) target = to;
            else if (to !== target) return false;
            at = next;
          }
          at++;
          if (target >= 0 && target !== at) return false;
          break;
        }
        case 29: // REPEAT_ONE
        case 31: { // MIN_REPEAT_ONE
          const next = at + code[at];
          if (!this.bounds(at, next, end)) return false;
          if (!this.inner(at + 3, next - 1, depth + 1) || code[next - 1] !== 1) return false;
          at = next;
          break;
        }
        case 28: { // REPEAT
          const next = at + code[at];
          if (!this.bounds(at, next, end)) return false;
          if (!this.inner(at + 3, next, depth + 1) || next >= end) return false;
          if (code[next] !== 22 && code[next] !== 23) return false;
          at = next + 1;
          break;
        }
        case 12: // GROUPREF
        case 14: // GROUPREF_IGNORE
          if (at >= end || code[at] >= this.groups) return false;
          at++;
          break;
        case 13: { // GROUPREF_EXISTS
          if (at + 1 >= end || code[at] >= this.groups) return false;
          at++;
          const yes = at + code[at] - 1;
          if (!(yes <= end) || yes < at + 1) return false;
          // a jump in front of the end says, by all appearance, that there is another way
          const no = yes - 1 + code[yes - 1];
          const both = yes - 2 > at && code[yes - 2] === 18 && no >= yes && no <= end;
          if (
            both && this.inner(at + 1, yes - 2, depth + 1) && this.inner(yes, no, depth + 1)
          ) {
            at = no;
          } else if (this.inner(at + 1, yes, depth + 1)) {
            at = yes;
          } else {
            return false;
          }
          break;
        }
        case 4: // ASSERT
        case 5: { // ASSERT_NOT
          const next = at + code[at];
          if (!(next <= end) || next < at + 3 || (code[at + 1] & 0x80000000) !== 0) return false;
          if (!this.inner(at + 2, next - 1, depth + 1) || code[next - 1] !== 1) return false;
          at = next;
          break;
        }
        default:
          return false;
      }
    }
    return at === end;
  }

  private bounds(at: number, next: number, end: number): boolean {
    const code = this.code;
    return next <= end && next >= at + 3 && code[at + 1] <= code[at + 2] &&
      code[at + 2] <= MAXREPEAT;
  }
}

/** Whether the engine may run a code list; what `_sre.compile` answers with "invalid SRE code". */
export function isValidCode(code: readonly number[], groups: number): boolean {
  if (groups < 0 || groups > 0x7fffffff || code.length === 0) return false;
  if (code.some((c) => !Number.isInteger(c) || c < 0 || c > 0xffffffff)) return false;
  return code[code.length - 1] === 1 &&
    new Validator(code, groups).inner(0, code.length - 1, 0);
}
