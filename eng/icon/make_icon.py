#!/usr/bin/env python3
"""Draws icon.png, the icon of the packages: two bars that should be equal, the lower one made of two parts.

Run it in this folder: python3 make_icon.py
"""

import struct
import zlib

SIZE = 128
SAMPLES = 4

BACKGROUND = (27, 38, 59)
WHOLE = (224, 225, 221)
BASE = (119, 141, 169)
ADAPTER = (255, 183, 3)

# left, top, right, bottom, radius, colour
SHAPES = [
    (0, 0, 128, 128, 28, BACKGROUND),
    (24, 36, 104, 56, 10, WHOLE),
    (24, 72, 74, 92, 10, BASE),
    (80, 72, 104, 92, 10, ADAPTER),
]


def inside(x, y, left, top, right, bottom, radius):
    if not (left <= x < right and top <= y < bottom):
        return False
    dx = max(left + radius - x, x - (right - radius), 0)
    dy = max(top + radius - y, y - (bottom - radius), 0)
    return dx * dx + dy * dy <= radius * radius


def sample(x, y):
    pixel = (0, 0, 0, 0)
    for *box, colour in SHAPES:
        if inside(x, y, *box):
            pixel = (*colour, 255)
    return pixel


def pixel(column, row):
    points = [
        sample(column + (i + 0.5) / SAMPLES, row + (j + 0.5) / SAMPLES)
        for i in range(SAMPLES)
        for j in range(SAMPLES)
    ]
    alpha = sum(p[3] for p in points)
    if alpha == 0:
        return bytes(4)
    colour = [round(sum(p[c] * p[3] for p in points) / alpha) for c in range(3)]
    return bytes([*colour, round(alpha / len(points))])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


rows = b"".join(b"\0" + b"".join(pixel(x, y) for x in range(SIZE)) for y in range(SIZE))
header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)
with open("icon.png", "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n")
    file.write(chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))
