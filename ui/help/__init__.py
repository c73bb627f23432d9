"""The guide inside the window: its pages, where each page of the window is explained, what is new."""
