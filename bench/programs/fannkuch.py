# Permutations by pancake flips, after the fannkuch-redux benchmark.
def fannkuch(n):
    perm1 = list(range(n))
    count = [0] * n
    best = checksum = 0
    r = n
    sign = 1
    while True:
        while r != 1:
            count[r - 1] = r
            r -= 1
        first = perm1[0]
        if first != 0:
            perm = perm1[:]
            flips = 0
            while first:
                perm[:first + 1] = perm[first::-1]
                first = perm[0]
                flips += 1
            if flips > best:
                best = flips
            checksum += sign * flips
        sign = -sign
        while True:
            if r == n:
                return best, checksum
            head = perm1[0]
            for i in range(r):
                perm1[i] = perm1[i + 1]
            perm1[r] = head
            count[r] -= 1
            if count[r] > 0:
                break
            r += 1
        else:
            pass


LOOPS = 6


def main():
    return fannkuch(8)
