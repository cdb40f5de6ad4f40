/**
 * The local time zone as C's library knows it: $TZ or /etc/localtime, from the files of the
 * time zone database (RFC 8536) or a rule in POSIX's notation. Where no file may be read the
 * host's own idea of local time is used.
 *
 * @module
 */
import { PerRuntime } from "../core/state.ts";
import { host } from "../host/host.ts";

/** What holds for a stretch of time. */
export interface LocalType {
  /** Seconds east of UTC. */
  readonly offset: number;
  readonly isdst: boolean;
  readonly name: string;
}

interface LocalZone {
  at(t: number): LocalType;
}

const FOLDER = "/usr/share/zoneinfo/";
const UTC: LocalType = { offset: 0, isdst: false, name: "UTC" };

// rules in POSIX's notation --------------------------------------------------------------

/** When a rule changes the clocks: a day of the year, and seconds after its midnight. */
interface Change {
  readonly kind: "J" | "M" | "";
  readonly numbers: readonly number[];
  readonly seconds: number;
}

const isLeap = (y: number) => y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0);

/** Days since 1970 of the first of January. */
const yearStart = (y: number) =>
  365 * (y - 1970) + Math.floor((y - 1969) / 4) - Math.floor((y - 1901) / 100) +
  Math.floor((y - 1601) / 400);

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Seconds since the epoch of a change in a year, by the clock of that place. */
function changeIn(c: Change, year: number): number {
  const first = yearStart(year);
  const leap = isLeap(year);
  let day = first;
  if (c.kind === "") day += c.numbers[0];
  else if (c.kind === "J") day += c.numbers[0] - 1 + (leap && c.numbers[0] > 59 ? 1 : 0);
  else {
    const [month, week, weekday] = c.numbers;
    let length = 0;
    for (let m = 1; m <= month; m++) {
      day += length;
      length = MONTH_DAYS[m - 1] + (m === 2 && leap ? 1 : 0);
    }
    const end = day + length;
    // the first of January 1970 was a Thursday
    day += ((weekday - (day + 4) % 7) % 7 + 7) % 7 + 7 * (week - 1);
    while (day >= end) day -= 7;
  }
  return day * 86400 + c.seconds;
}

function readSeconds(text: string): number {
  const [, sign, h, m = "0", s = "0"] = /^([-+]?)(\d+)(?::(\d+))?(?::(\d+))?$/.exec(text)!;
  const n = Number(h) * 3600 + Number(m) * 60 + Number(s);
  return sign === "-" ? -n : n;
}

function readChange(text: string): Change {
  const [day, time = "2"] = text.split("/");
  const kind = day.startsWith("J") ? "J" : day.startsWith("M") ? "M" : "";
  const numbers = day.slice(kind.length).split(".").map(Number);
  return { kind, numbers, seconds: readSeconds(time) };
}

const NAME = "(<[-+A-Za-z0-9]+>|[A-Za-z]{3,})";
const OFFSET = "([-+]?\\d+(?::\\d+){0,2})";
const DAY = "((?:J\\d+|\\d+|M\\d+\\.\\d+\\.\\d+)(?:/[-+]?\\d+(?::\\d+){0,2})?)";
const RULE = new RegExp(`^${NAME}${OFFSET}(?:${NAME}${OFFSET}?(?:,${DAY},${DAY})?)?$`);

/** A zone of a rule such as "EST5EDT,M3.2.0,M11.1.0", or null. */
export function ruleZone(text: string): LocalZone | null {
  const found = RULE.exec(text);
  if (found === null) return null;
  const [, name, offset, dstName, dstOffset, from, to] = found;
  const bare = (n: string) => n.replace(/^<|>$/g, "");
  const standard: LocalType = {
    offset: -readSeconds(offset) + 0,
    isdst: false,
    name: bare(name),
  };
  if (dstName === undefined) return { at: () => standard };
  const summer: LocalType = {
    offset: dstOffset === undefined ? standard.offset + 3600 : -readSeconds(dstOffset) + 0,
    isdst: true,
    name: bare(dstName),
  };
  const begin = readChange(from ?? "M3.2.0");
  const end = readChange(to ?? "M11.1.0");
  return {
    at(t: number): LocalType {
      const year = new Date((t + standard.offset) * 1000).getUTCFullYear();
      if (year !== year) return standard;
      const a = changeIn(begin, year) - standard.offset;
      const b = changeIn(end, year) - summer.offset;
      const inside = a < b ? t >= a && t < b : t < b || t >= a;
      return inside ? summer : standard;
    },
  };
}

// files ------------------------------------------------------------------------------------

/** A zone of a file of the database, or null when it is none. */
export function fileZone(data: Uint8Array): LocalZone | null {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const ascii = (from: number, to: number) => String.fromCharCode(...data.subarray(from, to));
  if (data.length < 44 || ascii(0, 4) !== "TZif") return null;
  const header = (at: number) =>
    [0, 1, 2, 3, 4, 5].map((i) => view.getUint32(at + 20 + 4 * i)) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
  let at = 0;
  let size = 4;
  let [utc, std, leap, times, types, chars] = header(at);
  if (data[4] !== 0) {
    // a second part says the same with times of 64 bits
    at = 44 + times * 5 + types * 6 + chars + leap * 8 + std + utc;
    size = 8;
    [utc, std, leap, times, types, chars] = header(at);
  }
  at += 44;
  const moments: number[] = [];
  for (let i = 0; i < times; i++) {
    moments.push(size === 8 ? Number(view.getBigInt64(at + 8 * i)) : view.getInt32(at + 4 * i));
  }
  at += times * size;
  const which = data.subarray(at, at + times);
  at += times;
  const names = at + types * 6;
  const all: LocalType[] = [];
  for (let i = 0; i < types; i++) {
    const start = names + data[at + 6 * i + 5];
    all.push({
      offset: view.getInt32(at + 6 * i),
      isdst: data[at + 6 * i + 4] !== 0,
      name: ascii(start, data.indexOf(0, start)),
    });
  }
  if (all.length === 0) return null;
  const before = all.find((type) => !type.isdst) ?? all[0];
  at = names + chars + leap * (size + 4) + std + utc;
  const footer = size === 8 ? ascii(at, data.length).split("\n")[1] ?? "" : "";
  const after = footer === "" ? null : ruleZone(footer);
  return {
    at(t: number): LocalType {
      if (times === 0 || t < moments[0]) return times === 0 && after ? after.at(t) : before;
      if (t >= moments[times - 1] && after !== null) return after.at(t);
      let low = 0;
      let high = times;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (moments[middle] <= t) low = middle;
        else high = middle;
      }
      return all[which[low]];
    },
  };
}

function readZone(path: string): LocalZone | null {
  if (!host.mayRead(path)) return null;
  try {
    return fileZone(host.readFile(path));
  } catch {
    // no such file, or not one of the database
    return null;
  }
}

/** What the host says: minutes, and a name made of the first letters of a longer one. */
function hostZone(): LocalZone {
  const offset = (t: number) => host.timezone(t).offsetMinutes * -60;
  return {
    at(t: number): LocalType {
      const year = 365.25 * 86400;
      const start = Math.floor(t / year) * year;
      const standard = Math.min(offset(start), offset(start + year / 2));
      const o = offset(t);
      return { offset: o, isdst: o > standard, name: host.timezone(t).name };
    },
  };
}

function findZone(): LocalZone {
  const tz = host.getenv("TZ")?.replace(/^:/, "");
  if (tz === undefined) return readZone("/etc/localtime") ?? hostZone();
  if (tz === "") return { at: () => UTC };
  const path = tz.startsWith("/") ? tz : FOLDER + tz;
  if (!host.mayRead(path)) return ruleZone(tz) ?? hostZone();
  return readZone(path) ?? ruleZone(tz) ??
    { at: () => ({ ...UTC, name: /^[A-Za-z]{3,}/.exec(tz)?.[0] ?? "UTC" }) };
}

const known = new PerRuntime((): { zone: LocalZone | null } => ({ zone: null }));

/** What holds at a time, given in seconds since the epoch. */
export function localType(t: number): LocalType {
  const { current } = known;
  current.zone ??= findZone();
  return current.zone.at(t);
}

/** Has $TZ looked at again (tzset). */
export function forgetZone(): void {
  known.current.zone = null;
}
