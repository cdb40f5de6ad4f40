"""Records what CPython 3.6 writes to stderr: python3.6 tests/errors/record.py"""
import os
import subprocess
import sys

os.chdir(os.path.dirname(os.path.abspath(__file__)))
env = dict(os.environ, PYTHONHASHSEED="0", PYTHONIOENCODING="utf-8", PYTHONDONTWRITEBYTECODE="1")
for file in sorted(os.listdir(".")):
    if not file.endswith(".py") or file in ("record.py", "driver.py"):
        continue
    done = subprocess.run([sys.executable, file], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, env=env, timeout=20)
    if done.returncode == 0 or done.stdout or b" at 0x" in done.stderr:
        print(file, done.returncode, done.stdout, done.stderr)
    with open(file[:-3] + ".err", "wb") as f:
        f.write(done.stderr)
