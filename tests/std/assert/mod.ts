/**
 * Stands in for `jsr:@std/assert` where JSR cannot be reached: the part that
 * the tests use, over `node:assert`. It is stricter where the two differ
 * (0 is not -0), so what passes here passes there.
 *
 * @module
 */
import nodeAssert, { AssertionError } from "node:assert";

export { AssertionError };

/** Fails unless `expr` is truthy. */
export function assert(expr: unknown, msg = ""): asserts expr {
  if (!expr) throw new AssertionError({ message: msg });
}

/** Fails. */
export function fail(msg?: string): never {
  throw new AssertionError({ message: msg === undefined ? "Failed assertion." : msg });
}

function difference(e: unknown, msg: string | undefined): never {
  if (e instanceof AssertionError && msg !== undefined) e.message = `${msg}: ${e.message}`;
  throw e;
}

/** Fails unless the values are deeply equal. */
export function assertEquals<T>(actual: T, expected: T, msg?: string): void {
  try {
    nodeAssert.deepStrictEqual(actual, expected);
  } catch (e) {
    difference(e, msg);
  }
}

/** Fails if the values are deeply equal. */
export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void {
  try {
    nodeAssert.notDeepStrictEqual(actual, expected);
  } catch (e) {
    difference(e, msg);
  }
}

/** Fails unless the values are the same by `Object.is`. */
export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  msg?: string,
): asserts actual is T {
  try {
    nodeAssert.strictEqual(actual, expected);
  } catch (e) {
    difference(e, msg);
  }
}

/** Fails if `actual` is null or undefined. */
export function assertExists<T>(actual: T, msg?: string): asserts actual is NonNullable<T> {
  if (actual === null || actual === undefined) fail(msg ?? `Expected ${actual} to exist.`);
}

/** Fails unless `actual` contains `expected`. */
export function assertStringIncludes(actual: string, expected: string, msg?: string): void {
  if (!actual.includes(expected)) {
    fail(`${msg ? `${msg}: ` : ""}Expected actual: "${actual}" to contain: "${expected}".`);
  }
}

/** Fails unless `actual` matches `expected`. */
export function assertMatch(actual: string, expected: RegExp, msg?: string): void {
  if (!expected.test(actual)) {
    fail(`${msg ? `${msg}: ` : ""}Expected actual: "${actual}" to match: "${expected}".`);
  }
}

/** Fails unless `actual` is an instance of `type`. */
export function assertInstanceOf<T>(
  actual: unknown,
  type: abstract new (...args: never[]) => T,
  msg?: string,
): asserts actual is T {
  if (!(actual instanceof type)) {
    fail(`${msg ? `${msg}: ` : ""}Expected object to be an instance of "${type.name}".`);
  }
}

type ErrorClass<E extends Error> = abstract new (...args: never[]) => E;

function checkThrown<E extends Error>(
  error: unknown,
  type: ErrorClass<E> | undefined,
  msgIncludes: string | undefined,
): unknown {
  if (type === undefined) return error;
  if (!(error instanceof Error)) fail("A non-Error object was thrown.");
  assertInstanceOf(error, type);
  if (msgIncludes !== undefined) assertStringIncludes(error.message, msgIncludes);
  return error;
}

/** Fails unless `fn` throws. Returns what was thrown. */
export function assertThrows(fn: () => unknown): unknown;
/** Fails unless `fn` throws an error of a class, with a message that has `msgIncludes`. */
export function assertThrows<E extends Error>(
  fn: () => unknown,
  type: ErrorClass<E>,
  msgIncludes?: string,
): E;
export function assertThrows<E extends Error>(
  fn: () => unknown,
  type?: ErrorClass<E>,
  msgIncludes?: string,
): unknown {
  try {
    fn();
  } catch (e) {
    return checkThrown(e, type, msgIncludes);
  }
  fail("Expected function to throw.");
}

/** Fails unless `fn` rejects. Resolves to what was thrown. */
export function assertRejects(fn: () => PromiseLike<unknown>): Promise<unknown>;
/** Fails unless `fn` rejects with an error of a class, with a message that has `msgIncludes`. */
export function assertRejects<E extends Error>(
  fn: () => PromiseLike<unknown>,
  type: ErrorClass<E>,
  msgIncludes?: string,
): Promise<E>;
export async function assertRejects<E extends Error>(
  fn: () => PromiseLike<unknown>,
  type?: ErrorClass<E>,
  msgIncludes?: string,
): Promise<unknown> {
  try {
    await fn();
  } catch (e) {
    return checkThrown(e, type, msgIncludes);
  }
  fail("Expected function to reject.");
}
