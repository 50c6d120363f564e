import sys

n, limit, *readings = map(int, sys.stdin.read().split())


def longest_calm(readings, limit):
    """Length of the longest calm stretch, and the day on which the first such one begins."""
    best, first = 0, 0
    for start in range(len(readings)):
        low = high = readings[start]
        for end in range(start, len(readings)):
            low, high = min(low, readings[end]), max(high, readings[end])
            if high - low > limit:
                break
            if end - start + 1 > best:
                best, first = end - start + 1, start + 1
    return best, first


print("%d days\nfrom day %d" % longest_calm(readings, limit))
