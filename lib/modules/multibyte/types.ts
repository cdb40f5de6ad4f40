/**
 * The types of _multibytecodec (Modules/cjkcodecs/multibytecodec.c): codecs,
 * incremental encoders and decoders, and streams over the machines.
 *
 * @module
 */
import { ArgStyle, bind, type Decls, Signature } from "../../core/args.ts";
import { asInt, asStr } from "../../core/compare.ts";
import {
  attributeError,
  E,
  exception,
  type PyBaseException,
  typeError,
  typeName,
} from "../../core/errors.ts";
import {
  asInstanceOf,
  type KwNames,
  type Maybe,
  PyBytes,
  PyList,
  PyObject,
  PyTuple,
  PyType,
  tuple,
  TypeFlag,
  type Value,
} from "../../core/object.ts";
import { asSsize, call, callMethod, getAttrOpt, str } from "../../core/ops.ts";
import { asBuffer } from "../../objects/buffer.ts";
import {
  decodeError,
  encodeError,
  lookupError,
  pointsOf,
  StrBuilder,
} from "../../objects/codec_errors.ts";
import type { GetSet } from "../../objects/descr.ts";
import type { TypeSpec } from "../../objects/type.ts";
import { type CodecState, type MultibyteMachine, newState } from "./machine.ts";

/** A codec: a machine as a Python object. */
export class PyMultibyteCodec extends PyObject {
  constructor(readonly machine: MultibyteMachine) {
    super();
  }
}
export const codecType = new PyType("MultibyteCodec", TypeFlag.None);
PyMultibyteCodec.prototype.cls = codecType;

/** What incremental objects and streams keep. */
class PyStateful extends PyObject {
  state: CodecState = newState();
  /** Characters that wait for the next one. */
  text: string[] = [];
  /** Bytes that wait for the rest. */
  bytes: Uint8Array = new Uint8Array(0);
  stream: Value = null;
  constructor(readonly machine: MultibyteMachine, public errors: string) {
    super();
  }
}

// Whole texts ------------------------------------------------------------------------

const ILLEGAL = "illegal multibyte sequence";
const INCOMPLETE = "incomplete multibyte sequence";

function handle(errors: string, e: PyBaseException, what: string): [Value, number] {
  if (errors === "strict") throw e;
  const r = call(lookupError(errors), [e]);
  if (!(r instanceof PyTuple) || r.items.length !== 2 || asInt(r.items[1]) === undefined) {
    throw typeError(what);
  }
  return [r.items[0], asSsize(r.items[1], E.OverflowError)];
}

function position(pos: number, n: number): number {
  const at = pos < 0 ? pos + n : pos;
  if (at < 0 || at > n) {
    throw exception(E.IndexError, `position ${pos} from error handler out of bounds`);
  }
  return at;
}

/** Encodes characters; gives how many were taken, all of them with `flush`. */
function encodeSome(
  m: MultibyteMachine,
  text: readonly string[],
  errors: string,
  st: CodecState,
  flush: boolean,
  out: number[],
): number {
  let i = 0;
  while (i < text.length) {
    const n = m.encode(text, i, out, st, flush);
    if (n > 0) {
      i += n;
      continue;
    }
    if (n === 0 && !flush) return i;
    if (errors === "ignore") {
      i++;
      continue;
    }
    if (errors === "replace") {
      if (m.encode(["?"], 0, out, st, true) <= 0) out.push(63);
      i++;
      continue;
    }
    const what = "encoding error handler must return (str, int) tuple";
    const reason = n === 0 ? INCOMPLETE : ILLEGAL;
    const whole = strOf(text);
    const [rep, pos] = handle(errors, encodeError(m.name, whole, i, i + 1, reason), what);
    if (rep instanceof PyBytes) out.push(...rep.data);
    else if (asStr(rep) !== undefined) encodeSome(m, charsOf(rep), "strict", st, true, out);
    else throw typeError(what);
    i = position(pos, text.length);
  }
  return i;
}

function decodeSome(
  m: MultibyteMachine,
  data: Uint8Array,
  errors: string,
  st: CodecState,
  final: boolean,
  out: StrBuilder,
): number {
  let i = 0;
  const step = { text: "" };
  while (i < data.length) {
    step.text = "";
    const n = m.decode(data, i, step, st);
    if (step.text !== "") out.text(step.text);
    if (n > 0) {
      i += n;
      continue;
    }
    if (n === 0 && !final) return i;
    const end = n === 0 ? data.length : Math.min(data.length, i - n);
    if (errors === "ignore" || errors === "replace") {
      if (errors === "replace") out.add(0xfffd);
      i = end;
      continue;
    }
    const what = "decoding error handler must return (str, int) tuple";
    const e = decodeError(m.name, data.slice(), i, end, n === 0 ? INCOMPLETE : ILLEGAL);
    const [rep, pos] = handle(errors, e, what);
    if (asStr(rep) === undefined) throw typeError(what);
    out.value(rep);
    i = position(pos, data.length);
  }
  return i;
}

const charsOf = (v: Value): string[] => pointsOf(v).map((c) => String.fromCodePoint(c));

function strOf(text: readonly string[]): Value {
  const b = new StrBuilder();
  for (const c of text) b.add(c.codePointAt(0)!);
  return b.finish();
}

/** What is to be encoded: a str, or whatever str() makes of it. */
const inputOf = (v: Value): string[] => charsOf(asStr(v) === undefined ? str(v) : v);

function bytesOf(v: Value): Uint8Array {
  const b = asBuffer(v);
  if (b === undefined) throw typeError(`a bytes-like object is required, not '${typeName(v)}'`);
  return b;
}

function errorsOf(name: string, v: Maybe): string {
  if (v === undefined || v === null) return "strict";
  const s = asStr(v);
  if (s === undefined) {
    throw typeError(`${name}() argument 2 must be str or None, not ${typeName(v)}`);
  }
  return s;
}

const encodeSig = new Signature("encode", "($self, /, input, errors=None)", 0);
const decodeSig = new Signature("decode", "($self, /, input, errors=None)", 0);

const codecSpec: TypeSpec = {
  methods: {
    encode: [
      "($self, /, input, errors=None)",
      (c: PyMultibyteCodec, args: Value[], kw: KwNames) => {
        const [input, errors] = bind(encodeSig, args, kw) as [Value, Maybe];
        const mode = errorsOf("encode", errors);
        const text = inputOf(input);
        const out: number[] = [];
        const st = newState();
        encodeSome(c.machine, text, mode, st, true, out);
        c.machine.reset?.(out, st);
        return tuple([new PyBytes(Uint8Array.from(out)), text.length]);
      },
      "Encode a str; gives the bytes and the number of characters.",
      ArgStyle.Raw,
    ],
    decode: [
      "($self, /, input, errors=None)",
      (c: PyMultibyteCodec, args: Value[], kw: KwNames) => {
        const [input, errors] = bind(decodeSig, args, kw) as [Value, Maybe];
        const mode = errorsOf("decode", errors);
        const data = bytesOf(input);
        const out = new StrBuilder();
        decodeSome(c.machine, data, mode, newState(), true, out);
        return tuple([out.finish(), data.length]);
      },
      "Decode bytes; gives the str and the number of bytes.",
      ArgStyle.Raw,
    ],
  },
};

// Increments and streams -------------------------------------------------------------

function machineOf(t: PyType): MultibyteMachine {
  const c = getAttrOpt(t, "codec");
  if (c === undefined) throw attributeError(`type object '${t.name}' has no attribute 'codec'`);
  if (!(c instanceof PyMultibyteCodec)) throw typeError("codec is unexpected type");
  return c.machine;
}

function maker(name: string, stream: boolean): NonNullable<TypeSpec["slots"]>["tpNew"] {
  const sig = new Signature(name, stream ? "(stream, errors=None)" : "(errors=None)", 0);
  return (t, args, kw) => {
    const got = bind(sig, args, kw) as Maybe[];
    const errors = got[stream ? 1 : 0];
    const mode = errors === undefined ? "strict" : asStr(errors);
    if (mode === undefined) {
      throw typeError(`${name}() argument ${stream ? 2 : 1} must be str, not ${typeName(errors!)}`);
    }
    const o = new PyStateful(machineOf(t), mode);
    if (stream) o.stream = got[0]!;
    return asInstanceOf(o, t);
  };
}

/** What comes before the `__init__` of the codecs module's classes: everything is done already. */
const noInit = (): void => {};

const errorsGetSet: GetSet = {
  get: (o: PyStateful) => o.errors,
  set: (o: PyStateful, v: Maybe) => {
    const s = asStr(v);
    if (s === undefined) throw typeError("errors must be a string");
    o.errors = s;
  },
  doc: "how to treat errors",
};

/** Encodes what waits and the input; the end of it may wait again. */
function encodeMore(o: PyStateful, input: Value, final: boolean): Uint8Array {
  const text = [...o.text, ...inputOf(input)];
  const out: number[] = [];
  const taken = encodeSome(o.machine, text, o.errors, o.state, final, out);
  o.text = text.slice(taken);
  if (final) o.machine.reset?.(out, o.state);
  return Uint8Array.from(out);
}

function decodeMore(o: PyStateful, data: Uint8Array, final: boolean): Value {
  const all = new Uint8Array(o.bytes.length + data.length);
  all.set(o.bytes);
  all.set(data, o.bytes.length);
  const out = new StrBuilder();
  const taken = decodeSome(o.machine, all, o.errors, o.state, final, out);
  o.bytes = all.slice(taken);
  return out.finish();
}

function forget(o: PyStateful): void {
  o.text = [];
  o.bytes = new Uint8Array(0);
}

const truth = (v: Maybe): boolean => v !== undefined && v !== null && v !== false && v !== 0;
const stepSig = (name: string) => new Signature(name, "($self, /, input, final=False)", 0);

const encoderSpec = (): TypeSpec => {
  const sig = stepSig("encode");
  return {
    slots: { tpNew: maker("IncrementalEncoder", false), tpInit: noInit },
    getset: { errors: errorsGetSet },
    methods: {
      encode: [
        "($self, /, input, final=False)",
        (o: PyStateful, args: Value[], kw: KwNames) => {
          const [input, final] = bind(sig, args, kw) as [Value, Maybe];
          return new PyBytes(encodeMore(o, input, truth(final)));
        },
        null,
        ArgStyle.Raw,
      ],
      reset: ["($self, /)", (o: PyStateful) => {
        o.machine.reset?.([], o.state);
        forget(o);
      }],
    },
  };
};

const decoderSpec = (): TypeSpec => {
  const sig = stepSig("decode");
  return {
    slots: { tpNew: maker("IncrementalDecoder", false), tpInit: noInit },
    getset: { errors: errorsGetSet },
    methods: {
      decode: [
        "($self, /, input, final=False)",
        (o: PyStateful, args: Value[], kw: KwNames) => {
          const [input, final] = bind(sig, args, kw) as [Value, Maybe];
          return decodeMore(o, bytesOf(input), truth(final));
        },
        null,
        ArgStyle.Raw,
      ],
      reset: ["($self, /)", (o: PyStateful) => {
        o.machine.reset?.([], o.state);
        forget(o);
      }],
    },
  };
};

/** Reads by a method of the stream until something could be decoded. */
function readBy(o: PyStateful, method: string, v: Maybe): Value {
  if (v !== undefined && v !== null && asInt(v) === undefined) {
    throw typeError("arg 1 must be an integer");
  }
  let size = v === undefined || v === null ? -1 : asSsize(v, E.OverflowError);
  if (size === 0) return "";
  for (;;) {
    const data = size < 0 ? callMethod(o.stream, method) : callMethod(o.stream, method, size);
    if (!(data instanceof PyBytes)) {
      throw typeError(`stream function returned a non-bytes object (${typeName(data)})`);
    }
    const last = data.data.length === 0;
    const text = decodeMore(o, data.data, last || size < 0);
    if (last || size < 0 || text !== "") return text;
    // a part of a character: the rest of it
    size = 1;
  }
}

const readerSpec: TypeSpec = {
  slots: { tpNew: maker("StreamReader", true), tpInit: noInit },
  getset: { errors: errorsGetSet, stream: { get: (o: PyStateful) => o.stream } },
  methods: {
    read: ["($self, sizeobj=None, /)", (o: PyStateful, n?: Value) => readBy(o, "read", n)],
    readline: [
      "($self, sizeobj=None, /)",
      (o: PyStateful, n?: Value) => readBy(o, "readline", n),
    ],
    readlines: [
      "($self, sizehintobj=None, /)",
      (o: PyStateful, n?: Value) => callMethod(readBy(o, "read", n), "splitlines", true),
    ],
    reset: ["($self, /)", (o: PyStateful) => {
      o.machine.reset?.([], o.state);
      forget(o);
    }],
  },
};

const writeText = (o: PyStateful, v: Value): void => {
  callMethod(o.stream, "write", new PyBytes(encodeMore(o, v, false)));
};

const writerMethods: Decls = {
  write: ["($self, strobj, /)", writeText],
  writelines: ["($self, lines, /)", (o: PyStateful, lines: Value) => {
    const s = asStr(lines);
    if (s === undefined && !(lines instanceof PyList) && !(lines instanceof PyTuple)) {
      throw typeError("arg must be a sequence object");
    }
    const items = s !== undefined ? charsOf(lines) : (lines as PyList | PyTuple).items;
    for (const line of items) writeText(o, line);
  }],
  reset: ["($self, /)", (o: PyStateful) => {
    // nothing waits: nothing is closed either
    if (o.text.length === 0) return;
    const out: number[] = [];
    encodeSome(o.machine, o.text, o.errors, o.state, true, out);
    o.machine.reset?.(out, o.state);
    forget(o);
    if (out.length > 0) callMethod(o.stream, "write", new PyBytes(Uint8Array.from(out)));
  }],
};

const named = (name: string): PyType => new PyType(name, TypeFlag.BaseType);
const encoderType = named("MultibyteIncrementalEncoder");
const decoderType = named("MultibyteIncrementalDecoder");
const readerType = named("MultibyteStreamReader");
const writerType = named("MultibyteStreamWriter");

/** The types with their specs. */
export const multibyteTypes = (): [PyType, TypeSpec][] => [
  [codecType, codecSpec],
  [encoderType, encoderSpec()],
  [decoderType, decoderSpec()],
  [readerType, readerSpec],
  [writerType, {
    slots: { tpNew: maker("StreamWriter", true), tpInit: noInit },
    getset: { errors: errorsGetSet, stream: { get: (o: PyStateful) => o.stream } },
    methods: writerMethods,
  }],
];
