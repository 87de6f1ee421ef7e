"""Making the models of `bot.understand` from labelled text. Nothing here runs in a bot."""
