/**
 * Internet addresses as text and as bytes.
 *
 * @module
 */

/** An IPv4 address of four decimal numbers; null for any other text. */
export function parse4(s: string): Uint8Array | null {
  const parts = s.split(".");
  if (parts.length !== 4) return null;
  const out = new Uint8Array(4);
  for (let i = 0; i < 4; i++) {
    if (!/^(0|[1-9]\d{0,2})$/.test(parts[i]) || Number(parts[i]) > 255) return null;
    out[i] = Number(parts[i]);
  }
  return out;
}

/** inet_aton: one to four numbers, decimal, octal or hexadecimal; null for any other text. */
export function parseLoose(s: string): Uint8Array | null {
  const parts = s.split(/[ \t\n\v\f\r]/)[0].split(".");
  if (parts.length > 4) return null;
  const numbers: number[] = [];
  for (const p of parts) {
    if (/^0[xX][0-9a-fA-F]+$/.test(p)) numbers.push(parseInt(p.slice(2), 16));
    else if (/^0[0-7]*$/.test(p)) numbers.push(parseInt(p, 8));
    else if (/^[1-9]\d*$/.test(p)) numbers.push(Number(p));
    else return null;
  }
  const last = numbers.pop()!;
  if (numbers.some((n) => n > 255) || last >= 256 ** (4 - numbers.length)) return null;
  let value = last;
  numbers.forEach((n, i) => value += n * 256 ** (3 - i));
  return new Uint8Array([value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
}

/** An IPv6 address; null for what is none. */
export function parse6(s: string): Uint8Array | null {
  const halves = s.split("::");
  if (halves.length > 2) return null;
  const groups = (text: string): number[] | null => {
    if (text === "") return [];
    const out: number[] = [];
    const parts = text.split(":");
    for (let i = 0; i < parts.length; i++) {
      if (i === parts.length - 1 && parts[i].includes(".")) {
        const v4 = parse4(parts[i]);
        if (v4 === null) return null;
        out.push(v4[0] * 256 + v4[1], v4[2] * 256 + v4[3]);
      } else if (/^[0-9a-fA-F]{1,4}$/.test(parts[i])) out.push(parseInt(parts[i], 16));
      else return null;
    }
    return out;
  };
  const front = groups(halves[0]);
  const back = halves.length === 2 ? groups(halves[1]) : [];
  if (front === null || back === null) return null;
  const missing = 8 - front.length - back.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const all = [...front, ...new Array(missing).fill(0), ...back];
  return Uint8Array.from(all.flatMap((n) => [n >> 8, n & 255]));
}

/** Four bytes as text. */
export const format4 = (b: Uint8Array): string => b.subarray(0, 4).join(".");

/** Sixteen bytes as text, the longest run of zeros as "::". */
export function format6(b: Uint8Array): string {
  const g: number[] = [];
  for (let i = 0; i < 16; i += 2) g.push(b[i] * 256 + b[i + 1]);
  let [best, at] = [1, -1];
  for (let i = 0; i < 8; i++) {
    let n = 0;
    while (i + n < 8 && g[i + n] === 0) n++;
    if (n > best) [best, at] = [n, i];
  }
  const mapped = at === 0 && (best === 6 || (best === 5 && g[5] === 0xffff));
  const hex = (from: number, to: number) => g.slice(from, to).map((n) => n.toString(16)).join(":");
  if (mapped) return `::${best === 5 ? "ffff:" : ""}${format4(b.subarray(12))}`;
  return at < 0 ? hex(0, 8) : `${hex(0, at)}::${hex(at + best, 8)}`;
}
