def deco(f):
    raise TypeError("no decorating")


@deco
def g():
    pass
