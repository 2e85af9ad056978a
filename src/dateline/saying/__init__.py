"""According to whom: cues, quotations, claims, voices."""
