/** The core in a page of headless Chromium, where there is one ($CHROMIUM, or on the PATH). */
import { assertStringIncludes } from "@std/assert";
import { fromFileUrl, join } from "@std/path";

const ROOT = fromFileUrl(new URL("../..", import.meta.url));

const browser = [
  Deno.env.get("CHROMIUM"),
  "chromium",
  "chromium-browser",
  "google-chrome",
  "headless_shell",
].find((name) => {
  if (name === undefined) return false;
  try {
    return new Deno.Command(name, { args: ["--version"], stdout: "null", stderr: "null" })
      .outputSync().success;
  } catch {
    return false;
  }
});
if (browser === undefined) console.log("no test in a browser: there is no Chromium");

Deno.test({
  name: "mod.ts runs in a browser",
  ignore: browser === undefined,
  fn: async () => {
    const dir = Deno.makeTempDirSync();
    const file = join(dir, "wordcode.mjs");
    const made = new Deno.Command(Deno.execPath(), {
      args: ["bundle", "--quiet", "--platform", "browser", "-o", file, "mod.ts"],
      cwd: ROOT,
    }).outputSync();
    if (!made.success) throw new Error(new TextDecoder().decode(made.stderr));
    const files: Record<string, [string, string]> = {
      "/": ["text/html", Deno.readTextFileSync(new URL("./page.html", import.meta.url))],
      "/wordcode.mjs": ["text/javascript", Deno.readTextFileSync(file)],
    };
    await using server = Deno.serve({ port: 0, onListen: () => {} }, (request) => {
      const found = files[new URL(request.url).pathname];
      return found === undefined
        ? new Response(null, { status: 404 })
        : new Response(found[1], { headers: { "content-type": found[0] } });
    });
    const out = await new Deno.Command(browser!, {
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        `--user-data-dir=${dir}/profile`,
        "--virtual-time-budget=60000",
        "--dump-dom",
        `http://localhost:${server.addr.port}/`,
      ],
      stderr: "null",
    }).output();
    Deno.removeSync(dir, { recursive: true });
    assertStringIncludes(
      new TextDecoder().decode(out.stdout),
      "done [0, 1, 4, 9] RecursionError RecursionError RecursionError time",
    );
  },
});
