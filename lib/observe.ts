/**
 * The window into the compiled tier from the command line: `-X jitlog=FILE`
 * (JSON lines), `-X jitdump=DIR` (generated text beside its bytecode) and
 * `-X jitstats` (a table at the end, on standard error).
 *
 * @module
 */
import { disassemble } from "./bytecode/dis.ts";
import { type Host, O_CREAT, O_TRUNC, O_WRONLY } from "./host/host.ts";
import type { Value } from "./core/object.ts";
import { repr } from "./core/ops.ts";
import { jit } from "./jit/tier.ts";

const encoder = new TextEncoder();

function writeAll(host: Host, fd: number, text: string): void {
  let data = encoder.encode(text);
  while (data.length > 0) data = data.subarray(host.write(fd, data));
}

/** Follows the `-X` options. */
export function observe(options: Readonly<Record<string, string | true>>, host: Host): void {
  const { jitlog, jitdump } = options;
  if (typeof jitlog === "string") {
    const fd = host.open(jitlog, O_WRONLY | O_CREAT | O_TRUNC, 0o666);
    jit.log = (event) => writeAll(host, fd, JSON.stringify(event) + "\n");
  }
  if (typeof jitdump === "string") {
    try {
      host.mkdir(jitdump, 0o777);
    } catch {
      // it is there
    }
    let n = 0;
    jit.dump = (code, text, kind) => {
      const name = `${String(n++).padStart(4, "0")}-${code.name.replace(/\W/g, "_")}-${kind}.js`;
      const listing = disassemble(code, (v) => repr(v as Value)).split("\n").map((l) => `// ${l}`)
        .join("\n");
      host.writeFileAtomic(`${jitdump}/${name}`, encoder.encode(`${listing}\n${text}`), 0o666);
    };
  }
}

/** The table of `-X jitstats`. */
export function statistics(): string {
  const s = jit.stats;
  return `compiled ${s.compiled}, refused ${s.failed}, loops entered ${s.osr}, exits ${s.exits}, ` +
    `compiling ${s.milliseconds.toFixed(1)} ms\n`;
}
