import { assertEquals } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { CLI, pool } from "./programs.ts";

const FOLDER = fromFileUrl(new URL("./errors", import.meta.url));
const GROUP = 26;

const names = Array.from(Deno.readDirSync(FOLDER), (e) => e.name)
  .filter((name) => name.endsWith(".err"))
  .map((name) => name.slice(0, -4))
  .sort();

/** Runs scripts in one process with errors/driver.py; what each wrote to stderr, by name. */
async function runGroup(group: readonly string[]): Promise<Map<string, string>> {
  const { stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-A", "--no-check", CLI, "-X", "jit=off", "driver.py"],
      ...group.map((name) => `${name}.py`),
    ],
    cwd: FOLDER,
    env: {
      NO_COLOR: "1",
      PYTHONHASHSEED: "0",
      PYTHONIOENCODING: "utf-8",
      PYTHONDONTWRITEBYTECODE: "1",
    },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
    signal: AbortSignal.timeout(60_000),
  }).output();
  const written = new Map<string, string>();
  const parts = new TextDecoder().decode(stderr).split(/^== (\w+)\.py\n/m);
  for (let i = 1; i < parts.length; i += 2) written.set(parts[i], parts[i + 1]);
  // what was written before the first script: the machine did not even start
  if (parts.length === 1) written.set(group[0], parts[0]);
  return written;
}

Deno.test("uncaught exceptions are written as CPython 3.6 writes them", async (t) => {
  const groups: string[][] = [];
  for (let i = 0; i < names.length; i += GROUP) groups.push(names.slice(i, i + GROUP));
  for (const [i, written] of (await pool(groups, 2, runGroup)).entries()) {
    for (const name of groups[i]) {
      await t.step(name, () => {
        const expected = Deno.readTextFileSync(join(FOLDER, `${name}.err`));
        assertEquals(written.get(name) ?? "(nothing)", expected);
      });
    }
  }
});
