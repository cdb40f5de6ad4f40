"""Slices of every sequence: reading, assigning, deleting, extended, indices, errors."""
xs = list(range(10))
for s in (slice(None), slice(2, 5), slice(-3, None), slice(None, None, -1), slice(8, 2, -2), slice(5, 2), slice(-100, 100, 3), slice(None, 4), slice(-1, -4, -1)):
    print(s, xs[s], "abcdefghij"[s], tuple(xs)[s], bytes(xs)[s], range(10)[s], s.indices(10), s.indices(4))
ys = xs[:]
ys[2:4] = "abc"
ys[len(ys):] = [99]
ys[0:0] = (-2, -1)
print(ys)
del ys[1:3], ys[::3]
print(ys)
ys[::2] = [0] * len(ys[::2])
ys[1:1] = []
ys[-2:] = iter("zz")
print(ys, ys * 2 == ys + ys, ys[:] is ys, ys[-1:0:-3])
zs = [[1], 2] * 2
zs[0].append(5)
print(zs, zs.index(2), zs.count(2), [3, 1, 2] > [3, 1], [] < [0], [1, [2, 3]] == [1, [2, 3]])
ws = [1, 2, 3]
ws += "ab"
ws *= 2
ws.insert(-1, "i")
ws.insert(100, "end")
ws.remove("a")
print(ws, ws.pop(), ws.pop(0), ws.pop(-2), ws, ws.extend(x for x in "g"), ws.reverse(), ws, ws.clear(), ws)
same = [1, 2, 3, 4]
same[1:3] = same
print(same, same[slice(1, 3)], [*same, *same[:1]])
for text in ["xs[10]", "xs['a']", "xs[1.0]", "xs[::0]", "xs[1:2:'x']", "xs.__setitem__(slice(0, 4, 2), [1])", "xs.__setitem__(50, 1)", "xs.__delitem__(50)", "(1, 2)[5]", "'abc'[3]", "xs.pop(50)", "[].pop()",
             "xs.remove(77)", "xs.index(77)", "xs.__setitem__(slice(0, 1), 5)", "(1,).__getitem__('x')", "[1] + (2,)", "[1] * 'x'", "[1] * 2.0", "range(5)[7]", "range(1, 2, 0)", "range('x')", "xs[None:2, 3]", "'abc'['b']"]:
    try:
        print(text, "=", eval(text))
    except Exception as e:
        print(text, "!", type(e).__name__ + ":", e)


class Show:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


s = Show()
print(s[1], s[1:2], s[::], s[1:2, ..., None], s[()], s["x", 1:], s[-1:'a':[]])
s[1:2] = 3
s[0, 1] = s["k"] = 4
del s[::2], s[9]
s[1] += (5,) if False else 5
r = range(10, 0, -3)
print(list(r), r[1], r[-1], 4 in r, 5 in r, len(r), r.index(7), r == range(10, -1, -3), r[::-1], range(0) == range(5, 5), hash(range(3)) == hash(range(3)), r.count(1), list(reversed(r)))
grid = [[0] * 3 for _ in range(3)]
for i in range(3):
    grid[i][i], grid[i][2 - i] = i + 1, 9
print(grid, list(zip(*grid)), [row[::-1] for row in grid[::-1]], [c for row in grid for c in row if c], sum(map(sum, grid)))
