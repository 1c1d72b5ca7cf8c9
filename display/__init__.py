"""The hall's screen: who is called, to which counter, seen and heard."""
