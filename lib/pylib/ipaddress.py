"""Addresses, networks and interfaces of IPv4 and IPv6.

A version is described once, by `_BaseV4` and `_BaseV6`: how text is read and
written. Addresses, networks and interfaces are written over that.
"""

import functools

IPV4LENGTH = 32
IPV6LENGTH = 128


class AddressValueError(ValueError):
    """Not an address."""


class NetmaskValueError(ValueError):
    """Not a netmask."""


def _first_that_accepts(classes, address, *args):
    for cls in classes:
        try:
            return cls(address, *args)
        except (AddressValueError, NetmaskValueError):
            pass
    return None


def ip_address(address):
    """The IPv4Address or IPv6Address that a str, int or bytes say."""
    found = _first_that_accepts((IPv4Address, IPv6Address), address)
    if found is None:
        raise ValueError('%r does not appear to be an IPv4 or IPv6 address' % address)
    return found


def ip_network(address, strict=True):
    """The IPv4Network or IPv6Network; strict refuses bits beyond the mask."""
    found = _first_that_accepts((IPv4Network, IPv6Network), address, strict)
    if found is None:
        raise ValueError('%r does not appear to be an IPv4 or IPv6 network' % address)
    return found


def ip_interface(address):
    """The IPv4Interface or IPv6Interface: an address with its network."""
    found = _first_that_accepts((IPv4Interface, IPv6Interface), address)
    if found is None:
        raise ValueError('%r does not appear to be an IPv4 or IPv6 interface' % address)
    return found


def v4_int_to_packed(address):
    """Four bytes of an int."""
    try:
        return address.to_bytes(4, 'big')
    except OverflowError:
        raise ValueError("Address negative or too large for IPv4")


def v6_int_to_packed(address):
    """Sixteen bytes of an int."""
    try:
        return address.to_bytes(16, 'big')
    except OverflowError:
        raise ValueError("Address negative or too large for IPv6")


def get_mixed_type_key(obj):
    """A key that sorts addresses and networks together."""
    if isinstance(obj, _BaseNetwork):
        return obj._get_networks_key()
    if isinstance(obj, _BaseAddress):
        return obj._get_address_key()
    return NotImplemented


def _count_righthand_zero_bits(number, bits):
    """How many of the lowest `bits` bits are 0 below the lowest 1."""
    if number == 0:
        return bits
    return min(bits, (number & -number).bit_length() - 1)


def _find_address_range(addresses):
    """Pairs (first, last) of neighbours in a sorted sequence."""
    first = last = None
    for address in addresses:
        if last is not None and address._ip == last._ip + 1:
            last = address
            continue
        if last is not None:
            yield first, last
        first = last = address
    if last is not None:
        yield first, last


def _same_version(a, b):
    if a._version != b._version:
        raise TypeError('%s and %s are not of the same version' % (a, b))


def summarize_address_range(first, last):
    """The networks that cover all from one address to another."""
    if not (isinstance(first, _BaseAddress) and isinstance(last, _BaseAddress)):
        raise TypeError('first and last must be IP addresses, not networks')
    _same_version(first, last)
    if first > last:
        raise ValueError('last IP address must be greater than first')
    if first.version == 4:
        network = IPv4Network
    elif first.version == 6:
        network = IPv6Network
    else:
        raise ValueError('unknown IP version')
    low, high, width = first._ip, last._ip, first._max_prefixlen
    while low <= high:
        # the largest block that starts here and does not reach beyond the end
        bits = min(_count_righthand_zero_bits(low, width), (high - low + 1).bit_length() - 1)
        yield network((low, width - bits))
        low += 1 << bits
        if low - 1 == network._ALL_ONES:
            break


def collapse_addresses(addresses):
    """An iterator of the fewest networks that hold these addresses and networks."""
    single, networks = [], []
    for ip in addresses:
        if isinstance(ip, _BaseAddress):
            target, one = single, ip
        elif ip._prefixlen == ip._max_prefixlen:
            target = single
            try:
                one = ip.ip
            except AttributeError:
                one = ip.network_address
        else:
            target, one = networks, ip
        if target:
            _same_version(ip, target[-1])
        target.append(one)
    for first, last in _find_address_range(sorted(set(single))):
        networks.extend(summarize_address_range(first, last))
    return _merge(networks)


def _merge(networks):
    """Networks without those inside of others, and with halves made wholes."""
    out = []
    for net in sorted(set(networks)):
        if out and out[-1].broadcast_address >= net.broadcast_address:
            continue
        out.append(net)
        while len(out) > 1:
            left, right = out[-2:]
            if left._prefixlen != right._prefixlen or right._prefixlen == 0:
                break
            whole = left.supernet()
            if whole != right.supernet():
                break
            out[-2:] = [whole]
    return iter(out)


class _IPAddressBase:
    """What addresses, networks and interfaces of both versions share."""

    __slots__ = ()

    @property
    def exploded(self):
        """The long form."""
        return self._explode_shorthand_ip_string()

    @property
    def compressed(self):
        """The short form."""
        return str(self)

    @property
    def reverse_pointer(self):
        """The name of the PTR record."""
        return self._reverse_pointer()

    @property
    def version(self):
        raise NotImplementedError('%200s has no version specified' % (type(self),))

    def _check_int_address(self, address):
        if address < 0:
            raise AddressValueError("%d (< 0) is not permitted as an IPv%d address"
                                    % (address, self._version))
        if address > self._ALL_ONES:
            raise AddressValueError("%d (>= 2**%d) is not permitted as an IPv%d address"
                                    % (address, self._max_prefixlen, self._version))

    def _check_packed_address(self, address, expected_len):
        if len(address) != expected_len:
            raise AddressValueError("%r (len %d != %d) is not permitted as an IPv%d address"
                                    % (address, len(address), expected_len, self._version))

    @classmethod
    def _ip_int_from_prefix(cls, prefixlen):
        """The mask with that many ones."""
        return cls._ALL_ONES ^ (cls._ALL_ONES >> prefixlen)

    @classmethod
    def _prefix_from_ip_int(cls, ip_int):
        """How many ones a mask has."""
        zeros = _count_righthand_zero_bits(ip_int, cls._max_prefixlen)
        prefixlen = cls._max_prefixlen - zeros
        if ip_int >> zeros != (1 << prefixlen) - 1:
            details = ip_int.to_bytes(cls._max_prefixlen // 8, 'big')
            raise ValueError('Netmask pattern %r mixes zeroes & ones' % details)
        return prefixlen

    @classmethod
    def _report_invalid_netmask(cls, netmask_str):
        raise NetmaskValueError('%r is not a valid netmask' % netmask_str) from None

    @classmethod
    def _prefix_from_prefix_string(cls, prefixlen_str):
        """The prefix length that decimal digits say."""
        if not _BaseV4._DECIMAL_DIGITS.issuperset(prefixlen_str):
            cls._report_invalid_netmask(prefixlen_str)
        try:
            prefixlen = int(prefixlen_str)
        except ValueError:
            cls._report_invalid_netmask(prefixlen_str)
        if not 0 <= prefixlen <= cls._max_prefixlen:
            cls._report_invalid_netmask(prefixlen_str)
        return prefixlen

    @classmethod
    def _prefix_from_ip_string(cls, ip_str):
        """The prefix length of a netmask or hostmask."""
        try:
            ip_int = cls._ip_int_from_string(ip_str)
        except AddressValueError:
            cls._report_invalid_netmask(ip_str)
        # a mask of no ones or all ones is a netmask; else the first bit decides
        for mask in (ip_int, ip_int ^ cls._ALL_ONES):
            try:
                return cls._prefix_from_ip_int(mask)
            except ValueError:
                pass
        cls._report_invalid_netmask(ip_str)

    def __reduce__(self):
        return self.__class__, (str(self),)


@functools.total_ordering
class _BaseAddress(_IPAddressBase):
    """A single address."""

    __slots__ = ()

    def __int__(self):
        return self._ip

    def __eq__(self, other):
        try:
            return self._ip == other._ip and self._version == other._version
        except AttributeError:
            return NotImplemented

    def __lt__(self, other):
        if not isinstance(other, _BaseAddress):
            return NotImplemented
        _same_version(self, other)
        return self._ip < other._ip

    def __add__(self, other):
        if not isinstance(other, int):
            return NotImplemented
        return self.__class__(int(self) + other)

    def __sub__(self, other):
        if not isinstance(other, int):
            return NotImplemented
        return self.__class__(int(self) - other)

    def __repr__(self):
        return '%s(%r)' % (self.__class__.__name__, str(self))

    def __str__(self):
        return str(self._string_from_ip_int(self._ip))

    def __hash__(self):
        return hash(hex(int(self._ip)))

    def _get_address_key(self):
        return (self._version, self)

    def __reduce__(self):
        return self.__class__, (self._ip,)

    def _set_ip(self, address):
        """Take the value from an int, bytes or text."""
        if isinstance(address, int):
            self._check_int_address(address)
            self._ip = address
        elif isinstance(address, bytes):
            self._check_packed_address(address, self._max_prefixlen // 8)
            self._ip = int.from_bytes(address, 'big')
        else:
            text = str(address)
            if '/' in text:
                raise AddressValueError("Unexpected '/' in %r" % address)
            self._ip = self._ip_int_from_string(text)


def _kept(compute):
    """A property that is computed once, and kept in the network's _cache."""
    name = compute.__name__

    def get(self):
        try:
            return self._cache[name]
        except KeyError:
            value = self._cache[name] = compute(self)
            return value
    return property(get, doc=compute.__doc__)


@functools.total_ordering
class _BaseNetwork(_IPAddressBase):
    """A network: its first address and its mask."""

    def __init__(self, address):
        self._cache = {}

    @property
    def _address_class(self):
        raise NotImplementedError('%200s has no associated address class' % (type(self),))

    def _set(self, address, strict):
        """Take what a constructor was given."""
        make = self._address_class
        if isinstance(address, (int, bytes)):
            self.network_address = make(address)
            self.netmask, self._prefixlen = self._make_netmask(self._max_prefixlen)
            return
        if isinstance(address, tuple):
            first = address[0]
            mask = address[1] if len(address) > 1 else self._max_prefixlen
        else:
            parts = str(address).split('/')
            if len(parts) > 2:
                raise AddressValueError("Only one '/' permitted in %r" % address)
            first = parts[0]
            mask = parts[1] if len(parts) == 2 else self._max_prefixlen
        self.network_address = make(first)
        self.netmask, self._prefixlen = self._make_netmask(mask)
        packed = int(self.network_address)
        kept = packed & int(self.netmask)
        if kept != packed:
            if strict:
                raise ValueError('%s has host bits set' % self)
            self.network_address = make(kept)

    def __repr__(self):
        return '%s(%r)' % (self.__class__.__name__, str(self))

    def __str__(self):
        return '%s/%d' % (self.network_address, self.prefixlen)

    def __iter__(self):
        make = self._address_class
        for n in range(int(self.network_address), int(self.broadcast_address) + 1):
            yield make(n)

    def hosts(self):
        """The addresses without that of the network and the broadcast address."""
        make = self._address_class
        for n in range(int(self.network_address) + 1, int(self.broadcast_address)):
            yield make(n)

    def __getitem__(self, n):
        low, high = int(self.network_address), int(self.broadcast_address)
        at = low + n if n >= 0 else high + n + 1
        if not low <= at <= high:
            raise IndexError('address out of range')
        return self._address_class(at)

    def __lt__(self, other):
        if not isinstance(other, _BaseNetwork):
            return NotImplemented
        _same_version(self, other)
        return ((self.network_address, self.netmask) <
                (other.network_address, other.netmask))

    def __eq__(self, other):
        try:
            return (self._version == other._version and
                    self.network_address == other.network_address and
                    int(self.netmask) == int(other.netmask))
        except AttributeError:
            return NotImplemented

    def __hash__(self):
        return hash(int(self.network_address) ^ int(self.netmask))

    def __contains__(self, other):
        if self._version != other._version or isinstance(other, _BaseNetwork):
            return False
        return int(self.network_address) <= other._ip <= int(self.broadcast_address)

    def overlaps(self, other):
        """Whether an address is in both."""
        return (self.network_address in other or self.broadcast_address in other or
                other.network_address in self or other.broadcast_address in self)

    @_kept
    def broadcast_address(self):
        """The last address."""
        return self._address_class(int(self.network_address) | int(self.hostmask))

    @_kept
    def hostmask(self):
        """The mask's complement."""
        return self._address_class(int(self.netmask) ^ self._ALL_ONES)

    @property
    def with_prefixlen(self):
        return '%s/%d' % (self.network_address, self._prefixlen)

    @property
    def with_netmask(self):
        return '%s/%s' % (self.network_address, self.netmask)

    @property
    def with_hostmask(self):
        return '%s/%s' % (self.network_address, self.hostmask)

    @property
    def num_addresses(self):
        return int(self.broadcast_address) - int(self.network_address) + 1

    @property
    def prefixlen(self):
        return self._prefixlen

    def address_exclude(self, other):
        """What is left of this network without another one that it holds."""
        _same_version(self, other)
        if not isinstance(other, _BaseNetwork):
            raise TypeError("%s is not a network object" % other)
        if not (other.network_address >= self.network_address and
                other.broadcast_address <= self.broadcast_address):
            raise ValueError('%s not contained in %s' % (other, self))
        rest = self
        while rest != other:
            left, right = rest.subnets()
            if other.network_address in left:
                yield right
                rest = left
            else:
                yield left
                rest = right

    def compare_networks(self, other):
        """-1, 0 or 1, by the network address and then by the mask."""
        if self._version != other._version:
            raise TypeError('%s and %s are not of the same type' % (self, other))
        mine = (self.network_address, self.netmask)
        theirs = (other.network_address, other.netmask)
        return (mine > theirs) - (mine < theirs)

    def _get_networks_key(self):
        return (self._version, self.network_address, self.netmask)

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        """The networks with a prefix longer by so many bits, or with that prefix."""
        if self._prefixlen == self._max_prefixlen:
            yield self
            return
        if new_prefix is not None:
            if new_prefix < self._prefixlen:
                raise ValueError('new prefix must be longer')
            if prefixlen_diff != 1:
                raise ValueError('cannot set prefixlen_diff and new_prefix')
            prefixlen_diff = new_prefix - self._prefixlen
        if prefixlen_diff < 0:
            raise ValueError('prefix length diff must be > 0')
        wanted = self._prefixlen + prefixlen_diff
        if wanted > self._max_prefixlen:
            raise ValueError('prefix length diff %d is invalid for netblock %s' % (wanted, self))
        step = (int(self.hostmask) + 1) >> prefixlen_diff
        for at in range(int(self.network_address), int(self.broadcast_address) + 1, step):
            yield self.__class__((at, wanted))

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        """The network around this one."""
        if self._prefixlen == 0:
            return self
        if new_prefix is not None:
            if new_prefix > self._prefixlen:
                raise ValueError('new prefix must be shorter')
            if prefixlen_diff != 1:
                raise ValueError('cannot set prefixlen_diff and new_prefix')
            prefixlen_diff = self._prefixlen - new_prefix
        wanted = self.prefixlen - prefixlen_diff
        if wanted < 0:
            raise ValueError('current prefixlen is %d, cannot have a prefixlen_diff of %d'
                             % (self.prefixlen, prefixlen_diff))
        mask = int(self.netmask) & (int(self.netmask) << prefixlen_diff)
        return self.__class__((int(self.network_address) & mask, wanted))

    # a network is of a kind if its first and last address are

    def _both(self, name):
        return getattr(self.network_address, name) and getattr(self.broadcast_address, name)

    @property
    def is_multicast(self):
        return self._both('is_multicast')

    @property
    def is_reserved(self):
        return self._both('is_reserved')

    @property
    def is_link_local(self):
        return self._both('is_link_local')

    @property
    def is_private(self):
        return self._both('is_private')

    @property
    def is_global(self):
        return not self.is_private

    @property
    def is_unspecified(self):
        return self._both('is_unspecified')

    @property
    def is_loopback(self):
        return self._both('is_loopback')


class _BaseV4:
    """How IPv4 is read and written."""

    __slots__ = ()
    _version = 4
    _ALL_ONES = 2 ** IPV4LENGTH - 1
    _DECIMAL_DIGITS = frozenset('0123456789')
    # the octets that a mask can have
    _valid_mask_octets = frozenset(256 - (1 << n) for n in range(9))
    _max_prefixlen = IPV4LENGTH
    _netmask_cache = {}

    def _explode_shorthand_ip_string(self):
        return str(self)

    @classmethod
    def _make_netmask(cls, arg):
        """(mask, prefix length) of a prefix length, a mask or a host mask."""
        if arg not in cls._netmask_cache:
            if isinstance(arg, int):
                prefixlen = arg
            else:
                try:
                    prefixlen = cls._prefix_from_prefix_string(arg)
                except NetmaskValueError:
                    prefixlen = cls._prefix_from_ip_string(arg)
            netmask = IPv4Address(cls._ip_int_from_prefix(prefixlen))
            cls._netmask_cache[arg] = netmask, prefixlen
        return cls._netmask_cache[arg]

    @classmethod
    def _ip_int_from_string(cls, ip_str):
        if not ip_str:
            raise AddressValueError('Address cannot be empty')
        octets = ip_str.split('.')
        if len(octets) != 4:
            raise AddressValueError("Expected 4 octets in %r" % ip_str)
        try:
            return int.from_bytes(map(cls._parse_octet, octets), 'big')
        except ValueError as exc:
            raise AddressValueError("%s in %r" % (exc, ip_str)) from None

    @classmethod
    def _parse_octet(cls, octet_str):
        if not octet_str:
            raise ValueError("Empty octet not permitted")
        # int() would take signs, spaces and other alphabets' digits
        if not cls._DECIMAL_DIGITS.issuperset(octet_str):
            raise ValueError("Only decimal digits permitted in %r" % octet_str)
        if len(octet_str) > 3:
            raise ValueError("At most 3 characters permitted in %r" % octet_str)
        octet = int(octet_str)
        # some read a leading zero as octal
        if octet > 7 and octet_str[0] == '0':
            raise ValueError("Ambiguous (octal/decimal) value in %r not permitted" % octet_str)
        if octet > 255:
            raise ValueError("Octet %d (> 255) not permitted" % octet)
        return octet

    @classmethod
    def _string_from_ip_int(cls, ip_int):
        return '.'.join(map(str, ip_int.to_bytes(4, 'big')))

    def _is_valid_netmask(self, netmask):
        parts = netmask.split('.')
        if len(parts) == 4:
            try:
                octets = [int(part) for part in parts]
            except ValueError:
                return False
            return (self._valid_mask_octets.issuperset(octets) and
                    octets == sorted(octets, reverse=True))
        try:
            return 0 <= int(netmask) <= self._max_prefixlen
        except ValueError:
            return False

    def _is_hostmask(self, ip_str):
        """Whether the octets are those of a mask, and grow."""
        try:
            octets = [int(part) for part in ip_str.split('.')]
        except ValueError:
            return False
        return (all(n in self._valid_mask_octets for n in octets) and
                len(octets) == 4 and octets[0] < octets[-1])

    def _reverse_pointer(self):
        return '.'.join(reversed(str(self).split('.'))) + '.in-addr.arpa'

    @property
    def max_prefixlen(self):
        return self._max_prefixlen

    @property
    def version(self):
        return self._version


class IPv4Address(_BaseV4, _BaseAddress):
    """An IPv4 address of a str, an int or four bytes."""

    __slots__ = ('_ip', '__weakref__')

    def __init__(self, address):
        self._set_ip(address)

    @property
    def packed(self):
        """The four bytes."""
        return v4_int_to_packed(self._ip)

    @property
    def is_reserved(self):
        return self in self._constants._reserved_network

    @property
    @functools.lru_cache()
    def is_private(self):
        return any(self in net for net in self._constants._private_networks)

    @property
    @functools.lru_cache()
    def is_global(self):
        return self not in self._constants._public_network and not self.is_private

    @property
    def is_multicast(self):
        return self in self._constants._multicast_network

    @property
    def is_unspecified(self):
        return self == self._constants._unspecified_address

    @property
    def is_loopback(self):
        return self in self._constants._loopback_network

    @property
    def is_link_local(self):
        return self in self._constants._linklocal_network


class IPv4Interface(IPv4Address):
    """An IPv4 address with its network."""

    def __init__(self, address):
        if isinstance(address, (bytes, int)):
            IPv4Address.__init__(self, address)
            self.network = IPv4Network(self._ip)
            self._prefixlen = self._max_prefixlen
            return
        if isinstance(address, tuple):
            IPv4Address.__init__(self, address[0])
            self._prefixlen = int(address[1]) if len(address) > 1 else self._max_prefixlen
            self.network = IPv4Network(address, strict=False)
        else:
            parts = str(address).split('/')
            if len(parts) > 2:
                raise AddressValueError("Only one '/' permitted in %r" % address)
            IPv4Address.__init__(self, parts[0])
            self.network = IPv4Network(address, strict=False)
            self._prefixlen = self.network._prefixlen
        self.netmask = self.network.netmask
        self.hostmask = self.network.hostmask

    def __str__(self):
        return '%s/%d' % (self._string_from_ip_int(self._ip), self.network.prefixlen)

    def __eq__(self, other):
        equal = IPv4Address.__eq__(self, other)
        if not equal or equal is NotImplemented:
            return equal
        try:
            return self.network == other.network
        except AttributeError:
            # never equal to a plain address
            return False

    def __lt__(self, other):
        less = IPv4Address.__lt__(self, other)
        if less is NotImplemented:
            return NotImplemented
        try:
            return (self.network < other.network or
                    self.network == other.network and less)
        except AttributeError:
            return False

    def __hash__(self):
        return hash((self._ip, self._prefixlen, int(self.network.network_address)))

    __reduce__ = _IPAddressBase.__reduce__

    @property
    def ip(self):
        return IPv4Address(self._ip)

    @property
    def with_prefixlen(self):
        return '%s/%s' % (self._string_from_ip_int(self._ip), self._prefixlen)

    @property
    def with_netmask(self):
        return '%s/%s' % (self._string_from_ip_int(self._ip), self.netmask)

    @property
    def with_hostmask(self):
        return '%s/%s' % (self._string_from_ip_int(self._ip), self.hostmask)


class IPv4Network(_BaseV4, _BaseNetwork):
    """An IPv4 network, as in '192.0.2.0/28' or '192.0.2.0/255.255.255.240'."""

    _address_class = IPv4Address

    def __init__(self, address, strict=True):
        _BaseNetwork.__init__(self, address)
        self._set(address, strict)
        if self._prefixlen == self._max_prefixlen - 1:
            # both are hosts (RFC 3021)
            self.hosts = self.__iter__

    @property
    @functools.lru_cache()
    def is_global(self):
        public = IPv4Address._constants._public_network
        return (not (self.network_address in public and self.broadcast_address in public) and
                not self.is_private)


class _IPv4Constants:
    _linklocal_network = IPv4Network('169.254.0.0/16')
    _loopback_network = IPv4Network('127.0.0.0/8')
    _multicast_network = IPv4Network('224.0.0.0/4')
    # shared address space: neither private nor global
    _public_network = IPv4Network('100.64.0.0/10')
    _private_networks = [IPv4Network(text) for text in (
        '0.0.0.0/8', '10.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12',
        '192.0.0.0/29', '192.0.0.170/31', '192.0.2.0/24', '192.168.0.0/16', '198.18.0.0/15',
        '198.51.100.0/24', '203.0.113.0/24', '240.0.0.0/4', '255.255.255.255/32')]
    _reserved_network = IPv4Network('240.0.0.0/4')
    _unspecified_address = IPv4Address('0.0.0.0')


IPv4Address._constants = _IPv4Constants


class _BaseV6:
    """How IPv6 is read and written."""

    __slots__ = ()
    _version = 6
    _ALL_ONES = 2 ** IPV6LENGTH - 1
    _HEXTET_COUNT = 8
    _HEX_DIGITS = frozenset('0123456789ABCDEFabcdef')
    _max_prefixlen = IPV6LENGTH
    _netmask_cache = {}

    @classmethod
    def _make_netmask(cls, arg):
        """(mask, prefix length) of a prefix length."""
        if arg not in cls._netmask_cache:
            prefixlen = arg if isinstance(arg, int) else cls._prefix_from_prefix_string(arg)
            netmask = IPv6Address(cls._ip_int_from_prefix(prefixlen))
            cls._netmask_cache[arg] = netmask, prefixlen
        return cls._netmask_cache[arg]

    @classmethod
    def _ip_int_from_string(cls, ip_str):
        if not ip_str:
            raise AddressValueError('Address cannot be empty')
        parts = ip_str.split(':')
        if len(parts) < 3:
            raise AddressValueError("At least 3 parts expected in %r" % ip_str)
        if '.' in parts[-1]:
            # the last 32 bits as IPv4
            try:
                low = IPv4Address(parts.pop())._ip
            except AddressValueError as exc:
                raise AddressValueError("%s in %r" % (exc, ip_str)) from None
            parts += ['%x' % (low >> 16), '%x' % (low & 0xFFFF)]
        if len(parts) > cls._HEXTET_COUNT + 1:
            raise AddressValueError("At most %d colons permitted in %r"
                                    % (cls._HEXTET_COUNT, ip_str))
        head, tail = cls._around_gap(parts, ip_str)
        try:
            values = [cls._parse_hextet(part) for part in head]
            after = [cls._parse_hextet(part) for part in tail]
        except ValueError as exc:
            raise AddressValueError("%s in %r" % (exc, ip_str)) from None
        values += [0] * (cls._HEXTET_COUNT - len(values) - len(after)) + after
        return functools.reduce(lambda whole, value: whole << 16 | value, values, 0)

    @classmethod
    def _around_gap(cls, parts, ip_str):
        """The parts before and after the '::', or all of them and none."""
        gaps = [i for i in range(1, len(parts) - 1) if not parts[i]]
        if len(gaps) > 1:
            raise AddressValueError("At most one '::' permitted in %r" % ip_str)
        if not gaps and len(parts) != cls._HEXTET_COUNT:
            raise AddressValueError("Exactly %d parts expected without '::' in %r"
                                    % (cls._HEXTET_COUNT, ip_str))
        head = parts[:gaps[0]] if gaps else parts
        tail = parts[gaps[0] + 1:] if gaps else []
        # at the ends a '::' leaves a second empty part
        if not parts[0]:
            if not gaps or len(head) > 1:
                raise AddressValueError("Leading ':' only permitted as part of '::' in %r" % ip_str)
            head = []
        if not parts[-1]:
            if not gaps or len(tail) > 1:
                raise AddressValueError("Trailing ':' only permitted as part of '::' in %r"
                                        % ip_str)
            tail = []
        if gaps and len(head) + len(tail) >= cls._HEXTET_COUNT:
            raise AddressValueError("Expected at most %d other parts with '::' in %r"
                                    % (cls._HEXTET_COUNT - 1, ip_str))
        return head, tail

    @classmethod
    def _parse_hextet(cls, hextet_str):
        if not cls._HEX_DIGITS.issuperset(hextet_str):
            raise ValueError("Only hex digits permitted in %r" % hextet_str)
        if len(hextet_str) > 4:
            raise ValueError("At most 4 characters permitted in %r" % hextet_str)
        return int(hextet_str, 16)

    @classmethod
    def _compress_hextets(cls, hextets):
        """The hextets with the longest run of zeros (of two at least) made empty."""
        best = at = length = 0
        run = 0
        for i, hextet in enumerate(hextets):
            run = run + 1 if hextet == '0' else 0
            if run > length:
                length, at = run, i - run + 1
        if length < 2:
            return hextets
        end = at + length
        return ((hextets[:at] or ['']) + [''] + (hextets[end:] or ['']))

    @classmethod
    def _string_from_ip_int(cls, ip_int=None):
        if ip_int is None:
            ip_int = int(cls._ip)
        if ip_int > cls._ALL_ONES:
            raise ValueError('IPv6 address is too large')
        text = '%032x' % ip_int
        hextets = ['%x' % int(text[i:i + 4], 16) for i in range(0, 32, 4)]
        return ':'.join(cls._compress_hextets(hextets))

    def _explode_shorthand_ip_string(self):
        if isinstance(self, IPv6Network):
            ip_str = str(self.network_address)
        elif isinstance(self, IPv6Interface):
            ip_str = str(self.ip)
        else:
            ip_str = str(self)
        text = '%032x' % self._ip_int_from_string(ip_str)
        whole = ':'.join(text[i:i + 4] for i in range(0, 32, 4))
        if isinstance(self, (_BaseNetwork, IPv6Interface)):
            return '%s/%d' % (whole, self._prefixlen)
        return whole

    def _reverse_pointer(self):
        return '.'.join(self.exploded[::-1].replace(':', '')) + '.ip6.arpa'

    @property
    def max_prefixlen(self):
        return self._max_prefixlen

    @property
    def version(self):
        return self._version


class IPv6Address(_BaseV6, _BaseAddress):
    """An IPv6 address of a str, an int or sixteen bytes."""

    __slots__ = ('_ip', '__weakref__')

    def __init__(self, address):
        self._set_ip(address)

    @property
    def packed(self):
        """The sixteen bytes."""
        return v6_int_to_packed(self._ip)

    @property
    def is_multicast(self):
        return self in self._constants._multicast_network

    @property
    def is_reserved(self):
        return any(self in net for net in self._constants._reserved_networks)

    @property
    def is_link_local(self):
        return self in self._constants._linklocal_network

    @property
    def is_site_local(self):
        return self in self._constants._sitelocal_network

    @property
    @functools.lru_cache()
    def is_private(self):
        return any(self in net for net in self._constants._private_networks)

    @property
    def is_global(self):
        return not self.is_private

    @property
    def is_unspecified(self):
        return self._ip == 0

    @property
    def is_loopback(self):
        return self._ip == 1

    @property
    def ipv4_mapped(self):
        """The IPv4 address of ::ffff:a.b.c.d, or None."""
        if self._ip >> 32 != 0xFFFF:
            return None
        return IPv4Address(self._ip & 0xFFFFFFFF)

    @property
    def teredo(self):
        """(server, client) of an address of 2001::/32, or None."""
        if self._ip >> 96 != 0x20010000:
            return None
        return (IPv4Address(self._ip >> 64 & 0xFFFFFFFF), IPv4Address(~self._ip & 0xFFFFFFFF))

    @property
    def sixtofour(self):
        """The IPv4 address of one of 2002::/16, or None."""
        if self._ip >> 112 != 0x2002:
            return None
        return IPv4Address(self._ip >> 80 & 0xFFFFFFFF)


class IPv6Interface(IPv6Address):
    """An IPv6 address with its network."""

    def __init__(self, address):
        if isinstance(address, (bytes, int)):
            IPv6Address.__init__(self, address)
            self.network = IPv6Network(self._ip)
            self._prefixlen = self._max_prefixlen
            return
        if isinstance(address, tuple):
            IPv6Address.__init__(self, address[0])
            self._prefixlen = int(address[1]) if len(address) > 1 else self._max_prefixlen
            self.network = IPv6Network(address, strict=False)
        else:
            parts = str(address).split('/')
            if len(parts) > 2:
                raise AddressValueError("Only one '/' permitted in %r" % address)
            IPv6Address.__init__(self, parts[0])
            self.network = IPv6Network(address, strict=False)
            self._prefixlen = self.network._prefixlen
        self.netmask = self.network.netmask
        self.hostmask = self.network.hostmask

    def __str__(self):
        return '%s/%d' % (self._string_from_ip_int(self._ip), self.network.prefixlen)

    def __eq__(self, other):
        equal = IPv6Address.__eq__(self, other)
        if not equal or equal is NotImplemented:
            return equal
        try:
            return self.network == other.network
        except AttributeError:
            # never equal to a plain address
            return False

    def __lt__(self, other):
        less = IPv6Address.__lt__(self, other)
        if less is NotImplemented:
            return NotImplemented
        try:
            return (self.network < other.network or
                    self.network == other.network and less)
        except AttributeError:
            return False

    def __hash__(self):
        return hash((self._ip, self._prefixlen, int(self.network.network_address)))

    __reduce__ = _IPAddressBase.__reduce__

    @property
    def ip(self):
        return IPv6Address(self._ip)

    @property
    def with_prefixlen(self):
        return '%s/%s' % (self._string_from_ip_int(self._ip), self._prefixlen)

    @property
    def with_netmask(self):
        return '%s/%s' % (self._string_from_ip_int(self._ip), self.netmask)

    @property
    def with_hostmask(self):
        return '%s/%s' % (self._string_from_ip_int(self._ip), self.hostmask)

    @property
    def is_unspecified(self):
        return self._ip == 0 and self.network.is_unspecified

    @property
    def is_loopback(self):
        return self._ip == 1 and self.network.is_loopback


class IPv6Network(_BaseV6, _BaseNetwork):
    """An IPv6 network, as in '2001:db8::/32'."""

    _address_class = IPv6Address

    def __init__(self, address, strict=True):
        _BaseNetwork.__init__(self, address)
        self._set(address, strict)
        if self._prefixlen == self._max_prefixlen - 1:
            # both are hosts (RFC 6164)
            self.hosts = self.__iter__

    def hosts(self):
        """The addresses without the first, which is that of the routers."""
        for n in range(int(self.network_address) + 1, int(self.broadcast_address) + 1):
            yield IPv6Address(n)

    @property
    def is_site_local(self):
        return self._both('is_site_local')


class _IPv6Constants:
    _linklocal_network = IPv6Network('fe80::/10')
    _multicast_network = IPv6Network('ff00::/8')
    _private_networks = [IPv6Network(text) for text in (
        '::1/128', '::/128', '::ffff:0:0/96', '100::/64', '2001::/23', '2001:2::/48',
        '2001:db8::/32', '2001:10::/28', 'fc00::/7', 'fe80::/10')]
    _reserved_networks = [IPv6Network(text) for text in (
        '::/8', '100::/8', '200::/7', '400::/6', '800::/5', '1000::/4', '4000::/3', '6000::/3',
        '8000::/3', 'A000::/3', 'C000::/3', 'E000::/4', 'F000::/5', 'F800::/6', 'FE00::/9')]
    _sitelocal_network = IPv6Network('fec0::/10')


IPv6Address._constants = _IPv6Constants
