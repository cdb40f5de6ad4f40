/**
 * Stands in for `jsr:@std/cli` where JSR cannot be reached: the part of
 * `parseArgs` that the tools of tests/ and bench/ use, over `node:util`.
 *
 * @module
 */
import { parseArgs as nodeParseArgs } from "node:util";

/** What the options are called. */
export interface ParseOptions<B extends string, S extends string, D> {
  /** Options without a value. */
  boolean?: readonly B[];
  /** Options with a value. */
  string?: readonly S[];
  /** What an option has that is not given. */
  default?: D;
}

/** The options' values, and in `_` what is no option. */
export type Args<B extends string, S extends string, D> =
  & { [K in B]: boolean }
  & { [K in S]: K extends keyof D ? string : string | undefined }
  & { _: (string | number)[] };

/** Reads command line arguments. */
export function parseArgs<
  const B extends string = never,
  const S extends string = never,
  D extends Record<string, unknown> = Record<never, never>,
>(args: readonly string[], options: ParseOptions<B, S, D> = {}): Args<B, S, D> {
  const types: Record<string, { type: "boolean" | "string" }> = {};
  const start: Record<string, unknown> = {};
  for (const name of options.boolean ?? []) {
    types[name] = { type: "boolean" };
    start[name] = false;
  }
  for (const name of options.string ?? []) types[name] = { type: "string" };
  const { values, positionals } = nodeParseArgs({
    args: [...args],
    options: types,
    strict: false,
    allowPositionals: true,
  });
  return { ...start, ...options.default, ...values, _: positionals } as Args<B, S, D>;
}
