/**
 * `.pyc` files of CPython 3.6: a header of twelve bytes (magic number, time of
 * modification and size of the source) and the module's code object in marshal
 * format; and where they lie (PEP 3147, PEP 488).
 *
 * @module
 */
import { PyTuple, tupleType, type Value } from "../core/object.ts";
import { PyCode } from "../objects/code.ts";
import { type ConstInspector, verifyCode } from "../bytecode/verifier.ts";
import { bytesRepr, strRepr } from "../util/str_repr.ts";
import { dumps, type LoadOptions, loads } from "./marshal.ts";

/** The magic number of CPython 3.6: 3379 and "\r\n". */
export const MAGIC_NUMBER: Uint8Array = Uint8Array.of(0x33, 0x0d, 0x0d, 0x0a);

/** sys.implementation.cache_tag. */
export const CACHE_TAG = "cpython-36";

const PYCACHE = "__pycache__";
const OPT = "opt-";
const HEADER_SIZE = 12;

/** What is wrong with a `.pyc` file or a path; thrown as it is, no Error. */
export class PycProblem {
  constructor(
    /** The Python exception's name. */
    readonly kind: "ImportError" | "EOFError" | "ValueError",
    /** importlib's message. */
    readonly message: string,
  ) {}

  /** `ImportError: message`. */
  toString(): string {
    return `${this.kind}: ${this.message}`;
  }
}

/** What the header says of the source. */
export interface PycHeader {
  /** The time of modification in seconds, modulo 2**32. */
  readonly mtime: number;
  /** The size in bytes, modulo 2**32. */
  readonly size: number;
}

/** What the header must say where the source is known. */
export interface SourceStats {
  /** The time of modification in seconds. */
  readonly mtime?: number;
  /** The size in bytes. */
  readonly size?: number;
}

/** A `.pyc` file's bytes (importlib's _code_to_bytecode). */
export function packPyc(code: PyCode, mtime: number, size: number): Uint8Array {
  const body = dumps(code);
  const out = new Uint8Array(HEADER_SIZE + body.length);
  out.set(MAGIC_NUMBER);
  const view = new DataView(out.buffer);
  view.setUint32(4, mod32(mtime), true);
  view.setUint32(8, mod32(size), true);
  out.set(body, HEADER_SIZE);
  return out;
}

function mod32(v: number): number {
  return ((Math.trunc(v) % 2 ** 32) + 2 ** 32) % 2 ** 32;
}

/**
 * Looks at the header (importlib's _validate_bytecode_header).
 *
 * @param data The file.
 * @param name The module's name, for messages.
 * @param source What is known of the source; a difference is an ImportError.
 * @throws {PycProblem} Where the file must not be used.
 */
export function checkHeader(
  data: Uint8Array,
  name = "<bytecode>",
  source: SourceStats = {},
): PycHeader {
  const magic = data.subarray(0, 4);
  if (magic.length < 4 || magic.some((b, i) => b !== MAGIC_NUMBER[i])) {
    throw new PycProblem(
      "ImportError",
      `bad magic number in ${strRepr(name)}: ${bytesRepr(magic)}`,
    );
  }
  if (data.length < 8) {
    throw new PycProblem("EOFError", `reached EOF while reading timestamp in ${strRepr(name)}`);
  }
  if (data.length < HEADER_SIZE) {
    throw new PycProblem(
      "EOFError",
      `reached EOF while reading size of source in ${strRepr(name)}`,
    );
  }
  const view = new DataView(data.buffer, data.byteOffset, HEADER_SIZE);
  const header = { mtime: view.getUint32(4, true), size: view.getUint32(8, true) };
  // the time is compared as it is, the size modulo 2**32
  const stale = (source.mtime !== undefined && Math.trunc(source.mtime) !== header.mtime) ||
    (source.size !== undefined && mod32(source.size) !== header.size);
  if (stale) throw new PycProblem("ImportError", `bytecode is stale for ${strRepr(name)}`);
  return header;
}

/** Options of {@linkcode unpackPyc}. */
export interface UnpackOptions extends LoadOptions {
  /** The module's name, for messages. */
  name?: string;
  /** What the header must agree with. */
  source?: SourceStats;
  /** Verify the code objects now rather than when they are first run (default false). */
  verify?: boolean;
}

/**
 * The code object of a `.pyc` file.
 *
 * @throws {PycProblem} Where the header is wrong or the content is no code object.
 * @throws {MarshalProblem} Where the content is no marshal data.
 * @throws {VerifyError} With `verify`, where a code object must not be run.
 */
export function unpackPyc(data: Uint8Array, options: UnpackOptions = {}): PyCode {
  const name = options.name ?? "<bytecode>";
  checkHeader(data, name, options.source);
  const code = loads(data.subarray(HEADER_SIZE), options);
  if (!(code instanceof PyCode)) {
    throw new PycProblem("ImportError", `Non-code object in ${strRepr(name)}`);
  }
  if (options.verify) verifyPyCode(code);
  return code;
}

const inspector: ConstInspector = {
  tupleItems: (v) => v instanceof PyTuple && v.cls === tupleType ? v.items : null,
  asCode: (v) => v instanceof PyCode ? v : null,
};

/**
 * Verifies a code object with those among its constants, and marks them as trusted.
 *
 * @throws {VerifyError} Where it must not be run.
 */
export function verifyPyCode(code: PyCode): void {
  if (code.trusted) return;
  verifyCode(code, inspector);
  const pending: PyCode[] = [code];
  for (let c = pending.pop(); c !== undefined; c = pending.pop()) {
    c.trusted = true;
    for (const v of c.consts as Value[]) {
      if (v instanceof PyCode && !v.trusted) pending.push(v);
    }
  }
}

function splitPath(path: string): [head: string, tail: string] {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? ["", path] : [path.slice(0, slash), path.slice(slash + 1)];
}

function joinPath(...parts: string[]): string {
  return parts.filter((p) => p !== "").map((p) => p.replace(/\/+$/, "")).join("/");
}

/**
 * Where the `.pyc` file of a source file lies (importlib.util.cache_from_source).
 *
 * @param path The source file's path.
 * @param optimization "" or what stands behind `opt-`, letters and digits.
 */
export function cacheFromSource(path: string, optimization: string | number = ""): string {
  const [head, tail] = splitPath(path);
  const dot = tail.lastIndexOf(".");
  const base = dot < 0 ? "" : tail.slice(0, dot);
  const rest = dot < 0 ? tail : tail.slice(dot + 1);
  let name = (base !== "" ? base : rest) + (dot < 0 ? "" : ".") + CACHE_TAG;
  const level = String(optimization);
  if (level !== "") {
    if (!isAlnum(level)) {
      throw new PycProblem("ValueError", `${strRepr(level)} is not alphanumeric`);
    }
    name += "." + OPT + level;
  }
  return joinPath(head, PYCACHE, name + ".pyc");
}

/** Where the source of a `.pyc` file lies (importlib.util.source_from_cache). */
export function sourceFromCache(path: string): string {
  const [directory, file] = splitPath(path);
  const [head, pycache] = splitPath(directory);
  if (pycache !== PYCACHE) {
    throw new PycProblem(
      "ValueError",
      `${PYCACHE} not bottom-level directory in ${strRepr(path)}`,
    );
  }
  const parts = file.split(".");
  if (parts.length !== 3 && parts.length !== 4) {
    throw new PycProblem("ValueError", `expected only 2 or 3 dots in ${strRepr(file)}`);
  }
  if (parts.length === 4) {
    const optimization = parts[2];
    if (!optimization.startsWith(OPT)) {
      throw new PycProblem(
        "ValueError",
        `optimization portion of filename does not start with ${strRepr(OPT)}`,
      );
    }
    if (!isAlnum(optimization.slice(OPT.length))) {
      throw new PycProblem(
        "ValueError",
        `optimization level ${strRepr(optimization)} is not an alphanumeric value`,
      );
    }
  }
  return joinPath(head, parts[0] + ".py");
}

/** `str.isalnum()`. */
function isAlnum(s: string): boolean {
  return /^[\p{L}\p{N}]+$/u.test(s);
}
