# Threads that wait for pipes and sockets while others go on.
import os
import socket
import threading
import time

r, w = os.pipe()
raw = open(r, "rb", 0)
out = []
t = threading.Thread(target=lambda: out.append(os.read(r, 10)))
t.start()
time.sleep(0.01)
os.write(w, b"one")
t.join()
t = threading.Thread(target=lambda: out.append(raw.read(10)))
t.start()
time.sleep(0.01)
os.write(w, b"two")
t.join()
print(out)


class Handler:
    def __init__(self, conn, **kw):
        self.conn = conn
        self.lines = []
        self.handle()

    def handle(self):
        with self.conn, self.conn.makefile("rb") as f:
            for i in range(3):
                line = f.readline()
                self.lines.append(line)
                self.conn.sendall(b"ok " + line)
            self.lines.append(f.read())


class Server:
    handler = Handler

    def serve(self, listener):
        conn, _ = listener.accept()
        self.done = self.handler(conn)


listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen()
server = Server()
t = threading.Thread(target=server.serve, args=(listener,))
t.start()
with socket.create_connection(listener.getsockname()) as c, c.makefile("rb") as f:
    for i in range(3):
        c.sendall(b"line %d\n" % i)
        print(f.readline())
    c.sendall(b"rest")
t.join()
listener.close()
print(server.done.lines)

big = []


def read_all():
    while True:
        data = os.read(r, 4096)
        if not data:
            return
        big.append(data)


t = threading.Thread(target=read_all)
t.start()
with open(w, "wb") as f:
    f.write(b"x" * 200000)
t.join()
print(sum(map(len, big)))
