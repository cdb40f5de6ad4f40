f = lambda x: x["a"]
list(map(f, [{"a": 1}, {}]))
