/**
 * Programs so plain that they cannot reach an import: no attribute, no loop, no
 * function, and no built-in but those that stay inside the core. The command
 * line starts these without the library.
 *
 * @module
 */
import { OPMAP } from "../bytecode/opcodes.ts";
import type { PyCode } from "../objects/code.ts";

const OPCODES = "POP_TOP ROT_TWO ROT_THREE DUP_TOP NOP UNARY_POSITIVE UNARY_NEGATIVE UNARY_NOT " +
  "UNARY_INVERT BINARY_POWER BINARY_MULTIPLY BINARY_MODULO BINARY_ADD BINARY_SUBTRACT " +
  "BINARY_SUBSCR BINARY_FLOOR_DIVIDE BINARY_TRUE_DIVIDE BINARY_LSHIFT BINARY_RSHIFT BINARY_AND " +
  "BINARY_XOR BINARY_OR RETURN_VALUE STORE_NAME LOAD_CONST LOAD_NAME BUILD_TUPLE BUILD_LIST " +
  "BUILD_SET BUILD_MAP COMPARE_OP JUMP_FORWARD POP_JUMP_IF_FALSE POP_JUMP_IF_TRUE CALL_FUNCTION " +
  "CALL_FUNCTION_KW FORMAT_VALUE BUILD_STRING BUILD_CONST_KEY_MAP";

const BUILTINS = "print len str int float bool list tuple dict set range sum min max abs repr " +
  "sorted ord chr hash round divmod pow bin hex oct id ascii isinstance type True False None";

/** Whether nothing that the code does can import a module. */
export function isPlain(code: PyCode): boolean {
  const names = new Set(BUILTINS.split(" "));
  const opcodes = new Set(OPCODES.split(" ").map((name) => OPMAP.get(name)));
  const bytes = code.code;
  const stored = new Set<string>();
  for (let i = 0; i < bytes.length; i += 2) {
    if (!opcodes.has(bytes[i])) return false;
    if (OPMAP.get("STORE_NAME") === bytes[i]) stored.add(code.names[bytes[i + 1]]);
  }
  // a name that is neither raises NameError, which needs nothing; dunders have hooks behind them
  return code.names.every((name) => names.has(name) || stored.has(name) && !name.startsWith("__"));
}
