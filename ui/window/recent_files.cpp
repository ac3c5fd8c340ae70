#include "ui/window/recent_files.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {
const QString settingsKey = u"recentFiles"_s;
}

RecentFiles::RecentFiles(QObject *parent) : QObject(parent), m_paths(QSettings().value(settingsKey).toStringList()) {}

void RecentFiles::add(const QString &path)
{
    m_paths.removeAll(path);
    m_paths.prepend(path);
    m_paths = m_paths.first(qMin(qsizetype(most), m_paths.size()));
    save();
}

void RecentFiles::clear()
{
    m_paths.clear();
    save();
}

void RecentFiles::save()
{
    QSettings().setValue(settingsKey, m_paths);
    Q_EMIT changed();
}

} // namespace pixelscape
