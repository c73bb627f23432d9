"""A plugin of pytest that has the window speak English: it is loaded before anything of `ui` is (`-p`)."""

from passeport.language.catalogue import use_language

use_language("en")
