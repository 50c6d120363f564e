import sys

n, m, *ends = map(int, sys.stdin.read().split())
parent = list(range(n + 1))


def root_of(island):
    while parent[island] != island:
        parent[island] = parent[parent[island]]
        island = parent[island]
    return island


communities = n
answers = []
for bridge in range(m - 1, -1, -1):
    answers.append(communities)
    one, other = root_of(ends[2 * bridge]), root_of(ends[2 * bridge + 1])
    if one != other:
        parent[one] = other
        communities -= 1
print("\n".join(map(str, reversed(answers))))
