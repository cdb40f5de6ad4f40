"""harness.py PROGRAM ROUNDS: runs a program, LOOPS calls of its main() a run; prints its first and best time in seconds, and the result."""
import sys
from time import perf_counter

with open(sys.argv[1]) as file:
    module = sys.modules["program"] = type(sys)("program")
    program = module.__dict__
    exec(compile(file.read(), sys.argv[1], "exec"), program)
main = program["main"]
loops = range(program.get("LOOPS", 1))
times = []
while len(times) < int(sys.argv[2]):
    start = perf_counter()
    for _ in loops:
        result = main()
    times.append(perf_counter() - start)
print("%.6f %.6f %s" % (times[0], min(times), repr(result)[:150]))
