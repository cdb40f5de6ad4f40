/**
 * The module _io (Modules/_io/_iomodule.c): open(), the classes, and the
 * standard streams.
 *
 * @module
 */
import { PerRuntime } from "../core/state.ts";
import { builtinFunction, type Decl, type PyBuiltin } from "../core/args.ts";
import { asInt, asStr, isTrue } from "../core/compare.ts";
import { E, typeError, typeName, valueError } from "../core/errors.ts";
import { type PyType, TypeFlag, typeOf, type Value } from "../core/object.ts";
import { callMethod, setAttr, setInstanceAttr } from "../core/ops.ts";
import type { TypeSpec } from "../objects/type.ts";
import { baseTypes, DEFAULT_BUFFER_SIZE, unsupportedOperation } from "./io/base.ts";
import {
  bufferedRandomType,
  bufferedReaderType,
  bufferedTypes,
  bufferedWriterType,
  makeBuffered,
} from "./io/buffered.ts";
import { bytesIOBuffer, bytesIOSpec, bytesIOType, wireBytesIO } from "./io/bytesio.ts";
import { fileIOSpec, fileIOType, flushFiles, initFileIO, PyFileIO, rawOf } from "./io/fileio.ts";
import { newlineDecoderSpec, newlineDecoderType } from "./io/newline.ts";
import { stringIOSpec, stringIOType } from "./io/stringio.ts";
import { checkNewline, makeTextIO, printText, textIOSpec, textIOType } from "./io/textio.ts";
import { fspath } from "./oserror.ts";
import { defineTypes, type ModuleSpec } from "./spec.ts";
import { setFastWriter } from "./streams.ts";

const ioTypes: readonly [PyType, TypeSpec][] = [
  ...baseTypes,
  [fileIOType, fileIOSpec],
  [bytesIOType, bytesIOSpec],
  ...bufferedTypes,
  [newlineDecoderType, newlineDecoderSpec],
  [textIOType, textIOSpec],
  [stringIOType, stringIOSpec],
];

/** Completes the classes. */
export function wireIO(): void {
  if (fileIOType.flags & TypeFlag.Ready) return;
  defineTypes([...ioTypes, bytesIOBuffer as [PyType, TypeSpec]]);
  wireBytesIO();
  setFastWriter(printText);
}

let warn: (category: PyType, msg: string) => void = () => {};
/** Hands over how open() warns. */
export function setOpenWarning(f: (category: PyType, msg: string) => void): void {
  warn = f;
}

const text = (v: Value, name: string): string | null => {
  if (v === null) return null;
  const s = asStr(v);
  if (s === undefined) {
    throw typeError(`open() argument ${name} must be str or None, not ${typeName(v)}`);
  }
  return s;
};

/** io.open. */
export function open(
  file: Value,
  modeArg: Value,
  bufferingArg: Value,
  encodingArg: Value,
  errorsArg: Value,
  newlineArg: Value,
  closefd: Value,
  opener: Value,
): Value {
  wireIO();
  const path = typeOf(file).nbInt !== undefined || typeOf(file).nbFloat !== undefined
    ? file
    : fspath(file);
  const mode = asStr(modeArg);
  if (mode === undefined) {
    throw typeError(`open() argument 2 must be str, not ${typeName(modeArg)}`);
  }
  const bn = asInt(bufferingArg);
  if (bn === undefined) {
    throw typeError(
      typeName(bufferingArg) === "float"
        ? "integer argument expected, got float"
        : `an integer is required (got type ${typeName(bufferingArg)})`,
    );
  }
  let buffering = Number(bn);
  const encoding = text(encodingArg, "4");
  const errors = text(errorsArg, "5");
  const newline = text(newlineArg, "6");
  const seen = new Set<string>();
  for (const c of mode) {
    if (!"xrwa+tbU".includes(c) || seen.has(c)) throw valueError(`invalid mode: '${mode}'`);
    seen.add(c);
  }
  const creating = seen.has("x");
  let reading = seen.has("r");
  const writing = seen.has("w");
  const appending = seen.has("a");
  const updating = seen.has("+");
  const binary = seen.has("b");
  if (seen.has("U")) {
    if (creating || writing || appending || updating) {
      throw valueError("mode U cannot be combined with x', 'w', 'a', or '+'");
    }
    warn(E.DeprecationWarning, "'U' mode is deprecated");
    reading = true;
  }
  if (seen.has("t") && binary) throw valueError("can't have text and binary mode at once");
  if (Number(creating) + Number(reading) + Number(writing) + Number(appending) > 1) {
    throw valueError("must have exactly one of create/read/write/append mode");
  }
  if (binary && encoding !== null) {
    throw valueError("binary mode doesn't take an encoding argument");
  }
  if (binary && errors !== null) throw valueError("binary mode doesn't take an errors argument");
  if (binary && newline !== null) throw valueError("binary mode doesn't take a newline argument");
  const rawMode = (creating ? "x" : "") + (reading ? "r" : "") + (writing ? "w" : "") +
    (appending ? "a" : "") + (updating ? "+" : "");
  const raw = new PyFileIO();
  initFileIO(raw, path, rawMode, isTrue(closefd), opener);
  let top: Value = raw;
  try {
    const tty = buffering < 0 && isTrue(callMethod(raw, "isatty"));
    let line = false;
    if (buffering === 1 || tty) {
      buffering = -1;
      line = true;
    }
    if (buffering < 0) buffering = DEFAULT_BUFFER_SIZE;
    if (buffering < 0) throw valueError("invalid buffering size");
    if (buffering === 0) {
      if (!binary) throw valueError("can't have unbuffered text I/O");
      return raw;
    }
    const type = updating
      ? bufferedRandomType
      : creating || writing || appending
      ? bufferedWriterType
      : reading
      ? bufferedReaderType
      : null;
    if (type === null) throw valueError(`unknown mode: '${mode}'`);
    if (updating && !raw.seekable()) throwUnseekable(raw);
    top = makeBuffered(type, raw, buffering);
    if (binary) return top;
    const t = makeTextIO(top, encoding, errors, checkNewline(newline), line);
    top = t;
    setAttr(t, "mode", modeArg);
    return t;
  } catch (e) {
    callMethod(top, "close");
    throw e;
  }
}

function throwUnseekable(raw: Value): never {
  callMethod(raw, "_checkSeekable");
  throw valueError("File or stream is not seekable.");
}

/** A standard stream: the text stream over a buffered one over a descriptor. */
export function makeStdio(
  fd: number,
  name: "<stdin>" | "<stdout>" | "<stderr>",
  mode: "r" | "w",
  encoding: string,
  errors: string,
  lineBuffering: boolean,
  unbuffered = false,
): Value {
  wireIO();
  const raw = rawOf(fd, name, mode === "r");
  // -u: nothing is kept back below the text either
  const buffer = unbuffered && mode === "w" ? raw : makeBuffered(
    mode === "r" ? bufferedReaderType : bufferedWriterType,
    raw,
    DEFAULT_BUFFER_SIZE,
  );
  const newline = mode === "r" ? null : "\n";
  const t = makeTextIO(buffer, encoding, errors, newline, lineBuffering || unbuffered, unbuffered);
  setInstanceAttr(t, "mode", mode);
  return t;
}

/** Writes the pending output of all files, as at the end of a program. */
export function flushAll(): void {
  flushFiles();
}

const OPEN: Decl = [
  "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
  (
    file: Value,
    mode: Value = "r",
    buffering: Value = -1,
    encoding: Value = null,
    errors: Value = null,
    newline: Value = null,
    closefd: Value = true,
    opener: Value = null,
  ) => open(file, mode, buffering, encoding, errors, newline, closefd, opener),
  "Open file and return a stream.  Raise IOError upon failure.",
];

const openObject = new PerRuntime(() => builtinFunction("open", OPEN, "io"));
/** open(), which builtins has before anything of this module is made. */
export function openFunction(): PyBuiltin {
  return openObject.current;
}

export const _io_module = (): ModuleSpec => ({
  name: "_io",
  doc:
    "The io module provides the Python interfaces to stream handling. The\nbuiltin open function is defined in this module.",
  attrs: () => {
    wireIO();
    const out: Record<string, Value> = {
      open: openFunction(),
      DEFAULT_BUFFER_SIZE,
      BlockingIOError: E.BlockingIOError,
      UnsupportedOperation: unsupportedOperation(),
    };
    for (const [t] of ioTypes) out[t.name] = t;
    return out;
  },
  init: (ns) => {
    const f = ns.getStr("open");
    if (f !== undefined) (f as unknown as { module: Value }).module = "io";
  },
});
