#pragma once

#include "core/model/class_legend.h"

#include <QWidget>

namespace pixelscape {

/// The classes of a model: colour, value, name of each, in as many columns as fit. Draws them itself, so that a
/// thousand cost nothing.
class ClassList : public QWidget
{
    Q_OBJECT

public:
    explicit ClassList(QWidget *parent = nullptr);

    void setClasses(const ClassLegend &classes);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    int lineHeight() const;
    int textLeft() const;
    void measure();
    int columnsIn(int width) const;
    int linesIn(int width) const;
    /// Classes run down the columns.
    QRect placeOf(std::size_t item) const;
    void draw(QPainter &painter, const ClassEntry &entry, const QRect &place) const;

    ClassLegend m_classes;
    int m_itemWidth = 1;
};

} // namespace pixelscape
