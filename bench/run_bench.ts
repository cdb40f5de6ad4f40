/**
 * The benchmark: every program of bench/programs under the interpreter and the
 * compiled tier, and under every CPython and PyPy that is found, by turns in
 * one run; six of them in JavaScript by hand as well (bench/js), as the limit. Prints a table of times as ratios to CPython 3.6 (or to the
 * interpreter where there is none), best and first run apart, with geometric
 * means; writes bench/results.json and bench/chart.svg.
 *
 *     deno task bench [--quick] [--rounds N] [NAME...]
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { basename, fromFileUrl, join } from "@std/path";
import { CLI, findCPython, output } from "./cpython.ts";
import { chart } from "./chart.ts";

const HERE = fromFileUrl(new URL(".", import.meta.url));
const args = parseArgs(Deno.args, { string: ["rounds"], boolean: ["quick"] });
const rounds = args.rounds ?? "5";

/** One way to run a program. */
interface Runner {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The programs that there are for it, where not all. */
  readonly only?: ReadonlySet<string>;
}

/** What a program gave under one runner: seconds. */
interface Measure {
  first: number;
  best: number;
  result: string;
}

const deno = (flag: string): Runner => ({
  name: flag === "on" ? "wordcode" : "interpreter",
  command: Deno.execPath(),
  args: ["run", "-A", "--no-check", CLI, "-X", `jit=${flag}`],
});

/** The name of another Python by its own version, or null where it does not run. */
function other(command: string): Runner | null {
  const text = output(command, [
    "-c",
    "import platform as p; print(p.python_implementation(), '.'.join(p.python_version_tuple()[:2]))",
  ])?.trim();
  return text === undefined || text === "" ? null : { name: text, command, args: [] };
}

function runners(): Runner[] {
  const found: Runner[] = [];
  const add = (r: Runner | null) => {
    if (r !== null && !found.some((f) => f.name === r.name)) found.push(r);
  };
  const cpython = findCPython();
  if (cpython !== null) add(other(cpython.python));
  if (!args.quick) {
    const root = Deno.env.get("PYENV_ROOT") ?? join(Deno.env.get("HOME") ?? "/", ".pyenv");
    add(other(join(root, "versions/3.13.0/bin/python3")));
    add(other("python3"));
    add(other("pypy3"));
  }
  return [...found, deno("off"), deno("on"), byHand()];
}

/** The programs that somebody wrote in JavaScript. */
function byHand(): Runner {
  const names = Array.from(Deno.readDirSync(join(HERE, "js")), (e) => basename(e.name, ".ts"));
  return {
    name: "JavaScript",
    command: Deno.execPath(),
    args: ["run", "-A", "--no-check"],
    only: new Set(names.filter((n) => n !== "run")),
  };
}

function measure(r: Runner, program: string): Measure | null {
  const what = r.only === undefined
    ? [join(HERE, "harness.py"), program]
    : [join(HERE, "js/run.ts"), basename(program, ".py")];
  const line = output(r.command, [...r.args, ...what, rounds])?.trim();
  const m = /^(\S+) (\S+) (.*)$/s.exec(line ?? "");
  return m === null ? null : { first: Number(m[1]), best: Number(m[2]), result: m[3] };
}

const mean = (xs: readonly number[]): number =>
  Math.exp(xs.reduce((sum, x) => sum + Math.log(x), 0) / xs.length);

const all = runners();
const names = Array.from(Deno.readDirSync(join(HERE, "programs")), (e) => e.name)
  .filter((n) => n.endsWith(".py")).map((n) => basename(n, ".py")).sort()
  .filter((n) => args._.length === 0 || args._.includes(n));
const base = all[0];
console.log(`times as ratios to ${base.name}: best run, first run`);
console.log("".padEnd(22) + all.map((r) => r.name.padStart(16)).join(""));
const table: Record<string, Record<string, Measure>> = {};
const ratios: Record<string, { best: number[]; first: number[] }> = {};
for (const r of all) ratios[r.name] = { best: [], first: [] };
let failed = false;
for (const name of names) {
  const row: Record<string, Measure> = {};
  for (const r of all) {
    if (r.only !== undefined && !r.only.has(name)) continue;
    const m = measure(r, join(HERE, "programs", `${name}.py`));
    if (m !== null) row[r.name] = m;
    else failed = true;
  }
  table[name] = row;
  const of = row[base.name];
  let text = name.padEnd(22);
  for (const r of all) {
    const m = row[r.name];
    if (r.only !== undefined && !r.only.has(name)) {
      text += "".padStart(16);
      continue;
    }
    if (m === undefined || of === undefined) {
      text += "failed".padStart(16);
      continue;
    }
    const best = m.best / of.best;
    const first = m.first / of.first;
    ratios[r.name].best.push(best);
    ratios[r.name].first.push(first);
    text += r === base
      ? `${(m.best * 1000).toFixed(1)} ms`.padStart(16)
      : `${best.toFixed(2)} ${first.toFixed(2)}`.padStart(16);
    if (m.result !== of.result && (r.name === "wordcode" || r.only !== undefined)) {
      text += ` (result ${m.result.slice(0, 40)})`;
      failed = true;
    }
  }
  console.log(text);
}
let last = "geometric mean".padEnd(22);
for (const r of all) {
  if (ratios[r.name].best.length === 0) continue;
  const { best, first } = ratios[r.name];
  last += `${mean(best).toFixed(2)} ${mean(first).toFixed(2)}`.padStart(16);
}
console.log(last);
const hand = all.find((r) => r.only !== undefined)!;
const against = names.filter((n) => table[n][hand.name] !== undefined && table[n].wordcode)
  .map((n) => table[n].wordcode.best / table[n][hand.name].best);
if (against.length > 0) {
  console.log(
    `the compiled tier against JavaScript by hand: ${mean(against).toFixed(1)} ` +
      `(${against.length} programs)`,
  );
}
if (args._.length === 0) {
  // what runs six programs has no place beside those that run them all
  const means = all.filter((r) => r.only === undefined).map((r) => ({
    name: r.name,
    best: mean(ratios[r.name].best),
    first: mean(ratios[r.name].first),
  }));
  Deno.writeTextFileSync(
    join(HERE, "results.json"),
    JSON.stringify({ base: base.name, means, programs: table }, null, 1) + "\n",
  );
  Deno.writeTextFileSync(join(HERE, "chart.svg"), chart(base.name, means));
}
if (failed) Deno.exitCode = 1;
