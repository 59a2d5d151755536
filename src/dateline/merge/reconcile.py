"""One incident out of its mentions: what they agree on, and the conflicts by member."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from dateline.merge.compare import Mention


def incident(group: Sequence[Mention]) -> dict[str, Any]:
    """The incident of a group of mentions, as CONTRACT `merge` has it.

    The best-founded mention (confidence, then order) speaks for the fields; every
    field on which members differ is listed under `conflicts` with who says what.
    """
    lead = max(group, key=lambda m: m.event.confidence)
    total = hashlib.sha256("\n".join(sorted(m.id for m in group)).encode())
    return {
        "id": f"i{total.hexdigest()[:12]}",
        "event": lead.event.event,
        "mode": _union(group, lambda m: m.event.mode),
        "context": _union(group, lambda m: m.event.context),
        "status": lead.event.status,
        "actor": _names(lead, "actor"),
        "recipient": _names(lead, "recipient"),
        "time": _plain(next((m.event.time for m in (lead, *group) if m.event.time), None)),
        "place": _plain(next((m.event.place for m in (lead, *group) if m.event.place), None)),
        "size": _sizes(group),
        "members": [{"record": m.record.id, "event": m.event.id} for m in group],
        "reports": len({m.record.id for m in group}),
        "lineages": len(_lineages(group)),
        "conflicts": _conflicts(group),
        "follows": None,
    }


def _plain(value: Any) -> Any:
    return None if value is None else msgspec.to_builtins(value)


def _union(group: Sequence[Mention], of: Callable[[Mention], list[str]]) -> list[str]:
    return sorted({value for mention in group for value in of(mention)})


def _names(mention: Mention, side: str) -> list[dict[str, Any]]:
    found = []
    for party in getattr(mention.event, side):
        entity = mention.record.entity(party.entity)
        found.append(
            {
                "name": entity.name if entity else mention.record.words(party),
                "country": entity.country if entity else None,
                "sector": entity.sector if entity else None,
            }
        )
    return found


def _sizes(group: Sequence[Mention]) -> list[dict[str, Any]]:
    seen: dict[tuple[str, float, str], dict[str, Any]] = {}
    for mention in group:
        for size in mention.event.size:
            row = {"kind": size.kind, "value": size.value, "bound": size.bound}
            seen.setdefault((size.kind, size.value, size.bound), row)
    return [seen[key] for key in sorted(seen)]


def _lineages(group: Sequence[Mention]) -> list[frozenset[str]]:
    """Texts that are not copies of one another, by the words of their sentences."""
    kept: list[tuple[str, frozenset[str]]] = []
    for mention in group:
        text = mention.record.text
        shingles = _shingles(text)
        if not any(_copies(shingles, other) for _, other in kept):
            kept.append((mention.record.id, shingles))
    return [shingles for _, shingles in kept]


def _shingles(text: str) -> frozenset[str]:
    words = text.lower().split()
    return frozenset(" ".join(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def _copies(a: frozenset[str], b: frozenset[str]) -> bool:
    """Half of the shorter text's four-word runs stand in the longer one."""
    return len(a & b) >= 0.5 * min(len(a), len(b))


def _conflicts(group: Sequence[Mention]) -> list[dict[str, Any]]:
    fields: dict[str, Callable[[Mention], Any]] = {
        "status": lambda m: m.event.status,
        "time": lambda m: m.event.time.value if m.event.time else None,
        "place": lambda m: m.event.place.name if m.event.place else None,
    }
    for kind in sorted({s.kind for m in group for s in m.event.size}):
        fields[f"size.{kind}"] = lambda m, kind=kind: next(  # type: ignore[misc]
            (s.value for s in m.event.size if s.kind == kind), None
        )
    found = []
    for field, of in fields.items():
        values: dict[Any, list[str]] = {}
        for mention in group:
            if of(mention) is not None:
                values.setdefault(of(mention), []).append(mention.id)
        if len(values) > 1:
            rows = [{"value": v, "members": values[v]} for v in sorted(values, key=str)]
            found.append({"field": field, "values": rows})
    return found
