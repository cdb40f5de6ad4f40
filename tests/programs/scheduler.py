"""Tasks that send packets to each other: a scheduler after Richards, much smaller."""

IDLE, WORKER, HANDLER, DEVICE = range(4)
NAMES = ["idle", "worker", "handler", "device"]


class Packet:
    def __init__(self, link, ident, kind):
        self.link, self.ident, self.kind = link, ident, kind
        self.datum = 0
        self.data = [0] * 4

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        p = queue
        while p.link is not None:
            p = p.link
        p.link = self
        return queue


class State:
    def __init__(self):
        self.pending = False
        self.waiting = False
        self.holding = False

    def is_held_or_waiting(self):
        return self.holding or (not self.pending and self.waiting)


class Task(State):
    def __init__(self, scheduler, ident, priority, queue):
        State.__init__(self)
        self.scheduler, self.ident, self.priority, self.queue = scheduler, ident, priority, queue
        self.pending = queue is not None
        self.runs = 0
        scheduler.add(self)

    def receive(self, packet):
        self.queue = packet.append_to(self.queue)
        self.pending = True
        self.waiting = False

    def step(self):
        packet = self.queue
        if packet is not None:
            self.queue = packet.link
            self.pending = self.queue is not None
        self.runs += 1
        self.run(packet)


class Idle(Task):
    control, count = 1, 400

    def run(self, packet):
        self.count -= 1
        if self.count == 0:
            self.holding = True
        elif self.control & 1 == 0:
            self.control //= 2
            self.scheduler.release(DEVICE)
        else:
            self.control = self.control // 2 ^ 0xD008
            self.scheduler.release(HANDLER)


class Worker(Task):
    to, n = HANDLER, 0

    def run(self, packet):
        if packet is None:
            self.waiting = True
            return
        self.to = DEVICE if self.to == HANDLER else HANDLER
        packet.ident = self.to
        for i in range(4):
            self.n = self.n + 1 if self.n < 26 else 1
            packet.data[i] = 64 + self.n
        self.scheduler.send(packet)


class Echo(Task):
    letters = ""

    def run(self, packet):
        if packet is None:
            self.holding = True
            return
        self.letters += chr(packet.data[packet.datum % 4])
        packet.datum += 1
        packet.ident = WORKER
        self.scheduler.send(packet)
        self.holding = True


class Scheduler:
    def __init__(self):
        self.tasks = {}
        self.trace = []
        self.sent = 0

    def add(self, task):
        self.tasks[task.ident] = task

    def release(self, ident):
        self.tasks[ident].holding = False

    def send(self, packet):
        self.sent += 1
        self.tasks[packet.ident].receive(packet)

    def loop(self):
        while True:
            ready = [t for t in self.tasks.values() if not t.is_held_or_waiting()]
            if not ready:
                return
            task = max(ready, key=lambda t: t.priority)
            self.trace.append(task.ident)
            task.step()


s = Scheduler()
Idle(s, IDLE, 0, None)
packets = Packet(Packet(None, WORKER, 0), WORKER, 0)
Worker(s, WORKER, 1000, packets)
Echo(s, HANDLER, 2000, None)
Echo(s, DEVICE, 3000, None)
s.loop()
for ident, task in s.tasks.items():
    print(NAMES[ident], task.runs, getattr(task, "letters", "")[:40])
print(s.sent, len(s.trace), "".join(map(str, s.trace[:60])))
