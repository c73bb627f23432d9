"""Every page, panel and dialog of the window, in the state that people meet: for the tests and for the pictures."""
