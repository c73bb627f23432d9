"""Passeport: the European skills passport of the public orientation service of Île-de-France."""

__version__ = "0.1.0"
