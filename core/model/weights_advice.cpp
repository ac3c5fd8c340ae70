#include "core/model/weights_format.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

QString weightsFormatName(WeightsFormat format)
{
    switch (format) {
    case WeightsFormat::Onnx:
        return u"ONNX"_s;
    case WeightsFormat::TensorFlowGraph:
        return u"TensorFlow frozen graph"_s;
    case WeightsFormat::Caffe:
        return u"Caffe"_s;
    case WeightsFormat::Darknet:
        return u"Darknet"_s;
    case WeightsFormat::Torch7:
        return u"Torch7"_s;
    case WeightsFormat::PyTorch:
        return u"PyTorch"_s;
    case WeightsFormat::TorchScript:
        return u"TorchScript"_s;
    case WeightsFormat::Safetensors:
        return u"Safetensors"_s;
    case WeightsFormat::Pickle:
        return u"Python pickle"_s;
    case WeightsFormat::Keras:
        return u"Keras"_s;
    case WeightsFormat::Cntk:
        return u"CNTK"_s;
    case WeightsFormat::TensorFlowLite:
        return u"TensorFlow Lite"_s;
    case WeightsFormat::TensorFlowSavedModel:
        return u"TensorFlow SavedModel"_s;
    case WeightsFormat::OpenVinoIr:
        return u"OpenVINO IR"_s;
    case WeightsFormat::Gguf:
        return u"GGUF"_s;
    case WeightsFormat::GitLfsPointer:
        return u"Git LFS pointer"_s;
    case WeightsFormat::Unknown:
        break;
    }
    return u"unknown format"_s;
}

QString exportAdvice(WeightsFormat format)
{
    switch (format) {
    case WeightsFormat::Onnx:
        return {};
    case WeightsFormat::TensorFlowGraph:
        return u"Export it to ONNX with: python -m tf2onnx.convert --graphdef model.pb --inputs INPUT:0 --outputs "
               "OUTPUT:0 --opset 12 --output model.onnx"_s;
    case WeightsFormat::Caffe:
        return u"Export it to ONNX with: python -m caffe2onnx.convert --prototxt model.prototxt --caffemodel "
               "model.caffemodel --onnx model.onnx"_s;
    case WeightsFormat::Darknet:
    case WeightsFormat::Torch7:
        return u"Rebuild the network in PyTorch, load these weights into it and export it to ONNX with: "
               "torch.onnx.export(model.eval(), torch.zeros(1, BANDS, HEIGHT, WIDTH), \"model.onnx\", "
               "opset_version=12, dynamo=False)"_s;
    case WeightsFormat::PyTorch:
    case WeightsFormat::Pickle:
        return u"Load it in Python with the code that trained it and export it to ONNX with: "
               "torch.onnx.export(model.eval(), torch.zeros(1, BANDS, HEIGHT, WIDTH), \"model.onnx\", "
               "opset_version=12, dynamo=False)"_s;
    case WeightsFormat::TorchScript:
        return u"Export it to ONNX in Python with: torch.onnx.export(torch.jit.load(\"model.pt\").eval(), "
               "torch.zeros(1, BANDS, HEIGHT, WIDTH), \"model.onnx\", opset_version=12, dynamo=False)"_s;
    case WeightsFormat::Safetensors:
        return u"Build the network in Python with the code that trained it, load these weights into it with "
               "safetensors.torch.load_model(model, \"model.safetensors\") and export it to ONNX with: "
               "torch.onnx.export(model.eval(), torch.zeros(1, BANDS, HEIGHT, WIDTH), \"model.onnx\", "
               "opset_version=12, dynamo=False)"_s;
    case WeightsFormat::Keras:
        return u"Export it to ONNX in Python with: keras.saving.load_model(\"model.h5\", compile=False).export("
               "\"model.onnx\", format=\"onnx\", input_signature=[keras.InputSpec((1, HEIGHT, WIDTH, BANDS), "
               "dtype=\"float32\")])"_s;
    case WeightsFormat::Cntk:
        return u"Export it to ONNX in Python with: cntk.Function.load(\"trained.model\").save(\"model.onnx\", "
               "format=cntk.ModelFormat.ONNX)"_s;
    case WeightsFormat::TensorFlowLite:
        return u"Export it to ONNX with: python -m tf2onnx.convert --tflite model.tflite --opset 12 --output model.onnx"_s;
    case WeightsFormat::TensorFlowSavedModel:
        return u"Export it to ONNX with: python -m tf2onnx.convert --saved-model FOLDER --opset 12 --output model.onnx"_s;
    case WeightsFormat::OpenVinoIr:
        return u"Export the network that it was made from to ONNX, with the program that trained it."_s;
    case WeightsFormat::Gguf:
        return u"GGUF holds language models; export a network that classifies pixels to ONNX with the program that "
               "trained it."_s;
    case WeightsFormat::GitLfsPointer:
        return u"Fetch the file that it stands for with: git lfs pull"_s;
    case WeightsFormat::Unknown:
        break;
    }
    return u"Export the network to ONNX with the program that trained it."_s;
}

} // namespace pixelscape
