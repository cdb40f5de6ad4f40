/**
 * Declarations of a document type: elements, attributes, entities, notations.
 *
 * @module
 */
import { type EventArg, NAME, XmlCode, XmlError } from "./base.ts";

/** An entity: its text, or where it is. */
export interface Entity {
  readonly value: string | null;
  readonly base: string | null;
  readonly systemId: string | null;
  readonly publicId: string | null;
  readonly notation: string | null;
  /** It is being parsed. */
  open: boolean;
}

/** A declared attribute. */
export interface Attribute {
  readonly type: string;
  /** Its default, or null. */
  readonly value: string | null;
}

/** What is declared. */
export class Dtd {
  readonly entities = new Map<string, Entity>();
  readonly parameters = new Map<string, Entity>();
  readonly attributes = new Map<string, Map<string, Attribute>>();
  standalone = false;
  /** There is an external subset. */
  external = false;
  /** The external subset has been read. */
  read = false;
  hasParamRefs = false;

  /** Whether an entity that is not known may be declared in what was not read. */
  mayBeElsewhere(): boolean {
    return (this.external || this.hasParamRefs) && !this.standalone && !this.read;
  }
}

/** A content model: type, quantifier, name, children. */
type Model = readonly [number, number, string | null, readonly Model[]];

const QUANT: Readonly<Record<string, number>> = { "": 0, "?": 1, "*": 2, "+": 3 };

/** Reads text piece by piece with regular expressions. */
class Scanner {
  i: number;
  constructor(readonly text: string, from: number, readonly start: number) {
    this.i = from;
  }
  take(re: string): string | null {
    const r = new RegExp(re, "y");
    r.lastIndex = this.i;
    const m = r.exec(this.text);
    if (m === null) return null;
    this.i += m[0].length;
    return m[0];
  }
  need(re: string): string {
    const s = this.take(re);
    if (s === null) throw new XmlError(XmlCode.Syntax, this.i);
    return s;
  }
  space(): void {
    this.need("[ \\t\\r\\n]+");
  }
  maybeSpace(): boolean {
    return this.take("[ \\t\\r\\n]+") !== null;
  }
  literal(): string {
    const s = this.need(`"[^"]*"|'[^']*'`);
    return s.slice(1, -1);
  }
}

/** The end of a declaration, after its `>`; -1 where it is not there yet. */
function declarationEnd(text: string, from: number): number {
  let quote = "";
  for (let i = from; i < text.length; i++) {
    const c = text[i];
    if (quote !== "") {
      if (c === quote) quote = "";
    } else if (c === '"' || c === "'") quote = c;
    else if (c === ">") return i + 1;
  }
  return -1;
}

/** Reads one declaration: its events (kind first) and its end, -1 where it is not complete. */
export function readDeclaration(
  text: string,
  from: number,
  dtd: Dtd,
  base: string | null,
): [EventArg[][], number] {
  const end = declarationEnd(text, from);
  if (end < 0) return [[], -1];
  const s = new Scanner(text, from, from);
  const word = s.take("<!(ELEMENT|ATTLIST|ENTITY|NOTATION)(?=[ \\t\\r\\n])");
  if (word === null) throw new XmlError(XmlCode.InvalidToken, from + 2);
  s.space();
  let events: EventArg[][];
  switch (word) {
    case "<!ELEMENT":
      events = element(s);
      break;
    case "<!ATTLIST":
      events = attlist(s, dtd);
      break;
    case "<!ENTITY":
      events = entity(s, dtd, base);
      break;
    default:
      events = notation(s, base);
  }
  s.maybeSpace();
  s.need(">");
  return [events, s.i];
}

function element(s: Scanner): EventArg[][] {
  const name = s.need(NAME);
  s.space();
  let model: Model;
  if (s.take("EMPTY") !== null) model = [1, 0, null, []];
  else if (s.take("ANY") !== null) model = [2, 0, null, []];
  else {
    s.need("\\(");
    s.maybeSpace();
    if (s.take("#PCDATA") !== null) {
      const children: Model[] = [];
      s.maybeSpace();
      while (s.take("\\|") !== null) {
        s.maybeSpace();
        children.push([4, 0, s.need(NAME), []]);
        s.maybeSpace();
      }
      s.need("\\)");
      const star = s.take("\\*") !== null;
      if (children.length > 0 && !star) throw new XmlError(XmlCode.Syntax, s.i);
      model = [3, star ? 2 : 0, null, children];
    } else model = group(s, 0);
  }
  return [["ElementDecl", name, model]];
}

function group(s: Scanner, depth: number): Model {
  if (depth > 500) throw new XmlError(1, s.i);
  const children: Model[] = [];
  let separator = "";
  for (;;) {
    s.maybeSpace();
    if (s.take("\\(") !== null) children.push(group(s, depth + 1));
    else {
      const name = s.need(NAME);
      children.push([4, QUANT[s.take("[?*+]") ?? ""], name, []]);
    }
    s.maybeSpace();
    if (s.take("\\)") !== null) break;
    const next = s.need("[|,]");
    if (separator !== "" && next !== separator) throw new XmlError(XmlCode.Syntax, s.i - 1);
    separator = next;
  }
  return [separator === "|" ? 5 : 6, QUANT[s.take("[?*+]") ?? ""], null, children];
}

function attlist(s: Scanner, dtd: Dtd): EventArg[][] {
  const el = s.need(NAME);
  let defs = dtd.attributes.get(el);
  if (defs === undefined) dtd.attributes.set(el, defs = new Map());
  const events: EventArg[][] = [];
  while (s.maybeSpace()) {
    const name = s.take(NAME);
    if (name === null) break;
    s.space();
    let type = s.take("CDATA|IDREFS|IDREF|ID|ENTITIES|ENTITY|NMTOKENS|NMTOKEN");
    if (type === null) {
      const notations = s.take("NOTATION[ \\t\\r\\n]+") !== null;
      const list = s.need("\\([^()]*\\)").replace(/[ \t\r\n]+/g, "");
      type = notations ? `NOTATION${list}` : list;
    }
    s.space();
    let value: string | null = null;
    let required = 0;
    if (s.take("#REQUIRED") !== null) required = 1;
    else if (s.take("#IMPLIED") === null) {
      if (s.take("#FIXED") !== null) {
        required = 1;
        s.space();
      }
      value = plainValue(s.literal(), dtd, s.start);
      if (type !== "CDATA") value = value.replace(/ +/g, " ").replace(/^ | $/g, "");
    }
    if (!defs.has(name)) defs.set(name, { type, value });
    events.push(["AttlistDecl", el, name, type, value, required]);
  }
  return events;
}

/** A default value: references replaced, white space made blanks. */
function plainValue(s: string, dtd: Dtd, at: number, depth = 0): string {
  if (depth > 100) throw new XmlError(XmlCode.RecursiveEntity, at);
  return s.replace(/\r\n|[\r\n\t]|&([^;]*);/g, (all, name) => {
    if (all[0] !== "&") return " ";
    if (name[0] === "#") return charOf(name, at);
    const simple: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
    if (simple[name] !== undefined) return simple[name];
    const e = dtd.entities.get(name);
    if (e === undefined) throw new XmlError(XmlCode.UndefinedEntity, at);
    if (e.value === null) throw new XmlError(XmlCode.AttributeExternal, at);
    return plainValue(e.value, dtd, at, depth + 1);
  });
}

function charOf(name: string, at: number): string {
  const n = name[1] === "x" ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  if (!(n > 0 && n < 0x110000) || (n >= 0xd800 && n < 0xe000)) {
    throw new XmlError(XmlCode.BadCharRef, at);
  }
  return String.fromCodePoint(n);
}

function entity(s: Scanner, dtd: Dtd, base: string | null): EventArg[][] {
  const parameter = s.take("%[ \\t\\r\\n]+") !== null;
  const name = s.need(NAME);
  s.space();
  const table = parameter ? dtd.parameters : dtd.entities;
  const isNew = !table.has(name);
  const ids = externalId(s, false);
  if (ids === null) {
    // references to characters and parameters are replaced now, others later
    const value = s.literal().replace(/\r\n?/g, "\n").replace(
      /&(#[^;]*);|%([^;%\s]+);/g,
      (_all, c, p) => {
        if (c !== undefined) return charOf(c, s.start);
        return dtd.parameters.get(p)?.value ?? "";
      },
    );
    if (!isNew) return [];
    table.set(name, { value, base, systemId: null, publicId: null, notation: null, open: false });
    return [["EntityDecl", name, parameter ? 1 : 0, value, base, null, null, null]];
  }
  const [publicId, systemId] = ids;
  let notationName: string | null = null;
  if (!parameter && s.take("[ \\t\\r\\n]+NDATA[ \\t\\r\\n]+") !== null) notationName = s.need(NAME);
  if (!isNew) return [];
  table.set(name, { value: null, base, systemId, publicId, notation: notationName, open: false });
  return notationName !== null
    ? [["UnparsedEntityDecl", name, base, systemId, publicId, notationName]]
    : [["EntityDecl", name, parameter ? 1 : 0, null, base, systemId, publicId, null]];
}

/** [public, system]; null where there is none. A notation may have the public one alone. */
function externalId(s: Scanner, alone: boolean): [string | null, string | null] | null {
  if (s.take("SYSTEM[ \\t\\r\\n]+") !== null) return [null, s.literal()];
  if (s.take("PUBLIC[ \\t\\r\\n]+") === null) return null;
  const pub = s.literal().replace(/[ \r\n\t]+/g, " ").trim();
  if (alone) {
    return s.take(`[ \\t\\r\\n]+(?=["'])`) !== null ? [pub, s.literal()] : [pub, null];
  }
  s.space();
  return [pub, s.literal()];
}

function notation(s: Scanner, base: string | null): EventArg[][] {
  const name = s.need(NAME);
  s.space();
  const ids = externalId(s, true);
  if (ids === null) throw new XmlError(XmlCode.Syntax, s.i);
  return [["NotationDecl", name, base, ids[1], ids[0]]];
}
