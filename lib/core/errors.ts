/**
 * Exceptions: the data classes of the built-in ones, their types, and the
 * helpers that make them. A Python exception is thrown as the
 * {@linkcode PyBaseException} object itself; whatever else is thrown is a bug
 * of wordcode's (or a `RangeError` of the JS stack, see {@linkcode fromHost}).
 *
 * @module
 */
import {
  EMPTY_TUPLE,
  type Maybe,
  noneType,
  PyObject,
  PyTuple,
  PyType,
  strType,
  tuple,
  typeOf,
  type Value,
} from "./object.ts";

/** An exception. The type is always an own property, since few are exact. */
export class PyBaseException extends PyObject {
  args: PyTuple;
  /** `__traceback__`: a traceback object or null. */
  traceback: PyObject | null = null;
  context: PyBaseException | null = null;
  cause: PyBaseException | null = null;
  suppressContext = false;
  /** Between raise and handler: the context has been set. */
  inFlight = false;

  constructor(cls: PyType, args: PyTuple = EMPTY_TUPLE) {
    super();
    this.cls = cls;
    this.dict = null;
    this.args = args;
  }
}

/** StopIteration. */
export class PyStopIteration extends PyBaseException {
  value: Value = null;
}

/** SystemExit. */
export class PySystemExit extends PyBaseException {
  code: Value = null;
}

/** ImportError and subclasses. */
export class PyImportError extends PyBaseException {
  msg: Value = null;
  name: Value = null;
  path: Value = null;
}

/** OSError and subclasses. */
export class PyOSError extends PyBaseException {
  errno: Maybe = undefined;
  strerror: Maybe = undefined;
  filename: Maybe = undefined;
  filename2: Maybe = undefined;
  /** BlockingIOError.characters_written; -1 while unset. */
  written = -1;
}

/** SyntaxError and subclasses. */
export class PySyntaxError extends PyBaseException {
  msg: Value = null;
  filename: Value = null;
  lineno: Value = null;
  offset: Value = null;
  text: Value = null;
  printFileAndLine: Value = null;
}

/** UnicodeEncodeError, UnicodeDecodeError and UnicodeTranslateError. */
export class PyUnicodeError extends PyBaseException {
  encoding: Maybe = undefined;
  object: Maybe = undefined;
  start = 0;
  end = 0;
  reason: Maybe = undefined;
}

/** The JS class of an exception type's instances. */
export type ExceptionClass = new (cls: PyType, args: PyTuple) => PyBaseException;

const classes = new Map<PyType, ExceptionClass>();

function make(name: string, base: PyType | null, ctor?: ExceptionClass): PyType {
  const t = new PyType(name);
  t.base = base;
  classes.set(t, ctor ?? (base !== null ? classes.get(base)! : PyBaseException));
  return t;
}

const BaseException = make("BaseException", null, PyBaseException);
const Exception = make("Exception", BaseException);
const ArithmeticError = make("ArithmeticError", Exception);
const LookupError = make("LookupError", Exception);
const NameError = make("NameError", Exception);
const ImportError = make("ImportError", Exception, PyImportError);
const OSError = make("OSError", Exception, PyOSError);
const ConnectionError = make("ConnectionError", OSError);
const RuntimeError = make("RuntimeError", Exception);
const SyntaxError = make("SyntaxError", Exception, PySyntaxError);
const IndentationError = make("IndentationError", SyntaxError);
const ValueError = make("ValueError", Exception);
const UnicodeError = make("UnicodeError", ValueError);
const Warning = make("Warning", Exception);

/** Every built-in exception type by name, bases before subclasses. */
export const E = {
  BaseException,
  Exception,
  SystemExit: make("SystemExit", BaseException, PySystemExit),
  KeyboardInterrupt: make("KeyboardInterrupt", BaseException),
  GeneratorExit: make("GeneratorExit", BaseException),
  StopIteration: make("StopIteration", Exception, PyStopIteration),
  StopAsyncIteration: make("StopAsyncIteration", Exception),
  ArithmeticError,
  FloatingPointError: make("FloatingPointError", ArithmeticError),
  OverflowError: make("OverflowError", ArithmeticError),
  ZeroDivisionError: make("ZeroDivisionError", ArithmeticError),
  AssertionError: make("AssertionError", Exception),
  AttributeError: make("AttributeError", Exception),
  BufferError: make("BufferError", Exception),
  EOFError: make("EOFError", Exception),
  ImportError,
  ModuleNotFoundError: make("ModuleNotFoundError", ImportError),
  LookupError,
  IndexError: make("IndexError", LookupError),
  KeyError: make("KeyError", LookupError),
  MemoryError: make("MemoryError", Exception),
  NameError,
  UnboundLocalError: make("UnboundLocalError", NameError),
  OSError,
  BlockingIOError: make("BlockingIOError", OSError),
  ChildProcessError: make("ChildProcessError", OSError),
  ConnectionError,
  BrokenPipeError: make("BrokenPipeError", ConnectionError),
  ConnectionAbortedError: make("ConnectionAbortedError", ConnectionError),
  ConnectionRefusedError: make("ConnectionRefusedError", ConnectionError),
  ConnectionResetError: make("ConnectionResetError", ConnectionError),
  FileExistsError: make("FileExistsError", OSError),
  FileNotFoundError: make("FileNotFoundError", OSError),
  InterruptedError: make("InterruptedError", OSError),
  IsADirectoryError: make("IsADirectoryError", OSError),
  NotADirectoryError: make("NotADirectoryError", OSError),
  PermissionError: make("PermissionError", OSError),
  ProcessLookupError: make("ProcessLookupError", OSError),
  TimeoutError: make("TimeoutError", OSError),
  ReferenceError: make("ReferenceError", Exception),
  RuntimeError,
  NotImplementedError: make("NotImplementedError", RuntimeError),
  RecursionError: make("RecursionError", RuntimeError),
  SyntaxError,
  IndentationError,
  TabError: make("TabError", IndentationError),
  SystemError: make("SystemError", Exception),
  TypeError: make("TypeError", Exception),
  ValueError,
  UnicodeError,
  UnicodeDecodeError: make("UnicodeDecodeError", UnicodeError, PyUnicodeError),
  UnicodeEncodeError: make("UnicodeEncodeError", UnicodeError, PyUnicodeError),
  UnicodeTranslateError: make("UnicodeTranslateError", UnicodeError, PyUnicodeError),
  Warning,
  DeprecationWarning: make("DeprecationWarning", Warning),
  PendingDeprecationWarning: make("PendingDeprecationWarning", Warning),
  RuntimeWarning: make("RuntimeWarning", Warning),
  SyntaxWarning: make("SyntaxWarning", Warning),
  UserWarning: make("UserWarning", Warning),
  FutureWarning: make("FutureWarning", Warning),
  ImportWarning: make("ImportWarning", Warning),
  UnicodeWarning: make("UnicodeWarning", Warning),
  BytesWarning: make("BytesWarning", Warning),
  ResourceWarning: make("ResourceWarning", Warning),
} as const;

/** The JS class that instances of an exception type (or of a subclass of it) have. */
export function exceptionClass(t: PyType): ExceptionClass {
  let base: PyType | null = t;
  while (base !== null) {
    const c = classes.get(base);
    if (c !== undefined) return c;
    base = base.base;
  }
  return PyBaseException;
}

/** An exception of a built-in type with the given arguments; nothing of Python runs. */
export function exception(t: PyType, ...args: Value[]): PyBaseException {
  return new (exceptionClass(t))(t, tuple(args));
}

/** A TypeError to throw. */
export function typeError(msg: string): PyBaseException {
  return exception(E.TypeError, msg);
}

/** A ValueError to throw. */
export function valueError(msg: string): PyBaseException {
  return exception(E.ValueError, msg);
}

/** An OverflowError to throw. */
export function overflowError(msg: string): PyBaseException {
  return exception(E.OverflowError, msg);
}

/** An IndexError to throw. */
export function indexError(msg: string): PyBaseException {
  return exception(E.IndexError, msg);
}

/** A KeyError to throw; the key itself is the argument. */
export function keyError(key: Value): PyBaseException {
  return exception(E.KeyError, key);
}

/** An AttributeError to throw. */
export function attributeError(msg: string): PyBaseException {
  return exception(E.AttributeError, msg);
}

/** A RuntimeError to throw. */
export function runtimeError(msg: string): PyBaseException {
  return exception(E.RuntimeError, msg);
}

/** A SystemError to throw. */
export function systemError(msg: string): PyBaseException {
  return exception(E.SystemError, msg);
}

/** A ZeroDivisionError to throw. */
export function zeroDivisionError(msg: string): PyBaseException {
  return exception(E.ZeroDivisionError, msg);
}

/** A MemoryError to throw. */
export function memoryError(): PyBaseException {
  return exception(E.MemoryError);
}

/** A RecursionError to throw; `where` is Py_EnterRecursiveCall's text. */
export function recursionError(where = ""): PyBaseException {
  return exception(E.RecursionError, "maximum recursion depth exceeded" + where);
}

/** A StopIteration to throw, with its value (none: no argument). */
export function stopIteration(value: Value = null): PyBaseException {
  const e = new PyStopIteration(E.StopIteration, value === null ? EMPTY_TUPLE : tuple([value]));
  e.value = value;
  return e;
}

/** AttributeError: `'T' object has no attribute 'x'`. */
export function noAttribute(o: Value, name: string): PyBaseException {
  return attributeError(`'${typeName(o)}' object has no attribute '${name}'`);
}

/** The name of a value's type, as error messages give it (tp_name, cut at `n` characters). */
export function typeName(v: Value, n = 100): string {
  return fullTypeName(typeOf(v)).slice(0, n);
}

/** A type's tp_name: built-in types of modules other than builtins have the module in front. */
export function fullTypeName(t: PyType): string {
  return t.flags & 1 || t.module === "builtins" ? t.name : `${t.module}.${t.name}`;
}

/** Whether a value is an instance of an exception type (by the type alone). */
export function isException(v: Value | undefined): v is PyBaseException {
  return v instanceof PyBaseException;
}

/** Whether an exception is of a type or a subclass of it. */
export function matches(e: unknown, t: PyType): e is PyBaseException {
  return e instanceof PyBaseException && e.cls.isSubtype(t);
}

/**
 * What a caught JS value is as a Python exception: itself, RecursionError for
 * an exhausted JS stack, MemoryError for sizes that the engine refuses, and
 * SystemError (a bug of wordcode's) for every other JS error.
 */
export function fromHost(e: unknown): PyBaseException {
  if (e instanceof PyBaseException) return e;
  if (e instanceof RangeError) {
    // no regular expression here: the stack may still be at its end
    if (e.message.includes("call stack")) return recursionError();
    return memoryError();
  }
  if (e instanceof globalThis.Error) {
    if (/out of memory|allocation failed/i.test(e.message)) return memoryError();
    const where = (e.stack ?? "").split("\n").slice(1, 4).map((l) => l.trim()).join(" ");
    return systemError(
      `internal error in wordcode, please report it: ${e.name}: ${e.message} ${where}`,
    );
  }
  throw e;
}

/** Marks the two types whose identity error texts need often. */
export const isNoneType = (t: PyType): boolean => t === noneType;
/** Whether a type is str itself. */
export const isStrType = (t: PyType): boolean => t === strType;
