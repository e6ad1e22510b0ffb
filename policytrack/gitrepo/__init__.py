"""Every call of git, and nothing else: the only room that knows how a repository is spoken to.

Callers give and get paths, bytes and ids; what they mean is the store's business. Import from the
files themselves: reading needs few of them, and a command's start should load no more.
"""
