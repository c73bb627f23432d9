"""Files of points d'accueil: the data·inclusion schema, and tables with columns of their own."""
