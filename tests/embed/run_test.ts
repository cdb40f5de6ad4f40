/** Running programs: streams, files, time, modules, asynchronous ones, recursion. */
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  MemoryFiles,
  type PyCallable,
  type PyProxy,
  Python,
  PythonError,
  PythonLimitError,
} from "../../mod.ts";

Deno.test("exec(), evaluate(), run() and compile()", () => {
  using python = new Python();
  python.exec("x = 1");
  assertEquals(python.evaluate("x + 1"), 2);
  assertEquals(python.run("y = x + 2\ny * 2"), 6);
  assertEquals(python.run("y = 5"), null);
  assertEquals(python.run("from __future__ import generator_stop\n'a'"), "a");
  const script = python.compile("x += 1\nx", { filename: "s.py" });
  assertEquals([script.run(), script.run()], [2, 3]);
  const ns = python.evaluate("{'x': 10}") as PyProxy;
  assertEquals([script.run(ns), ns.getItem("x"), python.evaluate("x")], [11, 11, 3]);
  assertEquals(python.evaluate("x * 2", { globals: ns }), 22);
  assertThrows(() => python.exec("x", { globals: python.evaluate("[]") as PyProxy }), TypeError);
  assertEquals(python.import("os.path").callMethod("join", "a", "b"), "a/b");
  assertEquals(python.call("str.upper", "a"), "A");
  assertEquals(python.globals.names().includes("x"), true);
});

Deno.test("streams are the host's", () => {
  const out: string[] = [];
  const err: Uint8Array[] = [];
  using python = new Python({
    stdin: "one\ntwo é\nrest",
    stdout: (s) => void out.push(s),
    stderr: { write: (d) => void err.push(d) },
  });
  python.exec("import sys\nprint(input(), input())\nprint(sys.stdin.read(), file=sys.stderr)");
  assertEquals(out.join(""), "one two é\n");
  assertEquals(err.map((d) => new TextDecoder().decode(d)).join(""), "rest\n");
  using silent = new Python({ stdout: "ignore" });
  silent.exec("print('x' * 100000)");
  using failing = new Python({
    stdout: () => {
      throw new Error("full");
    },
  });
  assert(/full/.test(assertThrows(() => failing.exec("print('x' * 100000)"), PythonError).message));
});

Deno.test("files in memory", () => {
  const files = new MemoryFiles({
    "/data/a.txt": "one\ntwo\n",
    "/lib/m.py": "def f(): return 'm'",
  });
  using python = new Python({ fs: files, path: ["/lib"] });
  python.exec(`
import os, shutil, tempfile, io
assert open('/data/a.txt').readlines() == ['one\\n', 'two\\n']
import m
assert m.f() == 'm'
os.makedirs('/x/y/z')
os.chdir('/x')
with open('y/f', 'wb') as f:
    f.write(b'0123456789'); f.seek(2); f.write(b'ab'); assert f.tell() == 4
    f.truncate(6)
assert open('/x/y/f', 'rb').read() == b'01ab45' and os.path.getsize('y/f') == 6
with open('y/f', 'a') as f: f.write('!')
with open('y/f', 'r+') as f: assert f.read() == '01ab45!'
assert os.listdir('.') == ['y'] and sorted(os.listdir('y')) == ['f', 'z']
os.rename('y/f', 'g'); assert os.path.exists('/x/g') and not os.path.exists('y/f')
for f, e in [(lambda: os.rmdir('/x'), OSError), (lambda: os.mkdir('/x'), FileExistsError),
             (lambda: open('/none/x', 'w'), FileNotFoundError), (lambda: open('/x'), IsADirectoryError),
             (lambda: os.listdir('/x/g'), NotADirectoryError), (lambda: open('g', 'x'), FileExistsError),
             (lambda: os.rename('/x', '/x/y/w'), OSError), (lambda: os.remove('/x/y'), OSError)]:
    try: f()
    except e: pass
    else: raise AssertionError(e)
shutil.rmtree('/x/y')
with tempfile.TemporaryDirectory(dir='/data') as d: open(d + '/t', 'w').write('t')
assert os.listdir('/data') == ['a.txt']
assert [w for w in os.walk('/data')] == [('/data', [], ['a.txt'])]
open('/../../up', 'w').write('root')
left = open('/left', 'w'); left.write('open')
`);
  assertEquals(files.list("/"), ["data", "left", "lib", "up", "x"]);
  assertEquals([files.readText("/left"), files.readText("/x/g")], ["open", "01ab45!"]);
  files.write("/data/a.txt", "new");
  assertEquals(python.evaluate("open('/data/a.txt').read()"), "new");
  assertThrows(() => files.read("/none"), Error);
});

Deno.test("a folder of the machine's, and nothing beside it", () => {
  const dir = Deno.makeTempDirSync();
  try {
    Deno.writeTextFileSync(`${dir}/secret`, "no");
    Deno.mkdirSync(`${dir}/box/sub`, { recursive: true });
    Deno.writeTextFileSync(`${dir}/box/in`, "yes");
    Deno.symlinkSync(`${dir}/secret`, `${dir}/box/link`);
    Deno.symlinkSync(dir, `${dir}/box/sub/up`);
    const reads = `
import os
assert open('/in').read() == 'yes' and open('/sub/../in').read() == 'yes'
for name in '/../secret', '../../secret', '/link', '/sub/up/secret', '/sub/up/box/in', '${dir}/secret':
    try: open(name)
    except OSError: pass
    else: raise AssertionError(name)
for name in '/sub/up', '/sub/up/box':
    try: os.listdir(name)
    except OSError: pass
    else: raise AssertionError(name)
`;
    using readonly = new Python({ fs: { folder: `${dir}/box` } });
    readonly.exec(reads);
    for (
      const source of [
        "open('/new', 'w')",
        "os.remove('/in')",
        "os.mkdir('/d')",
        "open('/in', 'r+')",
        "os.rename('/in', '/out')",
        "os.chmod('/in', 0)",
      ]
    ) {
      assertEquals(assertThrows(() => readonly.exec(source), PythonError).type, "OSError", source);
    }
    using python = new Python({ fs: { folder: `${dir}/box`, write: true } });
    python.exec(reads);
    python.exec(
      "with open('/new', 'w') as f: f.write('text')\nos.mkdir('/d'); os.rename('/new', '/d/n')",
    );
    assertEquals(Deno.readTextFileSync(`${dir}/box/d/n`), "text");
    for (
      const source of [
        "os.symlink('/in', '/l')",
        "open('/link', 'w')",
        "os.rename('/d', '/sub/up/d')",
        "os.utime('/link')",
      ]
    ) {
      assertThrows(() => python.exec(source), PythonError);
    }
    assertEquals(Deno.readTextFileSync(`${dir}/secret`), "no");
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});

Deno.test("a run can be reproduced", () => {
  const run = () => {
    let now = 1e12;
    let text = "";
    using python = new Python({
      hashSeed: 3,
      randomSeed: 4,
      clock: { now: () => now, sleep: (ms) => void (now += ms) },
      env: { LANG: "C", A: "b" },
      argv: ["x.py", "1"],
      stdout: (s) => text += s,
    });
    python.exec(`
import sys, os, time, random, tempfile, datetime
print(sys.argv, dict(os.environ), {str(n) for n in range(20)}, hash('a'))
print(random.random(), os.urandom(4), tempfile.mktemp(), random.SystemRandom().random())
time.sleep(2.5); print(time.time(), time.strftime('%c'), datetime.datetime.now(), time.perf_counter())
`);
    return text;
  };
  const text = run();
  assertEquals(run(), text);
  assert(text.includes("1000000002.5"), text);
});

Deno.test("awaiting promises", async () => {
  using python = new Python();
  python.globals.set("later", (x: unknown) => new Promise((resolve) => setTimeout(resolve, 1, x)));
  python.globals.set("failing", () => Promise.reject(new Error("late")));
  assertEquals(await python.runAsync("x = await later(1)\nx + await later(2)"), 3);
  assertEquals(await python.runAsync("[await later(n) for n in range(3)][2]"), 2);
  assertEquals(
    await python.runAsync(`
import types
@types.coroutine
def tick(): yield
async def f(n):
    await tick()
    return n * (await later(2))
class Manager:
    async def __aenter__(self): return await later('in')
    async def __aexit__(self, *a): log.append(await later('out'))
log = []
async with Manager() as m: log.append(m)
try: await failing()
except Exception as e: log.append(e.message)
async def gen():
    for n in range(3): yield await later(n)
async for n in gen(): log.append(n)
log.append(await f(4))
','.join(map(str, log))`),
    "in,out,late,0,1,2,8",
  );
  const e = await assertRejects(() => python.runAsync("await failing()"), PythonError);
  assertEquals((e.cause as Error).message, "late");
  assertEquals(
    (await assertRejects(() => python.runAsync("1 / 0"), PythonError)).type,
    "ZeroDivisionError",
  );
  await assertRejects(() => python.runAsync("class A: x = await later(1)"), PythonError);
  assertThrows(() => python.exec("await later(1)"), PythonError);
  assertEquals(await (python.evaluate("f(5)") as PromiseLike<number>), 10);
  const f = python.evaluate("f") as PyCallable;
  assertEquals(await Promise.all([f(1), f(2), f(3)]), [2, 4, 6]);
  const seen: unknown[] = [];
  for await (const n of python.evaluate("gen()") as PyProxy) seen.push(n);
  assertEquals(seen, [0, 1, 2]);
  const odd = await assertRejects(
    () => python.runAsync("@types.coroutine\ndef bad(): yield 5\nawait bad()"),
    PythonError,
  );
  assertEquals(odd.type, "RuntimeError");
});

Deno.test("a program in slices gives way to the event loop", async () => {
  using python = new Python({ sliced: true, limits: { time: 5000 } });
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  try {
    const source =
      "def f(n):\n  t = 0\n  for i in range(n): t += g(i)\n  return t\ndef g(i): return i & 1\n" +
      "r = f(400000)\nr";
    assertEquals(await python.runAsync(source, { slice: 4 }), 200000);
    assert(turns >= 3, `${turns} turns`);
    // two at once, and calls between
    const both = Promise.all([
      python.runAsync("a = 0\nwhile a < 200000: a += 1\na", { slice: 2 }),
      python.runAsync("b = 0\nwhile b < 200000: b += 1\nb", { slice: 2 }),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 10));
    assertEquals(python.evaluate("1 + 1"), 2);
    assertEquals(await both, [200000, 200000]);
    const aborted = new AbortController();
    setTimeout(() => aborted.abort(new Error("enough")), 20);
    await assertRejects(
      () => python.runAsync("while True: pass", { slice: 5, signal: aborted.signal }),
      Error,
      "enough",
    );
    const e = await assertRejects(
      () =>
        python.runAsync("try:\n  1 / 0\nfinally:\n  for i in range(300000): pass", { slice: 2 }),
      PythonError,
    );
    assertEquals([e.type, e.frames.length], ["ZeroDivisionError", 1]);
  } finally {
    clearInterval(timer);
  }
  using limited = new Python({ sliced: true, limits: { time: 60 } });
  const l = await assertRejects(
    () => limited.runAsync("while True: pass", { slice: 5 }),
    PythonLimitError,
  );
  assertEquals(l.limit, "time");
  using plain = new Python();
  await assertRejects(() => plain.runAsync("1", { slice: 1 }), TypeError);
});

Deno.test("an asynchronous program has one allowance", async () => {
  using python = new Python({ limits: { instructions: 3000 } });
  python.globals.set("later", () => Promise.resolve(1));
  const e = await assertRejects(
    () => python.runAsync("while True: await later()"),
    PythonLimitError,
  );
  assertEquals(e.limit, "instructions");
});

Deno.test("module js is there for who is given it", async () => {
  using none = new Python();
  assertThrows(() => none.exec("import js"), PythonError);
  using some = new Python({ js: { Math, twice: (n: number) => 2 * n, list: [1, 2] } });
  some.exec("import js\nfrom js import Math, twice");
  assertEquals(some.evaluate("Math.max(1, twice(4))"), 8);
  assertThrows(() => some.exec("Math.constructor"), PythonError);
  assertThrows(() => some.exec("js.Deno"), PythonError);
  using all = new Python({ js: true });
  assertEquals(all.run("import js\njs.Math.sqrt(16)"), 4);
  assertEquals(all.run("js.Array.new(3).length"), 3);
  assertEquals(all.run("m = js.Map.new()\nm['a'] = 1\nm.set('b', 2)\nlen(m) + m['b']"), 4);
  assertEquals(all.run("a = js.JSON.parse('[1, {\"b\": [2]}]')\na[1].b[0] + a[-2]"), 3);
  assertEquals(all.toJs(all.run("js.JSON.parse('[1, {\"b\": [2]}]').to_py()")), [
    1,
    new Map([["b", [2]]]),
  ]);
  assertEquals(await all.runAsync("await js.Promise.resolve(js.Date.UTC(2000, 0))"), 946684800000);
  assertEquals(
    all.run(
      "import wordcode\ntry: js.JSON.parse('{')\nexcept wordcode.JsError as e: r = (e.name, bool(e.stack))\nr[0]",
    ),
    "SyntaxError",
  );
  assertEquals(all.run("f = js.Function.new('a', 'return a + 1')\nf(1)"), 2);
  assertEquals(
    await all.runAsync("(await (await js.fetch('data:text/plain,hi')).text())"),
    "hi",
  );
  assertEquals(all.run("js.globalThis is js.globalThis and js.globalThis == js"), true);
});

Deno.test("modules of the host's", () => {
  using python = new Python({
    modules: { "host.api": { add: (a: number, b: number) => a + b, VERSION: [1, 2] } },
    imports: ["host"],
  });
  python.exec("import host.api as api\nfrom host.api import add");
  assertEquals(python.evaluate("add(*api.VERSION)"), 3);
  python.registerModule("host.more", { x: 1 });
  assertEquals(python.run("from host import more\nmore.x"), 1);
});

Deno.test("recursion without end is a RecursionError by every route", () => {
  const routes: Record<string, string> = {
    plain: "def f(): f()\nf()",
    lambda: "f = lambda: f()\nf()",
    "two functions": "def f(): g()\ndef g(): f()\nf()",
    __getattr__: "class A:\n  def __getattr__(s, n): return getattr(s, n + 'x')\nA().a",
    __repr__: "class A:\n  def __repr__(s): return repr(s)\nrepr(A())",
    __str__: "class A:\n  def __str__(s): return str(s)\nstr(A())",
    __eq__: "class A:\n  def __eq__(s, o): return s == o\nA() == A()",
    __lt__: "class A:\n  def __lt__(s, o): return sorted([s, o]) and True\nsorted([A(), A()])",
    __hash__: "class A:\n  def __hash__(s): return hash(s)\nhash(A())",
    __call__: "class A:\n  def __call__(s): return s()\nA()()",
    __add__: "class A:\n  def __add__(s, o): return s + o\nA() + A()",
    __len__: "class A:\n  def __len__(s): return len(s)\nlen(A())",
    __iter__: "class A:\n  def __iter__(s): return iter(s)\niter(A())",
    __getitem__: "class A:\n  def __getitem__(s, i): return s[i]\nA()[0]",
    __init__: "class A:\n  def __init__(s): A()\nA()",
    __new__: "class A:\n  def __new__(c): return A()\nA()",
    __contains__: "class A:\n  def __contains__(s, x): return x in s\n1 in A()",
    __bool__: "class A:\n  def __bool__(s): return bool(s)\nbool(A())",
    __format__: "class A:\n  def __format__(s, f): return format(s, f)\n'%s' % format(A())",
    property: "class A:\n  @property\n  def x(s): return s.x\nA().x",
    "sort key": "def f(x): return sorted([x], key=f)\nf(1)",
    map: "def f(x): return list(map(f, [x]))\nf(1)",
    reduce: "import functools\ndef f(a, b): return functools.reduce(f, [a, b])\nf(1, 2)",
    partial: "import functools\ndef f(): functools.partial(f)()\nf()",
    generator: "def g():\n  yield from g()\nlist(g())",
    comprehension: "def f(): return [f() for x in 'a']\nf()",
    exec: "s = 'exec(s)'\nexec(s)",
    eval: "s = 'eval(s)'\neval(s)",
    "a list's repr": "l = []\nfor i in range(100000): l = [l]\nrepr(l)",
    "a list's comparison": "a = []; b = []\nfor i in range(100000): a = [a]; b = [b]\na == b",
    "a metaclass": "class M(type):\n  def __call__(c): return c()\nclass A(metaclass=M): pass\nA()",
    "re.sub": "import re\ndef f(m): return re.sub('a', f, 'a')\nf(None)",
    json: "import json\nl = []\nfor i in range(100000): l = [l]\njson.dumps(l)",
    isinstance:
      "class M(type):\n  def __instancecheck__(c, o): return isinstance(o, c)\nclass A(metaclass=M): pass\nisinstance(1, A)",
    import:
      "import sys\nclass F:\n  def find_spec(s, n, p=None, t=None): __import__(n + 'x')\nsys.meta_path.insert(0, F())\nimport nothing",
    "JavaScript and back": "def f(): js_call(f)\nf()",
    "JavaScript and evaluate()": "def f(): js_run('f()')\nf()",
    "JavaScript iterators": "def f():\n  for x in js_iter(f): pass\nf()",
    "JavaScript getters": "def f(): o.x\nset_f(f)\nf()",
  };
  for (const jit of [true, false]) {
    using python = new Python({ jit });
    let f: PyCallable | undefined;
    python.globals.set("js_call", (g: PyCallable) => g());
    python.globals.set("js_run", (s: string) => python.run(s));
    python.globals.set("js_iter", function* (g: PyCallable) {
      yield g();
    });
    python.globals.set("set_f", (g: PyCallable) => void (f = g));
    python.globals.set(
      "o",
      new (class {
        get x() {
          return f!();
        }
      })(),
    );
    for (const name of Object.keys(routes)) {
      const e = assertThrows(() => python.exec(routes[name]), PythonError);
      assertEquals(e.type, "RecursionError", `${name}: ${e.message}`);
      assertEquals(python.evaluate("1 + 1"), 2);
      python.exec("import sys; del sys.meta_path[:-3]");
    }
  }
});
