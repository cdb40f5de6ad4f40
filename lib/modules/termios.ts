/**
 * The module termios (Modules/termios.c).
 *
 * @module
 */
import { E, exception, typeError } from "../core/errors.ts";
import { PyBytes, PyList, type Value } from "../core/object.ts";
import { asIndex } from "../core/ops.ts";
import { type SysArg, viewOf } from "../host/linux.ts";
import { HostError } from "../host/host.ts";
import { strerror } from "./errno.ts";
import { fileDescriptor, int, kernel } from "./kernel.ts";
import { newException } from "./module_errors.ts";
import { isIndex } from "./oserror.ts";
import type { ModuleSpec } from "./spec.ts";

const CONSTANTS: Readonly<Record<string, number>> = {
  B0: 0,
  B1000000: 4104,
  B110: 3,
  B115200: 4098,
  B1152000: 4105,
  B1200: 9,
  B134: 4,
  B150: 5,
  B1500000: 4106,
  B1800: 10,
  B19200: 14,
  B200: 6,
  B2000000: 4107,
  B230400: 4099,
  B2400: 11,
  B2500000: 4108,
  B300: 7,
  B3000000: 4109,
  B3500000: 4110,
  B38400: 15,
  B4000000: 4111,
  B460800: 4100,
  B4800: 12,
  B50: 1,
  B500000: 4101,
  B57600: 4097,
  B576000: 4102,
  B600: 8,
  B75: 2,
  B921600: 4103,
  B9600: 13,
  BRKINT: 2,
  BS0: 0,
  BS1: 8192,
  BSDLY: 8192,
  CBAUD: 4111,
  CBAUDEX: 4096,
  CDSUSP: 25,
  CEOF: 4,
  CEOL: 0,
  CEOT: 4,
  CERASE: 127,
  CFLUSH: 15,
  CIBAUD: 269418496,
  CINTR: 3,
  CKILL: 21,
  CLNEXT: 22,
  CLOCAL: 2048,
  CQUIT: 28,
  CR0: 0,
  CR1: 512,
  CR2: 1024,
  CR3: 1536,
  CRDLY: 1536,
  CREAD: 128,
  CRPRNT: 18,
  CRTSCTS: 2147483648,
  CS5: 0,
  CS6: 16,
  CS7: 32,
  CS8: 48,
  CSIZE: 48,
  CSTART: 17,
  CSTOP: 19,
  CSTOPB: 64,
  CSUSP: 26,
  CWERASE: 23,
  ECHO: 8,
  ECHOCTL: 512,
  ECHOE: 16,
  ECHOK: 32,
  ECHOKE: 2048,
  ECHONL: 64,
  ECHOPRT: 1024,
  EXTA: 14,
  EXTB: 15,
  FF0: 0,
  FF1: 32768,
  FFDLY: 32768,
  FIOASYNC: 21586,
  FIOCLEX: 21585,
  FIONBIO: 21537,
  FIONCLEX: 21584,
  FIONREAD: 21531,
  FLUSHO: 4096,
  HUPCL: 1024,
  ICANON: 2,
  ICRNL: 256,
  IEXTEN: 32768,
  IGNBRK: 1,
  IGNCR: 128,
  IGNPAR: 4,
  IMAXBEL: 8192,
  INLCR: 64,
  INPCK: 16,
  IOCSIZE_MASK: 1073676288,
  IOCSIZE_SHIFT: 16,
  ISIG: 1,
  ISTRIP: 32,
  IUCLC: 512,
  IXANY: 2048,
  IXOFF: 4096,
  IXON: 1024,
  NCC: 8,
  NCCS: 32,
  NL0: 0,
  NL1: 256,
  NLDLY: 256,
  NOFLSH: 128,
  N_MOUSE: 2,
  N_PPP: 3,
  N_SLIP: 1,
  N_STRIP: 4,
  N_TTY: 0,
  OCRNL: 8,
  OFDEL: 128,
  OFILL: 64,
  OLCUC: 2,
  ONLCR: 4,
  ONLRET: 32,
  ONOCR: 16,
  OPOST: 1,
  PARENB: 256,
  PARMRK: 8,
  PARODD: 512,
  PENDIN: 16384,
  TAB0: 0,
  TAB1: 2048,
  TAB2: 4096,
  TAB3: 6144,
  TABDLY: 6144,
  TCFLSH: 21515,
  TCGETA: 21509,
  TCGETS: 21505,
  TCIFLUSH: 0,
  TCIOFF: 2,
  TCIOFLUSH: 2,
  TCION: 3,
  TCOFLUSH: 1,
  TCOOFF: 0,
  TCOON: 1,
  TCSADRAIN: 1,
  TCSAFLUSH: 2,
  TCSANOW: 0,
  TCSBRK: 21513,
  TCSBRKP: 21541,
  TCSETA: 21510,
  TCSETAF: 21512,
  TCSETAW: 21511,
  TCSETS: 21506,
  TCSETSF: 21508,
  TCSETSW: 21507,
  TCXONC: 21514,
  TIOCCONS: 21533,
  TIOCEXCL: 21516,
  TIOCGETD: 21540,
  TIOCGICOUNT: 21597,
  TIOCGLCKTRMIOS: 21590,
  TIOCGPGRP: 21519,
  TIOCGSERIAL: 21534,
  TIOCGSOFTCAR: 21529,
  TIOCGWINSZ: 21523,
  TIOCINQ: 21531,
  TIOCLINUX: 21532,
  TIOCMBIC: 21527,
  TIOCMBIS: 21526,
  TIOCMGET: 21525,
  TIOCMIWAIT: 21596,
  TIOCMSET: 21528,
  TIOCM_CAR: 64,
  TIOCM_CD: 64,
  TIOCM_CTS: 32,
  TIOCM_DSR: 256,
  TIOCM_DTR: 2,
  TIOCM_LE: 1,
  TIOCM_RI: 128,
  TIOCM_RNG: 128,
  TIOCM_RTS: 4,
  TIOCM_SR: 16,
  TIOCM_ST: 8,
  TIOCNOTTY: 21538,
  TIOCNXCL: 21517,
  TIOCOUTQ: 21521,
  TIOCPKT: 21536,
  TIOCPKT_DATA: 0,
  TIOCPKT_DOSTOP: 32,
  TIOCPKT_FLUSHREAD: 1,
  TIOCPKT_FLUSHWRITE: 2,
  TIOCPKT_NOSTOP: 16,
  TIOCPKT_START: 8,
  TIOCPKT_STOP: 4,
  TIOCSCTTY: 21518,
  TIOCSERCONFIG: 21587,
  TIOCSERGETLSR: 21593,
  TIOCSERGETMULTI: 21594,
  TIOCSERGSTRUCT: 21592,
  TIOCSERGWILD: 21588,
  TIOCSERSETMULTI: 21595,
  TIOCSERSWILD: 21589,
  TIOCSER_TEMT: 1,
  TIOCSETD: 21539,
  TIOCSLCKTRMIOS: 21591,
  TIOCSPGRP: 21520,
  TIOCSSERIAL: 21535,
  TIOCSSOFTCAR: 21530,
  TIOCSTI: 21522,
  TIOCSWINSZ: 21524,
  TOSTOP: 256,
  VDISCARD: 13,
  VEOF: 4,
  VEOL: 11,
  VEOL2: 16,
  VERASE: 2,
  VINTR: 0,
  VKILL: 3,
  VLNEXT: 15,
  VMIN: 6,
  VQUIT: 1,
  VREPRINT: 12,
  VSTART: 8,
  VSTOP: 9,
  VSUSP: 10,
  VSWTC: 7,
  VSWTCH: 7,
  VT0: 0,
  VT1: 16384,
  VTDLY: 16384,
  VTIME: 5,
  VWERASE: 14,
  XCASE: 4,
  XTABS: 6144,
};

const NCCS = 32;
/** The kernel's structure has 19 control characters, C's has 32. */
const KERNEL_NCCS = 19;
const VTIME = 5;
const VMIN = 6;
const ICANON = 2;
const [TCGETS, TCSETS, TCSBRK, TCXONC, TCFLSH] = [0x5401, 0x5402, 0x5409, 0x540a, 0x540b];
/** The bits of c_cflag that are the speed. */
const CBAUD = 0o10017;

const errorType = () => newException("termios", "error", E.Exception);

function ioctl(fd: number, request: number, arg: SysArg): void {
  const k = kernel();
  try {
    k.call("ioctl", fd, request, arg);
  } catch (e) {
    if (e instanceof HostError) throw exception(errorType(), e.errno, strerror(e.errno));
    throw e;
  }
}

function tcgetattr(fd: Value): Value {
  const b = new Uint8Array(60);
  ioctl(fileDescriptor(fd), TCGETS, b);
  const v = viewOf(b);
  const flags = [0, 4, 8, 12].map((at) => v.getUint32(at, true));
  const chars: Value[] = [];
  for (let i = 0; i < NCCS; i++) {
    chars.push(new PyBytes(new Uint8Array([i < KERNEL_NCCS ? b[17 + i] : 0])));
  }
  if ((flags[3] & ICANON) === 0) {
    for (const i of [VMIN, VTIME]) chars[i] = b[17 + i];
  }
  const speed = flags[2] & CBAUD;
  return new PyList([...flags, speed, speed, new PyList(chars)]);
}

function tcsetattr(fd: Value, when: Value, attributes: Value): void {
  const n = fileDescriptor(fd);
  const w = int(when);
  if (!(attributes instanceof PyList) || attributes.items.length !== 7) {
    throw typeError("tcsetattr, arg 3: must be 7 element list");
  }
  const items = attributes.items;
  const cc = items[6];
  if (!(cc instanceof PyList) || cc.items.length !== NCCS) {
    throw typeError(`tcsetattr: attributes[6] must be ${NCCS} element list`);
  }
  const b = new Uint8Array(60);
  ioctl(n, TCGETS, b);
  const v = viewOf(b);
  const flag = (i: number) => Number(BigInt.asUintN(32, BigInt(asIndex(items[i]))));
  for (let i = 0; i < 4; i++) v.setUint32(4 * i, flag(i), true);
  const speed = flag(5);
  flag(4);
  v.setUint32(8, ((flag(2) & ~CBAUD) | (speed & CBAUD)) >>> 0, true);
  cc.items.forEach((c, i) => {
    let value: number;
    if (c instanceof PyBytes && c.data.length === 1) value = c.data[0];
    else if (isIndex(c)) value = Number(BigInt.asUintN(8, BigInt(asIndex(c))));
    else {
      throw typeError(
        "tcsetattr: elements of attributes must be characters or integers",
      );
    }
    if (i < KERNEL_NCCS) b[17 + i] = value;
  });
  if (w < 0 || w > 2) throw exception(errorType(), 22, strerror(22));
  ioctl(n, TCSETS + w, b);
}

export const termios_module = (): ModuleSpec => ({
  name: "termios",
  doc:
    "The calls for POSIX terminals: see the manual page termios(3). Every function\ntakes a file descriptor, or an object with fileno(), first.",
  functions: {
    tcgetattr: ["(fd, /)", tcgetattr, null, 2],
    tcsetattr: ["(fd, when, attributes, /)", tcsetattr],
    tcsendbreak: [
      "(fd, duration, /)",
      (fd: Value, duration: Value) =>
        ioctl(fileDescriptor(fd), TCSBRK, int(duration) === 0 ? 0 : int(duration)),
    ],
    tcdrain: ["(fd, /)", (fd: Value) => ioctl(fileDescriptor(fd), TCSBRK, 1), null, 2],
    tcflush: [
      "(fd, queue, /)",
      (fd: Value, queue: Value) => ioctl(fileDescriptor(fd), TCFLSH, int(queue)),
    ],
    tcflow: [
      "(fd, action, /)",
      (fd: Value, action: Value) => ioctl(fileDescriptor(fd), TCXONC, int(action)),
    ],
  },
  attrs: () => ({ ...CONSTANTS, error: errorType() }),
});
