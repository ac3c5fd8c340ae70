#pragma once

#include "ui/form/field_edit.h"
#include "ui/form/setting_rows.h"
#include "ui/inspect/inspection.h"

#include <QWidget>

namespace pixelscape {

class ChoiceBox;
class ExtentBox;
class FileField;
class TypedChoiceBox;
class WrappedLabel;

/// Where the output lies: its extent, coordinate system and cells, what it is aligned with and cut by, and what all
/// that comes to.
class GridSettings : public QWidget
{
    Q_OBJECT

public:
    explicit GridSettings(QWidget *parent = nullptr);

    void addMarks(ProblemBoard &board, int page) const { m_rows.addMarks(board, page); }
    SettingRows &rows() { return m_rows; }
    void setRequest(const RunRequest &request);
    void showResolution(const Resolution &resolution);
    /// What is wrong before anybody has looked at the request.
    std::vector<Problem> ownProblems() const;

Q_SIGNALS:
    void edited(const pixelscape::FieldEdit &edit);
    void extentFromViewAsked();
    void ownProblemsChanged();

private:
    void describeControls();
    void addRows();
    void connectControls();
    void connectText(TypedChoiceBox &box, const QString &field);
    void connectFile(FileField &file, const QString &field);
    QWidget *cellSizeRow();
    void showSystems(const std::optional<RasterInfo> &raster, const QString &utmZone);

    SettingRows m_rows;
    ExtentBox *m_extent;
    TypedChoiceBox *m_system;
    TypedChoiceBox *m_cellSize;
    FileField *m_snap;
    FileField *m_mask;
    ChoiceBox *m_resampling;
    WrappedLabel *m_outcome;
};

} // namespace pixelscape
