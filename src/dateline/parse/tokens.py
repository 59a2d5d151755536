"""Tokens and sentences of parsed blocks, numbered over the whole report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dateline.parse.names import mended
from dateline.types import Sentence, Span, Token


@dataclass(frozen=True, slots=True)
class ParsedBlock:
    """A spaCy Doc, its offset in the report's text, and the block it stands in."""

    parse: Any
    offset: int
    block: int


def collect(blocks: Sequence[ParsedBlock]) -> tuple[tuple[Token, ...], tuple[Sentence, ...]]:
    """All tokens (white space left out) and sentences, in text order."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for block in blocks:
        _add(block, tokens, sentences)
    return tuple(mended(tokens)), tuple(sentences)


def _add(block: ParsedBlock, tokens: list[Token], sentences: list[Sentence]) -> None:
    parse, base = block.parse, len(tokens)
    kept = renumbering(parse, base)
    columns = parse.to_array(["IDX", "LENGTH", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE"]).tolist()
    heads = parse.to_array("HEAD").astype("int64").tolist()
    starts = parse.to_array("SENT_START").astype("int64").tolist()
    strings, text, offset = parse.vocab.strings, parse.text, block.offset
    sentence, first = len(sentences) - 1, base
    for i, (idx, length, lemma, pos, tag, dep, entity) in enumerate(columns):
        if starts[i] == 1 or i == 0:
            _close(sentences, tokens, first, block.block)
            sentence, first = len(sentences), len(tokens)
        if i not in kept:
            continue
        tokens.append(
            Token(
                offset + idx,
                offset + idx + length,
                text[idx : idx + length],
                strings[lemma],
                strings[pos],
                strings[tag],
                strings[dep],
                _head(i, heads, kept),
                sentence,
                strings[entity] if entity else "",
            )
        )
    _close(sentences, tokens, first, block.block)


def renumbering(parse: Any, base: int) -> dict[int, int]:
    """Index in the report by index in the block, for tokens that are not white space."""
    words = [i for i, token in enumerate(parse) if not token.is_space]
    return {i: base + rank for rank, i in enumerate(words)}


def _head(i: int, heads: list[int], kept: dict[int, int]) -> int:
    """The head's index in the report; a head that is white space hands on to its own."""
    at = i + heads[i]
    while at not in kept and heads[at]:
        at += heads[at]
    return kept.get(at, kept[i])


def _close(sentences: list[Sentence], tokens: list[Token], first: int, block: int) -> None:
    if first < len(tokens) and (not sentences or sentences[-1].last <= first):
        span = Span(tokens[first].start, tokens[-1].end)
        sentences.append(Sentence(span, first, len(tokens), block))
