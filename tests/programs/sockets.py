"""Sockets of this machine, with their addresses, timeouts and messages."""
import _socket
import os
import select


def attempt(f, *args):
    try:
        return f(*args)
    except (OSError, ValueError, TypeError, OverflowError) as e:
        return "%s: %s" % (type(e).__name__, e)


print(_socket.inet_aton("1.2"), _socket.inet_ntoa(b"\x7f\0\0\1"))
print(_socket.inet_ntop(_socket.AF_INET6, bytes(10) + b"\xff\xff\1\2\3\4"),
      _socket.inet_pton(_socket.AF_INET6, "1:2::7.8.9.10"))
for text in ("1:2", "::1::", "1.2.3", "1:2:3:4:5:6:7:8:9"):
    print(attempt(_socket.inet_pton, _socket.AF_INET6, text))
print(_socket.htons(258), _socket.htonl(1), _socket.CMSG_LEN(5), _socket.CMSG_SPACE(5))

server = _socket.socket()
print(server.family, server.type, server.proto, server.gettimeout())
print(attempt(server.bind, "x"), attempt(server.bind, ("", 99999)), attempt(server.bind, (1, 2)))
server.bind(("127.0.0.1", 0))
server.listen(1)
client = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
client.connect(server.getsockname())
fd, address = server._accept()
print(address == client.getsockname())
peer = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM, 0, fileno=fd)
print(client.send(b"hello"), peer.recv(3), peer.recv(10, _socket.MSG_PEEK), peer.recv(10))
buffer = bytearray(8)
peer.sendall(b"abcdefgh" * 1000)
print(client.recv_into(buffer), buffer, attempt(client.recv, -1))
print(client.getsockopt(_socket.SOL_SOCKET, _socket.SO_ERROR))
client.setsockopt(_socket.IPPROTO_TCP, _socket.TCP_NODELAY, 1)
print(client.getsockopt(_socket.IPPROTO_TCP, _socket.TCP_NODELAY) != 0)
peer.settimeout(0.05)
print(attempt(peer.recv, 1), peer.gettimeout())
peer.setblocking(False)
print(attempt(peer.recv, 1), peer.timeout)
client.shutdown(_socket.SHUT_WR)
print(select.select([peer], [], [], 5)[0] == [peer], peer.recv(1))
for s in (client, peer, server):
    s.close()
print(client.fileno(), attempt(client.getsockname), client)

a, b = _socket.socketpair(_socket.AF_UNIX, _socket.SOCK_DGRAM)
r, w = os.pipe()
rights = [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, w.to_bytes(4, "little"))]
print(a.sendmsg([b"two ", b"parts"], rights))
data, control, flags, sender = b.recvmsg(100, _socket.CMSG_SPACE(4))
print(data, len(control), control[0][:2], flags, sender)
passed = int.from_bytes(control[0][2], "little")
os.write(passed, b"through the other descriptor")
print(os.read(r, 100))
for n in (r, w, passed):
    os.close(n)
print(a.getsockname(), attempt(a.sendto, b"x"), attempt(a.setsockopt, 1, 2, "x"))
u = _socket.socket(_socket.AF_UNIX)
print(attempt(u.bind, "x" * 200), u.bind(b"\0wordcode%d" % os.getpid()), u.getsockname()[:9])
e = select.epoll()
e.register(a, select.EPOLLOUT)
print(e.poll(0) == [(a.fileno(), select.EPOLLOUT)])
e.close()
print(attempt(e.fileno))
print(_socket.getaddrinfo("127.0.0.1", 80, _socket.AF_INET, _socket.SOCK_STREAM))
print(_socket.getnameinfo(("127.0.0.1", 80), _socket.NI_NUMERICHOST | _socket.NI_NUMERICSERV))
print(attempt(_socket.getaddrinfo, 5, 5), attempt(_socket.socket, 99))
