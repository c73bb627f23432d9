"""The one layout model of every document: theme, fonts, paragraphs, tables, pages, and the tags of each piece."""
