"""Runs coding over many reports: in this process, or in worker processes."""

from dateline.engine.local import Coder, code, pipe, without_scores

__all__ = ["Coder", "code", "pipe", "without_scores"]
