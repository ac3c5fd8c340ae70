#pragma once

#include "ui/jobs/job_list.h"

#include <QWidget>

#include <memory>

namespace pixelscape {

/// The running job in the status bar: progress, rate, time left, Cancel. Hidden while nothing runs.
class RunBar : public QWidget
{
    Q_OBJECT

public:
    explicit RunBar(JobList &jobs, QWidget *parent = nullptr);
    ~RunBar() override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace pixelscape
