"""The labels of the vocabularies, in the language that is spoken."""

from passeport.domain import vocabulary
from passeport.domain.vocabulary import Term
from passeport.language.catalogue import language


def label(name: str, code: str) -> str:
    """Return the label of `code` in vocabulary `name`.

    Raises:
        UnknownCodeError: when the vocabulary does not hold it.
    """
    return label_of(vocabulary.vocabulary(name)[code])


def label_of(term: Term) -> str:
    """Return what a term of a vocabulary is called."""
    return term.label(language())
