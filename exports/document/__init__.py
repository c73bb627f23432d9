"""Documents for people: one layout model, the passport and its family, archived as PDF/A-3a and PDF/UA-1 at once."""
