/** Interpreters know nothing of one another, and leave nothing behind. */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { MemoryFiles, type PyCallable, type PyProxy, Python, PythonError } from "../../mod.ts";

Deno.test("two interpreters do not see one another", () => {
  using a = new Python({ hashSeed: 1, argv: ["a"] });
  using b = new Python({ hashSeed: 2, argv: ["b"] });
  for (const [p, name] of [[a, "a"], [b, "b"]] as const) {
    p.exec(`
import sys, json, builtins, zlib, csv, gc, random, warnings, codecs
name = '${name}'
class Secret_${name}: pass
builtins.mark = name
sys.mark = name
json.mark = name
zlib.error.mark = name
csv.register_dialect('d_' + name, delimiter=name)
csv.field_size_limit(100 if name == 'a' else 200)
sys.setrecursionlimit(300 if name == 'a' else 400)
codecs.register_error('e_' + name, lambda e: ('', e.end))
if name == 'a': gc.disable()
`);
  }
  for (const [p, name, other] of [[a, "a", "b"], [b, "b", "a"]] as const) {
    assertEquals(p.evaluate("(mark, sys.mark, json.mark, zlib.error.mark) == (name,) * 4"), true);
    assertEquals(p.evaluate("sys.argv[0]"), name);
    assertEquals(p.evaluate("csv.list_dialects().count('d_" + other + "')"), 0);
    assertEquals(p.evaluate("csv.field_size_limit()"), name === "a" ? 100 : 200);
    assertEquals(p.evaluate("sys.getrecursionlimit()"), name === "a" ? 300 : 400);
    assertEquals(p.evaluate("gc.isenabled()"), name === "b");
    assertEquals(p.evaluate(`'Secret_${other}' in str(object.__subclasses__())`), false);
    assertEquals(p.evaluate(`'Secret_${name}' in str(object.__subclasses__())`), true);
    assertThrows(() => p.exec(`codecs.lookup_error('e_${other}')`), PythonError);
  }
  assertEquals(a.evaluate("hash('text')") === b.evaluate("hash('text')"), false);
});

Deno.test("interpreters take turns inside one another's calls", () => {
  const pythons = Array.from({ length: 4 }, (_, i) => new Python({ hashSeed: i }));
  pythons.forEach((p, i) => {
    p.globals.set("i", i);
    p.globals.set("ask", (depth: number) => pythons[(i + 1) % 4].call("f", depth - 1));
    p.exec(`
import sys
s = {str(n) for n in range(50)}
order = list(s)
def f(depth):
    sys.mark = i
    try:
        below = ask(depth) if depth else ()
        raise KeyError(i)
    except KeyError as e:
        assert sys.exc_info()[1] is e and e.args[0] == i
    assert sys.mark == i and list(s) == order and all(str(n) in s for n in range(50))
    return str(i) + str(below or '')
`);
  });
  assertEquals(pythons[0].call("f", 6), "0123012");
  // generators that are suspended in turns
  const gens = pythons.map((p) =>
    (p.run(`
def g():
    with open('/log', 'w') as f:
        for n in range(20):
            try: raise ValueError(n)
            except ValueError as e: yield (i, e.args[0], sys.exc_info()[1] is e)
g()`) as PyProxy)[Symbol.iterator]()
  );
  for (let n = 0; n < 20; n++) {
    gens.forEach((g, i) => assertEquals(pythons[i].toJs(g.next().value), [i, n, true]));
  }
  for (const p of pythons) p.close();
});

Deno.test("exceptions pass through the interpreters below", () => {
  using a = new Python();
  using b = new Python();
  a.globals.set("into_b", () => b.exec("into_a()"));
  b.globals.set("into_a", () => a.exec("1 / 0"));
  const e = assertThrows(() => a.exec("into_b()"), PythonError);
  // what comes out of b is a JavaScript error to a
  assert(/ZeroDivisionError/.test(e.message), e.message);
  assertEquals(a.run("try: into_b()\nexcept Exception as e: r = type(e).__name__\nr"), "Error");
  assertEquals(a.evaluate("1") === b.evaluate("1"), true);
});

Deno.test("each interpreter has its own limits", () => {
  using a = new Python({ limits: { instructions: 3000 } });
  using b = new Python();
  using c = new Python({ limits: { time: 10_000 } });
  b.globals.set("in_c", () => c.evaluate("sum(range(1000))"));
  a.globals.set("in_b", () => b.evaluate("sum(range(10**5)) + in_c()"));
  assertEquals(a.evaluate("in_b()"), 4999950000 + 499500);
  b.exec("def f(n): return n if n < 2 else f(n - 1) + f(n - 2)\nf(20)");
  assertThrows(() => a.exec("while True: in_b()"), PythonError);
  assertEquals(b.evaluate("f(15)"), 610);
});

Deno.test("each interpreter has its own files, sources and folders", () => {
  const make = (x: number) =>
    new Python({
      fs: new MemoryFiles({ "/lib/own.py": `x = ${x}\ndef f():\n    ${"y = 1; ".repeat(x)}1 / 0` }),
      path: ["/lib"],
    });
  using a = make(1);
  using b = make(2);
  for (const [p, x] of [[a, 1], [b, 2]] as const) {
    assertEquals(p.run("import own; own.x"), x);
    const e = assertThrows(() => p.exec("own.f()"), PythonError);
    assert(e.traceback.includes(`${"y = 1; ".repeat(x)}1 / 0`), e.traceback);
  }
});

Deno.test("1,000 interpreters come and go without growth", async () => {
  const v8 = (globalThis as unknown as {
    process: { getBuiltinModule(name: string): Record<string, CallableFunction> };
  }).process;
  v8.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc");
  const gc = v8.getBuiltinModule("node:vm").runInNewContext("gc");
  const used = () => {
    gc();
    gc();
    return Deno.memoryUsage().heapUsed;
  };
  const cycle = async (n: number) => {
    for (let i = 0; i < n; i++) {
      using python = new Python({ limits: i % 2 ? { time: 10_000 } : undefined });
      python.globals.set("f", (x: PyProxy) => x);
      python.exec(`
import collections, re
class A(collections.OrderedDict):
    def __del__(self): pass
def g():
    try: yield 1
    finally: pass
x = g(); next(x)
big = [A() for i in range(100)] + ['x' * 1000] * 100 + [f(A)]
re.match('a', 'a')
def h():
    while True: yield
`);
      const h = python.evaluate("A") as PyCallable;
      h();
      // the engine keeps what weak references name to the end of a job
      if (i % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 0));
    }
  };
  await cycle(100);
  const before = used();
  await cycle(1000);
  // what a weak reference was asked for lives to the end of the job: some jobs later nothing is left
  let growth = Infinity;
  for (let i = 0; i < 20 && growth >= 5_000_000; i++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    growth = used() - before;
  }
  // each of them held more than 100,000 bytes
  assert(growth < 5_000_000, `${growth} bytes`);
});

Deno.test("interpreters that are never closed are collected", async () => {
  let gone = 0;
  const registry = new FinalizationRegistry(() => gone++);
  (() => {
    for (let i = 0; i < 20; i++) {
      const python = new Python();
      python.exec("class A: pass\nx = [A() for i in range(1000)]");
      registry.register(python, i);
    }
  })();
  const v8 = (globalThis as unknown as {
    process: { getBuiltinModule(name: string): Record<string, CallableFunction> };
  }).process;
  v8.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc");
  const gc = v8.getBuiltinModule("node:vm").runInNewContext("gc");
  for (let i = 0; i < 20 && gone < 15; i++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    gc();
  }
  assert(gone >= 15, `${gone} of 20`);
});
