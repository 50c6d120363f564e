import sys
from collections import deque

n, limit, *readings = map(int, sys.stdin.read().split())


def longest_calm(readings, limit):
    """Length of the longest calm stretch, and the day on which the first such one begins."""
    return 0, 1


print("%d days\nfrom day %d" % longest_calm(readings, limit))
