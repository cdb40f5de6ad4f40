"""An uncaught exception with a cause and a context, from nested functions."""


class ConfigError(Exception):
    def __init__(self, key, *args):
        super().__init__(key, *args)
        self.key = key

    def __str__(self):
        return "bad key %r" % self.key


def lookup(table, key):
    return table[key]


def convert(table, key):
    try:
        value = lookup(table, key)
    except KeyError:
        value = table.get("default")
        return int(value)
    return value


def load(table, keys):
    result = []
    for key in keys:
        try:
            result.append(convert(table,
                                  key))
        except ValueError as e:
            raise ConfigError(
                key, "while loading"
            ) from e
    return result


class Loader:
    def __init__(self, table):
        self.table = table

    def __call__(self, *keys):
        return list(self.each(keys))

    def each(self, keys):
        for key in keys:
            yield from load(self.table, [key])


print(Loader({"a": 1, "default": "7"})("a", "b"))
(lambda f: f(Loader({"default": "seven"})))(lambda loader: loader("x"))
print("never")
