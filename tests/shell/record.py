"""Records what CPython 3.6 does with statements that come through a pipe.

Run it with python3.6 in this folder after a change of piped.in.
"""
import json
import subprocess
import sys

with open("piped.in", "rb") as f:
    text = f.read()
done = subprocess.run([sys.executable, "-q", "-i"], input=text, stdout=subprocess.PIPE,
                      stderr=subprocess.PIPE)
with open("piped.json", "w") as f:
    json.dump({"code": done.returncode, "stdout": done.stdout.decode(),
               "stderr": done.stderr.decode()}, f, indent=1)
    f.write("\n")
