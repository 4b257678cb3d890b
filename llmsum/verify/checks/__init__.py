"""The checks of the gate, one question each: what in a line do its sentences not bear out?"""
