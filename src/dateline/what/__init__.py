"""What happened: triggers, parties, status, readings of an event, which mentions are one."""
