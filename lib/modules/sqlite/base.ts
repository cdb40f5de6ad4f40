/**
 * What the parts of _sqlite3 share: its exceptions, the tables of adapters and
 * converters, and values on their way into the engine and out of it.
 *
 * @module
 */
import { asInt, asStr } from "../../core/compare.ts";
import { PyDict } from "../../core/dict.ts";
import { E, exception, memoryError, type PyBaseException } from "../../core/errors.ts";
import { overflowError } from "../../core/errors.ts";
import {
  bytesType,
  floatType,
  intType,
  type Maybe,
  normInt,
  PyBytes,
  PyFloat,
  PyObject,
  PyType,
  strType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../../core/object.ts";
import { call, callMethod, getAttrOpt } from "../../core/ops.ts";
import type { SqlFailure, SqlValue } from "../../host/sqlite.ts";
import { asBuffer } from "../../objects/buffer.ts";
import { encodeUtf8 } from "../../util/utf8.ts";
import { moduleException } from "../exceptions.ts";

/** PEP 249's exceptions and their bases. */
const BASES: Readonly<Record<string, string | null>> = {
  Error: null,
  Warning: null,
  InterfaceError: "Error",
  DatabaseError: "Error",
  InternalError: "DatabaseError",
  OperationalError: "DatabaseError",
  ProgrammingError: "DatabaseError",
  IntegrityError: "DatabaseError",
  DataError: "DatabaseError",
  NotSupportedError: "DatabaseError",
};

/** The names of the exceptions. */
export const ERROR_NAMES: readonly string[] = Object.keys(BASES);

/** The exception class of a name. */
export function errorClass(name: string): PyType {
  const base = BASES[name];
  return moduleException("sqlite3", name, [base === null ? E.Exception : errorClass(base)]);
}

/** An exception of sqlite3. */
export const sqlError = (name: string, text: string): PyBaseException =>
  exception(errorClass(name), text);

/** ProgrammingError, the most frequent one. */
export const programmingError = (text: string): PyBaseException =>
  sqlError("ProgrammingError", text);

/** Classes of exceptions by SQLite's primary result codes (_pysqlite_seterror). */
const BY_CODE: Readonly<Record<number, string>> = {
  2: "InternalError",
  12: "InternalError",
  11: "DatabaseError",
  18: "DataError",
  19: "IntegrityError",
  20: "IntegrityError",
  21: "ProgrammingError",
};
const OPERATIONAL = [1, 3, 4, 5, 6, 8, 9, 10, 13, 14, 15, 16, 17];

/** The exception for a failure of the engine. */
export function fromEngine(e: unknown): unknown {
  if (e instanceof PyObject || e instanceof RangeError) return e;
  const { errcode, message } = e as SqlFailure;
  if (errcode === undefined) {
    return sqlError(
      "OperationalError",
      message.startsWith("unable to open") ? "unable to open database file" : message,
    );
  }
  const code = errcode & 255;
  if (code === 7) return memoryError();
  const name = OPERATIONAL.includes(code) ? "OperationalError" : BY_CODE[code] ?? "DatabaseError";
  return sqlError(name, message);
}

/** Asks the engine, and raises its failures as Python exceptions. */
export function ask<T>(f: () => T): T {
  try {
    return f();
  } catch (e) {
    throw fromEngine(e);
  }
}

// Adapters ------------------------------------------------------------------------

/** `adapters` and `converters` of the module. */
export const adapters: PyDict = new PyDict();
export const converters: PyDict = new PyDict();

class PyPrepareProtocol extends PyObject {}
/** The protocol that parameters are adapted to. */
export const protocolType: PyType = new PyType("PrepareProtocol", TypeFlag.None, "sqlite3");
PyPrepareProtocol.prototype.cls = protocolType;

/** An object adapted to a protocol; undefined where nothing does (microprotocols_adapt). */
export function adapt(v: Value, protocol: Value): Maybe {
  const adapter = adapters.get(tuple([typeOf(v), protocol]));
  if (adapter !== undefined) return call(adapter, [v]);
  for (
    const [on, name, arg] of [[protocol, "__adapt__", v], [v, "__conform__", protocol]] as const
  ) {
    if (getAttrOpt(on, name) === undefined) continue;
    const r = callMethod(on, name, arg);
    if (r !== null) return r;
  }
  return undefined;
}

const PLAIN: readonly PyType[] = [intType, floatType, strType];

let plainAdapted = false;

/** Adds an adapter of a type. */
export function addAdapter(t: PyType, f: Value): void {
  if (PLAIN.includes(t)) plainAdapted = true;
  adapters.set(tuple([t, protocolType]), f);
}

/** A parameter as the engine takes it; undefined for an unsupported type. */
export function toSql(v: Value): SqlValue | undefined {
  const t = typeOf(v);
  if (plainAdapted || !PLAIN.includes(t)) {
    const r = adapt(v, protocolType);
    if (r !== undefined) v = r;
  }
  return plainToSql(v);
}

/** The same without adapters: what functions return. */
export function plainToSql(v: Value): SqlValue | undefined {
  if (v === null) return null;
  const n = typeof v === "boolean" ? Number(v) : asInt(v);
  if (n !== undefined) {
    const big = BigInt(n);
    if (BigInt.asIntN(64, big) !== big) {
      throw overflowError("Python int too large to convert to SQLite INTEGER");
    }
    return big;
  }
  if (v instanceof PyFloat) return v.v;
  const s = asStr(v);
  if (s !== undefined) {
    // lone surrogates raise as the codec does
    if (typeof encodeUtf8(s) === "number") callMethod(s, "encode", "utf-8");
    return s;
  }
  const b = asBuffer(v);
  // a copy: the engine must not see later changes
  return b === undefined ? undefined : b.slice();
}

/** Bytes of a text for factories and converters. */
export function utf8(s: string): PyBytes {
  const b = encodeUtf8(s);
  return new PyBytes(typeof b === "number" ? new TextEncoder().encode(s) : b);
}

/** A column's value with no converter, str through the text factory. */
export function fromSql(v: SqlValue, textFactory: Value): Value {
  if (v === null) return null;
  if (typeof v === "bigint") return normInt(v);
  if (typeof v === "number") return new PyFloat(v);
  if (typeof v === "string") {
    if (textFactory === strType) return v;
    if (textFactory === bytesType) return utf8(v);
    return call(textFactory, [utf8(v)]);
  }
  return new PyBytes(v);
}

/** A column's value as the bytes that a converter gets. */
export function rawBytes(v: SqlValue): PyBytes {
  if (v instanceof Uint8Array) return new PyBytes(v);
  if (typeof v === "number") return utf8(realText(v));
  return utf8(String(v));
}

/** REAL as SQLite writes it: 15 digits, always with a point or an exponent. */
function realText(v: number): string {
  if (v === Infinity) return "Inf";
  if (v === -Infinity) return "-Inf";
  const s = String(Number(v.toPrecision(15)));
  return /[.e]/.test(s) ? s : `${s}.0`;
}

/** The type Cursor; its table is beside its class. */
export const cursorType: PyType = new PyType("Cursor", TypeFlag.BaseType, "sqlite3");
