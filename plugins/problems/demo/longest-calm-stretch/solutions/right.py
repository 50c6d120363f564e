import sys
from collections import deque

n, limit, *readings = map(int, sys.stdin.read().split())


def longest_calm(readings, limit):
    """Length of the longest calm stretch, and the day on which the first such one begins."""
    low, high = deque(), deque()
    start = best = first = 0
    for end, value in enumerate(readings):
        while low and readings[low[-1]] > value:
            low.pop()
        while high and readings[high[-1]] < value:
            high.pop()
        low.append(end)
        high.append(end)
        while readings[high[0]] - readings[low[0]] > limit:
            start += 1
            if low[0] < start:
                low.popleft()
            if high[0] < start:
                high.popleft()
        if end - start + 1 > best:
            best, first = end - start + 1, start + 1
    return best, first


print("%d days\nfrom day %d" % longest_calm(readings, limit))
