/**
 * Stands in for `jsr:@std/testing/bdd` where JSR cannot be reached: `describe`,
 * `it` and the hooks, over `Deno.test` and its steps.
 *
 * @module
 */

type Hook = () => void | Promise<void>;
type Body = (t: Deno.TestContext) => void | Promise<void>;

interface Suite {
  readonly beforeAll: Hook[];
  readonly afterAll: Hook[];
  readonly beforeEach: Hook[];
  readonly afterEach: Hook[];
  readonly cases: { name: string; ignore: boolean; body: Body | Suite }[];
}

let current: Suite | null = null;

async function runSuite(t: Deno.TestContext, suite: Suite, outer: Suite[]): Promise<void> {
  const suites = [...outer, suite];
  for (const hook of suite.beforeAll) await hook();
  try {
    for (const { name, ignore, body } of suite.cases) {
      await t.step({ name, ignore, fn: (t) => runCase(t, body, suites) });
    }
  } finally {
    for (const hook of suite.afterAll) await hook();
  }
}

async function runCase(t: Deno.TestContext, body: Body | Suite, suites: Suite[]): Promise<void> {
  if (typeof body !== "function") return await runSuite(t, body, suites);
  for (const suite of suites) for (const hook of suite.beforeEach) await hook();
  try {
    await body(t);
  } finally {
    for (const suite of suites.toReversed()) for (const hook of suite.afterEach) await hook();
  }
}

/** A group of tests. */
export function describe(name: string, fn: () => void): void {
  const suite: Suite = { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [], cases: [] };
  const outer = current;
  current = suite;
  try {
    fn();
  } finally {
    current = outer;
  }
  if (outer) outer.cases.push({ name, ignore: false, body: suite });
  else Deno.test(name, (t) => runSuite(t, suite, []));
}

function add(name: string, body: Body, ignore: boolean): void {
  if (current) current.cases.push({ name, ignore, body });
  else Deno.test({ name, ignore, fn: body });
}

/** A test. */
export function it(name: string, fn: Body): void {
  add(name, fn, false);
}

/** A test that is not run. */
it.ignore = it.skip = (name: string, fn: Body): void => add(name, fn, true);

function suiteOf(hook: string): Suite {
  if (!current) throw new Error(`Cannot call ${hook}() outside describe()`);
  return current;
}

/** Runs before the tests of the group. */
export function beforeAll(fn: Hook): void {
  suiteOf("beforeAll").beforeAll.push(fn);
}

/** Runs after the tests of the group. */
export function afterAll(fn: Hook): void {
  suiteOf("afterAll").afterAll.push(fn);
}

/** Runs before each test of the group. */
export function beforeEach(fn: Hook): void {
  suiteOf("beforeEach").beforeEach.push(fn);
}

/** Runs after each test of the group. */
export function afterEach(fn: Hook): void {
  suiteOf("afterEach").afterEach.push(fn);
}
