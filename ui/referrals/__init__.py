"""Referrals: sending somebody through the right door, answering, taking the answer."""
