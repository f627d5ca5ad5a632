"""Keys: addresses that nobody can guess, and the tokens of links, of which only a hash is stored."""

import hashlib
import secrets


def new_public_id() -> str:
    """An address nobody can guess (128 random bits)."""
    return secrets.token_urlsafe(16)


def new_token() -> str:
    """The secret of a link that opens something for whoever holds it (256 random bits)."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a token: enough to know it again, not to make it. Its 256 bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
