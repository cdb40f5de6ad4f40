# subprocess, tempfile, shutil, glob, pathlib and friends of the own library.
import filecmp
import fnmatch
import getopt
import glob
import os
import selectors
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path, PurePosixPath, PureWindowsPath


def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


print(subprocess.run(["echo", "hi"], stdout=subprocess.PIPE))
print(subprocess.check_output("cat; echo err >&2", shell=True, input=b"in\n",
                              stderr=subprocess.STDOUT))
attempt(subprocess.check_call, ["sh", "-c", "exit 3"])
attempt(subprocess.check_call, ["sh", "-c", "kill -9 $$"])
attempt(subprocess.run, ["/nonexistent/program"])
attempt(subprocess.run, ["sleep", "5"], timeout=0.05)
with subprocess.Popen(["tr", "a-z", "A-Z"], stdin=-1, stdout=-1, stderr=-1,
                      universal_newlines=True) as p:
    print(p.communicate("hello" * 3), p.returncode)
print(subprocess.getstatusoutput("echo out; exit 2"))
print(subprocess.list2cmdline(["a b", 'c"d', "", "e\\"]))
print(signal.Signals(2), signal.getsignal(signal.SIGTERM), signal.Handlers.SIG_IGN)

with tempfile.TemporaryDirectory() as top:
    os.chdir(top)
    for name in ("a.txt", "b.py", "d/e.txt", "d/f/g.txt", "d/.h.txt"):
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name * 2)
    print(sorted(glob.glob("*")), sorted(glob.glob("**/*.txt", recursive=True)))
    print(sorted(map(str, Path().glob("**/*.txt"))), sorted(map(str, Path("d").rglob("?"))))
    print(shutil.copytree("d", "d2", ignore=shutil.ignore_patterns("e*")))
    print(sorted(str(p) for p in Path("d2").rglob("*")))
    print(shutil.copy("a.txt", "d2"), shutil.move("b.py", "d2"), Path("b.py").exists())
    attempt(shutil.copyfile, "a.txt", "a.txt")
    attempt(shutil.move, "d", "d/x")
    attempt(shutil.rmtree, "nope")
    print(filecmp.cmp("a.txt", "d2/a.txt"), filecmp.dircmp("d", "d2").right_only)
    filecmp.dircmp("d", "d2").report()
    shutil.rmtree("d2")
    print(os.path.exists("d2"))
    with tempfile.NamedTemporaryFile("w+", dir=".", suffix=".x") as f:
        print(f.write("abc"), f.seek(0), f.read(), f.name.endswith(".x"))
        name = f.name
    print(os.path.exists(name))
    with tempfile.SpooledTemporaryFile(5) as f:
        f.write(b"123")
        print(f._rolled)
        f.write(b"456")
        print(f._rolled, f.seek(0), f.read())
    fd, name = tempfile.mkstemp(prefix="p", dir=top)
    os.close(fd)
    print(os.path.basename(name)[0], len(os.path.basename(name)), oct(os.stat(name).st_mode))
    os.chdir("/")

print(fnmatch.filter(["a.py", "b.txt", "[c"], "*.py"), fnmatch.fnmatch("x1", "x[!a-z]"))
print(fnmatch.translate("a*[!b]?[c"))
p = PurePosixPath("/usr/lib/x.tar.gz")
print(p.name, p.stem, p.suffixes, p.parent, list(p.parents), p.with_suffix(".zip"), p.parts)
print(p.relative_to("/usr"), p.match("*.gz"), p / "../y", p.as_uri(), PurePosixPath("a") < p)
attempt(p.relative_to, "/bin")
w = PureWindowsPath("c:/A/b.c")
print(w, repr(w), w.drive, w.root, w == PureWindowsPath("C:\\a\\B.C"), w / "d:x", w.with_name("q"))
print(getopt.getopt(["-a1", "-b", "--long=3", "rest"], "a:b", ["long="]),
      getopt.gnu_getopt(["x", "-b", "y"], "b"))
attempt(getopt.getopt, ["--lo"], "", ["long", "lone"])
attempt(getopt.getopt, ["-z"], "a")
print(shlex.split("a 'b c' d\\ e \"f\\\"g\" # h"), shlex.quote("it's"),
      list(shlex.shlex("a&&b|c>d", punctuation_chars=True)))
attempt(shlex.split, "'open")
r, w = os.pipe()
with selectors.DefaultSelector() as s:
    s.register(r, selectors.EVENT_READ, "data")
    print(s.select(0))
    os.write(w, b"x")
    print([(key.data, events) for key, events in s.select(1)])
    attempt(s.register, r, 1 << 5)
