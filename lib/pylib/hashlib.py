"""Secure hashes and message digests."""

from _blake2 import blake2b, blake2s
from _md5 import md5
from _sha1 import sha1
from _sha256 import sha224, sha256
from _sha3 import sha3_224, sha3_256, sha3_384, sha3_512, shake_128, shake_256
from _sha512 import sha384, sha512

algorithms_guaranteed = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b",
                         "blake2s", "sha3_224", "sha3_256", "sha3_384", "sha3_512",
                         "shake_128", "shake_256"}
algorithms_available = set(algorithms_guaranteed)

_constructors = {_name: globals()[_name] for _name in algorithms_guaranteed}
for _name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
    _constructors[_name.upper()] = _constructors[_name]
del _name

__all__ = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "blake2s",
           "sha3_224", "sha3_256", "sha3_384", "sha3_512", "shake_128", "shake_256", "new",
           "algorithms_guaranteed", "algorithms_available", "pbkdf2_hmac")


def new(name, data=b"", **kwargs):
    """A hash object of the algorithm with a name."""
    try:
        constructor = _constructors[name]
    except KeyError:
        raise ValueError("unsupported hash type " + name) from None
    return constructor(data, **kwargs)


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
