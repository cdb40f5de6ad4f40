/**
 * Finds a CPython 3.6 to compare with: `$CPYTHON36`, pyenv's, or `python3.6` on PATH.
 *
 * @module
 */
import { fromFileUrl, join } from "@std/path";

/** Where cli.ts is. */
export const CLI: string = fromFileUrl(new URL("../cli.ts", import.meta.url));

/** The output of a process, or null where it fails or does not exist. */
export function output(command: string, args: string[], env: Record<string, string> = {}) {
  try {
    const { success, stdout } = new Deno.Command(command, {
      args,
      env: { NO_COLOR: "1", ...env },
      stderr: "inherit",
    }).outputSync();
    return success ? new TextDecoder().decode(stdout) : null;
  } catch (e) {
    if (e instanceof Deno.errors.NotFound) return null;
    throw e;
  }
}

/** A CPython 3.6 and its standard library, or null where there is none. */
export function findCPython(): { python: string; lib: string } | null {
  const candidates: (string | undefined)[] = [Deno.env.get("CPYTHON36")];
  const root = Deno.env.get("PYENV_ROOT") ?? join(Deno.env.get("HOME") ?? "/", ".pyenv");
  try {
    for (const { name } of Deno.readDirSync(join(root, "versions"))) {
      if (name.startsWith("3.6.")) candidates.push(join(root, "versions", name, "bin/python3.6"));
    }
  } catch (e) {
    if (!(e instanceof Deno.errors.NotFound)) throw e;
  }
  candidates.push("python3.6");
  const show =
    "import sys, os; print(sys.version_info[:2] == (3, 6) and os.path.dirname(os.__file__))";
  for (const python of candidates) {
    if (python === undefined) continue;
    const lib = output(python, ["-c", show])?.trim();
    if (lib && lib !== "False") return { python, lib };
  }
  return null;
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const mid = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[mid] : (sorted[mid - 1] + sorted[mid]) / 2;
}
