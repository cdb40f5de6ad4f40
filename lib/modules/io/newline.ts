/**
 * Incremental decoders of text streams, and IncrementalNewlineDecoder
 * (Modules/_io/textio.c).
 *
 * @module
 */
import { bind, Signature } from "../../core/args.ts";
import { asStr, isTrue } from "../../core/compare.ts";
import { typeError, typeName, valueError } from "../../core/errors.ts";
import type { Int } from "../../core/number.ts";
import { intAnd, intLshift, intOr, intRshift } from "../../core/number.ts";
import {
  asInstanceOf,
  type KwNames,
  PyBytes,
  PyObject,
  PyTuple,
  PyType,
  tuple,
  type Value,
} from "../../core/object.ts";
import { asIndex, callMethod } from "../../core/ops.ts";
import { utf8Decode } from "../../objects/codecs_utf.ts";
import type { NativeCodec } from "../../objects/codecs.ts";
import type { TypeSpec } from "../../objects/type.ts";
import { decodeUtf8 } from "../../util/utf8.ts";
import { joinParts } from "./base.ts";

/** A decoder that remembers what was incomplete. */
export interface Decoder {
  decode(data: Uint8Array, final: boolean): string;
  getState(): [pending: Uint8Array, flags: Int];
  setState(pending: Uint8Array, flags: Int): void;
  reset(): void;
}

const EMPTY = new Uint8Array(0);

/** What cannot be said in UTF-16 is cut to what can. */
const text = (v: Value): string => asStr(v)!;

/** UTF-8, without Python. */
export class Utf8Decoder implements Decoder {
  private pending: Uint8Array = EMPTY;
  constructor(private readonly errors: string) {}

  decode(data: Uint8Array, final: boolean): string {
    const all = this.pending.length > 0 ? joinParts([this.pending, data]) : data;
    // the usual case: whole characters
    const n = all.length;
    if (n === 0 || all[n - 1] < 128) {
      const fast = decodeUtf8(all);
      if (typeof fast === "string") {
        this.pending = EMPTY;
        return fast;
      }
    }
    const [s, used] = utf8Decode(all, this.errors, final);
    this.pending = all.slice(used);
    return text(s);
  }

  getState(): [Uint8Array, Int] {
    return [this.pending, 0];
  }

  setState(pending: Uint8Array): void {
    this.pending = pending.slice();
  }

  reset(): void {
    this.pending = EMPTY;
  }
}

/** A codec of one byte a character. */
export class ByteDecoder implements Decoder {
  constructor(private readonly codec: NativeCodec, private readonly errors: string) {}

  decode(data: Uint8Array): string {
    return text(this.codec.decode(data, this.errors)[0]);
  }

  getState(): [Uint8Array, Int] {
    return [EMPTY, 0];
  }

  setState(): void {}

  reset(): void {}
}

/** A decoder that is a Python object. */
export class PythonDecoder implements Decoder {
  constructor(readonly decoder: Value) {}

  decode(data: Uint8Array, final: boolean): string {
    const r = callMethod(this.decoder, "decode", new PyBytes(data.slice()), final);
    const s = asStr(r);
    if (s === undefined) {
      throw typeError(`decoder should return a string result, not '${typeName(r, 200)}'`);
    }
    return s;
  }

  getState(): [Uint8Array, Int] {
    const st = callMethod(this.decoder, "getstate");
    if (!(st instanceof PyTuple) || st.items.length !== 2) {
      throw typeError("illegal decoder state");
    }
    const [b, flags] = st.items;
    if (!(b instanceof PyBytes)) {
      throw typeError(
        `illegal decoder state: the first item should be a bytes object, not '${typeName(b, 200)}'`,
      );
    }
    return [b.data, asIndex(flags)];
  }

  setState(pending: Uint8Array, flags: Int): void {
    callMethod(this.decoder, "setstate", tuple([new PyBytes(pending.slice()), flags]));
  }

  reset(): void {
    callMethod(this.decoder, "reset");
  }
}

/** Bits of the newlines seen. */
export const SEEN_CR = 1;
export const SEEN_LF = 2;
export const SEEN_CRLF = 4;

/** What `newlines` shows for a set of bits. */
export function seenNewlines(seen: number): Value {
  const all: string[] = [];
  if (seen & SEEN_CR) all.push("\r");
  if (seen & SEEN_LF) all.push("\n");
  if (seen & SEEN_CRLF) all.push("\r\n");
  return all.length === 0 ? null : all.length === 1 ? all[0] : tuple(all);
}

/** Newline translation with a carriage return held back. */
export class Newlines {
  pendingCr = false;
  seen = 0;
  constructor(readonly translate: boolean) {}

  /** Takes a piece of text. */
  feed(s: string, final: boolean): string {
    if (this.pendingCr && (s !== "" || final)) {
      s = "\r" + s;
      this.pendingCr = false;
    }
    if (!final && s.endsWith("\r")) {
      s = s.slice(0, -1);
      this.pendingCr = true;
    }
    if (s === "") return s;
    if (!s.includes("\r")) {
      if ((this.seen & SEEN_LF) === 0 && s.includes("\n")) this.seen |= SEEN_LF;
      return s;
    }
    if (this.seen !== 7) {
      if (s.includes("\r\n")) this.seen |= SEEN_CRLF;
      if (/\r(?!\n)/.test(s)) this.seen |= SEEN_CR;
      if (/(?:^|[^\r])\n/.test(s)) this.seen |= SEEN_LF;
    }
    return this.translate ? s.replace(/\r\n?/g, "\n") : s;
  }
}

/** A decoder with newline translation. */
export class NewlineDecoder implements Decoder {
  readonly newlines: Newlines;
  constructor(private readonly inner: Decoder, translate: boolean) {
    this.newlines = new Newlines(translate);
  }

  decode(data: Uint8Array, final: boolean): string {
    return this.newlines.feed(this.inner.decode(data, final), final);
  }

  getState(): [Uint8Array, Int] {
    const [b, flags] = this.inner.getState();
    return [b, intOr(intLshift(flags, 1), this.newlines.pendingCr ? 1 : 0)];
  }

  setState(pending: Uint8Array, flags: Int): void {
    this.newlines.pendingCr = intAnd(flags, 1) !== 0;
    this.inner.setState(pending, intRshift(flags, 1));
  }

  reset(): void {
    this.newlines.seen = 0;
    this.newlines.pendingCr = false;
    this.inner.reset();
  }
}

/** An IncrementalNewlineDecoder object. */
export class PyNewlineDecoder extends PyObject {
  decoder: Value | undefined;
  newlines = new Newlines(true);
}

export const newlineDecoderType: PyType = new PyType(
  "IncrementalNewlineDecoder",
  undefined,
  "_io",
);
PyNewlineDecoder.prototype.cls = newlineDecoderType;

const initSig = new Signature(
  "IncrementalNewlineDecoder",
  "(decoder, translate, errors='strict')",
  0,
);

function decode(o: PyNewlineDecoder, input: Value, final: boolean): Value {
  if (o.decoder === undefined) {
    throw valueError("IncrementalNewlineDecoder.__init__ not called");
  }
  const r = o.decoder === null ? input : callMethod(o.decoder, "decode", input, final);
  const s = asStr(r);
  if (s === undefined) {
    throw typeError(`decoder should return a string result, not '${typeName(r, 200)}'`);
  }
  return o.newlines.feed(s, final);
}

export const newlineDecoderSpec: TypeSpec = {
  doc:
    "Codec used when reading a file in universal newlines mode.\n\nIt wraps another incremental decoder, translating \\r\\n and \\r into \\n.\nIt also records the types of newlines encountered.  When used with\ntranslate=False, it ensures that the newline sequence is returned in\none piece. When used with decoder=None, it expects unicode strings as\ndecode input and translates newlines without first invoking an external\ndecoder.",
  signature: "(decoder, translate, errors='strict')",
  slots: {
    tpNew: (t) => asInstanceOf(new PyNewlineDecoder(), t),
    tpInit: (self, args: Value[], kw: KwNames) => {
      const o = self as PyNewlineDecoder;
      const [decoder, translate] = bind(initSig, args, kw) as Value[];
      o.decoder = decoder;
      o.newlines = new Newlines(isTrue(translate));
    },
  },
  getset: {
    newlines: { get: (o: PyNewlineDecoder) => seenNewlines(o.newlines.seen) },
  },
  methods: {
    decode: [
      "($self, /, input, final=False)",
      (o: PyNewlineDecoder, input: Value, final: Value = false) => decode(o, input, isTrue(final)),
    ],
    getstate: ["($self, /)", (o: PyNewlineDecoder) => {
      let b: Value = new PyBytes(EMPTY);
      let flags: Int = 0;
      if (o.decoder !== undefined && o.decoder !== null) {
        const st = callMethod(o.decoder, "getstate");
        if (!(st instanceof PyTuple) || st.items.length !== 2) {
          throw typeError("state argument must be a tuple");
        }
        b = st.items[0];
        flags = asIndex(st.items[1]);
      }
      return tuple([b, intOr(intLshift(flags, 1), o.newlines.pendingCr ? 1 : 0)]);
    }],
    setstate: ["($self, state, /)", (o: PyNewlineDecoder, state: Value) => {
      if (!(state instanceof PyTuple)) throw typeError("state argument must be a tuple");
      if (state.items.length !== 2) throw typeError("setstate(): illegal state argument");
      const flags = asIndex(state.items[1]);
      o.newlines.pendingCr = intAnd(flags, 1) !== 0;
      if (o.decoder !== undefined && o.decoder !== null) {
        callMethod(o.decoder, "setstate", tuple([state.items[0], intRshift(flags, 1)]));
      }
    }],
    reset: ["($self, /)", (o: PyNewlineDecoder) => {
      o.newlines.seen = 0;
      o.newlines.pendingCr = false;
      if (o.decoder !== undefined && o.decoder !== null) callMethod(o.decoder, "reset");
    }],
  },
};
