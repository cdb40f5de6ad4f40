"""Records what CPython 3.6 makes of the sources in this directory's JSON files.

    python3.6 record.py cases.json bytes.json warnings.json

cases.json: [source, mode, flags, expected]; bytes.json: [base64, expected];
warnings.json: [source, action, expected, [[message, line], ...]]. Only what is expected is
written anew.
"""
import ast
import base64
import json
import os
import struct
import sys
import warnings


def constant(value):
    kind = type(value)
    if kind is int:
        return 'i%d' % value
    if kind is float:
        return 'f' + struct.pack('>d', value).hex()
    if kind is complex:
        return 'c' + struct.pack('>d', value.imag).hex()
    if kind is str:
        for a, b in zip(value, value[1:]):
            if '\ud800' <= a < '\udc00' and '\udc00' <= b < '\ue000':
                return 'P' + ','.join(str(ord(c)) for c in value)
        return 's' + json.dumps(value)
    if kind is bytes:
        return 'b' + value.hex()
    return repr(value)


def dump(node, out):
    if node is None:
        out.append('~')
    elif isinstance(node, list):
        out.append('[')
        for item in node:
            dump(item, out)
        out.append(']')
    elif isinstance(node, ast.AST):
        kind = node.__class__
        out.append('(' + kind.__name__)
        for field in kind._fields:
            dump(getattr(node, field, None), out)
        if 'lineno' in kind._attributes:
            out.append('@%d:%d' % (node.lineno, node.col_offset))
        out.append(')')
    else:
        out.append(constant(node))


def result(source, mode='exec', flags=0):
    try:
        tree = compile(source, '<string>', mode, ast.PyCF_ONLY_AST | flags, True)
    except SyntaxError as e:
        return 'E ' + json.dumps(
            [type(e).__name__, e.msg, e.lineno, e.offset, e.text, e.filename])
    except MemoryError:
        return 'E ["MemoryError"]'
    except Exception as e:
        return 'E ' + json.dumps([type(e).__name__, str(e)])
    out = []
    dump(tree, out)
    return ' '.join(out)


def warned(source, action):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter(action)
        expected = result(source)
    if not expected.startswith('E '):
        expected = 'OK'
    return expected, [[str(w.message), w.lineno] for w in caught]


def main():
    warnings.simplefilter('ignore')
    for path in sys.argv[1:]:
        with open(path) as f:
            cases = json.load(f)
        name = os.path.basename(path)
        for case in cases:
            if name == 'cases.json':
                case[3] = result(case[0], case[1], case[2])
            elif name == 'bytes.json':
                case[1] = result(base64.b64decode(case[0]))
            else:
                case[2], case[3] = warned(case[0], case[1])
        with open(path, 'w') as f:
            f.write('[\n' + ',\n'.join(json.dumps(case) for case in cases) + '\n]\n')


main()
