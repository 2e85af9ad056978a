"""The commands of ``dateline``. One file per command; the file's name is the name of the command
(``events`` also has ``series``).

A command's module has ``register(app)``, which adds it to the command line. What is heavy is
imported inside its functions: ``dateline --help`` is to be instant.
"""
