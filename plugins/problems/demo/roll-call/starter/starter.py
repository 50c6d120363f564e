n, m = map(int, input().split())
listed = [input() for _ in range(n)]
heard = [input() for _ in range(m)]

# Who of `listed` is missing?
