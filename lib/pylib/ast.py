"""Syntax trees: parsing, walking, changing, showing."""

from _ast import *

_NUM_TYPES = (int, float, complex)


def parse(source, filename="<unknown>", mode="exec"):
    """The tree of a source text."""
    return compile(source, filename, mode, PyCF_ONLY_AST)


def literal_eval(node_or_string):
    """The value of a literal of strings, numbers, containers and names."""
    node = node_or_string
    if isinstance(node, str):
        node = parse(node, mode="eval")
    if isinstance(node, Expression):
        node = node.body
    return _literal(node)


def _literal(node):
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, (Str, Bytes)):
        return node.s
    if isinstance(node, Num):
        return node.n
    if isinstance(node, NameConstant):
        return node.value
    if isinstance(node, Tuple):
        return tuple(map(_literal, node.elts))
    if isinstance(node, List):
        return list(map(_literal, node.elts))
    if isinstance(node, Set):
        return set(map(_literal, node.elts))
    if isinstance(node, Dict):
        return dict((_literal(k), _literal(v))
                    for k, v in zip(node.keys, node.values))
    if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
        value = _literal(node.operand)
        if isinstance(value, _NUM_TYPES):
            return +value if isinstance(node.op, UAdd) else -value
    elif isinstance(node, BinOp) and isinstance(node.op, (Add, Sub)):
        # how a complex number is written
        left, right = _literal(node.left), _literal(node.right)
        if isinstance(left, _NUM_TYPES) and isinstance(right, _NUM_TYPES):
            return left + right if isinstance(node.op, Add) else left - right
    raise ValueError("malformed node or string: " + repr(node))


def dump(node, annotate_fields=True, include_attributes=False):
    """A tree as text."""
    if not isinstance(node, AST):
        raise TypeError("expected AST, got %r" % node.__class__.__name__)

    def show(value):
        if isinstance(value, AST):
            fields = [(name, show(v)) for name, v in iter_fields(value)]
            text = ", ".join("%s=%s" % f if annotate_fields else f[1]
                             for f in fields)
            if include_attributes and value._attributes:
                text += ", " if fields else " "
                text += ", ".join("%s=%s" % (a, show(getattr(value, a)))
                                  for a in value._attributes)
            return "%s(%s)" % (value.__class__.__name__, text)
        if isinstance(value, list):
            return "[%s]" % ", ".join(map(show, value))
        return repr(value)

    return show(node)


def copy_location(new_node, old_node):
    """Give a node the position of another."""
    for attr in "lineno", "col_offset":
        if (attr in old_node._attributes and attr in new_node._attributes
                and hasattr(old_node, attr)):
            setattr(new_node, attr, getattr(old_node, attr))
    return new_node


def fix_missing_locations(node):
    """Give nodes without a position that of their parent."""

    def fix(node, lineno, col_offset):
        if "lineno" in node._attributes:
            if hasattr(node, "lineno"):
                lineno = node.lineno
            else:
                node.lineno = lineno
        if "col_offset" in node._attributes:
            if hasattr(node, "col_offset"):
                col_offset = node.col_offset
            else:
                node.col_offset = col_offset
        for child in iter_child_nodes(node):
            fix(child, lineno, col_offset)

    fix(node, 1, 0)
    return node


def increment_lineno(node, n=1):
    """Move a tree n lines down."""
    for child in walk(node):
        if "lineno" in child._attributes:
            child.lineno = getattr(child, "lineno", 0) + n
    return node


def iter_fields(node):
    """The names and values of the fields that a node has."""
    for name in node._fields:
        try:
            yield name, getattr(node, name)
        except AttributeError:
            pass


def iter_child_nodes(node):
    """The nodes directly below a node."""
    for _, value in iter_fields(node):
        if isinstance(value, AST):
            yield value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, AST):
                    yield item


def get_docstring(node, clean=True):
    """The docstring of a function, class or module."""
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef,
                             Module)):
        raise TypeError("%r can't have docstrings"
                        % node.__class__.__name__)
    if not (node.body and isinstance(node.body[0], Expr)):
        return None
    value = node.body[0].value
    if isinstance(value, Str):
        text = value.s
    elif isinstance(value, Constant) and isinstance(value.value, str):
        text = value.value
    else:
        return None
    if clean:
        import inspect
        return inspect.cleandoc(text)
    return text


def walk(node):
    """All nodes of a tree, level by level."""
    from collections import deque
    todo = deque([node])
    while todo:
        node = todo.popleft()
        todo.extend(iter_child_nodes(node))
        yield node


class NodeVisitor(object):
    """Calls visit_NAME() for nodes of a class, or goes on below."""

    def visit(self, node):
        method = "visit_" + node.__class__.__name__
        return getattr(self, method, self.generic_visit)(node)

    def generic_visit(self, node):
        for child in iter_child_nodes(node):
            self.visit(child)


class NodeTransformer(NodeVisitor):
    """A visitor whose results take the nodes' places."""

    def generic_visit(self, node):
        for name, old in iter_fields(node):
            if isinstance(old, list):
                items = []
                for item in old:
                    if isinstance(item, AST):
                        item = self.visit(item)
                        if item is None:
                            continue
                        if not isinstance(item, AST):
                            items.extend(item)
                            continue
                    items.append(item)
                old[:] = items
            elif isinstance(old, AST):
                new = self.visit(old)
                if new is None:
                    delattr(node, name)
                else:
                    setattr(node, name, new)
        return node
