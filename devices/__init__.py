"""Hands: paper, printer, QR codes and voice. They know nothing of rooms, stores or pages."""
