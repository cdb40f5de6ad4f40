# Escape times of a grid of complex numbers, with and without the complex type.
def plain(size, limit):
    total = 0
    for y in range(size):
        ci = 2.0 * y / size - 1.0
        for x in range(size):
            cr = 2.0 * x / size - 1.5
            zr = zi = 0.0
            i = 0
            while i < limit and zr * zr + zi * zi < 4.0:
                zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
                i += 1
            total += i
    return total


def with_complex(size, limit):
    total = 0
    for y in range(size):
        for x in range(size):
            c = complex(2.0 * x / size - 1.5, 2.0 * y / size - 1.0)
            z = 0j
            for i in range(limit):
                if abs(z) > 2.0:
                    break
                z = z * z + c
                total += 1
    return total


LOOPS = 8


def main():
    return plain(80, 50), with_complex(30, 30)
