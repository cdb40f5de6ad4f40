/**
 * MD5 (RFC 1321).
 *
 * @module
 */
import { BlockHash, wordBytes } from "./block.ts";

const K = Int32Array.from(
  { length: 64 },
  (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32),
);
const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

/** A running MD5. */
export class Md5 extends BlockHash {
  readonly digestSize = 16;
  private readonly words = new Int32Array(16);
  private readonly state: Int32Array;

  constructor(state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476)) {
    super(64, 8, true);
    this.state = state;
  }

  protected compress(data: Uint8Array, at: number): void {
    const w = this.words;
    for (let i = 0; i < 16; i++, at += 4) {
      w[i] = data[at] | data[at + 1] << 8 | data[at + 2] << 16 | data[at + 3] << 24;
    }
    const s = this.state;
    let [a, b, c, d] = [s[0], s[1], s[2], s[3]];
    for (let i = 0; i < 64; i++) {
      let f: number;
      let g: number;
      if (i < 16) {
        f = b & c | ~b & d;
        g = i;
      } else if (i < 32) {
        f = d & b | ~d & c;
        g = 5 * i + 1 & 15;
      } else if (i < 48) {
        f = b ^ c ^ d;
        g = 3 * i + 5 & 15;
      } else {
        f = c ^ (b | ~d);
        g = 7 * i & 15;
      }
      const n = SHIFTS[(i >> 4) * 4 + (i & 3)];
      const t = a + f + K[i] + w[g] | 0;
      a = d;
      d = c;
      c = b;
      b = b + (t << n | t >>> 32 - n) | 0;
    }
    s[0] = s[0] + a | 0;
    s[1] = s[1] + b | 0;
    s[2] = s[2] + c | 0;
    s[3] = s[3] + d | 0;
  }

  protected output(): Uint8Array {
    return wordBytes(this.state, true);
  }

  protected fork(): BlockHash {
    return new Md5(this.state.slice());
  }
}
