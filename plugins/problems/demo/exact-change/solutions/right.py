import sys

kinds, total, *numbers = map(int, sys.stdin.read().split())
coins = list(zip(numbers[::2], numbers[1::2]))

# used[i][s]: the fewest coins of kind i with which the kinds up to i pay s; -1 if they cannot.
used = []
payable = [True] + [False] * total
for value, held in coins:
    now = [0 if can else -1 for can in payable]
    for cents in range(value, total + 1):
        if now[cents] == -1 and -1 < now[cents - value] < held:
            now[cents] = now[cents - value] + 1
    used.append(now)
    payable = [count >= 0 for count in now]

if payable[total]:
    paid = []
    for (value, _), now in zip(reversed(coins), reversed(used)):
        paid.append(now[total])
        total -= now[total] * value
    print(*reversed(paid))
else:
    print("impossible")
