/** The command `wordcode` as `deno install -g` and `deno compile` make it, without the network. */
import { assertEquals } from "@std/assert";
import { fromFileUrl, join } from "@std/path";

const CLI = fromFileUrl(new URL("../../cli.ts", import.meta.url));

function deno(args: string[], env: Record<string, string> = {}): void {
  const out = new Deno.Command(Deno.execPath(), { args, env, stderr: "piped" }).outputSync();
  if (!out.success) throw new Error(new TextDecoder().decode(out.stderr));
}

/** What the command makes of a program that imports, reads its arguments and starts itself. */
function tryCommand(command: string): void {
  const program = "import sys, json, subprocess\n" +
    "print(json.dumps(sys.argv))\n" +
    "print(subprocess.check_output([sys.executable, '-c', 'print(6 * 7)']))\n" +
    "sys.exit(3)";
  const out = new Deno.Command(command, {
    args: ["-c", program, "a"],
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).outputSync();
  assertEquals(new TextDecoder().decode(out.stderr), "");
  assertEquals(new TextDecoder().decode(out.stdout), `["-c", "a"]\nb'42\\n'\n`);
  assertEquals(out.code, 3);
}

async function inTemporary(f: (dir: string) => void): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    f(dir);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

Deno.test("deno install -g makes a command", () =>
  inTemporary((dir) => {
    deno(["install", "-g", "-A", "--quiet", "--root", dir, "-n", "wordcode", CLI]);
    tryCommand(join(dir, "bin", "wordcode"));
  }));

/** The base of compiled programs, which Deno downloads when it is not there. */
function haveBase(): boolean {
  if (Deno.env.get("DENORT_BIN") !== undefined) return true;
  const cache = Deno.env.get("DENO_DIR") ?? `${Deno.env.get("HOME") ?? ""}/.cache/deno`;
  try {
    const folder = `${cache}/dl/release/v${Deno.version.deno}`;
    return [...Deno.readDirSync(folder)].some((f) => f.name.startsWith("denort"));
  } catch {
    return false;
  }
}

const compiles = haveBase();
if (!compiles) console.log("no test of deno compile: its base (denort) has not been downloaded");

Deno.test({
  name: "deno compile makes a command",
  ignore: !compiles,
  fn: () =>
    inTemporary((dir) => {
      deno(["compile", "-A", "--quiet", "-o", join(dir, "wordcode"), CLI]);
      tryCommand(join(dir, "wordcode"));
    }),
});
