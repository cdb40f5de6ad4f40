"""Secure hashes and message digests."""

algorithms_guaranteed = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b",
                         "blake2s", "sha3_224", "sha3_256", "sha3_384", "sha3_512",
                         "shake_128", "shake_256"}
algorithms_available = set(algorithms_guaranteed)

# the built-in module of each function
_MODULES = {"md5": "_md5", "sha1": "_sha1", "sha224": "_sha256", "sha256": "_sha256",
            "sha384": "_sha512", "sha512": "_sha512", "blake2b": "_blake2",
            "blake2s": "_blake2", "sha3_224": "_sha3", "sha3_256": "_sha3",
            "sha3_384": "_sha3", "sha3_512": "_sha3", "shake_128": "_sha3",
            "shake_256": "_sha3"}
_MODULES.update([(name.upper(), module) for name, module in _MODULES.items()
                 if "_" not in name and "blake" not in name])

__all__ = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "blake2s",
           "sha3_224", "sha3_256", "sha3_384", "sha3_512", "shake_128", "shake_256", "new",
           "algorithms_guaranteed", "algorithms_available", "pbkdf2_hmac")


__builtin_constructor_cache = {}


def __get_builtin_constructor(name):
    found = __builtin_constructor_cache.get(name)
    if found is not None:
        return found
    try:
        module = __import__(_MODULES[name])
    except (KeyError, ImportError):
        raise ValueError("unsupported hash type " + name)
    found = getattr(module, name.lower())
    if name.lower() != name or name.upper() in _MODULES:
        __builtin_constructor_cache[name.upper()] = found
    __builtin_constructor_cache[name.lower()] = found
    return found


def new(name, data=b"", **kwargs):
    """A hash object of the algorithm with a name."""
    return __get_builtin_constructor(name)(data, **kwargs)


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """A key derived from a password (PKCS #5 v2.0)."""
    if not isinstance(hash_name, str):
        raise TypeError(hash_name)
    password = bytes(memoryview(password))
    salt = bytes(memoryview(salt))
    size = new(hash_name).block_size
    if len(password) > size:
        password = new(hash_name, password).digest()
    password += bytes(size - len(password))
    inner = new(hash_name, bytes(b ^ 0x36 for b in password))
    outer = new(hash_name, bytes(b ^ 0x5C for b in password))

    def prf(message):
        first, second = inner.copy(), outer.copy()
        first.update(message)
        second.update(first.digest())
        return second.digest()

    if iterations < 1:
        raise ValueError(iterations)
    if dklen is None:
        dklen = outer.digest_size
    if dklen < 1:
        raise ValueError(dklen)
    key = b""
    number = 1
    while len(key) < dklen:
        last = prf(salt + number.to_bytes(4, "big"))
        total = int.from_bytes(last, "big")
        for _ in range(iterations - 1):
            last = prf(last)
            total ^= int.from_bytes(last, "big")
        number += 1
        key += total.to_bytes(inner.digest_size, "big")
    return key[:dklen]


for _name in algorithms_guaranteed:
    globals()[_name] = __get_builtin_constructor(_name)
del _name
