# help() of functions, classes and instances
import pydoc


def area(width, height=2, *, unit="m") -> float:
    """The area of a rectangle.

    In square units.
    """


class Shape:
    """A thing with sides."""

    sides = 0

    def __init__(self, name):
        self.name = name

    def grow(self, by=1):
        """Make it larger."""

    @property
    def size(self):
        """How large it is."""
        return 1

    @classmethod
    def unit(cls):
        """The one with size 1."""

    @staticmethod
    def count():
        """How many there are."""


class Square(Shape):
    sides = 4

    def grow(self, by=2):
        """Make it larger, all sides."""


help(area)
help(len)
help(Shape)
help(Square)
help(Square("s").grow)
help("nosuchthing")
print(pydoc.plain(pydoc.render_doc(Shape.grow)))
print(pydoc.splitdoc("One.\n\nTwo."), pydoc.locate("os.path.join").__name__)
