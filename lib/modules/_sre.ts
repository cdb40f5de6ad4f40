/**
 * _sre (Modules/_sre.c): patterns and matches over `sre/engine.ts`, and
 * `compile_pattern`, which parses and compiles without sre_parse and sre_compile.
 *
 * @module
 */
import { ArgStyle, bind, type Decls, Signature } from "../core/args.ts";
import { asStr, eq } from "../core/compare.ts";
import { PyDict } from "../core/dict.ts";
import {
  E,
  exception,
  indexError,
  memoryError,
  overflowError,
  runtimeError,
  typeError,
  typeName,
  valueError,
} from "../core/errors.ts";
import { hash32 } from "../core/hash.ts";
import {
  bytesType,
  type KwNames,
  type Maybe,
  NotImplemented,
  PyBytes,
  PyList,
  PyObject,
  PyStr,
  PyTuple,
  PyType,
  tuple,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";
import { asIndex, asSsize, call, callMethod, isCallable, repr } from "../core/ops.ts";
import { asBuffer } from "../objects/buffer.ts";
import { PyCallIter } from "../objects/iterators.ts";
import { PyMappingProxy } from "../objects/mappingproxy.ts";
import { defineType, type TypeSpec } from "../objects/type.ts";
import { lowerFor } from "./sre/chars.ts";
import { compile, type CompiledPattern, SreProblem } from "./sre/compiler.ts";
import { CODESIZE, MAGIC, MAXGROUPS, MAXREPEAT } from "./sre/constants.ts";
import { type MatchMode, SreCode, type SreMatch, SreMemoryProblem, Subject } from "./sre/engine.ts";
import {
  parse,
  parseTemplate,
  type PatternSource,
  templateBytes,
  type TemplatePart,
} from "./sre/parser.ts";
import { patternTree } from "./sre/tree.ts";
import { isValidCode } from "./sre/validate.ts";
import { importedAttr, warn } from "./python.ts";
import type { ModuleSpec } from "./spec.ts";

/** A compiled pattern. */
export class PyPattern extends PyObject {
  readonly sre: SreCode;
  /** Replacement templates parsed so far. */
  readonly templates: Map<string, readonly TemplatePart[]> = new Map();
  constructor(
    readonly pattern: Value,
    readonly flags: number,
    readonly code: readonly number[],
    readonly groups: number,
    readonly groupindex: PyDict,
    readonly indexgroup: PyTuple,
    /** Whether it is for bytes; undefined where pattern is None. */
    readonly isBytes: boolean | undefined,
  ) {
    super();
    this.sre = new SreCode(code, flags, groups);
  }
}

/** A match. */
export class PyMatch extends PyObject {
  constructor(
    readonly re: PyPattern,
    readonly string: Value,
    readonly subject: Subject,
    readonly isBytes: boolean,
    readonly marks: readonly number[],
    readonly lastindex: number,
    readonly pos: number,
    readonly endpos: number,
  ) {
    super();
  }
}

/** What pattern.scanner() returns. */
class PyScanner extends PyObject {
  /** Where the next try starts; -1 after one that failed. */
  at: number;
  constructor(readonly re: PyPattern, readonly state: State) {
    super();
    this.at = state.pos;
  }
}

const patternType = new PyType("SRE_Pattern", TypeFlag.None, "_sre");
PyPattern.prototype.cls = patternType;
const matchType = new PyType("SRE_Match", TypeFlag.None, "_sre");
PyMatch.prototype.cls = matchType;
const scannerType = new PyType("SRE_Scanner", TypeFlag.None, "_sre");
PyScanner.prototype.cls = scannerType;

// Problems ------------------------------------------------------------------------

function pythonText(points: readonly number[], isBytes: boolean): Value {
  if (isBytes) return new PyBytes(Uint8Array.from(points));
  return points.map((c) => String.fromCodePoint(c)).join("");
}

/** Runs code of `sre/`, whose complaints become Python exceptions. */
function guard<T>(isBytes: boolean, f: () => T): T {
  try {
    return f();
  } catch (e) {
    if (e instanceof SreMemoryProblem) throw memoryError();
    if (!(e instanceof SreProblem)) throw e;
    if (e.kind !== "error") throw exception(E[e.kind], e.msg);
    const cls = importedAttr("re", "error");
    const args: Value[] = [e.msg];
    if (e.pattern !== null) args.push(pythonText(e.pattern, isBytes), e.pos);
    throw call(cls, args);
  }
}

// Subjects ------------------------------------------------------------------------

/** A text to be searched with its limits. */
interface State {
  readonly string: Value;
  readonly subject: Subject;
  readonly isBytes: boolean;
  readonly pos: number;
  readonly endpos: number;
}

let lastString: Value = null;
let lastSubject: Subject | null = null;

function subjectOf(v: Value): [Subject, boolean] {
  const s = asStr(v);
  if (s !== undefined) {
    if (v instanceof PyStr && v.codePoints !== null) return [new Subject(v.codePoints), false];
    // a tokenizer asks for the same long text over and over
    if (v === lastString && s.length > 64) return [lastSubject!, false];
    const subject = new Subject(s);
    lastString = v;
    lastSubject = subject;
    return [subject, false];
  }
  const b = asBuffer(v);
  if (b === undefined) throw typeError("expected string or bytes-like object");
  return [new Subject(b), true];
}

const limit = (v: Maybe, fallback: number, length: number): number =>
  v === undefined ? fallback : Math.max(0, Math.min(asSsize(v, null), length));

function stateOf(p: PyPattern, string: Value, pos?: Maybe, endpos?: Maybe): State {
  const [subject, isBytes] = subjectOf(string);
  if (isBytes && p.isBytes === false) {
    throw typeError("cannot use a string pattern on a bytes-like object");
  }
  if (!isBytes && p.isBytes === true) {
    throw typeError("cannot use a bytes pattern on a string-like object");
  }
  const n = subject.length;
  return { string, subject, isBytes, pos: limit(pos, 0, n), endpos: limit(endpos, n, n) };
}

function sliceOf(s: State | PyMatch, from: number, to: number): Value {
  if (to < from) to = from;
  if (s.isBytes) {
    const data = asBuffer(s.string) ?? new Uint8Array();
    if (from === 0 && to === data.length && typeOf(s.string) === bytesType) return s.string;
    return new PyBytes(data.slice(from, to));
  }
  const { subject } = s;
  if (subject.points === null) return subject.s.slice(from, to);
  return String.fromCodePoint(...subject.points.subarray(from, Math.min(to, from + 5000))) +
    (to - from > 5000 ? sliceOf(s, from + 5000, to) as string : "");
}

function run(p: PyPattern, s: State, from: number, mode: MatchMode): SreMatch | null {
  if (from > s.endpos && from > s.subject.length) return null;
  try {
    return p.sre.match(s.subject, from, s.endpos, mode);
  } catch (e) {
    if (e instanceof SreMemoryProblem) throw memoryError();
    throw e;
  }
}

function newMatch(p: PyPattern, s: State, m: SreMatch): PyMatch {
  return new PyMatch(p, s.string, s.subject, s.isBytes, m.marks, m.lastindex, s.pos, s.endpos);
}

const groupOf = (s: State, marks: readonly number[], i: number, absent: Value): Value =>
  marks[2 * i] < 0 ? absent : sliceOf(s, marks[2 * i], marks[2 * i + 1]);

const emptyOf = (isBytes: boolean): Value => isBytes ? new PyBytes(new Uint8Array()) : "";

// Patterns ------------------------------------------------------------------------

/** The `string` of a method, which an older keyword may give. */
function stringParam(string: Maybe, other: Maybe, otherName: string): Value {
  if (other !== undefined) {
    if (string !== undefined) {
      throw typeError(`Argument given by name ('${otherName}') and position (1)`);
    }
    warn(
      E.DeprecationWarning,
      `The '${otherName}' keyword parameter name is deprecated.  Use 'string' instead.`,
    );
    return other;
  }
  if (string === undefined) throw typeError("Required argument 'string' (pos 1) not found");
  return string;
}

function matcher(name: string, mode: MatchMode): Decls[string] {
  const sig = new Signature(
    name,
    "($self, /, string=None, pos=0, endpos=sys.maxsize, *, pattern=None)",
    0,
  );
  return [
    "($self, /, string=None, pos=0, endpos=sys.maxsize, *, pattern=None)",
    (p: PyPattern, args: Value[], kw: KwNames) => {
      let [string, pos, endpos]: (Value | undefined)[] = args;
      if (kw !== null || args.length > 3 || args.length === 0) {
        let old: Maybe;
        [string, pos, endpos, old] = bind(sig, args, kw) as Maybe[];
        string = stringParam(string, old, "pattern");
      }
      const s = stateOf(p, string!, pos, endpos);
      const m = run(p, s, s.pos, mode);
      return m === null ? null : newMatch(p, s, m);
    },
    null,
    ArgStyle.Raw,
  ];
}

function findall(p: PyPattern, s: State): Value {
  const out: Value[] = [];
  let start = s.pos;
  while (start <= s.endpos) {
    const m = run(p, s, start, "search");
    if (m === null) break;
    const { marks } = m;
    if (p.groups <= 1) out.push(groupOf(s, marks, p.groups, emptyOf(s.isBytes)));
    else {
      const items: Value[] = [];
      const empty = emptyOf(s.isBytes);
      for (let i = 1; i <= p.groups; i++) items.push(groupOf(s, marks, i, empty));
      out.push(tuple(items));
    }
    start = marks[1] === marks[0] ? marks[1] + 1 : marks[1];
  }
  return new PyList(out);
}

function split(p: PyPattern, s: State, maxsplit: number): Value {
  const INFO = 17;
  if (p.code[0] !== INFO || p.code[3] === 0) {
    if (p.code[0] === INFO && p.code[4] === 0) {
      throw valueError("split() requires a non-empty pattern match.");
    }
    warn(E.FutureWarning, "split() requires a non-empty pattern match.");
  }
  const out: Value[] = [];
  let last = s.pos;
  let start = s.pos;
  for (let n = 0; maxsplit === 0 || n < maxsplit;) {
    const m = start > s.endpos ? null : run(p, s, start, "search");
    if (m === null) break;
    const [b, e] = m.marks;
    if (b === e) {
      if (last === s.endpos || e === s.endpos) break;
      start = e + 1;
      continue;
    }
    out.push(sliceOf(s, last, b));
    for (let i = 1; i <= p.groups; i++) out.push(groupOf(s, m.marks, i, null));
    n++;
    last = start = e;
  }
  out.push(sliceOf(s, last, s.endpos));
  return new PyList(out);
}

function sourceOf(v: Value): PatternSource | undefined {
  if (v instanceof PyStr && v.codePoints !== null) return v.codePoints;
  return asStr(v) ?? asBuffer(v);
}

function templateOf(p: PyPattern, template: Value): readonly TemplatePart[] {
  const source = sourceOf(template);
  if (source === undefined) {
    throw typeError(`decoding to str: need a bytes-like object, ${typeName(template)} found`);
  }
  const isBytes = source instanceof Uint8Array;
  const key = typeof source === "string" ? source : undefined;
  const cached = key === undefined ? undefined : p.templates.get(key);
  if (cached !== undefined) return cached;
  const names = new Map<string, number>();
  for (const e of p.groupindex.entryList()) names.set(asStr(e.key)!, Number(e.value));
  const parts = guard(
    isBytes,
    () =>
      parseTemplate(source, p.groups, names, (text) => {
        warn(E.DeprecationWarning, text, 1);
      }),
  );
  if (key !== undefined) {
    if (p.templates.size > 50) p.templates.clear();
    p.templates.set(key, parts);
  }
  return parts;
}

const literal = (text: string, isBytes: boolean): Value =>
  isBytes ? new PyBytes(templateBytes(text)) : text;

function join(items: Value[], isBytes: boolean): Value {
  if (!isBytes && items.every((x) => typeof x === "string")) return (items as string[]).join("");
  return callMethod(emptyOf(isBytes), "join", new PyList(items));
}

/** A template's text for a match. */
function expand(
  parts: readonly TemplatePart[],
  isBytes: boolean,
  s: State,
  marks: readonly number[],
): Value {
  const items: Value[] = [];
  const empty = emptyOf(s.isBytes);
  for (const part of parts) {
    items.push(typeof part === "string" ? literal(part, isBytes) : groupOf(s, marks, part, empty));
  }
  return join(items, s.isBytes);
}

function hasBackslash(v: Value): boolean {
  const source = sourceOf(v);
  if (source === undefined) return true;
  return source.includes("\\" as never) || typeof source !== "string" && source.includes(92);
}

function substitute(p: PyPattern, repl: Value, string: Value, count: number): [Value, number] {
  const s = stateOf(p, string);
  const callable = isCallable(repl);
  let fixed: Value = repl;
  let parts: readonly TemplatePart[] | null = null;
  const replBytes = !callable && asStr(repl) === undefined;
  if (!callable && hasBackslash(repl)) {
    parts = templateOf(p, repl);
    if (parts.every((x) => typeof x === "string")) {
      fixed = literal(parts.join(""), replBytes);
      parts = null;
    }
  }
  const out: Value[] = [];
  let n = 0;
  let i = 0;
  let start = s.pos;
  while (count === 0 || n < count) {
    const m = start > s.endpos ? null : run(p, s, start, "search");
    if (m === null) break;
    const [b, e] = m.marks;
    if (i < b) out.push(sliceOf(s, i, b));
    // an empty match where the last one ended is none
    if (i < b || !(i === b && i === e && n > 0)) {
      const item = callable
        ? call(repl, [newMatch(p, s, m)])
        : parts === null
        ? fixed
        : expand(parts, replBytes, s, m.marks);
      if (item !== null) out.push(item);
      i = e;
      n++;
    }
    if (e === s.endpos) break;
    start = e === b ? e + 1 : e;
  }
  if (i < s.endpos) out.push(sliceOf(s, i, s.endpos));
  return [join(out, s.isBytes), n];
}

const FLAG_NAMES = [
  "re.TEMPLATE",
  "re.IGNORECASE",
  "re.LOCALE",
  "re.MULTILINE",
  "re.DOTALL",
  "re.UNICODE",
  "re.VERBOSE",
  "re.DEBUG",
  "re.ASCII",
];

function patternRepr(p: PyPattern): string {
  let flags = p.flags;
  if (p.isBytes === false && (flags & (4 | 32 | 256)) === 32) flags &= ~32;
  const names = FLAG_NAMES.filter((_, i) => flags & (1 << i));
  const rest = flags & ~511;
  if (rest !== 0) names.push("0x" + (rest >>> 0).toString(16));
  const text = [...repr(p.pattern)].slice(0, 200).join("");
  return names.length > 0 ? `re.compile(${text}, ${names.join("|")})` : `re.compile(${text})`;
}

function scan(sc: PyScanner, mode: MatchMode): Value {
  if (sc.at < 0 || sc.at > sc.state.endpos) return null;
  const m = run(sc.re, sc.state, sc.at, mode);
  if (m === null) {
    sc.at = -1;
    return null;
  }
  const [b, e] = m.marks;
  sc.at = b === e ? e + 1 : e;
  return newMatch(sc.re, sc.state, m);
}

const noCopy = (what: string) => (): never => {
  throw typeError(what);
};

const posSig = "($self, /, string, pos=0, endpos=sys.maxsize)";

const patternSpec: TypeSpec = {
  doc: "Compiled regular expression objects",
  weakrefable: true,
  slots: {
    tpRepr: (v) => patternRepr(v as PyPattern),
    tpHash: (v) => {
      const p = v as PyPattern;
      const h = hash32(p.pattern) ^ hash32(tuple([...p.code])) ^ p.flags;
      return h === -1 ? -2 : h;
    },
    tpRichcompare: (a, b, op) => {
      if ((op !== 2 && op !== 3) || !(a instanceof PyPattern) || !(b instanceof PyPattern)) {
        return NotImplemented;
      }
      const same = a === b ||
        a.flags === b.flags && a.isBytes === b.isBytes && a.code.length === b.code.length &&
          a.code.every((c, i) => c === b.code[i]) && eq(a.pattern, b.pattern);
      return same === (op === 2);
    },
  },
  getset: {
    pattern: { get: (p: PyPattern) => p.pattern },
    flags: { get: (p: PyPattern) => p.flags },
    groups: { get: (p: PyPattern) => p.groups },
    groupindex: { get: (p: PyPattern) => new PyMappingProxy(p.groupindex) },
  },
  methods: {
    match: matcher("match", "match"),
    fullmatch: matcher("fullmatch", "fullmatch"),
    search: matcher("search", "search"),
    sub: [
      "($self, /, repl, string, count=0)",
      (p: PyPattern, repl: Value, string: Value, count?: Value) =>
        substitute(p, repl, string, countOf(count))[0],
    ],
    subn: [
      "($self, /, repl, string, count=0)",
      (p: PyPattern, repl: Value, string: Value, count?: Value) =>
        tuple(substitute(p, repl, string, countOf(count))),
    ],
    findall: [
      "($self, /, string=None, pos=0, endpos=sys.maxsize, *, source=None)",
      (p: PyPattern, string: Maybe, pos: Maybe, endpos: Maybe, source: Maybe) =>
        findall(p, stateOf(p, stringParam(string, source, "source"), pos, endpos)),
    ],
    split: [
      "($self, /, string=None, maxsplit=0, *, source=None)",
      (p: PyPattern, string: Maybe, maxsplit: Maybe, source: Maybe) =>
        split(p, stateOf(p, stringParam(string, source, "source")), countOf(maxsplit)),
    ],
    finditer: [posSig, (p: PyPattern, string: Value, pos: Maybe, endpos: Maybe) => {
      const sc = new PyScanner(p, stateOf(p, string, pos, endpos));
      return new PyCallIter(scannerSearch(sc), null);
    }],
    scanner: [
      posSig,
      (p: PyPattern, string: Value, pos: Maybe, endpos: Maybe) =>
        new PyScanner(p, stateOf(p, string, pos, endpos)),
    ],
    __copy__: ["($self, /)", noCopy("cannot copy this pattern object")],
    __deepcopy__: ["($self, /, memo)", noCopy("cannot deepcopy this pattern object")],
  },
};

function countOf(v: Maybe): number {
  return v === undefined ? 0 : asSsize(v, E.OverflowError);
}

function scannerSearch(sc: PyScanner): Value {
  const m = scannerType.lookup("search")!;
  return typeOf(m).tpDescrGet!(m, sc, scannerType);
}

const scannerSpec: TypeSpec = {
  getset: { pattern: { get: (sc: PyScanner) => sc.re } },
  methods: {
    match: ["($self, /)", (sc: PyScanner) => scan(sc, "match")],
    search: ["($self, /)", (sc: PyScanner) => scan(sc, "search")],
  },
};

// Matches -------------------------------------------------------------------------

function groupIndex(m: PyMatch, v: Maybe): number {
  let i = -1;
  if (v === undefined) i = 0;
  else if (typeof v === "number") i = v;
  else if (typeOf(v).nbIndex !== undefined) i = Number(asIndex(v));
  else {
    const found = m.re.groupindex.get(v);
    if (found !== undefined) i = Number(found);
  }
  if (i < 0 || i > m.re.groups) throw indexError("no such group");
  return i;
}

const matchGroup = (m: PyMatch, i: number, absent: Value = null): Value =>
  m.marks[2 * i] < 0 ? absent : sliceOf(m, m.marks[2 * i], m.marks[2 * i + 1]);

const span = (m: PyMatch, i: number): Value => tuple([m.marks[2 * i], m.marks[2 * i + 1]]);

const matchSpec: TypeSpec = {
  doc:
    "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
  slots: {
    tpRepr: (v) => {
      const m = v as PyMatch;
      const text = [...repr(matchGroup(m, 0))].slice(0, 50).join("");
      return `<_sre.SRE_Match object; span=(${m.marks[0]}, ${m.marks[1]}), match=${text}>`;
    },
    mpSubscript: (v, k) => matchGroup(v as PyMatch, groupIndex(v as PyMatch, k)),
  },
  getset: {
    string: { get: (m: PyMatch) => m.string },
    re: { get: (m: PyMatch) => m.re },
    pos: { get: (m: PyMatch) => m.pos },
    endpos: { get: (m: PyMatch) => m.endpos },
    lastindex: { get: (m: PyMatch) => (m.lastindex >= 0 ? m.lastindex : null) },
    lastgroup: {
      get: (m: PyMatch) => (m.lastindex >= 0 ? m.re.indexgroup.items[m.lastindex] ?? null : null),
    },
    regs: {
      get: (m: PyMatch) => {
        const out: Value[] = [];
        for (let i = 0; i <= m.re.groups; i++) out.push(span(m, i));
        return tuple(out);
      },
    },
  },
  methods: {
    group: [
      "($self, *args)",
      (m: PyMatch, args: Value[], kw: KwNames) => {
        if (kw !== null && kw.length > 0) throw typeError("group() takes no keyword arguments");
        if (args.length <= 1) return matchGroup(m, groupIndex(m, args[0]));
        return tuple(args.map((a) => matchGroup(m, groupIndex(m, a))));
      },
      null,
      ArgStyle.Raw,
    ],
    groups: ["($self, /, default=None)", (m: PyMatch, absent: Value = null) => {
      const out: Value[] = [];
      for (let i = 1; i <= m.re.groups; i++) out.push(matchGroup(m, i, absent));
      return tuple(out);
    }],
    groupdict: ["($self, /, default=None)", (m: PyMatch, absent: Value = null) => {
      const d = new PyDict();
      for (const e of m.re.groupindex.entryList()) {
        d.set(e.key, matchGroup(m, groupIndex(m, e.key), absent));
      }
      return d;
    }],
    start: ["($self, group=0, /)", (m: PyMatch, g: Maybe) => m.marks[2 * groupIndex(m, g)]],
    end: ["($self, group=0, /)", (m: PyMatch, g: Maybe) => m.marks[2 * groupIndex(m, g) + 1]],
    span: ["($self, group=0, /)", (m: PyMatch, g: Maybe) => span(m, groupIndex(m, g))],
    expand: ["($self, /, template)", (m: PyMatch, template: Value) => {
      const parts = templateOf(m.re, template);
      return expand(parts, asStr(template) === undefined, m, m.marks);
    }],
    __copy__: ["($self, /)", noCopy("cannot copy this match object")],
    __deepcopy__: ["($self, /, memo)", noCopy("cannot deepcopy this match object")],
  },
};

// The module ----------------------------------------------------------------------

function makePattern(pattern: Value, c: CompiledPattern, isBytes: boolean): PyPattern {
  const groupindex = new PyDict();
  for (const [name, group] of c.groupindex) groupindex.setStr(name, group);
  return new PyPattern(
    pattern,
    c.flags,
    c.code,
    c.groups,
    groupindex,
    tuple([...c.indexgroup]),
    isBytes,
  );
}

function flagsOf(v: Value): number {
  const n = asIndex(v);
  if (n > 2147483647 || n < -2147483648) {
    throw overflowError("Python int too large to convert to C int");
  }
  return Number(n);
}

const functions: Decls = {
  compile: [
    "($module, /, pattern, flags, code, groups, groupindex, indexgroup)",
    (
      pattern: Value,
      flags: Value,
      code: Value,
      groups: Value,
      groupindex: Value,
      indexgroup: Value,
    ) => {
      if (!(code instanceof PyList)) {
        throw typeError(`compile() argument 3 must be list, not ${typeName(code)}`);
      }
      if (!(groupindex instanceof PyDict)) {
        throw typeError(`compile() argument 5 must be dict, not ${typeName(groupindex)}`);
      }
      // sre_compile hands over a list
      if (!(indexgroup instanceof PyTuple) && !(indexgroup instanceof PyList)) {
        throw typeError(`compile() argument 6 must be list, not ${typeName(indexgroup)}`);
      }
      const words = code.items.map((c) => {
        const n = asIndex(c);
        if (n < 0 || n > 0xffffffff) {
          throw overflowError("regular expression code size limit exceeded");
        }
        return Number(n);
      });
      let isBytes: boolean | undefined = undefined;
      if (pattern !== null) isBytes = subjectOf(pattern)[1];
      const n = asSsize(groups, E.OverflowError);
      if (!isValidCode(words, n)) throw runtimeError("invalid SRE code");
      return new PyPattern(
        pattern,
        flagsOf(flags),
        words,
        n,
        groupindex as PyDict,
        tuple([...indexgroup.items]),
        isBytes,
      );
    },
  ],
  compile_pattern: ["(pattern, flags, /)", (pattern: Value, flags: Value) => {
    const source = sourceOf(pattern);
    if (source === undefined) {
      throw typeError("first argument must be string or compiled pattern");
    }
    const isBytes = source instanceof Uint8Array;
    const c = guard(
      isBytes,
      () => compile(source, flagsOf(flags), (text) => warn(E.DeprecationWarning, text, 3)),
    );
    return makePattern(pattern, c, isBytes);
  }],
  parse_pattern: ["(pattern, flags, /)", (pattern: Value, flags: Value) => {
    const source = sourceOf(pattern);
    if (source === undefined) throw typeError("expected a string or a bytes-like object");
    return guard(
      source instanceof Uint8Array,
      () =>
        patternTree(
          parse(source, flagsOf(flags), (text) => warn(E.DeprecationWarning, text, 3)),
        ),
    );
  }],
  getcodesize: ["($module, /)", () => CODESIZE],
  getlower: [
    "($module, character, flags, /)",
    (c: Value, flags: Value) => lowerFor(flagsOf(flags))(flagsOf(c)),
  ],
};

export const _sre_module = (): ModuleSpec => ({
  name: "_sre",
  functions,
  attrs: () => {
    const types: [PyType, TypeSpec][] = [
      [patternType, patternSpec],
      [matchType, matchSpec],
      [scannerType, scannerSpec],
    ];
    for (const [t, spec] of types) if ((t.flags & TypeFlag.Ready) === 0) defineType(t, spec);
    return {
      MAGIC,
      CODESIZE,
      MAXREPEAT,
      MAXGROUPS,
      copyright: " SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB ",
    };
  },
});
