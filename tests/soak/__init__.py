"""Long runs, by hand (`make soak`): what grows, what leaks, what a killed process leaves behind."""
