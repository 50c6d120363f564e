import sys

n, m, *ends = map(int, sys.stdin.read().split())
bridges = list(zip(ends[::2], ends[1::2]))

# After every storm, everything is walked through again.
for fallen in range(1, m + 1):
    beside = [[] for _ in range(n + 1)]
    for a, b in bridges[fallen:]:
        beside[a].append(b)
        beside[b].append(a)
    seen = [False] * (n + 1)
    communities = 0
    for island in range(1, n + 1):
        if seen[island]:
            continue
        communities += 1
        seen[island] = True
        todo = [island]
        while todo:
            for other in beside[todo.pop()]:
                if not seen[other]:
                    seen[other] = True
                    todo.append(other)
    print(communities)
