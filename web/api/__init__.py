"""The HTTP API v1: what docs/protocol.md says, a subject a file."""
