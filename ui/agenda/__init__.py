"""What is to be done, most urgent first, and the agenda by day, week and month."""
