"""Language: sentences for people, labels, French dates; the one place where an error becomes words."""
