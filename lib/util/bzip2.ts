/**
 * bzip2: a decompressor that takes its input piece by piece, and a compressor.
 *
 * @module
 */
import { huffman } from "./huffman.ts";

/** Broken data. */
export class Bzip2Error {}

let crcTable: Int32Array | null = null;
function table(): Int32Array {
  if (crcTable === null) {
    crcTable = new Int32Array(256);
    for (let i = 0; i < 256; i++) {
      let c = i << 24;
      for (let k = 0; k < 8; k++) c = c < 0 ? c << 1 ^ 0x04c11db7 : c << 1;
      crcTable[i] = c;
    }
  }
  return crcTable;
}

function crcOf(data: Uint8Array, n: number): number {
  const t = table();
  let c = -1;
  for (let i = 0; i < n; i++) c = c << 8 ^ t[(c >>> 24 ^ data[i]) & 255];
  return ~c;
}

/** A decompressor of one stream. */
export class Bunzip2 {
  private data: Uint8Array = new Uint8Array(0);
  private pos = 0;
  private buf = 0;
  private nbits = 0;
  private readonly machine: Generator<undefined, void>;
  private ready: Uint8Array[] = [];
  private readyLength = 0;
  done = false;
  private broken = false;

  constructor() {
    this.machine = this.stream();
  }

  /** Takes input; what it gives comes with {@linkcode Bunzip2.take}. Throws {@linkcode Bzip2Error}. */
  feed(input: Uint8Array): void {
    const rest = this.data.subarray(this.pos);
    if (rest.length === 0) this.data = input.slice();
    else {
      this.data = new Uint8Array(rest.length + input.length);
      this.data.set(rest);
      this.data.set(input, rest.length);
    }
    this.pos = 0;
  }

  /** Up to that many bytes of output. */
  take(limit: number): Uint8Array {
    while (this.readyLength < limit && !this.done) {
      const before = this.readyLength;
      if (this.broken) throw new Bzip2Error();
      let r: IteratorResult<undefined, void>;
      try {
        r = this.machine.next();
      } catch (e) {
        this.broken = true;
        throw e;
      }
      if (r.done) this.done = true;
      else if (this.readyLength === before) break;
    }
    const n = Math.min(limit, this.readyLength);
    const out = new Uint8Array(n);
    let at = 0;
    while (at < n) {
      const part = this.ready[0];
      const k = Math.min(part.length, n - at);
      out.set(part.subarray(0, k), at);
      at += k;
      if (k === part.length) this.ready.shift();
      else this.ready[0] = part.subarray(k);
    }
    this.readyLength -= n;
    return out;
  }

  /** Whether there is output that was not taken. */
  get pending(): boolean {
    return this.readyLength > 0;
  }

  /** Input after the stream's end. */
  get unused(): Uint8Array {
    return this.data.subarray(this.pos);
  }

  /** Makes bits available; false where the input has no more. */
  private have(n: number): boolean {
    while (this.nbits < n) {
      if (this.pos >= this.data.length) return false;
      this.buf = (this.buf << 8 | this.data[this.pos++]) & 0x7fffffff;
      this.nbits += 8;
    }
    return true;
  }

  private bits(n: number): number {
    this.nbits -= n;
    return this.buf >>> this.nbits & (1 << n) - 1;
  }

  private *stream(): Generator<undefined, void> {
    while (!this.have(16)) yield;
    if (this.bits(16) !== 0x425a) throw new Bzip2Error();
    while (!this.have(16)) yield;
    if (this.bits(8) !== 0x68) throw new Bzip2Error();
    const level = this.bits(8) - 48;
    if (level < 1 || level > 9) throw new Bzip2Error();
    const words = new Int32Array(level * 100000);
    let combined = 0;
    for (;;) {
      let magic = "";
      for (let i = 0; i < 3; i++) {
        while (!this.have(16)) yield;
        magic += this.bits(16).toString(16).padStart(4, "0");
      }
      while (!this.have(16)) yield;
      let crc = this.bits(16) << 16;
      while (!this.have(16)) yield;
      crc |= this.bits(16);
      if (magic === "177245385090") {
        if (crc !== combined) throw new Bzip2Error();
        this.nbits = 0;
        return;
      }
      if (magic !== "314159265359") throw new Bzip2Error();
      const part = yield* this.block(words);
      if (crcOf(part, part.length) !== crc) throw new Bzip2Error();
      combined = (combined << 1 | combined >>> 31) ^ crc;
      if (part.length > 0) {
        this.ready.push(part);
        this.readyLength += part.length;
        yield;
      }
    }
  }

  private *block(words: Int32Array): Generator<undefined, Uint8Array> {
    while (!this.have(1)) yield;
    const randomised = this.bits(1) === 1;
    // the randomised form has not been written since 1998
    if (randomised) throw new Bzip2Error();
    while (!this.have(24)) yield;
    const origin = this.bits(24);
    while (!this.have(16)) yield;
    const groups = this.bits(16);
    const used: number[] = [];
    for (let g = 0; g < 16; g++) {
      if ((groups >> 15 - g & 1) === 0) continue;
      while (!this.have(16)) yield;
      const row = this.bits(16);
      for (let k = 0; k < 16; k++) if (row >> 15 - k & 1) used.push(g * 16 + k);
    }
    if (used.length === 0) throw new Bzip2Error();
    const alpha = used.length + 2;
    while (!this.have(18)) yield;
    const ntables = this.bits(3);
    const nselectors = this.bits(15);
    if (ntables < 2 || ntables > 6 || nselectors < 1) throw new Bzip2Error();
    const order = [0, 1, 2, 3, 4, 5];
    const selectors = new Uint8Array(nselectors);
    for (let i = 0; i < nselectors; i++) {
      let j = 0;
      for (;;) {
        while (!this.have(1)) yield;
        if (this.bits(1) === 0) break;
        if (++j >= ntables) throw new Bzip2Error();
      }
      const t = order.splice(j, 1)[0];
      order.unshift(t);
      selectors[i] = t;
    }
    const codes: { limit: Int32Array; base: Int32Array; perm: Uint16Array; min: number }[] = [];
    for (let t = 0; t < ntables; t++) {
      while (!this.have(5)) yield;
      let length = this.bits(5);
      const lengths = new Uint8Array(alpha);
      for (let i = 0; i < alpha; i++) {
        for (;;) {
          if (length < 1 || length > 20) throw new Bzip2Error();
          while (!this.have(1)) yield;
          if (this.bits(1) === 0) break;
          while (!this.have(1)) yield;
          length += this.bits(1) === 0 ? 1 : -1;
        }
        lengths[i] = length;
      }
      codes.push(decodeTable(lengths));
    }
    const mtf = Uint8Array.from(used);
    const counts = new Int32Array(256);
    const end = alpha - 1;
    let n = 0;
    let group = 0;
    let left = 0;
    let code = codes[0];
    let run = 0;
    let weight = 1;
    for (;;) {
      if (left === 0) {
        if (group >= nselectors) throw new Bzip2Error();
        code = codes[selectors[group++]];
        left = 50;
      }
      left--;
      let l = code.min;
      while (!this.have(l)) yield;
      let word = this.bits(l);
      while (l <= 20 && word > code.limit[l]) {
        while (!this.have(1)) yield;
        word = word << 1 | this.bits(1);
        l++;
      }
      if (l > 20) throw new Bzip2Error();
      const sym = code.perm[word - code.base[l]];
      if (sym <= 1) {
        run += weight << sym;
        weight <<= 1;
        if (run > words.length) throw new Bzip2Error();
        continue;
      }
      if (run > 0) {
        const c = mtf[0];
        if (n + run > words.length) throw new Bzip2Error();
        counts[c] += run;
        words.fill(c, n, n + run);
        n += run;
        run = 0;
        weight = 1;
      }
      if (sym === end) break;
      if (n >= words.length) throw new Bzip2Error();
      const c = mtf[sym - 1];
      mtf.copyWithin(1, 0, sym - 1);
      mtf[0] = c;
      counts[c]++;
      words[n++] = c;
    }
    if (origin >= n) throw new Bzip2Error();
    // the inverse transform: each place points to the next character's
    let sum = 0;
    for (let i = 0; i < 256; i++) {
      const k = counts[i];
      counts[i] = sum;
      sum += k;
    }
    for (let i = 0; i < n; i++) words[counts[words[i] & 255]++] |= i << 8;
    return unrun(words, origin, n);
  }
}

function decodeTable(lengths: Uint8Array) {
  const limit = new Int32Array(22).fill(-1);
  const base = new Int32Array(22);
  const perm = new Uint16Array(lengths.length);
  let min = 20;
  let at = 0;
  for (const l of lengths) min = Math.min(min, l);
  let code = 0;
  for (let l = 1; l <= 20; l++) {
    const first = at;
    for (let i = 0; i < lengths.length; i++) if (lengths[i] === l) perm[at++] = i;
    base[l] = code - first;
    code += at - first;
    limit[l] = at > first ? code - 1 : l < min ? -1 : code - 1;
    code <<= 1;
  }
  return { limit, base, perm, min };
}

/** The block's bytes: four equal ones are followed by a count of more. */
function unrun(words: Int32Array, origin: number, n: number): Uint8Array {
  let out = new Uint8Array(n + (n >> 2) + 64);
  let at = 0;
  let p = words[origin];
  let last = -1;
  let same = 0;
  for (let i = 0; i < n; i++) {
    p = words[p >>> 8];
    const c = p & 255;
    if (at + 256 > out.length) {
      const more = new Uint8Array(out.length * 2);
      more.set(out);
      out = more;
    }
    if (same === 4) {
      out.fill(last, at, at + c);
      at += c;
      same = 0;
      last = -1;
      continue;
    }
    if (c === last) same++;
    else {
      last = c;
      same = 1;
    }
    out[at++] = c;
  }
  return out.slice(0, at);
}

// Compression -----------------------------------------------------------------------------

/** A compressor. */
export class Bzip2 {
  private out: number[] = [];
  private buf = 0;
  private nbits = 0;
  private readonly block: Uint8Array;
  private n = 0;
  private last = -1;
  private same = 0;
  private crc = -1;
  private combined = 0;

  constructor(level: number) {
    this.block = new Uint8Array(level * 100000);
    for (const b of [0x42, 0x5a, 0x68, 48 + level]) this.out.push(b);
  }

  /** Compresses; returns what is ready. */
  write(data: Uint8Array): Uint8Array {
    const t = table();
    const room = this.block.length - 19;
    for (let i = 0; i < data.length; i++) {
      const c = data[i];
      if (c === this.last && this.same < 255) this.same++;
      else {
        this.endRun();
        if (this.n >= room - 5) this.endBlock();
        this.last = c;
        this.same = 1;
      }
      this.crc = this.crc << 8 ^ t[(this.crc >>> 24 ^ c) & 255];
    }
    return this.ready();
  }

  /** Ends the stream. */
  finish(): Uint8Array {
    this.endRun();
    this.endBlock();
    for (const w of [0x1772, 0x4538, 0x5090]) this.put(w, 16);
    this.put(this.combined >>> 16, 16);
    this.put(this.combined & 0xffff, 16);
    if (this.nbits > 0) this.put(0, 8 - this.nbits);
    return this.ready();
  }

  private ready(): Uint8Array {
    const r = Uint8Array.from(this.out);
    this.out = [];
    return r;
  }

  private put(v: number, n: number): void {
    this.buf = this.buf << n | v;
    this.nbits += n;
    while (this.nbits >= 8) {
      this.nbits -= 8;
      this.out.push(this.buf >>> this.nbits & 255);
    }
    this.buf &= (1 << this.nbits) - 1;
  }

  private endRun(): void {
    const { block, last } = this;
    const k = Math.min(this.same, 4);
    for (let i = 0; i < k; i++) block[this.n++] = last;
    if (k === 4) block[this.n++] = this.same - 4;
    this.same = 0;
    this.last = -1;
  }

  private endBlock(): void {
    const { n } = this;
    if (n === 0) return;
    const crc = ~this.crc;
    this.combined = (this.combined << 1 | this.combined >>> 31) ^ crc;
    const data = this.block.subarray(0, n);
    const rotation = sortRotations(data);
    for (const w of [0x3141, 0x5926, 0x5359]) this.put(w, 16);
    this.put(crc >>> 16, 16);
    this.put(crc & 0xffff, 16);
    this.put(0, 1);
    const origin = rotation.indexOf(0);
    this.put(origin >> 12, 12);
    this.put(origin & 4095, 12);
    const has = new Uint8Array(256);
    for (let i = 0; i < n; i++) has[data[i]] = 1;
    let groups = 0;
    for (let g = 0; g < 16; g++) {
      if (has.subarray(g * 16, g * 16 + 16).includes(1)) groups |= 1 << 15 - g;
    }
    this.put(groups, 16);
    for (let g = 0; g < 16; g++) {
      if ((groups >> 15 - g & 1) === 0) continue;
      for (let k = 0; k < 16; k++) this.put(has[g * 16 + k], 1);
    }
    this.symbols(moveToFront(data, rotation, has), has.reduce((a, b) => a + b, 0) + 2);
    this.n = 0;
    this.crc = -1;
  }

  /** The Huffman codes, and the symbols in them. */
  private symbols(syms: Uint16Array, alpha: number): void {
    const n = syms.length;
    const ntables = n < 200 ? 2 : n < 600 ? 3 : n < 1200 ? 4 : n < 2400 ? 5 : 6;
    const nselectors = Math.ceil(n / 50);
    const selectors = new Uint8Array(nselectors);
    // at first each table is for a part of the alphabet
    let lengths: Uint8Array[] = [];
    const freq = new Uint32Array(alpha);
    for (let i = 0; i < n; i++) freq[syms[i]]++;
    let from = 0;
    let left = n;
    for (let t = ntables; t > 0; t--) {
      const goal = Math.floor(left / t);
      let to = from;
      let sum = 0;
      while (to < alpha && (sum < goal || to === from)) sum += freq[to++];
      const l = new Uint8Array(alpha).fill(15);
      l.fill(1, from, to);
      lengths.push(l);
      left -= sum;
      from = to;
    }
    for (let round = 0; round < 4; round++) {
      const counts = lengths.map(() => new Uint32Array(alpha).fill(1));
      for (let g = 0; g < nselectors; g++) {
        const end = Math.min(n, g * 50 + 50);
        let best = 0;
        let cost = Infinity;
        for (let t = 0; t < ntables; t++) {
          let c = 0;
          for (let i = g * 50; i < end; i++) c += lengths[t][syms[i]];
          if (c < cost) {
            cost = c;
            best = t;
          }
        }
        selectors[g] = best;
        for (let i = g * 50; i < end; i++) counts[best][syms[i]]++;
      }
      lengths = counts.map((c) => huffman(c, 17));
    }
    this.put(ntables, 3);
    this.put(nselectors, 15);
    const order = [0, 1, 2, 3, 4, 5];
    for (const s of selectors) {
      const j = order.indexOf(s);
      for (let k = 0; k < j; k++) this.put(1, 1);
      this.put(0, 1);
      order.splice(j, 1);
      order.unshift(s);
    }
    const words = lengths.map((l) => {
      let length = l[0];
      this.put(length, 5);
      for (let i = 0; i < alpha; i++) {
        for (; length < l[i]; length++) this.put(2, 2);
        for (; length > l[i]; length--) this.put(3, 2);
        this.put(0, 1);
      }
      const w = new Uint32Array(alpha);
      for (let k = 1, code = 0; k <= 17; k++, code <<= 1) {
        for (let i = 0; i < alpha; i++) if (l[i] === k) w[i] = code++;
      }
      return w;
    });
    for (let i = 0; i < n; i++) {
      const t = selectors[Math.floor(i / 50)];
      this.put(words[t][syms[i]], lengths[t][syms[i]]);
    }
  }
}

/** The order of a block's rotations, by doubling the length that is sorted. */
function sortRotations(data: Uint8Array): Int32Array {
  const n = data.length;
  const order = new Int32Array(n);
  const next = new Int32Array(n);
  let rank = new Int32Array(n);
  let fresh = new Int32Array(n);
  const counts = new Int32Array(Math.max(256, n) + 1);
  for (let i = 0; i < n; i++) counts[data[i] + 1]++;
  for (let i = 0; i < 256; i++) counts[i + 1] += counts[i];
  const starts = counts.slice(0, 257);
  for (let i = 0; i < n; i++) order[starts[data[i]]++] = i;
  let classes = 1;
  rank[order[0]] = 0;
  for (let i = 1; i < n; i++) {
    if (data[order[i]] !== data[order[i - 1]]) classes++;
    rank[order[i]] = classes - 1;
  }
  for (let k = 1; k < n && classes < n; k *= 2) {
    for (let i = 0; i < n; i++) {
      const p = order[i] - k;
      next[i] = p < 0 ? p + n : p;
    }
    counts.fill(0, 0, classes + 1);
    for (let i = 0; i < n; i++) counts[rank[next[i]] + 1]++;
    for (let i = 0; i < classes; i++) counts[i + 1] += counts[i];
    for (let i = 0; i < n; i++) order[counts[rank[next[i]]]++] = next[i];
    fresh[order[0]] = 0;
    let c = 1;
    for (let i = 1; i < n; i++) {
      const a = order[i];
      const b = order[i - 1];
      let x = a + k;
      if (x >= n) x -= n;
      let y = b + k;
      if (y >= n) y -= n;
      if (rank[a] !== rank[b] || rank[x] !== rank[y]) c++;
      fresh[a] = c - 1;
    }
    [rank, fresh] = [fresh, rank];
    classes = c;
  }
  return order;
}

/** The last column, moved to front, with runs of the front as numbers in base 2. */
function moveToFront(data: Uint8Array, rotation: Int32Array, has: Uint8Array): Uint16Array {
  const front: number[] = [];
  has.forEach((h, c) => {
    if (h) front.push(c);
  });
  const mtf = Uint8Array.from(front);
  const n = data.length;
  const out = new Uint16Array(n + 1);
  let at = 0;
  let zeros = 0;
  const flush = (): void => {
    for (; zeros > 0; zeros = zeros - 1 >> 1) out[at++] = zeros & 1 ? 0 : 1;
  };
  for (let i = 0; i < n; i++) {
    const p = rotation[i];
    const c = data[p === 0 ? n - 1 : p - 1];
    if (mtf[0] === c) {
      zeros++;
      continue;
    }
    flush();
    const j = mtf.indexOf(c);
    mtf.copyWithin(1, 0, j);
    mtf[0] = c;
    out[at++] = j + 1;
  }
  flush();
  out[at++] = mtf.length + 1;
  return out.slice(0, at);
}
