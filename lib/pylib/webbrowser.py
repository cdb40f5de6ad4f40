"""Shows pages in a browser: webbrowser.open(url).

Which one is tried first can be said by the variable BROWSER: names or commands
with %s, with colons in between.
"""

import os
import shlex
import shutil
import subprocess
import sys

__all__ = ["Error", "open", "open_new", "open_new_tab", "get", "register"]


class Error(Exception):
    """No browser."""


# {name in small letters: [class, instance]}, and the names in the order to try
_browsers = {}
_tryorder = []


def register(name, klass, instance=None, update_tryorder=1):
    """Make a browser known; update_tryorder -1 has it tried first, 0 never."""
    _browsers[name.lower()] = [klass, instance]
    if update_tryorder > 0:
        _tryorder.append(name)
    elif update_tryorder < 0:
        _tryorder.insert(0, name)


def get(using=None):
    """The controller of a browser by its name, or of the first that there is."""
    for browser in _tryorder if using is None else [using]:
        if '%s' in browser:
            # a command
            parts = shlex.split(browser)
            if parts[-1] == '&':
                return BackgroundBrowser(parts[:-1])
            return GenericBrowser(parts)
        try:
            klass, instance = _browsers[browser.lower()]
        except KeyError:
            klass, instance = _synthesize(browser)
        if instance is not None:
            return instance
        if klass is not None:
            return klass()
    raise Error("could not locate runnable browser")


def open(url, new=0, autoraise=True):
    """Show a page: new is 0 for the same window, 1 for a new one, 2 for a new tab."""
    for name in _tryorder:
        if get(name).open(url, new, autoraise):
            return True
    return False


def open_new(url):
    """Show a page in a new window."""
    return open(url, 1)


def open_new_tab(url):
    """Show a page in a new tab."""
    return open(url, 2)


def _synthesize(browser, update_tryorder=1):
    """A controller for a program that is like one that is known: /usr/bin/firefox-52."""
    cmd = browser.split()[0]
    if not shutil.which(cmd):
        return [None, None]
    name = os.path.basename(cmd)
    try:
        klass, controller = _browsers[name.lower()]
    except KeyError:
        return [None, None]
    if controller and name.lower() == controller.basename:
        import copy
        controller = copy.copy(controller)
        controller.name = browser
        controller.basename = os.path.basename(browser)
        register(browser, None, controller, update_tryorder)
        return [None, controller]
    return [None, None]


class BaseBrowser:
    """What controllers have: open() and two for short."""

    args = ['%s']

    def __init__(self, name=""):
        self.name = name
        self.basename = name

    def open(self, url, new=0, autoraise=True):
        raise NotImplementedError

    def open_new(self, url):
        return self.open(url, 1)

    def open_new_tab(self, url):
        return self.open(url, 2)


class GenericBrowser(BaseBrowser):
    """A program that is waited for, as one in a terminal."""

    def __init__(self, name):
        if isinstance(name, str):
            self.name = name
            self.args = ["%s"]
        else:
            # a command with its arguments
            self.name = name[0]
            self.args = name[1:]
        self.basename = os.path.basename(self.name)

    def _command(self, url):
        return [self.name] + [arg.replace("%s", url) for arg in self.args]

    def open(self, url, new=0, autoraise=True):
        cmdline = self._command(url)
        try:
            if sys.platform[:3] == 'win':
                p = subprocess.Popen(cmdline)
            else:
                p = subprocess.Popen(cmdline, close_fds=True)
            return not p.wait()
        except OSError:
            return False


class BackgroundBrowser(GenericBrowser):
    """A program that opens a window of its own."""

    def open(self, url, new=0, autoraise=True):
        cmdline = self._command(url)
        try:
            if sys.platform[:3] == 'win':
                p = subprocess.Popen(cmdline)
            else:
                p = subprocess.Popen(cmdline, close_fds=True, start_new_session=True)
            return p.poll() is None
        except OSError:
            return False


class UnixBrowser(BaseBrowser):
    """A program that can be told to show a page in the window it has.

    In remote_args %s is the page and %action one of the remote_action* ones;
    raise_opts are the options for leaving the window where it is and for
    putting it in front.
    """

    raise_opts = None
    background = False
    redirect_stdout = True
    remote_args = ['%action', '%s']
    remote_action = None
    remote_action_newwin = None
    remote_action_newtab = None

    def _invoke(self, args, remote, autoraise):
        raise_opt = []
        if remote and self.raise_opts:
            option = self.raise_opts[int(autoraise)]
            raise_opt = [option] if option else []
        # a program that fills the terminal needs its streams
        if remote or self.background:
            stdin = subprocess.DEVNULL
        else:
            stdin = None
        out = subprocess.DEVNULL if self.redirect_stdout and stdin else None
        p = subprocess.Popen([self.name] + raise_opt + args, close_fds=True, stdin=stdin,
                             stdout=out, stderr=out, start_new_session=True)
        if not remote:
            return p.poll() is None if self.background else not p.wait()
        # a command to a running program ends at once; one that was not running stays
        try:
            return not p.wait(5)
        except subprocess.TimeoutExpired:
            return True

    def open(self, url, new=0, autoraise=True):
        if new == 0:
            action = self.remote_action
        elif new == 1:
            action = self.remote_action_newwin
        elif new == 2:
            action = self.remote_action_newtab
            if action is None:
                action = self.remote_action_newwin
        else:
            raise Error("Bad 'new' parameter to open(); expected 0, 1, or 2, got %s" % new)
        args = [arg.replace("%s", url).replace("%action", action) for arg in self.remote_args]
        if self._invoke([arg for arg in args if arg], True, autoraise):
            return True
        # it may not be running yet
        return self._invoke([arg.replace("%s", url) for arg in self.args], False, False)


class Mozilla(UnixBrowser):
    """Firefox and its relatives."""

    remote_args = ['%action', '%s']
    remote_action = ""
    remote_action_newwin = "-new-window"
    remote_action_newtab = "-new-tab"
    background = True


class Netscape(UnixBrowser):
    """Netscape."""

    raise_opts = ["-noraise", "-raise"]
    remote_args = ['-remote', 'openURL(%s%action)']
    remote_action = ""
    remote_action_newwin = ",new-window"
    remote_action_newtab = ",new-tab"
    background = True


class Galeon(UnixBrowser):
    """Galeon and Epiphany."""

    raise_opts = ["-noraise", ""]
    remote_args = ['%action', '%s']
    remote_action = "-n"
    remote_action_newwin = "-w"
    background = True


class Chrome(UnixBrowser):
    """Chrome."""

    remote_args = ['%action', '%s']
    remote_action = ""
    remote_action_newwin = "--new-window"
    remote_action_newtab = ""
    background = True


Chromium = Chrome


class Opera(UnixBrowser):
    """Opera."""

    remote_args = ['%action', '%s']
    remote_action = ""
    remote_action_newwin = "--new-window"
    remote_action_newtab = ""
    background = True


class Elinks(UnixBrowser):
    """Elinks, in a terminal."""

    remote_args = ['-remote', 'openURL(%s%action)']
    remote_action = ""
    remote_action_newwin = ",new-window"
    remote_action_newtab = ",new-tab"
    background = False
    redirect_stdout = False


class Konqueror(BaseBrowser):
    """KDE's, through kfmclient if that is there."""

    def open(self, url, new=0, autoraise=True):
        action = "newTab" if new == 2 else "openURL"
        for number, cmdline in enumerate((["kfmclient", action, url],
                                          ["konqueror", "--silent", url], ["kfm", "-d", url])):
            try:
                p = subprocess.Popen(cmdline, close_fds=True, stdin=subprocess.DEVNULL,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                     start_new_session=number > 0)
            except OSError:
                continue
            if number == 0:
                p.wait()
                # its exit status tells nothing
                return True
            if p.poll() is None:
                return True
        return False


class Grail(BaseBrowser):
    """The browser in Python, by its socket in the user's folder."""

    def _find_grail_rc(self):
        import glob
        import pwd
        import socket
        import tempfile
        tempdir = os.path.join(tempfile.gettempdir(), ".grail-unix")
        user = pwd.getpwuid(os.getuid())[0]
        for filename in glob.glob(os.path.join(glob.escape(tempdir), glob.escape(user) + "-*")):
            s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                s.connect(filename)
                return s
            except OSError:
                # left behind by one that is not running any more
                s.close()
                try:
                    os.unlink(filename)
                except OSError:
                    pass
        return None

    def _remote(self, action):
        s = self._find_grail_rc()
        if not s:
            return 0
        with s:
            s.send(action)
        return 1

    def open(self, url, new=0, autoraise=True):
        return self._remote(("LOADNEW " if new else "LOAD ") + url)


def _register_present(klass, *names):
    for name in names:
        if shutil.which(name):
            register(name, None, klass(name))


def register_X_browsers():
    """The browsers of a desktop that are installed."""
    _register_present(BackgroundBrowser, "xdg-open")
    if "GNOME_DESKTOP_SESSION_ID" in os.environ:
        _register_present(BackgroundBrowser, "gvfs-open", "gnome-open")
    if "KDE_FULL_SESSION" in os.environ and shutil.which("kfmclient"):
        register("kfmclient", Konqueror, Konqueror("kfmclient"))
    _register_present(BackgroundBrowser, "x-www-browser")
    _register_present(Mozilla, "firefox", "iceweasel", "iceape", "seamonkey")
    _register_present(Netscape, "mozilla", "netscape")
    if shutil.which("kfm"):
        register("kfm", Konqueror, Konqueror("kfm"))
    elif shutil.which("konqueror"):
        register("konqueror", Konqueror, Konqueror("konqueror"))
    _register_present(Galeon, "galeon", "epiphany")
    _register_present(BackgroundBrowser, "skipstone")
    _register_present(Chrome, "google-chrome", "chrome", "chromium", "chromium-browser")
    _register_present(Opera, "opera")
    _register_present(BackgroundBrowser, "mosaic")
    if shutil.which("grail"):
        register("grail", Grail, None)


def _register_all():
    if os.environ.get("DISPLAY"):
        register_X_browsers()
    if os.environ.get("TERM"):
        _register_present(GenericBrowser, "www-browser", "links")
        _register_present(Elinks, "elinks")
        _register_present(GenericBrowser, "lynx", "w3m")
    # the user's own come first
    wanted = os.environ.get("BROWSER", "").split(os.pathsep)
    for cmdline in reversed(wanted):
        if cmdline != '':
            if _synthesize(cmdline, -1)[1] is None:
                register(cmdline, None, GenericBrowser(
                    shlex.split(cmdline.rstrip('& ')) if '%s' in cmdline else cmdline), -1)


_register_all()


def main():
    import getopt
    usage = """Usage: %s [-n | -t] url
    -n: open new window
    -t: open new tab""" % sys.argv[0]
    try:
        opts, args = getopt.getopt(sys.argv[1:], 'ntd')
    except getopt.error as msg:
        print(msg, file=sys.stderr)
        print(usage, file=sys.stderr)
        sys.exit(1)
    new = 0
    for o, a in opts:
        if o == '-n':
            new = 1
        elif o == '-t':
            new = 2
    if len(args) != 1:
        print(usage, file=sys.stderr)
        sys.exit(1)
    open(args[0], new)


if __name__ == "__main__":
    main()
