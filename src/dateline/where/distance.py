"""How far two places lie apart."""

from __future__ import annotations

import math

_EARTH_RADIUS_KM = 6371.0


def distance_km(
    lat: float | None, lon: float | None, lat2: float | None, lon2: float | None
) -> float | None:
    """Great-circle distance of two points in degrees; ``None`` where one is not known.

    >>> round(distance_km(0, 0, 0, 1))
    111
    """
    if lat is None or lon is None or lat2 is None or lon2 is None:
        return None
    a, b = math.radians(lat), math.radians(lat2)
    h = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, h)))
