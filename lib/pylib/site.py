"""What is done before a program starts unless -S was given: the machine does it itself."""
import builtins
import sys

PREFIXES = [sys.prefix, sys.exec_prefix]
ENABLE_USER_SITE = False
USER_SITE = None
USER_BASE = None


def main():
    """Add exit, quit, copyright, credits, license and help to builtins, where they are missing."""
    import _sitebuiltins
    for name in ('exit', 'quit', 'copyright', 'credits', 'license', 'help'):
        if not hasattr(builtins, name):
            setattr(builtins, name, getattr(_sitebuiltins, name))
