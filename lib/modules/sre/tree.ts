/**
 * A parsed pattern as Python values, for sre_parse: sequences are lists of
 * (opcode, argument), opcodes and categories are their numbers in CPython's
 * sre_constants.
 *
 * @module
 */
import { PyDict } from "../../core/dict.ts";
import { PyList, tuple, type Value } from "../../core/object.ts";
import { OPCODE_NAMES } from "./constants.ts";
import type { Node, Sequence, SetItem } from "./parser.ts";

// numbers of opcodes that only trees have
const TREE_NAMES = [...OPCODE_NAMES, "MIN_REPEAT", "MAX_REPEAT"];

const numberOf = (op: string): number => TREE_NAMES.indexOf(op.toUpperCase());

function setItem(item: SetItem): Value {
  const op = numberOf(item.op);
  switch (item.op) {
    case "negate":
      return tuple([op, null]);
    case "literal":
      return tuple([op, item.c]);
    case "range":
      return tuple([op, tuple([item.lo, item.hi])]);
    case "category":
      return tuple([op, item.category]);
  }
}

function argument(node: Node): Value {
  switch (node.op) {
    case "literal":
    case "not_literal":
      return node.c;
    case "any":
      return null;
    case "in":
      return new PyList(node.items.map(setItem));
    case "at":
      return node.at;
    case "branch":
      return tuple([null, new PyList(node.items.map(sequence))]);
    case "subpattern":
      return tuple([node.group, node.addFlags, node.delFlags, sequence(node.body)]);
    case "max_repeat":
    case "min_repeat":
      return tuple([node.min, node.max, sequence(node.body)]);
    case "assert":
    case "assert_not":
      return tuple([node.dir, sequence(node.body)]);
    case "groupref":
      return node.group;
    case "groupref_exists":
      return tuple([node.group, sequence(node.yes), node.no === null ? null : sequence(node.no)]);
  }
}

function sequence(s: Sequence): Value {
  return new PyList(s.nodes.map((node) => tuple([numberOf(node.op), argument(node)])));
}

/** (flags, {name: group}, widths of the groups, sequence) of a pattern. */
export function patternTree(s: Sequence): Value {
  const names = new PyDict();
  for (const [name, group] of s.state.names) names.setStr(name, group);
  const widths = s.state.widths.map((w) => w === null ? null : tuple([...w]));
  return tuple([s.state.flags, names, new PyList(widths), sequence(s)]);
}
