"""Who: actors through time, who is meant, of which country and sectors."""
