/** The core runs unchanged in Node, from one bundled file. */
import { assertEquals } from "@std/assert";
import { fromFileUrl, join } from "@std/path";

const ROOT = fromFileUrl(new URL("../..", import.meta.url));

const PROGRAM = `
const { MemoryFiles, Python } = await import("./wordcode.mjs");
const python = new Python({ limits: { time: 2000 }, fs: new MemoryFiles({ "/a": "text" }) });
const type = (source) => {
  try {
    python.exec(source);
    return "none";
  } catch (e) {
    return e.limit ?? e.type;
  }
};
python.exec("import json, re\\nprint(json.dumps({'a': [1, open('/a').read()]}))");
console.log(type("1 / 0"), type("import js"), type("open('/etc/passwd')"));
console.log(type("while True: pass"), type("sum(range(10**12))"));
console.log(type("def f(): f()\\nf()"), type("class A:\\n  def __repr__(s): return repr(s)\\nrepr(A())"));
console.log(type("def f(x): return sorted([x], key=f)\\nf(1)"));
python.globals.set("call", (f) => f());
console.log(type("def f(): call(f)\\nf()"));
python.globals.set("later", (x) => new Promise((resolve) => setTimeout(resolve, 1, x)));
console.log(await python.runAsync("await later(5)"));
python.close();
`;

async function run(command: string, args: string[], cwd: string): Promise<string> {
  const out = await new Deno.Command(command, { args, cwd, stderr: "piped" }).output();
  const text = new TextDecoder();
  if (!out.success) throw new Error(text.decode(out.stderr));
  return text.decode(out.stdout);
}

const node = (() => {
  try {
    return new Deno.Command("node", { args: ["--version"] }).outputSync().success;
  } catch {
    return false;
  }
})();

Deno.test({
  name: "mod.ts runs in Node",
  ignore: !node,
  fn: async () => {
    const dir = Deno.makeTempDirSync();
    try {
      const file = join(dir, "wordcode.mjs");
      await run(Deno.execPath(), ["bundle", "--platform", "browser", "-o", file, "mod.ts"], ROOT);
      Deno.writeTextFileSync(join(dir, "program.mjs"), PROGRAM);
      assertEquals((await run("node", ["program.mjs"], dir)).split("\n"), [
        '{"a": [1, "text"]}',
        "ZeroDivisionError ModuleNotFoundError FileNotFoundError",
        "time time",
        "RecursionError RecursionError",
        "RecursionError",
        "RecursionError",
        "5",
        "",
      ]);
    } finally {
      Deno.removeSync(dir, { recursive: true });
    }
  },
});
