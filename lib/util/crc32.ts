/**
 * CRC-32 (the polynomial of zip, gzip and PNG) and Adler-32.
 *
 * @module
 */

let tables: Int32Array[] | null = null;

/** Tables that take eight bytes at a time. */
function makeTables(): Int32Array[] {
  const out: Int32Array[] = [];
  for (let k = 0; k < 8; k++) out.push(new Int32Array(256));
  for (let i = 0; i < 256; i++) {
    let c = i;
    for (let j = 0; j < 8; j++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
    out[0][i] = c;
  }
  for (let k = 1; k < 8; k++) {
    for (let i = 0; i < 256; i++) {
      const c = out[k - 1][i];
      out[k][i] = (c >>> 8) ^ out[0][c & 255];
    }
  }
  return out;
}

/** The CRC-32 of data that follows data of the CRC given. */
export function crc32(data: Uint8Array, crc: number): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables ??= makeTables();
  let c = ~crc;
  let i = 0;
  const n = data.length;
  for (const end = n - 7; i < end; i += 8) {
    c ^= data[i] | data[i + 1] << 8 | data[i + 2] << 16 | data[i + 3] << 24;
    c = t7[c & 255] ^ t6[c >>> 8 & 255] ^ t5[c >>> 16 & 255] ^ t4[c >>> 24] ^
      t3[data[i + 4]] ^ t2[data[i + 5]] ^ t1[data[i + 6]] ^ t0[data[i + 7]];
  }
  for (; i < n; i++) c = (c >>> 8) ^ t0[(c ^ data[i]) & 255];
  return ~c >>> 0;
}

/** The Adler-32 checksum of data that follows data of the checksum given. */
export function adler32(data: Uint8Array, adler: number): number {
  let a = adler & 0xffff;
  let b = adler >>> 16;
  const n = data.length;
  for (let i = 0; i < n;) {
    // as many sums as fit in 32 bits
    const end = Math.min(i + 5552, n);
    for (; i < end; i++) {
      a += data[i];
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return (b << 16 | a) >>> 0;
}
