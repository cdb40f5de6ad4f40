/**
 * The sizes of CPython's objects in memory on 64-bit Linux: what `__basicsize__`,
 * `__sizeof__()` and sys.getsizeof() tell, and which types its collector tracks.
 * The engine's own objects are laid out otherwise.
 *
 * @module
 */
import { PyDict } from "../core/dict.ts";
import {
  DictKind,
  PyObject,
  PyTuple,
  PyType,
  TypeFlag,
  typeOf,
  type Value,
} from "../core/object.ts";

/** tp_basicsize, tp_itemsize, whether Py_TPFLAGS_HAVE_GC, tp_dictoffset, tp_weaklistoffset. */
export interface Layout {
  readonly basic: number;
  readonly item: number;
  readonly gc: boolean;
  readonly dict: number;
  readonly weak: number;
}

/** The layouts of built-in types with those that have them. */
const LAYOUTS: readonly (readonly [string, string])[] = [
  ["24 0 1 16 0", "_ast.AST"],
  [
    "64 0 1 16 0",
    "ArithmeticError AssertionError AttributeError BaseException BufferError BytesWarning DeprecationWarning EOFError Exception FloatingPointError FutureWarning GeneratorExit ImportWarning IndexError KeyError KeyboardInterrupt LookupError MemoryError NameError NotImplementedError OverflowError PendingDeprecationWarning RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration SyntaxWarning SystemError TypeError UnboundLocalError UnicodeError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError",
  ],
  [
    "104 0 1 16 0",
    "BlockingIOError BrokenPipeError ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError FileExistsError FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError OSError PermissionError ProcessLookupError TimeoutError UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError",
  ],
  ["64 0 0 0 0", "EncodingMap posix.DirEntry"],
  ["88 0 1 16 0", "ImportError ModuleNotFoundError"],
  ["112 0 1 16 0", "IndentationError SyntaxError TabError"],
  ["72 0 1 16 0", "StopIteration SystemExit"],
  ["56 0 0 0 48", "Struct"],
  ["456 0 0 0 0", "_blake2.blake2b"],
  [
    "248 0 0 0 0",
    "_blake2.blake2s _sha3.sha3_224 _sha3.sha3_256 _sha3.sha3_384 _sha3.sha3_512 _sha3.shake_128 _sha3.shake_256",
  ],
  [
    "56 0 1 0 0",
    "_collections._deque_iterator _collections._deque_reverse_iterator collections.defaultdict dict_itemiterator dict_keyiterator dict_valueiterator itertools.combinations itertools.combinations_with_replacement itertools.groupby itertools.islice itertools.zip_longest property weakcallableproxy weakproxy weakref wrapper_descriptor",
  ],
  ["56 0 0 0 0", "_csv.Dialect bytearray"],
  ["88 0 1 0 0", "_csv.reader"],
  ["64 0 1 0 0", "_csv.writer itertools.permutations odict_iterator"],
  ["48 0 1 32 40", "_io.BufferedRWPair"],
  ["152 0 1 136 144", "_io.BufferedRandom _io.BufferedReader _io.BufferedWriter"],
  ["64 0 1 40 48", "_io.BytesIO"],
  ["48 0 1 40 32", "_io.FileIO"],
  ["40 0 0 0 0", "_io.IncrementalNewlineDecoder datetime.time datetime.timedelta"],
  ["120 0 1 104 112", "_io.StringIO"],
  ["192 0 1 184 176", "_io.TextIOWrapper"],
  ["32 0 1 16 24", "_io._BufferedIOBase _io._IOBase _io._RawIOBase _io._TextIOBase"],
  [
    "24 0 1 0 0",
    "_io._BytesIOBuffer _pickle.PicklerMemoProxy _pickle.UnpicklerMemoProxy cell coroutine_wrapper decimal.SignalDictMixin dict_items dict_keys dict_values mappingproxy odict_items odict_keys odict_values",
  ],
  ["96 0 1 0 0", "_json.Encoder"],
  ["72 0 1 0 0", "_json.Scanner"],
  ["112 0 0 0 0", "_md5.md5 _sha1.sha1"],
  ["56 8 0 0 0", "_pickle.Pdata"],
  ["136 0 1 0 0", "_pickle.Pickler"],
  ["256 0 1 0 0", "_pickle.Unpickler"],
  ["2520 0 0 0 0", "_random.Random"],
  ["128 0 0 0 0", "_sha256.sha224 _sha256.sha256"],
  ["224 0 0 0 0", "_sha512.sha384 _sha512.sha512"],
  [
    "48 0 0 0 0",
    "_socket.socket datetime.datetime longrange_iterator range range_iterator select.poll",
  ],
  ["88 8 0 0 0", "_sre.SRE_Match"],
  ["96 4 0 0 64", "_sre.SRE_Pattern"],
  ["240 0 0 0 0", "_sre.SRE_Scanner"],
  ["48 0 0 0 40", "_thread.RLock"],
  ["64 0 1 0 40", "_thread._local coroutine generator"],
  ["32 0 0 0 24", "_thread._localdummy"],
  ["40 0 0 0 24", "_thread.lock"],
  ["64 0 0 0 48", "array.array"],
  ["80 0 1 0 40", "async_generator"],
  [
    "24 8 1 0 0",
    "asyncgen_hooks os.stat_result os.statvfs_result os.terminal_size posix.sched_param posix.times_result posix.uname_result posix.waitid_result signal.struct_siginfo sys.flags sys.float_info sys.hash_info sys.int_info sys.thread_info sys.version_info time.struct_time tuple",
  ],
  ["32 4 0 0 0", "bool"],
  ["48 0 1 0 40", "builtin_function_or_method"],
  [
    "32 0 1 0 0",
    "bytearray_iterator bytes_iterator callable_iterator filter iterator itertools._grouper itertools.chain itertools.compress itertools.filterfalse itertools.repeat itertools.starmap list_iterator list_reverseiterator map method-wrapper operator.attrgetter operator.itemgetter reversed str_iterator tuple_iterator",
  ],
  ["33 1 0 0 0", "bytes"],
  ["32 0 1 24 0", "classmethod staticmethod"],
  [
    "48 0 1 0 0",
    "classmethod_descriptor dict enumerate getset_descriptor itertools.cycle itertools.product member_descriptor method_descriptor set_iterator",
  ],
  ["144 0 0 0 128", "code"],
  ["112 0 1 96 104", "collections.OrderedDict"],
  ["80 0 1 0 72", "collections.deque"],
  ["32 0 0 0 0", "complex datetime.date datetime.timezone decimal.ContextManager"],
  ["96 0 0 0 0", "decimal.Context posix.ScandirIterator"],
  ["104 0 0 0 0", "decimal.Decimal"],
  ["24 0 0 0 0", "float select.epoll"],
  ["384 8 1 0 0", "frame"],
  ["200 0 1 0 192", "frozenset set"],
  ["112 0 1 72 80", "function"],
  ["144 0 1 128 0", "functools._lru_cache_wrapper"],
  ["56 0 1 40 48", "functools.partial"],
  ["24 4 0 0 0", "int"],
  ["40 0 1 0 32", "itertools._tee method"],
  ["496 0 1 0 0", "itertools._tee_dataobject"],
  [
    "40 0 1 0 0",
    "itertools.accumulate itertools.count itertools.dropwhile itertools.takewhile list operator.methodcaller slice super traceback zip zipimport.zipimporter",
  ],
  ["144 8 1 0 136", "memoryview"],
  ["56 0 1 16 40", "module"],
  ["80 0 0 0 0", "str"],
  ["864 40 1 264 368", "type"],
  ["24 0 1 16 0", "types.SimpleNamespace"],
  ["168 0 0 0 0", "zlib.Compress zlib.Decompress"],
];

/** sizeof(PyGC_Head): stands in front of what the collector may track. */
export const GC_HEAD = 32;

const OBJECT: Layout = { basic: 16, item: 0, gc: false, dict: 0, weak: 0 };
let byName: Map<string, Layout> | null = null;

function named(t: PyType): Layout {
  if (byName === null) {
    byName = new Map();
    for (const [numbers, names] of LAYOUTS) {
      const [basic, item, gc, dict, weak] = numbers.split(" ").map(Number);
      const layout = { basic, item, gc: gc === 1, dict, weak };
      for (const n of names.split(" ")) byName.set(n, layout);
    }
  }
  const name = t.module === "builtins" ? t.name : `${t.module}.${t.name}`;
  return byName.get(name) ?? (t.base === null || t.base.base === null ? OBJECT : named(t.base));
}

/** The layout of a type's instances. */
export function layoutOf(t: PyType): Layout {
  if (!(t.flags & TypeFlag.Heap)) return named(t);
  const base = layoutOf(t.base!);
  let { basic, dict, weak } = base;
  basic += 8 * t.slotNames.length;
  if (t.dictKind !== DictKind.None && t.base!.dictKind === DictKind.None) {
    dict = base.item === 0 ? basic : -8;
    basic += 8;
  }
  if (t.weakrefable && !t.base!.weakrefable) {
    weak = basic;
    basic += 8;
  }
  return { basic, item: base.item, gc: base.gc || basic > base.basic, dict, weak };
}

/** The size of the part that all instances of an object's type have. */
export const basicSize = (v: Value): number => layoutOf(typeOf(v)).basic;

/** The places of a dict's hash table with room for n entries. */
export function tableSize(n: number): number {
  let size = 8;
  while (Math.floor(size * 2 / 3) < n) size *= 2;
  return size;
}

/** The size of a dict's table of keys (_PyDict_KeysSize), by the number of entries. */
export function keysSize(n: number): number {
  const size = tableSize(n);
  const index = size <= 0xff ? 1 : size <= 0xffff ? 2 : size <= 0xffffffff ? 4 : 8;
  return 40 + size * index + Math.floor(size * 2 / 3) * 24;
}

/** Whether the collector could track an object (PyObject_IS_GC). */
export function hasGc(v: Value): boolean {
  if (!(v instanceof PyObject)) return false;
  if (v instanceof PyType) return (v.flags & TypeFlag.Heap) !== 0;
  return layoutOf(v.cls).gc;
}

const isExactTuple = (v: Value): v is PyTuple =>
  v instanceof PyTuple && v.cls === PyTuple.prototype.cls;

/** Whether what holds an object has to be tracked for it. */
const mayBeTracked = (v: Value): boolean => hasGc(v) && (!isExactTuple(v) || isTracked(v));

/** Whether the collector tracks an object: dicts and tuples of what cannot be in a cycle are not. */
export function isTracked(v: Value): boolean {
  if (!hasGc(v)) return false;
  if (isExactTuple(v)) return v.items.some(mayBeTracked);
  if (v instanceof PyDict && v.cls === PyDict.prototype.cls) {
    return v.entryList().some((e) => mayBeTracked(e.value ?? null) || mayBeTracked(e.key));
  }
  return true;
}
