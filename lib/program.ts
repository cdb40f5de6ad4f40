/**
 * Where the command line leaves the program for `run.ts` to start.
 *
 * @module
 */
import type { Host } from "./host/host.ts";
import type { Session } from "./shell/interactive.ts";

/** What `-X jit` says: never, when hot, at once. */
export type TierMode = "off" | "on" | "always";

/** What the command line wants of the library. */
export interface Library {
  /** Puts the compiled tier to work, watched as the `-X` options ask; gives what makes `-X jitstats`. */
  startTier(
    mode: TierMode,
    options: Readonly<Record<string, string | true>>,
    host: Host,
  ): () => string;
  /** The interactive interpreter, to the end of its input. */
  interact(session: Session): void;
}

/** The program and, once it has run, its exit code. */
export const program: { start: (library: Library) => number; code: number } = {
  start: () => 0,
  code: 0,
};
