/**
 * struct rusage, for resource and for os.wait3() and wait4().
 *
 * @module
 */
import { PyFloat, type Value } from "../core/object.ts";
import { viewOf } from "../host/linux.ts";
import { makeStructSeq } from "../objects/structseq.ts";

export const structRusage = makeStructSeq("struct_rusage", "resource", [
  "ru_utime",
  "ru_stime",
  "ru_maxrss",
  "ru_ixrss",
  "ru_idrss",
  "ru_isrss",
  "ru_minflt",
  "ru_majflt",
  "ru_nswap",
  "ru_inblock",
  "ru_oublock",
  "ru_msgsnd",
  "ru_msgrcv",
  "ru_nsignals",
  "ru_nvcsw",
  "ru_nivcsw",
]);

/** The size of the C structure. */
export const RUSAGE_SIZE = 144;

/** The C structure's seconds of user and system time. */
export function rusageTimes(b: Uint8Array): [number, number] {
  const v = viewOf(b);
  const time = (at: number): number =>
    Number(v.getBigInt64(at, true)) + Number(v.getBigInt64(at + 8, true)) * 1e-6;
  return [time(0), time(16)];
}

/** A resource.struct_rusage. */
export function makeRusage(b: Uint8Array): Value {
  const v = viewOf(b);
  const [user, system] = rusageTimes(b);
  const values: Value[] = [new PyFloat(user), new PyFloat(system)];
  for (let at = 32; at < RUSAGE_SIZE; at += 8) values.push(Number(v.getBigInt64(at, true)));
  return structRusage.make(values);
}
