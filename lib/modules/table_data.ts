/**
 * The built-in modules of data: their forms, codecs and compressions.
 *
 * @module
 */
import { array_module } from "./array.ts";
import { binascii_module } from "./binascii.ts";
import { unicodedata_module } from "./unicodedata.ts";
import { zlib_module } from "./zlib.ts";
import type { ModuleSpec } from "./spec.ts";

/** The modules of this list. */
export const DATA_MODULES: Readonly<Record<string, () => ModuleSpec>> = {
  array_module,
  binascii_module,
  unicodedata_module,
  zlib_module,
};
