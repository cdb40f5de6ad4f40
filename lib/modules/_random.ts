/**
 * _random (Modules/_randommodule.c): the Mersenne Twister MT19937.
 *
 * @module
 */
import { noKeywords } from "../core/args.ts";
import { typeError, valueError } from "../core/errors.ts";
import { hash } from "../core/hash.ts";
import { intAbs } from "../core/number.ts";
import {
  asInstanceOf,
  normInt,
  PyFloat,
  PyInt,
  PyObject,
  PyTuple,
  PyType,
  tuple,
  TypeFlag,
  type Value,
} from "../core/object.ts";
import { asCInt, asIndex } from "../core/ops.ts";
import { host } from "../host/host.ts";
import type { TypeSpec } from "../objects/type.ts";
import type { ModuleSpec } from "./spec.ts";

const N = 624;
const M = 397;

class PyRandom extends PyObject {
  readonly state = new Int32Array(N);
  index = N;

  /** init_genrand of MT19937. */
  private start(seed: number): void {
    const s = this.state;
    s[0] = seed;
    for (let i = 1; i < N; i++) s[i] = Math.imul(1812433253, s[i - 1] ^ s[i - 1] >>> 30) + i;
    this.index = N;
  }

  /** init_by_array of MT19937. */
  seed(key: readonly number[]): void {
    this.start(19650218);
    const s = this.state;
    let i = 1;
    let j = 0;
    for (let k = Math.max(N, key.length); k > 0; k--) {
      s[i] = (s[i] ^ Math.imul(s[i - 1] ^ s[i - 1] >>> 30, 1664525)) + key[j] + j;
      if (++i >= N) {
        s[0] = s[N - 1];
        i = 1;
      }
      if (++j >= key.length) j = 0;
    }
    for (let k = N - 1; k > 0; k--) {
      s[i] = (s[i] ^ Math.imul(s[i - 1] ^ s[i - 1] >>> 30, 1566083941)) - i;
      if (++i >= N) {
        s[0] = s[N - 1];
        i = 1;
      }
    }
    s[0] = 0x80000000;
  }

  /** The next 32 bits, unsigned. */
  next(): number {
    const s = this.state;
    if (this.index >= N) {
      for (let k = 0; k < N; k++) {
        const y = s[k] & 0x80000000 | s[k + 1 < N ? k + 1 : 0] & 0x7fffffff;
        s[k] = s[k + M < N ? k + M : k + M - N] ^ y >>> 1 ^ (y & 1 ? 0x9908b0df : 0);
      }
      this.index = 0;
    }
    let y = s[this.index++];
    y ^= y >>> 11;
    y ^= y << 7 & 0x9d2c5680;
    y ^= y << 15 & 0xefc60000;
    return (y ^ y >>> 18) >>> 0;
  }

  /** 53 bits as a float in [0, 1). */
  random(): number {
    const a = this.next() >>> 5;
    const b = this.next() >>> 6;
    return (a * 67108864 + b) / 9007199254740992;
  }
}

function seed(r: PyRandom, v: Value | undefined): void {
  if (v === undefined || v === null) {
    const bytes = host.random(N * 4);
    r.seed([...new Uint32Array(bytes.slice().buffer)]);
    return;
  }
  let n: number | bigint;
  if (typeof v === "number" || typeof v === "bigint") n = v;
  else if (typeof v === "boolean") n = Number(v);
  else if (v instanceof PyInt) n = v.v;
  else n = BigInt.asUintN(64, BigInt(hash(v)));
  let rest = BigInt(intAbs(n));
  const key: number[] = [];
  do {
    key.push(Number(rest & 0xffffffffn));
    rest >>= 32n;
  } while (rest > 0n);
  r.seed(key);
}

const randomType = new PyType("Random", TypeFlag.BaseType, "_random");
PyRandom.prototype.cls = randomType;

const spec: TypeSpec = {
  doc: "Random() -> create a random number generator with its own internal state.",
  slots: {
    tpNew: (t, args, kw) => {
      if (t === randomType) noKeywords("Random", kw);
      const r = asInstanceOf(new PyRandom(), t);
      seed(r, args[0]);
      return r;
    },
  },
  methods: {
    random: [
      "($self, /)",
      (r: PyRandom) => new PyFloat(r.random()),
      "random() -> x in the interval [0, 1).",
    ],
    seed: [
      "($self, n=None, /)",
      (r: PyRandom, v?: Value) => seed(r, v),
      "seed([n]) -> None.  Defaults to current time.",
      1,
    ],
    getrandbits: ["($self, k, /)", (r: PyRandom, v: Value) => {
      const k = asCInt(v);
      if (k <= 0) throw valueError("number of bits must be greater than zero");
      if (k <= 32) return r.next() >>> (32 - k);
      // as one hexadecimal text: shifts of a bigint would take quadratic time
      const words: string[] = [];
      for (let left = k; left > 0; left -= 32) {
        const word = left < 32 ? r.next() >>> (32 - left) : r.next() >>> 0;
        words.push(word.toString(16).padStart(8, "0"));
      }
      return normInt(BigInt("0x" + words.reverse().join("")));
    }, "getrandbits(k) -> x.  Generates an int with k random bits."],
    getstate: [
      "($self, /)",
      (r: PyRandom) => tuple([...Array.from(r.state, (x) => x >>> 0), r.index]),
      "getstate() -> tuple containing the current state.",
    ],
    setstate: ["($self, state, /)", (r: PyRandom, v: Value) => {
      if (!(v instanceof PyTuple)) throw typeError("state vector must be a tuple");
      if (v.items.length !== N + 1) throw valueError("state vector is the wrong size");
      const words = v.items.map((x) => Number(asIndex(x)));
      const index = words[N];
      if (index < 0 || index > N) throw valueError("invalid state");
      for (let i = 0; i < N; i++) r.state[i] = words[i];
      r.index = index;
    }, "setstate(state) -> None.  Restores generator state."],
  },
};

export const _random_module = (): ModuleSpec => ({
  name: "_random",
  doc: "Module implements the Mersenne Twister random number generator.",
  types: () => [[randomType, spec]],
});
