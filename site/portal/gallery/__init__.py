"""The gallery of components: every part of the public pages in every state, for developers."""
