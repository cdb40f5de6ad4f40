/**
 * The built-in modules of data: their forms, codecs and compressions.
 *
 * @module
 */
import { _bz2_module } from "./_bz2.ts";
import { _csv_module } from "./_csv.ts";
import { _decimal_module, _pydecimal_module } from "./_decimal.ts";
import { _json_module } from "./_json.ts";
import { _pickle_module } from "./_pickle.ts";
import { _sqlite3_module } from "./_sqlite3.ts";
import { _symtable_module } from "./_symtable.ts";
import {
  _codecs_cn_module,
  _codecs_hk_module,
  _codecs_iso2022_module,
  _codecs_jp_module,
  _codecs_kr_module,
  _codecs_tw_module,
  _multibytecodec_module,
} from "./_multibytecodec.ts";
import { array_module } from "./array.ts";
import { binascii_module } from "./binascii.ts";
import { cmath_module } from "./cmath.ts";
import { _blake2_module, _sha3_module } from "./hashes_new.ts";
import { parser_module } from "./parser.ts";
import { pyexpat_module } from "./pyexpat.ts";
import { unicodedata_module } from "./unicodedata.ts";
import { zlib_module } from "./zlib.ts";
import type { ModuleSpec } from "./spec.ts";

/** The modules of this list. */
export const DATA_MODULES: Readonly<Record<string, () => ModuleSpec>> = {
  _blake2_module,
  _bz2_module,
  _codecs_cn_module,
  _codecs_hk_module,
  _codecs_iso2022_module,
  _codecs_jp_module,
  _codecs_kr_module,
  _codecs_tw_module,
  _csv_module,
  _decimal_module,
  _pydecimal_module,
  _json_module,
  _multibytecodec_module,
  _pickle_module,
  _sha3_module,
  _sqlite3_module,
  _symtable_module,
  array_module,
  cmath_module,
  binascii_module,
  parser_module,
  pyexpat_module,
  unicodedata_module,
  zlib_module,
};
