"""Checks that our measures give the figures of the gold folder's own scorers.

    python benchmarks/crosscheck.py GOLD_FOLDER

For each gold file a prediction is made out of the gold by a fixed recipe of damage (items dropped,
spans moved, labels changed); both programs score it, and every figure they share must be equal.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from dateline.evaluation import gold_files, measuring
from dateline.evaluation.figures import to_json

TOLERANCE = 1e-6


def damaged(task, item, number):
    """A prediction that is partly wrong; ``None`` for one item in seven."""
    if number % 7 == 3:
        return None
    if task == "type":
        return item.gold if number % 3 else ("AID", "CONSULT", "RETREAT")[number % 5 % 3]
    pred = json.loads(json.dumps(item.gold))
    kept = [p for k, p in enumerate(pred) if (k + number) % 5]
    if task == "coref":
        merged = [
            kept[i] + (kept[i + 1] if i + 1 < len(kept) else []) for i in range(0, len(kept), 2)
        ]
        return merged if number % 2 else [c[: 1 + len(c) // 2] for c in kept if c]
    for k, p in enumerate(kept):
        turn = (k * 3 + number) % 4
        _damage(task, p, turn, kept[k - 1] if k else None)
    return kept


def _damage(task, p, turn, other):
    if task in ("time", "place", "names") and turn == 0 and p["end"] - p["start"] > 1:
        p["end"] -= 1
    if task == "time" and turn == 1:
        p["value"] = "PRESENT_REF"
    if task == "time" and turn == 2:
        p["type"] = "SET"
    if task == "place" and turn == 1 and p["lat"] is not None:
        p["lat"] = min(90, p["lat"] + 2.5)
        p["geonameid"] = 1
    if task == "place" and turn == 2:
        p["lat"] = p["lon"] = None
    if task == "names" and turn == 1:
        p["type"] = "ORG"
    if task == "factuality":
        p["value"] = (p["value"], 0.0, -p["value"], 3.0)[turn]
    if task == "attribution":
        p.pop("kind", None)
        if turn == 0:
            p["source"] = []
        if turn == 1 and p["content"] and p["content"][0][1] - p["content"][0][0] > 8:
            s, e = p["content"][0]
            p["content"][0] = [s, s + (e - s) // 2]
        if turn == 2 and other is not None:
            p["cue"] = other["cue"]
    if task == "event" and turn == 1:
        p["actors"], p["recipients"] = p.get("recipients") or [], p.get("actors") or []
    if task == "event" and turn == 2:
        p["type"] = "AID"
    if task == "articles":
        _damage_record(p, turn, other)


def _damage_record(p, turn, other):
    if turn == 0:
        p["actors"], p["recipients"] = p["recipients"], p["actors"]
    if turn == 1:
        p["sources"], p["when"], p["also"] = p["sources"][:-1], None, []
        p["status"] = "planned"
    if turn == 2 and other is not None:
        p["type"], p["trigger"] = other["type"], other["trigger"]
    if turn == 3 and p["where"]:
        p["where"]["name"] += "x"
        p["where"]["lat"] = None


def shared_figures(folder, task, gold, pairs):
    script = {"articles": "score_articles.py", "names": "score_names.py"}.get(task, "score.py")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for item, pred in pairs:
            if pred is not None:
                file.write(json.dumps({"id": item.id, "pred": pred}) + "\n")
        file.flush()
        arguments = [str(gold), file.name, "--json"]
        if script == "score.py":
            arguments.insert(0, task)
        done = subprocess.run(
            [sys.executable, str(folder / script), *arguments], capture_output=True, text=True
        )
    if done.returncode:
        raise SystemExit(done.stderr)
    figures = json.loads(done.stdout)
    return figures.get("scores", figures)


def differences(ours, theirs, path=""):
    """Paths of figures in both that are not equal; and how many were compared."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        compared, wrong = 0, []
        for key in theirs.keys() & ours.keys():
            n, w = differences(ours[key], theirs[key], f"{path}/{key}")
            compared += n
            wrong += w
        return compared, wrong
    if isinstance(theirs, (int, float)) and isinstance(ours, (int, float)):
        close = abs(ours - theirs) <= TOLERANCE * max(1.0, abs(theirs))
        return 1, [] if close else [f"{path}: {ours} is not {theirs}"]
    return 1, [] if ours == theirs else [f"{path}: {ours!r} is not {theirs!r}"]


def main():
    folder = Path(sys.argv[1])
    failed = False
    for task in measuring.tasks():
        for gold in sorted((folder / task).glob("*.jsonl")):
            items = gold_files.read_gold(gold)
            pairs = [(item, damaged(task, item, n)) for n, item in enumerate(items)]
            ours = to_json(measuring.score(task, pairs))
            theirs = shared_figures(folder, task, gold, pairs)
            compared, wrong = differences(ours, theirs)
            print(f"{'FAIL' if wrong else 'same'}  {task}/{gold.name}: {compared} figures")
            for line in wrong[:10]:
                print("      " + line)
            failed |= bool(wrong) or not compared
    return failed


if __name__ == "__main__":
    sys.exit(main())
