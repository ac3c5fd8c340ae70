#pragma once

#include <cstddef> // tells the C library

/// Makes a function again for processors with vectors of 256 and of 512 bits, chosen when the program starts; what it
/// answers must not depend on how many numbers are taken at once. Only where compiler, C library and processor know
/// how: sanitizers would look at the choice before they are set up.
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) &&                           \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define PIXELSCAPE_WIDE_VECTORS [[gnu::target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")]]
#else
#define PIXELSCAPE_WIDE_VECTORS
#endif
