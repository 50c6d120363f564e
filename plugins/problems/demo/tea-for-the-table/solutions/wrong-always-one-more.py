guests, each, pot = map(int, input().split())
cups = guests * each
pots = cups // pot + 1
print(pots, pots * pot - cups)
