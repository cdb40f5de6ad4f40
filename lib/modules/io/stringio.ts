/**
 * StringIO (Modules/_io/stringio.c). What is written at the end is gathered in
 * pieces and joined when it is looked at.
 *
 * @module
 */
import { bind, Signature } from "../../core/args.ts";
import { asStr } from "../../core/compare.ts";
import { PyDict } from "../../core/dict.ts";
import { typeError, typeName, valueError } from "../../core/errors.ts";
import {
  asInstanceOf,
  type KwNames,
  PyTuple,
  PyType,
  tuple,
  typeOf,
  type Value,
} from "../../core/object.ts";
import { asIndex, callMethod, instanceDict, repr } from "../../core/ops.ts";
import { strLength, substring, toPoint, toUnit } from "../../objects/str_data.ts";
import type { TypeSpec } from "../../objects/type.ts";
import { closedError, intArg, ioError, PyIOBase, sizeArg, textIOBaseType } from "./base.ts";
import { Newlines, seenNewlines } from "./newline.ts";
import { unsupported } from "./base.ts";

/** A text stream in memory. */
export class PyStringIO extends PyIOBase {
  ok = false;
  private text = "";
  /** Pieces behind `text`, while the position is at the end. */
  private tail: string[] = [];
  /** The length of everything in code points. */
  private count = 0;
  /** In code points. */
  pos = 0;
  private astral = false;
  newline: string | null = "\n";
  writeNl: string | null = null;
  newlines: Newlines | null = null;

  /** Raises ValueError once closed or before `__init__`. */
  check(): this {
    if (!this.ok) throw valueError("I/O operation on uninitialized object");
    if (this.ioClosed) throw closedError("I/O operation on closed file");
    return this;
  }

  /** The whole text. */
  value(): string {
    if (this.tail.length > 0) {
      this.text += this.tail.join("");
      this.tail = [];
    }
    return this.text;
  }

  /** The length in code points. */
  get length(): number {
    return this.count;
  }

  /** Replaces everything. */
  load(s: string): void {
    this.text = s;
    this.tail = [];
    this.count = strLength(s);
    this.astral = this.count !== s.length;
    this.pos = 0;
  }

  /** Writes text that is as it should be. */
  put(s: string): void {
    if (s === "") return;
    const k = strLength(s);
    if (k !== s.length) this.astral = true;
    if (this.pos === this.count) {
      this.tail.push(s);
      this.count += k;
      this.pos += k;
      return;
    }
    let t = this.value();
    if (this.pos > this.count) t += "\0".repeat(this.pos - this.count);
    const from = toUnit(t, this.pos);
    const to = toUnit(t, this.pos + k);
    this.text = t.slice(0, from) + s + t.slice(to);
    this.pos += k;
    this.count = Math.max(this.count, this.pos);
  }

  /** Writes text, with newlines translated. */
  write(s: string): void {
    if (this.newlines !== null) s = this.newlines.feed(s, true);
    if (this.writeNl !== null) s = s.replaceAll("\n", this.writeNl);
    this.put(s);
  }

  /** Reads up to n characters, all when negative. */
  read(n: number): string {
    const t = this.value();
    const size = this.length;
    if (this.pos >= size) return "";
    const end = n < 0 ? size : Math.min(size, this.pos + n);
    const out = substring(t, this.pos, end);
    this.pos = end;
    return out;
  }

  /** A line up to a limit. */
  readLine(limit: number): string {
    const t = this.value();
    if (this.pos >= this.length) return "";
    const from = this.astral ? toUnit(t, this.pos) : this.pos;
    let end = -1;
    if (this.newline === null || this.newline === "\n") {
      const i = t.indexOf("\n", from);
      if (i >= 0) end = i + 1;
    } else if (this.newline === "") {
      const m = /\r\n?|\n/g;
      m.lastIndex = from;
      const found = m.exec(t);
      if (found !== null) end = found.index + found[0].length;
    } else {
      const i = t.indexOf(this.newline, from);
      if (i >= 0) end = i + this.newline.length;
    }
    if (end < 0) end = t.length;
    let line = t.slice(from, end);
    if (limit >= 0 && strLength(line) > limit) line = substring(line, 0, limit);
    this.pos += this.astral ? toPoint(line, line.length) : line.length;
    return line;
  }

  /** Cuts the text. */
  truncate(n: number): void {
    if (n >= this.count) return;
    this.text = substring(this.value(), 0, n);
    this.count = n;
  }
}

export const stringIOType: PyType = new PyType("StringIO", undefined, "_io");
PyStringIO.prototype.cls = stringIOType;

const initSig = new Signature("StringIO", "(initial_value='', newline='\\n')", 0);

function init(o: PyStringIO, value: Value, nl: Value): void {
  o.ok = false;
  let newline: string | null = null;
  if (nl !== null) {
    const s = asStr(nl);
    if (s === undefined) throw typeError(`newline must be str or None, not ${typeName(nl, 200)}`);
    if (s !== "" && s !== "\n" && s !== "\r" && s !== "\r\n") {
      throw valueError(`illegal newline value: ${repr(nl)}`);
    }
    newline = s;
  }
  if (value !== null && asStr(value) === undefined) {
    throw typeError(`initial_value must be str or None, not ${typeName(value, 200)}`);
  }
  o.ioClosed = false;
  o.newline = newline;
  o.newlines = newline === null || newline === "" ? new Newlines(newline === null) : null;
  o.writeNl = newline === "\r" || newline === "\r\n" ? newline : null;
  o.load("");
  o.write(asStr(value ?? "")!);
  o.value();
  o.pos = 0;
  o.ok = true;
}

export const stringIOSpec: TypeSpec = {
  base: textIOBaseType,
  doc:
    "Text I/O implementation using an in-memory buffer.\n\nThe initial_value argument sets the value of object.  The newline\nargument is like the one of TextIOWrapper's constructor.",
  signature: "(initial_value='', newline='\\n')",
  slots: {
    tpNew: (t) => asInstanceOf(new PyStringIO(), t),
    tpInit: (self, args: Value[], kw: KwNames) => {
      const [value = "", nl = "\n"] = bind(initSig, args, kw) as Value[];
      init(self as PyStringIO, value, nl);
    },
    tpIter: (v) => (v as PyStringIO).check(),
    tpIternext: (v) => {
      const o = v as PyStringIO;
      o.check();
      if (o.cls === stringIOType) {
        const line = o.readLine(-1);
        return line === "" ? undefined : line;
      }
      const line = callMethod(o, "readline");
      if (asStr(line) === undefined) {
        throw ioError(`readline() should have returned a str object, not '${typeName(line, 200)}'`);
      }
      return asStr(line) === "" ? undefined : line;
    },
  },
  getset: {
    closed: {
      get: (o: PyStringIO) => {
        if (!o.ok) throw valueError("I/O operation on uninitialized object");
        return o.ioClosed;
      },
    },
    newlines: {
      get: (o: PyStringIO) => {
        o.check();
        return o.newlines === null ? null : seenNewlines(o.newlines.seen);
      },
    },
    line_buffering: { get: (o: PyStringIO) => (o.check(), false) },
  },
  methods: {
    getvalue: [
      "($self, /)",
      (o: PyStringIO) => o.check().value(),
      "Retrieve the entire contents of the object.",
    ],
    read: ["($self, size=None, /)", (o: PyStringIO, n?: Value) => {
      o.check();
      return o.read(sizeArg(n));
    }],
    readline: ["($self, size=None, /)", (o: PyStringIO, n?: Value) => {
      o.check();
      return o.readLine(sizeArg(n));
    }],
    tell: ["($self, /)", (o: PyStringIO) => o.check().pos],
    truncate: ["($self, pos=None, /)", (o: PyStringIO, pos: Value = null) => {
      o.check();
      let n = o.pos;
      if (pos !== null) {
        if (typeOf(pos).nbIndex === undefined) {
          throw typeError(`integer argument expected, got '${typeName(pos)}'`);
        }
        n = Number(asIndex(pos));
      }
      if (n < 0) throw valueError(`Negative size value ${n}`);
      o.truncate(n);
      return n;
    }],
    seek: ["($self, pos, whence=0, /)", (o: PyStringIO, p: Value, w: Value = 0) => {
      o.check();
      const pos = intArg(p);
      const whence = intArg(w);
      if (whence < 0 || whence > 2) {
        throw valueError(`Invalid whence (${whence}, should be 0, 1 or 2)`);
      }
      if (pos < 0 && whence === 0) throw valueError(`Negative seek position ${pos}`);
      if (whence !== 0 && pos !== 0) throw ioError("Can't do nonzero cur-relative seeks");
      if (whence === 1) return o.pos;
      return o.pos = whence === 2 ? o.length : pos;
    }],
    write: ["($self, s, /)", (o: PyStringIO, v: Value) => {
      if (!o.ok) throw valueError("I/O operation on uninitialized object");
      const s = asStr(v);
      if (s === undefined) throw typeError(`string argument expected, got '${typeName(v)}'`);
      o.check();
      o.write(s);
      return strLength(s);
    }],
    close: ["($self, /)", (o: PyStringIO) => {
      o.ioClosed = true;
      o.load("");
    }],
    readable: ["($self, /)", (o: PyStringIO) => (o.check(), true)],
    writable: ["($self, /)", (o: PyStringIO) => (o.check(), true)],
    seekable: ["($self, /)", (o: PyStringIO) => (o.check(), true)],
    __getstate__: ["($self, /)", (o: PyStringIO) => {
      o.check();
      const d = instanceDict(o);
      return tuple([o.value(), o.newline, o.pos, d.size === 0 ? null : d.copy()]);
    }],
    __setstate__: ["($self, state, /)", (o: PyStringIO, state: Value) => {
      const name = o.cls.name;
      if (o.ok) o.check();
      if (!(state instanceof PyTuple) || state.items.length < 4) {
        throw typeError(
          `${name}.__setstate__ argument should be 4-tuple, got ${typeName(state, 200)}`,
        );
      }
      const [value, nl, pos, dict] = state.items;
      init(o, value, nl);
      // the text is as it was: newlines have been translated
      o.load(asStr(value) ?? "");
      if (typeof pos !== "number") {
        throw typeError(`third item of state must be an integer, got ${typeName(pos, 200)}`);
      }
      if (pos < 0) throw valueError("position value cannot be negative");
      o.pos = pos;
      if (dict !== null) {
        if (!(dict instanceof PyDict)) {
          throw typeError(`fourth item of state should be a dict, got a ${typeName(dict, 200)}`);
        }
        const own = instanceDict(o);
        for (const e of dict.entries()) own.set(e.key, e.value!);
      }
    }],
    detach: ["($self, /)", () => {
      throw unsupported("detach");
    }],
  },
};
