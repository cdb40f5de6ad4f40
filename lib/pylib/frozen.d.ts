/**
 * The types of `frozen.js`, which `tests/tools/freeze.ts` makes.
 *
 * @module
 */
import type { FrozenModule } from "../vm/frozen.ts";

/** Every module of `lib/pylib`. */
export const FROZEN: readonly FrozenModule[];
