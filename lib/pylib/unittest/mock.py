"""Mocks: objects that accept all uses and remember them; and patch(), to put them in place."""

import builtins
import functools
import inspect
import pprint
import sys
from functools import partial, wraps
from types import ModuleType

__all__ = (
    "Mock", "MagicMock", "patch", "sentinel", "DEFAULT", "ANY", "call", "create_autospec",
    "FILTER_DIR", "NonCallableMock", "NonCallableMagicMock", "mock_open", "PropertyMock",
)

__version__ = "1.0"

# whether dir() of a mock shows only what is useful
FILTER_DIR = True

_builtins = {name for name in dir(builtins) if not name.startswith("_")}
BaseExceptions = (BaseException,)

# what gets in the way when a class is asked without its metaclass's opinions
_safe_super = super
ClassTypes = (type,)


def _is_instance_mock(obj):
    # by the type: __class__ may lie
    return issubclass(type(obj), NonCallableMock)


def _is_exception(obj):
    return (
        isinstance(obj, BaseExceptions)
        or isinstance(obj, type) and issubclass(obj, BaseExceptions)
    )


class _slotted:
    __slots__ = ["a"]


DescriptorTypes = (type(_slotted.a), property)


# signatures

def _get_signature_object(func, as_instance, eat_self):
    """(callable, signature) that calls of a mock are compared with, or None.

    With as_instance a class stands for its instances' __call__; eat_self drops
    the first argument of functions.
    """
    if isinstance(func, type) and not as_instance:
        try:
            func = func.__init__
        except AttributeError:
            return None
        eat_self = True
    elif not isinstance(func, FunctionTypes):
        # instances, or classes that stand for them
        try:
            func = func.__call__
        except AttributeError:
            return None
    try:
        return func, inspect.signature(partial(func, None) if eat_self else func)
    except ValueError:
        # a built-in one without a signature
        return None


def _check_signature(func, mock, skipfirst, instance=False):
    sig = _get_signature_object(func, instance, skipfirst)
    if sig is None:
        return
    func, sig = sig

    def checksig(_mock_self, *args, **kwargs):
        sig.bind(*args, **kwargs)
    _copy_func_details(func, checksig)
    type(mock)._mock_check_sig = checksig


def _copy_func_details(func, funcopy):
    funcopy.__name__ = func.__name__
    funcopy.__doc__ = func.__doc__
    for name in ("__text_signature__", "__module__", "__defaults__", "__kwdefaults__"):
        try:
            setattr(funcopy, name, getattr(func, name))
        except AttributeError:
            pass


def _callable(obj):
    if isinstance(obj, type):
        return True
    return getattr(obj, "__call__", None) is not None


def _is_list(obj):
    # by the type: mocks with a spec of a list are none
    return type(obj) in (list, tuple)


def _instance_callable(obj):
    """Whether an object is callable, or instances of a class are."""
    if not isinstance(obj, type):
        return getattr(obj, "__call__", None) is not None
    # as special methods are found: in the classes
    return any(base.__dict__.get("__call__") is not None for base in (obj,) + obj.__mro__)


def _set_signature(mock, original, instance=False):
    """A function with the name of the original one that checks arguments and calls the mock."""
    if not _callable(original):
        return None
    skipfirst = isinstance(original, type)
    result = _get_signature_object(original, instance, skipfirst)
    if result is None:
        return mock
    func, sig = result

    def checksig(*args, **kwargs):
        sig.bind(*args, **kwargs)
    _copy_func_details(func, checksig)

    name = original.__name__
    if not name.isidentifier():
        # a lambda's
        name = "funcopy"
    context = {"_checksig_": checksig, "mock": mock}
    exec("def %s(*args, **kwargs):\n"
         "    _checksig_(*args, **kwargs)\n"
         "    return mock(*args, **kwargs)" % name, context)
    funcopy = context[name]
    _setup_func(funcopy, mock)
    return funcopy


def _setup_func(funcopy, mock):
    """Give a function the attributes and methods of its mock."""
    funcopy.mock = mock
    # only a mock has them; what patch() was given may be something else
    if not _is_instance_mock(mock):
        return

    def delegate(name):
        def method(*args, **kwargs):
            return getattr(mock, name)(*args, **kwargs)
        return method

    for name in ("assert_called_with", "assert_not_called", "assert_called",
                 "assert_called_once", "assert_called_once_with", "assert_has_calls",
                 "assert_any_call"):
        setattr(funcopy, name, delegate(name))

    def reset_mock():
        funcopy.method_calls = _CallList()
        funcopy.mock_calls = _CallList()
        mock.reset_mock()
        ret = funcopy.return_value
        if _is_instance_mock(ret) and ret is not mock:
            ret.reset_mock()

    funcopy.called = False
    funcopy.call_count = 0
    funcopy.call_args = None
    funcopy.call_args_list = _CallList()
    funcopy.method_calls = _CallList()
    funcopy.mock_calls = _CallList()
    funcopy.return_value = mock.return_value
    funcopy.side_effect = mock.side_effect
    funcopy._mock_children = mock._mock_children
    funcopy.reset_mock = reset_mock
    mock._mock_delegate = funcopy


def _is_magic(name):
    return "__%s__" % name[2:-2] == name


# sentinels

class _SentinelObject:
    """A unique object with a name."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return "sentinel.%s" % self.name


class _Sentinel:
    """sentinel.x is always the same object."""

    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == "__bases__":
            # inspect asks modules' objects for it
            raise AttributeError
        return self._sentinels.setdefault(name, _SentinelObject(name))


sentinel = _Sentinel()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING
_deleted = sentinel.DELETED

_allowed_names = {
    "return_value", "_mock_return_value", "side_effect", "_mock_side_effect",
    "_mock_parent", "_mock_new_parent", "_mock_name", "_mock_new_name",
    "called", "call_count", "call_args", "call_args_list", "mock_calls",
}


def _copy(value):
    return type(value)(value) if type(value) in (dict, list, tuple, set) else value


def _delegating_property(name):
    """A property of the mock, or of the function that stands for it."""
    _allowed_names.add(name)
    stored = "_mock_" + name

    def get(self):
        delegate = self._mock_delegate
        return getattr(self, stored) if delegate is None else getattr(delegate, name)

    def set(self, value):
        delegate = self._mock_delegate
        if delegate is None:
            self.__dict__[stored] = value
        else:
            setattr(delegate, name, value)

    return property(get, set)


class _CallList(list):
    """Calls; 'in' finds a part that is a list too."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        n = len(value)
        return any(self[i:i + n] == value for i in range(len(self) - n + 1))

    def __repr__(self):
        return pprint.pformat(list(self))


def _check_and_set_parent(parent, value, name, new_name):
    """Make a mock the child of another one, unless it has a name or a parent."""
    if not _is_instance_mock(value):
        return False
    if (
        value._mock_name or value._mock_new_name
        or value._mock_parent is not None or value._mock_new_parent is not None
    ):
        return False
    ancestor = parent
    while ancestor is not None:
        # no circles
        if ancestor is value:
            return False
        ancestor = ancestor._mock_new_parent
    if new_name:
        value._mock_new_parent = parent
        value._mock_new_name = new_name
    if name:
        value._mock_parent = parent
        value._mock_name = name
    return True


class _MockIter:
    """An iterator that can be told from a program's own."""

    def __init__(self, obj):
        self.obj = iter(obj)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.obj)


class Base:
    _mock_return_value = DEFAULT
    _mock_side_effect = None

    def __init__(self, *args, **kwargs):
        pass


class NonCallableMock(Base):
    """A mock that cannot be called."""

    def __new__(cls, *args, **kw):
        # each mock has a class of its own, so that it can have special methods
        new = type(cls.__name__, (cls,), {"__doc__": cls.__doc__})
        return object.__new__(new)

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None,
                 _spec_state=None, _new_name="", _new_parent=None, _spec_as_instance=False,
                 _eat_self=None, unsafe=False, **kwargs):
        if _new_parent is None:
            _new_parent = parent
        d = self.__dict__
        d["_mock_parent"] = parent
        d["_mock_name"] = name
        d["_mock_new_name"] = _new_name
        d["_mock_new_parent"] = _new_parent

        if spec_set is not None:
            spec = spec_set
            spec_set = True
        if _eat_self is None:
            _eat_self = parent is not None
        self._mock_add_spec(spec, spec_set, _spec_as_instance, _eat_self)

        d["_mock_children"] = {}
        d["_mock_wraps"] = wraps
        d["_mock_delegate"] = None
        d["_mock_called"] = False
        d["_mock_call_args"] = None
        d["_mock_call_count"] = 0
        d["_mock_call_args_list"] = _CallList()
        d["_mock_mock_calls"] = _CallList()
        d["method_calls"] = _CallList()
        d["_mock_unsafe"] = unsafe
        if kwargs:
            self.configure_mock(**kwargs)
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state)

    def attach_mock(self, mock, attribute):
        """Make a mock an attribute and a child of this one, whatever it was before."""
        mock._mock_parent = None
        mock._mock_new_parent = None
        mock._mock_name = ""
        mock._mock_new_name = None
        setattr(self, attribute, mock)

    def mock_add_spec(self, spec, spec_set=False):
        """Allow only attributes that 'spec' has; with spec_set only those can be set."""
        self._mock_add_spec(spec, spec_set)

    def _mock_add_spec(self, spec, spec_set, _spec_as_instance=False, _eat_self=False):
        _spec_class = None
        _spec_signature = None
        if spec is not None and not _is_list(spec):
            _spec_class = spec if isinstance(spec, type) else type(spec)
            found = _get_signature_object(spec, _spec_as_instance, _eat_self)
            _spec_signature = found and found[1]
            spec = dir(spec)
        d = self.__dict__
        d["_spec_class"] = _spec_class
        d["_spec_set"] = spec_set
        d["_spec_signature"] = _spec_signature
        d["_mock_methods"] = spec

    def __get_return_value(self):
        delegate = self._mock_delegate
        ret = self._mock_return_value if delegate is None else delegate.return_value
        if ret is DEFAULT:
            ret = self._get_child_mock(_new_parent=self, _new_name="()")
            self.return_value = ret
        return ret

    def __set_return_value(self, value):
        if self._mock_delegate is not None:
            self._mock_delegate.return_value = value
        else:
            self._mock_return_value = value
            _check_and_set_parent(self, value, None, "()")

    __return_value_doc = "The value to be returned when the mock is called."
    return_value = property(__get_return_value, __set_return_value, None, __return_value_doc)

    @property
    def __class__(self):
        return type(self) if self._spec_class is None else self._spec_class

    called = _delegating_property("called")
    call_count = _delegating_property("call_count")
    call_args = _delegating_property("call_args")
    call_args_list = _delegating_property("call_args_list")
    mock_calls = _delegating_property("mock_calls")

    def __get_side_effect(self):
        delegate = self._mock_delegate
        if delegate is None:
            return self._mock_side_effect
        effect = delegate.side_effect
        if (
            effect is not None and not callable(effect)
            and not isinstance(effect, _MockIter) and not _is_exception(effect)
        ):
            effect = _MockIter(effect)
            delegate.side_effect = effect
        return effect

    def __set_side_effect(self, value):
        value = _try_iter(value)
        if self._mock_delegate is None:
            self._mock_side_effect = value
        else:
            self._mock_delegate.side_effect = value

    side_effect = property(__get_side_effect, __set_side_effect)

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        """Forget all calls, here and in all children."""
        if visited is None:
            visited = []
        if id(self) in visited:
            return
        visited.append(id(self))

        self.called = False
        self.call_args = None
        self.call_count = 0
        self.mock_calls = _CallList()
        self.call_args_list = _CallList()
        self.method_calls = _CallList()
        if return_value:
            self._mock_return_value = DEFAULT
        if side_effect:
            self._mock_side_effect = None

        for child in self._mock_children.values():
            if isinstance(child, _SpecState) or child is _deleted:
                continue
            child.reset_mock(visited)
        ret = self._mock_return_value
        if _is_instance_mock(ret) and ret is not self:
            ret.reset_mock(visited)

    def configure_mock(self, **kwargs):
        """Set attributes; names may have dots."""
        # those of children after the children
        for arg, val in sorted(kwargs.items(), key=lambda entry: entry[0].count(".")):
            *path, final = arg.split(".")
            obj = self
            for name in path:
                obj = getattr(obj, name)
            setattr(obj, final, val)

    def __getattr__(self, name):
        if name in {"_mock_methods", "_mock_unsafe"}:
            raise AttributeError(name)
        if self._mock_methods is not None:
            if name not in self._mock_methods or name in _all_magics:
                raise AttributeError("Mock object has no attribute %r" % name)
        elif _is_magic(name):
            raise AttributeError(name)
        if not self._mock_unsafe and name.startswith(("assert", "assret")):
            # a mistyped one would pass for ever
            raise AttributeError(name)

        result = self._mock_children.get(name)
        if result is _deleted:
            raise AttributeError(name)
        if result is None:
            wraps = None
            if self._mock_wraps is not None:
                wraps = getattr(self._mock_wraps, name)
            result = self._get_child_mock(
                parent=self, name=name, wraps=wraps, _new_name=name, _new_parent=self)
            self._mock_children[name] = result
        elif isinstance(result, _SpecState):
            result = create_autospec(
                result.spec, result.spec_set, result.instance, result.parent, result.name)
            self._mock_children[name] = result
        return result

    def __repr__(self):
        parts = [self._mock_new_name]
        parent = self._mock_new_parent
        last = self
        dot = "."
        if parts == ["()"]:
            dot = ""
        seen = set()
        while parent is not None:
            last = parent
            parts.append(parent._mock_new_name + dot)
            dot = "." if parent._mock_new_name != "()" else ""
            parent = parent._mock_new_parent
            if id(parent) in seen:
                break
            seen.add(id(parent))
        parts = parts[::-1]
        first = last._mock_name or "mock"
        if len(parts) > 1 and parts[1] not in ("()", "()."):
            first += "."
        parts[0] = first
        name = "".join(parts)

        name_text = "" if name in ("mock", "mock.") else " name=%r" % name
        spec_text = ""
        if self._spec_class is not None:
            spec_text = " spec_set=%r" if self._spec_set else " spec=%r"
            spec_text = spec_text % self._spec_class.__name__
        return "<%s%s%s id='%s'>" % (type(self).__name__, name_text, spec_text, id(self))

    def __dir__(self):
        """Attributes of the spec and the mock's own; without what only confuses."""
        if not FILTER_DIR:
            return object.__dir__(self)
        extras = self._mock_methods or []
        children = [k for k, v in self._mock_children.items() if v is not _deleted]
        # methods of this module's classes whose names begin with '_' say nothing
        from_type = [e for e in dir(type(self)) if not e.startswith("_")]
        from_dict = [e for e in self.__dict__ if not e.startswith("_") or _is_magic(e)]
        return sorted(set(extras + from_type + from_dict + children))

    def __setattr__(self, name, value):
        if name in _setattr_methods:
            # special ways of being set, through the properties
            return object.__setattr__(self, name, value)
        if (
            self._spec_set and self._mock_methods is not None
            and name not in self._mock_methods and name not in self.__dict__
        ):
            raise AttributeError("Mock object has no attribute '%s'" % name)
        if name in _unsupported_magics:
            raise AttributeError("Attempting to set unsupported magic method %r." % name)
        if name in _all_magics:
            if self._mock_methods is not None and name not in self._mock_methods:
                raise AttributeError("Mock object has no attribute '%s'" % name)
            if not _is_instance_mock(value):
                setattr(type(self), name, _get_method(name, value))
                original = value
                value = lambda *args, **kw: original(self, *args, **kw)
            else:
                # only a call of the class's attribute is one of the mock
                _check_and_set_parent(self, value, None, name)
                setattr(type(self), name, value)
                self._mock_children[name] = value
        elif name == "__class__":
            self._spec_class = value
            return
        elif _check_and_set_parent(self, value, name, name):
            self._mock_children[name] = value
        return object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name in _all_magics and name in type(self).__dict__:
            delattr(type(self), name)
            if name not in self.__dict__:
                # it was set by the class
                return
        obj = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif obj is _deleted:
            raise AttributeError(name)
        if obj is not _missing:
            del self._mock_children[name]
        self._mock_children[name] = _deleted

    # the texts of failed assertions

    def _format_mock_call_signature(self, args, kwargs):
        return _format_call_signature(self._mock_name or "mock", args, kwargs)

    def _format_mock_failure_message(self, args, kwargs):
        expected = self._format_mock_call_signature(args, kwargs)
        call_args = self.call_args
        if len(call_args) == 3:
            call_args = call_args[1:]
        actual = self._format_mock_call_signature(*call_args)
        return "Expected call: %s\nActual call: %s" % (expected, actual)

    def _call_matcher(self, _call):
        """A call bound to the spec's signature, so that equal calls compare equal."""
        sig = self._spec_signature
        if sig is None:
            return _call
        if len(_call) == 2:
            name = ""
            args, kwargs = _call
        else:
            name, args, kwargs = _call
        try:
            return name, sig.bind(*args, **kwargs)
        except TypeError as e:
            return e.with_traceback(None)

    def assert_not_called(_mock_self):
        """Fail if there was a call."""
        self = _mock_self
        if self.call_count != 0:
            raise AssertionError("Expected '%s' to not have been called. Called %s times." % (
                self._mock_name or "mock", self.call_count))

    def assert_called(_mock_self):
        """Fail if there was no call."""
        self = _mock_self
        if self.call_count == 0:
            raise AssertionError(
                "Expected '%s' to have been called." % (self._mock_name or "mock"))

    def assert_called_once(_mock_self):
        """Fail unless there was exactly one call."""
        self = _mock_self
        if self.call_count != 1:
            raise AssertionError("Expected '%s' to have been called once. Called %s times." % (
                self._mock_name or "mock", self.call_count))

    def assert_called_with(_mock_self, *args, **kwargs):
        """Fail unless the last call had these arguments."""
        self = _mock_self
        if self.call_args is None:
            expected = self._format_mock_call_signature(args, kwargs)
            raise AssertionError("Expected call: %s\nNot called" % (expected,))
        expected = self._call_matcher((args, kwargs))
        actual = self._call_matcher(self.call_args)
        if expected != actual:
            cause = expected if isinstance(expected, Exception) else None
            raise AssertionError(self._format_mock_failure_message(args, kwargs)) from cause

    def assert_called_once_with(_mock_self, *args, **kwargs):
        """Fail unless there was exactly one call, with these arguments."""
        self = _mock_self
        if self.call_count != 1:
            raise AssertionError("Expected '%s' to be called once. Called %s times." % (
                self._mock_name or "mock", self.call_count))
        return self.assert_called_with(*args, **kwargs)

    def assert_has_calls(self, calls, any_order=False):
        """Fail unless mock_calls has these calls, one after another or in any order."""
        expected = [self._call_matcher(c) for c in calls]
        cause = expected if isinstance(expected, Exception) else None
        all_calls = _CallList(self._call_matcher(c) for c in self.mock_calls)
        if not any_order:
            if expected not in all_calls:
                raise AssertionError("Calls not found.\nExpected: %r\nActual: %r" % (
                    _CallList(calls), self.mock_calls)) from cause
            return
        all_calls = list(all_calls)
        not_found = []
        for kall in expected:
            try:
                all_calls.remove(kall)
            except ValueError:
                not_found.append(kall)
        if not_found:
            raise AssertionError(
                "%r not all found in call list" % (tuple(not_found),)) from cause

    def assert_any_call(self, *args, **kwargs):
        """Fail unless there was a call with these arguments."""
        expected = self._call_matcher((args, kwargs))
        if expected not in [self._call_matcher(c) for c in self.call_args_list]:
            cause = expected if isinstance(expected, Exception) else None
            text = self._format_mock_call_signature(args, kwargs)
            raise AssertionError("%s call not found" % text) from cause

    def _get_child_mock(self, **kw):
        """The mock for attributes and the return value; subclasses may make others."""
        cls = type(self)
        if not issubclass(cls, CallableMixin):
            if issubclass(cls, NonCallableMagicMock):
                klass = MagicMock
            elif issubclass(cls, NonCallableMock):
                klass = Mock
        else:
            # the class that the mock's own one was made from
            klass = cls.__mro__[1]
        return klass(**kw)


_setattr_methods = {
    "side_effect", "return_value", "_mock_side_effect", "_mock_return_value",
    "_mock_parent", "_mock_new_parent", "_mock_name", "_mock_new_name",
    "called", "call_count", "call_args", "call_args_list", "mock_calls",
}


def _try_iter(obj):
    """What side_effect is: an iterator of an iterable, the object itself otherwise."""
    if obj is None or _is_exception(obj) or _callable(obj):
        return obj
    try:
        return iter(obj)
    except TypeError:
        # it may be something that only looks callable to the mock
        return obj


class CallableMixin(Base):

    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None,
                 spec_set=None, parent=None, _spec_state=None, _new_name="", _new_parent=None,
                 **kwargs):
        self.__dict__["_mock_return_value"] = return_value
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state, _new_name,
                         _new_parent, **kwargs)
        self.side_effect = side_effect

    def _mock_check_sig(self, *args, **kwargs):
        # replaced where there is a signature
        pass

    def __call__(_mock_self, *args, **kwargs):
        _mock_self._mock_check_sig(*args, **kwargs)
        return _mock_self._mock_call(*args, **kwargs)

    def _mock_call(_mock_self, *args, **kwargs):
        self = _mock_self
        self.called = True
        self.call_count += 1
        this = _Call((args, kwargs), two=True)
        self.call_args = this
        self.call_args_list.append(this)
        self._record_in_parents(args, kwargs)

        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not _callable(effect):
                result = next(effect)
                if _is_exception(result):
                    raise result
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        if self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value

    def _record_in_parents(self, args, kwargs):
        """mock_calls and method_calls of this mock and of those it comes from."""
        method_name = self._mock_name
        do_method_calls = self._mock_parent is not None
        new_name = self._mock_new_name
        is_a_call = new_name == "()"
        self.mock_calls.append(_Call(("", args, kwargs)))
        parent = self._mock_new_parent
        seen = set()
        while parent is not None:
            this = _Call((new_name, args, kwargs))
            if do_method_calls:
                parent.method_calls.append(_Call((method_name, args, kwargs)))
                do_method_calls = parent._mock_parent is not None
                if do_method_calls:
                    method_name = parent._mock_name + "." + method_name
            parent.mock_calls.append(this)
            if parent._mock_new_name:
                dot = "" if is_a_call else "."
                is_a_call = parent._mock_new_name == "()"
                new_name = parent._mock_new_name + dot + new_name
            parent = parent._mock_new_parent
            # mocks can be set as attributes in circles
            if id(parent) in seen:
                break
            seen.add(id(parent))


class Mock(CallableMixin, NonCallableMock):
    """A mock that can be called.

    spec: an object or class, or names: other attributes raise AttributeError.
    spec_set: the same, and others cannot be set.
    side_effect: called with the arguments, raised, or an iterable of results;
        a result DEFAULT stands for return_value.
    return_value: what a call returns, a new mock by default.
    wraps: calls and attributes go on to this object.
    name: for the repr.
    """


# patch()

def _dot_lookup(thing, comp, import_path):
    try:
        return getattr(thing, comp)
    except AttributeError:
        __import__(import_path)
        return getattr(thing, comp)


def _importer(target):
    first, *rest = target.split(".")
    path = first
    thing = __import__(path)
    for comp in rest:
        path += "." + comp
        thing = _dot_lookup(thing, comp, path)
    return thing


def _is_started(patcher):
    return hasattr(patcher, "is_local")


class _patch:
    """What patch() returns: a decorator, a context manager, and start() and stop()."""

    attribute_name = None
    _active_patches = []

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable,
                 kwargs):
        if new_callable is not None:
            if new is not DEFAULT:
                raise ValueError("Cannot use 'new' and 'new_callable' together")
            if autospec is not None:
                raise ValueError("Cannot use 'autospec' and 'new_callable' together")
        self.getter = getter
        self.attribute = attribute
        self.new = new
        self.new_callable = new_callable
        self.spec = spec
        self.create = create
        self.has_local = False
        self.spec_set = spec_set
        self.autospec = autospec
        self.kwargs = kwargs
        self.additional_patchers = []

    def copy(self):
        patcher = _patch(self.getter, self.attribute, self.new, self.spec, self.create,
                         self.spec_set, self.autospec, self.new_callable, self.kwargs)
        patcher.attribute_name = self.attribute_name
        patcher.additional_patchers = [p.copy() for p in self.additional_patchers]
        return patcher

    def __call__(self, func):
        if isinstance(func, type):
            return self.decorate_class(func)
        return self.decorate_callable(func)

    def decorate_class(self, klass):
        for attr in dir(klass):
            if not attr.startswith(patch.TEST_PREFIX):
                continue
            value = getattr(klass, attr)
            if hasattr(value, "__call__"):
                setattr(klass, attr, self.copy()(value))
        return klass

    def decorate_callable(self, func):
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return func

        @wraps(func)
        def patched(*args, **keywargs):
            entered = []
            extra_args = []
            exc_info = ()
            try:
                for patching in patched.patchings:
                    arg = patching.__enter__()
                    entered.append(patching)
                    if patching.attribute_name is not None:
                        keywargs.update(arg)
                    elif patching.new is DEFAULT:
                        extra_args.append(arg)
                return func(*(args + tuple(extra_args)), **keywargs)
            except:
                if patching not in entered and _is_started(patching):
                    # it failed after it had put something in place
                    entered.append(patching)
                exc_info = sys.exc_info()
                raise
            finally:
                for patching in reversed(entered):
                    patching.__exit__(*exc_info)

        patched.patchings = [self]
        return patched

    def get_original(self):
        """What is there now, and whether it is the target's own."""
        target = self.getter()
        name = self.attribute
        original = DEFAULT
        local = False
        try:
            original = target.__dict__[name]
        except (AttributeError, KeyError):
            original = getattr(target, name, DEFAULT)
        else:
            local = True
        if name in _builtins and isinstance(target, ModuleType):
            # modules see the built-in ones
            self.create = True
        if not self.create and original is DEFAULT:
            raise AttributeError("%s does not have the attribute %r" % (target, name))
        return original, local

    def __enter__(self):
        new, spec, spec_set = self.new, self.spec, self.spec_set
        autospec, kwargs = self.autospec, self.kwargs
        new_callable = self.new_callable
        self.target = self.getter()

        # False is the same as None
        if spec is False:
            spec = None
        if spec_set is False:
            spec_set = None
        if autospec is False:
            autospec = None
        if spec is not None and autospec is not None:
            raise TypeError("Can't specify spec and autospec")
        if (spec is not None or autospec is not None) and spec_set not in (True, None):
            raise TypeError("Can't provide explicit spec_set *and* spec or autospec")

        original, local = self.get_original()
        if new is DEFAULT and autospec is None:
            new = self._make_mock(original, spec, spec_set, new_callable)
        elif autospec is not None:
            # with kwargs
            if new is not DEFAULT:
                raise TypeError(
                    "autospec creates the mock for you. Can't specify autospec and new.")
            if original is DEFAULT:
                raise TypeError("Can't use 'autospec' with create=True")
            spec_set = bool(spec_set)
            if autospec is True:
                autospec = original
            new = create_autospec(
                autospec, spec_set=spec_set, _name=self.attribute, **kwargs)
        elif kwargs:
            raise TypeError("Can't pass kwargs to a mock we aren't creating")

        self.temp_original = original
        self.is_local = local
        setattr(self.target, self.attribute, new)
        if self.attribute_name is not None:
            extra_args = {}
            if self.new is DEFAULT:
                extra_args[self.attribute_name] = new
            for patching in self.additional_patchers:
                arg = patching.__enter__()
                if patching.new is DEFAULT:
                    extra_args.update(arg)
            return extra_args
        return new

    def _make_mock(self, original, spec, spec_set, new_callable):
        inherit = False
        if spec is True:
            # the original is the spec
            spec = original
            if spec_set is True:
                spec_set = original
                spec = None
        elif spec is not None:
            if spec_set is True:
                spec_set = spec
                spec = None
        elif spec_set is True:
            spec_set = original

        if spec is not None or spec_set is not None:
            if original is DEFAULT:
                raise TypeError("Can't use 'spec' with create=True")
            # what is called gets a mock of its instances too
            inherit = isinstance(original, type)

        _kw = {}
        if new_callable is not None:
            Klass = new_callable
        elif spec is not None or spec_set is not None:
            this_spec = spec if spec is not None else spec_set
            if _is_list(this_spec):
                not_callable = "__call__" not in this_spec
            else:
                not_callable = not callable(this_spec)
            Klass = NonCallableMagicMock if not_callable else MagicMock
        else:
            Klass = MagicMock
        if spec is not None:
            _kw["spec"] = spec
        if spec_set is not None:
            _kw["spec_set"] = spec_set
        # a name for the repr
        if isinstance(Klass, type) and issubclass(Klass, NonCallableMock) and self.attribute:
            _kw["name"] = self.attribute
        _kw.update(self.kwargs)
        new = Klass(**_kw)

        if inherit and _is_instance_mock(new):
            this_spec = spec if spec is not None else spec_set
            if not _is_list(this_spec) and not _instance_callable(this_spec):
                Klass = NonCallableMagicMock
            _kw.pop("name")
            new.return_value = Klass(_new_parent=new, _new_name="()", **_kw)
        return new

    def __exit__(self, *exc_info):
        """Put the original back."""
        if not _is_started(self):
            raise RuntimeError("stop called on unstarted patcher")
        if self.is_local and self.temp_original is not DEFAULT:
            setattr(self.target, self.attribute, self.temp_original)
        else:
            delattr(self.target, self.attribute)
            if not self.create and (
                not hasattr(self.target, self.attribute)
                # functions have some that come back with a default value
                or self.attribute in (
                    "__doc__", "__module__", "__defaults__", "__annotations__",
                    "__kwdefaults__")
            ):
                # some proxies need it to be put back
                setattr(self.target, self.attribute, self.temp_original)
        del self.temp_original
        del self.is_local
        del self.target
        for patcher in reversed(self.additional_patchers):
            if _is_started(patcher):
                patcher.__exit__(*exc_info)

    def start(self):
        """Put the mock in place, until stop() or patch.stopall()."""
        result = self.__enter__()
        self._active_patches.append(self)
        return result

    def stop(self):
        """Put the original back."""
        try:
            self._active_patches.remove(self)
        except ValueError:
            # it was entered by 'with'
            pass
        return self.__exit__()


def _get_target(target):
    try:
        target, attribute = target.rsplit(".", 1)
    except (TypeError, ValueError):
        raise TypeError("Need a valid target to patch. You supplied: %r" % (target,))
    return (lambda: _importer(target)), attribute


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None,
                  autospec=None, new_callable=None, **kwargs):
    """patch() for an attribute of an object."""
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec,
                  new_callable, kwargs)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None,
                    new_callable=None, **kwargs):
    """patch() for several attributes of an object, or of what a str names."""
    getter = (lambda: _importer(target)) if type(target) is str else (lambda: target)
    if not kwargs:
        raise ValueError("Must supply at least one keyword argument with patch.multiple")
    # a list, for the order
    patchers = []
    for attribute, new in kwargs.items():
        patcher = _patch(getter, attribute, new, spec, create, spec_set, autospec,
                         new_callable, {})
        patcher.attribute_name = attribute
        patchers.append(patcher)
    first, *rest = patchers
    first.additional_patchers.extend(rest)
    return first


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None,
          new_callable=None, **kwargs):
    """Replace what 'package.module.name' names, while a function, class or 'with' runs.

    Without 'new' a MagicMock is made and passed as an additional argument. The
    target is imported when the function runs.
    """
    getter, attribute = _get_target(target)
    return _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable,
                  kwargs)


class _patch_dict:
    """Change a dict, or what is like one, for a while; then it is as before."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        if isinstance(in_dict, str):
            in_dict = _importer(in_dict)
        self.in_dict = in_dict
        self.values = dict(values)
        self.values.update(kwargs)
        self.clear = clear
        self._original = None

    def __call__(self, f):
        if isinstance(f, type):
            return self.decorate_class(f)

        @wraps(f)
        def _inner(*args, **kw):
            self._patch_dict()
            try:
                return f(*args, **kw)
            finally:
                self._unpatch_dict()

        return _inner

    def decorate_class(self, klass):
        for attr in dir(klass):
            value = getattr(klass, attr)
            if attr.startswith(patch.TEST_PREFIX) and hasattr(value, "__call__"):
                setattr(klass, attr, _patch_dict(self.in_dict, self.values, self.clear)(value))
        return klass

    def __enter__(self):
        self._patch_dict()

    def _patch_dict(self):
        in_dict = self.in_dict
        try:
            original = in_dict.copy()
        except AttributeError:
            # only the least that a mapping has
            original = {key: in_dict[key] for key in in_dict}
        self._original = original
        if self.clear:
            _clear_dict(in_dict)
        try:
            in_dict.update(self.values)
        except AttributeError:
            for key in self.values:
                in_dict[key] = self.values[key]

    def _unpatch_dict(self):
        in_dict = self.in_dict
        original = self._original
        _clear_dict(in_dict)
        try:
            in_dict.update(original)
        except AttributeError:
            for key in original:
                in_dict[key] = original[key]

    def __exit__(self, *args):
        self._unpatch_dict()
        return False

    start = __enter__
    stop = __exit__


def _clear_dict(in_dict):
    try:
        in_dict.clear()
    except AttributeError:
        for key in list(in_dict):
            del in_dict[key]


def _patch_stopall():
    """Stop all patches that start() has started, the last one first."""
    for patcher in reversed(_patch._active_patches):
        patcher.stop()


patch.object = _patch_object
patch.dict = _patch_dict
patch.multiple = _patch_multiple
patch.stopall = _patch_stopall
patch.TEST_PREFIX = "test"


# special methods

magic_methods = (
    "lt gt le ge eq ne getitem setitem delitem len contains str sizeof enter exit "
    "divmod rdivmod neg pos abs invert complex int float index trunc floor ceil bool next "
)
numerics = "add sub mul matmul div floordiv mod lshift rshift and xor or pow truediv"
inplace = " ".join("i%s" % n for n in numerics.split())
right = " ".join("r%s" % n for n in numerics.split())

# those that have to be set by hand
_non_defaults = {
    "__get__", "__set__", "__delete__", "__reversed__", "__missing__",
    "__reduce__", "__reduce_ex__", "__getinitargs__", "__getnewargs__",
    "__getstate__", "__setstate__", "__getformat__", "__setformat__",
    "__repr__", "__dir__", "__subclasses__", "__format__", "__getnewargs_ex__",
}


def _get_method(name, func):
    """A function of this name that calls 'func'."""
    def method(self, *args, **kw):
        return func(self, *args, **kw)
    method.__name__ = name
    return method


_magics = {
    "__%s__" % method
    for method in " ".join([magic_methods + "hash iter", numerics, inplace, right]).split()
}
_all_magics = _magics | _non_defaults

_unsupported_magics = {
    "__getattr__", "__setattr__", "__init__", "__new__", "__prepare__",
    "__instancecheck__", "__subclasscheck__", "__del__",
}

_calculate_return_value = {
    "__hash__": lambda self: object.__hash__(self),
    "__str__": lambda self: object.__str__(self),
    "__sizeof__": lambda self: object.__sizeof__(self),
}

_return_values = {
    "__lt__": NotImplemented,
    "__gt__": NotImplemented,
    "__le__": NotImplemented,
    "__ge__": NotImplemented,
    "__int__": 1,
    "__contains__": False,
    "__len__": 0,
    "__exit__": False,
    "__complex__": 1j,
    "__float__": 1.0,
    "__bool__": True,
    "__index__": 1,
}


def _get_eq(self):
    def __eq__(other):
        ret_val = self.__eq__._mock_return_value
        if ret_val is not DEFAULT:
            return ret_val
        return True if self is other else NotImplemented
    return __eq__


def _get_ne(self):
    def __ne__(other):
        if self.__ne__._mock_return_value is not DEFAULT:
            return DEFAULT
        return False if self is other else NotImplemented
    return __ne__


def _get_iter(self):
    def __iter__():
        ret_val = self.__iter__._mock_return_value
        if ret_val is DEFAULT:
            return iter([])
        # an iterator is its own
        return iter(ret_val)
    return __iter__


_side_effect_methods = {
    "__eq__": _get_eq,
    "__ne__": _get_ne,
    "__iter__": _get_iter,
}


def _set_return_value(mock, method, name):
    fixed = _return_values.get(name, DEFAULT)
    if fixed is not DEFAULT:
        method.return_value = fixed
        return
    calculator = _calculate_return_value.get(name)
    if calculator is not None:
        try:
            return_value = calculator(mock)
        except AttributeError:
            # a mock's __str__ may not be there yet
            return_value = AttributeError(name)
        method.return_value = return_value
        return
    side_effector = _side_effect_methods.get(name)
    if side_effector is not None:
        method.side_effect = side_effector(mock)


class MagicMixin:

    def __init__(self, *args, **kw):
        # before, so that they can be configured
        self._mock_set_magics()
        _safe_super(MagicMixin, self).__init__(*args, **kw)
        # and after, when the spec is known
        self._mock_set_magics()

    def _mock_set_magics(self):
        these = _magics
        if getattr(self, "_mock_methods", None) is not None:
            these = _magics.intersection(self._mock_methods)
            for entry in _magics - these:
                if entry in type(self).__dict__:
                    delattr(self, entry)
        # only those that are not there
        own = type(self)
        for entry in these - set(own.__dict__):
            setattr(own, entry, MagicProxy(entry, self))


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    """A MagicMock that cannot be called."""

    def mock_add_spec(self, spec, spec_set=False):
        """Allow only attributes that 'spec' has, special methods as well."""
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()


class MagicMock(MagicMixin, Mock):
    """A Mock with default implementations of most special methods."""

    def mock_add_spec(self, spec, spec_set=False):
        """Allow only attributes that 'spec' has, special methods as well."""
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()


class MagicProxy:
    """Makes the mock of a special method when that is first asked for."""

    def __init__(self, name, parent):
        self.name = name
        self.parent = parent

    def __call__(self, *args, **kwargs):
        return self.create_mock()(*args, **kwargs)

    def create_mock(self):
        entry, parent = self.name, self.parent
        m = parent._get_child_mock(name=entry, _new_name=entry, _new_parent=parent)
        setattr(parent, entry, m)
        _set_return_value(parent, m, entry)
        return m

    def __get__(self, obj, _type=None):
        return self.create_mock()


class _ANY:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _ANY()


def _format_call_signature(name, args, kwargs):
    parts = [repr(arg) for arg in args]
    parts += ["%s=%r" % (key, value) for key, value in sorted(kwargs.items())]
    return "%s(%s)" % (name, ", ".join(parts))


class _Call(tuple):
    """A call: (name, args, kwargs), or (args, kwargs). Missing parts count as empty."""

    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        args = ()
        kwargs = {}
        n = len(value)
        if n == 3:
            name, args, kwargs = value
        elif n == 2:
            first, second = value
            if isinstance(first, str):
                name = first
                if isinstance(second, tuple):
                    args = second
                else:
                    kwargs = second
            else:
                args, kwargs = first, second
        elif n == 1:
            value, = value
            if isinstance(value, str):
                name = value
            elif isinstance(value, tuple):
                args = value
            else:
                kwargs = value
        if two:
            return tuple.__new__(cls, (args, kwargs))
        return tuple.__new__(cls, (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._mock_from_kall = from_kall

    def __eq__(self, other):
        if other is ANY:
            return True
        try:
            len_other = len(other)
        except TypeError:
            return False
        if len(self) == 2:
            self_name = ""
            self_args, self_kwargs = self
        else:
            self_name, self_args, self_kwargs = self
        if (
            getattr(self, "_mock_parent", None) and getattr(other, "_mock_parent", None)
            and self._mock_parent != other._mock_parent
        ):
            return False

        other_name = ""
        if len_other == 0:
            other_args, other_kwargs = (), {}
        elif len_other == 3:
            other_name, other_args, other_kwargs = other
        elif len_other == 1:
            value, = other
            if isinstance(value, tuple):
                other_args, other_kwargs = value, {}
            elif isinstance(value, str):
                other_name, other_args, other_kwargs = value, (), {}
            else:
                other_args, other_kwargs = (), value
        elif len_other == 2:
            # (name, args or kwargs) or (args, kwargs)
            first, second = other
            if isinstance(first, str):
                other_name = first
                if isinstance(second, tuple):
                    other_args, other_kwargs = second, {}
                else:
                    other_args, other_kwargs = (), second
            else:
                other_args, other_kwargs = first, second
        else:
            return False

        if self_name and other_name != self_name:
            return False
        # ANY may stand on the other side
        return (other_args, other_kwargs) == (self_args, self_kwargs)

    __ne__ = object.__ne__

    def __call__(self, *args, **kwargs):
        if self._mock_name is None:
            return _Call(("", args, kwargs), name="()")
        return _Call((self._mock_name, args, kwargs), name=self._mock_name + "()", parent=self)

    def __getattr__(self, attr):
        if self._mock_name is None:
            return _Call(name=attr, from_kall=False)
        return _Call(name="%s.%s" % (self._mock_name, attr), parent=self, from_kall=False)

    # a tuple has these, a call may be named so

    def count(self, *args, **kwargs):
        return self.__getattr__("count")(*args, **kwargs)

    def index(self, *args, **kwargs):
        return self.__getattr__("index")(*args, **kwargs)

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or "call"
            if name.startswith("()"):
                return "call%s" % name
            return name if name == "call" else "call.%s" % name
        if len(self) == 2:
            name = "call"
            args, kwargs = self
        else:
            name, args, kwargs = self
            if not name:
                name = "call"
            elif not name.startswith("()"):
                name = "call.%s" % name
            else:
                name = "call%s" % name
        return _format_call_signature(name, args, kwargs)

    def call_list(self):
        """All calls of a chain, such as call.a().b()."""
        vals = []
        thing = self
        while thing is not None:
            if thing._mock_from_kall:
                vals.append(thing)
            thing = thing._mock_parent
        return _CallList(reversed(vals))


call = _Call(from_kall=False)


# autospec

def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, **kwargs):
    """A mock with the attributes of 'spec', theirs with the attributes of theirs, and so on.

    Functions and methods check their arguments. With 'instance' a class stands for
    an instance of it.
    """
    if _is_list(spec):
        # names have no signatures
        spec = type(spec)
    is_type = isinstance(spec, type)
    _kwargs = {"spec": spec}
    if spec_set:
        _kwargs = {"spec_set": spec}
    elif spec is None:
        # None could not have a mock else
        _kwargs = {}
    if _kwargs and instance:
        _kwargs["_spec_as_instance"] = True
    _kwargs.update(kwargs)

    Klass = MagicMock
    if inspect.isdatadescriptor(spec):
        # descriptors have the attributes of what they give
        _kwargs = {}
    elif is_type and instance and not _instance_callable(spec):
        Klass = NonCallableMagicMock
    elif not _callable(spec):
        Klass = NonCallableMagicMock

    _name = _kwargs.pop("name", _name)
    _new_name = _name
    if _parent is None:
        # the topmost one
        _new_name = ""
    mock = Klass(parent=_parent, _new_parent=_parent, _new_name=_new_name, name=_name,
                 **_kwargs)

    if isinstance(spec, FunctionTypes):
        # a real function, which descriptors and inspect know
        mock = _set_signature(mock, spec)
    else:
        _check_signature(spec, mock, is_type, instance)

    if _parent is not None and not instance:
        _parent._mock_children[_name] = mock
    if is_type and not instance and "return_value" not in kwargs:
        mock.return_value = create_autospec(
            spec, spec_set, instance=True, _name="()", _parent=mock)

    for entry in dir(spec):
        if _is_magic(entry):
            # MagicMock has those that it can have
            continue
        try:
            original = getattr(spec, entry)
        except AttributeError:
            # dir() may tell of what is not there
            continue
        kwargs = {"spec_set": original} if spec_set else {"spec": original}
        if not isinstance(original, FunctionTypes):
            # made when it is first asked for
            new = _SpecState(original, is_type, mock, entry, instance)
            new.spec_set = spec_set
            mock._mock_children[entry] = new
        else:
            parent = mock
            if isinstance(spec, FunctionTypes):
                parent = mock.mock
            skipfirst = _must_skip(spec, entry, is_type)
            kwargs["_eat_self"] = skipfirst
            new = MagicMock(parent=parent, name=entry, _new_name=entry, _new_parent=parent,
                            **kwargs)
            mock._mock_children[entry] = new
            _check_signature(original, new, skipfirst=skipfirst)
        # functions have their attributes as a real function has
        if isinstance(new, FunctionTypes):
            setattr(mock, entry, new)
    return mock


def _must_skip(spec, entry, is_type):
    """Whether the first argument of a method is not to be counted."""
    if not isinstance(spec, type):
        if entry in getattr(spec, "__dict__", {}):
            # an attribute of the instance is no method
            return False
        spec = spec.__class__
    for klass in spec.__mro__:
        result = klass.__dict__.get(entry, DEFAULT)
        if result is DEFAULT:
            continue
        if isinstance(result, (staticmethod, classmethod)):
            return False
        if isinstance(getattr(result, "__get__", None), MethodWrapperTypes):
            # a function: of the class itself it is called with a self
            return is_type
        return False
    # an attribute by __getattr__
    return is_type


def _get_class(obj):
    try:
        return obj.__class__
    except AttributeError:
        return type(obj)


class _SpecState:
    """A child of an autospec mock that has not been asked for."""

    def __init__(self, spec, spec_set=False, parent=None, name=None, ids=None, instance=False):
        self.spec = spec
        self.ids = ids
        self.spec_set = spec_set
        self.parent = parent
        self.instance = instance
        self.name = name


FunctionTypes = (
    # a Python function, and a method
    type(create_autospec),
    type(ANY.__eq__),
)

MethodWrapperTypes = (
    type(ANY.__eq__.__get__),
)

file_spec = None


def _iterate_read_data(read_data):
    """The lines of data, str or bytes."""
    sep = b"\n" if isinstance(read_data, bytes) else "\n"
    lines = read_data.split(sep)
    yield from (line + sep for line in lines[:-1])
    # what stands after the last newline
    if lines[-1]:
        yield lines[-1]


def mock_open(mock=None, read_data=""):
    """A mock of open(), for functions and 'with'; the file's contents are read_data."""
    global file_spec
    if file_spec is None:
        import _io
        file_spec = list(set(dir(_io.TextIOWrapper)).union(set(dir(_io.BytesIO))))

    def rest():
        return type(read_data)().join(state[0])

    def read(*args, **kwargs):
        if handle.read.return_value is not None:
            return handle.read.return_value
        return rest()

    def readlines(*args, **kwargs):
        if handle.readlines.return_value is not None:
            return handle.readlines.return_value
        return list(state[0])

    def readline():
        if handle.readline.return_value is not None:
            while True:
                yield handle.readline.return_value
        yield from state[0]
        while True:
            yield type(read_data)()

    if mock is None:
        mock = MagicMock(name="open", spec=open)
    handle = MagicMock(spec=file_spec)
    handle.__enter__.return_value = handle

    state = [_iterate_read_data(read_data), None]
    handle.write.return_value = None
    handle.read.return_value = None
    handle.readline.return_value = None
    handle.readlines.return_value = None
    handle.read.side_effect = read
    state[1] = readline()
    handle.readline.side_effect = state[1]
    handle.readlines.side_effect = readlines

    def reset_data(*args, **kwargs):
        # each open() reads from the beginning
        state[0] = _iterate_read_data(read_data)
        if handle.readline.side_effect == state[1]:
            # unless the program has set its own
            state[1] = readline()
            handle.readline.side_effect = state[1]
        return DEFAULT

    mock.side_effect = reset_data
    mock.return_value = handle
    return mock


class PropertyMock(Mock):
    """A mock for a property of a class: reading calls it, setting calls it with the value."""

    def _get_child_mock(self, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type):
        return self()

    def __set__(self, obj, val):
        self(val)
