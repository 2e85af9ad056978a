import datetime as dt

import pytest
from stories import DAY, Told, document

from dateline.errors import UsageError

RAID = Told("ASSAULT", "ISR", "SYR", DAY, killed=3)
BLAME = Told("ACCUSE", "TUR", "ISR", None)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frame_has_a_row_a_record(here, library):
    pytest.importorskip(library)
    here.add([document([RAID, BLAME])])
    frame = here.frame(library=library)
    empty = here.frame(library=library, actor=("NZL",))
    assert frame.shape[0] == 2
    assert list(frame.columns) == list(empty.columns)
    assert list(map(str, frame.dtypes)) == list(map(str, empty.dtypes))
    rows = frame.to_dict("records") if library == "pandas" else frame.to_dicts()
    raid = next(row for row in rows if row["event_type"] == "ASSAULT")
    assert (raid["counts"], raid["actor_countries"], raid["quad"]) == ("killed=3", "ISR", 4)
    when = raid["when_start"]
    assert (when.date() if isinstance(when, dt.datetime) else when) == DAY


def test_frame_names_the_libraries(here):
    with pytest.raises(UsageError, match="not one of pandas, polars"):
        here.frame(library="numpy")
