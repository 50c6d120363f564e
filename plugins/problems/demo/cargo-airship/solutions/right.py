import sys

n, *numbers = map(int, sys.stdin.read().split())
gaps, fees = numbers[:n], numbers[n:]

slopes, intercepts = [0], [0]
front = 0
place = cost = 0
for gap, fee in zip(gaps, fees):
    place += gap
    while len(slopes) > front + 1 and (
        slopes[front + 1] * place + intercepts[front + 1] <= slopes[front] * place + intercepts[front]
    ):
        front += 1
    cost = fee + place * place + slopes[front] * place + intercepts[front]
    slope, intercept = -2 * place, cost + place * place
    # The last line goes if the new one passes the one before it no later than it does itself.
    while len(slopes) > front + 1 and (
        (intercept - intercepts[-2]) * (slopes[-2] - slopes[-1])
        <= (intercepts[-1] - intercepts[-2]) * (slopes[-2] - slope)
    ):
        slopes.pop()
        intercepts.pop()
    slopes.append(slope)
    intercepts.append(intercept)
print(cost)
