"""Estimates of waiting, pure. Today a plain one; each estimate is kept so that it can be scored."""
