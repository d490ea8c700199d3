"""Who may come in: join links, sign-in codes, sessions, and how often one may guess.

What is handed out is chance; what is kept is its digest. What somebody may do once inside is decided in `rules`.
"""
