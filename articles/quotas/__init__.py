"""What units must send each week, and whether they did."""
