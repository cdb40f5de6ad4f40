"""Universally unique identifiers (RFC 4122)."""

import os

RESERVED_NCS, RFC_4122, RESERVED_MICROSOFT, RESERVED_FUTURE = [
    "reserved for NCS compatibility", "specified in RFC 4122",
    "reserved for Microsoft compatibility", "reserved for future definition"]

int_ = int
bytes_ = bytes

# the C library that CPython asks for identifiers: none here
lib = None
libname = 'uuid'


class UUID(object):
    """An identifier of 128 bits.

    Made of one of: hex (32 digits, with or without braces, hyphens and
    "urn:uuid:"), bytes, bytes_le, fields (six ints), int. With version its
    variant and version are set.
    """

    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None,
                 version=None):
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError("one of the hex, bytes, bytes_le, fields, "
                            "or int arguments must be given")
        if hex is not None:
            hex = hex.replace("urn:", "").replace("uuid:", "")
            hex = hex.strip("{}").replace("-", "")
            if len(hex) != 32:
                raise ValueError("badly formed hexadecimal UUID string")
            int = int_(hex, 16)
        if bytes_le is not None:
            if len(bytes_le) != 16:
                raise ValueError("bytes_le is not a 16-char string")
            bytes = (bytes_le[3::-1] + bytes_le[5:3:-1] + bytes_le[7:5:-1] + bytes_le[8:])
        if bytes is not None:
            if len(bytes) != 16:
                raise ValueError("bytes is not a 16-char string")
            assert isinstance(bytes, bytes_), repr(bytes)
            int = int_.from_bytes(bytes, byteorder="big")
        if fields is not None:
            if len(fields) != 6:
                raise ValueError("fields is not a 6-tuple")
            int = 0
            for i, (value, bits) in enumerate(zip(fields, (32, 16, 16, 8, 8, 48)), 1):
                if not 0 <= value < 1 << bits:
                    raise ValueError("field %d out of range (need a %d-bit value)" % (i, bits))
                int = int << bits | value
        if int is not None:
            if not 0 <= int < 1 << 128:
                raise ValueError("int is out of range (need a 128-bit value)")
        if version is not None:
            if not 1 <= version <= 5:
                raise ValueError("illegal version number")
            int = int & ~(0xc000 << 48) | 0x8000 << 48
            int = int & ~(0xf000 << 64) | version << 76
        self.__dict__["int"] = int

    def __eq__(self, other):
        if isinstance(other, UUID):
            return self.int == other.int
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, UUID):
            return self.int < other.int
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, UUID):
            return self.int > other.int
        return NotImplemented

    def __le__(self, other):
        if isinstance(other, UUID):
            return self.int <= other.int
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, UUID):
            return self.int >= other.int
        return NotImplemented

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

    def __repr__(self):
        return "%s(%r)" % (self.__class__.__name__, str(self))

    def __setattr__(self, name, value):
        raise TypeError("UUID objects are immutable")

    def __str__(self):
        h = self.hex
        return "-".join((h[:8], h[8:12], h[12:16], h[16:20], h[20:]))

    @property
    def bytes(self):
        return self.int.to_bytes(16, "big")

    @property
    def bytes_le(self):
        b = self.bytes
        return b[3::-1] + b[5:3:-1] + b[7:5:-1] + b[8:]

    @property
    def fields(self):
        return (self.time_low, self.time_mid, self.time_hi_version,
                self.clock_seq_hi_variant, self.clock_seq_low, self.node)

    @property
    def time_low(self):
        return self.int >> 96

    @property
    def time_mid(self):
        return self.int >> 80 & 0xffff

    @property
    def time_hi_version(self):
        return self.int >> 64 & 0xffff

    @property
    def clock_seq_hi_variant(self):
        return self.int >> 56 & 0xff

    @property
    def clock_seq_low(self):
        return self.int >> 48 & 0xff

    @property
    def time(self):
        return (self.time_hi_version & 0x0fff) << 48 | self.time_mid << 32 | self.time_low

    @property
    def clock_seq(self):
        return (self.clock_seq_hi_variant & 0x3f) << 8 | self.clock_seq_low

    @property
    def node(self):
        return self.int & 0xffffffffffff

    @property
    def hex(self):
        return "%032x" % self.int

    @property
    def urn(self):
        return "urn:uuid:" + str(self)

    @property
    def variant(self):
        if not self.int & 0x8000 << 48:
            return RESERVED_NCS
        if not self.int & 0x4000 << 48:
            return RFC_4122
        if not self.int & 0x2000 << 48:
            return RESERVED_MICROSOFT
        return RESERVED_FUTURE

    @property
    def version(self):
        # other variants have none
        if self.variant == RFC_4122:
            return self.int >> 76 & 0xf


def _random_getnode():
    # the multicast bit tells it from a real address
    import random
    return random.getrandbits(48) | 1 << 40


_node = None
_last_timestamp = None


def _sys_getnode():
    # the address of a network card, where the system shows them as files
    root = "/sys/class/net"
    try:
        for name in sorted(os.listdir(root)):
            with open("%s/%s/address" % (root, name)) as f:
                text = f.read().strip().replace(":", "")
            if len(text) == 12 and int(text, 16):
                return int(text, 16)
    except (OSError, ValueError, NotImplementedError):
        pass
    return None


def _popen(command, *args):
    import shutil
    import subprocess
    path = shutil.which(command)
    if path is None:
        path = shutil.which(command, path=os.pathsep.join(("/sbin", "/usr/sbin")))
        if path is None:
            return None
    # what it prints is looked for in English
    env = dict(os.environ, LC_ALL="C")
    return subprocess.Popen((path,) + args, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL, env=env)


def _find_mac(command, args, hw_identifiers, get_index):
    """The first address that a program prints behind one of some words."""
    try:
        proc = _popen(command, *args.split())
        if proc is None:
            return None
        with proc:
            for line in proc.stdout:
                words = line.lower().rstrip().split()
                for i, word in enumerate(words):
                    if word not in hw_identifiers:
                        continue
                    try:
                        mac = int(words[get_index(i)].replace(b":", b""), 16)
                    except (ValueError, IndexError):
                        # some devices have longer addresses, or none
                        continue
                    if mac:
                        return mac
    except OSError:
        pass
    return None


def _ifconfig_getnode():
    """The address that ifconfig shows."""
    for args in ("", "-a", "-av"):
        mac = _find_mac("ifconfig", args, (b"hwaddr", b"ether", b"address:", b"lladdr"),
                        lambda i: i + 1)
        if mac:
            return mac
    return None


def _ip_getnode():
    """The address that ip shows."""
    return _find_mac("ip", "link list", (b"link/ether",), lambda i: i + 1)


# where the address of a network card may come from, the first that has one
_NODE_GETTERS_WIN32 = []
_NODE_GETTERS_UNIX = [_sys_getnode, _ifconfig_getnode, _ip_getnode]


def getnode():
    """The hardware address of this machine, or a random one."""
    global _node
    if _node is None:
        getters = _NODE_GETTERS_WIN32 if os.name == "nt" else _NODE_GETTERS_UNIX
        for getter in getters + [_random_getnode]:
            _node = getter()
            if _node is not None and 0 <= _node < 1 << 48:
                break
    return _node


def uuid1(node=None, clock_seq=None):
    """A UUID of the machine, a sequence number, and the time."""
    global _last_timestamp
    import time
    # in units of 100 ns since the day of the Gregorian reform
    timestamp = int(time.time() * 1e7) + 0x01b21dd213814000
    if _last_timestamp is not None and timestamp <= _last_timestamp:
        timestamp = _last_timestamp + 1
    _last_timestamp = timestamp
    if clock_seq is None:
        import random
        clock_seq = random.getrandbits(14)
    if node is None:
        node = getnode()
    return UUID(fields=(timestamp & 0xffffffff, timestamp >> 32 & 0xffff,
                        timestamp >> 48 & 0x0fff, clock_seq >> 8 & 0x3f,
                        clock_seq & 0xff, node), version=1)


def uuid3(namespace, name):
    """A UUID of the MD5 of a namespace and a name."""
    from hashlib import md5
    return UUID(bytes=md5(namespace.bytes + bytes(name, "utf-8")).digest(), version=3)


def uuid4():
    """A random UUID."""
    return UUID(bytes=os.urandom(16), version=4)


def uuid5(namespace, name):
    """A UUID of the SHA-1 of a namespace and a name."""
    from hashlib import sha1
    return UUID(bytes=sha1(namespace.bytes + bytes(name, "utf-8")).digest()[:16], version=5)


NAMESPACE_DNS = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_URL = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_OID = UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_X500 = UUID("6ba7b814-9dad-11d1-80b4-00c04fd430c8")
