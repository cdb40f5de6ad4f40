/**
 * An XML 1.0 processor that does not validate, with expat's events, errors and
 * places: text comes in pieces, and a token that is not complete waits.
 *
 * @module
 */
import { type EventArg, NAME, XmlCode, XmlError } from "./base.ts";
import { Dtd, type Entity, readDeclaration } from "./dtd.ts";

/** More text is needed. */
const INCOMPLETE = Symbol("incomplete token");

/** Who gets the events. */
export interface Sink {
  /** Whether a kind of event has a handler. */
  has(kind: string): boolean;
  /** An event; what the handler returned, as a truth. */
  event(kind: string, args: EventArg[]): boolean;
  /** Text that no handler took. */
  other(raw: string): void;
  /** Whether internal entities are expanded although text is reported as it is. */
  expand(): boolean;
}

const nameRe = new RegExp(NAME, "y");
// deno-lint-ignore no-control-regex
const dataRe = /[^<&\r\n\]\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]+/y;
// deno-lint-ignore no-control-regex
const badRe = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;

const PREDEFINED: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};

const XML_URI = "http://www.w3.org/XML/1998/namespace";
const XMLNS_URI = "http://www.w3.org/2000/xmlns/";

const enum Mode {
  Prolog,
  Dtd,
  Content,
  Epilog,
}

interface Open {
  /** As it stands in the text. */
  readonly raw: string;
  /** As it is reported. */
  readonly name: string;
  /** Prefixes that this element binds, with what they were bound to. */
  readonly bound: [string, string | undefined][];
}

const isSpace = (c: string): boolean => c === " " || c === "\n" || c === "\t" || c === "\r";

/** The processor. */
export class XmlParser {
  private text = "";
  private pos = 0;
  private final = false;
  private mode = Mode.Prolog;
  private started = false;
  private inCdata = false;
  private stack: Open[] = [];
  /** How many elements are open where the running entity began. */
  private floor = 0;
  private readonly bindings = new Map<string, string>([["xml", XML_URI]]);
  /** Where the last event was, in the outermost text. */
  private eventAt = 0;
  private inEntity = 0;
  // what the text before `text` had
  private lines = 1;
  private columns = 0;
  private bytes = 0;
  private counted = 0;
  finished = false;
  base: string | null = null;
  namespacePrefixes = false;
  paramEntityParsing = 0;
  foreignDtd = false;
  private doctype: [string | null, string | null] | null = null;

  constructor(
    readonly sink: Sink,
    /** The separator of names in namespaces; null where they are not processed. */
    readonly separator: string | null,
    readonly dtd: Dtd = new Dtd(),
    /** For the text of an external entity: "content", or "dtd" for a subset. */
    readonly part: "document" | "content" | "dtd" = "document",
  ) {
    if (part === "content") this.mode = Mode.Content;
    else if (part === "dtd") this.mode = Mode.Dtd;
  }

  /** Names of encodings that a declaration asks for are handed to this; true where the text must be read anew. */
  onEncoding: (name: string) => void = () => {};

  /** Line, column and byte index of the last event. */
  place(): [line: number, column: number, byte: number] {
    const at = Math.min(this.eventAt, this.text.length);
    if (at < this.counted) return [this.lines, this.columns, this.bytes];
    this.count(at);
    return [this.lines, this.columns, this.bytes];
  }

  private outer: string | null = null;

  private count(to: number): void {
    const t = this.outer ?? this.text;
    for (let i = this.counted; i < to; i++) {
      const c = t.charCodeAt(i);
      if (c === 10) {
        // a carriage return before it has ended the line
        if (t.charCodeAt(i - 1) !== 13) this.lines++;
        this.columns = 0;
      } else if (c === 13) {
        this.lines++;
        this.columns = 0;
      } else if ((c & 0xfc00) !== 0xdc00) this.columns++;
      this.bytes += this.width(c);
    }
    this.counted = to;
  }

  /** Bytes of a UTF-16 unit in the encoding of the document. */
  width: (c: number) => number = (c) =>
    c < 128 ? 1 : c < 0x800 ? 2 : (c & 0xf800) === 0xd800 ? 2 : 3;

  /** Skips bytes before the text: a byte order mark. */
  skipBytes(n: number): void {
    this.bytes += n;
    this.columns += 1;
  }

  /** Takes text. Throws {@linkcode XmlError}. */
  feed(text: string, final: boolean): void {
    if (this.finished) throw new XmlError(XmlCode.Finished, this.pos);
    // what is done with goes
    if (this.pos > 0) {
      this.eventAt = Math.max(this.eventAt, this.counted);
      this.count(this.pos);
      this.text = this.text.slice(this.pos);
      this.counted = this.eventAt = this.pos = 0;
    }
    this.text += text;
    this.final = final;
    if (final) this.finished = true;
    try {
      this.run();
    } catch (e) {
      if (e === INCOMPLETE) {
        if (final) {
          throw this.fail(this.inCdata ? XmlCode.UnclosedCdata : XmlCode.UnclosedToken, this.pos);
        }
        return;
      }
      this.finished = true;
      if (e instanceof XmlError) throw this.fail(e.code, e.at);
      throw e;
    }
    if (!final) return;
    this.eventAt = this.text.length;
    if (this.part !== "document") {
      if (this.stack.length > 0) throw this.fail(XmlCode.AsyncEntity, this.text.length);
    } else if (this.mode !== Mode.Epilog) throw this.fail(XmlCode.NoElements, this.text.length);
  }

  private fail(code: number, at: number): XmlError {
    this.finished = true;
    if (this.inEntity === 0) this.eventAt = at;
    return new XmlError(code, at);
  }

  private run(): void {
    while (this.pos < this.text.length) {
      if (this.inEntity === 0) this.eventAt = this.pos;
      if (!this.started) {
        if (this.text.length < 6 && !this.final && "<?xml ".startsWith(this.text)) throw INCOMPLETE;
        if (/^<\?xml[ \t\r\n]/.test(this.text)) this.declaration();
        this.started = true;
        continue;
      }
      if (this.inCdata) this.cdata();
      else if (this.mode === Mode.Content) this.content();
      else if (this.mode === Mode.Dtd) this.subset();
      else this.outside();
    }
  }

  /** The character at a place. */
  private at(i: number): string {
    if (i >= this.text.length) throw INCOMPLETE;
    return this.text[i];
  }

  /** Whether the text goes on with something; INCOMPLETE where that cannot be said. */
  private looking(s: string, i: number): boolean {
    if (this.text.startsWith(s, i)) return true;
    if (this.text.length - i < s.length && s.startsWith(this.text.slice(i))) throw INCOMPLETE;
    return false;
  }

  private find(s: string, from: number): number {
    const i = this.text.indexOf(s, from);
    if (i < 0) {
      const bad = badRe.exec(this.text.slice(from));
      if (bad !== null) throw new XmlError(XmlCode.InvalidToken, from + bad.index);
      throw INCOMPLETE;
    }
    return i;
  }

  private name(i: number): string {
    nameRe.lastIndex = i;
    const m = nameRe.exec(this.text);
    if (m === null) {
      this.at(i);
      throw new XmlError(XmlCode.InvalidToken, i);
    }
    if (i + m[0].length >= this.text.length) throw INCOMPLETE;
    return m[0];
  }

  private skip(i: number): number {
    while (isSpace(this.at(i))) i++;
    return i;
  }

  /** An event, or its text for the default handler. */
  private emit(kind: string, args: EventArg[], end: number): void {
    const raw = this.sink.has(kind) ? null : this.text.slice(this.pos, end);
    if (raw === null) this.sink.event(kind, args);
    else this.sink.other(raw);
  }

  private declaration(): void {
    const end = this.find("?>", 0);
    const body = this.text.slice(5, end);
    const m =
      /^(?:[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"([-\w.:]+)"|'([-\w.:]+)'))?(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"([A-Za-z][-\w.]*)"|'([A-Za-z][-\w.]*)'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(yes|no)"|'(yes|no)'))?[ \t\r\n]*$/
        .exec(body);
    const version = m?.[1] ?? m?.[2];
    const encoding = m?.[3] ?? m?.[4];
    const alone = m?.[5] ?? m?.[6];
    if (m === null || (version === undefined && this.part === "document")) {
      throw new XmlError(30, 5 + Math.max(0, body.search(/[^ \t\r\n]/)));
    }
    if (alone === "yes") this.dtd.standalone = true;
    this.emit(
      "XmlDecl",
      [version ?? null, encoding ?? null, alone === undefined ? -1 : alone === "yes" ? 1 : 0],
      end + 2,
    );
    this.pos = end + 2;
    if (encoding !== undefined) this.onEncoding(encoding);
  }

  /** Replaces the text that is still to come: it was read in another encoding. */
  replaceRest(text: string): void {
    this.text = this.text.slice(0, this.pos) + text;
  }

  /** Where the text that is still to come begins. */
  get rest(): number {
    return this.pos;
  }

  private outside(): void {
    const c = this.text[this.pos];
    if (isSpace(c)) {
      let i = this.pos;
      while (i < this.text.length && isSpace(this.text[i])) i++;
      this.sink.other(this.text.slice(this.pos, i).replace(/\r\n?/g, "\n"));
      this.pos = i;
      return;
    }
    if (c !== "<") {
      throw new XmlError(this.mode === Mode.Epilog ? XmlCode.Junk : XmlCode.Syntax, this.pos);
    }
    const d = this.at(this.pos + 1);
    if (d === "?") this.pi();
    else if (d === "!") {
      if (this.looking("<!--", this.pos)) this.comment();
      else if (this.mode === Mode.Prolog && this.looking("<!DOCTYPE", this.pos)) this.doctypeDecl();
      else throw new XmlError(XmlCode.InvalidToken, this.pos + 2);
    } else if (this.mode === Mode.Epilog) throw new XmlError(XmlCode.Junk, this.pos);
    else {
      this.mode = Mode.Content;
      this.startTag();
    }
  }

  private comment(): void {
    const end = this.find("--", this.pos + 4);
    if (this.at(end + 2) !== ">") throw new XmlError(XmlCode.InvalidToken, end + 2);
    const body = this.text.slice(this.pos + 4, end);
    this.check(body, this.pos + 4);
    this.emit("Comment", [body.replace(/\r\n?/g, "\n")], end + 3);
    this.pos = end + 3;
  }

  private check(s: string, at: number): void {
    const bad = badRe.exec(s);
    if (bad !== null) throw new XmlError(XmlCode.InvalidToken, at + bad.index);
  }

  private pi(): void {
    const name = this.name(this.pos + 2);
    let i = this.pos + 2 + name.length;
    if (name.toLowerCase() === "xml") {
      throw new XmlError(
        name === "xml" ? XmlCode.MisplacedDecl : XmlCode.InvalidToken,
        name === "xml" ? this.pos : this.pos + 2,
      );
    }
    if (!isSpace(this.at(i)) && !this.looking("?>", i)) throw new XmlError(XmlCode.InvalidToken, i);
    const end = this.find("?>", i);
    while (i < end && isSpace(this.text[i])) i++;
    const body = this.text.slice(i, end);
    this.check(body, i);
    this.emit("ProcessingInstruction", [name, body.replace(/\r\n?/g, "\n")], end + 2);
    this.pos = end + 2;
  }

  // Content ---------------------------------------------------------------------------

  private content(): void {
    const c = this.text[this.pos];
    if (c === "<") {
      const d = this.at(this.pos + 1);
      if (d === "/") this.endTag();
      else if (d === "?") this.pi();
      else if (d === "!") {
        if (this.looking("<![CDATA[", this.pos)) {
          this.emit("StartCdataSection", [], this.pos + 9);
          this.pos += 9;
          this.inCdata = true;
        } else if (this.looking("<!--", this.pos)) this.comment();
        else throw new XmlError(XmlCode.InvalidToken, this.pos + 2);
      } else this.startTag();
    } else if (c === "&") this.reference();
    else this.characters();
  }

  private characters(): void {
    const c = this.text[this.pos];
    if (c === "\r" || c === "\n") {
      let end = this.pos + 1;
      if (c === "\r") {
        if (end >= this.text.length && !this.final) throw INCOMPLETE;
        if (this.text[end] === "\n") end++;
      }
      this.emit("CharacterData", ["\n"], end);
      this.pos = end;
      return;
    }
    if (c === "]" && !this.inCdata) {
      if (this.text.length - this.pos < 3 && !this.final) throw INCOMPLETE;
      if (this.text.startsWith("]]>", this.pos)) {
        throw new XmlError(XmlCode.InvalidToken, this.pos + 2);
      }
    }
    dataRe.lastIndex = this.pos;
    let s = dataRe.exec(this.text)?.[0] ?? "";
    if (s === "") {
      if (c !== "]") throw new XmlError(XmlCode.InvalidToken, this.pos);
      s = "]";
    }
    const end = this.pos + s.length;
    this.emit("CharacterData", [s], end);
    this.pos = end;
  }

  private cdata(): void {
    const c = this.text[this.pos];
    if (c === "]") {
      if (this.text.length - this.pos < 3 && !this.final) throw INCOMPLETE;
      if (this.text.startsWith("]]>", this.pos)) {
        this.emit("EndCdataSection", [], this.pos + 3);
        this.pos += 3;
        this.inCdata = false;
        return;
      }
    }
    if (c === "<" || c === "&") {
      let end = this.pos;
      while (end < this.text.length && !"]\r\n".includes(this.text[end])) end++;
      const s = this.text.slice(this.pos, end);
      this.check(s, this.pos);
      this.emit("CharacterData", [s], end);
      this.pos = end;
    } else this.characters();
  }

  private charRef(i: number): [string, number] {
    const m = /&#(?:x([0-9a-fA-F]+)|([0-9]+))(;?)/y;
    m.lastIndex = i;
    const r = m.exec(this.text);
    if (r === null || r[3] === "") {
      const end = i + (r?.[0].length ?? (this.text[i + 2] === "x" ? 3 : 2));
      this.at(end);
      throw new XmlError(XmlCode.InvalidToken, end);
    }
    const n = r[1] !== undefined ? parseInt(r[1], 16) : Number(r[2]);
    const good = n === 9 || n === 10 || n === 13 || (n >= 32 && n < 0xd800) ||
      (n >= 0xe000 && n < 0xfffe) || (n >= 0x10000 && n < 0x110000);
    if (!good) throw new XmlError(XmlCode.BadCharRef, i);
    return [String.fromCodePoint(n), i + r[0].length];
  }

  /** A reference's name and its end. */
  private refName(i: number): [string, number] {
    const name = this.name(i + 1);
    const end = i + 1 + name.length;
    if (this.at(end) !== ";") throw new XmlError(XmlCode.InvalidToken, end);
    return [name, end + 1];
  }

  private reference(): void {
    if (this.at(this.pos + 1) === "#") {
      const [s, end] = this.charRef(this.pos);
      this.emit("CharacterData", [s], end);
      this.pos = end;
      return;
    }
    const [name, end] = this.refName(this.pos);
    const simple = PREDEFINED[name];
    if (simple !== undefined) {
      this.emit("CharacterData", [simple], end);
      this.pos = end;
      return;
    }
    const e = this.dtd.entities.get(name);
    if (e === undefined) {
      if (!this.dtd.mayBeElsewhere()) throw new XmlError(XmlCode.UndefinedEntity, this.pos);
      if (this.sink.has("SkippedEntity")) this.sink.event("SkippedEntity", [name, 0]);
      else this.sink.other(this.text.slice(this.pos, end));
    } else if (e.open) throw new XmlError(XmlCode.RecursiveEntity, this.pos);
    else if (e.notation !== null) throw new XmlError(XmlCode.BinaryEntity, this.pos);
    else if (e.value !== null) {
      if (!this.sink.expand()) {
        if (this.sink.has("SkippedEntity")) this.sink.event("SkippedEntity", [name, 0]);
        else this.sink.other(this.text.slice(this.pos, end));
      } else this.entity(e, () => this.content());
    } else if (this.sink.has("ExternalEntityRef")) {
      e.open = true;
      try {
        if (!this.sink.event("ExternalEntityRef", [name, e.base, e.systemId, e.publicId])) {
          throw new XmlError(XmlCode.External, this.pos);
        }
      } finally {
        e.open = false;
      }
    } else this.sink.other(this.text.slice(this.pos, end));
    this.pos = end;
  }

  /** Parses an internal entity's text in place of the reference. */
  private entity(e: Entity, step: () => void): void {
    const { text, pos, final, floor } = this;
    e.open = true;
    this.place();
    if (this.inEntity === 0) this.outer = text;
    this.inEntity++;
    this.text = e.value!;
    this.pos = 0;
    this.final = true;
    this.floor = this.stack.length;
    try {
      while (this.pos < this.text.length) {
        if (this.inCdata) this.cdata();
        else step();
      }
      if (this.stack.length !== this.floor) throw new XmlError(XmlCode.AsyncEntity, pos);
    } catch (err) {
      if (err === INCOMPLETE) throw new XmlError(XmlCode.UnclosedToken, pos);
      throw err instanceof XmlError ? new XmlError(err.code, pos) : err;
    } finally {
      e.open = false;
      this.inEntity--;
      if (this.inEntity === 0) this.outer = null;
      this.text = text;
      this.pos = pos;
      this.final = final;
      this.floor = floor;
    }
  }

  private startTag(): void {
    const raw = this.name(this.pos + 1);
    let i = this.pos + 1 + raw.length;
    const attrs: string[] = [];
    let seen: Set<string> | null = null;
    const types = this.dtd.attributes.get(raw);
    for (;;) {
      const c = this.at(i);
      if (c === ">" || c === "/") break;
      if (!isSpace(c)) throw new XmlError(XmlCode.InvalidToken, i);
      i = this.skip(i);
      if (this.text[i] === ">" || this.text[i] === "/") break;
      const from = i;
      const name = this.name(i);
      i = this.skip(i + name.length);
      if (this.text[i] !== "=") throw new XmlError(XmlCode.InvalidToken, i);
      i = this.skip(i + 1);
      const q = this.text[i];
      if (q !== '"' && q !== "'") throw new XmlError(XmlCode.InvalidToken, i);
      const end = this.text.indexOf(q, i + 1);
      const body = this.text.slice(i + 1, end < 0 ? undefined : end);
      // deno-lint-ignore no-control-regex
      const bad = /[<\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.exec(body);
      if (bad !== null) throw new XmlError(XmlCode.InvalidToken, i + 1 + bad.index);
      if (end < 0) throw INCOMPLETE;
      if (attrs.length > 0 && (seen ??= new Set(attrs.filter((_, k) => k % 2 === 0))).has(name)) {
        throw new XmlError(XmlCode.DuplicateAttribute, from);
      }
      seen?.add(name);
      const type = types?.get(name)?.type ?? "CDATA";
      attrs.push(name, this.value(body, i + 1, type !== "CDATA"));
      i = end + 1;
    }
    const empty = this.text[i] === "/";
    if (empty && this.at(++i) !== ">") throw new XmlError(XmlCode.InvalidToken, i);
    const specified = attrs.length;
    if (types !== undefined) {
      for (const [name, def] of types) {
        if (def.value === null) continue;
        let has = false;
        for (let k = 0; k < specified && !has; k += 2) has = attrs[k] === name;
        if (!has) attrs.push(name, def.value);
      }
    }
    const end = i + 1;
    const bound: Open["bound"] = [];
    let name = raw;
    let reported = attrs;
    let given = specified;
    if (this.separator !== null) {
      [name, reported, given] = this.namespaces(raw, attrs, specified, bound);
    }
    this.emit("StartElement", [name, reported, given], end);
    const open = { raw, name, bound };
    if (empty) {
      this.pos = end;
      if (this.inEntity === 0) this.eventAt = end;
      if (this.sink.has("EndElement")) this.sink.event("EndElement", [name]);
      this.unbind(open);
    } else {
      this.pos = end;
      this.stack.push(open);
    }
    if (this.stack.length === 0 && this.part === "document") this.mode = Mode.Epilog;
  }

  private endTag(): void {
    const raw = this.name(this.pos + 2);
    const i = this.skip(this.pos + 2 + raw.length);
    if (this.text[i] !== ">") throw new XmlError(XmlCode.InvalidToken, i);
    if (this.stack.length === this.floor) throw new XmlError(XmlCode.AsyncEntity, this.pos);
    const open = this.stack[this.stack.length - 1];
    if (open.raw !== raw) throw new XmlError(XmlCode.TagMismatch, this.pos + 2);
    this.stack.pop();
    this.emit("EndElement", [open.name], i + 1);
    this.unbind(open);
    this.pos = i + 1;
    if (this.stack.length === 0 && this.part === "document") this.mode = Mode.Epilog;
  }

  /** An attribute's value: references replaced, white space made blanks. */
  private value(body: string, at: number, tokens: boolean): string {
    let out = body;
    if (/[&\r\n\t]/.test(body)) {
      out = this.expanded(body, at, 0);
    }
    return tokens ? out.replace(/ +/g, " ").replace(/^ | $/g, "") : out;
  }

  private expanded(body: string, at: number, depth: number): string {
    return body.replace(/\r\n|[\r\n\t]|&(#?)([^;&\s]*)(;?)/g, (all, hash, name, semi, i) => {
      if (all[0] !== "&") return " ";
      const where = depth === 0 ? at + i : at;
      if (semi === "" || name === "") {
        throw new XmlError(XmlCode.InvalidToken, depth === 0 ? where + all.length : at);
      }
      if (hash === "#") {
        if (!/^(x[0-9a-fA-F]+|[0-9]+)$/.test(name)) {
          throw new XmlError(XmlCode.InvalidToken, where + 2);
        }
        const n = name[0] === "x" ? parseInt(name.slice(1), 16) : Number(name);
        if (n === 0 || n > 0x10ffff || (n >= 0xd800 && n < 0xe000)) {
          throw new XmlError(XmlCode.BadCharRef, where);
        }
        return String.fromCodePoint(n);
      }
      const simple = PREDEFINED[name];
      if (simple !== undefined) return simple;
      const e = this.dtd.entities.get(name);
      if (e === undefined) {
        if (this.dtd.mayBeElsewhere()) return "";
        throw new XmlError(XmlCode.UndefinedEntity, where);
      }
      if (e.open) throw new XmlError(XmlCode.RecursiveEntity, where);
      if (e.notation !== null) throw new XmlError(XmlCode.BinaryEntity, where);
      if (e.value === null) throw new XmlError(XmlCode.AttributeExternal, where);
      e.open = true;
      try {
        return this.expanded(e.value, where, depth + 1);
      } finally {
        e.open = false;
      }
    });
  }

  // Namespaces --------------------------------------------------------------------------

  private namespaces(
    raw: string,
    attrs: readonly string[],
    specified: number,
    bound: Open["bound"],
  ): [string, string[], number] {
    const out: string[] = [];
    let given = 0;
    for (let k = 0; k < attrs.length; k += 2) {
      const name = attrs[k];
      if (name === "xmlns") this.bind("", attrs[k + 1], bound);
      else if (name.startsWith("xmlns:")) this.bind(name.slice(6), attrs[k + 1], bound);
      else {
        out.push(name, attrs[k + 1]);
        if (k < specified) given += 2;
      }
    }
    const seen = new Set<string>();
    for (let k = 0; k < out.length; k += 2) {
      if (!out[k].includes(":")) continue;
      out[k] = this.qualified(out[k], false);
      if (seen.has(out[k])) throw new XmlError(XmlCode.DuplicateAttribute, this.pos);
      seen.add(out[k]);
    }
    return [this.qualified(raw, true), out, given];
  }

  private bind(prefix: string, uri: string, bound: Open["bound"]): void {
    if (prefix === "xmlns") throw new XmlError(XmlCode.ReservedXmlns, this.pos);
    if (prefix !== "" && uri === "") throw new XmlError(XmlCode.UndeclaringPrefix, this.pos);
    if (prefix === "xml" && uri !== XML_URI) throw new XmlError(XmlCode.ReservedXml, this.pos);
    if (prefix !== "xml" && (uri === XML_URI || uri === XMLNS_URI)) {
      throw new XmlError(XmlCode.ReservedUri, this.pos);
    }
    bound.push([prefix, this.bindings.get(prefix)]);
    this.bindings.set(prefix, uri);
    if (this.sink.has("StartNamespaceDecl")) {
      this.sink.event("StartNamespaceDecl", [
        prefix === "" ? null : prefix,
        uri === "" ? null : uri,
      ]);
    }
  }

  private unbind(open: Open): void {
    for (let k = open.bound.length - 1; k >= 0; k--) {
      const [prefix, before] = open.bound[k];
      if (this.sink.has("EndNamespaceDecl")) {
        this.sink.event("EndNamespaceDecl", [prefix === "" ? null : prefix]);
      }
      if (before === undefined) this.bindings.delete(prefix);
      else this.bindings.set(prefix, before);
    }
  }

  private qualified(raw: string, element: boolean): string {
    const colon = raw.indexOf(":");
    const prefix = colon < 0 ? "" : raw.slice(0, colon);
    const local = colon < 0 ? raw : raw.slice(colon + 1);
    if (prefix === "" && !element) return raw;
    const uri = this.bindings.get(prefix);
    if (uri === undefined) {
      if (prefix === "") return raw;
      throw new XmlError(XmlCode.UnboundPrefix, this.pos);
    }
    if (uri === "") return raw;
    const name = uri + this.separator + local;
    return this.namespacePrefixes && prefix !== "" ? name + this.separator + prefix : name;
  }

  // The document type -------------------------------------------------------------------

  private doctypeDecl(): void {
    let i = this.skip(this.pos + 9);
    const name = this.name(i);
    i = this.skip(i + name.length);
    let systemId: string | null = null;
    let publicId: string | null = null;
    const literal = (): string => {
      i = this.skip(i);
      const q = this.text[i];
      if (q !== '"' && q !== "'") throw new XmlError(XmlCode.Syntax, i);
      const end = this.find(q, i + 1);
      const s = this.text.slice(i + 1, end);
      i = end + 1;
      return s;
    };
    if (this.looking("PUBLIC", i)) {
      i += 6;
      publicId = literal().replace(/[ \r\n\t]+/g, " ").trim();
      systemId = literal();
    } else if (this.looking("SYSTEM", i)) {
      i += 6;
      systemId = literal();
    }
    i = this.skip(i);
    const internal = this.text[i] === "[";
    if (!internal && this.text[i] !== ">") throw new XmlError(XmlCode.Syntax, i);
    if (systemId !== null) {
      this.dtd.external = true;
      this.notStandalone();
    }
    this.doctype = [systemId, publicId];
    if (this.inEntity === 0) this.eventAt = i;
    this.emit("StartDoctypeDecl", [name, systemId, publicId, internal ? 1 : 0], i + 1);
    this.pos = i + 1;
    if (internal) this.mode = Mode.Dtd;
    else this.endDoctype();
  }

  private notStandalone(): void {
    if (this.dtd.standalone || !this.sink.has("NotStandalone")) return;
    if (!this.sink.event("NotStandalone", [])) {
      throw new XmlError(XmlCode.NotStandalone, this.pos);
    }
  }

  private endDoctype(): void {
    const [systemId, publicId] = this.doctype!;
    const wanted = this.paramEntityParsing === 2 ||
      (this.paramEntityParsing === 1 && !this.dtd.standalone);
    if ((systemId !== null || this.foreignDtd) && wanted && this.sink.has("ExternalEntityRef")) {
      if (!this.sink.event("ExternalEntityRef", [null, this.base, systemId, publicId])) {
        throw new XmlError(XmlCode.External, this.pos);
      }
      this.dtd.read = true;
    }
    if (this.sink.has("EndDoctypeDecl")) this.sink.event("EndDoctypeDecl", []);
    this.mode = Mode.Prolog;
  }

  private subset(): void {
    const c = this.text[this.pos];
    if (isSpace(c)) {
      let i = this.pos;
      while (i < this.text.length && isSpace(this.text[i])) i++;
      this.sink.other(this.text.slice(this.pos, i));
      this.pos = i;
    } else if (c === "]" && this.part === "document" && this.inEntity === 0) {
      const i = this.skip(this.pos + 1);
      if (this.text[i] !== ">") throw new XmlError(XmlCode.InvalidToken, i);
      this.pos = i + 1;
      if (this.inEntity === 0) this.eventAt = i;
      this.endDoctype();
    } else if (c === "%") this.parameterEntity();
    else if (c !== "<") throw new XmlError(XmlCode.Syntax, this.pos);
    else if (this.at(this.pos + 1) === "?") this.pi();
    else if (this.looking("<!--", this.pos)) this.comment();
    else {
      const [args, end] = readDeclaration(this.text, this.pos, this.dtd, this.base);
      if (end < 0) throw INCOMPLETE;
      if (args.length === 0) this.sink.other(this.text.slice(this.pos, end));
      for (const [kind, ...rest] of args) {
        if (kind === "UnparsedEntityDecl" && !this.sink.has(kind)) {
          const [name, base, system, pub, notation] = rest;
          this.emit("EntityDecl", [name, 0, null, base, system, pub, notation], end);
        } else this.emit(kind as string, rest, end);
      }
      this.pos = end;
    }
  }

  private parameterEntity(): void {
    const name = this.name(this.pos + 1);
    const end = this.pos + 1 + name.length + 1;
    if (this.at(end - 1) !== ";") throw new XmlError(XmlCode.InvalidToken, end - 1);
    this.dtd.hasParamRefs = true;
    const e = this.dtd.parameters.get(name);
    if (this.paramEntityParsing === 0 && this.part === "document") {
      // parameter entities are not read
      this.notStandalone();
      this.sink.other(this.text.slice(this.pos, end));
    } else if (e === undefined) {
      if (this.sink.has("SkippedEntity")) this.sink.event("SkippedEntity", [name, 1]);
      else this.sink.other(this.text.slice(this.pos, end));
    } else if (e.open) throw new XmlError(XmlCode.RecursiveEntity, this.pos);
    else if (e.value !== null) this.entity(e, () => this.subset());
    else if (this.sink.has("ExternalEntityRef")) {
      if (!this.sink.event("ExternalEntityRef", [name, e.base, e.systemId, e.publicId])) {
        throw new XmlError(XmlCode.External, this.pos);
      }
    } else this.sink.other(this.text.slice(this.pos, end));
    this.pos = end;
  }
}
