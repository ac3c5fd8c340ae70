#include "ui/window/close_question.h"

#include <QMessageBox>
#include <QPushButton>

namespace pixelscape {

CloseQuestion::CloseQuestion(QWidget &window, JobList &jobs) : m_window(window), m_jobs(jobs)
{
    connect(&jobs, &JobList::busyChanged, this, [this] {
        if (m_isClosing && !m_jobs.isBusy())
            m_window.close();
    });
}

void CloseQuestion::ask()
{
    if (m_isClosing || m_box)
        return;
    m_box = new QMessageBox(QMessageBox::Question, tr("Close Pixelscape?"),
                            tr("A run is going on. Stop it and close? What is done is kept: Run with the same "
                               "settings goes on from there."),
                            QMessageBox::NoButton, &m_window);
    m_box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *stop = m_box->addButton(tr("Stop and close"), QMessageBox::AcceptRole);
    QPushButton *keep = m_box->addButton(tr("Keep running"), QMessageBox::RejectRole);
    m_box->setDefaultButton(keep);
    m_box->setEscapeButton(keep);
    connect(stop, &QPushButton::clicked, this, &CloseQuestion::stopAndClose);
    m_box->open();
}

void CloseQuestion::stopAndClose()
{
    m_isClosing = true;
    m_jobs.cancelAll();
    if (!m_jobs.isBusy()) // it ended while the question stood
        m_window.close();
}

} // namespace pixelscape
