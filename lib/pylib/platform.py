"""What system this is, in as much detail as can be had."""

import collections
import os
import re
import subprocess
import sys

__version__ = "1.0.8"

DEV_NULL = os.devnull

uname_result = collections.namedtuple(
    "uname_result", "system node release version machine processor")

_uname_cache = None


def _platform(*args):
    """The parts as one word that can stand in a file's name."""
    text = "-".join(x.strip() for x in filter(len, args))
    text = text.replace(" ", "_")
    for ch in '/\\:;"()':
        text = text.replace(ch, "-")
    text = text.replace("unknown", "")
    while "--" in text:
        text = text.replace("--", "-")
    return text.rstrip("-")


def _node(default=""):
    try:
        import socket
        return socket.gethostname()
    except (ImportError, OSError):
        return default


def _syscmd_uname(option, default=""):
    try:
        out = subprocess.check_output(["uname", option], stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return default
    return out.decode().strip() or default


def uname():
    """(system, node, release, version, machine, processor); '' for what is unknown."""
    global _uname_cache
    if _uname_cache is not None:
        return _uname_cache
    try:
        system, node, release, version, machine = os.uname()
    except (AttributeError, OSError):
        system, node, release, version, machine = sys.platform, _node(), "", "", ""
    processor = _syscmd_uname("-p")
    values = [system, node, release, version, machine, processor]
    values = ["" if v == "unknown" else v for v in values]
    _uname_cache = uname_result(*values)
    return _uname_cache


def system():
    """The operating system, such as 'Linux'."""
    return uname().system


def node():
    """The machine's name in the network."""
    return uname().node


def release():
    """The system's release."""
    return uname().release


def version():
    """The system's version."""
    return uname().version


def machine():
    """The machine's type, such as 'x86_64'."""
    return uname().machine


def processor():
    """The processor's name, or ''."""
    return uname().processor


def system_alias(system, release, version):
    """Names that are used more often for some systems."""
    if system == "Rhapsody":
        return "MacOS X Server", system + release, version
    if system == "SunOS":
        if release < "5":
            return system, release, version
        parts = release.split(".")
        if parts:
            try:
                major = int(parts[0])
            except ValueError:
                pass
            else:
                parts[0] = str(major - 3)
                release = ".".join(parts)
        return "Solaris", release, version
    if system in ("win32", "win16"):
        system = "Windows"
    return system, release, version


def architecture(executable=sys.executable, bits="", linkage=""):
    """(bits, linkage) of a program; of the running one what its pointers say."""
    if not bits:
        bits = "64bit" if sys.maxsize > 2 ** 32 else "32bit"
    if not executable:
        return bits, linkage
    try:
        with open(executable, "rb") as f:
            head = f.read(5)
    except OSError:
        return bits, linkage
    if head[:4] == b"\x7fELF":
        linkage = "ELF"
        bits = {1: "32bit", 2: "64bit"}.get(head[4], bits)
    return bits, linkage


def _numbers(version):
    return [int(n) for n in re.findall(r"\d+", version)]


def libc_ver(executable=sys.executable, lib="", version="", chunksize=16384):
    """(library, version) of the C library that a program was linked with."""
    pattern = re.compile(
        rb"(__libc_init)|(GLIBC_([0-9.]+))|(libc(_\w+)?\.so(?:\.(\d[0-9.]*))?)", re.ASCII)
    try:
        with open(executable, "rb") as f:
            data = f.read()
    except (OSError, TypeError):
        return lib, version
    for m in pattern.finditer(data):
        libcinit, glibc, glibcversion, so, threads, soversion = (
            None if s is None else s.decode("latin1") for s in m.groups())
        if libcinit and not lib:
            lib = "libc"
        elif glibc:
            if lib != "glibc":
                lib, version = "glibc", glibcversion
            elif _numbers(glibcversion) > _numbers(version):
                version = glibcversion
        elif so and lib != "glibc":
            lib = "libc"
            if soversion and _numbers(soversion) > _numbers(version):
                version = soversion
            if threads and version[-len(threads):] != threads:
                version += threads
    return lib, version


_supported_dists = (
    "SuSE", "debian", "fedora", "redhat", "centos", "mandrake", "mandriva", "rocks",
    "slackware", "yellowdog", "gentoo", "UnitedLinux", "turbolinux", "arch", "mageia",
)


def linux_distribution(distname="", version="", id="", supported_dists=_supported_dists,
                       full_distribution_name=1):
    """(name, version, id) of a Linux distribution, from /etc/os-release."""
    import warnings
    warnings.warn(
        "dist() and linux_distribution() functions are deprecated in Python 3.5",
        PendingDeprecationWarning, stacklevel=2)
    return _linux_distribution(distname, version, id, full_distribution_name)


def _linux_distribution(distname, version, id, full_distribution_name):
    try:
        with open("/etc/os-release", encoding="utf-8", errors="surrogateescape") as f:
            found = dict(re.findall(r'^(\w+)="?([^"\n]*)"?$', f.read(), re.MULTILINE))
    except OSError:
        return distname, version, id
    name = found.get("NAME" if full_distribution_name else "ID", distname)
    return name, found.get("VERSION_ID", version), found.get("VERSION_CODENAME", id)


def dist(distname="", version="", id="", supported_dists=_supported_dists):
    """linux_distribution() with the short name."""
    import warnings
    warnings.warn(
        "dist() and linux_distribution() functions are deprecated in Python 3.5",
        PendingDeprecationWarning, stacklevel=2)
    return _linux_distribution(distname, version, id, 0)


def popen(cmd, mode="r", bufsize=-1):
    """os.popen(), which is to be used instead."""
    import warnings
    warnings.warn("use os.popen instead", DeprecationWarning, stacklevel=2)
    return os.popen(cmd, mode, bufsize)


def win32_ver(release="", version="", csd="", ptype=""):
    """Of Windows; elsewhere the arguments."""
    return release, version, csd, ptype


def mac_ver(release="", versioninfo=("", "", ""), machine=""):
    """Of macOS; elsewhere the arguments."""
    return release, versioninfo, machine


def java_ver(release="", vendor="", vminfo=("", "", ""), osinfo=("", "", "")):
    """Of Jython; elsewhere the arguments."""
    return release, vendor, vminfo, osinfo


# Python

_sys_version_parser = re.compile(
    r"([\w.+]+)\s*"
    r"\(#?([^,]+)(?:,\s*([\w ]*)(?:,\s*([\w :]*))?)?\)\s*"
    r"\[([^\]]+)\]?", re.ASCII)
_ironpython_sys_version_parser = re.compile(
    r"IronPython\s*([\d\.]+)(?: \(([\d\.]+)\))? on (.NET [\d\.]+)", re.ASCII)
_ironpython26_sys_version_parser = re.compile(
    r"([\d.]+)\s*\(IronPython\s*[\d.]+\s*\(([\d.]+)\) on ([\w.]+ [\d.]+(?: \(\d+-bit\))?)\)")
_pypy_sys_version_parser = re.compile(
    r"([\w.+]+)\s*\(#?([^,]+),\s*([\w ]+),\s*([\w :]+)\)\s*\[PyPy [^\]]+\]?")

_sys_version_cache = {}


def _sys_version(sys_version=None):
    """(name, version, branch, revision, buildno, builddate, compiler) of sys.version."""
    if sys_version is None:
        sys_version = sys.version
    result = _sys_version_cache.get(sys_version)
    if result is not None:
        return result

    builddate = buildtime = ""
    if "IronPython" in sys_version:
        name = "IronPython"
        if sys_version.startswith("IronPython"):
            match = _ironpython_sys_version_parser.match(sys_version)
        else:
            match = _ironpython26_sys_version_parser.match(sys_version)
        if match is None:
            raise ValueError("failed to parse IronPython sys.version: %s" % repr(sys_version))
        version, alt_version, compiler = match.groups()
        buildno = ""
    elif sys.platform.startswith("java"):
        name = "Jython"
        match = _sys_version_parser.match(sys_version)
        if match is None:
            raise ValueError("failed to parse Jython sys.version: %s" % repr(sys_version))
        version, buildno, builddate, buildtime, _ = match.groups()
        if builddate is None:
            builddate = ""
        compiler = sys.platform
    elif "PyPy" in sys_version:
        name = "PyPy"
        match = _pypy_sys_version_parser.match(sys_version)
        if match is None:
            raise ValueError("failed to parse PyPy sys.version: %s" % repr(sys_version))
        version, buildno, builddate, buildtime = match.groups()
        compiler = ""
    else:
        match = _sys_version_parser.match(sys_version)
        if match is None:
            raise ValueError("failed to parse CPython sys.version: %s" % repr(sys_version))
        version, buildno, builddate, buildtime, compiler = match.groups()
        name = "CPython"
        if builddate is None:
            builddate = ""
        elif buildtime:
            builddate = builddate + " " + buildtime

    branch = revision = ""
    if hasattr(sys, "_git"):
        _, branch, revision = sys._git
    elif hasattr(sys, "_mercurial"):
        _, branch, revision = sys._mercurial

    parts = version.split(".")
    if len(parts) == 2:
        parts.append("0")
        version = ".".join(parts)
    result = (name, version, branch, revision, buildno, builddate, compiler)
    _sys_version_cache[sys_version] = result
    return result


def python_implementation():
    """The implementation that sys.version is written like."""
    return _sys_version()[0]


def python_version():
    """'3.6.15'."""
    return _sys_version()[1]


def python_version_tuple():
    """('3', '6', '15')."""
    return tuple(_sys_version()[1].split("."))


def python_branch():
    return _sys_version()[2]


def python_revision():
    return _sys_version()[3]


def python_build():
    """(number, date)."""
    return _sys_version()[4:6]


def python_compiler():
    return _sys_version()[6]


_platform_cache = {}


def platform(aliased=0, terse=0):
    """All about the system in one word; short with terse."""
    result = _platform_cache.get((aliased, terse))
    if result is not None:
        return result
    system, node, release, version, machine, processor = uname()
    if machine == processor:
        processor = ""
    if aliased:
        system, release, version = system_alias(system, release, version)
    if system in ("Linux",):
        distname, distversion, distid = _linux_distribution("", "", "", 0)
        if distname and not terse:
            result = _platform(
                system, release, machine, processor, "with", distname, distversion, distid)
        else:
            libcname, libcversion = libc_ver(sys.executable)
            result = _platform(
                system, release, machine, processor, "with", libcname + libcversion)
    elif terse:
        result = _platform(system, release)
    else:
        bits, linkage = architecture(sys.executable)
        result = _platform(system, release, machine, processor, bits, linkage)
    _platform_cache[(aliased, terse)] = result
    return result


if __name__ == "__main__":
    terse = "terse" in sys.argv or "--terse" in sys.argv
    aliased = "nonaliased" not in sys.argv and "--nonaliased" not in sys.argv
    print(platform(aliased, terse))
    sys.exit(0)
