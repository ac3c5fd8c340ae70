#pragma once

#include "ui/form/field_edit.h"
#include "ui/inspect/inspection.h"

#include <QWidget>

class QVBoxLayout;

namespace pixelscape {

class ArgumentForm;
class ArgumentRow;
class FileField;
class ModelCard;
class OutputField;
class ProblemBoard;
class ProblemMark;
class RasterList;
class WrappedLabel;

/// What is classified, with what, where to: input, model, output, the bands and the model's arguments.
class ParametersPage : public QWidget
{
    Q_OBJECT

public:
    explicit ParametersPage(QWidget *parent = nullptr);

    void addMarks(ProblemBoard &board, int page);
    /// An output that is proposed is shown by showInspection().
    void setRequest(const RunRequest &request, bool proposesOutput);
    /// What follows from the request alone.
    void showIntentions(const RunRequest &request);
    void showInspection(const Inspection &inspection, bool proposesOutput);

Q_SIGNALS:
    void edited(const pixelscape::FieldEdit &edit);
    /// All inputs at once.
    void rastersGiven(const QStringList &paths);
    void leaveOutAsked(const QStringList &argumentNames);

private:
    ProblemMark *addField(QVBoxLayout &column, const QString &label, QWidget *field, QWidget *edit);
    void connectFile(FileField &file, const QString &field);

    FileField *m_raster;
    WrappedLabel *m_rasterFacts;
    RasterList *m_rasterList;
    FileField *m_model;
    OutputField *m_output;
    ModelCard *m_card;
    ArgumentRow *m_bands;
    WrappedLabel *m_decisions;
    ArgumentForm *m_arguments;
    ProblemMark *m_rasterMark = nullptr;
    ProblemMark *m_modelMark = nullptr;
    ProblemMark *m_outputMark = nullptr;
};

} // namespace pixelscape
