# exit: 1
def down(n):
    return up(n + 1)


def up(n):
    return down(n + 1)


def start():
    down(0)


try:
    start()
except RecursionError as e:
    tb, depth = e.__traceback__, 0
    while tb:
        tb, depth = tb.tb_next, depth + 1
    print(type(e).__name__, depth > 900)


def short(n):
    if n == 0:
        raise ValueError("bottom")
    short(n - 1)


short(6)
