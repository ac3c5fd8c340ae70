#pragma once

#include "core/run/resolve.h"

#include <QFrame>

class QFormLayout;

namespace pixelscape {

class ClassList;
class Fold;
class WrappedLabel;

/// What is worth knowing of the model: what it is, what reads it, which bands it takes from this raster, its classes.
class ModelCard : public QFrame
{
    Q_OBJECT

public:
    explicit ModelCard(QWidget *parent = nullptr);

    void setNoModel();
    /// Also without a raster; hides itself where the model could not be opened.
    void setModel(const Resolution &resolution);

private:
    WrappedLabel *addFact(QFormLayout &facts, const QString &label);
    void showBands(const Resolution &resolution);
    void showClasses(const ModelSummary &model);

    QString m_path;
    WrappedLabel *m_none;
    WrappedLabel *m_description;
    WrappedLabel *m_weights;
    WrappedLabel *m_tile;
    WrappedLabel *m_bands;
    WrappedLabel *m_bandLines;
    ClassList *m_classes;
    Fold *m_bandFold;
    Fold *m_classFold;
    Fold *m_card;
};

} // namespace pixelscape
