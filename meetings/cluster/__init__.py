"""What nodes tell each other: that a log has grown, and who is connected. Never anything that cannot be lost."""
