"""Graphs: Dijkstra with a heap of our own, BFS, topological order, components, Floyd-Warshall, Kruskal."""
EDGES = [("a", "b", 4), ("a", "c", 2), ("b", "c", 1), ("b", "d", 5), ("c", "d", 8), ("c", "e", 10), ("d", "e", 2), ("d", "f", 6),
         ("e", "f", 3), ("x", "y", 1)]
graph = {}
for u, v, w in EDGES:
    graph.setdefault(u, {})[v] = w
    graph.setdefault(v, {})[u] = w


def push(heap, item):
    heap.append(item)
    i = len(heap) - 1
    while i > 0 and heap[i] < heap[i - 1 >> 1]:
        heap[i], heap[i - 1 >> 1] = heap[i - 1 >> 1], heap[i]
        i = i - 1 >> 1


def pop(heap):
    heap[0], heap[-1] = heap[-1], heap[0]
    top, i = heap.pop(), 0
    while 2 * i + 1 < len(heap):
        child = 2 * i + 1
        if child + 1 < len(heap) and heap[child + 1] < heap[child]:
            child += 1
        if heap[i] <= heap[child]:
            break
        heap[i], heap[child] = heap[child], heap[i]
        i = child
    return top


def dijkstra(source):
    dist, prev, heap = {source: 0}, {}, [(0, source)]
    while heap:
        d, u = pop(heap)
        if d > dist[u]:
            continue
        for v, w in graph[u].items():
            if d + w < dist.get(v, float("inf")):
                dist[v], prev[v] = d + w, u
                push(heap, (d + w, v))
    return dist, prev


def path(prev, target):
    return path(prev, prev[target]) + [target] if target in prev else [target]


dist, prev = dijkstra("a")
print(dist, path(prev, "f"))


def bfs(start):
    seen, queue = {start: 0}, [start]
    for u in queue:
        for v in sorted(graph[u]):
            if v not in seen:
                seen[v] = seen[u] + 1
                queue.append(v)
    return seen


print(bfs("a"), [sorted(c) for c in {frozenset(bfs(n)) for n in "ax"} if "x" in c])
nodes = sorted(graph)
inf = float("inf")
table = {(u, v): 0 if u == v else graph[u].get(v, inf) for u in nodes for v in nodes}
for k in nodes:
    for i in nodes:
        for j in nodes:
            table[i, j] = min(table[i, j], table[i, k] + table[k, j])
print([table["a", v] for v in nodes], all(table["a", v] == dist.get(v, inf) for v in nodes))
parent = {n: n for n in nodes}


def find(n):
    while parent[n] != n:
        parent[n] = parent[parent[n]]
        n = parent[n]
    return n


tree = []
for u, v, w in sorted(EDGES, key=lambda e: e[2]):
    if find(u) != find(v):
        parent[find(u)] = find(v)
        tree.append(u + v)
print(tree)
deps = {"shirt": ["tie", "belt"], "tie": ["jacket"], "pants": ["shoes", "belt"], "belt": ["jacket"], "socks": ["shoes"]}


def topological(deps):
    order, state = [], {}

    def visit(n):
        if state.get(n) == 1:
            raise ValueError("cycle through %s" % n)
        if n not in state:
            state[n] = 1
            for m in deps.get(n, ()):
                visit(m)
            state[n] = 2
            order.insert(0, n)
    for n in sorted(deps):
        visit(n)
    return order


print(topological(deps))
deps["jacket"] = ["shirt"]
try:
    topological(deps)
except ValueError as e:
    print(e)
