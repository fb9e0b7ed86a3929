#!/usr/bin/python3
"""Draws time against size from the tables that `routing_benchmark` prints.

Usage: growth.py REPORT.md >growth.svg

Both axes are logarithmic; a line that rises like the thin grey one is linear in the number of
vertices. Only perturbed grids are drawn: they differ in nothing but their size.
"""
import math
import re
import sys

COLOURS = ["#0b6e4f", "#c8553d", "#28587b", "#f2a541", "#7d4e9e", "#4d9078", "#9b2915", "#5b8e7d",
           "#70587c", "#d17a22"]
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 960, 560, 70, 300, 20, 50


def read_lines(path):
    """{"job / who": [(vertices, milliseconds), …]}"""
    lines, size = {}, None
    with open(path, encoding="utf-8") as report:
        for row in report:
            title = re.match(r"### (.*): (\d+) vertices", row)
            if title:
                size = int(title.group(2)) if title.group(1) == "perturbed grid" else None
            cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
            if size is None or len(cells) < 4 or not re.match(r"J\d", cells[0]):
                continue
            lines.setdefault(cells[0] + " / " + cells[1], []).append((size, float(cells[2])))
    return {name: sorted(points) for name, points in lines.items() if len(points) > 1}


def draw(lines):
    sizes = [s for points in lines.values() for s, _ in points]
    times = [t for points in lines.values() for _, t in points]
    low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
    left, right = math.log10(min(sizes)), math.log10(max(sizes))

    def x(size):
        return LEFT + (math.log10(size) - left) / (right - left) * (WIDTH - LEFT - RIGHT)

    def y(time):
        return TOP + (high - math.log10(time)) / (high - low) * (HEIGHT - TOP - BOTTOM)

    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" '
           'font-size="12">' % (WIDTH, HEIGHT), '<rect width="100%" height="100%" fill="white"/>']
    for power in range(low, high + 1):
        out.append('<path d="M%d %.1fH%d" stroke="#ddd"/><text x="%d" y="%.1f" '
                   'text-anchor="end">%g ms</text>' % (LEFT, y(10 ** power), WIDTH - RIGHT, LEFT - 6,
                                                     y(10 ** power) + 4, 10 ** power))
    for size in sorted(set(sizes)):
        out.append('<text x="%.1f" y="%d" text-anchor="middle">%s</text>'
                   % (x(size), HEIGHT - BOTTOM + 18, format(size, ",")))
    out.append('<text x="%d" y="%d" text-anchor="middle">vertices</text>'
               % ((LEFT + WIDTH - RIGHT) // 2, HEIGHT - 12))
    first = 10 ** low
    steps = min(right - left, high - low)
    out.append('<path d="M%.1f %.1fL%.1f %.1f" stroke="#aaa" stroke-dasharray="4"/>'
               % (x(min(sizes)), y(first), x(10 ** (left + steps)), y(first * 10 ** steps)))
    for number, (name, points) in enumerate(sorted(lines.items())):
        colour = COLOURS[number % len(COLOURS)]
        dash = ' stroke-dasharray="6 3"' if "Boost" in name else ""
        path = "L".join("%.1f %.1f" % (x(s), y(t)) for s, t in points)
        out.append('<path d="M%s" fill="none" stroke="%s" stroke-width="2"%s/>'
                   % (path, colour, dash))
        out.append('<text x="%d" y="%d" fill="%s">%s</text>'
                   % (WIDTH - RIGHT + 12, TOP + 16 + 18 * number, colour,
                      name.replace("&", "&amp;").replace("<", "&lt;")))
    out.append("</svg>")
    return "\n".join(out)


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: growth.py REPORT.md >growth.svg")
    lines = read_lines(sys.argv[1])
    if not lines:
        sys.exit("growth.py: %s has no job at two sizes" % sys.argv[1])
    print(draw(lines))


if __name__ == "__main__":
    main()
