# Calls with defaults, keywords and stars.
def plain(a, b=2, *, c=3, d=4):
    return a + b + c + d


def star(*args, **kwargs):
    return len(args) + len(kwargs)


def logged(f):
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs)
    return wrapper


@logged
def decorated(a, b=5):
    return a - b


class Thing:
    def method(self, x, y=1, **options):
        return x + y + len(options)


LOOPS = 30


def main():
    t = Thing()
    total = 0
    for i in range(9000):
        total += plain(i) + plain(i, b=3) + plain(a=1, c=5, b=1) + star(1, 2, x=3) + star(*(1, 2))
        total += decorated(i) + decorated(i, b=2) + t.method(i) + t.method(i, y=2, z=3)
    return total
