/**
 * What the parts of the XML processor share.
 *
 * @module
 */

/** expat's error numbers. */
export const enum XmlCode {
  Syntax = 2,
  NoElements = 3,
  InvalidToken = 4,
  UnclosedToken = 5,
  TagMismatch = 7,
  DuplicateAttribute = 8,
  Junk = 9,
  UndefinedEntity = 11,
  RecursiveEntity = 12,
  AsyncEntity = 13,
  BadCharRef = 14,
  BinaryEntity = 15,
  AttributeExternal = 16,
  MisplacedDecl = 17,
  UnknownEncoding = 18,
  UnclosedCdata = 20,
  External = 21,
  NotStandalone = 22,
  UnboundPrefix = 27,
  UndeclaringPrefix = 28,
  Finished = 36,
  ReservedXml = 38,
  ReservedXmlns = 39,
  ReservedUri = 40,
}

/** What stops the parser, and where in the text. */
export class XmlError {
  constructor(readonly code: number, readonly at: number) {}
}

/** An argument of an event. */
export type EventArg = string | number | null | readonly string[] | readonly unknown[];

const START =
  ":A-Z_a-z\\xaa\\xb5\\xba\\xc0-\\xd6\\xd8-\\xf6\\xf8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\udfff\\uf900-\\ufdcf\\ufdf0-\\ufffd";
/** A name, as a part of a regular expression. */
export const NAME = `[${START}][${START}\\-.0-9\\xb7\\u0300-\\u036f\\u203f\\u2040]*`;
