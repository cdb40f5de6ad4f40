/**
 * Runs the scripts of `golden/` and compares what they print with what CPython
 * 3.6 printed (object addresses aside).
 *
 * @module
 */
import { assertEquals } from "@std/assert";

const dir = new URL("golden/", import.meta.url);
const cli = new URL("../../cli.ts", import.meta.url).pathname;

for (const e of [...Deno.readDirSync(dir)].sort((a, b) => (a.name < b.name ? -1 : 1))) {
  if (!e.name.endsWith(".py")) continue;
  Deno.test(`${e.name} prints what CPython prints`, () => {
    const r = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", cli, e.name],
      cwd: dir.pathname,
    }).outputSync();
    const text = new TextDecoder().decode(r.stdout).replace(/0x[0-9a-f]{6,}/g, "0xX");
    const wanted = Deno.readTextFileSync(new URL(e.name.replace(/py$/, "out"), dir));
    assertEquals(text, wanted, new TextDecoder().decode(r.stderr).slice(-500));
  });
}
