#include "core/run/first_touch.h"

#include "core/base/stopwatch.h"

#include <cstddef>

#include <sys/mman.h>

namespace pixelscape {

double firstTouchSecondsPerByte()
{
    constexpr std::size_t bytes = std::size_t(64) << 20;
    constexpr std::size_t page = 4096;
    void *const memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return 0;
#ifdef MADV_HUGEPAGE
    madvise(memory, bytes, MADV_HUGEPAGE); // as workers have their memory
#endif
    const Stopwatch watch;
    auto *const written = static_cast<volatile std::byte *>(memory);
    for (std::size_t at = 0; at < bytes; at += page)
        written[at] = std::byte{1};
    const double seconds = watch.seconds();
    munmap(memory, bytes);
    return seconds / double(bytes);
}

} // namespace pixelscape
