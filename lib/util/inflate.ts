/**
 * A streaming decompressor of deflate data (RFC 1951) in its raw, zlib
 * (RFC 1950) and gzip (RFC 1952) forms, with zlib's words for what is wrong.
 *
 * The input may end anywhere: what cannot be decoded yet (a symbol, or a
 * block's header) is kept and decoded again together with what follows.
 *
 * @module
 */
import { adler32, crc32 } from "./crc32.ts";

/** Broken data, in zlib's words. */
export class InflateError {
  constructor(readonly message: string) {}
}

/** More input is needed: thrown between two safe points only. */
const MORE = Symbol("more input");

const LENGTH_BASE = [
  3,
  4,
  5,
  6,
  7,
  8,
  9,
  10,
  11,
  13,
  15,
  17,
  19,
  23,
  27,
  31,
  35,
  43,
  51,
  59,
  67,
  83,
  99,
  115,
  131,
  163,
  195,
  227,
  258,
];
const LENGTH_EXTRA = [
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  1,
  1,
  1,
  1,
  2,
  2,
  2,
  2,
  3,
  3,
  3,
  3,
  4,
  4,
  4,
  4,
  5,
  5,
  5,
  5,
  0,
];
const DIST_BASE = [
  1,
  2,
  3,
  4,
  5,
  7,
  9,
  13,
  17,
  25,
  33,
  49,
  65,
  97,
  129,
  193,
  257,
  385,
  513,
  769,
  1025,
  1537,
  2049,
  3073,
  4097,
  6145,
  8193,
  12289,
  16385,
  24577,
];
const DIST_EXTRA = [
  0,
  0,
  0,
  0,
  1,
  1,
  2,
  2,
  3,
  3,
  4,
  4,
  5,
  5,
  6,
  6,
  7,
  7,
  8,
  8,
  9,
  9,
  10,
  10,
  11,
  11,
  12,
  12,
  13,
  13,
];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

const FAST = 10;

/** A canonical prefix code: a table for its short words, counts for the long ones. */
class Code {
  /** By the next ten bits: symbol << 4 | length, or 0. */
  readonly fast = new Uint16Array(1 << FAST);
  readonly count = new Uint16Array(16);
  readonly symbols: Uint16Array;
  /** Words that are not used: > 0 incomplete, < 0 more than there can be. */
  readonly left: number;

  constructor(lengths: ArrayLike<number>) {
    const n = lengths.length;
    const { count } = this;
    for (let i = 0; i < n; i++) count[lengths[i]]++;
    count[0] = 0;
    let left = 1;
    for (let l = 1; l < 16; l++) {
      left = left * 2 - count[l];
      if (left < 0) break;
    }
    this.left = left;
    this.symbols = new Uint16Array(n);
    if (left < 0) return;
    const offset = new Uint16Array(17);
    const next = new Uint16Array(17);
    for (let l = 1, code = 0; l < 16; l++) {
      offset[l + 1] = offset[l] + count[l];
      code = code + count[l - 1] << 1;
      next[l] = code;
    }
    for (let i = 0; i < n; i++) {
      const l = lengths[i];
      if (l === 0) continue;
      this.symbols[offset[l]++] = i;
      const code = next[l]++;
      if (l > FAST) continue;
      let reversed = 0;
      for (let k = 0; k < l; k++) if (code >> k & 1) reversed |= 1 << l - 1 - k;
      for (let k = reversed; k < 1 << FAST; k += 1 << l) this.fast[k] = i << 4 | l;
    }
  }

  /** The longest word's length. */
  max(): number {
    let l = 15;
    while (l > 0 && this.count[l] === 0) l--;
    return l;
  }
}

let fixed: [Code, Code] | null = null;
function fixedCodes(): [Code, Code] {
  if (fixed === null) {
    const lengths = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(
      8,
      280,
    );
    fixed = [new Code(lengths), new Code(new Uint8Array(32).fill(5))];
  }
  return fixed;
}

const enum Mode {
  Head,
  Dict,
  Type,
  Stored,
  Codes,
  Match,
  Literal,
  Check,
  Done,
}

const WINDOW = 32768;

/** A decompressor. */
export class Inflate {
  private mode: Mode;
  /** Input that could not be decoded yet. */
  private carry: Uint8Array = new Uint8Array(0);
  private data: Uint8Array = this.carry;
  private pos = 0;
  private bits = 0;
  private nbits = 0;
  private final = false;
  private stored = 0;
  private lit: Code | null = null;
  private dist: Code | null = null;
  /** A literal that had no room left. */
  private literal = 0;
  private matchLength = 0;
  private matchDist = 0;
  private out: Uint8Array = new Uint8Array(4096);
  private at = 0;
  /** Where the output that is not handed out yet begins. */
  private start = 0;
  /** How far the output has been summed up. */
  private form: "raw" | "zlib" | "gzip" | "auto";
  private check = 1;
  private total = 0;
  private windowBits: number;
  private dictId = 0;
  /** How much of the last input was taken. */
  used = 0;
  /** The stream has come to its end. */
  done = false;

  /** `wbits` as zlib's inflateInit2 has it: negative raw, 16 more gzip, 32 more either. */
  constructor(wbits: number) {
    this.form = wbits < 0 ? "raw" : wbits > 47 - 16 ? "auto" : wbits > 15 ? "gzip" : "zlib";
    this.windowBits = wbits < 0 ? -wbits : wbits & 15;
    this.mode = wbits < 0 ? Mode.Type : Mode.Head;
  }

  /** Whether a `wbits` is a valid one. */
  static valid(wbits: number): boolean {
    if (wbits < 0) return wbits <= -8 && wbits >= -15;
    const b = wbits & 15;
    return wbits < 48 && (b === 0 || b >= 8);
  }

  /** An independent decompressor in the same state. */
  clone(): Inflate {
    const c = Object.assign(Object.create(Inflate.prototype) as Inflate, this);
    c.out = this.out.slice();
    return c;
  }

  /** Whether the data asks for a preset dictionary, with its checksum. */
  get needsDictionary(): boolean {
    return this.mode === Mode.Dict;
  }

  /** Presets a dictionary; false where it is not the one that the data names. */
  setDictionary(dict: Uint8Array): boolean {
    if (this.mode === Mode.Dict) {
      if (adler32(dict, 1) !== this.dictId) return false;
      this.mode = Mode.Type;
    }
    const part = dict.subarray(Math.max(0, dict.length - WINDOW));
    this.room(part.length);
    this.out.set(part, this.at);
    this.at += part.length;
    this.start = this.at;
    return true;
  }

  private room(n: number): void {
    if (this.at + n <= this.out.length) return;
    // the window before what has not been handed out stays
    const keep = Math.max(0, this.start - WINDOW);
    const live = this.at - keep;
    const old = this.out;
    if (live + n > old.length || keep < old.length >> 1) {
      this.out = new Uint8Array(Math.max(old.length * 2, live + n + 1024));
      this.out.set(old.subarray(keep, this.at));
    } else old.copyWithin(0, keep, this.at);
    this.at -= keep;
    this.start -= keep;
  }

  /** Decompresses input up to a number of bytes of output. Throws {@linkcode InflateError}. */
  write(input: Uint8Array, limit: number): Uint8Array {
    const before = this.carry.length;
    if (before > 0) {
      this.data = new Uint8Array(before + input.length);
      this.data.set(this.carry);
      this.data.set(input, before);
      this.carry = new Uint8Array(0);
    } else this.data = input;
    this.pos = 0;
    const more = this.run(limit);
    // whole bytes that were not needed go back
    const spare = Math.min(this.nbits >> 3, this.pos);
    this.pos -= spare;
    this.nbits -= spare * 8;
    this.bits &= (1 << this.nbits) - 1;
    let { pos } = this;
    if (more) {
      this.carry = this.data.slice(pos);
      pos = this.data.length;
    } else if (pos < before) {
      this.carry = this.data.slice(pos, before);
      pos = before;
    }
    this.used = pos - before;
    this.data = this.carry;
    const result = this.out.slice(this.start, this.at);
    this.start = this.at;
    if (!this.done) this.sum(result);
    return result;
  }

  private sum(part: Uint8Array): void {
    if (this.form === "zlib") this.check = adler32(part, this.check);
    else if (this.form === "gzip") {
      this.check = crc32(part, this.check);
      this.total = (this.total + part.length) % 4294967296;
    }
  }

  /** Decodes until something stops it; true where that is the end of the input. */
  private run(limit: number): boolean {
    let { pos, bits, nbits } = this;
    try {
      for (;;) {
        pos = this.pos;
        bits = this.bits;
        nbits = this.nbits;
        switch (this.mode) {
          case Mode.Head:
            this.head();
            break;
          case Mode.Dict:
            return false;
          case Mode.Type:
            this.blockHead();
            break;
          case Mode.Stored: {
            // bits are at a byte's start: those that were read are whole bytes
            const n = Math.min(
              this.stored,
              limit - (this.at - this.start),
              this.data.length - this.pos,
            );
            this.room(n);
            this.out.set(this.data.subarray(this.pos, this.pos + n), this.at);
            this.at += n;
            this.pos += n;
            this.stored -= n;
            if (this.stored > 0) return this.pos >= this.data.length;
            this.endBlock();
            break;
          }
          case Mode.Codes:
            this.codes(limit);
            break;
          case Mode.Match:
            this.copyMatch(limit);
            if (this.matchLength > 0) return false;
            this.mode = Mode.Codes;
            break;
          case Mode.Check:
            this.trailer();
            break;
          case Mode.Literal:
            if (this.at - this.start >= limit) return false;
            this.room(1);
            this.out[this.at++] = this.literal;
            this.mode = Mode.Codes;
            break;
          case Mode.Done:
            this.done = true;
            return false;
        }
      }
    } catch (e) {
      if (e !== MORE) throw e;
      if (this.mode !== Mode.Codes) {
        this.pos = pos;
        this.bits = bits;
        this.nbits = nbits;
      }
      return true;
    }
  }

  private need(n: number): void {
    while (this.nbits < n) {
      if (this.pos >= this.data.length) throw MORE;
      this.bits |= this.data[this.pos++] << this.nbits;
      this.nbits += 8;
    }
  }

  private take(n: number): number {
    if (n === 0) return 0;
    this.need(n);
    const v = this.bits & (1 << n) - 1;
    this.bits >>>= n;
    this.nbits -= n;
    return v;
  }

  private byte(): number {
    return this.take(8);
  }

  private head(): void {
    if (this.form === "gzip" || this.form === "auto") {
      this.need(16);
      if ((this.bits & 0xffff) === 0x8b1f) {
        this.form = "gzip";
        this.gzipHead();
        return;
      }
      if (this.form === "gzip") throw new InflateError("incorrect header check");
      this.form = "zlib";
      this.windowBits = 15;
    }
    const cmf = this.byte();
    const flg = this.byte();
    if ((cmf * 256 + flg) % 31 !== 0) throw new InflateError("incorrect header check");
    if ((cmf & 15) !== 8) throw new InflateError("unknown compression method");
    const wbits = (cmf >> 4) + 8;
    if (this.windowBits === 0) this.windowBits = wbits;
    if (wbits > 15 || wbits > this.windowBits) throw new InflateError("invalid window size");
    if (flg & 32) {
      this.dictId = 0;
      for (let i = 0; i < 4; i++) this.dictId = this.dictId * 256 + this.byte();
      this.mode = Mode.Dict;
    } else this.mode = Mode.Type;
    this.check = 1;
  }

  private gzipHead(): void {
    const at = this.pos - (this.nbits >> 3);
    this.take(16);
    if (this.byte() !== 8) throw new InflateError("unknown compression method");
    const flags = this.byte();
    if (flags & 0xe0) throw new InflateError("unknown header flags set");
    for (let i = 0; i < 6; i++) this.byte();
    if (flags & 4) {
      const n = this.byte() | this.byte() << 8;
      for (let i = 0; i < n; i++) this.byte();
    }
    if (flags & 8) { while (this.byte() !== 0); }
    if (flags & 16) { while (this.byte() !== 0); }
    if (flags & 2) {
      const sum = crc32(this.data.subarray(Math.max(0, at), this.pos - (this.nbits >> 3)), 0);
      if ((this.byte() | this.byte() << 8) !== (sum & 0xffff)) {
        throw new InflateError("header crc mismatch");
      }
    }
    this.check = 0;
    this.mode = Mode.Type;
  }

  private blockHead(): void {
    this.need(3);
    const final = this.take(1) === 1;
    switch (this.take(2)) {
      case 0: {
        this.take(this.nbits & 7);
        const n = this.take(16);
        const inverse = this.take(16);
        if (n !== (~inverse & 0xffff)) throw new InflateError("invalid stored block lengths");
        this.stored = n;
        // whole bytes in the bit buffer are the block's first ones
        this.pos -= this.nbits >> 3;
        this.nbits = this.bits = 0;
        this.mode = Mode.Stored;
        break;
      }
      case 1:
        [this.lit, this.dist] = fixedCodes();
        this.mode = Mode.Codes;
        break;
      case 2:
        this.dynamic();
        this.mode = Mode.Codes;
        break;
      default:
        throw new InflateError("invalid block type");
    }
    this.final = final;
  }

  private dynamic(): void {
    const nlen = this.take(5) + 257;
    const ndist = this.take(5) + 1;
    const ncode = this.take(4) + 4;
    if (nlen > 286 || ndist > 30) {
      throw new InflateError("too many length or distance symbols");
    }
    const lengths = new Uint8Array(320);
    for (let i = 0; i < ncode; i++) lengths[ORDER[i]] = this.take(3);
    const code = new Code(lengths.subarray(0, 19));
    if (code.left !== 0) throw new InflateError("invalid code lengths set");
    lengths.fill(0);
    for (let i = 0; i < nlen + ndist;) {
      const sym = this.symbol(code);
      if (sym < 16) {
        lengths[i++] = sym;
        continue;
      }
      let value = 0;
      if (sym === 16) {
        if (i === 0) throw new InflateError("invalid bit length repeat");
        value = lengths[i - 1];
      }
      let n = sym === 16 ? 3 + this.take(2) : sym === 17 ? 3 + this.take(3) : 11 + this.take(7);
      if (i + n > nlen + ndist) throw new InflateError("invalid bit length repeat");
      while (n-- > 0) lengths[i++] = value;
    }
    if (lengths[256] === 0) throw new InflateError("invalid code -- missing end-of-block");
    // only a code of a single word of one bit may be incomplete
    const bad = (c: Code) => c.left < 0 || (c.left > 0 && c.max() > 1);
    const lit = new Code(lengths.subarray(0, nlen));
    if (bad(lit)) throw new InflateError("invalid literal/lengths set");
    const dist = new Code(lengths.subarray(nlen, nlen + ndist));
    if (bad(dist)) throw new InflateError("invalid distances set");
    this.lit = lit;
    this.dist = dist;
  }

  /** The next symbol of a code; -1 for bits that are no word of it. */
  private symbol(c: Code): number {
    while (this.nbits < 15 && this.pos < this.data.length) {
      this.bits |= this.data[this.pos++] << this.nbits;
      this.nbits += 8;
    }
    const entry = c.fast[this.bits & (1 << FAST) - 1];
    let length = entry & 15;
    let sym = entry >> 4;
    if (entry === 0) {
      let code = 0;
      let first = 0;
      let index = 0;
      sym = -1;
      for (length = 1; length < 16; length++) {
        code |= this.bits >> length - 1 & 1;
        const n = c.count[length];
        if (code - n < first) {
          sym = c.symbols[index + code - first];
          break;
        }
        index += n;
        first = first + n << 1;
        code <<= 1;
      }
      if (sym < 0) {
        if (this.nbits < c.max()) throw MORE;
        return -1;
      }
    }
    if (length > this.nbits) throw MORE;
    this.bits >>>= length;
    this.nbits -= length;
    return sym;
  }

  private codes(limit: number): void {
    const lit = this.lit!;
    const dist = this.dist!;
    const fast = lit.fast;
    const { data } = this;
    const n = data.length;
    for (;;) {
      // a symbol that is not complete is given back
      const { pos, bits, nbits } = this;
      try {
        if (this.at + 258 > this.out.length) this.room(258);
        while (this.nbits < 15 && this.pos < n) {
          this.bits |= data[this.pos++] << this.nbits;
          this.nbits += 8;
        }
        const entry = fast[this.bits & (1 << FAST) - 1];
        const length = entry & 15;
        let sym: number;
        if (entry !== 0 && length <= this.nbits) {
          this.bits >>>= length;
          this.nbits -= length;
          sym = entry >> 4;
        } else sym = this.symbol(lit);
        if (sym < 256) {
          if (sym < 0) throw new InflateError("invalid literal/length code");
          if (this.at - this.start >= limit) {
            this.literal = sym;
            this.mode = Mode.Literal;
            return;
          }
          this.out[this.at++] = sym;
          continue;
        }
        if (sym === 256) {
          this.endBlock();
          return;
        }
        sym -= 257;
        if (sym > 28) throw new InflateError("invalid literal/length code");
        const matchLength = LENGTH_BASE[sym] + this.take(LENGTH_EXTRA[sym]);
        const d = this.symbol(dist);
        if (d < 0 || d > 29) throw new InflateError("invalid distance code");
        const back = DIST_BASE[d] + this.take(DIST_EXTRA[d]);
        if (back > this.at || back > 1 << (this.windowBits || 15)) {
          throw new InflateError("invalid distance too far back");
        }
        this.matchLength = matchLength;
        this.matchDist = back;
      } catch (e) {
        if (e === MORE) {
          this.pos = pos;
          this.bits = bits;
          this.nbits = nbits;
        }
        throw e;
      }
      this.copyMatch(limit);
      if (this.matchLength > 0) {
        this.mode = Mode.Match;
        return;
      }
    }
  }

  private copyMatch(limit: number): void {
    const n = Math.min(this.matchLength, limit - (this.at - this.start));
    this.room(n);
    const { out } = this;
    let to = this.at;
    const back = this.matchDist;
    for (const end = to + n; to < end; to++) out[to] = out[to - back];
    this.at = to;
    this.matchLength -= n;
  }

  private endBlock(): void {
    this.mode = !this.final ? Mode.Type : this.form === "raw" ? Mode.Done : Mode.Check;
  }

  private trailer(): void {
    // the sum is of all output up to here
    const { check, total } = this;
    this.take(this.nbits & 7);
    const b: number[] = [];
    for (let i = 0; i < (this.form === "gzip" ? 8 : 4); i++) b.push(this.byte());
    this.sum(this.out.subarray(this.start, this.at));
    const good = this.form === "gzip"
      ? (b[0] | b[1] << 8 | b[2] << 16 | b[3] << 24) >>> 0
      : (b[0] << 24 | b[1] << 16 | b[2] << 8 | b[3]) >>> 0;
    if (good !== this.check) {
      this.check = check;
      this.total = total;
      throw new InflateError("incorrect data check");
    }
    if (
      this.form === "gzip" && (b[4] | b[5] << 8 | b[6] << 16 | b[7] << 24) >>> 0 !== this.total
    ) {
      throw new InflateError("incorrect length check");
    }
    this.mode = Mode.Done;
  }
}
