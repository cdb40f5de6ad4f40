/**
 * Doubles as decimal text, correctly rounded half to even for any number of
 * digits (what PyOS_double_to_string gives).
 *
 * @module
 */

const view = new DataView(new ArrayBuffer(8));

/** |v| as mantissa times 2**exponent. */
export function decompose(v: number): [mantissa: bigint, exponent: number] {
  view.setFloat64(0, Math.abs(v));
  const bits = view.getBigUint64(0);
  const e = Number(bits >> 52n);
  const m = bits & 0xfffffffffffffn;
  return e === 0 ? [m, -1074] : [m | 0x10000000000000n, e - 1075];
}

function roundDiv(a: bigint, b: bigint): bigint {
  const q = a / b;
  const r2 = (a % b) * 2n;
  return r2 > b || (r2 === b && (q & 1n) === 1n) ? q + 1n : q;
}

/** |v| * 10**digits rounded to an integer. */
function scaled(v: number, digits: number): bigint {
  const [m, e] = decompose(v);
  let num = m;
  let den = 1n;
  if (e >= 0) num <<= BigInt(e);
  else den <<= BigInt(-e);
  if (digits >= 0) num *= 10n ** BigInt(digits);
  else den *= 10n ** BigInt(-digits);
  return roundDiv(num, den);
}

const negative = (v: number) => v < 0 || Object.is(v, -0);

/** `%.{digits}f` of a finite double. */
export function toFixed(v: number, digits: number): string {
  // JS rounds ties up, and v * 10**digits ends in .5 where v * 2**(digits + 1) is odd
  if (digits <= 100 && Math.abs(v) < 1e21 && Math.abs(v * 2 ** (digits + 1) % 2) !== 1) {
    const s = v.toFixed(digits);
    return negative(v) && s[0] !== "-" ? "-" + s : s;
  }
  let s = scaled(v, digits).toString();
  if (digits > 0) {
    s = s.padStart(digits + 1, "0");
    s = s.slice(0, s.length - digits) + "." + s.slice(s.length - digits);
  }
  return negative(v) ? "-" + s : s;
}

/** The first `n` significant digits of a finite double, and the decimal exponent of the first. */
export function significant(v: number, n: number): [digits: string, exponent: number] {
  if (v === 0) return ["0".repeat(n), 0];
  const a = Math.abs(v);
  if (n <= 100) {
    // JS rounds ties up; where one more digit is a 5 it may be one
    const more = a.toExponential(n);
    const e = more.indexOf("e");
    if (more[e - 1] !== "5" || Number(more) !== a) {
      const t = a.toExponential(n - 1);
      const at = t.indexOf("e");
      return [t[0] + t.slice(2, at), Number(t.slice(at + 1))];
    }
  }
  let exp = Math.floor(Math.log10(a));
  let s: string;
  for (;;) {
    s = scaled(a, n - 1 - exp).toString();
    if (s.length === n) break;
    exp += s.length - n;
    if (s.length === n + 1 && /^10*$/.test(s)) {
      // rounded up into one digit more: the next try settles it
      const t = scaled(a, n - 1 - exp).toString();
      if (t.length === n) {
        s = t;
        break;
      }
      s = s.slice(0, n);
      break;
    }
  }
  return [s, exp];
}

const exponentText = (e: number): string =>
  (e < 0 ? "-" : "+") + String(Math.abs(e)).padStart(2, "0");

/** `%.{digits}e` of a finite double. */
export function toExponential(v: number, digits: number, alt = false): string {
  const [s, e] = significant(v, digits + 1);
  const mantissa = s[0] + (digits > 0 ? "." + s.slice(1) : alt ? "." : "");
  return (negative(v) ? "-" : "") + mantissa + "e" + exponentText(e);
}

/** `%.{precision}g` of a finite double; `alt` keeps the trailing zeros, `point` adds ".0" to integers. */
export function toGeneral(v: number, precision: number, alt = false, point = false): string {
  const p = precision === 0 ? 1 : precision;
  let [s, e] = significant(v, p);
  const sign = negative(v) ? "-" : "";
  const exponential = e < -4 || e >= p;
  if (!alt) s = s.replace(/0+$/, "");
  if (s === "") s = "0";
  if (exponential) {
    const rest = s.slice(1);
    return `${sign}${s[0]}${rest !== "" || alt ? "." + rest : ""}e${exponentText(e)}`;
  }
  if (e < 0) return `${sign}0.${"0".repeat(-e - 1)}${s}`;
  if (s.length <= e + 1) {
    const whole = s.padEnd(e + 1, "0");
    return sign + whole + (alt ? "." : point ? ".0" : "");
  }
  return `${sign}${s.slice(0, e + 1)}.${s.slice(e + 1)}`;
}

/** round(v, digits) of a finite double: correctly rounded half to even on the decimal value. */
export function roundTo(v: number, digits: number): number {
  if (digits > 323) return v;
  if (digits < -309) return v * 0;
  if (digits >= 0) return Number(toFixed(v, digits));
  const n = scaled(v, digits) * 10n ** BigInt(-digits);
  const r = Number(n);
  return negative(v) ? -r : r;
}
