import sys
from heapq import heappop, heappush

height, width, *depth = map(int, sys.stdin.read().split())
heap = [(depth[0], 0)]
done = [False] * (height * width)
while heap:
    needed, field = heappop(heap)
    if done[field]:
        continue
    if field == height * width - 1:
        print(needed)
        break
    done[field] = True
    row, column = divmod(field, width)
    for is_inside, beside in (
        (row > 0, field - width),
        (row < height - 1, field + width),
        (column > 0, field - 1),
        (column < width - 1, field + 1),
    ):
        if is_inside and not done[beside]:
            heappush(heap, (max(needed, depth[beside]), beside))
