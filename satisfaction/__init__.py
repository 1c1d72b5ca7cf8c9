"""The rules of satisfaction, pure: who may rate when, rates with their intervals."""
