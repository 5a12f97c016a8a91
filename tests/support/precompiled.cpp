// Holds the precompiled header of the tests, which every test program uses.
