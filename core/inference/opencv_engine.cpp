#include "core/inference/opencv_engine.h"

#include "core/base/error.h"
#include "core/inference/one_input.h"
#include "core/inference/private_files.h"
#include "core/model/onnx_signature.h"
#include "core/model/weights_format.h"

#include <QRegularExpression>

#include <algorithm>
#include <new>

#include <opencv2/core/utils/logger.hpp>
#include <opencv2/dnn.hpp>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// OpenCV prints every exception to standard error before throwing it; the sentence that we make of it is enough.
int keepQuiet(int, const char *, const char *, const char *, int, void *)
{
    return 0;
}

void quietenOpenCv()
{
    cv::redirectError(keepQuiet);
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    // Many processes of one thread beat one process of many threads, and leave the machine usable.
    cv::setNumThreads(1);
}

/// The part of an OpenCV message that means something to a person: its first line, without the source files that OpenCV
/// was built from.
QString reasonOf(const cv::Exception &exception)
{
    static const QRegularExpression sourcePath(u"\\S*/(modules|src|build)/\\S*"_s);
    static const QRegularExpression operation(u"Node \\[(\\w+)@"_s);
    const QString whole = QString::fromStdString(exception.err);
    const QRegularExpressionMatch match = operation.match(whole);
    if (match.hasMatch())
        return u"it cannot take its operation %1"_s.arg(match.captured(1));
    constexpr qsizetype longest = 120;
    QString reason = QString(whole).remove(sourcePath).simplified();
    if (reason.size() > longest)
        reason = reason.left(longest).trimmed() + u"…"_s;
    return reason;
}

/// Where memory was short that is what is wrong, not the network.
void requireMemory(const cv::Exception &exception)
{
    if (exception.code == cv::Error::StsNoMem)
        throw std::bad_alloc();
}

cv::dnn::Net readNet(const NetworkFiles &files)
{
    const char *weights = files.weights.constData();
    const auto size = std::size_t(files.weights.size());
    const char *configuration = files.configuration.constData();
    const auto configurationSize = std::size_t(files.configuration.size());
    switch (files.format) {
    case WeightsFormat::Onnx:
        // It would not look for them, and take what happens to lie in memory for the network's numbers.
        if (!files.companions.empty())
            throw Error(
                u"OpenCV does not read networks whose numbers are in other files, as those of %1 are (%2). Write "
                "it to one file in Python with: onnx.save(onnx.load(\"model.onnx\"), \"whole.onnx\")"_s.arg(
                    files.weightsName, files.companions.begin()->first));
        return cv::dnn::readNetFromONNX(weights, size);
    case WeightsFormat::TensorFlowGraph:
        return cv::dnn::readNetFromTensorflow(weights, size, configuration, configurationSize);
    case WeightsFormat::Caffe:
        return cv::dnn::readNetFromCaffe(configuration, configurationSize, weights, size);
    case WeightsFormat::Darknet:
        return cv::dnn::readNetFromDarknet(configuration, configurationSize, weights, size);
    case WeightsFormat::Torch7: {
        // Binary files begin with a type number of four bytes, the others with its digit.
        const bool isBinary = files.weights.size() > 1 && files.weights[1] == '\0';
        const PrivateFiles copy(files, u"network.t7"_s); // OpenCV reads this format from a path only
        return cv::dnn::readNetFromTorch(copy.weights().toStdString(), isBinary);
    }
    default:
        throw Error(u"%1 holds %2 weights, which OpenCV does not read. %3"_s.arg(
            files.weightsName, weightsFormatName(files.format), exportAdvice(files.format)));
    }
}

/// The unconnected outputs in the order in which the network itself lists them: OpenCV sorts them by its own numbers.
/// It names layers after the node that they come from, or after the output where that has no name.
std::vector<cv::String> inNetworksOrder(const std::vector<cv::String> &layers, const OnnxSignature &signature)
{
    std::vector<cv::String> ordered;
    for (const OnnxSignature::Output &output : signature.outputs) {
        const std::string names[]{"onnx_node!" + output.node.toStdString(),
                                  "onnx_node_output_0!" + output.name.toStdString(), output.node.toStdString(),
                                  output.name.toStdString()};
        for (const cv::String &layer : layers)
            if (std::ranges::find(names, layer) != std::end(names))
                ordered.push_back(layer);
    }
    return ordered.size() == layers.size() ? ordered : layers;
}

class OpenCvEngine : public Engine
{
public:
    OpenCvEngine(const NetworkFiles &files, Device device)
        : m_name(files.weightsName), m_isTensorFlow(files.format == WeightsFormat::TensorFlowGraph), m_device(device)
    {
        quietenOpenCv();
        if (files.format == WeightsFormat::Onnx) {
            m_signature = readOnnxSignature(files.weights);
            if (!m_signature.inputs.isEmpty()) // else it is no network, which the reader says better
                requireOneInput(m_signature.inputs, m_name);
        }
        try {
            m_net = readNet(files);
            if (m_net.empty())
                throw Error(u"%1 holds no network; export the model again."_s.arg(m_name));
            const bool gpu = device == Device::Gpu;
            m_net.setPreferableBackend(gpu ? cv::dnn::DNN_BACKEND_CUDA : cv::dnn::DNN_BACKEND_OPENCV);
            m_net.setPreferableTarget(gpu ? cv::dnn::DNN_TARGET_CUDA : cv::dnn::DNN_TARGET_CPU);
            m_outputNames = inNetworksOrder(m_net.getUnconnectedOutLayersNames(), m_signature);
        } catch (const cv::Exception &exception) {
            requireMemory(exception);
            throw Error(
                u"OpenCV %1 cannot read the network %2 (%3); it may hold operations that this OpenCV does not know: export it to ONNX with opset 12 or lower, with plain operations."_s
                    .arg(QLatin1StringView(CV_VERSION), m_name, reasonOf(exception)));
        }
    }

    EngineDescription description() const override
    {
        return {u"opencv"_s, QString::fromStdString(cv::getVersionString()),
                m_device == Device::Gpu ? u"CUDA"_s : u"CPU"_s, u"f32"_s};
    }

    std::optional<TensorLayout> settledInputLayout() const override
    {
        // The importer rewrites TensorFlow's channels-last graphs to channels first.
        return m_isTensorFlow ? std::optional(TensorLayout::ChannelsFirst) : std::nullopt;
    }

    std::vector<int> statedInputShape() const override { return m_signature.inputShape; }

    std::vector<TensorView> infer(const TensorView &input) override
    {
        try {
            // OpenCV takes the blob as const in fact, though not in type.
            const cv::Mat blob(input.shape, CV_32F, const_cast<float *>(input.values.data()));
            m_net.setInput(blob);
            m_net.forward(m_outputs, m_outputNames);
        } catch (const cv::Exception &exception) {
            requireMemory(exception);
            throw Error(u"OpenCV %1 cannot run the network %2 (%3)."_s.arg(QLatin1StringView(CV_VERSION), m_name,
                                                                           reasonOf(exception)));
        }
        std::vector<TensorView> views;
        for (cv::Mat &output : m_outputs)
            views.push_back(viewOf(output));
        return views;
    }

private:
    static TensorView viewOf(cv::Mat &output)
    {
        if (output.depth() != CV_32F)
            output.convertTo(output, CV_32F);
        if (!output.isContinuous())
            output = output.clone();
        return {std::vector<int>(output.size.p, output.size.p + output.dims),
                std::span<const float>(output.ptr<float>(), output.total())};
    }

    QString m_name;
    bool m_isTensorFlow;
    Device m_device;
    OnnxSignature m_signature; ///< empty for other formats
    cv::dnn::Net m_net;
    std::vector<cv::String> m_outputNames;
    std::vector<cv::Mat> m_outputs;
};

} // namespace

bool openCvReads(WeightsFormat format)
{
    return format == WeightsFormat::Onnx || format == WeightsFormat::TensorFlowGraph ||
           format == WeightsFormat::Caffe || format == WeightsFormat::Darknet || format == WeightsFormat::Torch7;
}

bool openCvHasGpu()
{
    const std::vector<cv::dnn::Target> targets = cv::dnn::getAvailableTargets(cv::dnn::DNN_BACKEND_CUDA);
    return !targets.empty();
}

std::unique_ptr<Engine> makeOpenCvEngine(const NetworkFiles &files, Device device)
{
    return std::make_unique<OpenCvEngine>(files, device);
}

} // namespace pixelscape
