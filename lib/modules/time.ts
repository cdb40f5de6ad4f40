/**
 * The module time (Modules/timemodule.c), in the C locale.
 *
 * @module
 */
import { ArgStyle, bind, Signature } from "../core/args.ts";
import { asInt, asStr } from "../core/compare.ts";
import { overflowError, typeError, typeName, valueError } from "../core/errors.ts";
import {
  type KwNames,
  type Maybe,
  PyFloat,
  PyTuple,
  tuple,
  typeOf,
  type Value,
} from "../core/object.ts";
import { asIndex, call, getAttr } from "../core/ops.ts";
import { interp } from "../core/state.ts";
import { host } from "../host/host.ts";
import { asDouble } from "../objects/float.ts";
import { namespace } from "../objects/misc.ts";
import { makeStructSeq } from "../objects/structseq.ts";
import { PyModule } from "../objects/module.ts";
import { errnoError } from "./oserror.ts";
import { forgetZone, localType } from "./zone.ts";
import { block, calledByLoop, now as clock } from "../vm/threads.ts";
import type { ModuleSpec } from "./spec.ts";

const structTime = makeStructSeq("struct_time", "time", [
  "tm_year",
  "tm_mon",
  "tm_mday",
  "tm_hour",
  "tm_min",
  "tm_sec",
  "tm_wday",
  "tm_yday",
  "tm_isdst",
  "tm_zone",
  "tm_gmtoff",
], 9);

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** Days since 1970-01-01 of a date of the proleptic Gregorian calendar; the month from 1. */
function daysOf(y: number, m: number, d: number): number {
  y += Math.floor((m - 1) / 12);
  m = ((m - 1) % 12 + 12) % 12 + 1;
  const yy = m <= 2 ? y - 1 : y;
  const era = Math.floor(yy / 400);
  const yoe = yy - era * 400;
  const doy = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1;
  const doe = yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy;
  return era * 146097 + doe - 719468;
}

function dateOf(days: number): [number, number, number] {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365,
  );
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const d = doy - Math.floor((153 * mp + 2) / 5) + 1;
  const m = mp < 10 ? mp + 3 : mp - 9;
  return [yoe + era * 400 + (m <= 2 ? 1 : 0), m, d];
}

/** Broken-down time: struct tm with Python's numbering. */
interface Tm {
  year: number;
  mon: number;
  mday: number;
  hour: number;
  min: number;
  sec: number;
  wday: number;
  yday: number;
  isdst: number;
  zone: string;
  gmtoff: number;
}

function breakDown(t: number, offset: number, zone: string, isdst: number): Tm {
  const local = t + offset;
  const days = Math.floor(local / 86400);
  const rest = local - days * 86400;
  const [year, mon, mday] = dateOf(days);
  return {
    year,
    mon,
    mday,
    hour: Math.floor(rest / 3600),
    min: Math.floor(rest / 60) % 60,
    sec: rest % 60,
    wday: ((days + 3) % 7 + 7) % 7,
    yday: days - daysOf(year, 1, 1) + 1,
    isdst,
    zone,
    gmtoff: offset,
  };
}

interface Zone {
  standard: number;
  daylight: number;
  names: [string, string];
}

/** Seconds west of UTC and names of the local zone, from January and July (PyInit_timezone). */
function zoneOf(): Zone {
  const year = 365.25 * 24 * 3600;
  const now = Number(host.timeNs() / 1000000000n);
  const start = Math.floor(now / year) * year;
  const jan = localType(start);
  const jul = localType(start + year / 2);
  const [j, k] = [-jan.offset + 0, -jul.offset + 0];
  if (j < k) return { standard: k, daylight: j, names: [jul.name, jan.name] };
  return { standard: j, daylight: k, names: [jan.name, jul.name] };
}

function zoneAttrs(): Record<string, Value> {
  const z = zoneOf();
  return {
    timezone: z.standard,
    altzone: z.daylight,
    daylight: z.standard === z.daylight ? 0 : 1,
    tzname: tuple([...z.names]),
  };
}

function tzset(): void {
  forgetZone();
  const m = interp.modules.getStr("time");
  if (!(m instanceof PyModule)) return;
  const attrs = zoneAttrs();
  for (const name in attrs) m.namespace.setStr(name, attrs[name]);
}

function localTm(t: number): Tm {
  const { offset, name, isdst } = localType(t);
  return breakDown(t, offset, name, isdst ? 1 : 0);
}

function make(t: Tm): Value {
  return structTime.make([
    t.year,
    t.mon,
    t.mday,
    t.hour,
    t.min,
    t.sec,
    t.wday,
    t.yday,
    t.isdst,
    t.zone,
    t.gmtoff,
  ]);
}

/** The whole seconds of an argument, now when it is None. */
function secondsArg(v: Maybe): number {
  if (v === undefined || v === null) return Number(host.timeNs() / 1000000000n);
  const n = asInt(v);
  let t: number;
  if (n !== undefined) t = Number(n);
  else if (v instanceof PyFloat || typeOf(v).nbFloat !== undefined) {
    const x = asDouble(v);
    if (x !== x) throw valueError("Invalid value NaN (not a number)");
    t = Math.floor(x);
  } else if (typeOf(v).nbIndex !== undefined) t = Number(asIndex(v));
  else throw typeError(`an integer is required (got type ${typeName(v)})`);
  if (Math.abs(t) >= 2 ** 63) throw overflowError("timestamp out of range for platform time_t");
  if (Math.abs(t) > 67768036191676799) throw errnoError(75);
  return t;
}

function tmArg(v: Value): Tm {
  if (!(v instanceof PyTuple)) throw typeError("Tuple or struct_time argument required");
  const items = v.items;
  if (items.length !== 9) {
    throw typeError(`function takes exactly 9 arguments (${items.length} given)`);
  }
  const [year, mon, mday, hour, min, sec, wday, yday, isdst] = items.map((x) => {
    if (typeOf(x).nbIndex === undefined) {
      throw typeError(
        typeName(x) === "float"
          ? "integer argument expected, got float"
          : `an integer is required (got type ${typeName(x)})`,
      );
    }
    const n = asIndex(x);
    if (n > 2147483647) throw overflowError("signed integer is greater than maximum");
    if (n < -2147483648) throw overflowError("signed integer is less than minimum");
    return Number(n);
  });
  if (year < -2147481748) throw overflowError("year out of range");
  const hidden = (v as { hidden?: Value[] }).hidden;
  return {
    year,
    mon,
    mday,
    hour,
    min,
    sec,
    wday,
    yday,
    isdst,
    zone: asStr(hidden?.[0]) ?? "",
    gmtoff: Number(asInt(hidden?.[1]) ?? 0),
  };
}

/** Checks a time's fields, 0 standing for the first month and day (checktm). */
function checkTm(t: Tm): void {
  if (t.mon === 0) t.mon = 1;
  if (t.mon < 0 || t.mon > 12) throw valueError("month out of range");
  if (t.mday === 0) t.mday = 1;
  if (t.mday < 0 || t.mday > 31) throw valueError("day of month out of range");
  if (t.hour < 0 || t.hour > 23) throw valueError("hour out of range");
  if (t.min < 0 || t.min > 59) throw valueError("minute out of range");
  if (t.sec < 0 || t.sec > 61) throw valueError("seconds out of range");
  if (t.wday + 1 < 0) throw valueError("day of week out of range");
  t.wday = (t.wday + 1) % 7 - 1;
  if (t.wday < 0) t.wday = 6;
  if (t.yday === 0) t.yday = 1;
  if (t.yday < 0 || t.yday > 366) throw valueError("day of year out of range");
}

const two = (n: number, fill = "0") => String(n).padStart(2, fill);

function ascTime(t: Tm): string {
  const day = DAYS[(t.wday + 1) % 7].slice(0, 3);
  return `${day} ${MONTHS[t.mon - 1].slice(0, 3)} ${two(t.mday, " ")} ${two(t.hour)}:${
    two(t.min)
  }:${two(t.sec)} ${t.year}`;
}

function isoWeek(t: Tm): [year: number, week: number] {
  const wday = t.wday;
  let year = t.year;
  let week = Math.floor((t.yday - 1 - wday + 10) / 7);
  const weeksIn = (y: number) => {
    const p = (k: number) =>
      (k + Math.floor(k / 4) - Math.floor(k / 100) + Math.floor(k / 400)) % 7;
    return p(y) === 4 || p(y - 1) === 3 ? 53 : 52;
  };
  if (week < 1) {
    year--;
    week = weeksIn(year);
  } else if (week > weeksIn(year)) {
    week = 1;
    year++;
  }
  return [year, week];
}

/** strftime in the C locale, as glibc does it. */
function strftime(format: string, t: Tm): string {
  const sunday = (t.wday + 1) % 7;
  const one = (c: string): string | undefined => {
    switch (c) {
      case "a":
        return DAYS[sunday].slice(0, 3);
      case "A":
        return DAYS[sunday];
      case "b":
      case "h":
        return MONTHS[t.mon - 1].slice(0, 3);
      case "B":
        return MONTHS[t.mon - 1];
      case "c":
        return strftime("%a %b %e %H:%M:%S %Y", t);
      case "C":
        return String(Math.floor(t.year / 100));
      case "d":
        return two(t.mday);
      case "D":
      case "x":
        return strftime("%m/%d/%y", t);
      case "e":
        return two(t.mday, " ");
      case "F":
        return strftime("%Y-%m-%d", t);
      case "g":
        return two((isoWeek(t)[0] % 100 + 100) % 100);
      case "G":
        return String(isoWeek(t)[0]);
      case "H":
        return two(t.hour);
      case "I":
        return two(t.hour % 12 || 12);
      case "j":
        return String(t.yday).padStart(3, "0");
      case "k":
        return two(t.hour, " ");
      case "l":
        return two(t.hour % 12 || 12, " ");
      case "m":
        return two(t.mon);
      case "M":
        return two(t.min);
      case "n":
        return "\n";
      case "p":
        return t.hour < 12 ? "AM" : "PM";
      case "P":
        return t.hour < 12 ? "am" : "pm";
      case "r":
        return strftime("%I:%M:%S %p", t);
      case "R":
        return strftime("%H:%M", t);
      case "s":
        return String(makeTime({ ...t }));
      case "S":
        return two(t.sec);
      case "t":
        return "\t";
      case "T":
      case "X":
        return strftime("%H:%M:%S", t);
      case "u":
        return String(sunday || 7);
      case "U":
        return two(Math.floor((t.yday - 1 + 7 - sunday) / 7));
      case "V":
        return two(isoWeek(t)[1]);
      case "w":
        return String(sunday);
      case "W":
        return two(Math.floor((t.yday - 1 + 7 - t.wday) / 7));
      case "y":
        return two((t.year % 100 + 100) % 100);
      case "Y":
        return String(t.year);
      case "z": {
        const o = Math.abs(t.gmtoff);
        return `${t.gmtoff < 0 ? "-" : "+"}${two(Math.floor(o / 3600))}${
          two(Math.floor(o / 60) % 60)
        }`;
      }
      case "Z":
        return t.zone;
      case "%":
        return "%";
    }
    return undefined;
  };
  return format.replace(
    /%([-_0^#]?)(\d*)[EO]?([\s\S]?)/g,
    (whole: string, flag: string, width: string, c: string) => {
      let s = c === "" ? undefined : one(c);
      if (s === undefined) return whole;
      if (flag === "-") s = s.replace(/^[0 ]+(?=.)/, "");
      else if (flag === "_") s = s.replace(/^0+(?=\d)/, (z) => " ".repeat(z.length));
      else if (flag === "^") s = s.toUpperCase();
      else if (flag === "#") s = c === "p" ? s.toLowerCase() : s.toUpperCase();
      if (width !== "") {
        s = s.padStart(Number(width), flag === "_" || /[aAbBhcDnpPrtxXZ%]/.test(c) ? " " : "0");
      }
      return s;
    },
  );
}

/** Seconds since the epoch of a local time (mktime). */
function makeTime(t: Tm): number {
  const wall = daysOf(t.year, t.mon, t.mday) * 86400 + t.hour * 3600 + t.min * 60 + t.sec;
  const first = wall - localType(wall).offset;
  const r = wall - localType(first).offset;
  const want = t.isdst > 0;
  const type = localType(r);
  if (t.isdst < 0 || type.isdst === want && wall - r === type.offset) return r;
  // the caller says which of two readings is meant: that of the nearest time of this kind
  const stride = 601200;
  for (let distance = 0; distance < 536454000; distance += stride) {
    for (const near of [r - distance, r + distance]) {
      const type = localType(near);
      if (type.isdst === want) return wall - type.offset;
    }
  }
  // no such time: an hour's difference is taken for granted
  return want ? r - 3600 : r + 3600;
}

const seconds = (ns: bigint): PyFloat =>
  new PyFloat(Number(ns / 1000000000n) + Number(ns % 1000000000n) / 1e9);

const now = () => seconds(host.timeNs());
const monotonic = () => seconds(host.monotonicNs());
const cpu = () => seconds(host.cpuNs());

function clockInfo(name: string): Value {
  const info = (implementation: string, mono: boolean, adjustable: boolean, resolution: number) =>
    namespace({
      adjustable,
      implementation,
      monotonic: mono,
      resolution: new PyFloat(resolution),
    });
  switch (name) {
    case "time":
      return info("clock_gettime(CLOCK_REALTIME)", false, true, 1e-9);
    case "monotonic":
    case "perf_counter":
      return info("clock_gettime(CLOCK_MONOTONIC)", true, false, 1e-9);
    case "process_time":
      return info("clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false, 1e-9);
    case "clock":
      return info("clock()", true, false, 1e-6);
  }
  throw valueError("unknown clock");
}

function clockGetTime(id: Value): Value {
  switch (Number(asIndex(id))) {
    case 0:
      return now();
    case 1:
    case 4:
      return monotonic();
    case 2:
    case 3:
      return cpu();
  }
  throw errnoError(22);
}

const sleepSig = new Signature("sleep", "(seconds, /)", ArgStyle.Auto);

function sleep(args: Value[], kw: KwNames): Value {
  const direct = calledByLoop(sleep);
  const [v] = bind(sleepSig, args, kw) as Value[];
  let s: number;
  const n = asInt(v);
  if (n !== undefined) s = Number(n);
  else if (v instanceof PyFloat || typeOf(v).nbFloat !== undefined) s = asDouble(v);
  else throw typeError(`an integer is required (got type ${typeName(v)})`);
  if (s !== s) throw valueError("Invalid value NaN (not a number)");
  if (s < 0) throw valueError("sleep length must be non-negative");
  if (s > 9223372036) throw overflowError("timestamp too large to convert to C _PyTime_t");
  const deadline = clock() + s * 1000;
  return block(direct, () => false, deadline, () => null);
}

const ctimeSig = new Signature("ctime", "(seconds=None, /)", 0);

export const time_module = (): ModuleSpec => ({
  name: "time",
  doc: "This module provides various functions to manipulate time values.",
  functions: {
    time: ["()", now],
    clock: ["()", cpu],
    monotonic: ["()", monotonic],
    perf_counter: ["()", monotonic],
    process_time: ["()", cpu],
    sleep: ["(seconds, /)", sleep, null, ArgStyle.Raw],
    clock_gettime: ["(clk_id, /)", clockGetTime],
    clock_getres: ["(clk_id, /)", (id: Value) => {
      clockGetTime(id);
      return new PyFloat(1e-9);
    }],
    clock_settime: ["(clk_id, time, /)", () => {
      throw errnoError(1);
    }],
    gmtime: ["(seconds=None, /)", (v?: Value) => make(breakDown(secondsArg(v), 0, "GMT", 0))],
    localtime: ["(seconds=None, /)", (v?: Value) => make(localTm(secondsArg(v)))],
    asctime: ["(tuple=None, /)", (v?: Value) => {
      const t = v === undefined ? localTm(secondsArg(null)) : tmArg(v);
      checkTm(t);
      return ascTime(t);
    }],
    // C's has no signature that could be asked for
    ctime: [
      "",
      (args: Value[], kw: KwNames) =>
        ascTime(localTm(secondsArg((bind(ctimeSig, args, kw) as Maybe[])[0]))),
      null,
      ArgStyle.Raw,
    ],
    mktime: ["(tuple, /)", (v: Value) => {
      const t = tmArg(v);
      return new PyFloat(makeTime(t));
    }],
    strftime: ["(format, tuple=None, /)", (format: Value, v?: Value) => {
      const f = asStr(format);
      if (f === undefined) {
        throw typeError(`strftime() argument 1 must be str, not ${typeName(format)}`);
      }
      if (f.includes("\0")) throw valueError("embedded null character");
      const t = v === undefined ? localTm(secondsArg(null)) : tmArg(v);
      checkTm(t);
      t.isdst = t.isdst < -1 ? -1 : t.isdst > 1 ? 1 : t.isdst;
      if (t.zone === "" && t.isdst >= 0) t.zone = zoneOf().names[t.isdst];
      return strftime(f, t);
    }],
    strptime: ["(string, format='%a %b %d %H:%M:%S %Y', /)", (...args: Value[]) => {
      const m = call(interp.builtins.getStr("__import__")!, ["_strptime"]);
      return call(getAttr(m, "_strptime_time"), args.filter((a) => a !== undefined));
    }],
    get_clock_info: ["(name, /)", (name: Value) => {
      const s = asStr(name);
      if (s === undefined) {
        throw typeError(`get_clock_info() argument 1 must be str, not ${typeName(name)}`);
      }
      return clockInfo(s);
    }],
    tzset: ["()", tzset],
  },
  attrs: () => ({
    struct_time: structTime.type,
    ...zoneAttrs(),
    _STRUCT_TM_ITEMS: 11,
    CLOCK_REALTIME: 0,
    CLOCK_MONOTONIC: 1,
    CLOCK_PROCESS_CPUTIME_ID: 2,
    CLOCK_THREAD_CPUTIME_ID: 3,
    CLOCK_MONOTONIC_RAW: 4,
  }),
});
