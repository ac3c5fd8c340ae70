#include "core/inference/openvino_module.h"

#include "core/base/error.h"
#include "core/inference/one_input.h"
#include "core/inference/private_files.h"

#include <QRegularExpression>

#include <algorithm>
#include <list>
#include <new>
#include <sstream>

#include <openvino/frontend/manager.hpp>
#include <openvino/openvino.hpp>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// "2026.4.1" of "2026.4.1-22982-...".
QString openVinoVersion()
{
    return QString::fromLatin1(ov::get_openvino_version().buildNumber).section(u'-', 0, 0);
}

/// The part of an OpenVINO message that means something to a person: the innermost reason, without the source files
/// and checks of OpenVINO that stand around it.
QString reasonOf(const std::exception &exception)
{
    const QString whole = QString::fromUtf8(exception.what());
    static const QRegularExpression unknown(u"No conversion rule found for operations?: ([^\n]+)"_s);
    if (const QRegularExpressionMatch match = unknown.match(whole); match.hasMatch())
        return u"it does not know the operation %1"_s.arg(match.captured(1).trimmed());
    static const QRegularExpression around(
        u"Exception from .*|Check '.*' failed at .*|FrontEnd API failed with .*|Model wasn't fully converted.*|"
        "Summary:.*|-- Conversion is failed for.*|-- .* with a message:|To facilitate the conversion.*|"
        "Shape inference input shapes.*|While validating (ONNX )?node '.*?'( with friendly_name '.*?')?:|"
        "\\[TensorFlow( Lite)? Frontend\\]|Internal error or inconsistent input model:"_s);
    static const QRegularExpression path(u"\\S*/\\S+"_s);
    QString reason;
    for (QString line : whole.split(u'\n'))
        if (line = line.remove(around).remove(path).simplified(); !line.isEmpty())
            reason = line;
    while (reason.endsWith(u'.'))
        reason.chop(1);
    constexpr qsizetype longest = 120;
    return reason.size() > longest ? reason.left(longest).trimmed() + u"…"_s : reason;
}

/// Where memory was short that is what is wrong, not the network; OpenVINO wraps it into exceptions of its own.
void requireMemory(const std::exception &exception)
{
    const QByteArrayView text(exception.what());
    if (text.contains("bad_alloc") || text.contains("Failed to allocate") || text.contains("out of memory"))
        throw std::bad_alloc();
}

/// While it lives, nothing reaches standard error: readers of OpenVINO print what is wrong with a file before they
/// throw it. Used before any second thread writes there.
class QuietStandardError
{
public:
    QuietStandardError() : m_kept(dup(STDERR_FILENO))
    {
        const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
        dup2(nowhere, STDERR_FILENO);
        close(nowhere);
    }
    ~QuietStandardError()
    {
        dup2(m_kept, STDERR_FILENO);
        close(m_kept);
    }
    Q_DISABLE_COPY_MOVE(QuietStandardError)

private:
    int m_kept;
};

/// One thread, since many processes of one thread beat one process of many; not pinned, since every process would be
/// pinned to the same core; in f32, since on CPUs with bfloat16 OpenVINO would otherwise compute in that.
ov::AnyMap settingsOf(Device device)
{
    ov::AnyMap settings{ov::hint::inference_precision(ov::element::f32),
                        ov::hint::execution_mode(ov::hint::ExecutionMode::ACCURACY),
                        ov::hint::performance_mode(ov::hint::PerformanceMode::LATENCY), ov::hint::num_requests(1)};
    if (device == Device::Cpu)
        settings.insert({ov::num_streams(1), ov::inference_num_threads(1), ov::hint::enable_cpu_pinning(false)});
    return settings;
}

std::string deviceName(Device device)
{
    return device == Device::Gpu ? "GPU" : "CPU";
}

/// `reader` is OpenVINO's name for the format; told to guess, it would try others and give their reasons.
std::shared_ptr<ov::Model> readFromPath(const std::string &reader, const QString &path)
{
    const ov::frontend::FrontEnd::Ptr frontEnd = ov::frontend::FrontEndManager().load_by_framework(reader);
    return frontEnd->convert(frontEnd->load(path.toStdString()));
}

/// `files` has to stay as long as the network, which reads from its bytes.
std::shared_ptr<ov::Model> readNetwork(ov::Core &core, const NetworkFiles &files)
{
    const QuietStandardError quiet;
    switch (files.format) {
    case WeightsFormat::TensorFlowGraph:
        return readFromPath("tf", PrivateFiles(files, u"network.pb"_s).weights());
    case WeightsFormat::TensorFlowSavedModel:
        return readFromPath("tf", PrivateFiles(files, u"saved_model.pb"_s).folder());
    case WeightsFormat::TensorFlowLite:
        return readFromPath("tflite", PrivateFiles(files, u"network.tflite"_s).weights());
    case WeightsFormat::Onnx:
        if (!files.companions.empty())
            return readFromPath("onnx", PrivateFiles(files, u"the network itself.onnx"_s).weights());
        return core.read_model(files.weights.toStdString(), ov::Tensor());
    default:
        return core.read_model(files.weights.toStdString(),
                               ov::Tensor(ov::element::u8, {std::size_t(files.configuration.size())},
                                          static_cast<const void *>(files.configuration.constData())));
    }
}

/// The network takes and gives float32, whatever it was trained on.
std::shared_ptr<ov::Model> inFloats(const std::shared_ptr<ov::Model> &network)
{
    ov::preprocess::PrePostProcessor converter(network);
    converter.input().tensor().set_element_type(ov::element::f32);
    for (std::size_t i = 0; i < network->outputs().size(); ++i)
        converter.output(i).tensor().set_element_type(ov::element::f32);
    return converter.build();
}

QStringList inputNames(const ov::Model &network)
{
    QStringList names;
    for (const ov::Output<const ov::Node> &input : network.inputs())
        names << (input.get_names().empty() ? u"?"_s : QString::fromStdString(input.get_any_name()));
    return names;
}

class OpenVinoEngine : public Engine
{
public:
    OpenVinoEngine(const NetworkFiles &files, Device device) : m_name(files.weightsName), m_device(device)
    {
        try {
            if (files.format == WeightsFormat::OpenVinoIr)
                m_weights = files.configuration; // shares the bytes, which OpenVINO does not copy
            m_network = readNetwork(m_core, files);
            requireOneInput(inputNames(*m_network), m_name);
            m_network = inFloats(m_network);
            m_core.set_property(deviceName(device), settingsOf(device));
        } catch (const Error &) {
            throw;
        } catch (const std::bad_alloc &) {
            throw;
        } catch (const std::exception &exception) {
            requireMemory(exception);
            throw Error(
                u"OpenVINO %1 cannot read the network %2 (%3); it may hold operations that this OpenVINO does not know: export it to ONNX with plain operations."_s
                    .arg(openVinoVersion(), m_name, reasonOf(exception)));
        }
    }

    EngineDescription description() const override
    {
        std::ostringstream precision;
        precision << m_core.get_property(deviceName(m_device), ov::hint::inference_precision);
        return {u"openvino"_s, openVinoVersion(), QString::fromStdString(deviceName(m_device)),
                QString::fromStdString(precision.str())};
    }

    std::vector<int> statedInputShape() const override
    {
        const ov::PartialShape shape = m_network->input().get_partial_shape();
        std::vector<int> stated;
        if (shape.rank().is_static())
            for (const ov::Dimension &extent : shape)
                stated.push_back(extent.is_static() ? int(extent.get_length()) : -1);
        return stated;
    }

    std::vector<TensorView> infer(const TensorView &input) override
    {
        try {
            const ov::Shape shape(input.shape.begin(), input.shape.end());
            ov::InferRequest &request = requestFor(shape);
            request.set_input_tensor(
                ov::Tensor(ov::element::f32, shape, static_cast<const void *>(input.values.data())));
            request.infer();
            std::vector<TensorView> views;
            for (std::size_t i = 0; i < m_network->outputs().size(); ++i)
                views.push_back(viewOf(request.get_output_tensor(i)));
            return views;
        } catch (const std::bad_alloc &) {
            throw;
        } catch (const std::exception &exception) {
            requireMemory(exception);
            throw Error(
                u"OpenVINO %1 cannot run the network %2 (%3)."_s.arg(openVinoVersion(), m_name, reasonOf(exception)));
        }
    }

private:
    /// The network made ready for one shape of input.
    struct Ready
    {
        ov::Shape shape;
        ov::InferRequest request;
    };

    /// The last two shapes are kept: the stride is found out on another size than the tiles'.
    ov::InferRequest &requestFor(const ov::Shape &shape)
    {
        constexpr std::size_t kept = 2;
        const auto found = std::ranges::find(m_ready, shape, &Ready::shape);
        if (found != m_ready.end()) {
            m_ready.splice(m_ready.begin(), m_ready, found);
        } else {
            if (m_ready.size() == kept)
                m_ready.pop_back();
            m_ready.push_front({shape, makeReady(shape)});
        }
        return m_ready.front().request;
    }

    ov::InferRequest makeReady(const ov::Shape &shape)
    {
        std::shared_ptr<ov::Model> network = m_network;
        if (network->input().get_partial_shape() != ov::PartialShape(shape)) {
            network = m_network->clone();
            network->reshape(ov::PartialShape(shape));
        }
        return m_core.compile_model(network, deviceName(m_device), settingsOf(m_device)).create_infer_request();
    }

    static TensorView viewOf(const ov::Tensor &tensor)
    {
        const ov::Shape &shape = tensor.get_shape();
        return {std::vector<int>(shape.begin(), shape.end()),
                std::span<const float>(tensor.data<const float>(), tensor.get_size())};
    }

    QString m_name;
    Device m_device;
    QByteArray m_weights; ///< of OpenVINO's own format, which reads from them
    mutable ov::Core m_core;
    std::shared_ptr<ov::Model> m_network;
    std::list<Ready> m_ready; ///< the newest first
};

} // namespace

} // namespace pixelscape

pixelscape::Engine *pixelscapeOpenVinoEngine(const pixelscape::NetworkFiles &files, pixelscape::Device device)
{
    return new pixelscape::OpenVinoEngine(files, device);
}

bool pixelscapeOpenVinoHasGpu()
{
    try {
        for (const std::string &device : ov::Core().get_available_devices())
            if (device.starts_with("GPU"))
                return true;
    } catch (const std::exception &) {
        return false;
    }
    return false;
}
