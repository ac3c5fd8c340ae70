#include "core/raster/remote_access.h"
#include "core/raster/result_files.h"
#include "core/run/runner.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pixelscape {

void Runner::startUpload(const UploadOrder &order, void (Runner::*next)(const UploadAnswer &))
{
    m_upload = std::make_unique<ResultUpload>(m_workers, order);
    connect(m_upload.get(), &ResultUpload::ended, this, next);
    m_upload->start();
}

/// It may be its signal that brought us here.
void Runner::dropUpload()
{
    if (!m_upload)
        return;
    m_upload->disconnect(this);
    m_upload->stop();
    m_upload.release()->deleteLater();
}

/// Hours of work would be for a place that takes nothing.
void Runner::tryPlace()
{
    startUpload({{}, {}, m_spec.request.outputClassifiedRaster}, &Runner::onPlaceTried);
}

void Runner::onPlaceTried(const UploadAnswer &answer)
{
    dropUpload();
    if (m_ended)
        return;
    if (!answer.error.isEmpty()) {
        refuse({u"outputClassifiedRaster"_s, Severity::Error, answer.error});
        return;
    }
    if (!answer.remark.isEmpty())
        say(MessageType::Warning, answer.remark);
    attempt([this] { begin(); });
}

/// The class map goes last: whoever finds it finds what belongs to it.
void Runner::upload()
{
    const ResultFiles files = resultFiles(m_spec.output.file);
    QStringList local{files.auxiliary, files.attributeDbf, files.attributeCpg, files.style};
    if (m_spec.arguments.probabilityRaster)
        local << probabilityPath(m_spec.output.file);
    local.removeIf([](const QString &file) { return !QFileInfo::exists(file); });
    say(MessageType::Informative,
        u"The class map is finished and is being put into %1."_s.arg(addressShown(m_spec.output.uploadFolder)));
    startUpload({local << m_spec.output.file, m_spec.output.uploadFolder, {}}, &Runner::onUploaded);
}

void Runner::onUploaded(const UploadAnswer &answer)
{
    dropUpload();
    if (m_ended)
        return;
    if (!answer.error.isEmpty()) {
        fail(answer.error);
        return;
    }
    say(MessageType::Informative, u"The result was put into %1."_s.arg(addressShown(m_spec.output.uploadFolder)));
    end(Outcome::Finished);
}

QString Runner::whatIsKept() const
{
    if (!m_output)
        return {};
    if (m_output->isCommitted())
        return m_report.outcome == Outcome::Cancelled
                   ? u"The class map was not put into %1; it is kept as %2: copy it there, with the files beside it."_s
                         .arg(addressShown(m_spec.output.uploadFolder), m_spec.output.file)
                   : QString();
    return m_output->sectionsInLog() == 0
               ? QString()
               : u"What was finished is kept in %1.part; the same request continues it."_s.arg(m_spec.output.file);
}

} // namespace pixelscape
