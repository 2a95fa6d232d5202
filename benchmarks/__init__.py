"""What is measured, and how to repeat it: `./dev bench [NAME...]`."""
