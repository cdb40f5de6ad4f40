assert (
    1 ==
    2
), ["message", 1]
