import { assertEquals } from "@std/assert";
import { firstDifference, pool, type Program, readPrograms, type RunOptions } from "./programs.ts";

const programs = readPrograms();

/** A step for each program, two processes at a time. */
async function runAll(t: Deno.TestContext, options: RunOptions): Promise<void> {
  // a .pyc alone has no source text to ask for
  const chosen = programs.filter((p) => !options.pyc || !p.source.includes("getsource"));
  const step = (program: Program) =>
    t.step({
      name: program.name,
      fn: async () => assertEquals(await firstDifference(program, options), null),
      sanitizeOps: false,
      sanitizeResources: false,
      sanitizeExit: false,
    });
  await pool(chosen, 2, step);
}

Deno.test("cli.ts runs programs as CPython 3.6 does", async (t) => {
  await runAll(t, { flags: ["-X", "jit=off"] });
});

Deno.test("cli.ts runs programs with the compiled tier", async (t) => {
  await runAll(t, { flags: ["-X", "jit=on"] });
});

Deno.test("cli.ts runs programs with everything compiled at once", async (t) => {
  await runAll(t, { flags: ["-X", "jit=always"] });
});

Deno.test("cli.ts runs programs from .pyc files as CPython 3.6 does", async (t) => {
  await runAll(t, { flags: ["-X", "jit=off"], pyc: true });
});
