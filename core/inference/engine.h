#pragma once

#include "core/base/json.h"
#include "core/model/model_definition.h"
#include "core/model/model_package.h"

#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace pixelscape {

enum class Device { Cpu, Gpu };

/// Numbers that belong to somebody else. `shape` is outermost first, as the network states it: batch, channels, height,
/// width.
struct TensorView
{
    std::vector<int> shape;
    std::span<const float> values;
};

/// What really runs, for the log and the report.
struct EngineDescription
{
    QString name;
    QString version;
    QString device;
    QString precision;
    bool operator==(const EngineDescription &) const = default;
};

/// Runs one network. Loaded in worker processes only: a malformed network can kill the process that loads it.
class Engine
{
public:
    virtual ~Engine() = default;

    virtual EngineDescription description() const = 0;

    /// The layout that the network takes where the engine has settled it, whatever the definition says.
    virtual std::optional<TensorLayout> settledInputLayout() const { return std::nullopt; }

    /// The input's shape as the network states it, outermost first, -1 where it is open; empty where the engine cannot
    /// tell.
    virtual std::vector<int> statedInputShape() const { return {}; }

    /// All outputs of the network for one input tensor. The values stay until the next call. Throws Error.
    virtual std::vector<TensorView> infer(const TensorView &input) = 0;
};

} // namespace pixelscape
