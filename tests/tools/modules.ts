/**
 * What of Python 3.6's library is here, partly here, and not here: imports
 * every module of `modules.json` (recorded with CPython) and looks for its
 * public names. Writes docs/modules.md; with `--check` tells whether it is true.
 *
 * ```sh
 * deno task modules
 * ```
 *
 * @module
 */
import { fromFileUrl } from "@std/path";
import { parseArgs } from "@std/cli";

const PAGE = fromFileUrl(new URL("../../docs/modules.md", import.meta.url));
const START = fromFileUrl(new URL("../shell/start.ts", import.meta.url));
const CONFIG = fromFileUrl(new URL("../../deno.json", import.meta.url));
const NAMES = fromFileUrl(new URL("./modules.json", import.meta.url));

/** Prints a line for each module: its name and the names that it lacks, or why it cannot be imported. */
const PROGRAM = `
import importlib, json, sys, warnings
warnings.simplefilter("ignore")
out = {}
for name, names in json.load(open(sys.argv[1])).items():
    try:
        module = importlib.import_module(name)
    except ImportError as e:
        out[name] = None
        # a part of it may be what is missing
        if not isinstance(e, ModuleNotFoundError) or e.name is None or not name.startswith(e.name):
            out[name] = "cannot be imported: %s" % e
        continue
    out[name] = [n for n in names.split() if not hasattr(module, n)]
json.dump(out, sys.stdout)
`;

/** What was found of a module: the names that are missing, why it fails, or null for no such module. */
export type Found = string[] | string | null;

/** Looks for every module. */
export function findModules(): Record<string, Found> {
  const out = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      "--config",
      CONFIG,
      START,
      ...["-I", "-c", PROGRAM, NAMES],
    ],
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).outputSync();
  if (!out.success) throw new Error(new TextDecoder().decode(out.stderr));
  return JSON.parse(new TextDecoder().decode(out.stdout)) as Record<string, Found>;
}

/** How many missing names are listed. */
const SHOWN = 30;

const count = (text: string): number => text === "" ? 0 : text.split(" ").length;

/** The page of what was found. */
export function page(found: Record<string, Found>, names: Record<string, string>): string {
  const whole: string[] = [];
  const partly: string[] = [];
  const missing: string[] = [];
  for (const [name, state] of Object.entries(found)) {
    const parent = name.slice(0, name.lastIndexOf("."));
    if (state === null) {
      // of a package that is not there the parts need no mention
      if (!(parent in found) || found[parent] !== null) missing.push(name);
    } else if (typeof state === "string") partly.push(`- \`${name}\` ${state}`);
    else if (state.length === 0) whole.push(name);
    else {
      const all = count(names[name]);
      const lacks = state.slice(0, SHOWN).map((n) => `\`${n}\``).join(", ") +
        (state.length > SHOWN ? ` and ${state.length - SHOWN} more` : "");
      partly.push(`- \`${name}\` (${all - state.length} of ${all}) lacks ${lacks}`);
    }
  }
  const list = (items: string[]): string => items.map((n) => `\`${n}\``).join(", ");
  return `# Python 3.6's library in wordcode

Made by \`deno task modules\`, which imports each module that CPython 3.6.15 has on Linux and looks for
each of its public names. A name that is there can still differ in what it does; the tests tell about
that. Left out are the inside of \`encodings\` and \`distutils\`, and the library's tests.

## Here, with every public name (${whole.length})

${list(whole)}

## Partly here (${partly.length})

${partly.join("\n")}

## Not here (${missing.length})

${list(missing)}
`;
}

/** The page as \`deno fmt\` writes it. */
export function formatted(text: string): string {
  const file = Deno.makeTempFileSync({ suffix: ".md" });
  try {
    Deno.writeTextFileSync(file, text);
    new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", "--line-width=100", file] })
      .outputSync();
    return Deno.readTextFileSync(file);
  } finally {
    Deno.removeSync(file);
  }
}

/** What docs/modules.md is to be. */
export function currentPage(): string {
  return formatted(page(findModules(), JSON.parse(Deno.readTextFileSync(NAMES))));
}

if (import.meta.main) {
  const text = currentPage();
  if (parseArgs(Deno.args, { boolean: ["check"] }).check) {
    if (Deno.readTextFileSync(PAGE) !== text) {
      console.error("docs/modules.md is out of date: run deno task modules");
      Deno.exit(1);
    }
  } else {
    Deno.writeTextFileSync(PAGE, text);
    console.log(text);
  }
}
