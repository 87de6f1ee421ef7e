"""The rules of the daily card: when it is due, what comes next, what it asks, and what stays in memory. Pure: no clock, no store.

Days are local days, and come in from outside. What people read is put together in `bot.answer`.
"""
