#pragma once

#include "ui/inspect/inspection.h"

#include <QWidget>

#include <memory>

namespace pixelscape {

/// Everything that a request holds, as a form with two pages (Parameters, Environments), a plan line and the Run
/// button. It knows no file and no model: it shows what an inspection found out, problems beside their fields.
class RequestForm : public QWidget
{
    Q_OBJECT

public:
    explicit RequestForm(QWidget *parent = nullptr);
    ~RequestForm() override;

    /// What the form says now; an output that was proposed and not yet looked at may be missing.
    RunRequest request() const;
    /// True while the output is one that we propose, not one that the user named.
    bool proposesOutput() const;
    /// Shows another request. An empty output stands for "propose one".
    void setRequest(const RunRequest &request);
    /// The extent is `box`, in the coordinates of `raster`, whatever the output's are; null: of the output's own.
    void setExtent(const GroundBox &box, const RasterInfo *raster);
    /// These are the inputs now, in place of others; a single one may have been several rasters that are used somehow.
    void setRasters(const QStringList &paths);
    /// Sets one field by its request name, as remedies and drops do.
    void setField(const QString &field, const QString &value);
    /// Between a change and its inspection Run is not enabled.
    void showInspection(const Inspection &inspection);
    /// A reason of the window's own why nothing can run now; empty for none.
    void setBlocked(const QString &reason);
    /// The line over the Run button: "484 tiles, about 29 s, 0.6 GB".
    void setPlan(const QString &text);

    bool canRun() const;
    /// Why Run is not enabled; empty where it is.
    QString blockedReason() const;

Q_SIGNALS:
    /// The user, a remedy or setField changed the request.
    void requestChanged();
    /// canRun() or blockedReason() may have changed.
    void runnableChanged();
    void runAsked();
    /// The extent is to be taken from what the map shows; answer with setExtent().
    void extentFromViewAsked();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace pixelscape
