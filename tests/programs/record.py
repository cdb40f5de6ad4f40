"""Records what CPython 3.6 prints: python3.6 tests/programs/record.py [NAME...]

Beside each program: NAME.out, and NAME.err where it writes to stderr. A first
line `# exit: N` gives the exit status where it is not 0 (1 with a NAME.err).
Addresses are recorded as ` at 0x...`.
"""
import os
import re
import subprocess
import sys

os.chdir(os.path.dirname(os.path.abspath(__file__)))
names = sys.argv[1:] or sorted(f[:-3] for f in os.listdir(".") if f.endswith(".py") and f != "record.py")
env = dict(os.environ, PYTHONHASHSEED="0", PYTHONIOENCODING="utf-8", PYTHONDONTWRITEBYTECODE="1")
for name in names:
    stdin = open(name + ".in", "rb") if os.path.exists(name + ".in") else subprocess.DEVNULL
    done = subprocess.run([sys.executable, name + ".py"], stdin=stdin, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, env=env, timeout=20)
    with open(name + ".py", encoding="utf-8") as f:
        first = f.readline()
    expected = int(first.split(":")[1]) if first.startswith("# exit:") else 1 if done.stderr else 0
    if done.returncode != expected:
        print("%s.py: exit status %d" % (name, done.returncode))
    with open(name + ".out", "wb") as f:
        f.write(re.sub(rb" at 0x[0-9a-f]+", b" at 0x...", done.stdout))
    if done.stderr:
        with open(name + ".err", "wb") as f:
            f.write(re.sub(rb" at 0x[0-9a-f]+", b" at 0x...", done.stderr))
    elif os.path.exists(name + ".err"):
        os.remove(name + ".err")
