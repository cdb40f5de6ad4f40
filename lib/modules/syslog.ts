/**
 * The module syslog: messages to the socket /dev/log, as syslog(3) sends them.
 *
 * @module
 */
import { asStr } from "../core/compare.ts";
import { typeError, typeName } from "../core/errors.ts";
import { PyList, type Value } from "../core/object.ts";
import { host } from "../host/host.ts";
import { cString } from "../host/linux.ts";
import { interp } from "../core/state.ts";
import { int, kernel } from "./kernel.ts";
import type { ModuleSpec } from "./spec.ts";

const CONSTANTS: Readonly<Record<string, number>> = {
  LOG_ALERT: 1,
  LOG_AUTH: 32,
  LOG_AUTHPRIV: 80,
  LOG_CONS: 2,
  LOG_CRIT: 2,
  LOG_CRON: 72,
  LOG_DAEMON: 24,
  LOG_DEBUG: 7,
  LOG_EMERG: 0,
  LOG_ERR: 3,
  LOG_INFO: 6,
  LOG_KERN: 0,
  LOG_LOCAL0: 128,
  LOG_LOCAL1: 136,
  LOG_LOCAL2: 144,
  LOG_LOCAL3: 152,
  LOG_LOCAL4: 160,
  LOG_LOCAL5: 168,
  LOG_LOCAL6: 176,
  LOG_LOCAL7: 184,
  LOG_LPR: 48,
  LOG_MAIL: 16,
  LOG_NDELAY: 8,
  LOG_NEWS: 56,
  LOG_NOTICE: 5,
  LOG_NOWAIT: 16,
  LOG_ODELAY: 4,
  LOG_PERROR: 32,
  LOG_PID: 1,
  LOG_SYSLOG: 40,
  LOG_USER: 8,
  LOG_UUCP: 64,
  LOG_WARNING: 4,
};

/** openlog()'s settings. */
const log: { ident: string | null; option: number; facility: number; mask: number } = {
  ident: null,
  option: 0,
  facility: 8,
  mask: 0xff,
};

function programName(): string {
  const argv = interp.sysdict.getStr("argv");
  const first = argv instanceof PyList && argv.items.length > 0 ? asStr(argv.items[0]) : undefined;
  return first === undefined ? "python" : first.slice(first.lastIndexOf("/") + 1);
}

function send(priority: number, message: string): void {
  if ((log.mask & (1 << (priority & 7))) === 0) return;
  const code = (priority & ~7) === 0 ? priority | log.facility : priority;
  const now = new Date().toString().split(" ");
  const stamp = `${now[1]} ${String(Number(now[2])).padStart(2)} ${now[4]}`;
  const pid = log.option & CONSTANTS.LOG_PID ? `[${host.pid()}]` : "";
  const text = `<${code}>${stamp} ${log.ident ?? programName()}${pid}: ${message}`;
  if (log.option & CONSTANTS.LOG_PERROR) {
    host.write(2, cString(`${log.ident ?? programName()}${pid}: ${message}\n`).slice(0, -1));
  }
  const k = kernel();
  const [AF_UNIX, SOCK_DGRAM, CLOEXEC] = [1, 2, 0o2000000];
  const fd = k.raw("socket", AF_UNIX, SOCK_DGRAM | CLOEXEC, 0);
  if (fd < 0) return;
  // nobody listening is no failure, as in C
  const address = new Uint8Array([AF_UNIX, 0, ...cString("/dev/log")]);
  if (k.raw("connect", fd, address, address.length) === 0) {
    const data = cString(text).slice(0, -1);
    k.raw("sendto", fd, data, data.length, 0x4000, null, 0);
  }
  k.raw("close", fd);
}

export const syslog_module = (): ModuleSpec => ({
  name: "syslog",
  functions: {
    openlog: ["(ident=None, logoption=0, facility=8)", (
      ident: Value = null,
      option: Value = 0,
      facility: Value = 8,
    ) => {
      const s = ident === null ? null : asStr(ident);
      if (s === undefined) {
        throw typeError(`openlog() argument 1 must be str, not ${typeName(ident)}`);
      }
      Object.assign(log, { ident: s, option: int(option), facility: int(facility) });
    }],
    syslog: ["(*args)", (args: Value[]) => {
      const s = args.length === 1 || args.length === 2 ? asStr(args[args.length - 1]) : undefined;
      if (s === undefined) throw typeError("[priority,] message string");
      send(args.length === 2 ? int(args[0]) : 6, s);
    }],
    closelog: ["()", () => {
      log.ident = null;
      log.option = 0;
    }],
    setlogmask: [
      "(maskpri, /)",
      (mask: Value) => {
        const old = log.mask;
        const n = int(mask);
        if (n !== 0) log.mask = n;
        return old;
      },
      null,
      2,
    ],
    LOG_MASK: ["(pri, /)", (n: Value) => 1 << int(n), null, 2],
    LOG_UPTO: ["(pri, /)", (n: Value) => (1 << (int(n) + 1)) - 1, null, 2],
  },
  attrs: () => ({ ...CONSTANTS }),
});
