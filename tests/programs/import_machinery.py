# The import machinery as programs see it: specs, finders, hooks, archives, reloading.
import base64
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import io
import os
import shutil
import sys
import tempfile
import zipimport
import zlib


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


print([f.__name__ for f in sys.meta_path])
print(sys.path_hooks[0])
print(sys.__spec__.name, sys.__spec__.loader)
print(importlib.machinery.BuiltinImporter.find_spec('sys'))
attempt(importlib.machinery.BuiltinImporter.load_module, 'no_such')
attempt(importlib.import_module, '.x')
attempt(importlib.import_module, 'no.such')
attempt(importlib.util.find_spec, 'no_such_module')
attempt(importlib.util.resolve_name, '..x', 'a.b')
attempt(importlib.util.resolve_name, '...x', 'a.b')
attempt(importlib.util.cache_from_source, 'a/b.py', optimization='')
attempt(importlib.util.cache_from_source, 'a/b.py', optimization='x/y')
attempt(importlib.util.source_from_cache, 'a/__pycache__/b.cpython-36.opt-1.pyc')
attempt(importlib.util.source_from_cache, 'a/b.pyc')
print(importlib.machinery.ModuleSpec('m', None, origin='here', is_package=True))

folder = tempfile.mkdtemp()
os.chdir(folder)
sys.path.insert(0, folder)
sys.dont_write_bytecode = True


def write(path, text):
    with open(path, 'w') as f:
        f.write(text)


write('one.py', 'value = 1\n')
import one
print(one.value, os.path.basename(one.__file__), type(one.__loader__).__name__, one.__spec__.has_location)
write('one.py', 'value = 22\n')
importlib.invalidate_caches()
print(importlib.reload(one).value, one.value)
attempt(importlib.reload, 3)

os.mkdir('space')
write('space/inner.py', 'print(__name__, __package__)\n')
importlib.invalidate_caches()
import space.inner
print(space.__spec__.loader, space.__spec__.origin, type(space.__path__).__name__, len(space.__path__))

write('broken.py', 'x = 1\nraise ValueError("in broken")\n')
importlib.invalidate_caches()
try:
    import broken
except ValueError as e:
    tb = e.__traceback__
    names = []
    while tb is not None:
        names.append((os.path.basename(tb.tb_frame.f_code.co_filename), tb.tb_lineno))
        tb = tb.tb_next
    print(len(names), names[-1], 'broken' in sys.modules)


class Finder:
    """Modules out of nothing."""

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name.startswith('made_'):
            return importlib.util.spec_from_loader(name, cls())
        return None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.made = module.__name__.upper()


sys.meta_path.insert(0, Finder)
import made_up
print(made_up.made, repr(made_up).split(' object')[0])
sys.meta_path.remove(Finder)


def hook(path):
    if not path.startswith('test:'):
        raise ImportError(path)
    return Entry(path)


class Entry:
    def __init__(self, path):
        self.path = path

    def find_spec(self, name, target=None):
        if name == 'hooked':
            return importlib.machinery.ModuleSpec(name, Finder(), origin=self.path)


sys.path_hooks.append(hook)
sys.path.append('test:here')
import hooked
print(hooked.made, hooked)
print(sys.path_importer_cache['test:here'].path)

spec = importlib.util.spec_from_file_location('other', os.path.join(folder, 'one.py'))
module = importlib.util.module_from_spec(spec)
print(hasattr(module, 'value'))
spec.loader.exec_module(module)
print(module.value, 'other' in sys.modules, spec.loader.is_package('other'))
attempt(spec.loader.get_filename, 'wrong')
print(spec.loader.get_source('other').strip())

lazy = importlib.util.LazyLoader.factory(importlib.machinery.SourceFileLoader)
write('late.py', 'print("late runs")\nname = "late"\n')
spec = importlib.util.spec_from_loader('late', lazy('late', os.path.join(folder, 'late.py')))
module = importlib.util.module_from_spec(spec)
sys.modules['late'] = module
spec.loader.exec_module(module)
print('not yet')
print(module.name, type(module).__name__)

# a.py and p/__init__.py, p/q.py, deflated or stored


def member(name, data, deflate):
    packed = zlib.compress(data)[2:-4] if deflate else data
    head = (20).to_bytes(2, 'little') + bytes(2) + (8 if deflate else 0).to_bytes(2, 'little') \
        + bytes(4) + zlib.crc32(data).to_bytes(4, 'little') + len(packed).to_bytes(4, 'little') \
        + len(data).to_bytes(4, 'little') + len(name).to_bytes(2, 'little') + bytes(2)
    return name.encode(), head, packed


def archive(path, members):
    body = io.BytesIO()
    directory = io.BytesIO()
    for name, data, deflate in members:
        raw, head, packed = member(name, data, deflate)
        offset = body.tell()
        body.write(b'PK\x03\x04' + head + raw + packed)
        directory.write(b'PK\x01\x02' + (20).to_bytes(2, 'little') + head + bytes(10)
                        + offset.to_bytes(4, 'little') + raw)
    start = body.tell()
    size = directory.tell()
    body.write(directory.getvalue() + b'PK\x05\x06' + bytes(4)
               + len(members).to_bytes(2, 'little') * 2 + size.to_bytes(4, 'little')
               + start.to_bytes(4, 'little') + bytes(2))
    with open(path, 'wb') as f:
        f.write(body.getvalue())


archive('all.zip', [('zip_a.py', b'x = "stored"\n', False),
                    ('zip_p/__init__.py', b'from . import q\n', True),
                    ('zip_p/q.py', b'y = "deflated " * 3\ndef f():\n    1/0\n', True)])
sys.path.insert(0, os.path.join(folder, 'all.zip'))
import zip_a
import zip_p
print(zip_a.x, zip_p.q.y, os.path.relpath(zip_p.q.__file__, folder))
z = zipimport.zipimporter('all.zip')
print(z, z.archive, repr(z.prefix), z.is_package('zip_p'), z.find_module('none'))
print(z.get_source('zip_a').strip(), z.get_data('zip_a.py'))
attempt(z.get_data, 'none')
attempt(z.get_code, 'none')
attempt(zipimport.zipimporter, 'one.py')
attempt(zipimport.zipimporter, '')
print(zipimport.zipimporter('all.zip/zip_p').prefix)

os.chdir('/')
shutil.rmtree(folder)
