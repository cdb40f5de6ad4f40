/**
 * _opcode (Modules/_opcode.c).
 *
 * @module
 */
import { HAVE_ARGUMENT, stackEffect } from "../bytecode/opcodes.ts";
import { valueError } from "../core/errors.ts";
import type { Value } from "../core/object.ts";
import { asCInt } from "../core/ops.ts";
import type { ModuleSpec } from "./spec.ts";

function effect(opcode: Value, oparg: Value = null): Value {
  const op = asCInt(opcode);
  let arg = 0;
  if (op >= HAVE_ARGUMENT) {
    if (oparg === null) {
      throw valueError("stack_effect: opcode requires oparg but oparg was not specified");
    }
    arg = asCInt(oparg);
  } else if (oparg !== null) {
    throw valueError("stack_effect: opcode does not permit oparg but oparg was specified");
  }
  const n = stackEffect(op, arg);
  if (n === null) throw valueError("invalid opcode or oparg");
  return n;
}

export const _opcode_module = (): ModuleSpec => ({
  name: "_opcode",
  doc: "Opcode support module.",
  functions: {
    stack_effect: [
      "($module, opcode, oparg=None, /)",
      effect,
      "Compute the stack effect of the opcode.",
    ],
  },
});
