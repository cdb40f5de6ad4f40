/** The Mandelbrot set by hand, with numbers and with objects for complex ones. */
function plain(size: number, limit: number): number {
  let total = 0;
  for (let y = 0; y < size; y++) {
    const ci = 2 * y / size - 1;
    for (let x = 0; x < size; x++) {
      const cr = 2 * x / size - 1.5;
      let zr = 0, zi = 0, i = 0;
      while (i < limit && zr * zr + zi * zi < 4) {
        const t = zr * zr - zi * zi + cr;
        zi = 2 * zr * zi + ci;
        zr = t;
        i++;
      }
      total += i;
    }
  }
  return total;
}

class Complex {
  constructor(readonly re: number, readonly im: number) {}
  times(o: Complex): Complex {
    return new Complex(this.re * o.re - this.im * o.im, this.re * o.im + this.im * o.re);
  }
  plus(o: Complex): Complex {
    return new Complex(this.re + o.re, this.im + o.im);
  }
  abs(): number {
    return Math.hypot(this.re, this.im);
  }
}

function withComplex(size: number, limit: number): number {
  let total = 0;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const c = new Complex(2 * x / size - 1.5, 2 * y / size - 1);
      let z = new Complex(0, 0);
      for (let i = 0; i < limit; i++) {
        if (z.abs() > 2) break;
        z = z.times(z).plus(c);
        total++;
      }
    }
  }
  return total;
}

/** One call of the program's main(), and its result as Python shows it. */
export function main(): string {
  return `(${plain(80, 50)}, ${withComplex(30, 30)})`;
}
