/**
 * pyexpat (Modules/pyexpat.c) over the XML processor of `expat/`.
 *
 * @module
 */
import { asStr, isTrue } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import {
  attributeError,
  exception,
  type PyBaseException,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import {
  type Maybe,
  PyList,
  PyObject,
  PyType,
  tuple,
  TypeFlag,
  type Value,
} from "../core/object.ts";
import { asCInt, call, getAttrOpt, setAttr } from "../core/ops.ts";
import { interp } from "../core/state.ts";
import { asBuffer } from "../objects/buffer.ts";
import { decodeBytes } from "../objects/codecs.ts";
import type { GetSet } from "../objects/descr.ts";
import { PyModule } from "../objects/module.ts";
import type { TypeSpec } from "../objects/type.ts";
import { decodeUtf8, Utf8Failure } from "../util/utf8.ts";
import { moduleException } from "./exceptions.ts";
import { type EventArg, XmlError } from "./expat/base.ts";
import type { Dtd } from "./expat/dtd.ts";
import { type Sink, XmlParser } from "./expat/xml.ts";
import type { ModuleSpec } from "./spec.ts";

const errorType = (): PyType => moduleException("xml.parsers.expat", "ExpatError");

const EVENTS = [
  "StartElement",
  "EndElement",
  "ProcessingInstruction",
  "CharacterData",
  "UnparsedEntityDecl",
  "NotationDecl",
  "StartNamespaceDecl",
  "EndNamespaceDecl",
  "Comment",
  "StartCdataSection",
  "EndCdataSection",
  "Default",
  "DefaultHandlerExpand",
  "NotStandalone",
  "ExternalEntityRef",
  "StartDoctypeDecl",
  "EndDoctypeDecl",
  "EntityDecl",
  "XmlDecl",
  "ElementDecl",
  "AttlistDecl",
  "SkippedEntity",
];

/** What the errors are called, by number. */
const ERRORS: readonly (readonly [string, string])[] = [
  ["NO_MEMORY", "out of memory"],
  ["SYNTAX", "syntax error"],
  ["NO_ELEMENTS", "no element found"],
  ["INVALID_TOKEN", "not well-formed (invalid token)"],
  ["UNCLOSED_TOKEN", "unclosed token"],
  ["PARTIAL_CHAR", "partial character"],
  ["TAG_MISMATCH", "mismatched tag"],
  ["DUPLICATE_ATTRIBUTE", "duplicate attribute"],
  ["JUNK_AFTER_DOC_ELEMENT", "junk after document element"],
  ["PARAM_ENTITY_REF", "illegal parameter entity reference"],
  ["UNDEFINED_ENTITY", "undefined entity"],
  ["RECURSIVE_ENTITY_REF", "recursive entity reference"],
  ["ASYNC_ENTITY", "asynchronous entity"],
  ["BAD_CHAR_REF", "reference to invalid character number"],
  ["BINARY_ENTITY_REF", "reference to binary entity"],
  ["ATTRIBUTE_EXTERNAL_ENTITY_REF", "reference to external entity in attribute"],
  ["MISPLACED_XML_PI", "XML or text declaration not at start of entity"],
  ["UNKNOWN_ENCODING", "unknown encoding"],
  ["INCORRECT_ENCODING", "encoding specified in XML declaration is incorrect"],
  ["UNCLOSED_CDATA_SECTION", "unclosed CDATA section"],
  ["EXTERNAL_ENTITY_HANDLING", "error in processing external entity reference"],
  ["NOT_STANDALONE", "document is not standalone"],
  ["UNEXPECTED_STATE", "unexpected parser state - please send a bug report"],
  ["ENTITY_DECLARED_IN_PE", "entity declared in parameter entity"],
  ["FEATURE_REQUIRES_XML_DTD", "requested feature requires XML_DTD support in Expat"],
  ["CANT_CHANGE_FEATURE_ONCE_PARSING", "cannot change setting once parsing has begun"],
  ["UNBOUND_PREFIX", "unbound prefix"],
  ["UNDECLARING_PREFIX", "must not undeclare prefix"],
  ["INCOMPLETE_PE", "incomplete markup in parameter entity"],
  ["XML_DECL", "XML declaration not well-formed"],
  ["TEXT_DECL", "text declaration not well-formed"],
  ["PUBLICID", "illegal character(s) in public id"],
  ["SUSPENDED", "parser suspended"],
  ["NOT_SUSPENDED", "parser not suspended"],
  ["ABORTED", "parsing aborted"],
  ["FINISHED", "parsing finished"],
  ["SUSPEND_PE", "cannot suspend in external parameter entity"],
];

/** Texts of errors that have no constant here. */
const FURTHER: Readonly<Record<number, string>> = {
  38: "reserved prefix (xml) must not be undeclared or bound to another namespace name",
  39: "reserved prefix (xmlns) must not be declared or undeclared",
  40: "prefix must not be bound to one of the reserved namespace names",
};

const errorText = (code: number): string | undefined => ERRORS[code - 1]?.[1] ?? FURTHER[code];

/** An argument of a handler as a Python value. */
function argument(v: EventArg): Value {
  if (v === null || typeof v !== "object") return v;
  return tuple(v.map((x) => argument(x as EventArg)));
}

class PyParser extends PyObject implements Sink {
  readonly handlers = new Map<string, Value>();
  readonly xml: XmlParser;
  bufferText = false;
  bufferSize = 8192;
  private buffered = "";
  ordered = false;
  specified = false;
  errorCode = 0;
  /** Bytes that no decoder has seen: a part of a character, or the start of the document. */
  private bytes = new Uint8Array(0);
  private encoding: string | null;
  private begun = false;

  constructor(
    encoding: string | null,
    readonly separator: string | null,
    readonly intern: Value,
    part: "document" | "content" | "dtd" = "document",
    dtd?: Dtd,
  ) {
    super();
    this.encoding = encoding;
    this.xml = new XmlParser(this, separator, dtd, part);
    this.xml.onEncoding = (name) => this.declared(name);
  }

  // The sink --------------------------------------------------------------------------

  has(kind: string): boolean {
    return this.handlers.has(kind);
  }

  expand(): boolean {
    return !this.handlers.has("Default");
  }

  event(kind: string, args: EventArg[]): boolean {
    if (kind === "CharacterData") {
      this.characters(args[0] as string);
      return true;
    }
    this.flush();
    const h = this.handlers.get(kind);
    if (h === undefined) return true;
    let values: Value[];
    if (kind === "StartElement") {
      const [name, flat, given] = args as [string, string[], number];
      const n = this.specified ? given : flat.length;
      if (this.ordered) values = [name, new PyList(flat.slice(0, n))];
      else {
        const d = new PyDict();
        for (let i = 0; i < n; i += 2) d.setStr(flat[i], flat[i + 1]);
        values = [name, d];
      }
    } else values = args.map(argument);
    const r = call(h, values);
    return kind === "ExternalEntityRef" || kind === "NotStandalone" ? asCInt(r) !== 0 : true;
  }

  other(raw: string): void {
    const h = this.handlers.get("Default") ?? this.handlers.get("DefaultHandlerExpand");
    if (h === undefined) return;
    this.flush();
    call(h, [raw]);
  }

  private characters(s: string): void {
    if (!this.bufferText) {
      const h = this.handlers.get("CharacterData");
      if (h !== undefined) call(h, [s]);
      return;
    }
    if (this.buffered.length + s.length > this.bufferSize) {
      this.flush();
      if (s.length > this.bufferSize) {
        const h = this.handlers.get("CharacterData");
        if (h !== undefined) call(h, [s]);
        return;
      }
    }
    this.buffered += s;
  }

  get bufferUsed(): number {
    return this.buffered.length;
  }

  /** Hands out character data that was kept. */
  flush(): void {
    if (this.buffered === "") return;
    const s = this.buffered;
    this.buffered = "";
    const h = this.handlers.get("CharacterData");
    if (h !== undefined) call(h, [s]);
  }

  // Bytes -----------------------------------------------------------------------------

  /** The declaration names an encoding, which is not known from outside. */
  private declared(name: string): void {
    if (this.encoding !== null) return;
    this.setEncoding(name);
  }

  private setEncoding(name: string): void {
    const lower = name.toLowerCase().replace(/_/g, "-");
    if (lower === "utf-8" || lower === "us-ascii") this.encoding = lower;
    else if (lower === "iso-8859-1" || lower === "utf-16") this.encoding = lower;
    else {
      // pyexpat asks the codec about all bytes, one by one
      const all = Uint8Array.from({ length: 256 }, (_x, i) => i);
      const map = decodeBytes(all, name, "replace");
      const s = asStr(map)!;
      if (s.length !== 256) throw valueError("multi-byte encodings are not supported");
      this.encoding = name;
    }
  }

  private decode(data: Uint8Array, final: boolean): string {
    const all = new Uint8Array(this.bytes.length + data.length);
    all.set(this.bytes);
    all.set(data, this.bytes.length);
    this.bytes = new Uint8Array(0);
    let from = 0;
    if (!this.begun) {
      if (all.length < 3 && !final) {
        this.bytes = all;
        return "";
      }
      if (all[0] === 0xef && all[1] === 0xbb && all[2] === 0xbf) {
        from = 3;
        this.xml.skipBytes(3);
        this.encoding ??= "utf-8";
      } else if ((all[0] === 0xff && all[1] === 0xfe) || (all[0] === 0xfe && all[1] === 0xff)) {
        this.encoding = all[0] === 0xff ? "utf-16-le" : "utf-16-be";
        from = 2;
        this.xml.skipBytes(2);
      } else if (all[0] === 60 && all[1] === 0) this.encoding = "utf-16-le";
      else if (all[0] === 0 && all[1] === 60) this.encoding = "utf-16-be";
      else if (this.encoding === null && startsDeclaration(all)) {
        // the declaration has to be there as a whole before anything is decoded
        const end = indexOfEnd(all);
        if (end < 0 && !final) {
          this.bytes = all;
          return "";
        }
        const head = String.fromCharCode(...all.subarray(0, Math.max(0, end)));
        const m = /encoding[ \t\r\n]*=[ \t\r\n]*["']([A-Za-z][-\w.]*)["']/.exec(head);
        this.pendingName = m?.[1] ?? null;
      }
      this.begun = true;
      if (this.pendingName !== null) {
        // up to the declaration's end the bytes are ASCII; the rest waits for the encoding
        const end = indexOfEnd(all);
        this.bytes = all.slice(end);
        this.rest = true;
        return String.fromCharCode(...all.subarray(0, end));
      }
    }
    return this.text(all.subarray(from), final);
  }

  private pendingName: string | null = null;
  private rest = false;

  private text(b: Uint8Array, final: boolean): string {
    const e = this.encoding;
    if (e === null || e === "utf-8" || e === "us-ascii") {
      let end = b.length;
      if (!final) {
        // the last character may not be complete
        let k = 1;
        while (k <= 3 && k <= end && (b[end - k] & 0xc0) === 0x80) k++;
        if (k <= end) {
          const c = b[end - k];
          const need = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : c >= 0xc0 ? 2 : 1;
          if (need > k) end -= k;
        }
      }
      this.bytes = b.slice(end);
      const r = decodeUtf8(b.subarray(0, end));
      if (!(r instanceof Utf8Failure)) return r;
      // what is valid, and then a character that XML does not have
      let n = 0;
      let good = "";
      for (let step = end; step >= 1; step = step === 1 ? 0 : Math.ceil(step / 2)) {
        while (n + step <= end) {
          const part = decodeUtf8(b.subarray(n, n + step));
          if (part instanceof Utf8Failure) break;
          good += part;
          n += step;
        }
      }
      // a character of several bytes may stand between
      for (let again = true; again;) {
        again = false;
        for (let len = 2; len <= 4 && n + len <= end; len++) {
          const part = decodeUtf8(b.subarray(n, n + len));
          if (part instanceof Utf8Failure) continue;
          good += part;
          n += len;
          again = true;
          break;
        }
        while (n < end && b[n] < 128) {
          good += String.fromCharCode(b[n++]);
          again = true;
        }
      }
      return good + "\uffff";
    }
    if (e === "utf-16" || e.startsWith("utf-16")) {
      let end = b.length & ~1;
      const big = e === "utf-16-be";
      if (!final && end >= 2) {
        const last = big ? b[end - 2] << 8 | b[end - 1] : b[end - 1] << 8 | b[end - 2];
        if ((last & 0xfc00) === 0xd800) end -= 2;
      }
      this.bytes = b.slice(end);
      this.xml.width = () => 2;
      let s = "";
      for (let i = 0; i < end; i += 2) {
        s += String.fromCharCode(big ? b[i] << 8 | b[i + 1] : b[i + 1] << 8 | b[i]);
      }
      return s;
    }
    this.xml.width = () => 1;
    return asStr(decodeBytes(b.slice(), e, "replace"))!.replaceAll("\ufffd", "\uffff");
  }

  /** Parses some bytes (xmlparse_Parse). */
  parse(data: Uint8Array, final: boolean): Value {
    try {
      let s = this.decode(data, final);
      if (this.rest) {
        this.rest = false;
        const waiting = this.bytes;
        this.bytes = new Uint8Array(0);
        this.xml.feed(s, false);
        s = this.text(waiting, final);
      }
      this.xml.feed(s, final);
      this.flush();
      return 1;
    } catch (e) {
      if (e instanceof XmlError) {
        this.flush();
        throw this.error(e.code);
      }
      this.xml.finished = true;
      throw e;
    }
  }

  private error(code: number): PyBaseException {
    this.errorCode = code;
    const [line, column] = this.xml.place();
    const e = exception(
      errorType(),
      `${errorText(code) ?? "unknown error"}: line ${line}, column ${column}`,
    );
    setAttr(e, "code", code);
    setAttr(e, "offset", column);
    setAttr(e, "lineno", line);
    return e;
  }

  /** What a str is parsed as. */
  parseText(v: Value, final: boolean): Value {
    const s = asStr(v);
    if (s !== undefined) {
      this.encoding = "utf-8";
      return this.parse(new TextEncoder().encode(s), final);
    }
    const b = asBuffer(v);
    if (b === undefined) throw typeError(`a bytes-like object is required, not '${typeName(v)}'`);
    return this.parse(b, final);
  }

  /** A parser for the text of an external entity, with the same handlers. */
  child(context: Value, encoding: string | null): PyParser {
    const p = new PyParser(
      encoding,
      this.separator,
      this.intern,
      context === null ? "dtd" : "content",
      this.xml.dtd,
    );
    if (context !== null && this.xml.dtd.parameters.has(asStr(context)!)) {
      if (!this.xml.dtd.entities.has(asStr(context)!)) {
        return this.fill(
          new PyParser(encoding, this.separator, this.intern, "dtd", this.xml.dtd),
        );
      }
    }
    return this.fill(p);
  }

  private fill(p: PyParser): PyParser {
    for (const [k, v] of this.handlers) p.handlers.set(k, v);
    p.bufferText = this.bufferText;
    p.bufferSize = this.bufferSize;
    p.ordered = this.ordered;
    p.specified = this.specified;
    p.xml.base = this.xml.base;
    p.xml.paramEntityParsing = this.xml.paramEntityParsing;
    p.xml.namespacePrefixes = this.xml.namespacePrefixes;
    return p;
  }
}

const startsDeclaration = (b: Uint8Array): boolean =>
  b[0] === 60 && b[1] === 63 && (b.length < 5 || (b[2] === 120 && b[3] === 109 && b[4] === 108));

function indexOfEnd(b: Uint8Array): number {
  for (let i = 2; i + 1 < b.length; i++) if (b[i] === 63 && b[i + 1] === 62) return i + 2;
  return -1;
}

const parserType = new PyType("xmlparser", TypeFlag.None, "pyexpat");
PyParser.prototype.cls = parserType;

function handlerAttribute(name: string, kind: string): GetSet {
  return {
    get: (p: PyParser) => p.handlers.get(kind) ?? null,
    set: (p: PyParser, v: Maybe) => {
      if (v === undefined) throw exceptionRuntime();
      if (kind === "CharacterData") p.flush();
      if (v === null) p.handlers.delete(kind);
      else p.handlers.set(kind, v);
      void name;
    },
  };
}

const exceptionRuntime = (): PyBaseException => attributeError("Cannot delete attribute");

function readOnly(get: (p: PyParser) => Value): GetSet {
  return { get };
}

function boolean(get: (p: PyParser) => boolean, set: (p: PyParser, b: boolean) => void): GetSet {
  return {
    get: (p: PyParser) => get(p),
    set: (p: PyParser, v: Maybe) => {
      if (v === undefined) throw exceptionRuntime();
      set(p, isTrue(v));
    },
  };
}

function attributes(): Record<string, GetSet> {
  const out: Record<string, GetSet> = {
    CurrentLineNumber: readOnly((p) => p.xml.place()[0]),
    CurrentColumnNumber: readOnly((p) => p.xml.place()[1]),
    CurrentByteIndex: readOnly((p) => p.xml.place()[2]),
    ErrorLineNumber: readOnly((p) => p.xml.place()[0]),
    ErrorColumnNumber: readOnly((p) => p.xml.place()[1]),
    ErrorByteIndex: readOnly((p) => p.xml.place()[2]),
    ErrorCode: readOnly((p) => p.errorCode),
    buffer_used: readOnly((p) => p.bufferUsed),
    intern: readOnly((p) => p.intern),
    buffer_size: {
      get: (p: PyParser) => p.bufferSize,
      set: (p: PyParser, v: Maybe) => {
        if (typeof v !== "number") {
          if (typeof v === "bigint") {
            throw valueError("buffer_size must not be greater than 2147483647");
          }
          throw typeError("buffer_size must be an integer");
        }
        if (v <= 0) throw valueError("buffer_size must be greater than zero");
        if (v > 2147483647) throw valueError("buffer_size must not be greater than 2147483647");
        p.flush();
        p.bufferSize = v;
      },
    },
    buffer_text: boolean((p) => p.bufferText, (p, b) => {
      if (!b) p.flush();
      p.bufferText = b;
    }),
    namespace_prefixes: boolean((p) => p.xml.namespacePrefixes, (p, b) => {
      p.xml.namespacePrefixes = b;
    }),
    ordered_attributes: boolean((p) => p.ordered, (p, b) => {
      p.ordered = b;
    }),
    specified_attributes: boolean((p) => p.specified, (p, b) => {
      p.specified = b;
    }),
  };
  for (const kind of EVENTS) {
    const name = kind === "DefaultHandlerExpand" ? kind : kind + "Handler";
    out[name] = handlerAttribute(name, kind);
  }
  return out;
}

function parseFile(p: PyParser, file: Value): Value {
  const read = getAttrOpt(file, "read");
  if (read === undefined) throw typeError("argument must have 'read' attribute");
  for (;;) {
    const r = call(read, [2048]);
    const s = asStr(r);
    const data = s !== undefined ? new TextEncoder().encode(s) : asBuffer(r);
    if (data === undefined) {
      throw typeError(
        `read() did not return a bytes object (type=${typeName(r, 400)})`,
      );
    }
    p.parse(data, data.length === 0);
    if (data.length === 0) return 1;
  }
}

const textOrNone = (v: Maybe, at: number, f: string): string | null => {
  if (v === undefined || v === null) return null;
  const s = asStr(v);
  if (s === undefined) {
    throw typeError(`${f}() argument ${at} must be str or None, not ${typeName(v)}`);
  }
  return s;
};

const parserSpec: TypeSpec = {
  doc: "XML parser",
  getset: attributes(),
  methods: {
    Parse: [
      "($self, data, isfinal=False, /)",
      (p: PyParser, data: Value, final: Value = 0) => p.parseText(data, asCInt(final) !== 0),
      "Parse XML data.",
    ],
    ParseFile: ["($self, file, /)", parseFile, "Parse XML data from file-like object."],
    SetBase: ["($self, base, /)", (p: PyParser, v: Value) => {
      const s = asStr(v);
      if (s === undefined) throw typeError(`SetBase() argument must be str, not ${typeName(v)}`);
      p.xml.base = s;
    }, "Set the base URL for the parser."],
    GetBase: ["($self, /)", (p: PyParser) => p.xml.base, "Return base URL string for the parser."],
    GetInputContext: [
      "($self, /)",
      () => null,
      "Return the untranslated text of the input that caused the current event.",
    ],
    ExternalEntityParserCreate: [
      "($self, context, encoding=None, /)",
      (p: PyParser, context: Value, encoding?: Value) =>
        p.child(
          textOrNone(context, 1, "ExternalEntityParserCreate"),
          textOrNone(encoding, 2, "ExternalEntityParserCreate"),
        ),
      "Create a parser for parsing an external entity based on the information passed to the ExternalEntityRefHandler.",
    ],
    SetParamEntityParsing: ["($self, flag, /)", (p: PyParser, v: Value) => {
      const n = asCInt(v);
      if (n < 0 || n > 2) return 0;
      p.xml.paramEntityParsing = n;
      return 1;
    }, "Controls parsing of parameter entities (including the external DTD subset)."],
    UseForeignDTD: [
      "($self, flag=True, /)",
      (p: PyParser, v: Value = true) => {
        p.xml.foreignDtd = isTrue(v);
      },
      "Allows the application to provide an artificial external subset if one is not specified as part of the document instance.",
    ],
  },
};

function create(encoding: Maybe, separator: Maybe, intern: Maybe): Value {
  const e = textOrNone(encoding, 1, "ParserCreate");
  const s = textOrNone(separator, 2, "ParserCreate");
  if (s !== null && s.length > 1) {
    throw valueError("namespace_separator must be at most one character, omitted, or None");
  }
  if (intern !== undefined && intern !== null && !(intern instanceof PyDict)) {
    throw typeError("intern must be a dictionary");
  }
  return new PyParser(
    e === null ? null : e.toLowerCase(),
    s,
    intern === undefined ? new PyDict() : intern,
  );
}

function submodule(name: string, values: Record<string, Value>): PyModule {
  const m = new PyModule(
    `pyexpat.${name}`,
    name === "model"
      ? "Constants used to interpret content model information."
      : "Constants used to describe error conditions.",
  );
  for (const k in values) m.namespace.setStr(k, values[k]);
  interp.modules.setStr(`pyexpat.${name}`, m);
  return m;
}

function errorsModule(): PyModule {
  const values: Record<string, Value> = {};
  const codes = new PyDict();
  const messages = new PyDict();
  ERRORS.forEach(([name, text], i) => {
    values[`XML_ERROR_${name}`] = text;
    codes.set(text, i + 1);
    messages.set(i + 1, text);
  });
  return submodule("errors", { ...values, codes, messages });
}

export const pyexpat_module = (): ModuleSpec => ({
  name: "pyexpat",
  doc: "Python wrapper for Expat parser.",
  functions: {
    ParserCreate: [
      "($module, /, encoding=None, namespace_separator=None,\n             intern=None)",
      create,
      "Return a new XML parser object.",
    ],
    ErrorString: [
      "($module, code, /)",
      (code: Value) => errorText(asCInt(code, 64)) ?? null,
      "Returns string error for given number.",
    ],
  },
  types: () => [[parserType, parserSpec]],
  attrs: () => ({
    XMLParserType: parserType,
    EXPAT_VERSION: "expat_2.4.1",
    version_info: tuple([2, 4, 1]),
    native_encoding: "UTF-8",
    features: new PyList(
      ([["sizeof(XML_Char)", 1], ["sizeof(XML_LChar)", 1], ["XML_DTD", 0], [
        "XML_CONTEXT_BYTES",
        1024,
      ], ["XML_NS", 0]] as [string, number][]).map((p) => tuple(p)),
    ),
    XML_PARAM_ENTITY_PARSING_NEVER: 0,
    XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE: 1,
    XML_PARAM_ENTITY_PARSING_ALWAYS: 2,
    errors: errorsModule(),
    model: submodule("model", {
      XML_CTYPE_EMPTY: 1,
      XML_CTYPE_ANY: 2,
      XML_CTYPE_MIXED: 3,
      XML_CTYPE_NAME: 4,
      XML_CTYPE_CHOICE: 5,
      XML_CTYPE_SEQ: 6,
      XML_CQUANT_NONE: 0,
      XML_CQUANT_OPT: 1,
      XML_CQUANT_REP: 2,
      XML_CQUANT_PLUS: 3,
    }),
  }),
  init: (ns) => {
    ns.delete("xmlparser");
    ns.setStr("ExpatError", errorType());
    ns.setStr("error", errorType());
  },
});
