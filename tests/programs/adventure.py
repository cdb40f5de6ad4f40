"""A text adventure that reads its commands from stdin."""
import sys

ROOMS = {
    "hall": {"text": "A dusty hall.", "exits": {"north": "library", "east": "cellar"}, "items": ["lamp"]},
    "library": {"text": "Books everywhere.", "exits": {"south": "hall"}, "items": ["book", "key"]},
    "cellar": {"text": "It is damp.", "exits": {"west": "hall", "down": "vault"}, "items": [], "dark": True},
    "vault": {"text": "Gold!", "exits": {"up": "cellar"}, "items": ["gold"], "locked": "key"},
}


class GameOver(Exception):
    def __init__(self, score):
        super().__init__(score)
        self.score = score


class Game:
    def __init__(self, rooms):
        self.rooms = rooms
        self.room = "hall"
        self.bag = []
        self.moves = 0

    def here(self):
        return self.rooms[self.room]

    def do_look(self):
        room = self.here()
        if room.get("dark") and "lamp" not in self.bag:
            return "It is pitch dark."
        text = room["text"]
        if room["items"]:
            text += " You see: " + ", ".join(sorted(room["items"])) + "."
        return text + " Exits: " + ", ".join(sorted(room["exits"])) + "."

    def do_go(self, where=None):
        if where is None:
            return "Go where?"
        target = self.here()["exits"].get(where)
        if target is None:
            return "You cannot go %s." % where
        lock = self.rooms[target].get("locked")
        if lock and lock not in self.bag:
            return "It is locked."
        self.room = target
        return self.do_look()

    def do_take(self, *names):
        out = []
        for name in names or ("nothing",):
            try:
                self.here()["items"].remove(name)
            except ValueError:
                out.append("There is no %s." % name)
            else:
                self.bag.append(name)
                out.append("Taken: %s." % name)
        return " ".join(out)

    def do_bag(self):
        return "You carry %s." % (" and ".join(self.bag) or "nothing")

    def do_quit(self):
        raise GameOver(10 * len(self.bag) + (100 if "gold" in self.bag else 0))

    def play(self, stream):
        while True:
            print("> ", end="")
            line = stream.readline()
            if not line:
                raise GameOver(0)
            words = line.lower().split()
            print(line.rstrip("\n"))
            if not words:
                continue
            self.moves += 1
            method = getattr(self, "do_" + words[0], None)
            if method is None:
                print("I do not know how to %s." % words[0])
                continue
            try:
                print(method(*words[1:]))
            except TypeError:
                print("That makes no sense.")


game = Game(ROOMS)
print(game.do_look())
print("Your name?", end=" ")
name = input()
try:
    game.play(sys.stdin)
except GameOver as over:
    print("%s, you scored %d in %d moves." % (name.title(), over.score, game.moves))
