#pragma once

#include <QObject>
#include <QStringList>

namespace pixelscape {

/// The rasters, models and results that were opened last, newest first; remembered from one start to the next.
class RecentFiles : public QObject
{
    Q_OBJECT

public:
    static constexpr int most = 10;

    explicit RecentFiles(QObject *parent = nullptr);

    const QStringList &paths() const { return m_paths; }
    void add(const QString &path);
    void clear();

Q_SIGNALS:
    void changed();

private:
    void save();

    QStringList m_paths;
};

} // namespace pixelscape
