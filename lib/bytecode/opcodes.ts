/**
 * The one table of CPython 3.6's 118 opcodes (Lib/opcode.py, and
 * stack_effect() of Python/compile.c). The compiler, the disassembler, the
 * verifier and both tiers derive from it; tests prove that each of them knows
 * every row.
 *
 * An instruction is two bytes: opcode and argument. Opcodes below
 * {@linkcode HAVE_ARGUMENT} ignore the argument. EXTENDED_ARG gives the next
 * instruction eight more high bits.
 *
 * @example
 * ```ts
 * import { OPMAP, stackEffect } from "@wordcode/vm/opcodes";
 *
 * console.log(OPMAP.get("BINARY_ADD"), stackEffect(23, 0)); // 23 -1
 * ```
 *
 * @module
 */

/** What an opcode's argument means. */
export type ArgKind =
  /** no argument */
  | "none"
  /** a number of its own meaning */
  | "arg"
  /** an index of co_consts */
  | "const"
  /** an index of co_names */
  | "name"
  /** a jump relative to the next instruction, in bytes */
  | "jrel"
  /** a jump to an offset in bytes */
  | "jabs"
  /** an index of co_varnames */
  | "local"
  /** an index of co_cellvars + co_freevars */
  | "free"
  /** an index of {@linkcode CMP_OP} */
  | "compare";

/** One opcode. */
export interface Opcode {
  /** The opcode's number. */
  readonly code: number;
  /** CPython's name. */
  readonly name: string;
  /** What the argument means. */
  readonly arg: ArgKind;
  /** The stack's change, or a function of the argument; for jumps the larger of both ways, as CPython counts. */
  readonly effect: number | ((arg: number) => number) | null;
  /** The stack before and after, the top at the right; `a` is the argument. */
  readonly stack: string;
}

const count = (base: number) => (arg: number) => base - arg;
const makeFunction = (arg: number) =>
  -1 - (arg & 1) - ((arg >> 1) & 1) - ((arg >> 2) & 1) - ((arg >> 3) & 1);

const ROWS: readonly (readonly [
  number,
  string,
  ArgKind,
  number | ((arg: number) => number) | null,
  string,
])[] = [
  [1, "POP_TOP", "none", -1, "x -> "],
  [2, "ROT_TWO", "none", 0, "x y -> y x"],
  [3, "ROT_THREE", "none", 0, "x y z -> z x y"],
  [4, "DUP_TOP", "none", 1, "x -> x x"],
  [5, "DUP_TOP_TWO", "none", 2, "x y -> x y x y"],
  [9, "NOP", "none", null, " -> "],
  [10, "UNARY_POSITIVE", "none", 0, "x -> r"],
  [11, "UNARY_NEGATIVE", "none", 0, "x -> r"],
  [12, "UNARY_NOT", "none", 0, "x -> r"],
  [15, "UNARY_INVERT", "none", 0, "x -> r"],
  [16, "BINARY_MATRIX_MULTIPLY", "none", -1, "x y -> r"],
  [17, "INPLACE_MATRIX_MULTIPLY", "none", -1, "x y -> r"],
  [19, "BINARY_POWER", "none", -1, "x y -> r"],
  [20, "BINARY_MULTIPLY", "none", -1, "x y -> r"],
  [22, "BINARY_MODULO", "none", -1, "x y -> r"],
  [23, "BINARY_ADD", "none", -1, "x y -> r"],
  [24, "BINARY_SUBTRACT", "none", -1, "x y -> r"],
  [25, "BINARY_SUBSCR", "none", -1, "x key -> r"],
  [26, "BINARY_FLOOR_DIVIDE", "none", -1, "x y -> r"],
  [27, "BINARY_TRUE_DIVIDE", "none", -1, "x y -> r"],
  [28, "INPLACE_FLOOR_DIVIDE", "none", -1, "x y -> r"],
  [29, "INPLACE_TRUE_DIVIDE", "none", -1, "x y -> r"],
  [50, "GET_AITER", "none", 0, "x -> aiter"],
  [51, "GET_ANEXT", "none", 1, "aiter -> aiter awaitable"],
  [52, "BEFORE_ASYNC_WITH", "none", 1, "manager -> exit awaitable"],
  [55, "INPLACE_ADD", "none", -1, "x y -> r"],
  [56, "INPLACE_SUBTRACT", "none", -1, "x y -> r"],
  [57, "INPLACE_MULTIPLY", "none", -1, "x y -> r"],
  [59, "INPLACE_MODULO", "none", -1, "x y -> r"],
  [60, "STORE_SUBSCR", "none", -3, "v x key -> "],
  [61, "DELETE_SUBSCR", "none", -2, "x key -> "],
  [62, "BINARY_LSHIFT", "none", -1, "x y -> r"],
  [63, "BINARY_RSHIFT", "none", -1, "x y -> r"],
  [64, "BINARY_AND", "none", -1, "x y -> r"],
  [65, "BINARY_XOR", "none", -1, "x y -> r"],
  [66, "BINARY_OR", "none", -1, "x y -> r"],
  [67, "INPLACE_POWER", "none", -1, "x y -> r"],
  [68, "GET_ITER", "none", 0, "x -> iter"],
  [69, "GET_YIELD_FROM_ITER", "none", 0, "x -> iter"],
  [70, "PRINT_EXPR", "none", -1, "x -> "],
  [71, "LOAD_BUILD_CLASS", "none", 1, " -> f"],
  [72, "YIELD_FROM", "none", -1, "iter v -> r"],
  [73, "GET_AWAITABLE", "none", 0, "x -> iter"],
  [75, "INPLACE_LSHIFT", "none", -1, "x y -> r"],
  [76, "INPLACE_RSHIFT", "none", -1, "x y -> r"],
  [77, "INPLACE_AND", "none", -1, "x y -> r"],
  [78, "INPLACE_XOR", "none", -1, "x y -> r"],
  [79, "INPLACE_OR", "none", -1, "x y -> r"],
  [80, "BREAK_LOOP", "none", 0, " -> "],
  [81, "WITH_CLEANUP_START", "none", 1, "exit why... -> why... exc result"],
  [82, "WITH_CLEANUP_FINISH", "none", -1, "why... exc result -> why..."],
  [83, "RETURN_VALUE", "none", -1, "x -> "],
  [84, "IMPORT_STAR", "none", -1, "module -> "],
  [85, "SETUP_ANNOTATIONS", "none", 0, " -> "],
  [86, "YIELD_VALUE", "none", 0, "x -> sent"],
  [87, "POP_BLOCK", "none", 0, " -> "],
  [88, "END_FINALLY", "none", -1, "why... -> "],
  [89, "POP_EXCEPT", "none", 0, "tb value type -> "],
  [90, "STORE_NAME", "name", -1, "x -> "],
  [91, "DELETE_NAME", "name", 0, " -> "],
  [92, "UNPACK_SEQUENCE", "arg", (a) => a - 1, "x -> xa ... x1"],
  [93, "FOR_ITER", "jrel", 1, "iter -> iter x | "],
  [94, "UNPACK_EX", "arg", (a) => (a & 0xff) + (a >> 8), "x -> xa ... rest ... x1"],
  [95, "STORE_ATTR", "name", -2, "v x -> "],
  [96, "DELETE_ATTR", "name", -1, "x -> "],
  [97, "STORE_GLOBAL", "name", -1, "x -> "],
  [98, "DELETE_GLOBAL", "name", 0, " -> "],
  [100, "LOAD_CONST", "const", 1, " -> x"],
  [101, "LOAD_NAME", "name", 1, " -> x"],
  [102, "BUILD_TUPLE", "arg", count(1), "x1 ... xa -> r"],
  [103, "BUILD_LIST", "arg", count(1), "x1 ... xa -> r"],
  [104, "BUILD_SET", "arg", count(1), "x1 ... xa -> r"],
  [105, "BUILD_MAP", "arg", (a) => 1 - 2 * a, "k1 v1 ... ka va -> r"],
  [106, "LOAD_ATTR", "name", 0, "x -> r"],
  [107, "COMPARE_OP", "compare", -1, "x y -> r"],
  [108, "IMPORT_NAME", "name", -1, "level fromlist -> module"],
  [109, "IMPORT_FROM", "name", 1, "module -> module x"],
  [110, "JUMP_FORWARD", "jrel", 0, " -> "],
  [111, "JUMP_IF_FALSE_OR_POP", "jabs", 0, "x -> x | "],
  [112, "JUMP_IF_TRUE_OR_POP", "jabs", 0, "x -> x | "],
  [113, "JUMP_ABSOLUTE", "jabs", 0, " -> "],
  [114, "POP_JUMP_IF_FALSE", "jabs", -1, "x -> "],
  [115, "POP_JUMP_IF_TRUE", "jabs", -1, "x -> "],
  [116, "LOAD_GLOBAL", "name", 1, " -> x"],
  [119, "CONTINUE_LOOP", "jabs", 0, " -> "],
  [120, "SETUP_LOOP", "jrel", 0, " -> "],
  [121, "SETUP_EXCEPT", "jrel", 6, " -> | tb0 v0 t0 tb v t"],
  [122, "SETUP_FINALLY", "jrel", 6, " -> | tb0 v0 t0 tb v t"],
  [124, "LOAD_FAST", "local", 1, " -> x"],
  [125, "STORE_FAST", "local", -1, "x -> "],
  [126, "DELETE_FAST", "local", 0, " -> "],
  [127, "STORE_ANNOTATION", "name", -1, "x -> "],
  [130, "RAISE_VARARGS", "arg", count(0), "x1 ... xa -> "],
  [131, "CALL_FUNCTION", "arg", count(0), "f x1 ... xa -> r"],
  [132, "MAKE_FUNCTION", "arg", makeFunction, "... code qualname -> f"],
  [133, "BUILD_SLICE", "arg", (a) => (a === 3 ? -2 : -1), "x1 ... xa -> r"],
  [135, "LOAD_CLOSURE", "free", 1, " -> cell"],
  [136, "LOAD_DEREF", "free", 1, " -> x"],
  [137, "STORE_DEREF", "free", -1, "x -> "],
  [138, "DELETE_DEREF", "free", 0, " -> "],
  [141, "CALL_FUNCTION_KW", "arg", count(-1), "f x1 ... xa names -> r"],
  [142, "CALL_FUNCTION_EX", "arg", (a) => -1 - (a & 1), "f args kwargs? -> r"],
  [143, "SETUP_WITH", "jrel", 7, "manager -> exit x"],
  [144, "EXTENDED_ARG", "arg", null, " -> "],
  [145, "LIST_APPEND", "arg", -1, "list ... x -> list ..."],
  [146, "SET_ADD", "arg", -1, "set ... x -> set ..."],
  [147, "MAP_ADD", "arg", -2, "map ... v k -> map ..."],
  [148, "LOAD_CLASSDEREF", "free", 1, " -> x"],
  [149, "BUILD_LIST_UNPACK", "arg", count(1), "x1 ... xa -> r"],
  [150, "BUILD_MAP_UNPACK", "arg", count(1), "x1 ... xa -> r"],
  [151, "BUILD_MAP_UNPACK_WITH_CALL", "arg", count(1), "f args x1 ... xa -> f args r"],
  [152, "BUILD_TUPLE_UNPACK", "arg", count(1), "x1 ... xa -> r"],
  [153, "BUILD_SET_UNPACK", "arg", count(1), "x1 ... xa -> r"],
  [154, "SETUP_ASYNC_WITH", "jrel", 6, "x -> x | tb0 v0 t0 tb v t"],
  [155, "FORMAT_VALUE", "arg", (a) => ((a & 4) === 4 ? -1 : 0), "x spec? -> r"],
  [156, "BUILD_CONST_KEY_MAP", "arg", count(0), "v1 ... va keys -> r"],
  [157, "BUILD_STRING", "arg", count(1), "x1 ... xa -> r"],
  [158, "BUILD_TUPLE_UNPACK_WITH_CALL", "arg", count(1), "f x1 ... xa -> f r"],
];

/** The first opcode whose argument counts. */
export const HAVE_ARGUMENT = 90;

/** EXTENDED_ARG's number. */
export const EXTENDED_ARG = 144;

/** Every opcode, by number. */
export const OPCODES: readonly Opcode[] = ROWS.map(([code, name, arg, effect, stack]) => ({
  code,
  name,
  arg,
  effect,
  stack,
}));

/** The opcode with a number, or undefined. */
export const BY_CODE: readonly (Opcode | undefined)[] = (() => {
  const table: (Opcode | undefined)[] = new Array(256).fill(undefined);
  for (const op of OPCODES) table[op.code] = op;
  return table;
})();

/** Numbers by name (opcode.opmap). */
export const OPMAP: ReadonlyMap<string, number> = new Map(OPCODES.map((o) => [o.name, o.code]));

/** Names by number, `<n>` where there is no opcode (opcode.opname). */
export const OPNAME: readonly string[] = BY_CODE.map((o, i) => (o ? o.name : `<${i}>`));

/** The operators of COMPARE_OP (opcode.cmp_op). */
export const CMP_OP: readonly string[] = [
  "<",
  "<=",
  "==",
  "!=",
  ">",
  ">=",
  "in",
  "not in",
  "is",
  "is not",
  "exception match",
  "BAD",
];

/**
 * The change of the stack's depth by an instruction, as `dis.stack_effect`.
 *
 * @param op The opcode's number.
 * @param arg The argument, 0 when there is none.
 * @returns The change, or null when the number is no opcode of the compiler's (NOP and EXTENDED_ARG included).
 */
export function stackEffect(op: number, arg: number): number | null {
  const effect = BY_CODE[op]?.effect ?? null;
  return typeof effect === "function" ? effect(arg) : effect;
}
