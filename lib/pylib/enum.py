"""Enumerations."""

import sys
from types import MappingProxyType, DynamicClassAttribute
from collections import OrderedDict
from functools import reduce
from operator import or_ as _or_

__all__ = ["EnumMeta", "Enum", "IntEnum", "Flag", "IntFlag", "auto", "unique"]


def _is_descriptor(obj):
    return hasattr(obj, "__get__") or hasattr(obj, "__set__") or hasattr(obj, "__delete__")


def _is_dunder(name):
    return (len(name) > 4 and name[:2] == name[-2:] == "__"
            and name[2] != "_" and name[-3] != "_")


def _is_sunder(name):
    return (len(name) > 2 and name[0] == name[-1] == "_"
            and name[1] != "_" and name[-2] != "_")


def _make_class_unpicklable(cls):
    def refuse(self, proto):
        raise TypeError("%r cannot be pickled" % self)

    cls.__reduce_ex__ = refuse
    cls.__module__ = "<unknown>"


_auto_null = object()


class auto:
    """Stands for a value to be chosen."""

    value = _auto_null


class _EnumDict(dict):
    """The namespace of an enumeration's class statement: knows its members."""

    def __init__(self):
        super().__init__()
        self._member_names = []
        self._last_values = []
        self._ignore = []

    def __setitem__(self, key, value):
        if _is_sunder(key):
            if key not in ("_order_", "_create_pseudo_member_",
                           "_generate_next_value_", "_missing_"):
                raise ValueError("_names_ are reserved for future Enum use")
            if key == "_generate_next_value_":
                self._generate_next_value = value
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError("Attempted to reuse key: %r" % key)
        elif not _is_descriptor(value):
            if key in self:
                raise TypeError("%r already defined as: %r" % (key, self[key]))
            if isinstance(value, auto):
                if value.value is _auto_null:
                    value.value = self._generate_next_value(
                        key, 1, len(self._member_names), self._last_values[:])
                value = value.value
            self._member_names.append(key)
            self._last_values.append(value)
        super().__setitem__(key, value)


Enum = None


class EnumMeta(type):
    """The metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases):
        namespace = _EnumDict()
        member_type, first_enum = metacls._get_mixins_(bases)
        if first_enum is not None:
            namespace["_generate_next_value_"] = getattr(
                first_enum, "_generate_next_value_", None)
        return namespace

    def __new__(metacls, cls, bases, classdict):
        member_type, first_enum = metacls._get_mixins_(bases)
        __new__, save_new, use_args = metacls._find_new_(classdict, member_type, first_enum)
        members = [(name, classdict[name]) for name in classdict._member_names]
        for name, _ in members:
            del classdict[name]
        order = classdict.pop("_order_", None)
        invalid = {name for name, _ in members} & {"mro"}
        if invalid:
            raise ValueError("Invalid enum member name: {0}".format(",".join(invalid)))
        if "__doc__" not in classdict:
            classdict["__doc__"] = "An enumeration."

        enum_class = super().__new__(metacls, cls, bases, classdict)
        enum_class._member_names_ = []
        enum_class._member_map_ = OrderedDict()
        enum_class._member_type_ = member_type
        enum_class._value2member_map_ = {}
        dynamic = {name for base in enum_class.mro() for name, value in base.__dict__.items()
                   if isinstance(value, DynamicClassAttribute)}

        if "__reduce_ex__" not in classdict and member_type is not object:
            methods = ("__getnewargs_ex__", "__getnewargs__", "__reduce_ex__", "__reduce__")
            if not any(m in member_type.__dict__ for m in methods):
                _make_class_unpicklable(enum_class)

        for name, value in members:
            args = value if isinstance(value, tuple) else (value,)
            if member_type is tuple:
                args = (args,)
            if not use_args:
                member = __new__(enum_class)
                if not hasattr(member, "_value_"):
                    member._value_ = value
            else:
                member = __new__(enum_class, *args)
                if not hasattr(member, "_value_"):
                    member._value_ = value if member_type is object else member_type(*args)
            value = member._value_
            member._name_ = name
            member.__objclass__ = enum_class
            member.__init__(*args)
            for known in enum_class._member_map_.values():
                if known._value_ == member._value_:
                    member = known
                    break
            else:
                enum_class._member_names_.append(name)
            if name not in dynamic:
                setattr(enum_class, name, member)
            enum_class._member_map_[name] = member
            try:
                enum_class._value2member_map_[value] = member
            except TypeError:
                pass

        for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
            method = getattr(enum_class, name)
            from_type = getattr(member_type, name, None)
            from_enum = getattr(first_enum, name, None)
            if from_type is not None and from_type is method:
                setattr(enum_class, name, from_enum)

        if Enum is not None:
            if save_new:
                enum_class.__new_member__ = __new__
            enum_class.__new__ = Enum.__new__

        if order is not None:
            if isinstance(order, str):
                order = order.replace(",", " ").split()
            if order != enum_class._member_names_:
                raise TypeError("member order does not match _order_")
        return enum_class

    def __bool__(self):
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None, type=None, start=1):
        """Look a member up by its value, or make a new enumeration."""
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname,
                            type=type, start=start)

    def __contains__(cls, member):
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError("%s: cannot delete Enum member." % cls.__name__)
        super().__delattr__(attr)

    def __dir__(self):
        return ["__class__", "__doc__", "__members__", "__module__"] + self._member_names_

    def __getattr__(cls, name):
        if _is_dunder(name):
            raise AttributeError(name)
        try:
            return cls._member_map_[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    @property
    def __members__(cls):
        """A read-only mapping of names to members, aliases included."""
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        return "<enum %r>" % cls.__name__

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError("Cannot reassign members.")
        super().__setattr__(name, value)

    def _create_(cls, class_name, names=None, *, module=None, qualname=None, type=None, start=1):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        _, first_enum = cls._get_mixins_(bases)
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            given, names, last = names, [], []
            for count, name in enumerate(given):
                value = first_enum._generate_next_value_(name, start, count, last[:])
                last.append(value)
                names.append((name, value))
        for item in names:
            name, value = (item, names[item]) if isinstance(item, str) else item
            classdict[name] = value
        enum_class = metacls.__new__(metacls, class_name, bases, classdict)
        if module is None:
            try:
                module = sys._getframe(2).f_globals["__name__"]
            except (AttributeError, ValueError, KeyError):
                pass
        if module is None:
            _make_class_unpicklable(enum_class)
        else:
            enum_class.__module__ = module
        if qualname is not None:
            enum_class.__qualname__ = qualname
        return enum_class

    @staticmethod
    def _get_mixins_(bases):
        """The type of the members' values and the enumeration derived from."""
        if not bases:
            return object, Enum
        member_type = first_enum = None
        for base in bases:
            if base is not Enum and issubclass(base, Enum) and base._member_names_:
                raise TypeError("Cannot extend enumerations")
        if not issubclass(base, Enum):
            raise TypeError("new enumerations must be created as "
                            "`ClassName([mixin_type,] enum_type)`")
        if not issubclass(bases[0], Enum):
            member_type = bases[0]
            first_enum = bases[-1]
        else:
            for base in bases[0].__mro__:
                if issubclass(base, Enum):
                    if first_enum is None:
                        first_enum = base
                elif member_type is None:
                    member_type = base
        return member_type, first_enum

    @staticmethod
    def _find_new_(classdict, member_type, first_enum):
        __new__ = classdict.get("__new__", None)
        save_new = __new__ is not None
        if __new__ is None:
            ignored = {None, None.__new__, object.__new__, Enum.__new__ if Enum else None}
            for attribute in ("__new_member__", "__new__"):
                for possible in (member_type, first_enum):
                    target = getattr(possible, attribute, None)
                    if target not in ignored:
                        __new__ = target
                        break
                if __new__ is not None:
                    break
            else:
                __new__ = object.__new__
        return __new__, save_new, __new__ is not object.__new__


class Enum(metaclass=EnumMeta):
    """The base of enumerations."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            if value in cls._value2member_map_:
                return cls._value2member_map_[value]
        except TypeError:
            for member in cls._member_map_.values():
                if member._value_ == value:
                    return member
        return cls._missing_(value)

    def _generate_next_value_(name, start, count, last_values):
        for last in reversed(last_values):
            try:
                return last + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        raise ValueError("%r is not a valid %s" % (value, cls.__name__))

    def __repr__(self):
        return "<%s.%s: %r>" % (self.__class__.__name__, self._name_, self._value_)

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __dir__(self):
        added = [m for cls in self.__class__.mro() for m in cls.__dict__
                 if m[0] != "_" and m not in self._member_map_]
        return ["__class__", "__doc__", "__module__"] + added

    def __format__(self, format_spec):
        if self._member_type_ is object:
            return str.__format__(str(self), format_spec)
        return self._member_type_.__format__(self._value_, format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    @DynamicClassAttribute
    def name(self):
        """The name of the Enum member."""
        return self._name_

    @DynamicClassAttribute
    def value(self):
        """The value of the Enum member."""
        return self._value_

    @classmethod
    def _convert(cls, name, module, filter, source=None):
        """An enumeration of a module's constants."""
        namespace = vars(sys.modules[module])
        source = vars(source) if source else namespace
        members = [(n, source[n]) for n in source if filter(n)]
        try:
            members.sort(key=lambda item: (item[1], item[0]))
        except TypeError:
            members.sort(key=lambda item: item[0])
        made = cls(name, members, module=module)
        made.__reduce_ex__ = lambda self, proto: self.name
        namespace.update(made.__members__)
        namespace[name] = made
        return made


class IntEnum(int, Enum):
    """An enumeration whose members are ints too."""


class Flag(Enum):
    """An enumeration of bits."""

    def _generate_next_value_(name, start, count, last_values):
        if not count:
            return 1 if start is None else start
        for last in reversed(last_values):
            try:
                high = last.bit_length() - 1
                break
            except Exception:
                raise TypeError("Invalid Flag value: %r" % last) from None
        return 2 ** (high + 1)

    @classmethod
    def _missing_(cls, value):
        original = value
        if value < 0:
            value = ~value
        found = cls._create_pseudo_member_(value)
        return ~found if original < 0 else found

    @classmethod
    def _create_pseudo_member_(cls, value):
        found = cls._value2member_map_.get(value)
        if found is None:
            _, extra = _decompose(cls, value)
            if extra:
                raise ValueError("%r is not a valid %s" % (value, cls.__name__))
            found = object.__new__(cls)
            found._name_ = None
            found._value_ = value
            found = cls._value2member_map_.setdefault(value, found)
        return found

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return other._value_ & self._value_ == other._value_

    def _text(self):
        if self._name_ is not None:
            return self._name_
        members, uncovered = _decompose(self.__class__, self._value_)
        if len(members) == 1 and members[0]._name_ is None:
            return repr(members[0]._value_)
        return "|".join([str(m._name_ or m._value_) for m in members])

    def __repr__(self):
        return "<%s.%s: %r>" % (self.__class__.__name__, self._text(), self._value_)

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._text())

    def __bool__(self):
        return bool(self._value_)

    def __or__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.__class__(self._value_ | other._value_)

    def __and__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.__class__(self._value_ & other._value_)

    def __xor__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.__class__(self._value_ ^ other._value_)

    def __invert__(self):
        members, _ = _decompose(self.__class__, self._value_)
        others = [m for m in self.__class__
                  if m not in members and not m._value_ & self._value_]
        return self.__class__(reduce(_or_, others, self.__class__(0)))


class IntFlag(int, Flag):
    """An enumeration of bits whose members are ints too."""

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__name__))
        return cls._create_pseudo_member_(value)

    @classmethod
    def _create_pseudo_member_(cls, value):
        found = cls._value2member_map_.get(value)
        if found is None:
            needed = [value]
            _, extra = _decompose(cls, value)
            while extra:
                bit = extra.bit_length() - 1
                flag = 2 ** bit
                if flag not in cls._value2member_map_ and flag not in needed:
                    needed.append(flag)
                if extra == -flag:
                    extra = 0
                else:
                    extra ^= flag
            for number in reversed(needed):
                found = int.__new__(cls, number)
                found._name_ = None
                found._value_ = number
                found = cls._value2member_map_.setdefault(number, found)
        return found

    def __or__(self, other):
        if not isinstance(other, (self.__class__, int)):
            return NotImplemented
        return self.__class__(self._value_ | self.__class__(other)._value_)

    def __and__(self, other):
        if not isinstance(other, (self.__class__, int)):
            return NotImplemented
        return self.__class__(self._value_ & self.__class__(other)._value_)

    def __xor__(self, other):
        if not isinstance(other, (self.__class__, int)):
            return NotImplemented
        return self.__class__(self._value_ ^ self.__class__(other)._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        return self.__class__(~self._value_)


def _reduce_ex_by_name(self, proto):
    return self.name


def unique(enumeration):
    """A decorator that refuses aliases."""
    duplicates = [(name, member.name) for name, member in enumeration.__members__.items()
                  if name != member.name]
    if duplicates:
        details = ", ".join(["%s -> %s" % pair for pair in duplicates])
        raise ValueError("duplicate values found in %r: %s" % (enumeration, details))
    return enumeration


def _is_power_of_two(value):
    return value > 0 and value & (value - 1) == 0


def _decompose(flag, value):
    """The members that make a value up, and the bits that none has."""
    rest = value
    negative = value < 0
    known = list(flag._value2member_map_.items())
    if negative:
        known = [(m, v) for v, m in known if m._name_ is not None]
    else:
        known = [(m, v) for v, m in known if m._name_ is not None or _is_power_of_two(v)]
    members = []
    for member, number in known:
        if number and number & value == number:
            members.append(member)
            rest &= ~number
    if not negative:
        bits = rest
        while bits:
            bit = 2 ** (bits.bit_length() - 1)
            if bit in flag._value2member_map_:
                members.append(flag._value2member_map_[bit])
                rest &= ~bit
            bits &= ~bit
    if not members and value in flag._value2member_map_:
        members.append(flag._value2member_map_[value])
    members.sort(key=lambda m: m._value_, reverse=True)
    if len(members) > 1 and members[0]._value_ == value:
        members.pop(0)
    return members, rest
