import sys

k, word = sys.stdin.read().split()
k = int(k)
best = 0
low, high = 0, len(word) // k
while low < high:
    middle = (low + high + 1) // 2
    ends, times, enough = {}, {}, False
    for start in range(len(word) - middle + 1):
        part = word[start : start + middle]
        if ends.get(part, 0) <= start:
            ends[part] = start + middle
            times[part] = times.get(part, 0) + 1
            enough = enough or times[part] >= k
    if enough:
        low = middle
    else:
        high = middle - 1
print(low)
