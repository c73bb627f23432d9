"""The directory of points d'accueil: found, corrected, brought up to date."""
