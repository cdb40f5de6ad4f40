/**
 * What regular expressions know of characters: classes and cases of Unicode
 * 9.0, ASCII and the C locale, as CPython 3.6 has them.
 *
 * @module
 */
import { FLAG_LOCALE, FLAG_UNICODE } from "./constants.ts";

/** Where str.isalnum() changes its answer from code point 128 on: distances in base 36. */
const ALNUM_CHANGES =
  "4q 1 7 2 1 1 3 2 1 3 1 n 1 v 1 cq 4 c e 5 7 1 1 1 3l 5 1 2 2 4 1 1 6 1 1 3 1 1 1 k 1 2b 1 " +
  "3v 8 4m 1 12 2 1 7 13 20 r 5 3 19 17 l a 4 2 1 2r 1 1 f 2 7 f 2 1 g 1 1 u t 2h b 1 e 17 9 " +
  "2 4 1 5 m 4 1 9 1 3 1 n p 1z l 1 8 1y 1i 3 1 i 1 7 a 4 a 1 g 4 8 2 2 2 m 1 7 1 1 3 4 3 1 g " +
  "1 d 2 1 3 4 c 2 6 b 6 4 2 2 m 1 7 1 2 1 2 1 2 v 4 1 1 7 a 2 3 g 9 1 3 1 m 1 7 1 2 1 5 3 1 " +
  "i 1 f 2 4 a 9 1 b 8 2 2 2 m 1 7 1 2 1 5 3 1 u 2 1 3 4 a 1 7 b 1 1 6 3 3 1 4 3 2 1 1 1 2 3 " +
  "2 3 3 3 c m 1 l d i 8 1 3 1 n 1 g 3 1 q 3 5 2 4 a 8 7 1 1 4 8 1 3 1 n 1 a 1 5 3 1 w 1 1 2 " +
  "4 a 1 2 i 8 1 3 1 15 2 1 g 1 5 3 1 a 4 j 1 6 5 i 3 o 1 9 1 1 2 7 v a h 1c 1 2 c 7 9 a 13 2 " +
  "1 1 2 2 1 1 2 1 6 4 1 7 1 3 1 1 1 1 2 2 1 4 1 2 9 1 2 5 1 1 9 a 2 4 w 1 v k c 8 1 10 r 5 " +
  "37 17 k b 6 6 4 4 3 1 3 2 7 3 4 d c 1 1 a 6 12 1 1 5 1 2 17 1 99 1 4 2 7 1 1 1 4 2 15 1 4 " +
  "2 x 1 4 2 7 1 1 1 4 2 f 1 1l 1 4 2 1v e k 3 g g 2e 2 6 3 h8 2 h 1 q 5 23 3 b 7 d 1 4 e i e " +
  "i e d 1 3 f 1g z 1 4 1 3 a 6 a m a 6 2g 8 5 2 y 1 1 5 1y a v 13 14 2 5 b 18 4 q 6 b 11 n 9 " +
  "1h 17 a 6 a d 1 2l 1b h 7 4 a 15 u d 1k q 10 s a 3 1d 2 9 2o 4 1 4 3 2 9 5c 1s 7q 2 6 2 12 " +
  "2 6 2 8 1 1 1 1 1 1 1 v 2 1h 1 7 1 1 3 3 1 7 3 4 2 6 4 d 5 3 1 7 37 2 2 6 5 b 6 d 2t 1 4 1 " +
  "2 a 1 1 3 5 6 1 1 1 1 1 1 4 1 b 2 4 5 5 4 1 1 1m k6 1o 26 m hi u vg 1b 1 1b 1 3p 6 4 3 2 9 " +
  "1 2 12 1 1 5 1 2 1k 7 1 g n 9 7 1 7 1 7 1 7 1 7 1 7 1 7 1 7 28 1 d1 3 p 9 7 5 2 5 4 2e 6 3 " +
  "1 2i 1 4 5 15 3 2m 3 4 a r 1h g w a u 8 1 f w a 13 f 8w 52u 22 g5y 16 wd 1v 1a 2 7h 3 s k " +
  "1b g v 2 28 13 9 2 2v 2 10 1 8 1r b 1 3 1 4 1 n d 6 a 1g e 1e s a o 6 3 1 1 1 2 12 a n p t " +
  "7 1b s b 6 5 1 p 1 15 n 3 1 8 4 a 6 n 3 1 3 1e 1 1 3 2 2 5 2 1 1 1 o 3 2 b 7 3 c 6 2 6 2 6 " +
  "9 7 1 7 1 17 1 a a 37 d a 6 8mc c n 4 1d 6is a6 2 2y 12 7 c 5 5 1 1 a 1 d 1 5 1 1 1 2 1 2 " +
  "1 30 x a3 i 1s 2 1i 14 c 38 5 1 3r j a 7 q 6 q b 2h 3 6 2 6 2 6 2 3 z c 1 q 1 j 1 2 1 f 2 " +
  "e y 3f c 19 c 1l h 2 6s t 3 1d g r 4 10 c r 5 12 a u 2 10 4 8 1 5 16 4e 2 a 6 10 4 10 4 14 " +
  "8 1g 4c 8n 9 m a 8 48 6 2 1 1 18 1 2 3 1 2 n 2 v 2 12 8 9 1c j 1 2 5 x 4 q 1y 1k 4 k 2 1b " +
  "f 4 1 3 1 r c 8 o v 1 w w 8 1 s 6 5 g 1i a m 2 r 5 q n 7 28 21 1j 1f d 1f 7 6 9s v as 1h q " +
  "u j 19 w p 7 a 9 10 f a g z 3 1 c 1c e 4 b b 1 1 4 k b i 1 p 2c 7 1 1 1 4 1 f 1 a 7 1b h a " +
  "b 8 2 2 2 m 1 7 1 2 1 5 3 1 i 1 c 5 4e 1h i 4 5 a 12 1c k 2 1 1 8 a 4m 1b 15 4 10 1c k 1 b " +
  "a 12 17 l a 1i q m c 9w 2b c 1 cg 1l 7b 9 1 11 h 1 f t 5 u og pm 2u 33 h 5g 24c tr 34h g7 " +
  "6nt ft 7 v 1 a 2u u i 1c g 4 c a 1 7 1 l 5 j og 1x b 1 1u d 1s 1 v 4q5 j kz 7bh 2 2da 2z 5 " +
  "d 3 9 7 a 4hy i 3y 2d 1 1z 1 2 2 1 2 2 2 4 1 c 1 1 1 7 1 1t 1 4 2 8 1 7 1 s 1 4 1 5 1 1 3 " +
  "7 1 9g 2 p 1 p 1 v 1 p 1 v 1 p 1 v 1 p 1 v 1 p 1 8 2 1e 35s 5h 2 9 1c 1w c a x2 4 1 r 1 2 " +
  "1 1 2 1 1 a 1 4 1 1 1 1 6 1 4 1 1 1 1 1 1 3 1 2 1 1 2 1 1 1 1 1 1 1 1 1 1 2 1 1 2 4 1 7 1 " +
  "4 1 4 1 1 1 a 1 h 5 3 1 5 1 h g4 d 2yb wyf 15 379 b 66 2 4g2 866 f2";

/** The same for str.isdecimal(). */
const DECIMAL_CHANGES =
  "19c a 3q a 5i a bg a 3a a 3a a 3a a 3a a 3a a 3a a 3a a 3a a 3a a 2o a 3a a 1y a 7q a 1y a " +
  "1fq a 12 a 8c a 3k a 4m a 6 a 52 a 2e a 3q a 6 a r7q a iu a 12 a 5i a m a 2e a ba a geu a " +
  "13a a 2bg a 3k a 1o a 40 a 7q a 9i a 3a a ae a 2u a 2u a bq a o6 a feu a 6e a lf8 1e 3f4 a";

/** Runs of characters with a lower case of their own from code point 128 on: distance, count, step, difference. */
const LOWER_RUNS =
  "5c,n,1,w o,7,1,w 14,o,2,1 1c,,,-5j 2,3,2,1 7,8,2,1 h,n,2,1 1a,,,-3d 1,3,2,1 8,,,5u 1,2,2,1 " +
  "4,,,5q 1,,,1 2,2,1,5p 2,,,1 3,,,27 1,,,5m 1,,,5n 1,,,1 2,,,5p 1,,,5r 2,,,5v 1,,,5t 1,,,1 " +
  "4,,,5v 1,,,5x 2,,,5y 1,3,2,1 6,,,62 1,,,1 2,,,62 3,,,1 2,,,62 1,,,1 2,2,1,61 2,2,2,1 " +
  "4,,,63 1,,,1 4,,,1 8,,,2 1,,,1 2,,,2 1,,,1 2,,,2 1,9,2,1 j,9,2,1 j,,,2 1,2,2,1 4,,,-2p " +
  "1,,,-1k 1,k,2,1 14,,,-3m 2,9,2,1 o,,,8bv 1,,,1 2,,,-4j 1,,,8bs 3,,,1 2,,,-5f 1,,,1x 1,,,1z " +
  "1,5,2,1 8a,2,2,1 6,,,1 9,,,38 7,,,12 2,3,1,11 4,,,1s 2,2,1,1r 3,h,1,w i,9,1,w 18,,,8 " +
  "9,c,2,1 s,,,-1o 3,,,1 2,,,-7 1,,,1 3,3,1,-3m 3,g,1,28 g,w,1,w 28,h,2,1 16,r,2,1 1i,,,f " +
  "1,7,2,1 f,1c,2,1 2p,12,1,1c 29b,12,1,5ls 13,,,5ls 6,,,5ls k3,28,1,tzk 28,6,1,8 1zk,23,2,1 " +
  "4e,,,-5vj 2,1c,2,1 2w,8,1,-8 g,6,1,-8 g,8,1,-8 g,8,1,-8 g,6,1,-8 h,4,2,-8 f,8,1,-8 " +
  "w,8,1,-8 g,8,1,-8 g,8,1,-8 g,2,1,-8 2,2,1,-22 2,,,-9 c,4,1,-2e 4,,,-9 c,2,1,-8 2,2,1,-2s " +
  "e,2,1,-8 2,2,1,-34 2,,,-7 c,2,1,-3k 2,2,1,-3i 2,,,-9 8a,,,-5st 4,,,-6gv 1,,,-6di 7,,,s " +
  "1a,g,1,g z,,,1 mr,q,1,q 1fu,1b,1,1c 2o,,,1 2,,,-8af 1,,,-2xy 1,,,-89z 3,3,2,1 6,,,-8bg " +
  "1,,,-8al 1,,,-8bj 1,,,-8bi 2,,,1 3,,,1 9,2,1,-8cf 2,1e,2,1 2z,2,2,1 7,,,1 nym,n,2,1 " +
  "1s,e,2,1 4i,7,2,1 g,v,2,1 1z,2,2,1 4,,,-r9g 1,5,2,1 d,,,1 2,,,-wmg 3,2,2,1 6,a,2,1 " +
  "k,,,-wn8 1,,,-wnj 1,,,-wnf 1,,,-wn5 1,,,-wn8 2,,,-wlu 1,,,-wmi 1,,,-wlx 1,,,ps 1,2,2,1 " +
  "h9p,q,1,w yn,14,1,14 4w,10,1,14 1jk,1f,1,1s 2e8,w,1,w 155s,y,1,y";

function expand(text: string): Uint32Array {
  let at = 0;
  return Uint32Array.from(text.split(" "), (word) => at += parseInt(word, 36));
}

function inTable(table: Uint32Array, c: number): boolean {
  let low = 0;
  let high = table.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (table[mid] <= c) low = mid + 1;
    else high = mid;
  }
  return (low & 1) === 1;
}

let alnum: Uint32Array | null = null;
let decimal: Uint32Array | null = null;
let lowers: Map<number, number> | null = null;
let uppers: Map<number, number> | null = null;

function asciiAlnum(c: number): boolean {
  return (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
}

/** `chr(c).isalnum()`. */
export function isAlnum(c: number): boolean {
  if (c < 128) return asciiAlnum(c);
  return inTable(alnum ??= expand(ALNUM_CHANGES), c);
}

/** `chr(c).isdecimal()`. */
export function isDecimal(c: number): boolean {
  if (c < 128) return c >= 48 && c <= 57;
  return inTable(decimal ??= expand(DECIMAL_CHANGES), c);
}

/** `chr(c).isspace()`. */
export function isSpace(c: number): boolean {
  if (c < 128) return (c >= 9 && c <= 13) || (c >= 28 && c <= 32);
  return c === 0x85 || c === 0xa0 || c === 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
    c === 0x2028 || c === 0x2029 || c === 0x202f || c === 0x205f || c === 0x3000;
}

/** Whether str.splitlines() splits after the character. */
export function isLinebreak(c: number): boolean {
  return (c >= 10 && c <= 13) || (c >= 28 && c <= 30) || c === 0x85 || c === 0x2028 ||
    c === 0x2029;
}

function asciiLower(c: number): number {
  return c >= 65 && c <= 90 ? c + 32 : c;
}

function lowerTable(): Map<number, number> {
  const table = new Map<number, number>();
  let start = 0;
  for (const run of LOWER_RUNS.split(" ")) {
    const [distance, count, step, difference] = run.split(",").map((w) =>
      w === "" ? 1 : parseInt(w, 36)
    );
    start += distance;
    for (let i = 0; i < count; i++) table.set(start + i * step, start + i * step + difference);
  }
  return table;
}

function unicodeLower(c: number): number {
  if (c < 128) return asciiLower(c);
  return (lowers ??= lowerTable()).get(c) ?? c;
}

/** The upper case of a character where it is one character. */
export function unicodeUpper(c: number): number {
  if (c < 0x10000) {
    const upper = String.fromCharCode(c).toUpperCase();
    return upper.length === 1 ? upper.charCodeAt(0) : c;
  }
  if (uppers === null) {
    uppers = new Map();
    for (const [from, to] of lowers ??= lowerTable()) if (from > 0xffff) uppers.set(to, from);
  }
  return uppers.get(c) ?? c;
}

/** How a pattern with these flags folds case (`_sre.getlower`). */
export function lowerFor(flags: number): (c: number) => number {
  // the C locale knows of ASCII only
  if ((flags & FLAG_LOCALE) !== 0) return asciiLower;
  return (flags & FLAG_UNICODE) !== 0 ? unicodeLower : asciiLower;
}

/** Whether a character is of a category (the numbers of CATEGORY_NAMES). */
export function inCategory(category: number, c: number): boolean {
  switch (category) {
    case 0:
      return c >= 48 && c <= 57;
    case 1:
      return !(c >= 48 && c <= 57);
    case 2:
      return c === 32 || (c >= 9 && c <= 13);
    case 3:
      return !(c === 32 || (c >= 9 && c <= 13));
    case 4:
    case 8:
      return asciiAlnum(c) || c === 95;
    case 5:
    case 9:
      return !(asciiAlnum(c) || c === 95);
    case 6:
      return c === 10;
    case 7:
      return c !== 10;
    case 10:
      return isDecimal(c);
    case 11:
      return !isDecimal(c);
    case 12:
      return isSpace(c);
    case 13:
      return !isSpace(c);
    case 14:
      return c === 95 || isAlnum(c);
    case 15:
      return !(c === 95 || isAlnum(c));
    case 16:
      return isLinebreak(c);
    case 17:
      return !isLinebreak(c);
    default:
      return false;
  }
}
