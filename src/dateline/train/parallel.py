"""Trains in several processes of one machine: each takes its share of the batches, and gradients
are averaged after each step. One process is the plain case, with nothing to set up."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable

import torch
import torch.distributed as dist
from torch import nn

LOG_FORMAT = "%(asctime)s %(message)s"


def rank() -> int:
    """The number of this process, from 0."""
    return dist.get_rank() if dist.is_initialized() else 0


def processes() -> int:
    """How many processes train together."""
    return dist.get_world_size() if dist.is_initialized() else 1


def average_gradients(network: nn.Module) -> None:
    """Average the gradients over all processes."""
    if processes() == 1:
        return
    params = [p for p in network.parameters() if p.requires_grad]
    flat = torch.cat(
        [(torch.zeros_like(p) if p.grad is None else p.grad).flatten() for p in params]
    )
    dist.all_reduce(flat)
    flat /= processes()
    at = 0
    for p in params:
        p.grad = flat[at : at + p.numel()].view_as(p)
        at += p.numel()


def _start(number: int, count: int, port: int, work: Callable[[], None]) -> None:
    os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port)}
    torch.set_num_threads(1)
    logging.basicConfig(level=logging.INFO if number == 0 else logging.WARNING, format=LOG_FORMAT)
    dist.init_process_group("gloo", rank=number, world_size=count)
    try:
        work()
    finally:
        dist.destroy_process_group()


def run(work: Callable[[], None], count: int) -> None:
    """Run ``work`` (a function that pickle can name) in so many processes at once."""
    if count == 1:
        work()
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    torch.multiprocessing.spawn(_start, (count, port, work), nprocs=count)
