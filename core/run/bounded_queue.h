#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace pixelscape {

/// Hands values from one thread to another and holds the first back when it is too far ahead. close() ends it from
/// either side: nothing more is taken in, and pop() gives what is left, then nothing.
template <typename Value> class BoundedQueue
{
public:
    explicit BoundedQueue(std::size_t capacity) : m_capacity(capacity) {}

    /// Waits for room. False where the queue was closed; the value is dropped.
    bool push(Value value)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_values.size() < m_capacity || m_closed; });
        if (m_closed)
            return false;
        m_values.push_back(std::move(value));
        m_changed.notify_all();
        return true;
    }

    /// Waits for a value. Nothing where the queue is closed and empty.
    std::optional<Value> pop()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return !m_values.empty() || m_closed; });
        if (m_values.empty())
            return std::nullopt;
        std::optional<Value> value(std::move(m_values.front()));
        m_values.pop_front();
        m_changed.notify_all();
        return value;
    }

    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_changed.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Value> m_values;
    std::size_t m_capacity;
    bool m_closed = false;
};

} // namespace pixelscape
