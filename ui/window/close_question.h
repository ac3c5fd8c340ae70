#pragma once

#include "ui/jobs/job_list.h"

#include <QObject>
#include <QPointer>
#include <QWidget>

class QMessageBox;

namespace pixelscape {

/// Asked when the window is to be closed while a run goes on. On yes, the run is stopped and the window closes as soon
/// as it has ended; the window stays alive meanwhile.
class CloseQuestion : public QObject
{
    Q_OBJECT

public:
    CloseQuestion(QWidget &window, JobList &jobs);

    void ask();

private:
    void stopAndClose();

    QWidget &m_window;
    JobList &m_jobs;
    QPointer<QMessageBox> m_box;
    bool m_isClosing = false;
};

} // namespace pixelscape
