/**
 * A streaming compressor to deflate data (RFC 1951) in its raw, zlib and gzip
 * forms: lazy matching over hash chains with the search depths that zlib's
 * levels have, and the cheapest of stored, fixed and dynamic blocks.
 *
 * @module
 */
import { adler32, crc32 } from "./crc32.ts";
import { huffman } from "./huffman.ts";

/** What a flush does (zlib's numbers). */
export const enum Flush {
  No = 0,
  Partial = 1,
  Sync = 2,
  Full = 3,
  Finish = 4,
  Block = 5,
}

/** zlib's strategies. */
export const enum Strategy {
  Default = 0,
  Filtered = 1,
  HuffmanOnly = 2,
  Rle = 3,
  Fixed = 4,
}

const WINDOW = 32768;
const HASH_BITS = 15;
const MIN_MATCH = 3;
const MAX_MATCH = 258;
/** Tokens in a block. */
const BLOCK = 16383;

/** [lazy matching from this length on not, good length, nice length, chain] of each level. */
const LEVELS: readonly (readonly [lazy: number, good: number, nice: number, chain: number])[] = [
  [0, 0, 0, 0],
  [0, 4, 8, 4],
  [0, 4, 16, 8],
  [0, 4, 32, 32],
  [4, 4, 16, 16],
  [16, 8, 32, 32],
  [16, 8, 128, 128],
  [32, 8, 128, 256],
  [128, 32, 258, 1024],
  [258, 32, 258, 4096],
];

const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

interface Tables {
  /** Symbol (less 257) by length less 3. */
  readonly lengthCode: Uint8Array;
  readonly lengthBase: Uint16Array;
  readonly lengthExtra: Uint8Array;
  readonly distBase: Uint16Array;
  readonly distExtra: Uint8Array;
  readonly fixedLit: Coded;
  readonly fixedDist: Coded;
}

/** Lengths and (bit-reversed) words of a code. */
interface Coded {
  readonly lengths: Uint8Array;
  readonly words: Uint16Array;
}

function codeWords(lengths: Uint8Array): Coded {
  const count = new Uint16Array(17);
  for (const l of lengths) count[l]++;
  count[0] = 0;
  const next = new Uint16Array(17);
  for (let l = 1; l < 16; l++) next[l] = next[l - 1] + count[l - 1] << 1;
  const words = new Uint16Array(lengths.length);
  lengths.forEach((l, i) => {
    if (l === 0) return;
    const code = next[l]++;
    let r = 0;
    for (let k = 0; k < l; k++) if (code >> k & 1) r |= 1 << l - 1 - k;
    words[i] = r;
  });
  return { lengths, words };
}

let made: Tables | null = null;
function tables(): Tables {
  if (made !== null) return made;
  const lengthCode = new Uint8Array(256);
  const lengthBase = new Uint16Array(29);
  const lengthExtra = new Uint8Array(29);
  for (let i = 0, base = 3; i < 28; i++) {
    const extra = i < 8 ? 0 : (i >> 2) - 1;
    lengthBase[i] = base;
    lengthExtra[i] = extra;
    for (let k = 0; k < 1 << extra && base + k - 3 < 256; k++) lengthCode[base + k - 3] = i;
    base += 1 << extra;
  }
  lengthCode[255] = 28;
  lengthBase[28] = 258;
  const distBase = new Uint16Array(30);
  const distExtra = new Uint8Array(30);
  for (let i = 0, base = 1; i < 30; i++) {
    const extra = i < 4 ? 0 : (i >> 1) - 1;
    distBase[i] = base;
    distExtra[i] = extra;
    base += 1 << extra;
  }
  const lit = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280);
  made = {
    lengthCode,
    lengthBase,
    lengthExtra,
    distBase,
    distExtra,
    fixedLit: codeWords(lit),
    fixedDist: codeWords(new Uint8Array(30).fill(5)),
  };
  return made;
}

function distCode(d: number): number {
  if (d <= 4) return d - 1;
  const log = 31 - Math.clz32(d - 1);
  return 2 * log + (d - 1 >> log - 1 & 1);
}

/** A compressor. */
export class Deflate {
  private out: Uint8Array = new Uint8Array(1024);
  private outAt = 0;
  private bits = 0;
  private nbits = 0;
  /** History and input; `at` is the next byte to code, `end` the end of what is there. */
  private buf: Uint8Array = new Uint8Array(2 * WINDOW + 1024);
  private at = 0;
  private end = 0;
  /** Where the current block's bytes begin. */
  private blockStart = 0;
  private head = new Int32Array(1 << HASH_BITS).fill(-1);
  private prev = new Int32Array(WINDOW);
  private lits = new Uint16Array(BLOCK + 1);
  private dists = new Uint16Array(BLOCK + 1);
  private ntokens = 0;
  /** A match found at the byte before, not decided about yet. */
  private prevLength = 0;
  private prevDist = 0;
  private pending = false;
  /** The first byte of all: zlib never matches it, since it marks the end of its chains. */
  private origin = 0;
  private started = false;
  private check: number;
  private total = 0;
  private dictId = -1;
  /** The stream is complete. */
  finished = false;

  constructor(
    readonly level: number,
    readonly form: "raw" | "zlib" | "gzip",
    readonly wbits: number,
    readonly strategy: Strategy,
  ) {
    this.check = form === "gzip" ? 0 : 1;
  }

  /** An independent compressor in the same state. */
  clone(): Deflate {
    const c = Object.assign(Object.create(Deflate.prototype) as Deflate, this);
    c.out = this.out.slice();
    c.buf = this.buf.slice();
    c.head = this.head.slice();
    c.prev = this.prev.slice();
    c.lits = this.lits.slice();
    c.dists = this.dists.slice();
    return c;
  }

  /** Presets a dictionary, before any data. */
  setDictionary(dict: Uint8Array): void {
    this.dictId = adler32(dict, 1);
    const part = dict.subarray(Math.max(0, dict.length - WINDOW + 262));
    this.append(part);
    for (; this.at < this.end; this.at++) this.insert(this.at);
    this.blockStart = this.at;
  }

  /** Compresses input; returns what is ready of the output. */
  write(input: Uint8Array, flush: Flush): Uint8Array {
    if (!this.started) this.header();
    if (this.form === "zlib") this.check = adler32(input, this.check);
    else if (this.form === "gzip") {
      this.check = crc32(input, this.check);
      this.total = (this.total + input.length) % 4294967296;
    }
    for (let i = 0; i < input.length; i += WINDOW) {
      this.append(input.subarray(i, i + WINDOW));
      this.process(false);
    }
    if (flush !== Flush.No) {
      this.process(true);
      this.flush(flush);
    }
    const r = this.out.slice(0, this.outAt);
    this.outAt = 0;
    return r;
  }

  private header(): void {
    this.started = true;
    if (this.form === "zlib") {
      const { level } = this;
      const speed = this.strategy >= Strategy.HuffmanOnly || level < 2
        ? 0
        : level < 6
        ? 1
        : level === 6
        ? 2
        : 3;
      let h = (8 + (this.wbits - 8 << 4) << 8) | speed << 6 | (this.dictId >= 0 ? 32 : 0);
      h += 31 - h % 31;
      this.byte(h >> 8);
      this.byte(h & 255);
      if (this.dictId >= 0) { for (let k = 24; k >= 0; k -= 8) this.byte(this.dictId >>> k & 255); }
    } else if (this.form === "gzip") {
      const extra = this.level === 9 ? 2 : this.level < 2 || this.strategy >= 2 ? 4 : 0;
      for (const b of [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, extra, 3]) this.byte(b);
    }
  }

  private append(data: Uint8Array): void {
    if (this.end + data.length > this.buf.length) {
      // what lies beyond the window of the byte and before the block goes
      const cut = Math.min(this.blockStart, Math.max(0, this.at - WINDOW));
      if (cut > 0) {
        this.buf.copyWithin(0, cut, this.end);
        this.end -= cut;
        this.at -= cut;
        this.blockStart -= cut;
        this.origin -= cut;
        const { head, prev } = this;
        for (let i = 0; i < head.length; i++) head[i] = Math.max(-1, head[i] - cut);
        // chains are indexed by position modulo the window
        const shifted = new Int32Array(WINDOW);
        for (let i = 0; i < WINDOW; i++) {
          shifted[i] = Math.max(-1, prev[i + cut & WINDOW - 1] - cut);
        }
        this.prev = shifted;
      }
      if (this.end + data.length > this.buf.length) {
        const bigger = new Uint8Array((this.end + data.length) * 2);
        bigger.set(this.buf.subarray(0, this.end));
        this.buf = bigger;
      }
    }
    this.buf.set(data, this.end);
    this.end += data.length;
  }

  /** Enters a position into the chains; returns the position of the same hash before. */
  private insert(i: number): number {
    const { buf } = this;
    if (i + 2 >= this.end) return -1;
    const h = (buf[i] << 10 ^ buf[i + 1] << 5 ^ buf[i + 2]) & (1 << HASH_BITS) - 1;
    const before = this.head[h];
    this.prev[i & WINDOW - 1] = before;
    this.head[h] = i;
    return before;
  }

  /** The longest match at a position; its distance is in `foundDist`. */
  private foundDist = 0;
  private longest(i: number, candidate: number, best: number): number {
    const { buf, prev } = this;
    const [, good, nice, chain] = LEVELS[this.level];
    const limit = Math.max(0, this.origin + 1, i - ((1 << this.wbits) - 262));
    const max = Math.min(MAX_MATCH, this.end - i);
    let left = best >= good ? chain >> 2 : chain;
    this.foundDist = 0;
    if (best >= max) return best;
    while (candidate >= limit && left-- > 0) {
      if (buf[candidate + best] === buf[i + best] && buf[candidate] === buf[i]) {
        let n = 0;
        while (n < max && buf[candidate + n] === buf[i + n]) n++;
        if (n > best) {
          best = n;
          this.foundDist = i - candidate;
          if (n >= nice || n >= max) break;
        }
      }
      const next = prev[candidate & WINDOW - 1];
      if (next >= candidate) break;
      candidate = next;
    }
    return best;
  }

  private process(all: boolean): void {
    const { level, strategy, buf } = this;
    const stop = all ? this.end : this.end - MAX_MATCH - MIN_MATCH - 1;
    if (level === 0) {
      while (this.end - this.blockStart >= 65535) this.storedBlock(65535, false);
      this.at = Math.max(this.at, this.blockStart);
      if (all) this.at = this.end;
      return;
    }
    if (strategy === Strategy.HuffmanOnly) {
      while (this.at < stop) this.token(0, buf[this.at++]);
      return;
    }
    if (strategy === Strategy.Rle) {
      while (this.at < stop) {
        const i = this.at;
        let n = 0;
        if (i > 0) {
          const c = buf[i - 1];
          const max = Math.min(MAX_MATCH, this.end - i);
          while (n < max && buf[i + n] === c) n++;
        }
        if (n >= MIN_MATCH) {
          this.at += n;
          this.token(1, n - MIN_MATCH);
        } else {
          this.at++;
          this.token(0, buf[i]);
        }
      }
      return;
    }
    const [lazy] = LEVELS[level];
    while (this.at < stop) {
      const i = this.at;
      const before = this.insert(i);
      let length = 2;
      if (before >= 0 && (!this.pending || this.prevLength < Math.max(lazy, 1))) {
        length = this.longest(i, before, Math.max(2, this.pending ? this.prevLength : 2));
        if (this.foundDist === 0) length = 2;
        else if (length <= 5 && strategy === Strategy.Filtered) length = 2;
        else if (length === 3 && this.foundDist > 4096) length = 2;
      }
      const dist = this.foundDist;
      if (this.pending && this.prevLength >= MIN_MATCH && length <= this.prevLength) {
        // the match of the byte before stands
        const n = this.prevLength;
        for (let k = 1; k < n - 1; k++) this.insert(i + k);
        this.at = i - 1 + n;
        this.pending = false;
        this.token(this.prevDist, n - MIN_MATCH);
        this.prevLength = 0;
        continue;
      }
      if (this.pending) {
        // first, since the token may end the block, which then holds this byte
        this.pending = false;
        this.token(0, buf[i - 1]);
      }
      if (length >= MIN_MATCH && lazy === 0) {
        for (let k = 1; k < length; k++) this.insert(i + k);
        this.at = i + length;
        this.token(dist, length - MIN_MATCH);
        continue;
      }
      this.pending = true;
      this.prevLength = length >= MIN_MATCH ? length : 0;
      this.prevDist = dist;
      this.at = i + 1;
    }
    if (all && this.pending) {
      this.pending = false;
      this.token(0, buf[this.at - 1]);
      this.prevLength = 0;
    }
  }

  private token(dist: number, value: number): void {
    this.dists[this.ntokens] = dist;
    this.lits[this.ntokens++] = value;
    if (this.ntokens === BLOCK) this.block(false);
  }

  private flush(flush: Flush): void {
    if (this.level === 0) {
      const last = flush === Flush.Finish;
      if (this.end > this.blockStart || last) {
        do {
          const n = Math.min(65535, this.end - this.blockStart);
          this.storedBlock(n, last && this.blockStart + n === this.end);
        } while (this.end > this.blockStart);
      }
    } else if (this.ntokens > 0 || flush === Flush.Finish) this.block(flush === Flush.Finish);
    switch (flush) {
      case Flush.Partial:
        // an empty fixed block
        this.put(2, 3);
        this.put(0, 7);
        while (this.nbits >= 8) this.spill();
        break;
      case Flush.Full:
        this.head.fill(-1);
        this.empty();
        break;
      case Flush.Sync:
        this.empty();
        break;
      case Flush.Finish:
        this.align();
        if (this.form === "zlib") {
          for (let k = 24; k >= 0; k -= 8) this.byte(this.check >>> k & 255);
        } else if (this.form === "gzip") {
          for (let k = 0; k < 32; k += 8) this.byte(this.check >>> k & 255);
          for (let k = 0; k < 32; k += 8) this.byte(this.total >>> k & 255);
        }
        this.finished = true;
    }
  }

  /** An empty stored block, which ends at a byte's end. */
  private empty(): void {
    this.put(0, 3);
    this.align();
    for (const b of [0, 0, 0xff, 0xff]) this.byte(b);
  }

  private storedBlock(n: number, last: boolean): void {
    this.put(last ? 1 : 0, 3);
    this.align();
    this.byte(n & 255);
    this.byte(n >> 8);
    this.byte(~n & 255);
    this.byte(~n >> 8 & 255);
    this.room(n);
    this.out.set(this.buf.subarray(this.blockStart, this.blockStart + n), this.outAt);
    this.outAt += n;
    this.blockStart += n;
  }

  /** Ends the block of the tokens so far. */
  private block(last: boolean): void {
    const t = tables();
    const n = this.ntokens;
    const lits = new Uint32Array(286);
    const dists = new Uint32Array(30);
    let extra = 0;
    for (let i = 0; i < n; i++) {
      const d = this.dists[i];
      if (d === 0) lits[this.lits[i]]++;
      else {
        const l = t.lengthCode[this.lits[i]];
        const c = distCode(d);
        lits[257 + l]++;
        dists[c]++;
        extra += t.lengthExtra[l] + t.distExtra[c];
      }
    }
    lits[256] = 1;
    const litLengths = huffman(lits, 15);
    const distLengths = huffman(dists, 15);
    const sum = (f: Uint32Array, l: Uint8Array) => f.reduce((s, x, i) => s + x * l[i], 0);
    const fixedCost = 3 + extra + sum(lits, t.fixedLit.lengths) + sum(dists, t.fixedDist.lengths);
    const head = this.codeLengths(litLengths, distLengths);
    const dynamicCost = 3 + head.cost + extra + sum(lits, litLengths) + sum(dists, distLengths);
    const pendingByte = this.pending ? 1 : 0;
    const bytes = this.at - pendingByte - this.blockStart;
    const storedCost = bytes <= 65535 ? 3 + 7 + 32 + bytes * 8 : Infinity;
    const cheapest = Math.min(fixedCost, dynamicCost);
    if (storedCost <= cheapest && this.strategy !== Strategy.Fixed) {
      this.storedBlock(bytes, last);
      this.ntokens = 0;
      return;
    }
    let lit = t.fixedLit;
    let dist = t.fixedDist;
    if (this.strategy === Strategy.Fixed || fixedCost <= dynamicCost) {
      this.put((last ? 1 : 0) | 2, 3);
    } else {
      this.put((last ? 1 : 0) | 4, 3);
      head.write();
      lit = codeWords(litLengths);
      dist = codeWords(distLengths);
    }
    for (let i = 0; i < n; i++) {
      const d = this.dists[i];
      const v = this.lits[i];
      if (d === 0) this.put(lit.words[v], lit.lengths[v]);
      else {
        const l = t.lengthCode[v];
        this.put(lit.words[257 + l], lit.lengths[257 + l]);
        this.put(v + 3 - t.lengthBase[l], t.lengthExtra[l]);
        const c = distCode(d);
        this.put(dist.words[c], dist.lengths[c]);
        this.put(d - t.distBase[c], t.distExtra[c]);
      }
    }
    this.put(lit.words[256], lit.lengths[256]);
    this.ntokens = 0;
    this.blockStart = this.at - pendingByte;
  }

  /** The code lengths of a dynamic block, run-length coded. */
  private codeLengths(lit: Uint8Array, dist: Uint8Array): { cost: number; write: () => void } {
    let nlit = 286;
    while (nlit > 257 && lit[nlit - 1] === 0) nlit--;
    let ndist = 30;
    while (ndist > 1 && dist[ndist - 1] === 0) ndist--;
    const all = [...lit.subarray(0, nlit), ...dist.subarray(0, ndist)];
    const symbols: [sym: number, extra: number, bits: number][] = [];
    for (let i = 0; i < all.length;) {
      const l = all[i];
      let n = 1;
      while (i + n < all.length && all[i + n] === l) n++;
      i += n;
      if (l !== 0) {
        symbols.push([l, 0, 0]);
        n--;
      }
      while (n > 0) {
        if (n < 3) {
          symbols.push([l, 0, 0]);
          n--;
        } else if (l !== 0) {
          const k = Math.min(n, 6);
          symbols.push([16, k - 3, 2]);
          n -= k;
        } else if (n <= 10) {
          symbols.push([17, n - 3, 3]);
          n = 0;
        } else {
          const k = Math.min(n, 138);
          symbols.push([18, k - 11, 7]);
          n -= k;
        }
      }
    }
    const freq = new Uint32Array(19);
    for (const [s] of symbols) freq[s]++;
    const code = codeWords(huffman(freq, 7));
    let ncode = 19;
    while (ncode > 4 && code.lengths[ORDER[ncode - 1]] === 0) ncode--;
    let cost = 14 + 3 * ncode;
    for (const [s, , bits] of symbols) cost += code.lengths[s] + bits;
    return {
      cost,
      write: () => {
        this.put(nlit - 257, 5);
        this.put(ndist - 1, 5);
        this.put(ncode - 4, 4);
        for (let i = 0; i < ncode; i++) this.put(code.lengths[ORDER[i]], 3);
        for (const [s, extra, bits] of symbols) {
          this.put(code.words[s], code.lengths[s]);
          this.put(extra, bits);
        }
      },
    };
  }

  private room(n: number): void {
    if (this.outAt + n + 8 <= this.out.length) return;
    const bigger = new Uint8Array((this.outAt + n + 8) * 2);
    bigger.set(this.out.subarray(0, this.outAt));
    this.out = bigger;
  }

  private byte(b: number): void {
    if (this.outAt >= this.out.length) this.room(1);
    this.out[this.outAt++] = b;
  }

  private put(value: number, n: number): void {
    this.bits |= value << this.nbits;
    this.nbits += n;
    while (this.nbits >= 8) this.spill();
  }

  private spill(): void {
    this.byte(this.bits & 255);
    this.bits >>>= 8;
    this.nbits -= 8;
  }

  private align(): void {
    if (this.nbits > 0) {
      this.byte(this.bits & 255);
      this.bits = this.nbits = 0;
    }
  }
}
