/** Somebody's program: the longest run of numbers that rise. */
export const hers = `# an idea of my uncle Bob
lemur = [int(word) for word in input().split()]


def longest(zebras):
    zebra_best = 0
    quokka = 0
    for i in range(1, len(zebras)):
        if zebras[i] > zebras[i - 1]:
            quokka += 1
        else:
            quokka = 0
        if quokka > zebra_best:
            zebra_best = quokka
    return zebra_best + 1


print(longest(lemur))
`;

/** The same but for names, comments and lines. */
export const hersRenamed = `'''What rises'''
# one line
numbers = [
    int(part)
    for part in input().split()
]


def rising(xs):
    top = 0
    here = 0
    # from the second on
    for k in range(1, len(xs)):
        if xs[k] > xs[k - 1]:
            here += 1
        else:
            here = 0
        if here > top:
            top = here
    return top + 1

print(rising(numbers))
`;

/** The same way with a function more, and another order. */
export const hersLikewise = `def read(text):
    return [int(word) for word in text.split()]


def chain(values):
    best = 0
    run = 0
    for n in range(1, len(values)):
        if values[n] > values[n - 1]:
            run += 1
        else:
            run = 0
        if run > best:
            best = run
    return best + 1


print(chain(read(input())))
`;

export const goingAnotherWay = `from functools import lru_cache

values = list(map(int, input().split()))


@lru_cache
def ending(i):
    if i == 0 or values[i] <= values[i - 1]:
        return 1
    return ending(i - 1) + 1


print(max(ending(i) for i in range(len(values))))
`;
