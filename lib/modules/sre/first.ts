/**
 * Which characters a match can start with, read off the code, so that a search
 * can pass over all others.
 *
 * @module
 */
import type { CharSet } from "./charset.ts";

const enum Op {
  Success = 1,
  Any = 2,
  AnyAll = 3,
  At = 6,
  Branch = 7,
  In = 15,
  InIgnore = 16,
  Info = 17,
  Jump = 18,
  Literal = 19,
  LiteralIgnore = 20,
  Mark = 21,
  NotLiteral = 24,
  NotLiteralIgnore = 25,
  Repeat = 28,
  RepeatOne = 29,
  MinRepeatOne = 31,
}

/** How much of the code is looked at: a set that is not found soon is not worth it. */
const MAX_STEPS = 200;

/** What the search for the first characters is given. */
export interface FirstInput {
  readonly code: Int32Array;
  /** The set whose program is at a place, with or without folding of case. */
  readonly set: (at: number, ignore: boolean) => CharSet;
  readonly lower: (c: number) => number;
}

/**
 * 1 for each character below 256 that a match can start with (those above
 * always can), or null where a match may be empty or nothing is known.
 *
 * Assertions and conditions on groups count as unknown: what they leave in the
 * groups where they fail can be seen in a later match.
 */
export function firstCharacters(input: FirstInput, start: number): Uint8Array | null {
  const { code, lower } = input;
  const out = new Uint8Array(256);
  let steps = 0;

  const add = (test: (c: number) => boolean) => {
    for (let c = 0; c < 256; c++) if (test(c)) out[c] = 1;
  };

  /** Adds what can come first from `pc` on; false where that is unknown. */
  const walk = (pc: number): boolean => {
    for (;;) {
      if (++steps > MAX_STEPS) return false;
      const k = code[pc + 1];
      switch (code[pc]) {
        case Op.Literal:
          if (k < 256) out[k] = 1;
          return true;
        case Op.NotLiteral:
          add((c) => c !== k);
          return true;
        case Op.LiteralIgnore:
          add((c) => lower(c) === k);
          return true;
        case Op.NotLiteralIgnore:
          add((c) => lower(c) !== k);
          return true;
        case Op.Any:
          add((c) => c !== 10);
          return true;
        case Op.AnyAll:
          return false;
        case Op.In:
        case Op.InIgnore: {
          const { small } = input.set(pc + 2, code[pc] === Op.InIgnore);
          add((c) => small[c] !== 0);
          return true;
        }
        case Op.At:
        case Op.Mark:
          pc += 2;
          break;
        case Op.Jump:
        case Op.Info:
          pc += 1 + k;
          break;
        case Op.Branch: {
          let alternative = pc + 1;
          for (; code[alternative] !== 0; alternative += code[alternative]) {
            if (!walk(alternative + 1)) return false;
          }
          return alternative > pc + 1;
        }
        case Op.RepeatOne:
        case Op.MinRepeatOne:
          if (!walk(pc + 4)) return false;
          if (code[pc + 2] !== 0) return true;
          pc += 1 + k;
          break;
        case Op.Repeat:
          if (!walk(pc + 4)) return false;
          if (code[pc + 2] !== 0) return true;
          pc += 2 + k;
          break;
        default:
          return false;
      }
    }
  };

  return walk(start) ? out : null;
}
