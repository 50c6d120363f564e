import sys

k, word = sys.stdin.read().split()
k = int(k)

# A suffix automaton; `count` is how often the parts of a state are heard.
step, link, length, count = [{}], [-1], [0], [0]
last = 0
for letter in word:
    new = len(step)
    step.append({})
    link.append(0)
    length.append(length[last] + 1)
    count.append(1)
    state = last
    while state != -1 and letter not in step[state]:
        step[state][letter] = new
        state = link[state]
    if state != -1:
        to = step[state][letter]
        if length[to] == length[state] + 1:
            link[new] = to
        else:
            clone = len(step)
            step.append(step[to].copy())
            link.append(link[to])
            length.append(length[state] + 1)
            count.append(0)
            while state != -1 and step[state].get(letter) == to:
                step[state][letter] = clone
                state = link[state]
            link[to] = link[new] = clone
    last = new

best = 0
for state in sorted(range(1, len(step)), key=length.__getitem__, reverse=True):
    if count[state] >= k:
        best = max(best, length[state])
    count[link[state]] += count[state]
print(best)
