"""pprint and uuid."""
import collections
import pprint
import types
import uuid

data = {"name": "a rather long name that needs a line", "list": list(range(40)),
        "nested": {"a": [{"b": ("c",) * 12}, {1, 2, 3}], "text": "word " * 30},
        "bytes": bytes(range(60)), 3: None, (1, 2): frozenset("abcdefghijklmnopqrstuvwxyz")}
pprint.pprint(data)
pprint.pprint(data, width=40, compact=True)
pprint.pprint(data, indent=4, depth=2)
for value in (collections.OrderedDict((str(i) * 9, i) for i in range(9)),
              collections.defaultdict(int, {str(i) * 9: i for i in range(9)}),
              collections.Counter("abracadabra" * 3), collections.deque(range(30), 40),
              collections.deque(["x" * 30] * 3), collections.ChainMap({"a" * 40: 1}, {"b" * 40: 2}),
              types.MappingProxyType({i: "x" * i for i in range(0, 30, 5)}),
              collections.UserList(range(30)), bytearray(b"x" * 99), "line\n" * 20, "", [], (1,), 1.5):
    pprint.pprint(value, width=50)
loop = [1, 2]
loop.append(loop)
print(pprint.isrecursive(loop), pprint.isreadable(loop), pprint.isreadable(data["list"]),
      pprint.saferepr(loop).replace(str(id(loop)), "ID"))
for bad in ({"indent": -1}, {"depth": 0}, {"width": 0}):
    try:
        pprint.pformat(1, **bad)
    except ValueError as e:
        print(e)
u = uuid.UUID("{12345678-1234-5678-1234-567812345678}")
print(u, repr(u), u.fields, u.hex, u.urn, u.bytes_le, u.variant, u.version, u.time, u.clock_seq, u.node)
print(uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"))
print(uuid.UUID(bytes_le=u.bytes_le) == u, uuid.UUID(fields=u.fields) == u, u < uuid.NAMESPACE_DNS,
      uuid.uuid4().version, uuid.uuid1(5, 6).node, uuid.UUID(int=5, version=4))
for bad in ({}, {"hex": "12"}, {"int": -1}, {"bytes": b"x"}, {"fields": (1,)}, {"int": 1, "version": 9},
            {"fields": (1 << 32, 0, 0, 0, 0, 0)}):
    try:
        uuid.UUID(**bad)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
