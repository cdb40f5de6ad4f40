n = 3
while True:
    n -= 1
    [0, 1][3 - n]
