"""``dateline events`` and ``dateline series``: query the record."""

from __future__ import annotations

import enum
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.commands import _options as options

if TYPE_CHECKING:
    from dateline.store import Filter, Store

SHOWN = 100
"""Records that a table shows where nobody says how many."""


class SeriesFormat(enum.StrEnum):
    """What ``dateline series --format`` takes."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    png = "png"
    svg = "svg"


class By(enum.StrEnum):
    """The periods of a series."""

    day = "day"
    week = "week"
    month = "month"
    quarter = "quarter"
    year = "year"


def register(app: typer.Typer) -> None:
    """Add ``events`` and ``series`` to the command line."""
    app.command("events")(events)
    app.command("series")(series)


def _many(help_: str, metavar: str, least: float | None = None, most: float | None = None) -> Any:  # noqa: ANN401 - what typer.Option gives
    return typer.Option(metavar=metavar, help=help_, show_default=False, min=least, max=most)


Party = Annotated[
    list[str] | None,
    _many("Who does it: country SYR, sector GOV, both SYR/GOV, entity or name.", "WHO"),
]
Recipient = Annotated[list[str] | None, _many("To whom; as for --actor.", "WHO")]
Either = Annotated[list[str] | None, _many("Takes part on either side.", "WHO")]
Dyad = Annotated[
    list[str] | None, _many("ISR>SYR for one way, ISR:SYR for either; or entities.", "PAIR")
]
Type = Annotated[
    list[str] | None,
    typer.Option(
        "--type", metavar="TYPE", help="PLOVER type, such as CONSULT.", show_default=False
    ),
]
Mode = Annotated[list[str] | None, _many("PLOVER mode, such as visit.", "MODE")]
Context = Annotated[list[str] | None, _many("PLOVER context, such as military.", "CONTEXT")]
StatusOption = Annotated[
    list[str] | None, _many("happened, ongoing, planned, possible or negated.", "STATUS")
]
Since = Annotated[str | None, _many("First day of the event.", "DATE")]
Until = Annotated[str | None, _many("Last day of the event.", "DATE")]
Undated = Annotated[
    bool, typer.Option("--undated", help="Put events without a day at their first report.")
]
Country = Annotated[list[str] | None, _many("Country of the place, alpha-3.", "CODE")]
Region = Annotated[list[str] | None, _many("Region of the place, by name.", "NAME")]
Place = Annotated[list[str] | None, _many("Name of the place.", "NAME")]
Near = Annotated[str | None, _many("Within a radius, as 33.5,36.3,50 (km).", "LAT,LON,KM")]
Kind = Annotated[
    list[str] | None, _many("A source is named, anonymous, institution or media.", "KIND")
]
Outlet = Annotated[list[str] | None, _many("Told by this publisher.", "NAME")]
MinSources = Annotated[int | None, _many("At least so many independent sources.", "N", 0)]
MinOutlets = Annotated[int | None, _many("At least so many independent outlets.", "N", 0)]
MinConfidence = Annotated[float | None, _many("At least this confidence, 0 to 1.", "P", 0, 1)]
Contradicted = Annotated[
    bool | None,
    typer.Option(
        "--contradicted/--uncontradicted", help="Mentions contradict.", show_default=False
    ),
]
Text = Annotated[str | None, _many('Words told with it; "a phrase"; begin*.', "WORDS")]
AsOf = Annotated[
    str | None, _many("The record as it stood from what was published by then.", "DATE")
]


def events(
    store: options.Store = None,
    actor: Party = None,
    recipient: Recipient = None,
    party: Either = None,
    dyad: Dyad = None,
    type_: Type = None,
    mode: Mode = None,
    context: Context = None,
    status: StatusOption = None,
    since: Since = None,
    until: Until = None,
    undated: Undated = False,
    country: Country = None,
    region: Region = None,
    place: Place = None,
    near: Near = None,
    source_kind: Kind = None,
    outlet: Outlet = None,
    min_sources: MinSources = None,
    min_outlets: MinOutlets = None,
    min_confidence: MinConfidence = None,
    contradicted: Contradicted = None,
    text: Text = None,
    as_of: AsOf = None,
    ids: Annotated[
        list[str] | None,
        typer.Option("--id", metavar="ID", help="This record.", show_default=False),
    ] = None,
    rejected: Annotated[
        bool, typer.Option("--rejected", help="Those that people have rejected instead.")
    ] = False,
    newest: Annotated[bool, typer.Option("--newest", help="Newest day first.")] = False,
    limit: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="At most so many; of a table 100, otherwise all."),
    ] = None,
    format_: options.FormatOption = None,
    output: options.Output = None,
) -> None:
    """Query the record: who did what to whom, according to whom, on which day.

    Options that may be repeated: of actors all must take part; of others one is enough.

    \b
    For example:
      dateline events --actor SYR --type CONSULT --status planned
      dateline events --dyad ISR:SYR --since 2025-07-01 --min-sources 2
      dateline events --near 33.5,36.3,50 --as-of 2025-07-12 -o then.csv
    """  # noqa: D301 - typer takes \\b, the character, for "keep these lines"
    from dateline import config, plugins
    from dateline.exporters._output import open_output
    from dateline.progress import say
    from dateline.store import Filter, open_store

    settings = config.load()
    form = options.format_of(format_, output, settings)
    writer = plugins.find("store.output", form)
    if hasattr(writer, "check"):
        writer.check()
    wanted = Filter(
        **_several(actor=actor, recipient=recipient, party=party, dyad=dyad, types=type_),
        **_several(modes=mode, contexts=context, statuses=status, ids=ids),
        **_several(countries=country, regions=region, places=place),
        **_several(source_kinds=source_kind, outlets=outlet),
        **_days(since=since, until=until, as_of=as_of),
        undated=undated,
        near=_near(near),
        min_sources=min_sources,
        min_outlets=min_outlets,
        min_confidence=min_confidence,
        contradicted=contradicted,
        text=text,
        rejected=rejected,
    )
    options.is_for_terminal(form, output)
    most = limit if limit is not None or form != "table" else SHOWN
    with (
        open_store(options.store_at(store, settings)) as opened,
        options.piped(),
        open_output(output) as out,
    ):
        found = opened.stream(wanted, order="newest" if newest else "oldest", limit=most)
        writer.write(found, out, opened.notes())
        _hint(opened, wanted)
        if limit is None and form == "table" and (total := opened.count(wanted)) > SHOWN:
            say(f"the first {SHOWN} of {total:,}; --limit N shows more")


def series(
    store: options.Store = None,
    dyad: Dyad = None,
    actor: Party = None,
    recipient: Recipient = None,
    party: Either = None,
    type_: Type = None,
    mode: Mode = None,
    context: Context = None,
    status: StatusOption = None,
    since: Since = None,
    until: Until = None,
    country: Country = None,
    region: Region = None,
    min_sources: MinSources = None,
    text: Text = None,
    as_of: AsOf = None,
    by: Annotated[By, typer.Option(help="The period.")] = By.month,
    format_: Annotated[
        SeriesFormat | None,
        typer.Option("--format", "-f", help="What to write.", show_default=False),
    ] = None,
    output: options.Output = None,
) -> None:
    """Count events by period, PLOVER type and quad class, with the conflict-cooperation score.

    Counts what happened or goes on, unless --status says otherwise; events whose day nobody gives
    are left out.

    \b
    For example:
      dateline series --dyad ISR:SYR --by week
      dateline series --dyad 'ISR>SYR' -o syria.svg
    """  # noqa: D301 - typer takes \\b, the character, for "keep these lines"
    from dateline import config
    from dateline.errors import UsageError
    from dateline.exporters._output import open_output
    from dateline.store import Filter, open_store
    from dateline.store.output import series as writer

    settings = config.load()
    suffix = "" if output is None else output.suffix.lower().removeprefix(".")
    if format_ is None:
        options.check_ending(suffix, SeriesFormat)
    form = format_.value if format_ else (suffix if suffix in set(SeriesFormat) else "table")
    writer.check(form)
    if form in ("png", "svg") and output is None and sys.stdout.isatty():
        raise UsageError(f"{form.upper()} is not for a terminal: give -o FILE")
    wanted = Filter(
        **_several(actor=actor, recipient=recipient, party=party, dyad=dyad, types=type_),
        **_several(modes=mode, contexts=context, statuses=status),
        **_several(countries=country, regions=region),
        **_days(since=since, until=until, as_of=as_of),
        min_sources=min_sources,
        text=text,
    )
    with (
        open_store(options.store_at(store, settings)) as opened,
        options.piped(),
        open_output(output) as out,
    ):
        found = opened.series(wanted, period=by.value)
        title = " ".join((*wanted.dyad, *wanted.actor, *wanted.party)) or "all events"
        writer.write(found, out, form, f"{title}, by {by.value}")
        _hint(opened, wanted)


def _hint(opened: Store, wanted: Filter) -> None:
    """Say on standard error what else could be asked for, lest nothing look like no events."""
    from dateline.exporters._safe import safe_line
    from dateline.progress import say

    for hint in opened.hints(wanted):
        say(safe_line(hint))


def _several(**given: list[str] | None) -> dict[str, Any]:
    """What options that may be repeated come to in a filter."""
    return {name: tuple(values or ()) for name, values in given.items()}


def _days(**given: str | None) -> dict[str, Any]:
    """What options that take a day come to in a filter."""
    return {
        name: options.day_of(f"--{name.replace('_', '-')}", value) for name, value in given.items()
    }


def _near(value: str | None) -> tuple[float, float, float] | None:
    from dateline.errors import UsageError

    if value is None:
        return None
    try:
        lat, lon, km = (float(part) for part in value.split(","))
    except ValueError:
        raise UsageError(f"--near: {value!r} is not latitude,longitude,km") from None
    return lat, lon, km
