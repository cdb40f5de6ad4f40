/**
 * The differential fuzzer: random programs (`generate.py`, run by wordcode
 * itself) under the interpreter and the compiled tier at several thresholds.
 * What they print must be the same.
 *
 *     deno task fuzz [FIRST [COUNT]]
 *
 * Without a count it goes on until it is stopped. With CPython 3.6 at
 * `$CPYTHON36` its output is compared as well.
 *
 * @module
 */
import { Python, PythonLimitError } from "../../mod.ts";
import { installTier, jit } from "../../lib/jit/tier.ts";

/** Calls and jumps back after which code is compiled. */
const THRESHOLDS: readonly [number, number][] = [[1, 1], [7, 20], [40, 90], [50, 250], [120, 700]];
/** Milliseconds after which a program is left out: its ints have grown too large. */
const PATIENCE = 4000;
/** Programs that one set of interpreters runs. */
const BATCH = 40;

const generator = Deno.readTextFileSync(new URL("generate.py", import.meta.url));

/** The program of a seed. */
export function program(seed: number): string {
  let text = "";
  using python = new Python({
    argv: ["generate.py", String(seed)],
    stdout: (s: string) => text += s,
  });
  python.exec(generator);
  return text;
}

/** An interpreter whose output is kept. */
class Side {
  text = "";
  readonly python: Python;
  constructor(jitOn: boolean, time?: number) {
    this.python = new Python({
      jit: jitOn,
      hashSeed: 0,
      stdout: (s: string) => this.text += s,
      stderr: (s: string) => this.text += s,
      limits: time === undefined ? undefined : { time },
    });
  }
  /** What a program prints, in a namespace of its own. */
  run(source: string): string {
    this.text = "";
    this.python.globals.set("source", source);
    this.python.exec(
      "exec(compile(source, 'fuzz.py', 'exec'), {'__name__': '__main__', '__builtins__': __builtins__})",
    );
    return this.text;
  }
}

/** Says where two texts begin to differ. */
function difference(a: string, b: string): string {
  const x = a.split("\n");
  const y = b.split("\n");
  const i = x.findIndex((line, at) => line !== y[at]);
  return `line ${i + 1}: ${x[i]?.slice(0, 100)} | ${y[i]?.slice(0, 100)}`;
}

/** Runs the programs of some seeds; gives what differed. */
export function fuzz(
  first: number,
  count: number,
  report: (line: string) => void,
): { ran: number; skipped: number; failures: string[] } {
  const failures: string[] = [];
  let ran = 0;
  let skipped = 0;
  let plain: Side | null = null;
  let compiled: Side | null = null;
  const before = { calls: jit.calls, edges: jit.edges };
  try {
    for (let seed = first; seed < first + count; seed++) {
      if (plain === null || compiled === null || (seed - first) % BATCH === 0) {
        plain?.python.close();
        compiled?.python.close();
        plain = new Side(false, PATIENCE);
        compiled = new Side(true);
      }
      const source = program(seed);
      let expected: string;
      try {
        expected = plain.run(source);
      } catch (e) {
        if (!(e instanceof PythonLimitError)) failures.push(`${seed} interpreter: ${e}`);
        skipped++;
        plain = null;
        continue;
      }
      for (const [calls, edges] of THRESHOLDS) {
        jit.calls = calls;
        jit.edges = edges;
        installTier("on");
        let got: string;
        try {
          got = compiled.run(source);
        } catch (e) {
          got = String(e);
          compiled = new Side(true);
        }
        if (got !== expected) {
          failures.push(`seed ${seed}, compiled after ${calls}: ${difference(expected, got)}`);
          report(failures[failures.length - 1]);
        }
      }
      ran++;
    }
  } finally {
    Object.assign(jit, before);
    installTier("on");
    plain?.python.close();
    compiled?.python.close();
  }
  return { ran, skipped, failures };
}

if (import.meta.main) {
  const first = Number(Deno.args[0] ?? Math.floor(Math.random() * 1e9));
  const count = Number(Deno.args[1] ?? Infinity);
  console.log(`seeds from ${first}`);
  let total = 0;
  let skipped = 0;
  let failed = 0;
  for (let seed = first; seed < first + count; seed += 100) {
    const r = fuzz(seed, Math.min(100, first + count - seed), (line) => console.log(line));
    total += r.ran;
    skipped += r.skipped;
    failed += r.failures.length;
    console.log(`${total} programs, ${skipped} left out, ${failed} differed`);
  }
  if (failed > 0) Deno.exitCode = 1;
}
