/**
 * _csv (Modules/_csv.c): dialects, the reader and the writer of csv.
 *
 * @module
 */
import { PerRuntime } from "../core/state.ts";
import { ArgStyle, bind, Signature, splitArgs } from "../core/args.ts";
import { asInt, asStr, isTrue } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import {
  attributeError,
  E,
  exception,
  matches,
  type PyBaseException,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import {
  asInstanceOf,
  type KwNames,
  type Maybe,
  PyFloat,
  PyList,
  PyObject,
  PyStr,
  PyType,
  strType,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import { call, getAttrOpt, getIter, isCallable, str } from "../core/ops.ts";
import { toFloat } from "../objects/float.ts";
import type { TypeSpec } from "../objects/type.ts";
import { oneChar } from "./array_data.ts";
import { moduleException } from "./exceptions.ts";
import type { ModuleSpec } from "./spec.ts";

const errorType = (): PyType => moduleException("_csv", "Error");
const csvError = (msg: string): PyBaseException => exception(errorType(), msg);

const enum Quote {
  Minimal = 0,
  All = 1,
  NonNumeric = 2,
  None = 3,
}

const own = new PerRuntime(() => ({ registry: new PyDict(), fieldLimit: 131072 }));

// Dialects ------------------------------------------------------------------------

class PyDialect extends PyObject {
  /** Code points; 0 where there is none. */
  delimiter = 44;
  quotechar = 34;
  escapechar = 0;
  doublequote = true;
  skipinitialspace = false;
  strict = false;
  lineterminator: Value = "\r\n";
  quoting: Quote = Quote.Minimal;
}
const dialectType = new PyType("Dialect", TypeFlag.BaseType, "_csv");
PyDialect.prototype.cls = dialectType;

const dialectSig = new Signature(
  "Dialect",
  "(dialect=None, delimiter=None, doublequote=None, escapechar=None, lineterminator=None, quotechar=None, quoting=None, skipinitialspace=None, strict=None)",
  0,
);

function setChar(name: string, v: Maybe, fallback: number): number {
  if (v === undefined) return fallback;
  if (v === null) return 0;
  const s = asStr(v);
  if (s === undefined) throw typeError(`"${name}" must be string, not ${typeName(v, 200)}`);
  if (s === "") return 0;
  const c = oneChar(v);
  if (c === undefined) throw typeError(`"${name}" must be a 1-character string`);
  return c;
}

function getDialect(name: Value): Value {
  const d = own.current.registry.get(name);
  if (d === undefined) throw csvError("unknown dialect");
  return d;
}

function newDialect(t: PyType, args: Value[], kw: KwNames): Value {
  const given = bind(dialectSig, args, kw) as Maybe[];
  let dialect = given[0];
  const options = given.slice(1);
  if (dialect !== undefined && dialect !== null) {
    if (asStr(dialect) !== undefined) dialect = getDialect(dialect);
    if (
      dialect instanceof PyDialect && t === dialectType && options.every((o) => o === undefined)
    ) {
      return dialect;
    }
    const names = dialectSig.params.slice(1).map((p) => p.name);
    names.forEach((n, i) => {
      if (options[i] === undefined) options[i] = getAttrOpt(dialect as Value, n);
    });
  }
  const [delimiter, doublequote, escapechar, terminator, quotechar, quoting, skip, strict] =
    options;
  const d = asInstanceOf(new PyDialect(), t);
  d.delimiter = setChar("delimiter", delimiter, 44);
  d.doublequote = doublequote === undefined || isTrue(doublequote);
  d.escapechar = setChar("escapechar", escapechar, 0);
  if (terminator !== undefined) {
    if (terminator === null) throw typeError("lineterminator must be set");
    if (asStr(terminator) === undefined) throw typeError('"lineterminator" must be a string');
    d.lineterminator = terminator;
  }
  d.quotechar = setChar("quotechar", quotechar, 34);
  if (quoting !== undefined) {
    if (typeof quoting === "bigint" || typeof quoting === "number") {
      if (quoting > 2147483647 || quoting < -2147483648) {
        throw valueError('integer out of range for "quoting"');
      }
      d.quoting = Number(quoting);
    } else throw typeError('"quoting" must be an integer');
  }
  d.skipinitialspace = skip !== undefined && isTrue(skip);
  d.strict = strict !== undefined && isTrue(strict);
  if (d.quoting < 0 || d.quoting > 3) throw typeError('bad "quoting" value');
  if (d.delimiter === 0) throw typeError('"delimiter" must be a 1-character string');
  if (quotechar === null && quoting === undefined) d.quoting = Quote.None;
  if (d.quoting !== Quote.None && d.quotechar === 0) {
    throw typeError("quotechar must be set if quoting enabled");
  }
  return d;
}

const charOrNone = (c: number): Value => c === 0 ? null : String.fromCodePoint(c);

function readOnly(name: string, get: (d: PyDialect) => Value) {
  return {
    get,
    set: () => {
      throw attributeError(`attribute '${name}' of '_csv.Dialect' objects is not writable`);
    },
  };
}

const dialectSpec: TypeSpec = {
  doc: "CSV dialect\n\nThe Dialect type records CSV dialect options.",
  slots: { tpNew: newDialect, tpInit: () => {} },
  getset: {
    delimiter: readOnly("delimiter", (d) => charOrNone(d.delimiter)),
    skipinitialspace: readOnly("skipinitialspace", (d) => d.skipinitialspace ? 1 : 0),
    doublequote: readOnly("doublequote", (d) => d.doublequote ? 1 : 0),
    strict: readOnly("strict", (d) => d.strict ? 1 : 0),
    escapechar: readOnly("escapechar", (d) => charOrNone(d.escapechar)),
    lineterminator: readOnly("lineterminator", (d) => d.lineterminator),
    quotechar: readOnly("quotechar", (d) => charOrNone(d.quotechar)),
    quoting: readOnly("quoting", (d) => d.quoting),
  },
};

/** The dialect that arguments name (_call_dialect). */
function callDialect(dialect: Maybe, kw: Map<string, Value>): PyDialect {
  const args = dialect === undefined ? [] : [dialect];
  return call(
    dialectType,
    [...args, ...kw.values()],
    kw.size > 0 ? [...kw.keys()] : null,
  ) as PyDialect;
}

// Reader --------------------------------------------------------------------------

const enum State {
  StartRecord,
  StartField,
  EscapedChar,
  InField,
  InQuotedField,
  EscapeInQuotedField,
  QuoteInQuotedField,
  EatCrnl,
  AfterEscapedCrnl,
}

const LF = 10;
const CR = 13;

class PyReader extends PyObject {
  line = 0;
  state = State.StartRecord;
  field = "";
  numeric = false;
  fields: Value[] = [];
  constructor(readonly input: Value, readonly dialect: PyDialect) {
    super();
  }

  /** The next record (Reader_iternext). */
  next(): Maybe {
    this.reset();
    const { dialect } = this;
    const advance = typeOf(this.input).tpIternext!;
    do {
      const line = advance(this.input);
      if (line === undefined) {
        if (this.field !== "" || this.state === State.InQuotedField) {
          if (dialect.strict) throw csvError("unexpected end of data");
          this.save();
          break;
        }
        return undefined;
      }
      const s = asStr(line);
      if (s === undefined) {
        throw csvError(
          `iterator should return strings, not ${
            typeName(line, 200)
          } (did you open the file in text mode?)`,
        );
      }
      this.line++;
      this.feed(s);
      this.take(0);
    } while (this.state !== State.StartRecord);
    const { fields } = this;
    this.fields = [];
    return new PyList(fields);
  }

  private reset(): void {
    this.fields = [];
    this.field = "";
    this.state = State.StartRecord;
    this.numeric = false;
  }

  private feed(s: string): void {
    const { dialect } = this;
    const { delimiter, escapechar, quotechar } = dialect;
    const n = s.length;
    const short = delimiter < 0x10000 && escapechar < 0x10000 && quotechar < 0x10000;
    const quotes = dialect.quoting !== Quote.None;
    for (let i = 0; i < n;) {
      if (short && (this.state === State.InField || this.state === State.InQuotedField)) {
        // plain characters all at once
        const from = i;
        if (this.state === State.InField) {
          for (; i < n; i++) {
            const c = s.charCodeAt(i);
            if (c === delimiter || c === LF || c === CR || c === escapechar || c === 0) break;
          }
        } else {
          for (; i < n; i++) {
            const c = s.charCodeAt(i);
            if (c === quotechar && quotes || c === escapechar || c === 0) break;
          }
        }
        if (i > from) {
          this.field += s.slice(from, i);
          this.limit();
        }
        if (i >= n) break;
      }
      const c = s.codePointAt(i)!;
      if (c === 0) throw csvError("line contains NULL byte");
      this.take(c);
      i += c > 0xffff ? 2 : 1;
    }
  }

  private limit(): void {
    if (this.field.length > own.current.fieldLimit) {
      throw csvError(`field larger than field limit (${own.current.fieldLimit})`);
    }
  }

  private add(c: number): void {
    this.field += String.fromCodePoint(c);
    this.limit();
  }

  private save(): void {
    const { field } = this;
    this.field = "";
    if (this.numeric) {
      this.numeric = false;
      this.fields.push(new PyFloat(toFloat(field)));
    } else this.fields.push(field);
  }

  private endLine(c: number): void {
    this.save();
    this.state = c === 0 ? State.StartRecord : State.EatCrnl;
  }

  /** Takes one character; 0 is the end of the line (parse_process_char). */
  private take(c: number): void {
    const d = this.dialect;
    const end = c === LF || c === CR || c === 0;
    switch (this.state) {
      case State.StartRecord:
        if (c === 0) break;
        if (end) {
          this.state = State.EatCrnl;
          break;
        }
        this.startField(c, end);
        break;
      case State.StartField:
        this.startField(c, end);
        break;
      case State.EscapedChar:
        if (c === LF || c === CR) {
          this.add(c);
          this.state = State.AfterEscapedCrnl;
          break;
        }
        this.add(c === 0 ? LF : c);
        this.state = State.InField;
        break;
      case State.AfterEscapedCrnl:
        if (c !== 0) this.inField(c, end);
        break;
      case State.InField:
        this.inField(c, end);
        break;
      case State.InQuotedField:
        if (c === 0) break;
        if (c === d.escapechar) this.state = State.EscapeInQuotedField;
        else if (c === d.quotechar && d.quoting !== Quote.None) {
          this.state = d.doublequote ? State.QuoteInQuotedField : State.InField;
        } else this.add(c);
        break;
      case State.EscapeInQuotedField:
        this.add(c === 0 ? LF : c);
        this.state = State.InQuotedField;
        break;
      case State.QuoteInQuotedField:
        if (d.quoting !== Quote.None && c === d.quotechar) {
          this.add(c);
          this.state = State.InQuotedField;
        } else if (c === d.delimiter) {
          this.save();
          this.state = State.StartField;
        } else if (end) this.endLine(c);
        else if (!d.strict) {
          this.add(c);
          this.state = State.InField;
        } else {
          throw csvError(
            `'${String.fromCodePoint(d.delimiter)}' expected after '${
              String.fromCodePoint(d.quotechar)
            }'`,
          );
        }
        break;
      case State.EatCrnl:
        if (c === 0) this.state = State.StartRecord;
        else if (!end) {
          throw csvError(
            "new-line character seen in unquoted field - do you need to open the file in universal-newline mode?",
          );
        }
    }
  }

  private startField(c: number, end: boolean): void {
    const d = this.dialect;
    if (end) this.endLine(c);
    else if (c === d.quotechar && d.quoting !== Quote.None) this.state = State.InQuotedField;
    else if (c === d.escapechar) this.state = State.EscapedChar;
    else if (c === 32 && d.skipinitialspace) this.state = State.StartField;
    else if (c === d.delimiter) {
      this.save();
      this.state = State.StartField;
    } else {
      if (d.quoting === Quote.NonNumeric) this.numeric = true;
      this.add(c);
      this.state = State.InField;
    }
  }

  private inField(c: number, end: boolean): void {
    const d = this.dialect;
    if (end) this.endLine(c);
    else if (c === d.escapechar) this.state = State.EscapedChar;
    else if (c === d.delimiter) {
      this.save();
      this.state = State.StartField;
    } else {
      this.add(c);
      this.state = State.InField;
    }
  }
}
const readerType = new PyType("reader", TypeFlag.None, "_csv");
PyReader.prototype.cls = readerType;

const readerSpec: TypeSpec = {
  doc: "CSV reader",
  slots: { tpIter: (v) => v, tpIternext: (v) => (v as PyReader).next() },
  members: ["dialect", "line_num"],
  getset: {
    dialect: { get: (r: PyReader) => r.dialect },
    line_num: { get: (r: PyReader) => r.line },
  },
};

// Writer --------------------------------------------------------------------------

class PyWriter extends PyObject {
  private readonly special: RegExp;
  /** The same characters as a set of ASCII codes; null where others are among them. */
  private readonly ascii: Uint8Array | null;
  constructor(readonly write: Value, readonly dialect: PyDialect) {
    super();
    // what needs quotes or an escape; an absent character is NUL in C
    const chars = [
      dialect.delimiter,
      dialect.escapechar,
      dialect.quotechar,
      ...Array.from(asStr(dialect.lineterminator)!, (c) => c.codePointAt(0)!),
    ];
    const set = chars.map((c) => `\\u{${c.toString(16)}}`).join("");
    this.special = new RegExp(`[${set}]`, "gu");
    this.ascii = chars.every((c) => c < 128) ? new Uint8Array(128) : null;
    for (const c of chars) if (this.ascii !== null) this.ascii[c] = 1;
  }

  /** Whether a field has characters that need quotes or an escape. */
  private needs(s: string): boolean {
    const { ascii } = this;
    if (ascii === null) return s.search(this.special) >= 0;
    for (let i = 0; i < s.length; i++) {
      const c = s.charCodeAt(i);
      if (c < 128 && ascii[c] === 1) return true;
    }
    return false;
  }

  row(v: Value): Value {
    const d = this.dialect;
    let it: Value;
    try {
      it = getIter(v);
    } catch (e) {
      if (!matches(e, E.TypeError)) throw e;
      throw csvError(`iterable expected, not ${typeName(v, 200)}`);
    }
    const next = typeOf(it).tpIternext!;
    const delimiter = String.fromCodePoint(d.delimiter);
    let out = "";
    let count = 0;
    for (let f: Maybe; (f = next(it)) !== undefined; count++) {
      if (count > 0) out += delimiter;
      out += this.field(f);
    }
    if (count > 0 && out === "") {
      if (d.quoting === Quote.None) throw csvError("single empty field record must be quoted");
      const q = String.fromCodePoint(d.quotechar);
      out = q + q;
    }
    return call(this.write, [out + asStr(d.lineterminator)!]);
  }

  private field(v: Value): string {
    const d = this.dialect;
    let quoted = d.quoting === Quote.All;
    if (d.quoting === Quote.NonNumeric) {
      const t = typeOf(v);
      quoted = t.nbInt === undefined && t.nbFloat === undefined;
    }
    let s = typeof v === "string" ? v : v === null ? "" : asStr(v) ?? str(v);
    if (this.needs(s)) {
      s = s.replace(this.special, (ch) => {
        const isQuote = ch.codePointAt(0) === d.quotechar;
        const escape = d.quoting === Quote.None || (isQuote && !d.doublequote);
        if (!escape) {
          quoted = true;
          return isQuote ? ch + ch : ch;
        }
        if (d.escapechar === 0) throw csvError("need to escape, but no escapechar set");
        return String.fromCodePoint(d.escapechar) + ch;
      });
    }
    if (!quoted) return s;
    const q = String.fromCodePoint(d.quotechar);
    return q + s + q;
  }
}
const writerType = new PyType("writer", TypeFlag.None, "_csv");
PyWriter.prototype.cls = writerType;

const writerSpec: TypeSpec = {
  doc: "CSV writer",
  members: ["dialect"],
  getset: { dialect: { get: (w: PyWriter) => w.dialect } },
  methods: {
    writerow: [
      "($self, row, /)",
      (w: PyWriter, v: Value) => w.row(v),
      "writerow(iterable)\n\nConstruct and write a CSV record from an iterable of fields.",
    ],
    writerows: ["($self, rows, /)", (w: PyWriter, v: Value) => {
      let it: Value;
      try {
        it = getIter(v);
      } catch (e) {
        if (!matches(e, E.TypeError)) throw e;
        throw typeError("writerows() argument must be iterable");
      }
      const next = typeOf(it).tpIternext!;
      for (let row: Maybe; (row = next(it)) !== undefined;) w.row(row);
    }, "writerows(iterable of iterables)\n\nConstruct and write a series of iterables."],
  },
};

// The module ------------------------------------------------------------------------

/** `(x, dialect=None, **options)`, where PyArg_UnpackTuple was given no name. */
function parts(args: Value[], kw: KwNames): [Value[], Map<string, Value>] {
  const [positional, options] = splitArgs(args, kw);
  const n = positional.length;
  if (n < 1) throw typeError(` expected at least 1 arguments, got ${n}`);
  if (n > 2) throw typeError(` expected at most 2 arguments, got ${n}`);
  return [positional, options];
}

const plainStr = (v: Value): boolean =>
  typeOf(v) === strType || (v instanceof PyStr && v.cls.isSubtype(strType));

export const _csv_module = (): ModuleSpec => ({
  name: "_csv",
  doc: "CSV parsing and writing.",
  functions: {
    reader: [
      "(*args, **kwargs)",
      (args: Value[], kw: KwNames) => {
        const [[source, dialect], options] = parts(args, kw);
        let it: Value;
        try {
          it = getIter(source);
        } catch (e) {
          if (!matches(e, E.TypeError)) throw e;
          throw typeError("argument 1 must be an iterator");
        }
        return new PyReader(it, callDialect(dialect, options));
      },
      "csv_reader = reader(iterable [, dialect='excel']\n                        [optional keyword args])",
      ArgStyle.Raw,
    ],
    writer: [
      "(*args, **kwargs)",
      (args: Value[], kw: KwNames) => {
        const [[file, dialect], options] = parts(args, kw);
        const d = callDialect(dialect, options);
        const write = getAttrOpt(file, "write");
        if (write === undefined || !isCallable(write)) {
          throw typeError('argument 1 must have a "write" method');
        }
        return new PyWriter(write, d);
      },
      "csv_writer = csv.writer(fileobj [, dialect='excel']\n                            [optional keyword args])",
      ArgStyle.Raw,
    ],
    list_dialects: [
      "($module, /)",
      () => new PyList(own.current.registry.keyList()),
      "Return a list of all know dialect names.",
    ],
    register_dialect: [
      "(*args, **kwargs)",
      (args: Value[], kw: KwNames) => {
        const [[name, dialect], options] = parts(args, kw);
        if (!plainStr(name)) throw typeError("dialect name must be a string");
        own.current.registry.set(name, callDialect(dialect, options));
      },
      "Create a mapping from a string name to a dialect class.",
      ArgStyle.Raw,
    ],
    unregister_dialect: ["($module, name, /)", (name: Value) => {
      if (own.current.registry.delete(name) === undefined) throw csvError("unknown dialect");
    }, "Delete the name/dialect mapping associated with a string name."],
    get_dialect: [
      "($module, name, /)",
      getDialect,
      "Return the dialect instance associated with name.",
    ],
    field_size_limit: [
      "($module, limit=None, /)",
      (v?: Value) => {
        const old = own.current.fieldLimit;
        if (v !== undefined) {
          const n = typeof v === "boolean" ? Number(v) : asInt(v);
          if (n === undefined) throw typeError("limit must be an integer");
          if (typeof n === "bigint" && (n >= 1n << 63n || n < -(1n << 63n))) {
            throw exception(E.OverflowError, "Python int too large to convert to C long");
          }
          own.current.fieldLimit = Number(n);
        }
        return old;
      },
      "Sets an upper limit on parsed fields.",
      ArgStyle.Unpack,
    ],
  },
  types: () => [[dialectType, dialectSpec], [readerType, readerSpec], [writerType, writerSpec]],
  attrs: () => ({
    __version__: "1.0",
    QUOTE_MINIMAL: Quote.Minimal,
    QUOTE_ALL: Quote.All,
    QUOTE_NONNUMERIC: Quote.NonNumeric,
    QUOTE_NONE: Quote.None,
    _dialects: own.current.registry,
  }),
  init: (ns) => {
    // the types of readers and writers stay behind the functions of their names
    ns.setStr("Error", errorType());
  },
});
