/**
 * The line number table `co_lnotab` (Objects/lnotab_notes.txt): pairs of bytes,
 * the first by how much the bytecode's offset grows, the second by how much the
 * line number changes, as a signed byte.
 *
 * @module
 */

/** Where a line starts: the bytecode's offset and the line. */
export type LineStart = readonly [offset: number, line: number];

/** The offsets at which source lines start (dis.findlinestarts). */
export function findLineStarts(lnotab: Uint8Array, firstlineno: number): LineStart[] {
  const out: LineStart[] = [];
  let last: number | null = null;
  let line = firstlineno;
  let offset = 0;
  for (let i = 0; i + 1 < lnotab.length; i += 2) {
    if (lnotab[i] !== 0) {
      if (line !== last) {
        out.push([offset, line]);
        last = line;
      }
      offset += lnotab[i];
    }
    line += (lnotab[i + 1] << 24) >> 24;
  }
  if (line !== last) out.push([offset, line]);
  return out;
}

/** The line of the instruction at an offset (PyCode_Addr2Line). */
export function addr2line(lnotab: Uint8Array, firstlineno: number, address: number): number {
  let line = firstlineno;
  let offset = 0;
  for (let i = 0; i + 1 < lnotab.length; i += 2) {
    offset += lnotab[i];
    if (offset > address) break;
    line += (lnotab[i + 1] << 24) >> 24;
  }
  return line;
}

/**
 * Makes the table as the compiler does (assemble_lnotab).
 *
 * @param starts Instructions in order with their lines. One on the line before it has an entry too, as CPython's statements do.
 * @param firstlineno co_firstlineno.
 */
export function encodeLnotab(starts: readonly LineStart[], firstlineno: number): Uint8Array {
  const out: number[] = [];
  let atOffset = 0;
  let atLine = firstlineno;
  for (const [offset, line] of starts) {
    let deltaLine = line - atLine;
    let deltaOffset = offset - atOffset;
    if (deltaLine === 0 && deltaOffset === 0) continue;
    for (; deltaOffset > 255; deltaOffset -= 255) out.push(255, 0);
    const step = deltaLine < 0 ? -128 : 127;
    while (deltaLine < -128 || deltaLine > 127) {
      out.push(deltaOffset, step & 0xff);
      deltaOffset = 0;
      deltaLine -= step;
    }
    out.push(deltaOffset, deltaLine & 0xff);
    atOffset = offset;
    atLine = line;
  }
  return Uint8Array.from(out);
}
