"""The parts of the command line that `adapters.cli` loads only when a command needs them."""
