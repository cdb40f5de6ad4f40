"""Other programs: run, and Popen with its pipes."""

import _thread
import builtins
import errno
import io
import os
import select
import signal
import sys
import time
import warnings
from time import monotonic as _time

_mswindows = False

import _posixsubprocess
import selectors

__all__ = ["Popen", "PIPE", "STDOUT", "call", "check_call", "getstatusoutput", "getoutput",
           "check_output", "run", "CalledProcessError", "DEVNULL", "SubprocessError",
           "TimeoutExpired", "CompletedProcess"]

PIPE = -1
STDOUT = -2
DEVNULL = -3

# pipes take this much without blocking once they are ready
_PIPE_BUF = getattr(select, "PIPE_BUF", 512)
_PopenSelector = getattr(selectors, "PollSelector", selectors.SelectSelector)
_PLATFORM_DEFAULT_CLOSE_FDS = object()

# children whose Popen is gone while they run on
_active = []


class SubprocessError(Exception):
    """The base of the errors of this module."""


class CalledProcessError(SubprocessError):
    """A program that ended with a status other than 0."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = output
        self.stderr = stderr

    def __str__(self):
        if not self.returncode or self.returncode > 0:
            return "Command '%s' returned non-zero exit status %d." % (self.cmd, self.returncode)
        try:
            return "Command '%s' died with %r." % (self.cmd, signal.Signals(-self.returncode))
        except ValueError:
            return "Command '%s' died with unknown signal %d." % (self.cmd, -self.returncode)

    @property
    def stdout(self):
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class TimeoutExpired(SubprocessError):
    """A program that took too long."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd = cmd
        self.timeout = timeout
        self.output = output
        self.stderr = stderr

    def __str__(self):
        return "Command '%s' timed out after %s seconds" % (self.cmd, self.timeout)

    @property
    def stdout(self):
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class CompletedProcess(object):
    """What run() returns: args, returncode, stdout, stderr."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self):
        shown = ["args={!r}".format(self.args), "returncode={!r}".format(self.returncode)]
        if self.stdout is not None:
            shown.append("stdout={!r}".format(self.stdout))
        if self.stderr is not None:
            shown.append("stderr={!r}".format(self.stderr))
        return "{}({})".format(type(self).__name__, ", ".join(shown))

    def check_returncode(self):
        """Raise CalledProcessError unless the status is 0."""
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


def _cleanup():
    for child in _active[:]:
        if child._internal_poll(_deadstate=sys.maxsize) is not None:
            try:
                _active.remove(child)
            except ValueError:
                # another thread was first
                pass


def _optim_args_from_interpreter_flags():
    level = sys.flags.optimize
    return ["-" + "O" * level] if level > 0 else []


def _args_from_interpreter_flags():
    letters = [("debug", "d"), ("dont_write_bytecode", "B"), ("no_user_site", "s"),
               ("no_site", "S"), ("ignore_environment", "E"), ("verbose", "v"),
               ("bytes_warning", "b"), ("quiet", "q")]
    args = _optim_args_from_interpreter_flags()
    for name, letter in letters:
        count = getattr(sys.flags, name)
        if count > 0:
            args.append("-" + letter * count)
    if "dev" in sys._xoptions:
        args += ["-X", "dev"]
    args += ["-W" + option for option in sys.warnoptions]
    for name in ("faulthandler", "tracemalloc", "importtime", "showalloccount", "showrefcount"):
        if name in sys._xoptions:
            value = sys._xoptions[name]
            args += ["-X", name if value is True else "%s=%s" % (name, value)]
    return args


def call(*popenargs, timeout=None, **kwargs):
    """Run a program; its status."""
    with Popen(*popenargs, **kwargs) as p:
        try:
            return p.wait(timeout=timeout)
        except:
            p.kill()
            p.wait()
            raise


def check_call(*popenargs, **kwargs):
    """Run a program; CalledProcessError unless its status is 0."""
    retcode = call(*popenargs, **kwargs)
    if retcode:
        cmd = kwargs.get("args")
        raise CalledProcessError(retcode, popenargs[0] if cmd is None else cmd)
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    """Run a program; what it prints. CalledProcessError unless its status is 0."""
    if "stdout" in kwargs:
        raise ValueError("stdout argument not allowed, it will be overridden.")
    if "input" in kwargs and kwargs["input"] is None:
        # as input=None has always meant here: nothing
        kwargs["input"] = "" if kwargs.get("universal_newlines", False) else b""
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def run(*popenargs, input=None, timeout=None, check=False, **kwargs):
    """Run a program to its end; a CompletedProcess."""
    if input is not None:
        if "stdin" in kwargs:
            raise ValueError("stdin and input arguments may not both be used.")
        kwargs["stdin"] = PIPE
    with Popen(*popenargs, **kwargs) as process:
        try:
            stdout, stderr = process.communicate(input, timeout=timeout)
        except TimeoutExpired:
            process.kill()
            stdout, stderr = process.communicate()
            raise TimeoutExpired(process.args, timeout, output=stdout, stderr=stderr)
        except:
            process.kill()
            process.wait()
            raise
        retcode = process.poll()
        if check and retcode:
            raise CalledProcessError(retcode, process.args, output=stdout, stderr=stderr)
    return CompletedProcess(process.args, retcode, stdout, stderr)


def list2cmdline(seq):
    """One command line of arguments, by the rules of Microsoft's C library."""
    words = []
    for arg in seq:
        out, slashes = [], 0
        quoted = not arg or " " in arg or "\t" in arg
        for char in arg:
            if char == "\\":
                slashes += 1
                continue
            # backslashes count double before a quotation mark only
            out.append("\\" * (slashes * 2 + 1 if char == '"' else slashes) + char)
            slashes = 0
        out.append("\\" * (slashes * 2 if quoted else slashes))
        text = "".join(out)
        words.append('"%s"' % text if quoted else text)
    return " ".join(words)


def getstatusoutput(cmd):
    """The status and the output of a command of the shell."""
    try:
        data = check_output(cmd, shell=True, universal_newlines=True, stderr=STDOUT)
        status = 0
    except CalledProcessError as ex:
        data, status = ex.output, ex.returncode
    return status, data[:-1] if data[-1:] == "\n" else data


def getoutput(cmd):
    """The output of a command of the shell."""
    return getstatusoutput(cmd)[1]


class Popen(object):
    """A program that was started."""

    _child_created = False

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None,
                 preexec_fn=None, close_fds=_PLATFORM_DEFAULT_CLOSE_FDS, shell=False, cwd=None,
                 env=None, universal_newlines=False, startupinfo=None, creationflags=0,
                 restore_signals=True, start_new_session=False, pass_fds=(), *, encoding=None,
                 errors=None):
        _cleanup()
        # poll() may be called by several threads: only one may reap the child
        self._waitpid_lock = _thread.allocate_lock()
        self._input = None
        self._communication_started = False
        if bufsize is None:
            bufsize = -1
        if not isinstance(bufsize, int):
            raise TypeError("bufsize must be an integer")
        if close_fds is _PLATFORM_DEFAULT_CLOSE_FDS:
            close_fds = True
        if pass_fds and not close_fds:
            warnings.warn("pass_fds overriding close_fds.", RuntimeWarning)
            close_fds = True
        if startupinfo is not None:
            raise ValueError("startupinfo is only supported on Windows platforms")
        if creationflags != 0:
            raise ValueError("creationflags is only supported on Windows platforms")
        self.args = args
        self.stdin = None
        self.stdout = None
        self.stderr = None
        self.pid = None
        self.returncode = None
        self.universal_newlines = universal_newlines
        self.encoding = encoding
        self.errors = errors

        handles = self._get_handles(stdin, stdout, stderr)
        p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite = handles
        text_mode = encoding or errors or universal_newlines
        self._closed_child_pipe_fds = False
        try:
            if p2cwrite != -1:
                self.stdin = io.open(p2cwrite, "wb", bufsize)
                if text_mode:
                    self.stdin = io.TextIOWrapper(self.stdin, write_through=True,
                                                  line_buffering=(bufsize == 1),
                                                  encoding=encoding, errors=errors)
            if c2pread != -1:
                self.stdout = self._reader(c2pread, bufsize, text_mode)
            if errread != -1:
                self.stderr = self._reader(errread, bufsize, text_mode)
            self._execute_child(args, executable, preexec_fn, close_fds, pass_fds, cwd, env,
                                startupinfo, creationflags, shell, *handles, restore_signals,
                                start_new_session)
        except:
            for f in filter(None, (self.stdin, self.stdout, self.stderr)):
                try:
                    f.close()
                except OSError:
                    pass
            if not self._closed_child_pipe_fds:
                ends = [(stdin, p2cread), (stdout, c2pwrite), (stderr, errwrite)]
                for fd in [fd for wish, fd in ends if wish == PIPE]:
                    try:
                        os.close(fd)
                    except OSError:
                        pass
                self._close_devnull()
            raise

    def _reader(self, fd, bufsize, text_mode):
        f = io.open(fd, "rb", bufsize)
        return io.TextIOWrapper(f, encoding=self.encoding, errors=self.errors) if text_mode else f

    def _translate_newlines(self, data, encoding, errors):
        return data.decode(encoding, errors).replace("\r\n", "\n").replace("\r", "\n")

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        for f in (self.stdout, self.stderr):
            if f:
                f.close()
        try:
            # flushes, which may fail: the child must be waited for all the same
            if self.stdin:
                self.stdin.close()
        finally:
            self.wait()

    def __del__(self, _maxsize=sys.maxsize, _warn=warnings.warn):
        if not self._child_created:
            return
        if self.returncode is None:
            _warn("subprocess %s is still running" % self.pid, ResourceWarning, source=self)
        self._internal_poll(_deadstate=_maxsize)
        if self.returncode is None and _active is not None:
            _active.append(self)

    def _get_devnull(self):
        if not hasattr(self, "_devnull"):
            self._devnull = os.open(os.devnull, os.O_RDWR)
        return self._devnull

    def _close_devnull(self):
        devnull = getattr(self, "_devnull", None)
        if devnull is not None:
            try:
                os.close(devnull)
            except OSError:
                pass

    def _stdin_write(self, input):
        # a child that reads no further is no error
        if input:
            try:
                self.stdin.write(input)
            except BrokenPipeError:
                pass
            except OSError as exc:
                if exc.errno != errno.EINVAL:
                    raise
        try:
            self.stdin.close()
        except BrokenPipeError:
            pass
        except OSError as exc:
            if exc.errno != errno.EINVAL:
                raise

    def communicate(self, input=None, timeout=None):
        """Send input, read to the end, wait; the pair of stdout and stderr."""
        if self._communication_started and input:
            raise ValueError("Cannot send input after starting communication")
        pipes = [self.stdin, self.stdout, self.stderr]
        if timeout is None and not self._communication_started and pipes.count(None) >= 2:
            # one pipe cannot block another
            stdout = stderr = None
            if self.stdin:
                self._stdin_write(input)
            elif self.stdout:
                stdout = self.stdout.read()
                self.stdout.close()
            elif self.stderr:
                stderr = self.stderr.read()
                self.stderr.close()
            self.wait()
            return stdout, stderr
        endtime = None if timeout is None else _time() + timeout
        try:
            stdout, stderr = self._communicate(input, endtime, timeout)
        finally:
            self._communication_started = True
        self.wait(timeout=self._remaining_time(endtime))
        return stdout, stderr

    def poll(self):
        """The status if the program has ended, else None."""
        return self._internal_poll()

    def _remaining_time(self, endtime):
        return None if endtime is None else endtime - _time()

    def _check_timeout(self, endtime, orig_timeout):
        if endtime is not None and _time() > endtime:
            raise TimeoutExpired(self.args, orig_timeout)

    def _get_handles(self, stdin, stdout, stderr):
        def ends(wish, child):
            # the parent's end (or -1) and the child's; child: which of pipe()'s it takes
            if wish is None:
                return -1, -1
            if wish == PIPE:
                pair = os.pipe()
                return pair[1 - child], pair[child]
            if wish == DEVNULL:
                return -1, self._get_devnull()
            return -1, wish if isinstance(wish, int) else wish.fileno()

        p2cwrite, p2cread = ends(stdin, 0)
        c2pread, c2pwrite = ends(stdout, 1)
        if stderr == STDOUT:
            errread, errwrite = -1, c2pwrite
            if errwrite == -1:
                errwrite = sys.__stdout__.fileno()
        else:
            errread, errwrite = ends(stderr, 1)
        return p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite

    def _execute_child(self, args, executable, preexec_fn, close_fds, pass_fds, cwd, env,
                       startupinfo, creationflags, shell, p2cread, p2cwrite, c2pread, c2pwrite,
                       errread, errwrite, restore_signals, start_new_session):
        args = [args] if isinstance(args, (str, bytes)) else list(args)
        if shell:
            args = ["/bin/sh", "-c"] + args
            if executable:
                args[0] = executable
        if executable is None:
            executable = args[0]
        # the child writes to this pipe why it could not start
        errpipe_read, errpipe_write = os.pipe()
        # the child's 0, 1 and 2 must not be the pipe's end
        low = []
        while errpipe_write < 3:
            low.append(errpipe_write)
            errpipe_write = os.dup(errpipe_write)
        for fd in low:
            os.close(fd)
        try:
            try:
                env_list = None
                if env is not None:
                    env_list = []
                    for key, value in env.items():
                        key = os.fsencode(key)
                        if b"=" in key:
                            raise ValueError("illegal environment variable name")
                        env_list.append(key + b"=" + os.fsencode(value))
                program = os.fsencode(executable)
                if os.path.dirname(program):
                    candidates = (program,)
                else:
                    candidates = tuple([os.path.join(os.fsencode(folder), program)
                                        for folder in os.get_exec_path(env)])
                keep = set(pass_fds)
                keep.add(errpipe_write)
                self.pid = _posixsubprocess.fork_exec(
                    args, candidates, close_fds, tuple(sorted(map(int, keep))), cwd, env_list,
                    p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite,
                    errpipe_read, errpipe_write, restore_signals, start_new_session, preexec_fn)
                self._child_created = True
            finally:
                os.close(errpipe_write)
            devnull = getattr(self, "_devnull", None)
            for child_end, own_end in ((p2cread, p2cwrite), (c2pwrite, c2pread),
                                       (errwrite, errread)):
                if child_end != -1 and own_end != -1 and child_end != devnull:
                    os.close(child_end)
            self._close_devnull()
            self._closed_child_pipe_fds = True
            problem = bytearray()
            while True:
                part = os.read(errpipe_read, 50000)
                problem += part
                if not part or len(problem) > 50000:
                    break
        finally:
            os.close(errpipe_read)
        if problem:
            self._raise_child_error(problem, executable, cwd)

    def _raise_child_error(self, problem, executable, cwd):
        try:
            pid, sts = os.waitpid(self.pid, 0)
            if pid == self.pid:
                self._handle_exitstatus(sts)
            else:
                self.returncode = sys.maxsize
        except ChildProcessError:
            pass
        try:
            name, number, message = problem.split(b":", 2)
            message = message.decode(errors="surrogatepass")
        except ValueError:
            name, number = b"SubprocessError", b"0"
            message = "Bad exception data from child: {!r}".format(bytes(problem))
        kind = getattr(builtins, name.decode("ascii"), SubprocessError)
        number = int(number, 16)
        if not issubclass(kind, OSError) or not number:
            raise kind(message)
        # "noexec": chdir() failed, before any exec()
        filename = cwd if message == "noexec" else executable
        message = os.strerror(number)
        if number == errno.ENOENT:
            message += ": " + repr(filename)
        raise kind(number, message, filename)

    def _handle_exitstatus(self, sts, _WIFSIGNALED=os.WIFSIGNALED, _WTERMSIG=os.WTERMSIG,
                           _WIFEXITED=os.WIFEXITED, _WEXITSTATUS=os.WEXITSTATUS,
                           _WIFSTOPPED=os.WIFSTOPPED, _WSTOPSIG=os.WSTOPSIG):
        if _WIFSIGNALED(sts):
            self.returncode = -_WTERMSIG(sts)
        elif _WIFEXITED(sts):
            self.returncode = _WEXITSTATUS(sts)
        elif _WIFSTOPPED(sts):
            self.returncode = -_WSTOPSIG(sts)
        else:
            raise SubprocessError("Unknown child exit status!")

    def _internal_poll(self, _deadstate=None, _waitpid=os.waitpid, _WNOHANG=os.WNOHANG,
                       _ECHILD=errno.ECHILD):
        if self.returncode is None:
            if not self._waitpid_lock.acquire(False):
                # another thread waits for the child
                return None
            try:
                if self.returncode is None:
                    pid, sts = _waitpid(self.pid, _WNOHANG)
                    if pid == self.pid:
                        self._handle_exitstatus(sts)
            except OSError as e:
                if _deadstate is not None:
                    self.returncode = _deadstate
                elif e.errno == _ECHILD:
                    # someone else has reaped it: its status is lost
                    self.returncode = 0
            finally:
                self._waitpid_lock.release()
        return self.returncode

    def _try_wait(self, wait_flags):
        try:
            return os.waitpid(self.pid, wait_flags)
        except ChildProcessError:
            return self.pid, 0

    def wait(self, timeout=None, endtime=None):
        """Wait for the end of the program; its status."""
        if self.returncode is not None:
            return self.returncode
        if endtime is not None:
            warnings.warn("'endtime' argument is deprecated; use 'timeout'.",
                          DeprecationWarning, stacklevel=2)
        if timeout is None and endtime is None:
            while self.returncode is None:
                with self._waitpid_lock:
                    if self.returncode is not None:
                        break
                    pid, sts = self._try_wait(0)
                    if pid == self.pid:
                        self._handle_exitstatus(sts)
            return self.returncode
        if endtime is None:
            endtime = _time() + timeout
        elif timeout is None:
            timeout = self._remaining_time(endtime)
        delay = 0.0005
        while True:
            if self._waitpid_lock.acquire(False):
                try:
                    if self.returncode is not None:
                        break
                    pid, sts = self._try_wait(os.WNOHANG)
                    if pid == self.pid:
                        self._handle_exitstatus(sts)
                        break
                finally:
                    self._waitpid_lock.release()
            remaining = self._remaining_time(endtime)
            if remaining <= 0:
                raise TimeoutExpired(self.args, timeout)
            delay = min(delay * 2, remaining, 0.05)
            time.sleep(delay)
        return self.returncode

    def _save_input(self, input):
        # kept, since communicate() may be called again after a timeout
        if self.stdin and self._input is None:
            self._input_offset = 0
            self._input = input
            if input is not None and (self.encoding or self.errors or self.universal_newlines):
                self._input = input.encode(self.stdin.encoding, self.stdin.errors)

    def _communicate(self, input, endtime, orig_timeout):
        if self.stdin and not self._communication_started:
            try:
                self.stdin.flush()
            except BrokenPipeError:
                pass
            if not input:
                try:
                    self.stdin.close()
                except BrokenPipeError:
                    pass
        readers = [f for f in (self.stdout, self.stderr) if f]
        if not self._communication_started:
            self._fileobj2output = {f: [] for f in readers}
        self._save_input(input)
        view = memoryview(self._input) if self._input else None
        with _PopenSelector() as selector:
            if self.stdin and input:
                selector.register(self.stdin, selectors.EVENT_WRITE)
            for f in readers:
                if not f.closed:
                    selector.register(f, selectors.EVENT_READ)
            while selector.get_map():
                timeout = self._remaining_time(endtime)
                if timeout is not None and timeout < 0:
                    raise TimeoutExpired(self.args, orig_timeout)
                ready = selector.select(timeout)
                self._check_timeout(endtime, orig_timeout)
                for key, events in ready:
                    f = key.fileobj
                    if f is self.stdin:
                        chunk = view[self._input_offset:self._input_offset + _PIPE_BUF]
                        try:
                            self._input_offset += os.write(key.fd, chunk)
                        except BrokenPipeError:
                            done = True
                        else:
                            done = self._input_offset >= len(self._input)
                    else:
                        data = os.read(key.fd, 32768)
                        done = not data
                        self._fileobj2output[f].append(data)
                    if done:
                        selector.unregister(f)
                        f.close()
        self.wait(timeout=self._remaining_time(endtime))
        results = []
        for f in (self.stdout, self.stderr):
            data = b"".join(self._fileobj2output[f]) if f else None
            if f and (self.encoding or self.errors or self.universal_newlines):
                data = self._translate_newlines(data, f.encoding, f.errors)
            results.append(data)
        return tuple(results)

    def send_signal(self, sig):
        """Send a signal to the program, unless it has ended."""
        if self.returncode is None:
            os.kill(self.pid, sig)

    def terminate(self):
        """Ask the program to end (SIGTERM)."""
        self.send_signal(signal.SIGTERM)

    def kill(self):
        """End the program (SIGKILL)."""
        self.send_signal(signal.SIGKILL)
