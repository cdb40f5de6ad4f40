"""Records what CPython 3.6 knows of its opcodes: python3.6 tests/golden/record_opcodes.py > tests/golden/opcodes.json"""
import dis
import json
import opcode

ARGS = [0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 255, 256, 257, 513, 65535, 70000]
KINDS = ["hasconst", "hasname", "hasjrel", "hasjabs", "haslocal", "hasfree", "hascompare"]


def effects(op):
    try:
        if op < opcode.HAVE_ARGUMENT:
            return dis.stack_effect(op)
        return [dis.stack_effect(op, arg) for arg in ARGS]
    except ValueError:
        return None


rows = []
for name, number in sorted(opcode.opmap.items(), key=lambda item: item[1]):
    kinds = [kind for kind in KINDS if number in getattr(opcode, kind)]
    rows.append([number, name, kinds, effects(number)])
print("{")
print(' "have_argument": %d,' % opcode.HAVE_ARGUMENT)
print(' "cmp_op": %s,' % json.dumps(opcode.cmp_op))
print(' "args": %s,' % json.dumps(ARGS))
print(' "rows": [')
print(",\n".join("  " + json.dumps(row) for row in rows))
print(" ]\n}")
