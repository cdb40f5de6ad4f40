/**
 * sqlite3.Cursor: statements run one at a time, and their rows.
 *
 * @module
 */
import { ArgStyle, bind, type Signature, Signature as Sig } from "../../core/args.ts";
import { asStr } from "../../core/compare.ts";
import { typeError, typeName, valueError } from "../../core/errors.ts";
import {
  asInstanceOf,
  EMPTY_TUPLE,
  type Maybe,
  normInt,
  PyList,
  PyObject,
  tuple,
  typeOf,
  type Value,
} from "../../core/object.ts";
import { asCInt, call, getIter } from "../../core/ops.ts";
import type { SqlValue } from "../../host/sqlite.ts";
import type { TypeSpec } from "../../objects/type.ts";
import {
  ask,
  converters,
  cursorType,
  fromSql,
  programmingError,
  rawBytes,
  sqlError,
} from "./base.ts";
import { connectionType, PyConnection } from "./connection.ts";
import type { PyStatement } from "./statement.ts";

const RESET =
  "Cursor needed to be reset because of commit/rollback and can no longer be fetched from.";
/** How many rows are read ahead. */
const AHEAD = 64;
const [PARSE_DECLTYPES, PARSE_COLNAMES] = [1, 2];

/** A cursor. */
export class PyCursor extends PyObject {
  connection: PyConnection | null = null;
  description: Value = null;
  lastrowid: Value = null;
  rowcount = -1;
  arraysize: Value = 1;
  rowFactory: Value = null;
  closed = false;
  /** The connection was rolled back below this cursor. */
  stale = false;
  private locked = false;
  private statement: PyStatement | null = null;
  private rows: Iterator<SqlValue[]> | null = null;
  /** Rows that have been read ahead, so that a dropped cursor seldom keeps its tables locked. */
  private ahead: SqlValue[][] = [];
  private at = 0;
  /** What the engine raised behind the rows read ahead. */
  private failure: unknown = undefined;
  private casts: Maybe[] = [];

  /** The connection, checked (check_cursor). */
  private check(): PyConnection {
    const c = this.connection;
    if (c === null) throw programmingError("Base Cursor.__init__ not called.");
    if (this.closed) throw programmingError("Cannot operate on a closed cursor.");
    if (this.locked) throw programmingError("Recursive use of cursors not allowed.");
    c.checkThread();
    c.checkOpen();
    return c;
  }

  /** Lets go of the statement and its rows. */
  reset(): void {
    this.ahead = [];
    this.at = 0;
    this.failure = undefined;
    this.connection?.cursors.delete(this);
    const { rows } = this;
    this.rows = null;
    rows?.return?.();
    if (this.statement !== null) this.statement.inUse = false;
    this.statement = null;
  }

  close(): void {
    const c = this.connection;
    if (c === null) throw programmingError("Base Cursor.__init__ not called.");
    c.checkThread();
    c.checkOpen();
    this.reset();
    this.closed = true;
  }

  /** Runs a statement once for each set of parameters (_pysqlite_query_execute). */
  execute(many: boolean, operation: Value, second: Maybe): Value {
    const c = this.check();
    this.locked = true;
    this.stale = false;
    let ok = false;
    try {
      const sql = asStr(operation);
      if (sql === undefined) throw valueError("operation parameter must be str");
      const sets: Iterable<Value> = many
        ? iterate(iteratorOf(second as Value))
        : [second ?? EMPTY_TUPLE];
      this.reset();
      this.description = null;
      this.rowcount = 0;
      const s = c.statementFor(sql);
      this.statement = s;
      s.inUse = true;
      if (s.isDml && c.begin !== null && !c.db.isTransaction) c.run(c.begin);
      for (const set of sets) this.once(c, s, set, many);
      ok = true;
    } finally {
      this.locked = false;
      if (!ok) {
        this.rowcount = -1;
        this.reset();
      }
    }
    return this;
  }

  private once(c: PyConnection, s: PyStatement, set: Value, many: boolean): void {
    const args = s.bind(set);
    c.trace(s.sql);
    const columns = s.isEmpty ? [] : ask(() => s.engine.columns());
    if (columns.length === 0) {
      if (!s.isEmpty) c.guard(() => s.engine.run(...args));
    } else {
      this.rows = c.guard(() => s.engine.iterate(...args));
      this.buildCasts(c, columns);
      this.description = tuple(
        columns.map(({ name }) => tuple([columnName(name), null, null, null, null, null, null])),
      );
      this.readAhead(AHEAD);
      if (this.failure !== undefined && this.ahead.length === 0) throw this.failure;
      if (many && this.ahead.length > 0) {
        throw programmingError("executemany() can only execute DML statements.");
      }
    }
    if (s.isDml) this.rowcount += Number(c.scalar("select changes()"));
    else this.rowcount = -1;
    if (!many) {
      this.lastrowid = normInt(c.scalar("select last_insert_rowid()") as bigint);
      if (this.ahead.length === 0) this.reset();
    } else if (this.rows !== null) this.rows = null;
  }

  /** Reads up to so many rows. */
  readAhead(n: number): void {
    const { rows, connection } = this;
    if (rows === null) return;
    try {
      while (this.ahead.length - this.at < n) {
        const r = connection!.guard(() => rows.next());
        if (r.done) {
          this.done();
          return;
        }
        this.ahead.push(r.value);
      }
      connection!.cursors.add(this);
    } catch (e) {
      this.failure = e;
      this.done();
    }
  }

  private done(): void {
    this.rows = null;
    if (this.statement !== null) this.statement.inUse = false;
    // a rollback is to reach the rows that are left
    if (this.ahead.length > this.at) this.connection!.cursors.add(this);
  }

  /** The converter of each column (pysqlite_build_row_cast_map). */
  private buildCasts(c: PyConnection, columns: { name: string; type: string | null }[]): void {
    this.casts = c.detectTypes === 0 ? [] : columns.map(({ name, type }) => {
      let found: Maybe;
      if ((c.detectTypes & PARSE_COLNAMES) !== 0) {
        const m = /\[([^\]]*)\]/.exec(name);
        if (m !== null) found = converters.get(m[1].toUpperCase());
      }
      if (found === undefined && (c.detectTypes & PARSE_DECLTYPES) !== 0 && type !== null) {
        found = converters.get(type.split(/[ (]/, 1)[0].toUpperCase());
      }
      return found;
    });
  }

  private convert(row: SqlValue[]): Value {
    const factory = this.connection!.textFactory;
    this.locked = true;
    try {
      return tuple(row.map((v, i) => {
        const converter = this.casts[i];
        if (converter !== undefined) return v === null ? null : call(converter, [rawBytes(v)]);
        return fromSql(v, factory);
      }));
    } finally {
      this.locked = false;
    }
  }

  /** The next row; undefined at the end. */
  fetch(): Maybe {
    this.check();
    if (this.stale) throw sqlError("InterfaceError", RESET);
    if (this.at >= this.ahead.length) {
      const { failure } = this;
      this.reset();
      if (failure !== undefined) throw failure;
      return undefined;
    }
    let row = this.convert(this.ahead[this.at++]);
    if (this.rowFactory !== null) row = call(this.rowFactory, [this, row]);
    if (this.at === this.ahead.length) {
      this.ahead = [];
      this.at = 0;
      if (this.rows !== null) this.readAhead(AHEAD);
    }
    return row;
  }

  fetchMany(limit: number): Value {
    const out: Value[] = [];
    for (let row: Maybe; (limit < 0 || out.length < limit) && (row = this.fetch()) !== undefined;) {
      out.push(row);
    }
    return new PyList(out);
  }

  script(text: Value): Value {
    const c = this.check();
    this.stale = false;
    const sql = asStr(text);
    if (sql === undefined) throw valueError("script argument must be unicode.");
    if (sql.includes("\0")) throw valueError("embedded null character");
    c.commit();
    c.trace(sql);
    c.guard(() => c.db.exec(sql));
    return this;
  }
}

/** An iterator of what can be iterated; what has `__next__` will do. */
const iteratorOf = (v: Value): Value => typeOf(v).tpIternext === undefined ? getIter(v) : v;

/** Values of an iterator, with nothing held between them. */
function* iterate(it: Value): Generator<Value> {
  const next = typeOf(it).tpIternext!;
  for (let v: Maybe; (v = next(it)) !== undefined;) yield v;
}

/** A column's name without the type that follows it in brackets. */
function columnName(name: string): string {
  const at = name.indexOf("[");
  if (at < 0) return name;
  return name.slice(0, at > 0 && name[at - 1] === " " ? at - 1 : at);
}

PyCursor.prototype.cls = cursorType;

const manySig: Signature = new Sig("fetchmany", "(size=1)", ArgStyle.Auto);

/** The type's table. */
export const cursorSpec: TypeSpec = {
  doc: "SQLite database cursor class.",
  weakrefable: true,
  slots: {
    tpNew: (t) => asInstanceOf(new PyCursor(), t),
    tpInit: (self, args) => {
      if (args.length !== 1) {
        throw typeError(`function takes exactly 1 argument (${args.length} given)`);
      }
      const [c] = args;
      if (!(c instanceof PyConnection)) {
        throw typeError(
          `argument 1 must be ${connectionType.module}.Connection, not ${typeName(c)}`,
        );
      }
      const cursor = self as PyCursor;
      cursor.reset();
      cursor.connection = c;
      cursor.closed = false;
      cursor.description = null;
      cursor.lastrowid = null;
      cursor.rowcount = -1;
      cursor.arraysize = 1;
      cursor.rowFactory = null;
      c.checkThread();
    },
    tpIter: (c) => c,
    tpIternext: (c) => (c as PyCursor).fetch(),
  },
  members: ["connection", "description", "arraysize", "lastrowid", "rowcount", "row_factory"],
  getset: {
    connection: { get: (c: PyCursor) => c.connection },
    description: { get: (c: PyCursor) => c.description },
    lastrowid: { get: (c: PyCursor) => c.lastrowid },
    rowcount: { get: (c: PyCursor) => c.rowcount },
    arraysize: {
      get: (c: PyCursor) => c.arraysize,
      set: (c: PyCursor, v: Maybe) => {
        if (v === undefined) throw typeError("can't delete numeric/char attribute");
        c.arraysize = asCInt(v);
      },
    },
    row_factory: {
      get: (c: PyCursor) => c.rowFactory,
      set: (c: PyCursor, v: Maybe) => {
        c.rowFactory = v ?? null;
      },
    },
  },
  methods: {
    execute: [
      "($self, sql, parameters=None, /)",
      (c: PyCursor, sql: Value, parameters?: Value) => c.execute(false, sql, parameters),
      "Executes a SQL statement.",
      ArgStyle.Parse,
    ],
    executemany: [
      "($self, sql, seq_of_parameters, /)",
      (c: PyCursor, sql: Value, sets: Value) => c.execute(true, sql, sets),
      "Repeatedly executes a SQL statement.",
    ],
    executescript: [
      "($self, sql_script, /)",
      (c: PyCursor, text: Value) => c.script(text),
      "Executes a multiple SQL statements at once. Non-standard.",
    ],
    fetchone: [
      "($self, /)",
      (c: PyCursor) => c.fetch() ?? null,
      "Fetches one row from the resultset.",
    ],
    fetchmany: [
      "($self, size=1)",
      (c: PyCursor, args: Value[], kw: readonly string[] | null) => {
        const [size] = bind(manySig, args, kw) as Maybe[];
        const n = asCInt(size ?? c.arraysize);
        return c.fetchMany(n === 0 ? -1 : n);
      },
      "Fetches several rows from the resultset.",
      ArgStyle.Raw,
    ],
    fetchall: [
      "($self, /)",
      (c: PyCursor) => c.fetchMany(-1),
      "Fetches all rows from the resultset.",
    ],
    close: ["($self, /)", (c: PyCursor) => c.close(), "Closes the cursor."],
    setinputsizes: [
      "($self, sizes, /)",
      () => {},
      "Required by DB-API. Does nothing in pysqlite.",
    ],
    setoutputsize: [
      "($self, size, column=None, /)",
      () => {},
      "Required by DB-API. Does nothing in pysqlite.",
    ],
  },
};
