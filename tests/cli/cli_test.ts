/** Command lines with what CPython 3.6 did with them (`record.py`). */
import { assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";

interface Case {
  args: string[];
  code: number;
  stdout: string;
  stderr: string;
}

const golden = JSON.parse(
  Deno.readTextFileSync(new URL("./cli.golden", import.meta.url)),
) as { stdin: string; cases: Case[] };
const CLI = fromFileUrl(new URL("../../cli.ts", import.meta.url));
const EXECUTABLE = fromFileUrl(new URL("../../lib/bin/python3.6", import.meta.url));

async function run(args: string[], stdin: string): Promise<Omit<Case, "args">> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", CLI, ...args],
    env: { PYTHONHASHSEED: "0", PYTHONIOENCODING: "utf-8", NO_COLOR: "1" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  try {
    await writer.write(new TextEncoder().encode(stdin));
    await writer.close();
  } catch {
    // the program ended without reading
  }
  const { code, stdout, stderr } = await child.output();
  const text = (b: Uint8Array) => new TextDecoder().decode(b);
  return {
    code,
    stdout: text(stdout),
    stderr: text(stderr).replaceAll(EXECUTABLE, "PYTHON"),
  };
}

Deno.test("cli.ts does with command lines what python3.6 does", async (t) => {
  for (const { args, ...expected } of golden.cases) {
    await t.step(args.join(" ").slice(0, 60), async () => {
      assertEquals(await run(args, golden.stdin), expected);
    });
  }
});

Deno.test("cli.ts needs no permission for -c and the package's modules", async () => {
  const out = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      CLI,
      "-c",
      "import re, collections\ntry: open('/nosuch')\nexcept PermissionError as e: print(e.filename, e.errno)",
    ],
    env: { NO_COLOR: "1" },
  }).output();
  assertEquals(new TextDecoder().decode(out.stdout), "/nosuch 13\n");
  assertEquals(out.code, 0);
});

Deno.test("cli.ts refuses an unknown option with exit code 2", async () => {
  const r = await run(["-Z"], "");
  assertEquals(r.code, 2);
  assertEquals(r.stderr.split("\n")[0], "Unknown option: -Z");
});
