"""harness.py PROGRAM ROUNDS: runs main() of a program; prints its first and best time in seconds, and the result."""
import sys
from time import perf_counter

with open(sys.argv[1]) as file:
    module = sys.modules["program"] = type(sys)("program")
    program = module.__dict__
    exec(compile(file.read(), sys.argv[1], "exec"), program)
main = program["main"]
times = []
began = perf_counter()
while len(times) < int(sys.argv[2]) or perf_counter() - began < 1.0 and len(times) < 300:
    start = perf_counter()
    result = main()
    times.append(perf_counter() - start)
print("%.6f %.6f %s" % (times[0], min(times), repr(result)[:150]))
