/**
 * _multiprocessing as it is where the system has no sem_open (Modules/_multiprocessing):
 * no SemLock, so that `multiprocessing` says itself what it cannot do. Processes
 * cannot be forked here.
 *
 * @module
 */
import { PyDict } from "../core/dict.ts";
import type { ModuleSpec } from "./spec.ts";

export const _multiprocessing_module = (): ModuleSpec => ({
  name: "_multiprocessing",
  functions: {},
  attrs: () => ({ flags: new PyDict() }),
});
