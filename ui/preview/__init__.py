"""Documents on the screen before they are on paper: seen page by page, printed, saved."""
