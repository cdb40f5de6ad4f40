/**
 * The text of floats as Python writes it (PyOS_double_to_string).
 *
 * @module
 */

/** `d.ddde-7` of JavaScript as Python has it: the exponent with a sign and two digits at least. */
function withExponent(text: string): string {
  const e = text.indexOf("e");
  const digits = text.slice(e + 2);
  return text.slice(0, e + 2) + (digits.length < 2 ? "0" + digits : digits);
}

/** The shortest text that reads back as `v`, without the `.0` of whole numbers (format 'r' without Py_DTSF_ADD_DOT_0). */
export function formatFloatR(v: number): string {
  if (v === 0) return Object.is(v, -0) ? "-0" : "0";
  if (v !== v) return "nan";
  const a = Math.abs(v);
  if (a === Infinity) return v < 0 ? "-inf" : "inf";
  return a < 1e16 && a >= 1e-4 ? String(v) : withExponent(v.toExponential());
}

/**
 * `repr()` of a float: the shortest text that reads back as the same double.
 *
 * @param v The double.
 */
export function floatRepr(v: number): string {
  if (Number.isInteger(v)) {
    if (v < 1e16 && v > -1e16) return (Object.is(v, -0) ? "-0" : String(v)) + ".0";
  }
  return formatFloatR(v);
}

/** `repr()` of a complex number. */
export function complexRepr(re: number, im: number): string {
  if (re === 0 && !Object.is(re, -0)) return formatFloatR(im) + "j";
  const imag = formatFloatR(im);
  return "(" + formatFloatR(re) + (imag.charCodeAt(0) === 45 ? "" : "+") + imag + "j)";
}

/** `'%.17g' % v`, as marshal before version 2 writes floats. */
export function formatG17(v: number): string {
  if (v === 0 || !Number.isFinite(v)) return formatFloatR(v);
  let text = v.toExponential(16);
  // C rounds a tie to even, JavaScript up
  const long = v.toExponential(99);
  const mark = long.indexOf(".") + 17;
  if (/^50*e/.test(long.slice(mark)) && "02468".includes(long[mark - 1])) {
    text = long.slice(0, mark) + long.slice(long.indexOf("e"));
  }
  const e = text.indexOf("e");
  const exponent = Number(text.slice(e + 1));
  const sign = v < 0 ? "-" : "";
  const digits = text.slice(sign.length, e).replace(".", "").replace(/0+$/, "");
  if (exponent < -4 || exponent >= 17) {
    const mantissa = digits.length > 1 ? digits[0] + "." + digits.slice(1) : digits;
    return withExponent(sign + mantissa + text.slice(e));
  }
  if (exponent < 0) return sign + "0." + "0".repeat(-exponent - 1) + digits;
  const whole = exponent + 1;
  if (digits.length <= whole) return sign + digits.padEnd(whole, "0");
  return sign + digits.slice(0, whole) + "." + digits.slice(whole);
}

const FLOAT_TEXT =
  /^[+-]?(?:\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)$/i;

/**
 * The double of a text without blanks or underscores (PyOS_string_to_double),
 * or undefined where it is none.
 */
export function parseFloatText(text: string): number | undefined {
  if (!FLOAT_TEXT.test(text)) return undefined;
  const last = text.charCodeAt(text.length - 1) | 32;
  if (last === 110) return NaN;
  if (last === 102 || last === 121) return text[0] === "-" ? -Infinity : Infinity;
  return Number(text);
}
