/**
 * The streams of the process, in Deno, in Node, and the console of a page.
 *
 * @module
 */

interface Sink {
  writeSync?(data: Uint8Array): number;
  write?(data: Uint8Array): unknown;
}

interface Globals {
  Deno?: { stdout: Sink; stderr: Sink };
  process?: { stdout?: Sink; stderr?: Sink };
}

const lines: Record<1 | 2, { text: string; decoder: TextDecoder | null }> = {
  1: { text: "", decoder: null },
  2: { text: "", decoder: null },
};

/** Writes to the process's own stream; returns how many bytes it took. */
export function writeConsole(fd: 1 | 2, data: Uint8Array): number {
  const g = globalThis as unknown as Globals;
  const name = fd === 1 ? "stdout" : "stderr";
  const deno = g.Deno?.[name];
  if (deno?.writeSync !== undefined) return deno.writeSync(data);
  const node = g.process?.[name];
  if (node?.write !== undefined) {
    // it may keep the array for later
    node.write(data.slice());
    return data.length;
  }
  // a console has lines only
  const line = lines[fd];
  line.decoder ??= new TextDecoder();
  const parts = (line.text + line.decoder.decode(data, { stream: true })).split("\n");
  line.text = parts.pop()!;
  for (const part of parts) fd === 1 ? console.log(part) : console.error(part);
  return data.length;
}
