"""The windows and their view models (PySide6): they call services and show domain objects."""
