"""What the commands take: arguments, options, help. What a command does is in `adapters.commands`, imported when it runs."""
