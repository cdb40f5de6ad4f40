/**
 * The module pwd, from /etc/passwd.
 *
 * @module
 */
import { asStr } from "../core/compare.ts";
import { keyError, typeError, typeName } from "../core/errors.ts";
import { PyList, type Value } from "../core/object.ts";
import { asIndex } from "../core/ops.ts";
import { host, HostError } from "../host/host.ts";
import { makeStructSeq } from "../objects/structseq.ts";
import type { ModuleSpec } from "./spec.ts";

const passwd = makeStructSeq("struct_passwd", "pwd", [
  "pw_name",
  "pw_passwd",
  "pw_uid",
  "pw_gid",
  "pw_gecos",
  "pw_dir",
  "pw_shell",
]);

function entries(): string[][] {
  try {
    return new TextDecoder().decode(host.readFile("/etc/passwd")).split("\n")
      .map((l) => l.split(":")).filter((f) => f.length >= 7);
  } catch (e) {
    if (e instanceof HostError) return [];
    throw e;
  }
}

const entry = (f: string[]): Value =>
  passwd.make([f[0], f[1], Number(f[2]), Number(f[3]), f[4], f[5], f[6]]);

export const pwd_module = (): ModuleSpec => ({
  name: "pwd",
  functions: {
    getpwuid: ["(uidobj, /)", (uid: Value) => {
      const n = Number(asIndex(uid));
      const f = entries().find((e) => Number(e[2]) === n);
      if (f === undefined) throw keyError(`getpwuid(): uid not found: ${n}`);
      return entry(f);
    }],
    getpwnam: ["(name, /)", (name: Value) => {
      const s = asStr(name);
      if (s === undefined) {
        throw typeError(`getpwnam() argument must be str, not ${typeName(name)}`);
      }
      const f = entries().find((e) => e[0] === s);
      if (f === undefined) throw keyError(`getpwnam(): name not found: ${s}`);
      return entry(f);
    }],
    getpwall: ["()", () => new PyList(entries().map(entry))],
  },
  attrs: () => ({ struct_passwd: passwd.type }),
});
