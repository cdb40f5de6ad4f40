def f(x):
    return [1 / y for y in x]


f([
    1,
    0,
])
