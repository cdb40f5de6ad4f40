/**
 * SHA-224, SHA-256, SHA-384 and SHA-512 (FIPS 180-4). The constants are the
 * fractions of the roots of primes, as the standard defines them.
 *
 * @module
 */
import { BlockHash, wordBytes } from "./block.ts";

function primes(n: number): bigint[] {
  const out: bigint[] = [];
  for (let p = 2; out.length < n; p++) {
    if (out.every((q) => p % Number(q) !== 0)) out.push(BigInt(p));
  }
  return out;
}

/** 64 bits of the fraction of a prime's root. */
function fraction(p: bigint, degree: bigint): bigint {
  const target = p << (64n * degree);
  let lo = 0n;
  let hi = 1n << 70n;
  while (hi - lo > 1n) {
    const mid = (lo + hi) >> 1n;
    if (mid ** degree <= target) lo = mid;
    else hi = mid;
  }
  return lo & 0xffffffffffffffffn;
}

/** 64-bit words as pairs of the high and the low half. */
function halves(words: readonly bigint[]): Int32Array {
  const out = new Int32Array(words.length * 2);
  words.forEach((w, i) => {
    out[2 * i] = Number(w >> 32n);
    out[2 * i + 1] = Number(w & 0xffffffffn);
  });
  return out;
}

interface Constants {
  readonly k: Int32Array;
  readonly k256: Int32Array;
  /** The state to start from, by the digest's size. */
  readonly start: Readonly<Record<number, Int32Array>>;
}

let made: Constants | undefined;

/** Four milliseconds of work, so not before the first hash. */
function constants(): Constants {
  if (made !== undefined) return made;
  const k = halves(primes(80).map((p) => fraction(p, 3n)));
  const roots = halves(primes(16).map((p) => fraction(p, 2n)));
  return made = {
    k,
    k256: Int32Array.from({ length: 64 }, (_, i) => k[2 * i]),
    start: {
      28: Int32Array.from({ length: 8 }, (_, i) => roots[16 + 2 * i + 1]),
      32: Int32Array.from({ length: 8 }, (_, i) => roots[2 * i]),
      48: roots.slice(16),
      64: roots.slice(0, 16),
    },
  };
}

/** A running SHA-224 or SHA-256. */
export class Sha256 extends BlockHash {
  private readonly words = new Int32Array(64);
  private readonly state: Int32Array;

  constructor(
    readonly digestSize: 28 | 32,
    state: Int32Array = constants().start[digestSize].slice(),
  ) {
    super(64, 8, false);
    this.state = state;
  }

  protected compress(data: Uint8Array, at: number): void {
    const { k256 } = constants();
    const w = this.words;
    for (let i = 0; i < 16; i++, at += 4) {
      w[i] = data[at] << 24 | data[at + 1] << 16 | data[at + 2] << 8 | data[at + 3];
    }
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15];
      const y = w[i - 2];
      const s0 = (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3;
      const s1 = (y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10;
      w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    const s = this.state;
    let [a, b, c, d, e, f, g, h] = [s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7]];
    for (let i = 0; i < 64; i++) {
      const s1 = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7);
      const t1 = h + s1 + (e & f ^ ~e & g) + k256[i] + w[i] | 0;
      const s0 = (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10);
      const t2 = s0 + (a & b ^ a & c ^ b & c) | 0;
      h = g;
      g = f;
      f = e;
      e = d + t1 | 0;
      d = c;
      c = b;
      b = a;
      a = t1 + t2 | 0;
    }
    s[0] += a;
    s[1] += b;
    s[2] += c;
    s[3] += d;
    s[4] += e;
    s[5] += f;
    s[6] += g;
    s[7] += h;
  }

  protected output(): Uint8Array {
    return wordBytes(this.state, false);
  }

  protected fork(): BlockHash {
    return new Sha256(this.digestSize, this.state.slice());
  }
}

/** A running SHA-384 or SHA-512. */
export class Sha512 extends BlockHash {
  private readonly words = new Int32Array(160);
  private readonly state: Int32Array;

  constructor(
    readonly digestSize: 48 | 64,
    state: Int32Array = constants().start[digestSize].slice(),
  ) {
    super(128, 16, false);
    this.state = state;
  }

  protected compress(data: Uint8Array, at: number): void {
    const { k } = constants();
    const w = this.words;
    for (let i = 0; i < 32; i++, at += 4) {
      w[i] = data[at] << 24 | data[at + 1] << 16 | data[at + 2] << 8 | data[at + 3];
    }
    for (let i = 32; i < 160; i += 2) {
      const xh = w[i - 30];
      const xl = w[i - 29];
      const yh = w[i - 4];
      const yl = w[i - 3];
      const s0h = (xh >>> 1 | xl << 31) ^ (xh >>> 8 | xl << 24) ^ xh >>> 7;
      const s0l = (xl >>> 1 | xh << 31) ^ (xl >>> 8 | xh << 24) ^ (xl >>> 7 | xh << 25);
      const s1h = (yh >>> 19 | yl << 13) ^ (yl >>> 29 | yh << 3) ^ yh >>> 6;
      const s1l = (yl >>> 19 | yh << 13) ^ (yh >>> 29 | yl << 3) ^ (yl >>> 6 | yh << 26);
      const lo = (w[i - 31] >>> 0) + (s0l >>> 0) + (w[i - 13] >>> 0) + (s1l >>> 0);
      w[i + 1] = lo;
      w[i] = w[i - 32] + s0h + w[i - 14] + s1h + Math.floor(lo / 0x100000000);
    }
    const v = this.state.slice();
    let [ah, al, bh, bl, ch, cl, dh, dl, eh, el, fh, fl, gh, gl, hh, hl] = v;
    for (let i = 0; i < 160; i += 2) {
      const s1h = (eh >>> 14 | el << 18) ^ (eh >>> 18 | el << 14) ^ (el >>> 9 | eh << 23);
      const s1l = (el >>> 14 | eh << 18) ^ (el >>> 18 | eh << 14) ^ (eh >>> 9 | el << 23);
      let lo = (hl >>> 0) + (s1l >>> 0) + ((el & fl ^ ~el & gl) >>> 0) + (k[i + 1] >>> 0) +
        (w[i + 1] >>> 0);
      const t1h = hh + s1h + (eh & fh ^ ~eh & gh) + k[i] + w[i] + Math.floor(lo / 0x100000000) | 0;
      const t1l = lo | 0;
      const s0h = (ah >>> 28 | al << 4) ^ (al >>> 2 | ah << 30) ^ (al >>> 7 | ah << 25);
      const s0l = (al >>> 28 | ah << 4) ^ (ah >>> 2 | al << 30) ^ (ah >>> 7 | al << 25);
      lo = (s0l >>> 0) + ((al & bl ^ al & cl ^ bl & cl) >>> 0);
      const t2h = s0h + (ah & bh ^ ah & ch ^ bh & ch) + Math.floor(lo / 0x100000000) | 0;
      const t2l = lo | 0;
      hh = gh;
      hl = gl;
      gh = fh;
      gl = fl;
      fh = eh;
      fl = el;
      lo = (dl >>> 0) + (t1l >>> 0);
      eh = dh + t1h + (lo > 0xffffffff ? 1 : 0) | 0;
      el = lo | 0;
      dh = ch;
      dl = cl;
      ch = bh;
      cl = bl;
      bh = ah;
      bl = al;
      lo = (t1l >>> 0) + (t2l >>> 0);
      ah = t1h + t2h + (lo > 0xffffffff ? 1 : 0) | 0;
      al = lo | 0;
    }
    const s = this.state;
    [ah, al, bh, bl, ch, cl, dh, dl, eh, el, fh, fl, gh, gl, hh, hl].forEach((x, i, all) => {
      if (i & 1) {
        const lo = (s[i] >>> 0) + (x >>> 0);
        s[i] = lo;
        s[i - 1] += all[i - 1] + (lo > 0xffffffff ? 1 : 0);
      }
    });
  }

  protected output(): Uint8Array {
    return wordBytes(this.state, false);
  }

  protected fork(): BlockHash {
    return new Sha512(this.digestSize, this.state.slice());
  }
}
