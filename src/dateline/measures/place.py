"""Places: recognition of the name, and distance of what it was resolved to."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.evaluation.figures import PRF, Figures, percent
from dateline.evaluation.items import Item, Json, Pair, lists, same_list
from dateline.evaluation.spans import check_spans, match_spans
from dateline.where.distance import distance_km

if TYPE_CHECKING:
    from dateline.data import Document

LAYER = "places"
from_line = same_list

FARTHEST_KM = 20039.0
NEAR_KM = 161


def from_document(doc: Document, item: Item) -> list[Json]:
    """The places of a document."""
    return [
        {"start": p.start, "end": p.end, "lat": p.lat, "lon": p.lon, "geonameid": p.geonameid}
        for p in doc.places
    ]


def check(pred: Json, size: int) -> None:
    """Raise ``ValueError`` for a prediction that cannot be scored."""
    check_spans(pred, size, ("lat", "lon"))
    for p in pred:
        for key, limit in (("lat", 90.0), ("lon", 180.01)):
            value = p[key]
            if value is not None and (
                not isinstance(value, (int, float)) or not -limit <= value <= limit
            ):
                raise ValueError(f"{key} {value!r} is not a number from -{limit} to {limit}")


def error_area(errors_km: list[float]) -> float | None:
    """Area under the sorted curve of ln(1 + error), as a share of the largest there is.

    0 is best; ``None`` without errors (Gritta et al. 2018, "AUC").
    """
    if not errors_km:
        return None
    logs = sorted(math.log1p(min(e, FARTHEST_KM)) for e in errors_km)
    most = math.log1p(FARTHEST_KM)
    if len(logs) == 1:
        return logs[0] / most
    area = sum((a + b) / 2 for a, b in pairwise(logs))
    return area / (most * (len(logs) - 1))


def score(pairs: Iterable[Pair]) -> Figures:
    """Recognition, resolution of the exactly recognised that have coordinates, and both joined."""
    gold_n = pred_n = with_coordinates = exact = overlapping = ids = same_id = 0
    errors: list[float] = []
    for item, pred in lists(pairs):
        gold = item.gold
        gold_n += len(gold)
        pred_n += len(pred)
        with_coordinates += sum(g["lat"] is not None for g in gold)
        for i, j, equal in match_spans(gold, pred):
            g, p = gold[i], pred[j]
            overlapping += 1
            exact += equal
            if not equal or g["lat"] is None:
                continue
            km = distance_km(g["lat"], g["lon"], p.get("lat"), p.get("lon"))
            errors.append(FARTHEST_KM if km is None else km)
            if g.get("geonameid") is not None:
                ids += 1
                same_id += g["geonameid"] == p.get("geonameid")
    errors.sort()
    n = len(errors)
    near = sum(e <= NEAR_KM for e in errors)
    return {
        "recognition exact": PRF(exact, pred_n, gold_n),
        "recognition overlap": PRF(overlapping, pred_n, gold_n),
        "resolution of correctly recognised": {
            "n": n,
            "accuracy@161km": percent(near, n),
            "mean error km": sum(errors) / n if n else None,
            "median error km": (errors[n // 2] + errors[(n - 1) // 2]) / 2 if n else None,
            "AUC (low is good)": error_area(errors),
            "same GeoNames id": percent(same_id, ids) if ids else None,
        },
        "found and within 161 km": PRF(near, pred_n, with_coordinates),
    }
