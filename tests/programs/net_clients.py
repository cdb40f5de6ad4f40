"""urllib.request, robotparser, cookies, netrc and nntplib without the net."""
import io
import netrc
import nntplib
import os
import socket
import tempfile
import threading
import urllib.request
import urllib.robotparser
from http import cookies

for name in list(os.environ):
    if name.lower().endswith("_proxy"):
        del os.environ[name]

print(urllib.request.urlopen("data:text/plain;base64,aGVsbG8=").read())
for url in "https+x://a/", "nothing":
    try:
        urllib.request.urlopen(url)
    except Exception as e:
        print(type(e).__name__, e)

server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen(3)
port = server.getsockname()[1]


def serve():
    answers = [b"302 Found\r\nLocation: /new", b"200 OK", b"404 Not Found"]
    for answer in answers:
        conn, _ = server.accept()
        asked = conn.recv(5000).split(b"\r\n")[0]
        conn.sendall(b"HTTP/1.0 " + answer + b"\r\nContent-Length: %d\r\n\r\n" % len(asked) + asked)
        conn.close()


thread = threading.Thread(target=serve)
thread.start()
base = "http://127.0.0.1:%d" % port
with urllib.request.urlopen(base + "/old") as answer:
    print(answer.status, answer.geturl()[len(base):], answer.read())
try:
    urllib.request.urlopen(base + "/gone", b"a=1")
except urllib.request.HTTPError as e:
    print(e, e.read())
thread.join()
server.close()

rules = urllib.robotparser.RobotFileParser()
rules.parse("User-agent: cat\nDisallow: /fish\nCrawl-delay: 3\n\nUser-agent: *\nDisallow: /".splitlines())
print(rules.can_fetch("cat", "/fish/1"), rules.can_fetch("cat/2", "/milk"), rules.can_fetch("dog", "/milk"))
print(rules)

jar = cookies.SimpleCookie('a=1; Path=/x; b="q\\"\\054"')
jar["c"] = "two words;"
jar["c"]["max-age"] = 5
print(jar)
print(repr(jar))

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "rc")
    with open(path, "w") as f:
        f.write("machine h login l password p\ndefault login d password q\n")
    known = netrc.netrc(path)
    print(known.authenticators("h"), known.authenticators("other"))
    print(known)


class Wire(io.BytesIO):
    def write(self, data):
        print("C:", data)


wire = Wire(b"200 hello\r\n101 caps\r\nVERSION 2\r\nOVER\r\n.\r\n211 2 1 2 a.b\r\n"
            b"220 1 <x@y>\r\nSubject: s\r\n\r\n..dot\r\n.\r\n411 no\r\n205 bye\r\n")
news = nntplib._NNTPBase(wire, "host")
print(news.getwelcome(), news.group("a.b"), news.article(1))
try:
    news.group("c")
except nntplib.NNTPTemporaryError as e:
    print(repr(e), e.response)
print(news.quit())
