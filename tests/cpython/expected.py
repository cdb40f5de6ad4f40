"""Write expected_failures.json of a report of regrtest.py (--json).

    python3 tests/cpython/expected.py REPORT.json > tests/cpython/expected_failures.json

A test of CPython's own suite that fails gets the first reason whose pattern is
found in its name and outcome; what no rule knows is "not done yet".
"""
import json
import re
import sys

RULES = [
    (r'ctypes|CoExtra|from_format|aswidechar', "C API: ctypes is an extension module of CPython"),
    (r'_testcapi|with_tp_del|no_memory|memory_error_in|recursion_normalizing_exception|garbage_at_shutdown',
     "C API: what _testcapi does to C's memory and finalizers has no meaning here"),
    (r'_testmultiphase|MultiPhaseExtension|extension\.test_',
     "extension modules of machine code cannot be loaded"),
    (r'preexec_fn', "fork: a child process cannot run Python before exec"),
    (r'free_after_iterating|_cleanup_exc_state|ExceptionCleanupState|recursion_error_cleanup|CellLeak'
     r'|test_scope\..*Leaks|NoCycles|no_exception_leak|frames_survival|garbage_collect_test_after_run'
     r'|ref_counting|refcount|tuple_reuse|MapTestCase\.xx|mutating_del',
     "reference counts: an object's end is not immediate, nor is its id free at once"),
    (r'test_weakref|test_weakset|test_set\..*test_weakref|test_deque\..*test_weakref|proxy_ref'
     r'|CodeWeakRefTest|test_locks\..*(weakref|Lifetime)|refleaks|refcycle|test_memoryview\..*test_gc'
     r'|gc_aclose|clear_dict_in_ref_cycle|test_module\..*uninitialized|late_resource|test_unraisable',
     "reference counts: weak references and finalizers wait for V8's collector"),
    (r'test_finalization\.|test_gc\.|test_track_|bug7466|bug1055820',
     "garbage collection is V8's: no generations, no reachable counts, no tracking of containers"),
    (r'splittable|SharedKeyTests|init_alloc|sizeof|Sizeof|debugmallocstats|test_int.*intern|NoIntern'
     r'|InstancingTestCase|getnewargs|WrapperNameIntern|interned_string',
     "memory layout: sizes and identities of equal objects are the engine's"),
    (r'nan_signs', "V8 does not keep the sign of a NaN"),
    (r'unicode_internal', "unicode_internal shows CPython's memory layout of str"),
    (r'skip$', "skipped here"),
]


def reason(test, outcome):
    text = '%s | %s' % (test, ' | '.join(outcome))
    if outcome[0] == 'skip':
        return 'skipped here: the test itself asks for what is not there'
    for pattern, why in RULES:
        if re.search(pattern, text):
            return why
    if outcome[0] == 'not run':
        return 'not done yet: did not come to run'
    return 'not done yet'


def main():
    report = json.load(open(sys.argv[1]))
    found = {test: reason(test, outcome)
             for module in report.values() for test, outcome in module['failed'].items()}
    json.dump(dict(sorted(found.items())), sys.stdout, indent=2)
    print()


if __name__ == '__main__':
    main()
