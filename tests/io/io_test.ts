/**
 * Programs about codecs, streams and the operating system, compared with what
 * CPython 3.6 printed for them (the `.out` files).
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { fromFileUrl } from "@std/path";

const FOLDER = fromFileUrl(new URL("./programs", import.meta.url));
const CLI = fromFileUrl(new URL("../../cli.ts", import.meta.url));

for (const name of ["clock", "codec_errors", "files", "memory"]) {
  Deno.test(`cli.ts runs io/programs/${name}.py as CPython 3.6 does`, async () => {
    const out = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", CLI, "-B", "-W", "ignore", `${name}.py`],
      cwd: FOLDER,
      env: { PYTHONIOENCODING: "utf-8", LC_ALL: "C.UTF-8", TZ: "UTC", PYTHONHASHSEED: "0" },
      stdin: "null",
    }).output();
    const text = new TextDecoder().decode(out.stdout).replace(/0x[0-9a-f]{9,}/g, "0x?");
    const lines = text.split("\n");
    const expected = Deno.readTextFileSync(`${FOLDER}/${name}.out`).split("\n");
    const at = expected.findIndex((line, i) => line !== lines[i]);
    assertEquals(at < 0 ? null : [at + 1, lines[at]], at < 0 ? null : [at + 1, expected[at]]);
    assertEquals(lines.length, expected.length);
  });
}
