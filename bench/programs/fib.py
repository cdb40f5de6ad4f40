from time import perf_counter


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def main():
    return fib(27)


times = []
for _ in range(5):
    start = perf_counter()
    result = main()
    times.append(perf_counter() - start)
print(result, "%.6f" % min(times))
