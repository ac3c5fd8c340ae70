#pragma once

#include <QString>

namespace pixelscape {

/// A lock of the operating system on a job's record: it is held for as long as the process that took it lives and ends
/// with it, however that ends, and no other process that happens to get the same number looks like its holder.
class JobLock
{
public:
    JobLock() = default;
    ~JobLock() { release(); }
    JobLock(const JobLock &) = delete;
    JobLock &operator=(const JobLock &) = delete;

    /// Makes the file where there is none. False where somebody else holds it, or it cannot be made.
    bool take(const QString &path);
    void release();

    /// Whether somebody holds it, be it this process; looking does not disturb anybody who wants to take it.
    static bool isHeld(const QString &path);

private:
    int m_file = -1;
};

} // namespace pixelscape
