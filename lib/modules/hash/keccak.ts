/**
 * The Keccak sponge: SHA-3 and SHAKE (FIPS 202), lanes as pairs of 32-bit words.
 *
 * @module
 */

/** [low, high] of each round's constant, made by its shift register. */
function roundConstants(): Int32Array {
  const out = new Int32Array(48);
  let r = 1;
  for (let round = 0; round < 24; round++) {
    for (let j = 0; j < 7; j++) {
      if (r & 1) {
        const bit = (1 << j) - 1;
        if (bit < 32) out[2 * round] ^= 1 << bit;
        else out[2 * round + 1] ^= 1 << bit - 32;
      }
      r = r << 1 ^ (r >> 7) * 0x171;
    }
  }
  return out;
}

/** Rotations and places of rho and pi: [from, to, distance] for the 25 lanes. */
function moves(): [number, number, number][] {
  const out: [number, number, number][] = [[0, 0, 0]];
  let x = 1;
  let y = 0;
  for (let t = 0; t < 24; t++) {
    const d = (t + 1) * (t + 2) / 2 % 64;
    const [nx, ny] = [y, (2 * x + 3 * y) % 5];
    out.push([x + 5 * y, nx + 5 * ny, d]);
    [x, y] = [nx, ny];
  }
  return out;
}

let constants: { rounds: Int32Array; moves: [number, number, number][] } | null = null;

function permute(s: Int32Array): void {
  const { rounds, moves: steps } = constants ??= { rounds: roundConstants(), moves: moves() };
  const c = new Int32Array(10);
  const b = new Int32Array(50);
  for (let round = 0; round < 24; round++) {
    for (let x = 0; x < 10; x++) c[x] = s[x] ^ s[x + 10] ^ s[x + 20] ^ s[x + 30] ^ s[x + 40];
    for (let x = 0; x < 5; x++) {
      const p = (x + 4) % 5 * 2;
      const n = (x + 1) % 5 * 2;
      const lo = c[p] ^ (c[n] << 1 | c[n + 1] >>> 31);
      const hi = c[p + 1] ^ (c[n + 1] << 1 | c[n] >>> 31);
      for (let y = 0; y < 50; y += 10) {
        s[y + 2 * x] ^= lo;
        s[y + 2 * x + 1] ^= hi;
      }
    }
    for (let i = 0; i < 25; i++) {
      const [from, to, d] = steps[i];
      let lo = s[2 * from];
      let hi = s[2 * from + 1];
      if (d >= 32) [lo, hi] = [hi, lo];
      const k = d & 31;
      if (k === 0) {
        b[2 * to] = lo;
        b[2 * to + 1] = hi;
      } else {
        b[2 * to] = lo << k | hi >>> 32 - k;
        b[2 * to + 1] = hi << k | lo >>> 32 - k;
      }
    }
    for (let y = 0; y < 50; y += 10) {
      for (let x = 0; x < 10; x++) {
        s[y + x] = b[y + x] ^ ~b[y + (x + 2) % 10] & b[y + (x + 4) % 10];
      }
    }
    s[0] ^= rounds[2 * round];
    s[1] ^= rounds[2 * round + 1];
  }
}

/** A running sponge. */
export class Keccak {
  private state = new Int32Array(50);
  private at = 0;

  constructor(readonly blockSize: number, private readonly suffix: number) {}

  copy(): Keccak {
    const k = new Keccak(this.blockSize, this.suffix);
    k.state = this.state.slice();
    k.at = this.at;
    return k;
  }

  /** Takes in data. */
  update(data: Uint8Array): void {
    const { state, blockSize } = this;
    let { at } = this;
    for (let i = 0; i < data.length; i++) {
      state[at >> 2] ^= data[i] << 8 * (at & 3);
      if (++at === blockSize) {
        permute(state);
        at = 0;
      }
    }
    this.at = at;
  }

  /** That many bytes of output; the sponge stays as it is. */
  digest(n: number): Uint8Array {
    const { blockSize } = this;
    const s = this.state.slice();
    s[this.at >> 2] ^= this.suffix << 8 * (this.at & 3);
    const last = blockSize - 1;
    s[last >> 2] ^= 0x80 << 8 * (last & 3);
    const out = new Uint8Array(n);
    for (let i = 0; i < n; i++) {
      const k = i % blockSize;
      if (k === 0) permute(s);
      out[i] = s[k >> 2] >> 8 * (k & 3);
    }
    return out;
  }
}
