"""A manager reads, exports, administers."""
