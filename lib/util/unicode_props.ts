/**
 * Properties of characters in Unicode 9.0 and 3.2, and normalization, over the
 * packed tables.
 *
 * @module
 */
import {
  CHANGED_SINCE_3_2,
  NEW_SINCE_3_2,
  NOT_COMPOSED,
  NUMERIC,
  RECORDS,
  RUNS,
} from "./unicode_data.ts";
import { DECOMPOSITIONS, TAGS } from "./unicode_decomposition.ts";

/** What a character is. */
export interface CharRecord {
  readonly category: string;
  readonly bidirectional: string;
  readonly combining: number;
  readonly width: string;
  readonly mirrored: number;
}

/** How a character decomposes: its tag ("" where canonical) and the parts. */
export interface Decomposition {
  readonly tag: string;
  readonly points: readonly number[];
}

const b36 = (s: string): number => parseInt(s, 36);

function record(fields: readonly string[]): CharRecord {
  return {
    category: fields[0],
    bidirectional: fields[1],
    combining: Number(fields[2]),
    width: fields[3],
    mirrored: Number(fields[4]),
  };
}

let records: CharRecord[] | null = null;
/** Two stages: pages of 256 code points. */
let pages: Uint8Array[] | null = null;

function unpackRecords(): void {
  records = RECORDS().split(/\s/).map((r) => record(r.split(",")));
  pages = [];
  const shared = new Map<number, Uint8Array>();
  let page = new Uint8Array(256);
  let at = 0;
  for (const run of RUNS().split(/\s/)) {
    const [count, index] = run.split(".");
    const value = b36(index);
    let n = count === "" ? 1 : b36(count);
    while (n > 0) {
      const from = at & 255;
      const part = Math.min(n, 256 - from);
      if (part === 256) {
        let whole = shared.get(value);
        if (whole === undefined) shared.set(value, whole = new Uint8Array(256).fill(value));
        pages.push(whole);
      } else {
        page.fill(value, from, from + part);
        if (from + part === 256) {
          pages.push(page);
          page = new Uint8Array(256);
        }
      }
      at += part;
      n -= part;
    }
  }
}

/** The properties of a character in Unicode 9.0. */
export function charRecord(c: number): CharRecord {
  if (records === null) unpackRecords();
  return records![pages![c >> 8][c & 255]];
}

// 3.2 ---------------------------------------------------------------------------

let newRuns: Uint32Array | null = null;
let changes: Map<number, CharRecord> | null = null;

/** Whether a code point that 9.0 assigns was not assigned in 3.2. */
export function isNewSince32(c: number): boolean {
  if (newRuns === null) {
    // the ends of the runs
    let sum = 0;
    newRuns = Uint32Array.from(NEW_SINCE_3_2().split(/\s/), (n) => sum += b36(n));
  }
  let lo = 0;
  let hi = newRuns.length;
  while (lo < hi) {
    const mid = lo + hi >> 1;
    if (newRuns[mid] <= c) lo = mid + 1;
    else hi = mid;
  }
  return lo % 2 === 1;
}

/** The properties of a character in Unicode 3.2. */
export function charRecord32(c: number): CharRecord {
  if (isNewSince32(c)) return charRecord(0x378);
  if (changes === null) {
    changes = new Map();
    for (const entry of CHANGED_SINCE_3_2().split(/\s/)) {
      const [first, count, ...fields] = entry.split(",");
      const n = count === "" ? 1 : b36(count);
      for (let i = 0; i < n; i++) {
        const p = b36(first) + i;
        const r = charRecord(p);
        const was = [r.category, r.bidirectional, String(r.combining), r.width, String(r.mirrored)];
        changes.set(p, record(was.map((v, k) => fields[k] === "" ? v : fields[k])));
      }
    }
  }
  return changes.get(c) ?? charRecord(c);
}

// Numbers -----------------------------------------------------------------------

let numbers: Map<number, number> | null = null;

/** The numeric value of a character, or undefined. */
export function numericValue(c: number): number | undefined {
  if (numbers === null) {
    numbers = new Map();
    for (const entry of NUMERIC().split(/\s/)) {
      const [first, count, value, step] = entry.split(",");
      const [a, b = "1"] = value.split("/");
      const n = count === "" ? 1 : b36(count);
      for (let i = 0; i < n; i++) {
        numbers.set(b36(first) + i, Number(a) / Number(b) + (step === "0" ? 0 : i));
      }
    }
  }
  return numbers.get(c);
}

// Decomposition -------------------------------------------------------------------

let decompositions: Map<number, Decomposition> | null = null;
/** By first part * 2**21 + second part. */
let compositions: Map<number, number> | null = null;

function unpackDecompositions(): Map<number, Decomposition> {
  const map = new Map<number, Decomposition>();
  let at = -1;
  for (const entry of DECOMPOSITIONS().split(/\s/)) {
    const m = /^([0-9a-z]*)([A-Z:])(.*)$/.exec(entry)!;
    at += m[1] === "" ? 1 : b36(m[1]);
    const points = m[3].split(",").map((p) => p[0] === "+" ? at + b36(p.slice(1)) : b36(p));
    map.set(at, { tag: m[2] === ":" ? "" : TAGS[m[2].charCodeAt(0) - 65], points });
  }
  return map;
}

/** How a character decomposes, or undefined; Hangul syllables are not in the table. */
export function decomposition(c: number): Decomposition | undefined {
  return (decompositions ??= unpackDecompositions()).get(c);
}

function composition(a: number, b: number): number | undefined {
  if (compositions === null) {
    compositions = new Map();
    const never = new Set(NOT_COMPOSED().split(/\s/).map(b36));
    decomposition(0);
    for (const [c, { tag, points }] of decompositions!) {
      if (tag === "" && points.length === 2 && !never.has(c)) {
        compositions.set(points[0] * 2097152 + points[1], c);
      }
    }
  }
  return compositions.get(a * 2097152 + b);
}

const S = 0xac00;
const L = 0x1100;
const V = 0x1161;
const T = 0x11a7;

/** Characters whose decomposition was corrected after 3.2. */
const CORRECTED: Readonly<Record<number, number>> = {
  0x2f868: 0x2136a,
  0x2f874: 0x5f33,
  0x2f91f: 0x43ab,
  0x2f95f: 0x7aae,
  0x2f9bf: 0x4d57,
};

function decompose(c: number, compat: boolean, old: boolean, out: number[]): void {
  if (c < 0xa0) {
    out.push(c);
    return;
  }
  if (c >= S && c < S + 11172) {
    const i = c - S;
    out.push(L + Math.floor(i / 588), V + Math.floor(i % 588 / 28));
    if (i % 28 !== 0) out.push(T + i % 28);
    return;
  }
  if (old) {
    if (CORRECTED[c] !== undefined) {
      out.push(CORRECTED[c]);
      return;
    }
    if (isNewSince32(c)) {
      out.push(c);
      return;
    }
  }
  const d = decomposition(c);
  if (d === undefined || (d.tag !== "" && !compat)) out.push(c);
  else for (const p of d.points) decompose(p, compat, old, out);
}

/** The code points of a text in a normal form. */
export function normalizePoints(
  points: ArrayLike<number>,
  compose: boolean,
  compat: boolean,
  old: boolean,
): number[] {
  const out: number[] = [];
  for (let i = 0; i < points.length; i++) decompose(points[i], compat, old, out);
  // combining characters in the order of their classes, equal ones as they came
  const classes = out.map((c) => c < 0x300 ? 0 : charRecord(c).combining);
  for (let i = 1; i < out.length; i++) {
    const k = classes[i];
    if (k === 0) continue;
    const c = out[i];
    let j = i;
    for (; j > 0 && classes[j - 1] > k; j--) {
      out[j] = out[j - 1];
      classes[j] = classes[j - 1];
    }
    out[j] = c;
    classes[j] = k;
  }
  return compose ? composed(out, classes) : out;
}

function composed(points: readonly number[], classes: readonly number[]): number[] {
  const out: number[] = [];
  let starter = -1;
  let last = 0;
  for (let i = 0; i < points.length; i++) {
    const c = points[i];
    const k = classes[i];
    if (starter >= 0) {
      const adjacent = starter === out.length - 1;
      const s = out[starter];
      if (adjacent || last < k) {
        let joined: number | undefined;
        if (s >= L && s < L + 19 && c >= V && c < V + 21 && adjacent) {
          joined = S + ((s - L) * 21 + c - V) * 28;
        } else if (
          s >= S && s < S + 11172 && (s - S) % 28 === 0 && c > T && c < T + 28 && adjacent
        ) {
          joined = s + c - T;
        } else joined = composition(s, c);
        if (joined !== undefined) {
          out[starter] = joined;
          continue;
        }
      }
    }
    if (k === 0) starter = out.length;
    last = k;
    out.push(c);
  }
  return out;
}
