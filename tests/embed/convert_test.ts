/** Values that cross the border come back as they went. */
import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { type PyCallable, type PyProxy, Python, PythonError } from "../../mod.ts";

/** Random values that have a form on both sides. */
class Values {
  private seed: number;
  constructor(seed: number) {
    this.seed = seed;
  }
  random(n: number): number {
    this.seed = (Math.imul(this.seed, 1103515245) + 12345) >>> 0;
    return Math.floor(this.seed / 4294967296 * n);
  }
  private text(): string {
    const parts = [
      "",
      "a",
      "é",
      "\u{1f600}",
      "\0",
      "\ud800",
      "__proto__",
      "constructor",
      "'\"\\\n",
    ];
    return Array.from({ length: this.random(4) }, () => parts[this.random(parts.length)]).join("");
  }
  scalar(): unknown {
    const int = () => this.random(2 ** 30) - 2 ** 29;
    switch (this.random(10)) {
      case 0:
        return null;
      case 1:
        return this.random(2) === 1;
      case 2:
        return int();
      case 3:
        return [0, 1, -1, 2 ** 31, -(2 ** 31), 2 ** 53 - 1, -(2 ** 53 - 1)][this.random(7)];
      case 4:
        return BigInt(int()) * 10n ** BigInt(10 + this.random(30)) + 2n ** 60n * 10n ** 41n;
      case 5:
        return int() / 7;
      case 6:
        return [NaN, Infinity, -Infinity, -0, 1e300, 5e-324, 0.1][this.random(7)];
      default:
        return this.text();
    }
  }
  value(depth: number): unknown {
    if (depth === 0 || this.random(3) === 0) return this.scalar();
    const n = this.random(4);
    const many = <T>(f: () => T): T[] => Array.from({ length: n }, f);
    switch (this.random(7)) {
      case 0:
      case 1:
        return many(() => this.value(depth - 1));
      case 2:
        return new Map(many(() => [this.text(), this.value(depth - 1)]));
      case 3:
        return new Set(many(() => this.random(50)));
      case 4:
        return Uint8Array.from(many(() => this.random(256)));
      case 5: {
        const types = [Int8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, Float64Array];
        return types[this.random(types.length)].from(many(() => this.random(100)));
      }
      default:
        return new Date(this.random(2 ** 31) * 1000 + this.random(1000));
    }
  }
}

Deno.test("values survive the way to Python and back", () => {
  using python = new Python();
  const values = new Values(7);
  for (let i = 0; i < 2000; i++) {
    const v = values.value(3);
    python.globals.set("v", v);
    assertEquals(python.toJs(python.globals.get("v")), v);
  }
});

Deno.test("values are to Python what their repr says", () => {
  using python = new Python();
  const pairs: [unknown, string][] = [
    [undefined, "None"],
    [1, "1"],
    [1.5, "1.5"],
    [-0, "-0.0"],
    [2 ** 53, "9007199254740992.0"],
    [5n, "5"],
    [2n ** 64n, "18446744073709551616"],
    ["\u{1f600}", "'\u{1f600}'"],
    [[1, [2]], "[1, [2]]"],
    [{ a: 1, ["__proto__"]: 2 }, "{'a': 1, '__proto__': 2}"],
    [Object.assign(Object.create(null), { a: 1 }), "{'a': 1}"],
    [new Map<unknown, unknown>([[1, "a"], [null, "b"]]), "{1: 'a', None: 'b'}"],
    [new Set([1]), "{1}"],
    [new Uint8Array([1, 65]), "b'\\x01A'"],
    [new Uint8Array([1, 65]).buffer, "b'\\x01A'"],
    [new DataView(new Uint8Array([1, 65]).buffer), "b'\\x01A'"],
    [new Int16Array([1, -2]), "array('h', [1, -2])"],
    [new BigInt64Array([1n]), "array('q', [1])"],
    [new Date(0), "datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)"],
    [new Array(2), "[None, None]"],
  ];
  for (const [v, repr] of pairs) {
    python.globals.set("v", v);
    assertEquals(python.evaluate("repr(v)"), repr);
  }
  assertThrows(() => python.globals.set("v", Symbol("s")), TypeError);
  assertThrows(() => python.globals.set("v", new Date(NaN)), TypeError);
});

Deno.test("toJs() copies what Python has", () => {
  using python = new Python();
  const js = (source: string, options = {}) => python.toJs(python.evaluate(source), options);
  assertEquals(js("(1, [2, {'a': {3}}])"), [1, [2, new Map([["a", new Set([3])]])]]);
  assertEquals(js("frozenset([1])"), new Set([1]));
  assertEquals(js("bytearray(b'ab')"), new Uint8Array([97, 98]));
  assertEquals(js("memoryview(b'ab')"), new Uint8Array([97, 98]));
  assertEquals(js("__import__('array').array('d', [1.5])"), new Float64Array([1.5]));
  assertEquals(js("__import__('collections').OrderedDict(a=1)"), new Map([["a", 1]]));
  assertEquals(js("__import__('collections').namedtuple('P', 'x y')(1, 2)"), [1, 2]);
  assertEquals(js("__import__('datetime').date(2020, 2, 3)"), new Date(Date.UTC(2020, 1, 3)));
  python.exec("from datetime import *");
  assertEquals(
    js("datetime(2020, 1, 1, 12, tzinfo=timezone(timedelta(hours=2)))"),
    new Date(Date.UTC(2020, 0, 1, 10)),
  );
  assertEquals(js("{'a': 1, '__proto__': 2}", { dicts: "object" }), {
    a: 1,
    ["__proto__"]: 2,
  });
  assert(js("{1: 2}", { dicts: "object" }) instanceof Map);
  const [inner] = js("[[1]]", { depth: 1 }) as [PyProxy];
  assertEquals(inner.type, "list");
});

Deno.test("identity is kept, and cycles stay cycles", () => {
  using python = new Python();
  const a: unknown[] = [1];
  a.push(a, { a });
  python.globals.set("a", a);
  assertEquals(python.evaluate("a[1] is a and a[2]['a'] is a"), true);
  const back = python.toJs(python.globals.get("a"), { dicts: "object" }) as [
    1,
    unknown,
    { a: unknown },
  ];
  assertStrictEquals(back[1], back);
  assertStrictEquals(back[2].a, back);
  const shared = [0];
  python.globals.set("b", [shared, shared]);
  assertEquals(python.evaluate("b[0] is b[1]"), true);
  // one handle an object
  assertStrictEquals(python.evaluate("a"), python.evaluate("a[1]"));
  const list = python.evaluate("a") as PyProxy;
  python.globals.set("c", list);
  assertEquals(python.evaluate("a is c"), true);
  // and one object an object
  class Thing {
    x = 1;
  }
  const thing = new Thing();
  python.globals.set("t", thing);
  python.globals.set("u", [thing]);
  assertEquals(python.evaluate("t is u[0]"), true);
  assertStrictEquals(python.evaluate("t"), thing);
  const f = () => 1;
  python.globals.set("f", f);
  assertStrictEquals(python.evaluate("f"), f);
});

Deno.test("functions go both ways", () => {
  using python = new Python();
  python.globals.set("add", (a: number, b: number) => a + b);
  assertEquals(python.evaluate("add(1, 2)"), 3);
  python.globals.set("named", (o: { x: number }) => o.x);
  assertEquals(python.evaluate("named(x=4)"), 4);
  const twice = python.evaluate("lambda f: lambda x: f(f(x))") as PyCallable;
  const plus = twice((n: number) => n + 1) as PyCallable;
  assertEquals(plus(40), 42);
  assertEquals((python.evaluate("int") as PyCallable)("17"), 17);
  assertEquals(python.call("int", "17"), 17);
  assertEquals((python.evaluate("int") as PyProxy).callWith(["ff"], { base: 16 }), 255);
  const abs = python.evaluate("abs") as PyCallable;
  assertEquals([-1, 2].map((n) => abs(n)), [1, 2]);
});

Deno.test("classes and their instances", () => {
  using python = new Python();
  python.exec([
    "class P:",
    "  def __init__(self, x): self.x = x",
    "  def move(self, n): self.x += n; return self",
    "  def __len__(self): return self.x",
    "  def __getitem__(self, i): return i * 2",
  ].join("\n"));
  const P = python.evaluate("P") as PyCallable;
  const p = P(3) as PyProxy;
  assertEquals(p.type, "__main__.P");
  assertStrictEquals(p.callMethod("move", 2), p);
  assertEquals([p.get("x"), p.len(), p.getItem(4), p.truth()], [5, 5, 8, true]);
  p.set("y", "new");
  assertEquals([p.has("y"), p.has("z")], [true, false]);
  p.delete("y");
  assertEquals(p.has("y"), false);
});

Deno.test("iterators and generators go both ways", () => {
  using python = new Python();
  python.exec(
    "def g():\n  try:\n    yield 1\n    yield 2\n    return 3\n  finally: closed.append(1)\nclosed = []",
  );
  assertEquals([...python.evaluate("g()") as PyProxy], [1, 2]);
  const it = (python.evaluate("g()") as PyProxy)[Symbol.iterator]();
  assertEquals([it.next(), it.next(), it.next()], [
    { done: false, value: 1 },
    { done: false, value: 2 },
    { done: true, value: 3 },
  ]);
  for (const _ of python.evaluate("g()") as PyProxy) break;
  assertEquals(python.evaluate("len(closed)"), 3);
  assertEquals([...python.evaluate("{'a': 1}") as PyProxy], ["a"]);
  python.globals.set("count", function* () {
    yield 1;
    yield [2];
    return 5;
  });
  assertEquals(python.toJs(python.evaluate("list(count())")), [1, [2]]);
  python.exec("def d():\n  r = yield from count()\n  yield r");
  assertEquals(python.toJs(python.evaluate("list(d())")), [1, [2], 5]);
});

Deno.test("handles end when they are disposed of", () => {
  using python = new Python();
  const list = python.evaluate("[1]") as PyProxy;
  python.globals.set("l", list);
  list.dispose();
  assertEquals(list.disposed, true);
  assertThrows(() => list.len(), TypeError, "disposed");
  assertThrows(() => python.globals.set("m", list), TypeError);
  assertEquals((python.evaluate("l") as PyProxy).len(), 1);
  const other = new Python();
  assertThrows(() => other.globals.set("l", python.evaluate("l")), TypeError, "another");
  const p = other.evaluate("[]") as PyProxy;
  other.close();
  assertThrows(() => p.len(), TypeError, "closed");
  assertThrows(() => other.exec("1"), TypeError, "closed");
});

Deno.test("Python exceptions are JavaScript's, and the same again", () => {
  using python = new Python();
  python.exec("class E(Exception): pass\ndef f(): raise E('a', [1])");
  const e = assertThrows(() => python.call("f"), PythonError);
  assertEquals([e.type, e.args[0], String(e.args[1])], ["__main__.E", "a", "[1]"]);
  assertEquals(e.frames, [{ filename: "<string>", line: 2, name: "f" }]);
  assert(e.traceback.startsWith("Traceback (most recent call last):"));
  python.globals.set("rethrow", () => python.call("f"));
  assertEquals(python.run("try: rethrow()\nexcept E as e: r = e.args\nlen(r)"), 2);
  python.globals.set("fail", () => {
    throw new RangeError("too far");
  });
  const r = assertThrows(() => python.exec("fail()"), PythonError);
  assertEquals([r.type, r.message], ["js.Error", "js.Error: RangeError: too far"]);
  assert(r.cause instanceof RangeError);
  assertEquals(
    python.run("try: fail()\nexcept Exception as e: r = (e.name, e.message)\nr[1]"),
    "too far",
  );
  python.globals.set("odd", () => {
    throw undefined;
  });
  assertThrows(() => python.exec("odd()"), PythonError);
  assertEquals(assertThrows(() => python.exec("exit(3)"), PythonError).type, "NameError");
  const exit = assertThrows(() => python.exec("raise SystemExit(3)"), PythonError);
  assertEquals([exit.type, exit.args], ["SystemExit", [3]]);
  const syntax = assertThrows(() => python.exec("a b"), PythonError);
  assertEquals(syntax.type, "SyntaxError");
});

Deno.test("host objects show what they and their classes have", () => {
  using python = new Python();
  class Point {
    constructor(public x: number, public y: number) {}
    get length() {
      return Math.hypot(this.x, this.y);
    }
    moved(dx: number) {
      return new Point(this.x + dx, this.y);
    }
  }
  python.globals.set("p", new Point(3, 4));
  assertEquals(python.evaluate("(p.x, p.length, p.moved(1).x)[2]"), 4);
  assertEquals(python.evaluate("p.length"), 5);
  python.exec("p.x = 0");
  assertEquals(python.evaluate("p.length"), 4);
  python.globals.set("Point", Point);
  assertEquals(python.evaluate("Point.new(6, 8).length"), 10);
  assertEquals(python.evaluate("hasattr(p, 'nothing')"), false);
  assertEquals(python.evaluate("'moved' in dir(p)"), true);
});
