"""Sieves three ways, factors, perfect numbers, goldbach."""


def sieve(n):
    flags = bytearray([1]) * (n + 1)
    flags[0:2] = b"\0\0"
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            flags[i * i::i] = bytes(len(range(i * i, n + 1, i)))
    return [i for i, f in enumerate(flags) if f]


def endless():
    found, n = {}, 2
    while True:
        p = found.pop(n, None)
        if p is None:
            yield n
            found[n * n] = n
        else:
            x = n + p
            while x in found:
                x += p
            found[x] = p
        n += 1


def factors(n):
    out, p = {}, 2
    while p * p <= n:
        while not n % p:
            out[p] = out.get(p, 0) + 1
            n //= p
        p += 1 + (p & 1)
    if n > 1:
        out[n] = out.get(n, 0) + 1
    return out


def miller_rabin(n):
    if n % 2 == 0:
        return n == 2
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if a % n == 0:
            continue
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


primes = sieve(5000)
print(len(primes), primes[:12], primes[-3:])
gen = endless()
assert [next(gen) for _ in range(500)] == primes[:500]
print(factors(360), factors(999999), factors(2 ** 31 - 1), factors(97 * 89 * 89))
print([n for n in range(2, 500) if sum(d for d in range(1, n) if n % d == 0) == n])
print([n for n in range(2 ** 61 - 60, 2 ** 61 + 60) if miller_rabin(n)], miller_rabin(2 ** 127 - 1))
twins = [(p, q) for p, q in zip(primes, primes[1:]) if q - p == 2]
print(len(twins), twins[-1], next((a, 98 - a) for a in primes if 98 - a in primes))
