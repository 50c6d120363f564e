import sys


def part():
    """The next text: its length in bytes on a line, then the text, then the end of a line."""
    length = int(sys.stdin.buffer.readline())
    text = sys.stdin.buffer.read(length).decode("utf-8", "replace")
    sys.stdin.buffer.readline()
    return text


def refusal(given, expected, answer):
    """What is wrong with the answer, or None."""
    kinds, total, *numbers = map(int, given.split())
    is_possible = expected.strip() != "impossible"
    words = answer.split()
    if words == ["impossible"]:
        return "There is a way to pay exactly." if is_possible else None
    if len(words) != kinds or not all(word.isascii() and word.isdigit() and len(word) < 10 for word in words):
        return f"Write {kinds} whole numbers, or the word impossible."
    paid = list(map(int, words))
    for kind, (coins, held) in enumerate(zip(paid, numbers[1::2]), start=1):
        if coins > held:
            return f"You pay with {coins} coins of kind {kind}, and have {held}."
    cents = sum(coins * value for coins, value in zip(paid, numbers[::2]))
    return None if cents == total else f"Your coins are worth {cents} cents, and {total} are to be paid."


reason = refusal(part(), part(), part())
print("ok" if reason is None else f"wrong\n{reason}")
