"""What a person prefers on this computer: language, colours, size of the letters, calm, absence."""
