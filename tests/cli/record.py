"""Records what CPython 3.6 does with command lines: python3.6 record.py > cli.golden"""
import json
import subprocess
import sys

STDIN = 'import sys\nprint(sys.argv, __name__)\n1/0\n'
CASES = [
    ['-'], ['-', 'a', 'b'], ['-V'], ['--version'],
    ['-c', 'import sys; print(sys.argv); sys.exit("bye")', 'x', 'y'],
    ['-c', 'raise SystemExit(7)'], ['nosuch.py'], ['-m', 'nosuch_module'],
    ['-W', 'error', '-c', 'import warnings; warnings.warn("w")'],
    ['-c', 'import warnings; warnings.warn("w"); warnings.warn("d", DeprecationWarning)'],
    ['-W', 'default', '-c', r'"\d"'], ['-W', 'ignore', '-c', 'import warnings; warnings.warn("w")'],
    ['-O', '-c', 'assert 0; print(__debug__)'], ['-OO', '-c', 'def f(): "doc"\nprint(f.__doc__)'],
    ['-c', 'print("\xe9")'], ['-I', '-c', 'import sys; print(sys.flags.isolated, sys.flags.no_user_site)'],
    ['-B', '-c', 'import sys; print(sys.dont_write_bytecode, sys.flags.dont_write_bytecode)'],
    ['-X', 'a=b', '-X', 'c', '-c', 'import sys; print(sys._xoptions)'],
    ['-c', 'x ='], ['-S', '-c', 'exit'], ['-c', 'print(exit)'], ['-s', '-c', 'import sys; print(sys.flags.no_user_site)'],
    ['-u', '-c', 'import sys; sys.stdout.write("a"); sys.stderr.write("b")'],
    ['-bb', '-c', 'print(1)'], ['-d', '-c', 'print(2)'], ['-E', '-c', 'print(3)'],
    ['-c', 'def f(): f()\nf()'], ['-q', '-c', 'import sys; print(sys.flags.quiet)'],
    ['-c', 'import sys; print(sys.stdin.read())'], ['-c', 'print(input("? "))'],
    ['-c', 'import sys; sys.stdout.close()'], ['-c', 'raise KeyError("k") from ValueError("v")'],
    ['-c', 'import sys; sys.exit(300)'], ['-c', 'import sys; sys.exit(None)'],
]

out = []
for args in CASES:
    env = {'PATH': '/usr/bin:/bin', 'PYTHONHASHSEED': '0', 'PYTHONIOENCODING': 'utf-8', 'LC_ALL': 'C.UTF-8'}
    p = subprocess.Popen([sys.executable] + args, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, env=env)
    a, b = p.communicate(STDIN.encode())
    out.append({'args': args, 'code': p.returncode, 'stdout': a.decode(),
                'stderr': b.decode().replace(sys.executable, 'PYTHON')})
print(json.dumps({'stdin': STDIN, 'cases': out}, indent=1))
