/**
 * _sqlite3 (Modules/_sqlite), over the SQLite of the runtime. Collations and
 * progress handlers of programs cannot be had there.
 *
 * @module
 */
import { bind, Signature } from "../core/args.ts";
import { asStr, isTrue } from "../core/compare.ts";
import { typeError, typeName } from "../core/errors.ts";
import { type KwNames, type Maybe, PyType, strType, type Value } from "../core/object.ts";
import { call } from "../core/ops.ts";
import { openDatabase } from "../host/sqlite.ts";
import {
  adapt,
  adapters,
  addAdapter,
  converters,
  cursorType,
  ERROR_NAMES,
  errorClass,
  programmingError,
  protocolType,
} from "./sqlite/base.ts";
import { connectionSpec, connectionType, tracebacks } from "./sqlite/connection.ts";
import { cursorSpec } from "./sqlite/cursor.ts";
import { rowSpec, rowType } from "./sqlite/row.ts";
import { isComplete, statementType } from "./sqlite/statement.ts";
import type { ModuleSpec } from "./spec.ts";

/** Numbers of actions, for authorizers. */
const ACTIONS = [
  "CREATE_INDEX CREATE_TABLE CREATE_TEMP_INDEX CREATE_TEMP_TABLE CREATE_TEMP_TRIGGER",
  "CREATE_TEMP_VIEW CREATE_TRIGGER CREATE_VIEW DELETE DROP_INDEX DROP_TABLE DROP_TEMP_INDEX",
  "DROP_TEMP_TABLE DROP_TEMP_TRIGGER DROP_TEMP_VIEW DROP_TRIGGER DROP_VIEW INSERT PRAGMA READ",
  "SELECT TRANSACTION UPDATE ATTACH DETACH ALTER_TABLE REINDEX ANALYZE",
].join(" ").split(" ");

const connectSig = new Signature(
  "connect",
  "(database, timeout=5.0, detect_types=0, isolation_level='', check_same_thread=True, factory=None, cached_statements=100, uri=False)",
  0,
);

const text = (v: Value): string => {
  const s = asStr(v);
  if (s === undefined) throw typeError(`argument 1 must be str, not ${typeName(v)}`);
  return s;
};

/** The engine's release; what CPython 3.6 was last built with where there is none. */
function sqliteVersion(): string {
  const db = openDatabase(":memory:", 0);
  if (db === null) return "3.40.1";
  const s = db.prepare("select sqlite_version()");
  s.setReturnArrays(true);
  const version = String(s.iterate().next().value[0]);
  db.close();
  return version;
}

export const _sqlite3_module = (): ModuleSpec => ({
  name: "_sqlite3",
  functions: {
    connect: [
      "(database, timeout=5.0, **kw)",
      (args: Value[], kw: KwNames) => {
        const factory = (bind(connectSig, args, kw) as Maybe[])[5];
        return call(factory === undefined ? connectionType : factory, args, kw);
      },
      'connect(database[, timeout, detect_types, isolation_level,\n        check_same_thread, factory, cached_statements, uri])\n\nOpens a connection to the SQLite database file *database*. You can use\n":memory:" to open a database connection to a database that resides in\nRAM instead of on disk.',
      3,
    ],
    complete_statement: [
      "($module, statement)",
      (v: Value) => isComplete(text(v)),
      "complete_statement(sql)\n\nChecks if a string contains a complete SQL statement. Non-standard.",
    ],
    enable_shared_cache: [
      "($module, do_enable)",
      (v: Value) => {
        isTrue(v);
      },
      "enable_shared_cache(do_enable)\n\nEnable or disable shared cache mode for the calling thread.\nNon-standard.",
    ],
    enable_callback_tracebacks: [
      "($module, flag, /)",
      (v: Value) => {
        tracebacks.on = isTrue(v);
      },
      "enable_callback_tracebacks(flag)\n\nEnable or disable callback functions throwing errors to stderr.",
    ],
    register_adapter: [
      "($module, type, callable, /)",
      (t: Value, f: Value) => {
        if (!(t instanceof PyType)) throw typeError(`argument 1 must be type, not ${typeName(t)}`);
        addAdapter(t, f);
      },
      "register_adapter(type, callable)\n\nRegisters an adapter with pysqlite's adapter registry. Non-standard.",
    ],
    register_converter: [
      "($module, typename, callable, /)",
      (name: Value, f: Value) => {
        converters.set(text(name).toUpperCase(), f);
      },
      "register_converter(typename, callable)\n\nRegisters a converter with pysqlite. Non-standard.",
    ],
    adapt: [
      "($module, obj, protocol=None, alternate=None, /)",
      (v: Value, protocol?: Value, alternate?: Value) => {
        const r = adapt(v, protocol === undefined ? protocolType : protocol);
        if (r !== undefined) return r;
        if (alternate !== undefined) return alternate;
        throw programmingError("can't adapt");
      },
      "adapt(obj, protocol, alternate) -> adapt obj to given protocol. Non-standard.",
    ],
  },
  types: () => [
    [connectionType, connectionSpec],
    [cursorType, cursorSpec],
    [rowType, rowSpec],
    [statementType, {}],
    [protocolType, { slots: {} }],
  ],
  attrs: () => ({
    version: "2.6.0",
    // the release that the runtime has built in
    sqlite_version: sqliteVersion(),
    OptimizedUnicode: strType,
    PARSE_DECLTYPES: 1,
    PARSE_COLNAMES: 2,
    SQLITE_OK: 0,
    SQLITE_DENY: 1,
    SQLITE_IGNORE: 2,
    adapters,
    converters,
    ...Object.fromEntries(ACTIONS.map((name, i) => [`SQLITE_${name}`, i + 1])),
    ...Object.fromEntries(ERROR_NAMES.map((name) => [name, errorClass(name)])),
  }),
});
