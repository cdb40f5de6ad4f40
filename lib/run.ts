/**
 * Runs the program that the command line left in `program.ts`, while this
 * module is evaluated: not in a timer's callback, where V8 takes ten times as
 * long for a throw, nor after an `await`, where weak references are kept alive.
 *
 * @module
 */
import { installLibrary, startTier } from "./library.ts";
import { interact } from "./shell/interactive.ts";
import { program } from "./program.ts";

installLibrary();
program.code = program.start({ startTier, interact });
