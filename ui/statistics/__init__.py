"""What a supervisor has before them: statistics, and never a name."""
