/**
 * BLAKE2b and BLAKE2s (RFC 7693) with all parameters of the tree mode.
 *
 * @module
 */

/** What a BLAKE2 hash is made with. */
export interface Blake2Params {
  readonly digestSize: number;
  readonly key: Uint8Array;
  readonly salt: Uint8Array;
  readonly person: Uint8Array;
  readonly fanout: number;
  readonly depth: number;
  readonly leafSize: number;
  readonly nodeOffset: bigint;
  readonly nodeDepth: number;
  readonly innerSize: number;
  readonly lastNode: boolean;
}

const SIGMA: readonly (readonly number[])[] = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
  [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
  [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
  [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
  [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

/** SHA-512's initial values, as [low, high]; the high words are BLAKE2s's. */
const IV = [
  0xf3bcc908,
  0x6a09e667,
  0x84caa73b,
  0xbb67ae85,
  0xfe94f82b,
  0x3c6ef372,
  0x5f1d36f1,
  0xa54ff53a,
  0xade682d1,
  0x510e527f,
  0x2b3e6c1f,
  0x9b05688c,
  0xfb41bd6b,
  0x1f83d9ab,
  0x137e2179,
  0x5be0cd19,
];

/** Which words the eight mixes of a round take. */
const MIX = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const;

/** A running BLAKE2. */
export class Blake2 {
  private h: Int32Array;
  private block: Uint8Array;
  private filled = 0;
  private count = 0;
  readonly blockSize: number;

  constructor(readonly wide: boolean, readonly params: Blake2Params) {
    this.blockSize = wide ? 128 : 64;
    this.block = new Uint8Array(this.blockSize);
    const p = new Uint8Array(wide ? 64 : 32);
    const view = new DataView(p.buffer);
    p[0] = params.digestSize;
    p[1] = params.key.length;
    p[2] = params.fanout;
    p[3] = params.depth;
    view.setUint32(4, params.leafSize, true);
    view.setUint32(8, Number(params.nodeOffset & 0xffffffffn), true);
    const high = Number(params.nodeOffset >> 32n);
    if (wide) {
      view.setUint32(12, high, true);
      p[16] = params.nodeDepth;
      p[17] = params.innerSize;
    } else {
      view.setUint16(12, high, true);
      p[14] = params.nodeDepth;
      p[15] = params.innerSize;
    }
    p.set(params.salt, wide ? 32 : 16);
    p.set(params.person, wide ? 48 : 24);
    this.h = new Int32Array(wide ? 16 : 8);
    for (let i = 0; i < this.h.length; i++) {
      this.h[i] = (wide ? IV[i] : IV[2 * i + 1]) ^ view.getInt32(4 * i, true);
    }
    if (params.key.length > 0) {
      const block = new Uint8Array(this.blockSize);
      block.set(params.key);
      this.update(block);
    }
  }

  copy(): Blake2 {
    const c = Object.assign(Object.create(Blake2.prototype) as Blake2, this);
    c.h = this.h.slice();
    c.block = this.block.slice();
    return c;
  }

  /** Takes in data; the last block waits, since it is compressed otherwise. */
  update(data: Uint8Array): void {
    for (let at = 0; at < data.length;) {
      if (this.filled === this.blockSize) {
        this.count += this.blockSize;
        this.compress(false);
        this.filled = 0;
      }
      const n = Math.min(this.blockSize - this.filled, data.length - at);
      this.block.set(data.subarray(at, at + n), this.filled);
      this.filled += n;
      at += n;
    }
  }

  digest(): Uint8Array {
    const c = this.copy();
    c.count += c.filled;
    c.block.fill(0, c.filled);
    c.compress(true);
    return new Uint8Array(c.h.buffer).slice(0, this.params.digestSize);
  }

  private compress(last: boolean): void {
    const view = new DataView(this.block.buffer, this.block.byteOffset, this.blockSize);
    const m = new Int32Array(this.blockSize / 4);
    for (let i = 0; i < m.length; i++) m[i] = view.getInt32(4 * i, true);
    if (this.wide) this.compress64(m, last);
    else this.compress32(m, last);
  }

  private compress32(m: Int32Array, last: boolean): void {
    const { h } = this;
    const v = new Int32Array(16);
    v.set(h);
    for (let i = 0; i < 8; i++) v[8 + i] = IV[2 * i + 1];
    v[12] ^= this.count | 0;
    v[13] ^= Math.floor(this.count / 4294967296);
    if (last) {
      v[14] = ~v[14];
      if (this.params.lastNode) v[15] = ~v[15];
    }
    for (let r = 0; r < 10; r++) {
      const s = SIGMA[r];
      for (let i = 0; i < 8; i++) {
        const [a, b, c, d] = MIX[i];
        v[a] = v[a] + v[b] + m[s[2 * i]];
        let x = v[d] ^ v[a];
        v[d] = x >>> 16 | x << 16;
        v[c] += v[d];
        x = v[b] ^ v[c];
        v[b] = x >>> 12 | x << 20;
        v[a] = v[a] + v[b] + m[s[2 * i + 1]];
        x = v[d] ^ v[a];
        v[d] = x >>> 8 | x << 24;
        v[c] += v[d];
        x = v[b] ^ v[c];
        v[b] = x >>> 7 | x << 25;
      }
    }
    for (let i = 0; i < 8; i++) h[i] ^= v[i] ^ v[i + 8];
  }

  private compress64(m: Int32Array, last: boolean): void {
    const { h } = this;
    const v = new Int32Array(32);
    v.set(h);
    for (let i = 0; i < 16; i++) v[16 + i] = IV[i];
    v[24] ^= this.count | 0;
    v[25] ^= Math.floor(this.count / 4294967296);
    if (last) {
      v[28] = ~v[28];
      v[29] = ~v[29];
      if (this.params.lastNode) {
        v[30] = ~v[30];
        v[31] = ~v[31];
      }
    }
    /** v[a] += v[b] (+ m[w]). */
    const add = (a: number, b: number, w: number) => {
      let lo = (v[2 * a] >>> 0) + (v[2 * b] >>> 0);
      let hi = v[2 * a + 1] + v[2 * b + 1];
      if (w >= 0) {
        lo += m[2 * w] >>> 0;
        hi += m[2 * w + 1];
      }
      v[2 * a] = lo;
      v[2 * a + 1] = hi + Math.floor(lo / 4294967296);
    };
    /** v[a] = (v[a] ^ v[b]) rotated right. */
    const turn = (a: number, b: number, n: number) => {
      let lo = v[2 * a] ^ v[2 * b];
      let hi = v[2 * a + 1] ^ v[2 * b + 1];
      if (n >= 32) {
        [lo, hi] = [hi, lo];
        n -= 32;
      }
      if (n > 0) {
        const low = lo >>> n | hi << 32 - n;
        hi = hi >>> n | lo << 32 - n;
        lo = low;
      }
      v[2 * a] = lo;
      v[2 * a + 1] = hi;
    };
    for (let r = 0; r < 12; r++) {
      const s = SIGMA[r % 10];
      for (let i = 0; i < 8; i++) {
        const [a, b, c, d] = MIX[i];
        add(a, b, s[2 * i]);
        turn(d, a, 32);
        add(c, d, -1);
        turn(b, c, 24);
        add(a, b, s[2 * i + 1]);
        turn(d, a, 16);
        add(c, d, -1);
        turn(b, c, 63);
      }
    }
    for (let i = 0; i < 16; i++) h[i] ^= v[i] ^ v[i + 16];
  }
}
