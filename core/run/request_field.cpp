#include "core/run/request_field.h"

#include "core/run/cell_size_text.h"
#include "core/run/crs_text.h"
#include "core/run/extent_text.h"

#include <variant>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

using Member = std::variant<QString RunRequest::*, QStringList RunRequest::*, int RunRequest::*, bool RunRequest::*>;

struct Field
{
    QString name;
    Member member;
    QString (*spelt)(const QString &) = nullptr; ///< the one spelling of a text
};

QString lowerCase(const QString &text)
{
    return text.trimmed().toLower();
}

QString spelledCellSize(const QString &text)
{
    return cellSizeText(cellSizeFromText(text));
}

const RunRequest defaults;
const QString argumentPrefix = u"modelArguments."_s;
const QString extentField = u"context.extent"_s;

const std::vector<Field> fields{{u"inputRaster"_s, &RunRequest::inputRaster},
                                {u"furtherRasters"_s, &RunRequest::furtherRasters},
                                {u"stack"_s, &RunRequest::stack},
                                {u"processAllRasterItems"_s, &RunRequest::processAllRasterItems},
                                {u"model"_s, &RunRequest::model},
                                {u"modelRoot"_s, &RunRequest::modelRoot},
                                {u"outputClassifiedRaster"_s, &RunRequest::outputClassifiedRaster},
                                {u"bandMapping"_s, &RunRequest::bandMapping},
                                {u"context.extent.spatialReference"_s, &RunRequest::extentCrs, crsText},
                                {u"context.outSR"_s, &RunRequest::outSr, crsText},
                                {u"context.cellSize"_s, &RunRequest::cellSize, spelledCellSize},
                                {u"context.snapRaster"_s, &RunRequest::snapRaster},
                                {u"context.mask"_s, &RunRequest::mask},
                                {u"resampling"_s, &RunRequest::resampling, lowerCase},
                                {u"context.processorType"_s, &RunRequest::processorType, lowerCase},
                                {u"engine"_s, &RunRequest::engine, lowerCase},
                                {u"context.parallelProcessingFactor"_s, &RunRequest::parallelProcessingFactor},
                                {u"memory"_s, &RunRequest::memory},
                                {u"context.recycleProcessingWorker"_s, &RunRequest::recycleProcessingWorker},
                                {u"context.retryOnFailures"_s, &RunRequest::retryOnFailures},
                                {u"sectionDeadline"_s, &RunRequest::sectionDeadline},
                                {u"tilesPerSection"_s, &RunRequest::tilesPerSection},
                                {u"creationOptions"_s, &RunRequest::creationOptions},
                                {u"overwrite"_s, &RunRequest::overwrite},
                                {u"startOver"_s, &RunRequest::startOver}};

const Field *findField(const QString &name)
{
    const auto found = std::ranges::find(fields, name, &Field::name);
    return found == fields.end() ? nullptr : &*found;
}

/// Puts the value of a text into one member; each kind of member has its own.
class Setter
{
public:
    Setter(RunRequest &request, const Field &field, const QString &text)
        : m_request(request), m_field(field), m_text(text)
    {
    }

    bool operator()(QString RunRequest::*member) const
    {
        if (m_text.isEmpty())
            m_request.*member = defaults.*member;
        else
            m_request.*member = m_field.spelt ? m_field.spelt(m_text) : m_text;
        return true;
    }

    bool operator()(QStringList RunRequest::*member) const
    {
        m_request.*member = m_text.split(u'\n', Qt::SkipEmptyParts);
        return true;
    }

    bool operator()(int RunRequest::*member) const
    {
        bool isNumber = m_text.isEmpty();
        const int read = isNumber ? defaults.*member : m_text.trimmed().toInt(&isNumber);
        if (isNumber)
            m_request.*member = read;
        return isNumber;
    }

    bool operator()(bool RunRequest::*member) const
    {
        if (!m_text.isEmpty() && m_text != "true"_L1 && m_text != "false"_L1)
            return false;
        m_request.*member = m_text == "true"_L1;
        return true;
    }

private:
    RunRequest &m_request;
    const Field &m_field;
    const QString &m_text;
};

/// The text of one member.
class Getter
{
public:
    explicit Getter(const RunRequest &request) : m_request(request) {}

    QString operator()(QString RunRequest::*member) const { return m_request.*member; }
    QString operator()(QStringList RunRequest::*member) const { return (m_request.*member).join(u'\n'); }
    QString operator()(int RunRequest::*member) const { return QString::number(m_request.*member); }
    QString operator()(bool RunRequest::*member) const { return m_request.*member ? u"true"_s : u"false"_s; }

private:
    const RunRequest &m_request;
};

bool setArgument(ArgumentTexts &arguments, const QString &name, const QString &value)
{
    if (name.isEmpty())
        return false;
    if (value.isEmpty())
        arguments.erase(name);
    else
        arguments[name] = value;
    return true;
}

bool setExtent(RunRequest &request, const QString &value)
{
    const std::optional<GroundBox> box = groundBoxFromText(value);
    if (!box && !value.isEmpty())
        return false;
    request.extent = box;
    return true;
}

} // namespace

QStringList requestFields()
{
    QStringList names{extentField};
    for (const Field &field : fields)
        names << field.name;
    return names;
}

bool setRequestField(RunRequest &request, const QString &field, const QString &value)
{
    if (field.startsWith(argumentPrefix))
        return setArgument(request.modelArguments, field.sliced(argumentPrefix.size()), value);
    if (field == extentField)
        return setExtent(request, value);
    const Field *known = findField(field);
    return known && std::visit(Setter(request, *known, value), known->member);
}

QString requestFieldText(const RunRequest &request, const QString &field)
{
    if (field.startsWith(argumentPrefix)) {
        const auto argument = request.modelArguments.find(field.sliced(argumentPrefix.size()));
        return argument == request.modelArguments.end() ? QString() : argument->second;
    }
    if (field == extentField)
        return request.extent ? groundBoxText(*request.extent) : QString();
    const Field *known = findField(field);
    return known ? std::visit(Getter(request), known->member) : QString();
}

} // namespace pixelscape
