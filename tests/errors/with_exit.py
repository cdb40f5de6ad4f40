class M:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        raise KeyError("in exit")


with M():
    raise ValueError("body")
