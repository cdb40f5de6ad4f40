/**
 * sqlite3.Connection: a database, its transactions, and the functions that
 * programs give it. Errors in callbacks of aggregates are kept until the
 * engine has come back, since it cannot be left from there.
 *
 * @module
 */
import { bind, Signature } from "../../core/args.ts";
import { asStr, isTrue } from "../../core/compare.ts";
import {
  attributeError,
  PyBaseException,
  typeError,
  typeName,
  valueError,
} from "../../core/errors.ts";
import { hash } from "../../core/hash.ts";
import {
  asInstanceOf,
  type KwNames,
  type Maybe,
  normInt,
  PyObject,
  PyType,
  strType,
  TypeFlag,
  typeOf,
  type Value,
} from "../../core/object.ts";
import { asCInt, call, callMethod, getAttr, isCallable } from "../../core/ops.ts";
import { toFloat } from "../../objects/float.ts";
import {
  openDatabase,
  type SqlDatabase,
  type SqlFailure,
  type SqlValue,
} from "../../host/sqlite.ts";
import type { TypeSpec } from "../../objects/type.ts";
import { importByName } from "../../vm/import.ts";
import { currentThread } from "../../vm/threads.ts";
import { writeUnraisable } from "../module_errors.ts";
import { hostPath } from "../oserror.ts";
import {
  ask,
  cursorType,
  ERROR_NAMES,
  errorClass,
  fromEngine,
  fromSql,
  plainToSql,
  programmingError,
  sqlError,
} from "./base.ts";
import type { PyCursor } from "./cursor.ts";
import { PyStatement } from "./statement.ts";

const LEVELS = ["", "DEFERRED", "IMMEDIATE", "EXCLUSIVE"];

/** Whether exceptions of callbacks are shown (enable_callback_tracebacks). */
export const tracebacks = { on: false };

/** A connection. */
export class PyConnection extends PyObject {
  private open: SqlDatabase | null = null;
  private initialized = false;
  private thread: Value = null;
  private statements = new Map<string, PyStatement>();
  private cacheSize = 128;
  /** Error text of a callback that could not raise. */
  private failed: string | null = null;
  /** An exception of a callback that is to be raised as it is. */
  private pending: PyBaseException | null = null;
  private tracer: Value = null;
  cursors = new Set<PyCursor>();
  detectTypes = 0;
  isolationLevel: Value = null;
  /** What begins a transaction, or null for autocommit. */
  begin: string | null = null;
  rowFactory: Value = null;
  textFactory: Value = strType;

  init(args: Value[], kw: KwNames): void {
    const [database, timeout, detect, level, check, , cached, uri] = bind(
      initSig,
      args,
      kw,
    ) as Maybe[];
    if (this.open !== null) this.open.close();
    this.open = null;
    this.initialized = true;
    const seconds = timeout === undefined ? 5 : toFloat(timeout);
    this.detectTypes = detect === undefined ? 0 : asCInt(detect);
    this.cacheSize = Math.max(5, cached === undefined ? 100 : asCInt(cached));
    this.thread = check === undefined || isTrue(check) ? currentThread().ident : null;
    let path = hostPath(database!);
    const isUri = uri !== undefined && isTrue(uri);
    // to the engine every name that begins so is a URI
    if (!isUri && path.startsWith("file:")) path = `./${path}`;
    if (path === "") path = ":memory:";
    const wait = Math.min(Math.max(0, Math.trunc(seconds * 1000)), 2 ** 31 - 1);
    const db = ask(() => openDatabase(path, wait));
    if (db === null) throw sqlError("NotSupportedError", "this runtime has no SQLite");
    this.open = db;
    this.statements.clear();
    this.rowFactory = null;
    this.textFactory = strType;
    this.setLevel(level === undefined ? "" : level);
  }

  /** The open database. */
  get db(): SqlDatabase {
    this.checkOpen();
    return this.open!;
  }

  checkOpen(): void {
    if (!this.initialized) throw programmingError("Base Connection.__init__ not called.");
    if (this.open === null) throw programmingError("Cannot operate on a closed database.");
  }

  checkThread(): void {
    const here = currentThread().ident;
    if (this.initialized && this.thread !== null && this.thread !== here) {
      throw programmingError(
        `SQLite objects created in a thread can only be used in that same thread.The object was created in thread id ${this.thread} and this is thread id ${here}.`,
      );
    }
  }

  /** Both checks, and the database. */
  ready(): SqlDatabase {
    this.checkThread();
    return this.db;
  }

  /** Runs the engine; what a callback could not raise is raised now. */
  guard<T>(f: () => T): T {
    this.failed = this.pending = null;
    const r = this.patiently(f);
    const pending = this.pending as PyBaseException | null;
    if (pending !== null) {
      this.pending = null;
      throw pending;
    }
    const failed = this.failed as string | null;
    if (failed !== null) {
      this.failed = null;
      throw sqlError("OperationalError", failed);
    }
    return r;
  }

  /** Where tables are locked, reads the rest of what cursors look at, and tries again. */
  private patiently<T>(f: () => T): T {
    try {
      return f();
    } catch (e) {
      const code = (e as SqlFailure).errcode;
      if (code === undefined || (code & 255) !== 6 || this.cursors.size === 0) throw fromEngine(e);
    }
    for (const c of [...this.cursors]) c.readAhead(Infinity);
    return ask(f);
  }

  /** Runs one statement of our own. */
  run(sql: string): void {
    this.trace(sql);
    this.patiently(() => this.db.exec(sql));
  }

  /** The only value of a query. */
  scalar(sql: string): SqlValue {
    return ask(() => {
      const s = this.db.prepare(sql);
      s.setReadBigInts(true);
      s.setReturnArrays(true);
      const rows = s.iterate();
      const r = rows.next();
      rows.return?.();
      return r.value[0] as SqlValue;
    });
  }

  trace(sql: string): void {
    if (this.tracer === null) return;
    try {
      call(this.tracer, [sql]);
    } catch (e) {
      this.show(e);
      if (!tracebacks.on) this.tracer = null;
    }
  }

  /** A statement for a text, from the cache where nobody uses it. */
  statementFor(sql: string): PyStatement {
    const known = this.statements.get(sql);
    if (known !== undefined && !known.inUse) {
      this.statements.delete(sql);
      this.statements.set(sql, known);
      return known;
    }
    let s: PyStatement;
    try {
      s = new PyStatement(this.db, sql);
    } catch (e) {
      this.failed = null;
      throw e;
    }
    this.statements.set(sql, s);
    if (this.statements.size > this.cacheSize) {
      this.statements.delete(this.statements.keys().next().value!);
    }
    return s;
  }

  private showLevel(level: Value): string | null {
    if (level === null) return null;
    const text = asStr(level);
    if (text === undefined) {
      throw typeError(
        `isolation_level must be a string or None, not ${typeName(level)}`,
      );
    }
    if (!LEVELS.includes(text.toUpperCase())) throw valueError("invalid value for isolation_level");
    return `BEGIN ${text.toUpperCase()}`;
  }

  setLevel(level: Maybe): void {
    if (level === undefined) throw attributeError("cannot delete attribute");
    const begin = this.showLevel(level);
    if (begin === null) this.commit();
    this.isolationLevel = level;
    this.begin = begin;
  }

  commit(): void {
    if (this.ready().isTransaction) this.run("COMMIT");
  }

  rollback(): void {
    if (!this.ready().isTransaction) return;
    for (const c of [...this.cursors]) {
      c.reset();
      c.stale = true;
    }
    this.run("ROLLBACK");
  }

  close(): void {
    this.checkThread();
    if (!this.initialized) throw programmingError("Base Connection.__init__ not called.");
    if (this.open === null) return;
    for (const c of [...this.cursors]) c.reset();
    this.cursors.clear();
    this.statements.clear();
    const db = this.open;
    this.open = null;
    ask(() => db.close());
  }

  cursor(factory: Value): Value {
    const c = call(factory, [this]);
    if (!typeOf(c).isSubtype(cursorType)) {
      throw typeError(`factory must return a cursor, not ${typeName(c)}`);
    }
    if (this.rowFactory !== null) (c as PyCursor).rowFactory = this.rowFactory;
    return c;
  }

  /** Shows the exception of a callback, if that is wanted. */
  private show(e: unknown): void {
    if (!(e instanceof PyBaseException)) throw e;
    if (tracebacks.on) writeUnraisable("", e);
  }

  private failing(what: string, e: unknown): void {
    if (!(e instanceof PyBaseException)) throw e;
    this.show(e);
    this.failed ??= what;
  }

  createFunction(name: string, narg: number, f: Value): void {
    this.ready();
    hash(f);
    const error = "user-defined function raised exception";
    const callback = (...args: SqlValue[]): SqlValue => {
      try {
        const r = plainToSql(call(f, args.map((a) => fromSql(a, strType))));
        if (r !== undefined) return r;
      } catch (e) {
        this.show(e);
      }
      // the engine wraps nothing: this comes out of the statement as it is
      throw new Error(error);
    };
    const options = { useBigIntArguments: true, varargs: narg < 0, directOnly: false };
    this.define(
      name,
      narg,
      callback,
      0,
      "Error creating function",
      (g) => this.ready().function(name, options, g),
    );
  }

  private define<F extends (...args: never[]) => unknown>(
    name: string,
    narg: number,
    f: F,
    extra: number,
    error: string,
    make: (f: F) => void,
  ): void {
    this.ready();
    if (narg < -1 || narg > 127 || name.length > 255) throw sqlError("OperationalError", error);
    // the engine takes the number of parameters from the function
    if (narg >= 0) Object.defineProperty(f, "length", { value: narg + extra });
    try {
      make(f);
    } catch (e) {
      if (e instanceof PyBaseException) throw e;
      throw sqlError("OperationalError", error);
    }
  }

  createAggregate(name: string, narg: number, factory: Value): void {
    this.ready();
    hash(factory);
    const text = (method: string) => `user-defined aggregate's '${method}' method raised error`;
    interface State {
      instance: Maybe;
      dead: boolean;
    }
    const step = (state: State, ...args: SqlValue[]): State => {
      if (state.dead) return state;
      try {
        if (state.instance === undefined) {
          try {
            state.instance = call(factory, []);
          } catch (e) {
            state.dead = true;
            this.failing(text("__init__"), e);
            return state;
          }
        }
        let method: Value;
        try {
          method = getAttr(state.instance, "step");
        } catch (e) {
          state.dead = true;
          if (!(e instanceof PyBaseException)) throw e;
          this.pending ??= e;
          return state;
        }
        call(method, args.map((a) => fromSql(a, strType)));
      } catch (e) {
        state.dead = true;
        this.failing(text("step"), e);
      }
      return state;
    };
    const result = (state: State): SqlValue => {
      if (state === undefined || state.instance === undefined || state.dead) return null;
      try {
        const r = plainToSql(callMethod(state.instance, "finalize"));
        if (r !== undefined) return r;
        this.failed ??= text("finalize");
      } catch (e) {
        this.failing(text("finalize"), e);
      }
      return null;
    };
    const start = (): State => ({ instance: undefined, dead: false });
    const options = { useBigIntArguments: true, varargs: narg < 0 };
    this.define(
      name,
      narg,
      step,
      1,
      "Error creating aggregate",
      (g) => this.ready().aggregate(name, { start, step: g, result, ...options }),
    );
  }

  setAuthorizer(f: Value): void {
    const db = this.ready();
    // CPython keeps callbacks in a dict
    hash(f);
    ask(() =>
      db.setAuthorizer((...args) => {
        try {
          const r = call(f, args.map((a) => a === undefined ? null : a as Value));
          const n = typeof r === "boolean" ? Number(r) : r;
          if (typeof n === "number" && n >= 0 && n <= 2) return n;
        } catch (e) {
          this.show(e);
        }
        return 1;
      })
    );
    this.statements.clear();
  }

  setTracer(f: Value): void {
    this.ready();
    this.tracer = f;
  }
}

/** The type Connection. */
export const connectionType: PyType = new PyType("Connection", TypeFlag.BaseType, "sqlite3");
PyConnection.prototype.cls = connectionType;

const initSig = new Signature(
  "Connection",
  "(database, timeout=5.0, detect_types=0, isolation_level='', check_same_thread=True, factory=None, cached_statements=100, uri=False)",
  0,
);

const nameArg = (v: Value): string => {
  const s = asStr(v);
  if (s === undefined) throw typeError(`argument 1 must be str, not ${typeName(v)}`);
  return s;
};

/** Runs a cursor's method on a fresh cursor. */
const shortcut = (name: string) => (c: PyConnection, args: Value[], kw: KwNames): Value => {
  const cursor = callMethod(c, "cursor");
  return call(getAttr(cursor, name), args, kw);
};

/** The type's table. */
export const connectionSpec: TypeSpec = {
  doc: "SQLite database connection object.",
  slots: {
    tpNew: (t) => asInstanceOf(new PyConnection(), t),
    tpInit: (c, args, kw) => (c as PyConnection).init(args, kw),
    tpCall: (self, args) => {
      const c = self as PyConnection;
      c.ready();
      if (args.length !== 1) {
        throw typeError(`function takes exactly 1 argument (${args.length} given)`);
      }
      const sql = asStr(args[0]);
      if (sql === undefined) throw sqlError("Warning", "SQL is of wrong type. Must be string.");
      return c.statementFor(sql);
    },
  },
  members: ["row_factory", "text_factory"],
  getset: {
    isolation_level: {
      get: (c: PyConnection) => {
        c.ready();
        return c.isolationLevel;
      },
      set: (c: PyConnection, v: Maybe) => c.setLevel(v),
    },
    total_changes: {
      get: (c: PyConnection) => {
        c.checkOpen();
        return normInt(c.scalar("select total_changes()") as bigint);
      },
    },
    in_transaction: {
      get: (c: PyConnection) => {
        c.checkOpen();
        return c.db.isTransaction;
      },
    },
    row_factory: {
      get: (c: PyConnection) => c.rowFactory,
      set: (c: PyConnection, v: Maybe) => {
        c.rowFactory = v ?? null;
      },
    },
    text_factory: {
      get: (c: PyConnection) => c.textFactory,
      set: (c: PyConnection, v: Maybe) => {
        c.textFactory = v ?? null;
      },
    },
    ...Object.fromEntries(ERROR_NAMES.map((name) => [name, { get: () => errorClass(name) }])),
  },
  methods: {
    cursor: [
      "($self, factory=None)",
      (c: PyConnection, factory?: Value) => {
        c.ready();
        return c.cursor(factory === undefined ? cursorType : factory);
      },
      "Return a cursor for the connection.",
    ],
    close: ["($self, /)", (c: PyConnection) => c.close(), "Closes the connection."],
    commit: ["($self, /)", (c: PyConnection) => c.commit(), "Commit the current transaction."],
    rollback: [
      "($self, /)",
      (c: PyConnection) => c.rollback(),
      "Roll back the current transaction.",
    ],
    create_function: [
      "($self, name, narg, func)",
      (c: PyConnection, name: Value, narg: Value, f: Value) =>
        c.createFunction(nameArg(name), asCInt(narg), f),
      "Creates a new function. Non-standard.",
    ],
    create_aggregate: [
      "($self, name, n_arg, aggregate_class)",
      (c: PyConnection, name: Value, narg: Value, f: Value) =>
        c.createAggregate(nameArg(name), asCInt(narg), f),
      "Creates a new aggregate. Non-standard.",
    ],
    create_collation: [
      "($self, name, callback, /)",
      (c: PyConnection, name: Value, f: Value) => {
        c.ready();
        nameArg(name);
        if (f === null) return;
        if (!isCallable(f)) throw typeError("parameter must be callable");
        throw sqlError("NotSupportedError", "node:sqlite has no collations of programs");
      },
      "Creates a collation function. Non-standard.",
    ],
    set_authorizer: [
      "($self, authorizer_callback)",
      (c: PyConnection, f: Value) => c.setAuthorizer(f),
      "Sets authorizer callback. Non-standard.",
    ],
    set_progress_handler: [
      "($self, progress_handler, n)",
      (c: PyConnection, f: Value, n: Value) => {
        c.ready();
        asCInt(n);
        hash(f);
        if (f !== null) {
          throw sqlError("NotSupportedError", "node:sqlite has no progress handlers");
        }
      },
      "Sets progress handler callback. Non-standard.",
    ],
    set_trace_callback: [
      "($self, trace_callback)",
      (c: PyConnection, f: Value) => c.setTracer(f),
      "Sets a trace callback called for each SQL statement (passed as unicode). Non-standard.",
    ],
    execute: ["($self, /)", shortcut("execute"), "Executes a SQL statement. Non-standard.", 3],
    executemany: [
      "($self, /)",
      shortcut("executemany"),
      "Repeatedly executes a SQL statement. Non-standard.",
      3,
    ],
    executescript: [
      "($self, /)",
      shortcut("executescript"),
      "Executes a multiple SQL statements at once. Non-standard.",
      3,
    ],
    interrupt: [
      "($self, /)",
      (c: PyConnection) => {
        c.checkOpen();
      },
      "Abort any pending database operation. Non-standard.",
    ],
    iterdump: [
      "($self, /)",
      (c: PyConnection) => {
        c.checkOpen();
        const dump = importByName("sqlite3.dump");
        return call(getAttr(dump, "_iterdump"), [c]);
      },
      "Returns iterator to the dump of the database in an SQL text format. Non-standard.",
    ],
    __enter__: ["($self, /)", (c: PyConnection) => c, "For context manager. Non-standard."],
    __exit__: ["($self, type, value, traceback, /)", (c: PyConnection, type: Value) => {
      callMethod(c, type === null ? "commit" : "rollback");
      return false;
    }, "For context manager. Non-standard."],
  },
};
