#pragma once

#include <cstddef>
#include <mutex>
#include <vector>

namespace pixelscape {

/// Tensors that were inferred, for the tiles that follow: memory that is used again need not be found and cleared by
/// the system, which for large tiles takes as long as reading them. For two threads.
class TensorStock
{
public:
    /// Of that size, with anything in it.
    std::vector<float> take(std::size_t size)
    {
        std::vector<float> tensor;
        {
            const std::scoped_lock lock(m_mutex);
            if (!m_tensors.empty()) {
                tensor = std::move(m_tensors.back());
                m_tensors.pop_back();
            }
        }
        tensor.resize(size);
        return tensor;
    }

    void giveBack(std::vector<float> tensor)
    {
        const std::scoped_lock lock(m_mutex);
        m_tensors.push_back(std::move(tensor));
    }

private:
    std::mutex m_mutex;
    std::vector<std::vector<float>> m_tensors; ///< no more than were on their way at once
};

} // namespace pixelscape
