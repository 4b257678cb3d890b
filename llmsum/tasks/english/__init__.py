"""A checked Chinese analysis put into English, clause by clause."""
