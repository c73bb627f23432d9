"""Copies that are protected: closed by a passphrase for e-mail, or signed with the station's certificate."""
