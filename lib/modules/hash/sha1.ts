/**
 * SHA-1 (FIPS 180-4).
 *
 * @module
 */
import { BlockHash, wordBytes } from "./block.ts";

/** A running SHA-1. */
export class Sha1 extends BlockHash {
  readonly digestSize = 20;
  private readonly words = new Int32Array(80);
  private readonly state: Int32Array;

  constructor(
    state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0),
  ) {
    super(64, 8, false);
    this.state = state;
  }

  protected compress(data: Uint8Array, at: number): void {
    const w = this.words;
    for (let i = 0; i < 16; i++, at += 4) {
      w[i] = data[at] << 24 | data[at + 1] << 16 | data[at + 2] << 8 | data[at + 3];
    }
    for (let i = 16; i < 80; i++) {
      const t = w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16];
      w[i] = t << 1 | t >>> 31;
    }
    const s = this.state;
    let [a, b, c, d, e] = [s[0], s[1], s[2], s[3], s[4]];
    for (let i = 0; i < 80; i++) {
      const f = i < 20
        ? (b & c | ~b & d) + 0x5a827999
        : i < 40
        ? (b ^ c ^ d) + 0x6ed9eba1
        : i < 60
        ? (b & c | b & d | c & d) + 0x8f1bbcdc
        : (b ^ c ^ d) + 0xca62c1d6;
      const t = (a << 5 | a >>> 27) + f + e + w[i] | 0;
      e = d;
      d = c;
      c = b << 30 | b >>> 2;
      b = a;
      a = t;
    }
    s[0] = s[0] + a | 0;
    s[1] = s[1] + b | 0;
    s[2] = s[2] + c | 0;
    s[3] = s[3] + d | 0;
    s[4] = s[4] + e | 0;
  }

  protected output(): Uint8Array {
    return wordBytes(this.state, false);
  }

  protected fork(): BlockHash {
    return new Sha1(this.state.slice());
  }
}
