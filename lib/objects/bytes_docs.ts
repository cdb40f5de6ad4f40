/**
 * What help() says about the methods of bytes and bytearray.
 *
 * @module
 */
import type { Decl, Decls } from "../core/args.ts";

const DOCS: Readonly<Record<string, string>> = {
  __alloc__: "The number of bytes that have room in the memory held.",
  __reduce__: "Return state information for pickling.",
  __reduce_ex__: "Return state information for pickling.",
  __sizeof__: "Returns the size of the object in memory, in bytes.",
  append: "Append a single item to the end.\n\n  item\n    The item to be appended.",
  capitalize: "A copy whose first letter is upper case and whose others are lower case.",
  center: "A copy in the middle of a length, filled up with a byte (a space by default).",
  clear: "Remove all items.",
  copy: "Return a copy.",
  count: "The number of places in [start:end] where the bytes sub are, without overlap.",
  endswith: "Whether the end is the suffix, or one of a tuple of suffixes.",
  expandtabs: "A copy with spaces in place of tabs, columns being tabsize wide.",
  extend: "Append all the items of an iterable.",
  fromhex: "Make an object of a str of hexadecimal digits, two a byte; spaces are left out.",
  hex: "The hexadecimal digits of all bytes, as a str.",
  insert: "Insert a single item before an index.",
  isalnum: "Whether there are bytes and all are ASCII letters or digits.",
  isalpha: "Whether there are bytes and all are ASCII letters.",
  isdigit: "Whether there are bytes and all are ASCII digits.",
  islower: "Whether there are lower case ASCII letters and no upper case ones.",
  isspace: "Whether there are bytes and all are ASCII white space.",
  istitle: "Whether words begin with upper case ASCII letters and go on in lower case.",
  isupper: "Whether there are upper case ASCII letters and no lower case ones.",
  join: "The items of an iterable of bytes, put together with these between them.",
  ljust: "A copy at the left of a length, filled up with a byte (a space by default).",
  lower: "A copy whose ASCII letters are lower case.",
  lstrip: "A copy without the given bytes (white space by default) at its beginning.",
  partition: "What is before a separator, the separator, and what is behind it.",
  pop: "Remove and return the item at an index, the last one by default.",
  remove: "Remove the first item of a value.",
  replace: "A copy with other bytes in place of some, at most count times.",
  reverse: "Turn the order around in place.",
  rjust: "A copy at the right of a length, filled up with a byte (a space by default).",
  rpartition: "What is before the last separator, the separator, and what is behind it.",
  rstrip: "A copy without the given bytes (white space by default) at its end.",
  splitlines: "A list of the lines, with their ends if keepends is true.",
  startswith: "Whether the beginning is the prefix, or one of a tuple of prefixes.",
  strip: "A copy without the given bytes (white space by default) at both ends.",
  swapcase: "A copy with upper and lower case of ASCII letters exchanged.",
  title: "A copy in which words begin with upper case ASCII letters and go on in lower case.",
  translate: "A copy in which each byte is what a table of 256 says, some being deleted.",
  upper: "A copy whose ASCII letters are upper case.",
  zfill: "A copy with zeros at its left, behind a sign, up to a width.",
};

/** Methods with the texts that they lack. */
export function documented(methods: Decls): Decls {
  const out: Record<string, Decl> = {};
  for (const name in methods) {
    const [text, fn, doc, style] = methods[name];
    out[name] = [text, fn, doc ?? DOCS[name] ?? null, style];
  }
  return out;
}
