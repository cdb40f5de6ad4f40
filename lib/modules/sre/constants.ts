/**
 * The numbers of CPython 3.6's regular expression code (Lib/sre_constants.py,
 * MAGIC 20140917).
 *
 * @module
 */

/** The version of the code that `_sre` and `sre_compile` agree on. */
export const MAGIC = 20140917;
/** Bytes of one code word. */
export const CODESIZE = 4;
/** "Any number" as the upper bound of a repetition. */
export const MAXREPEAT = 0xffffffff;
/** The largest number of groups. */
export const MAXGROUPS = 0x7fffffff;

export const FLAG_TEMPLATE = 1;
export const FLAG_IGNORECASE = 2;
export const FLAG_LOCALE = 4;
export const FLAG_MULTILINE = 8;
export const FLAG_DOTALL = 16;
export const FLAG_UNICODE = 32;
export const FLAG_VERBOSE = 64;
export const FLAG_DEBUG = 128;
export const FLAG_ASCII = 256;

/** INFO: the pattern starts with a literal text. */
export const INFO_PREFIX = 1;
/** INFO: that text is the whole pattern. */
export const INFO_LITERAL = 2;
/** INFO: the pattern starts with a character of a set. */
export const INFO_CHARSET = 4;

/** The opcodes, by number. */
export const OPCODE_NAMES: readonly string[] = [
  "FAILURE",
  "SUCCESS",
  "ANY",
  "ANY_ALL",
  "ASSERT",
  "ASSERT_NOT",
  "AT",
  "BRANCH",
  "CALL",
  "CATEGORY",
  "CHARSET",
  "BIGCHARSET",
  "GROUPREF",
  "GROUPREF_EXISTS",
  "GROUPREF_IGNORE",
  "IN",
  "IN_IGNORE",
  "INFO",
  "JUMP",
  "LITERAL",
  "LITERAL_IGNORE",
  "MARK",
  "MAX_UNTIL",
  "MIN_UNTIL",
  "NOT_LITERAL",
  "NOT_LITERAL_IGNORE",
  "NEGATE",
  "RANGE",
  "REPEAT",
  "REPEAT_ONE",
  "SUBPATTERN",
  "MIN_REPEAT_ONE",
  "RANGE_IGNORE",
];

/** The positions of AT, by number. */
export const AT_NAMES: readonly string[] = [
  "AT_BEGINNING",
  "AT_BEGINNING_LINE",
  "AT_BEGINNING_STRING",
  "AT_BOUNDARY",
  "AT_NON_BOUNDARY",
  "AT_END",
  "AT_END_LINE",
  "AT_END_STRING",
  "AT_LOC_BOUNDARY",
  "AT_LOC_NON_BOUNDARY",
  "AT_UNI_BOUNDARY",
  "AT_UNI_NON_BOUNDARY",
];

/** The categories of characters, by number. */
export const CATEGORY_NAMES: readonly string[] = [
  "CATEGORY_DIGIT",
  "CATEGORY_NOT_DIGIT",
  "CATEGORY_SPACE",
  "CATEGORY_NOT_SPACE",
  "CATEGORY_WORD",
  "CATEGORY_NOT_WORD",
  "CATEGORY_LINEBREAK",
  "CATEGORY_NOT_LINEBREAK",
  "CATEGORY_LOC_WORD",
  "CATEGORY_LOC_NOT_WORD",
  "CATEGORY_UNI_DIGIT",
  "CATEGORY_UNI_NOT_DIGIT",
  "CATEGORY_UNI_SPACE",
  "CATEGORY_UNI_NOT_SPACE",
  "CATEGORY_UNI_WORD",
  "CATEGORY_UNI_NOT_WORD",
  "CATEGORY_UNI_LINEBREAK",
  "CATEGORY_UNI_NOT_LINEBREAK",
];
