/**
 * _sha3 and _blake2 over `hash/`.
 *
 * @module
 */
import { bind, Signature, splitArgs } from "../core/args.ts";
import { asInt, asStr, isTrue } from "../core/compare.ts";
import { overflowError, typeError, typeName, valueError } from "../core/errors.ts";
import {
  type KwNames,
  type Maybe,
  PyBytes,
  PyObject,
  PyType,
  TypeFlag,
  type Value,
} from "../core/object.ts";
import { asCInt } from "../core/ops.ts";
import { asBuffer, needBuffer } from "../objects/buffer.ts";
import type { TypeSpec } from "../objects/type.ts";
import { toHex } from "../util/utf8.ts";
import { Blake2 } from "./hash/blake2.ts";
import { Keccak } from "./hash/keccak.ts";
import type { ModuleSpec } from "./spec.ts";

function dataOf(v: Value): Uint8Array {
  if (asStr(v) !== undefined) throw typeError("Unicode-objects must be encoded before hashing");
  const b = asBuffer(v);
  if (b === undefined) throw typeError("object supporting the buffer API required");
  return b;
}

// _sha3 -------------------------------------------------------------------------------

class PySha3 extends PyObject {
  constructor(cls: PyType, readonly hash: Keccak, readonly size: number) {
    super();
    this.cls = cls;
  }
}

function unsignedLength(v: Value): number {
  const n = asInt(v);
  if (n === undefined) throw typeError("an integer is required");
  if (n < 0) throw overflowError("can't convert negative value to unsigned int");
  if (n >= 1n << 64n) throw overflowError("Python int too large to convert to C unsigned long");
  if (n >= 2 ** 29) throw valueError("length is too large");
  return Number(n);
}

function sha3Type(name: string, rate: number, suffix: number, size: number): [PyType, TypeSpec] {
  const t = new PyType(name, TypeFlag.None, "_sha3");
  const full = `_sha3.${name}`;
  const shake = size === 0;
  const digest = (h: PySha3, n?: Value): Uint8Array =>
    h.hash.digest(shake ? unsignedLength(n!) : size);
  const signature = shake ? "($self, length, /)" : "($self, /)";
  return [t, {
    slots: {
      tpNew: (_t, args, kw) => {
        if (kw !== null && kw.length > 0) {
          throw typeError(`${full} does not take keyword arguments`);
        }
        if (args.length > 1) {
          throw typeError(`${full} expected at most 1 arguments, got ${args.length}`);
        }
        const h = new PySha3(t, new Keccak(rate, suffix), size);
        if (args.length === 1) h.hash.update(dataOf(args[0]));
        return h;
      },
      tpInit: () => {},
    },
    getset: {
      block_size: { get: () => rate },
      digest_size: { get: () => size },
      name: { get: () => name },
      _capacity_bits: { get: () => 1600 - rate * 8 },
      _rate_bits: { get: () => rate * 8 },
      _suffix: { get: () => new PyBytes(Uint8Array.of(suffix)) },
    },
    methods: {
      update: ["($self, obj, /)", (h: PySha3, v: Value) => {
        h.hash.update(dataOf(v));
      }, "Update this hash object's state with the provided string."],
      digest: [
        signature,
        (h: PySha3, n?: Value) => new PyBytes(digest(h, n)),
        "Return the digest value as a string of binary data.",
      ],
      hexdigest: [
        signature,
        (h: PySha3, n?: Value) => toHex(digest(h, n)),
        "Return the digest value as a string of hexadecimal digits.",
      ],
      copy: [
        "($self, /)",
        (h: PySha3) => new PySha3(h.cls, h.hash.copy(), size),
        "Return a copy of the hash object.",
      ],
    },
  }];
}

export const _sha3_module = (): ModuleSpec => ({
  name: "_sha3",
  types: sha3Types,
  attrs: () => ({ keccakopt: 32, implementation: "generic 32-bit implementation" }),
});

let sha3Made: [PyType, TypeSpec][] | null = null;
function sha3Types(): [PyType, TypeSpec][] {
  return sha3Made ??= [
    sha3Type("sha3_224", 144, 6, 28),
    sha3Type("sha3_256", 136, 6, 32),
    sha3Type("sha3_384", 104, 6, 48),
    sha3Type("sha3_512", 72, 6, 64),
    sha3Type("shake_128", 168, 0x1f, 0),
    sha3Type("shake_256", 136, 0x1f, 0),
  ];
}

// _blake2 -----------------------------------------------------------------------------

class PyBlake2 extends PyObject {
  constructor(cls: PyType, readonly hash: Blake2) {
    super();
    this.cls = cls;
  }
}

function blake2Type(wide: boolean): [PyType, TypeSpec] {
  const name = wide ? "blake2b" : "blake2s";
  const max = wide ? 64 : 32;
  const part = wide ? 16 : 8;
  const t = new PyType(name, TypeFlag.None, "_blake2");
  const signature =
    `(data=b'', /, *, digest_size=_blake2.${name}.MAX_DIGEST_SIZE,\n        key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0,\n        node_offset=0, node_depth=0, inner_size=0, last_node=False)`;
  const keywords = new Signature(
    name,
    "(*, digest_size=0, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False)",
    0,
  );
  const bytes = (v: Maybe): Uint8Array =>
    v === undefined ? new Uint8Array(0) : needBuffer(v).slice();
  const small = (v: Maybe, fallback: number): number => v === undefined ? fallback : asCInt(v);
  const make = (args: Value[], kw: KwNames): PyBlake2 => {
    const [positional, named] = splitArgs(args, kw);
    if (positional.length > 1) {
      throw typeError(`Function takes at most 1 positional arguments (${positional.length} given)`);
    }
    const o = bind(keywords, [...named.values()], [...named.keys()]) as Maybe[];
    const digestSize = small(o[0], max);
    const key = bytes(o[1]);
    const salt = bytes(o[2]);
    const person = bytes(o[3]);
    const fanout = small(o[4], 1);
    const depth = small(o[5], 1);
    const leaf = o[6] === undefined ? 0 : asInt(o[6]);
    const offset = o[7] === undefined ? 0 : asInt(o[7]);
    const nodeDepth = small(o[8], 0);
    const inner = small(o[9], 0);
    const lastNode = o[10] !== undefined && isTrue(o[10]);
    if (digestSize <= 0 || digestSize > max) {
      throw valueError(`digest_size must be between 1 and ${max} bytes`);
    }
    if (salt.length > part) throw valueError(`maximum salt length is ${part} bytes`);
    if (person.length > part) throw valueError(`maximum person length is ${part} bytes`);
    if (fanout < 0 || fanout > 255) throw valueError("fanout must be between 0 and 255");
    if (depth <= 0 || depth > 255) throw valueError("depth must be between 1 and 255");
    if (leaf === undefined) throw typeError(`an integer is required (got type ${typeName(o[6]!)})`);
    if (leaf < 0) throw overflowError("can't convert negative value to unsigned int");
    if (leaf > 0xffffffff) throw overflowError("leaf_size is too large");
    if (offset === undefined) {
      throw typeError(`an integer is required (got type ${typeName(o[7]!)})`);
    }
    if (offset < 0) throw overflowError("can't convert negative int to unsigned");
    if (offset >= 1n << 64n) throw overflowError("int too big to convert");
    if (!wide && offset >= 2 ** 48) throw overflowError("node_offset is too large");
    if (nodeDepth < 0 || nodeDepth > 255) throw valueError("node_depth must be between 0 and 255");
    if (inner < 0 || inner > max) throw valueError(`inner_size must be between 0 and is ${max}`);
    if (key.length > max) throw valueError(`maximum key length is ${max} bytes`);
    const hash = new Blake2(wide, {
      digestSize,
      key,
      salt,
      person,
      fanout,
      depth,
      leafSize: Number(leaf),
      nodeOffset: BigInt(offset),
      nodeDepth,
      innerSize: inner,
      lastNode,
    });
    if (positional.length === 1) hash.update(dataOf(positional[0]));
    return new PyBlake2(t, hash);
  };
  return [t, {
    doc: `Return a new BLAKE2${wide ? "b" : "s"} hash object.`,
    signature,
    slots: { tpNew: (_t, args, kw) => make(args, kw), tpInit: () => {} },
    getset: {
      name: { get: () => name },
      block_size: { get: (h: PyBlake2) => h.hash.blockSize },
      digest_size: { get: (h: PyBlake2) => h.hash.params.digestSize },
    },
    attrs: { SALT_SIZE: part, PERSON_SIZE: part, MAX_KEY_SIZE: max, MAX_DIGEST_SIZE: max },
    methods: {
      update: ["($self, obj, /)", (h: PyBlake2, v: Value) => {
        h.hash.update(dataOf(v));
      }, "Update this hash object's state with the provided string."],
      digest: [
        "($self, /)",
        (h: PyBlake2) => new PyBytes(h.hash.digest()),
        "Return the digest value as a string of binary data.",
      ],
      hexdigest: [
        "($self, /)",
        (h: PyBlake2) => toHex(h.hash.digest()),
        "Return the digest value as a string of hexadecimal digits.",
      ],
      copy: [
        "($self, /)",
        (h: PyBlake2) => new PyBlake2(h.cls, h.hash.copy()),
        "Return a copy of the hash object.",
      ],
    },
  }];
}

let blake2Made: [PyType, TypeSpec][] | null = null;

export const _blake2_module = (): ModuleSpec => ({
  name: "_blake2",
  doc: "BLAKE2b and BLAKE2s for hashlib\n",
  types: () => blake2Made ??= [blake2Type(true), blake2Type(false)],
  attrs: () => ({
    BLAKE2B_SALT_SIZE: 16,
    BLAKE2B_PERSON_SIZE: 16,
    BLAKE2B_MAX_KEY_SIZE: 64,
    BLAKE2B_MAX_DIGEST_SIZE: 64,
    BLAKE2S_SALT_SIZE: 8,
    BLAKE2S_PERSON_SIZE: 8,
    BLAKE2S_MAX_KEY_SIZE: 32,
    BLAKE2S_MAX_DIGEST_SIZE: 32,
  }),
});
