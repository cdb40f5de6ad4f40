/**
 * The module resource (Modules/resource.c).
 *
 * @module
 */
import { asInt } from "../core/compare.ts";
import { E, overflowError, typeError, typeName, valueError } from "../core/errors.ts";
import { normInt, tuple, type Value } from "../core/object.ts";
import { asIndex, toArray } from "../core/ops.ts";
import { viewOf } from "../host/linux.ts";
import { int, kernel, sys } from "./kernel.ts";
import { errnoError, isIndex } from "./oserror.ts";
import { makeRusage, RUSAGE_SIZE, structRusage } from "./rusage.ts";
import type { ModuleSpec } from "./spec.ts";

const CONSTANTS: Readonly<Record<string, number>> = {
  RLIMIT_AS: 9,
  RLIMIT_CORE: 4,
  RLIMIT_CPU: 0,
  RLIMIT_DATA: 2,
  RLIMIT_FSIZE: 1,
  RLIMIT_MEMLOCK: 8,
  RLIMIT_MSGQUEUE: 12,
  RLIMIT_NICE: 13,
  RLIMIT_NOFILE: 7,
  RLIMIT_NPROC: 6,
  RLIMIT_OFILE: 7,
  RLIMIT_RSS: 5,
  RLIMIT_RTPRIO: 14,
  RLIMIT_RTTIME: 15,
  RLIMIT_SIGPENDING: 11,
  RLIMIT_STACK: 3,
  RLIM_INFINITY: -1,
  RUSAGE_CHILDREN: -1,
  RUSAGE_SELF: 0,
  RUSAGE_THREAD: 1,
};
const LIMITS = 16;

function limitOf(v: Value): bigint {
  const n = asInt(v);
  if (n === undefined && !isIndex(v)) {
    throw typeError(`an integer is required (got type ${typeName(v)})`);
  }
  const b = BigInt(n === undefined ? asIndex(v) : n);
  if (b >= 2n ** 63n || b < -(2n ** 63n)) {
    throw overflowError("Python int too large to convert to C long");
  }
  return b;
}

function which(v: Value): number {
  const n = int(v);
  if (n < 0 || n >= LIMITS) throw valueError("invalid resource specified");
  return n;
}

/** A pair of limits as C's struct rlimit. */
function limits(v: Value): Uint8Array {
  const items = toArray(v);
  if (items.length !== 2) throw valueError("expected a tuple of 2 integers");
  const b = new Uint8Array(16);
  items.forEach((x, i) => viewOf(b).setBigInt64(8 * i, limitOf(x), true));
  return b;
}

function limitsResult(b: Uint8Array): Value {
  const v = viewOf(b);
  return tuple([normInt(v.getBigInt64(0, true)), normInt(v.getBigInt64(8, true))]);
}

/** prlimit64(2), which getrlimit and setrlimit are as well. */
function prlimit(pid: number, resource: number, to: Uint8Array | null): Value {
  const old = new Uint8Array(16);
  const r = kernel().raw("prlimit64", pid, resource, to, old);
  if (r === -22) throw valueError("current limit exceeds maximum limit");
  if (r === -1 && pid === 0) throw valueError("not allowed to raise maximum limit");
  if (r < 0) throw errnoError(-r);
  return limitsResult(old);
}

export const resource_module = (): ModuleSpec => ({
  name: "resource",
  functions: {
    getrlimit: ["(resource, /)", (r: Value) => prlimit(0, which(r), null), null, 2],
    setrlimit: ["(resource, limits, /)", (r: Value, to: Value) => {
      prlimit(0, which(r), limits(to));
    }],
    prlimit: [
      "(pid, resource, limits=None, /)",
      (pid: Value, r: Value, to?: Value) =>
        prlimit(int(pid), which(r), to === undefined ? null : limits(to)),
    ],
    getrusage: [
      "(who, /)",
      (who: Value) => {
        const n = int(who);
        if (n < -1 || n > 1) throw valueError("invalid who parameter");
        const b = new Uint8Array(RUSAGE_SIZE);
        sys("getrusage", n, b);
        return makeRusage(b);
      },
      null,
      2,
    ],
    getpagesize: ["()", () => 4096],
  },
  attrs: () => ({ ...CONSTANTS, error: E.OSError, struct_rusage: structRusage.type }),
});
