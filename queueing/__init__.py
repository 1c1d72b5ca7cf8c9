"""The rules of a queue, pure: the life of a ticket, numbers, the order of calls, opening hours."""
