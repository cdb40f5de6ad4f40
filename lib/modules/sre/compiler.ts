/**
 * The compiler of regular expressions: a tree of `parser.ts` to the code list
 * that `engine.ts` runs, word for word the one that CPython 3.6's sre_compile
 * gives to `_sre.compile`.
 *
 * @module
 */
import { lowerFor } from "./chars.ts";
import {
  FLAG_ASCII,
  FLAG_DOTALL,
  FLAG_IGNORECASE,
  FLAG_LOCALE,
  FLAG_MULTILINE,
  FLAG_TEMPLATE,
  FLAG_UNICODE,
  INFO_CHARSET,
  INFO_LITERAL,
  INFO_PREFIX,
} from "./constants.ts";
import {
  type Node,
  parse,
  type PatternSource,
  type Sequence,
  type SetItem,
  SreProblem,
  type Warn,
} from "./parser.ts";

export { SreProblem } from "./parser.ts";

const enum Op {
  Failure = 0,
  Success = 1,
  Any = 2,
  AnyAll = 3,
  Assert = 4,
  AssertNot = 5,
  At = 6,
  Branch = 7,
  Category = 9,
  Charset = 10,
  BigCharset = 11,
  Groupref = 12,
  GrouprefExists = 13,
  GrouprefIgnore = 14,
  In = 15,
  InIgnore = 16,
  Info = 17,
  Jump = 18,
  Literal = 19,
  LiteralIgnore = 20,
  Mark = 21,
  MaxUntil = 22,
  MinUntil = 23,
  NotLiteral = 24,
  NotLiteralIgnore = 25,
  Negate = 26,
  Range = 27,
  Repeat = 28,
  RepeatOne = 29,
  MinRepeatOne = 31,
  RangeIgnore = 32,
}

/** What a pattern compiles to: the arguments of `_sre.compile`. */
export interface CompiledPattern {
  /** The flags, those of the pattern's text included. */
  readonly flags: number;
  /** The code list. */
  readonly code: number[];
  /** The number of groups, without group 0. */
  readonly groups: number;
  /** Group numbers by name. */
  readonly groupindex: ReadonlyMap<string, number>;
  /** Names by group number, null where a group has none. */
  readonly indexgroup: readonly (string | null)[];
}

/** Lower case characters that have one upper case, so that ignoring case must take them for equal. */
const EQUIVALENCES: readonly (readonly number[])[] = [
  [0x69, 0x131],
  [0x73, 0x17f],
  [0xb5, 0x3bc],
  [0x345, 0x3b9, 0x1fbe],
  [0x390, 0x1fd3],
  [0x3b0, 0x1fe3],
  [0x3b2, 0x3d0],
  [0x3b5, 0x3f5],
  [0x3b8, 0x3d1],
  [0x3ba, 0x3f0],
  [0x3c0, 0x3d6],
  [0x3c1, 0x3f1],
  [0x3c2, 0x3c3],
  [0x3c6, 0x3d5],
  [0x1e61, 0x1e9b],
  [0xfb05, 0xfb06],
];

const EQUIVALENT: ReadonlyMap<number, readonly number[]> = new Map(
  EQUIVALENCES.flatMap((set) => set.map((c) => [c, set.filter((other) => other !== c)] as const)),
);

/** How a set's members are folded: null where case counts. */
interface Fold {
  readonly lower: (c: number) => number;
  /** The other characters that match a lower case one. */
  readonly others: (c: number) => readonly number[] | undefined;
}

const NO_OTHERS = () => undefined;

function isUnicode(flags: number): boolean {
  return (flags & FLAG_UNICODE) !== 0 && (flags & FLAG_ASCII) === 0;
}

function foldOf(flags: number): Fold | null {
  if ((flags & FLAG_IGNORECASE) === 0) return null;
  const all = isUnicode(flags) && (flags & FLAG_LOCALE) === 0;
  return {
    lower: lowerFor(flags),
    others: all ? (c) => EQUIVALENT.get(c) : NO_OTHERS,
  };
}

/** The number of a category under the flags. */
function categoryCode(category: number, flags: number): number {
  // LOCALE changes words only
  if ((flags & FLAG_LOCALE) !== 0) {
    return category === 4 || category === 5 ? category + 4 : category;
  }
  return isUnicode(flags) ? category + 10 : category;
}

/** The number of a position under the flags. */
function atCode(at: number, flags: number): number {
  if ((flags & FLAG_MULTILINE) !== 0 && (at === 0 || at === 5)) return at + 1;
  if (at === 3 || at === 4) {
    if ((flags & FLAG_LOCALE) !== 0) return at + 5;
    if (isUnicode(flags)) return at + 7;
  }
  return at;
}

/** Emits code. Skips are relative to their own place. */
class Emitter {
  readonly code: number[] = [];

  /** Makes room for a skip. */
  private reserve(): number {
    return this.code.push(0) - 1;
  }

  /** Lets a skip lead to here. */
  private land(skip: number, extra = 0): void {
    this.code[skip] = this.code.length - skip + extra;
  }

  sequence(s: Sequence, flags: number): void {
    for (const node of s.nodes) this.node(node, flags);
  }

  private node(node: Node, flags: number): void {
    const code = this.code;
    switch (node.op) {
      case "literal":
      case "not_literal":
        this.literal(node.c, node.op === "not_literal", flags);
        break;
      case "any":
        code.push((flags & FLAG_DOTALL) !== 0 ? Op.AnyAll : Op.Any);
        break;
      case "in": {
        const fold = foldOf(flags);
        code.push(fold === null ? Op.In : Op.InIgnore);
        const skip = this.reserve();
        this.charset(node.items, flags, fold);
        this.land(skip);
        break;
      }
      case "at":
        code.push(Op.At, atCode(node.at, flags));
        break;
      case "branch":
        this.branch(node.items, flags);
        break;
      case "subpattern": {
        const group = node.group;
        if (group !== null) code.push(Op.Mark, (group - 1) * 2);
        this.sequence(node.body, (flags | node.addFlags) & ~node.delFlags);
        if (group !== null) code.push(Op.Mark, (group - 1) * 2 + 1);
        break;
      }
      case "max_repeat":
      case "min_repeat":
        this.repeat(node.op === "max_repeat", node.min, node.max, node.body, flags);
        break;
      case "assert":
      case "assert_not": {
        code.push(node.op === "assert" ? Op.Assert : Op.AssertNot);
        const skip = this.reserve();
        if (node.dir > 0) {
          code.push(0);
        } else {
          const [lo, hi] = node.body.width();
          if (lo !== hi) {
            throw new SreProblem("error", "look-behind requires fixed-width pattern");
          }
          code.push(lo);
        }
        this.sequence(node.body, flags);
        code.push(Op.Success);
        this.land(skip);
        break;
      }
      case "groupref": {
        const ignore = (flags & FLAG_IGNORECASE) !== 0;
        code.push(ignore ? Op.GrouprefIgnore : Op.Groupref, node.group - 1);
        break;
      }
      case "groupref_exists": {
        code.push(Op.GrouprefExists, node.group - 1);
        const yes = this.reserve();
        this.sequence(node.yes, flags);
        if (node.no !== null && node.no.nodes.length > 0) {
          code.push(Op.Jump);
          const no = this.reserve();
          this.land(yes, 1);
          this.sequence(node.no, flags);
          this.land(no);
        } else {
          this.land(yes, 1);
        }
        break;
      }
    }
  }

  private literal(c: number, not: boolean, flags: number): void {
    const code = this.code;
    const fold = foldOf(flags);
    if (fold === null) {
      code.push(not ? Op.NotLiteral : Op.Literal, c);
      return;
    }
    const lower = fold.lower(c);
    const others = fold.others(lower);
    if (others === undefined) {
      code.push(not ? Op.NotLiteralIgnore : Op.LiteralIgnore, lower);
      return;
    }
    code.push(Op.InIgnore);
    const skip = this.reserve();
    if (not) code.push(Op.Negate);
    for (const k of [lower, ...others]) code.push(Op.Literal, k);
    code.push(Op.Failure);
    this.land(skip);
  }

  private branch(items: readonly Sequence[], flags: number): void {
    const code = this.code;
    code.push(Op.Branch);
    const ends: number[] = [];
    for (const item of items) {
      const skip = this.reserve();
      this.sequence(item, flags);
      code.push(Op.Jump);
      ends.push(this.reserve());
      this.land(skip);
    }
    code.push(Op.Failure);
    for (const end of ends) this.land(end);
  }

  private repeat(greedy: boolean, min: number, max: number, body: Sequence, flags: number): void {
    const code = this.code;
    if ((flags & FLAG_TEMPLATE) !== 0) {
      const name = greedy ? "MAX_REPEAT" : "MIN_REPEAT";
      throw new SreProblem("error", `internal: unsupported template operator ${name}`);
    }
    const [lo, hi] = body.width();
    const one = lo === 1 && hi === 1 && body.nodes[0].op !== "subpattern";
    code.push(!one ? Op.Repeat : greedy ? Op.RepeatOne : Op.MinRepeatOne);
    const skip = this.reserve();
    code.push(min, max);
    this.sequence(body, flags);
    if (one) code.push(Op.Success);
    this.land(skip);
    if (!one) code.push(greedy ? Op.MaxUntil : Op.MinUntil);
  }

  /** The members of a set and the end mark. */
  private charset(items: readonly SetItem[], flags: number, fold: Fold | null): void {
    const code = this.code;
    for (const item of optimizeCharset(items, fold)) {
      switch (item.op) {
        case "negate":
          code.push(Op.Negate);
          break;
        case "literal":
          code.push(Op.Literal, item.c);
          break;
        case "range":
          code.push(Op.Range, item.lo, item.hi);
          break;
        case "range_ignore":
          code.push(Op.RangeIgnore, item.lo, item.hi);
          break;
        case "category":
          code.push(Op.Category, categoryCode(item.category, flags));
          break;
        case "bitmap":
          code.push(item.words.length === 8 ? Op.Charset : Op.BigCharset, ...item.words);
          break;
      }
    }
    code.push(Op.Failure);
  }

  /** The block at the start: the width, and what the pattern begins with. */
  info(s: Sequence, flags: number): void {
    const code = this.code;
    const [lo, hi] = s.width();
    if (lo === 0) {
      code.push(Op.Info, 4, 0, lo, hi);
      return;
    }
    let prefix: Prefix = { chars: [], skip: 0, whole: false };
    let charset: readonly SetItem[] = [];
    if ((flags & FLAG_IGNORECASE) === 0) {
      prefix = literalPrefix(s);
      if (prefix.chars.length === 0) charset = charsetPrefix(s);
    }
    const { chars } = prefix;
    code.push(Op.Info);
    const skip = this.reserve();
    let mask = 0;
    if (chars.length > 0) {
      mask = INFO_PREFIX;
      if (prefix.skip === null && prefix.whole) mask |= INFO_LITERAL;
    } else if (charset.length > 0) {
      mask = INFO_CHARSET;
    }
    code.push(mask, lo, hi);
    if (chars.length > 0) {
      code.push(chars.length, prefix.skip ?? chars.length, ...chars, ...overlapTable(chars));
    } else if (charset.length > 0) {
      this.charset(charset, flags, null);
    }
    this.land(skip);
  }
}

/** A member of a set as it is emitted. */
type EmittedItem =
  | SetItem
  | { readonly op: "range_ignore"; readonly lo: number; readonly hi: number }
  | { readonly op: "bitmap"; readonly words: readonly number[] };

/** Which characters below its size are in a set. */
class CharMap {
  bits: Uint8Array = new Uint8Array(256);

  /** Adds a member; false where it has characters beyond the map. */
  add(item: SetItem, fold: Fold | null): boolean {
    const lo = item.op === "literal" ? item.c : item.op === "range" ? item.lo : 0;
    const hi = item.op === "literal" ? item.c : item.op === "range" ? item.hi : -1;
    const size = this.bits.length;
    if (fold === null) {
      this.bits.fill(1, Math.min(lo, size), Math.min(hi + 1, size));
      return hi < size;
    }
    for (let c = lo; c <= hi; c++) {
      const lower = fold.lower(c);
      if (lower >= size) return false;
      this.bits[lower] = 1;
      for (const other of fold.others(lower) ?? []) {
        if (other >= size) return false;
        this.bits[other] = 1;
      }
    }
    return true;
  }

  grow(): void {
    const larger = new Uint8Array(0x10000);
    larger.set(this.bits);
    this.bits = larger;
  }

  /** The runs of members, or null where there are more than two. */
  runs(): [start: number, end: number][] | null {
    const out: [number, number][] = [];
    for (let at = 0;;) {
      const start = this.bits.indexOf(1, at);
      if (start < 0) return out;
      if (out.length === 2) return null;
      const end = this.bits.indexOf(0, start);
      out.push([start, end < 0 ? this.bits.length : end]);
      if (end < 0) return out;
      at = end;
    }
  }
}

/** A member with characters beyond the map; the engine folds those of a range itself. */
function beyond(item: SetItem, fold: Fold | null): EmittedItem {
  return fold !== null && item.op === "range"
    ? { op: "range_ignore", lo: item.lo, hi: item.hi }
    : item;
}

/** Chooses between members one by one, a bitmap and a two-level bitmap. */
function optimizeCharset(items: readonly SetItem[], fold: Fold | null): readonly EmittedItem[] {
  const out: EmittedItem[] = [];
  const tail: EmittedItem[] = [];
  const map = new CharMap();
  for (const item of items) {
    if (item.op === "negate") {
      out.push(item);
    } else if (item.op === "category") {
      tail.push(item);
    } else if (!map.add(item, fold)) {
      const small = map.bits.length === 256;
      if (small) map.grow();
      if (!small || !map.add(item, fold)) tail.push(beyond(item, fold));
    }
  }
  const runs = map.runs();
  if (runs !== null) {
    for (const [start, end] of runs) {
      out.push(
        end - start === 1 ? { op: "literal", c: start } : { op: "range", lo: start, hi: end - 1 },
      );
    }
    out.push(...tail);
    return fold !== null || out.length < items.length ? out : items;
  }
  out.push({
    op: "bitmap",
    words: map.bits.length === 256 ? words(map.bits) : bigCharset(map.bits),
  });
  out.push(...tail);
  return out;
}

/** 32 members to a word, the first in the lowest bit. */
function words(bits: Uint8Array): number[] {
  const out: number[] = [];
  for (let i = 0; i < bits.length; i += 32) {
    let word = 0;
    for (let k = 0; k < 32; k++) if (bits[i + k] !== 0) word |= 1 << k;
    out.push(word >>> 0);
  }
  return out;
}

/** The number of different blocks of 256, which block stands where, and the blocks. */
function bigCharset(bits: Uint8Array): number[] {
  const numbers = new Map<string, number>();
  const mapping = new Uint8Array(256);
  const blocks: number[] = [];
  for (let i = 0; i < 256; i++) {
    const block = words(bits.subarray(i * 256, i * 256 + 256));
    const key = block.join();
    let n = numbers.get(key);
    if (n === undefined) {
      n = numbers.size;
      numbers.set(key, n);
      blocks.push(...block);
    }
    mapping[i] = n;
  }
  const view = new DataView(mapping.buffer);
  const index = Array.from({ length: 64 }, (_, i) => view.getUint32(4 * i, true));
  return [numbers.size, ...index, ...blocks];
}

interface Prefix {
  chars: number[];
  /** How many characters come before the first group; null without one. */
  skip: number | null;
  /** The prefix is all of the sequence. */
  whole: boolean;
}

/** The text that a sequence starts with. */
function literalPrefix(s: Sequence): Prefix {
  const chars: number[] = [];
  let skip: number | null = null;
  for (const node of s.nodes) {
    if (node.op === "literal") {
      chars.push(node.c);
      continue;
    }
    if (node.op !== "subpattern" || (node.addFlags & FLAG_IGNORECASE) !== 0) {
      return { chars, skip, whole: false };
    }
    const inner = literalPrefix(node.body);
    if (skip === null) {
      if (node.group !== null) skip = chars.length;
      else if (inner.skip !== null) skip = chars.length + inner.skip;
    }
    for (const c of inner.chars) chars.push(c);
    if (!inner.whole) return { chars, skip, whole: false };
  }
  return { chars, skip, whole: true };
}

/** The set that a sequence's first character is of, empty where it is not known. */
function charsetPrefix(s: Sequence): readonly SetItem[] {
  let node = s.nodes[0];
  if (node === undefined) return [];
  if (node.op === "in") return node.items;
  if (node.op === "subpattern") {
    if (node.body.nodes.length === 0 || (node.addFlags & FLAG_IGNORECASE) !== 0) return [];
    node = node.body.nodes[0];
    if (node.op === "literal") return [{ op: "literal", c: node.c }];
  }
  if (node.op !== "branch") return [];
  const out: SetItem[] = [];
  for (const item of node.items) {
    const first = item.nodes[0];
    if (first === undefined || first.op !== "literal") return [];
    out.push({ op: "literal", c: first.c });
  }
  return out;
}

/** The table of Knuth, Morris and Pratt: how much of the prefix ends at each of its places. */
function overlapTable(prefix: readonly number[]): number[] {
  const table = [0];
  for (let i = 1; i < prefix.length; i++) {
    let k = table[i - 1];
    while (k > 0 && prefix[i] !== prefix[k]) k = table[k - 1];
    table.push(prefix[i] === prefix[k] ? k + 1 : 0);
  }
  return table;
}

/**
 * Compiles a parsed pattern.
 *
 * @param flags Those given to re.compile().
 */
export function compileSequence(s: Sequence, flags: number): CompiledPattern {
  const state = s.state;
  const all = state.flags | flags;
  const emitter = new Emitter();
  emitter.info(s, all);
  emitter.sequence(s, all);
  emitter.code.push(Op.Success);
  const indexgroup: (string | null)[] = new Array(state.groups).fill(null);
  for (const [name, group] of state.names) indexgroup[group] = name;
  return {
    flags: all,
    code: emitter.code,
    groups: state.groups - 1,
    groupindex: state.names,
    indexgroup,
  };
}

/**
 * Parses and compiles a pattern.
 *
 * @param pattern A str (as string, or code points) or bytes.
 * @param flags FLAG_* bits.
 * @param warn Called for each DeprecationWarning.
 * @throws {SreProblem} Where the pattern is wrong.
 */
export function compile(pattern: PatternSource, flags: number, warn?: Warn): CompiledPattern {
  return compileSequence(parse(pattern, flags, warn), flags);
}
