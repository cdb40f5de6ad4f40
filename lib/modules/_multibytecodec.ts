/**
 * _multibytecodec and the modules of East Asian codecs (Modules/cjkcodecs).
 *
 * @module
 */
import { asStr } from "../core/compare.ts";
import { E, exception, typeError, valueError } from "../core/errors.ts";
import type { Value } from "../core/object.ts";
import { ISO2022 } from "./multibyte/iso2022.ts";
import { JAPANESE } from "./multibyte/japanese.ts";
import { CHINESE, HONGKONG, KOREAN, type MultibyteMachine, TAIWAN } from "./multibyte/machine.ts";
import { multibyteTypes, PyMultibyteCodec } from "./multibyte/types.ts";
import { defineTypes, type ModuleSpec } from "./spec.ts";

export const _multibytecodec_module = (): ModuleSpec => ({
  name: "_multibytecodec",
  functions: {
    __create_codec: ["(capsule, /)", () => {
      throw valueError("argument type invalid");
    }],
  },
  // the codecs themselves have no name here
  types: () => {
    defineTypes(multibyteTypes());
    return multibyteTypes().filter(([t]) => t.name !== "MultibyteCodec");
  },
});

function codecs(name: string, machines: readonly MultibyteMachine[]): () => ModuleSpec {
  return () => ({
    name,
    functions: {
      getcodec: ["(encoding, /)", (v: Value) => {
        const encoding = asStr(v);
        if (encoding === undefined) throw typeError("encoding name must be a string.");
        const m = machines.find((x) => x.name === encoding);
        if (m === undefined) {
          throw exception(E.LookupError, "no such codec is supported.");
        }
        defineTypes(multibyteTypes());
        return new PyMultibyteCodec(m);
      }],
    },
  });
}

export const _codecs_cn_module = codecs("_codecs_cn", CHINESE);
export const _codecs_hk_module = codecs("_codecs_hk", HONGKONG);
export const _codecs_iso2022_module = codecs("_codecs_iso2022", ISO2022);
export const _codecs_jp_module = codecs("_codecs_jp", JAPANESE);
export const _codecs_kr_module = codecs("_codecs_kr", KOREAN);
export const _codecs_tw_module = codecs("_codecs_tw", TAIWAN);
