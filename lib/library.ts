/**
 * Everything that only an import statement can reach: the built-in modules
 * outside the core and the frozen modules. Apart from the runtime, so that the
 * command line can start a program that imports nothing without it.
 *
 * @module
 */
// @ts-types="./pylib/frozen.d.ts"
import { FROZEN } from "./pylib/frozen.js";
import { MODULES } from "./modules/table.ts";
import type { Host } from "./host/host.ts";
import { _wordcode_jit_module } from "./jit_module.ts";
import { installTier } from "./jit/tier.ts";
import { observe, statistics } from "./observe.ts";
import type { TierMode } from "./program.ts";
import { lineInput } from "./modules/line_input.ts";
import { addModules } from "./runtime.ts";
import { makeEditor } from "./shell/terminal.ts";
import { installUnicodeNames } from "./util/unicode_names_data.ts";
import { addFrozen } from "./vm/frozen.ts";

/** Puts the compiled tier to work, watched as the `-X` options ask; gives what makes `-X jitstats`. */
export function startTier(
  mode: TierMode,
  options: Readonly<Record<string, string | true>>,
  host: Host,
): () => string {
  installTier(mode);
  observe(options, host);
  return statistics;
}

let installed = false;

/** Makes the modules importable, in every runtime of the process. */
export function installLibrary(): void {
  if (installed) return;
  installed = true;
  installUnicodeNames();
  lineInput.make = makeEditor;
  addModules(MODULES);
  addModules({ _wordcode_jit_module });
  for (const m of FROZEN) addFrozen(m);
}
