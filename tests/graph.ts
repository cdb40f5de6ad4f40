/**
 * The module graph of lib/, mod.ts and cli.ts, read from the import statements.
 *
 * @module
 */
import { dirname, fromFileUrl, join, relative } from "@std/path";

/** The folder of deno.json. */
export const ROOT = fromFileUrl(new URL("..", import.meta.url));

/** An import or a re-export. */
export interface Import {
  /** The file that imports, as `lib/core/ops.ts`. */
  readonly from: string;
  /** The file imported, or the bare specifier. */
  readonly to: string;
  /** Whether nothing of it is left at run time. */
  readonly typeOnly: boolean;
}

/** One source file. */
export interface Module {
  readonly path: string;
  /** The text without comments. */
  readonly text: string;
  readonly imports: readonly Import[];
  /** Whether there is nothing but re-exports. */
  readonly barrel: boolean;
}

const STATEMENT =
  /^(?:import|export)\s+(type\s+)?([^;"']*?)\s*\bfrom\s+["']([^"']+)["'](?:\s+with\s+\{[^}]*\})?;?|^import\s+["']([^"']+)["'];?/gm;
const DYNAMIC = /\bimport\(\s*["']([^"']+)["']\s*\)/g;

/** Blanks comments; strings that look like comments would be too, which no import minds. */
function withoutComments(text: string): string {
  return text.replace(/^\s*\/\*[^]*?\*\/|(?<=[\s;{}(,])\/\*\*?\s[^]*?\*\/|(^|\s)\/\/.*$/gm, "$1");
}

function onlyTypes(clause: string): boolean {
  const names = clause.match(/^\{([^]*)\}$/)?.[1].split(",").map((s) => s.trim()).filter(Boolean);
  return names !== undefined && names.length > 0 && names.every((s) => s.startsWith("type "));
}

/** Reads one file. */
export function readModule(path: string): Module {
  const text = withoutComments(Deno.readTextFileSync(join(ROOT, path)));
  const target = (spec: string) =>
    spec.startsWith(".") ? join(dirname(path), spec).replaceAll("\\", "/") : spec;
  const imports: Import[] = [];
  for (const [, type, clause, spec, bare] of text.matchAll(STATEMENT)) {
    const typeOnly = type !== undefined || (clause !== undefined && onlyTypes(clause));
    imports.push({ from: path, to: target(spec ?? bare), typeOnly });
  }
  for (const [, spec] of text.matchAll(DYNAMIC)) {
    imports.push({ from: path, to: target(spec), typeOnly: false });
  }
  const rest = text.replace(/^export\s[^;"']*?\bfrom\s+["'][^"']+["'];?/gm, "").trim();
  return { path, text, imports, barrel: rest === "" && imports.length > 0 };
}

function* sources(folder: string): Generator<string> {
  for (const entry of Deno.readDirSync(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory) yield* sources(path);
    else if (entry.name.endsWith(".ts")) yield relative(ROOT, path).replaceAll("\\", "/");
  }
}

/** Reads every module, in the order of their names. */
export function readModules(): Module[] {
  const top = ["mod.ts", "cli.ts"].filter((name) => {
    try {
      return Deno.statSync(join(ROOT, name)).isFile;
    } catch {
      return false;
    }
  });
  return [...sources(join(ROOT, "lib")), ...top].sort().map(readModule);
}

/** The sets of files that import each other in a circle by value (Tarjan's algorithm). */
export function cycles(modules: readonly Module[]): string[][] {
  const edges = new Map(modules.map((m) => [
    m.path,
    m.imports.filter((i) => !i.typeOnly).map((i) => i.to),
  ]));
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (v: string) => {
    index.set(v, index.size);
    low.set(v, index.get(v)!);
    stack.push(v);
    for (const w of edges.get(v)!) {
      if (!edges.has(w)) continue;
      if (!index.has(w)) visit(w);
      if (stack.includes(w)) low.set(v, Math.min(low.get(v)!, low.get(w)!));
    }
    if (low.get(v) !== index.get(v)) return;
    const group = stack.splice(stack.indexOf(v));
    if (group.length > 1 || edges.get(v)!.includes(v)) found.push(group.sort());
  };
  for (const v of edges.keys()) if (!index.has(v)) visit(v);
  return found;
}
