import sys

words = sys.stdin.read().split()
n, m = int(words[0]), int(words[1])
listed = words[2 : 2 + n]
heard = set(words[2 + n : 2 + n + m])

missing = [name for name in listed if name not in heard]
print("\n".join(missing) if missing else "everybody is here")
