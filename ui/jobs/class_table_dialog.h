#pragma once

#include "core/run/run_report.h"

#include <QDialog>

namespace pixelscape {

/// The classes of a finished run as a table that can be sorted and copied.
class ClassTableDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ClassTableDialog(const RunReport &report, QWidget *parent = nullptr);
};

} // namespace pixelscape
