"""Pages and files over HTTP: signing in, the shells of the live screens, papers, minutes, commands of scripts, health.

Knows nothing of the sockets in `live`; what both share is in `rooms`, `access` and `wire`.
"""
