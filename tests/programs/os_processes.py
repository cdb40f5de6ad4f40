"""Processes, pipes, descriptors and signals, over the system's own calls."""
import errno
import os
import posix
import select
import _signal as signal
import stat
import sys
import time
import _posixsubprocess


def start(argv, stdin=-1, stdout=-1, cwd=None, env=None, keep=()):
    """What subprocess does around fork_exec()."""
    err_read, err_write = os.pipe()
    try:
        fds = tuple(sorted(set(keep) | {err_write}))
        pid = _posixsubprocess.fork_exec(
            argv, [os.fsencode(argv[0])], True, fds, cwd, env,
            stdin, -1, -1, stdout, -1, -1, err_read, err_write, True, False, None)
        os.close(err_write)
        err_write = -1
        problem, err_read = read_all(err_read), -1
        return pid, problem
    finally:
        if err_read >= 0:
            os.close(err_read)
        if err_write >= 0:
            os.close(err_write)


def read_all(fd):
    out = b""
    while True:
        part = os.read(fd, 1000)
        if not part:
            os.close(fd)
            return out
        out += part


print("pipe")
r, w = os.pipe()
print(os.get_inheritable(r), os.get_blocking(r), os.write(w, b"abc"), os.read(r, 10))
print(stat.S_ISFIFO(os.fstat(r).st_mode), select.select([r], [w], [], 0) == ([], [w], []))
os.set_blocking(r, False)
try:
    os.read(r, 1)
except BlockingIOError as e:
    print(type(e).__name__, e.errno == errno.EAGAIN)
p = select.poll()
p.register(r, select.POLLIN)
print(p.poll(0))
os.close(w)
print(p.poll(0) == [(r, select.POLLHUP)], os.read(r, 5))
os.close(r)
try:
    os.close(r)
except OSError as e:
    print(e)

print("children")
in_read, in_write = os.pipe()
out_read, out_write = os.pipe()
pid, problem = start(["/bin/sh", "-c", "cat; echo $X; pwd; exit 5"], in_read, out_write, b"/",
                     [b"X=value", b"PATH=/bin:/usr/bin"])
os.close(in_read)
os.close(out_write)
os.write(in_write, b"hello\n")
os.close(in_write)
print(read_all(out_read), problem)
done, status = os.waitpid(pid, 0)
print(done == pid, os.WIFEXITED(status), os.WEXITSTATUS(status))
print(start(["/nonexistent/program"])[1], start(["/bin/true"], cwd=b"/nonexistent")[1])
pid, _ = start(["/bin/sleep", "10"])
print(os.waitpid(pid, os.WNOHANG))
os.kill(pid, signal.SIGTERM)
print(os.WTERMSIG(os.waitpid(pid, 0)[1]))
print(os.system("exit 3") >> 8)

print("signals")
seen = []
signal.signal(signal.SIGUSR1, lambda n, f: seen.append((n, f is not None)))
os.kill(os.getpid(), signal.SIGUSR1)
print(seen)
signal.signal(signal.SIGALRM, lambda n, f: seen.append(n))
signal.setitimer(signal.ITIMER_REAL, 0.05)
begin = time.monotonic()
while len(seen) < 2:
    if time.monotonic() - begin > 5:
        break
print(seen[1:])
signal.setitimer(signal.ITIMER_REAL, 0.05)
time.sleep(0.2)
print(seen[2:], signal.getsignal(signal.SIGUSR2) == signal.SIG_DFL)
try:
    os.kill(os.getpid(), signal.SIGINT)
    print("not interrupted")
except KeyboardInterrupt:
    print("KeyboardInterrupt")
blocked = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
os.kill(os.getpid(), signal.SIGUSR1)
print(signal.sigpending(), signal.sigwait([signal.SIGUSR1]), len(seen))
signal.pthread_sigmask(signal.SIG_SETMASK, blocked)

print("files")
base = "/tmp/wordcode_os_%d" % os.getpid()
os.mkdir(base)
folder = os.open(base, os.O_RDONLY)
fd = os.open("x", os.O_RDWR | os.O_CREAT, 0o640, dir_fd=folder)
print(os.writev(fd, [b"one", b"two"]), os.pread(fd, 3, 2), os.lseek(fd, 0, os.SEEK_CUR))
os.utime(fd, ns=(1500000000123456789, 1500000001987654321))
s = os.stat("x", dir_fd=folder)
print(s.st_mtime_ns, s.st_mtime, oct(s.st_mode), s.st_size, os.listdir(folder))
copy = os.dup(fd)
print(os.get_inheritable(copy), os.fstat(copy).st_ino == s.st_ino)
os.dup2(fd, copy)
print(os.get_inheritable(copy))
os.symlink("x", "link", dir_fd=folder)
print(os.readlink("link", dir_fd=folder), sorted((e.name, e.is_symlink(), e.is_file())
                                                 for e in os.scandir(base)))
os.mkfifo("fifo", dir_fd=folder)
print(stat.S_ISFIFO(os.lstat(base + "/fifo").st_mode))
for name in ("x", "link", "fifo"):
    os.unlink(name, dir_fd=folder)
for n in (fd, copy, folder):
    os.close(n)
os.rmdir(base)
for call in (lambda: os.stat("\0"), lambda: os.open(base, 2 ** 40), lambda: os.read(9999, 5),
             lambda: os.mkdir("/"), lambda: os.kill(2 ** 22 + 5, 0), lambda: os.read(0, -1)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
sys.stdout.flush()
posix._exit(0)
