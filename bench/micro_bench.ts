/**
 * Single operations under the interpreter (the baseline of each group) and the
 * compiled tier: `deno bench -A --no-check bench/micro_bench.ts`. One iteration
 * is a thousand turns of a loop around the operation.
 *
 * @module
 */
import { Python } from "../mod.ts";

/** What is done, by the group's name: set-up, and the body of the loop over `i`. */
const OPERATIONS: Readonly<Record<string, readonly [setUp: string, body: string]>> = {
  "int arithmetic": ["t = 0", "t = (t + i * 3) % 1000003"],
  "float arithmetic": ["t = 0.0", "t = t * 0.5 + i"],
  "attribute": ["class C: pass\nc = C()\nc.x = 1", "c.x = c.x + i"],
  "method call": ["class C:\n    def m(self, x): return x\nc = C()", "c.m(i)"],
  "function call": ["def f(a, b): return a", "f(i, 2)"],
  "keywords": ["def f(a, b=1, *, c=2): return c", "f(i, c=3)"],
  "operator of a class": [
    "class V:\n    def __init__(self, x): self.x = x\n    def __add__(self, o): return V(self.x + o.x)\nv = V(1)",
    "v + v",
  ],
  "list": ["xs = list(range(100))", "xs[i % 100] = xs[i % 50]"],
  "dict": ["d = {'a': 1}", "d['a'] = d['a'] + 1"],
  "tuple keys": ["d = {}", "d[i % 10, 'k'] = i"],
  "string formatting": ["", "'%d:%s' % (i, 'x')"],
  "exception": ["", "try: raise ValueError(i)\n        except ValueError: pass"],
  "generator": ["def g():\n    while True: yield 1\nit = g()", "next(it)"],
  "comprehension": ["xs = [1, 2, 3]", "[x + i for x in xs]"],
  "isinstance": ["", "isinstance(i, int)"],
};

for (const [group, [setUp, body]] of Object.entries(OPERATIONS)) {
  const source = `${setUp}\ndef run():\n    ${
    setUp.match(/^t = .*$/m)?.[0] ?? "pass"
  }\n    for i in range(1000):\n        ${body}\n`;
  for (const jit of [false, true]) {
    const python = new Python({ jit });
    python.exec(source);
    const run = python.globals.get("run") as () => unknown;
    for (let i = 0; i < 100; i++) run();
    Deno.bench({
      name: jit ? "compiled" : "interpreter",
      group,
      baseline: !jit,
      fn: () => {
        run();
      },
    });
  }
}
