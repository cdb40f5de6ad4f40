import process from "node:process";
/** Limits hold in loops, calls and built-ins; each ends near its time, or exactly at its count. */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { MemoryFiles, Python, PythonError, PythonLimitError } from "../../mod.ts";

const TIME = 100;
/** What a machine that is busy with other things may take longer. */
const SLACK = 100;

/** Programs without an end, and what makes them hard to stop. */
const ENDLESS: Record<string, string> = {
  "a loop": "while True: pass",
  "a for loop": "for x in iter(int, 1): pass",
  "a built-in": "sum(range(10**12))",
  "an iterator": "list(iter(int, 1))",
  "itertools": "import itertools; max(itertools.count())",
  "a filter that finds nothing": "import itertools; next(filter(None, itertools.repeat(0)))",
  "a search that finds nothing": "import itertools; 1.5 in itertools.count()",
  "a list that grows": "import itertools; list(zip(itertools.repeat(1)))",
  "calls without a loop": "def f(n):\n  if n: f(n - 1); f(n - 1)\nf(300)",
  "calls through built-ins": "def f(n): return n and list(map(f, [n - 1, n - 1]))\nf(60)",
  "a regular expression": "import re; re.match('(a*)*b', 'a' * 40)",
  "a nested regular expression": "import re; re.search('(x+x+)+y', 'x' * 60)",
  "a power": "10 ** (10 ** 8)",
  "a modular power": "pow(3, 10 ** 50000, 10 ** 50000 + 1)",
  "squares": "x = 3\nwhile True: x = x * x",
  "digits": "str(1 << 50000000)",
  "a sort with a slow key": "sorted(range(10 ** 6), key=lambda x: sum(range(100)))",
  "a sort with a slow comparison":
    "class A:\n  def __lt__(a, b): return sum(range(1000)) < 0\nsorted(A() for i in range(10 ** 5))",
  "a generator": "def g():\n  while True: yield 1\nfor x in g(): pass",
  "a tree of generators":
    "def t(d):\n  if d:\n    yield from t(d - 1)\n    yield from t(d - 1)\nlist(t(200))",
  "a generator in a built-in": "sum(1 for x in iter(int, 1))",
  "a comprehension": "[0 for x in iter(int, 1) if x]",
  "except: pass": "while True:\n  try:\n    while True: pass\n  except: pass",
  "except in a function that calls itself": "def f():\n  try: f()\n  except: f()\nf()",
  "finally": "try:\n  while True: pass\nfinally:\n  while True: pass",
  "nested finally": [
    "def f():",
    "  try: f()",
    "  finally:",
    "    while True: pass",
    "f()",
  ].join("\n"),
  "__exit__": [
    "class C:",
    "  def __enter__(s): pass",
    "  def __exit__(s, *a):",
    "    while True: pass",
    "    return True",
    "while True:",
    "  with C():",
    "    while True: pass",
  ].join("\n"),
  "__del__": "class A:\n  def __del__(s):\n    while True: pass\nwhile True: A()",
  "a storm of classes": "while True: type('A', (), {})",
  "a class with many bases": "class A: pass\nwhile True:\n  class A(A): pass",
  "sleep": "import time; time.sleep(100)",
  "a lock": "import threading; l = threading.Lock(); l.acquire(); l.acquire(timeout=100)",
  "threads":
    "import threading\ndef f():\n  while True: pass\nfor i in range(3): threading.Thread(target=f).start()\nf()",
  "a coroutine": "async def f():\n  while True: pass\nf().send(None)",
  "a trace function": "import sys\nsys.settrace(lambda *a: None)\nwhile True: pass",
  "join": "','.join(map(str, iter(int, 1)))",
  "unpacking": "a, *b = iter(int, 1)",
  "dict": "dict(enumerate(iter(int, 1)))",
  "set": "import itertools; set(itertools.cycle([1, 2]))",
  "deque": "import collections, itertools; collections.deque(itertools.repeat(1), maxlen=0)",
  "string formatting": "x = '1'\nwhile True: '%s' % x",
  "exec": "exec('while True: pass')",
  "a generator that is closed": [
    "def g():",
    "  try: yield",
    "  finally:",
    "    while True: pass",
    "x = g(); next(x); x.close()",
  ].join("\n"),
};

/** Milliseconds of processor time of this process. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

Deno.test("a time limit ends everything that has no end", async (t) => {
  for (const jit of [true, false]) {
    using python = new Python({ limits: { time: TIME }, jit, stderr: "ignore" });
    for (const module of ["re", "itertools", "collections", "threading", "time"]) {
      // each has the whole time, and a busy machine takes more: what was imported stays
      for (let tries = 0;; tries++) {
        try {
          python.exec(`import ${module}`);
          break;
        } catch (e) {
          if (!(e instanceof PythonLimitError) || tries === 9) throw e;
        }
      }
    }
    for (const name of Object.keys(ENDLESS)) {
      await t.step(`${name}${jit ? "" : ", interpreted"}`, () => {
        const run = (slack: number) => {
          const begun = performance.now();
          const used = cpuTime();
          const e = assertThrows(() => python.exec(ENDLESS[name]), PythonLimitError);
          assertEquals(e.limit, "time");
          // what others did with the processor meanwhile does not count
          return Math.min(performance.now() - begun, cpuTime() - used) < TIME + slack;
        };
        // once more where the machine was busy
        assert(run(SLACK) || run(SLACK) || run(2 * SLACK), "took too long");
        assertEquals(python.evaluate("1 + 1"), 2);
      });
    }
  }
});

Deno.test("an instruction limit is met at the same count in each run", () => {
  const count = (instructions: number, jit: boolean, source: string) => {
    using python = new Python({ limits: { instructions }, jit, hashSeed: 0 });
    const e = assertThrows(() => python.exec(source), PythonLimitError);
    assertEquals(e.limit, "instructions");
    return python.globals.get("n");
  };
  const loop = "n = 0\nwhile True: n += 1";
  // 5 in each turn
  assertEquals(count(1000, true, loop), count(1000, false, loop));
  assertEquals(Number(count(6000, true, loop)) - Number(count(3000, true, loop)), 600);
  for (
    const source of [
      "n = 0\ndef f():\n  global n\n  n += 1\ndef f2(): return [f() for i in 'ab']\nwhile True: f2()",
      "n = 0\nfor n in map(len, iter(str, 1)): pass",
      "n = 0\nfor n in sorted(range(1000), key=lambda x: -x): sum(range(n))",
      "import json\nn = 0\nwhile True:\n  n += len(json.dumps({'a': [1, 2.5, None]}))",
      "n = 0\nwhile True:\n  try: n += 1; {}[n]\n  except KeyError: pass",
    ]
  ) {
    assertEquals(count(50_000, true, source), count(50_000, false, source));
  }
});

Deno.test("usage tells the instructions that a program took", () => {
  using python = new Python({ limits: { instructions: 10_000 } });
  const take = (source: string) => {
    python.exec(source);
    return python.usage.instructions;
  };
  // LOAD_CONST, RETURN_VALUE
  assertEquals(take("pass"), 2);
  assertEquals(take("x = 1"), 4);
  assertEquals(take("def f(): return 1\nf()"), 11);
  assertEquals(take("x = 1"), 4);
});

Deno.test("an instruction limit ends what swallows its exception", () => {
  using python = new Python({ limits: { instructions: 5000 } });
  for (const name of ["except: pass", "finally", "__exit__", "sum", "a generator"]) {
    const source = ENDLESS[name] ?? "sum(range(10**12))";
    assertEquals(
      assertThrows(() => python.exec(source), PythonLimitError).limit,
      "instructions",
    );
    assert(python.usage.instructions < 8000, `${name}: ${python.usage.instructions}`);
  }
});

Deno.test("finally clauses have a grace", () => {
  using python = new Python({ limits: { time: 20 } });
  const source = "done = 0\ntry:\n  while True: pass\nfinally:\n  for i in range(50): done += 1";
  assertThrows(() => python.exec(source), PythonLimitError);
  assertEquals(python.globals.get("done"), 50);
});

Deno.test("a program that swallows a limit and ends is told of all the same", () => {
  using python = new Python({ limits: { time: 20 } });
  assertThrows(
    () => python.exec("try:\n  while True: pass\nexcept BaseException: pass"),
    PythonLimitError,
  );
});

Deno.test("a memory limit ends what grows", () => {
  using python = new Python({ limits: { memory: 30_000_000, time: 20_000 } });
  for (
    const source of [
      "l = []\nwhile True: l.append('x' * 1000 + str(len(l)))",
      "l = list(iter(int, 1))",
      "d = {}\nwhile True: d[len(d)] = [0] * 10",
      "s = set()\nwhile True: s.add(len(s))",
      "class A: pass\nl = []\nwhile True: l.append(A())",
      "b = bytearray()\nwhile True: b += bytes(10000)",
      "def f(x): return (x, f((x, x))) if x else 0\nl = []\nwhile True: l.append(lambda: l)",
    ]
  ) {
    const e = assertThrows(() => python.exec(source), PythonError);
    assert(
      e instanceof PythonLimitError ? e.limit === "memory" : e.type === "MemoryError",
      `${source}: ${e}`,
    );
    python.exec("l = d = s = b = None");
  }
});

Deno.test("what is larger than the memory limit is not made at all", () => {
  using python = new Python({ limits: { memory: 10_000_000 } });
  for (
    const source of [
      "'a' * 10**8",
      "b'a' * 10**8",
      "[0] * 10**8",
      "(0,) * 10**8",
      "bytes(10**8)",
      "bytearray(10**8)",
      "1 << 10**9",
      "2 ** 10**9",
      "3 ** 10**9",
      "'a'.ljust(10**8)",
      "'%100000000d' % 1",
      "format(1, '100000000')",
      "'a'.center(10**8)",
      "'1'.zfill(10**8)",
      "b'1'.zfill(10**8)",
    ]
  ) {
    assertEquals(assertThrows(() => python.exec(source), PythonError).type, "MemoryError", source);
  }
  python.exec("x = 'a' * 10**6");
});

Deno.test("a program that makes garbage keeps below its memory limit", () => {
  using python = new Python({ limits: { memory: 40_000_000 } });
  python.exec("for i in range(30000): x = [str(i)] * 100");
});

Deno.test("an output limit stops what prints", () => {
  let text = "";
  using python = new Python({ limits: { output: 100, time: 5000 }, stdout: (s) => text += s });
  const e = assertThrows(() => python.exec("while True: print('abcdefghi')"), PythonLimitError);
  assertEquals(e.limit, "output");
  assertEquals(text, "abcdefghi\n".repeat(10));
  assertThrows(() => python.exec("print('x' * 200)"), PythonLimitError);
  text = "";
  python.exec("print('again')");
  assertEquals(text, "again\n");
});

Deno.test("a recursion limit cannot be raised", () => {
  using python = new Python({ limits: { recursion: 100 } });
  assertEquals(
    assertThrows(() => python.exec("def f(n): return f(n + 1)\nf(0)"), PythonError).type,
    "RecursionError",
  );
  assertEquals(
    assertThrows(() => python.exec("import sys; sys.setrecursionlimit(1000)"), PythonError).type,
    "ValueError",
  );
  python.exec("sys.setrecursionlimit(60)");
});

Deno.test("imports are those of the list, and what these need", () => {
  using python = new Python({
    imports: ["json", "collections"],
    fs: new MemoryFiles({ "/lib/own.py": "x = 1" }),
    path: ["/lib"],
  });
  python.exec("import json, collections.abc\njson.dumps([1])");
  for (
    const source of [
      "import os",
      "import own",
      "from xml import etree",
      "__import__('subprocess')",
      "json.__builtins__['__import__']('socket')",
      "exec('import argparse')",
      "class A:\n  import decimal",
    ]
  ) {
    const e = assertThrows(() => python.exec(source), PythonError);
    assertEquals(e.type, "ModuleNotFoundError", source);
  }
  using other = new Python({
    imports: (name) => /^(math|importlib|importlib\..*|types)$/.test(name),
  });
  other.exec("import math, importlib");
  assertEquals(
    assertThrows(() => other.exec("importlib.import_module('csv')"), PythonError).type,
    "ModuleNotFoundError",
  );
});

Deno.test("another thread interrupts", async () => {
  const interrupt = new Int32Array(new SharedArrayBuffer(4));
  using python = new Python({ interrupt });
  const worker = new Worker(
    "data:application/javascript," + encodeURIComponent(
      "onmessage = (e) => setTimeout(() => Atomics.store(e.data[0], 0, e.data[1]), 50)",
    ),
    { type: "module" },
  );
  worker.postMessage([interrupt, 2]);
  python.exec("try:\n  while True: pass\nexcept KeyboardInterrupt: done = True");
  assertEquals(python.globals.get("done"), true);
  worker.postMessage([interrupt, 1]);
  const e = assertThrows(
    () => python.exec("while True:\n  try:\n    while True: pass\n  except BaseException: pass"),
    PythonLimitError,
  );
  assertEquals(e.limit, "stopped");
  worker.terminate();
  await Promise.resolve();
  assertEquals(python.evaluate("1"), 1);
});

Deno.test("limits are no numbers below zero", () => {
  assertThrows(() => new Python({ limits: { time: -1 } }), RangeError);
  assertThrows(() => new Python({ limits: { memory: NaN } }), RangeError);
});
