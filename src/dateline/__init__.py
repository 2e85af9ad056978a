"""dateline reads dated news reports and keeps the record of what they say happened."""

__version__ = "0.1.0"
