/**
 * The module _stat (Modules/_stat.c).
 *
 * @module
 */
import type { Decl } from "../core/args.ts";
import { overflowError, typeError, typeName } from "../core/errors.ts";
import { typeOf, type Value } from "../core/object.ts";
import { asIndex } from "../core/ops.ts";
import type { ModuleSpec } from "./spec.ts";

const CONSTANTS: Readonly<Record<string, number>> = {
  S_IFDIR: 16384,
  S_IFCHR: 8192,
  S_IFBLK: 24576,
  S_IFREG: 32768,
  S_IFIFO: 4096,
  S_IFLNK: 40960,
  S_IFSOCK: 49152,
  S_IFDOOR: 0,
  S_IFPORT: 0,
  S_IFWHT: 0,
  S_ISUID: 2048,
  S_ISGID: 1024,
  S_ISVTX: 512,
  S_ENFMT: 1024,
  S_IREAD: 256,
  S_IWRITE: 128,
  S_IEXEC: 64,
  S_IRWXU: 448,
  S_IRUSR: 256,
  S_IWUSR: 128,
  S_IXUSR: 64,
  S_IRWXG: 56,
  S_IRGRP: 32,
  S_IWGRP: 16,
  S_IXGRP: 8,
  S_IRWXO: 7,
  S_IROTH: 4,
  S_IWOTH: 2,
  S_IXOTH: 1,
  UF_NODUMP: 1,
  UF_IMMUTABLE: 2,
  UF_APPEND: 4,
  UF_OPAQUE: 8,
  UF_NOUNLINK: 16,
  UF_COMPRESSED: 32,
  UF_HIDDEN: 32768,
  SF_ARCHIVED: 65536,
  SF_IMMUTABLE: 131072,
  SF_APPEND: 262144,
  SF_NOUNLINK: 1048576,
  SF_SNAPSHOT: 2097152,
  ST_MODE: 0,
  ST_INO: 1,
  ST_DEV: 2,
  ST_NLINK: 3,
  ST_UID: 4,
  ST_GID: 5,
  ST_SIZE: 6,
  ST_ATIME: 7,
  ST_MTIME: 8,
  ST_CTIME: 9,
};

function modeOf(v: Value): number {
  if (typeOf(v).nbIndex === undefined) {
    throw typeError(`an integer is required (got type ${typeName(v)})`);
  }
  const n = asIndex(v);
  if (n < 0) throw overflowError("can't convert negative value to unsigned int");
  if (n > 0xffffffff) throw overflowError("mode out of range");
  return Number(n);
}

const test = (type: number): Decl => [
  "(mode, /)",
  (m: Value) => type !== 0 && (modeOf(m) & 0o170000) === type,
];

const TYPES: readonly (readonly [number, string])[] = [
  [0o100000, "-"],
  [0o040000, "d"],
  [0o120000, "l"],
  [0o060000, "b"],
  [0o020000, "c"],
  [0o010000, "p"],
  [0o140000, "s"],
];

function fileMode(m: number): string {
  let s = TYPES.find(([t]) => t === (m & 0o170000))?.[1] ?? "?";
  const triple = (bits: number, special: boolean, letter: string) => {
    s += bits & 4 ? "r" : "-";
    s += bits & 2 ? "w" : "-";
    s += special ? (bits & 1 ? letter : letter.toUpperCase()) : bits & 1 ? "x" : "-";
  };
  triple((m >> 6) & 7, (m & 0o4000) !== 0, "s");
  triple((m >> 3) & 7, (m & 0o2000) !== 0, "s");
  triple(m & 7, (m & 0o1000) !== 0, "t");
  return s;
}

export const _stat_module = (): ModuleSpec => ({
  name: "_stat",
  functions: {
    S_ISDIR: test(0o040000),
    S_ISCHR: test(0o020000),
    S_ISBLK: test(0o060000),
    S_ISREG: test(0o100000),
    S_ISFIFO: test(0o010000),
    S_ISLNK: test(0o120000),
    S_ISSOCK: test(0o140000),
    S_ISDOOR: test(0),
    S_ISPORT: test(0),
    S_ISWHT: test(0),
    S_IMODE: ["(mode, /)", (m: Value) => modeOf(m) & 0o7777],
    S_IFMT: ["(mode, /)", (m: Value) => modeOf(m) & 0o170000],
    filemode: ["(mode, /)", (m: Value) => fileMode(modeOf(m))],
  },
  attrs: () => ({ ...CONSTANTS }),
});
