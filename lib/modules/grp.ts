/**
 * The modules grp and spwd, from /etc/group and /etc/shadow.
 *
 * @module
 */
import { asStr } from "../core/compare.ts";
import { E, keyError, typeError, typeName } from "../core/errors.ts";
import { PyFloat, PyList, type Value } from "../core/object.ts";
import { asIndex, str } from "../core/ops.ts";
import { host, HostError } from "../host/host.ts";
import { makeStructSeq } from "../objects/structseq.ts";
import { errnoError, isIndex } from "./oserror.ts";
import { warn } from "./python.ts";
import type { ModuleSpec } from "./spec.ts";

const group = makeStructSeq("struct_group", "grp", ["gr_name", "gr_passwd", "gr_gid", "gr_mem"]);

/** The lines of a file with fields between colons. */
function entries(path: string, fields: number): string[][] {
  return new TextDecoder().decode(host.readFile(path)).split("\n")
    .map((l) => l.split(":")).filter((f) => f.length >= fields);
}

function groups(): string[][] {
  try {
    return entries("/etc/group", 4);
  } catch (e) {
    if (e instanceof HostError) return [];
    throw e;
  }
}

const entry = (f: string[]): Value =>
  group.make([f[0], f[1], Number(f[2]), new PyList(f[3].split(",").filter((m) => m !== ""))]);

function gidOf(v: Value): number {
  if (isIndex(v)) return Number(asIndex(v));
  if (!(v instanceof PyFloat)) throw typeError(`gid should be integer, not ${typeName(v)}`);
  warn(E.DeprecationWarning, `group id must be int, not ${typeName(v)}`);
  return Math.trunc(v.v);
}

export const grp_module = (): ModuleSpec => ({
  name: "grp",
  functions: {
    getgrgid: ["(id)", (id: Value) => {
      const n = gidOf(id);
      const f = groups().find((g) => Number(g[2]) === n);
      if (f === undefined) throw keyError(`getgrgid(): gid not found: ${str(n)}`);
      return entry(f);
    }],
    getgrnam: ["(name)", (name: Value) => {
      const s = asStr(name);
      if (s === undefined) {
        throw typeError(`getgrnam() argument 1 must be str, not ${typeName(name)}`);
      }
      const f = groups().find((g) => g[0] === s);
      if (f === undefined) throw keyError(`getgrnam(): name not found: '${s}'`);
      return entry(f);
    }],
    getgrall: ["()", () => new PyList(groups().map(entry))],
  },
  attrs: () => ({ struct_group: group.type }),
});

const shadow = makeStructSeq("struct_spwd", "spwd", [
  "sp_namp",
  "sp_pwdp",
  "sp_lstchg",
  "sp_min",
  "sp_max",
  "sp_warn",
  "sp_inact",
  "sp_expire",
  "sp_flag",
  "sp_nam",
  "sp_pwd",
], 9);

const shadowEntry = (f: string[]): Value =>
  shadow.make([
    f[0],
    f[1],
    ...f.slice(2, 9).map((s) => s === "" ? -1 : Number(s)),
    f[0],
    f[1],
  ]);

function shadows(): string[][] {
  try {
    return entries("/etc/shadow", 9);
  } catch (e) {
    if (e instanceof HostError && e.errno === 13) throw errnoError(13);
    if (e instanceof HostError) return [];
    throw e;
  }
}

export const spwd_module = (): ModuleSpec => ({
  name: "spwd",
  functions: {
    getspnam: ["(arg, /)", (name: Value) => {
      const s = asStr(name);
      if (s === undefined) {
        throw typeError(`getspnam() argument must be str, not ${typeName(name)}`);
      }
      const f = shadows().find((g) => g[0] === s);
      if (f === undefined) throw keyError("getspnam(): name not found");
      return shadowEntry(f);
    }],
    getspall: ["()", () => new PyList(shadows().map(shadowEntry))],
  },
  attrs: () => ({ struct_spwd: shadow.type }),
});
