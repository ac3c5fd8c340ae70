#pragma once

#include "core/model/class_legend.h"

#include <QWidget>

namespace pixelscape {

/// The classes of a model, one a line: colour, value, name. Draws them itself, so that a thousand cost nothing.
class ClassList : public QWidget
{
    Q_OBJECT

public:
    explicit ClassList(QWidget *parent = nullptr);

    void setClasses(const ClassLegend &classes);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    int lineHeight() const;

    ClassLegend m_classes;
};

} // namespace pixelscape
