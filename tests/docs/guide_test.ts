/** Every listing of docs/guide.md; `deno test --doc` runs those in TypeScript. */
import { assertEquals } from "@std/assert";
import { fromFileUrl, join } from "@std/path";

const START = fromFileUrl(new URL("../shell/start.ts", import.meta.url));
const CONFIG = fromFileUrl(new URL("../../deno.json", import.meta.url));
const text = Deno.readTextFileSync(new URL("../../docs/guide.md", import.meta.url));

const blocks = [...text.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, kind, body]) => ({
  kind,
  body,
}));

/** Runs a shell command in a folder, where `wordcode` is ours. */
function shell(command: string, cwd: string): string {
  const start = `'${Deno.execPath()}' run -A --no-check --config '${CONFIG}' '${START}'`;
  const out = new Deno.Command("sh", {
    args: ["-c", `wordcode() { ${start} "$@"; }; ${command}`],
    cwd,
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).outputSync();
  return new TextDecoder().decode(out.stdout) + new TextDecoder().decode(out.stderr);
}

async function inFolder(f: (dir: string) => void): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    f(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

Deno.test("the sessions of docs/guide.md are what the shell shows", () =>
  inFolder((dir) => {
    const sessions = blocks.filter((b) => b.kind === "pycon").map((b) =>
      // doctest ends an expected output with an empty line, and wants empty lines in one marked
      b.body.split("\n").map((l) => l === "" ? "<BLANKLINE>" : l).join("\n")
        .replace(/<BLANKLINE>$/, "")
    );
    Deno.writeTextFileSync(join(dir, "guide.txt"), sessions.join("\n\n"));
    assertEquals(shell("wordcode -m doctest guide.txt", dir), "");
  }));

Deno.test("the commands of docs/guide.md print what it says", () =>
  inFolder((dir) => {
    for (const { kind, body } of blocks) {
      const name = body.match(/^# (\S+\.py)\n/)?.[1];
      if (kind === "python" && name !== undefined) Deno.writeTextFileSync(join(dir, name), body);
      if (kind !== "console") continue;
      for (const [, command, expected] of body.matchAll(/^\$ (.*)\n((?:(?!\$ ).*\n)*)/gm)) {
        assertEquals(shell(command, dir), expected, command);
      }
    }
  }));

Deno.test("docs/guide.md has no listing that nothing runs", () => {
  const other = blocks.filter((b) =>
    !["pycon", "console", "ts"].includes(b.kind) && !/^# \S+\.py\n/.test(b.body)
  );
  assertEquals(other, []);
});
