import sys

kinds, total, *numbers = map(int, sys.stdin.read().split())
coins = list(zip(numbers[::2], numbers[1::2]))
paid = [0] * kinds
# The most valuable first, as many as fit.
for kind in sorted(range(kinds), key=lambda kind: -coins[kind][0]):
    value, held = coins[kind]
    paid[kind] = min(held, total // value)
    total -= paid[kind] * value
print(*paid) if total == 0 else print("impossible")
