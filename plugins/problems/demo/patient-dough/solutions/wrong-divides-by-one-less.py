import sys

n, *readings = sys.stdin.read().split()
readings = [float(reading) for reading in readings]
mean = sum(readings) / len(readings)
spread = (sum((reading - mean) ** 2 for reading in readings) / (len(readings) - 1)) ** 0.5
print(f"{mean:.9f}\n{spread:.9f}")
