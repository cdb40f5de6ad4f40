/**
 * Number literals (parsenumber in Python/ast.c); the tokenizer has checked their form.
 *
 * @module
 */

import type { ConstantFactory, ConstantValue } from "./ast.ts";

/** The value of the literal in `src` from `start` to `end`. */
export function parseNumber(
  src: string,
  start: number,
  end: number,
  constants: ConstantFactory,
): ConstantValue {
  // Nearly all literals are short decimal ints.
  if (end - start <= 15) {
    let value = 0;
    let at = start;
    for (; at < end; at++) {
      const digit = src.charCodeAt(at) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (at === end) return constants.int(value);
  }
  let text = src.slice(start, end);
  if (text.indexOf("_") >= 0) text = text.replaceAll("_", "");
  const second = text.charCodeAt(1) | 32;
  if (text.charCodeAt(0) === 48 && (second === 120 || second === 111 || second === 98)) {
    return constants.int(integer(text, text.length <= 12));
  }
  const last = text.charCodeAt(text.length - 1) | 32;
  if (last === 106) return constants.complex(Number(text.slice(0, -1)));
  if (/^[0-9]+$/.test(text)) return constants.int(integer(text, text.length <= 15));
  return constants.float(Number(text));
}

function integer(text: string, short: boolean): number | bigint {
  if (short) return Number(text);
  const value = BigInt(text);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
