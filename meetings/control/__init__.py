"""What the command line asks of an installation: of a running server over DIR/control.sock, or of the folder itself.

`requests` are the questions and answers, `operations` does them, `socket` carries them.
"""
