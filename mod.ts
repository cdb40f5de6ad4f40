/**
 * wordcode: Python 3.6 on Deno, with CPython's own bytecode.
 *
 * This entry point embeds Python: {@linkcode Python} is an interpreter with a
 * world of its own, to which nothing of the machine belongs unless it is given,
 * and which can be limited. The parts that people use alone have entry points of
 * their own: `./compiler`, `./marshal`, `./dis`, `./opcodes`, and the command
 * line is `./cli`.
 *
 * @example
 * ```ts
 * import { Python } from "@wordcode/vm";
 *
 * using python = new Python({ limits: { time: 1000 } });
 * python.exec("squares = [n * n for n in range(5)]");
 * console.log(python.evaluate("sum(squares)")); // 30
 * ```
 *
 * @module
 */
export { Python, PythonGlobals, PythonScript } from "./lib/embed/python.ts";
export type { PythonUsage, RunAsyncOptions, RunOptions } from "./lib/embed/python.ts";
export { PyAwaitable, PyProxy } from "./lib/embed/proxy.ts";
export type { PyCallable } from "./lib/embed/proxy.ts";
export type { ToJsOptions } from "./lib/embed/bridge.ts";
export { PythonError, PythonLimitError } from "./lib/embed/errors.ts";
export type { PythonErrorInit, PythonFrame } from "./lib/embed/errors.ts";
export { MemoryFiles } from "./lib/embed/files.ts";
export type { Clock, Folder, Input, Limits, Output, PythonOptions } from "./lib/embed/options.ts";
export type { LimitKind } from "./lib/core/meter.ts";
