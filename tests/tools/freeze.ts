/**
 * Compiles `lib/pylib/**.py` into `lib/pylib/frozen.js`.
 *
 * ```sh
 * deno run -A tests/tools/freeze.ts
 * ```
 *
 * @module
 */
import { deflateRawSync } from "node:zlib";
import { compileSource } from "../../lib/compiler/compile.ts";
import { constantOps, installConstantOps } from "../../lib/compiler/fold.ts";
import { dumps } from "../../lib/marshal/marshal.ts";
import { frozenSet, PySet } from "../../lib/objects/set.ts";
import { SyntaxProblem } from "../../lib/syntax/errors.ts";
import { bootstrapMachine } from "../../lib/vm/bootstrap.ts";
import { installUnicodeNames } from "../../lib/util/unicode_names_data.ts";
import { frozenFilename } from "../../lib/vm/frozen.ts";

installUnicodeNames();

const root = new URL("../../lib/pylib/", import.meta.url);

interface Source {
  name: string;
  isPackage: boolean;
  source: string;
}

function collect(dir: URL, prefix: string, out: Source[]): void {
  for (const e of [...Deno.readDirSync(dir)].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (e.isDirectory && e.name !== "__pycache__") {
      collect(new URL(e.name + "/", dir), `${prefix}${e.name}.`, out);
    } else if (e.isFile && e.name.endsWith(".py")) {
      const source = Deno.readTextFileSync(new URL(e.name, dir));
      const stem = e.name.slice(0, -3);
      const isPackage = stem === "__init__";
      out.push({ name: isPackage ? prefix.slice(0, -1) : prefix + stem, isPackage, source });
    }
  }
}

function base64(data: Uint8Array): string {
  let text = "";
  for (let i = 0; i < data.length; i += 0x8000) {
    text += String.fromCharCode(...data.subarray(i, i + 0x8000));
  }
  return btoa(text);
}

/**
 * Modules that many programs import: their code is not deflated, for undoing it costs more than
 * reading some kilobytes.
 */
const OFTEN = new Set(
  ("__future__ _abc _collections_abc _weakrefset abc argparse ast base64 bisect calendar codecs " +
    "collections collections.abc contextlib copy copyreg csv dataclasses datetime decimal dis " +
    "encodings encodings.aliases enum fnmatch fractions functools genericpath gettext glob heapq " +
    "hashlib html importlib importlib._bootstrap importlib._bootstrap_external importlib.abc " +
    "importlib.machinery importlib.util inspect io ipaddress json json.decoder json.encoder " +
    "json.scanner keyword linecache logging numbers opcode operator os pathlib pickle posixpath " +
    "pprint queue random re reprlib shlex shutil signal site stat statistics string struct " +
    "subprocess tempfile textwrap threading time token tokenize traceback types typing unittest " +
    "unittest.case unittest.loader unittest.main unittest.result unittest.runner " +
    "unittest.signals unittest.suite unittest.util urllib urllib.parse uuid warnings weakref")
    .split(" "),
);

function freeze(s: Source): string {
  const filename = frozenFilename(s);
  const code = compileSource(s.source, filename, "exec", {
    optimize: 0,
    flags: 0,
    recursionLimit: 1000,
    recursionDepth: 0,
  });
  const packed = !OFTEN.has(s.name);
  const bytes = dumps(code);
  return `  {
    name: ${JSON.stringify(s.name)},
    isPackage: ${s.isPackage},
    source: () => ${JSON.stringify(base64(deflateRawSync(s.source, { level: 9 })))},
    packed: ${packed},
    code: () => ${JSON.stringify(base64(packed ? deflateRawSync(bytes, { level: 9 }) : bytes))},
  },
`;
}

bootstrapMachine();
installConstantOps({
  ...constantOps,
  frozenset: (items) => frozenSet(items),
  frozensetItems: (v) => (v instanceof PySet ? v.values() : undefined),
});
const sources: Source[] = [];
collect(root, "", sources);
let text = `/**
 * The library's Python modules with their code. Made by \`tests/tools/freeze.ts\`.
 *
 * @module
 */
// deno-fmt-ignore-file
// deno-lint-ignore-file

/** Every module of \`lib/pylib\`. */
export const FROZEN = [
`;
for (const s of sources) {
  try {
    text += freeze(s);
  } catch (e) {
    if (!(e instanceof SyntaxProblem)) throw e;
    console.error(`${s.name}: ${e.type}: ${e.msg} (line ${e.lineno})`);
    Deno.exit(1);
  }
}
Deno.writeTextFileSync(new URL("frozen.js", root), text + "];\n");
console.log(`${sources.length} modules, ${text.length} characters`);
