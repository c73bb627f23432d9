"""How the window looks: colours, typeface, style sheet, icons."""
