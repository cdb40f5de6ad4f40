/**
 * The engine of databases: SQLite as the runtime has it (node:sqlite), loaded
 * when a program first opens a database.
 *
 * @module
 */

/** A value of a column or a parameter: INTEGER is a bigint, REAL a number. */
export type SqlValue = null | bigint | number | string | Uint8Array;

/** A prepared statement. */
export interface SqlStatement {
  readonly sourceSQL: string;
  setReadBigInts(on: boolean): void;
  setReturnArrays(on: boolean): void;
  columns(): { name: string; type: string | null }[];
  run(...args: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  iterate(...args: unknown[]): Iterator<SqlValue[]>;
}

/** An open database. */
export interface SqlDatabase {
  readonly isTransaction: boolean;
  exec(sql: string): void;
  prepare(sql: string): SqlStatement;
  close(): void;
  function(
    name: string,
    options: Record<string, unknown>,
    f: (...args: SqlValue[]) => SqlValue | undefined,
  ): void;
  aggregate<T>(
    name: string,
    options: {
      start: () => T;
      /** Must not throw: the engine would not survive it. */
      step: (state: T, ...args: SqlValue[]) => T;
      /** Must not throw. */
      result: (state: T) => SqlValue;
      varargs?: boolean;
      useBigIntArguments?: boolean;
    },
  ): void;
  setAuthorizer(f: ((...args: unknown[]) => number) | null): void;
}

/** A failure of the engine, with SQLite's (extended) result code. */
export interface SqlFailure {
  readonly errcode?: number;
  readonly message: string;
}

interface SqliteModule {
  DatabaseSync: new (path: string, options: Record<string, unknown>) => SqlDatabase;
}

let loaded: SqliteModule | null | undefined;

/** The engine, or null where the runtime has none. */
function engine(): SqliteModule | null {
  if (loaded === undefined) {
    const process = (globalThis as {
      process?: { getBuiltinModule?: (name: string) => SqliteModule | undefined };
    }).process;
    try {
      loaded = process?.getBuiltinModule?.("node:sqlite") ?? null;
    } catch {
      loaded = null;
    }
  }
  return loaded;
}

/** Opens a database; null where the runtime has no SQLite. Throws a {@linkcode SqlFailure}. */
export function openDatabase(path: string, timeout: number): SqlDatabase | null {
  const m = engine();
  if (m === null) return null;
  return new m.DatabaseSync(path, {
    timeout,
    enableForeignKeyConstraints: false,
    enableDoubleQuotedStringLiterals: true,
    defensive: false,
  });
}
