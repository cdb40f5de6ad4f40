class Task:
    def __init__(self, name, priority):
        self.name, self.priority, self.inbox, self.held, self.done = name, priority, [], False, 0

    def ready(self):
        return bool(self.inbox) and not self.held

    def run(self, system):
        packet = self.inbox.pop(0)
        self.done += 1
        self.handle(packet, system)

    def handle(self, packet, system):
        raise NotImplementedError


class Worker(Task):
    def handle(self, packet, system):
        packet.data = [(d + self.done) & 255 for d in packet.data]
        packet.hops += 1
        system.send("device" if packet.hops & 1 else "handler", packet)


class Device(Task):
    def handle(self, packet, system):
        if self.done % 5 == 0:
            self.held = True
        system.send("worker", packet)


class Handler(Device):
    def handle(self, packet, system):
        total = 0
        for d in packet.data:
            total += d
        packet.total = total
        super().handle(packet, system)


class Packet:
    def __init__(self, n):
        self.data, self.hops, self.total = [n, n + 1, n + 2, n + 3], 0, 0


class System:
    def __init__(self):
        self.tasks = {t.name: t for t in (Worker("worker", 1), Device("device", 3), Handler("handler", 2))}

    def send(self, name, packet):
        self.tasks[name].inbox.append(packet)

    def loop(self, steps):
        tasks = sorted(self.tasks.values(), key=lambda t: -t.priority)
        for _ in range(steps):
            for task in tasks:
                if task.ready():
                    task.run(self)
                    break
            else:
                for task in tasks:
                    task.held = False
        return [t.done for t in tasks]


LOOPS = 2


def main():
    system = System()
    for n in range(6):
        system.send("worker", Packet(n))
    return system.loop(100000)
