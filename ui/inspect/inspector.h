#pragma once

#include "ui/inspect/inspection.h"

#include <QObject>
#include <QThread>

#include <optional>

namespace pixelscape {

/// Looks at requests and files on a thread of its own, since every look touches the disk. While one request is looked
/// at, only the last of those that come after it waits.
class Inspector : public QObject
{
    Q_OBJECT

public:
    explicit Inspector(QObject *parent = nullptr);
    ~Inspector() override;

    /// Answers inspected() with the number that it returns, unless a later order comes in between.
    int inspect(const InspectionOrder &order);
    /// Answers lookedAt().
    void lookAt(const QString &path);
    /// Answers itemLookedAt(). Makes the folder of its output.
    void lookAtItem(const RunRequest &item);

Q_SIGNALS:
    void inspected(const pixelscape::Inspection &inspection);
    void lookedAt(const pixelscape::FileLook &look);
    void itemLookedAt(const pixelscape::ItemLook &look);

private:
    void begin(int number, const InspectionOrder &order);
    void onInspected(const Inspection &inspection);

    QThread m_thread;
    QObject *m_worker; ///< what runs in m_thread runs in its name
    std::optional<InspectionOrder> m_waiting;
    int m_number = 0;
    bool m_isBusy = false;
};

} // namespace pixelscape
