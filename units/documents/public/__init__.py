"""What readers see of the register: lists, files and open data."""
