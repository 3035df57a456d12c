"""The Vietnamese of the packages that the portal is made of: Wagtail's above all."""
