"""What the commands do; their arguments and help are in `adapters.arguments`, which loads only what a command needs."""
