# json and argparse of the own library.
import argparse
import io
import json
from collections import OrderedDict


def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except SystemExit as e:
        print("exit", e.code)
    except Exception as e:
        print(type(e).__name__, e)


value = {"a": [1, 2.5, None, True, {"b": "\u00e9\U0001f600\n\""}], "c": {}, "d": [], "e": (1,)}
print(json.dumps(value))
print(json.dumps(value, ensure_ascii=False, indent=2))
print(json.dumps({3: 1, 1.5: 2, None: 3, False: 4}))
print(json.dumps({"b": 1, "a": 2}, sort_keys=True, separators=(",", ":")))
print(json.dumps([float("nan"), float("inf"), -float("inf")]))
attempt(json.dumps, {(1,): 2}, skipkeys=True)
attempt(json.dumps, object)
loop = []
loop.append(loop)
attempt(json.dumps, loop)
attempt(json.dumps, 1j, default=lambda z: [z.real, z.imag])
out = io.StringIO()
json.dump([1, [2, {"x": "y"}]], out, indent=1)
print(out.getvalue())
for text in ('[1, -2.5e3, "\\u00e9\\ud83d\\ude00", null]', '{"a": {"b": []}}', "  7 ", "NaN", "",
             "[1,", '{"a"}', '{"a":1,}', '"abc', "[1 2]", "1 2", "\n\n{\n x"):
    attempt(json.loads, text)
attempt(json.loads, b'\xff\xfe[\x001\x00]\x00')
attempt(json.loads, 5)
print(json.loads('{"z": 1, "y": 2}', object_pairs_hook=OrderedDict))
print(json.loads("[1.5, 2]", parse_float=str, parse_int=float))

parser = argparse.ArgumentParser(prog="tool", description="A tool for things.", epilog="The end.")
parser.add_argument("files", nargs="+", help="files to read")
parser.add_argument("-v", "--verbose", action="count", default=0, help="say more")
parser.add_argument("-n", "--number", type=int, default=3, metavar="N", help="how many (%(default)s)")
parser.add_argument("--kind", choices=["a", "b"], required=True)
group = parser.add_mutually_exclusive_group()
group.add_argument("--left", action="store_true")
group.add_argument("--right", action="store_const", const=7)
parser.add_argument("--item", action="append")
parser.add_argument("--version", action="version", version="%(prog)s 1.0")
print(parser.format_help())
print(parser.parse_args("x -vv --kind a -n5 --item p --item=q --left".split()))
import sys
sys.stderr = sys.stdout
for line in ("", "x", "x --kind c", "x --kind a --left --right", "x --kind a -n z", "--version",
             "x --kind a --bogus", "x --ki b --v", "x --kind a -n"):
    attempt(parser.parse_args, line.split())
commands = argparse.ArgumentParser(prog="vcs", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
subs = commands.add_subparsers(dest="command", title="commands", metavar="CMD")
one = subs.add_parser("commit", aliases=["ci"], help="store changes")
one.add_argument("-m", "--message", default="none", help="what changed")
two = subs.add_parser("log", help="show changes")
two.add_argument("range", nargs="?", default="all")
commands.print_help()
one.print_help()
print(commands.parse_args(["ci", "-m", "hi"]), commands.parse_args(["log"]))
print(commands.parse_known_args(["log", "x", "--more", "y"]))
attempt(commands.parse_args, ["push"])
