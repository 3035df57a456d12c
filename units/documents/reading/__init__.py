"""Takes the text out of files, in a process of its own that may neither hang nor eat the machine.

The modules run in the child (`child`, `pdf`, `packages`, `fonts`) know no Django.
"""
