#include "core/run/engine_text.h"

#include "core/inference/engine_factory.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

QStringList builtEngines()
{
    return engineNames().sliced(1); // without "auto"
}

QString engineTitle(const QString &name)
{
    return name == "openvino"_L1 ? u"OpenVINO"_s : name == "opencv"_L1 ? u"OpenCV"_s : name;
}

QString engineTitles(const QStringList &names)
{
    QStringList titles;
    for (const QString &name : names)
        titles << engineTitle(name);
    if (titles.size() < 2)
        return titles.join(QString());
    const QString last = titles.takeLast();
    return u"%1 and %2"_s.arg(titles.join(u", "_s), last);
}

QString engineText(const EngineDescription &engine)
{
    return u"%1 on the %2"_s.arg(engineTitle(engine.name), engine.device);
}

} // namespace pixelscape
