// No code: the source for which the precompiled header of all test programs is made.
