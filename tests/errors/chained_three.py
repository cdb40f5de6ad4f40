def a():
    try:
        b()
    except KeyError as e:
        raise ValueError("a") from e


def b():
    try:
        c()
    except IndexError:
        raise KeyError("b")


def c():
    [][0]


a()
