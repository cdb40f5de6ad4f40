def f(*args):
    raise ValueError(args)


result = f(
    1,
    2,
)
