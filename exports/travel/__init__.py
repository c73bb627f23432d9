"""How passports travel: the signed envelope, the inbox where anything may come in, the outbox."""
