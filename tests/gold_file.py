"""A small gold file."""

import json

GOLD = [
    {"id": "a", "published": "2024-03-05", "text": "They met on Monday.",
     "gold": [{"start": 12, "end": 18, "type": "DATE", "value": "2024-03-04"}]},
    {"id": "b", "text": "Nothing here.", "gold": []},
]  # fmt: skip


def write(path, lines):
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path
