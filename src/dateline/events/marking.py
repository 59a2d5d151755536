"""Two parties marked in a text, as the pair head reads them.

The source stands between "@", the target between "#": marks that the encoder's vocabulary
already has (entity markers as punctuation, Zhou and Chen 2022, arXiv:2102.01373).
"""

from __future__ import annotations

SOURCE, TARGET = "@", "#"
REACH = 360
"""Characters kept on either side of the two parties; farther words say little of them."""

Place = tuple[int, int]


def marked(text: str, source: Place, target: Place) -> tuple[str, int, int]:
    """The text with both parties marked, and the offsets of the two opening marks."""
    low = max(0, min(source[0], target[0]) - REACH)
    high = min(len(text), max(source[1], target[1]) + REACH)
    low = text.find(" ", low, source[0]) + 1 if low else 0
    # At one offset what closes comes before what opens, and the longer opens first.
    cuts = sorted(
        [
            (source[0], 1, -source[1], f"{SOURCE} ", "s"),
            (target[0], 1, -target[1], f"{TARGET} ", "t"),
            (source[1], 0, -source[0], f" {SOURCE}", ""),
            (target[1], 0, -target[0], f" {TARGET}", ""),
        ],
        key=lambda cut: cut[:3],
    )
    parts: list[str] = []
    marks = {"s": 0, "t": 0}
    at, length = low, 0
    for where, _, _, mark, name in cuts:
        for piece in (text[at:where], mark):
            if piece is mark and name:
                marks[name] = length
            parts.append(piece)
            length += len(piece)
        at = where
    parts.append(text[at:high])
    return "".join(parts), marks["s"], marks["t"]
