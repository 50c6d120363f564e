import sys

n, *numbers = map(int, sys.stdin.read().split())
gaps, fees = numbers[:n], numbers[n:]
places, costs = [0], [0]
for j in range(n):
    places.append(places[j] + gaps[j])
    cheapest = None
    for i in range(j + 1):
        flight = costs[i] + (places[j + 1] - places[i]) ** 2
        if cheapest is None or flight < cheapest:
            cheapest = flight
    costs.append(cheapest + fees[j])
print(costs[n])
