def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


LOOPS = 7


def main():
    return fib(27)
