/**
 * Statements: what must be known of their text before the engine gets it, and
 * their parameters.
 *
 * @module
 */
import { asStr } from "../../core/compare.ts";
import { PyDict } from "../../core/dict.ts";
import { E, matches, type PyBaseException, valueError } from "../../core/errors.ts";
import {
  PyList,
  PyObject,
  PyTuple,
  PyType,
  TypeFlag,
  typeOf,
  type Value,
} from "../../core/object.ts";
import { getItem, len } from "../../core/ops.ts";
import type { SqlDatabase, SqlStatement, SqlValue } from "../../host/sqlite.ts";
import { ask, programmingError, sqlError, toSql } from "./base.ts";

/** Spaces, comments and quoted things, parameters, semicolons, other tokens. */
const TOKEN =
  /(\s+|--[^\n]*|\/\*[^]*?(?:\*\/|$))|('(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])|(\?\d*|[:@$#][\w$\u0080-\uffff]+)|(;)|([\w$\u0080-\uffff]+)|[^]/y;

/** A kind of token, with its text. */
interface Token {
  kind: "space" | "quoted" | "parameter" | "semicolon" | "word" | "other";
  text: string;
}

const KINDS = ["space", "quoted", "parameter", "semicolon", "word"] as const;

/** The tokens of a text. */
function* tokens(sql: string): Generator<Token> {
  TOKEN.lastIndex = 0;
  for (let at = 0; at < sql.length;) {
    TOKEN.lastIndex = at;
    const m = TOKEN.exec(sql)!;
    at += m[0].length;
    const i = KINDS.findIndex((_, k) => m[k + 1] !== undefined);
    yield { kind: i < 0 ? "other" : KINDS[i], text: m[0] };
  }
}

/** Whether a text ends a statement (sqlite3_complete). */
export function isComplete(sql: string): boolean {
  // 0: between statements, 1: inside of one, 2: inside of a trigger, 3: after its `;`, 4: at its END
  let state = 0;
  let words: string[] = [];
  for (const { kind, text } of tokens(sql)) {
    if (kind === "space") {
      if (text.startsWith("/*") && !text.endsWith("*/")) return false;
      continue;
    }
    if (kind === "other" && /['"`[]/.test(text)) return false;
    if (kind === "semicolon") {
      state = state === 2 || state === 3 ? 3 : 0;
      words = [];
      continue;
    }
    const word = text.toUpperCase();
    if (state === 3) state = word === "END" ? 4 : 2;
    else if (state === 4) state = 2;
    else if (state === 0 || state === 1) {
      state = 1;
      if (words.length < 4) words.push(word);
      if (/^(EXPLAIN )?CREATE (TEMP |TEMPORARY )?TRIGGER$/.test(words.join(" "))) state = 2;
    }
  }
  return state === 0;
}

/** Whether the first statement of a text is none: only spaces and comments. */
function isEmpty(sql: string): boolean {
  for (const { kind } of tokens(sql)) if (kind !== "space") return kind === "semicolon";
  return true;
}

/** The names of the parameters, from the first; null where one has none (sqlite3_bind_parameter_*). */
function parametersOf(sql: string): (string | null)[] {
  const out: (string | null)[] = [];
  for (const { kind, text } of tokens(sql)) {
    if (kind !== "parameter") continue;
    if (text === "?") out.push(null);
    else if (text.startsWith("?")) {
      const n = Number(text.slice(1));
      if (n < 1 || n > 32766) continue;
      while (out.length < n) out.push(null);
      out[n - 1] = text;
    } else if (!out.includes(text)) out.push(text);
  }
  return out;
}

/** A statement of a connection. */
export class PyStatement extends PyObject {
  readonly isDml: boolean;
  readonly parameters: (string | null)[];
  private readonly prepared: SqlStatement | null = null;
  /** Whether a cursor goes through its rows. */
  inUse = false;

  constructor(db: SqlDatabase, readonly sql: string) {
    super();
    if (sql.includes("\0")) throw valueError("the query contains a null character");
    this.isDml = /^[ \r\n\t]*(insert|update|delete|replace)/i.test(sql);
    this.parameters = [];
    // the engine does not survive questions about a statement of nothing
    if (isEmpty(sql)) return;
    const engine = this.prepared = ask(() => db.prepare(sql));
    const own = engine.sourceSQL;
    for (const { kind } of tokens(sql.slice(own.length))) {
      if (kind !== "space") {
        throw sqlError("Warning", "You can only execute one statement at a time.");
      }
    }
    this.parameters = parametersOf(own);
    engine.setReadBigInts(true);
    engine.setReturnArrays(true);
  }

  /** Whether there is nothing to run: spaces and comments. */
  get isEmpty(): boolean {
    return this.prepared === null;
  }

  /** The engine's statement. */
  get engine(): SqlStatement {
    return this.prepared!;
  }

  /** The arguments of the engine for given parameters (pysqlite_statement_bind_parameters). */
  bind(given: Value): unknown[] {
    const names = this.parameters;
    const values: SqlValue[] = [];
    if (given instanceof PyTuple || given instanceof PyList || isSequence(given)) {
      const n = given instanceof PyTuple || given instanceof PyList
        ? given.items.length
        : len(given);
      if (n !== names.length) {
        throw programmingError(
          `Incorrect number of bindings supplied. The current statement uses ${names.length}, and there are ${n} supplied.`,
        );
      }
      for (let i = 0; i < n; i++) {
        const v = given instanceof PyTuple || given instanceof PyList
          ? given.items[i]
          : getItem(given, i);
        values.push(this.one(v, `${i}`));
      }
    } else if (given instanceof PyDict) {
      names.forEach((name, i) => {
        if (name === null) {
          throw programmingError(
            `Binding ${i + 1} has no name, but you supplied a dictionary (which has only names).`,
          );
        }
        let v: Value;
        try {
          v = getItem(given, name.slice(1));
        } catch (e) {
          if (!matches(e, E.LookupError)) throw e;
          throw programmingError(`You did not supply a value for binding ${i + 1}.`);
        }
        values.push(this.one(v, `:${name.slice(1)}`));
      });
    } else throw valueError("parameters are of unsupported type");
    const named: Record<string, SqlValue> = {};
    const args: unknown[] = [];
    let any = false;
    values.forEach((v, i) => {
      const name = names[i];
      if (name === null || name.startsWith("?")) args.push(v);
      else {
        named[name] = v;
        any = true;
      }
    });
    return any ? [named, ...args] : args;
  }

  private one(v: Value, which: string): SqlValue {
    const unsupported = (): PyBaseException =>
      sqlError("InterfaceError", `Error binding parameter ${which} - probably unsupported type.`);
    const r = toSql(v);
    if (r === undefined) throw unsupported();
    return r;
  }
}

/** The type of statements. */
export const statementType: PyType = new PyType("Statement", TypeFlag.None, "sqlite3");
PyStatement.prototype.cls = statementType;

const isSequence = (v: Value): boolean =>
  !(v instanceof PyDict) && (asStr(v) !== undefined || typeOf(v).sqItem !== undefined);
