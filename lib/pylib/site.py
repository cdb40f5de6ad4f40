"""What is done before a program starts unless -S was given."""
import builtins
import sys

import _sitebuiltins

PREFIXES = [sys.prefix, sys.exec_prefix]
ENABLE_USER_SITE = False
USER_SITE = None
USER_BASE = None


def setquit():
    """Add exit and quit to builtins."""
    builtins.quit = _sitebuiltins.Quitter('quit', 'Ctrl-D (i.e. EOF)')
    builtins.exit = _sitebuiltins.Quitter('exit', 'Ctrl-D (i.e. EOF)')


def setcopyright():
    """Add copyright, credits and license to builtins."""
    builtins.copyright = _sitebuiltins._Printer('copyright', sys.copyright)
    builtins.credits = _sitebuiltins._Printer(
        'credits', 'wordcode is written by the wordcode authors.')
    builtins.license = _sitebuiltins._Printer(
        'license', 'wordcode has the MIT license; see the file LICENSE.')


def sethelper():
    """Add help to builtins."""
    builtins.help = _sitebuiltins._Helper()


def main():
    """Do it all."""
    setquit()
    setcopyright()
    sethelper()


if not sys.flags.no_site:
    main()
