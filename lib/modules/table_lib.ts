/**
 * The built-in modules that the library stands on.
 *
 * @module
 */
import type { ModuleSpec } from "./spec.ts";
import { _abc_module } from "./_abc.ts";
import { _collections_module } from "./_collections.ts";
import { _functools_module } from "./_functools.ts";
import { _bisect_module, _heapq_module } from "./_heapq.ts";
import { _operator_module } from "./_operator.ts";
import { _random_module } from "./_random.ts";
import { _struct_module } from "./_struct.ts";
import { _weakref_module } from "./_weakref.ts";
import { _md5_module, _sha1_module, _sha256_module, _sha512_module } from "./hashes.ts";
import { itertools_module } from "./itertools.ts";
import { _testcapi_module } from "./_testcapi.ts";
import { xxsubtype_module } from "./xxsubtype.ts";
import { math_module } from "./math.ts";

/** The modules of this list. */
export const LIBRARY_MODULES: Readonly<Record<string, () => ModuleSpec>> = {
  _abc_module,
  _bisect_module,
  _collections_module,
  _functools_module,
  _heapq_module,
  _md5_module,
  _operator_module,
  _random_module,
  _sha1_module,
  _sha256_module,
  _sha512_module,
  _struct_module,
  _testcapi_module,
  _weakref_module,
  itertools_module,
  math_module,
  xxsubtype_module,
};
