"""Forms that are sent here: small fields, and files within bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import UploadFile

from dateline.errors import UsageError

FILES = 50
"""Files of one form."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: its name and what is in it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form holds."""

    fields: Mapping[str, tuple[str, ...]]
    files: tuple[Upload, ...] = ()

    def get(self, name: str) -> str:
        """Give a field without blanks around it; empty where it was not sent."""
        return self.fields.get(name, ("",))[0].strip()

    def need(self, name: str) -> str:
        """Give a field that must not be empty."""
        value = self.get(name)
        if not value:
            raise UsageError(f"{name.replace('_', ' ')} is missing")
        return value

    def all(self, name: str) -> list[str]:
        """Give all values of a field that is sent several times."""
        return [value.strip() for value in self.fields.get(name, ()) if value.strip()]


async def read(request: Request) -> Sent:
    """Read a form."""
    fields: dict[str, tuple[str, ...]] = {}
    files = []
    most = request.app.state.desk.settings.max_report_bytes
    async with request.form(max_files=FILES, max_fields=500, max_part_size=most) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                if value.filename:
                    files.append(Upload(value.filename, await value.read()))
            else:
                fields[name] = (*fields.get(name, ()), value.replace("\r\n", "\n"))
    return Sent(fields, tuple(files))
