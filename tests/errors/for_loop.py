total = 0
for i in range(3):
    total += 10 // (2 - i)
