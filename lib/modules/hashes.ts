/**
 * _md5, _sha1, _sha256 and _sha512 over `hash/`.
 *
 * @module
 */
import type { Decl } from "../core/args.ts";
import { asStr } from "../core/compare.ts";
import { typeError } from "../core/errors.ts";
import { PyBytes, PyObject, PyType, TypeFlag, type Value } from "../core/object.ts";
import { needBuffer } from "../objects/buffer.ts";
import { defineType, type TypeSpec } from "../objects/type.ts";
import type { BlockHash } from "./hash/block.ts";
import { Md5 } from "./hash/md5.ts";
import { Sha1 } from "./hash/sha1.ts";
import { Sha256, Sha512 } from "./hash/sha2.ts";
import type { ModuleSpec } from "./spec.ts";

class PyHash extends PyObject {
  constructor(cls: PyType, readonly name: string, readonly hash: BlockHash) {
    super();
    this.cls = cls;
  }
}

function dataOf(v: Value): Uint8Array {
  if (asStr(v) !== undefined) {
    throw typeError("Unicode-objects must be encoded before hashing");
  }
  return needBuffer(v);
}

const hex = (data: Uint8Array): string =>
  Array.from(data, (b) => b.toString(16).padStart(2, "0")).join("");

const spec: TypeSpec = {
  getset: {
    name: { get: (h: PyHash) => h.name },
    block_size: { get: (h: PyHash) => h.hash.blockSize },
    digest_size: { get: (h: PyHash) => h.hash.digestSize },
  },
  methods: {
    update: ["($self, obj, /)", (h: PyHash, v: Value) => {
      h.hash.update(dataOf(v));
    }, "Update this hash object's state with the provided string."],
    digest: [
      "($self, /)",
      (h: PyHash) => new PyBytes(h.hash.digest()),
      "Return the digest value as a string of binary data.",
    ],
    hexdigest: [
      "($self, /)",
      (h: PyHash) => hex(h.hash.digest()),
      "Return the digest value as a string of hexadecimal digits.",
    ],
    copy: [
      "($self, /)",
      (h: PyHash) => new PyHash(h.cls, h.name, h.hash.copy()),
      "Return a copy of the hash object.",
    ],
  },
};

function hashModule(
  module: string,
  algorithms: Record<string, [typeName: string, name: string, make: () => BlockHash]>,
): ModuleSpec {
  const types: PyType[] = [];
  const functions: Record<string, Decl> = {};
  for (const [fn, [typeName, name, make]] of Object.entries(algorithms)) {
    const t = new PyType(typeName, TypeFlag.None, module);
    types.push(t);
    functions[fn] = ["($module, /, string=b'')", (v?: Value) => {
      const h = new PyHash(t, name, make());
      if (v !== undefined) h.hash.update(dataOf(v));
      return h;
    }, `Return a new ${name.toUpperCase()} hash object; optionally initialized with a string.`];
  }
  return {
    name: module,
    functions,
    init: (ns) => {
      for (const t of types) {
        if ((t.flags & TypeFlag.Ready) === 0) defineType(t, spec);
        ns.setStr(
          t.name.replace(/^.*\./, "").replace(/^(md5|sha\d+)$/, (n) => n.toUpperCase() + "Type"),
          t,
        );
      }
    },
  };
}

export const _md5_module = (): ModuleSpec =>
  hashModule("_md5", {
    md5: ["md5", "md5", () => new Md5()],
  });
export const _sha1_module = (): ModuleSpec =>
  hashModule("_sha1", {
    sha1: ["sha1", "sha1", () => new Sha1()],
  });
export const _sha256_module = (): ModuleSpec =>
  hashModule("_sha256", {
    sha224: ["sha224", "sha224", () => new Sha256(28)],
    sha256: ["sha256", "sha256", () => new Sha256(32)],
  });
export const _sha512_module = (): ModuleSpec =>
  hashModule("_sha512", {
    sha384: ["sha384", "sha384", () => new Sha512(48)],
    sha512: ["sha512", "sha512", () => new Sha512(64)],
  });
