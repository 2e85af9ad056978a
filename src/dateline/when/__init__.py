"""When: calendar and time expressions."""
