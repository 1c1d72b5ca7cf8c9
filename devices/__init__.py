"""Hands: paper, printer, QR codes and voice. They know nothing of rooms, stores or pages."""

from devices.capabilities import load_capabilities

load_capabilities()
