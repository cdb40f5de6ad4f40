/**
 * The bits of `co_flags` and of compile()'s flags (Include/code.h, pythonrun.h).
 *
 * @module
 */

export const CO_OPTIMIZED = 0x1;
export const CO_NEWLOCALS = 0x2;
export const CO_VARARGS = 0x4;
export const CO_VARKEYWORDS = 0x8;
export const CO_NESTED = 0x10;
export const CO_GENERATOR = 0x20;
export const CO_NOFREE = 0x40;
export const CO_COROUTINE = 0x80;
export const CO_ITERABLE_COROUTINE = 0x100;
export const CO_ASYNC_GENERATOR = 0x200;
export const CO_FUTURE_DIVISION = 0x2000;
export const CO_FUTURE_ABSOLUTE_IMPORT = 0x4000;
export const CO_FUTURE_WITH_STATEMENT = 0x8000;
export const CO_FUTURE_PRINT_FUNCTION = 0x10000;
export const CO_FUTURE_UNICODE_LITERALS = 0x20000;
export const CO_FUTURE_BARRY_AS_BDFL = 0x40000;
export const CO_FUTURE_GENERATOR_STOP = 0x80000;

/** The future statements' bits: what an enclosing compilation hands on (PyCF_MASK). */
export const PyCF_MASK: number = CO_FUTURE_DIVISION | CO_FUTURE_ABSOLUTE_IMPORT |
  CO_FUTURE_WITH_STATEMENT | CO_FUTURE_PRINT_FUNCTION | CO_FUTURE_UNICODE_LITERALS |
  CO_FUTURE_BARRY_AS_BDFL | CO_FUTURE_GENERATOR_STOP;
/** PyCF_MASK_OBSOLETE: accepted and ignored. */
export const PyCF_MASK_OBSOLETE: number = CO_NESTED;
export const PyCF_SOURCE_IS_UTF8 = 0x0100;
export const PyCF_DONT_IMPLY_DEDENT = 0x0200;
export const PyCF_ONLY_AST = 0x0400;
export const PyCF_IGNORE_COOKIE = 0x0800;
/** Not CPython 3.6's: a module may await, and is a coroutine then. */
export const PyCF_TOP_LEVEL_AWAIT = 0x1000000;
