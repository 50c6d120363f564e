import sys

height, width, *depth = map(int, sys.stdin.read().split())
boots = depth[:]
for field in range(1, height * width):
    row, column = divmod(field, width)
    ways = []
    if row > 0:
        ways.append(boots[field - width])
    if column > 0:
        ways.append(boots[field - 1])
    boots[field] = max(depth[field], min(ways))
print(boots[-1])
