import sys

modulus = 1_000_000_007
n, k, m, *covered = map(int, sys.stdin.read().split())
mossy = bytearray(n + 2)
for stone in covered:
    mossy[stone] = 1

ways = [0] * (n + 2)
ways[0] = window = 1
for place in range(1, n + 2):
    if not mossy[place]:
        ways[place] = window
    window += ways[place]
    if place >= k:
        window -= ways[place - k]
    window %= modulus
print(ways[n + 1])
