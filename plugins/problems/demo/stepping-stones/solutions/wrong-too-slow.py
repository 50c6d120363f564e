import sys

modulus = 1_000_000_007
n, k, m, *covered = map(int, sys.stdin.read().split())
mossy = set(covered)

ways = [1] + [0] * (n + 1)
for place in range(1, n + 2):
    if place not in mossy:
        ways[place] = sum(ways[max(0, place - k) : place]) % modulus
print(ways[n + 1])
