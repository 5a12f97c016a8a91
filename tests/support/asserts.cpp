// A Debug build whose asserts are off is none.

#if defined(TESTS_WANT_ASSERTS) && (defined(NDEBUG) || !defined(_GLIBCXX_ASSERTIONS))
#error "asserts are off in a Debug build: see CMakeLists.txt"
#endif
