guests, each, pot = map(int, input().split())
cups = guests * each
pots = (cups + pot - 1) // pot
print(pots, pots * pot - cups)
