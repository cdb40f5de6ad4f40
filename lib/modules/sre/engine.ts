/**
 * The regular expression engine: runs the code that CPython 3.6's sre_compile
 * makes, with the results of Modules/sre_lib.h.
 *
 * It is a backtracking machine. The C code's recursion is a stack of integers
 * here: each choice still open is an entry, its kind on top. When a way fails,
 * the innermost entry says what to restore and where to go on. A REPEAT's
 * counter is a slot in three parallel arrays, taken and given back in stack
 * order.
 *
 * Text is a JavaScript string where each character is one UTF-16 unit, else an
 * array of code points; bytes are Latin-1 text. Positions are characters.
 *
 * Groups follow the C code in what it leaves undone: a way that fails gives
 * back `lastmark`, but the marks below it only inside repetitions.
 *
 * @module
 */
import { meter } from "../../core/meter.ts";
import { isAlnum, lowerFor } from "./chars.ts";
import { CharSet } from "./charset.ts";
import { firstCharacters } from "./first.ts";
import { INFO_CHARSET, INFO_LITERAL, INFO_PREFIX } from "./constants.ts";
import { decodeLatin1, toCodePoints } from "../../util/utf8.ts";

// same-file const enums are what the transpiler turns into numbers
const enum Op {
  Failure = 0,
  Success = 1,
  Any = 2,
  AnyAll = 3,
  Assert = 4,
  AssertNot = 5,
  At = 6,
  Branch = 7,
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
  Repeat = 28,
  RepeatOne = 29,
  MinRepeatOne = 31,
}

/** The kinds of entries on the stack. */
const enum Entry {
  /** marks..., alternative, ptr, lastmark, lastindex, repeat, n */
  Branch,
  /** pc, ptr, count, lastmark, lastindex, repeat */
  RepeatOne,
  MinRepeatOne,
  /** rep, count: a counter to set back */
  Count,
  /** marks..., rep, tail, ptr, count, last, lastmark, lastindex, n */
  MaxUntil,
  /** rep, ptr, count, lastmark, lastindex */
  MinUntil,
  /** rep, count, last */
  MinUntilBody,
  /** nothing: a counter to give back */
  Repeat,
  /** pc, ptr, repeat, barrier, counters */
  Assert,
  AssertNot,
}

/** Words of the largest entry without its marks. */
const ENTRY_SIZE = 10;

/** Thrown where the stack would outgrow memory, as CPython raises MemoryError. */
export class SreMemoryProblem {
  /** What there is to say. */
  readonly message = "regular expression stack overflow";
}

const MAX_STACK = 1 << 27;

/** Text to be searched, prepared once. */
export class Subject {
  /** One UTF-16 unit for each character; empty where `points` is there. */
  readonly s: string;
  /** The code points where UTF-16 units do not do. */
  readonly points: Int32Array | null;
  /** The number of characters. */
  readonly length: number;

  constructor(source: string | readonly number[] | Uint8Array) {
    this.points = null;
    if (source instanceof Uint8Array) {
      this.s = decodeLatin1(source);
    } else if (typeof source !== "string") {
      this.s = "";
      this.points = Int32Array.from(source);
    } else if (/[\ud800-\udbff][\udc00-\udfff]/.test(source)) {
      this.s = "";
      this.points = Int32Array.from(toCodePoints(source));
    } else {
      this.s = source;
    }
    this.length = this.points?.length ?? this.s.length;
  }
}

/** How much of the subject must match, from where. */
export type MatchMode = "match" | "fullmatch" | "search";

/** A match. */
export interface SreMatch {
  /** Start and end of the match and of each group in turn; -1 where a group took no part. */
  readonly marks: readonly number[];
  /** The number of the group that was closed last, or -1 (`lastindex`, where None is -1). */
  readonly lastindex: number;
}

function isWord(c: number, unicode: boolean): boolean {
  return c === 95 || ((c < 128 || unicode) && isAlnum(c));
}

/** A compiled pattern, ready to run. */
export class SreCode {
  private readonly code: Int32Array;
  /** The sets by the place of their program. */
  private readonly sets: (CharSet | undefined)[];
  private readonly lower: (c: number) => number;
  private stack: Int32Array = new Int32Array(256);
  /** Ends of groups: 2n and 2n + 1 belong to group n + 1. */
  private readonly marks: Int32Array;
  private lastmark = -1;
  private lastindex = -1;
  private repCode: number[] = [];
  private repCount: number[] = [];
  private repPrevious: number[] = [];
  private repLast: number[] = [];
  private reps = 0;
  /** Where the last successful run ended. */
  private end = 0;
  private steps = 0;
  private s = "";
  private points: Int32Array | null = null;
  /** The end of the text, or endpos. */
  private limit = 0;
  private busy = false;

  /** The characters a match can start with; null where it is not known, undefined before it was asked. */
  private first: Uint8Array | null | undefined = undefined;
  /** Literal text at the start as a string, where it has no astral characters. */
  private readonly prefix: string | null = null;

  /**
   * @param code The code list; must be valid (see validate.ts).
   * @param flags FLAG_* bits, for the folding of case.
   * @param groups The number of groups, without group 0.
   * @param tick Called every thousand steps; may throw to interrupt the search.
   */
  constructor(
    private readonly words: readonly number[],
    private readonly flags: number,
    readonly groups: number,
    private readonly tick: (() => void) | null = null,
  ) {
    // MAXREPEAT becomes -1
    this.code = Int32Array.from(words, (w) => w | 0);
    this.sets = new Array(words.length).fill(undefined);
    this.marks = new Int32Array(2 * groups);
    this.lower = lowerFor(flags);
    const c = this.code;
    if (c[0] === Op.Info && (c[2] & INFO_PREFIX) !== 0) {
      const chars = words.slice(7, 7 + c[5]);
      if (chars.every((k) => k < 0x10000)) this.prefix = String.fromCharCode(...chars);
    }
  }

  /**
   * Matches.
   *
   * @param subject The text; a {@linkcode Subject} where it is used more than once.
   * @param pos Where to start; clipped to the text.
   * @param endpos Where the text is taken to end.
   */
  match(
    subject: Subject | string | Uint8Array,
    pos = 0,
    endpos = Infinity,
    mode: MatchMode = "search",
  ): SreMatch | null {
    if (this.busy) {
      // a tick that runs Python code may use the same pattern
      return new SreCode(this.words, this.flags, this.groups, this.tick)
        .match(subject, pos, endpos, mode);
    }
    const text = subject instanceof Subject ? subject : new Subject(subject);
    const limit = Math.max(0, Math.min(endpos, text.length));
    const start = Math.max(0, Math.min(pos, text.length));
    this.s = text.s;
    this.points = text.points;
    this.limit = limit;
    this.reset();
    // match() may start behind endpos, as in CPython; nothing but the empty text matches there
    if (start > limit && mode === "search") return null;
    this.busy = true;
    try {
      const at = mode === "search"
        ? this.search(start)
        : this.run(0, start, 0, mode === "fullmatch")
        ? start
        : -1;
      return at < 0 ? null : this.result(at);
    } finally {
      this.busy = false;
      this.s = "";
      this.points = null;
      if (this.stack.length > 0x10000) this.stack = new Int32Array(256);
    }
  }

  private result(start: number): SreMatch {
    const marks = [start, this.end];
    for (let i = 0; i < this.marks.length; i += 2) {
      const set = i + 1 <= this.lastmark && this.marks[i] >= 0 && this.marks[i + 1] >= 0;
      if (set) marks.push(this.marks[i], this.marks[i + 1]);
      else marks.push(-1, -1);
    }
    return { marks, lastindex: this.lastindex };
  }

  private reset(): void {
    this.lastmark = -1;
    this.lastindex = -1;
    this.reps = 0;
  }

  private tickNow(): void {
    if (this.tick !== null) this.tick();
    if (meter !== null) meter.spend(1024);
  }

  /**
   * The first place from `ptr` on where the pattern matches, or -1. Groups that
   * a failed try has left behind stay, as they do in CPython 3.6.
   */
  private search(ptr: number): number {
    const code = this.code;
    let end = this.limit;
    let pc = 0;
    if (code[0] === Op.Info) {
      const mask = code[2];
      const least = code[3];
      pc = 1 + code[1];
      // a width that int32 cannot hold is negative: no text is as long
      if (least < 0 || least > end - ptr) return -1;
      if ((mask & INFO_PREFIX) !== 0) return this.searchPrefix(ptr, pc, mask);
      if ((mask & INFO_CHARSET) !== 0) return this.searchSet(ptr, pc);
      if (least > 1) end = Math.max(ptr, end - least + 1);
    }
    if (this.first === undefined) {
      this.first = firstCharacters({
        code,
        set: (at, ignore) => this.setAt(at, ignore ? this.lower : null),
        lower: this.lower,
      }, pc);
    }
    const { s, points, limit, first } = this;
    for (;; ptr++) {
      if (first !== null) {
        for (; ptr < limit; ptr++) {
          const c = points === null ? s.charCodeAt(ptr) : points[ptr];
          if (c > 255 || first[c] !== 0) break;
        }
        if (ptr >= limit) return -1;
      }
      if (this.run(pc, ptr, 0, false)) return ptr;
      if (ptr >= end) return -1;
    }
  }

  private searchPrefix(ptr: number, pc: number, mask: number): number {
    const code = this.code;
    const length = code[5];
    const skip = code[6];
    const { s, points, limit, prefix } = this;
    // where endpos cuts the text off, a search by the host could run far beyond it
    const native = points === null && prefix !== null && limit === s.length;
    for (;; ptr++) {
      if (native) {
        ptr = s.indexOf(prefix, ptr);
        if (ptr < 0) return -1;
      } else {
        ptr = this.findPrefix(ptr, length);
        if (ptr < 0) return -1;
      }
      if ((mask & INFO_LITERAL) !== 0) {
        this.end = ptr + length;
        return ptr;
      }
      if (this.run(pc + 2 * skip, ptr + skip, 0, false)) return ptr;
    }
  }

  private findPrefix(ptr: number, length: number): number {
    const { code, s, points } = this;
    for (const last = this.limit - length; ptr <= last; ptr++) {
      let i = 0;
      while (
        i < length && (points === null ? s.charCodeAt(ptr + i) : points[ptr + i]) === code[7 + i]
      ) {
        i++;
      }
      if (i === length) return ptr;
    }
    return -1;
  }

  private searchSet(ptr: number, pc: number): number {
    const { s, points, limit } = this;
    const set = this.setAt(5, null);
    const small = set.small;
    for (;; ptr++) {
      for (; ptr < limit; ptr++) {
        const c = points === null ? s.charCodeAt(ptr) : points[ptr];
        if (c < 256 ? small[c] !== 0 : set.large(c)) break;
      }
      if (ptr >= limit) return -1;
      if (this.run(pc, ptr, 0, false)) return ptr;
    }
  }

  /** The set whose program starts at `at`. */
  private setAt(at: number, lower: ((c: number) => number) | null): CharSet {
    return this.sets[at] ??= new CharSet(this.code, at, lower);
  }

  private grow(needed: number): Int32Array {
    if (needed > MAX_STACK) throw new SreMemoryProblem();
    const larger = new Int32Array(Math.max(needed, 2 * this.stack.length));
    larger.set(this.stack);
    return this.stack = larger;
  }

  /** Whether `ptr` is at a position of AT's kinds. */
  private at(kind: number, ptr: number): boolean {
    switch (kind) {
      case 0: // AT_BEGINNING
      case 2: // AT_BEGINNING_STRING
        return ptr === 0;
      case 1: // AT_BEGINNING_LINE
        return ptr === 0 || this.charAt(ptr - 1) === 10;
      case 5: // AT_END
        return ptr === this.limit || (ptr + 1 === this.limit && this.charAt(ptr) === 10);
      case 6: // AT_END_LINE
        return ptr === this.limit || this.charAt(ptr) === 10;
      case 7: // AT_END_STRING
        return ptr === this.limit;
      case 3: // AT_BOUNDARY
      case 8: // AT_LOC_BOUNDARY
        return this.limit > 0 && this.boundary(ptr, false);
      case 4: // AT_NON_BOUNDARY
      case 9: // AT_LOC_NON_BOUNDARY
        return this.limit > 0 && !this.boundary(ptr, false);
      case 10: // AT_UNI_BOUNDARY
        return this.limit > 0 && this.boundary(ptr, true);
      case 11: // AT_UNI_NON_BOUNDARY
        return this.limit > 0 && !this.boundary(ptr, true);
      default:
        return false;
    }
  }

  private charAt(i: number): number {
    return this.points === null ? this.s.charCodeAt(i) : this.points[i];
  }

  /** Whether a word starts or ends at `ptr`. */
  private boundary(ptr: number, unicode: boolean): boolean {
    const before = ptr > 0 && isWord(this.charAt(ptr - 1), unicode);
    return before !== (ptr < this.limit && isWord(this.charAt(ptr), unicode));
  }

  /** The end of the run of up to `max` characters from `ptr` on that match the one item at `pc` (SRE(count)). */
  private count(pc: number, ptr: number, max: number): number {
    const { code, s, points, limit } = this;
    const end = max < 0 || max > limit - ptr ? limit : ptr + max;
    const c = code[pc + 1];
    switch (code[pc]) {
      case Op.AnyAll:
        return end;
      case Op.Any:
        if (points === null) {
          while (ptr < end && s.charCodeAt(ptr) !== 10) ptr++;
        } else {
          while (ptr < end && points[ptr] !== 10) ptr++;
        }
        return ptr;
      case Op.Literal:
        if (points === null) {
          while (ptr < end && s.charCodeAt(ptr) === c) ptr++;
        } else {
          while (ptr < end && points[ptr] === c) ptr++;
        }
        return ptr;
      case Op.NotLiteral:
        if (points === null) {
          while (ptr < end && s.charCodeAt(ptr) !== c) ptr++;
        } else {
          while (ptr < end && points[ptr] !== c) ptr++;
        }
        return ptr;
      case Op.LiteralIgnore:
        while (ptr < end && this.lower(this.charAt(ptr)) === c) ptr++;
        return ptr;
      case Op.NotLiteralIgnore:
        while (ptr < end && this.lower(this.charAt(ptr)) !== c) ptr++;
        return ptr;
      case Op.In:
      case Op.InIgnore: {
        const set = this.setAt(pc + 2, code[pc] === Op.In ? null : this.lower);
        const small = set.small;
        for (; ptr < end; ptr++) {
          const k = points === null ? s.charCodeAt(ptr) : points[ptr];
          if (k < 256 ? small[k] === 0 : !set.large(k)) break;
        }
        return ptr;
      }
      default:
        // something else of width one, such as a reference to a group
        while (ptr < end) {
          const before = ptr;
          const { lastmark, lastindex } = this;
          const matched = this.run(pc, ptr, this.base, false);
          this.lastmark = lastmark;
          this.lastindex = lastindex;
          if (!matched) break;
          ptr = this.end;
          if (ptr === before) break;
        }
        return ptr;
    }
  }

  /** Where a nested run may put its entries. */
  private base = 0;

  /**
   * Runs the code from `start` on at `ptr`; the stack below `base` is somebody else's.
   *
   * @returns Whether it reached SUCCESS; `end` says where.
   */
  private run(start: number, ptr: number, base: number, whole: boolean): boolean {
    const { code, s, points, limit, marks } = this;
    const hasMarks = marks.length > 0;
    let stack = this.stack;
    let sp = base;
    let pc = start;
    let lastmark = this.lastmark;
    let lastindex = this.lastindex;
    let repeat = -1;
    // the place on the stack of the innermost assertion that is being tried
    let barrier = -1;

    if (code[pc] === Op.Info) {
      const least = code[pc + 3];
      if (least < 0 || (least > 0 && least > limit - ptr)) return false;
      pc += 1 + code[pc + 1];
    }

    machine: for (;;) {
      dispatch: switch (code[pc]) {
        case Op.Literal:
          if (ptr < limit && (points === null ? s.charCodeAt(ptr) : points[ptr]) === code[pc + 1]) {
            ptr++;
            pc += 2;
            continue machine;
          }
          break;
        case Op.NotLiteral:
          if (ptr < limit && (points === null ? s.charCodeAt(ptr) : points[ptr]) !== code[pc + 1]) {
            ptr++;
            pc += 2;
            continue machine;
          }
          break;
        case Op.In: {
          if (ptr >= limit) break;
          const c = points === null ? s.charCodeAt(ptr) : points[ptr];
          const set = this.sets[pc + 2] ?? this.setAt(pc + 2, null);
          if (c < 256 ? set.small[c] !== 0 : set.large(c)) {
            ptr++;
            pc += 1 + code[pc + 1];
            continue machine;
          }
          break;
        }
        case Op.InIgnore: {
          if (ptr >= limit) break;
          const c = points === null ? s.charCodeAt(ptr) : points[ptr];
          const set = this.sets[pc + 2] ?? this.setAt(pc + 2, this.lower);
          if (c < 256 ? set.small[c] !== 0 : set.large(c)) {
            ptr++;
            pc += 1 + code[pc + 1];
            continue machine;
          }
          break;
        }
        case Op.Any:
          if (ptr < limit && (points === null ? s.charCodeAt(ptr) : points[ptr]) !== 10) {
            ptr++;
            pc++;
            continue machine;
          }
          break;
        case Op.AnyAll:
          if (ptr < limit) {
            ptr++;
            pc++;
            continue machine;
          }
          break;
        case Op.LiteralIgnore:
          if (ptr < limit && this.lower(this.charAt(ptr)) === code[pc + 1]) {
            ptr++;
            pc += 2;
            continue machine;
          }
          break;
        case Op.NotLiteralIgnore:
          if (ptr < limit && this.lower(this.charAt(ptr)) !== code[pc + 1]) {
            ptr++;
            pc += 2;
            continue machine;
          }
          break;
        case Op.At:
          if (this.at(code[pc + 1], ptr)) {
            pc += 2;
            continue machine;
          }
          break;
        case Op.Mark: {
          const i = code[pc + 1];
          if ((i & 1) !== 0) lastindex = (i >> 1) + 1;
          if (i > lastmark) {
            for (let j = lastmark + 1; j < i; j++) marks[j] = -1;
            lastmark = i;
          }
          marks[i] = ptr;
          pc += 2;
          continue machine;
        }
        case Op.Jump:
        case Op.Info:
          pc += 1 + code[pc + 1];
          continue machine;
        case Op.Success: {
          if (barrier >= 0) {
            // the assertion holds: what was still open inside it is forgotten
            sp = barrier;
            const holds = stack[sp + 5] === Entry.Assert;
            barrier = stack[sp + 3];
            this.reps = stack[sp + 4];
            if (!holds) break;
            pc = stack[sp];
            ptr = stack[sp + 1];
            repeat = stack[sp + 2];
            continue machine;
          }
          if (whole && ptr !== limit) break;
          this.end = ptr;
          this.lastmark = lastmark;
          this.lastindex = lastindex;
          return true;
        }
        case Op.Assert:
        case Op.AssertNot: {
          const back = code[pc + 2];
          if (back < 0 || ptr < back) {
            if (code[pc] === Op.Assert) break;
            pc += 1 + code[pc + 1];
            continue machine;
          }
          if (sp + ENTRY_SIZE > stack.length) stack = this.grow(sp + ENTRY_SIZE);
          stack[sp] = pc + 1 + code[pc + 1];
          stack[sp + 1] = ptr;
          stack[sp + 2] = repeat;
          stack[sp + 3] = barrier;
          stack[sp + 4] = this.reps;
          stack[sp + 5] = code[pc] === Op.Assert ? Entry.Assert : Entry.AssertNot;
          barrier = sp;
          sp += 6;
          ptr -= back;
          pc += 3;
          continue machine;
        }
        case Op.Branch: {
          let alternative = pc + 1;
          for (; code[alternative] !== 0; alternative += code[alternative]) {
            const op = code[alternative + 1];
            if (op === Op.Literal) {
              if (ptr >= limit || this.charAt(ptr) !== code[alternative + 2]) continue;
            } else if (op === Op.In) {
              if (ptr >= limit) continue;
              const c = points === null ? s.charCodeAt(ptr) : points[ptr];
              const set = this.sets[alternative + 3] ?? this.setAt(alternative + 3, null);
              if (c < 256 ? set.small[c] === 0 : !set.large(c)) continue;
            }
            break;
          }
          if (code[alternative] === 0) break;
          const next = alternative + code[alternative];
          // without groups the last alternative leaves nothing to restore
          if (hasMarks || code[next] !== 0) {
            const n = repeat >= 0 && lastmark > 0 ? lastmark + 1 : 0;
            if (sp + n + ENTRY_SIZE > stack.length) stack = this.grow(sp + n + ENTRY_SIZE);
            for (let i = 0; i < n; i++) stack[sp++] = marks[i];
            stack[sp] = next;
            stack[sp + 1] = ptr;
            stack[sp + 2] = lastmark;
            stack[sp + 3] = lastindex;
            stack[sp + 4] = repeat;
            stack[sp + 5] = n;
            stack[sp + 6] = Entry.Branch;
            sp += 7;
          }
          pc = alternative + 1;
          continue machine;
        }
        case Op.RepeatOne: {
          const min = code[pc + 2];
          if (min < 0 || min > limit - ptr) break;
          this.base = sp;
          this.lastmark = lastmark;
          this.lastindex = lastindex;
          const first = ptr;
          ptr = this.count(pc + 4, ptr, code[pc + 3]);
          stack = this.stack;
          let count = ptr - first;
          if (count < min) break;
          const tail = pc + 1 + code[pc + 1];
          if (code[tail] === Op.Literal) {
            const c = code[tail + 1];
            while (count >= min && (ptr >= limit || this.charAt(ptr) !== c)) {
              ptr--;
              count--;
            }
            if (count < min) break;
          }
          // without groups the last try leaves nothing to restore
          if (count > min || hasMarks) {
            if (sp + ENTRY_SIZE > stack.length) stack = this.grow(sp + ENTRY_SIZE);
            stack[sp] = pc;
            stack[sp + 1] = ptr;
            stack[sp + 2] = count;
            stack[sp + 3] = lastmark;
            stack[sp + 4] = lastindex;
            stack[sp + 5] = repeat;
            stack[sp + 6] = Entry.RepeatOne;
            sp += 7;
          }
          pc = tail;
          continue machine;
        }
        case Op.MinRepeatOne: {
          const min = code[pc + 2];
          if (min < 0 || min > limit - ptr) break;
          this.base = sp;
          this.lastmark = lastmark;
          this.lastindex = lastindex;
          let count = 0;
          if (min > 0) {
            const first = ptr;
            ptr = this.count(pc + 4, ptr, min);
            stack = this.stack;
            count = ptr - first;
            if (count < min) break;
          }
          const max = code[pc + 3];
          if (max >= 0 && count > max) break;
          if (sp + ENTRY_SIZE > stack.length) stack = this.grow(sp + ENTRY_SIZE);
          stack[sp] = pc;
          stack[sp + 1] = ptr;
          stack[sp + 2] = count;
          stack[sp + 3] = lastmark;
          stack[sp + 4] = lastindex;
          stack[sp + 5] = repeat;
          stack[sp + 6] = Entry.MinRepeatOne;
          sp += 7;
          pc += 1 + code[pc + 1];
          continue machine;
        }
        case Op.Repeat: {
          if (sp + ENTRY_SIZE > stack.length) stack = this.grow(sp + ENTRY_SIZE);
          const rep = this.reps++;
          this.repCode[rep] = pc;
          this.repCount[rep] = -1;
          this.repPrevious[rep] = repeat;
          this.repLast[rep] = -1;
          stack[sp++] = Entry.Repeat;
          repeat = rep;
          pc += 1 + code[pc + 1];
          continue machine;
        }
        case Op.MaxUntil: {
          const rep = repeat;
          if (rep < 0) break;
          if ((++this.steps & 0x3ff) === 0) this.tickNow();
          const body = this.repCode[rep];
          const count = this.repCount[rep] + 1;
          const min = code[body + 2];
          const max = code[body + 3];
          if (min < 0 || count < min) {
            this.repCount[rep] = count;
            if (sp + ENTRY_SIZE > stack.length) stack = this.grow(sp + ENTRY_SIZE);
            stack[sp] = rep;
            stack[sp + 1] = count - 1;
            stack[sp + 2] = Entry.Count;
            sp += 3;
            pc = body + 4;
            continue machine;
          }
          if ((max < 0 || count < max) && ptr !== this.repLast[rep]) {
            this.repCount[rep] = count;
            const n = lastmark > 0 ? lastmark + 1 : 0;
            if (sp + n + ENTRY_SIZE > stack.length) stack = this.grow(sp + n + ENTRY_SIZE);
            for (let i = 0; i < n; i++) stack[sp++] = marks[i];
            stack[sp] = rep;
            stack[sp + 1] = pc + 1;
            stack[sp + 2] = ptr;
            stack[sp + 3] = count;
            stack[sp + 4] = this.repLast[rep];
            stack[sp + 5] = lastmark;
            stack[sp + 6] = lastindex;
            stack[sp + 7] = n;
            stack[sp + 8] = Entry.MaxUntil;
            sp += 9;
            this.repLast[rep] = ptr;
            pc = body + 4;
            continue machine;
          }
          repeat = this.repPrevious[rep];
          pc++;
          continue machine;
        }
        case Op.MinUntil: {
          const rep = repeat;
          if (rep < 0) break;
          if ((++this.steps & 0x3ff) === 0) this.tickNow();
          const body = this.repCode[rep];
          const count = this.repCount[rep] + 1;
          const min = code[body + 2];
          if (sp + ENTRY_SIZE > stack.length) stack = this.grow(sp + ENTRY_SIZE);
          if (min < 0 || count < min) {
            this.repCount[rep] = count;
            stack[sp] = rep;
            stack[sp + 1] = count - 1;
            stack[sp + 2] = Entry.Count;
            sp += 3;
            pc = body + 4;
            continue machine;
          }
          stack[sp] = rep;
          stack[sp + 1] = ptr;
          stack[sp + 2] = count;
          stack[sp + 3] = lastmark;
          stack[sp + 4] = lastindex;
          stack[sp + 5] = Entry.MinUntil;
          sp += 6;
          repeat = this.repPrevious[rep];
          pc++;
          continue machine;
        }
        case Op.Groupref:
        case Op.GrouprefIgnore: {
          const i = 2 * code[pc + 1];
          if (i >= lastmark) break;
          let p = marks[i];
          const e = marks[i + 1];
          if (p < 0 || e < p) break;
          if (code[pc] === Op.Groupref) {
            for (; p < e; p++, ptr++) {
              if (ptr >= limit || this.charAt(ptr) !== this.charAt(p)) break dispatch;
            }
          } else {
            for (; p < e; p++, ptr++) {
              if (ptr >= limit) break dispatch;
              if (this.lower(this.charAt(ptr)) !== this.lower(this.charAt(p))) break dispatch;
            }
          }
          pc += 2;
          continue machine;
        }
        case Op.GrouprefExists: {
          const i = 2 * code[pc + 1];
          const matched = i < lastmark && marks[i] >= 0 && marks[i + 1] >= marks[i];
          pc += matched ? 3 : 1 + code[pc + 2];
          continue machine;
        }
        default:
          // FAILURE
          break;
      }

      // this way has failed: back to the innermost choice
      if ((++this.steps & 0x3ff) === 0) this.tickNow();
      for (;;) {
        if (sp === base) {
          this.lastmark = lastmark;
          this.lastindex = lastindex;
          return false;
        }
        switch (stack[sp - 1]) {
          case Entry.RepeatOne: {
            const at = sp - 7;
            const op = stack[at];
            let count = stack[at + 2] - 1;
            ptr = stack[at + 1] - 1;
            lastmark = stack[at + 3];
            lastindex = stack[at + 4];
            repeat = stack[at + 5];
            const min = code[op + 2];
            const tail = op + 1 + code[op + 1];
            if (code[tail] === Op.Literal) {
              const c = code[tail + 1];
              while (count >= min && (points === null ? s.charCodeAt(ptr) : points[ptr]) !== c) {
                ptr--;
                count--;
              }
            }
            if (count < min) {
              sp = at;
              continue;
            }
            if (count === min && !hasMarks) {
              sp = at;
            } else {
              stack[at + 1] = ptr;
              stack[at + 2] = count;
            }
            pc = tail;
            continue machine;
          }
          case Entry.MinRepeatOne: {
            const at = sp - 7;
            const op = stack[at];
            const max = code[op + 3];
            ptr = stack[at + 1];
            this.base = sp;
            this.lastmark = lastmark;
            this.lastindex = lastindex;
            const next = this.count(op + 4, ptr, 1);
            stack = this.stack;
            if (next === ptr) {
              sp = at;
              continue;
            }
            lastmark = stack[at + 3];
            lastindex = stack[at + 4];
            repeat = stack[at + 5];
            const count = stack[at + 2] + 1;
            if (max >= 0 && count > max) {
              sp = at;
              continue;
            }
            ptr = next;
            stack[at + 1] = ptr;
            stack[at + 2] = count;
            pc = op + 1 + code[op + 1];
            continue machine;
          }
          case Entry.Branch: {
            const at = sp - 7;
            const n = stack[at + 5];
            for (let i = 0; i < n; i++) marks[i] = stack[at - n + i];
            ptr = stack[at + 1];
            lastmark = stack[at + 2];
            lastindex = stack[at + 3];
            repeat = stack[at + 4];
            let alternative = stack[at];
            for (; code[alternative] !== 0; alternative += code[alternative]) {
              const op = code[alternative + 1];
              if (op === Op.Literal) {
                if (ptr >= limit || this.charAt(ptr) !== code[alternative + 2]) continue;
              } else if (op === Op.In) {
                if (ptr >= limit) continue;
                const c = points === null ? s.charCodeAt(ptr) : points[ptr];
                const set = this.sets[alternative + 3] ?? this.setAt(alternative + 3, null);
                if (c < 256 ? set.small[c] === 0 : !set.large(c)) continue;
              }
              break;
            }
            if (code[alternative] === 0) {
              sp = at - n;
              continue;
            }
            const next = alternative + code[alternative];
            if (hasMarks || code[next] !== 0) stack[at] = next;
            else sp = at - n;
            pc = alternative + 1;
            continue machine;
          }
          case Entry.Count:
            sp -= 3;
            this.repCount[stack[sp]] = stack[sp + 1];
            continue;
          case Entry.MaxUntil: {
            const at = sp - 9;
            const rep = stack[at];
            const n = stack[at + 7];
            for (let i = 0; i < n; i++) marks[i] = stack[at - n + i];
            this.repLast[rep] = stack[at + 4];
            this.repCount[rep] = stack[at + 3] - 1;
            ptr = stack[at + 2];
            lastmark = stack[at + 5];
            lastindex = stack[at + 6];
            repeat = this.repPrevious[rep];
            pc = stack[at + 1];
            sp = at - n;
            continue machine;
          }
          case Entry.MinUntil: {
            const at = sp - 6;
            const rep = stack[at];
            const body = this.repCode[rep];
            const count = stack[at + 2];
            const max = code[body + 3];
            ptr = stack[at + 1];
            lastmark = stack[at + 3];
            lastindex = stack[at + 4];
            repeat = rep;
            sp = at;
            if ((max >= 0 && count >= max) || ptr === this.repLast[rep]) continue;
            this.repCount[rep] = count;
            stack[sp] = rep;
            stack[sp + 1] = count - 1;
            stack[sp + 2] = this.repLast[rep];
            stack[sp + 3] = Entry.MinUntilBody;
            sp += 4;
            this.repLast[rep] = ptr;
            pc = body + 4;
            continue machine;
          }
          case Entry.MinUntilBody:
            sp -= 4;
            this.repLast[stack[sp]] = stack[sp + 2];
            this.repCount[stack[sp]] = stack[sp + 1];
            continue;
          case Entry.Repeat:
            sp--;
            this.reps--;
            continue;
          case Entry.Assert:
            sp -= 6;
            barrier = stack[sp + 3];
            continue;
          default: // Entry.AssertNot
            sp -= 6;
            pc = stack[sp];
            ptr = stack[sp + 1];
            repeat = stack[sp + 2];
            barrier = stack[sp + 3];
            continue machine;
        }
      }
    }
  }
}
