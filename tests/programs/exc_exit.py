# exit: 3
import sys


class Cleanup:
    def __enter__(self):
        print("enter")

    def __exit__(self, kind, value, tb):
        print("exit", kind.__name__, value.code)


try:
    sys.exit("message")
except SystemExit as e:
    print(repr(e), e.code)
print("to stderr", file=sys.stderr)
with Cleanup():
    try:
        sys.stdout.write("no newline")
        sys.exit(3)
    finally:
        print(" finally")
print("never")
