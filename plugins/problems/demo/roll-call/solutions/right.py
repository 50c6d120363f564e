n, m = map(int, input().split())
listed = [input() for _ in range(n)]
heard = {input() for _ in range(m)}

missing = [name for name in listed if name not in heard]
print("\n".join(missing) if missing else "everybody is here")
