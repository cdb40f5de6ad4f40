import hashlib
for n in ("md5","sha1","sha224","sha256","sha384","sha512"):
    for d in (b"", b"abc", b"x"*55, b"y"*64, b"z"*1000, bytes(range(256))*7):
        print(n, hashlib.new(n, d).hexdigest())
print(hashlib.pbkdf2_hmac('sha256', b'pw', b'salt', 10).hex())
