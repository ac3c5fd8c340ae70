#pragma once

#include "ui/form/field_edit.h"
#include "ui/form/setting_rows.h"
#include "ui/inspect/inspection.h"

#include <QWidget>

namespace pixelscape {

class ChoiceBox;
class CountBox;
class TypedChoiceBox;

/// How a run is carried out: device, engine, workers.
class ProcessingSettings : public QWidget
{
    Q_OBJECT

public:
    explicit ProcessingSettings(QWidget *parent = nullptr);

    void addMarks(ProblemBoard &board, int page) const { m_rows.addMarks(board, page); }
    SettingRows &rows() { return m_rows; }
    void setRequest(const RunRequest &request);
    void showResolution(const Resolution &resolution);

Q_SIGNALS:
    void edited(const pixelscape::FieldEdit &edit);

private:
    void describeControls();
    void addRows();
    void connectControls();
    void showEngines(const std::optional<ModelSummary> &model);

    SettingRows m_rows;
    ChoiceBox *m_device;
    ChoiceBox *m_engine;
    TypedChoiceBox *m_workers;
    TypedChoiceBox *m_memory;
    CountBox *m_recycle;
    CountBox *m_retries;
    CountBox *m_deadline;
};

} // namespace pixelscape
